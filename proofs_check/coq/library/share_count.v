(* The steps that Theorem 1.1 asks for in its case 4 are enough for share_order.v: (2N-2) alpha^(N-2)
   (lambda - alpha^N)
   eta k >= 5/4. The flow time from alpha to x_* takes the start to x_*, and there it is a matter of numbers. *)
From Coq Require Import Reals ZArith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots descent_order flow_times counting constants slopes.
From dmf.statements Require Import definitions.
From dmf.deep_factorization Require lemma_2_2.
Open Scope R_scope.

Definition pace (N : nat) (lam x : R) : R := x ^ (N - 2) * (lam - x ^ N).

Lemma pace_positive N lam x : (N >= 2)%nat -> 0 < lam -> 0 < x < L N lam -> 0 < pace N lam x.
Proof.
  intros HN Hl Hx. unfold pace. apply Rmult_lt_0_compat; [apply pow_lt; lra|].
  pose proof (power_below (N - 1) x (L N lam) ltac:(lra)) as P. replace (S (N - 1)) with N in P by lia.
  rewrite limit_power in P by (assumption || lra). lra.
Qed.

(* 1/pace falls no faster than the flow time grows, with a factor that leaves room. *)
Lemma waiting N lam alpha : (N >= 2)%nat -> 0 < lam -> 0 < alpha <= x_star N lam ->
  5 / 4 / (2 * INR N - 2) / pace N lam alpha <= tau N lam alpha (x_star N lam) + 5 / 4 /
    (2 * INR N - 2) / pace N lam (x_star N lam).
Proof.
  intros HN Hl Ha. pose proof (depth_real N HN) as HR. pose proof (inflection_below N lam HN Hl) as HX.
  set (X := x_star N lam) in *. set (C := 5 / 4 / (2 * INR N - 2)).
  assert (HC : 0 < C) by (apply Rdiv_lt_0_compat; lra).
  assert (HCm : C * (INR N - 2) <= 1).
  { apply Rmult_le_reg_r with (2 * INR N - 2); [lra|]. unfold C.
    replace (5 / 4 / (2 * INR N - 2) * (INR N - 2) * (2 * INR N - 2)) with (5 / 4 * (INR N - 2)) by (field; lra).
      lra. }
  assert (Pos : forall x, alpha <= x <= X -> 0 < pace N lam x /\ 0 < x) by
    (intros x Hx; split; [apply pace_positive; assumption || lra | lra]).
  assert (HF : positive (f N lam) alpha X) by (apply f_is_positive; assumption || lra).
  set (W := fun x => - (C * ((INR N - 2) * (lam - x ^ N) - INR N * x ^ N) / (x * pace N lam x * (lam - x ^ N)))).
  assert (G : C / pace N lam alpha - C / pace N lam X <= time (f N lam) alpha X).
  { assert (D : forall x, alpha <= x <= X -> is_derive (fun x => - (C / pace N lam x)) x (- W x)).
    { intros x Hx. destruct (Pos x Hx) as [P1 P2]. unfold W, pace in *. destruct N as [|[|m]]; [lia | lia|].
      replace (S (S m) - 2)%nat with m in * by lia. assert (Px : 0 < x ^ m) by (apply pow_lt; lra).
      assert (Pq : 0 < lam - x ^ S (S m)) by nra.
      auto_derive; [apply Rgt_not_eq, P1|].
      change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). rewrite !S_INR in *.
      destruct m as [|p]; [simpl in *; field; repeat split; lra|].
      rewrite !S_INR in *. cbn [pred pow] in *. assert (x ^ p <> 0) by (apply pow_nonzero; lra). field.
        repeat split; lra. }
    assert (V : forall x, alpha <= x <= X -> - W x <= / f N lam x).
    { intros x Hx. destruct (Pos x Hx) as [P1 P2]. unfold W, pace in *.
      assert (Px : 0 < x ^ (N - 2)) by (apply pow_lt; lra). assert (Pq : 0 < lam - x ^ N) by nra.
      assert (PN : 0 < x ^ N) by (apply pow_lt; lra).
      unfold f. replace (N - 1)%nat with (S (N - 2)) by lia. cbn [pow]. set (q := lam - x ^ N) in *.
      replace (- - (C * ((INR N - 2) * q - INR N * x ^ N) / (x * (x ^ (N - 2) * q) * q)))
        with ((C * (INR N - 2) - C * (INR N * x ^ N) / q) * / (x * x ^ (N - 2) * q)) by (field; repeat split; lra).
      rewrite <- (Rmult_1_l (/ (x * x ^ (N - 2) * q))) at 2.
      apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|];
        assumption|].
      assert (0 <= C * (INR N * x ^ N) / q); [|lra].
      apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra] | left; apply Rinv_0_lt_compat, Pq]. }
    pose proof (time_at_least (f N lam) (fun x => - (C / pace N lam x)) (fun x => - W x) alpha X (proj2 Ha)
      (positive_regular _ _ _ HF) D) as T. replace (C / pace N lam alpha - C / pace N lam X)
      with (- (C / pace N lam X) - - (C / pace N lam alpha)) by ring. apply T; [|exact V].
    intros x Hx. destruct (Pos x Hx) as [P1 P2]. unfold W, pace in *.
    assert (Px : 0 < x ^ (N - 2)) by (apply pow_lt; lra). assert (Pq : 0 < lam - x ^ N) by nra.
    apply (ex_derive_continuous (fun x => - - (C * ((INR N - 2) * (lam - x ^ N) - INR N * x ^ N) /
      (x * (x ^ (N - 2) * (lam - x ^ N)) * (lam - x ^ N))))). auto_derive. repeat split; try lra.
    apply Rgt_not_eq. apply Rmult_lt_0_compat; [|exact Pq]. apply Rmult_lt_0_compat; [lra|].
    apply Rmult_lt_0_compat; assumption. }
  rewrite tau_is_time. lra.
