(* Sums, largest and smallest values, and counts over the places of a spectrum. *)
From Coq Require Import Reals Lra Lia Bool.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
Open Scope R_scope.

(* Eigenvalues in their order. *)
Lemma inside n spectrum i : (i <= n)%nat -> eigenvalue n spectrum i = spectrum i.
Proof. intros H. unfold eigenvalue. destruct (le_dec i n); [reflexivity | lia]. Qed.

Lemma beyond n spectrum i : (n < i)%nat -> eigenvalue n spectrum i = 0.
Proof. intros H. unfold eigenvalue. destruct (le_dec i n); [lia | reflexivity]. Qed.

Lemma eigenvalues_descend n spectrum i j : descending n spectrum -> (1 <= i <= j)%nat -> (j <= n)%nat ->
  eigenvalue n spectrum j <= eigenvalue n spectrum i.
Proof. intros H Hi Hj. rewrite !inside by lia. apply H; lia. Qed.

(* With the zeros beyond the last one, if that one is not negative. *)
Lemma eigenvalues_nonnegative n spectrum i : descending n spectrum -> 0 <= eigenvalue n spectrum n -> (1 <= i)%nat ->
  0 <= eigenvalue n spectrum i.
Proof.
  intros H H0 Hi. destruct (le_lt_dec i n) as [L|L].
  - apply Rle_trans with (1 := H0). apply eigenvalues_descend; [assumption | lia | lia].
  - rewrite beyond by assumption. lra.
Qed.

Lemma nonnegative_eigenvalues_descend n spectrum i j : descending n spectrum -> 0 <= eigenvalue n spectrum n ->
  (1 <= i <= j)%nat -> eigenvalue n spectrum j <= eigenvalue n spectrum i.
Proof.
  intros H H0 Hi. destruct (le_lt_dec j n) as [L|L]; [apply eigenvalues_descend; assumption|].
  rewrite (beyond n spectrum j) by assumption. apply eigenvalues_nonnegative; [assumption | assumption | lia].
Qed.

(* Sums. *)
Lemma total_empty a b F : (b < a)%nat -> total a b F = 0.
Proof. intros H. unfold total. rewrite sum_n_m_zero by assumption. reflexivity. Qed.

Lemma total_last a b F : (a <= S b)%nat -> total a (S b) F = total a b F + F (S b).
Proof. intros H. unfold total. rewrite sum_n_Sm by assumption. reflexivity. Qed.

Lemma total_head a b F : (a <= b)%nat -> total a b F = F a + total (S a) b F.
Proof. intros H. unfold total. rewrite sum_Sn_m by assumption. reflexivity. Qed.

Lemma total_split a m b F : (a <= S m)%nat -> (m <= b)%nat -> total a b F = total a m F + total (S m) b F.
Proof. intros H1 H2. unfold total. rewrite (sum_n_m_Chasles F a m b) by assumption. reflexivity. Qed.

Lemma total_one a F : total a a F = F a.
Proof. unfold total. apply sum_n_n. Qed.

Lemma total_ext a b F H : (forall i, (a <= i <= b)%nat -> F i = H i) -> total a b F = total a b H.
Proof. intros E. unfold total. apply sum_n_m_ext_loc. exact E. Qed.

Lemma total_plus a b F H : total a b (fun i => F i + H i) = total a b F + total a b H.
Proof. unfold total. exact (sum_n_m_plus F H a b). Qed.

Lemma total_scal a b c F : total a b (fun i => c * F i) = c * total a b F.
Proof. unfold total. exact (sum_n_m_mult_l c F a b). Qed.

Lemma total_divided a b c F : total a b (fun i => F i / c) = total a b F / c.
Proof.
  rewrite (total_ext a b _ (fun i => / c * F i)) by (intros i _; unfold Rdiv; ring).
  rewrite total_scal. unfold Rdiv. ring.
Qed.

Lemma total_minus a b F H : total a b (fun i => F i - H i) = total a b F - total a b H.
Proof.
  rewrite (total_ext a b _ (fun i => F i + -1 * H i)) by (intros i _; ring).
  rewrite total_plus, total_scal. ring.
