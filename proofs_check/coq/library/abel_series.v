(* The zero bound, on the side of power series. Let phi(t) = sum of c_n t^n be the product of factors 1 - z_j t, with
   the power sums P_n = sum of z_j^(n+1), |P_n| <= Z^(n+1), |c_n| <= Z^n/n!, Z < 1, and Newton's
   (n+1) c_(n+1) = - sum of P_k c_(n-k). Then the defect of the second approximate Abel function is at most
   5/24 Z^3 + 0.42 Z^4/(1 - Z). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import abel_integrals.
Open Scope R_scope.

Section Radius.
Variable Z : R.
Hypothesis small : 0 <= Z < 1.

Lemma radius u C : (forall n, Rabs (u n) <= C * Z ^ n) -> Rbar_lt 1 (CV_radius u).
Proof using small.
  intros H. destruct (CV_radius_bounded u) as [B _]. set (r := 2 / (1 + Z)).
  assert (Hr : 1 < r).
  { unfold r. apply Rmult_lt_reg_r with (1 + Z); [lra|]. replace (2 / (1 + Z) * (1 + Z)) with 2 by (field; lra). lra.
    }
  apply Rbar_lt_le_trans with r; [exact Hr|]. apply B. exists C. intros n.
  rewrite Rabs_mult, (Rabs_pos_eq (r ^ n)) by (apply pow_le; lra).
  assert (0 <= C) by (specialize (H O); simpl in H; pose proof (Rabs_pos (u O)); lra).
  apply Rle_trans with (C * Z ^ n * r ^ n); [apply Rmult_le_compat_r; [apply pow_le; lra | apply H]|].
  rewrite Rmult_assoc, <- Rpow_mult_distr. rewrite <- (Rmult_1_r C) at 2. apply Rmult_le_compat_l; [assumption|].
  rewrite <- (pow1 n). apply pow_incr. split; [apply Rmult_le_pos; lra|].
  unfold r. apply Rmult_le_reg_r with (1 + Z); [lra|].
  replace (Z * (2 / (1 + Z)) * (1 + Z)) with (2 * Z) by (field; lra). lra.
Qed.

Lemma inside_radius u C t : (forall n, Rabs (u n) <= C * Z ^ n) -> 0 <= t <= 1 -> Rbar_lt (Rabs t) (CV_radius u).
Proof using small.
  intros H Ht. apply Rbar_le_lt_trans with 1; [rewrite Rabs_pos_eq by lra; simpl; lra | apply radius with C;
    assumption].
Qed.

Lemma series_at_one u C : (forall n, Rabs (u n) <= C * Z ^ n) -> is_series u (PSeries u 1).
Proof using small.
  intros H. pose proof (PSeries_correct u 1 (CV_radius_inside u 1 (inside_radius u C 1 H ltac:(lra)))) as Su.
  apply is_series_ext with (2 := Su). intros n. rewrite pow_n_pow, pow1. apply Rmult_1_l.
Qed.

(* Where a function has the derivative given by a power series, its growth is that of the integrated series. *)
Lemma growth_series (h dh : R -> R) u C : (forall n, Rabs (u n) <= C * Z ^ n) ->
  (forall t, 0 <= t <= 1 -> is_derive h t (dh t)) -> (forall t, 0 <= t <= 1 -> dh t = PSeries u t) ->
  is_series (fun n => u n / INR (S n)) (h 1 - h 0).
Proof using small.
  intros H Hd E. set (v := PS_Int u).
  assert (Hv : forall t, 0 <= t <= 1 -> is_derive (PSeries v) t (PSeries u t)).
  { intros t Ht. evar_last.
    - apply is_derive_PSeries. unfold v. rewrite CV_radius_Int. apply (inside_radius u C); assumption.
    - apply PSeries_ext. intros n. unfold PS_derive, v, PS_Int. field. apply not_0_INR. lia. }
  destruct (mean_value (fun t => h t - PSeries v t) (fun t => dh t - PSeries u t) 0 1 ltac:(lra)) as [c [Hc D]].
  { intros t Ht. apply (is_derive_minus h (PSeries v) t (dh t) (PSeries u t)); auto. }
  rewrite E in D by assumption. rewrite (PSeries_0 v) in D. unfold v at 2 in D. simpl in D.
  replace (h 1 - h 0) with (PSeries v 1) by lra.
  assert (Sv : is_series v (PSeries v 1)).
  { pose proof (PSeries_correct v 1) as Q. specialize (Q ltac:(apply CV_radius_inside; unfold v;
      rewrite CV_radius_Int;
      apply (inside_radius u C 1 H); lra)).
    apply is_series_ext with (2 := Q). intros n. rewrite pow_n_pow, pow1. apply Rmult_1_l. }
  apply (is_series_ext (fun n => v (S n))); [reflexivity|]. apply is_series_incr_1.
  unfold v at 2. simpl. unfold plus; simpl. rewrite Rplus_0_r. exact Sv.
Qed.
End Radius.

(* The coefficients of 1/phi: (n+1) a_(n+1) = sum of P_k a_(n-k). *)
Fixpoint table (P : nat -> R) (n : nat) : nat -> R :=
  match n with
  | O => fun _ => 1
  | S m => fun i => if le_dec i m then table P m i else sum_f_R0 (fun k => P k * table P m (m - k)) m / INR (S m)
  end.
Definition inverse (P : nat -> R) (n : nat) : R := table P n n.

Lemma table_stable P n i : (i <= n)%nat -> table P n i = inverse P i.
Proof.
  induction n as [|n IH]; intros H; [replace i with O by lia; reflexivity|]. unfold inverse.
  destruct (Nat.eq_dec i (S n)) as [->|]; [reflexivity|].
  cbn [table]. destruct (le_dec i n) as [Hi|Hi]; [apply IH; assumption | lia].
Qed.

Lemma inverse_next P n : INR (S n) * inverse P (S n) = PS_mult P (inverse P) n.
Proof.
  unfold inverse at 1. cbn [table]. destruct (le_dec (S n) n) as [H|_]; [lia|].
  unfold PS_mult. rewrite (sum_eq (fun k => P k * table P n (n - k)) (fun k => P k * inverse P (n - k)) n).
  - field. apply not_0_INR. lia.
  - intros i Hi. rewrite table_stable by lia. reflexivity.
Qed.

Lemma sum_bound (u : nat -> R) b n : (forall k, (k <= n)%nat -> Rabs (u k) <= b) ->
  Rabs (sum_f_R0 u n) <= INR (S n) * b.
Proof.
  intros H. induction n as [|n IH]; [simpl; specialize (H O ltac:(lia)); lra|].
  cbn [sum_f_R0]. rewrite (S_INR (S n)). apply Rle_trans with (1 := Rabs_triang _ _).
  specialize (IH ltac:(intros; apply H; lia)). specialize (H (S n) ltac:(lia)). lra.
Qed.

Lemma fact_real n : 1 <= INR (fact n).
Proof. apply (le_INR 1). pose proof (lt_O_fact n). lia. Qed.

Lemma sum_reversed (u : nat -> R) n : sum_f_R0 (fun k => u (n - k)%nat) n = sum_f_R0 u n.
Proof.
  induction n as [|n IH]; [reflexivity|]. rewrite decomp_sum by lia. cbn [pred sum_f_R0].
  rewrite (sum_eq _ (fun k => u (n - k)%nat)) by reflexivity. rewrite IH. replace (S n - 0)%nat with (S n) by lia.
  ring.
Qed.

Section Zero_bound.
Variables (P c : nat -> R) (Z : R).
Hypothesis small : 0 <= Z < 1.
Hypothesis sums : forall n, Rabs (P n) <= Z ^ S n.
Hypothesis coefficients : forall n, Rabs (c n) <= Z ^ n / INR (fact n).
Hypothesis leading : c 0%nat = 1.
Hypothesis newton : forall n, INR (S n) * c (S n) = - PS_mult P c n.

Let a := inverse P.
Let dc := PS_derive c.
Let b n := - PS_mult P dc n.

Lemma inverse_bound n : Rabs (a n) <= Z ^ n.
Proof using small sums.
  induction n as [n IH] using (well_founded_induction lt_wf). destruct n as [|n].
  - unfold a, inverse. simpl. rewrite Rabs_R1. lra.
  - apply Rmult_le_reg_l with (INR (S n)); [apply lt_0_INR; lia|].
    rewrite <- (Rabs_pos_eq (INR (S n))) at 1 by apply pos_INR. rewrite <- Rabs_mult. unfold a. rewrite inverse_next.
    apply sum_bound. intros k Hk. rewrite Rabs_mult. replace (S n) with (S k + (n - k))%nat by lia. rewrite pow_add.
    apply Rmult_le_compat; [apply Rabs_pos | apply Rabs_pos | apply sums | apply IH; lia].
Qed.

Let fact_positive := fact_real.

Lemma slope_bound n : Rabs (dc n) <= Z ^ S n / INR (fact n).
Proof using small coefficients.
  unfold dc, PS_derive. rewrite Rabs_mult, (Rabs_pos_eq (INR (S n))) by apply pos_INR.
  pose proof (fact_positive n). assert (0 < INR (S n)) by (apply lt_0_INR; lia).
  apply Rle_trans with (INR (S n) * (Z ^ S n / INR (fact (S n))));
    [apply Rmult_le_compat_l; [lra | apply coefficients]|].
  change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR. right. field. lra.
Qed.

(* The sum of 1/i!, i <= n, is at most 11/4. *)
Lemma exponential_sum n : sum_f_R0 (fun i => / INR (fact i)) n <= 11 / 4.
Proof using.
  clear. assert (H : forall n, (2 <= n)%nat -> sum_f_R0 (fun i => / INR (fact i)) n + / (INR n * INR (fact n))
    <= 11 / 4).
  { intros m Hm. induction Hm as [|m Hm IH]; [simpl; lra|]. cbn [sum_f_R0].
    apply (le_INR 2) in Hm. simpl in Hm. change (fact (S m)) with (S m * fact m)%nat. rewrite mult_INR, S_INR.
    pose proof (fact_real m) as F. set (k := INR m) in *. set (p := INR (fact m)) in *.
    assert (/ ((k + 1) * p) + / ((k + 1) * ((k + 1) * p)) <= / (k * p)); [|lra].
    replace (/ ((k + 1) * p) + / ((k + 1) * ((k + 1) * p))) with (/ p * ((k + 2) / ((k + 1) * (k + 1))))
      by (field; lra).
    replace (/ (k * p)) with (/ p * / k) by (field; lra).
    apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra|].
    apply Rmult_le_reg_r with (k * ((k + 1) * (k + 1))); [repeat apply Rmult_lt_0_compat; lra|].
    replace ((k + 2) / ((k + 1) * (k + 1)) * (k * ((k + 1) * (k + 1)))) with (k * (k + 2)) by (field; lra).
    replace (/ k * (k * ((k + 1) * (k + 1)))) with ((k + 1) * (k + 1)) by (field; lra). lra. }
  destruct (le_lt_dec 2 n) as [Hn|Hn].
  - specialize (H n Hn). apply (le_INR 2) in Hn. simpl in Hn. pose proof (fact_real n).
    assert (0 < / (INR n * INR (fact n))) by (apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra). lra.
  - destruct n as [|[|n]]; [simpl; lra | simpl; lra | lia].
