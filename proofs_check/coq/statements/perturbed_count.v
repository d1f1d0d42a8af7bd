(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* 1.3-sharp: The sharp count for a perturbed start *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition E_ii (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta k) - lam.

Definition S_1 (N : nat) (lam alpha beta eta eps : R) : R :=
  S_0 alpha beta * exp (- ((eta * ((alpha ^ (2 * N - 2) - (S_0 alpha beta * cosh (u_1 N lam alpha beta eps) ^ 2) ^ (N - 1)) / (2 * INR N - 2) + power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_1 N lam alpha beta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)) * Rmax (- lam) 0) + y_max N lam alpha beta eta ^ 2 / (1 - y_max N lam alpha beta eta ^ 2)) / (1 - y_max N lam alpha beta eta ^ 2))).

Definition sigma  : R :=
  3 / 10.

Definition u_t (N : nat) (lam alpha beta eps : R) : R :=
  rapidity N (sigma * (lam - eps)) (S_0 alpha beta).

Definition u_1_below (N : nat) (lam alpha beta eps : R) : R :=
  Rmax (- u_0 alpha beta) (u_t N lam alpha beta eps).

Definition S_1_below (N : nat) (lam alpha beta eta eps : R) : R :=
  S_0 alpha beta * exp (- ((lam * eta * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_1_below N lam alpha beta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (- u_0 alpha beta)) + y_max N lam alpha beta eta ^ 2 / (1 - y_max N lam alpha beta eta ^ 2)) / (1 - y_max N lam alpha beta eta ^ 2))).

Definition u_1_negative (N : nat) (lam alpha beta eps : R) : R :=
  rapidity N (sigma * (- eps - lam)) (S_0 alpha beta).

Definition S_1_negative (N : nat) (lam alpha beta eta eps : R) : R :=
  S_0 alpha beta * exp (- ((2 * y_max N lam alpha beta eta ^ 2 / (1 - y_max N lam alpha beta eta ^ 2) + eta * ((alpha ^ (2 * N - 2) - S_0 alpha beta ^ (N - 1)) / (2 * INR N - 2) + power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_1_negative N lam alpha beta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)) * Rmax (- lam) 0)) / (1 - y_max N lam alpha beta eta ^ 2))).

Definition p_s (N : nat) (lam alpha beta eta eps : R) : R :=
  power (S_1_negative N lam alpha beta eta eps) (INR N / 2) * cosh (u_1_negative N lam alpha beta eps) ^ (N - 1) * sinh (u_1_negative N lam alpha beta eps).

Definition S_2 (N : nat) (lam alpha beta eta eps : R) : R :=
  S_1_negative N lam alpha beta eta eps * exp (- (eta * (- lam - p_s N lam alpha beta eta eps) ^ 2 / (S_1_negative N lam alpha beta eta eps * (1 - y_max N lam alpha beta eta ^ 2) * cosh (u_1_negative N lam alpha beta eps) ^ 2))).

Definition S_2_above (N : nat) (lam alpha beta eta : R) : R :=
  S_0 alpha beta * exp (- ((eta * ((alpha ^ (2 * N - 2) - S_0 alpha beta ^ (N - 1)) / (2 * INR N - 2) - power (S_0 alpha beta) (INR N / 2 - 1) * RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta) * Rmax (- lam) 0) + y_max N lam alpha beta eta ^ 2 / (1 - y_max N lam alpha beta eta ^ 2)) / (1 - y_max N lam alpha beta eta ^ 2))).

Definition p_s_below (N : nat) (lam alpha beta eta eps : R) : R :=
  power (S_1_below N lam alpha beta eta eps) (INR N / 2) * cosh (u_1_below N lam alpha beta eps) ^ (N - 1) * sinh (u_1_below N lam alpha beta eps).

Definition S_2_below (N : nat) (lam alpha beta eta eps : R) : R :=
  S_1_below N lam alpha beta eta eps * exp (- (eta * (lam - p_s_below N lam alpha beta eta eps) ^ 2 / (S_1_below N lam alpha beta eta eps * (1 - y_max N lam alpha beta eta ^ 2) * cosh (u_1_below N lam alpha beta eps) ^ 2))).

