(* The number of steps against Phi_2: the defects along an orbit add up to at most the growth of a function V that
   gains the size of the factors in every step. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms powers abel_integrals abel abel_step_zeros.
From dmf.sharp Require Import sharp_law_path closed_law_defect.
Open Scope R_scope.

Section Count.
Variables (N : nat) (lam lo hi eta alpha Z : R) (V : R -> R) (path : R -> Prop).
Hypothesis depth : (2 <= N)%nat.
Hypothesis inside : 0 <= lo.
Hypothesis one_sign : forall x y, lo < x < hi -> lo < y < hi -> 0 < f N lam x * f N lam y.
Hypothesis step_positive : 0 < eta.
Hypothesis small : Z < 1.
Notation next x := (x + eta * f N lam x).
Notation size x := (Rabs (eta * f N lam x) * spread N lam x).
Notation d := (iterate N alpha lam eta).
Hypothesis on_path : forall x, path x -> lo < x < hi /\ lo < next x < hi /\ size x <= Z.
Hypothesis gains : forall x, path x -> size x <= (1 + Z) * (V (next x) - V x).

Lemma size_nonnegative x : path x -> 0 <= size x.
Proof using depth inside one_sign on_path.
  intros Hx. destruct (on_path x Hx) as [H1 _].
  apply (real_zeros N lam x (eta * f N lam x) (size x)); [|lra].
  apply (zeros_here N lam lo hi depth inside one_sign). assumption.
Qed.

Lemma defect_by_size x : path x -> Rabs (Phi_2 N lam eta x (next x) - 1) <= Z ^ 2 * bound Z * size x.
Proof using depth inside one_sign step_positive small on_path.
  intros Hx. destruct (on_path x Hx) as [H1 [H2 H3]]. pose proof (size_nonnegative x Hx) as S0.
  pose proof (defect_of_step N lam lo hi eta depth inside one_sign step_positive x (size x) H1 H2 ltac:(lra)
    ltac:(lra)) as D.
  apply Rle_trans with (1 := D). set (s := size x) in *. pose proof (bound_grows s Z (conj S0 H3) small) as B.
  replace (s ^ 3 * bound s) with (s ^ 2 * bound s * s) by ring. apply Rmult_le_compat_r; [assumption|].
  apply Rmult_le_compat; [apply pow2_ge_0 | lra | apply pow_incr; lra | lra].
Qed.

Lemma constant_nonnegative : path alpha -> 0 <= Z /\ 0 <= Z ^ 2 * bound Z.
Proof using depth inside one_sign small on_path.
  intros Ha. pose proof (size_nonnegative alpha Ha). destruct (on_path alpha Ha) as [_ [_ HZ]]. split; [lra|].
  apply Rmult_le_pos; [apply pow2_ge_0|]. pose proof (bound_grows 0 Z ltac:(lra) small). lra.
Qed.

Lemma defects_add k : lo < alpha < hi -> 0 <= Z ^ 2 * bound Z -> (forall j, (j < k)%nat -> path (d j)) ->
  lo < d k < hi /\
  Rabs (INR k - Phi_2 N lam eta alpha (d k)) <= Z ^ 2 * bound Z * ((1 + Z) * (V (d k) - V alpha)).
Proof using depth inside one_sign step_positive small on_path gains.
  intros Ha HC. induction k as [|k IH]; intros Hp.
  - cbn [iterate INR]. split; [assumption|]. rewrite (Phi_2_nothing N lam lo hi eta depth one_sign step_positive)
      by assumption.
    rewrite Rminus_0_r, Rabs_R0. right. ring.
  - destruct (IH ltac:(intros; apply Hp; lia)) as [Hin S]. clear IH. pose proof (Hp k ltac:(lia)) as Pk.
    destruct (on_path _ Pk) as [_ [Hn _]]. cbn [iterate]. split; [exact Hn|].
    rewrite (Phi_2_additive N lam lo hi eta depth one_sign step_positive alpha (d k) (next (d k))) by assumption.
    pose proof (defect_by_size _ Pk) as D. pose proof (gains _ Pk) as G.
    apply Rmult_le_compat_l with (r := Z ^ 2 * bound Z) in G; [|assumption]. rewrite S_INR.
    apply Rabs_le_between in S. apply Rabs_le_between in D. apply Rabs_le. lra.
Qed.

(* With one step more, whose size counts in full. *)
Lemma defects_and_last k : lo < alpha < hi -> 0 <= Z ^ 2 * bound Z -> (forall j, (j <= k)%nat -> path (d j)) ->
  lo < d (S k) < hi /\ Rabs (INR (S k) - Phi_2 N lam eta alpha (d (S k)))
    <= Z ^ 2 * bound Z * ((1 + Z) * (V (d k) - V alpha) + Z).
Proof using depth inside one_sign step_positive small on_path gains.
  intros Ha HC Hp. destruct (defects_add k Ha HC ltac:(intros; apply Hp; lia)) as [Hin S].
  pose proof (Hp k ltac:(lia)) as Pk.
  destruct (on_path _ Pk) as [_ [Hn HZ]]. cbn [iterate]. split; [exact Hn|].
  rewrite (Phi_2_additive N lam lo hi eta depth one_sign step_positive alpha (d k) (next (d k))) by assumption.
  pose proof (defect_by_size _ Pk) as D. apply Rmult_le_compat_l with (r := Z ^ 2 * bound Z) in HZ; [|assumption].
  rewrite S_INR. apply Rabs_le_between in S. apply Rabs_le_between in D. apply Rabs_le. lra.
Qed.
End Count.

(* The first place with a property, if there is one. *)
Lemma first_place (P : nat -> Prop) k : (forall j, P j \/ ~ P j) -> P k ->
  exists j, (j <= k)%nat /\ P j /\ forall i, (i < j)%nat -> ~ P i.
Proof.
  intros Dec. induction k as [k IH] using (well_founded_induction Wf_nat.lt_wf). intros Hk.
  assert (H : (exists i, (i < k)%nat /\ P i) \/ forall i, (i < k)%nat -> ~ P i).
  { clear IH Hk. induction k as [|k IH]; [right; intros; lia|].
    destruct IH as [[i [Hi Pi]]|Hn]; [left; exists i; split; [lia | assumption]|].
    destruct (Dec k) as [Pk|Nk]; [left; exists k; split; [lia | assumption]|]. right. intros i Hi.
    destruct (Nat.eq_dec i k) as [->|]; [assumption | apply Hn; lia]. }
  destruct H as [[i [Hi Pi]]|Hn]; [|exists k; auto]. destruct (IH i Hi Pi) as [j [Hj Q]]. exists j.
  split; [lia | exact Q].
Qed.

(* The ceiling of a number up to which no step has arrived. *)
Lemma first_at_least_ceiling (P : nat -> Prop) y : (forall j, P j \/ ~ P j) ->
  (forall k, P k -> (forall i, (i < k)%nat -> ~ P i) -> y <= INR k) -> Rbar_le (Finite (IZR (Zceil y))) (first P).
Proof.
  intros Dec H. apply first_at_least. intros k Hk. destruct (first_place P k Dec Hk) as [j [Hj [Pj Nj]]]. simpl.
  specialize (H j Pj Nj). apply le_INR in Hj. rewrite INR_IZR_INZ in *. apply IZR_le.
  apply Zceil_glb. rewrite INR_IZR_INZ in Hj. lra.
Qed.
