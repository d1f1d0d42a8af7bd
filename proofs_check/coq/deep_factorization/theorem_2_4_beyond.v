(* Theorem 2.4 for larger steps than (25): up to the sharp step of Lemma 2.2, which is 1/h(alpha) from above the limit,
   1/(alpha^(N-2) (|lambda| + alpha^N)) for lambda < 0 and 1/kappa from below; the convex phase needs no bound at all. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers flow_times counting euler constants.
From dmf.statements Require Import definitions names theorem_2_4.
From dmf.library Require Import slopes gaps lag convex_phase passing.
Open Scope R_scope.

(* Case 1, lambda >= 0 and a start above the limit: with u = d - L a step takes u at most to u (1 - eta u^(2N-2)). *)
Lemma superadditive n x y : 0 <= x -> 0 <= y -> x ^ S n + y ^ S n <= (x + y) ^ S n.
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  pose proof (pow_le x (S n) Hx). pose proof (pow_le y (S n) Hy).
  change ((x + y) ^ S (S n)) with ((x + y) * (x + y) ^ S n).
  change (x ^ S (S n)) with (x * x ^ S n). change (y ^ S (S n)) with (y * y ^ S n). nra.
Qed.

Lemma fall_above N lam x : (N >= 2)%nat -> 0 <= lam -> L N lam <= x ->
  (x - L N lam) * (x - L N lam) ^ (2 * N - 2) <= - f N lam x.
Proof.
  intros HN Hl Hx. pose proof (limit_nonnegative N lam HN) as HL. pose proof (limit_power N lam HN Hl) as EL.
  set (l := L N lam) in *.
  assert (H1 : (x - l) ^ (N - 1) <= x ^ (N - 1)) by (apply pow_incr; lra).
  assert (H2 : (x - l) ^ N <= x ^ N - lam).
  { destruct N as [|n]; [lia|]. pose proof (superadditive n (x - l) l ltac:(lra) HL) as H.
    replace (x - l + l) with x in H by ring. lra. }
  change ((x - l) * (x - l) ^ (2 * N - 2)) with ((x - l) ^ S (2 * N - 2)).
  replace (S (2 * N - 2)) with (N - 1 + N)%nat by lia. rewrite pow_add. unfold f.
  replace (- (x ^ (N - 1) * (lam - x ^ N))) with (x ^ (N - 1) * (x ^ N - lam)) by ring.
  apply Rmult_le_compat; [apply pow_le; lra | apply pow_le; lra | assumption | assumption].
Qed.

Lemma inverse_grows m eta u v : 0 < eta -> 0 < u -> 0 < v -> v <= u - eta * (u * u ^ m) ->
  / u ^ m + INR m * eta <= / v ^ m.
Proof.
  intros He Hu Hv H. pose proof (pow_lt u m Hu) as Pu. pose proof (pow_lt v m Hv) as Pv. set (w := eta * u ^ m).
  assert (Hw : 0 < w) by (apply Rmult_lt_0_compat; assumption).
  assert (Hb : v * (1 + w) <= u).
  { apply Rle_trans with ((u - w * u) * (1 + w)); [apply Rmult_le_compat_r; unfold w in *; lra|].
    assert (0 <= w * w * u) by (apply Rmult_le_pos; [apply Rmult_le_pos; lra | lra]). lra. }
  assert (Hp : v ^ m * (1 + INR m * w) <= u ^ m).
  { apply Rle_trans with ((v * (1 + w)) ^ m).
    - rewrite Rpow_mult_distr. apply Rmult_le_compat_l; [lra | apply poly; assumption].
    - apply pow_incr. split; [apply Rmult_le_pos; lra | assumption]. }
  apply Rle_trans with (/ u ^ m * (1 + INR m * w)); [right; unfold w; field; lra|].
  apply Rmult_le_reg_l with (v ^ m); [assumption|]. rewrite Rinv_r by lra.
  apply Rmult_le_reg_l with (u ^ m); [assumption|].
  replace (u ^ m * (v ^ m * (/ u ^ m * (1 + INR m * w)))) with (v ^ m * (1 + INR m * w)) by (field; lra). lra.
Qed.

Theorem upper_1 N lam alpha eta eps : alpha > 0 -> eta > 0 -> eps > 0 -> (N >= 2)%nat ->
  alpha ^ N > lam -> lam >= 0 -> eta <= / h N lam alpha -> eps < Rabs (L N lam - alpha) ->
  Rbar_le (T N lam alpha eta eps)
    (Finite (IZR (Zceil ((/ eps ^ (2 * N - 2) - / delta_0 N lam alpha ^ (2 * N - 2)) / (eta * (2 * INR N - 2)))))).
Proof.
  intros Ha He Hp HN Hal Hl Hs Hgap. pose proof (start_above N lam alpha HN Ha ltac:(lra)) as HLa.
  rewrite delta_is, Rabs_pos_eq by (assumption || lra). rewrite Rabs_left in Hgap by lra.
  apply step_times_at_most in Hs; [|apply h_positive; assumption].
  pose proof (above_inside N lam alpha eta HN ltac:(lra) ltac:(lra) He Hs) as B.
  pose proof (depth_real N HN). set (m := (2 * N - 2)%nat).
  assert (Em : INR m = 2 * INR N - 2) by (unfold m; rewrite minus_INR, mult_INR by lia; simpl; ring).
  apply first_at_most_ceiling; [cbn [iterate]; rewrite Rabs_left; lra|]. intros k Hk. rewrite Rabs_left1 by (pose proof (B k); lra).
  destruct (Rle_or_lt (- (L N lam - iterate N alpha lam eta k)) eps) as [|Hlt]; [assumption|]. exfalso.
  assert (D : forall j, iterate N alpha lam eta (S j) - L N lam <=
    iterate N alpha lam eta j - L N lam - eta * ((iterate N alpha lam eta j - L N lam) * (iterate N alpha lam eta j - L N lam) ^ m)).
  { intros j. rewrite iterate_step. pose proof (fall_above N lam (iterate N alpha lam eta j) HN ltac:(lra) (proj1 (B j))) as F.
    apply Rmult_le_compat_l with (r := eta) in F; [|lra]. unfold m. lra. }
  assert (G : 0 < iterate N alpha lam eta k - L N lam -> / (alpha - L N lam) ^ m + INR m * eta * INR k
    <= / (iterate N alpha lam eta k - L N lam) ^ m).
  { clear Hk Hlt. induction k as [|k IH]; intros Hg; [cbn [iterate INR]; lra|].
    assert (Hd : 0 < iterate N alpha lam eta k - L N lam).
    { destruct (B k) as [[Hb|Hb] _]; [lra|]. exfalso. specialize (D k). rewrite <- Hb, Rminus_eq_0 in D. lra. }
    specialize (IH Hd). pose proof (inverse_grows m eta _ _ He Hd Hg (D k)). rewrite S_INR. lra. }
  specialize (G ltac:(lra)).
  assert (Q : / eps ^ m - / (alpha - L N lam) ^ m <= INR m * eta * INR k).
  { apply Rmult_le_compat_l with (r := eta * (2 * INR N - 2)) in Hk; [|apply Rmult_le_pos; lra].
    replace (eta * (2 * INR N - 2) * ((/ eps ^ m - / (alpha - L N lam) ^ m) / (eta * (2 * INR N - 2))))
      with (/ eps ^ m - / (alpha - L N lam) ^ m) in Hk by (field; repeat split; try lra; apply pow_nonzero; lra).
    rewrite Em. lra. }
  assert (Hpow : eps ^ m < (iterate N alpha lam eta k - L N lam) ^ m).
  { unfold m. replace (2 * N - 2)%nat with (S (2 * N - 3)) by lia. apply power_below. lra. }
  pose proof (pow_lt eps m Hp) as Pe.
  pose proof (Rinv_lt_contravar _ _ (Rmult_lt_0_compat _ _ Pe (Rlt_trans _ _ _ Pe Hpow)) Hpow). lra.
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
Lemma error_below N lam alpha eta eps k : (N >= 2)%nat -> alpha > 0 -> eta > 0 -> alpha ^ N < lam -> eta <= / kappa N lam ->
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

(* Case 3, eta <= 2/kappa: any bound on the number of steps below L - eps. *)
Lemma reached_early B : eta <= 2 / kappa N lam -> eps >= L N lam - x_star N lam ->
  (forall k, (forall j, (j <= k)%nat -> d j < L N lam - eps) -> INR k < B) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil B))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hc HB. destruct signs as [Hl [HL [Ha Hx]]]. pose proof (kappa_positive N lam depth Hl) as HK.
  assert (Q : eta * kappa N lam <= 2).
  { replace 2 with (2 / kappa N lam * kappa N lam) by (field; lra). apply Rmult_le_compat_r; lra. }
  apply first_by_ceiling; [exact not_at_start|]. intros k Hk.
  destruct (passed (fun j => d j) (L N lam - eps) B k HB Hk) as [j [Hj [Hd Hmin]]]. cbn beta in *.
  exists j. split; [exact Hj|]. destruct j as [|j]; [cbn [iterate] in Hd; lra|].
  pose proof (iterates_increase (f N lam) eta (fun k => d k) (iterate_step N alpha lam eta) step (L N lam - eps) j) as Hlo.
  cbn [iterate] in Hlo. specialize (Hlo ltac:(intros x H; apply f_positive; (assumption || lra))
    ltac:(intros i Hi; left; apply Hmin; lia) j (le_n j)).
  pose proof (Hmin j ltac:(lia)) as Hj'.
  pose proof (stays_below_limit N lam eta (d j) depth Hl step Q ltac:(lra)) as H. rewrite <- iterate_step in H.
  rewrite Rabs_pos_eq by lra. lra.
