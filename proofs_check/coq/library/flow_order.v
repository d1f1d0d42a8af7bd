(* The sign of d is kept from any time on by d' = q d + s with s >= 0. For a flow with the product w = y^N and phi =
   y^(N - 2) (lambda - w): w' = N w phi, and w stays on its side of lambda. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers linear_growth flow.
Open Scope R_scope.

(* A derivative with a sign. *)
Lemma grows_from (e e' : R -> R) a t : (forall x, a <= x -> is_derive e x (e' x)) ->
  (forall x, a <= x -> 0 <= e' x) -> a <= t -> e a <= e t.
Proof.
  intros D P [H| ->]; [|lra].
  destruct (MVT_cor2 e e' a t H) as [c [E Hc]]; [intros c Hc; apply is_derive_Reals, D; lra|].
  pose proof (P c ltac:(lra)). nra.
Qed.

Lemma grows_strictly_from (e e' : R -> R) a t : (forall x, a <= x -> is_derive e x (e' x)) ->
  (forall x, a < x -> 0 < e' x) -> a < t -> e a < e t.
Proof.
  intros D P H.
  destruct (MVT_cor2 e e' a t H) as [c [E Hc]]; [intros c Hc; apply is_derive_Reals, D; lra|].
  pose proof (P c ltac:(lra)). nra.
Qed.

Lemma integrating_factor (q : R -> R) a : (forall t, a <= t -> continuous q t) ->
  exists E, (forall t, 0 < E t) /\ forall t, a <= t -> is_derive E t (- q t * E t).
Proof.
  intros C. pose (k := fun x => q (Rmax a x)).
  assert (Ck : forall x, continuous k x).
  { intros x. unfold k. apply (continuous_comp (fun x => Rmax a x) q).
    - apply continuity_pt_filterlim. unfold Rmax.
      apply continuity_pt_ext with (fun x => (a + x + Rabs (a - x)) / 2).
      + intros z. destruct (Rle_dec a z); [rewrite Rabs_left1 by lra; field | rewrite Rabs_pos_eq by lra; field].
      + reg.
    - apply C, Rmax_l. }
  exists (fun t => exp (- RInt k a t)). split; [intros t; apply exp_pos|]. intros t Ht.
  assert (D : is_derive (fun t => RInt k a t) t (k t)).
  { apply is_derive_RInt with a; [|apply Ck].
    apply filter_forall. intros x. apply RInt_correct, ex_RInt_continuous. intros; apply Ck. }
  assert (E : k t = q t) by (unfold k; rewrite Rmax_right by assumption; reflexivity). rewrite E in D.
  replace (- q t * exp (- RInt k a t)) with (scal (- q t) (exp (- RInt k a t))) by reflexivity.
  apply (is_derive_comp exp (fun t => - RInt k a t)); [apply is_derive_exp|].
  apply (is_derive_opp (fun t => RInt k a t)). exact D.
Qed.

Section Sign.
Variables (d q s : R -> R) (a : R).
Hypothesis rate_continuous : forall t, a <= t -> continuous q t.
Hypothesis changes : forall t, a <= t -> is_derive d t (q t * d t + s t).
Hypothesis pushed : forall t, a <= t -> 0 <= s t.

Lemma weighted : exists E, (forall t, 0 < E t) /\ forall t, a <= t -> is_derive (fun t => d t * E t) t (s t * E t).
Proof using rate_continuous changes.
  destruct (integrating_factor q a rate_continuous) as [E [P D]]. exists E. split; [exact P|]. intros t Ht.
  replace (s t * E t) with ((q t * d t + s t) * E t + d t * (- q t * E t)) by ring.
  apply (is_derive_mult d E); [apply changes, Ht | apply D, Ht | intros; apply Rmult_comm].
Qed.

Lemma sign_kept t : 0 <= d a -> a <= t -> 0 <= d t.
Proof using rate_continuous changes pushed.
  intros H0 Ht. destruct weighted as [E [P D]].
  assert (H : d a * E a <= d t * E t).
  { apply (grows_from (fun t => d t * E t) (fun t => s t * E t)); [exact D | | exact Ht].
    intros x Hx. apply Rmult_le_pos; [apply pushed, Hx | left; apply P]. }
  pose proof (P a). pose proof (P t). assert (0 <= d a * E a) by (apply Rmult_le_pos; lra).
  apply Rmult_le_reg_r with (E t); lra.
Qed.

Lemma sign_kept_strictly t : 0 < d a -> a <= t -> 0 < d t.
Proof using rate_continuous changes pushed.
  intros H0 Ht. destruct weighted as [E [P D]].
  assert (H : d a * E a <= d t * E t).
  { apply (grows_from (fun t => d t * E t) (fun t => s t * E t)); [exact D | | exact Ht].
    intros x Hx. apply Rmult_le_pos; [apply pushed, Hx | left; apply P]. }
  pose proof (P a). pose proof (P t). assert (0 < d a * E a) by (apply Rmult_lt_0_compat; lra).
  apply Rmult_lt_reg_r with (E t); lra.
Qed.

Lemma sign_gained t : 0 <= d a -> (forall x, a < x -> 0 < s x) -> a < t -> 0 < d t.
Proof using rate_continuous changes.
  intros H0 Hs Ht. destruct weighted as [E [P D]].
  assert (H : d a * E a < d t * E t).
  { apply (grows_strictly_from (fun t => d t * E t) (fun t => s t * E t)); [exact D | | exact Ht].
    intros x Hx. apply Rmult_lt_0_compat; [apply Hs, Hx | apply P]. }
  pose proof (P a). pose proof (P t). assert (0 <= d a * E a) by (apply Rmult_le_pos; lra).
  apply Rmult_lt_reg_r with (E t); lra.
Qed.
End Sign.

Lemma zero_kept (d q : R -> R) a t : (forall t, a <= t -> continuous q t) ->
  (forall t, a <= t -> is_derive d t (q t * d t)) -> d a = 0 -> a <= t -> d t = 0.
Proof.
  intros C D H Ht. apply Rle_antisym.
  - assert (0 <= - d t); [|lra].
    apply (sign_kept (fun t => - d t) q (fun _ => 0) a); [exact C | | intros; lra | lra | exact Ht].
    intros x Hx. replace (q x * - d x + 0) with (opp (q x * d x)) by (unfold opp; simpl; ring).
    apply (is_derive_opp d), D, Hx.
  - apply (sign_kept d q (fun _ => 0) a); [exact C | | intros; lra | lra | exact Ht].
    intros x Hx. rewrite Rplus_0_r. apply D, Hx.
Qed.

(* One flow: y' = y phi, (y^N)' = N y^N phi, and phi' = phi ((N - 2) phi - N y^(2N - 2)). *)
Definition phi (N : nat) (lam x : R) : R := x ^ (N - 2) * (lam - x ^ N).

Lemma f_phi N lam x : (2 <= N)%nat -> f N lam x = x * phi N lam x.
Proof.
  intros HN. destruct N as [|[|m]]; try lia. unfold f, phi. cbn [Nat.sub]. rewrite Nat.sub_0_r. simpl pow. ring.
Qed.

Section Flow.
Variables (N : nat) (alpha lam : R) (y : R -> R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis start : 0 < alpha.
Hypothesis flow : is_flow N alpha lam y.

Lemma flow_derive t : 0 <= t -> is_derive y t (y t * phi N lam (y t)).
Proof using depth flow. intros Ht. rewrite <- f_phi by assumption. apply flow, Ht. Qed.

Lemma flow_ex t : 0 <= t -> ex_derive y t.
Proof using flow. intros Ht. eexists. apply flow, Ht. Qed.

Lemma power_derive n t : 0 <= t -> is_derive (fun t => y t ^ n) t (INR n * phi N lam (y t) * y t ^ n).
Proof using depth flow.
  intros Ht. destruct n as [|n].
  - simpl. rewrite !Rmult_0_l. apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) 1).
  - replace (INR (S n) * phi N lam (y t) * y t ^ S n) with (INR (S n) * (y t * phi N lam (y t)) * y t ^ pred (S n))
      by (simpl pow; simpl pred; ring).
    apply is_derive_pow, flow_derive, Ht.
Qed.

Lemma phi_derive t : 0 <= t ->
  is_derive (fun t => phi N lam (y t)) t
    (phi N lam (y t) * ((INR N - 2) * phi N lam (y t) - INR N * y t ^ (2 * N - 2))).
Proof using depth flow.
  intros Ht. unfold phi at 1.
  replace (phi N lam (y t) * ((INR N - 2) * phi N lam (y t) - INR N * y t ^ (2 * N - 2)))
    with (INR (N - 2) * phi N lam (y t) * y t ^ (N - 2) * (lam - y t ^ N)
          + y t ^ (N - 2) * (0 - INR N * phi N lam (y t) * y t ^ N)).
  - apply (is_derive_mult (fun t => y t ^ (N - 2)) (fun t => lam - y t ^ N));
      [apply power_derive, Ht | | intros; apply Rmult_comm].
    apply (is_derive_minus (fun _ => lam) (fun t => y t ^ N));
      [apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) lam) | apply power_derive, Ht].
  - rewrite minus_INR by assumption. replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add.
    unfold phi. simpl (INR 2). ring.
Qed.

Lemma phi_continuous t : 0 <= t -> continuous (fun t => phi N lam (y t)) t.
Proof using depth flow.
  intros Ht. apply (ex_derive_continuous (fun t => phi N lam (y t))). eexists. apply phi_derive, Ht.
Qed.

Lemma power_continuous n t : 0 <= t -> continuous (fun t => y t ^ n) t.
Proof using depth flow.
  intros Ht. apply (ex_derive_continuous (fun t => y t ^ n)). eexists. apply power_derive, Ht.
Qed.

Lemma y_positive t : 0 <= t -> 0 < y t.
Proof using depth start flow.
  intros Ht. apply (flow_positive N lam alpha y); [lia | exact flow | exact start | left; exact depth | exact Ht].
Qed.

(* The distance from the limit: (lam - y^N)' = - N y^(2N - 2) (lam - y^N). *)
Lemma gap_derive t : 0 <= t -> is_derive (fun t => lam - y t ^ N) t (- INR N * y t ^ (2 * N - 2) * (lam - y t ^ N)).
Proof using depth flow.
  intros Ht. replace (- INR N * y t ^ (2 * N - 2) * (lam - y t ^ N)) with (0 - INR N * phi N lam (y t) * y t ^ N).
  - apply (is_derive_minus (fun _ => lam) (fun t => y t ^ N));
      [apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule) lam) | apply power_derive, Ht].
  - replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add. unfold phi. ring.
