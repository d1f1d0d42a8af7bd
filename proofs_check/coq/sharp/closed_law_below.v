(* The closed law for a start below the limit: on the way from alpha to g(L - eps) the size of the factors is at
   most Z_below, and what they add up to in a step is what V gains. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals abel abel_step_zeros.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape sharp_law_below closed_law_defect
  closed_law_count.
Open Scope R_scope.

Lemma sigma_nonnegative N lam : (2 <= N)%nat -> 0 <= sigma_N N lam.
Proof.
  intros HN. pose proof PI_RGT_0 as Pi. pose proof (depth_real N HN) as D. unfold sigma_N.
  assert (Pos : forall (u : nat -> R) a b, (forall i, (a <= i <= b)%nat -> 0 <= u i) -> 0 <= sum_n_m u a b).
  { intros u a b H. destruct (le_lt_dec a b) as [Hab|Hab]; [|rewrite sum_n_m_zero by assumption; apply Rle_refl].
    apply Rle_trans with (sum_n_m (fun _ => 0) a b); [rewrite sum_n_m_const; lra|].
    induction Hab as [|b Hab IH].
    - rewrite !sum_n_n. apply H. lia.
    - rewrite !sum_n_Sm by lia. apply Rplus_le_compat; [apply IH; intros; apply H; lia | apply H; lia]. }
  destruct (Rlt_dec 0 lam); [|destruct (Rlt_dec lam 0)].
  - apply Pos. intros i Hi. left. apply Rinv_0_lt_compat. apply Rmult_lt_0_compat; [lra|].
    assert (1 <= INR i) by (apply (le_INR 1); lia).
    assert (INR i <= INR N - 1) by (replace (INR N - 1) with (INR (N - 1)) by (rewrite minus_INR by lia; simpl; ring);
      apply le_INR; lia).
    apply sin_gt_0; [apply Rdiv_lt_0_compat; nra|]. apply Rmult_lt_reg_r with (INR N); [lra|].
    replace (PI * INR i / INR N * INR N) with (PI * INR i) by (field; lra). nra.
  - apply Pos. intros i Hi. left. apply Rinv_0_lt_compat. apply Rmult_lt_0_compat; [lra|].
    assert (0 <= INR i) by apply pos_INR. assert (INR i <= INR N - 1)
      by (replace (INR N - 1) with (INR (N - 1)) by (rewrite minus_INR by lia; simpl; ring); apply le_INR; lia).
    apply sin_gt_0; [apply Rdiv_lt_0_compat; nra|]. apply Rmult_lt_reg_r with (2 * INR N); [lra|].
    replace (PI * (2 * INR i + 1) / (2 * INR N) * (2 * INR N)) with (PI * (2 * INR i + 1)) by (field; lra). nra.
  - lra.
Qed.

(* The largest value on [a, b] of a function that rises to p and falls from there. *)
Lemma largest_value (u : R -> R) a b p x : 0 <= a -> 0 <= p -> (forall x y, 0 <= x <= y -> y <= p -> u x <= u y) ->
  (forall x y, p <= x <= y -> y <= b -> u y <= u x) -> a <= x <= b -> u x <= u (Rmin (Rmax a p) b).
Proof.
  intros Ha Hp Up Down Hx. unfold Rmin, Rmax. destruct (Rle_dec a p), (Rle_dec _ b).
  - destruct (Rle_or_lt x p); [apply Up; lra | apply Down; lra].
  - apply Up; lra.
  - apply Down; lra.
  - apply Down; lra.
Qed.

Lemma G_product_rises n l x y : 0 < l -> 0 <= x <= y -> x ^ n * G n x l <= y ^ n * G n y l.
Proof.
  intros Hl Hx. apply Rmult_le_compat; [apply pow_le; lra | apply G_nonnegative; lra | apply pow_incr;
    lra | apply G_increasing; lra].
Qed.

Lemma sum_is_G N n l y : N = S n -> sum_f_R0 (fun j => l ^ (N - (j + 1)) * y ^ j) (N - 1) = G n y l.
Proof. intros ->. rewrite G_is_the_sum. replace (S n - 1)%nat with n by lia. reflexivity. Qed.

Lemma growth_of_ln q Z : 0 <= q <= Z -> q <= (1 + Z) * ln (1 + q).
Proof.
  intros Hq. pose proof (ln_at_least (1 + q) ltac:(lra)) as H. pose proof (ln_nonnegative (1 + q) ltac:(lra)) as H0.
  apply Rle_trans with ((1 + q) * ln (1 + q)); [|apply Rmult_le_compat_r; lra].
  apply Rmult_le_compat_l with (r := 1 + q) in H; [|lra]. rewrite Rmult_minus_distr_l, Rinv_r in H by lra. lra.
Qed.

(* x^(N-2)(lambda - x^N) rises to x_p and falls from there; f rises to x_*. *)
Section Weight.
Variables (N : nat) (lam : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis retained : 0 < lam.

Definition weight (x : R) : R := x ^ (N - 2) * (lam - x ^ N).

Lemma f_weight x : f N lam x = x * weight x.
Proof using depth. unfold f, weight. rewrite pred_power by assumption. ring. Qed.

Lemma x_p_power : (2 * INR N - 2) * x_p N lam ^ N = (INR N - 2) * lam.
Proof using depth retained.
  pose proof (depth_real N depth) as D. unfold x_p. rewrite root_power; [field; lra | lia|].
  apply Rdiv_le_0_compat; [apply Rmult_le_pos; lra | lra].
Qed.

Lemma weight_derive x : is_derive weight x
  (INR (N - 2) * x ^ pred (N - 2) * lam - (2 * INR N - 2) * (x ^ (N - 2) * x ^ (N - 1))).
Proof using depth.
  clear retained. unfold weight. revert depth. destruct N as [|[|n]]; intros depth'; [lia | lia|].
  replace (S (S n) - 2)%nat with n by lia. replace (S (S n) - 1)%nat with (S n) by lia.
  auto_derive; [exact I|]. change (match n with 0%nat => 1 | S _ => INR n + 1 end) with (INR (S n)).
  rewrite !S_INR. destruct n as [|n]; [simpl; ring|]. rewrite !S_INR. simpl pow. simpl pred. ring.
Qed.

Lemma weight_sign x : 0 <= x -> exists c, 0 <= c /\
  INR (N - 2) * x ^ pred (N - 2) * lam - (2 * INR N - 2) * (x ^ (N - 2) * x ^ (N - 1))
  = c * ((INR N - 2) * lam - (2 * INR N - 2) * x ^ N).
Proof using depth.
  clear retained. intros Hx. revert depth. destruct N as [|[|[|n]]]; intros depth'; [lia | lia | |].
  - destruct (Req_dec x 0) as [->|Hz]; [exists 0; simpl; split; [lra | ring]|].
    exists (/ x). split; [left; apply Rinv_0_lt_compat; lra | simpl; field; assumption].
  - exists (x ^ n). split; [apply pow_le; assumption|].
    replace (S (S (S n)) - 2)%nat with (S n) by lia. replace (S (S (S n)) - 1)%nat with (S (S n)) by lia.
    rewrite !S_INR. simpl pow. simpl pred. ring.
Qed.

Lemma weight_rises x y : 0 <= x <= y -> y <= x_p N lam -> weight x <= weight y.
Proof using depth retained.
  intros Hx Hy. pose proof (depth_real N depth). refine (grows _ _ x y _ (fun t _ => weight_derive t) _); [lra|].
  intros t Ht. destruct (weight_sign t ltac:(lra)) as [c [Hc ->]]. apply Rmult_le_pos; [assumption|].
  pose proof x_p_power. pose proof (pow_incr t (x_p N lam) N ltac:(lra)).
  assert ((2 * INR N - 2) * t ^ N <= (2 * INR N - 2) * x_p N lam ^ N) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma weight_falls x y : x_p N lam <= x <= y -> weight y <= weight x.
Proof using depth retained.
  intros Hx. pose proof (depth_real N depth). assert (0 <= x_p N lam) by apply root_nonnegative. apply Ropp_le_cancel.
  refine (grows (fun t => - weight t) _ x y _ (fun t _ => is_derive_opp _ _ _ (weight_derive t)) _); [lra|].
  intros t Ht. unfold opp; simpl. destruct (weight_sign t ltac:(lra)) as [c [Hc ->]].
  rewrite Ropp_mult_distr_r. apply Rmult_le_pos; [assumption|].
  pose proof x_p_power. pose proof (pow_incr (x_p N lam) t N ltac:(lra)).
  assert ((2 * INR N - 2) * x_p N lam ^ N <= (2 * INR N - 2) * t ^ N) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma f_rises x y : 0 <= x <= y -> y <= x_star N lam -> f N lam x <= f N lam y.
Proof using depth retained.
  intros Hx Hy. refine (grows _ _ x y _ (fun t _ => f_derive N lam t depth) _); [lra|].
  intros t Ht. apply slope_before_peak; (assumption || lra).
Qed.

Lemma f_falls x y : x_star N lam <= x <= y -> f N lam y <= f N lam x.
Proof using depth retained.
  intros Hx. apply Ropp_le_cancel.
  refine (grows (fun t => - f N lam t) _ x y _ (fun t _ => is_derive_opp _ _ _ (f_derive N lam t depth)) _); [lra|].
  intros t Ht. unfold opp; simpl. pose proof (slope_after_peak N lam t depth retained ltac:(lra)). lra.
Qed.

End Weight.

Section Below.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis below : alpha ^ N < lam.
Hypothesis retained : lam > 0.

Notation l := (L N lam).
Notation e := (L N lam - eps).
Notation e1 := (e_1 N lam eta eps).
Notation d := (iterate N alpha lam eta).
Notation next x := (x + eta * f N lam x).
Notation size x := (Rabs (eta * f N lam x) * spread N lam x).
Notation Z := (Z_below N lam alpha eta eps).
Notation sigma := (sigma_N N lam).

Let F := limit_facts N lam depth retained.
Let E := ends N lam alpha eps start accuracy depth far below retained.
Let positive := positive N lam depth retained.
Let moves := moves N lam alpha eta step_positive depth step retained.
Let orbit := orbit N lam alpha eta eps start step_positive accuracy depth step far below retained.

Lemma limit_is_root : root N lam = l /\ root N (Rabs lam) = l.
Proof using depth retained.
  assert (R : root N lam = l). { unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by lra.
  reflexivity. }
  rewrite (Rabs_pos_eq lam) by lra. auto.
Qed.

Lemma e1_is : e1 = next e /\ e < e1 < l.
Proof using start step_positive accuracy depth step far below retained.
  assert (H : e1 = next e) by (unfold e_1, f; ring). rewrite H. split; [reflexivity|]. apply moves. lra.
Qed.

(* The three parts of the size. *)
Lemma first_part x : alpha <= x <= e1 -> eta * f N lam x * ((INR N - 1) / x) <= Z_1 N lam alpha eta eps.
Proof using start step_positive accuracy depth step far below retained.
  intros Hx. destruct e1_is as [_ He]. pose proof (depth_real N depth) as D. unfold Z_1.
  set (y := x_1 N lam alpha eta eps).
  assert (Hy : 0 < y).
  { unfold y, x_1. apply Rmin_glb_lt; [apply Rlt_le_trans with (2 := Rmax_l _ _); lra | lra]. }
  pose proof (largest_value (weight N lam) alpha e1 (x_p N lam) x ltac:(lra) (root_nonnegative _ _)
    (fun x y H1 H2 => weight_rises N lam depth retained x y H1 H2)
      (fun x y H1 _ => weight_falls N lam depth retained x y H1) Hx) as W.
  replace (eta * f N lam x * ((INR N - 1) / x)) with (eta * (INR N - 1) * weight N lam x)
    by (rewrite f_weight by assumption; field; lra).
  replace (eta * y ^ (N - 1) * (INR N - 1) * (lam - y ^ N) / y) with (eta * (INR N - 1) * weight N lam y)
    by (unfold weight; rewrite (pred_power N y) by assumption; field; lra).
  apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact W].
Qed.

Lemma second_part x : alpha <= x <= e1 -> eta * f N lam x * (2 * sigma / (l + x)) <= Z_2 N lam alpha eta eps.
Proof using start step_positive accuracy depth step far below retained.
  intros Hx. destruct e1_is as [_ He]. destruct limit_is_root as [_ R]. destruct F as [Hl _].
  pose proof (sigma_nonnegative N lam depth) as S0. unfold Z_2. rewrite R. set (y := x_2 N lam alpha eta eps).
  pose proof (largest_value (f N lam) alpha e1 (x_star N lam) x ltac:(lra) (root_nonnegative _ _)
    (fun x y H1 H2 => f_rises N lam depth retained x y H1 H2) (fun x y H1 _ => f_falls N lam depth retained x y H1)
      Hx) as W. fold (x_2 N lam alpha eta eps) in W. fold y in W.
  pose proof (positive x ltac:(lra)) as P.
  replace (2 * sigma * eta * y ^ (N - 1) * (lam - y ^ N) / (l + alpha))
    with (eta * f N lam y * (2 * sigma / (l + alpha)))
    by (unfold f; field; lra).
  apply Rmult_le_compat.
  - apply Rmult_le_pos; lra.
  - apply Rdiv_le_0_compat; lra.
  - apply Rmult_le_compat_l; lra.
  - apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra].
