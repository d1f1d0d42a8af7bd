(* The order of orbits of the descent: below the bound (25) one step x + eta f(x) increases on [0, M], so that
   orbits keep the order of their eigenvalues and of their starts (the twin of Lemma 3.4 for steps); and every orbit
   rises or falls monotonically towards its limit. *)
From Coq Require Import Reals Lra Lia Psatz.
From dmf.library Require Import vocabulary powers roots scalar.
From dmf.statements Require Import definitions.
From dmf.deep_factorization Require Import lemma_2_2.
Open Scope R_scope.

(* (25) *)
Definition short (N : nat) (lam alpha eta : R) : Prop :=
  0 < eta < 1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2)).

(* The slope of f on [0, M] is at least -(3N-2) M^(2N-2). *)
Lemma slope_bounded n lam M x y : 0 <= x <= y -> y <= M -> - lam <= M ^ S n ->
  f (S n) lam x - f (S n) lam y <= (y - x) * ((3 * INR (S n) - 2) * M ^ (n + n)).
Proof.
  intros Hx HM Hl.
  assert (E : f (S n) lam x - f (S n) lam y = (y ^ S (n + n) - x ^ S (n + n)) - lam * (y ^ n - x ^ n)).
  { unfold f. replace (S n - 1)%nat with n by lia. simpl pow. rewrite !pow_add. ring. }
  assert (Hn : y ^ S (n + n) - x ^ S (n + n) <= (y - x) * (INR (S (n + n)) * M ^ (n + n))).
  { rewrite difference_of_powers. apply Rmult_le_compat_l; [lra | apply G_bounded; lra]. }
  assert (Hm : - lam * (y ^ n - x ^ n) <= (y - x) * (INR n * M ^ (n + n))).
  { destruct n as [|m]; [simpl; lra|].
    rewrite difference_of_powers.
    assert (0 <= G m x y) by (apply G_nonnegative; lra).
    apply Rle_trans with (M ^ S (S m) * ((y - x) * G m x y)).
    - apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | exact Hl].
    - apply Rle_trans with (M ^ S (S m) * ((y - x) * (INR (S m) * M ^ m))).
      + apply Rmult_le_compat_l; [apply pow_le; lra|].
        apply Rmult_le_compat_l; [lra | apply G_bounded; lra].
      + right. replace (S m + S m)%nat with (S (S m) + m)%nat by lia. rewrite pow_add. ring. }
  rewrite E. rewrite S_INR, plus_INR in Hn. rewrite S_INR. lra.
Qed.

(* One step increases on [0, M]. *)
Lemma step_strictly_increasing N lam eta M x y : (1 <= N)%nat -> 0 < M -> - lam <= M ^ N ->
  0 < eta < 1 / (M ^ (2 * N - 2) * (3 * INR N - 2)) -> 0 <= x < y -> y <= M ->
  x + eta * f N lam x < y + eta * f N lam y.
Proof.
  intros HN HM Hl He Hx Hy. destruct N as [|n]; [lia|].
  pose proof (slope_bounded n lam M x y ltac:(lra) Hy Hl) as B.
  replace (2 * S n - 2)%nat with (n + n)%nat in He by lia.
  pose proof (pow_lt M (n + n) HM) as HP.
  assert (HC : 0 < 3 * INR (S n) - 2) by (rewrite S_INR; pose proof (pos_INR n); lra).
  assert (Hs : eta * ((3 * INR (S n) - 2) * M ^ (n + n)) < 1).
  { apply Rlt_le_trans with (1 / (M ^ (n + n) * (3 * INR (S n) - 2)) * ((3 * INR (S n) - 2) * M ^ (n + n))).
    - apply Rmult_lt_compat_r; [apply Rmult_lt_0_compat; lra | lra].
    - right. field. lra. }
  assert (eta * (f (S n) lam x - f (S n) lam y) <= eta * ((y - x) * ((3 * INR (S n) - 2) * M ^ (n + n))))
    by (apply Rmult_le_compat_l; lra).
  assert ((y - x) * (eta * ((3 * INR (S n) - 2) * M ^ (n + n))) < (y - x) * 1)
    by (apply Rmult_lt_compat_l; lra).
  lra.
Qed.

Lemma step_increasing N lam eta M x y : (1 <= N)%nat -> 0 < M -> - lam <= M ^ N ->
  0 < eta < 1 / (M ^ (2 * N - 2) * (3 * INR N - 2)) -> 0 <= x <= y -> y <= M ->
  x + eta * f N lam x <= y + eta * f N lam y.
Proof.
  intros HN HM Hl He [Hx [Hy| <-]] HyM; [left|lra].
  apply step_strictly_increasing with M; try assumption. lra.
Qed.

