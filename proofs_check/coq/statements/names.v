(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition V_above (N : nat) (lam alpha eps : R) : R :=
  (INR N - 1) * Rabs (ln ((L N lam + eps) / alpha)) + 2 * sigma_N N lam * Rabs (ln ((root N (Rabs lam) + L N lam + eps) / (root N (Rabs lam) + alpha))) + ln ((alpha - L N lam) / eps).

Definition Z_4 (N : nat) (lam alpha eta : R) : R :=
  eta * alpha ^ (N - 1) * sum_f_R0 (fun j : nat => L N lam ^ (N - (j + 1)) * alpha ^ j) (N - 1).

Definition Z_lost (N : nat) (lam alpha eta : R) : R :=
  eta * alpha ^ (N - 1) * ((INR N - 1) / alpha + 2 * sigma_N N lam / (root N (Rabs lam) + alpha)) * Rabs (alpha ^ N - lam).

Definition Z_above (N : nat) (lam alpha eta : R) : R :=
  Z_4 N lam alpha eta + Z_lost N lam alpha eta.

Definition B_above (N : nat) (lam alpha eta eps : R) : R :=
  Z_above N lam alpha eta ^ 2 * (21 * Z_above N lam alpha eta / (50 * (1 - Z_above N lam alpha eta)) + 5 / 24) * ((Z_above N lam alpha eta + 1) * V_above N lam alpha eps + Z_above N lam alpha eta).

Definition V_below (N : nat) (lam alpha eps : R) : R :=
  (INR N - 1) * Rabs (ln ((L N lam - eps) / alpha)) + 2 * sigma_N N lam * Rabs (ln ((root N (Rabs lam) + L N lam - eps) / (root N (Rabs lam) + alpha))) + ln ((L N lam - alpha) / eps).

Definition e_1 (N : nat) (lam eta eps : R) : R :=
  L N lam + eta * (L N lam - eps) ^ (N - 1) * (lam - (L N lam - eps) ^ N) - eps.

Definition x_p (N : nat) (lam : R) : R :=
  root N (lam * (INR N - 2) / (2 * INR N - 2)).

Definition x_1 (N : nat) (lam alpha eta eps : R) : R :=
  Rmin (Rmax alpha (x_p N lam)) (e_1 N lam eta eps).

Definition Z_1 (N : nat) (lam alpha eta eps : R) : R :=
  eta * x_1 N lam alpha eta eps ^ (N - 1) * (INR N - 1) * (lam - x_1 N lam alpha eta eps ^ N) / x_1 N lam alpha eta eps.

Definition x_2 (N : nat) (lam alpha eta eps : R) : R :=
  Rmin (Rmax alpha (x_star N lam)) (e_1 N lam eta eps).

Definition Z_2 (N : nat) (lam alpha eta eps : R) : R :=
  2 * sigma_N N lam * eta * x_2 N lam alpha eta eps ^ (N - 1) * (lam - x_2 N lam alpha eta eps ^ N) / (root N (Rabs lam) + alpha).

Definition Z_3 (N : nat) (lam eta eps : R) : R :=
  eta * e_1 N lam eta eps ^ (N - 1) * sum_f_R0 (fun j : nat => L N lam ^ (N - (j + 1)) * e_1 N lam eta eps ^ j) (N - 1).

Definition Z_below (N : nat) (lam alpha eta eps : R) : R :=
  Z_1 N lam alpha eta eps + Z_2 N lam alpha eta eps + Z_3 N lam eta eps.

Definition B_below (N : nat) (lam alpha eta eps : R) : R :=
  Z_below N lam alpha eta eps ^ 2 * (21 * Z_below N lam alpha eta eps / (50 * (1 - Z_below N lam alpha eta eps)) + 5 / 24) * ((Z_below N lam alpha eta eps + 1) * V_below N lam alpha eps + Z_below N lam alpha eta eps).

Definition V_lost (N : nat) (lam alpha eps : R) : R :=
  (INR N - 1) * Rabs (ln ((L N lam + eps) / alpha)) + 2 * sigma_N N lam * Rabs (ln ((root N (Rabs lam) + L N lam + eps) / (root N (Rabs lam) + alpha))).

Definition B_lost (N : nat) (lam alpha eta eps : R) : R :=
  Z_lost N lam alpha eta ^ 2 * (21 * Z_lost N lam alpha eta / (50 * (1 - Z_lost N lam alpha eta)) + 5 / 24) * ((Z_lost N lam alpha eta + 1) * V_lost N lam alpha eps + Z_lost N lam alpha eta).

Definition Delta_2 (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ 2 - fst (pair N (alpha - beta) alpha lam eta k) ^ 2.

Definition L_alpha (N n : nat) (alpha : R) (spectrum : nat -> R) : R :=
  INR (count 1 n (fun i : nat => let lam := eigenvalue n spectrum i in if Rgt_dec lam (alpha ^ N) then true else false)).

Definition M_W (N n : nat) (alpha : R) (spectrum : nat -> R) : R :=
  Rmax (root N (largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs lam))) alpha.

Definition S_0 (alpha beta : R) : R :=
  beta * (2 * alpha - beta).

Definition h_L (N : nat) (lam eta : R) : R :=
  eta * power lam (2 - 2 / INR N).

Definition Z (N : nat) (lam eta : R) : R :=
  (2 * INR N + sigma_N N lam - 1) * h_L N lam eta.

Definition h_L_mu (N : nat) (mu eta : R) : R :=
  eta * power mu (2 - 2 / INR N).

Definition kappa_alpha (N : nat) (lam alpha : R) : R :=
  Rmax (INR N * power (Rmax 0 lam) (2 - 2 / INR N)) (alpha ^ (N - 2) * (alpha ^ N * (2 * INR N - 1) - lam * (INR N - 1))).

Definition phi_i (N : nat) (lam alpha t : R) (y : R -> R -> R -> R) : R :=
  y alpha lam t ^ (N - 2) * (lam - y alpha lam t ^ N).

Definition r_ell (n ell : nat) (spectrum : nat -> R) : R :=
  total 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in lam) / largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in lam).

Definition r_minus (ell_0 n : nat) (delta eps : R) (spectrum clean : nat -> R) : R :=
  (1 - eps) * total 2 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in mu - delta) / (delta + eigenvalue ell_0 clean 1) + 1.

Definition r_plus (ell_0 n : nat) (delta eps theta : R) (spectrum clean : nat -> R) : R :=
  (total 2 ell_0 (fun i : nat => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell_0 clean i in delta + mu) + delta * theta * (INR n - INR ell_0)) / ((1 - eps) * (eigenvalue ell_0 clean 1 - delta)) + 1.

Definition s_N (N : nat) (lam alpha : R) : R :=
  K N lam * tau N lam alpha (x_star N lam).

Definition tau_ (N : nat) (lam alpha x : R) : R :=
  tau N lam alpha x.

Definition u_0 (alpha beta : R) : R :=
  ln (beta / (2 * alpha - beta)) / 2.

Definition u_1 (N : nat) (lam alpha beta eps : R) : R :=
  - rapidity N (eps + lam) (S_0 alpha beta).

Definition y_max (N : nat) (lam alpha beta eta : R) : R :=
  eta * Rmax (power (power (Rabs lam) (2 / INR N) + S_0 alpha beta) (INR N / 2 - 1) * Rabs lam) (alpha ^ (N - 2) * Rabs (alpha ^ (N - 1) * (alpha - beta) - lam)).