Qed.

Theorem upper_3 : eta <= 2 / kappa N lam -> eps >= L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (L N lam - eps))))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply reached_early; [assumption..|]. intros k Hk.
  apply (phase_upper N lam alpha eta (L N lam - eps)); try assumption; lra.
Qed.

(* with half of K and half of the logarithm of the speed, *)
Theorem upper_3_lag : eta <= 2 / kappa N lam -> eps >= L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (tau N lam alpha (L N lam - eps) / eta
    + (K N lam * eta / 8 + 1 / 2) * ln (f N lam (L N lam - eps) / f N lam alpha) + K N lam * eta / 8)))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply reached_early; [assumption..|]. intros k Hk.
  pose proof (phase_lag_upper N lam alpha eta (L N lam - eps) depth Hl ltac:(lra) ltac:(lra) step k Hk) as H.
  unfold growth_to in H. lra.
Qed.

(* and for steps of any size, (27). *)
Theorem lower_3 : eps >= L N lam - x_star N lam ->
  Rbar_le (Finite (tau N lam alpha (L N lam - eps) / eta)) (T N lam alpha eta eps).
Proof using start step accuracy depth below not_yet.
  intros Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply first_at_least. intros k Hk.
  apply (phase_lower N lam alpha eta (L N lam - eps)); try assumption; try lra.
  pose proof (Rle_abs (L N lam - d k)). lra.