Qed.

Lemma product_bound n : Rabs (b n) <= 11 / 4 * Z ^ (n + 2).
Proof using small sums coefficients.
  unfold b. rewrite Rabs_Ropp. unfold PS_mult. apply Rle_trans
    with (sum_f_R0 (fun k => Z ^ (n + 2) * / INR (fact (n - k))) n).
  - apply Rle_trans with (1 := sum_f_R0_triangle _ _). apply sum_Rle. intros k Hk. rewrite Rabs_mult.
    replace (n + 2)%nat with (S k + S (n - k))%nat by lia. rewrite pow_add, Rmult_assoc.
    apply Rmult_le_compat; [apply Rabs_pos | apply Rabs_pos | apply sums | apply slope_bound].
  - rewrite <- (sum_eq (fun k => / INR (fact (n - k)) * Z ^ (n + 2))) by (intros; ring). rewrite <- scal_sum.
    rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pow_le; lra|].
    rewrite (sum_reversed (fun i => / INR (fact i))). apply exponential_sum.
Qed.

(* The part of the defect of the degree n + 1 in the factors. *)
Definition tail (u : nat -> R) (n : nat) : R := match n with O => 0 | S m => u n end.
Definition order (n : nat) : R :=
  a (S n) / INR (S (S n)) - / 2 * (P n / INR (S n)) - / 12 * (tail dc n + PS_Int b n).

