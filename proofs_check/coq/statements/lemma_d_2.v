(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-D.2: Sandwich from below *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition p_ (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta k).

(* for every k: p(k) >= a(k)**N *)
Definition lemma_d_2_above_a : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) <= lam ->
  eta < 1 / (9 * INR N * (L N lam * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, p_ N k lam alpha beta eta >= iterate N (alpha - beta) lam eta k ^ N).

(* for every k: p(k) <= lambda *)
Definition lemma_d_2_below_limit : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) <= lam ->
  eta < 1 / (9 * INR N * (L N lam * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, p_ N k lam alpha beta eta <= lam).

(* for every k: p_2(k) <= L*c *)
Definition lemma_d_2_second_bounded : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) <= lam ->
  eta < 1 / (9 * INR N * (L N lam * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, snd (pair N (alpha - beta) alpha lam eta k) <= L N lam * c_14 N).

(* for every k: p_1(k + 1) >= p_1(k) *)
Definition lemma_d_2_first_increases : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) <= lam ->
  eta < 1 / (9 * INR N * (L N lam * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, fst (pair N (alpha - beta) alpha lam eta (k + 1)) >= fst (pair N (alpha - beta) alpha lam eta k)).

(* for every k: p_2(k + 1) >= p_2(k) *)
Definition lemma_d_2_second_increases : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) <= lam ->
  eta < 1 / (9 * INR N * (L N lam * c_14 N) ^ (2 * N - 2)) ->
  (forall k : nat, snd (pair N (alpha - beta) alpha lam eta (k + 1)) >= snd (pair N (alpha - beta) alpha lam eta k)).
