(* Lemma 2.5: the explicit flows solve (28) and the flow is unique; the closed forms of U differentiate to 1/f, and an
   antiderivative of 1/f grows by the time along the flow. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms flow antiderivative hypergeometric.
From dmf.statements Require Import definitions lemma_2_5.
Open Scope R_scope.

Theorem depth_one : lemma_2_5_depth_one.
Proof.
  unfold lemma_2_5_depth_one. intros N lam alpha t _ y Hy Ha Ht _ _ ->.
  apply (flow_unique 1 lam alpha (y alpha lam) (fun t => (alpha - lam) * exp (- t) + lam));
    [lia | apply Hy; assumption | | lra].
  split; [rewrite Ropp_0, exp_0; ring|]. intros s _. unfold f. auto_derive; [exact I | simpl; ring].
Qed.

(* Depth 2: what stands under the root is positive. *)
Lemma depth_two_positive lam alpha t : lam <> 0 -> 0 < alpha -> 0 <= t ->
  0 < lam / (alpha ^ 2 * (1 - exp (- (2 * lam * t))) + lam * exp (- (2 * lam * t))).
Proof.
  intros Hl Ha Ht. assert (Pa : 0 < alpha ^ 2) by (apply pow_lt; assumption). set (e := exp (- (2 * lam * t))).
  assert (He : 0 < e) by apply exp_pos. unfold Rdiv. destruct (Rtotal_order lam 0) as [H|[H|H]]; [|contradiction|].
  - assert (1 <= e).
    { unfold e. rewrite <- exp_0. destruct (Req_dec t 0) as [->|]; [right; f_equal; ring|].
      left. apply exp_increasing. assert (0 < - lam * t) by (apply Rmult_lt_0_compat; lra). lra. }
    assert (D : 0 < alpha ^ 2 * (e - 1) + - lam * e).
    { assert (0 <= alpha ^ 2 * (e - 1)) by (apply Rmult_le_pos; lra).
      assert (0 < - lam * e) by (apply Rmult_lt_0_compat; lra). lra. }
    replace (lam * / (alpha ^ 2 * (1 - e) + lam * e)) with (- lam * / (alpha ^ 2 * (e - 1) + - lam * e))
      by (field; lra).
    apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; assumption].
  - assert (e <= 1).
    { unfold e. rewrite <- exp_0. destruct (Req_dec t 0) as [->|]; [right; f_equal; ring|].
      left. apply exp_increasing. assert (0 < lam * t) by (apply Rmult_lt_0_compat; lra). lra. }
    apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat].
    assert (0 <= alpha ^ 2 * (1 - e)) by (apply Rmult_le_pos; lra).
    assert (0 < lam * e) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Theorem depth_two : lemma_2_5_depth_two.
Proof.
  unfold lemma_2_5_depth_two. intros N lam alpha t _ y Hy Ha Ht _ _ [-> Hl].
  set (under := fun t => lam / (alpha ^ 2 * (1 - exp (- (2 * lam * t))) + lam * exp (- (2 * lam * t)))).
  apply (flow_unique 2 lam alpha (y alpha lam) (fun t => alpha * sqrt (under t)));
    [lia | apply Hy; assumption | | lra].
  split.
  - unfold under. rewrite Rmult_0_r, Ropp_0, exp_0. replace (lam / (alpha ^ 2 * (1 - 1) + lam * 1)) with 1
      by (field; assumption). rewrite sqrt_1. ring.
  - intros s Hs. pose proof (depth_two_positive lam alpha s Hl Ha Hs) as P. fold (under s) in P.
    pose proof (sqrt_lt_R0 _ P) as Q. pose proof (sqrt_sqrt _ (Rlt_le _ _ P)) as S.
    set (e := exp (- (2 * lam * s))). set (d := alpha ^ 2 * (1 - e) + lam * e).
    assert (E : under s = lam / d) by reflexivity.
    assert (D0 : d <> 0).
    { intros Z. rewrite E, Z in P. unfold Rdiv in P. rewrite Rinv_0, Rmult_0_r in P. lra. }
    assert (D : is_derive under s (- (2 * lam * (alpha ^ 2 * e - lam * e)) * lam / d ^ 2)).
    { unfold under. auto_derive; fold e; [exact D0 | fold e; unfold d; field; exact D0]. }
    replace (f 2 lam (alpha * sqrt (under s)))
      with (alpha * (- (2 * lam * (alpha ^ 2 * e - lam * e)) * lam / d ^ 2 * / (2 * sqrt (under s)))).
    + apply (is_derive_scal (fun t => sqrt (under t))). apply (is_derive_comp sqrt under s); [|exact D].
      auto_derive; [exact P | field; lra].
    + unfold f. change (2 - 1)%nat with 1%nat. set (w := sqrt (under s)) in *.
      replace ((alpha * w) ^ 2) with (alpha ^ 2 * (lam / d)) by (rewrite <- E, <- S; ring).
      apply Rmult_eq_reg_r with (2 * w); [|lra]. transitivity (alpha * (2 * (w * w)) * (lam - alpha ^ 2 * (lam / d)));
        [|simpl; ring].
      rewrite S, E. unfold d. field. split; [exact D0 | lra].
