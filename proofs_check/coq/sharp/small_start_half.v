(* Small starts, the first half of the way. In units of the limit a step multiplies the state s by
   1 + h s^(N-2)(1 - s^N), by 1 + h at most; at depth 2 it is (1 + h)(1 - q s^2), and the s^2 on the way to 1/2 have a
   geometric sum. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms abel_integrals abel.
From dmf.statements Require Import definitions names small_start.
From dmf.sharp Require Import sharp_law_signs sharp_law_shape.
Open Scope R_scope.

Section Small.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis retained : lam > 0.
Hypothesis small : alpha < x_star N lam.
Hypothesis step : eta < / kappa N lam.
Notation l := (L N lam).
Notation h := (h_L N lam eta).
Notation d := (iterate N alpha lam eta).

Lemma h_is : h = eta * (l ^ (N - 2) * l ^ N).
Proof using depth retained.
  pose proof (kappa_below N lam depth ltac:(lra)) as K. unfold kappa in K. apply Rmult_eq_reg_l in K.
  - unfold h_L. rewrite K. reflexivity.
  - pose proof (depth_real N depth). lra.
Qed.

Lemma small_facts : 0 < alpha < l /\ l ^ N = lam /\ 0 < h /\ INR N * h < 1 /\ eta * (INR N * (l ^ (N - 2) * l ^ N))
  < 1.
Proof using start step_positive depth retained small step.
  destruct (limit_below N lam depth ltac:(lra)) as [Hl El]. pose proof (depth_real N depth) as D.
  pose proof (x_star_power N lam depth ltac:(lra)) as X.
  assert (Hx : x_star N lam < l).
  { apply power_strict_inverse with N; [lia | left; apply Rlt_trans with alpha; lra | lra|]. rewrite El. nra. }
  destruct (under_inverse eta _ ltac:(lra) step) as [K0 K1]. rewrite kappa_below in * by (assumption || lra).
  assert (0 < l ^ (N - 2) * l ^ N) by (apply Rmult_lt_0_compat; apply pow_lt; assumption).
  rewrite h_is. repeat split; try assumption; try lra. apply Rmult_lt_0_compat; lra.
Qed.

Lemma small_orbit k : alpha <= d k < l.
Proof using start step_positive depth retained small step.
  destruct small_facts as [Ha [El [_ [_ K]]]]. apply (orbit_below N lam depth l El); lra.
Qed.

(* A step multiplies by 1 + h at most. *)
Lemma at_most_growing k : d k <= alpha * (1 + h) ^ k.
Proof using start step_positive depth retained small step.
  destruct small_facts as [Ha [El [Hh [_ K]]]]. induction k as [|k IH]; [cbn [iterate pow]; lra|]. cbn [iterate pow].
  pose proof (small_orbit k) as O. set (x := d k) in *.
  assert (F : eta * f N lam x <= h * x).
  { unfold f. rewrite h_is, (pred_power N) by assumption.
    replace (eta * (l ^ (N - 2) * l ^ N) * x) with (eta * (x * (l ^ (N - 2) * l ^ N))) by ring.
    apply Rmult_le_compat_l; [lra|].
    assert (0 <= x ^ (N - 2) <= l ^ (N - 2)) by (split; [apply pow_le; lra | apply pow_incr; lra]).
    assert (0 <= x ^ N <= l ^ N) by (split; [apply pow_le; lra | apply pow_incr; lra]).
    rewrite Rmult_assoc.
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; lra. }
  assert (x * (1 + h) <= alpha * (1 + h) ^ k * (1 + h)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Lemma half_at_least k : l / 2 <= d k -> ln (1 / (2 * a N lam alpha)) / ln (h + 1) <= INR k.
Proof using start step_positive depth retained small step.
  destruct small_facts as [Ha [El [Hh [_ K]]]]. intros H. pose proof (at_most_growing k) as G.
  assert (P : 0 < ln (h + 1)) by (rewrite <- ln_1; apply ln_increasing; lra).
  apply Rmult_le_reg_r with (ln (h + 1)); [assumption|].
  replace (ln (1 / (2 * a N lam alpha)) / ln (h + 1) * ln (h + 1)) with (ln (1 / (2 * a N lam alpha)))
    by (field; lra).
  rewrite <- ln_pow by lra. replace (h + 1) with (1 + h) by lra. unfold a. apply ln_le_compat.
  - replace (1 / (2 * (alpha / l))) with (l / (2 * alpha)) by (field; lra). apply Rdiv_lt_0_compat; lra.
  - replace (1 / (2 * (alpha / l))) with (l / 2 * / alpha) by (field; lra).
    apply Rmult_le_reg_r with alpha; [lra|]. replace (l / 2 * / alpha * alpha) with (l / 2) by (field; lra). lra.
Qed.

(* Depth 2: after k steps below 1/2. *)
Section Two.
Hypothesis two : N = 2%nat.
Let s k := d k / l.
Let r := 1 + 3 * h / 4.
Let c := / r ^ 2.

Let step_is k : s (S k) = (1 + h) * (1 - h / (1 + h) * s k ^ 2) * s k.
Proof.
  destruct small_facts as [Ha [El [Hh _]]]. unfold s. cbn [iterate]. rewrite h_is in *. set (x := d k). clearbody x.
  set (m := l) in *. clearbody m. rewrite two in *. unfold f. simpl in *. rewrite <- El in *. field.
  split; [lra|]. nra.
Qed.
Let s_positive k : 0 < s k.
Proof. destruct small_facts as [Ha _]. pose proof (small_orbit k). apply Rdiv_lt_0_compat; lra. Qed.

Let s_grows k : s k <= 1 / 2 -> r * s k <= s (S k).
Proof.
  destruct small_facts as [Ha [El [Hh _]]]. intros H. rewrite step_is. pose proof (s_positive k).
  apply Rmult_le_compat_r; [lra|]. replace ((1 + h) * (1 - h / (1 + h) * s k ^ 2)) with (1 + h - h * s k ^ 2)
    by (field; lra).
  assert (s k ^ 2 <= (1 / 2) ^ 2) by (apply pow_incr; lra). unfold r. nra.
Qed.

Let before k : s (S k) <= 1 / 2 -> s k <= 1 / 2.
Proof.
  destruct small_facts as [Ha [El [Hh [_ K]]]]. intros H. apply Rle_trans with (2 := H). unfold s.
  pose proof (small_orbit k) as O. pose proof (step_below N lam depth l El eta (d k) ltac:(lra) K ltac:(lra)) as M.
  cbn [iterate]. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | lra].
Qed.

(* ln s(k) + q/(1 - q/4) c/(1 - c) s(k)^2 grows by ln(1 + h) at least. *)
Lemma half_counted k : s k <= 1 / 2 ->
  INR k * ln (1 + h) <= ln (s k) - ln (s 0) + h / (1 + h) / (1 - h / (1 + h) / 4) * (c / (1 - c) * s k ^ 2).
Proof using start step_positive depth retained small step two.
  destruct small_facts as [Ha [El [Hh [Nh _]]]]. set (q := h / (1 + h)).
  assert (Hq : 0 < q < 1).
  { unfold q. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_lt_reg_r with (1 + h); [lra|].
    replace (h / (1 + h) * (1 + h)) with h by (field; lra). lra. }
  assert (Hr : 1 < r) by (unfold r; lra).
  assert (Hc : 0 < c < 1).
  { unfold c. split; [apply Rinv_0_lt_compat, pow_lt; lra|]. rewrite <- Rinv_1. apply Rinv_lt_contravar; [|nra].
    rewrite Rmult_1_l. apply pow_lt. lra. }
  assert (Q : 0 < q / (1 - q / 4)) by (apply Rdiv_lt_0_compat; lra).
  assert (C : 0 < / (1 - c)) by (apply Rinv_0_lt_compat; lra).
  induction k as [|k IH]; intros Hk.
  - cbn [INR]. assert (0 <= q / (1 - q / 4) * (c / (1 - c) * s 0 ^ 2)); [|lra].
    apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [apply Rmult_le_pos; lra | apply pow2_ge_0].
  - pose proof (before k Hk) as Hb. specialize (IH Hb). rewrite S_INR. pose proof (s_positive k) as P.
    pose proof (s_grows k Hb) as G.
    assert (S4 : s k ^ 2 <= / 4) by (apply Rle_trans with ((1 / 2) ^ 2); [apply pow_incr; lra | lra]).
    assert (S0 : 0 < s k ^ 2) by (apply pow_lt; assumption).
    assert (E : ln (s (S k)) = ln (1 + h) + ln (1 - q * s k ^ 2) + ln (s k)).
    { rewrite step_is. fold q. rewrite !ln_mult; try lra; try nra. apply Rmult_lt_0_compat; [lra | nra]. }
    assert (Lg : - (q / (1 - q / 4) * s k ^ 2) <= ln (1 - q * s k ^ 2)).
    { assert (D : 0 < 1 - q * s k ^ 2) by nra. pose proof (ln_at_least _ D) as B. apply Rle_trans with (2 := B).
      replace (1 - / (1 - q * s k ^ 2)) with (- (q * s k ^ 2 * / (1 - q * s k ^ 2))) by (field; lra).
      apply Ropp_le_contravar. replace (q / (1 - q / 4) * s k ^ 2) with (q * s k ^ 2 * / (1 - q / 4)) by (field; lra).
      apply Rmult_le_compat_l; [nra|]. apply Rinv_le_contravar; [lra | nra]. }
    assert (Sq : s k ^ 2 <= c * s (S k) ^ 2).
    { assert ((r * s k) ^ 2 <= s (S k) ^ 2) by (apply pow_incr; split; [apply Rmult_le_pos; lra | assumption]).
      rewrite Rpow_mult_distr in H. unfold c. apply Rmult_le_reg_l with (r ^ 2); [apply pow_lt; lra|].
      replace (r ^ 2 * (/ r ^ 2 * s (S k) ^ 2)) with (s (S k) ^ 2) by (field; lra). assumption. }
    assert (Sum : c / (1 - c) * s k ^ 2 + s k ^ 2 <= c / (1 - c) * s (S k) ^ 2).
    { replace (c / (1 - c) * s k ^ 2 + s k ^ 2) with (/ (1 - c) * s k ^ 2) by (field; lra).
      replace (c / (1 - c) * s (S k) ^ 2) with (/ (1 - c) * (c * s (S k) ^ 2)) by (field; lra).
      apply Rmult_le_compat_l; lra. }
    assert (q / (1 - q / 4) * (c / (1 - c) * s k ^ 2 + s k ^ 2) <= q / (1 - q / 4) * (c / (1 - c) * s (S k) ^ 2))
      by (apply Rmult_le_compat_l; lra).
    rewrite E. lra.
Qed.

Lemma half_before k : d k < l / 2 -> INR k < (small_start.l N lam eta + ln (1 / (2 * a N lam alpha))) / ln (h + 1).
Proof using start step_positive depth retained small step two.
  destruct small_facts as [Ha [El [Hh [Nh _]]]]. intros H. pose proof (small_orbit k) as O.
  assert (Hs : s k < 1 / 2).
  { unfold s. apply Rmult_lt_reg_r with l; [lra|]. replace (d k / l * l) with (d k) by (field; lra). lra. }
  pose proof (half_counted k ltac:(lra)) as B. pose proof (s_positive k) as P.
  assert (P1 : 0 < ln (1 + h)) by (rewrite <- ln_1; apply ln_increasing; lra).
  replace (h + 1) with (1 + h) by lra. apply Rmult_lt_reg_r with (ln (1 + h)); [assumption|].
  replace ((small_start.l N lam eta + ln (1 / (2 * a N lam alpha))) / ln (1 + h) * ln (1 + h))
    with (small_start.l N lam eta + ln (1 / (2 * a N lam alpha))) by (field; lra).
  apply Rle_lt_trans with (1 := B).
  assert (E0 : ln (s 0) = ln (a N lam alpha)) by reflexivity. rewrite E0.
  assert (Pa : 0 < a N lam alpha) by (unfold a; apply Rdiv_lt_0_compat; lra).
  replace (1 / (2 * a N lam alpha)) with (1 / 2 / a N lam alpha) by (field; lra). rewrite (ln_div (1 / 2)) by lra.
  pose proof (ln_increasing (s k) (1 / 2) P Hs) as I.
  assert (Hr : 1 < r) by (unfold r; lra). assert (Hr2 : 1 < r ^ 2) by nra.
  assert (Hc : 0 < c < 1).
  { unfold c. split; [apply Rinv_0_lt_compat; lra|]. rewrite <- Rinv_1. apply Rinv_lt_contravar; lra. }
  assert (S4 : s k ^ 2 <= / 4) by (apply Rle_trans with ((1 / 2) ^ 2); [apply pow_incr; lra | lra]).
  assert (El' : small_start.l N lam eta = h / (1 + h) / (1 - h / (1 + h) / 4) * (/ (1 - c) * / 4)).
  { unfold small_start.l, c, r in *. field. repeat split; try lra; nra. }
  rewrite El'. set (Q := h / (1 + h) / (1 - h / (1 + h) / 4)).
  assert (HQ : 0 < Q).
  { unfold Q. apply Rdiv_lt_0_compat; [apply Rdiv_lt_0_compat; lra|].
    replace (1 - h / (1 + h) / 4) with ((4 + 3 * h) / (4 * (1 + h))) by (field; lra). apply Rdiv_lt_0_compat; lra. }
  assert (c / (1 - c) * s k ^ 2 <= / (1 - c) * / 4).
  { unfold Rdiv. assert (0 < / (1 - c)) by (apply Rinv_0_lt_compat; lra).
    rewrite (Rmult_comm c), Rmult_assoc. apply Rmult_le_compat_l; [lra|]. pose proof (pow2_ge_0 (s k)). nra. }
  assert (Q * (c / (1 - c) * s k ^ 2) <= Q * (/ (1 - c) * / 4)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Two.
End Small.
