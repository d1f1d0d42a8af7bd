(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-2.10: Balancedness *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* for every k: Delta_2(k) <= beta*(2*alpha - beta) *)
Definition remark_2_10_at_most_initial : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, Delta_2 N k lam alpha beta eta <= beta * (2 * alpha - beta)).

(* for every k: Delta_2(k + 1) <= Delta_2(k) *)
Definition remark_2_10_decreases : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, Delta_2 N (k + 1) lam alpha beta eta <= Delta_2 N k lam alpha beta eta).

(* for every k: Delta_2(k) > 0 *)
Definition remark_2_10_positive : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, Delta_2 N k lam alpha beta eta > 0).
