(* From what is learned to the effective rank: what decreases along the spectrum and has come to (1 - eps) lambda_i
   for i <= ell, while the rest is small, has almost the effective rank of the first ell eigenvalues. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra.
Open Scope R_scope.

(* r of the first ell eigenvalues. *)
Lemma level_is n ell spectrum : descending n spectrum -> (1 <= ell <= n)%nat ->
  total 1 ell (fun i => let lam := eigenvalue n spectrum i in lam)
    / largest 1 ell (fun i => let lam := eigenvalue n spectrum i in lam)
  = total 1 ell (fun i => eigenvalue n spectrum i) / eigenvalue n spectrum 1.
Proof.
  intros D H. cbv zeta.
  rewrite (effective_rank_quotients ell (fun i => eigenvalue n spectrum i)); [reflexivity | lia |].
  intros i Hi. apply eigenvalues_descend; [exact D | lia | lia].
Qed.

Section Learned.
Variables (n ell L : nat) (lam F : nat -> R) (eps : R).
Hypothesis places : (1 <= ell <= L)%nat /\ (L <= n)%nat.
Hypothesis accuracy : 0 < eps < 1.
Hypothesis top : 0 < lam 1%nat.
Hypothesis first_learned : (1 - eps) * lam 1%nat <= F 1%nat.

Lemma first_positive : 0 < (1 - eps) * lam 1%nat <= F 1%nat.
Proof using accuracy top first_learned. split; [apply Rmult_lt_0_compat; lra | exact first_learned]. Qed.

Lemma level_minus_one : total 1 ell lam / lam 1%nat - 1 = total 2 ell (fun i => lam i / lam 1%nat).
Proof using places top. rewrite total_divided, (total_head 1 ell lam) by lia. field. lra. Qed.

(* From above, with a factor K on the eigenvalues but the first one. *)
Lemma rank_above K c a : 0 <= c -> 0 <= a ->
  (forall i, (2 <= i <= ell)%nat -> F i / F 1%nat <= K * (lam i / lam 1%nat)) ->
  (forall i, (ell < i <= L)%nat -> F i <= c) -> (forall i, (L < i <= n)%nat -> F i <= a) ->
  total 1 n F / F 1%nat <= 1 + K * (total 1 ell lam / lam 1%nat - 1)
    + c * (INR L - INR ell) / ((1 - eps) * lam 1%nat) + a * (INR n - INR L) / ((1 - eps) * lam 1%nat).
Proof using places accuracy top first_learned.
  intros Hc Ha Hlead Hmid Hrest. pose proof first_positive as P.
  assert (small : forall b x, 0 <= b -> x <= b -> x / F 1%nat <= b / ((1 - eps) * lam 1%nat)).
  { intros b x Hb Hx. apply Rle_trans with (b / F 1%nat).
    - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact Hx].
    - apply Rmult_le_compat_l; [exact Hb | apply Rinv_le_contravar; lra]. }
  rewrite <- (total_divided 1 n), (total_head 1 n) by lia.
  rewrite (total_split 2 ell n), (total_split (S ell) L n) by lia.
  assert (A : total 2 ell (fun i => F i / F 1%nat) <= K * (total 1 ell lam / lam 1%nat - 1)).
  { rewrite level_minus_one, <- total_scal. apply total_le. exact Hlead. }
  assert (B : total (S ell) L (fun i => F i / F 1%nat) <= c * (INR L - INR ell) / ((1 - eps) * lam 1%nat)).
  { replace (c * (INR L - INR ell) / ((1 - eps) * lam 1%nat))
      with ((INR (S L) - INR (S ell)) * (c / ((1 - eps) * lam 1%nat))) by (rewrite !S_INR; unfold Rdiv; ring).
    rewrite <- total_const by lia. apply total_le. intros i Hi. apply small; [exact Hc | apply Hmid; lia]. }
  assert (C : total (S L) n (fun i => F i / F 1%nat) <= a * (INR n - INR L) / ((1 - eps) * lam 1%nat)).
  { replace (a * (INR n - INR L) / ((1 - eps) * lam 1%nat))
      with ((INR (S n) - INR (S L)) * (a / ((1 - eps) * lam 1%nat))) by (rewrite !S_INR; unfold Rdiv; ring).
    rewrite <- total_const by lia. apply total_le. intros i Hi. apply small; [exact Ha | apply Hrest; lia]. }
  replace (F 1%nat / F 1%nat) with 1 by (field; lra). lra.
