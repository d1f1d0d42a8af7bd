(* The speed -ln(1 - z) with which an error falls by the factor 1 - z in a step, for 0 < z <= 1/2: how much it differs
   from z, and how much it can change. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit rapidity_fall rapidity_count.
From dmf.library Require Import rapidity_product.
Open Scope R_scope.

Definition speed (z : R) : R := - ln (1 - z).

Lemma ln_2_positive : 0 < ln 2.
Proof. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(* The chord of the exponential. *)
Lemma chord a A : 0 <= a <= A -> 0 < A -> exp a - 1 <= (exp A - 1) / A * a.
Proof.
  intros Ha HA. set (th := a / A). assert (Eth : th * A = a) by (unfold th; field; lra).
  assert (Hth : 0 <= th <= 1).
  { unfold th. split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]|].
    apply Rmult_le_reg_r with A; [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  pose proof (exp_pos a) as Hp.
  assert (T1 : exp a * (1 - a) <= 1).
  { replace 1 with (exp a * exp (- a)) at 2 by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
    apply Rmult_le_compat_l; [lra|]. pose proof (exp_ineq1_le (- a)). lra. }
  assert (T2 : exp a * (1 + (A - a)) <= exp A).
  { replace (exp A) with (exp a * exp (A - a)) by (rewrite <- exp_plus; f_equal; ring).
    apply Rmult_le_compat_l; [lra|]. apply exp_ineq1_le. }
  replace ((exp A - 1) / A * a) with (th * (exp A - 1)) by (unfold th; field; lra).
  pose proof (Rmult_le_compat_l (1 - th) _ _ ltac:(lra) T1) as U1.
  pose proof (Rmult_le_compat_l th _ _ ltac:(lra) T2) as U2.
  assert ((1 - th) * (exp a * (1 - a)) + th * (exp a * (1 + (A - a))) = exp a) by (rewrite <- Eth; ring). lra.
Qed.

Lemma ratio_at_most c x y : 1 < c -> 0 < x <= y -> ln y - ln x <= ln c -> y / x <= 1 + (c - 1) / ln c * (ln y - ln x).
Proof.
  intros Hc Hx H. assert (0 < ln c) by (rewrite <- ln_1; apply ln_increasing; lra).
  pose proof (ln_le x y ltac:(lra) ltac:(lra)).
  pose proof (chord (ln y - ln x) (ln c) ltac:(lra) ltac:(assumption)) as C.
  rewrite (exp_ln c) in C by lra. replace (exp (ln y - ln x)) with (y / x) in C; [lra|].
  unfold Rminus. rewrite exp_plus, exp_Ropp, !exp_ln by lra. reflexivity.
Qed.

Lemma speed_positive z : 0 < z < 1 -> 0 < speed z.
Proof.
  intros Hz. unfold speed. pose proof (ln_increasing (1 - z) 1 ltac:(lra) ltac:(lra)). rewrite ln_1 in *.
  lra.
Qed.

Lemma speed_increasing x y : x <= y < 1 -> speed x <= speed y.
Proof. intros H. unfold speed. apply Ropp_le_contravar, ln_le; lra. Qed.

Lemma speed_quotient x y : 0 < x < 1 -> 0 < y < 1 -> ln (ln (1 - x) / ln (1 - y)) = ln (speed x) - ln (speed y).
Proof.
  intros Hx Hy. pose proof (speed_positive x Hx) as A. pose proof (speed_positive y Hy) as B.
  replace (ln (1 - x) / ln (1 - y)) with (speed x * / speed y).
  - rewrite ln_mult by (try apply Rinv_0_lt_compat; assumption). rewrite ln_Rinv by assumption. ring.
  - unfold speed in *. field. lra.
Qed.

(* 1/z - 1/speed z grows, up to 2 - 1/ln 2 at 1/2. *)
Lemma speed_inverse z : 0 < z <= / 2 -> / z - / speed z <= 2 - / ln 2.
Proof.
  intros Hz. assert (H : / z + / ln (1 - z) <= / / 2 + / ln (1 - / 2)).
  { apply (grows (fun t => / t + / ln (1 - t)) (fun t => - / t ^ 2 + / ((1 - t) * ln (1 - t) ^ 2)) z (/ 2));
      [lra | |].
    - intros t Ht. pose proof (speed_positive t ltac:(lra)) as Hs. unfold speed in Hs.
      auto_derive; change (1 + - t) with (1 - t); [repeat split; first [lra | apply Rlt_not_eq; lra]|].
      field. repeat split; first [lra | apply Rlt_not_eq; lra].
    - intros t Ht. pose proof (speed_positive t ltac:(lra)) as Hs. unfold speed in Hs. set (l := ln (1 - t)) in *.
      set (x := / sqrt (1 - t)). assert (Hq : 0 < sqrt (1 - t)) by (apply sqrt_lt_R0; lra).
      pose proof (sqrt_sqrt (1 - t) ltac:(lra)) as Eq.
      assert (Hx : 1 <= x).
      { unfold x. rewrite <- Rinv_1 at 1. apply Rinv_le_contravar; [assumption|]. nra. }
      pose proof (ln_at_most x Hx) as B. unfold x in B. rewrite ln_Rinv, Rinv_inv in B by assumption.
      assert (El : ln (sqrt (1 - t)) = l / 2).
      { assert (ln (sqrt (1 - t) * sqrt (1 - t)) = l) by (rewrite Eq; reflexivity).
        rewrite ln_mult in * by assumption. lra. }
      rewrite El in B. assert (C : - l * sqrt (1 - t) <= t).
      { apply Rmult_le_compat_r with (r := sqrt (1 - t)) in B; [|lra].
        replace ((/ sqrt (1 - t) - sqrt (1 - t)) / 2 * sqrt (1 - t)) with ((1 - sqrt (1 - t) * sqrt (1 - t)) / 2) in B
          by (field; lra). rewrite Eq in B. lra. }
      assert (D : (1 - t) * l ^ 2 <= t ^ 2).
      { replace ((1 - t) * l ^ 2) with ((- l * sqrt (1 - t)) ^ 2) by (rewrite <- Eq at 2; ring).
        apply pow_incr. split; [apply Rmult_le_pos; lra | exact C]. }
      assert (/ t ^ 2 <= / ((1 - t) * l ^ 2)); [|lra].
      apply Rinv_le_contravar; [apply Rmult_lt_0_compat; [lra | nra] | exact D]. }
  unfold speed. replace (1 - / 2) with (/ 2) in H by lra. rewrite ln_Rinv in H by lra.
  pose proof ln_2_positive. pose proof (speed_positive z ltac:(lra)) as Hs. unfold speed in Hs.
  rewrite Rinv_inv in H. replace (/ - ln 2) with (- / ln 2) in H by (field; lra).
  replace (/ - ln (1 - z)) with (- / ln (1 - z)) by (field; lra). lra.
Qed.

(* The speed changes by at most the power 1/ln 2 of the factor of z. *)
Lemma speed_elasticity x y : 0 < x <= y -> y <= / 2 -> ln (speed y) - ln (speed x) <= (ln y - ln x) / ln 2.
Proof.
  intros Hx Hy. pose proof ln_2_positive as H2.
  assert (H : ln x / ln 2 - ln (speed x) <= ln y / ln 2 - ln (speed y)).
  { apply (grows (fun t => ln t / ln 2 - ln (speed t)) (fun t => / (t * ln 2) - / ((1 - t) * speed t)) x y);
      [lra | |].
    - intros t Ht. pose proof (speed_positive t ltac:(lra)) as Hs. unfold speed in *.
      auto_derive; change (1 + - t) with (1 - t); [repeat split; first [lra | apply Rlt_not_eq; lra]|].
      field. repeat split; first [lra | apply Rlt_not_eq; lra].
    - intros t Ht. pose proof (speed_positive t ltac:(lra)) as Hs.
      assert (C : t * ln 2 <= (1 - t) * speed t).
      { assert (Hle : speed t <= ln 2).
        { unfold speed. rewrite <- ln_Rinv by lra. apply ln_le; [apply Rinv_0_lt_compat; lra|].
          replace 2 with (/ / 2) by lra. apply Rinv_le_contravar; lra. }
        pose proof (chord (speed t) (ln 2) ltac:(lra) H2) as C. rewrite (exp_ln 2) in C by lra.
        unfold speed in C at 1. rewrite exp_Ropp, exp_ln in C by lra.
        apply Rmult_le_reg_r with (/ (1 - t) * / ln 2); [apply Rmult_lt_0_compat; apply Rinv_0_lt_compat; lra|].
        replace (t * ln 2 * (/ (1 - t) * / ln 2)) with (/ (1 - t) - 1) by (field; lra).
        replace ((1 - t) * speed t * (/ (1 - t) * / ln 2)) with ((2 - 1) / ln 2 * speed t) by (field; lra). exact C. }
      assert (/ ((1 - t) * speed t) <= / (t * ln 2)); [|lra].
      apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra | exact C]. }
  unfold Rdiv in *. lra.
