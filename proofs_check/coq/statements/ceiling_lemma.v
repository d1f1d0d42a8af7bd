(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* ceiling-lemma: T is a ceiling *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition T (N : nat) (lam alpha eta eps : R) : Rbar :=
  first (fun j : nat => Rabs (L N lam - iterate N alpha lam eta j) <= eps).

(* if (lambda > 0) & (alpha**N < lambda) & (Z_below < 1): for every k < T: Abs(Phi_2(d(k), d(k + 1)) - 1) <=
   (5/24 + 21*Z_below/(50*(1 - Z_below)))*Z_below**3 *)
Definition ceiling_lemma_below_defect : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_below N lam alpha eta eps < 1 /\ alpha ^ N < lam /\ lam > 0 -> (forall k : nat, Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) -> Rabs (Phi_2 N lam eta (iterate N alpha lam eta k) (iterate N alpha lam eta (k + 1)) - 1) <= Z_below N lam alpha eta eps ^ 3 * (21 * Z_below N lam alpha eta eps / (50 * (1 - Z_below N lam alpha eta eps)) + 5 / 24))).

(* if (lambda > 0) & (alpha**N > lambda) & (Z_above < 1): for every k < T: Abs(Phi_2(d(k), d(k + 1)) - 1) <=
   (5/24 + 21*Z_above/(50*(1 - Z_above)))*Z_above**3 *)
Definition ceiling_lemma_above_defect : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_above N lam alpha eta < 1 /\ alpha ^ N > lam /\ lam > 0 -> (forall k : nat, Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) -> Rabs (Phi_2 N lam eta (iterate N alpha lam eta k) (iterate N alpha lam eta (k + 1)) - 1) <= Z_above N lam alpha eta ^ 3 * (21 * Z_above N lam alpha eta / (50 * (1 - Z_above N lam alpha eta)) + 5 / 24))).

(* if (lambda <= 0) & (Z_lost < 1): for every k < T: Abs(Phi_2(d(k), d(k + 1)) - 1) <= (5/24 + 21*Z_lost/(50*(1 -
   Z_lost)))*Z_lost**3 *)
Definition ceiling_lemma_lost_defect : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_lost N lam alpha eta < 1 /\ lam <= 0 -> (forall k : nat, Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) -> Rabs (Phi_2 N lam eta (iterate N alpha lam eta k) (iterate N alpha lam eta (k + 1)) - 1) <= Z_lost N lam alpha eta ^ 3 * (21 * Z_lost N lam alpha eta / (50 * (1 - Z_lost N lam alpha eta)) + 5 / 24))).

(* if (lambda > 0) & (alpha**N < lambda) & (Z_below < 1): for every k < T: Abs(k - Phi_2(alpha, d(k))) <= B_below *)
Definition ceiling_lemma_below_sum : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_below N lam alpha eta eps < 1 /\ alpha ^ N < lam /\ lam > 0 -> (forall k : nat, Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) -> Rabs (INR k - Phi_2 N lam eta alpha (iterate N alpha lam eta k)) <= B_below N lam alpha eta eps)).

(* if (lambda > 0) & (alpha**N > lambda) & (Z_above < 1): for every k < T: Abs(k - Phi_2(alpha, d(k))) <= B_above *)
Definition ceiling_lemma_above_sum : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_above N lam alpha eta < 1 /\ alpha ^ N > lam /\ lam > 0 -> (forall k : nat, Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) -> Rabs (INR k - Phi_2 N lam eta alpha (iterate N alpha lam eta k)) <= B_above N lam alpha eta eps)).

(* if (lambda <= 0) & (Z_lost < 1): for every k < T: Abs(k - Phi_2(alpha, d(k))) <= B_lost *)
Definition ceiling_lemma_lost_sum : Prop :=
  forall (N : nat) (lam alpha eta eps : R),
  alpha > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  eta < / kappa_alpha N lam alpha ->
  eps < Rabs (L N lam - alpha) ->
  (Z_lost N lam alpha eta < 1 /\ lam <= 0 -> (forall k : nat, Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) -> Rabs (INR k - Phi_2 N lam eta alpha (iterate N alpha lam eta k)) <= B_lost N lam alpha eta eps)).
