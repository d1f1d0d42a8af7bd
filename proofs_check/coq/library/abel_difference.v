(* Two products of factors that are D apart in all: their power sums, coefficients and defects differ by the
   derivative of the majorants of the zero bound. *)
From Coq Require Import Reals Lra Lia Psatz List.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import abel_integrals abel_series abel_zeros.
Open Scope R_scope.

(* Pairs of factors: the sum of the larger sizes, and of the distances. *)
Fixpoint reach (zs : list (C * C)) : R :=
  match zs with nil => 0 | p :: r => Rmax (Cmod (fst p)) (Cmod (snd p)) + reach r end.
Fixpoint distance (zs : list (C * C)) : R := match zs with nil => 0 | p :: r => Cmod (Cminus (fst p) (snd p))
  + distance r end.

Lemma reach_nonnegative zs : 0 <= reach zs.
Proof.
  induction zs as [|p r IH]; cbn [reach]; [lra|]. pose proof (Rmax_l (Cmod (fst p)) (Cmod (snd p))).
  pose proof (Cmod_ge_0 (fst p)). lra.
Qed.

Lemma distance_nonnegative zs : 0 <= distance zs.
Proof. induction zs as [|p r IH]; cbn [distance]; [lra|]. pose proof (Cmod_ge_0 (Cminus (fst p) (snd p))). lra. Qed.

Lemma mass_left zs : mass (map fst zs) <= reach zs.
Proof. induction zs as [|p r IH]; cbn [map mass reach]; [lra|]. pose proof (Rmax_l (Cmod (fst p)) (Cmod (snd p))).
  lra. Qed.

Lemma mass_right zs : mass (map snd zs) <= reach zs.
Proof. induction zs as [|p r IH]; cbn [map mass reach]; [lra|]. pose proof (Rmax_r (Cmod (fst p)) (Cmod (snd p))).
  lra. Qed.

Lemma power_difference z w n : Cmod (Cminus (cpow z (S n)) (cpow w (S n)))
  <= INR (S n) * Rmax (Cmod z) (Cmod w) ^ n * Cmod (Cminus z w).
Proof.
  set (m := Rmax (Cmod z) (Cmod w)). assert (Hz : Cmod z <= m) by apply Rmax_l.
  assert (Hw : Cmod w <= m) by apply Rmax_r.
  pose proof (Cmod_ge_0 z). pose proof (Cmod_ge_0 w). pose proof (Cmod_ge_0 (Cminus z w)). induction n as [|n IH].
  - cbn [cpow]. replace (Cminus (Cmult z (RtoC 1)) (Cmult w (RtoC 1))) with (Cminus z w) by ring. simpl. lra.
  - replace (Cminus (cpow z (S (S n))) (cpow w (S (S n)))) with
      (Cplus (Cmult (Cminus z w) (cpow z (S n))) (Cmult w (Cminus (cpow z (S n)) (cpow w (S n)))))
        by (cbn [cpow]; ring).
    apply Rle_trans with (1 := Cmod_triangle _ _). rewrite !Cmod_mult, cpow_mod, (S_INR (S n)).
    assert (Cmod z ^ S n <= m ^ S n) by (apply pow_incr; lra).
    assert (0 <= m ^ n) by (apply pow_le; lra).
    assert (Cmod (Cminus z w) * Cmod z ^ S n <= Cmod (Cminus z w) * m ^ S n) by (apply Rmult_le_compat_l; lra).
    assert (Cmod w * Cmod (Cminus (cpow z (S n)) (cpow w (S n))) <= m * (INR (S n) * m ^ n * Cmod (Cminus z w))).
    { apply Rmult_le_compat; [assumption | apply Cmod_ge_0 | assumption | assumption]. }
    change (m ^ S n) with (m * m ^ n) in *. lra.
Qed.

Lemma power_sum_difference zs n : Cmod (Cminus (power_sum (map fst zs) n) (power_sum (map snd zs) n))
  <= INR (S n) * reach zs ^ n * distance zs.
