(* The plateau of rank l is an interval: every product grows below its eigenvalue, and what the first l lack and the
   others have decides how far the effective rank is from its level. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra descent_order spectra_more.
From dmf.statements Require Import definitions names plateau.
Open Scope R_scope.

(* Of the first l all are counted exactly if each of them is learned. *)
Lemma all_learned N n ell k alpha eta eps spectrum : (1 <= ell)%nat ->
  (forall i, (1 <= i <= ell)%nat ->
    product N n alpha eta spectrum k i >= eigenvalue n spectrum i * (1 - eps)) <->
  n_1 N n ell k alpha eta eps spectrum >= INR ell.
Proof.
  intros Hl. unfold n_1. cbv zeta.
  set (P := fun i : nat => if Rge_dec (iterate N alpha (eigenvalue n spectrum i) eta k ^ N)
    (eigenvalue n spectrum i - eigenvalue n spectrum i * eps) then true else false).
  assert (E : forall i, P i = true <->
    product N n alpha eta spectrum k i >= eigenvalue n spectrum i * (1 - eps)).
  { intros i. unfold P, product. destruct (Rge_dec _ _); split; intros; try reflexivity; try discriminate; lra. }
  split.
  - intros H. apply Rle_ge, le_INR, count_full. intros i Hi. apply E, H, Hi.
  - intros H i Hi. apply E. apply Rge_le, INR_le in H. apply count_full with (n := ell); assumption.
Qed.

(* What the first l have once reached they keep. *)
Lemma stays_learned N n ell alpha eta eps spectrum k : (N >= 2)%nat -> (ell >= 1)%nat -> (ell <= n)%nat ->
  alpha > 0 -> descending n spectrum -> all_short N n alpha eta spectrum -> alpha ^ N < eigenvalue n spectrum ell ->
  Rbar_le (latest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in (T N lam alpha eta eps)))
    (Finite (INR k)) -> n_1 N n ell k alpha eta eps spectrum >= INR ell.