Qed.

Lemma total_const a b c : (a <= S b)%nat -> total a b (fun _ => c) = (INR (S b) - INR a) * c.
Proof. intros H. unfold total. rewrite sum_n_m_const, minus_INR by assumption. reflexivity. Qed.

Lemma total_le a b F H : (forall i, (a <= i <= b)%nat -> F i <= H i) -> total a b F <= total a b H.
Proof.
  induction b as [|b IH]; intros E.
  - destruct (le_lt_dec a 0) as [A|A]; [|rewrite !total_empty by lia; lra].
    replace a with 0%nat by lia. rewrite !total_one. apply E. lia.
  - destruct (le_lt_dec a (S b)) as [B|B]; [|rewrite !total_empty by lia; lra].
    rewrite !total_last by lia. apply Rplus_le_compat; [apply IH; intros i Hi; apply E; lia | apply E; lia].
Qed.

Lemma total_nonnegative a b F : (forall i, (a <= i <= b)%nat -> 0 <= F i) -> 0 <= total a b F.
Proof.
  intros E. replace 0 with (total a b (fun _ => 0)) by (unfold total; exact (sum_n_m_const_zero a b)).
  apply total_le. exact E.
Qed.

(* One place at which it is strict is enough. *)
Lemma total_lt a b F H j : (a <= j <= b)%nat -> F j < H j -> (forall i, (a <= i <= b)%nat -> F i <= H i) ->
  total a b F < total a b H.
Proof.
  intros Hj Hs E. destruct j as [|j].
  - replace a with 0%nat by lia. rewrite !(total_head 0 b) by lia.
    apply Rplus_lt_le_compat; [exact Hs | apply total_le; intros i Hi; apply E; lia].
  - rewrite !(total_split a j b), !(total_head (S j) b) by lia.
    assert (total a j F <= total a j H) by (apply total_le; intros i Hi; apply E; lia).
    assert (total (S (S j)) b F <= total (S (S j)) b H) by (apply total_le; intros i Hi; apply E; lia). lra.
Qed.

Lemma total_positive a b F j : (a <= j <= b)%nat -> 0 < F j -> (forall i, (a <= i <= b)%nat -> 0 <= F i) ->
  0 < total a b F.
Proof.
  intros Hj Hs E. replace 0 with (total a b (fun _ => 0)) by (unfold total; exact (sum_n_m_const_zero a b)).
  apply total_lt with j; [exact Hj | exact Hs | exact E].
Qed.

(* A range that ends earlier, where the rest is not negative. *)
Lemma total_part a m b F : (a <= S m)%nat -> (m <= b)%nat -> (forall i, (m < i <= b)%nat -> 0 <= F i) ->
  total a m F <= total a b F.
Proof.
  intros H1 H2 E. rewrite (total_split a m b) by assumption.
  assert (0 <= total (S m) b F) by (apply total_nonnegative; intros i Hi; apply E; lia). lra.
Qed.

(* Largest and smallest values. *)
Lemma best_max F a k : (forall i, (a <= i <= a + k)%nat -> F i <= best Rmax F a k) /\
  exists j, (a <= j <= a + k)%nat /\ best Rmax F a k = F j.
Proof.
  induction k as [|k [IH [j [Hj Ej]]]]; cbn [best].
  - split; [intros i Hi; replace i with a by lia; lra | exists a; split; [lia | reflexivity]].
  - split.
    + intros i Hi. destruct (Nat.eq_dec i (a + S k)) as [->|N]; [apply Rmax_r|].
      apply Rle_trans with (2 := Rmax_l _ _). apply IH. lia.
    + unfold Rmax at 1. destruct (Rle_dec (best Rmax F a k) (F (a + S k)%nat)).
      * exists (a + S k)%nat. split; [lia | reflexivity].
      * exists j. split; [lia | exact Ej].
Qed.

Lemma best_min F a k : (forall i, (a <= i <= a + k)%nat -> best Rmin F a k <= F i) /\
  exists j, (a <= j <= a + k)%nat /\ best Rmin F a k = F j.
