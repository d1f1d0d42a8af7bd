(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-2.3: Monotone iterates *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* for every k: (L - alpha)*(-d(k) + d(k + 1)) >= 0 *)
Definition remark_2_3_monotone : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat /\ eta <= 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) \/ eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  (forall k : nat, (L N lam - alpha) * (iterate N alpha lam eta (k + 1) - iterate N alpha lam eta k) >= 0).
