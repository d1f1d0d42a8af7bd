(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* 3.5: Plateaus of the effective rank, in the descent *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T_Id (N : nat) (lam alpha eta eps : R) : R :=
  if Rle_dec (Rabs (L N lam - alpha)) eps then 0
    else if both (Rgt_dec (alpha ^ N) lam) (Rge_dec lam 0) then (/ eps ^ (2 * N - 2) - / delta_0 N lam alpha ^ (2 * N - 2)) / (eta * (2 * INR N - 2))
    else if Rlt_dec lam 0 then tau N lam alpha eps / eta
    else if both (Rge_dec eps (L N lam - x_star N lam)) (Rgt_dec lam (alpha ^ N)) then (/ eta + K N lam) * tau N lam alpha (L N lam - eps)
    else if both (both (Rlt_dec alpha (x_star N lam)) (Rlt_dec eps (L N lam - x_star N lam))) (Rgt_dec lam (alpha ^ N)) then IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) + ln (eps / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))
    else ln (eps / delta_0 N lam alpha) / ln (1 - eta * h N lam alpha).

Definition r (N n k : nat) (alpha eta : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N).

(* if lambda_(ell + 1) > alpha**N: for every k >= Max(T^Id(lambda_i, epsilon*lambda_i**(1/N)/N, alpha, eta),
   i=1..ell) and <= tau(lambda_(ell + 1), alpha, epsilon'*lambda_(ell + 1)**(1/N))/eta: Abs(r(W(k)) - r_ell) <=
   alpha**N*(n - Max(ell, L_alpha))/((1 - epsilon)*lambda_1) + epsilon*(r_ell - 1)/(1 - epsilon) +
   epsilon'**N*lambda_(ell + 1)*Max(0, -ell + L_alpha)/((1 - epsilon)*lambda_1) *)
Definition theorem_3_5_distance : Prop :=
  forall (N n ell : nat) (alpha eta eps eps_tail : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  eps < INR N / (2 * INR N - 1) ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < eps_tail ^ N * eigenvalue n spectrum (ell + 1) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (eigenvalue n spectrum (ell + 1) > alpha ^ N -> (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (eps * root N lam / INR N)) -> INR k < IZR (Zfloor (tau_ N (eigenvalue n spectrum (ell + 1)) alpha (eps_tail * root N (eigenvalue n spectrum (ell + 1))) / eta)) + 1 -> Rabs (r N n k alpha eta spectrum - r_ell n ell spectrum) <= alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) + eps_tail ^ N * eigenvalue n spectrum (ell + 1) * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps) * eigenvalue n spectrum 1) + eps * (r_ell n ell spectrum - 1) / (1 - eps))).

(* if lambda_(ell + 1) <= alpha**N: for every k >= Max(T^Id(lambda_i, epsilon*lambda_i**(1/N)/N, alpha, eta),
   i=1..ell): Abs(r(W(k)) - r_ell) <= alpha**N*(n - Max(ell, L_alpha))/((1 - epsilon)*lambda_1) + epsilon*(r_ell
   - 1)/(1 - epsilon) *)
Definition theorem_3_5_distance_last : Prop :=
  forall (N n ell : nat) (alpha eta eps eps_tail : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  eps < INR N / (2 * INR N - 1) ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < eps_tail ^ N * eigenvalue n spectrum (ell + 1) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (eigenvalue n spectrum (ell + 1) <= alpha ^ N -> (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (eps * root N lam / INR N)) -> Rabs (r N n k alpha eta spectrum - r_ell n ell spectrum) <= alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) + eps * (r_ell n ell spectrum - 1) / (1 - eps))).

(* for every k >= Max(T^Id(lambda_i, epsilon*lambda_i**(1/N)/N, alpha, eta), i=1..ell): Min(d_i(k)**N/lambda_i,
   i=1..ell) >= 1 - epsilon *)
Definition theorem_3_5_learned : Prop :=
  forall (N n ell : nat) (alpha eta eps eps_tail : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  eps < INR N / (2 * INR N - 1) ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < eps_tail ^ N * eigenvalue n spectrum (ell + 1) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (eps * root N lam / INR N)) -> smallest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in iterate N alpha lam eta k ^ N / lam) >= 1 - eps).

