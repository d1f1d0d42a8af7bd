(* Remark 3.7: a count with the contraction 1 - eta h is A/(eta h) + A phi(eta h), and phi decreases from -1/2 to at
   least -9/16 while eta h <= eta kappa <= 1/2: the two counts differ by A (1/h - 1/kappa)/eta up to A/16. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots closed_forms flow_time flow_scaling logarithm.
From dmf.statements Require Import definitions names remark_3_7.
From dmf.deep_factorization Require Import lemma_2_2_sharp remark_1_2.
Open Scope R_scope.

Theorem convex : remark_3_7_convex.
Proof.
  unfold remark_3_7_convex. intros N lam alpha eta eps _ He _ _ _ _ _.
  pose proof (Zceil_lb ((/ eta + K N lam) * tau N lam alpha (L N lam - eps))) as C.
  apply Rmult_le_compat_l; [lra|].
  set (t := tau N lam alpha (L N lam - eps)) in *. assert (t / eta = / eta * t) by (unfold Rdiv; ring). lra.
Qed.

(* The slopes h at x_star and kappa under the step-size bound. *)
Lemma slopes N lam alpha eta : (N >= 2)%nat -> alpha > 0 -> eta > 0 -> lam > 0 ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  0 < h N lam (x_star N lam) <= kappa N lam /\ eta * kappa N lam <= / 2.
Proof.
  intros HN Ha He Hl Hs. pose proof (x_star_inside N lam HN Hl) as X. rewrite L_is_root in X by (assumption || lra).
  split.
  - unfold h. rewrite L_is_root by (assumption || lra). destruct N as [|n]; [lia|].
    replace (S n - 1)%nat with n by lia. rewrite <- G_is_the_sum, kappa_is by assumption.
    set (x := x_star (S n) lam) in *. split.
    + apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra].
    + left. apply h_below; [lia | assumption].
  - pose proof (step_at_limit N lam alpha eta HN Hl Ha He Hs) as B. unfold kappa.
    assert (HNR : 2 <= INR N) by (apply (le_INR 2) in HN; simpl in HN; lra).
    replace (eta * (INR N * power lam (2 - 2 / INR N))) with (INR N * (eta * power lam (2 - 2 / INR N))) by ring.
    apply Rle_trans with (INR N * (1 / (3 * INR N - 2))); [apply Rmult_le_compat_l; lra|].
    apply Rmult_le_reg_r with (3 * INR N - 2); [lra|]. field_simplify; lra.
Qed.

(* ln(eps/g)/ln(1 - eta h), with A = ln(g/eps) *)
Lemma count_is g eps eta h : 0 < eps -> 0 < g -> 0 < eta -> 0 < h -> eta * h < 1 ->
  eta * (ln (eps / g) / ln (1 - eta * h)) = ln (g / eps) * (/ h + eta * phi (eta * h)).
Proof.
  intros Heps Hg He Hh H1. pose proof (Rmult_lt_0_compat eta h He Hh) as H0.
  pose proof (ln_below_zero (eta * h) (conj H0 H1)). rewrite !ln_div by assumption. unfold phi. field. lra.
Qed.

Section Linear.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)).
Hypothesis late : eps < L N lam - x_star N lam.
Hypothesis eigenvalue : lam > alpha ^ N.

Let slow := h N lam (x_star N lam).
Let fast := kappa N lam.
Let gap := A N lam eps.

Lemma counts : eta * (T_suf N lam alpha eta eps - T_nec N lam alpha eta eps)
    <= gap * (/ slow - / fast) + eta * (gap * (phi (eta * slow) - phi (eta * fast))
      + K N lam * tau N lam alpha (x_star N lam) + 3)
  /\ eta * (T_suf N lam alpha eta eps - T_nec N lam alpha eta eps)
    >= gap * (/ slow - / fast) + eta * (gap * (phi (eta * slow) - phi (eta * fast))
      + K N lam * tau N lam alpha (x_star N lam) + 1).
