(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-3.2: When the bound on the effective rank is small *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* if Eq(ell, 1): Eq(epsilon*(r_ell - 1)/(1 - epsilon), 0) *)
Definition remark_3_2_first_level : Prop :=
  forall (N n ell : nat) (alpha eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  ((ell = 1)%nat -> eps * (r_ell n ell spectrum - 1) / (1 - eps) = 0).

(* alpha**N*(n - Max(ell, L_alpha))/((1 - epsilon)*lambda_1) + epsilon*(r_ell - 1)/(1 - epsilon) +
   theta*lambda_(ell + 1)*Max(0, -ell + L_alpha)/((1 - epsilon)*lambda_1) <= (n - 1)*Max(epsilon, theta,
   alpha**N/lambda_1)/(1 - epsilon) *)
Definition remark_3_2_small : Prop :=
  forall (N n ell : nat) (alpha eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) + eps * (r_ell n ell spectrum - 1) / (1 - eps) + theta * eigenvalue n spectrum (ell + 1) * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps) * eigenvalue n spectrum 1) <= (INR n - 1) * Rmax (alpha ^ N / eigenvalue n spectrum 1) (Rmax eps theta) / (1 - eps).

(* if Eq(lambda_(ell + 1), lambda_ell) & (theta < 1 - epsilon): g(lambda_(ell + 1), theta) < Max(g(lambda_i, 1 -
   epsilon), i=1..ell) *)
Definition remark_3_2_gap : Prop :=
  forall (N n ell : nat) (alpha eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  (eigenvalue n spectrum (ell + 1) = eigenvalue n spectrum ell /\ theta < 1 - eps -> ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1)) < largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam))).