Proof.
  induction zs as [|p r IH]; cbn [map power_sum reach distance].
  - replace (Cminus (RtoC 0) (RtoC 0)) with (RtoC 0) by ring. rewrite Cmod_0. lra.
  - set (m := Rmax (Cmod (fst p)) (Cmod (snd p))). set (g := Cmod (Cminus (fst p) (snd p))).
    pose proof (power_difference (fst p) (snd p) n) as H. fold m g in H.
    assert (M0 : 0 <= m) by (apply Rle_trans with (2 := Rmax_l _ _); apply Cmod_ge_0).
    assert (G0 : 0 <= g) by apply Cmod_ge_0. pose proof (reach_nonnegative r) as R0.
    pose proof (distance_nonnegative r) as D0.
    replace (Cminus (Cplus (cpow (fst p) (S n)) (power_sum (map fst r) n))
      (Cplus (cpow (snd p) (S n)) (power_sum (map snd r) n)))
      with (Cplus (Cminus (cpow (fst p) (S n)) (cpow (snd p) (S n)))
        (Cminus (power_sum (map fst r) n) (power_sum (map snd r) n))) by ring.
    apply Rle_trans with (1 := Cmod_triangle _ _). pose proof (pos_INR (S n)) as N0.
    assert (A : m ^ n <= (m + reach r) ^ n) by (apply pow_incr; lra).
    assert (B : reach r ^ n <= (m + reach r) ^ n) by (apply pow_incr; lra).
    assert (INR (S n) * m ^ n * g <= INR (S n) * (m + reach r) ^ n * g).
    { apply Rmult_le_compat_r; [assumption|]. apply Rmult_le_compat_l; assumption. }
    assert (INR (S n) * reach r ^ n * distance r <= INR (S n) * (m + reach r) ^ n * distance r).
    { apply Rmult_le_compat_r; [assumption|]. apply Rmult_le_compat_l; assumption. }
    lra.
Qed.

Lemma coefficient_difference zs n : Cmod (Cminus (coefficient (map fst zs) (S n)) (coefficient (map snd zs) (S n)))
  <= reach zs ^ n * distance zs / INR (fact n).
