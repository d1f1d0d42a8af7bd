(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-3.7: The counts for small steps *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition A (N : nat) (lam eps : R) : R :=
  ln ((L N lam - x_star N lam) / eps).

Definition T_nec (N : nat) (lam alpha eta eps : R) : R :=
  ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * kappa N lam) + tau N lam alpha (x_star N lam) / eta - 1.

Definition T_suf (N : nat) (lam alpha eta eps : R) : R :=
  IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) + IZR (Zceil (ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)))).

(* if (lambda > alpha**N) & (epsilon >= L - x_star): eta*(ceiling((K + 1/eta)*tau(alpha, L - epsilon)) -
   tau(alpha, L - epsilon)/eta) <= eta*(K*tau(alpha, L - epsilon) + 1) *)
Definition remark_3_7_convex : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  eps < Rabs (L N lam - alpha) ->
  (eps >= L N lam - x_star N lam /\ lam > alpha ^ N -> eta * (IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (L N lam - eps))) - tau N lam alpha (L N lam - eps) / eta) <= eta * (K N lam * tau N lam alpha (L N lam - eps) + 1)).

(* if (alpha < x_star) & (lambda > alpha**N) & (epsilon < L - x_star): eta*(-T_nec + T_suf) <= eta*(K*tau(alpha,
   x_star) + A/16 + 3) + (1/h(x_star) - 1/kappa)*A *)
Definition remark_3_7_linear_at_most : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  eps < Rabs (L N lam - alpha) ->
  (alpha < x_star N lam /\ eps < L N lam - x_star N lam /\ lam > alpha ^ N -> eta * (T_suf N lam alpha eta eps - T_nec N lam alpha eta eps) <= (/ h N lam (x_star N lam) - / kappa N lam) * A N lam eps + eta * (A N lam eps / 16 + K N lam * tau N lam alpha (x_star N lam) + 3)).

(* if (alpha < x_star) & (lambda > alpha**N) & (epsilon < L - x_star): eta*(-T_nec + T_suf) >= eta*(K*tau(alpha,
   x_star) + 1) + (1/h(x_star) - 1/kappa)*A *)
Definition remark_3_7_linear_at_least : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  eps < Rabs (L N lam - alpha) ->
  (alpha < x_star N lam /\ eps < L N lam - x_star N lam /\ lam > alpha ^ N -> eta * (T_suf N lam alpha eta eps - T_nec N lam alpha eta eps) >= (/ h N lam (x_star N lam) - / kappa N lam) * A N lam eps + eta * (K N lam * tau N lam alpha (x_star N lam) + 1)).
