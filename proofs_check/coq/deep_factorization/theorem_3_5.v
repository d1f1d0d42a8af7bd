(* Theorem 3.5: the effective rank in the times (63), with what the leading eigenvalues,
   those between and the rest may
   add; for eps <= 1/5 the leading ones add nothing. *)
From Coq Require Import Reals ZArith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary roots descent_order spectra_more constants spectra.
From dmf.statements Require Import definitions names theorem_3_5.
From dmf.deep_factorization Require Import theorem_3_5_bounds.
Open Scope R_scope.

(* The level eps'^N lambda of (63) and its root. *)
Lemma level_root N lam eps_tail : (N >= 2)%nat -> 0 < lam -> 0 < eps_tail ->
  root N (eps_tail ^ N * lam) = eps_tail * root N lam.
Proof.
  intros HN Hl He. pose proof (root_positive N lam Hl) as P.
  rewrite <- (root_power N lam) at 1 by (lia || lra). rewrite <- Rpow_mult_distr.
  apply root_of_power; [lia | apply Rmult_lt_0_compat; assumption].
Qed.

Theorem learned : theorem_3_5_learned.
Proof.
  unfold theorem_3_5_learned.
  intros N n ell alpha eta eps eps_tail spectrum Hd Hn Hl Ha H0 Heps _ HN _ Hr Hs He Hacc _ _ k Hk.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hall.
  apply Rle_ge, smallest_greatest; [lia|]. intros i Hi. cbv beta zeta.
  assert (B := leading_products N n ell alpha eta eps spectrum Hd Hl Ha Heps HN Hr Hs Hacc Hall k i Hk Hi).
  unfold product in B. destruct (leading N n ell alpha spectrum Hd Hl Ha HN Hr Hs i Hi) as [_ [_ P]].
  apply Rmult_le_reg_r with (eigenvalue n spectrum i); [exact P|]. unfold Rdiv.
  rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Theorem not_yet : theorem_3_5_not_yet.
Proof.
  unfold theorem_3_5_not_yet.
  intros N n ell alpha eta eps eps_tail spectrum Hd Hn Hl Ha H0 _ Ht HN _ Hr _ He _ Hc Htr Hg k Hk.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hall.
  pose proof (pow_lt alpha N Ha) as HaN. rewrite <- level_root in Hk by (assumption || lra).
  apply (next_product N n ell alpha eta spectrum Hl Ha HN Hr Hall);
    [exact Hg | destruct Htr; lra | apply Rmult_le_compat_r; lra | exact Hk].
Qed.

Theorem lower : theorem_3_5_lower.
Proof.
  unfold theorem_3_5_lower.
  intros N n ell alpha eta eps eps_tail spectrum Hd Hn Hl Ha H0 Heps _ HN _ Hr Hs He Hacc _ _ k Hk.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hall.
  apply Rle_ge, rank_from_below; try assumption.
Qed.

Theorem distance : theorem_3_5_distance.
Proof.
  unfold theorem_3_5_distance.
  intros N n ell alpha eta eps eps_tail spectrum Hd Hn Hl Ha H0 Heps Ht HN _ Hr Hs He Hacc Hc Htr Hg k Hk Hend.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hall.
  pose proof (pow_lt alpha N Ha) as HaN. rewrite <- level_root in Hend by (assumption || lra).
  apply within_level; try assumption; [destruct Htr; lra | apply Rmult_le_compat_r; lra].
Qed.

Theorem distance_last : theorem_3_5_distance_last.
Proof.
  unfold theorem_3_5_distance_last.
  intros N n ell alpha eta eps eps_tail spectrum Hd Hn Hl Ha H0 Heps _ HN _ Hr Hs He Hacc _ _ Hdec k Hk.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hall.
  apply within_level_last; try assumption.
Qed.

Theorem without_lead : theorem_3_5_without_lead.
Proof.
  unfold theorem_3_5_without_lead.
  intros N n ell alpha eta eps eps_tail spectrum Hd Hn Hl Ha H0 Heps Ht HN _ Hr Hs He Hacc Hc Htr [He5 Hg] k Hk Hend.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hall.
  pose proof (pow_lt alpha N Ha) as HaN. rewrite <- level_root in Hend by (assumption || lra).
  apply rank_without_lead; try assumption; [destruct Htr; lra|]. intros i Hi.
  pose proof (many_above_bound n spectrum (alpha ^ N)) as Hb.
  apply Rle_trans with (product N n alpha eta spectrum k (ell + 1)).
  - apply products_descend; try assumption; lia.
  - apply (next_product N n ell alpha eta spectrum Hl Ha HN Hr Hall);
      [exact Hg | destruct Htr; lra | apply Rmult_le_compat_r; lra | exact Hend].
Qed.

Theorem without_lead_last : theorem_3_5_without_lead_last.
Proof.
  unfold theorem_3_5_without_lead_last.
  intros N n ell alpha eta eps eps_tail spectrum Hd Hn Hl Ha H0 Heps _ HN _ Hr Hs He Hacc _ _ [He5 Hdec] k Hk.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hall.
  pose proof (none_between N n ell alpha spectrum Hd Hl Ha HN Hr Hs Hdec) as Hno.
  assert (Q := rank_without_lead N n ell alpha eta eps spectrum Hd Hl Ha Heps HN Hr Hs Hacc Hall 0 k He5 Hk
    (Rle_refl 0) ltac:(intros i Hi; lia)).
  unfold Rdiv in Q at 2. rewrite !Rmult_0_l, Rplus_0_r in Q. exact Q.
Qed.
