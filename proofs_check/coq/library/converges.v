(* An orbit that moves towards L and never passes it tends to L, where f has no other zero on the way. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers scalar.
Open Scope R_scope.

Lemma step_continuous N lam eta x : continuous (fun x => x + eta * f N lam x) x.
Proof. apply (ex_derive_continuous (fun x => x + eta * f N lam x)). unfold f. auto_derive. exact I. Qed.

Lemma limit_is_a_zero N lam eta alpha (l : R) : 0 < eta ->
  is_lim_seq (iterate N alpha lam eta) l -> f N lam l = 0.
Proof.
  intros He Hl.
  assert (H : is_lim_seq (fun k => iterate N alpha lam eta (S k)) (l + eta * f N lam l)).
  { apply is_lim_seq_ext with (fun k => iterate N alpha lam eta k + eta * f N lam (iterate N alpha lam eta k)).
    - reflexivity.
    - apply (is_lim_seq_continuous (fun x => x + eta * f N lam x)); [|exact Hl].
      apply continuity_pt_filterlim, step_continuous. }
  apply is_lim_seq_incr_1 in Hl. apply is_lim_seq_unique in H. apply is_lim_seq_unique in Hl.
  rewrite Hl in H. injection H as H. nra.
Qed.

Lemma orbit_converges N lam eta L M alpha : 0 < eta -> 0 <= L <= M -> 0 < alpha <= M ->
  (forall x, 0 <= x <= M -> towards N lam eta L x) ->
  (forall l, 0 <= l -> f N lam l = 0 -> l = 0 \/ l = L) -> is_lim_seq (iterate N alpha lam eta) L.
Proof.
  intros He HL Ha Hstep Hzero.
  pose proof (orbit_between N lam eta L M alpha HL ltac:(lra) Hstep) as B.
  assert (Hmove : forall k, exists w, 0 <= w <= 1 /\
    iterate N alpha lam eta (S k) = iterate N alpha lam eta k + (L - iterate N alpha lam eta k) * w).
  { intros k. cbn [iterate]. pose proof (B k) as Bk. set (x := iterate N alpha lam eta k) in *.
    destruct (Hstep x) as [w [Hw E]].
    - unfold Rmin, Rmax in Bk. destruct (Rle_dec alpha L); lra.
    - exists w. split; [exact Hw | lra]. }
  assert (Hlim : exists l : R, is_lim_seq (iterate N alpha lam eta) l).
  { destruct (Rle_dec alpha L) as [H|H].
    - destruct (ex_finite_lim_seq_incr (iterate N alpha lam eta) L) as [l Hl]; [| |exists l; exact Hl].
      + intros k. destruct (Hmove k) as [w [Hw ->]]. pose proof (B k) as Bk.
        unfold Rmin, Rmax in Bk. destruct (Rle_dec alpha L); [nra | contradiction].
      + intros k. pose proof (B k) as Bk. unfold Rmax in Bk. destruct (Rle_dec alpha L); [lra | contradiction].
    - destruct (ex_finite_lim_seq_decr (iterate N alpha lam eta) L) as [l Hl]; [| |exists l; exact Hl].
      + intros k. destruct (Hmove k) as [w [Hw ->]]. pose proof (B k) as Bk.
        unfold Rmin, Rmax in Bk. destruct (Rle_dec alpha L); [contradiction | nra].
      + intros k. pose proof (B k) as Bk. unfold Rmin in Bk. destruct (Rle_dec alpha L); [contradiction | lra]. }
  destruct Hlim as [l Hl].
  assert (Hlow : Rmin alpha L <= l).
  { apply (is_lim_seq_le (fun _ => Rmin alpha L) (iterate N alpha lam eta) (Rmin alpha L) l);
      [intros k; apply B | apply is_lim_seq_const | exact Hl]. }
  assert (0 <= Rmin alpha L) by (apply Rmin_glb; lra).
  destruct (Hzero l ltac:(lra) (limit_is_a_zero N lam eta alpha l He Hl)) as [Z|Z].
  - assert (E : l = L) by (unfold Rmin in *; destruct (Rle_dec alpha L); lra). rewrite <- E. exact Hl.
  - rewrite <- Z. exact Hl.
Qed.
