(* Lemma 3.8: below x_* the speed grows, so that the flow covers each step of the descent, or a part of it,
   in a time of
   eta at most: the descent is behind the flow, and it has not passed eps' L before the flow has. *)
From Coq Require Import Reals ZArith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary powers roots flow_times euler constants slopes flow flow_time.
From dmf.statements Require Import definitions names lemma_3_8.
Open Scope R_scope.

(* The steps that (67) speaks of. *)
Lemma steps_until T eta k : 0 < eta -> INR k < IZR (Zfloor (T / eta)) + 1 -> eta * INR k <= T.
Proof.
  intros He H. rewrite INR_IZR_INZ, <- plus_IZR in H. apply lt_IZR in H.
  assert (Q : IZR (Z.of_nat k) <= IZR (Zfloor (T / eta))) by (apply IZR_le; lia).
  pose proof (Zfloor_lb (T / eta)) as F. rewrite <- INR_IZR_INZ in Q.
  apply Rmult_le_reg_r with (/ eta); [apply Rinv_0_lt_compat, He|].
  replace (eta * INR k * / eta) with (INR k) by (field; lra). unfold Rdiv in *. lra.
Qed.

(* Until the flow has come to b <= x_*, the descent has not passed it. *)
Lemma not_beyond N lam alpha eta b k : (N >= 2)%nat -> 0 < lam -> 0 < alpha <= b -> b <= x_star N lam -> 0 < eta ->
  eta * INR k <= tau N lam alpha b -> iterate N alpha lam eta k <= b.
Proof.
  intros HN Hl Ha Hb He. pose proof (inflection_below N lam HN Hl) as Hx.
  assert (HF : positive (f N lam) alpha b) by (apply f_is_positive; assumption || lra).
  assert (Hup : forall x y, alpha <= x <= y -> y <= b -> f N lam x <= f N lam y).
  { intros x y H1 H2. apply f_rises; assumption || lra. }
  enough (H : eta * INR k <= tau N lam alpha b -> forall j, (j <= k)%nat -> iterate N alpha lam eta j <= b).
  { intros Hk. apply H; [exact Hk | lia]. }
  induction k as [|k IH]; intros Hk j Hj; [replace j with O by lia; cbn [iterate]; lra|].
  rewrite S_INR in Hk. specialize (IH ltac:(lra)).
  destruct (Nat.eq_dec j (S k)) as [->|Hne]; [|apply IH; lia]. apply Rnot_lt_le. intros Hlt.
  pose proof (part_a_increasing (f N lam) eta (iterate N alpha lam eta) (fun _ => eq_refl) He b k HF IH Hup) as A.
  pose proof (iterates_increase (f N lam) eta (iterate N alpha lam eta) (fun _ => eq_refl) He b k
    (fun x Hx => proj2 (HF x Hx)) IH k (le_n k)) as Hlo.
  pose proof (IH k (le_n k)) as Hhi. cbn [iterate] in A, Hlo, Hlt. set (p := iterate N alpha lam eta k) in *.
  assert (Hp : 0 < f N lam p) by (apply HF; lra).
  assert (B : time (f N lam) p b <= / f N lam p * (b - p)).
  { apply time_at_most_constant; [lra | apply positive_regular, positive_within with alpha b; assumption || lra|].
    intros x Hxx. apply Rinv_le_contravar; [exact Hp | apply Hup; lra]. }
  assert (C : / f N lam p * (b - p) < eta).
  { apply Rmult_lt_reg_l with (f N lam p); [exact Hp|].
    replace (f N lam p * (/ f N lam p * (b - p))) with (b - p) by (field; lra). lra. }
  pose proof (time_adds (f N lam) alpha p b ltac:(lra) (positive_regular _ _ _ HF)) as E.
  rewrite tau_is_time in Hk. lra.
Qed.

(* eps' L in the situation of the lemma. *)
Lemma target N lam alpha eps_tail : (N >= 2)%nat -> lam > 0 -> alpha > 0 -> eps_tail > 0 ->
  eps_tail ^ N <= c_N N -> alpha ^ N < lam * eps_tail ^ N ->
  alpha < L N lam * eps_tail <= x_star N lam /\ x_star N lam < L N lam.
Proof.
  intros HN Hl Ha Ht Hc Hs. pose proof (L_positive N lam ltac:(lia) Hl) as HL.
  assert (P : 0 < L N lam * eps_tail) by (apply Rmult_lt_0_compat; assumption).
  split; [split|apply inflection_below; assumption].
  - apply power_below_inverse with N; [lia | lra|]. rewrite Rpow_mult_distr, L_power by (lia || lra). exact Hs.
  - apply Rnot_lt_le. intros H. pose proof (inflection_positive N lam HN Hl) as Hx.
    pose proof (power_strict N _ _ ltac:(lia) (conj (Rlt_le _ _ Hx) H)) as Q.
    rewrite Rpow_mult_distr, L_power in Q by (lia || lra). unfold x_star in Q.
    pose proof (c_N_between N HN). rewrite root_power in Q by (lia || (apply Rmult_le_pos; lra)). nra.
Qed.

Theorem small : lemma_3_8_small.
Proof.
  unfold lemma_3_8_small. intros N lam alpha eta eps_tail Ha He Ht HN Hl _ Hc Hs k Hk.
  destruct (target N lam alpha eps_tail HN Hl Ha Ht Hc Hs) as [[H1 H2] _].
  apply not_beyond; try assumption; [lra|]. apply steps_until; assumption.
Qed.

Theorem flow_small : lemma_3_8_flow_small.
Proof.
  unfold lemma_3_8_flow_small. intros N lam alpha eta eps_tail y Hy Ha He Ht HN Hl _ Hc Hs k Hk.
  destruct (target N lam alpha eps_tail HN Hl Ha Ht Hc Hs) as [[H1 H2] H3].
  apply steps_until in Hk; [|assumption]. pose proof (Hy alpha lam Ha) as F.
  assert (Ba : below N lam alpha) by (apply below_positive; lra).
  assert (Bb : below N lam (L N lam * eps_tail)) by (apply below_positive; lra).
  assert (H0 : 0 <= eta * INR k) by (apply Rmult_le_pos; [lra | apply pos_INR]).
  rewrite <- (flow_arrives N lam alpha (y alpha lam) ltac:(lia) F (L N lam * eps_tail));
    [|left; split; assumption | lra].
  apply (flow_rises_weakly N lam alpha); [lia | assumption | assumption | lra].
Qed.

Theorem behind : lemma_3_8_behind.
Proof.
  unfold lemma_3_8_behind. intros N lam alpha eta eps_tail y Hy Ha He Ht HN Hl _ Hc Hs k _ Hk.
  destruct (target N lam alpha eps_tail HN Hl Ha Ht Hc Hs) as [[H1 H2] H3].
  apply steps_until in Hk; [|assumption]. pose proof (Hy alpha lam Ha) as F. set (b := L N lam * eps_tail) in *.
  assert (H0 : 0 <= eta * INR k) by (apply Rmult_le_pos; [lra | apply pos_INR]).
  assert (HF : positive (f N lam) alpha b) by (apply f_is_positive; assumption || lra).
  assert (IH : forall j, (j <= k)%nat -> iterate N alpha lam eta j <= b).
  { intros j Hj. apply not_beyond; try assumption; [lra|]. apply le_INR in Hj.
    apply Rle_trans with (2 := Hk). apply Rmult_le_compat_l; lra. }
  pose proof (part_a_increasing (f N lam) eta (iterate N alpha lam eta) (fun _ => eq_refl) He b k HF IH) as A.
  pose proof (iterates_increase (f N lam) eta (iterate N alpha lam eta) (fun _ => eq_refl) He b k
    (fun x Hx => proj2 (HF x Hx)) IH k (le_n k)) as Hlo.
  pose proof (IH k (le_n k)) as Hhi. cbn [iterate] in A, Hlo.
  rewrite (Rmult_comm (INR k)). apply (flow_reaches_rising N lam alpha); [lia | assumption | | | assumption|].
  - apply below_positive; lra.
  - apply below_positive; lra.
  - apply A. intros x z Hx Hz. apply f_rises; assumption || lra.
Qed.