Proof.
  revert n. induction zs as [|p r IH]; intros n; cbn [map coefficient reach distance].
  - replace (Cminus (RtoC 0) (RtoC 0)) with (RtoC 0) by ring. rewrite Cmod_0. unfold Rdiv. lra.
  - set (m := Rmax (Cmod (fst p)) (Cmod (snd p))). set (g := Cmod (Cminus (fst p) (snd p))).
    assert (M0 : 0 <= m) by (apply Rle_trans with (2 := Rmax_l _ _); apply Cmod_ge_0).
    assert (G0 : 0 <= g) by apply Cmod_ge_0. pose proof (reach_nonnegative r) as R0.
    pose proof (distance_nonnegative r) as D0.
    replace (Cminus (Cminus (coefficient (map fst r) (S n)) (Cmult (fst p) (coefficient (map fst r) n)))
        (Cminus (coefficient (map snd r) (S n)) (Cmult (snd p) (coefficient (map snd r) n))))
      with (Cplus (Cminus (coefficient (map fst r) (S n)) (coefficient (map snd r) (S n)))
        (Copp (Cplus (Cmult (Cminus (fst p) (snd p)) (coefficient (map fst r) n))
          (Cmult (snd p) (Cminus (coefficient (map fst r) n) (coefficient (map snd r) n)))))) by ring.
    apply Rle_trans with (1 := Cmod_triangle _ _). rewrite Cmod_opp.
    pose proof (Cmod_triangle (Cmult (Cminus (fst p) (snd p)) (coefficient (map fst r) n))
      (Cmult (snd p) (Cminus (coefficient (map fst r) n) (coefficient (map snd r) n)))) as T. rewrite !Cmod_mult in T.
      fold g in T.
    pose proof (IH n) as I1. pose proof (coefficient_bound (map fst r) n) as Cb. pose proof (fact_real n) as Fn.
    assert (Cb' : Cmod (coefficient (map fst r) n) <= reach r ^ n / INR (fact n)).
    { apply Rle_trans with (1 := Cb). apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
      apply pow_incr. split; [apply mass_nonnegative | apply mass_left]. }
    assert (Gp : g * Cmod (coefficient (map fst r) n) <= g * (reach r ^ n / INR (fact n)))
      by (apply Rmult_le_compat_l; assumption).
    assert (Hs : Cmod (snd p) <= m) by apply Rmax_r. pose proof (Cmod_ge_0 (snd p)) as S0.
    destruct n as [|n].
    + rewrite !coefficient_first in *. replace (Cminus (RtoC 1) (RtoC 1)) with (RtoC 0) in * by ring.
      rewrite Cmod_0, Rmult_0_r in T.
      simpl in *. lra.
    + pose proof (IH n) as I0. pose proof (binomial_start (reach r) m n R0 M0) as Bi.
      pose proof (fact_real (S n)) as Fs. pose proof (fact_real n) as Fm.
      assert (Ms : Cmod (snd p) * Cmod (Cminus (coefficient (map fst r) (S n)) (coefficient (map snd r) (S n)))
        <= m * (reach r ^ n * distance r / INR (fact n))).
      { apply Rmult_le_compat; [assumption | apply Cmod_ge_0 | assumption | assumption]. }
      assert (Pn : reach r ^ S n <= (reach r + m) ^ S n) by (apply pow_incr; lra).
      assert (Ef : INR (fact (S n)) = INR (S n) * INR (fact n)) by (change (fact (S n)) with (S n * fact n)%nat;
        apply mult_INR).
      assert (In : 0 < INR (S n)) by (apply lt_0_INR; lia). set (i := INR (S n)) in *. clearbody i.
      apply Rle_trans with ((distance r * (reach r ^ S n + i * m * reach r ^ n) + g * reach r ^ S n) / INR
        (fact (S n))).
      * replace (m * (reach r ^ n * distance r / INR (fact n)))
          with (i * m * reach r ^ n * distance r / INR (fact (S n))) in Ms
          by (rewrite Ef; field; split; lra). unfold Rdiv in *. lra.
      * unfold Rdiv. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|]. rewrite (Rplus_comm m).
        assert (distance r * (reach r ^ S n + i * m * reach r ^ n) <= distance r * (reach r + m) ^ S n)
          by (apply Rmult_le_compat_l; assumption).
        assert (g * reach r ^ S n <= g * (reach r + m) ^ S n) by (apply Rmult_le_compat_l; assumption). lra.
Qed.

