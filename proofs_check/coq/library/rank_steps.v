(* For steps up to theta_N/N in units of lambda_1 the convexity of library/rank_convexity.v holds.
   What is needed is at
   least linear in u between both ends of its range, as u^N lies below its chord;
     so numbers at the upper end decide, one
   depth after the other below 20, and for all others by U^N <= exp(x) <= (1 + x/2)/(1 - x/2). Here N = m + 2. *)
From Coq Require Import Reals List Lra Lia Psatz.
From dmf.library Require Import vocabulary powers roots counting slopes share_count rank_convexity.
Open Scope R_scope.

(* theta_N, and what t^(N-2) (1 - t^N) does not exceed. *)
Definition share (m : nat) : R := match m with 0%nat => 59 / 100 | 1%nat => 16 / 25 | _ => 13 / 20 end.
Definition height (m : nat) : R :=
  nth m (1 :: 48 / 100 :: 39 / 100 :: 35 / 100 :: 33 / 100 :: 33 / 100 :: 31 / 100 :: 31 / 100 :: repeat
    (30 / 100) 10)
    (27 / 100).

Ltac each_depth m tac := do 18 (destruct m as [|m]; [tac m|]).

(* The mean of t^m and constants bounds t^(2m+2): with A^(m+2) >= m/(2m+2) the maximum is at most (m+2)/m A^(2m+2). *)
Lemma height_by m A t : (1 <= m)%nat -> 0 <= t -> 0 <= A -> INR m / (2 * INR m + 2) <= A ^ S (S m) ->
  t ^ m * (1 - t ^ S (S m)) <= (INR m + 2) / INR m * A ^ (2 * m + 2).
Proof.
  intros Hm Ht HA H. destruct m as [|p]; [lia|]. pose proof (weighted_powers p (S (S (S p))) t A Ht HA) as W.
  replace (S p + S (S (S p)))%nat with (2 * S p + 2)%nat in W by lia.
  assert (HI : 0 < INR (S p)) by (apply lt_0_INR; lia). set (n := INR (S p)) in *.
  replace (INR (2 * S p + 2)) with (2 * n + 2) in W by (rewrite plus_INR, mult_INR; unfold n; simpl; ring).
  replace (INR (S (S (S p)))) with (n + 2) in W by (unfold n; rewrite !S_INR; ring).
  pose proof (pow_le t (S p) Ht) as P.
  assert (E : t ^ (2 * S p + 2) = t ^ S p * t ^ S (S (S p))) by (rewrite <- pow_add; f_equal; lia).
  rewrite E in W. set (a := t ^ S p) in *. set (b := t ^ S (S (S p))) in *. set (c := A ^ (2 * S p + 2)) in *.
  assert (Q : n * a <= (2 * n + 2) * A ^ S (S (S p)) * a).
  { apply Rmult_le_compat_r; [exact P|]. apply Rmult_le_compat_r with (r := 2 * n + 2) in H; [|lra].
    unfold Rdiv in H. rewrite Rmult_assoc, Rinv_l in H by lra. lra. }
  apply Rmult_le_reg_l with n; [exact HI|]. replace (n * ((n + 2) / n * c)) with ((n + 2) * c) by (field; lra). lra.
Qed.

