(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-3.4: Monotone in the eigenvalue *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* for every t: y(t) <= y(t; lambda=mu) *)
Definition lemma_3_4_flow : Prop :=
  forall (N : nat) (lam mu alpha eta t : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  eta > 0 ->
  t >= 0 ->
  (N >= 1)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  lam < mu ->
  eta < (fun lam : R => 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) mu ->
  y alpha lam t <= y alpha mu t.

(* for every k: d(k) <= d(k; lambda=mu) *)
Definition lemma_3_4_descent : Prop :=
  forall (N : nat) (lam mu alpha eta t : R),
  alpha > 0 ->
  eta > 0 ->
  t >= 0 ->
  (N >= 1)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  lam < mu ->
  eta < (fun lam : R => 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) mu ->
  (forall k : nat, iterate N alpha lam eta k <= iterate N alpha mu eta k).
