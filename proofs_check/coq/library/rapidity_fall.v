(* How far the imbalance s^2 of the pair falls: by what eta r sweeps until a given rapidity, and by the square of the
   error from there on. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit.
From dmf.library Require Export rapidity_sweep.
Open Scope R_scope.

Section Fall.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : allowed m lam eta P L (p 0%nat) (q 0%nat).
Let s := s p q.
Let u := u p q.
Let y := y m lam eta p q.
Let e := error m lam p q.

(* A bound on all the y. *)
Lemma y_bounded Y : eta * (q 0%nat ^ m * e 0%nat) <= Y ->
  (lam < 0 -> eta * (sqrt (L ^ 2 + imbalance (p 0%nat) (q 0%nat)) ^ m * - lam) <= Y) -> forall k, y k <= Y.
Proof using moves start.
  intros H0 H1 k. pose proof (proj1 start) as He.
  assert (Hall := always_allowed m lam eta P L p q moves start).
  destruct (Rle_or_lt 0 (p k)) as [Hp|Hp].
  - assert (Hq : q k <= q 0%nat).
    { clear - Hp Hall moves start. induction k as [|k IH]; [lra|]. destruct (moves k) as [Ep Eq].
      pose proof (y_between m lam eta P L p q moves start k) as Hy. unfold rapidity_orbit.y in Hy.
      set (yk := drive m lam eta (p k) (q k)) in *. pose proof (inside m lam eta P L p q moves start k) as Hi.
      pose proof (Rabs_pos (p k)). assert (0 <= yk * q k) by (apply Rmult_le_pos; lra).
      assert (0 <= yk * p k) by (apply Rmult_le_pos; lra). specialize (IH ltac:(lra)). lra. }
    apply Rle_trans with (2 := H0). unfold y, rapidity_orbit.y, drive. apply Rmult_le_compat_l; [lra|].
    pose proof (inside m lam eta P L p q moves start k). pose proof (Rabs_pos (p k)).
    apply Rmult_le_compat; [apply pow_le; lra | | apply pow_incr; lra |].
    + apply (error_nonnegative m lam eta P L p q moves start k).
    + apply (error_falls m lam eta P L p q moves start 0 k). lia.
  - destruct (Hall k) as (_ & HL & El & _ & Hi & _ & Hl & _).
    destruct (negative_side m lam L _ _ HL El Hi Hl ltac:(lra)) as (HpL & Hpl & Hlam0).
    pose proof (Rabs_pos (p k)) as Hq. pose proof (pow_lt (q k) (S m) ltac:(lra)) as HqS.
    assert (Hlam : lam < 0) by (pose proof (Rmult_lt_0_compat (- p k) _ ltac:(lra) HqS); lra).
    apply Rle_trans with (2 := H1 Hlam). unfold y, rapidity_orbit.y, drive. apply Rmult_le_compat_l; [lra|].
    assert (HS : imbalance (p k) (q k) <= imbalance (p 0%nat) (q 0%nat)).
    { rewrite <- !(s_square m lam eta P L p q moves start). apply pow_incr. split.
      - left. apply (s_positive m lam eta P L p q moves start).
      - apply (s_falls m lam eta P L p q moves start). lia. }
    assert (q k <= sqrt (L ^ 2 + imbalance (p 0%nat) (q 0%nat))).
    { rewrite <- (sqrt_pow2 (q k)) by lra. apply sqrt_le_1_alt. unfold imbalance in *. nra. }
    assert (0 <= - p k * q k ^ S m) by (apply Rmult_le_pos; lra).
    apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
Qed.

Lemma fall_in_a_step Y k : y k <= Y -> Y < 1 ->
  ln (s k ^ 2) - ln (s (S k) ^ 2) <= y k * (u (S k) - u k) / (1 - Y ^ 2).
Proof using moves start.
  intros HY HY1. pose proof (y_between m lam eta P L p q moves start k) as Hy. fold y in Hy.
  unfold u, s. rewrite (u_next m lam eta P L p q moves start), (s_next m lam eta P L p q moves start). fold y.
  pose proof (pow_lt _ 2 (s_positive m lam eta P L p q moves start k)).
  rewrite ln_mult; [|nra | assumption]. pose proof (ln_lost (y k) ltac:(lra)) as [_ B].
  pose proof (artanh_between (y k) ltac:(lra)) as [A _].
  apply Rle_trans with (y k ^ 2 / (1 - y k ^ 2)); [lra|]. unfold Rdiv.
  apply Rmult_le_compat; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat; nra | nra | apply Rinv_le_contravar; nra].