Lemma height_large m t : (18 <= m)%nat -> 0 <= t <= 1 -> t ^ m * (1 - t ^ S (S m)) <= 27 / 100.
Proof.
  intros Hm Ht. pose proof (root_power 9 (t ^ m) ltac:(lia) ltac:(apply pow_le; lra)) as E.
  pose proof (root_nonnegative 9 (t ^ m)) as P. set (r := root 9 (t ^ m)) in *.
  assert (Hr : r <= t ^ 2).
  { apply Rnot_lt_le. intros Q. assert (0 <= t ^ 2) by (apply pow_le; lra).
    assert (A : (t ^ 2) ^ 9 < r ^ 9).
    { apply Rminus_gt_0_lt. rewrite (difference_of_powers 8). apply Rmult_lt_0_compat; [lra|].
      change (G 8 (t ^ 2) r) with (t ^ 2 * G 7 (t ^ 2) r + r ^ 8).
      pose proof (G_nonnegative 7 (t ^ 2) r ltac:(lra) P). pose proof (pow_lt r 8 ltac:(lra)).
      assert (0 <= t ^ 2 * G 7 (t ^ 2) r) by (apply Rmult_le_pos; assumption). lra. }
    rewrite E, <- pow_mult in A. replace (2 * 9)%nat with 18%nat in A by reflexivity.
    assert (B : t ^ m <= t ^ 18).
    { replace m with (18 + (m - 18))%nat by lia. rewrite pow_add. rewrite <- (Rmult_1_r (t ^ 18)) at 2.
      apply Rmult_le_compat_l; [apply pow_le; lra|]. rewrite <- (pow1 (m - 18)). apply pow_incr. lra. }
    lra. }
  replace (t ^ S (S m)) with (t ^ m * t ^ 2) by (simpl; ring). rewrite <- E.
  apply Rle_trans with (r ^ 9 * (1 - r ^ 9 * r)).
  - apply Rmult_le_compat_l; [apply pow_le; lra|]. assert (r ^ 9 * r <= r ^ 9 * t ^ 2); [|lra].
    apply Rmult_le_compat_l; [apply pow_le; lra | exact Hr].
  - pose proof (weighted_powers 8 10 r (9281 / 10000) P ltac:(lra)) as W.
    replace (8 + 1 + 10)%nat with 19%nat in W by reflexivity. cbn [Nat.add] in W.
    replace (INR 9) with 9 in W by (simpl; ring). replace (INR 10) with 10 in W by (simpl; ring).
    replace (INR 19) with 19 in W by (simpl; ring).
    assert (B : r ^ 19 = r ^ 9 * (r ^ 9 * r)) by (simpl; ring). pose proof (pow_le r 9 P) as P9. rewrite B in W.
    assert (C : 9 * r ^ 9 <= 19 * (9281 / 10000) ^ 10 * r ^ 9) by (apply Rmult_le_compat_r; lra).
    assert (D : 10 * (9281 / 10000) ^ 19 <= 243 / 100) by lra. lra.
Qed.

Lemma height_beyond m : (18 <= m)%nat -> height m = 27 / 100.
Proof. intros Hm. apply nth_overflow. exact Hm. Qed.

(* Numbers A that serve the depths 3 to 19. *)
Definition mean (m : nat) : R :=
  nth m (1 :: 63 / 100 :: 76 / 100 :: 822 / 1000 :: 859 / 1000 :: 885 / 1000 :: 90 / 100 :: 914 / 1000 :: 923 / 1000
    :: 93 / 100 :: 938 / 1000 :: 942 / 1000 :: 948 / 1000 :: 952 / 1000 :: 955 / 1000 :: 958 / 1000 :: 96 / 100
    :: 962 / 1000 :: nil) 1.

Ltac numerals := rewrite ?INR_IZR_INZ; simpl Z.of_nat; simpl (_ * _ + _)%nat.

Lemma height_bounds m t : 0 <= t <= 1 -> t ^ m * (1 - t ^ S (S m)) <= height m.
Proof.
  intros Ht. destruct (le_lt_dec 18 m) as [Hm|Hm]; [rewrite height_beyond by exact Hm; apply height_large;
    assumption|].
  destruct (Nat.eq_dec m 0) as [->|H0].
  { unfold height. simpl. assert (0 <= t * (t * 1)) by (apply Rmult_le_pos; lra). lra. }
  assert (Q : 0 <= mean m /\ INR m / (2 * INR m + 2) <= mean m ^ S (S m) /\
    (INR m + 2) / INR m * mean m ^ (2 * m + 2) <= height m).
  { clear Ht. each_depth m ltac:(fun m => try lia; cbn [mean height nth repeat]; numerals; repeat split; lra). lia. }
  destruct Q as [Q1 [Q2 Q3]]. apply Rle_trans with (2 := Q3). apply height_by; [lia | lra | exact Q1 | exact Q2].
