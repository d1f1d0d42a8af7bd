(* Rapidity of a pair p = - s sinh u, q = s cosh u with s^2 = q^2 - p^2 > 0: a step (p - y q, q - y p) adds artanh y
   to u and multiplies s^2 by 1 - y^2. The product q^(N-1) p is minus the size s^N cosh^(N-1) u sinh u, N = m + 2,
   which grows with u; `rapidity` of the closed forms is its inverse. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers closed_forms.
Open Scope R_scope.

(* ---- Slopes and growth ---- *)

Lemma grows (f df : R -> R) a b : a <= b -> (forall x, a <= x <= b -> is_derive f x (df x)) ->
  (forall x, a <= x <= b -> 0 <= df x) -> f a <= f b.
Proof.
  intros Hab Hf Hd. destruct (MVT_gen f a b df) as [c [Hc E]].
  - rewrite Rmin_left, Rmax_right by assumption. intros x Hx. apply Hf. lra.
  - rewrite Rmin_left, Rmax_right by assumption. intros x Hx.
    apply derivable_continuous_pt. exists (df x). apply is_derive_Reals, Hf. lra.
  - rewrite Rmin_left, Rmax_right in Hc by assumption. specialize (Hd c Hc).
    assert (0 <= df c * (b - a)) by (apply Rmult_le_pos; lra). lra.
Qed.

(* 2 (x - 1) / (x + 1) <= ln x <= (x - 1/x) / 2 *)
Lemma ln_at_least x : 1 <= x -> 2 * (x - 1) / (x + 1) <= ln x.
Proof.
  intros Hx. assert (H : ln 1 - 2 * (1 - 1) / (1 + 1) <= ln x - 2 * (x - 1) / (x + 1)).
  { apply (grows (fun t => ln t - 2 * (t - 1) / (t + 1)) (fun t => (t - 1) ^ 2 / (t * (t + 1) ^ 2)) 1 x Hx).
    - intros t Ht. auto_derive; [lra | field; lra].
    - intros t Ht. apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat].
      apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]. }
  rewrite ln_1 in H. lra.
Qed.

Lemma ln_at_most x : 1 <= x -> ln x <= (x - / x) / 2.
Proof.
  intros Hx. assert (H : (1 - / 1) / 2 - ln 1 <= (x - / x) / 2 - ln x).
  { apply (grows (fun t => (t - / t) / 2 - ln t) (fun t => (t - 1) ^ 2 / (2 * t ^ 2)) 1 x Hx).
    - intros t Ht. auto_derive; [lra | field; lra].
    - intros t Ht. apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat].
      apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]. }
  rewrite ln_1, Rinv_1 in H. lra.
Qed.

Lemma ln_below x : 0 < x -> ln x <= x - 1.
Proof.
  intros Hx. pose proof (exp_ineq1_le (ln x)) as H. rewrite exp_ln in H by assumption. lra.
Qed.

(* ---- artanh ---- *)

Definition artanh (y : R) : R := ln ((1 + y) / (1 - y)) / 2.

Lemma artanh_between y : 0 <= y < 1 -> y <= artanh y <= y / (1 - y ^ 2).
Proof.
  intros Hy. unfold artanh. assert (Hx : 1 <= (1 + y) / (1 - y)).
  { apply Rmult_le_reg_r with (1 - y); [lra|].
    replace ((1 + y) / (1 - y) * (1 - y)) with (1 + y) by (field; lra). lra. }
  pose proof (ln_at_least _ Hx) as A. pose proof (ln_at_most _ Hx) as B.
  replace (2 * ((1 + y) / (1 - y) - 1) / ((1 + y) / (1 - y) + 1)) with (2 * y) in A by (field; lra).
  replace (((1 + y) / (1 - y) - / ((1 + y) / (1 - y))) / 2) with (2 * (y / (1 - y ^ 2))) in B by (field; nra).
  lra.
Qed.

