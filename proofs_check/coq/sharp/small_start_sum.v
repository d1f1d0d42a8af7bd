(* Small starts, N >= 3: in units s of the limit the size of the factors is at most Z s^(N-2), so that their cubes
   along an orbit add up to a bound that does not know the start. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals abel abel_step_zeros.
From dmf.statements Require Import definitions names.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape closed_law_defect closed_law_count
  small_start_half.
From dmf.sharp Require sharp_law_below closed_law_below.
Open Scope R_scope.

Lemma power_gain m x y : 0 <= x <= y -> INR m * (x ^ m * (y - x)) <= x * (y ^ m - x ^ m).
Proof.
  intros Hx. destruct m as [|m]; [simpl; lra|].
  destruct (Req_dec x y) as [->|Hn]; [right; ring|].
  pose proof (difference_of_powers m x y) as D. rewrite D.
  assert (H : INR (S m) * x ^ m <= G m x y).
  { clear D. induction m as [|m IH]; [simpl; lra|].
    change (G (S m) x y) with (x * G m x y + y ^ S m). rewrite (S_INR (S m)).
    assert (x ^ S m <= y ^ S m) by (apply pow_incr; lra). change (x ^ S m) with (x * x ^ m) in *.
    assert (x * (INR (S m) * x ^ m) <= x * G m x y) by (apply Rmult_le_compat_l; lra). lra. }
  change (x ^ S m) with (x * x ^ m).
  replace (INR (S m) * (x * x ^ m * (y - x))) with (x * ((y - x) * (INR (S m) * x ^ m))) by ring.
  apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra.
Qed.

Section Small.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 3)%nat.
Hypothesis retained : lam > 0.
Hypothesis below : alpha ^ N < lam.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).

Notation l := (L N lam).
Notation e := (L N lam - eps).
Notation h := (h_L N lam eta).
Notation d := (iterate N alpha lam eta).
Notation next x := (x + eta * f N lam x).
Notation size x := (Rabs (eta * f N lam x) * spread N lam x).
Notation sigma := (sigma_N N lam).
Notation Zs := (Z N lam eta).

Let deep : (N >= 2)%nat. Proof. lia. Qed.
Let F := sharp_law_below.limit_facts N lam deep retained.
Let E := sharp_law_below.ends N lam alpha eps start accuracy deep far below retained.
Let positive := sharp_law_below.positive N lam deep retained.
Let moves := sharp_law_below.moves N lam alpha eta step_positive deep step retained.
Let orbit := sharp_law_below.orbit N lam alpha eta eps start step_positive accuracy deep step far below retained.
Let sign := sharp_law_below.one_sign N lam deep retained.
Let e1_facts := closed_law_below.e1_is N lam alpha eta eps start step_positive accuracy deep step far below retained.

Lemma h_facts : h = eta * (l ^ (N - 2) * l ^ N) /\ 0 < h.
Proof.
  destruct F as [Hl _]. assert (Eh : h = eta * (l ^ (N - 2) * l ^ N)) by (apply h_is; assumption).
  split; [assumption|].
  rewrite Eh. apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat; apply pow_lt; assumption.
Qed.

Lemma size_parts x : alpha <= x < l -> size x = eta * f N lam x * ((INR N - 1) / x) +
  (eta * f N lam x * (2 * sigma / (l + x)) + eta * f N lam x * / (l - x)).
Proof. apply (closed_law_below.size_is N lam alpha eta start step_positive deep retained). Qed.