Lemma first_orders : order 0 = 0 /\ order 1 = 0 /\ order 2 = (3 * P 0%nat ^ 3 - 2 * P 0%nat * P 1%nat) / 24.
Proof using leading newton.
  pose proof (inverse_next P 0) as A1. pose proof (inverse_next P 1) as A2. pose proof (inverse_next P 2) as A3.
  pose proof (newton 0) as C1. pose proof (newton 1) as C2. pose proof (newton 2) as C3.
  unfold order, tail, PS_Int, b, dc, PS_derive. unfold PS_mult, PS_derive in *. fold a in A1, A2, A3.
  assert (A0 : a 0%nat = 1) by reflexivity. clearbody a. simpl in *. rewrite A0, leading in *.
  assert (E1 : c 1%nat = - P 0%nat) by lra. assert (F1 : a 1%nat = P 0%nat) by lra. rewrite E1, F1 in *.
  assert (E2 : c 2%nat = (P 0%nat ^ 2 - P 1%nat) / 2) by lra.
  assert (F2 : a 2%nat = (P 0%nat ^ 2 + P 1%nat) / 2) by lra.
  rewrite E2, F2 in *.
  assert (E3 : c 3%nat = - (P 0%nat * ((P 0%nat ^ 2 - P 1%nat) / 2) - P 1%nat * P 0%nat + P 2%nat) / 3) by lra.
  assert (F3 : a 3%nat = (P 0%nat * ((P 0%nat ^ 2 + P 1%nat) / 2) + P 1%nat * P 0%nat + P 2%nat) / 3) by lra.
  rewrite E3, F3. repeat split; field.
