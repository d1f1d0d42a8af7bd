(* Remark 3.2: each of the n - 1 later eigenvalues adds at most max(eps, theta, alpha^2/lambda_1)/(1 - eps) to the
   bound of Theorem 3.1; without a gap there is no time for it, as g(lambda, q) increases with q. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra learned.
From dmf.statements Require Import definitions names remark_3_2.
Open Scope R_scope.

Lemma first_of_learned n ell alpha spectrum : descending n spectrum -> (1 <= ell <= n)%nat -> alpha > 0 ->
  alpha ^ 2 < eigenvalue n spectrum ell -> 0 < alpha ^ 2 < eigenvalue n spectrum 1.
Proof.
  intros D Hl Ha H. split; [apply pow_lt; lra|]. apply Rlt_le_trans with (1 := H).
  apply eigenvalues_descend; [exact D | lia | lia].
Qed.

Theorem first_level : remark_3_2_first_level.
Proof.
  unfold remark_3_2_first_level. intros N n ell alpha eps theta spectrum D Hn _ Ha _ _ HN _ _ H He1 _ ->. subst N.
  pose proof (first_of_learned n 1 alpha spectrum D ltac:(lia) Ha H) as P.
  unfold r_ell. rewrite level_is by (assumption || lia). rewrite total_one. field. lra.
Qed.

(* r_ell has ell summands, of which none is above 1. *)
Lemma level_at_most n ell spectrum : descending n spectrum -> (1 <= ell <= n)%nat -> 0 < eigenvalue n spectrum 1 ->
  r_ell n ell spectrum - 1 <= INR ell - 1.
Proof.
  intros D H P. unfold r_ell. rewrite level_is by assumption. rewrite <- total_divided.
  apply Rplus_le_compat_r. replace (INR ell) with (total 1 ell (fun _ => 1)).
  - apply total_le. intros i Hi. apply Rmult_le_reg_r with (eigenvalue n spectrum 1); [exact P|].
    replace (eigenvalue n spectrum i / eigenvalue n spectrum 1 * eigenvalue n spectrum 1) with
      (eigenvalue n spectrum i)
      by (field; lra). rewrite Rmult_1_l. apply eigenvalues_descend; [exact D | lia | lia].
  - rewrite total_const, S_INR by lia. simpl. ring.
Qed.

Theorem small : remark_3_2_small.
Proof.
  unfold remark_3_2_small. intros N n ell alpha eps theta spectrum D Hn Hl Ha He Hth HN H0 Hle H He1 Hth1. subst N.
  pose proof (first_of_learned n ell alpha spectrum D ltac:(lia) Ha H) as P.
  pose proof (level_at_most n ell spectrum D ltac:(lia) ltac:(lra)) as A.
  assert (E : (ell <= many_above n spectrum (alpha ^ 2))%nat) by (apply many_above_place; [exact D | lia | exact H]).
  apply le_INR in E. change (L_alpha 2 n alpha spectrum) with (INR (many_above n spectrum (alpha ^ 2))).
  pose proof (le_INR _ _ (many_above_bound n spectrum (alpha ^ 2))) as B.
  apply le_INR in Hl. simpl in Hl.
  set (L := INR (many_above n spectrum (alpha ^ 2))) in *. rewrite !Rmax_left by lra.
  assert (C : 0 <= eigenvalue n spectrum (ell + 1) <= eigenvalue n spectrum 1).
  { split; [apply eigenvalues_nonnegative | apply nonnegative_eigenvalues_descend]; (exact D || lra || lia). }
  set (top := eigenvalue n spectrum 1) in *. set (next := eigenvalue n spectrum (ell + 1)) in *.
  set (M := Rmax (alpha ^ 2 / top) (Rmax eps theta)).
  assert (M1 : alpha ^ 2 / top <= M) by apply Rmax_l.
  assert (M2 : eps <= M) by (apply Rle_trans with (Rmax eps theta); [apply Rmax_l | apply Rmax_r]).
  assert (M3 : theta <= M) by (apply Rle_trans with (Rmax eps theta); [apply Rmax_r | apply Rmax_r]).
  assert (M4 : theta * next / top <= M).
  { apply Rle_trans with (2 := M3). apply Rmult_le_reg_r with top; [lra|].
    replace (theta * next / top * top) with (theta * next) by (field; lra). apply Rmult_le_compat_l; lra. }
  apply Rmult_le_reg_r with (1 - eps); [lra|].
  replace ((alpha ^ 2 * (INR n - L) / ((1 - eps) * top) + eps * (r_ell n ell spectrum - 1) / (1 - eps)
      + theta * next * (L - INR ell) / ((1 - eps) * top)) * (1 - eps))
    with (alpha ^ 2 / top * (INR n - L) + eps * (r_ell n ell spectrum - 1) + theta * next / top * (L - INR ell))
    by (field; lra).
  replace ((INR n - 1) * M / (1 - eps) * (1 - eps)) with (M * (INR n - L) + M * (INR ell - 1) + M * (L - INR ell))
    by (field; lra).
  assert (alpha ^ 2 / top * (INR n - L) <= M * (INR n - L)) by (apply Rmult_le_compat_r; lra).
  assert (theta * next / top * (L - INR ell) <= M * (L - INR ell)) by (apply Rmult_le_compat_r; lra).
  assert (eps * (r_ell n ell spectrum - 1) <= eps * (INR ell - 1)) by (apply Rmult_le_compat_l; lra).
  assert (eps * (INR ell - 1) <= M * (INR ell - 1)) by (apply Rmult_le_compat_r; lra). lra.
Qed.

Theorem gap : remark_3_2_gap.
Proof.
  unfold remark_3_2_gap. intros N n ell alpha eps theta spectrum _ _ Hl Ha He Hth HN _ _ H He1 Hth1 [-> Hgap].
  subst N.
  set (lam := eigenvalue n spectrum ell) in *. pose proof (pow_lt alpha 2 Ha) as P.
  apply Rlt_le_trans with (ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)).
  - assert (Q : 0 < lam / alpha ^ 2 - 1).
    { replace (lam / alpha ^ 2 - 1) with ((lam - alpha ^ 2) / alpha ^ 2) by (field; lra). apply Rdiv_lt_0_compat; lra.
    }
    apply Rmult_lt_compat_r; [apply Rinv_0_lt_compat; lra|]. apply ln_increasing.
    + apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat; lra | lra].
    + set (c := lam / alpha ^ 2 - 1) in *.
      apply Rmult_lt_reg_r with (eps * (1 - theta)); [apply Rmult_lt_0_compat; lra|].
      replace (theta * c / (1 - theta) * (eps * (1 - theta))) with (theta * eps * c) by (field; lra).
      replace ((1 - eps) * c / eps * (eps * (1 - theta))) with ((1 - eps) * (1 - theta) * c) by (field; lra).
      apply Rmult_lt_compat_r; [exact Q | nra].
  - apply (largest_above 1 ell (fun i => let lam := eigenvalue n spectrum i in
      ln ((1 - eps) * (lam / alpha ^ 2 - 1) / eps) / (2 * lam)) ell). lia.
Qed.
