(* In the end the effective rank falls: where S >= 0, of all terms w_i phi_i with a growing w_i none grows against
   the one that the smallest eigenvalue loses, and this remains so. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra linear_growth flow flow_order spectrum_flow rank_slope.
From dmf.statements Require Import definitions names effective_rank_end.
Open Scope R_scope.

Section Fall.
Variables (N n : nat) (alpha t : R) (spectrum : nat -> R) (y : R -> R -> R -> R).
Hypothesis flows : forall start lam, start > 0 -> is_flow N start lam (y start lam).
Hypothesis order : descending n spectrum.
Hypothesis some : (n >= 1)%nat.
Hypothesis start : alpha > 0.
Hypothesis time : t >= 0.
Hypothesis depth : (N >= 2)%nat.
Hypothesis one_grows : alpha ^ N < eigenvalue n spectrum 1.
Hypothesis one_falls : alpha ^ N > eigenvalue n spectrum n.
Let lam := eigenvalue n spectrum.
Let L := many_from n spectrum (alpha ^ N).
Let x i s := y alpha (lam i) s.
Let p i s := phi N (lam i) (x i s).
Let rate i s := (2 * INR N - 2) * p i s - INR N * x i s ^ (2 * N - 2).

Lemma growing_places : (1 <= L < n)%nat.
Proof using order some one_grows one_falls depth.
  split.
  - apply (many_from_place n spectrum (alpha ^ N) 1 order); [lia | lra].
  - apply Nat.nle_gt. intros C. apply (many_from_place n spectrum (alpha ^ N) n order) in C; [lra | lia].
Qed.

Lemma place_grows i : (1 <= i <= L)%nat -> alpha ^ N <= lam i.
Proof using order some depth.
  intros Hi. pose proof (many_from_bound n spectrum (alpha ^ N)) as B. fold L in B.
  apply many_from_place; [exact order | lia | fold L; lia].
Qed.

Lemma place_falls i : (L < i <= n)%nat -> lam i < alpha ^ N.
Proof using order some depth.
  intros Hi. apply Rnot_le_lt. intros C. apply many_from_place in C; [fold L in C; lia | exact order | lia].
Qed.

(* The bracket of the text, for one growing eigenvalue. *)
Lemma rates_stay i s : (1 <= i <= L)%nat -> t <= s -> rate i t <= rate n t -> rate i s <= rate n s.
Proof using flows order some start time depth one_grows one_falls.
  intros Hi Hs H. pose proof growing_places as HL. pose proof (place_grows i Hi) as Gi.
  pose proof (place_falls n ltac:(lia)) as Fn.
  assert (I : 2 <= INR N) by (replace 2 with (INR 2) by (simpl; ring); apply le_INR, depth).
  assert (Fi := flows alpha (lam i) start). assert (Fl := flows alpha (lam n) start).
  assert (Pn : p n t <= 0) by (apply (phi_nonpositive N alpha); (assumption || lra)).
  assert (Wn : 0 <= x n t ^ (2 * N - 2)) by (apply pow_le; left; apply (positive N alpha y); (assumption || lra)).
  assert (A1 : p i s <= p i t).
  { apply (phi_of_growing N alpha (lam i)); try (assumption || lra).
    assert (0 <= INR N * x n t ^ (2 * N - 2)) by (apply Rmult_le_pos; lra).
    assert (0 <= (2 * INR N - 2) * - p n t) by (apply Rmult_le_pos; lra).
    unfold rate, p, x in *. lra. }
  assert (A2 : x i t ^ (2 * N - 2) <= x i s ^ (2 * N - 2)).
  { apply pow_incr. split; [left; apply (positive N alpha y); (assumption || lra)|].
    apply (y_grows N alpha (lam i)); (assumption || lra). }
  assert (A3 : p n t <= p n s) by (apply (phi_of_falling N alpha (lam n)); (assumption || lra)).
  assert (A4 : x n s ^ (2 * N - 2) <= x n t ^ (2 * N - 2)).
  { apply pow_incr. split; [left; apply (positive N alpha y); (assumption || lra)|].
    apply (y_falls N alpha (lam n)); (assumption || lra). }
  unfold rate in *.
  assert ((2 * INR N - 2) * p i s <= (2 * INR N - 2) * p i t) by (apply Rmult_le_compat_l; lra).
  assert ((2 * INR N - 2) * p n t <= (2 * INR N - 2) * p n s) by (apply Rmult_le_compat_l; lra).
  assert (INR N * x i t ^ (2 * N - 2) <= INR N * x i s ^ (2 * N - 2)) by (apply Rmult_le_compat_l; lra).
  assert (INR N * x n s ^ (2 * N - 2) <= INR N * x n t ^ (2 * N - 2)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Hypothesis rates : forall i, (1 <= i <= L)%nat -> rate i t <= rate n t.
Hypothesis outweighed : total 1 L (fun i => x i t ^ N * p i t) <= - (x n t ^ N * p n t).

(* The difference of loss and gain keeps its sign. *)
Lemma loss_derive s : 0 <= s ->
  is_derive (fun s => - (x n s ^ N * p n s) - total 1 L (fun i => x i s ^ N * p i s)) s
    (rate n s * (- (x n s ^ N * p n s) - total 1 L (fun i => x i s ^ N * p i s))
     + total 1 L (fun i => (rate n s - rate i s) * (x i s ^ N * p i s))).
Proof using flows start depth.
  intros Hs.
  assert (E : total 1 L (fun i => (rate n s - rate i s) * (x i s ^ N * p i s))
    = rate n s * total 1 L (fun i => x i s ^ N * p i s) - total 1 L (fun i => rate i s * (x i s ^ N * p i s))).
  { rewrite <- total_scal, <- total_minus. apply total_ext. intros i _. ring. }
  rewrite E. match goal with |- is_derive _ _ ?e => replace e with
    (minus (opp (rate n s * (x n s ^ N * p n s))) (total 1 L (fun i => rate i s * (x i s ^ N * p i s))))
    by (unfold minus, plus, opp; simpl; ring) end.
  apply (is_derive_minus (fun s => - (x n s ^ N * p n s)) (fun s => total 1 L (fun i => x i s ^ N * p i s))).
  - apply (is_derive_opp (fun s => x n s ^ N * p n s)).
    apply (gain_derive N alpha (lam n)); [exact depth | apply flows, start | exact Hs].
  - apply (total_derive 1 L (fun i s => x i s ^ N * p i s)). intros i _.
    apply (gain_derive N alpha (lam i)); [exact depth | apply flows, start | exact Hs].
Qed.

Lemma stays_outweighed s : t <= s -> total 1 L (fun i => x i s ^ N * p i s) <= - (x n s ^ N * p n s).
Proof using flows order some start time depth one_grows one_falls rates outweighed.
  intros Hs. assert (0 <= - (x n s ^ N * p n s) - total 1 L (fun i => x i s ^ N * p i s)); [|lra].
  apply (sign_kept (fun s => - (x n s ^ N * p n s) - total 1 L (fun i => x i s ^ N * p i s)) (rate n)
    (fun s => total 1 L (fun i => (rate n s - rate i s) * (x i s ^ N * p i s))) t); [| | | lra | exact Hs].
  - intros z Hz. apply (continuous_minus_R (fun s => (2 * INR N - 2) * p n s) (fun s => INR N * x n s ^ (2 * N - 2))).
    + apply (continuous_scal_r (2 * INR N - 2) (fun s => p n s)).
      apply (phi_continuous N alpha); [exact depth | apply flows, start | lra].
    + apply (continuous_scal_r (INR N) (fun s => x n s ^ (2 * N - 2))).
      apply (power_continuous N alpha (lam n)); [exact depth | apply flows, start | lra].
  - intros z Hz. apply loss_derive. lra.
  - intros z Hz. apply total_nonnegative. intros i Hi. pose proof (rates_stay i z Hi Hz (rates i Hi)).
    apply Rmult_le_pos; [lra|]. apply Rmult_le_pos; [left; apply (product_positive N alpha y); (assumption || lra)|].
    apply (phi_nonnegative N alpha (lam i)); (assumption || lra || apply flows, start || apply place_grows, Hi).
Qed.

Lemma slope_stays_negative s : t <= s -> slope_sum N n alpha lam y s < 0.
Proof using flows order some start time depth one_grows one_falls rates outweighed.
  intros Hs. pose proof growing_places as HL. pose proof (stays_outweighed s Hs) as A.
  rewrite slope_sum_is. fold (x 1%nat s). fold (p 1%nat s).
  change (total 1 n (fun i => x i s ^ N * p i s) - p 1%nat s * total 1 n (fun i => x i s ^ N) < 0).
  assert (P1 : 0 < p 1%nat s) by (apply (phi_positive N alpha); (assumption || lra || apply flows, start)).
  assert (Pos : forall i, 0 < x i s ^ N) by (intros i; apply (product_positive N alpha y); (assumption || lra)).
  assert (B : 0 < total 1 n (fun i => x i s ^ N)).
  { apply total_positive with 1%nat; [lia | apply Pos | intros; left; apply Pos]. }
  assert (C : total (S L) n (fun i => x i s ^ N * p i s) <= x n s ^ N * p n s).
  { rewrite (total_split (S L) (n - 1) n) by lia. replace (S (n - 1)) with n by lia. rewrite total_one.
    assert (total (S L) (n - 1) (fun i => x i s ^ N * p i s) <= total (S L) (n - 1) (fun _ => 0)).
    { apply total_le. intros i Hi. assert (p i s <= 0).
      { apply (phi_nonpositive N alpha (lam i)); try (assumption || lra || apply flows, start). left.
        apply place_falls. lia. }
      pose proof (Pos i). assert (0 <= x i s ^ N * - p i s) by (apply Rmult_le_pos; lra). lra. }
    assert (Z : total (S L) (n - 1) (fun _ => 0) = 0) by exact (sum_n_m_const_zero (S L) (n - 1)). lra. }
  rewrite (total_split 1 L n) by lia.
  assert (0 < p 1%nat s * total 1 n (fun i => x i s ^ N)) by (apply Rmult_lt_0_compat; assumption). lra.
Qed.
End Fall.

Theorem falls : effective_rank_end_falls.
Proof.
  unfold effective_rank_end_falls. intros N n alpha t u spectrum y F D Hn Ha Ht Hu HN H1 Hlast Hu1.
  destruct (Rle_or_lt (G N n alpha t spectrum y) (D_ N n alpha t spectrum y)) as [HG|HG]; [right | left; lra].
  destruct (Rlt_or_le (S_ N n alpha t spectrum y) 0) as [HS|HS]; [left; exact HS | right].
  set (lam := eigenvalue n spectrum) in *. set (L := many_from n spectrum (alpha ^ N)).
  assert (HL : (1 <= L < n)%nat) by (apply growing_places; assumption).
  pose proof (lt_0_INR N ltac:(lia)) as PN.
  assert (Rates : forall i, (1 <= i <= L)%nat ->
    (2 * INR N - 2) * phi N (lam i) (y alpha (lam i) t) - INR N * y alpha (lam i) t ^ (2 * N - 2)
    <= (2 * INR N - 2) * phi N (lam n) (y alpha (lam n) t) - INR N * y alpha (lam n) t ^ (2 * N - 2)).
  { intros i Hi. unfold S_ in HS.
    pose proof (smallest_below 1 L (fun i => y alpha (lam i) t ^ (2 * N - 2)
      - (2 - 2 / INR N) * phi_i N (lam i) alpha t y) i Hi) as M. cbv beta in M.
    match type of HS with 0 <= ?a + ?b - ?c => change (0 <= (2 - 2 / INR N) * phi N (lam n) (y alpha (lam n) t)
      + smallest 1 L (fun i => y alpha (lam i) t ^ (2 * N - 2) - (2 - 2 / INR N) * phi_i N (lam i) alpha t y)
      - y alpha (lam n) t ^ (2 * N - 2)) in HS end.
    change (phi_i N (lam i) alpha t y) with (phi N (lam i) (y alpha (lam i) t)) in M.
    assert (Q : 0 <= INR N * ((2 - 2 / INR N) * phi N (lam n) (y alpha (lam n) t)
      + (y alpha (lam i) t ^ (2 * N - 2) - (2 - 2 / INR N) * phi N (lam i) (y alpha (lam i) t))
      - y alpha (lam n) t ^ (2 * N - 2))) by (apply Rmult_le_pos; lra).
    replace (2 * INR N - 2) with (INR N * (2 - 2 / INR N)) by (field; lra). lra. }
  assert (Late : 0 < t).
  { destruct Ht as [Ht|Ht]; [exact Ht|]. exfalso. pose proof (Rates 1%nat ltac:(lia)) as R1. rewrite Ht in R1.
    unfold phi in R1. rewrite !(at_the_start N alpha y Ha F) in R1. pose proof (pow_lt alpha (N - 2) Ha) as P.
    assert (0 < alpha ^ (N - 2) * (lam 1%nat - lam n)) by (apply Rmult_lt_0_compat; lra).
    assert (I : 2 <= INR N) by (replace 2 with (INR 2) by (simpl; ring); apply le_INR, HN). nra. }
  pose proof (later_time t u Late Hu Hu1) as Later.
  unfold r. rewrite !(effective_rank_flow N n alpha spectrum y) by (assumption || lra).
  apply (falls_while N n alpha lam y); [exact HN | exact Ha | exact F | lra |]. intros z Hz.
  apply (slope_stays_negative N n alpha t spectrum y); (assumption || lra).
Qed.
