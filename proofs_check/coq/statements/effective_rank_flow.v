(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* effective-rank-flow: The effective rank of the flow falls, then rises *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T_1 (N n : nat) (lam alpha : R) (spectrum : nat -> R) : R :=
  tau N lam alpha (root N ((INR N - 2) * eigenvalue n spectrum 1 / (2 * INR N - 2))).

Definition phi_1 (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  y alpha (eigenvalue n spectrum 1) t ^ (N - 2) * (eigenvalue n spectrum 1 - y alpha (eigenvalue n spectrum 1) t ^ N).

Definition r (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N).

Definition r' (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  INR N * (total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ N * phi_i N lam alpha t y) - phi_1 N n alpha t spectrum y * total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ N)) / y alpha (eigenvalue n spectrum 1) t ^ N.

Definition r_n (n : nat) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in lam) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in lam).

(* (r'(W(t)) < 0) | (r'(W(t/u)) > 0) *)
Definition effective_rank_flow_slope : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum n ->
  alpha ^ N <= eigenvalue n spectrum n ->
  u < 1 ->
  (r' N n alpha t spectrum y < 0 \/ r' N n alpha (t / u) spectrum y > 0).

(* if t > 0: (r(W(t)) < r(W(t*u))) | (r(W(t/u)) > r(W(t))) *)
Definition effective_rank_flow_rank : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum n ->
  alpha ^ N <= eigenvalue n spectrum n ->
  u < 1 ->
  (t > 0 -> (r N n alpha t spectrum y < r N n alpha (t * u) spectrum y \/ r N n alpha (t / u) spectrum y > r N n alpha t spectrum y)).

(* if Eq(N, 2): (y_1(t)**N >= alpha**2 + lambda_1 - lambda_2) | (r'(W(t)) < 0) *)
Definition effective_rank_flow_learning_2 : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum n ->
  alpha ^ N <= eigenvalue n spectrum n ->
  u < 1 ->
  ((N = 2)%nat -> (r' N n alpha t spectrum y < 0 \/ y alpha (eigenvalue n spectrum 1) t ^ N >= alpha ^ 2 + eigenvalue n spectrum 1 - eigenvalue n spectrum 2)).

(* if (N >= 3) & (t <= T_1((N - 2)*lambda_1/(2*N - 2))): r'(W(t)) < 0 *)
Definition effective_rank_flow_learning : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum n ->
  alpha ^ N <= eigenvalue n spectrum n ->
  u < 1 ->
  ((N >= 3)%nat /\ t <= T_1 N n (eigenvalue n spectrum 1) alpha spectrum -> r' N n alpha t spectrum y < 0).

(* (r(W(t)) < r_n) | (r'(W(t)) < 0) *)
Definition effective_rank_flow_no_overshoot : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > eigenvalue n spectrum n ->
  alpha ^ N <= eigenvalue n spectrum n ->
  u < 1 ->
  (r' N n alpha t spectrum y < 0 \/ r N n alpha t spectrum y < r_n n spectrum).
