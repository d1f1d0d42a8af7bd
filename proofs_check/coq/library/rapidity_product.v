(* The product of the pair in the time of the flow at a fixed imbalance t^2: while its error e falls, -ln e grows in a
   step by at least 2z / (2 - z), z = eta kappa at the same product and at t. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers closed_forms rapidity rapidity_orbit rapidity_fall rapidity_count.
Open Scope R_scope.

(* kappa at the rapidity w, and 2z / (2 - z). *)
Definition kappa_at (m : nat) (t w : R) : R := contraction m (t * sinh w) (t * cosh w).
Definition pace (m : nat) (eta t w : R) : R := 2 * (eta * kappa_at m t w) / (2 - eta * kappa_at m t w).

Lemma kappa_positive m t w : 0 < t -> 0 < kappa_at m t w.
Proof. intros Ht. pose proof (cosh_least w). apply contraction_nonnegative, Rmult_lt_0_compat; lra. Qed.

(* As the sharp count writes it. *)
Lemma kappa_named m eta t w : eta * (t ^ 2) ^ (S (S m) - 1) * cosh w ^ (2 * S (S m) - 4)
  * (sinh w ^ 2 * (INR (S (S m)) - 1) + cosh w ^ 2) = eta * kappa_at m t w.
Proof.
  unfold kappa_at, contraction. rewrite <- pow_mult, (S_INR (S m)), !Rpow_mult_distr.
  replace (2 * (S (S m) - 1))%nat with (2 * m + 2)%nat by lia. replace (2 * S (S m) - 4)%nat with (2 * m)%nat by lia.
  rewrite pow_add. ring.
Qed.

Lemma product_at m t w : t * sinh w * (t * cosh w) ^ S m = size m t w.
Proof. unfold size. rewrite Rpow_mult_distr. simpl pow. ring. Qed.

Lemma imbalance_at t w : imbalance (t * sinh w) (t * cosh w) = t ^ 2.
Proof.
  unfold imbalance. pose proof (cosh_sinh w) as E.
  replace (t ^ 2) with (t ^ 2 * (cosh w ^ 2 - sinh w ^ 2)) by (rewrite E; ring). ring.
Qed.

Lemma inside_at t w : 0 < t -> 0 <= w -> 0 <= t * sinh w <= t * cosh w /\ 0 < t * cosh w.
Proof.
  intros Ht Hw. pose proof (sinh_below_cosh w) as A. apply Rabs_def2 in A. pose proof (sinh_nonnegative w Hw).
  split; [split|]; nra.
Qed.

Lemma kappa_increasing m t v w : 0 < t -> 0 <= v <= w -> kappa_at m t v <= kappa_at m t w.
Proof.
  intros Ht H. apply contraction_increasing; try apply inside_at; try lra.
  - rewrite !product_at. apply size_increasing; lra.
  - rewrite !imbalance_at. lra.
Qed.

(* At a state with the same product and a larger imbalance kappa is larger. *)
Lemma kappa_below m t w x c : 0 < t -> 0 <= w -> 0 <= x < c -> t ^ 2 <= imbalance x c -> size m t w <= x * c ^ S m ->
  kappa_at m t w <= contraction m x c.
Proof.
  intros Ht Hw Hx HS Hp. apply contraction_increasing; try apply inside_at; try lra.
  - rewrite product_at. assumption.
  - rewrite imbalance_at. assumption.
Qed.

Lemma slope_is m t w : t ^ S (S m) * cosh w ^ m * (cosh w ^ 2 + INR (S m) * sinh w ^ 2) * (t * cosh w) ^ m
  = kappa_at m t w.
Proof.
  unfold kappa_at, contraction. replace (2 * m)%nat with (m + m)%nat by lia. rewrite pow_add, !Rpow_mult_distr.
  simpl pow. ring.
Qed.

Lemma pace_positive m eta t w : 0 < t -> 0 < eta -> eta * kappa_at m t w < 2 -> 0 < pace m eta t w.
Proof.
  intros Ht He Hz. pose proof (Rmult_lt_0_compat _ _ He (kappa_positive m t w Ht)).
  apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra].
Qed.

Lemma pace_increasing m eta t v w : 0 < t -> 0 < eta -> eta * kappa_at m t w < 2 -> 0 <= v <= w ->
  pace m eta t v <= pace m eta t w.
