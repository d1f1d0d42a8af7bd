(* Matrices of size n over the reals, rows and columns from 1 to n; the loss 1/2 |W_N ... W_1 - What|^2 of N factors,
   its
   gradient (9) and gradient descent on all factors at once; the entries of V'W_j(k)V that the records speak of. *)
From Coq Require Import Reals Arith.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
Open Scope R_scope.

Definition matrix : Type := nat -> nat -> R.
Definition same (n : nat) (A B : matrix) : Prop :=
  forall r c, (1 <= r <= n)%nat -> (1 <= c <= n)%nat -> A r c = B r c.

Definition mult (n : nat) (A B : matrix) : matrix := fun r c => total 1 n (fun k => A r k * B k c).
Definition transpose (A : matrix) : matrix := fun r c => A c r.
Definition minus (A B : matrix) : matrix := fun r c => A r c - B r c.
Definition moved (A : matrix) (t : R) (B : matrix) : matrix := fun r c => A r c + t * B r c.
Definition diagonal (d : nat -> R) : matrix := fun r c => if Nat.eqb r c then d r else 0.
Definition identity : matrix := diagonal (fun _ => 1).
Definition inner (n : nat) (A B : matrix) : R := total 1 n (fun r => total 1 n (fun c => A r c * B r c)).

(* V is orthogonal, and V diag(d) V'. *)
Definition orthogonal (n : nat) (V : matrix) : Prop :=
  same n (mult n (transpose V) V) identity /\ same n (mult n V (transpose V)) identity.
Definition spectral (n : nat) (V : matrix) (d : nat -> R) : matrix := mult n (mult n V (diagonal d)) (transpose V).

(* W_(a+m) ... W_(a+1) *)
Fixpoint chain (n : nat) (W : nat -> matrix) (a m : nat) : matrix :=
  match m with
  | O => identity
  | S j => mult n (W (a + S j)%nat) (chain n W a j)
  end.

(* (8), and (9): the gradient with respect to W_j is (W_N ... W_(j+1))' (W - What) (W_(j-1) ... W_1)'. *)
Definition residual (n N : nat) (W : nat -> matrix) (goal : matrix) : matrix := minus (chain n W 0 N) goal.
Definition loss (n N : nat) (W : nat -> matrix) (goal : matrix) : R :=
  inner n (residual n N W goal) (residual n N W goal) / 2.
Definition gradient (n N : nat) (W : nat -> matrix) (goal : matrix) (j : nat) : matrix :=
  mult n (mult n (transpose (chain n W j (N - j))) (residual n N W goal)) (transpose (chain n W 0 (j - 1))).
Fixpoint descent (n N : nat) (start : nat -> matrix) (goal : matrix) (eta : R) (k : nat) : nat -> matrix :=
  match k with
  | O => start
  | S before =>
      let W := descent n N start goal eta before in
      fun j => moved (W j) (- eta) (gradient n N W goal j)
  end.

(* The start (13): the factor at position i is (alpha - beta) I, the others are alpha I. *)
Definition start_at (i : nat) (alpha beta : R) (j : nat) : matrix :=
  diagonal (fun _ => if Nat.eqb j i then alpha - beta else alpha).

(* The rotation with cosine (1 - s^2)/(1 + s^2) and sine 2 s/(1 + s^2). *)
Definition rotation (s : R) : matrix := fun r c =>
  if Nat.eqb r c then (1 - s ^ 2) / (1 + s ^ 2)
  else if Nat.eqb r 1 then - (2 * s / (1 + s ^ 2)) else 2 * s / (1 + s ^ 2).

(* The entry of V'W_j(k)V: descent on N factors of size 2 with What = V diag(lambda, mu) V'. *)
Definition factor_entry (N j row column i : nat) (alpha beta lam mu s eta : R) (k : nat) : R :=
  let V := rotation s in
  let goal := spectral 2 V (fun r => if Nat.eqb r 1 then lam else mu) in
  mult 2 (mult 2 (transpose V) (descent 2 N (start_at i alpha beta) goal eta k j)) V row column.

(* Sums. *)

Lemma total_none F : total 1 0 F = 0.
Proof. apply (sum_n_m_zero F 1 0). auto. Qed.

Lemma total_next n F : total 1 (S n) F = total 1 n F + F (S n).
Proof. unfold total. rewrite sum_n_Sm by auto with arith. reflexivity. Qed.

Lemma total_ext n F H : (forall k, (1 <= k <= n)%nat -> F k = H k) -> total 1 n F = total 1 n H.
Proof. intros E. apply sum_n_m_ext_loc. exact E. Qed.

Lemma total_plus n F H : total 1 n (fun k => F k + H k) = total 1 n F + total 1 n H.
Proof. induction n as [|n IH]; [rewrite !total_none; ring|]. rewrite !total_next, IH. ring. Qed.

Lemma total_scaled n a F : total 1 n (fun k => a * F k) = a * total 1 n F.
Proof. induction n as [|n IH]; [rewrite !total_none; ring|]. rewrite !total_next, IH. ring. Qed.

Lemma total_scaled_right n a F : total 1 n (fun k => F k * a) = total 1 n F * a.
Proof. induction n as [|n IH]; [rewrite !total_none; ring|]. rewrite !total_next, IH. ring. Qed.

Lemma total_swap n m F :
  total 1 n (fun r => total 1 m (fun c => F r c)) = total 1 m (fun c => total 1 n (fun r => F r c)).
Proof.
  induction n as [|n IH].
  - rewrite total_none. induction m as [|m IH]; [rewrite total_none; reflexivity|].
    rewrite total_next, <- IH, total_none. ring.
  - rewrite total_next, IH, <- total_plus. apply total_ext. intros c _. rewrite total_next. reflexivity.
Qed.

(* Only the term at r counts. *)
Lemma total_at n r F : (1 <= r <= n)%nat -> total 1 n (fun k => if Nat.eqb r k then F k else 0) = F r.
Proof.
  assert (Z : forall m, (m < r)%nat -> total 1 m (fun k => if Nat.eqb r k then F k else 0) = 0).
  { induction m as [|m IH]; [intros; apply total_none|]. intros H. rewrite total_next, IH by auto with arith.
    destruct (Nat.eqb_spec r (S m)) as [->|]; [destruct (Nat.lt_irrefl _ H)|ring]. }
  induction n as [|n IH]; intros [H1 H2]; [exfalso; apply (Nat.lt_irrefl 0), Nat.lt_le_trans with r; assumption|].
  rewrite total_next. destruct (Nat.eqb_spec r (S n)) as [E|E].
  - rewrite Z by (rewrite E; auto with arith). rewrite E. ring.
  - rewrite IH; [ring|]. split; [assumption|]. apply Nat.lt_succ_r. apply Nat.le_neq. auto.
Qed.

(* The algebra of matrices. *)

Lemma same_refl n A : same n A A.
Proof. intros r c _ _. reflexivity. Qed.

Lemma same_sym n A B : same n A B -> same n B A.
Proof. intros E r c Hr Hc. symmetry. apply E; assumption. Qed.

Lemma same_trans n A B C : same n A B -> same n B C -> same n A C.
Proof. intros E F r c Hr Hc. rewrite E by assumption. apply F; assumption. Qed.

Lemma mult_same n A B C D : same n A B -> same n C D -> same n (mult n A C) (mult n B D).
Proof.
  intros E F r c Hr Hc. apply total_ext. intros k Hk. rewrite E, F by assumption. reflexivity.
Qed.

Lemma transpose_same n A B : same n A B -> same n (transpose A) (transpose B).
Proof. intros E r c Hr Hc. apply E; assumption. Qed.

Lemma mult_assoc n A B C : same n (mult n (mult n A B) C) (mult n A (mult n B C)).
Proof.
  intros r c _ _. unfold mult.
  transitivity (total 1 n (fun k => total 1 n (fun l => A r l * B l k * C k c))).
  - apply total_ext. intros k _. rewrite total_scaled_right. reflexivity.
  - rewrite total_swap. apply total_ext. intros l _. rewrite <- total_scaled. apply total_ext. intros k _. ring.
Qed.

Lemma mult_identity_left n A : same n (mult n identity A) A.
Proof.
  intros r c Hr _. unfold mult, identity, diagonal. rewrite <- (total_at n r (fun k => A k c)) by assumption.
  apply total_ext. intros k _. destruct (Nat.eqb r k); ring.
Qed.

Lemma mult_identity_right n A : same n (mult n A identity) A.
Proof.
  intros r c _ Hc. unfold mult, identity, diagonal. rewrite <- (total_at n c (fun k => A r k)) by assumption.
  apply total_ext. intros k _. rewrite Nat.eqb_sym. destruct (Nat.eqb c k); ring.
Qed.

Lemma transpose_mult n A B : same n (transpose (mult n A B)) (mult n (transpose B) (transpose A)).
Proof. intros r c _ _. apply total_ext. intros k _. unfold transpose. ring. Qed.

Lemma minus_same n A B C D : same n A B -> same n C D -> same n (minus A C) (minus B D).
Proof. intros E F r c Hr Hc. unfold minus. rewrite E, F by assumption. reflexivity. Qed.

Lemma moved_same n A B C D t : same n A B -> same n C D -> same n (moved A t C) (moved B t D).
Proof. intros E F r c Hr Hc. unfold moved. rewrite E, F by assumption. reflexivity. Qed.

(* Moving a factor of a product, and the transpose of a factor in an inner product. *)
Lemma mult_moved_left n A B C t : same n (mult n (moved A t B) C) (moved (mult n A C) t (mult n B C)).
Proof.
  intros r c _ _. unfold mult, moved. rewrite <- total_scaled, <- total_plus. apply total_ext. intros k _. ring.
Qed.

Lemma mult_moved_right n A B C t : same n (mult n A (moved B t C)) (moved (mult n A B) t (mult n A C)).
Proof.
  intros r c _ _. unfold mult, moved. rewrite <- total_scaled, <- total_plus. apply total_ext. intros k _. ring.
Qed.

Lemma inner_same n A B C D : same n A B -> same n C D -> inner n A C = inner n B D.
Proof.
  intros E F. apply total_ext. intros r Hr. apply total_ext. intros c Hc. rewrite E, F by assumption. reflexivity.
Qed.

Lemma inner_left n A B C : inner n A (mult n B C) = inner n (mult n (transpose B) A) C.
Proof.
  unfold inner, mult, transpose.
  transitivity (total 1 n (fun c => total 1 n (fun r => total 1 n (fun k => A r c * B r k * C k c)))).
  - rewrite total_swap. apply total_ext. intros c _. apply total_ext. intros r _. rewrite <- total_scaled.
    apply total_ext. intros k _. ring.
  - rewrite (total_swap n n (fun r c => total 1 n (fun k => B k r * A k c) * C r c)). apply total_ext. intros c _.
    rewrite total_swap. apply total_ext. intros k _. rewrite <- total_scaled_right. apply total_ext. intros r _. ring.
Qed.

Lemma inner_right n A B C : inner n A (mult n B C) = inner n (mult n A (transpose C)) B.
Proof.
  unfold inner, mult, transpose. apply total_ext. intros r _.
  transitivity (total 1 n (fun c => total 1 n (fun k => A r c * B r k * C k c))).
  - apply total_ext. intros c _. rewrite <- total_scaled. apply total_ext. intros k _. ring.
  - rewrite total_swap. apply total_ext. intros k _. rewrite <- total_scaled_right. apply total_ext. intros c _. ring.
Qed.
