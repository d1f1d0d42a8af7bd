(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-E.1: Expansion of the flow phase *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* -C_N + alpha**2/(2*lambda**(2/N)) + lambda**(2 - 2/N)*tau(alpha, x_star) - (alpha/lambda**(1/N))**(2 - N)/(N -
   2) <= -(alpha/lambda**(1/N))**(N + 2)/(N + 2) *)
Definition lemma_e_1_remainder_upper : Prop :=
  forall (N : nat) (lam alpha : R),
  alpha > 0 ->
  (N >= 3)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  power lam (- (2 / INR N)) * alpha ^ 2 / 2 + power lam (2 - 2 / INR N) * tau N lam alpha (x_star N lam) - 1 / ((alpha / root N lam) ^ (N - 2) * (INR N - 2)) - C_N N <= - ((alpha / root N lam) ^ (N + 2) / (INR N + 2)).

(* -C_N + alpha**2/(2*lambda**(2/N)) + lambda**(2 - 2/N)*tau(alpha, x_star) - (alpha/lambda**(1/N))**(2 - N)/(N -
   2) >= -(alpha/lambda**(1/N))**(N + 2)/((1 - (alpha/lambda**(1/N))**N)*(N + 2)) *)
Definition lemma_e_1_remainder_lower : Prop :=
  forall (N : nat) (lam alpha : R),
  alpha > 0 ->
  (N >= 3)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  power lam (- (2 / INR N)) * alpha ^ 2 / 2 + power lam (2 - 2 / INR N) * tau N lam alpha (x_star N lam) - 1 / ((alpha / root N lam) ^ (N - 2) * (INR N - 2)) - C_N N >= - ((alpha / root N lam) ^ (N + 2) / ((1 - (alpha / root N lam) ^ N) * (INR N + 2))).
