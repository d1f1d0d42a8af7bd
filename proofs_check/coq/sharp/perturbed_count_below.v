(* 1.3-sharp, a start below the limit lambda > 0: the count by the flow of the product at the least imbalance S_2. The
   pair is taken with -p and -lambda. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_product rapidity_settle.
From dmf.statements Require Import definitions names perturbed_count.
Open Scope R_scope.

Theorem below : perturbed_count_below.
Proof.
  unfold perturbed_count_below. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H0 & H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (qk := others m lam alpha beta eta).
  set (pk := fun k => - first_factor m lam alpha beta eta k).
  replace (S (S m) - 1)%nat with (S m) in H0, H1 by lia.
  assert (Hl : (alpha - beta) * alpha ^ S m <= lam) by lra.
  assert (O : orbit m (- lam) eta pk qk) by apply rising_orbit.
  assert (A : allowed m (- lam) eta (radius m lam alpha beta) (limit m lam) (pk 0%nat) (qk 0%nat))
    by (apply (start_rising m lam alpha beta eta); assumption).
  destruct (s_0_square alpha beta Ha Hb Hba) as [ES Hs0]. set (s0 := s_0 alpha beta) in *.
  assert (Es0 : s pk qk 0 = s0).
  { unfold s, s0, s_0, scale. f_equal. unfold pk, qk, first_factor, others, imbalance. cbn [pair fst snd]. ring. }
  assert (Eu0 : u pk qk 0 = - u_0 alpha beta) by (rewrite (u_0_mirrored alpha beta Ha Hb Hba); reflexivity).
  pose proof (u_0_negative alpha beta Ha Hb Hba) as Hu0.
  set (Y := y_max (S (S m)) lam alpha beta eta).
  assert (HY : 0 <= Y < 1) by (apply y_max_between; assumption).
  assert (HyY : forall j, y m (- lam) eta pk qk j <= Y) by (intros j; apply y_rising; assumption).
  (* the first part, up to the rapidity u_1 *)
  set (u1 := u_1_below (S (S m)) lam alpha beta eps).
  assert (Hut : 0 <= u_t (S (S m)) lam alpha beta eps /\ size m s0 (u_t (S (S m)) lam alpha beta eps)
    = sigma * (lam - eps)).
  { assert (0 < (alpha - beta) * alpha ^ S m) by (apply Rmult_lt_0_compat; [|apply pow_lt]; lra).
    unfold u_t. rewrite ES. apply rapidity_spec; [assumption|]. unfold sigma. lra. }
  assert (Hu1 : - u_0 alpha beta <= u1) by apply Rmax_l.
  set (S1 := S_1_below (S (S m)) lam alpha beta eta eps). set (r := sqrt S1).
  assert (HS1 : 0 < S1) by (unfold S1, S_1_below; rewrite ES; apply Rmult_lt_0_compat;
    [apply pow_lt, Hs0 | apply exp_pos]).
  assert (Hr : 0 < r) by (apply sqrt_lt_R0, HS1). assert (Er : S1 = r ^ 2) by (symmetry; apply pow2_sqrt; lra).
  assert (E1 : S1 = s0 ^ 2 * exp (- ((eta * (swept m (- lam) s0 u1 - swept m (- lam) s0 (- u_0 alpha beta))
    + (0 + 1) * (Y ^ 2 / (1 - Y ^ 2))) / (1 - Y ^ 2)))).
  { unfold S1, S_1_below. fold Y u1. rewrite ES, power_half_less by assumption. unfold swept.
    rewrite !Rmin_right by lra.
    rewrite Ropp_involutive, Rmax_left by lra. unfold cosh_integral. replace (S (S m) - 2)%nat with m by lia.
    do 4 f_equal. ring. }
  assert (Hfirst : forall k, (forall j, (j < k)%nat -> u pk qk j <= u1) -> S1 <= s pk qk k ^ 2).
  { intros k Hk. rewrite E1, <- Es0, <- Eu0.
    apply (fall_past m (- lam) eta _ _ pk qk O A Y k u1 0); try assumption; try lra.
    intros j. pose proof (u_grows m (- lam) eta _ _ pk qk O A 0 j ltac:(lia)).
    rewrite (level_is_zero_start m (- lam) eta pk qk (u pk qk 0)),
      (level_is_zero_start m (- lam) eta pk qk (u pk qk j)) by lra.
    lra. }
  (* and for ever *)
  set (S2 := S_2_below (S (S m)) lam alpha beta eta eps). set (t := sqrt S2).
  assert (HS2 : 0 < S2) by (unfold S2, S_2_below; fold S1; apply Rmult_lt_0_compat; [assumption | apply exp_pos]).
  assert (Ht : 0 < t) by (apply sqrt_lt_R0, HS2). assert (Et : S2 = t ^ 2) by (symmetry; apply pow2_sqrt; lra).
  assert (E2 : S2 = r ^ 2 * exp (- (eta * (- - lam - size m r u1) ^ 2 / (r ^ 2 * cosh u1 ^ 2 * (1 - Y ^ 2))))).
  { unfold S2, S_2_below, p_s_below. fold S1 u1 Y. rewrite Er, power_half by assumption.
    replace (S (S m) - 1)%nat with (S m) by lia. unfold size. rewrite Ropp_involutive. do 3 f_equal.
    unfold Rdiv. f_equal. f_equal. ring. }
  assert (Hfall : forall j, t <= s pk qk j).
  { intros j. pose proof (s_positive m (- lam) eta _ _ pk qk O A j) as Hsj.
    apply Rsqr_incr_0_var; [|lra]. rewrite !Rsqr_pow2, <- Et, E2.
    apply (fall_for_ever m (- lam) eta _ _ pk qk O A Y u1 r); try assumption; try lra.
    intros k Hk. rewrite <- Er. apply Hfirst, Hk. }
  set (w_s := w_s_below (S (S m)) lam alpha beta eta eps). set (w_e := w_e_below (S (S m)) lam alpha beta eta eps).
  assert (Hp0 : 0 <= alpha ^ S m * (alpha - beta)) by (apply Rmult_le_pos; [apply pow_le|]; lra).
  assert (Hws : 0 <= w_s /\ size m t w_s = alpha ^ S m * (alpha - beta)).
  { unfold w_s, w_s_below. fold S2. rewrite Et. replace (S (S m) - 1)%nat with (S m) by lia.
    apply rapidity_spec; assumption. }
  assert (Hwe : 0 <= w_e /\ size m t w_e = lam - eps).
  { unfold w_e, w_e_below. fold S2. rewrite Et. apply rapidity_spec; lra. }
  assert (Hz : eta * kappa_at m t w_e <= / 2).
  { apply (kappa_small_below m (- lam) eta _ _ pk qk A); [split; [assumption | apply (Hfall 0%nat)] | lra|].
    rewrite Rabs_Ropp, Rabs_pos_eq; lra. }
  assert (E0 : - (pk 0%nat * qk 0%nat ^ S m) = alpha ^ S m * (alpha - beta)).
  { unfold pk, qk, first_factor, others. cbn [pair fst snd]. ring. }
  assert (Hsize : forall j, Rabs (lam - p_ (S (S m)) j lam alpha beta eta) = error m (- lam) pk qk j)
    by (intros j; apply (distance_rising m lam alpha beta eta Ha Hb He Hba Hs); lra).
  apply first_at_most; [intros j; apply Rle_dec | |].
  - apply Rlt_not_le. rewrite Hsize. unfold error. lra.
  - intros k Hk _. assert (Hek : eps <= error m (- lam) pk qk k).
    { apply Rnot_le_lt in Hk. rewrite Hsize in Hk. lra. }
    pose proof (count_towards m (- lam) eta _ _ pk qk O A t w_s w_e eps 0 k ltac:(lra) Ht ltac:(lia)) as C.
    rewrite E0 in C. unfold pk at 1, first_factor in C. cbn [pair fst snd] in C.
    specialize (C ltac:(lra) ltac:(intros j _; apply Hfall) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) Hek
      ltac:(lra)).
    rewrite Nat.sub_0_r, Ropp_involutive in C. destruct Hws as [Hws Ews]. rewrite Ews in C.
    unfold phi_s_below, phi_e_below, z_s_below, z_e_below. fold w_s w_e S2. rewrite Et, !kappa_named.
    fold (pace m eta t w_s). fold (pace m eta t w_e). replace (S (S m) - 1)%nat with (S m) by lia.
    apply Rle_trans with (1 := Rplus_le_compat_r 1 _ _ C). right.
    assert (EI : RInt (fun x => / rate m (- lam) t x) w_s w_e
      = RInt (fun u => - (power (t ^ 2) (1 - INR (S (S m)) / 2)
      / ((power (t ^ 2) (INR (S (S m)) / 2) * cosh u ^ S m * sinh u - lam) * cosh u ^ (S (S m) - 2)))) w_s w_e).
    { apply RInt_ext. intros x Hx. rewrite Rmin_left, Rmax_right in Hx by (apply (size_order m t _ _ Ht); lra).
      pose proof (size_increasing m t x w_e Ht ltac:(lra)) as Hsz.
      rewrite power_half, power_half_inverse by assumption.
      replace (S (S m) - 2)%nat with m by lia. unfold rate. fold (size m t x). rewrite Rpow_mult_distr.
      pose proof (cosh_least x). pose proof (pow_lt (cosh x) m ltac:(lra)). pose proof (pow_lt t m Ht).
      match goal with |- ?a = ?b => change (@eq R a b) end. field. repeat split; lra. }
    rewrite EI. ring.
Qed.