Qed.

Lemma gap_rate_continuous t : 0 <= t -> continuous (fun t => - INR N * y t ^ (2 * N - 2)) t.
Proof using depth flow.
  intros Ht. apply (continuous_scal_r (- INR N) (fun t => y t ^ (2 * N - 2))), power_continuous, Ht.
Qed.

Lemma stays_below t : alpha ^ N < lam -> 0 <= t -> y t ^ N < lam.
Proof using depth flow.
  intros H Ht. assert (0 < lam - y t ^ N); [|lra].
  apply (sign_kept_strictly (fun t => lam - y t ^ N) (fun t => - INR N * y t ^ (2 * N - 2)) (fun _ => 0) 0);
    [exact gap_rate_continuous | | intros; lra | destruct flow as [-> _]; lra | exact Ht].
  intros x Hx. rewrite Rplus_0_r. apply gap_derive, Hx.
Qed.

Lemma stays_at_most t : alpha ^ N <= lam -> 0 <= t -> y t ^ N <= lam.
Proof using depth flow.
  intros H Ht. assert (0 <= lam - y t ^ N); [|lra].
  apply (sign_kept (fun t => lam - y t ^ N) (fun t => - INR N * y t ^ (2 * N - 2)) (fun _ => 0) 0);
    [exact gap_rate_continuous | | intros; lra | destruct flow as [-> _]; lra | exact Ht].
  intros x Hx. rewrite Rplus_0_r. apply gap_derive, Hx.
