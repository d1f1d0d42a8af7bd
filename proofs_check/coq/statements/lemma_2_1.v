(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.1: Decoupling of the eigenvalues *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms matrices.
Open Scope R_scope.

(* for every k: Eq(w_j(k + 1)[1,1], -eta*(-lambda + w_j(k)[1,1]**N)*w_j(k)[1,1]**(N - 1) + w_j(k)[1,1]) *)
Definition lemma_2_1_recursion : Prop :=
  forall (N j i : nat) (lam mu alpha eta s : R),
  alpha > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 1)%nat ->
  (j <= N)%nat ->
  (forall k : nat, factor_entry N j 1 1 i alpha 0 lam mu s eta (k + 1) = factor_entry N j 1 1 i alpha 0 lam mu s eta k - eta * factor_entry N j 1 1 i alpha 0 lam mu s eta k ^ (N - 1) * (factor_entry N j 1 1 i alpha 0 lam mu s eta k ^ N - lam)).

(* Eq(w_j(0)[1,1], alpha) *)
Definition lemma_2_1_start : Prop :=
  forall (N j i : nat) (lam mu alpha eta s : R),
  alpha > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 1)%nat ->
  (j <= N)%nat ->
  factor_entry N j 1 1 i alpha 0 lam mu s eta 0 = alpha.

(* for every k: Eq(w_j(k)[1,2], 0) *)
Definition lemma_2_1_diagonal : Prop :=
  forall (N j i : nat) (lam mu alpha eta s : R),
  alpha > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 1)%nat ->
  (j <= N)%nat ->
  (forall k : nat, factor_entry N j 1 2 i alpha 0 lam mu s eta k = 0).
