(* Theorem 3.1: at depth 2 the shares of the first ell eigenvalues and of the next one are known at t
   (library/shares.v), and with them the effective rank (library/learned.v). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra learned flow flow_order spectrum_flow shares.
From dmf.statements Require Import definitions names theorem_3_1.
Open Scope R_scope.

Section Plateau.
Variables (n ell : nat) (alpha eps t : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow 2 start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis start : alpha > 0.
Hypothesis time : t >= 0.
Hypothesis semidefinite : eigenvalue n spectrum n >= 0.
Hypothesis place : (1 <= ell <= n)%nat.
Hypothesis learned : alpha ^ 2 < eigenvalue n spectrum ell.
Hypothesis accuracy : 0 < eps < 1.
Hypothesis leading : t >= largest 1 ell (fun i => let lam := eigenvalue n spectrum i in
  ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)).
Let lam := eigenvalue n spectrum.
Let w i := y alpha (lam i) t ^ 2.
Let L := many_above n spectrum (alpha ^ 2).

Lemma above_start i : (1 <= i <= ell)%nat -> alpha ^ 2 < lam i.
Proof using order place learned.
  intros Hi. apply Rlt_le_trans with (1 := learned). apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Lemma first_above_start : 0 < alpha ^ 2 < lam 1%nat.
Proof using order place learned start. split; [apply pow_lt; lra | apply above_start; lia]. Qed.

(* From the beginning of I_1 on. *)
Lemma has_learned i : (1 <= i <= ell)%nat -> (1 - eps) * lam i <= w i <= lam i.
Proof using flows order start time place learned accuracy leading.
  intros Hi. pose proof (above_start i Hi) as H. split.
  - apply (share_reached alpha (lam i)); [lra | exact H | apply flows, start | lra | lra |].
    apply Rge_le in leading. apply Rle_trans with (2 := leading). unfold time_of_share.
    replace (1 - (1 - eps)) with eps by ring.
    exact (largest_above 1 ell (fun i => ln ((1 - eps) * (lam i / alpha ^ 2 - 1) / eps) / (2 * lam i)) i Hi).
  - left. apply (stays_below 2 alpha (lam i)); [lia | apply flows, start | exact H | lra].
Qed.

Lemma products_descend i j : (1 <= i <= j)%nat -> (j <= n)%nat -> w j <= w i.
Proof using flows order start time place.
  intros Hi Hj. apply (products_ordered 2 alpha y); [lia | lra | exact flows | | lra].
  apply eigenvalues_descend; assumption.
Qed.

Lemma products_positive i : 0 < w i.
Proof using flows start time place. apply (product_positive 2 alpha y); [lia | lra | exact flows | lra]. Qed.

Lemma rank_is : r 2 n alpha t spectrum y = total 1 n w / w 1%nat.
Proof using flows order start time place.
  apply (effective_rank_flow 2 n alpha spectrum y); [lia | lra | exact flows | exact order | lia | lra].
Qed.

Lemma level_of_ell : r_ell n ell spectrum = total 1 ell lam / lam 1%nat.
Proof using order place. apply level_is; assumption. Qed.

Lemma ell_is_above : (ell <= L)%nat.
Proof using order place learned. apply many_above_place; [exact order | lia | exact learned]. Qed.

Lemma tail_is : Rmax (L_alpha 2 n alpha spectrum) (INR ell) = INR L /\
  Rmax (L_alpha 2 n alpha spectrum - INR ell) 0 = INR L - INR ell.
Proof using order place learned.
  pose proof (le_INR _ _ ell_is_above). change (L_alpha 2 n alpha spectrum) with (INR L).
  split; apply Rmax_left; lra.
Qed.

Lemma rest_small i : (L < i <= n)%nat -> w i <= alpha ^ 2.
Proof using flows order start time place.
  intros Hi. apply pow_incr. split; [left; apply (positive 2 alpha y); [lia | lra | exact flows | lra]|].
  apply (at_most_start 2 alpha (lam i)); [lia | lra | apply flows, start | | lra].
  apply Rnot_lt_le. intros H. apply many_above_place in H; [fold L in H; lia | exact order | lia].
Qed.

(* From a small start the share w/lambda grows with lambda: its logit is ln(alpha^2/(lambda - alpha^2)) + 2 lambda t.
   *)
Lemma enough_time : 2 * alpha ^ 2 <= eigenvalue n spectrum ell -> eps <= / (1 + exp 2) -> 1 <= lam ell * t.
Proof using order start place learned accuracy leading.
  intros Ha He. pose proof (above_start ell ltac:(lia)) as H. pose proof first_above_start as [P _]. fold lam in Ha.
  apply Rge_le in leading.
  assert (T : ln ((1 - eps) * (lam ell / alpha ^ 2 - 1) / eps) / (2 * lam ell) <= t).
  { apply Rle_trans with (2 := leading).
    apply (largest_above 1 ell (fun i => ln ((1 - eps) * (lam i / alpha ^ 2 - 1) / eps) / (2 * lam i))). lia. }
  assert (E : 2 <= ln ((1 - eps) * (lam ell / alpha ^ 2 - 1) / eps)).
  { rewrite <- (ln_exp 2) at 1. apply Rcomplements.ln_le; [apply exp_pos|].
    apply Rmult_le_reg_r with eps; [lra|].
    replace ((1 - eps) * (lam ell / alpha ^ 2 - 1) / eps * eps) with ((1 - eps) * (lam ell / alpha ^ 2 - 1))
      by (field; lra).
    assert (Q : 1 <= lam ell / alpha ^ 2 - 1).
    { apply Rmult_le_reg_r with (alpha ^ 2); [exact P|].
      replace ((lam ell / alpha ^ 2 - 1) * alpha ^ 2) with (lam ell - alpha ^ 2) by (field; lra). lra. }
    pose proof (exp_pos 2) as X.
    assert (V : eps * (1 + exp 2) <= 1).
    { apply Rmult_le_reg_r with (/ (1 + exp 2)); [apply Rinv_0_lt_compat; lra|].
      replace (eps * (1 + exp 2) * / (1 + exp 2)) with eps by (field; lra). lra. }
    nra. }
  apply (Rmult_le_compat_r (2 * lam ell)) in T; [|lra].
  replace (ln ((1 - eps) * (lam ell / alpha ^ 2 - 1) / eps) / (2 * lam ell) * (2 * lam ell))
    with (ln ((1 - eps) * (lam ell / alpha ^ 2 - 1) / eps)) in T by (field; lra). lra.
Qed.

Lemma shares_ordered i : 2 * alpha ^ 2 <= eigenvalue n spectrum ell -> eps <= / (1 + exp 2) -> (1 <= i <= ell)%nat ->
  w i / w 1%nat <= 1 * (lam i / lam 1%nat).
Proof using flows order start time place learned accuracy leading.
  intros Ha He Hi. pose proof (enough_time Ha He) as T. fold lam in Ha.
  pose proof (above_start i Hi) as Hl. pose proof first_above_start as [P H1].
  assert (D : lam ell <= lam i <= lam 1%nat) by (split; apply eigenvalues_descend; (exact order || lia)).
  assert (Oi := odds alpha (lam i) (y alpha (lam i)) start Hl (flows alpha (lam i) start) t ltac:(lra)).
  assert (O1 := odds alpha (lam 1%nat) (y alpha (lam 1%nat)) start H1 (flows alpha (lam 1%nat) start) t ltac:(lra)).
  fold (w i) in Oi. fold (w 1%nat) in O1.
  assert (Bi : 0 < w i < lam i) by (apply odds_range with alpha; [lra | exact Hl | apply flows, start | lra]).
  assert (B1 : 0 < w 1%nat < lam 1%nat) by (apply odds_range with alpha; [lra | exact H1 | apply flows, start | lra]).
  assert (Hle : ln (w i / (lam i - w i)) <= ln (w 1%nat / (lam 1%nat - w 1%nat))).
  { rewrite Oi, O1, !ln_quotient by lra.
    assert (ln (lam 1%nat - alpha ^ 2) - ln (lam i - alpha ^ 2) <= 2 * t * (lam 1%nat - lam i)); [|lra].
    rewrite <- ln_quotient by lra.
    replace ((lam 1%nat - alpha ^ 2) / (lam i - alpha ^ 2)) with (1 + (lam 1%nat - lam i) / (lam i - alpha ^ 2))
      by (field; lra).
    set (x := (lam 1%nat - lam i) / (lam i - alpha ^ 2)).
    assert (X : 0 <= x) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]).
    apply Rle_trans with x.
    - rewrite <- (ln_exp x) at 2. apply Rcomplements.ln_le; [lra | apply exp_ineq1_le].
    - unfold x. apply Rmult_le_reg_r with (lam i - alpha ^ 2); [lra|].
      replace ((lam 1%nat - lam i) / (lam i - alpha ^ 2) * (lam i - alpha ^ 2)) with (lam 1%nat - lam i) by (field;
        lra).
      assert (1 <= 2 * t * (lam i - alpha ^ 2)) by nra. nra. }
  assert (C : w i * lam 1%nat <= w 1%nat * lam i).
  { apply Rnot_lt_le. intros C. apply Rlt_not_le in Hle; [exact Hle|]. apply ln_increasing.
    - apply Rdiv_lt_0_compat; lra.
    - apply Rmult_lt_reg_r with ((lam i - w i) * (lam 1%nat - w 1%nat)); [apply Rmult_lt_0_compat; lra|].
      replace (w 1%nat / (lam 1%nat - w 1%nat) * ((lam i - w i) * (lam 1%nat - w 1%nat)))
        with (w 1%nat * (lam i - w i)) by (field; lra).
      replace (w i / (lam i - w i) * ((lam i - w i) * (lam 1%nat - w 1%nat)))
        with (w i * (lam 1%nat - w 1%nat)) by (field; lra). lra. }
  rewrite Rmult_1_l. apply Rmult_le_reg_r with (w 1%nat * lam 1%nat); [apply Rmult_lt_0_compat; lra|].
  replace (w i / w 1%nat * (w 1%nat * lam 1%nat)) with (w i * lam 1%nat) by (field; lra).
  replace (lam i / lam 1%nat * (w 1%nat * lam 1%nat)) with (w 1%nat * lam i) by (field; lra). exact C.
