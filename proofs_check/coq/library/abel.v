(* One step x -> x + w of an autonomous equation y' = f(y), w = eta f(x): the time the flow needs for it is eta
   times the integral of 1/phi, phi(t) = f(x + tw)/f(x). Bounds of that integral by ln phi(1), from the concavity
   of ln phi or the convexity of 1/phi. With them the sum over an orbit telescopes: the first time of reaching a
   target. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary abel_integrals.
Open Scope R_scope.

(* phi on [0, 1], its derivative, and an antiderivative of 1/phi. *)
Definition speed (phi dphi B : R -> R) : Prop :=
  phi 0 = 1 /\ forall t, 0 <= t <= 1 -> 0 < phi t /\ is_derive phi t (dphi t) /\ is_derive B t (/ phi t).
Definition log_concave (phi dphi : R -> R) : Prop :=
  forall s t, 0 <= s <= t -> t <= 1 -> dphi t / phi t <= dphi s / phi s.
Definition inverse_convex (phi dphi : R -> R) : Prop :=
  forall s t, 0 <= s <= t -> t <= 1 -> dphi t / phi t ^ 2 <= dphi s / phi s ^ 2.

Section Speed.
Variables (phi dphi B : R -> R).
Hypothesis Hspeed : speed phi dphi B.

Let start : phi 0 = 1. Proof. apply Hspeed. Qed.
Let positive t : 0 <= t <= 1 -> 0 < phi t. Proof. apply Hspeed. Qed.
Let ln_derive t : 0 <= t <= 1 -> is_derive (fun t => ln (phi t)) t (dphi t / phi t).
Proof.
  intros Ht. destruct Hspeed as [_ H]. destruct (H t Ht) as [Hp [Hd _]].
  evar_last; [apply (is_derive_comp ln phi t (/ phi t) (dphi t)); [apply is_derive_ln; assumption | exact Hd]|].
  unfold scal; simpl; unfold mult; simpl. field. lra.
Qed.
Let ln_start : ln (phi 0) = 0. Proof. rewrite start. apply ln_1. Qed.

(* The integral of 1/phi from lines under 1/phi, one on either half. *)
Lemma mean_from_lines a p c q : (forall t, 0 <= t <= 1 / 2 -> a + p * t <= / phi t) ->
  (forall t, 1 / 2 <= t <= 1 -> c - q * (1 - t) <= / phi t) -> a / 2 + p / 8 + c / 2 - q / 8 <= B 1 - B 0.
Proof using Hspeed.
  intros Hl Hr. destruct Hspeed as [_ H].
  assert (a * (1 / 2) + p * (1 / 2) ^ 2 / 2 - (a * 0 + p * 0 ^ 2 / 2) <= B (1 / 2) - B 0).
  { apply (growth_compared B (fun t => / phi t) (fun t => a * t + p * t ^ 2 / 2) (fun t => a + p * t));
      [lra| | |exact Hl].
    - intros t Ht. apply H. lra.
    - intros t Ht. auto_derive; [exact I | field]. }
  assert (c * 1 + q * (1 - 1) ^ 2 / 2 - (c * (1 / 2) + q * (1 - 1 / 2) ^ 2 / 2) <= B 1 - B (1 / 2)); [|lra].
  apply (growth_compared B (fun t => / phi t) (fun t => c * t + q * (1 - t) ^ 2 / 2) (fun t => c - q * (1 - t)));
    [lra| | |exact Hr].
  - intros t Ht. apply H. lra.
  - intros t Ht. auto_derive; [exact I | field].
Qed.

Lemma inverse_above_logarithm t : 0 <= t <= 1 -> 1 - ln (phi t) <= / phi t.
Proof using Hspeed.
  intros Ht. pose proof (positive t Ht) as P. pose proof (ln_at_most (/ phi t) (Rinv_0_lt_compat _ P)) as H.
  rewrite ln_Rinv in H by assumption. lra.
Qed.

(* ln phi is concave: from below, with the defect of the trapezoid. *)
Lemma concave_lower : log_concave phi dphi ->
  1 <= B 1 - B 0 + ln (phi 1) / 2 + (dphi 0 - dphi 1 / phi 1) / 8.
Proof using Hspeed.
  intros Hc. pose proof (below_tangent _ _ 0 1 ln_derive Hc) as Tg. cbv beta in Tg.
  pose proof (mean_from_lines 1 (- dphi 0) (1 - ln (phi 1)) (- (dphi 1 / phi 1))) as H.
  cut (1 / 2 + - dphi 0 / 8 + (1 - ln (phi 1)) / 2 - - (dphi 1 / phi 1) / 8 <= B 1 - B 0); [lra|]. apply H.
  - intros t Ht. pose proof (inverse_above_logarithm t ltac:(lra)) as I.
    pose proof (Tg 0 t ltac:(lra) ltac:(lra)) as H0.
    rewrite ln_start, start in H0. lra.
  - intros t Ht. pose proof (inverse_above_logarithm t ltac:(lra)) as I. pose proof (Tg 1 t ltac:(lra) ltac:(lra)).
    lra.
Qed.

(* The same with a bound of ln phi in the place of ln phi(1): for a step across the largest f. *)
Lemma concave_lower_peak c : log_concave phi dphi -> (forall t, 0 <= t <= 1 -> ln (phi t) <= c) ->
  1 <= B 1 - B 0 + c / 2 + dphi 0 / 8.
Proof using Hspeed.
  intros Hc Hp. pose proof (below_tangent _ _ 0 1 ln_derive Hc) as Tg. cbv beta in Tg.
  pose proof (mean_from_lines 1 (- dphi 0) (1 - c) 0) as H.
  cut (1 / 2 + - dphi 0 / 8 + (1 - c) / 2 - 0 / 8 <= B 1 - B 0); [lra|]. apply H.
  - intros t Ht. pose proof (inverse_above_logarithm t ltac:(lra)) as I.
    pose proof (Tg 0 t ltac:(lra) ltac:(lra)) as H0.
    rewrite ln_start, start in H0. lra.
  - intros t Ht. pose proof (inverse_above_logarithm t ltac:(lra)) as I. specialize (Hp t ltac:(lra)). lra.
Qed.

(* phi at most 1: descent is not behind the flow. *)
Lemma slowing_lower : (forall t, 0 <= t <= 1 -> phi t <= 1) -> 1 <= B 1 - B 0.
Proof using Hspeed.
  intros Hp. pose proof (mean_from_lines 1 0 1 0) as H. cut (1 / 2 + 0 / 8 + 1 / 2 - 0 / 8 <= B 1 - B 0); [lra|].
  assert (Hi : forall t, 0 <= t <= 1 -> 1 <= / phi t).
  { intros t Ht. rewrite <- Rinv_1 at 1. apply Rinv_le_contravar; [apply positive; assumption | apply Hp; assumption].
    }
  apply H; intros t Ht; pose proof (Hi t ltac:(lra)); lra.
Qed.

Let inverse_derive t : 0 <= t <= 1 -> is_derive (fun t => - / phi t) t (dphi t / phi t ^ 2).
Proof.
  intros Ht. destruct Hspeed as [_ H]. destruct (H t Ht) as [Hp [Hd _]].
  evar_last; [apply (is_derive_opp (fun t => / phi t)), is_derive_inv; [exact Hd | lra]|].
  unfold opp; simpl. field. lra.
Qed.

(* 1/phi is convex: from below by tangents, from above by the trapezoid. *)
Lemma convex_lower : inverse_convex phi dphi ->
  1 <= B 1 - B 0 + ln (phi 1) / 2 + (dphi 0 - dphi 1 / phi 1 ^ 2) / 8.
Proof using Hspeed.
  intros Hc. pose proof (below_tangent _ _ 0 1 inverse_derive Hc) as Tg. cbv beta in Tg.
  pose proof (mean_from_lines 1 (- dphi 0) (/ phi 1) (- (dphi 1 / phi 1 ^ 2))) as H.
  assert (1 / 2 + - dphi 0 / 8 + / phi 1 / 2 - - (dphi 1 / phi 1 ^ 2) / 8 <= B 1 - B 0).
  { apply H.
    - intros t Ht. pose proof (Tg 0 t ltac:(lra) ltac:(lra)) as H0. rewrite start in H0.
      rewrite Rinv_1, pow1 in H0. lra.
    - intros t Ht. pose proof (Tg 1 t ltac:(lra) ltac:(lra)) as H0. lra. }
  pose proof (inverse_above_logarithm 1 ltac:(lra)). lra.
Qed.

Lemma convex_upper : inverse_convex phi dphi -> B 1 - B 0 <= 1 + (/ phi 1 - 1) / 2.
Proof using Hspeed.
  intros Hc. pose proof (above_chord _ _ 1 inverse_derive Hc) as Ch. cbv beta in Ch. destruct Hspeed as [_ H].
  rewrite start, Rinv_1 in Ch. set (q := / phi 1) in *.
  assert (B 1 - B 0 <= 1 + (q - 1) * 1 ^ 2 / 2 - (0 + (q - 1) * 0 ^ 2 / 2)); [|lra].
  apply (growth_compared (fun t => t + (q - 1) * t ^ 2 / 2) (fun t => 1 + (q - 1) * t) B (fun t => / phi t));
    [lra| | |].
  - intros t Ht. auto_derive; [exact I | field].
  - intros t Ht. apply H. lra.
  - intros t Ht. specialize (Ch t Ht). lra.
Qed.

(* ln phi is concave: from above by the logarithmic mean of 1 and 1/phi(1). *)
Lemma concave_upper a : log_concave phi dphi -> ln (phi 1) = - a -> a <> 0 -> B 1 - B 0 <= (exp a - 1) / a.
Proof using Hspeed.
  intros Hc Ea Hz. pose proof (above_chord _ _ 1 ln_derive Hc) as Ch. cbv beta in Ch. destruct Hspeed as [_ H].
  replace ((exp a - 1) / a) with (exp (a * 1) / a - exp (a * 0) / a)
    by (rewrite Rmult_1_r, Rmult_0_r, exp_0; field; assumption).
  apply (growth_compared (fun t => exp (a * t) / a) (fun t => exp (a * t)) B (fun t => / phi t)); [lra| | |].
  - intros t Ht. auto_derive; [exact I | field; assumption].
  - intros t Ht. apply H. lra.
  - intros t Ht. specialize (Ch t Ht). rewrite ln_start, Ea in Ch.
    pose proof (positive t Ht) as P. rewrite <- (exp_ln (/ phi t)) by (apply Rinv_0_lt_compat; assumption).
    rewrite ln_Rinv by assumption. apply exp_le_compat; lra.
Qed.

Lemma concave_upper_zero : log_concave phi dphi -> ln (phi 1) = 0 -> B 1 - B 0 <= 1.
Proof using Hspeed.
  intros Hc Ea. pose proof (above_chord _ _ 1 ln_derive Hc) as Ch. cbv beta in Ch. destruct Hspeed as [_ H].
  cut (B 1 - B 0 <= 1 - 0); [lra|].
  apply (growth_compared (fun t => t) (fun t => 1) B (fun t => / phi t)); [lra| | |].
  - intros t Ht. auto_derive; [exact I | reflexivity].
  - intros t Ht. apply H. lra.
  - intros t Ht. specialize (Ch t Ht). rewrite ln_start, Ea in Ch.
    pose proof (positive t Ht) as P.
    rewrite <- Rinv_1. apply Rinv_le_contravar; [lra|]. rewrite <- exp_0, <- (exp_ln (phi t)) by assumption.
    apply exp_le_compat; nra.
Qed.

(* Where f rises by the factor e^a, 0 <= a <= k, and where it falls by it, 0 <= a <= A. *)
Lemma rising_upper a k : log_concave phi dphi -> ln (phi 1) = a -> 0 <= a <= k ->
  B 1 - B 0 <= 1 - (1 / 2 - k / 6) * a.
Proof using Hspeed.
  intros Hc Ea Hk. destruct (Req_dec a 0) as [->|Hz].
  - pose proof (concave_upper_zero Hc Ea). lra.
  - pose proof (concave_upper (- a) Hc ltac:(lra) ltac:(lra)) as H. apply Rle_trans with (1 := H).
    apply Rmult_le_reg_r with a; [lra|]. replace ((exp (- a) - 1) / - a * a) with (1 - exp (- a)) by (field; lra).
    pose proof (exp_above_cubic a ltac:(lra)). assert (0 <= (k - a) * (a * a)) by (apply Rmult_le_pos; nra). nra.
Qed.

Lemma falling_upper a A : log_concave phi dphi -> ln (phi 1) = - a -> 0 <= a <= A -> 0 < A ->
  B 1 - B 0 <= 1 + ((exp A - 1) / A - 1) / A * a.
Proof using Hspeed.
  intros Hc Ea HA HA0. destruct (Req_dec a 0) as [->|Hz].
  - pose proof (concave_upper_zero Hc ltac:(lra)). lra.
  - pose proof (concave_upper a Hc Ea Hz) as H. pose proof (second_quotient_grows a A ltac:(lra)) as Q.
    apply Rle_trans with (1 := H). apply Rmult_le_compat_r with (r := a) in Q; [|lra].
    replace (((exp a - 1) / a - 1) / a * a) with ((exp a - 1) / a - 1) in Q by (field; lra). lra.
Qed.

Lemma falling_upper_convex a A : inverse_convex phi dphi -> ln (phi 1) = - a -> 0 <= a <= A -> 0 < A ->
  B 1 - B 0 <= 1 + (exp A - 1) / (2 * A) * a.
Proof using Hspeed.
  intros Hc Ea HA HA0. pose proof (convex_upper Hc) as H. pose proof (positive 1 ltac:(lra)) as P.
  assert (E : / phi 1 = exp a) by (replace a with (- - a) by lra; rewrite <- Ea, exp_Ropp, exp_ln by assumption;
    reflexivity).
  rewrite E in H. destruct (Req_dec a 0) as [->|Hz]; [rewrite exp_0 in H; lra|].
  pose proof (first_quotient_grows a A ltac:(lra)) as Q. apply Rmult_le_compat_r with (r := a) in Q; [|lra].
  replace ((exp a - 1) / a * a) with (exp a - 1) in Q by (field; lra).
  replace ((exp A - 1) / (2 * A) * a) with ((exp A - 1) / A * a / 2) by (field; lra). lra.
Qed.
End Speed.

(* The same for f itself on the way from x to x + w. *)
Definition regular (f df A : R -> R) (x w : R) : Prop :=
  w <> 0 /\ f x <> 0 /\ forall t, 0 <= t <= 1 ->
  0 < f (x + t * w) / f x /\ is_derive f (x + t * w) (df (x + t * w)) /\ is_derive A (x + t * w) (/ f (x + t * w)).

Lemma speed_of_step f df A x w : regular f df A x w ->
  speed (fun t => f (x + t * w) / f x) (fun t => w * df (x + t * w) / f x) (fun t => A (x + t * w) * f x / w).
Proof.
  intros [Hw [Hf H]]. split; [rewrite Rmult_0_l, Rplus_0_r; field; assumption|].
  intros t Ht. destruct (H t Ht) as [Hp [Hd HA]]. split; [exact Hp | split].
  - assert (Hl : is_derive (fun t => x + t * w) t w) by (auto_derive; [exact I | ring]).
    evar_last.
    + apply (is_derive_ext (fun t => / f x * f (x + t * w))); [intros u; apply Rmult_comm|].
      apply is_derive_scal, (is_derive_comp f (fun t => x + t * w)); [exact Hd | exact Hl].
    + unfold scal; simpl; unfold mult; simpl. field. assumption.
  - assert (Hl : is_derive (fun t => x + t * w) t w) by (auto_derive; [exact I | ring]).
    assert (f (x + t * w) <> 0).
    { intros E. rewrite E in Hp. unfold Rdiv in Hp. lra. }
    evar_last.
    + apply (is_derive_ext (fun t => f x / w * A (x + t * w)));
        [intros u; change (f x / w * A (x + u * w) = A (x + u * w) * f x / w); field; assumption|].
      apply is_derive_scal, (is_derive_comp A (fun t => x + t * w)); [exact HA | exact Hl].
    + unfold scal; simpl; unfold mult; simpl. field. auto.
Qed.

(* The first time. *)
Lemma first_at_most (P : nat -> Prop) k : P k -> Rbar_le (first P) (Finite (INR k)).
Proof. intros H. destruct (Glb_Rbar_correct (fun x => exists k : nat, x = INR k /\ P k)) as [Hl _]. apply Hl.
  exists k. auto. Qed.

Lemma first_at_least (P : nat -> Prop) (y : Rbar) : (forall k, P k -> Rbar_le y (Finite (INR k))) ->
  Rbar_le y (first P).
Proof.
  intros H. destruct (Glb_Rbar_correct (fun x => exists k : nat, x = INR k /\ P k)) as [_ Hg]. apply Hg.
  intros x [k [-> Hk]]. apply H. assumption.
Qed.

(* At most the ceiling of y: whatever number of steps has not yet reached the target is below y. *)
Lemma first_at_most_ceiling (P : nat -> Prop) y :
  0 < y -> (forall k, P k \/ INR k < y) -> Rbar_le (first P) (Finite (IZR (Zceil y))).
Proof.
  intros Hy H. pose proof (Zceil_ub y) as U. assert (Hz : (0 <= Zceil y)%Z) by (apply le_IZR; lra).
  assert (E : IZR (Zceil y) = INR (Z.to_nat (Zceil y))) by (rewrite INR_IZR_INZ, Z2Nat.id by assumption; reflexivity).
  rewrite E. apply first_at_most. destruct (H (Z.to_nat (Zceil y))) as [|H0]; [assumption|]. rewrite <- E in H0. lra.
Qed.