(* M bounds the eigenvalue; it grows with its size, and with the start. *)
Lemma M_bounds N lam alpha : (1 <= N)%nat -> Rabs lam <= M N lam alpha ^ N.
Proof.
  intros HN. apply Rle_trans with (root N (Rabs lam) ^ N).
  - rewrite root_power by (lia || apply Rabs_pos). lra.
  - apply pow_incr. split; [apply root_nonnegative | apply Rmax_l].
Qed.

Lemma M_increasing N lam mu alpha beta : (1 <= N)%nat -> Rabs lam <= Rabs mu -> alpha <= beta ->
  M N lam alpha <= M N mu beta.
Proof.
  intros HN Hl Ha. unfold M. apply Rmax_lub.
  - apply Rle_trans with (root N (Rabs mu)); [apply root_increasing; assumption | apply Rmax_l].
  - apply Rle_trans with beta; [assumption | apply Rmax_r].
Qed.

Lemma short_below N A alpha lam eta : (1 <= N)%nat -> 0 < alpha -> M N lam alpha <= A ->
  eta < 1 / (A ^ (2 * N - 2) * (3 * INR N - 2)) -> 0 < eta -> short N lam alpha eta.
Proof.
  intros HN Ha HA He H0. split; [assumption|]. eapply Rlt_le_trans; [exact He|].
  pose proof (M_positive N lam alpha Ha) as HM. pose proof (pow_lt _ (2 * N - 2) HM) as HP.
  assert (HC : 0 < 3 * INR N - 2) by (apply le_INR in HN; simpl in HN; lra).
  unfold Rdiv. rewrite !Rmult_1_l. apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra|].
  apply Rmult_le_compat_r; [lra|]. apply pow_incr. lra.
Qed.

Lemma short_smaller N lam mu alpha beta eta : (1 <= N)%nat -> 0 < alpha <= beta -> Rabs lam <= Rabs mu ->
  short N mu beta eta -> short N lam alpha eta.
Proof.
  intros HN Ha Hl [H0 He]. apply short_below with (M N mu beta); try assumption; [lra|].
  apply M_increasing; [assumption | assumption | lra].
Qed.

(* One orbit: it stays in [0, M], rises up to its limit or falls down to it. *)
Lemma limit_power N lam : (2 <= N)%nat -> L N lam ^ N = Rmax 0 lam.
Proof. intros HN. rewrite L_is by assumption. apply root_power; [lia | apply Rmax_l]. Qed.

Lemma power_below N x y : (1 <= N)%nat -> 0 <= x -> 0 <= y -> x ^ N <= y ^ N -> x <= y.
Proof.
  intros HN Hx Hy H. destruct (Rle_or_lt x y) as [|Hlt]; [assumption|]. exfalso. destruct N as [|n]; [lia|].
  assert (0 < G n y x) by (destruct Hy as [Hy|<-];
    [apply G_positive; lra | destruct n; [simpl; lra|]; simpl; pose proof (pow_lt x n Hlt); nra]).
  pose proof (difference_of_powers n y x) as E. nra.
Qed.

Lemma start_below N lam alpha : (2 <= N)%nat -> 0 < alpha -> alpha ^ N <= lam -> alpha <= L N lam.
Proof.
  intros HN Ha H. apply power_below with N; [lia | lra | rewrite L_is by assumption; apply root_nonnegative|].
  rewrite limit_power by assumption. eapply Rle_trans; [exact H | apply Rmax_r].
Qed.

Lemma start_above N lam alpha : (2 <= N)%nat -> 0 < alpha -> lam <= alpha ^ N -> L N lam <= alpha.
Proof.
  intros HN Ha H. apply power_below with N; [lia | rewrite L_is by assumption; apply root_nonnegative | lra|].
  rewrite limit_power by assumption. apply Rmax_lub; [apply pow_le; lra | assumption].
Qed.

Lemma orbit_inside N lam alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta ->
  Rmin alpha (L N lam) <= iterate N alpha lam eta k <= Rmax alpha (L N lam).
Proof.
  intros HN Ha [H0 He]. apply (orbit_between N lam eta (L N lam) (M N lam alpha) alpha).
  - apply limit_inside; assumption.
  - apply start_inside; assumption.
  - intros x Hx. apply approaches with alpha; assumption.
Qed.

Lemma orbit_range N lam alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta ->
  0 <= iterate N alpha lam eta k <= M N lam alpha.
Proof.
  intros HN Ha Hs. pose proof (orbit_inside N lam alpha eta k HN Ha Hs) as B.
  pose proof (limit_inside N lam alpha HN) as HL. pose proof (start_inside N lam alpha Ha) as HA.
  unfold Rmin, Rmax in B. destruct (Rle_dec alpha (L N lam)); lra.
Qed.

Lemma orbit_nonnegative N lam alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta ->
  0 <= iterate N alpha lam eta k.
