(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-3.3-descent: Noise: the window in iterations *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition K_0 (N ell_0 n : nat) (delta alpha eta eps : R) (spectrum clean : nat -> R) : Rbar :=
  first (fun j : nat => smallest 1 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in iterate N alpha (mu - delta) eta j ^ N / (mu - delta)) >= 1 - eps).

Definition K_1 (N : nat) (delta alpha eta theta : R) : Rbar :=
  first (fun j : nat => iterate N alpha delta eta j ^ N > delta * theta).

Definition r (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N).

(* for every k >= K_0 and < K_1: r(W(k)) <= r_+ *)
Definition remark_3_3_descent_upper : Prop :=
  forall (N ell_0 n : nat) (delta alpha eta eps theta : R) (spectrum clean : nat -> R),
  descending n spectrum ->
  descending ell_0 clean ->
  (ell_0 >= 1)%nat ->
  delta >= 0 ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  2 * delta < eigenvalue ell_0 clean ell_0 ->
  (ell_0 <= n)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) <= delta ->
  alpha ^ N < delta ->
  eps < 1 ->
  delta * theta > alpha ^ N ->
  theta < 1 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (forall k : nat, Rbar_le (K_0 N ell_0 n delta alpha eta eps spectrum clean) (Finite (INR k)) -> Rbar_lt (Finite (INR k)) (K_1 N delta alpha eta theta) -> r N n k alpha eta spectrum <= r_plus ell_0 n delta eps theta spectrum clean).

(* for every k >= K_0: r(W(k)) >= r_- *)
Definition remark_3_3_descent_lower : Prop :=
  forall (N ell_0 n : nat) (delta alpha eta eps theta : R) (spectrum clean : nat -> R),
  descending n spectrum ->
  descending ell_0 clean ->
  (ell_0 >= 1)%nat ->
  delta >= 0 ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  2 * delta < eigenvalue ell_0 clean ell_0 ->
  (ell_0 <= n)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) <= delta ->
  alpha ^ N < delta ->
  eps < 1 ->
  delta * theta > alpha ^ N ->
  theta < 1 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (forall k : nat, Rbar_le (K_0 N ell_0 n delta alpha eta eps spectrum clean) (Finite (INR k)) -> r N n k alpha eta spectrum >= r_minus ell_0 n delta eps spectrum clean).

(* if ell_0 < n: for every k < K_1: Max(d_i(k)**N, i=ell_0 + 1..n) <= delta*theta *)
Definition remark_3_3_descent_resting : Prop :=
  forall (N ell_0 n : nat) (delta alpha eta eps theta : R) (spectrum clean : nat -> R),
  descending n spectrum ->
  descending ell_0 clean ->
  (ell_0 >= 1)%nat ->
  delta >= 0 ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  2 * delta < eigenvalue ell_0 clean ell_0 ->
  (ell_0 <= n)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) <= delta ->
  alpha ^ N < delta ->
  eps < 1 ->
  delta * theta > alpha ^ N ->
  theta < 1 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  ((ell_0 < n)%nat -> (forall k : nat, Rbar_lt (Finite (INR k)) (K_1 N delta alpha eta theta) -> largest (ell_0 + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N) <= delta * theta)).

(* if -delta + mu_ell_0 < lambda_ell_0: for every k: d(k; lambda=-delta + mu_ell_0)**N <= Min(d_i(k)**N,
   i=1..ell_0) *)
Definition remark_3_3_descent_ahead : Prop :=
  forall (N ell_0 n : nat) (delta alpha eta eps theta : R) (spectrum clean : nat -> R),
  descending n spectrum ->
  descending ell_0 clean ->
  (ell_0 >= 1)%nat ->
  delta >= 0 ->
  (n >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  theta > 0 ->
  (N >= 2)%nat ->
  2 * delta < eigenvalue ell_0 clean ell_0 ->
  (ell_0 <= n)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) <= delta ->
  alpha ^ N < delta ->
  eps < 1 ->
  delta * theta > alpha ^ N ->
  theta < 1 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  (eigenvalue ell_0 clean ell_0 - delta < eigenvalue n spectrum ell_0 -> (forall k : nat, iterate N alpha (eigenvalue ell_0 clean ell_0 - delta) eta k ^ N <= smallest 1 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N))).
