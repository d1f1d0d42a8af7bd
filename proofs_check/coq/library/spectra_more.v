(* A whole spectrum in the descent: the step size serves every eigenvalue, the products w_i = d_i^N keep the order of
   the eigenvalues, and what is known of them bounds the effective rank. Times that are the first with a property. *)
From Coq Require Import Reals Lra Lia Psatz Classical.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots spectra descent_order.
From dmf.statements Require Import definitions names.
From dmf.deep_factorization Require Import lemma_2_2.
Open Scope R_scope.

(* The first time with a property, seen from a step k. *)
Lemma first_reached (P : nat -> Prop) k : Rbar_le (first P) (Finite (INR k)) -> exists j, (j <= k)%nat /\ P j.
Proof.
  intros H. apply NNPP. intros Hn.
  assert (G : Rbar_le (Finite (INR (S k))) (first P)).
  { unfold first. apply (proj2 (Glb_Rbar_correct (fun x => exists j : nat, x = INR j /\ P j))).
    intros x [j [-> Hj]]. apply le_INR. destruct (Nat.le_gt_cases (S k) j) as [|L]; [assumption|].
    exfalso. apply Hn. exists j. split; [lia | exact Hj]. }
  pose proof (Rbar_le_trans _ _ _ G H) as B. change (INR (S k) <= INR k) in B. apply INR_le in B. lia.
Qed.

Lemma before_first (P : nat -> Prop) k : Rbar_lt (Finite (INR k)) (first P) -> forall j, (j <= k)%nat -> ~ P j.
Proof.
  intros H j Hj Pj. apply (Rbar_lt_not_le _ _ H). unfold first.
  apply Rbar_le_trans with (Finite (INR j)); [|apply le_INR; exact Hj].
  apply (proj1 (Glb_Rbar_correct (fun x => exists k : nat, x = INR k /\ P k))). exists j.
  split; [reflexivity | exact Pj].
Qed.

Lemma bernoulli m b : 0 <= 1 + b -> 1 + INR m * b <= (1 + b) ^ m.
Proof.
  intros H. induction m as [|m IH]; [simpl; lra|]. rewrite S_INR. simpl pow.
  pose proof (Rmult_le_compat_l _ _ _ H IH) as Q. pose proof (Rmult_le_pos _ _ (pos_INR m) (Rle_0_sqr b)) as S.
  unfold Rsqr in S. lra.
Qed.

(* The step size for a whole spectrum; beyond the last place the eigenvalue is 0. *)
Definition all_short (N n : nat) (alpha eta : R) (spectrum : nat -> R) : Prop :=
  forall i, (1 <= i)%nat -> short N (eigenvalue n spectrum i) alpha eta.

Lemma all_short_from N n alpha eta spectrum : (1 <= N)%nat -> (1 <= n)%nat -> 0 < alpha ->
  (forall i, (1 <= i <= n)%nat -> short N (eigenvalue n spectrum i) alpha eta) -> all_short N n alpha eta spectrum.
Proof.
  intros HN Hn Ha H i Hi. destruct (le_lt_dec i n) as [L|L]; [apply H; lia|].
  apply short_smaller with (eigenvalue n spectrum 1) alpha; [assumption | lra | | apply H; lia].
  rewrite beyond, Rabs_R0 by assumption. apply Rabs_pos.
Qed.

Lemma step_for_all N n alpha eta spectrum : (N >= 2)%nat -> (n >= 1)%nat -> alpha > 0 -> eta > 0 ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in
    1 / (M N lam alpha ^ (2 * N - 2) * (3 * INR N - 2))) -> all_short N n alpha eta spectrum.
Proof.
  intros HN Hn Ha H0 He. apply all_short_from; [lia | lia | lra|]. intros i Hi. split; [lra|].
  eapply Rlt_le_trans; [exact He|]. exact (smallest_below 1 n _ i Hi).
Qed.

Lemma step_for_matrix N n alpha eta spectrum : (N >= 2)%nat -> (n >= 1)%nat -> alpha > 0 -> eta > 0 ->
  eta < 1 / ((3 * INR N - 2) * M_W N n alpha spectrum ^ (2 * N - 2)) -> all_short N n alpha eta spectrum.
