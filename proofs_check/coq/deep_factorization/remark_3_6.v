(* Remark 3.6: with (65) each of the three terms of (64) is at most a third of the tolerance. *)
From Coq Require Import Reals ZArith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary roots descent_order spectra_more constants spectra.
From dmf.statements Require Import definitions names remark_3_6.
From dmf.deep_factorization Require theorem_3_5_bounds.
Open Scope R_scope.

(* What the hypotheses say of the first l eigenvalues. *)
Lemma leading_positive N n ell alpha spectrum : (N >= 2)%nat -> alpha > 0 -> descending n spectrum ->
  (1 <= ell <= n)%nat -> alpha ^ N < c_N N * eigenvalue n spectrum ell ->
  0 < eigenvalue n spectrum ell <= eigenvalue n spectrum 1 /\ 1 <= r_ell n ell spectrum <= INR ell.
Proof.
  intros HN Ha Hd Hl Hs. pose proof (c_N_between N HN) as Hc. pose proof (pow_lt alpha N Ha) as P.
  assert (Hp : 0 < eigenvalue n spectrum ell) by (apply Rnot_le_lt; intros Q; nra).
  assert (E : eigenvalue n spectrum ell <= eigenvalue n spectrum 1)
    by (apply eigenvalues_descend; [assumption | lia | lia]).
  split; [lra | apply level_between; assumption].
Qed.

(* The time of the statements, with the accuracy written in another order. *)
Lemma begins_is N n ell alpha eta eps spectrum :
  largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta
    (root N lam * eps / INR N)) =
  theorem_3_5_bounds.begins N n ell alpha eta eps spectrum.
Proof.
  apply largest_ext. intros i _. cbv zeta. rewrite (Rmult_comm (root N _) eps). reflexivity.
Qed.

Lemma accuracy_is ell tol : (2 <= ell)%nat -> tol > 0 -> let eps := eps_ ell tol in
  0 < eps < 1 /\ eps / (1 - eps) = tol / (3 * (INR ell - 1)).
Proof.
  intros Hl Ht eps. assert (H2 : 2 <= INR ell) by (apply (le_INR 2) in Hl; simpl in Hl; lra).
  assert (E : 1 - eps = 3 * (INR ell - 1) / (3 * INR ell + tol - 3)) by (unfold eps, eps_; field; lra).
  assert (P : 0 < eps) by (apply Rdiv_lt_0_compat; lra).
  assert (Q : 0 < 1 - eps) by (rewrite E; apply Rdiv_lt_0_compat; lra).
  split; [lra|]. rewrite E. unfold eps, eps_. field. split; lra.
Qed.

(* A weight that is at most its share of n places. *)
Lemma third_of_tolerance tol D n c m : 0 < tol -> 0 < D -> 0 < n -> 0 <= m <= n -> c <= tol * D / (3 * n) ->
  c * m / D <= tol / 3.
Proof.
  intros Ht HD Hn Hm Hc. apply Rle_trans with (tol * D / (3 * n) * n / D).
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, HD|].
    apply Rle_trans with (tol * D / (3 * n) * m); [apply Rmult_le_compat_r; lra | apply Rmult_le_compat_l; [|lra]].
    apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat; lra].
  - right. field. lra.
Qed.

Lemma counted N n ell alpha spectrum : (ell <= n)%nat ->
  0 <= Rmax (L_alpha N n alpha spectrum - INR ell) 0 <= INR n /\
  0 <= INR n - Rmax (L_alpha N n alpha spectrum) (INR ell) <= INR n.
Proof.
  intros Hl. change (L_alpha N n alpha spectrum) with (INR (many_above n spectrum (alpha ^ N))).
  pose proof (le_INR _ _ (many_above_bound n spectrum (alpha ^ N))). pose proof (pos_INR ell). apply le_INR in Hl.
  pose proof (Rmax_r (INR (many_above n spectrum (alpha ^ N))) (INR ell)).
  pose proof (pos_INR n).
  repeat split; [apply Rmax_r | apply Rmax_lub; lra | | lra].
  assert (Rmax (INR (many_above n spectrum (alpha ^ N))) (INR ell) <= INR n); [apply Rmax_lub; assumption | lra].
Qed.

Section Terms.
Variables (N n ell : nat) (tol alpha : R) (spectrum : nat -> R).
Hypothesis order : descending n spectrum.
Hypothesis tolerance : tol > 0.
Hypothesis start : alpha > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis rank : (2 <= ell <= n)%nat.
Hypothesis learned : alpha ^ N < c_N N * eigenvalue n spectrum ell.

Lemma first_term : (r_ell n ell spectrum - 1) * eps_ ell tol / (1 - eps_ ell tol) <= tol / 3.
Proof.
  destruct (leading_positive N n ell alpha spectrum depth start order ltac:(lia) learned) as [Hp Hlev].
  destruct (accuracy_is ell tol (proj1 rank) tolerance) as [He E]. unfold Rdiv at 1. rewrite Rmult_assoc.
  fold (eps_ ell tol / (1 - eps_ ell tol)). rewrite E.
  assert (Hq : 2 <= INR ell) by (apply (le_INR 2), rank).
  apply Rle_trans with ((INR ell - 1) * (tol / (3 * (INR ell - 1)))); [|right; field; lra].
  apply Rmult_le_compat_r; [|lra]. left. apply Rdiv_lt_0_compat; lra.
