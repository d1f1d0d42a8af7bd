(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* negative-later: Negative eigenvalues come later *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition R_ (N : nat) (lam alpha beta : R) : R :=
  alpha ^ (N - 2) * (alpha ^ (N - 1) * (alpha - beta) + lam).

Definition T_d (N : nat) (lam alpha beta eta : R) : R :=
  2 * ln ((2 * alpha - beta) / beta) / ln ((eta * R_ N lam alpha beta + 1) / (1 - eta * R_ N lam alpha beta)).

Definition T_minus (N : nat) (lam alpha beta eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (lam + snd (pair N (alpha - beta) alpha (- lam) eta j) ^ (N - 1) * fst (pair N (alpha - beta) alpha (- lam) eta j)) <= eps).

Definition p_ (N j : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta j) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta j).

Definition T_plus (N : nat) (lam alpha beta eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (lam - p_ N j lam alpha beta eta) <= eps).

(* if lambda*(N - 2) <= alpha**(N - 1)*(2*N - 2)*(alpha - beta): T_+ <= T_- *)
Definition negative_later_later : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) < lam ->
  eps < lam - alpha ^ (N - 1) * (alpha - beta) ->
  (lam * (INR N - 2) <= alpha ^ (N - 1) * (2 * INR N - 2) * (alpha - beta) -> Rbar_le (T_plus N lam alpha beta eta eps) (T_minus N lam alpha beta eta eps)).

(* if lambda*(N - 2) <= alpha**(N - 1)*(2*N - 2)*(alpha - beta): T_- >= T_d + T_+ - 1 *)
Definition negative_later_delay : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) < lam ->
  eps < lam - alpha ^ (N - 1) * (alpha - beta) ->
  (lam * (INR N - 2) <= alpha ^ (N - 1) * (2 * INR N - 2) * (alpha - beta) -> (exists T_plus : nat, hits (fun j : nat => Rabs (lam - p_ N j lam alpha beta eta) <= eps) T_plus /\ Rbar_le (Finite (INR T_plus + T_d N lam alpha beta eta - 1)) (T_minus N lam alpha beta eta eps))).

(* T_- >= T_d *)
Definition negative_later_not_before : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha * (c_14 N - 1) ->
  eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  lam > 0 ->
  alpha ^ (N - 1) * (alpha - beta) < lam ->
  eps < lam - alpha ^ (N - 1) * (alpha - beta) ->
  Rbar_le (Finite (T_d N lam alpha beta eta)) (T_minus N lam alpha beta eta eps).