Proof.
  intros HN Hn Ha H0 He. apply all_short_from; [lia | lia | lra|]. intros i Hi.
  apply short_below with (M_W N n alpha spectrum); [lia | lra | | rewrite Rmult_comm; exact He | lra].
  unfold M, M_W. apply Rmax_lub; [|apply Rmax_r]. eapply Rle_trans; [|apply Rmax_l].
  apply root_increasing; [lia|].
  exact (largest_above 1 n (fun i => let lam := eigenvalue n spectrum i in Rabs lam) i Hi).
Qed.

(* The products. *)
Definition product (N n : nat) (alpha eta : R) (spectrum : nat -> R) (k i : nat) : R :=
  iterate N alpha (eigenvalue n spectrum i) eta k ^ N.

Lemma product_nonnegative N n alpha eta spectrum k i : (N >= 2)%nat -> alpha > 0 ->
  all_short N n alpha eta spectrum -> (1 <= i)%nat -> 0 <= product N n alpha eta spectrum k i.
Proof. intros HN Ha Hs Hi. apply pow_le, orbit_nonnegative; [lia | lra | apply Hs, Hi]. Qed.

Lemma products_descend N n alpha eta spectrum k i j : (N >= 2)%nat -> alpha > 0 -> descending n spectrum ->
  all_short N n alpha eta spectrum -> (1 <= i <= j)%nat -> (j <= n)%nat ->
  product N n alpha eta spectrum k j <= product N n alpha eta spectrum k i.
Proof.
  intros HN Ha Hd Hs Hi Hj. apply product_ahead; [lia | lra | apply Hs; lia | apply Hs; lia|].
  apply eigenvalues_descend; assumption.
Qed.

Lemma product_starts_below N n alpha eta spectrum k i : (N >= 2)%nat -> alpha > 0 ->
  all_short N n alpha eta spectrum -> (1 <= i)%nat -> alpha ^ N <= eigenvalue n spectrum i ->
  alpha ^ N <= product N n alpha eta spectrum k i <= eigenvalue n spectrum i.
Proof.
  intros HN Ha Hs Hi Hl.
  pose proof (product_rises N (eigenvalue n spectrum i) alpha eta k k HN Ha (Hs i Hi) Hl (le_n k)) as [A B].
  unfold product. lra.
Qed.

(* The effective rank as the statements write it. *)
Lemma rank_written N n alpha eta spectrum k : (N >= 2)%nat -> alpha > 0 -> all_short N n alpha eta spectrum ->
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) /
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) =
  total 1 n (product N n alpha eta spectrum k) / largest 1 n (product N n alpha eta spectrum k).
Proof.
  intros HN Ha Hs. unfold product.
  assert (E : forall i, (1 <= i <= n)%nat ->
    Rabs (iterate N alpha (eigenvalue n spectrum i) eta k) ^ N = iterate N alpha (eigenvalue n spectrum i) eta k ^ N).
  { intros i Hi. rewrite Rabs_pos_eq; [reflexivity|]. apply orbit_nonnegative; [lia | lra | apply Hs; lia]. }
  f_equal; [apply total_ext | apply largest_ext]; exact E.
Qed.

Lemma rank_quotient N n alpha eta spectrum k : (N >= 2)%nat -> (n >= 1)%nat -> alpha > 0 -> descending n spectrum ->
  all_short N n alpha eta spectrum ->
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) /
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (iterate N alpha lam eta k) ^ N) =
  total 1 n (product N n alpha eta spectrum k) / product N n alpha eta spectrum k 1.
Proof.
  intros HN Hn Ha Hd Hs. rewrite rank_written by assumption. apply effective_rank_quotients; [lia|].
  intros i Hi. apply products_descend; try assumption; lia.
Qed.

Lemma level_quotient n ell spectrum : descending n spectrum -> (1 <= ell <= n)%nat ->
  r_ell n ell spectrum = total 1 ell (eigenvalue n spectrum) / eigenvalue n spectrum 1.
Proof.
  intros Hd Hl. unfold r_ell. cbv zeta.
  change (fun i => eigenvalue n spectrum i) with (eigenvalue n spectrum).
  rewrite (largest_first 1 ell (eigenvalue n spectrum)); [reflexivity | lia|].
  intros i Hi. apply eigenvalues_descend; [assumption | lia | lia].
Qed.

(* 1 <= r_l <= l where the first l eigenvalues are positive. *)
Lemma level_between n ell spectrum : descending n spectrum -> (1 <= ell <= n)%nat -> 0 < eigenvalue n spectrum ell ->
  1 <= r_ell n ell spectrum <= INR ell.
