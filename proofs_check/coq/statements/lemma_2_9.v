(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.9: Differences of the pair *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition Delta (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) - fst (pair N (alpha - beta) alpha lam eta k).

Definition r (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 2) * (snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta k) - lam).

(* for every k: Eq(Delta(k + 1), (eta*r(k) + 1)*Delta(k)) *)
Definition lemma_2_9_difference : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  (forall k : nat, Delta N (k + 1) lam alpha beta eta = (eta * r N k lam alpha beta eta + 1) * Delta N k lam alpha beta eta).

(* for every k: Eq(Delta_2(k + 1), (-eta**2*r(k)**2 + 1)*Delta_2(k)) *)
Definition lemma_2_9_squares : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  (forall k : nat, Delta_2 N (k + 1) lam alpha beta eta = (1 - eta ^ 2 * r N k lam alpha beta eta ^ 2) * Delta_2 N k lam alpha beta eta).
