(* The eigenvalue -lambda beside lambda > 0: (-p1, p2) follows the system of lambda from beta - alpha, and comes to
   the start of lambda late, by the iterations in which p1 changes its sign; from there it is behind. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots pair pair_root pair_orbit pair_order.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Section Delay.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis perturbed : 0 < beta < alpha * (c_14 N - 1).
Hypothesis step_positive : 0 < eta.
Hypothesis step : eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)).
Hypothesis positive : 0 < lam.
Let first := alpha ^ (N - 1) * (alpha - beta).
Hypothesis start_below : first < lam.
Notation p k := (fst (pair N (alpha - beta) alpha lam eta k)).
Notation q k := (snd (pair N (alpha - beta) alpha lam eta k)).
Notation x k := (fst (pair N (- (alpha - beta)) alpha lam eta k)).
Notation y k := (snd (pair N (- (alpha - beta)) alpha lam eta k)).
Let B := c_14 N * M N lam alpha.
Let v k := speed N lam eta (x k) (y k).
Let R := alpha ^ (N - 2) * (first + lam).

Lemma negative_size : M N (- lam) alpha = M N lam alpha.
Proof. unfold M. rewrite Rabs_Ropp. reflexivity. Qed.

Lemma sizes : 0 < beta < alpha /\ beta <= 8 / 9 * alpha /\ 0 < first.
Proof using depth start perturbed.
  pose proof (beta_below_alpha N alpha beta depth start perturbed). pose proof (c_golden N depth).
  pose proof (c_between N). assert (c_14 N <= 17 / 9) by nra. split; [assumption|]. split; [nra|].
  apply Rmult_lt_0_compat; [apply pow_lt|]; lra.
Qed.

Lemma negative_is k : pair N (alpha - beta) alpha (- lam) eta k = (- x k, y k).
Proof. rewrite <- reflected, Ropp_involutive. reflexivity. Qed.

(* the states of -lambda *)
Lemma negative_state k : (0 < y k - x k <= 2 * alpha - beta /\ beta <= y k + x k) /\
  y k ^ 2 - x k ^ 2 <= beta * (2 * alpha - beta) /\ product N (x k) (y k) <= lam /\ y k <= B.