Qed.

(* Logarithms of numbers: ln r >= 2 (r - 1)/(r + 1), so that ln z >= 2 n (r - 1)/(r + 1) where z >= r^n. *)
Lemma ln_at_least r : 1 <= r -> 2 * (r - 1) / (r + 1) <= ln r.
Proof.
  intros Hr. enough (ln 1 - 2 * (1 - 1) / (1 + 1) <= ln r - 2 * (r - 1) / (r + 1)) as Q.
  { rewrite ln_1 in Q. replace (2 * (1 - 1) / (1 + 1)) with 0 in Q by field. lra. }
  apply (increases (fun r => ln r - 2 * (r - 1) / (r + 1)) (fun r => (r - 1) ^ 2 / (r * (r + 1) ^ 2)));
    [exact Hr | |].
  - intros x Hx. auto_derive; [repeat split; lra|]. field. lra.
  - intros x Hx. apply Rmult_le_pos; [apply pow2_ge_0|]. left. apply Rinv_0_lt_compat, Rmult_lt_0_compat; [lra|].
    apply pow_lt. lra.
Qed.

Lemma ln_above n r z : 1 <= r -> r ^ n <= z -> INR n * (2 * (r - 1) / (r + 1)) <= ln z.
Proof.
  intros Hr Hz. apply Rle_trans with (ln (r ^ n)); [|apply ln_monotone; [apply pow_lt; lra | exact Hz]].
  rewrite ln_pow by lra. apply Rmult_le_compat_l; [apply pos_INR | apply ln_at_least, Hr].
Qed.

(* N (1 - x_*/L): at least .84, .78, and .688 from depth 4 on, and at most N/2. *)
Definition least_gap (N : nat) : R := match N with 2%nat => 84 / 100 | 3%nat => 78 / 100 | _ => 688 / 1000 end.

