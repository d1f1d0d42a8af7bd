(* Remark 3.3: between T_0 and T_1 the first ell eigenvalues have come to (1 - eps)(mu_i - delta) at least, and the
   others to theta delta at most, as the flows of mu_i - delta and of delta are behind and ahead of them. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra flow flow_time flow_order spectrum_flow flow_share_order.
From dmf.statements Require Import definitions names remark_3_3.
Open Scope R_scope.

Section Window.
Variables (N ell n : nat) (delta alpha eps theta t : R) (spectrum clean : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis clean_order : descending ell clean.
Hypothesis place : (1 <= ell <= n)%nat.
Hypothesis start : alpha > 0.
Hypothesis gap : 2 * delta < eigenvalue ell clean ell.
Hypothesis near : largest 1 n (fun i => let lam := eigenvalue n spectrum i in let mu := eigenvalue ell clean i in
  Rabs (lam - mu)) <= delta.
Hypothesis noise : alpha ^ N < delta.
Hypothesis accuracy : 0 < eps < 1.
Hypothesis level : delta * theta > alpha ^ N.
Hypothesis share : 0 < theta < 1.
Hypothesis time : t >= 0.
Hypothesis after : t >= T_0 N ell n delta alpha eps spectrum clean.
Hypothesis before : t <= tau N delta alpha (root N (delta * theta)).
Let lam := eigenvalue n spectrum.
Let mu := eigenvalue ell clean.
Let w i := y alpha (lam i) t ^ N.

Lemma close i : (1 <= i <= n)%nat -> mu i - delta <= lam i <= mu i + delta.
Proof using near.
  intros Hi. pose proof (largest_above 1 n (fun i => Rabs (lam i - mu i)) i Hi) as A. cbv beta in A.
  assert (B : Rabs (lam i - mu i) <= delta) by (apply Rle_trans with (1 := A); exact near).
  apply Rabs_le_between in B. lra.
Qed.

Lemma mu_descends i j : (1 <= i <= j)%nat -> (j <= ell)%nat -> mu j <= mu i.
Proof using clean_order. intros Hi Hj. apply eigenvalues_descend; assumption. Qed.

Lemma start_positive : 0 < alpha ^ N.
Proof using start. apply pow_lt. exact start. Qed.

Lemma above_noise i : (1 <= i <= ell)%nat -> delta < mu i - delta <= lam i.
Proof using near gap clean_order place.
  intros Hi. pose proof (close i ltac:(lia)). pose proof (mu_descends i ell ltac:(lia) ltac:(lia)). unfold mu in *.
  lra.
Qed.

Lemma below_noise i : (ell < i <= n)%nat -> - delta <= lam i <= delta.
Proof using near place.
  intros Hi. pose proof (close i ltac:(lia)) as C. unfold mu in C. rewrite beyond in C by lia. lra.
Qed.

Hypothesis depth : (N >= 2)%nat.

Lemma has_learned i : (1 <= i <= ell)%nat -> (1 - eps) * (mu i - delta) <= w i <= lam i.
Proof using flows near gap clean_order place start depth noise accuracy time after.
  intros Hi. pose proof (above_noise i Hi) as A. split.
  - apply Rle_trans with (y alpha (mu i - delta) t ^ N).
    + rewrite Rmult_comm. apply (reached N alpha (mu i - delta)); try (assumption || lra); [apply flows, start|].
      apply Rge_le in after. apply Rle_trans with (2 := after).
      exact (largest_above 1 ell (fun i => T N (mu i - delta) alpha eps) i Hi).
    + apply (products_ordered N alpha y); (assumption || lra).
  - left. apply (stays_below N alpha (lam i)); [exact depth | apply flows, start | lra | lra].
Qed.

Lemma rests i : (ell < i <= n)%nat -> 0 < w i <= theta * delta.
Proof using flows near start depth noise level share time before place.
  intros Hi. pose proof (below_noise i Hi). split; [apply (product_positive N alpha y); (assumption || lra)|].
  apply Rle_trans with (y alpha delta t ^ N); [apply (products_ordered N alpha y); (assumption || lra)|].
  rewrite Rmult_comm. apply (not_passed N alpha delta); try (assumption || lra). apply flows, start.
Qed.

Lemma first_w : 0 < (1 - eps) * (mu 1%nat - delta) <= w 1%nat.
Proof using flows near gap clean_order place start depth noise accuracy time after.
  pose proof (above_noise 1 ltac:(lia)). pose proof (has_learned 1 ltac:(lia)). pose proof start_positive.
  split; [apply Rmult_lt_0_compat; lra | lra].
Qed.

Lemma rank_is : r N n alpha t spectrum y = 1 + total 2 n (fun i => w i / w 1%nat).
Proof using flows near gap order clean_order place start depth noise accuracy time after.
  unfold r. rewrite (effective_rank_flow N n alpha spectrum y) by (assumption || lia || lra).
  pose proof first_w as P. fold lam. rewrite total_divided.
  rewrite (total_head 1 n) by lia. fold (w 1%nat). unfold w in P |- *. field. lra.
Qed.

Lemma bound_above : r N n alpha t spectrum y <= r_plus ell n delta eps theta spectrum clean.
Proof using flows near gap order clean_order place start depth noise accuracy time after level share before.
  pose proof first_w as P. pose proof start_positive as Pa. rewrite rank_is, (total_split 2 ell n) by lia.
  unfold r_plus. cbv zeta. fold mu.
  assert (small : forall b x, 0 <= b -> x <= b -> x / w 1%nat <= b / ((1 - eps) * (mu 1%nat - delta))).
  { intros b x Hb Hx. apply Rle_trans with (b / w 1%nat).
    - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact Hx].
    - apply Rmult_le_compat_l; [exact Hb | apply Rinv_le_contravar; lra]. }
  assert (A : total 2 ell (fun i => w i / w 1%nat)
    <= total 2 ell (fun i => delta + mu i) / ((1 - eps) * (mu 1%nat - delta))).
  { rewrite <- total_divided. apply total_le. intros i Hi.
    pose proof (has_learned i ltac:(lia)). pose proof (close i ltac:(lia)). pose proof (above_noise i ltac:(lia)).
    apply small; lra. }
  assert (B : total (S ell) n (fun i => w i / w 1%nat)
    <= delta * theta * (INR n - INR ell) / ((1 - eps) * (mu 1%nat - delta))).
  { replace (delta * theta * (INR n - INR ell) / ((1 - eps) * (mu 1%nat - delta)))
      with ((INR (S n) - INR (S ell)) * (theta * delta / ((1 - eps) * (mu 1%nat - delta))))
      by (rewrite !S_INR; unfold Rdiv; ring).
    rewrite <- total_const by lia. apply total_le. intros i Hi. pose proof (rests i ltac:(lia)). apply small; lra. }
  replace ((total 2 ell (fun i => delta + mu i) + delta * theta * (INR n - INR ell)) / ((1 - eps) *
    (mu 1%nat - delta)))
    with (total 2 ell (fun i => delta + mu i) / ((1 - eps) * (mu 1%nat - delta))
      + delta * theta * (INR n - INR ell) / ((1 - eps) * (mu 1%nat - delta))) by (unfold Rdiv; ring).
  lra.
Qed.

Lemma bound_below : r_minus ell n delta eps spectrum clean <= r N n alpha t spectrum y.
Proof using flows near gap order clean_order place start depth noise accuracy time after.
  pose proof first_w as P. pose proof start_positive as Pa. rewrite rank_is. unfold r_minus. cbv zeta. fold mu.
  pose proof (has_learned 1 ltac:(lia)) as H1. pose proof (close 1 ltac:(lia)) as C1.
  assert (A : (1 - eps) * total 2 ell (fun i => mu i - delta) / (delta + mu 1%nat)
    <= total 2 n (fun i => w i / w 1%nat)); [|lra].
  apply Rle_trans with (total 2 ell (fun i => w i / w 1%nat)).
  - rewrite <- total_scal, <- total_divided. apply total_le. intros i Hi.
    pose proof (has_learned i ltac:(lia)) as H. pose proof (above_noise i ltac:(lia)).
    assert (0 <= (1 - eps) * (mu i - delta)) by (apply Rmult_le_pos; lra).
    apply Rle_trans with ((1 - eps) * (mu i - delta) / w 1%nat).
    + apply Rmult_le_compat_l; [assumption | apply Rinv_le_contravar; lra].
    + apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | lra].
  - apply total_part; [lia | lia |]. intros i Hi. apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra].
    left. apply (product_positive N alpha y); (assumption || lra).
