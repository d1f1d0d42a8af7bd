(* Where no eigenvalue is above the start, phi_1 - phi_i >= 0 is kept, so that the effective rank never rises; of two
   eigenvalues with one above the start the first one grows and the other does not. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra linear_growth flow flow_order spectrum_flow rank_slope.
From dmf.statements Require Import definitions names effective_rank_classification.
Open Scope R_scope.

Section None_grows.
Variables (N n : nat) (alpha : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis start : alpha > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis none : eigenvalue n spectrum 1 <= alpha ^ N.
Let lam := eigenvalue n spectrum.
Let x i t := y alpha (lam i) t.
Let p i t := phi N (lam i) (x i t).

Lemma below_first i : (1 <= i <= n)%nat -> lam i <= lam 1%nat.
Proof using order depth. intros Hi. apply eigenvalues_descend; [exact order | lia | lia]. Qed.

Lemma lead_derive i t : 0 <= t -> is_derive (fun t => p 1%nat t - p i t) t
  (((INR N - 2) * (p 1%nat t + p i t) - INR N * x 1%nat t ^ (2 * N - 2)) * (p 1%nat t - p i t)
   + INR N * - p i t * (x 1%nat t ^ (2 * N - 2) - x i t ^ (2 * N - 2))).
Proof using flows start depth.
  intros Ht. pose proof (phi_derive N alpha (lam i) (y alpha (lam i)) depth (flows alpha (lam i) start) t Ht) as Di.
  pose proof (phi_derive N alpha (lam 1%nat) (y alpha (lam 1%nat)) depth (flows alpha (lam 1%nat) start) t Ht) as D1.
  fold (x i) (x 1%nat) in *. fold (p i t) (p 1%nat t) in *.
  match goal with |- is_derive _ _ ?e => replace e with
    (p 1%nat t * ((INR N - 2) * p 1%nat t - INR N * x 1%nat t ^ (2 * N - 2))
     - p i t * ((INR N - 2) * p i t - INR N * x i t ^ (2 * N - 2))) by ring end.
  apply (is_derive_minus (fun t => p 1%nat t) (fun t => p i t)); [exact D1 | exact Di].
Qed.

Lemma never_ahead i t : (1 <= i <= n)%nat -> 0 <= t -> p i t <= p 1%nat t.
Proof using flows order start depth none.
  intros Hi Ht. assert (0 <= p 1%nat t - p i t); [|lra].
  apply (sign_kept (fun t => p 1%nat t - p i t)
    (fun t => (INR N - 2) * (p 1%nat t + p i t) - INR N * x 1%nat t ^ (2 * N - 2))
    (fun t => INR N * - p i t * (x 1%nat t ^ (2 * N - 2) - x i t ^ (2 * N - 2))) 0); [| | | | exact Ht].
  - intros s Hs. apply (continuous_minus_R (fun t => (INR N - 2) * (p 1%nat t + p i t))).
    + apply (continuous_scal_r (INR N - 2) (fun t => p 1%nat t + p i t)).
      apply (continuous_plus_R (fun t => p 1%nat t) (fun t => p i t));
        apply (phi_continuous N alpha); (exact depth || exact Hs || apply flows, start).
    + apply (continuous_scal_r (INR N) (fun t => x 1%nat t ^ (2 * N - 2))).
      apply (power_continuous N alpha (lam 1%nat)); [exact depth | apply flows, start | exact Hs].
  - intros s Hs. apply lead_derive, Hs.
  - intros s Hs. pose proof (below_first i Hi) as B. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pos_INR|]|].
    + assert (p i s <= 0); [|lra].
      apply (phi_nonpositive N alpha (lam i)); [exact depth | exact start | apply flows, start | | exact Hs].
      apply Rle_trans with (1 := B). exact none.
    + assert (x i s ^ (2 * N - 2) <= x 1%nat s ^ (2 * N - 2)); [|lra].
      apply (products_ordered N alpha y); [exact depth | exact start | exact flows | exact B | exact Hs].
  - unfold p, phi, x. rewrite !(at_the_start N alpha y start flows).
    replace (alpha ^ (N - 2) * (lam 1%nat - alpha ^ N) - alpha ^ (N - 2) * (lam i - alpha ^ N))
      with (alpha ^ (N - 2) * (lam 1%nat - lam i)) by ring.
    pose proof (below_first i Hi). apply Rmult_le_pos; [apply pow_le; lra | lra].
Qed.

Lemma quotients_fall s t : 0 <= s <= t ->
  total 1 n (fun i => x i t ^ N) / x 1%nat t ^ N <= total 1 n (fun i => x i s ^ N) / x 1%nat s ^ N.
