(* 1.3-sharp, an accuracy that is met before the sign changes: until then every step takes at least a unit of the
   flow's time at the least imbalance S_1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names.
From dmf.statements Require Import definitions names perturbed_count.
Open Scope R_scope.

Theorem early : perturbed_count_early.
Proof.
  unfold perturbed_count_early. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs (H0 & H1 & Hlam).
  destruct N as [|[|m]]; [lia | lia|]. set (pk := first_factor m lam alpha beta eta).
  set (qk := others m lam alpha beta eta).
  replace (S (S m) - 1)%nat with (S m) in H0 by lia.
  assert (Hl : lam <= (alpha - beta) * alpha ^ S m).
  { pose proof (Rmult_lt_0_compat (alpha - beta) _ ltac:(lra) (pow_lt alpha (S m) ltac:(lra))). lra. }
  assert (O : orbit m lam eta pk qk) by apply falling_orbit.
  assert (A : allowed m lam eta (radius m lam alpha beta) (limit m lam) (pk 0%nat) (qk 0%nat))
    by (apply (start_falling m lam alpha beta eta); assumption).
  destruct (s_0_square alpha beta Ha Hb Hba) as [ES Hs0]. set (s0 := s_0 alpha beta) in *.
  set (Y := y_max (S (S m)) lam alpha beta eta).
  assert (HY : 0 <= Y < 1) by (apply y_max_between; assumption).
  set (w := rapidity (S (S m)) (eps + lam) (S_0 alpha beta)).
  assert (Hw : 0 <= w /\ size m s0 w = eps + lam) by (unfold w; rewrite ES; apply rapidity_spec; lra).
  set (S1 := S_1 (S (S m)) lam alpha beta eta eps). set (t := sqrt S1).
  assert (HS1 : 0 < S1) by (unfold S1, S_1; rewrite ES; apply Rmult_lt_0_compat; [apply pow_lt, Hs0 | apply exp_pos]).
  assert (Ht : 0 < t) by (apply sqrt_lt_R0, HS1). assert (Et : S1 = t ^ 2) by (symmetry; apply pow2_sqrt; lra).
  assert (E1 : S1 = s0 ^ 2 * exp (- ((eta * (swept m lam s0 (- w) - swept m lam s0 (u_0 alpha beta))
    + Y ^ 2 / (1 - Y ^ 2)) / (1 - Y ^ 2)))).
  { pose proof (swept_to m lam alpha beta Ha Hb Hba (- w) ltac:(lra)) as E. fold s0 in E. rewrite E, <- ES.
    unfold S1, S_1, u_1. fold Y w.
    unfold cosh_integral. replace (S (S m) - 2)%nat with m by lia. reflexivity. }
  assert (Hsize : forall j, Rabs (lam - p_ (S (S m)) j lam alpha beta eta) = error m lam pk qk j)
    by (intros j; apply (distance_falling m lam alpha beta eta Ha Hb He Hba Hs); lra).
  apply first_at_most; [intros j; apply Rle_dec | |].
  - apply Rlt_not_le. rewrite Hsize. unfold error. change (pk 0%nat) with (alpha - beta).
    change (qk 0%nat) with alpha. lra.
  - intros k Hk Hbefore.
    assert (Hu : forall j, (j <= k)%nat -> u pk qk j <= - w).
    { intros j Hj. destruct (Rle_or_lt (u pk qk j) (- w)) as [|Hlt]; [assumption|]. exfalso. apply (Hbefore j Hj).
      rewrite Hsize, (error_is m lam eta _ _ pk qk O A). pose proof (s_positive m lam eta _ _ pk qk O A j) as Hsj.
      pose proof (size_increasing m (s pk qk j) (- w) (u pk qk j) Hsj ltac:(lra)) as B1. rewrite size_odd in B1.
      pose proof (s_falls m lam eta _ _ pk qk O A 0 j ltac:(lia)) as B2. change (s pk qk 0) with s0 in B2.
      pose proof (size_in_scale m (s pk qk j) s0 w ltac:(lra) ltac:(lra)). lra. }
    assert (Hfall : forall j, (j <= k)%nat -> t <= s pk qk j).
    { intros j Hj. pose proof (s_positive m lam eta _ _ pk qk O A j) as Hsj.
      apply Rsqr_incr_0_var; [|lra]. rewrite !Rsqr_pow2, <- Et, E1.
      apply (falling_imbalance m lam alpha beta eta Ha Hb He Hba Hs); [assumption | left; lra | apply Hu, Hj]. }
    pose proof (count_before_zero m lam eta _ _ pk qk O A t (- w) k ltac:(lra) Ht ltac:(lra)
      ltac:(intros j Hj; split; [apply Hfall, Hj | apply Hu, Hj])) as C.
    change (u pk qk 0) with (angle_of (alpha - beta) alpha) in C. rewrite <- u_0_is in C.
    apply Rplus_le_compat_r. unfold u_1. fold w. fold S1. apply Rle_trans with (1 := C). right. f_equal.
    apply RInt_ext. intros x _. rewrite Et. symmetry. apply rate_named, Ht.
Qed.