Qed.

(* Where G >= 1 every lambda_i >= mu_ell - delta has the share 1 - eps. *)
Hypothesis late : G N ell delta alpha t clean >= 1.

Lemma share_learned i : (1 <= i <= ell)%nat -> (1 - eps) * lam i <= w i.
Proof using flows near gap clean_order place start depth noise accuracy time after late.
  intros Hi. pose proof (above_noise i Hi) as A. pose proof (above_noise ell ltac:(lia)) as Al.
  pose proof (mu_descends i ell ltac:(lia) ltac:(lia)). pose proof (close ell ltac:(lia)).
  apply (share_kept N alpha (mu ell - delta) (lam i) (y alpha (mu ell - delta)));
    [exact depth | exact start | lra | lra | lra | apply flows, start | apply flows, start | lra | |].
  - unfold G in late. fold mu in late. lra.
  - rewrite Rmult_comm. apply (reached N alpha (mu ell - delta)); try (assumption || lra); [apply flows, start|].
    apply Rge_le in after. apply Rle_trans with (2 := after).
    exact (largest_above 1 ell (fun i => T N (mu i - delta) alpha eps) ell ltac:(lia)).
Qed.

Lemma lacks i : (1 <= i <= ell)%nat -> 0 <= lam i - w i <= eps * lam i.
Proof using flows near gap clean_order place start depth noise accuracy time after late.
  intros Hi. pose proof (share_learned i Hi). pose proof (has_learned i Hi). lra.
