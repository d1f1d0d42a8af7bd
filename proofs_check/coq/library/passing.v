(* No step from below x_* passes the limit while eta kappa <= 2: there h is less than kappa/2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers counting euler constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms slopes gaps.
Open Scope R_scope.

(* The mean of x^j y^(n-j) is at most that of x^n and y^n. *)
Lemma G_trapezoid n x y : 0 <= x -> 0 <= y -> 2 * G n x y <= INR (S n) * (x ^ n + y ^ n).
Proof.
  intros Hx Hy. induction n as [|n IH]; [simpl; lra|].
  assert (E : forall u v, v * G n u v + u ^ S n = u * G n u v + v ^ S n).
  { intros u v. pose proof (difference_of_powers n u v). lra. }
  change (G (S n) x y) with (x * G n x y + y ^ S n).
  replace (2 * (x * G n x y + y ^ S n)) with ((x * G n x y + y ^ S n) + (y * G n x y + x ^ S n))
    by (rewrite (E x y); ring).
  assert (C : 0 <= (x - y) * (x ^ n - y ^ n)).
  { destruct (Rle_or_lt x y) as [H|H].
    - pose proof (pow_incr x y n ltac:(lra)).
      assert (0 <= (y - x) * (y ^ n - x ^ n)) by (apply Rmult_le_pos; lra). lra.
    - pose proof (pow_incr y x n ltac:(lra)). apply Rmult_le_pos; lra. }
  apply Rmult_le_compat_l with (r := x + y) in IH; [|lra].
  assert (Q : (x + y) * (x ^ n + y ^ n) <= 2 * (x ^ S n + y ^ S n)) by (cbn [pow]; lra).
  apply Rmult_le_compat_l with (r := INR (S n)) in Q; [|apply pos_INR]. rewrite (S_INR (S n)). lra.
Qed.

(* x_*^(N-1) <= 3/5 L^(N-1) *)
Lemma c_N_power N : (N >= 2)%nat -> c_N N ^ (N - 1) <= (3 / 5) ^ N.
Proof.
  intros HN. pose proof (depth_real N HN) as H2. pose proof (c_N_between N HN) as Hc.
  set (n := (N - 1)%nat). assert (En : INR n = INR N - 1) by (unfold n; rewrite minus_INR by lia; simpl; ring).
  replace N with (S n) at 2 by (unfold n; lia).
  assert (P : 3 / 2 <= (1 + / (2 * INR n)) ^ n).
  { apply Rle_trans with (1 + INR n * / (2 * INR n)); [right; field; lra | apply poly, Rinv_0_lt_compat; lra]. }
  assert (E : c_N N ^ n * (2 ^ n * (1 + / (2 * INR n)) ^ n) = 1).
  { rewrite <- !Rpow_mult_distr. replace (c_N N * (2 * (1 + / (2 * INR n)))) with 1; [apply pow1|].
    unfold c_N. rewrite En. field. lra. }
  assert (Q : 6 / 5 <= (6 / 5) ^ n).
  { destruct n as [|m]; [simpl in En; lra|]. pose proof (pow_R1_Rle (6 / 5) m ltac:(lra)). cbn [pow]. lra. }
  pose proof (pow_lt (c_N N) n (proj1 Hc)) as Pc. assert (P2 : 0 < 2 ^ n) by (apply pow_lt; lra).
  apply Rmult_le_reg_r with (2 ^ n); [assumption|].
  apply Rle_trans with (2 / 3).
  - rewrite <- Rmult_assoc in E. pose proof (Rmult_lt_0_compat _ _ Pc P2).
    assert (c_N N ^ n * 2 ^ n * (3 / 2) <= 1) by (rewrite <- E; apply Rmult_le_compat_l; lra). lra.
  - cbn [pow]. rewrite Rmult_assoc, <- Rpow_mult_distr. replace (3 / 5 * 2) with (6 / 5) by field. lra.
Qed.

Lemma inflection_ratio N lam : (N >= 2)%nat -> 0 < lam -> x_star N lam ^ (N - 1) <= 3 / 5 * L N lam ^ (N - 1).
Proof.
  intros HN Hl. pose proof (inflection_positive N lam HN Hl) as Px. pose proof (limit_positive N lam HN Hl) as PL.
  pose proof (depth_real N HN).
  assert (Ex : x_star N lam ^ N = c_N N * lam).
  { apply Rmult_eq_reg_l with (2 * INR N - 1); [|lra]. rewrite inflection_power by assumption. unfold c_N.
    field. lra. }
  destruct (Rle_or_lt (x_star N lam ^ (N - 1)) (3 / 5 * L N lam ^ (N - 1))) as [|Hgt]; [assumption|]. exfalso.
  pose proof (pow_lt (L N lam) (N - 1) PL) as PV.
  pose proof (power_below (N - 1) (3 / 5 * L N lam ^ (N - 1)) (x_star N lam ^ (N - 1)) ltac:(lra)) as Hp.
  replace (S (N - 1)) with N in Hp by lia. rewrite Rpow_mult_distr, <- !pow_mult in Hp.
  replace ((N - 1) * N)%nat with (N * (N - 1))%nat in Hp by lia. rewrite !(pow_mult _ N (N - 1)) in Hp.
  rewrite Ex, limit_power, Rpow_mult_distr in Hp by (assumption || lra).
  pose proof (c_N_power N HN). pose proof (pow_lt lam (N - 1) Hl).
  assert (c_N N ^ (N - 1) * lam ^ (N - 1) <= (3 / 5) ^ N * lam ^ (N - 1)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem h_at_inflection N lam : (N >= 2)%nat -> 0 < lam -> 2 * h N lam (x_star N lam) < kappa N lam.
Proof.
  intros HN Hl. pose proof (inflection_positive N lam HN Hl) as Px. pose proof (limit_positive N lam HN Hl) as PL.
  pose proof (depth_real N HN). pose proof (inflection_ratio N lam HN Hl) as Hr.
  rewrite h_is, kappa_is by (assumption || lia). replace (2 * N - 2)%nat with (N - 1 + (N - 1))%nat by lia.
  rewrite pow_add.
  pose proof (G_trapezoid (N - 1) (x_star N lam) (L N lam) ltac:(lra) ltac:(lra)) as HG.
  replace (S (N - 1)) with N in HG by lia. pose proof (pow_lt (x_star N lam) (N - 1) Px) as PU.
  pose proof (pow_lt (L N lam) (N - 1) PL) as PV. set (U := x_star N lam ^ (N - 1)) in *.
  set (V := L N lam ^ (N - 1)) in *.
  set (g := G (N - 1) (x_star N lam) (L N lam)) in *. clearbody U V g.
  assert (H1 : U * (2 * g) <= U * (INR N * (U + V))) by (apply Rmult_le_compat_l; lra).
  assert (H2 : INR N * (U * (U + V)) <= INR N * (3 / 5 * V * (8 / 5 * V))).
  { apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; lra. }
  assert (H3 : 0 < INR N * (V * V)) by (apply Rmult_lt_0_compat; [lra | apply Rmult_lt_0_compat; assumption]). lra.
Qed.

Theorem stays_below_limit N lam eta x : (N >= 2)%nat -> 0 < lam -> 0 < eta -> eta * kappa N lam <= 2 ->
  0 < x <= x_star N lam -> x + eta * f N lam x < L N lam.
Proof.
  intros HN Hl He Hs Hx. pose proof (inflection_positive N lam HN Hl) as Px.
  pose proof (inflection_below N lam HN Hl).
  pose proof (f_rises N lam x (x_star N lam) HN Hl ltac:(lra) ltac:(lra)) as Hf.
  assert (eta * f N lam x <= eta * f N lam (x_star N lam)) by (apply Rmult_le_compat_l; lra).
  pose proof (gap_step N lam eta (x_star N lam) HN ltac:(lra)) as E. pose proof (h_at_inflection N lam HN Hl) as Hh.
  assert (Q : eta * h N lam (x_star N lam) < 1).
  { assert (eta * (2 * h N lam (x_star N lam)) < eta * kappa N lam) by (apply Rmult_lt_compat_l; assumption). lra. }
  assert (0 < (L N lam - x_star N lam) * (1 - eta * h N lam (x_star N lam))) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(* If an orbit cannot stay below x_* for B steps, then within k >= B steps it is between x_* and L once. *)
Lemma first_past_inflection N lam alpha eta B k : (N >= 2)%nat -> 0 < lam -> 0 < alpha < x_star N lam -> 0 < eta ->
  eta * kappa N lam <= 2 ->
  (forall j, (forall i, (i <= j)%nat -> iterate N alpha lam eta i < x_star N lam) -> INR j < B) -> B <= INR k ->
  exists j, (j <= k)%nat /\ x_star N lam <= iterate N alpha lam eta j < L N lam.
Proof.
  intros HN Hl Ha He Hs HB Hk. pose proof (inflection_below N lam HN Hl) as HxL.
  destruct (passed (fun j => iterate N alpha lam eta j) (x_star N lam) B k HB Hk) as [j [Hj [Hd Hmin]]].
  exists j. split; [exact Hj|]. split; [exact Hd|]. destruct j as [|j]; [cbn [iterate] in *; lra|].
  pose proof (iterates_increase (f N lam) eta (fun k => iterate N alpha lam eta k) (iterate_step N alpha lam eta) He
    (x_star N lam) j) as Hlo. cbn [iterate] in Hlo.
  specialize (Hlo ltac:(intros x H; apply f_positive; (assumption || lra))
    ltac:(intros i Hi; left; apply Hmin; lia) j (le_n j)). pose proof (Hmin j ltac:(lia)) as Hlt. cbn beta in Hlt.
  rewrite iterate_step. apply stays_below_limit; (assumption || lra).
Qed.
