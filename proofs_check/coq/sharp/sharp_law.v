(* The sharp law in elementary form: T is the time of the flow over eta plus half of the logarithm of the ratio of
   f at its ends, up to terms that are small with the step size. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms abel_integrals abel.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape sharp_law_below sharp_law_lower.
From dmf.sharp Require sharp_law_above.
Open Scope R_scope.

(* f at the ends of the way, as the statement writes it. *)
Lemma logarithm_of_ratio p q : 0 < p -> 0 < q -> ln (p / q) = ln p - ln q.
Proof. intros. apply ln_div; assumption. Qed.

Section Below.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis below : alpha ^ N < lam.
Hypothesis retained : lam > 0.

Lemma Lambda_1_is : Lambda_1 N lam alpha eps = ln (f N lam (x_m N lam alpha eps)) - ln (f N lam alpha).
Proof using start accuracy depth far below retained.
  pose proof (ends N lam alpha eps start accuracy depth far below retained).
  pose proof (between N lam alpha eps start accuracy depth far below retained).
  apply logarithm_of_ratio; apply (positive N lam depth retained); lra.
Qed.

Lemma Lambda_2_is : Lambda_2 N lam alpha eps = ln (f N lam (x_m N lam alpha eps)) - ln (f N lam (L N lam - eps)).
Proof using start accuracy depth far below retained.
  pose proof (ends N lam alpha eps start accuracy depth far below retained).
  pose proof (between N lam alpha eps start accuracy depth far below retained).
  unfold Lambda_2. rewrite Rmult_comm with (r1 := lam - _).
  apply logarithm_of_ratio; apply (positive N lam depth retained); lra.
Qed.

(* T is the first k with d(k) >= L - eps. *)
Lemma reached k : Rabs (L N lam - iterate N alpha lam eta k) <= eps <-> L N lam - eps <= iterate N alpha lam eta k.
Proof using start step_positive accuracy depth step far below retained.
  pose proof (orbit N lam alpha eta eps start step_positive accuracy depth step far below retained k).
  rewrite Rabs_pos_eq by lra. lra.
Qed.

Lemma at_most y : (forall k, iterate N alpha lam eta k < L N lam - eps -> INR k < y) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil y))).
Proof using start step_positive accuracy depth step far below retained.
  intros H. pose proof (ends N lam alpha eps start accuracy depth far below retained).
  apply first_at_most_ceiling; [apply (H O); cbn [iterate]; lra|].
  intros k. destruct (Rle_or_lt (L N lam - eps) (iterate N alpha lam eta k)) as [R|R];
    [left; apply reached; assumption|].
  right. apply H. assumption.
Qed.
End Below.

Theorem below_upper : sharp_law_below_upper.
Proof.
  unfold sharp_law_below_upper. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hal Hl].
  apply at_most; try assumption. intros k Hk. rewrite Lambda_1_is, Lambda_2_is by assumption.
  pose proof (count_upper N lam alpha eta eps Ha He Heps HN Hs Hf Hal Hl k Hk) as C.
  pose proof (ze_bounds N lam alpha eta eps Ha He Heps HN Hf Hal Hl) as ZE.
  pose proof (steepest N lam alpha eta He HN Hs Hl) as [Z _].
  apply Rlt_le_trans with (1 := C). set (ze := z_e N lam eta eps) in *.
  assert (ze <= ze / (1 - ze)).
  { apply Rmult_le_reg_r with (1 - ze); [lra|]. replace (ze / (1 - ze) * (1 - ze)) with ze by (field; lra). nra. }
  match goal with |- context[(?B + 1) * ze / (8 * (1 - ze))] =>
    replace ((B + 1) * ze / (8 * (1 - ze))) with (ze / (1 - ze) * (B + 1) / 8) by (field; lra) end. lra.
Qed.

Theorem below_first_half : sharp_law_below_first_half.
Proof.
  unfold sharp_law_below_first_half. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hal Hl].
  apply at_most; try assumption. intros k Hk. rewrite Lambda_1_is by assumption.
  pose proof (count_first_half N lam alpha eta eps Ha He Heps HN Hs Hf Hal Hl k Hk). lra.
Qed.

(* The bound by the logarithmic mean, u = 1/(1 - z). *)
Lemma excess_is z : 0 < z < 1 -> - ((- (z / ((1 - z) * ln (1 - z))) - 1) / ln (1 - z))
  = ((exp (- ln (1 - z)) - 1) / (- ln (1 - z)) - 1) / (- ln (1 - z)).
Proof.
  intros Hz. pose proof (ln_increasing (1 - z) 1 ltac:(lra) ltac:(lra)) as H. rewrite ln_1 in H.
  rewrite exp_Ropp, exp_ln by lra. field. split; lra.
Qed.