Proof.
  induction k as [|k [IH [j [Hj Ej]]]]; cbn [best].
  - split; [intros i Hi; replace i with a by lia; lra | exists a; split; [lia | reflexivity]].
  - split.
    + intros i Hi. destruct (Nat.eq_dec i (a + S k)) as [->|N]; [apply Rmin_r|].
      apply Rle_trans with (1 := Rmin_l _ _). apply IH. lia.
    + unfold Rmin at 1. destruct (Rle_dec (best Rmin F a k) (F (a + S k)%nat)).
      * exists j. split; [lia | exact Ej].
      * exists (a + S k)%nat. split; [lia | reflexivity].
Qed.

Lemma largest_above a b F i : (a <= i <= b)%nat -> F i <= largest a b F.
Proof. intros H. unfold largest. destruct (le_dec a b); [apply best_max; lia | lia]. Qed.

Lemma largest_attained a b F : (a <= b)%nat -> exists j, (a <= j <= b)%nat /\ largest a b F = F j.
Proof.
  intros H. unfold largest. destruct (le_dec a b); [|lia].
  destruct (best_max F a (b - a)) as [_ [j [Hj E]]]. exists j. split; [lia | exact E].
Qed.

Lemma largest_least a b F c : (a <= b)%nat -> (forall i, (a <= i <= b)%nat -> F i <= c) -> largest a b F <= c.
Proof. intros H E. destruct (largest_attained a b F H) as [j [Hj ->]]. apply E, Hj. Qed.

Lemma largest_first a b F : (a <= b)%nat -> (forall i, (a <= i <= b)%nat -> F i <= F a) -> largest a b F = F a.
Proof. intros H E. apply Rle_antisym; [apply largest_least; assumption | apply largest_above; lia]. Qed.

Lemma largest_last a b F : (a <= b)%nat -> (forall i, (a <= i <= b)%nat -> F i <= F b) -> largest a b F = F b.
Proof. intros H E. apply Rle_antisym; [apply largest_least; assumption | apply largest_above; lia]. Qed.

Lemma largest_ext a b F H : (forall i, (a <= i <= b)%nat -> F i = H i) -> largest a b F = largest a b H.
Proof.
  intros E. destruct (le_lt_dec a b) as [L|L].
  - apply Rle_antisym; apply largest_least; try assumption; intros i Hi.
    + rewrite E by assumption. apply largest_above, Hi.
    + rewrite <- E by assumption. apply largest_above, Hi.
  - unfold largest. destruct (le_dec a b); [lia | reflexivity].
Qed.

Lemma smallest_below a b F i : (a <= i <= b)%nat -> smallest a b F <= F i.
Proof. intros H. unfold smallest. destruct (le_dec a b); [apply best_min; lia | lia]. Qed.

Lemma smallest_attained a b F : (a <= b)%nat -> exists j, (a <= j <= b)%nat /\ smallest a b F = F j.
Proof.
  intros H. unfold smallest. destruct (le_dec a b); [|lia].
  destruct (best_min F a (b - a)) as [_ [j [Hj E]]]. exists j. split; [lia | exact E].
Qed.

Lemma smallest_greatest a b F c : (a <= b)%nat -> (forall i, (a <= i <= b)%nat -> c <= F i) -> c <= smallest a b F.
Proof. intros H E. destruct (smallest_attained a b F H) as [j [Hj ->]]. apply E, Hj. Qed.

Lemma smallest_last a b F : (a <= b)%nat -> (forall i, (a <= i <= b)%nat -> F b <= F i) -> smallest a b F = F b.
Proof. intros H E. apply Rle_antisym; [apply smallest_below; lia | apply smallest_greatest; assumption]. Qed.

