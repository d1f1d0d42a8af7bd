(* Theorem 2.4 for larger steps than (25): up to 1/h(alpha) from above the limit and 1/(alpha^(N-2) (|lambda| +
   alpha^N)) for lambda < 0, the sharp steps of Lemma 2.2; from below up to 2/h(L - eps) in case 3 and 2/(kappa + h)
   in case 4, both beyond its sharp step 1/kappa. Also with less than K, and without the step that (27) gives
   away. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers flow_times counting euler constants.
From dmf.statements Require Import definitions names theorem_2_4.
From dmf.library Require Import slopes gaps lag polynomial_fall convex_phase passing crossing.
From dmf.sharp Require Import rate_from_below.
Open Scope R_scope.

(* Case 1, lambda >= 0 and a start above the limit. *)
Theorem upper_1 N lam alpha eta eps : alpha > 0 -> eta > 0 -> eps > 0 -> (N >= 2)%nat ->
  alpha ^ N > lam -> lam >= 0 -> eta <= / h N lam alpha -> eps < Rabs (L N lam - alpha) ->
  Rbar_le (T N lam alpha eta eps)
    (Finite (IZR (Zceil ((/ eps ^ (2 * N - 2) - / delta_0 N lam alpha ^ (2 * N - 2)) / (eta * (2 * INR N - 2)))))).
Proof.
  intros Ha He Hp HN Hal Hl Hs Hgap. pose proof (start_above N lam alpha HN Ha ltac:(lra)) as HLa.
  rewrite delta_is, Rabs_pos_eq by (assumption || lra). rewrite Rabs_left in Hgap by lra.
  apply step_times_at_most in Hs; [|apply h_positive; assumption].
  apply first_at_most_ceiling; [cbn [iterate]; rewrite Rabs_left; lra|]. intros k Hk.
  pose proof (above_inside N lam alpha eta HN ltac:(lra) (conj Ha HLa) He Hs k).
  rewrite Rabs_left1, Ropp_minus_distr by lra.
  apply (polynomial_count N lam alpha); try assumption; lra.
Qed.

(* Case 2, lambda < 0: the orbit falls, and the flow is slower. *)
Lemma f_negative N lam x : lam < 0 -> 0 < x -> f N lam x < 0.
Proof.
  intros Hl Hx. unfold f. pose proof (pow_lt x (N - 1) Hx). pose proof (pow_lt x N Hx).
  assert (0 < x ^ (N - 1) * (x ^ N - lam)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Theorem upper_2 N lam alpha eta eps : alpha > 0 -> eta > 0 -> eps > 0 -> (N >= 2)%nat ->
  lam < 0 -> eta <= 1 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) -> eps < Rabs (L N lam - alpha) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (tau N lam alpha eps / eta)))).
