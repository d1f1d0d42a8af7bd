(* The gradient flow exists for every depth N >= 1, every start alpha > 0 and every eigenvalue: it is the inverse of
   the flow time b -> tau(alpha, b), which is 0 at alpha and tends to infinity at the limit. *)
From Coq Require Import Reals Ranalysis5 Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers flow_time.
From dmf.statements Require Import definitions.
Open Scope R_scope.

(* The inverse at t of a function F that rises on [p, q). *)
Definition inverse (F : R -> R) (p q t : R) : R := least (fun b => p <= b < q /\ t <= F b).

(* F' = 1/phi > 0 on (r, q), F(a) = 0, r < p < a, and F is unbounded: then its inverse y solves y' = phi(y). *)
Section Inverse.
Variables (F phi : R -> R) (r p a q : R).
Hypothesis order : r < p < a /\ a < q.
Hypothesis phi_positive : forall x, r < x < q -> 0 < phi x.
Hypothesis phi_continuous : forall x, r < x < q -> continuous phi x.
Hypothesis rise : forall x, r < x < q -> is_derive F x (/ phi x).
Hypothesis zero : F a = 0.
Hypothesis unbounded : forall T, exists b, a <= b < q /\ T < F b.

Lemma increment x z : r < x -> x <= z -> z < q -> exists c, x <= c <= z /\ z - x = phi c * (F z - F x).
Proof using phi_positive rise.
  intros Hx Hxz Hz. destruct (mean_value F (fun x => / phi x) x z Hxz) as [c [Hc E]].
  - intros s Hs. apply rise. lra.
  - exists c. split; [exact Hc|]. rewrite E. pose proof (phi_positive c ltac:(lra)). field. lra.
Qed.

