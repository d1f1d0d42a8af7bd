(* Small starts: T beside its leading terms, to within a bound that does not know the start; the first half of the
   way, at every depth and at depth 2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms abel_integrals abel.
From dmf.statements Require Import definitions names small_start.
From dmf.sharp Require Import sharp_law_signs sharp_law_shape closed_law_defect closed_law_count small_start_half.
From dmf.sharp Require sharp_law_below closed_law_below small_start_sum small_start_scale.
Open Scope R_scope.

Theorem half_lower : small_start_half_lower.
Proof.
  unfold small_start_half_lower. intros N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf.
  apply first_at_least. intros k Hk. simpl.
  apply (half_at_least N lam alpha eta Ha He HN Hl Hs Hst). lra.
Qed.

Theorem half_upper : small_start_half_upper.
Proof.
  unfold small_start_half_upper. intros N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf [H2 Two].
  pose proof (half_before N lam alpha eta Ha He HN Hl Hs Hst Two) as H.
  apply first_at_most_ceiling; [apply (H O); cbn [iterate]; lra|].
  intros k. destruct (Rle_or_lt (L N lam / 2) (iterate N alpha lam eta k)); [left; lra | right; apply H; assumption].
Qed.

(* Below the inflection point of the field the steepest descent is at the limit. *)
Lemma steepest_at_limit N lam alpha : (2 <= N)%nat -> lam > 0 -> 0 < alpha < x_star N lam ->
  kappa_alpha N lam alpha = kappa N lam.
Proof.
  intros HN Hl Ha. unfold kappa_alpha. rewrite Rmax_right with (x := 0) (y := lam) by lra. apply Rmax_left.
  change (INR N * power lam (2 - 2 / INR N)) with (kappa N lam).
  pose proof (slope_before_peak N lam alpha HN Hl ltac:(lra)) as S. unfold slope in S.
  assert (0 <= kappa N lam).
  { destruct (limit_below N lam HN Hl) as [HL _]. rewrite kappa_below by (assumption || lra).
    pose proof (depth_real N HN).
    apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; apply pow_le; lra. }
  lra.
Qed.

Section Law.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 3)%nat.
Hypothesis retained : lam > 0.
Hypothesis low : alpha < x_star N lam.
Hypothesis step : eta < / kappa N lam.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis small : Z N lam eta < 1.
Notation l := (L N lam).
Notation e := (L N lam - eps).
Notation d := (iterate N alpha lam eta).
Let deep : (N >= 2)%nat. Proof. lia. Qed.

Lemma start_below : alpha ^ N < lam.
Proof.
  destruct (small_facts N lam alpha eta start step_positive deep retained low step) as [Ha [El _]].
  rewrite <- El. apply power_strict; [lia | lra].
Qed.

Lemma step_below : eta < / kappa_alpha N lam alpha.
Proof. rewrite steepest_at_limit by (lra || assumption). assumption. Qed.

Lemma reached k : Rabs (l - d k) <= eps <-> e <= d k.
Proof.
  pose proof (sharp_law_below.orbit N lam alpha eta eps start step_positive accuracy deep step_below far start_below
    retained k).
  rewrite Rabs_pos_eq by lra. lra.
Qed.

(* Phi_2 between the start and the target. *)
Lemma Phi_2_is : Phi_2 N lam eta alpha e = C_start N (h_L N lam eta) (eps / l) + m_ N lam alpha eta
  + small_start_scale.rest N (h_L N lam eta) (a N lam alpha).
Proof.
  destruct (small_facts N lam alpha eta start step_positive deep retained low step) as [Ha [El [Hh _]]].
  pose proof (sharp_law_below.ends N lam alpha eps start accuracy deep far start_below retained) as E.
  assert (Ea : 0 < a N lam alpha < 1 - eps / l).
  { unfold a. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_lt_reg_r with l; [lra|].
    replace (alpha / l * l) with alpha by (field; lra). replace ((1 - eps / l) * l) with e by (field; lra). lra. }
  assert (Hd : 0 < eps / l) by (apply Rdiv_lt_0_compat; lra).
  pose proof (small_start_scale.Phi_2_scaled N lam eta l deep ltac:(lra) El (a N lam alpha) (1 - eps / l)
    step_positive
    ltac:(lra) ltac:(lra)) as Sc.
  rewrite <- (h_is N lam eta deep retained) in Sc.
  replace (l * a N lam alpha) with alpha in Sc by (unfold a; field; lra).
  replace (l * (1 - eps / l)) with e in Sc by (field; lra).
  rewrite Sc. apply (small_start_scale.Phi_2_from_small N depth); (assumption || lra).
Qed.

Lemma rest_is : - r_2 N lam alpha eta <= small_start_scale.rest N (h_L N lam eta) (a N lam alpha)
  <= r_1 N lam alpha eta.
