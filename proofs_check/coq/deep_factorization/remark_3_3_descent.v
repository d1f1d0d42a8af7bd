(* Remark 3.3 for the descent: by Weyl mu_i - delta <= lambda_i, and lambda_i <= delta beyond the rank; larger
   eigenvalues stay ahead, so that the orbits of mu_i - delta and of delta bound those of the matrix with noise. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra descent_order spectra_more.
From dmf.statements Require Import definitions names remark_3_3_descent.
Open Scope R_scope.

Lemma clean_large ell_0 delta clean : descending ell_0 clean -> 2 * delta < eigenvalue ell_0 clean ell_0 ->
  forall i, (1 <= i <= ell_0)%nat -> 2 * delta < eigenvalue ell_0 clean i.
Proof.
  intros Hc Hg i Hi. apply Rlt_le_trans with (1 := Hg). apply eigenvalues_descend; [assumption | lia | lia].
Qed.

Section Noise.
Variables (N ell_0 n : nat) (delta alpha eta eps theta : R) (spectrum clean : nat -> R).
Hypothesis order : descending n spectrum.
Hypothesis clean_order : descending ell_0 clean.
Hypothesis rank : (ell_0 >= 1)%nat.
Hypothesis size : (n >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis gap : 2 * delta < eigenvalue ell_0 clean ell_0.
Hypothesis rank_at_most : (ell_0 <= n)%nat.
Hypothesis noise : largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in
  let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) <= delta.
Hypothesis small_start : alpha ^ N < delta.
Hypothesis share_below : eps < 1.
Hypothesis steps : all_short N n alpha eta spectrum.

Lemma weyl i : (1 <= i <= n)%nat ->
  eigenvalue ell_0 clean i - delta <= eigenvalue n spectrum i <= eigenvalue ell_0 clean i + delta.
Proof.
  intros Hi.
  assert (H : Rabs (eigenvalue n spectrum i - eigenvalue ell_0 clean i) <= delta).
  { eapply Rle_trans; [|exact noise].
    exact (largest_above 1 n (fun i => let lam := eigenvalue n spectrum i in
      let mu := eigenvalue ell_0 clean i in Rabs (lam - mu)) i Hi). }
  apply Rabs_le_between in H. lra.
Qed.

Lemma noise_positive : 0 < delta.
Proof. apply Rlt_trans with (2 := small_start), pow_lt. exact start. Qed.

Lemma least_short i : (1 <= i <= ell_0)%nat -> short N (eigenvalue ell_0 clean i - delta) alpha eta.
Proof.
  intros Hi. pose proof (clean_large ell_0 delta clean clean_order gap i Hi). pose proof noise_positive.
    pose proof (weyl i ltac:(lia)).
  apply short_smaller with (eigenvalue n spectrum i) alpha; [lia | lra | | apply steps; lia].
  rewrite !Rabs_pos_eq; lra.
Qed.

Lemma noise_short : short N delta alpha eta.
Proof.
  pose proof (clean_large ell_0 delta clean clean_order gap 1 ltac:(lia)). pose proof noise_positive.
    pose proof (weyl 1 ltac:(lia)).
  apply short_smaller with (eigenvalue n spectrum 1) alpha; [lia | lra | | apply steps; lia].
  rewrite !Rabs_pos_eq; lra.
Qed.

(* The leading products from K_0 on, and the others before K_1. *)
Lemma leading_products k i : Rbar_le (K_0 N ell_0 n delta alpha eta eps spectrum clean) (Finite (INR k)) ->
  (1 <= i <= ell_0)%nat -> (1 - eps) * (eigenvalue ell_0 clean i - delta) <= product N n alpha eta spectrum k i <=
  eigenvalue ell_0 clean i + delta.
Proof.
  intros Hk Hi. apply first_reached in Hk. destruct Hk as [j [Hj Pj]]. cbv beta zeta in Pj.
  pose proof (clean_large ell_0 delta clean clean_order gap i Hi) as Hm. pose proof noise_positive as Hd.
    pose proof (weyl i ltac:(lia)) as Hw.
  pose proof (least_short i Hi) as Hs. set (mu := eigenvalue ell_0 clean i) in *. split.
  - pose proof (smallest_below 1 ell_0 (fun i => iterate N alpha (eigenvalue ell_0 clean i - delta) eta j ^ N /
      (eigenvalue ell_0 clean i - delta)) i Hi) as B. cbv beta in B. fold mu in B.
    apply Rle_trans with (iterate N alpha (mu - delta) eta j ^ N).
    + apply Rmult_le_reg_r with (/ (mu - delta)); [apply Rinv_0_lt_compat; lra|].
      rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in B. lra.
    + apply Rle_trans with (iterate N alpha (mu - delta) eta k ^ N).
      * apply (product_rises N (mu - delta) alpha eta j k depth start Hs ltac:(lra) Hj).
      * apply product_ahead; [assumption | lra | assumption | apply steps; lia | lra].
  - apply Rle_trans with (eigenvalue n spectrum i); [|lra].
    apply product_starts_below; try assumption; [lia | lra].
Qed.

Lemma other_products k i : Rbar_lt (Finite (INR k)) (K_1 N delta alpha eta theta) -> (ell_0 < i <= n)%nat ->
  product N n alpha eta spectrum k i <= delta * theta.
Proof.
  intros Hk Hi. pose proof (before_first _ k Hk k (le_n k)) as B. cbv beta in B.
  pose proof (weyl i ltac:(lia)) as Hw. rewrite (beyond ell_0 clean) in Hw by lia.
  apply Rle_trans with (iterate N alpha delta eta k ^ N); [|lra].
  apply product_ahead; [assumption | lra | apply steps; lia | apply noise_short | lra].
Qed.

Lemma rank_of_orbit k : Rbar_le (K_0 N ell_0 n delta alpha eta eps spectrum clean) (Finite (INR k)) ->
  let w := product N n alpha eta spectrum k in
  0 < w 1%nat /\ r N n k alpha eta spectrum = (total 2 ell_0 w + total (S ell_0) n w) / w 1%nat + 1.
Proof.
  intros Hk w. pose proof (leading_products k 1 Hk ltac:(lia)) as H1. fold w in H1.
  pose proof (clean_large ell_0 delta clean clean_order gap 1 ltac:(lia)). pose proof noise_positive.
  assert (0 < (1 - eps) * (eigenvalue ell_0 clean 1 - delta)) by (apply Rmult_lt_0_compat; lra).
  split; [lra|]. unfold r. rewrite rank_quotient by assumption. fold w.
  rewrite (total_split 1 ell_0 n), (total_head 1 ell_0) by lia. field. lra.
Qed.
End Noise.

Theorem upper : remark_3_3_descent_upper.
Proof.
  unfold remark_3_3_descent_upper.
  intros N ell_0 n delta alpha eta eps theta spectrum clean Hd Hc Hr _ Hn Ha H0 _ _ HN Hgap Hln Hnoise Hsmall Heps1
    _ _ He k Hk Hk1.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  pose proof (rank_of_orbit N ell_0 n delta alpha eta eps spectrum clean) as R.
  destruct (R Hd Hc Hr Hn Ha HN Hgap Hln Hnoise Hsmall Heps1 Hs k Hk) as [Hw ->]. clear R.
  set (w := product N n alpha eta spectrum k) in *.
  assert (Hlead : forall i, (1 <= i <= ell_0)%nat ->
    (1 - eps) * (eigenvalue ell_0 clean i - delta) <= w i <= eigenvalue ell_0 clean i + delta)
    by (intros i Hi; apply (leading_products N ell_0 n delta alpha eta eps spectrum clean); assumption).
  assert (Hrest : forall i, (ell_0 < i <= n)%nat -> w i <= delta * theta).
  { intros i Hi. apply (other_products N ell_0 n delta alpha eta theta spectrum clean); assumption. }
  pose proof (Hlead 1%nat ltac:(lia)) as H1.
  pose proof (clean_large ell_0 delta clean Hc Hgap 1 ltac:(lia)) as Hm.
  assert (Hq : 0 < (1 - eps) * (eigenvalue ell_0 clean 1 - delta)) by (apply Rmult_lt_0_compat; lra).
  assert (A1 : 0 <= total 2 ell_0 w + total (S ell_0) n w).
  { apply Rplus_le_le_0_compat; apply total_nonnegative; intros i Hi; apply product_nonnegative; assumption || lia. }
  assert (A2 : total 2 ell_0 w <= total 2 ell_0 (fun i => delta + eigenvalue ell_0 clean i)).
  { apply total_le. intros i Hi. pose proof (Hlead i ltac:(lia)). lra. }
  assert (A3 : total (S ell_0) n w <= total (S ell_0) n (fun _ => delta * theta))
    by (apply total_le; intros i Hi; apply Hrest; lia).
  rewrite total_const, !S_INR in A3 by lia.
  unfold r_plus. cbv zeta. apply Rplus_le_compat_r, Rmult_le_compat; [assumption | | lra |].
  - left. apply Rinv_0_lt_compat, Hw.
  - apply Rinv_le_contravar; lra.
Qed.

Theorem lower : remark_3_3_descent_lower.
Proof.
  unfold remark_3_3_descent_lower.
  intros N ell_0 n delta alpha eta eps theta spectrum clean Hd Hc Hr _ Hn Ha H0 _ _ HN Hgap Hln Hnoise Hsmall Heps1
    _ _ He k Hk.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  pose proof (rank_of_orbit N ell_0 n delta alpha eta eps spectrum clean) as R.
  destruct (R Hd Hc Hr Hn Ha HN Hgap Hln Hnoise Hsmall Heps1 Hs k Hk) as [Hw ->]. clear R.
  set (w := product N n alpha eta spectrum k) in *.
  assert (Hlead : forall i, (1 <= i <= ell_0)%nat ->
    (1 - eps) * (eigenvalue ell_0 clean i - delta) <= w i <= eigenvalue ell_0 clean i + delta)
    by (intros i Hi; apply (leading_products N ell_0 n delta alpha eta eps spectrum clean); assumption).
  pose proof (Hlead 1%nat ltac:(lia)) as H1.
  assert (A1 : 0 <= total (S ell_0) n w).
  { apply total_nonnegative; intros i Hi; apply product_nonnegative; assumption || lia. }
  assert (A2 : total 2 ell_0 (fun i => (1 - eps) * (eigenvalue ell_0 clean i - delta)) <= total 2 ell_0 w).
  { apply total_le. intros i Hi. apply Hlead. lia. }
  assert (A3 : 0 <= total 2 ell_0 (fun i => (1 - eps) * (eigenvalue ell_0 clean i - delta))).
  { apply total_nonnegative. intros i Hi. pose proof (clean_large ell_0 delta clean Hc Hgap i ltac:(lia)).
    pose proof (pow_lt alpha N Ha). apply Rmult_le_pos; lra. }
  rewrite total_scal in A2, A3. apply Rle_ge. unfold r_minus. cbv zeta.
  apply Rplus_le_compat_r, Rmult_le_compat; [assumption | | lra |].
  - left. apply Rinv_0_lt_compat. lra.
  - apply Rinv_le_contravar; lra.
Qed.

Theorem resting : remark_3_3_descent_resting.
Proof.
  unfold remark_3_3_descent_resting.
  intros N ell_0 n delta alpha eta eps theta spectrum clean _ Hc Hr _ Hn Ha H0 _ _ HN Hgap Hln Hnoise Hsmall _ _ _
    He Hl k Hk.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  apply largest_least; [lia|]. intros i Hi.
  apply (other_products N ell_0 n delta alpha eta theta spectrum clean); assumption || lia.
Qed.

Theorem ahead : remark_3_3_descent_ahead.
Proof.
  unfold remark_3_3_descent_ahead.
  intros N ell_0 n delta alpha eta eps theta spectrum clean Hd Hc Hr _ Hn Ha H0 _ _ HN Hgap Hln Hnoise Hsmall _ _ _
    He Hl k.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  apply smallest_greatest; [lia|]. intros i Hi. cbv zeta.
  apply product_ahead; [assumption | lra | | apply Hs; lia|].
  - apply (least_short N ell_0 n delta alpha eta spectrum clean); assumption || lia.
  - apply Rle_trans with (eigenvalue n spectrum ell_0); [lra|]. apply eigenvalues_descend; [assumption | lia | lia].
Qed.
