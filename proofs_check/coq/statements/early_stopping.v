(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* early-stopping: When to stop the descent *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition A_2 (N n ell k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (lam - iterate N alpha lam eta k ^ N) ^ 2).

Definition B_2 (N n ell k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ (2 * N)).

Definition D_2 (N n ell k_s : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (lam - iterate N alpha lam eta k_s ^ N) ^ 2) + total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k_s ^ (2 * N)).

(* for every k: A_2(k) >= A_2(k + 1) *)
Definition early_stopping_falls : Prop :=
  forall (N n ell : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (forall k : nat, A_2 N n ell k alpha eta spectrum >= A_2 N n ell (k + 1) alpha eta spectrum).

(* if lambda_n >= alpha**N: for every k: B_2(k) <= B_2(k + 1) *)
Definition early_stopping_rises : Prop :=
  forall (N n ell : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (eigenvalue n spectrum n >= alpha ^ N -> (forall k : nat, B_2 N n ell k alpha eta spectrum <= B_2 N n ell (k + 1) alpha eta spectrum)).

(* if lambda_n >= alpha**N: for every k: Min(D_2(k_s), D_2(Max(0, k_s - 1))) <= 2*D_2(k) *)
Definition early_stopping_stop : Prop :=
  forall (N n ell : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (eigenvalue n spectrum n >= alpha ^ N -> (exists k_s : nat, hits (fun j : nat => total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (lam - iterate N alpha lam eta j ^ N) ^ 2) <= total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta j ^ (2 * N))) k_s /\ (forall k : nat, Rmin (total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (lam - iterate N alpha lam eta (k_s - 1) ^ N) ^ 2) + total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta (k_s - 1) ^ (2 * N))) (D_2 N n ell k_s alpha eta spectrum) <= 2 * (A_2 N n ell k alpha eta spectrum + B_2 N n ell k alpha eta spectrum)))).

(* for every k: Min(D_2(k_s), D_2(Max(0, k_s - 1))) <= 2*alpha**(2*N)*(n - Max(ell, L_alpha)) + 2*D_2(k) *)
Definition early_stopping_any_tail : Prop :=
  forall (N n ell : nat) (alpha eta : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell < n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (exists k_s : nat, hits (fun j : nat => total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (lam - iterate N alpha lam eta j ^ N) ^ 2) <= total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta j ^ (2 * N))) k_s /\ (forall k : nat, Rmin (total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (lam - iterate N alpha lam eta (k_s - 1) ^ N) ^ 2) + total (ell + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta (k_s - 1) ^ (2 * N))) (D_2 N n ell k_s alpha eta spectrum) <= 2 * (A_2 N n ell k alpha eta spectrum + B_2 N n ell k alpha eta spectrum) + 2 * alpha ^ (2 * N) * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)))).