Lemma gap_power N : (N >= 2)%nat -> c_N N <= (1 - least_gap N / INR N) ^ N.
Proof.
  intros HN. destruct N as [|[|[|[|m]]]]; try lia; unfold c_N, least_gap.
  - simpl. lra.
  - simpl. lra.
  - set (N := S (S (S (S m)))) in *.
    assert (Hn : 4 <= INR N) by (unfold N; rewrite !S_INR; pose proof (pos_INR m); lra). set (n := INR N) in *.
    set (t := 688 / 1000 / n). assert (Ht : t * n = 688 / 1000) by (unfold t; field; lra).
    assert (Ht1 : 0 < t < 1) by (split; [apply Rdiv_lt_0_compat; lra | nra]).
    rewrite <- (exp_ln ((1 - t) ^ N)) by (apply pow_lt; lra).
    assert (E : ln ((1 - t) ^ N) = n * ln (1 - t)).
    { rewrite <- (Rpower_pow N (1 - t)) by lra. unfold Rpower. rewrite ln_exp. reflexivity. }
    assert (B : - (688 / 1000) - 473344 / 1000000 / (n - 688 / 1000) <= n * ln (1 - t)).
    { pose proof (ln_at_most (/ (1 - t)) ltac:(apply Rinv_0_lt_compat; lra)) as Q. rewrite ln_Rinv in Q by lra.
      assert (Q' : - (t / (1 - t)) <= ln (1 - t))
        by (replace (t / (1 - t)) with (/ (1 - t) - 1) by (field; lra); lra).
      apply Rmult_le_compat_l with (r := n) in Q'; [|lra]. apply Rle_trans with (2 := Q').
      right. unfold t. field. lra. }
    rewrite E. apply Rle_trans with (exp (- (688 / 1000) - 473344 / 1000000 / (n - 688 / 1000))).
    + set (z := 473344 / 1000000 / (n - 688 / 1000)).
      replace (- (688 / 1000) - z) with (- (688 / 1000) + - z) by ring. rewrite exp_plus.
      assert (Hz : z * (n - 688 / 1000) = 473344 / 1000000) by (unfold z; field; lra).
      assert (P1 : 502 / 1000 <= exp (- (688 / 1000))).
      { pose proof (ln_above 8 (10899 / 10000) (1000 / 502) ltac:(lra) ltac:(lra)) as Q. simpl INR in Q.
        rewrite <- (exp_ln (502 / 1000)) by lra.
        assert (El : ln (502 / 1000) = - ln (1000 / 502)) by (rewrite <- ln_Rinv by lra; f_equal; field).
        left. apply exp_increasing. lra. }
      pose proof (exp_ineq1_le (- z)) as P2. pose proof (exp_pos (- z)) as P3.
      assert (Hz1 : z <= 1).
      { apply Rmult_le_reg_r with (n - 688 / 1000); lra. }
      apply Rle_trans with (502 / 1000 * (1 - z)).
      * apply Rmult_le_reg_r with ((2 * n - 1) * (n - 688 / 1000)); [apply Rmult_lt_0_compat; lra|].
        replace ((n - 1) / (2 * n - 1) * ((2 * n - 1) * (n - 688 / 1000))) with ((n - 1) * (n - 688 / 1000))
          by (field; lra).
        replace (502 / 1000 * (1 - z) * ((2 * n - 1) * (n - 688 / 1000)))
          with (502 / 1000 * ((2 * n - 1) * ((n - 688 / 1000) - z * (n - 688 / 1000)))) by ring.
        rewrite Hz. nra.
      * apply Rmult_le_compat; lra.
    + destruct B as [B|B]; [left; apply exp_increasing, B | right; rewrite B; reflexivity].
Qed.

Lemma gap_between N lam : (N >= 2)%nat -> 0 < lam ->
  least_gap N <= INR N * (1 - x_star N lam / L N lam) <= INR N / 2.
