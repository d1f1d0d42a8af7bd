(* For steps up to theta_N/N in units of lambda_1 the convexity of library/rank_convexity.v holds: depths below 20
   one by
   one in intervals, all others by E = u^N <= 1 + 1.095 N (u - 1). Here N = m + 2. *)
From Coq Require Import Reals List Lra Lia Psatz.
From Interval Require Import Tactic.
From dmf.library Require Import vocabulary powers roots rank_convexity.
Open Scope R_scope.

(* theta_N, and what t^(N-2) (1 - t^N) does not exceed. *)
Definition share (m : nat) : R := match m with 0%nat => 59 / 100 | 1%nat => 16 / 25 | _ => 13 / 20 end.
Definition height (m : nat) : R :=
  nth m (1 :: 48 / 100 :: 39 / 100 :: 35 / 100 :: 33 / 100 :: 33 / 100 :: 31 / 100 :: 31 / 100 :: repeat
    (30 / 100) 10)
    (27 / 100).

Ltac numerals := rewrite ?INR_IZR_INZ in *; simpl Z.of_nat in *.
Ltac each_depth m tac := do 18 (destruct m as [|m]; [tac|]).

Lemma height_large m t : (18 <= m)%nat -> 0 <= t <= 1 -> t ^ m * (1 - t ^ S (S m)) <= 27 / 100.
Proof.
  intros Hm Ht. pose proof (root_power 9 (t ^ m) ltac:(lia) ltac:(apply pow_le; lra)) as E.
  pose proof (root_nonnegative 9 (t ^ m)) as P. set (r := root 9 (t ^ m)) in *.
  assert (Hr : r <= t ^ 2).
  { apply Rnot_lt_le. intros Q. assert (0 <= t ^ 2) by (apply pow_le; lra).
    assert (A : (t ^ 2) ^ 9 < r ^ 9).
    { apply Rminus_gt_0_lt. rewrite (difference_of_powers 8). apply Rmult_lt_0_compat; [lra|].
      change (G 8 (t ^ 2) r) with (t ^ 2 * G 7 (t ^ 2) r + r ^ 8).
      pose proof (G_nonnegative 7 (t ^ 2) r ltac:(lra) P). pose proof (pow_lt r 8 ltac:(lra)).
      assert (0 <= t ^ 2 * G 7 (t ^ 2) r) by (apply Rmult_le_pos; assumption). lra. }
    rewrite E, <- pow_mult in A. replace (2 * 9)%nat with 18%nat in A by reflexivity.
    assert (B : t ^ m <= t ^ 18).
    { replace m with (18 + (m - 18))%nat by lia. rewrite pow_add. rewrite <- (Rmult_1_r (t ^ 18)) at 2.
      apply Rmult_le_compat_l; [apply pow_le; lra|]. rewrite <- (pow1 (m - 18)). apply pow_incr. lra. }
    lra. }
  replace (t ^ S (S m)) with (t ^ m * t ^ 2) by (simpl; ring). rewrite <- E.
  assert (R1 : r <= 1) by (apply Rle_trans with (1 := Hr); nra).
  apply Rle_trans with (r ^ 9 * (1 - r ^ 9 * r)).
  - apply Rmult_le_compat_l; [apply pow_le; lra|]. assert (r ^ 9 * r <= r ^ 9 * t ^ 2); [|lra].
    apply Rmult_le_compat_l; [apply pow_le; lra | exact Hr].
  - interval with (i_bisect r, i_prec 60).
Qed.

Lemma height_beyond m : (18 <= m)%nat -> height m = 27 / 100.
Proof. intros Hm. apply nth_overflow. exact Hm. Qed.

Lemma height_bounds m t : 0 <= t <= 1 -> t ^ m * (1 - t ^ S (S m)) <= height m.
Proof.
  intros Ht. destruct (le_lt_dec 18 m) as [Hm|Hm]; [rewrite height_beyond by exact Hm; apply height_large;
    assumption|].
  each_depth m ltac:(cbn [height nth repeat]; interval with (i_bisect t, i_prec 60)). lia.
