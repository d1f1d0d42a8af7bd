(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* perturbed-lower: A lower count for the perturbed start *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition Lambda (N : nat) (lam alpha beta eps : R) : R :=
  ln (Rabs (alpha ^ (N - 1) * (alpha - beta) - lam) / eps).

Definition R_1 (N : nat) (lam alpha beta : R) : R :=
  (alpha ^ (2 * N - 2) - S_0 alpha beta ^ (N - 1)) / (2 * INR N - 2) - power (S_0 alpha beta) (INR N / 2 - 1) * RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta) * Rmax (- lam) 0.

Definition S_1 (N : nat) (lam alpha beta eta : R) : R :=
  S_0 alpha beta * exp (- ((R_1 N lam alpha beta * eta + y_max N lam alpha beta eta ^ 2 / (1 - y_max N lam alpha beta eta ^ 2)) / (1 - y_max N lam alpha beta eta ^ 2))).

Definition p_ (N j : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta j) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta j).

Definition T (N : nat) (lam alpha beta eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (lam - p_ N j lam alpha beta eta) <= eps).

Definition c_1 (N : nat) (lam alpha beta eta : R) : R :=
  power (exp (y_max N lam alpha beta eta * sqrt (INR N - 1)) / (1 - y_max N lam alpha beta eta) ^ (2 * N - 2)) (/ ln 2).

Definition c_1_above (N : nat) (alpha eta : R) : R :=
  power (1 - eta * alpha ^ (2 * N - 2)) ((2 - 2 * INR N) / ln 2).

Definition c_2 (N : nat) (lam alpha beta eta : R) : R :=
  exp (eta * (power (Rabs lam) (2 / INR N) + S_0 alpha beta) ^ (N - 1) * (2 * INR N + sqrt (INR N - 1) - 2) / ln 2).

Definition z_0 (N : nat) (alpha beta eta : R) : R :=
  eta * S_0 alpha beta ^ (N - 1) * cosh (u_0 alpha beta) ^ (2 * N - 4) * (sinh (u_0 alpha beta) ^ 2 * (INR N - 1) + cosh (u_0 alpha beta) ^ 2).

Definition ell_above (N : nat) (lam alpha beta eta eps : R) : R :=
  (c_1_above N alpha eta - 1) * ln (ln (1 - z_0 N alpha beta eta) / ln (1 - eta * INR N * power (eps * (1 - z_0 N alpha beta eta) + lam) (2 - 2 / INR N))) / ln (c_1_above N alpha eta).

Definition ell_fall (N : nat) (lam alpha beta eta : R) : R :=
  (c_1 N lam alpha beta eta - 1) * ln (ln (1 - z_0 N alpha beta eta) / ln (1 - eta * S_1 N lam alpha beta eta ^ (N - 1))) / ln (c_1 N lam alpha beta eta).

Definition w_lam (N : nat) (lam alpha beta : R) : R :=
  rapidity N (Rabs lam) (S_0 alpha beta).

Definition z_lam (N : nat) (lam alpha beta eta : R) : R :=
  eta * S_0 alpha beta ^ (N - 1) * cosh (w_lam N lam alpha beta) ^ (2 * N - 4) * (sinh (w_lam N lam alpha beta) ^ 2 * (INR N - 1) + cosh (w_lam N lam alpha beta) ^ 2).

Definition ell_rise (N : nat) (lam alpha beta eta : R) : R :=
  (c_2 N lam alpha beta eta - 1) * ln (ln (1 - z_lam N lam alpha beta eta) / ln (1 - z_0 N alpha beta eta)) / ln (c_2 N lam alpha beta eta).

Definition ell_turn (N : nat) (lam alpha beta eta : R) : R :=
  (c_2 N lam alpha beta eta - 1) * ln (ln (1 - z_lam N lam alpha beta eta) / ln (1 - eta * S_1 N lam alpha beta eta ^ (N - 1) * (1 - y_max N lam alpha beta eta ^ 2) ^ (N - 1))) / ln (c_2 N lam alpha beta eta).