Qed.

Lemma third_order : Rabs (order 2) <= 5 / 24 * Z ^ 3.
Proof using small sums leading newton.
  destruct first_orders as [_ [_ ->]]. pose proof (sums 0) as S0. pose proof (sums 1) as S1. simpl in S0, S1.
  rewrite Rmult_1_r in *. set (p := P 0%nat) in *. set (q := P 1%nat) in *.
  assert (Rabs (p ^ 3) <= Z ^ 3) by (rewrite <- RPow_abs; apply pow_incr; split; [apply Rabs_pos | assumption]).
  assert (Rabs (p * q) <= Z ^ 3).
  { rewrite Rabs_mult. replace (Z ^ 3) with (Z * (Z * Z)) by ring.
    apply Rmult_le_compat; [apply Rabs_pos | apply Rabs_pos | assumption | assumption]. }
  replace ((3 * p ^ 3 - 2 * p * q) / 24) with (3 / 24 * p ^ 3 - 2 / 24 * (p * q)) by field.
  apply Rabs_le. apply Rabs_le_between in H. apply Rabs_le_between in H0. lra.
Qed.

Lemma later_orders n : (3 <= n)%nat -> Rabs (order n) <= 21 / 50 * Z ^ S n.
Proof using small sums coefficients.
  intros Hn. assert (Rn : 3 <= INR n) by (apply (le_INR 3) in Hn; simpl in Hn; lra).
  pose proof (fact_le 3 n Hn) as Fn. apply le_INR in Fn. simpl in Fn.
  destruct n as [|m]; [lia|]. set (n := S m) in *.
  assert (PZ : 0 <= Z ^ S n) by (apply pow_le; lra).
  assert (B1 : Rabs (a (S n) / INR (S (S n))) <= Z ^ S n * / 5).
  { unfold Rdiv. rewrite Rabs_mult. pose proof (inverse_bound (S n)).
    apply Rmult_le_compat; try apply Rabs_pos; [assumption|].
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat, lt_0_INR; lia). rewrite !S_INR.
    apply Rinv_le_contravar; lra. }
  assert (B2 : Rabs (P n / INR (S n)) <= Z ^ S n * / 4).
  { unfold Rdiv. rewrite Rabs_mult. apply Rmult_le_compat; try apply Rabs_pos; [apply sums|].
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat, lt_0_INR; lia). rewrite !S_INR.
    apply Rinv_le_contravar; lra. }
  assert (B3 : Rabs (tail dc n) <= Z ^ S n * / 6).
  { unfold tail, n. fold n. apply Rle_trans with (1 := slope_bound n). apply Rmult_le_compat_l; [assumption|].
    apply Rinv_le_contravar; [lra|]. lra. }
  assert (B4 : Rabs (PS_Int b n) <= Z ^ S n * (11 / 12)).
  { unfold PS_Int, n. unfold Rdiv. rewrite Rabs_mult. pose proof (product_bound m) as Pb.
    replace (m + 2)%nat with (S n) in Pb by (unfold n; lia).
    replace (Z ^ S (S m) * (11 * / 12)) with (11 / 4 * Z ^ S n * / 3) by (unfold n; field).
    apply Rmult_le_compat; try apply Rabs_pos; [assumption|]. fold n.
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat; lra). apply Rinv_le_contravar; lra. }
  unfold order. apply Rabs_le_between in B1. apply Rabs_le_between in B2. apply Rabs_le_between in B3.
  apply Rabs_le_between in B4. apply Rabs_le. lra.
