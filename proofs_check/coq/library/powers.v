(* Powers with natural exponents, and the geometric factor G n x y = sum of x^j y^(n-j), j = 0, ..., n. *)
From Coq Require Import Reals Lra Lia Psatz.
Open Scope R_scope.

Fixpoint G (n : nat) (x y : R) : R :=
  match n with
  | O => 1
  | S m => x * G m x y + y ^ n
  end.

Lemma difference_of_powers n x y : y ^ S n - x ^ S n = (y - x) * G n x y.
Proof.
  induction n as [|n IH].
  - simpl. ring.
  - change (G (S n) x y) with (x * G n x y + y ^ S n).
    transitivity (x * (y ^ S n - x ^ S n) + (y - x) * y ^ S n).
    + change (y ^ S (S n)) with (y * y ^ S n). change (x ^ S (S n)) with (x * x ^ S n). ring.
    + rewrite IH. ring.
Qed.

Lemma G_nonnegative n x y : 0 <= x -> 0 <= y -> 0 <= G n x y.
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  change (G (S n) x y) with (x * G n x y + y ^ S n).
  apply Rplus_le_le_0_compat; [apply Rmult_le_pos; assumption | apply pow_le; assumption].
Qed.

Lemma G_bounded n x y M : 0 <= x <= M -> 0 <= y <= M -> G n x y <= INR (S n) * M ^ n.
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  change (G (S n) x y) with (x * G n x y + y ^ S n). rewrite (S_INR (S n)).
  assert (x * G n x y <= M * (INR (S n) * M ^ n)).
  { apply Rmult_le_compat; [lra | apply G_nonnegative; lra | lra | exact IH]. }
  assert (y ^ S n <= M ^ S n) by (apply pow_incr; lra).
  change (M ^ S n) with (M * M ^ n) in *. lra.
Qed.

Lemma G_increasing n x x' y : 0 <= x <= x' -> 0 <= y -> G n x y <= G n x' y.
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  change (G (S n) ?a y) with (a * G n a y + y ^ S n).
  apply Rplus_le_compat_r, Rmult_le_compat; [lra | apply G_nonnegative; lra | lra | exact IH].
Qed.

Lemma G_positive n x y : 0 < x -> 0 <= y -> 0 < G n x y.
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  change (G (S n) x y) with (x * G n x y + y ^ S n). pose proof (pow_le y (S n) Hy).
  pose proof (Rmult_lt_0_compat _ _ Hx IH). lra.
Qed.

Lemma G_is_the_sum n x y : G n x y = sum_f_R0 (fun j => y ^ (S n - (j + 1)) * x ^ j) n.
Proof.
  induction n as [|n IH]; [simpl; ring|].
  change (G (S n) x y) with (x * G n x y + y ^ S n). rewrite IH, (decomp_sum _ (S n)) by lia.
  change (pred (S n)) with n.
  rewrite scal_sum. rewrite Rplus_comm. f_equal.
  - change (0 + 1)%nat with 1%nat. replace (S (S n) - 1)%nat with (S n) by lia. simpl pow. ring.
  - apply sum_eq. intros i _. change (S (S n) - (S i + 1))%nat with (S n - (i + 1))%nat. simpl pow. ring.
Qed.
