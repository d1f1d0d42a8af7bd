(* Depth 2: T is its leading term, ln(1/a)/ln(1 + h), and a constant, up to what the differences of the defects add
   up to; so the gaps between eigenvalues grow with the logarithm of the start. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms roots abel_integrals abel.
From dmf.statements Require Import definitions names depth_two_gaps.
From dmf.sharp Require Import sharp_law_signs sharp_law_shape closed_law_defect closed_law_count small_start_half.
From dmf.sharp Require Import depth_two_defect small_start_scale.
From dmf.sharp Require depth_gaps.
Open Scope R_scope.

(* In units of the limit. *)
Section Unit.
Variables (h a delta : R).
Hypothesis size_step : 0 < h < 1 / 4.
Hypothesis start : 0 < a.
Hypothesis target : 0 < delta.
Hypothesis way_to_go : a < 1 - delta.
Notation s := (iterate 2 a 1 h).
Notation W := (4 * h).
Notation Bw := (21 * W ^ 3 * (4 - 3 * W) / (50 * (1 - W) ^ 2) + 5 * W ^ 2 / 8).
Notation Sw := ((3 * h + 3 * ln (/ delta) / 2 + ln 2 / 2) * Bw / ((/ h + 1 / 2 - h / 12) * ln (h + 1))).
Notation rw := (((h / 3 + 1 - / h) * ln (1 - a ^ 2) / 2 + 5 * a ^ 2 * h / 8) / ((/ h + 1 / 2 - h / 12) * ln (h + 1))).

Lemma unit_orbit k : a <= s k < 1.
Proof.
  induction k as [|k IH]; cbn [iterate]; [lra|]. pose proof (two_moves h size_step (s k) ltac:(lra)). lra.
Qed.

Lemma unit_grows j k : (j <= k)%nat -> s j <= s k.
Proof.
  intros H. induction H as [|k H IH]; [lra|]. cbn [iterate]. pose proof (unit_orbit k).
  pose proof (two_moves h size_step (s k) ltac:(lra)). lra.
Qed.

Lemma Bw_positive : 0 < Bw.
Proof.
  assert (0 < W ^ 2) by (apply pow_lt; lra). assert (0 < W ^ 3) by (apply pow_lt; lra).
  assert (0 < (1 - W) ^ 2) by (apply pow_lt; lra).
  assert (0 < 21 * W ^ 3 * (4 - 3 * W) / (50 * (1 - W) ^ 2)).
  { apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | lra]. } lra.
Qed.

Lemma growth_positive : 0 < ln (h + 1) /\ 0 < / h + 1 / 2 - h / 12 /\ growth h = (/ h + 1 / 2 - h / 12) * ln (h + 1)
  /\ 0 < growth h.
Proof.
  assert (A : 0 < ln (h + 1)) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (B : 0 < / h + 1 / 2 - h / 12) by (assert (0 < / h) by (apply Rinv_0_lt_compat; lra); lra).
  assert (E : growth h = (/ h + 1 / 2 - h / 12) * ln (h + 1)) by (unfold growth; rewrite (Rplus_comm 1); field; lra).
  repeat split; try assumption. rewrite E. apply Rmult_lt_0_compat; assumption.
Qed.

(* The count against Phi_2. *)
Lemma unit_sum k : Rabs (INR k * growth h - Phi_2 2 1 h a (s k)) <= Bw * (way_length (s k) - way_length a).
Proof.
  pose proof Bw_positive as B0. induction k as [|k IH].
  - cbn [iterate INR]. rewrite (Phi_2_nothing 2 1 0 1 h (le_n 2) two_sign) by lra.
    rewrite Rmult_0_l, Rminus_0_r, Rabs_R0. right. ring.
  - pose proof (unit_orbit k) as O. pose proof (two_moves h size_step (s k) ltac:(lra)) as M. cbn [iterate].
    rewrite (Phi_2_additive 2 1 0 1 h (le_n 2) two_sign ltac:(lra) a (s k) (s k + h * f 2 1 (s k))) by lra.
    pose proof (two_defect h size_step (s k) ltac:(lra)) as D.
    pose proof (length_gains h size_step (s k) ltac:(lra)) as G.
    apply Rmult_le_compat_l with (r := Bw) in G; [|lra]. rewrite S_INR.
    apply Rabs_le_between in IH. apply Rabs_le_between in D. apply Rabs_le. lra.