Proof.
  intros Ha He Hp HN Hl Hs Hgap. unfold T. rewrite limit_zero in * by (assumption || lra).
  rewrite Rabs_left in Hgap by lra.
  assert (Q : eta * (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) <= 1).
  { apply step_times_at_most; [|unfold Rdiv in Hs; lra].
    apply Rmult_lt_0_compat; [apply pow_lt; lra|]. pose proof (pow_lt alpha N Ha). pose proof (Rabs_pos lam). lra. }
  pose proof (fun k => negative_falls N lam alpha eta k HN Hl Ha He Q) as B.
  apply first_at_most_ceiling; [cbn [iterate]; rewrite Rabs_left; lra|]. intros k Hk. destruct (B k) as [Bk _].
  rewrite Rabs_left1 by lra. destruct (Rle_or_lt (iterate N alpha lam eta k) eps) as [|Hlt]; [lra|]. exfalso.
  assert (Hdown : forall j, (j <= k)%nat -> iterate N alpha lam eta k <= iterate N alpha lam eta j).
  { clear Hk Hlt. intros j Hj. induction Hj as [|k Hj IH]; [lra|]. destruct (B k) as [Bk' Bs].
    apply Rle_trans with (1 := Bs), IH, Bk'. }
  assert (HF : negative (f N lam) eps alpha).
  { intros x Hx. split; [apply f_continuous, HN | apply f_negative; lra]. }
  assert (HF' : negative (f N lam) (iterate N alpha lam eta k) alpha) by (intros x Hx; apply HF; lra).
  pose proof (part_a_decreasing (f N lam) eta (fun k => iterate N alpha lam eta k) (iterate N alpha lam eta k) k
    (iterate_step N alpha lam eta) He HF' Hdown) as H.
  cbn beta in H. destruct H as [_ H].
  { intros x y Hx Hy. unfold f. cbn [iterate] in Hy. pose proof (pow_incr x y N ltac:(lra)).
    assert (x ^ (N - 1) * (x ^ N - lam) <= y ^ (N - 1) * (y ^ N - lam)); [|lra].
    pose proof (pow_le x N ltac:(lra)).
    apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra]. }
  cbn [iterate] in H.
  assert (Hrest : 0 < time (f N lam) (iterate N alpha lam eta k) eps).
  { rewrite time_reflected; [|lra | apply negative_regular; intros x Hx; apply HF; lra].
    apply time_positive; [lra|]. apply negative_reflected. intros x Hx. apply HF. lra. }
  pose proof (negative_regular _ _ _ HF) as HR. pose proof (negative_regular _ _ _ HF') as HR'.
  pose proof (time_adds (f N lam) eps (iterate N alpha lam eta k) alpha ltac:(lra) HR) as E.
  rewrite (time_back (f N lam) eps (iterate N alpha lam eta k)) in Hrest;
    [|lra | apply regular_within with eps alpha; (assumption || lra)].
  rewrite (time_back (f N lam) (iterate N alpha lam eta k) alpha) in H by (assumption || lra).
  rewrite tau_is_time, (time_back (f N lam) eps alpha) in Hk by (assumption || lra).
  apply Rmult_le_compat_l with (r := eta) in Hk; [|lra].
  replace (eta * (- time (f N lam) eps alpha / eta)) with (- time (f N lam) eps alpha) in Hk by (field; lra). lra.
Qed.

(* Below the limit an iterate of a sharp step stays below; the error is L - d. *)
Lemma error_below N lam alpha eta eps k : (N >= 2)%nat -> alpha > 0 -> eta > 0 -> alpha ^ N < lam ->
  eta <= / kappa N lam ->
  (Rabs (L N lam - iterate N alpha lam eta k) <= eps <-> L N lam - eps <= iterate N alpha lam eta k).
Proof.
  intros HN Ha He Hl Hs. destruct (start_below N lam alpha HN Ha Hl) as [Hlam HaL].
  apply step_times_at_most in Hs; [|apply kappa_positive; assumption].
  pose proof (below_inside N lam alpha eta HN Hlam ltac:(lra) He Hs k).
  rewrite Rabs_pos_eq by lra. lra.
Qed.

(* Below the limit. *)
Section Below.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis below : lam > alpha ^ N.
Hypothesis not_yet : eps < Rabs (L N lam - alpha).
Notation d k := (iterate N alpha lam eta k).

Lemma signs : 0 < lam /\ alpha < L N lam /\ alpha < L N lam - eps /\ 0 < x_star N lam < L N lam.
Proof using start depth below not_yet.
  destruct (start_below N lam alpha depth start below) as [Hl HL]. rewrite Rabs_pos_eq in not_yet by lra.
  pose proof (inflection_positive N lam depth Hl). pose proof (inflection_below N lam depth Hl). lra.
Qed.

Lemma not_at_start : ~ Rabs (L N lam - d 0) <= eps.
Proof using not_yet. cbn [iterate]. lra. Qed.

(* Case 3, eta <= 2/h(L - eps), which exceeds 2/kappa: a step from below L - eps leads to L + eps at most. So any
   bound on the number of steps below L - eps is one on T. *)
Lemma reached_early B : eta <= 2 / h N lam (L N lam - eps) -> eps >= L N lam - x_star N lam ->
  (forall k, (forall j, (j <= k)%nat -> d j < L N lam - eps) -> INR k < B) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil B))).
Proof using start step depth below not_yet.
  clear accuracy. intros Hs Hc HB. destruct signs as [Hl [HL [Ha Hx]]]. set (e := L N lam - eps) in *.
  pose proof (h_positive N lam e depth ltac:(lra)) as Hh.
  assert (Q : eta * h N lam e <= 2).
  { replace 2 with (2 / h N lam e * h N lam e) by (field; lra). apply Rmult_le_compat_r; lra. }
  assert (He : eta * f N lam e <= 2 * eps).
  { rewrite f_by_h by (assumption || lra). replace (L N lam - e) with eps by (unfold e; ring).
    replace (eta * (eps * h N lam e)) with (eta * h N lam e * eps) by ring.
    apply Rmult_le_compat_r; unfold e in *; lra. }
  apply first_by_ceiling; [exact not_at_start|]. intros k Hk.
  destruct (passed (fun j => d j) e B k HB Hk) as [j [Hj [Hd Hmin]]]. cbn beta in *.
  exists j. split; [exact Hj|]. destruct j as [|j]; [cbn [iterate] in Hd; lra|].
  pose proof (iterates_increase (f N lam) eta (fun k => d k) (iterate_step N alpha lam eta) step e j) as Hlo.
  cbn [iterate] in Hlo. specialize (Hlo ltac:(intros x H; apply f_positive; (assumption || (unfold e in *; lra)))
    ltac:(intros i Hi; left; apply Hmin; lia) j (le_n j)).
  pose proof (Hmin j ltac:(lia)) as Hj'. pose proof (iterate_step N alpha lam eta j) as Es.
  pose proof (f_rises N lam (d j) e depth Hl ltac:(lra) ltac:(unfold e; lra)) as Hf.
  assert (eta * f N lam (d j) <= eta * f N lam e) by (apply Rmult_le_compat_l; lra).
  apply Rabs_le. unfold e in *. lra.
Qed.

Lemma small_enough : eta <= 2 / kappa N lam -> eps > 0 -> eta <= 2 / h N lam (L N lam - eps).
Proof using start depth below not_yet.
  clear accuracy. intros Hs Hp. destruct signs as [Hl [HL [Ha Hx]]]. apply Rle_trans with (1 := Hs).
  pose proof (h_below_kappa N lam (L N lam - eps) depth Hl ltac:(lra)) as Hk.
  apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; [apply h_positive; (assumption || lra) | lra].
Qed.

Theorem upper_3 : eta <= 2 / h N lam (L N lam - eps) -> eps >= L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (L N lam - eps))))).
Proof using start step depth below not_yet.
  intros Hs Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply reached_early; [assumption..|]. intros k Hk.
  apply (phase_upper N lam alpha eta (L N lam - eps)); try assumption; lra.
