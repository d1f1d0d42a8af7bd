(* 2F1(1, m/N; 1 + m/N; z) as an integral of powers, and the two hypergeometric forms of U: the integral of 1/f less
   its pole from 0 to x, and that of 1/f from infinity to x, in 1/x. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms flow antiderivative.
Open Scope R_scope.

Lemma power_of_power x m q : 0 <= x -> (1 <= m)%nat -> q <> 0 -> power (x ^ m) q = power x (INR m * q).
Proof.
  intros Hx Hm Hq. pose proof (lt_0_INR m ltac:(lia)) as HmR. unfold power.
  destruct (Req_dec x 0) as [->|H].
  - rewrite pow_i by lia. destruct (Rle_dec 0 0); [|lra].
    destruct (Req_EM_T q 0); [contradiction|]. destruct (Req_EM_T (INR m * q) 0) as [E|]; [|reflexivity].
    apply Rmult_integral in E. lra.
  - pose proof (pow_lt x m ltac:(lra)). destruct (Rle_dec (x ^ m) 0), (Rle_dec x 0); try lra.
    rewrite <- Rpower_pow, Rpower_mult by lra. reflexivity.
Qed.

Lemma power_natural x n : 0 <= x -> (1 <= n)%nat -> power x (INR n) = x ^ n.
Proof.
  intros Hx Hn. unfold power. pose proof (lt_0_INR n ltac:(lia)). destruct (Rle_dec x 0) as [H0|H0].
  - destruct (Req_EM_T (INR n) 0); [lra|]. replace x with 0 by lra. symmetry. apply pow_i. lia.
  - apply Rpower_pow. lra.
Qed.

Lemma power_continuous q x : 0 < q -> continuous (fun v => power v q) x.
Proof.
  intros Hq. destruct (Rtotal_order x 0) as [H|[->|H]].
  - apply continuous_ext_loc with (fun _ => 0); [|apply continuous_const].
    generalize (open_lt 0 x H). apply filter_imp. intros y Hy. unfold power.
    destruct (Rle_dec y 0); [|lra]. destruct (Req_EM_T q 0); [lra | reflexivity].
  - apply continuity_pt_filterlim. intros eps Heps. exists (Rpower eps (/ q)).
    split; [unfold Rpower; apply exp_pos|]. intros y [_ Hy]. simpl in *. unfold R_dist in *. unfold power at 2.
    destruct (Rle_dec 0 0); [|lra]. destruct (Req_EM_T q 0); [lra|]. rewrite Rminus_0_r in *. unfold power.
    destruct (Rle_dec y 0); [destruct (Req_EM_T q 0); [lra | rewrite Rabs_R0; assumption]|].
    rewrite Rabs_pos_eq in * by (try (left; apply exp_pos); lra).
    replace eps with (Rpower (Rpower eps (/ q)) q)
      by (rewrite Rpower_mult, Rinv_l by assumption; apply Rpower_1; assumption).
    apply Rlt_Rpower_l; lra.
  - apply continuous_ext_loc with (fun v => Rpower v q).
    + generalize (open_gt 0 x H). apply filter_imp. intros y Hy. unfold power.
      destruct (Rle_dec y 0); [lra | reflexivity].
    + apply (ex_derive_continuous (fun v => Rpower v q)). unfold Rpower. auto_derive. assumption.
Qed.

(* v = p^m under Euler's integral *)
Lemma F_21_powers N m z : (1 <= m)%nat -> (1 <= N)%nat -> (forall p, 0 <= p <= 1 -> 1 - z * p ^ N <> 0) ->
  F_21 (INR m / INR N) z = RInt (fun p => INR m * p ^ (m - 1) * / (1 - z * p ^ N)) 0 1.
Proof.
  intros Hm HN Hz. pose proof (lt_0_INR m ltac:(lia)) as HmR. pose proof (lt_0_INR N ltac:(lia)) as HNR.
  set (q := / (INR m / INR N)). assert (Hq : INR m * q = INR N) by (unfold q; field; lra).
  assert (Hq0 : 0 < q) by (apply Rinv_0_lt_compat, Rdiv_lt_0_compat; assumption).
  assert (E : forall p, 0 <= p -> power (p ^ m) q = p ^ N).
  { intros p Hp. rewrite power_of_power, Hq by (assumption || lra). apply power_natural; assumption. }
  unfold F_21. fold q. symmetry.
  transitivity (RInt (fun p => scal (INR m * p ^ (m - 1)) (/ (1 - z * power (p ^ m) q))) 0 1).
  - apply RInt_ext. intros p Hp. rewrite Rmin_left, Rmax_right in Hp by lra. rewrite E by lra. reflexivity.
  - replace (RInt (fun v => / (1 - z * power v q)) 0 1) with (RInt (fun v => / (1 - z * power v q)) (0 ^ m) (1 ^ m))
      by (rewrite pow_i, pow1 by lia; reflexivity).
    apply (RInt_comp (fun v => / (1 - z * power v q)) (fun p => p ^ m) (fun p => INR m * p ^ (m - 1)));
      intros p Hp; rewrite Rmin_left, Rmax_right in Hp by lra.
    + apply (continuous_Rinv_comp (fun v => 1 - z * power v q)); [|rewrite E by lra; apply Hz; assumption].
      apply (continuous_minus_R (fun _ => 1) (fun v => z * power v q)); [apply continuous_const|].
      apply (continuous_mult_R (fun _ => z) (fun v => power v q)); [apply continuous_const|].
      apply power_continuous. assumption.
    + split.
      * replace (INR m * p ^ (m - 1)) with (INR m * 1 * p ^ pred m)
          by (replace (m - 1)%nat with (pred m) by lia; ring).
        apply (is_derive_pow (fun p => p)). apply (is_derive_id p).
      * apply (continuous_mult_R (fun _ => INR m) (fun p => p ^ (m - 1))); [apply continuous_const|].
        apply (continuous_pow_R (fun p => p)). apply continuous_id.
Qed.

Lemma stays_below_one N z p : z < 1 -> 0 <= p <= 1 -> 0 < 1 - z * p ^ N.
Proof.
  intros Hz Hp. assert (0 <= p ^ N) by (apply pow_le; lra).
  assert (P : p ^ N <= 1) by (rewrite <- (pow1 N); apply pow_incr; assumption).
  destruct (Rle_or_lt z 0) as [Z|Z].
  - assert (0 <= - z * p ^ N) by (apply Rmult_le_pos; lra). lra.
  - assert (z * p ^ N <= z * 1) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* The integral of s^n / (1 - k s^N) from 0. *)
Definition kernel (N n : nat) (k s : R) : R := s ^ n * / (1 - k * s ^ N).
Definition inner (N : nat) (k b : R) : Prop := 0 < b /\ k * b ^ N < 1.

Lemma inner_positive N k b s : inner N k b -> 0 <= s <= b -> 0 < 1 - k * s ^ N.
Proof.
  intros [Hb Hk] Hs. pose proof (stays_below_one N (k * b ^ N) (s / b) Hk) as H.
  replace (k * b ^ N * (s / b) ^ N) with (k * s ^ N) in H.
  - apply H. split; [apply Rdiv_le_0_compat; lra | apply Rle_div_l; lra].
  - unfold Rdiv. rewrite Rpow_mult_distr, pow_inv. field. apply pow_nonzero. lra.
Qed.

Lemma kernel_continuous N n k s : 1 - k * s ^ N <> 0 -> continuous (kernel N n k) s.
Proof.
  intros H. apply (continuous_mult_R (fun s => s ^ n) (fun s => / (1 - k * s ^ N))).
  - apply (continuous_pow_R (fun s => s)), continuous_id.
  - apply (continuous_Rinv_comp (fun s => 1 - k * s ^ N)); [|exact H].
    apply (continuous_minus_R (fun _ => 1) (fun s => k * s ^ N)); [apply continuous_const|].
    apply (continuous_mult_R (fun _ => k) (fun s => s ^ N)); [apply continuous_const|].
    apply (continuous_pow_R (fun s => s)), continuous_id.
Qed.

Lemma kernel_integrable N n k b : inner N k b -> ex_RInt (kernel N n k) 0 b.
Proof.
  intros H. apply (ex_RInt_continuous (kernel N n k)). intros s Hs. apply kernel_continuous.
  destruct H as [Hb Hk]. rewrite Rmin_left, Rmax_right in Hs by lra.
  apply Rgt_not_eq, (inner_positive N k b); [split; assumption | assumption].
Qed.

Lemma inner_open N k b : inner N k b -> locally b (inner N k).
Proof.
  intros [Hb Hk]. apply filter_and; [apply (open_gt 0); assumption|].
  assert (C : continuous (fun b => k * b ^ N) b).
  { apply (continuous_mult_R (fun _ => k) (fun s => s ^ N)); [apply continuous_const|].
    apply (continuous_pow_R (fun s => s)), continuous_id. }
  exact (C (fun u => u < 1) (open_lt 1 (k * b ^ N) Hk)).
Qed.

Lemma kernel_derive N n k b : inner N k b ->
  is_derive (fun b => RInt (kernel N n k) 0 b) b (kernel N n k b).
Proof.
  intros H. apply (is_derive_RInt (kernel N n k) (fun b => RInt (kernel N n k) 0 b) 0 b).
  - generalize (inner_open N k b H). apply filter_imp. intros x Hx.
    apply (RInt_correct (kernel N n k) 0 x), kernel_integrable. assumption.
  - apply kernel_continuous, Rgt_not_eq, (inner_positive N k b b H). destruct H. lra.
Qed.

Lemma F_21_scaled N m z c : (1 <= m)%nat -> (1 <= N)%nat -> z < 1 -> 0 < c ->
  F_21 (INR m / INR N) z = INR m * c ^ m * RInt (kernel N (m - 1) (z * c ^ N)) 0 (/ c).
Proof.
  intros Hm HN Hz Hc. rewrite F_21_powers; try assumption.
  - set (h := fun p => INR m * p ^ (m - 1) * / (1 - z * p ^ N)).
    assert (Hi : 0 < / c) by (apply Rinv_0_lt_compat; assumption).
    assert (In : inner N (z * c ^ N) (/ c)).
    { split; [assumption|]. rewrite Rmult_assoc, <- Rpow_mult_distr, Rinv_r, pow1 by lra. lra. }
    transitivity (RInt (fun s => scal c (h (c * s))) 0 (/ c)).
    + symmetry. replace (RInt h 0 1) with (RInt h (c * 0) (c * / c)) by (f_equal; field; lra).
      apply (RInt_comp h (fun s => c * s) (fun _ => c)); intros s Hs; rewrite Rmin_left, Rmax_right in Hs by lra.
      * assert (Hp : 0 <= c * s <= 1).
        { split; [apply Rmult_le_pos; lra|]. replace 1 with (c * / c) by (field; lra). apply Rmult_le_compat_l; lra. }
        apply (continuous_mult_R (fun p => INR m * p ^ (m - 1)) (fun p => / (1 - z * p ^ N))).
        -- apply (continuous_mult_R (fun _ => INR m) (fun p => p ^ (m - 1))); [apply continuous_const|].
           apply (continuous_pow_R (fun p => p)), continuous_id.
        -- apply (continuous_Rinv_comp (fun p => 1 - z * p ^ N));
             [|apply Rgt_not_eq, stays_below_one; assumption].
           apply (continuous_minus_R (fun _ => 1) (fun p => z * p ^ N)); [apply continuous_const|].
           apply (continuous_mult_R (fun _ => z) (fun p => p ^ N)); [apply continuous_const|].
           apply (continuous_pow_R (fun p => p)), continuous_id.
      * split; [auto_derive; [exact I | ring] | apply continuous_const].
    + transitivity (RInt (fun s => scal (INR m * c ^ m) (kernel N (m - 1) (z * c ^ N) s)) 0 (/ c)).
      * apply RInt_ext. intros s _. change (c * h (c * s) = INR m * c ^ m * kernel N (m - 1) (z * c ^ N) s).
        unfold h, kernel. rewrite !Rpow_mult_distr. replace (c ^ m) with (c * c ^ (m - 1))
          by (replace m with (S (m - 1)) at 2 by lia; reflexivity).
        rewrite <- (Rmult_assoc z). ring.
      * apply (RInt_scal (kernel N (m - 1) (z * c ^ N))). apply kernel_integrable. assumption.
  - intros p Hp. apply Rgt_not_eq, stays_below_one; assumption.
Qed.

(* U from 0, where x stays below the limit (or lambda < 0). *)
Lemma quotient_below_one lam x : lam <> 0 -> lam < 0 \/ x < lam -> 0 < x -> / lam * x < 1.
Proof.
  intros Hl [H|H] Hx.
  - assert (0 < - / lam * x) by (apply Rmult_lt_0_compat; [rewrite <- Rinv_opp; apply Rinv_0_lt_compat|]; lra). lra.
  - apply Rmult_lt_reg_l with lam; [lra|]. rewrite <- Rmult_assoc, Rinv_r by assumption. lra.
Qed.

Lemma U_hypergeometric_is N lam x : (1 <= N)%nat -> lam <> 0 -> inner N (/ lam) x ->
  U_hypergeometric N lam x = polar N lam x + / lam ^ 2 * RInt (kernel N 1 (/ lam)) 0 x.
Proof.
  intros HN Hl [Hx Hk]. unfold U_hypergeometric. f_equal.
  replace (2 / INR N) with (INR 2 / INR N) by (f_equal; simpl; ring).
  rewrite (F_21_scaled N 2 (x ^ N / lam) (/ x)); [|lia | assumption | unfold Rdiv; lra | apply Rinv_0_lt_compat; lra].
  rewrite Rinv_inv. replace (x ^ N / lam * (/ x) ^ N) with (/ lam).
  - change (2 - 1)%nat with 1%nat. simpl (INR 2). field. lra.
  - rewrite pow_inv. field. split; [apply pow_nonzero; lra | assumption].
Qed.

Theorem U_hypergeometric_derive N lam x : (2 <= N)%nat -> lam <> 0 -> 0 < x -> lam < 0 \/ x ^ N < lam ->
  is_derive (U_hypergeometric N lam) x (/ f N lam x).
Proof.
  intros HN Hl Hx H. pose proof (pow_lt x N Hx) as Px. pose proof (pow_lt x (N - 1) Hx).
  assert (In : inner N (/ lam) x) by (split; [assumption | apply quotient_below_one; assumption]).
  apply is_derive_ext_loc with (fun x => polar N lam x + / lam ^ 2 * RInt (kernel N 1 (/ lam)) 0 x).
  - generalize (inner_open N (/ lam) x In). apply filter_imp. intros z Hz. symmetry.
    apply U_hypergeometric_is; [lia | assumption..].
  - replace (/ f N lam x) with (/ (lam * x ^ (N - 1)) + / lam ^ 2 * kernel N 1 (/ lam) x).
    + apply (is_derive_plus (polar N lam) (fun x => / lam ^ 2 * RInt (kernel N 1 (/ lam)) 0 x)).
      * apply polar_derive; [lia | assumption..].
      * apply (is_derive_scal (fun x => RInt (kernel N 1 (/ lam)) 0 x)). apply kernel_derive. assumption.
    + destruct In as [_ In]. unfold kernel, f. replace (x ^ N) with (x * x ^ (N - 1)) in *
        by (replace N with (S (N - 1)) at 2 by lia; reflexivity).
      assert (1 - / lam * (x * x ^ (N - 1)) <> 0) by lra.
      assert (lam - x * x ^ (N - 1) <> 0) by lra. field. repeat split; lra.
Qed.

(* U from infinity, where x stays above the limit (or lambda < 0). *)
Lemma U_tail_is N lam x : (2 <= N)%nat -> inner N lam (/ x) ->
  U_tail N lam x = RInt (kernel N (2 * N - 3) lam) 0 (/ x).
Proof.
  intros HN [Hx Hk].
  assert (0 < x) by (rewrite <- Rinv_inv; apply Rinv_0_lt_compat; assumption).
  unfold U_tail. replace (2 * INR N - 2) with (INR (2 * N - 2)) by (rewrite minus_INR, mult_INR by lia; simpl; ring).
  rewrite pow_inv in Hk. rewrite (F_21_scaled N (2 * N - 2) (lam / x ^ N) x); [|lia | lia | exact Hk | assumption].
  replace (lam / x ^ N * x ^ N) with lam by (field; apply pow_nonzero; lra).
  replace (2 * N - 2 - 1)%nat with (2 * N - 3)%nat by lia. field. split.
  - apply pow_nonzero. lra.
  - apply not_0_INR. lia.
Qed.

Theorem U_tail_derive N lam x : (2 <= N)%nat -> 0 < x -> lam < x ^ N -> is_derive (U_tail N lam) x (/ f N lam x).
Proof.
  intros HN Hx H. pose proof (pow_lt x N Hx) as Px. assert (Hi : 0 < / x) by (apply Rinv_0_lt_compat; assumption).
  assert (In : inner N lam (/ x)).
  { split; [assumption|]. rewrite pow_inv. apply Rmult_lt_reg_r with (x ^ N); [assumption|].
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (D : is_derive Rinv x (- / x ^ 2)) by (auto_derive; [lra | field; lra]).
  apply is_derive_ext_loc with (fun x => RInt (kernel N (2 * N - 3) lam) 0 (/ x)).
  - assert (C : continuous Rinv x) by (apply (ex_derive_continuous Rinv); exists (- / x ^ 2); exact D).
    assert (near : locally x (fun z => inner N lam (/ z)))
      by exact (C (inner N lam) (inner_open N lam (/ x) In)).
    revert near. apply filter_imp. intros z Hz. symmetry.
    apply U_tail_is; assumption.
  - replace (/ f N lam x) with (- / x ^ 2 * kernel N (2 * N - 3) lam (/ x)).
    + apply (is_derive_comp (fun b => RInt (kernel N (2 * N - 3) lam) 0 b) Rinv x); [|exact D].
      apply kernel_derive. assumption.
    + unfold kernel, f. rewrite !pow_inv. destruct N as [|[|n]]; try lia.
      replace (2 * S (S n) - 3)%nat with (n + S n)%nat by lia. replace (S (S n) - 1)%nat with (S n) by lia.
      rewrite pow_add. pose proof (pow_lt x n Hx). cbn [pow] in *. field. repeat split; lra.
Qed.
