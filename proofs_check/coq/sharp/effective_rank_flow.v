(* The effective rank of the flow turns once: its slope is N S / w_1, and S >= 0 is kept (library/rank_slope.v). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots spectra linear_growth flow flow_time flow_order spectrum_flow
  rank_slope.
From dmf.statements Require Import definitions names effective_rank_flow.
Open Scope R_scope.

Section Turn.
Variables (N n : nat) (alpha : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis some : (n >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis not_equal : eigenvalue n spectrum 1 > eigenvalue n spectrum n.
Hypothesis all_grow : alpha ^ N <= eigenvalue n spectrum n.
Let lam := eigenvalue n spectrum.
Let S := slope_sum N n alpha lam y.

Lemma slope_is t : r' N n alpha t spectrum y = INR N * S t / y alpha (lam 1%nat) t ^ N.
Proof using.
  unfold r', S, slope_sum. f_equal. f_equal. symmetry. rewrite <- total_scal, <- total_minus.
  apply total_ext. intros i _. unfold lam, phi_i, phi_1, phi. ring.
Qed.

Lemma denominator t : 0 <= t -> 0 < y alpha (lam 1%nat) t ^ N.
Proof using flows start depth. intros Ht. apply (product_positive N alpha y); (assumption || lra). Qed.

Lemma slope_negative t : 0 <= t -> S t < 0 -> r' N n alpha t spectrum y < 0.
Proof using flows start depth some.
  intros Ht H. rewrite slope_is. pose proof (denominator t Ht). pose proof (lt_0_INR N ltac:(lia)).
  replace (INR N * S t / y alpha (lam 1%nat) t ^ N) with (- (INR N * - S t / y alpha (lam 1%nat) t ^ N)) by (field;
    lra).
  assert (0 < INR N * - S t / y alpha (lam 1%nat) t ^ N); [|lra].
  apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | assumption].
Qed.

Lemma slope_positive t : 0 <= t -> 0 < S t -> 0 < r' N n alpha t spectrum y.
Proof using flows start depth some.
  intros Ht H. rewrite slope_is. pose proof (denominator t Ht). pose proof (lt_0_INR N ltac:(lia)).
  apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | assumption].
Qed.

Lemma descends i : (1 <= i <= n)%nat -> lam i <= lam 1%nat.
Proof using order some depth N. intros Hi. apply eigenvalues_descend; [exact order | lia | lia]. Qed.

Lemma grows i : (1 <= i <= n)%nat -> alpha ^ N <= lam i.
Proof using order all_grow some depth.
  intros Hi. apply Rle_trans with (1 := all_grow). apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Lemma turns s t : 0 <= s < t -> 0 <= S s -> 0 < S t.
Proof using flows order some start depth not_equal all_grow.
  apply slope_turns_once; [exact depth | exact start | exact flows | exact descends | exact grows | lia | exact
    not_equal].
Qed.

Lemma rank_is t : 0 <= t -> r N n alpha t spectrum y = total 1 n (fun i => y alpha (lam i) t ^ N) / y alpha
  (lam 1%nat) t ^ N.
Proof using flows order some start depth.
  intros Ht. apply (effective_rank_flow N n alpha spectrum y);
    [exact depth | exact start | exact flows | exact order | lia | exact Ht].
Qed.

Lemma rank_rises s t : 0 <= s < t -> 0 <= S s -> r N n alpha s spectrum y < r N n alpha t spectrum y.
Proof using flows order some start depth not_equal all_grow.
  intros Hs. rewrite !rank_is by lra.
  apply (rises_after N n alpha lam y); [exact depth | exact start | exact flows | exact descends | exact grows | lia
    | exact not_equal | exact Hs].
Qed.

Lemma rank_falls s t : 0 <= s < t -> S t < 0 -> r N n alpha t spectrum y < r N n alpha s spectrum y.
Proof using flows order some start depth not_equal all_grow.
  intros Hs. rewrite !rank_is by lra.
  apply (falls_before N n alpha lam y); [exact depth | exact start | exact flows | exact descends | exact grows | lia
    | exact not_equal | exact Hs].
Qed.

(* Where no phi_i is above phi_1, and one is below it. *)
Lemma sum_negative t : 0 <= t -> (forall i, (1 <= i <= n)%nat -> lam i < lam 1%nat ->
  phi N (lam i) (y alpha (lam i) t) < phi N (lam 1%nat) (y alpha (lam 1%nat) t)) -> S t < 0.
Proof using flows order some start depth not_equal.
  intros Ht H. apply Rlt_le_trans with (total 1 n (fun _ => 0)); [|right; exact (sum_n_m_const_zero 1 n)].
  apply total_lt with n; [lia | |].
  - pose proof (H n ltac:(lia) not_equal). assert (0 < y alpha (lam n) t ^ N) by (apply product_positive; assumption).
    apply Ropp_lt_cancel. rewrite Ropp_0, Ropp_mult_distr_r. apply Rmult_lt_0_compat; lra.
  - intros i Hi. assert (0 < y alpha (lam i) t ^ N) by (apply product_positive; assumption).
    destruct (descends i Hi) as [L|E].
    + pose proof (H i Hi L). apply Ropp_le_cancel. rewrite Ropp_0, Ropp_mult_distr_r. apply Rmult_le_pos; lra.
    + rewrite E. right. ring.
Qed.
Lemma falls_at_start : S 0 < 0.
Proof using flows order some start depth not_equal.
  apply slope_at_start; [exact depth | exact start | exact flows | exact descends | exact some | exact not_equal].
Qed.

Lemma rises_only_later t : t >= 0 -> 0 <= S t -> 0 < t.
Proof using flows order some start depth not_equal.
  intros [Ht|Ht] H; [exact Ht|]. subst t. pose proof falls_at_start. lra.
Qed.

(* In the end r(W(t)) is r_n. *)
Lemma top : 0 < lam 1%nat.
Proof using order start not_equal all_grow some depth.
  pose proof (pow_lt alpha N start). pose proof (grows 1 ltac:(lia)). unfold lam in *. lra.
Qed.

Lemma product_tends i : (1 <= i <= n)%nat -> is_lim (fun t => y alpha (lam i) t ^ N) p_infty (lam i).
Proof using flows order start depth all_grow some.
  intros Hi. pose proof (pow_lt alpha N start). pose proof (grows i Hi).
  replace (Finite (lam i)) with (Finite (L N (lam i) ^ N)) by (rewrite L_power; [reflexivity | lia | lra]).
  apply (is_lim_comp_continuous (fun t => y alpha (lam i) t) (fun x => x ^ N)).
  - apply (flow_tends N (lam i) alpha (y alpha (lam i))); [lia | apply flows, start | exact start].
  - apply (ex_derive_continuous (fun x : R => x ^ N)). auto_derive. exact I.
Qed.

Lemma rank_tends : is_lim (fun t => r N n alpha t spectrum y) p_infty (r_n n spectrum).
Proof using flows order some start depth not_equal all_grow.
  pose proof top as P. replace (r_n n spectrum) with (total 1 n lam / lam 1%nat).
  - apply is_lim_ext_loc with (fun t => total 1 n (fun i => y alpha (lam i) t ^ N) / y alpha (lam 1%nat) t ^ N).
    + exists 0. intros t Ht. symmetry. apply rank_is. lra.
    + apply (is_lim_div (fun t => total 1 n (fun i => y alpha (lam i) t ^ N)) (fun t => y alpha (lam 1%nat) t ^ N)
        p_infty (total 1 n lam) (lam 1%nat)).
      * apply (total_limit 1 n (fun i t => y alpha (lam i) t ^ N)). exact product_tends.
      * apply product_tends. lia.
      * intros E. injection E. lra.
      * unfold is_Rbar_div, Rbar_inv, is_Rbar_mult. reflexivity.
  - symmetry. unfold r_n. rewrite (effective_rank_quotients n (fun i => eigenvalue n spectrum i));
      [reflexivity | lia | exact descends].
Qed.

Lemma rank_stays_below t : t >= 0 -> 0 <= S t -> r N n alpha t spectrum y < r_n n spectrum.
Proof using flows order some start depth not_equal all_grow.
  intros Ht H. apply Rlt_le_trans with (r N n alpha (t + 1) spectrum y); [apply rank_rises; [lra | exact H]|].
  change (Rbar_le (r N n alpha (t + 1) spectrum y) (r_n n spectrum)).
  apply (is_lim_le_loc (fun _ => r N n alpha (t + 1) spectrum y) (fun t => r N n alpha t spectrum y) p_infty).
  - exists (t + 1). intros s Hs. left. apply rank_rises; [lra|]. left. apply turns with t; [lra | exact H].
  - apply is_lim_const.
  - apply rank_tends.
Qed.
End Turn.

Theorem slope : effective_rank_flow_slope.
Proof.
  unfold effective_rank_flow_slope. intros N n alpha t u spectrum y F D Hn Ha Ht Hu HN Hne Hg Hu1.
  destruct (Rlt_or_le (slope_sum N n alpha (eigenvalue n spectrum) y t) 0) as [H|H].
  - left. apply slope_negative; (assumption || lra).
  - right. assert (Q : t < t / u) by (apply later_time; [apply (rises_only_later N n alpha spectrum y)|..];
      assumption).
    apply slope_positive; try (assumption || lra). apply turns with t; (assumption || lra).
Qed.

(* The claim on r itself needs t > 0: at t = 0 the three times are the same. *)
Theorem rank : effective_rank_flow_rank.
Proof.
  unfold effective_rank_flow_rank. intros N n alpha t u spectrum y F D Hn Ha _ Hu HN Hne Hg Hu1 Ht.
  pose proof (later_time t u Ht Hu Hu1) as Later. pose proof (earlier_time t u Ht Hu Hu1) as Earlier.
  destruct (Rlt_or_le (slope_sum N n alpha (eigenvalue n spectrum) y t) 0) as [H|H].
  - left. apply rank_falls; (assumption || lra).
  - right. apply rank_rises; (assumption || lra).
Qed.

Theorem learning_2 : effective_rank_flow_learning_2.
Proof.
  unfold effective_rank_flow_learning_2. intros N n alpha t u spectrum y F D Hn Ha Ht Hu HN Hne Hg Hu1 ->.
  destruct (Rle_or_lt (alpha ^ 2 + eigenvalue n spectrum 1 - eigenvalue n spectrum 2)
    (y alpha (eigenvalue n spectrum 1) t ^ 2)) as [H|H]; [right; lra | left].
  apply slope_negative; try (assumption || lra). apply sum_negative; try (assumption || lra). intros i Hi Hl.
  assert (i <> 1%nat) by (intros ->; lra).
  assert (E : eigenvalue n spectrum i <= eigenvalue n spectrum 2) by (apply eigenvalues_descend;
    [exact D | lia | lia]).
  assert (G : alpha ^ 2 <= eigenvalue n spectrum i).
  { apply Rle_trans with (1 := Hg). apply eigenvalues_descend; [exact D | lia | lia]. }
  assert (alpha <= y alpha (eigenvalue n spectrum i) t).
  { apply (at_least_start 2 alpha (eigenvalue n spectrum i)); [lia | exact Ha | apply F, Ha | exact G | lra]. }
  assert (alpha ^ 2 <= y alpha (eigenvalue n spectrum i) t ^ 2) by (apply pow_incr; lra).
  unfold phi. cbn [Nat.sub]. rewrite !pow_O, !Rmult_1_l. lra.
Qed.

(* N >= 3: y^(N - 2) (lambda - y^N) increases until y^N = (N - 2) lambda/(2 N - 2). *)
Lemma phi_increases N lam x z : (3 <= N)%nat -> 0 < x <= z -> (2 * INR N - 2) * z ^ N <= (INR N - 2) * lam ->
  phi N lam x <= phi N lam z.
Proof.
  intros HN [Hx [H| ->]] Hz; [|lra]. destruct N as [|[|[|m]]]; try lia.
  destruct (MVT_cor2 (phi (S (S (S m))) lam)
    (fun c => c ^ m * ((INR (S (S (S m))) - 2) * lam - (2 * INR (S (S (S m))) - 2) * c ^ S (S (S m)))) x z H)
    as [c [E Hc]].
  - intros c Hc. apply is_derive_Reals. unfold phi. cbn [Nat.sub]. auto_derive; [exact I|].
    change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). rewrite !S_INR. cbn [pow]. ring.
  - assert (P : c ^ S (S (S m)) <= z ^ S (S (S m))) by (apply pow_incr; lra).
    set (N := S (S (S m))) in *. assert (H3 : 3 <= INR N).
    { replace 3 with (INR 3) by (simpl; ring). apply le_INR. unfold N. lia. }
    clearbody N.
    assert (0 <= c ^ m * ((INR N - 2) * lam - (2 * INR N - 2) * c ^ N) * (z - x)).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [apply pow_le; lra|] | lra].
      apply (Rmult_le_compat_l (2 * INR N - 2)) in P; lra. }
    lra.
