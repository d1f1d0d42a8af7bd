(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* noise-window: The window with noise is exact *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T (N : nat) (lam alpha eps : R) : R :=
  tau N lam alpha (root N (lam * (1 - eps))).

Definition T_0 (N ell_0 n : nat) (delta alpha eps : R) (spectrum clean : nat -> R) : R :=
  largest 1 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in T N (mu - delta) alpha eps).

(* if G(T(-delta + mu_ell_0, 1 - epsilon)) >= 1: Eq(T_0, T(-delta + mu_ell_0, 1 - epsilon)) *)
Definition noise_window_start : Prop :=
  forall (N ell_0 n : nat) (delta alpha eps theta t : R) (spectrum clean : nat -> R),
  descending n spectrum ->
  descending ell_0 clean ->
  (ell_0 >= 1)%nat ->
  delta >= 0 ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N >= 2)%nat ->
  2 * delta < eigenvalue ell_0 clean ell_0 ->
  (ell_0 <= n)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) <= delta ->
  alpha ^ N < delta ->
  eps < 1 ->
  delta * theta > alpha ^ N ->
  theta < 1 ->
  (alpha ^ (N - 2) * (2 * INR N - 2) * (eigenvalue ell_0 clean ell_0 - alpha ^ N - delta) * T N (eigenvalue ell_0 clean ell_0 - delta) alpha eps >= 1 -> T_0 N ell_0 n delta alpha eps spectrum clean = T N (eigenvalue ell_0 clean ell_0 - delta) alpha eps).

(* if (ell_0 < n) & Eq(lambda_(ell_0 + 1), delta) & Eq(lambda_ell_0, -delta + mu_ell_0) & (G(T(-delta + mu_ell_0,
   1 - epsilon)) >= 1): ((y_(ell_0)(t)**N >= (1 - epsilon)*lambda_ell_0) & (y_(ell_0 + 1)(t)**N <=
   theta*lambda_(ell_0 + 1))) exactly when (t <= T(delta, theta)) & (t >= T_0) *)
Definition noise_window_attained : Prop :=
  forall (N ell_0 n : nat) (delta alpha eps theta t : R) (spectrum clean : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  descending ell_0 clean ->
  (ell_0 >= 1)%nat ->
  delta >= 0 ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N >= 2)%nat ->
  2 * delta < eigenvalue ell_0 clean ell_0 ->
  (ell_0 <= n)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) <= delta ->
  alpha ^ N < delta ->
  eps < 1 ->
  delta * theta > alpha ^ N ->
  theta < 1 ->
  (eigenvalue n spectrum (ell_0 + 1) = delta /\ eigenvalue n spectrum ell_0 = eigenvalue ell_0 clean ell_0 - delta /\ alpha ^ (N - 2) * (2 * INR N - 2) * (eigenvalue ell_0 clean ell_0 - alpha ^ N - delta) * T N (eigenvalue ell_0 clean ell_0 - delta) alpha eps >= 1 /\ (ell_0 < n)%nat -> (t <= (fun lam : R => tau N lam alpha (root N (lam * theta))) delta /\ t >= T_0 N ell_0 n delta alpha eps spectrum clean <-> (y alpha (eigenvalue n spectrum (ell_0 + 1)) t ^ N <= theta * eigenvalue n spectrum (ell_0 + 1) /\ y alpha (eigenvalue n spectrum ell_0) t ^ N >= (1 - eps) * eigenvalue n spectrum ell_0))).
