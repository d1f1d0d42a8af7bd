(* The closed law for a start above the limit and for lambda <= 0: the size of the factors is largest at the start,
   and what it adds up to in a step is at most what V gains. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals abel abel_step_zeros.
From dmf.statements Require Import definitions names.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape closed_law_defect closed_law_count.
From dmf.sharp Require Import sharp_law_above.
From dmf.sharp Require closed_law_below.
Open Scope R_scope.

Section Above.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis above : alpha ^ N > lam \/ lam <= 0.

Notation l := (L N lam).
Notation e := (L N lam + eps).
Notation r := (root N (Rabs lam)).
Notation hi := (alpha + 1).
Notation d := (iterate N alpha lam eta).
Notation next x := (x + eta * f N lam x).
Notation size x := (Rabs (eta * f N lam x) * spread N lam x).
Notation sigma := (sigma_N N lam).

Let F := limit_facts N lam depth.
Let E := ends N lam alpha eps start accuracy depth far above.
Let negative := negative N lam depth.
Let moves := moves N lam alpha eta start step_positive depth step.
Let orbit := orbit N lam alpha eta eps start step_positive accuracy depth step far above.
Let sign := one_sign N lam alpha depth.

(* The part of the limit, which is a zero beside 0 only for lambda > 0. *)
Definition pole (x : R) : R := if Rlt_dec 0 lam then / (x - l) else 0.
Definition pole_ln (x : R) : R := if Rlt_dec 0 lam then ln (x - l) else 0.
Definition Z : R := if Rlt_dec 0 lam then Z_above N lam alpha eta else Z_lost N lam alpha eta.
Definition V (x : R) : R := - ((INR N - 1) * ln x + 2 * sigma * ln (r + x) + pole_ln x).

Lemma r_nonnegative : 0 <= r. Proof using. apply root_nonnegative. Qed.

Lemma size_is x : l < x -> size x = eta * - f N lam x * ((INR N - 1) / x + 2 * sigma / (r + x))
  + eta * - f N lam x * pole x.
Proof.
  intros Hx. pose proof (negative x Hx) as P. unfold spread, pole.
  rewrite Rabs_left by nra. destruct (Rlt_dec 0 lam) as [H|H]; [|ring].
  assert (Er : root N lam = l). { unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by lra.
  reflexivity. }
  rewrite Er, Rabs_left by lra. replace (- (l - x)) with (x - l) by ring. ring.
Qed.

(* Both parts grow with x. *)
Lemma f_over_x x : l < x <= alpha -> - f N lam x / x <= - f N lam alpha / alpha.
Proof.
  intros Hx. destruct F as [Hl El].
  assert (W : forall y, l < y -> - f N lam y / y = y ^ (N - 2) * (y ^ N - lam)).
  { intros y Hy. unfold f. rewrite pred_power by assumption. field. lra. }
  rewrite !W by lra. pose proof (gap_above N lam depth l Hl El x ltac:(lra)).
  pose proof (pow_incr x alpha N ltac:(lra)).
  apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra].
Qed.

Lemma lost_part x : l < x <= alpha ->
  eta * - f N lam x * ((INR N - 1) / x + 2 * sigma / (r + x)) <= Z_lost N lam alpha eta.
