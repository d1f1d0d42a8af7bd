(* The steps up to which Theorem 2.4 holds from below the limit are the largest. Beyond 2/h(L - eps) the count of
   case 3 fails for some start. Beyond 2/(kappa + h(a)), where a is x_* or a start past it, that of case 4 fails for
   some accuracy: there 1 - eta h(a) is less than the rate eta kappa - 1 of an orbit that alternates around L. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers flow_times counting euler constants.
From dmf.statements Require Import definitions names theorem_2_4.
From dmf.library Require Import converges slopes gaps lag.
From dmf.deep_factorization Require lemma_2_2_sharp.
From dmf.sharp Require Import rate_from_below.
Open Scope R_scope.

(* The step of case 3 cannot be larger: beyond 2/h(L - eps) the count fails for some start. *)
Theorem upper_3_fails N lam eta eps : (N >= 2)%nat -> 0 < lam -> L N lam - x_star N lam <= eps < L N lam ->
  2 / h N lam (L N lam - eps) < eta -> exists alpha, 0 < alpha < L N lam - eps /\
  ~ Rbar_le (T N lam alpha eta eps)
      (Finite (IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (L N lam - eps))))).
Proof.
  intros HN Hl He Hs. pose proof (inflection_below N lam HN Hl) as HX. pose proof (K_positive N lam HN Hl) as HK.
  set (e := L N lam - eps) in *. assert (He0 : 0 < e < L N lam) by (unfold e; lra).
  assert (Hex : e <= x_star N lam) by (unfold e; lra). assert (Ee : e = L N lam - eps) by reflexivity.
  pose proof (h_positive N lam e HN (proj1 He0)) as Hh.
  assert (Heta : 0 < eta) by (apply Rlt_trans with (2 := Hs), Rdiv_lt_0_compat; lra).
  assert (Q : 2 < eta * h N lam e).
  { replace 2 with (2 / h N lam e * h N lam e) by (field; lra). apply Rmult_lt_compat_r; lra. }
  pose proof (Rinv_0_lt_compat eta Heta) as Hi. set (B := / eta + K N lam) in *.
  pose proof (f_positive N lam (e / 2) HN Hl ltac:(lra)) as Pf.
  (* a start so close to e that the step from it leads beyond L + eps *)
  assert (Hg : L N lam + eps < e + eta * f N lam e).
  { rewrite f_by_h by (assumption || lra). replace (L N lam - e) with eps by (unfold e; ring).
    replace (eta * (eps * h N lam e)) with (eta * h N lam e * eps) by ring.
    assert (2 * eps < eta * h N lam e * eps) by (apply Rmult_lt_compat_r; lra). lra. }
  destruct (converges.step_continuous N lam eta e (fun y => L N lam + eps < y)) as [r Hr].
  { apply (open_gt (L N lam + eps)), Hg. }
  set (t := Rmin (r / 2) (Rmin (e / 2) (f N lam (e / 2) / B))).
  assert (HB : 0 < B) by (unfold B; lra).
  assert (Hq : 0 < f N lam (e / 2) / B) by (apply Rdiv_lt_0_compat; assumption).
  pose proof (cond_pos r) as Hr0.
  assert (Ht : 0 < t) by (apply Rmin_glb_lt; [lra | apply Rmin_glb_lt; lra]).
  assert (Ht1 : t <= r / 2) by apply Rmin_l.
  assert (Ht2 : t <= e / 2) by (apply Rle_trans with (1 := Rmin_r _ _), Rmin_l).
  assert (Ht3 : t <= f N lam (e / 2) / B) by (apply Rle_trans with (1 := Rmin_r _ _), Rmin_r).
  exists (e - t). split; [lra|]. intros HT.
  assert (H1 : L N lam + eps < e - t + eta * f N lam (e - t)).
  { apply Hr. change (Rabs (e - t - e) < r). rewrite Rabs_left; lra. }
  assert (H2 : Rbar_le (Finite 2) (T N lam (e - t) eta eps)).
  { apply first_at_least. intros [|[|k]] Hk; cbn [iterate] in Hk.
    - exfalso. pose proof (Rle_abs (L N lam - (e - t))). lra.
    - exfalso. pose proof (Rabs_maj2 (L N lam - (e - t + eta * f N lam (e - t)))). lra.
    - rewrite !S_INR. pose proof (pos_INR k). lra. }
  assert (H3 : tau N lam (e - t) e <= / f N lam (e / 2) * (e - (e - t))).
  { apply time_at_most_constant; [lra | |].
    - apply positive_regular, f_is_positive; (assumption || lra).
    - intros x Hx. apply Rinv_le_contravar; [assumption|]. apply f_rises; (assumption || lra). }
  assert (H4 : B * tau N lam (e - t) e <= 1).
  { apply Rle_trans with (B * (/ f N lam (e / 2) * (f N lam (e / 2) / B))).
    - apply Rmult_le_compat_l; [lra|]. apply Rle_trans with (1 := H3).
      apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Pf | lra].
    - right. field. lra. }
  assert (H5 : IZR (Zceil (B * tau N lam (e - t) e)) <= 1) by (apply IZR_le, Zceil_glb; exact H4).
  pose proof (Rbar_le_trans _ _ _ H2 HT) as H6. simpl in H6. lra.