Qed.

Lemma length_range x : a <= x <= 1 - delta -> way_length x - way_length a <= 3 * ln (/ delta) / 2 + ln 2 / 2.
Proof.
  intros Hx. unfold way_length. rewrite ln_Rinv by assumption.
  pose proof (ln_le_compat delta (1 - x) ltac:(lra) ltac:(lra)).
  pose proof (ln_le_compat (1 + x) 2 ltac:(lra) ltac:(lra)).
  pose proof (ln_nonnegative (1 + a) ltac:(lra)). pose proof (ln_at_most (1 - a) ltac:(lra)). lra.
Qed.

Lemma unit_rest : 0 <= rw.
Proof.
  destruct growth_positive as [G1 [G2 _]]. apply Rdiv_le_0_compat; [|apply Rmult_lt_0_compat; assumption].
  assert (0 < 1 - a ^ 2) by nra. pose proof (ln_at_most (1 - a ^ 2) ltac:(assumption)) as L. pose proof (pow2_ge_0 a).
  assert (4 < / h) by (rewrite <- (Rinv_inv 4); apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | lra]).
  assert (0 <= (h / 3 + 1 - / h) * ln (1 - a ^ 2)) by nra. assert (0 <= a ^ 2 * h) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma Phi_2_at_target : Phi_2 2 1 h a (1 - delta) = growth h * (C_two h delta + ln (/ a) / ln (h + 1) - rw).
Proof.
  destruct growth_positive as [G1 [G2 [E G]]]. rewrite (Phi_2_two h size_step a delta start target) by lra.
  rewrite ln_Rinv by assumption.
  replace (growth h * (C_two h delta + - ln a / ln (h + 1) - rw))
    with (growth h * C_two h delta + growth h * (- ln a / ln (h + 1) - rw)) by ring.
  assert (R : growth h * (- ln a / ln (h + 1) - rw) = - ln a * (/ h + 1 / 2 - h / 12)
    - ((h / 3 + 1 - / h) * ln (1 - a ^ 2) / 2 + 5 * a ^ 2 * h / 8)).
  { rewrite E. set (q := / h + 1 / 2 - h / 12) in *. set (p := ln (h + 1)) in *.
    set (t := (h / 3 + 1 - / h) * ln (1 - a ^ 2) / 2 + 5 * a ^ 2 * h / 8). clearbody q p t. field. split; lra. }
  rewrite R. lra.
Qed.

Lemma unit_upper k : s k < 1 - delta -> INR k < C_two h delta + Sw + ln (/ a) / ln (h + 1).
Proof.
  intros Hk. destruct growth_positive as [G1 [G2 [E G]]]. pose proof Bw_positive as B0.
  pose proof (unit_orbit k) as O.
  pose proof (unit_sum k) as S. apply Rabs_le_between in S. pose proof (length_range (s k) ltac:(lra)) as R.
  pose proof (two_grows h size_step a (s k) (1 - delta) ltac:(lra) ltac:(lra) ltac:(lra)) as M.
  rewrite Phi_2_at_target in M.
  pose proof unit_rest as R0. apply Rmult_le_compat_l with (r := Bw) in R; [|lra].
  apply Rmult_lt_reg_r with (growth h); [assumption|].
  replace ((C_two h delta + Sw + ln (/ a) / ln (h + 1)) * growth h)
    with (growth h * (C_two h delta + ln (/ a) / ln (h + 1) - rw) + growth h * rw
      + (3 * h + 3 * ln (/ delta) / 2 + ln 2 / 2) * Bw).
  - assert (0 <= growth h * rw) by (apply Rmult_le_pos; lra). assert (0 < h * Bw) by (apply Rmult_lt_0_compat; lra).
    lra.
  - rewrite <- E. set (q := growth h) in *. clearbody q. field. lra.
Qed.

Lemma unit_lower k : 1 - delta <= s k -> (forall j, (j < k)%nat -> s j < 1 - delta) ->
  C_two h delta + ln (/ a) / ln (h + 1) - Sw - rw <= INR k.