Proof.
  intros Hx. pose proof (f_over_x x Hx) as Q. pose proof (negative x ltac:(lra)) as P.
  pose proof (negative alpha ltac:(lra)) as Pa.
  pose proof r_nonnegative as R0. destruct F as [Hl El]. pose proof (depth_real N depth) as D.
  pose proof (closed_law_below.sigma_nonnegative N lam depth) as S0.
  assert (Ez : Z_lost N lam alpha eta = eta * - f N lam alpha * ((INR N - 1) / alpha + 2 * sigma / (r + alpha))).
  { unfold Z_lost, f. pose proof (gap_above N lam depth l Hl El alpha ltac:(lra)).
    rewrite (Rabs_pos_eq (alpha ^ N - lam)) by lra. ring. }
  rewrite Ez, !Rmult_assoc. apply Rmult_le_compat_l; [lra|].
  assert (T1 : - f N lam x * ((INR N - 1) / x) <= - f N lam alpha * ((INR N - 1) / alpha)).
  { replace (- f N lam x * ((INR N - 1) / x)) with ((INR N - 1) * (- f N lam x / x)) by (field; lra).
    replace (- f N lam alpha * ((INR N - 1) / alpha)) with ((INR N - 1) * (- f N lam alpha / alpha)) by (field; lra).
    apply Rmult_le_compat_l; lra. }
  assert (T2 : - f N lam x * (2 * sigma / (r + x)) <= - f N lam alpha * (2 * sigma / (r + alpha))).
  { replace (- f N lam x * (2 * sigma / (r + x))) with (2 * sigma * (- f N lam x / x * (x / (r + x))))
      by (field; lra).
    replace (- f N lam alpha * (2 * sigma / (r + alpha)))
      with (2 * sigma * (- f N lam alpha / alpha * (alpha / (r + alpha))))
      by (field; lra).
    apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat;
      [apply Rdiv_le_0_compat; lra | apply Rdiv_le_0_compat; lra | assumption|].
    apply Rmult_le_reg_r with ((r + x) * (r + alpha)); [apply Rmult_lt_0_compat; lra|].
    replace (x / (r + x) * ((r + x) * (r + alpha))) with (x * r + x * alpha) by (field; lra).
    replace (alpha / (r + alpha) * ((r + x) * (r + alpha))) with (alpha * r + x * alpha) by (field; lra).
    apply Rplus_le_compat_r, Rmult_le_compat_r; lra. }
  lra.
Qed.

Lemma pole_part x : l < x <= alpha -> eta * - f N lam x * pole x <= if Rlt_dec 0 lam then Z_4 N lam alpha eta else 0.
Proof.
  intros Hx. unfold pole. destruct (Rlt_dec 0 lam) as [H|H]; [|right; ring].
  destruct (limit_below N lam depth H) as [Hl El]. unfold Z_4.
  assert (Hn : exists n, N = S n) by (exists (N - 1)%nat; lia). destruct Hn as [n Hn].
  rewrite (closed_law_below.sum_is_G N n) by assumption. replace (N - 1)%nat with n by lia.
  assert (Ef : - f N lam x = (x - l) * (x ^ n * G n x l)).
  { unfold f. replace (N - 1)%nat with n by lia. pose proof (difference_of_powers n x l) as D. rewrite <- Hn, El in D.
    rewrite D. ring. }
  replace (eta * - f N lam x * / (x - l)) with (eta * (x ^ n * G n x l)) by (rewrite Ef; field; lra).
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|]. apply closed_law_below.G_product_rises; lra.
Qed.

Lemma size_above x : l < x <= alpha -> size x <= Z.
Proof.
  intros Hx. rewrite size_is by lra. pose proof (lost_part x Hx) as A. pose proof (pole_part x Hx) as B. unfold Z.
  destruct (Rlt_dec 0 lam); [unfold Z_above; lra | lra].
Qed.

Lemma V_gains x : l < x <= alpha -> size x <= (1 + Z) * (V (next x) - V x).
Proof.
  intros Hx. pose proof (size_above x Hx) as SZ. rewrite size_is in * by lra. pose proof (negative x ltac:(lra)) as P.
  pose proof (moves x Hx) as M. pose proof (depth_real N depth) as D. pose proof r_nonnegative as R0.
  destruct F as [Hl El].
  pose proof (closed_law_below.sigma_nonnegative N lam depth) as S0. set (q := eta * - f N lam x) in *.
  replace (next x) with (x - q) in * by (unfold q; ring).
  assert (Q : 0 < q) by (apply Rmult_lt_0_compat; lra).
  assert (G : forall y, 0 < y - q -> q / y <= ln y - ln (y - q)).
  { intros y Hy. pose proof (ln_at_least (y / (y - q)) ltac:(apply Rdiv_lt_0_compat; lra)) as B.
    rewrite Rinv_div, ln_div in B by lra. replace (1 - (y - q) / y) with (q / y) in B by (field; lra). exact B. }
  pose proof (G x ltac:(lra)) as G1. pose proof (G (r + x) ltac:(lra)) as G2.
  replace (r + x - q) with (r + (x - q)) in G2 by ring.
  assert (G3 : q * pole x <= pole_ln x - pole_ln (x - q)).
  { unfold pole, pole_ln. destruct (Rlt_dec 0 lam); [|lra]. pose proof (G (x - l) ltac:(lra)) as G3.
    replace (x - l - q) with (x - q - l) in G3 by ring. exact G3. }
  assert (P3 : 0 <= q * pole x).
  { unfold pole. destruct (Rlt_dec 0 lam); [|lra]. apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]. }
  assert (P1 : 0 <= (INR N - 1) * (q / x)) by (apply Rmult_le_pos; [lra | apply Rdiv_le_0_compat; lra]).
  assert (P2 : 0 <= 2 * sigma * (q / (r + x))) by (apply Rmult_le_pos; [lra | apply Rdiv_le_0_compat; lra]).
  apply Rmult_le_compat_l with (r := INR N - 1) in G1; [|lra].
  apply Rmult_le_compat_l with (r := 2 * sigma) in G2; [|lra].
  assert (Eq : q * ((INR N - 1) / x + 2 * sigma / (r + x)) = (INR N - 1) * (q / x) + 2 * sigma * (q / (r + x)))
    by (field; lra).
  rewrite Eq in *. assert (Gain : (INR N - 1) * (q / x) + 2 * sigma * (q / (r + x)) + q * pole x <= V (x - q) - V x)
    by (unfold V; lra).
  apply Rle_trans with (1 := Gain). assert (0 <= Z) by lra.
  rewrite <- (Rmult_1_l (V (x - q) - V x)) at 1. apply Rmult_le_compat_r; lra.
