(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* final-fall: Whether the effective rank rises or falls in the end *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition a (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  y alpha (eigenvalue n spectrum (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false))) t ^ 2 * (eigenvalue n spectrum (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false)) + y alpha (eigenvalue n spectrum 1) t ^ N - y alpha (eigenvalue n spectrum (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false))) t ^ N - eigenvalue n spectrum 1).

Definition b (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  (eigenvalue n spectrum 1 - y alpha (eigenvalue n spectrum 1) t ^ N) * total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ 2) - total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ 2 * (lam - y alpha lam t ^ N)).

Definition c (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  smallest ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (eigenvalue n spectrum 1) then true else false)) + 1) (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in lam - y alpha lam t ^ N) + y alpha (eigenvalue n spectrum 1) t ^ N - eigenvalue n spectrum 1.

Definition g (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 2 (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam (alpha ^ N) then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in power lam (2 - 2 / INR N) * (lam - y alpha lam t ^ N)).

Definition gamma_g (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  y alpha (eigenvalue n spectrum (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam (alpha ^ N) then true else false))) t ^ (2 * N - 2).

Definition gamma_l (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  y alpha (eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1)) t ^ (N - 2) * (y alpha (eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1)) t ^ N - (2 - 2 / INR N) * (eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1) - y alpha (eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1)) t ^ N)).

Definition l (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  - (y alpha (eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1)) t ^ (2 * N - 2) * (eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1) - y alpha (eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1)) t ^ N)).

Definition r (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N).

(* if (g(t) < l(t)) & (gamma_g(t) >= gamma_l(t)): r(W(t/u)) < r(W(t)) *)
Definition final_fall_falls : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n < alpha ^ N ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  u < 1 ->
  (g N n alpha t spectrum y < l N n alpha t spectrum y /\ gamma_g N n alpha t spectrum y >= gamma_l N n alpha t spectrum y -> r N n alpha (t / u) spectrum y < r N n alpha t spectrum y).

(* if Eq(N, 2) & (lambda_(n_+ + 1) <= -lambda_(n_+)) & (c(t) >= 0) & (a(t) > b(t)): r(W(t/u)) > r(W(t)) *)
Definition final_fall_rises : Prop :=
  forall (N n : nat) (alpha t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n < alpha ^ N ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  u < 1 ->
  ((N = 2)%nat /\ a N n alpha t spectrum y > b N n alpha t spectrum y /\ c N n alpha t spectrum y >= 0 /\ eigenvalue n spectrum ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false)) + 1) <= - eigenvalue n spectrum (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam 0 then true else false)) -> r N n alpha (t / u) spectrum y > r N n alpha t spectrum y).
