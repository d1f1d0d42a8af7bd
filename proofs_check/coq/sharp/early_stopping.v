(* When to stop the descent: what the leading eigenvalues lack falls, what the others weigh rises but for what those
   below the start lose; the first falls below the second, as it shrinks geometrically and the orbit of the
   eigenvalue 0 does not. *)
From Coq Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers spectra descent_order spectra_more.
From dmf.statements Require Import definitions names early_stopping.
From dmf.deep_factorization Require Import lemma_2_2.
Open Scope R_scope.

Lemma power_twice x N : x ^ (2 * N) = (x ^ N) ^ 2.
Proof. rewrite <- pow_mult. f_equal. lia. Qed.

(* For one leading eigenvalue: its error shrinks by a factor below 1 in every step. *)
Lemma leading_step N lam alpha eta k : (N >= 2)%nat -> alpha > 0 -> short N lam alpha eta -> alpha ^ N < lam ->
  0 <= L N lam - iterate N alpha lam eta (S k) <=
  (1 - eta * (alpha ^ (N - 1) * G (N - 1) alpha (L N lam))) * (L N lam - iterate N alpha lam eta k).
Proof.
  intros HN Ha Hs Hl. assert (0 < alpha ^ N) by (apply pow_lt; lra).
  pose proof (proj1 (rises N lam alpha eta k HN Ha Hs ltac:(lra))) as B.
  pose proof (proj1 (rises N lam alpha eta (S k) HN Ha Hs ltac:(lra))) as B'. split; [lra|].
  destruct Hs as [H0 _]. cbn [iterate]. set (x := iterate N alpha lam eta k) in *. set (l := L N lam) in *.
  assert (E : f N lam x = (l - x) * (x ^ (N - 1) * G (N - 1) x l)).
  { unfold f. replace lam with (l ^ N) by (unfold l; rewrite limit_power, Rmax_right; lra || lia).
    destruct N as [|n]; [lia|]. replace (S n - 1)%nat with n by lia. rewrite difference_of_powers. ring. }
  rewrite E.
  assert (Hg : alpha ^ (N - 1) * G (N - 1) alpha l <= x ^ (N - 1) * G (N - 1) x l).
  { apply Rmult_le_compat; [apply pow_le; lra | apply G_nonnegative; lra | apply pow_incr; lra|].
    apply G_increasing; lra. }
  assert (eta * ((l - x) * (alpha ^ (N - 1) * G (N - 1) alpha l)) <= eta * ((l - x) * (x ^ (N - 1) * G (N - 1) x l))).
  { apply Rmult_le_compat_l; [lra | apply Rmult_le_compat_l; lra]. }
  lra.
Qed.

(* The orbit of the eigenvalue 0 shrinks by factors that tend to 1. *)
Lemma zero_orbit_slow N alpha eta p : (N >= 2)%nat -> alpha > 0 -> short N 0 alpha eta -> p > 0 ->
  exists K, forall k, (K <= k)%nat ->
  (1 - p) * iterate N alpha 0 eta k ^ N <= iterate N alpha 0 eta (S k) ^ N.
