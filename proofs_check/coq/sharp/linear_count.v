(* Above a positive limit the count is linear: a step multiplies d - L by 1 - eta h(d), where h(d) lies between kappa
   and h(alpha). *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary counting constants gaps.
From dmf.statements Require Import definitions names linear_count.
Open Scope R_scope.

Section Above.
Variables (N : nat) (lam alpha eta eps : R).
Hypothesis start : alpha > 0.
Hypothesis step : eta > 0.
Hypothesis accuracy : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis positive_lam : lam > 0.
Hypothesis above : alpha ^ N > lam.
Hypothesis small : eta < / h N lam alpha.
Hypothesis not_yet : eps < Rabs (L N lam - alpha).
Notation d k := (iterate N alpha lam eta k).

Lemma rates : L N lam < alpha /\ eps < alpha - L N lam /\ eta * h N lam alpha < 1 /\ 0 < eta * kappa N lam < 1.
Proof using start step accuracy depth positive_lam above small not_yet.
  pose proof (start_above N lam alpha depth start ltac:(lra)) as H. rewrite Rabs_left in not_yet by lra.
  pose proof (step_times eta _ (h_positive N lam alpha depth start) small).
  pose proof (Rmult_lt_0_compat _ _ step (kappa_positive N lam depth positive_lam)).
  pose proof (kappa_below_h N lam alpha depth positive_lam H).
  assert (eta * kappa N lam < eta * h N lam alpha) by (apply Rmult_lt_compat_l; assumption). lra.
Qed.

Lemma distance k : Rabs (L N lam - d k) = d k - L N lam.
Proof using start step accuracy depth positive_lam above small not_yet.
  destruct rates as [H1 [_ [H2 _]]].
  pose proof (above_inside N lam alpha eta depth ltac:(lra) (conj start H1) step ltac:(lra) k).
  rewrite Rabs_left1 by lra. ring.
Qed.

Lemma turned r : - (ln ((alpha - L N lam) / eps) / r) = ln (eps / (alpha - L N lam)) / r.
Proof using start step accuracy depth positive_lam above small not_yet.
  destruct rates as [H1 _]. rewrite !ln_quotient by lra. unfold Rdiv. ring.
Qed.
End Above.

Theorem upper : linear_count_upper.
Proof.
  unfold linear_count_upper. intros N lam alpha eta eps Ha He Hp HN Hl Hal Hs Hgap.
  pose proof (rates N lam alpha eta eps Ha He Hp HN Hl Hal Hs Hgap) as [H1 [H2 [H3 H4]]].
  rewrite (turned N lam alpha eta eps) by assumption.
  apply first_at_most_ceiling; [cbn [iterate]; lra|]. intros k Hk.
  rewrite (distance N lam alpha eta eps) by assumption.
  apply geometric_count in Hk; [|lra..].
  pose proof (above_gap N lam alpha eta HN ltac:(lra) (conj Ha H1) He ltac:(lra) k Hl). lra.
Qed.

Theorem lower : linear_count_lower.
Proof.
  unfold linear_count_lower. intros N lam alpha eta eps Ha He Hp HN Hl Hal Hs Hgap.
  pose proof (rates N lam alpha eta eps Ha He Hp HN Hl Hal Hs Hgap) as [H1 [H2 [H3 H4]]].
  pose proof (Rmult_lt_0_compat _ _ He (h_positive N lam alpha HN Ha)).
  rewrite (turned N lam alpha eta eps) by assumption.
  apply first_at_least. intros k Hk. rewrite (distance N lam alpha eta eps) in Hk by assumption.
  apply geometric_count; [lra..|].
  pose proof (above_gap_lower N lam alpha eta HN ltac:(lra) (conj Ha H1) He ltac:(lra) k). lra.
Qed.
