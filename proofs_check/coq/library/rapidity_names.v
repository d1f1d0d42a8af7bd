(* The names of the sharp count in the coordinates of the pair: S_0, u_0, y_max, and what eta r sweeps. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots rapidity rapidity_orbit rapidity_start rapidity_fall.
From dmf.statements Require Import definitions names.
Open Scope R_scope.

Section Names.
Variables (m : nat) (lam alpha beta eta : R).
Hypothesis alpha_positive : alpha > 0.
Hypothesis beta_positive : beta > 0.
Hypothesis eta_positive : eta > 0.
Hypothesis beta_small : beta < alpha.
Hypothesis step : 2 * eta * INR (S (S m)) *
  Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR (S (S m))) + beta * (2 * alpha - beta)) ^ (S (S m) - 1) <= 1.

Definition s_0 : R := scale (alpha - beta) alpha.
Let Y := y_max (S (S m)) lam alpha beta eta.
Let P := radius m lam alpha beta.
Let L := limit m lam.

Lemma start_inside : Rabs (alpha - beta) < alpha.
Proof using alpha_positive beta_positive beta_small. apply Rabs_def1; lra. Qed.

Lemma s_0_square : S_0 alpha beta = s_0 ^ 2 /\ 0 < s_0.
Proof using alpha_positive beta_positive beta_small.
  unfold s_0. rewrite scale_square by apply start_inside. split; [unfold S_0, imbalance; ring|].
  apply scale_positive, start_inside.
Qed.

Lemma u_0_is : u_0 alpha beta = angle_of (alpha - beta) alpha.
Proof. unfold u_0, angle_of. do 2 f_equal. f_equal; ring. Qed.

Lemma u_0_mirrored : - u_0 alpha beta = angle_of (- (alpha - beta)) alpha.
Proof using alpha_positive beta_positive beta_small.
  unfold u_0, angle_of. replace (alpha - - (alpha - beta)) with (2 * alpha - beta) by ring.
  replace (alpha + - (alpha - beta)) with beta by ring. unfold Rdiv.
  rewrite !ln_mult by (try apply Rinv_0_lt_compat; lra). rewrite !ln_Rinv by lra. field.
Qed.

Lemma u_0_negative : u_0 alpha beta <= 0.
Proof using alpha_positive beta_positive beta_small.
  rewrite u_0_is. apply (angle_sign _ _ start_inside). lra.
Qed.

Lemma at_start : s_0 * cosh (u_0 alpha beta) = alpha /\ s_0 * sinh (u_0 alpha beta) = - (alpha - beta).
Proof using alpha_positive beta_positive beta_small. rewrite u_0_is. apply coordinates, start_inside. Qed.

Lemma limit_square : limit m lam ^ 2 + S_0 alpha beta = power (Rabs lam) (2 / INR (S (S m))) + S_0 alpha beta.
Proof. unfold limit. rewrite root_square by (lia || apply Rabs_pos). reflexivity. Qed.

Lemma y_max_is : Y = eta * Rmax (sqrt (limit m lam ^ 2 + S_0 alpha beta) ^ m * Rabs lam)
  (alpha ^ m * Rabs (alpha ^ S m * (alpha - beta) - lam)).
Proof using alpha_positive beta_positive beta_small.
  unfold Y, y_max. rewrite <- limit_square. replace (S (S m) - 1)%nat with (S m) by lia.
  replace (S (S m) - 2)%nat with m by lia. do 3 f_equal. destruct s_0_square as [E Hs].
  assert (H : 0 < limit m lam ^ 2 + S_0 alpha beta).
  { rewrite E. pose proof (pow2_ge_0 (limit m lam)). pose proof (pow_lt _ 2 Hs). lra. }
  rewrite <- (power_half_less (sqrt (limit m lam ^ 2 + S_0 alpha beta))) by (apply sqrt_lt_R0; assumption).
  rewrite pow2_sqrt by lra. reflexivity.
Qed.

Lemma y_max_two : eta * (alpha ^ m * Rabs (alpha ^ S m * (alpha - beta) - lam)) <= Y /\
  eta * (sqrt (limit m lam ^ 2 + S_0 alpha beta) ^ m * Rabs lam) <= Y.
Proof using alpha_positive beta_positive beta_small eta_positive.
  rewrite y_max_is. split; (apply Rmult_le_compat_l; [lra|]); [apply Rmax_r | apply Rmax_l].
Qed.