Qed.

(* What eta r sweeps up to the k-th step, with the error of a left Riemann sum. *)
Definition level (v : R) : R := eta * rate m lam (s 0%nat) (Rmin v 0).

Lemma level_is_zero_start v : 0 <= v -> level v = level 0.
Proof. intros H. unfold level. rewrite !Rmin_right by lra. reflexivity. Qed.

Lemma level_nonnegative k : (lam <= 0 \/ u k <= 0) -> 0 <= level (u k).
Proof using moves start.
  intros Hcase. pose proof (proj1 start). pose proof (s_positive m lam eta P L p q moves start 0) as Hs0.
  fold s in Hs0.
  apply Rmult_le_pos; [lra|]. unfold rate. pose proof (cosh_least (Rmin (u k) 0)).
  apply Rmult_le_pos; [apply pow_le, Rmult_le_pos; lra|].
  unfold Rmin. destruct (Rle_dec (u k) 0) as [Hu|Hu].
  - pose proof (error_nonnegative m lam eta P L p q moves start k) as He.
    rewrite (error_is m lam eta P L p q moves start) in He. fold (s k) (u k) in He.
    pose proof (s_falls m lam eta P L p q moves start 0 k ltac:(lia)) as Hs. fold s in Hs.
    pose proof (s_positive m lam eta P L p q moves start k) as Hsk. fold s in Hsk.
    pose proof (size_in_scale m (s k) (s 0%nat) (- u k) ltac:(lra) ltac:(lra)) as A. rewrite !size_odd in A. lra.
  - rewrite size_zero. lra.
Qed.

Lemma swept_in_a_step k : (lam <= 0 \/ u (S k) <= 0) ->
  y k * (u (S k) - u k) <= eta * (swept m lam (s 0%nat) (u (S k)) - swept m lam (s 0%nat) (u k))
    + (level (u k) - level (u (S k))) * (u (S k) - u k) /\ level (u (S k)) <= level (u k).
