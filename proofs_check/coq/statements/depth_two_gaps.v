(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* depth-two-gaps: At depth 2 the gaps grow with the logarithm of the start *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition W (N : nat) (lam eta : R) : R :=
  4 * h_L N lam eta.

Definition B (N : nat) (lam eta : R) : R :=
  21 * W N lam eta ^ 3 * (4 - 3 * W N lam eta) / (50 * (1 - W N lam eta) ^ 2) + 5 * W N lam eta ^ 2 / 8.

Definition W_mu (N : nat) (mu eta : R) : R :=
  4 * h_L_mu N mu eta.

Definition B_mu (N : nat) (mu eta : R) : R :=
  21 * W_mu N mu eta ^ 3 * (4 - 3 * W_mu N mu eta) / (50 * (1 - W_mu N mu eta) ^ 2) + 5 * W_mu N mu eta ^ 2 / 8.

Definition S_ (N : nat) (lam eta eps : R) : R :=
  (3 * h_L N lam eta + 3 * ln (L N lam / eps) / 2 + ln 2 / 2) * B N lam eta / ((/ h_L N lam eta + 1 / 2 - h_L N lam eta / 12) * ln (h_L N lam eta + 1)).

Definition S_mu (N : nat) (mu eta eps : R) : R :=
  (3 * h_L_mu N mu eta + 3 * ln (sqrt mu / eps) / 2 + ln 2 / 2) * B_mu N mu eta / ((/ h_L_mu N mu eta + 1 / 2 - h_L_mu N mu eta / 12) * ln (h_L_mu N mu eta + 1)).

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

Definition a (N : nat) (lam alpha : R) : R :=
  alpha / L N lam.

Definition a_mu (mu alpha : R) : R :=
  alpha / sqrt mu.

Definition m_ (N : nat) (lam alpha eta : R) : R :=
  ln (/ a N lam alpha) / ln (h_L N lam eta + 1).

Definition m_mu (N : nat) (mu alpha eta : R) : R :=
  ln (/ a_mu mu alpha) / ln (h_L_mu N mu eta + 1).

Definition r (N : nat) (lam alpha eta : R) : R :=
  ((h_L N lam eta / 3 + 1 - / h_L N lam eta) * ln (1 - a N lam alpha ^ 2) / 2 + 5 * a N lam alpha ^ 2 * h_L N lam eta / 8) / ((/ h_L N lam eta + 1 / 2 - h_L N lam eta / 12) * ln (h_L N lam eta + 1)).

Definition r_mu (N : nat) (mu alpha eta : R) : R :=
  ((h_L_mu N mu eta / 3 + 1 - / h_L_mu N mu eta) * ln (1 - a_mu mu alpha ^ 2) / 2 + 5 * a_mu mu alpha ^ 2 * h_L_mu N mu eta / 8) / ((/ h_L_mu N mu eta + 1 / 2 - h_L_mu N mu eta / 12) * ln (h_L_mu N mu eta + 1)).

(* T <= ceiling(C_2(h_L, epsilon/L) + S + m) *)
Definition depth_two_gaps_upper : Prop :=
  forall (N : nat) (lam mu alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N = 2)%nat ->
  lam > 0 ->
  mu < lam /\ mu > 0 ->
  alpha ^ 2 < mu ->
  4 * lam * eta < 1 ->
  eps < Rabs (L N lam - alpha) ->
  eps < sqrt mu - alpha ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (C_two (h_L N lam eta) (eps / L N lam) + S_ N lam eta eps + m_ N lam alpha eta)))).

(* T >= ceiling(C_2(h_L, epsilon/L) - S + m - r) *)
Definition depth_two_gaps_lower : Prop :=
  forall (N : nat) (lam mu alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N = 2)%nat ->
  lam > 0 ->
  mu < lam /\ mu > 0 ->
  alpha ^ 2 < mu ->
  4 * lam * eta < 1 ->
  eps < Rabs (L N lam - alpha) ->
  eps < sqrt mu - alpha ->
  Rbar_le (Finite (IZR (Zceil (C_two (h_L N lam eta) (eps / L N lam) + m_ N lam alpha eta - S_ N lam eta eps - r N lam alpha eta)))) (T N lam alpha eta eps).

(* Abs(C_2(h_L, epsilon/L) - C_2(h_L_mu, epsilon/sqrt(mu)) + m - m_mu - T + T_mu) <= 2*S + 2*S_mu + r + r_mu + 1 *)
Definition depth_two_gaps_gap : Prop :=
  forall (N : nat) (lam mu alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N = 2)%nat ->
  lam > 0 ->
  mu < lam /\ mu > 0 ->
  alpha ^ 2 < mu ->
  4 * lam * eta < 1 ->
  eps < Rabs (L N lam - alpha) ->
  eps < sqrt mu - alpha ->
  (exists T T_mu : nat, hits (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps) T /\ hits (fun j : nat => Rabs (root N mu - iterate N alpha mu eta j) <= eps) T_mu /\ Rabs (C_two (h_L_mu N mu eta) (eps / sqrt mu) + INR T + m_mu N mu alpha eta - C_two (h_L N lam eta) (eps / L N lam) - INR T_mu - m_ N lam alpha eta) <= 2 * S_ N lam eta eps + 2 * S_mu N mu eta eps + r N lam alpha eta + r_mu N mu alpha eta + 1).
