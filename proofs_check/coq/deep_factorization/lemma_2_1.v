(* Lemma 2.1: with an identical start every factor is V diag(d) V' with the same d, and each entry of d follows (18).
   *)
From Coq Require Import Reals Arith Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary matrices.
From dmf.statements Require Import definitions lemma_2_1.
From dmf.deep_factorization Require Import matrices.
Open Scope R_scope.

Lemma total_two F : total 1 2 F = F 1%nat + F 2%nat.
Proof. rewrite !total_next, total_none. ring. Qed.

Lemma rotation_orthogonal s : orthogonal 2 (rotation s).
Proof.
  assert (1 + s ^ 2 <> 0) by (pose proof (pow2_ge_0 s); lra).
  split; intros r c Hr Hc; unfold mult; rewrite total_two; unfold transpose, rotation, identity, diagonal;
    destruct r as [|[|[|r]]]; try lia; destruct c as [|[|[|c]]]; try lia; cbn [Nat.eqb]; field; assumption.
Qed.

(* An entry of V'W_j(k)V is one of the diagonal matrix that the scalar recursion makes. *)
Lemma identical_entry N j row column i alpha lam mu s eta k : (1 <= j <= N)%nat -> (1 <= row <= 2)%nat ->
  (1 <= column <= 2)%nat -> factor_entry N j row column i alpha 0 lam mu s eta k =
  diagonal (fun r => iterate N alpha (if Nat.eqb r 1 then lam else mu) eta k) row column.
Proof.
  intros Hj Hr Hc. unfold factor_entry. set (V := rotation s).
  rewrite <- (spectral_back 2 V (rotation_orthogonal s)) by assumption.
  apply mult_same; [|apply same_refl|assumption|assumption]. apply mult_same; [apply same_refl|].
  apply identical_start; [apply rotation_orthogonal | assumption].
Qed.

Theorem recursion : lemma_2_1_recursion.
Proof.
  unfold lemma_2_1_recursion. intros N j i lam mu alpha eta s Ha He Hj Hi HN HjN k.
  rewrite !identical_entry by lia. unfold diagonal. cbn [Nat.eqb]. replace (k + 1)%nat with (S k) by lia.
  cbn [iterate]. unfold f. ring.
Qed.

Theorem start : lemma_2_1_start.
Proof.
  unfold lemma_2_1_start. intros N j i lam mu alpha eta s Ha He Hj Hi HN HjN. rewrite identical_entry by lia.
  reflexivity.
Qed.

Theorem diagonal : lemma_2_1_diagonal.
Proof.
  unfold lemma_2_1_diagonal. intros N j i lam mu alpha eta s Ha He Hj Hi HN HjN k. rewrite identical_entry by lia.
  reflexivity.
Qed.
