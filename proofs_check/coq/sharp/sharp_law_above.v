(* The sharp law for a start above the limit, and for lambda <= 0: the orbit falls, |f| with it, and each step
   takes at least the time eta of the flow; ln|f| telescopes. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals abel.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape.
Open Scope R_scope.

Section Above.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis above : alpha ^ N > lam \/ lam <= 0.

Notation l := (L N lam).
Notation e := (L N lam + eps).
Notation z := (z_alpha N lam alpha eta).
Notation hi := (alpha + 1).
Notation lf x := (ln (- f N lam x)).
Notation df x := (eta * slope N lam x).
Notation d := (iterate N alpha lam eta).
Notation next x := (x + eta * f N lam x).
Notation time x := (tau N lam alpha x / eta).

Lemma limit_facts : 0 <= l /\ (l ^ N = lam \/ l = 0 /\ lam <= 0).
Proof using depth.
  destruct (Rle_or_lt lam 0) as [H|H].
  - rewrite limit_lost by assumption. auto using Rle_refl.
  - destruct (limit_below N lam depth H) as [Hl El]. auto using Rlt_le.
Qed.

Lemma ends : 0 <= l < e /\ e < alpha.
Proof using start accuracy depth far above.
  destruct limit_facts as [Hl El]. assert (H : l < alpha).
  { destruct (Rle_or_lt lam 0) as [H|H]; [rewrite limit_lost by assumption; lra|]. destruct above as [Hal|]; [|lra].
    destruct (limit_below N lam depth H) as [_ E].
    apply power_strict_inverse with N; [lia | lra | lra | rewrite E; lra]. }
  rewrite Rabs_left in far by lra. lra.
Qed.

Lemma steepest : 0 < z < 1 /\ forall x, l <= x <= alpha -> 0 <= - df x <= z.
Proof using start step_positive depth step.
  destruct (under_inverse eta _ ltac:(lra) step) as [K0 K1]. unfold z_alpha.
  split; [split; [apply Rmult_lt_0_compat; lra | assumption]|]. intros x Hx. destruct limit_facts as [Hl El].
  pose proof (steepness_above N lam depth l Hl El x alpha Hx) as S.
  replace (- df x) with (eta * - slope N lam x) by ring.
  split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; [lra|]]. apply Rle_trans with (1 := proj2 S).
  unfold kappa_alpha. apply Rle_trans with (2 := Rmax_r _ _). unfold slope. right. ring.
Qed.

Lemma negative x : l < x -> 0 < - f N lam x.
Proof using depth. destruct limit_facts as [Hl El]. intros Hx. pose proof (f_above N lam depth l Hl El x Hx). lra.
Qed.

Lemma moves x : l < x <= alpha -> l < next x < x.
Proof using start step_positive depth step.
  intros Hx. destruct limit_facts as [Hl El]. pose proof steepest as [Z S]. specialize (S alpha ltac:(lra)).
  apply (step_above N lam depth l Hl El eta alpha); [assumption | lra | assumption].
Qed.

Lemma orbit k : l < d k <= alpha.
Proof using start step_positive accuracy depth step far above.
  pose proof ends. induction k as [|k IH]; cbn [iterate]; [lra|]. pose proof (moves _ IH). lra.
Qed.

Lemma one_sign x y : l < x < hi -> l < y < hi -> 0 < f N lam x * f N lam y.
Proof using depth. destruct limit_facts as [Hl El]. apply (one_sign_above N lam depth l Hl El). Qed.

Lemma convex : convex_between N lam l hi.
Proof using depth. destruct limit_facts as [Hl El]. exact (convex_above N lam depth l Hl El hi). Qed.

Lemma concave : (N <= 5)%nat \/ lam >= 0 -> concave_between N lam l hi.
Proof using depth.
  intros H. destruct limit_facts as [Hl El]. apply (concave_above N lam depth l Hl El hi).
  destruct H; [right | left]; lra || assumption.
Qed.

Lemma from : l < alpha < hi.
Proof using start accuracy depth far above. pose proof ends. lra. Qed.

