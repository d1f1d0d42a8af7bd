(* The sharp law in elementary form: T is the time of the flow over eta plus half of the logarithm of the ratio of f at
   its ends, up to terms that are small with the step size. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary closed_forms abel_integrals abel.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape sharp_law_below.
Open Scope R_scope.

(* f at the ends of the way, as the statement writes it. *)
Lemma logarithm_of_ratio p q : 0 < p -> 0 < q -> ln (p / q) = ln p - ln q.
Proof. intros. apply ln_div; assumption. Qed.

Section Below.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step_positive : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis step : eta < / kappa_alpha N lam alpha.
Hypothesis far : eps < Rabs (L N lam - alpha).
Hypothesis below : alpha ^ N < lam.
Hypothesis retained : lam > 0.

Lemma Lambda_1_is : Lambda_1 N lam alpha eps = ln (f N lam (x_m N lam alpha eps)) - ln (f N lam alpha).
Proof using start accuracy depth far below retained.
  pose proof (ends N lam alpha eps start accuracy depth far below retained).
  pose proof (between N lam alpha eps start accuracy depth far below retained).
  apply logarithm_of_ratio; apply (positive N lam depth retained); lra.
Qed.

Lemma Lambda_2_is : Lambda_2 N lam alpha eps = ln (f N lam (x_m N lam alpha eps)) - ln (f N lam (L N lam - eps)).
Proof using start accuracy depth far below retained.
  pose proof (ends N lam alpha eps start accuracy depth far below retained).
  pose proof (between N lam alpha eps start accuracy depth far below retained).
  unfold Lambda_2. rewrite Rmult_comm with (r1 := lam - _).
  apply logarithm_of_ratio; apply (positive N lam depth retained); lra.
Qed.

(* T is the first k with d(k) >= L - eps. *)
Lemma reached k : Rabs (L N lam - iterate N alpha lam eta k) <= eps <-> L N lam - eps <= iterate N alpha lam eta k.
Proof using start step_positive accuracy depth step far below retained.
  pose proof (orbit N lam alpha eta eps start step_positive accuracy depth step far below retained k).
  rewrite Rabs_pos_eq by lra. lra.
Qed.

Lemma at_most y : (forall k, iterate N alpha lam eta k < L N lam - eps -> INR k < y) ->
  Rbar_le (T N lam alpha eta eps) (Finite (IZR (Zceil y))).
Proof using start step_positive accuracy depth step far below retained.
  intros H. pose proof (ends N lam alpha eps start accuracy depth far below retained).
  apply first_at_most_ceiling; [apply (H O); cbn [iterate]; lra|].
  intros k. destruct (Rle_or_lt (L N lam - eps) (iterate N alpha lam eta k)) as [R|R]; [left; apply reached; assumption|].
  right. apply H. assumption.
Qed.
End Below.

Theorem below_upper : sharp_law_below_upper.
Proof.
  unfold sharp_law_below_upper. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hal Hl].
  apply at_most; try assumption. intros k Hk. rewrite Lambda_1_is, Lambda_2_is by assumption.
  pose proof (count_upper N lam alpha eta eps Ha He Heps HN Hs Hf Hal Hl k Hk) as C.
  pose proof (ze_bounds N lam alpha eta eps Ha He Heps HN Hf Hal Hl) as ZE.
  pose proof (steepest N lam alpha eta He HN Hs Hl) as [Z _].
  apply Rlt_le_trans with (1 := C). set (ze := z_e N lam eta eps) in *.
  assert (ze <= ze / (1 - ze)).
  { apply Rmult_le_reg_r with (1 - ze); [lra|]. replace (ze / (1 - ze) * (1 - ze)) with ze by (field; lra). nra. }
  match goal with |- context[(?B + 1) * ze / (8 * (1 - ze))] =>
    replace ((B + 1) * ze / (8 * (1 - ze))) with (ze / (1 - ze) * (B + 1) / 8) by (field; lra) end. lra.
Qed.

Theorem below_first_half : sharp_law_below_first_half.
Proof.
  unfold sharp_law_below_first_half. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hal Hl].
  apply at_most; try assumption. intros k Hk. rewrite Lambda_1_is by assumption.
  pose proof (count_first_half N lam alpha eta eps Ha He Heps HN Hs Hf Hal Hl k Hk). lra.
Qed.

(* The bound by the logarithmic mean, u = 1/(1 - z). *)
Lemma excess_is z : 0 < z < 1 -> - ((- (z / ((1 - z) * ln (1 - z))) - 1) / ln (1 - z))
  = ((exp (- ln (1 - z)) - 1) / (- ln (1 - z)) - 1) / (- ln (1 - z)).
Proof.
  intros Hz. pose proof (ln_increasing (1 - z) 1 ltac:(lra) ltac:(lra)) as H. rewrite ln_1 in H.
  rewrite exp_Ropp, exp_ln by lra. field. split; lra.
Qed.

Theorem below_lower : sharp_law_below_lower.
Proof.
  unfold sharp_law_below_lower. intros N lam alpha eta eps Ha He Heps HN Hs Hf [Hal [_ Hl]].
  apply first_at_least. intros k Hk. apply reached in Hk; try assumption.
  pose proof (count_lower N lam alpha eta eps Ha He Heps HN Hs Hf Hal Hl k Hk) as C.
  pose proof (steepest N lam alpha eta He HN Hs Hl) as [Z _].
  rewrite Lambda_1_is, Lambda_2_is by assumption. unfold c_L. rewrite excess_is by assumption. simpl. lra.
Qed.
