(* The times at which two eigenvalues lambda > mu have come to the shares 1 - eps and theta: their difference, from
   the logits at depth 2, and from U, whose integral over s/(lambda (lambda - s^N)) begins at 0, from depth 3 on. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots closed_forms linear_growth flow flow_time flow_scaling flow_exists
  flow_order
  hypergeometric shares flow_share_order.
From dmf.statements Require Import definitions.
Open Scope R_scope.

(* The flow of the larger eigenvalue is faster. *)
Lemma tau_order N lam mu a b : (2 <= N)%nat -> 0 < a < b -> b ^ N < mu -> mu < lam -> tau N lam a b < tau N mu a b.
Proof.
  intros HN Ha Hb Hl. pose proof (power_strict N a b ltac:(lia) ltac:(lra)) as Pab.
  destruct (flow_exists N a lam ltac:(lia) ltac:(lra)) as [y Fy].
  destruct (flow_exists N a mu ltac:(lia) ltac:(lra)) as [z Fz].
  assert (B : forall nu x, 0 < x -> x ^ N < nu -> below N nu x).
  { intros nu x Hx H. apply below_positive; [exact Hx | apply below_L; [lia | exact Hx | exact H]]. }
  pose proof (tau_rising N mu a b ltac:(lia) (B mu a ltac:(lra) ltac:(lra)) (B mu b ltac:(lra) Hb) ltac:(lra)) as T.
  set (t := tau N mu a b) in *.
  assert (A : b <= z t) by (apply (flow_reaches_rising N mu a z); (apply B || lia || exact Fz || idtac);
    unfold t in *; lra).
  pose proof (eigenvalue_ahead_strict N mu lam a z y ltac:(lia) Fz Fy Hl ltac:(lra) t T) as S.
  assert (St : below N lam (y t)) by (apply (flow_below N lam a y); [lia | exact Fy | apply B; lra | lra]).
  rewrite <- (flow_time N lam a y ltac:(lia) Fy t) by (try lra; left; split; apply B; lra).
  apply Rnot_le_lt. intros C. apply (tau_further_rising N lam a) in C; [lra | lia | apply B; lra | exact St | apply B;
    lra].
Qed.

(* Depth 2. *)
Lemma times_agree alpha lam q t : 0 < alpha -> alpha ^ 2 < lam -> 0 < q < 1 -> 0 <= t ->
  (tau 2 lam alpha (root 2 (lam * q)) <= t <-> time_of_share lam alpha q <= t).
Proof.
  intros Ha Hl Hq Ht. destruct (flow_exists 2 alpha lam ltac:(lia) Ha) as [y F].
  rewrite (reached 2 alpha lam y) by (assumption || lia). rewrite (share_reached alpha lam y) by assumption.
  rewrite Rmult_comm. reflexivity.
Qed.

Lemma share_time_nonnegative alpha lam q : 0 < alpha -> alpha ^ 2 < lam -> 0 < q < 1 -> alpha ^ 2 <= q * lam ->
  0 <= time_of_share lam alpha q.
Proof.
  intros Ha Hl Hq H. destruct (flow_exists 2 alpha lam ltac:(lia) Ha) as [y F].
  apply (share_not_passed alpha lam y); try (assumption || lra). destruct F as [-> _]. exact H.
Qed.

Lemma logit_bracket mu lam a : 0 < a < mu -> mu < lam ->
  - (a * (lam - mu) * (lam + mu - a) / ((lam - a) * (mu - a)))
    <= lam * ln ((mu - a) / mu) - mu * ln ((lam - a) / lam) <= 0.
Proof.
  intros Ha Hl. rewrite !ln_quotient by lra.
  destruct (mean_value (fun x => lam * ln (mu - x) - mu * ln (lam - x)) (fun x => - (lam / (mu - x)) + mu /
    (lam - x)) 0 a)
    as [c [Hc E]]; [lra | |].
  - intros x Hx. auto_derive; [split; [lra | split; [lra | exact I]] | field; lra].
  - rewrite !Rminus_0_r in E.
    assert (P : forall x, 0 <= x -> x < mu ->
      lam / (mu - x) - mu / (lam - x) = (lam - mu) * (lam + mu - x) / ((lam - x) * (mu - x)))
      by (intros x H0 H1; field; lra).
    pose proof (P c ltac:(lra) ltac:(lra)) as Ec. pose proof (P a ltac:(lra) ltac:(lra)) as Ea.
    assert (0 < (lam - mu) * (lam + mu - c) / ((lam - c) * (mu - c))).
    { apply Rdiv_lt_0_compat; apply Rmult_lt_0_compat; lra. }
    assert (Inc : lam / (mu - c) - mu / (lam - c) <= lam / (mu - a) - mu / (lam - a)).
    { assert (Q : lam / (mu - a) - mu / (lam - a) - (lam / (mu - c) - mu / (lam - c))
        = (a - c) * (lam / ((mu - a) * (mu - c)) - mu / ((lam - a) * (lam - c)))) by (field; lra).
      assert (0 <= (a - c) * (lam / ((mu - a) * (mu - c)) - mu / ((lam - a) * (lam - c)))); [|lra].
      apply Rmult_le_pos; [lra|].
      assert (/ ((lam - a) * (lam - c)) <= / ((mu - a) * (mu - c))).
      { apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra | apply Rmult_le_compat; lra]. }
      assert (0 < / ((lam - a) * (lam - c))) by (apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra).
      assert (mu * / ((lam - a) * (lam - c)) <= lam * / ((mu - a) * (mu - c))) by (apply Rmult_le_compat; lra).
      unfold Rdiv. lra. }
    replace (a * (lam - mu) * (lam + mu - a) / ((lam - a) * (mu - a)))
      with (a * (lam / (mu - a) - mu / (lam - a))) by (rewrite Ea; field; lra).
    assert (a * (lam / (mu - c) - mu / (lam - c)) <= a * (lam / (mu - a) - mu / (lam - a)))
      by (apply Rmult_le_compat_l; lra).
    assert (0 <= a * (lam / (mu - c) - mu / (lam - c))) by (apply Rmult_le_pos; lra).
    lra.
