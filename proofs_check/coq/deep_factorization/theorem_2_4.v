(* Theorem 2.4: the iteration counts of one eigenvalue with the step (25), which is below those that suffice in
   each case. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots constants.
From dmf.statements Require Import definitions names theorem_2_4.
From dmf.sharp Require Import rate_from_below.
From dmf.deep_factorization Require theorem_2_4_beyond.
Module beyond := theorem_2_4_beyond.
Open Scope R_scope.

(* The step (25) against another bound 1/q. *)
Lemma step_below N lam alpha eta q : (N >= 2)%nat -> alpha > 0 -> 0 < q ->
  q <= M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2) ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) -> eta < / q.
Proof.
  intros HN Ha Hq Hle He. apply Rlt_le_trans with (1 := He). unfold Rdiv. rewrite Rmult_1_l.
  apply Rinv_le_contravar; assumption.
Qed.

Lemma scale_positive N lam alpha : alpha > 0 -> 0 < M N lam alpha.
Proof. intros Ha. apply Rlt_le_trans with alpha; [lra | apply Rmax_r]. Qed.

Lemma step_from_below N lam alpha eta : (N >= 2)%nat -> alpha > 0 -> 0 < lam ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) -> eta < / kappa N lam.
Proof.
  intros HN Ha Hl He. pose proof (depth_real N HN).
  apply (step_below N lam alpha eta (kappa N lam) HN Ha); [apply kappa_positive; assumption | | assumption].
  rewrite kappa_is by assumption. rewrite limit_is_root by (assumption || lra).
  assert (root N lam ^ (2 * N - 2) <= M N lam alpha ^ (2 * N - 2)).
  { apply pow_incr. split; [apply root_nonnegative|]. unfold M. rewrite (Rabs_pos_eq lam) by lra. apply Rmax_l. }
  rewrite Rmult_comm. apply Rmult_le_compat; [apply pow_le, root_nonnegative | lra | assumption | lra].
Qed.

Lemma step_from_above N lam alpha eta : (N >= 2)%nat -> alpha > 0 -> 0 <= lam < alpha ^ N ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) -> eta < / h N lam alpha.
Proof.
  intros HN Ha Hl He. pose proof (depth_real N HN). pose proof (start_above N lam alpha HN Ha Hl) as HLa.
  pose proof (limit_nonnegative N lam HN) as HL. pose proof (scale_positive N lam alpha Ha) as HM.
  apply (step_below N lam alpha eta (h N lam alpha) HN Ha); [apply h_positive; assumption | | assumption].
  rewrite h_is by lia. pose proof (G_bounded (N - 1) alpha (L N lam) alpha ltac:(lra) ltac:(lra)) as HG.
  replace (S (N - 1)) with N in HG by lia.
  assert (Hp : alpha ^ (N - 1) <= M N lam alpha ^ (N - 1)) by (apply pow_incr; split; [lra | apply Rmax_r]).
  pose proof (pow_lt alpha (N - 1) Ha) as P. pose proof (pow_lt _ (N - 1) HM) as PM.
  replace (2 * N - 2)%nat with (N - 1 + (N - 1))%nat by lia. rewrite pow_add.
  apply Rle_trans with (alpha ^ (N - 1) * (INR N * alpha ^ (N - 1))); [apply Rmult_le_compat_l; lra|].
  replace (alpha ^ (N - 1) * (INR N * alpha ^ (N - 1))) with (alpha ^ (N - 1) * alpha ^ (N - 1) * INR N) by ring.
  apply Rmult_le_compat; [apply Rmult_le_pos; lra | lra | apply Rmult_le_compat; lra | lra].
Qed.

Lemma step_of_negative N lam alpha eta : (N >= 2)%nat -> alpha > 0 -> lam < 0 ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) -> eta < 1 / (alpha ^ (N - 2) * (Rabs lam + alpha ^ N)).
Proof.
  intros HN Ha Hl He. pose proof (depth_real N HN). unfold Rdiv. rewrite Rmult_1_l.
  pose proof (scale_positive N lam alpha Ha) as HM.
  pose proof (pow_lt alpha (N - 2) Ha). pose proof (pow_lt alpha N Ha). pose proof (Rabs_pos lam).
  apply (step_below N lam alpha); [assumption.. | apply Rmult_lt_0_compat; lra | | assumption].
  assert (alpha ^ (N - 2) <= M N lam alpha ^ (N - 2)) by (apply pow_incr; split; [lra | apply Rmax_r]).
  assert (alpha ^ N <= M N lam alpha ^ N) by (apply pow_incr; split; [lra | apply Rmax_r]).
  assert (Rabs lam <= M N lam alpha ^ N).
  { rewrite <- (root_power N (Rabs lam)) at 1 by (lia || assumption).
    apply pow_incr. split; [apply root_nonnegative | apply Rmax_l]. }
  replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add.
  pose proof (pow_lt _ (N - 2) HM) as P1. pose proof (pow_lt _ N HM) as P2.
  apply Rle_trans with (M N lam alpha ^ (N - 2) * (2 * M N lam alpha ^ N)); [apply Rmult_le_compat; lra|].
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|]. rewrite Rmult_comm. apply Rmult_le_compat_l; lra.
Qed.

