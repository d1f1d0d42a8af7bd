(* The effective rank is r_P, of the L eigenvalues that are not below the start, and M, of the others: r_P turns
   once, as in effective_rank_flow and effective_rank_descent, and M falls. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots flow_scaling flow flow_order descent_order spectra spectra_more
  spectrum_flow
  rank_slope.
From dmf.statements Require Import definitions names effective_rank_descent effective_rank_robust.
From dmf.sharp Require Import effective_rank_descent.
Open Scope R_scope.

Section Parts.
Variables (N n : nat) (alpha : R) (spectrum : nat -> R).
Hypothesis order : descending n spectrum.
Hypothesis some : (n >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis one_grows : alpha ^ N < eigenvalue n spectrum 1.
Let lam := eigenvalue n spectrum.
Let L := many_from n spectrum (alpha ^ N).

Lemma places : (1 <= L <= n)%nat.
Proof using order some start one_grows.
  split; [|apply many_from_bound]. apply (many_from_place n spectrum (alpha ^ N) 1 order); [lia | lra].
Qed.

Lemma place_grows i : (1 <= i <= L)%nat -> alpha ^ N <= lam i.
Proof using order some start one_grows.
  intros Hi. pose proof places. apply many_from_place; [exact order | lia | fold L; lia].
Qed.

Lemma place_falls i : (L < i <= n)%nat -> lam i < alpha ^ N.
Proof using order some start one_grows.
  intros Hi. apply Rnot_le_lt. intros C. apply many_from_place in C; [fold L in C; lia | exact order | lia].
Qed.

Lemma below_first i : (1 <= i <= n)%nat -> lam i <= lam 1%nat.
Proof using order some start one_grows. intros Hi. apply eigenvalues_descend; [exact order | lia | lia]. Qed.

(* More than the multiplicity of lambda_1 are counted where not all of these eigenvalues are equal. *)
Lemma more_than_first : lam L < lam 1%nat -> (many_from n spectrum (lam 1%nat) < L)%nat.
Proof using order some start one_grows.
  intros H. pose proof places. apply Nat.nle_gt. intros C.
  apply many_from_place in C; [fold lam in C; lra | exact order | lia].
Qed.

Lemma all_equal i : lam L = lam 1%nat -> (1 <= i <= L)%nat -> lam i = lam 1%nat.
Proof using order some start one_grows.
  intros H Hi. pose proof places. apply Rle_antisym; [apply below_first; lia|]. rewrite <- H.
  apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Hypothesis depth : (N >= 2)%nat.

Section Flow.
Variable y : R -> R -> R -> R.
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Let w i s := y alpha (lam i) s ^ N.
Let rank s := total 1 L (fun i => w i s) / w 1%nat s.
Let rest s := total (L + 1) n (fun i => w i s) / w 1%nat s.

Lemma w_positive i s : 0 <= s -> 0 < w i s.
Proof using flows start depth. intros Hs. apply (product_positive N alpha y); assumption. Qed.

Lemma rank_parts s : 0 <= s -> r N n alpha s spectrum y = rank s + rest s.
Proof using flows order some start depth one_grows.
  intros Hs. unfold r. rewrite (effective_rank_flow N n alpha spectrum y) by (assumption || lia).
  pose proof places. rewrite (total_split 1 L n) by lia. replace (S L) with (L + 1)%nat by lia.
  change ((total 1 L (fun i => w i s) + total (L + 1) n (fun i => w i s)) / w 1%nat s = rank s + rest s).
  unfold rank, rest, Rdiv. ring.
Qed.

Lemma rest_falls s t : 0 <= s <= t -> rest t <= rest s.
Proof using flows order some start depth one_grows.
  intros Hs. pose proof (w_positive 1 s ltac:(lra)) as P1. pose proof places as HL.
  assert (A : w 1%nat s <= w 1%nat t).
  { apply pow_incr. split; [left; apply (positive N alpha y); (assumption || lra)|].
    apply (y_grows N alpha (lam 1%nat)); try (assumption || lra || apply flows, start). left. exact one_grows. }
  assert (B : total (L + 1) n (fun i => w i t) <= total (L + 1) n (fun i => w i s)).
  { apply total_le. intros i Hi. apply pow_incr. split; [left; apply (positive N alpha y); (assumption || lra)|].
    apply (y_falls N alpha (lam i)); try (assumption || lra || apply flows, start). left. apply place_falls. lia. }
  assert (C : 0 <= total (L + 1) n (fun i => w i t)).
  { apply total_nonnegative. intros i Hi. left. apply w_positive. lra. }
  unfold rest. apply Rle_trans with (total (L + 1) n (fun i => w i t) / w 1%nat s).
  - apply Rmult_le_compat_l; [exact C | apply Rinv_le_contravar; assumption].
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, P1 | exact B].
Qed.

Lemma rest_bounds s : 0 <= s -> 0 <= rest s <= alpha ^ N * (INR n - INR L) / w 1%nat s.
Proof using flows order some start depth one_grows.
  intros Hs. pose proof (w_positive 1 s Hs) as P1. pose proof places as HL. unfold rest. split.
  - apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat, P1]. apply total_nonnegative. intros. left.
    apply w_positive, Hs.
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, P1|].
    replace (alpha ^ N * (INR n - INR L)) with ((INR (S n) - INR (L + 1)) * alpha ^ N)
      by (rewrite S_INR, plus_INR; simpl; ring).
    rewrite <- total_const by lia. apply total_le. intros i Hi. apply pow_incr.
    split; [left; apply (positive N alpha y); (assumption || lra)|].
    apply (at_most_start N alpha (lam i)); try (assumption || lra || apply flows, start). left. apply place_falls.
    lia.
