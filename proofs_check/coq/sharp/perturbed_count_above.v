(* 1.3-sharp, a start above the limit lambda >= 0: the count by the flow of the product at the least imbalance S_2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_product rapidity_settle.
From dmf.statements Require Import definitions names perturbed_count.
Open Scope R_scope.

Theorem above : perturbed_count_above.
Proof.
  unfold perturbed_count_above. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H0 & H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (pk := first_factor m lam alpha beta eta).
  set (qk := others m lam alpha beta eta).
  replace (S (S m) - 1)%nat with (S m) in H0, H1 by lia.
  assert (Hl : lam <= (alpha - beta) * alpha ^ S m) by lra.
  assert (O : orbit m lam eta pk qk) by apply falling_orbit.
  assert (A : allowed m lam eta (radius m lam alpha beta) (limit m lam) (pk 0%nat) (qk 0%nat))
    by (apply (start_falling m lam alpha beta eta); assumption).
  destruct (s_0_square alpha beta Ha Hb Hba) as [ES Hs0]. set (s0 := s_0 alpha beta) in *.
  set (Y := y_max (S (S m)) lam alpha beta eta).
  assert (HY : 0 <= Y < 1) by (apply y_max_between; assumption).
  set (S2 := S_2_above (S (S m)) lam alpha beta eta). set (t := sqrt S2).
  assert (HS2 : 0 < S2) by (unfold S2, S_2_above; rewrite ES; apply Rmult_lt_0_compat;
    [apply pow_lt, Hs0 | apply exp_pos]).
  assert (Ht : 0 < t) by (apply sqrt_lt_R0, HS2). assert (Et : S2 = t ^ 2) by (symmetry; apply pow2_sqrt; lra).
  assert (E2 : S2 = s0 ^ 2 * exp (- ((eta * (swept m lam s0 0 - swept m lam s0 (u_0 alpha beta))
    + Y ^ 2 / (1 - Y ^ 2))
    / (1 - Y ^ 2)))).
  { pose proof (swept_past m lam alpha beta Ha Hb Hba 0 ltac:(lra)) as E. fold s0 in E. rewrite E, <- ES.
    unfold S2, S_2_above. fold Y. unfold cosh_integral at 1. rewrite RInt_point.
    change (@zero R_CompleteNormedModule) with 0.
    unfold cosh_integral. replace (S (S m) - 2)%nat with m by lia. do 6 f_equal. ring. }
  assert (Hp : forall j, 0 <= pk j) by (intros j; apply (positive_side m lam eta _ _ pk qk O A); lra).
  assert (Hu : forall j, u pk qk j <= 0) by (intros j; apply (sign_of_u m lam eta _ _ pk qk O A), Hp).
  assert (Hfall : forall j, t <= s pk qk j).
  { intros j. pose proof (s_positive m lam eta _ _ pk qk O A j) as Hsj.
    apply Rsqr_incr_0_var; [|lra]. rewrite !Rsqr_pow2, <- Et, E2.
    rewrite u_0_is. apply (fall_before m lam eta _ _ pk qk O A Y j 0).
    - intros i. apply y_falling; assumption.
    - exact HY.
    - unfold level. rewrite Rmin_left by apply (Hu 0%nat).
      pose proof (y_is m lam eta _ _ pk qk O A 0) as Ey. unfold rate. rewrite <- Ey. apply y_falling; assumption.
    - right. apply Hu.
    - apply Hu. }
  set (w_s := w_s_above (S (S m)) lam alpha beta eta). set (w_e := w_e_above (S (S m)) lam alpha beta eta eps).
  assert (Hp0 : 0 <= alpha ^ S m * (alpha - beta)) by (apply Rmult_le_pos; [apply pow_le|]; lra).
  assert (Hws : 0 <= w_s /\ size m t w_s = alpha ^ S m * (alpha - beta)).
  { unfold w_s, w_s_above. fold S2. rewrite Et. replace (S (S m) - 1)%nat with (S m) by lia.
    apply rapidity_spec; assumption. }
  assert (Hwe : 0 <= w_e /\ size m t w_e = eps + lam).
  { unfold w_e, w_e_above. fold S2. rewrite Et. apply rapidity_spec; lra. }
  assert (Hz : eta * kappa_at m t w_s <= / 2).
  { apply (kappa_small_start m lam eta _ _ pk qk A); [apply Hp | split; [assumption | apply (Hfall 0%nat)] | lra|].
    right. destruct Hws as [_ ->]. unfold pk, qk, first_factor, others. cbn [pair fst snd]. ring. }
  assert (Hsize : forall j, Rabs (lam - p_ (S (S m)) j lam alpha beta eta) = error m lam pk qk j)
    by (intros j; apply (distance_falling m lam alpha beta eta Ha Hb He Hba Hs); lra).
  apply first_at_most; [intros j; apply Rle_dec | |].
  - apply Rlt_not_le. rewrite Hsize. unfold error. change (pk 0%nat) with (alpha - beta).
    change (qk 0%nat) with alpha. lra.
  - intros k Hk _. assert (Hek : eps <= error m lam pk qk k).
    { apply Rnot_le_lt in Hk. rewrite Hsize in Hk. lra. }
    pose proof (count_above m lam eta _ _ pk qk O A t w_s w_e eps k ltac:(lra) Ht ltac:(intros j _; apply Hfall)
      ltac:(lra)) as C.
    assert (E0 : pk 0%nat * qk 0%nat ^ S m = alpha ^ S m * (alpha - beta)) by (apply Rmult_comm).
    unfold error at 2 in C. rewrite E0 in C.
    specialize (C ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) Hek ltac:(lra)).
    unfold phi_s_above, phi_e_above, z_s_above, z_e_above. fold w_s w_e S2. rewrite Et, !kappa_named.
    fold (pace m eta t w_s). fold (pace m eta t w_e). replace (S (S m) - 1)%nat with (S m) by lia.
    apply Rle_trans with (1 := Rplus_le_compat_r 1 _ _ C). right.
    assert (EI : RInt (fun x => / rate_above m lam t x) w_e w_s = RInt (fun u => power (t ^ 2) (1 - INR (S (S m)) / 2)
      / ((power (t ^ 2) (INR (S (S m)) / 2) * cosh u ^ S m * sinh u - lam) * cosh u ^ (S (S m) - 2))) w_e w_s).
    { apply RInt_ext. intros x _. rewrite power_half, power_half_inverse by assumption.
      replace (S (S m) - 2)%nat with m by lia. unfold rate_above, size.
      rewrite Rpow_mult_distr. unfold Rdiv. rewrite (Rmult_comm (_ - lam)), <- Rinv_mult. f_equal. ring. }
    rewrite EI. ring.
Qed.
