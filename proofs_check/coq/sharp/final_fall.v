(* The end of the effective rank: l > g is kept if the rate of the gain is at least that of the loss, so that it
   falls; where it rises, at N = 2, is sharp/final_rise.v. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots spectra linear_growth flow flow_scaling flow_order spectrum_flow
  rank_slope.
From dmf.statements Require Import definitions names final_fall.
From dmf.sharp Require Import final_rise.
Open Scope R_scope.

(* N w^p rho, of which the exponent p = 2 - 2/N belongs to lambda: it falls at the rate N w^p. *)
Lemma weighted_gap_derive N alpha lam y c t : (2 <= N)%nat -> is_flow N alpha lam y -> 0 <= t ->
  is_derive (fun t => c * (lam - y t ^ N)) t (- (INR N * y t ^ (2 * N - 2)) * (c * (lam - y t ^ N))).
Proof.
  intros HN F Ht. replace (- (INR N * y t ^ (2 * N - 2)) * (c * (lam - y t ^ N)))
    with (c * (- INR N * y t ^ (2 * N - 2) * (lam - y t ^ N))) by ring.
  apply (is_derive_scal (fun t => lam - y t ^ N) t c). apply (gap_derive N alpha); assumption.
Qed.

Section Fall.
Variables (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis some : (n >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis time : t >= 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis one_falls : eigenvalue n spectrum n < alpha ^ N.
Hypothesis one_grows : alpha ^ N < eigenvalue n spectrum 1.
Let lam := eigenvalue n spectrum.
Let L := many_above n spectrum (alpha ^ N).
Let M := many_from n spectrum (alpha ^ N).
Let j := (M + 1)%nat.
Let x i s := y alpha (lam i) s.
Let p i s := phi N (lam i) (x i s).
Let gain s := total 2 L (fun i => power (lam i) (2 - 2 / INR N) * (lam i - x i s ^ N)).
Let loss s := - (x j s ^ N * p j s).
(* How fast the loss vanishes. *)
Let slow s := INR N * x j s ^ (2 * N - 2) - (2 * INR N - 2) * p j s.

Lemma places : (1 <= L <= M)%nat /\ (j <= n)%nat.
Proof using order some depth one_falls one_grows.
  assert (A : (1 <= L)%nat) by (apply (many_above_place n spectrum (alpha ^ N) 1 order); [lia | exact one_grows]).
  pose proof (many_above_bound n spectrum (alpha ^ N)) as B. fold L in B.
  assert (H : alpha ^ N < lam L) by (apply many_above_place; [exact order | lia | fold L; lia]).
  assert (C : (L <= M)%nat) by (apply many_from_place; [exact order | lia | fold lam; lra]).
  split; [split; assumption|]. apply Nat.nlt_ge. intros E.
  assert (alpha ^ N <= lam n) by (apply many_from_place; [exact order | lia | fold M; unfold j in E; lia]).
  unfold lam in *. lra.
Qed.

Lemma place_grows i : (1 <= i <= L)%nat -> alpha ^ N < lam i.
Proof using order some depth one_falls one_grows.
  intros Hi. pose proof places. apply many_above_place; [exact order | unfold j in *; lia | fold L; lia].
Qed.

Lemma place_falls i : (j <= i <= n)%nat -> lam i < alpha ^ N.
Proof using order some depth.
  intros Hi. apply Rnot_le_lt. intros C.
  apply many_from_place in C; [fold M in C; unfold j in Hi; lia | exact order | unfold j in Hi; lia].
Qed.

Lemma place_rests i : (L < i <= n)%nat -> lam i <= alpha ^ N.
Proof using order some depth.
  intros Hi. apply Rnot_lt_le. intros C. apply many_above_place in C; [fold L in C; lia | exact order | lia].
Qed.

Lemma flow_of i : is_flow N alpha (lam i) (y alpha (lam i)).
Proof using flows start. apply flows. exact start. Qed.

Lemma x_positive i s : 0 <= s -> 0 < x i s.
Proof using flows start depth. intros Hs. apply (positive N alpha y); assumption. Qed.

Lemma w_positive i s : 0 <= s -> 0 < x i s ^ N.
Proof using flows start depth. intros Hs. apply pow_lt, x_positive, Hs. Qed.

(* w_i phi_i <= lambda_i^p (lambda_i - w_i) *)
Lemma gain_bounds i s : (1 <= i <= L)%nat -> 0 <= s ->
  0 <= x i s ^ N * p i s <= power (lam i) (2 - 2 / INR N) * (lam i - x i s ^ N).
Proof using flows order some start depth one_falls one_grows.
  intros Hi Hs. pose proof (place_grows i Hi) as H. pose proof (x_positive i s Hs) as X.
  pose proof (pow_lt alpha N start) as Pa.
  assert (B : x i s ^ N < lam i) by (apply (stays_below N alpha (lam i)); (assumption || apply flow_of)).
  assert (E : x i s ^ N * p i s = x i s ^ (2 * N - 2) * (lam i - x i s ^ N)).
  { unfold p, phi. replace (2 * N - 2)%nat with (N + (N - 2))%nat by lia. rewrite pow_add. ring. }
  rewrite E. assert (0 < x i s ^ (2 * N - 2)) by (apply pow_lt, X). split; [apply Rmult_le_pos; lra|].
  apply Rmult_le_compat_r; [lra|]. rewrite power_rate by (lia || lra). apply pow_incr. split; [lra|].
  pose proof (root_positive N (lam i) ltac:(lra)) as R0.
  apply Rnot_lt_le. intros C. assert (root N (lam i) ^ N <= x i s ^ N) by (apply pow_incr; lra).
  rewrite root_power in * by (lia || lra). lra.
Qed.

Lemma loss_term s : loss s = - (x j s ^ (2 * N - 2) * (lam j - x j s ^ N)).
Proof using depth some.
  unfold loss, p, phi. replace (2 * N - 2)%nat with (N + (N - 2))%nat by lia. rewrite pow_add. ring.
Qed.

(* Where the loss is larger than the gain the slope is negative. *)
Lemma slope_below s : 0 <= s -> gain s < loss s -> slope_sum N n alpha lam y s < 0.
Proof using flows order some start depth one_falls one_grows.
  intros Hs H. destruct places as [HL Hj]. rewrite slope_sum_is.
  change (total 1 n (fun i => x i s ^ N * p i s) - p 1%nat s * total 1 n (fun i => x i s ^ N) < 0).
  assert (P1 : 0 < p 1%nat s) by (apply (phi_positive N alpha); (assumption || apply flow_of)).
  assert (Zero : forall a b, total a b (fun _ => 0) = 0) by (intros a b; exact (sum_n_m_const_zero a b)).
  assert (A : total 2 L (fun i => x i s ^ N * p i s) <= gain s).
  { apply total_le. intros i Hi. apply gain_bounds; [lia | exact Hs]. }
  assert (Neg : forall i, (L < i <= n)%nat -> x i s ^ N * p i s <= 0).
  { intros i Hi. assert (p i s <= 0).
    { apply (phi_nonpositive N alpha (lam i)); (assumption || apply flow_of || apply place_rests, Hi). }
    pose proof (w_positive i s Hs). assert (0 <= x i s ^ N * - p i s) by (apply Rmult_le_pos; lra). lra. }
  assert (B : total (S L) n (fun i => x i s ^ N * p i s) <= - loss s).
  { rewrite (total_split (S L) M n) by (unfold j in Hj; lia).
    replace (S M) with j by (unfold j; lia). rewrite (total_head j n) by lia.
    assert (total (S L) M (fun i => x i s ^ N * p i s) <= total (S L) M (fun _ => 0)).
    { apply total_le. intros i Hi. apply Neg. unfold j in Hj. lia. }
    assert (total (S j) n (fun i => x i s ^ N * p i s) <= total (S j) n (fun _ => 0)).
    { apply total_le. intros i Hi. apply Neg. unfold j in Hi. lia. }
    rewrite !Zero in *. unfold loss. lra. }
  assert (C : 0 <= total 2 n (fun i => x i s ^ N)) by (apply total_nonnegative; intros; left; apply w_positive, Hs).
  rewrite !(total_head 1 n) by lia. rewrite (total_split 2 L n) by lia.
  assert (0 <= p 1%nat s * total 2 n (fun i => x i s ^ N)) by (apply Rmult_le_pos; lra). lra.
Qed.

Hypothesis faster : slow t <= INR N * x L t ^ (2 * N - 2).
Hypothesis larger : gain t < loss t.

Lemma rates_stay i s : (1 <= i <= L)%nat -> t <= s -> slow s <= INR N * x i s ^ (2 * N - 2).
Proof using flows order some start time depth one_falls one_grows faster.
  intros Hi Hs. destruct places as [HL Hj].
  assert (I : 2 <= INR N) by (replace 2 with (INR 2) by (simpl; ring); apply le_INR, depth).
  assert (A1 : p j t <= p j s).
  { apply (phi_of_falling N alpha (lam j)); try (assumption || apply flow_of || lra). left. apply place_falls. lia. }
  assert (A2 : x j s ^ (2 * N - 2) <= x j t ^ (2 * N - 2)).
  { apply pow_incr. split; [left; apply x_positive; lra|].
    apply (y_falls N alpha (lam j)); try (assumption || apply flow_of || lra). left. apply place_falls. lia. }
  assert (A3 : x L t ^ (2 * N - 2) <= x L s ^ (2 * N - 2)).
  { apply pow_incr. split; [left; apply x_positive; lra|].
    apply (y_grows N alpha (lam L)); try (assumption || apply flow_of || lra). left. apply place_grows. lia. }
  assert (A4 : x L s ^ (2 * N - 2) <= x i s ^ (2 * N - 2)).
  { apply (products_ordered N alpha y); try (assumption || lra). apply eigenvalues_descend; [exact order | lia |].
    unfold j in Hj. lia. }
  unfold slow in *.
  assert ((2 * INR N - 2) * p j t <= (2 * INR N - 2) * p j s) by (apply Rmult_le_compat_l; lra).
  assert (INR N * x j s ^ (2 * N - 2) <= INR N * x j t ^ (2 * N - 2)) by (apply Rmult_le_compat_l; lra).
  assert (INR N * x L t ^ (2 * N - 2) <= INR N * x i s ^ (2 * N - 2)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma excess_derive s : 0 <= s -> is_derive (fun s => loss s - gain s) s (- slow s * (loss s - gain s)
  + total 2 L (fun i => (INR N * x i s ^ (2 * N - 2)
      - slow s) * (power (lam i) (2 - 2 / INR N) * (lam i - x i s ^ N)))).
Proof using flows start depth.
  intros Hs. set (q := fun i s => power (lam i) (2 - 2 / INR N) * (lam i - x i s ^ N)).
  assert (E : total 2 L (fun i => (INR N * x i s ^ (2 * N - 2) - slow s) * q i s)
    = - total 2 L (fun i => - (INR N * x i s ^ (2 * N - 2)) * q i s) - slow s * gain s).
  { unfold gain. rewrite <- total_scal, <- (Rmult_1_l (total 2 L (fun i => - _ * _))), Ropp_mult_distr_l.
    rewrite <- total_scal, <- total_minus. apply total_ext. intros i _. unfold q. ring. }
  fold (q 0%nat). change (is_derive (fun s => loss s - gain s) s (- slow s * (loss s - gain s)
    + total 2 L (fun i => (INR N * x i s ^ (2 * N - 2) - slow s) * q i s))). rewrite E.
  match goal with |- is_derive _ _ ?e => replace e with
    (minus (- slow s * loss s) (total 2 L (fun i => - (INR N * x i s ^ (2 * N - 2)) * q i s)))
    by (unfold minus, plus, opp; simpl; ring) end.
  apply (is_derive_minus loss gain).
  - unfold loss. replace (- slow s * - (x j s ^ N * p j s)) with (opp (- slow s * (x j s ^ N * p j s)))
      by (unfold opp; simpl; ring).
    apply (is_derive_opp (fun s => x j s ^ N * p j s)).
    replace (- slow s) with ((2 * INR N - 2) * p j s - INR N * x j s ^ (2 * N - 2)) by (unfold slow; ring).
    apply (gain_derive N alpha (lam j)); [exact depth | apply flow_of | exact Hs].
  - apply (total_derive 2 L q). intros i _. apply (weighted_gap_derive N alpha);
      [exact depth | apply flow_of | exact Hs].
Qed.

Lemma stays_larger s : t <= s -> gain s < loss s.
Proof using flows order some start time depth one_falls one_grows faster larger.
  intros Hs. assert (0 < loss s - gain s); [|lra].
  apply (sign_kept_strictly (fun s => loss s - gain s) (fun s => - slow s)
    (fun s => total 2 L (fun i => (INR N * x i s ^ (2 * N - 2) - slow s)
      * (power (lam i) (2 - 2 / INR N) * (lam i - x i s ^ N)))) t); [| | | lra | exact Hs].
  - intros z Hz. apply (continuous_opp slow).
    apply (continuous_minus_R (fun s => INR N * x j s ^ (2 * N - 2)) (fun s => (2 * INR N - 2) * p j s)).
    + apply (continuous_scal_r (INR N) (fun s => x j s ^ (2 * N - 2))).
      apply (power_continuous N alpha (lam j)); [exact depth | apply flow_of | lra].
    + apply (continuous_scal_r (2 * INR N - 2) (fun s => p j s)).
      apply (phi_continuous N alpha); [exact depth | apply flow_of | lra].
  - intros z Hz. apply excess_derive. lra.
  - intros z Hz. apply total_nonnegative. intros i Hi. pose proof (rates_stay i z ltac:(lia) Hz).
    pose proof (gain_bounds i z ltac:(lia) ltac:(lra)). apply Rmult_le_pos; lra.
Qed.

Lemma not_at_start : 0 < t.
Proof using flows order some start time depth one_falls one_grows faster.
  destruct time as [Ht|Ht]; [exact Ht|]. exfalso. destruct places as [HL Hj].
  assert (E : forall i, x i t = alpha) by (intros i; rewrite Ht; apply (at_the_start N alpha y start flows)).
  assert (I : 2 <= INR N) by (replace 2 with (INR 2) by (simpl; ring); apply le_INR, depth).
  assert (Neg : p j t < 0).
  { apply (phi_negative N alpha (lam j)); try (assumption || apply flow_of || lra). apply place_falls. lia. }
  unfold slow in faster. rewrite !E in faster.
  assert (0 < (2 * INR N - 2) * - p j t) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma rank_falls u : u > 0 -> u < 1 -> r N n alpha (t / u) spectrum y < r N n alpha t spectrum y.
Proof using flows order some start time depth one_falls one_grows faster larger.
  intros Hu Hu1. pose proof (later_time t u not_at_start Hu Hu1).
  unfold r. rewrite !(effective_rank_flow N n alpha spectrum y) by (assumption || lra).
  apply (falls_while N n alpha lam y); [exact depth | exact start | exact flows | lra |]. intros z Hz.
  apply slope_below; [lra | apply stays_larger; lra].
Qed.
End Fall.

Theorem falls : final_fall_falls.
Proof.
  unfold final_fall_falls. intros N n alpha t u spectrum y F D Hn Ha Ht Hu HN Hlast H1 Hu1 [Hg Hrate].
  pose proof (lt_0_INR N ltac:(lia)) as PN.
  apply rank_falls; try assumption.
  - apply Rge_le in Hrate. apply (Rmult_le_compat_l (INR N)) in Hrate; [|lra].
    apply Rle_trans with (2 := Hrate). right.
    set (nu := eigenvalue n spectrum (many_from n spectrum (alpha ^ N) + 1)).
    set (z := y alpha nu t).
    change (gamma_l N n alpha t spectrum y) with (z ^ (N - 2) * (z ^ N - (2 - 2 / INR N) * (nu - z ^ N))).
    unfold phi. replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add. field. lra.
  - rewrite loss_term by assumption. exact Hg.
Qed.

Theorem rises : final_fall_rises.
Proof.
  unfold final_fall_rises. intros N n alpha t u spectrum y F D Hn Ha Ht Hu HN Hlast H1 Hu1 [-> [Hab [Hc Hneg]]].
  apply rank_rises; try assumption.
  set (P := many_above n spectrum 0). unfold a, b in Hab.
  set (q := fun i => y alpha (eigenvalue n spectrum i) t ^ 2).
  match goal with |- total _ _ ?G < _ => rewrite (total_ext (P + 1) n G (fun i =>
    (eigenvalue n spectrum 1 - q 1%nat) * q i - q i * (eigenvalue n spectrum i - q i)))
      by (intros i _; unfold q; ring) end.
  rewrite total_minus, total_scal.
  change (eigenvalue n spectrum P) with (eigenvalue n spectrum (many_above n spectrum 0)).
  apply Rgt_lt in Hab. eapply Rlt_le_trans; [exact Hab|]. right.
  unfold q, P, many_above. ring.
Qed.
