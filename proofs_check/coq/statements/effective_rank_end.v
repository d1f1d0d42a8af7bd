(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* effective-rank-end: The effective rank of the flow falls in the end *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition phi_n (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  y alpha (eigenvalue n spectrum n) t ^ (N - 2) * (eigenvalue n spectrum n - y alpha (eigenvalue n spectrum n) t ^ N).

Definition D_ (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  - (y alpha (eigenvalue n spectrum n) t ^ N * phi_n N n alpha t spectrum y).

Definition G (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ N * phi_i N lam alpha t y).

Definition S_ (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  (2 - 2 / INR N) * phi_n N n alpha t spectrum y + smallest 1 (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ (2 * N - 2) - (2 - 2 / INR N) * phi_i N lam alpha t y) - y alpha (eigenvalue n spectrum n) t ^ (2 * N - 2).

Definition r (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N).

(* (r(W(t/u)) < r(W(t))) | (G(t) > D(t)) | (S(t) < 0) *)
Definition effective_rank_end_falls : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  alpha ^ N > eigenvalue n spectrum n ->
  u < 1 ->
  (G N n alpha t spectrum y > D_ N n alpha t spectrum y \/ S_ N n alpha t spectrum y < 0 \/ r N n alpha (t / u) spectrum y < r N n alpha t spectrum y).
