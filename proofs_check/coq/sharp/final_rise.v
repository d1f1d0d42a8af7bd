(* N = 2, and the eigenvalues that are not positive are at most -lambda_P of the last positive one: a > b is kept, as
   a falls at the rate 2 lambda_P at most and b at this rate at least. So the effective rank rises. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra linear_growth flow flow_order spectrum_flow rank_slope.
From dmf.statements Require Import definitions names final_fall.
Open Scope R_scope.

Section Rise.
Variables (n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow 2 start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis some : (n >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis time : t >= 0.
Hypothesis one_grows : alpha ^ 2 < eigenvalue n spectrum 1.
Let lam := eigenvalue n spectrum.
Let P := many_above n spectrum 0.
Let m := many_from n spectrum (lam 1%nat).
Let w i s := y alpha (lam i) s ^ 2.
Let rho i s := lam i - w i s.
Hypothesis negative : lam (P + 1)%nat <= - lam P.
Hypothesis behind : smallest (m + 1) P (fun i => rho i t) + w 1%nat t - lam 1%nat >= 0.
Let lead s := w P s * (rho P s - rho 1%nat s).
Let lag s := total (P + 1) n (fun i => w i s * (rho 1%nat s - rho i s)).

Lemma first_positive : 0 < alpha ^ 2 < lam 1%nat.
Proof using start one_grows. split; [apply pow_lt, start | exact one_grows]. Qed.

Lemma w_inside i s : 0 <= s -> 0 < w i s.
Proof using flows start some. intros Hs. apply (product_positive 2 alpha y); (lia || assumption). Qed.

Lemma rho_first s : 0 <= s -> 0 < rho 1%nat s.
Proof using flows start one_grows some.
  intros Hs. assert (w 1%nat s < lam 1%nat); [|unfold rho; lra].
  apply (stays_below 2 alpha (lam 1%nat)); [lia | apply flows, start | exact one_grows | exact Hs].
Qed.

Lemma positive_places : (1 <= m < P)%nat /\ (P < n)%nat.
Proof using flows order some start time one_grows negative behind.
  pose proof first_positive as F. pose proof (many_above_bound n spectrum 0) as B. fold P in B.
  assert (A : (1 <= P)%nat) by (apply (many_above_place n spectrum 0 1 order); [lia | fold lam; lra]).
  assert (LP : 0 < lam P) by (apply many_above_place; [exact order | lia | fold P; lia]).
  assert (M : (1 <= m)%nat) by (apply (many_from_place n spectrum (lam 1%nat) 1 order); [lia | unfold lam; lra]).
  split; [split; [exact M|]|].
  - apply Nat.nle_gt. intros C. unfold smallest in behind. destruct (le_dec (m + 1) P) as [D|D]; [lia|].
    pose proof (rho_first t ltac:(lra)) as R. unfold rho in R. lra.
  - apply Nat.nle_gt. intros C. assert (E : lam (P + 1)%nat = 0) by (apply beyond; lia). lra.
Qed.

Lemma late_positive i : (P < i <= n)%nat -> lam i <= - lam P /\ 0 < lam P.
Proof using flows order some start time one_grows negative behind.
  intros Hi. destruct positive_places as [HM HP]. split.
  - apply Rle_trans with (2 := negative). apply eigenvalues_descend; [exact order | lia | lia].
  - apply many_above_place; [exact order | lia | fold P; lia].
Qed.

Lemma behind_now i : (m < i <= P)%nat -> rho 1%nat t <= rho i t.
Proof using behind some.
  intros Hi. pose proof (smallest_below (m + 1) P (fun i => rho i t) i ltac:(lia)) as S. cbv beta in S.
  unfold rho in *. lra.
Qed.

(* (rho_i - rho_1)' = -2 w_i (rho_i - rho_1) + 2 (w_1 - w_i) rho_1 *)
Lemma rho_derive i s : 0 <= s -> is_derive (fun s => rho i s) s (- 2 * w i s * rho i s).
Proof using flows start some.
  intros Hs. pose proof (gap_derive 2 alpha (lam i) (y alpha (lam i)) ltac:(lia) (flows alpha (lam i) start) s Hs)
    as D.
  change (2 * 2 - 2)%nat with 2%nat in D. replace (INR 2) with 2 in D by (simpl; ring). exact D.
Qed.

Lemma w_derive i s : 0 <= s -> is_derive (fun s => w i s) s (2 * rho i s * w i s).
Proof using flows start some.
  intros Hs. pose proof (power_derive 2 alpha (lam i) (y alpha (lam i)) ltac:(lia) (flows alpha (lam i) start) 2 s Hs)
    as D.
  replace (2 * rho i s * w i s) with (INR 2 * phi 2 (lam i) (y alpha (lam i) s) * y alpha (lam i) s ^ 2); [exact D|].
  unfold phi, rho, w. simpl. ring.
Qed.

Lemma w_ordered i s : (1 <= i <= n)%nat -> 0 <= s -> w i s <= w 1%nat s.
Proof using flows order start some.
  intros Hi Hs. apply (products_ordered 2 alpha y); try (lia || assumption).
  apply eigenvalues_descend; [exact order | lia | lia].
Qed.

Lemma stays_behind i s : (m < i <= P)%nat -> t <= s -> rho 1%nat s <= rho i s.
Proof using flows order some start time one_grows negative behind.
  intros Hi Hs. destruct positive_places as [HM HP]. assert (0 <= rho i s - rho 1%nat s); [|lra].
  apply (sign_kept (fun s => rho i s - rho 1%nat s) (fun s => - 2 * w i s)
    (fun s => 2 * (w 1%nat s - w i s) * rho 1%nat s) t); [| | | | exact Hs].
  - intros z Hz. apply (continuous_scal_r (- 2) (fun s => w i s)).
    apply (power_continuous 2 alpha (lam i)); [lia | apply flows, start | lra].
  - intros z Hz. replace (- 2 * w i z * (rho i z - rho 1%nat z) + 2 * (w 1%nat z - w i z) * rho 1%nat z)
      with (minus (- 2 * w i z * rho i z) (- 2 * w 1%nat z * rho 1%nat z)) by (unfold minus, plus, opp; simpl; ring).
    apply (is_derive_minus (fun s => rho i s) (fun s => rho 1%nat s)); apply rho_derive; lra.
  - intros z Hz. pose proof (rho_first z ltac:(lra)). pose proof (w_ordered i z ltac:(lia) ltac:(lra)).
    apply Rmult_le_pos; [apply Rmult_le_pos|]; lra.
  - pose proof (behind_now i Hi). lra.
Qed.

(* lead - lag, at the rate -2 lambda_P *)
Lemma lead_derive s : 0 <= s -> is_derive lead s
  (- (2 * lam P) * lead s + (4 * rho P s * lead s + 2 * w P s * (w 1%nat s - w P s) * rho 1%nat s)).
Proof using flows start some.
  intros Hs. match goal with |- is_derive _ _ ?e => replace e with
    (2 * rho P s * w P s * (rho P s - rho 1%nat s)
     + w P s * (- 2 * w P s * rho P s - - 2 * w 1%nat s * rho 1%nat s)) by (unfold lead, rho; ring) end.
  apply (is_derive_mult (fun s => w P s) (fun s => rho P s - rho 1%nat s));
    [apply w_derive, Hs | | intros; apply Rmult_comm].
  apply (is_derive_minus (fun s => rho P s) (fun s => rho 1%nat s)); apply rho_derive, Hs.
Qed.

Lemma lag_derive s : 0 <= s -> is_derive lag s (- (2 * lam P) * lag s
  + total (P + 1) n (fun i => 2 * (rho i s + lam P) * (w i s * (rho 1%nat s - rho i s))
      + 2 * w i s * (w i s * rho i s - w 1%nat s * rho 1%nat s))).
Proof using flows start some.
  intros Hs. unfold lag at 2. rewrite <- total_scal, <- total_plus.
  apply (total_derive (P + 1) n (fun i s => w i s * (rho 1%nat s - rho i s))). intros i _.
  match goal with |- is_derive _ _ ?e => replace e with
    (2 * rho i s * w i s * (rho 1%nat s - rho i s)
     + w i s * (- 2 * w 1%nat s * rho 1%nat s - - 2 * w i s * rho i s)) by ring end.
  apply (is_derive_mult (fun s => w i s) (fun s => rho 1%nat s - rho i s));
    [apply w_derive, Hs | | intros; apply Rmult_comm].
  apply (is_derive_minus (fun s => rho 1%nat s) (fun s => rho i s)); apply rho_derive, Hs.
Qed.

Hypothesis ahead : lag t < lead t.

Lemma stays_ahead s : t <= s -> lag s < lead s.
Proof using flows order some start time one_grows negative behind ahead.
  intros Hs. destruct positive_places as [HM HP]. assert (0 < lead s - lag s); [|lra].
  set (tail := fun s => total (P + 1) n (fun i => 2 * (rho i s + lam P) * (w i s * (rho 1%nat s - rho i s))
      + 2 * w i s * (w i s * rho i s - w 1%nat s * rho 1%nat s))).
  apply (sign_kept_strictly (fun s => lead s - lag s) (fun _ => - (2 * lam P))
    (fun s => 4 * rho P s * lead s + 2 * w P s * (w 1%nat s - w P s) * rho 1%nat s - tail s) t);
      [| | | lra | exact Hs].
  - intros z Hz. apply continuous_const.
  - intros z Hz. match goal with |- is_derive _ _ ?e => replace e with (minus
      (- (2 * lam P) * lead z + (4 * rho P z * lead z + 2 * w P z * (w 1%nat z - w P z) * rho 1%nat z))
      (- (2 * lam P) * lag z + tail z)) by (unfold minus, plus, opp; simpl; ring) end.
    apply (is_derive_minus lead lag); [apply lead_derive; lra | apply lag_derive; lra].
  - intros z Hz. pose proof (rho_first z ltac:(lra)) as R1. pose proof (stays_behind P z ltac:(lia) Hz) as RP.
    pose proof (w_inside P z ltac:(lra)) as WP. pose proof (w_ordered P z ltac:(lia) ltac:(lra)) as W1.
    assert (A : 0 <= lead z) by (apply Rmult_le_pos; lra).
    assert (B : 0 <= 4 * rho P z * lead z) by (apply Rmult_le_pos; lra).
    assert (C : 0 <= 2 * w P z * (w 1%nat z - w P z) * rho 1%nat z)
      by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    assert (D : tail z <= total (P + 1) n (fun _ => 0)).
    { apply total_le. intros i Hi. destruct (late_positive i ltac:(lia)) as [N1 N2].
      pose proof (w_inside i z ltac:(lra)) as Wi. pose proof (w_inside 1%nat z ltac:(lra)) as Wf.
      assert (Ri : rho i z <= - lam P) by (unfold rho; lra).
      assert (E1 : 0 <= 2 * - (rho i z + lam P) * (w i z * (rho 1%nat z - rho i z))).
      { apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]. }
      assert (E2 : 0 <= 2 * w i z * (w i z * - rho i z + w 1%nat z * rho 1%nat z)).
      { apply Rmult_le_pos; [lra|]. apply Rplus_le_le_0_compat; apply Rmult_le_pos; lra. }
      lra. }
    assert (Z : total (P + 1) n (fun _ => 0) = 0) by exact (sum_n_m_const_zero (P + 1) n). lra.
Qed.

Lemma slope_above s : t <= s -> 0 < slope_sum 2 n alpha lam y s.
Proof using flows order some start time one_grows negative behind ahead.
  intros Hs. destruct positive_places as [HM HP]. pose proof (stays_ahead s Hs) as H.
  assert (E : forall i, phi 2 (lam i) (y alpha (lam i) s) = rho i s) by (intros i; unfold phi, rho, w; simpl; ring).
  assert (Sum : slope_sum 2 n alpha lam y s = total 1 n (fun i => w i s * (rho i s - rho 1%nat s))).
  { apply total_ext. intros i _. rewrite !E. reflexivity. }
  rewrite Sum, (total_split 1 P n) by lia. replace (S P) with (P + 1)%nat by lia.
  assert (A : lead s <= total 1 P (fun i => w i s * (rho i s - rho 1%nat s))).
  { rewrite (total_split 1 (P - 1) P) by lia. replace (S (P - 1)) with P by lia. rewrite total_one.
    assert (0 <= total 1 (P - 1) (fun i => w i s * (rho i s - rho 1%nat s))); [|unfold lead; lra].
    apply total_nonnegative. intros i Hi. pose proof (w_inside i s ltac:(lra)).
    destruct (le_lt_dec i m) as [Hm|Hm].
    - assert (Q : lam i = lam 1%nat).
      { apply Rle_antisym; [apply eigenvalues_descend; [exact order | lia | lia]|].
        apply many_from_place; [exact order | lia | fold m; lia]. }
      unfold rho, w. rewrite Q. right. ring.
    - pose proof (stays_behind i s ltac:(lia) Hs). apply Rmult_le_pos; lra. }
  assert (B : total (P + 1) n (fun i => w i s * (rho i s - rho 1%nat s)) = - lag s).
  { unfold lag. rewrite <- (Rmult_1_l (total (P + 1) n (fun i => w i s * (rho 1%nat s - rho i s)))),
      Ropp_mult_distr_l.
    rewrite <- total_scal. apply total_ext. intros i _. ring. }
  lra.
Qed.

Lemma rising_not_at_start : 0 < t.
Proof using flows order some start time one_grows negative behind ahead.
  destruct time as [Ht|Ht]; [exact Ht|]. exfalso. destruct positive_places as [HM HP].
  pose proof (slope_above t (Rle_refl t)) as S. rewrite Ht in S. apply Rlt_not_le in S. apply S.
  replace 0 with (total 1 n (fun _ => 0)) at 2 by exact (sum_n_m_const_zero 1 n). apply total_le. intros i Hi.
  unfold phi. rewrite !(at_the_start 2 alpha y start flows).
  assert (lam i <= lam 1%nat) by (apply eigenvalues_descend; [exact order | lia | lia]).
  pose proof first_positive. cbn [Nat.sub]. rewrite pow_O, !Rmult_1_l.
  assert (0 <= alpha ^ 2 * (lam 1%nat - lam i)) by (apply Rmult_le_pos; lra). lra.
Qed.

Lemma rank_rises u : u > 0 -> u < 1 -> r 2 n alpha t spectrum y < r 2 n alpha (t / u) spectrum y.
Proof using flows order some start time one_grows negative behind ahead.
  intros Hu Hu1. pose proof (later_time t u rising_not_at_start Hu Hu1).
  unfold r. rewrite !(effective_rank_flow 2 n alpha spectrum y) by (lia || assumption || lra).
  apply (rises_while 2 n alpha lam y); [lia | exact start | exact flows | lra |]. intros z Hz. apply slope_above. lra.
Qed.
End Rise.
