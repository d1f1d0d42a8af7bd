(* Lemma 2.7, all parts: the general comparison of Euler steps with the flow, for each of the 18 right-hand sides.
   What
   keeps the iterates in the interval is that the first one outside comes later; no step size is too large for that.
   *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary counting euler_general.
From dmf.statements Require Import definitions right_hand_sides lemma_2_7.
From dmf.deep_factorization Require Import right_hand_sides.
Open Scope R_scope.

Lemma before_the_first_outside N m k lam eta u : Rbar_lt (Finite (INR k)) (k_out N m lam eta u) ->
  forall j, (j <= k)%nat ->
  low_m N m lam <=
  euler (fun x => f_m N m lam x) (low_m N m lam + u * (high_m N m lam - low_m N m lam)) eta j <= high_m N m lam.
Proof.
  intros Hk j Hj. set (e := euler (fun x => f_m N m lam x) (low_m N m lam + u *
    (high_m N m lam - low_m N m lam)) eta j).
  assert (In : ~ (e < low_m N m lam \/ e > high_m N m lam)); [|lra].
  intros Out. apply (Rbar_lt_not_le _ _ Hk). apply Rbar_le_trans with (Finite (INR j)); [|apply le_INR; exact Hj].
  unfold k_out. apply first_at_most. exact Out.
Qed.

(* From the premises of a claim to those of the general lemma. *)
Ltac enter :=
  intros N m lam eta u Hm1 He _ Hm18 Hl _ _ [Hs Hc] k _ Hk; unfold theta_;
  destruct (all_suitable N m lam (conj Hm1 Hm18) Hl) as [dF [S KB]]; rewrite Hs, Hc in *;
  pose proof (before_the_first_outside N m k lam eta u Hk) as Hin; cbv beta in *;
  set (start := low_m N m lam + u * (high_m N m lam - low_m N m lam)) in *;
  set (a := low_m N m lam) in *; set (b := high_m N m lam) in *;
  assert (HF : forall x, a <= x <= b -> is_derive (fun x => f_m N m lam x) x (dF x)) by (intros x Hx; apply S, Hx);
  assert (HU : forall x, a <= x <= b -> is_derive (U_m N m lam) x (/ f_m N m lam x)) by (intros x Hx; apply S, Hx);
  rewrite (Rmult_comm (INR k) eta).

Theorem part_a_increasing : lemma_2_7_part_a_increasing.
Proof.
  unfold lemma_2_7_part_a_increasing. enter.
  apply (convex_increasing (fun x => f_m N m lam x) dF (U_m N m lam) a b start eta k HF HU He Hin).
  - intros x Hx. destruct (S x Hx) as (_ & _ & P & _). lra.
  - intros x Hx. destruct (S x Hx) as (_ & _ & _ & C). lra.
Qed.

Theorem part_a_decreasing : lemma_2_7_part_a_decreasing.
Proof.
  unfold lemma_2_7_part_a_decreasing. enter. apply Rle_ge.
  apply (convex_decreasing (fun x => f_m N m lam x) dF (U_m N m lam) a b start eta k HF HU He Hin).
  - intros x Hx. destruct (S x Hx) as (_ & _ & P & _). lra.
  - intros x Hx. destruct (S x Hx) as (_ & _ & _ & C). lra.
Qed.

Theorem part_b_increasing : lemma_2_7_part_b_increasing.
Proof.
  unfold lemma_2_7_part_b_increasing. enter. apply Rle_ge. destruct (KB eq_refl eq_refl) as [HK Hslope].
  rewrite (Rplus_comm _ 1).
  apply (convex_lag (fun x => f_m N m lam x) dF (U_m N m lam) a b start eta k HF HU He Hin).
  - intros x Hx. destruct (S x Hx) as (_ & _ & P & _). lra.
  - exact HK.
  - intros x Hx. destruct (S x Hx) as (_ & _ & _ & C). lra.
  - exact Hslope.
Qed.

Theorem part_b'_increasing : lemma_2_7_part_b'_increasing.
Proof.
  unfold lemma_2_7_part_b'_increasing. enter. apply Rle_ge. unfold Lambda. fold a b. fold start.
  apply (logarithmic_lag (fun x => f_m N m lam x) dF (U_m N m lam) a b start eta k HF HU He Hin).
  - intros x Hx. destruct (S x Hx) as (_ & _ & P & _). lra.
  - intros x Hx. destruct (S x Hx) as (_ & _ & _ & C). lra.
Qed.

Theorem part_a'_increasing : lemma_2_7_part_a'_increasing.
Proof.
  unfold lemma_2_7_part_a'_increasing. enter. apply Rle_ge.
  apply (concave_increasing (fun x => f_m N m lam x) dF (U_m N m lam) a b start eta k HF HU He Hin).
  - intros x Hx. destruct (S x Hx) as (_ & _ & P & _). lra.
  - intros x Hx. destruct (S x Hx) as (_ & _ & _ & C). lra.
Qed.

Theorem part_a'_decreasing : lemma_2_7_part_a'_decreasing.
Proof.
  unfold lemma_2_7_part_a'_decreasing. enter.
  apply (concave_decreasing (fun x => f_m N m lam x) dF (U_m N m lam) a b start eta k HF HU He Hin).
  - intros x Hx. destruct (S x Hx) as (_ & _ & P & _). lra.
  - intros x Hx. destruct (S x Hx) as (_ & _ & _ & C). lra.
Qed.
