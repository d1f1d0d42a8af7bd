(* The perturbed pair at depth m + 2 as long as p q^(m+1) >= lambda: under the step-size premise this stays so for
   ever, the error p q^(m+1) - lambda falls, the rapidity grows and the imbalance falls. The other side of the limit
   is the same with -p and -lambda. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity.
Open Scope R_scope.

Definition drive (m : nat) (lam eta p q : R) : R := eta * (q ^ m * (p * q ^ S m - lam)).
Definition orbit (m : nat) (lam eta : R) (p q : nat -> R) : Prop := forall k,
  p (S k) = p k - drive m lam eta (p k) (q k) * q k /\ q (S k) = q k - drive m lam eta (p k) (q k) * p k.

Lemma pair_is_orbit m lam eta a b : orbit m lam eta (fun k => fst (pair (S (S m)) a b lam eta k))
  (fun k => snd (pair (S (S m)) a b lam eta k)).
Proof.
  intros k. cbn [pair]. destruct (pair (S (S m)) a b lam eta k) as [p q]. cbn [fst snd].
  replace (S (S m) - 1)%nat with (S m) by lia. replace (S (S m) - 2)%nat with m by lia. unfold drive.
  split; simpl pow; ring.
Qed.

Lemma orbit_mirrored m lam eta p q : orbit m lam eta p q -> orbit m (- lam) eta (fun k => - p k) q.
Proof.
  intros H k. destruct (H k) as [Hp Hq]. rewrite Hp, Hq. unfold drive. split; ring.
Qed.

(* ---- Powers ---- *)

Lemma power_order n x y : 0 <= x -> 0 <= y -> x ^ S n <= y ^ S n -> x <= y.
Proof.
  intros Hx Hy H. destruct (Rle_or_lt x y) as [|L]; [assumption|]. exfalso.
  pose proof (difference_of_powers n y x) as D. assert (0 < G n y x).
  { clear H D. destruct n as [|n]; [simpl; lra|]. change (G (S n) y x) with (y * G n y x + x ^ S n).
    pose proof (pow_lt x (S n) ltac:(lra)). pose proof (G_nonnegative n y x Hy Hx).
    pose proof (Rmult_le_pos _ _ Hy H0). lra. }
  assert (0 < (x - y) * G n y x) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma G_at_least n x y z : 0 <= z <= x -> z <= y -> INR (S n) * z ^ n <= G n x y.
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  change (G (S n) x y) with (x * G n x y + y ^ S n). rewrite (S_INR (S n)).
  assert (z * (INR (S n) * z ^ n) <= x * G n x y).
  { apply Rmult_le_compat; [lra | | lra | exact IH].
    apply Rmult_le_pos; [apply pos_INR | apply pow_le; lra]. }
  assert (z ^ S n <= y ^ S n) by (apply pow_incr; lra).
  change (z ^ S n) with (z * z ^ n) in *. lra.
Qed.

Lemma growth_bounded h n : 0 <= h -> (1 + h) ^ n * (1 - INR n * h) <= 1.
Proof.
  intros Hh. induction n as [|n IH]; [simpl; lra|]. rewrite S_INR. pose proof (pow_le (1 + h) n ltac:(lra)).
  pose proof (pos_INR n). change ((1 + h) ^ S n) with ((1 + h) * (1 + h) ^ n).
  assert (0 <= (1 + h) ^ n * ((INR n + 1) * (h * h))) by (repeat apply Rmult_le_pos; lra). lra.
Qed.

(* ---- One step of the error ---- *)

Definition gain (m : nat) (p q next : R) : R := q ^ m * (q * next ^ S m + p ^ 2 * G m next q).

Lemma error_step m lam eta p q : let y := drive m lam eta p q in
  (p - y * q) * (q - y * p) ^ S m - lam = (1 - eta * gain m p q (q - y * p)) * (p * q ^ S m - lam).
Proof.
  intros y. pose proof (difference_of_powers m (q - y * p) q) as D.
  replace (q - (q - y * p)) with (y * p) in D by ring. set (next := q - y * p) in *.
  replace ((p - y * q) * next ^ S m) with (p * q ^ S m - p * (y * p * G m next q) - y * q * next ^ S m)
    by (rewrite <- D; ring). unfold gain, y, drive. ring.
Qed.

(* The gain lies between the contractions before and after the step. *)
Lemma gain_while_growing m p q p' q' : 0 < q <= q' -> p ^ 2 <= p' ^ 2 ->
  contraction m p q <= gain m p q q' <= contraction m p' q'.
Proof.
  intros Hq Hp. unfold contraction, gain. pose proof (pow2_ge_0 p).
  assert (E : q ^ (2 * m) = q ^ m * q ^ m) by (rewrite <- pow_add; f_equal; lia).
  assert (E' : q' ^ (2 * m) = q' ^ m * q' ^ m) by (rewrite <- pow_add; f_equal; lia). rewrite E, E'.
  pose proof (pow_lt q m ltac:(lra)). assert (q ^ m <= q' ^ m) by (apply pow_incr; lra).
  assert (q ^ S m <= q' ^ S m) by (apply pow_incr; lra).
  pose proof (G_at_least m q' q q ltac:(lra) ltac:(lra)). pose proof (G_bounded m q' q q' ltac:(lra) ltac:(lra)).
  pose proof (pos_INR (S m)). split.
  - rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
    assert (q * q ^ S m <= q * q' ^ S m) by (apply Rmult_le_compat_l; lra).
    assert (p ^ 2 * (INR (S m) * q ^ m) <= p ^ 2 * G m q' q) by (apply Rmult_le_compat_l; lra).
    simpl pow in *. lra.
  - rewrite (Rmult_assoc (q' ^ m)). apply Rmult_le_compat; [lra | | lra |].
    + apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [lra | apply pow_le; lra]|].
      apply Rmult_le_pos; [lra | apply G_nonnegative; lra].
    + assert (q * q' ^ S m <= q' * q' ^ S m) by (apply Rmult_le_compat_r; [apply pow_le|]; lra).
      assert (p ^ 2 * G m q' q <= p' ^ 2 * (INR (S m) * q' ^ m)).
      { apply Rmult_le_compat; [lra | apply G_nonnegative; lra | lra | lra]. }
      simpl pow in *. lra.
Qed.

Lemma gain_while_falling m p q p' q' : 0 < q' <= q -> p' ^ 2 <= p ^ 2 ->
  contraction m p' q' <= gain m p q q' <= contraction m p q.
Proof.
  intros Hq Hp. unfold contraction, gain. pose proof (pow2_ge_0 p').
  assert (E : q ^ (2 * m) = q ^ m * q ^ m) by (rewrite <- pow_add; f_equal; lia).
  assert (E' : q' ^ (2 * m) = q' ^ m * q' ^ m) by (rewrite <- pow_add; f_equal; lia). rewrite E, E'.
  pose proof (pow_lt q' m ltac:(lra)). assert (q' ^ m <= q ^ m) by (apply pow_incr; lra).
  assert (q' ^ S m <= q ^ S m) by (apply pow_incr; lra). pose proof (pow_lt q' (S m) ltac:(lra)).
  pose proof (G_at_least m q' q q' ltac:(lra) ltac:(lra)). pose proof (G_bounded m q' q q ltac:(lra) ltac:(lra)).
  pose proof (pos_INR (S m)). split.
  - rewrite Rmult_assoc. apply Rmult_le_compat; [lra | | lra |].
    + apply Rmult_le_pos; [lra|]. apply Rplus_le_le_0_compat; [apply pow_le; lra | apply Rmult_le_pos; lra].
    + assert (q' * q' ^ S m <= q * q' ^ S m) by (apply Rmult_le_compat_r; lra).
      assert (p' ^ 2 * (INR (S m) * q' ^ m) <= p ^ 2 * G m q' q).
      { apply Rmult_le_compat; [lra | apply Rmult_le_pos; lra | lra | lra]. }
      simpl pow in *. lra.
  - rewrite (Rmult_assoc (q ^ m)). apply Rmult_le_compat_l; [lra|].
    assert (q * q' ^ S m <= q * q ^ S m) by (apply Rmult_le_compat_l; lra).
    assert (p ^ 2 * G m q' q <= p ^ 2 * (INR (S m) * q ^ m)) by (apply Rmult_le_compat_l; lra).
    simpl pow in *. lra.
Qed.

Lemma contraction_nonnegative m p q : 0 < q -> 0 < contraction m p q.
Proof.
  intros Hq. apply Rmult_lt_0_compat; [apply pow_lt, Hq|]. pose proof (pow_lt q 2 Hq). pose proof (pow2_ge_0 p).
  assert (0 <= INR (S m) * p ^ 2) by (apply Rmult_le_pos; [apply pos_INR | lra]). lra.
Qed.

(* At most N q^(2N-2). *)
Lemma contraction_bounded m p q P : Rabs p < q -> q <= P -> contraction m p q <= INR (S (S m)) * P ^ (2 * m + 2).
Proof.
  intros Hp HP. unfold contraction. rewrite pow_add, (S_INR (S m)). pose proof (pos_INR (S m)).
  pose proof (Rabs_pos p). apply Rabs_def2 in Hp.
  apply Rle_trans with (P ^ (2 * m) * (P ^ 2 + INR (S m) * P ^ 2)); [|lra].
  assert (q ^ 2 <= P ^ 2) by (apply pow_incr; lra). assert (p ^ 2 <= P ^ 2) by nra.
  assert (INR (S m) * p ^ 2 <= INR (S m) * P ^ 2) by (apply Rmult_le_compat_l; lra).
  assert (0 <= INR (S m) * p ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]).
  apply Rmult_le_compat; [apply pow_le; lra | | apply pow_incr; lra | lra].
  pose proof (pow_le q 2 ltac:(lra)). lra.
Qed.

(* With the product and with the imbalance the contraction grows. *)
Lemma contraction_increasing m x c x' c' : 0 <= x <= c -> 0 <= x' <= c' -> 0 < c -> x * c ^ S m <= x' * c' ^ S m ->
  imbalance x c <= imbalance x' c' -> contraction m x c <= contraction m x' c'.
Proof.
  unfold imbalance. intros Hx Hx' Hc Hp HS.
  assert (Hcc : c <= c').
  { destruct (Rle_or_lt c c') as [|L]; [assumption|]. exfalso. assert (x' < x) by nra.
    assert (c' ^ S m <= c ^ S m) by (apply pow_incr; lra). pose proof (pow_lt c (S m) Hc).
    assert (x' * c' ^ S m <= x' * c ^ S m) by (apply Rmult_le_compat_l; lra).
    assert (x' * c ^ S m < x * c ^ S m) by (apply Rmult_lt_compat_r; lra). lra. }
  unfold contraction. set (n := INR (S m)).
  assert (E : forall z, z ^ (2 * m) = (z ^ 2) ^ m) by (intros z; rewrite pow_mult; reflexivity).
  assert (Hn : 0 <= n) by apply pos_INR.
  assert (A : n * (x ^ 2 * c ^ (2 * m)) * (c' ^ 2 - c ^ 2) <= c' ^ 2 * (c' ^ (2 * m) * c' ^ 2 - c ^ (2 * m) * c ^ 2)).
  { rewrite !E. pose proof (difference_of_powers m (c ^ 2) (c' ^ 2)) as D.
    change (?z ^ 2) with (z * (z * 1)) in D. simpl pow in D.
    assert (HG : n * (c ^ 2) ^ m <= G m (c ^ 2) (c' ^ 2)).
    { apply G_at_least; [split; [apply pow2_ge_0 | lra] | apply pow_incr; lra]. }
    replace ((c' ^ 2) ^ m * c' ^ 2 - (c ^ 2) ^ m * c ^ 2) with ((c' ^ 2 - c ^ 2) * G m (c ^ 2) (c' ^ 2))
      by (rewrite <- difference_of_powers; simpl; ring).
    assert (0 <= c' ^ 2 - c ^ 2) by (pose proof (pow_incr c c' 2 ltac:(lra)); lra).
    pose proof (pow_le (c ^ 2) m (pow2_ge_0 c)).
    assert (x ^ 2 <= c' ^ 2) by (apply pow_incr; lra). pose proof (pow2_ge_0 x).
    assert (x ^ 2 * (n * (c ^ 2) ^ m) <= c' ^ 2 * G m (c ^ 2) (c' ^ 2)).
    { apply Rmult_le_compat; [lra | apply Rmult_le_pos; lra | lra | lra]. }
    replace (n * (x ^ 2 * (c ^ 2) ^ m) * (c' ^ 2 - c ^ 2)) with (x ^ 2 * (n * (c ^ 2) ^ m) * (c' ^ 2 - c ^ 2))
      by ring.
    replace (c' ^ 2 * ((c' ^ 2 - c ^ 2) * G m (c ^ 2) (c' ^ 2)))
      with (c' ^ 2 * G m (c ^ 2) (c' ^ 2) * (c' ^ 2 - c ^ 2)) by ring.
    apply Rmult_le_compat_r; lra. }
  assert (B : x ^ 2 * c ^ (2 * m) * c ^ 2 <= x' ^ 2 * c' ^ (2 * m) * c' ^ 2).
  { assert (F : forall a b, a ^ 2 * b ^ (2 * m) * b ^ 2 = (a * b ^ S m) ^ 2).
    { intros a b. rewrite E, <- pow_mult, Rpow_mult_distr, <- pow_mult. rewrite Rmult_assoc, <- pow_add.
      do 2 f_equal. lia. }
    rewrite !F. apply pow_incr. split; [apply Rmult_le_pos; [lra | apply pow_le; lra] | exact Hp]. }
  apply Rmult_le_reg_r with (c' ^ 2); [apply pow_lt; lra|].
  assert (n * (x ^ 2 * c ^ (2 * m) * c ^ 2) <= n * (x' ^ 2 * c' ^ (2 * m) * c' ^ 2))
    by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

(* ---- The orbit ---- *)

Definition allowed (m : nat) (lam eta P L p q : R) : Prop :=
  0 < eta /\ 0 <= L /\ Rabs lam = L ^ S (S m) /\ 2 * INR (S (S m)) * (eta * P ^ (2 * m + 2)) <= 1 /\
  Rabs p < q /\ q <= P /\ lam <= p * q ^ S m /\ L ^ 2 + imbalance p q <= P ^ 2.

Lemma negative_side m lam L p q : 0 <= L -> Rabs lam = L ^ S (S m) -> Rabs p < q -> lam <= p * q ^ S m -> p <= 0 ->
  - p <= L /\ - (p * q ^ S m) <= L ^ S (S m) /\ lam <= 0.
Proof.
  intros HL El Hp Hl Hn. apply Rabs_def2 in Hp. pose proof (pow_lt q (S m) ltac:(lra)).
  assert (A : - (p * q ^ S m) <= Rabs lam) by (pose proof (Rle_abs (- lam)); rewrite Rabs_Ropp in *; lra).
  split; [|split; [lra|]].
  - apply power_order with (S m); [lra | assumption|]. rewrite <- El.
    apply Rle_trans with (- p * q ^ S m); [|lra]. change ((- p) ^ S (S m)) with (- p * (- p) ^ S m).
    apply Rmult_le_compat_l; [lra|]. apply pow_incr. lra.
  - destruct (Rle_or_lt lam 0) as [|Hpos]; [assumption|]. exfalso.
    assert (0 <= - p * q ^ S m) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma one_step m lam eta P L p q : allowed m lam eta P L p q -> let y := drive m lam eta p q in
  0 <= y <= / 2 /\ 0 <= eta * gain m p q (q - y * p) < 1 /\ allowed m lam eta P L (p - y * q) (q - y * p).
Proof.
  intros (He & HL & El & Hs & Hp & HP & Hl & HR) y. pose proof Hp as Hi. apply Rabs_def2 in Hp.
  set (h := eta * P ^ (2 * m + 2)) in *. assert (Hh : 0 < h) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  pose proof Hs as Hstep. rewrite !S_INR in Hs. pose proof (pos_INR m) as Hm.
  assert (Hh4 : h <= / 4) by (assert (0 <= INR m * h) by (apply Rmult_le_pos; lra); lra).
  pose proof (imbalance_positive p q Hi) as HS. assert (HLP : L <= P) by nra.
  assert (Hqm : q ^ m <= P ^ m) by (apply pow_incr; lra). pose proof (pow_lt q m ltac:(lra)) as Hqm0.
  assert (EP : P ^ (2 * m + 2) = P ^ m * P ^ S (S m)) by (rewrite <- pow_add; f_equal; lia).
  assert (HLN : L ^ S (S m) <= P ^ S (S m)) by (apply pow_incr; lra).
  pose proof (pow_le L (S (S m)) HL) as HL0. pose proof (pow_lt q (S m) ltac:(lra)) as HqS.
  assert (Hy0 : 0 <= y).
  { unfold y, drive. apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; lra. }
  assert (Hy1 : y <= / 2 /\ (p <= 0 -> y <= h)).
  { assert (A : forall z c, 0 <= z -> p * q ^ S m - lam <= z -> z <= c * P ^ S (S m) -> 0 <= c -> y <= c * h).
    { intros z c Hz Hle Hc Hc0. unfold y, drive, h. rewrite EP.
      replace (c * (eta * (P ^ m * P ^ S (S m)))) with (eta * (P ^ m * (c * P ^ S (S m)))) by ring.
      apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; lra. }
    assert (Hlam : - lam <= L ^ S (S m)) by (rewrite <- El, <- Rabs_Ropp; apply Rle_abs).
    split.
    - assert (y <= 2 * h); [|lra]. apply (A (P ^ S (S m) + L ^ S (S m))); [|  | lra | lra].
      + pose proof (pow_le P (S (S m)) ltac:(lra)). lra.
      + assert (p * q ^ S m <= P * P ^ S m); [|simpl pow in *; lra].
        apply Rle_trans with (P * q ^ S m); [apply Rmult_le_compat_r; lra|].
        apply Rmult_le_compat_l; [lra | apply pow_incr; lra].
    - intros Hn. assert (y <= 1 * h); [|lra]. apply (A (L ^ S (S m))); [assumption | | lra | lra].
      assert (0 <= - p * q ^ S m) by (apply Rmult_le_pos; lra). lra. }
  destruct Hy1 as [Hy1 Hyn]. split; [lra|].
  pose proof (step_inside p q y Hi ltac:(lra)) as Hin.
  assert (Hnext : 0 < q - y * p) by (pose proof (Rabs_pos (p - y * q)); lra).
  assert (Hg : 0 <= eta * gain m p q (q - y * p) < 1).
  { split.
    - apply Rmult_le_pos; [lra|]. unfold gain. apply Rmult_le_pos; [lra|].
      apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [lra | apply pow_le; lra]|].
      apply Rmult_le_pos; [apply pow2_ge_0 | apply G_nonnegative; lra].
    - destruct (Rle_or_lt 0 p) as [Hpos|Hneg].
      + assert (0 <= y * p) by (apply Rmult_le_pos; lra).
        assert (B : gain m p q (q - y * p) <= contraction m p q).
        { apply (gain_while_falling m p q p (q - y * p)); lra. }
        pose proof (contraction_bounded m p q P Hi HP) as C. rewrite !S_INR in C.
        assert (eta * gain m p q (q - y * p) <= eta * ((INR m + 1 + 1) * P ^ (2 * m + 2)))
          by (apply Rmult_le_compat_l; lra).
        replace (eta * ((INR m + 1 + 1) * P ^ (2 * m + 2))) with ((INR m + 1 + 1) * h) in H0 by (unfold h; ring). lra.
      + specialize (Hyn ltac:(lra)). set (q1 := (1 + h) * q).
        assert (Hq1 : q <= q - y * p <= q1) by (unfold q1; nra).
        set (X := (1 + h) ^ S m). pose proof (growth_bounded h (S m) ltac:(lra)) as HX. fold X in HX.
        rewrite S_INR in HX.
        assert (HX0 : 1 <= X) by (apply pow_R1_Rle; lra).
        assert (HX1 : X * (1 + 2 * h) <= 2).
        { assert (X * ((/ 2 + h)) <= X * (1 - (INR m + 1) * h)) by (apply Rmult_le_compat_l; lra). lra. }
        assert (B : gain m p q (q - y * p) <= (INR m + 1 + 1) * (P ^ (2 * m + 2) * X)).
        { assert (Hg1 : G m (q - y * p) q <= (INR m + 1) * ((1 + h) ^ m * q ^ m)).
          { rewrite <- Rpow_mult_distr, <- S_INR. apply G_bounded; fold q1; lra. }
          assert (Hp1 : (q - y * p) ^ S m <= X * q ^ S m).
          { unfold X. rewrite <- Rpow_mult_distr. apply pow_incr. fold q1. lra. }
          assert (HXm : (1 + h) ^ m <= X) by (unfold X; apply Rle_pow; [lra | lia]).
          pose proof (pow_lt (1 + h) m ltac:(lra)).
          assert (p ^ 2 <= q ^ 2) by nra. pose proof (pow2_ge_0 p).
          assert (T1 : q * (q - y * p) ^ S m <= q ^ S (S m) * X).
          { replace (q ^ S (S m) * X) with (q * (X * q ^ S m)) by (simpl pow; ring). apply Rmult_le_compat_l; lra. }
          assert (T2 : p ^ 2 * G m (q - y * p) q <= (INR m + 1) * (q ^ S (S m) * X)).
          { replace ((INR m + 1) * (q ^ S (S m) * X)) with (q ^ 2 * ((INR m + 1) * (X * q ^ m))) by (simpl pow; ring).
            apply Rmult_le_compat; [lra | apply G_nonnegative; lra | lra|].
            apply Rle_trans with ((INR m + 1) * ((1 + h) ^ m * q ^ m)); [lra|].
            apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; lra. }
          assert (T3 : gain m p q (q - y * p) <= (INR m + 1 + 1) * (q ^ m * q ^ S (S m) * X)).
          { unfold gain. replace ((INR m + 1 + 1) * (q ^ m * q ^ S (S m) * X))
              with (q ^ m * (q ^ S (S m) * X + (INR m + 1) * (q ^ S (S m) * X))) by ring.
            apply Rmult_le_compat_l; lra. }
          apply Rle_trans with (1 := T3). apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; [lra|].
          rewrite EP. apply Rmult_le_compat; [lra | apply pow_le; lra | lra | apply pow_incr; lra]. }
        assert (eta * gain m p q (q - y * p) <= eta * ((INR m + 1 + 1) * (P ^ (2 * m + 2) * X)))
          by (apply Rmult_le_compat_l; lra).
        replace (eta * ((INR m + 1 + 1) * (P ^ (2 * m + 2) * X))) with ((INR m + 1 + 1) * h * X) in H
          by (unfold h; ring).
        assert ((INR m + 1 + 1) * h * X <= / 2 * X) by (apply Rmult_le_compat_r; lra).
        assert (0 < h * X) by (apply Rmult_lt_0_compat; lra). lra. }
  split; [exact Hg|].
  assert (HS' : imbalance (p - y * q) (q - y * p) <= imbalance p q).
  { rewrite step_imbalance. assert (0 <= y ^ 2 * imbalance p q)
      by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]). lra. }
  assert (Hl' : lam <= (p - y * q) * (q - y * p) ^ S m).
  { pose proof (error_step m lam eta p q) as E. cbv zeta in E. fold y in E.
    assert (0 <= (1 - eta * gain m p q (q - y * p)) * (p * q ^ S m - lam)) by (apply Rmult_le_pos; lra). lra. }
  assert (HP' : q - y * p <= P).
  { destruct (Rle_or_lt 0 p) as [Hpos|Hneg]; [assert (0 <= y * p) by (apply Rmult_le_pos; lra); lra|].
    assert (Hn' : p - y * q <= 0) by (assert (0 <= y * q) by (apply Rmult_le_pos; lra); lra).
    destruct (negative_side m lam L _ _ HL El Hin Hl' Hn') as [HpL _].
    unfold imbalance in HS'. unfold imbalance in HR. nra. }
  repeat split; [lra | lra | assumption | exact Hstep | assumption | assumption | assumption | lra].
Qed.

Section Orbit.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : allowed m lam eta P L (p 0%nat) (q 0%nat).

Lemma always_allowed k : allowed m lam eta P L (p k) (q k).
Proof using moves start.
  induction k as [|k IH]; [exact start|]. destruct (moves k) as [-> ->]. apply one_step, IH.
Qed.

Definition error (k : nat) : R := p k * q k ^ S m - lam.
Definition y (k : nat) : R := drive m lam eta (p k) (q k).
Definition u (k : nat) : R := angle_of (p k) (q k).
Definition s (k : nat) : R := scale (p k) (q k).

Lemma inside k : Rabs (p k) < q k.
Proof using moves start. apply (always_allowed k). Qed.

Lemma y_between k : 0 <= y k <= / 2.
Proof using moves start. apply (one_step _ _ _ _ _ _ _ (always_allowed k)). Qed.

Lemma error_nonnegative k : 0 <= error k.
Proof using moves start. unfold error. destruct (always_allowed k) as (_ & _ & _ & _ & _ & _ & H & _). lra. Qed.

Lemma error_next k : error (S k) = (1 - eta * gain m (p k) (q k) (q (S k))) * error k.
Proof using moves. unfold error. destruct (moves k) as [-> ->]. apply error_step. Qed.

Lemma gain_between k : 0 <= eta * gain m (p k) (q k) (q (S k)) < 1.
Proof using moves start. destruct (moves k) as [_ ->]. apply (one_step _ _ _ _ _ _ _ (always_allowed k)). Qed.

(* The error never grows. *)
Lemma error_falls j k : (j <= k)%nat -> error k <= error j.
Proof using moves start.
  induction 1 as [|k H IH]; [lra|]. rewrite error_next. pose proof (error_nonnegative k).
  pose proof (gain_between k). nra.
Qed.

Lemma error_positive k : 0 < error 0 -> 0 < error k.
Proof using moves start.
  intros H. induction k as [|k IH]; [exact H|]. rewrite error_next. pose proof (gain_between k).
  apply Rmult_lt_0_compat; lra.
Qed.

Lemma s_positive k : 0 < s k.
Proof using moves start. apply scale_positive, inside. Qed.

Lemma s_square k : s k ^ 2 = imbalance (p k) (q k).
Proof using moves start. apply scale_square, inside. Qed.

Lemma s_next k : s (S k) ^ 2 = (1 - y k ^ 2) * s k ^ 2.
Proof using moves start. rewrite !s_square. destruct (moves k) as [-> ->]. apply step_imbalance. Qed.

(* The imbalance never grows. *)
Lemma s_falls j k : (j <= k)%nat -> s k <= s j.
Proof using moves start.
  induction 1 as [|k H IH]; [lra|]. apply Rle_trans with (s k); [|exact IH].
  pose proof (s_positive k). pose proof (s_positive (S k)). pose proof (s_next k) as E. pose proof (y_between k).
  assert (0 <= y k ^ 2 * s k ^ 2) by (apply Rmult_le_pos; apply pow2_ge_0). nra.
Qed.

Lemma u_next k : u (S k) = u k + artanh (y k).
Proof using moves start.
  unfold u. destruct (moves k) as [-> ->].
  apply step_angle; [apply inside | pose proof (y_between k); unfold y in *; lra].
Qed.

Lemma u_grows j k : (j <= k)%nat -> u j <= u k.
Proof using moves start.
  induction 1 as [|k H IH]; [lra|]. rewrite u_next. pose proof (y_between k).
  pose proof (artanh_between (y k) ltac:(lra)).
  lra.
Qed.

Lemma q_is k : q k = s k * cosh (u k).
Proof using moves start. symmetry. apply coordinates, inside. Qed.

Lemma p_is k : p k = - (s k * sinh (u k)).
Proof using moves start. destruct (coordinates _ _ (inside k)) as [_ E]. unfold s, u. lra. Qed.

Lemma error_is k : error k = - lam - size m (s k) (u k).
Proof using moves start. unfold error, s, u. rewrite size_of_pair by apply inside. ring. Qed.

Lemma y_is k : y k = eta * ((s k * cosh (u k)) ^ m * (- lam - size m (s k) (u k))).
Proof using moves start. rewrite <- error_is, <- q_is. reflexivity. Qed.

Lemma sign_of_u k : (0 <= p k -> u k <= 0) /\ (p k <= 0 -> 0 <= u k).
Proof using moves start. apply angle_sign, inside. Qed.
End Orbit.