(* The latest of several times, of which some may be infinite. *)
Lemma later_spec s t : Rbar_le s (later s t) /\ Rbar_le t (later s t) /\ (later s t = s \/ later s t = t).
Proof.
  unfold later. destruct (Rbar_le_dec s t) as [L|L].
  - repeat split; [exact L | apply Rbar_le_refl | right; reflexivity].
  - repeat split; [apply Rbar_le_refl | apply Rbar_lt_le, Rbar_not_le_lt, L | left; reflexivity].
Qed.

Lemma best_later F a k : (forall i, (a <= i <= a + k)%nat -> Rbar_le (F i) (best later F a k)) /\
  exists j, (a <= j <= a + k)%nat /\ best later F a k = F j.
Proof.
  induction k as [|k [IH [j [Hj Ej]]]]; cbn [best].
  - split; [intros i Hi; replace i with a by lia; apply Rbar_le_refl | exists a; split; [lia | reflexivity]].
  - destruct (later_spec (best later F a k) (F (a + S k)%nat)) as [L1 [L2 L3]]. split.
    + intros i Hi. destruct (Nat.eq_dec i (a + S k)) as [->|N]; [exact L2|].
      apply Rbar_le_trans with (2 := L1). apply IH. lia.
    + destruct L3 as [->| ->]; [exists j | exists (a + S k)%nat]; split; try lia; [exact Ej | reflexivity].
Qed.

Lemma latest_above a b F i : (a <= i <= b)%nat -> Rbar_le (F i) (latest a b F).
Proof. intros H. unfold latest. destruct (le_dec a b); [apply best_later; lia | lia]. Qed.

Lemma latest_attained a b F : (a <= b)%nat -> exists j, (a <= j <= b)%nat /\ latest a b F = F j.
Proof.
  intros H. unfold latest. destruct (le_dec a b); [|lia].
  destruct (best_later F a (b - a)) as [_ [j [Hj E]]]. exists j. split; [lia | exact E].
Qed.

(* Counting: what holds at the first places only holds at as many as are counted. *)
Lemma holding_bound P a m : (holding P a m <= m)%nat.
Proof. induction m as [|m IH]; cbn [holding]; [lia | destruct (P (a + m)%nat); lia]. Qed.

Lemma holding_all P a m : (forall i, (a <= i < a + m)%nat -> P i = true) -> holding P a m = m.
Proof.
  induction m as [|m IH]; intros H; cbn [holding]; [reflexivity|].
  rewrite H, IH by (lia || (intros; apply H; lia)). lia.
Qed.

Lemma holding_place P a m : (forall i j, (a <= i <= j)%nat -> (j < a + m)%nat -> P j = true -> P i = true) ->
  forall i, (a <= i < a + m)%nat -> (P i = true <-> (i < a + holding P a m)%nat).
Proof.
  induction m as [|m IH]; intros H i Hi; cbn [holding]; [lia|].
  pose proof (holding_bound P a m) as B. destruct (P (a + m)%nat) eqn:E.
  - rewrite holding_all by (intros k Hk; apply (H k (a + m)%nat); [lia | lia | exact E]).
    split; [lia | intros _; apply (H i (a + m)%nat); [lia | lia | exact E]].
  - destruct (Nat.eq_dec i (a + m)) as [->|N].
    + rewrite E. split; [discriminate | lia].
    + cbn [Nat.add]. apply IH; [|lia]. intros k j Hk Hj. apply H; lia.
Qed.

Lemma count_bound n P : (count 1 n P <= n)%nat.
Proof. unfold count. replace (S n - 1)%nat with n by lia. apply holding_bound. Qed.

Lemma count_all n P : (forall i, (1 <= i <= n)%nat -> P i = true) -> count 1 n P = n.
Proof. intros H. unfold count. replace (S n - 1)%nat with n by lia. apply holding_all. intros i Hi. apply H. lia. Qed.

Lemma count_place n P i : (forall i j, (1 <= i <= j)%nat -> (j <= n)%nat -> P j = true -> P i = true) ->
  (1 <= i <= n)%nat -> (P i = true <-> (i <= count 1 n P)%nat).
Proof.
  intros H Hi. unfold count. replace (S n - 1)%nat with n by lia.
  rewrite (holding_place P 1 n) by (try lia; intros k j Hk Hj; apply H; lia). lia.
