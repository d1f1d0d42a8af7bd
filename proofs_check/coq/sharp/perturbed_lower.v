(* perturbed-lower: the flow at the first imbalance S_0 is short of the count by a logarithm and by what the speed
   changes in a step. An accuracy that is met before the sign changes. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_product rapidity_settle rapidity_speed.
From dmf.library Require Import rapidity_lag rapidity_spread.
From dmf.statements Require Import definitions names perturbed_lower.
Open Scope R_scope.

(* The names of the record: eta kappa at the start, S_1 and c_1. *)
Section Names.
Variables (m : nat) (lam alpha beta eta : R).
Hypothesis alpha_positive : alpha > 0.
Hypothesis beta_positive : beta > 0.
Hypothesis eta_positive : eta > 0.
Hypothesis beta_small : beta < alpha.
Hypothesis step : 2 * eta * INR (S (S m)) *
  Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR (S (S m))) + beta * (2 * alpha - beta)) ^ (S (S m) - 1) <= 1.
Let s0 := s_0 alpha beta.
Let Y := y_max (S (S m)) lam alpha beta eta.

Lemma z_0_is : z_0 (S (S m)) alpha beta eta = eta * contraction m (alpha - beta) alpha.
Proof using alpha_positive beta_positive beta_small.
  unfold z_0. destruct (s_0_square alpha beta alpha_positive beta_positive beta_small) as [-> _].
  rewrite kappa_named. unfold kappa_at. destruct (at_start alpha beta alpha_positive beta_positive beta_small)
    as [-> ->].
  unfold contraction. ring.
Qed.

Lemma S_1_is : S_1 (S (S m)) lam alpha beta eta
  = s0 ^ 2 * exp (- ((eta * (swept m lam s0 0 - swept m lam s0 (u_0 alpha beta))
  + Y ^ 2 / (1 - Y ^ 2)) / (1 - Y ^ 2))).
Proof using alpha_positive beta_positive beta_small.
  pose proof (swept_past m lam alpha beta alpha_positive beta_positive beta_small 0 ltac:(lra)) as E. fold s0 in E.
  rewrite E. unfold s0. destruct (s_0_square alpha beta alpha_positive beta_positive beta_small) as [<- _].
  unfold S_1, R_1. fold Y. unfold cosh_integral at 1. rewrite RInt_point.
  change (@zero R_CompleteNormedModule) with 0.
  unfold cosh_integral. replace (S (S m) - 2)%nat with m by lia. do 5 f_equal. ring.
Qed.

Lemma r_is x : r (S (S m)) lam alpha beta x = rate m lam s0 x.
Proof using alpha_positive beta_positive beta_small.
  unfold r, rate, s0. destruct (s_0_square alpha beta alpha_positive beta_positive beta_small) as [-> Hs].
  rewrite power_half, power_half_less by assumption. replace (S (S m) - 1)%nat with (S m) by lia.
  replace (S (S m) - 2)%nat with m by lia. unfold size. rewrite Rpow_mult_distr. ring.
Qed.

Lemma ln_c_1 : ln (c_1 (S (S m)) lam alpha beta eta) = (sqrt (INR (S m)) * Y - INR (2 * m + 2) * ln (1 - Y)) / ln 2.
Proof using alpha_positive beta_positive beta_small eta_positive step.
  pose proof (y_max_between m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small step) as HY.
  fold Y in HY.
  unfold c_1. fold Y. replace (INR (S (S m)) - 1) with (INR (S m)) by (rewrite (S_INR (S m)); ring).
  replace (2 * S (S m) - 2)%nat with (2 * m + 2)%nat by lia. pose proof (pow_lt (1 - Y) (2 * m + 2) ltac:(lra)) as Hp.
  pose proof (exp_pos (Y * sqrt (INR (S m)))) as He.
  assert (Hq : 0 < exp (Y * sqrt (INR (S m))) / (1 - Y) ^ (2 * m + 2))
    by (apply Rmult_lt_0_compat; [|apply Rinv_0_lt_compat]; lra).
  unfold power. destruct (Rle_dec _ 0); [lra|]. unfold Rpower. rewrite ln_exp, ln_of_quotient, ln_exp, ln_pow by lra.
  unfold Rdiv. ring.
