(* Lemma 2.2: the error never grows, and the orbit stays between its start and its limit. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers scalar converges roots.
From dmf.statements Require Import definitions lemma_2_2.
Open Scope R_scope.

Section Orbit.
Variables (N : nat) (lam alpha eta : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)).

Lemma M_positive : 0 < M N lam alpha.
Proof using start. unfold M. apply Rlt_le_trans with alpha; [lra | apply Rmax_r]. Qed.

Lemma start_inside : 0 <= alpha <= M N lam alpha.
Proof using start. split; [lra | apply Rmax_r]. Qed.

Lemma L_is : L N lam = root N (Rmax 0 lam).
Proof using depth. unfold L. destruct (Nat.eqb_spec N 1); [lia | reflexivity]. Qed.

Lemma limit_inside : 0 <= L N lam <= M N lam alpha.
Proof using depth.
  rewrite L_is. split; [apply root_nonnegative|].
  apply Rle_trans with (root N (Rabs lam)); [|apply Rmax_l].
  apply root_increasing; [lia|]. apply Rmax_lub; [apply Rabs_pos | apply Rle_abs].
Qed.

Lemma approaches x : 0 <= x <= M N lam alpha -> towards N lam eta (L N lam) x.
Proof using start step_positive depth step.
  intros Hx. pose proof M_positive. pose proof limit_inside as HL.
  assert (He : 0 < eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) by (split; [lra | exact step]).
  destruct (Rle_or_lt 0 lam) as [H0|H0].
  - replace lam with (L N lam ^ N) at 1
      by (rewrite L_is by assumption; rewrite Rmax_right by assumption; apply root_power; [lia | assumption]).
    apply towards_positive with (M N lam alpha); [lia | assumption..].
  - assert (E : L N lam = 0).
    { rewrite L_is by assumption. rewrite Rmax_left by lra. unfold root. destruct (Rle_dec 0 0); [reflexivity | lra]. }
    rewrite E. apply towards_negative with (M N lam alpha); [assumption | lra | | assumption..].
    apply Rle_trans with (root N (Rabs lam) ^ N).
    + rewrite root_power by (lia || apply Rabs_pos). rewrite Rabs_left by assumption. lra.
    + apply pow_incr. split; [apply root_nonnegative | apply Rmax_l].
Qed.
End Orbit.

(* Depth 1: the recursion is linear. *)
Lemma linear_orbit lam alpha eta k : iterate 1 alpha lam eta k = lam + (1 - eta) ^ k * (alpha - lam).
Proof. induction k as [|k IH]; cbn [iterate]; [simpl; ring|]. rewrite IH. unfold f. simpl. ring. Qed.

Lemma depth_one_step lam alpha eta : eta > 0 ->
  ((1 = 1)%nat /\ eta <= 1 / (M 1 lam alpha ^ (2 * 1 - 2) * (3 * INR 1 - 2))) \/
  eta < 1 / (M 1 lam alpha ^ (2 * 1 - 2) * (3 * INR 1 - 2)) -> 0 <= 1 - eta <= 1.
Proof.
  simpl. intros H He. assert (E : 1 / (1 * (3 * 1 - 2)) = 1) by field. rewrite E in He.
  destruct He as [[_ He]|He]; lra.
Qed.

Lemma deep_step N lam alpha eta : (N >= 2)%nat ->
  ((N = 1)%nat /\ eta <= 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) \/
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
  eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)).
Proof. intros H [[E _]|He]; [lia | assumption]. Qed.

Theorem stays_between : lemma_2_2_stays_between.
Proof.
  unfold lemma_2_2_stays_between. intros N lam alpha eta Ha He HN Hs k.
  destruct (Nat.eq_dec N 1) as [->|H1].
  - rewrite linear_orbit. unfold L. cbn [Nat.eqb].
    pose proof (depth_one_step lam alpha eta He Hs) as B.
    assert (0 <= (1 - eta) ^ k) by (apply pow_le; lra).
    assert ((1 - eta) ^ k <= 1 ^ k) as Q by (apply pow_incr; lra). rewrite pow1 in Q.
    set (q := (1 - eta) ^ k) in *.
    replace ((alpha - (lam + q * (alpha - lam))) * (lam + q * (alpha - lam) - lam))
      with ((1 - q) * q * ((alpha - lam) * (alpha - lam))) by ring.
    apply Rle_ge, Rmult_le_pos; [apply Rmult_le_pos; lra | apply Rle_0_sqr].
  - assert (HN2 : (N >= 2)%nat) by lia. apply deep_step in Hs; [|assumption].
    pose proof (orbit_between N lam eta (L N lam) (M N lam alpha) alpha
      (limit_inside N lam alpha HN2) (start_inside N lam alpha Ha)
      (approaches N lam alpha eta Ha He HN2 Hs) k) as B.
    unfold Rmin, Rmax in B. destruct (Rle_dec alpha (L N lam)); nra.
