(* Lemma 2.7 for any right-hand side F: the flow time over the Euler steps d(k+1) = d(k) + eta F(d(k)). One step from
   p covers q - p = eta F(p), for which the flow needs the time of the integral of 1/F; the sum over the steps is
   theta. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary flow_times counting.
Open Scope R_scope.

(* One step, or a part of one, from p to q. *)

(* The speed grows: the flow is faster. *)
Lemma step_time_rising F eta p q : p <= q <= p + eta * F p -> positive F p q -> 0 < F p ->
  (forall x, p <= x <= q -> F p <= F x) -> time F p q <= eta.
Proof.
  intros Hq HF Hp Hup. apply Rle_trans with (/ F p * (q - p)).
  - apply time_at_most_constant; [lra | apply positive_regular, HF |].
    intros x Hx. apply Rinv_le_contravar; [assumption | apply Hup, Hx].
  - apply Rmult_le_reg_l with (F p); [assumption|].
    replace (F p * (/ F p * (q - p))) with (q - p) by (field; lra). lra.
Qed.

(* The speed falls: the flow is slower. *)
Lemma step_time_falling F eta p : 0 <= eta -> positive F p (p + eta * F p) -> 0 < F p ->
  (forall x, p <= x <= p + eta * F p -> F x <= F p) -> eta <= time F p (p + eta * F p).
Proof.
  intros He HF Hp Hdown. assert (0 <= eta * F p) by (apply Rmult_le_pos; lra).
  replace eta with (/ F p * (p + eta * F p - p)) at 1 by (field; lra).
  apply time_at_least_constant; [lra | apply positive_regular, HF |].
  intros x Hx. apply Rinv_le_contravar; [apply HF, Hx | apply Hdown, Hx].
Qed.

(* The speed rises by at most K times the way. *)
Lemma step_time_lipschitz F eta p K : 0 <= eta -> 0 <= K -> positive F p (p + eta * F p) -> 0 < F p ->
  (forall x, p <= x <= p + eta * F p -> F x - F p <= K * (x - p)) -> eta / (1 + eta * K) <= time F p (p + eta * F p).
Proof.
  intros He HK HF Hp Hlip. assert (Hs : 0 <= eta * F p) by (apply Rmult_le_pos; lra).
  assert (HD : 0 < 1 + eta * K) by (pose proof (Rmult_le_pos eta K He HK); lra).
  replace (eta / (1 + eta * K)) with (/ (F p * (1 + eta * K)) * (p + eta * F p - p)) by (field; lra).
  apply time_at_least_constant; [lra | apply positive_regular, HF |].
  intros x Hx. apply Rinv_le_contravar; [apply HF, Hx|]. specialize (Hlip x Hx).
  assert (K * (x - p) <= K * (eta * F p)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* The logarithm of the speed rises by its whole rise. *)
Lemma step_time_logarithm F eta p : 0 <= eta -> positive F p (p + eta * F p) -> 0 < F p ->
  (forall x, p <= x <= p + eta * F p -> F x <= F (p + eta * F p)) ->
  eta * (1 - ln (F (p + eta * F p) / F p)) <= time F p (p + eta * F p).
Proof.
  intros He HF Hp Hup. assert (Hs : 0 <= eta * F p) by (apply Rmult_le_pos; lra).
  assert (Hq : p <= p + eta * F p) by lra. set (q := p + eta * F p) in *. assert (Pq : 0 < F q) by (apply HF; lra).
  apply Rle_trans with (/ F q * (q - p)).
  - replace (/ F q * (q - p)) with (eta * (F p / F q)) by (unfold q, Rdiv; ring).
    apply Rmult_le_compat_l; [assumption|].
    pose proof (ln_at_most (F p / F q) ltac:(apply Rdiv_lt_0_compat; assumption)) as H.
    rewrite ln_quotient in * by assumption. lra.
  - apply time_at_least_constant; [lra | apply positive_regular, HF |].
    intros x Hx. apply Rinv_le_contravar; [apply HF, Hx | apply Hup, Hx].
Qed.

(* Many steps. *)
Section Steps.
Variables (F : R -> R) (eta : R) (d : nat -> R).
Hypothesis step : forall k, d (S k) = d k + eta * F (d k).
Hypothesis step_positive : 0 < eta.

(* A potential that grows by at most eta with every part of a step grows by at most eta k until d(k) is passed. *)
Lemma passage (Theta : R -> R) e k : d O <= e ->
  (forall p q, d O <= p -> p < e -> p <= q <= e -> q <= p + eta * F p -> Theta q - Theta p <= eta) ->
  (forall x, d O <= x <= e -> 0 <= F x) -> e <= d k -> Theta e - Theta (d O) <= eta * INR k.
Proof using step step_positive.
  intros H0 HT HF Hk.
  assert (H : (d O <= d k < e /\ Theta (d k) - Theta (d O) <= eta * INR k) \/ Theta e - Theta (d O) <= eta * INR k).
  { clear Hk. induction k as [|k IH].
    - cbn [INR]. destruct (Rlt_or_le (d O) e) as [H|H]; [left; lra | right].
      replace e with (d O) by lra. lra.
    - rewrite S_INR. destruct IH as [[Hd IH]|IH]; [|right; nra].
      pose proof (HF (d k) ltac:(lra)) as Hp.
      assert (Hs : 0 <= eta * F (d k)) by (apply Rmult_le_pos; lra). pose proof (step k) as Es.
      destruct (Rlt_or_le (d (S k)) e) as [H|H].
      + left. split; [lra|]. specialize (HT (d k) (d (S k)) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)). lra.
      + right. specialize (HT (d k) e ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)). lra. }
  destruct H as [[H _]|H]; [lra | exact H].