Proof.
  intros Hk Hj. destruct k as [|k]; [cbn [iterate] in Hk; lra|]. destruct growth_positive as [G1 [G2 [E G]]].
  pose proof Bw_positive as B0. pose proof (Hj k ltac:(lia)) as Hd. pose proof (unit_orbit k) as O.
  pose proof (unit_orbit (S k)) as O'.
  pose proof (unit_sum k) as Sum. apply Rabs_le_between in Sum. pose proof (length_range (s k) ltac:(lra)) as R.
  pose proof (two_moves h size_step (s k) ltac:(lra)) as M. pose proof (two_defect h size_step (s k) ltac:(lra)) as D.
  apply Rabs_le_between in D.
  assert (Add : Phi_2 2 1 h a (s (S k)) = Phi_2 2 1 h a (s k) + Phi_2 2 1 h (s k) (s k + h * f 2 1 (s k))).
  { cbn [iterate]. apply (Phi_2_additive 2 1 0 1 h (le_n 2) two_sign); lra. }
  assert (Up : Phi_2 2 1 h a (1 - delta) <= Phi_2 2 1 h a (s (S k))).
  { destruct (Req_dec (1 - delta) (s (S k))) as [<-|Ne]; [lra|]. left. apply (two_grows h size_step); lra. }
  rewrite Phi_2_at_target in Up. apply Rmult_le_compat_l with (r := Bw) in R; [|lra].
  assert (Last : Bw * (h * s k * (2 + s k)) <= Bw * (3 * h)).
  { apply Rmult_le_compat_l; [lra|]. replace (h * s k * (2 + s k)) with (h * (s k * (2 + s k))) by ring.
    replace (3 * h) with (h * 3) by ring. apply Rmult_le_compat_l; [lra | nra]. }
  apply Rmult_le_reg_r with (growth h); [assumption|]. rewrite S_INR in *.
  replace ((C_two h delta + ln (/ a) / ln (h + 1) - Sw - rw) * growth h)
    with (growth h * (C_two h delta + ln (/ a) / ln (h + 1) - rw) - (3 * h + 3 * ln (/ delta) / 2 + ln 2 / 2) * Bw).
  - lra.
  - rewrite <- E. set (q := growth h) in *. clearbody q. field. lra.
Qed.

Lemma Sw_positive : 0 < Sw.
Proof.
  destruct growth_positive as [G1 [G2 _]]. pose proof Bw_positive as B0.
  apply Rdiv_lt_0_compat; [|apply Rmult_lt_0_compat; assumption].
  apply Rmult_lt_0_compat; [|assumption]. rewrite ln_Rinv by assumption.
  pose proof (ln_at_most delta target). pose proof (ln_nonnegative 2 ltac:(lra)). lra.
Qed.
End Unit.

(* Back to lambda. *)
Section Law.
Variables (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis retained : lam > 0.
Hypothesis below : alpha ^ 2 < lam.
Hypothesis step : 4 * lam * eta < 1.
Hypothesis far : eps < Rabs (L 2 lam - alpha).
Notation l := (L 2 lam).
Notation h := (h_L 2 lam eta).
Notation d := (iterate 2 alpha lam eta).

Lemma two_facts : 0 < alpha < l /\ l ^ 2 = lam /\ h = eta * lam /\ 0 < h < 1 / 4 /\ alpha < l - eps.
Proof.
  destruct (limit_below 2 lam (le_n 2) retained) as [Hl El].
  assert (Ha : alpha < l) by (apply power_strict_inverse with 2%nat; [lia | lra | lra | rewrite El; assumption]).
  assert (Eh : h = eta * lam) by (rewrite h_is by (lia || assumption); rewrite El; simpl; ring).
  rewrite Rabs_pos_eq in far by lra. assert (0 < eta * lam) by (apply Rmult_lt_0_compat; lra). repeat split; lra.
Qed.

Lemma in_units k : d k = l * iterate 2 (alpha / l) 1 h k.
Proof.
  destruct two_facts as [Ha [El [Eh _]]]. induction k as [|k IH]; cbn [iterate]; [field; lra|]. rewrite IH.
  rewrite (f_scaled 2 lam l (le_n 2) El). change (2 - 2)%nat with 0%nat. rewrite pow_O, El, Eh. ring.
Qed.

Lemma units : 0 < alpha / l /\ 0 < eps / l /\ alpha / l < 1 - eps / l.
Proof.
  destruct two_facts as [Ha [_ [_ [_ He]]]]. split; [apply Rdiv_lt_0_compat; lra|].
  split; [apply Rdiv_lt_0_compat; lra|].
  apply Rmult_lt_reg_r with l; [lra|]. replace (alpha / l * l) with alpha by (field; lra).
  replace ((1 - eps / l) * l) with (l - eps) by (field; lra). lra.
Qed.

Lemma reached k : Rabs (l - d k) <= eps <-> 1 - eps / l <= iterate 2 (alpha / l) 1 h k.
Proof.
  destruct two_facts as [Ha [_ [_ [Hh He]]]]. destruct units as [U1 [U2 U3]]. rewrite in_units.
  pose proof (unit_orbit h (alpha / l) (eps / l) Hh U1 U2 U3 k) as O. set (x := iterate 2 (alpha / l) 1 h k) in *.
  replace (l - l * x) with (l * (1 - x)) by ring. rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra).
  assert (E : l * (1 - x) - eps = l * (1 - eps / l - x)) by (field; lra). split; intros H; nra.
