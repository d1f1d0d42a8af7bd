(* The right-hand side f for lambda > 0 on (0, L): it is positive and rises up to x_*, its slope is at most K, and its
   logarithm is concave. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots flow_times counting constants lag.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Lemma f_derivative N lam x : (N >= 2)%nat -> is_derive (f N lam) x (slope N lam x).
Proof.
  intros HN. unfold f, slope. auto_derive; [exact I|].
  destruct N as [|[|n]]; try lia. replace (S (S n) - 1)%nat with (S n) by lia.
  replace (S (S n) - 2)%nat with n by lia. rewrite !S_INR. cbn [pow pred]. ring.
Qed.

Lemma f_continuous N lam x : (N >= 2)%nat -> continuous (f N lam) x.
Proof. intros HN. apply (ex_derive_continuous (f N lam)). eexists. apply f_derivative, HN. Qed.

Lemma f_positive N lam x : (N >= 2)%nat -> 0 < lam -> 0 < x < L N lam -> 0 < f N lam x.
Proof.
  intros HN Hl Hx. rewrite f_by_h by (assumption || lra). apply Rmult_lt_0_compat; [lra|].
  apply h_positive; [assumption | lra].
Qed.

Lemma f_is_positive N lam a b : (N >= 2)%nat -> 0 < lam -> 0 < a -> b < L N lam -> positive (f N lam) a b.
Proof.
  intros HN Hl Ha Hb x Hx. split; [apply f_continuous, HN | apply f_positive; (assumption || lra)].
Qed.

(* The slope changes its sign at x_*. *)
Lemma slope_by_inflection N lam x : (N >= 2)%nat -> 0 < lam ->
  slope N lam x = x ^ (N - 2) * ((2 * INR N - 1) * (x_star N lam ^ N - x ^ N)).
Proof.
  intros HN Hl. unfold slope. f_equal. rewrite Rmult_minus_distr_l, inflection_power by assumption. reflexivity.
Qed.

Lemma slope_nonnegative N lam x : (N >= 2)%nat -> 0 < lam -> 0 <= x <= x_star N lam -> 0 <= slope N lam x.
Proof.
  intros HN Hl Hx. rewrite slope_by_inflection by assumption. pose proof (depth_real N HN).
  pose proof (pow_incr x (x_star N lam) N Hx).
  apply Rmult_le_pos; [apply pow_le; lra | apply Rmult_le_pos; lra].
Qed.

Lemma slope_nonpositive N lam x : (N >= 2)%nat -> 0 < lam -> x_star N lam <= x -> slope N lam x <= 0.
Proof.
  intros HN Hl Hx. rewrite slope_by_inflection by assumption. pose proof (depth_real N HN).
  pose proof (inflection_positive N lam HN Hl). pose proof (pow_incr (x_star N lam) x N ltac:(lra)).
  pose proof (pow_le x (N - 2) ltac:(lra)).
  assert (0 <= x ^ (N - 2) * ((2 * INR N - 1) * (x ^ N - x_star N lam ^ N))).
  { apply Rmult_le_pos; [assumption | apply Rmult_le_pos; lra]. }
  nra.
Qed.

Lemma f_rises N lam x y : (N >= 2)%nat -> 0 < lam -> 0 <= x <= y -> y <= x_star N lam -> f N lam x <= f N lam y.
Proof.
  intros HN Hl Hx Hy. apply (increases (f N lam) (slope N lam)); [lra | intros; apply f_derivative, HN |].
  intros z Hz. apply slope_nonnegative; (assumption || lra).
Qed.

Lemma f_falls N lam x y : (N >= 2)%nat -> 0 < lam -> x_star N lam <= x <= y -> f N lam y <= f N lam x.
Proof.
  intros HN Hl Hx. apply Ropp_le_cancel.
  apply (increases (fun z => - f N lam z) (fun z => - slope N lam z)); [lra | |].
  - intros z _. apply (is_derive_opp (f N lam)), f_derivative, HN.
  - intros z Hz. pose proof (slope_nonpositive N lam z HN Hl ltac:(lra)). lra.
Qed.

(* n x^(n+j) + j A^(n+j) >= (n+j) A^j x^n, n = p + 1: the inequality of the means, which gives K *)
Lemma weighted_powers p j x A : 0 <= x -> 0 <= A ->
  0 <= INR (S p) * x ^ (S p + j) - INR (S p + j) * A ^ j * x ^ S p + INR j * A ^ (S p + j).
Proof.
  intros Hx HA. induction j as [|j IH]; [rewrite Nat.add_0_r; simpl (INR 0); simpl (A ^ 0); lra|].
  rewrite !Nat.add_succ_r. rewrite !(S_INR (S p + j)), (S_INR j).
  assert (D : 0 <= (x - A) * (INR (S p) * x ^ (S p + j) - A ^ S j * G p x A)).
  { pose proof (G_nonnegative p x A Hx HA) as G0. pose proof (G_equal p x) as E. pose proof (pos_INR (S p)) as HP.
    assert (Ep : INR (S p) * x ^ (S p + j) = x ^ S j * G p x x).
    { rewrite E. replace (S p + j)%nat with (S j + p)%nat by lia. rewrite pow_add. ring. }
    rewrite Ep. destruct (Rle_or_lt A x) as [Hc|Hc].
    - pose proof (G_grows p x x A x ltac:(lra) ltac:(lra)) as Hm. apply Rmult_le_pos; [lra|].
      assert (A ^ S j * G p x A <= x ^ S j * G p x x).
      { apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra]. }
      lra.
    - pose proof (G_grows p x x x A ltac:(lra) ltac:(lra)) as Hm. pose proof (G_nonnegative p x x Hx Hx).
      assert (x ^ S j * G p x x <= A ^ S j * G p x A).
      { apply Rmult_le_compat; [apply pow_le; lra | lra | apply pow_incr; lra | lra]. }
      assert (0 <= (A - x) * (A ^ S j * G p x A - x ^ S j * G p x x)) by (apply Rmult_le_pos; lra). lra. }
  assert (E' : x ^ S p = A ^ S p + (x - A) * G p x A) by (pose proof (difference_of_powers p x A); lra).
  pose proof (Rmult_le_pos A _ HA IH) as IH'.
  change (x ^ S (S p + j)) with (x * x ^ (S p + j)). change (A ^ S (S p + j)) with (A * A ^ (S p + j)).
  change (A ^ S j) with (A * A ^ j) in *. rewrite (pow_add A (S p) j) in *.
  rewrite E' in *. rewrite S_INR in *. nra.
Qed.

Lemma K_base N lam : (N >= 3)%nat -> 0 < lam ->
  let A := root N (lam * ((INR N - 2) / (4 * INR N - 2))) in
  0 < A /\ (4 * INR N - 2) * A ^ N = (INR N - 2) * lam /\ K N lam = INR N / 2 * A ^ (N - 2) * lam.
Proof.
  intros HN Hl A. assert (H3 : 3 <= INR N) by (apply le_INR in HN; simpl in HN; lra).
  set (c := (INR N - 2) / (4 * INR N - 2)) in *.
  assert (Hc : 0 < c) by (apply Rdiv_lt_0_compat; lra).
  assert (Hp : 0 < lam * c) by (apply Rmult_lt_0_compat; assumption). split; [apply root_positive, Hp|]. split.
  - unfold A. rewrite root_power by (lia || lra). unfold c. field. lra.
  - unfold K. fold c. unfold power. destruct (Rle_dec lam 0); [lra|]. destruct (Rle_dec c 0); [lra|].
    unfold A, root. destruct (Rle_dec (lam * c) 0); [lra|].
    rewrite <- Rpower_pow, Rpower_mult by (unfold Rpower; apply exp_pos). rewrite minus_INR by lia. simpl (INR 2).
    replace (/ INR N * (INR N - (1 + 1))) with (1 - 2 / INR N) by (field; lra).
    rewrite <- (Rpower_mult_distr lam c) by assumption.
    replace (2 - 2 / INR N) with (1 + (1 - 2 / INR N)) by ring. rewrite (Rpower_plus 1), Rpower_1 by assumption.
    field.
Qed.

Lemma K_depth_two lam : 0 < lam -> K 2 lam = lam.
Proof.
  intros Hl. unfold K, power. destruct (Rle_dec lam 0); [lra|]. simpl (INR 2).
  replace (1 - 2 / (1 + 1)) with 0 by field. replace (2 - 2 / (1 + 1)) with 1 by field.
  rewrite Rpower_1 by assumption.
  replace ((1 + 1 - 2) / (4 * (1 + 1) - 2)) with 0 by field.
  destruct (Rle_dec 0 0); [|lra]. destruct (Req_EM_T 0 0); [field | lra].
Qed.

Lemma K_positive N lam : (N >= 2)%nat -> 0 < lam -> 0 < K N lam.
Proof.
  intros HN Hl. destruct (Nat.eq_dec N 2) as [->|H]; [rewrite K_depth_two; assumption|].
  destruct (K_base N lam ltac:(lia) Hl) as [HA [_ ->]]. pose proof (depth_real N HN).
  apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [lra | apply pow_lt, HA] | assumption].