Qed.
Lemma bound_below : r_ell n ell spectrum - eps * (r_ell n ell spectrum - 1) <= r 2 n alpha t spectrum y.
Proof using flows order start time place learned accuracy leading.
  rewrite rank_is, level_of_ell. pose proof first_above_start as P. pose proof ell_is_above as A.
  apply rank_below with L.
  - split; [lia | apply many_above_bound].
  - exact accuracy.
  - lra.
  - apply has_learned. lia.
  - apply has_learned. lia.
  - intros i Hi. pose proof (above_start i ltac:(lia)). split; [lra | apply has_learned; lia].
  - intros i _. left. apply products_positive.
Qed.

Section Tail.
Variable theta : R.
Hypothesis share : 0 < theta < 1.
Hypothesis trailing : (t <= ln (theta * (eigenvalue n spectrum (ell + 1) / alpha ^ 2 - 1) / (1 - theta))
  / (2 * eigenvalue n spectrum (ell + 1)) /\ theta * eigenvalue n spectrum (ell + 1) > alpha ^ 2) \/
  eigenvalue n spectrum (ell + 1) <= alpha ^ 2.

(* Until the end of I_2. *)
Lemma not_learned : alpha ^ 2 < lam (ell + 1)%nat -> w (ell + 1)%nat <= theta * lam (ell + 1)%nat.
Proof using flows start time share place trailing.
  intros H. destruct trailing as [[T _]|T]; [|unfold lam in H; lra].
  apply (share_not_passed alpha (lam (ell + 1)%nat)); [lra | exact H | apply flows, start | lra | lra | exact T].
