(* Early stopping: A^2, what the first ell eigenvalues lack, falls; B^2, what the others have, rises but for those
   below the start. Where A = B, either is at least as large at any other time. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra linear_growth flow flow_order spectrum_flow.
From dmf.statements Require Import definitions names early_stopping_flow.
Open Scope R_scope.

Section Stop.
Variables (N n ell : nat) (alpha : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis place : (1 <= ell < n)%nat.
Hypothesis start : alpha > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis learned : alpha ^ N < eigenvalue n spectrum ell.
Let lam := eigenvalue n spectrum.
Let L := many_above n spectrum (alpha ^ N).

Lemma above_start i : (1 <= i <= ell)%nat -> alpha ^ N < lam i.
Proof using order place learned depth.
  intros Hi. apply Rlt_le_trans with (1 := learned). apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Lemma A_falls s t : 0 <= s <= t -> A_2 N n ell alpha t spectrum y <= A_2 N n ell alpha s spectrum y.
Proof using flows order place start depth learned.
  intros Hs. apply total_le. intros i Hi. cbv zeta. fold lam. pose proof (above_start i Hi) as H.
  pose proof (stays_below N alpha (lam i) (y alpha (lam i)) depth (flows alpha (lam i) start) t H ltac:(lra)).
  apply pow_incr. split; [lra|]. apply Rplus_le_compat_l, Ropp_le_contravar, pow_incr.
  split; [left; apply (positive N alpha y); (assumption || lra)|].
  apply (y_grows N alpha (lam i)); [assumption | assumption | apply flows, start | lra | exact Hs].
Qed.

Lemma term_rises i s t : alpha ^ N <= lam i -> 0 <= s <= t -> y alpha (lam i) s ^ (2 * N) <= y alpha (lam i) t ^
  (2 * N).
Proof using flows start depth.
  intros H Hs. apply pow_incr. split; [left; apply (positive N alpha y); (assumption || lra)|].
  apply (y_grows N alpha (lam i)); [assumption | assumption | apply flows, start | exact H | exact Hs].
Qed.

Lemma B_rises s t : alpha ^ N <= lam n -> 0 <= s <= t -> B_2 N n ell alpha s spectrum y <= B_2 N n ell alpha t
  spectrum y.
Proof using flows order place start depth.
  intros H Hs. apply total_le. intros i Hi. apply term_rises; [|exact Hs].
  apply Rle_trans with (1 := H). apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Lemma terms_nonnegative t : 0 <= t -> 0 <= A_2 N n ell alpha t spectrum y /\ 0 <= B_2 N n ell alpha t spectrum y.
Proof using flows start depth.
  intros Ht. split; apply total_nonnegative; intros i Hi; [apply pow2_ge_0|].
  apply pow_le. left. apply (positive N alpha y); assumption.
Qed.

(* The eigenvalues that are not above the start add alpha^2N each at most. *)
Lemma B_almost_rises s t : 0 <= s <= t ->
  B_2 N n ell alpha s spectrum y <= B_2 N n ell alpha t spectrum y + alpha ^ (2 * N) * (INR n - INR L).
Proof using flows order place start depth learned.
  intros Hs. assert (E : (ell <= L)%nat) by (apply many_above_place; [exact order | lia | exact learned]).
  pose proof (many_above_bound n spectrum (alpha ^ N)) as B. fold L in B. unfold B_2.
  rewrite !(total_split (ell + 1) L n) by lia.
  assert (T1 : total (ell + 1) L (fun i => y alpha (lam i) s ^ (2 * N))
    <= total (ell + 1) L (fun i => y alpha (lam i) t ^ (2 * N))).
  { apply total_le. intros i Hi. apply term_rises; [|exact Hs]. left.
  apply many_above_place; [exact order | lia | fold L; lia]. }
  assert (T2 : total (S L) n (fun i => y alpha (lam i) s ^ (2 * N)) <= alpha ^ (2 * N) * (INR n - INR L)).
  { replace (alpha ^ (2 * N) * (INR n - INR L)) with ((INR (S n) - INR (S L)) * alpha ^ (2 * N)) by (rewrite !S_INR;
    ring).
    rewrite <- total_const by lia. apply total_le. intros i Hi. apply pow_incr.
    split; [left; apply (positive N alpha y); (assumption || lra)|].
    apply (at_most_start N alpha (lam i)); [assumption | assumption | apply flows, start | | lra].
    apply Rnot_lt_le. intros H. apply many_above_place in H; [fold L in H; lia | exact order | lia]. }
  assert (T3 : 0 <= total (S L) n (fun i => y alpha (lam i) t ^ (2 * N))).
  { apply total_nonnegative. intros i Hi. apply pow_le. left. apply (positive N alpha y); (assumption || lra). }
  cbv zeta. fold lam. lra.
Qed.

Lemma rest_is : Rmax (L_alpha N n alpha spectrum) (INR ell) = INR L.
Proof using order place learned depth.
  assert (E : (ell <= L)%nat) by (apply many_above_place; [exact order | lia | exact learned]).
  change (L_alpha N n alpha spectrum) with (INR L). apply Rmax_left, le_INR, E.
Qed.
End Stop.

Lemma not_later t u : t >= 0 -> u > 0 -> u < 1 -> 0 <= t * u <= t.
Proof. intros Ht Hu Hu1. split; [apply Rmult_le_pos; lra | nra]. Qed.

Theorem falls : early_stopping_flow_falls.
Proof.
  unfold early_stopping_flow_falls. intros N n ell alpha t u spectrum y F D Hn Hl Ha Ht Hu HN _ Hle H Hu1.
  pose proof (not_later t u Ht Hu Hu1). apply Rle_ge, A_falls; (assumption || lia || lra).
Qed.

Theorem rises : early_stopping_flow_rises.
Proof.
  unfold early_stopping_flow_rises. intros N n ell alpha t u spectrum y F D Hn Hl Ha Ht Hu HN _ Hle H Hu1 Hg.
  pose proof (not_later t u Ht Hu Hu1). apply B_rises; (assumption || lia || lra).
Qed.

Theorem later : early_stopping_flow_later.
Proof.
  unfold early_stopping_flow_later. intros N n ell alpha t u spectrum y F D Hn Hl Ha Ht Hu HN _ Hle H Hu1 [Hs Hg].
  pose proof (no_earlier_time t u ltac:(lra) Hu Hu1).
  destruct (terms_nonnegative N n ell alpha spectrum y F Ha HN (t / u) ltac:(lra)) as [A0 B0].
  assert (B : B_2 N n ell alpha t spectrum y <= B_2 N n ell alpha (t / u) spectrum y)
    by (apply B_rises; (assumption || lia || lra)).
  unfold D_2. lra.
Qed.

Theorem any_tail : early_stopping_flow_any_tail.
Proof.
  unfold early_stopping_flow_any_tail. intros N n ell alpha t u spectrum y F D Hn Hl Ha Ht Hu HN _ Hle H Hu1 Hs.
  pose proof (no_earlier_time t u ltac:(lra) Hu Hu1).
  destruct (terms_nonnegative N n ell alpha spectrum y F Ha HN (t / u) ltac:(lra)) as [A0 B0].
  rewrite rest_is by (assumption || lia).
  assert (B := B_almost_rises N n ell alpha spectrum y F D ltac:(lia) Ha HN H t (t / u) ltac:(lra)).
  unfold D_2. lra.
Qed.

Theorem earlier : early_stopping_flow_earlier.
Proof.
  unfold early_stopping_flow_earlier. intros N n ell alpha t u spectrum y F D Hn Hl Ha Ht Hu HN _ Hle H Hu1 Hs.
  pose proof (not_later t u Ht Hu Hu1).
  destruct (terms_nonnegative N n ell alpha spectrum y F Ha HN (t * u) ltac:(lra)) as [A0 B0].
  assert (A : A_2 N n ell alpha t spectrum y <= A_2 N n ell alpha (t * u) spectrum y)
    by (apply A_falls; (assumption || lia || lra)).
  unfold D_2. lra.
Qed.