Qed.

(* Within a range in which F > 0 the iterates increase. *)
Lemma iterates_increase hi k : (forall x, d O <= x <= hi -> 0 < F x) -> (forall j, (j <= k)%nat -> d j <= hi) ->
  forall j, (j <= k)%nat -> d O <= d j.
Proof using step step_positive.
  intros HF Hhi j. induction j as [|j IH]; intros Hj; [lra|].
  specialize (IH ltac:(lia)). pose proof (HF (d j) (conj IH (Hhi j ltac:(lia)))) as Hp.
  rewrite step. assert (0 < eta * F (d j)) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.

(* A bound from below for every step adds up. *)
Lemma times_add (B : nat -> R) hi k : positive F (d O) hi -> (forall j, (j <= k)%nat -> d j <= hi) ->
  (forall j, (j < k)%nat -> d O <= d j -> d (S j) <= hi -> B (S j) - B j <= time F (d j) (d (S j))) ->
  B k - B O <= time F (d O) (d k).
Proof using step step_positive.
  intros HF Hhi HB. pose proof (iterates_increase hi k (fun x Hx => proj2 (HF x Hx)) Hhi) as Hlo.
  induction k as [|k IH]; [rewrite time_from_here; lra|].
  assert (H1 : d O <= d k) by (apply Hlo; lia). assert (H2 : d k <= hi) by (apply Hhi; lia).
  assert (H3 : d (S k) <= hi) by (apply Hhi; lia).
  assert (H4 : d k <= d (S k)).
  { pose proof (proj2 (HF (d k) ltac:(lra))) as Hp. rewrite step.
    assert (0 < eta * F (d k)) by (apply Rmult_lt_0_compat; assumption). lra. }
  rewrite (time_adds F (d O) (d k) (d (S k)));
    [|lra | apply positive_regular, positive_within with (d O) hi; (assumption || lra)].
  specialize (IH ltac:(intros; apply Hhi; lia) ltac:(intros; apply HB; lia || assumption) ltac:(intros; apply Hlo;
    lia)).
  specialize (HB k ltac:(lia) H1 H3). lra.
Qed.

(* Lemma 2.7 (a), f > 0 *)
Theorem part_a_increasing hi k : positive F (d O) hi -> (forall j, (j <= k)%nat -> d j <= hi) ->
  (forall x y, d O <= x <= y -> y <= hi -> F x <= F y) -> time F (d O) (d k) <= eta * INR k.
