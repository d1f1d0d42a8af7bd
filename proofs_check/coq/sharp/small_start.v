(* Small starts: T beside its leading terms. The first half of the way, at every depth and at depth 2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms abel_integrals abel.
From dmf.statements Require Import definitions names small_start.
From dmf.sharp Require Import small_start_half.
Open Scope R_scope.

Theorem half_lower : small_start_half_lower.
Proof.
  unfold small_start_half_lower. intros N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf.
  apply first_at_least. intros k Hk. simpl.
  apply (half_at_least N lam alpha eta Ha He HN Hl Hs Hst). lra.
Qed.

Theorem half_upper : small_start_half_upper.
Proof.
  unfold small_start_half_upper. intros N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf [H2 Two].
  pose proof (half_before N lam alpha eta Ha He HN Hl Hs Hst Two) as H.
  apply first_at_most_ceiling; [apply (H O); cbn [iterate]; lra|].
  intros k. destruct (Rle_or_lt (L N lam / 2) (iterate N alpha lam eta k)); [left; lra | right; apply H; assumption].
Qed.
