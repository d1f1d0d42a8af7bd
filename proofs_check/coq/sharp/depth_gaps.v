(* Depth stretches the gaps between eigenvalues: the two counts of a small start, subtracted. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms roots abel_integrals abel.
From dmf.statements Require Import definitions names.
From dmf.statements Require small_start.
From dmf.statements Require Import depth_gaps.
From dmf.sharp Require Import sharp_law_signs sharp_law_shape closed_law_defect closed_law_count small_start_half.
From dmf.sharp Require small_start closed_law_below sharp_law_below small_start_sum.
Open Scope R_scope.

(* An orbit that is counted from both sides arrives, at a time between the counts. *)
Lemma hits_between (P : nat -> Prop) x y : (forall j, P j \/ ~ P j) -> (forall k, ~ P k -> INR k < y) -> ~ P O ->
  (forall k, P k -> (forall j, (j < k)%nat -> ~ P j) -> x <= INR k) -> exists T, hits P T /\ x <= INR T < y + 1.
Proof.
  intros Dec Hy H0 Hx.
  assert (E : exists k, P k).
  { pose proof (Hy O H0) as Y. simpl in Y. destruct (Dec (Z.to_nat (Zceil y))) as [|N0]; [eauto|]. exfalso.
    specialize (Hy _ N0). pose proof (Zceil_ub y) as U. assert (Hz : (0 <= Zceil y)%Z) by (apply le_IZR; lra).
    rewrite INR_IZR_INZ, Z2Nat.id in Hy by assumption. lra. }
  destruct E as [k Hk]. destruct (first_place P k Dec Hk) as [T [_ [HT Hj]]]. exists T. split; [split; assumption|].
  split; [apply Hx; assumption|]. destruct T as [|T]; [contradiction|]. rewrite S_INR.
  specialize (Hy T (Hj T ltac:(lia))). lra.
Qed.

(* One eigenvalue. *)
Lemma one_count N lam alpha eta eps : alpha > 0 -> eta > 0 -> eps > 0 -> (N >= 3)%nat -> lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam -> eps < Rabs (L N lam - alpha) -> Z N lam eta < 1 ->
  exists T, hits (fun j => Rabs (L N lam - iterate N alpha lam eta j) <= eps) T /\
  - small_start.B N lam eta eps - small_start.r_2 N lam alpha eta
    <= INR T - (C_start N (h_L N lam eta) (eps / L N lam) + small_start.m_ N lam alpha eta)
    < small_start.B N lam eta eps + small_start.r_1 N lam alpha eta + 1.
Proof.
  intros Ha He Heps HN Hl Hs Hst Hf HZ. assert (HN2 : (N >= 2)%nat) by lia.
  set (P := fun j => Rabs (L N lam - iterate N alpha lam eta j) <= eps).
  pose proof (fun k => small_start.reached N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf k) as Re.
  pose proof (sharp_law_below.ends N lam alpha eps Ha Heps HN2 Hf
    (small_start.start_below N lam alpha eta Ha He HN Hl Hs Hst) Hl) as E.
  destruct (hits_between P
    (C_start N (h_L N lam eta) (eps / L N lam) + small_start.m_ N lam alpha eta - small_start.B N lam eta eps
      - small_start.r_2 N lam alpha eta)
    (small_start.B N lam eta eps + C_start N (h_L N lam eta) (eps / L N lam) + small_start.m_ N lam alpha eta
      + small_start.r_1 N lam alpha eta))
    as [T [HT B]].
  - intros j. unfold P. destruct (Rle_dec (Rabs (L N lam - iterate N alpha lam eta j)) eps); auto.
  - intros k Hk. apply (small_start.count_upper N lam alpha eta eps); try assumption.
    apply Rnot_le_lt. intros C. apply Hk, Re. exact C.
  - intros H. apply Re in H. cbn [iterate] in H. lra.
  - intros k Hk Hj. apply (small_start.count_lower N lam alpha eta eps); try assumption; [apply Re; exact Hk|].
    intros j Hjk. apply Rnot_le_lt. intros C. apply (Hj j Hjk), Re. exact C.
  - exists T. split; [exact HT | lra].
Qed.

Lemma rests_nonnegative N lam alpha eta : alpha > 0 -> eta > 0 -> (N >= 3)%nat -> lam > 0 -> alpha < x_star N lam ->
  eta < / kappa N lam -> 0 <= small_start.r_1 N lam alpha eta /\ 0 <= small_start.r_2 N lam alpha eta.
Proof.
  intros Ha He HN Hl Hs Hst. assert (HN2 : (N >= 2)%nat) by lia.
  destruct (small_facts N lam alpha eta Ha He HN2 Hl Hs Hst) as [Al [El [Hh _]]].
  pose proof (small_start_sum.depth_three N HN) as D3. set (t := small_start.a N lam alpha).
  assert (Ht : 0 < t < 1).
  { unfold t, small_start.a. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_lt_reg_r with (L N lam); [lra|].
    replace (alpha / L N lam * L N lam) with alpha by (field; lra). lra. }
  assert (Pt : forall n, (1 <= n)%nat -> 0 < t ^ n < 1).
  { intros n Hn. split; [apply pow_lt; lra | apply pow_lt_1_compat; lra || lia]. }
  pose proof (Pt N ltac:(lia)). pose proof (Pt (N - 2)%nat ltac:(lia)). pose proof (Pt (N + 2)%nat ltac:(lia)).
  pose proof (ln_at_most (1 - t ^ N) ltac:(lra)).
  unfold small_start.r_1, small_start.r_2. fold t. split.
  - assert (0 <= (INR N - 1) ^ 2 / ((1 - t ^ N) * (INR N - 2))).
    { apply Rdiv_le_0_compat; [apply pow2_ge_0 | apply Rmult_lt_0_compat; lra]. }
    assert (0 <= t ^ (N - 2) * ((INR N - 1) ^ 2 / ((1 - t ^ N) * (INR N - 2)) + INR N - 1) * h_L N lam eta).
    { apply Rmult_le_pos; [apply Rmult_le_pos; lra | lra]. } lra.
  - apply Rdiv_le_0_compat; [|assumption].
    assert (0 <= t ^ (N + 2) / ((1 - t ^ N) * (INR N + 2)))
      by (apply Rdiv_le_0_compat; [lra | apply Rmult_lt_0_compat; lra]).
    pose proof (pow2_ge_0 t). lra.
Qed.

Lemma B_nonnegative N lam alpha eta eps : alpha > 0 -> eta > 0 -> eps > 0 -> (N >= 3)%nat -> lam > 0 ->
  alpha < x_star N lam ->
  eta < / kappa N lam -> eps < Rabs (L N lam - alpha) -> Z N lam eta < 1 -> 0 <= small_start.B N lam eta eps.
Proof.
  intros Ha He Heps HN Hl Hs Hst Hf HZ. assert (HN2 : (N >= 2)%nat) by lia.
  pose proof (small_start.B_covers N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf HZ) as C.
  pose proof (small_start.B3 N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf HZ) as P3.
  pose proof (sharp_law_below.ends N lam alpha eps Ha Heps HN2 Hf
    (small_start.start_below N lam alpha eta Ha He HN Hl Hs Hst) Hl) as E.
  destruct (small_start_sum.constants N lam alpha eta eps Ha He Heps HN Hl
    (small_start.start_below N lam alpha eta Ha He HN Hl Hs Hst)
    (small_start.step_below N lam alpha eta Ha HN Hl Hs Hst) Hf HZ) as [Z0 B0].
  pose proof (small_start_sum.depth_three N HN) as D. pose proof (closed_law_below.sigma_nonnegative N lam HN2) as S0.
  assert (W0 : 0 <= small_start.W N lam eta eps).
  { unfold small_start.W. apply Rmult_le_pos; [apply pow2_ge_0|].
    assert (0 <= (INR N - 1) / (2 * INR N - 4)) by (apply Rdiv_le_0_compat; lra).
    assert (0 <= 2 * sigma_N N lam / (2 * INR N - 3)) by (apply Rdiv_le_0_compat; lra).
    assert (0 <= ln (L N lam / eps)).
    { apply ln_nonnegative. apply Rmult_le_reg_r with eps; [assumption|].
      replace (L N lam / eps * eps) with (L N lam) by (field; lra). lra. } lra. }
  pose proof (Rmult_le_pos _ _ B0 W0). lra.
Qed.

Theorem gap : depth_gaps_gap.
Proof.
  unfold depth_gaps_gap. intros N lam mu alpha eta eps Ha He Heps HN Hl [Hm Hm0] Hs H4 Hst Hf Hfm HZ.
  assert (HN2 : (N >= 2)%nat) by lia. pose proof (small_start_sum.depth_three N HN) as D3.
  destruct (limit_below N lam HN2 Hl) as [Ll El]. destruct (limit_below N mu HN2 Hm0) as [Lm Em].
  assert (Rm : L N mu = root N mu). { unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by lra.
  reflexivity. }
  assert (Hsig : sigma_N N mu = sigma_N N lam).
  { unfold sigma_N. destruct (Rlt_dec 0 mu), (Rlt_dec 0 lam); (reflexivity || lra). }
  pose proof (closed_law_below.sigma_nonnegative N lam HN2) as S0.
  (* what holds for mu *)
  assert (Hlm : L N mu < L N lam) by (apply power_strict_inverse with N; [lia | lra | lra | rewrite El, Em; lra]).
  assert (Hp : L N mu ^ (N - 2) * L N mu ^ N <= L N lam ^ (N - 2) * L N lam ^ N).
  { apply Rmult_le_compat; [apply pow_le; lra | apply pow_le; lra | apply pow_incr; lra | apply pow_incr; lra]. }
  assert (Hpp : 0 < L N mu ^ (N - 2) * L N mu ^ N) by (apply Rmult_lt_0_compat; apply pow_lt; assumption).
  assert (Hsm : alpha < x_star N mu).
  { apply power_strict_inverse with N; [lia | lra | apply root_nonnegative|].
    pose proof (x_star_power N mu HN2 Hm0) as X. apply Rmult_lt_reg_l with (2 * INR N - 1); [lra|]. rewrite X. nra. }
  assert (Hstm : eta < / kappa N mu).
  { apply Rlt_le_trans with (1 := Hst). rewrite !kappa_below by assumption. apply Rinv_le_contravar.
    - apply Rmult_lt_0_compat; lra.
    - apply Rmult_le_compat_l; lra. }
  assert (Hfm' : eps < Rabs (L N mu - alpha)) by (rewrite Rm, Rabs_pos_eq by lra; assumption).
  assert (Hh : h_L N mu eta <= h_L N lam eta) by (rewrite !h_is by assumption; apply Rmult_le_compat_l; lra).
  assert (HZm : Z N mu eta < 1).
  { apply Rle_lt_trans with (2 := HZ). unfold Z. rewrite Hsig. apply Rmult_le_compat_l; lra. }
  destruct (one_count N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf HZ) as [T [HT BT]].
  destruct (one_count N mu alpha eta eps Ha He Heps HN Hm0 Hsm Hstm Hfm' HZm) as [Tm [HTm BTm]].
  pose proof (rests_nonnegative N lam alpha eta Ha He HN Hl Hs Hst) as [R1 R2].
  pose proof (rests_nonnegative N mu alpha eta Ha He HN Hm0 Hsm Hstm) as [R1m R2m].
  pose proof (B_nonnegative N lam alpha eta eps Ha He Heps HN Hl Hs Hst Hf HZ) as B0.
  pose proof (B_nonnegative N mu alpha eta eps Ha He Heps HN Hm0 Hsm Hstm Hfm' HZm) as B0m.
  exists T, Tm. split; [exact HT|]. split; [rewrite <- Rm; exact HTm|].
  assert (Eb : B N lam eta eps = small_start.B N lam eta eps) by reflexivity.
  assert (Ebm : B_mu N lam mu eta eps = small_start.B N mu eta eps).
  { unfold B_mu, small_start.B, W_mu, small_start.W, Z_mu, Z. rewrite Hsig, Rm. reflexivity. }
  assert (E1 : r_1 N lam alpha eta = small_start.r_1 N lam alpha eta) by reflexivity.
  assert (E2 : r_2 N lam alpha eta = small_start.r_2 N lam alpha eta) by reflexivity.
  assert (E1m : r_1_mu N mu alpha eta = small_start.r_1 N mu alpha eta).
  { unfold r_1_mu, small_start.r_1, a_mu, small_start.a. rewrite Rm. reflexivity. }
  assert (E2m : r_2_mu N mu alpha eta = small_start.r_2 N mu alpha eta).
  { unfold r_2_mu, small_start.r_2, a_mu, small_start.a. rewrite Rm. reflexivity. }
  assert (EG : G N lam mu alpha eta = small_start.m_ N mu alpha eta - small_start.m_ N lam alpha eta).
  { assert (M : forall k, k > 0 -> small_start.m_ N k alpha eta =
      (INR N - 1) / (2 * INR N) * ln k - (INR N - 1) / 2 * ln alpha + / k / (alpha ^ (N - 2) * eta * (INR N - 2))).
    { intros k Hk. destruct (limit_below N k HN2 Hk) as [Lk Ek]. unfold small_start.m_, small_start.a.
      rewrite Rinv_div, ln_div by lra. rewrite h_is by assumption.
      assert (Ep : (alpha / L N k) ^ (N - 2) = alpha ^ (N - 2) * / L N k ^ (N - 2)).
      { unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. reflexivity. }
      assert (Lnk : INR N * ln (L N k) = ln k) by (rewrite <- ln_pow by assumption; rewrite Ek; reflexivity).
      rewrite Ep, Ek, <- Lnk. assert (0 < L N k ^ (N - 2)) by (apply pow_lt; assumption).
      assert (0 < alpha ^ (N - 2)) by (apply pow_lt; assumption). field. repeat split; lra. }
    rewrite !M by assumption. unfold G. rewrite ln_div by lra.
    assert (0 < alpha ^ (N - 2)) by (apply pow_lt; assumption).
    field. repeat split; lra. }
  rewrite Eb, Ebm, E1, E2, E1m, E2m, EG, <- Rm. change (h_L_mu N mu eta) with (h_L N mu eta).
  apply Rabs_le. lra.
Qed.
