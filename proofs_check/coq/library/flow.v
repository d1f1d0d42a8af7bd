(* The gradient flow (28). The difference of two solutions solves a linear equation: hence uniqueness, order and
   range. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots.
From dmf.library Require Export linear_growth.
From dmf.statements Require Import definitions.
Open Scope R_scope.

(* (y^n - x^n)/(y - x), and (f(y) - f(x))/(y - x) *)
Definition quotient (n : nat) (x y : R) : R := match n with O => 0 | S m => G m x y end.
Definition secant (N : nat) (lam x y : R) : R := lam * quotient (N - 1) x y - quotient (2 * N - 1) x y.

Lemma quotient_is n x y : y ^ n - x ^ n = (y - x) * quotient n x y.
Proof. destruct n as [|n]; [simpl; ring | apply difference_of_powers]. Qed.

Lemma secant_is N lam x y : (1 <= N)%nat -> f N lam y - f N lam x = (y - x) * secant N lam x y.
Proof.
  intros HN. unfold secant. rewrite Rmult_minus_distr_l.
  replace ((y - x) * (lam * quotient (N - 1) x y)) with (lam * ((y - x) * quotient (N - 1) x y)) by ring.
  rewrite <- !quotient_is. unfold f. replace (2 * N - 1)%nat with ((N - 1) + N)%nat by lia. rewrite !pow_add. ring.
Qed.

Lemma G_continuous n (u v : R -> R) t : continuous u t -> continuous v t -> continuous (fun s => G n (u s) (v s)) t.
Proof.
  intros Hu Hv. induction n as [|n IH]; [apply continuous_const|].
  apply (continuous_plus_R (fun s => u s * G n (u s) (v s)) (fun s => v s ^ S n)).
  - apply (continuous_mult_R u (fun s => G n (u s) (v s))); assumption.
  - apply continuous_pow_R. assumption.
Qed.

Lemma secant_continuous N lam (u v : R -> R) t :
  continuous u t -> continuous v t -> continuous (fun s => secant N lam (u s) (v s)) t.
Proof.
  intros Hu Hv. assert (Q : forall n, continuous (fun s => quotient n (u s) (v s)) t).
  { intros [|n]; [apply continuous_const | apply G_continuous; assumption]. }
  apply (continuous_minus_R (fun s => lam * quotient (N - 1) (u s) (v s))
    (fun s => quotient (2 * N - 1) (u s) (v s))).
  - apply (continuous_mult_R (fun _ => lam) (fun s => quotient (N - 1) (u s) (v s)));
      [apply continuous_const | apply Q].
  - apply Q.
Qed.

Lemma f_continuous N lam x : continuous (f N lam) x.
Proof. apply (ex_derive_continuous (f N lam)). unfold f. auto_derive. exact I. Qed.

(* Flows in order stay in order: in the start, and in the eigenvalue while the flow is not negative. *)
Section Order.
Variables (N : nat) (lam mu alpha beta : R) (y z : R -> R).
Hypothesis depth : (1 <= N)%nat.
Hypothesis flow_y : is_flow N alpha lam y.
Hypothesis flow_z : is_flow N beta mu z.

Lemma flow_continuous t : 0 <= t -> continuous y t.
Proof using flow_y.
  intros Ht. apply (ex_derive_continuous y). exists (f N lam (y t)). apply flow_y. assumption.
Qed.

Lemma difference_continuous t : 0 <= t -> continuous (fun t => secant N lam (y t) (z t)) t.
Proof using flow_y flow_z.
  intros Ht. apply secant_continuous; [apply flow_continuous; assumption|].
  apply (ex_derive_continuous z). exists (f N mu (z t)). apply flow_z. assumption.
Qed.

Lemma difference_derives t : 0 <= t ->
  is_derive (fun t => z t - y t) t (secant N lam (y t) (z t) * (z t - y t) + (mu - lam) * z t ^ (N - 1)).
Proof using depth flow_y flow_z.
  intros Ht. replace (secant N lam (y t) (z t) * (z t - y t) + (mu - lam) * z t ^ (N - 1))
    with (f N mu (z t) - f N lam (y t)).
  - apply (is_derive_minus z y t (f N mu (z t)) (f N lam (y t))); [apply flow_z | apply flow_y]; assumption.
  - pose proof (secant_is N lam (y t) (z t) depth) as S. unfold f in *. lra.
Qed.
End Order.

Lemma flow_order_strict N lam alpha beta y z : (1 <= N)%nat -> is_flow N alpha lam y -> is_flow N beta lam z ->
  alpha < beta -> forall t, 0 <= t -> y t < z t.
Proof.
  intros HN Fy Fz H t Ht. apply Rminus_gt_0_lt.
  apply (stays_positive (fun t => z t - y t) (fun t => secant N lam (y t) (z t))
      (fun t => (lam - lam) * z t ^ (N - 1)));
    [| | intros; rewrite Rminus_diag_eq by reflexivity; lra | | assumption].
  - intros s Hs. apply (difference_continuous N lam lam alpha beta y z Fy Fz s Hs).
  - intros s Hs. apply (difference_derives N lam lam alpha beta y z HN Fy Fz s Hs).
  - destruct Fy as [-> _], Fz as [-> _]. lra.
Qed.

Lemma flow_unique N lam alpha y z : (1 <= N)%nat -> is_flow N alpha lam y -> is_flow N alpha lam z ->
  forall t, 0 <= t -> y t = z t.
Proof.
  assert (H : forall y z, (1 <= N)%nat -> is_flow N alpha lam y -> is_flow N alpha lam z ->
    forall t, 0 <= t -> y t <= z t).
  { clear y z. intros y z HN Fy Fz t Ht. apply Rge_le, Rminus_ge, Rle_ge.
    apply (stays_nonnegative (fun t => z t - y t) (fun t => secant N lam (y t) (z t))
      (fun t => (lam - lam) * z t ^ (N - 1)));
    [| | intros; rewrite Rminus_diag_eq by reflexivity; lra | | assumption].
    - intros s Hs. apply (difference_continuous N lam lam alpha alpha y z Fy Fz s Hs).
    - intros s Hs. apply (difference_derives N lam lam alpha alpha y z HN Fy Fz s Hs).
    - destruct Fy as [-> _], Fz as [-> _]. lra. }
  intros HN Fy Fz t Ht. apply Rle_antisym; apply H; assumption.
Qed.

Lemma flow_order N lam alpha beta y z : (1 <= N)%nat -> is_flow N alpha lam y -> is_flow N beta lam z ->
  alpha <= beta -> forall t, 0 <= t -> y t <= z t.
Proof.
  intros HN Fy Fz H t Ht. destruct (Req_dec alpha beta) as [E|E].
  - right. subst beta. apply (flow_unique N lam alpha); assumption.
  - left. apply (flow_order_strict N lam alpha beta); try assumption. lra.
Qed.

Lemma flow_shift N lam alpha y s : is_flow N alpha lam y -> 0 <= s -> is_flow N (y s) lam (fun t => y (s + t)).
Proof.
  intros [_ D] Hs. split; [rewrite Rplus_0_r; reflexivity|]. intros t Ht.
  pose proof (D (s + t) ltac:(lra)) as E.
  replace (f N lam (y (s + t))) with (1 * f N lam (y (s + t))) by ring.
  apply (is_derive_comp y (fun t => s + t) t); [exact E|]. auto_derive; [exact I | ring].
Qed.

Lemma flow_constant N lam c : f N lam c = 0 -> is_flow N c lam (fun _ => c).
Proof. intros H. split; [reflexivity|]. intros t _. rewrite H. apply (is_derive_const c). Qed.

(* The limit L, and the sign of f beside it. *)
Lemma L_deep N lam : (2 <= N)%nat -> L N lam = root N (Rmax 0 lam).
Proof. intros H. unfold L. destruct (Nat.eqb_spec N 1); [lia | reflexivity]. Qed.

Lemma L_depth_one lam : L 1 lam = lam.
Proof. reflexivity. Qed.

Lemma L_nonnegative N lam : (2 <= N)%nat -> 0 <= L N lam.
Proof. intros H. rewrite L_deep by assumption. apply root_nonnegative. Qed.

Lemma L_power N lam : (1 <= N)%nat -> 0 <= lam -> L N lam ^ N = lam.
Proof.
  intros HN H. destruct (Nat.eq_dec N 1) as [->|]; [unfold L; simpl; ring|].
  rewrite L_deep, Rmax_right by (lia || assumption). apply root_power; [lia | assumption].
Qed.

Lemma L_zero N lam : (2 <= N)%nat -> lam <= 0 -> L N lam = 0.
Proof.
  intros HN H. rewrite L_deep, Rmax_left by assumption. unfold root. destruct (Rle_dec 0 0); [reflexivity | lra].
Qed.

Lemma L_positive N lam : (1 <= N)%nat -> 0 < lam -> 0 < L N lam.
Proof.
  intros HN H. destruct (Nat.eq_dec N 1) as [->|]; [exact H|]. rewrite L_deep, Rmax_right by (lia || lra).
  unfold root. destruct (Rle_dec lam 0); [lra|]. apply exp_pos.
Qed.

Lemma f_at_L N lam : (1 <= N)%nat -> f N lam (L N lam) = 0.
Proof.
  intros HN. unfold f. destruct (Nat.eq_dec N 1) as [->|]; [unfold L; simpl; ring|].
  destruct (Rle_or_lt 0 lam) as [H|H]; [rewrite L_power by assumption; ring|].
  rewrite L_zero by (lia || lra). rewrite pow_i by lia. ring.
Qed.

Lemma f_at_zero N lam : (2 <= N)%nat -> f N lam 0 = 0.
Proof. intros HN. unfold f. rewrite pow_i by lia. ring. Qed.

(* A point from which the flow rises to L, and one from which it falls to L. *)
Definition below (N : nat) (lam x : R) : Prop := x < L N lam /\ (N = 1%nat \/ 0 < x).
Definition above (N : nat) (lam x : R) : Prop := L N lam < x.

Lemma below_positive N lam x : 0 < x -> x < L N lam -> below N lam x.
Proof. intros H1 H2. split; [assumption | right; assumption]. Qed.

Lemma below_eigenvalue N lam x : (2 <= N)%nat -> below N lam x -> 0 < lam.
Proof. intros HN [H1 [H2|H2]]; [lia|]. apply Rnot_le_lt. intros H. rewrite L_zero in H1 by assumption. lra. Qed.

Lemma above_positive N lam x : (2 <= N)%nat -> above N lam x -> 0 < x.
Proof. intros HN H. pose proof (L_nonnegative N lam HN). unfold above in H. lra. Qed.

Lemma power_strict N x y : (1 <= N)%nat -> 0 <= x < y -> x ^ N < y ^ N.
Proof.
  intros HN H. destruct N as [|n]; [lia|]. apply Rminus_gt_0_lt. rewrite difference_of_powers.
  apply Rmult_lt_0_compat; [lra|]. destruct (Req_dec x 0) as [->|].
  - destruct n as [|n]; [simpl; lra|]. change (G (S n) 0 y) with (0 * G n 0 y + y ^ S n).
    pose proof (pow_lt y (S n) ltac:(lra)). lra.
  - apply G_positive; lra.
Qed.

(* alpha^N < lambda and alpha < L say the same for positive starts at depth 2 or more, and so do > and =. *)
Lemma below_L N lam x : (1 <= N)%nat -> 0 < x -> (x ^ N < lam <-> x < L N lam).
Proof.
  intros HN Hx. destruct (Nat.eq_dec N 1) as [->|]; [unfold L; simpl; rewrite Rmult_1_r; tauto|].
  pose proof (pow_lt x N Hx). pose proof (L_nonnegative N lam ltac:(lia)). split; intros H'.
  - apply Rnot_le_lt. intros H2. assert (L N lam ^ N <= x ^ N) by (apply pow_incr; lra).
    rewrite L_power in * by (assumption || lra). lra.
  - pose proof (power_strict N x (L N lam) HN ltac:(lra)).
    destruct (Rle_or_lt 0 lam) as [H2|H2]; [rewrite L_power in * by assumption; lra|].
    rewrite L_zero in H' by (lia || lra). lra.
Qed.

Lemma above_L N lam x : (1 <= N)%nat -> 0 < x -> (lam < x ^ N <-> L N lam < x).
Proof.
  intros HN Hx. destruct (Nat.eq_dec N 1) as [->|]; [unfold L; simpl; rewrite Rmult_1_r; tauto|].
  pose proof (pow_lt x N Hx). pose proof (L_nonnegative N lam ltac:(lia)). split; intros H'.
  - apply Rnot_le_lt. intros H2. assert (x ^ N <= L N lam ^ N) by (apply pow_incr; lra).
    destruct (Rle_or_lt 0 lam) as [H3|H3]; [rewrite L_power in * by assumption; lra|].
    rewrite L_zero in H2 by (lia || lra). lra.
  - pose proof (power_strict N (L N lam) x HN ltac:(lra)).
    destruct (Rle_or_lt 0 lam) as [H2|H2]; [rewrite L_power in * by assumption|]; lra.
Qed.

Lemma f_positive N lam x : (1 <= N)%nat -> below N lam x -> 0 < f N lam x.
Proof.
  intros HN [H1 H2]. unfold f. destruct (Nat.eq_dec N 1) as [->|].
  - unfold L in H1. simpl in *. lra.
  - assert (Hx : 0 < x) by (destruct H2; [lia | assumption]). apply below_L in H1; [|assumption..].
    apply Rmult_lt_0_compat; [apply pow_lt; assumption | lra].
Qed.

Lemma f_negative N lam x : (1 <= N)%nat -> above N lam x -> f N lam x < 0.
Proof.
  intros HN H. unfold f. destruct (Nat.eq_dec N 1) as [->|].
  - unfold above, L in H. simpl in *. lra.
  - assert (Hx : 0 < x) by (apply (above_positive N lam); [lia | assumption]). apply above_L in H; [|assumption..].
    pose proof (pow_lt x (N - 1) Hx). assert (0 < x ^ (N - 1) * (x ^ N - lam)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

(* The flow stays on its side of L, and moves towards L. *)
Section Range.
Variables (N : nat) (lam alpha : R) (y : R -> R).
Hypothesis depth : (1 <= N)%nat.
Hypothesis flow : is_flow N alpha lam y.

Lemma flow_below t : below N lam alpha -> 0 <= t -> below N lam (y t).
Proof using depth flow.
  intros [H1 H2] Ht. split.
  - apply (flow_order_strict N lam alpha (L N lam) y (fun _ => L N lam)); try assumption.
    apply flow_constant, f_at_L. assumption.
  - destruct (Nat.eq_dec N 1) as [|HN]; [left; assumption | right]. destruct H2 as [H2|H2]; [lia|].
    apply (flow_order_strict N lam 0 alpha (fun _ => 0) y); try assumption. apply flow_constant, f_at_zero. lia.
Qed.

Lemma flow_above t : above N lam alpha -> 0 <= t -> above N lam (y t).
Proof using depth flow.
  intros H Ht. apply (flow_order_strict N lam (L N lam) alpha (fun _ => L N lam) y); try assumption.
  apply flow_constant, f_at_L. assumption.
Qed.

Lemma flow_at_L t : alpha = L N lam -> 0 <= t -> y t = L N lam.
Proof using depth flow.
  intros H Ht. apply (flow_unique N lam alpha y (fun _ => L N lam)); try assumption.
  rewrite H. apply flow_constant, f_at_L. assumption.
Qed.

Lemma flow_rises s t : below N lam alpha -> 0 <= s < t -> y s < y t.
Proof using depth flow.
  intros H Ht. destruct (mean_value y (fun t => f N lam (y t)) s t ltac:(lra)) as [c [Hc E]].
  - intros x Hx. apply flow. lra.
  - pose proof (f_positive N lam (y c) depth (flow_below c H ltac:(lra))).
    assert (0 < f N lam (y c) * (t - s)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma flow_falls s t : above N lam alpha -> 0 <= s < t -> y t < y s.
Proof using depth flow.
  intros H Ht. destruct (mean_value y (fun t => f N lam (y t)) s t ltac:(lra)) as [c [Hc E]].
  - intros x Hx. apply flow. lra.
  - pose proof (f_negative N lam (y c) depth (flow_above c H ltac:(lra))).
    assert (0 < - f N lam (y c) * (t - s)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma flow_rises_weakly s t : below N lam alpha -> 0 <= s <= t -> y s <= y t.
Proof using depth flow.
  intros H Ht. destruct (Req_dec s t) as [->|]; [right; reflexivity | left; apply flow_rises; [assumption | lra]].
Qed.

Lemma flow_falls_weakly s t : above N lam alpha -> 0 <= s <= t -> y t <= y s.
Proof using depth flow.
  intros H Ht. destruct (Req_dec s t) as [->|]; [right; reflexivity | left; apply flow_falls; [assumption | lra]].
Qed.

Lemma flow_between t : alpha > 0 -> 0 <= t -> Rmin alpha (L N lam) <= y t <= Rmax alpha (L N lam).
Proof using depth flow.
  intros Ha Ht. pose proof flow as [E _]. destruct (Rtotal_order alpha (L N lam)) as [H|[H|H]].
  - rewrite Rmin_left, Rmax_right by lra. assert (B : below N lam alpha) by (apply below_positive; lra).
    pose proof (flow_rises_weakly 0 t B ltac:(lra)). destruct (flow_below t B Ht). lra.
  - rewrite flow_at_L by assumption. unfold Rmin, Rmax. destruct (Rle_dec alpha (L N lam)); lra.
  - rewrite Rmin_right, Rmax_left by lra. pose proof (flow_falls_weakly 0 t H ltac:(lra)).
    pose proof (flow_above t H Ht) as B. unfold above in B. lra.
Qed.

Lemma flow_positive t : alpha > 0 -> (2 <= N)%nat \/ 0 <= lam -> 0 <= t -> 0 < y t.
Proof using depth flow.
  intros Ha H Ht. destruct (Rtotal_order alpha (L N lam)) as [B|[B|B]].
  - pose proof flow as [E _].
    pose proof (flow_rises_weakly 0 t (below_positive N lam alpha ltac:(lra) B) ltac:(lra)). lra.
  - rewrite flow_at_L by assumption. lra.
  - pose proof (flow_above t B Ht) as A. unfold above in A. assert (0 <= L N lam); [|lra].
    destruct (Nat.eq_dec N 1) as [->|]; [unfold L; simpl; destruct H; [lia | assumption] | apply L_nonnegative; lia].
Qed.
End Range.

(* Lemma 3.4: the flow grows with the eigenvalue. *)
Lemma eigenvalue_ahead N lam mu alpha beta y z : (1 <= N)%nat -> is_flow N alpha lam y -> is_flow N beta mu z ->
  lam <= mu -> alpha <= beta -> beta > 0 -> forall t, 0 <= t -> y t <= z t.
Proof.
  intros HN Fy Fz H Hab Hb t Ht. apply Rge_le, Rminus_ge, Rle_ge.
  apply (stays_nonnegative (fun t => z t - y t) (fun t => secant N lam (y t) (z t))
      (fun t => (mu - lam) * z t ^ (N - 1)));
    [| | | | assumption].
  - intros s Hs. apply (difference_continuous N lam mu alpha beta y z Fy Fz s Hs).
  - intros s Hs. apply (difference_derives N lam mu alpha beta y z HN Fy Fz s Hs).
  - intros s Hs. apply Rmult_le_pos; [lra|]. destruct (Nat.eq_dec N 1) as [->|]; [simpl; lra|].
    apply pow_le. left. apply (flow_positive N mu beta z); try assumption. left. lia.
  - destruct Fy as [-> _], Fz as [-> _]. lra.
Qed.

Lemma eigenvalue_ahead_strict N lam mu alpha y z : (1 <= N)%nat -> is_flow N alpha lam y -> is_flow N alpha mu z ->
  lam < mu -> alpha > 0 -> forall t, 0 < t -> y t < z t.
Proof.
  intros HN Fy Fz H Hb t Ht. apply Rminus_gt_0_lt.
  apply (becomes_positive (fun t => z t - y t) (fun t => secant N lam (y t) (z t))
      (fun t => (mu - lam) * z t ^ (N - 1)));
    [| | | | assumption].
  - intros s Hs. apply (difference_continuous N lam mu alpha alpha y z Fy Fz s Hs).
  - intros s Hs. apply (difference_derives N lam mu alpha alpha y z HN Fy Fz s Hs).
  - intros s Hs. apply Rmult_lt_0_compat; [lra|]. destruct (Nat.eq_dec N 1) as [->|]; [simpl; lra|].
    apply pow_lt. apply (flow_positive N mu alpha z); try assumption. left. lia.
  - destruct Fy as [-> _], Fz as [-> _]. lra.
Qed.