Qed.

(* K = 1/(1 - eps), where the others have come to their eigenvalues at most. *)
Lemma rank_above_learned c a : 0 <= c -> 0 <= a ->
  (forall i, (2 <= i <= ell)%nat -> 0 <= lam i /\ F i <= lam i) ->
  (forall i, (ell < i <= L)%nat -> F i <= c) -> (forall i, (L < i <= n)%nat -> F i <= a) ->
  total 1 n F / F 1%nat <= total 1 ell lam / lam 1%nat + eps * (total 1 ell lam / lam 1%nat - 1) / (1 - eps)
    + c * (INR L - INR ell) / ((1 - eps) * lam 1%nat) + a * (INR n - INR L) / ((1 - eps) * lam 1%nat).
Proof using places accuracy top first_learned.
  intros Hc Ha Hlead Hmid Hrest. pose proof first_positive as P.
  pose proof (rank_above (/ (1 - eps)) c a Hc Ha) as Q.
  replace (total 1 ell lam / lam 1%nat + eps * (total 1 ell lam / lam 1%nat - 1) / (1 - eps))
    with (1 + / (1 - eps) * (total 1 ell lam / lam 1%nat - 1)) by (field; lra).
  apply Q; [|exact Hmid | exact Hrest]. intros i Hi. destruct (Hlead i Hi) as [H0 H1].
  replace (/ (1 - eps) * (lam i / lam 1%nat)) with (lam i / ((1 - eps) * lam 1%nat)) by (field; lra).
  apply Rle_trans with (lam i / F 1%nat).
  - apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact H1].
  - apply Rmult_le_compat_l; [exact H0 | apply Rinv_le_contravar; lra].
Qed.

(* From below: the rest need not be known. *)
Lemma rank_below : F 1%nat <= lam 1%nat ->
  (forall i, (2 <= i <= ell)%nat -> 0 <= lam i /\ (1 - eps) * lam i <= F i) ->
  (forall i, (ell < i <= n)%nat -> 0 <= F i) ->
  total 1 ell lam / lam 1%nat - eps * (total 1 ell lam / lam 1%nat - 1) <= total 1 n F / F 1%nat.
Proof using places accuracy top first_learned.
  intros Hf Hlead Hrest. pose proof first_positive as P. pose proof level_minus_one as E.
  rewrite <- (total_divided 1 n), (total_head 1 n) by lia.
  assert (A : total 2 ell (fun i => (1 - eps) * (lam i / lam 1%nat)) <= total 2 n (fun i => F i / F 1%nat)).
  { apply Rle_trans with (total 2 ell (fun i => F i / F 1%nat)).
    - apply total_le. intros i Hi. destruct (Hlead i Hi) as [H0 H1].
      replace ((1 - eps) * (lam i / lam 1%nat)) with ((1 - eps) * lam i / lam 1%nat) by (field; lra).
      assert (0 <= (1 - eps) * lam i) by (apply Rmult_le_pos; lra).
      apply Rle_trans with ((1 - eps) * lam i / F 1%nat).
      + apply Rmult_le_compat_l; [assumption | apply Rinv_le_contravar; lra].
      + apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra | exact H1].
    - apply total_part; [lia | lia |]. intros i Hi.
      apply Rmult_le_pos; [apply Hrest; lia | left; apply Rinv_0_lt_compat; lra]. }
  rewrite total_scal, <- E in A. replace (F 1%nat / F 1%nat) with 1 by (field; lra).
  set (r := total 1 ell lam / lam 1%nat) in *. set (tail := total 2 n (fun i => F i / F 1%nat)) in *. lra.
Qed.
End Learned.