Qed.

Lemma series_bound (u : nat -> R) l C : (forall n, Rabs (u n) <= C * Z ^ n) -> is_series u l -> Rabs l <= C / (1 - Z).
Proof using small.
  intros H Hu. rewrite <- (is_series_unique u l Hu).
  assert (G : is_series (fun n => C * Z ^ n) (C * / (1 - Z))).
  { apply (is_series_scal C (fun n => Z ^ n)). apply is_series_geom. rewrite Rabs_pos_eq; lra. }
  assert (E : ex_series (fun n => Rabs (u n))).
  { apply (ex_series_le (fun n => Rabs (u n)) (fun n => C * Z ^ n)); [|exists (C * / (1 - Z)); exact G].
    intros n. unfold norm; simpl. unfold abs; simpl. rewrite Rabs_Rabsolu. apply H. }
  apply Rle_trans with (1 := Series_Rabs u E). unfold Rdiv. rewrite <- (is_series_unique _ _ G).
  apply Series_le; [|exists (C * / (1 - Z)); exact G]. intros n. split; [apply Rabs_pos | apply H].
Qed.

(* The zero bound, for the sum of the orders. *)
Theorem zero_bound (e : R) : is_series order e -> Rabs e <= Z ^ 3 * (21 * Z / (50 * (1 - Z)) + 5 / 24).
Proof using small sums coefficients leading newton.
  intros Total.
  destruct first_orders as [O0 [O1 _]]. pose proof third_order as O2.
  assert (Rest : is_series (fun n => order (S (S (S n)))) (e - order 2)).
  { apply (is_series_incr_1 (fun n => order (S (S n)))), (is_series_incr_1 (fun n => order (S n))), is_series_incr_1.
    evar_last; [exact Total|]. unfold plus; simpl. rewrite O0, O1. ring. }
  pose proof (series_bound _ _ (21 / 50 * Z ^ 4) ltac:(intros n;
    apply Rle_trans with (1 := later_orders (S (S (S n))) ltac:(lia));
    right; simpl; ring) Rest) as R.
  replace (Z ^ 3 * (21 * Z / (50 * (1 - Z)) + 5 / 24)) with (21 / 50 * Z ^ 4 / (1 - Z) + 5 / 24 * Z ^ 3)
    by (field; lra).
  apply Rabs_le_between in R. apply Rabs_le_between in O2. apply Rabs_le. lra.
Qed.