Qed.

Theorem zero : lemma_2_5_zero.
Proof.
  unfold lemma_2_5_zero. intros N lam alpha t _ y Hy Ha Ht _ _ [-> HN].
  set (m := (2 * N - 2)%nat).
  assert (Em : INR m = 2 * INR N - 2) by (unfold m; rewrite minus_INR, mult_INR by lia; simpl; ring).
  assert (Hm : 0 < INR m) by (apply lt_0_INR; unfold m; lia). rewrite <- Em.
  assert (Hp : 0 < / alpha ^ m) by (apply Rinv_0_lt_compat, pow_lt; assumption).
  set (base := fun t => / alpha ^ m + t * INR m).
  assert (Hb : forall t, 0 <= t -> 0 < base t).
  { intros s Hs. unfold base. assert (0 <= s * INR m) by (apply Rmult_le_pos; lra). lra. }
  transitivity (Rpower (base t) (- / INR m)).
  2: { unfold power. fold (base t). specialize (Hb t ltac:(lra)).
    destruct (Rle_dec (base t) 0); [lra | reflexivity]. }
  apply (flow_unique N 0 alpha (y alpha 0) (fun t => Rpower (base t) (- / INR m)));
    [lia | apply Hy; assumption | | lra].
  split.
  - unfold base. rewrite Rmult_0_l, Rplus_0_r, <- Rpower_pow, <- Rpower_Ropp, Rpower_mult by assumption.
    replace (- INR m * - / INR m) with 1 by (field; lra). apply Rpower_1. assumption.
  - intros s Hs. specialize (Hb s Hs). unfold f.
    rewrite Rminus_0_l, <- Ropp_mult_distr_r, <- pow_add. replace (N - 1 + N)%nat with (S m) by (unfold m; lia).
    rewrite <- Rpower_pow, Rpower_mult by apply exp_pos.
    replace (- / INR m * INR (S m)) with (- / INR m + - (1)) by (rewrite S_INR; field; lra).
    rewrite Rpower_plus, (Rpower_Ropp _ 1), Rpower_1 by assumption. unfold Rpower.
    assert (D : is_derive base s (INR m)) by (unfold base; auto_derive; [exact I | ring]).
    replace (- (exp (- / INR m * ln (base s)) * / base s))
      with (- / INR m * (INR m * / base s) * exp (- / INR m * ln (base s))) by (field; lra).
    apply (is_derive_comp exp (fun s => - / INR m * ln (base s)) s (exp (- / INR m * ln (base s))));
      [apply is_derive_exp|].
    apply (is_derive_scal (fun s => ln (base s))). apply (is_derive_comp ln base s);
      [apply is_derive_ln|]; assumption.
Qed.

Lemma at_a_positive_point N lam x : x > 0 -> x ^ N <> lam -> regular N lam x.
Proof. intros Hx H. split; [exact H | left; exact Hx]. Qed.

Theorem implicit : lemma_2_5_implicit.
Proof.
  unfold lemma_2_5_implicit. intros N lam alpha t _ y Hy Ha Ht _ HN H.
  apply (antiderivative_along N lam alpha (y alpha lam) (fun x => Re (U_complex N lam x)));
    [assumption | apply Hy; assumption | assumption | assumption | lra |].
  intros x Hx. apply U_complex_derive; assumption.
Qed.

Theorem antiderivative_complex : lemma_2_5_antiderivative_complex.
Proof.
  unfold lemma_2_5_antiderivative_complex. intros N lam _ _ x _ _ Hx HN H. unfold Rdiv. rewrite Rmult_1_l.
  apply (is_derive_unique (fun x => Re (U_complex N lam x))), U_complex_derive; [assumption|].
  apply at_a_positive_point; assumption.
Qed.

Theorem antiderivative_real : lemma_2_5_antiderivative_real.
Proof.
  unfold lemma_2_5_antiderivative_real. intros N lam _ _ x _ _ Hx HN H. unfold Rdiv. rewrite Rmult_1_l.
  apply (is_derive_unique (fun x => U_real N lam x (L N lam - x))), U_real_derive; [assumption|].
  apply at_a_positive_point; assumption.
Qed.

Theorem antiderivative_hypergeometric : lemma_2_5_antiderivative_hypergeometric.
Proof.
  unfold lemma_2_5_antiderivative_hypergeometric. intros N lam _ _ x _ _ Hx _ [H [HN Hl]].
  unfold Rdiv. rewrite Rmult_1_l.
  apply (is_derive_unique (U_hypergeometric N lam)), U_hypergeometric_derive; assumption.
Qed.

Theorem antiderivative_tail : lemma_2_5_antiderivative_tail.
Proof.
  unfold lemma_2_5_antiderivative_tail. intros N lam _ _ x _ _ Hx _ [H [HN Hl]].
  unfold Rdiv. rewrite Rmult_1_l.
  apply (is_derive_unique (U_tail N lam)), U_tail_derive; [assumption | assumption|].
  pose proof (pow_lt x N Hx). destruct H; lra.
Qed.
