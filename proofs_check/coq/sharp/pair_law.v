(* The law of the pair is observed, not proved. With w in place of w_1 its lower half is false: at N = 100, lambda = 0,
   alpha = 1, beta = 10^-6, eta = 1/200 (the largest step allowed) and eps = 0.6058 the accuracy is met in the first
   step, T = 1, but x - w > 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From dmf.library Require Import vocabulary closed_forms powers rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.library Require Import rapidity_count rapidity_names rapidity_settle.
From dmf.statements Require Import definitions names pair_law.
Open Scope R_scope.

(* Where a continuous function first reaches c. *)
Lemma least_reaches (g : R -> R) a b c : (forall x, continuous g x) -> a <= b -> g a < c <= g b ->
  let w := least (fun x => a <= x /\ c <= g x) in a < w <= b /\ g w = c.
Proof.
  intros Hg Hab Hc w. set (A := fun x => a <= x /\ c <= g x).
  assert (Hb : A b) by (split; lra).
  destruct (Glb_Rbar_correct A) as [Hlow Hgreat].
  assert (Ew : Glb_Rbar A = Finite w).
  { unfold w, least. fold A. destruct (Glb_Rbar A) as [r| |]; [reflexivity | |].
    - destruct (Hlow b Hb).
    - destruct (Hgreat a). intros x [Hx _]. exact Hx. }
  rewrite Ew in Hlow, Hgreat.
  assert (Hl : forall x, A x -> w <= x) by (intros x Hx; exact (Hlow x Hx)).
  assert (Hw : a <= w) by (apply (Hgreat a); intros x [Hx _]; exact Hx).
  assert (near : forall d, g w <> d -> exists r : posreal, forall x, Rabs (x - w) < r -> (g x - d) * (g w - d) > 0).
  { intros d Hd. pose proof (Hg w) as C. apply continuity_pt_filterlim in C.
    destruct (C (Rabs (g w - d)) (Rabs_pos_lt _ (Rminus_eq_contra _ _ Hd))) as (r & Hr & H).
    exists (mkposreal r Hr). intros x Hx. cbn [pos] in Hx. destruct (Req_EM_T w x) as [->|Hn].
    - assert (0 < Rsqr (g x - d)) by (apply Rsqr_pos_lt; lra). unfold Rsqr in *. lra.
    - specialize (H x). unfold D_x, no_cond, Base, R_met, R_dist in H. simpl in H.
      specialize (H (conj (conj I Hn) Hx)). apply Rabs_def2 in H.
      unfold Rabs in H. destruct (Rcase_abs (g w - d)); nra. }
  assert (Egw : g w = c).
  { destruct (Req_EM_T (g w) c) as [|Hn]; [assumption|]. exfalso. destruct (near c Hn) as [r Hr].
    pose proof (cond_pos r).
    destruct (Rlt_or_le (g w) c) as [H1|H1].
    - assert (w + r <= w); [|lra]. apply (Hgreat (w + r)). intros x Hx. cbn [Rbar_le]. pose proof (Hl x Hx).
      destruct (Rle_or_lt (w + r) x) as [|H2]; [assumption|]. exfalso.
      pose proof (Hr x ltac:(apply Rabs_def1; lra)). destruct Hx. nra.
    - assert (Haw : a < w) by (destruct Hw as [|<-]; lra). set (x := Rmax a (w - r / 2)).
      assert (Hx : a <= x < w /\ w - r < x).
      { unfold x, Rmax. destruct (Rle_dec a (w - r / 2)); lra. }
      assert (A x); [|pose proof (Hl x H0); lra]. split; [lra|].
      pose proof (Hr x ltac:(apply Rabs_def1; lra)). nra. }
  split; [split; [destruct Hw as [|E]; [assumption | exfalso; rewrite E in Hc; lra] | apply Hl, Hb] | exact Egw].
Qed.

(* lambda = 0, alpha = 1, depth N = m + 2. *)
Section Zero.
Variables (m : nat) (beta eta eps : R).
Hypothesis beta_between : 0 < beta < 1.
Hypothesis eta_positive : 0 < eta.
Hypothesis eps_between : 0 < eps < 1 - beta.
Let N := S (S m).
Let n := (2 * m + 2)%nat.
Let s0 := s_0 1 beta.
Let v0 := u_0 1 beta.
Let c := eta / INR n.

Lemma s0_is : S_0 1 beta = s0 ^ 2 /\ 0 < s0.
Proof using beta_between. apply s_0_square; lra. Qed.

Lemma v0_is : s0 * cosh v0 = 1 /\ s0 * sinh v0 = - (1 - beta) /\ v0 <= 0.
Proof using beta_between. pose proof (at_start 1 beta ltac:(lra) ltac:(lra) ltac:(lra)).
pose proof (u_0_negative 1 beta).
  unfold s0, v0. lra.
Qed.

Lemma n_positive : 0 < INR n.
Proof using. apply lt_0_INR. unfold n. lia. Qed.

(* q^(2N-2) at the imbalance S_0, and the drifting s. *)
Definition level (u : R) : R := (s0 * cosh u) ^ n.
Definition drift (u : R) : R := s0 * exp (c / 2 * (level u - 1)).

Lemma drift_positive u : 0 < drift u.
Proof using beta_between. apply Rmult_lt_0_compat; [apply s0_is | apply exp_pos]. Qed.

Lemma S_is u : S_ N 0 1 beta eta u = drift u ^ 2.
Proof using beta_between.
  unfold S_, R_. rewrite (proj1 s0_is). unfold drift. rewrite Rpow_mult_distr. f_equal.
  replace (exp (c / 2 * (level u - 1)) ^ 2) with (exp (c * (level u - 1)))
    by (simpl; rewrite Rmult_1_r, <- exp_plus; f_equal; field).
  f_equal. fold v0. unfold N, level. rewrite doubled. fold n. replace (2 * S (S m) - 2)%nat with n by (unfold n; lia).
  replace (S (S m) - 1)%nat with (S m) by lia. rewrite <- pow_mult. replace (2 * S m)%nat with n by (unfold n; lia).
  assert (E : s0 ^ n * cosh v0 ^ n = 1) by (rewrite <- Rpow_mult_distr, (proj1 v0_is); apply pow1).
  replace (s0 ^ n * (cosh u ^ n - cosh v0 ^ n)) with (s0 ^ n * cosh u ^ n - 1) by (rewrite <- E; ring).
  rewrite Rpow_mult_distr. unfold c. pose proof n_positive. field. lra.
Qed.

(* The product of the drifting pair is -drifting, its rate is rate_drifting. *)
Definition drifting (u : R) : R := size m (drift u) u.
Definition rate_drifting (u : R) : R := (drift u * cosh u) ^ m * - drifting u.

Lemma drifting_is u : power (S_ N 0 1 beta eta u) (INR N / 2) * cosh u ^ (N - 1) * sinh u = drifting u.
Proof using beta_between.
  rewrite S_is. unfold N. rewrite power_half by apply drift_positive. replace (S (S m) - 1)%nat with (S m) by lia.
  reflexivity.
Qed.

Lemma rate_is u : r N 0 1 beta eta u = rate_drifting u.
Proof using beta_between.
  unfold r. rewrite drifting_is, S_is. unfold N.
  rewrite power_half_less by apply drift_positive. replace (S (S m) - 2)%nat with m by lia.
  unfold rate_drifting. rewrite Rpow_mult_distr. ring.
Qed.

Lemma drift_continuous u : continuous drift u.
Proof using. apply (ex_derive_continuous drift). unfold drift, level. auto_derive. exact I. Qed.

Lemma drifting_continuous u : continuous drifting u.
Proof using. apply (ex_derive_continuous drifting). unfold drifting, size, drift, level. auto_derive. exact I. Qed.

Lemma rate_continuous' u : continuous rate_drifting u.
Proof using.
  apply (ex_derive_continuous rate_drifting). unfold rate_drifting, drifting, size, drift, level.
  auto_derive. exact I.
Qed.

Let w := u_e N 0 1 beta eta eps.

Lemma end_is : v0 < w < 0 /\ drifting w = - eps.
Proof using beta_between eps_between.
  assert (Hd : forall x, - eps - 0 <= power (S_ N 0 1 beta eta x) (INR N / 2) * cosh x ^ (N - 1) * sinh x
    <-> - eps <= drifting x).
  { intros x. rewrite drifting_is. split; intros; lra. }
  assert (Ew : w = least (fun x => v0 <= x /\ - eps <= drifting x)).
  { unfold w, u_e, least. f_equal. apply Glb_Rbar_eqset. intros x. rewrite Hd. reflexivity. }
  destruct v0_is as (Ec & Es & Hv0).
  assert (E0 : drifting v0 = - (1 - beta)).
  { unfold drifting, drift, level. rewrite Ec, pow1. replace (c / 2 * (1 - 1)) with 0 by ring.
    rewrite exp_0, Rmult_1_r. unfold size.
    replace (s0 ^ S (S m) * cosh v0 ^ S m * sinh v0) with ((s0 * cosh v0) ^ S m * (s0 * sinh v0))
      by (rewrite Rpow_mult_distr; simpl; ring). rewrite Ec, Es, pow1. ring. }
  assert (E1 : drifting 0 = 0) by apply size_zero.
  destruct (least_reaches drifting v0 0 (- eps) drifting_continuous Hv0 ltac:(lra)) as [B E]. rewrite <- Ew in B, E.
  split; [|exact E]. destruct B as [B1 [B2|B2]]; [lra | exfalso; rewrite B2 in E; lra].
Qed.

(* The size of q at the end, from its product. *)
Lemma square_is : eps ^ 2 = exp (INR N * c * (level w - 1)) * level w * ((s0 * cosh w) ^ 2 - s0 ^ 2).
Proof using beta_between eps_between.
  destruct end_is as [_ E]. replace (eps ^ 2) with (drifting w ^ 2) by (rewrite E; ring).
  unfold drifting, drift, size.
  replace (exp (INR N * c * (level w - 1))) with (exp (c / 2 * (level w - 1)) ^ (2 * N)).
  - set (x := exp (c / 2 * (level w - 1))). replace ((s0 * cosh w) ^ 2 - s0 ^ 2) with ((s0 * sinh w) ^ 2).
    + unfold level, n, N. replace (2 * m + 2)%nat with (2 * S m)%nat by lia.
      replace (2 * S (S m))%nat with (S (S m) * 2)%nat by lia.
      rewrite (Nat.mul_comm 2 (S m)), !pow_mult, !Rpow_mult_distr.
      rewrite <- !pow_mult. simpl pow. ring.
    + pose proof (cosh_sinh w) as I. rewrite !Rpow_mult_distr.
      replace (cosh w ^ 2) with (1 + sinh w ^ 2) by lra. ring.
  - rewrite <- (exp_ln (exp (c / 2 * (level w - 1)) ^ (2 * N))) by (apply pow_lt, exp_pos).
    rewrite ln_pow, ln_exp, mult_INR by apply exp_pos. f_equal. simpl (INR 2). field.
Qed.

(* The time of the flow, the drift counted to first order. *)
Definition reached (u : R) : R := ((1 + eta / 2) / level u + eta / 2 * ln (level u)) / INR n.

Lemma level_positive u : 0 < level u.
Proof using beta_between. apply pow_lt, Rmult_lt_0_compat; [apply s0_is | pose proof (cosh_least u); lra]. Qed.

Lemma rate_written u : rate_drifting u = exp (eta / 2 * (level u - 1))
  * ((s0 * cosh u) ^ (2 * m + 1) * - (s0 * sinh u)).
Proof using.
  unfold rate_drifting, drifting, drift, size.
  replace (exp (eta / 2 * (level u - 1))) with (exp (c / 2 * (level u - 1)) ^ n).
  - set (x := exp (c / 2 * (level u - 1))). unfold n. replace (2 * m + 2)%nat with (m + S (S m))%nat by lia.
    replace (2 * m + 1)%nat with (m + S m)%nat by lia. rewrite !pow_add, !Rpow_mult_distr. simpl pow. ring.
  - rewrite <- (exp_ln (exp (c / 2 * (level u - 1)) ^ n)) by (apply pow_lt, exp_pos).
    rewrite ln_pow, ln_exp by apply exp_pos. f_equal. unfold c. pose proof n_positive. field. lra.
Qed.

Lemma time_at_least : reached w - reached v0 <= RInt (fun u => / r N 0 1 beta eta u) v0 w.
Proof using beta_between eps_between eta_positive.
  destruct end_is as [Hw Ew]. pose proof (proj2 s0_is) as Hs. pose proof n_positive as Hn.
  set (q := fun u => s0 * cosh u).
  assert (Hq : forall u, 0 < q u) by (intros u; apply Rmult_lt_0_compat; [|pose proof (cosh_least u)]; lra).
  set (dV := fun u => (1 + eta / 2 * (1 - level u)) / level u ^ 2 * (q u ^ (2 * m + 1) * - (s0 * sinh u))).
  assert (Hneg : forall u, v0 <= u <= w -> s0 * sinh u < 0).
  { intros u Hu. pose proof (sinh_lt u 0 ltac:(lra)) as L. rewrite sinh_0 in L. nra. }
  assert (Hrate : forall u, v0 <= u <= w -> 0 < rate_drifting u).
  { intros u Hu. rewrite rate_written. apply Rmult_lt_0_compat; [apply exp_pos|].
    apply Rmult_lt_0_compat; [apply pow_lt, Hq | specialize (Hneg u Hu); lra]. }
  rewrite (RInt_ext _ (fun u => / rate_drifting u)) by (intros u _; rewrite rate_is; reflexivity).
  apply (integral_at_least _ reached dV); [lra | | | |].
  - intros u Hu. apply inverse_continuous; [apply rate_continuous' | pose proof (Hrate u Hu); lra].
  - intros u Hu. pose proof (level_positive u) as Hl. unfold reached, dV.
    assert (D : is_derive level u (INR n * (q u ^ (2 * m + 1) * (s0 * sinh u)))).
    { unfold level, q. auto_derive; [exact I|]. replace (pred n) with (2 * m + 1)%nat by (unfold n; lia). ring. }
    assert (Ds : ex_derive level u) by (eexists; exact D).
    assert (Dd : Derive level u = INR n * (q u ^ (2 * m + 1) * (s0 * sinh u))) by (apply is_derive_unique, D).
    auto_derive; [repeat split; first [exact Ds | exact Hl | apply Rgt_not_eq; exact Hl]|].
    replace (Derive (fun x : R => level x) u) with (INR n * (q u ^ (2 * m + 1) * (s0 * sinh u)))
      by (symmetry; exact Dd).
    field. split; lra.
  - intros u Hu. pose proof (level_positive u) as Hl. apply (ex_derive_continuous dV). unfold dV, q.
    assert (Ds : ex_derive level u) by (unfold level; auto_derive; exact I).
    auto_derive. repeat split; first [exact Ds | apply Rgt_not_eq, Rmult_lt_0_compat; lra].
  - intros u Hu. pose proof (level_positive u) as Hl. specialize (Hneg u Hu). specialize (Hrate u Hu).
    apply Rmult_le_reg_r with (rate_drifting u); [assumption|]. rewrite Rinv_l by lra. unfold dV.
    rewrite rate_written.
    fold (q u). set (t := eta / 2 * (1 - level u)). replace (eta / 2 * (level u - 1)) with (- t) by (unfold t; ring).
    assert (El : level u = q u ^ (2 * m + 1) * q u).
    { unfold level, n. fold (q u). replace (2 * m + 2)%nat with (S (2 * m + 1)) by lia. simpl pow. ring. }
    assert (Et : exp (- t) * (1 + t) <= 1).
    { rewrite exp_Ropp. apply Rmult_le_reg_l with (exp t); [apply exp_pos|].
      rewrite <- Rmult_assoc, Rinv_r by apply Rgt_not_eq, exp_pos. pose proof (exp_ineq1_le t). lra. }
    pose proof (pow_lt (q u) (2 * m + 1) (Hq u)) as Hqm. pose proof (Hq u) as Hqu.
    replace ((1 + t) / level u ^ 2 * (q u ^ (2 * m + 1) * - (s0 * sinh u))
      * (exp (- t) * (q u ^ (2 * m + 1) * - (s0 * sinh u))))
      with (exp (- t) * (1 + t) * ((s0 * sinh u) ^ 2 / q u ^ 2)) by (rewrite El; field; split; lra).
    assert (Hr : 0 <= (s0 * sinh u) ^ 2 / q u ^ 2 <= 1).
    { assert (0 < q u ^ 2) by (apply pow_lt, Hq). split.
      - apply Rmult_le_pos; [apply pow2_ge_0 | left; apply Rinv_0_lt_compat; assumption].
      - apply Rmult_le_reg_r with (q u ^ 2); [assumption|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
        unfold q. rewrite !Rpow_mult_distr. pose proof (cosh_sinh u). pose proof (pow_lt s0 2 Hs). nra. }
    apply Rle_trans with (1 * ((s0 * sinh u) ^ 2 / q u ^ 2)); [apply Rmult_le_compat_r; lra | lra].
Qed.

Lemma speeds_at_least : (1 + INR m / INR N) * ln eps <= ln (rate_drifting w / rate_drifting v0).
Proof using beta_between eps_between eta_positive.
  destruct end_is as [Hw Ew]. destruct v0_is as (Ec & Es & _). pose proof (drift_positive w) as Hd.
  pose proof (cosh_least w) as Hcw. assert (HN : 0 < INR N) by (apply lt_0_INR; unfold N; lia).
  assert (E0 : rate_drifting v0 = 1 - beta).
  { rewrite rate_written. unfold level. rewrite Ec, Es, !pow1. replace (eta / 2 * (1 - 1)) with 0 by ring.
    rewrite exp_0. ring. }
  assert (Hq : 0 < drift w * cosh w) by (apply Rmult_lt_0_compat; lra).
  assert (E1 : rate_drifting w = (drift w * cosh w) ^ m * eps) by (unfold rate_drifting; rewrite Ew; ring).
  pose proof (pow_lt _ m Hq) as Hqm. rewrite E0, E1, ln_of_quotient by (try apply Rmult_lt_0_compat; lra).
  rewrite ln_mult, ln_pow by lra.
  assert (B : ln eps <= INR N * ln (drift w * cosh w)).
  { rewrite <- ln_pow by assumption. apply ln_le; [lra|]. unfold drifting, size in Ew. rewrite Rpow_mult_distr.
    assert (T : - sinh w <= cosh w) by (pose proof (sinh_below_cosh w) as T; apply Rabs_def2 in T; lra).
    pose proof (pow_lt _ (S (S m)) Hd) as P1. pose proof (pow_lt (cosh w) (S m) ltac:(lra)) as P2.
    pose proof (Rmult_le_compat_l _ _ _ (Rlt_le _ _ (Rmult_lt_0_compat _ _ P1 P2)) T) as T1.
    unfold N. change (cosh w ^ S (S m)) with (cosh w * cosh w ^ S m). lra. }
  assert (ln (1 - beta) <= 0) by (rewrite <- ln_1; apply ln_le; lra).
  assert (C : INR m / INR N * ln eps <= INR m * ln (drift w * cosh w)).
  { unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [apply pos_INR|].
    apply Rmult_le_reg_l with (INR N); [assumption|]. rewrite <- Rmult_assoc, Rinv_r by lra. lra. }
  lra.
Qed.

Lemma law_at_least : (reached w - reached v0) / eta + (1 + INR m / INR N) * ln eps / 2 <= x_ N 0 1 beta eta eps.
Proof using beta_between eps_between eta_positive.
  pose proof time_at_least as A. pose proof speeds_at_least as B. rewrite <- !rate_is in B.
  unfold x_. fold w v0.
  match goal with |- _ <= _ / _ + ln (?a / ?b) / 2 => assert (Ea : a = r N 0 1 beta eta w) by reflexivity;
    assert (Eb : b = r N 0 1 beta eta v0) end.
  { rewrite rate_is. unfold r. replace (- (eta * - (0 * power (S_0 1 beta) (INR N / 2 - 1) * 0))) with 0 by ring.
    rewrite exp_0, Rmult_1_r, <- rate_is. unfold r. rewrite S_is. unfold drift, level. fold v0.
    destruct v0_is as (Ec & _ & _). rewrite Ec, pow1. replace (c / 2 * (1 - 1)) with 0 by ring.
    rewrite exp_0, Rmult_1_r, (proj1 s0_is). reflexivity. }
  rewrite Ea, Eb. apply Rplus_le_compat; [|lra].
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat|]; assumption.
Qed.

Lemma drift_is : delta_ N 0 1 beta eta eps = c * (1 - level w).
Proof using beta_between eps_between.
  unfold delta_. fold w.
  match goal with |- ln (_ / ?a) = _ => assert (Ea : a = S_ N 0 1 beta eta w) by reflexivity end.
  rewrite Ea, S_is, (proj1 s0_is). pose proof (proj2 s0_is) as Hs. unfold drift.
  rewrite ln_of_quotient by (apply pow_lt; try apply Rmult_lt_0_compat; try apply exp_pos; assumption).
  rewrite !ln_pow, ln_mult, ln_exp by (try apply Rmult_lt_0_compat; try apply exp_pos; assumption).
  simpl (INR 2). field.
Qed.
End Zero.

(* The lower half of a falling product with w where the record has w_1; it fails at depth 100. *)
Definition falling_lower_with_w : Prop :=
  forall (N : nat) (lam alpha beta eta eps : R),
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  beta < alpha ->
  2 * eta * INR N * Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR N) + beta * (2 * alpha - beta)) ^ (N - 1) <= 1 ->
  (alpha ^ (N - 1) * (alpha - beta) > lam /\ eps < alpha ^ (N - 1) * (alpha - beta) - lam ->
    Rbar_le (Finite (x_ N lam alpha beta eta eps - w_ N lam alpha beta eta eps)) (T N lam alpha beta eta eps)).

