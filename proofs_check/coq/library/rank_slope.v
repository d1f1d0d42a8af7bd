(* The slope of the effective rank of the flow: with S the sum of the w_i (phi_i - phi_1), r' = N S / w_1, and S' =
   ((3 N - 4) phi_1 - N y_1^(2N - 2)) S + a sum that is not negative where every w_i grows. So S >= 0 is kept. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra linear_growth flow flow_order spectrum_flow.
Open Scope R_scope.

Lemma total_derive a b (F : nat -> R -> R) (F' : nat -> R) t :
  (forall i, (a <= i <= b)%nat -> is_derive (F i) t (F' i)) ->
  is_derive (fun t => total a b (fun i => F i t)) t (total a b F').
Proof.
  assert (Z : is_derive (fun _ : R => 0) t 0) by apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) 0).
  induction b as [|b IH]; intros H.
  - destruct (le_lt_dec a 0) as [A|A].
    + replace a with 0%nat by lia. rewrite total_one.
      apply is_derive_ext with (F 0%nat); [intros; rewrite total_one; reflexivity | apply H; lia].
    + rewrite total_empty by lia. apply is_derive_ext with (2 := Z). intros x. rewrite total_empty by lia.
      reflexivity.
  - destruct (le_lt_dec a (S b)) as [A|A].
    + rewrite total_last by lia.
      apply is_derive_ext with (fun t => total a b (fun i => F i t) + F (S b) t);
        [intros x; rewrite total_last by lia; reflexivity|].
      apply (is_derive_plus (fun t => total a b (fun i => F i t)) (F (S b))); [apply IH; intros i Hi; apply H; lia|].
      apply H. lia.
    + rewrite total_empty by lia. apply is_derive_ext with (2 := Z). intros x. rewrite total_empty by lia.
      reflexivity.
Qed.

Lemma total_limit a b (F : nat -> R -> R) (l : nat -> R) : (forall i, (a <= i <= b)%nat -> is_lim (F i) p_infty
  (l i)) ->
  is_lim (fun t => total a b (fun i => F i t)) p_infty (total a b l).
Proof.
  assert (Z : is_lim (fun _ : R => 0) p_infty 0) by apply is_lim_const.
  induction b as [|b IH]; intros H.
  - destruct (le_lt_dec a 0) as [A|A].
    + replace a with 0%nat by lia. rewrite total_one.
      apply is_lim_ext with (F 0%nat); [intros; rewrite total_one; reflexivity | apply H; lia].
    + rewrite total_empty by lia. apply is_lim_ext with (2 := Z). intros x. rewrite total_empty by lia. reflexivity.
  - destruct (le_lt_dec a (S b)) as [A|A].
    + rewrite total_last by lia.
      apply is_lim_ext with (fun t => total a b (fun i => F i t) + F (S b) t);
        [intros x; rewrite total_last by lia; reflexivity|].
      apply (is_lim_plus' (fun t => total a b (fun i => F i t)) (F (S b))); [apply IH; intros i Hi; apply H; lia|].
      apply H. lia.
    + rewrite total_empty by lia. apply is_lim_ext with (2 := Z). intros x. rewrite total_empty by lia. reflexivity.
Qed.

Section Slope.
Variables (N m : nat) (alpha : R) (lam : nat -> R) (y : R -> R -> R -> R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).

Let x i t := y alpha (lam i) t.
Let p i t := phi N (lam i) (x i t).

Definition slope_sum (t : R) : R := total 1 m (fun i => x i t ^ N * (p i t - p 1%nat t)).
Definition pushing (t : R) : R := total 1 m (fun i => x i t ^ N *
  ((2 * INR N - 2) * (p i t - p 1%nat t) ^ 2 + INR N * p i t * (x 1%nat t ^ (2 * N - 2) - x i t ^ (2 * N - 2)))).
Definition keeping (t : R) : R := (3 * INR N - 4) * p 1%nat t - INR N * x 1%nat t ^ (2 * N - 2).

Lemma term_derive i t : 0 <= t ->
  is_derive (fun t => x i t ^ N * (p i t - p 1%nat t)) t
    (keeping t * (x i t ^ N * (p i t - p 1%nat t)) + x i t ^ N * ((2 * INR N - 2) * (p i t - p 1%nat t) ^ 2
      + INR N * p i t * (x 1%nat t ^ (2 * N - 2) - x i t ^ (2 * N - 2)))).
Proof using depth start flows.
  intros Ht.
  pose proof (power_derive N alpha (lam i) (y alpha (lam i)) depth (flows alpha (lam i) start) N t Ht) as Dw.
  pose proof (phi_derive N alpha (lam i) (y alpha (lam i)) depth (flows alpha (lam i) start) t Ht) as Di.
  pose proof (phi_derive N alpha (lam 1%nat) (y alpha (lam 1%nat)) depth (flows alpha (lam 1%nat) start) t Ht) as D1.
  fold (x i) (x 1%nat) in *. fold (p i t) (p 1%nat t) in *.
  match goal with |- is_derive _ _ ?e => replace e with
    (INR N * p i t * x i t ^ N * (p i t - p 1%nat t)
     + x i t ^ N * (p i t * ((INR N - 2) * p i t - INR N * x i t ^ (2 * N - 2))
       - p 1%nat t * ((INR N - 2) * p 1%nat t - INR N * x 1%nat t ^ (2 * N - 2)))) by (unfold keeping; ring) end.
  apply (is_derive_mult (fun t => x i t ^ N) (fun t => p i t - p 1%nat t)); [exact Dw | | intros; apply Rmult_comm].
  apply (is_derive_minus (fun t => p i t) (fun t => p 1%nat t)); [exact Di | exact D1].
Qed.

Lemma slope_sum_derive t : 0 <= t -> is_derive slope_sum t (keeping t * slope_sum t + pushing t).
Proof using depth start flows.
  intros Ht. unfold slope_sum, pushing. rewrite <- total_scal, <- total_plus.
  apply (total_derive 1 m (fun i t => x i t ^ N * (p i t - p 1%nat t))). intros i _. apply term_derive, Ht.
Qed.

Lemma keeping_continuous t : 0 <= t -> continuous keeping t.
Proof using depth start flows.
  intros Ht. pose proof (flows alpha (lam 1%nat) start) as F1.
  apply (continuous_minus_R (fun t => (3 * INR N - 4) * p 1%nat t) (fun t => INR N * x 1%nat t ^ (2 * N - 2))).
  - apply (continuous_scal_r (3 * INR N - 4) (fun t => p 1%nat t)). apply (phi_continuous N alpha); assumption.
  - apply (continuous_scal_r (INR N) (fun t => x 1%nat t ^ (2 * N - 2))).
    apply (power_continuous N alpha (lam 1%nat)); assumption.
Qed.

(* The sum of the quotients w_i/w_1, and its derivative. *)
Lemma quotient_sum_derive t : 0 <= t ->
  is_derive (fun t => total 1 m (fun i => x i t ^ N) / x 1%nat t ^ N) t (INR N * slope_sum t / x 1%nat t ^ N).
Proof using depth start flows.
  intros Ht. assert (P : 0 < x 1%nat t ^ N) by (apply (product_positive N alpha y); assumption).
  assert (Dw : forall i, is_derive (fun t => x i t ^ N) t (INR N * p i t * x i t ^ N)).
  { intros i. apply (power_derive N alpha); [exact depth | apply flows, start | exact Ht]. }
  replace (INR N * slope_sum t / x 1%nat t ^ N)
    with ((total 1 m (fun i => INR N * p i t * x i t ^ N) * x 1%nat t ^ N
           - total 1 m (fun i => x i t ^ N) * (INR N * p 1%nat t * x 1%nat t ^ N)) / (x 1%nat t ^ N) ^ 2).
  - apply (is_derive_div (fun t => total 1 m (fun i => x i t ^ N)) (fun t => x 1%nat t ^ N)); [|apply Dw | lra].
    apply (total_derive 1 m (fun i t => x i t ^ N)). intros i _. apply Dw.
  - unfold slope_sum. rewrite (total_ext 1 m (fun i => x i t ^ N * (p i t - p 1%nat t))
      (fun i => / INR N * (INR N * p i t * x i t ^ N) - p 1%nat t * x i t ^ N)).
    + rewrite total_minus, !total_scal. field. split; [apply not_0_INR; lia | lra].
    + intros i _. field. apply not_0_INR. lia.
Qed.

Lemma slope_scaled t : 0 <= t -> 0 < slope_sum t -> 0 < INR N * slope_sum t / x 1%nat t ^ N.
Proof using depth start flows.
  intros Ht H. apply Rdiv_lt_0_compat; [|apply (product_positive N alpha y); assumption].
  apply Rmult_lt_0_compat; [apply lt_0_INR; lia | exact H].
Qed.

(* Over times at which the slope has one sign. *)
Lemma falls_while s t : 0 <= s < t -> (forall z, s <= z <= t -> slope_sum z < 0) ->
  total 1 m (fun i => x i t ^ N) / x 1%nat t ^ N < total 1 m (fun i => x i s ^ N) / x 1%nat s ^ N.
Proof using depth start flows.
  intros Hs H. set (r := fun t => total 1 m (fun i => x i t ^ N) / x 1%nat t ^ N).
  destruct (MVT_cor2 r (fun t => INR N * slope_sum t / x 1%nat t ^ N) s t ltac:(lra)) as [c [E Hc]].
  - intros z Hz. apply is_derive_Reals, quotient_sum_derive. lra.
  - pose proof (H c ltac:(lra)) as Hneg. pose proof (lt_0_INR N ltac:(lia)) as Pn.
    assert (P : 0 < x 1%nat c ^ N) by (apply (product_positive N alpha y); (assumption || lra)).
    assert (0 < INR N * - slope_sum c / x 1%nat c ^ N * (t - s)).
    { apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | exact P] | lra]. }
    replace (INR N * slope_sum c / x 1%nat c ^ N) with (- (INR N * - slope_sum c / x 1%nat c ^ N)) in E by (field;
      lra).
    change (r t < r s). lra.
Qed.

Lemma rises_while s t : 0 <= s < t -> (forall z, s < z -> 0 < slope_sum z) ->
  total 1 m (fun i => x i s ^ N) / x 1%nat s ^ N < total 1 m (fun i => x i t ^ N) / x 1%nat t ^ N.
Proof using depth start flows.
  intros Hs H. apply (grows_strictly_from (fun t => total 1 m (fun i => x i t ^ N) / x 1%nat t ^ N)
    (fun t => INR N * slope_sum t / x 1%nat t ^ N) s t); [| |lra].
  - intros z Hz. apply quotient_sum_derive. lra.
  - intros z Hz. apply slope_scaled; [lra | apply H; lra].
Qed.

Lemma slope_sum_is t : slope_sum t = total 1 m (fun i => x i t ^ N * p i t) - p 1%nat t * total 1 m (fun i => x i t ^
  N).
Proof using.
  unfold slope_sum. rewrite <- total_scal, <- total_minus. apply total_ext. intros i _. ring.
Qed.

(* Every w_i grows. *)
Hypothesis descend : forall i, (1 <= i <= m)%nat -> lam i <= lam 1%nat.
Hypothesis grow : forall i, (1 <= i <= m)%nat -> alpha ^ N <= lam i.

Lemma phi_not_negative i t : (1 <= i <= m)%nat -> 0 <= t -> 0 <= p i t.
Proof using depth start flows grow.
  intros Hi Ht. apply (phi_nonnegative N alpha (lam i));
    [exact depth | exact start | apply flows, start | apply grow, Hi | exact Ht].
Qed.

Lemma pushing_term i t : (1 <= i <= m)%nat -> 0 <= t -> 0 <= x i t ^ N *
  ((2 * INR N - 2) * (p i t - p 1%nat t) ^ 2 + INR N * p i t * (x 1%nat t ^ (2 * N - 2) - x i t ^ (2 * N - 2))).
Proof using depth start flows descend grow.
  intros Hi Ht. pose proof (le_INR 2 N depth) as H2. simpl in H2.
  apply Rmult_le_pos; [left; apply (product_positive N alpha y); assumption|].
  apply Rplus_le_le_0_compat; [apply Rmult_le_pos; [lra | apply pow2_ge_0]|].
  apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply phi_not_negative; assumption]|].
  assert (x i t ^ (2 * N - 2) <= x 1%nat t ^ (2 * N - 2)); [|lra].
  apply (products_ordered N alpha y); [exact depth | exact start | exact flows | apply descend, Hi | exact Ht].
