(* The distance to a positive limit: a step multiplies it by 1 - eta h(x), where h grows from the start to the limit
   (from below), or falls to kappa (from above). Also the falling orbits of a negative eigenvalue. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers counting constants.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma iterate_from N alpha lam eta i j :
  iterate N alpha lam eta (i + j) = iterate N (iterate N alpha lam eta i) lam eta j.
Proof.
  induction j as [|j IH]; [rewrite Nat.add_0_r; reflexivity|]. rewrite Nat.add_succ_r. cbn [iterate]. rewrite IH.
  reflexivity.
Qed.

Lemma iterate_step N alpha lam eta k :
  iterate N alpha lam eta (S k) = iterate N alpha lam eta k + eta * f N lam (iterate N alpha lam eta k).
Proof. reflexivity. Qed.

Section Below.
Variables (N : nat) (lam alpha eta : R).
Hypothesis depth : (N >= 2)%nat.
Hypothesis positive_lam : 0 < lam.
Hypothesis start : 0 < alpha < L N lam.
Hypothesis step : 0 < eta.
Hypothesis small : eta * kappa N lam <= 1.

Lemma below_step x : 0 < x < L N lam -> 0 < eta * h N lam x < 1.
Proof using depth positive_lam step small.
  intros Hx. pose proof (h_positive N lam x depth ltac:(lra)).
  pose proof (h_below_kappa N lam x depth positive_lam Hx).
  split; [apply Rmult_lt_0_compat; assumption|].
  apply Rlt_le_trans with (eta * kappa N lam); [apply Rmult_lt_compat_l; assumption | assumption].
Qed.

Lemma below_inside k : alpha <= iterate N alpha lam eta k < L N lam.
Proof using depth positive_lam start step small.
  induction k as [|k IH]; [cbn [iterate]; lra|]. rewrite iterate_step. set (x := iterate N alpha lam eta k) in *.
  pose proof (below_step x ltac:(lra)) as H. pose proof (gap_step N lam eta x depth ltac:(lra)) as E.
  assert (0 < (L N lam - x) * (1 - eta * h N lam x)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < (L N lam - x) * (eta * h N lam x)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma below_increases k : iterate N alpha lam eta k <= iterate N alpha lam eta (S k).
Proof using depth positive_lam start step small.
  pose proof (below_inside k). rewrite iterate_step. set (x := iterate N alpha lam eta k) in *.
  pose proof (below_step x ltac:(lra)) as H0. pose proof (gap_step N lam eta x depth ltac:(lra)) as E.
  assert (0 < (L N lam - x) * (eta * h N lam x)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma below_monotone j k : (j <= k)%nat -> iterate N alpha lam eta j <= iterate N alpha lam eta k.
Proof using depth positive_lam start step small.
  intros H. induction H as [|k H IH]; [lra|]. pose proof (below_increases k). lra.
Qed.

(* (36): at the rate of the start, or of any state below it, at least; *)
Lemma below_gap a k : 0 < a <= alpha ->
  L N lam - iterate N alpha lam eta k <= (1 - eta * h N lam a) ^ k * (L N lam - alpha).
Proof using depth positive_lam start step small.
  intros Ha. induction k as [|k IH]; [simpl; lra|]. pose proof (below_inside k) as H. rewrite iterate_step.
  rewrite gap_step by (assumption || lra). set (x := iterate N alpha lam eta k) in *.
  pose proof (below_step a ltac:(lra)) as Hs. pose proof (h_grows N lam a x depth ltac:(lra)) as Hm.
  assert (eta * h N lam a <= eta * h N lam x) by (apply Rmult_le_compat_l; lra). cbn [pow].
  apply Rle_trans with ((L N lam - x) * (1 - eta * h N lam a)); [apply Rmult_le_compat_l; lra|].
  rewrite (Rmult_comm (L N lam - x)), Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

(* (37): at the rate of the limit at most. *)
Lemma below_gap_lower k :
  (1 - eta * kappa N lam) ^ k * (L N lam - alpha) <= L N lam - iterate N alpha lam eta k.
Proof using depth positive_lam start step small.
  induction k as [|k IH]; [simpl; lra|]. pose proof (below_inside k) as H. rewrite iterate_step.
  rewrite gap_step by (assumption || lra). set (x := iterate N alpha lam eta k) in *.
  pose proof (h_below_kappa N lam x depth positive_lam ltac:(lra)) as Hm.
  assert (eta * h N lam x <= eta * kappa N lam) by (apply Rmult_le_compat_l; lra). cbn [pow].
  apply Rle_trans with ((L N lam - x) * (1 - eta * kappa N lam)); [|apply Rmult_le_compat_l; lra].
  rewrite (Rmult_comm (L N lam - x)), Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.
End Below.

Section Above.
Variables (N : nat) (lam alpha eta : R).
Hypothesis depth : (N >= 2)%nat.
Hypothesis nonnegative_lam : 0 <= lam.
Hypothesis start : 0 < alpha /\ L N lam < alpha.
Hypothesis step : 0 < eta.
Hypothesis small : eta * h N lam alpha <= 1.

Lemma above_step x : 0 <= x <= alpha -> 0 <= eta * h N lam x <= 1.
Proof using depth start step small.
  intros Hx. pose proof (h_nonnegative N lam x depth ltac:(lra)). pose proof (h_grows N lam x alpha depth Hx).
  split; [apply Rmult_le_pos; lra|].
  apply Rle_trans with (eta * h N lam alpha); [apply Rmult_le_compat_l; lra | assumption].
Qed.

Lemma above_inside k : L N lam <= iterate N alpha lam eta k <= alpha.
Proof using depth nonnegative_lam start step small.
  pose proof (limit_nonnegative N lam depth) as HL.
  induction k as [|k IH]; [cbn [iterate]; lra|]. rewrite iterate_step. set (x := iterate N alpha lam eta k) in *.
  pose proof (above_step x ltac:(lra)) as H. pose proof (gap_step N lam eta x depth nonnegative_lam) as E.
  assert (0 <= (x - L N lam) * (1 - eta * h N lam x)) by (apply Rmult_le_pos; lra).
  assert (0 <= (x - L N lam) * (eta * h N lam x)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma above_gap k : 0 < lam -> iterate N alpha lam eta k - L N lam <= (1 - eta * kappa N lam) ^ k * (alpha - L N lam).
Proof using depth nonnegative_lam start step small.
  intros Hl. pose proof (limit_nonnegative N lam depth) as HL.
  induction k as [|k IH]; [simpl; lra|]. pose proof (above_inside k) as H. rewrite iterate_step.
  set (x := iterate N alpha lam eta k) in *. pose proof (gap_step N lam eta x depth nonnegative_lam) as E.
  pose proof (h_grows N lam (L N lam) x depth ltac:(lra)) as Hm. rewrite <- kappa_is_h in Hm by assumption.
  assert (Hk : 0 <= eta * kappa N lam <= 1).
  { rewrite kappa_is_h by assumption. apply above_step. lra. }
  assert (eta * kappa N lam <= eta * h N lam x) by (apply Rmult_le_compat_l; lra). cbn [pow].
  apply Rle_trans with ((x - L N lam) * (1 - eta * kappa N lam)).
  - replace (x + eta * f N lam x - L N lam) with ((x - L N lam) * (1 - eta * h N lam x)) by lra.
    apply Rmult_le_compat_l; lra.
  - rewrite (Rmult_comm (x - L N lam)), Rmult_assoc. apply Rmult_le_compat_l; lra.
Qed.

Lemma above_gap_lower k : (1 - eta * h N lam alpha) ^ k * (alpha - L N lam) <= iterate N alpha lam eta k - L N lam.
Proof using depth nonnegative_lam start step small.
  pose proof (limit_nonnegative N lam depth) as HL.
  induction k as [|k IH]; [simpl; lra|]. pose proof (above_inside k) as H. rewrite iterate_step.
  set (x := iterate N alpha lam eta k) in *. pose proof (gap_step N lam eta x depth nonnegative_lam) as E.
  pose proof (h_grows N lam x alpha depth ltac:(lra)) as Hm.
  assert (eta * h N lam x <= eta * h N lam alpha) by (apply Rmult_le_compat_l; lra). cbn [pow].
  apply Rle_trans with ((x - L N lam) * (1 - eta * h N lam alpha)).
  - rewrite (Rmult_comm (x - L N lam)), Rmult_assoc. apply Rmult_le_compat_l; lra.
  - replace (x + eta * f N lam x - L N lam) with ((x - L N lam) * (1 - eta * h N lam x)) by lra.
    apply Rmult_le_compat_l; lra.
Qed.
End Above.

(* lambda < 0: the limit is 0, and f(x) = - x w(x) with w(x) = x^(N-2) (x^N - lambda). *)
Lemma negative_falls N lam alpha eta k : (N >= 2)%nat -> lam < 0 -> 0 < alpha -> 0 < eta ->
  eta * (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) <= 1 ->
  0 <= iterate N alpha lam eta k <= alpha /\ iterate N alpha lam eta (S k) <= iterate N alpha lam eta k.
Proof.
  intros depth Hl Ha He Hs. rewrite Rabs_left in Hs by assumption.
  assert (Hstep : forall x, 0 <= x <= alpha -> 0 <= x + eta * f N lam x <= x).
  { intros x Hx.
    assert (E : x + eta * f N lam x = x * (1 - eta * (x ^ (N - 2) * (- lam + x ^ N)))).
    { unfold f. replace (N - 1)%nat with (S (N - 2)) by lia. cbn [pow]. ring. }
    assert (P1 : 0 <= x ^ (N - 2)) by (apply pow_le; lra). assert (P2 : 0 <= x ^ N) by (apply pow_le; lra).
    assert (x ^ (N - 2) <= alpha ^ (N - 2)) by (apply pow_incr; lra).
    assert (x ^ N <= alpha ^ N) by (apply pow_incr; lra).
    assert (Q : 0 <= x ^ (N - 2) * (- lam + x ^ N)) by (apply Rmult_le_pos; lra).
    assert (x ^ (N - 2) * (- lam + x ^ N) <= alpha ^ (N - 2) * (- lam + alpha ^ N)) by (apply Rmult_le_compat; lra).
    set (w := x ^ (N - 2) * (- lam + x ^ N)) in *.
    assert (eta * w <= eta * (alpha ^ (N - 2) * (- lam + alpha ^ N))) by (apply Rmult_le_compat_l; lra).
    assert (0 <= eta * w) by (apply Rmult_le_pos; lra).
    assert (0 <= x * (1 - eta * w)) by (apply Rmult_le_pos; lra).
    assert (0 <= x * (eta * w)) by (apply Rmult_le_pos; lra). lra. }
  assert (B : 0 <= iterate N alpha lam eta k <= alpha).
  { induction k as [|k IH]; [cbn [iterate]; lra|]. rewrite iterate_step. pose proof (Hstep _ IH). lra. }
  split; [exact B|]. rewrite iterate_step. apply Hstep, B.
Qed.
