(* -lambda stays behind lambda at every depth where the step is small: its imbalance has fallen on the way from
   beta - alpha to alpha - beta by more than that of lambda can fall on the way up to half the eigenvalue, where the
   speeds of the two differ by a small part, as -lambda is only m steps late. Beyond, larger products are slower. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots pair pair_root pair_orbit pair_order pair_delay.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma c_at_most N : (2 <= N)%nat -> c_14 N <= 81 / 50.
Proof. intros HN. pose proof (c_golden N HN). pose proof (c_between N). nra. Qed.

Section Small_steps.
Variables (N : nat) (lam alpha beta eta : R) (l : nat).
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
Notation here lemma := (lemma N lam alpha beta eta depth start perturbed step_positive step positive start_below).
Let B := c_14 N * M N lam alpha.
Let v k := speed N lam eta (x k) (y k).
Let P k := product N (x k) (y k).
Let sum k := y k + x k.
Let D k := y k ^ 2 - x k ^ 2.
Let S0 := beta * (2 * alpha - beta).
(* the largest and the least speed, in units of eta; how much the sum can grow; the share of the error in a step *)
Let G := 2 * B ^ (N - 2) * lam.
Let g := (beta / 2) ^ (N - 2) * Rmin (lam - first) (lam / 2).
Let H := 2 * B / beta.
Let E := 2 * INR N * B ^ (2 * N - 2).
Let m := S l.
Let V := eta * G.
Let K := 8 * INR m * INR N * V ^ 2.
Hypothesis late : S0 * G * H <= 2 * INR l * g * (alpha - beta) ^ 2.
Hypothesis small_speed : V <= 1 / 10.
Hypothesis small_shift : 4 * INR m * INR N * V <= 1.
Hypothesis small_loss : K * H <= eta * g / 20.
Hypothesis small_error : INR m * INR N * (eta * E) <= 1.

Lemma size_facts : (0 < beta < alpha /\ 0 < first) /\ (0 < alpha <= B /\ 2 <= H) /\ 0 < S0 /\ 0 < G /\ 0 < g /\ 0 < V.
Proof.
  destruct (sizes N alpha beta depth start perturbed) as [Hb [_ Hf]]. fold first in Hf.
  pose proof (M_at_least N lam alpha start) as HM. pose proof (c_between N).
  assert (HB : 0 < alpha <= B) by (unfold B; nra).
  assert (HG : 0 < G).
  { unfold G. apply Rmult_lt_0_compat; [|assumption]. apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]. }
  repeat split; try lra; try assumption.
  - unfold H. apply Rle_div_r; lra.
  - unfold S0. apply Rmult_lt_0_compat; lra.
  - unfold g. apply Rmult_lt_0_compat; [apply pow_lt; lra | apply Rmin_glb_lt; lra].
  - unfold V. apply Rmult_lt_0_compat; assumption.
Qed.

Lemma K_nonnegative : 0 <= K.
Proof.
  unfold K. replace (8 * INR m * INR N * V ^ 2) with (8 * (INR m * INR N) * V ^ 2) by ring.
  apply Rmult_le_pos; [|apply pow2_ge_0]. apply Rmult_le_pos; [lra | apply Rmult_le_pos; apply pos_INR].
Qed.

Lemma state k : (beta <= sum k <= 2 * B /\ 0 < D k <= S0) /\ (- y k < x k < y k /\ beta / 2 <= y k <= B) /\
  - first <= P k <= lam.
Proof.
  destruct (here negative_state k) as [[H1 H2] [H3 [H4 H5]]]. pose proof (here negative_inside k) as I.
  fold B in H5. fold (P k) in H4. fold (D k) in H3. fold S0 in H3. fold (sum k) in H2.
  pose proof (here negative_grows_on 0%nat k) as L. cbn [Nat.add] in L. fold (P k) in L.
  assert (P0 : product N (x 0) (y 0) = - first) by (cbn [pair fst snd]; unfold product, first; ring).
  rewrite P0 in L. destruct size_facts as [[Hb _] _].
  assert (HD : 0 < D k).
  { unfold D. replace (y k ^ 2 - x k ^ 2) with ((y k - x k) * (y k + x k)) by ring. apply Rmult_lt_0_compat; lra. }
  unfold sum in *. repeat split; lra.
Qed.

Lemma sum_grows k : sum (S k) = (1 + v k) * sum k.
Proof. unfold sum. destruct (negative_next N lam alpha beta eta depth k) as [-> ->]. fold (v k). ring. Qed.

Lemma D_falls k : D (S k) = (1 - v k ^ 2) * D k.
Proof. apply (imbalance_next N lam alpha beta eta depth k). Qed.

Lemma speed_at_most a b : - b < a < b -> b <= B -> - lam <= product N a b <= lam -> 0 <= speed N lam eta a b <= V.
Proof.
  intros Hi Hb Hp. unfold speed, V, G. split.
  - apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra.
  - apply Rmult_le_compat_l; [lra|]. replace (2 * B ^ (N - 2) * lam) with (B ^ (N - 2) * (2 * lam)) by ring.
    apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
Qed.

Lemma v_at_most k : 0 <= v k <= V.
Proof.
  destruct (state k) as [_ [[I J] L]]. apply speed_at_most; [exact I | apply J |]. unfold P in L. lra.
