(* The two sandwiches in one step: means of two values compare the next product of the pair with the step of (18)
   from the N-th root of the product. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots pair pair_orbit.
Open Scope R_scope.

Lemma same_order n s t : 0 < s -> 0 < t -> 0 <= (s ^ S n - t ^ S n) * (s - t).
Proof.
  intros Hs Ht. rewrite difference_of_powers. pose proof (G_nonnegative n t s ltac:(lra) ltac:(lra)).
  replace ((s - t) * G n t s * (s - t)) with ((s - t) ^ 2 * G n t s) by ring.
  apply Rmult_le_pos; [apply pow2_ge_0 | assumption].
Qed.

(* Mahler's inequality for the weights 1 and n *)
Lemma means n s t m d : 0 < s -> 0 < t -> 0 <= m -> 0 <= d ->
  (m + d) ^ S n <= (m * s ^ n + d * t ^ n) * (m / s + d / t) ^ n.
Proof.
  intros Hs Ht Hm Hd. assert (HB : 0 <= m / s + d / t).
  { apply Rplus_le_le_0_compat; apply Rmult_le_pos; auto using Rlt_le, Rinv_0_lt_compat. }
  induction n as [|n IH]; [simpl; lra|].
  apply Rle_trans with ((m + d) * ((m * s ^ n + d * t ^ n) * (m / s + d / t) ^ n)).
  - change ((m + d) ^ S (S n)) with ((m + d) * (m + d) ^ S n). apply Rmult_le_compat_l; lra.
  - change ((m / s + d / t) ^ S n) with ((m / s + d / t) * (m / s + d / t) ^ n).
    rewrite <- !Rmult_assoc. apply Rmult_le_compat_r; [apply pow_le; exact HB|].
    pose proof (same_order n s t Hs Ht) as H.
    assert (E : (m * s ^ S n + d * t ^ S n) * (m / s + d / t) - (m + d) * (m * s ^ n + d * t ^ n)
      = m * d * ((s ^ S n - t ^ S n) * (s - t)) * / (s * t)) by (simpl pow; field; lra).
    assert (0 <= m * d * ((s ^ S n - t ^ S n) * (s - t)) * / (s * t)); [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos|]; assumption|].
    left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; assumption.
Qed.

(* The increments sigma q^(N-1) and sigma p q^(N-2) have the mean sigma m^(N-1). *)
Lemma joined N x y p q m C sigma : (2 <= N)%nat -> 0 < x -> 0 < y -> 0 < p -> 0 < q -> 0 < m -> 0 < C -> 0 <= sigma ->
  C ^ N = y ^ (N - 1) * x -> m ^ N = q ^ (N - 1) * p ->
  (C + sigma * m ^ (N - 1)) ^ N <= (y + sigma * (q ^ (N - 2) * p)) ^ (N - 1) * (x + sigma * q ^ (N - 1)).
Proof.
  intros HN Hx Hy Hp Hq Hm HC Hs EC Em. destruct N as [|[|n]]; [lia | lia |].
  replace (S (S n) - 1)%nat with (S n) in * by lia. replace (S (S n) - 2)%nat with n by lia.
  pose proof (pow_lt m (S n) Hm) as Hmn. pose proof (pow_lt q n Hq) as Hqn. pose proof (pow_lt y (S n) Hy).
  assert (Ht : 0 < m ^ S n / (q ^ n * p)) by (apply Rdiv_lt_0_compat; [|apply Rmult_lt_0_compat]; assumption).
  pose proof (means (S n) (C / y) (m ^ S n / (q ^ n * p)) C (sigma * m ^ S n) ltac:(apply Rdiv_lt_0_compat; lra) Ht
    ltac:(lra) ltac:(apply Rmult_le_pos; lra)) as H1.
  replace (C / (C / y)) with y in H1 by (field; lra).
  replace (sigma * m ^ S n / (m ^ S n / (q ^ n * p))) with (sigma * (q ^ n * p)) in H1 by (field; repeat split; lra).
  replace (C * (C / y) ^ S n) with x in H1.
  2:{ unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. change (C ^ S (S n)) with (C * C ^ S n) in EC.
      rewrite <- Rmult_assoc, EC. field. lra. }
  replace (sigma * m ^ S n * (m ^ S n / (q ^ n * p)) ^ S n) with (sigma * q ^ S n) in H1.
  2:{ rewrite Rmult_assoc. f_equal. unfold Rdiv. rewrite Rpow_mult_distr, pow_inv, <- Rmult_assoc.
      change (m ^ S n * (m ^ S n) ^ S n) with ((m ^ S n) ^ S (S n)).
      rewrite <- pow_mult, Nat.mul_comm, pow_mult, Em, !Rpow_mult_distr.
      rewrite <- !pow_mult. replace (S n * S n)%nat with (n * S n + S n)%nat by lia. rewrite pow_add.
      pose proof (pow_lt q (n * S n) Hq). pose proof (pow_lt p (S n) Hp). field. split; lra. }
  rewrite (Rmult_comm ((y + _) ^ S n)). exact H1.
Qed.

(* The step of (18) increases in its state. *)
Lemma step_increases N lam eta B x z : (2 <= N)%nat -> Rabs lam <= B ^ N -> 0 <= eta ->
  eta * ((3 * INR N - 2) * B ^ (2 * N - 2)) <= 1 -> 0 <= x <= z -> z <= B ->
  x + eta * f N lam x <= z + eta * f N lam z.
Proof.
  intros HN Hl He Hs Hx Hz. destruct N as [|[|n]]; [lia | lia |]. unfold f.
  replace (S (S n) - 1)%nat with (S n) by lia. replace (2 * S (S n) - 2)%nat with (S (S n) + n)%nat in Hs by lia.
  pose proof (difference_of_powers n x z) as E1. pose proof (difference_of_powers (S (S n) + n) x z) as E2.
  pose proof (G_bounded n x z B ltac:(lra) ltac:(lra)) as B1.
  pose proof (G_nonnegative n x z ltac:(lra) ltac:(lra)) as P1.
  pose proof (G_bounded (S (S n) + n) x z B ltac:(lra) ltac:(lra)) as B2.
  set (g1 := G n x z) in *. set (g2 := G (S (S n) + n) x z) in *.
  assert (E3 : forall w, w ^ S n * (lam - w ^ S (S n)) = lam * w ^ S n - w ^ S (S (S n) + n)).
  { intros w. replace (S (S (S n) + n)) with (S n + S (S n))%nat by lia. rewrite pow_add. ring. }
  rewrite !E3.
  assert (HP : 0 <= B ^ n) by (apply pow_le; lra).
  assert (K : Rabs lam * g1 <= B ^ (S (S n) + n) * INR (S n)).
  { rewrite pow_add. apply Rle_trans with (B ^ S (S n) * (INR (S n) * B ^ n)); [|right; ring].
    apply Rmult_le_compat; [apply Rabs_pos | assumption | assumption | assumption]. }
  assert (K2 : - lam * g1 <= Rabs lam * g1).
  { apply Rmult_le_compat_r; [assumption|]. rewrite <- Rabs_Ropp. apply Rle_abs. }
  replace (INR (S (S (S n) + n))) with (INR (S n) + INR (S (S n))) in B2 by (rewrite <- plus_INR; f_equal; lia).
  rewrite !S_INR in *.
  assert (T : eta * (g2 - lam * g1) <= 1).
  { apply Rle_trans with (2 := Hs). apply Rmult_le_compat_l; [assumption|].
    replace ((3 * (INR n + 1 + 1) - 2) * B ^ (S (S n) + n))
      with ((INR n + 1 + (INR n + 1 + 1)) * B ^ (S (S n) + n) + B ^ (S (S n) + n) * (INR n + 1)) by ring. lra. }
  assert (F : z + eta * (lam * z ^ S n - z ^ S (S (S n) + n)) - (x + eta * (lam * x ^ S n - x ^ S (S (S n) + n)))
    = (z - x) * (1 - eta * (g2 - lam * g1))).
  { transitivity (z - x + eta * (lam * (z ^ S n - x ^ S n) - (z ^ S (S (S n) + n) - x ^ S (S (S n) + n)))); [ring|].
    rewrite E1, E2. ring. }
  assert (0 <= (z - x) * (1 - eta * (g2 - lam * g1))) by (apply Rmult_le_pos; lra). lra.
Qed.

Section Sandwich.
Variables (N : nat) (lam eta B p q : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis step_positive : 0 < eta.
Hypothesis eigenvalue_bounded : Rabs lam <= B ^ N.
Hypothesis step : eta * ((3 * INR N - 2) * B ^ (2 * N - 2)) <= 1.
Hypothesis inside : 0 < p < q.
Hypothesis bounded : q <= B.
Let u := eta * rate N lam p q.
Let p' := p - u * q.
Let q' := q - u * p.
Let m := root N (q ^ (N - 1) * p).

Lemma mean_is : 0 < m /\ m ^ N = q ^ (N - 1) * p.
Proof using depth inside.
  assert (0 < q ^ (N - 1) * p) by (apply Rmult_lt_0_compat; [apply pow_lt|]; lra). split.
  - unfold m, root. destruct (Rle_dec _ _); [lra | apply exp_pos].
  - apply root_power; [lia | lra].
Qed.

Lemma mean_bounded : m <= B.
Proof using depth inside bounded.
  destruct mean_is as [H E]. apply (power_le_inverse N); [lia | lra | lra |]. rewrite E.
  apply Rle_trans with (q ^ N); [|apply pow_incr; lra].
  replace N with (S (N - 1)) at 2 by lia. simpl pow. rewrite Rmult_comm.
  apply Rmult_le_compat_r; [apply pow_le|]; lra.
Qed.

(* D.2 in one step *)
Lemma lower_step a : q ^ (N - 1) * p <= lam -> 0 <= a -> a ^ N <= q ^ (N - 1) * p ->
  0 <= a + eta * f N lam a /\ (a + eta * f N lam a) ^ N <= q' ^ (N - 1) * p'.
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  intros Hl Ha H. destruct mean_is as [Hm Em]. rewrite <- Em in Hl, H.
  assert (Ham : a <= m) by (apply (power_le_inverse N); lia || lra).
  assert (H0 : 0 <= a + eta * f N lam a).
  { unfold f. apply Rplus_le_le_0_compat; [assumption|]. apply Rmult_le_pos; [lra|].
    apply Rmult_le_pos; [apply pow_le; assumption | lra]. }
  split; [assumption|].
  pose proof (step_increases N lam eta B a m depth eigenvalue_bounded ltac:(lra) step ltac:(lra) mean_bounded) as I.
  apply Rle_trans with ((m + eta * f N lam m) ^ N); [apply pow_incr; lra|].
  pose proof (joined N p q p q m m (eta * (lam - m ^ N)) depth ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) Hm Hm
    ltac:(apply Rmult_le_pos; lra) Em Em) as J.
  replace (m + eta * f N lam m) with (m + eta * (lam - m ^ N) * m ^ (N - 1)) by (unfold f; ring).
  apply Rle_trans with (1 := J). rewrite Em. right. f_equal; [f_equal|]; unfold q', p', u, rate; [ring|].
  replace (N - 1)%nat with (S (N - 2)) by lia. simpl pow. ring.
Qed.

(* D.3 in one step *)
Lemma upper_step b : lam <= q ^ (N - 1) * p -> 0 < p' -> 0 < q' -> 0 <= b <= B -> q ^ (N - 1) * p <= b ^ N ->
  q' ^ (N - 1) * p' <= (b + eta * f N lam b) ^ N.
Proof using depth step_positive eigenvalue_bounded step inside bounded.
  intros Hl Hp' Hq' Hb H. destruct mean_is as [Hm Em]. rewrite <- Em in Hl, H.
  assert (Hmb : m <= b) by (apply (power_le_inverse N); lia || lra).
  pose proof (step_increases N lam eta B m b depth eigenvalue_bounded ltac:(lra) step ltac:(lra) ltac:(lra)) as I.
  assert (HP : 0 < q' ^ (N - 1) * p') by (apply Rmult_lt_0_compat; [apply pow_lt|]; assumption).
  set (C := root N (q' ^ (N - 1) * p')).
  assert (HC : 0 < C) by (unfold C, root; destruct (Rle_dec _ _); [lra | apply exp_pos]).
  assert (EC : C ^ N = q' ^ (N - 1) * p') by (apply root_power; [lia | lra]).
  pose proof (joined N p' q' p q m C (eta * (m ^ N - lam)) depth Hp' Hq' ltac:(lra) ltac:(lra) Hm HC
    ltac:(apply Rmult_le_pos; lra) EC Em) as J.
  replace (p' + eta * (m ^ N - lam) * q ^ (N - 1)) with p in J.
  2:{ rewrite Em. unfold p', u, rate. replace (N - 1)%nat with (S (N - 2)) by lia. simpl pow. ring. }
  replace (q' + eta * (m ^ N - lam) * (q ^ (N - 2) * p)) with q in J by (rewrite Em; unfold q', u, rate; ring).
  rewrite <- Em in J. rewrite <- EC. apply pow_incr. split; [lra|].
  assert (C + eta * (m ^ N - lam) * m ^ (N - 1) <= m).
  { apply (power_le_inverse N); [lia | | lra | exact J].
    apply Rplus_le_le_0_compat; [lra|]. apply Rmult_le_pos; [apply Rmult_le_pos; lra | apply pow_le; lra]. }
  unfold f in *. lra.
Qed.
End Sandwich.
