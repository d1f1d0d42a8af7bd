(* A negative eigenvalue: p2 - p1 grows by 1 + eta rho at least until the product has come half way, and as
   p2^2 - p1^2 never exceeds beta (2 alpha - beta), p1 is at most -beta once p2 - p1 is beta + sqrt(2 alpha beta). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots pair pair_root pair_orbit pair_sandwich.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma pair_later N first others lam eta i j : pair N first others lam eta (i + j)
  = pair N (fst (pair N first others lam eta i)) (snd (pair N first others lam eta i)) lam eta j.
Proof.
  induction j as [|j IH]; [rewrite Nat.add_0_r; apply surjective_pairing|].
  rewrite Nat.add_succ_r. cbn [pair]. rewrite IH. reflexivity.
Qed.

(* a power with an exponent past ln(target)/ln(base) has passed the target *)
Lemma power_passes base target k : 1 < base -> 0 < target -> ln target / ln base <= INR k -> target <= base ^ k.
Proof.
  intros Hb Ht H. assert (0 < ln base) by (rewrite <- ln_1; apply ln_increasing; lra).
  apply Rle_div_l in H; [|assumption]. rewrite <- ln_pow in H by lra.
  apply Rnot_lt_le. intros C. apply ln_increasing in C; [lra | apply pow_lt; lra].
Qed.

Section Growth.
Variables (N : nat) (lam alpha beta eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis perturbed : 0 < beta < alpha * (c_14 N - 1).
Hypothesis step_positive : 0 < eta.
Hypothesis step : eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)).
Hypothesis negative : lam < 0.
Notation p k := (fst (pair N (alpha - beta) alpha lam eta k)).
Notation q k := (snd (pair N (alpha - beta) alpha lam eta k)).
Notation u k := (eta * rate N lam (p k) (q k)).
Notation product k := (q k ^ (N - 1) * p k).
Let theta := 1 - 4 / (81 * c_14 N ^ (4 * N - 4) * INR N ^ 2).
Let rho := (beta * theta) ^ (N - 2) * Rabs lam / 2.

Lemma all_above k : above N lam alpha beta (p k) (q k).
Proof using depth start perturbed step_positive step negative.
  apply start_above_14; try assumption. pose proof (beta_below_alpha N alpha beta depth start perturbed).
  left. apply Rlt_le_trans with 0; [assumption|]. apply Rmult_le_pos; [apply pow_le|]; lra.
Qed.

Lemma u_nonnegative k : 0 <= u k.
Proof using depth start perturbed step_positive step negative.
  pose proof (beta_below_alpha N alpha beta depth start perturbed). destruct (all_above k) as [I1 [I2 [I3 I4]]].
  destruct (u_sign N lam alpha beta eta step_positive k ltac:(lra)) as [a [Ha ->]]. apply Rmult_le_pos; lra.
Qed.

Lemma first_falls k : p (S k) <= p k.
Proof using depth start perturbed step_positive step negative.
  pose proof (beta_below_alpha N alpha beta depth start perturbed). destruct (all_above k) as [I1 [I2 _]].
  pose proof (u_nonnegative k). rewrite first_next by assumption.
  assert (0 <= u k * q k) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma first_falls_on i j : p (i + j) <= p i.
Proof using depth start perturbed step_positive step negative.
  induction j as [|j IH]; [rewrite Nat.add_0_r; lra|]. rewrite Nat.add_succ_r. pose proof (first_falls (i + j)). lra.
Qed.

Lemma shrinkage_between : 0 < theta <= 1.
Proof using depth.
  unfold theta. pose proof (c_between N). pose proof (pow_R1_Rle (c_14 N) (4 * N - 4) ltac:(lra)) as HC.
  pose proof (depth_large N depth) as HN. set (C := c_14 N ^ (4 * N - 4)) in *.
  assert (H4 : 4 <= INR N ^ 2) by nra. assert (HCN : 4 <= C * INR N ^ 2) by nra.
  assert (E : 0 < 4 / (81 * C * INR N ^ 2) < 1); [|lra].
  split; [apply Rdiv_lt_0_compat; lra|]. apply Rlt_div_l; lra.
Qed.