Qed.

Lemma pushing_nonnegative t : 0 <= t -> 0 <= pushing t.
Proof using depth start flows descend grow.
  intros Ht. apply total_nonnegative. intros i Hi. apply pushing_term; assumption.
Qed.

(* Where the eigenvalues are not all equal, strictly so. *)
Hypothesis some : (1 <= m)%nat.
Hypothesis not_equal : lam m < lam 1%nat.

Lemma pushing_positive t : 0 < t -> 0 < pushing t.
Proof using depth start flows some descend grow not_equal.
  intros Ht. pose proof (le_INR 2 N depth) as H2. simpl in H2.
  apply total_positive with m; [lia | | intros i Hi; apply pushing_term; [exact Hi | lra]].
  assert (W : x m t ^ (2 * N - 2) < x 1%nat t ^ (2 * N - 2)).
  { apply (products_ordered_strictly N alpha y);
    [exact depth | exact start | exact flows | lia | exact not_equal | exact Ht]. }
  apply Rmult_lt_0_compat; [apply (product_positive N alpha y); (assumption || lra)|].
  pose proof (phi_not_negative m t ltac:(lia) ltac:(lra)) as Pm.
  assert (P1 : 0 < p 1%nat t).
  { apply (phi_positive N alpha (lam 1%nat)); [exact depth | exact start | apply flows, start | | lra].
    apply Rle_lt_trans with (lam m); [apply grow; lia | exact not_equal]. }
  pose proof (pow2_ge_0 (p m t - p 1%nat t)) as Sq.
  destruct Pm as [Pm|Pm].
  - apply Rplus_le_lt_0_compat; [apply Rmult_le_pos; lra|].
    apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra | lra].
  - rewrite <- Pm. replace ((0 - p 1%nat t) ^ 2) with (p 1%nat t * p 1%nat t) by ring.
    assert (0 < (2 * INR N - 2) * (p 1%nat t * p 1%nat t)) by (apply Rmult_lt_0_compat; nra). lra.
