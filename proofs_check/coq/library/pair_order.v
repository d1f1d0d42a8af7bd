(* Two states of the pair below the eigenvalue, of which one is behind the other: its product is no larger and its
   imbalance p2^2 - p1^2 is no larger. One step keeps this while larger products are slower at the same imbalance. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots pair pair_orbit.
From dmf.statements Require Import definitions lemma_d_1.
From dmf.deep_factorization Require lemma_d_1.
Open Scope R_scope.

Lemma power_of N x : (1 <= N)%nat -> x * x ^ (N - 1) = x ^ N.
Proof. destruct N as [|n]; [lia|]. intros _. replace (S n - 1)%nat with n by lia. reflexivity. Qed.

Lemma powers_apart n x y : 0 <= x -> x <= y -> INR n * (y - x) * x ^ n <= x * (y ^ n - x ^ n).
Proof.
  intros Hx Hy. destruct n as [|n]; [simpl; lra|]. rewrite difference_of_powers.
  assert (HG : INR (S n) * x ^ n <= G n x y).
  { induction n as [|n IH]; [simpl; lra|]. change (G (S n) x y) with (x * G n x y + y ^ S n). rewrite (S_INR (S n)).
    assert (x ^ S n <= y ^ S n) by (apply pow_incr; lra).
    assert (x * (INR (S n) * x ^ n) <= x * G n x y) by (apply Rmult_le_compat_l; assumption). simpl pow in *. lra. }
  replace (INR (S n) * (y - x) * x ^ S n) with (x * ((y - x) * (INR (S n) * x ^ n))) by (simpl pow; ring).
  apply Rmult_le_compat_l; [assumption|]. apply Rmult_le_compat_l; lra.
Qed.

Section Order.
Variables (N : nat) (lam eta B : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis step_positive : 0 < eta.
Hypothesis eigenvalue_bounded : Rabs lam <= B ^ N.
Hypothesis step : eta * (9 * INR N * B ^ (2 * N - 2)) < 1.

Definition product (p q : R) : R := q ^ (N - 1) * p.
(* what p1 gains for each p2 in a step, and p2 for each p1 *)
Definition speed (p q : R) : R := eta * (q ^ (N - 2) * (lam - product p q)).
Definition p_after (p q : R) : R := p + speed p q * q.
Definition q_after (p q : R) : R := q + speed p q * p.

Lemma speed_bounded p q : - q < p < q -> q <= B -> product p q <= lam -> 0 <= speed p q <= 2 / (9 * INR N).
Proof using depth step_positive eigenvalue_bounded step.
  intros Hi Hq Hl. split.
  - unfold speed. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra.
  - pose proof (u_small N lam eta B p q depth step_positive eigenvalue_bounded step Hi Hq) as U.
    pose proof (Rle_abs (- (eta * rate N lam p q))) as T. rewrite Rabs_Ropp in T.
    replace (speed p q) with (- (eta * rate N lam p q)) by (unfold speed, product, rate; ring). lra.
Qed.

Lemma share_of_speed v : 0 <= v <= 2 / (9 * INR N) -> INR N * v ^ 2 <= 1.
Proof using depth.
  intros Hv. pose proof (depth_large N depth) as HN. assert (H : v * (9 * INR N) <= 2) by (apply Rle_div_r; lra).
  assert (v <= 1) by nra. nra.
Qed.

(* At the same imbalance q^2 - p^2 the state with the larger p1 stays ahead. *)
Section Same_imbalance.
Variables (x y p q : R).
Hypothesis first_larger : 0 <= x <= p.
Hypothesis inside : p < q.
Hypothesis second_positive : 0 < y.
Hypothesis imbalance : q ^ 2 - p ^ 2 = y ^ 2 - x ^ 2.
Hypothesis bounded : q <= B.
Hypothesis not_passed : product p q <= lam.

Lemma second_larger : x < y /\ y <= q /\ q - y <= p - x /\ (p - x) * p <= 2 * q * (q - y).
Proof using first_larger inside second_positive imbalance.
  assert (E : (q - y) * (q + y) = (p - x) * (p + x)) by nra.
  assert (Hy : y <= q) by nra. assert (Hxy : x < y) by nra. repeat split; try assumption.
  - apply Rmult_le_reg_r with (q + y); [lra|]. rewrite E. apply Rmult_le_compat_l; lra.
  - apply Rle_trans with ((p - x) * (p + x)); [apply Rmult_le_compat_l; lra|]. rewrite <- E, (Rmult_comm (2 * q)).
    apply Rmult_le_compat_l; lra.
Qed.

Lemma product_larger : product x y <= product p q.
Proof using first_larger inside second_positive imbalance.
  destruct second_larger as [H1 [H2 _]]. unfold product.
  apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
Qed.

(* the speeds differ by a small part of the distance *)
Lemma speeds_near : (speed x y - speed p q) * q <= (p - x) / 2.
Proof using depth step_positive step first_larger inside second_positive imbalance bounded not_passed.
  destruct second_larger as [H1 [H2 [H3 _]]]. pose proof product_larger as HP. pose proof (depth_large N depth) as HN.
  assert (Y : 0 < q ^ (N - 2)) by (apply pow_lt; lra). set (c := q ^ (N - 2)) in *.
  assert (Yy : y ^ (N - 2) <= c) by (apply pow_incr; lra).
  assert (Eq : q ^ (N - 1) = q * c) by (unfold c; replace (N - 1)%nat with (S (N - 2)) by lia; reflexivity).
  assert (D : product p q - product x y <= (p - x) * (INR N * (q * c))).
  { unfold product. pose proof (difference_of_powers (N - 2) y q) as E.
    replace (S (N - 2)) with (N - 1)%nat in E by lia.
    pose proof (G_bounded (N - 2) y q q ltac:(lra) ltac:(lra)) as HG. fold c in HG.
    pose proof (G_nonnegative (N - 2) y q ltac:(lra) ltac:(lra)) as HG0.
    replace (INR (S (N - 2))) with (INR N - 1) in HG
      by (replace N with (S (S (N - 2))) at 1 by lia; rewrite !S_INR; ring).
    replace (q ^ (N - 1) * p - y ^ (N - 1) * x) with (q ^ (N - 1) * (p - x) + (q ^ (N - 1) - y ^ (N - 1)) * x)
      by ring.
    rewrite E, Eq. set (g := G (N - 2) y q) in *.
    assert ((q - y) * g * x <= (p - x) * ((INR N - 1) * c) * q).
    { apply Rmult_le_compat; [apply Rmult_le_pos; lra | lra | apply Rmult_le_compat; lra | lra]. }
    nra. }
  assert (S1 : speed x y - speed p q <= eta * (c * (product p q - product x y))).
  { unfold speed. fold c.
    assert (y ^ (N - 2) * (lam - product x y) <= c * (lam - product x y)) by (apply Rmult_le_compat_r; lra).
    replace (eta * (y ^ (N - 2) * (lam - product x y)) - eta * (c * (lam - product p q)))
      with (eta * (y ^ (N - 2) * (lam - product x y) - c * (lam - product p q))) by ring.
    apply Rmult_le_compat_l; lra. }
  assert (S2 : (speed x y - speed p q) * q <= eta * (c * ((p - x) * (INR N * (q * c)))) * q).
  { apply Rmult_le_compat_r; [lra|]. apply Rle_trans with (1 := S1). apply Rmult_le_compat_l; [lra|].
    apply Rmult_le_compat_l; lra. }
  apply Rle_trans with (1 := S2).
  replace (eta * (c * ((p - x) * (INR N * (q * c)))) * q) with ((p - x) * (eta * (INR N * (q * c) ^ 2))) by ring.
  apply Rmult_le_compat_l; [lra|]. rewrite <- Eq, <- pow_mult. replace ((N - 1) * 2)%nat with (2 * N - 2)%nat by lia.
  assert (q ^ (2 * N - 2) <= B ^ (2 * N - 2)) by (apply pow_incr; lra).
  assert (eta * (INR N * q ^ (2 * N - 2)) <= eta * (INR N * B ^ (2 * N - 2))).
  { apply Rmult_le_compat_l; [lra | apply Rmult_le_compat_l; lra]. }
  nra.
Qed.

Lemma both_stay_ahead : 0 <= p_after x y <= p_after p q /\ 0 <= q_after x y <= q_after p q.
Proof using depth step_positive step first_larger inside second_positive imbalance bounded not_passed.
  destruct second_larger as [H1 [H2 [H3 H4]]]. pose proof speeds_near as HV. pose proof product_larger as HP.
  assert (V0 : 0 <= speed p q).
  { unfold speed. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra. }
  assert (V1 : 0 <= speed x y).
  { unfold speed. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply pow_le|]; lra. }
  set (v := speed p q) in *. set (w := speed x y) in *. split; split.
  - unfold p_after. fold w. nra.
  - unfold p_after. fold v w. assert (w * y <= w * q) by (apply Rmult_le_compat_l; lra). lra.
  - unfold q_after. fold w. nra.
  - unfold q_after. fold v w. assert (w * x <= w * p) by (apply Rmult_le_compat_l; lra).
    assert ((w - v) * p <= q - y); [|lra]. apply Rmult_le_reg_r with (2 * q); [lra|].
    replace ((w - v) * p * (2 * q)) with (2 * ((w - v) * q) * p) by ring. nra.
Qed.

Lemma ahead_stays_ahead : product (p_after x y) (q_after x y) <= product (p_after p q) (q_after p q).
Proof using depth step_positive step first_larger inside second_positive imbalance bounded not_passed.
  destruct both_stay_ahead as [P Q]. unfold product.
  apply Rmult_le_compat; [apply pow_le | | apply pow_incr | ]; lra.
Qed.

(* where larger products are slower *)
Lemma slower : (INR N - 2) * lam <= (2 * INR N - 2) * product x y -> speed p q <= speed x y.
Proof using depth step_positive first_larger inside second_positive imbalance not_passed.
  destruct second_larger as [H1 [H2 [H3 H4]]]. pose proof product_larger as HP.
  pose proof (depth_large N depth) as HN.
  intros Hc. unfold speed. apply Rmult_le_compat_l; [lra|]. set (m := (N - 2)%nat).
  assert (Hm : INR m = INR N - 2) by (unfold m; rewrite minus_INR by lia; simpl INR; ring).
  assert (H0 : 0 <= product x y) by (unfold product; apply Rmult_le_pos; [apply pow_le|]; lra).
  assert (Gain : INR N * product x y * (q - y) <= q * (product p q - product x y)).
  { apply Rle_trans with (y * (product p q - product x y)); [|apply Rmult_le_compat_r; lra].
    assert (A : x * q <= p * y) by nra.
    assert (Yn : 0 < y ^ N) by (apply pow_lt; lra). pose proof (powers_apart N y q ltac:(lra) H2) as Ap.
    assert (Grow : product x y * q ^ N <= product p q * y ^ N).
    { unfold product. rewrite <- (power_of N q), <- (power_of N y) by lia.
      replace (y ^ (N - 1) * x * (q * q ^ (N - 1))) with (y ^ (N - 1) * q ^ (N - 1) * (x * q)) by ring.
      replace (q ^ (N - 1) * p * (y * y ^ (N - 1))) with (y ^ (N - 1) * q ^ (N - 1) * (p * y)) by ring.
      apply Rmult_le_compat_l; [apply Rmult_le_pos; apply pow_le; lra | exact A]. }
    apply Rmult_le_reg_r with (y ^ N); [assumption|].
    apply Rle_trans with (product x y * (y * (q ^ N - y ^ N))); [|nra].
    replace (INR N * product x y * (q - y) * y ^ N) with (product x y * (INR N * (q - y) * y ^ N)) by ring.
    apply Rmult_le_compat_l; assumption. }
  assert (Room : INR m * (lam - product x y) <= INR N * product x y).
  { rewrite Hm. lra. }
  assert (Loss : (q ^ m - y ^ m) * q <= INR m * (q - y) * q ^ m).
  { destruct m as [|j]; [simpl; lra|]. rewrite (difference_of_powers j y q).
    pose proof (G_bounded j y q q ltac:(lra) ltac:(lra)) as HG.
    replace (INR (S j) * (q - y) * q ^ S j) with ((q - y) * (INR (S j) * q ^ j) * q) by (simpl pow; ring).
    apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; lra. }
  assert (Qm : 0 < q ^ m) by (apply pow_lt; lra).
  assert (All : (q ^ m - y ^ m) * (lam - product x y) <= q ^ m * (product p q - product x y)); [|lra].
  apply Rmult_le_reg_r with q; [lra|].
  apply Rle_trans with (INR m * (q - y) * q ^ m * (lam - product x y)).
  - replace ((q ^ m - y ^ m) * (lam - product x y) * q) with ((q ^ m - y ^ m) * q * (lam - product x y)) by ring.
    apply Rmult_le_compat_r; lra.
  - replace (INR m * (q - y) * q ^ m * (lam - product x y))
      with (q ^ m * ((q - y) * (INR m * (lam - product x y)))) by ring.
    rewrite Rmult_assoc, (Rmult_comm _ q). apply Rmult_le_compat_l; [lra|].
    apply Rle_trans with ((q - y) * (INR N * product x y)); [apply Rmult_le_compat_l; lra | lra].
Qed.
End Same_imbalance.

Lemma imbalance_after p q : q_after p q ^ 2 - p_after p q ^ 2 = (1 - speed p q ^ 2) * (q ^ 2 - p ^ 2).
Proof. unfold p_after, q_after. ring. Qed.

(* psi of Lemma D.1 *)
Lemma after_is_psi p q : 0 < q -> product (p_after p q) (q_after p q) = psi N lam (product p q) eta q.
Proof using depth.
  intros Hq. pose proof (pow_lt q (N - 1) Hq) as H1. pose proof (pow_lt q (N - 2) Hq) as H2. unfold psi.
  replace (product p q * q ^ (N - 1) / q ^ (N - 1)) with (product p q) by (field; lra).
  replace (product p q / q ^ (N - 1)) with p by (unfold product; field; lra).
  replace (eta * product p q * q ^ (N - 2) * (product p q - lam) / q ^ (N - 1))
    with (eta * p * q ^ (N - 2) * (product p q - lam)) by (unfold product; field; lra).
  assert (E : q ^ (N - 1) = q * q ^ (N - 2)) by (replace (N - 1)%nat with (S (N - 2)) by lia; reflexivity).
  unfold product at 1. f_equal.
  - f_equal. unfold q_after, speed. ring.
  - unfold p_after, speed. rewrite E. ring.
Qed.

(* At the same product the state with the larger p2 stays ahead, and keeps the larger imbalance. *)
Section Same_product.
Variables (x y p q : R).
Hypothesis first_positive : 0 < x /\ 0 < p.
Hypothesis inside : x < y /\ p < q.
Hypothesis second_larger_p : y <= q.
Hypothesis same : product x y = product p q.
Hypothesis bounded : q <= B.
Hypothesis not_passed : product p q <= lam.

Lemma same_product_positive : 0 < product p q.
Proof using first_positive inside. unfold product. apply Rmult_lt_0_compat; [apply pow_lt; lra | lra]. Qed.

Lemma first_smaller : p <= x.
Proof using depth first_positive inside second_larger_p same.
  unfold product in same. assert (H : y ^ (N - 1) <= q ^ (N - 1)) by (apply pow_incr; lra).
  assert (0 < y ^ (N - 1)) by (apply pow_lt; lra). nra.
Qed.

Lemma larger_second_ahead : product (p_after x y) (q_after x y) <= product (p_after p q) (q_after p q).
Proof using depth step_positive eigenvalue_bounded step first_positive inside second_larger_p same not_passed.
  rewrite !after_is_psi by lra. rewrite same. pose proof same_product_positive as HP. set (P := product p q) in *.
  destruct (Req_dec y q) as [->|Hyq]; [lra|]. destruct (Req_dec P lam) as [E|HPl].
  { rewrite !lemma_d_1.map_is by (assumption || lra). unfold Rdiv. replace (lam - P) with 0 by lra.
    rewrite !Rmult_0_r, !Rmult_0_l. rewrite !Rplus_0_l, !pow1. lra. }
  assert (HPy : P < y ^ N).
  { rewrite <- same. unfold product. rewrite <- (power_of N y), (Rmult_comm y) by lia.
    apply Rmult_lt_compat_l; [apply pow_lt|]; lra. }
  left. destruct N as [|[|n]]; [lia | lia |].
  apply (incr_function_le (psi (S (S n)) lam P eta) y q (lemma_d_1.first_derivative n lam P eta)); simpl; try lra.
  - intros z Hz _. apply lemma_d_1.slope_is; lra.
  - intros z Hz _. unfold lemma_d_1.first_derivative.
    pose proof (lemma_d_1.b_below lam P eta HP step_positive z ltac:(lra) ltac:(lra)) as Hb. cbv beta in Hb.
    set (b := eta * P * (lam - P) / z ^ 2 + 1) in *. assert (Hbn : 0 < b ^ n) by (apply pow_lt; lra).
    assert (Hz3 : 0 < z ^ 3) by (apply pow_lt; lra).
    assert (Hn : 0 < 2 * INR (S (S n)) - 2) by (rewrite !S_INR; pose proof (pos_INR n); lra).
    assert (HPz : P < z ^ S (S n)).
    { apply Rlt_le_trans with (1 := HPy). apply pow_incr. lra. }
    assert (HPP : 0 < z ^ (2 * S (S n)) - P ^ 2).
    { rewrite Nat.mul_comm, pow_mult. nra. }
    repeat apply Rmult_lt_0_compat; try assumption; try lra. apply Rinv_0_lt_compat. assumption.
Qed.

Lemma larger_second_keeps_imbalance : q_after x y ^ 2 - p_after x y ^ 2 <= q_after p q ^ 2 - p_after p q ^ 2.
Proof using depth step_positive eigenvalue_bounded step first_positive inside second_larger_p same bounded not_passed.
  rewrite !imbalance_after. pose proof first_smaller as Hpx. pose proof (depth_large N depth) as HN.
  pose proof (speed_bounded p q ltac:(lra) bounded not_passed) as Hv.
  assert (Hv2 : INR N * speed p q ^ 2 <= 1) by (apply share_of_speed; exact Hv).
  set (P := product p q) in *. set (m := (N - 2)%nat). set (k := eta * (lam - P)).
  assert (Hm : INR m = INR N - 2) by (unfold m; rewrite minus_INR by lia; simpl INR; ring).
  assert (Ev : speed p q = k * q ^ m) by (unfold speed, k, m; fold P; ring).
  assert (Ew : speed x y = k * y ^ m) by (unfold speed, k, m; rewrite same; fold P; ring).
  set (D := q ^ 2 - p ^ 2). set (D1 := y ^ 2 - x ^ 2).
  assert (HD : q ^ 2 - y ^ 2 <= D - D1) by (unfold D, D1; nra).
  assert (HD1 : 0 < D1 <= y ^ 2) by (unfold D1; split; nra).
  assert (Hyq : y ^ 2 <= q ^ 2) by nra.
  (* the speeds *)
  assert (S1 : (speed p q ^ 2 - speed x y ^ 2) * D1 <= INR m * speed p q ^ 2 * (q ^ 2 - y ^ 2)).
  { rewrite Ev, Ew, !Rpow_mult_distr, <- !pow_mult, !(Nat.mul_comm m), !pow_mult.
    set (Q := q ^ 2) in *. set (Y := y ^ 2) in *. assert (HY : 0 < Y) by lra.
    assert (HYQ : Y ^ m <= Q ^ m) by (apply pow_incr; lra).
    assert (L : (Q ^ m - Y ^ m) * Q <= INR m * (Q - Y) * Q ^ m).
    { destruct m as [|j]; [simpl; lra|]. rewrite (difference_of_powers j Y Q).
      pose proof (G_bounded j Y Q Q ltac:(lra) ltac:(lra)) as HG.
      replace (INR (S j) * (Q - Y) * Q ^ S j) with ((Q - Y) * (INR (S j) * Q ^ j) * Q) by (simpl pow; ring).
      apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; lra. }
    replace ((k ^ 2 * Q ^ m - k ^ 2 * Y ^ m) * D1) with (k ^ 2 * ((Q ^ m - Y ^ m) * D1)) by ring.
    replace (INR m * (k ^ 2 * Q ^ m) * (Q - Y)) with (k ^ 2 * (INR m * (Q - Y) * Q ^ m)) by ring.
    apply Rmult_le_compat_l; [apply pow2_ge_0|]. apply Rle_trans with (2 := L).
    apply Rmult_le_compat_l; lra. }
  set (V := speed p q ^ 2) in *. set (W := speed x y ^ 2) in *.
  assert (HV : 0 <= V) by apply pow2_ge_0.
  assert (S2 : INR m * V * (q ^ 2 - y ^ 2) <= INR m * V * (D - D1)).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | assumption]. }
  assert (S3 : (INR m + 1) * V <= 1) by (rewrite Hm; nra).
  assert (S4 : 0 <= (1 - V - INR m * V) * (D - D1)) by (apply Rmult_le_pos; lra). nra.