Definition p_ (N j : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta j) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta j).

Definition T (N : nat) (lam alpha beta eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (lam - p_ N j lam alpha beta eta) <= eps).

Definition w_e (N : nat) (lam alpha beta eta eps : R) : R :=
  rapidity N (- eps - lam) (S_2 N lam alpha beta eta eps).

Definition z_e (N : nat) (lam alpha beta eta eps : R) : R :=
  eta * S_2 N lam alpha beta eta eps ^ (N - 1) * cosh (w_e N lam alpha beta eta eps) ^ (2 * N - 4) * (sinh (w_e N lam alpha beta eta eps) ^ 2 * (INR N - 1) + cosh (w_e N lam alpha beta eta eps) ^ 2).

Definition phi_e (N : nat) (lam alpha beta eta eps : R) : R :=
  2 * z_e N lam alpha beta eta eps / (2 - z_e N lam alpha beta eta eps).

Definition w_e_above (N : nat) (lam alpha beta eta eps : R) : R :=
  rapidity N (eps + lam) (S_2_above N lam alpha beta eta).

Definition z_e_above (N : nat) (lam alpha beta eta eps : R) : R :=
  eta * S_2_above N lam alpha beta eta ^ (N - 1) * cosh (w_e_above N lam alpha beta eta eps) ^ (2 * N - 4) * (sinh (w_e_above N lam alpha beta eta eps) ^ 2 * (INR N - 1) + cosh (w_e_above N lam alpha beta eta eps) ^ 2).

Definition phi_e_above (N : nat) (lam alpha beta eta eps : R) : R :=
  2 * z_e_above N lam alpha beta eta eps / (2 - z_e_above N lam alpha beta eta eps).

Definition w_e_below (N : nat) (lam alpha beta eta eps : R) : R :=
  rapidity N (lam - eps) (S_2_below N lam alpha beta eta eps).

Definition z_e_below (N : nat) (lam alpha beta eta eps : R) : R :=
  eta * S_2_below N lam alpha beta eta eps ^ (N - 1) * cosh (w_e_below N lam alpha beta eta eps) ^ (2 * N - 4) * (sinh (w_e_below N lam alpha beta eta eps) ^ 2 * (INR N - 1) + cosh (w_e_below N lam alpha beta eta eps) ^ 2).

Definition phi_e_below (N : nat) (lam alpha beta eta eps : R) : R :=
  2 * z_e_below N lam alpha beta eta eps / (2 - z_e_below N lam alpha beta eta eps).

Definition w_s (N : nat) (lam alpha beta eta eps : R) : R :=
  rapidity N (p_s N lam alpha beta eta eps) (S_2 N lam alpha beta eta eps).

Definition z_s (N : nat) (lam alpha beta eta eps : R) : R :=
  eta * S_2 N lam alpha beta eta eps ^ (N - 1) * cosh (w_s N lam alpha beta eta eps) ^ (2 * N - 4) * (sinh (w_s N lam alpha beta eta eps) ^ 2 * (INR N - 1) + cosh (w_s N lam alpha beta eta eps) ^ 2).

Definition phi_s (N : nat) (lam alpha beta eta eps : R) : R :=
  2 * z_s N lam alpha beta eta eps / (2 - z_s N lam alpha beta eta eps).

Definition w_s_above (N : nat) (lam alpha beta eta : R) : R :=
  rapidity N (alpha ^ (N - 1) * (alpha - beta)) (S_2_above N lam alpha beta eta).

Definition z_s_above (N : nat) (lam alpha beta eta : R) : R :=
  eta * S_2_above N lam alpha beta eta ^ (N - 1) * cosh (w_s_above N lam alpha beta eta) ^ (2 * N - 4) * (sinh (w_s_above N lam alpha beta eta) ^ 2 * (INR N - 1) + cosh (w_s_above N lam alpha beta eta) ^ 2).

