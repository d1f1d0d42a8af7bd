(* Lemma 2.11: for a negative eigenvalue p2 - p1 grows by 1 + eta beta^(N-2) |lambda| at least and p2 <= alpha,
   while p1 > 0; and the map of (18) increases, so that p1 stays below a and p2 above b. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots pair pair_orbit pair_means pair_sandwich.
From dmf.statements Require Import definitions names lemma_2_11.
Open Scope R_scope.

Lemma first_at_most (P : nat -> Prop) j : P j -> Rbar_le (first P) (INR j).
Proof.
  intros H. unfold first. destruct (Glb_Rbar_correct (fun x => exists k, x = INR k /\ P k)) as [B _].
  apply B. eauto.
Qed.

Lemma before_first (P : nat -> Prop) k j : Rbar_lt (INR k) (first P) -> (j <= k)%nat -> ~ P j.
Proof.
  intros H Hj HP. pose proof (first_at_most P j HP) as B. apply le_INR in Hj.
  destruct (first P) as [x| |]; simpl in *; try contradiction. lra.
Qed.

(* a natural number between X and X + 1 *)
Lemma next_natural X : 0 <= X -> exists k, X < INR k <= X + 1.
Proof.
  intros HX. destruct (nfloor_ex X HX) as [n [H1 H2]]. exists (S n). rewrite S_INR. lra.
Qed.

Lemma product_between N x y : (1 <= N)%nat -> 0 <= x <= y -> x ^ N <= y ^ (N - 1) * x <= y ^ N.
Proof.
  destruct N as [|n]; [lia|]. intros _ H. replace (S n - 1)%nat with n by lia. simpl pow. split.
  - rewrite Rmult_comm. apply Rmult_le_compat_r; [lra | apply pow_incr; lra].
  - rewrite Rmult_comm. apply Rmult_le_compat_r; [apply pow_le|]; lra.
Qed.

Section Transition.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis perturbed : 0 < beta < alpha.
Hypothesis negative : lam < 0.
Hypothesis step_positive : 0 < eta.
Notation p k := (fst (pair N (alpha - beta) alpha lam eta k)).
Notation q k := (snd (pair N (alpha - beta) alpha lam eta k)).
Let growth := eta * beta ^ (N - 2) * Rabs lam + 1.

Lemma growth_above_one : 1 < growth.
Proof using perturbed negative step_positive.
  unfold growth. rewrite Rabs_left by assumption.
  assert (0 < eta * beta ^ (N - 2) * - lam); [|lra].
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [assumption | apply pow_lt; lra] | lra].
Qed.

Lemma difference_grows k : (forall j, (j <= k)%nat -> 0 < p j) ->
  0 < q k <= alpha /\ beta * growth ^ k <= q k - p k.
Proof using depth perturbed negative step_positive.
  pose proof growth_above_one as HG. induction k as [|k IH]; intros Hp; [cbn [pair fst snd pow]; lra|].
  destruct IH as [I1 I2]; [intros j Hj; apply Hp; lia|].
  pose proof (Hp k ltac:(lia)) as P0. pose proof (Hp (S k) ltac:(lia)) as P1.
  pose proof (pow_R1_Rle growth k ltac:(lra)) as Gk. assert (Hq : beta <= q k) by nra.
  assert (Hu : growth - 1 <= eta * rate N lam (p k) (q k)).
  { unfold growth, rate. rewrite Rabs_left by assumption.
    replace (eta * beta ^ (N - 2) * - lam + 1 - 1) with (eta * (beta ^ (N - 2) * - lam)) by ring.
    apply Rmult_le_compat_l; [lra|]. pose proof (pow_lt beta (N - 2) ltac:(lra)).
    assert (0 <= q k ^ (N - 1) * p k) by (apply Rmult_le_pos; [apply pow_le|]; lra).
    apply Rmult_le_compat; [lra | lra | apply pow_incr; lra | lra]. }
  assert (HD : beta * growth ^ S k <= q (S k) - p (S k)).
  { rewrite difference_next by assumption. simpl pow.
    replace (beta * (growth * growth ^ k)) with (growth * (beta * growth ^ k)) by ring.
    apply Rmult_le_compat; [lra | apply Rmult_le_pos; lra | lra | lra]. }
  split; [|exact HD]. split.
  - assert (0 <= beta * growth ^ S k) by (apply Rmult_le_pos; [|apply pow_le]; lra). lra.
  - rewrite second_next by assumption. assert (0 <= eta * rate N lam (p k) (q k) * p k) by (apply Rmult_le_pos; lra).
    lra.
Qed.

Lemma positive_before k : (forall j, (j <= k)%nat -> 0 < p j) -> INR k <= ln (alpha / beta) / ln growth.
Proof using depth perturbed negative step_positive.
  intros Hp. destruct (difference_grows k Hp) as [H1 H2]. pose proof (Hp k (le_n k)) as P.
  pose proof growth_above_one.
  assert (Hl : 0 < ln growth) by (rewrite <- ln_1; apply ln_increasing; lra).
  apply Rle_div_r; [assumption|]. rewrite <- ln_pow by lra. apply ln_le; [apply pow_lt; lra|].
  apply Rle_div_r; [lra|]. rewrite Rmult_comm. lra.
Qed.

