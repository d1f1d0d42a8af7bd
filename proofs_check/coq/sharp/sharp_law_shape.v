(* The limit L, kappa and the shape of f' for lambda > 0: it rises to x_K, falls from there, and changes its sign
   at x_*. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_signs.
Open Scope R_scope.

(* The limit and the steepest descent. *)
Lemma limit_below N lam : (2 <= N)%nat -> 0 < lam -> 0 < L N lam /\ L N lam ^ N = lam.
Proof.
  intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by lra.
  assert (E : root N lam ^ N = lam) by (apply root_power; [lia | lra]). split; [|assumption].
  destruct (Rle_lt_or_eq_dec 0 (root N lam) (root_nonnegative N lam)) as [|H]; [assumption|].
  rewrite <- H, pow_i in E by lia. lra.
Qed.

Lemma limit_lost N lam : (2 <= N)%nat -> lam <= 0 -> L N lam = 0.
Proof.
  intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_left by lra.
  unfold root. destruct (Rle_dec 0 0); [reflexivity | lra].
Qed.

Lemma kappa_below N lam : (2 <= N)%nat -> 0 < lam -> kappa N lam = INR N * (L N lam ^ (N - 2) * L N lam ^ N).
Proof.
  intros HN Hl. unfold kappa, L, power. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by lra.
  destruct (Rle_dec lam 0); [lra|]. unfold root. destruct (Rle_dec lam 0); [lra|]. f_equal.
  rewrite <- !Rpower_pow by (unfold Rpower; apply exp_pos). rewrite !Rpower_mult, <- Rpower_plus. f_equal.
  rewrite minus_INR by assumption. pose proof (depth_real N HN). simpl INR. field. lra.
Qed.

Lemma under_inverse eta q : 0 < eta -> eta < / q -> 0 < q /\ eta * q < 1.
Proof.
  intros He H. assert (0 < q). { rewrite <- (Rinv_inv q). apply Rinv_0_lt_compat. lra. }
  split; [assumption|]. replace 1 with (/ q * q) by (field; lra). apply Rmult_lt_compat_r; assumption.
Qed.

(* f' rises to x_K and falls from there. *)
Lemma slope_derive N lam x : (2 <= N)%nat -> is_derive (slope N lam) x
  (INR (N - 2) * (INR N - 1) * lam * x ^ pred (N - 2)
   - (2 * INR N - 1) * (2 * INR N - 2) * (x ^ (N - 2) * x ^ (N - 1))).
Proof.
  intros HN. destruct N as [|[|n]]; [lia | lia|]. unfold slope.
  replace (S (S n) - 2)%nat with n by lia. replace (S (S n) - 1)%nat with (S n) by lia.
  destruct n as [|n]; (auto_derive; [exact I|]).
  - simpl. ring.
  - change (match n with 0%nat => 1 | S _ => INR n + 1 end) with (INR (S n)). rewrite !S_INR. simpl pow. simpl pred.
    ring.
Qed.

Lemma slope_sign N lam x : (2 <= N)%nat -> 0 <= x -> exists c, 0 <= c /\
  INR (N - 2) * (INR N - 1) * lam * x ^ pred (N - 2) - (2 * INR N - 1) * (2 * INR N - 2) * (x ^ (N - 2) * x ^ (N - 1))
  = c * ((INR N - 2) * lam - (4 * INR N - 2) * x ^ N).
Proof.
  intros HN Hx. pose proof (depth_real N HN). destruct N as [|[|[|n]]]; [lia | lia | |].
  - destruct (Req_dec x 0) as [->|Hz]; [exists 0; simpl; split; [lra | ring]|].
    exists (/ x). split; [left; apply Rinv_0_lt_compat; lra | simpl; field; assumption].
  - exists ((INR (S (S (S n))) - 1) * x ^ n). split; [apply Rmult_le_pos; [lra | apply pow_le; assumption]|].
    replace (S (S (S n)) - 2)%nat with (S n) by lia. replace (S (S (S n)) - 1)%nat with (S (S n)) by lia.
    rewrite !S_INR. simpl pow. simpl pred. ring.
Qed.

Lemma x_K_power N lam : (2 <= N)%nat -> 0 < lam -> (4 * INR N - 2) * x_K N lam ^ N = (INR N - 2) * lam.
Proof.
  intros HN Hl. pose proof (depth_real N HN). unfold x_K. rewrite root_power; [field; lra | lia|].
  apply Rdiv_le_0_compat; [apply Rmult_le_pos; lra | lra].
Qed.

Lemma slope_rises N lam x y : (2 <= N)%nat -> 0 < lam -> 0 <= x <= y -> y <= x_K N lam ->
  slope N lam x <= slope N lam y.
Proof.
  intros HN Hl Hx Hy. pose proof (depth_real N HN).
  refine (grows _ _ x y _ (fun t _ => slope_derive N lam t HN) _); [lra|].
  intros t Ht. destruct (slope_sign N lam t HN ltac:(lra)) as [c [Hc ->]]. apply Rmult_le_pos; [assumption|].
  pose proof (x_K_power N lam HN Hl). pose proof (pow_incr t (x_K N lam) N ltac:(lra)).
  assert ((4 * INR N - 2) * t ^ N <= (4 * INR N - 2) * x_K N lam ^ N) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma slope_falls N lam x y : (2 <= N)%nat -> 0 < lam -> x_K N lam <= x <= y -> slope N lam y <= slope N lam x.
Proof.
  intros HN Hl Hx. pose proof (depth_real N HN). assert (0 <= x_K N lam) by apply root_nonnegative.
  apply Ropp_le_cancel.
  refine (grows (fun t => - slope N lam t) _ x y _ (fun t _ => is_derive_opp _ _ _ (slope_derive N lam t HN)) _);
    [lra|].
  intros t Ht. unfold opp; simpl. destruct (slope_sign N lam t HN ltac:(lra)) as [c [Hc ->]].
  rewrite Ropp_mult_distr_r. apply Rmult_le_pos; [assumption|].
  pose proof (x_K_power N lam HN Hl). pose proof (pow_incr (x_K N lam) t N ltac:(lra)).
  assert ((4 * INR N - 2) * x_K N lam ^ N <= (4 * INR N - 2) * t ^ N) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma x_star_power N lam : (2 <= N)%nat -> 0 < lam -> (2 * INR N - 1) * x_star N lam ^ N = (INR N - 1) * lam.
Proof.
  intros HN Hl. pose proof (depth_real N HN). unfold x_star, c_N. rewrite root_power; [field; lra | lia|].
  apply Rmult_le_pos; [lra | apply Rdiv_le_0_compat; lra].
Qed.

Lemma slope_before_peak N lam x : (2 <= N)%nat -> 0 < lam -> 0 <= x <= x_star N lam -> 0 <= slope N lam x.
Proof.
  intros HN Hl Hx. pose proof (depth_real N HN). apply Rmult_le_pos; [apply pow_le; lra|].
  pose proof (x_star_power N lam HN Hl). pose proof (pow_incr x (x_star N lam) N ltac:(lra)).
  assert ((2 * INR N - 1) * x ^ N <= (2 * INR N - 1) * x_star N lam ^ N) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma slope_after_peak N lam x : (2 <= N)%nat -> 0 < lam -> x_star N lam <= x -> slope N lam x <= 0.
Proof.
  intros HN Hl Hx. pose proof (depth_real N HN). assert (0 <= x_star N lam) by apply root_nonnegative.
  assert (0 <= x ^ (N - 2)) by (apply pow_le; lra). unfold slope.
  pose proof (x_star_power N lam HN Hl). pose proof (pow_incr (x_star N lam) x N ltac:(lra)).
  assert ((2 * INR N - 1) * x_star N lam ^ N <= (2 * INR N - 1) * x ^ N) by (apply Rmult_le_compat_l; lra). nra.
Qed.

Lemma x_K_before_peak N lam : (2 <= N)%nat -> 0 < lam -> x_K N lam <= x_star N lam.
Proof.
  intros HN Hl. pose proof (depth_real N HN). apply root_increasing; [lia|]. unfold c_N.
  apply Rmult_le_reg_r with (4 * INR N - 2); [lra|].
  replace (lam * (INR N - 2) / (4 * INR N - 2) * (4 * INR N - 2)) with (lam * (INR N - 2)) by (field; lra).
  replace (lam * ((INR N - 1) / (2 * INR N - 1)) * (4 * INR N - 2)) with (lam * (2 * INR N - 2)) by (field; lra).
  apply Rmult_le_compat_l; lra.
Qed.
