(* Euler steps e(k+1) = e(k) + eta F(e(k)) against the flow y' = F(y), for any differentiable F. While the iterates
   stay in an interval on which F and F F' keep their signs, eta k is compared with the flow time U(e(k)) - U(e(0)),
   U' = 1/F: a step from p to q takes the flow the time (q - p)/F(c), c between p and q, and F is monotone there. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Fixpoint euler (F : R -> R) (start eta : R) (k : nat) : R :=
  match k with
  | O => start
  | S j => let x := euler F start eta j in x + eta * F x
  end.

(* The mean value theorem on an interval that holds both points. *)
Lemma mean_value_between (F dF : R -> R) a b p q :
  (forall x, a <= x <= b -> is_derive F x (dF x)) -> a <= p <= b -> a <= q <= b ->
  exists c, Rmin p q <= c <= Rmax p q /\ a <= c <= b /\ F q - F p = dF c * (q - p).
Proof.
  intros D Hp Hq. assert (I : forall x, Rmin p q <= x <= Rmax p q -> a <= x <= b).
  { intros x Hx. unfold Rmin, Rmax in Hx. destruct (Rle_dec p q); lra. }
  destruct (MVT_gen F p q dF) as [c [Hc E]].
  - intros x Hx. apply D, I. lra.
  - intros x Hx. apply continuity_pt_filterlim, (ex_derive_continuous F). eexists. apply D, I, Hx.
  - exists c. split; [exact Hc|]. split; [apply I, Hc | exact E].
Qed.

(* A slope of one sign. *)
Lemma rises_between (F dF : R -> R) a b p q :
  (forall x, a <= x <= b -> is_derive F x (dF x)) -> (forall x, a <= x <= b -> 0 <= dF x) ->
  a <= p -> p <= q -> q <= b -> F p <= F q.
Proof.
  intros D H Hp Hpq Hq. destruct (mean_value_between F dF a b p q D ltac:(lra) ltac:(lra)) as [c [_ [Hc E]]].
  specialize (H c Hc). nra.
Qed.

Lemma falls_between (F dF : R -> R) a b p q :
  (forall x, a <= x <= b -> is_derive F x (dF x)) -> (forall x, a <= x <= b -> dF x <= 0) ->
  a <= p -> p <= q -> q <= b -> F q <= F p.
Proof.
  intros D H Hp Hpq Hq. destruct (mean_value_between F dF a b p q D ltac:(lra) ltac:(lra)) as [c [_ [Hc E]]].
  specialize (H c Hc). nra.
Qed.

Section Steps.
Variables (F dF U : R -> R) (a b start eta : R) (k : nat).
Hypothesis slope : forall x, a <= x <= b -> is_derive F x (dF x).
Hypothesis primitive : forall x, a <= x <= b -> is_derive U x (/ F x).
Hypothesis step_positive : 0 < eta.
Local Notation e := (euler F start eta).
Hypothesis stays : forall j, (j <= k)%nat -> a <= e j <= b.

(* The flow needs the time (q - p)/F(c) from p to q = p + eta F(p), that is eta F(p)/F(c). *)
Lemma time_of_a_step p : a <= p <= b -> a <= p + eta * F p <= b ->
  exists c, Rmin p (p + eta * F p) <= c <= Rmax p (p + eta * F p) /\ a <= c <= b /\
    U (p + eta * F p) - U p = eta * (F p / F c).
Proof using primitive.
  intros Hp Hq. set (q := p + eta * F p) in *.
  destruct (mean_value_between U (fun x => / F x) a b p q primitive Hp Hq) as [c [H [Hc E]]]. exists c.
  split; [exact H|]. split; [exact Hc|]. rewrite E. unfold q, Rdiv. ring.
Qed.

(* What holds for each step, summed up; V is U, or U with a potential added. *)
Lemma all_steps_at_most (V : R -> R) t :
  (forall p, a <= p <= b -> a <= p + eta * F p <= b -> V (p + eta * F p) - V p <= t) ->
  V (e k) - V (e 0%nat) <= t * INR k.
Proof using stays.
  intros H. assert (A : forall j, (j <= k)%nat -> V (e j) - V (e 0%nat) <= t * INR j).
  { induction j as [|j IH]; intros Hj; [simpl; lra|]. specialize (IH ltac:(lia)).
    pose proof (stays j ltac:(lia)) as B. pose proof (stays (S j) Hj) as B'. specialize (H (e j) B B').
    rewrite S_INR. change (e (S j)) with (e j + eta * F (e j)). lra. }
  apply A. lia.
Qed.

Lemma all_steps_at_least (V : R -> R) t :
  (forall p, a <= p <= b -> a <= p + eta * F p <= b -> t <= V (p + eta * F p) - V p) ->
  t * INR k <= V (e k) - V (e 0%nat).
