(* The rate at which an orbit from below comes closer to its limit while eta kappa < 2, whether or not it passes it:
   the larger of 1 - eta h(a) and eta kappa - 1, for all states between a and L. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers counting constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import gaps.
From dmf.sharp Require two_steps.
Open Scope R_scope.

(* Two steps from below the limit, in the names of the statement *)
Lemma two_steps_below N lam eta x : (N >= 2)%nat -> 0 < lam -> 0 < eta -> eta * kappa N lam <= 2 -> 0 < x < L N lam ->
  let y := x + eta * f N lam x in
  Rabs (L N lam - (y + eta * f N lam y)) <= Rmax (1 - eta * h N lam x) (eta * kappa N lam - 1) ^ 2 * (L N lam - x).
Proof.
  intros HN Hl He Hs Hx. pose proof (limit_power N lam HN ltac:(lra)) as E. rewrite kappa_is in * by assumption.
  rewrite h_is by lia. set (l := L N lam) in *. clearbody l. destruct N as [|n]; [lia|].
  assert (Et : INR (S n) * l ^ (2 * S n - 2) = two_steps.top n l).
  { unfold two_steps.top. rewrite <- pow_add. do 2 f_equal. lia. }
  rewrite Et in *. replace (S n - 1)%nat with n by lia.
  pose proof (two_steps.rate_below n l eta x ltac:(lia) ltac:(lra) He Hs Hx) as H.
  unfold two_steps.next, two_steps.rate_at in H. rewrite E in H. exact H.
Qed.

(* Any number of steps from a state between a and L: the rate is the larger of 1 - eta h(a) and eta kappa - 1. *)
Theorem distance_after N lam eta a A i : (N >= 2)%nat -> 0 < lam -> 0 < eta -> eta * kappa N lam <= 2 -> 0 < a ->
  1 - eta * h N lam a <= A -> eta * kappa N lam - 1 <= A -> 0 <= A ->
  forall x, a <= x <= L N lam -> Rabs (L N lam - iterate N x lam eta i) <= A ^ i * (L N lam - x).
Proof.
  intros HN Hl He Hs Ha HA1 HA2 HA0.
  assert (Hshift : forall x j, iterate N x lam eta (S j) = iterate N (x + eta * f N lam x) lam eta j).
  { intros x j. exact (iterate_from N x lam eta 1 j). }
  induction i as [i IH] using lt_wf_ind. intros x Hx.
  destruct i as [|i]; [cbn [iterate pow]; rewrite Rabs_pos_eq by lra; lra|].
  pose proof (gap_step N lam eta x HN ltac:(lra)) as E. pose proof (h_grows N lam a x HN ltac:(lra)) as Hm.
  assert (eta * h N lam a <= eta * h N lam x) by (apply Rmult_le_compat_l; lra).
  rewrite Hshift. destruct (Rle_or_lt (x + eta * f N lam x) (L N lam)) as [Hy|Hy].
  - pose proof (h_nonnegative N lam x HN ltac:(lra)) as Hh.
    assert (0 <= (L N lam - x) * (eta * h N lam x)) by (apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]).
    apply Rle_trans with (1 := IH i ltac:(lia) (x + eta * f N lam x) ltac:(lra)). rewrite E.
    cbn [pow]. replace (A * A ^ i * (L N lam - x)) with (A ^ i * ((L N lam - x) * A)) by ring.
    apply Rmult_le_compat_l; [apply pow_le, HA0|]. apply Rmult_le_compat_l; lra.
  - assert (Hlt : x < L N lam).
    { destruct Hx as [_ [Hx|Hx]]; [assumption|]. exfalso. replace (L N lam - x) with 0 in E by lra. lra. }
    pose proof (h_below_kappa N lam x HN Hl ltac:(lra)) as Hk.
    assert (eta * h N lam x < eta * kappa N lam) by (apply Rmult_lt_compat_l; assumption).
    assert (Hone : 1 < eta * h N lam x) by (apply Rmult_lt_reg_l with (L N lam - x); lra).
    pose proof (two_steps_below N lam eta x HN Hl He Hs ltac:(lra)) as H2. cbn beta zeta in H2.
    rewrite (Rmax_right (1 - eta * h N lam x)) in H2 by lra. set (c := eta * kappa N lam - 1) in *.
    set (y := x + eta * f N lam x) in *. destruct i as [|i].
    + cbn [iterate]. rewrite Rabs_left, pow_1 by lra.
      assert ((L N lam - x) * (eta * h N lam x - 1) <= (L N lam - x) * A)
        by (apply Rmult_le_compat_l; unfold c in *; lra). lra.
    + pose proof (gap_step N lam eta y HN ltac:(lra)) as Ey. pose proof (h_grows N lam x y HN ltac:(lra)) as Hxy.
      assert (eta * h N lam x <= eta * h N lam y) by (apply Rmult_le_compat_l; lra).
      assert (0 < (y - L N lam) * (eta * h N lam y - 1)) by (apply Rmult_lt_0_compat; lra).
      rewrite Hshift. set (z := y + eta * f N lam y) in *. rewrite Rabs_pos_eq in H2 by lra.
      assert (Hc : 0 <= c <= 1) by (unfold c; lra). assert (Hc1 : c ^ 2 <= 1 ^ 2) by (apply pow_incr; lra).
      assert (HcA : c ^ 2 <= A ^ 2) by (apply pow_incr; lra).
      assert (c ^ 2 * (L N lam - x) <= 1 ^ 2 * (L N lam - x)) by (apply Rmult_le_compat_r; lra).
      assert (c ^ 2 * (L N lam - x) <= A ^ 2 * (L N lam - x)) by (apply Rmult_le_compat_r; lra).
      apply Rle_trans with (1 := IH i ltac:(lia) z ltac:(lra)).
      replace (A ^ S (S i) * (L N lam - x)) with (A ^ i * (A ^ 2 * (L N lam - x))) by (simpl; ring).
      apply Rmult_le_compat_l; [apply pow_le, HA0 | lra].
