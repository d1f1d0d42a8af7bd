(* The convex phase of an orbit with lambda > 0: how many steps it takes from a start below x_* to a level e <= x_*,
   in terms of the flow time tau, for steps of any size. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary flow_times counting euler lag constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms slopes gaps.
Open Scope R_scope.

Section Phase.
Variables (N : nat) (lam alpha eta e : R).
Hypothesis depth : (N >= 2)%nat.
Hypothesis positive_lam : 0 < lam.
Hypothesis start : 0 < alpha <= e.
Hypothesis level : e <= x_star N lam.
Hypothesis step : 0 < eta.
Notation d k := (iterate N alpha lam eta k).

Lemma level_below : e < L N lam.
Proof using depth positive_lam level. pose proof (inflection_below N lam depth positive_lam). lra. Qed.

Lemma speed_positive x : alpha <= x <= e -> 0 < f N lam x.
Proof using depth positive_lam start level.
  intros Hx. pose proof level_below. apply f_positive; (assumption || lra).
Qed.

Lemma phase_positive : positive (f N lam) alpha e.
Proof using depth positive_lam start level. apply f_is_positive; [assumption.. | lra | exact level_below]. Qed.

Lemma phase_rises x y : alpha <= x <= y -> y <= e -> f N lam x <= f N lam y.
Proof using depth positive_lam start level. intros Hx Hy. apply f_rises; (assumption || lra). Qed.

Lemma time_to_level : 0 <= tau N lam alpha e.
Proof using depth positive_lam start level. apply time_nonnegative; [lra | exact phase_positive]. Qed.

(* The flow is faster: no orbit is past e before the time tau(alpha, e). *)
Theorem phase_lower k : e <= d k -> tau N lam alpha e / eta <= INR k.
Proof using depth positive_lam start level step.
  intros Hk. apply Rmult_le_reg_l with eta; [assumption|].
  replace (eta * (tau N lam alpha e / eta)) with (tau N lam alpha e - time (f N lam) alpha alpha)
    by (rewrite time_from_here; field; lra).
  apply (passage (f N lam) eta (fun k => d k) (iterate_step N alpha lam eta) step (time (f N lam) alpha) e k);
    [apply start | | | exact Hk]; cbn [iterate].
  - intros p q H0 Hp Hq Hs.
    rewrite (time_adds (f N lam) alpha p q);
      [|lra | apply positive_regular, positive_within with alpha e; (exact phase_positive || lra)].
    replace (time (f N lam) alpha p + time (f N lam) p q - time (f N lam) alpha p) with (time (f N lam) p q) by ring.
    apply step_time_rising; [lra | apply positive_within with alpha e; (exact phase_positive || lra) | |].
    + apply speed_positive. lra.
    + intros x Hx. apply phase_rises; lra.
  - intros x Hx. left. apply speed_positive, Hx.
Qed.

(* As long as no iterate is past e, fewer than (1/eta + K) tau(alpha, e) steps were made. *)
Theorem phase_upper k : (forall j, (j <= k)%nat -> d j < e) -> INR k < (/ eta + K N lam) * tau N lam alpha e.
Proof using depth positive_lam start level step.
  intros Hk. pose proof (K_positive N lam depth positive_lam) as HK.
  pose proof (part_b_increasing (f N lam) eta (fun k => d k) (iterate_step N alpha lam eta) step (K N lam) e k) as H.
  cbn beta in H. specialize (H ltac:(lra) phase_positive ltac:(intros j Hj; left; apply Hk, Hj)).
  specialize (H ltac:(intros x y Hx Hy; apply f_lipschitz; [assumption.. | cbn [iterate] in Hx; lra])).
  cbn [iterate] in H.
  pose proof (iterates_increase (f N lam) eta (fun k => d k) (iterate_step N alpha lam eta) step e k) as Hlo.
  cbn [iterate] in Hlo. specialize (Hlo ltac:(intros x Hx; apply speed_positive, Hx)
    ltac:(intros j Hj; left; apply Hk, Hj) k (le_n k)). pose proof (Hk k (le_n k)) as Hlt.
  assert (Hrest : 0 < time (f N lam) (d k) e).
  { apply time_positive; [assumption | apply positive_within with alpha e; (exact phase_positive || lra)]. }
  pose proof (time_adds (f N lam) alpha (d k) e ltac:(lra) (positive_regular _ _ _ phase_positive)) as E.
  change (time (f N lam) alpha e) with (tau N lam alpha e) in E.
  assert (HD : 0 < 1 + eta * K N lam) by (pose proof (Rmult_lt_0_compat eta (K N lam) step HK); lra).
  apply Rle_lt_trans with ((1 + eta * K N lam) / eta * time (f N lam) alpha (d k)).
  - apply Rmult_le_compat_l with (r := (1 + eta * K N lam) / eta) in H; [|left; apply Rdiv_lt_0_compat; assumption].
    replace ((1 + eta * K N lam) / eta * (eta * INR k / (1 + eta * K N lam))) with (INR k) in H by (field; lra).
    exact H.
  - replace (/ eta + K N lam) with ((1 + eta * K N lam) / eta) by (field; lra).
    apply Rmult_lt_compat_l; [apply Rdiv_lt_0_compat; assumption | lra].
Qed.

Definition growth_to : R := ln (f N lam e / f N lam alpha).

Lemma growth_nonnegative : 0 <= growth_to.
Proof using depth positive_lam start level.
  unfold growth_to. pose proof (speed_positive alpha ltac:(lra)) as P.
  rewrite ln_quotient by (apply speed_positive; lra).
  pose proof (ln_monotone _ _ P (phase_rises alpha e ltac:(lra) ltac:(lra))). lra.
Qed.

(* The true lag: half of the logarithm of the speed, from below *)
Theorem phase_lag_lower k : e <= d k -> (1 / 2 - K N lam * eta / 6) * growth_to + tau N lam alpha e / eta <= INR k.
Proof using depth positive_lam start level step.
  intros Hk. pose proof level_below.
  pose proof (lag_at_least (f N lam) (slope N lam) eta (K N lam) e (fun k => d k) (iterate_step N alpha lam eta) step)
    as H1.
  cbn [iterate] in H1. specialize (H1 (proj2 start)).
  specialize (H1 ltac:(intros x Hx; split; [apply speed_positive, Hx | apply f_derivative, depth])).
  specialize (H1 ltac:(intros x Hx; split; [apply slope_nonnegative | apply slope_at_most]; (assumption || lra))).
  specialize (H1 ltac:(intros x y Hx Hy; apply f_log_concave; (assumption || lra)) k Hk).
  apply Rmult_le_reg_l with eta; [assumption|]. apply Rle_trans with (2 := H1). right.
  change (time (f N lam) alpha e) with (tau N lam alpha e). unfold growth_to. field. lra.
Qed.

(* and from above. *)
Theorem phase_lag_upper k : (forall j, (j <= k)%nat -> d j < e) ->
  INR k < (K N lam * eta / 8 + 1 / 2) * growth_to + K N lam * eta / 8 + tau N lam alpha e / eta.
Proof using depth positive_lam start level step.
  intros Hk. pose proof level_below. pose proof (K_positive N lam depth positive_lam) as HK.
  pose proof (lag_at_most (f N lam) (slope N lam) eta (K N lam) e (fun k => d k) (iterate_step N alpha lam eta) step)
    as H1.
  cbn [iterate] in H1. specialize (H1 (proj2 start)).
  specialize (H1 ltac:(intros x Hx; split; [apply speed_positive, Hx | apply f_derivative, depth])).
  specialize (H1 ltac:(intros x Hx; split; [apply slope_nonnegative | apply slope_at_most]; (assumption || lra))).
  specialize (H1 ltac:(intros x y Hx Hy; apply f_log_concave; (assumption || lra)) k
    ltac:(intros j Hj; left; apply Hk, Hj)).
  pose proof (iterates_increase (f N lam) eta (fun k => d k) (iterate_step N alpha lam eta) step e k) as Hlo.
  cbn [iterate] in Hlo. specialize (Hlo ltac:(intros x Hx; apply speed_positive, Hx)
    ltac:(intros j Hj; left; apply Hk, Hj) k (le_n k)). pose proof (Hk k (le_n k)) as Hlt.
  assert (Hrest : 0 < time (f N lam) (d k) e).
  { apply time_positive; [assumption | apply positive_within with alpha e; (exact phase_positive || lra)]. }
  pose proof (time_adds (f N lam) alpha (d k) e ltac:(lra) (positive_regular _ _ _ phase_positive)) as E.
  change (time (f N lam) alpha e) with (tau N lam alpha e) in E.
  assert (Hg : ln (f N lam (d k) / f N lam alpha) <= growth_to).
  { unfold growth_to. pose proof (speed_positive (d k) ltac:(lra)) as P.
    rewrite !ln_quotient by (assumption || (apply speed_positive; lra)).
    pose proof (ln_monotone _ _ P (phase_rises (d k) e ltac:(lra) ltac:(lra))). lra. }
  assert (HKe : 0 < eta * K N lam) by (apply Rmult_lt_0_compat; assumption).
  apply Rmult_lt_reg_l with eta; [assumption|].
  replace (eta * ((K N lam * eta / 8 + 1 / 2) * growth_to + K N lam * eta / 8 + tau N lam alpha e / eta))
    with (eta * ((1 / 2 + eta * K N lam / 8) * growth_to + eta * K N lam / 8) + tau N lam alpha e) by (field; lra).
  assert (eta * ((1 / 2 + eta * K N lam / 8) * ln (f N lam (d k) / f N lam alpha))
    <= eta * ((1 / 2 + eta * K N lam / 8) * growth_to)).
  { apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra. }
  lra.
Qed.

(* The lag in terms of the flow time: the logarithm is at most K tau. *)
Lemma growth_at_most : growth_to <= K N lam * tau N lam alpha e.
Proof using depth positive_lam start level.
  pose proof level_below. pose proof (speed_positive alpha ltac:(lra)) as Pa.
  pose proof (speed_positive e ltac:(lra)) as Pe.
  pose proof (K_positive N lam depth positive_lam) as HK.
  assert (D : forall x, alpha <= x <= e ->
    is_derive (fun x => / K N lam * ln (f N lam x)) x (/ K N lam * (slope N lam x * / f N lam x))).
  { intros x Hx. apply (is_derive_scal (fun x => ln (f N lam x))).
    apply (is_derive_comp ln (f N lam) x (/ f N lam x) (slope N lam x)); [|apply f_derivative, depth].
    apply is_derive_Reals, derivable_pt_lim_ln, speed_positive, Hx. }
  pose proof (time_at_least (f N lam) (fun x => / K N lam * ln (f N lam x))
    (fun x => / K N lam * (slope N lam x * / f N lam x))
    alpha e (proj2 start) (positive_regular _ _ _ phase_positive) D) as H1.
  change (time (f N lam) alpha e) with (tau N lam alpha e) in H1.
  assert (H2 : / K N lam * ln (f N lam e) - / K N lam * ln (f N lam alpha) <= tau N lam alpha e).
  { apply H1.
    - intros x Hx. apply (continuous_scal_r (/ K N lam) (fun x => slope N lam x * / f N lam x)).
      apply (continuous_mult (slope N lam) (fun x => / f N lam x)).
      + apply (ex_derive_continuous (slope N lam)). unfold slope. auto_derive. exact I.
      + apply inverse_continuous; [apply f_continuous, depth|]. pose proof (speed_positive x Hx). lra.
    - intros x Hx. pose proof (speed_positive x Hx) as P. rewrite <- (Rmult_1_l (/ f N lam x)) at 2.
      rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, P|].
      apply Rmult_le_reg_l with (K N lam); [assumption|].
      replace (K N lam * (/ K N lam * slope N lam x)) with (slope N lam x) by (field; lra).
      rewrite Rmult_1_r. apply slope_at_most; (assumption || lra). }
  unfold growth_to. rewrite ln_quotient by assumption. apply Rmult_le_compat_l with (r := K N lam) in H2; [|lra].
  replace (K N lam * (/ K N lam * ln (f N lam e) - / K N lam * ln (f N lam alpha)))
    with (ln (f N lam e) - ln (f N lam alpha)) in H2 by (field; lra). exact H2.
Qed.

(* Half of K and a little more: as K eta <= 1/2 for eta <= 1/kappa, K may be replaced by 9/16 K. *)
Theorem phase_half_upper k : eta * kappa N lam <= 1 -> (forall j, (j <= k)%nat -> d j < e) ->
  INR k < (/ eta + 9 / 16 * K N lam) * tau N lam alpha e + 1 / 16.
Proof using depth positive_lam start level step.
  intros Hs Hk. pose proof (phase_lag_upper k Hk) as H. pose proof growth_at_most as Hg.
  pose proof growth_nonnegative as Hg0. pose proof (K_half_kappa N lam depth positive_lam) as HK.
  assert (HKe : K N lam * eta <= 1 / 2).
  { apply Rle_trans with (kappa N lam / 2 * eta); [apply Rmult_le_compat_r; lra | lra]. }
  assert ((K N lam * eta / 8 + 1 / 2) * growth_to <= 9 / 16 * growth_to) by (apply Rmult_le_compat_r; lra).
  unfold Rdiv in *. lra.
Qed.
End Phase.