Qed.

Lemma v_square k : 0 <= v k ^ 2 <= 1 / 100.
Proof.
  destruct (v_at_most k) as [H1 H2]. split; [apply pow2_ge_0|].
  replace (1 / 100) with ((1 / 10) ^ 2) by field. apply pow_incr. lra.
Qed.

Lemma sum_grows_on i j : sum i <= sum (i + j).
Proof.
  induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r, sum_grows.
  destruct (v_at_most (i + j)) as [Hv _]. destruct (state (i + j)) as [[[Hs _] _] _].
  destruct size_facts as [[Hb _] _].
  assert (0 <= v (i + j) * sum (i + j)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma v_at_least k : P k <= first \/ P k <= lam / 2 -> eta * g <= v k.
Proof.
  intros HP. destruct (state k) as [_ [[I J] L]]. destruct size_facts as [[Hb _] _]. unfold v, speed, g. fold (P k).
  apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; [apply pow_le; lra | | apply pow_incr; lra |].
  - apply Rmin_glb; lra.
  - destruct HP as [HP|HP]; [apply Rle_trans with (1 := Rmin_l _ _) | apply Rle_trans with (1 := Rmin_r _ _)]; lra.
Qed.

Lemma P_grows i j : P i <= P (i + j).
Proof. apply (here negative_grows_on). Qed.

Lemma step_speed : eta * g <= V.
Proof. pose proof (v_at_most 0). assert (A : eta * g <= v 0).
  { apply v_at_least. left. destruct size_facts as [[_ Hf] _]. unfold P. cbn [pair fst snd].
    unfold product, first in *.
    rewrite Ropp_mult_distr_r_reverse. lra. }
  lra.
Qed.

(* what the imbalance has lost on the way to the start of lambda *)
Lemma lost_before k : (forall j, (j < k)%nat -> P j <= first) -> D k * (1 + eta * g * (1 - beta / sum k)) <= S0.
Proof.
  destruct size_facts as [[Hb _] [_ [HS [_ [Hg _]]]]].
  assert (Heg : 0 < eta * g) by (apply Rmult_lt_0_compat; assumption).
  induction k as [|k IH]; intros Hj.
  - unfold D, sum, S0. cbn [pair fst snd]. right. field. lra.
  - specialize (IH (fun j h => Hj j (Nat.lt_lt_succ_r _ _ h))).
    pose proof (v_at_least k (or_introl (Hj k (Nat.lt_succ_diag_r k)))) as Hv. destruct (v_at_most k) as [Hv0 HvV].
    destruct (state k) as [[[Hs _] [HD _]] _]. rewrite D_falls, sum_grows.
    set (w := v k) in *. set (s := sum k) in *. set (d := D k) in *. set (e := eta * g) in *.
    set (A := 1 + e * (1 - beta / s)) in *.
    assert (Hbs : 0 < beta / s <= 1) by (split; [apply Rdiv_lt_0_compat; lra | apply Rle_div_l; lra]).
    assert (HA : 1 <= A) by (unfold A; assert (0 <= e * (1 - beta / s)) by (apply Rmult_le_pos; lra); lra).
    assert (Hnext : 1 - beta / ((1 + w) * s) <= 1 - beta / s + w).
    { replace (beta / ((1 + w) * s)) with (beta / s / (1 + w)) by (field; lra).
      assert (beta / s - w <= beta / s / (1 + w)); [|lra]. apply Rle_div_r; [lra|].
      assert (beta / s * w <= 1 * w) by (apply Rmult_le_compat_r; lra). assert (0 <= w ^ 2) by apply pow2_ge_0.
      replace ((beta / s - w) * (1 + w)) with (beta / s + (beta / s * w - w) - w ^ 2) by ring. lra. }
    pose proof (v_square k) as Hw2. fold w in Hw2.
    apply Rle_trans with ((1 - w ^ 2) * d * (A + e * w)).
    + apply Rmult_le_compat_l; [apply Rmult_le_pos; lra|]. unfold A.
      assert (e * (1 - beta / ((1 + w) * s)) <= e * (1 - beta / s + w)) by (apply Rmult_le_compat_l; lra). lra.
    + apply Rle_trans with (2 := IH).
      replace ((1 - w ^ 2) * d * (A + e * w)) with (d * ((1 - w ^ 2) * (A + e * w))) by ring.
      apply Rmult_le_compat_l; [lra|]. assert (Hww : 0 <= w ^ 2) by apply pow2_ge_0.
      assert (A1 : e * w <= w ^ 2) by (replace (w ^ 2) with (w * w) by ring; apply Rmult_le_compat_r; lra).
      assert (A2 : w ^ 2 * 1 <= w ^ 2 * A) by (apply Rmult_le_compat_l; lra).
      assert (0 <= w ^ 2 * (e * w)) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]). lra.
Qed.