(* while p1 > 0, eta r is at most the square root of 1 - theta *)
Lemma u_before k : 0 < p k -> u k ^ 2 <= 1 - theta.
Proof using depth start perturbed step_positive step negative.
  intros Hp. pose proof (beta_below_alpha N alpha beta depth start perturbed) as Hb.
  destruct (all_above k) as [I1 [I2 [I3 I4]]]. pose proof (M_at_least N lam alpha start) as HM.
  assert (Hq : q k <= M N lam alpha).
  { apply Rle_trans with alpha; [|lra]. apply (power_le_inverse 2); [lia | lra | lra |]. nra. }
  pose proof (rate_bounded N lam (M N lam alpha) (p k) (q k) depth (eigenvalue_at_most N lam alpha depth)
    ltac:(lra) Hq) as HR. pose proof (c_between N). pose proof (depth_large N depth).
  pose proof (step_14 N lam alpha eta depth start step) as S14. rewrite Rpow_mult_distr in S14.
  pose proof (pow_R1_Rle (c_14 N) (2 * N - 2) ltac:(lra)) as HC. set (C := c_14 N ^ (2 * N - 2)) in *.
  set (P := M N lam alpha ^ (2 * N - 2)) in *.
  assert (HU : u k * (9 * INR N * C) <= 2).
  { pose proof (Rle_abs (rate N lam (p k) (q k))).
    assert (u k * (9 * INR N * C) <= eta * (2 * P) * (9 * INR N * C)); [|lra].
    apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra]. }
  unfold theta. replace (c_14 N ^ (4 * N - 4)) with (C ^ 2) by (unfold C; rewrite <- pow_mult; f_equal; lia).
  replace (1 - (1 - 4 / (81 * C ^ 2 * INR N ^ 2))) with ((2 / (9 * INR N * C)) ^ 2) by (field; lra).
  pose proof (u_nonnegative k). apply pow_incr. split; [assumption|].
  apply (Rle_div_r (u k) 2 (9 * INR N * C)); [apply Rmult_lt_0_compat; lra | exact HU].
Qed.

Lemma second_at_least k : beta * theta <= q k.
Proof using depth start perturbed step_positive step negative.
  pose proof (beta_below_alpha N alpha beta depth start perturbed) as Hb. pose proof shrinkage_between as Ht.
  assert (Hbt : beta * theta <= beta) by nra. induction k as [|k IH]; [cbn [pair snd]; lra|].
  destruct (Rlt_or_le 0 (p (S k))) as [H1|H1]; [destruct (all_above (S k)) as [_ [I2 _]]; lra|].
  pose proof (u_nonnegative k) as Hu. destruct (all_above k) as [J1 [J2 _]].
  destruct (Rlt_or_le 0 (p k)) as [H0|H0].
  - pose proof (u_before k H0) as HU. rewrite first_next in H1 by assumption. rewrite second_next by assumption.
    set (v := u k) in *. assert (v * p k <= v * (v * q k)) by (apply Rmult_le_compat_l; lra).
    assert (theta * beta <= (1 - v ^ 2) * q k) by (apply Rmult_le_compat; lra). nra.
  - rewrite second_next by assumption. assert (u k * p k <= 0) by nra. lra.
Qed.

Lemma rho_positive : 0 < rho.
Proof using depth perturbed negative.
  unfold rho. pose proof shrinkage_between. rewrite Rabs_left by assumption.
  assert (0 < (beta * theta) ^ (N - 2)) by (apply pow_lt, Rmult_lt_0_compat; lra). nra.
Qed.

Lemma difference_grows k : (forall j, (j < k)%nat -> - product j <= Rabs lam / 2) ->
  beta * (eta * rho + 1) ^ k <= q k - p k.
Proof using depth start perturbed step_positive step negative.
  pose proof (beta_below_alpha N alpha beta depth start perturbed) as Hb. pose proof rho_positive as HR.
  assert (HE : 0 < eta * rho) by (apply Rmult_lt_0_compat; assumption).
  induction k as [|k IH]; intros H; [cbn [pair fst snd pow]; lra|].
  specialize (IH (fun j Hj => H j (Nat.lt_lt_succ_r _ _ Hj))). specialize (H k ltac:(lia)).
  assert (HU : eta * rho <= u k).
  { apply Rmult_le_compat_l; [lra|]. unfold rho, rate. rewrite Rabs_left in H |- * by assumption.
    pose proof shrinkage_between. assert (0 <= beta * theta) by (apply Rmult_le_pos; lra).
    unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat; [apply pow_le; assumption | lra | | lra].
    apply pow_incr. split; [assumption | apply second_at_least]. }
  rewrite difference_next by assumption. simpl pow.
  replace (beta * ((eta * rho + 1) * (eta * rho + 1) ^ k))
    with ((eta * rho + 1) * (beta * (eta * rho + 1) ^ k)) by ring.
  apply Rmult_le_compat; [lra | apply Rmult_le_pos; [lra | apply pow_le; lra] | lra | exact IH].
