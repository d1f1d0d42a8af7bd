(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-D.1: One step of the product *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition psi (N : nat) (lam p eta x : R) : R :=
  (x - eta * p * x ^ (N - 2) * (p * x ^ (N - 1) / x ^ (N - 1) - lam) / x ^ (N - 1)) ^ (N - 1) * (p / x ^ (N - 1) - eta * x ^ (N - 1) * (p * x ^ (N - 1) / x ^ (N - 1) - lam)).

(* for every x: Eq(psi(x), p*(eta*x**(2*N - 2)*(lambda - p)/p + 1)*(eta*p*(lambda - p)/x**2 + 1)**(N - 1)) *)
Definition lemma_d_1_map : Prop :=
  forall (N : nat) (lam p eta x : R),
  p > 0 ->
  eta > 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  eta * power p (2 - 2 / INR N) < 1 ->
  psi N lam p eta x = p * (eta * p * (lam - p) / x ^ 2 + 1) ^ (N - 1) * (eta * x ^ (2 * N - 2) * (lam - p) / p + 1).

(* for every x: Eq(Derivative(psi(x), x), eta*(2*N - 2)*(lambda - p)*(-p**2 + x**(2*N))*(eta*p*(lambda - p)/x**2
   + 1)**(N - 2)/x**3) *)
Definition lemma_d_1_slope : Prop :=
  forall (N : nat) (lam p eta x : R),
  p > 0 ->
  eta > 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  eta * power p (2 - 2 / INR N) < 1 ->
  Derive_n (fun x : R => psi N lam p eta x) 1 x = eta * (eta * p * (lam - p) / x ^ 2 + 1) ^ (N - 2) * (2 * INR N - 2) * (lam - p) * (x ^ (2 * N) - p ^ 2) / x ^ 3.

(* if Ne(eta*p*(lambda - p)/x**2 + 1, 0): for every x: Eq(Derivative(psi(x), (x, 2)), eta*(2*N - 2)*(lambda -
   p)*(eta*p*(lambda - p)/x**2 + 1)**(N - 3)*(eta*p**3*(2*N - 1)*(lambda - p)/x**6 + eta*p*x**(2*N - 6)*(lambda -
   p) + 3*p**2/x**4 + x**(2*N - 4)*(2*N - 3))) *)
Definition lemma_d_1_curvature : Prop :=
  forall (N : nat) (lam p eta x : R),
  p > 0 ->
  eta > 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  eta * power p (2 - 2 / INR N) < 1 ->
  (eta * p * (lam - p) / x ^ 2 + 1 <> 0 -> Derive_n (fun x : R => psi N lam p eta x) 2 x = eta * powerRZ (eta * p * (lam - p) / x ^ 2 + 1) (Z.of_nat N - 3)%Z * (2 * INR N - 2) * (lam - p) * (3 * p ^ 2 / x ^ 4 + eta * p ^ 3 * (2 * INR N - 1) * (lam - p) / x ^ 6 + eta * p * powerRZ x (2 * Z.of_nat N - 6)%Z * (lam - p) + x ^ (2 * N - 4) * (2 * INR N - 3))).

(* if p <= lambda: for every x: Derivative(psi(x), (x, 2)) >= 0 *)
Definition lemma_d_1_convex : Prop :=
  forall (N : nat) (lam p eta x : R),
  p > 0 ->
  eta > 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  eta * power p (2 - 2 / INR N) < 1 ->
  (p <= lam -> Derive_n (fun x : R => psi N lam p eta x) 2 x >= 0).

(* if (lambda >= 0) & (p > lambda) & (x**N >= p): for every x: Derivative(psi(x), (x, 2)) <= 0 *)
Definition lemma_d_1_concave : Prop :=
  forall (N : nat) (lam p eta x : R),
  p > 0 ->
  eta > 0 ->
  x > 0 ->
  (N >= 2)%nat ->
  eta * power p (2 - 2 / INR N) < 1 ->
  (lam >= 0 /\ p > lam /\ x ^ N >= p -> Derive_n (fun x : R => psi N lam p eta x) 2 x <= 0).