Qed.

(* u^N is at most exp(x), x = N (u - 1). *)
Lemma power_at_most n u : 1 <= u -> INR n * (u - 1) <= 1755 / 10000 ->
  u ^ n <= 1 + 1095 / 1000 * (INR n * (u - 1)).
Proof.
  intros Hu Hx. set (x := INR n * (u - 1)) in *.
  assert (H0 : 0 <= x) by (apply Rmult_le_pos; [apply pos_INR | lra]).
  apply Rle_trans with (exp x).
  - unfold x. rewrite Rmult_comm, <- (exp_ln (u ^ n)) by (apply pow_lt; lra).
    rewrite <- (Rpower_pow n u) by lra. unfold Rpower. rewrite ln_exp.
    destruct (Req_dec u 1) as [->|Hne]; [rewrite ln_1, Rminus_diag_eq by reflexivity; right; f_equal; ring|].
    assert (Q : ln u <= u - 1).
    { pose proof (exp_ineq1_le (ln u)) as Q. rewrite exp_ln in Q by lra. lra. }
    assert (R : INR n * ln u <= (u - 1) * INR n).
    { rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pos_INR | exact Q]. }
    destruct R as [R|R]; [left; apply exp_increasing, R | right; rewrite R; reflexivity].
  - destruct (Rle_or_lt x (1 / 50)) as [Q|Q].
    + pose proof (exp_ineq1_le (- x)) as E. rewrite exp_Ropp in E.
      apply Rmult_le_reg_r with (/ exp x); [apply Rinv_0_lt_compat, exp_pos|].
      rewrite Rinv_r by (apply Rgt_not_eq, exp_pos).
      apply Rle_trans with ((1 + 1095 / 1000 * x) * (1 + - x)); [nra|].
      apply Rmult_le_compat_l; [lra | exact E].
    + clearbody x. assert (exp x - 1095 / 1000 * x <= 1) by (interval with (i_bisect x, i_taylor x, i_prec 60)). lra.
Qed.

Lemma convex_large m v : (18 <= m)%nat -> 0 <= v <= 13 / 20 / (INR m + 2) ->
  convex_until m v (1 + 27 / 100 * (13 / 20) / (INR m + 2)).
