(* The N-th roots of lambda: the product of 1 - y/rho over them, from Newton's identities, moved to another point, and a
   bound of the distance from a point to them. *)
From Coq Require Import Reals Lra Lia Psatz List.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms roots abel_series abel_zeros.
Open Scope R_scope.

Definition turn (a : R) : C := (cos a, sin a).

Lemma turn_plus a b : Cmult (turn a) (turn b) = turn (a + b).
Proof. unfold turn, Cmult. simpl. rewrite cos_plus, sin_plus. f_equal; ring. Qed.

Lemma turn_zero : turn 0 = RtoC 1.
Proof. unfold turn. rewrite cos_0, sin_0. reflexivity. Qed.

Lemma turn_power a n : cpow (turn a) n = turn (INR n * a).
Proof.
  induction n as [|n IH]; [simpl; rewrite Rmult_0_l, turn_zero; reflexivity|].
  cbn [cpow]. rewrite IH, turn_plus, S_INR. f_equal. ring.
Qed.

Lemma turn_whole n : turn (2 * INR n * PI) = RtoC 1.
Proof. unfold turn, RtoC. rewrite <- (Rplus_0_l (2 * INR n * PI)), cos_period, sin_period, cos_0, sin_0. reflexivity.
Qed.

Lemma turn_not_one a : 0 < a < 2 * PI -> turn a <> RtoC 1.
Proof.
  intros Ha E. apply (f_equal fst) in E. unfold turn, RtoC in E. simpl in E.
  replace a with (2 * (a / 2)) in E by field. rewrite cos_2a_sin in E.
  pose proof (sin_gt_0 (a / 2) ltac:(lra) ltac:(lra)). nra.
Qed.

Lemma cpow_product z w n : cpow (Cmult z w) n = Cmult (cpow z n) (cpow w n).
Proof. induction n as [|n IH]; cbn [cpow]; [ring|]. rewrite IH. ring. Qed.

Lemma csum_only_first u n : (forall k, (0 < k <= n)%nat -> u k = RtoC 0) -> csum u n = u O.
Proof. intros H. induction n as [|n IH]; [reflexivity|]. cbn [csum]. rewrite IH by (intros; apply H; lia).
  rewrite (H (S n)) by lia. ring. Qed.

Lemma csum_only_last u n : (forall k, (k < n)%nat -> u k = RtoC 0) -> csum u n = u n.
Proof.
  intros H. destruct n as [|n]; [reflexivity|]. cbn [csum]. rewrite csum_only_first by (intros; apply H; lia).
  rewrite (H O) by lia. ring.
Qed.

(* Sums over the first n + 1 places. *)
Fixpoint upto (z : nat -> C) (n : nat) : list C := match n with O => z O :: nil | S m => z n :: upto z m end.

Lemma power_sum_upto z n k : power_sum (upto z n) k = csum (fun j => cpow (z j) (S k)) n.
Proof. induction n as [|n IH]; [simpl; ring|]. cbn [upto power_sum csum]. rewrite IH. ring. Qed.

Lemma mass_upto z n : mass (upto z n) = sum_f_R0 (fun j => Cmod (z j)) n.
Proof. induction n as [|n IH]; [simpl; ring|]. cbn [upto mass sum_f_R0]. rewrite IH. ring. Qed.

Lemma length_upto z n : length (upto z n) = S n.
Proof. induction n as [|n IH]; [reflexivity|]. cbn [upto length]. rewrite IH. reflexivity. Qed.

Lemma geometric_sum q n : Cmult (Cminus (RtoC 1) q) (csum (cpow q) n) = Cminus (RtoC 1) (cpow q (S n)).
Proof. induction n as [|n IH]; [simpl; ring|]. cbn [csum]. rewrite Cmult_plus_distr_l, IH. cbn [cpow]. ring. Qed.

(* The angles (2j + s) pi/N, s = 0 or 1: the N-th roots of 1 and of -1. *)
Section Angles.
Variables (n : nat) (s : R).
Let N := S n.
Definition root_angle (j : nat) : R := (2 * INR j + s) * PI / INR (S n).