Qed.

Lemma distance_bound : D_2 N ell n alpha t spectrum clean y
  <= delta ^ 2 * theta ^ 2 * (INR n - INR ell) + eps ^ 2 * total 1 ell (fun i => lam i ^ 2).
Proof using flows near gap clean_order place start depth noise accuracy time after late level share before.
  unfold D_2, A_2, B_2. cbv zeta. fold lam.
  assert (A : total 1 ell (fun i => (lam i - y alpha (lam i) t ^ N) ^ 2) <= eps ^ 2 * total 1 ell
    (fun i => lam i ^ 2)).
  { rewrite <- total_scal. apply total_le. intros i Hi. rewrite <- Rpow_mult_distr. apply pow_incr.
  exact (lacks i Hi). }
  assert (B : total (ell + 1) n (fun i => y alpha (lam i) t ^ (2 * N)) <= delta ^ 2 * theta ^ 2 * (INR n - INR ell)).
  { replace (delta ^ 2 * theta ^ 2 * (INR n - INR ell)) with ((INR (S n) - INR (ell + 1)) * (theta * delta) ^ 2)
      by (rewrite S_INR, plus_INR; simpl; ring).
    rewrite <- total_const by lia. apply total_le. intros i Hi. rewrite Nat.mul_comm, pow_mult.
    pose proof (rests i ltac:(lia)) as R. apply pow_incr. unfold w in R. lra. }
  lra.
Qed.