Lemma transition_reached : exists k, INR k <= ln (alpha / beta) / ln growth + 1 /\ p k <= 0.
Proof using depth perturbed negative step_positive.
  pose proof growth_above_one.
  assert (HX : 0 <= ln (alpha / beta) / ln growth).
  { apply Rdiv_le_0_compat; [|rewrite <- ln_1; apply ln_increasing; lra].
    rewrite <- ln_1. apply ln_le; [lra|]. apply Rle_div_r; lra. }
  destruct (next_natural _ HX) as [k [K1 K2]].
  destruct (Classical_Prop.classic (exists j, (j <= k)%nat /\ p j <= 0)) as [[j [Hj Hp]]|H0].
  - exists j. split; [|assumption]. apply le_INR in Hj. lra.
  - exfalso. assert (INR k <= ln (alpha / beta) / ln growth); [|lra]. apply positive_before.
    intros j Hj. apply Rnot_le_lt. intros C. apply H0. eauto.
Qed.

Hypothesis step : eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)).
Let B := M N lam alpha.

Lemma step_25 : eta * ((3 * INR N - 2) * B ^ (2 * N - 2)) <= 1.
Proof using depth perturbed step.
  pose proof (depth_large N depth). pose proof (M_at_least N lam alpha ltac:(lra)) as HB.
  pose proof (pow_lt (M N lam alpha) (2 * N - 2) ltac:(lra)).
  left. rewrite (Rmult_comm _ (B ^ _)). apply step_bound_used; [|exact step].
  apply Rmult_lt_0_compat; [assumption | lra].
Qed.

Lemma beside k : (forall j, (j <= k)%nat -> 0 < p j) ->
  p k <= iterate N (alpha - beta) lam eta k <= B /\ 0 <= iterate N alpha lam eta k <= q k.
Proof using depth perturbed negative step_positive step.
  pose proof (M_at_least N lam alpha ltac:(lra)) as HB. fold B in HB.
  pose proof (eigenvalue_at_most N lam alpha depth) as HL. fold B in HL. pose proof step_25 as H25.
  induction k as [|k IH]; intros Hp; [cbn [pair fst snd iterate]; lra|].
  destruct (difference_grows k) as [D1 D2]; [intros j Hj; apply Hp; lia|].
  destruct IH as [I1 I2]; [intros j Hj; apply Hp; lia|].
  pose proof (Hp k ltac:(lia)) as P0. pose proof (pow_R1_Rle growth k ltac:(pose proof growth_above_one; lra)) as Gk.
  assert (Hpq : p k <= q k) by nra. cbn [iterate].
  pose proof (step_stays N lam eta B depth step_positive HL H25) as Stay.
  pose proof (fun x z => step_increases N lam eta B x z depth HL (Rlt_le _ _ step_positive) H25) as Inc.
  pose proof (product_between N (p k) (q k) ltac:(lia) ltac:(lra)) as W.
  assert (Pp : 0 <= p k ^ N) by (apply pow_le; lra). assert (Pq : 0 < q k ^ (N - 2)) by (apply pow_lt; lra).
  assert (Eq : q k ^ (N - 1) = q k * q k ^ (N - 2)) by (replace (N - 1)%nat with (S (N - 2)) by lia; reflexivity).
  split; split.
  - apply Rle_trans with (p k + eta * f N lam (p k)); [|apply Inc; lra].
    rewrite first_next by assumption. unfold f, rate.
    assert (p k ^ (N - 1) * (p k ^ N - lam) <= q k ^ (N - 1) * (q k ^ (N - 1) * p k - lam)).
    { apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra]. }
    rewrite Eq in * |-. rewrite Eq. nra.
  - apply Stay. lra.
  - apply Stay. lra.
  - apply Rle_trans with (q k + eta * f N lam (q k)); [apply Inc; lra|].
    rewrite second_next by assumption. unfold f, rate.
    assert (q k ^ (N - 2) * (q k ^ (N - 1) * p k - lam) * p k <= q k ^ (N - 2) * (q k ^ N - lam) * q k).
    { apply Rmult_le_compat; [apply Rmult_le_pos; lra | lra | apply Rmult_le_compat_l; lra | lra]. }
    rewrite Eq in *. nra.
Qed.
End Transition.

Theorem transition : lemma_2_11_transition.
Proof.
  unfold lemma_2_11_transition. intros N lam alpha beta eta Ha Hb He HN Hc Hl Hs.
  destruct (transition_reached N lam alpha beta eta HN ltac:(lra) Hl ltac:(lra)) as [k [Hk Hp]].
  apply Rbar_le_trans with (INR k); [|exact Hk].
  exact (first_at_most (fun j => fst (pair N (alpha - beta) alpha lam eta j) <= 0) k Hp).
Qed.

Lemma positive_until N lam alpha beta eta k : Rbar_lt (INR k) (k_p N lam alpha beta eta) ->
  forall j, (j <= k)%nat -> 0 < fst (pair N (alpha - beta) alpha lam eta j).
Proof. intros H j Hj. apply Rnot_le_lt. exact (before_first _ k j H Hj). Qed.

Theorem first_below_a : lemma_2_11_first_below_a.
Proof.
  unfold lemma_2_11_first_below_a. intros N lam alpha beta eta Ha Hb He HN Hc Hl Hs k Hk.
  apply beside; try assumption; try lra. apply positive_until, Hk.
Qed.

Theorem second_above_b : lemma_2_11_second_above_b.
Proof.
  unfold lemma_2_11_second_above_b. intros N lam alpha beta eta Ha Hb He HN Hc Hl Hs k Hk.
  apply Rle_ge, beside; try assumption; try lra. apply positive_until, Hk.
Qed.
