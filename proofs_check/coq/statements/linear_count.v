(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* linear-count: Above a positive limit the count is linear *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

(* T <= ceiling(-ln((-L + alpha)/epsilon)/ln(-eta*kappa + 1)) *)
Definition linear_count_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha ^ N > lam ->
  eta < / h N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (- (ln ((alpha - L N lam) / eps) / ln (1 - eta * kappa N lam)))))).

(* T >= -ln((-L + alpha)/epsilon)/ln(-eta*h(alpha) + 1) *)
Definition linear_count_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha ^ N > lam ->
  eta < / h N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  Rbar_le (Finite (- (ln ((alpha - L N lam) / eps) / ln (1 - eta * h N lam alpha)))) (T N lam alpha eta eps).
