(* Lemma 2.2, sharp: the largest steps with which no iterate reaches, or passes, the limit; both ways. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers scalar converges roots.
From dmf.statements Require Import definitions lemma_2_2_sharp.
Open Scope R_scope.

Lemma at_most_one eta q : 0 < q -> (eta <= / q <-> eta * q <= 1).
Proof.
  intros Hq. split; intros H.
  - replace 1 with (/ q * q) by (field; lra). apply Rmult_le_compat_r; lra.
  - apply Rmult_le_reg_r with q; [assumption|]. replace (/ q * q) with 1 by (field; lra). exact H.
Qed.

Lemma limit_of_positive N lam : (N >= 2)%nat -> 0 <= lam -> L N lam ^ N = lam /\ 0 <= L N lam.
Proof.
  intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by assumption.
  split; [apply root_power; [lia | assumption] | apply root_nonnegative].
Qed.

Lemma limit_of_negative N lam : (N >= 2)%nat -> lam < 0 -> L N lam = 0.
Proof.
  intros HN Hl. unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_left by lra.
  unfold root. destruct (Rle_dec 0 0); [reflexivity | lra].
Qed.

(* One step x from alpha > l that has not passed l is no longer than alpha - l. *)
Lemma first_step_passes alpha x l w :
  l < alpha -> x - l = (alpha - l) * (1 - w) -> (- l + alpha) * (- l + x) >= 0 -> w <= 1.
Proof.
  intros Hl E H. destruct (Rle_or_lt w 1) as [|Hw]; [assumption|]. exfalso.
  replace (- l + x) with ((alpha - l) * (1 - w)) in H by lra.
  assert (0 < (alpha - l) * (alpha - l)) by (apply Rmult_lt_0_compat; lra). nra.
Qed.

Theorem negative_eigenvalue : lemma_2_2_sharp_negative_eigenvalue.
Proof.
  unfold lemma_2_2_sharp_negative_eigenvalue. intros N lam alpha eta Ha He HN Hl.
  rewrite limit_of_negative by assumption. rewrite Rabs_left by assumption.
  set (q := alpha ^ (N - 2) * (- lam + alpha ^ N)).
  assert (Hq : 0 < q).
  { apply Rmult_lt_0_compat; [apply pow_lt; lra|]. pose proof (pow_lt alpha N Ha). lra. }
  unfold Rdiv. rewrite Rmult_1_l.
  rewrite (at_most_one eta q Hq).
  assert (Hf : forall x, x + eta * f N lam x - 0 = (x - 0) * (1 - eta * (x ^ (N - 2) * (- lam + x ^ N)))).
  { intros x. unfold f. replace (N - 1)%nat with (S (N - 2)) by lia. simpl pow. ring. }
  split.
  - intros H k.
    assert (Hstep : forall x, 0 <= x <= alpha -> towards N lam eta 0 x).
    { intros x Hx. exists (eta * (x ^ (N - 2) * (- lam + x ^ N))). split; [|apply Hf].
      assert (0 <= x ^ (N - 2)) by (apply pow_le; lra). assert (0 <= x ^ N) by (apply pow_le; lra).
      assert (x ^ (N - 2) <= alpha ^ (N - 2)) by (apply pow_incr; lra).
      assert (x ^ N <= alpha ^ N) by (apply pow_incr; lra).
      split; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]|].
      apply Rle_trans with (eta * q); [|assumption]. apply Rmult_le_compat_l; [lra|].
      unfold q. apply Rmult_le_compat; lra. }
    pose proof (orbit_between N lam eta 0 alpha alpha ltac:(lra) ltac:(lra) Hstep k) as B.
    unfold Rmin in B. destruct (Rle_dec alpha 0); nra.
  - intros H. specialize (H 1%nat). cbn [iterate] in H. specialize (Hf alpha). fold q in Hf.
    apply (first_step_passes alpha (alpha + eta * f N lam alpha) 0); [assumption | exact Hf | lra].
Qed.