Qed.

Let D := beta + sqrt 2 * sqrt alpha * sqrt beta.

Lemma D_square : beta < D /\ D ^ 2 = beta * (2 * alpha - beta) + 2 * beta * D.
Proof using start perturbed.
  unfold D. assert (0 < sqrt 2 * sqrt alpha * sqrt beta) by (repeat apply Rmult_lt_0_compat; apply sqrt_lt_R0; lra).
  split; [lra|]. pose proof (sqrt_sqrt 2 ltac:(lra)) as E1. pose proof (sqrt_sqrt alpha ltac:(lra)) as E2.
  pose proof (sqrt_sqrt beta ltac:(lra)) as E3.
  assert (E : (sqrt 2 * sqrt alpha * sqrt beta) ^ 2 = 2 * alpha * beta) by (rewrite <- E1, <- E2, <- E3 at 2; ring).
  nra.
Qed.

Lemma first_at_most_minus_beta k : D <= q k - p k -> beta <= - p k.
Proof using depth start perturbed step_positive step negative.
  intros H. destruct D_square as [D1 D2]. destruct (all_above k) as [I1 [I2 [I3 I4]]].
  set (sum := q k + p k) in *. set (d := q k - p k) in *.
  assert (E : q k ^ 2 - p k ^ 2 = sum * d) by (unfold sum, d; ring). rewrite E in I3.
  assert (S1 : sum * D <= beta * (2 * alpha - beta)) by nra.
  assert (S2 : sum <= D - 2 * beta) by nra. unfold sum, d in *. lra.
Qed.

Lemma restart : exists k, INR k <= ln (D / beta) / ln (eta * rho + 1) + 1 /\
  Rmin (Rabs lam / (2 * (M N lam alpha * c_14 N) ^ (N - 1))) beta <= - p k.
Proof using depth start perturbed step_positive step negative.
  destruct D_square as [D1 _]. pose proof rho_positive as HR.
  assert (HE : 0 < eta * rho) by (apply Rmult_lt_0_compat; assumption).
  assert (HL : 0 < ln (eta * rho + 1)) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (HX : 0 <= ln (D / beta) / ln (eta * rho + 1)).
  { apply Rdiv_le_0_compat; [|assumption]. rewrite <- ln_1. apply ln_le; [lra|]. apply Rle_div_r; lra. }
  destruct (nfloor_ex _ HX) as [K [K1 K2]].
  destruct (Classical_Prop.classic (exists j, (j < S K)%nat /\ Rabs lam / 2 < - product j)) as [[j [Hj Hp]]|H0].
  - exists j. split; [assert (Hj' : (j <= K)%nat) by lia; apply le_INR in Hj'; lra|].
    apply Rle_trans with (1 := Rmin_l _ _).
    destruct (state_14 N lam alpha beta eta depth start perturbed step_positive step j) as [I [[_ B] _]].
    rewrite (Rmult_comm (c_14 N)) in B. set (R0 := M N lam alpha * c_14 N) in *. cbv zeta in I.
    pose proof (beta_below_alpha N alpha beta depth start perturbed).
    destruct (all_above j) as [I1 [I2 _]]. pose proof (Rabs_pos lam).
    assert (Q1 : 0 < q j ^ (N - 1)) by (apply pow_lt; lra).
    assert (Hn : 0 < - p j) by nra.
    assert (Q2 : q j ^ (N - 1) <= R0 ^ (N - 1)) by (apply pow_incr; lra).
    apply Rle_div_l; [lra|]. nra.
  - exists (S K). split; [rewrite S_INR; lra|]. apply Rle_trans with (1 := Rmin_r _ _).
    apply first_at_most_minus_beta. apply Rle_trans with (beta * (eta * rho + 1) ^ S K).
    + assert (HP : D / beta <= (eta * rho + 1) ^ S K).
      { apply power_passes; [lra | apply Rdiv_lt_0_compat; lra | rewrite S_INR; lra]. }
      apply (Rle_div_l D) in HP; lra.
    + apply difference_grows. intros j Hj. apply Rnot_lt_le. intros C. apply H0. eauto.
Qed.
End Growth.
