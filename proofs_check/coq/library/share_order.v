(* The share w/lambda that the descent has learned after k steps increases in lambda once k is large enough: its
   derivative has the sign of E(k), where E(k+1) = (1 + eta f') E(k) + (2N-2) eta f, E(0) = -alpha.
     Against the product p
   of the factors 1 + eta f' the speed f never falls below f(alpha)/(1 + eta K), as f' first rises, then falls. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots descent_order flow_times constants slopes closed_forms.
From dmf.statements Require Import definitions.
From dmf.deep_factorization Require lemma_2_2.
Open Scope R_scope.

(* f' = slope is largest at the peak. *)
Definition peak (N : nat) (lam : R) : R := root N (lam * ((INR N - 2) / (4 * INR N - 2))).

Lemma peak_power N lam : (N >= 2)%nat -> 0 < lam -> (4 * INR N - 2) * peak N lam ^ N = (INR N - 2) * lam.
Proof.
  intros HN Hl. pose proof (depth_real N HN) as HR. unfold peak. rewrite root_power; [field; lra | lia|].
  apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra].
Qed.

Lemma slope_derivative N lam x : (N >= 2)%nat -> 0 < lam -> 0 < x ->
  is_derive (slope N lam) x ((INR N - 1) * (4 * INR N - 2) * (x ^ (N - 2) / x) * (peak N lam ^ N - x ^ N)).
Proof.
  intros HN Hl Hx. pose proof (peak_power N lam HN Hl) as E. pose proof (depth_real N HN) as HR.
  replace ((INR N - 1) * (4 * INR N - 2) * (x ^ (N - 2) / x) * (peak N lam ^ N - x ^ N))
    with ((INR N - 1) * (x ^ (N - 2) / x) * ((INR N - 2) * lam - (4 * INR N - 2) * x ^ N)) by (rewrite <- E; ring).
  unfold slope. destruct N as [|[|m]]; [lia | lia|]. replace (S (S m) - 2)%nat with m by lia.
  auto_derive; [exact I|]. rewrite !S_INR. destruct m as [|p].
  - simpl. field. lra.
  - change (match S p with O => 1 | S _ => INR (S p) + 1 end) with (INR (S p) + 1). cbn [pred pow].
    rewrite !S_INR. field. lra.
Qed.

Lemma slope_rises N lam x y : (N >= 2)%nat -> 0 < lam -> 0 < x <= y -> y <= peak N lam ->
  slope N lam x <= slope N lam y.
Proof.
  intros HN Hl Hx Hy. pose proof (depth_real N HN) as HR.
  eapply (increases (slope N lam)); [lra | intros z Hz; apply slope_derivative; assumption || lra|].
  intros z Hz. cbv beta. pose proof (pow_incr z (peak N lam) N ltac:(lra)) as P.
  apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [apply Rmult_le_pos; lra|].
  apply Rmult_le_pos; [apply pow_le; lra | left; apply Rinv_0_lt_compat; lra].
Qed.

Lemma slope_falls N lam x y : (N >= 2)%nat -> 0 < lam -> 0 < x <= y -> peak N lam <= x ->
  slope N lam y <= slope N lam x.
Proof.
  intros HN Hl Hx Hp. pose proof (depth_real N HN) as HR. apply Ropp_le_cancel.
  eapply (increases (fun z => - slope N lam z)); [lra | |].
  - intros z Hz. apply (is_derive_opp (slope N lam)), slope_derivative; assumption || lra.
  - intros z Hz. pose proof (pow_incr (peak N lam) z N ltac:(split; [apply root_nonnegative | lra])) as P.
    unfold opp. simpl. rewrite Ropp_mult_distr_r. apply Rmult_le_pos; [|lra].
    apply Rmult_le_pos; [apply Rmult_le_pos; lra|].
    apply Rmult_le_pos; [apply pow_le; lra | left; apply Rinv_0_lt_compat; lra].
Qed.

(* So the speed gains at least the smaller of the two slopes at the ends times the way. *)
Lemma speed_gain N lam x y : (N >= 2)%nat -> 0 < lam -> 0 < x <= y ->
  f N lam x + slope N lam x * (y - x) <= f N lam y \/
  (f N lam x + slope N lam y * (y - x) <= f N lam y /\ peak N lam < y).
Proof.
  intros HN Hl Hx. destruct (mean_value (f N lam) (slope N lam) x y) as [z [Hz E]];
    [lra | intros; apply f_derivative, HN|].
  destruct (Rle_or_lt z (peak N lam)) as [Q|Q].
  - left. pose proof (slope_rises N lam x z HN Hl ltac:(lra) Q).
    assert (slope N lam x * (y - x) <= slope N lam z * (y - x)) by (apply Rmult_le_compat_r; lra). lra.
  - right. pose proof (slope_falls N lam z y HN Hl ltac:(lra) ltac:(lra)).
    assert (slope N lam y * (y - x) <= slope N lam z * (y - x)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

(* The product of the factors, and the sign of the derivative. *)
Fixpoint linear (N : nat) (lam alpha eta : R) (k : nat) : R :=
  match k with O => 1 | S j => (1 + eta * slope N lam (iterate N alpha lam eta j)) * linear N lam alpha eta j end.
Fixpoint tilt (N : nat) (lam alpha eta : R) (k : nat) : R :=
  match k with
  | O => - alpha
  | S j => let x := iterate N alpha lam eta j in
      (1 + eta * slope N lam x) * tilt N lam alpha eta j + (2 * INR N - 2) * (eta * f N lam x)
  end.

Section Orbit.
Variables (N : nat) (lam alpha eta : R).
Hypothesis depth : (N >= 2)%nat.
Hypothesis start : 0 < alpha.
Hypothesis below : alpha ^ N <= lam.
Hypothesis steps : short N lam alpha eta.
Let d := iterate N alpha lam eta.

Lemma lam_positive : 0 < lam.
Proof using All. apply Rlt_le_trans with (2 := below), pow_lt, start. Qed.

(* The factors of the linearized step are positive; the slope is at most K, and eta K at most 1/4. *)
Lemma factor_positive j : 0 < 1 + eta * slope N lam (d j).
Proof using All.
  pose proof (orbit_range N lam alpha eta j depth start steps) as B. fold d in B. pose proof lam_positive as Hl.
  destruct steps as [H0 He]. pose proof (depth_real N depth) as HR. set (x := d j) in *.
  pose proof (pow_lt _ (2 * N - 2) (lemma_2_2.M_positive N lam alpha start)) as PM.
    set (P := M N lam alpha ^ (2 * N - 2)) in *.
  assert (Hx : x ^ (2 * N - 2) <= P) by (apply pow_incr; lra).
  assert (Hs : - ((2 * INR N - 1) * P) <= slope N lam x).
  { unfold slope. assert (E : x ^ (N - 2) * x ^ N = x ^ (2 * N - 2)) by (rewrite <- pow_add; f_equal; lia).
    assert (0 <= x ^ (N - 2) * ((INR N - 1) * lam)) by (apply Rmult_le_pos; [apply pow_le; lra | apply Rmult_le_pos;
      lra]).
    assert ((2 * INR N - 1) * x ^ (2 * N - 2) <= (2 * INR N - 1) * P) by (apply Rmult_le_compat_l; lra).
    rewrite <- E in *. lra. }
  assert (Q : eta * ((3 * INR N - 2) * P) < 1).
  { apply Rlt_le_trans with (1 / (P * (3 * INR N - 2)) * ((3 * INR N - 2) * P)).
    - apply Rmult_lt_compat_r; [apply Rmult_lt_0_compat; lra | exact He].
    - right. field. lra. }
  assert (0 < eta * P) by (apply Rmult_lt_0_compat; lra).
  assert (eta * - ((2 * INR N - 1) * P) <= eta * slope N lam x) by (apply Rmult_le_compat_l; lra). nra.
Qed.

Lemma eta_K : 0 <= eta * K N lam <= 1 / 4.
Proof using All.
  pose proof lam_positive as Hl. pose proof (depth_real N depth) as HR. pose proof (K_positive N lam depth Hl) as HK.
  pose proof (lemma_2_2.M_positive N lam alpha start) as HM. destruct steps as [H0 He].
  split; [apply Rmult_le_pos; lra|]. set (P := M N lam alpha ^ (2 * N - 2)) in *.
  assert (PP : 0 < P) by (apply pow_lt, HM).
  assert (B : K N lam <= INR N / 2 * P).
  { pose proof (M_bounds N lam alpha ltac:(lia)) as Q. rewrite Rabs_pos_eq in Q by lra.
    destruct (Nat.eq_dec N 2) as [E2|Hne].
    - unfold P. rewrite E2 in *. rewrite K_depth_two by exact Hl. simpl (2 * 2 - 2)%nat. simpl (INR 2). lra.
    - destruct (K_base N lam ltac:(lia) Hl) as [HA [_ ->]]. rewrite Rmult_assoc.
      apply Rmult_le_compat_l; [lra|]. unfold P. replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add.
      apply Rmult_le_compat; [apply pow_le; lra | lra | | exact Q]. apply pow_incr. split; [lra|].
      unfold M. apply Rle_trans with (2 := Rmax_l _ _). rewrite Rabs_pos_eq by lra. apply root_increasing; [lia|].
      assert ((INR N - 2) / (4 * INR N - 2) <= 1).
      { apply Rmult_le_reg_r with (4 * INR N - 2); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
      nra. }
  apply Rle_trans with (1 / (P * (3 * INR N - 2)) * (INR N / 2 * P)).
  - apply Rmult_le_compat; lra.
  - replace (1 / (P * (3 * INR N - 2)) * (INR N / 2 * P)) with (INR N / (2 * (3 * INR N - 2))) by (field; lra).
    apply Rmult_le_reg_r with (2 * (3 * INR N - 2)); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma linear_positive k : 0 < linear N lam alpha eta k.
Proof using All.
  induction k as [|k IH]; cbn [linear]; [lra|]. apply Rmult_lt_0_compat; [apply factor_positive | exact IH].
Qed.

Lemma speed_nonnegative j : 0 <= f N lam (d j).
Proof using All.
  pose proof (product_rises N lam alpha eta j j depth start steps below (le_n j)) as [_ B].
  pose proof (orbit_range N lam alpha eta j depth start steps) as Q. fold d in B, Q.
  unfold f. apply Rmult_le_pos; [apply pow_le; lra | lra].
Qed.

(* The speed against the product of the factors. *)
Lemma speed_against_linear j :
  f N lam alpha / (1 + eta * K N lam) * linear N lam alpha eta (S j) <= f N lam (d j) /\
  (d j <= peak N lam -> f N lam alpha * linear N lam alpha eta j <= f N lam (d j)).
Proof using All.
  pose proof lam_positive as Hl. pose proof eta_K as HK. pose proof (speed_nonnegative 0) as F0.
    cbn [d iterate] in F0.
  destruct steps as [H0 _]. set (c := f N lam alpha / (1 + eta * K N lam)).
  assert (Hc : 0 <= c) by (apply Rmult_le_pos; [exact F0 | left; apply Rinv_0_lt_compat; lra]).
  assert (factor : forall i, c * (1 + eta * slope N lam (d i)) <= f N lam alpha).
  { intros i. pose proof (slope_at_most N lam (d i) depth Hl (proj1
      (orbit_range N lam alpha eta i depth start steps))) as Sl.
    apply Rle_trans with (c * (1 + eta * K N lam)).
    - apply Rmult_le_compat_l; [exact Hc|]. assert (eta * slope N lam (d i) <= eta * K N lam); [|lra].
      apply Rmult_le_compat_l; [lra | exact Sl].
    - right. unfold c. field. lra. }
  induction j as [|j [IH1 IH2]].
  - cbn [linear]. rewrite !Rmult_1_r. split; [exact (factor 0%nat) | intros _; cbn [d iterate]; lra].
  - change (linear N lam alpha eta (S (S j)))
      with ((1 + eta * slope N lam (d (S j))) * linear N lam alpha eta (S j)).
    pose proof (linear_positive (S j)) as P. pose proof (linear_positive j) as Pj.
    pose proof (factor_positive j) as Q. pose proof (factor_positive (S j)) as Q'.
    pose proof (speed_nonnegative j) as Fj.
    pose proof (proj1 (rises N lam alpha eta j depth start steps below)) as Bj.
    assert (E : d (S j) - d j = eta * f N lam (d j)) by (unfold d; cbn [iterate]; ring).
    assert (Hxy : 0 < d j <= d (S j)).
    { split; [unfold d; lra|]. assert (0 <= eta * f N lam (d j)) by (apply Rmult_le_pos; lra). lra. }
    assert (Ep : linear N lam alpha eta (S j) = (1 + eta * slope N lam (d j)) * linear N lam alpha eta j)
      by reflexivity.
    destruct (speed_gain N lam (d j) (d (S j)) depth Hl Hxy) as [G|[G Hpk]]; rewrite E in G.
    + assert (G' : (1 + eta * slope N lam (d j)) * f N lam (d j) <= f N lam (d (S j))) by lra. clear G.
      destruct (Rle_or_lt (d j) (peak N lam)) as [Hp|Hp].
      * specialize (IH2 Hp).
        assert (R1 : f N lam alpha * linear N lam alpha eta (S j) <= f N lam (d (S j))).
        { apply Rle_trans with (2 := G'). rewrite Ep.
          replace (f N lam alpha * ((1 + eta * slope N lam (d j)) * linear N lam alpha eta j))
            with ((1 + eta * slope N lam (d j)) * (f N lam alpha * linear N lam alpha eta j)) by ring.
          apply Rmult_le_compat_l; lra. }
        split; [|intros _; exact R1]. apply Rle_trans with (2 := R1). rewrite <- Rmult_assoc.
        apply Rmult_le_compat_r; [lra | apply factor].
      * pose proof (slope_falls N lam (d j) (d (S j)) depth Hl Hxy ltac:(lra)) as Sl. split; [|intros; lra].
        apply Rle_trans with (2 := G').
        apply Rle_trans with ((1 + eta * slope N lam (d j)) * (c * linear N lam alpha eta (S j)));
          [|apply Rmult_le_compat_l; lra].
        replace (c * ((1 + eta * slope N lam (d (S j))) * linear N lam alpha eta (S j)))
          with ((1 + eta * slope N lam (d (S j))) * (c * linear N lam alpha eta (S j))) by ring.
        apply Rmult_le_compat_r; [apply Rmult_le_pos; lra|].
        assert (eta * slope N lam (d (S j)) <= eta * slope N lam (d j)) by (apply Rmult_le_compat_l; lra). lra.
    + split; [|intros; lra].
      assert (G' : (1 + eta * slope N lam (d (S j))) * f N lam (d j) <= f N lam (d (S j))) by lra.
      apply Rle_trans with (2 := G').
      replace (c * ((1 + eta * slope N lam (d (S j))) * linear N lam alpha eta (S j)))
        with ((1 + eta * slope N lam (d (S j))) * (c * linear N lam alpha eta (S j))) by ring.
      apply Rmult_le_compat_l; lra.
Qed.

Lemma tilt_at_least k : linear N lam alpha eta k *
  ((2 * INR N - 2) * eta * (f N lam alpha / (1 + eta * K N lam)) * INR k - alpha) <= tilt N lam alpha eta k.
Proof using All.
  pose proof (depth_real N depth) as HR. destruct steps as [H0 _].
  induction k as [|k IH]; [cbn [linear tilt INR]; lra|].
  pose proof (proj1 (speed_against_linear k)) as G. pose proof (factor_positive k) as Q.
  cbn [tilt]. rewrite S_INR. fold (d k). set (c := f N lam alpha / (1 + eta * K N lam)) in *.
  assert (E : linear N lam alpha eta (S k) = (1 + eta * slope N lam (d k)) * linear N lam alpha eta k) by reflexivity.
  apply Rmult_le_compat_l with (r := 1 + eta * slope N lam (d k)) in IH; [|lra].
  rewrite <- Rmult_assoc, <- E in IH.
  apply Rmult_le_compat_l with (r := (2 * INR N - 2) * eta) in G; [|apply Rmult_le_pos; lra]. lra.
Qed.

(* Enough steps. *)
Lemma tilt_nonnegative k : (2 * INR N - 2) * eta * INR k * (alpha ^ (N - 2) * (lam - alpha ^ N)) >= 5 / 4 ->
  0 <= tilt N lam alpha eta k.
Proof using All.
  intros H. apply Rle_trans with (2 := tilt_at_least k). pose proof eta_K as HK.
  apply Rmult_le_pos; [left; apply linear_positive|].
  assert (E : f N lam alpha = alpha * (alpha ^ (N - 2) * (lam - alpha ^ N))).
  { unfold f. replace (N - 1)%nat with (S (N - 2)) by lia. simpl pow. ring. }
  rewrite E. set (w := alpha ^ (N - 2) * (lam - alpha ^ N)) in *.
  assert (Q : 1 <= (2 * INR N - 2) * eta * INR k * w / (1 + eta * K N lam)).
  { apply Rmult_le_reg_r with (1 + eta * K N lam); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  replace ((2 * INR N - 2) * eta * (alpha * w / (1 + eta * K N lam)) * INR k - alpha)
    with (alpha * ((2 * INR N - 2) * eta * INR k * w / (1 + eta * K N lam) - 1)) by (field; lra).
  apply Rmult_le_pos; lra.
Qed.
End Orbit.

(* The derivative of the state in the eigenvalue, and of the share. *)
Lemma state_derivative N lam alpha eta k : (N >= 2)%nat -> lam <> 0 ->
  is_derive (fun lam => iterate N alpha lam eta k) lam
    ((tilt N lam alpha eta k + iterate N alpha lam eta k) / (INR N * lam)).
Proof.
  intros HN Hl. pose proof (depth_real N HN) as HR. induction k as [|k IH].
  - cbn [iterate tilt]. replace ((- alpha + alpha) / (INR N * lam)) with 0 by (field; lra).
    apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) alpha).
  - cbn [tilt]. cbv zeta. cbn [iterate]. cbv zeta. set (x := fun lam => iterate N alpha lam eta k) in *.
    change (iterate N alpha lam eta k) with (x lam) in *. set (e := (tilt N lam alpha eta k + x lam) /
      (INR N * lam)) in *.
    assert (Et : tilt N lam alpha eta k = INR N * lam * e - x lam) by (unfold e; field; lra). rewrite Et. clearbody e.
    apply is_derive_ext with (fun lam => x lam + eta * f N lam (x lam)); [reflexivity|].
    unfold f, slope. destruct N as [|[|m]]; [lia | lia|]. replace (S (S m) - 2)%nat with m by lia.
    replace (S (S m) - 1)%nat with (S m) by lia. auto_derive.
    + repeat split; eexists; exact IH.
    + replace (Derive (fun x0 : R => x x0) lam) with e by (symmetry; apply is_derive_unique, IH).
      change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). rewrite !S_INR in *. cbn [pred pow].
        field. lra.
Qed.

Lemma share_derivative N lam alpha eta k : (N >= 2)%nat -> lam <> 0 ->
  is_derive (fun lam => iterate N alpha lam eta k ^ N / lam) lam
    (iterate N alpha lam eta k ^ (N - 1) * tilt N lam alpha eta k / lam ^ 2).
Proof.
  intros HN Hl. pose proof (depth_real N HN) as HR. pose proof (state_derivative N lam alpha eta k HN Hl) as D.
  set (x := fun lam => iterate N alpha lam eta k) in *. change (iterate N alpha lam eta k) with (x lam) in *.
  apply is_derive_ext with (fun lam => x lam ^ N / lam); [reflexivity|].
  destruct N as [|n]; [lia|]. replace (S n - 1)%nat with n by lia. auto_derive.
  - repeat split; solve [eexists; exact D | exact Hl].
  - replace (Derive (fun x0 : R => x x0) lam) with ((tilt (S n) lam alpha eta k + x lam) / (INR (S n) * lam))
      by (symmetry; apply is_derive_unique, D).
    change (match n with O => 1 | S _ => INR n + 1 end) with (INR (S n)). cbn [pred pow]. field. split; lra.
Qed.

Theorem share_increases N lam mu alpha eta k : (N >= 2)%nat -> 0 < alpha -> alpha ^ N <= lam -> lam <= mu ->
  short N mu alpha eta -> (2 * INR N - 2) * eta * INR k * (alpha ^ (N - 2) * (lam - alpha ^ N)) >= 5 / 4 ->
  iterate N alpha lam eta k ^ N / lam <= iterate N alpha mu eta k ^ N / mu.
Proof.
  intros HN Ha Hl Hm Hs H. pose proof (pow_lt alpha N Ha) as Pa. pose proof (depth_real N HN) as HR.
  apply (increases (fun lam => iterate N alpha lam eta k ^ N / lam)
    (fun lam => iterate N alpha lam eta k ^ (N - 1) * tilt N lam alpha eta k / lam ^ 2)); [exact Hm | |].
  - intros z Hz. apply share_derivative; [exact HN | lra].
  - intros z Hz. assert (Hz' : short N z alpha eta).
    { apply short_smaller with mu alpha; [lia | lra | rewrite !Rabs_pos_eq; lra | exact Hs]. }
    apply Rmult_le_pos; [apply Rmult_le_pos | left; apply Rinv_0_lt_compat, pow_lt; lra].
    + apply pow_le, orbit_nonnegative; assumption.
    + apply tilt_nonnegative; try assumption; [lra|]. apply Rle_ge. apply Rge_le in H. apply Rle_trans with (1 := H).
      apply Rmult_le_compat_l.
      * apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply Rlt_le, Hs] | apply pos_INR].
      * apply Rmult_le_compat_l; [apply pow_le; lra | lra].
Qed.