(* what it keeps at all times *)
Lemma kept k : S0 * (1 - V * (sum k / beta - 1)) <= D k.
Proof.
  destruct size_facts as [[Hb _] [_ [HS [_ [_ HV]]]]]. induction k as [|k IH].
  - unfold D, sum, S0. cbn [pair fst snd]. right. field. lra.
  - rewrite D_falls, sum_grows. destruct (v_at_most k) as [Hv0 HvV]. destruct (state k) as [[[Hs _] [HD _]] _].
    set (w := v k) in *. replace ((1 + w) * sum k / beta) with (sum k / beta + w * (sum k / beta)) by (field; lra).
    assert (Hr : 1 <= sum k / beta) by (apply Rle_div_r; lra). set (r := sum k / beta) in *. set (d := D k) in *.
    assert (A1 : w * 1 <= w * r) by (apply Rmult_le_compat_l; lra).
    pose proof (v_square k) as Hw2. fold w in Hw2. assert (A3 : 0 <= V * (r - 1)) by (apply Rmult_le_pos; lra).
    assert (A2 : w ^ 2 <= V * (w * r)).
    { replace (w ^ 2) with (w * w) by ring. apply Rmult_le_compat; lra. }
    destruct (Rle_or_lt 0 (1 - V * (r - 1))) as [C|C].
    + apply Rle_trans with ((1 - w ^ 2) * (S0 * (1 - V * (r - 1)))); [|apply Rmult_le_compat_l; [lra | exact IH]].
      replace ((1 - w ^ 2) * (S0 * (1 - V * (r - 1)))) with (S0 * ((1 - w ^ 2) * (1 - V * (r - 1)))) by ring.
      apply Rmult_le_compat_l; [lra|].
      assert (w ^ 2 * (1 - V * (r - 1)) <= w ^ 2 * 1) by (apply Rmult_le_compat_l; lra). lra.
    + apply Rle_trans with 0; [|apply Rmult_le_pos; lra].
      assert (0 <= V * (w * r)) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]).
      assert (0 <= S0 * - (1 - V * (r + w * r - 1))) by (apply Rmult_le_pos; lra). lra.
Qed.

Section From.
Variable k : nat.
Hypothesis last : P k <= first.
Hypothesis beyond : first < P (S k).

Lemma before j : (j <= k)%nat -> P j <= first.
Proof.
  intros Hj. pose proof (P_grows j (k - j)) as A. replace (j + (k - j))%nat with k in A by lia. lra.
Qed.

Lemma x_beyond : alpha - beta < x (S k).
Proof. apply (here first_beyond (S k) beyond). Qed.

(* the imbalance of -lambda is smaller by a share of eta g/10 *)
Lemma lost : D k * (1 + eta * g / 10) <= S0.
Proof.
  destruct size_facts as [[Hb _] [_ [HS [_ [Hg _]]]]].
  assert (Heg : 0 < eta * g) by (apply Rmult_lt_0_compat; assumption).
  pose proof (lost_before k (fun j h => before j (Nat.lt_le_incl _ _ h))) as L.
  destruct (state k) as [[[Hs _] [HD _]] _]. apply Rle_trans with (2 := L). apply Rmult_le_compat_l; [lra|].
  assert (T : 1 / 10 <= 1 - beta / sum k).
  2:{ assert (eta * g * (1 / 10) <= eta * g * (1 - beta / sum k)) by (apply Rmult_le_compat_l; lra). lra. }
  assert (beta / sum k <= 9 / 10); [|lra]. apply Rle_div_l; [lra|].
  pose proof x_beyond as Hx. destruct (state (S k)) as [_ [[I _] _]]. pose proof (sum_grows k) as Sg.
  destruct (v_at_most k) as [Hv0 HvV]. unfold sum at 1 in Sg.
  pose proof (c_at_most N depth).
  assert (alpha * (c_14 N - 1) <= alpha * (31 / 50)) by (apply Rmult_le_compat_l; lra).
  assert (v k * sum k <= 1 / 10 * sum k) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(* m steps later -lambda has p2 >= alpha, if its product is not beyond half the eigenvalue *)
Lemma x_grows j : P (k + j) <= lam / 2 -> (alpha - beta) * (1 + INR j * (eta * g)) <= x (S (k + j)).
Proof.
  destruct size_facts as [[Hb _] [_ [_ [_ [Hg _]]]]].
  assert (Heg : 0 < eta * g) by (apply Rmult_lt_0_compat; assumption).
  induction j as [|j IH]; intros HP.
  - rewrite Nat.add_0_r. simpl INR. pose proof x_beyond. lra.
  - rewrite Nat.add_succ_r in *. pose proof (P_grows (k + j) 1) as G1. rewrite Nat.add_1_r in G1.
    specialize (IH ltac:(lra)). destruct (negative_next N lam alpha beta eta depth (S (k + j))) as [-> _].
    fold (v (S (k + j))). pose proof (v_at_least (S (k + j)) (or_intror HP)) as Hv.
    destruct (state (S (k + j))) as [_ [[I _] _]]. rewrite S_INR. pose proof (pos_INR j).
    assert (A0 : alpha - beta <= x (S (k + j))).
    { assert (0 <= (alpha - beta) * (INR j * (eta * g))) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]).
      lra. }
    assert (eta * g * (alpha - beta) <= v (S (k + j)) * y (S (k + j))) by (apply Rmult_le_compat; lra). lra.
Qed.

