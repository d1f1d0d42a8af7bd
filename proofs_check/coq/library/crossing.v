(* From below x_* past it the flow time and the logarithm of the distance together grow by at most one in a step,
   also in the step that passes x_*. If the flow reaches x_* within the share s of that step, then tau grows by s eta
   at most, and the distance that is left is at least that at x_* times (1 - eta kappa)^(1-s). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary flow_times counting constants.
From dmf.statements Require Import definitions.
From dmf.library Require Import slopes gaps.
Open Scope R_scope.

Lemma bernoulli q s : 0 < q < 1 -> 0 <= s <= 1 -> s * ln q <= ln (1 - s * (1 - q)).
Proof.
  intros Hq Hs. destruct (Req_dec s 0) as [->|H0]; [rewrite !Rmult_0_l, Rminus_0_r, ln_1; lra|].
  assert (P : 0 < s * (1 - q)) by (apply Rmult_lt_0_compat; lra).
  assert (P' : s * (1 - q) <= 1 * (1 - q)) by (apply Rmult_le_compat_r; lra).
  set (u := 1 - s * (1 - q)). assert (Hu : 0 < u) by (unfold u; lra).
  pose proof (ln_at_most (q / u) ltac:(apply Rdiv_lt_0_compat; lra)) as H1. rewrite ln_quotient in H1 by lra.
  pose proof (ln_at_most (/ u) ltac:(apply Rinv_0_lt_compat; assumption)) as H2. rewrite ln_Rinv in H2 by assumption.
  assert (E : s * (q / u - 1) + (1 - s) * (/ u - 1) = 0) by (unfold u; field; lra).
  assert (H3 : s * (ln q - ln u) <= s * (q / u - 1)) by (apply Rmult_le_compat_l; lra).
  assert (H4 : (1 - s) * - ln u <= (1 - s) * (/ u - 1)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Section Crossing.
Variables (N : nat) (lam alpha eta : R).
Hypothesis depth : (N >= 2)%nat.
Hypothesis positive_lam : 0 < lam.
Hypothesis start : 0 < alpha < x_star N lam.
Hypothesis step : 0 < eta.
Hypothesis small : eta * kappa N lam < 1.
Notation d k := (iterate N alpha lam eta k).

Theorem crossing T : x_star N lam <= d T -> tau N lam alpha (x_star N lam) / eta
  + (ln (L N lam - d T) - ln (L N lam - x_star N lam)) / ln (1 - eta * kappa N lam) <= INR T.
Proof using depth positive_lam start step small.
  pose proof (inflection_below N lam depth positive_lam) as HxL.
  assert (HL : alpha < L N lam) by lra. assert (Hxs : 0 < x_star N lam < L N lam) by lra.
  pose proof (proj2 start) as Hx.
  pose proof (Rmult_lt_0_compat eta _ step (kappa_positive N lam depth positive_lam)) as Hq0.
  assert (Hq : 0 < 1 - eta * kappa N lam < 1) by lra. set (q := 1 - eta * kappa N lam) in *.
  pose proof (ln_below_one q Hq) as Hln. set (xs := x_star N lam) in *.
  assert (HF : positive (f N lam) alpha xs) by (apply f_is_positive; (assumption || lra)).
  assert (Hkap : eta * kappa N lam <= 1) by lra.
  pose proof (below_inside N lam alpha eta depth positive_lam (conj (proj1 start) HL) step Hkap) as Hin.
  assert (B : forall k, (d k < xs -> time (f N lam) alpha (d k) <= eta * INR k)
    /\ (xs <= d k -> tau N lam alpha xs / eta + (ln (L N lam - d k) - ln (L N lam - xs)) / ln q <= INR k)).
  { induction k as [|k [IH1 IH2]].
    - cbn [iterate INR]. rewrite time_from_here. split; lra.
    - rewrite S_INR. pose proof (Hin k) as Hk. pose proof (Hin (S k)) as HSk.
      pose proof (f_positive N lam (d k) depth positive_lam ltac:(lra)) as Pk.
      assert (Es : d (S k) = d k + eta * f N lam (d k)) by reflexivity.
      assert (Hup : 0 < eta * f N lam (d k)) by (apply Rmult_lt_0_compat; assumption).
      assert (Htime : forall y, d k <= y <= d (S k) -> d k < xs -> y <= xs ->
        time (f N lam) alpha y <= time (f N lam) alpha (d k) + (y - d k) / f N lam (d k)).
      { intros y Hy Hlt Hyx.
        rewrite (time_adds (f N lam) alpha (d k) y);
          [|lra | apply positive_regular, positive_within with alpha xs; (assumption || lra)].
        apply Rplus_le_compat_l. unfold Rdiv. rewrite Rmult_comm.
        apply time_at_most_constant;
          [lra | apply positive_regular, positive_within with alpha xs; (assumption || lra) |].
        intros z Hz. apply Rinv_le_contravar; [assumption|]. apply f_rises; (assumption || (fold xs; lra)). }
      split; intros Hz.
      + assert (Hlt : d k < xs) by lra. specialize (IH1 Hlt). specialize (Htime (d (S k)) ltac:(lra) Hlt ltac:(lra)).
        replace ((d (S k) - d k) / f N lam (d k)) with eta in Htime by (rewrite Es; field; lra). lra.
      + destruct (Rlt_or_le (d k) xs) as [Hlt|Hge].
        * specialize (IH1 Hlt). specialize (Htime xs ltac:(lra) Hlt ltac:(lra)).
          set (s := (xs - d k) / (eta * f N lam (d k))).
          assert (Hs01 : 0 <= s <= 1).
          { unfold s. split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat; assumption]|].
            apply Rmult_le_reg_r with (eta * f N lam (d k)); [assumption|].
            replace ((xs - d k) / (eta * f N lam (d k)) * (eta * f N lam (d k))) with (xs - d k)
              by (field; lra). lra. }
          replace ((xs - d k) / f N lam (d k)) with (s * eta) in Htime by (unfold s; field; lra).
          assert (Et : tau N lam alpha xs / eta <= INR k + s).
          { apply Rmult_le_reg_l with eta; [assumption|].
            replace (eta * (tau N lam alpha xs / eta)) with (time (f N lam) alpha xs)
              by (rewrite tau_is_time; field; lra). lra. }
          assert (Ed : d (S k) = xs + (1 - s) * (eta * f N lam (d k))) by (rewrite Es; unfold s; field; lra).
          assert (Hfall : (L N lam - xs) * (1 - (1 - s) * (1 - q)) <= L N lam - d (S k)).
          { pose proof (f_rises N lam (d k) xs depth positive_lam ltac:(lra) ltac:(fold xs; lra)) as Hf.
            rewrite (f_by_h N lam xs) in Hf by (assumption || lra).
            pose proof (h_below_kappa N lam xs depth positive_lam ltac:(lra)) as Hh.
            assert ((L N lam - xs) * h N lam xs <= (L N lam - xs) * kappa N lam) by (apply Rmult_le_compat_l; lra).
            assert (eta * f N lam (d k) <= eta * ((L N lam - xs) * kappa N lam)) by (apply Rmult_le_compat_l; lra).
            assert ((1 - s) * (eta * f N lam (d k)) <= (1 - s) * (eta * ((L N lam - xs) * kappa N lam)))
              by (apply Rmult_le_compat_l; lra).
            rewrite Ed. unfold q. lra. }
          pose proof (bernoulli q (1 - s) Hq ltac:(lra)) as Hb.
          assert (Pu : 0 < 1 - (1 - s) * (1 - q)).
          { assert ((1 - s) * (1 - q) <= 1 * (1 - q)) by (apply Rmult_le_compat_r; lra). lra. }
          assert (Hl2 : ln (L N lam - xs) + (1 - s) * ln q <= ln (L N lam - d (S k))).
          { apply Rle_trans with (ln ((L N lam - xs) * (1 - (1 - s) * (1 - q)))).
            - rewrite ln_mult by lra. lra.
            - apply ln_monotone; [apply Rmult_lt_0_compat; lra | assumption]. }
          assert ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q <= 1 - s).
          { apply Rmult_le_reg_r with (- ln q); [lra|].
            replace ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q * - ln q)
              with (ln (L N lam - xs) - ln (L N lam - d (S k))) by (field; lra). lra. }
          lra.
        * specialize (IH2 Hge). pose proof (gap_step N lam eta (d k) depth ltac:(lra)) as Eg. rewrite <- Es in Eg.
          pose proof (h_below_kappa N lam (d k) depth positive_lam ltac:(lra)) as Hh.
          assert (eta * h N lam (d k) <= eta * kappa N lam) by (apply Rmult_le_compat_l; lra).
          assert (Hl2 : ln (L N lam - d k) + ln q <= ln (L N lam - d (S k))).
          { rewrite <- ln_mult by lra. apply ln_monotone; [apply Rmult_lt_0_compat; lra|].
            rewrite Eg. apply Rmult_le_compat_l; unfold q; lra. }
          assert ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q
            <= (ln (L N lam - d k) - ln (L N lam - xs)) / ln q + 1).
          { apply Rmult_le_reg_r with (- ln q); [lra|].
            replace ((ln (L N lam - d (S k)) - ln (L N lam - xs)) / ln q * - ln q)
              with (ln (L N lam - xs) - ln (L N lam - d (S k))) by (field; lra).
            replace (((ln (L N lam - d k) - ln (L N lam - xs)) / ln q + 1) * - ln q)
              with (ln (L N lam - xs) - ln (L N lam - d k) - ln q) by (field; lra). lra. }
          lra. }
  exact (proj2 (B T)).
Qed.
End Crossing.