Qed.

Lemma rank_constant s t : lam L = lam 1%nat -> 0 <= s -> 0 <= t -> rank s = rank t.
Proof using flows order some start depth one_grows.
  intros H Hs Ht. assert (E : forall z, 0 <= z -> rank z = total 1 L (fun _ => 1));
    [|rewrite !E by assumption; reflexivity].
  intros z Hz. unfold rank. rewrite <- total_divided. apply total_ext. intros i Hi. unfold w.
  rewrite (all_equal i H Hi). field. apply Rgt_not_eq, (w_positive 1 z Hz).
Qed.

Lemma rank_does_not_fall s t : 0 < s < t -> lam L = lam 1%nat \/ 0 <= slope_sum N L alpha lam y s -> rank s <= rank t.
Proof using flows order some start depth one_grows.
  intros Hs H. pose proof places as HL. destruct (Req_dec (lam L) (lam 1%nat)) as [E|E].
  - right. apply rank_constant; [exact E | lra | lra].
  - destruct H as [H|H]; [contradiction|]. left.
    apply (rises_after N L alpha lam y); try (assumption || lia || lra).
    + intros i Hi. apply below_first. lia.
    + exact place_grows.
    + pose proof (below_first L ltac:(lia)). lra.
Qed.
End Flow.
End Parts.

