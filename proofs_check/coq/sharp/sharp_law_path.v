(* The right-hand side f(x) = x^(N-1)(lambda - x^N) on the way to the limit: its slope, where ln|f| is concave and
   1/|f| convex, and what one step of the descent, or a part of one, takes of the time of the flow. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals abel.
Open Scope R_scope.

Lemma power_derive n x : is_derive (fun x => x ^ n) x (INR n * x ^ pred n).
Proof. auto_derive; [exact I | ring]. Qed.

Lemma f_derive N lam x : (2 <= N)%nat -> is_derive (f N lam) x (slope N lam x).
Proof.
  intros HN. destruct N as [|[|n]]; [lia | lia|]. unfold f, slope.
  replace (S (S n) - 1)%nat with (S n) by lia. replace (S (S n) - 2)%nat with n by lia.
  auto_derive; [exact I|]. change (match n with 0%nat => 1 | S _ => INR n + 1 end) with (INR (S n)).
  rewrite !S_INR. simpl pow. ring.
Qed.

Lemma f_continuous N lam x : (2 <= N)%nat -> continuous (f N lam) x.
Proof. intros HN. apply (ex_derive_continuous (f N lam)). exists (slope N lam x). apply f_derive. assumption. Qed.

Section Interval.
Variables (N : nat) (lam lo hi : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis one_sign : forall x y, lo < x < hi -> lo < y < hi -> 0 < f N lam x * f N lam y.

Lemma f_nonzero x : lo < x < hi -> f N lam x <> 0.
Proof using one_sign. intros Hx E. pose proof (one_sign x x Hx Hx) as H. rewrite E in H. lra. Qed.

Lemma tau_derive a x : lo < a < hi -> lo < x < hi -> is_derive (tau N lam a) x (/ f N lam x).
Proof using depth one_sign.
  intros Ha Hx. apply (antiderivative (fun x => / f N lam x) lo hi); [|assumption..].
  intros y Hy. apply (ex_derive_continuous (fun x => / f N lam x)).
  exists (- slope N lam y / f N lam y ^ 2). apply is_derive_inv; [apply f_derive | apply f_nonzero]; assumption.
Qed.

Lemma part_inside x w t : lo < x < hi -> lo < x + w < hi -> 0 <= t <= 1 -> lo < x + t * w < hi.
Proof using.
  clear. intros Hx Hw Ht. assert (H : forall p q, 0 < p -> 0 < p + q -> 0 < p + t * q).
  { intros p q Hp Hq. assert (0 <= (1 - t) * p) by (apply Rmult_le_pos; lra).
    destruct (Req_dec t 0) as [->|]; [lra|]. assert (0 < t * (p + q)) by (apply Rmult_lt_0_compat; lra). lra. }
  pose proof (H (x - lo) w). pose proof (H (hi - x) (- w)). lra.
Qed.

Lemma regular_part a x w : lo < a < hi -> lo < x < hi -> lo < x + w < hi -> w <> 0 ->
  regular (f N lam) (slope N lam) (tau N lam a) x w.
Proof using depth one_sign.
  intros Ha Hx Hw H0. split; [assumption|]. split; [apply f_nonzero; assumption|]. intros t Ht.
  pose proof (part_inside x w t Hx Hw Ht) as Hy. split; [|split].
  - pose proof (one_sign _ _ Hy Hx) as P. pose proof (f_nonzero x Hx).
    replace (f N lam (x + t * w) / f N lam x) with (f N lam (x + t * w) * f N lam x * (/ f N lam x * / f N lam x))
      by (field; assumption).
    apply Rmult_lt_0_compat; [assumption|]. apply (Rsqr_pos_lt (/ f N lam x)), Rinv_neq_0_compat. assumption.
  - apply f_derive. assumption.
  - apply tau_derive; assumption.
Qed.

Lemma quotient_ln x y : lo < x < hi -> lo < y < hi -> ln (f N lam y / f N lam x)
  = ln (Rabs (f N lam y)) - ln (Rabs (f N lam x)).
Proof using one_sign.
  intros Hx Hy. pose proof (f_nonzero x Hx) as Nx. pose proof (f_nonzero y Hy) as Ny.
  pose proof (one_sign x y Hx Hy) as P.
  assert (Q : 0 < f N lam y / f N lam x).
  { replace (f N lam y / f N lam x) with (f N lam x * f N lam y * (/ f N lam x * / f N lam x)) by (field; assumption).
    apply Rmult_lt_0_compat; [assumption|]. apply (Rsqr_pos_lt (/ f N lam x)), Rinv_neq_0_compat. assumption. }
  rewrite <- (Rabs_pos_eq (f N lam y / f N lam x)) by lra.
  rewrite Rabs_div by assumption. apply ln_div; apply Rabs_pos_lt; assumption.
Qed.

Definition concave_between : Prop := forall x y, lo < x <= y -> y < hi ->
  slope N lam y / f N lam y <= slope N lam x / f N lam x.
Definition convex_between : Prop := forall x y, lo < x < hi -> lo < y < hi ->
  0 <= f N lam x * (y - x) -> slope N lam y / f N lam y ^ 2 <= slope N lam x / f N lam x ^ 2.

Lemma concave_part x w : concave_between -> lo < x < hi -> lo < x + w < hi ->
  log_concave (fun t => f N lam (x + t * w) / f N lam x) (fun t => w * slope N lam (x + t * w) / f N lam x).
Proof using one_sign.
  intros Hc Hx Hw s t Hs Ht.
  pose proof (part_inside x w s Hx Hw ltac:(lra)) as Is. pose proof (part_inside x w t Hx Hw ltac:(lra)) as It.
  assert (E : forall t, lo < x + t * w < hi -> w * slope N lam (x + t * w) / f N lam x
    / (f N lam (x + t * w) / f N lam x)
    = w * (slope N lam (x + t * w) / f N lam (x + t * w))).
  { intros u Hu. field. split; apply f_nonzero; assumption. }
  rewrite !E by assumption. destruct (Rle_or_lt 0 w) as [H|H].
  - apply Rmult_le_compat_l; [assumption|]. apply Hc; [split; [lra | nra] | lra].
  - apply Rmult_le_compat_neg_l; [lra|]. apply Hc; [split; [lra | nra] | lra].
Qed.

Lemma convex_part x w : convex_between -> lo < x < hi -> lo < x + w < hi -> 0 <= f N lam x * w ->
  inverse_convex (fun t => f N lam (x + t * w) / f N lam x) (fun t => w * slope N lam (x + t * w) / f N lam x).
Proof using one_sign.
  intros Hc Hx Hw Hp s t Hs Ht.
  pose proof (part_inside x w s Hx Hw ltac:(lra)) as Is. pose proof (part_inside x w t Hx Hw ltac:(lra)) as It.
  assert (E : forall t, lo < x + t * w < hi ->
    w * slope N lam (x + t * w) / f N lam x / (f N lam (x + t * w) / f N lam x) ^ 2
    = f N lam x * w * (slope N lam (x + t * w) / f N lam (x + t * w) ^ 2)).
  { intros u Hu. field. split; apply f_nonzero; assumption. }
  rewrite !E by assumption. apply Rmult_le_compat_l; [assumption|]. apply Hc; [assumption..|].
  pose proof (one_sign x (x + s * w) Hx Is) as P. pose proof (f_nonzero x Hx) as Nx.
  replace (x + t * w - (x + s * w)) with ((t - s) * w) by ring.
  assert (0 <= f N lam (x + s * w) * w).
  { destruct (Rdichotomy _ _ Nx); nra. }
  replace (f N lam (x + s * w) * ((t - s) * w)) with ((t - s) * (f N lam (x + s * w) * w)) by ring.
  apply Rmult_le_pos; lra.
Qed.

(* One whole step from x to x + eta f(x): its time over eta is at least 1 less half of the growth of ln|f|, up to
   the defect of the trapezoid. *)
Section Step.
Variables (a eta x : R).
Hypothesis from : lo < a < hi.
Hypothesis step : 0 < eta.
Hypothesis here : lo < x < hi.
Hypothesis there : lo < x + eta * f N lam x < hi.
Let w := eta * f N lam x.
Let x' := x + w.
Let time := (tau N lam a x' - tau N lam a x) / eta.
Let gain := ln (Rabs (f N lam x')) - ln (Rabs (f N lam x)).

Let w_nonzero : w <> 0.
Proof. apply Rmult_integral_contrapositive. split; [lra | apply f_nonzero; assumption]. Qed.
Let moved := speed_of_step _ _ _ _ _ (regular_part a x w from here there w_nonzero).
Let time_is : tau N lam a (x + 1 * w) * f N lam x / w - tau N lam a (x + 0 * w) * f N lam x / w = time.
Proof.
  unfold time, x'. replace (x + 0 * w) with x by ring. rewrite Rmult_1_l. unfold w. field.
  split; [lra | apply f_nonzero; assumption].
Qed.
Let gain_is : ln (f N lam (x + 1 * w) / f N lam x) = gain.
Proof. rewrite Rmult_1_l. apply quotient_ln; assumption. Qed.
Let slope_before : w * slope N lam (x + 0 * w) / f N lam x = eta * slope N lam x.
Proof. replace (x + 0 * w) with x by ring. unfold w. field. apply f_nonzero. assumption. Qed.
Let slope_after : w * slope N lam (x + 1 * w) / f N lam x = eta * slope N lam x'.
Proof. rewrite Rmult_1_l. unfold x', w. field. apply f_nonzero. assumption. Qed.
Let f_after : f N lam (x + 1 * w) / f N lam x = f N lam x' / f N lam x.
Proof. rewrite Rmult_1_l. reflexivity. Qed.

Lemma step_concave : concave_between ->
  1 <= time + gain / 2 + (eta * slope N lam x - eta * slope N lam x' / (f N lam x' / f N lam x)) / 8.
Proof using moved.
  intros Hc. pose proof (concave_lower _ _ _ moved (concave_part x w Hc here there)) as H. cbv beta in H.
  rewrite time_is, gain_is, slope_before, slope_after, f_after in H. exact H.
Qed.

Lemma step_convex : convex_between ->
  1 <= time + gain / 2 + (eta * slope N lam x - eta * slope N lam x' / (f N lam x' / f N lam x) ^ 2) / 8.
Proof using moved.
  intros Hc. assert (P : 0 <= f N lam x * w).
  { unfold w. replace (f N lam x * (eta * f N lam x)) with (eta * f N lam x ^ 2) by ring.
    apply Rmult_le_pos; [lra | apply pow2_ge_0]. }
  pose proof (convex_lower _ _ _ moved (convex_part x w Hc here there P)) as H. cbv beta in H.
  rewrite time_is, gain_is, slope_before, slope_after, f_after in H. exact H.
Qed.

Lemma step_peak c : concave_between ->
  (forall t, 0 <= t <= 1 -> ln (Rabs (f N lam (x + t * w))) - ln (Rabs (f N lam x)) <= c) ->
  1 <= time + c / 2 + eta * slope N lam x / 8.
Proof using moved.
  intros Hc Hp. pose proof (concave_lower_peak _ _ _ moved c (concave_part x w Hc here there)) as H. cbv beta in H.
  rewrite time_is, slope_before in H. apply H. intros t Ht. rewrite quotient_ln; [apply Hp; assumption | assumption|].
  apply part_inside; assumption.
Qed.

Lemma step_slowing : (forall t, 0 <= t <= 1 -> Rabs (f N lam (x + t * w)) <= Rabs (f N lam x)) -> 1 <= time.
Proof using moved.
  intros Hp. pose proof (slowing_lower _ _ _ moved) as H. cbv beta in H. rewrite time_is in H. apply H.
  intros t Ht. pose proof (part_inside x w t here there Ht) as It. specialize (Hp t Ht).
  pose proof (Rabs_pos_lt _ (f_nonzero x here)) as P. apply Rle_trans with (1 := Rle_abs _).
  rewrite Rabs_div by (apply f_nonzero; assumption).
  apply Rmult_le_reg_r with (Rabs (f N lam x)); [assumption|].
  replace (Rabs (f N lam (x + t * w)) / Rabs (f N lam x) * Rabs (f N lam x)) with (Rabs (f N lam (x + t * w)))
    by (field; lra). lra.
Qed.
End Step.

(* A part of a step, from x to y: its time, in units of (y - x)/f(x), is at most a mean of 1 and f(x)/f(y). *)
Section Part.
Variables (a x y : R).
Hypothesis from : lo < a < hi.
Hypothesis here : lo < x < hi.
Hypothesis there : lo < y < hi.
Hypothesis moves : 0 < f N lam x * (y - x).
Let share := (y - x) / f N lam x.
Let rise := ln (Rabs (f N lam y)) - ln (Rabs (f N lam x)).
Let w := y - x.

Let there' : lo < x + w < hi. Proof. unfold w. lra. Qed.
Let w_nonzero : w <> 0. Proof. intros E. fold w in moves. rewrite E in moves. lra. Qed.
Let moved := speed_of_step _ _ _ _ _ (regular_part a x w from here there' w_nonzero).
Let share_positive : 0 < share.
Proof.
  pose proof (f_nonzero x here). unfold share.
  replace ((y - x) / f N lam x) with (f N lam x * (y - x) * (/ f N lam x * / f N lam x)) by (field; assumption).
  apply Rmult_lt_0_compat; [assumption|]. apply (Rsqr_pos_lt (/ f N lam x)), Rinv_neq_0_compat. assumption.
Qed.
Let time_is : tau N lam a (x + 1 * w) * f N lam x / w - tau N lam a (x + 0 * w) * f N lam x / w
  = (tau N lam a y - tau N lam a x) / share.
Proof.
  replace (x + 0 * w) with x by ring. replace (x + 1 * w) with y by (unfold w; ring).
  unfold share. fold w. field. repeat split; (assumption || (apply f_nonzero; assumption)).
Qed.
Let rise_is : ln (f N lam (x + 1 * w) / f N lam x) = rise.
Proof. replace (x + 1 * w) with y by (unfold w; ring). apply quotient_ln; assumption. Qed.
Let scaled q : (tau N lam a y - tau N lam a x) / share <= q -> tau N lam a y - tau N lam a x <= share * q.
Proof.
  intros H. apply Rmult_le_compat_l with (r := share) in H; [|lra].
  replace (share * ((tau N lam a y - tau N lam a x) / share)) with (tau N lam a y - tau N lam a x) in H
    by (field; lra).
  exact H.
Qed.

Lemma part_rising k : concave_between -> 0 <= rise <= k ->
  tau N lam a y - tau N lam a x <= share * (1 - (1 / 2 - k / 6) * rise).
Proof using moved.
  intros Hc Hk. apply scaled. rewrite <- time_is.
  apply (rising_upper _ _ _ moved); [apply concave_part; assumption | exact rise_is | exact Hk].
Qed.

Lemma part_falling top : concave_between -> 0 <= - rise <= top -> 0 < top ->
  tau N lam a y - tau N lam a x <= share * (1 + ((exp top - 1) / top - 1) / top * - rise).
Proof using moved.
  intros Hc Hk Ht. apply scaled. rewrite <- time_is.
  apply (falling_upper _ _ _ moved); [apply concave_part; assumption | rewrite Ropp_involutive;
    exact rise_is | exact Hk | exact Ht].
Qed.

Lemma part_falling_convex top : convex_between -> 0 <= - rise <= top -> 0 < top ->
  tau N lam a y - tau N lam a x <= share * (1 + (exp top - 1) / (2 * top) * - rise).
Proof using moved.
  intros Hc Hk Ht. apply scaled. rewrite <- time_is. apply (falling_upper_convex _ _ _ moved);
    [apply convex_part; try assumption; unfold w; lra | rewrite Ropp_involutive; exact rise_is | exact Hk | exact Ht].
Qed.
End Part.
End Interval.
