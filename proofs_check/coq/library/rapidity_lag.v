(* What the steps of the pair gain on the flow at the first imbalance S_0: a step costs at most one unit of its time,
   and what the speed changes in it. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers closed_forms rapidity rapidity_orbit rapidity_fall rapidity_count.
From dmf.library Require Import rapidity_product rapidity_settle rapidity_speed.
Open Scope R_scope.

Section Lag.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : allowed m lam eta P L (p 0%nat) (q 0%nat).
Hypothesis away : 0 < error m lam p q 0.
Let s := s p q.
Let u := u p q.
Let e := error m lam p q.
Let s0 := s 0%nat.

Lemma s0_positive : 0 < s0.
Proof using moves start. apply (s_positive m lam eta P L p q moves start). Qed.

Lemma q_positive k : 0 < q k.
Proof using moves start. pose proof (inside m lam eta P L p q moves start k). pose proof (Rabs_pos (p k)). lra. Qed.

Lemma e_positive k : 0 < e k.
Proof using moves start away. apply (error_positive m lam eta P L p q moves start), away. Qed.

(* The rapidity at which S_0 has the product of the k-th state. *)
Definition place (k : nat) : R :=
  if Rle_dec (p k) 0 then rapidity (S (S m)) (- (p k * q k ^ S m)) (s0 ^ 2)
  else - rapidity (S (S m)) (p k * q k ^ S m) (s0 ^ 2).

Lemma place_is k : size m s0 (place k) = - (p k * q k ^ S m) /\ (p k <= 0 -> 0 <= place k)
  /\ (0 <= p k -> place k <= 0).
Proof using moves start.
  pose proof s0_positive as Hs. pose proof (pow_lt _ (S m) (q_positive k)) as Hq. unfold place.
  assert (A : size m s0 (place k) = - (p k * q k ^ S m)).
  { unfold place. destruct (Rle_dec (p k) 0) as [H|H].
    - apply rapidity_spec; [assumption|]. assert (0 <= - p k * q k ^ S m) by (apply Rmult_le_pos; lra). lra.
    - rewrite size_odd. f_equal. apply rapidity_spec; [assumption | apply Rmult_le_pos; lra]. }
  split; [exact A|]. split; intros H.
  - apply (size_order m s0 _ _ Hs). fold (place k). rewrite A, size_zero.
    assert (0 <= - p k * q k ^ S m) by (apply Rmult_le_pos; lra). lra.
  - apply (size_order m s0 _ _ Hs). fold (place k). rewrite A, size_zero.
    assert (0 <= p k * q k ^ S m) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma place_error k : - lam - size m s0 (place k) = e k.
Proof using moves start. rewrite (proj1 (place_is k)). unfold e, error. ring. Qed.

Lemma place_grows i j : (i <= j)%nat -> place i <= place j.
Proof using moves start.
  intros H. apply (size_order m s0 _ _ s0_positive). pose proof (place_error i). pose proof (place_error j).
  pose proof (error_falls m lam eta P L p q moves start i j H) as F. fold e in F. lra.
Qed.

Lemma place_start : place 0 = u 0%nat.
Proof using moves start.
  assert (E : size m s0 (place 0) = size m s0 (u 0%nat)).
  { rewrite (proj1 (place_is 0)). symmetry. apply (size_of_pair m), (inside m lam eta P L p q moves start). }
  apply Rle_antisym; apply (size_order m s0 _ _ s0_positive); lra.
Qed.

(* eta kappa of the k-th state. *)
Definition z (k : nat) : R := eta * contraction m (p k) (q k).

Lemma z_between k : 0 < z k <= / 2.
Proof using moves start.
  destruct (always_allowed m lam eta P L p q moves start k) as (He & _ & _ & Hs & Hi & HP & _ & _). unfold z. split.
  - apply Rmult_lt_0_compat; [assumption | apply contraction_nonnegative, q_positive].
  - pose proof (contraction_bounded m _ _ P Hi HP) as B.
    pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ He) B). lra.
