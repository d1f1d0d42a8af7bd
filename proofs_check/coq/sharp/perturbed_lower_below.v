(* perturbed-lower, a start below the limit lambda > 0: the pair is taken with -p and -lambda, and |p| grows all the
   way. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_product rapidity_settle rapidity_speed.
From dmf.library Require Import rapidity_lag rapidity_spread.
From dmf.statements Require Import definitions names perturbed_lower.
From dmf.sharp Require Import perturbed_lower.
Open Scope R_scope.

(* c_2, and eta kappa at the product |lambda|. *)
Section Rising.
Variables (m : nat) (lam alpha beta eta : R).
Hypothesis alpha_positive : alpha > 0.
Hypothesis beta_positive : beta > 0.
Hypothesis eta_positive : eta > 0.
Hypothesis beta_small : beta < alpha.
Let s0 := s_0 alpha beta.

Lemma ln_c_2 : ln (c_2 (S (S m)) lam alpha beta eta)
  = (INR (2 * m + 2) + sqrt (INR (S m))) * (eta * (limit m lam ^ 2 + imbalance (alpha - beta) alpha) ^ S m) / ln 2.
Proof.
  unfold c_2. rewrite ln_exp. replace (imbalance (alpha - beta) alpha) with (S_0 alpha beta)
    by (unfold S_0, imbalance; ring).
  rewrite limit_square. replace (S (S m) - 1)%nat with (S m) by lia.
  replace (INR (S (S m)) - 1) with (INR (S m)) by (rewrite (S_INR (S m)); ring).
  rewrite <- doubled. unfold Rdiv. ring.
Qed.

Lemma c_2_large : 1 < c_2 (S (S m)) lam alpha beta eta.
Proof using alpha_positive beta_positive eta_positive beta_small.
  destruct (s_0_square alpha beta alpha_positive beta_positive beta_small) as [ES Hs].
  pose proof (exp_increasing 0 (ln (c_2 (S (S m)) lam alpha beta eta))) as X.
  rewrite exp_0, exp_ln in X by (unfold c_2; apply exp_pos). apply X. rewrite ln_c_2.
  replace (imbalance (alpha - beta) alpha) with (S_0 alpha beta) by (unfold S_0, imbalance; ring).
  rewrite ES. apply Rmult_lt_0_compat; [|apply Rinv_0_lt_compat, ln_2_positive]. apply Rmult_lt_0_compat.
  - assert (0 < INR (2 * m + 2)) by (apply lt_0_INR; lia). pose proof (sqrt_pos (INR (S m))). lra.
  - apply Rmult_lt_0_compat; [lra|]. apply pow_lt. pose proof (pow2_ge_0 (limit m lam)).
    pose proof (pow_lt _ 2 Hs). lra.
Qed.

Lemma w_lam_is : 0 <= w_lam (S (S m)) lam alpha beta /\ size m s0 (w_lam (S (S m)) lam alpha beta) = Rabs lam.
Proof using alpha_positive beta_positive beta_small.
  unfold w_lam, s0. destruct (s_0_square alpha beta alpha_positive beta_positive beta_small) as [-> Hs].
  apply rapidity_spec; [assumption | apply Rabs_pos].
Qed.

Lemma z_lam_is : z_lam (S (S m)) lam alpha beta eta = eta * kappa_at m s0 (w_lam (S (S m)) lam alpha beta).
Proof using alpha_positive beta_positive beta_small.
  unfold z_lam, s0. destruct (s_0_square alpha beta alpha_positive beta_positive beta_small) as [-> _].
  apply kappa_named.
Qed.
End Rising.

Theorem below : perturbed_lower_below.
Proof.
  unfold perturbed_lower_below. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H0 & H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (qk := others m lam alpha beta eta).
  set (pk := fun k => - first_factor m lam alpha beta eta k).
  replace (S (S m) - 1)%nat with (S m) in H0, H1 by lia.
  assert (O : orbit m (- lam) eta pk qk) by apply rising_orbit.
  assert (A : allowed m (- lam) eta (radius m lam alpha beta) (limit m lam) (pk 0%nat) (qk 0%nat))
    by (apply (start_rising m lam alpha beta eta); (assumption || lra)).
  destruct (s_0_square alpha beta Ha Hb Hba) as [ES Hs0]. set (s0 := s_0 alpha beta) in *.
  assert (EI0 : imbalance (pk 0%nat) (qk 0%nat) = imbalance (alpha - beta) alpha).
  { unfold pk, qk, first_factor, others, imbalance. cbn [pair fst snd]. ring. }
  assert (Es0 : s pk qk 0 = s0) by (unfold s, s0, s_0, scale; f_equal; exact EI0).
  assert (Eu0 : u pk qk 0 = - u_0 alpha beta) by (rewrite (u_0_mirrored alpha beta Ha Hb Hba); reflexivity).
  assert (E0 : error m (- lam) pk qk 0 = lam - alpha ^ S m * (alpha - beta)).
  { unfold error, pk, qk, first_factor, others. cbn [pair fst snd]. ring. }
  assert (Haway : 0 < error m (- lam) pk qk 0) by lra.
  assert (Hp0 : pk 0%nat <= 0) by (unfold pk, first_factor; cbn [pair fst snd]; lra).
  pose proof (c_2_large m lam alpha beta eta Ha Hb He Hba) as Hc. pose proof (ln_c_2 m lam alpha beta eta) as Elc.
  set (c := c_2 (S (S m)) lam alpha beta eta) in *.
  set (w := w_e_below (S (S m)) lam alpha beta eps).
  assert (Hprod : 0 < (alpha - beta) * alpha ^ S m) by (apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]).
  assert (Hw : 0 <= w /\ size m s0 w = lam - eps) by (unfold w, w_e_below; rewrite ES; apply rapidity_spec; lra).
  assert (Hplace : forall j, size m s0 (place m pk qk j) = lam - error m (- lam) pk qk j).
  { intros j. pose proof (place_error m (- lam) eta _ _ pk qk O A j) as E. rewrite Es0 in E. lra. }
  apply first_above. intros k' Hk'.
  destruct (first_of_all (fun j => Rabs (lam - p_ (S (S m)) j lam alpha beta eta) <= eps) k'
    (fun j => Rle_dec _ _) Hk') as (k & Hkk & Hk & Hbefore). apply Rle_trans with (INR k); [|apply le_INR, Hkk].
  assert (Hsize : forall j, Rabs (lam - p_ (S (S m)) j lam alpha beta eta) = error m (- lam) pk qk j)
    by (intros j; apply (distance_rising m lam alpha beta eta Ha Hb He Hba Hs); lra).
  assert (Hout : forall j, (j < k)%nat -> eps < error m (- lam) pk qk j)
    by (intros j Hj; rewrite <- Hsize; apply Rnot_le_lt, Hbefore, Hj).
  rewrite Hsize in Hk. rename Hk into Hin.
  assert (Hend : Rmin (place m pk qk k) w = w).
  { apply Rmin_right. apply (size_order m s0 _ _ Hs0). rewrite Hplace. lra. }
  assert (Hb' : forall j, (j < k)%nat -> place m pk qk j <= w).
  { intros j Hj. apply (size_order m s0 _ _ Hs0). rewrite Hplace. pose proof (Hout j Hj). lra. }
  destruct k as [|k]; [exfalso; lra|].
  pose proof (place_start m (- lam) eta _ _ pk qk O A) as Eplace.
  assert (Huw : - u_0 alpha beta <= w) by (rewrite <- Eu0, <- Eplace; apply Hb'; lia).
  pose proof (rise_steps m (- lam) eta _ _ pk qk O A Haway c w 0 (S k) Hc ltac:(rewrite Es0; lra) Hp0 ltac:(lia)
    ltac:(apply Hb'; lia) ltac:(intros j Hj; apply Hb'; lia)) as Htotal.
  rewrite Hend, Nat.sub_0_r in Htotal.
  assert (Hspread : forall j, (0 <= j < S k)%nat ->
    (ln (contraction m (pk (S j)) (qk (S j))) - ln (contraction m (pk j) (qk j))) / ln 2 <= ln c).
  { intros j _. rewrite Elc. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, ln_2_positive|].
    destruct (beyond_zero m (- lam) eta _ _ pk qk O A 0 j ltac:(lia) Hp0) as [Hpj _].
    apply (rise_spread m (- lam) eta _ _ pk qk O A _ j); [|assumption].
    rewrite <- EI0. apply (y_towards m (- lam) eta _ _ pk qk O A j Hpj). }
  specialize (Htotal Hspread).
  (* the fast end *)
  pose proof (z_between m (- lam) eta _ _ pk qk O A 0) as Hz.
  pose proof (z_between m (- lam) eta _ _ pk qk O A (S k)) as Hzk.
  destruct (w_lam_is m lam alpha beta Ha Hb Hba) as [Hwl Ewl]. set (wl := w_lam (S (S m)) lam alpha beta) in *.
  fold s0 in Ewl. rewrite Rabs_pos_eq in Ewl by lra.
  assert (Hzl : eta * kappa_at m s0 wl <= / 2).
  { apply (kappa_small_below m (- lam) eta _ _ pk qk A); [|assumption | rewrite Rabs_Ropp, Rabs_pos_eq; lra].
    change (scale (pk 0%nat) (qk 0%nat)) with (s pk qk 0). rewrite Es0. lra. }
  assert (Hfast : z m eta pk qk (S k) <= eta * kappa_at m s0 wl).
  { unfold z. apply Rmult_le_compat_l; [lra|]. rewrite <- Es0. apply (kappa_above m (- lam) eta _ _ pk qk O A). left.
    destruct (beyond_zero m (- lam) eta _ _ pk qk O A 0 (S k) ltac:(lia) Hp0) as [Hpj _]. split; [assumption|].
    apply (size_order m s0 _ _ Hs0). rewrite Hplace.
    pose proof (error_nonnegative m (- lam) eta _ _ pk qk O A (S k)). lra. }
  pose proof (ln_le _ _ (speed_positive (z m eta pk qk (S k)) ltac:(lra)) (speed_increasing (z m eta pk qk (S k))
    (eta * kappa_at m s0 wl) ltac:(lra))) as Hsp.
  assert (Hlc : 0 < ln c) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (HC : 0 <= (c - 1) / ln c) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption]).
  pose proof (Rmult_le_compat_l _ _ _ HC Hsp) as Hfin.
  unfold ell_rise. fold c. rewrite z_0_is, z_lam_is by assumption. fold s0 wl.
  replace (eta * contraction m (alpha - beta) alpha) with (z m eta pk qk 0)
    by (unfold z, pk, qk, first_factor, others, contraction; cbn [pair fst snd]; ring).
  rewrite speed_quotient by lra.
  unfold Lambda. replace (S (S m) - 1)%nat with (S m) by lia. rewrite Rabs_left by lra. rewrite ln_of_quotient by lra.
  fold w. unfold lag_time, logs in Htotal. rewrite Es0, !Hplace in Htotal.
  rewrite Eplace, RInt_point in Htotal. change (@zero R_CompleteNormedModule) with 0 in Htotal.
  rewrite <- Eplace, Hplace, E0 in Htotal. rewrite (proj2 Hw) in Htotal.
  replace (- - lam - (lam - eps)) with eps in Htotal by ring.
  replace (- - lam - (lam - (lam - alpha ^ S m * (alpha - beta)))) with (lam - alpha ^ S m * (alpha - beta)) in Htotal
    by ring.
  replace (- (alpha ^ S m * (alpha - beta) - lam)) with (lam - alpha ^ S m * (alpha - beta)) by ring.
  rewrite Eplace, Eu0 in Htotal.
  assert (EI : RInt (fun x => / rate m (- lam) s0 x) (- u_0 alpha beta) w
    = RInt (fun x => - (/ r (S (S m)) lam alpha beta (- x))) (- u_0 alpha beta) w).
  { apply RInt_ext. intros v Hv. rewrite Rmin_left, Rmax_right in Hv by assumption.
    pose proof (size_increasing m s0 v w Hs0 ltac:(lra)).
    pose proof (rate_positive m (- lam) s0 v Hs0 ltac:(lra)) as Hr.
    assert (Er : r (S (S m)) lam alpha beta (- v) = - rate m (- lam) s0 v).
    { rewrite r_is by assumption. unfold rate. fold s0. rewrite size_odd, cosh_even. ring. }
    rewrite Er. match goal with |- ?a = ?b => change (@eq R a b) end. field. lra. }
  rewrite EI in Htotal. unfold Rdiv in *. lra.
Qed.