(* The functions. *)
Section Functions.
Variables (phi dphi B Q : R -> R).
Hypothesis phi_is : forall t, phi t = PSeries c t.
Hypothesis phi_positive : forall t, 0 <= t <= 1 -> 0 < phi t.
Hypothesis phi_derive : forall t, 0 <= t <= 1 -> is_derive phi t (dphi t).
Hypothesis B_derive : forall t, 0 <= t <= 1 -> is_derive B t (/ phi t).
Hypothesis Q_derive : forall t, 0 <= t <= 1 -> is_derive Q t (dphi t ^ 2 / phi t).

Let bound_c n : Rabs (c n) <= 1 * Z ^ n.
Proof.
  apply Rle_trans with (1 := coefficients n). pose proof (fact_positive n). rewrite Rmult_1_l.
  rewrite <- (Rmult_1_r (Z ^ n)) at 2. apply Rmult_le_compat_l; [apply pow_le; lra|]. rewrite <- Rinv_1.
  apply Rinv_le_contravar; lra.
Qed.
Let bound_a n : Rabs (a n) <= 1 * Z ^ n. Proof. rewrite Rmult_1_l. apply inverse_bound. Qed.
Let bound_P n : Rabs (P n) <= 1 * Z ^ n.
Proof.
  apply Rle_trans with (1 := sums n). simpl. apply Rmult_le_compat_r; [apply pow_le; lra | lra].
Qed.
Let bound_dc n : Rabs (dc n) <= 1 * Z ^ n.
Proof.
  apply Rle_trans with (1 := slope_bound n). pose proof (fact_positive n). assert (0 <= Z ^ n) by (apply pow_le; lra).
  simpl. apply Rle_trans with (Z * Z ^ n * 1); [|nra]. apply Rmult_le_compat_l; [nra|]. rewrite <- Rinv_1.
  apply Rinv_le_contravar; lra.
Qed.
Let bound_b n : Rabs (b n) <= 11 / 4 * Z ^ n.
Proof.
  apply Rle_trans with (1 := product_bound n). rewrite pow_add. assert (0 <= Z ^ n) by (apply pow_le; lra).
  assert (Z ^ 2 <= 1) by nra. nra.
Qed.

Lemma dphi_is t : 0 <= t <= 1 -> dphi t = PSeries dc t /\ dphi t = - (PSeries P t * phi t).
Proof using small sums coefficients newton phi_is phi_derive.
  intros Ht. assert (E : dphi t = PSeries dc t).
  { rewrite <- (is_derive_unique phi t (dphi t) (phi_derive t Ht)).
    rewrite (Derive_ext phi (PSeries c)) by exact phi_is. apply is_derive_unique, is_derive_PSeries.
    apply (inside_radius Z small c 1); assumption. }
  split; [exact E|]. rewrite E, phi_is.
  rewrite <- PSeries_mult by (apply (inside_radius Z small _ 1); assumption).
  rewrite <- PSeries_opp. apply PSeries_ext. intros n. unfold dc, PS_derive, PS_opp. rewrite newton. reflexivity.
Qed.

Lemma inverse_is t : 0 <= t <= 1 -> / phi t = PSeries a t.
Proof using small sums coefficients leading newton phi_is phi_positive phi_derive.
  intros Ht. pose proof (phi_positive t Ht) as Pt.
  assert (E : phi t * PSeries a t = 1).
  { assert (D : forall u, 0 <= u <= 1 -> is_derive (fun u => phi u * PSeries a u) u 0).
    { intros u Hu. destruct (dphi_is u Hu) as [_ E]. evar_last.
      - apply (is_derive_mult phi (PSeries a)); [apply phi_derive; assumption | | intros; apply Rmult_comm].
        apply is_derive_PSeries, (inside_radius Z small _ 1); assumption.
      - unfold plus, mult; simpl. rewrite (PSeries_ext (PS_derive a) (PS_mult P a)).
        + rewrite PSeries_mult by (apply (inside_radius Z small _ 1); assumption). rewrite E. ring.
        + intros n. apply (inverse_next P n). }
    destruct (mean_value (fun u => phi u * PSeries a u) (fun _ => 0) 0 t ltac:(lra)) as [z [_ M]];
      [intros u Hu; apply D; lra|].
    rewrite (phi_is 0), !PSeries_0, leading in M. unfold a at 2, inverse in M. simpl in M. lra. }
  apply Rmult_eq_reg_l with (phi t); [|lra]. rewrite E. field. lra.
