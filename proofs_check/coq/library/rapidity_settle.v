(* Steps of the pair until its error is small, counted by the time of the flow of the product at the least imbalance
   t^2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers closed_forms rapidity rapidity_orbit rapidity_fall rapidity_count.
From dmf.library Require Import rapidity_product.
Open Scope R_scope.

(* A unit of the time: from a to b, the error falls by the pace at the slower end. *)
Lemma unit_of_time x y d z : 0 < x -> 0 < y -> d / y <= z -> x <= d -> 1 <= z + (ln y - ln x).
Proof.
  intros Hx Hy Hz Hd. pose proof (ratio_and_logarithm x y Hx Hy).
  assert (x / y <= d / y) by (apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat|]; lra). lra.
Qed.

Lemma ln_of_quotient x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
  intros Hx Hy. unfold Rdiv. rewrite ln_mult by (try apply Rinv_0_lt_compat; assumption).
  rewrite ln_Rinv by assumption. ring.
Qed.

(* ---- Towards the limit from below ---- *)

Section Towards.
Variables (m : nat) (lam eta t w_s w_e : R).
Hypothesis Ht : 0 < t.
Hypothesis Heta : 0 < eta.
Hypothesis Hs : 0 <= w_s.
Hypothesis He : size m t w_e < - lam.
Hypothesis Hz : eta * kappa_at m t w_e < 2.

Definition clock (w : R) : R :=
  RInt (fun x => / rate m lam t x) w_s w / eta + ln (- lam - size m t w) / 2 + ln (pace m eta t w).

Lemma clock_runs a b : w_s <= a <= b -> b <= w_e ->
  (ln (- lam - size m t a) - ln (- lam - size m t b)) / pace m eta t b + (ln (pace m eta t b) - ln (pace m eta t a))
    <= clock b - clock a.
Proof using Ht Heta Hs He Hz.
  intros H Hb. assert (Hx : forall x, x <= w_e -> size m t x < - lam).
  { intros x X. pose proof (size_increasing m t x w_e Ht X). lra. }
  assert (Hk : eta * kappa_at m t b < 2).
  { pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) (kappa_increasing m t b w_e Ht ltac:(lra))). lra. }
  unfold clock. rewrite (integral_split _ w_s a b) by first [lra | intros x X; apply inverse_continuous;
    [apply rate_continuous | pose proof (rate_positive m lam t x Ht (Hx x ltac:(lra))); lra]].
  pose proof (time_towards m lam t a b Ht ltac:(lra) (Hx b Hb)) as A. pose proof (kappa_positive m t b Ht) as Hp.
  pose proof (pace_inverse m eta t b Ht Heta Hk) as E. unfold Rdiv at 1. rewrite E.
  assert (B : (ln (- lam - size m t a) - ln (- lam - size m t b)) * / (eta * kappa_at m t b)
    <= RInt (fun x => / rate m lam t x) a b / eta).
  { apply Rmult_le_reg_r with eta; [lra|]. unfold Rdiv in *.
    rewrite (Rmult_assoc (RInt _ _ _)), Rinv_l, Rmult_1_r by lra.
    apply Rle_trans with (2 := A). right. field. split; lra. }
  unfold Rdiv in *. lra.
Qed.

Lemma clock_increases a b : w_s <= a <= b -> b <= w_e -> clock a <= clock b.
Proof using Ht Heta Hs He Hz.
  intros H Hb. pose proof (clock_runs a b H Hb) as A.
  assert (Hk : eta * kappa_at m t b < 2).
  { pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) (kappa_increasing m t b w_e Ht ltac:(lra))). lra. }
  assert (Hka : eta * kappa_at m t a < 2).
  { pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) (kappa_increasing m t a b Ht ltac:(lra))). lra. }
  pose proof (pace_positive m eta t a Ht Heta Hka) as Ha. pose proof (pace_positive m eta t b Ht Heta Hk).
  pose proof (ln_le _ _ Ha (pace_increasing m eta t a b Ht Heta Hk ltac:(lra))).
  pose proof (size_increasing m t a b Ht ltac:(lra)). pose proof (size_increasing m t b w_e Ht ltac:(lra)).
  pose proof (ln_le (- lam - size m t b) (- lam - size m t a) ltac:(lra) ltac:(lra)).
  assert (0 <= (ln (- lam - size m t a) - ln (- lam - size m t b)) / pace m eta t b).
  { apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]. }
  lra.