Lemma artanh_increasing x y : 0 <= x <= y -> y < 1 -> artanh x <= artanh y.
Proof.
  intros Hx Hy. apply (grows artanh (fun t => / (1 - t ^ 2)) x y); [lra | |].
  - intros t Ht. unfold artanh. auto_derive; [|field; nra]. split; [|split; [|exact I]]; [lra|].
    apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra].
  - intros t Ht. left. apply Rinv_0_lt_compat. nra.
Qed.

Lemma ln_lost y : 0 <= y < 1 -> 0 <= - ln (1 - y ^ 2) <= y ^ 2 / (1 - y ^ 2).
Proof.
  intros Hy. assert (H : 0 < 1 - y ^ 2 <= 1) by nra. rewrite <- ln_Rinv by lra.
  assert (1 <= / (1 - y ^ 2)) by (rewrite <- Rinv_1 at 1; apply Rinv_le_contravar; lra). split.
  - rewrite <- ln_1. apply ln_le; lra.
  - replace (y ^ 2 / (1 - y ^ 2)) with (/ (1 - y ^ 2) - 1) by (field; lra). apply ln_below. lra.
Qed.

(* ---- sinh and cosh ---- *)

Lemma cosh_sinh x : cosh x ^ 2 - sinh x ^ 2 = 1.
Proof.
  unfold cosh, sinh. assert (E : exp x * exp (- x) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  nra.
Qed.

Lemma cosh_least x : 1 <= cosh x.
Proof.
  pose proof (cosh_sinh x). pose proof (pow2_ge_0 (sinh x)).
  assert (0 < cosh x) by (unfold cosh; pose proof (exp_pos x); pose proof (exp_pos (- x)); lra). nra.
Qed.

Lemma cosh_even x : cosh (- x) = cosh x.
Proof. unfold cosh. rewrite Ropp_involutive. lra. Qed.

Lemma sinh_odd x : sinh (- x) = - sinh x.
Proof. unfold sinh. rewrite Ropp_involutive. lra. Qed.

Lemma sinh_increasing x y : x <= y -> sinh x <= sinh y.
Proof. intros [H|H]; [left; apply sinh_lt; assumption | rewrite H; lra]. Qed.

Lemma sinh_nonnegative x : 0 <= x -> 0 <= sinh x.
Proof. intros H. rewrite <- sinh_0. apply sinh_increasing. assumption. Qed.

Lemma sinh_nonpositive x : x <= 0 -> sinh x <= 0.
Proof. intros H. rewrite <- sinh_0. apply sinh_increasing. assumption. Qed.

Lemma cosh_increasing x y : 0 <= x <= y -> cosh x <= cosh y.
Proof.
  intros H. pose proof (cosh_sinh x). pose proof (cosh_sinh y). pose proof (cosh_least x). pose proof (cosh_least y).
  pose proof (sinh_nonnegative x ltac:(lra)). pose proof (sinh_increasing x y ltac:(lra)). nra.
Qed.

Lemma cosh_decreasing x y : x <= y <= 0 -> cosh y <= cosh x.
Proof. intros H. rewrite <- (cosh_even x), <- (cosh_even y). apply cosh_increasing. lra. Qed.

Lemma sinh_below_cosh x : Rabs (sinh x) < cosh x.
Proof. pose proof (cosh_sinh x). pose proof (cosh_least x). apply Rabs_def1; nra. Qed.

Lemma sinh_at_least x : 0 <= x -> x <= sinh x.
Proof.
  intros Hx. assert (H : sinh 0 - 0 <= sinh x - x).
  { apply (grows (fun t => sinh t - t) (fun t => cosh t - 1) 0 x Hx).
    - intros t _. auto_derive; [exact I | ring].
    - intros t _. pose proof (cosh_least t). lra. }
  rewrite sinh_0 in H. lra.
Qed.

(* ---- The coordinates of a pair ---- *)

Definition imbalance (p q : R) : R := q ^ 2 - p ^ 2.
Definition scale (p q : R) : R := sqrt (imbalance p q).
Definition angle_of (p q : R) : R := ln ((q - p) / (q + p)) / 2.

Lemma imbalance_positive p q : Rabs p < q -> 0 < imbalance p q.
Proof. intros H. apply Rabs_def2 in H. unfold imbalance. nra. Qed.

Lemma scale_positive p q : Rabs p < q -> 0 < scale p q.
Proof. intros H. apply sqrt_lt_R0, imbalance_positive, H. Qed.

Lemma scale_square p q : Rabs p < q -> scale p q ^ 2 = imbalance p q.
Proof. intros H. apply pow2_sqrt. left. apply imbalance_positive, H. Qed.

Lemma exp_angle p q : Rabs p < q ->
  scale p q * exp (angle_of p q) = q - p /\ scale p q * exp (- angle_of p q) = q + p.
Proof.
  intros H. pose proof (scale_positive p q H) as Hs. pose proof (scale_square p q H) as E. unfold imbalance in E.
  apply Rabs_def2 in H. set (s := scale p q) in *. set (u := angle_of p q).
  assert (Hr : 0 < (q - p) / (q + p)) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]).
  assert (Eu : exp u ^ 2 = (q - p) / (q + p)).
  { simpl. rewrite Rmult_1_r, <- exp_plus. unfold u, angle_of.
    replace (ln ((q - p) / (q + p)) / 2 + ln ((q - p) / (q + p)) / 2) with (ln ((q - p) / (q + p))) by field.
    apply exp_ln, Hr. }
  assert (A : s * exp u = q - p).
  { apply Rsqr_inj; [apply Rmult_le_pos; [lra | left; apply exp_pos] | lra|].
    unfold Rsqr. replace (s * exp u * (s * exp u)) with (s ^ 2 * exp u ^ 2) by ring. rewrite Eu, E. field. lra. }
  split; [exact A|]. assert (Ei : exp u * exp (- u) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
  apply Rmult_eq_reg_l with (q - p); [|lra]. rewrite <- A at 1.
  replace (s * exp u * (s * exp (- u))) with (s ^ 2 * (exp u * exp (- u))) by ring. rewrite Ei, E. ring.
Qed.

Lemma coordinates p q : Rabs p < q -> scale p q * cosh (angle_of p q) = q /\ scale p q * sinh (angle_of p q) = - p.
Proof. intros H. destruct (exp_angle p q H). unfold cosh, sinh. lra. Qed.

Lemma angle_sign p q : Rabs p < q -> (0 <= p -> angle_of p q <= 0) /\ (p <= 0 -> 0 <= angle_of p q).
Proof.
  intros H. destruct (coordinates p q H) as [_ E]. pose proof (scale_positive p q H) as Hs. split; intros Hp.
  - destruct (Rle_or_lt (angle_of p q) 0) as [|Hu]; [assumption|]. exfalso.
    pose proof (sinh_lt _ _ Hu) as L. rewrite sinh_0 in L. pose proof (Rmult_lt_0_compat _ _ Hs L). lra.
  - destruct (Rle_or_lt 0 (angle_of p q)) as [|Hu]; [assumption|]. exfalso.
    pose proof (sinh_lt _ _ Hu) as L. rewrite sinh_0 in L. nra.
Qed.

(* One step. *)
Lemma step_inside p q y : Rabs p < q -> 0 <= y < 1 -> Rabs (p - y * q) < q - y * p.
Proof. intros H Hy. apply Rabs_def2 in H. apply Rabs_def1; nra. Qed.

Lemma step_imbalance p q y : imbalance (p - y * q) (q - y * p) = (1 - y ^ 2) * imbalance p q.
Proof. unfold imbalance. ring. Qed.

Lemma step_angle p q y : Rabs p < q -> 0 <= y < 1 ->
  angle_of (p - y * q) (q - y * p) = angle_of p q + artanh y.
Proof.
  intros H Hy. apply Rabs_def2 in H. unfold angle_of, artanh.
  replace ((q - y * p - (p - y * q)) / (q - y * p + (p - y * q)))
    with ((q - p) / (q + p) * ((1 + y) / (1 - y))).
  - rewrite ln_mult; [field | |]; (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]).
  - field. split; [|split; lra]. nra.
