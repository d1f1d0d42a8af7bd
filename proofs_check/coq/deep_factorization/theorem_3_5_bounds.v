(* Theorem 3.5: from the times of Theorem 1.1 on the leading products have come to (1 - eps) lambda_i,
   by Lemma 3.8 the
   next one has not passed its level, and larger eigenvalues stay ahead; what follows for r is library/learned.v. *)
From Coq Require Import Reals ZArith Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary roots descent_order spectra_more share_order share_count constants
  spectra learned.
From dmf.statements Require Import definitions names theorem_1_1 theorem_3_5.
From dmf.deep_factorization Require Import lemma_3_8.
From dmf.deep_factorization Require theorem_1_1.
Open Scope R_scope.

(* The distance of x_* from L is more than what eps < N/(2N - 1) asks for. *)
Lemma inflection_far N lam eps : (N >= 2)%nat -> lam > 0 -> eps < INR N / (2 * INR N - 1) ->
  eps * root N lam / INR N < L N lam - x_star N lam.
Proof.
  intros HN Hl He. pose proof (depth_real N HN) as HR. pose proof (limit_positive N lam HN Hl) as HL.
  rewrite <- (limit_is_root N lam) by (assumption || lra). set (l := L N lam) in *.
  pose proof (inflection_positive N lam HN Hl) as Hx. pose proof (inflection_below N lam HN Hl) as Hb. fold l in Hb.
  apply Rlt_le_trans with (l / (2 * INR N - 1)).
  - replace (l / (2 * INR N - 1)) with (INR N / (2 * INR N - 1) * (l / INR N)) by (field; lra).
    replace (eps * l / INR N) with (eps * (l / INR N)) by (unfold Rdiv; ring).
    apply Rmult_lt_compat_r; [apply Rdiv_lt_0_compat; lra | exact He].
  - (* Bernoulli for x_*/L *)
    set (q := x_star N lam / l). assert (Hq : 0 < q < 1).
    { unfold q. split; [apply Rdiv_lt_0_compat; lra|]. apply Rmult_lt_reg_r with l; [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    pose proof (bernoulli N (q - 1) ltac:(lra)) as B. replace (1 + (q - 1)) with q in B by ring.
    assert (E : q ^ N = c_N N).
    { unfold q, Rdiv. rewrite Rpow_mult_distr, pow_inv. unfold l. rewrite (limit_power N lam) by (assumption || lra).
      pose proof (inflection_power N lam HN Hl) as P. unfold c_N.
      replace (x_star N lam ^ N * / lam) with ((2 * INR N - 1) * x_star N lam ^ N / (lam * (2 * INR N - 1)))
        by (field; lra).
      rewrite P. field. lra. }
    rewrite E in B. unfold c_N in B.
    assert (D : 1 - (INR N - 1) / (2 * INR N - 1) <= INR N * (1 - q)) by lra.
    assert (F : / (2 * INR N - 1) <= 1 - q).
    { apply Rmult_le_reg_l with (INR N); [lra|].
      replace (INR N * / (2 * INR N - 1)) with (1 - (INR N - 1) / (2 * INR N - 1)) by (field; lra). exact D. }
    replace (x_star N lam) with (q * l) by (unfold q; field; lra).
    replace (l - q * l) with (l * (1 - q)) by ring. unfold Rdiv. apply Rmult_le_compat_l; lra.
Qed.

Lemma accuracy_below_one N eps : (N >= 2)%nat -> eps < INR N / (2 * INR N - 1) -> eps < 1.
Proof.
  intros HN He. pose proof (depth_real N HN). apply Rlt_trans with (1 := He).
  apply Rmult_lt_reg_r with (2 * INR N - 1); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Definition begins (N n ell : nat) (alpha eta eps : R) (spectrum : nat -> R) : R :=
  largest 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in T_Id N lam alpha eta
    (eps * root N lam / INR N)).

Section Plateau.
Variables (N n ell : nat) (alpha eta eps : R) (spectrum : nat -> R).
Hypothesis order : descending n spectrum.
Hypothesis size : (ell >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis share : eps > 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis rank : (ell <= n)%nat.
Hypothesis small_start : alpha ^ N < c_N N * eigenvalue n spectrum ell.
Hypothesis accuracy : eps < INR N / (2 * INR N - 1).
Hypothesis steps : all_short N n alpha eta spectrum.

Lemma leading i : (1 <= i <= ell)%nat ->
  alpha ^ N < c_N N * eigenvalue n spectrum i /\ alpha ^ N < eigenvalue n spectrum i /\ 0 < eigenvalue n spectrum i.
Proof.
  intros Hi. pose proof (c_N_between N depth) as Hc. pose proof (pow_lt alpha N start) as Ha.
  assert (E : eigenvalue n spectrum ell <= eigenvalue n spectrum i)
    by (apply eigenvalues_descend; [assumption | lia | lia]).
  assert (P : 0 < eigenvalue n spectrum ell) by (apply Rnot_le_lt; intros Q; nra). repeat split; nra.
Qed.

Lemma start_below_inflection i : (1 <= i <= ell)%nat -> alpha < x_star N (eigenvalue n spectrum i).
Proof.
  intros Hi. destruct (leading i Hi) as [H1 [H2 H3]]. pose proof (c_N_between N depth) as Hc.
  apply power_below_inverse with N; [lia | left; apply inflection_positive; assumption|].
  unfold x_star. rewrite root_power; [lra | lia | apply Rmult_le_pos; lra].
Qed.

Lemma leading_products k i : INR k >= begins N n ell alpha eta eps spectrum -> (1 <= i <= ell)%nat ->
  (1 - eps) * eigenvalue n spectrum i <= product N n alpha eta spectrum k i <= eigenvalue n spectrum i.
Proof.
  intros Hk Hi. destruct (leading i Hi) as [H1 [H2 H3]].
  split; [|apply product_starts_below; lra || assumption || lia].
  pose proof (largest_above 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in
    T_Id N lam alpha eta (eps * root N lam / INR N)) i Hi) as B. cbv beta zeta in B.
  pose proof (steps i ltac:(lia)) as [H0 Hs]. unfold product, begins in *. set (lam := eigenvalue n spectrum i) in *.
  pose proof (depth_real N depth) as HR. pose proof (root_positive N lam H3) as Hroot.
  pose proof (limit_is_root N lam depth ltac:(lra)) as HL.
  pose proof (start_below_inflection i Hi) as Hx. fold lam in Hx.
  pose proof (inflection_far N lam eps depth H3 accuracy) as Hfar.
  assert (Hacc : eps * root N lam / INR N > 0) by (apply Rdiv_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
  pose proof (inflection_below N lam depth H3) as Hb.
  pose proof (theorem_1_1.error N lam alpha eta (eps * root N lam / INR N) start ltac:(lra) Hacc depth Hs) as Q.
  rewrite Rabs_pos_eq in Q by lra. specialize (Q ltac:(lra) k).
  change theorem_1_1.T_Id with T_Id in Q.
  specialize (Q ltac:(apply Rge_trans with (1 := Hk), Rle_ge, B)). unfold E_ii in Q.
  rewrite (Rmax_left (L N lam) alpha), (Rmax_right 0 lam) in Q by lra. apply Rabs_le_between in Q.
  replace (eps * root N lam / INR N * INR N * L N lam ^ (N - 1)) with (eps * L N lam ^ N) in Q.
  - rewrite limit_power in Q by (assumption || lra). lra.
  - rewrite <- HL. replace (L N lam ^ N) with (L N lam * L N lam ^ (N - 1)).
    + field. lra.
    + set (l := L N lam). replace N with (S (N - 1)) at 2 by lia. reflexivity.
Qed.

(* The time of Theorem 1.1 is that of its case 4. *)
Lemma case_four i : (1 <= i <= ell)%nat -> let lam := eigenvalue n spectrum i in
  T_Id N lam alpha eta (eps * root N lam / INR N) =
  IZR (Zceil ((/ eta + K N lam) * tau N lam alpha (x_star N lam))) +
  ln (eps * root N lam / INR N / (L N lam - x_star N lam)) / ln (1 - eta * h N lam (x_star N lam)).
Proof.
  intros Hi lam. destruct (leading i Hi) as [H1 [H2 H3]]. fold lam in H1, H2, H3.
  pose proof (start_below_inflection i Hi) as Hx. fold lam in Hx.
  pose proof (inflection_far N lam eps depth H3 accuracy) as Hfar. pose proof (inflection_below N lam depth H3) as Hb.
  unfold T_Id. destruct (Rle_dec (Rabs (L N lam - alpha)) (eps * root N lam / INR N)) as [Q|_].
  { exfalso. rewrite Rabs_pos_eq in Q by lra. lra. }
  destruct (both (Rgt_dec (alpha ^ N) lam) (Rge_dec lam 0)) as [[Q _]|_]; [exfalso; lra|].
  destruct (Rlt_dec lam 0) as [Q|_]; [exfalso; lra|].
  destruct (both (Rge_dec (eps * root N lam / INR N) (L N lam - x_star N lam)) (Rgt_dec lam
    (alpha ^ N))) as [[Q _]|_];
    [exfalso; lra|].
  destruct (both (both (Rlt_dec alpha (x_star N lam)) (Rlt_dec (eps * root N lam / INR N) (L N lam - x_star N lam)))
    (Rgt_dec lam (alpha ^ N))) as [_|Q]; [reflexivity|]. exfalso. apply Q. repeat split; assumption || lra.
Qed.

(* From there on the shares are in the order of the eigenvalues, for eps <= 1/5. *)
Lemma shares_ordered k i : eps <= 1 / 5 -> INR k >= begins N n ell alpha eta eps spectrum -> (1 <= i <= ell)%nat ->
  product N n alpha eta spectrum k i / product N n alpha eta spectrum k 1
    <= eigenvalue n spectrum i / eigenvalue n spectrum 1.
Proof.
  intros He Hk Hi. destruct (leading i Hi) as [H1 [H2 H3]]. destruct (leading 1 ltac:(lia)) as [_ [H2' H3']].
  pose proof (start_below_inflection i Hi) as Hx. pose proof (case_four i Hi) as E. cbv zeta in E.
  pose proof (largest_above 1 ell (fun i : nat => let lam := eigenvalue n spectrum i in
    T_Id N lam alpha eta (eps * root N lam / INR N)) i Hi) as B. cbv beta zeta in B. rewrite E in B.
  pose proof (enough_steps N (eigenvalue n spectrum i) alpha eta eps k depth H3 (conj start (Rlt_le _ _ Hx))
    (steps i ltac:(lia)) (conj share He) ltac:(apply Rge_trans with (1 := Hk), Rle_ge, B)) as S.
  assert (Hm : eigenvalue n spectrum i <= eigenvalue n spectrum 1)
    by (apply eigenvalues_descend; [assumption | lia | lia]).
  pose proof (share_increases N _ _ alpha eta k depth start (Rlt_le _ _ H2) Hm (steps 1%nat (le_n 1)) S) as Q.
  fold (product N n alpha eta spectrum k i) in Q. fold (product N n alpha eta spectrum k 1) in Q.
  pose proof (product_starts_below N n alpha eta spectrum k 1 depth start steps (le_n 1) (Rlt_le _ _ H2')) as P1.
  pose proof (pow_lt alpha N start) as PN. set (w1 := product N n alpha eta spectrum k 1) in *.
  set (w := product N n alpha eta spectrum k i) in *.
  apply Rmult_le_reg_r with (w1 / eigenvalue n spectrum i); [apply Rdiv_lt_0_compat; lra|].
  replace (w / w1 * (w1 / eigenvalue n spectrum i)) with (w / eigenvalue n spectrum i) by (field; lra).
  replace (eigenvalue n spectrum i / eigenvalue n spectrum 1 * (w1 / eigenvalue n spectrum i))
    with (w1 / eigenvalue n spectrum 1) by (field; lra). exact Q.
Qed.

Lemma rest_products k i : (many_above n spectrum (alpha ^ N) < i <= n)%nat ->
  product N n alpha eta spectrum k i <= alpha ^ N.
Proof.
  intros Hi. apply (product_falls N (eigenvalue n spectrum i) alpha eta k k depth start (steps i ltac:(lia))); [|lia].
  apply Rnot_lt_le. intros Q. apply many_above_place in Q; [lia | assumption | lia].
Qed.

(* The next one, and those after it, until the flow has come to the level c. *)
Lemma next_product c k : alpha ^ N < eigenvalue n spectrum (ell + 1) -> alpha ^ N < c ->
  c <= c_N N * eigenvalue n spectrum (ell + 1) ->
  INR k < IZR (Zfloor (tau_ N (eigenvalue n spectrum (ell + 1)) alpha (root N c) / eta)) + 1 ->
  product N n alpha eta spectrum k (ell + 1) <= c.
Proof.
  intros Hg Hc Hcc Hk. pose proof (pow_lt alpha N start) as Ha. pose proof (steps (ell + 1)%nat ltac:(lia)) as [H0 _].
  apply steps_until in Hk; [|exact H0]. unfold product, tau_ in *. set (lam := eigenvalue n spectrum (ell + 1)) in *.
  assert (E : root N c ^ N = c) by (apply root_power; [lia | lra]).
  rewrite <- E. apply pow_incr. split; [apply orbit_nonnegative; [lia | lra | apply steps; lia]|].
  apply not_beyond; try assumption; [lra | | apply root_increasing; [lia | lra]].
  split; [exact start|]. left. apply power_below_inverse with N; [lia | apply root_nonnegative | lra].
Qed.

Lemma others_behind k i : (ell < i <= n)%nat ->
  product N n alpha eta spectrum k i <= product N n alpha eta spectrum k (ell + 1).
Proof. intros Hi. apply products_descend; try assumption; lia. Qed.

Lemma places : (1 <= ell <= many_above n spectrum (alpha ^ N))%nat /\ (many_above n spectrum (alpha ^ N) <= n)%nat.
Proof.
  split; [|apply many_above_bound]. split; [lia|]. apply many_above_place; [assumption | lia|]. apply leading. lia.
Qed.

(* Where the next one is not above the start there is none between. *)
Lemma none_between : eigenvalue n spectrum (ell + 1) <= alpha ^ N -> many_above n spectrum (alpha ^ N) = ell.
Proof.
  intros H. pose proof places as P. destruct (le_lt_dec (many_above n spectrum (alpha ^ N)) ell) as [|Q]; [lia|].
    exfalso.
  assert (Q' : (ell + 1 <= many_above n spectrum (alpha ^ N))%nat) by lia.
  apply many_above_place in Q'; [lra | assumption | lia].
Qed.

(* Both bounds on the effective rank. *)
Lemma rank_from_below k : INR k >= begins N n ell alpha eta eps spectrum ->
  r_ell n ell spectrum - eps * (r_ell n ell spectrum - 1) <= r N n k alpha eta spectrum.
Proof.
  intros Hk. pose proof (accuracy_below_one N eps depth accuracy) as H1. pose proof places as P.
  unfold r. rewrite rank_quotient, level_quotient by first [assumption | lia].
  apply (rank_below n ell (many_above n spectrum (alpha ^ N)) (eigenvalue n spectrum)); [exact P | lra | | | | |].
  - apply leading. lia.
  - apply leading_products; [assumption | lia].
  - apply leading_products; [assumption | lia].
  - intros i Hi. split; [left; apply leading; lia | apply leading_products; [assumption | lia]].
  - intros i Hi. apply product_nonnegative; try assumption. lia.
Qed.

Lemma rank_from_above c k : INR k >= begins N n ell alpha eta eps spectrum -> 0 <= c ->
  (forall i, (ell < i <= many_above n spectrum (alpha ^ N))%nat -> product N n alpha eta spectrum k i <= c) ->
  r N n k alpha eta spectrum <= r_ell n ell spectrum + eps * (r_ell n ell spectrum - 1) / (1 - eps)
  + c * (INR (many_above n spectrum (alpha ^ N)) - INR ell) / ((1 - eps) * eigenvalue n spectrum 1)
  + alpha ^ N * (INR n - INR (many_above n spectrum (alpha ^ N))) / ((1 - eps) * eigenvalue n spectrum 1).
Proof.
  intros Hk Hc Hmid. pose proof (accuracy_below_one N eps depth accuracy) as H1. pose proof places as P.
  unfold r. rewrite rank_quotient, level_quotient by first [assumption | lia].
  apply (rank_above_learned n ell (many_above n spectrum (alpha ^ N)) (eigenvalue n spectrum));
    [exact P | lra | | | | | | |].
  - apply leading. lia.
  - apply leading_products; [assumption | lia].
  - assumption.
  - left. apply pow_lt, start.
  - intros i Hi. split; [left; apply leading; lia | apply leading_products; [assumption | lia]].
  - exact Hmid.
  - intros i Hi. apply rest_products. lia.
Qed.

(* As the statements write it, with L_alpha >= l. *)
Lemma count_is : L_alpha N n alpha spectrum = INR (many_above n spectrum (alpha ^ N)) /\
  Rmax (L_alpha N n alpha spectrum) (INR ell) = L_alpha N n alpha spectrum /\
  Rmax (L_alpha N n alpha spectrum - INR ell) 0 = L_alpha N n alpha spectrum - INR ell.
Proof.
  change (L_alpha N n alpha spectrum) with (INR (many_above n spectrum (alpha ^ N))). pose proof places as [[_ P] _].
  apply le_INR in P. split; [reflexivity|]. split; apply Rmax_left; lra.
Qed.

Lemma error_nonnegative : 0 <= eps * (r_ell n ell spectrum - 1) <= eps * (r_ell n ell spectrum - 1) / (1 - eps).
Proof.
  pose proof (accuracy_below_one N eps depth accuracy) as H1.
  pose proof (level_between n ell spectrum order ltac:(lia) ltac:(apply leading; lia)) as Hr.
  assert (P : 0 <= eps * (r_ell n ell spectrum - 1)) by (apply Rmult_le_pos; lra). split; [exact P|].
  rewrite <- (Rmult_1_r (eps * (r_ell n ell spectrum - 1))) at 1. apply Rmult_le_compat_l; [exact P|].
  rewrite <- Rinv_1 at 1. apply Rinv_le_contravar; lra.
Qed.

Lemma weight_nonnegative c m : 0 <= c -> 0 <= m -> 0 <= c * m / ((1 - eps) * eigenvalue n spectrum 1).
Proof.
  intros Hc Hm. pose proof (accuracy_below_one N eps depth accuracy) as H1.
  destruct (leading 1 ltac:(lia)) as [_ [_ Hp]].
  apply Rmult_le_pos; [apply Rmult_le_pos; assumption | left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra].
Qed.

(* (64), for a level c of the next eigenvalue. *)
Lemma within_level c k : eigenvalue n spectrum (ell + 1) > alpha ^ N -> alpha ^ N < c ->
  c <= c_N N * eigenvalue n spectrum (ell + 1) -> INR k >= begins N n ell alpha eta eps spectrum ->
  INR k < IZR (Zfloor (tau_ N (eigenvalue n spectrum (ell + 1)) alpha (root N c) / eta)) + 1 ->
  Rabs (r N n k alpha eta spectrum - r_ell n ell spectrum) <=
  alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) +
  c * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps) * eigenvalue n spectrum 1) +
  eps * (r_ell n ell spectrum - 1) / (1 - eps).
Proof.
  intros Hg Hc Hcc Hk Hend. destruct count_is as [E1 [-> ->]]. rewrite E1.
  pose proof (pow_lt alpha N start) as Ha. pose proof places as P. pose proof error_nonnegative as Q.
  pose proof (rank_from_below k Hk) as B.
  assert (U := rank_from_above c k Hk ltac:(lra)).
  assert (U' : forall i, (ell < i <= many_above n spectrum (alpha ^ N))%nat ->
    product N n alpha eta spectrum k i <= c).
  { intros i Hi. apply Rle_trans with (product N n alpha eta spectrum k (ell + 1)); [apply others_behind; lia|].
    apply next_product; try assumption; lra. }
  specialize (U U').
  assert (W1 := weight_nonnegative c (INR (many_above n spectrum (alpha ^ N)) - INR ell) ltac:(lra)
    ltac:(apply Rge_le, Rge_minus, Rle_ge, le_INR; lia)).
  assert (W2 := weight_nonnegative (alpha ^ N) (INR n - INR (many_above n spectrum (alpha ^ N))) ltac:(lra)
    ltac:(apply Rge_le, Rge_minus, Rle_ge, le_INR; lia)).
  apply Rabs_le. lra.
Qed.

Lemma within_level_last k : eigenvalue n spectrum (ell + 1) <= alpha ^ N ->
  INR k >= begins N n ell alpha eta eps spectrum ->
  Rabs (r N n k alpha eta spectrum - r_ell n ell spectrum) <=
  alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) +
  eps * (r_ell n ell spectrum - 1) / (1 - eps).
Proof.
  intros Hd Hk. destruct count_is as [E1 [-> _]]. rewrite E1.
  pose proof (pow_lt alpha N start) as Ha. pose proof places as P. pose proof error_nonnegative as Q.
  pose proof (rank_from_below k Hk) as B. pose proof (none_between Hd) as Hn.
  assert (U := rank_from_above 0 k Hk (Rle_refl 0) ltac:(intros i Hi; lia)).
  assert (W2 := weight_nonnegative (alpha ^ N) (INR n - INR (many_above n spectrum (alpha ^ N))) ltac:(lra)
    ltac:(apply Rge_le, Rge_minus, Rle_ge, le_INR; lia)).
  unfold Rdiv in U at 2. rewrite !Rmult_0_l in U. apply Rabs_le. lra.
Qed.

(* (64) from above without the error of the leading eigenvalues. *)
Lemma rank_without_lead c k : eps <= 1 / 5 -> INR k >= begins N n ell alpha eta eps spectrum -> 0 <= c ->
  (forall i, (ell < i <= many_above n spectrum (alpha ^ N))%nat -> product N n alpha eta spectrum k i <= c) ->
  r N n k alpha eta spectrum <=
  alpha ^ N * (INR n - Rmax (L_alpha N n alpha spectrum) (INR ell)) / ((1 - eps) * eigenvalue n spectrum 1) +
  c * Rmax (L_alpha N n alpha spectrum - INR ell) 0 / ((1 - eps) * eigenvalue n spectrum 1) + r_ell n ell spectrum.
Proof.
  intros He Hk Hc Hmid. destruct count_is as [E1 [-> ->]]. rewrite E1.
  pose proof (accuracy_below_one N eps depth accuracy) as H1. pose proof places as P.
  unfold r. rewrite rank_quotient, level_quotient by first [assumption | lia].
  assert (Q := rank_above n ell (many_above n spectrum (alpha ^ N)) (eigenvalue n spectrum)
    (product N n alpha eta spectrum k) eps P ltac:(lra) ltac:(apply leading; lia)
    ltac:(apply leading_products; [assumption | lia]) 1 c (alpha ^ N) Hc (Rlt_le _ _ (pow_lt alpha N start))).
  assert (Q1 : forall i, (2 <= i <= ell)%nat ->
    product N n alpha eta spectrum k i / product N n alpha eta spectrum k 1 <=
    1 * (eigenvalue n spectrum i / eigenvalue n spectrum 1)).
  { intros i Hi. rewrite Rmult_1_l. apply shares_ordered; [exact He | exact Hk | lia]. }
  specialize (Q Q1 Hmid ltac:(intros i Hi; apply rest_products; lia)). lra.
Qed.
End Plateau.