Proof using moves start.
  intros Hcase. pose proof (proj1 start) as Heta.
  pose proof (u_grows m lam eta P L p q moves start k (S k) ltac:(lia)) as Hu. fold u in Hu.
  pose proof (s_positive m lam eta P L p q moves start 0) as Hs0. fold s in Hs0.
  pose proof (s_falls m lam eta P L p q moves start 0 k ltac:(lia)) as Hs. fold s in Hs.
  pose proof (s_positive m lam eta P L p q moves start k) as Hsk. fold s in Hsk.
  pose proof (error_nonnegative m lam eta P L p q moves start k) as He.
  rewrite (error_is m lam eta P L p q moves start) in He. fold (s k) (u k) in He.
  assert (Ey : y k = eta * rate m lam (s k) (u k)) by apply (y_is m lam eta P L p q moves start).
  destruct (Rle_or_lt (u k) 0) as [H0|H0].
  - pose proof (swept_before m lam (s 0%nat) (u k) (u (S k)) Hs0 Hu H0 Hcase) as A.
    pose proof (rate_in_scale m lam (s k) (s 0%nat) (u k) ltac:(lra) H0 He) as B.
    assert (C : y k <= level (u k)).
    { rewrite Ey. unfold level. rewrite Rmin_left by assumption. apply Rmult_le_compat_l; lra. }
    assert (D : y k * (u (S k) - u k) <= level (u k) * (u (S k) - u k)) by (apply Rmult_le_compat_r; lra).
    assert (E : level (u (S k)) * (u (S k) - u k)
      <= eta * (swept m lam (s 0%nat) (u (S k)) - swept m lam (s 0%nat) (u k))).
    { unfold level. rewrite Rmult_assoc. apply Rmult_le_compat_l; lra. }
    split; [lra|]. unfold level. apply Rmult_le_compat_l; [lra|]. rewrite (Rmin_left (u k)) by assumption.
    pose proof (level_nonnegative (S k) Hcase) as F. unfold level in F.
    apply rate_falls; [assumption | unfold Rmin; destruct (Rle_dec (u (S k)) 0); lra|].
    destruct (Rle_or_lt 0 (- lam - size m (s 0%nat) (Rmin (u (S k)) 0))) as [|N]; [assumption|]. exfalso.
    unfold rate in F. pose proof (cosh_least (Rmin (u (S k)) 0)).
    assert (0 < eta * (s 0%nat * cosh (Rmin (u (S k)) 0)) ^ m).
    { apply Rmult_lt_0_compat; [lra | apply pow_lt, Rmult_lt_0_compat; lra]. }
    nra.
  - assert (Hl : lam <= 0) by (destruct Hcase; lra).
    pose proof (swept_after m lam (s 0%nat) (u k) (u (S k)) Hs0 ltac:(lra)) as A.
    rewrite (level_is_zero_start (u k)), (level_is_zero_start (u (S k))) by lra. split; [|lra].
    replace ((level 0 - level 0) * (u (S k) - u k)) with 0 by ring.
    rewrite Rplus_0_r. apply Rle_trans with (2 := Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) A).
    rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [lra|]. rewrite Ey. apply Rmult_le_compat_l; [lra|]. unfold rate.
    pose proof (size_nonnegative m (s k) (u k) Hsk ltac:(lra)). pose proof (cosh_least (u k)).
    rewrite (Rmult_comm (- lam)).
    apply Rmult_le_compat; [apply pow_le, Rmult_le_pos; lra | lra | | lra].
    apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_r; lra].
Qed.

Lemma fall_so_far Y k : (forall j, y j <= Y) -> Y < 1 -> (lam <= 0 \/ u k <= 0) ->
  ln (s 0%nat ^ 2) - ln (s k ^ 2) <= (eta * (swept m lam (s 0%nat) (u k) - swept m lam (s 0%nat) (u 0%nat))
    + (level (u 0%nat) - level (u k)) * artanh Y) / (1 - Y ^ 2) /\ level (u k) <= level (u 0%nat).
Proof using moves start.
  intros HY HY1 Hcase. induction k as [|k IH].
  - split; [|lra]. right. unfold Rdiv. ring.
  - pose proof (u_grows m lam eta P L p q moves start k (S k) ltac:(lia)) as Hu. fold u in Hu.
    destruct IH as [IH IHl]; [destruct Hcase; [left | right]; lra|].
    destruct (swept_in_a_step k Hcase) as [A B]. pose proof (fall_in_a_step Y k (HY k) HY1) as C.
    assert (D : (level (u k) - level (u (S k))) * (u (S k) - u k) <= (level (u k) - level (u (S k))) * artanh Y).
    { apply Rmult_le_compat_l; [lra|]. pose proof (u_next m lam eta P L p q moves start k) as E. fold u y in E.
      pose proof (y_between m lam eta P L p q moves start k) as Hy. fold y in Hy.
      pose proof (artanh_increasing (y k) Y ltac:(split; [lra | apply HY]) HY1). lra. }
    pose proof (y_between m lam eta P L p q moves start k) as Hy. fold y in Hy.
    pose proof (HY k). assert (F : 0 < / (1 - Y ^ 2)) by (apply Rinv_0_lt_compat; nra).
    split; [|lra]. unfold Rdiv in *.
    pose proof (Rmult_le_compat_r _ _ _ (Rlt_le _ _ F) (Rle_trans _ _ _ A (Rplus_le_compat_l _ _ _ D))). lra.
Qed.

Lemma artanh_loss Y : 0 <= Y < 1 -> Y * artanh Y <= Y ^ 2 / (1 - Y ^ 2).
Proof using.
  intros HY. pose proof (artanh_between Y HY) as [_ B]. replace (Y ^ 2 / (1 - Y ^ 2)) with (Y * (Y / (1 - Y ^ 2)))
    by (field; nra). apply Rmult_le_compat_l; lra.