Definition phi_s_above (N : nat) (lam alpha beta eta : R) : R :=
  2 * z_s_above N lam alpha beta eta / (2 - z_s_above N lam alpha beta eta).

Definition w_s_below (N : nat) (lam alpha beta eta eps : R) : R :=
  rapidity N (alpha ^ (N - 1) * (alpha - beta)) (S_2_below N lam alpha beta eta eps).

Definition z_s_below (N : nat) (lam alpha beta eta eps : R) : R :=
  eta * S_2_below N lam alpha beta eta eps ^ (N - 1) * cosh (w_s_below N lam alpha beta eta eps) ^ (2 * N - 4) * (sinh (w_s_below N lam alpha beta eta eps) ^ 2 * (INR N - 1) + cosh (w_s_below N lam alpha beta eta eps) ^ 2).

Definition phi_s_below (N : nat) (lam alpha beta eta eps : R) : R :=
  2 * z_s_below N lam alpha beta eta eps / (2 - z_s_below N lam alpha beta eta eps).

(* if (lambda < 0) & (epsilon >= -lambda) & (epsilon < alpha**(N - 1)*(alpha - beta) - lambda): T <= 1 +
   Integral(S_1**(1 - N/2)*cosh(u)**(2 - N)/(-S_1**(N/2)*sinh(u)*cosh(u)**(N - 1) - lambda), (u, u_0, u_1))/eta,
   where S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, y_max = eta*Max(alpha**(N -
   2)*Abs(alpha**(N - 1)*(alpha - beta) - lambda), (S_0 + Abs(lambda)**(2/N))**(N/2 - 1)*Abs(lambda)), u_1 =
   -w(epsilon + lambda, S_0), S_1 = S_0*exp(-(eta*(S_0**(N/2 - 1)*(-CoshPowerIntegral(N - 2, u_0) +
   CoshPowerIntegral(N - 2, u_1))*Max(0, -lambda) + (alpha**(2*N - 2) - (S_0*cosh(u_1)**2)**(N - 1))/(2*N - 2)) +
   y_max**2/(1 - y_max**2))/(1 - y_max**2)) *)
Definition perturbed_count_early : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (eps < alpha ^ (N - 1) * (alpha - beta) - lam /\ eps >= - lam /\ lam < 0 -> Rbar_le (T N lam alpha beta eta eps) (Finite (RInt (fun u : R => power (S_1 N lam alpha beta eta eps) (1 - INR N / 2) / ((- (power (S_1 N lam alpha beta eta eps) (INR N / 2) * cosh u ^ (N - 1) * sinh u) - lam) * cosh u ^ (N - 2))) (u_0 alpha beta) (u_1 N lam alpha beta eps) / eta + 1))).

(* if (lambda < 0) & (epsilon < -lambda): T <= (N - 2)*ln(cosh(u_1)) - ln((-lambda - p_s)/epsilon)/2 +
   ln(phi_e/phi_s) + 2 + (Integral(S_1**(1 - N/2)*cosh(u)**(2 - N)/(-S_0**(N/2)*sinh(u)*cosh(u)**(N - 1) -
   lambda), (u, 0, u_1)) + Integral(S_1**(1 - N/2)*cosh(u)**(2 - N)/(-S_1**(N/2)*sinh(u)*cosh(u)**(N - 1) -
   lambda), (u, u_0, 0)) + Integral(S_2**(1 - N/2)*cosh(u)**(2 - N)/(-S_2**(N/2)*sinh(u)*cosh(u)**(N - 1) -
   lambda), (u, w_s, w_e)))/eta, where sigma = 3/10, S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha -
   beta))/2, y_max = eta*Max(alpha**(N - 2)*Abs(alpha**(N - 1)*(alpha - beta) - lambda), (S_0 +
   Abs(lambda)**(2/N))**(N/2 - 1)*Abs(lambda)), u_1 = w(sigma*(-epsilon - lambda), S_0), S_1 =
   S_0*exp(-(eta*(S_0**(N/2 - 1)*(-CoshPowerIntegral(N - 2, u_0) + CoshPowerIntegral(N - 2, u_1))*Max(0, -lambda)
   + (-S_0**(N - 1) + alpha**(2*N - 2))/(2*N - 2)) + 2*y_max**2/(1 - y_max**2))/(1 - y_max**2)), p_s =
   S_1**(N/2)*sinh(u_1)*cosh(u_1)**(N - 1), S_2 = S_1*exp(-eta*(-lambda - p_s)**2/(S_1*(1 -
   y_max**2)*cosh(u_1)**2)), w_s = w(p_s, S_2), w_e = w(-epsilon - lambda, S_2), z_s = S_2**(N - 1)*eta*((N -
   1)*sinh(w_s)**2 + cosh(w_s)**2)*cosh(w_s)**(2*N - 4), z_e = S_2**(N - 1)*eta*((N - 1)*sinh(w_e)**2 +
   cosh(w_e)**2)*cosh(w_e)**(2*N - 4), phi_s = 2*z_s/(2 - z_s), phi_e = 2*z_e/(2 - z_e) *)
