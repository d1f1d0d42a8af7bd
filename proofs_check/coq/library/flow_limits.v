(* The flow time tends to infinity at the limit, on both sides. Below the limits it is shorter for a larger
   eigenvalue, above them longer. The flow from alpha has reached b exactly from the time tau(alpha, b) on. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers flow_time.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Theorem tau_tends_rising N lam a : (1 <= N)%nat -> below N lam a ->
  filterlim (tau N lam a) (at_left (L N lam)) (Rbar_locally p_infty).
Proof.
  intros HN Ha P [T HT]. assert (side : one_side N lam a a) by (left; split; assumption).
  destruct (tau_unbounded N lam a T HN side) as [b [[Hb|Hb] Tb]]; [|destruct Ha; lra].
  assert (Bb : below N lam b) by (apply (below_from N lam a); assumption).
  assert (Hd : 0 < L N lam - b) by lra. exists (mkposreal _ Hd). intros x Hx Hl. apply HT.
  apply Rabs_def2 in Hx. cbn [pos] in Hx. change (minus x (L N lam)) with (x - L N lam) in Hx.
  assert (Bx : below N lam x) by (apply (below_from N lam b); [assumption | lra]).
  apply Rlt_le_trans with (1 := Tb). apply tau_further_rising; try assumption. lra.
Qed.

Theorem tau_tends_falling N lam a : (1 <= N)%nat -> above N lam a ->
  filterlim (tau N lam a) (at_right (L N lam)) (Rbar_locally p_infty).
Proof.
  intros HN Ha P [T HT]. assert (side : one_side N lam a a) by (right; split; assumption).
  destruct (tau_unbounded N lam a T HN side) as [b [[Hb|Hb] Tb]]; [unfold above in Ha; lra|].
  assert (Hd : 0 < b - L N lam) by lra. exists (mkposreal _ Hd). intros x Hx Hl. apply HT.
  apply Rabs_def2 in Hx. cbn [pos] in Hx. change (minus x (L N lam)) with (x - L N lam) in Hx.
  apply Rlt_le_trans with (1 := Tb). apply tau_further_falling; unfold above in *; try assumption; lra.
Qed.

(* 0 < a <= b below both limits: the larger eigenvalue is faster. *)
Theorem tau_eigenvalue N lam mu a b : (1 <= N)%nat -> 0 < a -> a <= b -> b < L N lam -> lam <= mu ->
  tau N mu a b <= tau N lam a b.
Proof.
  intros HN Ha Hab Hb H.
  assert (up : forall x, 0 < x -> x < L N lam -> x < L N mu).
  { intros x Hx Hl. apply below_L; [assumption..|]. apply below_L in Hl; [lra | assumption..]. }
  assert (on : forall nu, lam <= nu -> forall x, a <= x <= b -> below N nu x).
  { intros nu Hnu x Hx. apply below_positive; [lra|]. apply below_L; [assumption | lra|].
    assert (x < L N lam) as Hl by lra. apply below_L in Hl; [lra | assumption | lra]. }
  apply RInt_le; [assumption | | |].
  - apply rate_integrable; [assumption|]. left. split; apply on; lra.
  - apply rate_integrable; [assumption|]. left. split; apply on; lra.
  - intros x Hx. pose proof (f_positive N lam x HN (on lam ltac:(lra) x ltac:(lra))) as F.
    apply Rinv_le_contravar; [assumption|]. unfold f. apply Rmult_le_compat_l; [apply pow_le; lra | lra].
Qed.

(* For 0 < b <= a above both limits the larger eigenvalue is slower. *)
Theorem tau_eigenvalue_above N lam mu a b : (1 <= N)%nat -> L N mu < b -> 0 < b <= a -> lam <= mu ->
  tau N lam a b <= tau N mu a b.
Proof.
  intros HN Hb Hab H.
  assert (on : forall nu, nu <= mu -> forall x, b <= x <= a -> above N nu x).
  { intros nu Hnu x Hx. apply above_L; [assumption | lra|].
    assert (L N mu < x) as Hl by lra. apply above_L in Hl; [lra | assumption | lra]. }
  assert (side : forall nu, nu <= mu -> one_side N nu b a) by (intros; right; split; apply on; lra).
  rewrite (tau_swap N lam b a HN (side lam H)), (tau_swap N mu b a HN (side mu (Rle_refl _))).
  apply Ropp_le_contravar, RInt_le; [lra | | |].
  - apply rate_integrable; [assumption | apply side; lra].
  - apply rate_integrable; [assumption | apply side; lra].
  - intros x Hx. pose proof (f_negative N mu x HN (on mu (Rle_refl _) x ltac:(lra))) as F.
    assert (f N lam x <= f N mu x) by (unfold f; apply Rmult_le_compat_l; [apply pow_le|]; lra).
    apply Ropp_le_cancel. rewrite <- !Rinv_opp. apply Rinv_le_contravar; lra.
Qed.

(* In the form of the statements, for positive starts. *)
Theorem flow_reaches N lam alpha y b t : (1 <= N)%nat -> is_flow N alpha lam y -> alpha > 0 -> 0 <= t ->
  alpha <= b < L N lam -> (b <= y t <-> tau N lam alpha b <= t).
Proof.
  intros HN F Ha Ht Hb. apply (flow_reaches_rising N lam alpha y HN F b t); try assumption; apply below_positive; lra.
Qed.

Theorem flow_reaches_above N lam alpha y b t : (1 <= N)%nat -> is_flow N alpha lam y -> 0 <= t ->
  L N lam < b <= alpha -> (y t <= b <-> tau N lam alpha b <= t).
Proof.
  intros HN F Ht Hb. apply (flow_reaches_falling N lam alpha y HN F b t); unfold above; lra.
Qed.