Qed.

Lemma share_times_difference alpha lam mu eps theta : 0 < alpha -> alpha ^ 2 < mu -> mu < lam -> 0 < eps < 1 ->
  0 < theta < 1 ->
  2 * lam * mu * (time_of_share mu alpha theta - time_of_share lam alpha (1 - eps))
  = (2 * mu - 2 * lam) * ln alpha - (lam * ln ((1 - theta) / (theta * mu)) + mu * ln (lam * (1 - eps) / eps))
    + (lam * ln ((mu - alpha ^ 2) / mu) - mu * ln ((lam - alpha ^ 2) / lam)).
Proof.
  intros Ha Hm Hl He Hth. pose proof (pow_lt alpha 2 Ha) as P. unfold time_of_share.
  assert (E : forall nu q, 0 < q < 1 -> alpha ^ 2 < nu ->
    ln (q * (nu / alpha ^ 2 - 1) / (1 - q)) = ln q + ln (nu - alpha ^ 2) - 2 * ln alpha - ln (1 - q)).
  { intros nu q Hq H. replace (nu / alpha ^ 2 - 1) with ((nu - alpha ^ 2) / alpha ^ 2) by (field; lra).
    assert (0 < (nu - alpha ^ 2) / alpha ^ 2) by (apply Rdiv_lt_0_compat; lra).
    rewrite ln_quotient by (try apply Rmult_lt_0_compat; lra). rewrite ln_mult by lra. rewrite ln_quotient by lra.
    replace (ln (alpha ^ 2)) with (2 * ln alpha); [ring|].
    replace (alpha ^ 2) with (alpha * alpha) by ring. rewrite ln_mult by lra. ring. }
  assert (Q : 0 < theta * mu) by (apply Rmult_lt_0_compat; lra).
  assert (Q' : 0 < lam * (1 - eps)) by (apply Rmult_lt_0_compat; lra).
  rewrite !E by lra. rewrite !ln_quotient by lra. rewrite !ln_mult by lra.
  replace (1 - (1 - eps)) with eps by ring. field. lra.
Qed.

(* Depth 3 or more. *)
Definition from_zero (N : nat) (lam s : R) : R := s / (lam * (lam - s ^ N)).

Lemma inner_of N lam x : 0 < x -> 0 < lam -> x ^ N < lam -> inner N (/ lam) x.
Proof.
  intros Hx Hl H. split; [exact Hx|]. apply Rmult_lt_reg_l with lam; [exact Hl|].
  rewrite <- Rmult_assoc, Rinv_r by lra. lra.
Qed.

Lemma from_zero_is N lam x s : 0 < x -> x ^ N < lam -> 0 <= s <= x ->
  0 < lam - s ^ N /\ from_zero N lam s = / lam ^ 2 * kernel N 1 (/ lam) s.
Proof.
  intros Hx H Hs. pose proof (pow_lt x N Hx). assert (s ^ N <= x ^ N) by (apply pow_incr; lra).
  split; [lra|]. unfold from_zero, kernel. field. lra.
Qed.

Lemma from_zero_integrable N lam x : 0 < x -> x ^ N < lam -> ex_RInt (from_zero N lam) 0 x.
Proof.
  intros Hx H. pose proof (pow_lt x N Hx).
  apply ex_RInt_ext with (fun s => scal (/ lam ^ 2) (kernel N 1 (/ lam) s)).
  - intros s Hs. rewrite Rmin_left, Rmax_right in Hs by lra. symmetry. apply (from_zero_is N lam x); lra.
  - apply (ex_RInt_scal (kernel N 1 (/ lam))), kernel_integrable, inner_of; lra.
Qed.

Lemma U_is N lam x : (3 <= N)%nat -> 0 < x -> x ^ N < lam -> U N lam x = U_hypergeometric N lam x.
Proof.
  intros HN Hx H. pose proof (pow_lt x N Hx).
  assert (In : inner N (/ lam) x) by (apply inner_of; lra).
  rewrite U_hypergeometric_is by (lia || lra || exact In). unfold U. f_equal.
  change (/ lam ^ 2 * ?r) with (scal (/ lam ^ 2) r).
  rewrite <- (RInt_scal (kernel N 1 (/ lam))) by (apply kernel_integrable, In).
  apply RInt_ext. intros s Hs. rewrite Rmin_left, Rmax_right in Hs by lra. apply (from_zero_is N lam x); lra.
Qed.

Lemma tau_by_U N lam a b : (3 <= N)%nat -> 0 < a -> 0 < b -> a ^ N < lam -> b ^ N < lam ->
  tau N lam a b = U N lam b - U N lam a.
Proof.
  intros HN Ha Hb La Lb. rewrite !U_is by assumption. unfold tau. apply is_RInt_unique.
  assert (In : forall x, Rmin a b <= x <= Rmax a b -> 0 < x /\ x ^ N < lam).
  { intros x Hx. unfold Rmin, Rmax in Hx. destruct (Rle_dec a b); split; try lra.
    - apply Rle_lt_trans with (2 := Lb). apply pow_incr. lra.
    - apply Rle_lt_trans with (2 := La). apply pow_incr. lra. }
  pose proof (pow_lt a N Ha).
  apply (is_RInt_derive (U_hypergeometric N lam) (fun x => / f N lam x)); intros x Hx; destruct (In x Hx) as [P Q].
  - apply U_hypergeometric_derive; [lia | lra | exact P | right; exact Q].
  - apply rate_continuous, Rgt_not_eq, f_positive; [lia|].
    apply below_positive; [exact P | apply below_L; [lia | exact P | exact Q]].
Qed.

(* What the integrals from 0 to alpha differ by. *)
Lemma from_zero_bracket N lam mu a : 0 < a -> a ^ N < mu -> mu < lam ->
  0 <= RInt (from_zero N mu) 0 a - RInt (from_zero N lam) 0 a
    <= a ^ 2 * (1 / ((mu - a ^ N) * mu) - 1 / (lam * (lam - a ^ N))) / 2.
Proof.
  intros Ha Hm Hl. pose proof (pow_lt a N Ha) as P.
  pose proof (from_zero_integrable N mu a Ha Hm) as I1. pose proof (from_zero_integrable N lam a Ha ltac:(lra)) as I2.
  change (RInt (from_zero N mu) 0 a - RInt (from_zero N lam) 0 a)
    with (minus (RInt (from_zero N mu) 0 a) (RInt (from_zero N lam) 0 a)).
  rewrite <- RInt_minus by assumption.
  set (k := fun x => 1 / ((mu - x) * mu) - 1 / (lam * (lam - x))).
  assert (K : forall x, 0 <= x <= a ^ N -> 0 <= k x <= k (a ^ N)).
  { intros x Hx. unfold k. split.
    - replace (1 / ((mu - x) * mu) - 1 / (lam * (lam - x)))
        with ((lam - mu) * (lam + mu - x) / ((mu - x) * mu * (lam * (lam - x)))) by (field; lra).
      apply Rmult_le_pos; [apply Rmult_le_pos; lra|]. left. apply Rinv_0_lt_compat.
      repeat apply Rmult_lt_0_compat; lra.
    - set (z := a ^ N) in *.
      assert (Q : 1 / ((mu - z) * mu) - 1 / (lam * (lam - z)) - (1 / ((mu - x) * mu) - 1 / (lam * (lam - x)))
        = (z - x) * (/ (mu * ((mu - z) * (mu - x))) - / (lam * ((lam - z) * (lam - x))))) by (field; lra).
      assert (0 <= (z - x) * (/ (mu * ((mu - z) * (mu - x))) - / (lam * ((lam - z) * (lam - x))))); [|lra].
      apply Rmult_le_pos; [lra|].
      assert (/ (lam * ((lam - z) * (lam - x))) <= / (mu * ((mu - z) * (mu - x)))); [|lra].
      apply Rinv_le_contravar; [repeat apply Rmult_lt_0_compat; lra|].
      apply Rmult_le_compat; [lra | apply Rmult_le_pos; lra | lra | apply Rmult_le_compat; lra]. }
  assert (E : forall s, 0 < s < a -> minus (from_zero N mu s) (from_zero N lam s) = s * k (s ^ N)
    /\ 0 <= k (s ^ N) <= k (a ^ N)).
  { intros s Hs. destruct (from_zero_is N mu a s Ha Hm ltac:(lra)) as [P1 _].
    destruct (from_zero_is N lam a s Ha ltac:(lra) ltac:(lra)) as [P2 _].
    pose proof (pow_lt s N ltac:(lra)). split.
    - change (from_zero N mu s - from_zero N lam s = s * k (s ^ N)). unfold from_zero, k. field. lra.
    - apply K. split; [lra | apply pow_incr; lra]. }
  assert (I3 : is_RInt (fun s => s * k (a ^ N)) 0 a (a ^ 2 * k (a ^ N) / 2)).
  { replace (a ^ 2 * k (a ^ N) / 2) with (minus (a ^ 2 / 2 * k (a ^ N)) (0 ^ 2 / 2 * k (a ^ N)))
      by (change (a ^ 2 / 2 * k (a ^ N) - 0 ^ 2 / 2 * k (a ^ N) = a ^ 2 * k (a ^ N) / 2); field).
    apply (is_RInt_derive (fun s => s ^ 2 / 2 * k (a ^ N)) (fun s => s * k (a ^ N))); intros s _.
    - auto_derive; [exact I | field].
    - apply (ex_derive_continuous (fun s => s * k (a ^ N))). auto_derive. exact I. }
  pose proof (ex_RInt_minus _ _ _ _ I1 I2) as I4. split.
  - apply RInt_ge_0; [lra | exact I4|]. intros s Hs. destruct (E s Hs) as [Es B].
    apply Rle_trans with (s * k (s ^ N)); [apply Rmult_le_pos; lra | right; symmetry; exact Es].
  - change (a ^ 2 * (1 / ((mu - a ^ N) * mu) - 1 / (lam * (lam - a ^ N))) / 2) with (a ^ 2 * k (a ^ N) / 2).
    rewrite <- (is_RInt_unique _ _ _ _ I3). apply RInt_le; [lra | exact I4 | eexists; exact I3|].
    intros s Hs. destruct (E s Hs) as [Es B].
    apply Rle_trans with (s * k (s ^ N)); [right; exact Es | apply Rmult_le_compat_l; lra].
Qed.

Lemma times_difference N lam mu alpha eps theta : (3 <= N)%nat -> 0 < alpha -> alpha ^ N < mu -> mu < lam ->
  0 < eps < 1 -> 0 < theta < 1 ->
  tau N mu alpha (root N (mu * theta)) - tau N lam alpha (root N (lam * (1 - eps)))
  = U N mu (root N (mu * theta)) + (/ mu - / lam) / (alpha ^ (N - 2) * (INR N - 2)) - U N lam (root N (lam *
    (1 - eps)))
    - (RInt (from_zero N mu) 0 alpha - RInt (from_zero N lam) 0 alpha).
Proof.
  intros HN Ha Hm Hl He Hth. pose proof (pow_lt alpha N Ha) as P. pose proof (pow_lt alpha (N - 2) Ha) as P2.
  assert (I : 3 <= INR N) by (replace 3 with (INR 3) by (simpl; ring); apply le_INR, HN).
  assert (R : forall nu q, 0 < nu -> 0 < q < 1 -> 0 < root N (nu * q) /\ root N (nu * q) ^ N < nu).
  { intros nu q Hnu Hq. assert (0 < nu * q) by (apply Rmult_lt_0_compat; lra).
    split; [apply root_positive; assumption|]. rewrite root_power by (lia || lra). nra. }
  destruct (R mu theta ltac:(lra) Hth) as [A1 A2]. destruct (R lam (1 - eps) ltac:(lra) ltac:(lra)) as [B1 B2].
  rewrite !tau_by_U by (assumption || lra).
  assert (E : forall nu, 0 < nu -> U N nu alpha
    = - (/ nu / (alpha ^ (N - 2) * (INR N - 2))) + RInt (from_zero N nu) 0 alpha).
  { intros nu Hnu. unfold U, polar. destruct (Nat.leb_spec N 1); [lia|]. destruct (Nat.eqb_spec N 2); [lia|].
    f_equal. field. lra. }
  rewrite !(E mu), !(E lam) by lra. field. lra.
Qed.
