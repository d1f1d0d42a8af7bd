(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* plateau-tolerance: Plateaus to a tolerance, from larger starts *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T_Id (N : nat) (lam alpha eta eps : R) : R :=
  if Rle_dec (Rabs (L N lam - alpha)) eps then 0
    else if both (Rgt_dec (alpha ^ N) lam) (Rge_dec lam 0) then (/ eps ^ (2 * N - 2) - / delta_0 N lam alpha ^ (2 * N - 2)) / (eta * (2 * INR N - 2))
    else if Rlt_dec lam 0 then tau N lam alpha eps / eta
    else if both (Rge_dec eps (L N lam - x_star N lam)) (Rgt_dec lam (alpha ^ N)) then (/ eta + K N lam) * tau N lam alpha (L N lam - eps)
    else if both (both (Rlt_dec alpha (x_star N lam)) (Rlt_dec eps (L N lam - x_star N lam))) (Rgt_dec lam (alpha ^ N)) then IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) + ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))
    else ln (eps / delta_0 N lam alpha) / ln (1 - eta * h N lam alpha).

Definition eps_ (n ell : nat) (tol : R) (spectrum : nat -> R) : R :=
  Rmin (1 / 2) (tol / (2 * r_ell n ell spectrum + tol - 2)).

Definition omega (N n ell : nat) (tol : R) (spectrum : nat -> R) : R :=
  Rmin (c_N N * eigenvalue n spectrum (ell + 1)) (tol * (1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1 / (2 * Rmax (INR n - INR ell) 1)).

Definition r (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N).

(* (r_ell - 1)*epsilon/(1 - epsilon) <= tol/2 *)
Definition plateau_tolerance_lead : Prop :=
  forall (N n ell : nat) (tol alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  tol > 0 ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  alpha ^ N * (2 * INR n - 2 * INR ell) <= tol * (1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1 ->
  alpha ^ N < omega N n ell tol spectrum \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (r_ell n ell spectrum - 1) * eps_ n ell tol spectrum / (1 - eps_ n ell tol spectrum) <= tol / 2.

(* alpha**N*(n - Max(ell, L_alpha))/((1 - epsilon)*lambda_1) + omega*Max(0, -ell + L_alpha)/((1 -
   epsilon)*lambda_1) <= tol/2 *)
Definition plateau_tolerance_others : Prop :=
  forall (N n ell : nat) (tol alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  tol > 0 ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  alpha ^ N * (2 * INR n - 2 * INR ell) <= tol * (1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1 ->
  alpha ^ N < omega N n ell tol spectrum \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1) + omega N n ell tol spectrum * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1) <= tol / 2.

(* if lambda_(ell + 1) > alpha**N: for every k >= Max(T^Id(lambda_i, epsilon*lambda_i**(1/N)/N, alpha, eta),
   i=1..ell) and <= tau(lambda_(ell + 1), alpha, omega**(1/N))/eta: Abs(r(W(k)) - r_ell) <= tol *)
Definition plateau_tolerance_distance : Prop :=
  forall (N n ell : nat) (tol alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  tol > 0 ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  alpha ^ N * (2 * INR n - 2 * INR ell) <= tol * (1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1 ->
  alpha ^ N < omega N n ell tol spectrum \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (eigenvalue n spectrum (ell + 1) > alpha ^ N -> (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (root N lam * eps_ n ell tol spectrum / INR N)) -> INR k < IZR (Zfloor (tau_ N (eigenvalue n spectrum (ell + 1)) alpha (root N (omega N n ell tol spectrum)) / eta)) + 1 -> Rabs (r N n k alpha eta spectrum - r_ell n ell spectrum) <= tol)).

(* if lambda_(ell + 1) <= alpha**N: for every k >= Max(T^Id(lambda_i, epsilon*lambda_i**(1/N)/N, alpha, eta),
   i=1..ell): Abs(r(W(k)) - r_ell) <= tol *)
Definition plateau_tolerance_distance_last : Prop :=
  forall (N n ell : nat) (tol alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  tol > 0 ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  alpha ^ N * (2 * INR n - 2 * INR ell) <= tol * (1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1 ->
  alpha ^ N < omega N n ell tol spectrum \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (eigenvalue n spectrum (ell + 1) <= alpha ^ N -> (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (root N lam * eps_ n ell tol spectrum / INR N)) -> Rabs (r N n k alpha eta spectrum - r_ell n ell spectrum) <= tol)).
