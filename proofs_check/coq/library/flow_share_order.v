(* The share w/lambda of the flow of any depth: when it is reached, and that it grows with lambda once (2 N - 2)
   alpha^(N - 2) (lambda - alpha^N) t >= 1. For lambda = l^N the flow y(t)/l belongs to the eigenvalue 1, and its
   time from alpha/l is l^(2 N - 2) t. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots linear_growth flow flow_time flow_scaling flow_order.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma powers_order N x z : (1 <= N)%nat -> 0 < x -> 0 < z -> (x ^ N <= z ^ N <-> x <= z).
Proof.
  intros HN Hx Hz. split; intros H; [|apply pow_incr; lra].
  apply Rnot_lt_le. intros Hl. pose proof (power_strict N z x HN ltac:(lra)). lra.
Qed.

Section Reach.
Variables (N : nat) (alpha lam : R) (y : R -> R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis learned : alpha ^ N < lam.
Hypothesis flow : is_flow N alpha lam y.

Lemma level_below q : 0 < q < 1 -> 0 < root N (lam * q) /\ root N (lam * q) ^ N = lam * q /\ below N lam (root N
  (lam * q)).
Proof using depth start learned.
  intros Hq. pose proof (pow_lt alpha N start). assert (0 < lam * q) by (apply Rmult_lt_0_compat; lra).
  pose proof (root_positive N (lam * q) ltac:(lra)).
  assert (E : root N (lam * q) ^ N = lam * q) by (apply root_power; [lia | lra]).
  split; [assumption | split; [exact E|]]. apply below_positive; [assumption|].
  apply below_L; [lia | assumption |]. rewrite E. nra.
Qed.

Lemma start_below : below N lam alpha.
Proof using depth start learned.
  apply below_positive; [exact start | apply below_L; [lia | exact start | exact learned]]. Qed.

Lemma reached q t : 0 < q < 1 -> 0 <= t -> (tau N lam alpha (root N (lam * q)) <= t <-> lam * q <= y t ^ N).
Proof using depth start learned flow.
  intros Hq Ht. destruct (level_below q Hq) as [P [E B]].
  rewrite <- (flow_reaches_rising N lam alpha y) by (assumption || lia || apply start_below). rewrite <- E at 2.
  symmetry. apply powers_order; [lia | exact P |]. apply (y_positive N alpha lam); assumption.
Qed.

Lemma not_passed q t : 0 < q < 1 -> 0 <= t -> (t <= tau N lam alpha (root N (lam * q)) <-> y t ^ N <= lam * q).
Proof using depth start learned flow.
  intros Hq Ht. destruct (level_below q Hq) as [P [E B]].
  rewrite <- E at 2. rewrite powers_order; [|lia | apply (y_positive N alpha lam); assumption | exact P].
  pose proof start_below as A.
  rewrite (tau_further_rising N lam alpha (y t)); [|lia | exact A | apply (flow_below N lam alpha);
    (assumption || lia) | exact B].
  rewrite (flow_time N lam alpha y); [reflexivity | lia | exact flow | left; split; exact A | exact Ht].
Qed.
End Reach.

(* Scaling to the eigenvalue 1. *)
Section Scaled.
Variables (N : nat) (alpha l : R) (y : R -> R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha < l.
Hypothesis flow : is_flow N alpha (l ^ N) y.

Lemma quotient_below z : 0 < z < l -> below N 1 (z / l).
Proof using depth start.
  intros Hz. apply below_positive; [apply Rdiv_lt_0_compat; lra|]. rewrite L_one by lia.
  apply Rmult_lt_reg_r with l; [lra|]. replace (z / l * l) with z by (field; lra). lra.
Qed.

Lemma inside_l t : 0 <= t -> 0 < y t < l.
Proof using depth start flow.
  intros Ht. assert (P : 0 < y t) by (apply (y_positive N alpha (l ^ N)); (assumption || lra)). split; [exact P|].
  pose proof (stays_below N alpha (l ^ N) y depth flow t ltac:(apply power_strict; [lia | lra]) Ht).
  apply Rnot_le_lt. intros H1. assert (l ^ N <= y t ^ N) by (apply pow_incr; lra). lra.
Qed.

Lemma scaled_time t : 0 <= t -> tau N 1 (alpha / l) (y t / l) = l ^ (2 * N - 2) * t.
Proof using depth start flow.
  intros Ht. rewrite <- (tau_scaled N l) by (lia || lra || (left; split; apply quotient_below;
    [lra | apply inside_l, Ht])).
  replace (l * (alpha / l)) with alpha by (field; lra). replace (l * (y t / l)) with (y t) by (field; lra).
  rewrite (flow_time N (l ^ N) alpha y); [reflexivity | lia | exact flow | | exact Ht].
  apply one_side_rising; rewrite ?L_of_power by (lia || lra); lra.
Qed.
End Scaled.

(* l^(2 N - 2) t and the time from c to alpha/l together are the time from c to y(t)/l; this sum grows with l. *)
Lemma time_sum_derive N alpha c l t : (2 <= N)%nat -> 0 < alpha < l -> below N 1 c ->
  is_derive (fun l => l ^ (2 * N - 2) * t + tau N 1 c (alpha / l)) l
    (l ^ (2 * N - 3) * ((2 * INR N - 2) * t - / (alpha ^ (N - 2) * (l ^ N - alpha ^ N)))).
Proof.
  intros HN Ha Hc. pose proof (quotient_below N alpha l HN Ha alpha Ha) as B.
  assert (Hpow : alpha ^ N < l ^ N) by (apply power_strict; [lia | lra]).
  assert (D1 : is_derive (fun l : R => alpha / l) l (- (alpha / l ^ 2))) by (auto_derive; [lra | field; lra]).
  assert (D2 : is_derive (tau N 1 c) (alpha / l) (/ f N 1 (alpha / l))).
  { apply tau_derive; [lia | left; split; assumption]. }
  pose proof (is_derive_comp (tau N 1 c) (fun l => alpha / l) l _ _ D2 D1) as D3.
  assert (D4 : is_derive (fun l : R => l ^ (2 * N - 2) * t) l ((2 * INR N - 2) * l ^ (2 * N - 3) * t)).
  { replace (2 * INR N - 2) with (INR (2 * N - 2)) by (rewrite minus_INR, mult_INR by lia; simpl; ring).
    replace (2 * N - 3)%nat with (pred (2 * N - 2)) by lia.
    generalize (2 * N - 2)%nat. intros k. auto_derive; [exact I | ring]. }
  match goal with |- is_derive _ _ ?e => replace e with
    (plus ((2 * INR N - 2) * l ^ (2 * N - 3) * t) (scal (- (alpha / l ^ 2)) (/ f N 1 (alpha / l)))) end.
  - apply (is_derive_plus (fun l : R => l ^ (2 * N - 2) * t) (fun l => tau N 1 c (alpha / l))); assumption.
  - match goal with |- plus ?a (scal ?b ?d) = ?e => change (@eq R (a + b * d) e) end. destruct N as [|[|m]]; try lia.
    replace (l ^ (2 * S (S m) - 3)) with (l * l ^ m * l ^ m)
      by (replace (2 * S (S m) - 3)%nat with (S (m + m)) by lia; cbn [pow]; rewrite pow_add; ring).
    unfold f. cbn [Nat.sub]. rewrite !Nat.sub_0_r. unfold Rdiv. rewrite !Rpow_mult_distr, !pow_inv.
    cbn [pow] in *. pose proof (pow_lt l m ltac:(lra)). pose proof (pow_lt alpha m ltac:(lra)).
    field. repeat split; lra.
Qed.

(* Of two eigenvalues the larger one has the larger share. *)
Lemma share_grows N alpha l0 l y0 y t : (2 <= N)%nat -> 0 < alpha < l0 -> l0 <= l ->
  is_flow N alpha (l0 ^ N) y0 -> is_flow N alpha (l ^ N) y -> 0 <= t ->
  1 <= (2 * INR N - 2) * alpha ^ (N - 2) * (l0 ^ N - alpha ^ N) * t -> y0 t / l0 <= y t / l.
Proof.
  intros HN Ha Hl F0 F Ht HG.
  assert (Hl' : 0 < alpha < l) by lra. pose proof (inside_l N alpha l0 y0 HN Ha F0 t Ht) as I0.
  pose proof (inside_l N alpha l y HN Hl' F t Ht) as I1.
  pose proof (quotient_below N alpha l0 HN Ha alpha Ha) as C. set (c := alpha / l0) in *.
  apply (tau_further_rising N 1 c); [lia | exact C | | |].
  { apply (quotient_below N alpha l0 HN Ha (y0 t) I0). }
  { apply (quotient_below N alpha l HN Hl' (y t) I1). }
  pose proof (quotient_below N alpha l HN Hl' alpha Hl') as Cl.
  rewrite <- (tau_additive N 1 c (alpha / l) (y t / l)); [|lia | left; split; assumption |
    left; split; [exact Cl | apply (quotient_below N alpha l HN Hl' (y t) I1)]].
  rewrite (scaled_time N alpha l y HN Hl' F t Ht). unfold c at 1. rewrite (scaled_time N alpha l0 y0 HN Ha F0 t Ht).
  set (h := fun l => l ^ (2 * N - 2) * t + tau N 1 c (alpha / l)).
  assert (M : h l0 <= h l).
  { destruct (mean_value h (fun l => l ^ (2 * N - 3) * ((2 * INR N - 2) * t - / (alpha ^ (N - 2) *
    (l ^ N - alpha ^ N))))
      l0 l Hl) as [x [Hx E]].
    - intros x Hx. apply time_sum_derive; [exact HN | lra | exact C].
    - assert (P : l0 ^ N <= x ^ N) by (apply pow_incr; lra).
      assert (Q : alpha ^ N < l0 ^ N) by (apply power_strict; [lia | lra]).
      pose proof (pow_lt alpha (N - 2) ltac:(lra)) as P2. pose proof (pow_lt x (2 * N - 3) ltac:(lra)) as P3.
      assert (S : / (alpha ^ (N - 2) * (x ^ N - alpha ^ N)) <= (2 * INR N - 2) * t).
      { apply Rle_trans with (/ (alpha ^ (N - 2) * (l0 ^ N - alpha ^ N))).
        - apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra | apply Rmult_le_compat_l; lra].
        - assert (0 < alpha ^ (N - 2) * (l0 ^ N - alpha ^ N)) by (apply Rmult_lt_0_compat; lra).
          apply Rmult_le_reg_l with (alpha ^ (N - 2) * (l0 ^ N - alpha ^ N)); [assumption|].
          rewrite Rinv_r by lra. lra. }
      assert (0 <= x ^ (2 * N - 3) * ((2 * INR N - 2) * t - / (alpha ^ (N - 2) * (x ^ N - alpha ^ N))) * (l - l0)).
      { apply Rmult_le_pos; [apply Rmult_le_pos; lra | lra]. }
      lra. }
  unfold h in M. unfold c in M at 1. rewrite tau_same in M. lra.
Qed.

(* The same in the products: from w >= q lambda for the smaller eigenvalue follows it for the larger one. *)
Lemma share_kept N alpha mu lam z y q t : (2 <= N)%nat -> 0 < alpha -> alpha ^ N < mu -> mu <= lam -> 0 <= q ->
  is_flow N alpha mu z -> is_flow N alpha lam y -> 0 <= t ->
  1 <= (2 * INR N - 2) * alpha ^ (N - 2) * (mu - alpha ^ N) * t -> q * mu <= z t ^ N -> q * lam <= y t ^ N.
Proof.
  intros HN Ha Hmu Hl Hq Fz Fy Ht HG H. pose proof (pow_lt alpha N Ha) as Pa.
  pose proof (root_positive N mu ltac:(lra)) as R0. pose proof (root_positive N lam ltac:(lra)) as R1.
  assert (E0 : root N mu ^ N = mu) by (apply root_power; [lia | lra]).
  assert (E1 : root N lam ^ N = lam) by (apply root_power; [lia | lra]).
  assert (A0 : alpha < root N mu).
  { apply Rnot_le_lt. intros C. assert (root N mu ^ N <= alpha ^ N) by (apply pow_incr; lra). lra. }
  assert (S : z t / root N mu <= y t / root N lam).
  { apply (share_grows N alpha (root N mu) (root N lam) z y t HN);
      [lra | apply root_increasing; [lia | exact Hl] | rewrite E0; exact Fz | rewrite E1; exact Fy | exact Ht |].
    rewrite E0. exact HG. }
  assert (Pz : 0 < z t) by (apply (y_positive N alpha mu); assumption).
  assert (S' : (z t / root N mu) ^ N <= (y t / root N lam) ^ N).
  { apply pow_incr. split; [left; apply Rdiv_lt_0_compat; assumption | exact S]. }
  unfold Rdiv in S'. rewrite !Rpow_mult_distr, !pow_inv, E0, E1 in S'.
  assert (Q : q <= z t ^ N * / mu) by (apply Rmult_le_reg_r with mu; [lra|]; rewrite Rmult_assoc, Rinv_l by lra; lra).
  apply Rmult_le_reg_r with (/ lam); [apply Rinv_0_lt_compat; lra|]. rewrite Rmult_assoc, Rinv_r by lra. lra.
Qed.
