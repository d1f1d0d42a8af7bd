(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.12: The product converges whatever the sign *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition p_ (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta k).

(* if Ne(alpha**(N - 1)*(alpha - beta), lambda): for every k: Abs(lambda - p(k + 1)) < Abs(lambda - p(k)) *)
Definition lemma_2_12_error_decreases : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (alpha ^ (N - 1) * (alpha - beta) <> lam -> (forall k : nat, Rabs (lam - p_ N (k + 1) lam alpha beta eta) < Rabs (lam - p_ N k lam alpha beta eta))).

(* for every k: (-lambda + p(0))*(-lambda + p(k)) >= 0 *)
Definition lemma_2_12_one_side : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, (snd (pair N (alpha - beta) alpha lam eta 0) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta 0) - lam) * (p_ N k lam alpha beta eta - lam) >= 0).

(* p(k) -> lambda as k -> oo *)
Definition lemma_2_12_converges : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  is_lim_seq (fun k : nat => p_ N k lam alpha beta eta) (Finite lam).