Proof using flows order start depth none.
  intros Hs. set (r := fun t => total 1 n (fun i => x i t ^ N) / x 1%nat t ^ N).
  destruct (mean_value r (fun t => INR N * slope_sum N n alpha lam y t / x 1%nat t ^ N) s t) as [c [Hc E]]; [lra | |].
  - intros z Hz. apply quotient_sum_derive; [exact depth | exact start | exact flows | lra].
  - assert (P : 0 < x 1%nat c ^ N) by (apply (product_positive N alpha y); (assumption || lra)).
    assert (S : 0 <= - slope_sum N n alpha lam y c).
    { rewrite <- (Rmult_1_l (slope_sum N n alpha lam y c)), Ropp_mult_distr_l. unfold slope_sum.
    rewrite <- total_scal.
      apply total_nonnegative. intros i Hi. rewrite <- Ropp_mult_distr_l, Rmult_1_l, Ropp_mult_distr_r.
      apply Rmult_le_pos; [left; apply (product_positive N alpha y); (assumption || lra)|].
      pose proof (never_ahead i c Hi ltac:(lra)) as A. unfold p, x in A. lra. }
    assert (0 <= INR N * - slope_sum N n alpha lam y c / x 1%nat c ^ N * (t - s)).
    { apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [apply Rmult_le_pos; [apply pos_INR | exact S]|].
      left. apply Rinv_0_lt_compat, P. }
    replace (INR N * slope_sum N n alpha lam y c / x 1%nat c ^ N)
      with (- (INR N * - slope_sum N n alpha lam y c / x 1%nat c ^ N)) in E by (field; lra).
    change (r t <= r s). lra.
Qed.
End None_grows.

Theorem none_grows : effective_rank_classification_none_grows.
Proof.
  unfold effective_rank_classification_none_grows. intros N n alpha t u spectrum y F D Hn Ha Ht Hu HN Hu1 H.
  pose proof (no_earlier_time t u ltac:(lra) Hu Hu1).
  unfold r. rewrite !(effective_rank_flow N n alpha spectrum y) by (assumption || lra).
  apply (quotients_fall N n alpha spectrum y); (assumption || lra).
Qed.

(* The claim on two eigenvalues needs t > 0: at t = 0 the two times are the same. *)
Theorem two : effective_rank_classification_two.
Proof.
  unfold effective_rank_classification_two. intros N n alpha t u spectrum y F D Hn Ha _ Hu HN Hu1 [-> [H1 [H2 Ht]]].
  pose proof (later_time t u Ht Hu Hu1) as Later.
  unfold r. rewrite !(effective_rank_flow N 2 alpha spectrum y) by (assumption || lia || lra).
  set (lam := eigenvalue 2 spectrum) in *.
  rewrite !(total_head 1 2), !(total_one 2) by lia.
  assert (P : forall i s, 0 <= s -> 0 < y alpha (lam i) s) by (intros; apply (positive N alpha y); assumption).
  assert (Grows : y alpha (lam 1%nat) t ^ N < y alpha (lam 1%nat) (t / u) ^ N).
  { apply power_strict; [lia|]. split; [left; apply P; lra|].
    apply (y_grows_strictly N alpha (lam 1%nat)); [assumption | assumption | apply F, Ha | exact H1 | lra]. }
  assert (Falls : y alpha (lam 2%nat) (t / u) ^ N <= y alpha (lam 2%nat) t ^ N).
  { apply pow_incr. split; [left; apply P; lra|].
    apply (y_falls N alpha (lam 2%nat)); [assumption | assumption | apply F, Ha | exact H2 | lra]. }
  pose proof (pow_lt _ N (P 1%nat t ltac:(lra))) as P1. pose proof (pow_lt _ N (P 2%nat (t / u) ltac:(lra))) as P2.
  set (a := y alpha (lam 1%nat) t ^ N) in *. set (a' := y alpha (lam 1%nat) (t / u) ^ N) in *.
  set (b := y alpha (lam 2%nat) t ^ N) in *. set (b' := y alpha (lam 2%nat) (t / u) ^ N) in *.
  replace ((a' + b') / a') with (1 + b' / a') by (field; lra). replace ((a + b) / a) with (1 + b / a) by (field; lra).
  apply Rplus_lt_compat_l. apply Rlt_le_trans with (b' / a).
  - apply Rmult_lt_compat_l; [exact P2|]. apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; lra | lra].
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact Falls].
Qed.