Lemma late_enough : P (k + m) <= lam / 2 -> alpha <= y (k + m).
Proof.
  intros HP. destruct size_facts as [[Hb _] [[HB HH] [HS [HG [Hg HV]]]]].
  assert (Heg : 0 < eta * g) by (apply Rmult_lt_0_compat; assumption).
  assert (Xg : (alpha - beta) * (1 + INR l * (eta * g)) <= x (k + m)).
  { unfold m in *. rewrite Nat.add_succ_r in *. apply x_grows. pose proof (P_grows (k + l) 1) as G1.
    rewrite Nat.add_1_r in G1. lra. }
  pose proof (kept (k + m)) as Kp. destruct (state (k + m)) as [[[_ Hs] _] [[I _] _]].
  assert (Kp' : S0 - S0 * V * H <= D (k + m)).
  { apply Rle_trans with (2 := Kp).
    assert (sum (k + m) / beta <= H).
    { unfold H. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat|]; lra. }
    assert (V * (sum (k + m) / beta - 1) <= V * H) by (apply Rmult_le_compat_l; lra).
    assert (S0 * (V * (sum (k + m) / beta - 1)) <= S0 * (V * H)) by (apply Rmult_le_compat_l; lra). lra. }
  assert (L2 : S0 * V * H <= 2 * INR l * (eta * g) * (alpha - beta) ^ 2).
  { replace (S0 * V * H) with (eta * (S0 * G * H)) by (unfold V; ring).
    replace (2 * INR l * (eta * g) * (alpha - beta) ^ 2) with (eta * (2 * INR l * g * (alpha - beta) ^ 2)) by ring.
    apply Rmult_le_compat_l; [lra | exact late]. }
  unfold D in Kp'. pose proof (pos_INR l) as Hl. set (t := INR l * (eta * g)) in *.
  assert (Ht : 0 <= t) by (apply Rmult_le_pos; lra).
  assert (X2 : (alpha - beta) ^ 2 * (1 + 2 * t) <= x (k + m) ^ 2).
  { apply Rle_trans with (((alpha - beta) * (1 + t)) ^ 2).
    - replace (((alpha - beta) * (1 + t)) ^ 2)
        with ((alpha - beta) ^ 2 * (1 + 2 * t) + ((alpha - beta) * t) ^ 2) by ring.
      pose proof (pow2_ge_0 ((alpha - beta) * t)). lra.
    - apply pow_incr. split; [apply Rmult_le_pos; lra | exact Xg]. }
  apply (power_le_inverse 2); [lia | lra | lra|].
  assert (Ea : alpha ^ 2 = S0 + (alpha - beta) ^ 2) by (unfold S0; ring). rewrite Ea. unfold t in X2.
  set (a2 := (alpha - beta) ^ 2) in *. lra.
Qed.

(* half the eigenvalue is at most m steps from where larger products are slower *)
Lemma slow_where_past i : lam / 2 < P (i + m) -> (INR N - 2) * lam <= (2 * INR N - 2) * P i.
Proof.
  intros HP. pose proof (depth_large N depth) as HN. destruct size_facts as [[Hb _] [[HB HH] _]].
  assert (HE : 0 < eta * E).
  { unfold E. apply Rmult_lt_0_compat; [assumption|]. apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]. }
  assert (One : forall n, (lam - P n) * (1 - eta * E) <= lam - P (S n)).
  { intros n. destruct (state n) as [_ [[I J] L]].
    pose proof (error_next N lam eta (x n) (y n) depth) as Er.
    pose proof (share_at_most N lam eta B (x n) (y n) depth step_positive
      (eigenvalue_within N lam alpha depth start) (step_14 N lam alpha eta depth start step) I (proj2 J)) as W.
    rewrite <- first_next, <- second_next in Er by assumption. rewrite <- second_next in W by assumption.
    set (w := eta * y n ^ (N - 2) * _) in *. unfold P, product. unfold P, product in L.
    assert (w <= eta * E).
    { apply Rle_trans with (1 := W). apply Rmult_le_compat_l; [lra|]. unfold E.
      pose proof (pow_lt B (2 * N - 2) ltac:(lra)).
      replace (2 * INR N * B ^ (2 * N - 2)) with (INR N * (B ^ (2 * N - 2) * 2)) by ring.
      apply Rmult_le_compat_l; lra. }
    assert (0 <= (lam - y n ^ (N - 1) * x n) * (eta * E - w)) by (apply Rmult_le_pos; lra). lra. }
  assert (Many : forall j, (lam - P i) * (1 - INR j * (eta * E)) <= lam - P (i + j)).
  { destruct (state i) as [_ [_ L]].
    induction j as [|j IH]; [rewrite Nat.add_0_r; simpl INR; lra|]. rewrite Nat.add_succ_r, S_INR.
    destruct (state (i + j)) as [_ [_ Lj]]. pose proof (One (i + j)%nat) as O1. pose proof (pos_INR j).
    destruct (Rle_or_lt (eta * E) 1) as [C|C].
    - assert ((lam - P i) * (1 - INR j * (eta * E)) * (1 - eta * E) <= (lam - P (i + j)) * (1 - eta * E))
        by (apply Rmult_le_compat_r; lra).
      assert (0 <= INR j * (eta * E) * (eta * E)) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
      assert (0 <= (lam - P i) * (INR j * (eta * E) * (eta * E))) by (apply Rmult_le_pos; lra).
      lra.
    - destruct (state (S (i + j))) as [_ [_ Ls]].
      assert (0 <= INR j * (eta * E)) by (apply Rmult_le_pos; lra).
      assert (0 <= (lam - P i) * ((INR j + 1) * (eta * E) - 1)) by (apply Rmult_le_pos; lra). lra. }
  pose proof (Many m) as Mm. destruct (state i) as [_ [_ Li]].
  assert (Sm : INR m * (eta * E) <= / INR N).
  { apply Rmult_le_reg_r with (INR N); [lra|]. rewrite Rinv_l by lra. lra. }
  assert (A : (lam - P i) * (1 - / INR N) <= lam / 2).
  { apply Rle_trans with ((lam - P i) * (1 - INR m * (eta * E))); [apply Rmult_le_compat_l; lra | lra]. }
  assert (A2 : (lam - P i) * (1 - / INR N) * INR N <= lam / 2 * INR N) by (apply Rmult_le_compat_r; lra).
  replace ((lam - P i) * (1 - / INR N) * INR N) with ((lam - P i) * (INR N - 1)) in A2 by (field; lra). lra.
