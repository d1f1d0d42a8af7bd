(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* overshooting-count: The count up to the step ceiling *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition A_alpha (N : nat) (lam alpha eta : R) : R :=
  Rmax (1 - eta * h N lam alpha) (eta * kappa N lam - 1).

Definition A_x (N : nat) (lam eta : R) : R :=
  Rmax (1 - eta * h N lam (x_star N lam)) (eta * kappa N lam - 1).

Definition Lambda (N : nat) (lam alpha : R) : R :=
  ln (x_star N lam ^ (N - 1) * (lam - x_star N lam ^ N) / (alpha ^ (N - 1) * (lam - alpha ^ N))).

Definition T_plus (N : nat) (lam alpha : R) : R :=
  tau N lam alpha (x_star N lam).

Definition T_K (N : nat) (lam alpha eta : R) : R :=
  (K N lam * eta / 8 + 1 / 2) * Lambda N lam alpha + K N lam * eta / 8 + T_plus N lam alpha / eta.

(* if alpha < x_star: for every k >= ceiling(T_K) + Max(0, ln(epsilon/(L - x_star))/ln(A_x)): Abs(L - d(k)) <=
   epsilon *)
Definition overshooting_count_from_below : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha ^ N < lam ->
  eta < 2 / kappa N lam ->
  eps < Rabs (L N lam - alpha) ->
  (alpha < x_star N lam -> (forall k : nat, INR k >= Rmax 0 (ln (eps / (L N lam - x_star N lam)) / ln (A_x N lam eta)) + IZR (Zceil (T_K N lam alpha eta)) -> Rabs (L N lam - iterate N alpha lam eta k) <= eps)).

(* for every k >= Max(0, ln(epsilon/(L - alpha))/ln(A_alpha)): Abs(L - d(k)) <= epsilon *)
Definition overshooting_count_from_start : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha ^ N < lam ->
  eta < 2 / kappa N lam ->
  eps < Rabs (L N lam - alpha) ->
  (forall k : nat, INR k >= Rmax 0 (ln (eps / (L N lam - alpha)) / ln (A_alpha N lam alpha eta)) -> Rabs (L N lam - iterate N alpha lam eta k) <= eps).