Qed.

(* ---- The size of the product, N = m + 2 ---- *)

Definition size (m : nat) (s w : R) : R := s ^ S (S m) * cosh w ^ S m * sinh w.

Lemma size_of_pair m p q : Rabs p < q -> size m (scale p q) (angle_of p q) = - (p * q ^ S m).
Proof.
  intros H. destruct (coordinates p q H) as [Ec Es]. unfold size. set (s := scale p q) in *.
  set (u := angle_of p q) in *.
  replace (s ^ S (S m) * cosh u ^ S m * sinh u) with ((s * cosh u) ^ S m * (s * sinh u))
    by (rewrite Rpow_mult_distr; simpl; ring). rewrite Ec, Es. ring.
Qed.

Lemma size_odd m s w : size m s (- w) = - size m s w.
Proof. unfold size. rewrite cosh_even, sinh_odd. ring. Qed.

Lemma size_zero m s : size m s 0 = 0.
Proof. unfold size. rewrite sinh_0. ring. Qed.

(* The contraction q^(2N-2) + (N-1) p^2 q^(2N-4) of the error in a step. *)
Definition contraction (m : nat) (x c : R) : R := c ^ (2 * m) * (c ^ 2 + INR (S m) * x ^ 2).

Lemma size_derivative m s w : is_derive (size m s) w
  (s ^ S (S m) * cosh w ^ m * (cosh w ^ 2 + INR (S m) * sinh w ^ 2)).