(* That c_L z_L is at most 1 is not needed: the last step is cut off at the target. *)
Theorem below_lower : sharp_law_below_lower.
Proof.
  unfold sharp_law_below_lower. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hal [_ Hl]].
  apply first_at_least. intros k Hk. apply reached in Hk; try assumption.
  pose proof (count_lower N lam alpha eta eps Ha He Heps HN Hs Hf Hal Hl k Hk) as C.
  pose proof (steepest N lam alpha eta He HN Hs Hl) as [Z _].
  rewrite Lambda_1_is, Lambda_2_is by assumption. unfold c_L. rewrite excess_is by assumption. simpl. lra.
Qed.

(* From above, and for lambda <= 0. *)
Section Above.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis above : alpha ^ N > lam \/ lam <= 0.

Lemma Lambda_is : Lambda N lam alpha eps = ln (- f N lam alpha) - ln (- f N lam (L N lam + eps)).
Proof using start accuracy depth far above.
  pose proof (sharp_law_above.ends N lam alpha eps start accuracy depth far above) as E.
  pose proof (sharp_law_above.negative N lam depth alpha ltac:(lra)) as Pa.
  pose proof (sharp_law_above.negative N lam depth (L N lam + eps) ltac:(lra)) as Pe.
  unfold Lambda. rewrite Rmult_comm with (r1 := lam - (_ + _) ^ N).
  change (ln (f N lam alpha / f N lam (L N lam + eps)) = ln (- f N lam alpha) - ln (- f N lam (L N lam + eps))).
  rewrite <- ln_div by assumption. f_equal. field. lra.
Qed.

Lemma reached_above k : Rabs (L N lam - iterate N alpha lam eta k) <= eps <-> iterate N alpha lam eta k <= L N lam
  + eps.
Proof using start step_positive accuracy depth step far above.
  pose proof (sharp_law_above.orbit N lam alpha eta eps start step_positive accuracy depth step far above k).
  rewrite Rabs_left by lra. lra.
Qed.

Lemma at_most_above y : (forall k, L N lam + eps < iterate N alpha lam eta k -> INR k < y) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil y))).
Proof using start step_positive accuracy depth step far above.
  intros H. pose proof (sharp_law_above.ends N lam alpha eps start accuracy depth far above).
  apply first_at_most_ceiling; [apply (H O); cbn [iterate]; lra|].
  intros k. destruct (Rle_or_lt (iterate N alpha lam eta k) (L N lam + eps)) as [R|R];
    [left; apply reached_above; assumption|]. right. apply H. assumption.
Qed.

Lemma z_alpha_bounds : 0 < z_alpha N lam alpha eta < 1.
Proof using start step_positive depth step. apply (sharp_law_above.steepest N lam alpha eta start step_positive depth
  step). Qed.

Lemma steep_above : 0 < - ln (1 - z_alpha N lam alpha eta).
Proof using start step_positive depth step.
  pose proof z_alpha_bounds as Z. pose proof (ln_increasing (1 - z_alpha N lam alpha eta) 1 ltac:(lra) ltac:(lra))
    as H.
  rewrite ln_1 in H. lra.
Qed.
End Above.

Theorem above_flow : sharp_law_above_flow.
Proof.
  unfold sharp_law_above_flow. intros N lam alpha eta eps Ha He Heps HN Hs Hf Hab.
  apply at_most_above; try assumption. intros k Hk.
  apply (sharp_law_above.count_flow N lam alpha eta eps); assumption.
Qed.

Theorem above_upper : sharp_law_above_upper.
Proof.
  unfold sharp_law_above_upper. intros N lam alpha eta eps Ha He Heps HN Hs Hf Hab.
  apply at_most_above; try assumption. intros k Hk. rewrite Lambda_is by assumption.
  pose proof (z_alpha_bounds N lam alpha eta Ha He HN Hs) as Z. set (z := z_alpha N lam alpha eta) in *.
  pose proof (sharp_law_above.count_upper N lam alpha eta eps Ha He Heps HN Hs Hf Hab (2 * z / (1 - z) ^ 2) 2) as C.
  assert (P : 0 < (1 - z) ^ 2) by (apply pow_lt; lra).
  specialize (C ltac:(apply Rdiv_le_0_compat; lra)). fold z in C.
  match type of C with ?A -> ?B -> _ => assert (G : A); [|assert (Q : B)] end.
  - intros x Hx. apply (sharp_law_above.step_gain_convex N lam alpha eta eps); assumption.
  - intros v Hv. pose proof (excess_of_ratio (v ^ 2) ltac:(apply pow_lt; lra)) as V.
    replace (v ^ 2) with (v * v) in V at 3 by ring. rewrite ln_mult in V by lra.
    pose proof (ln_nonnegative v ltac:(lra)) as L0.
    replace (2 * z / (1 - z) ^ 2 * ln v) with (z * ((/ (1 - z)) ^ 2 * (ln v + ln v))) by (field; lra).
    apply Rmult_le_compat_l; [lra|]. apply Rle_trans with (1 := V).
    apply Rmult_le_compat_r; [lra | apply pow_incr; lra].
  - specialize (C G Q k Hk). match goal with |- context[2 * ?B / (1 - z) ^ 2] =>
      replace (2 * B / (1 - z) ^ 2 + 1) with (2 / (1 - z) ^ 2 * B + 1) by (field; lra) end.
    replace (2 * z / (1 - z) ^ 2) with (z * (2 / (1 - z) ^ 2)) in C by (field; lra). lra.
