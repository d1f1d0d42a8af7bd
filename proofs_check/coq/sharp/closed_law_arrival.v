(* When an orbit has come within eps of its limit: it stays on its side of it. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.sharp Require sharp_law_below sharp_law_above.
Open Scope R_scope.

Section Arrival.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Notation d := (iterate N alpha lam eta).

Lemma arrived_below k : alpha ^ N < lam -> lam > 0 -> Rabs (L N lam - d k) <= eps <-> L N lam - eps <= d k.
Proof.
  intros Hb Hl. pose proof (sharp_law_below.orbit N lam alpha eta eps start step_positive accuracy depth step far Hb
    Hl k).
  rewrite Rabs_pos_eq by lra. lra.
Qed.

Lemma arrived_above k : alpha ^ N > lam \/ lam <= 0 -> Rabs (L N lam - d k) <= eps <-> d k <= L N lam + eps.
Proof.
  intros Ha. pose proof (sharp_law_above.orbit N lam alpha eta eps start step_positive accuracy depth step far Ha k).
  rewrite Rabs_left by lra. lra.
Qed.
End Arrival.
