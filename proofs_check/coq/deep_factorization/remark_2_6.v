(* Remark 2.6: the square of the explicit flow at depth 2, and the real closed form for every depth. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms flow antiderivative.
From dmf.statements Require Import definitions lemma_2_5 remark_2_6.
From dmf.deep_factorization Require Import lemma_2_5.
Open Scope R_scope.

Theorem depth_two : remark_2_6_depth_two.
Proof.
  unfold remark_2_6_depth_two. intros N lam alpha t x y Hy Ha Ht Hx _ Hl ->.
  rewrite (lemma_2_5.depth_two 2%nat lam alpha t x y Hy Ha Ht Hx ltac:(lia) (conj eq_refl Hl)).
  pose proof (depth_two_positive lam alpha t Hl Ha ltac:(lra)) as P. rewrite Rpow_mult_distr.
  rewrite <- (Rsqr_pow2 (sqrt _)), Rsqr_sqrt by lra. rewrite exp_Ropp in *. set (e := exp (2 * lam * t)) in *.
  assert (He : 0 < e) by apply exp_pos.
  set (d := alpha ^ 2 * (1 - / e) + lam * / e) in *.
  assert (D0 : d <> 0) by (intros Z; rewrite Z in P; unfold Rdiv in P; rewrite Rinv_0, Rmult_0_r in P; lra).
  replace (alpha ^ 2 * (e - 1) + lam) with (d * e) by (unfold d; field; lra). field. split; lra.
Qed.

Theorem real_form : remark_2_6_real_form.
Proof.
  unfold remark_2_6_real_form. intros N lam alpha t _ y Hy Ha Ht _ HN _ H. rewrite !U_real_distance.
  apply (antiderivative_along N lam alpha (y alpha lam) (fun x => U_real N lam x (L N lam - x)));
    [lia | apply Hy; assumption | assumption | assumption | lra |].
  intros x Hx. apply U_real_derive; [lia | assumption].
Qed.

Theorem real_antiderivative : remark_2_6_real_antiderivative.
Proof.
  unfold remark_2_6_real_antiderivative. intros N lam alpha t x Ha Ht Hx HN _ H.
  apply (antiderivative_real N lam alpha t x Ha Ht Hx); [lia | assumption].
Qed.
