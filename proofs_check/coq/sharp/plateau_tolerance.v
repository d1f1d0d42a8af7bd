(* Plateaus to a tolerance: half of it for the leading eigenvalues, half for the n - l others together. *)
From Coq Require Import Reals ZArith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary roots descent_order spectra_more constants spectra.
From dmf.statements Require Import definitions names plateau_tolerance.
From dmf.deep_factorization Require theorem_3_5_bounds remark_3_6.
Open Scope R_scope.

Lemma begins_is N n ell alpha eta eps spectrum :
  largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta
    (root N lam * eps / INR N)) =
  theorem_3_5_bounds.begins N n ell alpha eta eps spectrum.
Proof.
  apply largest_ext. intros i _. cbv zeta. rewrite (Rmult_comm (root N _) eps). reflexivity.
Qed.

Lemma half_below N : (N >= 2)%nat -> 1 / 2 < INR N / (2 * INR N - 1).
Proof.
  intros HN. pose proof (depth_real N HN). apply Rmult_lt_reg_r with (2 * INR N - 1); [lra|].
  unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma accuracy_is n ell tol spectrum : 1 <= r_ell n ell spectrum -> tol > 0 -> let eps := eps_ n ell tol spectrum in
  0 < eps <= 1 / 2 /\ (r_ell n ell spectrum - 1) * eps / (1 - eps) <= tol / 2.