Qed.

Lemma exp_order a b : a <= b -> exp a <= exp b.
Proof using. intros [H|H]; [left; apply exp_increasing, H | rewrite H; lra]. Qed.

Lemma from_logarithms a b x : 0 < a -> 0 < b -> ln a - ln b <= x -> a * exp (- x) <= b.
Proof using.
  intros Ha Hb H. rewrite <- (exp_ln a Ha) at 1. rewrite <- exp_plus. rewrite <- (exp_ln b Hb) at 1.
  assert (G : ln a + - x <= ln b) by lra. destruct G as [G|G]; [left; apply exp_increasing, G | rewrite G; lra].
Qed.

(* Before the rapidity v, with the product of one sign. *)
Lemma fall_before Y k v : (forall j, y j <= Y) -> 0 <= Y < 1 -> level (u 0%nat) <= Y ->
  (lam <= 0 \/ u k <= 0) -> u k <= v ->
  s 0%nat ^ 2 * exp (- ((eta * (swept m lam (s 0%nat) v - swept m lam (s 0%nat) (u 0%nat)) + Y ^ 2 / (1 - Y ^ 2))
    / (1 - Y ^ 2))) <= s k ^ 2.
Proof using moves start.
  intros HY HY1 Hl Hcase Hv. pose proof (proj1 start) as Heta.
  pose proof (s_positive m lam eta P L p q moves start) as Hs. fold s in Hs.
  apply from_logarithms; try apply pow_lt, Hs.
  destruct (fall_so_far Y k HY (proj2 HY1) Hcase) as [A _]. apply Rle_trans with (1 := A).
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; nra|].
  pose proof (level_nonnegative k Hcase). pose proof (artanh_loss Y HY1). pose proof (artanh_between Y HY1) as [C _].
  assert ((level (u 0%nat) - level (u k)) * artanh Y <= Y * artanh Y) by (apply Rmult_le_compat_r; lra).
  pose proof (swept_increasing m lam (s 0%nat) _ _ (Hs 0%nat) Hv).
  assert (eta * swept m lam (s 0%nat) (u k) <= eta * swept m lam (s 0%nat) v) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* With the step that passes v; c = 1 if the rate has to fall first, c = 0 from the limit's side of 0. *)
Lemma fall_past Y k v c : (forall j, y j <= Y) -> 0 <= Y < 1 -> 0 <= c ->
  (forall j, level (u 0%nat) - level (u j) <= c * Y) -> lam <= 0 -> u 0%nat <= v
    -> (forall j, (j < k)%nat -> u j <= v) ->
  s 0%nat ^ 2 * exp (- ((eta * (swept m lam (s 0%nat) v - swept m lam (s 0%nat) (u 0%nat))
    + (c + 1) * (Y ^ 2 / (1 - Y ^ 2))) / (1 - Y ^ 2))) <= s k ^ 2.