Qed.

(* K is at most half of kappa, its value at N = 2. *)
Lemma K_half_kappa N lam : (N >= 2)%nat -> 0 < lam -> K N lam <= kappa N lam / 2.
Proof.
  intros HN Hl. pose proof (limit_power N lam HN ltac:(lra)) as EL. pose proof (limit_positive N lam HN Hl) as HL.
  pose proof (depth_real N HN). rewrite kappa_is by assumption. destruct (Nat.eq_dec N 2) as [->|H2].
  { rewrite K_depth_two by assumption. simpl (2 * 2 - 2)%nat. rewrite EL. simpl. lra. }
  destruct (K_base N lam ltac:(lia) Hl) as [HA [EA ->]]. set (A := root N _) in *. clearbody A.
  assert (HAL : A < L N lam).
  { apply power_below_inverse with N; [lia | lra |]. rewrite EL. apply Rmult_lt_reg_l with (4 * INR N - 2); [lra|].
    rewrite EA. apply Rmult_lt_compat_r; lra. }
  assert (E : L N lam ^ (2 * N - 2) = L N lam ^ (N - 2) * lam).
  { replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add, EL. reflexivity. }
  rewrite E. replace (INR N * (L N lam ^ (N - 2) * lam) / 2) with (INR N / 2 * L N lam ^ (N - 2) * lam) by field.
  apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_l; [lra | apply pow_incr; lra].
