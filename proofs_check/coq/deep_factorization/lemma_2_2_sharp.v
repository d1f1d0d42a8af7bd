(* Lemma 2.2, sharp: the largest steps with which no iterate passes the limit, from above it and for lambda < 0. *)
From Coq Require Import Reals Lra Lia Psatz.
Require Import vocabulary statements powers scalar roots.
Open Scope R_scope.

Lemma at_most_one eta q : 0 < q -> (eta <= / q <-> eta * q <= 1).
Proof.
  intros Hq. split; intros H.
  - replace 1 with (/ q * q) by (field; lra). apply Rmult_le_compat_r; lra.
  - apply Rmult_le_reg_r with q; [assumption|]. replace (/ q * q) with 1 by (field; lra). exact H.
Qed.

Lemma limit_of_positive N lam : (N >= 2)%nat -> 0 <= lam -> L N lam ^ N = lam /\ 0 <= L N lam.
Proof.
  intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by assumption.
  split; [apply root_power; [lia | assumption] | apply root_nonnegative].
Qed.

Lemma limit_of_negative N lam : (N >= 2)%nat -> lam < 0 -> L N lam = 0.
Proof.
  intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_left by lra.
  unfold root. destruct (Rle_dec 0 0); [reflexivity | lra].
Qed.

(* One step x from alpha > l that has not passed l is no longer than alpha - l. *)
Lemma first_step_passes alpha x l w :
  l < alpha -> x - l = (alpha - l) * (1 - w) -> (- l + alpha) * (- l + x) >= 0 -> w <= 1.
Proof.
  intros Hl E H. destruct (Rle_or_lt w 1) as [|Hw]; [assumption|]. exfalso.
  replace (- l + x) with ((alpha - l) * (1 - w)) in H by lra.
  assert (0 < (alpha - l) * (alpha - l)) by (apply Rmult_lt_0_compat; lra). nra.
Qed.

Theorem negative_eigenvalue : lemma_2_2_sharp_negative_eigenvalue.
Proof.
  unfold lemma_2_2_sharp_negative_eigenvalue. intros N lam alpha eta Ha He HN Hl.
  rewrite limit_of_negative by assumption. rewrite Rabs_left by assumption.
  set (q := alpha ^ (N - 2) * (- lam + alpha ^ N)).
  assert (Hq : 0 < q).
  { apply Rmult_lt_0_compat; [apply pow_lt; lra|]. pose proof (pow_lt alpha N Ha). lra. }
  replace (/ alpha ^ (N - 2) * / (- lam + alpha ^ N)) with (/ q) by (unfold q; apply Rinv_mult).
  rewrite (at_most_one eta q Hq).
  assert (Hf : forall x, x + eta * f N lam x - 0 = (x - 0) * (1 - eta * (x ^ (N - 2) * (- lam + x ^ N)))).
  { intros x. unfold f. replace (N - 1)%nat with (S (N - 2)) by lia. simpl pow. ring. }
  split.
  - intros H k.
    assert (Hstep : forall x, 0 <= x <= alpha -> towards N lam eta 0 x).
    { intros x Hx. exists (eta * (x ^ (N - 2) * (- lam + x ^ N))). split; [|apply Hf].
      assert (0 <= x ^ (N - 2)) by (apply pow_le; lra). assert (0 <= x ^ N) by (apply pow_le; lra).
      assert (x ^ (N - 2) <= alpha ^ (N - 2)) by (apply pow_incr; lra).
      assert (x ^ N <= alpha ^ N) by (apply pow_incr; lra).
      split; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]|].
      apply Rle_trans with (eta * q); [|assumption]. apply Rmult_le_compat_l; [lra|].
      unfold q. apply Rmult_le_compat; lra. }
    pose proof (orbit_between N lam eta 0 alpha alpha ltac:(lra) ltac:(lra) Hstep k) as B.
    unfold Rmin in B. destruct (Rle_dec alpha 0); nra.
  - intros H. specialize (H 1%nat). cbn [iterate] in H. specialize (Hf alpha). fold q in Hf.
    apply (first_step_passes alpha (alpha + eta * f N lam alpha) 0); [assumption | exact Hf | lra].
Qed.

Theorem above_limit : lemma_2_2_sharp_above_limit.
Proof.
  unfold lemma_2_2_sharp_above_limit. intros N lam alpha eta Ha He HN [Hal Hl].
  destruct (limit_of_positive N lam HN (Rge_le _ _ Hl)) as [EL HL]. destruct N as [|n]; [lia|].
  replace (S n - 1)%nat with n by lia. rewrite <- G_is_the_sum. set (l := L (S n) lam) in *.
  assert (Hla : l < alpha).
  { destruct (Rle_or_lt alpha l) as [H|]; [|assumption]. exfalso.
    assert (alpha ^ S n <= l ^ S n) by (apply pow_incr; lra). lra. }
  set (q := alpha ^ n * G n alpha l).
  assert (HG : 0 < G n alpha l) by (apply G_positive; lra).
  assert (Hq : 0 < q) by (apply Rmult_lt_0_compat; [apply pow_lt; lra | assumption]).
  replace (/ alpha ^ n * / G n alpha l) with (/ q)
    by (unfold q; apply Rinv_mult).
  rewrite (at_most_one eta q Hq).
  assert (Hf : forall x, x + eta * f (S n) lam x - l = (x - l) * (1 - eta * (x ^ n * G n x l))).
  { intros x. unfold f. replace (S n - 1)%nat with n by lia. rewrite <- EL, difference_of_powers. ring. }
  split.
  - intros H k.
    assert (Hstep : forall x, 0 <= x <= alpha -> towards (S n) lam eta l x).
    { intros x Hx. exists (eta * (x ^ n * G n x l)). split; [|apply Hf].
      assert (0 <= x ^ n) by (apply pow_le; lra). assert (x ^ n <= alpha ^ n) by (apply pow_incr; lra).
      assert (0 <= G n x l) by (apply G_nonnegative; lra).
      assert (G n x l <= G n alpha l) by (apply G_increasing; lra).
      split; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]|].
      apply Rle_trans with (eta * q); [|assumption]. apply Rmult_le_compat_l; [lra|].
      unfold q. apply Rmult_le_compat; lra. }
    pose proof (orbit_between (S n) lam eta l alpha alpha ltac:(lra) ltac:(lra) Hstep k) as B.
    unfold Rmin in B. destruct (Rle_dec alpha l); nra.
  - intros H. specialize (H 1%nat). cbn [iterate] in H. specialize (Hf alpha). fold q in Hf.
    apply (first_step_passes alpha (alpha + eta * f (S n) lam alpha) l); [assumption | exact Hf | lra].
Qed.

Check (negative_eigenvalue : lemma_2_2_sharp_negative_eigenvalue).
Check (above_limit : lemma_2_2_sharp_above_limit).