Qed.

Lemma way_small x : u 0%nat <= x -> size m s0 x <= - lam -> 0 < eta * kappa_at m s0 x <= / 2.
Proof using moves start.
  intros Hx Hsz. pose proof (proj1 start) as He. pose proof s0_positive as Hs. split.
  - apply Rmult_lt_0_compat; [assumption | apply kappa_positive, Hs].
  - destruct (Rle_or_lt x 0) as [H|H].
    + replace (kappa_at m s0 x) with (kappa_at m s0 (- x))
        by (unfold kappa_at, contraction; rewrite sinh_odd, cosh_even; ring).
      assert (E : size m s0 (u 0%nat) = - (p 0%nat * q 0%nat ^ S m))
        by (rewrite <- place_start; apply (proj1 (place_is 0))).
      assert (Hp : 0 <= p 0%nat).
      { pose proof (p_is m lam eta P L p q moves start 0) as Ep. fold u in Ep. fold (s 0%nat) in Ep. fold s0 in Ep.
        pose proof (sinh_nonpositive (u 0%nat) ltac:(lra)). rewrite Ep.
        assert (0 <= s0 * - sinh (u 0%nat)) by (apply Rmult_le_pos; lra). lra. }
      apply (kappa_small_start m lam eta P L p q start s0 (- x) Hp); [split; [assumption | apply Rle_refl] | lra|].
      rewrite size_odd. pose proof (size_increasing m s0 (u 0%nat) x Hs Hx). lra.
    + apply (kappa_small_below m lam eta P L p q start s0 x); [split; [assumption | apply Rle_refl] | lra|].
      pose proof (size_nonnegative m s0 x Hs ltac:(lra)). rewrite Rabs_left1; lra.
Qed.

(* The time of the flow on [a, b] where the speed is at least f. *)
Definition logs (w : R) : R := - ln (- lam - size m s0 w).

Lemma logs_increasing a b : a <= b -> size m s0 b < - lam -> logs a <= logs b.
Proof using moves start.
  intros H Hb. unfold logs. apply Ropp_le_contravar, ln_le; [lra|].
  pose proof (size_increasing m s0 a b s0_positive H). lra.
Qed.

Lemma flow_continuous x : size m s0 x < - lam -> continuous (fun x => / rate m lam s0 x) x.
Proof using moves start.
  intros H. apply inverse_continuous; [apply rate_continuous|].
  pose proof (rate_positive m lam s0 x s0_positive H). lra.
Qed.

Lemma piece a b f : u 0%nat <= a <= b -> size m s0 b < - lam -> 0 < f ->
  (forall x, a <= x <= b -> f <= speed (eta * kappa_at m s0 x)) ->
  RInt (fun x => / rate m lam s0 x) a b / eta <= (/ f + (2 - / ln 2)) * (logs b - logs a).
