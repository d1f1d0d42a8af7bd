(* T is a ceiling: the defects of Phi_2 along the orbit, one by one and added up. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms abel.
From dmf.statements Require Import definitions names ceiling_lemma.
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

Lemma before_below k : alpha ^ N < lam -> lam > 0 -> Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) ->
  d k < L N lam - eps.
Proof.
  intros Hb Hl Hk. destruct (Rlt_or_le (d k) (L N lam - eps)) as [|H]; [assumption|]. exfalso.
  apply (Rbar_lt_not_le _ _ Hk). apply first_at_most. apply (arrived_below N lam alpha eta eps); assumption.
Qed.

Lemma before_above k : alpha ^ N > lam \/ lam <= 0 -> Rbar_lt (Finite (INR k)) (T N lam alpha eta eps) ->
  L N lam + eps < d k.
Proof.
  intros Ha Hk. destruct (Rlt_or_le (L N lam + eps) (d k)) as [|H]; [assumption|]. exfalso.
  apply (Rbar_lt_not_le _ _ Hk). apply first_at_most. apply (arrived_above N lam alpha eta eps); assumption.
Qed.
End Arrival.

Theorem below_defect : ceiling_lemma_below_defect.
Proof.
  unfold ceiling_lemma_below_defect. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]] k Hk.
  apply before_below in Hk; try assumption. exact (closed_law_below.defect N lam alpha eta eps Ha He Heps HN Hs Hf Hb
    Hl HZ k Hk).
Qed.

Theorem above_defect : ceiling_lemma_above_defect.
Proof.
  unfold ceiling_lemma_above_defect. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]] k Hk.
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (left; assumption). apply before_above in Hk; try assumption.
  pose proof (closed_law_above.defect N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [exact (D HZ k Hk) | lra].
Qed.

Theorem lost_defect : ceiling_lemma_lost_defect.
Proof.
  unfold ceiling_lemma_lost_defect. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ Hl] k Hk.
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (right; assumption). apply before_above in Hk; try assumption.
  pose proof (closed_law_above.defect N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [lra | exact (D HZ k Hk)].
Qed.

Theorem below_sum : ceiling_lemma_below_sum.
Proof.
  unfold ceiling_lemma_below_sum. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]] k Hk.
  apply before_below in Hk; try assumption. exact (closed_law_below.sum N lam alpha eta eps Ha He Heps HN Hs Hf Hb Hl
    HZ k Hk).
Qed.

Theorem above_sum : ceiling_lemma_above_sum.
Proof.
  unfold ceiling_lemma_above_sum. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ [Hb Hl]] k Hk.
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (left; assumption). apply before_above in Hk; try assumption.
  pose proof (closed_law_above.sum N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [exact (D HZ k Hk) | lra].
Qed.

Theorem lost_sum : ceiling_lemma_lost_sum.
Proof.
  unfold ceiling_lemma_lost_sum. intros N lam alpha eta eps Ha He Heps HN Hs Hf [HZ Hl] k Hk.
  assert (Hab : alpha ^ N > lam \/ lam <= 0) by (right; assumption). apply before_above in Hk; try assumption.
  pose proof (closed_law_above.sum N lam alpha eta eps Ha He Heps HN Hs Hf Hab) as D.
  unfold closed_law_above.B, closed_law_above.Z in D.
  destruct (Rlt_dec 0 lam); [lra | exact (D HZ k Hk)].
Qed.