Proof using depth start perturbed step_positive step positive start_below.
  pose proof sizes as [Hb _].
  assert (A : above N (- lam) alpha beta (- x k) (y k)).
  { assert (step' : eta < 1 / (9 * INR N * (M N (- lam) alpha * c_14 N) ^ (2 * N - 2)))
      by (rewrite negative_size; exact step).
    assert (above_start : - lam <= alpha ^ (N - 1) * (alpha - beta)).
    { apply Rle_trans with 0; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra. }
    pose proof (start_above_14 N (- lam) alpha beta eta depth start perturbed step_positive step' above_start k) as S.
    rewrite negative_is in S. exact S. }
  pose proof (above_bounded N (- lam) alpha beta depth start perturbed _ _ A) as HB. rewrite negative_size in HB.
  destruct A as [I1 [I2 [I3 I4]]]. replace ((- x k) ^ 2) with (x k ^ 2) in I3 by ring. unfold product, B.
  repeat split; lra.
Qed.

Lemma negative_inside k : - y k < x k < y k.
Proof using depth start perturbed step_positive step positive start_below.
  pose proof sizes as [Hb _]. destruct (negative_state k) as [[H1 H2] _]. lra.
Qed.

Lemma step_here : eta * (9 * INR N * B ^ (2 * N - 2)) < 1.
Proof using depth start perturbed step. apply step_14; assumption. Qed.

Lemma eigenvalue_here : Rabs lam <= B ^ N.
Proof using depth start perturbed. apply eigenvalue_within; assumption. Qed.

Lemma speed_here k : 0 <= v k <= 1 / 9.
Proof using depth start perturbed step_positive step positive start_below.
  destruct (negative_state k) as [_ [_ [Hl Hq]]].
  pose proof (speed_bounded N lam eta B depth step_positive eigenvalue_here step_here _ _
    (negative_inside k) Hq Hl) as S.
  pose proof (depth_large N depth). unfold v. split; [apply S|]. apply Rle_trans with (1 := proj2 S).
  apply Rle_div_l; lra.
Qed.

Lemma negative_next k : x (S k) = x k + v k * y k /\ y (S k) = y k + v k * x k.
Proof using depth.
  rewrite first_next, second_next by assumption.
  replace (eta * rate N lam (x k) (y k)) with (- v k) by (unfold v, speed, product, rate; ring). split; ring.
Qed.

Lemma negative_error k : exists w, 0 < w < 1 / 7 /\
  lam - product N (x (S k)) (y (S k)) = (lam - product N (x k) (y k)) * (1 - w).
Proof using depth start perturbed step_positive step positive start_below.
  destruct (negative_state k) as [_ [_ [_ Hq]]].
  destruct (orbit_step N lam (- (alpha - beta)) alpha eta B depth step_positive eigenvalue_here step_here k
    (negative_inside k) Hq) as [_ [_ [_ [w [[W _] E]]]]].
  exists w. split; [exact W|]. unfold product. lra.
Qed.

Lemma negative_grows k : product N (x k) (y k) <= product N (x (S k)) (y (S k)).
Proof using depth start perturbed step_positive step positive start_below.
  destruct (negative_error k) as [w [W E]]. destruct (negative_state k) as [_ [_ [Hl _]]]. nra.
Qed.

Lemma negative_grows_on i j : product N (x i) (y i) <= product N (x (i + j)) (y (i + j)).
Proof using depth start perturbed step_positive step positive start_below.
  induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r.
  pose proof (negative_grows (i + j)). lra.
Qed.

Lemma power_split z : z ^ (N - 1) * z = z ^ N.
Proof using depth. rewrite Rmult_comm. apply power_of. lia. Qed.

(* until the product has come to that of the start, p2 <= alpha *)
Lemma second_before k : product N (x k) (y k) <= first -> y k <= alpha.
Proof using depth start perturbed step_positive step positive start_below.
  intros H. pose proof sizes as [Hb _]. destruct (negative_state k) as [[H1 H2] [H3 _]].
  destruct (Rle_or_lt (y k) alpha) as [|C]; [assumption|]. exfalso.
  assert (Hx : alpha - beta < x k).
  { destruct (Rlt_or_le (alpha - beta) (x k)) as [|D]; [assumption|]. exfalso.
    assert (- (alpha - beta) <= x k) by lra. nra. }
  unfold product, first in H. assert (alpha ^ (N - 1) <= y k ^ (N - 1)) by (apply pow_incr; lra).
  assert (0 < alpha ^ (N - 1)) by (apply pow_lt; lra). nra.
Qed.

(* once it is beyond, p1 > alpha - beta *)
Lemma first_beyond k : first < product N (x k) (y k) -> alpha - beta < x k /\
  (y k - x k) * (2 * alpha - beta) < beta * (y k + x k).
Proof using depth start perturbed step_positive step positive start_below.
  intros H. pose proof sizes as [Hb [_ Hf]]. destruct (negative_state k) as [[H1 H2] [H3 _]].
  assert (Hy : 0 < y k) by lra.
  assert (Hx : alpha - beta < x k).
  { destruct (Rlt_or_le (alpha - beta) (x k)) as [|D]; [assumption|]. exfalso.
    assert (Hx0 : 0 < x k).
    { destruct (Rlt_or_le 0 (x k)) as [|C]; [assumption|]. exfalso. unfold product in H.
      assert (0 < y k ^ (N - 1)) by (apply pow_lt; lra). nra. }
    assert (y k <= alpha) by nra. unfold product, first in H.
    assert (y k ^ (N - 1) <= alpha ^ (N - 1)) by (apply pow_incr; lra).
    assert (0 < y k ^ (N - 1)) by (apply pow_lt; lra). nra. }
  split; [exact Hx|].
  assert (E : y k ^ 2 - x k ^ 2 = (y k - x k) * (y k + x k)) by ring. rewrite E in H3.
  set (d := y k - x k) in *. set (s := y k + x k) in *. assert (Hds : 2 * x k = s - d) by (unfold d, s; ring).
  assert (Hs : 0 < s) by (unfold s; lra).
  destruct (Rlt_or_le (d * (2 * alpha - beta)) (beta * s)) as [|C]; [assumption|]. exfalso.
  assert (beta * s * s <= beta * (2 * alpha - beta) * (2 * alpha - beta)) by nra.
  assert (s <= 2 * alpha - beta) by nra.
  assert (d < beta) by lra. nra.
Qed.

(* there is a last state that is not beyond *)
Lemma last_before j : first < product N (x j) (y j) ->
  exists k, (S k <= j)%nat /\ product N (x k) (y k) <= first /\ first < product N (x (S k)) (y (S k)).
Proof using depth start perturbed step_positive step positive start_below.
  pose proof sizes as [Hb [_ Hf]]. induction j as [|j IH]; intros H.
  - exfalso. cbn [pair fst snd] in H. unfold product in H. unfold first in *. nra.
  - destruct (Rlt_or_le first (product N (x j) (y j))) as [C|C].
    + destruct (IH C) as [k [K1 K2]]. exists k. split; [lia | exact K2].
    + exists j. split; [lia | split; assumption].
Qed.

(* the way from beta - alpha to alpha - beta *)
Lemma speed_before k : product N (x k) (y k) <= first -> v k <= eta * R.
Proof using depth start perturbed step_positive step positive start_below.
  intros H. pose proof sizes as [Hb [_ Hf]]. pose proof (second_before k H) as Hy.
  destruct (negative_state k) as [[H1 H2] [H3 [H4 _]]]. unfold v, speed, R. apply Rmult_le_compat_l; [lra|].
  assert (Hlow : - first <= product N (x k) (y k)).
  { pose proof (negative_grows_on 0 k) as G0. cbn [Nat.add] in G0. apply Rle_trans with (2 := G0).
    cbn [pair fst snd]. unfold product, first. right. ring. }
  apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
Qed.

Lemma R_small : 0 < eta * R < 1.
Proof using depth start perturbed step_positive step positive start_below.
  pose proof sizes as [Hb [_ Hf]]. pose proof (M_at_least N lam alpha start) as HM. pose proof (c_between N).
  pose proof (depth_large N depth) as HN.
  assert (P : 0 < alpha ^ (N - 2)) by (apply pow_lt; lra). unfold R. split.
  - apply Rmult_lt_0_compat; [assumption | apply Rmult_lt_0_compat; lra].
  - assert (HB : alpha <= B) by (unfold B; nra). pose proof eigenvalue_here as HL. rewrite Rabs_pos_eq in HL by lra.
    assert (F : first <= B ^ N).
    { apply Rle_trans with (alpha ^ N); [|apply pow_incr; lra]. rewrite <- power_split. unfold first.
      apply Rmult_le_compat_l; [apply pow_le|]; lra. }
    pose proof step_here as S9. rewrite (square_of_power N B depth) in S9.
    assert (Q : alpha ^ (N - 2) <= B ^ (N - 2)) by (apply pow_incr; lra).
    assert (T : alpha ^ (N - 2) * (first + lam) <= B ^ (N - 2) * (2 * B ^ N)).
    { apply Rmult_le_compat; lra. }
    assert (Z : 0 <= B ^ (N - 2) * B ^ N) by (apply Rmult_le_pos; apply pow_le; lra).
    apply Rle_lt_trans with (eta * (B ^ (N - 2) * (2 * B ^ N))); [apply Rmult_le_compat_l; lra|].
    apply Rle_lt_trans with (2 := S9). apply Rmult_le_compat_l; [lra|]. nra.
Qed.

Lemma turning k : (forall j, (j < k)%nat -> product N (x j) (y j) <= first) ->
  (1 - eta * R) ^ k * ((2 * alpha - beta) * (y k + x k)) <= (1 + eta * R) ^ k * (beta * (y k - x k)).
Proof using depth start perturbed step_positive step positive start_below.
  pose proof R_small as HR. induction k as [|k IH]; intros H.
  - cbn [pair fst snd pow]. right. ring.
  - specialize (IH (fun j Hj => H j (Nat.lt_lt_succ_r _ _ Hj))). pose proof (speed_before k (H k ltac:(lia))) as Hv.
    pose proof (speed_here k) as Hv0. destruct (negative_next k) as [Ex Ey].
    replace (y (S k) + x (S k)) with ((1 + v k) * (y k + x k)) by (rewrite Ex, Ey; ring).
    replace (y (S k) - x (S k)) with ((1 - v k) * (y k - x k)) by (rewrite Ex, Ey; ring).
    set (r := eta * R) in *. set (w := v k) in *. simpl pow.
    set (a := (1 - r) ^ k * ((2 * alpha - beta) * (y k + x k))) in *.
    set (b := (1 + r) ^ k * (beta * (y k - x k))) in *.
    replace ((1 - r) * (1 - r) ^ k * ((2 * alpha - beta) * ((1 + w) * (y k + x k))))
      with ((1 - r) * (1 + w) * a) by (unfold a; ring).
    replace ((1 + r) * (1 + r) ^ k * (beta * ((1 - w) * (y k - x k))))
      with ((1 + r) * (1 - w) * b) by (unfold b; ring).
    assert (Ha : 0 <= a).
    { pose proof sizes as [Hb _]. destruct (negative_state k) as [[H1 H2] _]. unfold a.
      apply Rmult_le_pos; [apply pow_le; lra | apply Rmult_le_pos; lra]. }
    apply Rmult_le_compat; [apply Rmult_le_pos; lra | assumption | nra | assumption].
Qed.

(* T_d is less than the index of the first state beyond *)
Lemma delay k : (forall j, (j < k)%nat -> product N (x j) (y j) <= first) -> first < product N (x k) (y k) ->
  2 * ln ((2 * alpha - beta) / beta) / ln ((eta * R + 1) / (1 - eta * R)) <= INR k.
Proof using depth start perturbed step_positive step positive start_below.
  intros H Hk. pose proof R_small as HR. pose proof sizes as [Hb _]. set (r := eta * R) in *.
  destruct (first_beyond k Hk) as [_ F]. pose proof (turning k H) as T. fold r in T.
  destruct (negative_state k) as [[H1 H2] _].
  assert (Hq : 1 < (r + 1) / (1 - r)) by (apply Rlt_div_r; lra).
  assert (Hl : 0 < ln ((r + 1) / (1 - r))) by (rewrite <- ln_1; apply ln_increasing; lra).
  apply Rle_div_l; [assumption|].
  set (c := (2 * alpha - beta) / beta). assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; lra).
  replace (2 * ln c) with (ln (c ^ 2)) by (rewrite ln_pow by assumption; simpl INR; ring).
  rewrite <- ln_pow by lra. apply ln_le; [apply pow_lt; assumption|].
  replace (((r + 1) / (1 - r)) ^ k) with ((1 + r) ^ k / (1 - r) ^ k).
  2:{ unfold Rdiv. rewrite Rpow_mult_distr, pow_inv, (Rplus_comm r). reflexivity. }
  pose proof (pow_lt (1 - r) k ltac:(lra)) as P1. pose proof (pow_lt (1 + r) k ltac:(lra)) as P2.
  apply (Rle_div_r (c ^ 2) ((1 + r) ^ k) ((1 - r) ^ k)); [exact P1|]. unfold c.
  set (A := 2 * alpha - beta) in *. set (d := y k - x k) in *. set (s := y k + x k) in *.
  set (a := (1 - r) ^ k) in *. set (b := (1 + r) ^ k) in *. clearbody a b.
  assert (Hs : 0 < s) by lra. assert (HA : 0 < A) by lra.
  (* a A s <= b beta d, d A < beta s *)
  replace ((A / beta) ^ 2 * a) with (a * A * A / beta ^ 2) by (field; lra).
  apply (Rle_div_l (a * A * A) b (beta ^ 2)); [nra|]. apply Rmult_le_reg_r with s; [assumption|].
  apply Rle_trans with (b * (beta * d) * A); [nra|].
  replace (b * (beta * d) * A) with (b * beta * (d * A)) by ring.
  replace (b * beta ^ 2 * s) with (b * beta * (beta * s)) by ring.
  apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | lra].
