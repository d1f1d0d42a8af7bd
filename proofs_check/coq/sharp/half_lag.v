(* Theorem 2.4 with 9/16 K and 1/16 in place of K, as printed: the bounds upper_3_half and upper_4a_half of
   theorem_2_4_beyond. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names half_lag.
From dmf.deep_factorization Require theorem_2_4_beyond.
Module beyond := theorem_2_4_beyond.
Open Scope R_scope.

Lemma share_of_K K : 9 * K / 16 = 9 / 16 * K.
Proof. field. Qed.

Theorem upper_3 : half_lag_upper_3.
Proof.
  unfold half_lag_upper_3. intros N lam alpha eta eps Ha He Hp HN Hgap Hl [Hc [Hs Hal]].
  rewrite share_of_K. apply beyond.upper_3_half; assumption.
Qed.

Theorem upper_4a : half_lag_upper_4a.
Proof.
  unfold half_lag_upper_4a. intros N lam alpha eta eps Ha He Hp HN Hgap Hl [Hx [Hc [Hs Hal]]].
  unfold T_c. rewrite share_of_K. apply beyond.upper_4a_half; assumption.
Qed.