Qed.
End Same_product.

(* between the two: the state with the product of the one and the imbalance of the other *)
Lemma between D P Q : 0 < D -> 0 < P -> 0 < Q -> P <= Q ^ N -> exists p q,
  0 < p < q /\ q ^ 2 - p ^ 2 = D /\ product p q = P.
Proof using depth.
  intros HD HP HQ HPQ. set (g := fun t => sqrt (D + t ^ 2) ^ (N - 1) * t).
  assert (Hs : forall t, 0 < sqrt (D + t ^ 2)) by (intros t; apply sqrt_lt_R0; nra).
  destruct (IVT_gen g 0 Q P) as [t [Ht Et]].
  - intros t. apply continuity_pt_filterlim. apply (ex_derive_continuous g). unfold g. auto_derive. nra.
  - unfold g at 1 3. rewrite !Rmult_0_r.
    assert (Hg : Q ^ N <= g Q).
    { unfold g. rewrite <- power_of, Rmult_comm by lia. apply Rmult_le_compat_r; [lra|]. apply pow_incr.
      split; [lra|].
      rewrite <- (sqrt_pow2 Q) at 1 by lra. apply sqrt_le_1_alt. lra. }
    rewrite Rmin_left, Rmax_right by lra. lra.
  - rewrite Rmin_left, Rmax_right in Ht by lra. exists t, (sqrt (D + t ^ 2)).
    assert (E : sqrt (D + t ^ 2) ^ 2 = D + t ^ 2) by (apply pow2_sqrt; nra).
    assert (t <> 0) by (intros Z; unfold g in Et; rewrite Z, Rmult_0_r in Et; lra).
    pose proof (Hs t). split; [split; [lra | nra]|]. split; [lra | exact Et].