Proof.
  intros Ht He Hz H. pose proof (Rmult_lt_0_compat _ _ He (kappa_positive m t v Ht)).
  pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ He) (kappa_increasing m t v w Ht H)). unfold pace.
  apply Rmult_le_compat; [lra | left; apply Rinv_0_lt_compat; lra | lra | apply Rinv_le_contravar; lra].
Qed.

Lemma pace_inverse m eta t w : 0 < t -> 0 < eta -> eta * kappa_at m t w < 2 ->
  / pace m eta t w = / (eta * kappa_at m t w) - / 2.
Proof.
  intros Ht He Hz. pose proof (kappa_positive m t w Ht). unfold pace. field. repeat split; lra.
Qed.

(* -ln(1 - g) >= 2z / (2 - z) for z <= g *)
Lemma pace_of_step m eta t w g : 0 < t -> 0 < eta -> eta * kappa_at m t w <= g -> g < 1 ->
  pace m eta t w <= - ln (1 - g).
Proof.
  intros Ht He Hz Hg. pose proof (Rmult_lt_0_compat _ _ He (kappa_positive m t w Ht)) as Hp.
  set (z := eta * kappa_at m t w) in *.
  apply Rle_trans with (- ln (1 - z)); [|apply Ropp_le_contravar, ln_le; lra].
  rewrite <- ln_Rinv by lra. assert (Hx : 1 <= / (1 - z)) by (rewrite <- Rinv_1 at 1; apply Rinv_le_contravar; lra).
  apply Rle_trans with (2 := ln_at_least _ Hx). right. unfold pace. fold z. field. split; lra.
Qed.

(* ---- The time of the flow ---- *)

(* Towards the limit from below, lambda < 0. *)
Lemma time_towards m lam t a b : 0 < t -> 0 <= a <= b -> size m t b < - lam ->
  (ln (- lam - size m t a) - ln (- lam - size m t b)) / kappa_at m t b <= RInt (fun w => / rate m lam t w) a b.
Proof.
  intros Ht H Hb. pose proof (kappa_positive m t b Ht) as Hk.
  assert (Hx : forall x, a <= x <= b -> size m t x < - lam).
  { intros x Hx. pose proof (size_increasing m t x b Ht ltac:(lra)). lra. }
  set (V := fun w => - ln (- lam - size m t w) / kappa_at m t b).
  set (dV := fun w => t ^ S (S m) * cosh w ^ m
    * (cosh w ^ 2 + INR (S m) * sinh w ^ 2) / (- lam - size m t w) / kappa_at m t b).
  replace ((ln (- lam - size m t a) - ln (- lam - size m t b)) / kappa_at m t b) with (V b - V a)
    by (unfold V, Rdiv; ring).
  apply (integral_at_least _ V dV); [lra | | | |].
  - intros x X. apply inverse_continuous; [apply rate_continuous|].
    pose proof (rate_positive m lam t x Ht (Hx x X)). lra.
  - intros x X. specialize (Hx x X). unfold V, dV.
    pose proof (size_derivative m t x) as D.
    set (d := t ^ S (S m) * cosh x ^ m * (cosh x ^ 2 + INR (S m) * sinh x ^ 2)) in *.
    assert (Ds : ex_derive (size m t) x) by (eexists; exact D).
    assert (Dd : Derive (size m t) x = d) by (apply is_derive_unique, D).
    auto_derive; [repeat split; [exact Ds | lra]|].
    replace (Derive (fun x0 : R => size m t x0) x) with d by (symmetry; exact Dd).
    field. split; lra.
  - intros x X. specialize (Hx x X). apply (ex_derive_continuous dV). unfold dV.
    auto_derive. repeat split; [eexists; apply size_derivative | apply Rgt_not_eq; lra].
  - intros x X. specialize (Hx x X). pose proof (rate_positive m lam t x Ht Hx) as Hr. unfold dV.
    pose proof (kappa_increasing m t x b Ht ltac:(lra)) as Hkk. rewrite <- slope_is in Hkk at 1.
    pose proof (cosh_least x). assert (Hc : 0 < (t * cosh x) ^ m) by (apply pow_lt, Rmult_lt_0_compat; lra).
    set (d := t ^ S (S m) * cosh x ^ m * (cosh x ^ 2 + INR (S m) * sinh x ^ 2)) in *. unfold rate in *.
    apply Rmult_le_reg_r with (kappa_at m t b * ((t * cosh x) ^ m * (- lam - size m t x)));
      [apply Rmult_lt_0_compat; lra|].
    replace (d / (- lam - size m t x) / kappa_at m t b * (kappa_at m t b * ((t * cosh x) ^ m * (- lam - size m t x))))
      with (d * (t * cosh x) ^ m) by (field; split; lra).
    replace (/ ((t * cosh x) ^ m * (- lam - size m t x))
      * (kappa_at m t b * ((t * cosh x) ^ m * (- lam - size m t x))))
      with (kappa_at m t b) by (field; split; lra). exact Hkk.