Let N_positive : 0 < INR N. Proof. apply lt_0_INR. unfold N. lia. Qed.

Lemma roots_sum k : (0 < k < N)%nat -> csum (fun j => cpow (turn (- root_angle j)) k) n = RtoC 0.
Proof using.
  intros Hk. set (q := turn (- (2 * INR k * PI / INR N))).
  assert (E : csum (fun j => cpow (turn (- root_angle j)) k) n
    = Cmult (turn (- (INR k * s * PI / INR N))) (csum (cpow q) n)).
  { rewrite <- csum_scal. apply csum_ext. intros j _. unfold q. rewrite !turn_power, turn_plus. f_equal.
    unfold root_angle. fold N. field. lra. }
  assert (Z : csum (cpow q) n = RtoC 0).
  { pose proof (geometric_sum q n) as G. fold N in G.
    assert (One : cpow q N = RtoC 1).
    { unfold q. rewrite turn_power. replace (INR N * - (2 * INR k * PI / INR N)) with (- (2 * INR k * PI))
        by (field; lra).
      pose proof (turn_plus (2 * INR k * PI) (- (2 * INR k * PI))) as T.
      rewrite Rplus_opp_r, turn_zero, turn_whole in T.
      rewrite <- T. ring. }
    rewrite One in G. replace (Cminus (RtoC 1) (RtoC 1)) with (RtoC 0) in G by ring.
    destruct (Ceq_dec (csum (cpow q) n) (RtoC 0)) as [|H]; [assumption|]. exfalso.
    apply (Cmult_neq_0 (Cminus (RtoC 1) q) (csum (cpow q) n)); [|exact H | exact G].
    intros D. assert (Eq : turn (2 * INR k * PI / INR N) = RtoC 1).
    { pose proof (turn_plus (2 * INR k * PI / INR N) (- (2 * INR k * PI / INR N))) as T.
      rewrite Rplus_opp_r, turn_zero in T.
      fold q in T. assert (Q1 : q = RtoC 1).
      { replace q with (Cminus (RtoC 1) (Cminus (RtoC 1) q)) by ring. rewrite D. ring. }
      rewrite Q1 in T. rewrite <- T. ring. }
    revert Eq. apply turn_not_one. pose proof PI_RGT_0. destruct Hk as [K0 K1]. apply lt_INR in K0, K1. simpl in K0.
    split; [apply Rdiv_lt_0_compat; nra|]. apply Rmult_lt_reg_r with (INR N); [assumption|].
    replace (2 * INR k * PI / INR N * INR N) with (2 * INR k * PI) by (field; lra). nra. }
  rewrite E, Z. ring.
Qed.

(* The product of 1 - y/rho over the roots rho of rho^N = r^N turn(s pi), turn(s pi) = sg. *)
Variables (r sg : R).
Hypothesis size : 0 < r.
Hypothesis sign : turn (- (s * PI)) = RtoC sg.
Definition inverse_root (j : nat) : C := Cmult (RtoC (/ r)) (turn (- root_angle j)).

Lemma roots_power_sum k : (k < n)%nat -> power_sum (upto inverse_root n) k = RtoC 0.
Proof using size.
  intros Hk. rewrite power_sum_upto. rewrite (csum_ext _
    (fun j => Cmult (RtoC ((/ r) ^ S k)) (cpow (turn (- root_angle j)) (S k)))).
  - rewrite csum_scal, roots_sum by (unfold N; lia). ring.
  - intros j _. unfold inverse_root. rewrite cpow_product, real_power. reflexivity.
Qed.

