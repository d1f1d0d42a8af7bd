(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* step-ceiling-at-zero: The step ceiling at the limit 0, and the way out of the saddle *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition u_ (N : nat) (lam alpha eta : R) : R :=
  alpha * (eta * alpha ^ (N - 2) * (Rabs lam + alpha ^ N) - 1).

(* if (Eq(lambda, 0) | Eq((-1)**N, 1)) & (eta <= 2*alpha**(2 - N)/(alpha**N + Abs(lambda))): for every k: Abs(d(k
   + 1)) <= Abs(d(k)) *)
Definition step_ceiling_at_zero_never_grows : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam <= 0 ->
  (((-1) ^ N = 1 \/ lam = 0) /\ eta <= 2 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) -> (forall k : nat, Rabs (iterate N alpha lam eta (k + 1)) <= Rabs (iterate N alpha lam eta k))).

(* if (Eq(lambda, 0) | Eq((-1)**N, 1)) & (eta > 2*alpha**(2 - N)/(alpha**N + Abs(lambda))): for every k: Abs(d(k
   + 1)) > Abs(d(k)) *)
Definition step_ceiling_at_zero_grows : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam <= 0 ->
  (((-1) ^ N = 1 \/ lam = 0) /\ eta > 2 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) -> (forall k : nat, Rabs (iterate N alpha lam eta (k + 1)) > Rabs (iterate N alpha lam eta k))).

(* if (Eq(lambda, 0) | Eq((-1)**N, 1)) & (eta < 2*alpha**(2 - N)/(alpha**N + Abs(lambda))): d(k) -> 0 as k -> oo *)
Definition step_ceiling_at_zero_vanishes : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam <= 0 ->
  (((-1) ^ N = 1 \/ lam = 0) /\ eta < 2 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) -> is_lim_seq (fun k : nat => iterate N alpha lam eta k) (Finite 0)).

(* if (lambda < 0) & Eq((-1)**N, -1) & (eta > alpha**(2 - N)/(alpha**N + Abs(lambda))) & (eta < 2*(-lambda)**(-2
   + 2/N)/N) & (eta*(lambda + u**N)*u**(N - 2) < 1): for every k: Eq(d(k + 1), -d_-(k)) *)
Definition step_ceiling_at_zero_mirrored : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam <= 0 ->
  ((-1) ^ N = -1 /\ eta < 2 * power (- lam) (2 / INR N - 2) / INR N /\ eta > 1 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) /\ eta * u_ N lam alpha eta ^ (N - 2) * (lam + u_ N lam alpha eta ^ N) < 1 /\ lam < 0 -> (forall k : nat, iterate N alpha lam eta (k + 1) = - iterate N (u_ N lam alpha eta) (- lam) eta k)).

(* if (lambda < 0) & Eq((-1)**N, -1) & (eta > alpha**(2 - N)/(alpha**N + Abs(lambda))) & (eta < 2*(-lambda)**(-2
   + 2/N)/N) & (eta*(lambda + u**N)*u**(N - 2) < 1): d(k) -> -(-lambda)**(1/N) as k -> oo *)
Definition step_ceiling_at_zero_learns : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam <= 0 ->
  ((-1) ^ N = -1 /\ eta < 2 * power (- lam) (2 / INR N - 2) / INR N /\ eta > 1 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) /\ eta * u_ N lam alpha eta ^ (N - 2) * (lam + u_ N lam alpha eta ^ N) < 1 /\ lam < 0 -> is_lim_seq (fun k : nat => iterate N alpha lam eta k) (Finite (- root N (- lam)))).
