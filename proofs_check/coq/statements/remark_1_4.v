(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-1.4: How the step-size bound decays with depth *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* Eq(c**(2 - 2*N)/N, (c - 1)**2/N) *)
Definition remark_1_4_identity : Prop :=
  forall (N : nat),
  (N >= 2)%nat ->
  1 / (c_14 N ^ (2 * N - 2) * INR N) = (c_14 N - 1) ^ 2 / INR N.

(* c - 1 >= LambertW(N - 1)/(N - 1) *)
Definition remark_1_4_lower : Prop :=
  forall (N : nat),
  (N >= 2)%nat ->
  c_14 N - 1 >= least (fun w : R => 0 <= w /\ INR N - 1 <= w * exp w) / (INR N - 1).

(* c - 1 <= ln(N)/(N - 1) *)
Definition remark_1_4_upper : Prop :=
  forall (N : nat),
  (N >= 2)%nat ->
  c_14 N - 1 <= ln (INR N) / (INR N - 1).
