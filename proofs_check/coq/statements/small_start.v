(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* small-start: Small starts: two leading terms and a bounded rest *)
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

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

Definition T_half (N : nat) (lam alpha eta : R) : Rbar :=
  first (fun j : nat => iterate N alpha lam eta j >= L N lam / 2).

Definition a (N : nat) (lam alpha : R) : R :=
  alpha / L N lam.

Definition l (N : nat) (lam eta : R) : R :=
  h_L N lam eta / ((1 - / (3 * h_L N lam eta / 4 + 1) ^ 2) * (h_L N lam eta + 1) * (4 - h_L N lam eta / (h_L N lam eta + 1))).

Definition m_ (N : nat) (lam alpha eta : R) : R :=
  (INR N / 2 - 1 / 2) * ln (/ a N lam alpha) + 1 / ((INR N - 2) * a N lam alpha ^ (N - 2) * h_L N lam eta).

Definition r_1 (N : nat) (lam alpha eta : R) : R :=
  a N lam alpha ^ (N - 2) * ((INR N - 1) ^ 2 / ((1 - a N lam alpha ^ N) * (INR N - 2)) + INR N - 1) * h_L N lam eta / 12 - ln (1 - a N lam alpha ^ N) / 2.

Definition r_2 (N : nat) (lam alpha eta : R) : R :=
  (a N lam alpha ^ (N + 2) / ((1 - a N lam alpha ^ N) * (INR N + 2)) + a N lam alpha ^ 2 / 2) / h_L N lam eta.

(* if (N >= 3) & (Z < 1): T <= ceiling(C(h_L, epsilon/L) + B + m + r_1) *)
Definition small_start_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam ->
  eps < Rabs (L N lam - alpha) ->
  ((N >= 3)%nat /\ Z N lam eta < 1 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (B N lam eta eps + C_start N (h_L N lam eta) (eps / L N lam) + m_ N lam alpha eta + r_1 N lam alpha eta))))).

(* if (N >= 3) & (Z < 1): T >= ceiling(C(h_L, epsilon/L) - B + m - r_2) *)
Definition small_start_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam ->
  eps < Rabs (L N lam - alpha) ->
  ((N >= 3)%nat /\ Z N lam eta < 1 -> Rbar_le (Finite (IZR (Zceil (C_start N (h_L N lam eta) (eps / L N lam) + m_ N lam alpha eta - B N lam eta eps - r_2 N lam alpha eta)))) (T N lam alpha eta eps)).

(* if Eq(N, 2) & (2*alpha < L): T_half <= ceiling((ln(1/(2*a)) + l)/ln(h_L + 1)) *)
Definition small_start_half_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam ->
  eps < Rabs (L N lam - alpha) ->
  (2 * alpha < L N lam /\ (N = 2)%nat -> Rbar_le (T_half N lam alpha eta) (Finite (IZR (Zceil ((l N lam eta + ln (1 / (2 * a N lam alpha))) / ln (h_L N lam eta + 1)))))).

(* T_half >= ln(1/(2*a))/ln(h_L + 1) *)
Definition small_start_half_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam ->
  eps < Rabs (L N lam - alpha) ->
  Rbar_le (Finite (ln (1 / (2 * a N lam alpha)) / ln (h_L N lam eta + 1))) (T_half N lam alpha eta).