Proof.
  intros HN Ha Hs Hp. pose proof (orbit_limit N 0 alpha eta HN Ha Hs) as Hlim.
  assert (Z : L N 0 = 0).
  { rewrite L_is by assumption. rewrite Rmax_left by lra. unfold root. destruct (Rle_dec 0 0); [reflexivity | lra]. }
  rewrite Z in Hlim. pose proof (proj1 Hs) as H0. assert (HI : 0 < INR N) by (apply lt_0_INR; lia).
  assert (Hc : 0 < Rmin 1 (p / (eta * INR N))).
  { apply Rmin_glb_lt; [lra|]. apply Rdiv_lt_0_compat; [lra | apply Rmult_lt_0_compat; lra]. }
  apply is_lim_seq_spec in Hlim. destruct (Hlim (mkposreal _ Hc)) as [K HK]. exists K. intros k Hk.
  pose proof (HK k Hk) as B. cbn [pos] in B. pose proof (orbit_positive N 0 alpha eta k HN Ha Hs) as P.
  pose proof (orbit_positive N 0 alpha eta (S k) HN Ha Hs) as P'. cbn [iterate] in P' |- *.
  set (x := iterate N alpha 0 eta k) in *. rewrite Rminus_0_r, Rabs_pos_eq in B by lra.
  pose proof (Rmin_l 1 (p / (eta * INR N))) as M1. pose proof (Rmin_r 1 (p / (eta * INR N))) as M2.
  assert (E : x + eta * f N 0 x = x * (1 + - (eta * x ^ (2 * N - 2)))).
  { unfold f. destruct N as [|[|n]]; [lia | lia|]. replace (S (S n) - 1)%nat with (S n) by lia.
    replace (2 * S (S n) - 2)%nat with (n + S (S n))%nat by lia. rewrite pow_add. simpl pow. ring. }
  rewrite E in *.
  assert (Hf : 0 < 1 + - (eta * x ^ (2 * N - 2))) by nra.
  assert (Hx : eta * x ^ (2 * N - 2) <= p / INR N).
  { replace (p / INR N) with (eta * (p / (eta * INR N))) by (field; lra). apply Rmult_le_compat_l; [lra|].
    apply Rle_trans with x; [|lra]. replace (2 * N - 2)%nat with (S (2 * N - 3)) by lia. simpl pow.
    apply Rle_trans with (x * 1); [apply Rmult_le_compat_l; [lra|] | lra].
    rewrite <- (pow1 (2 * N - 3)). apply pow_incr. lra. }
  rewrite Rpow_mult_distr, Rmult_comm. apply Rmult_le_compat_l; [apply pow_le; lra|].
  assert (Hb : 1 + INR N * - (eta * x ^ (2 * N - 2)) <= (1 + - (eta * x ^ (2 * N - 2))) ^ N)
    by (apply bernoulli; lra).
  assert (INR N * (eta * x ^ (2 * N - 2)) <= INR N * (p / INR N)) by (apply Rmult_le_compat_l; lra).
  replace (INR N * (p / INR N)) with p in * by (field; lra). lra.
Qed.

(* So what one leading eigenvalue lacks vanishes against it. *)
Lemma leading_against_zero N lam alpha eta : (N >= 2)%nat -> alpha > 0 -> short N lam alpha eta ->
  short N 0 alpha eta -> alpha ^ N < lam ->
  is_lim_seq (fun k => (L N lam - iterate N alpha lam eta k) / iterate N alpha 0 eta k ^ N) 0.
