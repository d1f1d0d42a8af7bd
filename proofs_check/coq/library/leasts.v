(* The least real number with a property. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
Open Scope R_scope.

(* It is the one that has the property and is below all that have it. *)
Lemma least_attained (P : R -> Prop) a : P a -> (forall x, P x -> a <= x) -> least P = a.
Proof.
  intros Ha Hlow. unfold least. rewrite (is_glb_Rbar_unique P (Finite a)); [reflexivity|].
  split; [exact Hlow | intros b Hb; exact (Hb a Ha)].
Qed.

(* It is at most each that has the property, where these are bounded from below. *)
Lemma least_at_most (P : R -> Prop) b a : (forall x, P x -> b <= x) -> P a -> least P <= a.
Proof.
  intros Hb Ha. unfold least. destruct (Glb_Rbar_correct P) as [Hlow Hgreat].
  specialize (Hgreat (Finite b) Hb). specialize (Hlow a Ha).
  destruct (Glb_Rbar P) as [g| |]; simpl in *; [exact Hlow | contradiction | contradiction].
Qed.