Proof.
  intros HN Hl. pose proof (depth_real N HN) as HR. pose proof (limit_positive N lam HN Hl) as HL.
  pose proof (inflection_positive N lam HN Hl) as HX. set (q := x_star N lam / L N lam).
  assert (Hq : 0 < q) by (apply Rdiv_lt_0_compat; assumption).
  assert (E : q ^ N = c_N N).
  { unfold q, Rdiv. rewrite Rpow_mult_distr, pow_inv, limit_power by (assumption || lra).
    pose proof (inflection_power N lam HN Hl) as P. unfold c_N.
    replace (x_star N lam ^ N * / lam) with ((2 * INR N - 1) * x_star N lam ^ N / (lam * (2 * INR N - 1)))
      by (field; lra).
    rewrite P. field. lra. }
  split.
  - assert (Q : q <= 1 - least_gap N / INR N).
    { assert (H0 : 0 <= 1 - least_gap N / INR N).
      { assert (least_gap N <= 1) by (destruct N as [|[|[|[|m]]]]; simpl; lra).
        assert (least_gap N / INR N <= 1); [|lra]. apply Rmult_le_reg_r with (INR N); [lra|].
        unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
      apply Rnot_lt_le. intros Q. pose proof (power_below (N - 1) _ q (conj H0 Q)) as P.
      replace (S (N - 1)) with N in P by lia. pose proof (gap_power N HN). lra. }
    apply Rmult_le_compat_l with (r := INR N) in Q; [|lra].
    replace (INR N * (1 - least_gap N / INR N)) with (INR N - least_gap N) in Q by (field; lra). lra.
  - assert (Q : 1 / 2 <= q).
    { apply Rnot_lt_le. intros Q. pose proof (power_below (N - 1) q (1 / 2) ltac:(lra)) as P.
      replace (S (N - 1)) with N in P by lia. rewrite E in P.
      assert (B : (1 / 2) ^ N <= 1 / 4).
      { replace N with (2 + (N - 2))%nat by lia. rewrite pow_add.
        assert (Q1 : (1 / 2) ^ (N - 2) <= 1 ^ (N - 2)) by (apply pow_incr; lra). rewrite pow1 in Q1. simpl pow at 1.
          lra. }
      assert (D : 1 / 3 <= c_N N).
      { unfold c_N. apply Rmult_le_reg_r with (2 * INR N - 1); [lra|].
        unfold Rdiv at 2. rewrite Rmult_assoc, Rinv_l by lra. lra. }
      lra. }
    nra.
Qed.

(* h at x_* and the bound (25). *)
Definition most_rate (N : nat) : R := match N with 2%nat => 2281 / 10000 | 3%nat => 1783 / 10000
  | _ => 1757 / 10000 end.

Lemma rate_at_inflection N lam alpha eta : (N >= 2)%nat -> 0 < lam -> 0 < alpha -> short N lam alpha eta ->
  0 < eta * h N lam (x_star N lam) <= most_rate N.
Proof.
  intros HN Hl Ha [H0 He]. pose proof (depth_real N HN) as HR. pose proof (limit_positive N lam HN Hl) as HL.
  pose proof (inflection_positive N lam HN Hl) as HX. pose proof (inflection_below N lam HN Hl) as HXL.
  pose proof (gap_between N lam HN Hl) as Hy. set (X := x_star N lam) in *. set (l := L N lam) in *.
  set (n := INR N) in *. set (y := n * (1 - X / l)) in *.
  split; [apply Rmult_lt_0_compat; [exact H0 | apply h_positive; assumption]|].
  assert (Hy0 : 688 / 1000 <= y) by (apply Rle_trans with (2 := proj1 Hy); destruct N as [|[|[|[|m]]]]; simpl; lra).
  assert (EX : X = l * (1 - y / n)) by (unfold y; field; split; lra).
  assert (Hn : 0 < n - y) by lra.
  (* h = c (1 - c) n^2 / (y (n - y)) in units of l^(2N-2) *)
  assert (Eh : h N lam X = n * (n - 1) / (2 * n - 1) ^ 2 * (n ^ 2 / (y * (n - y))) * l ^ (2 * N - 2)).
  { pose proof (f_by_h N lam X HN ltac:(lra)) as Ef. fold l in Ef.
    pose proof (inflection_power N lam HN Hl) as EP. fold X in EP. fold n in EP.
    assert (EL : l ^ N = lam) by (apply limit_power; assumption || lra).
    assert (EXN : X ^ N = (n - 1) / (2 * n - 1) * lam).
    { apply Rmult_eq_reg_l with (2 * n - 1); [|lra]. rewrite EP. field. lra. }
    assert (Ef2 : X * f N lam X = (n - 1) / (2 * n - 1) * lam * (n / (2 * n - 1) * lam)).
    { unfold f. replace (X * (X ^ (N - 1) * (lam - X ^ N))) with (X ^ S (N - 1) * (lam - X ^ N)) by (simpl; ring).
      replace (S (N - 1)) with N by lia. rewrite EXN. field. lra. }
    assert (Eq : X * (l - X) = l ^ 2 * (y * (n - y) / n ^ 2)) by (rewrite EX; field; lra).
    assert (E2 : X * (l - X) * h N lam X = n * (n - 1) / (2 * n - 1) ^ 2 * lam ^ 2).
    { transitivity (X * f N lam X); [rewrite Ef; ring | rewrite Ef2; field; lra]. }
    assert (E3 : lam ^ 2 = l ^ 2 * l ^ (2 * N - 2)).
    { rewrite <- EL, <- pow_mult, <- pow_add. f_equal. lia. }
    assert (Pq : 0 < X * (l - X)) by (apply Rmult_lt_0_compat; lra).
    apply Rmult_eq_reg_l with (X * (l - X)); [|lra]. rewrite E2, E3, Eq. field. repeat split; lra. }
  assert (Hs : eta * l ^ (2 * N - 2) <= 1 / (3 * n - 2)).
  { pose proof (lemma_2_2.limit_inside N lam alpha HN) as B. fold l in B.
    pose proof (pow_incr l (M N lam alpha) (2 * N - 2) B) as P.
      pose proof (lemma_2_2.M_positive N lam alpha Ha) as PM.
    pose proof (pow_lt _ (2 * N - 2) PM) as PP. set (P2 := M N lam alpha ^ (2 * N - 2)) in *.
    apply Rle_trans with (1 / (P2 * (3 * n - 2)) * P2).
    - pose proof (pow_lt l (2 * N - 2) HL). apply Rmult_le_compat; lra.
    - right. field. lra. }
  rewrite Eh. set (a := n * (n - 1) / (2 * n - 1) ^ 2 * (n ^ 2 / (y * (n - y)))).
  replace (eta * (a * l ^ (2 * N - 2))) with (a * (eta * l ^ (2 * N - 2))) by ring.
  set (y0 := least_gap N) in *.
  assert (Hyy : y0 * (n - y0) <= y * (n - y)) by nra.
  assert (Hy00 : 688 / 1000 <= y0 <= 84 / 100) by (unfold y0; destruct N as [|[|[|[|m]]]]; simpl; lra).
  assert (P0 : 0 < y0 * (n - y0)) by (apply Rmult_lt_0_compat; lra).
  assert (Pd : 0 < (2 * n - 1) ^ 2) by (apply pow_lt; lra).
  assert (Ha1 : a <= n * (n - 1) / (2 * n - 1) ^ 2 * (n ^ 2 / (y0 * (n - y0)))).
  { unfold a. apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply Rmult_le_pos; lra | left;
      apply Rinv_0_lt_compat, Pd]|].
    apply Rmult_le_compat_l; [apply pow_le; lra | apply Rinv_le_contravar; assumption]. }
  assert (Ha0 : 0 <= a).
  { unfold a. apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat, Pd]|].
    apply Rmult_le_pos; [apply pow_le; lra | left; apply Rinv_0_lt_compat; lra]. }
  apply Rle_trans with (n * (n - 1) / (2 * n - 1) ^ 2 * (n ^ 2 / (y0 * (n - y0))) * (1 / (3 * n - 2))).
  { apply Rmult_le_compat; [exact Ha0 | | exact Ha1 | exact Hs]. apply Rmult_le_pos; [lra | apply pow_le; lra]. }
  unfold y0, n in *. clear - HN HR. unfold most_rate, least_gap. destruct N as [|[|[|[|m]]]]; try lia.
  - simpl. lra.
  - simpl. lra.
  - set (N := S (S (S (S m)))) in *.
    assert (Hn : 4 <= INR N) by (unfold N; rewrite !S_INR; pose proof (pos_INR m); lra). set (n := INR N) in *.
    assert (Q : n * (n - 1) / (2 * n - 1) ^ 2 <= 1 / 4).
    { apply Rmult_le_reg_r with ((2 * n - 1) ^ 2); [apply pow_lt; lra|].
      unfold Rdiv at 1. rewrite Rmult_assoc, Rinv_l by (apply pow_nonzero; lra). nra. }
    assert (P : n ^ 2 / (688 / 1000 * (n - 688 / 1000)) * (1 / (3 * n - 2)) <= 7024 / 10000).
    { apply Rmult_le_reg_r with (688 / 1000 * (n - 688 / 1000) * (3 * n - 2));
        [apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra|].
      replace (n ^ 2 / (688 / 1000 * (n - 688 / 1000)) * (1 / (3 * n - 2)) * (688 / 1000 * (n - 688 / 1000) *
        (3 * n - 2)))
        with (n ^ 2) by (field; lra). nra. }
    assert (P1 : 0 <= n ^ 2 / (688 / 1000 * (n - 688 / 1000)) * (1 / (3 * n - 2))).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow_le; lra|] | apply Rmult_le_pos; [lra|]];
        left; apply Rinv_0_lt_compat; [apply Rmult_lt_0_compat|]; lra. }
    rewrite Rmult_assoc. apply Rle_trans with (1 / 4 * (7024 / 10000)); [|lra].
    apply Rmult_le_compat; try assumption.
    apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat, pow_lt; lra].
