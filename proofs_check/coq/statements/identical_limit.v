(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* identical-limit: The effective rank in the end, from an identical start *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition r (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N).

(* r(W(k)) -> (Sum(Max(0, lambda_i), i=1..n))/lambda_1 as k -> oo *)
Definition identical_limit_tends : Prop :=
  forall (N n : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > 0 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  is_lim_seq (fun k : nat => r N n k alpha eta spectrum) (Finite (total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rmax 0 lam) / eigenvalue n spectrum 1)).

(* if Eq(N, 2) & (lambda_n < 0): for every k: Sum(d_i(k)**N, i=n_+ + 1..n) <= Sum(alpha**2*(-eta*Abs(lambda_i) +
   1)**(2*k), i=n_+ + 1..n) *)
Definition identical_limit_geometric : Prop :=
  forall (N n : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > 0 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  ((N = 2)%nat /\ eigenvalue n spectrum n < 0 -> (forall k : nat, total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam 0 then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N) <= total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam 0 then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in alpha ^ 2 * (1 - eta * Rabs lam) ^ (2 * k)))).

(* if (N >= 3) & (lambda_n < 0): for every k: Sum(d_i(k)**N, i=n_+ + 1..n) <= Sum((alpha**(2 - N) + eta*k*(N -
   2)*Abs(lambda_i))**(-N/(N - 2)), i=n_+ + 1..n) *)
Definition identical_limit_algebraic : Prop :=
  forall (N n : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum 1 > 0 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  ((N >= 3)%nat /\ eigenvalue n spectrum n < 0 -> (forall k : nat, total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam 0 then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N) <= total ((count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec lam 0 then true else false)) + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in power (/ alpha ^ (N - 2) + INR k * eta * (INR N - 2) * Rabs lam) (- (INR N / (INR N - 2)))))).