Qed.

(* 1 + n (x + b)^2 <= e^(sqrt n b) (1 + n x^2) *)
Lemma spread n x b : 0 <= n -> 0 <= b -> ln (1 + n * (x + b) ^ 2) - ln (1 + n * x ^ 2) <= sqrt n * b.
Proof.
  intros Hn Hb. pose proof (sqrt_pos n) as Hq. pose proof (sqrt_sqrt n Hn) as Eq.
  assert (Hpos : forall t, 0 < 1 + n * t ^ 2).
  { intros t. pose proof (Rmult_le_pos _ _ Hn (pow2_ge_0 t)). lra. }
  assert (H : sqrt n * 0 - ln (1 + n * (x + 0) ^ 2) <= sqrt n * b - ln (1 + n * (x + b) ^ 2)).
  { apply (grows (fun t => sqrt n * t - ln (1 + n * (x + t) ^ 2))
      (fun t => sqrt n - 2 * n * (x + t) / (1 + n * (x + t) ^ 2)) 0 b Hb).
    - intros t _. pose proof (Hpos (x + t)) as Ht. auto_derive; [simpl pow in Ht; lra|]. field. simpl pow in Ht. lra.
    - intros t _. pose proof (Hpos (x + t)) as Ht.
      assert (2 * n * (x + t) / (1 + n * (x + t) ^ 2) <= sqrt n); [|lra].
      apply Rmult_le_reg_r with (1 + n * (x + t) ^ 2); [assumption|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
      pose proof (Rmult_le_pos _ _ Hq (pow2_ge_0 (sqrt n * (x + t) - 1))) as S.
      replace (sqrt n * (sqrt n * (x + t) - 1) ^ 2)
        with (sqrt n * (1 + sqrt n * sqrt n * (x + t) ^ 2) - 2 * (sqrt n * sqrt n) * (x + t)) in S by ring.
      rewrite Eq in S. lra. }
  rewrite Rplus_0_r in H. lra.
Qed.