Qed.

Lemma opposite_gap t : 0 <= t ->
  is_derive (fun t => y t ^ N - lam) t (- INR N * y t ^ (2 * N - 2) * (y t ^ N - lam) + 0).
Proof using depth flow.
  intros Ht. replace (- INR N * y t ^ (2 * N - 2) * (y t ^ N - lam) + 0)
    with (opp (- INR N * y t ^ (2 * N - 2) * (lam - y t ^ N))) by (unfold opp; simpl; ring).
  apply is_derive_ext with (fun t => opp (lam - y t ^ N)); [intros; unfold opp; simpl; ring|].
  apply (is_derive_opp (fun t => lam - y t ^ N)), gap_derive, Ht.
Qed.

Lemma stays_above t : lam < alpha ^ N -> 0 <= t -> lam < y t ^ N.
Proof using depth flow.
  intros H Ht. assert (0 < y t ^ N - lam); [|lra].
  apply (sign_kept_strictly (fun t => y t ^ N - lam) (fun t => - INR N * y t ^ (2 * N - 2)) (fun _ => 0) 0);
    [exact gap_rate_continuous | exact opposite_gap | intros; lra | destruct flow as [-> _]; lra | exact Ht].
Qed.

Lemma stays_at_least t : lam <= alpha ^ N -> 0 <= t -> lam <= y t ^ N.
Proof using depth flow.
  intros H Ht. assert (0 <= y t ^ N - lam); [|lra].
  apply (sign_kept (fun t => y t ^ N - lam) (fun t => - INR N * y t ^ (2 * N - 2)) (fun _ => 0) 0);
    [exact gap_rate_continuous | exact opposite_gap | intros; lra | destruct flow as [-> _]; lra | exact Ht].
