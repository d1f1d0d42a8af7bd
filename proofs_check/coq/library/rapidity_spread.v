(* How much kappa = q^(2N-2) (1 + (N-1) (p/q)^2) of the pair can change in one step. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit rapidity_fall rapidity_product.
From dmf.library Require Import rapidity_settle rapidity_speed.
Open Scope R_scope.

Lemma log_contraction m p q : 0 < q ->
  ln (contraction m p q) = INR (2 * m + 2) * ln q + ln (1 + INR (S m) * (p / q) ^ 2).
Proof.
  intros Hq. rewrite <- ln_pow by assumption. pose proof (pow_lt q (2 * m + 2) Hq) as Hqm.
  assert (0 < 1 + INR (S m) * (p / q) ^ 2)
    by (pose proof (Rmult_le_pos _ _ (pos_INR (S m)) (pow2_ge_0 (p / q))); lra).
  rewrite <- ln_mult by assumption. f_equal. unfold contraction. rewrite pow_add. field. lra.
Qed.

Lemma log_spread n x x' b : 0 <= n -> 0 <= x <= x' + b -> 0 <= b ->
  ln (1 + n * x ^ 2) - ln (1 + n * x' ^ 2) <= sqrt n * b.
Proof.
  intros Hn Hx Hb. apply Rle_trans with (2 := spread n x' b Hn Hb). apply Rplus_le_compat_r, ln_le.
  - pose proof (Rmult_le_pos _ _ Hn (pow2_ge_0 x)). lra.
  - pose proof (Rmult_le_compat_l n _ _ Hn (pow_incr x (x' + b) 2 Hx)). lra.
Qed.

Section Spread.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : allowed m lam eta P L (p 0%nat) (q 0%nat).
Let s := s p q.
Let y := y m lam eta p q.
Let n := INR (S m).

Lemma step_of_p j : p (S j) = p j - y j * q j /\ q (S j) = q j - y j * p j /\ 0 <= y j <= / 2 /\ 0 < q j /\
  Rabs (p j) < q j.
Proof using moves start.
  destruct (moves j) as [-> ->]. pose proof (inside m lam eta P L p q moves start j). pose proof (Rabs_pos (p j)).
  pose proof (y_between m lam eta P L p q moves start j). repeat split; try reflexivity; unfold y; lra.
Qed.

Lemma quotient_order a b c : 0 < c -> a <= b -> a / c <= b / c.
Proof using. intros Hc H. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat|]; assumption. Qed.

(* While p stays positive. *)
Lemma fall_spread Y j : y j <= Y -> Y < 1 -> 0 <= p j -> 0 <= p (S j) ->
  ln (contraction m (p j) (q j)) - ln (contraction m (p (S j)) (q (S j))) <= sqrt n * Y
    - INR (2 * m + 2) * ln (1 - Y).
Proof using moves start.
  intros HY HY1 Hp Hp'. destruct (step_of_p j) as (Ep & Eq & Hy & Hq & Hi).
  destruct (step_of_p (S j)) as (_ & _ & _ & Hq' & _).
  rewrite !log_contraction by assumption. pose proof (Rle_abs (p j)).
  assert (0 <= y j * p j) by (apply Rmult_le_pos; lra).
  assert (A : ln (q j) - ln (q (S j)) <= - ln (1 - Y)).
  { assert (B : q j * (1 - Y) <= q (S j)).
    { rewrite Eq. assert (y j * p j <= Y * q j) by (apply Rmult_le_compat; lra). lra. }
    pose proof (ln_le _ _ (Rmult_lt_0_compat (q j) (1 - Y) Hq ltac:(lra)) B) as C. rewrite ln_mult in C by lra. lra. }
  assert (B : p j / q j <= p (S j) / q (S j) + Y).
  { apply Rle_trans with (p (S j) / q j + Y).
    - rewrite Ep. replace ((p j - y j * q j) / q j) with (p j / q j - y j) by (field; lra). lra.
    - apply Rplus_le_compat_r. unfold Rdiv. apply Rmult_le_compat_l; [assumption | apply Rinv_le_contravar; lra]. }
  assert (B0 : 0 <= p j / q j) by (apply Rmult_le_pos; [assumption | left; apply Rinv_0_lt_compat, Hq]).
  pose proof (log_spread n (p j / q j) (p (S j) / q (S j)) Y (pos_INR _) ltac:(lra) ltac:(lra)) as C.
  pose proof (Rmult_le_compat_l (INR (2 * m + 2)) _ _ (pos_INR _) A). unfold n in *. lra.
Qed.

(* The step in which p changes its sign. *)
Lemma turn_spread Y j : y j <= Y -> Y < 1 -> 0 <= p j -> p (S j) <= 0 ->
  ln (contraction m (p j) (q j)) - ln (s j ^ (2 * m + 2)) <= sqrt n * Y - INR (2 * m + 2) * ln (1 - Y).
Proof using moves start.
  intros HY HY1 Hp Hp'. destruct (step_of_p j) as (Ep & Eq & Hy & Hq & Hi).
  pose proof (s_positive m lam eta P L p q moves start j) as Hs. fold s in Hs.
  rewrite log_contraction, ln_pow by assumption.
  assert (B : p j / q j <= 0 + Y).
  { assert (p j / q j <= Y * q j / q j).
    { apply quotient_order; [assumption|]. assert (y j * q j <= Y * q j) by (apply Rmult_le_compat_r; lra). lra. }
    replace (Y * q j / q j) with Y in * by (field; lra). lra. }
  assert (B0 : 0 <= p j / q j) by (apply Rmult_le_pos; [assumption | left; apply Rinv_0_lt_compat, Hq]).
  pose proof (log_spread n (p j / q j) 0 Y (pos_INR _) ltac:(lra) ltac:(lra)) as C.
  replace (1 + n * 0 ^ 2) with 1 in C by ring. rewrite ln_1 in C.
  assert (A : ln (q j) - ln (s j) <= - ln (1 - Y)).
  { assert (D : q j * (1 - Y) <= s j).
    { apply Rsqr_incr_0_var; [|lra]. rewrite !Rsqr_pow2. unfold s. rewrite (s_square m lam eta P L p q moves start).
      unfold imbalance. set (x := p j / q j) in *. assert (Ex : p j = q j * x) by (unfold x; field; lra). rewrite Ex.
      replace (q j ^ 2 - (q j * x) ^ 2) with (q j ^ 2 * (1 - x ^ 2)) by ring. rewrite Rpow_mult_distr.
      apply Rmult_le_compat_l; [apply pow2_ge_0|]. nra. }
    pose proof (ln_le _ _ (Rmult_lt_0_compat (q j) (1 - Y) Hq ltac:(lra)) D) as D1.
    rewrite ln_mult in D1 by lra. lra. }
  pose proof (Rmult_le_compat_l (INR (2 * m + 2)) _ _ (pos_INR _) A). unfold n in *. lra.
Qed.

(* Towards the limit from below. *)
Lemma y_towards j : p j <= 0 -> y j <= eta * (L ^ 2 + imbalance (p 0%nat) (q 0%nat)) ^ S m.
Proof using moves start.
  intros Hp. destruct (always_allowed m lam eta P L p q moves start j) as (He & HL & El & _ & Hi & _ & Hl & _).
  destruct (negative_side m lam L _ _ HL El Hi Hl Hp) as (HpL & Hpl & Hlam).
  destruct (step_of_p j) as (_ & _ & _ & Hq & _). pose proof (pow_lt _ (S m) Hq) as HqS.
  assert (HS : imbalance (p j) (q j) <= imbalance (p 0%nat) (q 0%nat)).
  { rewrite <- !(s_square m lam eta P L p q moves start). apply pow_incr. split.
    - left. apply (s_positive m lam eta P L p q moves start).
    - apply (s_falls m lam eta P L p q moves start). lia. }
  pose proof (imbalance_positive _ _ Hi) as Hi0. set (r := sqrt (L ^ 2 + imbalance (p 0%nat) (q 0%nat))).
  assert (Hr : 0 <= L ^ 2 + imbalance (p 0%nat) (q 0%nat)) by (pose proof (pow2_ge_0 L); lra).
  assert (Er : L ^ 2 + imbalance (p 0%nat) (q 0%nat) = r ^ 2) by (symmetry; apply pow2_sqrt, Hr).
  pose proof (sqrt_pos (L ^ 2 + imbalance (p 0%nat) (q 0%nat))) as Hr0. fold r in Hr0.
  assert (Hqr : q j <= r) by (apply Rsqr_incr_0_var;
    [rewrite !Rsqr_pow2, <- Er; unfold imbalance in *; nra | assumption]).
  assert (HLr : L <= r) by (apply Rsqr_incr_0_var; [rewrite !Rsqr_pow2; lra | assumption]).
  rewrite Er, <- pow_mult. replace (2 * S m)%nat with (m + S (S m))%nat by lia. rewrite pow_add.
  unfold y, rapidity_orbit.y, drive. apply Rmult_le_compat_l; [lra|].
  assert (0 <= - p j * q j ^ S m) by (apply Rmult_le_pos; lra).
  assert (- lam <= L ^ S (S m)) by (rewrite <- El, <- Rabs_Ropp; apply Rle_abs).
  assert (L ^ S (S m) <= r ^ S (S m)) by (apply pow_incr; lra).
  apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
Qed.

Lemma rise_spread h j : y j <= h -> p j <= 0 ->
  ln (contraction m (p (S j)) (q (S j))) - ln (contraction m (p j) (q j)) <= (INR (2 * m + 2) + sqrt n) * h.
Proof using moves start.
  intros Hh Hp. destruct (step_of_p j) as (Ep & Eq & Hy & Hq & Hi).
  destruct (step_of_p (S j)) as (_ & _ & _ & Hq' & _).
  rewrite !log_contraction by assumption. apply Rabs_def2 in Hi.
  assert (Hyp : 0 <= y j * - p j <= h * q j) by (split; [apply Rmult_le_pos | apply Rmult_le_compat]; lra).
  assert (A : ln (q (S j)) - ln (q j) <= h).
  { assert (B : q (S j) <= q j * (1 + h)) by lra. pose proof (ln_le _ _ Hq' B) as C. rewrite ln_mult in C by lra.
    pose proof (ln_below (1 + h) ltac:(lra)). lra. }
  assert (Hp' : p (S j) <= 0) by (rewrite Ep; assert (0 <= y j * q j) by (apply Rmult_le_pos; lra); lra).
  assert (B : - p (S j) / q (S j) <= - p j / q j + h).
  { apply Rle_trans with (- p (S j) / q j).
    - unfold Rdiv. apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra].
    - rewrite Ep. replace (- (p j - y j * q j) / q j) with (- p j / q j + y j) by (field; lra). lra. }
  assert (B0 : 0 <= - p (S j) / q (S j)) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, Hq']).
  pose proof (log_spread n _ _ h (pos_INR _) (conj B0 B) ltac:(lra)) as C.
  replace ((- p (S j) / q (S j)) ^ 2) with ((p (S j) / q (S j)) ^ 2) in C by (field; lra).
  replace ((- p j / q j) ^ 2) with ((p j / q j) ^ 2) in C by (field; lra).
  pose proof (Rmult_le_compat_l (INR (2 * m + 2)) _ _ (pos_INR _) A). unfold n in *. lra.
Qed.

(* Towards the limit lambda >= 0 from above. *)
Lemma above_spread j : 0 <= lam -> eta * q 0%nat ^ (2 * m + 2) < 1 ->
  ln (contraction m (p j) (q j)) - ln (contraction m (p (S j)) (q (S j)))
    <= - INR (2 * m + 2) * ln (1 - eta * q 0%nat ^ (2 * m + 2)).
Proof using moves start.
  intros Hlam Hh. destruct (step_of_p j) as (Ep & Eq & Hy & Hq & Hi).
  destruct (step_of_p (S j)) as (_ & _ & _ & Hq' & _).
  pose proof (positive_side m lam eta P L p q moves start) as Hp. set (h := eta * q 0%nat ^ (2 * m + 2)) in *.
  pose proof (proj1 start) as He.
  assert (Hqi : forall i, q i <= q 0%nat).
  { induction i as [|i IH]; [lra|]. destruct (step_of_p i) as (_ & Ei & Hi0 & _). rewrite Ei.
    assert (0 <= y i * p i) by (apply Rmult_le_pos; [lra | apply Hp, Hlam]). lra. }
  pose proof (Hqi j) as Hq0.
  pose proof (Hp j Hlam) as Hpj. pose proof (Hp (S j) Hlam) as HpS. pose proof (Rle_abs (p j)).
  assert (Hyq : y j * q j <= h * p j).
  { apply Rle_trans with (eta * q j ^ (2 * m + 2) * p j).
    - unfold y, rapidity_orbit.y, drive. replace (2 * m + 2)%nat with (m + S m + 1)%nat by lia.
      rewrite !pow_add, pow_1.
      pose proof (pow_le (q j) m ltac:(lra)). assert (0 <= eta * q j ^ m * q j) by (repeat apply Rmult_le_pos; lra).
      pose proof (Rmult_le_compat_l _ _ _ H1 (Rplus_le_compat_l (p j * q j ^ S m) (- lam) 0 ltac:(lra))). lra.
    - apply Rmult_le_compat_r; [assumption|]. apply Rmult_le_compat_l; [lra | apply pow_incr; lra]. }
  assert (Hh0 : 0 <= h) by (apply Rmult_le_pos; [lra | apply pow_le; lra]).
  assert (Hy1 : y j <= h).
  { apply Rmult_le_reg_r with (q j); [assumption|].
    assert (h * p j <= h * q j) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Hp1 : (1 - h) * p j <= p (S j)) by lra.
  assert (Hq1 : (1 - h) * q j <= q (S j)).
  { rewrite Eq. assert (y j * p j <= h * q j) by (apply Rmult_le_compat; lra). lra. }
  rewrite Ropp_mult_distr_l_reverse, <- ln_pow by lra.
  assert (HK : (1 - h) ^ (2 * m + 2) * contraction m (p j) (q j) <= contraction m (p (S j)) (q (S j))).
  { unfold contraction. rewrite pow_add.
    replace ((1 - h) ^ (2 * m) * (1 - h) ^ 2 * (q j ^ (2 * m) * (q j ^ 2 + INR (S m) * p j ^ 2)))
      with (((1 - h) * q j) ^ (2 * m) * (((1 - h) * q j) ^ 2 + INR (S m) * ((1 - h) * p j) ^ 2))
      by (rewrite !Rpow_mult_distr; ring).
    assert (0 <= (1 - h) * q j) by (apply Rmult_le_pos; lra).
    assert (0 <= (1 - h) * p j) by (apply Rmult_le_pos; lra).
    pose proof (pow_incr _ _ 2 (conj H1 Hp1)) as I1. pose proof (pow_incr _ _ 2 (conj H0 Hq1)) as I2.
    pose proof (Rmult_le_compat_l _ _ _ (pos_INR (S m)) I1).
    apply Rmult_le_compat; [apply pow_le; assumption | | apply pow_incr; lra | lra].
    apply Rplus_le_le_0_compat; [apply pow2_ge_0 | apply Rmult_le_pos; [apply pos_INR | apply pow2_ge_0]]. }
  pose proof (contraction_nonnegative m (p j) (q j) Hq) as Hk.
  assert (H1h : 0 < (1 - h) ^ (2 * m + 2)) by (apply pow_lt; lra).
  pose proof (ln_le _ _ (Rmult_lt_0_compat _ _ H1h Hk) HK) as C. rewrite ln_mult in C by assumption. lra.
Qed.
End Spread.