Qed.

(* At x_*: the steps that the linear phase takes until the accuracy is eps L/N, eps <= 1/5. *)
Lemma linear_phase N lam alpha eta eps : (N >= 2)%nat -> 0 < lam -> 0 < alpha -> short N lam alpha eta ->
  0 < eps <= 1 / 5 ->
  5 / 4 / (2 * INR N - 2) / pace N lam (x_star N lam) <=
  eta * (ln (eps * root N lam / INR N / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))).
Proof.
  intros HN Hl Ha Hs Heps. pose proof (depth_real N HN) as HR. pose proof (limit_positive N lam HN Hl) as HL.
  pose proof (inflection_positive N lam HN Hl) as HX. pose proof (inflection_below N lam HN Hl) as HXL.
  pose proof (gap_between N lam HN Hl) as Hy. pose proof (rate_at_inflection N lam alpha eta HN Hl Ha Hs) as Hh.
  pose proof (h_positive N lam (x_star N lam) HN HX) as Ph. pose proof (proj1 Hs) as H0.
  rewrite <- (limit_is_root N lam) by (assumption || lra).
  pose proof (f_by_h N lam (x_star N lam) HN ltac:(lra)) as Ef.
  assert (EP : x_star N lam * pace N lam (x_star N lam) = (L N lam - x_star N lam) * h N lam (x_star N lam)).
  { rewrite <- Ef. unfold pace, f. replace (N - 1)%nat with (S (N - 2)) by lia. simpl pow. ring. }
  set (X := x_star N lam) in *. set (l := L N lam) in *. set (hX := h N lam X) in *. set (n := INR N) in *.
  set (y := n * (1 - X / l)) in *.
  assert (EX : X = l * (1 - y / n)) by (unfold y; field; split; lra).
  assert (Hlim : (0 < least_gap N <= 84 / 100) /\ most_rate N < 1 /\ exists a, 0 < a /\ a <= ln (5 * least_gap N) /\
    5 / 4 <= 2 * (n - 1) * (least_gap N / (n - least_gap N)) * a * (1 - most_rate N)).
  { unfold n. clear - HN. destruct N as [|[|[|[|m]]]]; try lia; unfold least_gap, most_rate.
    - split; [lra|]. split; [lra|]. exists (137 / 100). split; [lra|].
      split; [|simpl; lra].
      pose proof (ln_above 2 (2049 / 1000) (5 * (84 / 100)) ltac:(lra) ltac:(lra)) as Q. simpl INR in Q. lra.
    - split; [lra|]. split; [lra|]. exists (130 / 100). split; [lra|].
      split; [|simpl; lra].
      pose proof (ln_above 2 (197 / 100) (5 * (78 / 100)) ltac:(lra) ltac:(lra)) as Q. simpl INR in Q. lra.
    - split; [lra|]. split; [lra|]. exists (1222 / 1000). split; [lra|]. split.
      { pose proof (ln_above 4 (1361 / 1000) (5 * (688 / 1000)) ltac:(lra) ltac:(lra)) as Q. simpl INR in Q. lra. }
      set (N := S (S (S (S m)))) in *.
      assert (Hn : 4 <= INR N) by (unfold N; rewrite !S_INR; pose proof (pos_INR m); lra). set (n := INR N) in *.
      assert (Q : 3000 / 331200 <= / 100 * ((n - 1) / (n - 688 / 1000))).
      { apply Rmult_le_reg_r with (100 * (n - 688 / 1000)); [lra|].
        replace (/ 100 * ((n - 1) / (n - 688 / 1000)) * (100 * (n - 688 / 1000))) with (n - 1) by (field; lra). lra. }
      replace (2 * (n - 1) * (688 / 1000 / (n - 688 / 1000)) * (1222 / 1000) * (1 - 1757 / 10000))
        with (/ 100 * ((n - 1) / (n - 688 / 1000)) * (1376 / 10 * (1222 / 1000) * (1 - 1757 / 10000)))
        by (field; lra).
      lra. }
  destruct Hlim as [Hg [Hr [a [Pa [Hla Hfin]]]]]. set (y0 := least_gap N) in *.
  (* the logarithms *)
  assert (El : l - X = l * (y / n)) by (rewrite EX at 1; field; lra).
  assert (Hacc : eps * l / n / (l - X) = eps / y) by (rewrite El; field; repeat split; lra).
  assert (Hln : ln (eps / y) <= - a).
  { rewrite ln_quotient by lra. assert (ln (5 * y0) <= ln (5 * y)) by (apply ln_monotone; lra).
    assert (Q : ln (5 * y) = ln 5 + ln y) by (apply ln_mult; lra).
    assert (Q' : ln eps <= ln (1 / 5)) by (apply ln_monotone; lra).
    assert (Q5 : ln (1 / 5) = - ln 5) by (unfold Rdiv; rewrite Rmult_1_l; apply ln_Rinv; lra). lra. }
  set (H1 := eta * hX) in *.
  assert (Hl1 : ln (1 - H1) < 0) by (apply ln_below_one; lra).
  assert (Hl2 : - ln (1 - H1) <= H1 / (1 - H1)).
  { pose proof (ln_at_most (/ (1 - H1)) ltac:(apply Rinv_0_lt_compat; lra)) as Q. rewrite ln_Rinv in Q by lra.
    replace (H1 / (1 - H1)) with (/ (1 - H1) - 1) by (field; lra). exact Q. }
  assert (Hq : a * (1 - most_rate N) / H1 <= ln (eps * l / n / (l - X)) / ln (1 - H1)).
  { rewrite Hacc. replace (ln (eps / y) / ln (1 - H1)) with (- ln (eps / y) * / - ln (1 - H1)) by (field; lra).
    apply Rle_trans with (a * ((1 - H1) / H1)).
    - unfold Rdiv. rewrite Rmult_assoc. apply Rmult_le_compat_l; [lra|].
      apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | lra].
    - apply Rmult_le_compat; [lra | | lra |].
      + apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; lra].
      + replace ((1 - H1) / H1) with (/ (H1 / (1 - H1))) by (field; lra). apply Rinv_le_contravar; lra. }
  apply Rle_trans with (eta * (a * (1 - most_rate N) / H1)); [|apply Rmult_le_compat_l; lra].
  assert (PX : 0 < pace N lam X) by (apply pace_positive; fold l; assumption || lra).
  assert (EP' : pace N lam X = (y / (n - y)) * hX).
  { apply Rmult_eq_reg_l with X; [|lra]. rewrite EP, El. rewrite EX at 1. field. lra. }
  replace (eta * (a * (1 - most_rate N) / H1)) with (a * (1 - most_rate N) / hX) by (unfold H1; field; lra).
  apply Rmult_le_reg_r with ((2 * n - 2) * pace N lam X); [apply Rmult_lt_0_compat; lra|].
  replace (5 / 4 / (2 * n - 2) / pace N lam X * ((2 * n - 2) * pace N lam X)) with (5 / 4) by (field; lra).
  rewrite EP'. replace (a * (1 - most_rate N) / hX * ((2 * n - 2) * (y / (n - y) * hX)))
    with (2 * (n - 1) * (y / (n - y)) * a * (1 - most_rate N)) by (field; lra).
  apply Rle_trans with (1 := Hfin). apply Rmult_le_compat_r; [lra|]. apply Rmult_le_compat_r; [lra|].
  apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat; [lra | left; apply Rinv_0_lt_compat; lra | lra|].
  apply Rinv_le_contravar; lra.
Qed.

Theorem enough_steps N lam alpha eta eps k : (N >= 2)%nat -> 0 < lam -> 0 < alpha <= x_star N lam ->
  short N lam alpha eta -> 0 < eps <= 1 / 5 ->
  INR k >= IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) +
    ln (eps * root N lam / INR N / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)) ->
  (2 * INR N - 2) * eta * INR k * (alpha ^ (N - 2) * (lam - alpha ^ N)) >= 5 / 4.