Qed.

Lemma c_1_large : lam <> 0 -> 1 < c_1 (S (S m)) lam alpha beta eta.
Proof using alpha_positive beta_positive beta_small eta_positive step.
  intros Hlam. pose proof (y_max_between m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small
    step) as HY.
  fold Y in HY. destruct (y_max_two m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small)
    as [_ HY2].
  fold Y in HY2. destruct (s_0_square alpha beta alpha_positive beta_positive beta_small) as [ES Hs].
  assert (HY0 : 0 < Y).
  { apply Rlt_le_trans with (2 := HY2). apply Rmult_lt_0_compat; [lra|].
    apply Rmult_lt_0_compat; [|apply Rabs_pos_lt, Hlam].
    apply pow_lt, sqrt_lt_R0. rewrite ES. pose proof (pow2_ge_0 (limit m lam)). pose proof (pow_lt _ 2 Hs). lra. }
  apply ln_lt_inv; [lra | unfold c_1, power; destruct (Rle_dec _ 0) as [H|H]; [exfalso|apply exp_pos] |].
  - apply (Rlt_not_le _ _) in H; [exact H|].
    apply Rmult_lt_0_compat; [apply exp_pos | apply Rinv_0_lt_compat, pow_lt; fold Y; lra].
  - rewrite ln_1, ln_c_1. apply Rmult_lt_0_compat; [|apply Rinv_0_lt_compat, ln_2_positive].
    pose proof (ln_increasing (1 - Y) 1 ltac:(lra) ltac:(lra)) as Hl. rewrite ln_1 in Hl.
    assert (0 < INR (2 * m + 2)) by (apply lt_0_INR; lia).
    pose proof (Rmult_lt_0_compat _ (- ln (1 - Y)) H ltac:(lra)). pose proof (sqrt_pos (INR (S m))).
    assert (0 <= sqrt (INR (S m)) * Y) by (apply Rmult_le_pos; lra). lra.
Qed.
End Names.