Qed.

(* K is the largest slope. *)
Theorem slope_at_most N lam x : (N >= 2)%nat -> 0 < lam -> 0 <= x -> slope N lam x <= K N lam.
Proof.
  intros HN Hl Hx. destruct (Nat.eq_dec N 2) as [->|H2].
  { rewrite K_depth_two by assumption. unfold slope. simpl. pose proof (Rle_0_sqr x). unfold Rsqr in *. lra. }
  destruct (K_base N lam ltac:(lia) Hl) as [HA [EA ->]].
  set (A := root N (lam * ((INR N - 2) / (4 * INR N - 2)))) in *. clearbody A.
  destruct N as [|[|[|p]]]; try lia. unfold slope. replace (S (S (S p)) - 2)%nat with (S p) in * by lia.
  pose proof (weighted_powers p (S (S (S p))) x A Hx ltac:(lra)) as W.
  rewrite !pow_add, plus_INR in W. rewrite !S_INR in *. pose proof (pos_INR p).
  set (X := x ^ S p) in *. set (XN := x ^ S (S (S p))) in *. set (B := A ^ S p) in *.
  set (AN := A ^ S (S (S p))) in *.
  set (n := INR p) in *. clearbody X XN B AN n.
  assert (E : (n + 1) * lam = (4 * n + 10) * AN) by lra.
  apply Rmult_le_reg_l with (n + 1); [lra|].
  replace ((n + 1) * (X * ((n + 1 + 1 + 1 - 1) * lam - (2 * (n + 1 + 1 + 1) - 1) * XN)))
    with (X * ((n + 2) * ((n + 1) * lam) - (n + 1) * (2 * n + 5) * XN)) by ring.
  replace ((n + 1) * ((n + 1 + 1 + 1) / 2 * B * lam)) with ((n + 3) / 2 * B * ((n + 1) * lam)) by field.
  rewrite E.
  replace (X * ((n + 2) * ((4 * n + 10) * AN) - (n + 1) * (2 * n + 5) * XN))
    with ((2 * n + 5) * (2 * (n + 2) * AN * X - (n + 1) * (X * XN))) by ring.
  replace ((n + 3) / 2 * B * ((4 * n + 10) * AN)) with ((2 * n + 5) * ((n + 3) * (B * AN))) by field.
  apply Rmult_le_compat_l; lra.