Qed.

Theorem lower_3_lag : eps >= L N lam - x_star N lam ->
  Rbar_le (Finite (tau N lam alpha (L N lam - eps) / eta
    + (1 / 2 - K N lam * eta / 6) * ln (f N lam (L N lam - eps) / f N lam alpha))) (T N lam alpha eta eps).
Proof using start step accuracy depth below not_yet.
  intros Hc. destruct signs as [Hl [HL [Ha Hx]]]. apply first_at_least. intros k Hk.
  pose proof (Rle_abs (L N lam - d k)).
  pose proof (phase_lag_lower N lam alpha eta (L N lam - eps) depth Hl ltac:(lra) ltac:(lra) step k ltac:(lra)) as H1.
  unfold growth_to in H1. lra.
Qed.

(* Case 4: the linear phase, eta <= 1/kappa. *)
Lemma rate_below x : eta <= / kappa N lam -> 0 < x < L N lam -> 0 < 1 - eta * h N lam x < 1.
Proof using step depth below start not_yet.
  intros Hs Hx. destruct signs as [Hl _]. apply step_times_at_most in Hs; [|apply kappa_positive; assumption].
  pose proof (below_step N lam eta depth Hl step Hs x Hx). lra.
Qed.

Lemma reached_late A : eta <= / kappa N lam -> alpha < x_star N lam -> eps < L N lam - x_star N lam -> 0 <= A ->
  (forall k, (forall j, (j <= k)%nat -> d j < x_star N lam) -> INR k < A) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil A)
    + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)))))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc HA HB. destruct signs as [Hl [HL [Ha Hxs]]]. pose proof (rate_below (x_star N lam) Hs Hxs) as Hq.
  pose proof Hs as Hk. apply step_times_at_most in Hk; [|apply kappa_positive; assumption].
  apply first_at_most_ceilings; [assumption | apply count_nonnegative; lra |]. intros i j Hi Hj.
  apply error_below; [assumption..|].
  destruct (passed (fun j => d j) (x_star N lam) A i HB Hi) as [i' [Hi' [Hd _]]]. cbn beta in Hd.
  pose proof (below_monotone N lam alpha eta depth Hl (conj start HL) step Hk i' i Hi') as Hm.
  pose proof (below_inside N lam alpha eta depth Hl (conj start HL) step Hk i) as Hin.
  rewrite iterate_from. set (b := d i) in *.
  pose proof (below_gap N lam b eta depth Hl ltac:(lra) step Hk (x_star N lam) j ltac:(lra)) as Hg.
  apply geometric_count in Hj; [|lra..]. set (q := 1 - eta * h N lam (x_star N lam)) in *.
  assert (q ^ j * (L N lam - b) <= q ^ j * (L N lam - x_star N lam)) by (apply Rmult_le_compat_l; [apply pow_le; lra | lra]).
  lra.
