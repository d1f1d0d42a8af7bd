(* A pair that has settled (docs/proofs/settled-pair.md): from a state that passes the test its error never grows and
   never changes its sign, and all later states lie in a box. Weaker than the step-size premise of the sharp count. *)
From Coq Require Import Reals Lra Lia Psatz.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit.
Open Scope R_scope.

(* With p q^(m+1) >= lambda; h = eta P^(2N-2). *)
Definition settling (m : nat) (lam eta P L p q : R) : Prop :=
  0 < eta /\ 0 <= L /\ Rabs lam = L ^ S (S m) /\ Rabs p < q /\ q <= P /\ lam <= p * q ^ S m /\
  let h := eta * P ^ (2 * m + 2) in
  (0 <= lam /\ INR (S (S m)) * h <= 1) \/
  (lam < 0 /\ INR (S (S m)) * (h * (1 + h) ^ S m) <= 1 /\ L ^ 2 + imbalance p q <= P ^ 2).

Lemma settled_step m lam eta P L p q : settling m lam eta P L p q -> let y := drive m lam eta p q in
  0 <= y < 1 /\ 0 <= eta * gain m p q (q - y * p) <= 1 /\ settling m lam eta P L (p - y * q) (q - y * p).
Proof.
  intros (He & HL & El & Hi & HP & Hl & Hcase) y. pose proof Hi as Hp. apply Rabs_def2 in Hp. cbv zeta in Hcase.
  set (h := eta * P ^ (2 * m + 2)) in *. assert (Hh : 0 < h) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
  assert (HN : INR (S (S m)) = INR m + 2) by (rewrite !S_INR; ring). pose proof (pos_INR m) as Hm.
  rewrite HN in Hcase.
  pose proof (pow_R1_Rle (1 + h) (S m) ltac:(lra)) as HX. set (X := (1 + h) ^ S m) in *.
  assert (HhX : h <= h * X) by (rewrite <- (Rmult_1_r h) at 1; apply Rmult_le_compat_l; lra).
  assert (HNh : (INR m + 2) * h <= 1).
  { destruct Hcase as [[_ H]|(_ & H & _)]; [exact H|].
    pose proof (Rmult_le_compat_l (INR m + 2) _ _ ltac:(lra) HhX). lra. }
  assert (Hmh : 0 <= INR m * h) by (apply Rmult_le_pos; lra).
  pose proof (imbalance_positive p q Hi) as HS.
  assert (Hqm : q ^ m <= P ^ m) by (apply pow_incr; lra). pose proof (pow_lt q m ltac:(lra)) as Hqm0.
  assert (EP : P ^ (2 * m + 2) = P ^ m * P ^ S (S m)) by (rewrite <- pow_add; f_equal; lia).
  pose proof (pow_lt q (S m) ltac:(lra)) as HqS.
  assert (Hy0 : 0 <= y) by (unfold y, drive; apply Rmult_le_pos; [lra|]; apply Rmult_le_pos; lra).
  assert (Hpq : p * q ^ S m <= P ^ S (S m)).
  { change (P ^ S (S m)) with (P * P ^ S m). apply Rle_trans with (P * q ^ S m); [apply Rmult_le_compat_r; lra|].
    apply Rmult_le_compat_l; [lra | apply pow_incr; lra]. }
  assert (Hbound : forall x c, 0 <= x -> p * q ^ S m - lam <= x -> x <= c * P ^ S (S m) -> 0 <= c -> y <= c * h).
  { intros x c Hx Hle Hc Hc0. unfold y, drive, h. rewrite EP.
    replace (c * (eta * (P ^ m * P ^ S (S m)))) with (eta * (P ^ m * (c * P ^ S (S m)))) by ring.
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; lra. }
  assert (HLN : lam < 0 -> - lam <= P ^ S (S m)).
  { intros Hn. destruct Hcase as [[H _]|(_ & _ & HR)]; [lra|]. rewrite Rabs_left in El by assumption. rewrite El.
    apply pow_incr. split; [assumption|]. nra. }
  assert (Hneg : p < 0 -> lam < 0).
  { intros Hn. pose proof (Rmult_lt_0_compat (- p) _ ltac:(lra) HqS). lra. }
  assert (Hyh : p < 0 -> y <= h).
  { intros Hn. specialize (Hneg Hn). assert (y <= 1 * h); [|lra].
    pose proof (Rmult_lt_0_compat (- p) _ ltac:(lra) HqS). specialize (HLN Hneg).
    apply (Hbound (- lam)); lra. }
  assert (Hy1 : y < 1).
  { destruct (Rle_or_lt 0 lam) as [Hpos|Hn].
    - assert (y <= 1 * h); [|lra]. pose proof (pow_le P (S (S m)) ltac:(lra)). apply (Hbound (P ^ S (S m))); lra.
    - assert (y <= 2 * h).
      { pose proof (pow_le P (S (S m)) ltac:(lra)). specialize (HLN Hn). apply (Hbound (2 * P ^ S (S m))); lra. }
      destruct Hcase as [[H0 _]|(_ & H0 & _)]; [lra|].
      assert (1 < X) by (unfold X; apply Rlt_pow_R1; [lra | lia]).
      assert (h < h * X) by (rewrite <- (Rmult_1_r h) at 1; apply Rmult_lt_compat_l; lra).
      pose proof (Rmult_lt_compat_l (INR m + 2) _ _ ltac:(lra) H2). lra. }
  split; [lra|]. pose proof (step_inside p q y Hi ltac:(lra)) as Hin.
  assert (Hnext : 0 < q - y * p) by (pose proof (Rabs_pos (p - y * q)); lra).
  assert (Hg : 0 <= eta * gain m p q (q - y * p) <= 1).
  { split.
    - apply Rmult_le_pos; [lra|]. unfold gain. apply Rmult_le_pos; [lra|].
      apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [lra | apply pow_le; lra]|].
      apply Rmult_le_pos; [apply pow2_ge_0 | apply G_nonnegative; lra].
    - destruct (Rle_or_lt 0 p) as [Hpos|Hn].
      + assert (0 <= y * p) by (apply Rmult_le_pos; lra).
        assert (B : gain m p q (q - y * p) <= contraction m p q).
        { apply (gain_while_falling m p q p (q - y * p)); lra. }
        pose proof (contraction_bounded m p q P Hi HP) as C. rewrite HN in C.
        pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ He) (Rle_trans _ _ _ B C)) as D. unfold h in HNh. lra.
      + destruct Hcase as [[H0 _]|(_ & HhX1 & _)]; [specialize (Hneg Hn); lra|]. specialize (Hyh Hn).
        assert (Hq1 : q <= q - y * p <= (1 + h) * q) by nra.
        assert (Hg1 : G m (q - y * p) q <= INR (S m) * ((1 + h) ^ m * q ^ m)).
        { rewrite <- Rpow_mult_distr. apply G_bounded; lra. }
        assert (Hp1 : (q - y * p) ^ S m <= X * q ^ S m).
        { unfold X. rewrite <- Rpow_mult_distr. apply pow_incr. lra. }
        assert (HXm : (1 + h) ^ m <= X) by (unfold X; apply Rle_pow; [lra | lia]).
        pose proof (pow_lt (1 + h) m ltac:(lra)). pose proof (pos_INR (S m)).
        assert (p ^ 2 <= q ^ 2) by nra. pose proof (pow2_ge_0 p).
        assert (T1 : q * (q - y * p) ^ S m <= q ^ S (S m) * X).
        { replace (q ^ S (S m) * X) with (q * (X * q ^ S m)) by (simpl pow; ring). apply Rmult_le_compat_l; lra. }
        assert (T2 : p ^ 2 * G m (q - y * p) q <= INR (S m) * (q ^ S (S m) * X)).
        { replace (INR (S m) * (q ^ S (S m) * X)) with (q ^ 2 * (INR (S m) * (X * q ^ m))) by (simpl pow; ring).
          apply Rmult_le_compat; [lra | apply G_nonnegative; lra | lra|].
          apply Rle_trans with (1 := Hg1). apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; lra. }
        assert (T3 : gain m p q (q - y * p) <= (INR m + 2) * (q ^ m * q ^ S (S m) * X)).
        { unfold gain. rewrite (S_INR m) in T2. replace ((INR m + 2) * (q ^ m * q ^ S (S m) * X))
            with (q ^ m * (q ^ S (S m) * X + (INR m + 1) * (q ^ S (S m) * X))) by ring.
          apply Rmult_le_compat_l; lra. }
        assert (T4 : q ^ m * q ^ S (S m) * X <= P ^ (2 * m + 2) * X).
        { apply Rmult_le_compat_r; [lra|]. rewrite EP.
          apply Rmult_le_compat; [lra | apply pow_le; lra | lra | apply pow_incr; lra]. }
        pose proof (Rmult_le_compat_l (INR m + 2) _ _ ltac:(lra) T4) as T5.
        pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ He) (Rle_trans _ _ _ T3 T5)) as T6. unfold h in HhX1. lra. }
  split; [exact Hg|].
  assert (HS' : imbalance (p - y * q) (q - y * p) <= imbalance p q).
  { rewrite step_imbalance. assert (0 <= y ^ 2 * imbalance p q)
      by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]). lra. }
  assert (Hl' : lam <= (p - y * q) * (q - y * p) ^ S m).
  { pose proof (error_step m lam eta p q) as E. cbv zeta in E. fold y in E.
    assert (0 <= (1 - eta * gain m p q (q - y * p)) * (p * q ^ S m - lam)) by (apply Rmult_le_pos; lra). lra. }
  assert (HP' : q - y * p <= P).
  { destruct (Rle_or_lt 0 p) as [Hpos|Hn]; [assert (0 <= y * p) by (apply Rmult_le_pos; lra); lra|].
    assert (Hn' : p - y * q <= 0) by (assert (0 <= y * q) by (apply Rmult_le_pos; lra); lra).
    destruct (negative_side m lam L _ _ HL El Hin Hl' Hn') as [HpL _].
    destruct Hcase as [[H0 _]|(_ & _ & HR)]; [specialize (Hneg Hn); lra|].
    unfold imbalance in HS', HR. nra. }
  repeat split; try assumption. fold h. rewrite HN.
  destruct Hcase as [H0|(H0 & H1 & H2)]; [left; exact H0 | right; repeat split; [exact H0 | exact H1 | lra]].
Qed.

Section Settled.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : settling m lam eta P L (p 0%nat) (q 0%nat).

Lemma settled_always k : settling m lam eta P L (p k) (q k).
Proof using moves start.
  induction k as [|k IH]; [exact start|]. destruct (moves k) as [-> ->]. apply settled_step, IH.
Qed.

(* The error has one sign, and never grows. *)
Theorem settled_error k : 0 <= error m lam p q (S k) <= error m lam p q k.
Proof using moves start.
  pose proof (settled_always k) as A. pose proof (settled_step _ _ _ _ _ _ _ A) as (_ & Hg & _).
  destruct A as (_ & _ & _ & _ & _ & Hl & _). rewrite (error_next m lam eta p q moves).
  destruct (moves k) as [_ Eq]. rewrite Eq. fold (error m lam p q k) in *.
  assert (He : 0 <= error m lam p q k) by (unfold error; lra).
  set (g := eta * gain m (p k) (q k) (q k - drive m lam eta (p k) (q k) * p k)) in *.
  pose proof (Rmult_le_pos g _ (proj1 Hg) He). pose proof (Rmult_le_pos (1 - g) _ ltac:(lra) He). lra.
Qed.

(* p falls for ever, q as long as p >= 0, and the imbalance never grows. *)
Lemma settled_moves k : p (S k) <= p k /\ (0 <= p k -> q (S k) <= q k) /\ (p k <= 0 -> q k <= q (S k)) /\ 0 < q k /\
  imbalance (p (S k)) (q (S k)) <= imbalance (p k) (q k).
Proof using moves start.
  pose proof (settled_always k) as A. pose proof (settled_step _ _ _ _ _ _ _ A) as (Hy & _ & _).
  destruct A as (_ & _ & _ & Hi & _). destruct (moves k) as [-> ->]. set (y := drive m lam eta (p k) (q k)) in *.
  pose proof (imbalance_positive _ _ Hi) as HS. pose proof (Rabs_pos (p k)). rewrite step_imbalance.
  assert (0 <= y * q k) by (apply Rmult_le_pos; lra).
  repeat split; [lra | intros Hp | intros Hp | lra |].
  - assert (0 <= y * p k) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= y * - p k) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= y ^ 2 * imbalance (p k) (q k)) by (apply Rmult_le_pos; [apply pow2_ge_0 | lra]). lra.
Qed.

Lemma settled_falls k : p k <= p 0%nat /\ imbalance (p k) (q k) <= imbalance (p 0%nat) (q 0%nat).
Proof using moves start.
  induction k as [|k IH]; [lra|]. destruct (settled_moves k) as (A & _ & _ & _ & B). lra.
Qed.
End Settled.

(* The three cases of the test, for lambda >= 0. *)
Section Cases.
Variables (m : nat) (lam eta L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis eta_positive : 0 < eta.
Hypothesis limit : 0 <= L /\ lam = L ^ S (S m).
Hypothesis inside : Rabs (p 0%nat) < q 0%nat.
Let S0 := imbalance (p 0%nat) (q 0%nat).

Lemma limit_size : Rabs lam = L ^ S (S m) /\ 0 <= lam.
Proof using limit.
  destruct limit as [HL E]. pose proof (pow_le L (S (S m)) HL). rewrite Rabs_pos_eq; lra.
Qed.

(* Above the limit: N eta q^(2N-2) <= 1. *)
Theorem settled_above : lam <= p 0%nat * q 0%nat ^ S m ->
  INR (S (S m)) * (eta * q 0%nat ^ (2 * m + 2)) <= 1 -> forall k,
  0 <= p (S k) * q (S k) ^ S m - lam <= p k * q k ^ S m - lam /\ 0 <= p k <= p 0%nat /\ L <= q k <= q 0%nat /\
  lam <= p k * q 0%nat ^ S m /\ lam <= p 0%nat * q k ^ S m.
Proof using moves eta_positive limit inside.
  intros Hl Hh k. destruct limit_size as [El Hlam].
  assert (A : settling m lam eta (q 0%nat) L (p 0%nat) (q 0%nat)).
  { repeat split; try assumption; [apply limit | lra|]. left. split; assumption. }
  split; [exact (settled_error m lam eta _ L p q moves A k)|].
  assert (Hp : forall j, 0 <= p j).
  { intros j. destruct (settled_always m lam eta _ L p q moves A j) as (_ & _ & _ & Hi & _ & Hj & _).
    destruct (Rle_or_lt 0 (p j)) as [|Hn]; [assumption|]. exfalso. pose proof (Rabs_pos (p j)).
    pose proof (Rmult_lt_0_compat (- p j) (q j ^ S m) ltac:(lra) (pow_lt (q j) (S m) ltac:(lra))). lra. }
  assert (Hq : q k <= q 0%nat).
  { induction k as [|k IH]; [lra|]. destruct (settled_moves m lam eta _ L p q moves A k) as (_ & B & _).
    specialize (B (Hp k)). lra. }
  destruct (settled_falls m lam eta _ L p q moves A k) as [Hpk _].
  destruct (settled_always m lam eta _ L p q moves A k) as (_ & _ & _ & Hi & _ & Hj & _).
  pose proof (Hp k) as Hp0. pose proof (Rle_abs (p k)). pose proof (pow_lt (q k) (S m) ltac:(lra)).
  assert (q k ^ S m <= q 0%nat ^ S m) by (apply pow_incr; lra).
  repeat split; try assumption.
  - apply power_order with (S m); [apply limit | lra|]. rewrite <- (proj2 limit).
    change (q k ^ S (S m)) with (q k * q k ^ S m). apply Rle_trans with (1 := Hj). apply Rmult_le_compat_r; lra.
  - apply Rle_trans with (1 := Hj). apply Rmult_le_compat_l; assumption.
  - apply Rle_trans with (1 := Hj). apply Rmult_le_compat_r; lra.
Qed.

(* Below it with p >= 0: N h (1 + h)^(N-1) <= 1 with h = eta (L^2 + S)^(N-1). *)
Theorem settled_below P : 0 < lam -> 0 <= p 0%nat -> p 0%nat * q 0%nat ^ S m <= lam -> 0 <= P -> P ^ 2 = L ^ 2 + S0 ->
  INR (S (S m)) * (eta * P ^ (2 * m + 2) * (1 + eta * P ^ (2 * m + 2)) ^ S m) <= 1 -> forall k,
  0 <= lam - p (S k) * q (S k) ^ S m <= lam - p k * q k ^ S m /\ p 0%nat <= p k <= L /\ q 0%nat <= q k /\
  p k * q 0%nat ^ S m <= lam /\ q k ^ 2 <= p k ^ 2 + S0.
Proof using moves eta_positive limit inside.
  intros Hlam Hp0 Hl HP EP Hh k. destruct limit_size as [El _].
  pose proof (orbit_mirrored m lam eta p q moves) as O. set (p' := fun j => - p j) in *.
  assert (ES : imbalance (p' 0%nat) (q 0%nat) = S0) by (unfold p', S0, imbalance; ring).
  assert (HpL : p 0%nat <= L).
  { apply power_order with (S m); [assumption | apply limit|]. rewrite <- (proj2 limit).
    apply Rle_trans with (2 := Hl).
    change (p 0%nat ^ S (S m)) with (p 0%nat * p 0%nat ^ S m). apply Rmult_le_compat_l; [assumption|].
    apply pow_incr. pose proof (Rle_abs (p 0%nat)). lra. }
  assert (A : settling m (- lam) eta P L (p' 0%nat) (q 0%nat)).
  { unfold settling. rewrite ES, Rabs_Ropp. unfold p' at 1. rewrite Rabs_Ropp. repeat split; try assumption.
    - apply limit.
    - unfold S0, imbalance in EP. pose proof (Rabs_pos (p 0%nat)). nra.
    - unfold p'. lra.
    - right. repeat split; [lra | exact Hh | lra]. }
  pose proof (settled_error m (- lam) eta P L p' q O A k) as E. unfold error, p' in E.
  assert (Hmove : p 0%nat <= p k /\ q 0%nat <= q k).
  { clear E. induction k as [|k IH]; [lra|]. destruct (settled_moves m (- lam) eta P L p' q O A k) as (B & _ & C & _).
    unfold p' in B, C. specialize (C ltac:(lra)). lra. }
  destruct (settled_always m (- lam) eta P L p' q O A k) as (_ & HL & El' & Hi & _ & Hj & _).
  destruct (negative_side m (- lam) L _ _ HL El' Hi Hj ltac:(unfold p'; lra)) as [HpkL _].
  destruct (settled_falls m (- lam) eta P L p' q O A k) as [_ HS]. rewrite ES in HS. unfold p' in *.
  unfold imbalance in HS. pose proof (Rabs_pos (p 0%nat)).
  assert (q 0%nat ^ S m <= q k ^ S m) by (apply pow_incr; lra).
  assert (p k * q 0%nat ^ S m <= p k * q k ^ S m) by (apply Rmult_le_compat_l; lra).
  repeat split; lra.
Qed.

(* On the other side of 0: the same with P^2 = max (q^2, L^2 + S). *)
Theorem settled_opposite P : 0 < lam -> p 0%nat <= 0 -> 0 <= P -> q 0%nat <= P -> L ^ 2 + S0 <= P ^ 2 ->
  INR (S (S m)) * (eta * P ^ (2 * m + 2) * (1 + eta * P ^ (2 * m + 2)) ^ S m) <= 1 -> forall k,
  0 <= lam - p (S k) * q (S k) ^ S m <= lam - p k * q k ^ S m /\ p 0%nat <= p k <= L /\ 0 < q k <= P.
Proof using moves eta_positive limit inside.
  intros Hlam Hp0 HP HqP HR Hh k. destruct limit_size as [El _].
  pose proof (orbit_mirrored m lam eta p q moves) as O. set (p' := fun j => - p j) in *.
  assert (ES : imbalance (p' 0%nat) (q 0%nat) = S0) by (unfold p', S0, imbalance; ring).
  assert (Hq0 : 0 < q 0%nat) by (pose proof (Rabs_pos (p 0%nat)); lra).
  assert (A : settling m (- lam) eta P L (p' 0%nat) (q 0%nat)).
  { unfold settling. rewrite ES, Rabs_Ropp. unfold p' at 1. rewrite Rabs_Ropp. repeat split; try assumption.
    - apply limit.
    - pose proof (Rmult_le_pos (- p 0%nat) (q 0%nat ^ S m) ltac:(lra) (pow_le _ _ (Rlt_le _ _ Hq0))). unfold p'. lra.
    - right. repeat split; [lra | exact Hh | lra]. }
  pose proof (settled_error m (- lam) eta P L p' q O A k) as E. unfold error, p' in E.
  destruct (settled_falls m (- lam) eta P L p' q O A k) as [Hfall _].
  destruct (settled_always m (- lam) eta P L p' q O A k) as (_ & HL & El' & Hi & HPk & Hj & _).
  destruct (settled_moves m (- lam) eta P L p' q O A k) as (_ & _ & _ & Hqk & _).
  assert (HpL : p k <= L).
  { destruct (Rle_or_lt (p k) 0) as [|Hpos]; [lra|].
    destruct (negative_side m (- lam) L _ _ HL El' Hi Hj ltac:(unfold p'; lra)) as [H _]. unfold p' in H. lra. }
  unfold p' in *. repeat split; lra.
Qed.
End Cases.
