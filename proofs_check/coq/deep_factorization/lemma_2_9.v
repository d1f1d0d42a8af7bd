(* Lemma 2.9: what one step does to the difference of the pair and to that of its squares. *)
From Coq Require Import Reals Lra Lia.
From dmf.library Require Import vocabulary pair.
From dmf.statements Require Import definitions names lemma_2_9.
Open Scope R_scope.

Theorem difference : lemma_2_9_difference.
Proof.
  unfold lemma_2_9_difference. intros N lam alpha beta eta _ _ _ HN k. replace (k + 1)%nat with (S k) by lia.
  unfold Delta. rewrite difference_next by assumption. unfold rate, r. ring.
Qed.

Theorem squares : lemma_2_9_squares.
Proof.
  unfold lemma_2_9_squares. intros N lam alpha beta eta _ _ _ HN k. replace (k + 1)%nat with (S k) by lia.
  unfold Delta_2. rewrite squares_next by assumption. unfold rate, r. ring.
Qed.
