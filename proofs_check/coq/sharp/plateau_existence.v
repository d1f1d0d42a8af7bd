(* For which starts there is a plateau: its ends are hitting times, the smaller start gives all eigenvalues more time
   but the next one most, and the difference of the times is known explicitly (library/plateau_times.v). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots closed_forms spectra flow flow_time flow_scaling flow_order
  spectrum_flow shares
  flow_share_order plateau_times.
From dmf.statements Require Import definitions names plateau_existence.
Open Scope R_scope.

Section Plateau.
Variables (N n ell : nat) (alpha eps theta : R) (spectrum : nat -> R).
Hypothesis order : descending n spectrum.
Hypothesis place : (1 <= ell <= n)%nat.
Hypothesis depth : (N >= 2)%nat.
Hypothesis start : alpha > 0.
Hypothesis learned : alpha ^ N < eigenvalue n spectrum ell.
Hypothesis accuracy : 0 < eps < 1.
Hypothesis share : 0 < theta < 1.
Hypothesis before : alpha ^ N < theta * eigenvalue n spectrum (ell + 1).
Let lam := eigenvalue n spectrum.
Let mu := eigenvalue n spectrum (ell + 1).
Let T i := tau N (lam i) alpha (root N (lam i * (1 - eps))).

Lemma start_positive : 0 < alpha ^ N.
Proof using start. apply pow_lt. exact start. Qed.

Lemma next_above : alpha ^ N < mu.
Proof using start share before. pose proof start_positive. fold mu in before. nra. Qed.

Lemma above_start i : (1 <= i <= ell)%nat -> alpha ^ N < lam i.
Proof using order place learned depth.
  intros Hi. apply Rlt_le_trans with (1 := learned). apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Lemma stop_positive : 0 <= T_stop N mu alpha theta.
Proof using depth start share before place.
  pose proof next_above as Hm. unfold T_stop.
  destruct (level_below N alpha mu depth start Hm theta share) as [P [E B]].
  apply tau_nonnegative; [lia | left; split; [apply start_below; assumption | exact B]|]. left. split; [|apply B].
  apply (powers_order N); [lia | exact start | exact P |]. rewrite E. fold mu in before. lra.
Qed.

Lemma start_at_least i : (1 <= i <= ell)%nat -> T i <= T_start N n ell alpha eps spectrum.
Proof using.
  intros Hi. unfold T_start. apply Rle_trans with (2 := Rmax_r _ _). exact (largest_above 1 ell T i Hi).
Qed.

Lemma start_at_most t : 0 <= t -> (forall i,
  (1 <= i <= ell)%nat -> T i <= t) -> T_start N n ell alpha eps spectrum <= t.
Proof using place depth.
  intros Ht H. unfold T_start. apply Rmax_lub; [exact Ht|]. apply largest_least; [lia | exact H].
Qed.

(* F < 0 if one of the first ell eigenvalues is too late, F >= 0 if none is. *)
Lemma too_late i : (1 <= i <= ell)%nat -> T_stop N mu alpha theta < T i ->
  T_stop N mu alpha theta - T_start N n ell alpha eps spectrum < 0.
Proof using. intros Hi H. pose proof (start_at_least i Hi). lra. Qed.

Lemma in_time : (forall i, (1 <= i <= ell)%nat -> T i <= T_stop N mu alpha theta) ->
  T_stop N mu alpha theta - T_start N n ell alpha eps spectrum >= 0.
Proof using depth start share before place.
  intros H. pose proof (start_at_most _ stop_positive H). lra.
Qed.

Hypothesis gap : eigenvalue n spectrum ell > eigenvalue n spectrum (ell + 1).

Lemma ahead i : (1 <= i <= ell)%nat -> mu < lam i.
Proof using order place gap depth.
  intros Hi. apply Rlt_le_trans with (1 := gap). apply eigenvalues_descend; [exact order | lia | lia].
Qed.

(* A smaller start. *)
Lemma smaller_start u : 0 < u < 1 -> T_stop N mu alpha theta - T_start N n ell alpha eps spectrum
  < T_stop N mu (alpha * u) theta - T_start N n ell (alpha * u) eps spectrum.
Proof using order place depth start learned accuracy share before gap.
  intros Hu. pose proof next_above as Hm. pose proof start_positive as Pa.
  assert (Hau : 0 < alpha * u < alpha) by (split; [apply Rmult_lt_0_compat; lra | nra]).
  assert (Pu : (alpha * u) ^ N < alpha ^ N) by (apply power_strict; [lia | lra]).
  assert (Add : forall nu q, alpha ^ N < nu -> 0 < q < 1 ->
    tau N nu (alpha * u) (root N (nu * q)) = tau N nu (alpha * u) alpha + tau N nu alpha (root N (nu * q))).
  { intros nu q Hnu Hq. destruct (level_below N alpha nu depth start Hnu q Hq) as [_ [_ B]].
    pose proof (start_below N alpha nu depth start Hnu) as B1.
    pose proof (start_below N (alpha * u) nu depth (proj1 Hau) ltac:(lra)) as B0.
    symmetry. apply tau_additive; [lia | left; split; assumption | left; split; assumption]. }
  unfold T_stop. rewrite (Add mu theta Hm share). set (D := tau N mu (alpha * u) alpha).
  assert (HD : 0 < D).
  { apply tau_rising; [lia | apply start_below; (assumption || lra) | apply start_below; assumption | lra]. }
  assert (C : T_start N n ell (alpha * u) eps spectrum < D + T_start N n ell alpha eps spectrum); [|lra].
  unfold T_start at 1. apply Rmax_lub_lt.
  - pose proof (Rmax_l 0 (largest 1 ell T)) as M. change (0 <= T_start N n ell alpha eps spectrum) in M. lra.
  - destruct (largest_attained 1 ell (fun i => tau N (lam i) (alpha * u) (root N (lam i * (1 - eps))))) as [i [Hi E]];
      [lia|]. change (largest 1 ell (fun i => tau N (lam i) (alpha * u) (root N (lam i * (1 - eps))))
        < D + T_start N n ell alpha eps spectrum).
    rewrite E, Add by (try apply above_start; (assumption || lra)). pose proof (start_at_least i Hi) as S.
    unfold T in S.
    assert (tau N (lam i) (alpha * u) alpha < D) by (apply tau_order;
      [exact depth | lra | exact Hm | apply ahead, Hi]).
    lra.
Qed.

Hypothesis deep : (N >= 3)%nat.

Lemma deep_difference i : (1 <= i <= ell)%nat ->
  let term := U_next N mu theta + (/ mu - / lam i) / (alpha ^ (N - 2) * (INR N - 2)) - U N (lam i) (root N (lam i *
    (1 - eps)))
  in term - alpha ^ 2 * (1 / ((mu - alpha ^ N) * mu) - 1 / (lam i * (lam i - alpha ^ N))) / 2
    <= T_stop N mu alpha theta - T i <= term.
Proof using order place depth start learned accuracy share before gap deep.
  intros Hi term. unfold T_stop, T.
  rewrite (times_difference N (lam i) mu alpha eps theta) by (apply next_above || apply ahead, Hi || assumption).
  pose proof (from_zero_bracket N (lam i) mu alpha start next_above (ahead i Hi)) as B. fold (U_next N mu theta).
  fold term. lra.
Qed.
End Plateau.

Section Depth_two.
Variables (n ell : nat) (alpha eps theta : R) (spectrum : nat -> R) (i : nat).
Hypothesis order : descending n spectrum.
Hypothesis place : (1 <= i <= ell)%nat /\ (ell <= n)%nat.
Hypothesis start : alpha > 0.
Hypothesis accuracy : 0 < eps < 1.
Hypothesis share : 0 < theta < 1.
Hypothesis before : alpha ^ 2 < theta * eigenvalue n spectrum (ell + 1).
Hypothesis gap : eigenvalue n spectrum ell > eigenvalue n spectrum (ell + 1).
Let lam := eigenvalue n spectrum i.
Let mu := eigenvalue n spectrum (ell + 1).
Let term := (2 * mu - 2 * lam) * ln alpha - E_i n ell lam eps theta spectrum.

Lemma two_ordered : alpha ^ 2 < mu < lam.
Proof using order place start share before gap.
  pose proof (pow_lt alpha 2 start). split; [fold mu in before; nra|].
  apply Rlt_le_trans with (1 := gap). apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Lemma two_difference : exists c, 0 < c /\
  term - R_i n ell lam alpha spectrum <= c * (time_of_share mu alpha theta - time_of_share lam alpha
    (1 - eps)) <= term.
Proof using order place start accuracy share before gap.
  pose proof two_ordered as O. pose proof (pow_lt alpha 2 start) as P. exists (2 * lam * mu).
  split; [repeat apply Rmult_lt_0_compat; lra|].
  rewrite share_times_difference by (assumption || lra).
  pose proof (logit_bracket mu lam (alpha ^ 2) ltac:(lra) ltac:(lra)) as B.
  unfold term, E_i, R_i. fold mu. lra.
Qed.

(* The times in the statement are those of the shares. *)
Lemma two_stop : T_stop 2 mu alpha theta = time_of_share mu alpha theta.
Proof using order place start share before gap.
  pose proof two_ordered as O. fold mu in before.
  assert (A : 0 <= T_stop 2 mu alpha theta) by (apply (stop_positive 2 n ell); (assumption || lia)).
  assert (B : 0 <= time_of_share mu alpha theta) by (apply share_time_nonnegative; (assumption || lra)).
  unfold T_stop in *. apply Rle_antisym.
  - apply (times_agree alpha mu theta); (assumption || lra).
  - apply (times_agree alpha mu theta); (assumption || lra).
Qed.

Lemma two_late : term < 0 -> T_stop 2 mu alpha theta < tau 2 lam alpha (root 2 (lam * (1 - eps))).
Proof using order place start accuracy share before gap.
  intros H. pose proof two_ordered as O. fold mu in before.
  destruct two_difference as [c [Hc D]]. rewrite two_stop.
  assert (B : 0 <= time_of_share mu alpha theta) by (apply share_time_nonnegative; (assumption || lra)).
  apply Rnot_le_lt. intros C. apply (times_agree alpha lam (1 - eps)) in C; [nra | lra..].
Qed.

Lemma two_in_time : 0 <= term - R_i n ell lam alpha spectrum ->
  tau 2 lam alpha (root 2 (lam * (1 - eps))) <= T_stop 2 mu alpha theta.
Proof using order place start accuracy share before gap.
  intros H. pose proof two_ordered as O. fold mu in before.
  destruct two_difference as [c [Hc D]]. rewrite two_stop.
  assert (B : 0 <= time_of_share mu alpha theta) by (apply share_time_nonnegative; (assumption || lra)).
  apply (times_agree alpha lam (1 - eps)); [lra..|]. nra.
Qed.
End Depth_two.

Theorem start : plateau_existence_start.
Proof.
  unfold plateau_existence_start.
  intros N n ell alpha eps theta t u spectrum y F D Hn Hl Ha He _ Ht _ HN Hle H He1 _ _.
  assert (Reach : forall i, (1 <= i <= ell)%nat -> (tau N (eigenvalue n spectrum i) alpha
      (root N (eigenvalue n spectrum i * (1 - eps))) <= t
    <-> eigenvalue n spectrum i - eigenvalue n spectrum i * eps <= y alpha (eigenvalue n spectrum i) t ^ N)).
  { intros i Hi. assert (A : alpha ^ N < eigenvalue n spectrum i) by (apply (above_start N n ell alpha spectrum);
    (assumption || lia)).
    rewrite (reached N alpha (eigenvalue n spectrum i) (y alpha (eigenvalue n spectrum i)))
      by (assumption || lra || apply F, Ha).
    rewrite Rmult_minus_distr_l, Rmult_1_r. reflexivity. }
  set (P := fun i : nat => let lam := eigenvalue n spectrum i in
    if Rge_dec (y alpha lam t ^ N) (lam - lam * eps) then true else false).
  transitivity (ell <= count 1 ell P)%nat.
  - rewrite count_full. unfold P. split.
    + intros Hs i Hi. cbv zeta. destruct (Rge_dec _ _) as [G|G]; [reflexivity|]. exfalso.
      apply G, Rle_ge, Reach; [exact Hi|].
      apply Rge_le in Hs. apply Rle_trans with (2 := Hs). apply start_at_least. exact Hi.
    + intros Hs. apply Rle_ge, start_at_most; try (assumption || lia || lra). intros i Hi. apply Reach; [exact Hi|].
      specialize (Hs i Hi).
      revert Hs. cbv zeta. destruct (Rge_dec _ _) as [G|G]; intros Hs; [lra | discriminate].
  - split; intros Hc; [apply Rle_ge, le_INR, Hc | apply INR_le, Rge_le, Hc].
Qed.

Theorem stop : plateau_existence_stop.
Proof.
  unfold plateau_existence_stop. intros N n ell alpha eps theta t u spectrum y F D Hn Hl Ha He Hth Ht Hu HN Hle H He1
    [Hb Hth1] Hu1.
  assert (A : alpha ^ N < eigenvalue n spectrum (ell + 1)) by (apply (next_above N n ell alpha theta);
    (assumption || lra)).
  unfold T_stop. rewrite (Rmult_comm theta).
  apply (not_passed N alpha (eigenvalue n spectrum (ell + 1))); (assumption || lra || apply F, Ha).
Qed.

Theorem threshold : plateau_existence_threshold.
Proof.
  unfold plateau_existence_threshold. intros N n ell alpha eps theta t u spectrum D Hn Hl Ha He Hth Ht Hu HN Hle H He1
    [Hb Hth1] Hu1 Hgap. apply Rlt_gt. apply smaller_start; (assumption || lia || lra).
Qed.

Theorem no_gap : plateau_existence_no_gap.
Proof.
  unfold plateau_existence_no_gap. intros N n ell alpha eps theta t u spectrum _ _ Hl Ha He Hth _ _ HN Hle H He1 _ _
    [Hsame Hsum].
  unfold F. apply (too_late N n ell alpha eps theta spectrum ell); [lia|]. rewrite <- Hsame.
  set (lam := eigenvalue n spectrum ell) in *. unfold T_stop.
  destruct (level_below N alpha lam HN Ha H theta ltac:(lra)) as [P0 [E0 B0]].
  destruct (level_below N alpha lam HN Ha H (1 - eps) ltac:(lra)) as [P1 [E1 B1]].
  pose proof (start_below N alpha lam HN Ha H) as B. apply Rnot_le_lt. intros C.
  apply (tau_further_rising N lam alpha) in C; [|lia | exact B | exact B1 | exact B0].
  apply (powers_order N) in C; [|lia | exact P1 | exact P0]. rewrite E0, E1 in C.
  pose proof (pow_lt alpha N Ha). nra.
Qed.

Theorem necessary_2 : plateau_existence_necessary_2.
Proof.
  unfold plateau_existence_necessary_2.
  intros N n ell alpha eps theta t u spectrum D Hn Hl Ha He Hth Ht Hu HN Hle H He1
    [Hb Hth1] Hu1 [-> [Hneg Hgap]].
  unfold e_2 in Hneg.
  match type of Hneg with smallest 1 ell ?G < 0 => destruct (smallest_attained 1 ell G) as [i [Hi E]]; [lia|] end.
  rewrite E in Hneg. cbv zeta in Hneg.
  unfold F. apply (too_late 2 n ell alpha eps theta spectrum i Hi). apply two_late; (assumption || lia || lra).
Qed.

Theorem sufficient_2 : plateau_existence_sufficient_2.
Proof.
  unfold plateau_existence_sufficient_2.
  intros N n ell alpha eps theta t u spectrum D Hn Hl Ha He Hth Ht Hu HN Hle H He1
    [Hb Hth1] Hu1 [Hpos [-> Hgap]].
  unfold F. apply (in_time 2 n ell alpha eps theta spectrum); try (assumption || lia || lra). intros i Hi.
  apply two_in_time; try (assumption || lia || lra). apply Rge_le in Hpos. apply Rle_trans with (1 := Hpos).
  exact (smallest_below 1 ell (fun i => let lam := eigenvalue n spectrum i in
    (2 * eigenvalue n spectrum (ell + 1) - 2 * lam) * ln alpha - E_i n ell lam eps theta spectrum
    - R_i n ell lam alpha spectrum) i Hi).
Qed.

Theorem necessary : plateau_existence_necessary.
Proof.
  unfold plateau_existence_necessary. intros N n ell alpha eps theta t u spectrum D Hn Hl Ha He Hth Ht Hu HN Hle H He1
    [Hb Hth1] Hu1 [H3 [Hneg Hgap]].
  unfold e_N in Hneg.
  match type of Hneg with smallest 1 ell ?G < 0 => destruct (smallest_attained 1 ell G) as [i [Hi E]]; [lia|] end.
  rewrite E in Hneg. cbv zeta in Hneg. unfold F. apply (too_late N n ell alpha eps theta spectrum i Hi).
  pose proof (deep_difference N n ell alpha eps theta spectrum D ltac:(lia) HN Ha H ltac:(lra) ltac:(lra) Hb Hgap H3 i
    Hi)
    as B. cbv zeta in B. lra.
Qed.

Theorem sufficient : plateau_existence_sufficient.
Proof.
  unfold plateau_existence_sufficient.
  intros N n ell alpha eps theta t u spectrum D Hn Hl Ha He Hth Ht Hu HN Hle H He1
    [Hb Hth1] Hu1 [Hpos [H3 Hgap]].
  unfold F. apply (in_time N n ell alpha eps theta spectrum); try (assumption || lia || lra). intros i Hi.
  pose proof (deep_difference N n ell alpha eps theta spectrum D ltac:(lia) HN Ha H ltac:(lra) ltac:(lra) Hb Hgap H3 i
    Hi)
    as B. cbv zeta in B. unfold E_N in Hpos.
  match type of Hpos with smallest 1 ell ?G >= 0 => pose proof (smallest_below 1 ell G i Hi) as S end.
  cbv zeta in S. lra.
Qed.