Qed.

(* It moves one way only. *)
Lemma phi_nonnegative t : alpha ^ N <= lam -> 0 <= t -> 0 <= phi N lam (y t).
Proof using depth start flow.
  intros H Ht. pose proof (stays_at_most t H Ht). pose proof (y_positive t Ht).
  apply Rmult_le_pos; [apply pow_le; lra | lra].
Qed.

Lemma phi_positive t : alpha ^ N < lam -> 0 <= t -> 0 < phi N lam (y t).
Proof using depth start flow.
  intros H Ht. pose proof (stays_below t H Ht). pose proof (y_positive t Ht).
  apply Rmult_lt_0_compat; [apply pow_lt; lra | lra].
Qed.

Lemma phi_nonpositive t : lam <= alpha ^ N -> 0 <= t -> phi N lam (y t) <= 0.
Proof using depth start flow.
  intros H Ht. pose proof (stays_at_least t H Ht). pose proof (y_positive t Ht).
  assert (0 <= y t ^ (N - 2)) by (apply pow_le; lra). unfold phi. nra.
Qed.

Lemma phi_negative t : lam < alpha ^ N -> 0 <= t -> phi N lam (y t) < 0.
Proof using depth start flow.
  intros H Ht. pose proof (stays_above t H Ht). pose proof (y_positive t Ht).
  assert (0 < y t ^ (N - 2)) by (apply pow_lt; lra). unfold phi. nra.
Qed.