Qed.

Theorem learning : effective_rank_flow_learning.
Proof.
  unfold effective_rank_flow_learning. intros N n alpha t u spectrum y F D Hn Ha Ht _ HN Hne Hg _ [H3 HT].
  set (lam := eigenvalue n spectrum) in *. pose proof (pow_lt alpha N Ha) as Pa.
  pose proof (F alpha (lam 1%nat) Ha) as F1.
  assert (G1 : alpha ^ N < lam 1%nat) by lra.
  pose proof (le_INR 3 N ltac:(lia)) as I3. simpl in I3.
  set (c := (INR N - 2) * lam 1%nat / (2 * INR N - 2)) in *.
  assert (Hc : 0 < c < lam 1%nat).
  { unfold c. split; [apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra|].
    apply Rmult_lt_reg_r with (2 * INR N - 2); [lra|].
    replace ((INR N - 2) * lam 1%nat / (2 * INR N - 2) * (2 * INR N - 2)) with ((INR N - 2) * lam 1%nat)
      by (field; lra). nra. }
  assert (B : y alpha (lam 1%nat) t <= root N c).
  { assert (Rc : 0 < root N c).
    { unfold root. destruct (Rle_dec c 0); [lra|]. apply exp_pos. }
    assert (b0 : below N (lam 1%nat) alpha) by (apply below_positive; [lra | apply below_L; [lia | lra | exact G1]]).
    assert (b1 : below N (lam 1%nat) (root N c)).
    { apply below_positive; [exact Rc | apply below_L; [lia | exact Rc |]]. rewrite root_power by (lia || lra). lra. }
    assert (b2 : below N (lam 1%nat) (y alpha (lam 1%nat) t)) by (apply (flow_below N (lam 1%nat) alpha);
      (assumption || lia || lra)).
    apply (tau_further_rising N (lam 1%nat) alpha); [lia | exact b0 | exact b2 | exact b1 |].
    rewrite (flow_time N (lam 1%nat) alpha) by (try assumption; try lra; try lia; left; split; assumption).
    exact HT. }
  assert (Py : forall i, 0 < y alpha (lam i) t) by (intros i; apply (positive N alpha y); (assumption || lra)).
  assert (W : y alpha (lam 1%nat) t ^ N <= c).
  { rewrite <- (root_power N c) by (lia || lra). apply pow_incr. split; [left; apply Py | exact B]. }
  apply slope_negative; try (assumption || lra). apply sum_negative; try (assumption || lra). intros i Hi Hl.
  fold lam in Hl |- *.
  apply Rlt_le_trans with (phi N (lam 1%nat) (y alpha (lam i) t)).
  - apply Rmult_lt_compat_l; [apply pow_lt, Py | lra].
  - apply phi_increases; [lia | |].
    + split; [apply Py|]. apply (ordered N alpha y); (assumption || lra).
    + apply (Rmult_le_compat_l (2 * INR N - 2)) in W; [|lra].
      replace ((2 * INR N - 2) * c) with ((INR N - 2) * lam 1%nat) in W by (unfold c; field; lra). lra.
Qed.

Theorem no_overshoot : effective_rank_flow_no_overshoot.
Proof.
  unfold effective_rank_flow_no_overshoot. intros N n alpha t u spectrum y F D Hn Ha Ht Hu HN Hne Hg Hu1.
  destruct (Rlt_or_le (slope_sum N n alpha (eigenvalue n spectrum) y t) 0) as [H|H].
  - left. apply slope_negative; (assumption || lra).
  - right. apply rank_stays_below; assumption.
Qed.
