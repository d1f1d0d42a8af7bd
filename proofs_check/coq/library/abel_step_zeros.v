(* The zeros of f as factors of one step: f(x + tw)/f(x) = product of 1 - z t with real power sums, and the sum of
   the |z|. *)
From Coq Require Import Reals Lra Lia Psatz List.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms roots abel_series abel_zeros abel_roots.
Open Scope R_scope.

(* Conjugates. *)
Definition conjugate (z : C) : C := (fst z, - snd z).

Lemma conjugate_mult z w : conjugate (Cmult z w) = Cmult (conjugate z) (conjugate w).
Proof. unfold conjugate, Cmult. simpl. f_equal; ring. Qed.

Lemma conjugate_minus z w : conjugate (Cminus z w) = Cminus (conjugate z) (conjugate w).
Proof. unfold conjugate, Cminus, Cplus, Copp. simpl. f_equal; ring. Qed.

Lemma conjugate_inv z : conjugate (Cinv z) = Cinv (conjugate z).
Proof. unfold conjugate, Cinv. simpl. replace (- snd z * (- snd z * 1)) with (snd z * (snd z * 1)) by ring. f_equal.
  unfold Rdiv. ring. Qed.

Lemma conjugate_real x : conjugate (RtoC x) = RtoC x.
Proof. unfold conjugate, RtoC. simpl. f_equal. ring. Qed.

Lemma conjugate_power z n : cpow (conjugate z) n = conjugate (cpow z n).
Proof. induction n as [|n IH]; cbn [cpow]; [symmetry; apply conjugate_real|]. rewrite IH, conjugate_mult. reflexivity.
Qed.

Lemma conjugate_turn a : conjugate (turn (- a)) = turn (- (2 * PI - a)).
Proof.
  unfold conjugate, turn. simpl. replace (- (2 * PI - a)) with (a - 2 * PI) by ring.
  rewrite cos_neg, sin_neg, Ropp_involutive, cos_minus, sin_minus, cos_2PI, sin_2PI. f_equal; ring.
Qed.

Lemma conjugate_moved x w v : moved x w (conjugate v) = conjugate (moved x w v).
Proof.
  unfold moved, Cdiv. rewrite !conjugate_mult, conjugate_inv, conjugate_minus, conjugate_mult, !conjugate_real.
  reflexivity.
Qed.

Lemma antisymmetric_sum (u : nat -> R) n : (forall k, (k <= n)%nat -> u (n - k)%nat = - u k) -> sum_f_R0 u n = 0.
Proof.
  intros H. pose proof (sum_reversed u n) as E. rewrite (sum_eq _ (fun k => u k * -1)) in E.
  - rewrite <- scal_sum in E. lra.
  - intros k Hk. rewrite H by assumption. ring.
Qed.

(* m equal factors beside a list. *)
Fixpoint copies (z : C) (m : nat) (zs : list C) : list C := match m with O => zs | S k => z :: copies z k zs end.

Lemma copies_product z m zs t : product (copies z m zs) t
  = Cmult (cpow (Cminus (RtoC 1) (Cmult z t)) m) (product zs t).
Proof. induction m as [|m IH]; cbn [copies product cpow]; [ring|]. rewrite IH. ring. Qed.

Lemma copies_power_sum x m zs n : Im (power_sum (copies (RtoC x) m zs) n) = Im (power_sum zs n).
Proof.
  induction m as [|m IH]; cbn [copies power_sum]; [reflexivity|]. rewrite real_power. unfold Im, Cplus, RtoC in *.
  simpl. lra.
Qed.

Lemma copies_mass z m zs : mass (copies z m zs) = INR m * Cmod z + mass zs.
Proof. induction m as [|m IH]; cbn [copies mass]; [simpl; ring|]. rewrite IH, S_INR. ring. Qed.

(* The factors of the roots of x^N = lambda. *)
Section Roots.
Variables (n : nat) (s r x w : R).
Hypothesis size : 0 < r.
Hypothesis here : 0 <= x.
Notation v := (inverse_root n s r).
Notation z := (fun j => moved x w (v j)).
Notation angle j := (root_angle n s j).

