(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* remark-3.3: Noise: a window in which the flow is close to the matrix without it *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition A_2 (N ell_0 n : nat) (alpha t : R) (spectrum clean : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in (lam - y alpha lam t ^ N) ^ 2).

Definition B_2 (N ell_0 n : nat) (alpha t : R) (spectrum clean : nat -> R) (y : R -> R -> R -> R) : R :=
  total (ell_0 + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ (2 * N)).

Definition D_2 (N ell_0 n : nat) (alpha t : R) (spectrum clean : nat -> R) (y : R -> R -> R -> R) : R :=
  A_2 N ell_0 n alpha t spectrum clean y + B_2 N ell_0 n alpha t spectrum clean y.

Definition G (N ell_0 : nat) (delta alpha t : R) (clean : nat -> R) : R :=
  t * alpha ^ (N - 2) * (2 * INR N - 2) * (eigenvalue ell_0 clean ell_0 - alpha ^ N - delta).

Definition T (N : nat) (lam alpha eps : R) : R :=
  tau N lam alpha (root N (lam * (1 - eps))).

Definition T_0 (N ell_0 n : nat) (delta alpha eps : R) (spectrum clean : nat -> R) : R :=
  largest 1 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in T N (mu - delta) alpha eps).

Definition r (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N).

(* r(W(t)) <= r_+ *)
Definition remark_3_3_upper : Prop :=
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
  t >= T_0 N ell_0 n delta alpha eps spectrum clean ->
  t <= (fun lam : R => tau N lam alpha (root N (lam * theta))) delta ->
  r N n alpha t spectrum y <= r_plus ell_0 n delta eps theta spectrum clean.

(* r(W(t)) >= r_- *)
Definition remark_3_3_lower : Prop :=
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
  t >= T_0 N ell_0 n delta alpha eps spectrum clean ->
  t <= (fun lam : R => tau N lam alpha (root N (lam * theta))) delta ->
  r N n alpha t spectrum y >= r_minus ell_0 n delta eps spectrum clean.

(* if G(t) >= 1: Max(1 - y_i(t)**N/lambda_i, i=1..ell_0) <= epsilon *)
Definition remark_3_3_learned : Prop :=
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
  t >= T_0 N ell_0 n delta alpha eps spectrum clean ->
  t <= (fun lam : R => tau N lam alpha (root N (lam * theta))) delta ->
  (G N ell_0 delta alpha t clean >= 1 -> largest 1 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in 1 - y alpha lam t ^ N / lam) <= eps).

(* if ell_0 < n: Max(y_i(t)**N, i=ell_0 + 1..n) <= delta*theta *)
Definition remark_3_3_resting : Prop :=
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
  t >= T_0 N ell_0 n delta alpha eps spectrum clean ->
  t <= (fun lam : R => tau N lam alpha (root N (lam * theta))) delta ->
  ((ell_0 < n)%nat -> largest (ell_0 + 1) n (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ N) <= delta * theta).

(* if G(t) >= 1: D_2(t) <= delta**2*theta**2*(-ell_0 + n) + epsilon**2*(Sum(lambda_i**2, i=1..ell_0)) *)
Definition remark_3_3_distance : Prop :=
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
  t >= T_0 N ell_0 n delta alpha eps spectrum clean ->
  t <= (fun lam : R => tau N lam alpha (root N (lam * theta))) delta ->
  (G N ell_0 delta alpha t clean >= 1 -> D_2 N ell_0 n alpha t spectrum clean y <= delta ^ 2 * theta ^ 2 * (INR n - INR ell_0) + eps ^ 2 * total 1 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in lam ^ 2)).

(* if G(t) >= 1: Max(Abs(lambda_i - y_i(t)**N), i=1..n) <= Max(epsilon*(delta + mu_1), alpha**N + delta) *)
Definition remark_3_3_norm : Prop :=
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
  t >= T_0 N ell_0 n delta alpha eps spectrum clean ->
  t <= (fun lam : R => tau N lam alpha (root N (lam * theta))) delta ->
  (G N ell_0 delta alpha t clean >= 1 -> largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (lam - y alpha lam t ^ N)) <= Rmax (alpha ^ N + delta) (eps * (delta + eigenvalue ell_0 clean 1))).