Qed.

Lemma clock_ticks a b : w_s <= a <= b -> b <= w_e -> 
  pace m eta t a <= ln (- lam - size m t a) - ln (- lam - size m t b) ->
  1 + clock a <= clock b.
Proof using Ht Heta Hs He Hz.
  intros H Hb Hp. pose proof (clock_runs a b H Hb) as A.
  assert (Hk : eta * kappa_at m t b < 2).
  { pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) (kappa_increasing m t b w_e Ht ltac:(lra))). lra. }
  assert (Hka : eta * kappa_at m t a < 2).
  { pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) (kappa_increasing m t a b Ht ltac:(lra))). lra. }
  pose proof (unit_of_time _ _ _ _ (pace_positive m eta t a Ht Heta Hka) (pace_positive m eta t b Ht Heta Hk)
    (Rle_refl _) Hp). lra.
Qed.

Lemma clock_difference eps : w_s <= w_e -> 0 < eps -> size m t w_e = - lam - eps -> clock w_e - clock w_s =
  RInt (fun x => / rate m lam t x) w_s w_e / eta + ln (pace m eta t w_e / pace m eta t w_s)
    - ln ((- lam - size m t w_s) / eps) / 2.
Proof using Ht Heta Hs He Hz.
  intros H Heps Ee. assert (Hk : eta * kappa_at m t w_s < 2).
  { pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) (kappa_increasing m t w_s w_e Ht ltac:(lra))). lra. }
  assert (Es : 0 < - lam - size m t w_s) by (pose proof (size_increasing m t w_s w_e Ht ltac:(lra)); lra).
  rewrite !ln_of_quotient by (assumption || apply pace_positive; assumption).
  assert (Xs : clock w_s = ln (- lam - size m t w_s) / 2 + ln (pace m eta t w_s)).
  { unfold clock. rewrite RInt_point. change (@zero R_CompleteNormedModule) with 0. field. lra. }
  rewrite Xs. unfold clock. replace (- lam - size m t w_e) with eps by lra. lra.
Qed.
End Towards.

Section Counts.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : allowed m lam eta P L (p 0%nat) (q 0%nat).
Let s := s p q.
Let e := error m lam p q.

Lemma log_error j : 0 < e j ->
  ln (e j) - ln (e (S j)) = - ln (1 - eta * gain m (p j) (q j) (q (S j))).
Proof using moves start.
  intros H. unfold e. rewrite (error_next m lam eta p q moves).
  pose proof (gain_between m lam eta P L p q moves start j).
  rewrite ln_mult; [ring | lra | exact H].
Qed.

Lemma count_towards t w_s w_e eps K k : lam < 0 -> 0 < t -> (K <= k)%nat -> p K <= 0 ->
  (forall j, (K <= j <= k)%nat -> t <= s j) -> 0 <= w_s -> size m t w_s <= - (p K * q K ^ S m) ->
  0 < eps -> size m t w_e = - lam - eps -> eps <= e k -> eta * kappa_at m t w_e < 2 ->
  INR (k - K) <= RInt (fun x => / rate m lam t x) w_s w_e / eta
    + ln (pace m eta t w_e / pace m eta t w_s) - ln ((- lam - size m t w_s) / eps) / 2.