Qed.

(* p2 of lambda is at most (1 + V)^m times that of -lambda, and its speed (1 + V)^(m(N-2)) times *)
Lemma y_grows i j : y (i + j) <= y i * (1 + V) ^ j.
Proof.
  destruct size_facts as [_ [_ [_ [_ [_ HV]]]]]. induction j as [|j IH]; [rewrite Nat.add_0_r; simpl; lra|].
  rewrite Nat.add_succ_r. destruct (negative_next N lam alpha beta eta depth (i + j)) as [_ ->]. fold (v (i + j)).
  destruct (state (i + j)) as [_ [[I _] _]]. destruct (v_at_most (i + j)) as [Hv0 HvV]. simpl pow.
  apply Rle_trans with (y (i + j) * (1 + V)).
  - assert (v (i + j) * x (i + j) <= V * y (i + j)); [|lra].
    destruct (Rle_or_lt 0 (x (i + j))); [apply Rmult_le_compat; lra|].
    assert (0 <= v (i + j) * - x (i + j)) by (apply Rmult_le_pos; lra).
    assert (0 <= V * y (i + j)) by (apply Rmult_le_pos; lra). lra.
  - apply Rle_trans with (y i * (1 + V) ^ j * (1 + V)); [apply Rmult_le_compat_r; lra | right; ring].
Qed.

Lemma speeds_near_enough n i : behind N (x n) (y n) (p i) (q i) -> q i <= y (n + m) ->
  speed N lam eta (p i) (q i) ^ 2 <= v n ^ 2 * (1 + 4 * INR m * INR N * V).
Proof.
  intros [Hp _] Hq. destruct size_facts as [_ [_ [_ [_ [_ HV]]]]]. destruct (here positive_state i) as [[P1 P2] P3].
  destruct (state n) as [_ [[I J] L]]. pose proof (depth_large N depth) as HN. fold (P n) in Hp.
  set (W := (1 + V) ^ (m * (N - 2))).
  assert (HW : W ^ 2 <= 1 + 4 * INR m * INR N * V).
  { unfold W. rewrite <- pow_mult. set (z := (m * (N - 2) * 2)%nat).
    assert (Hz : INR z * V <= 1 / 2 /\ INR z * V <= 2 * INR m * INR N * V).
    { assert (Ez : INR z = 2 * INR m * (INR N - 2)).
      { unfold z. rewrite !mult_INR, minus_INR by lia. simpl (INR 2). ring. }
      pose proof (pos_INR m). assert (2 * INR m * (INR N - 2) * V <= 2 * INR m * INR N * V).
      { apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; lra. }
      rewrite Ez. lra. }
    pose proof (bernoulli z V ltac:(lra) ltac:(lra)) as Be. apply Rle_trans with (1 := Be).
    assert (0 <= INR z * V) by (apply Rmult_le_pos; [apply pos_INR | lra]). apply Rle_div_l; [lra|].
    assert (0 <= INR z * V * (1 - 2 * (INR z * V))) by (apply Rmult_le_pos; lra).
    assert ((1 + 2 * (INR z * V)) * (1 - INR z * V) <= (1 + 4 * INR m * INR N * V) * (1 - INR z * V))
      by (apply Rmult_le_compat_r; lra).
    lra. }
  assert (HS : speed N lam eta (p i) (q i) <= v n * W).
  { unfold v, speed. fold (P n).
    assert (A1 : q i ^ (N - 2) <= y n ^ (N - 2) * W).
    { unfold W. rewrite pow_mult, <- Rpow_mult_distr. apply pow_incr. split; [lra|].
      apply Rle_trans with (1 := Hq). apply y_grows. }
    apply Rle_trans with (eta * (y n ^ (N - 2) * W * (lam - P n))); [|right; ring].
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; [apply pow_le; lra | lra | exact A1 | lra]. }
  assert (S1 : 0 <= speed N lam eta (p i) (q i)).
  { unfold speed. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra. }
  apply Rle_trans with ((v n * W) ^ 2); [apply pow_incr; lra|]. rewrite Rpow_mult_distr.
  apply Rmult_le_compat_l; [apply pow2_ge_0 | exact HW].
Qed.

(* the induction: behind, and up to half the eigenvalue m steps late, with the imbalance to spare *)
Let ratio i := D k * (q i ^ 2 - p i ^ 2) >= S0 * D (k + i) * (1 - K * (sum (k + i) / sum k - 1)).

