(* Remark 1.4: the step bound decays with depth like that of (14), c^(N-1) (c - 1) = 1, between W(N-1) and ln N over
   N - 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary flow_times counting constants leasts.
From dmf.statements Require Import definitions names remark_1_4.
Open Scope R_scope.

(* u^m (u - 1) increases from 0 at 1 to at least 1 at 2. *)
Lemma equation_increases m u v : 1 <= u < v -> u ^ m * (u - 1) < v ^ m * (v - 1).
Proof.
  intros H. pose proof (pow_incr u v m ltac:(lra)). pose proof (pow_lt v m ltac:(lra)).
  pose proof (pow_lt u m ltac:(lra)).
  apply Rle_lt_trans with (v ^ m * (u - 1)); [apply Rmult_le_compat_r; lra | apply Rmult_lt_compat_l; lra].
Qed.

Lemma equation_solved m : exists c, 1 <= c /\ c ^ m * (c - 1) = 1.
Proof.
  destruct (IVT (fun u => u ^ m * (u - 1) - / 2 - / 2) 1 3) as [c [Hc E]].
  - intros u. apply derivable_continuous. intros x. apply ex_derive_Reals_0. auto_derive. exact I.
  - lra.
  - rewrite pow1. lra.
  - pose proof (pow_R1_Rle 3 m ltac:(lra)). lra.
  - exists c. lra.
Qed.

Lemma constant_is N : 1 <= c_14 N /\ c_14 N ^ (N - 1) * (c_14 N - 1) = 1.
Proof.
  destruct (equation_solved (N - 1)) as [c [Hc E]]. replace (c_14 N) with c; [split; assumption|].
  symmetry. apply least_attained; [lra|]. intros u [Hu H].
  destruct (Rle_or_lt c u) as [|Hlt]; [assumption|]. exfalso.
  pose proof (equation_increases (N - 1) u c ltac:(lra)). lra.
Qed.

Theorem identity : remark_1_4_identity.
Proof.
  unfold remark_1_4_identity. intros N HN. pose proof (depth_real N HN). destruct (constant_is N) as [H1 E].
  pose proof (pow_lt (c_14 N) (N - 1) ltac:(lra)) as P. replace (2 * N - 2)%nat with (N - 1 + (N - 1))%nat by lia.
  rewrite pow_add. set (p := c_14 N ^ (N - 1)) in *.
  replace (c_14 N - 1) with (/ p) by (apply Rmult_eq_reg_l with p; [rewrite Rinv_r; lra | lra]). field. lra.
Qed.

Theorem lower : remark_1_4_lower.
Proof.
  unfold remark_1_4_lower. intros N HN. pose proof (depth_real N HN) as H2. destruct (constant_is N) as [H1 E].
  assert (Em : INR (N - 1) = INR N - 1) by (rewrite minus_INR by lia; reflexivity).
  set (v := c_14 N - 1) in *. apply Rle_ge. apply Rmult_le_reg_r with (INR N - 1); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply (least_at_most _ 0); [intros w [Hw _]; exact Hw|].
  assert (Hv : 0 <= v) by (unfold v; lra). split; [apply Rmult_le_pos; lra|].
  assert (Hexp : c_14 N ^ (N - 1) <= exp (v * (INR N - 1))).
  { rewrite <- Em. rewrite <- (exp_ln (c_14 N ^ (N - 1))) by (apply pow_lt; lra). rewrite ln_pow by lra.
    assert (ln (c_14 N) <= v) by (apply ln_at_most; lra).
    apply exp_monotone. rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pos_INR | assumption]. }
  assert (Q : c_14 N ^ (N - 1) * v <= exp (v * (INR N - 1)) * v) by (apply Rmult_le_compat_r; assumption).
  rewrite E in Q. apply Rmult_le_compat_r with (r := INR N - 1) in Q; [lra | lra].
Qed.

