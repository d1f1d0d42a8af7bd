(* The sharp law in closed form: T is a ceiling of Phi_2 between the start and the target, up to B on either side. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms abel.
From dmf.statements Require Import definitions names closed_law.
From dmf.sharp Require Import closed_law_defect closed_law_count closed_law_arrival.
From dmf.sharp Require sharp_law_below sharp_law_above closed_law_below closed_law_above.
Open Scope R_scope.

(* Before T the orbit has not come within eps of the limit; at T it has. *)
Section Arrival.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Notation d := (iterate N alpha lam eta).

Lemma at_most_below y : alpha ^ N < lam -> lam > 0 -> (forall k, d k < L N lam - eps -> INR k < y) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil y))).
Proof.
  intros Hb Hl H. pose proof (sharp_law_below.ends N lam alpha eps start accuracy depth far Hb Hl).
  apply first_at_most_ceiling; [apply (H O); cbn [iterate]; lra|]. intros k.
  destruct (Rle_or_lt (L N lam - eps) (d k)); [left; apply (arrived_below N lam alpha eta eps); assumption | right;
    apply H; assumption].
Qed.

Lemma at_most_above y : alpha ^ N > lam \/ lam <= 0 -> (forall k, L N lam + eps < d k -> INR k < y) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil y))).
Proof.
  intros Ha H. pose proof (sharp_law_above.ends N lam alpha eps start accuracy depth far Ha).
  apply first_at_most_ceiling; [apply (H O); cbn [iterate]; lra|]. intros k.
  destruct (Rle_or_lt (d k) (L N lam + eps)); [left; apply (arrived_above N lam alpha eta eps); assumption | right;
    apply H; assumption].
Qed.

Lemma near_or_not k : Rabs (L N lam - d k) <= eps \/ ~ Rabs (L N lam - d k) <= eps.
Proof. destruct (Rle_dec (Rabs (L N lam - d k)) eps); auto. Qed.

Lemma at_least_below y : alpha ^ N < lam -> lam > 0 ->
  (forall k, L N lam - eps <= d k -> (forall j, (j < k)%nat -> d j < L N lam - eps) -> y <= INR k) ->
  Rbar_le (Finite (IZR (Zceil y))) (T N lam alpha eta eps).
Proof.
  intros Hb Hl H. apply first_at_least_ceiling; [apply near_or_not|]. intros k Hk Hj. apply H.
  - apply (arrived_below N lam alpha eta eps); assumption.
  - intros j Hjk. specialize (Hj j Hjk). apply Rnot_le_lt. intros C.
    apply Hj, (arrived_below N lam alpha eta eps); assumption.
Qed.

Lemma at_least_above y : alpha ^ N > lam \/ lam <= 0 ->
  (forall k, d k <= L N lam + eps -> (forall j, (j < k)%nat -> L N lam + eps < d j) -> y <= INR k) ->
  Rbar_le (Finite (IZR (Zceil y))) (T N lam alpha eta eps).
Proof.
  intros Ha H. apply first_at_least_ceiling; [apply near_or_not|]. intros k Hk Hj. apply H.
  - apply (arrived_above N lam alpha eta eps); assumption.
  - intros j Hjk. specialize (Hj j Hjk). apply Rnot_le_lt. intros C.
    apply Hj, (arrived_above N lam alpha eta eps); assumption.
Qed.
End Arrival.

Theorem below_upper : closed_law_below_upper.
Proof.
  unfold closed_law_below_upper. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]].
  apply at_most_below; try assumption. intros k Hk.
  exact (closed_law_below.upper N lam alpha eta eps Ha He Heps HN Hs Hf Hb Hl HZ k Hk).
Qed.

Theorem above_upper : closed_law_above_upper.
Proof.
  unfold closed_law_above_upper. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]].
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (left; assumption). apply at_most_above; try assumption. intros k Hk.
  pose proof (closed_law_above.upper N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [exact (D HZ k Hk) | lra].
Qed.

Theorem lost_upper : closed_law_lost_upper.
Proof.
  unfold closed_law_lost_upper. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ Hl].
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (right; assumption). apply at_most_above; try assumption. intros k Hk.
  pose proof (closed_law_above.upper N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [lra | exact (D HZ k Hk)].
Qed.

Theorem below_lower : closed_law_below_lower.
Proof.
  unfold closed_law_below_lower. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]].
  apply at_least_below; try assumption. intros k Hk Hj.
  exact (closed_law_below.lower N lam alpha eta eps Ha He Heps HN Hs Hf Hb Hl HZ k Hk Hj).
Qed.

Theorem above_lower : closed_law_above_lower.
Proof.
  unfold closed_law_above_lower. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]].
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (left; assumption). apply at_least_above; try assumption.
  intros k Hk Hj.
  pose proof (closed_law_above.lower N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [exact (D HZ k Hk Hj) | lra].
Qed.

Theorem lost_lower : closed_law_lost_lower.
Proof.
  unfold closed_law_lost_lower. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ Hl].
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (right; assumption). apply at_least_above; try assumption.
  intros k Hk Hj.
  pose proof (closed_law_above.lower N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [lra | exact (D HZ k Hk Hj)].
Qed.