Qed.

Theorem upper_4a : eta <= / kappa N lam -> alpha < x_star N lam -> eps < L N lam - x_star N lam ->
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

Theorem upper_4a_lag : eta <= / kappa N lam -> alpha < x_star N lam -> eps < L N lam - x_star N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (tau N lam alpha (x_star N lam) / eta
      + (K N lam * eta / 8 + 1 / 2) * ln (f N lam (x_star N lam) / f N lam alpha) + K N lam * eta / 8))
    + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)))))).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc. destruct signs as [Hl [HL [Ha Hxs]]]. pose proof (K_positive N lam depth Hl) as HK.
  assert (HKe : 0 < K N lam * eta) by (apply Rmult_lt_0_compat; assumption).
  apply reached_late; [assumption.. | |].
  - pose proof (time_to_level N lam alpha (x_star N lam) depth Hl ltac:(lra) ltac:(lra)) as Ht.
    pose proof (growth_nonnegative N lam alpha (x_star N lam) depth Hl ltac:(lra) ltac:(lra)) as Hg. unfold growth_to in Hg.
    assert (0 <= tau N lam alpha (x_star N lam) / eta).
    { apply Rmult_le_pos; [assumption | left; apply Rinv_0_lt_compat; assumption]. }
    assert (0 <= (K N lam * eta / 8 + 1 / 2) * ln (f N lam (x_star N lam) / f N lam alpha)) by (apply Rmult_le_pos; lra).
    lra.
  - intros k Hk.
    pose proof (phase_lag_upper N lam alpha eta (x_star N lam) depth Hl ltac:(lra) ltac:(lra) step k Hk) as H.
    unfold growth_to in H. lra.