Lemma rises x z : r < x -> x < z -> z < q -> F x < F z.
Proof using phi_positive rise.
  intros Hx Hxz Hz. destruct (increment x z Hx ltac:(lra) Hz) as [c [Hc E]].
  pose proof (phi_positive c ltac:(lra)). apply Rnot_le_lt. intros H'.
  assert (0 <= phi c * (F x - F z)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma rises_back x z : r < x < q -> r < z < q -> F x < F z -> x < z.
Proof using phi_positive rise.
  intros Hx Hz H. destruct (Rtotal_order x z) as [|[->|Hlt]]; [assumption | lra|].
  pose proof (rises z x ltac:(lra) Hlt ltac:(lra)). lra.
Qed.

Lemma inverse_spec t : F p < t -> p < inverse F p q t < q /\ F (inverse F p q t) = t.
Proof using order phi_positive rise unbounded.
  intros Ht. destruct (unbounded t) as [B [HB FB]].
  destruct (IVT_interv (fun x => F x - t) p B) as [b [Hb E]]; [| lra | lra | lra |].
  - intros s Hs. apply continuity_pt_filterlim. apply (continuous_minus_R F (fun _ => t)); [|apply continuous_const].
    apply (ex_derive_continuous F). exists (/ phi s). apply rise. lra.
  - assert (Eb : F b = t) by lra.
    assert (I : inverse F p q t = b).
    { unfold inverse, least. replace (Glb_Rbar (fun c => p <= c < q /\ t <= F c)) with (Finite b); [reflexivity|].
      symmetry. apply is_glb_Rbar_unique. split.
      - intros c [Hc Fc]. simpl. apply Rnot_lt_le. intros H. pose proof (rises c b ltac:(lra) H ltac:(lra)). lra.
      - intros m Hm. apply Hm. split; lra. }
    rewrite I. split; [|exact Eb]. split; [|lra].
    destruct (Req_dec b p) as [Ep|Ep]; [rewrite Ep in Eb; lra | lra].
Qed.

Lemma inverse_start : inverse F p q 0 = a.
Proof using order phi_positive rise unbounded zero.
  assert (H : F p < 0) by (rewrite <- zero; apply rises; lra). destruct (inverse_spec 0 H) as [B E].
  destruct (Rtotal_order (inverse F p q 0) a) as [L|[E'|L]]; [|exact E'|].
  - pose proof (rises (inverse F p q 0) a ltac:(lra) L ltac:(lra)). lra.
  - pose proof (rises a (inverse F p q 0) ltac:(lra) L ltac:(lra)). lra.
Qed.

Lemma inverse_near t : F p < t -> forall d, 0 < d -> exists e : posreal, F p < t - e /\
  forall s, Rabs (s - t) < e -> Rabs (inverse F p q s - inverse F p q t) < d.
Proof using order phi_positive rise unbounded.
  intros Ht d Hd. destruct (inverse_spec t Ht) as [B E]. set (b := inverse F p q t) in *.
  set (m := Rmax ((p + b) / 2) (b - d / 2)). set (n := Rmin ((b + q) / 2) (b + d / 2)).
  assert (Hm : p < m < b /\ b - d / 2 <= m) by (unfold m, Rmax; destruct (Rle_dec ((p + b) / 2) (b - d / 2)); lra).
  assert (Hn : b < n < q /\ n <= b + d / 2) by (unfold n, Rmin; destruct (Rle_dec ((b + q) / 2) (b + d / 2)); lra).
  pose proof (rises m b ltac:(lra) ltac:(lra) ltac:(lra)) as Fm.
  pose proof (rises b n ltac:(lra) ltac:(lra) ltac:(lra)) as Fn.
  pose proof (rises p m ltac:(lra) ltac:(lra) ltac:(lra)) as Fp.
  assert (He : 0 < Rmin (t - F m) (F n - t)) by (apply Rmin_glb_lt; lra).
  exists (mkposreal _ He). cbn [pos].
  pose proof (Rmin_l (t - F m) (F n - t)). pose proof (Rmin_r (t - F m) (F n - t)).
  split; [lra|]. intros s Hs. apply Rabs_def2 in Hs. destruct (inverse_spec s ltac:(lra)) as [Bs Es].
  set (c := inverse F p q s) in *.
  pose proof (rises_back m c ltac:(lra) ltac:(lra) ltac:(lra)).
  pose proof (rises_back c n ltac:(lra) ltac:(lra) ltac:(lra)).
  apply Rabs_def1; lra.
Qed.

Lemma inverse_derives t : F p < t -> is_derive (inverse F p q) t (phi (inverse F p q t)).
Proof using order phi_positive phi_continuous rise unbounded.
  intros Ht. apply is_derive_Reals. intros eps Heps. destruct (inverse_spec t Ht) as [B E].
  pose proof (phi_continuous (inverse F p q t) ltac:(lra)) as C. apply continuity_pt_filterlim in C.
  destruct (C eps Heps) as [d [Hd C']]. destruct (inverse_near t Ht d Hd) as [e [He Hn]]. exists e. intros h Hh Hhe.
  assert (Hs : Rabs (t + h - t) < e) by (replace (t + h - t) with h by ring; assumption). specialize (Hn (t + h) Hs).
  assert (Ht' : F p < t + h) by (apply Rabs_def2 in Hhe; lra). destruct (inverse_spec (t + h) Ht') as [B' E'].
  set (b := inverse F p q t) in *. set (c := inverse F p q (t + h)) in *.
  assert (D : exists x, Rmin b c <= x <= Rmax b c /\ c - b = phi x * h).
  { destruct (Rle_or_lt b c) as [L|L].
    - destruct (increment b c ltac:(lra) L ltac:(lra)) as [x [Hx Ex]]. exists x.
      rewrite Rmin_left, Rmax_right by lra. split; [assumption|]. rewrite Ex, E, E'. ring.
    - destruct (increment c b ltac:(lra) ltac:(lra) ltac:(lra)) as [x [Hx Ex]]. exists x.
      rewrite Rmin_right, Rmax_left by lra. split; [assumption|].
      replace (c - b) with (- (b - c)) by ring. rewrite Ex, E, E'. ring. }
  destruct D as [x [Hx Ex]]. rewrite Ex. replace (phi x * h / h) with (phi x) by (field; assumption).
  destruct (Req_dec x b) as [->|Hne]; [rewrite Rminus_diag_eq, Rabs_R0 by reflexivity; assumption|].
  apply C'. split; [split; [exact I | intros H; apply Hne; symmetry; exact H]|].
  apply Rle_lt_trans with (2 := Hn). apply Rabs_def2 in Hn. simpl. unfold R_dist, Rabs, Rmin, Rmax in *.
  destruct (Rle_dec b c), (Rcase_abs (x - b)), (Rcase_abs (c - b)); lra.
Qed.

Lemma inverse_solves : inverse F p q 0 = a /\ forall t, 0 <= t -> is_derive (inverse F p q) t (phi (inverse F p q t)).
Proof using order phi_positive phi_continuous rise unbounded zero.
  split; [apply inverse_start|]. intros t Ht. apply inverse_derives.
  assert (F p < 0) by (rewrite <- zero; apply rises; lra). lra.
Qed.
End Inverse.

(* The flow from alpha: below the limit, above it, or at rest. *)
Definition the_flow (N : nat) (alpha lam t : R) : R :=
  if Rlt_dec alpha (L N lam) then inverse (tau N lam alpha) (alpha / 2) (L N lam) t
  else if Rlt_dec (L N lam) alpha then - inverse (fun b => tau N lam alpha (- b)) (- alpha - 1) (- L N lam) t
  else L N lam.

Theorem the_flow_is N alpha lam : (N >= 1)%nat -> alpha > 0 -> is_flow N alpha lam (the_flow N alpha lam).
Proof.
  intros HN Ha. unfold the_flow. destruct (Rlt_dec alpha (L N lam)) as [H|H].
  - assert (S : one_side N lam alpha alpha) by (apply one_side_rising; lra).
    apply (inverse_solves (tau N lam alpha) (f N lam) 0 (alpha / 2) alpha (L N lam)); [lra | | | | |].
    + intros x Hx. apply f_positive; [assumption|]. apply below_positive; lra.
    + intros x _. apply f_continuous.
    + intros x Hx. apply tau_derive; [assumption|]. apply one_side_rising; lra.
    + apply tau_same.
    + intros T. destruct (tau_unbounded N lam alpha T HN S) as [b [[Hb|Hb] HT]]; [|lra]. exists b. split; assumption.
  - destruct (Rlt_dec (L N lam) alpha) as [H'|H'].
    + assert (S : one_side N lam alpha alpha) by (apply one_side_falling; lra).
      destruct (inverse_solves (fun b => tau N lam alpha (- b)) (fun x => - f N lam (- x))
        (- alpha - 2) (- alpha - 1) (- alpha) (- L N lam)) as [E D]; [lra | | | | | |].
      * intros x Hx. assert (f N lam (- x) < 0); [|lra]. apply f_negative; [assumption|]. unfold above. lra.
      * intros x _. apply (continuous_opp (fun x => f N lam (- x))).
        apply (continuous_comp Ropp (f N lam)); [|apply f_continuous].
        apply (continuous_opp (fun x : R => x)), continuous_id.
      * intros x Hx. assert (Sx : one_side N lam alpha (- x)) by (apply one_side_falling; lra).
        pose proof (f_nonzero N lam alpha (- x) HN Sx).
        replace (/ - f N lam (- x)) with (-1 * / f N lam (- x)) by (field; assumption).
        apply (is_derive_comp (tau N lam alpha) Ropp x); [apply tau_derive; assumption|].
        auto_derive; [exact I | reflexivity].
      * rewrite Ropp_involutive. apply tau_same.
      * intros T. destruct (tau_unbounded N lam alpha T HN S) as [b [[Hb|Hb] HT]]; [lra|].
        exists (- b). rewrite Ropp_involutive. split; [lra | assumption].
      * split; [rewrite E; ring|]. intros t Ht. specialize (D t Ht).
        set (y := inverse (fun b => tau N lam alpha (- b)) (- alpha - 1) (- L N lam)) in *.
        replace (f N lam (- y t)) with (- - f N lam (- y t)) by ring. apply (is_derive_opp y). exact D.
    + replace alpha with (L N lam) by lra. apply flow_constant, f_at_L. assumption.
Qed.

Theorem flow_exists : forall N alpha lam, (N >= 1)%nat -> alpha > 0 -> exists y, is_flow N alpha lam y.
Proof. intros N alpha lam HN Ha. exists (the_flow N alpha lam). apply the_flow_is; assumption. Qed.

(* One function for all starts and eigenvalues: the premise of the statements on the flow is never empty. *)
Theorem flows_exist : forall N, (N >= 1)%nat -> exists y : R -> R -> R -> R,
  forall start lam, start > 0 -> is_flow N start lam (y start lam).
Proof. intros N HN. exists (the_flow N). intros start lam H. apply the_flow_is; assumption. Qed.
