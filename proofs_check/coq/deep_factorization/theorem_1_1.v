(* Theorem 1.1: from T^Id on the error of the product is at most N max(L, alpha)^(N-1) eps, and it tends to 0. From
   Theorem 2.4, as the error of a factor never grows (Lemma 2.2). *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers counting constants gaps.
From dmf.statements Require lemma_2_2 theorem_2_4.
From dmf.deep_factorization Require lemma_2_2 theorem_2_4.
From dmf.statements Require Import definitions names theorem_1_1.
Open Scope R_scope.

(* The product of N factors is as good as N times the larger of d and L, to the power N - 1. *)
Lemma product_error N x l m eps : (N >= 1)%nat -> 0 <= x <= m -> 0 <= l <= m -> Rabs (l - x) <= eps ->
  Rabs (x ^ N - l ^ N) <= eps * INR N * m ^ (N - 1).
Proof.
  intros HN Hx Hl He. destruct N as [|n]; [lia|]. replace (S n - 1)%nat with n by lia.
  rewrite difference_of_powers, Rabs_mult. pose proof (G_nonnegative n l x ltac:(lra) ltac:(lra)) as G0.
  pose proof (G_bounded n l x m Hl Hx) as Gm. rewrite (Rabs_pos_eq (G n l x)) by assumption.
  rewrite Rabs_minus_sym. rewrite Rmult_assoc.
  apply Rmult_le_compat; [apply Rabs_pos | assumption | assumption | assumption].
Qed.

Lemma limit_power_any N lam : (N >= 2)%nat -> L N lam ^ N = Rmax 0 lam.
Proof.
  intros HN. destruct (Rle_or_lt 0 lam) as [H|H].
  - rewrite Rmax_right by assumption. apply limit_power; assumption.
  - rewrite limit_zero, Rmax_left by (assumption || lra). apply pow_i. lia.
Qed.

Section Run.
Variables (N : nat) (lam alpha eta : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)).
Notation d k := (iterate N alpha lam eta k).