Qed.

Theorem upper_4b : eta <= / kappa N lam ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (ln (eps / delta_0 N lam alpha) / ln (1 - eta * h N lam alpha))))).
Proof using start step accuracy depth below not_yet.
  intros Hs. destruct signs as [Hl [HL [Ha Hxs]]]. rewrite delta_is, Rabs_left by (assumption || lra).
  pose proof (rate_below alpha Hs (conj start HL)) as Hq.
  apply first_at_most_ceiling; [exact not_at_start|]. intros k Hk. apply error_below; [assumption..|].
  apply geometric_count in Hk; [|lra..].
  apply step_times_at_most in Hs; [|apply kappa_positive; assumption].
  pose proof (below_gap N lam alpha eta depth Hl (conj start HL) step Hs alpha k ltac:(lra)). lra.
Qed.

Theorem lower_4b : eta < / kappa N lam ->
  Rbar_le (Finite (ln (eps / delta_0 N lam alpha) / ln (1 - eta * kappa N lam))) (T N lam alpha eta eps).
Proof using start step accuracy depth below not_yet.
  intros Hs. destruct signs as [Hl [HL [Ha Hxs]]]. rewrite delta_is, Rabs_left by (assumption || lra).
  pose proof (kappa_positive N lam depth Hl) as HK. pose proof (step_times eta _ HK Hs) as Hq.
  pose proof (Rmult_lt_0_compat eta _ step HK). apply first_at_least. intros k Hk.
  apply error_below in Hk; [|assumption..|lra]. apply geometric_count; [lra..|].
  pose proof (below_gap_lower N lam alpha eta depth Hl (conj start HL) step ltac:(lra) k). lra.
Qed.

(* (27) of case 4a without the step that it gives away: in the step from d < x_* past it let the flow reach x_* within the
   share s. Then T+ grows by s, and the distance left is at least (L - x_* )(1 - eta kappa)^(1-s). *)
