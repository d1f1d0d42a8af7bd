(* Lemma 3.4: a larger eigenvalue is ahead at all times. In the flow the difference z of the two solutions satisfies
   z' >= q(t) z; in the descent the map of the eigenvalue with the larger M increases on [0, M]. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots scalar flow.
From dmf.statements Require Import definitions lemma_3_4.
From dmf.deep_factorization Require Import lemma_2_2.
Open Scope R_scope.

Theorem flow : lemma_3_4_flow.
Proof.
  unfold lemma_3_4_flow. intros N lam mu alpha eta t y Hy Ha _ Ht HN _ H _.
  apply (eigenvalue_ahead N lam mu alpha alpha); try apply Hy; try assumption; lra.
Qed.

Lemma quotient_within n m x z : 0 <= x <= m -> 0 <= z <= m -> 0 <= quotient n x z <= INR n * m ^ (n - 1).
Proof.
  intros Hx Hz. destruct n as [|n]; [simpl; lra|]. replace (S n - 1)%nat with n by lia. cbn [quotient].
  split; [apply G_nonnegative; lra | apply G_bounded; assumption].
Qed.

(* The map x + eta f(x) increases on [0, m]. *)
Lemma map_increases N lam eta m x z : (2 <= N)%nat -> 0 < m -> Rabs lam <= m ^ N -> 0 < eta ->
  eta < 1 / (m ^ (2 * N - 2) * (3 * INR N - 2)) -> 0 <= x <= z -> z <= m ->
  x + eta * f N lam x <= z + eta * f N lam z.
Proof.
  intros HN Hm Hl He Hs Hx Hz.
  assert (Hp : 0 < m ^ (2 * N - 2)) by (apply pow_lt; assumption).
  assert (HNR : 2 <= INR N) by (apply (le_INR 2) in HN; simpl in HN; lra).
  assert (B : - (m ^ (2 * N - 2) * (3 * INR N - 2)) <= secant N lam x z).
  { unfold secant. destruct (quotient_within (N - 1) m x z ltac:(lra) ltac:(lra)) as [Q1 Q2].
    destruct (quotient_within (2 * N - 1) m x z ltac:(lra) ltac:(lra)) as [_ Q3].
    replace (2 * N - 1 - 1)%nat with (2 * N - 2)%nat in Q3 by lia.
    rewrite minus_INR in Q2, Q3 by lia. rewrite mult_INR in Q3. simpl INR in Q2, Q3.
    assert (P : Rabs lam * quotient (N - 1) x z <= m ^ N * ((INR N - 1) * m ^ (N - 1 - 1)))
      by (apply Rmult_le_compat; [apply Rabs_pos | assumption..]).
    replace (m ^ N * ((INR N - 1) * m ^ (N - 1 - 1))) with ((INR N - 1) * m ^ (2 * N - 2)) in P
      by (replace (2 * N - 2)%nat with (N + (N - 1 - 1))%nat by lia; rewrite pow_add; ring).
    pose proof (Rle_abs (- lam)) as A. rewrite Rabs_Ropp in A.
    assert (0 <= (Rabs lam + lam) * quotient (N - 1) x z) by (apply Rmult_le_pos; lra). lra. }
  pose proof (secant_is N lam x z ltac:(lia)) as E.
  assert (C : eta * (m ^ (2 * N - 2) * (3 * INR N - 2)) < 1).
  { set (q := m ^ (2 * N - 2) * (3 * INR N - 2)) in *. assert (0 < q) by (apply Rmult_lt_0_compat; lra).
    apply Rlt_le_trans with (1 / q * q); [apply Rmult_lt_compat_r; assumption | right; field; lra]. }
  assert (0 <= eta * (secant N lam x z + m ^ (2 * N - 2) * (3 * INR N - 2))) by (apply Rmult_le_pos; lra).
  assert (0 <= (z - x) * (1 + eta * secant N lam x z)) by (apply Rmult_le_pos; lra).
  assert (eta * (f N lam z - f N lam x) = eta * ((z - x) * secant N lam x z)) by (rewrite E; reflexivity). lra.
Qed.

Lemma eigenvalue_within N lam alpha : (2 <= N)%nat -> Rabs lam <= M N lam alpha ^ N.
Proof.
  intros HN. apply Rle_trans with (root N (Rabs lam) ^ N).
  - right. symmetry. apply root_power; [lia | apply Rabs_pos].
  - apply pow_incr. split; [apply root_nonnegative | apply Rmax_l].
Qed.

Theorem descent : lemma_3_4_descent.
Proof.
  unfold lemma_3_4_descent. intros N lam mu alpha eta _ Ha He _ HN Hlam H Hmu.
  destruct (Nat.eq_dec N 1) as [->|H1].
  - intros k. rewrite !linear_orbit. pose proof (depth_one_step lam alpha eta He (or_intror Hlam)) as B.
    assert ((1 - eta) ^ k <= 1 ^ k) as P by (apply pow_incr; lra). rewrite pow1 in P.
    assert (0 <= (1 - (1 - eta) ^ k) * (mu - lam)) by (apply Rmult_le_pos; lra). lra.
  - assert (HN2 : (N >= 2)%nat) by lia. cbv beta in Hmu.
    assert (inside : forall nu, eta < 1 / (M N nu alpha ^ (2 * N - 2) * (3 * INR N - 2)) ->
      forall k, 0 <= iterate N alpha nu eta k <= M N nu alpha).
    { intros nu Hnu k.
      pose proof (limit_inside N nu alpha HN2) as B. pose proof (start_inside N nu alpha Ha) as S.
      pose proof (orbit_between N nu eta (L N nu) (M N nu alpha) alpha B S
        (approaches N nu alpha eta Ha He HN2 Hnu) k).
      unfold Rmin, Rmax in *. destruct (Rle_dec alpha (L N nu)); lra. }
    assert (ahead : forall x, 0 <= x -> x + eta * f N lam x <= x + eta * f N mu x).
    { intros x Hx. unfold f. pose proof (pow_le x (N - 1) Hx).
      assert (0 <= eta * (x ^ (N - 1) * (mu - lam))) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]). lra. }
    induction k as [|k IH]; [right; reflexivity|]. cbn [iterate].
    pose proof (inside lam Hlam k) as Bx. pose proof (inside mu Hmu k) as Bz.
    set (x := iterate N alpha lam eta k) in *. set (z := iterate N alpha mu eta k) in *.
    destruct (Rle_or_lt (M N lam alpha) (M N mu alpha)) as [HM|HM].
    + apply Rle_trans with (x + eta * f N mu x); [apply ahead; lra|].
      pose proof (M_positive N mu alpha Ha). pose proof (eigenvalue_within N mu alpha HN2).
      apply (map_increases N mu eta (M N mu alpha)); try assumption; lra.
    + apply Rle_trans with (z + eta * f N lam z); [|apply ahead; lra].
      pose proof (M_positive N lam alpha Ha). pose proof (eigenvalue_within N lam alpha HN2).
      apply (map_increases N lam eta (M N lam alpha)); try assumption; lra.
Qed.