Lemma y_max_between : 0 <= Y < 1.
Proof using alpha_positive beta_positive beta_small eta_positive step.
  destruct s_0_square as [E Hs]. rewrite y_max_is. split.
  - apply Rmult_le_pos; [lra|]. apply Rle_trans with (2 := Rmax_r _ _).
    apply Rmult_le_pos; [apply pow_le; lra | apply Rabs_pos].
  - destruct (start_common m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small step)
      as (HL & El & Hh & HP & HR).
    pose proof start_inside as Hi. pose proof (imbalance_positive _ _ Hi) as HS.
    destruct (S_0_is alpha beta alpha_positive beta_positive beta_small) as [E0 _]. rewrite E0.
    unfold Rmax. destruct (Rle_dec _ _) as [_|_].
    + destruct (Rle_or_lt lam ((alpha - beta) * alpha ^ S m)) as [Hl|Hl].
      * pose proof (start_falling m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small step Hl)
          as A.
        destruct (one_step _ _ _ _ _ _ _ A) as [B _]. unfold drive in B.
        rewrite Rabs_pos_eq by lra. replace (alpha ^ S m * (alpha - beta)) with ((alpha - beta) * alpha ^ S m)
          by ring. lra.
      * pose proof (start_rising m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small step
          (Rlt_le _ _ Hl)) as A.
        destruct (one_step _ _ _ _ _ _ _ A) as [B _]. unfold drive in B.
        rewrite Rabs_left by lra.
        replace (- (alpha ^ S m * (alpha - beta) - lam)) with (- (alpha - beta) * alpha ^ S m - - lam) by ring. lra.
    + set (r := radius m lam alpha beta) in *. set (l := limit m lam) in *. rewrite El.
      assert (A : sqrt (l ^ 2 + imbalance (alpha - beta) alpha) <= r).
      { rewrite <- (sqrt_pow2 r) by lra. apply sqrt_le_1_alt. exact HR. }
      assert (B : l <= r) by nra.
      assert (C : sqrt (l ^ 2 + imbalance (alpha - beta) alpha) ^ m * l ^ S (S m) <= r ^ (2 * m + 2)).
      { replace (2 * m + 2)%nat with (m + S (S m))%nat by lia. rewrite pow_add.
        pose proof (sqrt_pos (l ^ 2 + imbalance (alpha - beta) alpha)).
        apply Rmult_le_compat; [apply pow_le | apply pow_le | apply pow_incr | apply pow_incr]; lra. }
      pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ eta_positive) C) as D. rewrite !S_INR in Hh.
      pose proof (pos_INR m). assert (0 <= eta * r ^ (2 * m + 2)) by (apply Rmult_le_pos; [|apply pow_le]; lra).
      assert (0 <= INR m * (eta * r ^ (2 * m + 2))) by (apply Rmult_le_pos; lra). lra.
Qed.

(* It bounds all y, from above the limit and from below it. *)
Lemma y_falling k : lam <= (alpha - beta) * alpha ^ S m ->
  y m lam eta (first_factor m lam alpha beta eta) (others m lam alpha beta eta) k <= Y.
Proof using alpha_positive beta_positive beta_small eta_positive step.
  intros Hl. pose proof (start_falling m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small step
    Hl) as A.
  destruct y_max_two as [Y1 Y2].
  apply (y_bounded m lam eta P L _ _ (falling_orbit m lam alpha beta eta) A); unfold error, first_factor, others;
    cbn [pair fst snd].
  - rewrite Rabs_pos_eq in Y1 by lra. replace (alpha ^ S m * (alpha - beta)) with ((alpha - beta) * alpha ^ S m) in Y1
      by ring.
    exact Y1.
  - intros Hn. rewrite Rabs_left in Y2 by lra.
    destruct (S_0_is alpha beta alpha_positive beta_positive beta_small) as [E0 _]. rewrite <- E0. exact Y2.
Qed.

Lemma y_rising k : (alpha - beta) * alpha ^ S m <= lam ->
  y m (- lam) eta (fun k => - first_factor m lam alpha beta eta k) (others m lam alpha beta eta) k <= Y.
Proof using alpha_positive beta_positive beta_small eta_positive step.
  intros Hl. pose proof (start_rising m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small step
    Hl) as A.
  destruct y_max_two as [Y1 Y2].
  apply (y_bounded m (- lam) eta P L _ _ (rising_orbit m lam alpha beta eta) A); unfold error, first_factor, others;
    cbn [pair fst snd].
  - rewrite Rabs_left1 in Y1 by lra.
    replace (- (alpha ^ S m * (alpha - beta) - lam)) with (- (alpha - beta) * alpha ^ S m - - lam) in Y1 by ring.
    exact Y1.
  - intros Hn. rewrite Rabs_pos_eq in Y2 by lra.
    destruct (S_0_is alpha beta alpha_positive beta_positive beta_small) as [E0 _].
    replace (imbalance (- (alpha - beta)) alpha) with (S_0 alpha beta) by (rewrite E0; unfold imbalance; ring).
    rewrite Ropp_involutive. exact Y2.
Qed.

(* What is swept from the start to a rapidity v, on either side of 0. *)
Lemma doubled : 2 * INR (S (S m)) - 2 = INR (2 * m + 2).
Proof. rewrite plus_INR, mult_INR, !S_INR. simpl (INR 0). ring. Qed.

Lemma scaled_cosh v n : (s_0 ^ 2 * cosh v ^ 2) ^ n = s_0 ^ (2 * n) * cosh v ^ (2 * n).
Proof. rewrite Rpow_mult_distr, <- !pow_mult. reflexivity. Qed.