(* Taylor: exp x >= 1 + x + x^2/2 + ..., and 2 x^2 <= exp x - 1 + x with it *)
Lemma taylor_step (p p' : R -> R) : (forall x, 0 <= x -> is_derive p x (p' x)) -> p 0 = 1 ->
  (forall x, 0 <= x -> p' x <= exp x) -> forall x, 0 <= x -> p x <= exp x.
Proof.
  intros HD H0 Hle x Hx.
  assert (H : exp 0 - p 0 <= exp x - p x).
  { apply (increases (fun x => exp x - p x) (fun x => exp x - p' x)); [assumption | |].
    - intros y Hy. apply (is_derive_minus exp p y (exp y) (p' y)); [apply is_derive_exp | apply HD; lra].
    - intros y Hy. specialize (Hle y ltac:(lra)). lra. }
  rewrite exp_0, H0 in H. lra.
Qed.

Lemma taylor x : 0 <= x -> 1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24 + x ^ 5 / 120 <= exp x.
Proof.
  intros Hx.
  apply (taylor_step (fun x => 1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24 + x ^ 5 / 120)
    (fun x => 1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24));
      [intros y _; auto_derive; [exact I | field] | field | | exact Hx].
  apply (taylor_step _ (fun x => 1 + x + x ^ 2 / 2 + x ^ 3 / 6));
    [intros y _; auto_derive; [exact I | field] | field |].
  apply (taylor_step _ (fun x => 1 + x + x ^ 2 / 2)); [intros y _; auto_derive; [exact I | field] | field |].
  apply (taylor_step _ (fun x => 1 + x)); [intros y _; auto_derive; [exact I | field] | field |].
  intros y _. apply exp_ineq1_le.
Qed.

Lemma square_below_exp x : 0 <= x -> 2 * x ^ 2 <= exp x - 1 + x.
Proof.
  intros Hx. pose proof (taylor x Hx) as H.
  assert (P : 0 <= x * (2 - 3 / 2 * x + x ^ 2 / 6 + x ^ 3 / 24 + x ^ 4 / 120)); [|lra].
  apply Rmult_le_pos; [assumption|]. pose proof (pow2_ge_0 (x ^ 2 - 4)) as H1.
  pose proof (pow2_ge_0 (x - 25 / 12)) as H2.
  assert (H3 : 0 <= x * (x - 2) ^ 2) by (apply Rmult_le_pos; [assumption | apply pow2_ge_0]). lra.
Qed.

(* Logarithms of small numbers from below: k (1 - 1/u) <= ln v where u^k <= v *)
Lemma ln_from_below u k v : 0 < u -> u ^ k <= v -> INR k * (1 - / u) <= ln v.
Proof.
  intros Hu Hv. apply Rle_trans with (ln (u ^ k)); [|apply ln_monotone; [apply pow_lt|]; assumption].
  rewrite ln_pow by assumption. apply Rmult_le_compat_l; [apply pos_INR|].
  pose proof (ln_at_most (/ u) ltac:(apply Rinv_0_lt_compat; assumption)) as H.
  rewrite ln_Rinv in H by assumption. lra.
Qed.

Lemma ln_2_from_below : 66 / 100 <= ln 2.
Proof.
  apply Rle_trans with (INR 8 * (1 - / (109 / 100))); [simpl; lra|]. apply ln_from_below; [lra | simpl; lra].
Qed.

Lemma ln_3_from_below : 102 / 100 <= ln 3.
Proof.
  apply Rle_trans with (INR 8 * (1 - / (1147 / 1000))); [simpl; lra|]. apply ln_from_below; [lra | simpl; lra].
Qed.

(* (1 + l/m)^m l >= m for l = ln(m + 1) *)
Lemma logarithm_solves m : (m >= 1)%nat -> 1 <= (1 + ln (INR m + 1) / INR m) ^ m * (ln (INR m + 1) / INR m).
Proof.
  intros Hm. assert (Hm0 : 1 <= INR m) by (apply le_INR in Hm; exact Hm). set (l := ln (INR m + 1)).
  apply Rmult_le_reg_r with (INR m); [lra|]. rewrite Rmult_1_l, Rmult_assoc.
  replace (l / INR m * INR m) with l by (field; lra).
  pose proof ln_2_from_below as H2. pose proof ln_3_from_below as H3.
  assert (Hl2 : ln 4 = 2 * ln 2) by (replace 4 with (2 * 2) by ring; rewrite ln_mult by lra; ring).
  assert (Hl6 : ln 6 = ln 2 + ln 3) by (replace 6 with (2 * 3) by ring; rewrite ln_mult by lra; ring).
  assert (Hsmall : forall a, 0 <= a -> a <= l -> (1 + a / INR m) ^ m * a <= (1 + l / INR m) ^ m * l).
  { intros a Ha Hal. assert (0 <= a / INR m <= l / INR m).
    { split; [apply Rmult_le_pos; [assumption | left; apply Rinv_0_lt_compat; lra]|].
      apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | assumption]. }
    apply Rmult_le_compat; [apply pow_le; lra | assumption | apply pow_incr; lra | assumption]. }
  destruct m as [|[|[|[|[|m]]]]]; [lia | | | | |].
  - assert (E : l = ln 2) by (unfold l; f_equal; simpl; ring).
    apply Rle_trans with (2 := Hsmall (66 / 100) ltac:(lra) ltac:(lra)). simpl. lra.
  - assert (E : l = ln 3) by (unfold l; f_equal; simpl; ring).
    apply Rle_trans with (2 := Hsmall (102 / 100) ltac:(lra) ltac:(lra)). simpl. lra.
  - assert (E : l = ln 4) by (unfold l; f_equal; simpl; ring).
    apply Rle_trans with (2 := Hsmall (132 / 100) ltac:(lra) ltac:(lra)). simpl. lra.
  - assert (E : ln 4 <= l) by (unfold l; apply ln_monotone; simpl; lra).
    apply Rle_trans with (2 := Hsmall (132 / 100) ltac:(lra) ltac:(lra)). simpl. lra.
  - set (n := INR (S (S (S (S (S m)))))) in *.
    assert (H5 : 5 <= n) by (unfold n; rewrite !S_INR; pose proof (pos_INR m); lra).
    assert (Hl : 168 / 100 <= l) by (unfold l; pose proof (ln_monotone 6 (n + 1) ltac:(lra) ltac:(lra)); lra).
    assert (He : exp l = n + 1) by (apply exp_ln; lra).
    pose proof (square_below_exp l ltac:(lra)) as Hsq. rewrite He in Hsq.
    assert (Hhalf : exp (1 / 2) <= l).
    { rewrite <- (exp_ln l) by lra. apply exp_monotone.
      apply Rle_trans with (INR 16 * (1 - / (10329 / 10000))); [simpl; lra|].
      apply Rle_trans with (ln (168 / 100)); [apply ln_from_below; [lra | cbn [pow]; lra] | apply ln_monotone; lra]. }
    assert (Hpow : exp (l - 1 / 2) <= (1 + l / n) ^ S (S (S (S (S m))))).
    { assert (Hln0 : 0 < l / n) by (apply Rdiv_lt_0_compat; lra).
      rewrite <- (exp_ln ((1 + l / n) ^ _)) by (apply pow_lt; lra). apply exp_monotone. rewrite ln_pow by lra. fold n.
      pose proof (ln_at_most (/ (1 + l / n)) ltac:(apply Rinv_0_lt_compat; lra)) as Hx. rewrite ln_Rinv in Hx by lra.
      apply Rle_trans with (n * (1 - / (1 + l / n))); [|apply Rmult_le_compat_l; lra].
      replace (n * (1 - / (1 + l / n))) with (l - l ^ 2 / (n + l)) by (field; split; lra).
      assert (l ^ 2 / (n + l) <= 1 / 2); [|lra].
      apply Rmult_le_reg_r with (n + l); [lra|]. replace (l ^ 2 / (n + l) * (n + l)) with (l ^ 2)
        by (field; lra). lra. }
    apply Rle_trans with (exp (l - 1 / 2) * exp (1 / 2)).
    + rewrite <- exp_plus. replace (l - 1 / 2 + 1 / 2) with l by ring. lra.
    + apply Rmult_le_compat; [left; apply exp_pos | left; apply exp_pos | exact Hpow | exact Hhalf].
Qed.

Theorem upper : remark_1_4_upper.
Proof.
  unfold remark_1_4_upper. intros N HN. pose proof (depth_real N HN) as H2. destruct (constant_is N) as [H1 E].
  assert (Em : INR (N - 1) = INR N - 1) by (rewrite minus_INR by lia; reflexivity).
  pose proof (logarithm_solves (N - 1) ltac:(lia)) as H. rewrite Em in H. replace (INR N - 1 + 1) with (INR N) in H
    by ring.
  set (v := ln (INR N) / (INR N - 1)) in *. destruct (Rle_or_lt (c_14 N - 1) v) as [|Hlt]; [assumption|]. exfalso.
  assert (Hv : 0 <= v).
  { apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra]. rewrite <- ln_1. apply ln_monotone; lra. }
  pose proof (equation_increases (N - 1) (1 + v) (c_14 N) ltac:(lra)) as Hi.
  replace (1 + v - 1) with v in Hi by ring. lra.
Qed.
