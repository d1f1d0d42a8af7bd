(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.8: Decoupling with one perturbed factor *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms matrices.
Open Scope R_scope.

(* for every k: Eq(v_j(k)[1,2], 0) *)
Definition lemma_2_8_diagonal : Prop :=
  forall (N j i : nat) (lam mu alpha beta eta s : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 2)%nat ->
  (j <= N)%nat ->
  (i <= N)%nat ->
  (forall k : nat, factor_entry N j 1 2 i alpha beta lam mu s eta k = 0).

(* Eq(v_i(0)[1,1], alpha - beta) *)
Definition lemma_2_8_first_start : Prop :=
  forall (N j i : nat) (lam mu alpha beta eta s : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 2)%nat ->
  (j <= N)%nat ->
  (i <= N)%nat ->
  factor_entry N i 1 1 i alpha beta lam mu s eta 0 = alpha - beta.

(* if Ne(j, i): Eq(v_j(0)[1,1], alpha) *)
Definition lemma_2_8_second_start : Prop :=
  forall (N j i : nat) (lam mu alpha beta eta s : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 2)%nat ->
  (j <= N)%nat ->
  (i <= N)%nat ->
  ((j <> i)%nat -> factor_entry N j 1 1 i alpha beta lam mu s eta 0 = alpha).

(* if Ne(j, i): for every k: Eq(v_i(k + 1)[1,1], -eta*(-lambda + v_i(k)[1,1]*v_j(k)[1,1]**(N -
   1))*v_j(k)[1,1]**(N - 1) + v_i(k)[1,1]) *)
Definition lemma_2_8_first : Prop :=
  forall (N j i : nat) (lam mu alpha beta eta s : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 2)%nat ->
  (j <= N)%nat ->
  (i <= N)%nat ->
  ((j <> i)%nat -> (forall k : nat, factor_entry N i 1 1 i alpha beta lam mu s eta (k + 1) = factor_entry N i 1 1 i alpha beta lam mu s eta k - eta * factor_entry N j 1 1 i alpha beta lam mu s eta k ^ (N - 1) * (factor_entry N j 1 1 i alpha beta lam mu s eta k ^ (N - 1) * factor_entry N i 1 1 i alpha beta lam mu s eta k - lam))).

(* if Ne(j, i): for every k: Eq(v_j(k + 1)[1,1], -eta*(-lambda + v_i(k)[1,1]*v_j(k)[1,1]**(N -
   1))*v_i(k)[1,1]*v_j(k)[1,1]**(N - 2) + v_j(k)[1,1]) *)
Definition lemma_2_8_second : Prop :=
  forall (N j i : nat) (lam mu alpha beta eta s : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  (j >= 1)%nat ->
  (i >= 1)%nat ->
  (N >= 2)%nat ->
  (j <= N)%nat ->
  (i <= N)%nat ->
  ((j <> i)%nat -> (forall k : nat, factor_entry N j 1 1 i alpha beta lam mu s eta (k + 1) = factor_entry N j 1 1 i alpha beta lam mu s eta k - eta * factor_entry N j 1 1 i alpha beta lam mu s eta k ^ (N - 2) * (factor_entry N j 1 1 i alpha beta lam mu s eta k ^ (N - 1) * factor_entry N i 1 1 i alpha beta lam mu s eta k - lam) * factor_entry N i 1 1 i alpha beta lam mu s eta k)).