Lemma mirrored i j : angle i = 2 * PI - angle j -> forall k, Im (cpow (moved x w (v i)) k)
  = - Im (cpow (moved x w (v j)) k).
Proof using.
  intros H k. assert (E : v i = conjugate (v j)).
  { unfold inverse_root. rewrite conjugate_mult, conjugate_real, conjugate_turn, H. reflexivity. }
  rewrite E, conjugate_moved, conjugate_power. reflexivity.
Qed.

Lemma factor_size j : 0 < angle j < 2 * PI -> Cminus (RtoC 1) (Cmult (RtoC x) (v j)) <> RtoC 0 /\
  Cmod (moved x w (v j)) <= Rabs w * (2 / (r + x)) * / (2 * sin (angle j / 2)).
Proof using size here.
  intros Ha. destruct (distance_bound x r _ size here Ha) as [D S].
  change (Cmult (RtoC (/ r)) (turn (- angle j))) with (v j) in D.
  assert (P : 0 < (r + x) / r * sin (angle j / 2)) by (apply Rmult_lt_0_compat;
    [apply Rdiv_lt_0_compat; lra | assumption]).
  assert (Nz : Cminus (RtoC 1) (Cmult (RtoC x) (v j)) <> RtoC 0) by (apply Cmod_gt_0; lra).
  split; [exact Nz|]. unfold moved. rewrite Cmod_div by exact Nz. rewrite Cmod_mult, Cmod_R.
  assert (V : Cmod (v j) = / r).
  { unfold inverse_root. rewrite Cmod_mult, Cmod_R, Rabs_pos_eq by (left; apply Rinv_0_lt_compat; assumption).
    unfold turn, Cmod. simpl fst. simpl snd. pose proof (sin2_cos2 (- angle j)) as T. unfold Rsqr in T.
    replace (cos (- angle j) ^ 2 + sin (- angle j) ^ 2) with 1 by (simpl; lra). rewrite sqrt_1. ring. }
  rewrite V. apply Rle_trans with (Rabs w * / r * / ((r + x) / r * sin (angle j / 2))).
  - apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply Rabs_pos | left; apply Rinv_0_lt_compat; assumption]|].
    apply Rinv_le_contravar; assumption.
  - right. field. repeat split; lra.
Qed.
End Roots.

Definition spread (N : nat) (lam x : R) : R :=
  (INR N - 1) / x + (if Rlt_dec 0 lam then / Rabs (root N lam - x) else 0)
    + 2 * sigma_N N lam / (root N (Rabs lam) + x).

Lemma root_positive N y : 0 < y -> 0 < root N y.
Proof. intros H. unfold root. destruct (Rle_dec y 0); [lra|]. apply exp_pos. Qed.

(* The factor of the zero at 0, m times. *)
Lemma zero_factor x w t m : 0 < x ->
  cpow (Cminus (RtoC 1) (Cmult (RtoC (- w / x)) (RtoC t))) m = RtoC ((x + t * w) ^ m / x ^ m).
Proof.
  intros Hx. rewrite <- RtoC_mult, <- RtoC_minus, real_power. f_equal.
  replace (1 - - w / x * t) with ((x + t * w) * / x) by (field; lra). rewrite Rpow_mult_distr, pow_inv. reflexivity.
Qed.

Lemma zero_size x w : 0 < x -> Cmod (RtoC (- w / x)) = Rabs w * / x.
Proof.
  intros Hx. rewrite Cmod_R. unfold Rdiv. rewrite Rabs_mult, Rabs_Ropp, (Rabs_pos_eq (/ x)); [reflexivity|].
  left. apply Rinv_0_lt_compat. assumption.
Qed.

Definition has_zeros (N : nat) (lam x w : R) : Prop := exists zs,
  (forall t, product zs (RtoC t) = RtoC (f N lam (x + t * w) / f N lam x)) /\
  (forall k, Im (power_sum zs k) = 0) /\ mass zs <= Rabs w * spread N lam x.