Qed.

Lemma third_part x : alpha <= x <= e1 -> eta * f N lam x * / (l - x) <= Z_3 N lam eta eps.
Proof using start step_positive accuracy depth step far below retained.
  intros Hx. destruct e1_is as [_ He]. destruct F as [Hl El]. unfold Z_3.
  assert (Hn : exists n, N = S n) by (exists (N - 1)%nat; lia). destruct Hn as [n Hn].
  rewrite (sum_is_G N n) by assumption. replace (N - 1)%nat with n by lia.
  assert (Ef : f N lam x = (l - x) * (x ^ n * G n x l)).
  { unfold f. replace (N - 1)%nat with n by lia. pose proof (difference_of_powers n x l) as D. rewrite <- Hn, El in D.
    rewrite D. ring. }
  replace (eta * f N lam x * / (l - x)) with (eta * (x ^ n * G n x l)) by (rewrite Ef; field; lra).
  rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|]. apply G_product_rises; lra.
Qed.

Lemma size_is x : alpha <= x < l -> size x = eta * f N lam x * ((INR N - 1) / x) +
  (eta * f N lam x * (2 * sigma / (l + x)) + eta * f N lam x * / (l - x)).
Proof using start step_positive depth retained.
  intros Hx. destruct limit_is_root as [R1 R2]. pose proof (positive x ltac:(lra)) as P. unfold spread.
  destruct (Rlt_dec 0 lam); [|lra]. rewrite R1, R2, (Rabs_pos_eq (l - x)) by lra.
  rewrite Rabs_pos_eq by (apply Rmult_le_pos; lra). ring.