Qed.

(* A positive sequence whose quotients tend to more than a falls more slowly than a^k. *)
Lemma bounded_below (u : nat -> R) k : (forall j, 0 < u j) -> exists C, 0 < C /\ forall j, (j <= k)%nat -> C <= u j.
Proof.
  intros Hu. induction k as [|k [C [HC H]]].
  - exists (u O). split; [apply Hu|]. intros j Hj. replace j with O by lia. lra.
  - exists (Rmin C (u (S k))). split; [apply Rmin_glb_lt; [assumption | apply Hu]|].
    intros j Hj. destruct (Nat.eq_dec j (S k)) as [->|Hne]; [apply Rmin_r|].
    apply Rle_trans with (1 := Rmin_l _ _), H. lia.
Qed.

Lemma slower (u : nat -> R) a b k0 n p : (forall j, 0 < u j) -> 0 < a < b -> b <= 1 -> 0 < p ->
  (forall j, (k0 <= j)%nat -> b * u j <= u (S j)) -> exists k, forall j, (j <= n + k)%nat -> a ^ k * p < u j.
Proof.
  intros Hu Ha Hb Hp Hstep. destruct (bounded_below u k0 Hu) as [C [HC Hlow]].
  assert (H : forall j, C * b ^ j <= u j).
  { assert (Hpow : forall j, b ^ j <= 1).
    { intros j. rewrite <- (pow1 j). apply pow_incr. lra. }
    induction j as [|j IH].
    - pose proof (Hlow O ltac:(lia)). simpl. lra.
    - destruct (le_lt_dec (S j) k0) as [Hj|Hj].
      + pose proof (Hlow (S j) Hj). pose proof (Hpow (S j)).
        assert (C * b ^ S j <= C * 1) by (apply Rmult_le_compat_l; lra). lra.
      + apply Rle_trans with (2 := Hstep j ltac:(lia)). cbn [pow].
        replace (C * (b * b ^ j)) with (b * (C * b ^ j)) by ring. apply Rmult_le_compat_l; lra. }
  assert (Hq : 0 < C * b ^ n / p).
  { apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; [assumption | apply pow_lt; lra] | assumption]. }
  destruct (pow_lt_1_zero (a / b)) with (y := C * b ^ n / p) as [k Hk]; [| assumption |].
  { assert (0 < a / b) by (apply Rdiv_lt_0_compat; lra). rewrite Rabs_pos_eq by lra.
    apply Rmult_lt_reg_r with b; [lra|]. replace (a / b * b) with a by (field; lra). lra. }
  exists k. intros j Hj. specialize (Hk k (le_n k)). rewrite Rabs_pos_eq in Hk
    by (apply pow_le; left; apply Rdiv_lt_0_compat; lra).
  apply Rlt_le_trans with (2 := H j). apply Rlt_le_trans with (C * b ^ (n + k)).
  - unfold Rdiv in Hk at 1. rewrite Rpow_mult_distr, pow_inv in Hk.
    pose proof (pow_lt b k ltac:(lra)) as Pb. pose proof (pow_lt a k ltac:(lra)) as Pa.
    apply Rmult_lt_compat_r with (r := b ^ k * p) in Hk; [|apply Rmult_lt_0_compat; assumption].
    replace (a ^ k * / b ^ k * (b ^ k * p)) with (a ^ k * p) in Hk by (field; lra).
    replace (C * b ^ n / p * (b ^ k * p)) with (C * (b ^ n * b ^ k)) in Hk by (field; lra).
    rewrite pow_add. exact Hk.
  - apply Rmult_le_compat_l; [lra|]. replace (n + k)%nat with (j + (n + k - j))%nat by lia. rewrite pow_add.
    pose proof (pow_lt b j ltac:(lra)). assert (b ^ (n + k - j) <= 1 ^ (n + k - j)) by (apply pow_incr; lra).
    rewrite pow1 in *. rewrite <- (Rmult_1_r (b ^ j)) at 2. apply Rmult_le_compat_l; lra.
