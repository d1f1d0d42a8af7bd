(* 1.3-sharp, through the sign change to the limit lambda < 0: by the flow in the rapidity up to u_1, by that of the
   product from there on. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_product rapidity_settle.
From dmf.statements Require Import definitions names perturbed_count.
Open Scope R_scope.

Theorem negative : perturbed_count_negative.
Proof.
  unfold perturbed_count_negative. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (pk := first_factor m lam alpha beta eta).
  set (qk := others m lam alpha beta eta).
  assert (Hp0 : 0 < (alpha - beta) * alpha ^ S m) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
  assert (Hl : lam <= (alpha - beta) * alpha ^ S m) by lra.
  assert (O : orbit m lam eta pk qk) by apply falling_orbit.
  assert (A : allowed m lam eta (radius m lam alpha beta) (limit m lam) (pk 0%nat) (qk 0%nat))
    by (apply (start_falling m lam alpha beta eta); assumption).
  destruct (s_0_square alpha beta Ha Hb Hba) as [ES Hs0]. set (s0 := s_0 alpha beta) in *.
  assert (Eu0 : u pk qk 0 = u_0 alpha beta) by (rewrite u_0_is; reflexivity).
  pose proof (u_0_negative alpha beta Ha Hb Hba) as Hu0.
  set (Y := y_max (S (S m)) lam alpha beta eta).
  assert (HY : 0 <= Y < 1) by (apply y_max_between; assumption).
  assert (HyY : forall j, y m lam eta pk qk j <= Y) by (intros j; apply y_falling; assumption).
  (* the first part, up to the rapidity u_1 *)
  set (u1 := u_1_negative (S (S m)) lam alpha beta eps).
  assert (Hu1 : 0 <= u1 /\ size m s0 u1 = sigma * (- eps - lam)).
  { unfold u1, u_1_negative. rewrite ES. apply rapidity_spec; [assumption|]. unfold sigma. lra. }
  destruct Hu1 as [Hu1 Esz1]. unfold sigma in Esz1.
  set (S1 := S_1_negative (S (S m)) lam alpha beta eta eps). set (r := sqrt S1).
  assert (HS1 : 0 < S1)
    by (unfold S1, S_1_negative; rewrite ES; apply Rmult_lt_0_compat; [apply pow_lt, Hs0 | apply exp_pos]).
  assert (Hr : 0 < r) by (apply sqrt_lt_R0, HS1). assert (Er : S1 = r ^ 2) by (symmetry; apply pow2_sqrt; lra).
  assert (E1 : S1 = s0 ^ 2 * exp (- ((eta * (swept m lam s0 u1 - swept m lam s0 (u_0 alpha beta))
    + (1 + 1) * (Y ^ 2 / (1 - Y ^ 2))) / (1 - Y ^ 2)))).
  { pose proof (swept_past m lam alpha beta Ha Hb Hba u1 Hu1) as E. fold s0 in E. rewrite E, <- ES.
    unfold S1, S_1_negative. fold Y u1. unfold cosh_integral. replace (S (S m) - 2)%nat with m by lia. do 4 f_equal.
    rewrite Rplus_comm. f_equal. unfold Rdiv. ring. }
  assert (Hfirst : forall k, (forall j, (j < k)%nat -> u pk qk j <= u1) -> r ^ 2 <= s pk qk k ^ 2).
  { intros k Hk. rewrite <- Er, E1, <- Eu0.
    apply (fall_past m lam eta _ _ pk qk O A Y k u1 1); try assumption; try lra. intros j.
    pose proof (level_nonnegative m lam eta _ _ pk qk O A j ltac:(left; lra)).
    assert (level m lam eta pk qk (u pk qk 0) <= Y); [|lra].
    unfold level. rewrite Rmin_left by lra.
    pose proof (y_is m lam eta _ _ pk qk O A 0) as Ey. unfold rate. rewrite <- Ey. apply HyY. }
  assert (Hrs0 : r <= s0).
  { apply Rsqr_incr_0_var; [|lra]. rewrite !Rsqr_pow2. apply (Hfirst 0%nat). intros j Hj. lia. }
  (* and for ever *)
  set (S2 := S_2 (S (S m)) lam alpha beta eta eps). set (t := sqrt S2).
  assert (HS2 : 0 < S2) by (unfold S2, S_2; fold S1; apply Rmult_lt_0_compat; [assumption | apply exp_pos]).
  assert (Ht : 0 < t) by (apply sqrt_lt_R0, HS2). assert (Et : S2 = t ^ 2) by (symmetry; apply pow2_sqrt; lra).
  assert (Eps : p_s (S (S m)) lam alpha beta eta eps = size m r u1).
  { unfold p_s. fold S1 u1. rewrite Er, power_half by assumption. replace (S (S m) - 1)%nat with (S m) by lia.
    reflexivity. }
  assert (E2 : S2 = r ^ 2 * exp (- (eta * (- lam - size m r u1) ^ 2 / (r ^ 2 * cosh u1 ^ 2 * (1 - Y ^ 2))))).
  { unfold S2, S_2. rewrite Eps. fold S1 u1 Y. rewrite Er. do 3 f_equal. unfold Rdiv. f_equal. f_equal. ring. }
  assert (Hfall : forall j, t <= s pk qk j).
  { intros j. pose proof (s_positive m lam eta _ _ pk qk O A j) as Hsj.
    apply Rsqr_incr_0_var; [|lra]. rewrite !Rsqr_pow2, <- Et, E2.
    apply (fall_for_ever m lam eta _ _ pk qk O A Y u1 r); try assumption; lra. }
  set (ws := w_s (S (S m)) lam alpha beta eta eps). set (we := w_e (S (S m)) lam alpha beta eta eps).
  assert (Hws : 0 <= ws /\ size m t ws = size m r u1).
  { unfold ws, w_s. fold S2. rewrite Et, Eps. apply rapidity_spec; [assumption | apply size_nonnegative; lra]. }
  assert (Hwe : 0 <= we /\ size m t we = - eps - lam).
  { unfold we, w_e. fold S2. rewrite Et. apply rapidity_spec; lra. }
  pose proof (size_in_scale m r s0 u1 ltac:(lra) Hu1) as Hsz.
  assert (Hse : ws <= we) by (apply (size_order m t _ _ Ht); lra).
  assert (Hz : eta * kappa_at m t we <= / 2).
  { apply (kappa_small_below m lam eta _ _ pk qk A); [split; [assumption | apply (Hfall 0%nat)] | lra|].
    rewrite Rabs_left; lra. }
  set (B1 := (RInt (fun x => / rate m lam r x) (u pk qk 0) 0
    + RInt (fun x => / rate_mixed m lam pk qk r x) 0 u1) / eta
    + INR m * ln (cosh u1)).
  assert (HB1 : forall k, (forall j, (j <= k)%nat -> u pk qk j <= u1) -> INR k <= B1).
  { intros k Hk. apply (count_through m lam eta _ _ pk qk O A r u1 Hlam Hr Hu1).
    - change (s pk qk 0) with s0. rewrite Esz1. lra.
    - rewrite Eu0. assumption.
    - intros j Hj. split; [|apply Hk, Hj]. pose proof (s_positive m lam eta _ _ pk qk O A j).
      apply Rsqr_incr_0_var; [|lra]. rewrite !Rsqr_pow2. apply Hfirst. intros i Hi. apply Hk. lia. }
  set (B2 := RInt (fun x => / rate m lam t x) ws we / eta + ln (pace m eta t we / pace m eta t ws)
    - ln ((- lam - size m t ws) / eps) / 2).
  assert (HB2 : 0 <= B2).
  { unfold B2. rewrite <- (clock_difference m lam eta t ws we) by (try assumption; lra).
    pose proof (clock_increases m lam eta t ws we Ht He ltac:(lra) ltac:(lra) ltac:(lra) ws we ltac:(lra) ltac:(lra)).
    lra. }
  assert (Hsize : forall j, Rabs (lam - p_ (S (S m)) j lam alpha beta eta) = error m lam pk qk j)
    by (intros j; apply (distance_falling m lam alpha beta eta Ha Hb He Hba Hs); lra).
  apply Rbar_le_trans with (Finite (B1 + B2 + 2)).
  - apply first_at_most; [intros j; apply Rle_dec | |].
    + apply Rlt_not_le. rewrite Hsize. unfold error. change (pk 0%nat) with (alpha - beta).
      change (qk 0%nat) with alpha. lra.
    + intros k Hk _. assert (Hek : eps <= error m lam pk qk k).
      { apply Rnot_le_lt in Hk. rewrite Hsize in Hk. lra. }
      destruct (first_past pk qk u1 (S k)) as [H|(K & HK & HuK & H)].
      * pose proof (HB1 k ltac:(intros j Hj; apply H; lia)). lra.
      * assert (HK0 : (1 <= K)%nat) by (destruct K; [exfalso; lra | lia]).
        pose proof (HB1 (K - 1)%nat ltac:(intros j Hj; apply H; lia)) as C1.
        assert (HpK : pk K <= 0).
        { destruct (Rle_or_lt (pk K) 0) as [|Hp]; [assumption|]. exfalso.
          pose proof (proj1 (sign_of_u m lam eta _ _ pk qk O A K) ltac:(lra)). lra. }
        assert (HsK : size m t ws <= - (pk K * qk K ^ S m)).
        { rewrite (proj2 Hws), <- (size_of_pair m (pk K) (qk K)) by apply (inside m lam eta _ _ pk qk O A).
          change (size m r u1 <= size m (s pk qk K) (u pk qk K)). pose proof (s_positive m lam eta _ _ pk qk O A K).
          assert (HrK : r <= s pk qk K) by (apply Rsqr_incr_0_var; [rewrite !Rsqr_pow2; apply Hfirst, H | lra]).
          pose proof (size_increasing m r u1 (u pk qk K) Hr ltac:(lra)).
          pose proof (size_in_scale m r (s pk qk K) (u pk qk K) ltac:(lra) ltac:(lra)). lra. }
        pose proof (count_towards m lam eta _ _ pk qk O A t ws we eps K k Hlam Ht ltac:(lia) HpK
          ltac:(intros j _; apply Hfall) (proj1 Hws) HsK Heps ltac:(lra) Hek ltac:(lra)) as C2. fold B2 in C2.
        assert (E : INR k = INR (K - 1) + INR (k - K) + 1) by (rewrite <- plus_INR, <- S_INR; f_equal; lia). lra.
  - cbn [Rbar_le]. unfold phi_s, phi_e, z_s, z_e. fold S2. fold S1. rewrite Eps. fold ws we u1.
    rewrite Et, Er, !kappa_named.
    fold (pace m eta t ws). fold (pace m eta t we). replace (S (S m) - 1)%nat with (S m) by lia.
    replace (INR (S (S m)) - 2) with (INR m) by (rewrite !S_INR; ring).
    assert (F : forall c x, 0 < c -> power (c ^ 2) (1 - INR (S (S m)) / 2)
        / ((- (power (c ^ 2) (INR (S (S m)) / 2) * cosh x ^ S m * sinh x) - lam) * cosh x ^ (S (S m) - 2))
          = / rate m lam c x).
    { intros c x Hc. rewrite power_half, power_half_inverse by assumption. replace (S (S m) - 2)%nat with m by lia.
      unfold rate, size. rewrite Rpow_mult_distr. unfold Rdiv. rewrite <- Rinv_mult. f_equal. ring. }
    unfold B1, B2. rewrite (proj2 Hws). right.
    assert (I1 : RInt (fun x => / rate m lam r x) (u pk qk 0) 0 = RInt (fun x => power (r ^ 2) (1 - INR (S (S m)) / 2)
        / ((- (power (r ^ 2) (INR (S (S m)) / 2) * cosh x ^ S m * sinh x) - lam) * cosh x ^ (S (S m) - 2)))
        (u_0 alpha beta) 0) by (rewrite Eu0; apply RInt_ext; intros x _; symmetry; apply F, Hr).
    assert (I3 : RInt (fun x => / rate m lam t x) ws we = RInt (fun x => power (t ^ 2) (1 - INR (S (S m)) / 2)
        / ((- (power (t ^ 2) (INR (S (S m)) / 2) * cosh x ^ S m * sinh x) - lam) * cosh x ^ (S (S m) - 2))) ws we)
      by (apply RInt_ext; intros x _; symmetry; apply F, Ht).
    assert (I2 : RInt (fun x => / rate_mixed m lam pk qk r x) 0 u1
      = RInt (fun x => power (r ^ 2) (1 - INR (S (S m)) / 2)
        / ((- (power (S_0 alpha beta) (INR (S (S m)) / 2) * cosh x ^ S m * sinh x) - lam) * cosh x ^ (S (S m) - 2))) 0
          u1).
    { apply RInt_ext. intros x _. rewrite ES, power_half, power_half_inverse by assumption.
      replace (S (S m) - 2)%nat with m by lia. unfold rate_mixed. change (s pk qk 0) with s0. unfold size.
      rewrite Rpow_mult_distr. unfold Rdiv. rewrite <- Rinv_mult. f_equal. ring. }
    rewrite I1, I2, I3. unfold Rdiv. ring.
Qed.