Proof.
  intros HN Hl Ha Hs Heps Hk. pose proof (depth_real N HN) as HR. pose proof (K_positive N lam HN Hl) as HK.
  pose proof (inflection_below N lam HN Hl) as HX. pose proof (waiting N lam alpha HN Hl Ha) as W.
  pose proof (linear_phase N lam alpha eta eps HN Hl ltac:(lra) Hs Heps) as LP. pose proof (proj1 Hs) as H0.
  assert (T0 : 0 <= tau N lam alpha (x_star N lam)).
  { rewrite tau_is_time. apply time_nonnegative; [lra | apply f_is_positive; assumption || lra]. }
  set (T := tau N lam alpha (x_star N lam)) in *.
  pose proof (Zceil_ub ((/ eta + K N lam) * T)) as Hc.
  set (B := ln (eps * root N lam / INR N / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam))) in *.
  assert (Hk' : T + eta * B <= eta * INR k).
  { assert (0 <= K N lam * T) by (apply Rmult_le_pos; lra).
    assert (Q : / eta * T + B <= INR k) by lra. apply Rmult_le_compat_l with (r := eta) in Q; [|lra].
    replace (eta * (/ eta * T + B)) with (T + eta * B) in Q by (field; lra). exact Q. }
  fold (pace N lam alpha). assert (PA : 0 < pace N lam alpha) by (apply pace_positive; lra || assumption).
  assert (Q : 5 / 4 / (2 * INR N - 2) / pace N lam alpha <= eta * INR k) by lra.
  apply Rmult_le_compat_r with (r := (2 * INR N - 2) * pace N lam alpha) in Q; [|apply Rmult_le_pos; lra].
  replace (5 / 4 / (2 * INR N - 2) / pace N lam alpha * ((2 * INR N - 2) * pace N lam alpha)) with (5 / 4) in Q
    by (field; lra).
  lra.
Qed.