Proof.
  destruct (small_facts N lam alpha eta start step_positive deep retained low step) as [Ha [El [Hh _]]].
  pose proof (depth_real N deep) as D. pose proof (x_star_power N lam deep retained) as X.
  apply (small_start_scale.rest_bounds N depth); [assumption| |].
  - unfold a. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_lt_reg_r with l; [lra|].
    replace (alpha / l * l) with alpha by (field; lra). lra.
  - unfold a, Rdiv. rewrite Rpow_mult_distr, pow_inv, El. pose proof (pow_incr alpha (x_star N lam) N ltac:(lra)).
    apply Rmult_le_reg_r with lam; [assumption|].
    replace ((2 * INR N - 1) * (alpha ^ N * / lam) * lam) with ((2 * INR N - 1) * alpha ^ N) by (field; lra).
    apply Rle_trans with ((2 * INR N - 1) * x_star N lam ^ N); [apply Rmult_le_compat_l; lra | lra].
Qed.

Lemma B_covers : bound (Z N lam eta) * W N lam eta eps + bound (Z N lam eta) * Z N lam eta ^ 3 <= B N lam eta eps.
Proof.
  destruct (small_start_sum.constants N lam alpha eta eps start step_positive accuracy depth retained start_below
    step_below far small)
    as [Z0 B0].
  pose proof (sharp_law_below.ends N lam alpha eps start accuracy deep far start_below retained) as E.
  destruct (limit_below N lam deep retained) as [Hl _].
  pose proof (small_start_sum.depth_three N depth) as D.
  pose proof (closed_law_below.sigma_nonnegative N lam deep) as S0.
  assert (W0 : 0 <= W N lam eta eps).
  { unfold W. apply Rmult_le_pos; [apply pow2_ge_0|].
    assert (0 <= (INR N - 1) / (2 * INR N - 4)) by (apply Rdiv_le_0_compat; lra).
    assert (0 <= 2 * sigma_N N lam / (2 * INR N - 3)) by (apply Rdiv_le_0_compat; lra).
    assert (0 <= ln (l / eps)).
    { apply ln_nonnegative. apply Rmult_le_reg_r with eps; [assumption|].
      replace (l / eps * eps) with l by (field; lra). lra. }
    lra. }
  unfold B. fold (bound (Z N lam eta)). rewrite <- Rmult_plus_distr_l. apply Rmult_le_compat_l; [assumption|].
  assert (0 <= Z N lam eta * W N lam eta eps) by (apply Rmult_le_pos; assumption). lra.
Qed.

Lemma B3 : 0 <= bound (Z N lam eta) * Z N lam eta ^ 3.
Proof.
  destruct (small_start_sum.constants N lam alpha eta eps start step_positive accuracy depth retained start_below
    step_below far small)
    as [Z0 B0]. apply Rmult_le_pos; [assumption | apply pow_le; assumption].
Qed.

Lemma count_upper k : d k < e ->
  INR k < B N lam eta eps + C_start N (h_L N lam eta) (eps / l) + m_ N lam alpha eta + r_1 N lam alpha eta.
Proof.
  intros Hk.
  pose proof (small_start_sum.small_upper N lam alpha eta eps start step_positive accuracy depth retained start_below
    step_below far
    small k Hk) as C.
  rewrite Phi_2_is in C. pose proof rest_is. pose proof B_covers as Bc. pose proof B3. unfold W in Bc. lra.
Qed.

Lemma count_lower k : e <= d k -> (forall j, (j < k)%nat -> d j < e) ->
  C_start N (h_L N lam eta) (eps / l) + m_ N lam alpha eta - B N lam eta eps - r_2 N lam alpha eta <= INR k.
Proof.
  intros Hk Hj.
  pose proof (small_start_sum.small_lower N lam alpha eta eps start step_positive accuracy depth retained start_below
    step_below far
    small k Hk Hj) as C.
  rewrite Phi_2_is in C. pose proof rest_is. pose proof B_covers as Bc. unfold W in Bc. lra.
Qed.
End Law.

Theorem upper : small_start_upper.
Proof.
  unfold small_start_upper. intros N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf [H3 HZ].
  pose proof (count_upper N lam alpha eta eps Ha He Heps H3 Hl Hs Hst Hf HZ) as C.
  pose proof (sharp_law_below.ends N lam alpha eps Ha Heps HN Hf (start_below N lam alpha eta Ha He H3 Hl Hs Hst) Hl)
    as E.
  apply first_at_most_ceiling; [apply (C O); cbn [iterate]; lra|]. intros k.
  destruct (Rle_or_lt (L N lam - eps) (iterate N alpha lam eta k)) as [H|H]; [left | right; apply C; assumption].
  apply reached; assumption.
Qed.

Theorem lower : small_start_lower.
Proof.
  unfold small_start_lower. intros N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf [H3 HZ].
  apply first_at_least_ceiling; [intros k; destruct (Rle_dec (Rabs (L N lam - iterate N alpha lam eta k)) eps);
    auto|].
  intros k Hk Hj. apply (count_lower N lam alpha eta eps); try assumption.
  - apply reached in Hk; assumption.
  - intros j Hjk. specialize (Hj j Hjk). apply Rnot_le_lt. intros C. apply Hj, reached; assumption.
Qed.
