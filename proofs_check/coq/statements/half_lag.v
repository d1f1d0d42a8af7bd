(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* 2.4-lag: The iteration counts with about half of K *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

Definition T_c (N : nat) (lam alpha eta : R) : R :=
  (/ eta + 9 * K N lam / 16) * tau N lam alpha (x_star N lam) + 1 / 16.

(* if (eta <= 1/kappa) & (lambda > alpha**N) & (epsilon >= L - x_star): T <= ceiling((9*K/16 + 1/eta)*tau(alpha,
   L - epsilon) + 1/16) *)
Definition half_lag_upper_3 : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  lam > 0 ->
  (eps >= L N lam - x_star N lam /\ eta <= / kappa N lam /\ lam > alpha ^ N -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((/ eta + 9 * K N lam / 16) * tau N lam alpha (L N lam - eps) + 1 / 16))))).

(* if (alpha < x_star) & (lambda > alpha**N) & (eta < 1/kappa) & (epsilon < L - x_star): T <=
   ceiling(ln(epsilon/(L - x_star))/ln(-eta*h(x_star) + 1)) + ceiling(T_c) *)
Definition half_lag_upper_4a : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  lam > 0 ->
  (alpha < x_star N lam /\ eps < L N lam - x_star N lam /\ eta < / kappa N lam /\ lam > alpha ^ N -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (T_c N lam alpha eta)) + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))))))).