Qed.

Theorem above_upper_concave : sharp_law_above_upper_concave.
Proof.
  unfold sharp_law_above_upper_concave. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hab Hc].
  apply at_most_above; try assumption. intros k Hk. rewrite Lambda_is by assumption.
  pose proof (z_alpha_bounds N lam alpha eta Ha He HN Hs) as Z. set (z := z_alpha N lam alpha eta) in *.
  pose proof (sharp_law_above.count_upper N lam alpha eta eps Ha He Heps HN Hs Hf Hab (z / (1 - z)) 1) as C.
  specialize (C ltac:(apply Rdiv_le_0_compat; lra)). fold z in C.
  match type of C with ?A -> ?B -> _ => assert (G : A); [|assert (Q : B)] end.
  - intros x Hx. rewrite pow_1. apply (sharp_law_above.step_gain_concave N lam alpha eta eps); assumption.
  - intros v Hv. rewrite pow_1. pose proof (excess_of_ratio v ltac:(lra)) as V.
    pose proof (ln_nonnegative v ltac:(lra)) as L0.
    unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|]. apply Rle_trans with (1 := V).
    apply Rmult_le_compat_r; lra.
  - specialize (C G Q k Hk).
    assert (z <= z / (1 - z)).
    { apply Rmult_le_reg_r with (1 - z); [lra|]. replace (z / (1 - z) * (1 - z)) with z by (field; lra). nra. }
    match goal with |- context[(?B + 1) * z / (8 * (1 - z))] =>
      replace ((B + 1) * z / (8 * (1 - z))) with (z / (1 - z) * (B + 1) / 8) by (field; lra) end. lra.
Qed.

(* Nor is it here for b_alpha and c_alpha. *)
Theorem above_lower : sharp_law_above_lower.
Proof.
  unfold sharp_law_above_lower. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hab _].
  apply first_at_least. intros k Hk. apply reached_above in Hk; try assumption.
  pose proof (steep_above N lam alpha eta Ha He HN Hs) as P.
  pose proof (z_alpha_bounds N lam alpha eta Ha He HN Hs) as Z.
  assert (E : b_alpha N lam alpha eta =
    (exp (- ln (1 - z_alpha N lam alpha eta)) - 1) / (2 * - ln (1 - z_alpha N lam alpha eta))).
  { unfold b_alpha. rewrite exp_Ropp, exp_ln by lra. field. split; lra. }
  rewrite Lambda_is, E by assumption. set (top := - ln (1 - z_alpha N lam alpha eta)) in *.
  pose proof (sharp_law_above.count_lower N lam alpha eta eps Ha He Heps HN Hs Hf Hab ((exp top - 1) / (2 * top)))
    as C.
  simpl. pose proof (exp_ineq1_le top). specialize (C ltac:(apply Rdiv_le_0_compat; lra)).
  match type of C with ?A -> _ => assert (G : A) end; [|specialize (C G k Hk); lra].
  intros x y Hy Hx Hn. apply (sharp_law_above.mean_convex N lam alpha eta eps); (assumption || reflexivity).
Qed.

Theorem above_lower_concave : sharp_law_above_lower_concave.
Proof.
  unfold sharp_law_above_lower_concave. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hab [Hc _]].
  apply first_at_least. intros k Hk. apply reached_above in Hk; try assumption.
  pose proof (steep_above N lam alpha eta Ha He HN Hs) as P.
  pose proof (z_alpha_bounds N lam alpha eta Ha He HN Hs) as Z.
  rewrite Lambda_is by assumption. unfold c_alpha. rewrite excess_is by assumption.
  set (top := - ln (1 - z_alpha N lam alpha eta)) in *.
  pose proof (sharp_law_above.count_lower N lam alpha eta eps Ha He Heps HN Hs Hf Hab
    (((exp top - 1) / top - 1) / top)) as C.
  simpl. pose proof (exp_ineq1_le top).
  assert (1 <= (exp top - 1) / top).
  { apply Rmult_le_reg_r with top; [assumption|]. replace ((exp top - 1) / top * top) with (exp top - 1)
      by (field; lra). lra. }
  specialize (C ltac:(apply Rdiv_le_0_compat; lra)).
  match type of C with ?A -> _ => assert (G : A) end; [|specialize (C G k Hk); lra].
  intros x y Hy Hx Hn. apply (sharp_law_above.mean_concave N lam alpha eta eps); (assumption || reflexivity).
Qed.
