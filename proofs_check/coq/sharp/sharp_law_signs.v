(* Signs and shapes of f(x) = x^(N-1)(lambda - x^N): where it rises and falls, how steep it is, and that an orbit
   with eta max(-f') < 1 moves towards its limit and never reaches it. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals abel.
From dmf.statements Require Import definitions names.
From dmf.sharp Require Import sharp_law_path.
Open Scope R_scope.

Lemma depth_real N : (2 <= N)%nat -> 2 <= INR N.
Proof. intros H. apply (le_INR 2) in H. simpl in H. lra. Qed.

Lemma power_strict x y N : (1 <= N)%nat -> 0 <= x < y -> x ^ N < y ^ N.
Proof.
  intros HN Hx. destruct N as [|n]; [lia|]. pose proof (difference_of_powers n x y) as D.
  assert (0 < G n x y).
  { destruct (Rle_lt_or_eq_dec 0 x ltac:(lra)) as [H|<-]; [apply G_positive; lra|].
    destruct n as [|n]; [simpl; lra|]. change (G (S n) 0 y) with (0 * G n 0 y + y ^ S n).
    pose proof (pow_lt y (S n) ltac:(lra)). lra. }
  assert (0 < (y - x) * G n x y) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma power_strict_inverse x y N : (1 <= N)%nat -> 0 <= x -> 0 <= y -> x ^ N < y ^ N -> x < y.
Proof.
  intros HN Hx Hy H. destruct (Rlt_or_le x y) as [|C]; [assumption|]. exfalso.
  pose proof (pow_incr y x N ltac:(lra)). lra.
Qed.

(* x^(N-2), x^(N-1), x^N, in terms of the first. *)
Lemma pred_power N x : (2 <= N)%nat -> x ^ (N - 1) = x * x ^ (N - 2).
Proof. intros H. replace (N - 1)%nat with (S (N - 2)) by lia. reflexivity. Qed.

Lemma whole_power N x : (2 <= N)%nat -> x ^ N = x * x * x ^ (N - 2).
Proof. intros H. replace N with (S (S (N - 2))) at 1 by lia. simpl. ring. Qed.

(* The elasticity of f. *)
Lemma slope_over_f N lam x : (2 <= N)%nat -> 0 < x -> lam - x ^ N <> 0 ->
  slope N lam x / f N lam x = (INR N - 1) / x - INR N * (x ^ (N - 1) / (lam - x ^ N)).
Proof.
  intros HN Hx Hl. unfold slope, f. pose proof (pow_lt x (N - 2) Hx). rewrite (pred_power N) by assumption.
  rewrite (whole_power N x HN) in *. field. repeat split; try lra.
Qed.

Lemma slope_over_square N lam x : (2 <= N)%nat -> 0 < x -> lam - x ^ N <> 0 ->
  slope N lam x / f N lam x ^ 2 = (INR N - 1) / (x ^ N * (lam - x ^ N)) - INR N / (lam - x ^ N) ^ 2.
Proof.
  intros HN Hx Hl. unfold slope, f. pose proof (pow_lt x (N - 2) Hx). rewrite (pred_power N) by assumption.
  rewrite (whole_power N x HN) in *. field. repeat split; try lra.
Qed.

Section Depth.
Variables (N : nat) (lam : R).
Hypothesis depth : (2 <= N)%nat.

Lemma f_zero_at l : (l = 0 \/ l ^ N = lam) -> f N lam l = 0.
Proof using depth.
  intros [->|<-]; unfold f; [rewrite pow_i by lia|]; ring.
Qed.

(* From below: lambda = l^N. *)
Section Below.
Variable l : R.
Hypothesis limit_positive : 0 < l.
Hypothesis limit_power : l ^ N = lam.

Lemma gap_below x : 0 < x < l -> 0 < x ^ N < lam.
Proof using depth limit_power.
  intros Hx. split; [apply pow_lt; lra|]. rewrite <- limit_power. apply power_strict; [lia | lra].
Qed.

Lemma f_below x : 0 < x < l -> 0 < f N lam x.
Proof using depth limit_power.
  intros Hx. pose proof (gap_below x Hx). unfold f. apply Rmult_lt_0_compat; [apply pow_lt; lra | lra].
Qed.

Lemma one_sign_below x y : 0 < x < l -> 0 < y < l -> 0 < f N lam x * f N lam y.
Proof using depth limit_power. intros. apply Rmult_lt_0_compat; apply f_below; assumption. Qed.

Lemma concave_below : concave_between N lam 0 l.
Proof using depth limit_power.
  intros x y Hx Hy. pose proof (gap_below x ltac:(lra)). pose proof (gap_below y ltac:(lra)).
  rewrite !slope_over_f by (assumption || lra). pose proof (depth_real N depth).
  assert ((INR N - 1) / y <= (INR N - 1) / x).
  { apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra]. }
  assert (x ^ (N - 1) / (lam - x ^ N) <= y ^ (N - 1) / (lam - y ^ N)).
  { apply Rmult_le_compat; [apply pow_le; lra | left; apply Rinv_0_lt_compat; lra | apply pow_incr; lra|].
    apply Rinv_le_contravar; [lra|]. pose proof (pow_incr x y N ltac:(lra)). lra. }
  assert (INR N * (x ^ (N - 1) / (lam - x ^ N)) <= INR N * (y ^ (N - 1) / (lam - y ^ N)))
    by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma steepness_below x : 0 <= x <= l -> - slope N lam x <= INR N * (l ^ (N - 2) * l ^ N).
Proof using depth limit_power.
  intros Hx. unfold slope. rewrite <- limit_power. pose proof (depth_real N depth).
  assert (0 <= x ^ (N - 2) <= l ^ (N - 2)) by (split; [apply pow_le; lra | apply pow_incr; lra]).
  assert (0 <= x ^ N <= l ^ N) by (split; [apply pow_le; lra | apply pow_incr; lra]).
  set (u := x ^ (N - 2)) in *. set (v := l ^ (N - 2)) in *. set (p := x ^ N) in *. set (q := l ^ N) in *.
  assert ((2 * INR N - 1) * p <= (2 * INR N - 1) * q) by (apply Rmult_le_compat_l; lra).
  assert (0 <= INR N * q) by (apply Rmult_le_pos; lra).
  apply Rle_trans with (u * (INR N * q)).
  - replace (- (u * ((INR N - 1) * q - (2 * INR N - 1) * p)))
      with (u * ((2 * INR N - 1) * p - (INR N - 1) * q)) by ring.
    apply Rmult_le_compat_l; lra.
  - replace (INR N * (v * q)) with (v * (INR N * q)) by ring. apply Rmult_le_compat_r; lra.
Qed.

(* Never above 1 in the steps below. *)
Lemma growth_below x : 0 <= x <= l -> slope N lam x <= INR N * (l ^ (N - 2) * l ^ N).
Proof using depth limit_power.
  intros Hx. unfold slope. rewrite <- limit_power. pose proof (depth_real N depth).
  assert (0 <= x ^ (N - 2) <= l ^ (N - 2)) by (split; [apply pow_le; lra | apply pow_incr; lra]).
  assert (0 <= x ^ N <= l ^ N) by (split; [apply pow_le; lra | apply pow_incr; lra]).
  set (u := x ^ (N - 2)) in *. set (v := l ^ (N - 2)) in *. set (p := x ^ N) in *. set (q := l ^ N) in *.
  assert (0 <= (2 * INR N - 1) * p) by (apply Rmult_le_pos; lra).
  assert (0 <= INR N * q) by (apply Rmult_le_pos; lra).
  apply Rle_trans with (u * (INR N * q)).
  - apply Rmult_le_compat_l; [lra|]. assert ((INR N - 1) * q <= INR N * q) by (apply Rmult_le_compat_r; lra). lra.
  - replace (INR N * (v * q)) with (v * (INR N * q)) by ring. apply Rmult_le_compat_r; lra.
Qed.

(* f - f(l) = f'(c)(x - l). *)
Lemma step_below eta x : 0 < eta -> eta * (INR N * (l ^ (N - 2) * l ^ N)) < 1 -> 0 < x < l ->
  x < x + eta * f N lam x < l.
Proof using depth limit_power.
  intros He Hk Hx. pose proof (f_below x Hx). assert (0 < eta * f N lam x) by (apply Rmult_lt_0_compat; lra).
  split; [lra|].
  destruct (mean_value (f N lam) (slope N lam) x l ltac:(lra)) as [c [Hc E]]; [intros; apply f_derive; assumption|].
  rewrite f_zero_at in E by auto. pose proof (steepness_below c ltac:(lra)) as S.
  assert (f N lam x <= INR N * (l ^ (N - 2) * l ^ N) * (l - x)).
  { replace (f N lam x) with (- slope N lam c * (l - x)) by lra. apply Rmult_le_compat_r; lra. }
  assert (eta * f N lam x <= eta * (INR N * (l ^ (N - 2) * l ^ N)) * (l - x)).
  { rewrite Rmult_assoc. apply Rmult_le_compat_l; lra. }
  assert (eta * (INR N * (l ^ (N - 2) * l ^ N)) * (l - x) < 1 * (l - x)) by (apply Rmult_lt_compat_r; lra). lra.
Qed.

Lemma orbit_below alpha eta : 0 < eta -> eta * (INR N * (l ^ (N - 2) * l ^ N)) < 1 -> 0 < alpha < l ->
  forall k, alpha <= iterate N alpha lam eta k < l.
Proof using depth limit_power.
  intros He Hk Ha. induction k as [|k IH]; [cbn [iterate]; lra|]. cbn [iterate].
  pose proof (step_below eta _ He Hk (conj (Rlt_le_trans _ _ _ (proj1 Ha) (proj1 IH)) (proj2 IH))). lra.
Qed.
End Below.

(* From above, and for lambda <= 0: x > l >= 0 where l^N = lambda, or l = 0 >= lambda. *)
Section Above.
Variable l : R.
Hypothesis limit_nonnegative : 0 <= l.
Hypothesis limit_is : l ^ N = lam \/ l = 0 /\ lam <= 0.

Lemma gap_above x : l < x -> 0 < x ^ N - lam.
Proof using limit_nonnegative limit_is depth.
  intros Hx. pose proof (pow_lt x N ltac:(lra)). destruct limit_is as [<-|[E H0]]; [|lra].
  pose proof (power_strict l x N ltac:(lia) ltac:(lra)). lra.
Qed.

Lemma f_above x : l < x -> f N lam x < 0.
Proof using limit_nonnegative limit_is depth.
  intros Hx. pose proof (gap_above x Hx). pose proof (pow_lt x (N - 1) ltac:(lra)). unfold f.
  assert (0 < x ^ (N - 1) * (x ^ N - lam)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma one_sign_above hi x y : l < x < hi -> l < y < hi -> 0 < f N lam x * f N lam y.
Proof using limit_nonnegative limit_is depth.
  intros Hx Hy. pose proof (f_above x ltac:(lra)). pose proof (f_above y ltac:(lra)).
  replace (f N lam x * f N lam y) with (- f N lam x * - f N lam y) by ring. apply Rmult_lt_0_compat; lra.
Qed.

Lemma f_zero_above : f N lam l = 0.
Proof using limit_is depth. apply f_zero_at. destruct limit_is as [H|[H _]]; auto. Qed.

(* 1/|f| is convex. *)
Lemma convex_above hi : convex_between N lam l hi.
Proof using limit_nonnegative limit_is depth.
  intros x y Hx Hy Hm. pose proof (f_above x ltac:(lra)). pose proof (depth_real N depth).
  assert (Hyx : y <= x) by nra. clear Hm.
  pose proof (gap_above x ltac:(lra)) as Gx. pose proof (gap_above y ltac:(lra)) as Gy.
  rewrite !slope_over_square by (assumption || lra).
  pose proof (pow_lt y N ltac:(lra)). pose proof (pow_incr y x N ltac:(lra)).
  set (p := x ^ N) in *. set (q := y ^ N) in *.
  assert (Ha : (INR N - 1) * / (p * (p - lam)) <= (INR N - 1) * / (q * (q - lam))).
  { apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra|].
    apply Rmult_le_compat; lra. }
  assert (Hb : INR N * / (p - lam) ^ 2 <= INR N * / (q - lam) ^ 2).
  { apply Rmult_le_compat_l; [lra|]. apply Rinv_le_contravar; [apply pow_lt; lra | apply pow_incr; lra]. }
  assert (E : forall z, 0 < z -> 0 < z - lam -> (INR N - 1) / (z * (lam - z)) - INR N / (lam - z) ^ 2
    = - ((INR N - 1) * / (z * (z - lam)) + INR N * / (z - lam) ^ 2)).
  { intros z Hz Hg. field. repeat split; lra. }
  rewrite !E by lra. lra.
Qed.

(* ln|f| is concave: lambda >= 0, or N <= 5. *)
Lemma concave_above hi : 0 <= lam \/ (N <= 5)%nat -> concave_between N lam l hi.
Proof using limit_nonnegative limit_is depth.
  intros Hc x y Hx Hy. pose proof (depth_real N depth).
  pose proof (gap_above x ltac:(lra)) as Gx. pose proof (gap_above y ltac:(lra)) as Gy.
  assert (E : forall z, l < z -> slope N lam z / f N lam z = (INR N - 1) / z + INR N * (z ^ (N - 1) / (z ^ N - lam))).
  { intros z Hz. pose proof (gap_above z Hz). rewrite slope_over_f by (assumption || lra). field. repeat split; lra. }
  rewrite !E by lra. destruct (Rle_or_lt 0 lam) as [H0|H0].
  - assert ((INR N - 1) / y <= (INR N - 1) / x) by (apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra]).
    assert (INR N * (y ^ (N - 1) / (y ^ N - lam)) <= INR N * (x ^ (N - 1) / (x ^ N - lam))); [|lra].
    apply Rmult_le_compat_l; [lra|].
    assert (Q : forall z, l < z -> z ^ (N - 1) / (z ^ N - lam) = / z * (1 + lam * / (z ^ N - lam))).
    { intros z Hz. pose proof (gap_above z Hz). rewrite (pred_power N) by assumption.
      rewrite (whole_power N) in * by assumption. field. repeat split; lra. }
    rewrite !Q by lra. pose proof (pow_incr x y N ltac:(lra)).
    assert (/ (y ^ N - lam) <= / (x ^ N - lam)) by (apply Rinv_le_contravar; lra).
    assert (0 < / (y ^ N - lam)) by (apply Rinv_0_lt_compat; lra).
    assert (0 <= lam * / (y ^ N - lam)) by (apply Rmult_le_pos; lra).
    apply Rmult_le_compat; [left; apply Rinv_0_lt_compat; lra | lra | apply Rinv_le_contravar; lra|].
    apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
  - assert (HN5 : (N <= 5)%nat) by (destruct Hc; [lra | assumption]).
    apply Ropp_le_cancel.
    apply (grows (fun z => - ((INR N - 1) / z + INR N * (z ^ (N - 1) / (z ^ N - lam))))
      (fun z => ((2 * INR N - 1) * (z ^ N) ^ 2 + (INR N - 1) * (INR N - 2) * lam * z ^ N + (INR N - 1) * lam ^ 2)
        / (z ^ 2 * (z ^ N - lam) ^ 2))); [lra| |].
    + intros z Hz. pose proof (gap_above z ltac:(lra)) as Gz.
      destruct N as [|[|n]]; [lia | lia|]. replace (S (S n) - 1)%nat with (S n) in * by lia.
      simpl pow in Gz. auto_derive; [repeat split; lra|].
      change (match n with 0%nat => 1 | S _ => INR n + 1 end) with (INR (S n)).
      rewrite !S_INR. simpl pow. field. repeat split; lra.
    + intros z Hz. pose proof (gap_above z ltac:(lra)) as Gz. apply Rdiv_le_0_compat.
      * set (q := z ^ N). assert (HN : N = 2%nat \/ N = 3%nat \/ N = 4%nat \/ N = 5%nat) by lia.
        destruct HN as [->|[->|[->| ->]]]; simpl INR.
        -- nra.
        -- pose proof (pow2_ge_0 (q + lam)). pose proof (pow2_ge_0 q). pose proof (pow2_ge_0 lam). nra.
        -- pose proof (pow2_ge_0 (q + lam)). pose proof (pow2_ge_0 q). pose proof (pow2_ge_0 lam). nra.
        -- pose proof (pow2_ge_0 (3 * q + 2 * lam)). nra.
      * apply Rmult_lt_0_compat; apply pow_lt; lra.
Qed.

(* -f' is positive and grows. *)
Lemma steepness_above x y : l <= x <= y -> 0 <= - slope N lam x <= - slope N lam y.
Proof using limit_nonnegative limit_is depth.
  intros Hx. unfold slope. pose proof (depth_real N depth).
  assert (Gx : 0 <= (2 * INR N - 1) * x ^ N - (INR N - 1) * lam).
  { assert (0 <= x ^ N) by (apply pow_le; lra).
    assert (lam <= x ^ N) by (destruct limit_is as [<-|[_ Hl]]; [apply pow_incr; lra | lra]).
    assert (0 <= (INR N - 1) * (x ^ N - lam)) by (apply Rmult_le_pos; lra). nra. }
  assert (0 <= x ^ (N - 2) <= y ^ (N - 2)) by (split; [apply pow_le; lra | apply pow_incr; lra]).
  pose proof (pow_incr x y N ltac:(lra)) as P.
  assert ((2 * INR N - 1) * x ^ N <= (2 * INR N - 1) * y ^ N) by (apply Rmult_le_compat_l; lra).
  assert (E : forall z u, - (u * ((INR N - 1) * lam - (2 * INR N - 1) * z))
    = u * ((2 * INR N - 1) * z - (INR N - 1) * lam))
    by (intros; ring). rewrite !E.
  split; [apply Rmult_le_pos; lra | apply Rmult_le_compat; lra].
Qed.

Lemma step_above eta alpha x : 0 < eta -> eta * - slope N lam alpha < 1 -> l < x <= alpha ->
  l < x + eta * f N lam x < x.
Proof using limit_nonnegative limit_is depth.
  intros He Hk Hx. pose proof (f_above x ltac:(lra)).
  assert (0 < eta * - f N lam x) by (apply Rmult_lt_0_compat; lra).
  split; [|lra].
  destruct (mean_value (f N lam) (slope N lam) l x ltac:(lra)) as [c [Hc E]]; [intros; apply f_derive; assumption|].
  rewrite f_zero_above in E. pose proof (steepness_above c alpha ltac:(lra)) as S.
  assert (eta * - slope N lam c <= eta * - slope N lam alpha) by (apply Rmult_le_compat_l; lra).
  assert (eta * - slope N lam c * (x - l) <= eta * - slope N lam alpha * (x - l)) by (apply Rmult_le_compat_r; lra).
  assert (eta * - slope N lam alpha * (x - l) < 1 * (x - l)) by (apply Rmult_lt_compat_r; lra). nra.
Qed.

Lemma orbit_above alpha eta : 0 < eta -> eta * - slope N lam alpha < 1 -> l < alpha ->
  forall k, l < iterate N alpha lam eta k <= alpha.
Proof using limit_nonnegative limit_is depth.
  intros He Hk Ha. induction k as [|k IH]; [cbn [iterate]; lra|]. cbn [iterate].
  pose proof (step_above eta alpha _ He Hk IH). lra.
Qed.
End Above.
End Depth.