Lemma roots_power_sum_last : power_sum (upto inverse_root n) n = RtoC (INR (S n) * ((/ r) ^ S n * sg)).
Proof using size sign.
  rewrite power_sum_upto. rewrite (csum_ext _ (fun j => RtoC ((/ r) ^ S n * sg))).
  - clear. assert (H : forall c m, csum (fun _ => RtoC c) m = RtoC (INR (S m) * c)).
    { intros c m. induction m as [|m IH]; [simpl; rewrite Rmult_1_l; reflexivity|]. cbn [csum].
      rewrite IH, (S_INR (S m)).
      rewrite <- RtoC_plus. f_equal. ring. }
    apply H.
  - intros j _. unfold inverse_root. rewrite cpow_product, real_power, turn_power, RtoC_mult. f_equal.
    replace (INR (S n) * - root_angle j) with (- (2 * INR j * PI) + - (s * PI)).
    + rewrite <- turn_plus, sign. pose proof (turn_plus (2 * INR j * PI) (- (2 * INR j * PI))) as T.
      rewrite Rplus_opp_r, turn_zero, turn_whole in T.
      replace (turn (- (2 * INR j * PI))) with (Cmult (RtoC 1) (turn (- (2 * INR j * PI)))) by ring. rewrite T. ring.
    + unfold root_angle. fold N. field. lra.
Qed.

Lemma roots_coefficient k : (0 < k <= n)%nat -> coefficient (upto inverse_root n) k = RtoC 0.
Proof using size.
  intros Hk. destruct k as [|k]; [lia|]. pose proof (newton_identity (upto inverse_root n) k) as E.
  unfold convolution in E.
  rewrite (csum_ext _ (fun j => Cmult (RtoC 0) (RtoC 0))) in E.
  - rewrite csum_scal in E. assert (P : RtoC (INR (S k)) <> RtoC 0).
    { intros H. apply RtoC_inj in H. revert H. apply not_0_INR. lia. }
    destruct (Ceq_dec (coefficient (upto inverse_root n) (S k)) (RtoC 0)) as [|H]; [assumption|]. exfalso.
    apply (Cmult_neq_0 _ _ P H). rewrite E. ring.
  - intros j Hj. rewrite roots_power_sum by lia. ring.
Qed.

Lemma roots_coefficient_last : coefficient (upto inverse_root n) (S n) = RtoC (- ((/ r) ^ S n * sg)).
Proof using size sign.
  pose proof (newton_identity (upto inverse_root n) n) as E. unfold convolution in E.
  assert (P : RtoC (INR (S n)) <> RtoC 0). { intros H. apply RtoC_inj in H. revert H. apply not_0_INR. lia. }
  rewrite csum_only_last in E by (intros k Hk; rewrite roots_power_sum by assumption; ring).
  rewrite Nat.sub_diag, coefficient_first, roots_power_sum_last in E.
  destruct (Ceq_dec (coefficient (upto inverse_root n) (S n)) (RtoC (- ((/ r) ^ S n * sg)))) as [|H]; [assumption|].
  exfalso.
  apply (Cmult_neq_0 (RtoC (INR (S n))) (Cminus (coefficient (upto inverse_root n) (S n))
    (RtoC (- ((/ r) ^ S n * sg))))).
  - exact P.
  - intros D. apply H. replace (coefficient (upto inverse_root n) (S n)) with (Cplus (RtoC (- ((/ r) ^ S n * sg)))
      (Cminus (coefficient (upto inverse_root n) (S n)) (RtoC (- ((/ r) ^ S n * sg))))) by ring. rewrite D. ring.
  - replace (Cmult (RtoC (INR (S n))) (Cminus (coefficient (upto inverse_root n) (S n))
      (RtoC (- ((/ r) ^ S n * sg)))))
      with (Cminus (Cmult (RtoC (INR (S n))) (coefficient (upto inverse_root n) (S n)))
        (RtoC (INR (S n) * - ((/ r) ^ S n * sg)))) by (rewrite RtoC_mult; ring).
    rewrite E. rewrite ?RtoC_mult, ?RtoC_opp, ?RtoC_mult. ring.
Qed.

Lemma roots_product y : product (upto inverse_root n) (RtoC y) = RtoC (1 - (y / r) ^ S n * sg).
Proof using size sign.
  rewrite product_polynomial, length_upto. cbn [csum].
  rewrite csum_only_first by (intros k Hk; rewrite roots_coefficient by assumption; ring).
  rewrite coefficient_first, roots_coefficient_last, !real_power, pow_O.
  unfold Rdiv. rewrite Rpow_mult_distr, RtoC_minus, ?RtoC_mult, ?RtoC_opp, ?RtoC_mult. ring.