Theorem flow : effective_rank_robust_flow.
Proof.
  unfold effective_rank_robust_flow. intros N n alpha eta t u spectrum y F D Hn Ha _ _ Hu HN H1 _ Ht Hu1.
  set (L := many_from n spectrum (alpha ^ N)). set (lam := eigenvalue n spectrum).
  pose proof (later_time t u Ht Hu Hu1) as Later.
  pose proof (places N n alpha spectrum D Hn Ha H1) as HL. fold L in HL.
  pose proof (rest_bounds N n alpha spectrum D Hn Ha H1 HN y F t ltac:(lra)) as [_ B].
  pose proof (rest_bounds N n alpha spectrum D Hn Ha H1 HN y F (t / u) ltac:(lra)) as [B' _].
  assert (Enough : lam L = lam 1%nat \/ 0 <= slope_sum N L alpha lam y t ->
    r N n alpha (t / u) spectrum y >= r N n alpha t spectrum y
      - alpha ^ N * (INR n - L_ N n alpha spectrum) / y alpha (lam 1%nat) t ^ N).
  { intros H. pose proof (rank_does_not_fall N n alpha spectrum D Hn Ha H1 HN y F t (t / u) ltac:(lra) H) as R.
    rewrite !(rank_parts N n alpha spectrum D Hn Ha H1 HN y F) by lra.
    change (L_ N n alpha spectrum) with (INR L). fold L lam in R, B, B' |- *. lra. }
  destruct (Req_dec (lam L) (lam 1%nat)) as [E|E]; [right; apply Enough; left; exact E|].
  destruct (Rle_or_lt 0 (slope_sum N L alpha lam y t)) as [S|S]; [right; apply Enough; right; exact S | left].
  pose proof (below_first N n alpha spectrum D Hn Ha H1 L ltac:(lia)) as Hl. fold lam in Hl. split.
  - change (L_ N n alpha spectrum) with (INR L).
    change (L_1 n spectrum) with (INR (many_from n spectrum (lam 1%nat))). apply Rlt_gt, lt_INR.
    apply (more_than_first N n alpha spectrum D Hn Ha H1). fold L lam. lra.
  - assert (Q : s_ N n alpha t spectrum y = INR N * slope_sum N L alpha lam y t / y alpha (lam 1%nat) t ^ N).
    { rewrite slope_sum_is. reflexivity. }
    rewrite Q. assert (P : 0 < y alpha (lam 1%nat) t ^ N)
      by (apply (product_positive N alpha y); (assumption || lra)).
    pose proof (lt_0_INR N ltac:(lia)).
    assert (0 < INR N * - slope_sum N L alpha lam y t / y alpha (lam 1%nat) t ^ N).
    { apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | exact P]. }
    replace (INR N * slope_sum N L alpha lam y t / y alpha (lam 1%nat) t ^ N)
      with (- (INR N * - slope_sum N L alpha lam y t / y alpha (lam 1%nat) t ^ N)) by (field; lra). lra.
Qed.

Theorem rest_flow : effective_rank_robust_rest_flow.
Proof.
  unfold effective_rank_robust_rest_flow. intros N n alpha eta t u spectrum y F D Hn Ha _ _ Hu HN H1 _ Ht Hu1.
  pose proof (later_time t u Ht Hu Hu1) as Later.
  apply (rest_falls N n alpha spectrum D Hn Ha H1 HN y F t (t / u)). lra.
Qed.

(* The descent. *)
Lemma all_short_first N n alpha eta spectrum : (N >= 2)%nat -> (n >= 1)%nat -> alpha > 0 -> eta > 0 ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  forall i, (1 <= i)%nat -> short N (eigenvalue n spectrum i) alpha eta.
Proof. intros. apply (step_for_matrix N n alpha eta spectrum); assumption. Qed.

Theorem rest : effective_rank_robust_rest.
Proof.
  unfold effective_rank_robust_rest. intros N n alpha eta t u spectrum D Hn Ha He _ Hu HN H1 Hs Ht Hu1 k.
  pose proof (all_short_first N n alpha eta spectrum HN Hn Ha He Hs) as Short.
  pose proof (places N n alpha spectrum D Hn Ha H1) as HL. set (L := many_from n spectrum (alpha ^ N)) in HL.
  set (lam := eigenvalue n spectrum) in *. set (d := fun i k => iterate N alpha (lam i) eta k ^ N).
  change (total (L + 1) n (fun i => d i (k + 1)%nat) / d 1%nat (k + 1)%nat
    <= total (L + 1) n (fun i => d i k) / d 1%nat k).
  destruct (product_rises N (lam 1%nat) alpha eta k (k + 1) HN Ha (Short 1%nat ltac:(lia)) ltac:(lra) ltac:(lia))
    as [[A A'] _]. pose proof (pow_lt alpha N Ha). change (alpha ^ N <= d 1%nat k) in A.
  change (d 1%nat k <= d 1%nat (k + 1)%nat) in A'.
  assert (B : total (L + 1) n (fun i => d i (k + 1)%nat) <= total (L + 1) n (fun i => d i k)).
  { apply total_le. intros i Hi. apply (product_falls N (lam i) alpha eta k (k + 1)); try (assumption || lia).
    - apply Short. lia.
    - left. apply (place_falls N n alpha spectrum D Hn Ha H1). fold L. lia. }
  assert (C : 0 <= total (L + 1) n (fun i => d i (k + 1)%nat)).
  { apply total_nonnegative. intros i Hi. apply pow_le, orbit_nonnegative; try (assumption || lia). apply Short.
    lia. }
  apply Rle_trans with (total (L + 1) n (fun i => d i (k + 1)%nat) / d 1%nat k).
  - apply Rmult_le_compat_l; [exact C | apply Rinv_le_contravar; lra].
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact B].
Qed.

Theorem at_most : effective_rank_robust_at_most.
Proof.
  unfold effective_rank_robust_at_most. intros N n alpha eta t u spectrum D Hn Ha He _ Hu HN H1 Hs Ht Hu1 k.
  pose proof (all_short_first N n alpha eta spectrum HN Hn Ha He Hs) as Short.
  pose proof (places N n alpha spectrum D Hn Ha H1) as HL. set (L := many_from n spectrum (alpha ^ N)) in HL.
  set (lam := eigenvalue n spectrum) in *. set (d := fun i k => iterate N alpha (lam i) eta k ^ N).
  change (total (L + 1) n (fun i => d i k) / d 1%nat k <= alpha ^ N * (INR n - INR L) / d 1%nat k).
  destruct (product_rises N (lam 1%nat) alpha eta k k HN Ha (Short 1%nat ltac:(lia)) ltac:(lra) ltac:(lia))
    as [[A _] _].
  pose proof (pow_lt alpha N Ha). change (alpha ^ N <= d 1%nat k) in A.
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
  replace (alpha ^ N * (INR n - INR L)) with ((INR (S n) - INR (L + 1)) * alpha ^ N)
    by (rewrite S_INR, plus_INR; simpl; ring).
  rewrite <- total_const by lia. apply total_le. intros i Hi.
  apply (product_falls N (lam i) alpha eta k k); try (assumption || lia).
  - apply Short. lia.
  - left. apply (place_falls N n alpha spectrum D Hn Ha H1). fold L. lia.
Qed.

(* The step of Lemma 2.2 is within the range for which the descent turns once: N/(3 N - 2) <= 1/2. *)
Lemma step_within_range N n alpha eta spectrum : (N >= 2)%nat -> (n >= 1)%nat -> alpha > 0 -> eta > 0 ->
  0 < eigenvalue n spectrum 1 -> eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) ->
  eta <= power (eigenvalue n spectrum 1) (2 / INR N - 2) * theta_N N / INR N.
Proof.
  intros HN Hn Ha He H1 Hs. set (top := eigenvalue n spectrum 1) in *.
  assert (I : 2 <= INR N) by (replace 2 with (INR 2) by (simpl; ring); apply le_INR, HN).
  pose proof (root_positive N top H1) as R0.
  assert (M0 : root N top <= M_W N n alpha spectrum).
  { unfold M_W. apply Rle_trans with (2 := Rmax_l _ _). apply root_increasing; [lia|].
    apply Rle_trans with (1 := Rle_abs top).
    exact (largest_above 1 n (fun i => Rabs (eigenvalue n spectrum i)) 1 ltac:(lia)). }
  replace (2 / INR N - 2) with (- (2 - 2 / INR N)) by ring. rewrite power_inverse, power_rate by (lia || exact H1).
  pose proof (pow_lt (root N top) (2 * N - 2) R0) as P0. set (P := root N top ^ (2 * N - 2)) in *.
  assert (PM : P <= M_W N n alpha spectrum ^ (2 * N - 2)) by (apply pow_incr; lra).
  assert (T : 59 / 100 <= theta_N N).
  { unfold theta_N. destruct (Req_EM_T (INR N) 2); [lra|]. destruct (Req_EM_T (INR N) 3); lra. }
  apply Rle_trans with (1 / ((3 * INR N - 2) * P)).
  - apply Rlt_le, Rlt_le_trans with (1 := Hs). unfold Rdiv. apply Rmult_le_compat_l; [lra|].
    apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra | apply Rmult_le_compat_l; lra].
  - apply Rmult_le_reg_r with ((3 * INR N - 2) * P * INR N); [repeat apply Rmult_lt_0_compat; lra|].
    replace (1 / ((3 * INR N - 2) * P) * ((3 * INR N - 2) * P * INR N)) with (INR N) by (field; lra).
    replace (/ P * theta_N N / INR N * ((3 * INR N - 2) * P * INR N)) with (theta_N N * (3 * INR N - 2))
      by (field; lra).
    assert (59 / 100 * (3 * INR N - 2) <= theta_N N * (3 * INR N - 2)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem turns_once : effective_rank_robust_turns_once.
Proof.
  unfold effective_rank_robust_turns_once. intros N n alpha eta t u spectrum D Hn Ha He _ Hu HN H1 Hs Ht Hu1 k.
  pose proof (all_short_first N n alpha eta spectrum HN Hn Ha He Hs) as Short.
  pose proof (places N n alpha spectrum D Hn Ha H1) as HL. pose proof (pow_lt alpha N Ha) as Pa.
  pose proof (step_within_range N n alpha eta spectrum HN Hn Ha He ltac:(lra) Hs) as Range.
  set (L := many_from n spectrum (alpha ^ N)) in HL.
  set (d := fun k i => iterate N alpha (eigenvalue n spectrum i) eta k ^ N).
  assert (Same : forall i, (1 <= i <= L)%nat -> eigenvalue L spectrum i = eigenvalue n spectrum i)
    by (intros i Hi; rewrite !inside by lia; reflexivity).
  assert (DL : descending L spectrum) by (intros i j Hi Hj Hl; apply D; lia).
  change (total 1 L (d (k + 1)%nat) / largest 1 L (d (k + 1)%nat) < total 1 L (d k) / largest 1 L (d k) \/
    total 1 L (d (k + 2)%nat) / largest 1 L (d (k + 2)%nat) >=
      total 1 L (d (k + 1)%nat) / largest 1 L (d (k + 1)%nat)).
  assert (E : forall k, effective_rank_descent.r N L k alpha eta spectrum = total 1 L (d k) / largest 1 L (d k)).
  { intros j. unfold effective_rank_descent.r. cbv zeta.
    assert (Q : forall i, (1 <= i <= L)%nat -> Rabs (iterate N alpha (eigenvalue L spectrum i) eta j) ^ N = d j i).
    { intros i Hi. unfold d. rewrite Same by exact Hi. rewrite Rabs_pos_eq; [reflexivity|].
      apply orbit_nonnegative; try (assumption || lia). apply Short. lia. }
    rewrite (total_ext 1 L _ (d j) Q), (largest_ext 1 L _ (d j) Q). reflexivity. }
  rewrite <- !E. destruct (Req_dec (eigenvalue n spectrum L) (eigenvalue n spectrum 1)) as [Eq|Ne].
  - right. right. rewrite !E.
    assert (C : forall j i, (1 <= i <= L)%nat -> d j i = d j 1%nat).
    { intros j i Hi. unfold d. rewrite (all_equal N n alpha spectrum D Hn Ha H1 i Eq Hi). reflexivity. }
    assert (W : forall j, total 1 L (d j) / largest 1 L (d j) = total 1 L (fun _ => 1)).
    { intros j. rewrite effective_rank_quotients by (lia || (intros i Hi; right; apply C, Hi)).
      rewrite <- total_divided. apply total_ext. intros i Hi. rewrite (C j i Hi). field. apply Rgt_not_eq, pow_lt.
      apply orbit_positive; try (assumption || lia). apply Short. lia. }
    rewrite !W. reflexivity.
  - assert (Less : eigenvalue n spectrum L < eigenvalue n spectrum 1).
    { pose proof (below_first N n alpha spectrum D Hn Ha H1 L ltac:(lia)). lra. }
    apply (effective_rank_descent.turns_once N L L alpha eta spectrum); rewrite ?Same by lia;
      try (assumption || lia || lra).
    apply (place_grows N n alpha spectrum D Hn Ha H1). fold L. lia.
Qed.
