(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* true-lag: The true lag at the inflection point *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition Lambda (N : nat) (lam alpha : R) : R :=
  ln (x_star N lam ^ (N - 1) * (lam - x_star N lam ^ N) / (alpha ^ (N - 1) * (lam - alpha ^ N))).

Definition T_plus (N : nat) (lam alpha : R) : R :=
  tau N lam alpha (x_star N lam).

Definition T_star (N : nat) (lam alpha eta : R) : Rbar :=
  first (fun j : nat => iterate N alpha lam eta j >= x_star N lam).

(* T_star <= ceiling(K*eta/8 + (K*eta/8 + 1/2)*Lambda + T_plus/eta) *)
Definition true_lag_upper : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam ->
  Rbar_le (T_star N lam alpha eta) (Finite (IZR (Zceil ((K N lam * eta / 8 + 1 / 2) * Lambda N lam alpha + K N lam * eta / 8 + T_plus N lam alpha / eta)))).

(* T_star >= (-K*eta/6 + 1/2)*Lambda + T_plus/eta *)
Definition true_lag_lower : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam ->
  Rbar_le (Finite ((1 / 2 - K N lam * eta / 6) * Lambda N lam alpha + T_plus N lam alpha / eta)) (T_star N lam alpha eta).

(* if (N >= 3) & (100*alpha <= L): T_star - T_plus/eta <= s_N/10 *)
Definition true_lag_artefact : Prop :=
  forall (N : nat) (lam alpha eta : R),
  alpha > 0 ->
  eta > 0 ->
  (N >= 2)%nat ->
  lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam ->
  (100 * alpha <= L N lam /\ (N >= 3)%nat -> (exists T_star : nat, hits (fun j : nat => iterate N alpha lam eta j >= x_star N lam) T_star /\ INR T_star - T_plus N lam alpha / eta <= s_N N lam alpha / 10)).
