(* What the sharp law needs of integrals: growth compared by derivatives, tangents and chords of a concave
   function, the antiderivative of a continuous function on an interval, and a few inequalities of the logarithm. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

(* The mean value theorem, for a derivative given everywhere. *)
Lemma mean_value (h dh : R -> R) a b : a <= b -> (forall t, a <= t <= b -> is_derive h t (dh t)) ->
  exists c, a <= c <= b /\ h b - h a = dh c * (b - a).
Proof.
  intros Hab Hd. destruct (MVT_gen h a b dh) as [c [Hc E]].
  - intros t Ht. rewrite Rmin_left, Rmax_right in Ht by lra. apply Hd. lra.
  - intros t Ht. rewrite Rmin_left, Rmax_right in Ht by lra.
    apply derivable_continuous_pt. exists (dh t). apply is_derive_Reals, Hd. lra.
  - rewrite Rmin_left, Rmax_right in Hc by lra. exists c. split; assumption.
Qed.

Lemma grows (h dh : R -> R) a b : a <= b -> (forall t, a <= t <= b -> is_derive h t (dh t)) ->
  (forall t, a <= t <= b -> 0 <= dh t) -> h a <= h b.
Proof.
  intros Hab Hd Hp. destruct (mean_value h dh a b Hab Hd) as [c [Hc E]]. specialize (Hp c Hc). nra.
Qed.

Lemma grows_strictly (h dh : R -> R) a b : a < b -> (forall t, a <= t <= b -> is_derive h t (dh t)) ->
  (forall t, a <= t <= b -> 0 < dh t) -> h a < h b.
Proof.
  intros Hab Hd Hp. destruct (mean_value h dh a b (Rlt_le _ _ Hab) Hd) as [c [Hc E]]. specialize (Hp c Hc). nra.
Qed.

(* A function grows at least as much as one with a smaller derivative. *)
Lemma growth_compared (h dh p dp : R -> R) a b : a <= b ->
  (forall t, a <= t <= b -> is_derive h t (dh t)) -> (forall t, a <= t <= b -> is_derive p t (dp t)) ->
  (forall t, a <= t <= b -> dp t <= dh t) -> p b - p a <= h b - h a.
Proof.
  intros Hab Hh Hp H.
  assert (h a - p a <= h b - p b); [|lra].
  apply (grows (fun t => h t - p t) (fun t => dh t - dp t)); [assumption| |].
  - intros t Ht. apply (is_derive_minus h p t (dh t) (dp t)); auto.
  - intros t Ht. specialize (H t Ht). lra.
Qed.

(* A function whose derivative falls lies below its tangents and above its chords. *)
Lemma below_tangent (h dh : R -> R) a b : (forall t, a <= t <= b -> is_derive h t (dh t)) ->
  (forall s t, a <= s <= t -> t <= b -> dh t <= dh s) ->
  forall s t, a <= s <= b -> a <= t <= b -> h t <= h s + dh s * (t - s).
Proof.
  intros Hd Hm s t Hs Ht. destruct (Rle_dec s t) as [H|H].
  - destruct (mean_value h dh s t H) as [c [Hc E]]; [intros; apply Hd; lra|].
    specialize (Hm s c ltac:(lra) ltac:(lra)). nra.
  - destruct (mean_value h dh t s) as [c [Hc E]]; [lra | intros; apply Hd; lra|].
    specialize (Hm c s ltac:(lra) ltac:(lra)). nra.
Qed.

Lemma above_chord (h dh : R -> R) b : (forall t, 0 <= t <= b -> is_derive h t (dh t)) ->
  (forall s t, 0 <= s <= t -> t <= b -> dh t <= dh s) ->
  forall t, 0 <= t <= b -> h 0 * (b - t) + h b * t <= h t * b.
Proof.
  intros Hd Hm t Ht.
  pose proof (below_tangent h dh 0 b Hd Hm t 0 ltac:(lra) ltac:(lra)) as H0.
  pose proof (below_tangent h dh 0 b Hd Hm t b ltac:(lra) ltac:(lra)) as Hb.
  assert (h 0 * (b - t) <= (h t + dh t * (0 - t)) * (b - t)) by (apply Rmult_le_compat_r; lra).
  assert (h b * t <= (h t + dh t * (b - t)) * t) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(* An integral over an open interval of continuity is an antiderivative there. *)
Lemma antiderivative (u : R -> R) lo hi a x : (forall y, lo < y < hi -> continuous u y) -> lo < a < hi ->
  lo < x < hi ->
  is_derive (fun y => RInt u a y) x (u x).
Proof.
  intros Hu Ha Hx. apply is_derive_RInt with a; [|apply Hu; assumption].
  assert (Hd : 0 < Rmin (x - lo) (hi - x)) by (apply Rmin_glb_lt; lra).
  exists (mkposreal _ Hd). intros y Hy. change (Rabs (y - x) < Rmin (x - lo) (hi - x)) in Hy.
  apply RInt_correct, (ex_RInt_continuous (V := R_CompleteNormedModule)). intros z Hz. apply Hu.
  apply Rabs_def2 in Hy. pose proof (Rmin_l (x - lo) (hi - x)). pose proof (Rmin_r (x - lo) (hi - x)).
  unfold Rmin, Rmax in Hz. destruct (Rle_dec a y); lra.
Qed.

(* Logarithms. *)
Lemma ln_at_most x : 0 < x -> ln x <= x - 1.
Proof. intros Hx. pose proof (exp_ineq1_le (ln x)) as H. rewrite exp_ln in H by assumption. lra. Qed.

Lemma ln_at_least x : 0 < x -> 1 - / x <= ln x.
Proof.
  intros Hx. pose proof (ln_at_most (/ x) (Rinv_0_lt_compat x Hx)) as H. rewrite ln_Rinv in H by assumption. lra.
Qed.

Lemma excess_of_ratio v : 0 < v -> v - 1 <= v * ln v.
Proof.
  intros Hv. pose proof (Rmult_le_compat_l v _ _ (Rlt_le _ _ Hv) (ln_at_least v Hv)) as H.
  rewrite Rmult_minus_distr_l, Rinv_r in H by lra. lra.
Qed.

Lemma ln_nonnegative x : 1 <= x -> 0 <= ln x.
Proof. intros Hx. rewrite <- ln_1. destruct (Req_dec x 1) as [->|H]; [lra | left; apply ln_increasing; lra]. Qed.

Lemma ln_le_compat x y : 0 < x -> x <= y -> ln x <= ln y.
Proof. intros Hx H. destruct (Req_dec x y) as [->|]; [lra | left; apply ln_increasing; lra]. Qed.

Lemma exp_le_compat x y : x <= y -> exp x <= exp y.
Proof. intros H. destruct (Req_dec x y) as [->|]; [lra | left; apply exp_increasing; lra]. Qed.

(* The logarithmic mean: a e^(at) has the integral e^a - 1, and (e^a - 1)/a, ((e^a - 1)/a - 1)/a grow with a. *)
Lemma exp_derive a t : is_derive (fun t => exp (a * t)) t (a * exp (a * t)).
Proof. auto_derive; [exact I | ring]. Qed.

Lemma exp_above_quadratic a : 0 <= a -> 1 + a + a ^ 2 / 2 <= exp a.
Proof.
  intros Ha. assert (exp 0 - (1 + 0 + 0 ^ 2 / 2) <= exp a - (1 + a + a ^ 2 / 2)).
  { apply (grows (fun t => exp t - (1 + t + t ^ 2 / 2)) (fun t => exp t - (1 + t))); [assumption| |].
    - intros t Ht. auto_derive; [exact I | field].
    - intros t Ht. pose proof (exp_ineq1_le t). lra. }
  rewrite exp_0 in H. lra.
Qed.

Lemma exp_below_quadratic a : 0 <= a -> exp (- a) <= 1 - a + a ^ 2 / 2.
Proof.
  intros Ha. assert (1 - 0 + 0 ^ 2 / 2 - exp (- 0) <= 1 - a + a ^ 2 / 2 - exp (- a)).
  { apply (grows (fun t => 1 - t + t ^ 2 / 2 - exp (- t)) (fun t => exp (- t) - (1 - t))); [assumption| |].
    - intros t Ht. auto_derive; [exact I | field].
    - intros t Ht. pose proof (exp_ineq1_le (- t)). lra. }
  rewrite Ropp_0, exp_0 in H. lra.
Qed.

Lemma exp_above_cubic a : 0 <= a -> 1 - a + a ^ 2 / 2 - a ^ 3 / 6 <= exp (- a).
Proof.
  intros Ha. assert (exp (- 0) - (1 - 0 + 0 ^ 2 / 2 - 0 ^ 3 / 6) <= exp (- a) - (1 - a + a ^ 2 / 2 - a ^ 3 / 6)).
  { apply (grows (fun t => exp (- t) - (1 - t + t ^ 2 / 2 - t ^ 3 / 6)) (fun t => 1 - t + t ^ 2 / 2 - exp (- t)));
      [assumption| |].
    - intros t Ht. auto_derive; [exact I | field].
    - intros t Ht. pose proof (exp_below_quadratic t ltac:(lra)). lra. }
  rewrite Ropp_0, exp_0 in H. lra.
Qed.

Lemma first_quotient_grows a b : 0 < a <= b -> (exp a - 1) / a <= (exp b - 1) / b.
Proof.
  intros Hab. apply (grows (fun t => (exp t - 1) / t) (fun t => (t * exp t - (exp t - 1)) / t ^ 2)); [lra| |].
  - intros t Ht. auto_derive; [lra | field; lra].
  - intros t Ht. apply Rdiv_le_0_compat; [|apply pow_lt; lra].
    pose proof (exp_ineq1_le (- t)) as H. pose proof (exp_pos t) as P.
    assert (E : exp t * exp (- t) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0). nra.
Qed.

Lemma second_quotient_grows a b : 0 < a <= b ->
  ((exp a - 1) / a - 1) / a <= ((exp b - 1) / b - 1) / b.
Proof.
  intros Hab. apply (grows (fun t => ((exp t - 1) / t - 1) / t)
    (fun t => (t * (exp t + 1) - 2 * (exp t - 1)) / t ^ 3));
    [lra| |].
  - intros t Ht. auto_derive; [lra | field; lra].
  - intros t Ht. apply Rdiv_le_0_compat; [|apply pow_lt; lra].
    assert (0 * (exp 0 + 1) - 2 * (exp 0 - 1) <= t * (exp t + 1) - 2 * (exp t - 1)) as H; [|rewrite exp_0 in H; lra].
    apply (grows (fun t => t * (exp t + 1) - 2 * (exp t - 1)) (fun t => t * exp t + 1 - exp t)); [lra| |].
    + intros y Hy. auto_derive; [exact I | ring].
    + intros y Hy. pose proof (exp_ineq1_le (- y)) as H. pose proof (exp_pos y) as P.
      assert (E : exp y * exp (- y) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0). nra.
Qed.
