(* Depth 2: ln(w/(lambda - w)) grows at the rate 2 lambda, so that w reaches the share q of lambda > alpha^2 at
   g(lambda, q) = ln(q (lambda/alpha^2 - 1)/(1 - q))/(2 lambda). *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary linear_growth flow flow_order.
Open Scope R_scope.

Definition time_of_share (lam alpha q : R) : R := ln (q * (lam / alpha ^ 2 - 1) / (1 - q)) / (2 * lam).

Lemma ln_quotient x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof.
  intros Hx Hy. unfold Rdiv. rewrite ln_mult, ln_Rinv by (assumption || (apply Rinv_0_lt_compat; assumption)). ring.
Qed.

Section Depth_two.
Variables (alpha lam : R) (y : R -> R).
Hypothesis start : 0 < alpha.
Hypothesis learned : alpha ^ 2 < lam.
Hypothesis flow : is_flow 2 alpha lam y.

Lemma odds_start : 0 < alpha ^ 2 /\ 0 < lam.
Proof using start learned. pose proof (pow_lt alpha 2 start). split; lra. Qed.

Lemma odds_range t : 0 <= t -> 0 < y t ^ 2 < lam.
Proof using start learned flow.
  intros Ht. split; [apply pow_lt, (y_positive 2 alpha lam) | apply (stays_below 2 alpha lam)]; (lia || assumption).
Qed.

Lemma odds_derive t : 0 <= t -> is_derive (fun t => ln (y t ^ 2) - ln (lam - y t ^ 2) - 2 * lam * t) t 0.
Proof using start learned flow.
  intros Ht. pose proof (odds_range t Ht) as B. pose proof (flow_derive 2 alpha lam y ltac:(lia) flow t Ht) as D.
  auto_derive.
  - repeat split; try (eexists; exact D); simpl in B; lra.
  - replace (Derive (fun x : R => y x) t) with (y t * phi 2 lam (y t)) by (symmetry;
      exact (is_derive_unique y t _ D)).
    unfold phi. simpl in *. field. split; [lra | nra].
Qed.

Lemma odds t : 0 <= t -> ln (y t ^ 2 / (lam - y t ^ 2)) = ln (alpha ^ 2 / (lam - alpha ^ 2)) + 2 * lam * t.
Proof using start learned flow.
  intros Ht. pose proof (odds_range t Ht). pose proof odds_start.
  rewrite !ln_quotient by lra.
  destruct (mean_value (fun t => ln (y t ^ 2) - ln (lam - y t ^ 2) - 2 * lam * t) (fun _ => 0) 0 t Ht) as [c [_ E]].
  - intros x Hx. apply odds_derive. lra.
  - pose proof flow as [E0 _]. rewrite E0 in E. lra.
Qed.

(* w and the share q of lambda are in the order of t and g(lambda, q). *)
Lemma flow_share_order q t : 0 < q < 1 -> 0 <= t ->
  exists c, 0 < c /\ ln (y t ^ 2 / (lam - y t ^ 2)) - ln (q * lam / (lam - q * lam)) = c *
    (t - time_of_share lam alpha q).
Proof using start learned flow.
  intros Hq Ht. pose proof odds_start as [Ha Hl]. exists (2 * lam). split; [lra|]. rewrite odds by exact Ht.
  unfold time_of_share. replace (q * (lam / alpha ^ 2 - 1) / (1 - q))
    with ((q * lam / (lam - q * lam)) / (alpha ^ 2 / (lam - alpha ^ 2))) by (field; repeat split; nra).
  rewrite (ln_quotient (q * lam / (lam - q * lam))).
  - field. lra.
  - apply Rdiv_lt_0_compat; nra.
  - apply Rdiv_lt_0_compat; lra.
Qed.

Lemma odds_increase x z : 0 < x < lam -> 0 < z < lam -> x < z -> ln (x / (lam - x)) < ln (z / (lam - z)).
Proof using.
  intros Hx Hz H. rewrite !ln_quotient by lra. pose proof (ln_increasing x z ltac:(lra) H).
  pose proof (ln_increasing (lam - z) (lam - x) ltac:(lra) ltac:(lra)). lra.
Qed.

Lemma share_inside q : 0 < q < 1 -> 0 < q * lam < lam.
Proof using start learned. intros Hq. pose proof odds_start. split; [apply Rmult_lt_0_compat; lra | nra]. Qed.

Lemma share_reached q t : 0 < q < 1 -> 0 <= t -> (time_of_share lam alpha q <= t <-> q * lam <= y t ^ 2).
Proof using start learned flow.
  intros Hq Ht. destruct (flow_share_order q t Hq Ht) as [c [Hc E]].
  pose proof (odds_range t Ht) as B. pose proof (share_inside q Hq) as I. split; intros H.
  - apply Rnot_lt_le. intros Hn. pose proof (odds_increase _ _ B I Hn). nra.
  - destruct H as [H|H].
    + pose proof (odds_increase _ _ I B H). nra.
    + rewrite H in E. apply Rnot_lt_le. nra.
Qed.

Lemma share_not_passed q t : 0 < q < 1 -> 0 <= t -> (t <= time_of_share lam alpha q <-> y t ^ 2 <= q * lam).
Proof using start learned flow.
  intros Hq Ht. destruct (flow_share_order q t Hq Ht) as [c [Hc E]].
  pose proof (odds_range t Ht) as B. pose proof (share_inside q Hq) as I. split; intros H.
  - apply Rnot_lt_le. intros Hn. pose proof (odds_increase _ _ I B Hn). nra.
  - destruct H as [H|H].
    + pose proof (odds_increase _ _ B I H). nra.
    + rewrite H in E. apply Rnot_lt_le. nra.
Qed.
End Depth_two.