Lemma y_grows s t : alpha ^ N <= lam -> 0 <= s <= t -> y s <= y t.
Proof using depth start flow.
  intros H Ht. apply (grows_from y (fun t => y t * phi N lam (y t))); [| |lra].
  - intros x Hx. apply flow_derive. lra.
  - intros x Hx. apply Rmult_le_pos; [left; apply y_positive; lra | apply phi_nonnegative; lra].
Qed.

Lemma y_grows_strictly s t : alpha ^ N < lam -> 0 <= s < t -> y s < y t.
Proof using depth start flow.
  intros H Ht. apply (grows_strictly_from y (fun t => y t * phi N lam (y t))); [| |lra].
  - intros x Hx. apply flow_derive. lra.
  - intros x Hx. apply Rmult_lt_0_compat; [apply y_positive; lra | apply phi_positive; lra].
Qed.

Lemma opposite_flow t : 0 <= t -> is_derive (fun t => - y t) t (y t * - phi N lam (y t)).
Proof using depth flow.
  intros Ht. replace (y t * - phi N lam (y t)) with (opp (y t * phi N lam (y t))) by (unfold opp; simpl; ring).
  apply (is_derive_opp y), flow_derive, Ht.
Qed.

Lemma y_falls s t : lam <= alpha ^ N -> 0 <= s <= t -> y t <= y s.
Proof using depth start flow.
  intros H Ht. apply Ropp_le_cancel.
  apply (grows_from (fun t => - y t) (fun t => y t * - phi N lam (y t))); [| |lra].
  - intros x Hx. apply opposite_flow. lra.
  - intros x Hx. pose proof (phi_nonpositive x H ltac:(lra)).
    apply Rmult_le_pos; [left; apply y_positive; lra | lra].
Qed.

Lemma y_falls_strictly s t : lam < alpha ^ N -> 0 <= s < t -> y t < y s.
Proof using depth start flow.
  intros H Ht. apply Ropp_lt_cancel.
  apply (grows_strictly_from (fun t => - y t) (fun t => y t * - phi N lam (y t))); [| |lra].
  - intros x Hx. apply opposite_flow. lra.
  - intros x Hx. pose proof (phi_negative x H ltac:(lra)).
    apply Rmult_lt_0_compat; [apply y_positive; lra | lra].
Qed.

Lemma at_least_start t : alpha ^ N <= lam -> 0 <= t -> alpha <= y t.
Proof using depth start flow.
  intros H Ht. pose proof (y_grows 0 t H) as Q. destruct flow as [E _]. rewrite E in Q. apply Q. lra.
Qed.

Lemma at_most_start t : lam <= alpha ^ N -> 0 <= t -> y t <= alpha.
Proof using depth start flow.
  intros H Ht. pose proof (y_falls 0 t H) as Q. destruct flow as [E _]. rewrite E in Q. apply Q. lra.
Qed.
(* phi of a flow that falls rises towards 0; of one that grows it falls once (2 N - 2) lambda <= (3 N - 2) w. *)
Lemma phi_of_falling s t : lam <= alpha ^ N -> 0 <= s <= t -> phi N lam (y s) <= phi N lam (y t).
Proof using depth start flow.
  intros H Hs. apply (grows_from (fun t => phi N lam (y t))
    (fun t => phi N lam (y t) * ((INR N - 2) * phi N lam (y t) - INR N * y t ^ (2 * N - 2)))); [| |lra].
  - intros x Hx. apply phi_derive. lra.
  - intros x Hx. pose proof (phi_nonpositive x H ltac:(lra)) as P.
    assert (I : 2 <= INR N) by (replace 2 with (INR 2) by (simpl; ring); apply le_INR, depth).
    assert (0 <= y x ^ (2 * N - 2)) by (apply pow_le; left; apply y_positive; lra).
    assert (0 <= (INR N - 2) * - phi N lam (y x)) by (apply Rmult_le_pos; lra).
    assert (0 <= INR N * y x ^ (2 * N - 2)) by (apply Rmult_le_pos; lra).
    replace (phi N lam (y x) * ((INR N - 2) * phi N lam (y x) - INR N * y x ^ (2 * N - 2)))
      with (- phi N lam (y x) * ((INR N - 2) * - phi N lam (y x) + INR N * y x ^ (2 * N - 2))) by ring.
    apply Rmult_le_pos; lra.
