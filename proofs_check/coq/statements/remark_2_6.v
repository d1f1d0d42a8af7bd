(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-2.6: Explicit flow for N = 2, real form for N ≥ 3 *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* if Eq(N, 2): for every t: Eq(y(t)**2, alpha**2*lambda*exp(2*lambda*t)/(alpha**2*(exp(2*lambda*t) - 1) +
   lambda)) *)
Definition remark_2_6_depth_two : Prop :=
  forall (N : nat) (lam alpha t x : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  lam <> 0 ->
  ((N = 2)%nat -> y alpha lam t ^ 2 = lam * alpha ^ 2 * exp (2 * lam * t) / (alpha ^ 2 * (exp (2 * lam * t) - 1) + lam)).

(* if Ne(alpha**N, lambda): for every t: Eq(-U_real(alpha, Abs(L - alpha)) + U_real(y(t), Abs(L - y(t))), t) *)
Definition remark_2_6_real_form : Prop :=
  forall (N : nat) (lam alpha t x : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  lam <> 0 ->
  (alpha ^ N <> lam -> U_real N lam (y alpha lam t) (Rabs (L N lam - y alpha lam t)) - U_real N lam alpha (Rabs (L N lam - alpha)) = t).

(* if Ne(x**N, lambda): for every x: Eq(Derivative(U_real(x, L - x), x), x**(1 - N)/(lambda - x**N)) *)
Definition remark_2_6_real_antiderivative : Prop :=
  forall (N : nat) (lam alpha t x : R),
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  lam <> 0 ->
  (x ^ N <> lam -> Derive_n (fun x : R => U_real N lam x (L N lam - x)) 1 x = 1 / (x ^ (N - 1) * (lam - x ^ N))).