Qed.

(* An orbit that does not land on L comes closer at the rate eta kappa - 1, so that no larger step will do. *)
Lemma rate_of_alternation N lam alpha eta b : (N >= 2)%nat -> 0 < lam -> 0 < alpha < L N lam -> 0 < eta ->
  eta * kappa N lam < 2 -> 0 < b < eta * kappa N lam - 1 ->
  exists k0, forall j, (k0 <= j)%nat ->
    b * Rabs (L N lam - iterate N alpha lam eta j) <= Rabs (L N lam - iterate N alpha lam eta (S j)).
Proof.
  intros HN Hl Ha He Hs Hb.
  assert (Hlim : is_lim_seq (iterate N alpha lam eta) (L N lam)).
  { pose proof (rate_between N lam eta alpha HN Hl He Hs Ha) as HA.
    set (A := Rmax (1 - eta * h N lam alpha) (eta * kappa N lam - 1)) in *.
    apply is_lim_seq_ext with (fun k => L N lam - (L N lam - iterate N alpha lam eta k)); [intros; ring|].
    replace (Finite (L N lam)) with (Finite (L N lam - 0)) by (f_equal; ring).
    apply is_lim_seq_minus'; [apply is_lim_seq_const|].
    apply is_lim_seq_abs_0. apply is_lim_seq_le_le with (fun _ => 0) (fun k => A ^ k * (L N lam - alpha)).
    - intros k. split; [apply Rabs_pos|].
      apply (distance_after N lam eta alpha); try assumption; try lra; [apply Rmax_l | apply Rmax_r].
    - apply is_lim_seq_const.
    - replace (Finite 0) with (Rbar_mult 0 (L N lam - alpha)) by (simpl; f_equal; ring).
      apply is_lim_seq_scal_r, is_lim_seq_geom. rewrite Rabs_pos_eq; lra. }
  assert (Hh : is_lim_seq (fun k => h N lam (iterate N alpha lam eta k)) (kappa N lam)).
  { rewrite kappa_is_h by assumption. rewrite h_is by lia.
    apply is_lim_seq_ext with (fun k => (fun x => x ^ (N - 1) * G (N - 1) x (L N lam)) (iterate N alpha lam eta k)).
    - intros k. symmetry. apply h_is. lia.
    - apply (is_lim_seq_continuous (fun x => x ^ (N - 1) * G (N - 1) x (L N lam))); [|exact Hlim].
      apply continuity_pt_filterlim, lemma_2_2_sharp.h_continuous. }
  apply is_lim_seq_spec in Hh.
  assert (Hd : 0 < (eta * kappa N lam - 1 - b) / eta) by (apply Rdiv_lt_0_compat; lra).
  destruct (Hh (mkposreal _ Hd)) as [k0 Hk0]. exists k0. intros j Hj. specialize (Hk0 j Hj). cbn [pos] in Hk0.
  apply Rabs_def2 in Hk0. destruct Hk0 as [_ Hk0]. rewrite iterate_step, gap_step, Rabs_mult by (assumption || lra).
  rewrite Rmult_comm. apply Rmult_le_compat_l; [apply Rabs_pos|].
  apply Rmult_lt_compat_l with (r := eta) in Hk0; [|assumption].
  replace (eta * - ((eta * kappa N lam - 1 - b) / eta)) with (- (eta * kappa N lam - 1 - b)) in Hk0 by (field; lra).
  rewrite Rabs_left by lra. lra.
