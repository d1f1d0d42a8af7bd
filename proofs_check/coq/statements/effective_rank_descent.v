(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* effective-rank-descent: The effective rank of the descent falls, then rises *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition Q_ell (N n ell k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  (iterate N alpha (eigenvalue n spectrum ell) eta k / iterate N alpha (eigenvalue n spectrum 1) eta k) ^ N.

Definition phi_1 (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  iterate N alpha (eigenvalue n spectrum 1) eta k ^ (N - 2) * (eigenvalue n spectrum 1 - iterate N alpha (eigenvalue n spectrum 1) eta k ^ N).

Definition phi_ell (N n ell k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  iterate N alpha (eigenvalue n spectrum ell) eta k ^ (N - 2) * (eigenvalue n spectrum ell - iterate N alpha (eigenvalue n spectrum ell) eta k ^ N).

Definition r (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N).

Definition theta_N (N : nat) : R :=
  if Req_EM_T (INR N) 2 then 59 / 100
    else if Req_EM_T (INR N) 3 then 16 / 25
    else 13 / 20.

(* for every k: (r(W(k + 1)) < r(W(k))) | (r(W(k + 2)) >= r(W(k + 1))) *)
Definition effective_rank_descent_turns_once : Prop :=
  forall (N n ell : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum n ->
  alpha ^ N <= eigenvalue n spectrum n ->
  eta <= power (eigenvalue n spectrum 1) (2 / INR N - 2) * theta_N N / INR N ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum ell ->
  (forall k : nat, (r N n (k + 1) alpha eta spectrum < r N n k alpha eta spectrum \/ r N n (k + 2) alpha eta spectrum >= r N n (k + 1) alpha eta spectrum)).

(* for every k: (-Q_ell(k) + Q_ell(k + 1))*(-phi_1(k) + phi_ell(k)) >= 0 *)
Definition effective_rank_descent_share : Prop :=
  forall (N n ell : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum n ->
  alpha ^ N <= eigenvalue n spectrum n ->
  eta <= power (eigenvalue n spectrum 1) (2 / INR N - 2) * theta_N N / INR N ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum ell ->
  (forall k : nat, (Q_ell N n ell (k + 1) alpha eta spectrum - Q_ell N n ell k alpha eta spectrum) * (phi_ell N n ell k alpha eta spectrum - phi_1 N n k alpha eta spectrum) >= 0).