Lemma ratio_enough i : ratio i -> D (k + i) <= q i ^ 2 - p i ^ 2.
Proof.
  unfold ratio. intros Hr. destruct size_facts as [[Hb _] [[HB HH] [HS [HG [Hg HV]]]]].
  assert (Heg : 0 < eta * g) by (apply Rmult_lt_0_compat; assumption). pose proof step_speed as Sp.
  destruct (state k) as [[[Hs0 _] [HD0 _]] _]. destruct (state (k + i)) as [[[Hs1 Hs2] [HD1 _]] _].
  assert (Hr1 : sum (k + i) / sum k <= H).
  { unfold H. apply Rle_div_l; [lra|]. replace (2 * B / beta * sum k) with (2 * B * (sum k / beta)) by (field; lra).
    assert (1 <= sum k / beta) by (apply Rle_div_r; lra).
    assert (2 * B * 1 <= 2 * B * (sum k / beta)) by (apply Rmult_le_compat_l; lra). lra. }
  pose proof K_nonnegative as HK.
  assert (A : K * (sum (k + i) / sum k - 1) <= eta * g / 20).
  { apply Rle_trans with (K * H); [apply Rmult_le_compat_l; lra | exact small_loss]. }
  pose proof lost as L. set (z := K * (sum (k + i) / sum k - 1)) in *. set (e := eta * g) in *.
  set (d := q i ^ 2 - p i ^ 2) in *.
  assert (B1 : D (k + i) * D k <= D (k + i) * (S0 * (1 - z))).
  { apply Rmult_le_compat_l; [lra|].
    assert (D k * (1 + e / 10) * (1 - z) <= S0 * (1 - z)) by (apply Rmult_le_compat_r; lra).
    assert (0 <= e * (1 - e / 10)) by (apply Rmult_le_pos; lra).
    assert ((1 + e / 10) * (1 - e / 20) <= (1 + e / 10) * (1 - z)) by (apply Rmult_le_compat_l; lra).
    assert (D k * 1 <= D k * ((1 + e / 10) * (1 - z))) by (apply Rmult_le_compat_l; lra). lra. }
  apply Rmult_le_reg_r with (D k); [assumption|]. lra.
Qed.

Lemma ratio_next i : behind N (x (k + i)) (y (k + i)) (p i) (q i) -> q i <= y (k + i + m) -> ratio i -> ratio (S i).
Proof.
  intros Hbe Hq Hr. pose proof (speeds_near_enough (k + i) i Hbe Hq) as Sp. unfold ratio in *.
  destruct size_facts as [[Hb _] [[HB HH] [HS [HG [Hg HV]]]]]. pose proof step_speed as SpV.
  pose proof (depth_large N depth) as HN.
  destruct (state k) as [[[Hs0 _] [HD0 _]] _]. destruct (state (k + i)) as [[[Hs1 _] [HD1 _]] _].
  destruct (v_at_most (k + i)) as [Hv0 HvV]. destruct (here positive_state i) as [[P1 P2] P3].
  destruct (positive_next N lam alpha beta eta depth i) as [-> ->]. rewrite imbalance_after.
  rewrite Nat.add_succ_r, D_falls, sum_grows.
  replace ((1 + v (k + i)) * sum (k + i) / sum k)
    with (sum (k + i) / sum k + v (k + i) * (sum (k + i) / sum k)) by (field; lra).
  assert (Hrho : 1 <= sum (k + i) / sum k).
  { apply Rle_div_r; [lra|]. rewrite Rmult_1_l. apply sum_grows_on. }
  set (w := v (k + i)) in *. set (r := sum (k + i) / sum k) in *. set (d := q i ^ 2 - p i ^ 2) in *.
  set (dy := D (k + i)) in *.
  set (u2 := speed N lam eta (p i) (q i) ^ 2) in *.
  assert (Hd : 0 < d).
  { unfold d. replace (q i ^ 2 - p i ^ 2) with ((q i - p i) * (q i + p i)) by ring. apply Rmult_lt_0_compat; lra. }
  pose proof (v_square (k + i)) as Hw2. fold w in Hw2.
  assert (HmN : 0 <= INR m * INR N) by (apply Rmult_le_pos; apply pos_INR).
  pose proof K_nonnegative as HK.
  assert (HK1 : K <= 1 / 20).
  { assert (K * 2 <= K * H) by (apply Rmult_le_compat_l; lra). lra. }
  assert (F : (1 - w ^ 2) * (1 - K * w) <= 1 - u2).
  { assert (C1 : w ^ 2 * (4 * INR m * INR N * V) <= w * (4 * INR m * INR N * V ^ 2)).
    { replace (w ^ 2 * (4 * INR m * INR N * V)) with (4 * (INR m * INR N) * (w * (w * V))) by ring.
      replace (w * (4 * INR m * INR N * V ^ 2)) with (4 * (INR m * INR N) * (w * (V * V))) by ring.
      apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; lra. }
    assert (C2 : w * (4 * INR m * INR N * V ^ 2) = K * w / 2) by (unfold K; field).
    assert (C3 : K * w * w ^ 2 <= K * w / 2).
    { unfold Rdiv. apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | lra]. }
    lra. }
  assert (Hw : 0 <= (1 - w ^ 2) * (1 - K * w)) by (apply Rmult_le_pos; [lra|];
    assert (K * w <= 1 / 20 * (1 / 10)) by (apply Rmult_le_compat; lra); lra).
  apply Rle_ge. apply Rge_le in Hr.
  apply Rle_trans with (D k * d * ((1 - w ^ 2) * (1 - K * w))).
  2:{ replace (D k * ((1 - u2) * d)) with (D k * d * (1 - u2)) by ring.
      apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact F]. }
  apply Rle_trans with (S0 * dy * (1 - K * (r - 1)) * ((1 - w ^ 2) * (1 - K * w)));
    [|apply Rmult_le_compat_r; assumption].
  replace (S0 * ((1 - w ^ 2) * dy) * (1 - K * (r + w * r - 1)))
    with (S0 * dy * (1 - w ^ 2) * (1 - K * (r + w * r - 1))) by ring.
  replace (S0 * dy * (1 - K * (r - 1)) * ((1 - w ^ 2) * (1 - K * w)))
    with (S0 * dy * (1 - w ^ 2) * ((1 - K * (r - 1)) * (1 - K * w))) by ring.
  apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply Rmult_le_pos; lra | lra]|].
  assert (0 <= K * (w * (r - 1))) by (apply Rmult_le_pos; [assumption | apply Rmult_le_pos; lra]).
  assert (0 <= K * (r - 1) * (K * w)) by (apply Rmult_le_pos; apply Rmult_le_pos; lra). lra.
