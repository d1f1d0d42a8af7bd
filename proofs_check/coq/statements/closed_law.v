(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* closed-law: The sharp law in closed form *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

(* if (lambda > 0) & (alpha**N < lambda) & (Z_below < 1): T <= ceiling(Phi_2(alpha, L - epsilon) + B_below) *)
Definition closed_law_below_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_below N lam alpha eta eps < 1 /\ alpha ^ N < lam /\ lam > 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (B_below N lam alpha eta eps + Phi_2 N lam eta alpha (L N lam - eps)))))).

(* if (lambda > 0) & (alpha**N > lambda) & (Z_above < 1): T <= ceiling(Phi_2(alpha, L + epsilon) + B_above) *)
Definition closed_law_above_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_above N lam alpha eta < 1 /\ alpha ^ N > lam /\ lam > 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (B_above N lam alpha eta eps + Phi_2 N lam eta alpha (L N lam + eps)))))).

(* if (lambda <= 0) & (Z_lost < 1): T <= ceiling(Phi_2(alpha, L + epsilon) + B_lost) *)
Definition closed_law_lost_upper : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_lost N lam alpha eta < 1 /\ lam <= 0 -> Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil (B_lost N lam alpha eta eps + Phi_2 N lam eta alpha (L N lam + eps)))))).

(* if (lambda > 0) & (alpha**N < lambda) & (Z_below < 1): T >= ceiling(Phi_2(alpha, L - epsilon) - B_below) *)
Definition closed_law_below_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_below N lam alpha eta eps < 1 /\ alpha ^ N < lam /\ lam > 0 -> Rbar_le (Finite (IZR (Zceil (Phi_2 N lam eta alpha (L N lam - eps) - B_below N lam alpha eta eps)))) (T N lam alpha eta eps)).

(* if (lambda > 0) & (alpha**N > lambda) & (Z_above < 1): T >= ceiling(Phi_2(alpha, L + epsilon) - B_above) *)
Definition closed_law_above_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_above N lam alpha eta < 1 /\ alpha ^ N > lam /\ lam > 0 -> Rbar_le (Finite (IZR (Zceil (Phi_2 N lam eta alpha (L N lam + eps) - B_above N lam alpha eta eps)))) (T N lam alpha eta eps)).

(* if (lambda <= 0) & (Z_lost < 1): T >= ceiling(Phi_2(alpha, L + epsilon) - B_lost) *)
Definition closed_law_lost_lower : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_lost N lam alpha eta < 1 /\ lam <= 0 -> Rbar_le (Finite (IZR (Zceil (Phi_2 N lam eta alpha (L N lam + eps) - B_lost N lam alpha eta eps)))) (T N lam alpha eta eps)).
