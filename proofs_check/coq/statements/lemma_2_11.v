(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.11: The phase transition *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition k_p (N : nat) (lam alpha beta eta : R) : Rbar :=
  first (fun j : nat => fst (pair N (alpha - beta) alpha lam eta j) <= 0).

(* k_p <= ln(alpha/beta)/ln(beta**(N - 2)*eta*Abs(lambda) + 1) + 1 *)
Definition lemma_2_11_transition : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  lam < 0 ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  Rbar_le (k_p N lam alpha beta eta) (Finite (ln (alpha / beta) / ln (eta * beta ^ (N - 2) * Rabs lam + 1) + 1)).

(* for every k < k_p: p_1(k) <= a(k) *)
Definition lemma_2_11_first_below_a : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  lam < 0 ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  (forall k : nat, Rbar_lt (Finite (INR k)) (k_p N lam alpha beta eta) -> fst (pair N (alpha - beta) alpha lam eta k) <= iterate N (alpha - beta) lam eta k).

(* for every k < k_p: p_2(k) >= b(k) *)
Definition lemma_2_11_second_above_b : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  lam < 0 ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  (forall k : nat, Rbar_lt (Finite (INR k)) (k_p N lam alpha beta eta) -> snd (pair N (alpha - beta) alpha lam eta k) >= iterate N alpha lam eta k).