Lemma size_is x : l < x -> Rabs (f N lam x) = - f N lam x.
Proof using depth. intros Hx. pose proof (negative x Hx). apply Rabs_left. lra. Qed.

Lemma ln_f_derive x : l < x -> is_derive (fun x => lf x) x (slope N lam x / f N lam x).
Proof using depth.
  intros Hx. pose proof (negative x Hx).
  evar_last; [apply (is_derive_comp ln (fun x => - f N lam x)); [apply is_derive_ln; assumption|]|].
  - apply (is_derive_opp (f N lam)), f_derive. assumption.
  - unfold scal, opp; simpl; unfold mult; simpl. field. lra.
Qed.

Lemma time_derive x : l < x < hi -> is_derive (fun x => time x) x (/ (eta * f N lam x)).
Proof using step_positive start accuracy depth far above.
  intros Hx. pose proof from. pose proof (negative x ltac:(lra)).
  apply (is_derive_ext (fun x => / eta * tau N lam alpha x)); [intros; apply Rmult_comm|].
  evar_last; [apply is_derive_scal; apply (tau_derive N lam l hi depth one_sign); assumption|]. field. split; lra.
Qed.

Lemma ln_grows x y : l < x <= y -> y <= alpha -> lf x <= lf y.
Proof using step_positive start depth step.
  intros Hx Hy. refine (grows _ _ x y _ (fun t _ => ln_f_derive t _) _); [lra | lra|]. intros t Ht.
  pose proof (negative t ltac:(lra)). pose proof steepest as [_ S]. specialize (S t ltac:(lra)).
  replace (slope N lam t / f N lam t) with (- slope N lam t / - f N lam t) by (field; lra).
  apply Rdiv_le_0_compat; [nra | assumption].
Qed.

Lemma time_falls x y : l < x < y -> y <= alpha -> time y < time x.
Proof using step_positive start accuracy depth far above.
  intros Hx Hy. apply Ropp_lt_cancel.
  refine (grows_strictly (fun x => - time x) _ x y _ (fun t _ => is_derive_opp _ _ _ (time_derive t _)) _);
    [lra | lra|].
  intros t Ht. unfold opp; simpl. pose proof (negative t ltac:(lra)).
  replace (- / (eta * f N lam t)) with (/ (eta * - f N lam t)) by (field; lra).
  apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra.
Qed.

Lemma phi_falls x y : l < x < y -> y <= alpha -> time y + lf y / 2 < time x + lf x / 2.
Proof using step_positive start accuracy depth step far above.
  intros Hx Hy. apply Ropp_lt_cancel.
  refine (grows_strictly (fun x => - (time x + lf x / 2)) (fun x => (1 + df x / 2) / (eta * - f N lam x)) x y _ _ _);
    [lra| |].
  - intros t Ht. pose proof (negative t ltac:(lra)). evar_last.
    + apply (is_derive_opp (fun x => time x + lf x / 2)).
      apply (is_derive_plus (fun x => time x) (fun x => lf x / 2)); [apply time_derive; lra|].
      apply (is_derive_ext (fun x => / 2 * lf x)); [intros; apply Rmult_comm|]. apply is_derive_scal, ln_f_derive.
      lra.
    + unfold plus, opp; simpl. field. lra.
  - intros t Ht. pose proof (negative t ltac:(lra)). pose proof steepest as [Z S]. specialize (S t ltac:(lra)).
    apply Rdiv_lt_0_compat; [lra | apply Rmult_lt_0_compat; lra].
Qed.

(* f(y)/f(x) on a part of a step, and its inverse. *)
Lemma part_ratio x y : l < y < x -> x <= alpha -> next x <= y -> exists s, 0 < s <= 1 /\
  y - x = s * (eta * f N lam x) /\ 1 <= f N lam x / f N lam y <= / (1 - z).
