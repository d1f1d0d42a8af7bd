(* What the constants of the paper are for a positive limit: L^N = lambda, x_*^N = c_N lambda, h(L) = kappa,
   delta_0 = |alpha - L|, and that h grows. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma depth_real N : (N >= 2)%nat -> 2 <= INR N.
Proof. intros H. apply le_INR in H. simpl in H. lra. Qed.

Lemma power_below n x y : 0 <= x < y -> x ^ S n < y ^ S n.
Proof.
  intros H. pose proof (difference_of_powers n x y) as E.
  assert (P : 0 < G n x y).
  { destruct n as [|n]; [simpl; lra|]. change (G (S n) x y) with (x * G n x y + y ^ S n).
    pose proof (G_nonnegative n x y ltac:(lra) ltac:(lra)). pose proof (pow_lt y (S n) ltac:(lra)).
    assert (0 <= x * G n x y) by (apply Rmult_le_pos; lra). lra. }
  assert (0 < (y - x) * G n x y) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma power_below_inverse N x y : (N >= 1)%nat -> 0 <= y -> x ^ N < y ^ N -> x < y.
Proof.
  intros HN Hy H. destruct (Rlt_or_le x y) as [|H1]; [assumption|]. exfalso.
  pose proof (pow_incr y x N ltac:(lra)). lra.
Qed.

Lemma G_grows n x x' y y' : 0 <= x <= x' -> 0 <= y <= y' -> G n x y <= G n x' y'.
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  change (G (S n) ?a ?b) with (a * G n a b + b ^ S n).
  apply Rplus_le_compat; [|apply pow_incr; lra].
  apply Rmult_le_compat; [lra | apply G_nonnegative; lra | lra | exact IH].
Qed.

Lemma G_equal n x : G n x x = INR (S n) * x ^ n.
Proof.
  induction n as [|n IH]; [simpl; ring|].
  change (G (S n) x x) with (x * G n x x + x ^ S n). rewrite IH, (S_INR (S n)). simpl pow. ring.
Qed.

Lemma root_of_nothing N y : y <= 0 -> root N y = 0.
Proof. intros H. unfold root. destruct (Rle_dec y 0); lra. Qed.

Lemma root_positive N y : 0 < y -> 0 < root N y.
Proof. intros H. unfold root. destruct (Rle_dec y 0); [lra | apply exp_pos]. Qed.

(* L *)
Lemma limit_is_root N lam : (N >= 2)%nat -> 0 <= lam -> L N lam = root N lam.
Proof. intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by assumption. reflexivity.
Qed.

Lemma limit_power N lam : (N >= 2)%nat -> 0 <= lam -> L N lam ^ N = lam.
Proof. intros HN Hl. rewrite limit_is_root by assumption. apply root_power; [lia | assumption]. Qed.

Lemma limit_nonnegative N lam : (N >= 2)%nat -> 0 <= L N lam.
Proof. intros HN. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. apply root_nonnegative. Qed.

Lemma limit_positive N lam : (N >= 2)%nat -> 0 < lam -> 0 < L N lam.
Proof. intros HN Hl. rewrite limit_is_root by (assumption || lra). apply root_positive, Hl. Qed.

Lemma limit_zero N lam : (N >= 2)%nat -> lam <= 0 -> L N lam = 0.
Proof.
  intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_left by lra. apply root_of_nothing. lra.
Qed.

Lemma start_below N lam alpha : (N >= 2)%nat -> 0 < alpha -> alpha ^ N < lam -> 0 < lam /\ alpha < L N lam.
Proof.
  intros HN Ha H. pose proof (pow_lt alpha N Ha). split; [lra|].
  apply power_below_inverse with N; [lia | apply limit_nonnegative, HN |]. rewrite limit_power by (assumption || lra).
  exact H.
Qed.

Lemma start_above N lam alpha : (N >= 2)%nat -> 0 < alpha -> 0 <= lam < alpha ^ N -> L N lam < alpha.
Proof.
  intros HN Ha H. apply power_below_inverse with N; [lia | lra |]. rewrite limit_power by (assumption || lra). lra.
Qed.

(* x_* *)
Lemma c_N_between N : (N >= 2)%nat -> 0 < c_N N < 1.
Proof.
  intros HN. pose proof (depth_real N HN). unfold c_N. split; [apply Rdiv_lt_0_compat; lra|].
  apply Rmult_lt_reg_r with (2 * INR N - 1); [lra|].
  replace ((INR N - 1) / (2 * INR N - 1) * (2 * INR N - 1)) with (INR N - 1) by (field; lra). lra.
Qed.

Lemma inflection_positive N lam : (N >= 2)%nat -> 0 < lam -> 0 < x_star N lam.
Proof. intros HN Hl. apply root_positive, Rmult_lt_0_compat; [assumption | apply c_N_between, HN]. Qed.

Lemma inflection_power N lam : (N >= 2)%nat -> 0 < lam -> (2 * INR N - 1) * x_star N lam ^ N = (INR N - 1) * lam.
Proof.
  intros HN Hl. pose proof (c_N_between N HN) as Hc. pose proof (depth_real N HN).
  unfold x_star. rewrite root_power; [unfold c_N; field; lra | lia |]. apply Rmult_le_pos; lra.
Qed.

Lemma inflection_below N lam : (N >= 2)%nat -> 0 < lam -> x_star N lam < L N lam.
Proof.
  intros HN Hl. apply power_below_inverse with N; [lia | apply limit_nonnegative, HN |].
  rewrite limit_power by (assumption || lra). pose proof (inflection_power N lam HN Hl) as E.
  pose proof (depth_real N HN).
  apply Rmult_lt_reg_l with (2 * INR N - 1); [lra|]. rewrite E. apply Rmult_lt_compat_r; lra.
Qed.

(* h *)
Lemma h_is N lam x : (N >= 1)%nat -> h N lam x = x ^ (N - 1) * G (N - 1) x (L N lam).
Proof.
  intros HN. unfold h. f_equal. destruct N as [|n]; [lia|]. replace (S n - 1)%nat with n by lia.
  symmetry. apply G_is_the_sum.
Qed.

Lemma f_by_h N lam x : (N >= 2)%nat -> 0 <= lam -> f N lam x = (L N lam - x) * h N lam x.
Proof.
  intros HN Hl. rewrite h_is by lia. unfold f. rewrite <- (limit_power N lam HN Hl) at 1.
  destruct N as [|n]; [lia|]. replace (S n - 1)%nat with n by lia. rewrite difference_of_powers. ring.
Qed.

Lemma gap_step N lam eta x : (N >= 2)%nat -> 0 <= lam ->
  L N lam - (x + eta * f N lam x) = (L N lam - x) * (1 - eta * h N lam x).
Proof. intros HN Hl. rewrite f_by_h by assumption. ring. Qed.

Lemma h_positive N lam x : (N >= 2)%nat -> 0 < x -> 0 < h N lam x.
Proof.
  intros HN Hx. rewrite h_is by lia. apply Rmult_lt_0_compat; [apply pow_lt, Hx|].
  apply G_positive; [exact Hx | apply limit_nonnegative, HN].
Qed.

Lemma h_nonnegative N lam x : (N >= 2)%nat -> 0 <= x -> 0 <= h N lam x.
Proof.
  intros HN Hx. rewrite h_is by lia. apply Rmult_le_pos; [apply pow_le, Hx|].
  apply G_nonnegative; [exact Hx | apply limit_nonnegative, HN].
Qed.

Lemma h_grows N lam x y : (N >= 2)%nat -> 0 <= x <= y -> h N lam x <= h N lam y.
Proof.
  intros HN H. rewrite !h_is by lia. pose proof (limit_nonnegative N lam HN).
  apply Rmult_le_compat; [apply pow_le; lra | apply G_nonnegative; lra | apply pow_incr; lra | apply G_increasing;
    lra].
Qed.

Lemma h_grows_strictly N lam x y : (N >= 2)%nat -> 0 < x < y -> h N lam x < h N lam y.
Proof.
  intros HN H. rewrite !h_is by lia. pose proof (limit_nonnegative N lam HN).
  apply Rlt_le_trans with (y ^ (N - 1) * G (N - 1) x (L N lam)).
  - apply Rmult_lt_compat_r; [apply G_positive; lra|]. replace (N - 1)%nat with (S (N - 2)) by lia.
    apply power_below. lra.
  - apply Rmult_le_compat_l; [apply pow_le; lra | apply G_increasing; lra].
Qed.

Lemma kappa_is_h N lam : (N >= 2)%nat -> 0 < lam -> kappa N lam = h N lam (L N lam).
Proof.
  intros HN Hl. rewrite h_is, G_equal by lia. replace (S (N - 1)) with N by lia.
  rewrite limit_is_root by (assumption || lra). unfold kappa, power, root. destruct (Rle_dec lam 0); [lra|].
  replace (Rpower lam (/ INR N) ^ (N - 1) * (INR N * Rpower lam (/ INR N) ^ (N - 1)))
    with (INR N * (Rpower lam (/ INR N) ^ (N - 1) * Rpower lam (/ INR N) ^ (N - 1))) by ring. f_equal.
  rewrite <- Rpower_pow by (unfold Rpower; apply exp_pos). rewrite Rpower_mult, <- Rpower_plus. f_equal.
  pose proof (depth_real N HN). rewrite minus_INR by lia. simpl (INR 1). field. lra.
Qed.

Lemma kappa_is N lam : (N >= 2)%nat -> 0 < lam -> kappa N lam = INR N * L N lam ^ (2 * N - 2).
Proof.
  intros HN Hl. rewrite kappa_is_h, h_is, G_equal by (assumption || lia). replace (S (N - 1)) with N by lia.
  replace (2 * N - 2)%nat with (N - 1 + (N - 1))%nat by lia. rewrite pow_add. ring.
Qed.

Lemma kappa_positive N lam : (N >= 2)%nat -> 0 < lam -> 0 < kappa N lam.
Proof.
  intros HN Hl. rewrite kappa_is_h by assumption. apply h_positive; [assumption | apply limit_positive; assumption].
Qed.

Lemma h_below_kappa N lam x : (N >= 2)%nat -> 0 < lam -> 0 < x < L N lam -> h N lam x < kappa N lam.
Proof. intros HN Hl Hx. rewrite kappa_is_h by assumption. apply h_grows_strictly; assumption. Qed.

Lemma kappa_below_h N lam x : (N >= 2)%nat -> 0 < lam -> L N lam < x -> kappa N lam < h N lam x.
Proof.
  intros HN Hl Hx. rewrite kappa_is_h by assumption. apply h_grows_strictly; [assumption|].
  split; [apply limit_positive; assumption | assumption].
Qed.

(* delta_0 *)
Lemma delta_is N lam alpha : (N >= 2)%nat -> 0 < alpha -> 0 <= lam -> delta_0 N lam alpha = Rabs (alpha - L N lam).
Proof.
  intros HN Ha Hl. unfold delta_0. destruct (Nat.eqb_spec N 1); [lia|].
  pose proof (limit_nonnegative N lam HN) as HL. rewrite Rmax_right by assumption.
  rewrite <- (limit_power N lam HN Hl) at 1. destruct N as [|m]; [lia|]. replace (S m - 1)%nat with m by lia.
  rewrite <- G_is_the_sum. pose proof (G_positive m alpha (L (S m) lam) Ha HL) as P.
  replace (alpha ^ S m - L (S m) lam ^ S m) with (- (L (S m) lam ^ S m - alpha ^ S m)) by ring.
  rewrite difference_of_powers, Rabs_Ropp, Rabs_mult, (Rabs_pos_eq (G m alpha (L (S m) lam))) by lra.
  rewrite Rabs_minus_sym. field. lra.
Qed.

(* One way of writing a bound on the step. *)
Lemma step_times eta q : 0 < q -> eta < / q -> eta * q < 1.
Proof.
  intros Hq H. replace 1 with (/ q * q) by (field; lra). apply Rmult_lt_compat_r; assumption.
Qed.

Lemma step_times_at_most eta q : 0 < q -> eta <= / q -> eta * q <= 1.
Proof.
  intros Hq H. replace 1 with (/ q * q) by (field; lra). apply Rmult_le_compat_r; lra.
Qed.
