(* Theorem 1.3: from a perturbed start the product tends to the eigenvalue (Lemma 2.12), between the two orbits of
   (18) (Lemmas D.2, D.3); once p1 is below -beta, (-p1, p2) runs to |lambda| above an orbit of (18). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots pair pair_root pair_orbit pair_means pair_sandwich pair_growth
  pair_counts.
From dmf.statements Require Import definitions names theorem_1_1 theorem_1_3.
From dmf.deep_factorization Require Import lemma_2_2 lemma_2_12.
Open Scope R_scope.

Theorem converges : theorem_1_3_converges.
Proof.
  unfold theorem_1_3_converges. intros N lam alpha beta eta eps Ha Hb He _ HN Hc Hs.
  exact (error_tends N lam alpha beta eta HN Ha (conj Hb Hc) He Hs).
Qed.

Lemma power_pred N x : (1 <= N)%nat -> x * x ^ (N - 1) = x ^ N.
Proof. destruct N as [|n]; [lia|]. intros _. replace (S n - 1)%nat with n by lia. reflexivity. Qed.

Section Perturbed.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis perturbed : 0 < beta < alpha * (c_14 N - 1).
Hypothesis step_positive : 0 < eta.
Hypothesis step : eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)).
Notation p k := (fst (pair N (alpha - beta) alpha lam eta k)).
Notation q k := (snd (pair N (alpha - beta) alpha lam eta k)).
Notation product k := (q k ^ (N - 1) * p k).
Let m := M N lam alpha.

Lemma bound_positive : 0 < alpha <= m /\ m <= c_14 N * m.
Proof using start.
  clear perturbed. pose proof (M_at_least N lam alpha start). pose proof (c_between N). unfold m.
  split; [assumption | nra].
Qed.

Lemma step_of_18 : eta * ((3 * INR N - 2) * (c_14 N * m) ^ (2 * N - 2)) <= 1.
Proof using depth start step_positive step.
  clear perturbed. pose proof bound_positive.
  apply step_9; try assumption; [apply pow_le; lra | apply step_14; assumption].
Qed.

(* (25) for every start and eigenvalue within cM *)
Lemma step_25 mu a : 0 < M N mu a <= c_14 N * m -> eta < 1 / (M N mu a ^ (2 * N - 2) * (3 * INR N - 2)).
Proof using depth start step_positive step.
  clear perturbed. intros Hm. pose proof (depth_large N depth). pose proof bound_positive.
  pose proof (step_14 N lam alpha eta depth start step) as S14. fold m in S14.
  pose proof (pow_lt (M N mu a) (2 * N - 2) ltac:(lra)) as H1.
  assert (H2 : M N mu a ^ (2 * N - 2) <= (c_14 N * m) ^ (2 * N - 2)) by (apply pow_incr; lra).
  apply Rlt_div_r; [apply Rmult_lt_0_compat; lra|]. apply Rle_lt_trans with (2 := S14).
  apply Rmult_le_compat_l; [lra|]. rewrite (Rmult_comm (9 * INR N)). apply Rmult_le_compat; lra.
Qed.

Lemma from_below : alpha ^ (N - 1) * (alpha - beta) <= lam ->
  forall k, 0 <= iterate N (alpha - beta) lam eta k ^ N <= product k /\ product k <= lam.
Proof using depth start perturbed step_positive step.
  intros H0 k. pose proof (beta_below_alpha N alpha beta depth start perturbed).
  pose proof (start_below_14 N lam alpha beta eta depth start perturbed step_positive step H0) as Below.
  destruct (lower_orbit N lam (alpha - beta) alpha eta (c_14 N * m) depth step_positive
    (eigenvalue_within N lam alpha depth start) step_of_18 (alpha - beta)) with (k := k) as [I0 I1]; [| lra | |].
  - intros j. pose proof (below_bounded N lam alpha beta depth start perturbed _ _ (Below j)).
    destruct (Below j) as [J1 [J2 [J3 J4]]]. repeat split; assumption || lra.
  - cbn [pair fst snd]. rewrite <- (power_pred N (alpha - beta)), Rmult_comm by lia.
    apply Rmult_le_compat_r; [lra | apply pow_incr; lra].
  - destruct (Below k) as [_ [_ [_ J4]]]. pose proof (pow_le _ N I0). lra.
Qed.

Lemma from_above : lam <= alpha ^ (N - 1) * (alpha - beta) ->
  forall k, lam <= product k /\ product k <= iterate N alpha lam eta k ^ N.