Proof using stays.
  intros H. pose proof (all_steps_at_most (fun x => - V x) (- t)) as A. cbv beta in A.
  assert (- V (e k) - - V (e 0%nat) <= - t * INR k) by (apply A; intros p Hp Hq; specialize (H p Hp Hq); lra). lra.
Qed.

Lemma upward_ends p : 0 < F p -> Rmin p (p + eta * F p) = p /\ Rmax p (p + eta * F p) = p + eta * F p.
Proof using step_positive.
  intros H. assert (0 < eta * F p) by nra. split; [apply Rmin_left | apply Rmax_right]; lra.
Qed.

Lemma downward_ends p : F p < 0 -> Rmin p (p + eta * F p) = p + eta * F p /\ Rmax p (p + eta * F p) = p.
Proof using step_positive.
  intros H. assert (eta * F p < 0) by nra. split; [apply Rmin_right | apply Rmax_left]; lra.
Qed.

(* F > 0 *)
Section Increasing.
Hypothesis positive : forall x, a <= x <= b -> 0 < F x.

Lemma rises_increasing p q : (forall x, a <= x <= b -> 0 <= F x * dF x) -> a <= p -> p <= q -> q <= b -> F p <= F q.
Proof using slope positive.
  intros H. apply (rises_between F dF a b p q slope). intros x Hx. specialize (H x Hx). pose proof (positive x Hx).
  nra.
Qed.

Lemma falls_increasing p q : (forall x, a <= x <= b -> F x * dF x <= 0) -> a <= p -> p <= q -> q <= b -> F q <= F p.
Proof using slope positive.
  intros H. apply (falls_between F dF a b p q slope). intros x Hx. specialize (H x Hx). pose proof (positive x Hx).
  nra.
Qed.

