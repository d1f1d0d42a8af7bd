(* What Theorem 1.3 takes from Theorem 1.1: the count T^Id, also for a start within the accuracy, and T^Id >= 0. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots scalar pair_orbit.
From dmf.statements Require Import definitions names theorem_1_1.
From dmf.deep_factorization Require Import lemma_2_2.
From dmf.deep_factorization Require theorem_1_1.
Open Scope R_scope.

Lemma power_gap N x y m : (1 <= N)%nat -> 0 <= x <= m -> 0 <= y <= m ->
  Rabs (x ^ N - y ^ N) <= Rabs (y - x) * INR N * m ^ (N - 1).
Proof.
  intros HN Hx Hy. destruct N as [|n]; [lia|]. replace (S n - 1)%nat with n by lia.
  rewrite Rabs_minus_sym, difference_of_powers, Rabs_mult, Rmult_assoc.
  apply Rmult_le_compat_l; [apply Rabs_pos|].
  rewrite Rabs_pos_eq by (apply G_nonnegative; lra). apply G_bounded; assumption.
Qed.

Lemma counted_error N lam alpha eta eps k : alpha > 0 -> eta > 0 -> eps > 0 -> (N >= 2)%nat ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) -> INR k >= T_Id N lam alpha eta eps ->
  Rabs (iterate N alpha lam eta k ^ N - Rmax 0 lam) <= eps * INR N * Rmax (L N lam) alpha ^ (N - 1).
Proof.
  intros Ha He Heps HN Hs Hk. destruct (Rlt_or_le eps (Rabs (L N lam - alpha))) as [H|H].
  - exact (theorem_1_1.error N lam alpha eta eps Ha He Heps HN Hs H k Hk).
  - pose proof (limit_inside N lam alpha HN) as HL. pose proof (start_inside N lam alpha Ha) as HA.
    pose proof (approaches N lam alpha eta Ha He HN Hs) as Step.
    pose proof (orbit_between N lam eta (L N lam) (M N lam alpha) alpha HL HA Step k) as B.
    assert (E : Rabs (L N lam - iterate N alpha lam eta k) <= eps).
    { clear Hk B. induction k as [|k IH]; [exact H|]. apply Rle_trans with (2 := IH).
      exact (orbit_error N lam eta (L N lam) (M N lam alpha) alpha HL HA Step k). }
    replace (Rmax 0 lam) with (L N lam ^ N).
    2:{ rewrite L_is by assumption. apply root_power; [lia | apply Rmax_l]. }
    assert (Hm : 0 <= Rmin alpha (L N lam)) by (apply Rmin_glb; lra).
    pose proof (Rmax_l (L N lam) alpha). rewrite (Rmax_comm alpha) in B.
    apply Rle_trans with (1 := power_gap N (iterate N alpha lam eta k) (L N lam) (Rmax (L N lam) alpha)
      ltac:(lia) ltac:(lra) ltac:(lra)).
    rewrite !Rmult_assoc. apply Rmult_le_compat_r; [|exact E].
    apply Rmult_le_pos; [apply pos_INR | apply pow_le; lra].
Qed.
Lemma quotient_of_nonpositive a b : a <= 0 -> b <= 0 -> 0 <= a / b.
Proof.
  intros Ha Hb. unfold Rdiv. destruct (Req_dec b 0) as [->|H]; [rewrite Rinv_0, Rmult_0_r; lra|].
  assert (/ b < 0) by (apply Rinv_lt_0_compat; lra). nra.
Qed.

Lemma ln_nonpositive y : y <= 1 -> ln y <= 0.
Proof.
  intros H. destruct (Rlt_or_le 0 y) as [H0|H0]; [rewrite <- ln_1; apply ln_le; assumption|].
  unfold ln. destruct (Rlt_dec 0 y); [exfalso; lra | apply Rle_refl].
Qed.

Lemma power_nonnegative x q : 0 <= power x q.
Proof. unfold power. destruct (Rle_dec x 0); [destruct (Req_EM_T q 0); lra | left; apply exp_pos]. Qed.

Section Nonnegative.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis positive : 0 < lam.
Hypothesis start : 0 < alpha < L N lam.
Hypothesis step_positive : 0 < eta.
Hypothesis accuracy : 0 < eps.

Lemma limit_power : L N lam ^ N = lam.
Proof using depth positive. rewrite L_is, Rmax_right by (assumption || lra). apply root_power; [lia | lra]. Qed.