(* The factor of the N roots. *)
Lemma roots_factor n s r sg x w t : 0 < r -> turn (- (s * PI)) = RtoC sg ->
  (forall j, (j <= n)%nat -> Cminus (RtoC 1) (Cmult (RtoC x) (inverse_root n s r j)) <> RtoC 0) ->
  1 - (x / r) ^ S n * sg <> 0 ->
  product (upto (fun j => moved x w (inverse_root n s r j)) n) (RtoC t)
  = RtoC ((1 - ((x + t * w) / r) ^ S n * sg) / (1 - (x / r) ^ S n * sg)).
Proof.
  intros Hr Hs Hj Hx. pose proof (moved_product x w (inverse_root n s r) n t Hj) as E.
  rewrite !(roots_product n s r sg Hr Hs) in E. unfold Rdiv at 1. rewrite RtoC_mult, <- E, RtoC_inv by assumption.
  field. intros H. apply RtoC_inj in H. contradiction.
Qed.

Section Zeros.
Variables (N : nat) (lam x w : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis here : 0 < x.
Hypothesis regular : lam - x ^ N <> 0.

Lemma zeros_lost : lam < 0 -> has_zeros N lam x w.
Proof using depth here regular.
  intros Hl. destruct N as [|n] eqn:En; [lia|]. set (r := root (S n) (- lam)).
  assert (Hr : 0 < r) by (apply root_positive; lra).
  assert (Er : r ^ S n = - lam) by (apply root_power; [lia | lra]).
  assert (Hs : turn (- (1 * PI)) = RtoC (-1)).
  { unfold turn, RtoC. rewrite Rmult_1_l, cos_neg, sin_neg, cos_PI, sin_PI. f_equal. ring. }
  pose proof PI_RGT_0 as Pi. assert (Pn : 0 < INR (S n)) by (apply lt_0_INR; lia).
  assert (Ha : forall j, (j <= n)%nat -> 0 < root_angle n 1 j < 2 * PI).
  { intros j Hj. unfold root_angle. apply le_INR in Hj. pose proof (pos_INR j). rewrite S_INR in *.
    split; [apply Rdiv_lt_0_compat; nra|]. apply Rmult_lt_reg_r with (INR n + 1); [assumption|].
    replace ((2 * INR j + 1) * PI / (INR n + 1) * (INR n + 1)) with ((2 * INR j + 1) * PI) by (field; lra). nra. }
  pose proof (pow_lt x (S n) here) as Px.
  exists (copies (RtoC (- w / x)) n (upto (fun j => moved x w (inverse_root n 1 r j)) n)). split; [|split].
  - intros t. rewrite copies_product, zero_factor by assumption.
    rewrite (roots_factor n 1 r (-1) x w t Hr Hs).
    + rewrite <- RtoC_mult. f_equal. unfold f. replace (S n - 1)%nat with n by lia. unfold Rdiv.
      rewrite !Rpow_mult_distr, !pow_inv, Er. field. pose proof (pow_lt x n here). repeat split; lra.
    + intros j Hj. apply (factor_size n 1 r x w); [assumption | lra | apply Ha; assumption].
    + unfold Rdiv. rewrite Rpow_mult_distr, pow_inv, Er.
      assert (0 < x ^ S n * / - lam) by (apply Rmult_lt_0_compat; [assumption | apply Rinv_0_lt_compat; lra]). lra.
  - intros k. rewrite copies_power_sum, power_sum_upto, csum_im. apply antisymmetric_sum. intros j Hj.
    apply mirrored. unfold root_angle. rewrite minus_INR, S_INR by assumption. field. rewrite S_INR in Pn. lra.
  - rewrite copies_mass, zero_size, mass_upto by assumption.
    assert (Sum : sum_f_R0 (fun j => Cmod (moved x w (inverse_root n 1 r j))) n
      <= Rabs w * (2 / (r + x)) * sigma_N (S n) lam).
    { unfold sigma_N. destruct (Rlt_dec 0 lam); [lra|]. destruct (Rlt_dec lam 0); [|lra].
      rewrite sum_n_Reals. replace (S n - 1)%nat with n by lia. rewrite scal_sum. apply sum_Rle. intros j Hj.
      apply Rle_trans with (1 := proj2 (factor_size n 1 r x w Hr ltac:(lra) j (Ha j Hj))). right. rewrite Rmult_comm.
      replace (root_angle n 1 j / 2) with (PI * (2 * INR j + 1) / (2 * INR (S n))) by (unfold root_angle; field; lra).
      reflexivity. }
    unfold spread. destruct (Rlt_dec 0 lam); [lra|]. rewrite (Rabs_left lam) by assumption. fold r.
    replace (INR (S n) - 1) with (INR n) by (rewrite S_INR; ring).
    replace (Rabs w * (INR n / x + 0 + 2 * sigma_N (S n) lam / (r + x)))
      with (INR n * (Rabs w * / x) + Rabs w * (2 / (r + x)) * sigma_N (S n) lam) by (field; lra). lra.
Qed.

Lemma zeros_kept : 0 < lam -> has_zeros N lam x w.
Proof using depth here regular.
  intros Hl. destruct N as [|[|n]] eqn:En; [lia | lia|]. set (r := root (S (S n)) lam).
  assert (Hr : 0 < r) by (apply root_positive; lra).
  assert (Er : r ^ S (S n) = lam) by (apply root_power; [lia | lra]).
  assert (Hs : turn (- (0 * PI)) = RtoC 1) by (rewrite Rmult_0_l, Ropp_0; apply turn_zero).
  pose proof PI_RGT_0 as Pi. assert (Pn : 0 < INR (S (S n))) by (apply lt_0_INR; lia).
  assert (Ha : forall j, (0 < j <= S n)%nat -> 0 < root_angle (S n) 0 j < 2 * PI).
  { intros j [J0 J1]. unfold root_angle. apply lt_INR in J0. apply le_INR in J1. simpl in J0. rewrite S_INR in J1.
    rewrite !S_INR in *.
    split; [apply Rdiv_lt_0_compat; nra|]. apply Rmult_lt_reg_r with (INR n + 1 + 1); [assumption|].
    replace ((2 * INR j + 0) * PI / (INR n + 1 + 1) * (INR n + 1 + 1)) with ((2 * INR j) * PI) by (field; lra). nra. }
  assert (Rx : r - x <> 0). { intros H. apply regular. replace x with r by lra. lra. }
  pose proof (pow_lt x (S (S n)) here) as Px.
  assert (V0 : inverse_root (S n) 0 r 0 = RtoC (/ r)).
  { assert (A0 : root_angle (S n) 0 0 = 0) by (unfold root_angle; change (INR 0) with 0; field; lra).
    unfold inverse_root. rewrite A0, Ropp_0, turn_zero. ring. }
  assert (Z0 : moved x w (inverse_root (S n) 0 r 0) = RtoC (w / (r - x))).
  { rewrite V0. unfold moved. rewrite <- RtoC_mult, <- RtoC_mult, <- RtoC_minus, <- RtoC_div.
    - f_equal. field. split; lra.
    - intros H. apply Rx. replace (r - x) with (r * (1 - x * / r)) by (field; lra). rewrite H. ring. }
  exists (copies (RtoC (- w / x)) (S n) (upto (fun j => moved x w (inverse_root (S n) 0 r j)) (S n))).
  split; [|split].
  - intros t. rewrite copies_product, zero_factor by assumption.
    rewrite (roots_factor (S n) 0 r 1 x w t Hr Hs).
    + rewrite <- RtoC_mult. f_equal. unfold f. replace (S (S n) - 1)%nat with (S n) by lia. unfold Rdiv.
      rewrite !Rpow_mult_distr, !pow_inv, Er. field. pose proof (pow_lt x (S n) here). repeat split; lra.
    + intros j Hj. destruct j as [|j].
      * rewrite V0, <- RtoC_mult, <- RtoC_minus. intros H. apply RtoC_inj in H. apply Rx.
        replace (r - x) with (r * (1 - x * / r)) by (field; lra). rewrite H. ring.
      * apply (factor_size (S n) 0 r x w); [assumption | lra | apply Ha; lia].
    + unfold Rdiv. rewrite Rpow_mult_distr, pow_inv, Er. intros H. apply regular.
      replace (lam - x ^ S (S n)) with (lam * (1 - x ^ S (S n) * / lam * 1)) by (field; lra). rewrite H. ring.
  - intros k. rewrite copies_power_sum, power_sum_upto, csum_im. rewrite decomp_sum by lia. cbn [pred].
    rewrite Z0, real_power. unfold Im at 1. simpl snd. rewrite Rplus_0_l.
    apply (antisymmetric_sum (fun i => Im (cpow (moved x w (inverse_root (S n) 0 r (S i))) (S k)))). intros j Hj.
    apply mirrored. unfold root_angle. rewrite !S_INR, minus_INR in * by assumption. field. lra.
  - rewrite copies_mass, zero_size, mass_upto by assumption. rewrite decomp_sum by lia. cbn [pred].
    rewrite Z0, Cmod_R. unfold Rdiv at 1. rewrite Rabs_mult, Rabs_inv.
    assert (Sum : sum_f_R0 (fun j => Cmod (moved x w (inverse_root (S n) 0 r (S j)))) n
      <= Rabs w * (2 / (r + x)) * sigma_N (S (S n)) lam).
    { unfold sigma_N. destruct (Rlt_dec 0 lam); [|lra]. replace (S (S n) - 1)%nat with (S n) by lia.
      rewrite <- (sum_n_m_S _ 0 n). change (sum_n_m ?u 0 n) with (sum_n u n). rewrite sum_n_Reals, scal_sum.
      apply sum_Rle.
      intros j Hj.
      apply Rle_trans with (1 := proj2 (factor_size (S n) 0 r x w Hr ltac:(lra) (S j) (Ha (S j) ltac:(lia)))).
      right. rewrite Rmult_comm.
      replace (root_angle (S n) 0 (S j) / 2) with (PI * INR (S j) / INR (S (S n))) by (unfold root_angle; field; lra).
      reflexivity. }
    unfold spread. destruct (Rlt_dec 0 lam); [|lra]. rewrite (Rabs_pos_eq lam) by lra. fold r.
    replace (INR (S (S n)) - 1) with (INR (S n)) by (rewrite (S_INR (S n)); ring).
    replace (Rabs w * (INR (S n) / x + / Rabs (r - x) + 2 * sigma_N (S (S n)) lam / (r + x)))
      with (INR (S n) * (Rabs w * / x) + (Rabs w * / Rabs (r - x) + Rabs w * (2 / (r + x)) * sigma_N (S (S n)) lam)).
    + lra.
    + pose proof (Rabs_pos_lt _ Rx). field. repeat split; lra.
Qed.

Lemma zeros_at_zero : lam = 0 -> has_zeros N lam x w.
Proof using depth here regular.
  intros Hl. exists (copies (RtoC (- w / x)) (2 * N - 1) nil). split; [|split].
  - intros t. rewrite copies_product, zero_factor by assumption. cbn [product]. rewrite Cmult_1_r. f_equal. unfold f.
    rewrite Hl.
    replace (2 * N - 1)%nat with (N - 1 + N)%nat by lia. rewrite !pow_add.
    pose proof (pow_lt x (N - 1) here). pose proof (pow_lt x N here). field. split; lra.
  - intros k. rewrite copies_power_sum. reflexivity.
  - rewrite copies_mass, zero_size by assumption. cbn [mass]. unfold spread, sigma_N. rewrite Hl, Rabs_R0.
    destruct (Rlt_dec 0 0); [lra|]. destruct (Rlt_dec 0 0); [lra|].
    assert (R0 : root N 0 = 0) by (unfold root; destruct (Rle_dec 0 0); [reflexivity | lra]). rewrite R0.
    rewrite minus_INR, mult_INR by lia. simpl INR. right. field. lra.
Qed.

Theorem zeros_of_step : has_zeros N lam x w.
Proof using depth here regular.
  destruct (Rtotal_order lam 0) as [H|[H|H]]; [apply zeros_lost | apply zeros_at_zero | apply zeros_kept]; assumption.
Qed.
End Zeros.