Theorem above_limit : lemma_2_2_sharp_above_limit.
Proof.
  unfold lemma_2_2_sharp_above_limit. intros N lam alpha eta Ha He HN [Hal Hl].
  destruct (limit_of_positive N lam HN (Rge_le _ _ Hl)) as [EL HL]. destruct N as [|n]; [lia|].
  replace (S n - 1)%nat with n by lia. rewrite <- G_is_the_sum. set (l := L (S n) lam) in *.
  assert (Hla : l < alpha).
  { destruct (Rle_or_lt alpha l) as [H|]; [|assumption]. exfalso.
    assert (alpha ^ S n <= l ^ S n) by (apply pow_incr; lra). lra. }
  set (q := alpha ^ n * G n alpha l).
  assert (HG : 0 < G n alpha l) by (apply G_positive; lra).
  assert (Hq : 0 < q) by (apply Rmult_lt_0_compat; [apply pow_lt; lra | assumption]).
  unfold Rdiv. rewrite Rmult_1_l. fold q.
  rewrite (at_most_one eta q Hq).
  assert (Hf : forall x, x + eta * f (S n) lam x - l = (x - l) * (1 - eta * (x ^ n * G n x l))).
  { intros x. unfold f. replace (S n - 1)%nat with n by lia. rewrite <- EL, difference_of_powers. ring. }
  split.
  - intros H k.
    assert (Hstep : forall x, 0 <= x <= alpha -> towards (S n) lam eta l x).
    { intros x Hx. exists (eta * (x ^ n * G n x l)). split; [|apply Hf].
      assert (0 <= x ^ n) by (apply pow_le; lra). assert (x ^ n <= alpha ^ n) by (apply pow_incr; lra).
      assert (0 <= G n x l) by (apply G_nonnegative; lra).
      assert (G n x l <= G n alpha l) by (apply G_increasing; lra).
      split; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]|].
      apply Rle_trans with (eta * q); [|assumption]. apply Rmult_le_compat_l; [lra|].
      unfold q. apply Rmult_le_compat; lra. }
    pose proof (orbit_between (S n) lam eta l alpha alpha ltac:(lra) ltac:(lra) Hstep k) as B.
    unfold Rmin in B. destruct (Rle_dec alpha l); nra.
  - intros H. specialize (H 1%nat). cbn [iterate] in H. specialize (Hf alpha). fold q in Hf.
    apply (first_step_passes alpha (alpha + eta * f (S n) lam alpha) l); [assumption | exact Hf | lra].
Qed.

(* From below the limit: h(x) = x^n G n x l stays below kappa, and tends to it with x. *)

Lemma G_diagonal n x : G n x x = INR (S n) * x ^ n.
Proof.
  induction n as [|n IH]; [simpl; ring|].
  change (G (S n) x x) with (x * G n x x + x ^ S n). rewrite IH, (S_INR (S n)). simpl pow. ring.
Qed.

Lemma kappa_is n lam : lam > 0 -> kappa (S n) lam = root (S n) lam ^ n * G n (root (S n) lam) (root (S n) lam).
Proof.
  intros Hl. rewrite G_diagonal. unfold kappa, power. destruct (Rle_dec lam 0); [lra|].
  unfold root. destruct (Rle_dec lam 0); [lra|]. set (N := S n).
  replace (Rpower lam (/ INR N) ^ n * (INR N * Rpower lam (/ INR N) ^ n))
    with (INR N * (Rpower lam (/ INR N) ^ n * Rpower lam (/ INR N) ^ n)) by ring. f_equal.
  rewrite <- Rpower_pow by (unfold Rpower; apply exp_pos). rewrite Rpower_mult, <- Rpower_plus. f_equal.
  unfold N. rewrite S_INR. pose proof (pos_INR n). field. lra.
Qed.

(* h(x) = x^n G n x l grows strictly up to l. *)
Lemma h_below n x l : (n >= 1)%nat -> 0 < x < l -> x ^ n * G n x l < l ^ n * G n l l.
Proof.
  intros Hn Hx. destruct n as [|m]; [lia|].
  assert (x ^ S m < l ^ S m).
  { pose proof (difference_of_powers m x l) as D. pose proof (G_positive m x l ltac:(lra) ltac:(lra)).
    assert (0 < (l - x) * G m x l) by (apply Rmult_lt_0_compat; lra). lra. }
  assert (0 < G (S m) x l) by (apply G_positive; lra).
  assert (G (S m) x l <= G (S m) l l) by (apply G_increasing; lra).
  apply Rlt_le_trans with (l ^ S m * G (S m) x l); [apply Rmult_lt_compat_r; assumption|].
  apply Rmult_le_compat_l; [apply pow_le; lra | assumption].
Qed.

Lemma h_continuous n l x : continuous (fun x => x ^ n * G n x l) x.
Proof.
  apply (ex_derive_continuous (fun x => x ^ n * G n x l)).
  assert (E : forall m y, ex_derive (fun y => G m y l) y).
  { intros m y. induction m as [|m IH]; [simpl; auto_derive; exact I|].
    change (ex_derive (fun y => y * G m y l + l ^ S m) y). auto_derive. exact IH. }
  auto_derive. apply E.
Qed.