Qed.

(* The chord of u^N, and what numbers at the upper end U give. *)
Lemma below_chord n u U : 1 <= u <= U -> (u ^ S n - 1) * (U - 1) <= (U ^ S n - 1) * (u - 1).
Proof.
  intros Hu. pose proof (difference_of_powers n 1 u) as A. pose proof (difference_of_powers n 1 U) as B.
  rewrite pow1 in A, B. rewrite A, B.
  assert (C : G n 1 u <= G n 1 U).
  { clear A B. induction n as [|n IH]; [simpl; lra|]. change (G (S n) 1 ?a) with (1 * G n 1 a + a ^ S n).
    apply Rplus_le_compat; [lra | apply pow_incr; lra]. }
  replace ((u - 1) * G n 1 u * (U - 1)) with ((u - 1) * (U - 1) * G n 1 u) by ring.
  replace ((U - 1) * G n 1 U * (u - 1)) with ((u - 1) * (U - 1) * G n 1 U) by ring.
  apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact C].
Qed.

Lemma convex_by_ends m v V U delta beta : 0 <= v <= V -> 1 < U -> 0 <= delta -> 0 <= beta ->
  delta <= 1 - V * (INR m + 2) -> delta <= rise m V U -> - beta <= 3 - 4 * V * (INR m + 2) -> - beta <= bend m V U ->
  V * (U ^ S (S m) - 1) <= U - 1 -> (1 + U ^ m * (U - 1)) * beta <= delta ^ 2 -> convex_until m v U.