Qed.

Theorem error_decreases : lemma_2_2_error_decreases.
Proof.
  unfold lemma_2_2_error_decreases. intros N lam alpha eta Ha He HN Hs k.
  replace (k + 1)%nat with (S k) by lia.
  destruct (Nat.eq_dec N 1) as [->|H1].
  - unfold L. cbn [Nat.eqb]. rewrite !linear_orbit. pose proof (depth_one_step lam alpha eta He Hs) as B.
    replace (lam - (lam + (1 - eta) ^ S k * (alpha - lam)))
      with ((1 - eta) * (lam - (lam + (1 - eta) ^ k * (alpha - lam)))) by (simpl; ring).
    rewrite Rabs_mult, (Rabs_pos_eq (1 - eta)) by lra.
    pose proof (Rabs_pos (lam - (lam + (1 - eta) ^ k * (alpha - lam)))). nra.
  - assert (HN2 : (N >= 2)%nat) by lia. apply deep_step in Hs; [|assumption].
    exact (orbit_error N lam eta (L N lam) (M N lam alpha) alpha
      (limit_inside N lam alpha HN2) (start_inside N lam alpha Ha)
      (approaches N lam alpha eta Ha He HN2 Hs) k).
Qed.

Lemma zeros N lam l : (N >= 2)%nat -> 0 <= l -> f N lam l = 0 -> l = 0 \/ l = L N lam.
Proof.
  intros HN Hl Hf. unfold f in Hf. apply Rmult_integral in Hf. destruct Hf as [Hf|Hf].
  - left. destruct (Req_dec l 0) as [|H]; [assumption|]. exfalso. exact (pow_nonzero l (N - 1) H Hf).
  - destruct (Req_dec l 0) as [|H]; [left; assumption|]. right.
    assert (E : lam = l ^ N) by lra. assert (0 < l ^ N) by (apply pow_lt; lra).
    rewrite L_is, Rmax_right by (assumption || lra). rewrite E. symmetry. apply root_of_power; [lia | lra].
Qed.

Theorem converges : lemma_2_2_converges.
Proof.
  unfold lemma_2_2_converges. intros N lam alpha eta Ha He HN Hs.
  destruct (Nat.eq_dec N 1) as [->|H1].
  - pose proof (depth_one_step lam alpha eta He Hs) as B. unfold L. cbn [Nat.eqb].
    apply is_lim_seq_ext with (fun k => lam + (1 - eta) ^ k * (alpha - lam)); [intros k; symmetry; apply linear_orbit|].
    replace (Finite lam) with (Rbar_plus lam (Rbar_mult 0 (alpha - lam))) by (simpl; f_equal; ring).
    apply is_lim_seq_plus'; [apply is_lim_seq_const|].
    apply (is_lim_seq_scal_r (fun k => (1 - eta) ^ k) (alpha - lam) 0), is_lim_seq_geom.
    rewrite Rabs_pos_eq; lra.
  - assert (HN2 : (N >= 2)%nat) by lia. apply deep_step in Hs; [|assumption].
    apply orbit_converges with (M N lam alpha); [lra | apply limit_inside; assumption | | |].
    + pose proof (start_inside N lam alpha Ha). lra.
    + apply approaches; assumption.
    + intros l. apply zeros. assumption.
Qed.

Theorem linear : lemma_2_2_linear.
Proof.
  unfold lemma_2_2_linear. intros N lam alpha eta Ha He HN Hs -> k.
  pose proof (depth_one_step lam alpha eta He Hs) as B. rewrite linear_orbit.
  replace (lam - (lam + (1 - eta) ^ k * (alpha - lam))) with ((1 - eta) ^ k * (lam - alpha)) by ring.
  rewrite Rabs_mult, (Rabs_pos_eq ((1 - eta) ^ k)) by (apply pow_le; lra).
  rewrite (Rabs_minus_sym lam alpha). reflexivity.
Qed.
