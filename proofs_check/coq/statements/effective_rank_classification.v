(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* effective-rank-classification: When the effective rank of the flow never rises *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition r (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N).

(* if lambda_1 <= alpha**N: r(W(t/u)) <= r(W(t)) *)
Definition effective_rank_classification_none_grows : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  u < 1 ->
  (eigenvalue n spectrum 1 <= alpha ^ N -> r N n alpha (t / u) spectrum y <= r N n alpha t spectrum y).

(* if Eq(n, 2) & (t > 0) & (lambda_2 <= alpha**N) & (alpha**N < lambda_1): r(W(t/u)) < r(W(t)) *)
Definition effective_rank_classification_two : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  u < 1 ->
  ((n = 2)%nat /\ alpha ^ N < eigenvalue n spectrum 1 /\ eigenvalue n spectrum 2 <= alpha ^ N /\ t > 0 -> r N n alpha (t / u) spectrum y < r N n alpha t spectrum y).
