(* The effective rank in the end, from an identical start: every product tends to the positive part of its eigenvalue;
   a negative eigenvalue loses at least the factor 1 - eta |lambda| d^(N-2) in every step. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra descent_order spectra_more.
From dmf.statements Require Import definitions names identical_limit.
Open Scope R_scope.

Theorem tends : identical_limit_tends.
Proof.
  unfold identical_limit_tends. intros N n alpha eta spectrum Hd Hn Ha H0 HN Hp He.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  assert (Hw : forall i, (1 <= i <= n)%nat ->
    is_lim_seq (fun k => product N n alpha eta spectrum k i) (Rmax 0 (eigenvalue n spectrum i))).
  { intros i Hi. unfold product. rewrite <- limit_power with N (eigenvalue n spectrum i) by lia.
    apply power_limit, orbit_limit; [assumption | assumption | apply Hs; lia]. }
  apply is_lim_seq_ext with (fun k => total 1 n (product N n alpha eta spectrum k) / product N n alpha eta spectrum
    k 1).
  - intros k. symmetry. apply rank_quotient; assumption.
  - pose proof (Hw 1%nat ltac:(lia)) as H1. rewrite Rmax_right in H1 by lra.
    apply (is_lim_seq_div' (fun k => total 1 n (product N n alpha eta spectrum k))); [|exact H1 | lra].
    apply (total_limit 1 n (product N n alpha eta spectrum) (fun i => Rmax 0 (eigenvalue n spectrum i))). exact Hw.
Qed.

(* One step of a negative eigenvalue. *)
Lemma negative_step N lam alpha eta k : (N >= 2)%nat -> alpha > 0 -> short N lam alpha eta -> lam < 0 ->
  0 < iterate N alpha lam eta (S k) <=
  iterate N alpha lam eta k * (1 - eta * Rabs lam * iterate N alpha lam eta k ^ (N - 2)).
Proof.
  intros HN Ha Hs Hl. pose proof (orbit_positive N lam alpha eta k HN Ha Hs) as P.
  split; [apply orbit_positive; assumption|]. cbn [iterate]. set (x := iterate N alpha lam eta k) in *.
  rewrite Rabs_left by assumption. unfold f. destruct N as [|[|m]]; [lia | lia|].
  replace (S (S m) - 1)%nat with (S m) by lia. replace (S (S m) - 2)%nat with m by lia.
  assert (0 <= x ^ S m * x ^ S (S m)) by (apply Rmult_le_pos; apply pow_le; lra).
  assert (0 <= eta * (x ^ S m * x ^ S (S m))) by (apply Rmult_le_pos; [apply Rlt_le, Hs | assumption]).
  change (x ^ S m) with (x * x ^ m) at 1. change (x ^ S m) with (x * x ^ m) in *. nra.
Qed.

(* The places beyond those that are counted are those of the negative eigenvalues. *)
Lemma negative_place n spectrum i : descending n spectrum -> (many_from n spectrum 0 + 1 <= i <= n)%nat ->
  eigenvalue n spectrum i < 0.
Proof.
  intros Hd Hi. apply Rnot_le_lt. intros H. apply many_from_place in H; [lia | assumption | lia].
Qed.

Theorem geometric : identical_limit_geometric.
Proof.
  unfold identical_limit_geometric. intros N n alpha eta spectrum Hd Hn Ha H0 HN Hp He [-> Hneg] k.
  pose proof (step_for_all 2 n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  apply total_le. intros i Hi. cbv zeta. pose proof (negative_place n spectrum i Hd Hi) as Hl.
  pose proof (Hs i ltac:(lia)) as Hsi. set (lam := eigenvalue n spectrum i) in *.
  rewrite (Nat.mul_comm 2 k), pow_mult. rewrite <- Rpow_mult_distr. apply pow_incr.
  split; [apply orbit_nonnegative; assumption|].
  induction k as [|k IH]; [simpl; lra|].
  pose proof (negative_step 2 lam alpha eta k HN Ha Hsi Hl) as B. cbn [Nat.sub] in B. rewrite pow_O, Rmult_1_r in B.
  pose proof (orbit_positive 2 lam alpha eta k HN Ha Hsi) as P.
  assert (0 < 1 - eta * Rabs lam) by nra.
  apply Rle_trans with (1 := proj2 B). cbn [pow].
  replace (alpha * ((1 - eta * Rabs lam) * (1 - eta * Rabs lam) ^ k))
    with (alpha * (1 - eta * Rabs lam) ^ k * (1 - eta * Rabs lam)) by ring.
  apply Rmult_le_compat_r; lra.
Qed.

Lemma inverse_power_grows m x : 0 <= x < 1 -> 1 + INR m * x <= / (1 - x) ^ m.
Proof.
  intros Hx. pose proof (bernoulli m x ltac:(lra)) as B.
  pose proof (pow_lt (1 - x) m ltac:(lra)) as P.
  apply Rmult_le_reg_r with ((1 - x) ^ m); [exact P|]. rewrite Rinv_l by lra.
  apply Rle_trans with ((1 + x) ^ m * (1 - x) ^ m); [apply Rmult_le_compat_r; lra|].
  rewrite <- Rpow_mult_distr. apply Rle_trans with (1 ^ m); [apply pow_incr; nra | rewrite pow1; lra].
Qed.

Theorem algebraic : identical_limit_algebraic.
Proof.
  unfold identical_limit_algebraic. intros N n alpha eta spectrum Hd Hn Ha H0 HN Hp He [HN3 Hneg] k.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  apply total_le. intros i Hi. cbv zeta. pose proof (negative_place n spectrum i Hd Hi) as Hl.
  pose proof (Hs i ltac:(lia)) as Hsi. set (lam := eigenvalue n spectrum i) in *.
  assert (Em : INR N - 2 = INR (N - 2)) by (rewrite minus_INR by lia; simpl; ring). rewrite Em.
  assert (Hm : 0 < INR (N - 2)) by (apply lt_0_INR; lia).
  assert (Hlam : 0 < Rabs lam) by (apply Rabs_pos_lt; lra).
  assert (Hg : 0 < / alpha ^ (N - 2) + INR k * eta * INR (N - 2) * Rabs lam <= / iterate N alpha lam eta k ^ (N - 2)).
  { split.
    - apply Rplus_lt_le_0_compat; [apply Rinv_0_lt_compat, pow_lt; lra|].
      repeat apply Rmult_le_pos; try lra. apply pos_INR.
    - induction k as [|k IH]; [cbn [iterate INR]; lra|].
      pose proof (negative_step N lam alpha eta k HN Ha Hsi Hl) as B.
      pose proof (orbit_positive N lam alpha eta k HN Ha Hsi) as P.
      set (x := iterate N alpha lam eta k) in *. set (x' := iterate N alpha lam eta (S k)) in *.
      pose proof (pow_lt x (N - 2) P) as Q. set (s := eta * Rabs lam * x ^ (N - 2)) in *.
      assert (Hsx : 0 <= s < 1).
      { split; [|nra]. unfold s. repeat apply Rmult_le_pos; lra. }
      apply Rle_trans with (/ (x * (1 - s)) ^ (N - 2)).
      + rewrite Rpow_mult_distr, Rinv_mult. pose proof (inverse_power_grows (N - 2) s Hsx) as G.
        apply Rle_trans with (/ x ^ (N - 2) * (1 + INR (N - 2) * s)).
        * unfold s. replace (/ x ^ (N - 2) * (1 + INR (N - 2) * (eta * Rabs lam * x ^ (N - 2))))
            with (/ x ^ (N - 2) + eta * INR (N - 2) * Rabs lam) by (field; lra).
          rewrite S_INR. lra.
        * apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Q | exact G].
      + apply Rinv_le_contravar; [apply pow_lt; lra | apply pow_incr; lra]. }
  pose proof (orbit_positive N lam alpha eta k HN Ha Hsi) as P. set (x := iterate N alpha lam eta k) in *.
  set (g := / alpha ^ (N - 2) + INR k * eta * INR (N - 2) * Rabs lam) in *.
  unfold power. destruct (Rle_dec g 0) as [|_]; [lra|].
  assert (E : x ^ N = Rpower (/ x ^ (N - 2)) (- (INR N / INR (N - 2)))).
  { rewrite <- !Rpower_pow by assumption. rewrite <- Rpower_Ropp, Rpower_mult. f_equal. field. lra. }
  rewrite E, !Rpower_Ropp. apply Rinv_le_contravar; [unfold Rpower; apply exp_pos|].
  apply Rle_Rpower_l; [|exact Hg]. left. apply Rdiv_lt_0_compat; [apply lt_0_INR; lia | assumption].
Qed.