Qed.

(* -lambda is not within the accuracy before T_d *)
Theorem not_before eps j : eps < lam - first -> lam - product N (x j) (y j) <= eps ->
  2 * ln ((2 * alpha - beta) / beta) / ln ((eta * R + 1) / (1 - eta * R)) <= INR j.
Proof using depth start perturbed step_positive step positive start_below.
  intros Heps Hj. destruct (last_before j ltac:(lra)) as [k [K1 [K2 K3]]].
  apply Rle_trans with (INR (S k)); [|apply le_INR; exact K1]. apply delay; [|exact K3].
  intros i Hi. apply Rle_trans with (2 := K2). pose proof (negative_grows_on i (k - i)) as G0.
  replace (i + (k - i))%nat with k in G0 by lia. exact G0.
Qed.

Lemma positive_state k : (0 < p k < q k /\ q k <= B) /\ product N (p k) (q k) <= lam.
Proof using depth start perturbed step_positive step positive start_below.
  pose proof sizes as [Hb _].
  pose proof (start_below_14 N lam alpha beta eta depth start perturbed step_positive step
    (Rlt_le _ _ start_below) k) as Bl.
  pose proof (below_bounded N lam alpha beta depth start perturbed _ _ Bl) as HB.
  destruct Bl as [I1 [I2 [I3 I4]]]. unfold B, product. repeat split; lra.
