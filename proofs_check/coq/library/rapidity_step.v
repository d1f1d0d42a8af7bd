(* The step size of the sharp count: it follows from (14) and beta < (c - 1) alpha, the hypotheses of Theorem 1.3, as
   P <= c M; and for the error to fall for ever N h (1 + h)^(N-1) <= 1 is enough, h = eta P^(2N-2), which allows
   larger steps. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots rapidity rapidity_orbit rapidity_start rapidity_settled.
From dmf.statements Require Import definitions names.
Open Scope R_scope.

(* 1 <= c <= 2 *)
Lemma c_14_between N : (1 <= N)%nat -> 1 <= c_14 N <= 2.
Proof.
  intros HN. unfold c_14, least. set (A := fun x => 1 <= x /\ 1 <= x ^ (N - 1) * (x - 1)).
  destruct (Glb_Rbar_correct A) as [Hlow Hgreat].
  assert (H1 : Rbar_le 1 (Glb_Rbar A)) by (apply Hgreat; intros x [Hx _]; exact Hx).
  assert (H2 : Rbar_le (Glb_Rbar A) 2).
  { apply Hlow. split; [lra|]. pose proof (pow_R1_Rle 2 (N - 1) ltac:(lra)). lra. }
  destruct (Glb_Rbar A) as [x| |]; cbn [real Rbar_le] in *; [lra | contradiction | contradiction].
Qed.

Theorem sharp_step N lam alpha beta eta : (N >= 2)%nat -> 0 < alpha -> 0 < beta -> 0 < eta ->
  beta < alpha * (c_14 N - 1) -> eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)) ->
  beta < alpha /\
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1.
Proof.
  intros HN Ha Hb He Hbc Hs. destruct (c_14_between N ltac:(lia)) as [Hc1 Hc2]. set (c := c_14 N) in *.
  assert (Hba : beta < alpha) by nra. split; [assumption|].
  assert (HaM : alpha <= M N lam alpha) by apply Rmax_r.
  assert (HlM : root N (Rabs lam) <= M N lam alpha) by apply Rmax_l.
  pose proof (root_nonnegative N (Rabs lam)) as Hr. set (m := M N lam alpha) in *.
  rewrite <- root_square by (lia || apply Rabs_pos). set (l := root N (Rabs lam)) in *.
  set (P2 := Rmax (alpha ^ 2) (l ^ 2 + beta * (2 * alpha - beta))).
  assert (Hm : 0 < m * c) by (apply Rmult_lt_0_compat; lra).
  assert (HP : 0 <= P2 <= (m * c) ^ 2).
  { unfold P2. split; [apply Rle_trans with (alpha ^ 2); [apply pow2_ge_0 | apply Rmax_l]|]. apply Rmax_lub.
    - apply pow_incr. split; [lra|]. rewrite <- (Rmult_1_r alpha). apply Rmult_le_compat; lra.
    - assert (H1 : l ^ 2 <= m ^ 2) by (apply pow_incr; lra).
      assert (H2 : beta * (2 * alpha - beta) <= (c - 1) * (3 - c) * alpha ^ 2).
      { replace ((c - 1) * (3 - c) * alpha ^ 2) with (alpha ^ 2 - (alpha - alpha * (c - 1)) ^ 2) by ring.
        replace (beta * (2 * alpha - beta)) with (alpha ^ 2 - (alpha - beta) ^ 2) by ring.
        assert (0 <= alpha - alpha * (c - 1)) by nra.
        pose proof (pow_incr (alpha - alpha * (c - 1)) (alpha - beta) 2 ltac:(lra)). lra. }
      assert (H3 : (c - 1) * (3 - c) * alpha ^ 2 <= (c - 1) * (3 - c) * m ^ 2).
      { apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | apply pow_incr; lra]. }
      pose proof (Rmult_le_pos _ _ (pow2_ge_0 (c - 1)) (pow2_ge_0 m)). rewrite Rpow_mult_distr. nra. }
  assert (HPN : P2 ^ (N - 1) <= (m * c) ^ (2 * N - 2)).
  { replace (2 * N - 2)%nat with (2 * (N - 1))%nat by lia. rewrite pow_mult. apply pow_incr, HP. }
  assert (HNr : 0 < INR N) by (apply lt_0_INR; lia). pose proof (pow_lt _ (2 * N - 2) Hm) as HX.
  set (X := (m * c) ^ (2 * N - 2)) in *.
  assert (HD : 0 < 9 * INR N * X) by (apply Rmult_lt_0_compat; lra).
  assert (H9 : eta * (9 * INR N * X) < 1).
  { apply Rmult_lt_reg_r with (/ (9 * INR N * X)); [apply Rinv_0_lt_compat, HD|].
    rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in Hs. lra. }
  assert (HeN : 0 <= 2 * eta * INR N) by (apply Rmult_le_pos; lra).
  pose proof (Rmult_le_compat_l _ _ _ HeN HPN). pose proof (Rmult_lt_0_compat _ _ He HD). lra.
