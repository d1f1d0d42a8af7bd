(* The sharp law for a start below the limit: what the functions compared with the number of steps gain in one
   step. On the left of the largest f on the way (x_m) the logarithm of f rises, on the right it falls. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals abel.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape.
Open Scope R_scope.

Section Below.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis below : alpha ^ N < lam.
Hypothesis retained : lam > 0.

Notation l := (L N lam).
Notation e := (L N lam - eps).
Notation m := (x_m N lam alpha eps).
Notation hk := (h_K N lam alpha eta eps).
Notation ze := (z_e N lam eta eps).
Notation z := (z_L N lam eta).
Notation lf x := (ln (f N lam x)).
Notation df x := (eta * slope N lam x).
Notation d := (iterate N alpha lam eta).
Notation next x := (x + eta * f N lam x).
Notation time x := (tau N lam alpha x / eta).

Lemma limit_facts : 0 < l /\ l ^ N = lam.
Proof using depth retained. apply limit_below; assumption. Qed.

Lemma ends : 0 < alpha < e /\ e < l.
Proof using start accuracy depth far below retained.
  destruct limit_facts as [Hl El]. assert (alpha < l).
  { apply power_strict_inverse with N; [lia | lra | lra | rewrite El; assumption]. }
  rewrite Rabs_pos_eq in far by lra. lra.
Qed.

Lemma steepest : 0 < z < 1 /\ z = eta * (INR N * (l ^ (N - 2) * l ^ N)).
Proof using step_positive depth step retained.
  destruct (under_inverse eta _ ltac:(lra) step) as [_ H]. unfold z_L.
  assert (K : kappa N lam <= kappa_alpha N lam alpha).
  { unfold kappa_alpha. rewrite Rmax_right with (x := 0) (y := lam) by lra. apply Rmax_l. }
  assert (eta * kappa N lam <= eta * kappa_alpha N lam alpha) by (apply Rmult_le_compat_l; lra).
  rewrite kappa_below in * by (assumption || lra). destruct limit_facts as [Hl El].
  split; [split|]; [|lra|reflexivity].
  pose proof (depth_real N depth). apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; [lra|].
  apply Rmult_lt_0_compat; apply pow_lt; assumption.
Qed.

Lemma positive x : 0 < x < l -> 0 < f N lam x.
Proof using depth retained. destruct limit_facts as [Hl El]. exact (f_below N lam depth l El x). Qed.

Lemma moves x : 0 < x < l -> x < next x < l.
Proof using step_positive depth step retained.
  destruct limit_facts as [Hl El]. pose proof steepest as [S E]. apply (step_below N lam depth l El); lra.
Qed.

Lemma orbit k : alpha <= d k < l.
Proof using step_positive start accuracy depth step far below retained.
  destruct limit_facts as [Hl El]. pose proof steepest as [S E]. pose proof ends.
  apply (orbit_below N lam depth l El); lra.
Qed.

Lemma ln_f_derive x : 0 < x < l -> is_derive (fun x => lf x) x (slope N lam x / f N lam x).
Proof using depth retained.
  intros Hx. pose proof (positive x Hx).
  evar_last; [apply (is_derive_comp ln (f N lam)); [apply is_derive_ln; assumption | apply f_derive; assumption]|].
  unfold scal; simpl; unfold mult; simpl. field. lra.
Qed.

Lemma time_derive x : 0 < x < l -> is_derive (fun x => time x) x (/ (eta * f N lam x)).
Proof using step_positive start accuracy depth far below retained.
  intros Hx. pose proof ends. pose proof (positive x Hx). destruct limit_facts as [Hl El].
  apply (is_derive_ext (fun x => / eta * tau N lam alpha x)); [intros; apply Rmult_comm|].
  evar_last; [apply is_derive_scal; apply (tau_derive N lam 0 l); [assumption | | lra | assumption]|].
  - intros. apply (one_sign_below N lam depth l El); assumption.
  - field. split; lra.
Qed.

(* The way is divided at x_m. *)
Lemma between : alpha <= m <= e.
Proof using start accuracy depth far below retained.
  pose proof ends. unfold x_m. split; [apply Rmin_glb; [lra | apply Rmax_l] | apply Rmin_l].
Qed.

Lemma left_of_peak x : alpha < m -> 0 <= x <= m -> x <= x_star N lam.
Proof using start.
  unfold x_m, Rmin, Rmax. intros H Hx. destruct (Rle_dec alpha (x_star N lam)), (Rle_dec (L N lam - eps) _); lra.
Qed.

Lemma right_of_peak x : m < e -> m <= x -> x_star N lam <= x.
Proof using.
  unfold x_m, Rmin, Rmax. intros H Hx. destruct (Rle_dec alpha (x_star N lam)), (Rle_dec (L N lam - eps) _); lra.
Qed.

Lemma hk_bounds : 0 <= hk < 1.
Proof using step_positive start accuracy depth step far below retained.
  unfold h_K. set (s := x_s N lam alpha eps). pose proof between as B. pose proof ends. pose proof steepest as [S E].
  destruct limit_facts as [Hl El].
  assert (Hs : 0 <= s <= l).
  { unfold s, x_s. split; [apply Rmin_glb; [apply Rle_trans with (2 := Rmax_l _ _); lra | lra]|].
    apply Rle_trans with (1 := Rmin_r _ _). lra. }
  pose proof (growth_below N lam depth l El s Hs) as G. unfold slope in G.
  split; [apply Rmult_le_pos; [lra | apply Rmax_r]|]. unfold Rmax. destruct (Rle_dec _ 0); [lra|].
  apply Rle_lt_trans with z; [|lra]. rewrite E. apply Rmult_le_compat_l; lra.
Qed.

Lemma hk_largest x : alpha <= x <= m -> df x <= hk.
Proof using step_positive start accuracy depth far below retained.
  intros Hx. unfold h_K. apply Rmult_le_compat_l; [lra|]. set (s := x_s N lam alpha eps).
  assert (H : slope N lam x <= slope N lam s).
  { unfold s, x_s, Rmin, Rmax. pose proof (slope_rises N lam) as R. pose proof (slope_falls N lam) as F.
    destruct (Rle_dec alpha (x_K N lam)), (Rle_dec _ m).
    - destruct (Rle_or_lt x (x_K N lam)); [apply R | apply F]; (assumption || lra).
    - apply R; (assumption || lra).
    - apply F; (assumption || lra).
    - apply F; (assumption || lra). }
  apply Rle_trans with (1 := H). apply Rle_trans with (2 := Rmax_l _ _). unfold slope. right. ring.
Qed.

Lemma rises_left x : alpha < m -> alpha <= x <= m -> 0 <= df x.
Proof using step_positive start accuracy depth far below retained.
  intros Ha Hx. apply Rmult_le_pos; [lra|]. apply slope_before_peak; [assumption | assumption|].
  split; [lra | apply left_of_peak; lra].
Qed.

Lemma falls_right x : m < e -> m <= x -> df x <= 0.
Proof using step_positive depth retained.
  intros He Hx. pose proof (slope_after_peak N lam x depth retained (right_of_peak x He Hx)). nra.
Qed.

Lemma ze_bounds : 0 <= ze <= z.
Proof using step_positive start accuracy depth far below retained.
  pose proof ends. destruct limit_facts as [Hl El]. unfold z_e. split; [apply Rmult_le_pos; [lra | apply Rmax_r]|].
  unfold z_L. rewrite kappa_below by (assumption || lra). apply Rmult_le_compat_l; [lra|].
  apply Rmax_lub.
  - pose proof (steepness_below N lam depth l El e ltac:(lra)) as S. unfold slope in S. lra.
  - pose proof (depth_real N depth). apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; apply pow_le; lra.
Qed.

Lemma ze_largest x : 0 <= x <= e -> - df x <= ze.
Proof using step_positive start accuracy depth far below retained.
  intros Hx. pose proof ze_bounds. destruct (Rle_or_lt x (x_star N lam)) as [H0|H0].
  - pose proof (slope_before_peak N lam x depth retained ltac:(lra)). nra.
  - unfold z_e. replace (- df x) with (eta * - slope N lam x) by ring. apply Rmult_le_compat_l; [lra|].
    apply Rle_trans with (2 := Rmax_l _ _). pose proof (x_K_before_peak N lam depth retained).
    pose proof (slope_falls N lam x e depth retained ltac:(lra)) as F. unfold slope in *. lra.
Qed.

Lemma z_largest x : 0 <= x <= l -> - df x <= z.
Proof using step_positive depth retained step.
  intros Hx. destruct limit_facts as [Hl El]. pose proof steepest as [_ ->].
  replace (- df x) with (eta * - slope N lam x) by ring. apply Rmult_le_compat_l; [lra|].
  apply (steepness_below N lam depth l El); assumption.
Qed.

(* f on either side of x_m. *)
Lemma ln_rises x y : alpha <= x <= y -> y <= m -> lf x <= lf y.
Proof using step_positive start accuracy depth far below retained.
  intros Hx Hy. pose proof between. pose proof ends. destruct (Req_dec x y) as [->|Hn]; [lra|].
  refine (grows _ _ x y _ (fun t _ => ln_f_derive t _) _); [lra | lra|]. intros t Ht.
  pose proof (positive t ltac:(lra)). apply Rdiv_le_0_compat; [|assumption].
  pose proof (rises_left t ltac:(lra) ltac:(lra)) as Hd. nra.
Qed.

Lemma ln_falls x y : m <= x <= y -> y <= e -> lf y <= lf x.
Proof using step_positive start accuracy depth far below retained.
  intros Hx Hy. pose proof between. pose proof ends. destruct (Req_dec x y) as [->|Hn]; [lra|]. apply Ropp_le_cancel.
  refine (grows (fun x => - lf x) _ x y _ (fun t _ => is_derive_opp _ _ _ (ln_f_derive t _)) _); [lra | lra|].
  intros t Ht.
  pose proof (positive t ltac:(lra)). unfold opp; simpl. unfold Rdiv. rewrite Ropp_mult_distr_l.
  apply Rdiv_le_0_compat; [|assumption]. pose proof (falls_right t ltac:(lra) ltac:(lra)) as Hd. nra.
Qed.

Lemma ln_peak x : alpha <= x <= e -> lf x <= lf m.
Proof using step_positive start accuracy depth far below retained.
  intros Hx. pose proof between. destruct (Rle_or_lt x m); [apply ln_rises; lra | apply ln_falls; lra].
Qed.

(* f(y)/f(x) on a part of a step is 1 + s eta f'(c). *)
Lemma part_ratio x y : 0 < x < y -> y <= next x -> y < l -> exists s c, 0 < s <= 1 /\ x <= c <= y /\
  y - x = s * (eta * f N lam x) /\ f N lam y / f N lam x = 1 + s * df c.
Proof using step_positive depth retained.
  intros Hx Hy Hl. pose proof (positive x ltac:(lra)) as P.
  assert (Q : 0 < eta * f N lam x) by (apply Rmult_lt_0_compat; lra).
  destruct (mean_value (f N lam) (slope N lam) x y ltac:(lra)) as [c [Hc E]]; [intros; apply f_derive; assumption|].
  exists ((y - x) / (eta * f N lam x)), c. split; [|split; [assumption | split]].
  - split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_reg_r with (eta * f N lam x); [assumption|].
    replace ((y - x) / (eta * f N lam x) * (eta * f N lam x)) with (y - x) by (field; lra). lra.
  - field. lra.
  - replace (f N lam y) with (f N lam x + slope N lam c * (y - x)) by lra. field. lra.
Qed.
(* One step. *)
Lemma inside x : 0 < x < l -> 0 < next x < l.
Proof using step_positive depth step retained. intros Hx. pose proof (moves x Hx). lra. Qed.

Lemma from : 0 < alpha < l.
Proof using start accuracy depth far below retained. pose proof ends. lra. Qed.

Lemma one_sign x y : 0 < x < l -> 0 < y < l -> 0 < f N lam x * f N lam y.
Proof using depth retained. intros Hx Hy. pose proof (positive x Hx). pose proof (positive y Hy). nra. Qed.

Lemma concave : concave_between N lam 0 l.
Proof using depth retained. destruct limit_facts as [Hl El]. exact (concave_below N lam depth l El). Qed.

Lemma gain_is x : 0 < x < l -> Rabs (f N lam x) = f N lam x.
Proof using depth retained. intros Hx. pose proof (positive x Hx). apply Rabs_pos_eq. lra. Qed.

Lemma step_gain x : 0 < x < l ->
  1 <= time (next x) - time x + (lf (next x) - lf x) / 2 + (df x - df (next x) / (f N lam (next x) / f N lam x)) / 8.
Proof using step_positive start accuracy depth step far below retained.
  intros Hx. pose proof (step_concave N lam 0 l depth one_sign alpha eta x from step_positive Hx (inside x Hx)
    concave) as H.
  rewrite !gain_is in H by (assumption || (apply inside; assumption)).
  replace (time (next x) - time x) with ((tau N lam alpha (next x) - tau N lam alpha x) / eta) by (field; lra).
  exact H.
Qed.

Lemma step_slow x : 0 < x < l -> m <= x -> next x <= e -> 1 <= time (next x) - time x.
Proof using step_positive start accuracy depth step far below retained.
  intros Hx Hm He. replace (time (next x) - time x) with ((tau N lam alpha (next x) - tau N lam alpha x) / eta)
    by (field; lra).
  apply (step_slowing N lam 0 l depth one_sign alpha eta x from step_positive Hx (inside x Hx)).
  intros t Ht. pose proof (moves x Hx) as Mv. assert (Hn : x <= x + t * (eta * f N lam x) <= next x) by nra.
  rewrite !gain_is by lra. rewrite <- (exp_ln (f N lam x)) at 2 by (apply positive; assumption).
  rewrite <- (exp_ln (f N lam (x + _))) by (apply positive; lra). apply exp_le_compat, ln_falls; lra.
Qed.

Lemma step_over x : alpha <= x -> x <= m -> next x <= e -> m < next x ->
  1 <= time (next x) - time x + (lf m - lf x) / 2 + df x / 8.
Proof using step_positive start accuracy depth step far below retained.
  intros Ha Hm He Hn. pose proof ends. assert (Hx : 0 < x < l) by (pose proof between; lra).
  replace (time (next x) - time x) with ((tau N lam alpha (next x) - tau N lam alpha x) / eta) by (field; lra).
  apply (step_peak N lam 0 l depth one_sign alpha eta x from step_positive Hx (inside x Hx) _ concave).
  intros t Ht. pose proof (moves x Hx) as Mv. assert (Hb : x <= x + t * (eta * f N lam x) <= next x) by nra.
  rewrite !gain_is by lra. apply Rplus_le_compat_r, ln_peak; lra.
Qed.

(* The sum of the defects, by parts: what -df(x)/8 and the potential gain in a step makes up for them. *)
Definition potential (x : R) : R :=
  if Rle_dec x m then hk * (lf x - lf alpha) else hk * (lf m - lf alpha) + ze / (1 - ze) * (lf m - lf x).

Lemma ratio_before x : 0 < x < l -> next x <= e ->
  0 < f N lam x / f N lam (next x) /\ ln (f N lam x / f N lam (next x)) = lf x - lf (next x) /\
  f N lam x / f N lam (next x) <= / (1 - ze).
Proof using step_positive start accuracy depth step far below retained.
  intros Hx He. pose proof ends as E. pose proof ze_bounds as ZE. pose proof steepest as [Z _].
  pose proof (moves x Hx) as Mv.
  pose proof (positive x Hx) as P. pose proof (positive (next x) ltac:(lra)) as P'.
  split; [apply Rdiv_lt_0_compat; assumption|]. split; [apply ln_div; assumption|].
  destruct (part_ratio x (next x) ltac:(lra) ltac:(lra) ltac:(lra)) as [s [c [Hs [Hc [_ R]]]]].
  rewrite <- (Rinv_div (f N lam (next x))). apply Rinv_le_contravar; [lra|].
  rewrite R. pose proof (ze_largest c ltac:(lra)). nra.
Qed.

Lemma potential_gain x : alpha <= x < l -> next x <= e ->
  df (next x) * (1 - f N lam x / f N lam (next x)) <= potential (next x) - potential x.
Proof using step_positive start accuracy depth step far below retained.
  intros Ha He. pose proof ends as E. pose proof hk_bounds as HK. pose proof ze_bounds as ZE.
  pose proof steepest as [Z _].
  assert (Hx : 0 < x < l) by lra. pose proof (moves x Hx) as Mv.
  destruct (ratio_before x Hx He) as [Pv [Lv Uv]]. set (v := f N lam x / f N lam (next x)) in *.
  pose proof (ln_at_most v Pv) as V1. pose proof (excess_of_ratio v Pv) as V2.
  assert (Hu : 0 < / (1 - ze)) by (apply Rinv_0_lt_compat; lra).
  unfold potential. destruct (Rle_dec (next x) m) as [Hn|Hn].
  - destruct (Rle_dec x m) as [Hm|Hm]; [|lra].
    pose proof (hk_largest (next x) ltac:(lra)) as B. pose proof (rises_left (next x) ltac:(lra) ltac:(lra)) as B0.
    pose proof (ln_rises x (next x) ltac:(lra) ltac:(lra)) as R. rewrite Lv in V1.
    assert (W : 1 - v <= lf (next x) - lf x).
    { pose proof (ln_at_least (/ v) (Rinv_0_lt_compat _ Pv)) as V. rewrite Rinv_inv, ln_Rinv in V by assumption. lra.
      }
    apply Rle_trans with (df (next x) * (lf (next x) - lf x)); [apply Rmult_le_compat_l; assumption|].
    replace (hk * (lf (next x) - lf alpha) - hk * (lf x - lf alpha)) with (hk * (lf (next x) - lf x)) by ring.
    apply Rmult_le_compat_r; lra.
  - pose proof (falls_right (next x) ltac:(lra) ltac:(lra)) as B0. pose proof (ze_largest (next x) ltac:(lra)) as B.
    pose proof (ln_peak x ltac:(lra)) as Px. pose proof (ln_peak (next x) ltac:(lra)) as Pn.
    assert (Main : - df (next x) * (v - 1) <= ze / (1 - ze) * Rmax 0 (lf x - lf (next x))).
    { destruct (Rle_or_lt v 1) as [Hv|Hv].
      - apply Rle_trans with 0; [nra|]. apply Rmult_le_pos; [apply Rdiv_le_0_compat; lra | apply Rmax_l].
      - pose proof (ln_nonnegative v ltac:(lra)) as L0. rewrite Lv in *. rewrite Rmax_right by assumption.
        apply Rle_trans with (ze * (v - 1)); [apply Rmult_le_compat_r; lra|].
        unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
        apply Rle_trans with (1 := V2). apply Rmult_le_compat_r; assumption. }
    assert (Q : 0 <= ze / (1 - ze)) by (apply Rdiv_le_0_compat; lra).
    destruct (Rle_dec x m) as [Hm|Hm].
    + assert (0 <= hk * (lf m - lf x)) by (apply Rmult_le_pos; lra).
      assert (ze / (1 - ze) * Rmax 0 (lf x - lf (next x)) <= ze / (1 - ze) * (lf m - lf (next x))).
      { apply Rmult_le_compat_l; [assumption | apply Rmax_lub; lra]. } lra.
    + pose proof (ln_falls x (next x) ltac:(lra) He) as F. rewrite Rmax_right in Main by lra. lra.
Qed.

Lemma potential_bound x : alpha <= x <= e ->
  potential x <= hk * (lf m - lf alpha) + ze / (1 - ze) * (lf m - lf e).
Proof using step_positive start accuracy depth step far below retained.
  intros Hx. pose proof ends as E. pose proof hk_bounds as HK. pose proof ze_bounds as ZE.
  pose proof steepest as [Z _].
  assert (Q : 0 <= ze / (1 - ze)) by (apply Rdiv_le_0_compat; lra). pose proof between.
  pose proof (ln_peak e ltac:(lra)). pose proof (ln_peak x ltac:(lra)). unfold potential.
  destruct (Rle_dec x m) as [Hm|Hm].
  - assert (hk * (lf x - lf alpha) <= hk * (lf m - lf alpha)) by (apply Rmult_le_compat_l; lra).
    assert (0 <= ze / (1 - ze) * (lf m - lf e)) by (apply Rmult_le_pos; lra). lra.
  - pose proof (ln_falls x e ltac:(lra) ltac:(lra)). apply Rplus_le_compat_l, Rmult_le_compat_l; lra.
Qed.

Lemma potential_start : potential alpha = 0.
Proof using start accuracy depth far below retained.
  unfold potential. pose proof between. destruct (Rle_dec alpha m); [ring | lra].
Qed.

(* Upper bounds: what has not reached e after k steps. *)
Lemma orbit_grows j k : (j <= k)%nat -> d j <= d k.
Proof using step_positive start accuracy depth step far below retained.
  intros H. induction H as [|k H IH]; [lra|]. pose proof (orbit k) as B. pose proof ends. cbn [iterate].
  pose proof (moves (d k) ltac:(lra)). lra.
Qed.

Lemma counted k : d k <= e ->
  INR k <= time (d k) + (lf (d k) - lf alpha) / 2 + (potential (d k) - df (d k) + df alpha) / 8.
Proof using step_positive start accuracy depth step far below retained.
  pose proof ends. induction k as [|k IH].
  - intros _. cbn [iterate INR]. rewrite potential_start. unfold tau. rewrite RInt_point. unfold zero; simpl. lra.
  - intros He. pose proof (orbit k) as B. cbn [iterate] in He. pose proof (moves (d k) ltac:(lra)) as Mv.
    specialize (IH ltac:(lra)). rewrite S_INR. cbn [iterate].
    pose proof (step_gain (d k) ltac:(lra)) as G. pose proof (potential_gain (d k) ltac:(lra) He) as P.
    replace (df (next (d k)) / (f N lam (next (d k)) / f N lam (d k)))
      with (df (next (d k)) * (f N lam (d k) / f N lam (next (d k)))) in G; [lra|].
    pose proof (positive (d k) ltac:(lra)). pose proof (positive (next (d k)) ltac:(lra)). field. split; lra.
Qed.

Lemma phi_grows x y : alpha <= x < y -> y <= e -> time x + lf x / 2 < time y + lf y / 2.
Proof using step_positive start accuracy depth step far below retained.
  intros Hx Hy. pose proof ends.
  refine (grows_strictly (fun x => time x + lf x / 2) (fun x => (1 + df x / 2) / (eta * f N lam x)) x y _ _ _);
    [lra| |].
  - intros t Ht. pose proof (positive t ltac:(lra)). evar_last.
    + apply (is_derive_plus (fun x => time x) (fun x => lf x / 2)); [apply time_derive; lra|].
      apply (is_derive_ext (fun x => / 2 * lf x)); [intros; apply Rmult_comm|]. apply is_derive_scal, ln_f_derive.
      lra.
    + unfold plus; simpl. field. lra.
  - intros t Ht. pose proof (positive t ltac:(lra)). pose proof (z_largest t ltac:(lra)).
    pose proof steepest as [Z _].
    apply Rdiv_lt_0_compat; [lra | apply Rmult_lt_0_compat; lra].
Qed.

Lemma time_grows x y : alpha <= x < y -> y <= e -> time x < time y.
Proof using step_positive start accuracy depth step far below retained.
  intros Hx Hy. pose proof ends.
  refine (grows_strictly (fun x => time x) _ x y _ (fun t _ => time_derive t _) _); [lra | lra|].
  intros t Ht. pose proof (positive t ltac:(lra)). apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra.
Qed.

Lemma count_upper k : d k < e -> INR k < time e + (lf e - lf alpha) / 2 +
  (hk * (lf m - lf alpha) + ze / (1 - ze) * (lf m - lf e) + ze + hk) / 8.
Proof using step_positive start accuracy depth step far below retained.
  intros He. pose proof (orbit k) as B. pose proof ends. pose proof between. pose proof (counted k ltac:(lra)) as C.
  pose proof (potential_bound (d k) ltac:(lra)). pose proof (phi_grows (d k) e ltac:(lra) ltac:(lra)).
  pose proof (ze_largest (d k) ltac:(lra)). pose proof (hk_largest alpha ltac:(lra)). lra.
Qed.

Lemma count_first_half k : d k < e -> INR k < time e + (1 / 2 + hk / 8) * (lf m - lf alpha) + hk / 8.
Proof using step_positive start accuracy depth step far below retained.
  intros He. pose proof (orbit k) as B. pose proof ends as E. pose proof between as Bm. pose proof hk_bounds as HK.
  assert (Hl : m < d k -> INR k <= time (d k) + (1 / 2 + hk / 8) * (lf m - lf alpha) + df alpha / 8).
  { induction k as [|k IH]; [cbn [iterate] in *; lra|]. intros Hm.
    assert (d (S k) = next (d k)) as En by reflexivity. rewrite En in *. pose proof (orbit k) as Bk.
    pose proof (moves (d k) ltac:(lra)) as Mv. rewrite S_INR. destruct (Rle_or_lt (d k) m) as [Hk|Hk].
    - pose proof (step_over (d k) ltac:(lra) Hk ltac:(lra) Hm) as G. pose proof (counted k ltac:(lra)) as C.
      unfold potential in C. destruct (Rle_dec (d k) m); [|lra].
      assert (hk * (lf (d k) - lf alpha) <= hk * (lf m - lf alpha)).
      { apply Rmult_le_compat_l; [lra|]. pose proof (ln_peak (d k) ltac:(lra)). lra. } lra.
    - pose proof (step_slow (d k) ltac:(lra) ltac:(lra) ltac:(lra)) as G. specialize (IH ltac:(lra) Bk Hk). lra. }
  pose proof (hk_largest alpha ltac:(lra)). pose proof (time_grows (d k) e ltac:(lra) ltac:(lra)) as Tg.
  destruct (Rlt_or_le m (d k)) as [Hm|Hm]; [specialize (Hl Hm); lra|].
  pose proof (counted k ltac:(lra)) as C. unfold potential in C. destruct (Rle_dec (d k) m); [|lra].
  pose proof (ln_peak (d k) ltac:(lra)) as Pk.
  assert (hk * (lf (d k) - lf alpha) <= hk * (lf m - lf alpha)) by (apply Rmult_le_compat_l; lra).
  destruct (Req_dec (d k) alpha) as [Ea|Na]; [rewrite Ea in *; lra|].
  pose proof (rises_left (d k) ltac:(lra) ltac:(lra)). lra.
Qed.
End Below.
