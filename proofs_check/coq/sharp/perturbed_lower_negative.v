(* perturbed-lower, through the sign change to the limit lambda < 0: |p| falls up to the step in which p changes its
   sign, and grows from there on. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_product rapidity_settle rapidity_speed.
From dmf.library Require Import rapidity_lag rapidity_spread.
From dmf.statements Require Import definitions names perturbed_lower.
From dmf.sharp Require Import perturbed_lower perturbed_lower_below.
Open Scope R_scope.

Theorem negative : perturbed_lower_negative.
Proof.
  unfold perturbed_lower_negative. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (pk := first_factor m lam alpha beta eta).
  set (qk := others m lam alpha beta eta).
  assert (Hp0 : 0 < (alpha - beta) * alpha ^ S m) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
  assert (O : orbit m lam eta pk qk) by apply falling_orbit.
  assert (A : allowed m lam eta (radius m lam alpha beta) (limit m lam) (pk 0%nat) (qk 0%nat))
    by (apply (start_falling m lam alpha beta eta); (assumption || lra)).
  destruct (s_0_square alpha beta Ha Hb Hba) as [ES Hs0]. set (s0 := s_0 alpha beta) in *.
  assert (Eu0 : u pk qk 0 = u_0 alpha beta) by (rewrite u_0_is; reflexivity).
  pose proof (u_0_negative alpha beta Ha Hb Hba) as Hu0.
  set (Y := y_max (S (S m)) lam alpha beta eta).
  assert (HY : 0 <= Y < 1) by (apply y_max_between; assumption).
  assert (HyY : forall j, y m lam eta pk qk j <= Y) by (intros j; apply y_falling; (assumption || lra)).
  assert (E0 : error m lam pk qk 0 = alpha ^ S m * (alpha - beta) - lam).
  { unfold error, pk, qk, first_factor, others. cbn [pair fst snd]. ring. }
  assert (Haway : 0 < error m lam pk qk 0) by lra.
  pose proof (c_1_large m lam alpha beta eta Ha Hb He Hba Hs ltac:(lra)) as Hc1.
  pose proof (ln_c_1 m lam alpha beta eta Ha Hb He Hba Hs) as Elc1.
  set (c1 := c_1 (S (S m)) lam alpha beta eta) in *. fold Y in Elc1.
  pose proof (c_2_large m lam alpha beta eta Ha Hb He Hba) as Hc2. pose proof (ln_c_2 m lam alpha beta eta) as Elc2.
  set (c2 := c_2 (S (S m)) lam alpha beta eta) in *.
  pose proof (S_1_is m lam alpha beta eta Ha Hb Hba) as E1. set (S1 := S_1 (S (S m)) lam alpha beta eta) in *.
  fold s0 Y in E1. assert (HS1 : 0 < S1)
    by (rewrite E1; apply Rmult_lt_0_compat; [apply pow_lt, Hs0 | apply exp_pos]).
  set (w := w_e (S (S m)) lam alpha beta eps).
  assert (Hw : 0 <= w /\ size m s0 w = - eps - lam) by (unfold w, w_e; rewrite ES; apply rapidity_spec; lra).
  assert (Hfall : forall j, 0 <= pk j -> 0 < S1 <= s pk qk j ^ 2).
  { intros j Hj. split; [assumption|]. rewrite E1.
    apply (falling_imbalance m lam alpha beta eta Ha Hb He Hba Hs); [lra | left; lra|].
    apply (sign_of_u m lam eta _ _ pk qk O A j), Hj. }
  assert (Hplace : forall j, size m s0 (place m pk qk j) = - lam - error m lam pk qk j).
  { intros j. pose proof (place_error m lam eta _ _ pk qk O A j). change (s pk qk 0) with s0 in *. lra. }
  apply first_above. intros k' Hk'.
  destruct (first_of_all (fun j => Rabs (lam - p_ (S (S m)) j lam alpha beta eta) <= eps) k'
    (fun j => Rle_dec _ _) Hk') as (k & Hkk & Hk & Hbefore). apply Rle_trans with (INR k); [|apply le_INR, Hkk].
  assert (Hsize : forall j, Rabs (lam - p_ (S (S m)) j lam alpha beta eta) = error m lam pk qk j)
    by (intros j; apply (distance_falling m lam alpha beta eta Ha Hb He Hba Hs); lra).
  assert (Hout : forall j, (j < k)%nat -> eps < error m lam pk qk j)
    by (intros j Hj; rewrite <- Hsize; apply Rnot_le_lt, Hbefore, Hj).
  rewrite Hsize in Hk. rename Hk into Hin.
  assert (Hend : Rmin (place m pk qk k) w = w).
  { apply Rmin_right. apply (size_order m s0 _ _ Hs0). rewrite Hplace. lra. }
  assert (Hb' : forall j, (j < k)%nat -> place m pk qk j <= w).
  { intros j Hj. apply (size_order m s0 _ _ Hs0). rewrite Hplace. pose proof (Hout j Hj). lra. }
  (* the step that changes the sign is the one from J to K *)
  assert (Hneg : pk k < 0).
  { destruct (Rlt_or_le (pk k) 0) as [|Hp]; [assumption|]. exfalso. unfold error in Hin.
    pose proof (q_positive m lam eta _ _ pk qk O A k) as Hq.
    pose proof (Rmult_le_pos _ _ Hp (pow_le (qk k) (S m) (Rlt_le _ _ Hq))). lra. }
  destruct (first_of_all (fun j => pk j < 0) k (fun j => Rlt_dec _ _) Hneg) as (K & HKk & HK & Hpos).
  destruct K as [|J]; [exfalso; unfold pk, first_factor in HK; cbn [pair fst snd] in HK; lra|].
  assert (Hpos' : forall j, (j <= J)%nat -> 0 <= pk j) by (intros j Hj; apply Rnot_lt_le, Hpos; lia).
  assert (Hturn : lag_time m lam eta pk qk (Rmin (place m pk qk (S J)) w)
    <= INR (S J) + (c1 - 1) / ln c1 * (ln (speed (z m eta pk qk 0)) - ln (speed (eta * S1 ^ S m)))).
  { apply (turn_total m lam eta _ _ pk qk O A Haway c1 w J S1 Hc1).
    - change (s pk qk 0) with s0. lra.
    - exact Hpos'.
    - intros j Hj. apply Hb'. lia.
    - intros j Hj. rewrite Elc1. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, ln_2_positive|].
      apply (fall_spread m lam eta _ _ pk qk O A Y j (HyY j) (proj2 HY)); apply Hpos'; lia.
    - rewrite Elc1. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, ln_2_positive|].
      apply (turn_spread m lam eta _ _ pk qk O A Y J (HyY J) (proj2 HY)); [apply Hpos'; lia | lra].
    - apply Hfall, Hpos'. lia. }
  (* from K on *)
  destruct (w_lam_is m lam alpha beta Ha Hb Hba) as [Hwl Ewl]. set (wl := w_lam (S (S m)) lam alpha beta) in *.
  fold s0 in Ewl. rewrite Rabs_left in Ewl by lra.
  assert (Hzl : eta * kappa_at m s0 wl <= / 2).
  { apply (kappa_small_below m lam eta _ _ pk qk A); [|assumption | rewrite Rabs_left; lra].
    change (scale (pk 0%nat) (qk 0%nat)) with s0. lra. }
  assert (Hfast : z m eta pk qk k <= eta * kappa_at m s0 wl).
  { unfold z. apply Rmult_le_compat_l; [lra|]. change s0 with (s pk qk 0).
    apply (kappa_above m lam eta _ _ pk qk O A). left. split; [lra|].
    apply (size_order m s0 _ _ Hs0). rewrite Hplace. pose proof (error_nonnegative m lam eta _ _ pk qk O A k). lra. }
  set (slow := eta * S1 ^ S m * (1 - Y ^ 2) ^ S m).
  assert (HYs : 0 < 1 - Y ^ 2) by nra.
  assert (Hslow : 0 < slow <= z m eta pk qk (S J)).
  { unfold slow. rewrite Rmult_assoc, <- Rpow_mult_distr.
    apply (speed_of_imbalance m lam eta _ _ pk qk O A (S1 * (1 - Y ^ 2)) (S J)).
    split; [apply Rmult_lt_0_compat; assumption|]. rewrite (s_next m lam eta _ _ pk qk O A), Rmult_comm.
    pose proof (y_between m lam eta _ _ pk qk O A J). pose proof (HyY J).
    destruct (Hfall J (Hpos' J (le_n J))). apply Rmult_le_compat; [lra | lra | nra | assumption]. }
  assert (Hmono : forall i j, (S J <= i <= j)%nat -> z m eta pk qk i <= z m eta pk qk j).
  { intros i j [Hi Hij]. induction Hij as [|j Hij IH]; [apply Rle_refl|]. apply Rle_trans with (1 := IH). unfold z.
    apply Rmult_le_compat_l; [lra|].
    destruct (beyond_zero m lam eta _ _ pk qk O A (S J) j ltac:(lia) ltac:(lra)) as [Hpj _].
    destruct (beyond_zero m lam eta _ _ pk qk O A j (S j) ltac:(lia) Hpj) as [Hpj' Hq'].
    destruct (step_of_p m lam eta _ _ pk qk O A j) as (Ep & _ & Hy & Hq & _). set (yj := y m lam eta pk qk j) in *.
    assert (0 <= yj * qk j) by (apply Rmult_le_pos; lra).
    pose proof (gain_while_growing m (pk j) (qk j) (pk (S j)) (qk (S j)) ltac:(lra) ltac:(nra)). lra. }
  pose proof (z_between m lam eta _ _ pk qk O A 0) as Hz. pose proof (z_between m lam eta _ _ pk qk O A k) as Hzk.
  pose proof (z_between m lam eta _ _ pk qk O A (S J)) as HzK. pose proof (Hmono (S J) k ltac:(lia)) as HzKk.
  pose proof (ln_le _ _ (speed_positive (z m eta pk qk k) ltac:(lra)) (speed_increasing (z m eta pk qk k)
    (eta * kappa_at m s0 wl) ltac:(lra))) as Hsp1.
  pose proof (ln_le _ _ (speed_positive slow ltac:(lra)) (speed_increasing slow (z m eta pk qk (S J)) ltac:(lra)))
    as Hsp2.
  pose proof (ln_le _ _ (speed_positive (z m eta pk qk (S J)) ltac:(lra)) (speed_increasing (z m eta pk qk (S J))
    (z m eta pk qk k) ltac:(lra))) as Hsp3.
  assert (Hlc : 0 < ln c2) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (HC : 0 <= (c2 - 1) / ln c2) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption]).
  assert (Htotal : lag_time m lam eta pk qk w
    <= INR k + (c1 - 1) / ln c1 * (ln (speed (z m eta pk qk 0)) - ln (speed (eta * S1 ^ S m)))
      + (c2 - 1) / ln c2 * (ln (speed (eta * kappa_at m s0 wl)) - ln (speed slow))).
  { destruct (Nat.eq_dec (S J) k) as [EK|NK].
    - rewrite EK, Hend in Hturn. rewrite EK in *.
      pose proof (Rmult_le_pos _ (ln (speed (eta * kappa_at m s0 wl)) - ln (speed slow)) HC ltac:(lra)). lra.
    - rewrite Rmin_left in Hturn by (apply Hb'; lia).
      pose proof (rise_steps m lam eta _ _ pk qk O A Haway c2 w (S J) k Hc2 ltac:(change (s pk qk 0) with s0; lra)
        ltac:(lra) HKk ltac:(apply Hb'; lia) ltac:(intros j Hj; apply Hb'; lia)) as Hrise.
      assert (Hspread : forall j, (S J <= j < k)%nat ->
        (ln (contraction m (pk (S j)) (qk (S j))) - ln (contraction m (pk j) (qk j))) / ln 2 <= ln c2).
      { intros j Hj. rewrite Elc2. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, ln_2_positive|].
        destruct (beyond_zero m lam eta _ _ pk qk O A (S J) j ltac:(lia) ltac:(lra)) as [Hpj _].
        apply (rise_spread m lam eta _ _ pk qk O A _ j); [|assumption].
        apply (y_towards m lam eta _ _ pk qk O A j Hpj). }
      specialize (Hrise Hspread). rewrite Hend in Hrise.
      assert (EN : INR k = INR (S J) + INR (k - S J)) by (rewrite <- plus_INR; f_equal; lia).
      pose proof (Rmult_le_compat_l _ _ _ HC Hsp1). pose proof (Rmult_le_compat_l _ _ _ HC Hsp2). lra. }
  assert (Hslow1 : 0 < eta * S1 ^ S m < 1).
  { destruct (speed_of_imbalance m lam eta _ _ pk qk O A S1 0 (Hfall 0%nat (Hpos' 0%nat ltac:(lia)))). lra. }
  unfold ell_fall, ell_turn. fold c1 c2 S1 Y. rewrite z_0_is, z_lam_is by assumption. fold s0 wl.
  replace (S (S m) - 1)%nat with (S m) by lia. fold slow.
  change (eta * contraction m (alpha - beta) alpha) with (z m eta pk qk 0). rewrite !speed_quotient by lra.
  unfold Lambda. replace (S (S m) - 1)%nat with (S m) by lia. rewrite Rabs_pos_eq by lra.
  rewrite ln_of_quotient by lra.
  fold w. unfold lag_time, logs in Htotal. change (s pk qk 0) with s0 in Htotal.
  rewrite (proj2 Hw), <- (place_start m lam eta _ _ pk qk O A), Hplace, E0 in Htotal.
  replace (- lam - (- eps - lam)) with eps in Htotal by ring.
  replace (- lam - (- lam - (alpha ^ S m * (alpha - beta) - lam))) with (alpha ^ S m * (alpha - beta) - lam) in Htotal
    by ring.
  rewrite (place_start m lam eta _ _ pk qk O A), Eu0 in Htotal.
  assert (EI : RInt (fun x => / rate m lam s0 x) (u_0 alpha beta) w = RInt (fun x => / r (S (S m)) lam alpha beta x)
    (u_0 alpha beta) w).
  { apply RInt_ext. intros x _. rewrite r_is by assumption. reflexivity. }
  rewrite EI in Htotal. unfold Rdiv in *. lra.
Qed.