Qed.

Lemma phi_against_power t : 0 <= t ->
  ((2 * INR N - 2) * phi N lam (y t) <= INR N * y t ^ (2 * N - 2) <-> (2 * INR N - 2) * lam <= (3 * INR N - 2) * y t ^
    N).
Proof using depth start flow.
  intros Ht. assert (P : 0 < y t ^ (N - 2)) by (apply pow_lt, y_positive, Ht).
  replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add. unfold phi. split; intros H.
  - apply Rmult_le_reg_l with (y t ^ (N - 2)); [exact P|]. lra.
  - apply (Rmult_le_compat_l (y t ^ (N - 2))) in H; lra.
Qed.

Lemma phi_of_growing s t : alpha ^ N <= lam -> 0 <= s <= t ->
  (2 * INR N - 2) * phi N lam (y s) <= INR N * y s ^ (2 * N - 2) -> phi N lam (y t) <= phi N lam (y s).
Proof using depth start flow.
  intros H Hs Hl. apply Ropp_le_cancel. apply (grows_from (fun t => - phi N lam (y t))
    (fun t => phi N lam (y t) * - ((INR N - 2) * phi N lam (y t) - INR N * y t ^ (2 * N - 2)))); [| |lra].
  - intros x Hx.
    replace (phi N lam (y x) * - ((INR N - 2) * phi N lam (y x) - INR N * y x ^ (2 * N - 2)))
      with (opp (phi N lam (y x) * ((INR N - 2) * phi N lam (y x) - INR N * y x ^ (2 * N - 2))))
      by (unfold opp; simpl; ring).
    apply (is_derive_opp (fun t => phi N lam (y t))), phi_derive. lra.
  - intros x Hx. pose proof (phi_nonnegative x H ltac:(lra)) as P. apply Rmult_le_pos; [exact P|].
    assert (I : 2 <= INR N) by (replace 2 with (INR 2) by (simpl; ring); apply le_INR, depth).
    apply phi_against_power in Hl; [|lra].
    assert (G : y s ^ N <= y x ^ N).
    { apply pow_incr. split; [left; apply y_positive; lra | apply y_grows; [exact H | lra]]. }
    assert (Hx' : (2 * INR N - 2) * phi N lam (y x) <= INR N * y x ^ (2 * N - 2)).
    { apply phi_against_power; [lra|]. apply Rle_trans with (1 := Hl). apply Rmult_le_compat_l; lra. }
    assert (0 <= INR N * phi N lam (y x)) by (apply Rmult_le_pos; lra). lra.
Qed.

(* (w phi)' = ((2 N - 2) phi - N y^(2N - 2)) w phi *)
Lemma gain_derive t : 0 <= t -> is_derive (fun t => y t ^ N * phi N lam (y t)) t
  (((2 * INR N - 2) * phi N lam (y t) - INR N * y t ^ (2 * N - 2)) * (y t ^ N * phi N lam (y t))).
Proof using depth flow.
  intros Ht. match goal with |- is_derive _ _ ?e => replace e with
    (INR N * phi N lam (y t) * y t ^ N * phi N lam (y t)
     + y t ^ N * (phi N lam (y t) * ((INR N - 2) * phi N lam (y t) - INR N * y t ^ (2 * N - 2)))) by ring end.
  apply (is_derive_mult (fun t => y t ^ N) (fun t => phi N lam (y t)));
    [apply power_derive, Ht | apply phi_derive, Ht | intros; apply Rmult_comm].
Qed.
End Flow.