Proof.
  intros Hv HU Hd Hb D1 D2 B1 B2 Hn Hfin u Hu. pose proof (pos_INR m) as HM.
  set (s := (u - 1) / (U - 1)). assert (Es : u - 1 = s * (U - 1)) by (unfold s; field; lra).
  assert (Hs : 0 <= s <= 1) by (split; nra).
  assert (Hc : u ^ S (S m) <= 1 + s * (U ^ S (S m) - 1)).
  { pose proof (below_chord (S m) u U Hu) as C. apply Rmult_le_reg_r with (U - 1); [lra|].
    rewrite Es in C. lra. }
  assert (H1 : 1 <= u ^ S (S m)) by (rewrite <- (pow1 (S (S m))); apply pow_incr; lra).
  assert (Hm : 1 <= u ^ m <= U ^ m) by (split; [rewrite <- (pow1 m); apply pow_incr; lra | apply pow_incr; lra]).
  unfold next, rise, bend in *. set (E := u ^ S (S m)) in *. set (F := U ^ S (S m)) in *. set (M := INR m) in *.
  assert (HvE : v * (E - 1) <= s * (U - 1)).
  { apply Rle_trans with (V * (s * (F - 1))); [apply Rmult_le_compat; lra|].
    replace (V * (s * (F - 1))) with (s * (V * (F - 1))) by ring. apply Rmult_le_compat_l; lra. }
  assert (Hrise : delta <= (M + 1) * u - M - v * ((2 * M + 2) * E - M)).
  { assert (A0 : 0 <= (2 * M + 2) * E - M) by nra.
    apply Rle_trans with ((M + 1) * u - M - V * ((2 * M + 2) * (1 + s * (F - 1)) - M)).
    - replace u with (1 + s * (U - 1)) by lra.
      replace ((M + 1) * (1 + s * (U - 1)) - M - V * ((2 * M + 2) * (1 + s * (F - 1)) - M))
        with ((1 - s) * (1 - V * (M + 2)) + s * ((M + 1) * U - M - V * ((2 * M + 2) * F - M))) by ring.
      replace delta with ((1 - s) * delta + s * delta) by ring.
      apply Rplus_le_compat; apply Rmult_le_compat_l; lra.
    - assert (v * ((2 * M + 2) * E - M) <= V * ((2 * M + 2) * (1 + s * (F - 1)) - M)); [|lra].
      apply Rmult_le_compat; try lra. assert ((2 * M + 2) * E <= (2 * M + 2) * (1 + s * (F - 1))); [|lra].
      apply Rmult_le_compat_l; lra. }
  assert (Hbend : - beta <= (2 * M + 3) * u - 2 * M + 2 * v * M - 2 * v * (3 * M + 4) * E).
  { apply Rle_trans with ((2 * M + 3) * u - 2 * M - 2 * V * ((3 * M + 4) * (1 + s * (F - 1)) - M)).
    - replace u with (1 + s * (U - 1)) by lra.
      replace ((2 * M + 3) * (1 + s * (U - 1)) - 2 * M - 2 * V * ((3 * M + 4) * (1 + s * (F - 1)) - M))
        with ((1 - s) * (3 - 4 * V * (M + 2))
          + s * ((2 * M + 3) * U - 2 * M + 2 * V * M - 2 * V * (3 * M + 4) * F)) by ring.
      replace (- beta) with ((1 - s) * - beta + s * - beta) by ring.
      apply Rplus_le_compat; apply Rmult_le_compat_l; lra.
    - assert (v * ((3 * M + 4) * E - M) <= V * ((3 * M + 4) * (1 + s * (F - 1)) - M)); [|lra].
      assert (A0 : 0 <= (3 * M + 4) * E - M) by nra.
      apply Rmult_le_compat; try lra. assert ((3 * M + 4) * E <= (3 * M + 4) * (1 + s * (F - 1))); [|lra].
      apply Rmult_le_compat_l; lra. }
  set (D := (M + 1) * u - M - v * ((2 * M + 2) * E - M)) in *.
  set (B := (2 * M + 3) * u - 2 * M + 2 * v * M - 2 * v * (3 * M + 4) * E) in *.
  assert (Hnext : 1 <= 1 + u ^ m * (u - 1 - v * (E - 1)) <= 1 + U ^ m * (U - 1)).
  { assert (0 <= v * (E - 1)) by (apply Rmult_le_pos; lra).
    assert (A0 : 0 <= u - 1 - v * (E - 1) <= U - 1) by lra.
    split; [assert (0 <= u ^ m * (u - 1 - v * (E - 1))) by (apply Rmult_le_pos; lra); lra|].
    apply Rplus_le_compat_l, Rmult_le_compat; lra. }
  set (H := 1 + u ^ m * (u - 1 - v * (E - 1))) in *. split; [lra|]. split; [lra|].
  assert (HD : delta ^ 2 <= u ^ m * D ^ 2).
  { assert (delta ^ 2 <= D ^ 2) by (apply pow_incr; lra). nra. }
  destruct (Rle_or_lt 0 B) as [Q|Q].
  - assert (0 <= H * B) by (apply Rmult_le_pos; lra). assert (0 <= delta ^ 2) by apply pow2_ge_0. lra.
  - assert (H * - B <= (1 + U ^ m * (U - 1)) * beta) by (apply Rmult_le_compat; lra). lra.
Qed.

