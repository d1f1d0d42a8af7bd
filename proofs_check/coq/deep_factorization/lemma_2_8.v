(* Lemma 2.8: with one factor (alpha - beta) I and the others alpha I, every eigenvalue is a pair that follows (40).
   *)
From Coq Require Import Reals Arith Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary matrices.
From dmf.statements Require Import definitions lemma_2_8.
From dmf.deep_factorization Require Import matrices lemma_2_1.
Open Scope R_scope.

(* An entry of V'W_j(k)V is one of the diagonal matrix of the first or second numbers of the pairs. *)
Lemma perturbed_entry N j row column i alpha beta lam mu s eta k : (1 <= j <= N)%nat -> (1 <= i <= N)%nat ->
  (1 <= row <= 2)%nat -> (1 <= column <= 2)%nat ->
  factor_entry N j row column i alpha beta lam mu s eta k =
  matrices.diagonal (fun r =>
    if Nat.eqb j i then fst (pair N (alpha - beta) alpha (if Nat.eqb r 1 then lam else mu) eta k)
    else snd (pair N (alpha - beta) alpha (if Nat.eqb r 1 then lam else mu) eta k)) row column.
Proof.
  intros Hj Hi Hr Hc. unfold factor_entry. set (V := rotation s).
  rewrite <- (spectral_back 2 V (rotation_orthogonal s)) by assumption.
  apply mult_same; [|apply same_refl|assumption|assumption]. apply mult_same; [apply same_refl|].
  apply perturbed_start; [apply rotation_orthogonal | assumption..].
Qed.

Theorem diagonal : lemma_2_8_diagonal.
Proof.
  unfold lemma_2_8_diagonal. intros N j i lam mu alpha beta eta s Ha Hb He Hj Hi HN HjN HiN k.
  rewrite perturbed_entry by lia. reflexivity.
Qed.

Theorem first_start : lemma_2_8_first_start.
Proof.
  unfold lemma_2_8_first_start. intros N j i lam mu alpha beta eta s Ha Hb He Hj Hi HN HjN HiN.
  rewrite perturbed_entry by lia. unfold matrices.diagonal. rewrite !Nat.eqb_refl. reflexivity.
Qed.

Theorem second_start : lemma_2_8_second_start.
Proof.
  unfold lemma_2_8_second_start. intros N j i lam mu alpha beta eta s Ha Hb He Hj Hi HN HjN HiN H.
  rewrite perturbed_entry by lia. unfold matrices.diagonal.
  destruct (Nat.eqb_spec j i); [contradiction | reflexivity].
Qed.

Theorem first : lemma_2_8_first.
Proof.
  unfold lemma_2_8_first. intros N j i lam mu alpha beta eta s Ha Hb He Hj Hi HN HjN HiN H k.
  rewrite !perturbed_entry by lia. unfold matrices.diagonal. rewrite !Nat.eqb_refl.
  destruct (Nat.eqb_spec j i); [contradiction|]. replace (k + 1)%nat with (S k) by lia. cbn [Nat.eqb pair].
  destruct (pair N (alpha - beta) alpha lam eta k) as [p q]. cbn [fst snd]. ring.
Qed.

Theorem second : lemma_2_8_second.
Proof.
  unfold lemma_2_8_second. intros N j i lam mu alpha beta eta s Ha Hb He Hj Hi HN HjN HiN H k.
  rewrite !perturbed_entry by lia. unfold matrices.diagonal. rewrite !Nat.eqb_refl.
  destruct (Nat.eqb_spec j i); [contradiction|]. replace (k + 1)%nat with (S k) by lia. cbn [Nat.eqb pair].
  destruct (pair N (alpha - beta) alpha lam eta k) as [p q]. cbn [fst snd]. ring.
Qed.
