(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.7: Euler steps against the flow *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names right_hand_sides.
From dmf.library Require Import closed_forms euler_general.
Open Scope R_scope.

Definition Lambda (N m k : nat) (lam eta u : R) : R :=
  ln (f_m N m lam (euler (fun x : R => f_m N m lam x) (low_m N m lam + u * (high_m N m lam - low_m N m lam)) eta k) / f_m N m lam (euler (fun x : R => f_m N m lam x) (low_m N m lam + u * (high_m N m lam - low_m N m lam)) eta 0)).

Definition k_out (N m : nat) (lam eta u : R) : Rbar :=
  first (fun j : nat => euler (fun x : R => f_m N m lam x) (low_m N m lam + u * (high_m N m lam - low_m N m lam)) eta j < low_m N m lam \/ euler (fun x : R => f_m N m lam x) (low_m N m lam + u * (high_m N m lam - low_m N m lam)) eta j > high_m N m lam).

Definition theta_ (N m k : nat) (lam eta u : R) : R :=
  U_m N m lam (euler (fun x : R => f_m N m lam x) (low_m N m lam + u * (high_m N m lam - low_m N m lam)) eta k) - U_m N m lam (euler (fun x : R => f_m N m lam x) (low_m N m lam + u * (high_m N m lam - low_m N m lam)) eta 0).

(* if Eq(sign_f(m), 1) & Eq(sign_ff'(m), 1): for every k >= 1 and < k_out: theta(k) <= eta*k *)
Definition lemma_2_7_part_a_increasing : Prop :=
  forall (N m : nat) (lam eta u : R),
  (m >= 1)%nat ->
  eta > 0 ->
  u > 0 ->
  (m <= 18)%nat ->
  ((N >= 2)%nat /\ lam > 0 /\ (m < 4)%nat) \/ ((m = 4)%nat /\ (N >= 2)%nat /\ lam < 0) \/ (m > 4)%nat ->
  u < 1 ->
  eta * steepest_m N m lam <= 1 ->
  (sign_f m = 1 /\ sign_ff' m = 1 -> (forall k : nat, (k >= 1)%nat -> Rbar_lt (Finite (INR k)) (k_out N m lam eta u) -> theta_ N m k lam eta u <= INR k * eta)).

(* if Eq(sign_f(m), -1) & Eq(sign_ff'(m), 1): for every k >= 1 and < k_out: theta(k) >= eta*k *)
Definition lemma_2_7_part_a_decreasing : Prop :=
  forall (N m : nat) (lam eta u : R),
  (m >= 1)%nat ->
  eta > 0 ->
  u > 0 ->
  (m <= 18)%nat ->
  ((N >= 2)%nat /\ lam > 0 /\ (m < 4)%nat) \/ ((m = 4)%nat /\ (N >= 2)%nat /\ lam < 0) \/ (m > 4)%nat ->
  u < 1 ->
  eta * steepest_m N m lam <= 1 ->
  (sign_f m = -1 /\ sign_ff' m = 1 -> (forall k : nat, (k >= 1)%nat -> Rbar_lt (Finite (INR k)) (k_out N m lam eta u) -> theta_ N m k lam eta u >= INR k * eta)).

(* if Eq(sign_f(m), 1) & Eq(sign_ff'(m), 1): for every k >= 1 and < k_out: theta(k) >= eta*k/(eta*K_m(m) + 1) *)
Definition lemma_2_7_part_b_increasing : Prop :=
  forall (N m : nat) (lam eta u : R),
  (m >= 1)%nat ->
  eta > 0 ->
  u > 0 ->
  (m <= 18)%nat ->
  ((N >= 2)%nat /\ lam > 0 /\ (m < 4)%nat) \/ ((m = 4)%nat /\ (N >= 2)%nat /\ lam < 0) \/ (m > 4)%nat ->
  u < 1 ->
  eta * steepest_m N m lam <= 1 ->
  (sign_f m = 1 /\ sign_ff' m = 1 -> (forall k : nat, (k >= 1)%nat -> Rbar_lt (Finite (INR k)) (k_out N m lam eta u) -> theta_ N m k lam eta u >= INR k * eta / (eta * K_m N m lam + 1))).

(* if Eq(sign_f(m), 1) & Eq(sign_ff'(m), 1): for every k >= 1 and < k_out: theta(k) >= eta*k - eta*Lambda(k) *)
Definition lemma_2_7_part_b'_increasing : Prop :=
  forall (N m : nat) (lam eta u : R),
  (m >= 1)%nat ->
  eta > 0 ->
  u > 0 ->
  (m <= 18)%nat ->
  ((N >= 2)%nat /\ lam > 0 /\ (m < 4)%nat) \/ ((m = 4)%nat /\ (N >= 2)%nat /\ lam < 0) \/ (m > 4)%nat ->
  u < 1 ->
  eta * steepest_m N m lam <= 1 ->
  (sign_f m = 1 /\ sign_ff' m = 1 -> (forall k : nat, (k >= 1)%nat -> Rbar_lt (Finite (INR k)) (k_out N m lam eta u) -> theta_ N m k lam eta u >= INR k * eta - eta * Lambda N m k lam eta u)).

(* if Eq(sign_f(m), 1) & Eq(sign_ff'(m), -1): for every k >= 1 and < k_out: theta(k) >= eta*k *)
Definition lemma_2_7_part_a'_increasing : Prop :=
  forall (N m : nat) (lam eta u : R),
  (m >= 1)%nat ->
  eta > 0 ->
  u > 0 ->
  (m <= 18)%nat ->
  ((N >= 2)%nat /\ lam > 0 /\ (m < 4)%nat) \/ ((m = 4)%nat /\ (N >= 2)%nat /\ lam < 0) \/ (m > 4)%nat ->
  u < 1 ->
  eta * steepest_m N m lam <= 1 ->
  (sign_f m = 1 /\ sign_ff' m = -1 -> (forall k : nat, (k >= 1)%nat -> Rbar_lt (Finite (INR k)) (k_out N m lam eta u) -> theta_ N m k lam eta u >= INR k * eta)).

(* if Eq(sign_f(m), -1) & Eq(sign_ff'(m), -1): for every k >= 1 and < k_out: theta(k) <= eta*k *)
Definition lemma_2_7_part_a'_decreasing : Prop :=
  forall (N m : nat) (lam eta u : R),
  (m >= 1)%nat ->
  eta > 0 ->
  u > 0 ->
  (m <= 18)%nat ->
  ((N >= 2)%nat /\ lam > 0 /\ (m < 4)%nat) \/ ((m = 4)%nat /\ (N >= 2)%nat /\ lam < 0) \/ (m > 4)%nat ->
  u < 1 ->
  eta * steepest_m N m lam <= 1 ->
  (sign_f m = -1 /\ sign_ff' m = -1 -> (forall k : nat, (k >= 1)%nat -> Rbar_lt (Finite (INR k)) (k_out N m lam eta u) -> theta_ N m k lam eta u <= INR k * eta)).