Definition r (N : nat) (lam alpha beta u : R) : R :=
  power (S_0 alpha beta) (INR N / 2 - 1) * cosh u ^ (N - 2) * (- (power (S_0 alpha beta) (INR N / 2) * cosh u ^ (N - 1) * sinh u) - lam).

Definition w_e (N : nat) (lam alpha beta eps : R) : R :=
  rapidity N (- eps - lam) (S_0 alpha beta).

Definition w_e_above (N : nat) (lam alpha beta eps : R) : R :=
  rapidity N (eps + lam) (S_0 alpha beta).

Definition w_e_below (N : nat) (lam alpha beta eps : R) : R :=
  rapidity N (lam - eps) (S_0 alpha beta).

(* if (lambda < 0) & (epsilon >= -lambda) & (epsilon < alpha**(N - 1)*(alpha - beta) - lambda): T >= -(2 -
   1/ln(2))*Lambda - ell_fall + Integral(1/r(u), (u, u_0, u_1))/eta, where S_0 = beta*(2*alpha - beta), u_0 =
   ln(beta/(2*alpha - beta))/2, y_max = eta*Max(alpha**(N - 2)*Abs(alpha**(N - 1)*(alpha - beta) - lambda), (S_0
   + Abs(lambda)**(2/N))**(N/2 - 1)*Abs(lambda)), z_0 = S_0**(N - 1)*eta*((N - 1)*sinh(u_0)**2 +
   cosh(u_0)**2)*cosh(u_0)**(2*N - 4), u_1 = -w(epsilon + lambda, S_0), R_1 = -S_0**(N/2 - 1)*CoshPowerIntegral(N
   - 2, u_0)*Max(0, -lambda) + (-S_0**(N - 1) + alpha**(2*N - 2))/(2*N - 2), S_1 = S_0*exp(-(R_1*eta +
   y_max**2/(1 - y_max**2))/(1 - y_max**2)), c_1 = ((1 - y_max)**(2 - 2*N)*exp(y_max*sqrt(N - 1)))**(1/ln(2)) *)
Definition perturbed_lower_early : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (eps < alpha ^ (N - 1) * (alpha - beta) - lam /\ eps >= - lam /\ lam < 0 -> Rbar_le (Finite (RInt (fun u : R => / r N lam alpha beta u) (u_0 alpha beta) (u_1 N lam alpha beta eps) / eta - (2 - / ln 2) * Lambda N lam alpha beta eps - ell_fall N lam alpha beta eta)) (T N lam alpha beta eta eps)).

(* if (lambda < 0) & (epsilon < -lambda): T >= -(2 - 1/ln(2))*Lambda - ell_fall - ell_turn + Integral(1/r(u), (u,
   u_0, w_e))/eta, where S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, y_max =
   eta*Max(alpha**(N - 2)*Abs(alpha**(N - 1)*(alpha - beta) - lambda), (S_0 + Abs(lambda)**(2/N))**(N/2 -
   1)*Abs(lambda)), z_0 = S_0**(N - 1)*eta*((N - 1)*sinh(u_0)**2 + cosh(u_0)**2)*cosh(u_0)**(2*N - 4), w_e =
   w(-epsilon - lambda, S_0), R_1 = -S_0**(N/2 - 1)*CoshPowerIntegral(N - 2, u_0)*Max(0, -lambda) + (-S_0**(N -
   1) + alpha**(2*N - 2))/(2*N - 2), S_1 = S_0*exp(-(R_1*eta + y_max**2/(1 - y_max**2))/(1 - y_max**2)), w_lambda
   = w(Abs(lambda), S_0), z_lambda = S_0**(N - 1)*eta*((N - 1)*sinh(w_lambda)**2 +
   cosh(w_lambda)**2)*cosh(w_lambda)**(2*N - 4), c_1 = ((1 - y_max)**(2 - 2*N)*exp(y_max*sqrt(N -
   1)))**(1/ln(2)), c_2 = exp(eta*(S_0 + Abs(lambda)**(2/N))**(N - 1)*(2*N + sqrt(N - 1) - 2)/ln(2)) *)