(* The defects. *)
Section Difference.
Variables (P c P' c' : nat -> R) (W D : R).
Hypothesis small : 0 <= W < 1.
Hypothesis apart : 0 <= D.
Hypothesis sums : forall n, Rabs (P n) <= W ^ S n.
Hypothesis sums' : forall n, Rabs (P' n) <= W ^ S n.
Hypothesis sums_apart : forall n, Rabs (P n - P' n) <= INR (S n) * W ^ n * D.
Hypothesis coefficients : forall n, Rabs (c n) <= W ^ n / INR (fact n).
Hypothesis coefficients_apart : forall n, Rabs (c (S n) - c' (S n)) <= W ^ n * D / INR (fact n).

Lemma inverse_apart n : Rabs (inverse P n - inverse P' n) <= INR n * W ^ pred n * D.
Proof.
  induction n as [n IH] using (well_founded_induction Wf_nat.lt_wf). destruct n as [|n].
  - unfold inverse. simpl. rewrite Rminus_eq_0, Rabs_R0. lra.
  - apply Rmult_le_reg_l with (INR (S n)); [apply lt_0_INR; lia|].
    rewrite <- (Rabs_pos_eq (INR (S n))) at 1 by apply pos_INR.
    rewrite <- Rabs_mult, Rmult_minus_distr_l, !inverse_next.
    unfold PS_mult. rewrite <- minus_sum. simpl pred. apply sum_bound. intros k Hk.
    replace (P k * inverse P (n - k) - P' k * inverse P' (n - k)) with
      ((P k - P' k) * inverse P (n - k) + P' k * (inverse P (n - k) - inverse P' (n - k))) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). rewrite !Rabs_mult.
    pose proof (inverse_bound P W small sums (n - k)) as Ib. specialize (IH (n - k)%nat ltac:(lia)).
    assert (A : Rabs (P k - P' k) * Rabs (inverse P (n - k)) <= INR (S k) * W ^ k * D * W ^ (n - k)).
    { apply Rmult_le_compat; try apply Rabs_pos; [apply sums_apart | exact Ib]. }
    assert (B : Rabs (P' k) * Rabs (inverse P (n - k) - inverse P' (n - k))
      <= W ^ S k * (INR (n - k) * W ^ pred (n - k) * D)).
    { apply Rmult_le_compat; try apply Rabs_pos; [apply sums' | exact IH]. }
    apply Rle_trans with (INR (S k) * W ^ n * D + INR (n - k) * W ^ n * D).
    + apply Rplus_le_compat.
      * apply Rle_trans with (1 := A). right.
        replace (W ^ n) with (W ^ k * W ^ (n - k)) by (rewrite <- pow_add; f_equal; lia). ring.
      * apply Rle_trans with (1 := B). destruct (Nat.eq_dec k n) as [->|Hn].
        -- rewrite Nat.sub_diag. simpl. right. ring.
        -- replace (W ^ n) with (W ^ S k * W ^ pred (n - k)) by (rewrite <- pow_add; f_equal; lia). right. ring.
    + right. rewrite (S_INR k), (S_INR n), minus_INR by assumption. ring.
Qed.

Lemma slope_apart n : Rabs (PS_derive c n - PS_derive c' n) <= INR (S n) * W ^ n * D / INR (fact n).
Proof.
  unfold PS_derive. rewrite <- Rmult_minus_distr_l, Rabs_mult, (Rabs_pos_eq (INR (S n))) by apply pos_INR.
  replace (INR (S n) * W ^ n * D / INR (fact n)) with (INR (S n) * (W ^ n * D / INR (fact n))) by (unfold Rdiv; ring).
  apply Rmult_le_compat_l; [apply pos_INR | apply coefficients_apart].
Qed.

Lemma product_apart n : Rabs (PS_mult P (PS_derive c) n - PS_mult P' (PS_derive c') n)
  <= 11 / 4 * (INR (n + 2) * W ^ S n * D).
Proof.
  unfold PS_mult. rewrite <- minus_sum.
  apply Rle_trans with (sum_f_R0 (fun k => / INR (fact (n - k)) * (INR (n + 2) * W ^ S n * D)) n).
  - apply Rle_trans with (1 := sum_f_R0_triangle _ _). apply sum_Rle. intros k Hk.
    replace (P k * PS_derive c (n - k) - P' k * PS_derive c' (n - k)) with
      ((P k - P' k) * PS_derive c (n - k) + P' k * (PS_derive c (n - k) - PS_derive c' (n - k))) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _). rewrite !Rabs_mult.
    pose proof (slope_bound c W small coefficients (n - k)) as Sb. pose proof (slope_apart (n - k)) as Sa.
    pose proof (fact_real (n - k)) as Fr.
    assert (A : Rabs (P k - P' k) * Rabs (PS_derive c (n - k))
      <= INR (S k) * W ^ k * D * (W ^ S (n - k) / INR (fact (n - k)))).
    { apply Rmult_le_compat; try apply Rabs_pos; [apply sums_apart | exact Sb]. }
    assert (B : Rabs (P' k) * Rabs (PS_derive c (n - k) - PS_derive c' (n - k))
      <= W ^ S k * (INR (S (n - k)) * W ^ (n - k) * D / INR (fact (n - k)))).
    { apply Rmult_le_compat; try apply Rabs_pos; [apply sums' | exact Sa]. }
    apply Rle_trans with (1 := Rplus_le_compat _ _ _ _ A B). right.
    replace (INR (n + 2)) with (INR (S k) + INR (S (n - k))) by (rewrite <- plus_INR; f_equal; lia).
    replace (W ^ S n) with (W ^ k * W ^ S (n - k)) by (rewrite <- pow_add; f_equal; lia). simpl pow. field. lra.
  - rewrite <- scal_sum. rewrite Rmult_comm. apply Rmult_le_compat_r.
    + apply Rmult_le_pos; [|assumption]. apply Rmult_le_pos; [apply pos_INR | apply pow_le; lra].
    + rewrite (sum_reversed (fun i => / INR (fact i))). apply exponential_sum.
Qed.

Lemma later_apart n : (3 <= n)%nat -> Rabs (order P c n - order P' c' n) <= 21 / 50 * (INR (S n) * W ^ n * D).
Proof.
  intros Hn. assert (Rn : 3 <= INR n) by (apply (le_INR 3) in Hn; simpl in Hn; lra).
  pose proof (fact_le 3 n Hn) as Fn. apply le_INR in Fn. simpl in Fn.
  destruct n as [|m]; [lia|]. set (n := S m) in *. set (U := INR (S n) * W ^ n * D).
  assert (U0 : 0 <= U).
  { unfold U. apply Rmult_le_pos; [|assumption]. apply Rmult_le_pos; [apply pos_INR | apply pow_le; lra]. }
  assert (B1 : Rabs (inverse P (S n) / INR (S (S n)) - inverse P' (S n) / INR (S (S n))) <= U * / 5).
  { unfold Rdiv. rewrite <- Rmult_minus_distr_r, Rabs_mult. pose proof (inverse_apart (S n)) as I. simpl pred in I.
    fold U in I.
    apply Rmult_le_compat; try apply Rabs_pos; [exact I|].
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat, lt_0_INR; lia). rewrite !S_INR.
    apply Rinv_le_contravar; lra. }
  assert (B2 : Rabs (P n / INR (S n) - P' n / INR (S n)) <= U * / 4).
  { unfold Rdiv. rewrite <- Rmult_minus_distr_r, Rabs_mult.
    apply Rmult_le_compat; try apply Rabs_pos; [apply sums_apart|].
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat, lt_0_INR; lia). rewrite !S_INR.
    apply Rinv_le_contravar; lra. }
  assert (B3 : Rabs (tail (PS_derive c) n - tail (PS_derive c') n) <= U * / 6).
  { unfold tail, n. fold n. apply Rle_trans with (1 := slope_apart n). fold U. apply Rmult_le_compat_l; [assumption|].
    apply Rinv_le_contravar; lra. }
  assert (B4 : Rabs (PS_Int (fun n => - PS_mult P (PS_derive c) n) n - PS_Int (fun n => - PS_mult P' (PS_derive c') n)
    n) <= U * (11 / 12)).
  { unfold PS_Int, n. fold n. unfold Rdiv at 1 2. rewrite <- Rmult_minus_distr_r, Rabs_mult.
    replace (- PS_mult P (PS_derive c) m - - PS_mult P' (PS_derive c') m)
      with (- (PS_mult P (PS_derive c) m - PS_mult P' (PS_derive c') m)) by ring. rewrite Rabs_Ropp.
    pose proof (product_apart m) as Pb. replace (m + 2)%nat with (S n) in Pb by (unfold n; lia). fold n in Pb.
    fold U in Pb.
    replace (U * (11 / 12)) with (11 / 4 * U * / 3) by field.
    apply Rmult_le_compat; try apply Rabs_pos; [exact Pb|].
    rewrite Rabs_pos_eq by (left; apply Rinv_0_lt_compat; lra). apply Rinv_le_contravar; lra. }
  unfold order. apply Rabs_le_between in B1. apply Rabs_le_between in B2. apply Rabs_le_between in B3.
  apply Rabs_le_between in B4. apply Rabs_le. lra.
Qed.

Hypothesis leading : c 0%nat = 1.
Hypothesis leading' : c' 0%nat = 1.
Hypothesis newton : forall n, INR (S n) * c (S n) = - PS_mult P c n.
Hypothesis newton' : forall n, INR (S n) * c' (S n) = - PS_mult P' c' n.

Lemma third_apart : Rabs (order P c 2 - order P' c' 2) <= 5 / 8 * W ^ 2 * D.
Proof.
  destruct (first_orders P c leading newton) as [_ [_ ->]].
  destruct (first_orders P' c' leading' newton') as [_ [_ ->]].
  pose proof (sums 0) as A0. pose proof (sums' 0) as A0'. pose proof (sums 1) as A1. pose proof (sums' 1) as A1'.
  pose proof (sums_apart 0) as D0. pose proof (sums_apart 1) as D1. simpl in A0, A0', A1, A1', D0, D1.
  rewrite !Rmult_1_r in *.
  rewrite Rmult_1_l in D0. set (p := P 0%nat) in *. set (q := P 1%nat) in *. set (p' := P' 0%nat) in *.
  set (q' := P' 1%nat) in *.
  assert (Sq : Rabs (p ^ 2 + p * p' + p' ^ 2) <= 3 * (W * W)).
  { apply Rabs_le_between in A0. apply Rabs_le_between in A0'. apply Rabs_le. split; nra. }
  assert (Cube : Rabs (p ^ 3 - p' ^ 3) <= 3 * (W * W) * D).
  { replace (p ^ 3 - p' ^ 3) with ((p ^ 2 + p * p' + p' ^ 2) * (p - p')) by ring. rewrite Rabs_mult.
    apply Rmult_le_compat; try apply Rabs_pos; assumption. }
  assert (Prod : Rabs (p * q - p' * q') <= 3 * (W * W) * D).
  { replace (p * q - p' * q') with ((p - p') * q + p' * (q - q')) by ring.
    apply Rle_trans with (1 := Rabs_triang _ _).
    rewrite !Rabs_mult. assert (Rabs (p - p') * Rabs q <= D * (W * W))
      by (apply Rmult_le_compat; try apply Rabs_pos; assumption).
    assert (Rabs p' * Rabs (q - q') <= W * ((1 + 1) * W * D))
      by (apply Rmult_le_compat; try apply Rabs_pos; assumption). lra. }
  replace ((3 * p ^ 3 - 2 * p * q) / 24 - (3 * p' ^ 3 - 2 * p' * q') / 24)
    with (3 / 24 * (p ^ 3 - p' ^ 3) - 2 / 24 * (p * q - p' * q')) by field.
  apply Rabs_le_between in Cube. apply Rabs_le_between in Prod. apply Rabs_le. simpl. lra.
Qed.

(* The sum of (n + 4) W^n. *)
Lemma partial_sums n : sum_f_R0 (fun k => INR (k + 4) * W ^ k) n <= (4 - 3 * W) / (1 - W) ^ 2.
Proof using small.
  clear - small. assert (E : sum_f_R0 (fun k => INR (k + 4) * W ^ k) n * (1 - W) ^ 2
    = 4 - 3 * W - W ^ S n * (INR n + 5 - (INR n + 4) * W)).
  { induction n as [|n IH]; [simpl; ring|]. cbn [sum_f_R0]. rewrite Rmult_plus_distr_r, IH, plus_INR, S_INR.
    simpl INR. simpl pow. ring. }
  assert (P : 0 < (1 - W) ^ 2) by (apply pow_lt; lra). apply Rmult_le_reg_r with ((1 - W) ^ 2); [assumption|].
  rewrite E.
  replace ((4 - 3 * W) / (1 - W) ^ 2 * (1 - W) ^ 2) with (4 - 3 * W) by (field; lra).
  assert (0 <= W ^ S n) by (apply pow_le; lra). pose proof (pos_INR n).
  assert (0 <= W ^ S n * (INR n + 5 - (INR n + 4) * W)) by (apply Rmult_le_pos; nra). lra.
Qed.

Lemma bounded_series (u : nat -> R) s C : (forall n, Rabs (sum_f_R0 u n) <= C) -> is_series u s -> Rabs s <= C.
Proof using.
  clear. intros H Hs.
  assert (Hl : is_lim_seq (fun n => Rabs (sum_f_R0 u n)) (Rabs s)).
  { apply (is_lim_seq_abs _ (Finite s)). apply is_lim_seq_ext with (sum_n u); [intros n; apply sum_n_Reals|].
    exact Hs. }
  exact (is_lim_seq_le _ (fun _ => C) (Finite (Rabs s)) (Finite C) H Hl (is_lim_seq_const C)).
Qed.

Theorem defects_apart e e' : is_series (order P c) e -> is_series (order P' c') e' ->
  Rabs (e - e') <= D * (21 * W ^ 3 * (4 - 3 * W) / (50 * (1 - W) ^ 2) + 5 * W ^ 2 / 8).
Proof.
  intros He He'. destruct (first_orders P c leading newton) as [O0 [O1 _]].
  destruct (first_orders P' c' leading' newton') as [O0' [O1' _]].
  set (u := fun n => order P c n - order P' c' n).
  assert (Hu : is_series u (e - e')) by (apply (is_series_minus (order P c) (order P' c')); assumption).
  assert (Rest : is_series (fun n => u (S (S (S n)))) (e - e' - u 2%nat)).
  { apply (is_series_incr_1 (fun n => u (S (S n)))), (is_series_incr_1 (fun n => u (S n))), is_series_incr_1.
    evar_last; [exact Hu|]. unfold plus, u; simpl. rewrite O0, O1, O0', O1'. ring. }
  assert (Bd : Rabs (e - e' - u 2%nat) <= 21 / 50 * W ^ 3 * D * ((4 - 3 * W) / (1 - W) ^ 2)).
  { apply (bounded_series _ _ _) with (2 := Rest). intros n.
    assert (W0 : 0 <= 21 / 50 * W ^ 3 * D) by (apply Rmult_le_pos;
      [apply Rmult_le_pos; [lra | apply pow_le; lra] | assumption]).
    apply Rle_trans with (sum_f_R0 (fun k => INR (k + 4) * W ^ k * (21 / 50 * W ^ 3 * D)) n).
    - apply Rle_trans with (1 := sum_f_R0_triangle _ _). apply sum_Rle. intros k _.
      apply Rle_trans with (1 := later_apart (S (S (S k))) ltac:(lia)). right.
      replace (k + 4)%nat with (S (S (S (S k)))) by lia. simpl pow. ring.
    - rewrite <- scal_sum. apply Rmult_le_compat_l; [assumption | apply partial_sums]. }
  pose proof third_apart as T. fold (u 2%nat) in T. assert (P2 : 0 < (1 - W) ^ 2) by (apply pow_lt; lra).
  replace (D * (21 * W ^ 3 * (4 - 3 * W) / (50 * (1 - W) ^ 2) + 5 * W ^ 2 / 8))
    with (21 / 50 * W ^ 3 * D * ((4 - 3 * W) / (1 - W) ^ 2) + 5 / 8 * W ^ 2 * D) by (field; lra).
  apply Rabs_le_between in Bd. change (order P c 2 - order P' c' 2) with (u 2%nat) in T. apply Rabs_le_between in T.
  apply Rabs_le. lra.
Qed.
End Difference.
