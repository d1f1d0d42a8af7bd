(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* step-ceiling: The step ceiling of convergence *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* if eta <= 2/kappa: for every k: d(k) > 0 *)
Definition step_ceiling_positive : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  eta * alpha ^ (N - 2) * (alpha ^ N - lam) < 1 ->
  (eta <= 2 / kappa N lam -> (forall k : nat, iterate N alpha lam eta k > 0)).

(* if eta <= 2/kappa: for every k: (L - d(k))*(-d(k) + d(k + 2)) >= 0 *)
Definition step_ceiling_two_steps : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  eta * alpha ^ (N - 2) * (alpha ^ N - lam) < 1 ->
  (eta <= 2 / kappa N lam -> (forall k : nat, (L N lam - iterate N alpha lam eta k) * (iterate N alpha lam eta (k + 2) - iterate N alpha lam eta k) >= 0)).

(* if eta <= 2/kappa: for every k >= 1: Abs(L - d(k + 2)) <= Abs(L - d(k)) *)
Definition step_ceiling_closer : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  eta * alpha ^ (N - 2) * (alpha ^ N - lam) < 1 ->
  (eta <= 2 / kappa N lam -> (forall k : nat, (k >= 1)%nat -> Rabs (L N lam - iterate N alpha lam eta (k + 2)) <= Rabs (L N lam - iterate N alpha lam eta k))).

(* if eta <= 2/kappa: for every k: (d(k) >= L) | (Abs(L - d(k + 2)) <= Abs(L - d(k))*Max(eta*kappa - 1,
   -eta*h(d(k)) + 1)**2) *)
Definition step_ceiling_rate : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  eta * alpha ^ (N - 2) * (alpha ^ N - lam) < 1 ->
  (eta <= 2 / kappa N lam -> (forall k : nat, (Rabs (L N lam - iterate N alpha lam eta (k + 2)) <= Rmax (1 - eta * h N lam (iterate N alpha lam eta k)) (eta * kappa N lam - 1) ^ 2 * Rabs (L N lam - iterate N alpha lam eta k) \/ iterate N alpha lam eta k >= L N lam))).

(* if eta <= 2/kappa: d(k) -> L as k -> oo *)
Definition step_ceiling_converges : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  eta * alpha ^ (N - 2) * (alpha ^ N - lam) < 1 ->
  (eta <= 2 / kappa N lam -> is_lim_seq (fun k : nat => iterate N alpha lam eta k) (Finite (L N lam))).

(* if eta > 2/kappa: for every k: (d(k) <= L) | (Abs(L - d(k + 1)) > Abs(L - d(k))) *)
Definition step_ceiling_repels : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  eta * alpha ^ (N - 2) * (alpha ^ N - lam) < 1 ->
  (eta > 2 / kappa N lam -> (forall k : nat, (Rabs (L N lam - iterate N alpha lam eta (k + 1)) > Rabs (L N lam - iterate N alpha lam eta k) \/ iterate N alpha lam eta k <= L N lam))).
