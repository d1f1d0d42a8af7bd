(* Lemma D.3: from above the pair decreases, and the product stays between lambda and b(k)^N. *)
From Coq Require Import Reals Lra Lia Psatz.
From dmf.library Require Import vocabulary powers pair pair_orbit pair_means pair_sandwich.
From dmf.statements Require Import definitions names lemma_d_3.
Open Scope R_scope.

Section Above.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis perturbed : 0 < beta < alpha.
Hypothesis nonnegative : 0 <= lam.
Hypothesis start_above : lam <= alpha ^ (N - 1) * (alpha - beta).
Hypothesis step_positive : 0 < eta.
Hypothesis step : eta < 1 / (9 * alpha ^ (2 * N - 2) * INR N).
Notation p k := (fst (pair N (alpha - beta) alpha lam eta k)).
Notation q k := (snd (pair N (alpha - beta) alpha lam eta k)).
Notation product k := (q k ^ (N - 1) * p k).

Lemma start_power : alpha ^ (N - 1) * (alpha - beta) <= alpha ^ N.
Proof using depth perturbed.
  replace N with (S (N - 1)) at 2 by lia. simpl pow. rewrite (Rmult_comm alpha).
  apply Rmult_le_compat_l; [apply pow_le|]; lra.
Qed.

Lemma eigenvalue_below : Rabs lam <= alpha ^ N.
Proof using depth perturbed nonnegative start_above.
  rewrite Rabs_pos_eq by assumption. pose proof start_power. lra.
Qed.

Lemma step_78 : eta * (9 * INR N * alpha ^ (2 * N - 2)) < 1.
Proof using depth perturbed step.
  pose proof (depth_large N depth). pose proof (pow_lt alpha (2 * N - 2) ltac:(lra)).
  replace (9 * INR N * alpha ^ (2 * N - 2)) with (9 * alpha ^ (2 * N - 2) * INR N) by ring.
  apply step_bound_used; [|exact step]. apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra.
Qed.

Lemma first_nonnegative x y : above N lam alpha beta x y -> 0 <= x.
Proof using perturbed nonnegative.
  intros [I1 [I2 [I3 I4]]]. destruct (Rle_or_lt 0 x) as [|H]; [assumption|].
  assert (0 < y ^ (N - 1)) by (apply pow_lt; lra). nra.
Qed.

Lemma second_below x y : above N lam alpha beta x y -> y <= alpha.
Proof using perturbed nonnegative.
  intros I. pose proof (first_nonnegative x y I). destruct I as [I1 [I2 [I3 I4]]]. nra.
Qed.

Lemma all_above k : above N lam alpha beta (p k) (q k).
Proof using depth perturbed nonnegative start_above step_positive step.
  apply (above_orbit N lam alpha beta eta alpha); try assumption;
    [apply eigenvalue_below | apply step_78 | apply second_below].
Qed.

Lemma moves k : p (S k) <= p k /\ q (S k) <= q k.
Proof using depth perturbed nonnegative start_above step_positive step.
  pose proof (first_nonnegative _ _ (all_above k)). destruct (all_above k) as [I1 [I2 [I3 I4]]].
  rewrite first_next, second_next by assumption.
  destruct (u_sign N lam alpha beta eta step_positive k ltac:(lra)) as [a [Ha Ea]]. rewrite Ea.
  assert (0 <= a * (product k - lam)) by (apply Rmult_le_pos; lra). set (v := a * _) in *. clearbody v. split; nra.
Qed.

Lemma product_below k : product k <= iterate N alpha lam eta k ^ N.
Proof using depth perturbed nonnegative start_above step_positive step.
  apply (upper_orbit N lam (alpha - beta) alpha eta alpha); try assumption; try lra.
  - apply eigenvalue_below.
  - apply step_9; try assumption; [apply pow_le; lra | apply step_78].
  - intros j. pose proof (all_above j) as I. pose proof (second_below _ _ I). destruct I as [I1 [I2 [I3 I4]]].
    repeat split; lra.
  - apply start_power.
Qed.
End Above.

Theorem below_b : lemma_d_3_below_b.
Proof.
  unfold lemma_d_3_below_b. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k.
  apply product_below; assumption || lra.
Qed.

Theorem above_limit : lemma_d_3_above_limit.
Proof.
  unfold lemma_d_3_above_limit. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k. apply Rle_ge.
  apply (all_above N lam alpha beta eta); assumption || lra.
Qed.

Theorem first_decreases : lemma_d_3_first_decreases.
Proof.
  unfold lemma_d_3_first_decreases. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k.
  replace (k + 1)%nat with (S k) by lia. apply moves; assumption || lra.
Qed.

Theorem second_decreases : lemma_d_3_second_decreases.
Proof.
  unfold lemma_d_3_second_decreases. intros N lam alpha beta eta Ha Hb He HN Hc Hl H0 Hs k.
  replace (k + 1)%nat with (S k) by lia. apply moves; assumption || lra.
Qed.