Qed.

(* Up to half the eigenvalue p2 stays behind where it is behind at a larger imbalance. *)
Lemma second_stays_behind x y p q : 0 < x < y -> 0 < p < q -> q <= B -> product p q <= lam / 2 ->
  y <= q -> q ^ 2 - p ^ 2 <= y ^ 2 - x ^ 2 -> q_after x y <= q_after p q.
Proof using depth step_positive step.
  intros Hx Hp Hq Hl Hyq HD.
  assert (P0 : 0 < product p q) by (unfold product; apply Rmult_lt_0_compat; [apply pow_lt|]; lra).
  (* the state with p2 of the one and the imbalance of the other *)
  set (s := sqrt (q ^ 2 - (y ^ 2 - x ^ 2))).
  assert (Es : s ^ 2 = q ^ 2 - (y ^ 2 - x ^ 2)) by (apply pow2_sqrt; nra). assert (Hs : 0 <= s) by apply sqrt_pos.
  assert (Hsp : s <= p) by nra. assert (Hxs : x <= s) by nra.
  assert (Hsl : product s q <= product p q) by (unfold product; apply Rmult_le_compat_l; [apply pow_le|]; lra).
  destruct (both_stay_ahead x y s q) as [_ [_ A]]; try lra.
  apply Rle_trans with (1 := A). unfold q_after, speed.
  assert (0 < eta * q ^ (N - 2)) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  assert (0 <= (p - s) * (lam - product p q - product s q)) by (apply Rmult_le_pos; lra).
  assert (Ex : p * product s q = s * product p q) by (unfold product; ring).
  assert (E : (lam - product p q) * p - (lam - product s q) * s = (p - s) * (lam - product p q - product s q)) by lra.
  assert (0 <= eta * q ^ (N - 2) * ((lam - product p q) * p - (lam - product s q) * s)) by (apply Rmult_le_pos; lra).
  lra.