Qed.

(* Towards the limit lambda >= 0 from above; w falls from a to b. *)
Definition rate_above (m : nat) (lam t w : R) : R := (t * cosh w) ^ m * (size m t w - lam).

Lemma rate_above_continuous m lam t x : continuous (rate_above m lam t) x.
Proof. apply (ex_derive_continuous (rate_above m lam t)). unfold rate_above, size. auto_derive. exact I. Qed.

Lemma rate_above_positive m lam t v : 0 < t -> lam < size m t v -> 0 < rate_above m lam t v.
Proof.
  intros Ht H. unfold rate_above. pose proof (cosh_least v).
  apply Rmult_lt_0_compat; [apply pow_lt, Rmult_lt_0_compat|]; lra.
Qed.

Lemma time_above m lam t a b : 0 < t -> 0 <= b <= a -> lam < size m t b ->
  (ln (size m t a - lam) - ln (size m t b - lam)) / kappa_at m t a <= RInt (fun w => / rate_above m lam t w) b a.
Proof.
  intros Ht H Hb. pose proof (kappa_positive m t a Ht) as Hk.
  assert (Hx : forall x, b <= x <= a -> lam < size m t x).
  { intros x Hx. pose proof (size_increasing m t b x Ht ltac:(lra)). lra. }
  set (V := fun w => ln (size m t w - lam) / kappa_at m t a).
  set (dV := fun w => t ^ S (S m) * cosh w ^ m * (cosh w ^ 2 + INR (S m) * sinh w ^ 2) / (size m t w - lam)
    / kappa_at m t a).
  replace ((ln (size m t a - lam) - ln (size m t b - lam)) / kappa_at m t a) with (V a - V b)
    by (unfold V, Rdiv; ring).
  apply (integral_at_least _ V dV); [lra | | | |].
  - intros x X. apply inverse_continuous; [apply rate_above_continuous|].
    pose proof (rate_above_positive m lam t x Ht (Hx x X)). lra.
  - intros x X. specialize (Hx x X). unfold V, dV.
    pose proof (size_derivative m t x) as D.
    set (d := t ^ S (S m) * cosh x ^ m * (cosh x ^ 2 + INR (S m) * sinh x ^ 2)) in *.
    assert (Ds : ex_derive (size m t) x) by (eexists; exact D).
    assert (Dd : Derive (size m t) x = d) by (apply is_derive_unique, D).
    auto_derive; [repeat split; [exact Ds | lra]|].
    replace (Derive (fun x0 : R => size m t x0) x) with d by (symmetry; exact Dd).
    field. split; lra.
  - intros x X. specialize (Hx x X). apply (ex_derive_continuous dV). unfold dV.
    auto_derive. repeat split; [eexists; apply size_derivative | apply Rgt_not_eq; lra].
  - intros x X. specialize (Hx x X). pose proof (rate_above_positive m lam t x Ht Hx) as Hr. unfold dV.
    pose proof (kappa_increasing m t x a Ht ltac:(lra)) as Hkk. rewrite <- slope_is in Hkk at 1.
    pose proof (cosh_least x). assert (Hc : 0 < (t * cosh x) ^ m) by (apply pow_lt, Rmult_lt_0_compat; lra).
    set (d := t ^ S (S m) * cosh x ^ m * (cosh x ^ 2 + INR (S m) * sinh x ^ 2)) in *. unfold rate_above in *.
    apply Rmult_le_reg_r with (kappa_at m t a * ((t * cosh x) ^ m * (size m t x - lam)));
      [apply Rmult_lt_0_compat; lra|].
    replace (d / (size m t x - lam) / kappa_at m t a * (kappa_at m t a * ((t * cosh x) ^ m * (size m t x - lam))))
      with (d * (t * cosh x) ^ m) by (field; split; lra).
    replace (/ ((t * cosh x) ^ m * (size m t x - lam)) * (kappa_at m t a * ((t * cosh x) ^ m * (size m t x - lam))))
      with (kappa_at m t a) by (field; split; lra). exact Hkk.
Qed.
