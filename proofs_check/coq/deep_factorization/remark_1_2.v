(* Remark 1.2: the leading terms of T^Id by Lemma E.1, up to the lag s_N and the rounding; eta K is at most a fraction
   of the flow phase that depends on N alone, by the step-size bound. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary roots closed_forms flow_time flow_scaling.
From dmf.statements Require Import definitions names lemma_e_1 remark_1_2.
From dmf.deep_factorization Require Import lemma_e_1.
Open Scope R_scope.

Lemma power_nonnegative x q : 0 <= power x q.
Proof.
  unfold power. destruct (Rle_dec x 0); [destruct (Req_EM_T q 0); lra | left; unfold Rpower; apply exp_pos].
Qed.

(* eta lambda^(2 - 2/N) <= 1/(3N - 2) *)
Lemma step_at_limit N lam alpha eta : (2 <= N)%nat -> lam > 0 -> alpha > 0 -> eta > 0 ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  eta * power lam (2 - 2 / INR N) < 1 / (3 * INR N - 2).
Proof.
  intros HN Hl Ha He Hs. assert (HNR : 2 <= INR N) by (apply (le_INR 2) in HN; simpl in HN; lra).
  rewrite power_rate by (lia || lra). set (m := M N lam alpha) in *. pose proof (root_positive N lam Hl) as Hr.
  assert (Hm : root N lam <= m).
  { unfold m, M. rewrite Rabs_pos_eq by lra. apply Rmax_l. }
  assert (Hp : 0 < m ^ (2 * N - 2)) by (apply pow_lt; lra).
  assert (root N lam ^ (2 * N - 2) <= m ^ (2 * N - 2)) by (apply pow_incr; lra).
  apply Rle_lt_trans with (eta * m ^ (2 * N - 2)); [apply Rmult_le_compat_l; lra|].
  replace (1 / (3 * INR N - 2)) with (1 / (m ^ (2 * N - 2) * (3 * INR N - 2)) * m ^ (2 * N - 2)) by (field; lra).
  apply Rmult_lt_compat_r; assumption.
Qed.

Theorem relative_lag : remark_1_2_relative_lag.
Proof.
  unfold remark_1_2_relative_lag. intros N lam alpha eta eps Ha He _ HN Hs Hl Hx _.
  assert (HNR : 3 <= INR N) by (apply (le_INR 3) in HN; simpl in HN; lra).
  pose proof (x_star_inside N lam ltac:(lia) Hl) as Bx. unfold s_N, T_plus.
  assert (T : 0 < tau N lam alpha (x_star N lam)) by (apply tau_rising; [lia | apply below_positive; lra..|lra]).
  pose proof (step_at_limit N lam alpha eta ltac:(lia) Hl Ha He Hs) as S.
  replace (eta * (K N lam * tau N lam alpha (x_star N lam)) / tau N lam alpha (x_star N lam)) with (eta * K N lam)
    by (field; lra).
  unfold K. set (p := power ((INR N - 2) / (4 * INR N - 2)) (1 - 2 / INR N)).
  assert (0 <= p) by apply power_nonnegative.
  replace (eta * (INR N * power lam (2 - 2 / INR N) * p / 2))
    with (eta * power lam (2 - 2 / INR N) * (INR N * p / 2)) by field.
  replace (INR N * p / (2 * (3 * INR N - 2))) with (1 / (3 * INR N - 2) * (INR N * p / 2)) by (field; lra).
  apply Rmult_le_compat_r; [|lra]. apply Rmult_le_pos; [apply Rmult_le_pos|]; lra.
Qed.

(* What T^Id has beyond (12): the rounding, and what T+ has beyond its expansion. *)
Lemma difference_is N lam alpha eta eps : eta > 0 -> lam > 0 -> (N >= 3)%nat ->
  T_Id N lam alpha eta eps - T_12 N lam alpha eta eps
  = IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam)))
    - (/ eta + K N lam) * tau N lam alpha (x_star N lam) + s_N N lam alpha
    + power lam (2 / INR N - 2) * (power lam (- (2 / INR N)) * alpha ^ 2 / 2
        + power lam (2 - 2 / INR N) * tau N lam alpha (x_star N lam)
        - 1 / ((alpha / root N lam) ^ (N - 2) * (INR N - 2)) - C_N N) / eta.
Proof.
  intros He Hl HN. unfold T_Id, T_12, s_N. set (e := 1 / ((alpha / root N lam) ^ (N - 2) * (INR N - 2))).
  set (linear := ln (eps / _) / ln _).
  assert (P : power lam (2 / INR N - 2) = / power lam (2 - 2 / INR N))
    by (rewrite <- power_inverse by lra; f_equal; ring).
  rewrite P. assert (0 < power lam (2 - 2 / INR N)).
  { rewrite power_rate by (lia || lra). apply pow_lt, root_positive. assumption. }
  field. lra.
Qed.

Lemma weight_positive lam q eta : eta > 0 -> lam > 0 -> 0 < power lam q / eta.
Proof.
  intros He Hl. apply Rdiv_lt_0_compat; [|lra]. unfold power. destruct (Rle_dec lam 0); [lra|]. apply exp_pos.
Qed.

Theorem at_most : remark_1_2_at_most.
Proof.
  unfold remark_1_2_at_most. intros N lam alpha eta eps Ha He _ HN _ Hl Hx _.
  rewrite (difference_is N lam alpha eta eps He Hl HN).
  pose proof (remainder_upper N lam alpha Ha HN Hl Hx) as E. destruct (remainder_is N lam alpha Ha HN Hl Hx) as [A _].
  pose proof (Zceil_lb ((/ eta + K N lam) * tau N lam alpha (x_star N lam))).
  pose proof (weight_positive lam (2 / INR N - 2) eta He Hl) as W.
  set (r := power lam (- (2 / INR N)) * alpha ^ 2 / 2 + _ - _ - _) in *.
  assert (Hr : r <= 0).
  { assert (0 <= (alpha / root N lam) ^ (N + 2) / (INR N + 2)); [|lra].
    apply Rdiv_le_0_compat; [apply pow_le; lra | pose proof (pos_INR N); lra]. }
  assert (0 <= power lam (2 / INR N - 2) / eta * - r) by (apply Rmult_le_pos; lra).
  replace (power lam (2 / INR N - 2) * r / eta) with (power lam (2 / INR N - 2) / eta * r) by (field; lra). lra.
Qed.

Theorem at_least : remark_1_2_at_least.
Proof.
  unfold remark_1_2_at_least. intros N lam alpha eta eps Ha He _ HN _ Hl Hx _.
  rewrite (difference_is N lam alpha eta eps He Hl HN).
  pose proof (remainder_lower N lam alpha Ha HN Hl Hx) as E. destruct (remainder_is N lam alpha Ha HN Hl Hx) as [A _].
  pose proof (Zceil_ub ((/ eta + K N lam) * tau N lam alpha (x_star N lam))).
  pose proof (weight_positive lam (2 / INR N - 2) eta He Hl) as W. unfold R_.
  set (r := power lam (- (2 / INR N)) * alpha ^ 2 / 2 + _ - _ - _) in *. set (a := alpha / root N lam) in *.
  set (w := power lam (2 / INR N - 2)) in *.
  assert (0 <= w / eta * (r + a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2)))) by (apply Rmult_le_pos; lra).
  replace (w * r / eta) with (w / eta * r) by (field; lra).
  replace (- (w * a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2))) / eta)
    with (- (w / eta * (a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2))))) by (unfold Rdiv; ring).
  lra.
Qed.