Qed.

Lemma not_reached k : ~ Rabs (l - d k) <= eps -> iterate 2 (alpha / l) 1 h k < 1 - eps / l.
Proof. intros H. apply Rnot_le_lt. intros C. apply H, reached. exact C. Qed.

Lemma inverse_ratio : / (eps / l) = l / eps.
Proof. destruct two_facts as [Ha _]. field. lra. Qed.

Lemma count_upper k : ~ Rabs (l - d k) <= eps -> INR k < C_two h (eps / l) + S_ 2 lam eta eps + m_ 2 lam alpha eta.
Proof.
  intros H. destruct two_facts as [Ha [_ [_ [Hh He]]]]. destruct units as [U1 [U2 U3]].
  pose proof (unit_upper h (alpha / l) (eps / l) Hh U1 U2 U3 k (not_reached k H)) as C. rewrite inverse_ratio in C.
  unfold S_, B, W, m_, a. exact C.
Qed.

Lemma count_lower k : Rabs (l - d k) <= eps -> (forall j, (j < k)%nat -> ~ Rabs (l - d j) <= eps) ->
  C_two h (eps / l) + m_ 2 lam alpha eta - S_ 2 lam eta eps - r 2 lam alpha eta <= INR k.
Proof.
  intros H Hj. destruct two_facts as [Ha [_ [_ [Hh He]]]]. destruct units as [U1 [U2 U3]].
  pose proof (unit_lower h (alpha / l) (eps / l) Hh U1 U2 U3 k (proj1 (reached k) H)
    (fun j Hjk => not_reached j (Hj j Hjk))) as C. rewrite inverse_ratio in C. unfold S_, B, W, m_, r, a. exact C.
Qed.

Lemma not_at_start : ~ Rabs (l - d 0) <= eps.
Proof. intros H. apply reached in H. destruct units as [U1 [U2 U3]]. cbn [iterate] in H. lra. Qed.

Lemma near_or_not k : Rabs (l - d k) <= eps \/ ~ Rabs (l - d k) <= eps.
Proof. destruct (Rle_dec (Rabs (l - d k)) eps); auto. Qed.

Lemma rest_positive : 0 <= S_ 2 lam eta eps /\ 0 <= r 2 lam alpha eta.
Proof.
  destruct two_facts as [Ha [_ [_ [Hh He]]]]. destruct units as [U1 [U2 U3]]. split.
  - pose proof (Sw_positive h (alpha / l) (eps / l) Hh U1 U2 U3) as P. rewrite inverse_ratio in P. left. exact P.
  - exact (unit_rest h (alpha / l) (eps / l) Hh U1 U2 U3).
Qed.
End Law.

Theorem upper : depth_two_gaps_upper.
Proof.
  unfold depth_two_gaps_upper. intros N lam mu alpha eta eps Ha He Heps -> Hl [Hm Hm0] Hal Hs Hf _.
  pose proof (count_upper lam alpha eta eps Ha He Heps Hl ltac:(lra) Hs Hf) as C.
  pose proof (not_at_start lam alpha eta eps Ha He Heps Hl ltac:(lra) Hs Hf) as N0.
  apply first_at_most_ceiling; [exact (C O N0)|]. intros k.
  destruct (near_or_not lam alpha eta eps k) as [H|H]; [left; exact H | right; apply C; exact H].
