(* The flows of all eigenvalues of a spectrum from one start: they are in the order of the spectrum, so that the
   effective rank is their sum over the first one. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra flow flow_order.
Open Scope R_scope.

Lemma later_time t u : 0 < t -> u > 0 -> u < 1 -> t < t / u.
Proof.
  intros Ht Hu Hu1. apply Rmult_lt_reg_r with u; [lra|]. replace (t / u * u) with t by (field; lra). nra.
Qed.

Lemma no_earlier_time t u : 0 <= t -> u > 0 -> u < 1 -> t <= t / u.
Proof. intros [Ht|<-] Hu Hu1; [left; apply later_time; assumption | unfold Rdiv; lra]. Qed.

Lemma earlier_time t u : 0 < t -> u > 0 -> u < 1 -> 0 <= t * u < t.
Proof. intros Ht Hu Hu1. split; [apply Rmult_le_pos; lra | nra]. Qed.

Section Spectrum.
Variables (N n : nat) (alpha : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Hypothesis order : descending n spectrum.

Lemma each lam : is_flow N alpha lam (y alpha lam).
Proof using start flows. apply flows. exact start. Qed.

Lemma at_the_start lam : y alpha lam 0 = alpha.
Proof using start flows. apply each. Qed.

Lemma positive lam t : 0 <= t -> 0 < y alpha lam t.
Proof using depth start flows. apply (y_positive N alpha lam); [exact depth | exact start | apply each]. Qed.

Lemma product_positive lam t : 0 <= t -> 0 < y alpha lam t ^ N.
Proof using depth start flows. intros Ht. apply pow_lt, positive, Ht. Qed.

Lemma ordered lam mu t : lam <= mu -> 0 <= t -> y alpha lam t <= y alpha mu t.
Proof using depth start flows.
  intros H Ht. apply (eigenvalue_ahead N lam mu alpha alpha);
    [lia | apply each | apply each | exact H | lra | lra | exact Ht].
Qed.

Lemma ordered_strictly lam mu t : lam < mu -> 0 < t -> y alpha lam t < y alpha mu t.
Proof using depth start flows.
  intros H Ht. apply (eigenvalue_ahead_strict N lam mu alpha);
    [lia | apply each | apply each | exact H | lra | exact Ht].
Qed.

Lemma products_ordered lam mu k t : lam <= mu -> 0 <= t -> y alpha lam t ^ k <= y alpha mu t ^ k.
Proof using depth start flows.
  intros H Ht. apply pow_incr. split; [left; apply positive, Ht | apply ordered; assumption].
Qed.

Lemma products_ordered_strictly lam mu k t :
  (1 <= k)%nat -> lam < mu -> 0 < t -> y alpha lam t ^ k < y alpha mu t ^ k.
Proof using depth start flows.
  intros Hk H Ht. apply power_strict; [exact Hk|].
  split; [left; apply positive; lra | apply ordered_strictly; assumption].
Qed.

(* The effective rank of W(t). *)
Lemma effective_rank_flow t : (1 <= n)%nat -> 0 <= t ->
  total 1 n (fun i => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N)
    / largest 1 n (fun i => let lam := eigenvalue n spectrum i in Rabs (y alpha lam t) ^ N)
  = total 1 n (fun i => y alpha (eigenvalue n spectrum i) t ^ N) / y alpha (eigenvalue n spectrum 1) t ^ N.
Proof using depth start flows order.
  intros Hn Ht. cbv zeta.
  assert (E : forall i, Rabs (y alpha (eigenvalue n spectrum i) t) ^ N = y alpha (eigenvalue n spectrum i) t ^ N).
  { intros i. rewrite Rabs_pos_eq by (left; apply positive, Ht). reflexivity. }
  rewrite (total_ext 1 n _ (fun i => y alpha (eigenvalue n spectrum i) t ^ N)) by (intros; apply E).
  rewrite (largest_ext 1 n _ (fun i => y alpha (eigenvalue n spectrum i) t ^ N)) by (intros; apply E).
  apply effective_rank_quotients; [exact Hn|]. intros i Hi. apply products_ordered; [|exact Ht].
  apply eigenvalues_descend; [exact order | lia | lia].
Qed.
End Spectrum.
