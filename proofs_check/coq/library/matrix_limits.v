(* Limits of matrices, entry by entry; the Frobenius norm, which an orthogonal basis does not change. *)
From Coq Require Import Reals Arith Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary matrices.
From dmf.deep_factorization Require Import matrices.
Open Scope R_scope.

(* A(k) -> B in every entry; V'AV; no entries beside the diagonal; |A|_F. *)
Definition tends_to (n : nat) (A : nat -> matrix) (B : matrix) : Prop :=
  forall r c, (1 <= r <= n)%nat -> (1 <= c <= n)%nat -> is_lim_seq (fun k => A k r c) (Finite (B r c)).
Definition in_basis (n : nat) (V A : matrix) : matrix := mult n (mult n (transpose V) A) V.
Definition is_diagonal (n : nat) (A : matrix) : Prop :=
  forall r c, (1 <= r <= n)%nat -> (1 <= c <= n)%nat -> r <> c -> A r c = 0.
Definition frobenius (n : nat) (A : matrix) : R := sqrt (inner n A A).

Lemma total_tends n u l : (forall r, (1 <= r <= n)%nat -> is_lim_seq (fun k => u k r) (Finite (l r))) ->
  is_lim_seq (fun k => total 1 n (u k)) (Finite (total 1 n l)).
Proof.
  induction n as [|n IH]; intros E.
  - apply is_lim_seq_ext with (fun _ => total 1 0 l); [intros k; rewrite !total_none; reflexivity|].
    apply is_lim_seq_const.
  - rewrite total_next. apply is_lim_seq_ext with (fun k => total 1 n (u k) + u k (S n)).
    + intros k. rewrite total_next. reflexivity.
    + apply is_lim_seq_plus'; [apply IH; intros r Hr; apply E; lia | apply E; lia].
Qed.

Lemma total_at_most n F H : (forall r, (1 <= r <= n)%nat -> F r <= H r) -> total 1 n F <= total 1 n H.
Proof.
  induction n as [|n IH]; intros E; [rewrite !total_none; lra|]. rewrite !total_next.
  apply Rplus_le_compat; [apply IH; intros r Hr; apply E; lia | apply E; lia].
Qed.

Lemma total_constant n a : total 1 n (fun _ => a) = INR n * a.
Proof. induction n as [|n IH]; [rewrite total_none; simpl; ring|]. rewrite total_next, IH, S_INR. ring. Qed.

Lemma tends_same n A A' B B' : (forall k, same n (A k) (A' k)) -> same n B B' -> tends_to n A' B' -> tends_to n A B.
Proof.
  intros EA EB H r c Hr Hc. rewrite EB by assumption. apply is_lim_seq_ext with (fun k => A' k r c).
  - intros k. symmetry. apply EA; assumption.
  - apply H; assumption.
Qed.

Lemma mult_tends n A A' B B' : tends_to n A A' -> tends_to n B B' ->
  tends_to n (fun k => mult n (A k) (B k)) (mult n A' B').
Proof.
  intros HA HB r c Hr Hc. apply (total_tends n (fun k m => A k r m * B k m c) (fun m => A' r m * B' m c)).
  intros m Hm. apply is_lim_seq_mult'; [apply HA | apply HB]; assumption.
Qed.

Lemma constant_tends n A : tends_to n (fun _ => A) A.
Proof. intros r c _ _. apply is_lim_seq_const. Qed.

(* Where the eigenvalues tend the matrix tends. *)
Lemma spectral_tends n V d l : (forall r, (1 <= r <= n)%nat -> is_lim_seq (fun k => d k r) (Finite (l r))) ->
  tends_to n (fun k => spectral n V (d k)) (spectral n V l).
Proof.
  intros H. unfold spectral. apply (mult_tends n (fun k => mult n V (diagonal (d k))) _ (fun _ => transpose V));
    [|apply constant_tends].
  apply (mult_tends n (fun _ => V) _ (fun k => diagonal (d k))); [apply constant_tends|].
  intros r c Hr _. unfold diagonal. destruct (Nat.eqb r c); [apply H, Hr | apply is_lim_seq_const].
Qed.

Lemma minus_spectral n V a b :
  same n (minus (spectral n V a) (spectral n V b)) (spectral n V (fun r => a r - b r)).
Proof.
  apply same_trans with (moved (spectral n V a) (-1) (spectral n V b)).
  - intros r c _ _. unfold minus, moved. ring.
  - eapply same_trans; [apply spectral_moved|]. apply spectral_same. intros r _. cbv beta. ring.
Qed.

Lemma in_basis_same n V A B : same n A B -> same n (in_basis n V A) (in_basis n V B).
Proof. intros E. apply mult_same; [apply mult_same; [apply same_refl | exact E] | apply same_refl]. Qed.

Lemma frobenius_same n A B : same n A B -> frobenius n A = frobenius n B.
Proof. intros E. unfold frobenius. f_equal. apply inner_same; exact E. Qed.

Lemma frobenius_tends n A B : tends_to n A B -> is_lim_seq (fun k => frobenius n (minus (A k) B)) (Finite 0).
Proof.
  intros H. rewrite <- sqrt_0.
  apply (is_lim_seq_continuous sqrt (fun k => inner n (minus (A k) B) (minus (A k) B)) 0).
  - apply continuity_pt_sqrt. lra.
  - assert (Z : total 1 n (fun _ => total 1 n (fun _ => 0)) = 0) by (rewrite !total_constant; ring). rewrite <- Z.
    apply total_tends. intros r Hr. apply total_tends. intros c Hc. unfold minus.
    replace (Finite 0) with (Finite ((B r c - B r c) * (B r c - B r c))) by (f_equal; ring).
    apply is_lim_seq_mult'; apply is_lim_seq_minus'; (apply H; assumption) || apply is_lim_seq_const.
Qed.

(* |V diag(a) V'|_F is the length of a. *)
Lemma frobenius_spectral n V a : orthogonal n V ->
  frobenius n (spectral n V a) = sqrt (total 1 n (fun r => a r ^ 2)).
Proof.
  intros HV. unfold frobenius. f_equal.
  transitivity (inner n (in_basis n V (spectral n V a)) (diagonal a)).
  { set (A := spectral n V a) at 1 3. unfold spectral, in_basis. rewrite inner_right, inner_left.
    apply inner_same; [|apply same_refl]. unfold transpose at 2. apply same_sym, mult_assoc. }
  rewrite (inner_same n _ (diagonal a) _ (diagonal a)); [|apply spectral_back, HV | apply same_refl].
  unfold inner. apply total_ext. intros r Hr. unfold diagonal.
  rewrite <- (total_at n r (fun _ => a r ^ 2)) by assumption. apply total_ext. intros c _.
  destruct (Nat.eqb r c); ring.
Qed.

Lemma frobenius_at_most n V a b : orthogonal n V -> 0 <= b -> (forall r, (1 <= r <= n)%nat -> Rabs (a r) <= b) ->
  frobenius n (spectral n V a) <= sqrt (INR n) * b.
Proof.
  intros HV Hb H. rewrite frobenius_spectral by assumption. rewrite <- (sqrt_pow2 b Hb) at 1.
  rewrite <- sqrt_mult_alt by apply pos_INR. apply sqrt_le_1_alt. rewrite <- total_constant.
  apply total_at_most. intros r Hr. rewrite <- (pow2_abs (a r)). apply pow_incr.
  split; [apply Rabs_pos | apply H, Hr].
Qed.