(* (a): a convex flow is not behind the iterates. *)
Theorem convex_increasing : (forall x, a <= x <= b -> 0 <= F x * dF x) -> U (e k) - U (e 0%nat) <= eta * INR k.
Proof using slope primitive step_positive stays positive.
  intros H. apply (all_steps_at_most U). intros p Hp Hq.
  destruct (time_of_a_step p Hp Hq) as [c [Hc [Ic ->]]]. destruct (upward_ends p (positive p Hp)) as [E1 E2].
  rewrite E1, E2 in Hc. pose proof (positive p Hp). pose proof (positive c Ic).
  assert (F p <= F c) by (apply rises_increasing; (assumption || lra)).
  rewrite <- (Rmult_1_r eta) at 2. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_reg_r with (F c); [assumption|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

(* (b): it is ahead by at most the factor 1 + eta K. *)
Theorem convex_lag K : 0 <= K -> (forall x, a <= x <= b -> 0 <= F x * dF x) -> (forall x, a <= x <= b -> dF x <= K) ->
  eta * INR k / (1 + eta * K) <= U (e k) - U (e 0%nat).
Proof using slope primitive step_positive stays positive.
  intros HK H HdF. assert (P : 0 < 1 + eta * K) by nra.
  replace (eta * INR k / (1 + eta * K)) with (eta / (1 + eta * K) * INR k) by (field; lra).
  apply (all_steps_at_least U). intros p Hp Hq.
  destruct (time_of_a_step p Hp Hq) as [c [Hc [Ic ->]]]. destruct (upward_ends p (positive p Hp)) as [E1 E2].
  rewrite E1, E2 in Hc. pose proof (positive p Hp). pose proof (positive c Ic).
  destruct (mean_value_between F dF a b p c slope Hp Ic) as [z [_ [Iz E]]]. specialize (HdF z Iz).
  assert (F c <= F p * (1 + eta * K)).
  { assert (dF z * (c - p) <= K * (c - p)) by (apply Rmult_le_compat_r; lra).
    assert (K * (c - p) <= K * (eta * F p)) by (apply Rmult_le_compat_l; lra). lra. }
  unfold Rdiv. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_reg_r with (F c); [assumption|].
  rewrite Rmult_assoc, (Rinv_l (F c)), Rmult_1_r by lra. apply Rmult_le_reg_l with (1 + eta * K); [assumption|].
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l; lra.
Qed.

(* 1 - ln z <= 1/z *)
Lemma reciprocal_at_least z : 0 < z -> 1 - ln z <= / z.
Proof using.
  intros Hz. pose proof (exp_ineq1_le (- ln z)) as E. rewrite exp_Ropp, exp_ln in E by assumption. lra.
Qed.

(* (b'): the lag is at most eta times the logarithm of the growth of F. *)
Theorem logarithmic_lag : (forall x, a <= x <= b -> 0 <= F x * dF x) ->
  eta * INR k - eta * ln (F (e k) / F (e 0%nat)) <= U (e k) - U (e 0%nat).
Proof using slope primitive step_positive stays positive.
  intros H. assert (P : forall j, (j <= k)%nat -> 0 < F (e j)) by (intros j Hj; apply positive, stays, Hj).
  rewrite ln_div by (apply P; lia).
  assert (A : eta * INR k <= U (e k) + eta * ln (F (e k)) - (U (e 0%nat) + eta * ln (F (e 0%nat)))); [|lra].
  apply (all_steps_at_least (fun x => U x + eta * ln (F x))). intros p Hp Hq.
  destruct (time_of_a_step p Hp Hq) as [c [Hc [Ic E]]]. destruct (upward_ends p (positive p Hp)) as [E1 E2].
  rewrite E1, E2 in Hc. set (q := p + eta * F p) in *.
  pose proof (positive p Hp). pose proof (positive c Ic). pose proof (positive q Hq).
  assert (F c <= F q) by (apply rises_increasing; (assumption || lra)).
  pose proof (reciprocal_at_least (F q / F p) ltac:(apply Rdiv_lt_0_compat; assumption)) as R.
  rewrite ln_div in R by assumption. replace (/ (F q / F p)) with (F p / F q) in R by (field; lra).
  assert (F p / F q <= F p / F c) by (apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra]).
  assert (eta * (1 - (ln (F q) - ln (F p))) <= eta * (F p / F c)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* (a'): a concave flow is not ahead of the iterates. *)
Theorem concave_increasing : (forall x, a <= x <= b -> F x * dF x <= 0) -> eta * INR k <= U (e k) - U (e 0%nat).
Proof using slope primitive step_positive stays positive.
  intros H. apply (all_steps_at_least U). intros p Hp Hq.
  destruct (time_of_a_step p Hp Hq) as [c [Hc [Ic ->]]]. destruct (upward_ends p (positive p Hp)) as [E1 E2].
  rewrite E1, E2 in Hc. pose proof (positive p Hp). pose proof (positive c Ic).
  assert (F c <= F p) by (apply falls_increasing; (assumption || lra)).
  rewrite <- (Rmult_1_r eta) at 1. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_reg_r with (F c); [assumption|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
End Increasing.

(* F < 0: the same times with the opposite comparison. *)
Section Decreasing.
Hypothesis negative : forall x, a <= x <= b -> F x < 0.

Lemma rises_decreasing p q : (forall x, a <= x <= b -> F x * dF x <= 0) -> a <= p -> p <= q -> q <= b -> F p <= F q.
Proof using slope negative.
  intros H. apply (rises_between F dF a b p q slope). intros x Hx. specialize (H x Hx). pose proof (negative x Hx).
  nra.
Qed.

Lemma falls_decreasing p q : (forall x, a <= x <= b -> 0 <= F x * dF x) -> a <= p -> p <= q -> q <= b -> F q <= F p.
Proof using slope negative.
  intros H. apply (falls_between F dF a b p q slope). intros x Hx. specialize (H x Hx). pose proof (negative x Hx).
  nra.
Qed.

Lemma quotient_of_negatives p c : F p < 0 -> F c < 0 -> F p / F c = - F p / - F c.
Proof using. intros Hp Hc. field. lra. Qed.

Theorem convex_decreasing : (forall x, a <= x <= b -> 0 <= F x * dF x) -> eta * INR k <= U (e k) - U (e 0%nat).
Proof using slope primitive step_positive stays negative.
  intros H. apply (all_steps_at_least U). intros p Hp Hq.
  destruct (time_of_a_step p Hp Hq) as [c [Hc [Ic ->]]]. destruct (downward_ends p (negative p Hp)) as [E1 E2].
  rewrite E1, E2 in Hc. pose proof (negative p Hp). pose proof (negative c Ic).
  assert (F p <= F c) by (apply falls_decreasing; (assumption || lra)).
  rewrite quotient_of_negatives by assumption.
  rewrite <- (Rmult_1_r eta) at 1. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_reg_r with (- F c); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.

Theorem concave_decreasing : (forall x, a <= x <= b -> F x * dF x <= 0) -> U (e k) - U (e 0%nat) <= eta * INR k.
Proof using slope primitive step_positive stays negative.
  intros H. apply (all_steps_at_most U). intros p Hp Hq.
  destruct (time_of_a_step p Hp Hq) as [c [Hc [Ic ->]]]. destruct (downward_ends p (negative p Hp)) as [E1 E2].
  rewrite E1, E2 in Hc. pose proof (negative p Hp). pose proof (negative c Ic).
  assert (F c <= F p) by (apply rises_decreasing; (assumption || lra)).
  rewrite quotient_of_negatives by assumption.
  rewrite <- (Rmult_1_r eta) at 2. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_reg_r with (- F c); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra.
Qed.
End Decreasing.
End Steps.