Qed.

Lemma positive_next k : p (S k) = p_after N lam eta (p k) (q k) /\ q (S k) = q_after N lam eta (p k) (q k).
Proof using depth.
  rewrite first_next, second_next by assumption. unfold p_after, q_after, speed, product, rate. split; ring.
Qed.

Lemma imbalance_next k : y (S k) ^ 2 - x (S k) ^ 2 = (1 - v k ^ 2) * (y k ^ 2 - x k ^ 2).
Proof using depth. destruct (negative_next k) as [-> ->]. ring. Qed.

(* the first step of -lambda is at least as fast as that of lambda *)
Lemma imbalance_after_one k : y (S k) ^ 2 - x (S k) ^ 2 <= q 1 ^ 2 - p 1 ^ 2.
Proof using depth start perturbed step_positive step positive start_below.
  induction k as [|k IH].
  - rewrite imbalance_next. destruct (positive_next 0) as [-> ->]. rewrite imbalance_after. cbn [pair fst snd].
    pose proof sizes as [Hb [_ Hf]].
    replace (alpha ^ 2 - (- (alpha - beta)) ^ 2) with (alpha ^ 2 - (alpha - beta) ^ 2) by ring.
    apply Rmult_le_compat_r; [nra|]. unfold v. cbn [pair fst snd].
    assert (0 <= speed N lam eta (alpha - beta) alpha <= speed N lam eta (- (alpha - beta)) alpha); [|nra].
    assert (0 <= eta * alpha ^ (N - 2)) by (apply Rmult_le_pos; [lra | apply pow_le; lra]).
    unfold speed, product. fold first.
    replace (alpha ^ (N - 1) * - (alpha - beta)) with (- first) by (unfold first; ring).
    rewrite <- !Rmult_assoc. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra].
  - apply Rle_trans with (2 := IH). rewrite imbalance_next. pose proof (negative_inside (S k)).
    assert (0 <= v (S k) ^ 2 * (y (S k) ^ 2 - x (S k) ^ 2)); [|lra].
    apply Rmult_le_pos; [apply pow2_ge_0 | nra].
