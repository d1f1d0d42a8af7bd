(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-3.8: Small eigenvalues stay behind the flow *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* for every k >= 1 and <= tau(alpha, L*epsilon')/eta: d(k) <= y(eta*k) *)
Definition lemma_3_8_behind : Prop :=
  forall (N : nat) (lam alpha eta eps_tail : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  eta > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < lam * eps_tail ^ N ->
  (forall k : nat, (k >= 1)%nat -> INR k < IZR (Zfloor (tau N lam alpha (L N lam * eps_tail) / eta)) + 1 -> iterate N alpha lam eta k <= y alpha lam (INR k * eta)).

(* for every k <= tau(alpha, L*epsilon')/eta: y(eta*k) <= L*epsilon' *)
Definition lemma_3_8_flow_small : Prop :=
  forall (N : nat) (lam alpha eta eps_tail : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  eta > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < lam * eps_tail ^ N ->
  (forall k : nat, INR k < IZR (Zfloor (tau N lam alpha (L N lam * eps_tail) / eta)) + 1 -> y alpha lam (INR k * eta) <= L N lam * eps_tail).

(* for every k <= tau(alpha, L*epsilon')/eta: d(k) <= L*epsilon' *)
Definition lemma_3_8_small : Prop :=
  forall (N : nat) (lam alpha eta eps_tail : R),
  alpha > 0 ->
  eta > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < lam * eps_tail ^ N ->
  (forall k : nat, INR k < IZR (Zfloor (tau N lam alpha (L N lam * eps_tail) / eta)) + 1 -> iterate N alpha lam eta k <= L N lam * eps_tail).
