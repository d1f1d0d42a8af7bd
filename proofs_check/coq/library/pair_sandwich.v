(* Along a whole orbit: the product of the pair is at least a(k)^N from below, at most b(k)^N from above. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots pair pair_root pair_orbit pair_means.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Section Orbits.
Variables (N : nat) (lam first others eta B : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis step_positive : 0 < eta.
Hypothesis eigenvalue_bounded : Rabs lam <= B ^ N.
Hypothesis step : eta * ((3 * INR N - 2) * B ^ (2 * N - 2)) <= 1.
Notation p k := (fst (pair N first others lam eta k)).
Notation q k := (snd (pair N first others lam eta k)).
Notation product k := (q k ^ (N - 1) * p k).

Lemma zero_stays : 0 + eta * f N lam 0 = 0.
Proof using depth. unfold f. rewrite (pow_i (N - 1)) by lia. ring. Qed.

(* the step of (18) takes [0, B] into itself *)
Lemma step_stays x : 0 <= x <= B -> 0 <= x + eta * f N lam x <= B.
Proof using depth step_positive eigenvalue_bounded step.
  intros Hx. split.
  - rewrite <- zero_stays at 1. apply (step_increases N lam eta B); assumption || lra.
  - apply Rle_trans with (B + eta * f N lam B); [apply (step_increases N lam eta B); assumption || lra|].
    assert (0 <= eta * (B ^ (N - 1) * (B ^ N - lam))); [|unfold f; lra].
    apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le; lra|]. pose proof (Rle_abs lam). lra.
Qed.

Lemma lower_orbit a : (forall k, 0 < p k < q k /\ q k <= B /\ product k <= lam) -> 0 <= a -> a ^ N <= product 0 ->
  forall k, 0 <= iterate N a lam eta k /\ iterate N a lam eta k ^ N <= product k.
Proof using depth step_positive eigenvalue_bounded step.
  intros H Ha H0. induction k as [|k [I0 I1]]; [cbn [iterate]; auto|]. destruct (H k) as [Hi [Hq Hl]].
  rewrite first_next, second_next by assumption. cbn [iterate].
  apply (lower_step N lam eta B); assumption.
Qed.

Lemma upper_orbit b : (forall k, - q k < p k < q k /\ q k <= B /\ lam <= product k) ->
  0 <= b <= B -> product 0 <= b ^ N ->
  forall k, 0 <= iterate N b lam eta k <= B /\ product k <= iterate N b lam eta k ^ N.
Proof using depth step_positive eigenvalue_bounded step.
  intros H Hb H0. induction k as [|k [I0 I1]]; [cbn [iterate]; auto|]. destruct (H k) as [Hi [Hq Hl]].
  destruct (H (S k)) as [Hi' _]. pose proof (step_stays _ I0) as Hn. cbn [iterate]. split; [exact Hn|].
  assert (Hq' : 0 < q (S k)) by lra.
  destruct (Rle_or_lt (p (S k)) 0) as [Hp'|Hp'].
  - apply Rle_trans with 0; [|apply pow_le; lra].
    assert (0 < q (S k) ^ (N - 1)) by (apply pow_lt; assumption). nra.
  - assert (Hu : 0 <= eta * rate N lam (p k) (q k)).
    { unfold rate. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra. }
    rewrite first_next in * by assumption. rewrite second_next in * by assumption.
    apply (upper_step N lam eta B); try assumption. split; [|lra].
    assert (0 <= eta * rate N lam (p k) (q k) * q k) by (apply Rmult_le_pos; lra). lra.
Qed.
End Orbits.

Lemma step_9 N eta P : (2 <= N)%nat -> 0 <= P -> 0 < eta -> eta * (9 * INR N * P) < 1
  -> eta * ((3 * INR N - 2) * P) <= 1.
Proof.
  intros HN HP He H. pose proof (depth_large N HN). left. apply Rle_lt_trans with (2 := H).
  apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; lra.
Qed.

Lemma step_bound_used eta D : 0 < D -> eta < 1 / D -> eta * D < 1.
Proof.
  intros HD H. apply Rlt_le_trans with (1 / D * D); [apply Rmult_lt_compat_r; assumption|]. right. field. lra.
Qed.