Proof using moves start.
  intros Hlam Ht Hk HK Hs Hws Hstart Heps Hwe Hek Hz. pose proof (proj1 start) as Heta.
  assert (Hq : forall j, 0 < q j).
  { intros j. pose proof (inside m lam eta P L p q moves start j). pose proof (Rabs_pos (p j)). lra. }
  assert (Hpj : forall j, (K <= j)%nat -> p j <= 0)
    by (intros j Hj; apply (beyond_zero m lam eta P L p q moves start K j Hj HK)).
  set (W := fun j => rapidity (S (S m)) (- (p j * q j ^ S m)) (t ^ 2)).
  assert (HW : forall j, (K <= j)%nat -> 0 <= W j /\ size m t (W j) = - (p j * q j ^ S m)).
  { intros j Hj. apply rapidity_spec; [assumption|]. pose proof (pow_lt _ (S m) (Hq j)). specialize (Hpj j Hj).
    assert (0 <= - p j * q j ^ S m) by (apply Rmult_le_pos; lra). lra. }
  assert (HE : forall j, (K <= j)%nat -> - lam - size m t (W j) = e j).
  { intros j Hj. destruct (HW j Hj) as [_ ->]. unfold e, error. ring. }
  assert (Hej : forall j, (j <= k)%nat -> eps <= e j).
  { intros j Hj. pose proof (error_falls m lam eta P L p q moves start j k Hj). fold e in H. lra. }
  assert (Hend : forall j, (K <= j <= k)%nat -> W j <= w_e).
  { intros j Hj. apply (size_order m t _ _ Ht). pose proof (HE j ltac:(lia)). pose proof (Hej j ltac:(lia)). lra. }
  assert (Hgrow : forall i j, (K <= i <= j)%nat -> W i <= W j).
  { intros i j Hij. apply (size_order m t _ _ Ht). pose proof (HE i ltac:(lia)). pose proof (HE j ltac:(lia)).
    pose proof (error_falls m lam eta P L p q moves start i j ltac:(lia)). fold e in H1. lra. }
  assert (HsK : w_s <= W K) by (apply (size_order m t _ _ Ht); destruct (HW K (le_n K)) as [_ ->]; assumption).
  assert (Hwe' : size m t w_e < - lam) by lra.
  set (X := clock m lam eta t w_s).
  assert (A : INR (k - K) + X (W K) <= X (W k)).
  { apply (units_up_to (fun j => X (W j))); [assumption|]. intros j Hj.
    pose proof (Hgrow K j ltac:(lia)). pose proof (Hgrow j (S j) ltac:(lia)).
    apply (clock_ticks m lam eta t w_s w_e Ht Heta Hws Hwe' Hz); [lra | apply Hend; lia|].
    rewrite !HE by lia. rewrite log_error by (pose proof (Hej j ltac:(lia)); lra).
    pose proof (gain_between m lam eta P L p q moves start j) as Hg.
    apply pace_of_step; [assumption | assumption | | apply Hg].
    apply Rmult_le_compat_l; [lra|]. pose proof (Hpj j ltac:(lia)). destruct (HW j ltac:(lia)) as [HWj Esz].
    pose proof (inside m lam eta P L p q moves start j) as Hi. apply Rabs_def2 in Hi.
    apply Rle_trans with (contraction m (p j) (q j)).
    - replace (contraction m (p j) (q j)) with (contraction m (- p j) (q j)) by (unfold contraction; ring).
      apply kappa_below; [assumption | assumption | lra | | right; rewrite Esz; ring].
      replace (imbalance (- p j) (q j)) with (imbalance (p j) (q j)) by (unfold imbalance; ring).
      rewrite <- (s_square m lam eta P L p q moves start). apply pow_incr. split; [lra | apply Hs; lia].
    - apply (gain_while_growing m (p j) (q j) (p (S j)) (q (S j))).
      + pose proof (beyond_zero m lam eta P L p q moves start j (S j) ltac:(lia) ltac:(assumption)).
        pose proof (Hq j). lra.
      + pose proof (y_between m lam eta P L p q moves start j) as Hy. unfold y in Hy. destruct (moves j) as [-> _].
        pose proof (Hq j). assert (0 <= drive m lam eta (p j) (q j) * q j) by (apply Rmult_le_pos; lra). nra. }
  pose proof (clock_increases m lam eta t w_s w_e Ht Heta Hws Hwe' Hz w_s (W K) ltac:(lra) ltac:(apply Hend; lia))
    as B.
  pose proof (Hgrow K k ltac:(lia)).
  pose proof (clock_increases m lam eta t w_s w_e Ht Heta Hws Hwe' Hz (W k) w_e
    ltac:(split; [lra | apply Hend; lia]) ltac:(lra)) as C.
  fold X in B, C. pose proof (Hend k ltac:(lia)).
  pose proof (clock_difference m lam eta t w_s w_e Ht Heta Hws Hwe' Hz eps ltac:(lra) Heps Hwe) as D.
  fold X in D. lra.
Qed.

(* Towards a limit lambda >= 0 from above: the pace falls, and that of the end of a step counts. *)
Lemma positive_side j : 0 <= lam -> 0 <= p j.
Proof using moves start.
  intros Hl. destruct (Rle_or_lt 0 (p j)) as [|Hn]; [assumption|]. exfalso.
  pose proof (inside m lam eta P L p q moves start j). pose proof (Rabs_pos (p j)).
  pose proof (error_nonnegative m lam eta P L p q moves start j) as He. unfold error in He.
  pose proof (Rmult_lt_0_compat (- p j) (q j ^ S m) ltac:(lra) (pow_lt (q j) (S m) ltac:(lra))). lra.
Qed.

Lemma count_above t w_s w_e eps k : 0 <= lam -> 0 < t -> (forall j, (j <= k)%nat -> t <= s j) ->
  0 <= w_s -> size m t w_s = p 0%nat * q 0%nat ^ S m -> 0 <= w_e ->
  0 < eps -> size m t w_e = lam + eps -> eps <= e k -> eta * kappa_at m t w_s < 2 ->
  INR k <= RInt (fun x => / rate_above m lam t x) w_e w_s / eta
    + ln (pace m eta t w_s / pace m eta t w_e) - ln (e 0%nat / eps) / 2.
Proof using moves start.
  intros Hlam Ht Hs Hws Es Hwe Heps Ee Hek Hz. pose proof (proj1 start) as Heta.
  assert (Hq : forall j, 0 < q j).
  { intros j. pose proof (inside m lam eta P L p q moves start j). pose proof (Rabs_pos (p j)). lra. }
  assert (Hp : forall j, 0 <= p j) by (intros j; apply positive_side, Hlam).
  set (W := fun j => rapidity (S (S m)) (p j * q j ^ S m) (t ^ 2)).
  assert (HW : forall j, 0 <= W j /\ size m t (W j) = p j * q j ^ S m).
  { intros j. apply rapidity_spec; [assumption|]. pose proof (pow_lt _ (S m) (Hq j)).
    apply Rmult_le_pos; [apply Hp | lra]. }
  assert (HE : forall j, size m t (W j) - lam = e j) by (intros j; destruct (HW j) as [_ ->]; reflexivity).
  assert (Hej : forall j, (j <= k)%nat -> eps <= e j).
  { intros j Hj. pose proof (error_falls m lam eta P L p q moves start j k Hj) as A. fold e in A. lra. }
  assert (Hend : forall j, (j <= k)%nat -> w_e <= W j).
  { intros j Hj. apply (size_order m t _ _ Ht). pose proof (HE j). pose proof (Hej j Hj). lra. }
  assert (Hfall : forall i j, (i <= j)%nat -> W j <= W i).
  { intros i j Hij. apply (size_order m t _ _ Ht). pose proof (HE i). pose proof (HE j).
    pose proof (error_falls m lam eta P L p q moves start i j Hij) as A. fold e in A. lra. }
  assert (E0 : W 0%nat = w_s) by (unfold W; rewrite <- Es; apply rapidity_is; assumption).
  assert (Hbig : forall w, w_e <= w -> lam < size m t w).
  { intros w Hw. pose proof (size_increasing m t w_e w Ht Hw). lra. }
  assert (Hcont : forall x, w_e <= x -> continuous (fun x => / rate_above m lam t x) x).
  { intros x Hx. apply inverse_continuous; [apply rate_above_continuous|].
    pose proof (rate_above_positive m lam t x Ht (Hbig x Hx)). lra. }
  assert (Hkap : forall w, 0 <= w <= w_s -> eta * kappa_at m t w < 2).
  { intros w Hw. pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) (kappa_increasing m t w w_s Ht Hw)). lra. }
  set (X := fun w => RInt (fun x => / rate_above m lam t x) w w_s / eta + ln (size m t w - lam) / 2
    - ln (pace m eta t w)).
  assert (Hrun : forall a b, w_e <= b <= a -> a <= w_s ->
    (ln (size m t a - lam) - ln (size m t b - lam)) / pace m eta t a
    + (ln (pace m eta t a) - ln (pace m eta t b)) <= X b - X a).
  { intros a b Hb Ha. unfold X. rewrite (integral_split _ b a w_s) by first [lra | intros x Hx; apply Hcont; lra].
    pose proof (time_above m lam t a b Ht ltac:(lra) (Hbig b ltac:(lra))) as A.
    pose proof (kappa_positive m t a Ht) as Hk.
    pose proof (pace_inverse m eta t a Ht Heta (Hkap a ltac:(lra))) as E. unfold Rdiv at 1. rewrite E.
    assert (B : (ln (size m t a - lam) - ln (size m t b - lam)) * / (eta * kappa_at m t a)
      <= RInt (fun x => / rate_above m lam t x) b a / eta).
    { apply Rmult_le_reg_r with eta; [lra|]. unfold Rdiv in *.
      rewrite (Rmult_assoc (RInt _ _ _)), Rinv_l, Rmult_1_r by lra.
      apply Rle_trans with (2 := A). right. field. split; lra. }
    unfold Rdiv in *. lra. }
  assert (A : INR (k - 0) + X (W 0%nat) <= X (W k)).
  { apply (units_up_to (fun j => X (W j))); [lia|]. intros j Hj.
    pose proof (Hfall j (S j) ltac:(lia)) as H1. pose proof (Hfall 0%nat j ltac:(lia)) as H2. rewrite E0 in H2.
    pose proof (Hend (S j) ltac:(lia)) as H3. pose proof (Hrun (W j) (W (S j)) ltac:(lra) H2) as R.
    pose proof (pace_positive m eta t (W j) Ht Heta (Hkap (W j) ltac:(lra))) as P1.
    pose proof (pace_positive m eta t (W (S j)) Ht Heta (Hkap (W (S j)) ltac:(lra))) as P2.
    assert (T : pace m eta t (W (S j)) <= ln (size m t (W j) - lam) - ln (size m t (W (S j)) - lam)).
    { rewrite !HE. rewrite log_error by (pose proof (Hej j ltac:(lia)); lra).
      pose proof (gain_between m lam eta P L p q moves start j) as Hg.
      apply pace_of_step; [assumption | assumption | | apply Hg]. apply Rmult_le_compat_l; [lra|].
      destruct (HW (S j)) as [HWj Esz]. pose proof (inside m lam eta P L p q moves start (S j)) as Hi.
      apply Rabs_def2 in Hi.
      apply Rle_trans with (contraction m (p (S j)) (q (S j))).
      - apply kappa_below; [assumption | assumption | split; [apply Hp | lra] | | lra].
        rewrite <- (s_square m lam eta P L p q moves start). apply pow_incr. split; [lra | apply Hs; lia].
      - pose proof (y_between m lam eta P L p q moves start j) as Hy. unfold y in Hy. pose proof (Hp j).
        pose proof (Hq j).
        pose proof (Hp (S j)). pose proof (Hq (S j)). destruct (moves j) as [Ep Eq].
        assert (0 <= drive m lam eta (p j) (q j) * q j) by (apply Rmult_le_pos; lra).
        assert (0 <= drive m lam eta (p j) (q j) * p j) by (apply Rmult_le_pos; lra).
        apply (gain_while_falling m (p j) (q j) (p (S j)) (q (S j))); [lra | apply pow_incr; lra]. }
    pose proof (unit_of_time _ _ _ _ P2 P1 (Rle_refl _) T). lra. }
  rewrite Nat.sub_0_r, E0 in A. pose proof (Hend k ltac:(lia)) as Hk. pose proof (Hfall 0%nat k ltac:(lia)) as H0.
  rewrite E0 in H0. pose proof (Hrun (W k) w_e ltac:(lra) H0) as B.
  pose proof (pace_positive m eta t (W k) Ht Heta (Hkap (W k) ltac:(lra))) as P1.
  pose proof (pace_positive m eta t w_e Ht Heta (Hkap w_e ltac:(lra))) as P2.
  pose proof (ln_le _ _ P2 (pace_increasing m eta t w_e (W k) Ht Heta (Hkap (W k) ltac:(lra)) ltac:(lra))) as B1.
  assert (B2 : 0 <= (ln (size m t (W k) - lam) - ln (size m t w_e - lam)) / pace m eta t (W k)).
  { apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; lra].
    pose proof (ln_le (size m t w_e - lam) (size m t (W k) - lam) ltac:(lra)
      ltac:(pose proof (size_increasing m t w_e (W k) Ht Hk); lra)). lra. }
  rewrite !ln_of_quotient by first [assumption | apply pace_positive; try assumption; apply Hkap; lra
    | pose proof (Hej 0%nat ltac:(lia)); lra].
  assert (Xs : X w_s = ln (e 0%nat) / 2 - ln (pace m eta t w_s)).
  { unfold X. rewrite RInt_point. change (@zero R_CompleteNormedModule) with 0. rewrite Es. unfold e, error.
    field. lra. }
  assert (Xe : X w_e = RInt (fun x => / rate_above m lam t x) w_e w_s / eta + ln eps / 2 - ln (pace m eta t w_e)).
  { unfold X. replace (size m t w_e - lam) with eps by lra. reflexivity. }
  lra.
Qed.

(* eta kappa is at most 1/2 wherever q stays within P. *)
Lemma kappa_small t w : 0 < t -> 0 <= w -> t * cosh w <= P -> eta * kappa_at m t w <= / 2.
Proof using start.
  intros Ht Hw HP. destruct start as (He & _ & _ & Hs & _).
  assert (Hi : Rabs (t * sinh w) < t * cosh w).
  { rewrite Rabs_mult, (Rabs_pos_eq t) by lra. apply Rmult_lt_compat_l; [lra | apply sinh_below_cosh]. }
  pose proof (contraction_bounded m _ _ P Hi HP) as B. fold (kappa_at m t w) in B.
  pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ He) B). lra.