Qed.

Lemma first_positive_from k : product N (x k) (y k) <= first -> first < product N (x (S k)) (y (S k)) ->
  forall i, 0 < x (k + i).
Proof using depth start perturbed step_positive step positive start_below.
  intros H0 H1. pose proof sizes as [Hb [Hb9 Hf]].
  assert (Hx : 0 < x k).
  { destruct (first_beyond (S k) H1) as [F _]. destruct (negative_next k) as [Ex _]. rewrite Ex in F.
    pose proof (second_before k H0) as Hy. pose proof (speed_here k) as Hv. pose proof (negative_inside k).
    assert (v k * y k <= 1 / 9 * alpha) by (apply Rmult_le_compat; lra). lra. }
  intros i. pose proof (negative_grows_on k i) as G0. pose proof (negative_inside k).
  pose proof (negative_inside (k + i)).
  assert (0 < product N (x k) (y k)) by (unfold product; apply Rmult_lt_0_compat; [apply pow_lt|]; lra).
  destruct (Rlt_or_le 0 (x (k + i))) as [|C]; [assumption|]. exfalso. unfold product in *.
  assert (0 < y (k + i) ^ (N - 1)) by (apply pow_lt; lra). nra.
Qed.

Lemma behind_next n i : 0 < x n -> behind N (x n) (y n) (p i) (q i) ->
  product N (x (S n)) (y (S n)) <= product N (p (S i)) (q (S i)) /\
  ((INR N - 2) * lam <= (2 * INR N - 2) * product N (x n) (y n) ->
   behind N (x (S n)) (y (S n)) (p (S i)) (q (S i))).
