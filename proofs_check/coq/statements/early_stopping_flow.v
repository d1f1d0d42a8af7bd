(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* early-stopping-flow: When to stop the flow *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition A_2 (N n ell : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (lam - y alpha lam t ^ N) ^ 2).

Definition B_2 (N n ell : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ (2 * N)).

Definition D_2 (N n ell : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  A_2 N n ell alpha t spectrum y + B_2 N n ell alpha t spectrum y.

(* for every t: A_2(t*u) >= A_2(t) *)
Definition early_stopping_flow_falls : Prop :=
  forall (N n ell : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  u < 1 ->
  A_2 N n ell alpha (t * u) spectrum y >= A_2 N n ell alpha t spectrum y.

(* if lambda_n >= alpha**N: for every t: B_2(t*u) <= B_2(t) *)
Definition early_stopping_flow_rises : Prop :=
  forall (N n ell : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  u < 1 ->
  (eigenvalue n spectrum n >= alpha ^ N -> B_2 N n ell alpha (t * u) spectrum y <= B_2 N n ell alpha t spectrum y).

(* if (lambda_n >= alpha**N) & (A_2(t) <= B_2(t)): for every t: D_2(t) <= 2*D_2(t/u) *)
Definition early_stopping_flow_later : Prop :=
  forall (N n ell : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  u < 1 ->
  (A_2 N n ell alpha t spectrum y <= B_2 N n ell alpha t spectrum y /\ eigenvalue n spectrum n >= alpha ^ N -> D_2 N n ell alpha t spectrum y <= 2 * D_2 N n ell alpha (t / u) spectrum y).

(* if A_2(t) <= B_2(t): for every t: D_2(t) <= 2*alpha**(2*N)*(n - Max(ell, L_alpha)) + 2*D_2(t/u) *)
Definition early_stopping_flow_any_tail : Prop :=
  forall (N n ell : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  u < 1 ->
  (A_2 N n ell alpha t spectrum y <= B_2 N n ell alpha t spectrum y -> D_2 N n ell alpha t spectrum y <= 2 * D_2 N n ell alpha (t / u) spectrum y + 2 * alpha ^ (2 * N) * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell))).

(* if A_2(t) >= B_2(t): for every t: D_2(t) <= 2*D_2(t*u) *)
Definition early_stopping_flow_earlier : Prop :=
  forall (N n ell : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  u < 1 ->
  (A_2 N n ell alpha t spectrum y >= B_2 N n ell alpha t spectrum y -> D_2 N n ell alpha t spectrum y <= 2 * D_2 N n ell alpha (t * u) spectrum y).
