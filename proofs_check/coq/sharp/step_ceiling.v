(* The step ceiling 2/kappa: up to it every orbit of (18) that does not jump across 0 at once tends to L, as it is
   monotone or alternates around L and comes closer every other step; past it L repels. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers converges.
From dmf.statements Require Import definitions step_ceiling.
From dmf.deep_factorization Require Import lemma_b_1.
From dmf.sharp Require Import two_steps.
Open Scope R_scope.

Lemma both_halves (u : nat -> R) (l : R) :
  is_lim_seq (fun i => u (2 * i)%nat) l -> is_lim_seq (fun i => u (S (2 * i))) l -> is_lim_seq u l.
Proof.
  intros He Ho. apply is_lim_seq_spec. intros eps. apply is_lim_seq_spec in He. apply is_lim_seq_spec in Ho.
  destruct (He eps) as [a Ha]. destruct (Ho eps) as [b Hb]. exists (2 * (a + b))%nat. intros k Hk.
  destruct (Nat.Even_or_Odd k) as [[i ->]|[i ->]]; [apply Ha; lia|].
  replace (2 * i + 1)%nat with (S (2 * i)) by lia. apply Hb. lia.
Qed.

Lemma next_continuous n l eta x : continuous (next n l eta) x.
Proof. apply step_continuous. Qed.

Lemma orbit_shifted N alpha lam eta m k :
  iterate N (iterate N alpha lam eta m) lam eta k = iterate N alpha lam eta (k + m).
Proof.
  induction k as [|k IH]; [reflexivity|]. change (S k + m)%nat with (S (k + m)). cbn [iterate]. rewrite IH.
  reflexivity.
Qed.

Section Convergence.
Variables (n : nat) (l eta : R).
Hypothesis depth : (n >= 1)%nat.
Hypothesis limit : 0 < l.
Hypothesis step_positive : 0 < eta.
Hypothesis within : eta * top n l <= 2.
Local Notation g := (next n l eta).
Local Notation orbit alpha := (iterate (S n) alpha (l ^ S n) eta).

Lemma orbit_positive alpha : 0 < alpha -> 0 < g alpha -> forall k, 0 < orbit alpha k /\ 0 < g (orbit alpha k).
Proof using depth limit step_positive within.
  intros Ha Hg. induction k as [|k [H1 H2]]; [split; assumption|].
  split; [exact H2|]. apply (positive_next n l depth limit eta step_positive within); assumption.
Qed.

Lemma positive_zero c : 0 < c -> f (S n) (l ^ S n) c = 0 -> c = l.
Proof using limit.
  intros Hc H. rewrite height in H. pose proof (h_positive n l limit c Hc). apply Rmult_integral in H. lra.
Qed.

(* An orbit that has passed l from below alternates: the iterates below l increase to it. *)
Lemma alternating x : 0 < x < l -> l < g x -> is_lim_seq (orbit x) l.
Proof using depth limit step_positive within.
  intros Hx Hg. set (u := fun i => orbit x (2 * i)%nat).
  assert (Es : forall i, u (S i) = g (g (u i))).
  { intros i. unfold u. replace (2 * S i)%nat with (S (S (2 * i))) by lia. reflexivity. }
  assert (B : forall i, (x <= u i < l /\ l < g (u i)) /\ u i <= u (S i)).
  { assert (up : forall v, x <= v < l -> v < g (g v)) by
      (intros v Hv; apply (two_up n l depth limit eta step_positive within); lra).
    induction i as [|i [[I1 I2] I3]].
    - rewrite Es. change (u 0%nat) with x. pose proof (up x ltac:(lra)). lra.
    - rewrite (Es (S i)). assert (J : x <= u (S i) < l).
      { split; [lra|]. rewrite Es. pose proof (factor n l eta (u i)) as F1.
        pose proof (factor n l eta (g (u i))) as F2. set (v := u i) in *.
        assert (1 < eta * rate_at n l v) by nra.
        pose proof (h_increasing n l depth limit v (g v) ltac:(lra)) as W.
        apply (Rmult_lt_compat_l eta) in W; [|assumption]. nra. }
      pose proof (up _ J). split; [split; [exact J|] | lra].
      pose proof (factor n l eta (u i)) as F1. pose proof (factor n l eta (u (S i))) as F2.
      assert (1 < eta * rate_at n l (u i)) by nra.
      pose proof (h_weakly n l depth limit (u i) (u (S i)) ltac:(lra)) as W.
      apply (Rmult_le_compat_l eta) in W; [|lra]. nra. }
  destruct (ex_finite_lim_seq_incr u l) as [c Hc]; [intros i; apply B | intros i; destruct (B i); lra|].
  assert (Hcx : x <= c).
  { apply (is_lim_seq_le (fun _ => x) u x c); [intros i; apply B | apply is_lim_seq_const | exact Hc]. }
  assert (Hcl : c <= l).
  { apply (is_lim_seq_le u (fun _ => l) c l); [intros i; destruct (B i); lra | exact Hc | apply is_lim_seq_const]. }
  assert (Lg : forall (v : nat -> R) (a : R), is_lim_seq v a -> is_lim_seq (fun i => g (v i)) (g a)).
  { intros v a Hv. apply (is_lim_seq_continuous g v a); [|exact Hv]. apply continuity_pt_filterlim, next_continuous. }
  assert (E : c = l).
  { destruct (Rle_lt_or_eq_dec c l Hcl) as [H|H]; [|assumption]. exfalso.
    pose proof (two_up n l depth limit eta step_positive within c ltac:(lra)) as T.
    assert (L2 : is_lim_seq (fun i => u (S i)) (g (g c))).
    { apply is_lim_seq_ext with (fun i => g (g (u i))); [intros i; symmetry; apply Es | apply Lg, Lg, Hc]. }
    apply (is_lim_seq_incr_1 u) in Hc. apply is_lim_seq_unique in L2. apply is_lim_seq_unique in Hc.
    rewrite Hc in L2. injection L2 as L2. lra. }
  subst c. apply both_halves; [exact Hc|].
  assert (Eg : g l = l) by (pose proof (factor n l eta l); lra).
  pose proof (Lg u l Hc) as T. rewrite Eg in T. exact T.
Qed.

(* One that never passes l from below is monotone. *)
Lemma one_sided_below x : 0 < x <= l -> (forall k, ~ (orbit x k < l < orbit x (S k))) -> is_lim_seq (orbit x) l.
Proof using depth limit step_positive within.
  intros Hx Hno.
  assert (B : forall k, x <= orbit x k <= l /\ orbit x k <= orbit x (S k)).
  { assert (up : forall v, 0 < v <= l -> v <= g v).
    { intros v Hv. destruct (Rle_lt_or_eq_dec v l ltac:(lra)) as [H|H].
      - left. apply upward; lra.
      - pose proof (factor n l eta v) as F. rewrite H in *. lra. }
    induction k as [|k [I1 I2]].
    - split; [cbn [iterate]; lra|]. apply up. cbn [iterate]. lra.
    - assert (x <= orbit x (S k) <= l).
      { split; [lra|]. specialize (Hno k). destruct (Rle_lt_or_eq_dec (orbit x k) l ltac:(lra)) as [H|H]; [lra|].
        change (orbit x (S k)) with (g (orbit x k)). pose proof (factor n l eta (orbit x k)) as F. rewrite H in *.
        lra. }
      split; [assumption|]. apply up. lra. }
  destruct (ex_finite_lim_seq_incr (orbit x) l) as [c Hc]; [intros k; apply B | intros k; apply B|].
  assert (x <= c).
  { apply (is_lim_seq_le (fun _ => x) (orbit x) x c); [intros i; apply B | apply is_lim_seq_const | exact Hc]. }
  pose proof (positive_zero c ltac:(lra) (limit_is_a_zero _ _ _ _ _ step_positive Hc)) as E. rewrite E in Hc.
  exact Hc.
Qed.

Lemma one_sided_above x : (forall k, l < orbit x k) -> is_lim_seq (orbit x) l.
Proof using depth limit step_positive within.
  intros B. destruct (ex_finite_lim_seq_decr (orbit x) l) as [c Hc].
  - intros k. left. change (orbit x (S k)) with (g (orbit x k)). apply downward; [assumption..|apply B].
  - intros k. left. apply B.
  - assert (l <= c).
    { apply (is_lim_seq_le (fun _ => l) (orbit x) l c); [|apply is_lim_seq_const|exact Hc]. intros k. left. apply B. }
    pose proof (positive_zero c ltac:(lra) (limit_is_a_zero _ _ _ _ _ step_positive Hc)) as E. rewrite E in Hc.
    exact Hc.
Qed.

Lemma shifted_limit x m : is_lim_seq (orbit (orbit x m)) l -> is_lim_seq (orbit x) l.
Proof using.
  intros H. apply is_lim_seq_incr_n with m. apply is_lim_seq_ext with (2 := H). intros k. apply orbit_shifted.
Qed.

Lemma all_converge alpha : 0 < alpha -> 0 < g alpha -> is_lim_seq (orbit alpha) l.
Proof using depth limit step_positive within.
  intros Ha Hg. pose proof (orbit_positive alpha Ha Hg) as P.
  assert (D1 : forall k, orbit alpha k < l < orbit alpha (S k) \/ ~ (orbit alpha k < l < orbit alpha (S k))).
  { intros k. destruct (Rlt_dec (orbit alpha k) l), (Rlt_dec l (orbit alpha (S k))); tauto. }
  assert (D2 : forall k, orbit alpha k <= l \/ ~ orbit alpha k <= l) by (intros k;
    destruct (Rle_dec (orbit alpha k) l); tauto).
  destruct (LPO _ D1) as [[m Hm]|Hno].
  - apply (shifted_limit alpha m), alternating; [|apply Hm]. split; [apply P | apply Hm].
  - destruct (LPO _ D2) as [[m Hm]|Habove].
    + apply (shifted_limit alpha m), one_sided_below.
      * split; [apply P | apply Hm].
      * intros k. rewrite !orbit_shifted. apply (Hno (k + m)%nat).
    + apply one_sided_above. intros k. apply Rnot_le_lt, Habove.
Qed.
End Convergence.

(* The claims: l = L and kappa = top. *)

Lemma in_the_limit N lam : (N >= 2)%nat -> lam > 0 ->
  exists n, N = S n /\ (n >= 1)%nat /\ 0 < L N lam /\ lam = L N lam ^ S n /\ kappa N lam = top n (L N lam).
Proof.
  intros HN Hl. destruct N as [|n]; [lia|]. exists n. destruct (positive_limit n lam ltac:(lia) Hl) as [E P].
  repeat split; [lia | assumption | symmetry; assumption | apply kappa_power; [lia | assumption]].
Qed.

Lemma up_to_the_ceiling eta kap : 0 < kap -> eta <= 2 / kap -> eta * kap <= 2.
Proof. intros Hk H. apply (Rmult_le_compat_r kap) in H; [|lra]. replace (2 / kap * kap) with 2 in H by (field; lra).
exact H. Qed.

Lemma first_step_positive n l alpha eta : (n >= 1)%nat -> 0 < alpha ->
  eta * alpha ^ (S n - 2) * (alpha ^ S n - l ^ S n) < 1 -> 0 < next n l eta alpha.
Proof.
  intros Hn Ha H. destruct n as [|m]; [lia|]. unfold next, f. replace (S (S m) - 1)%nat with (S m) by lia.
  replace (S (S m) - 2)%nat with m in H by lia. set (b := alpha ^ S (S m) - l ^ S (S m)) in *.
  replace (alpha + _) with (alpha * (1 - eta * alpha ^ m * b)) by (unfold b; simpl; ring).
  apply Rmult_lt_0_compat; lra.
Qed.

(* From N and lambda to n = N - 1 and the limit l. *)
Ltac reduce :=
  match goal with HN : (?N >= 2)%nat, Hl : ?lam > 0 |- _ =>
    destruct (in_the_limit N lam HN Hl) as (n & -> & Hn & HL & El & Ek);
    rewrite ?Ek in *; set (l := L (S n) lam) in *; clearbody l; subst lam; pose proof (top_positive n l HL) as Ptop
  end.
Ltac enter :=
  intros N lam alpha eta Ha He HN Hl Hfirst H; reduce; apply up_to_the_ceiling in H; [|assumption];
  match goal with Hn : (?n >= 1)%nat |- _ => pose proof (first_step_positive n _ alpha eta Hn Ha Hfirst) as Hg end.

Theorem positive : step_ceiling_positive.
Proof.
  unfold step_ceiling_positive. enter. intros k.
  apply (orbit_positive n l eta Hn HL He H alpha Ha Hg k).
Qed.

Theorem two_steps : step_ceiling_two_steps.
Proof.
  unfold step_ceiling_two_steps. enter. intros k.
  destruct (orbit_positive n l eta Hn HL He H alpha Ha Hg k) as [P1 P2]. replace (k + 2)%nat with (S (S k)) by lia.
  change (iterate (S n) alpha (l ^ S n) eta (S (S k))) with
    (next n l eta (next n l eta (iterate (S n) alpha (l ^ S n) eta k))).
  set (x := iterate (S n) alpha (l ^ S n) eta k) in *. destruct (Rtotal_order x l) as [C|[->|C]].
  - pose proof (two_up n l Hn HL eta He H x ltac:(lra)). nra.
  - rewrite Rminus_eq_0, Rmult_0_l. lra.
  - pose proof (two_down n l Hn HL eta He H x C P2). nra.
Qed.

Theorem closer : step_ceiling_closer.
Proof.
  unfold step_ceiling_closer. enter. intros [|j] Hk; [lia|].
  destruct (orbit_positive n l eta Hn HL He H alpha Ha Hg j) as [Pw _].
  destruct (orbit_positive n l eta Hn HL He H alpha Ha Hg (S j)) as [P1 P2].
  replace (S j + 2)%nat with (S (S (S j))) by lia.
  change (iterate (S n) alpha (l ^ S n) eta (S (S (S j)))) with
    (next n l eta (next n l eta (iterate (S n) alpha (l ^ S n) eta (S j)))).
  assert (Ew : iterate (S n) alpha (l ^ S n) eta (S j) = next n l eta (iterate (S n) alpha (l ^ S n) eta j))
    by reflexivity.
  set (w := iterate (S n) alpha (l ^ S n) eta j) in *. set (x := iterate (S n) alpha (l ^ S n) eta (S j)) in *.
  destruct (Rtotal_order x l) as [C|[C|C]].
  - rewrite (Rabs_pos_eq (l - x)) by lra. apply (closer_below n l Hn HL eta He H x). lra.
  - assert (E : next n l eta l = l) by (pose proof (factor n l eta l); lra). rewrite C, !E. lra.
  - pose proof (two_down n l Hn HL eta He H x C P2). rewrite Ew in C, P2.
    pose proof (stays_above n l Hn HL eta He H w Pw C P2) as T. rewrite <- Ew in T.
    rewrite (Rabs_minus_sym l x), (Rabs_minus_sym l), !Rabs_pos_eq by (rewrite <- Ew in C; lra). lra.
Qed.

Lemma h_is_the_rate n l lam x : L (S n) lam = l -> h (S n) lam x = rate_at n l x.
Proof. intros <-. unfold h, rate_at. replace (S n - 1)%nat with n by lia. rewrite G_is_the_sum. reflexivity. Qed.

Theorem rate : step_ceiling_rate.
Proof.
  unfold step_ceiling_rate. intros N lam alpha eta Ha He HN Hl Hfirst H k.
  destruct (in_the_limit N lam HN Hl) as (n & -> & Hn & HL & El & Ek). rewrite ?Ek in *.
  rewrite (h_is_the_rate n (L (S n) lam) lam) by reflexivity.
  set (l := L (S n) lam) in *. clearbody l. subst lam. pose proof (top_positive n l HL) as Ptop.
  pose proof (first_step_positive n l alpha eta Hn Ha Hfirst) as Hg. apply up_to_the_ceiling in H; [|assumption].
  destruct (orbit_positive n l eta Hn HL He H alpha Ha Hg k) as [P _]. replace (k + 2)%nat with (S (S k)) by lia.
  change (iterate (S n) alpha (l ^ S n) eta (S (S k))) with
    (next n l eta (next n l eta (iterate (S n) alpha (l ^ S n) eta k))).
  set (x := iterate (S n) alpha (l ^ S n) eta k) in *.
  destruct (Rlt_or_le x l) as [C|C]; [left | right; lra].
  rewrite (Rabs_pos_eq (l - x)) by lra. apply rate_below; try assumption. lra.
Qed.

Theorem converges : step_ceiling_converges.
Proof.
  unfold step_ceiling_converges. enter.
  exact (all_converge n l eta Hn HL He H alpha Ha Hg).
Qed.

Theorem repels : step_ceiling_repels.
Proof.
  unfold step_ceiling_repels. intros N lam alpha eta _ He HN Hl _ H k. reduce. replace (k + 1)%nat with (S k) by lia.
  change (iterate (S n) alpha (l ^ S n) eta (S k)) with (next n l eta (iterate (S n) alpha (l ^ S n) eta k)).
  set (x := iterate (S n) alpha (l ^ S n) eta k) in *. destruct (Rle_or_lt x l) as [C|C]; [right; exact C | left].
  rewrite !(Rabs_minus_sym l), factor, Rabs_mult. pose proof (h_increasing n l Hn HL l x ltac:(lra)) as W.
  rewrite rate_at_limit in W. apply (Rmult_lt_compat_l eta) in W; [|assumption].
  assert (2 < eta * top n l).
  { apply (Rmult_gt_compat_r (top n l)) in H; [|assumption].
  replace (2 / top n l * top n l) with 2 in H by (field; lra). lra. }
  rewrite (Rabs_left (1 - _)) by lra. rewrite Rabs_pos_eq by lra. nra.
Qed.