Lemma factor_between k : 0 <= d k <= Rmax (L N lam) alpha.
Proof using start step_positive depth step.
  pose proof (lemma_2_2.stays_between N lam alpha eta start step_positive ltac:(lia) (or_intror step) k) as H.
  pose proof (limit_nonnegative N lam depth) as HL. pose proof (Rmax_l (L N lam) alpha).
  pose proof (Rmax_r (L N lam) alpha).
  set (x := d k) in *. split.
  - destruct (Rle_or_lt 0 x) as [|Hx]; [assumption|]. exfalso.
    assert (0 < (alpha - x) * (L N lam - x)) by (apply Rmult_lt_0_compat; lra). lra.
  - destruct (Rle_or_lt x (Rmax (L N lam) alpha)) as [|Hx]; [assumption|]. exfalso.
    assert (0 < (x - alpha) * (x - L N lam)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma error_never_grows j k : (j <= k)%nat -> Rabs (L N lam - d k) <= Rabs (L N lam - d j).
Proof using start step_positive depth step.
  intros H. induction H as [|k H IH]; [lra|].
  pose proof (lemma_2_2.error_decreases N lam alpha eta start step_positive ltac:(lia) (or_intror step) k) as E.
  replace (k + 1)%nat with (S k) in E by lia. lra.
Qed.

(* From a bound on T on the error is at most eps. *)
Lemma accurate_since eps B k : Rbar_le (theorem_2_4.T N lam alpha eta eps) (Finite B) -> B <= INR k ->
  Rabs (L N lam - d k) <= eps.
Proof using start step_positive depth step.
  intros H Hk. destruct (first_bounded _ _ H) as [T [[HT _] HTB]].
  pose proof (error_never_grows T k ltac:(apply INR_le; lra)). lra.
Qed.

Lemma accurate_from_T_Id eps k : eps > 0 -> INR k >= T_Id N lam alpha eta eps -> Rabs (L N lam - d k) <= eps.
Proof using start step_positive depth step.
  intros He Hk. unfold T_Id in Hk. apply Rge_le in Hk.
  assert (Hround : forall B, B <= INR k -> IZR (Zceil B) <= INR k).
  { intros B HB. pose proof (ceiling_at_most B 0 k) as H. rewrite !Rplus_0_l in H. exact (H HB). }
  destruct (Rle_dec _ _) as [H0|H0] in Hk.
  { pose proof (error_never_grows 0 k ltac:(lia)) as H. cbn [iterate] in H. lra. }
  apply Rnot_le_lt in H0. rename H0 into Hgap.
  destruct (both _ _) as [[H1 H2]|H1] in Hk.
  { exact (accurate_since eps _ k
      (theorem_2_4.upper_1 N lam alpha eta eps start step_positive He depth step Hgap (conj H1 H2)) (Hround _ Hk)). }
  destruct (Rlt_dec _ _) as [H2|H2] in Hk.
  { exact (accurate_since eps _ k
      (theorem_2_4.upper_2 N lam alpha eta eps start step_positive He depth step Hgap H2) (Hround _ Hk)). }
  assert (Hal : lam > alpha ^ N).
  { destruct (Rtotal_order lam (alpha ^ N)) as [H|[H|H]]; [exfalso; apply H1; lra | exfalso | assumption].
    assert (E : L N lam = alpha).
    { rewrite limit_is_root by (assumption || lra). rewrite H. apply roots.root_of_power; [lia | assumption]. }
    rewrite E, Rminus_eq_0, Rabs_R0 in Hgap. lra. }
  destruct (both _ _) as [H3|H3] in Hk.
  { exact (accurate_since eps _ k
      (theorem_2_4.upper_3 N lam alpha eta eps start step_positive He depth step Hgap H3) (Hround _ Hk)). }
  assert (Hc : eps < L N lam - x_star N lam).
  { destruct (Rlt_or_le eps (L N lam - x_star N lam)) as [|H]; [assumption|]. exfalso. apply H3. lra. }
  destruct (both _ _) as [[[H4 H5] H6]|H4] in Hk.
  { exact (accurate_since eps _ k
      (theorem_2_4.upper_4a N lam alpha eta eps start step_positive He depth step Hgap (conj H4 (conj H5 H6)))
      (ceiling_at_most _ _ _ Hk)). }
  assert (Hx : alpha >= x_star N lam).
  { destruct (Rlt_or_le alpha (x_star N lam)) as [H|H]; [|lra]. exfalso. apply H4. repeat split; assumption. }
  exact (accurate_since eps _ k
    (theorem_2_4.upper_4b N lam alpha eta eps start step_positive He depth step Hgap (conj Hx (conj Hc Hal)))
      (Hround _ Hk)).
Qed.
End Run.

Theorem error : theorem_1_1_error.
Proof.
  unfold theorem_1_1_error. intros N lam alpha eta eps Ha He Hp HN Hs Hgap k Hk. unfold E_ii.
  rewrite <- (limit_power_any N lam HN). pose proof (limit_nonnegative N lam HN).
  apply product_error; [lia | apply factor_between; assumption | | apply accurate_from_T_Id; assumption].
  split; [assumption | apply Rmax_l].
Qed.

Theorem converges : theorem_1_1_converges.
Proof.
  unfold theorem_1_1_converges. intros N lam alpha eta eps Ha He Hp HN Hs Hgap. unfold E_ii.
  pose proof (lemma_2_2.converges N lam alpha eta Ha He ltac:(lia) (or_intror Hs)) as Hd.
  replace (Finite 0) with (Finite (L N lam ^ N - Rmax 0 lam))
    by (rewrite limit_power_any by assumption; f_equal; ring).
  apply is_lim_seq_minus'; [|apply is_lim_seq_const].
  apply (is_lim_seq_continuous (fun x => x ^ N) _ (L N lam)); [|exact Hd].
  apply derivable_continuous_pt, derivable_pt_pow.
Qed.