Proof using step step_positive.
  intros HF Hhi Hup. pose proof (iterates_increase hi k (fun x Hx => proj2 (HF x Hx)) Hhi k (le_n k)) as Hlo.
  pose proof (Hhi k (le_n k)) as Hk. rewrite <- (Rminus_0_r (time F (d O) (d k))), <- (time_from_here F (d O)).
  apply (passage (time F (d O)) (d k) k Hlo); [| |lra].
  - intros p q H0 H1 H2 H3.
    rewrite (time_adds F (d O) p q);
      [|lra | apply positive_regular, positive_within with (d O) hi; (assumption || lra)].
    replace (time F (d O) p + time F p q - time F (d O) p) with (time F p q) by ring.
    apply step_time_rising; [lra | apply positive_within with (d O) hi; (assumption || lra) | apply HF; lra |].
    intros x Hx. apply Hup; lra.
  - intros x Hx. left. apply HF. lra.
Qed.

(* Lemma 2.7 (b) *)
Theorem part_b_increasing K hi k : 0 <= K -> positive F (d O) hi -> (forall j, (j <= k)%nat -> d j <= hi) ->
  (forall x y, d O <= x <= y -> y <= hi -> F y - F x <= K * (y - x)) ->
    eta * INR k / (1 + eta * K) <= time F (d O) (d k).
Proof using step step_positive.
  intros HK HF Hhi Hlip.
  replace (eta * INR k / (1 + eta * K)) with (eta / (1 + eta * K) * INR k - eta / (1 + eta * K) * INR O)
    by (simpl; unfold Rdiv; ring).
  apply (times_add (fun k => eta / (1 + eta * K) * INR k) hi); [assumption | assumption |].
  intros j Hj H0 H1. rewrite S_INR, step in *.
  replace (eta / (1 + eta * K) * (INR j + 1) - eta / (1 + eta * K) * INR j) with (eta / (1 + eta * K)) by ring.
  apply step_time_lipschitz; [lra | assumption | apply positive_within with (d O) hi; (assumption || lra) | |].
  - apply HF. split; [assumption | apply Hhi; lia].
  - intros x Hx. apply Hlip; lra.
Qed.