Qed.

Lemma D_falls_on i j : D (i + j) <= D i.
Proof.
  induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r, D_falls.
  pose proof (v_square (i + j)) as Hv. destruct (state (i + j)) as [[_ [HD _]] _].
  assert (0 <= v (i + j) ^ 2 * D (i + j)) by (apply Rmult_le_pos; lra). lra.
Qed.

Theorem stays_behind_small i : behind N (x (k + i)) (y (k + i)) (p i) (q i) /\
  (P (k + i + m) <= lam / 2 -> q i <= y (k + i + m) /\ ratio i).
Proof.
  pose proof (here first_positive_from k last beyond) as Hpos. induction i as [|i [Hb Hr]].
  - rewrite Nat.add_0_r. split; [apply (here behind_first); exact last|]. intros HP. cbn [pair fst snd].
    split; [apply late_enough, HP|]. unfold ratio. cbn [pair fst snd]. rewrite Nat.add_0_r.
    destruct size_facts as [[Hba _] _]. destruct (state k) as [[[Hs _] _] _].
    replace (sum k / sum k - 1) with 0 by (field; lra). right. unfold S0. ring.
  - destruct (here behind_next (k + i)%nat i (Hpos i) Hb) as [O1 O2].
    replace (k + S i)%nat with (S (k + i)) by lia. destruct (Rle_or_lt (P (k + i + m)) (lam / 2)) as [C|C].
    + destruct (Hr C) as [Hq Hrat]. pose proof (ratio_next i Hb Hq Hrat) as Hn.
      split; [split; [exact O1 | ]|].
      * pose proof (ratio_enough (S i) Hn) as En. unfold D in En. replace (k + S i)%nat with (S (k + i)) in En by lia.
        exact En.
      * intros _. split; [|exact Hn]. change (S (k + i) + m)%nat with (S (k + i + m)).
        destruct (positive_next N lam alpha beta eta depth i) as [_ ->].
        destruct (negative_next N lam alpha beta eta depth (k + i + m)) as [_ ->].
        destruct (here positive_state i) as [[P1 P2] P3]. destruct (state (k + i + m)) as [_ [[I J] _]].
        pose proof (Hpos (i + m)%nat) as Hx. rewrite Nat.add_assoc in Hx.
        apply (second_stays_behind N lam eta B depth step_positive (step_14 N lam alpha eta depth start step));
          try assumption; try lra; try exact C.
        pose proof (D_falls_on (k + i) m) as Df. destruct Hb as [_ Hb]. unfold D in Df. lra.
    + split; [apply O2, slow_where_past, C|]. intros C'. exfalso.
      pose proof (P_grows (k + i + m) 1) as G1. rewrite Nat.add_1_r in G1.
      change (S (k + i) + m)%nat with (S (k + i + m)) in C'. lra.
Qed.
End From.
End Small_steps.

(* every step below some bound is small enough *)
Theorem small_steps N lam alpha beta : (2 <= N)%nat -> 0 < alpha -> 0 < beta < alpha * (c_14 N - 1) -> 0 < lam ->
  alpha ^ (N - 1) * (alpha - beta) < lam ->
  exists bound, 0 < bound /\ forall eta, 0 < eta < bound ->
    eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) /\
    forall k i, let state j := pair N (- (alpha - beta)) alpha lam eta j in
      product N (fst (state k)) (snd (state k)) <= alpha ^ (N - 1) * (alpha - beta) ->
      alpha ^ (N - 1) * (alpha - beta) < product N (fst (state (S k))) (snd (state (S k))) ->
      product N (fst (state (k + i)%nat)) (snd (state (k + i)%nat))
        <= product N (fst (pair N (alpha - beta) alpha lam eta i)) (snd (pair N (alpha - beta) alpha lam eta i)).
