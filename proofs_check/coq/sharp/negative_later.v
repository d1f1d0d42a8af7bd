(* Negative eigenvalues come later: what is printed is proved at depth 2, at every depth for small enough steps, and
   for starts from which larger products are slower, (N-2) lambda <= (2N-2) p(0). In all three -lambda stays behind. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary pair pair_orbit pair_order pair_delay pair_small_steps.
From dmf.statements Require Import definitions names negative_later.
From dmf.deep_factorization Require lemma_2_12 lemma_2_11.
Open Scope R_scope.

(* the first with a property is at least what all of them are *)
Lemma first_at_least (P : nat -> Prop) c : (forall j, P j -> Rbar_le c (INR j)) -> Rbar_le c (first P).
Proof.
  intros H. unfold first. apply Glb_Rbar_correct. intros x [j [-> Hj]]. apply H, Hj.
Qed.

Section Later.
Variables (N : nat) (lam alpha beta eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis perturbed : beta > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis perturbation : beta < alpha * (c_14 N - 1).
Hypothesis step : eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)).
Hypothesis positive : lam > 0.
Hypothesis start_below : alpha ^ (N - 1) * (alpha - beta) < lam.
Hypothesis far : eps < lam - alpha ^ (N - 1) * (alpha - beta).
(* -lambda stays behind from its last state that is not beyond the start of lambda *)
Let state j := pair N (- (alpha - beta)) alpha lam eta j.
Hypothesis stays : forall k i,
  product N (fst (state k)) (snd (state k)) <= alpha ^ (N - 1) * (alpha - beta) ->
  alpha ^ (N - 1) * (alpha - beta) < product N (fst (state (S k))) (snd (state (S k))) ->
  product N (fst (state (k + i)%nat)) (snd (state (k + i)%nat))
    <= product N (fst (pair N (alpha - beta) alpha lam eta i)) (snd (pair N (alpha - beta) alpha lam eta i)).
Let learned j := Rabs (lam - p_ N j lam alpha beta eta) <= eps.
Let learned_negative j := Rabs (lam + snd (pair N (alpha - beta) alpha (- lam) eta j) ^ (N - 1)
  * fst (pair N (alpha - beta) alpha (- lam) eta j)) <= eps.

Lemma earlier_learned j : learned_negative j ->
  exists i, learned i /\ (i <= j)%nat /\ INR i + T_d N lam alpha beta eta - 1 <= INR j.
Proof using start perturbed step_positive accuracy depth perturbation step positive start_below far stays.
  unfold learned_negative. rewrite negative_is. cbn [fst snd]. intros H. apply Rabs_le_between in H.
  destruct (earlier N lam alpha beta eta depth start (conj perturbed perturbation) step_positive step positive
    start_below eps j stays far) as [i [I1 [I2 I3]]]; [unfold product; lra|].
  exists i. split; [|split; [exact I2|]].
  - pose proof (start_below_14 N lam alpha beta eta depth start (conj perturbed perturbation) step_positive step
      (Rlt_le _ _ start_below) i) as [_ [_ [_ I4]]].
    unfold learned. apply Rabs_le. unfold product in I1. unfold p_. lra.
  - unfold T_d, R_. rewrite (Rplus_comm _ lam), (Rplus_comm lam) in *. exact I3.
Qed.

Lemma learned_once : exists T, hits learned T.
Proof using start perturbed step_positive accuracy depth perturbation step.
  clear stays.
  pose proof (lemma_2_12.error_tends N lam alpha beta eta depth start (conj perturbed perturbation) step_positive
    step)
    as L.
  apply is_lim_seq_spec in L. destruct (L (mkposreal eps accuracy)) as [K HK]. simpl in HK.
  assert (HL : learned K).
  { specialize (HK K (le_n K)). rewrite Rminus_0_r in HK. unfold learned. rewrite Rabs_minus_sym. left. exact HK. }
  assert (Least : forall n, (exists j, (j < n)%nat /\ learned j) -> exists T, hits learned T).
  { induction n as [|n IH]; intros [j [Hj Lj]]; [lia|].
    destruct (Classical_Prop.classic (exists i, (i < n)%nat /\ learned i)) as [E|E]; [apply IH, E|].
    assert (Ej : j = n).
    { destruct (Nat.eq_dec j n); [assumption|]. exfalso. apply E. exists j. split; [lia | assumption]. }
    exists n. split; [rewrite <- Ej; exact Lj|]. intros i Hi Li. apply E. exists i. split; assumption. }
  apply (Least (S K)). exists K. split; [lia | exact HL].
Qed.

Lemma later_if : Rbar_le (T_plus N lam alpha beta eta eps) (T_minus N lam alpha beta eta eps).
Proof using start perturbed step_positive accuracy depth perturbation step positive start_below far stays.
  apply first_at_least. intros j Hj. destruct (earlier_learned j Hj) as [i [I1 [I2 _]]].
  apply Rbar_le_trans with (INR i); [apply (lemma_2_11.first_at_most _ i I1) | simpl; apply le_INR; exact I2].
Qed.

Lemma delay_if : exists T, hits learned T /\
  Rbar_le (INR T + T_d N lam alpha beta eta - 1) (T_minus N lam alpha beta eta eps).
Proof using start perturbed step_positive accuracy depth perturbation step positive start_below far stays.
  destruct learned_once as [T [T1 T2]]. exists T. split; [split; assumption|].
  apply first_at_least. intros j Hj. destruct (earlier_learned j Hj) as [i [I1 [_ I3]]].
  assert (H : (T <= i)%nat) by (destruct (le_lt_dec T i) as [|C]; [assumption | exfalso; exact (T2 i C I1)]).
  simpl. apply le_INR in H. lra.
Qed.