Proof using moves start.
  intros Hab Hb Hf Hspeed. pose proof (proj1 start) as He. pose proof s0_positive as Hs.
  assert (Hx : forall x, a <= x <= b -> size m s0 x < - lam).
  { intros x X. pose proof (size_increasing m s0 x b Hs ltac:(lra)). lra. }
  set (c := / f + (2 - / ln 2)).
  set (dV := fun w => eta * (c * (s0 ^ S (S m) * cosh w ^ m
    * (cosh w ^ 2 + INR (S m) * sinh w ^ 2) / (- lam - size m s0 w)))).
  assert (A : RInt (fun x => / rate m lam s0 x) a b <= eta * (c * logs b) - eta * (c * logs a)).
  { apply (integral_at_most _ (fun w => eta * (c * logs w)) dV); [lra | | | |].
    - intros x X. apply flow_continuous, Hx, X.
    - intros x X. specialize (Hx x X). unfold logs, dV. pose proof (size_derivative m s0 x) as D.
      set (d := s0 ^ S (S m) * cosh x ^ m * (cosh x ^ 2 + INR (S m) * sinh x ^ 2)) in *.
      assert (Ds : ex_derive (size m s0) x) by (eexists; exact D).
      assert (Dd : Derive (size m s0) x = d) by (apply is_derive_unique, D).
      auto_derive; [repeat split; [exact Ds | lra]|].
      replace (Derive (fun x0 : R => size m s0 x0) x) with d by (symmetry; exact Dd). field. lra.
    - intros x X. specialize (Hx x X). apply (ex_derive_continuous dV). unfold dV.
      auto_derive. repeat split; [eexists; apply size_derivative | apply Rgt_not_eq; lra].
    - intros x X. pose proof (rate_positive m lam s0 x Hs (Hx x X)) as Hr. specialize (Hspeed x X).
      destruct (way_small x ltac:(lra) (Rlt_le _ _ (Hx x X))) as [Hz0 Hz1]. specialize (Hx x X).
      assert (Hc : / (eta * kappa_at m s0 x) <= c).
      { pose proof (speed_inverse _ (conj Hz0 Hz1)). pose proof (Rinv_le_contravar f _ Hf Hspeed). unfold c. lra. }
      unfold dV. set (d := s0 ^ S (S m) * cosh x ^ m * (cosh x ^ 2 + INR (S m) * sinh x ^ 2)).
      pose proof (kappa_positive m s0 x Hs) as Hk.
      assert (Ed : d * (s0 * cosh x) ^ m = kappa_at m s0 x) by apply slope_is.
      pose proof (cosh_least x). assert (Hcm : 0 < (s0 * cosh x) ^ m) by (apply pow_lt, Rmult_lt_0_compat; lra).
      assert (Hd : 0 < d) by (apply size_slope_positive, Hs).
      replace (/ rate m lam s0 x) with (eta * (/ (eta * kappa_at m s0 x) * (d / (- lam - size m s0 x)))).
      + apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_r; [|assumption].
        left. apply Rmult_lt_0_compat; [assumption | apply Rinv_0_lt_compat; lra].
      + rewrite <- Ed. unfold rate. field. repeat split; lra. }
  apply Rmult_le_reg_r with eta; [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra. lra.
Qed.

(* The time that is compared with the number of steps. *)
Definition lag_time (x : R) : R :=
  RInt (fun x => / rate m lam s0 x) (u 0%nat) x / eta - (2 - / ln 2) * (logs x - logs (u 0%nat)).

Lemma lag_between a b : u 0%nat <= a <= b -> size m s0 b < - lam ->
  lag_time b - lag_time a = RInt (fun x => / rate m lam s0 x) a b / eta - (2 - / ln 2) * (logs b - logs a).
Proof using moves start.
  intros H Hb. unfold lag_time. rewrite (integral_split _ (u 0%nat) a b); [unfold Rdiv; ring | lra|].
  intros x X. apply flow_continuous. pose proof (size_increasing m s0 x b s0_positive ltac:(lra)). lra.
Qed.

Lemma step_cost j w F f c : place j <= w -> size m s0 w < - lam -> 0 < f <= F ->
  speed (eta * gain m (p j) (q j) (q (S j))) <= F ->
  (forall x, place j <= x <= place (S j) -> size m s0 x <= - lam -> f <= speed (eta * kappa_at m s0 x)) ->
  1 < c -> ln F - ln f <= ln c ->
  lag_time (Rmin (place (S j)) w) - lag_time (place j) <= 1 + (c - 1) / ln c * (ln F - ln f).
Proof using moves start away.
  intros Hj Hw Hf HF Hx Hc Hr. set (b := Rmin (place (S j)) w). pose proof s0_positive as Hs.
  pose proof (place_grows j (S j) ltac:(lia)) as Hg. pose proof (place_grows 0 j ltac:(lia)) as H0.
  rewrite place_start in H0.
  assert (Hb : place j <= b /\ b <= place (S j) /\ b <= w).
  { unfold b. split; [apply Rmin_glb; assumption | split; [apply Rmin_l | apply Rmin_r]]. }
  assert (Hbs : size m s0 b < - lam) by (pose proof (size_increasing m s0 b w Hs ltac:(lra)); lra).
  rewrite lag_between by (assumption || lra).
  pose proof (piece (place j) b f ltac:(lra) Hbs (proj1 Hf)) as A.
  assert (A' : forall x, place j <= x <= b -> f <= speed (eta * kappa_at m s0 x)).
  { intros x X. apply Hx; [lra|]. pose proof (size_increasing m s0 x b Hs ltac:(lra)). lra. }
  specialize (A A'). pose proof (logs_increasing (place j) b ltac:(lra) Hbs) as Hl.
  assert (Hd : logs b - logs (place j) <= F).
  { apply Rle_trans with (2 := HF). pose proof (e_positive (S j)) as He1. pose proof (place_error (S j)) as E1.
    pose proof (logs_increasing b (place (S j)) ltac:(lra) ltac:(lra)) as Hl1.
    assert (El : forall i, logs (place i) = - ln (e i)) by (intros i; unfold logs; rewrite place_error; reflexivity).
    rewrite El in *.
    pose proof (log_error m lam eta P L p q moves start j (e_positive j)) as Z. fold e in Z. unfold speed. lra. }
  pose proof (ratio_at_most c f F Hc Hf Hr) as B.
  assert (C : / f * (logs b - logs (place j)) <= F / f).
  { unfold Rdiv. rewrite (Rmult_comm F). apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra | assumption]. }
  lra.
Qed.

(* While |p| falls. *)
Lemma gain_falls j : 0 <= p j -> gain m (p j) (q j) (q (S j)) <= contraction m (p j) (q j).
Proof using moves start.
  intros Hp. pose proof (q_positive j). pose proof (q_positive (S j)).
  pose proof (y_between m lam eta P L p q moves start j) as Hy. unfold y in Hy.
  apply (gain_while_falling m (p j) (q j) (p j) (q (S j))); [|lra]. split; [assumption|].
  destruct (moves j) as [_ ->]. assert (0 <= drive m lam eta (p j) (q j) * p j) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma speed_of_gain j k : gain m (p j) (q j) (q (S j)) <= contraction m (p k) (q k) ->
  speed (eta * gain m (p j) (q j) (q (S j))) <= speed (z k).
Proof using moves start.
  intros H. pose proof (z_between k). apply speed_increasing. split; [|lra]. unfold z.
  apply Rmult_le_compat_l; [left; apply (proj1 start) | assumption].
Qed.

(* kappa at S_0 is at least that of a state whose product is no larger. *)
Lemma kappa_above k x : (p k <= 0 /\ place k <= x) \/ (0 <= p k /\ x <= place k) ->
  contraction m (p k) (q k) <= kappa_at m s0 x.
Proof using moves start.
  intros H. pose proof s0_positive as Hs. pose proof (inside m lam eta P L p q moves start k) as Hi.
  assert (HS : imbalance (p k) (q k) <= s0 ^ 2).
  { rewrite <- (s_square m lam eta P L p q moves start). apply pow_incr.
    split; [left; apply (s_positive m lam eta P L p q moves start) | apply (s_falls m lam eta P L p q moves start);
      lia]. }
  destruct (place_is k) as (E & Hn & Hp). apply Rabs_def2 in Hi. destruct H as [[H Hx]|[H Hx]].
  - specialize (Hn H). replace (contraction m (p k) (q k)) with (contraction m (- p k) (q k))
      by (unfold contraction; ring).
    destruct (inside_at s0 x Hs ltac:(lra)) as [I1 I2].
    apply contraction_increasing; [lra | assumption | lra | |].
    + rewrite product_at. pose proof (size_increasing m s0 _ _ Hs Hx). lra.
    + rewrite imbalance_at. replace (imbalance (- p k) (q k)) with (imbalance (p k) (q k))
        by (unfold imbalance; ring). assumption.
  - specialize (Hp H). replace (kappa_at m s0 x) with (kappa_at m s0 (- x))
      by (unfold kappa_at, contraction; rewrite sinh_odd, cosh_even; ring).
    destruct (inside_at s0 (- x) Hs ltac:(lra)) as [I1 I2].
    apply contraction_increasing; [lra | assumption | lra | |].
    + rewrite product_at, size_odd. pose proof (size_increasing m s0 _ _ Hs Hx). lra.
    + rewrite imbalance_at. assumption.
Qed.

Lemma log_of_z j k : ln (z j) - ln (z k) = ln (contraction m (p j) (q j)) - ln (contraction m (p k) (q k)).
Proof using moves start.
  unfold z. pose proof (proj1 start). rewrite !ln_mult; try assumption;
    try (apply contraction_nonnegative, q_positive). ring.
Qed.

Lemma fall_steps c w J : 1 < c -> u 0%nat <= w -> size m s0 w < - lam -> (forall j, (j <= J)%nat -> 0 <= p j) ->
  (forall j, (j < J)%nat -> place j <= w) ->
  (forall j, (j < J)%nat ->
    (ln (contraction m (p j) (q j)) - ln (contraction m (p (S j)) (q (S j)))) / ln 2 <= ln c) ->
  lag_time (Rmin (place J) w) <= INR J + (c - 1) / ln c * (ln (speed (z 0)) - ln (speed (z J))).
Proof using moves start away.
  intros Hc H0 Hw Hp Hbefore Hspread. induction J as [|J IH].
  - rewrite place_start, Rmin_left by assumption. unfold lag_time. rewrite RInt_point.
    change (@zero R_CompleteNormedModule) with 0. simpl INR. unfold Rdiv. lra.
  - specialize (IH ltac:(intros j Hj; apply Hp; lia) ltac:(intros j Hj; apply Hbefore; lia)
      ltac:(intros j Hj; apply Hspread; lia)).
    pose proof (Hbefore J ltac:(lia)) as HJ. rewrite Rmin_left in IH by assumption.
    pose proof (z_between J) as ZJ. pose proof (z_between (S J)) as ZS.
    assert (Hk : contraction m (p (S J)) (q (S J)) <= contraction m (p J) (q J)).
    { pose proof (Hp (S J) ltac:(lia)) as Hp1. pose proof (Hp J ltac:(lia)) as Hp0.
      pose proof (q_positive J). pose proof (q_positive (S J)).
      pose proof (y_between m lam eta P L p q moves start J) as Hy. unfold y in Hy. destruct (moves J) as [Ep Eq].
      assert (0 <= drive m lam eta (p J) (q J) * q J) by (apply Rmult_le_pos; lra).
      assert (0 <= drive m lam eta (p J) (q J) * p J) by (apply Rmult_le_pos; lra).
      pose proof (gain_while_falling m (p J) (q J) (p (S J)) (q (S J)) ltac:(lra) ltac:(apply pow_incr; lra)). lra. }
    assert (Hz : z (S J) <= z J) by (unfold z; apply Rmult_le_compat_l; [left; apply (proj1 start) | assumption]).
    pose proof (step_cost J w (speed (z J)) (speed (z (S J))) c HJ Hw) as A.
    assert (B : ln (speed (z J)) - ln (speed (z (S J))) <= ln c).
    { apply Rle_trans with (1 := speed_elasticity (z (S J)) (z J) ltac:(lra) ltac:(lra)).
      unfold Rminus at 1. fold (ln (z J) - ln (z (S J))). rewrite log_of_z. apply Hspread. lia. }
    specialize (A ltac:(split; [apply speed_positive | apply speed_increasing]; lra)
      ltac:(apply speed_of_gain, gain_falls, Hp; lia)).
    rewrite S_INR. assert (C : forall x, place J <= x <= place (S J) -> size m s0 x <= - lam ->
      speed (z (S J)) <= speed (eta * kappa_at m s0 x)).
    { intros x X Hsz. pose proof (place_grows 0 J ltac:(lia)) as M. rewrite place_start in M.
      destruct (way_small x ltac:(lra) Hsz). apply speed_increasing. split; [|lra]. unfold z.
      apply Rmult_le_compat_l; [left; apply (proj1 start)|]. apply kappa_above. right. split; [apply Hp; lia | lra]. }
    specialize (A C Hc B). lra.
Qed.

Lemma imbalance_below_contraction j : s j ^ (2 * m + 2) <= contraction m (p j) (q j).
Proof using moves start.
  pose proof (s_positive m lam eta P L p q moves start j) as Hs. fold s in Hs.
  pose proof (q_is m lam eta P L p q moves start j) as Eq. fold (s j) in Eq.
  pose proof (cosh_least (rapidity_orbit.u p q j)).
  assert (s j <= q j) by (rewrite Eq; rewrite <- (Rmult_1_r (s j)) at 1; apply Rmult_le_compat_l; lra).
  unfold contraction. rewrite pow_add. assert (s j ^ (2 * m) <= q j ^ (2 * m)) by (apply pow_incr; lra).
  assert (s j ^ 2 <= q j ^ 2) by (apply pow_incr; lra).
  assert (0 <= INR (S m) * p j ^ 2) by (apply Rmult_le_pos; [apply pos_INR | apply pow2_ge_0]).
  apply Rmult_le_compat; [apply pow_le; lra | apply pow_le; lra | assumption | lra].
Qed.

(* The step in which p changes its sign: its kappa is compared with S^(N-1). *)
Lemma turn_step c w j : 1 < c -> place j <= w -> size m s0 w < - lam -> 0 <= p j ->
  (ln (contraction m (p j) (q j)) - ln (s j ^ (2 * m + 2))) / ln 2 <= ln c ->
  lag_time (Rmin (place (S j)) w) - lag_time (place j)
    <= 1 + (c - 1) / ln c * (ln (speed (z j)) - ln (speed (eta * s j ^ (2 * m + 2)))).
Proof using moves start away.
  intros Hc Hj Hw Hp Hspread. pose proof (proj1 start) as He. pose proof (z_between j) as Z.
  pose proof (s_positive m lam eta P L p q moves start j) as Hs. fold s in Hs.
  assert (Hsm : 0 < s j ^ (2 * m + 2)) by (apply pow_lt, Hs).
  pose proof (imbalance_below_contraction j) as Hle.
  assert (Hz : 0 < eta * s j ^ (2 * m + 2) <= z j).
  { split; [apply Rmult_lt_0_compat; assumption | unfold z; apply Rmult_le_compat_l; lra]. }
  apply step_cost; try assumption.
  - split; [apply speed_positive | apply speed_increasing]; lra.
  - apply speed_of_gain, gain_falls, Hp.
  - intros x X Hsz. pose proof (place_grows 0 j ltac:(lia)) as M. rewrite place_start in M.
    destruct (way_small x ltac:(lra) Hsz). apply speed_increasing. split; [|lra]. apply Rmult_le_compat_l; [lra|].
    pose proof (s_falls m lam eta P L p q moves start 0 j ltac:(lia)) as Hs0. fold s in Hs0. fold s0 in Hs0.
    pose proof (cosh_least x). unfold kappa_at, contraction. rewrite pow_add.
    assert (s j <= s0 * cosh x).
    { apply Rle_trans with (s0 * 1); [lra | apply Rmult_le_compat_l; lra]. }
    assert (s j ^ (2 * m) <= (s0 * cosh x) ^ (2 * m)) by (apply pow_incr; lra).
    assert (s j ^ 2 <= (s0 * cosh x) ^ 2) by (apply pow_incr; lra).
    assert (0 <= INR (S m) * (s0 * sinh x) ^ 2) by (apply Rmult_le_pos; [apply pos_INR | apply pow2_ge_0]).
    apply Rmult_le_compat; [apply pow_le; lra | apply pow_le; lra | assumption | lra].
  - apply Rle_trans with (1 := speed_elasticity _ (z j) Hz ltac:(lra)).
    apply Rle_trans with (2 := Hspread). right. f_equal. unfold z.
    rewrite !ln_mult; try assumption; try (apply contraction_nonnegative, q_positive). ring.
Qed.

(* Both, with an S_1 that the imbalance does not fall below. *)
Lemma speed_of_imbalance S1 j : 0 < S1 <= s j ^ 2 ->
  0 < eta * S1 ^ S m <= z j /\ eta * S1 ^ S m <= eta * s j ^ (2 * m + 2).
Proof using moves start.
  intros HS. pose proof (proj1 start) as He. pose proof (s_positive m lam eta P L p q moves start j) as Hs.
  fold s in Hs.
  assert (A : S1 ^ S m <= s j ^ (2 * m + 2)).
  { replace (2 * m + 2)%nat with (2 * S m)%nat by lia. rewrite pow_mult. apply pow_incr. lra. }
  pose proof (imbalance_below_contraction j) as B. pose proof (pow_lt S1 (S m) ltac:(lra)) as C.
  split; [split; [apply Rmult_lt_0_compat; lra | unfold z] |]; apply Rmult_le_compat_l; lra.
Qed.

Lemma fall_total c w J S1 : 1 < c -> u 0%nat <= w -> size m s0 w < - lam -> (forall j, (j <= J)%nat -> 0 <= p j) ->
  (forall j, (j < J)%nat -> place j <= w) ->
  (forall j, (j < J)%nat ->
    (ln (contraction m (p j) (q j)) - ln (contraction m (p (S j)) (q (S j)))) / ln 2 <= ln c) ->
  0 < S1 <= s J ^ 2 ->
  lag_time (Rmin (place J) w) <= INR J + (c - 1) / ln c * (ln (speed (z 0)) - ln (speed (eta * S1 ^ S m))).
Proof using moves start away.
  intros Hc H0 Hw Hp Hb Hs HS. apply Rle_trans with (1 := fall_steps c w J Hc H0 Hw Hp Hb Hs).
  assert (Hlc : 0 < ln c) by (rewrite <- ln_1; apply ln_increasing; lra).
  destruct (speed_of_imbalance S1 J HS) as [A _]. pose proof (z_between J).
  pose proof (ln_le _ _ (speed_positive (eta * S1 ^ S m) ltac:(lra))
    (speed_increasing (eta * S1 ^ S m) (z J) ltac:(lra))).
  apply Rplus_le_compat_l, Rmult_le_compat_l; [|lra].
  apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption].
Qed.

Lemma turn_total c w J S1 : 1 < c -> size m s0 w < - lam -> (forall j, (j <= J)%nat -> 0 <= p j) ->
  (forall j, (j <= J)%nat -> place j <= w) ->
  (forall j, (j < J)%nat ->
    (ln (contraction m (p j) (q j)) - ln (contraction m (p (S j)) (q (S j)))) / ln 2 <= ln c) ->
  (ln (contraction m (p J) (q J)) - ln (s J ^ (2 * m + 2))) / ln 2 <= ln c -> 0 < S1 <= s J ^ 2 ->
  lag_time (Rmin (place (S J)) w) <= INR (S J) + (c - 1) / ln c * (ln (speed (z 0)) - ln (speed (eta * S1 ^ S m))).
Proof using moves start away.
  intros Hc Hw Hp Hb Hs Ht HS. pose proof (Hb 0%nat ltac:(lia)) as H0. rewrite place_start in H0.
  assert (Hlc : 0 < ln c) by (rewrite <- ln_1; apply ln_increasing; lra).
  pose proof (fall_steps c w J Hc H0 Hw Hp ltac:(intros j Hj; apply Hb; lia) Hs) as F.
  rewrite Rmin_left in F by (apply Hb; lia).
  pose proof (turn_step c w J Hc ltac:(apply Hb; lia) Hw ltac:(apply Hp; lia) Ht) as T. rewrite S_INR.
  destruct (speed_of_imbalance S1 J HS) as [A B]. pose proof (z_between J).
  pose proof (imbalance_below_contraction J) as I.
  pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ (proj1 start)) I) as I'. fold (z J) in I'.
  pose proof (ln_le _ _ (speed_positive (eta * S1 ^ S m) ltac:(lra))
    (speed_increasing (eta * S1 ^ S m) (eta * s J ^ (2 * m + 2)) ltac:(lra))) as M.
  assert (C : 0 <= (c - 1) / ln c) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption]).
  pose proof (Rmult_le_compat_l _ _ _ C M). lra.