(* Depth 2. *)
Lemma convex_depth_two v : 0 <= v <= 59 / 200 -> convex_until 0 v (1 + 59 / 200).
Proof.
  intros Hv u Hu. unfold next, rise, bend. simpl. set (p := v * u).
  assert (Hp : 0 <= p <= 764051 / 2000000) by (unfold p; split; [apply Rmult_le_pos; lra | nra]).
  assert (En : 1 + 1 * (u - 1 - v * (u * (u * 1) - 1)) = u * (1 - p) + v) by (unfold p; ring).
  assert (Er : (0 + 1) * u - 0 - v * ((2 * 0 + 2) * (u * (u * 1)) - 0) = u * (1 - 2 * p)) by (unfold p; ring).
  assert (Eb : (2 * 0 + 3) * u - 2 * 0 + 2 * v * 0 - 2 * v * (3 * 0 + 4) * (u * (u * 1)) = u * (3 - 8 * p))
    by (unfold p; ring).
  rewrite En, Er, Eb. clear En Er Eb.
  assert (Hnext : 0 < u * (1 - p) + v) by nra.
  split; [exact Hnext|]. split; [apply Rmult_le_pos; lra|].
  replace (1 * (u * (1 - 2 * p) * (u * (1 - 2 * p) * 1)) + (u * (1 - p) + v) * (u * (3 - 8 * p)))
    with (u * (u * ((1 - 2 * p) * (1 - 2 * p)) + (u * (1 - p) + v) * (3 - 8 * p))) by ring.
  apply Rmult_le_pos; [lra|]. destruct (Rle_or_lt p (3 / 8)) as [Q|Q].
  - apply Rplus_le_le_0_compat; apply Rmult_le_pos; try lra. apply Rle_0_sqr.
  - assert (Hu0 : 127 / 100 <= u) by (unfold p in *; nra).
    assert (A : v * (8 * p - 3) <= 59 / 200 * (8 * p - 3)) by (apply Rmult_le_compat_r; lra).
    assert (B0 : 0 <= 4 - 15 * p + 12 * (p * p)) by nra.
    assert (B : 127 / 100 * (4 - 15 * p + 12 * (p * p)) <= u * (4 - 15 * p + 12 * (p * p)))
      by (apply Rmult_le_compat_r; lra).
    assert (C : 59 / 200 * (8 * p - 3) <= 127 / 100 * (4 - 15 * p + 12 * (p * p))) by nra.
    replace (u * ((1 - 2 * p) * (1 - 2 * p)) + (u * (1 - p) + v) * (3 - 8 * p))
      with (u * (4 - 15 * p + 12 * (p * p)) - v * (8 * p - 3)) by ring. lra.
Qed.