(* At every depth, from every start: -lambda is not learned before T_d. *)
Theorem not_before_the_delay : Rbar_le (T_d N lam alpha beta eta) (T_minus N lam alpha beta eta eps).
Proof using start perturbed step_positive depth perturbation step positive start_below far.
  clear stays. apply first_at_least. intros j Hj. rewrite negative_is in Hj. cbn [fst snd] in Hj.
  apply Rabs_le_between in Hj. unfold T_d, R_. rewrite (Rplus_comm _ lam), (Rplus_comm lam).
  apply (not_before N lam alpha beta eta depth start (conj perturbed perturbation) step_positive step positive
    start_below eps j far). unfold product. lra.
Qed.
End Later.

(* For starts from which larger products are slower. *)
Section Slowing.
Variables (N : nat) (lam alpha beta eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis perturbed : beta > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis perturbation : beta < alpha * (c_14 N - 1).
Hypothesis step : eta < 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2)).
Hypothesis positive : lam > 0.
Hypothesis start_below : alpha ^ (N - 1) * (alpha - beta) < lam.
Hypothesis far : eps < lam - alpha ^ (N - 1) * (alpha - beta).
Hypothesis slowing : (INR N - 2) * lam <= (2 * INR N - 2) * (alpha ^ (N - 1) * (alpha - beta)).

Theorem later_where_slowing : Rbar_le (T_plus N lam alpha beta eta eps) (T_minus N lam alpha beta eta eps).
Proof.
  apply later_if; try assumption. intros k i K1 K2. apply (stays_behind N lam alpha beta eta); assumption || auto.
Qed.

Theorem delay_where_slowing : exists T, hits (fun j => Rabs (lam - p_ N j lam alpha beta eta) <= eps) T /\
  Rbar_le (INR T + T_d N lam alpha beta eta - 1) (T_minus N lam alpha beta eta eps).
Proof.
  apply delay_if; try assumption. intros k i K1 K2. apply (stays_behind N lam alpha beta eta); assumption || auto.
Qed.
End Slowing.

(* At depth 2 all are: this is what is printed. *)
Section Depth_two.
Variables (lam alpha beta eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis perturbed : beta > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis perturbation : beta < alpha * (c_14 2 - 1).
Hypothesis step : eta < 1 / (9 * INR 2 * (M 2 lam alpha * c_14 2) ^ (2 * 2 - 2)).
Hypothesis positive : lam > 0.
Hypothesis start_below : alpha ^ (2 - 1) * (alpha - beta) < lam.
Hypothesis far : eps < lam - alpha ^ (2 - 1) * (alpha - beta).

Lemma slowing_at_depth_2 : (INR 2 - 2) * lam <= (2 * INR 2 - 2) * (alpha ^ (2 - 1) * (alpha - beta)).
Proof.
  destruct (sizes 2 alpha beta) as [_ [_ H]]; [lia | assumption | split; assumption|].
  set (first := alpha ^ (2 - 1) * (alpha - beta)) in *. simpl INR. lra.
Qed.

Theorem later_at_depth_2 : Rbar_le (T_plus 2 lam alpha beta eta eps) (T_minus 2 lam alpha beta eta eps).
Proof. apply later_where_slowing; try assumption; [lia | apply slowing_at_depth_2]. Qed.

Theorem delay_at_depth_2 : exists T, hits (fun j => Rabs (lam - p_ 2 j lam alpha beta eta) <= eps) T /\
  Rbar_le (INR T + T_d 2 lam alpha beta eta - 1) (T_minus 2 lam alpha beta eta eps).
Proof. apply delay_where_slowing; try assumption; [lia | apply slowing_at_depth_2]. Qed.
End Depth_two.

(* At every depth, from every start, for steps below a bound that depends on these and on lambda. *)
Theorem for_small_steps N lam alpha beta : alpha > 0 -> beta > 0 -> (N >= 2)%nat -> beta < alpha * (c_14 N - 1) ->
  lam > 0 -> alpha ^ (N - 1) * (alpha - beta) < lam ->
  exists bound, bound > 0 /\ forall eta eps, eta > 0 -> eta < bound -> eps > 0 ->
    eps < lam - alpha ^ (N - 1) * (alpha - beta) ->
    Rbar_le (T_plus N lam alpha beta eta eps) (T_minus N lam alpha beta eta eps) /\
    exists T, hits (fun j => Rabs (lam - p_ N j lam alpha beta eta) <= eps) T /\
      Rbar_le (INR T + T_d N lam alpha beta eta - 1) (T_minus N lam alpha beta eta eps).
Proof.
  intros Ha Hb HN Hc Hl H0. destruct (small_steps N lam alpha beta HN Ha (conj Hb Hc) Hl H0) as [bound [B1 B2]].
  exists bound. split; [exact B1|]. intros eta eps He He1 Heps Hf. destruct (B2 eta (conj He He1)) as [Hs Stays].
  split; [apply later_if | apply delay_if]; try assumption; exact Stays.
Qed.

(* What is printed. *)
Theorem later : negative_later_later.
Proof.
  unfold negative_later_later. intros N lam alpha beta eta eps Ha Hb He Hp HN Hc Hs Hl Hlow Hfar Slow.
  apply later_where_slowing; (assumption || lra).
Qed.

Theorem delay : negative_later_delay.
Proof.
  unfold negative_later_delay. intros N lam alpha beta eta eps Ha Hb He Hp HN Hc Hs Hl Hlow Hfar Slow.
  apply delay_where_slowing; (assumption || lra).
Qed.

Theorem not_before : negative_later_not_before.
Proof.
  unfold negative_later_not_before. intros N lam alpha beta eta eps Ha Hb He Hp HN Hc Hs Hl Hlow Hfar.
  apply (not_before_the_delay N lam alpha beta eta eps); assumption.
Qed.
