(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-1.2: The leading terms of T^Id *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition R_ (N : nat) (lam alpha : R) : R :=
  - (power lam (2 / INR N - 2) * (alpha / root N lam) ^ (N + 2) / ((1 - (alpha / root N lam) ^ N) * (INR N + 2))).

Definition T_12 (N : nat) (lam alpha eta eps : R) : R :=
  power lam (2 / INR N - 2) * (1 / ((alpha / root N lam) ^ (N - 2) * (INR N - 2)) + C_N N - power lam (- (2 / INR N)) * alpha ^ 2 / 2) / eta + ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)).

Definition T_Id (N : nat) (lam alpha eta eps : R) : R :=
  IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) + ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)).

Definition T_plus (N : nat) (lam alpha : R) : R :=
  tau N lam alpha (x_star N lam).

(* eta*s_N/T_plus <= N*((N - 2)/(4*N - 2))**(1 - 2/N)/(2*(3*N - 2)) *)
Definition remark_1_2_relative_lag : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 3)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  lam > 0 ->
  alpha < x_star N lam ->
  eps < L N lam - x_star N lam ->
  eta * s_N N lam alpha / T_plus N lam alpha <= INR N * power ((INR N - 2) / (4 * INR N - 2)) (1 - 2 / INR N) / (2 * (3 * INR N - 2)).

(* T^Id - T_12 <= s_N + 1 *)
Definition remark_1_2_at_most : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 3)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  lam > 0 ->
  alpha < x_star N lam ->
  eps < L N lam - x_star N lam ->
  T_Id N lam alpha eta eps - T_12 N lam alpha eta eps <= s_N N lam alpha + 1.

(* T^Id - T_12 >= s_N + R/eta *)
Definition remark_1_2_at_least : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 3)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  lam > 0 ->
  alpha < x_star N lam ->
  eps < L N lam - x_star N lam ->
  T_Id N lam alpha eta eps - T_12 N lam alpha eta eps >= R_ N lam alpha / eta + s_N N lam alpha.