Proof using depth start perturbed step_positive step positive start_below.
  intros Hx Hi. destruct (positive_next i) as [-> ->]. destruct (negative_next n) as [-> ->].
  destruct (positive_state i) as [[P1 P2] P3]. pose proof (negative_inside n).
  apply (behind_stays N lam eta B depth step_positive eigenvalue_here step_here); assumption || lra.
Qed.

Lemma behind_first k : product N (x k) (y k) <= first -> behind N (x k) (y k) (p 0) (q 0).
Proof using depth start perturbed step_positive step positive start_below.
  intros H0. unfold behind. cbn [pair fst snd]. split; [exact H0|]. destruct (negative_state k) as [_ [H3 _]]. lra.
Qed.

(* lambda from its start, beside -lambda from its last state that is not beyond that start: if larger products are
   slower there *)
Lemma stays_behind k i : (INR N - 2) * lam <= (2 * INR N - 2) * first ->
  product N (x k) (y k) <= first -> first < product N (x (S k)) (y (S k)) ->
  behind N (x (k + i)) (y (k + i)) (p i) (q i).
Proof using depth start perturbed step_positive step positive start_below.
  intros slowing H0 H1. pose proof (first_positive_from k H0 H1) as Hpos.
  induction i as [|i IH]; [rewrite Nat.add_0_r; apply behind_first, H0|].
  rewrite Nat.add_succ_r. destruct (behind_next (k + i) i (Hpos i) IH) as [O1 O2]. destruct i as [|i].
  - split; [exact O1|]. rewrite Nat.add_0_r. apply imbalance_after_one.
  - apply O2. pose proof (negative_grows_on (S k) i) as G0. replace (S k + i)%nat with (k + S i)%nat in G0 by lia.
    pose proof (depth_large N depth). apply Rle_trans with (1 := slowing). apply Rmult_le_compat_l; lra.
Qed.

(* what is within the accuracy of -lambda at j is so of lambda T_d - 1 iterations before, or earlier, if -lambda stays
   behind from its last state that is not beyond the start of lambda *)
Theorem earlier eps j : (forall k i, product N (x k) (y k) <= first -> first < product N (x (S k)) (y (S k)) ->
  product N (x (k + i)) (y (k + i)) <= product N (p i) (q i)) ->
  eps < lam - first -> lam - product N (x j) (y j) <= eps ->
  exists i, lam - product N (p i) (q i) <= eps /\ (i <= j)%nat /\
    INR i + 2 * ln ((2 * alpha - beta) / beta) / ln ((eta * R + 1) / (1 - eta * R)) - 1 <= INR j.
Proof using depth start perturbed step_positive step positive start_below.
  intros Stays Heps Hj. destruct (last_before j ltac:(lra)) as [k [K1 [K2 K3]]].
  assert (D : 2 * ln ((2 * alpha - beta) / beta) / ln ((eta * R + 1) / (1 - eta * R)) <= INR (S k)).
  { apply delay; [|exact K3]. intros i Hi. apply Rle_trans with (2 := K2).
    pose proof (negative_grows_on i (k - i)) as G0. replace (i + (k - i))%nat with k in G0 by lia. exact G0. }
  exists (j - k)%nat. pose proof (Stays k (j - k)%nat K2 K3) as Hb.
  replace (k + (j - k))%nat with j in Hb by lia. split; [lra|]. split; [lia|].
  rewrite minus_INR by lia. rewrite S_INR in D. lra.
Qed.

End Delay.