Theorem falling_lower_fails : ~ falling_lower_with_w.
Proof.
  intros H. set (beta := / 1000000). set (eta := / 200). set (eps := 3029 / 5000).
  assert (Hb : 0 < beta < 1) by (unfold beta; lra). assert (He : 0 < eta) by (unfold eta; lra).
  assert (Heps : 0 < eps < 1 - beta) by (unfold eps, beta; lra).
  assert (IN : INR 100 = 100) by (rewrite INR_IZR_INZ; reflexivity).
  assert (Hz : 2 * eta * INR 100 * Rmax (1 ^ 2) (power (Rabs 0) (2 / INR 100) + beta * (2 * 1 - beta)) ^ (100 - 1)
    = 1).
  { rewrite IN, Rabs_R0. unfold power. destruct (Rle_dec 0 0); [|lra]. destruct (Req_EM_T (2 / 100) 0); [lra|].
    rewrite Rmax_left by (unfold beta; lra). rewrite !pow1. unfold eta. field. }
  specialize (H 100%nat 0 1 beta eta eps ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lia) ltac:(lra)
    ltac:(lra)).
  rewrite pow1 in H. specialize (H ltac:(split; lra)).
  assert (HT : Rbar_le (T 100 0 1 beta eta eps) (INR 1)).
  { apply first_below. unfold p_. cbn [pair fst snd]. change (100 - 1)%nat with 99%nat.
    change (100 - 2)%nat with 98%nat.
    rewrite !pow1. unfold beta, eta, eps. interval with (i_prec 60). }
  pose proof (Rbar_le_trans _ _ _ H HT) as G. cbn [Rbar_le] in G. change (INR 1) with 1 in G.
  pose proof (law_at_least 98 beta eta eps Hb He Heps) as X. pose proof (drift_is 98 beta eta eps Hb Heps) as D.
  pose proof (square_is 98 beta eta eps Hb Heps) as Q. destruct (end_is 98 beta eta eps Hb Heps) as [Hw _].
  unfold w_ in G. set (x := x_ 100 0 1 beta eta eps) in *. set (d := delta_ 100 0 1 beta eta eps) in *.
  assert (Ez : z 100 0 1 beta eta = 1) by exact Hz.
  assert (EL : Lambda 100 0 1 beta eps <= - ln eps).
  { unfold Lambda. rewrite pow1, Rabs_pos_eq by lra. rewrite ln_of_quotient by lra.
    pose proof (ln_le (1 * (1 - beta) - 0) 1 ltac:(lra) ltac:(lra)) as L. rewrite ln_1 in L. lra. }
  change (2 * 98 + 2)%nat with 198%nat in *. change (S (S 98)) with 100%nat in *.
  set (w := u_e 100 0 1 beta eta eps) in *.
  unfold reached, level in X. unfold level in D, Q. change (2 * 98 + 2)%nat with 198%nat in *.
  assert (I98 : INR 98 = 98) by (rewrite INR_IZR_INZ; reflexivity).
  assert (I198 : INR 198 = 198) by (rewrite INR_IZR_INZ; reflexivity). rewrite IN, I198 in *. rewrite I98 in X.
  destruct (v0_is beta Hb) as (Ec & _ & _). destruct (s0_is beta Hb) as [Es Hs]. unfold S_0 in Es.
  rewrite Ec, pow1, ln_1 in X. set (q := s_0 1 beta * cosh w) in *.
  assert (Hq0 : 0 < q) by (apply Rmult_lt_0_compat; [|pose proof (cosh_least w)]; lra).
  assert (Hq1 : q <= 1).
  { rewrite <- Ec. apply Rmult_le_compat_l; [lra|]. apply cosh_decreasing. lra. }
  set (t := 99501 / 100000).
  assert (Hqt : q <= t).
  { destruct (Rle_or_lt q t) as [|Hlt]; [assumption|]. exfalso.
    assert (P : t ^ 198 <= q ^ 198) by (apply pow_incr; unfold t in *; lra).
    assert (P2 : t ^ 2 <= q ^ 2) by (apply pow_incr; unfold t in *; lra). rewrite <- Es in Q.
    assert (F : eps ^ 2 < exp (100 * (eta / 198) * (t ^ 198 - 1)) * t ^ 198 * (t ^ 2 - beta * (2 * 1 - beta))).
    { unfold eps, eta, t, beta. interval with (i_prec 60). }
    assert (F1 : exp (100 * (eta / 198) * (t ^ 198 - 1)) <= exp (100 * (eta / 198) * (q ^ 198 - 1))).
    { apply exp_order. apply Rmult_le_compat_l; [unfold eta|]; lra. }
    assert (F2 : 0 < t ^ 198) by (apply pow_lt; unfold t; lra).
    assert (F3 : 0 < t ^ 2 - beta * (2 * 1 - beta)) by (unfold t, beta; lra).
    assert (F4 : exp (100 * (eta / 198) * (t ^ 198 - 1)) * t ^ 198
      <= exp (100 * (eta / 198) * (q ^ 198 - 1)) * q ^ 198).
    { apply Rmult_le_compat; [left; apply exp_pos | lra | assumption | assumption]. }
    assert (F5 : 0 < exp (100 * (eta / 198) * (t ^ 198 - 1)) * t ^ 198)
      by (apply Rmult_lt_0_compat; [apply exp_pos | lra]).
    pose proof (Rmult_le_compat _ _ _ _ (Rlt_le _ _ F5) (Rlt_le _ _ F3) F4
      (Rplus_le_compat_r (- (beta * (2 * 1 - beta))) _ _ P2)).
    unfold Rminus in *. lra. }
  assert (HX : 0 < q ^ 198 <= t ^ 198) by (split; [apply pow_lt; assumption | apply pow_incr; lra]).
  assert (Ht : t ^ 198 <= 1) by (rewrite <- (pow1 198); apply pow_incr; unfold t; lra).
  set (v := q ^ 198) in *. set (b := t ^ 198) in *.
  assert (Hv : (1 + eta / 2) / b + eta / 2 * ln b <= (1 + eta / 2) / v + eta / 2 * ln v).
  { pose proof (ln_below (b / v) ltac:(apply Rmult_lt_0_compat; [|apply Rinv_0_lt_compat]; lra)) as L.
    rewrite ln_of_quotient in L by lra.
    assert (M : b / v - 1 <= / v - / b).
    { replace (b / v - 1) with (b * (/ v - / b)) by (field; lra).
      pose proof (Rinv_le_contravar v b ltac:(lra) ltac:(lra)).
      assert (b * (/ v - / b) <= 1 * (/ v - / b)) by (apply Rmult_le_compat_r; lra). lra. }
    pose proof (Rinv_le_contravar v b ltac:(lra) ltac:(lra)). unfold Rdiv in *. unfold eta in *. lra. }
  set (low := ((1 + eta / 2) / b + eta / 2 * ln b - (1 + eta / 2)) / 198 / eta + (1 + 98 / 100) * ln eps / 2).
  assert (Hx : low <= x).
  { apply Rle_trans with (2 := X). unfold low. apply Rplus_le_compat_r. unfold Rdiv.
    apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; assumption|]. unfold Rdiv in Hv. rewrite Rmult_0_r. lra. }
  assert (Hd : d ^ 2 <= / 100000000).
  { rewrite D. unfold eta. assert (0 <= / 200 / 198 * (1 - v) <= / 10000) by lra.
    replace (/ 100000000) with ((/ 10000) ^ 2) by field. apply pow_incr. assumption. }
  assert (Hlow : 1 + (1 - ln eps) / 8 < low * (49 / 50 - / 20000000000)).
  { unfold low, b, t, eps, eta. interval with (i_prec 60). }
  assert (Hlow0 : 0 < low) by (unfold low, b, t, eps, eta; interval with (i_prec 60)).
  rewrite Ez in G. pose proof (pow2_ge_0 d).
  assert (K : low * (49 / 50 - / 20000000000) <= x * (1 - (d ^ 2 / (2 * 100) + 1 ^ 2 / 50))).
  { apply Rmult_le_compat; lra. }
  lra.
Qed.
