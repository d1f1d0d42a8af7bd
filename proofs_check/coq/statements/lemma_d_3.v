(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-D.3: Sandwich from above *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition p_ (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta k).

(* for every k: p(k) <= b(k)**N *)
Definition lemma_d_3_below_b : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  lam >= 0 ->
  alpha ^ (N - 1) * (alpha - beta) > lam ->
  eta < 1 / (9 * alpha ^ (2 * N - 2) * INR N) ->
  (forall k : nat, p_ N k lam alpha beta eta <= iterate N alpha lam eta k ^ N).

(* for every k: p(k) >= lambda *)
Definition lemma_d_3_above_limit : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  lam >= 0 ->
  alpha ^ (N - 1) * (alpha - beta) > lam ->
  eta < 1 / (9 * alpha ^ (2 * N - 2) * INR N) ->
  (forall k : nat, p_ N k lam alpha beta eta >= lam).

(* for every k: p_1(k + 1) <= p_1(k) *)
Definition lemma_d_3_first_decreases : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  lam >= 0 ->
  alpha ^ (N - 1) * (alpha - beta) > lam ->
  eta < 1 / (9 * alpha ^ (2 * N - 2) * INR N) ->
  (forall k : nat, fst (pair N (alpha - beta) alpha lam eta (k + 1)) <= fst (pair N (alpha - beta) alpha lam eta k)).

(* for every k: p_2(k + 1) <= p_2(k) *)
Definition lemma_d_3_second_decreases : Prop :=
  forall (N : nat) (lam alpha beta eta : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  lam >= 0 ->
  alpha ^ (N - 1) * (alpha - beta) > lam ->
  eta < 1 / (9 * alpha ^ (2 * N - 2) * INR N) ->
  (forall k : nat, snd (pair N (alpha - beta) alpha lam eta (k + 1)) <= snd (pair N (alpha - beta) alpha lam eta k)).
