(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* plateau-existence: A plateau exists up to one initial scale *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition E_i (n ell : nat) (lam eps theta : R) (spectrum : nat -> R) : R :=
  lam * ln ((1 - theta) / (theta * eigenvalue n spectrum (ell + 1))) + eigenvalue n spectrum (ell + 1) * ln (lam * (1 - eps) / eps).

Definition R_i (n ell : nat) (lam alpha : R) (spectrum : nat -> R) : R :=
  alpha ^ 2 * (lam - eigenvalue n spectrum (ell + 1)) * (lam + eigenvalue n spectrum (ell + 1) - alpha ^ 2) / ((lam - alpha ^ 2) * (eigenvalue n spectrum (ell + 1) - alpha ^ 2)).

Definition E_2 (n ell : nat) (alpha eps theta : R) (spectrum : nat -> R) : R :=
  smallest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (2 * eigenvalue n spectrum (ell + 1) - 2 * lam) * ln alpha - E_i n ell lam eps theta spectrum - R_i n ell lam alpha spectrum).

Definition U_next (N : nat) (lam theta : R) : R :=
  U N lam (root N (lam * theta)).

Definition E_N (N n ell : nat) (alpha eps theta : R) (spectrum : nat -> R) : R :=
  smallest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in U_next N (eigenvalue n spectrum (ell + 1)) theta + (/ eigenvalue n spectrum (ell + 1) - / lam) / (alpha ^ (N - 2) * (INR N - 2)) - U N lam (root N (lam * (1 - eps))) - alpha ^ 2 * (1 / ((eigenvalue n spectrum (ell + 1) - alpha ^ N) * eigenvalue n spectrum (ell + 1)) - 1 / (lam * (lam - alpha ^ N))) / 2).

Definition T_start (N n ell : nat) (alpha eps : R) (spectrum : nat -> R) : R :=
  Rmax 0 (largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in tau N lam alpha (root N (lam * (1 - eps))))).

Definition T_stop (N : nat) (lam alpha theta : R) : R :=
  tau N lam alpha (root N (lam * theta)).

Definition F (N n ell : nat) (alpha eps theta : R) (spectrum : nat -> R) : R :=
  T_stop N (eigenvalue n spectrum (ell + 1)) alpha theta - T_start N n ell alpha eps spectrum.

Definition e_2 (n ell : nat) (alpha eps theta : R) (spectrum : nat -> R) : R :=
  smallest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (2 * eigenvalue n spectrum (ell + 1) - 2 * lam) * ln alpha - E_i n ell lam eps theta spectrum).

Definition e_N (N n ell : nat) (alpha eps theta : R) (spectrum : nat -> R) : R :=
  smallest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in U_next N (eigenvalue n spectrum (ell + 1)) theta + (/ eigenvalue n spectrum (ell + 1) - / lam) / (alpha ^ (N - 2) * (INR N - 2)) - U N lam (root N (lam * (1 - eps)))).

(* (Count(y_i(t)**N >= (1 - epsilon)*lambda_i, i=1..ell) >= ell) exactly when t >= T_start(alpha) *)
Definition plateau_existence_start : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  (t >= T_start N n ell alpha eps spectrum <-> INR (count 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in if Rge_dec (y alpha lam t ^ N) (lam - lam * eps) then true else false)) >= INR ell).

(* (y_(ell + 1)(t)**N <= theta*lambda_(ell + 1)) exactly when t <= T_stop(alpha) *)
Definition plateau_existence_stop : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  (t <= T_stop N (eigenvalue n spectrum (ell + 1)) alpha theta <-> y alpha (eigenvalue n spectrum (ell + 1)) t ^ N <= theta * eigenvalue n spectrum (ell + 1)).

(* if lambda_ell > lambda_(ell + 1): F(alpha*u) > F(alpha) *)
Definition plateau_existence_threshold : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  (eigenvalue n spectrum ell > eigenvalue n spectrum (ell + 1) -> (fun lam : R => tau N lam (alpha * u) (root N (lam * theta))) (eigenvalue n spectrum (ell + 1)) - T_start N n ell (alpha * u) eps spectrum > F N n ell alpha eps theta spectrum).

(* if Eq(lambda_ell, lambda_(ell + 1)) & (theta < 1 - epsilon): F(alpha) < 0 *)
Definition plateau_existence_no_gap : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  (eigenvalue n spectrum ell = eigenvalue n spectrum (ell + 1) /\ theta < 1 - eps -> F N n ell alpha eps theta spectrum < 0).

(* if Eq(N, 2) & (lambda_ell > lambda_(ell + 1)) & (e_2 < 0): F(alpha) < 0 *)
Definition plateau_existence_necessary_2 : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  ((N = 2)%nat /\ e_2 n ell alpha eps theta spectrum < 0 /\ eigenvalue n spectrum ell > eigenvalue n spectrum (ell + 1) -> F N n ell alpha eps theta spectrum < 0).

(* if Eq(N, 2) & (lambda_ell > lambda_(ell + 1)) & (E_2 >= 0): F(alpha) >= 0 *)
Definition plateau_existence_sufficient_2 : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  (E_2 n ell alpha eps theta spectrum >= 0 /\ (N = 2)%nat /\ eigenvalue n spectrum ell > eigenvalue n spectrum (ell + 1) -> F N n ell alpha eps theta spectrum >= 0).

(* if (N >= 3) & (lambda_ell > lambda_(ell + 1)) & (e_N < 0): F(alpha) < 0 *)
Definition plateau_existence_necessary : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  ((N >= 3)%nat /\ e_N N n ell alpha eps theta spectrum < 0 /\ eigenvalue n spectrum ell > eigenvalue n spectrum (ell + 1) -> F N n ell alpha eps theta spectrum < 0).

(* if (N >= 3) & (lambda_ell > lambda_(ell + 1)) & (E_N >= 0): F(alpha) >= 0 *)
Definition plateau_existence_sufficient : Prop :=
  forall (N n ell : nat) (alpha eps theta t u : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  u > 0 ->
  (N >= 2)%nat ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  alpha ^ N < theta * eigenvalue n spectrum (ell + 1) /\ theta < 1 ->
  u < 1 ->
  (E_N N n ell alpha eps theta spectrum >= 0 /\ (N >= 3)%nat /\ eigenvalue n spectrum ell > eigenvalue n spectrum (ell + 1) -> F N n ell alpha eps theta spectrum >= 0).