Proof using step_positive start depth step.
  intros Hy Hx Hn. pose proof (negative x ltac:(lra)) as P. pose proof (negative y ltac:(lra)) as Py.
  assert (Q : 0 < eta * - f N lam x) by (apply Rmult_lt_0_compat; lra). pose proof steepest as [Z S].
  destruct (mean_value (f N lam) (slope N lam) y x ltac:(lra)) as [c [Hc E]]; [intros; apply f_derive; assumption|].
  specialize (S c ltac:(lra)). exists ((x - y) / (eta * - f N lam x)).
  set (s := (x - y) / (eta * - f N lam x)). assert (Es : y - x = s * (eta * f N lam x)) by (unfold s; field; lra).
  assert (Hs : 0 < s <= 1).
  { split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_le_reg_r with (eta * - f N lam x); [assumption|].
    replace (s * (eta * - f N lam x)) with (x - y) by (unfold s; field; lra). lra. }
  split; [assumption|]. split; [assumption|].
  assert (R : - f N lam y = - f N lam x * (1 + s * df c)).
  { replace (f N lam y) with (f N lam x + slope N lam c * (y - x)) by lra. rewrite Es. ring. }
  replace (f N lam x / f N lam y) with (/ (1 + s * df c)).
  - assert (0 <= s * - df c <= z) by (split; [apply Rmult_le_pos; lra | nra]).
    split; [rewrite <- Rinv_1 at 1|]; apply Rinv_le_contravar; lra.
  - assert (f N lam y = f N lam x * (1 + s * df c)) as -> by lra. field.
    assert (s * - df c <= z) by nra. split; lra.
Qed.

(* One step. *)
Lemma step_slow x : l < x <= alpha -> 1 <= time (next x) - time x.
Proof using step_positive start accuracy depth step far above.
  intros Hx. pose proof (moves x Hx) as Mv.
  replace (time (next x) - time x) with ((tau N lam alpha (next x) - tau N lam alpha x) / eta) by (field; lra).
  apply (step_slowing N lam l hi depth one_sign alpha eta x from step_positive ltac:(lra) ltac:(lra)).
  intros t Ht. assert (Hb : next x <= x + t * (eta * f N lam x) <= x) by nra.
  pose proof (negative x ltac:(lra)). pose proof (negative (x + t * (eta * f N lam x)) ltac:(lra)).
  rewrite !size_is by lra. rewrite <- (exp_ln (- f N lam x)) by assumption.
  rewrite <- (exp_ln (- f N lam (x + _))) by assumption. apply exp_le_compat, ln_grows; lra.
Qed.

Lemma step_gain_concave x : (N <= 5)%nat \/ lam >= 0 -> l < x <= alpha -> 1 <= time (next x) - time x +
  (lf (next x) - lf x) / 2 + (df x - df (next x) / (f N lam (next x) / f N lam x)) / 8.
Proof using step_positive start accuracy depth step far above.
  intros Hc Hx. pose proof (moves x Hx) as Mv.
  pose proof (step_concave N lam l hi depth one_sign alpha eta x from step_positive ltac:(lra) ltac:(lra)
    (concave Hc)) as H.
  rewrite !size_is in H by lra.
  replace (time (next x) - time x) with ((tau N lam alpha (next x) - tau N lam alpha x) / eta) by (field; lra).
  exact H.
Qed.

Lemma step_gain_convex x : l < x <= alpha -> 1 <= time (next x) - time x +
  (lf (next x) - lf x) / 2 + (df x - df (next x) / (f N lam (next x) / f N lam x) ^ 2) / 8.
Proof using step_positive start accuracy depth step far above.
  intros Hx. pose proof (moves x Hx) as Mv.
  pose proof (step_convex N lam l hi depth one_sign alpha eta x from step_positive ltac:(lra) ltac:(lra) convex) as H.
  rewrite !size_is in H by lra.
  replace (time (next x) - time x) with ((tau N lam alpha (next x) - tau N lam alpha x) / eta) by (field; lra).
  exact H.
Qed.

(* Upper bounds. *)
Lemma count_flow k : e < d k -> INR k < time e.
Proof using step_positive start accuracy depth step far above.
  intros He. pose proof ends. pose proof (orbit k). apply Rle_lt_trans with (time (d k)); [|apply time_falls; lra].
  clear He. induction k as [|k IH].
  - cbn [iterate INR]. unfold tau. rewrite RInt_point. unfold zero; simpl. lra.
  - specialize (IH (orbit k)). pose proof (step_slow (d k) (orbit k)). rewrite S_INR. cbn [iterate]. lra.