Qed.

(* The defect, as the sum of its orders. *)
Lemma defect_series :
  is_series order (B 1 - B 0 - 1 + ln (phi 1) / 2 - (dphi 1 - dphi 0 + (Q 1 - Q 0)) / 12).
Proof using small sums coefficients leading newton phi_is phi_positive phi_derive B_derive Q_derive.
  assert (S1 : is_series (fun n => a (S n) / INR (S (S n))) (B 1 - B 0 - 1)).
  { pose proof (growth_series Z small B (fun t => / phi t) a 1 bound_a B_derive inverse_is) as G.
    apply (is_series_incr_1 (fun n => a n / INR (S n))). evar_last; [exact G|].
    unfold plus; simpl. unfold a, inverse; simpl. field. }
  assert (S2 : is_series (fun n => P n / INR (S n)) (- ln (phi 1))).
  { pose proof (growth_series Z small (fun t => - ln (phi t)) (fun t => - (dphi t / phi t)) P 1 bound_P) as G.
    evar_last; [apply G|].
    - intros t Ht. pose proof (phi_positive t Ht). apply (is_derive_opp (fun t => ln (phi t))).
      evar_last; [apply (is_derive_comp ln phi t (/ phi t) (dphi t)); [apply is_derive_ln; assumption | auto]|].
      unfold scal; simpl; unfold mult; simpl. field. lra.
    - intros t Ht. pose proof (phi_positive t Ht). destruct (dphi_is t Ht) as [_ ->]. field. lra.
    - rewrite (phi_is 0), PSeries_0, leading, ln_1. ring. }
  assert (S3 : is_series (tail dc) (dphi 1 - dphi 0)).
  { pose proof (series_at_one Z small dc 1 bound_dc) as G. destruct (dphi_is 1 ltac:(lra)) as [E1 _].
    destruct (dphi_is 0 ltac:(lra)) as [E0 _]. rewrite PSeries_0 in E0. rewrite <- E1 in G.
    apply is_series_decr_1. unfold tail at 2. change (is_series (fun n => dc (S n)) (dphi 1 - dphi 0 + - 0)).
    apply is_series_incr_1. evar_last; [exact G|]. rewrite E0. unfold plus; simpl. ring. }
  assert (S4 : is_series (PS_Int b) (Q 1 - Q 0)).
  { pose proof (growth_series Z small Q (fun t => dphi t ^ 2 / phi t) b (11 / 4) bound_b Q_derive) as G.
    apply is_series_decr_1. change (is_series (fun n => b n / INR (S n)) (Q 1 - Q 0 + - 0)).
    rewrite Ropp_0, Rplus_0_r.
    apply G. intros t Ht. pose proof (phi_positive t Ht). destruct (dphi_is t Ht) as [E1 E2].
    replace (dphi t ^ 2 / phi t) with (- (PSeries P t * dphi t)) by (rewrite E2; field; lra). rewrite E1.
    rewrite <- PSeries_mult by (apply (inside_radius Z small _ 1); assumption). rewrite <- PSeries_opp. reflexivity. }
  evar_last.
  - apply (is_series_minus (fun n => a (S n) / INR (S (S n)) - / 2 * (P n / INR (S n)))
      (fun n => / 12 * (tail dc n + PS_Int b n))).
    + apply (is_series_minus (fun n => a (S n) / INR (S (S n))) (fun n => / 2 * (P n / INR (S n)))); [exact S1|].
      apply (is_series_scal (/ 2) (fun n => P n / INR (S n))). exact S2.
    + apply (is_series_scal (/ 12) (fun n => tail dc n + PS_Int b n)).
      apply (is_series_plus (tail dc) (PS_Int b)); [exact S3 | exact S4].
  - unfold minus, plus, opp, scal; simpl; unfold mult; simpl. field.
Qed.
End Functions.
End Zero_bound.