Proof.
  intros Hm Hv u Hu. assert (HM : 18 <= INR m) by (apply (le_INR 18) in Hm; simpl in Hm; lra).
  assert (Hx : INR (S (S m)) * (u - 1) <= 1755 / 10000).
  { rewrite !S_INR. apply Rle_trans with ((INR m + 2) * (27 / 100 * (13 / 20) / (INR m + 2))).
    - replace (INR m + 1 + 1) with (INR m + 2) by ring. apply Rmult_le_compat_l; lra.
    - right. field. lra. }
  pose proof (power_at_most (S (S m)) u (proj1 Hu) Hx) as HE. rewrite !S_INR in *.
  assert (HE1 : 1 <= u ^ S (S m)) by (rewrite <- (pow1 (S (S m))); apply pow_incr; lra).
  assert (Hy : v * (INR m + 2) <= 13 / 20).
  { apply Rle_trans with (13 / 20 / (INR m + 2) * (INR m + 2)); [apply Rmult_le_compat_r; lra | right; field; lra]. }
  unfold next, rise, bend. pose proof (pow_le u m ltac:(lra)) as Pm.
  set (E := u ^ S (S m)) in *. set (n := INR m + 2) in *.
  replace (INR m) with (n - 2) in * by (unfold n; ring).
  set (x := n * (u - 1)). assert (Hux : u = 1 + x / n) by (unfold x; field; lra).
  replace ((n - 2 + 1 + 1) * (u - 1)) with x in * by (unfold x; ring).
  set (y := v * n) in *. assert (Hvy : v = y / n) by (unfold y; field; lra).
  assert (Hx0 : 0 <= x) by (unfold x; apply Rmult_le_pos; lra).
  assert (Hy0 : 0 <= y) by (unfold y; apply Rmult_le_pos; lra).
  assert (Hnu : 0 < / n <= 1 / 20).
  { split; [apply Rinv_0_lt_compat; lra|]. unfold Rdiv. rewrite Rmult_1_l. apply Rinv_le_contravar; lra. }
  set (w := / n) in *.
  assert (Hnext : 0 <= u - 1 - v * (E - 1)).
  { replace (u - 1) with (x * w) by (unfold x, w; field; lra). rewrite Hvy. unfold Rdiv. fold w.
    replace (x * w - y * w * (E - 1)) with (w * (x - y * (E - 1))) by ring. apply Rmult_le_pos; [lra|].
    assert (y * (E - 1) <= 13 / 20 * (1095 / 1000 * x)) by (apply Rmult_le_compat; lra). lra. }
  assert (Hrise : 0 <= (n - 2 + 1) * u - (n - 2) - v * ((2 * (n - 2) + 2) * E - (n - 2))).
  { replace ((n - 2 + 1) * u - (n - 2) - v * ((2 * (n - 2) + 2) * E - (n - 2)))
      with (1 + (1 - w) * x - y * ((2 - 2 * w) * E - (1 - 2 * w))) by (rewrite Hux, Hvy; unfold w; field; lra).
    assert (A : (2 - 2 * w) * E <= (2 - 2 * w) * (1 + 1095 / 1000 * x)) by (apply Rmult_le_compat_l; lra).
    assert (A0 : 0 <= (2 - 2 * w) * E - (1 - 2 * w)) by nra.
    assert (B : y * ((2 - 2 * w) * E - (1 - 2 * w)) <= 13 / 20 * ((2 - 2 * w) * (1 + 1095 / 1000 * x) - (1 - 2 * w)))
      by (apply Rmult_le_compat; lra).
    assert (0 <= w * x) by (apply Rmult_le_pos; lra). nra. }
  assert (Hbend : 0 <= (2 * (n - 2) + 3) * u - 2 * (n - 2) + 2 * v * (n - 2) - 2 * v * (3 * (n - 2) + 4) * E).
  { replace ((2 * (n - 2) + 3) * u - 2 * (n - 2) + 2 * v * (n - 2) - 2 * v * (3 * (n - 2) + 4) * E)
      with (3 + (2 - w) * x - y * ((6 - 4 * w) * E - 2 * (1 - 2 * w))) by (rewrite Hux, Hvy; unfold w; field; lra).
    assert (A : (6 - 4 * w) * E <= (6 - 4 * w) * (1 + 1095 / 1000 * x)) by (apply Rmult_le_compat_l; lra).
    assert (A0 : 0 <= (6 - 4 * w) * E - 2 * (1 - 2 * w)) by nra.
    assert (B : y * ((6 - 4 * w) * E - 2 * (1 - 2 * w))
        <= 13 / 20 * ((6 - 4 * w) * (1 + 1095 / 1000 * x) - 2 * (1 - 2 * w))) by (apply Rmult_le_compat; lra).
    assert (0 <= w * x) by (apply Rmult_le_pos; lra). nra. }
  assert (Hpos : 0 <= u ^ m * (u - 1 - v * (E - 1))) by (apply Rmult_le_pos; assumption).
  split; [lra|]. split; [exact Hrise|].
  apply Rplus_le_le_0_compat; apply Rmult_le_pos; try assumption; [apply pow2_ge_0 | lra].
Qed.

Theorem convex_steps m v : 0 <= v <= share m / (INR m + 2) ->
  convex_until m v (1 + height m * share m / (INR m + 2)).
Proof.
  destruct (le_lt_dec 18 m) as [Hm|Hm].
  { rewrite height_beyond by exact Hm. destruct m as [|[|m]]; [lia | lia|]. apply convex_large. exact Hm. }
  each_depth m ltac:(cbn [share height nth repeat]; unfold convex_until, next, rise, bend; numerals; intros Hv u Hu;
    repeat split; interval with (i_bisect u, i_bisect v, i_prec 60)). lia.
Qed.