Proof.
  unfold size. auto_derive; [exact I|]. change (pred (S m)) with m.
  change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). simpl pow. ring.
Qed.

Lemma size_continuous m s w : continuous (size m s) w.
Proof. apply (ex_derive_continuous (size m s)). eexists. apply size_derivative. Qed.

Lemma size_slope_positive m s w : 0 < s -> 0 < s ^ S (S m) * cosh w ^ m * (cosh w ^ 2 + INR (S m) * sinh w ^ 2).
Proof.
  intros Hs. pose proof (cosh_least w). pose proof (pos_INR (S m)). pose proof (pow2_ge_0 (sinh w)).
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; apply pow_lt; lra|].
  pose proof (pow_lt (cosh w) 2 ltac:(lra)). assert (0 <= INR (S m) * sinh w ^ 2) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma size_increasing m s v w : 0 < s -> v <= w -> size m s v <= size m s w.
Proof.
  intros Hs H. apply (grows (size m s) (fun w => s ^ S (S m) * cosh w ^ m * (cosh w ^ 2 + INR (S m) * sinh w ^ 2)) v w
    H);
    intros x _; [apply size_derivative|].
  left. apply size_slope_positive, Hs.
Qed.

Lemma size_strictly m s v w : 0 < s -> v < w -> size m s v < size m s w.
Proof.
  intros Hs H. destruct (MVT_gen (size m s) v w
    (fun w => s ^ S (S m) * cosh w ^ m * (cosh w ^ 2 + INR (S m) * sinh w ^ 2)))
    as [c [_ E]].
  - intros x _. apply size_derivative.
  - intros x _. apply derivable_continuous_pt. eexists. apply is_derive_Reals, size_derivative.
  - pose proof (Rmult_lt_0_compat _ (w - v) (size_slope_positive m s c Hs) ltac:(lra)). lra.
Qed.

Lemma size_order m s v w : 0 < s -> size m s v <= size m s w -> v <= w.
Proof.
  intros Hs H. destruct (Rle_or_lt v w) as [|L]; [assumption|]. pose proof (size_strictly m s w v Hs L).
  lra.
Qed.

Lemma size_nonnegative m s w : 0 < s -> 0 <= w -> 0 <= size m s w.
Proof. intros Hs H. rewrite <- (size_zero m s). apply size_increasing; assumption. Qed.

Lemma size_in_scale m s t w : 0 < s <= t -> 0 <= w -> size m s w <= size m t w.
Proof.
  intros Hs Hw. unfold size. pose proof (cosh_least w). pose proof (sinh_nonnegative w Hw).
  rewrite !Rmult_assoc. apply Rmult_le_compat_r; [|apply pow_incr; lra].
  apply Rmult_le_pos; [apply pow_le|]; lra.
