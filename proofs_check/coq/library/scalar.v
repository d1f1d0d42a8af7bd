(* One step of (18) towards the limit: d(k+1) - L = (d(k) - L)(1 - w) with 0 <= w <= 1 while 0 <= d(k) <= M. *)
From Coq Require Import Reals Lra Lia Psatz.
From dmf.library Require Import vocabulary powers.
Open Scope R_scope.

Definition towards (N : nat) (lam eta L x : R) : Prop :=
  exists w, 0 <= w <= 1 /\ x + eta * f N lam x - L = (x - L) * (1 - w).

Lemma step_within N eta M q c : 0 < M -> 0 <= q <= c * M ^ (2 * N - 2) -> 0 < c -> c <= 3 * INR N - 2 ->
  0 < eta < 1 / (M ^ (2 * N - 2) * (3 * INR N - 2)) -> 0 <= eta * q <= 1.
Proof.
  intros HM Hq Hc Hb He. pose proof (pow_lt M (2 * N - 2) HM) as HP. set (P := M ^ (2 * N - 2)) in *.
  split; [apply Rmult_le_pos; lra|].
  apply Rle_trans with (eta * (c * P)); [apply Rmult_le_compat_l; lra|].
  apply Rle_trans with ((1 / (P * (3 * INR N - 2))) * ((3 * INR N - 2) * P)).
  - apply Rmult_le_compat; [lra | apply Rmult_le_pos; lra | lra | apply Rmult_le_compat_r; lra].
  - right. field. lra.
Qed.

(* lambda = L^N >= 0 *)
Lemma towards_positive N L eta M x : (1 <= N)%nat -> 0 <= L <= M -> 0 <= x <= M -> 0 < M ->
  0 < eta < 1 / (M ^ (2 * N - 2) * (3 * INR N - 2)) -> towards N (L ^ N) eta L x.
Proof.
  intros HN HL Hx HM He. destruct N as [|n]; [lia|].
  exists (eta * (x ^ n * G n x L)). split.
  - apply (step_within (S n) eta M _ (INR (S n))); [assumption | | apply lt_0_INR; lia | | assumption].
    + split; [apply Rmult_le_pos; [apply pow_le; lra | apply G_nonnegative; lra]|].
      replace (2 * S n - 2)%nat with (n + n)%nat by lia. rewrite pow_add.
      apply Rle_trans with (M ^ n * (INR (S n) * M ^ n)); [|lra].
      apply Rmult_le_compat; [apply pow_le; lra | apply G_nonnegative; lra | apply pow_incr; lra | apply G_bounded; lra].
    + rewrite S_INR. pose proof (pos_INR n). lra.
  - unfold f. replace (S n - 1)%nat with n by lia. rewrite difference_of_powers. ring.
Qed.

(* lambda <= 0, N >= 2: the limit is 0 *)
Lemma towards_negative N lam eta M x : (2 <= N)%nat -> lam <= 0 -> - lam <= M ^ N -> 0 <= x <= M -> 0 < M ->
  0 < eta < 1 / (M ^ (2 * N - 2) * (3 * INR N - 2)) -> towards N lam eta 0 x.
Proof.
  intros HN Hl HlM Hx HM He. destruct N as [|[|n]]; [lia|lia|].
  exists (eta * (x ^ n * (x ^ S (S n) - lam))). split.
  - assert (Hp : x ^ S (S n) <= M ^ S (S n)) by (apply pow_incr; lra).
    assert (H0 : 0 <= x ^ S (S n)) by (apply pow_le; lra).
    apply (step_within (S (S n)) eta M _ 2); [assumption | | lra | | assumption].
    + split; [apply Rmult_le_pos; [apply pow_le; lra | lra]|].
      replace (2 * S (S n) - 2)%nat with (n + S (S n))%nat by lia. rewrite pow_add.
      apply Rle_trans with (M ^ n * (2 * M ^ S (S n))); [|lra].
      apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
    + rewrite !S_INR. pose proof (pos_INR n). lra.
  - unfold f. replace (S (S n) - 1)%nat with (S n) by lia. simpl pow. ring.
Qed.

(* What follows for a whole orbit from a start in [0, M]. *)
Lemma orbit_between N lam eta L M alpha : 0 <= L <= M -> 0 <= alpha <= M ->
  (forall x, 0 <= x <= M -> towards N lam eta L x) ->
  forall k, Rmin alpha L <= iterate N alpha lam eta k <= Rmax alpha L.
Proof.
  intros HL Ha Hstep. induction k as [|k IH]; cbn [iterate].
  - split; [apply Rmin_l | apply Rmax_l].
  - set (x := iterate N alpha lam eta k) in *.
    assert (0 <= x <= M) by (unfold Rmin, Rmax in IH; destruct (Rle_dec alpha L); lra).
    destruct (Hstep x ltac:(assumption)) as [w [Hw E]].
    unfold Rmin, Rmax in *. destruct (Rle_dec alpha L); nra.
Qed.

Lemma orbit_error N lam eta L M alpha : 0 <= L <= M -> 0 <= alpha <= M ->
  (forall x, 0 <= x <= M -> towards N lam eta L x) ->
  forall k, Rabs (L - iterate N alpha lam eta (S k)) <= Rabs (L - iterate N alpha lam eta k).
Proof.
  intros HL Ha Hstep k. pose proof (orbit_between N lam eta L M alpha HL Ha Hstep k) as B.
  cbn [iterate]. set (x := iterate N alpha lam eta k) in *.
  assert (0 <= x <= M) by (unfold Rmin, Rmax in B; destruct (Rle_dec alpha L); lra).
  destruct (Hstep x ltac:(assumption)) as [w [Hw E]].
  replace (L - (x + eta * f N lam x)) with ((L - x) * (1 - w)) by lra.
  rewrite Rabs_mult, (Rabs_pos_eq (1 - w)) by lra.
  pose proof (Rabs_pos (L - x)). nra.
Qed.