Proof using moves start.
  intros HY HY1 Hc Hl Hlam H0 Hv. pose proof (proj1 start) as Heta.
  pose proof (s_positive m lam eta P L p q moves start) as Hs. fold s in Hs.
  pose proof (artanh_loss Y HY1) as HA. pose proof (artanh_between Y HY1) as [C _].
  assert (HD : 0 < / (1 - Y ^ 2)) by (apply Rinv_0_lt_compat; nra).
  assert (Hz : 0 <= Y ^ 2 / (1 - Y ^ 2)) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]).
  assert (Hcz : 0 <= c * (Y ^ 2 / (1 - Y ^ 2))) by (apply Rmult_le_pos; lra).
  apply from_logarithms; try apply pow_lt, Hs. destruct k as [|k].
  - replace (ln (s 0%nat ^ 2) - ln (s 0%nat ^ 2)) with 0 by ring. apply Rmult_le_pos; [|lra].
    pose proof (swept_increasing m lam (s 0%nat) _ _ (Hs 0%nat) H0).
    assert (0 <= eta * (swept m lam (s 0%nat) v - swept m lam (s 0%nat) (u 0%nat))) by (apply Rmult_le_pos; lra). lra.
  - destruct (fall_so_far Y k HY (proj2 HY1) (or_introl Hlam)) as [A _].
    pose proof (fall_in_a_step Y k (HY k) (proj2 HY1)) as B.
    pose proof (y_between m lam eta P L p q moves start k) as Hy. fold y in Hy. pose proof (HY k) as HYk.
    pose proof (u_next m lam eta P L p q moves start k) as E. fold u y in E.
    assert (D : y k * (u (S k) - u k) <= Y ^ 2 / (1 - Y ^ 2)).
    { apply Rle_trans with (2 := HA). pose proof (artanh_increasing (y k) Y ltac:(lra) (proj2 HY1)).
      pose proof (artanh_between (y k) ltac:(lra)). apply Rmult_le_compat; lra. }
    assert (F : (level (u 0%nat) - level (u k)) * artanh Y <= c * (Y ^ 2 / (1 - Y ^ 2))).
    { apply Rle_trans with (c * (Y * artanh Y)); [|apply Rmult_le_compat_l; lra].
      rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [lra | apply Hl]. }
    pose proof (swept_increasing m lam (s 0%nat) _ _ (Hs 0%nat) (Hv k (Nat.lt_succ_diag_r k))) as I.
    pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) I) as J.
    assert (K : (eta * (swept m lam (s 0%nat) (u k) - swept m lam (s 0%nat) (u 0%nat))
      + (level (u 0%nat) - level (u k)) * artanh Y) + y k * (u (S k) - u k)
      <= eta * (swept m lam (s 0%nat) v - swept m lam (s 0%nat) (u 0%nat)) + (c + 1) * (Y ^ 2 / (1 - Y ^ 2))) by lra.
    pose proof (Rmult_le_compat_r _ _ _ (Rlt_le _ _ HD) K) as M. unfold Rdiv in *. lra.
Qed.

(* Once the product has the sign of lambda < 0: the sum of all y^2 is at most eta e^2 / q^2. *)
Lemma beyond_zero K k : (K <= k)%nat -> p K <= 0 -> p k <= 0 /\ q K <= q k.
Proof using moves start.
  intros Hk HK. induction Hk as [|k Hk [IHp IHq]]; [lra|]. destruct (moves k) as [Ep Eq].
  pose proof (y_between m lam eta P L p q moves start k) as Hy. unfold rapidity_orbit.y in Hy.
  pose proof (inside m lam eta P L p q moves start k) as Hi. pose proof (Rabs_pos (p k)).
  set (yk := drive m lam eta (p k) (q k)) in *.
  assert (0 <= yk * q k) by (apply Rmult_le_pos; lra). assert (0 <= yk * - p k) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma fall_late Y K k : (forall j, y j <= Y) -> 0 <= Y < 1 -> (K <= k)%nat -> p K <= 0 ->
  ln (s K ^ 2) - ln (s k ^ 2) <= eta * (e K ^ 2 - e k ^ 2) / (q K ^ 2 * (1 - Y ^ 2)).
