(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* plateau: The plateau of rank l is an interval *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition A (N n ell k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in lam - iterate N alpha lam eta k ^ N).

Definition B (N n ell k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N).

Definition K_2 (N n ell : nat) (alpha eta theta : R) (spectrum : nat -> R) : Rbar :=
  first (fun j : nat => iterate N alpha (eigenvalue n spectrum (ell + 1)) eta j ^ N > theta * eigenvalue n spectrum (ell + 1)).

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => iterate N alpha lam eta j ^ N >= lam * (1 - eps)).

Definition n_1 (N n ell k : nat) (alpha eta eps : R) (spectrum : nat -> R) : R :=
  INR (count 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec (iterate N alpha lam eta k ^ N) (lam - lam * eps) then true else false)).

Definition r (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N).

(* for every k >= K_1 and < K_2: (d_(ell + 1)(k)**N <= theta*lambda_(ell + 1)) & (n_1(k) >= ell) *)
Definition plateau_inside : Prop :=
  forall (N n ell : nat) (alpha eta eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eps < 1 ->
  theta < 1 ->
  (forall k : nat, Rbar_le (latest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (T N lam alpha eta eps))) (Finite (INR k)) -> Rbar_lt (Finite (INR k)) (K_2 N n ell alpha eta theta spectrum) -> (iterate N alpha (eigenvalue n spectrum (ell + 1)) eta k ^ N <= theta * eigenvalue n spectrum (ell + 1) /\ n_1 N n ell k alpha eta eps spectrum >= INR ell)).

(* for every k < K_1: n_1(k) < ell *)
Definition plateau_early : Prop :=
  forall (N n ell : nat) (alpha eta eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eps < 1 ->
  theta < 1 ->
  (forall k : nat, Rbar_lt (Finite (INR k)) (latest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (T N lam alpha eta eps))) -> n_1 N n ell k alpha eta eps spectrum < INR ell).

(* for every k >= K_2: d_(ell + 1)(k)**N > theta*lambda_(ell + 1) *)
Definition plateau_late : Prop :=
  forall (N n ell : nat) (alpha eta eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eps < 1 ->
  theta < 1 ->
  (forall k : nat, Rbar_le (K_2 N n ell alpha eta theta spectrum) (Finite (INR k)) -> iterate N alpha (eigenvalue n spectrum (ell + 1)) eta k ^ N > theta * eigenvalue n spectrum (ell + 1)).

(* if lambda_(ell + 1) <= alpha**N: for every k >= K_1: (d_(ell + 1)(k)**N <= alpha**N) & (n_1(k) >= ell) *)
Definition plateau_last : Prop :=
  forall (N n ell : nat) (alpha eta eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eps < 1 ->
  theta < 1 ->
  (eigenvalue n spectrum (ell + 1) <= alpha ^ N -> (forall k : nat, Rbar_le (latest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (T N lam alpha eta eps))) (Finite (INR k)) -> (iterate N alpha (eigenvalue n spectrum (ell + 1)) eta k ^ N <= alpha ^ N /\ n_1 N n ell k alpha eta eps spectrum >= INR ell))).

(* if ell > 1: for every k: r(W(k)) <= ((r_ell - 1)*A(k) + B(k))/d_1(k)**N + r_ell *)
Definition plateau_above : Prop :=
  forall (N n ell : nat) (alpha eta eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eps < 1 ->
  theta < 1 ->
  ((ell > 1)%nat -> (forall k : nat, r N n k alpha eta spectrum <= ((r_ell n ell spectrum - 1) * A N n ell k alpha eta spectrum + B N n ell k alpha eta spectrum) / iterate N alpha (eigenvalue n spectrum 1) eta k ^ N + r_ell n ell spectrum)).

(* if Eq(ell, 1): for every k: Eq(r(W(k)), B(k)/d_1(k)**N + 1) *)
Definition plateau_first : Prop :=
  forall (N n ell : nat) (alpha eta eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eps < 1 ->
  theta < 1 ->
  ((ell = 1)%nat -> (forall k : nat, r N n k alpha eta spectrum = B N n ell k alpha eta spectrum / iterate N alpha (eigenvalue n spectrum 1) eta k ^ N + 1)).

(* for every k: r(W(k)) >= -A(k)/d_1(k)**N + r_ell *)
Definition plateau_below : Prop :=
  forall (N n ell : nat) (alpha eta eps theta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eps < 1 ->
  theta < 1 ->
  (forall k : nat, r N n k alpha eta spectrum >= r_ell n ell spectrum - A N n ell k alpha eta spectrum / iterate N alpha (eigenvalue n spectrum 1) eta k ^ N).