(* if lambda_(ell + 1) > alpha**N: for every k <= tau(lambda_(ell + 1), alpha, epsilon'*lambda_(ell +
   1)**(1/N))/eta: d_(ell + 1)(k)**N <= epsilon'**N*lambda_(ell + 1) *)
Definition theorem_3_5_not_yet : Prop :=
  forall (N n ell : nat) (alpha eta eps eps_tail : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  eps < INR N / (2 * INR N - 1) ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < eps_tail ^ N * eigenvalue n spectrum (ell + 1) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (eigenvalue n spectrum (ell + 1) > alpha ^ N -> (forall k : nat, INR k < IZR (Zfloor (tau_ N (eigenvalue n spectrum (ell + 1)) alpha (eps_tail * root N (eigenvalue n spectrum (ell + 1))) / eta)) + 1 -> iterate N alpha (eigenvalue n spectrum (ell + 1)) eta k ^ N <= eps_tail ^ N * eigenvalue n spectrum (ell + 1))).

(* for every k >= Max(T^Id(lambda_i, epsilon*lambda_i**(1/N)/N, alpha, eta), i=1..ell): r(W(k)) >=
   -epsilon*(r_ell - 1) + r_ell *)
Definition theorem_3_5_lower : Prop :=
  forall (N n ell : nat) (alpha eta eps eps_tail : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  eps < INR N / (2 * INR N - 1) ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < eps_tail ^ N * eigenvalue n spectrum (ell + 1) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (eps * root N lam / INR N)) -> r N n k alpha eta spectrum >= r_ell n ell spectrum - eps * (r_ell n ell spectrum - 1)).

(* if (epsilon <= 1/5) & (lambda_(ell + 1) > alpha**N): for every k >= Max(T^Id(lambda_i,
   epsilon*lambda_i**(1/N)/N, alpha, eta), i=1..ell) and <= tau(lambda_(ell + 1), alpha, epsilon'*lambda_(ell +
   1)**(1/N))/eta: r(W(k)) <= alpha**N*(n - Max(ell, L_alpha))/((1 - epsilon)*lambda_1) + epsilon'**N*lambda_(ell
   + 1)*Max(0, -ell + L_alpha)/((1 - epsilon)*lambda_1) + r_ell *)
Definition theorem_3_5_without_lead : Prop :=
  forall (N n ell : nat) (alpha eta eps eps_tail : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  eps < INR N / (2 * INR N - 1) ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < eps_tail ^ N * eigenvalue n spectrum (ell + 1) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (eps <= 1 / 5 /\ eigenvalue n spectrum (ell + 1) > alpha ^ N -> (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (eps * root N lam / INR N)) -> INR k < IZR (Zfloor (tau_ N (eigenvalue n spectrum (ell + 1)) alpha (eps_tail * root N (eigenvalue n spectrum (ell + 1))) / eta)) + 1 -> r N n k alpha eta spectrum <= alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) + eps_tail ^ N * eigenvalue n spectrum (ell + 1) * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps) * eigenvalue n spectrum 1) + r_ell n ell spectrum)).

(* if (epsilon <= 1/5) & (lambda_(ell + 1) <= alpha**N): for every k >= Max(T^Id(lambda_i,
   epsilon*lambda_i**(1/N)/N, alpha, eta), i=1..ell): r(W(k)) <= alpha**N*(n - Max(ell, L_alpha))/((1 -
   epsilon)*lambda_1) + r_ell *)
Definition theorem_3_5_without_lead_last : Prop :=
  forall (N n ell : nat) (alpha eta eps eps_tail : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  (ell >= 1)%nat ->
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  eps_tail > 0 ->
  (N >= 2)%nat ->
  eigenvalue n spectrum n >= 0 ->
  (ell <= n)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) ->
  eps < INR N / (2 * INR N - 1) ->
  eps_tail ^ N <= c_N N ->
  alpha ^ N < eps_tail ^ N * eigenvalue n spectrum (ell + 1) \/ eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  (eps <= 1 / 5 /\ eigenvalue n spectrum (ell + 1) <= alpha ^ N -> (forall k : nat, INR k >= largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta (eps * root N lam / INR N)) -> r N n k alpha eta spectrum <= alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) + r_ell n ell spectrum)).