Qed.

Lemma V_falls x y : l < x <= y -> V y <= V x.
Proof.
  clear - depth. intros Hx. pose proof (depth_real N depth).
  pose proof (closed_law_below.sigma_nonnegative N lam depth).
  pose proof r_nonnegative. destruct (limit_facts N lam depth) as [Hl _]. unfold V.
  pose proof (ln_le_compat x y ltac:(lra) ltac:(lra)).
  pose proof (ln_le_compat (r + x) (r + y) ltac:(lra) ltac:(lra)).
  assert (pole_ln x <= pole_ln y) by (unfold pole_ln; destruct (Rlt_dec 0 lam); [apply ln_le_compat; lra | lra]).
  assert ((INR N - 1) * ln x <= (INR N - 1) * ln y) by (apply Rmult_le_compat_l; lra).
  assert (2 * sigma * ln (r + x) <= 2 * sigma * ln (r + y)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Definition B : R := if Rlt_dec 0 lam then B_above N lam alpha eta eps else B_lost N lam alpha eta eps.

Lemma V_is : V e - V alpha = if Rlt_dec 0 lam then V_above N lam alpha eps else V_lost N lam alpha eps.
Proof.
  pose proof r_nonnegative as R0. unfold V_above, V_lost, V, pole_ln. replace (r + l + eps) with (r + e) by ring.
  assert (A1 : Rabs (ln (e / alpha)) = ln alpha - ln e).
  { rewrite ln_div by lra. pose proof (ln_le_compat e alpha ltac:(lra) ltac:(lra)). rewrite Rabs_left1 by lra. ring. }
  assert (A2 : Rabs (ln ((r + e) / (r + alpha))) = ln (r + alpha) - ln (r + e)).
  { rewrite ln_div by lra. pose proof (ln_le_compat (r + e) (r + alpha) ltac:(lra) ltac:(lra)).
    rewrite Rabs_left1 by lra. ring. }
  rewrite A1, A2. destruct (Rlt_dec 0 lam); [|ring]. rewrite ln_div by lra. replace (l + eps - l) with eps by ring.
  ring.
Qed.

Lemma B_is : B = Z ^ 2 * bound Z * ((1 + Z) * (V e - V alpha) + Z).
Proof.
  rewrite V_is. unfold B, Z, B_above, B_lost, bound. destruct (Rlt_dec 0 lam); ring.
Qed.

Notation path := (fun x => e <= x <= alpha).

Lemma path_facts x : path x -> l < x < hi /\ l < next x < hi /\ size x <= Z.
Proof.
  intros Hx. pose proof (moves x ltac:(lra)). split; [lra|]. split; [lra|]. apply size_above. lra.
Qed.

Lemma orbit_falls j k : (j <= k)%nat -> d k <= d j.
Proof.
  intros H. induction H as [|k H IH]; [lra|]. cbn [iterate]. pose proof (orbit k).
  pose proof (moves (d k) ltac:(lra)). lra.
Qed.

Lemma orbit_path k : e < d k -> forall j, (j <= k)%nat -> path (d j).
Proof.
  intros Hk j Hj. pose proof (orbit_falls j k Hj). pose proof (orbit j). lra.
Qed.

Lemma from_start : l < alpha < hi. Proof using start accuracy depth far above. lra. Qed.
Let low : 0 <= l. Proof. destruct F. assumption. Qed.

Hypothesis small : Z < 1.

Lemma path_gains x : path x -> size x <= (1 + Z) * (V (next x) - V x).
Proof. intros Hx. apply V_gains. lra. Qed.

Lemma constants : 0 <= Z /\ 0 <= Z ^ 2 * bound Z.
Proof.
  apply (constant_nonnegative N lam l hi eta alpha Z path depth low sign small path_facts). lra.
Qed.

Lemma defect k : e < d k -> Rabs (Phi_2 N lam eta (d k) (d (k + 1)) - 1) <= Z ^ 3 * bound Z.
Proof.
  intros Hk. destruct (path_facts (d k) (orbit_path k Hk k (le_n k))) as [H1 [H2 H3]].
  replace (k + 1)%nat with (S k) by lia.
  cbn [iterate]. apply (defect_of_step N lam l hi eta depth low sign step_positive); assumption.
Qed.

Lemma sum k : e < d k -> Rabs (INR k - Phi_2 N lam eta alpha (d k)) <= B.
Proof.
  intros Hk. destruct constants as [Z0 C0]. rewrite B_is.
  destruct (defects_add N lam l hi eta alpha Z V path depth low sign step_positive small path_facts path_gains k
    from_start C0 ltac:(intros j Hj; apply (orbit_path k Hk); lia)) as [_ Sum].
  apply Rle_trans with (1 := Sum). apply Rmult_le_compat_l; [assumption|].
  pose proof (V_falls e (d k) ltac:(lra)).
  assert ((1 + Z) * (V (d k) - V alpha) <= (1 + Z) * (V e - V alpha)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma Phi_2_falls x y : l < x < y -> y <= alpha -> Phi_2 N lam eta alpha y < Phi_2 N lam eta alpha x.
Proof.
  intros Hx Hy. pose proof (negative x ltac:(lra)) as P.
  pose proof (Phi_2_moves N lam l hi eta depth low sign step_positive alpha x y Z from_start ltac:(lra) ltac:(lra)
    ltac:(lra) small ltac:(intros t Ht; apply size_above; lra)) as M.
  apply Rmult_lt_reg_l with (- f N lam x); [assumption|]. lra.
Qed.

Lemma upper k : e < d k -> INR k < B + Phi_2 N lam eta alpha e.
Proof.
  intros Hk. pose proof (sum k Hk) as S. apply Rabs_le_between in S. pose proof (orbit k).
  pose proof (Phi_2_falls e (d k) ltac:(lra) ltac:(lra)). lra.
Qed.

Lemma lower k : d k <= e -> (forall j, (j < k)%nat -> e < d j) -> Phi_2 N lam eta alpha e - B <= INR k.
Proof.
  intros Hk Hj. destruct k as [|k]; [cbn [iterate] in Hk; lra|]. destruct constants as [Z0 C0]. rewrite B_is.
  pose proof (Hj k ltac:(lia)) as Hd. pose proof (orbit (S k)) as O.
  destruct (defects_and_last N lam l hi eta alpha Z V path depth low sign step_positive small path_facts path_gains k
    from_start C0 ltac:(intros j Hi; apply (orbit_path k Hd); lia)) as [_ Sum]. apply Rabs_le_between in Sum.
  pose proof (V_falls e (d k) ltac:(lra)) as Vg.
  assert (Z ^ 2 * bound Z * ((1 + Z) * (V (d k) - V alpha) + Z) <= Z ^ 2 * bound Z * ((1 + Z) * (V e - V alpha) + Z)).
  { apply Rmult_le_compat_l; [assumption|]. apply Rplus_le_compat_r, Rmult_le_compat_l; lra. }
  assert (Phi_2 N lam eta alpha e <= Phi_2 N lam eta alpha (d (S k))); [|lra].
  destruct (Req_dec (d (S k)) e) as [->|Ne]; [lra|]. left. apply Phi_2_falls; [|lra]. lra.
Qed.
End Above.