Proof using moves start.
  intros HY HY1 Hk HK. pose proof (proj1 start) as Heta.
  pose proof (inside m lam eta P L p q moves start) as Hi.
  assert (Hq : forall j, 0 < q j) by (intros j; specialize (Hi j); pose proof (Rabs_pos (p j)); lra).
  assert (HD : 0 < / (1 - Y ^ 2)) by (apply Rinv_0_lt_compat; nra).
  induction Hk as [|k Hk IH]; [right; unfold Rdiv; ring|].
  destruct (beyond_zero K k Hk HK) as [Hp HqK]. destruct (beyond_zero k (S k) ltac:(lia) Hp) as [Hp' Hq'].
  pose proof (y_between m lam eta P L p q moves start k) as Hy. fold y in Hy. pose proof (HY k) as HYk.
  assert (B : ln (s k ^ 2) - ln (s (S k) ^ 2) <= y k ^ 2 / (1 - Y ^ 2)).
  { unfold s. rewrite (s_next m lam eta P L p q moves start). fold y.
    pose proof (pow_lt _ 2 (s_positive m lam eta P L p q moves start k)).
    rewrite ln_mult; [|nra | assumption]. pose proof (ln_lost (y k) ltac:(lra)) as [_ B].
    apply Rle_trans with (y k ^ 2 / (1 - y k ^ 2)); [lra|]. unfold Rdiv.
    apply Rmult_le_compat_l; [apply pow2_ge_0 | apply Rinv_le_contravar; nra]. }
  pose proof (error_nonnegative m lam eta P L p q moves start k) as He.
  pose proof (error_nonnegative m lam eta P L p q moves start (S k)) as He'.
  pose proof (error_falls m lam eta P L p q moves start k (S k) ltac:(lia)) as Hf.
  pose proof (error_next m lam eta p q moves k) as En. fold e in He, He', Hf, En.
  assert (G : q k ^ m * q k ^ S (S m) <= gain m (p k) (q k) (q (S k))).
  { unfold gain. apply Rmult_le_compat_l; [apply pow_le, Rlt_le, Hq|].
    assert (q k ^ S m <= q (S k) ^ S m) by (apply pow_incr; pose proof (Hq k); lra).
    assert (0 <= p k ^ 2 * G m (q (S k)) (q k)).
    { apply Rmult_le_pos; [apply pow2_ge_0 | apply G_nonnegative; apply Rlt_le, Hq]. }
    pose proof (Rmult_le_compat_l (q k) _ _ (Rlt_le _ _ (Hq k)) H). simpl pow in *. lra. }
  assert (A : q K ^ 2 * y k ^ 2 <= eta * (e k ^ 2 - e (S k) ^ 2)).
  { assert (q K ^ 2 <= q k ^ 2) by (apply pow_incr; pose proof (Hq K); lra).
    apply Rle_trans with (q k ^ 2 * y k ^ 2); [apply Rmult_le_compat_r; [apply pow2_ge_0 | assumption]|].
    replace (q k ^ 2 * y k ^ 2) with (eta * (e k * (eta * (q k ^ m * q k ^ S (S m)) * e k)))
      by (unfold y, rapidity_orbit.y, drive, e, error; simpl pow; ring).
    apply Rmult_le_compat_l; [lra|].
    assert (eta * (q k ^ m * q k ^ S (S m)) * e k <= e k - e (S k)).
    { rewrite En. pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) G) as G1.
      pose proof (Rmult_le_compat_r (e k) _ _ He G1). lra. }
    apply Rle_trans with (e k * (e k - e (S k))); [apply Rmult_le_compat_l; assumption|].
    assert (0 <= e (S k) * (e k - e (S k))) by (apply Rmult_le_pos; lra). lra. }
  assert (HqK2 : 0 < q K ^ 2) by (apply pow_lt, Hq).
  assert (C : y k ^ 2 / (1 - Y ^ 2) <= eta * (e k ^ 2 - e (S k) ^ 2) / (q K ^ 2 * (1 - Y ^ 2))).
  { replace (y k ^ 2 / (1 - Y ^ 2)) with (q K ^ 2 * y k ^ 2 / (q K ^ 2 * (1 - Y ^ 2))) by (field; nra).
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; nra | assumption]. }
  unfold Rdiv in *. lra.
Qed.

Lemma late_bound Y K k S1 c x : (forall j, y j <= Y) -> 0 <= Y < 1 -> (K <= k)%nat -> p K <= 0 ->
  0 < S1 <= s K ^ 2 -> 0 < c <= q K ^ 2 -> e K <= x -> S1 * exp (- (eta * x ^ 2 / (c * (1 - Y ^ 2)))) <= s k ^ 2.
