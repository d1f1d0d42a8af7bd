(* Lemma D.2: from below the pair increases, p2 <= cL, and the product stays between a(k)^N and lambda. *)
From Coq Require Import Reals Lra Lia Psatz.
From dmf.library Require Import vocabulary powers roots pair pair_root pair_orbit pair_means pair_sandwich.
From dmf.statements Require Import definitions names lemma_d_2.
From dmf.deep_factorization Require Import lemma_2_2.
Open Scope R_scope.

Section Below.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis perturbed : 0 < beta < alpha * (c_14 N - 1).
Hypothesis positive : 0 < lam.
Hypothesis start_below : alpha ^ (N - 1) * (alpha - beta) <= lam.
Hypothesis step_positive : 0 < eta.
Hypothesis step : eta < 1 / (9 * INR N * (L N lam * c_14 N) ^ (2 * N - 2)).
Notation p k := (fst (pair N (alpha - beta) alpha lam eta k)).
Notation q k := (snd (pair N (alpha - beta) alpha lam eta k)).
Notation product k := (q k ^ (N - 1) * p k).

Lemma limit_power : L N lam ^ N = lam.
Proof using depth positive. rewrite L_is, Rmax_right by lia || lra. apply root_power; [lia | lra]. Qed.

Lemma limit_positive : 0 < L N lam.
Proof using depth positive.
  rewrite L_is, Rmax_right by lia || lra. unfold root. destruct (Rle_dec lam 0); [lra | apply exp_pos].
Qed.

Lemma second_below x y : below N lam alpha beta x y -> y <= L N lam * c_14 N.
Proof using depth start perturbed positive.
  intros [I1 [I2 [I3 I4]]]. pose proof (c_between N). pose proof (c_below_two N depth). pose proof limit_positive.
  pose proof (beta_below_alpha N alpha beta depth start perturbed) as Hb.
  assert (Hx : (2 - c_14 N) * y <= x).
  { assert (0 <= (c_14 N - 1) * (y + x) - (3 - c_14 N) * (y - x)); [|lra].
    assert ((c_14 N - 1) * (2 * alpha - beta) <= (c_14 N - 1) * (y + x)) by (apply Rmult_le_compat_l; lra).
    assert ((3 - c_14 N) * (y - x) <= (3 - c_14 N) * beta) by (apply Rmult_le_compat_l; lra). lra. }
  assert (Hy : 0 < y) by lra.
  apply (power_le_inverse N); [lia | lra | apply Rmult_le_pos; lra |]. rewrite Rpow_mult_distr, limit_power.
  assert (F : y ^ N * (2 - c_14 N) <= lam).
  { apply Rle_trans with (2 := I4). replace N with (S (N - 1)) at 1 by lia. simpl pow.
    replace (y * y ^ (N - 1) * (2 - c_14 N)) with (y ^ (N - 1) * ((2 - c_14 N) * y)) by ring.
    apply Rmult_le_compat_l; [apply pow_le|]; lra. }
  pose proof (c_power N depth). assert (0 < c_14 N ^ N) by (apply pow_lt; lra).
  apply Rmult_le_reg_r with (2 - c_14 N); [lra|]. nra.
Qed.

Lemma bound_positive : 0 < L N lam * c_14 N.
Proof using depth positive. pose proof limit_positive. pose proof (c_between N). apply Rmult_lt_0_compat; lra. Qed.

Lemma eigenvalue_below : Rabs lam <= (L N lam * c_14 N) ^ N.
Proof using depth positive.
  pose proof limit_positive. pose proof (c_between N). rewrite Rabs_pos_eq by lra. rewrite <- limit_power at 1.
  apply pow_incr. split; [lra | nra].
Qed.

Lemma step_73 : eta * (9 * INR N * (L N lam * c_14 N) ^ (2 * N - 2)) < 1.
Proof using depth positive step.
  apply step_bound_used; [|exact step]. pose proof (depth_large N depth).
  apply Rmult_lt_0_compat; [lra | apply pow_lt, bound_positive].
Qed.

Lemma all_below k : below N lam alpha beta (p k) (q k).
Proof using depth start perturbed positive start_below step_positive step.
  apply (below_orbit N lam alpha beta eta (L N lam * c_14 N)); try assumption;
    [apply (beta_below_alpha N); assumption | apply eigenvalue_below | apply step_73 | apply second_below].
Qed.

Lemma moves k : p k <= p (S k) /\ q k <= q (S k).
Proof using depth start perturbed positive start_below step_positive step.
  pose proof (beta_below_alpha N alpha beta depth start perturbed) as Hb.
  destruct (all_below k) as [I1 [I2 [I3 I4]]]. rewrite first_next, second_next by assumption.
  destruct (u_sign N lam alpha beta eta step_positive k ltac:(lra)) as [a [Ha Ea]]. rewrite Ea.
  assert (a * (product k - lam) <= 0) by nra. set (v := a * _) in *. clearbody v. split; nra.
Qed.

Lemma product_above k : iterate N (alpha - beta) lam eta k ^ N <= product k.
Proof using depth start perturbed positive start_below step_positive step.
  pose proof (beta_below_alpha N alpha beta depth start perturbed) as Hb. pose proof bound_positive.
  apply (lower_orbit N lam (alpha - beta) alpha eta (L N lam * c_14 N)); try assumption; try lra.
  - apply eigenvalue_below.
  - apply step_9; try assumption; [apply pow_le; lra | apply step_73].
  - intros j. pose proof (all_below j) as I. pose proof (second_below _ _ I). destruct I as [I1 [I2 [I3 I4]]].
    repeat split; lra.
  - cbn [pair fst snd]. replace N with (S (N - 1)) at 1 by lia. simpl pow. rewrite Rmult_comm.
    apply Rmult_le_compat_r; [lra | apply pow_incr; lra].
Qed.
End Below.

Theorem above_a : lemma_d_2_above_a.
Proof.
  unfold lemma_d_2_above_a. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k. apply Rle_ge.
  apply product_above; assumption || lra.
Qed.

Theorem below_limit : lemma_d_2_below_limit.
Proof.
  unfold lemma_d_2_below_limit. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k.
  apply (all_below N lam alpha beta eta); assumption || lra.
Qed.

Theorem second_bounded : lemma_d_2_second_bounded.
Proof.
  unfold lemma_d_2_second_bounded. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k.
  apply (second_below N lam alpha beta) with (fst (pair N (alpha - beta) alpha lam eta k)); try assumption; try lra.
  apply all_below; assumption || lra.
Qed.

Theorem first_increases : lemma_d_2_first_increases.
Proof.
  unfold lemma_d_2_first_increases. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k.
  replace (k + 1)%nat with (S k) by lia. apply Rle_ge, moves; assumption || lra.
Qed.

Theorem second_increases : lemma_d_2_second_increases.
Proof.
  unfold lemma_d_2_second_increases. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k.
  replace (k + 1)%nat with (S k) by lia. apply Rle_ge, moves; assumption || lra.
Qed.