Definition perturbed_count_negative : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (eps < - lam /\ lam < 0 -> Rbar_le (T N lam alpha beta eta eps) (Finite ((RInt (fun u : R => power (S_1_negative N lam alpha beta eta eps) (1 - INR N / 2) / ((- (power (S_0 alpha beta) (INR N / 2) * cosh u ^ (N - 1) * sinh u) - lam) * cosh u ^ (N - 2))) 0 (u_1_negative N lam alpha beta eps) + RInt (fun u : R => power (S_1_negative N lam alpha beta eta eps) (1 - INR N / 2) / ((- (power (S_1_negative N lam alpha beta eta eps) (INR N / 2) * cosh u ^ (N - 1) * sinh u) - lam) * cosh u ^ (N - 2))) (u_0 alpha beta) 0 + RInt (fun u : R => power (S_2 N lam alpha beta eta eps) (1 - INR N / 2) / ((- (power (S_2 N lam alpha beta eta eps) (INR N / 2) * cosh u ^ (N - 1) * sinh u) - lam) * cosh u ^ (N - 2))) (w_s N lam alpha beta eta eps) (w_e N lam alpha beta eta eps)) / eta + (INR N - 2) * ln (cosh (u_1_negative N lam alpha beta eps)) + ln (phi_e N lam alpha beta eta eps / phi_s N lam alpha beta eta eps) + 2 - ln ((- lam - p_s N lam alpha beta eta eps) / eps) / 2))).

(* if (lambda > 0) & (alpha**(N - 1)*(alpha - beta) <= lambda) & (epsilon < -alpha**(N - 1)*(alpha - beta) +
   lambda): T <= -ln((-alpha**(N - 1)*(alpha - beta) + lambda)/epsilon)/2 + ln(phi_e/phi_s) + 1 +
   Integral(-S_2**(1 - N/2)*cosh(u)**(2 - N)/(S_2**(N/2)*sinh(u)*cosh(u)**(N - 1) - lambda), (u, w_s, w_e))/eta,
   where sigma = 3/10, S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, y_max = eta*Max(alpha**(N
   - 2)*Abs(alpha**(N - 1)*(alpha - beta) - lambda), (S_0 + Abs(lambda)**(2/N))**(N/2 - 1)*Abs(lambda)), u_t =
   w(sigma*(-epsilon + lambda), S_0), u_1 = Max(-u_0, u_t), S_1 = S_0*exp(-(S_0**(N/2 -
   1)*eta*lambda*(-CoshPowerIntegral(N - 2, -u_0) + CoshPowerIntegral(N - 2, u_1)) + y_max**2/(1 - y_max**2))/(1
   - y_max**2)), p_s = S_1**(N/2)*sinh(u_1)*cosh(u_1)**(N - 1), S_2 = S_1*exp(-eta*(lambda - p_s)**2/(S_1*(1 -
   y_max**2)*cosh(u_1)**2)), w_s = w(alpha**(N - 1)*(alpha - beta), S_2), w_e = w(-epsilon + lambda, S_2), z_s =
   S_2**(N - 1)*eta*((N - 1)*sinh(w_s)**2 + cosh(w_s)**2)*cosh(w_s)**(2*N - 4), z_e = S_2**(N - 1)*eta*((N -
   1)*sinh(w_e)**2 + cosh(w_e)**2)*cosh(w_e)**(2*N - 4), phi_s = 2*z_s/(2 - z_s), phi_e = 2*z_e/(2 - z_e) *)
