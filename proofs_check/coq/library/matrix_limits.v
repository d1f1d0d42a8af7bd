(* Limits of matrices, entry by entry; the Frobenius norm and the norm as a map, which an orthogonal basis does not
   change. *)
From Coq Require Import Reals Arith Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra matrices.
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

(* The norm of a matrix as a map: A x, the length of x, and the least b with |A x| <= b |x| for every x. *)
Definition image (n : nat) (A : matrix) (x : nat -> R) : nat -> R := fun r => total 1 n (fun c => A r c * x c).
Definition length (n : nat) (x : nat -> R) : R := sqrt (total 1 n (fun r => x r ^ 2)).
Definition norm_at_most (n : nat) (A : matrix) (b : R) : Prop := forall x, length n (image n A x) <= b * length n x.
Definition is_norm (n : nat) (A : matrix) (b : R) : Prop :=
  norm_at_most n A b /\ forall b', norm_at_most n A b' -> b <= b'.

Lemma image_same n A B x r : same n A B -> (1 <= r <= n)%nat -> image n A x r = image n B x r.
Proof. intros E Hr. apply total_ext. intros c Hc. rewrite E by assumption. reflexivity. Qed.

Lemma length_same n x y : (forall r, (1 <= r <= n)%nat -> x r = y r) -> length n x = length n y.
Proof. intros E. unfold length. f_equal. apply total_ext. intros r Hr. rewrite E by assumption. reflexivity. Qed.

Lemma norm_same n A B b : same n A B -> norm_at_most n B b -> norm_at_most n A b.
Proof.
  intros E H x. rewrite (length_same n _ (image n B x)); [apply H|]. intros r Hr. apply image_same; assumption.
Qed.

Lemma image_mult n A B x r : (1 <= r <= n)%nat -> image n (mult n A B) x r = image n A (image n B x) r.
Proof. intros Hr. exact (mult_assoc n A B (fun c _ => x c) r r Hr Hr). Qed.

Lemma image_diagonal n a x r : (1 <= r <= n)%nat -> image n (diagonal a) x r = a r * x r.
Proof.
  intros Hr. unfold image, diagonal. rewrite <- (total_at n r (fun k => a r * x k)) by assumption.
  apply total_ext. intros k _. destruct (Nat.eqb r k); ring.
Qed.

(* U with U'U = I keeps lengths. *)
Lemma length_kept n U x : same n (mult n (transpose U) U) identity -> length n (image n U x) = length n x.
Proof.
  intros HU. unfold length. f_equal.
  transitivity (total 1 n (fun c => image n (mult n (transpose U) U) x c * x c)).
  - transitivity (total 1 n (fun r => total 1 n (fun c => U r c * image n U x r * x c))).
    + apply total_ext. intros r _. rewrite <- (Rsqr_pow2). unfold Rsqr. unfold image at 1.
      rewrite <- total_scaled_right. apply total_ext. intros c _. ring.
    + rewrite total_swap. apply total_ext. intros c Hc. rewrite image_mult by assumption.
      rewrite total_scaled_right. reflexivity.
  - apply total_ext. intros c Hc. rewrite (image_same n _ identity) by assumption.
    unfold identity. rewrite image_diagonal by assumption. ring.
Qed.

Lemma length_scaled n a x : length n (fun r => a * x r) = Rabs a * length n x.
Proof.
  unfold length. rewrite (total_ext n _ (fun r => a ^ 2 * x r ^ 2)) by (intros; ring). rewrite total_scaled.
  rewrite sqrt_mult_alt by apply pow2_ge_0. rewrite <- Rsqr_pow2, sqrt_Rsqr_abs. reflexivity.
Qed.

Lemma norm_spectral n V a b : orthogonal n V -> (forall r, (1 <= r <= n)%nat -> Rabs (a r) <= b) ->
  norm_at_most n (spectral n V a) b.
Proof.
  intros [HV HV'] H x. set (y := image n (transpose V) x).
  assert (Ey : length n y = length n x) by (apply length_kept; exact HV').
  rewrite (length_same n _ (image n V (image n (diagonal a) y))).
  2:{ intros r Hr. unfold spectral. rewrite image_mult, image_mult by assumption. reflexivity. }
  rewrite length_kept by assumption. rewrite <- Ey.
  destruct n as [|n]; [unfold length; rewrite !total_none, sqrt_0; lra|].
  assert (Hb : 0 <= b) by (apply Rle_trans with (1 := Rabs_pos (a 1%nat)), H; lia).
  rewrite <- (Rabs_pos_eq b Hb), <- length_scaled. unfold length. apply sqrt_le_1_alt, total_at_most. intros r Hr.
  rewrite image_diagonal by assumption. rewrite !Rpow_mult_distr. apply Rmult_le_compat_r; [apply pow2_ge_0|].
  rewrite <- (pow2_abs (a r)). apply pow_incr. split; [apply Rabs_pos | apply H, Hr].
Qed.

(* |V diag(a) V'| is the largest |a_i|: the columns of V are eigenvectors. *)
Lemma eigenvector n V a j r : orthogonal n V -> (1 <= j <= n)%nat -> (1 <= r <= n)%nat ->
  image n (spectral n V a) (fun c => V c j) r = a j * V r j.
Proof.
  intros [HV _] Hj Hr. unfold spectral.
  change (mult n (mult n (mult n V (diagonal a)) (transpose V)) V r j = a j * V r j).
  rewrite (same_trans n _ _ (mult n (mult n V (diagonal a)) identity) (mult_assoc n _ _ _)) by
    (assumption || (apply mult_same; [apply same_refl | exact HV])).
  rewrite mult_identity_right by assumption. unfold mult, diagonal.
  rewrite <- (total_at n j (fun k => a j * V r k)) by assumption. apply total_ext. intros k _.
  rewrite Nat.eqb_sym. destruct (Nat.eqb_spec j k) as [->|]; ring.
Qed.

Lemma unit_column n V j : orthogonal n V -> (1 <= j <= n)%nat -> length n (fun r => V r j) = 1.
Proof.
  intros [HV _] Hj. unfold length. rewrite <- sqrt_1. f_equal.
  transitivity (mult n (transpose V) V j j).
  - apply total_ext. intros r _. unfold transpose. ring.
  - rewrite HV by assumption. unfold identity, diagonal. rewrite Nat.eqb_refl. reflexivity.
Qed.

Lemma norm_is_largest n V a : orthogonal n V -> (1 <= n)%nat ->
  is_norm n (spectral n V a) (largest 1 n (fun r => Rabs (a r))).
Proof.
  intros HV Hn. split.
  - apply norm_spectral; [exact HV|]. intros r Hr. exact (largest_above 1 n (fun r => Rabs (a r)) r Hr).
  - intros b H. destruct (largest_attained 1 n (fun r => Rabs (a r)) Hn) as [j [Hj ->]].
    pose proof (H (fun c => V c j)) as Hb.
    rewrite (length_same n _ (fun r => a j * V r j)) in Hb by (intros r Hr; apply eigenvector; assumption).
    rewrite length_scaled, unit_column in Hb by assumption. lra.
Qed.