Qed.

Lemma middle_small i : (ell < i <= L)%nat -> w i <= theta * lam (ell + 1)%nat.
Proof using flows order start time place learned share trailing.
  intros Hi. pose proof (many_above_bound n spectrum (alpha ^ 2)) as B. fold L in B.
  apply Rle_trans with (w (ell + 1)%nat); [apply products_descend; lia|]. apply not_learned.
  apply many_above_place; [exact order | lia | fold L; lia].
Qed.

Lemma weight_nonnegative : 0 <= theta * lam (ell + 1)%nat.
Proof using L order semidefinite share place.
  apply Rmult_le_pos; [lra|]. apply eigenvalues_nonnegative; [exact order | lra | lia].
Qed.

Lemma bound_above_learned : r 2 n alpha t spectrum y <=
  alpha ^ 2 * (INR n - Rmax (L_alpha 2 n alpha spectrum) (INR ell)) / ((1 - eps) * lam 1%nat)
  + eps * (r_ell n ell spectrum - 1) / (1 - eps) + r_ell n ell spectrum
  + theta * lam (ell + 1)%nat * Rmax (L_alpha 2 n alpha spectrum - INR ell) 0 / ((1 - eps) * lam 1%nat).
Proof using flows order start time semidefinite place learned accuracy share leading trailing.
  rewrite rank_is, level_of_ell. destruct tail_is as [-> ->].
  pose proof first_above_start as P. pose proof ell_is_above as A.
  pose proof (rank_above_learned n ell L lam w eps) as B.
  eapply Rle_trans; [apply B with (c := theta * lam (ell + 1)%nat) (a := alpha ^ 2)|lra].
  - split; [lia | apply many_above_bound].
  - exact accuracy.
  - lra.
  - apply has_learned. lia.
  - exact weight_nonnegative.
  - lra.
  - intros i Hi. pose proof (above_start i ltac:(lia)). split; [lra | apply has_learned; lia].
  - exact middle_small.
  - exact rest_small.
Qed.

