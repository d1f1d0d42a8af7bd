(* The time tau(a, b) of the flow between two points on one side of the limit: it adds up, its derivatives are 1/f(b)
   and -1/f(a), it tends to infinity at the limit, and tau(alpha, y(t)) = t along the flow. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers.
From dmf.library Require Export flow.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Definition one_side (N : nat) (lam a b : R) : Prop :=
  below N lam a /\ below N lam b \/ above N lam a /\ above N lam b.

Lemma one_side_sym N lam a b : one_side N lam a b -> one_side N lam b a.
Proof. unfold one_side. tauto. Qed.

Lemma one_side_refl_l N lam a b : one_side N lam a b -> one_side N lam a a.
Proof. unfold one_side. tauto. Qed.

Lemma one_side_refl_r N lam a b : one_side N lam a b -> one_side N lam b b.
Proof. unfold one_side. tauto. Qed.

Lemma not_both_sides N lam x : below N lam x -> above N lam x -> False.
Proof. unfold below, above. lra. Qed.

Lemma one_side_trans N lam a b c : one_side N lam a b -> one_side N lam b c -> one_side N lam a c.
Proof.
  unfold one_side. intros [[H1 H2]|[H1 H2]] [[H3 H4]|[H3 H4]]; try tauto; exfalso.
  - exact (not_both_sides N lam b H2 H3).
  - exact (not_both_sides N lam b H3 H2).
Qed.

Lemma one_side_between N lam a b x : one_side N lam a b -> Rmin a b <= x <= Rmax a b -> one_side N lam a x.
Proof.
  unfold one_side, below, above, Rmin, Rmax. intros [[[H1 H2] [H3 H4]]|[H1 H2]] H; [left | right].
  - split; [split; assumption|]. destruct (Rle_dec a b); split; try lra;
      (destruct H2 as [H2|H2]; [left; assumption|]; destruct H4 as [H4|H4]; [left; assumption | right; lra]).
  - destruct (Rle_dec a b); lra.
Qed.

Lemma one_side_rising N lam a b : 0 < a -> 0 < b -> a < L N lam -> b < L N lam -> one_side N lam a b.
Proof. intros. left. split; apply below_positive; assumption. Qed.

Lemma one_side_falling N lam a b : L N lam < a -> L N lam < b -> one_side N lam a b.
Proof. intros. right. split; assumption. Qed.

Lemma below_from N lam a x : below N lam a -> a <= x < L N lam -> below N lam x.
Proof. intros [_ [H|H]] Hx; (split; [lra|]); [left; assumption | right; lra]. Qed.

Lemma below_open N lam x : below N lam x -> locally x (below N lam).
Proof.
  intros [H1 H2]. unfold below. apply filter_and; [apply (open_lt (L N lam)); assumption|].
  destruct H2 as [H2|H2].
  - apply filter_forall. intros y. left. assumption.
  - generalize (open_gt 0 x H2). apply filter_imp. intros y Hy. right. exact Hy.
Qed.

Lemma one_side_open N lam a b : one_side N lam a b -> locally b (one_side N lam a).
Proof.
  intros [[H1 H2]|[H1 H2]].
  - generalize (below_open N lam b H2). apply filter_imp. intros y Hy. left. split; assumption.
  - generalize (open_gt (L N lam) b H2). apply filter_imp. intros y Hy. right. split; assumption.
Qed.

Lemma f_nonzero N lam a b : (1 <= N)%nat -> one_side N lam a b -> f N lam b <> 0.
Proof.
  intros HN [[_ H]|[_ H]]; [pose proof (f_positive N lam b HN H) | pose proof (f_negative N lam b HN H)]; lra.
Qed.

Lemma rate_continuous N lam x : f N lam x <> 0 -> continuous (fun x => / f N lam x) x.
Proof. intros H. apply (continuous_Rinv_comp (f N lam) x); [apply f_continuous | exact H]. Qed.

Lemma rate_integrable N lam a b : (1 <= N)%nat -> one_side N lam a b -> ex_RInt (fun x => / f N lam x) a b.
Proof.
  intros HN H. apply (ex_RInt_continuous (fun x => / f N lam x)). intros x Hx. apply rate_continuous.
  apply (f_nonzero N lam a x HN). apply (one_side_between N lam a b); assumption.
Qed.

Lemma tau_same N lam a : tau N lam a a = 0.
Proof. unfold tau. rewrite RInt_point. reflexivity. Qed.

Lemma tau_swap N lam a b : (1 <= N)%nat -> one_side N lam a b -> tau N lam b a = - tau N lam a b.
Proof.
  intros HN H. symmetry. apply (opp_RInt_swap (fun x => / f N lam x) a b), (rate_integrable N lam); assumption.
Qed.

Lemma tau_additive N lam a b c : (1 <= N)%nat -> one_side N lam a b -> one_side N lam b c ->
  tau N lam a b + tau N lam b c = tau N lam a c.
Proof.
  intros HN H1 H2. apply (RInt_Chasles (fun x => / f N lam x) a b c); apply (rate_integrable N lam); assumption.
Qed.

Lemma tau_derive N lam a b : (1 <= N)%nat -> one_side N lam a b -> is_derive (tau N lam a) b (/ f N lam b).
Proof.
  intros HN H. apply (is_derive_RInt (fun x => / f N lam x) (tau N lam a) a b).
  - generalize (one_side_open N lam a b H). apply filter_imp. intros x Hx.
    apply (RInt_correct (fun x => / f N lam x) a x), rate_integrable; assumption.
  - apply rate_continuous, (f_nonzero N lam a b); assumption.
Qed.

Lemma tau_derive_start N lam a b : (1 <= N)%nat -> one_side N lam a b ->
  is_derive (fun a => tau N lam a b) a (- / f N lam a).
Proof.
  intros HN H. apply one_side_sym in H.
  apply (is_derive_RInt' (fun x => / f N lam x) (fun a => tau N lam a b) a b).
  - generalize (one_side_open N lam b a H). apply filter_imp. intros x Hx.
    apply (RInt_correct (fun x => / f N lam x) x b), rate_integrable; [assumption|]. apply one_side_sym. assumption.
  - apply rate_continuous, (f_nonzero N lam b a); assumption.
Qed.

(* It grows with the way. *)
Lemma tau_rising N lam a b : (1 <= N)%nat -> below N lam a -> below N lam b -> a < b -> 0 < tau N lam a b.
Proof.
  intros HN Ha Hb H. assert (S : one_side N lam a b) by (left; split; assumption).
  destruct (mean_value (tau N lam a) (fun x => / f N lam x) a b ltac:(lra)) as [c [Hc E]].
  - intros x Hx. apply tau_derive; [assumption|]. apply (one_side_between N lam a b); [assumption|].
    rewrite Rmin_left, Rmax_right by lra. assumption.
  - rewrite tau_same, Rminus_0_r in E. rewrite E. apply Rmult_lt_0_compat; [|lra].
    apply Rinv_0_lt_compat, f_positive; [assumption|]. apply (below_from N lam a); [assumption|]. destruct Hb. lra.
Qed.

Lemma tau_falling N lam a b : (1 <= N)%nat -> above N lam a -> above N lam b -> b < a -> 0 < tau N lam a b.
Proof.
  intros HN Ha Hb H. assert (S : one_side N lam b a) by (right; split; assumption).
  rewrite (tau_swap N lam b a) by assumption.
  destruct (mean_value (tau N lam b) (fun x => / f N lam x) b a ltac:(lra)) as [c [Hc E]].
  - intros x Hx. apply tau_derive; [assumption|]. apply (one_side_between N lam b a); [assumption|].
    rewrite Rmin_left, Rmax_right by lra. assumption.
  - rewrite tau_same, Rminus_0_r in E. rewrite E, <- Ropp_mult_distr_l_reverse. apply Rmult_lt_0_compat; [|lra].
    assert (/ f N lam c < 0); [|lra]. apply Rinv_lt_0_compat, f_negative; [assumption|]. unfold above in *. lra.
Qed.

Lemma tau_nonnegative N lam a b : (1 <= N)%nat -> one_side N lam a b ->
  a <= b < L N lam \/ L N lam < b <= a -> 0 <= tau N lam a b.
Proof.
  intros HN S H. destruct (Req_dec a b) as [->|Hne]; [rewrite tau_same; lra|]. left.
  destruct S as [[Ha Hb]|[Ha Hb]]; [apply tau_rising | apply tau_falling]; try assumption;
    unfold below, above in *; lra.
Qed.

Lemma tau_further_rising N lam a b c : (1 <= N)%nat -> below N lam a -> below N lam b -> below N lam c ->
  (b <= c <-> tau N lam a b <= tau N lam a c).
Proof.
  intros HN Ha Hb Hc.
  assert (H : forall b c, below N lam b -> below N lam c -> b < c -> tau N lam a b < tau N lam a c).
  { clear b c Hb Hc. intros b c Hb Hc H. rewrite <- (tau_additive N lam a b c HN).
    - pose proof (tau_rising N lam b c HN Hb Hc H). lra.
    - left; split; assumption.
    - left; split; assumption. }
  split; intros H1.
  - destruct (Req_dec b c) as [->|]; [lra|]. left. apply H; [assumption..|lra].
  - apply Rnot_lt_le. intros H2. pose proof (H c b Hc Hb H2). lra.
Qed.

Lemma tau_further_falling N lam a b c : (1 <= N)%nat -> above N lam a -> above N lam b -> above N lam c ->
  (c <= b <-> tau N lam a b <= tau N lam a c).
Proof.
  intros HN Ha Hb Hc.
  assert (H : forall b c, above N lam b -> above N lam c -> c < b -> tau N lam a b < tau N lam a c).
  { clear b c Hb Hc. intros b c Hb Hc H. rewrite <- (tau_additive N lam a b c HN).
    - pose proof (tau_falling N lam b c HN Hb Hc H). lra.
    - right; split; assumption.
    - right; split; assumption. }
  split; intros H1.
  - destruct (Req_dec b c) as [->|]; [lra|]. left. apply H; [assumption..|lra].
  - apply Rnot_lt_le. intros H2. pose proof (H c b Hc Hb H2). lra.
Qed.

Lemma tau_injective N lam a b c : (1 <= N)%nat -> one_side N lam a b -> one_side N lam a c ->
  tau N lam a b = tau N lam a c -> b = c.
Proof.
  intros HN [[Ha Hb]|[Ha Hb]] [[Ha' Hc]|[Ha' Hc]] E;
    try (exfalso; apply (not_both_sides N lam a); assumption); apply Rle_antisym.
  - apply (tau_further_rising N lam a b c); try assumption; lra.
  - apply (tau_further_rising N lam a c b); try assumption; lra.
  - apply (tau_further_falling N lam a c b); try assumption; lra.
  - apply (tau_further_falling N lam a b c); try assumption; lra.
Qed.

(* It grows at least like a logarithm towards the limit, where f vanishes. *)
Lemma rate_bounded N lam a b : (1 <= N)%nat -> exists C, 0 < C /\
  forall x, Rmin a b <= x <= Rmax a b -> Rabs (f N lam x) <= C * Rabs (L N lam - x).
Proof.
  intros HN. set (q := fun x => Rabs (secant N lam x (L N lam))).
  destruct (continuity_ab_maj q (Rmin a b) (Rmax a b)) as [m [Hm _]].
  - apply Rle_trans with a; [apply Rmin_l | apply Rmax_l].
  - intros c _. apply continuity_pt_filterlim.
    apply (continuous_comp (fun x => secant N lam x (L N lam)) Rabs); [|apply continuous_Rabs].
    apply secant_continuous; [apply continuous_id | apply continuous_const].
  - exists (q m + 1). split; [pose proof (Rabs_pos (secant N lam m (L N lam))); unfold q; lra|].
    intros x Hx. pose proof (secant_is N lam x (L N lam) HN) as E. rewrite f_at_L in E by assumption.
    rewrite <- (Rabs_Ropp (f N lam x)). replace (- f N lam x) with (0 - f N lam x) by ring. rewrite E, Rabs_mult.
    rewrite Rmult_comm. apply Rmult_le_compat_r; [apply Rabs_pos|]. specialize (Hm x Hx). unfold q in *. lra.
Qed.

Lemma tau_logarithm N lam a : (1 <= N)%nat -> one_side N lam a a -> exists C, 0 < C /\
  forall b, a <= b < L N lam \/ L N lam < b <= a ->
  C * tau N lam a b >= ln (Rabs (L N lam - a)) - ln (Rabs (L N lam - b)).
Proof.
  intros HN S. destruct (rate_bounded N lam a (L N lam) HN) as [C [HC B]]. exists C. split; [assumption|].
  destruct S as [[Ha _]|[Ha _]]; unfold above in *; intros b [Hb|Hb]; try (unfold below in Ha; lra).
  - rewrite !Rabs_pos_eq by lra.
    assert (on : forall x, a <= x <= b -> below N lam x).
    { intros x Hx. apply (below_from N lam a); [assumption | lra]. }
    destruct (mean_value (fun x => C * tau N lam a x + ln (L N lam - x))
      (fun x => C * / f N lam x - / (L N lam - x)) a b ltac:(lra)) as [c [Hc E]].
    + intros x Hx.
      assert (D : is_derive (tau N lam a) x (/ f N lam x)) by (apply tau_derive; [assumption | left; split; auto]).
      pose proof (on x Hx) as [Hx1 _].
      apply (is_derive_plus (fun x => C * tau N lam a x) (fun x => ln (L N lam - x)) x
        (C * / f N lam x) (- / (L N lam - x))).
      * apply (is_derive_scal (tau N lam a)). exact D.
      * auto_derive; [lra | field; lra].
    + rewrite tau_same in E. pose proof (on c Hc) as Bc. pose proof (f_positive N lam c HN Bc) as Fc.
      destruct Bc as [Bc _].
      assert (Bd : f N lam c <= C * (L N lam - c)).
      { pose proof (B c) as B'. rewrite !Rabs_pos_eq in B' by lra. apply B'.
        rewrite Rmin_left, Rmax_right by lra. lra. }
      assert (0 <= (C * / f N lam c - / (L N lam - c)) * (b - a)); [|lra].
      apply Rmult_le_pos; [|lra].
      replace (C * / f N lam c - / (L N lam - c))
        with ((C * (L N lam - c) - f N lam c) * (/ f N lam c * / (L N lam - c))) by (field; lra).
      apply Rmult_le_pos; [lra|]. left. apply Rmult_lt_0_compat; apply Rinv_0_lt_compat; lra.
  - rewrite (Rabs_minus_sym _ a), (Rabs_minus_sym _ b), !Rabs_pos_eq by lra.
    destruct (mean_value (fun x => C * tau N lam a x + ln (x - L N lam))
      (fun x => C * / f N lam x + / (x - L N lam)) b a ltac:(lra)) as [c [Hc E]].
    + intros x Hx.
      assert (D : is_derive (tau N lam a) x (/ f N lam x)).
      { apply tau_derive; [assumption | right]. unfold above. lra. }
      apply (is_derive_plus (fun x => C * tau N lam a x) (fun x => ln (x - L N lam)) x
        (C * / f N lam x) (/ (x - L N lam))).
      * apply (is_derive_scal (tau N lam a)). exact D.
      * auto_derive; [lra | field; lra].
    + rewrite tau_same in E. assert (Bc : L N lam < c) by lra. pose proof (f_negative N lam c HN Bc) as Fc.
      assert (Bd : - f N lam c <= C * (c - L N lam)).
      { pose proof (B c) as B'. rewrite (Rabs_left (f N lam c)), (Rabs_left (L N lam - c)) in B' by lra.
        replace (c - L N lam) with (- (L N lam - c)) by ring. apply B'. rewrite Rmin_right, Rmax_left by lra. lra. }
      assert (0 <= - (C * / f N lam c + / (c - L N lam)) * (a - b)); [|lra].
      apply Rmult_le_pos; [|lra].
      replace (- (C * / f N lam c + / (c - L N lam)))
        with ((C * (c - L N lam) + f N lam c) * (/ - f N lam c * / (c - L N lam))) by (field; lra).
      apply Rmult_le_pos; [lra|]. left. apply Rmult_lt_0_compat; apply Rinv_0_lt_compat; lra.
Qed.

Lemma tau_unbounded N lam a T : (1 <= N)%nat -> one_side N lam a a ->
  exists b, (a <= b < L N lam \/ L N lam < b <= a) /\ T < tau N lam a b.
Proof.
  intros HN S. destruct (tau_logarithm N lam a HN S) as [C [HC H]]. set (l := L N lam) in *.
  assert (Hl : a <> l) by (unfold one_side, below, above in S; fold l in S; lra).
  set (w := exp (- (C * (Rabs T + 1)))).
  assert (Hw : 0 < w <= 1).
  { split; [apply exp_pos|]. pose proof (Rabs_pos T).
    assert (0 < C * (Rabs T + 1)) by (apply Rmult_lt_0_compat; lra).
    left. apply Rlt_le_trans with (exp 0); [apply exp_increasing; lra | rewrite exp_0; lra]. }
  assert (Hb : a <= l - w * (l - a) < l \/ l < l - w * (l - a) <= a) by (destruct (Rtotal_order a l) as [|[|]]; nra).
  exists (l - w * (l - a)). split; [exact Hb|].
  specialize (H _ Hb). replace (l - (l - w * (l - a))) with (w * (l - a)) in H by ring.
  rewrite Rabs_mult, (Rabs_pos_eq w), ln_mult in H by (try (apply Rabs_pos_lt); lra).
  unfold w in H. rewrite ln_exp in H. fold w in H.
  assert (C * (Rabs T + 1) <= C * tau N lam a (l - w * (l - a))) by lra.
  assert (Rabs T + 1 <= tau N lam a (l - w * (l - a))) by (apply Rmult_le_reg_l with C; assumption).
  pose proof (Rle_abs T). lra.
Qed.

(* Along the flow. *)
Section Along.
Variables (N : nat) (lam alpha : R) (y : R -> R).
Hypothesis depth : (1 <= N)%nat.
Hypothesis flow : is_flow N alpha lam y.

Lemma flow_one_side t : one_side N lam alpha alpha -> 0 <= t -> one_side N lam alpha (y t).
Proof using depth flow.
  intros [[H _]|[H _]] Ht; [left | right]; (split; [assumption|]).
  - apply (flow_below N lam alpha); assumption.
  - apply (flow_above N lam alpha); assumption.
Qed.

Lemma flow_time t : one_side N lam alpha alpha -> 0 <= t -> tau N lam alpha (y t) = t.
Proof using depth flow.
  intros S Ht. destruct (mean_value (fun t => tau N lam alpha (y t)) (fun _ => 1) 0 t Ht) as [c [_ E]].
  - intros x Hx. pose proof (flow_one_side x S ltac:(lra)) as Sx. destruct flow as [_ D].
    replace 1 with (f N lam (y x) * / f N lam (y x)) by (field; apply (f_nonzero N lam alpha); assumption).
    apply (is_derive_comp (tau N lam alpha) y x); [apply tau_derive; assumption | apply D; lra].
  - destruct flow as [E0 _]. rewrite E0, tau_same in E. lra.
Qed.

Lemma flow_arrives b : one_side N lam alpha b -> alpha <= b < L N lam \/ L N lam < b <= alpha ->
  y (tau N lam alpha b) = b.
Proof using depth flow.
  intros S H. pose proof (tau_nonnegative N lam alpha b depth S H).
  assert (S' : one_side N lam alpha alpha) by (apply (one_side_refl_l N lam alpha b); assumption).
  apply (tau_injective N lam alpha); [assumption | apply flow_one_side; assumption | assumption|].
  apply flow_time; assumption.
Qed.

Lemma flow_reaches_rising b t : below N lam alpha -> below N lam b -> 0 <= t ->
  (b <= y t <-> tau N lam alpha b <= t).
Proof using depth flow.
  intros Ha Hb Ht. assert (S : one_side N lam alpha alpha) by (left; split; assumption).
  rewrite (tau_further_rising N lam alpha b (y t)) by (try assumption; apply (flow_below N lam alpha); assumption).
  rewrite flow_time by assumption. reflexivity.
Qed.

Lemma flow_reaches_falling b t : above N lam alpha -> above N lam b -> 0 <= t ->
  (y t <= b <-> tau N lam alpha b <= t).
Proof using depth flow.
  intros Ha Hb Ht. assert (S : one_side N lam alpha alpha) by (right; split; assumption).
  rewrite (tau_further_falling N lam alpha b (y t)) by (try assumption; apply (flow_above N lam alpha); assumption).
  rewrite flow_time by assumption. reflexivity.
Qed.

Lemma flow_tends : alpha > 0 -> is_lim y p_infty (L N lam).
Proof using depth flow.
  intros Ha. apply is_lim_spec. intros eps.
  destruct (Rtotal_order alpha (L N lam)) as [H|[H|H]].
  - set (b := Rmax alpha (L N lam - eps / 2)). pose proof (cond_pos eps).
    assert (Hb : alpha <= b < L N lam) by (unfold b, Rmax; destruct (Rle_dec alpha (L N lam - eps / 2)); lra).
    assert (L N lam - eps / 2 <= b) by apply Rmax_r.
    assert (Ba : below N lam alpha) by (apply below_positive; lra).
    assert (Bb : below N lam b) by (apply below_positive; lra).
    exists (Rmax 0 (tau N lam alpha b)). intros t Ht.
    assert (0 < t) by (apply Rle_lt_trans with (2 := Ht), Rmax_l).
    assert (tau N lam alpha b <= t) by (left; apply Rle_lt_trans with (2 := Ht), Rmax_r).
    assert (b <= y t) by (apply flow_reaches_rising; try assumption; lra).
    destruct (flow_below N lam alpha y depth flow t Ba ltac:(lra)).
    rewrite Rabs_left by lra. lra.
  - exists 0. intros t Ht. rewrite (flow_at_L N lam alpha y depth flow t H) by lra.
    rewrite Rminus_diag_eq, Rabs_R0 by reflexivity. apply cond_pos.
  - set (b := Rmin alpha (L N lam + eps / 2)). pose proof (cond_pos eps).
    assert (Hb : L N lam < b <= alpha) by (unfold b, Rmin; destruct (Rle_dec alpha (L N lam + eps / 2)); lra).
    assert (b <= L N lam + eps / 2) by apply Rmin_r.
    exists (Rmax 0 (tau N lam alpha b)). intros t Ht.
    assert (0 < t) by (apply Rle_lt_trans with (2 := Ht), Rmax_l).
    assert (tau N lam alpha b <= t) by (left; apply Rle_lt_trans with (2 := Ht), Rmax_r).
    assert (y t <= b) by (apply flow_reaches_falling; unfold above; lra).
    pose proof (flow_above N lam alpha y depth flow t H ltac:(lra)) as A. unfold above in A.
    rewrite Rabs_pos_eq by lra. lra.
Qed.
End Along.
