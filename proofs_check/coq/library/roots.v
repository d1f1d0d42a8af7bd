(* The N-th root of the vocabulary. *)
From Coq Require Import Reals Lra Lia.
From dmf.library Require Import vocabulary.
Open Scope R_scope.

Lemma root_nonnegative N y : 0 <= root N y.
Proof. unfold root. destruct (Rle_dec y 0); [lra|]. left. apply exp_pos. Qed.

Lemma root_power N y : (1 <= N)%nat -> 0 <= y -> root N y ^ N = y.
Proof.
  intros HN Hy. unfold root. destruct (Rle_dec y 0) as [H|H].
  - replace y with 0 by lra. apply pow_i. lia.
  - rewrite <- Rpower_pow by (unfold Rpower; apply exp_pos). rewrite Rpower_mult, Rinv_l.
    + apply Rpower_1. lra.
    + apply not_0_INR. lia.
Qed.

Lemma root_increasing N x y : (1 <= N)%nat -> x <= y -> root N x <= root N y.
Proof.
  intros HN H. unfold root. destruct (Rle_dec x 0), (Rle_dec y 0); try lra.
  - left. apply exp_pos.
  - apply Rle_Rpower_l; [left; apply Rinv_0_lt_compat, lt_0_INR; lia | lra].
Qed.

Lemma root_of_power N x : (1 <= N)%nat -> 0 < x -> root N (x ^ N) = x.
Proof.
  intros HN Hx. pose proof (pow_lt x N Hx). unfold root. destruct (Rle_dec (x ^ N) 0); [lra|].
  rewrite <- Rpower_pow, Rpower_mult, Rinv_r by (assumption || (apply not_0_INR; lia)). apply Rpower_1. assumption.
Qed.