Qed.

Lemma step_at_most_two N lam eta : (N >= 2)%nat -> 0 < lam -> eta < 2 / kappa N lam -> eta * kappa N lam < 2.
Proof.
  intros HN Hl Hs. pose proof (kappa_positive N lam HN Hl) as Hk.
  replace 2 with (2 / kappa N lam * kappa N lam) by (field; lra). apply Rmult_lt_compat_r; assumption.
Qed.

(* The rate at a state a below L is between 0 and 1. *)
Lemma rate_between N lam eta a : (N >= 2)%nat -> 0 < lam -> 0 < eta -> eta * kappa N lam < 2 -> 0 < a < L N lam ->
  0 < Rmax (1 - eta * h N lam a) (eta * kappa N lam - 1) < 1.
Proof.
  intros HN Hl He Hs Ha. pose proof (h_below_kappa N lam a HN Hl Ha).
  pose proof (Rmult_lt_0_compat _ _ He (h_positive N lam a HN (proj1 Ha))).
  assert (eta * h N lam a < eta * kappa N lam) by (apply Rmult_lt_compat_l; assumption).
  split; [|apply Rmax_lub_lt; lra].
  pose proof (Rmax_l (1 - eta * h N lam a) (eta * kappa N lam - 1)).
  pose proof (Rmax_r (1 - eta * h N lam a) (eta * kappa N lam - 1)). lra.
Qed.

(* Accurate after the count at the rate of a, from any state x between a and L. *)
Lemma accurate_after N lam eta a eps x i : (N >= 2)%nat -> 0 < lam -> 0 < eta -> eta * kappa N lam < 2 -> 0 < eps ->
  0 < a < L N lam -> a <= x <= L N lam ->
  ln (eps / (L N lam - a)) / ln (Rmax (1 - eta * h N lam a) (eta * kappa N lam - 1)) <= INR i ->
  Rabs (L N lam - iterate N x lam eta i) <= eps.
Proof.
  intros HN Hl He Hs Hp Ha Hx Hi. pose proof (rate_between N lam eta a HN Hl He Hs Ha) as HA.
  set (A := Rmax (1 - eta * h N lam a) (eta * kappa N lam - 1)) in *.
  apply Rle_trans with (A ^ i * (L N lam - x)).
  - apply (distance_after N lam eta a); try assumption; try lra; [apply Rmax_l | apply Rmax_r].
  - apply geometric_count in Hi; [|lra..].
    assert (A ^ i * (L N lam - x) <= A ^ i * (L N lam - a)) by (apply Rmult_le_compat_l; [apply pow_le|]; lra). lra.
Qed.

(* Up to 2/(kappa + h(a)) the larger of the two is 1 - eta h(a). *)
Lemma one_rate N lam eta a : (N >= 2)%nat -> 0 < lam -> 0 < eta -> 0 < a < L N lam ->
  eta <= 2 / (kappa N lam + h N lam a) ->
  eta * kappa N lam < 2 /\ eta * kappa N lam - 1 <= 1 - eta * h N lam a /\ 0 < 1 - eta * h N lam a < 1.
Proof.
  intros HN Hl He Ha Hs. pose proof (kappa_positive N lam HN Hl) as Hk.
  pose proof (h_positive N lam a HN (proj1 Ha)) as Hh.
  pose proof (h_below_kappa N lam a HN Hl Ha) as Hhk.
  assert (Q : eta * (kappa N lam + h N lam a) <= 2).
  { replace 2 with (2 / (kappa N lam + h N lam a) * (kappa N lam + h N lam a)) by (field; lra).
    apply Rmult_le_compat_r; lra. }
  pose proof (Rmult_lt_0_compat eta _ He Hh). assert (eta * h N lam a < eta * kappa N lam)
    by (apply Rmult_lt_compat_l; lra).
  lra.
Qed.

Lemma accurate_at_rate N lam eta a eps x i : (N >= 2)%nat -> 0 < lam -> 0 < eta -> 0 < eps -> 0 < a < L N lam ->
  eta <= 2 / (kappa N lam + h N lam a) -> a <= x <= L N lam ->
  ln (eps / (L N lam - a)) / ln (1 - eta * h N lam a) <= INR i -> Rabs (L N lam - iterate N x lam eta i) <= eps.
Proof.
  intros HN Hl He Hp Ha Hs Hx Hi. destruct (one_rate N lam eta a HN Hl He Ha Hs) as [H1 [H2 H3]].
  apply (accurate_after N lam eta a); try assumption. rewrite Rmax_left by exact H2. exact Hi.
Qed.

Lemma within_one_rate N lam eta a : (N >= 2)%nat -> 0 < lam -> 0 < a < L N lam -> eta < / kappa N lam ->
  eta <= 2 / (kappa N lam + h N lam a).
Proof.
  intros HN Hl Ha Hs. pose proof (kappa_positive N lam HN Hl). pose proof (h_positive N lam a HN (proj1 Ha)).
  pose proof (h_below_kappa N lam a HN Hl Ha). left. apply Rlt_trans with (1 := Hs).
  apply Rmult_lt_reg_r with (kappa N lam * (kappa N lam + h N lam a)); [apply Rmult_lt_0_compat; lra|].
  replace (/ kappa N lam * (kappa N lam * (kappa N lam + h N lam a))) with (kappa N lam + h N lam a) by (field; lra).
  replace (2 / (kappa N lam + h N lam a) * (kappa N lam * (kappa N lam + h N lam a))) with (2 * kappa N lam)
    by (field; lra). lra.
Qed.