Qed.
End Angles.

(* From 0 to x: factors 1 - z t with z = w v/(1 - x v). *)
Definition moved (x w : R) (v : C) : C := Cdiv (Cmult (RtoC w) v) (Cminus (RtoC 1) (Cmult (RtoC x) v)).

Lemma moved_product x w (v : nat -> C) m t : (forall j, (j <= m)%nat ->
  Cminus (RtoC 1) (Cmult (RtoC x) (v j)) <> RtoC 0) ->
  Cmult (product (upto (fun j => moved x w (v j)) m) (RtoC t)) (product (upto v m) (RtoC x))
    = product (upto v m) (RtoC (x + t * w)).
Proof.
  intros H. assert (One : forall j, (j <= m)%nat -> Cmult (Cminus (RtoC 1) (Cmult (moved x w (v j)) (RtoC t)))
    (Cminus (RtoC 1) (Cmult (v j) (RtoC x))) = Cminus (RtoC 1) (Cmult (v j) (RtoC (x + t * w)))).
  { intros j Hj. specialize (H j Hj). unfold moved. rewrite RtoC_plus, RtoC_mult.
    replace (Cmult (v j) (RtoC x)) with (Cmult (RtoC x) (v j)) by ring. field. exact H. }
  induction m as [|m IH].
  - cbn [upto product]. specialize (One O ltac:(lia)). rewrite <- One. ring.
  - cbn [upto product]. rewrite <- (One (S m)) by lia.
    rewrite <- IH; [ring | intros; apply H; lia | intros; apply One; lia].
Qed.

(* 1 - (x/r) turn(-a), 0 < a < 2 pi. *)
Lemma distance_bound x r a : 0 < r -> 0 <= x -> 0 < a < 2 * PI ->
  (r + x) / r * sin (a / 2) <= Cmod (Cminus (RtoC 1) (Cmult (RtoC x) (Cmult (RtoC (/ r)) (turn (- a))))) /\ 0
    < sin (a / 2).
Proof.
  intros Hr Hx Ha. assert (S : 0 < sin (a / 2)) by (apply sin_gt_0; lra). split; [|exact S].
  unfold Cmod. rewrite <- (sqrt_pow2 ((r + x) / r * sin (a / 2)))
    by (apply Rmult_le_pos; [apply Rdiv_le_0_compat; lra | lra]).
  apply sqrt_le_1_alt. unfold turn, Cminus, Cplus, Copp, Cmult, RtoC. simpl fst. simpl snd. rewrite cos_neg, sin_neg.
  assert (Hc : cos a = 1 - 2 * sin (a / 2) ^ 2). { replace a with (2 * (a / 2)) at 1 by field. rewrite cos_2a_sin.
  ring. }
  pose proof (sin2_cos2 a) as Hs. unfold Rsqr in Hs. pose proof (COS_bound a) as [Cl Cu].
  set (q := x / r). replace ((r + x) / r) with (1 + q) by (unfold q; field; lra).
  set (c := cos a) in *. set (u := sin a) in *. set (h := sin (a / 2)) in *.
  replace ((1 + - (x * (/ r * c - 0 * - u) - 0 * (/ r * - u + 0 * c))) ^ 2
    + (0 + - (x * (/ r * - u + 0 * c) + 0 * (/ r * c - 0 * - u))) ^ 2)
    with ((1 - q * c) ^ 2 + q ^ 2 * (u * u)) by (unfold q; field; lra).
  replace (((1 + q) * h) ^ 2) with ((1 + q) ^ 2 * (1 - c) / 2) by (rewrite Hc; field).
  replace (u * u) with (1 - c * c) by lra.
  assert (0 <= (1 + c) * (1 - q) ^ 2) by (apply Rmult_le_pos; [lra | apply pow2_ge_0]). lra.
Qed.