Lemma eigenvalue_positive N lam alpha : alpha > 0 -> lam > alpha ^ N -> 0 < lam.
Proof. intros Ha H. pose proof (pow_lt alpha N Ha). lra. Qed.

Theorem upper_1 : theorem_2_4_upper_1.
Proof.
  unfold theorem_2_4_upper_1. intros N lam alpha eta eps Ha He Hp HN Hs Hgap [Hal Hl].
  apply beyond.upper_1; try assumption. left. apply step_from_above; (assumption || lra).
Qed.

Theorem upper_2 : theorem_2_4_upper_2.
Proof.
  unfold theorem_2_4_upper_2. intros N lam alpha eta eps Ha He Hp HN Hs Hgap Hl.
  apply beyond.upper_2; try assumption. left. apply step_of_negative; assumption.
Qed.

Theorem upper_3 : theorem_2_4_upper_3.
Proof.
  unfold theorem_2_4_upper_3. intros N lam alpha eta eps Ha He Hp HN Hs Hgap [Hc Hal].
  pose proof (eigenvalue_positive N lam alpha Ha Hal) as Hl. pose proof (step_from_below N lam alpha eta HN Ha Hl Hs).
  pose proof (Rinv_0_lt_compat _ (kappa_positive N lam HN Hl)).
  clear Hp. assert (Hx : 0 < eps) by (pose proof (inflection_below N lam HN Hl); lra).
  apply beyond.upper_3; try assumption. apply (beyond.small_enough N lam alpha); try assumption. unfold Rdiv. lra.
Qed.

Theorem upper_4a : theorem_2_4_upper_4a.
Proof.
  unfold theorem_2_4_upper_4a. intros N lam alpha eta eps Ha He Hp HN Hs Hgap [Hx [Hc Hal]].
  pose proof (eigenvalue_positive N lam alpha Ha Hal) as Hl. destruct (start_below N lam alpha HN Ha Hal) as [_ HL].
  apply beyond.upper_4a; try assumption. apply within_one_rate; try assumption.
  - split; [apply inflection_positive | apply inflection_below]; assumption.
  - apply step_from_below with alpha; assumption.
Qed.

Theorem upper_4b : theorem_2_4_upper_4b.
Proof.
  unfold theorem_2_4_upper_4b. intros N lam alpha eta eps Ha He Hp HN Hs Hgap [Hx [Hc Hal]].
  pose proof (eigenvalue_positive N lam alpha Ha Hal) as Hl. destruct (start_below N lam alpha HN Ha Hal) as [_ HL].
  apply beyond.upper_4b; try assumption. apply within_one_rate; try assumption.
  - split; assumption.
  - apply step_from_below with alpha; assumption.
Qed.

Theorem lower_3 : theorem_2_4_lower_3.
Proof.
  unfold theorem_2_4_lower_3. intros N lam alpha eta eps Ha He Hp HN Hs Hgap [Hc Hal].
  apply beyond.lower_3; assumption.
Qed.

Theorem lower_4a : theorem_2_4_lower_4a.
Proof.
  unfold theorem_2_4_lower_4a. intros N lam alpha eta eps Ha He Hp HN Hs Hgap [Hx [Hc Hal]].
  assert (Hk : eta < / kappa N lam).
  { apply step_from_below with alpha; try assumption. apply (eigenvalue_positive N lam alpha); assumption. }
  apply Rbar_le_trans with (2 := beyond.lower_4a N lam alpha eta eps Ha He Hp HN Hal Hgap Hk Hx Hc).
  simpl. lra.
Qed.

Theorem lower_4b : theorem_2_4_lower_4b.
Proof.
  unfold theorem_2_4_lower_4b. intros N lam alpha eta eps Ha He Hp HN Hs Hgap [Hx [Hc Hal]].
  apply beyond.lower_4b; try assumption.
  apply step_from_below with alpha; try assumption. apply (eigenvalue_positive N lam alpha); assumption.
Qed.
