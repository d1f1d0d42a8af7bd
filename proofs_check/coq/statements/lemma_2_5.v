(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.5: Closed form of the gradient flow *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* if Eq(N, 1): for every t: Eq(y(t), lambda + (alpha - lambda)*exp(-t)) *)
Definition lemma_2_5_depth_one : Prop :=
  forall (N : nat) (lam alpha t x : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat -> y alpha lam t = (alpha - lam) * exp (- t) + lam).

(* if Eq(N, 2) & Ne(lambda, 0): for every t: Eq(y(t), alpha*sqrt(lambda/(alpha**2*(1 - exp(-2*lambda*t)) +
   lambda*exp(-2*lambda*t)))) *)
Definition lemma_2_5_depth_two : Prop :=
  forall (N : nat) (lam alpha t x : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  ((N = 2)%nat /\ lam <> 0 -> y alpha lam t = alpha * sqrt (lam / (alpha ^ 2 * (1 - exp (- (2 * lam * t))) + lam * exp (- (2 * lam * t))))).

(* if Eq(lambda, 0) & (N >= 2): for every t: Eq(y(t), (alpha**(2 - 2*N) + t*(2*N - 2))**(-1/(2*N - 2))) *)
Definition lemma_2_5_zero : Prop :=
  forall (N : nat) (lam alpha t x : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  (lam = 0 /\ (N >= 2)%nat -> y alpha lam t = power (/ alpha ^ (2 * N - 2) + t * (2 * INR N - 2)) (- (/ (2 * INR N - 2)))).

(* if Ne(alpha**N, lambda): for every t: Eq(re(-U_complex(alpha) + U_complex(y(t))), t) *)
Definition lemma_2_5_implicit : Prop :=
  forall (N : nat) (lam alpha t x : R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  (alpha ^ N <> lam -> Re (U_complex N lam (y alpha lam t)) - Re (U_complex N lam alpha) = t).

(* if Ne(x**N, lambda): for every x: Eq(re(Derivative(U_complex(x), x)), x**(1 - N)/(lambda - x**N)) *)
Definition lemma_2_5_antiderivative_complex : Prop :=
  forall (N : nat) (lam alpha t x : R),
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  (x ^ N <> lam -> Derive_n (fun x : R => Re (U_complex N lam x)) 1 x = 1 / (x ^ (N - 1) * (lam - x ^ N))).

(* if Ne(x**N, lambda): for every x: Eq(Derivative(U_real(x, L - x), x), x**(1 - N)/(lambda - x**N)) *)
Definition lemma_2_5_antiderivative_real : Prop :=
  forall (N : nat) (lam alpha t x : R),
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  (x ^ N <> lam -> Derive_n (fun x : R => U_real N lam x (L N lam - x)) 1 x = 1 / (x ^ (N - 1) * (lam - x ^ N))).

(* if (N >= 2) & Ne(lambda, 0) & ((lambda < 0) | (x**N < lambda)): for every x:
   Eq(Derivative(U_hypergeometric(x), x), x**(1 - N)/(lambda - x**N)) *)
Definition lemma_2_5_antiderivative_hypergeometric : Prop :=
  forall (N : nat) (lam alpha t x : R),
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  ((lam < 0 \/ x ^ N < lam) /\ (N >= 2)%nat /\ lam <> 0 -> Derive_n (fun x : R => U_hypergeometric N lam x) 1 x = 1 / (x ^ (N - 1) * (lam - x ^ N))).

(* if (N >= 2) & Ne(lambda, 0) & ((lambda < 0) | (x**N > lambda)): for every x: Eq(Derivative(U_tail(x), x),
   x**(1 - N)/(lambda - x**N)) *)
Definition lemma_2_5_antiderivative_tail : Prop :=
  forall (N : nat) (lam alpha t x : R),
  alpha > 0 ->
  t >= 0 ->
  x > 0 ->
  (N >= 1)%nat ->
  ((lam < 0 \/ x ^ N > lam) /\ (N >= 2)%nat /\ lam <> 0 -> Derive_n (fun x : R => U_tail N lam x) 1 x = 1 / (x ^ (N - 1) * (lam - x ^ N))).
