(* Hitting times: what the first k with a property is compared with, and the counts of geometric decay. *)
From Coq Require Import Reals ZArith Lra Lia Classical.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
Open Scope R_scope.

(* The first k is at most every k with the property, and at least what all of them are at least. *)
Lemma first_at_most (P : nat -> Prop) k : P k -> Rbar_le (first P) (Finite (INR k)).
Proof.
  intros H. unfold first. apply (proj1 (Glb_Rbar_correct (fun x => exists k : nat, x = INR k /\ P k))).
  exists k. split; [reflexivity | exact H].
Qed.

Lemma first_at_least (P : nat -> Prop) B : (forall k, P k -> B <= INR k) -> Rbar_le (Finite B) (first P).
Proof.
  intros H. unfold first. apply (proj2 (Glb_Rbar_correct (fun x => exists k : nat, x = INR k /\ P k))).
  intros x [k [-> Hk]]. exact (H k Hk).
Qed.

(* Where one k has the property there is a first one. *)
Lemma hits_exists (P : nat -> Prop) k : P k -> exists T, hits P T /\ (T <= k)%nat.
Proof.
  induction k as [k IH] using lt_wf_ind. intros Hk.
  destruct (classic (exists j, (j < k)%nat /\ P j)) as [[j [Hj Pj]]|H].
  - destruct (IH j Hj Pj) as [T [HT HTj]]. exists T. split; [exact HT | lia].
  - exists k. split; [|lia]. split; [exact Hk|]. intros j Hj Pj. apply H. exists j. split; assumption.
Qed.

Lemma hits_at_most (P : nat -> Prop) T k : hits P T -> P k -> (T <= k)%nat.
Proof. intros [_ H] Hk. destruct (Nat.le_gt_cases T k) as [|Hlt]; [assumption|]. exfalso. exact (H k Hlt Hk). Qed.

Lemma first_of_hits (P : nat -> Prop) T : hits P T -> first P = Finite (INR T).
Proof.
  intros H. apply Rbar_le_antisym.
  - apply first_at_most, H.
  - apply first_at_least. intros k Hk. apply le_INR. exact (hits_at_most P T k H Hk).
Qed.

(* A bound on the first k says that there is one. *)
Lemma first_bounded (P : nat -> Prop) B : Rbar_le (first P) (Finite B) -> exists T, hits P T /\ INR T <= B.
Proof.
  intros H. destruct (classic (exists k, P k)) as [[k Hk]|Hn].
  - destruct (hits_exists P k Hk) as [T [HT _]]. exists T. split; [exact HT|].
    rewrite (first_of_hits P T HT) in H. exact H.
  - exfalso. pose proof (first_at_least P (B + 1)) as H1.
    assert (H2 : Rbar_le (Finite (B + 1)) (Finite B)).
    { apply Rbar_le_trans with (2 := H), H1. intros k Hk. exfalso. apply Hn. exists k. exact Hk. }
    simpl in H2. lra.
Qed.

(* If d cannot stay below e for B steps, then within k >= B steps there is a first one at which it does not. *)
Lemma passed (d : nat -> R) e B k : (forall j, (forall i, (i <= j)%nat -> d i < e) -> INR j < B) -> B <= INR k ->
  exists j, (j <= k)%nat /\ e <= d j /\ forall i, (i < j)%nat -> d i < e.
Proof.
  intros HB Hk. assert (H : exists j, (j <= k)%nat /\ e <= d j).
  { apply NNPP. intros Hn. assert (H : INR k < B); [|lra].
    apply HB. intros i Hi. apply Rnot_le_lt. intros Hc. apply Hn. exists i. split; assumption. }
  destruct H as [j [Hj Hd]]. destruct (hits_exists (fun j => e <= d j) j Hd) as [i [[Hi Hmin] Hij]].
  exists i. split; [lia|]. split; [exact Hi|]. intros i' Hi'. apply Rnot_le_lt, Hmin, Hi'.
Qed.

(* Rounding up. *)
Lemma ceiling_natural B : 0 <= B -> exists k : nat, IZR (Zceil B) = INR k /\ B <= INR k < B + 1.
Proof.
  intros HB. pose proof (Zceil_ub B) as U. assert (0 <= Zceil B)%Z by (apply le_IZR; simpl; lra).
  exists (Z.to_nat (Zceil B)). rewrite INR_IZR_INZ, Z2Nat.id by assumption. split; [reflexivity|].
  split; [exact U|]. destruct (Rlt_or_le (IZR (Zceil B)) (B + 1)) as [|H1]; [assumption|]. exfalso.
  assert (H2 : B <= IZR (Zceil B - 1)) by (rewrite minus_IZR; lra). apply Zceil_glb in H2. lia.
Qed.

Lemma ceiling_at_most B (z : Z) (k : nat) : IZR z + B <= INR k -> IZR z + IZR (Zceil B) <= INR k.
Proof.
  intros H. rewrite INR_IZR_INZ in *. assert (Hc : (Zceil B <= Z.of_nat k - z)%Z).
  { apply Zceil_glb. rewrite minus_IZR. lra. }
  apply IZR_le in Hc. rewrite minus_IZR in Hc. lra.
Qed.