Qed.

(* with half of K and half of the logarithm of the speed, *)
Theorem upper_3_lag : eta <= 2 / h N lam (L N lam - eps) -> eps >= L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (tau N lam alpha (L N lam - eps) / eta
    + (K N lam * eta / 8 + 1 / 2) * ln (f N lam (L N lam - eps) / f N lam alpha) + K N lam * eta / 8)))).
Proof using start step depth below not_yet.
  intros Hs Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply reached_early; [assumption..|]. intros k Hk.
  pose proof (phase_lag_upper N lam alpha eta (L N lam - eps) depth Hl ltac:(lra) ltac:(lra) step k Hk) as H.
  unfold growth_to in H. lra.
Qed.

(* with 9/16 of K and 1/16 of a step, *)
Theorem upper_3_half : eta <= / kappa N lam -> eps >= L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps)
    (Finite (IZR (Zceil ((/ eta + 9 / 16 * K N lam) * tau N lam alpha (L N lam - eps) + 1 / 16)))).
Proof using start step depth below not_yet.
  clear accuracy. intros Hs Hc. destruct signs as [Hl [HL [Ha Hx]]].
  pose proof (kappa_positive N lam depth Hl) as Hkap.
  pose proof (Rinv_0_lt_compat _ Hkap). apply reached_early; [| assumption |].
  { apply small_enough; unfold Rdiv; lra. }
  intros k Hk.
  apply step_times_at_most in Hs; [|assumption].
  apply (phase_half_upper N lam alpha eta (L N lam - eps)); try assumption; lra.
Qed.

(* and for steps of any size, (27). *)
Theorem lower_3 : eps >= L N lam - x_star N lam ->
  Rbar_le (Finite (tau N lam alpha (L N lam - eps) / eta)) (T N lam alpha eta eps).
Proof using start step depth below not_yet.
  intros Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply first_at_least. intros k Hk.
  apply (phase_lower N lam alpha eta (L N lam - eps)); try assumption; try lra.
  pose proof (Rle_abs (L N lam - d k)). lra.
Qed.