Proof using start step_positive accuracy depth step late eigenvalue.
  assert (Hl : lam > 0) by (pose proof (pow_lt alpha N start); lra).
  destruct (slopes N lam alpha eta depth start step_positive Hl step) as [S1 S2]. fold slow fast in S1, S2.
  assert (S3 : eta * slow <= eta * fast) by (apply Rmult_le_compat_l; lra).
  set (g := L N lam - x_star N lam) in *.
  pose proof (count_is g eps eta slow accuracy ltac:(lra) step_positive ltac:(lra) ltac:(lra)) as Cs.
  pose proof (count_is g eps eta fast accuracy ltac:(lra) step_positive ltac:(lra) ltac:(lra)) as Cf.
  unfold T_suf, T_nec. fold g slow fast. change (ln (g / eps)) with gap in Cs, Cf.
  set (t := tau N lam alpha (x_star N lam)). set (a := ln (eps / g) / ln (1 - eta * slow)) in *.
  set (b := ln (eps / g) / ln (1 - eta * fast)) in *. set (c := (/ eta + K N lam) * t).
  pose proof (Zceil_lb a). pose proof (Zceil_ub a). pose proof (Zceil_lb c). pose proof (Zceil_ub c).
  assert (Ec : c = t / eta + K N lam * t) by (unfold c, Rdiv; ring).
  replace (gap * (/ slow - / fast) + eta * (gap * (phi (eta * slow) - phi (eta * fast)) + K N lam * t + 3))
    with (eta * (a - b + K N lam * t + 3)) by lra.
  replace (gap * (/ slow - / fast) + eta * (gap * (phi (eta * slow) - phi (eta * fast)) + K N lam * t + 1))
    with (eta * (a - b + K N lam * t + 1)) by lra.
  split; [apply Rmult_le_compat_l; lra | apply Rle_ge, Rmult_le_compat_l; lra].
Qed.

Lemma between : 0 <= phi (eta * slow) - phi (eta * fast) <= / 16 /\ 0 <= gap.
Proof using start step_positive accuracy depth step late eigenvalue.
  assert (Hl : lam > 0) by (pose proof (pow_lt alpha N start); lra).
  destruct (slopes N lam alpha eta depth start step_positive Hl step) as [S1 S2]. fold slow fast in S1, S2.
  assert (S3 : eta * slow <= eta * fast) by (apply Rmult_le_compat_l; lra).
  assert (S4 : 0 < eta * slow) by (apply Rmult_lt_0_compat; lra).
  pose proof (phi_decreasing (eta * slow) (eta * fast) ltac:(lra) ltac:(lra)).
  pose proof (phi_high (eta * slow) ltac:(lra)). pose proof (phi_low (eta * fast) ltac:(lra)).
  split; [lra|]. unfold gap, A. rewrite <- ln_1. apply ln_le; [lra|]. apply Rle_div_r; lra.
Qed.
End Linear.

Theorem linear_at_most : remark_3_7_linear_at_most.
Proof.
  unfold remark_3_7_linear_at_most. intros N lam alpha eta eps Ha He Heps HN Hs _ [_ [Hlate Hl]].
  destruct (counts N lam alpha eta eps Ha He Heps HN Hs Hlate Hl) as [C _].
  destruct (between N lam alpha eta eps Ha He Heps HN Hs Hlate Hl) as [B G]. cbv zeta in *.
  apply Rle_trans with (1 := C).
  assert (P : A N lam eps * (phi (eta * h N lam (x_star N lam)) - phi (eta * kappa N lam)) <= A N lam eps * / 16)
    by (apply Rmult_le_compat_l; lra).
  rewrite (Rmult_comm (A N lam eps) (/ h N lam (x_star N lam) - / kappa N lam)).
  apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
Qed.

Theorem linear_at_least : remark_3_7_linear_at_least.
Proof.
  unfold remark_3_7_linear_at_least. intros N lam alpha eta eps Ha He Heps HN Hs _ [_ [Hlate Hl]].
  destruct (counts N lam alpha eta eps Ha He Heps HN Hs Hlate Hl) as [_ C].
  destruct (between N lam alpha eta eps Ha He Heps HN Hs Hlate Hl) as [B G]. cbv zeta in *.
  apply Rge_le in C. apply Rle_ge. refine (Rle_trans _ _ _ _ C).
  assert (P : 0 <= A N lam eps * (phi (eta * h N lam (x_star N lam)) - phi (eta * kappa N lam)))
    by (apply Rmult_le_pos; lra).
  rewrite (Rmult_comm (A N lam eps) (/ h N lam (x_star N lam) - / kappa N lam)).
  apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
Qed.