(* What holds somewhere up to every k >= B, but not at 0, holds first at B rounded up at the latest. *)
Lemma first_by_ceiling (P : nat -> Prop) B : ~ P O -> (forall k, B <= INR k -> exists j, (j <= k)%nat /\ P j) ->
  Rbar_le (first P) (Finite (IZR (Zceil B))).
Proof.
  intros H0 HB. destruct (Rle_or_lt 0 B) as [Hp|Hn].
  - destruct (ceiling_natural B Hp) as [k [-> [Hk _]]]. destruct (HB k Hk) as [j [Hj Pj]].
    apply Rbar_le_trans with (Finite (INR j)); [apply first_at_most, Pj | apply le_INR, Hj].
  - exfalso. destruct (HB O ltac:(simpl; lra)) as [j [Hj Pj]]. replace j with O in Pj by lia. exact (H0 Pj).
Qed.

Lemma first_at_most_ceiling (P : nat -> Prop) B : ~ P O -> (forall k, B <= INR k -> P k) ->
  Rbar_le (first P) (Finite (IZR (Zceil B))).
Proof.
  intros H0 HB. apply first_by_ceiling; [exact H0|]. intros k Hk. exists k. split; [lia | exact (HB k Hk)].
Qed.

(* The same for a count in two phases, where each rounds up by itself. *)
Lemma first_at_most_ceilings (P : nat -> Prop) A B : 0 <= A -> 0 <= B ->
  (forall i j, A <= INR i -> B <= INR j -> P (i + j)%nat) ->
  Rbar_le (first P) (Finite (IZR (Zceil A) + IZR (Zceil B))).
Proof.
  intros HA HB H. destruct (ceiling_natural A HA) as [i [-> [Hi _]]].
  destruct (ceiling_natural B HB) as [j [-> [Hj _]]].
  rewrite <- plus_INR. apply first_at_most, H; assumption.
Qed.

(* Logarithms. *)
Lemma ln_below_one a : 0 < a < 1 -> ln a < 0.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

Lemma ln_at_most_one a : 0 < a <= 1 -> ln a <= 0.
Proof. intros [H [H1|H1]]; [left; apply ln_below_one; lra | rewrite H1, ln_1; lra]. Qed.

Lemma ln_monotone a b : 0 < a -> a <= b -> ln a <= ln b.
Proof. intros H [H1|H1]; [left; apply ln_increasing; assumption | rewrite H1; lra]. Qed.

Lemma exp_monotone a b : a <= b -> exp a <= exp b.
Proof. intros [H|H]; [left; apply exp_increasing, H | rewrite H; lra]. Qed.

Lemma ln_quotient a b : 0 < a -> 0 < b -> ln (a / b) = ln a - ln b.
Proof. intros Ha Hb. unfold Rdiv. rewrite ln_mult, ln_Rinv; [lra | assumption..|]. apply Rinv_0_lt_compat, Hb. Qed.

Lemma ln_at_most u : 0 < u -> ln u <= u - 1.
Proof. intros Hu. pose proof (exp_ineq1_le (ln u)) as H. rewrite exp_ln in H by assumption. lra. Qed.

(* a^k p <= eps from k = ln(eps/p)/ln(a) on, and not before. *)
Lemma geometric_count a p eps k : 0 < a < 1 -> 0 < p -> 0 < eps ->
  (ln (eps / p) / ln a <= INR k <-> a ^ k * p <= eps).
Proof.
  intros Ha Hp He. pose proof (ln_below_one a Ha) as Hl. pose proof (pow_lt a k (proj1 Ha)) as Hk.
  rewrite ln_quotient by assumption.
  assert (E : (ln eps - ln p) / ln a <= INR k <-> INR k * ln a + ln p <= ln eps).
  { split; intros H.
    - apply Rmult_le_compat_neg_l with (r := ln a) in H; [|lra].
      replace (ln a * ((ln eps - ln p) / ln a)) with (ln eps - ln p) in H by (field; lra). lra.
    - apply Rmult_le_reg_r with (- ln a); [lra|].
      replace ((ln eps - ln p) / ln a * - ln a) with (ln p - ln eps) by (field; lra). lra. }
  rewrite E, <- ln_pow, <- ln_mult by (assumption || lra).
  assert (Q : 0 < a ^ k * p) by (apply Rmult_lt_0_compat; assumption).
  split; intros H; [|apply ln_monotone; assumption].
  destruct (Rle_or_lt (a ^ k * p) eps) as [|H1]; [assumption|]. exfalso.
  pose proof (ln_increasing eps (a ^ k * p) He H1). lra.
Qed.

(* The count is not negative where the accuracy is not yet reached. *)
Lemma count_nonnegative a p eps : 0 < a < 1 -> 0 < eps <= p -> 0 <= ln (eps / p) / ln a.
Proof.
  intros Ha He. pose proof (ln_below_one a Ha) as Hl.
  assert (H : ln (eps / p) <= 0).
  { rewrite ln_quotient by lra. pose proof (ln_monotone eps p ltac:(lra) ltac:(lra)). lra. }
  replace (ln (eps / p) / ln a) with (- ln (eps / p) * / - ln a) by (field; lra).
  apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra.
Qed.