Qed.

Theorem error_never_grows m lam alpha beta eta k : 0 < beta < alpha -> 0 < eta ->
  let h := eta * radius m lam alpha beta ^ (2 * m + 2) in INR (S (S m)) * (h * (1 + h) ^ S m) <= 1 ->
  let error j := Rabs (lam - others m lam alpha beta eta j ^ S m * first_factor m lam alpha beta eta j) in
  error (S k) <= error k.
Proof.
  intros Hb He h Hh error. set (P := radius m lam alpha beta) in *.
  destruct (radius_large m lam alpha beta ltac:(lra)) as [HP HR]. fold P in HP, HR.
  assert (HL : 0 <= limit m lam) by apply root_nonnegative.
  assert (El : Rabs lam = limit m lam ^ S (S m)) by (symmetry; apply root_power; [lia | apply Rabs_pos]).
  assert (Hh0 : 0 <= h) by (apply Rmult_le_pos; [lra | apply pow_le; lra]).
  assert (HNh : INR (S (S m)) * h <= 1).
  { apply Rle_trans with (2 := Hh). apply Rmult_le_compat_l; [apply pos_INR|]. rewrite <- (Rmult_1_r h) at 1.
    apply Rmult_le_compat_l; [assumption|]. apply pow_R1_Rle. lra. }
  assert (Hi : Rabs (alpha - beta) < alpha) by (apply Rabs_def1; lra).
  set (p := first_factor m lam alpha beta eta) in *. set (q := others m lam alpha beta eta) in *.
  destruct (Rle_or_lt lam ((alpha - beta) * alpha ^ S m)) as [Hl|Hl].
  - assert (A : settling m lam eta P (limit m lam) (p 0%nat) (q 0%nat)).
    { repeat split; try assumption. fold h. destruct (Rle_or_lt 0 lam) as [H0|H0]; [left; split; assumption|].
      right. repeat split; [exact H0 | exact Hh | exact HR]. }
    assert (E : forall j, error j = rapidity_orbit.error m lam p q j).
    { intros j. pose proof (settled_error m lam eta _ _ p q (falling_orbit m lam alpha beta eta) A j) as [H1 H2].
      unfold error, rapidity_orbit.error in *. rewrite Rabs_minus_sym, Rabs_pos_eq; lra. }
    rewrite !E. apply (settled_error m lam eta _ _ p q (falling_orbit m lam alpha beta eta) A k).
  - assert (Hp : 0 < (alpha - beta) * alpha ^ S m) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
    set (p' := fun j => - p j).
    assert (A : settling m (- lam) eta P (limit m lam) (p' 0%nat) (q 0%nat)).
    { change (p' 0%nat) with (- (alpha - beta)). change (q 0%nat) with alpha. unfold settling. rewrite !Rabs_Ropp.
      repeat split; try assumption; [lra|]. fold h. right. repeat split; [lra | exact Hh|].
      replace (imbalance (- (alpha - beta)) alpha) with (imbalance (alpha - beta) alpha) by (unfold imbalance; ring).
      exact HR. }
    assert (E : forall j, error j = rapidity_orbit.error m (- lam) p' q j).
    { intros j. pose proof (settled_error m (- lam) eta _ _ p' q (rising_orbit m lam alpha beta eta) A j) as [H1 H2].
      unfold error, rapidity_orbit.error, p' in *. rewrite Rabs_pos_eq; lra. }
    rewrite !E. apply (settled_error m (- lam) eta _ _ p' q (rising_orbit m lam alpha beta eta) A k).
Qed.
