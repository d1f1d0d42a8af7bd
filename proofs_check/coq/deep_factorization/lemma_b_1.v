(* Lemma B.1: at depth 1 the error grows geometrically; the limit is an unstable fixed point; for lambda <= 0 every
   step multiplies |d| by at least the first one's factor, as |x + eta f(x)| >= eta |f(x)| - |x|. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots.
From dmf.statements Require Import definitions lemma_b_1.
From dmf.deep_factorization Require Import lemma_2_2 lemma_2_2_sharp.
Open Scope R_scope.

Lemma depth_one_error lam alpha eta k : eta > 2 ->
  Rabs (lam - iterate 1 alpha lam eta k) = (eta - 1) ^ k * Rabs (alpha - lam).
Proof.
  intros He. rewrite linear_orbit.
  replace (lam - (lam + (1 - eta) ^ k * (alpha - lam))) with ((1 - eta) ^ k * (lam - alpha)) by ring.
  rewrite Rabs_mult, <- RPow_abs, (Rabs_minus_sym lam alpha). rewrite (Rabs_left (1 - eta)) by lra.
  f_equal. f_equal. lra.
Qed.

Theorem depth_one : lemma_b_1_depth_one.
Proof.
  unfold lemma_b_1_depth_one. intros N lam alpha eta Ha He HN [-> H] k. apply depth_one_error. exact H.
Qed.

Theorem depth_one_diverges : lemma_b_1_depth_one_diverges.
Proof.
  unfold lemma_b_1_depth_one_diverges. intros N lam alpha eta Ha He HN (-> & Hne & H) k.
  rewrite !depth_one_error by assumption. replace (k + 1)%nat with (S k) by lia.
  assert (0 < Rabs (alpha - lam)) by (apply Rabs_pos_lt; lra).
  assert (0 < (eta - 1) ^ k) by (apply pow_lt; lra).
  assert (0 < (eta - 1) ^ k * Rabs (alpha - lam)) by (apply Rmult_lt_0_compat; assumption).
  cbn [pow]. set (q := (eta - 1) ^ k * Rabs (alpha - lam)) in *. rewrite Rmult_assoc. fold q. nra.
Qed.

(* kappa = N L^(2N-2) for lambda > 0 *)
Lemma kappa_power n lam : (n >= 1)%nat -> lam > 0 -> kappa (S n) lam =
  INR (S n) * (L (S n) lam ^ n * L (S n) lam ^ n).
Proof.
  intros Hn Hl. rewrite kappa_is, G_diagonal by assumption. unfold L. destruct (Nat.eqb_spec (S n) 1); [lia|].
  rewrite Rmax_right by lra. ring.
Qed.

Lemma positive_limit n lam : (n >= 1)%nat -> lam > 0 -> L (S n) lam ^ S n = lam /\ 0 < L (S n) lam.
Proof.
  intros Hn Hl. destruct (limit_of_positive (S n) lam ltac:(lia) ltac:(lra)) as [E P]. split; [assumption|].
  destruct P as [P|P]; [assumption|]. exfalso. rewrite <- P, pow_i in E by lia. lra.
Qed.

(* g'(L) = 1 - eta kappa *)
Lemma slope_at_limit n lam eta : (n >= 1)%nat -> lam > 0 ->
  is_derive (fun x => x - eta * x ^ n * (x ^ S n - lam)) (L (S n) lam) (1 - eta * kappa (S n) lam).
Proof.
  intros Hn Hl. destruct (positive_limit n lam Hn Hl) as [E HL]. rewrite kappa_power by assumption.
  generalize dependent (L (S n) lam). intros l <- _. auto_derive; [exact I|].
  change (match n with O => 1 | S _ => INR n + 1 end) with (INR (S n)). ring.
Qed.

Theorem instability : lemma_b_1_instability.
Proof.
  unfold lemma_b_1_instability. intros N lam alpha eta Ha He _ (HN & H & Hl).
  destruct N as [|n]; [lia|]. assert (Hn : (n >= 1)%nat) by lia. replace (S n - 1)%nat with n by lia.
  assert (HK : 0 < kappa (S n) lam).
  { rewrite kappa_power by assumption. destruct (positive_limit n lam Hn Hl) as [_ HL].
    pose proof (pow_lt _ n HL). apply Rmult_lt_0_compat; [apply lt_0_INR; lia | nra]. }
  replace (Derive_n (fun x => x - eta * x ^ n * (x ^ S n - lam)) 1 (L (S n) lam)) with (1 - eta * kappa (S n) lam)
    by (symmetry; apply is_derive_unique, slope_at_limit; assumption).
  assert (2 < eta * kappa (S n) lam).
  { apply Rmult_lt_reg_r with (/ kappa (S n) lam); [apply Rinv_0_lt_compat; assumption|].
    rewrite Rmult_assoc, Rinv_r, Rmult_1_r by lra. exact H. }
  rewrite Rabs_left by lra. lra.
Qed.

(* |x + eta f(x)| is at least eta |f(x)| - |x| *)
Lemma step_at_least n lam eta x : 0 < eta ->
  (eta * Rabs x ^ n * (Rabs x ^ S (S n) - Rabs lam) - 1) * Rabs x <= Rabs (x + eta * f (S (S n)) lam x).
Proof.
  intros He. unfold f. replace (S (S n) - 1)%nat with (S n) by lia.
  assert (H1 : Rabs (eta * (x ^ S n * (lam - x ^ S (S n)))) - Rabs x
    <= Rabs (x + eta * (x ^ S n * (lam - x ^ S (S n))))).
  { set (b := eta * (x ^ S n * (lam - x ^ S (S n)))). pose proof (Rabs_triang_inv b (- x)) as T.
    rewrite Rabs_Ropp in T. replace (b - - x) with (x + b) in T by ring. exact T. }
  rewrite !Rabs_mult, <- RPow_abs, (Rabs_pos_eq eta) in H1 by lra.
  assert (H2 : Rabs x ^ S (S n) - Rabs lam <= Rabs (lam - x ^ S (S n))).
  { rewrite RPow_abs, (Rabs_minus_sym lam). apply Rabs_triang_inv. }
  assert (0 <= eta * Rabs x ^ S n) by (apply Rmult_le_pos; [lra | apply pow_le, Rabs_pos]).
  pose proof (Rmult_le_compat_l _ _ _ H H2) as H3. cbn [pow] in *. lra.
Qed.

Theorem growth : lemma_b_1_growth.
Proof.
  unfold lemma_b_1_growth. intros N lam alpha eta Ha He _ (HN & H & _).
  destruct N as [|[|n]]; [lia..|]. replace (S (S n) - 2)%nat with n in * by lia.
  set (q := eta * alpha ^ n * (alpha ^ S (S n) - Rabs lam)) in *.
  assert (Hstep : forall x, alpha <= Rabs x -> (q - 1) * Rabs x <= Rabs (x + eta * f (S (S n)) lam x)).
  { intros x Hx. eapply Rle_trans; [|apply step_at_least; lra].
    assert (Hpos : 0 < eta * alpha ^ n) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
    assert (Hgap : 0 < alpha ^ S (S n) - Rabs lam) by (unfold q in H; nra).
    assert (eta * alpha ^ n <= eta * Rabs x ^ n) by (apply Rmult_le_compat_l; [lra | apply pow_incr; lra]).
    assert (alpha ^ S (S n) <= Rabs x ^ S (S n)) by (apply pow_incr; lra).
    assert (q <= eta * Rabs x ^ n * (Rabs x ^ S (S n) - Rabs lam)) by (apply Rmult_le_compat; lra).
    apply Rmult_le_compat_r; [apply Rabs_pos | lra]. }
  assert (B : forall k, alpha <= Rabs (iterate (S (S n)) alpha lam eta k)).
  { induction k as [|k IH]; cbn [iterate]; [apply Rle_abs|].
    pose proof (Hstep _ IH). nra. }
  intros k. replace (k + 1)%nat with (S k) by lia. apply Rle_ge. cbn [iterate]. apply Hstep, B.
Qed.