Proof using depth start perturbed step_positive step.
  intros H0 k. pose proof (beta_below_alpha N alpha beta depth start perturbed). pose proof bound_positive.
  pose proof (start_above_14 N lam alpha beta eta depth start perturbed step_positive step H0) as Above.
  split; [apply (Above k)|].
  apply (upper_orbit N lam (alpha - beta) alpha eta (c_14 N * m) depth step_positive
    (eigenvalue_within N lam alpha depth start) step_of_18 alpha); [| lra |].
  - intros j. pose proof (above_bounded N lam alpha beta depth start perturbed _ _ (Above j)).
    destruct (Above j) as [J1 [J2 [J3 J4]]]. repeat split; assumption || lra.
  - cbn [pair fst snd]. rewrite <- (power_pred N alpha), (Rmult_comm alpha) by lia.
    apply Rmult_le_compat_l; [apply pow_le|]; lra.
Qed.
End Perturbed.

Theorem sandwich : theorem_1_3_sandwich.
Proof.
  unfold theorem_1_3_sandwich, E_ii. intros N lam alpha beta eta eps Ha Hb He _ HN Hc Hs k.
  destruct (Rle_or_lt (alpha ^ (N - 1) * (alpha - beta)) lam) as [H|H].
  - destruct (from_below N lam alpha beta eta HN Ha (conj Hb Hc) He Hs H k) as [B1 B2].
    apply Rle_trans with (2 := Rmax_l _ _). rewrite (Rabs_left1 (_ - lam)), Rabs_pos_eq by lra. lra.
  - destruct (from_above N lam alpha beta eta HN Ha (conj Hb Hc) He Hs ltac:(lra) k) as [B1 B2].
    apply Rle_trans with (2 := Rmax_r _ _). rewrite Rabs_pos_eq, Rabs_left1 by lra. lra.
Qed.

(* (15) and (16), from the count of Theorem 1.1 *)
Theorem nonnegative : theorem_1_3_nonnegative.
Proof.
  unfold theorem_1_3_nonnegative. intros N lam alpha beta eta eps Ha Hb He Heps HN Hc Hs Hl k Hk.
  apply Rle_trans with (1 := sandwich N lam alpha beta eta eps Ha Hb He Heps HN Hc Hs k).
  pose proof (beta_below_alpha N alpha beta HN Ha (conj Hb Hc)) as Hba.
  pose proof (bound_positive N lam alpha Ha) as HM. pose proof (Rmax_l (L N lam) alpha).
  pose proof (Rmax_r (L N lam) alpha).
  pose proof (limit_inside N lam alpha HN) as HL.
  assert (Each : forall a, 0 < a <= alpha -> INR k >= theorem_1_1.T_Id N lam a eta eps ->
    Rabs (lam - iterate N a lam eta k ^ N) <= eps * INR N * Rmax (L N lam) alpha ^ (N - 1)).
  { intros a Ha' Hka. rewrite Rabs_minus_sym. rewrite <- (Rmax_right 0 lam) at 2 by lra.
    apply Rle_trans with (eps * INR N * Rmax (L N lam) a ^ (N - 1)).
    - apply counted_error; try assumption; try lra.
      apply (step_25 N lam alpha eta); try assumption. split; [pose proof (M_at_least N lam a ltac:(lra)); lra|].
      apply Rle_trans with (M N lam alpha); [|lra]. apply Rle_max_compat_l; lra.
    - apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra | apply pos_INR]|].
      apply pow_incr. split; [apply Rle_trans with a; [lra | apply Rmax_r] | apply Rle_max_compat_l; lra]. }
  apply Rmax_lub; apply Each; try lra.
  - apply Rge_trans with (1 := Hk). apply Rle_ge, Rmax_l.
  - apply Rge_trans with (1 := Hk). apply Rle_ge, Rmax_r.
Qed.