Qed.

Theorem lower : depth_two_gaps_lower.
Proof.
  unfold depth_two_gaps_lower. intros N lam mu alpha eta eps Ha He Heps -> Hl [Hm Hm0] Hal Hs Hf _.
  apply first_at_least_ceiling; [apply near_or_not|]. intros k Hk Hj.
  apply (count_lower lam alpha eta eps Ha He Heps Hl ltac:(lra) Hs Hf k Hk Hj).
Qed.

Lemma one_count lam alpha eta eps : alpha > 0 -> eta > 0 -> eps > 0 -> lam > 0 -> alpha ^ 2 < lam ->
  4 * lam * eta < 1 ->
  eps < Rabs (L 2 lam - alpha) -> exists T, hits (fun j => Rabs (L 2 lam - iterate 2 alpha lam eta j) <= eps) T /\
  - S_ 2 lam eta eps - r 2 lam alpha eta <= INR T - (C_two (h_L 2 lam eta) (eps / L 2 lam) + m_ 2 lam alpha eta)
    < S_ 2 lam eta eps + 1.
Proof.
  intros Ha He Heps Hl Hal Hs Hf.
  destruct (depth_gaps.hits_between (fun j => Rabs (L 2 lam - iterate 2 alpha lam eta j) <= eps)
    (C_two (h_L 2 lam eta) (eps / L 2 lam) + m_ 2 lam alpha eta - S_ 2 lam eta eps - r 2 lam alpha eta)
    (C_two (h_L 2 lam eta) (eps / L 2 lam) + S_ 2 lam eta eps + m_ 2 lam alpha eta)) as [T [HT B]].
  - apply near_or_not.
  - apply (count_upper lam alpha eta eps); assumption.
  - apply (not_at_start lam alpha eta eps); assumption.
  - apply (count_lower lam alpha eta eps); assumption.
  - exists T. split; [exact HT | lra].
Qed.

Theorem gap : depth_two_gaps_gap.
Proof.
  unfold depth_two_gaps_gap. intros N lam mu alpha eta eps Ha He Heps -> Hl [Hm Hm0] Hal Hs Hf Hfm.
  assert (Rm : L 2 mu = root 2 mu). { unfold L. simpl Nat.eqb. cbv iota. rewrite Rmax_right by lra. reflexivity. }
  assert (Sm : sqrt mu = L 2 mu).
  { destruct (limit_below 2 mu (le_n 2) Hm0) as [Lm Em]. rewrite <- Em at 1. apply sqrt_pow2. lra. }
  assert (Hsm : 4 * mu * eta < 1) by nra.
  assert (Hfm' : eps < Rabs (L 2 mu - alpha)) by (rewrite <- Sm, Rabs_pos_eq by lra; assumption).
  destruct (one_count lam alpha eta eps Ha He Heps Hl ltac:(lra) Hs Hf) as [T [HT BT]].
  destruct (one_count mu alpha eta eps Ha He Heps Hm0 Hal Hsm Hfm') as [Tm [HTm BTm]].
  pose proof (rest_positive lam alpha eta eps Ha He Heps Hl ltac:(lra) Hs Hf) as [P1 P2].
  pose proof (rest_positive mu alpha eta eps Ha He Heps Hm0 Hal Hsm Hfm') as [P1m P2m].
  exists T, Tm. split; [exact HT|]. split; [rewrite <- Rm; exact HTm|].
  assert (E1 : m_mu 2 mu alpha eta = m_ 2 mu alpha eta) by (unfold m_mu, m_, a_mu, a; rewrite Sm; reflexivity).
  assert (E2 : S_mu 2 mu eta eps = S_ 2 mu eta eps) by (unfold S_mu, S_; rewrite Sm; reflexivity).
  assert (E3 : r_mu 2 mu alpha eta = r 2 mu alpha eta) by (unfold r_mu, r, a_mu, a; rewrite Sm; reflexivity).
  rewrite E1, E2, E3, Sm. change (h_L_mu 2 mu eta) with (h_L 2 mu eta). apply Rabs_le. lra.
Qed.
