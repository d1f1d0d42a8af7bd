(* Lemma 2.12: one step multiplies the error of the product by 1 - w with 0 < w < 1, and w keeps away from 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary pair pair_root pair_orbit.
From dmf.statements Require Import definitions names lemma_2_12.
Open Scope R_scope.

Section Error.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis perturbed : 0 < beta < alpha * (c_14 N - 1).
Hypothesis step_positive : 0 < eta.
Hypothesis step : eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)).
Notation error k := (p_ N k lam alpha beta eta - lam).

Lemma error_step k : exists w, (0 < w < 1 /\ eta * (beta / 2 * (beta / 2)) ^ (N - 1) <= w) /\
  error (S k) = error k * (1 - w).
Proof using depth start perturbed step_positive step.
  destruct (state_14 N lam alpha beta eta depth start perturbed step_positive step k) as [I [B _]].
  destruct (state_14 N lam alpha beta eta depth start perturbed step_positive step (S k)) as [_ [B' _]].
  destruct (orbit_step N lam (alpha - beta) alpha eta (c_14 N * M N lam alpha) depth step_positive
    (eigenvalue_within N lam alpha depth start)
    (step_14 N lam alpha eta depth start step) k I ltac:(lra)) as [_ [_ [_ [w [[W L] E]]]]].
  exists w. split; [|exact E]. split; [lra|]. apply Rle_trans with (2 := L).
  apply Rmult_le_compat_l; [lra|]. apply pow_incr. split; [nra|]. apply Rmult_le_compat; lra.
Qed.

Lemma error_nonzero : error 0 <> 0 -> forall k, error k <> 0.
Proof using depth start perturbed step_positive step.
  intros H0. induction k as [|k IH]; [exact H0|]. destruct (error_step k) as [w [[W _] ->]].
  apply Rmult_integral_contrapositive_currified; lra.
Qed.

Lemma error_sign k : 0 <= error 0 * error k.
Proof using depth start perturbed step_positive step.
  induction k as [|k IH]; [apply Rle_0_sqr|]. destruct (error_step k) as [w [[W _] ->]].
  rewrite <- Rmult_assoc. apply Rmult_le_pos; lra.
Qed.

Lemma error_geometric : exists v, 0 <= v < 1 /\ forall k, Rabs (error k) <= v ^ k * Rabs (error 0).
Proof using depth start perturbed step_positive step.
  set (w0 := eta * (beta / 2 * (beta / 2)) ^ (N - 1)).
  assert (H0 : 0 < w0) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; nra]).
  assert (H1 : w0 < 1) by (destruct (error_step 0) as [w [[W L] _]]; fold w0 in L; lra).
  exists (1 - w0). split; [lra|]. induction k as [|k IH]; [simpl; lra|].
  destruct (error_step k) as [w [[W L] ->]]. fold w0 in L. rewrite Rabs_mult, (Rabs_pos_eq (1 - w)) by lra.
  simpl pow. rewrite (Rmult_comm (1 - w0)), Rmult_assoc, (Rmult_comm (1 - w0)), <- Rmult_assoc.
  apply Rmult_le_compat; [apply Rabs_pos | lra | exact IH | lra].
Qed.

Lemma error_tends : is_lim_seq (fun k => error k) 0.
Proof using depth start perturbed step_positive step.
  destruct error_geometric as [v [Hv H]]. apply is_lim_seq_abs_0.
  apply (is_lim_seq_le_le (fun _ => 0) _ (fun k => v ^ k * Rabs (error 0))).
  - intros k. split; [apply Rabs_pos | apply H].
  - apply is_lim_seq_const.
  - replace (Finite 0) with (Rbar_mult 0 (Rabs (error 0))) by (simpl; f_equal; ring).
    apply is_lim_seq_scal_r, is_lim_seq_geom. rewrite Rabs_pos_eq; lra.
Qed.
End Error.

Theorem error_decreases : lemma_2_12_error_decreases.
Proof.
  unfold lemma_2_12_error_decreases. intros N lam alpha beta eta Ha Hb He HN Hc Hs H0 k.
  replace (k + 1)%nat with (S k) by lia. rewrite (Rabs_minus_sym lam), (Rabs_minus_sym lam (p_ N k _ _ _ _)).
  destruct (error_step N lam alpha beta eta HN ltac:(lra) ltac:(lra) ltac:(lra) Hs k) as [w [[W _] ->]].
  rewrite Rabs_mult, (Rabs_pos_eq (1 - w)) by lra.
  assert (0 < Rabs (p_ N k lam alpha beta eta - lam)).
  { apply Rabs_pos_lt, error_nonzero; try assumption; try lra. unfold p_. cbn [pair fst snd]. lra. }
  nra.
Qed.

Theorem one_side : lemma_2_12_one_side.
Proof.
  unfold lemma_2_12_one_side. intros N lam alpha beta eta Ha Hb He HN Hc Hs k. apply Rle_ge.
  apply (error_sign N lam alpha beta eta); assumption || lra.
Qed.

Theorem converges : lemma_2_12_converges.
Proof.
  unfold lemma_2_12_converges. intros N lam alpha beta eta Ha Hb He HN Hc Hs.
  apply is_lim_seq_ext with (fun k => (p_ N k lam alpha beta eta - lam) + lam); [intros k; ring|].
  replace (Finite lam) with (Finite (0 + lam)) by (f_equal; ring).
  apply is_lim_seq_plus'; [apply error_tends; assumption || lra | apply is_lim_seq_const].
Qed.