Definition perturbed_count_below : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) <= lam /\ eps < lam - alpha ^ (N - 1) * (alpha - beta) /\ lam > 0 -> Rbar_le (T N lam alpha beta eta eps) (Finite (RInt (fun u : R => - (power (S_2_below N lam alpha beta eta eps) (1 - INR N / 2) / ((power (S_2_below N lam alpha beta eta eps) (INR N / 2) * cosh u ^ (N - 1) * sinh u - lam) * cosh u ^ (N - 2)))) (w_s_below N lam alpha beta eta eps) (w_e_below N lam alpha beta eta eps) / eta + ln (phi_e_below N lam alpha beta eta eps / phi_s_below N lam alpha beta eta eps) + 1 - ln ((lam - alpha ^ (N - 1) * (alpha - beta)) / eps) / 2))).

(* if (lambda >= 0) & (alpha**(N - 1)*(alpha - beta) > lambda) & (epsilon < alpha**(N - 1)*(alpha - beta) -
   lambda): T <= -ln((alpha**(N - 1)*(alpha - beta) - lambda)/epsilon)/2 + ln(phi_s/phi_e) + 1 + Integral(S_2**(1
   - N/2)*cosh(u)**(2 - N)/(S_2**(N/2)*sinh(u)*cosh(u)**(N - 1) - lambda), (u, w_e, w_s))/eta, where S_0 =
   beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, y_max = eta*Max(alpha**(N - 2)*Abs(alpha**(N -
   1)*(alpha - beta) - lambda), (S_0 + Abs(lambda)**(2/N))**(N/2 - 1)*Abs(lambda)), S_2 =
   S_0*exp(-(eta*(-S_0**(N/2 - 1)*CoshPowerIntegral(N - 2, u_0)*Max(0, -lambda) + (-S_0**(N - 1) + alpha**(2*N -
   2))/(2*N - 2)) + y_max**2/(1 - y_max**2))/(1 - y_max**2)), w_s = w(alpha**(N - 1)*(alpha - beta), S_2), w_e =
   w(epsilon + lambda, S_2), z_s = S_2**(N - 1)*eta*((N - 1)*sinh(w_s)**2 + cosh(w_s)**2)*cosh(w_s)**(2*N - 4),
   z_e = S_2**(N - 1)*eta*((N - 1)*sinh(w_e)**2 + cosh(w_e)**2)*cosh(w_e)**(2*N - 4), phi_s = 2*z_s/(2 - z_s),
   phi_e = 2*z_e/(2 - z_e) *)
Definition perturbed_count_above : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) > lam /\ eps < alpha ^ (N - 1) * (alpha - beta) - lam /\ lam >= 0 -> Rbar_le (T N lam alpha beta eta eps) (Finite (RInt (fun u : R => power (S_2_above N lam alpha beta eta) (1 - INR N / 2) / ((power (S_2_above N lam alpha beta eta) (INR N / 2) * cosh u ^ (N - 1) * sinh u - lam) * cosh u ^ (N - 2))) (w_e_above N lam alpha beta eta eps) (w_s_above N lam alpha beta eta) / eta + ln (phi_s_above N lam alpha beta eta / phi_e_above N lam alpha beta eta eps) + 1 - ln ((alpha ^ (N - 1) * (alpha - beta) - lam) / eps) / 2))).

(* for every k >= T: Abs(E_ii(k)) <= epsilon *)
Definition perturbed_count_stays : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (forall k : nat, Rbar_le (T N lam alpha beta eta eps) (Finite (INR k)) -> Rabs (E_ii N k lam alpha beta eta) <= eps).