Lemma norm_bound i : (1 <= i <= n)%nat -> Rabs (lam i - w i) <= Rmax (alpha ^ N + delta) (eps * (delta + mu 1%nat)).
Proof using flows near gap order clean_order place start depth noise accuracy time after late.
  intros Hi. pose proof start_positive as Pa. destruct (le_lt_dec i ell) as [Hl|Hl].
  - pose proof (lacks i ltac:(lia)) as A. apply Rle_trans with (2 := Rmax_r _ _). rewrite Rabs_pos_eq by lra.
    apply Rle_trans with (1 := proj2 A). apply Rmult_le_compat_l; [lra|].
    pose proof (close 1 ltac:(lia)).
    assert (lam i <= lam 1%nat) by (apply eigenvalues_descend; [exact order | lia | lia]). lra.
  - pose proof (below_noise i ltac:(lia)) as B. apply Rle_trans with (2 := Rmax_l _ _).
    assert (P : 0 < w i) by (apply (product_positive N alpha y); (assumption || lra)).
    destruct (Rle_or_lt (lam i) (alpha ^ N)) as [H|H].
    + assert (w i <= alpha ^ N).
      { apply pow_incr. split; [left; apply (positive N alpha y); (assumption || lra)|].
        apply (at_most_start N alpha (lam i)); (assumption || lra || apply flows, start). }
      apply Rabs_le. lra.
    + assert (w i < lam i) by (apply (stays_below N alpha (lam i)); (assumption || lra || apply flows, start)).
      apply Rabs_le. lra.
Qed.
End Window.

Theorem upper : remark_3_3_upper.
Proof. unfold remark_3_3_upper. intros. apply bound_above; (assumption || lia || lra). Qed.

Theorem lower : remark_3_3_lower.
Proof. unfold remark_3_3_lower. intros. apply Rle_ge, bound_below; (assumption || lia || lra). Qed.

Theorem learned : remark_3_3_learned.
Proof.
  unfold remark_3_3_learned. intros N ell n delta alpha eps theta t spectrum clean y F D Dc Hl Hd0 Hn Ha He Hth Ht HN
    Hgap
    Hle Hnear Hd He1 Hdt Hth1 H0 H1 HG.
  apply largest_least; [lia|]. intros i Hi. cbv zeta. pose proof (start_positive N alpha Ha) as P.
  assert (A : delta < eigenvalue ell clean i - delta <= eigenvalue n spectrum i)
    by (apply (above_noise ell n delta spectrum clean); (assumption || lia)).
  assert (S : (1 - eps) * eigenvalue n spectrum i <= y alpha (eigenvalue n spectrum i) t ^ N).
  { apply (share_learned N ell n delta alpha eps t spectrum clean y); (assumption || lia || lra). }
  apply Rmult_le_reg_r with (eigenvalue n spectrum i); [lra|].
  replace ((1 - y alpha (eigenvalue n spectrum i) t ^ N / eigenvalue n spectrum i) * eigenvalue n spectrum i)
    with (eigenvalue n spectrum i - y alpha (eigenvalue n spectrum i) t ^ N) by (field; lra). lra.
Qed.

Theorem resting : remark_3_3_resting.
Proof.
  unfold remark_3_3_resting. intros N ell n delta alpha eps theta t spectrum clean y F D Dc Hl Hd0 Hn Ha He Hth Ht HN
    Hgap
    Hle Hnear Hd He1 Hdt Hth1 H0 H1 Hln.
  apply largest_least; [lia|]. intros i Hi. cbv zeta. rewrite (Rmult_comm delta).
  apply (rests N ell n delta alpha theta t spectrum clean y); (assumption || lia || lra).
Qed.

Theorem distance : remark_3_3_distance.
Proof.
  unfold remark_3_3_distance. intros. apply distance_bound; (assumption || lia || lra).
Qed.

Theorem norm : remark_3_3_norm.
Proof.
  unfold remark_3_3_norm. intros. apply largest_least; [lia|]. intros i Hi.
  apply norm_bound; (assumption || lia || lra).
Qed.
