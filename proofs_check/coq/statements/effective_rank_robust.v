(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* effective-rank-robust: The effective rank rises up to what the start leaves *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition L_ (N n : nat) (alpha : R) (spectrum : nat -> R) : R :=
  INR (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)).

Definition L_1 (n : nat) (spectrum : nat -> R) : R :=
  INR (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (eigenvalue n spectrum 1) then true else false)).

Definition M_ (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ N) / y alpha (eigenvalue n spectrum 1) t ^ N.

Definition phi_1 (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  y alpha (eigenvalue n spectrum 1) t ^ (N - 2) * (eigenvalue n spectrum 1 - y alpha (eigenvalue n spectrum 1) t ^ N).

Definition r (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N).

Definition r_P (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N) / largest 1 (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N).

Definition s_ (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  INR N * (total 1 (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ N * phi_i N lam alpha t y) - phi_1 N n alpha t spectrum y * total 1 (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ N)) / y alpha (eigenvalue n spectrum 1) t ^ N.

(* (r(W(t/u)) >= -alpha**N*(n - L)/y_1(t)**N + r(W(t))) | ((L > L_1) & (s(W(t)) < 0)) *)
Definition effective_rank_robust_flow : Prop :=
  forall (N n : nat) (alpha eta t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  t > 0 ->
  u < 1 ->
  ((L_ N n alpha spectrum > L_1 n spectrum /\ s_ N n alpha t spectrum y < 0) \/ r N n alpha (t / u) spectrum y >= r N n alpha t spectrum y - alpha ^ N * (INR n - L_ N n alpha spectrum) / y alpha (eigenvalue n spectrum 1) t ^ N).

(* M(t/u) <= M(t) *)
Definition effective_rank_robust_rest_flow : Prop :=
  forall (N n : nat) (alpha eta t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  t > 0 ->
  u < 1 ->
  M_ N n alpha (t / u) spectrum y <= M_ N n alpha t spectrum y.

(* for every k: (r_P(W(k + 1)) < r_P(W(k))) | (r_P(W(k + 2)) >= r_P(W(k + 1))) *)
Definition effective_rank_robust_turns_once : Prop :=
  forall (N n : nat) (alpha eta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  t > 0 ->
  u < 1 ->
  (forall k : nat, (r_P N n (k + 1) alpha eta spectrum < r_P N n k alpha eta spectrum \/ r_P N n (k + 2) alpha eta spectrum >= r_P N n (k + 1) alpha eta spectrum)).

(* for every k: M(k + 1) <= M(k) *)
Definition effective_rank_robust_rest : Prop :=
  forall (N n : nat) (alpha eta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  t > 0 ->
  u < 1 ->
  (forall k : nat, total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta (k + 1) ^ N) / iterate N alpha (eigenvalue n spectrum 1) eta (k + 1) ^ N <= total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N) / iterate N alpha (eigenvalue n spectrum 1) eta k ^ N).

(* for every k: M(k) <= alpha**N*(n - L)/d_1(k)**N *)
Definition effective_rank_robust_at_most : Prop :=
  forall (N n : nat) (alpha eta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  alpha ^ N < eigenvalue n spectrum 1 ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  t > 0 ->
  u < 1 ->
  (forall k : nat, total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam (alpha ^ N) then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N) / iterate N alpha (eigenvalue n spectrum 1) eta k ^ N <= alpha ^ N * (INR n - L_ N n alpha spectrum) / iterate N alpha (eigenvalue n spectrum 1) eta k ^ N).