Qed.

Section Sum.
Variables (C : R) (p : nat).
Hypothesis C_positive : 0 <= C.
Hypothesis gain : forall x, l < x <= alpha -> 1 <= time (next x) - time x +
  (lf (next x) - lf x) / 2 + (df x - df (next x) / (f N lam (next x) / f N lam x) ^ p) / 8.
Hypothesis rest : forall v, 1 <= v <= / (1 - z) -> z * (v ^ p - 1) <= C * ln v.

Lemma counted k : INR k <= time (d k) + (lf (d k) - lf alpha) / 2
  + (C * (lf alpha - lf (d k)) - df (d k) + df alpha) / 8.
Proof using step_positive start accuracy depth step far above gain rest.
  pose proof ends. induction k as [|k IH].
  - cbn [iterate INR]. unfold tau. rewrite RInt_point. unfold zero; simpl. lra.
  - pose proof (orbit k) as O. pose proof (moves (d k) O) as Mv. specialize (gain (d k) O). rewrite S_INR.
    cbn [iterate].
    destruct (part_ratio (d k) (next (d k)) ltac:(lra) ltac:(lra) ltac:(lra)) as [s [_ [_ V]]].
    pose proof (negative (d k) ltac:(lra)) as P. pose proof (negative (next (d k)) ltac:(lra)) as P'.
    set (v := f N lam (d k) / f N lam (next (d k))) in *.
    replace (df (next (d k)) / (f N lam (next (d k)) / f N lam (d k)) ^ p) with (df (next (d k)) * v ^ p) in gain.
    2: { unfold v. rewrite <- (Rinv_div (f N lam (next (d k)))), pow_inv. reflexivity. }
    pose proof (rest v V) as Rv. pose proof steepest as [Z S]. specialize (S (next (d k)) ltac:(lra)).
    assert (1 <= v ^ p) by (apply pow_R1_Rle; lra).
    assert (- df (next (d k)) * (v ^ p - 1) <= z * (v ^ p - 1)) by (apply Rmult_le_compat_r; lra).
    assert (Lv : ln v = lf (d k) - lf (next (d k))).
    { unfold v. replace (f N lam (d k) / f N lam (next (d k))) with (- f N lam (d k) / - f N lam (next (d k)))
        by (field; lra).
      apply ln_div; assumption. }
    rewrite Lv in Rv. lra.
Qed.

Lemma count_upper k : e < d k -> INR k < time e - (lf alpha - lf e) / 2 + (C * (lf alpha - lf e) + z) / 8.
Proof using step_positive start accuracy depth step far above C_positive gain rest.
  intros He. pose proof ends. pose proof (orbit k) as O. pose proof (counted k) as K.
  pose proof (phi_falls e (d k) ltac:(lra) ltac:(lra)). pose proof (ln_grows e (d k) ltac:(lra) ltac:(lra)).
  pose proof steepest as [Z S]. pose proof (S (d k) ltac:(lra)). pose proof (S alpha ltac:(lra)).
  assert (C * (lf alpha - lf (d k)) <= C * (lf alpha - lf e)) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Sum.

(* Lower bounds, with the last step cut off at e. *)
Section Lower.
Variable c : R.
Hypothesis c_positive : 0 <= c.
Hypothesis mean : forall x y, l < y < x -> x <= alpha -> next x <= y ->
  tau N lam alpha y - tau N lam alpha x <= (y - x) / f N lam x * (1 + c * (lf x - lf y)).

Lemma lowered_gain x y : l < y < x -> x <= alpha -> next x <= y -> time y + c * lf y - (time x + c * lf x) <= 1.
Proof using step_positive start depth step c_positive mean.
  intros Hy Hx Hn. destruct (part_ratio x y Hy Hx Hn) as [s [Hs [Es V]]]. pose proof (mean x y Hy Hx Hn) as Q.
  pose proof (negative x ltac:(lra)) as P. pose proof (ln_grows y x ltac:(lra) Hx) as G. rewrite Es in Q.
  apply Rmult_le_compat_r with (r := / eta) in Q; [|left; apply Rinv_0_lt_compat; lra].
  replace (s * (eta * f N lam x) / f N lam x * (1 + c * (lf x - lf y)) * / eta) with (s * (1 + c * (lf x - lf y)))
    in Q
    by (field; split; lra).
  unfold Rdiv. assert (0 <= c * (lf x - lf y)) by (apply Rmult_le_pos; lra). nra.