Qed.

Lemma size_below x : alpha <= x <= e1 -> size x <= Z.
Proof using start step_positive accuracy depth step far below retained.
  intros Hx. destruct e1_is as [_ He]. rewrite size_is by lra. unfold Z_below.
  pose proof (first_part x Hx). pose proof (second_part x Hx). pose proof (third_part x Hx). lra.
Qed.

(* What V gains. *)
Definition V (x : R) : R := (INR N - 1) * ln x + 2 * sigma * ln (l + x) - ln (l - x).

Lemma V_gains x : alpha <= x <= e -> size x <= (1 + Z) * (V (next x) - V x).
Proof using start step_positive accuracy depth step far below retained.
  intros Hx. destruct e1_is as [_ He]. pose proof (size_below x ltac:(lra)) as S. rewrite size_is in * by lra.
  pose proof (positive x ltac:(lra)) as P. pose proof (moves x ltac:(lra)) as M. pose proof (depth_real N depth) as D.
  pose proof (sigma_nonnegative N lam depth) as S0. set (q := eta * f N lam x) in *.
  assert (Q : 0 < q) by (apply Rmult_lt_0_compat; lra).
  assert (T2 : 0 <= q * (2 * sigma / (l + x))) by (apply Rmult_le_pos; [lra | apply Rdiv_le_0_compat; lra]).
  assert (T3 : 0 <= q * / (l - x)) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra]).
  assert (Qx : 0 <= q / x <= Z).
  { split; [apply Rdiv_le_0_compat; lra|]. apply Rle_trans with (q * ((INR N - 1) / x)); [|lra].
    unfold Rdiv. rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | nra]. }
  assert (Ql : 0 <= q / (l + x) <= Z).
  { split; [apply Rdiv_le_0_compat; lra|]. apply Rle_trans with (q / x); [|lra].
    apply Rmult_le_compat_l; [lra | apply Rinv_le_contravar; lra]. }
  pose proof (growth_of_ln _ Z Qx) as G1. pose proof (growth_of_ln _ Z Ql) as G2.
  replace (1 + q / x) with ((x + q) / x) in G1 by (field; lra). rewrite ln_div in G1 by lra.
  replace (1 + q / (l + x)) with ((l + (x + q)) / (l + x)) in G2 by (field; lra). rewrite ln_div in G2 by lra.
  pose proof (ln_at_least ((l - x) / (l - (x + q))) ltac:(apply Rdiv_lt_0_compat; lra)) as G3.
  rewrite Rinv_div, ln_div in G3 by lra. replace (1 - (l - (x + q)) / (l - x)) with (q * / (l - x)) in G3
    by (field; lra).
  apply Rmult_le_compat_l with (r := INR N - 1) in G1; [|lra].
  apply Rmult_le_compat_l with (r := 2 * sigma) in G2; [|lra].
  assert (G4 : q * / (l - x) <= (1 + Z) * (ln (l - x) - ln (l - (x + q)))) by nra.
  unfold V. replace (q * ((INR N - 1) / x)) with ((INR N - 1) * (q / x)) by (field; lra).
  replace (q * (2 * sigma / (l + x))) with (2 * sigma * (q / (l + x))) by (field; lra). lra.
