(* The counts of Theorem 2.4 for larger steps than (25), up to a step size of each case: what theorem_2_4_beyond
   proves, as printed. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names larger_steps.
From dmf.deep_factorization Require theorem_2_4_beyond.
Module beyond := theorem_2_4_beyond.
Open Scope R_scope.

(* From above the limit and for lambda < 0: the sharp steps of Lemma 2.2. *)
Theorem upper_1 : larger_steps_upper_1.
Proof.
  unfold larger_steps_upper_1. intros N lam alpha eta eps Ha He Hp HN Hgap [Hal [Hs Hl]].
  apply beyond.upper_1; assumption.
Qed.

Theorem upper_2 : larger_steps_upper_2.
Proof.
  unfold larger_steps_upper_2. intros N lam alpha eta eps Ha He Hp HN Hgap [Hs Hl].
  apply beyond.upper_2; assumption.
Qed.

(* From below the limit. *)
Theorem upper_3 : larger_steps_upper_3.
Proof.
  unfold larger_steps_upper_3. intros N lam alpha eta eps Ha He Hp HN Hgap [Hc [Hs Hal]].
  apply beyond.upper_3; assumption.
Qed.

Theorem upper_4a : larger_steps_upper_4a.
Proof.
  unfold larger_steps_upper_4a. intros N lam alpha eta eps Ha He Hp HN Hgap [Hx [Hc [Hs Hal]]].
  rewrite Rplus_comm in Hs. apply beyond.upper_4a; assumption.
Qed.

Theorem upper_4b : larger_steps_upper_4b.
Proof.
  unfold larger_steps_upper_4b. intros N lam alpha eta eps Ha He Hp HN Hgap [Hx [Hc [Hs Hal]]].
  rewrite Rplus_comm in Hs. apply beyond.upper_4b; assumption.
Qed.

(* The lower bound of case 3 for a step of any size, those of case 4 below 1/kappa. *)
Theorem lower_3 : larger_steps_lower_3.
Proof.
  unfold larger_steps_lower_3. intros N lam alpha eta eps Ha He Hp HN Hgap [Hc Hal].
  apply beyond.lower_3; assumption.
Qed.

Theorem lower_4a : larger_steps_lower_4a.
Proof.
  unfold larger_steps_lower_4a. intros N lam alpha eta eps Ha He Hp HN Hgap [Hx [Hc [Hs Hal]]].
  apply beyond.lower_4a; assumption.
Qed.

Theorem lower_4b : larger_steps_lower_4b.
Proof.
  unfold larger_steps_lower_4b. intros N lam alpha eta eps Ha He Hp HN Hgap [Hx [Hc [Hs Hal]]].
  apply beyond.lower_4b; assumption.
Qed.