(* Lemma 2.7 (b'): behind by the logarithm of the speed, whatever the speed is. *)
Theorem part_b'_increasing hi k : positive F (d O) hi -> (forall j, (j <= k)%nat -> d j <= hi) ->
  (forall x y, d O <= x <= y -> y <= hi -> F x <= F y) ->
    eta * INR k - eta * ln (F (d k) / F (d O)) <= time F (d O) (d k).
Proof using step step_positive.
  intros HF Hhi Hup. pose proof (iterates_increase hi k (fun x Hx => proj2 (HF x Hx)) Hhi) as Hlo.
  assert (Hpos : forall j, (j <= k)%nat -> 0 < F (d j)) by (intros j Hj; apply HF; auto).
  pose proof (times_add (fun k => eta * INR k - eta * ln (F (d k))) hi k HF Hhi) as H.
  rewrite ln_quotient by (apply Hpos; lia).
  match type of H with ?A -> _ => assert (H1 : A) end; [|specialize (H H1); cbn beta in H; cbn [INR] in H; lra].
  intros j Hj H0 H2. cbn beta. pose proof (Hpos j ltac:(lia)) as Pj. pose proof (Hpos (S j) ltac:(lia)) as Ps.
  apply Rle_trans with (eta * (1 - ln (F (d (S j)) / F (d j)))).
  - rewrite S_INR, ln_quotient by assumption. lra.
  - rewrite step in *.
    apply step_time_logarithm; [lra | apply positive_within with (d O) hi; (assumption || lra) | assumption |].
    intros x Hx. apply Hup; lra.
Qed.

(* Lemma 2.7 (a'), f > 0: a speed that falls on the way. *)
Theorem part_a'_increasing hi k : positive F (d O) hi -> (forall j, (j <= k)%nat -> d j <= hi) ->
  (forall x y, d O <= x <= y -> y <= hi -> F y <= F x) -> eta * INR k <= time F (d O) (d k).
Proof using step step_positive.
  intros HF Hhi Hdown. replace (eta * INR k) with (eta * INR k - eta * INR O) by (simpl; ring).
  apply (times_add (fun k => eta * INR k) hi); [assumption | assumption |].
  intros j Hj H0 H1. rewrite S_INR, step in *. replace (eta * (INR j + 1) - eta * INR j) with eta by ring.
  apply step_time_falling; [lra | apply positive_within with (d O) hi; (assumption || lra) | |].
  - apply HF. split; [assumption | apply Hhi; lia].
  - intros x Hx. apply Hdown; lra.
Qed.
End Steps.

(* Falling orbits are rising ones in -x. *)
Lemma time_reflected F a b : a <= b -> regular F a b -> time F b a = time (fun u => - F (- u)) (- b) (- a).
Proof.
  intros Hab H. rewrite (time_back F a b Hab H). unfold time.
  transitivity (RInt (fun u => - / F (- u)) (- b) (- a)).
  - apply (@eq_sym R). apply (is_RInt_unique (V := R_CompleteNormedModule)).
    apply (is_RInt_comp_opp (fun x => / F x) (- b) (- a)). rewrite !Ropp_involutive.
    apply (is_RInt_swap (V := R_NormedModule)).
    apply (RInt_correct (V := R_CompleteNormedModule)), time_exists; assumption.
  - apply (RInt_ext (V := R_CompleteNormedModule)). intros u Hu.
    rewrite Rmin_left, Rmax_right in Hu by lra. change (@eq R (- / F (- u)) (/ - F (- u))).
    field. apply H. lra.
Qed.

Lemma reflected_continuous (F : R -> R) u : continuous F (- u) -> continuous (fun u => - F (- u)) u.
Proof.
  intros H. apply (continuous_opp (fun u => F (- u))), (continuous_comp Ropp F); [|exact H].
  apply (continuous_opp (fun x : R => x)), continuous_id.
Qed.

Definition negative (F : R -> R) (a b : R) : Prop := forall x, a <= x <= b -> continuous F x /\ F x < 0.

Lemma negative_regular F a b : negative F a b -> regular F a b.
Proof. intros H x Hx. destruct (H x Hx) as [H1 H2]. split; [exact H1 | lra]. Qed.

Lemma negative_reflected F a b : negative F a b -> positive (fun u => - F (- u)) (- b) (- a).
Proof. intros H u Hu. destruct (H (- u) ltac:(lra)). split; [apply reflected_continuous; assumption | lra]. Qed.

(* Lemma 2.7 (a), f < 0: the flow is slower. *)
Theorem part_a_decreasing F eta (d : nat -> R) lo k : (forall k, d (S k) = d k + eta * F (d k)) -> 0 < eta ->
  negative F lo (d O) -> (forall j, (j <= k)%nat -> lo <= d j) ->
    (forall x y, lo <= x <= y -> y <= d O -> F y <= F x) ->
  d k <= d O /\ eta * INR k <= time F (d O) (d k).
Proof.
  intros Hd He HF Hlo Hm. set (F' := fun u => - F (- u)). set (d' := fun k => - d k).
  assert (step : forall k, d' (S k) = d' k + eta * F' (d' k)).
  { intros j. unfold d', F'. rewrite Hd, Ropp_involutive. ring. }
  assert (HF' : positive F' (d' O) (- lo)) by (apply negative_reflected, HF).
  assert (Hhi : forall j, (j <= k)%nat -> d' j <= - lo) by (intros j Hj; unfold d'; specialize (Hlo j Hj); lra).
  pose proof (iterates_increase F' eta d' step He (- lo) k (fun x Hx => proj2 (HF' x Hx)) Hhi k (le_n k)) as Hk.
  unfold d' in Hk at 1 2. split; [lra|].
  rewrite time_reflected; [|lra|].
  - apply (part_a'_increasing F' eta d' step He (- lo) k HF' Hhi).
    intros x y Hx Hy. unfold F', d' in *. apply Ropp_le_contravar, Hm; lra.
  - intros x Hx. apply negative_regular with lo (d O); [assumption|]. specialize (Hlo k (le_n k)). lra.
Qed.