Qed.

Lemma denominator_positive : 0 < (1 - eps_ ell tol) * eigenvalue n spectrum 1.
Proof.
  destruct (leading_positive N n ell alpha spectrum depth start order ltac:(lia) learned) as [Hp _].
  destruct (accuracy_is ell tol (proj1 rank) tolerance) as [He _]. apply Rmult_lt_0_compat; lra.
Qed.

Lemma second_term : omega N n ell tol spectrum * Rmax (L_alpha N n alpha spectrum - INR ell) 0 /
  ((1 - eps_ ell tol) * eigenvalue n spectrum 1) <= tol / 3.
Proof.
  apply third_of_tolerance with (INR n);
    [exact tolerance | exact denominator_positive | apply lt_0_INR; lia | apply counted; lia|].
  unfold omega. rewrite <- (Rmult_assoc tol). apply Rmin_r.
Qed.

Lemma third_term : alpha ^ N <= tol * (1 - eps_ ell tol) * eigenvalue n spectrum 1 / (3 * INR n) ->
  alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) /
  ((1 - eps_ ell tol) * eigenvalue n spectrum 1) <= tol / 3.
Proof.
  intros Hsmall. apply third_of_tolerance with (INR n);
    [exact tolerance | exact denominator_positive | apply lt_0_INR; lia | apply counted; lia|].
  rewrite <- (Rmult_assoc tol). exact Hsmall.
Qed.
End Terms.

Theorem lead : remark_3_6_lead.
Proof.
  unfold remark_3_6_lead. intros N n ell tol alpha eta spectrum Hd _ _ Htol Ha _ HN _ Hr _ Hs _ _ _.
  destruct Hr as [Hr H2]. apply first_term with N alpha; (assumption || lia).
Qed.

Theorem tail : remark_3_6_tail.
Proof.
  unfold remark_3_6_tail. intros N n ell tol alpha eta spectrum Hd _ _ Htol Ha _ HN _ Hr _ Hs _ _ _.
  destruct Hr as [Hr H2]. apply second_term; (assumption || lia).
Qed.

Theorem rest : remark_3_6_rest.
Proof.
  unfold remark_3_6_rest. intros N n ell tol alpha eta spectrum Hd _ _ Htol Ha _ HN _ Hr _ Hs Hsmall _ _.
  destruct Hr as [Hr H2]. apply third_term; (assumption || lia).
Qed.

Theorem distance : remark_3_6_distance.
Proof.
  unfold remark_3_6_distance.
  intros N n ell tol alpha eta spectrum Hd Hn Hl Htol Ha H0 HN _ Hr Hacc Hs Hsmall Htr Heta Hg k Hk Hend.
  destruct Hr as [Hr H2].
  pose proof (first_term N n ell tol alpha spectrum Hd Htol Ha HN (conj H2 Hr) Hs) as A.
  pose proof (second_term N n ell tol alpha spectrum Hd Htol Ha HN (conj H2 Hr) Hs) as B.
  pose proof (third_term N n ell tol alpha spectrum Hd Htol Ha HN (conj H2 Hr) Hs Hsmall) as C.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 Heta) as Hall.
  destruct (accuracy_is ell tol H2 Htol) as [He _]. rewrite begins_is in Hk.
  eapply Rle_trans.
  - apply (theorem_3_5_bounds.within_level N n ell alpha eta (eps_ ell tol) spectrum) with
      (c := omega N n ell tol spectrum); try assumption; [lra | destruct Htr; lra | apply Rmin_l].
  - rewrite (Rmult_comm (r_ell n ell spectrum - 1)) in A. lra.
Qed.

Theorem distance_last : remark_3_6_distance_last.
Proof.
  unfold remark_3_6_distance_last.
  intros N n ell tol alpha eta spectrum Hd Hn Hl Htol Ha H0 HN _ Hr Hacc Hs Hsmall _ Heta Hdec k Hk.
  destruct Hr as [Hr H2].
  pose proof (first_term N n ell tol alpha spectrum Hd Htol Ha HN (conj H2 Hr) Hs) as A.
  pose proof (third_term N n ell tol alpha spectrum Hd Htol Ha HN (conj H2 Hr) Hs Hsmall) as C.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 Heta) as Hall.
  destruct (accuracy_is ell tol H2 Htol) as [He _]. rewrite begins_is in Hk.
  eapply Rle_trans.
  - apply (theorem_3_5_bounds.within_level_last N n ell alpha eta (eps_ ell tol) spectrum); try assumption. lra.
  - rewrite (Rmult_comm (r_ell n ell spectrum - 1)) in A. lra.
Qed.