Qed.

(* All are counted only where it holds at all places. *)
Lemma holding_full P a m : holding P a m = m -> forall i, (a <= i < a + m)%nat -> P i = true.
Proof.
  induction m as [|m IH]; intros H i Hi; [lia|]. cbn [holding] in H. pose proof (holding_bound P a m) as B.
  destruct (P (a + m)%nat) eqn:E; [|lia].
  destruct (Nat.eq_dec i (a + m)) as [->|N]; [exact E | apply IH; lia].
Qed.

Lemma count_full n P : (n <= count 1 n P)%nat <-> (forall i, (1 <= i <= n)%nat -> P i = true).
Proof.
  split.
  - intros H i Hi. pose proof (count_bound n P) as B. unfold count in *. replace (S n - 1)%nat with n in * by lia.
    apply (holding_full P 1 n); lia.
  - intros H. rewrite count_all by assumption. lia.
Qed.

(* The eigenvalues above a level are those at the first places. *)
Definition many_above (n : nat) (spectrum : nat -> R) (c : R) : nat :=
  count 1 n (fun i => let lam := eigenvalue n spectrum i in if Rgt_dec lam c then true else false).
Definition many_from (n : nat) (spectrum : nat -> R) (c : R) : nat :=
  count 1 n (fun i => let lam := eigenvalue n spectrum i in if Rge_dec lam c then true else false).

Lemma many_above_place n spectrum c i : descending n spectrum -> (1 <= i <= n)%nat ->
  (c < eigenvalue n spectrum i <-> (i <= many_above n spectrum c)%nat).
Proof.
  intros H Hi. unfold many_above. rewrite <- count_place; [|intros k j Hk Hj|exact Hi]; cbv zeta.
  - destruct (Rgt_dec (eigenvalue n spectrum i) c); split; intros; try lra; try reflexivity; discriminate.
  - pose proof (eigenvalues_descend n spectrum k j H Hk Hj).
    destruct (Rgt_dec (eigenvalue n spectrum k) c), (Rgt_dec (eigenvalue n spectrum j) c); intros; try reflexivity;
      try discriminate; lra.
Qed.

Lemma many_from_place n spectrum c i : descending n spectrum -> (1 <= i <= n)%nat ->
  (c <= eigenvalue n spectrum i <-> (i <= many_from n spectrum c)%nat).
Proof.
  intros H Hi. unfold many_from. rewrite <- count_place; [|intros k j Hk Hj|exact Hi]; cbv zeta.
  - destruct (Rge_dec (eigenvalue n spectrum i) c); split; intros; try lra; try reflexivity; discriminate.
  - pose proof (eigenvalues_descend n spectrum k j H Hk Hj).
    destruct (Rge_dec (eigenvalue n spectrum k) c), (Rge_dec (eigenvalue n spectrum j) c); intros; try reflexivity;
      try discriminate; lra.
Qed.

Lemma many_above_bound n spectrum c : (many_above n spectrum c <= n)%nat.
Proof. apply count_bound. Qed.

Lemma many_from_bound n spectrum c : (many_from n spectrum c <= n)%nat.
Proof. apply count_bound. Qed.

(* The effective rank of what decreases along the spectrum. *)
Lemma effective_rank_is n F : (1 <= n)%nat -> (forall i, (1 <= i <= n)%nat -> F i <= F 1%nat) -> F 1%nat <> 0 ->
  total 1 n F / largest 1 n F = 1 + total 2 n (fun i => F i / F 1%nat).
Proof.
  intros Hn H H0. rewrite (largest_first 1 n F Hn H), total_divided, (total_head 1 n F Hn). field. exact H0.
Qed.

Lemma effective_rank_quotients n F : (1 <= n)%nat -> (forall i, (1 <= i <= n)%nat -> F i <= F 1%nat) ->
  total 1 n F / largest 1 n F = total 1 n F / F 1%nat.
Proof. intros Hn H. rewrite (largest_first 1 n F Hn H). reflexivity. Qed.