Theorem below_limit : lemma_2_2_sharp_below_limit.
Proof.
  unfold lemma_2_2_sharp_below_limit. intros N lam alpha eta Ha He HN [Hal Hl].
  destruct (limit_of_positive N lam HN ltac:(lra)) as [EL HL].
  assert (ER : L N lam = root N lam).
  { unfold L. destruct (Nat.eqb_spec N 1); [lia|]. rewrite Rmax_right by lra. reflexivity. }
  destruct N as [|n]; [lia|]. rewrite kappa_is, <- ER by assumption. set (l := L (S n) lam) in *.
  assert (Hla : alpha < l).
  { destruct (Rle_or_lt l alpha) as [H|]; [|assumption]. exfalso.
    assert (l ^ S n <= alpha ^ S n) by (apply pow_incr; lra). lra. }
  set (top := l ^ n * G n l l).
  assert (Htop : 0 < top) by (apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra]).
  rewrite (at_most_one eta top Htop).
  assert (Hf : forall x, x + eta * f (S n) lam x - l = (x - l) * (1 - eta * (x ^ n * G n x l))).
  { intros x. unfold f. replace (S n - 1)%nat with n by lia. rewrite <- EL, difference_of_powers. ring. }
  split.
  - intros H. assert (B : forall k, alpha <= iterate (S n) alpha lam eta k < l).
    { induction k as [|k IH]; cbn [iterate]; [lra|]. set (x := iterate (S n) alpha lam eta k) in *.
      pose proof (h_below n x l ltac:(lia) ltac:(lra)) as Hh. fold top in Hh. specialize (Hf x).
      assert (0 < x ^ n * G n x l) by (apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra]).
      set (q := x ^ n * G n x l) in *.
      assert (eta * q < 1) by (apply Rlt_le_trans with (eta * top); [apply Rmult_lt_compat_l; lra | assumption]).
      assert (0 < eta * q) by (apply Rmult_lt_0_compat; lra). nra. }
    intros k. specialize (B k). nra.
  - intros H. destruct (Rle_or_lt (eta * top) 1) as [|Hgt]; [assumption|]. exfalso.
    assert (B : forall k, 0 < iterate (S n) alpha lam eta k < l /\
      iterate (S n) alpha lam eta k <= iterate (S n) alpha lam eta (S k)).
    { assert (below : forall k, iterate (S n) alpha lam eta k < l) by (intros k; specialize (H k); nra).
      induction k as [|k IH]; cbn [iterate] in *.
      - split; [lra|]. pose proof (Hf alpha).
        assert (0 < alpha ^ n * G n alpha l) by (apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra]).
        assert (0 < eta * (alpha ^ n * G n alpha l)) by (apply Rmult_lt_0_compat; lra). nra.
      - set (x := iterate (S n) alpha lam eta k) in *. set (y := x + eta * f (S n) lam x) in *.
        assert (Hy : 0 < y < l) by (split; [lra | exact (below (S k))]). split; [exact Hy|].
        pose proof (Hf y). assert (0 < y ^ n * G n y l) by (apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra]).
        assert (0 < eta * (y ^ n * G n y l)) by (apply Rmult_lt_0_compat; lra). nra. }
    destruct (ex_finite_lim_seq_incr (iterate (S n) alpha lam eta) l) as [m Hm];
      [intros k; apply B | intros k; destruct (B k); lra |].
    assert (alpha <= m).
    { apply (is_lim_seq_le (fun _ => alpha) (iterate (S n) alpha lam eta) alpha m); [|apply is_lim_seq_const|exact Hm].
      induction n0 as [|k IH]; [cbn [iterate]; lra|]. destruct (B k). lra. }
    assert (Z : f (S n) lam m = 0) by (apply limit_is_a_zero with eta alpha; [lra | exact Hm]).
    assert (Em : m = l).
    { specialize (Hf m). rewrite Z in Hf.
      assert (0 < m ^ n * G n m l) by (apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra]).
      assert ((m - l) * (eta * (m ^ n * G n m l)) = 0) as P by lra.
      apply Rmult_integral in P. destruct P as [P|P]; [lra|].
      assert (0 < eta * (m ^ n * G n m l)) by (apply Rmult_lt_0_compat; lra). lra. }
    rewrite Em in Hm.
    assert (Hq : is_lim_seq (fun k => iterate (S n) alpha lam eta k ^ n * G n (iterate (S n) alpha lam eta k) l) top).
    { apply (is_lim_seq_continuous (fun x => x ^ n * G n x l)); [|exact Hm].
      apply continuity_pt_filterlim, h_continuous. }
    apply is_lim_seq_spec in Hq. assert (Hd : 0 < top - / eta).
    { apply Rmult_lt_reg_l with eta; [lra|]. rewrite Rmult_0_r, Rmult_minus_distr_l, Rinv_r by lra. lra. }
    destruct (Hq (mkposreal (top - / eta) Hd)) as [k Hk]. specialize (Hk k (le_n k)). cbn [pos] in Hk.
    apply Rabs_def2 in Hk. specialize (Hf (iterate (S n) alpha lam eta k)).
    destruct (B k) as [Bk _]. destruct (B (S k)) as [Bs _]. cbn [iterate] in Bs.
    set (x := iterate (S n) alpha lam eta k) in *. set (q := x ^ n * G n x l) in *.
    assert (1 < eta * q).
    { replace 1 with (eta * / eta) by (field; lra). apply Rmult_lt_compat_l; lra. }
    nra.
Qed.