Qed.

Lemma f_lipschitz N lam x y : (N >= 2)%nat -> 0 < lam -> 0 <= x <= y -> f N lam y - f N lam x <= K N lam * (y - x).
Proof.
  intros HN Hl Hx. destruct (mean_value (f N lam) (slope N lam) x y) as [c [Hc E]];
    [lra | intros; apply f_derivative, HN |].
  rewrite E. apply Rmult_le_compat_r; [lra|]. apply slope_at_most; (assumption || lra).
Qed.

(* f'/f = (N-1)/x - N x^(N-1)/(lambda - x^N) decreases on (0, L). *)
Lemma f_log_concave N lam x y : (N >= 2)%nat -> 0 < lam -> 0 < x <= y -> y < L N lam ->
  slope N lam y / f N lam y <= slope N lam x / f N lam x.
Proof.
  intros HN Hl Hx Hy. pose proof (depth_real N HN).
  assert (Hrest : forall z, 0 < z < L N lam -> 0 < lam - z ^ N).
  { intros z Hz. pose proof (power_below (N - 1) z (L N lam) ltac:(lra)) as P. replace (S (N - 1)) with N in P by lia.
    rewrite limit_power in P by (assumption || lra). lra. }
  assert (E : forall z, 0 < z < L N lam ->
    slope N lam z / f N lam z = (INR N - 1) * / z - INR N * (z ^ (N - 1) * / (lam - z ^ N))).
  { intros z Hz. pose proof (Hrest z Hz). unfold slope, f. destruct N as [|[|n]]; try lia.
    replace (S (S n) - 1)%nat with (S n) in * by lia. replace (S (S n) - 2)%nat with n by lia.
    assert (z ^ n <> 0) by (apply pow_nonzero; lra). cbn [pow] in *. field. repeat split; lra. }
  rewrite !E by lra. pose proof (Hrest x ltac:(lra)). pose proof (Hrest y ltac:(lra)).
  assert (/ y <= / x) by (apply Rinv_le_contravar; lra).
  assert (x ^ (N - 1) * / (lam - x ^ N) <= y ^ (N - 1) * / (lam - y ^ N)).
  { pose proof (pow_incr x y N ltac:(lra)).
    apply Rmult_le_compat; [apply pow_le; lra | left; apply Rinv_0_lt_compat; lra | apply pow_incr; lra |].
    apply Rinv_le_contravar; lra. }
  assert ((INR N - 1) * / y <= (INR N - 1) * / x) by (apply Rmult_le_compat_l; lra).
  assert (INR N * (x ^ (N - 1) * / (lam - x ^ N)) <= INR N * (y ^ (N - 1) * / (lam - y ^ N)))
    by (apply Rmult_le_compat_l; lra). lra.
Qed.