Proof.
  intros HN Ha Hs Hz Hl. assert (Hp : 0 < alpha ^ N) by (apply pow_lt; lra).
  pose proof (start_below N lam alpha HN Ha ltac:(lra)) as HL.
  set (c := eta * (alpha ^ (N - 1) * G (N - 1) alpha (L N lam))).
  assert (Hc : 0 < c).
  { apply Rmult_lt_0_compat; [apply Hs|]. apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra]. }
  destruct (zero_orbit_slow N alpha eta (Rmin (c / 2) (1 / 2)) HN Ha Hz) as [K HK].
  { apply Rmin_glb_lt; lra. }
  set (p := Rmin (c / 2) (1 / 2)) in *.
  assert (Hp2 : 0 < p <= 1 / 2 /\ p <= c / 2).
  { split; [split; [apply Rmin_glb_lt; lra | apply Rmin_r] | apply Rmin_l]. }
  apply (shrinks_to_zero _ (1 - p) K); [lra|]. intros k Hk.
  pose proof (leading_step N lam alpha eta k HN Ha Hs Hl) as Q0. fold c in Q0.
  pose proof (proj1 (rises N lam alpha eta k HN Ha Hs ltac:(lra))) as B.
  pose proof (pow_lt _ N (orbit_positive N 0 alpha eta k HN Ha Hz)) as Q.
  pose proof (pow_lt _ N (orbit_positive N 0 alpha eta (S k) HN Ha Hz)) as Q'.
  specialize (HK k Hk).
  set (e' := L N lam - iterate N alpha lam eta (S k)) in *. set (e := L N lam - iterate N alpha lam eta k) in *.
  set (z' := iterate N alpha 0 eta (S k) ^ N) in *. set (z := iterate N alpha 0 eta k ^ N) in *.
  assert (0 <= e) by (unfold e; lra). split.
  - apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, Q'].
  - apply Rmult_le_reg_r with (z * z'); [apply Rmult_lt_0_compat; lra|].
    replace (e' / z' * (z * z')) with (e' * z) by (field; lra).
    replace ((1 - p) * (e / z) * (z * z')) with ((1 - p) * e * z') by (field; lra).
    apply Rle_trans with ((1 - p) * e * ((1 - p) * z)).
    + replace ((1 - p) * e * ((1 - p) * z)) with (((1 - p) * (1 - p) * e) * z) by ring.
      apply Rmult_le_compat_r; [lra|]. apply Rle_trans with ((1 - c) * e); [lra|].
      apply Rmult_le_compat_r; [lra | nra].
    + apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact HK].
Qed.

Lemma A_2_nonnegative N n ell alpha eta spectrum k : 0 <= A_2 N n ell k alpha eta spectrum.
Proof. apply total_nonnegative. intros i Hi. apply pow2_ge_0. Qed.

Section Spectrum.
Variables (N n ell : nat) (alpha eta : R) (spectrum : nat -> R).
Hypothesis order : descending n spectrum.
Hypothesis size : (ell >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis last : eigenvalue n spectrum n >= 0.
Hypothesis rank : (ell < n)%nat.
Hypothesis learned : alpha ^ N < eigenvalue n spectrum ell.
Hypothesis steps : all_short N n alpha eta spectrum.

Lemma leading i : (1 <= i <= ell)%nat -> alpha ^ N < eigenvalue n spectrum i.
Proof.
  intros Hi. apply Rlt_le_trans with (1 := learned). apply eigenvalues_descend; [assumption | lia | lia].
Qed.

Lemma A_2_falls j k : (j <= k)%nat -> A_2 N n ell k alpha eta spectrum <= A_2 N n ell j alpha eta spectrum.
Proof.
  intros H. apply total_le. intros i Hi. cbv zeta. pose proof (leading i Hi) as Hl.
  pose proof (product_rises N (eigenvalue n spectrum i) alpha eta j k depth start (steps i ltac:(lia)) ltac:(lra) H).
  apply pow_incr. lra.
Qed.

Lemma tail_nonnegative k i : (1 <= i)%nat -> 0 <= iterate N alpha (eigenvalue n spectrum i) eta k ^ (2 * N).
Proof. intros Hi. apply pow_le, orbit_nonnegative; [assumption | lra | apply steps, Hi]. Qed.

Lemma B_2_nonnegative k : 0 <= B_2 N n ell k alpha eta spectrum.
Proof. apply total_nonnegative. intros i Hi. apply tail_nonnegative. lia. Qed.

Lemma tail_rises i j k : (1 <= i)%nat -> alpha ^ N <= eigenvalue n spectrum i -> (j <= k)%nat ->
  iterate N alpha (eigenvalue n spectrum i) eta j ^ (2 * N) <= iterate N alpha (eigenvalue n spectrum i) eta k ^
    (2 * N).
Proof.
  intros Hi Hl H. apply pow_incr. split; [apply orbit_nonnegative; [assumption | lra | apply steps, Hi]|].
  apply rises_on; try assumption. apply steps, Hi.
Qed.

Lemma B_2_rises j k : eigenvalue n spectrum n >= alpha ^ N -> (j <= k)%nat ->
  B_2 N n ell j alpha eta spectrum <= B_2 N n ell k alpha eta spectrum.
Proof.
  intros Hn H. apply total_le. intros i Hi. apply tail_rises; [lia | | assumption].
  apply Rle_trans with (eigenvalue n spectrum n); [lra | apply eigenvalues_descend; [assumption | lia | lia]].
Qed.

(* But for those that begin above their eigenvalue. *)
Lemma B_2_loses j k : (j <= k)%nat -> B_2 N n ell j alpha eta spectrum <=
  B_2 N n ell k alpha eta spectrum + alpha ^ (2 * N) * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)).
Proof.
  intros H. change (L_alpha N n alpha spectrum) with (INR (many_above n spectrum (alpha ^ N))).
  set (m := many_above n spectrum (alpha ^ N)). pose proof (many_above_bound n spectrum (alpha ^ N)) as Bm.
    fold m in Bm.
  assert (E : exists s, (ell <= s <= n)%nat /\ Rmax (INR m) (INR ell) = INR s /\ (s = m \/ s = ell /\ (m < ell)%nat)).
  { destruct (le_lt_dec ell m) as [Q|Q].
    - exists m. split; [lia|]. split; [apply Rmax_left, le_INR, Q | left; reflexivity].
    - exists ell. split; [lia|]. split; [apply Rmax_right, le_INR; lia | right; split; [reflexivity | exact Q]]. }
  destruct E as [s [Hs [-> Hm]]]. unfold B_2. cbv zeta.
  rewrite !(total_split (ell + 1) s n) by lia.
  assert (H1 : total (ell + 1) s (fun i => iterate N alpha (eigenvalue n spectrum i) eta j ^ (2 * N)) <=
    total (ell + 1) s (fun i => iterate N alpha (eigenvalue n spectrum i) eta k ^ (2 * N))).
  { apply total_le. intros i Hi. apply tail_rises; [lia | | assumption]. left.
    apply many_above_place; [assumption | lia | fold m; lia]. }
  assert (H2 : total (S s) n (fun i => iterate N alpha (eigenvalue n spectrum i) eta j ^ (2 * N)) <=
    total (S s) n (fun _ => alpha ^ (2 * N))).
  { apply total_le. intros i Hi. apply pow_incr.
    assert (Hl : eigenvalue n spectrum i <= alpha ^ N).
    { apply Rnot_lt_le. intros Q. apply many_above_place in Q; [fold m in Q; lia | assumption | lia]. }
    split; [apply orbit_nonnegative; [assumption | lra | apply steps; lia]|].
    apply (falls N (eigenvalue n spectrum i) alpha eta j depth start (steps i ltac:(lia)) Hl). }
  rewrite total_const in H2 by lia. rewrite !S_INR in H2.
  assert (H3 : 0 <= total (S s) n (fun i => iterate N alpha (eigenvalue n spectrum i) eta k ^ (2 * N))).
  { apply total_nonnegative. intros i Hi. apply tail_nonnegative. lia. }
  lra.
Qed.

(* There is a first step at which the leading eigenvalues lack no more than the others weigh. *)
Lemma crossing : exists k, A_2 N n ell k alpha eta spectrum <= B_2 N n ell k alpha eta spectrum.
Proof.
  pose proof (steps (S n) ltac:(lia)) as Hz. rewrite beyond in Hz by lia.
  set (z := fun k => iterate N alpha 0 eta k ^ N).
  assert (Pz : forall k, 0 < z k) by (intros k; apply pow_lt, orbit_positive; assumption).
  assert (Hlim : is_lim_seq (fun k => total 1 ell (fun i =>
    ((eigenvalue n spectrum i - iterate N alpha (eigenvalue n spectrum i) eta k ^ N) / z k) ^ 2)) (total 1 ell
      (fun _ => 0 ^ 2))).
  { apply (total_limit 1 ell (fun k i =>
      ((eigenvalue n spectrum i - iterate N alpha (eigenvalue n spectrum i) eta k ^ N) / z k) ^ 2) (fun _ => 0 ^ 2)).
    intros i Hi. apply (power_limit _ 0). pose proof (leading i Hi) as Hl. pose proof (steps i ltac:(lia)) as Hs.
    assert (0 < alpha ^ N) by (apply pow_lt; lra). set (lam := eigenvalue n spectrum i) in *.
    pose proof (start_below N lam alpha depth start ltac:(lra)) as HL.
    apply is_lim_seq_le_le with (fun _ => 0)
      (fun k => (L N lam - iterate N alpha lam eta k) / z k * (INR (S (N - 1)) * L N lam ^ (N - 1))).
    - intros k. pose proof (Pz k) as Q. pose proof (proj1 (rises N lam alpha eta k depth start Hs ltac:(lra))) as B.
      set (x := iterate N alpha lam eta k) in *.
      assert (E : lam - x ^ N = (L N lam - x) * G (N - 1) x (L N lam)).
      { rewrite <- difference_of_powers. replace (S (N - 1)) with N by lia.
          rewrite limit_power, Rmax_right by lra || lia.
        reflexivity. }
      assert (HG : 0 <= G (N - 1) x (L N lam) <= INR (S (N - 1)) * L N lam ^ (N - 1)).
      { split; [apply G_nonnegative; lra | apply G_bounded; lra]. }
      rewrite E. unfold Rdiv. split.
      + apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat, Q].
      + rewrite !Rmult_assoc, (Rmult_comm (G _ _ _)).
        apply Rmult_le_compat_l; [lra | apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Q | lra]].
    - apply is_lim_seq_const.
    - replace (Finite 0) with (Rbar_mult 0 (INR (S (N - 1)) * L N lam ^ (N - 1))) by (cbn; f_equal; ring).
      apply is_lim_seq_scal_r. apply leading_against_zero; assumption. }
  replace (total 1 ell (fun _ => 0 ^ 2)) with 0 in Hlim by (rewrite total_const by lia; simpl; ring).
  apply is_lim_seq_spec in Hlim. destruct (Hlim (mkposreal 1 Rlt_0_1)) as [K HK]. exists K.
  specialize (HK K (le_n K)). cbn [pos] in HK. rewrite Rminus_0_r in HK.
  apply Rabs_def2 in HK. destruct HK as [HK _].
  apply Rle_trans with (z K ^ 2).
  - assert (E : total 1 ell (fun i => ((eigenvalue n spectrum i - iterate N alpha
      (eigenvalue n spectrum i) eta K ^ N) / z K) ^ 2) =
      A_2 N n ell K alpha eta spectrum / z K ^ 2).
    { unfold A_2. cbv zeta. rewrite <- total_divided. apply total_ext. intros i _. field. apply Rgt_not_eq, Pz. }
    rewrite E in HK. pose proof (pow_lt _ 2 (Pz K)) as Q.
    apply Rmult_lt_compat_r with (r := z K ^ 2) in HK; [|exact Q]. unfold Rdiv in HK.
    rewrite Rmult_assoc, Rinv_l in HK by lra. lra.
  - unfold B_2. cbv zeta. rewrite total_head by lia.
    assert (0 <= total (S (ell + 1)) n (fun i => iterate N alpha (eigenvalue n spectrum i) eta K ^ (2 * N)))
      by (apply total_nonnegative; intros i Hi; apply tail_nonnegative; lia).
    assert (z K ^ 2 <= iterate N alpha (eigenvalue n spectrum (ell + 1)) eta K ^ (2 * N)); [|lra].
    rewrite power_twice. apply pow_incr. split; [left; apply Pz|].
    apply product_ahead; [assumption | lra | assumption | apply steps; lia|].
    apply eigenvalues_nonnegative; [assumption | lra | lia].
Qed.
End Spectrum.

(* What falls and what rises, up to a loss: next to the crossing their sum is at most twice as large as ever. *)
Lemma at_the_crossing (A B : nat -> R) loss stop k : (forall j k, (j <= k)%nat -> A k <= A j) ->
  (forall j k, (j <= k)%nat -> B j <= B k + loss) -> 0 <= loss -> (forall j, 0 <= A j) -> (forall j, 0 <= B j) ->
  hits (fun j => A j <= B j) stop ->
  Rmin (A (stop - 1)%nat + B (stop - 1)%nat) (A stop + B stop) <= 2 * (A k + B k) + 2 * loss.
Proof.
  intros HA HB Hl PA PB [H1 H2]. pose proof (PA k) as Ak. pose proof (PB k) as Bk.
  destruct (le_lt_dec stop k) as [Q|Q].
  - eapply Rle_trans; [apply Rmin_r|]. pose proof (HB stop k Q). lra.
  - eapply Rle_trans; [apply Rmin_l|]. pose proof (H2 (stop - 1)%nat ltac:(lia)).
      pose proof (HA k (stop - 1)%nat ltac:(lia)).
    lra.
Qed.

Lemma first_crossing (P : nat -> Prop) : (exists k, P k) -> exists k, hits P k.
Proof.
  intros [k Hk]. revert Hk. induction k as [k IH] using lt_wf_ind. intros Hk.
  destruct (classic (exists j, (j < k)%nat /\ P j)) as [[j [Hj Pj]]|H]; [exact (IH j Hj Pj)|].
  exists k. split; [exact Hk|]. intros j Hj Pj. apply H. exists j. split; assumption.
Qed.

Theorem falls : early_stopping_falls.
Proof.
  unfold early_stopping_falls. intros N n ell alpha eta spectrum Hd Hn Hl Ha H0 HN _ Hr Hp He k.
  apply Rle_ge, A_2_falls; try assumption; [|lia]. apply step_for_all; assumption.
Qed.

Theorem rises : early_stopping_rises.
Proof.
  unfold early_stopping_rises. intros N n ell alpha eta spectrum Hd Hn Hl Ha H0 HN _ Hr _ He Hup k.
  apply B_2_rises; try assumption; [|lia]. apply step_for_all; assumption.
Qed.

Theorem stop : early_stopping_stop.
Proof.
  unfold early_stopping_stop. intros N n ell alpha eta spectrum Hd Hn Hl Ha H0 HN _ Hr Hp He Hup.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs. pose proof (pow_lt alpha N Ha) as HaN.
  destruct (first_crossing _ (crossing N n ell alpha eta spectrum Hd Hl Ha HN ltac:(lra) Hr Hp Hs)) as [stop Hstop].
  exists stop. split; [exact Hstop|]. intros k.
  set (A := fun j => A_2 N n ell j alpha eta spectrum). set (B := fun j => B_2 N n ell j alpha eta spectrum).
  pose proof (at_the_crossing A B 0 stop k) as C. rewrite Rmult_0_r, Rplus_0_r in C.
  apply C; try assumption; try lra; unfold A, B.
  - intros i j. apply A_2_falls; assumption.
  - intros i j Hij. rewrite Rplus_0_r. apply B_2_rises; assumption.
  - intros j. apply A_2_nonnegative.
  - intros j. apply B_2_nonnegative; assumption.
Qed.

Theorem any_tail : early_stopping_any_tail.
Proof.
  unfold early_stopping_any_tail. intros N n ell alpha eta spectrum Hd Hn Hl Ha H0 HN Hlast Hr Hp He.
  pose proof (step_for_all N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  destruct (first_crossing _ (crossing N n ell alpha eta spectrum Hd Hl Ha HN Hlast Hr Hp Hs)) as [stop Hstop].
  exists stop. split; [exact Hstop|]. intros k. rewrite (Rmult_assoc 2 (alpha ^ (2 * N))).
  apply (at_the_crossing (fun j => A_2 N n ell j alpha eta spectrum) (fun j => B_2 N n ell j alpha eta spectrum));
    try assumption.
  - intros i j. apply A_2_falls; assumption.
  - intros i j. apply B_2_loses; assumption.
  - apply Rmult_le_pos; [apply pow_le; lra|].
    assert (Rmax (L_alpha N n alpha spectrum) (INR ell) <= INR n); [|lra].
    apply Rmax_lub; [apply (le_INR _ _ (many_above_bound n spectrum (alpha ^ N))) | apply le_INR; lia].
  - intros j. apply A_2_nonnegative.
  - intros j. apply B_2_nonnegative; assumption.
Qed.