Theorem lower_3_lag : eps >= L N lam - x_star N lam ->
  Rbar_le (Finite (tau N lam alpha (L N lam - eps) / eta
    + (1 / 2 - K N lam * eta / 6) * ln (f N lam (L N lam - eps) / f N lam alpha))) (T N lam alpha eta eps).
Proof using start step depth below not_yet.
  intros Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply first_at_least. intros k Hk.
  pose proof (Rle_abs (L N lam - d k)).
  pose proof (phase_lag_lower N lam alpha eta (L N lam - eps) depth Hl ltac:(lra) ltac:(lra) step k ltac:(lra)) as H1.
  unfold growth_to in H1. lra.
Qed.

(* Case 4, eta <= 2/(kappa + h(x_* )): there the rate of the linear phase is 1 - eta h(x_* ), whether or not the orbit
   passes L. So any bound on the number of steps below x_* gives one on T. *)
Lemma reached_late A : eta <= 2 / (kappa N lam + h N lam (x_star N lam)) -> alpha < x_star N lam ->
  eps < L N lam - x_star N lam -> 0 <= A ->
  (forall k, (forall j, (j <= k)%nat -> d j < x_star N lam) -> INR k < A) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil A)
    + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)))))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc HA HB. destruct signs as [Hl [HL [Ha Hxs]]].
  destruct (one_rate N lam eta (x_star N lam) depth Hl step Hxs Hs) as [H1 [H2 H3]].
  apply first_at_most_ceilings; [assumption | apply count_nonnegative; lra |]. intros i j Hi Hj.
  destruct (first_past_inflection N lam alpha eta A i depth Hl (conj start Hx) step ltac:(lra) HB Hi) as [m [Hm Hd]].
  replace (i + j)%nat with (m + (i + j - m))%nat by lia. rewrite iterate_from.
  apply (accurate_at_rate N lam eta (x_star N lam)); try (assumption || lra).
  apply Rle_trans with (1 := Hj). apply le_INR. lia.
Qed.

Theorem upper_4a : eta <= 2 / (kappa N lam + h N lam (x_star N lam)) -> alpha < x_star N lam ->
  eps < L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam)))
    + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)))))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc. destruct signs as [Hl [HL [Ha Hxs]]]. pose proof (K_positive N lam depth Hl).
  apply reached_late; [assumption.. | |].
  - apply Rmult_le_pos.
    + pose proof (Rinv_0_lt_compat eta step). lra.
    + apply (time_to_level N lam alpha (x_star N lam)); try assumption; lra.
  - intros k Hk. apply (phase_upper N lam alpha eta (x_star N lam)); try assumption; lra.
Qed.

Theorem upper_4a_lag : eta <= 2 / (kappa N lam + h N lam (x_star N lam)) -> alpha < x_star N lam ->
  eps < L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (tau N lam alpha (x_star N lam) / eta
      + (K N lam * eta / 8 + 1 / 2) * ln (f N lam (x_star N lam) / f N lam alpha) + K N lam * eta / 8))
    + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)))))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc. destruct signs as [Hl [HL [Ha Hxs]]]. pose proof (K_positive N lam depth Hl) as HK.
  assert (HKe : 0 < K N lam * eta) by (apply Rmult_lt_0_compat; assumption).
  apply reached_late; [assumption.. | |].
  - pose proof (time_to_level N lam alpha (x_star N lam) depth Hl ltac:(lra) ltac:(lra)) as Ht.
    pose proof (growth_nonnegative N lam alpha (x_star N lam) depth Hl ltac:(lra) ltac:(lra)) as Hg.
    unfold growth_to in Hg.
    assert (0 <= tau N lam alpha (x_star N lam) / eta).
    { apply Rmult_le_pos; [assumption | left; apply Rinv_0_lt_compat; assumption]. }
    assert (0 <= (K N lam * eta / 8 + 1 / 2) * ln (f N lam (x_star N lam) / f N lam alpha))
      by (apply Rmult_le_pos; lra).
    lra.
  - intros k Hk.
    pose proof (phase_lag_upper N lam alpha eta (x_star N lam) depth Hl ltac:(lra) ltac:(lra) step k Hk) as H.
    unfold growth_to in H. lra.
Qed.