Proof.
  intros HN Hl Hn Ha Hd Hs Hp Hk. apply all_learned; [lia|]. intros i Hi.
  pose proof (latest_above 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in
    (T N lam alpha eta eps)) i Hi) as A.
  pose proof (Rbar_le_trans _ _ _ A Hk) as B. apply first_reached in B. destruct B as [j [Hj Pj]].
  assert (Hi' : alpha ^ N <= eigenvalue n spectrum i).
  { apply Rle_trans with (eigenvalue n spectrum ell); [lra | apply eigenvalues_descend; [assumption | lia | lia]]. }
  pose proof (product_rises N (eigenvalue n spectrum i) alpha eta j k HN Ha (Hs i ltac:(lia)) Hi' Hj) as [R _].
  unfold product. lra.
Qed.

Theorem inside : plateau_inside.
Proof.
  unfold plateau_inside. intros N n ell alpha eta eps theta spectrum Hd Hn Hl Ha H0 _ _ HN Hln Hp He _ _ k Hk Hk2.
  pose proof (step_for_matrix N n alpha eta spectrum HN Hn Ha H0 He) as Hs. split.
  - pose proof (before_first _ k Hk2 k (le_n k)) as B. cbv beta in B. lra.
  - apply stays_learned; assumption.
Qed.

Theorem early : plateau_early.
Proof.
  unfold plateau_early. intros N n ell alpha eta eps theta spectrum _ _ Hl _ _ _ _ _ _ _ _ _ _ k Hk.
  destruct (Rlt_or_le (n_1 N n ell k alpha eta eps spectrum) (INR ell)) as [|H]; [assumption|]. exfalso.
  match type of Hk with Rbar_lt _ (latest _ _ ?times) => destruct (latest_attained 1 ell times Hl) as [i [Hi E]] end.
  rewrite E in Hk. apply (before_first _ k Hk k (le_n k)).
  apply Rle_ge in H. rewrite <- all_learned in H by lia. exact (H i Hi).
Qed.

Theorem late : plateau_late.
Proof.
  unfold plateau_late. intros N n ell alpha eta eps theta spectrum _ Hn _ Ha H0 _ Hth HN _ _ He _ Hth1 k Hk.
  pose proof (step_for_matrix N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  apply first_reached in Hk. destruct Hk as [j [Hj Pj]]. cbv beta in Pj.
  pose proof (Hs (ell + 1)%nat ltac:(lia)) as Hsl. set (lam := eigenvalue n spectrum (ell + 1)) in *.
  destruct (Rle_or_lt (alpha ^ N) lam) as [Hc|Hc].
  - pose proof (product_rises N lam alpha eta j k HN Ha Hsl Hc Hj) as R. lra.
  - pose proof (product_falls N lam alpha eta j k HN Ha Hsl ltac:(lra) Hj) as [_ F].
    pose proof (Rmax_r 0 lam). pose proof (pow_lt _ N (orbit_positive N lam alpha eta k HN Ha Hsl)) as Q.
    destruct (Rle_or_lt lam 0); nra.
Qed.

Theorem last : plateau_last.
Proof.
  unfold plateau_last. intros N n ell alpha eta eps theta spectrum Hd Hn Hl Ha H0 _ _ HN Hln Hp He _ _ Hnext k Hk.
  pose proof (step_for_matrix N n alpha eta spectrum HN Hn Ha H0 He) as Hs. split.
  - apply (product_falls N _ alpha eta k k HN Ha (Hs (ell + 1)%nat ltac:(lia)) Hnext (le_n k)).
  - apply stays_learned; assumption.
Qed.

(* w_1 (r - r_l) = rho_1 (r_l - 1) - sum of rho_i, 2 <= i <= l, + B, rho_i = lambda_i - w_i. *)
Lemma from_the_level N n ell k alpha eta spectrum : (N >= 2)%nat -> (ell >= 1)%nat -> (ell <= n)%nat -> alpha > 0 ->
  descending n spectrum -> all_short N n alpha eta spectrum -> alpha ^ N < eigenvalue n spectrum ell ->
  let w := product N n alpha eta spectrum k in
  let rho := fun i => eigenvalue n spectrum i - w i in
  0 < w 1%nat /\ (forall i, (1 <= i <= ell)%nat -> 0 <= rho i) /\ 1 <= r_ell n ell spectrum /\
  A N n ell k alpha eta spectrum = rho 1%nat + total 2 ell rho /\
  r N n k alpha eta spectrum = r_ell n ell spectrum +
    (rho 1%nat * (r_ell n ell spectrum - 1) - total 2 ell rho + B N n ell k alpha eta spectrum) / w 1%nat.
Proof.
  intros HN Hl Hln Ha Hd Hs Hp w rho.
  assert (Hlow : forall i, (1 <= i <= ell)%nat -> alpha ^ N <= w i <= eigenvalue n spectrum i).
  { intros i Hi. apply product_starts_below; try assumption; [lia|].
    apply Rle_trans with (eigenvalue n spectrum ell); [lra | apply eigenvalues_descend; [assumption | lia | lia]]. }
  assert (Hp0 : 0 < alpha ^ N) by (apply pow_lt; lra).
  pose proof (Hlow 1%nat ltac:(lia)) as H1.
  pose proof (level_between n ell spectrum Hd ltac:(lia) ltac:(lra)) as Hr.
  split; [lra|]. split; [intros i Hi; unfold rho; pose proof (Hlow i Hi); lra|]. split; [lra|].
  split; [unfold A; rewrite total_head by lia; reflexivity|].
  unfold r. rewrite rank_quotient by (assumption || lia). fold w.
  assert (E : total 1 n w = w 1%nat + total 2 ell (eigenvalue n spectrum) - total 2 ell rho + B N n ell k alpha eta
    spectrum).
  { rewrite (total_split 1 ell n) by lia. rewrite (total_head 1 ell) by lia. unfold rho. rewrite total_minus.
    change (fun i => eigenvalue n spectrum i) with (eigenvalue n spectrum). change (fun i => w i) with w.
    unfold B. replace (ell + 1)%nat with (S ell) by lia. change (fun i : nat => _) with w. ring. }
  rewrite E. rewrite level_quotient by first [assumption | lia]. rewrite (total_head 1 ell) by lia. unfold rho.
    field. lra.
Qed.

Theorem above : plateau_above.
Proof.
  unfold plateau_above. intros N n ell alpha eta eps theta spectrum Hd Hn Hl Ha H0 _ _ HN Hln Hp He _ _ _ k.
  pose proof (step_for_matrix N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  destruct (from_the_level N n ell k alpha eta spectrum HN Hl Hln Ha Hd Hs Hp) as [Hw [Hrho [Hr [EA ->]]]].
  set (rho := fun i => eigenvalue n spectrum i - product N n alpha eta spectrum k i) in *.
  assert (H2 : 0 <= total 2 ell rho) by (apply total_nonnegative; intros i Hi; apply Hrho; lia).
  rewrite Rplus_comm. apply Rplus_le_compat_r, Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Hw|].
  rewrite EA. pose proof (Hrho 1%nat ltac:(lia)). nra.
Qed.

Theorem first : plateau_first.
Proof.
  unfold plateau_first. intros N n ell alpha eta eps theta spectrum Hd Hn Hl Ha H0 _ _ HN Hln Hp He _ _ E1 k.
  pose proof (step_for_matrix N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  destruct (from_the_level N n ell k alpha eta spectrum HN Hl Hln Ha Hd Hs Hp) as [Hw [Hrho [Hr [EA ->]]]].
  subst ell. rewrite total_empty by lia. rewrite level_quotient by first [assumption | lia]. rewrite total_one.
  assert (0 < alpha ^ N) by (apply pow_lt; lra). unfold product in *. field. lra.
Qed.

Theorem below : plateau_below.
Proof.
  unfold plateau_below. intros N n ell alpha eta eps theta spectrum Hd Hn Hl Ha H0 _ _ HN Hln Hp He _ _ k.
  pose proof (step_for_matrix N n alpha eta spectrum HN Hn Ha H0 He) as Hs.
  destruct (from_the_level N n ell k alpha eta spectrum HN Hl Hln Ha Hd Hs Hp) as [Hw [Hrho [Hr [EA ->]]]].
  set (rho := fun i => eigenvalue n spectrum i - product N n alpha eta spectrum k i) in *.
  assert (HB : 0 <= B N n ell k alpha eta spectrum).
  { apply total_nonnegative. intros i Hi. apply product_nonnegative; try assumption. lia. }
  apply Rle_ge. unfold Rminus. apply Rplus_le_compat_l. unfold Rdiv. rewrite Ropp_mult_distr_l.
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat, Hw|].
  rewrite EA. pose proof (Hrho 1%nat ltac:(lia)). nra.
Qed.
