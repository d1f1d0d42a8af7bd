(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.2-sharp: The sharp step size for a one-sided approach *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* if (lambda > 0) & (alpha**N < lambda): (for every k: (-L + alpha)*(-L + d(k)) > 0) exactly when eta <= 1/kappa *)
Definition lemma_2_2_sharp_below_limit : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  (alpha ^ N < lam /\ lam > 0 -> (eta <= / kappa N lam <-> (forall k : nat, (alpha - L N lam) * (iterate N alpha lam eta k - L N lam) > 0))).

(* if (lambda >= 0) & (alpha**N > lambda): (for every k: (-L + alpha)*(-L + d(k)) >= 0) exactly when eta <=
   alpha**(1 - N)/Sum(L**(-_j + N - 1)*alpha**_j, (_j, 0, N - 1)) *)
Definition lemma_2_2_sharp_above_limit : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  (alpha ^ N > lam /\ lam >= 0 -> (eta <= 1 / (alpha ^ (N - 1) * sum_f_R0 (fun j : nat => L N lam ^ (N - (j + 1)) * alpha ^ j) (N - 1)) <-> (forall k : nat, (alpha - L N lam) * (iterate N alpha lam eta k - L N lam) >= 0))).

(* if lambda < 0: (for every k: (-L + alpha)*(-L + d(k)) >= 0) exactly when eta <= alpha**(2 - N)/(alpha**N +
   Abs(lambda)) *)
Definition lemma_2_2_sharp_negative_eigenvalue : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  (lam < 0 -> (eta <= 1 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) <-> (forall k : nat, (alpha - L N lam) * (iterate N alpha lam eta k - L N lam) >= 0))).