Qed.

Lemma slope_at_start : slope_sum 0 < 0.
Proof using depth start flows some descend not_equal.
  assert (E : forall i, x i 0 = alpha) by (intros i; apply (at_the_start N alpha y start flows)).
  unfold slope_sum. apply Rlt_le_trans with (total 1 m (fun _ => 0)).
  - pose proof (pow_lt alpha N start). pose proof (pow_lt alpha (N - 2) start).
    assert (D : forall i, p i 0 - p 1%nat 0 = alpha ^ (N - 2) * (lam i - lam 1%nat))
      by (intros i; unfold p, phi; rewrite !E; ring).
    apply total_lt with m; [lia | |].
    + rewrite D, E. assert (0 < alpha ^ N * (alpha ^ (N - 2) * (lam 1%nat - lam m))); [|lra].
      apply Rmult_lt_0_compat; [lra | apply Rmult_lt_0_compat; lra].
    + intros i Hi. rewrite D, E. pose proof (descend i Hi).
      assert (0 <= alpha ^ N * (alpha ^ (N - 2) * (lam 1%nat - lam i))); [|lra].
      apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra].
  - right. exact (sum_n_m_const_zero 1 m).
Qed.

(* Once it does not fall the effective rank rises. *)
Lemma slope_turns_once s t : 0 <= s < t -> 0 <= slope_sum s -> 0 < slope_sum t.
Proof using depth start flows some descend grow not_equal.
  intros Hs H. assert (0 < s).
  { destruct Hs as [[Hs|Hs] _]; [exact Hs|]. rewrite <- Hs in H. pose proof slope_at_start. lra. }
  apply (sign_gained slope_sum keeping pushing s); [| | exact H | | lra].
  - intros z Hz. apply keeping_continuous. lra.
  - intros z Hz. apply slope_sum_derive. lra.
  - intros z Hz. apply pushing_positive. lra.
Qed.

Lemma rises_after s t : 0 <= s < t -> 0 <= slope_sum s ->
  total 1 m (fun i => x i s ^ N) / x 1%nat s ^ N < total 1 m (fun i => x i t ^ N) / x 1%nat t ^ N.
Proof using depth start flows some descend grow not_equal.
  intros Hs H. apply rises_while; [exact Hs|]. intros z Hz. apply slope_turns_once with s; [lra | exact H].
Qed.

Lemma falls_before s t : 0 <= s < t -> slope_sum t < 0 ->
  total 1 m (fun i => x i t ^ N) / x 1%nat t ^ N < total 1 m (fun i => x i s ^ N) / x 1%nat s ^ N.
Proof using depth start flows some descend grow not_equal.
  intros Hs H. apply falls_while; [exact Hs|]. intros z Hz. apply Rnot_le_lt. intros Hpos.
  destruct (Req_dec z t) as [->|Hne]; [lra|]. pose proof (slope_turns_once z t ltac:(lra) Hpos). lra.
Qed.
End Slope.
