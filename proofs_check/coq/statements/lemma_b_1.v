(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-B.1: Too large a step *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* if Eq(N, 1) & (eta > 2): for every k: Eq(Abs(lambda - d(k)), (eta - 1)**k*Abs(alpha - lambda)) *)
Definition lemma_b_1_depth_one : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat /\ eta > 2 -> (forall k : nat, Rabs (lam - iterate N alpha lam eta k) = (eta - 1) ^ k * Rabs (alpha - lam))).

(* if Eq(N, 1) & (eta > 2) & Ne(alpha, lambda): for every k: Abs(lambda - d(k + 1)) > Abs(lambda - d(k)) *)
Definition lemma_b_1_depth_one_diverges : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat /\ alpha <> lam /\ eta > 2 -> (forall k : nat, Rabs (lam - iterate N alpha lam eta (k + 1)) > Rabs (lam - iterate N alpha lam eta k))).

(* if (N >= 2) & (lambda > 0) & (eta > 2/kappa): Abs(Subs(Derivative(-eta*x**(N - 1)*(-lambda + x**N) + x, x), x,
   L)) > 1 *)
Definition lemma_b_1_instability : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N >= 2)%nat /\ eta > 2 / kappa N lam /\ lam > 0 -> Rabs ((fun x : R => Derive_n (fun x : R => x - eta * x ^ (N - 1) * (x ^ N - lam)) 1 x) (L N lam)) > 1).

(* if (N >= 2) & (lambda <= 0) & (alpha**N > -lambda) & (alpha**(N - 2)*eta*(alpha**N - Abs(lambda)) > 2): for
   every k: Abs(d(k + 1)) >= (alpha**(N - 2)*eta*(alpha**N - Abs(lambda)) - 1)*Abs(d(k)) *)
Definition lemma_b_1_growth : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N >= 2)%nat /\ eta * alpha ^ (N - 2) * (alpha ^ N - Rabs lam) > 2 /\ alpha ^ N > - lam /\ lam <= 0 -> (forall k : nat, Rabs (iterate N alpha lam eta (k + 1)) >= (eta * alpha ^ (N - 2) * (alpha ^ N - Rabs lam) - 1) * Rabs (iterate N alpha lam eta k))).
