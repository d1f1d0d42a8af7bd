(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* pair-law: The law of the pair *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition C_ (N : nat) (alpha beta u : R) : R :=
  RInt (fun u : R => cosh u ^ (N - 2)) 0 u - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta).

Definition Lambda (N : nat) (lam alpha beta eps : R) : R :=
  ln (Rabs (alpha ^ (N - 1) * (alpha - beta) - lam) / eps).

Definition R_ (N : nat) (lam alpha beta u : R) : R :=
  - (S_0 alpha beta ^ (N - 1) * (cosh u ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * C_ N alpha beta u.

Definition S_ (N : nat) (lam alpha beta eta u : R) : R :=
  S_0 alpha beta * exp (- (eta * R_ N lam alpha beta u)).

Definition p_ (N j : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta j) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta j).

Definition T (N : nat) (lam alpha beta eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (lam - p_ N j lam alpha beta eta) <= eps).

Definition u_e (N : nat) (lam alpha beta eta eps : R) : R :=
  least (fun u : R => u_0 alpha beta <= u /\ - eps - lam <= power (S_ N lam alpha beta eta u) (INR N / 2) * cosh u ^ (N - 1) * sinh u).

Definition delta_ (N : nat) (lam alpha beta eta eps : R) : R :=
  ln (S_0 alpha beta / (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta))))))).

Definition r (N : nat) (lam alpha beta eta u : R) : R :=
  power (S_ N lam alpha beta eta u) (INR N / 2 - 1) * cosh u ^ (N - 2) * (- lam - power (S_ N lam alpha beta eta u) (INR N / 2) * cosh u ^ (N - 1) * sinh u).

Definition u_e_rising_lower (N : nat) (lam alpha beta eta eps : R) : R :=
  - least (fun u : R => - u_0 alpha beta <= u /\ lam - eps <= power (S_ N lam alpha beta eta (- u)) (INR N / 2) * cosh u ^ (N - 1) * sinh u).

Definition u_e_rising_upper (N : nat) (lam alpha beta eta eps : R) : R :=
  - least (fun u : R => - u_0 alpha beta <= u /\ lam - eps <= power (S_ N lam alpha beta eta (- u)) (INR N / 2) * cosh u ^ (N - 1) * sinh u).

Definition x_ (N : nat) (lam alpha beta eta eps : R) : R :=
  RInt (fun u : R => / r N lam alpha beta eta u) (u_0 alpha beta) (u_e N lam alpha beta eta eps) / eta + ln ((power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2 - 1) * cosh (u_e N lam alpha beta eta eps) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2) * cosh (u_e N lam alpha beta eta eps) ^ (N - 1) * sinh (u_e N lam alpha beta eta eps))) / (power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2 - 1) * cosh (u_0 alpha beta) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2) * cosh (u_0 alpha beta) ^ (N - 1) * sinh (u_0 alpha beta)))) / 2.

Definition z (N : nat) (lam alpha beta eta : R) : R :=
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1).

Definition w_ (N : nat) (lam alpha beta eta eps : R) : R :=
  (Lambda N lam alpha beta eps + 1) * z N lam alpha beta eta / 8 + (delta_ N lam alpha beta eta eps ^ 2 / (2 * INR N) + z N lam alpha beta eta ^ 2 / 50) * x_ N lam alpha beta eta eps.

Definition w_1 (N : nat) (lam alpha beta eta eps : R) : R :=
  (delta_ N lam alpha beta eta eps ^ 2 / (2 * INR N) + z N lam alpha beta eta ^ 2 / 50) * x_ N lam alpha beta eta eps + 2 * (Lambda N lam alpha beta eps + 1) * z N lam alpha beta eta / 5.

(* if (alpha**(N - 1)*(alpha - beta) > lambda) & (epsilon < alpha**(N - 1)*(alpha - beta) - lambda): T <= w + x +
   1, where S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, u_e = the u >= u_0 with
   sinh(u)*cosh(u)**(N - 1)*S(u)**(N/2) = -epsilon - lambda *)
Definition pair_law_falling_upper : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) > lam /\ eps < alpha ^ (N - 1) * (alpha - beta) - lam -> Rbar_le (T N lam alpha beta eta eps) (Finite (w_ N lam alpha beta eta eps + x_ N lam alpha beta eta eps + 1))).

(* if (alpha**(N - 1)*(alpha - beta) > lambda) & (epsilon < alpha**(N - 1)*(alpha - beta) - lambda): T >= -w_1 +
   x, where S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, u_e = the u >= u_0 with
   sinh(u)*cosh(u)**(N - 1)*S(u)**(N/2) = -epsilon - lambda *)
