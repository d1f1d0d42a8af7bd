(* The sharp law for a start below the limit, from below: the time of a step, or of the part of the last one up to
   the target, and the logarithms of f gain at most 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms abel_integrals abel.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_below.
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
Notation z := (z_L N lam eta).
Notation lf x := (ln (f N lam x)).
Notation df x := (eta * slope N lam x).
Notation d := (iterate N alpha lam eta).
Notation next x := (x + eta * f N lam x).
Notation time x := (tau N lam alpha x / eta).

Let positive := positive N lam depth retained.
Let one_sign := one_sign N lam depth retained.
Let concave := concave N lam depth retained.
Let gain_is := gain_is N lam depth retained.
Let ends := ends N lam alpha eps start accuracy depth far below retained.
Let between := between N lam alpha eps start accuracy depth far below retained.
Let from := from N lam alpha eps start accuracy depth far below retained.
Let rises_left := rises_left N lam alpha eta eps start step_positive accuracy depth far below retained.
Let hk_largest := hk_largest N lam alpha eta eps start step_positive accuracy depth far below retained.
Let ln_rises := ln_rises N lam alpha eta eps start step_positive accuracy depth far below retained.
Let ln_falls := ln_falls N lam alpha eta eps start step_positive accuracy depth far below retained.
Let part_ratio := part_ratio N lam eta step_positive depth retained.
Let steepest := steepest N lam alpha eta step_positive depth step retained.
Let moves := moves N lam alpha eta step_positive depth step retained.
Let z_largest := z_largest N lam alpha eta step_positive depth step retained.
Let hk_bounds := hk_bounds N lam alpha eta eps start step_positive accuracy depth step far below retained.
Let orbit := orbit N lam alpha eta eps start step_positive accuracy depth step far below retained.
Let orbit_grows := orbit_grows N lam alpha eta eps start step_positive accuracy depth step far below retained.

(* b on the left of the largest f, c_ on the right. *)
Notation b := (1 / 2 - h_K N lam alpha eta eps / 6).
Notation A := (- ln (1 - z_L N lam eta)).
Notation c_ := (((exp (- ln (1 - z_L N lam eta)) - 1) / (- ln (1 - z_L N lam eta)) - 1) / (- ln (1 - z_L N lam eta))).

Definition lowered (x : R) : R :=
  if Rle_dec x m then time x + b * (lf x - lf alpha)
  else time x + b * (lf m - lf alpha) + c_ * (lf x - lf m).

Lemma steep_positive : 0 < A.
Proof.
  pose proof steepest as [Z _]. pose proof (ln_increasing (1 - z) 1 ltac:(lra) ltac:(lra)) as H. rewrite ln_1 in H.
  lra.
Qed.

Lemma excess_positive : 0 <= c_.
Proof.
  pose proof steep_positive as P. set (t := A) in *.
  apply Rdiv_le_0_compat; [|assumption]. pose proof (exp_ineq1_le t).
  assert (1 <= (exp t - 1) / t); [|lra]. apply Rmult_le_reg_r with t; [assumption|].
  replace ((exp t - 1) / t * t) with (exp t - 1) by (field; lra). lra.
Qed.

(* A part of a step on the left, and on the right, with the share s of it. *)
Lemma left_part x y : alpha <= x < y -> y <= m -> y <= next x -> exists s, 0 < s <= 1 /\
  y - x = s * (eta * f N lam x) /\ 0 <= lf y - lf x <= hk /\ time y - time x <= s * (1 - b * (lf y - lf x)).
Proof.
  intros Hx Hm Hn. pose proof ends as E. pose proof between as B.
  destruct (part_ratio x y ltac:(lra) Hn ltac:(lra)) as [s [c [Hs [Hc [Es R]]]]]. exists s.
  pose proof (positive x ltac:(lra)) as Px. pose proof (positive y ltac:(lra)) as Py.
  pose proof (ln_rises x y ltac:(lra) Hm) as Rise. pose proof (hk_largest c ltac:(lra)) as HC.
  pose proof hk_bounds as HK.
  pose proof (rises_left c ltac:(lra) ltac:(lra)) as HR.
  assert (Up : lf y - lf x <= hk).
  { rewrite <- ln_div by assumption. pose proof (ln_at_most (f N lam y / f N lam x) ltac:(apply Rdiv_lt_0_compat;
      assumption)).
    nra. }
  split; [assumption|]. split; [assumption|]. split; [lra|].
  pose proof (part_rising N lam 0 l depth one_sign alpha x y from ltac:(lra) ltac:(lra)
    ltac:(apply Rmult_lt_0_compat; lra) hk concave) as P.
  rewrite !gain_is in P by lra. specialize (P ltac:(lra)). rewrite Es in P.
  replace (time y - time x) with ((tau N lam alpha y - tau N lam alpha x) * / eta) by (field; lra).
  apply Rmult_le_compat_r with (r := / eta) in P; [|left; apply Rinv_0_lt_compat; lra]. apply Rle_trans with (1 := P).
  right. field. lra.
Qed.

Lemma right_part x y : m <= x < y -> y <= e -> y <= next x -> exists s, 0 < s <= 1 /\
  y - x = s * (eta * f N lam x) /\ 0 <= lf x - lf y /\ time y - time x <= s * (1 + c_ * (lf x - lf y)).
Proof.
  intros Hx He Hn. pose proof ends as E. pose proof between as B.
  destruct (part_ratio x y ltac:(lra) Hn ltac:(lra)) as [s [c [Hs [Hc [Es R]]]]]. exists s.
  pose proof (positive x ltac:(lra)) as Px. pose proof (positive y ltac:(lra)) as Py.
  pose proof (ln_falls x y ltac:(lra) He) as Fall. pose proof (z_largest c ltac:(lra)) as HC.
  pose proof steepest as [Z _].
  assert (Up : lf x - lf y <= A).
  { assert (ln (1 - z) <= ln (f N lam y / f N lam x)) as Q by (apply ln_le_compat; [lra | rewrite R; nra]).
    rewrite ln_div in Q by assumption. lra. }
  split; [assumption|]. split; [assumption|]. split; [lra|].
  pose proof (part_falling N lam 0 l depth one_sign alpha x y from ltac:(lra) ltac:(lra)
    ltac:(apply Rmult_lt_0_compat; lra) A concave) as P.
  rewrite !gain_is in P by lra. specialize (P ltac:(lra) steep_positive). rewrite Es in P.
  replace (time y - time x) with ((tau N lam alpha y - tau N lam alpha x) * / eta) by (field; lra).
  apply Rmult_le_compat_r with (r := / eta) in P; [|left; apply Rinv_0_lt_compat; lra]. apply Rle_trans with (1 := P).
  right. field. split; [|lra]. pose proof steep_positive. lra.
Qed.

Lemma lowered_gain x y : alpha <= x < y -> y <= e -> y <= next x -> lowered y - lowered x <= 1.
Proof.
  intros Hx He Hn. pose proof ends as E. pose proof between as B. pose proof hk_bounds as HK.
  pose proof excess_positive as HC.
  unfold lowered. destruct (Rle_dec y m) as [Hy|Hy].
  - destruct (Rle_dec x m); [|lra]. destruct (left_part x y ltac:(lra) Hy Hn) as [s [Hs [_ [Ha Ht]]]].
    set (a := lf y - lf x) in *. assert (b * a <= 1) by nra.
    assert ((1 - s) * (b * a) <= (1 - s) * 1) by (apply Rmult_le_compat_l; lra).
    replace (lf y - lf alpha) with (a + (lf x - lf alpha)) by (unfold a; ring). lra.
  - destruct (Rle_dec x m) as [Hm|Hm].
    + destruct (Req_dec x m) as [Exm|Nxm].
      * rewrite Exm in *. destruct (right_part m y ltac:(lra) He Hn) as [s [Hs [_ [Ha Ht]]]].
        set (a := lf m - lf y) in *. assert (0 <= c_ * a) by (apply Rmult_le_pos; assumption).
        replace (lf y - lf m) with (- a) by (unfold a; ring). nra.
      * destruct (left_part x m ltac:(lra) ltac:(lra) ltac:(lra)) as [s [Hs [Es [Ha Ht]]]].
        pose proof (positive x ltac:(lra)) as Px. pose proof (positive m ltac:(lra)) as Pm.
        assert (Hr : lf x <= lf m) by lra.
        assert (Hq : f N lam x <= f N lam m).
        { rewrite <- (exp_ln (f N lam x)), <- (exp_ln (f N lam m)) by assumption. apply exp_le_compat. assumption. }
        assert (Hn' : y <= next m) by (assert (eta * f N lam x <= eta * f N lam m) by (apply Rmult_le_compat_l; lra);
          lra).
        destruct (right_part m y ltac:(lra) He Hn') as [s' [Hs' [Es' [Ha' Ht']]]].
        set (a := lf m - lf x) in *. set (a' := lf m - lf y) in *. set (q := f N lam x / f N lam m).
        assert (Eq : exp (- a) = q).
        { unfold a, q. replace (- (lf m - lf x)) with (lf x - lf m) by ring. rewrite <- ln_div, exp_ln by
            (assumption || (apply Rdiv_lt_0_compat; assumption)). reflexivity. }
        pose proof (exp_below_quadratic a ltac:(lra)) as Q. rewrite Eq in Q.
        assert (Share : s' <= (1 - s) * q).
        { assert (T : s * (eta * f N lam x) + s' * (eta * f N lam m) <= eta * f N lam x) by lra.
          apply Rmult_le_reg_r with (eta * f N lam m); [apply Rmult_lt_0_compat; lra|].
          replace ((1 - s) * q * (eta * f N lam m)) with ((1 - s) * (eta * f N lam x)) by (unfold q; field; lra). lra.
          }
        replace (lf y - lf m) with (- a') by (unfold a'; ring).
        replace (lf m - lf alpha) with (a + (lf x - lf alpha)) by (unfold a; ring).
        assert (0 <= c_ * a') by (apply Rmult_le_pos; assumption).
        assert (s' * (c_ * a') <= 1 * (c_ * a')) by (apply Rmult_le_compat_r; lra).
        assert (b * a + q <= 1) by nra.
        assert ((1 - s) * (b * a + q) <= (1 - s) * 1) by (apply Rmult_le_compat_l; lra). lra.
    + destruct (right_part x y ltac:(lra) He Hn) as [s [Hs [_ [Ha Ht]]]].
      set (a := lf x - lf y) in *. assert (0 <= c_ * a) by (apply Rmult_le_pos; assumption).
      replace (lf y - lf m) with (- a + (lf x - lf m)) by (unfold a; ring). nra.
Qed.

Lemma count_lower k : e <= d k -> time e + b * (lf m - lf alpha) - c_ * (lf m - lf e) <= INR k.
Proof.
  pose proof ends as E. pose proof between as B.
  assert (H : lowered (Rmin (d k) e) <= INR k).
  { induction k as [|k IH].
    - cbn [iterate INR]. rewrite Rmin_left by lra. unfold lowered. destruct (Rle_dec alpha m); [|lra].
      unfold tau. rewrite RInt_point. unfold zero; simpl. lra.
    - pose proof (orbit k) as O. rewrite S_INR. destruct (Rle_or_lt e (d k)) as [H|H].
      + pose proof (orbit_grows k (S k) ltac:(lia)). rewrite Rmin_right in * by lra. lra.
      + rewrite Rmin_left in IH by lra. pose proof (moves (d k) ltac:(lra)) as Mv.
        assert (lowered (Rmin (d (S k)) e) - lowered (d k) <= 1); [|lra].
        assert (En : d (S k) = next (d k)) by reflexivity. rewrite En.
        apply lowered_gain; [split; [lra | apply Rmin_glb_lt; lra] | apply Rmin_r | apply Rmin_l]. }
  intros He. rewrite Rmin_right in H by assumption. unfold lowered in H. destruct (Rle_dec e m) as [Hm|Hm]; [|lra].
  replace (x_m N lam alpha eps) with e in * by lra. lra.
Qed.
End Below.
