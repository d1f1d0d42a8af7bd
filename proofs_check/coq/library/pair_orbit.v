(* What holds along an orbit of the pair that starts in (alpha - beta, alpha): below the eigenvalue p1 + p2 grows and
   p2 - p1 falls, above it is the other way round; p2^2 - p1^2 falls, and the error of the product keeps its sign. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots pair pair_root.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma power_le_inverse N x y : (1 <= N)%nat -> 0 <= x -> 0 <= y -> x ^ N <= y ^ N -> x <= y.
Proof.
  intros HN Hx Hy H. destruct (Rle_or_lt x y) as [|C]; [assumption|]. destruct N as [|n]; [lia|].
  pose proof (difference_of_powers n x y) as E. pose proof (G_positive n x y ltac:(lra) Hy). nra.
Qed.

Definition below (N : nat) (lam alpha beta p q : R) : Prop :=
  2 * alpha - beta <= q + p /\ 0 < q - p <= beta /\
  q ^ 2 - p ^ 2 <= beta * (2 * alpha - beta) /\ q ^ (N - 1) * p <= lam.
Definition above (N : nat) (lam alpha beta p q : R) : Prop :=
  0 < q + p <= 2 * alpha - beta /\ beta <= q - p /\
  q ^ 2 - p ^ 2 <= beta * (2 * alpha - beta) /\ lam <= q ^ (N - 1) * p.

Section Orbit.
Variables (N : nat) (lam first others eta B : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis step_positive : 0 < eta.
Hypothesis eigenvalue_bounded : Rabs lam <= B ^ N.
Hypothesis step : eta * (9 * INR N * B ^ (2 * N - 2)) < 1.
Notation p k := (fst (pair N first others lam eta k)).
Notation q k := (snd (pair N first others lam eta k)).
Notation u k := (eta * rate N lam (p k) (q k)).

(* One step from a state with |p1| < p2 <= B, of whatever start. *)
Lemma orbit_step k : - q k < p k < q k -> q k <= B ->
  - (1 / 9) <= u k <= 1 / 9 /\ - q (S k) < p (S k) < q (S k) /\ q (S k) ^ 2 - p (S k) ^ 2 <= q k ^ 2 - p k ^ 2 /\
  exists w, (0 < w < 1 / 7 /\ eta * (q k * q (S k)) ^ (N - 1) <= w) /\
    q (S k) ^ (N - 1) * p (S k) - lam = (q k ^ (N - 1) * p k - lam) * (1 - w).
Proof using depth step_positive eigenvalue_bounded step.
  intros Hi Hq.
  split; [apply Rabs_le_between; apply u_at_most with B; assumption|].
  pose proof (stays_inside N lam eta B (p k) (q k) depth step_positive eigenvalue_bounded step Hi Hq) as I.
  pose proof (squares_fall N lam eta (p k) (q k) Hi) as Sq.
  pose proof (error_next N lam eta (p k) (q k) depth) as E.
  pose proof (share_positive N lam eta B (p k) (q k) depth step_positive eigenvalue_bounded step Hi Hq) as W0.
  pose proof (share_small N lam eta B (p k) (q k) depth step_positive eigenvalue_bounded step Hi Hq) as W1.
  pose proof (share_at_least N lam eta B (p k) (q k) depth step_positive eigenvalue_bounded step Hi Hq) as W2.
  rewrite !first_next, !second_next by assumption.
  split; [exact I|]. split; [exact Sq|]. eexists. split; [split; [split; [exact W0 | exact W1] | exact W2] | exact E].
Qed.
End Orbit.

Section Started.
Variables (N : nat) (lam alpha beta eta B : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis perturbed : 0 < beta < alpha.
Hypothesis step_positive : 0 < eta.
Hypothesis eigenvalue_bounded : Rabs lam <= B ^ N.
Hypothesis step : eta * (9 * INR N * B ^ (2 * N - 2)) < 1.
Notation p k := (fst (pair N (alpha - beta) alpha lam eta k)).
Notation q k := (snd (pair N (alpha - beta) alpha lam eta k)).
Notation u k := (eta * rate N lam (p k) (q k)).

Lemma u_sign k : 0 < q k -> exists a, 0 <= a /\ u k = a * (q k ^ (N - 1) * p k - lam).
Proof using step_positive.
  intros Hq. exists (eta * q k ^ (N - 2)). split; [|unfold rate; ring]. apply Rmult_le_pos; [lra | apply pow_le; lra].
Qed.

Lemma below_orbit : (forall x y, below N lam alpha beta x y -> y <= B) ->
  alpha ^ (N - 1) * (alpha - beta) <= lam -> forall k, below N lam alpha beta (p k) (q k).
Proof using depth perturbed step_positive eigenvalue_bounded step.
  intros HB H0. induction k as [|k IH].
  - cbn [pair fst snd]. unfold below. split; [lra|]. split; [lra|]. split; [nra | exact H0].
  - pose proof (HB _ _ IH) as Hq. unfold below in *. destruct IH as [I1 [I2 [I3 I4]]].
    destruct (orbit_step N lam (alpha - beta) alpha eta B depth step_positive eigenvalue_bounded step k
      ltac:(lra) Hq) as [Hu [_ [Sq [w [[W _] E]]]]].
    destruct (u_sign k ltac:(lra)) as [a [Ha Ea]].
    pose proof (sum_next N (alpha - beta) alpha lam eta depth k) as Es.
    pose proof (difference_next N (alpha - beta) alpha lam eta depth k) as Ed.
    assert (Hs : u k <= 0) by (rewrite Ea; nra). set (v := u k) in *. clearbody v.
    split; [nra|]. split; [split; nra|]. split; [lra|]. nra.
Qed.

Lemma above_orbit : (forall x y, above N lam alpha beta x y -> y <= B) ->
  lam <= alpha ^ (N - 1) * (alpha - beta) -> forall k, above N lam alpha beta (p k) (q k).
Proof using depth perturbed step_positive eigenvalue_bounded step.
  intros HB H0. induction k as [|k IH].
  - cbn [pair fst snd]. unfold above. split; [lra|]. split; [lra|]. split; [nra | exact H0].
  - pose proof (HB _ _ IH) as Hq. unfold above in *. destruct IH as [I1 [I2 [I3 I4]]].
    destruct (orbit_step N lam (alpha - beta) alpha eta B depth step_positive eigenvalue_bounded step k
      ltac:(lra) Hq) as [Hu [_ [Sq [w [[W _] E]]]]].
    destruct (u_sign k ltac:(lra)) as [a [Ha Ea]].
    pose proof (sum_next N (alpha - beta) alpha lam eta depth k) as Es.
    pose proof (difference_next N (alpha - beta) alpha lam eta depth k) as Ed.
    assert (Hs : 0 <= u k) by (rewrite Ea; apply Rmult_le_pos; lra). set (v := u k) in *. clearbody v.
    split; [split; nra|]. split; [nra|]. split; [lra|]. nra.
Qed.
End Started.

(* p2 <= c m where |p1| <= m *)
Lemma second_at_most c m alpha beta p q : 1 < c < 2 -> 0 < beta < alpha * (c - 1) -> 0 < alpha <= m ->
  - m <= p <= m -> 0 <= q -> q ^ 2 - p ^ 2 <= beta * (2 * alpha - beta) -> q <= c * m.
Proof.
  intros Hc Hb Ha Hp Hq H.
  assert (p ^ 2 <= m ^ 2) by nra.
  assert (beta * (2 * alpha - beta) <= alpha ^ 2 * ((c - 1) * (3 - c))).
  { assert (alpha * (2 - c) <= alpha - beta) by lra. assert (0 <= alpha * (2 - c)) by (apply Rmult_le_pos; lra).
    nra. }
  assert (alpha ^ 2 * ((c - 1) * (3 - c)) <= m ^ 2 * ((c - 1) * (3 - c))).
  { apply Rmult_le_compat_r; [apply Rmult_le_pos; lra|]. nra. }
  assert (q ^ 2 <= (c * m) ^ 2).
  { assert (0 <= m ^ 2 * (c - 1) ^ 2) by (apply Rmult_le_pos; apply pow2_ge_0). nra. }
  apply (power_le_inverse 2); [lia | assumption | apply Rmult_le_pos; lra | assumption].
Qed.

Section Fourteen.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis perturbed : 0 < beta < alpha * (c_14 N - 1).
Let m := M N lam alpha.

Lemma M_at_least : 0 < alpha <= m.
Proof using start. split; [assumption | apply Rmax_r]. Qed.

Lemma eigenvalue_at_most : Rabs lam <= m ^ N.
Proof using depth.
  rewrite <- (root_power N (Rabs lam)) by (lia || apply Rabs_pos).
  apply pow_incr. split; [apply root_nonnegative | apply Rmax_l].
Qed.

Lemma eigenvalue_within : Rabs lam <= (c_14 N * m) ^ N.
Proof using depth start.
  clear perturbed. pose proof M_at_least. pose proof (c_between N). apply Rle_trans with (1 := eigenvalue_at_most).
  apply pow_incr. split; [lra | nra].
Qed.

Lemma beta_below_alpha : 0 < beta < alpha.
Proof using depth start perturbed. pose proof (c_below_two N depth). nra. Qed.

Lemma first_power p q : - q < p < q -> Rabs p ^ N <= q ^ (N - 1) * Rabs p.
Proof using depth.
  intros H. replace N with (S (N - 1)) at 1 by lia. simpl pow. rewrite Rmult_comm.
  apply Rmult_le_compat_r; [apply Rabs_pos|]. apply pow_incr. split; [apply Rabs_pos | apply Rabs_le; lra].
Qed.

Lemma below_bounded x y : below N lam alpha beta x y -> y <= c_14 N * m.
Proof using depth start perturbed.
  intros [I1 [I2 [I3 I4]]]. pose proof beta_below_alpha. pose proof M_at_least. pose proof (c_between N).
  apply second_at_most with alpha beta x; try assumption; try lra.
  - split; [lra | apply c_below_two; assumption].
  - split; [lra|]. apply (power_le_inverse N); [lia | lra | lra|].
    pose proof (first_power x y ltac:(lra)) as F. rewrite Rabs_pos_eq in F by lra.
    pose proof eigenvalue_at_most. pose proof (Rle_abs lam). lra.
Qed.

Lemma above_bounded x y : above N lam alpha beta x y -> y <= c_14 N * m.
Proof using depth start perturbed.
  intros [I1 [I2 [I3 I4]]]. pose proof beta_below_alpha. pose proof M_at_least. pose proof (c_between N).
  apply second_at_most with alpha beta x; try assumption; try lra.
  - split; [lra | apply c_below_two; assumption].
  - split; [|lra]. destruct (Rle_or_lt 0 x) as [Hx|Hx]; [lra|].
    apply Ropp_le_cancel. rewrite Ropp_involutive. apply (power_le_inverse N); [lia | lra | lra|].
    pose proof (first_power x y ltac:(lra)) as F. rewrite Rabs_left in F by lra.
    pose proof eigenvalue_at_most. pose proof (Rle_abs (- lam)) as A. rewrite Rabs_Ropp in A. lra.
Qed.

Hypothesis step_positive : 0 < eta.
Hypothesis step : eta < 1 / (9 * INR N * (m * c_14 N) ^ (2 * N - 2)).

Lemma step_14 : eta * (9 * INR N * (c_14 N * m) ^ (2 * N - 2)) < 1.
Proof using depth start step.
  clear perturbed. pose proof M_at_least. pose proof (c_between N). pose proof (depth_large N depth).
  rewrite (Rmult_comm (c_14 N)). assert (0 < m * c_14 N) by (apply Rmult_lt_0_compat; lra).
  pose proof (pow_lt (m * c_14 N) (2 * N - 2) ltac:(assumption)).
  assert (D : 0 < 9 * INR N * (m * c_14 N) ^ (2 * N - 2)) by (apply Rmult_lt_0_compat; lra).
  apply Rlt_le_trans with (1 / (9 * INR N * (m * c_14 N) ^ (2 * N - 2)) * (9 * INR N * (m * c_14 N) ^ (2 * N - 2))).
  - apply Rmult_lt_compat_r; assumption.
  - right. field. lra.
Qed.

Lemma start_below_14 : alpha ^ (N - 1) * (alpha - beta) <= lam ->
  forall k, below N lam alpha beta (fst (pair N (alpha - beta) alpha lam eta k))
    (snd (pair N (alpha - beta) alpha lam eta k)).
Proof using depth start perturbed step_positive step.
  apply (below_orbit N lam alpha beta eta (c_14 N * m)); try assumption;
    [apply beta_below_alpha | apply eigenvalue_within | apply step_14 | apply below_bounded].
Qed.

Lemma start_above_14 : lam <= alpha ^ (N - 1) * (alpha - beta) ->
  forall k, above N lam alpha beta (fst (pair N (alpha - beta) alpha lam eta k))
    (snd (pair N (alpha - beta) alpha lam eta k)).
Proof using depth start perturbed step_positive step.
  apply (above_orbit N lam alpha beta eta (c_14 N * m)); try assumption;
    [apply beta_below_alpha | apply eigenvalue_within | apply step_14 | apply above_bounded].
Qed.

(* Every state: |p1| < p2, beta/2 <= p2 <= cM, and p2^2 - p1^2 is no larger than at the start. *)
Lemma state_14 k : let p := fst (pair N (alpha - beta) alpha lam eta k) in
  let q := snd (pair N (alpha - beta) alpha lam eta k) in
  - q < p < q /\ beta / 2 <= q <= c_14 N * m /\ q ^ 2 - p ^ 2 <= beta * (2 * alpha - beta).
Proof using depth start perturbed step_positive step.
  intros p q. pose proof beta_below_alpha. destruct (Rle_or_lt (alpha ^ (N - 1) * (alpha - beta)) lam) as [H0|H0].
  - pose proof (start_below_14 H0 k) as I. pose proof (below_bounded _ _ I) as Hb. fold p q in I, Hb.
    destruct I as [I1 [I2 [I3 I4]]]. repeat split; lra.
  - pose proof (start_above_14 (Rlt_le _ _ H0) k) as I. pose proof (above_bounded _ _ I) as Hb. fold p q in I, Hb.
    destruct I as [I1 [I2 [I3 I4]]]. repeat split; lra.
Qed.
End Fourteen.
