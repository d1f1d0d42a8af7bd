(* One step of the pair (40) with u = eta r: the sum p1 + p2 is multiplied by 1 - u, the difference p2 - p1 by 1 + u.
   Under a bound B on p2 the error of the product keeps its sign and decreases. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Rcomplements.
From dmf.library Require Import vocabulary powers.
Open Scope R_scope.

(* (42): r, for the state p, q *)
Definition rate (N : nat) (lam p q : R) : R := q ^ (N - 2) * (q ^ (N - 1) * p - lam).

Section Step.
Variables (N : nat) (first others lam eta : R).
Hypothesis depth : (2 <= N)%nat.
Notation p k := (fst (pair N first others lam eta k)).
Notation q k := (snd (pair N first others lam eta k)).
Notation u k := (eta * rate N lam (p k) (q k)).

Lemma first_next k : p (S k) = p k - u k * q k.
Proof using depth.
  cbn [pair]. destruct (pair N first others lam eta k) as [x y]. cbn [fst snd]. unfold rate.
  destruct N as [|[|n]]; [lia | lia |]. change (S (S n) - 1)%nat with (S n). replace (S (S n) - 2)%nat with n by lia.
  simpl pow. ring.
Qed.

Lemma second_next k : q (S k) = q k - u k * p k.
Proof using depth.
  cbn [pair]. destruct (pair N first others lam eta k) as [x y]. cbn [fst snd]. unfold rate. ring.
Qed.

Lemma sum_next k : q (S k) + p (S k) = (1 - u k) * (q k + p k).
Proof using depth. rewrite first_next, second_next. ring. Qed.

(* Lemma 2.9, (45) *)
Lemma difference_next k : q (S k) - p (S k) = (1 + u k) * (q k - p k).
Proof using depth. rewrite first_next, second_next. ring. Qed.

Lemma squares_next k : q (S k) ^ 2 - p (S k) ^ 2 = (1 - u k ^ 2) * (q k ^ 2 - p k ^ 2).
Proof using depth. rewrite first_next, second_next. ring. Qed.
End Step.

(* (-p1, p2) follows the system for -lambda. *)
Lemma reflected N first others lam eta k :
  pair N (- first) others (- lam) eta k
  = (- fst (pair N first others lam eta k), snd (pair N first others lam eta k)).
Proof.
  induction k as [|k IH]; [reflexivity|]. cbn [pair]. rewrite IH.
  destruct (pair N first others lam eta k) as [x y]. cbn [fst snd]. f_equal; ring.
Qed.

Lemma square_of_power N x : (2 <= N)%nat -> x ^ (2 * N - 2) = x ^ (N - 2) * x ^ N.
Proof. intros H. rewrite <- pow_add. f_equal. lia. Qed.

Lemma bernoulli n x : 0 <= x -> INR n * x < 1 -> (1 + x) ^ n <= 1 / (1 - INR n * x).
Proof.
  induction n as [|n IH]; intros Hx Hn; [simpl; right; field|]. rewrite S_INR in *. pose proof (pos_INR n).
  assert (H1 : INR n * x < 1) by nra. specialize (IH Hx H1). simpl pow.
  apply Rle_trans with ((1 + x) * (1 / (1 - INR n * x))); [apply Rmult_le_compat_l; lra|].
  apply Rmult_le_reg_r with ((1 - INR n * x) * (1 - (INR n + 1) * x)); [apply Rmult_lt_0_compat; lra|].
  replace ((1 + x) * (1 / (1 - INR n * x)) * ((1 - INR n * x) * (1 - (INR n + 1) * x)))
    with ((1 + x) * (1 - (INR n + 1) * x)) by (field; lra).
  replace (1 / (1 - (INR n + 1) * x) * ((1 - INR n * x) * (1 - (INR n + 1) * x)))
    with (1 - INR n * x) by (field; lra).
  nra.
Qed.

(* What the step size gives in a state with |p1| < p2 <= B. *)
Section Bounded.
Variables (N : nat) (lam eta B p q : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis step_positive : 0 < eta.
Hypothesis eigenvalue_bounded : Rabs lam <= B ^ N.
Hypothesis step : eta * (9 * INR N * B ^ (2 * N - 2)) < 1.
Hypothesis inside : - q < p < q.
Hypothesis bounded : q <= B.
Let u := eta * rate N lam p q.
Let p' := p - u * q.
Let q' := q - u * p.

Lemma depth_large : 2 <= INR N.
Proof using depth. apply le_INR in depth. simpl in depth. lra. Qed.

Lemma product_bounded : Rabs (q ^ (N - 1) * p) <= q ^ N.
Proof using depth inside.
  rewrite Rabs_mult, Rabs_pos_eq by (apply pow_le; lra).
  replace N with (S (N - 1)) at 2 by lia. simpl pow.
  rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pow_le; lra|]. apply Rabs_le. lra.
Qed.

Lemma rate_bounded : Rabs (rate N lam p q) <= 2 * B ^ (2 * N - 2).
Proof using depth inside bounded eigenvalue_bounded.
  unfold rate. rewrite Rabs_mult, (Rabs_pos_eq (q ^ (N - 2))) by (apply pow_le; lra).
  rewrite (square_of_power N B) by assumption.
  apply Rle_trans with (B ^ (N - 2) * (2 * B ^ N)); [|lra].
  apply Rmult_le_compat; [apply pow_le; lra | apply Rabs_pos | apply pow_incr; lra |].
  pose proof product_bounded as H. assert (q ^ N <= B ^ N) by (apply pow_incr; lra).
  pose proof (Rabs_triang (q ^ (N - 1) * p) (- lam)) as T. rewrite Rabs_Ropp in T. unfold Rminus. lra.
Qed.

Lemma u_small : Rabs u <= 2 / (9 * INR N).
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  pose proof depth_large as HN. pose proof rate_bounded as H. unfold u. rewrite Rabs_mult, Rabs_pos_eq by lra.
  apply Rle_trans with (eta * (2 * B ^ (2 * N - 2))); [apply Rmult_le_compat_l; lra|].
  apply Rmult_le_reg_r with (9 * INR N); [lra|].
  replace (2 / (9 * INR N) * (9 * INR N)) with 2 by (field; lra). nra.
Qed.

Lemma u_at_most : Rabs u <= 1 / 9.
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  pose proof depth_large as HN. apply Rle_trans with (1 := u_small).
  apply Rmult_le_reg_r with (9 * INR N); [lra|]. field_simplify; lra.
Qed.

Lemma stays_inside : - q' < p' < q'.
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  pose proof u_at_most as H. apply Rabs_le_between in H.
  assert (0 < (1 - u) * (q + p)) by (apply Rmult_lt_0_compat; lra).
  assert (0 < (1 + u) * (q - p)) by (apply Rmult_lt_0_compat; lra). unfold p', q'. lra.
Qed.

Lemma squares_fall : q' ^ 2 - p' ^ 2 <= q ^ 2 - p ^ 2.
Proof using inside.
  replace (q' ^ 2 - p' ^ 2) with (q ^ 2 - p ^ 2 - u ^ 2 * (q ^ 2 - p ^ 2)) by (unfold p', q'; ring).
  assert (0 <= u ^ 2 * (q ^ 2 - p ^ 2)) by (apply Rmult_le_pos; [apply pow2_ge_0 | nra]). lra.
Qed.

(* The error of the product: it is multiplied by 1 - w. *)
Let w := eta * q ^ (N - 2) * (q * q' ^ (N - 1) + p ^ 2 * G (N - 2) q q').

Lemma error_next : q' ^ (N - 1) * p' - lam = (q ^ (N - 1) * p - lam) * (1 - w).
Proof using depth.
  unfold w. pose proof (difference_of_powers (N - 2) q q') as E. replace (S (N - 2)) with (N - 1)%nat in E by lia.
  assert (E' : q' - q = - (u * p)) by (unfold q'; ring). rewrite E' in E.
  transitivity (q ^ (N - 1) * p - lam + p * (q' ^ (N - 1) - q ^ (N - 1)) - u * q * q' ^ (N - 1));
    [unfold p'; ring|].
  rewrite E. unfold u, rate. ring.
Qed.

Lemma share_at_least : eta * (q * q') ^ (N - 1) <= w.
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  pose proof stays_inside. unfold w. rewrite Rpow_mult_distr.
  assert (0 <= p ^ 2 * G (N - 2) q q') by (apply Rmult_le_pos; [apply pow2_ge_0 | apply G_nonnegative; lra]).
  assert (0 <= eta * q ^ (N - 2)) by (apply Rmult_le_pos; [lra | apply pow_le; lra]).
  apply Rle_trans with (eta * q ^ (N - 2) * (q * q' ^ (N - 1))); [|apply Rmult_le_compat_l; lra].
  replace (q ^ (N - 1)) with (q * q ^ (N - 2)) by (replace (N - 1)%nat with (S (N - 2)) by lia; reflexivity).
  right. ring.
Qed.

Lemma share_positive : 0 < w.
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  pose proof stays_inside. apply Rlt_le_trans with (2 := share_at_least).
  apply Rmult_lt_0_compat; [lra | apply pow_lt, Rmult_lt_0_compat; lra].
Qed.

Lemma share_at_most : w <= eta * (INR N * (B ^ (2 * N - 2) * (9 / 7))).
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  pose proof depth_large as HN. pose proof stays_inside as I'. pose proof u_small as Hu.
  set (x := 2 / (9 * INR N)) in *.
  assert (Hx : 0 < x) by (unfold x; apply Rdiv_lt_0_compat; lra).
  assert (HNx : INR N * x = 2 / 9) by (unfold x; field; lra).
  assert (HQ : 0 <= q' <= (1 + x) * q).
  { split; [lra|]. unfold q'. pose proof (Rle_abs (- (u * p))) as T. rewrite Rabs_Ropp, Rabs_mult in T.
    assert (Rabs p <= q) by (apply Rabs_le; lra). pose proof (Rabs_pos u). pose proof (Rabs_pos p).
    assert (Rabs u * Rabs p <= x * q) by (apply Rmult_le_compat; assumption). lra. }
  set (Q := (1 + x) * q) in *. assert (HqQ : 0 < q <= Q) by (unfold Q; nra).
  assert (F1 : q * q' ^ (N - 1) <= Q ^ N).
  { replace N with (S (N - 1)) at 2 by lia. simpl pow.
    apply Rmult_le_compat; [lra | apply pow_le; lra | lra | apply pow_incr; lra]. }
  assert (F2 : p ^ 2 * G (N - 2) q q' <= (INR N - 1) * Q ^ N).
  { pose proof (G_bounded (N - 2) q q' Q ltac:(lra) ltac:(lra)) as HG.
    pose proof (G_nonnegative (N - 2) q q' ltac:(lra) ltac:(lra)).
    replace (INR (S (N - 2))) with (INR N - 1) in HG
      by (replace N with (S (S (N - 2))) at 1 by lia; rewrite !S_INR; ring).
    replace (Q ^ N) with (Q ^ 2 * Q ^ (N - 2)) by (rewrite <- pow_add; f_equal; lia).
    apply Rle_trans with (Q ^ 2 * ((INR N - 1) * Q ^ (N - 2))); [|lra].
    apply Rmult_le_compat; [apply pow2_ge_0 | assumption | nra | assumption]. }
  assert (F3 : q ^ (N - 2) * Q ^ N <= B ^ (2 * N - 2) * (9 / 7)).
  { unfold Q. rewrite Rpow_mult_distr. pose proof (bernoulli N x ltac:(lra) ltac:(lra)) as Hb. rewrite HNx in Hb.
    replace (1 / (1 - 2 / 9)) with (9 / 7) in Hb by field.
    replace (q ^ (N - 2) * ((1 + x) ^ N * q ^ N)) with (q ^ (2 * N - 2) * (1 + x) ^ N)
      by (rewrite (square_of_power N q) by assumption; ring).
    apply Rmult_le_compat; [apply pow_le; lra | apply pow_le; lra | apply pow_incr; lra | assumption]. }
  unfold w. apply Rle_trans with (eta * (INR N * (q ^ (N - 2) * Q ^ N))).
  - rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
    replace (INR N * (q ^ (N - 2) * Q ^ N)) with (q ^ (N - 2) * (INR N * Q ^ N)) by ring.
    apply Rmult_le_compat_l; [apply pow_le; lra | lra].
  - apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra.
Qed.

Lemma share_small : w < 1 / 7.
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  apply Rle_lt_trans with (1 := share_at_most). lra.
Qed.
End Bounded.
