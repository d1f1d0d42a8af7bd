(* perturbed-lower, a start above the limit lambda >= 0. At the end kappa is at least N p^(2 - 2/N), p the product. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_product rapidity_settle rapidity_speed.
From dmf.library Require Import rapidity_lag rapidity_spread.
From dmf.statements Require Import definitions names perturbed_lower.
From dmf.sharp Require Import perturbed_lower.
Open Scope R_scope.

(* The arithmetic and the geometric mean. *)
Lemma contraction_of_product m p q : 0 < p -> 0 < q ->
  INR (S (S m)) * power (p * q ^ S m) (2 - 2 / INR (S (S m))) <= contraction m p q.
Proof.
  intros Hp Hq. set (N := INR (S (S m))). assert (HN : N = INR (S m) + 1) by apply S_INR.
  pose proof (pos_INR (S m)) as Hn. set (n := INR (S m)) in *. pose proof (pow_lt q (S m) Hq) as HqS.
  unfold power. destruct (Rle_dec (p * q ^ S m) 0) as [H|_]; [pose proof (Rmult_lt_0_compat _ _ Hp HqS); lra|].
  set (t := 2 * (ln p - ln q)). set (r := t * n / N).
  assert (E1 : Rpower (p * q ^ S m) (2 - 2 / N) = q ^ (2 * m + 2) * exp r).
  { unfold Rpower. rewrite ln_mult, ln_pow by assumption. rewrite <- (exp_ln (q ^ (2 * m + 2))) by (apply pow_lt, Hq).
    rewrite <- exp_plus, ln_pow by assumption. f_equal. fold n. unfold r, t.
    replace (INR (2 * m + 2)) with (2 * n)
      by (replace (2 * m + 2)%nat with (2 * S m)%nat by lia; rewrite mult_INR; reflexivity).
    rewrite HN. field. lra. }
  assert (E2 : contraction m p q = q ^ (2 * m + 2) * (1 + n * exp t)).
  { unfold contraction. rewrite pow_add, Rmult_assoc. f_equal. unfold t. fold n.
    replace (exp (2 * (ln p - ln q))) with (p ^ 2 / q ^ 2); [field; lra|].
    replace (2 * (ln p - ln q)) with (ln (p ^ 2) + - ln (q ^ 2)) by (rewrite !ln_pow by assumption; simpl INR; ring).
    rewrite exp_plus, exp_Ropp, !exp_ln by (apply pow_lt; assumption). reflexivity. }
  rewrite E1, E2. replace (N * (q ^ (2 * m + 2) * exp r)) with (q ^ (2 * m + 2) * (N * exp r)) by ring.
  apply Rmult_le_compat_l; [apply pow_le; lra|].
  assert (T1 : exp r * (1 - r) <= 1).
  { replace 1 with (exp r * exp (- r)) at 2 by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
    apply Rmult_le_compat_l; [left; apply exp_pos|]. pose proof (exp_ineq1_le (- r)). lra. }
  assert (T2 : exp r * (1 + (t - r)) <= exp t).
  { replace (exp t) with (exp r * exp (t - r)) by (rewrite <- exp_plus; f_equal; ring).
    apply Rmult_le_compat_l; [left; apply exp_pos | apply exp_ineq1_le]. }
  pose proof (Rmult_le_compat_l n _ _ Hn T2) as T3.
  assert (E : exp r * (1 - r) + n * (exp r * (1 + (t - r))) = N * exp r).
  { assert (N * r = t * n) by (unfold r; field; lra). replace (exp r * (1 - r) + n * (exp r * (1 + (t - r))))
      with (exp r * ((1 + n) + t * n - (1 + n) * r)) by ring. replace (1 + n) with N by lra. rewrite H. ring. }
  lra.
Qed.

Theorem above : perturbed_lower_above.
Proof.
  unfold perturbed_lower_above. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H0 & H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (pk := first_factor m lam alpha beta eta).
  set (qk := others m lam alpha beta eta).
  replace (S (S m) - 1)%nat with (S m) in H0, H1 by lia.
  assert (O : orbit m lam eta pk qk) by apply falling_orbit.
  assert (A : allowed m lam eta (radius m lam alpha beta) (limit m lam) (pk 0%nat) (qk 0%nat))
    by (apply (start_falling m lam alpha beta eta); (assumption || lra)).
  destruct (s_0_square alpha beta Ha Hb Hba) as [ES Hs0]. set (s0 := s_0 alpha beta) in *.
  assert (Eu0 : u pk qk 0 = u_0 alpha beta) by (rewrite u_0_is; reflexivity).
  assert (E0 : error m lam pk qk 0 = alpha ^ S m * (alpha - beta) - lam).
  { unfold error, pk, qk, first_factor, others. cbn [pair fst snd]. ring. }
  assert (Haway : 0 < error m lam pk qk 0) by lra.
  assert (Hpos : forall j, 0 <= pk j) by (intros j; apply (positive_side m lam eta _ _ pk qk O A); lra).
  (* c_1 *)
  set (h := eta * alpha ^ (2 * m + 2)).
  assert (Hh : 0 < h < 1).
  { split; [apply Rmult_lt_0_compat; [lra | apply pow_lt; lra]|].
    destruct (start_common m lam alpha beta eta Ha Hb He Hba Hs) as (_ & _ & Hst & HP & _).
    assert (B : h <= eta * radius m lam alpha beta ^ (2 * m + 2))
      by (apply Rmult_le_compat_l; [|apply pow_incr]; lra).
    rewrite !S_INR in Hst. pose proof (pos_INR m).
    assert (0 <= eta * radius m lam alpha beta ^ (2 * m + 2)) by (apply Rmult_le_pos; [|apply pow_le]; lra).
    assert (0 <= INR m * (eta * radius m lam alpha beta ^ (2 * m + 2))) by (apply Rmult_le_pos; lra). lra. }
  set (c := c_1_above (S (S m)) alpha eta).
  assert (Ec : c = exp (- INR (2 * m + 2) * ln (1 - h) / ln 2)).
  { unfold c, c_1_above. replace (2 * S (S m) - 2)%nat with (2 * m + 2)%nat by lia. fold h.
    unfold power. destruct (Rle_dec (1 - h) 0); [lra|]. unfold Rpower. f_equal.
    rewrite <- (doubled m). unfold Rdiv. ring. }
  assert (Elc : ln c = - INR (2 * m + 2) * ln (1 - h) / ln 2) by (rewrite Ec; apply ln_exp).
  assert (Hc : 1 < c).
  { pose proof (exp_increasing 0 (ln c)) as X. rewrite exp_0, exp_ln in X by (rewrite Ec; apply exp_pos). apply X.
    rewrite Elc. assert (Hl : ln (1 - h) < 0) by (rewrite <- ln_1; apply ln_increasing; lra).
    apply Rmult_lt_0_compat; [|apply Rinv_0_lt_compat, ln_2_positive].
    assert (Hm : 0 < INR (2 * m + 2)) by (apply lt_0_INR; lia).
    pose proof (Rmult_lt_0_compat (INR (2 * m + 2)) (- ln (1 - h)) Hm ltac:(lra)). lra. }
  set (w := w_e_above (S (S m)) lam alpha beta eps).
  assert (Hw : 0 <= w /\ size m s0 w = eps + lam) by (unfold w, w_e_above; rewrite ES; apply rapidity_spec; lra).
  assert (Ew : size m s0 (- w) = - lam - eps) by (rewrite size_odd; lra).
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
  assert (Hend : Rmin (place m pk qk k) (- w) = - w).
  { apply Rmin_right. apply (size_order m s0 _ _ Hs0). rewrite Hplace, Ew. lra. }
  assert (Hb' : forall j, (j < k)%nat -> place m pk qk j <= - w).
  { intros j Hj. apply (size_order m s0 _ _ Hs0). rewrite Hplace, Ew. pose proof (Hout j Hj). lra. }
  destruct k as [|k]; [exfalso; lra|].
  assert (Huw : u pk qk 0 <= - w) by (rewrite <- (place_start m lam eta _ _ pk qk O A); apply Hb'; lia).
  assert (Htotal : lag_time m lam eta pk qk (- w)
    <= INR (S k) + (c - 1) / ln c * (ln (speed (z m eta pk qk 0)) - ln (speed (z m eta pk qk (S k))))).
  { rewrite <- Hend. apply (fall_steps m lam eta _ _ pk qk O A Haway c (- w) (S k) Hc Huw).
    - change (s pk qk 0) with s0. lra.
    - intros j _. apply Hpos.
    - exact Hb'.
    - intros j _. rewrite Elc. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, ln_2_positive|].
      apply (above_spread m lam eta _ _ pk qk O A j); [lra | apply Hh]. }
  (* the slow end *)
  pose proof (z_between m lam eta _ _ pk qk O A 0) as Hz. pose proof (z_between m lam eta _ _ pk qk O A (S k)) as Hzk.
  set (z0 := z m eta pk qk 0) in *.
  assert (Hzfall : forall j, z m eta pk qk j <= z0).
  { intros j. induction j as [|j IH]; [apply Rle_refl|]. apply Rle_trans with (2 := IH). unfold z.
    apply Rmult_le_compat_l; [lra|]. destruct (step_of_p m lam eta _ _ pk qk O A j) as (Ep & Eq & Hy & Hq & Hi).
    destruct (step_of_p m lam eta _ _ pk qk O A (S j)) as (_ & _ & _ & Hq' & _).
    pose proof (Hpos j). pose proof (Hpos (S j)). set (yj := y m lam eta pk qk j) in *.
    assert (0 <= yj * qk j) by (apply Rmult_le_pos; lra). assert (0 <= yj * pk j) by (apply Rmult_le_pos; lra).
    pose proof (gain_while_falling m (pk j) (qk j) (pk (S j)) (qk (S j)) ltac:(lra) ltac:(apply pow_incr; lra)).
    lra. }
  set (x := eps * (1 - z0) + lam).
  assert (Hx : 0 < x) by (unfold x; pose proof (Rmult_lt_0_compat eps (1 - z0) ltac:(lra) ltac:(lra)); lra).
  assert (Hxk : x <= pk (S k) * qk (S k) ^ S m).
  { assert (B : eps * (1 - z0) <= error m lam pk qk (S k)); [|unfold error in B; unfold x; lra].
    rewrite (error_next m lam eta pk qk O k). pose proof (Hout k ltac:(lia)). pose proof (Hzfall k).
    pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ He) (gain_falls m lam eta _ _ pk qk O A k (Hpos k))) as G.
    fold (z m eta pk qk k) in G. rewrite (Rmult_comm eps). apply Rmult_le_compat; lra. }
  assert (Hpk : 0 < pk (S k)).
  { destruct (Hpos (S k)) as [|E]; [assumption|]. rewrite <- E in Hxk. lra. }
  set (slow := eta * INR (S (S m)) * power x (2 - 2 / INR (S (S m)))).
  assert (Hexp : 0 < 2 - 2 / INR (S (S m))).
  { rewrite !S_INR. pose proof (pos_INR m). assert (2 / (INR m + 1 + 1) <= 1); [|lra].
    apply Rmult_le_reg_r with (INR m + 1 + 1); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l; lra. }
  assert (HNpos : 0 < INR (S (S m))) by (apply lt_0_INR; lia).
  assert (Hslow : 0 < slow <= z m eta pk qk (S k)).
  { unfold slow. split.
    - apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; lra|]. unfold power.
      destruct (Rle_dec x 0); [lra | apply exp_pos].
    - unfold z. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
      apply Rle_trans with (2 := contraction_of_product m _ _ Hpk (q_positive m lam eta _ _ pk qk O A (S k))).
      apply Rmult_le_compat_l; [lra|]. unfold power. destruct (Rle_dec x 0); [lra|].
      destruct (Rle_dec (pk (S k) * qk (S k) ^ S m) 0); [lra|]. apply Rle_Rpower_l; lra. }
  pose proof (ln_le _ _ (speed_positive slow ltac:(lra)) (speed_increasing slow (z m eta pk qk (S k)) ltac:(lra)))
    as Hsp.
  assert (Hlc : 0 < ln c) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (HC : 0 <= (c - 1) / ln c) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption]).
  pose proof (Rmult_le_compat_l _ _ _ HC Hsp) as Hfin.
  unfold ell_above. fold c. rewrite z_0_is by assumption.
  change (eta * contraction m (alpha - beta) alpha) with z0. fold x. fold slow.
  rewrite speed_quotient by lra.
  unfold Lambda. replace (S (S m) - 1)%nat with (S m) by lia. rewrite Rabs_pos_eq by lra.
  rewrite ln_of_quotient by lra.
  fold w. unfold lag_time, logs in Htotal. change (s pk qk 0) with s0 in Htotal.
  rewrite Ew, <- (place_start m lam eta _ _ pk qk O A), Hplace, E0 in Htotal.
  replace (- lam - (- lam - eps)) with eps in Htotal by ring.
  replace (- lam - (- lam - (alpha ^ S m * (alpha - beta) - lam))) with (alpha ^ S m * (alpha - beta) - lam) in Htotal
    by ring.
  rewrite (place_start m lam eta _ _ pk qk O A), Eu0 in Htotal.
  assert (EI : RInt (fun x => / rate m lam s0 x) (u_0 alpha beta) (- w)
    = RInt (fun x => / r (S (S m)) lam alpha beta (- x)) w (- u_0 alpha beta)).
  { rewrite <- (Ropp_involutive (u_0 alpha beta)) at 1. rewrite <- integral_mirrored.
    - apply RInt_ext. intros v _. rewrite r_is by assumption. reflexivity.
    - rewrite Ropp_involutive. apply integrable; [rewrite <- Eu0; exact Huw|]. intros v Hv.
      apply inverse_continuous; [apply rate_continuous|].
      pose proof (size_increasing m s0 v (- w) Hs0 ltac:(lra)).
      pose proof (rate_positive m lam s0 v Hs0 ltac:(lra)). lra. }
  rewrite EI in Htotal. unfold Rdiv in *. lra.
Qed.