Definition pair_law_falling_lower : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) > lam /\ eps < alpha ^ (N - 1) * (alpha - beta) - lam -> Rbar_le (Finite (x_ N lam alpha beta eta eps - w_1 N lam alpha beta eta eps)) (T N lam alpha beta eta eps)).

(* if (lambda > 0) & (alpha**(N - 1)*(alpha - beta) <= lambda) & (epsilon < -alpha**(N - 1)*(alpha - beta) +
   lambda): T <= w + x + 1, where S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, u_e = -the u >=
   -u_0 with sinh(u)*cosh(u)**(N - 1)*S(-u)**(N/2) = -epsilon + lambda *)
Definition pair_law_rising_upper : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) <= lam /\ eps < lam - alpha ^ (N - 1) * (alpha - beta) /\ lam > 0 -> Rbar_le (T N lam alpha beta eta eps) (Finite (((Lambda N lam alpha beta eps + 1) * z N lam alpha beta eta / 8 + (ln (S_0 alpha beta / (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_upper N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta))))))) ^ 2 / (2 * INR N) + z N lam alpha beta eta ^ 2 / 50) * (RInt (fun u : R => / r N lam alpha beta eta u) (u_0 alpha beta) (u_e_rising_upper N lam alpha beta eta eps) / eta + ln ((power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_upper N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2 - 1) * cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_upper N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2) * cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (N - 1) * sinh (u_e_rising_upper N lam alpha beta eta eps))) / (power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2 - 1) * cosh (u_0 alpha beta) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2) * cosh (u_0 alpha beta) ^ (N - 1) * sinh (u_0 alpha beta)))) / 2)) + (RInt (fun u : R => / r N lam alpha beta eta u) (u_0 alpha beta) (u_e_rising_upper N lam alpha beta eta eps) / eta + ln ((power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_upper N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2 - 1) * cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_upper N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2) * cosh (u_e_rising_upper N lam alpha beta eta eps) ^ (N - 1) * sinh (u_e_rising_upper N lam alpha beta eta eps))) / (power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2 - 1) * cosh (u_0 alpha beta) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2) * cosh (u_0 alpha beta) ^ (N - 1) * sinh (u_0 alpha beta)))) / 2) + 1))).

(* if (lambda > 0) & (alpha**(N - 1)*(alpha - beta) <= lambda) & (epsilon < -alpha**(N - 1)*(alpha - beta) +
   lambda): T >= -w + x, where S_0 = beta*(2*alpha - beta), u_0 = ln(beta/(2*alpha - beta))/2, u_e = -the u >=
   -u_0 with sinh(u)*cosh(u)**(N - 1)*S(-u)**(N/2) = -epsilon + lambda *)
Definition pair_law_rising_lower : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) <= lam /\ eps < lam - alpha ^ (N - 1) * (alpha - beta) /\ lam > 0 -> Rbar_le (Finite ((RInt (fun u : R => / r N lam alpha beta eta u) (u_0 alpha beta) (u_e_rising_lower N lam alpha beta eta eps) / eta + ln ((power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_lower N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2 - 1) * cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_lower N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2) * cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (N - 1) * sinh (u_e_rising_lower N lam alpha beta eta eps))) / (power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2 - 1) * cosh (u_0 alpha beta) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2) * cosh (u_0 alpha beta) ^ (N - 1) * sinh (u_0 alpha beta)))) / 2) - ((Lambda N lam alpha beta eps + 1) * z N lam alpha beta eta / 8 + (ln (S_0 alpha beta / (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_lower N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta))))))) ^ 2 / (2 * INR N) + z N lam alpha beta eta ^ 2 / 50) * (RInt (fun u : R => / r N lam alpha beta eta u) (u_0 alpha beta) (u_e_rising_lower N lam alpha beta eta eps) / eta + ln ((power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_lower N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2 - 1) * cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (S_0 alpha beta ^ (N - 1) * (cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (2 * N - 2) - cosh (u_0 alpha beta) ^ (2 * N - 2)) / (2 * INR N - 2)) - lam * power (S_0 alpha beta) (INR N / 2 - 1) * (RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_e_rising_lower N lam alpha beta eta eps) - RInt (fun u : R => cosh u ^ (N - 2)) 0 (u_0 alpha beta)))))) (INR N / 2) * cosh (u_e_rising_lower N lam alpha beta eta eps) ^ (N - 1) * sinh (u_e_rising_lower N lam alpha beta eta eps))) / (power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2 - 1) * cosh (u_0 alpha beta) ^ (N - 2) * (- lam - power (S_0 alpha beta * exp (- (eta * (- (lam * power (S_0 alpha beta) (INR N / 2 - 1) * 0))))) (INR N / 2) * cosh (u_0 alpha beta) ^ (N - 1) * sinh (u_0 alpha beta)))) / 2)))) (T N lam alpha beta eta eps)).
