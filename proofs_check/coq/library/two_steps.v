(* Two steps across the limit: from x < L < y = g(x) the distance is at most (eta kappa - 1)^2 times as large after two
   steps while eta kappa <= 2. Points of equal height on both sides of L are more than 2 f/kappa apart. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms slopes gaps passing.
Open Scope R_scope.

(* x y < L^2 for points of equal height: with x = p^2, y = q^2, n = N - 1, as (q^(n+1) - p^(n+1)) (q^(3n+1) - p^(3n+1)) > 0 *)
Lemma equal_heights_product n lam x y : 0 < x < y -> lam * (x ^ n + y ^ n) = x ^ n * x ^ S n + y ^ n * y ^ S n ->
  x ^ S n * y ^ S n < lam ^ 2.
Proof.
  intros Hx E. set (p := sqrt x). set (q := sqrt y).
  assert (Ep : x = p * p) by (unfold p; rewrite sqrt_sqrt; lra). assert (Eq : y = q * q) by (unfold q; rewrite sqrt_sqrt; lra).
  assert (Hp : 0 < p) by (apply sqrt_lt_R0; lra). assert (Hq : p < q) by (apply sqrt_lt_1; lra).
  clearbody p q. rewrite Ep, Eq in *. rewrite !Rpow_mult_distr in *.
  pose proof (pow_lt p n Hp) as P1. pose proof (pow_lt q n ltac:(lra)) as Q1.
  pose proof (power_below n p q ltac:(lra)) as H1. pose proof (pow_lt p (S n) Hp) as P2.
  pose proof (pow_incr p q n ltac:(lra)) as H2.
  set (u := p ^ S n) in *. set (v := q ^ S n) in *. set (a := p ^ n) in *. set (b := q ^ n) in *. clearbody u v a b.
  (* lam (a^2 + b^2) = a^2 u^2 + b^2 v^2, and lam > u v *)
  assert (Huv : u * v < lam).
  { apply Rmult_lt_reg_r with (a * a + b * b); [nra|]. rewrite E.
    assert (D : a * a * (u * u) + b * b * (v * v) - u * v * (a * a + b * b) = (v - u) * (b * b * v - a * a * u)) by ring.
    assert (a * a <= b * b) by nra. assert (0 < a * a) by nra.
    assert (a * a * u < b * b * v) by nra. nra. }
  assert (0 < u * v) by nra. nra.
Qed.

Lemma equal_heights N lam x y : (N >= 2)%nat -> 0 < lam -> 0 < x < L N lam -> L N lam < y -> f N lam y = - f N lam x ->
  2 * f N lam x < kappa N lam * (y - x).
Proof.
  intros HN Hl Hx Hy E. pose proof (depth_real N HN) as H2. pose proof (limit_power N lam HN ltac:(lra)) as EL.
  rewrite kappa_is by assumption. set (l := L N lam) in *. clearbody l. unfold f in *.
  destruct N as [|n]; [lia|]. replace (S n - 1)%nat with n in * by lia.
  pose proof (pow_lt x n ltac:(lra)) as Px. pose proof (pow_lt y n ltac:(lra)) as Py. pose proof (pow_lt l n ltac:(lra)) as Pl.
  assert (E' : lam * (x ^ n + y ^ n) = x ^ n * x ^ S n + y ^ n * y ^ S n) by lra.
  pose proof (equal_heights_product n lam x y ltac:(lra) E') as Hp.
  assert (Hxy : x ^ n * y ^ n < l ^ n * l ^ n).
  { assert (x * y < l * l).
    { apply power_below_inverse with (S n); [lia | nra |]. rewrite !Rpow_mult_distr, EL. lra. }
    rewrite <- !Rpow_mult_distr. destruct n as [|m]; [lia|]. apply power_below. nra. }
  pose proof (G_trapezoid n x y ltac:(lra) ltac:(lra)) as HG. pose proof (difference_of_powers n x y) as D.
  assert (F : x ^ n * (lam - x ^ S n) * (x ^ n + y ^ n) = x ^ n * y ^ n * ((y - x) * G n x y)) by (rewrite <- D; nra).
  apply Rle_lt_trans with (INR (S n) * (x ^ n * y ^ n) * (y - x)).
  - apply Rmult_le_reg_r with (x ^ n + y ^ n); [lra|].
    replace (2 * (x ^ n * (lam - x ^ S n)) * (x ^ n + y ^ n)) with (2 * (x ^ n * (lam - x ^ S n) * (x ^ n + y ^ n))) by ring.
    rewrite F. replace (2 * (x ^ n * y ^ n * ((y - x) * G n x y))) with (x ^ n * y ^ n * (y - x) * (2 * G n x y)) by ring.
    replace (INR (S n) * (x ^ n * y ^ n) * (y - x) * (x ^ n + y ^ n))
      with (x ^ n * y ^ n * (y - x) * (INR (S n) * (x ^ n + y ^ n))) by ring.
    apply Rmult_le_compat_l; [|exact HG]. apply Rmult_le_pos; [apply Rmult_le_pos; lra | lra].
  - replace (2 * S n - 2)%nat with (n + n)%nat by lia. rewrite pow_add. apply Rmult_lt_compat_r; [lra|].
    apply Rmult_lt_compat_l; lra.
Qed.

(* The heights beyond L are at most that of x as far as a step 2/kappa from x leads. *)
Lemma height_beyond N lam x y : (N >= 2)%nat -> 0 < lam -> 0 < x < L N lam -> L N lam < y ->
  kappa N lam * (y - x) <= 2 * f N lam x -> - f N lam y <= f N lam x.
Proof.
  intros HN Hl Hx Hy Hs. destruct (Rle_or_lt (- f N lam y) (f N lam x)) as [|Hgt]; [assumption|]. exfalso.
  pose proof (kappa_positive N lam HN Hl) as Hk. pose proof (f_positive N lam x HN Hl Hx) as Px.
  destruct (IVT (fun z => - (f N lam x + f N lam z)) (L N lam) y) as [z [Hz E]].
  - intros z. apply continuity_pt_filterlim.
    apply (continuous_opp (fun z => f N lam x + f N lam z)), (continuous_plus (fun _ => f N lam x) (f N lam));
      [apply continuous_const | apply f_continuous, HN].
  - exact Hy.
  - rewrite (f_by_h N lam (L N lam)) by (assumption || lra). lra.
  - lra.
  - assert (Hz0 : L N lam < z).
    { destruct (Rle_lt_or_eq_dec _ _ (proj1 Hz)) as [|E0]; [assumption|]. exfalso.
      rewrite <- E0, (f_by_h N lam (L N lam)) in E by (assumption || lra). lra. }
    pose proof (equal_heights N lam x z HN Hl Hx Hz0 ltac:(lra)) as H.
    assert (kappa N lam * (z - x) <= kappa N lam * (y - x)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* a b <= 1 for the factors a, b of two steps 2/kappa; then the same for smaller steps *)
Lemma factors_of_steps s t P Q : 0 <= t -> s + t = 1 -> t <= s -> 0 <= P -> 0 <= Q -> (P + t) * (Q + t) <= s ^ 2 ->
  P * Q <= (s - t) ^ 2.
Proof.
  intros Ht Hst Hs HP HQ H. destruct (Rle_or_lt (P * Q) ((s - t) ^ 2)) as [|Hgt]; [assumption|]. exfalso.
  assert (Hsum : 2 * (s - t) <= P + Q).
  { destruct (Rle_or_lt (2 * (s - t)) (P + Q)) as [|Hlt]; [assumption|]. exfalso.
    assert ((P + Q) * (P + Q) <= (2 * (s - t)) * (2 * (s - t))) by (apply Rmult_le_compat; lra).
    pose proof (Rle_0_sqr (P - Q)) as Hsq. unfold Rsqr in Hsq. lra. }
  apply Rmult_le_compat_l with (r := t) in Hsum; [|assumption]. nra.
Qed.

Theorem two_steps N lam eta x : (N >= 2)%nat -> 0 < lam -> 0 < eta -> eta * kappa N lam <= 2 -> 0 < x < L N lam ->
  L N lam < x + eta * f N lam x ->
  let y := x + eta * f N lam x in
  let z := y + eta * f N lam y in
  y - L N lam <= (eta * kappa N lam - 1) * (L N lam - x) /\
  z <= L N lam /\ L N lam - z <= (eta * kappa N lam - 1) ^ 2 * (L N lam - x).
Proof.
  intros HN Hl He Hs Hx Hy y z. pose proof (kappa_positive N lam HN Hl) as Hk.
  pose proof (f_positive N lam x HN Hl Hx) as Px.
  pose proof (gap_step N lam eta x HN ltac:(lra)) as E1. pose proof (gap_step N lam eta y HN ltac:(lra)) as E2.
  fold y in E1, Hy. fold z in E2. pose proof (h_below_kappa N lam x HN Hl Hx) as Hhx.
  pose proof (kappa_below_h N lam y HN Hl Hy) as Hhy.
  assert (Q1 : eta * h N lam x <= eta * kappa N lam) by (apply Rmult_le_compat_l; lra).
  assert (Q2 : eta * kappa N lam <= eta * h N lam y) by (apply Rmult_le_compat_l; lra).
  assert (Q0 : 1 < eta * h N lam x).
  { apply Rmult_lt_reg_l with (L N lam - x); [lra|]. lra. }
  (* the step 2/kappa *)
  set (y1 := x + 2 / kappa N lam * f N lam x).
  assert (Hy1 : y <= y1).
  { unfold y, y1. apply Rplus_le_compat_l, Rmult_le_compat_r; [lra|].
    apply Rmult_le_reg_r with (kappa N lam); [assumption|].
    replace (2 / kappa N lam * kappa N lam) with 2 by (field; lra). exact Hs. }
  pose proof (height_beyond N lam x y1 HN Hl Hx ltac:(lra)) as Hh.
  specialize (Hh ltac:(unfold y1; right; field; lra)).
  assert (Ey1 : y1 - L N lam = (L N lam - x) * (2 / kappa N lam * h N lam x - 1)).
  { unfold y1. rewrite f_by_h by (assumption || lra). ring. }
  rewrite (f_by_h N lam y1), (f_by_h N lam x) in Hh by (assumption || lra).
  replace (- ((L N lam - y1) * h N lam y1)) with ((y1 - L N lam) * h N lam y1) in Hh by ring. rewrite Ey1 in Hh.
  pose proof (h_grows N lam y y1 HN ltac:(lra)) as Hhy1.
  set (a := 2 / kappa N lam * h N lam x - 1) in *. set (hy := h N lam y) in *. set (hx := h N lam x) in *.
  assert (Ha : 0 < a).
  { apply Rmult_lt_reg_l with (L N lam - x); [lra|]. lra. }
  assert (Hh2 : a * h N lam y1 <= hx).
  { apply Rmult_le_reg_l with (L N lam - x); [lra|]. lra. }
  assert (Hh3 : a * hy <= hx) by (apply Rle_trans with (a * h N lam y1); [apply Rmult_le_compat_l; lra | exact Hh2]).
  assert (Hab : a * (2 / kappa N lam * hy - 1) <= 1).
  { assert (2 / kappa N lam * (a * hy) <= 2 / kappa N lam * hx).
    { apply Rmult_le_compat_l; [left; apply Rdiv_lt_0_compat; lra | exact Hh3]. }
    unfold a in *. lra. }
  split; [|split].
  - replace (y - L N lam) with ((L N lam - x) * (eta * hx - 1)) by lra. rewrite Rmult_comm. apply Rmult_le_compat_r; lra.
  - assert (0 <= (y - L N lam) * (eta * hy - 1)) by (apply Rmult_le_pos; lra). lra.
  - set (s := eta * kappa N lam / 2). set (t := 1 - s).
    assert (P : (eta * hx - 1) * (eta * hy - 1) <= (s - t) ^ 2).
    { apply factors_of_steps; unfold t, s; try lra.
      replace (eta * hx - 1 + (1 - eta * kappa N lam / 2)) with (eta * kappa N lam / 2 * a) by (unfold a; field; lra).
      replace (eta * hy - 1 + (1 - eta * kappa N lam / 2)) with (eta * kappa N lam / 2 * (2 / kappa N lam * hy - 1))
        by (field; lra).
      replace (eta * kappa N lam / 2 * a * (eta * kappa N lam / 2 * (2 / kappa N lam * hy - 1)))
        with ((eta * kappa N lam / 2) ^ 2 * (a * (2 / kappa N lam * hy - 1))) by ring.
      rewrite <- (Rmult_1_r ((eta * kappa N lam / 2) ^ 2)) at 2.
      apply Rmult_le_compat_l; [apply pow2_ge_0 | exact Hab]. }
    replace (eta * kappa N lam - 1) with (s - t) by (unfold t, s; field).
    replace (L N lam - z) with ((eta * hx - 1) * (eta * hy - 1) * (L N lam - x)).
    + apply Rmult_le_compat_r; lra.
    + rewrite E2. replace (L N lam - y) with ((L N lam - x) * (1 - eta * hx)) by lra. ring.
Qed.

(* Any number of steps from a state between a and L: the rate is the larger of 1 - eta h(a) and eta kappa - 1. *)
Theorem distance_after N lam eta a A i : (N >= 2)%nat -> 0 < lam -> 0 < eta -> eta * kappa N lam <= 2 -> 0 < a ->
  1 - eta * h N lam a <= A -> eta * kappa N lam - 1 <= A -> 0 <= A ->
  forall x, a <= x <= L N lam -> Rabs (L N lam - iterate N x lam eta i) <= A ^ i * (L N lam - x).
Proof.
  intros HN Hl He Hs Ha HA1 HA2 HA0.
  assert (Hshift : forall x j, iterate N x lam eta (S j) = iterate N (x + eta * f N lam x) lam eta j).
  { intros x j. exact (iterate_from N x lam eta 1 j). }
  induction i as [i IH] using lt_wf_ind. intros x Hx.
  destruct i as [|i]; [cbn [iterate pow]; rewrite Rabs_pos_eq by lra; lra|].
  pose proof (gap_step N lam eta x HN ltac:(lra)) as E.
  rewrite Hshift. destruct (Rle_or_lt (x + eta * f N lam x) (L N lam)) as [Hy|Hy].
  - pose proof (h_grows N lam a x HN ltac:(lra)) as Hm. pose proof (h_nonnegative N lam x HN ltac:(lra)) as Hh.
    assert (eta * h N lam a <= eta * h N lam x) by (apply Rmult_le_compat_l; lra).
    assert (0 <= (L N lam - x) * (eta * h N lam x)) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]).
    apply Rle_trans with (1 := IH i ltac:(lia) (x + eta * f N lam x) ltac:(lra)). rewrite E.
    cbn [pow]. replace (A * A ^ i * (L N lam - x)) with (A ^ i * ((L N lam - x) * A)) by ring.
    apply Rmult_le_compat_l; [apply pow_le, HA0|]. apply Rmult_le_compat_l; lra.
  - assert (Hlt : x < L N lam).
    { destruct Hx as [_ [Hx|Hx]]; [assumption|]. exfalso. replace (L N lam - x) with 0 in E by lra. lra. }
    destruct (two_steps N lam eta x HN Hl He Hs ltac:(lra) Hy) as [H1 [H2 H3]].
    set (y := x + eta * f N lam x) in *. destruct i as [|i].
    + cbn [iterate]. rewrite Rabs_left by lra. rewrite pow_1.
      assert ((eta * kappa N lam - 1) * (L N lam - x) <= A * (L N lam - x)) by (apply Rmult_le_compat_r; lra). lra.
    + rewrite Hshift. set (z := y + eta * f N lam y) in *. set (c := eta * kappa N lam - 1) in *.
      assert (Hc : 0 <= c).
      { destruct (Rle_or_lt 0 c) as [|Hn]; [assumption|]. exfalso.
        assert (0 < - c * (L N lam - x)) by (apply Rmult_lt_0_compat; lra). lra. }
      assert (Hc1 : c ^ 2 <= 1). { assert (c <= 1) by (unfold c; lra). simpl. nra. }
      assert (HcA : c ^ 2 <= A ^ 2) by (apply pow_incr; lra).
      assert (c ^ 2 * (L N lam - x) <= 1 * (L N lam - x)) by (apply Rmult_le_compat_r; lra).
      assert (c ^ 2 * (L N lam - x) <= A ^ 2 * (L N lam - x)) by (apply Rmult_le_compat_r; lra).
      apply Rle_trans with (1 := IH i ltac:(lia) z ltac:(lra)).
      replace (A ^ S (S i) * (L N lam - x)) with (A ^ i * (A ^ 2 * (L N lam - x))) by (simpl; ring).
      apply Rmult_le_compat_l; [apply pow_le, HA0 | lra].
Qed.