Qed.

Lemma V_grows x y : 0 < x <= y -> y < l -> V x <= V y.
Proof using start accuracy depth far below retained E.
  intros Hx Hy. pose proof (depth_real N depth). pose proof (sigma_nonnegative N lam depth). unfold V.
  pose proof (ln_le_compat x y ltac:(lra) ltac:(lra)).
  pose proof (ln_le_compat (l + x) (l + y) ltac:(lra) ltac:(lra)).
  pose proof (ln_le_compat (l - y) (l - x) ltac:(lra) ltac:(lra)).
  assert ((INR N - 1) * ln x <= (INR N - 1) * ln y) by (apply Rmult_le_compat_l; lra).
  assert (2 * sigma * ln (l + x) <= 2 * sigma * ln (l + y)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma V_is : V_below N lam alpha eps = V e - V alpha.
Proof using start accuracy depth far below retained.
  destruct limit_is_root as [_ R]. destruct F as [Hl _]. unfold V_below, V. rewrite R.
  replace (l + l - eps) with (l + e) by ring.
  assert (0 <= ln (e / alpha)).
  { apply ln_nonnegative. apply Rmult_le_reg_r with alpha; [lra|]. replace (e / alpha * alpha) with e by (field; lra).
    lra. }
  assert (0 <= ln ((l + e) / (l + alpha))).
  { apply ln_nonnegative. apply Rmult_le_reg_r with (l + alpha); [lra|].
    replace ((l + e) / (l + alpha) * (l + alpha)) with (l + e) by (field; lra). lra. }
  rewrite !Rabs_pos_eq by assumption. rewrite !ln_div by lra. replace (l - e) with eps by ring. ring.
Qed.

(* The path, and the counts. *)
Notation path := (fun x => alpha <= x <= e).

Lemma one_sign_here x y : 0 < x < l -> 0 < y < l -> 0 < f N lam x * f N lam y.
Proof using depth retained. apply (one_sign N lam depth retained). Qed.

Lemma path_facts x : path x -> 0 < x < l /\ 0 < next x < l /\ size x <= Z.
Proof using start step_positive accuracy depth step far below retained.
  intros Hx. destruct e1_is as [_ He]. pose proof (moves x ltac:(lra)). split; [lra|]. split; [lra|].
  apply size_below. lra.
Qed.

Lemma orbit_path k : d k < e -> forall j, (j <= k)%nat -> path (d j).
Proof using start step_positive accuracy depth step far below retained.
  intros Hk j Hj. pose proof (orbit_grows N lam alpha eta eps start step_positive accuracy depth step far below
    retained j k Hj).
  pose proof (orbit j). lra.
Qed.

Hypothesis small : Z < 1.

Lemma B_is : B_below N lam alpha eta eps = Z ^ 2 * bound Z * ((1 + Z) * (V e - V alpha) + Z).
Proof using start accuracy depth far below retained. unfold B_below. rewrite V_is. unfold bound. ring. Qed.

Lemma constants : 0 <= Z /\ 0 <= Z ^ 2 * bound Z.
Proof using start step_positive accuracy depth step far below retained small.
  apply (constant_nonnegative N lam 0 l eta alpha Z path depth (Rle_refl 0) one_sign_here small path_facts). lra.
Qed.

Lemma defect k : d k < e -> Rabs (Phi_2 N lam eta (d k) (d (k + 1)) - 1) <= Z ^ 3 * bound Z.
Proof using start step_positive accuracy depth step far below retained small.
  intros Hk. destruct (path_facts (d k) (orbit_path k Hk k (le_n k))) as [H1 [H2 H3]].
  replace (k + 1)%nat with (S k) by lia.
  cbn [iterate]. apply (defect_of_step N lam 0 l eta depth (Rle_refl 0) one_sign_here step_positive); assumption.
Qed.

Lemma from_start : 0 < alpha < l. Proof using start accuracy depth far below retained. lra. Qed.

Lemma sum k : d k < e -> Rabs (INR k - Phi_2 N lam eta alpha (d k)) <= B_below N lam alpha eta eps.
Proof using start step_positive accuracy depth step far below retained small.
  intros Hk. destruct constants as [Z0 C0]. rewrite B_is.
  destruct (defects_add N lam 0 l eta alpha Z V path depth (Rle_refl 0) one_sign_here step_positive small path_facts
    V_gains k
    from_start C0 ltac:(intros j Hj; apply (orbit_path k Hk); lia)) as [_ S].
  apply Rle_trans with (1 := S). apply Rmult_le_compat_l; [assumption|].
  pose proof (orbit k). pose proof (V_grows (d k) e ltac:(lra) ltac:(lra)).
  assert ((1 + Z) * (V (d k) - V alpha) <= (1 + Z) * (V e - V alpha)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma Phi_2_rises x y : alpha <= x < y -> y <= e1 -> Phi_2 N lam eta alpha x < Phi_2 N lam eta alpha y.
Proof using start step_positive accuracy depth step far below retained small.
  intros Hx Hy. destruct e1_is as [_ He]. pose proof (positive x ltac:(lra)) as P.
  pose proof (Phi_2_moves N lam 0 l eta depth (Rle_refl 0) one_sign_here step_positive alpha x y Z from_start
    ltac:(lra) ltac:(lra)
    ltac:(lra) small ltac:(intros t Ht; apply size_below; lra)) as M.
  apply Rmult_lt_reg_l with (f N lam x); [assumption|]. lra.
Qed.

Lemma upper k : d k < e -> INR k < B_below N lam alpha eta eps + Phi_2 N lam eta alpha e.
Proof using start step_positive accuracy depth step far below retained small.
  intros Hk. pose proof (sum k Hk) as S. apply Rabs_le_between in S. pose proof (orbit k).
  destruct e1_is as [_ He]. pose proof (Phi_2_rises (d k) e ltac:(lra) ltac:(lra)). lra.
Qed.

Lemma next_monotone x : alpha <= x <= e -> next x <= e1.
Proof using start step_positive accuracy depth step far below retained.
  intros Hx. destruct e1_is as [-> He]. pose proof (positive x ltac:(lra)).
  destruct (mean_value (f N lam) (slope N lam) x e ltac:(lra)) as [c [Hc M]]; [intros; apply f_derive; assumption|].
  pose proof (z_largest N lam alpha eta step_positive depth step retained c ltac:(lra)) as K.
  pose proof (steepest N lam alpha eta step_positive depth step retained) as [Zl _].
  assert (eta * slope N lam c * (e - x) >= -1 * (e - x)) by (apply Rle_ge, Rmult_le_compat_r; lra). nra.
Qed.

Lemma lower k : e <= d k -> (forall j, (j < k)%nat -> d j < e) ->
  Phi_2 N lam eta alpha e - B_below N lam alpha eta eps <= INR k.
Proof using start step_positive accuracy depth step far below retained small.
  intros Hk Hj. destruct k as [|k]; [cbn [iterate] in Hk; lra|]. destruct constants as [Z0 C0]. rewrite B_is.
  pose proof (Hj k ltac:(lia)) as Hd. pose proof (orbit k) as O.
  destruct (defects_and_last N lam 0 l eta alpha Z V path depth (Rle_refl 0) one_sign_here step_positive small
    path_facts V_gains k
    from_start C0 ltac:(intros j Hi; apply (orbit_path k Hd); lia)) as [_ Sum]. apply Rabs_le_between in Sum.
  pose proof (V_grows (d k) e ltac:(lra) ltac:(lra)) as Vg.
  assert (Z ^ 2 * bound Z * ((1 + Z) * (V (d k) - V alpha) + Z) <= Z ^ 2 * bound Z * ((1 + Z) * (V e - V alpha) + Z)).
  { apply Rmult_le_compat_l; [assumption|]. apply Rplus_le_compat_r, Rmult_le_compat_l; lra. }
  assert (Phi_2 N lam eta alpha e <= Phi_2 N lam eta alpha (d (S k))); [|lra].
  destruct (Req_dec e (d (S k))) as [<-|Ne]; [lra|]. left. apply Phi_2_rises; [lra|]. cbn [iterate].
  apply next_monotone. lra.
Qed.
End Below.
