(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* sharp-law: The sharp law in elementary form *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition Lambda (N : nat) (lam alpha eps : R) : R :=
  ln (alpha ^ (N - 1) * (lam - alpha ^ N) / ((lam - (L N lam + eps) ^ N) * (L N lam + eps) ^ (N - 1))).

Definition x_m (N : nat) (lam alpha eps : R) : R :=
  Rmin (L N lam - eps) (Rmax alpha (x_star N lam)).

Definition Lambda_1 (N : nat) (lam alpha eps : R) : R :=
  ln (x_m N lam alpha eps ^ (N - 1) * (lam - x_m N lam alpha eps ^ N) / (alpha ^ (N - 1) * (lam - alpha ^ N))).

Definition Lambda_2 (N : nat) (lam alpha eps : R) : R :=
  ln (x_m N lam alpha eps ^ (N - 1) * (lam - x_m N lam alpha eps ^ N) / ((lam - (L N lam - eps) ^ N) * (L N lam - eps) ^ (N - 1))).

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

Definition z_alpha (N : nat) (lam alpha eta : R) : R :=
  eta * kappa_alpha N lam alpha.

Definition b_alpha (N : nat) (lam alpha eta : R) : R :=
  - (z_alpha N lam alpha eta / ((2 - 2 * z_alpha N lam alpha eta) * ln (1 - z_alpha N lam alpha eta))).

Definition z_L (N : nat) (lam eta : R) : R :=
  eta * kappa N lam.

Definition c_L (N : nat) (lam eta : R) : R :=
  - ((- (z_L N lam eta / ((1 - z_L N lam eta) * ln (1 - z_L N lam eta))) - 1) / ln (1 - z_L N lam eta)).

Definition c_alpha (N : nat) (lam alpha eta : R) : R :=
  - ((- (z_alpha N lam alpha eta / ((1 - z_alpha N lam alpha eta) * ln (1 - z_alpha N lam alpha eta))) - 1) / ln (1 - z_alpha N lam alpha eta)).

Definition x_K (N : nat) (lam : R) : R :=
  root N (lam * (INR N - 2) / (4 * INR N - 2)).

Definition x_s (N : nat) (lam alpha eps : R) : R :=
  Rmin (Rmax alpha (x_K N lam)) (x_m N lam alpha eps).

Definition h_K (N : nat) (lam alpha eta eps : R) : R :=
  eta * Rmax (x_s N lam alpha eps ^ (N - 2) * (lam * (INR N - 1) - x_s N lam alpha eps ^ N * (2 * INR N - 1))) 0.

Definition z_e (N : nat) (lam eta eps : R) : R :=
  eta * Rmax (- ((L N lam - eps) ^ (N - 2) * (lam * (INR N - 1) - (L N lam - eps) ^ N * (2 * INR N - 1)))) 0.

(* if (lambda > 0) & (alpha**N < lambda): T <= ceiling((Lambda_1 + 1)*h_K/8 + Lambda_1/2 - Lambda_2/2 + (Lambda_2
   + 1)*z_e/(8*(1 - z_e)) + tau(alpha, L - epsilon)/eta) *)
Definition sharp_law_below_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (alpha ^ N < lam /\ lam > 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((Lambda_1 N lam alpha eps + 1) * h_K N lam alpha eta eps / 8 + (Lambda_2 N lam alpha eps + 1) * z_e N lam eta eps / (8 * (1 - z_e N lam eta eps)) + Lambda_1 N lam alpha eps / 2 + tau N lam alpha (L N lam - eps) / eta - Lambda_2 N lam alpha eps / 2))))).

(* if (lambda > 0) & (alpha**N < lambda): T <= ceiling((h_K/8 + 1/2)*Lambda_1 + h_K/8 + tau(alpha, L -
   epsilon)/eta) *)
Definition sharp_law_below_first_half : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (alpha ^ N < lam /\ lam > 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((h_K N lam alpha eta eps / 8 + 1 / 2) * Lambda_1 N lam alpha eps + h_K N lam alpha eta eps / 8 + tau N lam alpha (L N lam - eps) / eta))))).

(* if (lambda > 0) & (alpha**N < lambda) & (c_L*z_L <= 1): T >= (1/2 - h_K/6)*Lambda_1 - Lambda_2*c_L +
   tau(alpha, L - epsilon)/eta *)
Definition sharp_law_below_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (alpha ^ N < lam /\ c_L N lam eta * z_L N lam eta <= 1 /\ lam > 0 -> Rbar_le (Finite ((1 / 2 - h_K N lam alpha eta eps / 6) * Lambda_1 N lam alpha eps + tau N lam alpha (L N lam - eps) / eta - Lambda_2 N lam alpha eps * c_L N lam eta)) (T N lam alpha eta eps)).

(* if (lambda <= 0) | (alpha**N > lambda): T <= ceiling(tau(alpha, L + epsilon)/eta) *)
Definition sharp_law_above_flow : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (alpha ^ N > lam \/ lam <= 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (tau N lam alpha (L N lam + eps) / eta))))).

(* if (lambda <= 0) | (alpha**N > lambda): T <= ceiling((1 + 2*Lambda/(1 - z_alpha)**2)*z_alpha/8 - Lambda/2 +
   tau(alpha, L + epsilon)/eta) *)
Definition sharp_law_above_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (alpha ^ N > lam \/ lam <= 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((2 * Lambda N lam alpha eps / (1 - z_alpha N lam alpha eta) ^ 2 + 1) * z_alpha N lam alpha eta / 8 + tau N lam alpha (L N lam + eps) / eta - Lambda N lam alpha eps / 2))))).

(* if ((lambda >= 0) | (N <= 5)) & ((lambda <= 0) | (alpha**N > lambda)): T <= ceiling(-Lambda/2 + (Lambda +
   1)*z_alpha/(8*(1 - z_alpha)) + tau(alpha, L + epsilon)/eta) *)
Definition sharp_law_above_upper_concave : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  ((alpha ^ N > lam \/ lam <= 0) /\ ((N <= 5)%nat \/ lam >= 0) -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil ((Lambda N lam alpha eps + 1) * z_alpha N lam alpha eta / (8 * (1 - z_alpha N lam alpha eta)) + tau N lam alpha (L N lam + eps) / eta - Lambda N lam alpha eps / 2))))).

(* if ((lambda <= 0) | (alpha**N > lambda)) & (b_alpha*z_alpha <= 1): T >= -Lambda*b_alpha + tau(alpha, L +
   epsilon)/eta *)
Definition sharp_law_above_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  ((alpha ^ N > lam \/ lam <= 0) /\ b_alpha N lam alpha eta * z_alpha N lam alpha eta <= 1 -> Rbar_le (Finite (tau N lam alpha (L N lam + eps) / eta - Lambda N lam alpha eps * b_alpha N lam alpha eta)) (T N lam alpha eta eps)).

(* if ((lambda >= 0) | (N <= 5)) & ((lambda <= 0) | (alpha**N > lambda)) & (c_alpha*z_alpha <= 1): T >=
   -Lambda*c_alpha + tau(alpha, L + epsilon)/eta *)
Definition sharp_law_above_lower_concave : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  ((alpha ^ N > lam \/ lam <= 0) /\ ((N <= 5)%nat \/ lam >= 0) /\ c_alpha N lam alpha eta * z_alpha N lam alpha eta <= 1 -> Rbar_le (Finite (tau N lam alpha (L N lam + eps) / eta - Lambda N lam alpha eps * c_alpha N lam alpha eta)) (T N lam alpha eta eps)).