Qed.

Theorem upper_4_fails N lam alpha eta a n : (N >= 2)%nat -> 0 < lam -> 0 < alpha < L N lam -> 0 < a < L N lam ->
  2 / (kappa N lam + h N lam a) < eta < 2 / kappa N lam -> 0 < 1 - eta * h N lam a ->
  (forall k, iterate N alpha lam eta k <> L N lam) ->
  exists eps, 0 < eps < L N lam - a /\
    ~ Rbar_le (T N lam alpha eta eps)
        (Finite (INR n + IZR (Zceil (ln (eps / (L N lam - a)) / ln (1 - eta * h N lam a))))).
Proof.
  intros HN Hl Ha Haa [Hs1 Hs2] Hq Hnever. pose proof (kappa_positive N lam HN Hl) as Hk.
  pose proof (h_positive N lam a HN (proj1 Haa)) as Hh.
  assert (He : 0 < eta) by (apply Rlt_trans with (2 := Hs1), Rdiv_lt_0_compat; lra).
  pose proof (step_at_most_two N lam eta HN Hl Hs2) as Hs.
  assert (Q : 2 < eta * (kappa N lam + h N lam a)).
  { replace 2 with (2 / (kappa N lam + h N lam a) * (kappa N lam + h N lam a)) by (field; lra).
    apply Rmult_lt_compat_r; lra. }
  pose proof (Rmult_lt_0_compat eta _ He Hh) as Hh1. set (q := 1 - eta * h N lam a) in *.
  assert (Hqc : q < eta * kappa N lam - 1) by (unfold q; lra). set (c := eta * kappa N lam - 1) in *.
  set (b := (q + c) / 2). assert (Hb : 0 < b < c) by (unfold b; lra). assert (Hqb : q < b) by (unfold b; lra).
  destruct (rate_of_alternation N lam alpha eta b HN Hl Ha He Hs Hb) as [k0 Hk0].
  destruct (slower (fun j => Rabs (L N lam - iterate N alpha lam eta j)) q b k0 (S n) (L N lam - a)) as [k H];
    [| unfold q in *; lra | unfold c in *; lra | lra | exact Hk0 |].
  { intros j. apply Rabs_pos_lt. specialize (Hnever j). lra. }
  exists (q ^ S k * (L N lam - a)).
  assert (Hq1 : 0 < q < 1) by (unfold q in *; lra). pose proof (pow_lt q (S k) Hq) as Pk.
  assert (Pk1 : q ^ S k < 1). { apply pow_lt_1_compat; [lra | lia]. }
  split.
  { split; [apply Rmult_lt_0_compat; lra|]. rewrite <- (Rmult_1_l (L N lam - a)) at 2. apply Rmult_lt_compat_r; lra. }
  intros HT. destruct (first_bounded _ _ HT) as [m [[Hm _] Hmn]].
  assert (E : ln (q ^ S k * (L N lam - a) / (L N lam - a)) / ln q = INR (S k)).
  { replace (q ^ S k * (L N lam - a) / (L N lam - a)) with (q ^ S k) by (field; lra). rewrite ln_pow by lra.
    field. pose proof (ln_below_one q Hq1). lra. }
  rewrite E, (INR_IZR_INZ (S k)), Zceil_IZR, <- (INR_IZR_INZ (S k)), <- plus_INR in Hmn. apply INR_le in Hmn.
  specialize (H m ltac:(lia)). cbn beta in H.
  assert (q ^ S k * (L N lam - a) <= q ^ k * (L N lam - a)).
  { apply Rmult_le_compat_r; [lra|]. cbn [pow]. pose proof (pow_lt q k Hq). nra. }
  lra.
Qed.