Proof.
  intros Hr Ht eps. set (level := r_ell n ell spectrum) in *.
  assert (Q : 0 < tol / (2 * level + tol - 2)) by (apply Rdiv_lt_0_compat; lra).
  assert (E1 : eps <= 1 / 2) by apply Rmin_l.
  assert (E2 : eps <= tol / (2 * level + tol - 2)) by apply Rmin_r.
  assert (P : 0 < eps) by (apply Rmin_glb_lt; [lra | exact Q]). clearbody eps level. split; [lra|].
  apply Rmult_le_reg_r with (1 - eps); [lra|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by lra.
  apply Rmult_le_compat_r with (r := 2 * level + tol - 2) in E2; [|lra].
  unfold Rdiv in E2. rewrite Rmult_assoc, Rinv_l in E2 by lra. lra.
Qed.

Lemma first_half N n ell tol alpha spectrum : (N >= 2)%nat -> alpha > 0 -> descending n spectrum ->
  (1 <= ell <= n)%nat -> tol > 0 -> alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  (r_ell n ell spectrum - 1) * eps_ n ell tol spectrum / (1 - eps_ n ell tol spectrum) <= tol / 2.
Proof.
  intros HN Ha Hd Hl Htol Hs. destruct (remark_3_6.leading_positive N n ell alpha spectrum HN Ha Hd Hl Hs) as [Hp
    Hlev].
  apply accuracy_is; lra.
Qed.

(* The others: n - L of at most alpha^N, L - l of at most omega. *)
Lemma second_half N n ell tol alpha spectrum : (N >= 2)%nat -> alpha > 0 -> descending n spectrum ->
  (1 <= ell <= n)%nat -> tol > 0 -> alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  alpha ^ N * (2 * INR n - 2 * INR ell) <= tol * (1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1 ->
  alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) /
    ((1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1) +
  omega N n ell tol spectrum * Rmax (L_alpha N n alpha spectrum - INR ell) 0 /
    ((1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1) <= tol / 2.
Proof.
  intros HN Ha Hd Hl Htol Hs Hsmall.
  destruct (remark_3_6.leading_positive N n ell alpha spectrum HN Ha Hd Hl Hs) as [Hp Hlev].
  destruct (accuracy_is n ell tol spectrum ltac:(lra) Htol) as [He _]. pose proof (c_N_between N HN) as Hc.
  set (eps := eps_ n ell tol spectrum) in *. rewrite (Rmult_assoc tol) in Hsmall.
  assert (HD : 0 < (1 - eps) * eigenvalue n spectrum 1) by (apply Rmult_lt_0_compat; lra).
  assert (Ho : omega N n ell tol spectrum <= tol * ((1 - eps) * eigenvalue n spectrum 1) / (2 * Rmax
    (INR n - INR ell) 1)).
  { unfold omega. fold eps. rewrite <- (Rmult_assoc tol). apply Rmin_r. }
  set (D := (1 - eps) * eigenvalue n spectrum 1) in *. change (L_alpha N n alpha spectrum)
    with (INR (many_above n spectrum (alpha ^ N))). set (m := many_above n spectrum (alpha ^ N)).
  assert (Hm : (ell <= m <= n)%nat).
  { split; [|apply many_above_bound]. apply many_above_place; [assumption | lia|].
    pose proof (pow_lt alpha N Ha). nra. }
  destruct Hm as [Hm1 Hm2]. apply le_INR in Hm1, Hm2.
  rewrite (Rmax_left (INR m)), (Rmax_left (INR m - INR ell)) by lra.
  apply Rle_trans with ((alpha ^ N * (INR n - INR m) + omega N n ell tol spectrum * (INR m - INR ell)) / D);
    [right; unfold Rdiv; ring|].
  assert (Hc1 : (INR n - INR ell) = 0 \/ 1 <= INR n - INR ell).
  { destruct (Nat.eq_dec n ell) as [->|Hne]; [left; ring | right].
    assert (Q : (ell + 1 <= n)%nat) by lia. apply le_INR in Q. rewrite plus_INR in Q. simpl in Q. lra. }
  apply Rmult_le_reg_r with D; [exact HD|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  destruct Hc1 as [Hz|Hone].
  - replace (INR n - INR m) with 0 by lra. replace (INR m - INR ell) with 0 by lra.
    assert (0 <= tol / 2 * D) by (apply Rmult_le_pos; lra). lra.
  - rewrite Rmax_left in Ho by assumption. set (g := INR n - INR ell) in *.
    assert (Hx : alpha ^ N <= tol * D / (2 * g)).
    { apply Rmult_le_reg_r with (2 * g); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
      replace (2 * g) with (2 * INR n - 2 * INR ell) by (unfold g; ring). lra. }
    apply Rle_trans with (tol * D / (2 * g) * (INR n - INR m) + tol * D / (2 * g) * (INR m - INR ell)).
    + apply Rplus_le_compat; apply Rmult_le_compat_r; lra.
    + right. replace (tol / 2 * D) with (tol * D / (2 * g) * g) by (field; lra). unfold g. ring.
Qed.

Theorem lead : plateau_tolerance_lead.
Proof.
  unfold plateau_tolerance_lead. intros N n ell tol alpha eta spectrum Hd _ Hl Htol Ha _ HN _ Hr Hs _ _ _.
  apply first_half with N alpha; (assumption || lia).
Qed.

Theorem others : plateau_tolerance_others.
Proof.
  unfold plateau_tolerance_others. intros N n ell tol alpha eta spectrum Hd _ Hl Htol Ha _ HN _ Hr Hs Hsmall _ _.
  apply second_half; (assumption || lia).
Qed.

Theorem distance : plateau_tolerance_distance.
Proof.
  unfold plateau_tolerance_distance.
  intros N n ell tol alpha eta spectrum Hd Hn Hl Htol Ha H0 HN _ Hr Hs Hsmall Htr Heta Hg k Hk Hend.
  pose proof (first_half N n ell tol alpha spectrum HN Ha Hd (conj Hl Hr) Htol Hs) as A.
  pose proof (second_half N n ell tol alpha spectrum HN Ha Hd (conj Hl Hr) Htol Hs Hsmall) as B.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 Heta) as Hall.
  destruct (remark_3_6.leading_positive N n ell alpha spectrum HN Ha Hd ltac:(lia) Hs) as [Hp Hlev].
  destruct (accuracy_is n ell tol spectrum ltac:(lra) Htol) as [He _]. pose proof (half_below N HN) as Hh.
  rewrite begins_is in Hk. eapply Rle_trans.
  - apply (theorem_3_5_bounds.within_level N n ell alpha eta (eps_ n ell tol spectrum) spectrum) with
      (c := omega N n ell tol spectrum); try assumption; [lra | lra | destruct Htr; lra | apply Rmin_l].
  - rewrite (Rmult_comm (r_ell n ell spectrum - 1)) in A. lra.
Qed.

Theorem distance_last : plateau_tolerance_distance_last.
Proof.
  unfold plateau_tolerance_distance_last.
  intros N n ell tol alpha eta spectrum Hd Hn Hl Htol Ha H0 HN _ Hr Hs Hsmall _ Heta Hdec k Hk.
  pose proof (first_half N n ell tol alpha spectrum HN Ha Hd (conj Hl Hr) Htol Hs) as A.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 Heta) as Hall.
  destruct (remark_3_6.leading_positive N n ell alpha spectrum HN Ha Hd ltac:(lia) Hs) as [Hp Hlev].
  destruct (accuracy_is n ell tol spectrum ltac:(lra) Htol) as [He _]. pose proof (half_below N HN) as Hh.
  rewrite begins_is in Hk.
  assert (W := theorem_3_5_bounds.within_level_last N n ell alpha eta (eps_ n ell tol spectrum) spectrum
    Hd Hl Ha ltac:(lra) HN Hr Hs ltac:(lra) Hall k Hdec Hk).
  apply Rle_trans with (1 := W). rewrite (Rmult_comm (r_ell n ell spectrum - 1)) in A.
  enough (alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) /
    ((1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1) <= tol / 2) by lra.
  set (D := (1 - eps_ n ell tol spectrum) * eigenvalue n spectrum 1).
  assert (HD : 0 < D) by (apply Rmult_lt_0_compat; lra). pose proof (pow_lt alpha N Ha) as P.
  apply Rmult_le_reg_r with D; [exact HD|]. unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rle_trans with (alpha ^ N * (INR n - INR ell)).
  - apply Rmult_le_compat_l; [lra|]. pose proof (Rmax_r (L_alpha N n alpha spectrum) (INR ell)). lra.
  - unfold D. rewrite (Rmult_assoc tol) in Hsmall. lra.
Qed.
