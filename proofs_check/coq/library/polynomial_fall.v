(* From above a limit >= 0 the distance u = d - L falls at least as in u' = -u^(2N-1): a step takes it to at most
   u (1 - eta u^(2N-2)), so that 1/u^(2N-2) grows by eta (2N-2) in a step. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import gaps.
Open Scope R_scope.

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

(* The count of case 1. *)
Theorem polynomial_count N lam alpha eta eps k : (N >= 2)%nat -> 0 <= lam -> 0 < alpha /\ L N lam < alpha ->
  0 < eta ->
  eta * h N lam alpha <= 1 -> 0 < eps ->
  (/ eps ^ (2 * N - 2) - / (alpha - L N lam) ^ (2 * N - 2)) / (eta * (2 * INR N - 2)) <= INR k ->
  iterate N alpha lam eta k - L N lam <= eps.
Proof.
  intros HN Hl HLa He Hs Hp Hk. pose proof (above_inside N lam alpha eta HN Hl HLa He Hs) as B.
  pose proof (depth_real N HN). set (m := (2 * N - 2)%nat) in *.
  assert (Em : INR m = 2 * INR N - 2) by (unfold m; rewrite minus_INR, mult_INR by lia; simpl; ring).
  destruct (Rle_or_lt (iterate N alpha lam eta k - L N lam) eps) as [|Hlt]; [assumption|]. exfalso.
  assert (D : forall j, iterate N alpha lam eta (S j) - L N lam <= iterate N alpha lam eta j - L N lam
    - eta * ((iterate N alpha lam eta j - L N lam) * (iterate N alpha lam eta j - L N lam) ^ m)).
  { intros j. rewrite iterate_step. pose proof (fall_above N lam (iterate N alpha lam eta j) HN Hl (proj1 (B j)))
      as F.
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