Proof.
  intros Hd Hl Hp. rewrite level_quotient by assumption.
  assert (H1 : forall i, (1 <= i <= ell)%nat -> 0 < eigenvalue n spectrum i <= eigenvalue n spectrum 1).
  { intros i Hi. split; [|apply eigenvalues_descend; [assumption | lia | lia]].
    apply Rlt_le_trans with (1 := Hp). apply eigenvalues_descend; [assumption | lia | lia]. }
  pose proof (H1 1%nat ltac:(lia)) as Hq. split; apply Rmult_le_reg_r with (eigenvalue n spectrum 1); try lra.
  - unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_l, Rmult_1_r by lra. rewrite total_head by lia.
    assert (0 <= total 2 ell (eigenvalue n spectrum)); [|lra].
    apply total_nonnegative. intros i Hi. left. apply H1. lia.
  - unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    apply Rle_trans with (total 1 ell (fun _ => eigenvalue n spectrum 1)).
    + apply total_le. intros i Hi. apply H1, Hi.
    + rewrite total_const by lia. rewrite S_INR. change (INR 1) with 1. lra.
Qed.

(* Limits. *)
Lemma total_limit a b (F : nat -> nat -> R) (l : nat -> R) :
  (forall i, (a <= i <= b)%nat -> is_lim_seq (fun k => F k i) (l i)) ->
  is_lim_seq (fun k => total a b (F k)) (total a b l).
Proof.
  induction b as [|b IH]; intros H.
  - destruct (le_lt_dec a 0) as [A|A].
    + replace a with 0%nat in * by lia. rewrite total_one.
      apply is_lim_seq_ext with (fun k => F k 0%nat); [intros k; rewrite total_one; reflexivity | apply H; lia].
    + rewrite total_empty by lia. apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
      intros k. rewrite total_empty by lia. reflexivity.
  - destruct (le_lt_dec a (S b)) as [A|A].
    + rewrite total_last by lia. apply is_lim_seq_ext with (fun k => total a b (F k) + F k (S b)).
      * intros k. rewrite total_last by lia. reflexivity.
      * apply is_lim_seq_plus'; [apply IH; intros i Hi; apply H; lia | apply H; lia].
    + rewrite total_empty by lia. apply is_lim_seq_ext with (fun _ => 0); [|apply is_lim_seq_const].
      intros k. rewrite total_empty by lia. reflexivity.
Qed.

Lemma power_limit (u : nat -> R) (l : R) m : is_lim_seq u l -> is_lim_seq (fun k => u k ^ m) (l ^ m).
Proof.
  intros H. induction m as [|m IH]; [apply is_lim_seq_const|]. cbn [pow]. apply is_lim_seq_mult'; assumption.
Qed.

Lemma orbit_limit N lam alpha eta : (N >= 2)%nat -> alpha > 0 -> short N lam alpha eta ->
  is_lim_seq (iterate N alpha lam eta) (L N lam).
Proof.
  intros HN Ha [H0 He]. apply (lemma_2_2.converges N lam alpha eta); [lra | lra | lia | right; exact He].
Qed.

(* What a factor below 1 shrinks in every step tends to 0. *)
Lemma shrinks_to_zero (u : nat -> R) q K : 0 <= q < 1 -> (forall k, (K <= k)%nat -> 0 <= u (S k) <= q * u k) ->
  is_lim_seq u 0.
Proof.
  intros Hq H. apply is_lim_seq_incr_n with (N := S K).
  assert (B : forall j, 0 <= u (j + S K)%nat <= q ^ j * (q * u K)).
  { induction j as [|j IH].
    - simpl pow. rewrite Rmult_1_l. exact (H K (le_n K)).
    - pose proof (H (j + S K)%nat ltac:(lia)) as B. change (S j + S K)%nat with (S (j + S K)).
      split; [lra|]. apply Rle_trans with (q * u (j + S K)%nat); [lra|]. simpl pow. rewrite Rmult_assoc.
      apply Rmult_le_compat_l; lra. }
  apply is_lim_seq_le_le with (fun _ => 0) (fun j => q ^ j * (q * u K)); [exact B | apply is_lim_seq_const|].
  replace (Finite 0) with (Rbar_mult 0 (q * u K)) by (simpl; f_equal; ring).
  apply is_lim_seq_scal_r, is_lim_seq_geom. rewrite Rabs_pos_eq; lra.
Qed.