Proof.
  intros HN Ha Hb Hl H0. set (first := alpha ^ (N - 1) * (alpha - beta)) in *. set (B := c_14 N * M N lam alpha).
  set (S0 := beta * (2 * alpha - beta)). set (G := 2 * B ^ (N - 2) * lam).
  set (g := (beta / 2) ^ (N - 2) * Rmin (lam - first) (lam / 2)). set (H := 2 * B / beta).
  set (E := 2 * INR N * B ^ (2 * N - 2)). pose proof (depth_large N HN) as HN2.
  pose proof (beta_below_alpha N alpha beta HN Ha Hb) as Hba. pose proof (c_between N) as Hc.
  pose proof (M_at_least N lam alpha Ha) as HM. assert (HB : 0 < B) by (unfold B; nra).
  assert (HG : 0 < G) by (unfold G; apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra | apply pow_lt] |]; lra).
  assert (Hg : 0 < g) by (unfold g; apply Rmult_lt_0_compat; [apply pow_lt | apply Rmin_glb_lt]; lra).
  assert (HH : 0 < H) by (unfold H; apply Rdiv_lt_0_compat; lra).
  assert (HE : 0 < E) by (unfold E; apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  assert (HS : 0 < S0) by (unfold S0; apply Rmult_lt_0_compat; lra).
  assert (Hd : 0 < 2 * g * (alpha - beta) ^ 2) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
  assert (HQ : 0 <= S0 * G * H / (2 * g * (alpha - beta) ^ 2)).
  { apply Rdiv_le_0_compat; [|exact Hd]. left. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; assumption. }
  destruct (nfloor_ex _ HQ) as [n [_ Hn]]. set (l := S n).
  assert (Hlate : S0 * G * H <= 2 * INR l * g * (alpha - beta) ^ 2).
  { assert (T : S0 * G * H / (2 * g * (alpha - beta) ^ 2) <= INR l) by (unfold l; rewrite S_INR; lra).
    apply Rle_div_l in T; [|exact Hd]. lra. }
  set (m := INR (S l) * INR N). assert (Hm : 0 < m) by (apply Rmult_lt_0_compat; [apply lt_0_INR; lia | lra]).
  set (C := 10 * G + 4 * m * G + 160 * m * G ^ 2 * H / g + m * E).
  assert (C1 : 0 < 10 * G) by lra. assert (C2 : 0 < 4 * m * G) by (apply Rmult_lt_0_compat; lra).
  assert (C3 : 0 < 160 * m * G ^ 2 * H / g).
  { apply Rdiv_lt_0_compat; [|exact Hg]. apply Rmult_lt_0_compat; [|exact HH].
    apply Rmult_lt_0_compat; [lra | apply pow_lt; exact HG]. }
  assert (C4 : 0 < m * E) by (apply Rmult_lt_0_compat; assumption).
  set (b14 := 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2))).
  assert (H14 : 0 < b14).
  { unfold b14. apply Rdiv_lt_0_compat; [lra|].
    apply Rmult_lt_0_compat; [lra | apply pow_lt, Rmult_lt_0_compat; lra]. }
  exists (Rmin b14 (/ C)). split; [apply Rmin_glb_lt; [assumption | apply Rinv_0_lt_compat; unfold C; lra]|].
  intros eta [He0 He]. pose proof (Rlt_le_trans _ _ _ He (Rmin_l _ _)) as He1.
  pose proof (Rlt_le_trans _ _ _ He (Rmin_r _ _)) as He2.
  split; [exact He1|]. assert (HC : eta * C <= 1).
  { left. apply Rlt_le_trans with (/ C * C); [apply Rmult_lt_compat_r; [unfold C; lra | exact He2]|].
    right. apply Rinv_l. unfold C. lra. }
  unfold C in HC. assert (D1 : 0 < eta * (10 * G)) by (apply Rmult_lt_0_compat; assumption).
  assert (D2 : 0 < eta * (4 * m * G)) by (apply Rmult_lt_0_compat; assumption).
  assert (D3 : 0 < eta * (160 * m * G ^ 2 * H / g)) by (apply Rmult_lt_0_compat; assumption).
  assert (D4 : 0 < eta * (m * E)) by (apply Rmult_lt_0_compat; assumption).
  intros k i. cbv zeta. intros K1 K2.
  apply (stays_behind_small N lam alpha beta eta l HN Ha Hb He0 He1 Hl H0); try assumption.
  - fold B G. lra.
  - fold B G. replace (4 * INR (S l) * INR N * (eta * G)) with (eta * (4 * m * G)) by (unfold m; ring). lra.
  - fold B G first g H. assert (T : eta * (160 * m * G ^ 2 * H) <= g).
    { assert (T' : eta * (160 * m * G ^ 2 * H / g) * g <= 1 * g) by (apply Rmult_le_compat_r; lra).
      replace (eta * (160 * m * G ^ 2 * H / g) * g) with (eta * (160 * m * G ^ 2 * H)) in T' by (field; lra). lra. }
    replace (8 * INR (S l) * INR N * (eta * G) ^ 2 * H)
      with (eta * (eta * (160 * m * G ^ 2 * H)) / 20) by (unfold m; field).
    unfold Rdiv. apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; lra.
  - fold B E. replace (INR (S l) * INR N * (eta * E)) with (eta * (m * E)) by (unfold m; ring). lra.
Qed.
