(* The count up to the step ceiling 2/kappa, whether or not the orbit passes its limit: before it does the convex
   phase and the rate of a state below L count the steps; two steps across L shrink the distance at the rate of the
   limit, eta kappa - 1. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary flow_times counting euler lag constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms slopes gaps convex_phase passing.
From dmf.sharp Require Import rate_from_below.
From dmf.statements Require Import names overshooting_count.
Open Scope R_scope.

Theorem from_start : overshooting_count_from_start.
Proof.
  unfold overshooting_count_from_start. intros N lam alpha eta eps Ha He Hp HN Hl Hal Hs Hgap k Hk.
  destruct (start_below N lam alpha HN Ha Hal) as [_ HaL].
  pose proof (step_at_most_two N lam eta HN Hl Hs) as Hs2.
  apply (accurate_after N lam eta alpha eps alpha k); try assumption; try lra.
  unfold A_alpha in Hk. pose proof (Rmax_r 0 (ln (eps / (L N lam - alpha)) /
    ln (Rmax (1 - eta * h N lam alpha) (eta * kappa N lam - 1)))). lra.
Qed.

Theorem from_below : overshooting_count_from_below.
Proof.
  unfold overshooting_count_from_below. intros N lam alpha eta eps Ha He Hp HN Hl Hal Hs Hgap Hx k Hk.
  pose proof (step_at_most_two N lam eta HN Hl Hs) as Hs2.
  pose proof (inflection_positive N lam HN Hl) as HX. pose proof (inflection_below N lam HN Hl) as HXL.
  set (B := T_K N lam alpha eta) in *. set (C := ln (eps / (L N lam - x_star N lam)) / ln (A_x N lam eta)) in *.
  pose proof (Rmax_l 0 C) as HC0. pose proof (Rmax_r 0 C) as HC. pose proof (Zceil_ub B) as HB.
  assert (Hup : forall j, (forall i, (i <= j)%nat -> iterate N alpha lam eta i < x_star N lam) -> INR j < B).
  { intros j Hj. exact (phase_lag_upper N lam alpha eta (x_star N lam) HN Hl (conj Ha (Rlt_le _ _ Hx)) (Rle_refl _) He
      j Hj). }
  assert (HB0 : 0 < B).
  { change 0 with (INR 0). apply Hup. intros i Hi. replace i with O by lia. exact Hx. }
  destruct (ceiling_natural B ltac:(lra)) as [m [Em [Hm _]]]. rewrite Em in Hk.
  destruct (first_past_inflection N lam alpha eta B m HN Hl (conj Ha Hx) He ltac:(lra) Hup Hm) as [j [Hj Hd]].
  assert (Hjk : (j <= k)%nat) by (apply INR_le; apply le_INR in Hj; lra).
  replace k with (j + (k - j))%nat by lia. rewrite iterate_from.
  apply (accurate_after N lam eta (x_star N lam)); try assumption; try lra.
  change (C <= INR (k - j)). rewrite minus_INR by assumption. apply le_INR in Hj. lra.
Qed.