Theorem early : perturbed_lower_early.
Proof.
  unfold perturbed_lower_early. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H0 & H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (pk := first_factor m lam alpha beta eta).
  set (qk := others m lam alpha beta eta).
  replace (S (S m) - 1)%nat with (S m) in H0 by lia.
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
  pose proof (c_1_large m lam alpha beta eta Ha Hb He Hba Hs ltac:(lra)) as Hc.
  pose proof (ln_c_1 m lam alpha beta eta Ha Hb He Hba Hs) as Elc. set (c := c_1 (S (S m)) lam alpha beta eta) in *.
  fold Y in Elc.
  pose proof (S_1_is m lam alpha beta eta Ha Hb Hba) as E1. set (S1 := S_1 (S (S m)) lam alpha beta eta) in *.
  fold s0 Y in E1. assert (HS1 : 0 < S1)
    by (rewrite E1; apply Rmult_lt_0_compat; [apply pow_lt, Hs0 | apply exp_pos]).
  set (w := rapidity (S (S m)) (eps + lam) (S_0 alpha beta)).
  assert (Hw : 0 <= w /\ size m s0 w = eps + lam) by (unfold w; rewrite ES; apply rapidity_spec; lra).
  assert (Ew : size m s0 (- w) = - lam - eps) by (rewrite size_odd; lra).
  (* the imbalance while p >= 0 *)
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
  assert (Hpos : forall j, (j < k)%nat -> 0 <= pk j).
  { intros j Hj. pose proof (Hout j Hj) as B. unfold error in B.
    destruct (Rle_or_lt 0 (pk j)) as [|Hn]; [assumption|].
    pose proof (inside m lam eta _ _ pk qk O A j). pose proof (Rabs_pos (pk j)).
    pose proof (Rmult_lt_0_compat (- pk j) (qk j ^ S m) ltac:(lra) (pow_lt (qk j) (S m) ltac:(lra))). lra. }
  assert (Hend : Rmin (place m pk qk k) (- w) = - w).
  { apply Rmin_right. apply (size_order m s0 _ _ Hs0). rewrite Hplace, Ew. lra. }
  assert (Hb' : forall j, (j < k)%nat -> place m pk qk j <= - w).
  { intros j Hj. apply (size_order m s0 _ _ Hs0). rewrite Hplace, Ew. pose proof (Hout j Hj). lra. }
  assert (Hspread : forall j, (S j < k)%nat \/ (j < k)%nat /\ 0 <= pk (S j) ->
    (ln (contraction m (pk j) (qk j)) - ln (contraction m (pk (S j)) (qk (S j)))) / ln 2 <= ln c).
  { intros j Hj. rewrite Elc. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, ln_2_positive|].
    apply (fall_spread m lam eta _ _ pk qk O A Y j (HyY j) (proj2 HY)).
    - apply Hpos. lia.
    - destruct Hj as [Hj|[_ Hj]]; [apply Hpos; lia | exact Hj]. }
  assert (Htotal : lag_time m lam eta pk qk (- w)
    <= INR k + (c - 1) / ln c * (ln (speed (z m eta pk qk 0)) - ln (speed (eta * S1 ^ S m)))).
  { rewrite <- Hend. destruct (Rle_or_lt 0 (pk k)) as [Hpk|Hpk].
    - apply (fall_total m lam eta _ _ pk qk O A Haway c (- w) k S1 Hc); try assumption.
      + rewrite <- (place_start m lam eta _ _ pk qk O A). destruct k; [|apply Hb'; lia].
        exfalso. lra.
      + change (s pk qk 0) with s0. lra.
      + intros j Hj. destruct (Nat.eq_dec j k) as [->|]; [assumption | apply Hpos; lia].
      + intros j Hj. apply Hspread. destruct (Nat.eq_dec (S j) k) as [Ej|];
          [right; rewrite Ej; split; [lia | assumption] | left; lia].
      + apply Hfall, Hpk.
    - destruct k as [|J]; [exfalso; unfold pk, first_factor in Hpk; cbn [pair fst snd] in Hpk; lra|].
      apply (turn_total m lam eta _ _ pk qk O A Haway c (- w) J S1 Hc).
      + change (s pk qk 0) with s0. lra.
      + intros j Hj. apply Hpos. lia.
      + intros j Hj. apply Hb'. lia.
      + intros j Hj. apply Hspread. left. lia.
      + rewrite Elc. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, ln_2_positive|].
        apply (turn_spread m lam eta _ _ pk qk O A Y J (HyY J) (proj2 HY)); [apply Hpos; lia | lra].
      + apply Hfall, Hpos. lia. }
  pose proof (z_between m lam eta _ _ pk qk O A 0) as Hz.
  assert (Hslow : 0 < eta * S1 ^ S m < 1).
  { destruct (speed_of_imbalance m lam eta _ _ pk qk O A S1 0
      (Hfall 0%nat ltac:(unfold pk, first_factor; cbn [pair fst snd]; lra))). lra. }
  unfold ell_fall. fold c S1. rewrite z_0_is by assumption. replace (S (S m) - 1)%nat with (S m) by lia.
  change (eta * contraction m (alpha - beta) alpha) with (z m eta pk qk 0). rewrite speed_quotient by lra.
  unfold Lambda. replace (S (S m) - 1)%nat with (S m) by lia. rewrite Rabs_pos_eq by lra.
  rewrite ln_of_quotient by lra.
  unfold u_1. fold w. unfold lag_time, logs in Htotal. change (s pk qk 0) with s0 in Htotal.
  rewrite Ew, <- (place_start m lam eta _ _ pk qk O A), Hplace, E0 in Htotal.
  replace (- lam - (- lam - eps)) with eps in Htotal by ring.
  replace (- lam - (- lam - (alpha ^ S m * (alpha - beta) - lam))) with (alpha ^ S m * (alpha - beta) - lam) in Htotal
    by ring.
  rewrite (place_start m lam eta _ _ pk qk O A), Eu0 in Htotal.
  assert (EI : RInt (fun x => / rate m lam s0 x) (u_0 alpha beta) (- w)
    = RInt (fun x => / r (S (S m)) lam alpha beta x)
    (u_0 alpha beta) (- w)).
  { apply RInt_ext. intros x _. rewrite r_is by assumption. reflexivity. }
  rewrite EI in Htotal. unfold Rdiv in *. lra.
Qed.