Proof using moves start.
  intros HY HY1 Hk HK HS Hc Hx. pose proof (proj1 start) as Heta.
  pose proof (s_positive m lam eta P L p q moves start k) as Hs. fold s in Hs.
  pose proof (error_nonnegative m lam eta P L p q moves start K) as He. fold e in He.
  apply Rle_trans with (s K ^ 2 * exp (- (eta * x ^ 2 / (c * (1 - Y ^ 2))))).
  { apply Rmult_le_compat_r; [left; apply exp_pos | lra]. }
  apply from_logarithms; [lra | apply pow_lt, Hs|].
  apply Rle_trans with (1 := fall_late Y K k HY HY1 Hk HK).
  assert (e K ^ 2 <= x ^ 2) by (apply pow_incr; lra). pose proof (pow2_ge_0 (e k)).
  assert (0 < 1 - Y ^ 2) by nra.
  unfold Rdiv. apply Rle_trans with (eta * x ^ 2 * / (q K ^ 2 * (1 - Y ^ 2))).
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra|]. apply Rmult_le_compat_l; lra.
  - apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra | apply pow2_ge_0]|].
    apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra | apply Rmult_le_compat_r; lra].
Qed.

Lemma first_past v k : (forall j, (j < k)%nat -> u j <= v) \/
  exists K, (K < k)%nat /\ v < u K /\ forall j, (j < K)%nat -> u j <= v.
Proof using.
  induction k as [|k [IH|(K & HK & H)]]; [left; intros j Hj; lia | | right; exists K; split; [lia | exact H]].
  destruct (Rle_or_lt (u k) v) as [H|H]; [left|right; exists k; repeat split; [lia | exact H | exact IH]].
  intros j Hj. destruct (Nat.eq_dec j k) as [->|]; [exact H | apply IH; lia].
Qed.

(* With r^2 left at the rapidity v >= 0, this much is left for ever. *)
Lemma fall_for_ever Y v r : (forall j, y j <= Y) -> 0 <= Y < 1 -> 0 <= v -> 0 < r ->
  (forall k, (forall j, (j < k)%nat -> u j <= v) -> r ^ 2 <= s k ^ 2) ->
  forall k, r ^ 2 * exp (- (eta * (- lam - size m r v) ^ 2 / (r ^ 2 * cosh v ^ 2 * (1 - Y ^ 2)))) <= s k ^ 2.
Proof using moves start.
  intros HY HY1 Hv Hr Hfirst k. pose proof (proj1 start) as Heta. pose proof (pow_lt _ 2 Hr) as Hr2.
  pose proof (cosh_least v) as Hc. assert (Hc2 : 0 < cosh v ^ 2) by (apply pow_lt; lra).
  destruct (first_past v k) as [H|(K & HK & HuK & H)].
  - apply Rle_trans with (2 := Hfirst k H).
    set (X := eta * (- lam - size m r v) ^ 2 / (r ^ 2 * cosh v ^ 2 * (1 - Y ^ 2))).
    assert (HX : 0 <= X).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply pow2_ge_0] | left; apply Rinv_0_lt_compat].
      apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | nra]. }
    pose proof (exp_order (- X) 0 ltac:(lra)) as B. rewrite exp_0 in B.
    apply Rle_trans with (r ^ 2 * 1); [apply Rmult_le_compat_l|]; lra.
  - specialize (Hfirst K H). pose proof (s_positive m lam eta P L p q moves start K) as HsK. fold s in HsK.
    assert (HrK : r <= s K) by (apply Rsqr_incr_0_var; [rewrite !Rsqr_pow2; assumption | lra]).
    apply (late_bound Y K k (r ^ 2) (r ^ 2 * cosh v ^ 2)); try assumption; try lia.
    + destruct (Rle_or_lt (p K) 0) as [|Hp]; [assumption|]. exfalso.
      pose proof (proj1 (sign_of_u m lam eta P L p q moves start K) ltac:(lra)) as A. fold u in A. lra.
    + lra.
    + split; [apply Rmult_lt_0_compat; assumption|]. rewrite (q_is m lam eta P L p q moves start). fold (s K) (u K).
      rewrite <- Rpow_mult_distr. pose proof (cosh_increasing v (u K) ltac:(lra)).
      apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat; lra].
    + unfold e. rewrite (error_is m lam eta P L p q moves start). fold (s K) (u K).
      pose proof (size_increasing m r v (u K) Hr ltac:(lra)).
      pose proof (size_in_scale m r (s K) (u K) ltac:(lra) ltac:(lra)). lra.
Qed.
End Fall.