Definition perturbed_lower_negative : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (eps < - lam /\ lam < 0 -> Rbar_le (Finite (RInt (fun u : R => / r N lam alpha beta u) (u_0 alpha beta) (w_e N lam alpha beta eps) / eta - (2 - / ln 2) * Lambda N lam alpha beta eps - ell_fall N lam alpha beta eta - ell_turn N lam alpha beta eta)) (T N lam alpha beta eta eps)).

(* if (lambda > 0) & (alpha**(N - 1)*(alpha - beta) <= lambda) & (epsilon < -alpha**(N - 1)*(alpha - beta) +
   lambda): T >= -(2 - 1/ln(2))*Lambda - ell_rise + Integral(-1/r(-u), (u, -u_0, w_e))/eta, where S_0 =
   beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, y_max = eta*Max(alpha**(N - 2)*Abs(alpha**(N -
   1)*(alpha - beta) - lambda), (S_0 + Abs(lambda)**(2/N))**(N/2 - 1)*Abs(lambda)), z_0 = S_0**(N - 1)*eta*((N -
   1)*sinh(u_0)**2 + cosh(u_0)**2)*cosh(u_0)**(2*N - 4), w_e = w(-epsilon + lambda, S_0), w_lambda =
   w(Abs(lambda), S_0), z_lambda = S_0**(N - 1)*eta*((N - 1)*sinh(w_lambda)**2 +
   cosh(w_lambda)**2)*cosh(w_lambda)**(2*N - 4), c_2 = exp(eta*(S_0 + Abs(lambda)**(2/N))**(N - 1)*(2*N + sqrt(N
   - 1) - 2)/ln(2)) *)
Definition perturbed_lower_below : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) <= lam /\ eps < lam - alpha ^ (N - 1) * (alpha - beta) /\ lam > 0 -> Rbar_le (Finite (RInt (fun u : R => - (/ r N lam alpha beta (- u))) (- u_0 alpha beta) (w_e_below N lam alpha beta eps) / eta - (2 - / ln 2) * Lambda N lam alpha beta eps - ell_rise N lam alpha beta eta)) (T N lam alpha beta eta eps)).

(* if (lambda >= 0) & (alpha**(N - 1)*(alpha - beta) > lambda) & (epsilon < alpha**(N - 1)*(alpha - beta) -
   lambda): T >= -(2 - 1/ln(2))*Lambda - ell_above + Integral(1/r(-u), (u, w_e, -u_0))/eta, where S_0 =
   beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, y_max = eta*Max(alpha**(N - 2)*Abs(alpha**(N -
   1)*(alpha - beta) - lambda), (S_0 + Abs(lambda)**(2/N))**(N/2 - 1)*Abs(lambda)), z_0 = S_0**(N - 1)*eta*((N -
   1)*sinh(u_0)**2 + cosh(u_0)**2)*cosh(u_0)**(2*N - 4), w_e = w(epsilon + lambda, S_0), c_1 = (-alpha**(2*N -
   2)*eta + 1)**((2 - 2*N)/ln(2)) *)
Definition perturbed_lower_above : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) > lam /\ eps < alpha ^ (N - 1) * (alpha - beta) - lam /\ lam >= 0 -> Rbar_le (Finite (RInt (fun u : R => / r N lam alpha beta (- u)) (w_e_above N lam alpha beta eps) (- u_0 alpha beta) / eta - (2 - / ln 2) * Lambda N lam alpha beta eps - ell_above N lam alpha beta eta eps)) (T N lam alpha beta eta eps)).
