(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* 3.1: Plateaus of the effective rank, in the flow *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition r (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N).

(* r(W(t)) <= alpha**N*(n - Max(ell, L_alpha))/((1 - epsilon)*lambda_1) + epsilon*(r_ell - 1)/(1 - epsilon) +
   theta*lambda_(ell + 1)*Max(0, -ell + L_alpha)/((1 - epsilon)*lambda_1) + r_ell *)
Definition theorem_3_1_upper : Prop :=
  forall (N n ell : nat) (alpha eps theta t : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  t >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)) ->
  (t <= ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1)) /\ theta * eigenvalue n spectrum (ell + 1) > alpha ^ N) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  r N n alpha t spectrum y <= alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) + eps * (r_ell n ell spectrum - 1) / (1 - eps) + r_ell n ell spectrum + theta * eigenvalue n spectrum (ell + 1) * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps) * eigenvalue n spectrum 1).

(* r(W(t)) >= -epsilon*(r_ell - 1) + r_ell *)
Definition theorem_3_1_lower : Prop :=
  forall (N n ell : nat) (alpha eps theta t : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  t >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)) ->
  (t <= ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1)) /\ theta * eigenvalue n spectrum (ell + 1) > alpha ^ N) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  r N n alpha t spectrum y >= r_ell n ell spectrum - eps * (r_ell n ell spectrum - 1).

(* Min(y_i(t)**2/lambda_i, i=1..ell) >= 1 - epsilon *)
Definition theorem_3_1_learned : Prop :=
  forall (N n ell : nat) (alpha eps theta t : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  t >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)) ->
  (t <= ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1)) /\ theta * eigenvalue n spectrum (ell + 1) > alpha ^ N) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  smallest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in y alpha lam t ^ 2 / lam) >= 1 - eps.

(* if alpha**2 < lambda_(ell + 1): y_(ell + 1)(t)**2 <= theta*lambda_(ell + 1) *)
Definition theorem_3_1_not_yet : Prop :=
  forall (N n ell : nat) (alpha eps theta t : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  t >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)) ->
  (t <= ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1)) /\ theta * eigenvalue n spectrum (ell + 1) > alpha ^ N) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (alpha ^ 2 < eigenvalue n spectrum (ell + 1) -> y alpha (eigenvalue n spectrum (ell + 1)) t ^ 2 <= theta * eigenvalue n spectrum (ell + 1)).

(* if (2*alpha**2 <= lambda_ell) & (epsilon <= 1/(1 + exp(2))): r(W(t)) <= alpha**N*(n - Max(ell, L_alpha))/((1 -
   epsilon)*lambda_1) + theta*lambda_(ell + 1)*Max(0, -ell + L_alpha)/((1 - epsilon)*lambda_1) + r_ell *)
Definition theorem_3_1_without_lead : Prop :=
  forall (N n ell : nat) (alpha eps theta t : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  t >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)) ->
  (t <= ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1)) /\ theta * eigenvalue n spectrum (ell + 1) > alpha ^ N) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (2 * alpha ^ 2 <= eigenvalue n spectrum ell /\ eps <= / (1 + exp 2) -> r N n alpha t spectrum y <= alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) + r_ell n ell spectrum + theta * eigenvalue n spectrum (ell + 1) * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps) * eigenvalue n spectrum 1)).

(* if theta*lambda_(ell + 1) > alpha**2: Eq(y_(ell + 1)(g(lambda_(ell + 1), theta))**2, theta*lambda_(ell + 1)) *)
Definition theorem_3_1_time : Prop :=
  forall (N n ell : nat) (alpha eps theta t : R) (spectrum : nat -> R),
  forall (y : R -> R -> R -> R),
  (forall start lam, start > 0 -> is_flow N start lam (y start lam)) ->
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eps > 0 ->
  theta > 0 ->
  t >= 0 ->
  (N = 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < eigenvalue n spectrum ell ->
  eps < 1 ->
  theta < 1 ->
  t >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)) ->
  (t <= ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1)) /\ theta * eigenvalue n spectrum (ell + 1) > alpha ^ N) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (theta * eigenvalue n spectrum (ell + 1) > alpha ^ 2 -> y alpha (eigenvalue n spectrum (ell + 1)) (ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta)) / (2 * eigenvalue n spectrum (ell + 1))) ^ 2 = theta * eigenvalue n spectrum (ell + 1)).