Proof. intros HN Ha Hs. apply orbit_range; assumption. Qed.

Lemma orbit_positive N lam alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta ->
  0 < iterate N alpha lam eta k.
Proof.
  intros HN Ha Hs. induction k as [|k IH]; [simpl; lra|].
  pose proof (orbit_range N lam alpha eta k HN Ha Hs) as B. destruct Hs as [H0 He]. cbn [iterate].
  assert (Hl : - lam <= M N lam alpha ^ N).
  { eapply Rle_trans; [apply Rcomplements.Rabs_maj2 | apply M_bounds; lia]. }
  apply Rle_lt_trans with (0 + eta * f N lam 0).
  - unfold f. rewrite pow_i by lia. right. ring.
  - apply step_strictly_increasing with (M N lam alpha); first [lia | lra | apply M_positive; lra].
Qed.

Lemma orbit_step N lam alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta ->
  exists w, 0 <= w <= 1 /\
    iterate N alpha lam eta (S k) - L N lam = (iterate N alpha lam eta k - L N lam) * (1 - w).
Proof.
  intros HN Ha Hs. pose proof (orbit_range N lam alpha eta k HN Ha Hs) as B. destruct Hs as [H0 He].
  exact (approaches N lam alpha eta Ha H0 HN He _ B).
Qed.

Lemma rises N lam alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta -> alpha ^ N <= lam ->
  alpha <= iterate N alpha lam eta k <= L N lam /\ iterate N alpha lam eta k <= iterate N alpha lam eta (S k).
Proof.
  intros HN Ha Hs Hl. pose proof (start_below N lam alpha HN Ha Hl) as HA.
  pose proof (orbit_inside N lam alpha eta k HN Ha Hs) as B. rewrite Rmin_left, Rmax_right in B by assumption.
  split; [assumption|]. destruct (orbit_step N lam alpha eta k HN Ha Hs) as [w [Hw E]]. nra.
Qed.

Lemma falls N lam alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta -> lam <= alpha ^ N ->
  L N lam <= iterate N alpha lam eta k <= alpha /\ iterate N alpha lam eta (S k) <= iterate N alpha lam eta k.
Proof.
  intros HN Ha Hs Hl. pose proof (start_above N lam alpha HN Ha Hl) as HA.
  pose proof (orbit_inside N lam alpha eta k HN Ha Hs) as B. rewrite Rmin_right, Rmax_left in B by assumption.
  split; [assumption|]. destruct (orbit_step N lam alpha eta k HN Ha Hs) as [w [Hw E]]. nra.
Qed.

Lemma rises_on N lam alpha eta j k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta -> alpha ^ N <= lam ->
  (j <= k)%nat -> iterate N alpha lam eta j <= iterate N alpha lam eta k.
Proof.
  intros HN Ha Hs Hl. induction 1 as [|k _ IH]; [lra|].
  eapply Rle_trans; [exact IH | apply rises; assumption].
Qed.

Lemma falls_on N lam alpha eta j k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta -> lam <= alpha ^ N ->
  (j <= k)%nat -> iterate N alpha lam eta k <= iterate N alpha lam eta j.
Proof.
  intros HN Ha Hs Hl. induction 1 as [|k _ IH]; [lra|].
  eapply Rle_trans; [apply falls; assumption | exact IH].
Qed.

(* The same for the eigenvalue d^N of the product. *)
Lemma product_rises N lam alpha eta j k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta -> alpha ^ N <= lam ->
  (j <= k)%nat -> alpha ^ N <= iterate N alpha lam eta j ^ N <= iterate N alpha lam eta k ^ N /\
  iterate N alpha lam eta k ^ N <= lam.
Proof.
  intros HN Ha Hs Hl Hj. pose proof (rises_on N lam alpha eta j k HN Ha Hs Hl Hj) as R.
  pose proof (proj1 (rises N lam alpha eta j HN Ha Hs Hl)) as Bj.
  pose proof (proj1 (rises N lam alpha eta k HN Ha Hs Hl)) as Bk.
  repeat split; try (apply pow_incr; lra).
  apply Rle_trans with (L N lam ^ N); [apply pow_incr; lra|]. rewrite limit_power by assumption.
  pose proof (pow_le alpha N). rewrite Rmax_right; lra.
Qed.

Lemma product_falls N lam alpha eta j k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta -> lam <= alpha ^ N ->
  (j <= k)%nat -> iterate N alpha lam eta k ^ N <= iterate N alpha lam eta j ^ N <= alpha ^ N /\
  Rmax 0 lam <= iterate N alpha lam eta k ^ N.