Lemma size_small x : alpha <= x < l -> 0 <= size x <= Zs * (x / l) ^ (N - 2).
Proof.
  intros Hx. destruct F as [Hl El]. destruct h_facts as [Eh Ph]. pose proof (positive x ltac:(lra)) as P.
  pose proof (depth_real N deep) as D. pose proof (closed_law_below.sigma_nonnegative N lam deep) as S0.
  rewrite size_parts by assumption. set (q := eta * f N lam x). set (w := h * (x / l) ^ (N - 2)).
  assert (Q : 0 < q) by (apply Rmult_lt_0_compat; lra).
  assert (Ew : w = eta * lam * x ^ (N - 2)).
  { unfold w, Rdiv. rewrite Eh, Rpow_mult_distr, pow_inv, El. field. apply pow_nonzero. lra. }
  assert (X0 : 0 < x ^ (N - 2)) by (apply pow_lt; lra).
  assert (A : q / x <= w).
  { rewrite Ew. unfold q, f. rewrite pred_power by assumption.
    replace (eta * (x * x ^ (N - 2) * (lam - x ^ N)) / x) with (eta * (x ^ (N - 2) * (lam - x ^ N))) by (field; lra).
    replace (eta * lam * x ^ (N - 2)) with (eta * (x ^ (N - 2) * lam)) by ring.
    pose proof (pow_lt x N ltac:(lra)). apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; lra. }
  assert (B : q * / (l - x) <= INR N * w).
  { assert (Hn : exists n, N = S n) by (exists (N - 1)%nat; lia). destruct Hn as [n Hn].
    assert (Ef : f N lam x = (l - x) * (x ^ n * G n x l)).
    { unfold f. replace (N - 1)%nat with n by lia. pose proof (difference_of_powers n x l) as Dp.
      rewrite <- Hn, El in Dp. rewrite Dp. ring. }
    replace (q * / (l - x)) with (eta * (x ^ n * G n x l)) by (unfold q; rewrite Ef; field; lra).
    pose proof (G_bounded n x l l ltac:(lra) ltac:(lra)) as Gb. rewrite <- Hn in Gb.
    pose proof (G_nonnegative n x l ltac:(lra) ltac:(lra)) as G0.
    rewrite Ew. replace (INR N * (eta * lam * x ^ (N - 2))) with (eta * (l * x ^ (N - 2) * (INR N * l ^ n))).
    - apply Rmult_le_compat_l; [lra|]. replace (x ^ n) with (x * x ^ (N - 2))
        by (rewrite <- pred_power by assumption; f_equal; lia).
      apply Rmult_le_compat; [nra | assumption | apply Rmult_le_compat_r; lra | assumption].
    - assert (Elam : l * l ^ n = lam) by (change (l * l ^ n) with (l ^ S n); rewrite <- Hn; exact El).
      replace (eta * (l * x ^ (N - 2) * (INR N * l ^ n))) with (INR N * (eta * (l * l ^ n) * x ^ (N - 2))) by ring.
      rewrite Elam. reflexivity. }
  assert (C : q * (2 * sigma / (l + x)) <= sigma * w).
  { replace (q * (2 * sigma / (l + x))) with (sigma * (q / x * (2 * x / (l + x)))) by (field; lra).
    apply Rmult_le_compat_l; [assumption|]. rewrite <- (Rmult_1_r w).
    apply Rmult_le_compat; [apply Rdiv_le_0_compat; lra | | assumption|].
    - apply Rdiv_le_0_compat; lra.
    - apply Rmult_le_reg_r with (l + x); [lra|]. replace (2 * x / (l + x) * (l + x)) with (2 * x) by (field; lra).
      lra. }
  split.
  - apply Rplus_le_le_0_compat; [|apply Rplus_le_le_0_compat]; apply Rmult_le_pos; try lra;
      try (apply Rdiv_le_0_compat; lra). left. apply Rinv_0_lt_compat. lra.
  - replace (Zs * (x / l) ^ (N - 2)) with ((INR N - 1) * w + (sigma * w + INR N * w)) by (unfold Z, w; ring).
    apply Rplus_le_compat; [|apply Rplus_le_compat; assumption].
    replace (q * ((INR N - 1) / x)) with ((INR N - 1) * (q / x)) by (field; lra). apply Rmult_le_compat_l; lra.
Qed.

Lemma unit_part x : alpha <= x < l -> 0 < x / l < 1.
Proof.
  intros Hx. destruct F as [Hl _]. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_lt_reg_r with l; [lra|].
  replace (x / l * l) with x by (field; lra). lra.
Qed.

Lemma size_at_most x : alpha <= x < l -> size x <= Zs.
Proof.
  intros Hx. pose proof (size_small x Hx) as [S0 S1]. pose proof (unit_part x Hx) as U.
  assert (P : 0 < (x / l) ^ (N - 2) <= 1).
  { split; [apply pow_lt; lra|]. rewrite <- (pow1 (N - 2)). apply pow_incr. lra. }
  destruct (Rle_or_lt 0 Zs); [nra | exfalso; nra].
Qed.

(* What the cubes gain. *)
Definition Y (x : R) : R := (INR N - 1) / (2 * INR N - 4) * (x / l) ^ (2 * N - 4)
  + 2 * sigma / (2 * INR N - 3) * (x / l) ^ (2 * N - 3) - ln (l - x).

Lemma depth_three : 3 <= INR N.
Proof. clear - depth. apply (le_INR 3) in depth. simpl in depth. lra. Qed.

