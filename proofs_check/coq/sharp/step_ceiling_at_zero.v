(* The step ceiling at the limit 0: a step multiplies x by 1 - q(x), where q grows with |x|. For odd N a state below 0
   is the mirror image of one for the eigenvalue |lambda|, to which the step ceiling of positive limits applies. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots.
From dmf.statements Require Import definitions step_ceiling_at_zero.
From dmf.deep_factorization Require Import lemma_b_1.
From dmf.sharp Require Import two_steps step_ceiling.
Open Scope R_scope.

(* With N = m + 2: g(x) = (1 - q(x)) x, q(x) = eta |x|^m (|lambda| + |x|^N). *)
Definition q (m : nat) (lam eta x : R) : R := eta * (Rabs x ^ m * (Rabs lam + Rabs x ^ S (S m))).

Lemma q_increasing m lam eta x y : 0 < eta -> Rabs x <= Rabs y -> q m lam eta x <= q m lam eta y.
Proof.
  intros He H. apply Rmult_le_compat_l; [lra|]. pose proof (Rabs_pos x). pose proof (Rabs_pos lam).
  assert (Rabs x ^ S (S m) <= Rabs y ^ S (S m)) by (apply pow_incr; lra).
  assert (0 <= Rabs x ^ S (S m)) by (apply pow_le; lra).
  apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
Qed.

Lemma q_nonnegative m lam eta x : 0 < eta -> 0 <= q m lam eta x.
Proof.
  intros He. pose proof (Rabs_pos x). pose proof (Rabs_pos lam). pose proof (pow_le (Rabs x) (S (S m)) ltac:(lra)).
  apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra.
Qed.

Lemma q_positive m lam eta x : 0 < eta -> x <> 0 -> 0 < q m lam eta x.
Proof.
  intros He Hx. pose proof (Rabs_pos_lt x Hx). pose proof (Rabs_pos lam).
  pose proof (pow_lt (Rabs x) (S (S m)) ltac:(lra)).
  apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; [apply pow_lt|]; lra.
Qed.

(* f is odd where N is even or lambda = 0. *)
Lemma symmetric_step m lam eta x : lam <= 0 -> (-1) ^ S (S m) = 1 \/ lam = 0 ->
  x + eta * f (S (S m)) lam x = x * (1 - q m lam eta x).
Proof.
  intros Hl H. unfold f, q. replace (S (S m) - 1)%nat with (S m) by lia. rewrite (Rabs_left1 lam) by assumption.
  destruct (Rle_or_lt 0 x) as [Hx|Hx]; [rewrite (Rabs_pos_eq x) by assumption; cbn [pow]; ring|].
  rewrite (Rabs_left x) by assumption. replace (- x) with (-1 * x) by ring. rewrite !Rpow_mult_distr.
  cbn [pow] in *. replace (-1 * (-1 * (-1) ^ m)) with ((-1) ^ m) in * by ring.
  destruct H as [->| ->]; [ring|].
  assert (E : (-1) ^ m * (-1) ^ m = 1) by (rewrite <- Rpow_mult_distr; replace (-1 * -1) with 1 by ring; apply pow1).
  replace ((-1) ^ m * x ^ m * (- 0 + (-1) ^ m * (x * (x * x ^ m))))
    with ((-1) ^ m * (-1) ^ m * (x ^ m * (x * (x * x ^ m)))) by ring. rewrite E. ring.
Qed.

Lemma at_the_start m lam alpha eta : alpha > 0 ->
  q m lam eta alpha = eta * (alpha ^ m * (Rabs lam + alpha ^ S (S m))).
Proof. intros H. unfold q. rewrite !(Rabs_pos_eq alpha) by lra. reflexivity. Qed.

Lemma bound_positive m lam alpha : alpha > 0 -> 0 < alpha ^ m * (Rabs lam + alpha ^ S (S m)).
Proof.
  intros H. pose proof (Rabs_pos lam). pose proof (pow_lt alpha (S (S m)) H).
  apply Rmult_lt_0_compat; [apply pow_lt|]; lra.
Qed.

(* eta < c / b means eta b < c *)
Lemma times_bound b : 0 < b -> forall eta c, (eta <= c / b -> eta * b <= c) /\ (eta > c / b -> eta * b > c) /\
  (eta < c / b -> eta * b < c).
Proof.
  intros Hb eta c. assert (E : c / b * b = c) by (field; lra). repeat split; intros H.
  - rewrite <- E. apply Rmult_le_compat_r; lra.
  - rewrite <- E. apply Rmult_gt_compat_r; assumption.
  - rewrite <- E. apply Rmult_lt_compat_r; assumption.
Qed.

Lemma abs_never_grows m lam alpha eta : alpha > 0 -> 0 < eta -> lam <= 0 -> (-1) ^ S (S m) = 1 \/ lam = 0 ->
  q m lam eta alpha <= 2 -> forall k,
  Rabs (iterate (S (S m)) alpha lam eta k) <= alpha /\
  Rabs (iterate (S (S m)) alpha lam eta (S k)) <= Rabs (iterate (S (S m)) alpha lam eta k).
Proof.
  intros Ha He Hl Hs Hq.
  assert (step : forall x, Rabs x <= alpha -> Rabs (x + eta * f (S (S m)) lam x) <= Rabs x).
  { intros x Hx. rewrite symmetric_step, Rabs_mult by assumption. pose proof (q_nonnegative m lam eta x He).
    pose proof (q_increasing m lam eta x alpha He ltac:(rewrite (Rabs_pos_eq alpha); lra)).
    assert (Rabs (1 - q m lam eta x) <= 1) by (apply Rabs_le; lra). pose proof (Rabs_pos x). nra. }
  induction k as [|k [I1 I2]].
  - assert (Rabs alpha <= alpha) by (rewrite Rabs_pos_eq; lra). split; [assumption|]. apply step. assumption.
  - split; [lra|]. apply step. lra.
Qed.

Theorem never_grows : step_ceiling_at_zero_never_grows.
Proof.
  unfold step_ceiling_at_zero_never_grows. intros N lam alpha eta Ha He HN Hl [Hs H] k.
  destruct N as [|[|m]]; [lia..|]. replace (S (S m) - 2)%nat with m in H by lia.
  replace (k + 1)%nat with (S k) by lia.
  apply (times_bound _ (bound_positive m lam alpha Ha)) in H.
  apply abs_never_grows; try assumption. rewrite at_the_start by assumption. exact H.
Qed.

Theorem grows : step_ceiling_at_zero_grows.
Proof.
  unfold step_ceiling_at_zero_grows. intros N lam alpha eta Ha He HN Hl [Hs H].
  destruct N as [|[|m]]; [lia..|]. replace (S (S m) - 2)%nat with m in H by lia.
  apply (times_bound _ (bound_positive m lam alpha Ha)) in H. rewrite <- at_the_start in H by assumption.
  assert (step : forall x, alpha <= Rabs x -> Rabs x < Rabs (x + eta * f (S (S m)) lam x)).
  { intros x Hx. rewrite symmetric_step, Rabs_mult by assumption.
    pose proof (q_increasing m lam eta alpha x He ltac:(rewrite (Rabs_pos_eq alpha); lra)).
    assert (1 < Rabs (1 - q m lam eta x)) by (rewrite Rabs_left; lra). nra. }
  assert (B : forall k, alpha <= Rabs (iterate (S (S m)) alpha lam eta k)).
  { induction k as [|k IH]; [apply Rle_abs|]. pose proof (step _ IH). cbn [iterate]. lra. }
  intros k. replace (k + 1)%nat with (S k) by lia. apply Rlt_gt, step, B.
Qed.

Theorem vanishes : step_ceiling_at_zero_vanishes.
Proof.
  unfold step_ceiling_at_zero_vanishes. intros N lam alpha eta Ha He HN Hl [Hs H].
  destruct N as [|[|m]]; [lia..|]. replace (S (S m) - 2)%nat with m in H by lia.
  apply (times_bound _ (bound_positive m lam alpha Ha)) in H. rewrite <- at_the_start in H by assumption.
  pose proof (abs_never_grows m lam alpha eta Ha He Hl Hs ltac:(lra)) as B.
  set (d := iterate (S (S m)) alpha lam eta) in *. set (v := fun k => Rabs (d k)).
  destruct (ex_finite_lim_seq_decr v 0) as [c Hc]; [intros k; apply B | intros k; apply Rabs_pos|].
  assert (Hc0 : 0 <= c).
  { apply (is_lim_seq_le (fun _ => 0) v 0 c); [intros k; apply Rabs_pos | apply is_lim_seq_const | exact Hc]. }
  assert (Hca : c <= alpha).
  { apply (is_lim_seq_le v (fun _ => alpha) c alpha); [intros k; apply B | exact Hc | apply is_lim_seq_const]. }
  set (inner := fun x => 1 - eta * (x ^ m * (Rabs lam + x ^ S (S m)))). set (size := fun x => x * Rabs (inner x)).
  assert (Ec : size c = c).
  { assert (L1 : is_lim_seq (fun k => v (S k)) (size c)).
    { apply is_lim_seq_ext with (fun k => size (v k)).
      - intros k. unfold v, size, inner, d. cbn [iterate]. rewrite symmetric_step, Rabs_mult by assumption.
        reflexivity.
      - apply (is_lim_seq_continuous size v c); [|exact Hc].
        apply (continuity_pt_mult (fun x => x) (fun x => Rabs (inner x))); [apply continuity_pt_id|].
        apply (continuity_pt_comp inner Rabs); [|apply Rcontinuity_abs].
        apply continuity_pt_filterlim, (ex_derive_continuous inner). unfold inner. auto_derive. exact I. }
    apply (is_lim_seq_incr_1 v) in Hc. apply is_lim_seq_unique in L1. apply is_lim_seq_unique in Hc.
    rewrite Hc in L1. injection L1 as L1. symmetry. exact L1. }
  assert (E : c = 0).
  { destruct (Rle_lt_or_eq_dec 0 c Hc0) as [P|P]; [|lra]. exfalso. unfold size, inner in Ec.
    pose proof (at_the_start m lam c eta P) as A. rewrite <- A in Ec.
    pose proof (q_positive m lam eta c He ltac:(lra)).
    pose proof (q_increasing m lam eta c alpha He ltac:(rewrite !Rabs_pos_eq; lra)).
    assert (Rabs (1 - q m lam eta c) < 1) by (apply Rabs_def1; lra). nra. }
  subst c. apply is_lim_seq_abs_0. exact Hc.
Qed.

(* Odd N: a state below 0 is the mirror image of one for the eigenvalue -lambda. *)

Lemma mirror_step m lam eta v : (-1) ^ S (S m) = -1 ->
  - v + eta * f (S (S m)) lam (- v) = - (v + eta * f (S (S m)) (- lam) v).
Proof.
  intros H. unfold f. replace (S (S m) - 1)%nat with (S m) by lia.
  replace (- v) with (-1 * v) by ring. rewrite !Rpow_mult_distr, H.
  assert (E : (-1) ^ S m = 1) by (cbn [pow] in *; lra). rewrite E. ring.
Qed.

Lemma landing m lam alpha eta : lam <= 0 -> alpha + eta * f (S (S m)) lam alpha = - u_ (S (S m)) lam alpha eta.
Proof.
  intros Hl. unfold u_, f. rewrite (Rabs_left1 lam) by assumption. replace (S (S m) - 1)%nat with (S m) by lia.
  replace (S (S m) - 2)%nat with m by lia. cbn [pow]. ring.
Qed.

Lemma mirror_orbit m lam alpha eta k : lam <= 0 -> (-1) ^ S (S m) = -1 ->
  iterate (S (S m)) alpha lam eta (S k) = - iterate (S (S m)) (u_ (S (S m)) lam alpha eta) (- lam) eta k.
Proof.
  intros Hl H. induction k as [|k IH]; [apply landing; assumption|].
  change (iterate (S (S m)) alpha lam eta (S (S k))) with
    (let x := iterate (S (S m)) alpha lam eta (S k) in x + eta * f (S (S m)) lam x).
  cbv zeta. rewrite IH. apply mirror_step. exact H.
Qed.

Theorem mirrored : step_ceiling_at_zero_mirrored.
Proof.
  unfold step_ceiling_at_zero_mirrored. intros N lam alpha eta Ha He HN Hl (H & _) k.
  destruct N as [|[|m]]; [lia..|]. replace (k + 1)%nat with (S k) by lia. apply mirror_orbit; assumption.
Qed.

Theorem learns : step_ceiling_at_zero_learns.
Proof.
  unfold step_ceiling_at_zero_learns. intros N lam alpha eta Ha He HN _ (H & Hk & Hp & Hf & Hl).
  destruct N as [|[|m]]; [lia..|]. set (N := S (S m)) in *.
  assert (Hu : u_ N lam alpha eta > 0).
  { unfold u_, N in *. replace (S (S m) - 2)%nat with m in * by lia.
    apply (times_bound _ (bound_positive m lam alpha Ha)) in Hp. apply Rmult_lt_0_compat; lra. }
  assert (Hc : eta <= 2 / kappa N (- lam)).
  { assert (Hpw : 0 < power (- lam) (2 / INR N - 2)).
    { unfold power. destruct (Rle_dec (- lam) 0); [lra|]. apply exp_pos. }
    assert (E : power (- lam) (2 / INR N - 2) = / power (- lam) (2 - 2 / INR N)).
    { unfold power. destruct (Rle_dec (- lam) 0); [lra|]. rewrite <- Rpower_Ropp. f_equal. ring. }
    left. eapply Rlt_le_trans; [exact Hk|]. right. unfold kappa. rewrite E. field.
    split; [|apply not_0_INR; discriminate]. intros Z. rewrite E, Z in Hpw. rewrite Rinv_0 in Hpw. lra. }
  pose proof (converges N (- lam) (u_ N lam alpha eta) eta Hu He HN ltac:(lra)) as C.
  replace (root N (- lam)) with (L N (- lam)).
  2:{ unfold L. destruct (Nat.eqb_spec N 1); [discriminate|]. rewrite Rmax_right by lra. reflexivity. }
  apply is_lim_seq_incr_1. apply is_lim_seq_ext with (fun k => - iterate N (u_ N lam alpha eta) (- lam) eta k).
  - intros k. symmetry. apply mirror_orbit; [lra | exact H].
  - apply (is_lim_seq_opp _ (Finite (L N (- lam)))). apply C; [|exact Hc].
    replace (u_ N lam alpha eta ^ N - - lam) with (lam + u_ N lam alpha eta ^ N) by ring. exact Hf.
Qed.