Qed.

Lemma count_lower k : d k <= e -> time e - c * (lf alpha - lf e) <= INR k.
Proof using step_positive start accuracy depth step far above c_positive mean.
  pose proof ends as E.
  assert (H : time (Rmax (d k) e) + c * lf (Rmax (d k) e) <= INR k + c * lf alpha).
  { induction k as [|k IH].
    - cbn [iterate INR]. rewrite Rmax_left by lra. unfold tau. rewrite RInt_point. unfold zero; simpl. lra.
    - pose proof (orbit k) as O. pose proof (moves (d k) O) as Mv. rewrite S_INR.
      assert (En : d (S k) = next (d k)) by reflexivity. rewrite En. destruct (Rle_or_lt (d k) e) as [H|H].
      + rewrite Rmax_right in * by lra. lra.
      + rewrite (Rmax_left (d k)) in IH by lra.
        pose proof (lowered_gain (d k) (Rmax (next (d k)) e)) as G.
        specialize (G ltac:(split; [apply Rlt_le_trans with (2 := Rmax_r _ _); lra | apply Rmax_lub_lt; lra])
          ltac:(lra)
          (Rmax_l _ _)). lra. }
  intros He. rewrite Rmax_right in H by assumption. lra.
Qed.
End Lower.

Lemma part_mean x y top : l < y < x -> x <= alpha -> next x <= y -> top = - ln (1 - z) -> 0 < top ->
  0 <= lf x - lf y <= top.
Proof using step_positive start depth step.
  intros Hy Hx Hn -> Ht. destruct (part_ratio x y Hy Hx Hn) as [s [Hs [Es V]]].
  pose proof (negative x ltac:(lra)) as P. pose proof (negative y ltac:(lra)) as P'. pose proof steepest as [Z _].
  pose proof (ln_grows y x ltac:(lra) Hx). split; [lra|].
  rewrite <- ln_div by assumption. replace (- f N lam x / - f N lam y) with (f N lam x / f N lam y) by (field; lra).
  rewrite <- ln_Rinv by lra. apply ln_le_compat; lra.
Qed.

Lemma mean_concave x y top : (N <= 5)%nat \/ lam >= 0 -> top = - ln (1 - z) -> 0 < top ->
  l < y < x -> x <= alpha -> next x <= y ->
  tau N lam alpha y - tau N lam alpha x <= (y - x) / f N lam x * (1
    + ((exp top - 1) / top - 1) / top * (lf x - lf y)).
Proof using step_positive start accuracy depth step far above.
  intros Hc Et Ht Hy Hx Hn. pose proof (part_mean x y top Hy Hx Hn Et Ht) as B. pose proof (negative x ltac:(lra)).
  pose proof (part_falling N lam l hi depth one_sign alpha x y from ltac:(lra) ltac:(lra) ltac:(nra) top (concave Hc))
    as P.
  rewrite !size_is, Ropp_minus_distr in P by lra. apply P; assumption.
Qed.

Lemma mean_convex x y top : top = - ln (1 - z) -> 0 < top -> l < y < x -> x <= alpha -> next x <= y ->
  tau N lam alpha y - tau N lam alpha x <= (y - x) / f N lam x * (1 + (exp top - 1) / (2 * top) * (lf x - lf y)).
Proof using step_positive start accuracy depth step far above.
  intros Et Ht Hy Hx Hn. pose proof (part_mean x y top Hy Hx Hn Et Ht) as B. pose proof (negative x ltac:(lra)).
  pose proof (part_falling_convex N lam l hi depth one_sign alpha x y from ltac:(lra) ltac:(lra) ltac:(nra) top
    convex) as P.
  rewrite !size_is, Ropp_minus_distr in P by lra. apply P; assumption.
Qed.
End Above.
