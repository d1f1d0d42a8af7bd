(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* 1.3: Recovery of every eigenvalue from a perturbed start *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition D_ (alpha beta : R) : R :=
  beta + sqrt 2 * sqrt alpha * sqrt beta.

Definition E_ii (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta k) - lam.

Definition T_Id (N : nat) (lam alpha eta eps : R) : R :=
  if Rle_dec (Rabs (L N lam - alpha)) eps then 0
    else if both (Rgt_dec (alpha ^ N) lam) (Rge_dec lam 0) then (/ eps ^ (2 * N - 2) - / delta_0 N lam alpha ^ (2 * N - 2)) / (eta * (2 * INR N - 2))
    else if Rlt_dec lam 0 then tau N lam alpha eps / eta
    else if both (Rge_dec eps (L N lam - x_star N lam)) (Rgt_dec lam (alpha ^ N)) then (/ eta + K N lam) * tau N lam alpha (L N lam - eps)
    else if both (both (Rlt_dec alpha (x_star N lam)) (Rlt_dec eps (L N lam - x_star N lam))) (Rgt_dec lam (alpha ^ N)) then IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) + ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))
    else ln (eps / delta_0 N lam alpha) / ln (1 - eta * h N lam alpha).

Definition theta_ (N : nat) : R :=
  1 - 4 / (81 * c_14 N ^ (4 * N - 4) * INR N ^ 2).

Definition rho (N : nat) (lam beta : R) : R :=
  (beta * theta_ N) ^ (N - 2) * Rabs lam / 2.

Definition T_g (N : nat) (lam alpha beta eta : R) : R :=
  ln (D_ alpha beta / beta) / ln (eta * rho N lam beta + 1) + 1.

Definition xi' (N : nat) (lam alpha beta : R) : R :=
  Rmin (Rabs lam / (2 * (M N lam alpha * c_14 N) ^ (N - 1))) beta.

(* E_ii(k) -> 0 as k -> oo *)
Definition theorem_1_3_converges : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  is_lim_seq (fun k : nat => E_ii N k lam alpha beta eta) (Finite 0).

(* for every k: Abs(E_ii(k)) <= Max(Abs(lambda - a(k)**N), Abs(lambda - b(k)**N)) *)
Definition theorem_1_3_sandwich : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, Rabs (E_ii N k lam alpha beta eta) <= Rmax (Rabs (lam - iterate N (alpha - beta) lam eta k ^ N)) (Rabs (lam - iterate N alpha lam eta k ^ N))).

(* if lambda >= 0: for every k >= Max(T^Id(lambda, epsilon, alpha, eta), T^Id(lambda, epsilon, alpha - beta,
   eta)): Abs(E_ii(k)) <= N*epsilon*Max(L, alpha)**(N - 1) *)
Definition theorem_1_3_nonnegative : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (lam >= 0 -> (forall k : nat, INR k >= Rmax (T_Id N lam (alpha - beta) eta eps) (T_Id N lam alpha eta eps) -> Rabs (E_ii N k lam alpha beta eta) <= eps * INR N * Rmax (L N lam) alpha ^ (N - 1))).

(* if lambda < 0: for every k >= T^Id(Abs(lambda), epsilon, xi', eta) + T_g + 1: Abs(E_ii(k)) <=
   N*epsilon*(M*c)**(N - 1) *)
Definition theorem_1_3_negative : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (lam < 0 -> (forall k : nat, INR k >= T_Id N (Rabs lam) (xi' N lam alpha beta) eta eps + T_g N lam alpha beta eta + 1 -> Rabs (E_ii N k lam alpha beta eta) <= eps * INR N * (M N lam alpha * c_14 N) ^ (N - 1))).