(* From depth 20 on. *)
Lemma power_at_most n x : (1 <= n)%nat -> 0 <= x < 2 -> (1 + x / INR n) ^ n <= (1 + x / 2) / (1 - x / 2).
Proof.
  intros Hn Hx. assert (HI : 0 < INR n) by (apply lt_0_INR; lia).
  assert (H0 : 0 <= x / INR n) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, HI]).
  set (r := (1 + x / 2) / (1 - x / 2)).
  assert (Hr : 1 <= r).
  { apply Rmult_le_reg_r with (1 - x / 2); [lra|]. unfold r, Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  pose proof (ln_at_least r Hr) as L1. replace (2 * (r - 1) / (r + 1)) with x in L1 by (unfold r; field; lra).
  pose proof (ln_at_most (1 + x / INR n) ltac:(lra)) as L2.
  apply Rmult_le_compat_l with (r := INR n) in L2; [|lra].
  replace (INR n * (1 + x / INR n - 1)) with x in L2 by (field; lra).
  rewrite <- (exp_ln r), <- (exp_ln ((1 + x / INR n) ^ n)) by (try apply pow_lt; lra). rewrite ln_pow by lra.
  assert (Q : INR n * ln (1 + x / INR n) <= ln r) by lra.
  destruct Q as [Q|Q]; [left; apply exp_increasing, Q | right; rewrite Q; reflexivity].
Qed.

Lemma convex_large m v : (18 <= m)%nat -> 0 <= v <= 13 / 20 / (INR m + 2) ->
  convex_until m v (1 + 27 / 100 * (13 / 20) / (INR m + 2)).
Proof.
  intros Hm Hv. assert (HM : 18 <= INR m) by (apply (le_INR 18) in Hm; simpl in Hm; lra).
  assert (EN : INR m + 2 = INR (S (S m))) by (rewrite !S_INR; ring).
  pose proof (power_at_most (S (S m)) (27 / 100 * (13 / 20)) ltac:(lia) ltac:(lra)) as HE. rewrite <- EN in HE.
  set (n := INR m + 2) in *. assert (Hn : 20 <= n) by (unfold n; lra). set (w := / n).
  assert (Hw : 0 < w <= 1 / 20).
  { unfold w. split; [apply Rinv_0_lt_compat; lra|]. unfold Rdiv. rewrite Rmult_1_l. apply Rinv_le_contravar; lra. }
  set (x := 27 / 100 * (13 / 20)) in *. set (U := 1 + x / n) in *. set (V := 13 / 20 / n) in *.
  assert (HU : 1 < U) by (unfold U, x; assert (0 < 27 / 100 * (13 / 20) / n) by (apply Rdiv_lt_0_compat; lra); lra).
  assert (HE2 : U ^ S (S m) <= 119239 / 100000) by (apply Rle_trans with (1 := HE); unfold x; lra).
  assert (HE1 : 1 <= U ^ S (S m)) by (rewrite <- (pow1 (S (S m))); apply pow_incr; lra).
  assert (EM : INR m = n - 2) by (unfold n; ring).
  apply (convex_by_ends m v V U (268 / 1000) 0); try lra.
  - fold n. unfold V. replace (13 / 20 / n * n) with (13 / 20) by (field; lra). lra.
  - unfold rise. rewrite EM. set (E := U ^ S (S m)) in *.
    replace ((n - 2 + 1) * U - (n - 2) - V * ((2 * (n - 2) + 2) * E - (n - 2)))
      with (1 + (1 - w) * x - 13 / 20 * ((2 - 2 * w) * E - (1 - 2 * w))) by (unfold U, V, w; field; lra).
    assert ((2 - 2 * w) * E <= (2 - 2 * w) * (119239 / 100000)) by (apply Rmult_le_compat_l; lra). unfold x. lra.
  - fold n. unfold V. replace (4 * (13 / 20 / n) * n) with (4 * (13 / 20)) by (field; lra). lra.
  - unfold bend. rewrite EM. set (E := U ^ S (S m)) in *.
    replace ((2 * (n - 2) + 3) * U - 2 * (n - 2) + 2 * V * (n - 2) - 2 * V * (3 * (n - 2) + 4) * E)
      with (3 + (2 - w) * x - 13 / 20 * ((6 - 4 * w) * E - 2 * (1 - 2 * w))) by (unfold U, V, w; field; lra).
    assert ((6 - 4 * w) * E <= (6 - 4 * w) * (119239 / 100000)) by (apply Rmult_le_compat_l; lra). unfold x. lra.
  - unfold V, U. replace (1 + x / n - 1) with (x / n) by ring. fold U. unfold Rdiv. fold w.
    replace (13 * / 20 * w * (U ^ S (S m) - 1)) with (w * (13 * / 20 * (U ^ S (S m) - 1))) by ring.
    rewrite (Rmult_comm x w). apply Rmult_le_compat_l; [lra | unfold x; lra].
Qed.

Theorem convex_steps m v : 0 <= v <= share m / (INR m + 2) ->
  convex_until m v (1 + height m * share m / (INR m + 2)).
Proof.
  destruct (le_lt_dec 18 m) as [Hm|Hm].
  { rewrite height_beyond by exact Hm. destruct m as [|[|m]]; [lia | lia|]. apply convex_large. exact Hm. }
  destruct (Nat.eq_dec m 0) as [->|H0].
  { intros Hv. replace (1 + height 0 * share 0 / (INR 0 + 2)) with (1 + 59 / 200) by (unfold height; simpl; field).
    apply convex_depth_two. replace (59 / 200) with (share 0 / (INR 0 + 2)) by (simpl; field). exact Hv. }
  intros Hv. apply (convex_by_ends m v (share m / (INR m + 2)) _ (268 / 1000) (63 / 1000) Hv);
    clear Hv; each_depth m ltac:(fun m => try lia; cbn [share height nth repeat]; unfold rise, bend; numerals; lra).
  all: lia.
Qed.