Qed.

(* ... in particular at a product of the size of lambda at most, *)
Lemma kappa_small_below t w : 0 < t <= scale (p 0%nat) (q 0%nat) -> 0 <= w -> size m t w <= Rabs lam ->
  eta * kappa_at m t w <= / 2.
Proof using start.
  intros Ht Hw Hl. apply kappa_small; [lra | assumption|]. destruct start as (He & HL & El & _ & Hi & HqP & _ & HR).
  destruct (inside_at t w ltac:(lra) Hw) as [A B]. rewrite El, <- product_at in Hl.
  assert (C : t * sinh w <= L).
  { apply power_order with (S m); [lra | assumption|]. apply Rle_trans with (2 := Hl).
    change ((t * sinh w) ^ S (S m)) with (t * sinh w * (t * sinh w) ^ S m). apply Rmult_le_compat_l; [lra|].
    apply pow_incr. lra. }
  pose proof (imbalance_at t w) as E. unfold imbalance in E at 1. pose proof (scale_square _ _ Hi) as F.
  assert (t ^ 2 <= scale (p 0%nat) (q 0%nat) ^ 2) by (apply pow_incr; lra).
  pose proof (Rabs_pos (p 0%nat)). assert ((t * sinh w) ^ 2 <= L ^ 2) by (apply pow_incr; lra).
  apply Rsqr_incr_0_var; [rewrite !Rsqr_pow2; lra | lra].
Qed.

(* ... and at the start. *)
Lemma kappa_small_start t w : 0 <= p 0%nat -> 0 < t <= scale (p 0%nat) (q 0%nat) -> 0 <= w ->
  size m t w <= p 0%nat * q 0%nat ^ S m -> eta * kappa_at m t w <= / 2.
Proof using start.
  intros Hp Ht Hw Hl. destruct start as (He & _ & _ & Hs & Hi & HqP & _ & _). pose proof (Rle_abs (p 0%nat)).
  assert (A : kappa_at m t w <= contraction m (p 0%nat) (q 0%nat)).
  { apply kappa_below; [lra | assumption | lra | | assumption].
    rewrite <- scale_square by assumption. apply pow_incr. lra. }
  pose proof (contraction_bounded m _ _ P Hi HqP) as B.
  pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ He) (Rle_trans _ _ _ A B)). lra.
Qed.
End Counts.
