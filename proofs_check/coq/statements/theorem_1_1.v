(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* 1.1: Recovery of the positive eigenvalues *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition E_ii (N k : nat) (lam alpha eta : R) : R :=
  iterate N alpha lam eta k ^ N - Rmax 0 lam.

Definition T_Id (N : nat) (lam alpha eta eps : R) : R :=
  if Rle_dec (Rabs (L N lam - alpha)) eps then 0
    else if both (Rgt_dec (alpha ^ N) lam) (Rge_dec lam 0) then (/ eps ^ (2 * N - 2) - / delta_0 N lam alpha ^ (2 * N - 2)) / (eta * (2 * INR N - 2))
    else if Rlt_dec lam 0 then tau N lam alpha eps / eta
    else if both (Rge_dec eps (L N lam - x_star N lam)) (Rgt_dec lam (alpha ^ N)) then (/ eta + K N lam) * tau N lam alpha (L N lam - eps)
    else if both (both (Rlt_dec alpha (x_star N lam)) (Rlt_dec eps (L N lam - x_star N lam))) (Rgt_dec lam (alpha ^ N)) then IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) + ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))
    else ln (eps / delta_0 N lam alpha) / ln (1 - eta * h N lam alpha).

(* for every k >= T^Id(lambda, epsilon, alpha, eta): Abs(E_ii(k)) <= N*epsilon*Max(L, alpha)**(N - 1) *)
Definition theorem_1_1_error : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  eps < Rabs (L N lam - alpha) ->
  (forall k : nat, INR k >= T_Id N lam alpha eta eps -> Rabs (E_ii N k lam alpha eta) <= eps * INR N * Rmax (L N lam) alpha ^ (N - 1)).

(* E_ii(k) -> 0 as k -> oo *)
Definition theorem_1_1_converges : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  eps < Rabs (L N lam - alpha) ->
  is_lim_seq (fun k : nat => E_ii N k lam alpha eta) (Finite 0).