(* with 9/16 of K and 1/16 of a step *)
Theorem upper_4a_half : eta < / kappa N lam -> alpha < x_star N lam -> eps < L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps)
    (Finite (IZR (Zceil ((/ eta + 9 / 16 * K N lam) * tau N lam alpha (x_star N lam) + 1 / 16))
    + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)))))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc. destruct signs as [Hl [HL [Ha Hxs]]]. pose proof (K_positive N lam depth Hl).
  pose proof (Rinv_0_lt_compat eta step).
  pose proof (step_times eta _ (kappa_positive N lam depth Hl) Hs) as Hk.
  apply reached_late; [apply within_one_rate; assumption | assumption.. | |].
  - pose proof (time_to_level N lam alpha (x_star N lam) depth Hl ltac:(lra) ltac:(lra)).
    assert (0 <= (/ eta + 9 / 16 * K N lam) * tau N lam alpha (x_star N lam)) by (apply Rmult_le_pos; lra). lra.
  - intros k Hlt. apply (phase_half_upper N lam alpha eta (x_star N lam)); try assumption; lra.
Qed.

Theorem upper_4b : eta <= 2 / (kappa N lam + h N lam alpha) ->
  Rbar_le (T N lam alpha eta eps)
    (Finite (IZR (Zceil (ln (eps / delta_0 N lam alpha) / ln (1 - eta * h N lam alpha))))).
Proof using start step accuracy depth below not_yet.
  intros Hs. destruct signs as [Hl [HL [Ha Hxs]]]. rewrite delta_is, Rabs_left by (assumption || lra).
  replace (- (alpha - L N lam)) with (L N lam - alpha) by ring.
  apply first_at_most_ceiling; [exact not_at_start|]. intros k Hk.
  apply (accurate_at_rate N lam eta alpha); (assumption || lra).
Qed.

(* The lower bounds of case 4, eta < 1/kappa. *)
Theorem lower_4b : eta < / kappa N lam ->
  Rbar_le (Finite (ln (eps / delta_0 N lam alpha) / ln (1 - eta * kappa N lam))) (T N lam alpha eta eps).
Proof using start step accuracy depth below not_yet.
  intros Hs. destruct signs as [Hl [HL [Ha Hxs]]]. rewrite delta_is, Rabs_left by (assumption || lra).
  pose proof (kappa_positive N lam depth Hl) as HK. pose proof (step_times eta _ HK Hs) as Hq.
  pose proof (Rmult_lt_0_compat eta _ step HK). apply first_at_least. intros k Hk.
  apply error_below in Hk; [|assumption..|lra]. apply geometric_count; [lra..|].
  pose proof (below_gap_lower N lam alpha eta depth Hl (conj start HL) step ltac:(lra) k). lra.
Qed.

(* (27) of case 4a without the step that it gives away. *)
Theorem lower_4a : eta < / kappa N lam -> alpha < x_star N lam -> eps < L N lam - x_star N lam ->
  Rbar_le (Finite (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * kappa N lam)
    + tau N lam alpha (x_star N lam) / eta))
    (T N lam alpha eta eps).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc. destruct signs as [Hl [HL [Ha Hxs]]]. pose proof (kappa_positive N lam depth Hl) as HK.
  pose proof (step_times eta _ HK Hs) as Hq1. pose proof (Rmult_lt_0_compat eta _ step HK) as Hq0.
  pose proof (below_inside N lam alpha eta depth Hl (conj start HL) step ltac:(lra)) as Hin.
  apply first_at_least. intros k Hk. apply error_below in Hk; [|assumption..|lra].
  pose proof (crossing N lam alpha eta depth Hl (conj start Hx) step Hq1 k ltac:(lra)) as B.
  pose proof (ln_below_one (1 - eta * kappa N lam) ltac:(lra)) as Hln. set (q := 1 - eta * kappa N lam) in *.
  rewrite ln_quotient by lra. pose proof (ln_monotone (L N lam - d k) eps ltac:(pose proof (Hin k); lra) ltac:(lra))
    as Hm.
  assert ((ln eps - ln (L N lam - x_star N lam)) / ln q <= (ln (L N lam - d k) - ln (L N lam - x_star N lam)) / ln q).
  { unfold Rdiv. rewrite !(Rmult_comm _ (/ ln q)).
    apply Rmult_le_compat_neg_l; [left; apply Rinv_lt_0_compat, Hln | lra]. }
  lra.
Qed.
End Below.
