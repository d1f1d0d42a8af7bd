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
  apply (proj1 (Glb_Rbar_correct (fun x => exists k : nat, x = INR k /\ P k))). exists j. split; [reflexivity | exact Pj].
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
    assert (0 <= total 2 ell (eigenvalue n spectrum)) by (apply total_nonnegative; intros i Hi; left; apply H1; lia). lra.
  - unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
    apply Rle_trans with (total 1 ell (fun _ => eigenvalue n spectrum 1)).
    + apply total_le. intros i Hi. apply H1, Hi.
    + rewrite total_const by lia. rewrite S_INR. change (INR 1) with 1. lra.
Qed.