Qed.

(* One step keeps the order of the products, and that of the imbalances where larger products are slower. *)
Definition behind (x y p q : R) : Prop := product x y <= product p q /\ y ^ 2 - x ^ 2 <= q ^ 2 - p ^ 2.

Theorem behind_stays x y p q : 0 < x < y -> 0 < p < q -> q <= B -> product p q <= lam -> behind x y p q ->
  product (p_after x y) (q_after x y) <= product (p_after p q) (q_after p q) /\
  ((INR N - 2) * lam <= (2 * INR N - 2) * product x y ->
   behind (p_after x y) (q_after x y) (p_after p q) (q_after p q)).
Proof using depth step_positive eigenvalue_bounded step.
  intros Hx Hp Hq Hl [H1 H2].
  assert (HP : 0 < product p q) by (unfold product; apply Rmult_lt_0_compat; [apply pow_lt; lra | lra]).
  destruct (between (y ^ 2 - x ^ 2) (product p q) q) as [s [t [Hst [ED EP]]]]; [nra | assumption | lra | |].
  { apply Rle_trans with (q ^ (N - 1) * q); [apply Rmult_le_compat_l; [apply pow_le|]; lra|].
    right. rewrite Rmult_comm. apply power_of. lia. }
  assert (Hts : t <= q).
  { destruct (Rle_or_lt t q) as [|C]; [assumption|]. exfalso.
    assert (q ^ 2 < t ^ 2) by nra. assert (p < s) by nra. unfold product in EP.
    assert (0 < q ^ (N - 1)) by (apply pow_lt; lra). assert (q ^ (N - 1) <= t ^ (N - 1)) by (apply pow_incr; lra).
    nra. }
  assert (Hxs : x <= s).
  { destruct (Rle_or_lt x s) as [|C]; [assumption|]. exfalso.
    assert (t < y) by nra. unfold product in *.
    assert (t ^ (N - 1) <= y ^ (N - 1)) by (apply pow_incr; lra). assert (0 < t ^ (N - 1)) by (apply pow_lt; lra).
    nra. }
  pose proof (ahead_stays_ahead x y s t ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)
    ltac:(rewrite EP; lra)) as A1.
  pose proof (larger_second_ahead s t p q ltac:(lra) ltac:(lra) Hts EP Hl) as A3.
  pose proof (larger_second_keeps_imbalance s t p q ltac:(lra) ltac:(lra) Hts EP Hq Hl) as A4.
  split; [lra|]. intros Hc. split; [lra|].
  pose proof (slower x y s t ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(rewrite EP; lra) Hc) as A2.
  apply Rle_trans with (2 := A4). rewrite !imbalance_after, ED.
  apply Rmult_le_compat_r; [nra|].
  pose proof (speed_bounded s t ltac:(lra) ltac:(lra) ltac:(rewrite EP; lra)) as Hv. nra.
Qed.
End Order.