Proof.
  intros HN Ha Hs Hl Hj. pose proof (falls_on N lam alpha eta j k HN Ha Hs Hl Hj) as R.
  pose proof (proj1 (falls N lam alpha eta j HN Ha Hs Hl)) as Bj.
  pose proof (proj1 (falls N lam alpha eta k HN Ha Hs Hl)) as Bk.
  pose proof (limit_inside N lam alpha HN) as HL.
  repeat split; try (apply pow_incr; lra).
  rewrite <- limit_power with N lam by assumption. apply pow_incr. lra.
Qed.

(* Lemma 3.4 for the descent: a larger eigenvalue stays ahead. *)
Lemma f_increasing_in_lam N lam mu x : 0 <= x -> lam <= mu -> f N lam x <= f N mu x.
Proof. intros Hx Hl. unfold f. apply Rmult_le_compat_l; [apply pow_le; lra | lra]. Qed.

Lemma ahead N lam mu alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta -> short N mu alpha eta ->
  lam <= mu -> iterate N alpha lam eta k <= iterate N alpha mu eta k.
Proof.
  intros HN Ha Hs Ht Hl. induction k as [|k IH]; [simpl; lra|].
  pose proof (orbit_range N lam alpha eta k HN Ha Hs) as Bl.
  pose proof (orbit_range N mu alpha eta k HN Ha Ht) as Bm.
  assert (HN1 : (1 <= N)%nat) by lia.
  pose proof (M_bounds N lam alpha HN1) as Ml. pose proof (M_bounds N mu alpha HN1) as Mm.
  pose proof (Rcomplements.Rabs_maj2 lam) as Al. pose proof (Rcomplements.Rabs_maj2 mu) as Am.
  destruct Hs as [H0 He], Ht as [_ Ht]. cbn [iterate].
  set (x := iterate N alpha lam eta k) in *. set (y := iterate N alpha mu eta k) in *.
  destruct (Rle_or_lt y (M N lam alpha)) as [Hc|Hc].
  - apply Rle_trans with (y + eta * f N lam y).
    + apply step_increasing with (M N lam alpha); first [lia | lra | apply M_positive; lra].
    + apply Rplus_le_compat_l, Rmult_le_compat_l; [lra | apply f_increasing_in_lam; lra].
  - apply Rle_trans with (x + eta * f N mu x).
    + apply Rplus_le_compat_l, Rmult_le_compat_l; [lra | apply f_increasing_in_lam; lra].
    + apply step_increasing with (M N mu alpha); first [lia | lra | apply M_positive; lra].
Qed.

Lemma product_ahead N lam mu alpha eta k : (2 <= N)%nat -> 0 < alpha -> short N lam alpha eta ->
  short N mu alpha eta -> lam <= mu -> iterate N alpha lam eta k ^ N <= iterate N alpha mu eta k ^ N.
Proof.
  intros HN Ha Hs Ht Hl. apply pow_incr. split; [apply orbit_nonnegative; assumption | apply ahead; assumption].
Qed.

(* Depth 1 too: this is the claim `descent` of Lemma 3.4. *)
Lemma ahead_any_depth N lam mu alpha eta k : (1 <= N)%nat -> 0 < alpha -> short N lam alpha eta ->
  short N mu alpha eta -> lam <= mu -> iterate N alpha lam eta k <= iterate N alpha mu eta k.
Proof.
  intros HN Ha Hs Ht Hl. destruct (Nat.eq_dec N 1) as [->|H1]; [|apply ahead; assumption || lia].
  rewrite !linear_orbit. destruct Hs as [H0 He]. simpl in He.
  assert (E : 1 / (1 * (3 * 1 - 2)) = 1) by field. rewrite E in He.
  assert (0 <= (1 - eta) ^ k <= 1) by (split; [apply pow_le; lra | rewrite <- (pow1 k) at 2; apply pow_incr; lra]).
  nra.
Qed.

(* A larger start stays ahead. *)
Lemma start_ahead N lam alpha beta eta k : (2 <= N)%nat -> 0 < alpha <= beta -> short N lam beta eta ->
  iterate N alpha lam eta k <= iterate N beta lam eta k.
Proof.
  intros HN Ha Hs. assert (HN1 : (1 <= N)%nat) by lia.
  assert (Ht : short N lam alpha eta) by (apply short_smaller with lam beta; first [assumption | lra]).
  induction k as [|k IH]; [simpl; lra|].
  pose proof (orbit_range N lam alpha eta k HN ltac:(lra) Ht) as Ba.
  pose proof (orbit_range N lam beta eta k HN ltac:(lra) Hs) as Bb.
  pose proof (M_bounds N lam beta HN1) as Ml. pose proof (Rcomplements.Rabs_maj2 lam) as Al.
  destruct Hs as [H0 He]. cbn [iterate].
  apply step_increasing with (M N lam beta); first [lia | lra | apply M_positive; lra].
Qed.