Qed.

(* ---- Its inverse ---- *)

Lemma least_is (P : R -> Prop) (a : R) : P a -> (forall x, P x -> a <= x) -> least P = a.
Proof.
  intros Ha Hl. unfold least. rewrite (is_glb_Rbar_unique P a); [reflexivity|]. split.
  - intros x Hx. exact (Hl x Hx).
  - intros b Hb. exact (Hb a Ha).
Qed.

Lemma power_half s n : 0 < s -> power (s ^ 2) (INR n / 2) = s ^ n.
Proof.
  intros Hs. unfold power. pose proof (pow_lt s 2 Hs). destruct (Rle_dec (s ^ 2) 0); [lra|].
  rewrite <- (Rpower_pow 2 s Hs), Rpower_mult, <- Rpower_pow by assumption. f_equal. simpl (INR 2). field.
Qed.

Lemma power_half_less s m : 0 < s -> power (s ^ 2) (INR (S (S m)) / 2 - 1) = s ^ m.
Proof. intros Hs. pose proof (pow_lt s 2 Hs). unfold power. destruct (Rle_dec (s ^ 2) 0); [lra|].
  rewrite <- (Rpower_pow 2 s Hs), Rpower_mult, <- Rpower_pow by assumption. f_equal. rewrite !S_INR. simpl (INR 0).
  field.
Qed.

Lemma power_half_inverse s m : 0 < s -> power (s ^ 2) (1 - INR (S (S m)) / 2) = / s ^ m.
Proof.
  intros Hs. rewrite <- (power_half_less s m Hs). pose proof (pow_lt s 2 Hs). unfold power.
  destruct (Rle_dec (s ^ 2) 0); [lra|]. rewrite <- Rpower_Ropp. f_equal. ring.
Qed.

Lemma size_reaches m s y : 0 < s -> 0 <= y -> exists w, 0 <= w /\ size m s w = y.
Proof.
  intros Hs Hy. set (b := y / s ^ S (S m)). pose proof (pow_lt s (S (S m)) Hs) as Hp.
  assert (Hb : 0 <= b) by (apply Rmult_le_pos; [assumption | left; apply Rinv_0_lt_compat, Hp]).
  assert (Hyb : y <= size m s b).
  { replace y with (s ^ S (S m) * b) by (unfold b; field; lra). unfold size. rewrite Rmult_assoc.
    apply Rmult_le_compat_l; [lra|]. pose proof (sinh_at_least b Hb). pose proof (cosh_least b).
    pose proof (pow_R1_Rle (cosh b) (S m) ltac:(assumption)).
    apply Rle_trans with (1 * sinh b); [lra | apply Rmult_le_compat_r; lra]. }
  destruct (IVT_gen (size m s) 0 b y) as [w [Hw E]].
  - intros x. apply continuity_pt_filterlim, size_continuous.
  - rewrite size_zero, Rmin_left, Rmax_right; lra.
  - exists w. split; [|exact E]. rewrite Rmin_left in Hw by assumption. lra.
Qed.

(* rapidity is the w >= 0 with the size p. *)
Lemma rapidity_is m s w : 0 < s -> 0 <= w -> rapidity (S (S m)) (size m s w) (s ^ 2) = w.
Proof.
  intros Hs Hw. unfold rapidity. replace (S (S m) - 1)%nat with (S m) by lia. apply least_is.
  - split; [assumption|]. rewrite power_half by assumption. unfold size. lra.
  - intros x [Hx H]. rewrite power_half in H by assumption. apply (size_order m s w x Hs). unfold size in *. lra.
Qed.

Lemma rapidity_spec m s y : 0 < s -> 0 <= y ->
  0 <= rapidity (S (S m)) y (s ^ 2) /\ size m s (rapidity (S (S m)) y (s ^ 2)) = y.
Proof.
  intros Hs Hy. destruct (size_reaches m s y Hs Hy) as [w [Hw <-]]. rewrite rapidity_is by assumption.
  split; [assumption | reflexivity].
Qed.