Lemma tau_nonnegative b : alpha <= b < L N lam -> 0 <= tau N lam alpha b.
Proof using depth positive start.
  intros Hb. assert (F : forall x, alpha <= x <= b -> 0 < f N lam x).
  { intros x Hx. unfold f. apply Rmult_lt_0_compat; [apply pow_lt; lra|].
    assert (x ^ N < lam); [|lra]. apply Rnot_le_lt. intros C. rewrite <- limit_power in C.
    apply power_le_inverse in C; [lra | lia | lra | lra]. }
  unfold tau. apply RInt_ge_0; [lra| |].
  - apply (ex_RInt_continuous (fun x => / f N lam x)). intros x Hx. rewrite Rmin_left, Rmax_right in Hx by lra.
    apply (ex_derive_continuous (fun x => / f N lam x)). pose proof (F x Hx) as Fx. unfold f in *. auto_derive. lra.
  - intros x Hx. left. apply Rinv_0_lt_compat, F. lra.
Qed.

Lemma h_nonnegative x : 0 <= x -> 0 <= h N lam x.
Proof using depth positive.
  intros Hx. unfold h. apply Rmult_le_pos; [apply pow_le; assumption|]. apply cond_pos_sum. intros j.
  rewrite L_is by assumption. apply Rmult_le_pos; apply pow_le; [apply root_nonnegative | assumption].
Qed.

Lemma distance_is : delta_0 N lam alpha = L N lam - alpha.
Proof using depth positive start.
  unfold delta_0. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by lra.
  assert (E : sum_f_R0 (fun j => L N lam ^ (N - (j + 1)) * alpha ^ j) (N - 1) = G (N - 1) alpha (L N lam)).
  { rewrite G_is_the_sum. apply sum_eq. intros j _. do 2 f_equal. lia. }
  rewrite E. pose proof (G_positive (N - 1) alpha (L N lam) ltac:(lra) ltac:(lra)).
  pose proof (difference_of_powers (N - 1) alpha (L N lam)) as D. replace (S (N - 1)) with N in D by lia.
  rewrite limit_power in D. rewrite Rabs_minus_sym, D, Rabs_pos_eq by (apply Rmult_le_pos; lra). field. lra.
Qed.

Lemma T_Id_nonnegative : 0 <= T_Id N lam alpha eta eps.
Proof using depth positive start step_positive accuracy.
  assert (HK : 0 <= / eta + K N lam).
  { apply Rplus_le_le_0_compat; [left; apply Rinv_0_lt_compat; assumption|]. unfold K.
    pose proof (power_nonnegative lam (2 - 2 / INR N)). pose proof (pos_INR N).
    pose proof (power_nonnegative ((INR N - 2) / (4 * INR N - 2)) (1 - 2 / INR N)).
    apply Rmult_le_pos; [|lra]. repeat apply Rmult_le_pos; assumption. }
  assert (HL : alpha ^ N < lam).
  { apply Rnot_le_lt. intros C. rewrite <- limit_power in C. apply power_le_inverse in C; [lra | lia | lra | lra]. }
  unfold T_Id. destruct (Rle_dec (Rabs (L N lam - alpha)) eps) as [H|H]; [lra|].
  rewrite Rabs_pos_eq in H by lra. apply Rnot_le_lt in H.
  destruct (both _ _) as [[H1 _]|_]; [lra|]. destruct (Rlt_dec lam 0) as [H1|_]; [lra|].
  destruct (both _ _) as [_|H2]; [apply Rmult_le_pos; [assumption | apply tau_nonnegative; lra]|].
  destruct (both _ _) as [[[H3 H4] _]|H3].
  - apply Rplus_le_le_0_compat.
    + apply IZR_le, (le_IZR 0). apply Rle_trans with (2 := Zceil_ub _).
      apply Rmult_le_pos; [assumption | apply tau_nonnegative; lra].
    + apply quotient_of_nonpositive; apply ln_nonpositive.
      * apply Rle_div_l; lra.
      * assert (0 <= eta * h N lam (x_star N lam)); [|lra].
        apply Rmult_le_pos; [lra | apply h_nonnegative; unfold x_star; apply root_nonnegative].
  - rewrite distance_is. apply quotient_of_nonpositive; apply ln_nonpositive.
    + apply Rle_div_l; lra.
    + assert (0 <= eta * h N lam alpha); [|lra]. apply Rmult_le_pos; [lra | apply h_nonnegative; lra].
Qed.
End Nonnegative.