Lemma Y_gains x : alpha <= x <= e -> size x ^ 3 <= Zs ^ 2 * (Y (next x) - Y x).
Proof.
  intros Hx. destruct F as [Hl El]. pose proof (positive x ltac:(lra)) as P. pose proof (moves x ltac:(lra)) as M.
  pose proof depth_three as D3. pose proof (closed_law_below.sigma_nonnegative N lam deep) as S0.
  pose proof (size_small x ltac:(lra)) as [Z0 Z1]. pose proof (unit_part x ltac:(lra)) as U.
  pose proof (unit_part (next x) ltac:(lra)) as U'.
  set (q := eta * f N lam x) in *. assert (Q : 0 < q) by (apply Rmult_lt_0_compat; lra).
  set (s := x / l) in *. set (s' := (x + q) / l) in *. set (m := (2 * N - 4)%nat).
  assert (Hs : s' - s = q / l) by (unfold s, s'; field; lra).
  assert (Hss : 0 < s < s') by (assert (0 < q / l) by (apply Rdiv_lt_0_compat; lra); lra).
  assert (Square : size x ^ 2 <= Zs ^ 2 * s ^ m).
  { apply Rle_trans with ((Zs * s ^ (N - 2)) ^ 2); [apply pow_incr; split; assumption|].
    rewrite Rpow_mult_distr, <- pow_mult. replace ((N - 2) * 2)%nat with m by (unfold m; lia). lra. }
  assert (Rm : INR m = 2 * INR N - 4) by (unfold m; rewrite minus_INR, mult_INR by lia; simpl; ring).
  assert (Rm1 : INR (S m) = 2 * INR N - 3) by (rewrite S_INR; lra).
  assert (Sm : 0 < s ^ m <= 1).
  { split; [apply pow_lt; lra|]. rewrite <- (pow1 m). apply pow_incr. lra. }
  assert (A : (INR N - 1) * (q / x) * s ^ m <= (INR N - 1) / (2 * INR N - 4) * (s' ^ m - s ^ m)).
  { pose proof (power_gain m s s' ltac:(lra)) as G. rewrite Hs, Rm in G.
    replace (q / x) with (q / l / s) by (unfold s; field; lra).
    apply Rmult_le_reg_l with (s * (2 * INR N - 4)); [apply Rmult_lt_0_compat; lra|].
    replace (s * (2 * INR N - 4) * ((INR N - 1) * (q / l / s) * s ^ m))
      with ((INR N - 1) * ((2 * INR N - 4) * (s ^ m * (q / l)))) by (field; lra).
    replace (s * (2 * INR N - 4) * ((INR N - 1) / (2 * INR N - 4) * (s' ^ m - s ^ m)))
      with ((INR N - 1) * (s * (s' ^ m - s ^ m))) by (field; lra).
    apply Rmult_le_compat_l; lra. }
  assert (B : 2 * sigma * (q / (l + x)) * s ^ m <= 2 * sigma / (2 * INR N - 3) * (s' ^ S m - s ^ S m)).
  { pose proof (power_gain (S m) s s' ltac:(lra)) as G. rewrite Hs, Rm1 in G.
    apply Rle_trans with (2 * sigma * (q / l) * s ^ m).
    - apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; [lra|].
      apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra].
    - apply Rmult_le_reg_l with (s * (2 * INR N - 3)); [apply Rmult_lt_0_compat; lra|].
      replace (s * (2 * INR N - 3) * (2 * sigma * (q / l) * s ^ m))
        with (2 * sigma * ((2 * INR N - 3) * (s ^ S m * (q / l)))) by (simpl; ring).
      replace (s * (2 * INR N - 3) * (2 * sigma / (2 * INR N - 3) * (s' ^ S m - s ^ S m)))
        with (2 * sigma * (s * (s' ^ S m - s ^ S m))) by (field; lra).
      apply Rmult_le_compat_l; lra. }
  assert (C : q * / (l - x) * s ^ m <= ln (l - x) - ln (l - (x + q))).
  { pose proof (ln_at_least ((l - x) / (l - (x + q))) ltac:(apply Rdiv_lt_0_compat; lra)) as G3.
    rewrite Rinv_div, ln_div in G3 by lra. replace (1 - (l - (x + q)) / (l - x)) with (q * / (l - x)) in G3
      by (field; lra).
    apply Rle_trans with (2 := G3). rewrite <- Rmult_1_r. apply Rmult_le_compat_l; [|lra].
    apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]. }
  pose proof (size_parts x ltac:(lra)) as Parts. fold q in Parts. set (z := Rabs q * spread N lam x) in *.
  replace (z ^ 3) with (z ^ 2 * z) by ring.
  apply Rle_trans with (Zs ^ 2 * s ^ m * z); [apply Rmult_le_compat_r; assumption|].
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pow2_ge_0|].
  rewrite Parts. unfold Y. fold s s' m. replace (2 * N - 3)%nat with (S m) by (unfold m; lia).
  replace (q * ((INR N - 1) / x)) with ((INR N - 1) * (q / x)) by (field; lra).
  replace (q * (2 * sigma / (l + x))) with (2 * sigma * (q / (l + x))) by (field; lra). lra.
Qed.

Lemma Y_range x : alpha <= x <= e ->
  Y x - Y alpha <= (INR N - 1) / (2 * INR N - 4) + 2 * sigma / (2 * INR N - 3) + ln (l / eps).
Proof.
  intros Hx. destruct F as [Hl El]. pose proof depth_three as D3.
  pose proof (closed_law_below.sigma_nonnegative N lam deep) as S0.
  pose proof (unit_part x ltac:(lra)) as U. pose proof (unit_part alpha ltac:(lra)) as Ua.
  assert (P : forall m, 0 <= (x / l) ^ m <= 1 /\ 0 <= (alpha / l) ^ m).
  { intros m. split; [split; [apply pow_le; lra | rewrite <- (pow1 m); apply pow_incr; lra] | apply pow_le; lra]. }
  unfold Y. destruct (P (2 * N - 4)%nat) as [P1 P2]. destruct (P (2 * N - 3)%nat) as [P3 P4].
  assert (C1 : 0 <= (INR N - 1) / (2 * INR N - 4)) by (apply Rdiv_le_0_compat; lra).
  assert (C2 : 0 <= 2 * sigma / (2 * INR N - 3)) by (apply Rdiv_le_0_compat; lra).
  pose proof (ln_le_compat eps (l - x) ltac:(lra) ltac:(lra)).
  pose proof (ln_le_compat (l - alpha) l ltac:(lra) ltac:(lra)).
  rewrite ln_div by lra.
  assert ((INR N - 1) / (2 * INR N - 4) * (x / l) ^ (2 * N - 4) <= (INR N - 1) / (2 * INR N - 4) * 1)
    by (apply Rmult_le_compat_l; lra).
  assert (2 * sigma / (2 * INR N - 3) * (x / l) ^ (2 * N - 3) <= 2 * sigma / (2 * INR N - 3) * 1)
    by (apply Rmult_le_compat_l; lra).
  assert (0 <= (INR N - 1) / (2 * INR N - 4) * (alpha / l) ^ (2 * N - 4)) by (apply Rmult_le_pos; lra).
  assert (0 <= 2 * sigma / (2 * INR N - 3) * (alpha / l) ^ (2 * N - 3)) by (apply Rmult_le_pos; lra). lra.
Qed.

Hypothesis small : Zs < 1.
Notation path := (fun x => alpha <= x <= e).
Let from := closed_law_below.from_start N lam alpha eps start accuracy deep far below retained.

Lemma constants : 0 <= Zs /\ 0 <= bound Zs.
Proof.
  pose proof (size_small alpha ltac:(lra)) as [S0 _]. pose proof (size_at_most alpha ltac:(lra)) as S1.
  pose proof (bound_grows 0 Zs ltac:(lra) small). lra.
Qed.

Lemma cubic_defect x : path x -> Rabs (Phi_2 N lam eta x (next x) - 1) <= bound Zs * size x ^ 3.
Proof.
  intros Hx. pose proof (moves x ltac:(lra)) as M. pose proof (size_small x ltac:(lra)) as [S0 _].
  pose proof (size_at_most x ltac:(lra)) as S1.
  pose proof (defect_of_step N lam 0 l eta deep (Rle_refl 0) sign step_positive x (size x) ltac:(lra) ltac:(lra)
    ltac:(lra) ltac:(lra)) as D.
  apply Rle_trans with (1 := D). pose proof (bound_grows (size x) Zs (conj S0 S1) small). rewrite Rmult_comm.
  apply Rmult_le_compat_r; [apply pow_le; assumption | lra].
Qed.

Lemma cubes_add k : d k <= e \/ (forall j, (j < k)%nat -> d j <= e) ->
  Rabs (INR k - Phi_2 N lam eta alpha (d k)) <= bound Zs * (Zs ^ 2 * (Y (d k) - Y alpha)).
Proof.
  destruct constants as [Z0 B0]. intros H.
  assert (Hj : forall j, (j < k)%nat -> path (d j)).
  { intros j Hj. pose proof (orbit j). split; [lra|]. destruct H as [H|H]; [|apply H; assumption].
    pose proof (sharp_law_below.orbit_grows N lam alpha eta eps start step_positive accuracy deep step far below
      retained j k ltac:(lia)). lra. }
  clear H. induction k as [|k IH].
  - cbn [iterate INR]. rewrite (Phi_2_nothing N lam 0 l eta deep sign step_positive) by exact from.
    rewrite Rminus_0_r, Rabs_R0. right. ring.
  - specialize (IH ltac:(intros; apply Hj; lia)). pose proof (Hj k ltac:(lia)) as Pk.
    pose proof (moves (d k) ltac:(lra)) as M.
    cbn [iterate]. rewrite (Phi_2_additive N lam 0 l eta deep sign step_positive alpha (d k) (next (d k)) from)
      by lra.
    pose proof (cubic_defect _ Pk) as D. pose proof (Y_gains _ Pk) as G.
    apply Rmult_le_compat_l with (r := bound Zs) in G; [|assumption].
    rewrite S_INR. apply Rabs_le_between in IH. apply Rabs_le_between in D. apply Rabs_le. lra.
Qed.

Notation total := ((INR N - 1) / (2 * INR N - 4) + 2 * sigma / (2 * INR N - 3) + ln (l / eps)).

Lemma Phi_2_rises x y : alpha <= x < y -> y < l -> Phi_2 N lam eta alpha x < Phi_2 N lam eta alpha y.
Proof.
  intros Hx Hy. pose proof (positive x ltac:(lra)) as P.
  pose proof (Phi_2_moves N lam 0 l eta deep (Rle_refl 0) sign step_positive alpha x y Zs from ltac:(lra) ltac:(lra)
    ltac:(lra) small ltac:(intros t Ht; apply size_at_most; lra)) as M.
  apply Rmult_lt_reg_l with (f N lam x); [assumption|]. lra.
Qed.

Lemma small_upper k : d k < e -> INR k < Phi_2 N lam eta alpha e + bound Zs * (Zs ^ 2 * total).
Proof.
  intros Hk. destruct constants as [Z0 B0]. pose proof (orbit k) as O. pose proof (cubes_add k ltac:(left; lra)) as S.
  apply Rabs_le_between in S. pose proof (Y_range (d k) ltac:(lra)) as R.
  pose proof (Phi_2_rises (d k) e ltac:(lra) ltac:(lra)).
  apply Rmult_le_compat_l with (r := Zs ^ 2) in R; [|apply pow2_ge_0].
  apply Rmult_le_compat_l with (r := bound Zs) in R; [|assumption].
  lra.
Qed.

Lemma small_lower k : e <= d k -> (forall j, (j < k)%nat -> d j < e) ->
  Phi_2 N lam eta alpha e - bound Zs * (Zs ^ 2 * total + Zs ^ 3) <= INR k.
Proof.
  intros Hk Hj. destruct k as [|k]; [cbn [iterate] in Hk; lra|]. destruct constants as [Z0 B0].
  pose proof (Hj k ltac:(lia)) as Hd. pose proof (orbit k) as O. pose proof (cubes_add k ltac:(left; lra)) as Sum.
  pose proof (moves (d k) ltac:(lra)) as M. pose proof (cubic_defect (d k) ltac:(lra)) as D.
  pose proof (size_small (d k) ltac:(lra)) as [S0 _]. pose proof (size_at_most (d k) ltac:(lra)) as S1.
  assert (C : bound Zs * size (d k) ^ 3 <= bound Zs * Zs ^ 3)
    by (apply Rmult_le_compat_l; [assumption | apply pow_incr; lra]).
  pose proof (Y_range (d k) ltac:(lra)) as R. apply Rmult_le_compat_l with (r := Zs ^ 2) in R; [|apply pow2_ge_0].
  apply Rmult_le_compat_l with (r := bound Zs) in R; [|assumption].
  assert (A : Phi_2 N lam eta alpha (d (S k)) = Phi_2 N lam eta alpha (d k) + Phi_2 N lam eta (d k) (next (d k))).
  { cbn [iterate]. apply (Phi_2_additive N lam 0 l eta deep sign step_positive alpha (d k) (next (d k)) from); lra. }
  assert (Up : Phi_2 N lam eta alpha e <= Phi_2 N lam eta alpha (d (S k))).
  { pose proof (orbit (S k)). destruct (Req_dec e (d (S k))) as [<-|Ne]; [lra|]. left. apply Phi_2_rises; lra. }
  apply Rabs_le_between in Sum. apply Rabs_le_between in D. rewrite S_INR. lra.
Qed.
End Small.
