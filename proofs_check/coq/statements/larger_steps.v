(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* 2.4-steps: The iteration counts for larger steps *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

(* if (lambda >= 0) & (alpha**N > lambda) & (eta <= 1/h(alpha)): T <= ceiling((-delta_0**(2 - 2*N) + epsilon**(2
   - 2*N))/(eta*(2*N - 2))) *)
Definition larger_steps_upper_1 : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (alpha ^ N > lam /\ eta <= / h N lam alpha /\ lam >= 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((/ eps ^ (2 * N - 2) - / delta_0 N lam alpha ^ (2 * N - 2)) / (eta * (2 * INR N - 2))))))).

(* if (lambda < 0) & (eta <= alpha**(2 - N)/(alpha**N + Abs(lambda))): T <= ceiling(tau(alpha, epsilon)/eta) *)
Definition larger_steps_upper_2 : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (eta <= 1 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)) /\ lam < 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (tau N lam alpha eps / eta))))).

(* if (lambda > alpha**N) & (epsilon >= L - x_star) & (eta <= 2/h(L - epsilon)): T <= ceiling((K +
   1/eta)*tau(alpha, L - epsilon)) *)
Definition larger_steps_upper_3 : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (eps >= L N lam - x_star N lam /\ eta <= 2 / h N lam (L N lam - eps) /\ lam > alpha ^ N -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (L N lam - eps)))))).

(* if (alpha < x_star) & (lambda > alpha**N) & (epsilon < L - x_star) & (eta <= 2/(kappa + h(x_star))): T <=
   ceiling((K + 1/eta)*tau(alpha, x_star)) + ceiling(ln(epsilon/(L - x_star))/ln(-eta*h(x_star) + 1)) *)
Definition larger_steps_upper_4a : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (alpha < x_star N lam /\ eps < L N lam - x_star N lam /\ eta <= 2 / (h N lam (x_star N lam) + kappa N lam) /\ lam > alpha ^ N -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))))))).

(* if (alpha >= x_star) & (lambda > alpha**N) & (epsilon < L - x_star) & (eta <= 2/(kappa + h(alpha))): T <=
   ceiling(ln(epsilon/delta_0)/ln(-eta*h(alpha) + 1)) *)
Definition larger_steps_upper_4b : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (alpha >= x_star N lam /\ eps < L N lam - x_star N lam /\ eta <= 2 / (h N lam alpha + kappa N lam) /\ lam > alpha ^ N -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (ln (eps / delta_0 N lam alpha) / ln (1 - eta * h N lam alpha)))))).

(* if (lambda > alpha**N) & (epsilon >= L - x_star): T >= tau(alpha, L - epsilon)/eta *)
Definition larger_steps_lower_3 : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (eps >= L N lam - x_star N lam /\ lam > alpha ^ N -> Rbar_le (Finite (tau N lam alpha (L N lam - eps) / eta)) (T N lam alpha eta eps)).

(* if (alpha < x_star) & (lambda > alpha**N) & (eta < 1/kappa) & (epsilon < L - x_star): T >= ln(epsilon/(L -
   x_star))/ln(-eta*kappa + 1) + tau(alpha, x_star)/eta *)
Definition larger_steps_lower_4a : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (alpha < x_star N lam /\ eps < L N lam - x_star N lam /\ eta < / kappa N lam /\ lam > alpha ^ N -> Rbar_le (Finite (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * kappa N lam) + tau N lam alpha (x_star N lam) / eta)) (T N lam alpha eta eps)).

(* if (alpha >= x_star) & (lambda > alpha**N) & (eta < 1/kappa) & (epsilon < L - x_star): T >=
   ln(epsilon/delta_0)/ln(-eta*kappa + 1) *)
Definition larger_steps_lower_4b : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eps < Rabs (L N lam - alpha) ->
  (alpha >= x_star N lam /\ eps < L N lam - x_star N lam /\ eta < / kappa N lam /\ lam > alpha ^ N -> Rbar_le (Finite (ln (eps / delta_0 N lam alpha) / ln (1 - eta * kappa N lam))) (T N lam alpha eta eps)).