Hypothesis small_start : 2 * alpha ^ 2 <= eigenvalue n spectrum ell.
Hypothesis small_eps : eps <= / (1 + exp 2).

Lemma bound_without_lead : r 2 n alpha t spectrum y <=
  alpha ^ 2 * (INR n - Rmax (L_alpha 2 n alpha spectrum) (INR ell)) / ((1 - eps) * lam 1%nat)
  + r_ell n ell spectrum
  + theta * lam (ell + 1)%nat * Rmax (L_alpha 2 n alpha spectrum - INR ell) 0 / ((1 - eps) * lam 1%nat).
Proof using flows order start time semidefinite place learned accuracy share leading trailing small_start small_eps.
  rewrite rank_is, level_of_ell. destruct tail_is as [-> ->].
  pose proof first_above_start as P. pose proof ell_is_above as A.
  pose proof (rank_above n ell L lam w eps) as B.
  eapply Rle_trans; [apply B with (K := 1) (c := theta * lam (ell + 1)%nat) (a := alpha ^ 2)|lra].
  - split; [lia | apply many_above_bound].
  - exact accuracy.
  - lra.
  - apply has_learned. lia.
  - exact weight_nonnegative.
  - lra.
  - intros i Hi. apply shares_ordered; [exact small_start | exact small_eps | lia].
  - exact middle_small.
  - exact rest_small.
Qed.
End Tail.
End Plateau.

Theorem upper : theorem_3_1_upper.
Proof.
  unfold theorem_3_1_upper. intros N n ell alpha eps theta t spectrum y F D Hn Hl Ha He Hth Ht HN. subst N.
  intros. apply bound_above_learned; (assumption || lia || lra).
Qed.

Theorem lower : theorem_3_1_lower.
Proof.
  unfold theorem_3_1_lower. intros N n ell alpha eps theta t spectrum y F D Hn Hl Ha He _ Ht HN
    _ Hle Hlast He1 _ H1 _. subst N.
  apply Rle_ge, bound_below; (assumption || lia || lra).
Qed.

Theorem learned : theorem_3_1_learned.
Proof.
  unfold theorem_3_1_learned. intros N n ell alpha eps theta t spectrum y F D Hn Hl Ha He _ Ht HN
    _ Hle Hlast He1 _ H1 _. subst N.
  apply Rle_ge, smallest_greatest; [lia|]. intros i Hi. cbv zeta.
  pose proof (above_start n ell alpha spectrum D ltac:(lia) Hlast i Hi) as S.
  pose proof (pow_lt alpha 2 ltac:(lra)).
  destruct (has_learned n ell alpha eps t spectrum y) with (i := i) as [V _]; try (assumption || lia || lra).
  apply Rmult_le_reg_r with (eigenvalue n spectrum i); [lra|].
  replace (y alpha (eigenvalue n spectrum i) t ^ 2 / eigenvalue n spectrum i * eigenvalue n spectrum i)
    with (y alpha (eigenvalue n spectrum i) t ^ 2) by (field; lra). exact V.
Qed.

Theorem not_yet : theorem_3_1_not_yet.
Proof.
  unfold theorem_3_1_not_yet. intros N n ell alpha eps theta t spectrum y F _ Hn Hl Ha _ Hth Ht HN
    _ Hle _ _ Hth1 _ H2. subst N.
  apply not_learned; (assumption || lia || lra).
Qed.

Theorem without_lead : theorem_3_1_without_lead.
Proof.
  unfold theorem_3_1_without_lead. intros N n ell alpha eps theta t spectrum y F D Hn Hl Ha He Hth Ht HN. subst N.
  intros. apply bound_without_lead; (assumption || lia || lra || tauto).
Qed.

Theorem time : theorem_3_1_time.
Proof.
  unfold theorem_3_1_time. intros N n ell alpha eps theta t spectrum y F _ _ _ Ha _ Hth _ HN _ _ _ _ Hth1 _ _ H.
  subst N.
  set (lam := eigenvalue n spectrum (ell + 1)) in *. pose proof (pow_lt alpha 2 Ha) as P.
  assert (Hlam : alpha ^ 2 < lam) by nra.
  assert (T : 0 <= time_of_share lam alpha theta).
  { apply (share_not_passed alpha lam (y alpha lam)); [lra | exact Hlam | apply F, Ha | lra | lra |].
    destruct (F alpha lam Ha) as [-> _]. lra. }
  apply Rle_antisym.
  - apply (share_not_passed alpha lam (y alpha lam));
      [lra | exact Hlam | apply F, Ha | lra | exact T | apply Rle_refl].
  - apply (share_reached alpha lam (y alpha lam)); [lra | exact Hlam | apply F, Ha | lra | exact T | apply Rle_refl].
Qed.
