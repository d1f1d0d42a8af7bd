(* The true lag at the inflection point: half of the logarithm of the speed. For N >= 3 and a start of at most L/100
   it is at most a tenth of s_N, since s_N grows like alpha^(2-N) and the logarithm like ln(1/alpha). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots flow_times counting constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms slopes gaps convex_phase.
From dmf.statements Require Import names true_lag.
Open Scope R_scope.

Lemma inflection_not_reached N lam alpha eta : alpha < x_star N lam -> ~ iterate N alpha lam eta 0 >= x_star N lam.
Proof. cbn [iterate]. lra. Qed.

Theorem upper : true_lag_upper.
Proof.
  unfold true_lag_upper. intros N lam alpha eta Ha He HN Hl Hx Hs.
  apply first_by_ceiling; [apply inflection_not_reached, Hx|]. intros k Hk.
  destruct (passed (fun j => iterate N alpha lam eta j) (x_star N lam) _ k (fun j Hj =>
    phase_lag_upper N lam alpha eta (x_star N lam) HN Hl (conj Ha (Rlt_le _ _ Hx)) (Rle_refl _) He j Hj) Hk)
      as [j [Hj [Hd _]]].
  exists j. split; [exact Hj | apply Rle_ge, Hd].
Qed.

Theorem lower : true_lag_lower.
Proof.
  unfold true_lag_lower. intros N lam alpha eta Ha He HN Hl Hx Hs.
  apply first_at_least. intros k Hk.
  apply (phase_lag_lower N lam alpha eta (x_star N lam)); try assumption; lra.
Qed.

Lemma inverse_power_derivative p c x : x <> 0 -> c <> 0 ->
  is_derive (fun x => - / x ^ S p / c) x (INR (S p) / (x ^ S (S p) * c)).
Proof.
  intros Hx Hc. assert (x ^ p <> 0) by (apply pow_nonzero; assumption).
  auto_derive; [repeat split; apply (pow_nonzero x (S p)); assumption|].
  change (match p with O => 1 | S _ => INR p + 1 end) with (INR (S p)).
  cbn [pow]. field. repeat split; assumption.
Qed.

Lemma logarithm_of_73 : ln 73 <= 5.
Proof.
  apply Rle_trans with (ln ((21 / 16) ^ 16)); [apply ln_monotone; [lra | cbn [pow]; lra]|].
  rewrite ln_pow by lra. pose proof (ln_at_most (21 / 16) ltac:(lra)). simpl (INR 16). lra.
Qed.

Section Small.
Variables (N : nat) (lam alpha : R).
Hypothesis start : alpha > 0.
Hypothesis depth : (N >= 3)%nat.
Hypothesis positive_lam : lam > 0.
Hypothesis small : 100 * alpha <= L N lam.
Let X := x_star N lam.
Let A := root N (lam * ((INR N - 2) / (4 * INR N - 2))).
Let two : (N >= 2)%nat. Proof. lia. Qed.

Lemma three : 3 <= INR N.
Proof using depth. apply le_INR in depth. simpl in depth. lra. Qed.

(* x_* exceeds the start 73 times, as c_N >= 2/5. *)
Lemma far : 73 * alpha <= X.
Proof using start depth positive_lam small.
  pose proof three as H3. pose proof (limit_positive N lam two positive_lam) as HL.
  destruct (Rle_or_lt (73 * alpha) X) as [|Hlt]; [assumption|]. exfalso.
  pose proof (inflection_positive N lam two positive_lam) as HX. fold X in HX.
  pose proof (power_below (N - 1) X (73 / 100 * L N lam) ltac:(lra)) as Hp. replace (S (N - 1)) with N in Hp by lia.
  rewrite Rpow_mult_distr, limit_power in Hp by (exact two || lra).
  pose proof (inflection_power N lam two positive_lam) as E. fold X in E.
  assert (Q : (73 / 100) ^ N <= 2 / 5).
  { replace N with (3 + (N - 3))%nat by lia. rewrite pow_add.
    assert ((73 / 100) ^ (N - 3) <= 1 ^ (N - 3)) as H1 by (apply pow_incr; lra). rewrite pow1 in H1.
    pose proof (pow_le (73 / 100) (N - 3) ltac:(lra)). simpl (_ ^ 3). lra. }
  assert ((73 / 100) ^ N * lam <= 2 / 5 * lam) by (apply Rmult_le_compat_r; lra).
  assert ((2 * INR N - 1) * X ^ N < (2 * INR N - 1) * (2 / 5 * lam)) by (apply Rmult_lt_compat_l; lra).
  assert (0 <= (INR N - 3) * lam) by (apply Rmult_le_pos; lra). lra.
Qed.

Let HA : 0 < A. Proof. apply (K_base N lam depth positive_lam). Qed.
Let HX : 0 < X. Proof. apply inflection_positive; assumption. Qed.

(* (A/X)^N = (N - 2)/(2N - 2) *)
Lemma ratio_power : (A / X) ^ N = (INR N - 2) / (2 * (INR N - 1)).
Proof using depth positive_lam HA HX.
  pose proof three as H3. destruct (K_base N lam depth positive_lam) as [_ [EA _]]. fold A in EA.
  pose proof (inflection_power N lam two positive_lam) as E. fold X in E.
  assert (PX : 0 < X ^ N) by (apply pow_lt; exact HX).
  unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. apply Rmult_eq_reg_r with (X ^ N); [|lra].
  rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  apply Rmult_eq_reg_l with (4 * INR N - 2); [|lra]. rewrite EA.
  apply Rmult_eq_reg_l with (INR N - 1); [|lra].
  replace ((INR N - 1) * ((4 * INR N - 2) * ((INR N - 2) * / (2 * (INR N - 1)) * X ^ N)))
    with ((INR N - 2) * ((2 * INR N - 1) * X ^ N)) by (field; lra).
  rewrite E. ring.
Qed.

Lemma ratio_below_one : A / X <= 1.
Proof using depth positive_lam HA HX.
  pose proof three as H3. destruct (Rle_or_lt (A / X) 1) as [|H]; [assumption|]. exfalso.
  pose proof (power_below (N - 1) 1 (A / X) ltac:(lra)) as Hp. replace (S (N - 1)) with N in Hp by lia.
  rewrite pow1, ratio_power in Hp. apply Rmult_lt_compat_r with (r := 2 * (INR N - 1)) in Hp; [|lra].
  replace ((INR N - 2) / (2 * (INR N - 1)) * (2 * (INR N - 1))) with (INR N - 2) in Hp by (field; lra). lra.
Qed.

(* The flow time from below: f(x) <= lambda x^(N-1). *)
Lemma time_from_below : (/ alpha ^ (N - 2) - / X ^ (N - 2)) / ((INR N - 2) * lam) <= tau N lam alpha X.
Proof using start depth positive_lam small HA HX.
  pose proof three as H3. pose proof far as Hf. pose proof (inflection_below N lam two positive_lam) as HXL.
  fold X in HXL.
  assert (HF : positive (f N lam) alpha X) by (apply f_is_positive; (assumption || exact two)).
  set (H := fun x => - / x ^ (N - 2) / ((INR N - 2) * lam)).
  replace ((/ alpha ^ (N - 2) - / X ^ (N - 2)) / ((INR N - 2) * lam)) with (H X - H alpha) by (unfold H, Rdiv; ring).
  apply (time_at_least (f N lam) H (fun x => / (x ^ (N - 1) * lam)) alpha X);
    [lra | apply positive_regular, HF | | |].
  - intros x Hx. unfold H. assert (Hc : (INR N - 2) * lam <> 0) by (apply Rmult_integral_contrapositive; split; lra).
    replace (/ (x ^ (N - 1) * lam)) with (INR (S (N - 3)) / (x ^ S (S (N - 3)) * ((INR N - 2) * lam))).
    + replace (N - 2)%nat with (S (N - 3)) by lia. apply inverse_power_derivative; [lra | exact Hc].
    + replace (S (S (N - 3))) with (N - 1)%nat by lia. replace (S (N - 3)) with (N - 2)%nat by lia.
      rewrite minus_INR by lia. simpl (INR 2). assert (x ^ (N - 1) <> 0) by (apply pow_nonzero; lra). field.
      repeat split; lra.
  - intros x Hx. apply inverse_continuous.
    + apply (ex_derive_continuous (fun x => x ^ (N - 1) * lam)). auto_derive. exact I.
    + assert (0 < x ^ (N - 1)) by (apply pow_lt; lra).
      assert (0 < x ^ (N - 1) * lam) by (apply Rmult_lt_0_compat; lra). lra.
  - intros x Hx. destruct (HF x Hx) as [_ P]. apply Rinv_le_contravar; [assumption|]. unfold f.
    pose proof (pow_le x N ltac:(lra)). apply Rmult_le_compat_l; [apply pow_le|]; lra.
Qed.

Let r := X / alpha.

Lemma r_large : 73 <= r.
Proof using start depth positive_lam small.
  pose proof far. apply Rmult_le_reg_r with alpha; [lra|]. unfold r.
  replace (X / alpha * alpha) with X by (field; lra). lra.
Qed.

Lemma s_N_from_below : INR N / (2 * (INR N - 2)) * (A / X) ^ (N - 2) * (r ^ (N - 2) - 1) <= s_N N lam alpha.
Proof using start depth positive_lam small HA HX.
  pose proof three as H3. unfold s_N. fold X. destruct (K_base N lam depth positive_lam) as [_ [_ ->]]. fold A.
  pose proof (pow_lt A (N - 2) HA) as PA. pose proof (pow_lt X (N - 2) HX) as PX.
  pose proof (pow_lt alpha (N - 2) start) as Pa.
  apply Rle_trans with (INR N / 2 * A ^ (N - 2) * lam * ((/ alpha ^ (N - 2) - / X ^ (N - 2)) / ((INR N - 2) * lam))).
  - right. unfold r, Rdiv. rewrite !Rpow_mult_distr, !pow_inv. field. lra.
  - apply Rmult_le_compat_l; [|exact time_from_below].
    apply Rmult_le_pos; [apply Rmult_le_pos; lra | lra].
Qed.

Lemma Lambda_at_most : Lambda N lam alpha <= (INR N - 1) * ln r.
Proof using start depth positive_lam small HX.
  pose proof three as H3. pose proof far as Hf. pose proof (inflection_below N lam two positive_lam) as HXL.
  fold X in HXL.
  pose proof (f_positive N lam alpha two positive_lam ltac:(lra)) as Pa.
  pose proof (f_positive N lam X two positive_lam ltac:(lra)) as PX. unfold f in Pa, PX.
  pose proof (pow_lt alpha (N - 1) start) as Qa. pose proof (pow_lt X (N - 1) HX) as QX.
  unfold Lambda. fold X. apply Rle_trans with (ln (r ^ (N - 1))).
  - apply ln_monotone; [apply Rdiv_lt_0_compat; assumption|].
    apply Rmult_le_reg_r with (alpha ^ (N - 1) * (lam - alpha ^ N)); [assumption|].
    unfold r, Rdiv. rewrite Rpow_mult_distr, pow_inv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    replace (X ^ (N - 1) * / alpha ^ (N - 1) * (alpha ^ (N - 1) * (lam - alpha ^ N)))
      with (X ^ (N - 1) * (lam - alpha ^ N)) by (field; lra).
    apply Rmult_le_compat_l; [lra|]. pose proof (pow_incr alpha X N ltac:(lra)). lra.
  - rewrite ln_pow by (pose proof r_large; lra). rewrite minus_INR by lia. simpl (INR 1). right. reflexivity.
Qed.

(* The logarithm against the power. *)
Lemma logarithm_small : 9 / 16 * Lambda N lam alpha + 17 / 16 <= s_N N lam alpha / 10.
Proof using start depth positive_lam small HA HX.
  pose proof three as H3. pose proof r_large as Hr. pose proof Lambda_at_most as HLam.
  pose proof s_N_from_below as Hs.
  pose proof ratio_power as HR. pose proof ratio_below_one as H1.
  assert (Hq : 0 < A / X) by (apply Rdiv_lt_0_compat; [exact HA | exact HX]). set (q := A / X) in *.
  assert (Htangent : forall u v, 0 < u -> 0 < v -> ln v <= ln u + v / u - 1).
  { intros u v Hu Hv. pose proof (ln_at_most (v / u) ltac:(apply Rdiv_lt_0_compat; assumption)) as H.
    rewrite ln_quotient in H by assumption. lra. }
  destruct (Nat.eq_dec N 3) as [E|E].
  - rewrite E in HR, HLam, Hs. simpl (INR 3) in *. simpl (3 - 2)%nat in Hs.
    assert (Hq3 : 629 / 1000 <= q).
    { destruct (Rle_or_lt (629 / 1000) q) as [|Hlt]; [assumption|]. exfalso.
      pose proof (power_below 2 q (629 / 1000) ltac:(lra)) as Hp. rewrite HR in Hp. simpl in Hp. lra. }
    rewrite !pow_1 in Hs.
    pose proof (Htangent 73 r ltac:(lra) ltac:(lra)) as Ht.
    pose proof logarithm_of_73 as Hln.
    assert ((1 + 1 + 1) / (2 * (1 + 1 + 1 - 2)) * (629 / 1000) * (r - 1) <= s_N N lam alpha).
    { rewrite E. apply Rle_trans with (2 := Hs). apply Rmult_le_compat_r; lra. }
    rewrite E in *. lra.
  - assert (H4 : 4 <= INR N) by (replace 4 with (INR 4) by (simpl; ring); apply le_INR; lia).
    set (s := r ^ (N - 2)) in *.
    assert (Hs2 : 5329 <= s).
    { unfold s. replace (N - 2)%nat with (2 + (N - 4))%nat by lia. rewrite pow_add.
      assert (1 <= r ^ (N - 4)) by (apply pow_R1_Rle; lra). simpl (r ^ 2). nra. }
    assert (Els : ln s = (INR N - 2) * ln r).
    { unfold s. rewrite ln_pow by lra. rewrite minus_INR by lia. simpl (INR 2). ring. }
    assert (Hln0 : 0 <= ln r). { rewrite <- ln_1. apply ln_monotone; lra. }
    assert (HLs : Lambda N lam alpha <= 3 / 2 * ln s).
    { rewrite Els. apply Rle_trans with (1 := HLam). rewrite <- Rmult_assoc. apply Rmult_le_compat_r; lra. }
    pose proof (Htangent 5329 s ltac:(lra) ltac:(lra)) as Ht.
    assert (Hln : ln 5329 <= 10).
    { replace 5329 with (73 * 73) by ring. rewrite ln_mult by lra. pose proof logarithm_of_73. lra. }
    assert (Hw : 1 / 4 <= INR N / (2 * (INR N - 2)) * q ^ (N - 2)).
    { assert (Hpow : q ^ N <= q ^ (N - 2)).
      { replace N with (2 + (N - 2))%nat at 1 by lia. rewrite pow_add. pose proof (pow_lt q (N - 2) Hq).
        assert (q ^ 2 <= 1) by (simpl; nra). nra. }
      rewrite HR in Hpow.
      apply Rle_trans with (INR N / (2 * (INR N - 2)) * ((INR N - 2) / (2 * (INR N - 1)))).
      - replace (INR N / (2 * (INR N - 2)) * ((INR N - 2) / (2 * (INR N - 1)))) with (INR N / (4 * (INR N - 1)))
          by (field; lra).
        apply Rmult_le_reg_r with (4 * (INR N - 1)); [lra|].
        replace (INR N / (4 * (INR N - 1)) * (4 * (INR N - 1))) with (INR N) by (field; lra). lra.
      - apply Rmult_le_compat_l; [left; apply Rdiv_lt_0_compat; lra | assumption]. }
    assert (1 / 4 * (s - 1) <= s_N N lam alpha).
    { apply Rle_trans with (2 := Hs). apply Rmult_le_compat_r; lra. }
    lra.
Qed.

End Small.

Theorem artefact : true_lag_artefact.
Proof.
  unfold true_lag_artefact. intros N lam alpha eta Ha He HN Hl Hx Hs [Hsmall H3].
  pose proof (upper N lam alpha eta Ha He HN Hl Hx Hs) as H.
  destruct (first_bounded _ _ H) as [T [HT Hup]]. exists T. split; [exact HT|].
  set (B := (K N lam * eta / 8 + 1 / 2) * Lambda N lam alpha + K N lam * eta / 8 + T_plus N lam alpha / eta) in *.
  assert (HB : IZR (Zceil B) < B + 1) by apply Zceil_lb.
  pose proof (logarithm_small N lam alpha Ha H3 Hl Hsmall) as Hlog.
  pose proof (K_half_kappa N lam HN Hl) as HK. pose proof (kappa_positive N lam HN Hl) as Hkap.
  pose proof (step_times eta _ Hkap Hs) as Hq. pose proof (K_positive N lam HN Hl).
  assert (HKe : K N lam * eta < 1 / 2).
  { apply Rle_lt_trans with (kappa N lam / 2 * eta); [apply Rmult_le_compat_r; lra | lra]. }
  pose proof (growth_nonnegative N lam alpha (x_star N lam) HN Hl ltac:(lra) ltac:(lra)) as Hg.
  change (growth_to N lam alpha (x_star N lam)) with (Lambda N lam alpha) in Hg.
  assert ((K N lam * eta / 8 + 1 / 2) * Lambda N lam alpha <= 9 / 16 * Lambda N lam alpha)
    by (apply Rmult_le_compat_r; lra).
  assert (HT1 : INR T < B + 1) by lra. clear HB Hup. unfold B in HT1. lra.
Qed.
