(* The hypotheses of the sharp count follow from (14) and beta < (c - 1) alpha, those of Theorem 1.3: P <= c M. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots rapidity_start.
From dmf.statements Require Import definitions names.
Open Scope R_scope.

(* 1 <= c <= 2 *)
Lemma c_14_between N : (1 <= N)%nat -> 1 <= c_14 N <= 2.
Proof.
  intros HN. unfold c_14, least. set (A := fun x => 1 <= x /\ 1 <= x ^ (N - 1) * (x - 1)).
  destruct (Glb_Rbar_correct A) as [Hlow Hgreat].
  assert (H1 : Rbar_le 1 (Glb_Rbar A)) by (apply Hgreat; intros x [Hx _]; exact Hx).
  assert (H2 : Rbar_le (Glb_Rbar A) 2).
  { apply Hlow. split; [lra|]. pose proof (pow_R1_Rle 2 (N - 1) ltac:(lra)). lra. }
  destruct (Glb_Rbar A) as [x| |]; cbn [real Rbar_le] in *; [lra | contradiction | contradiction].
Qed.

Theorem sharp_step N lam alpha beta eta : (N >= 2)%nat -> 0 < alpha -> 0 < beta -> 0 < eta ->
  beta < alpha * (c_14 N - 1) -> eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  beta < alpha /\
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1.
Proof.
  intros HN Ha Hb He Hbc Hs. destruct (c_14_between N ltac:(lia)) as [Hc1 Hc2]. set (c := c_14 N) in *.
  assert (Hba : beta < alpha) by nra. split; [assumption|].
  assert (HaM : alpha <= M N lam alpha) by apply Rmax_r.
  assert (HlM : root N (Rabs lam) <= M N lam alpha) by apply Rmax_l.
  pose proof (root_nonnegative N (Rabs lam)) as Hr. set (m := M N lam alpha) in *.
  rewrite <- root_square by (lia || apply Rabs_pos). set (l := root N (Rabs lam)) in *.
  set (P2 := Rmax (alpha ^ 2) (l ^ 2 + beta * (2 * alpha - beta))).
  assert (Hm : 0 < m * c) by (apply Rmult_lt_0_compat; lra).
  assert (HP : 0 <= P2 <= (m * c) ^ 2).
  { unfold P2. split; [apply Rle_trans with (alpha ^ 2); [apply pow2_ge_0 | apply Rmax_l]|]. apply Rmax_lub.
    - apply pow_incr. split; [lra|]. rewrite <- (Rmult_1_r alpha). apply Rmult_le_compat; lra.
    - assert (H1 : l ^ 2 <= m ^ 2) by (apply pow_incr; lra).
      assert (H2 : beta * (2 * alpha - beta) <= (c - 1) * (3 - c) * alpha ^ 2).
      { replace ((c - 1) * (3 - c) * alpha ^ 2) with (alpha ^ 2 - (alpha - alpha * (c - 1)) ^ 2) by ring.
        replace (beta * (2 * alpha - beta)) with (alpha ^ 2 - (alpha - beta) ^ 2) by ring.
        assert (0 <= alpha - alpha * (c - 1)) by nra.
        pose proof (pow_incr (alpha - alpha * (c - 1)) (alpha - beta) 2 ltac:(lra)). lra. }
      assert (H3 : (c - 1) * (3 - c) * alpha ^ 2 <= (c - 1) * (3 - c) * m ^ 2).
      { apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | apply pow_incr; lra]. }
      pose proof (Rmult_le_pos _ _ (pow2_ge_0 (c - 1)) (pow2_ge_0 m)). rewrite Rpow_mult_distr. nra. }
  assert (HPN : P2 ^ (N - 1) <= (m * c) ^ (2 * N - 2)).
  { replace (2 * N - 2)%nat with (2 * (N - 1))%nat by lia. rewrite pow_mult. apply pow_incr, HP. }
  assert (HNr : 0 < INR N) by (apply lt_0_INR; lia). pose proof (pow_lt _ (2 * N - 2) Hm) as HX.
  set (X := (m * c) ^ (2 * N - 2)) in *.
  assert (HD : 0 < 9 * INR N * X) by (apply Rmult_lt_0_compat; lra).
  assert (H9 : eta * (9 * INR N * X) < 1).
  { apply Rmult_lt_reg_r with (/ (9 * INR N * X)); [apply Rinv_0_lt_compat, HD|].
    rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in Hs. lra. }
  assert (HeN : 0 <= 2 * eta * INR N) by (apply Rmult_le_pos; lra).
  pose proof (Rmult_le_compat_l _ _ _ HeN HPN). pose proof (Rmult_lt_0_compat _ _ He HD). lra.
Qed.