Lemma swept_to v : v <= 0 -> swept m lam s_0 v - swept m lam s_0 (u_0 alpha beta)
  = (alpha ^ (2 * S (S m) - 2) - (S_0 alpha beta * cosh v ^ 2) ^ (S (S m) - 1)) / (2 * INR (S (S m)) - 2)
    + power (S_0 alpha beta) (INR (S (S m)) / 2 - 1) * (cosh_integral m v - cosh_integral m (u_0 alpha beta))
      * Rmax (- lam) 0.
Proof using alpha_positive beta_positive beta_small.
  intros Hv. destruct s_0_square as [-> Hs]. rewrite power_half_less by assumption.
  rewrite doubled. unfold swept. rewrite (Rmin_left v), (Rmin_left (u_0 alpha beta))
    by (assumption || apply u_0_negative).
  replace (S (S m) - 1)%nat with (S m) by lia. rewrite scaled_cosh.
  replace (2 * S (S m) - 2)%nat with (2 * m + 2)%nat by lia. replace (2 * S m)%nat with (2 * m + 2)%nat by lia.
  assert (E : alpha ^ (2 * m + 2) = s_0 ^ (2 * m + 2) * cosh (u_0 alpha beta) ^ (2 * m + 2)).
  { rewrite <- Rpow_mult_distr. f_equal. symmetry. apply at_start. }
  rewrite E. field. apply not_0_INR. lia.
Qed.

Lemma swept_past v : 0 <= v -> swept m lam s_0 v - swept m lam s_0 (u_0 alpha beta)
  = (alpha ^ (2 * S (S m) - 2) - S_0 alpha beta ^ (S (S m) - 1)) / (2 * INR (S (S m)) - 2)
    + power (S_0 alpha beta) (INR (S (S m)) / 2 - 1) * (cosh_integral m v - cosh_integral m (u_0 alpha beta))
      * Rmax (- lam) 0.
Proof using alpha_positive beta_positive beta_small.
  intros Hv. pose proof (swept_to 0 ltac:(lra)) as E. rewrite cosh_0, pow1, Rmult_1_r in E.
  assert (F : swept m lam s_0 v - swept m lam s_0 0 = power (S_0 alpha beta) (INR (S (S m)) / 2 - 1)
    * (cosh_integral m v - cosh_integral m 0) * Rmax (- lam) 0).
  { destruct s_0_square as [-> Hs]. rewrite power_half_less by assumption. unfold swept. rewrite !Rmin_right by lra.
    ring. }
  replace (swept m lam s_0 v - swept m lam s_0 (u_0 alpha beta)) with ((swept m lam s_0 v - swept m lam s_0 0)
    + (swept m lam s_0 0 - swept m lam s_0 (u_0 alpha beta))) by ring. rewrite E, F. ring.
Qed.

(* The imbalance is at least this up to a rapidity v, while the product has the sign of the start. *)
Lemma falling_imbalance k v : lam <= (alpha - beta) * alpha ^ S m ->
  let uk := u (first_factor m lam alpha beta eta) (others m lam alpha beta eta) k in
  (lam <= 0 \/ uk <= 0) -> uk <= v ->
  s_0 ^ 2 * exp (- ((eta * (swept m lam s_0 v - swept m lam s_0 (u_0 alpha beta)) + Y ^ 2 / (1 - Y ^ 2)) / (1
    - Y ^ 2)))
    <= s (first_factor m lam alpha beta eta) (others m lam alpha beta eta) k ^ 2.
Proof using alpha_positive beta_positive beta_small eta_positive step.
  intros Hl uk Hcase Hv. pose proof (falling_orbit m lam alpha beta eta) as O.
  pose proof (start_falling m lam alpha beta eta alpha_positive beta_positive eta_positive beta_small step Hl) as A.
  rewrite u_0_is. apply (fall_before m lam eta P L _ _ O A Y k v); try assumption.
  - intros j. apply y_falling, Hl.
  - apply y_max_between.
  - unfold level. rewrite Rmin_left.
    + pose proof (y_is m lam eta P L _ _ O A 0) as E. unfold rate. rewrite <- E. apply y_falling, Hl.
    + pose proof u_0_negative as H. rewrite u_0_is in H. exact H.
Qed.
End Names.

(* The integrands of the record. *)
Lemma rate_named m lam c x : 0 < c -> power (c ^ 2) (1 - INR (S (S m)) / 2)
  / ((- (power (c ^ 2) (INR (S (S m)) / 2) * cosh x ^ (S (S m) - 1) * sinh x) - lam) * cosh x ^ (S (S m) - 2))
  = / rate m lam c x.
Proof.
  intros Hc. rewrite power_half, power_half_inverse by assumption. replace (S (S m) - 2)%nat with m by lia.
  replace (S (S m) - 1)%nat with (S m) by lia. unfold rate, size. rewrite Rpow_mult_distr. unfold Rdiv.
  rewrite <- Rinv_mult. f_equal. ring.
Qed.