Theorem negative : theorem_1_3_negative.
Proof.
  unfold theorem_1_3_negative. intros N lam alpha beta eta eps Ha Hb He Heps HN Hc Hs Hl k Hk.
  pose proof (bound_positive N lam alpha Ha) as HM. pose proof (c_between N) as HcN.
  destruct (restart N lam alpha beta eta HN Ha (conj Hb Hc) He Hs Hl) as [K [HK HpK]].
  change (INR K <= T_g N lam alpha beta eta) in HK. rewrite (Rmult_comm (M N lam alpha)) in HpK.
  set (B := c_14 N * M N lam alpha) in *. set (mu := Rabs lam) in *.
  assert (Hmu : mu = - lam) by (apply Rabs_left; assumption).
  assert (HB : mu <= M N lam alpha ^ N) by (apply eigenvalue_at_most; assumption).
  set (xi := xi' N lam alpha beta) in *.
  assert (Exi : xi = Rmin (mu / (2 * B ^ (N - 1))) beta).
  { unfold xi, xi', B, mu. rewrite (Rmult_comm (c_14 N)). reflexivity. }
  rewrite <- Exi in HpK. pose proof (pow_lt B (N - 1) ltac:(lra)) as HBn.
  (* the limit of the second part *)
  assert (HLmu : 0 < L N mu <= M N lam alpha /\ L N mu ^ N = mu).
  { rewrite L_is, Rmax_right by (assumption || lra). split; [split|].
    - unfold root. destruct (Rle_dec mu 0); [lra | apply exp_pos].
    - apply Rmax_l.
    - apply root_power; [lia | lra]. }
  assert (Hxi : 0 < xi < L N mu).
  { rewrite Exi. split; [apply Rmin_glb_lt; [apply Rdiv_lt_0_compat; lra | lra]|].
    apply Rle_lt_trans with (1 := Rmin_l _ _). apply Rlt_div_l; [lra|].
    assert (L N mu ^ (N - 1) <= B ^ (N - 1)) by (apply pow_incr; lra).
    pose proof (power_pred N (L N mu) ltac:(lia)) as E. rewrite (proj2 HLmu) in E.
    assert (0 < L N mu ^ (N - 1)) by (apply pow_lt; lra). nra. }
  pose proof (T_Id_nonnegative N mu xi eta eps HN ltac:(lra) Hxi He Heps) as HT.
  change (theorem_1_1.T_Id N mu xi eta eps) with (T_Id N mu xi eta eps) in HT.
  assert (HKk : (K <= k)%nat) by (apply INR_le; lra).
  set (j := (k - K)%nat). assert (Ej : (k = K + j)%nat) by (unfold j; lia).
  assert (Hj : INR j >= theorem_1_1.T_Id N mu xi eta eps).
  { change (INR j >= T_Id N mu xi eta eps). rewrite Ej, plus_INR in Hk. lra. }
  set (first := - fst (pair N (alpha - beta) alpha lam eta K)) in *.
  set (others := snd (pair N (alpha - beta) alpha lam eta K)).
  assert (Turned : forall i, pair N first others mu eta i
    = (- fst (pair N (alpha - beta) alpha lam eta (K + i)), snd (pair N (alpha - beta) alpha lam eta (K + i)))).
  { intros i. rewrite Hmu. unfold first. rewrite reflected. unfold others. rewrite <- pair_later. reflexivity. }
  pose proof (all_above N lam alpha beta eta HN Ha (conj Hb Hc) He Hs Hl) as Above.
  destruct (lower_orbit N mu first others eta B HN He) with (a := xi) (k := j) as [_ I1]; try lra.
  - unfold mu. rewrite Rabs_Rabsolu. apply eigenvalue_within; assumption.
  - apply step_of_18; assumption.
  - intros i. rewrite Turned. cbn [fst snd].
    pose proof (above_bounded N lam alpha beta HN Ha (conj Hb Hc) _ _ (Above (K + i)%nat)) as HqB.
    pose proof (first_falls_on N lam alpha beta eta HN Ha (conj Hb Hc) He Hs Hl K i) as Hp.
    destruct (Above (K + i)%nat) as [J1 [J2 [J3 J4]]]. unfold first in HpK.
    split; [split; lra|]. split; [exact HqB | lra].
  - rewrite Turned, Nat.add_0_r. cbn [fst snd]. fold others first.
    assert (xi <= others) by (destruct (Above K) as [J1 _]; unfold others, first in *; lra).
    rewrite <- (power_pred N xi), Rmult_comm by lia.
    apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
  - rewrite Turned in I1. cbn [fst snd] in I1. rewrite <- Ej in I1. unfold E_ii.
    destruct (Above k) as [_ [_ [_ J4]]].
    apply Rle_trans with (Rabs (iterate N xi mu eta j ^ N - Rmax 0 mu)).
    + rewrite Rmax_right by lra. rewrite Rabs_pos_eq, Rabs_left1 by lra. lra.
    + apply Rle_trans with (eps * INR N * Rmax (L N mu) xi ^ (N - 1)).
      * apply counted_error; try assumption; try lra.
        apply (step_25 N lam alpha eta); try assumption. split; [pose proof (M_at_least N mu xi ltac:(lra)); lra|].
        apply Rle_trans with (M N lam alpha); [|apply HM]. unfold M, mu. rewrite Rabs_Rabsolu.
        apply Rle_max_compat_l. apply Rle_trans with beta; [rewrite Exi; apply Rmin_r|].
        apply Rlt_le, (beta_below_alpha N alpha beta HN Ha (conj Hb Hc)).
      * apply Rmult_le_compat_l; [apply Rmult_le_pos; [lra | apply pos_INR]|].
        apply pow_incr. rewrite Rmax_left, (Rmult_comm (M N lam alpha)) by lra. fold B. lra.
Qed.
