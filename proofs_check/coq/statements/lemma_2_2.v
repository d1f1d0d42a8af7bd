(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.2: Convergence of one eigenvalue *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

(* if Eq(N, 1): for every k: Eq(Abs(lambda - d(k)), (1 - eta)**k*Abs(alpha - lambda)) *)
Definition lemma_2_2_linear : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat /\ eta <= 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) \/ eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  ((N = 1)%nat -> (forall k : nat, Rabs (lam - iterate N alpha lam eta k) = (1 - eta) ^ k * Rabs (alpha - lam))).

(* d(k) -> L as k -> oo *)
Definition lemma_2_2_converges : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat /\ eta <= 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) \/ eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  is_lim_seq (fun k : nat => iterate N alpha lam eta k) (Finite (L N lam)).

(* for every k: Abs(L - d(k + 1)) <= Abs(L - d(k)) *)
Definition lemma_2_2_error_decreases : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat /\ eta <= 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) \/ eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  (forall k : nat, Rabs (L N lam - iterate N alpha lam eta (k + 1)) <= Rabs (L N lam - iterate N alpha lam eta k)).

(* for every k: (-L + d(k))*(alpha - d(k)) >= 0 *)
Definition lemma_2_2_stays_between : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 1)%nat ->
  ((N = 1)%nat /\ eta <= 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) \/ eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  (forall k : nat, (alpha - iterate N alpha lam eta k) * (iterate N alpha lam eta k - L N lam) >= 0).
