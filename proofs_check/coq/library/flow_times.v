(* The time in which y' = F(y) goes from a to b, the integral of 1/F: it adds up, and is bounded as its integrand is.
   The tau of the vocabulary is the case F = f. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
Open Scope R_scope.

Definition time (F : R -> R) (a b : R) : R := RInt (fun x => / F x) a b.

Lemma tau_is_time N lam a b : tau N lam a b = time (f N lam) a b.
Proof. reflexivity. Qed.

(* F is continuous and without zeros on [a, b]. *)
Definition regular (F : R -> R) (a b : R) : Prop := forall x, a <= x <= b -> continuous F x /\ F x <> 0.

Lemma regular_within F a b a' b' : regular F a b -> a <= a' -> b' <= b -> regular F a' b'.
Proof. intros H Ha Hb x Hx. apply H. lra. Qed.

Lemma inverse_continuous (F : R -> R) x : continuous F x -> F x <> 0 -> continuous (fun z => / F z) x.
Proof.
  intros Hc Hn. apply (continuous_comp F Rinv); [exact Hc|].
  apply continuity_pt_filterlim, (continuity_pt_inv (fun z => z)); [|exact Hn].
  apply derivable_continuous_pt, derivable_pt_id.
Qed.

Lemma time_exists F a b : a <= b -> regular F a b -> ex_RInt (fun x => / F x) a b.
Proof.
  intros Hab H. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros x Hx.
  rewrite Rmin_left, Rmax_right in Hx by assumption. apply inverse_continuous; apply H; assumption.
Qed.

Lemma time_from_here F a : time F a a = 0.
Proof. unfold time. apply (RInt_point a (fun x => / F x)). Qed.

Lemma time_back F a b : a <= b -> regular F a b -> time F b a = - time F a b.
Proof.
  intros Hab H. unfold time. symmetry. apply (opp_RInt_swap (fun x => / F x) a b), time_exists; assumption.
Qed.

Lemma time_adds F a b c : a <= b <= c -> regular F a c -> time F a c = time F a b + time F b c.
Proof.
  intros Hab H. unfold time. symmetry. apply (RInt_Chasles (fun x => / F x) a b c).
  - apply time_exists; [lra|]. apply regular_within with a c; [assumption | lra | lra].
  - apply time_exists; [lra|]. apply regular_within with a c; [assumption | lra | lra].
Qed.

(* Bounds by a function with a known antiderivative. *)
Lemma time_at_most F H H' a b : a <= b -> regular F a b ->
  (forall x, a <= x <= b -> is_derive H x (H' x)) -> (forall x, a <= x <= b -> continuous H' x) ->
  (forall x, a <= x <= b -> / F x <= H' x) -> time F a b <= H b - H a.
Proof.
  intros Hab HF HD HC HB.
  assert (E : is_RInt H' a b (minus (H b) (H a))).
  { apply (is_RInt_derive H H'); intros x Hx; rewrite Rmin_left, Rmax_right in Hx by assumption; auto. }
  apply Rle_trans with (RInt H' a b).
  - apply RInt_le; [assumption | apply time_exists; assumption | eexists; exact E |].
    intros x Hx. apply HB. lra.
  - rewrite (is_RInt_unique H' a b _ E). right. reflexivity.
Qed.

Lemma time_at_least F H H' a b : a <= b -> regular F a b ->
  (forall x, a <= x <= b -> is_derive H x (H' x)) -> (forall x, a <= x <= b -> continuous H' x) ->
  (forall x, a <= x <= b -> H' x <= / F x) -> H b - H a <= time F a b.
Proof.
  intros Hab HF HD HC HB.
  assert (E : is_RInt H' a b (minus (H b) (H a))).
  { apply (is_RInt_derive H H'); intros x Hx; rewrite Rmin_left, Rmax_right in Hx by assumption; auto. }
  apply Rle_trans with (RInt H' a b).
  - rewrite (is_RInt_unique H' a b _ E). right. reflexivity.
  - apply RInt_le; [assumption | eexists; exact E | apply time_exists; assumption |].
    intros x Hx. apply HB. lra.
Qed.

(* Bounds by a constant. *)
Lemma line_derivative (m x : R) : is_derive (fun x => m * x) x m.
Proof. auto_derive; [exact I | ring]. Qed.

Lemma time_at_most_constant F a b m : a <= b -> regular F a b -> (forall x, a <= x <= b -> / F x <= m) ->
  time F a b <= m * (b - a).
Proof.
  intros Hab HF HB. replace (m * (b - a)) with (m * b - m * a) by ring.
  apply (time_at_most F (fun x => m * x) (fun _ => m)); [assumption.. | | | assumption].
  - intros x _. apply line_derivative.
  - intros x _. apply continuous_const.
Qed.

Lemma time_at_least_constant F a b m : a <= b -> regular F a b -> (forall x, a <= x <= b -> m <= / F x) ->
  m * (b - a) <= time F a b.
Proof.
  intros Hab HF HB. replace (m * (b - a)) with (m * b - m * a) by ring.
  apply (time_at_least F (fun x => m * x) (fun _ => m)); [assumption.. | | | assumption].
  - intros x _. apply line_derivative.
  - intros x _. apply continuous_const.
Qed.

(* A flow of positive speed takes time. *)
Definition positive (F : R -> R) (a b : R) : Prop := forall x, a <= x <= b -> continuous F x /\ 0 < F x.

Lemma positive_regular F a b : positive F a b -> regular F a b.
Proof. intros H x Hx. destruct (H x Hx) as [H1 H2]. split; [exact H1 | lra]. Qed.

Lemma positive_within F a b a' b' : positive F a b -> a <= a' -> b' <= b -> positive F a' b'.
Proof. intros H Ha Hb x Hx. apply H. lra. Qed.

Lemma time_nonnegative F a b : a <= b -> positive F a b -> 0 <= time F a b.
Proof.
  intros Hab H. replace 0 with (0 * (b - a)) by ring.
  apply time_at_least_constant; [assumption | apply positive_regular, H |].
  intros x Hx. left. apply Rinv_0_lt_compat, H, Hx.
Qed.

Lemma time_grows F a b c : a <= b <= c -> positive F a c -> time F a b <= time F a c.
Proof.
  intros Hab H. rewrite (time_adds F a b c Hab (positive_regular F a c H)).
  assert (0 <= time F b c); [|lra]. apply time_nonnegative; [lra|].
  apply positive_within with a c; [assumption | lra | lra].
Qed.

Lemma time_positive F a b : a < b -> positive F a b -> 0 < time F a b.
Proof.
  intros Hab H.
  destruct (continuity_ab_maj F a b) as [top [Htop Hin]]; [lra | |].
  - intros x Hx. apply continuity_pt_filterlim. apply H, Hx.
  - destruct (H top Hin) as [_ P]. apply Rlt_le_trans with (/ F top * (b - a)).
    + apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, P | lra].
    + apply time_at_least_constant; [lra | apply positive_regular, H |].
      intros x Hx. destruct (H x Hx) as [_ Px]. apply Rinv_le_contravar; [exact Px | apply Htop, Hx].
Qed.

(* The mean value theorem with both ends, and what it says of signs. *)
Lemma mean_value (G G' : R -> R) a b : a <= b ->
  (forall x, a <= x <= b -> is_derive G x (G' x)) -> exists c, a <= c <= b /\ G b - G a = G' c * (b - a).
Proof.
  intros Hab HG. destruct (MVT_gen G a b G') as [c [Hc E]].
  - rewrite Rmin_left, Rmax_right by lra. intros x Hx. apply HG; lra.
  - rewrite Rmin_left, Rmax_right by lra. intros x Hx. apply continuity_pt_filterlim.
    apply (ex_derive_continuous G). exists (G' x). apply HG; lra.
  - rewrite Rmin_left, Rmax_right in Hc by lra. exists c. split; assumption.
Qed.

Lemma increases (G G' : R -> R) a b : a <= b -> (forall x, a <= x <= b -> is_derive G x (G' x)) ->
  (forall x, a <= x <= b -> 0 <= G' x) -> G a <= G b.
Proof.
  intros Hab HG Hp. destruct (mean_value G G' a b Hab HG) as [c [Hc E]]. specialize (Hp c Hc).
  assert (0 <= G' c * (b - a)) by (apply Rmult_le_pos; lra). lra.
Qed.