Lemma bernoulli q s : 0 < q < 1 -> 0 <= s <= 1 -> s * ln q <= ln (1 - s * (1 - q)).
Proof.
  intros Hq Hs. destruct (Req_dec s 0) as [->|H0]; [rewrite !Rmult_0_l, Rminus_0_r, ln_1; lra|].
  assert (P : 0 < s * (1 - q)) by (apply Rmult_lt_0_compat; lra).
  assert (P' : s * (1 - q) <= 1 * (1 - q)) by (apply Rmult_le_compat_r; lra).
  set (u := 1 - s * (1 - q)). assert (Hu : 0 < u) by (unfold u; lra).
  pose proof (ln_at_most (q / u) ltac:(apply Rdiv_lt_0_compat; lra)) as H1. rewrite ln_quotient in H1 by lra.
  pose proof (ln_at_most (/ u) ltac:(apply Rinv_0_lt_compat; assumption)) as H2. rewrite ln_Rinv in H2 by assumption.
  assert (E : s * (q / u - 1) + (1 - s) * (/ u - 1) = 0) by (unfold u; field; lra).
  assert (H3 : s * (ln q - ln u) <= s * (q / u - 1)) by (apply Rmult_le_compat_l; lra).
  assert (H4 : (1 - s) * - ln u <= (1 - s) * (/ u - 1)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Theorem lower_4a : eta < / kappa N lam -> alpha < x_star N lam -> eps < L N lam - x_star N lam ->
  Rbar_le (Finite (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * kappa N lam) + tau N lam alpha (x_star N lam) / eta))
    (T N lam alpha eta eps).
Proof using start step accuracy depth below not_yet.
  intros Hs Hx Hc. destruct signs as [Hl [HL [Ha Hxs]]]. pose proof (kappa_positive N lam depth Hl) as HK.
  pose proof (step_times eta _ HK Hs) as Hq1. pose proof (Rmult_lt_0_compat eta _ step HK) as Hq0.
  assert (Hq : 0 < 1 - eta * kappa N lam < 1) by lra. set (q := 1 - eta * kappa N lam) in *.
  pose proof (ln_below_one q Hq) as Hln. set (xs := x_star N lam) in *.
  assert (HF : positive (f N lam) alpha xs) by (apply f_is_positive; (assumption || lra)).
  assert (Hkap : eta * kappa N lam <= 1) by lra.
  pose proof (below_inside N lam alpha eta depth Hl (conj start HL) step Hkap) as Hin.
  assert (B : forall k, (d k < xs -> time (f N lam) alpha (d k) <= eta * INR k)
    /\ (xs <= d k -> tau N lam alpha xs / eta + (ln (L N lam - d k) - ln (L N lam - xs)) / ln q <= INR k)).
  { induction k as [|k [IH1 IH2]].
    - cbn [iterate INR]. rewrite time_from_here. split; lra.
    - rewrite S_INR. pose proof (Hin k) as Hk. pose proof (Hin (S k)) as HSk.
      pose proof (f_positive N lam (d k) depth Hl ltac:(lra)) as Pk.
      assert (Es : d (S k) = d k + eta * f N lam (d k)) by reflexivity.
      assert (Hup : 0 < eta * f N lam (d k)) by (apply Rmult_lt_0_compat; assumption).
      assert (Htime : forall y, d k <= y <= d (S k) -> d k < xs -> y <= xs ->
        time (f N lam) alpha y <= time (f N lam) alpha (d k) + (y - d k) / f N lam (d k)).
      { intros y Hy Hlt Hyx.
        rewrite (time_adds (f N lam) alpha (d k) y);
          [|lra | apply positive_regular, positive_within with alpha xs; (assumption || lra)].
        apply Rplus_le_compat_l. unfold Rdiv. rewrite Rmult_comm.
        apply time_at_most_constant;
          [lra | apply positive_regular, positive_within with alpha xs; (assumption || lra) |].
        intros z Hz. apply Rinv_le_contravar; [assumption|]. apply f_rises; (assumption || (fold xs; lra)). }
      split; intros Hz.
      + assert (Hlt : d k < xs) by lra. specialize (IH1 Hlt). specialize (Htime (d (S k)) ltac:(lra) Hlt ltac:(lra)).
        replace ((d (S k) - d k) / f N lam (d k)) with eta in Htime by (rewrite Es; field; lra). lra.
      + destruct (Rlt_or_le (d k) xs) as [Hlt|Hge].
        * specialize (IH1 Hlt). specialize (Htime xs ltac:(lra) Hlt ltac:(lra)).
          set (s := (xs - d k) / (eta * f N lam (d k))).
          assert (Hs01 : 0 <= s <= 1).
          { unfold s. split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption]|].
            apply Rmult_le_reg_r with (eta * f N lam (d k)); [assumption|].
            replace ((xs - d k) / (eta * f N lam (d k)) * (eta * f N lam (d k))) with (xs - d k) by (field; lra). lra. }
          replace ((xs - d k) / f N lam (d k)) with (s * eta) in Htime by (unfold s; field; lra).
          assert (Et : tau N lam alpha xs / eta <= INR k + s).
          { apply Rmult_le_reg_l with eta; [assumption|].
            replace (eta * (tau N lam alpha xs / eta)) with (time (f N lam) alpha xs) by (rewrite tau_is_time; field; lra). lra. }
          assert (Ed : d (S k) = xs + (1 - s) * (eta * f N lam (d k))) by (rewrite Es; unfold s; field; lra).
          assert (Hfall : (L N lam - xs) * (1 - (1 - s) * (1 - q)) <= L N lam - d (S k)).
          { pose proof (f_rises N lam (d k) xs depth Hl ltac:(lra) ltac:(fold xs; lra)) as Hf.
            rewrite (f_by_h N lam xs) in Hf by (assumption || lra).
            pose proof (h_below_kappa N lam xs depth Hl ltac:(lra)) as Hh.
            assert ((L N lam - xs) * h N lam xs <= (L N lam - xs) * kappa N lam) by (apply Rmult_le_compat_l; lra).
            assert (eta * f N lam (d k) <= eta * ((L N lam - xs) * kappa N lam)) by (apply Rmult_le_compat_l; lra).
            assert ((1 - s) * (eta * f N lam (d k)) <= (1 - s) * (eta * ((L N lam - xs) * kappa N lam)))
              by (apply Rmult_le_compat_l; lra).
            rewrite Ed. unfold q. lra. }
          pose proof (bernoulli q (1 - s) Hq ltac:(lra)) as Hb.
          assert (Pu : 0 < 1 - (1 - s) * (1 - q)).
          { assert ((1 - s) * (1 - q) <= 1 * (1 - q)) by (apply Rmult_le_compat_r; lra). lra. }
          assert (Hl2 : ln (L N lam - xs) + (1 - s) * ln q <= ln (L N lam - d (S k))).
          { apply Rle_trans with (ln ((L N lam - xs) * (1 - (1 - s) * (1 - q)))).
            - rewrite ln_mult by lra. lra.
            - apply ln_monotone; [apply Rmult_lt_0_compat; lra | assumption]. }
          assert ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q <= 1 - s).
          { apply Rmult_le_reg_r with (- ln q); [lra|].
            replace ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q * - ln q)
              with (ln (L N lam - xs) - ln (L N lam - d (S k))) by (field; lra). lra. }
          lra.
        * specialize (IH2 Hge). pose proof (gap_step N lam eta (d k) depth ltac:(lra)) as Eg. rewrite <- Es in Eg.
          pose proof (h_below_kappa N lam (d k) depth Hl ltac:(lra)) as Hh.
          assert (eta * h N lam (d k) <= eta * kappa N lam) by (apply Rmult_le_compat_l; lra).
          assert (Hl2 : ln (L N lam - d k) + ln q <= ln (L N lam - d (S k))).
          { rewrite <- ln_mult by lra. apply ln_monotone; [apply Rmult_lt_0_compat; lra|].
            rewrite Eg. apply Rmult_le_compat_l; unfold q; lra. }
          assert ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q <= (ln (L N lam - d k) - ln (L N lam - xs)) / ln q + 1).
          { apply Rmult_le_reg_r with (- ln q); [lra|].
            replace ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q * - ln q)
              with (ln (L N lam - xs) - ln (L N lam - d (S k))) by (field; lra).
            replace (((ln (L N lam - d k) - ln (L N lam - xs)) / ln q + 1) * - ln q)
              with (ln (L N lam - xs) - ln (L N lam - d k) - ln q) by (field; lra). lra. }
          lra. }
  apply first_at_least. intros k Hk. apply error_below in Hk; [|assumption..|lra].
  destruct (B k) as [_ Bk]. specialize (Bk ltac:(lra)). rewrite ln_quotient by lra. pose proof (Hin k) as Hk'.
  pose proof (ln_monotone (L N lam - d k) eps ltac:(lra) ltac:(lra)) as Hm.
  assert ((ln eps - ln (L N lam - xs)) / ln q <= (ln (L N lam - d k) - ln (L N lam - xs)) / ln q).
  { apply Rmult_le_reg_r with (- ln q); [lra|].
    replace ((ln eps - ln (L N lam - xs)) / ln q * - ln q) with (ln (L N lam - xs) - ln eps) by (field; lra).
    replace ((ln (L N lam - d k) - ln (L N lam - xs)) / ln q * - ln q)
      with (ln (L N lam - xs) - ln (L N lam - d k)) by (field; lra). lra. }
  lra.
Qed.
End Below.