Qed.

(* While |p| grows. *)
Lemma rise_steps c w K k : 1 < c -> size m s0 w < - lam -> p K <= 0 -> (K <= k)%nat -> place K <= w ->
  (forall j, (K <= j < k)%nat -> place j <= w) ->
  (forall j, (K <= j < k)%nat -> (ln (contraction m (p (S j)) (q (S j))) - ln (contraction m (p j) (q j))) / ln 2
    <= ln c) ->
  lag_time (Rmin (place k) w) - lag_time (place K) <= INR (k - K) + (c - 1) / ln c
    * (ln (speed (z k)) - ln (speed (z K))).
Proof using moves start away.
  intros Hc Hw HpK Hk HKw. induction Hk as [|k Hk IH]; intros Hbefore Hspread.
  - rewrite Rmin_left, Nat.sub_diag by assumption. simpl INR. lra.
  - specialize (IH ltac:(intros j Hj; apply Hbefore; lia) ltac:(intros j Hj; apply Hspread; lia)).
    pose proof (Hbefore k ltac:(lia)) as Hkw. rewrite Rmin_left in IH by assumption.
    replace (S k - K)%nat with (S (k - K)) by lia. rewrite S_INR.
    pose proof (z_between k) as Zk. pose proof (z_between (S k)) as ZS.
    destruct (beyond_zero m lam eta P L p q moves start K k Hk HpK) as [Hp _].
    destruct (beyond_zero m lam eta P L p q moves start k (S k) ltac:(lia) Hp) as [Hp' Hq'].
    pose proof (q_positive k). assert (Hpp : p (S k) <= p k).
    { pose proof (y_between m lam eta P L p q moves start k) as Hy. unfold y in Hy. destruct (moves k) as [-> _].
      assert (0 <= drive m lam eta (p k) (q k) * q k) by (apply Rmult_le_pos; lra). lra. }
    destruct (gain_while_growing m (p k) (q k) (p (S k)) (q (S k)) ltac:(lra) ltac:(nra)) as [G1 G2].
    assert (Hz : z k <= z (S k)) by (unfold z; apply Rmult_le_compat_l; [left; apply (proj1 start) | lra]).
    pose proof (step_cost k w (speed (z (S k))) (speed (z k)) c Hkw Hw
      ltac:(split; [apply speed_positive | apply speed_increasing]; lra) ltac:(apply speed_of_gain, G2)) as A.
    assert (B : ln (speed (z (S k))) - ln (speed (z k)) <= ln c).
    { apply Rle_trans with (1 := speed_elasticity (z k) (z (S k)) ltac:(lra) ltac:(lra)).
      rewrite log_of_z. apply Hspread. lia. }
    assert (C : forall x, place k <= x <= place (S k) -> size m s0 x <= - lam ->
      speed (z k) <= speed (eta * kappa_at m s0 x)).
    { intros x X Hsz. pose proof (place_grows 0 k ltac:(lia)) as M. rewrite place_start in M.
      destruct (way_small x ltac:(lra) Hsz). apply speed_increasing. split; [|lra]. unfold z.
      apply Rmult_le_compat_l; [left; apply (proj1 start)|]. apply kappa_above. left. split; [assumption | lra]. }
    specialize (A C Hc B). lra.
Qed.
End Lag.
