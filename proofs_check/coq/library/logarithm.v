(* phi(u) = -1/ln(1 - u) - 1/u on (0, 1): at most -1/2, decreasing, at least -9/16 up to u = 1/2. It is what a count
   of steps with the contraction 1 - eta h has beyond 1/(eta h). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import linear_growth.
Open Scope R_scope.

Definition phi (u : R) : R := - / ln (1 - u) - / u.

Lemma ln_below_zero u : 0 < u < 1 -> ln (1 - u) < 0.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

(* -ln(1 - u) >= 2 u / (2 - u) *)
Lemma ln_pade u : 0 <= u < 1 -> 2 * u / (2 - u) <= - ln (1 - u).
Proof.
  intros H. destruct (mean_value (fun u => - ln (1 - u) - 2 * u / (2 - u)) (fun u => u ^ 2 / ((1 - u) * (2 - u) ^ 2))
    0 u ltac:(lra)) as [c [Hc E]].
  - intros x Hx. auto_derive; [repeat split; lra | field; lra].
  - rewrite Rminus_0_r, ln_1 in E.
    assert (0 <= c ^ 2 / ((1 - c) * (2 - c) ^ 2) * u); [|lra]. apply Rmult_le_pos; [|lra].
    apply Rdiv_le_0_compat; [apply pow2_ge_0 | apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]].
Qed.

Lemma phi_high u : 0 < u < 1 -> phi u <= - / 2.
Proof.
  intros H. pose proof (ln_below_zero u H). pose proof (ln_pade u ltac:(lra)) as P. unfold phi.
  assert (Q : / - ln (1 - u) <= / (2 * u / (2 - u))) by (apply Rinv_le_contravar; [apply Rdiv_lt_0_compat|]; lra).
  rewrite Rinv_opp in Q. replace (/ (2 * u / (2 - u))) with (/ u - / 2) in Q by (field; lra). lra.
Qed.

(* -2 ln w <= 1/w - w *)
Lemma ln_sinh w : 0 < w <= 1 -> - (2 * ln w) <= / w - w.
Proof.
  intros H. destruct (mean_value (fun w => / w - w + 2 * ln w) (fun w => - (/ w - 1) ^ 2) w 1 ltac:(lra))
    as [c [Hc E]].
  - intros x Hx. auto_derive; [repeat split; lra | field; lra].
  - rewrite Rinv_1, ln_1 in E. assert (0 <= (/ c - 1) ^ 2 * (1 - w)); [|lra].
    apply Rmult_le_pos; [apply pow2_ge_0 | lra].
Qed.

Lemma phi_decreasing u v : 0 < u <= v -> v < 1 -> phi v <= phi u.
Proof.
  intros H Hv. destruct (mean_value phi (fun u => - (/ ((1 - u) * ln (1 - u) ^ 2)) + / u ^ 2) u v ltac:(lra))
    as [c [Hc E]].
  - intros x Hx. pose proof (ln_below_zero x ltac:(lra)) as Hl. unfold phi.
    auto_derive; change (1 + - x) with (1 - x); [repeat split; lra | field; lra].
  - pose proof (ln_below_zero c ltac:(lra)) as Hl.
    assert (0 <= - (- (/ ((1 - c) * ln (1 - c) ^ 2)) + / c ^ 2) * (v - u)); [|lra]. apply Rmult_le_pos; [|lra].
    set (w := sqrt (1 - c)). assert (Hw : w * w = 1 - c) by (apply sqrt_sqrt; lra).
    assert (Hw0 : 0 < w) by (apply sqrt_lt_R0; lra). assert (Hw1 : w < 1) by nra.
    pose proof (ln_sinh w ltac:(lra)) as S. rewrite <- Hw in *. rewrite ln_mult in * by assumption.
    set (l := - (2 * ln w)) in *. replace (ln w + ln w) with (- l) in * by (unfold l; ring).
    assert (P : (w * l) ^ 2 <= c ^ 2).
    { apply pow_incr. split; [apply Rmult_le_pos; lra|].
      apply Rle_trans with (w * (/ w - w)); [apply Rmult_le_compat_l; lra|]. right. field_simplify; lra. }
    assert (0 < (w * l) ^ 2) by (apply pow_lt, Rmult_lt_0_compat; lra).
    assert (/ c ^ 2 <= / (w * l) ^ 2) by (apply Rinv_le_contravar; assumption).
    replace (w * w * (- l) ^ 2) with ((w * l) ^ 2) by ring. lra.
Qed.

(* ln 2 <= 16/23, from the exponential series *)
Lemma ln_2_high : ln 2 <= 16 / 23.
Proof.
  rewrite <- (ln_exp (16 / 23)). apply ln_le; [lra|].
  apply Rle_trans with (2 := exp_ge_taylor (16 / 23) 4 ltac:(lra)). cbn -[pow INR]. simpl. lra.
Qed.

Lemma phi_low u : 0 < u <= / 2 -> - (9 / 16) <= phi u.
Proof.
  intros H. apply Rle_trans with (phi (/ 2)); [|apply phi_decreasing; lra].
  unfold phi. replace (1 - / 2) with (/ 2) by field. rewrite ln_Rinv by lra. pose proof ln_2_high.
  assert (0 < ln 2) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (/ (16 / 23) <= / ln 2) by (apply Rinv_le_contravar; assumption).
  replace (- / - ln 2) with (/ ln 2) by (field; lra). lra.
Qed.
