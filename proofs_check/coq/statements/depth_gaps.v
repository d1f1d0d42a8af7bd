(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* depth-gaps: Depth stretches the gaps between eigenvalues *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition W (N : nat) (lam eta eps : R) : R :=
  Z N lam eta ^ 2 * ((INR N - 1) / (2 * INR N - 4) + 2 * sigma_N N lam / (2 * INR N - 3) + ln (L N lam / eps)).

Definition B (N : nat) (lam eta eps : R) : R :=
  (21 * Z N lam eta / (50 * (1 - Z N lam eta)) + 5 / 24) * ((Z N lam eta + 1) * W N lam eta eps + Z N lam eta ^ 3).

Definition Z_mu (N : nat) (lam mu eta : R) : R :=
  (2 * INR N + sigma_N N lam - 1) * h_L_mu N mu eta.

Definition W_mu (N : nat) (lam mu eta eps : R) : R :=
  Z_mu N lam mu eta ^ 2 * ((INR N - 1) / (2 * INR N - 4) + 2 * sigma_N N lam / (2 * INR N - 3) + ln (root N mu / eps)).

Definition B_mu (N : nat) (lam mu eta eps : R) : R :=
  (21 * Z_mu N lam mu eta / (50 * (1 - Z_mu N lam mu eta)) + 5 / 24) * ((Z_mu N lam mu eta + 1) * W_mu N lam mu eta eps + Z_mu N lam mu eta ^ 3).

Definition G (N : nat) (lam mu alpha eta : R) : R :=
  (/ mu - / lam) / (alpha ^ (N - 2) * eta * (INR N - 2)) - (INR N - 1) * ln (lam / mu) / (2 * INR N).

Definition a (N : nat) (lam alpha : R) : R :=
  alpha / L N lam.

Definition a_mu (N : nat) (mu alpha : R) : R :=
  alpha / root N mu.

Definition r_1 (N : nat) (lam alpha eta : R) : R :=
  a N lam alpha ^ (N - 2) * ((INR N - 1) ^ 2 / ((1 - a N lam alpha ^ N) * (INR N - 2)) + INR N - 1) * h_L N lam eta / 12 - ln (1 - a N lam alpha ^ N) / 2.

Definition r_1_mu (N : nat) (mu alpha eta : R) : R :=
  a_mu N mu alpha ^ (N - 2) * ((INR N - 1) ^ 2 / ((1 - a_mu N mu alpha ^ N) * (INR N - 2)) + INR N - 1) * h_L_mu N mu eta / 12 - ln (1 - a_mu N mu alpha ^ N) / 2.

Definition r_2 (N : nat) (lam alpha eta : R) : R :=
  (a N lam alpha ^ (N + 2) / ((1 - a N lam alpha ^ N) * (INR N + 2)) + a N lam alpha ^ 2 / 2) / h_L N lam eta.

Definition r_2_mu (N : nat) (mu alpha eta : R) : R :=
  (a_mu N mu alpha ^ (N + 2) / ((1 - a_mu N mu alpha ^ N) * (INR N + 2)) + a_mu N mu alpha ^ 2 / 2) / h_L_mu N mu eta.

(* if Z < 1: Abs(-C(h_L, epsilon/L) + C(h_L_mu, epsilon/mu**(1/N)) + G + T - T_mu) <= 2*B + 2*B_mu + r_1 + r_1_mu
   + r_2 + r_2_mu + 1 *)
Definition depth_gaps_gap : Prop :=
  forall (N : nat) (lam mu alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 3)%nat ->
  lam > 0 ->
  mu < lam /\ mu > 0 ->
  alpha < x_star N lam ->
  4 * alpha ^ N < mu ->
  eta < / kappa N lam ->
  eps < Rabs (L N lam - alpha) ->
  eps < root N mu - alpha ->
  (Z N lam eta < 1 -> (exists T T_mu : nat, hits (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps) T /\ hits (fun j : nat => Rabs (root N mu - iterate N alpha mu eta j) <= eps) T_mu /\ Rabs (C_start N (h_L_mu N mu eta) (eps / root N mu) + G N lam mu alpha eta + INR T - C_start N (h_L N lam eta) (eps / L N lam) - INR T_mu) <= 2 * B N lam eta eps + 2 * B_mu N lam mu eta eps + r_1 N lam alpha eta + r_1_mu N mu alpha eta + r_2 N lam alpha eta + r_2_mu N mu alpha eta + 1)).
