(* How far the Euler steps of a convex phase lag behind the flow: half of the logarithm of the speed, to first order
   in eta K, where the logarithm of the speed F is concave and 0 <= F' <= K. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary flow_times counting euler.
Open Scope R_scope.

(* ln F lies below its tangents. *)
Definition below_tangents (F F' : R -> R) (a b : R) : Prop :=
  forall p x, a <= p <= b -> a <= x <= b -> ln (F x) <= ln (F p) + F' p / F p * (x - p).

(* It lies above its chords then. *)
Lemma above_chords F F' a b p q x : below_tangents F F' a b -> a <= p -> p <= x <= q -> q <= b ->
  (q - x) * ln (F p) + (x - p) * ln (F q) <= (q - p) * ln (F x).
Proof.
  intros H Hp Hx Hq. pose proof (H x p ltac:(lra) ltac:(lra)) as H1. pose proof (H x q ltac:(lra) ltac:(lra)) as H2.
  apply Rmult_le_compat_l with (r := q - x) in H1; [|lra]. apply Rmult_le_compat_l with (r := x - p) in H2; [|lra].
  set (s := F' x / F x) in *. nra.
Qed.

(* ... and is concave if its derivative decreases. *)
Lemma concave_below_tangents (F F' : R -> R) a b : (forall x, a <= x <= b -> 0 < F x /\ is_derive F x (F' x)) ->
  (forall x y, a <= x <= y -> y <= b -> F' y / F y <= F' x / F x) -> below_tangents F F' a b.
Proof.
  intros HF Hdown p x Hp Hx.
  assert (HD : forall z, a <= z <= b -> is_derive (fun z => ln (F z)) z (F' z / F z)).
  { intros z Hz. destruct (HF z Hz) as [Pz Dz].
    replace (F' z / F z) with (F' z * / F z) by reflexivity.
    apply (is_derive_comp ln F z (/ F z) (F' z)); [apply is_derive_Reals, derivable_pt_lim_ln, Pz | exact Dz]. }
  destruct (Rle_or_lt p x) as [H|H].
  - destruct (mean_value (fun z => ln (F z)) (fun z => F' z / F z) p x H) as [c [Hc E]]; [intros; apply HD; lra|].
    pose proof (Hdown p c ltac:(lra) ltac:(lra)). nra.
  - destruct (mean_value (fun z => ln (F z)) (fun z => F' z / F z) x p ltac:(lra)) as [c [Hc E]];
      [intros; apply HD; lra|].
    pose proof (Hdown c p ltac:(lra) ltac:(lra)). nra.
Qed.

(* exp(-u) against its Taylor polynomials *)
Lemma exp_at_most u : 0 <= u -> exp (- u) <= 1 - u + u ^ 2 / 2.
Proof.
  intros Hu.
  assert (H : - (1 - 0 + 0 ^ 2 / 2 - exp (- 0)) >= - (1 - u + u ^ 2 / 2 - exp (- u))).
  { apply Rle_ge, Ropp_le_contravar.
    apply (increases (fun u => 1 - u + u ^ 2 / 2 - exp (- u)) (fun u => - 1 + u + exp (- u)) 0 u Hu).
    - intros x _. auto_derive; [exact I | field].
    - intros x _. pose proof (exp_ineq1_le (- x)). lra. }
  replace (- 0) with 0 in H by ring. rewrite exp_0 in H. lra.
Qed.

(* One step, or a part of one, from p to q: what the flow gains is at least half of the logarithm. *)
Lemma step_time_chord F eta p q : 0 < eta -> p <= q <= p + eta * F p -> positive F p q -> F p <= F q ->
  (forall x, p <= x <= q -> (q - x) * ln (F p) + (x - p) * ln (F q) <= (q - p) * ln (F x)) ->
  time F p q <= eta * (1 - ln (F q / F p) / 2 + ln (F q / F p) ^ 2 / 6).
Proof.
  intros He Hq HF Hup Hc. pose proof (proj2 (HF p ltac:(lra))) as Pp. pose proof (proj2 (HF q ltac:(lra))) as Pq.
  set (a := ln (F q / F p)).
  assert (Ha : 0 <= a). { unfold a. rewrite ln_quotient by assumption. pose proof (ln_monotone _ _ Pp Hup). lra. }
  assert (Q : 0 <= 1 - a / 2 + a ^ 2 / 6) by nra.
  destruct (Req_dec p q) as [E|E].
  { rewrite <- E, time_from_here. apply Rmult_le_pos; lra. }
  assert (Hl : 0 < q - p) by lra. set (l := q - p) in *. set (b := a / l).
  apply Rle_trans with (/ F p * (l * (1 - a / 2 + a ^ 2 / 6))).
  - set (H := fun x => / F p * ((x - p) - b * (x - p) ^ 2 / 2 + b ^ 2 * (x - p) ^ 3 / 6)).
    replace (/ F p * (l * (1 - a / 2 + a ^ 2 / 6))) with (H q - H p)
      by (unfold H, b; replace (q - p) with l by reflexivity; field; lra).
    apply (time_at_most F H (fun x => / F p * (1 - b * (x - p) + (b * (x - p)) ^ 2 / 2)));
      [lra | apply positive_regular, HF | | |].
    + intros x _. unfold H. auto_derive; [exact I | field; lra].
    + intros x _. apply (ex_derive_continuous (fun x => / F p * (1 - b * (x - p) + (b * (x - p)) ^ 2 / 2))).
      auto_derive. exact I.
    + intros x Hx. pose proof (proj2 (HF x Hx)) as Px. specialize (Hc x Hx).
      assert (Hb : 0 <= b * (x - p)).
      { apply Rmult_le_pos; [|lra]. apply Rmult_le_pos; [assumption|]. left. apply Rinv_0_lt_compat. assumption. }
      apply Rle_trans with (/ F p * exp (- (b * (x - p)))).
      * rewrite <- (exp_ln (F x)), <- (exp_ln (F p)), <- !exp_Ropp, <- exp_plus by assumption.
        assert (ln (F p) + b * (x - p) <= ln (F x)).
        { apply Rmult_le_reg_l with l; [assumption|].
          replace (l * (ln (F p) + b * (x - p))) with (l * ln (F p) + (x - p) * a) by (unfold b; field; lra).
          unfold a. rewrite ln_quotient by assumption. unfold l in *. lra. }
        apply exp_monotone. lra.
      * apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Pp|]. apply exp_at_most, Hb.
  - rewrite <- Rmult_assoc. apply Rmult_le_compat_r; [assumption|].
    apply Rmult_le_reg_l with (F p); [assumption|]. replace (F p * (/ F p * l)) with l by (field; lra). unfold l. lra.
Qed.

(* ... and at most that and the bend of the logarithm between its ends, with the slopes s and t of its tangents. *)
Lemma step_time_tangents F eta p s t : 0 < eta -> 0 < F p -> positive F p (p + eta * F p) ->
  (forall x, p <= x <= p + eta * F p -> ln (F x) <= ln (F p) + s * (x - p)) ->
  (forall x, p <= x <= p + eta * F p -> ln (F x) <= ln (F (p + eta * F p)) + t * (x - (p + eta * F p))) ->
  eta * (1 - ln (F (p + eta * F p) / F p) / 2 - eta * F p * (s - t) / 8) <= time F p (p + eta * F p).
Proof.
  intros He Pp HF Hs Ht. assert (Hl : 0 < eta * F p) by (apply Rmult_lt_0_compat; assumption).
  pose proof (proj2 (HF (p + eta * F p) ltac:(lra))) as Pq.
  assert (Eeta : eta = / F p * (eta * F p)) by (field; lra).
  set (l := eta * F p) in *. set (q := p + l) in *. set (m := p + l / 2). set (a := ln (F q / F p)).
  assert (Ea : ln (F q) = a + ln (F p)) by (unfold a; rewrite ln_quotient by assumption; ring).
  assert (Hinv : forall x, p <= x <= q -> / F p * (1 - (ln (F x) - ln (F p))) <= / F x).
  { intros x Hx. pose proof (proj2 (HF x Hx)) as Px.
    pose proof (ln_at_most (F p / F x) ltac:(apply Rdiv_lt_0_compat; assumption)) as H.
    rewrite ln_quotient in H by assumption. replace (/ F x) with (/ F p * (F p / F x)) by (field; lra).
    apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Pp | lra]. }
  assert (Hpm : p <= m <= q) by (unfold m, q; lra).
  rewrite (time_adds F p m q Hpm (positive_regular _ _ _ HF)).
  assert (H1 : / F p * (l / 2 - s * l ^ 2 / 8) <= time F p m).
  { set (H := fun x => / F p * ((x - p) - s * (x - p) ^ 2 / 2)).
    replace (/ F p * (l / 2 - s * l ^ 2 / 8)) with (H m - H p) by (unfold H, m; field; lra).
    apply (time_at_least F H (fun x => / F p * (1 - s * (x - p)))); [lra | | | |].
    - apply positive_regular, positive_within with p q; (assumption || lra).
    - intros x _. unfold H. auto_derive; [exact I | field; lra].
    - intros x _. apply (ex_derive_continuous (fun x => / F p * (1 - s * (x - p)))). auto_derive. exact I.
    - intros x Hx. apply Rle_trans with (2 := Hinv x ltac:(lra)).
      apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Pp|]. specialize (Hs x ltac:(lra)). lra. }
  assert (H2 : / F p * (l / 2 - a * l / 2 + t * l ^ 2 / 8) <= time F m q).
  { set (H := fun x => / F p * ((x - q) - a * (x - q) - t * (x - q) ^ 2 / 2)).
    replace (/ F p * (l / 2 - a * l / 2 + t * l ^ 2 / 8)) with (H q - H m) by (unfold H, m, q; field; lra).
    apply (time_at_least F H (fun x => / F p * (1 - a - t * (x - q)))); [lra | | | |].
    - apply positive_regular, positive_within with p q; (assumption || lra).
    - intros x _. unfold H. auto_derive; [exact I | field; lra].
    - intros x _. apply (ex_derive_continuous (fun x => / F p * (1 - a - t * (x - q)))). auto_derive. exact I.
    - intros x Hx. apply Rle_trans with (2 := Hinv x ltac:(lra)).
      apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Pp|]. specialize (Ht x ltac:(lra)). lra. }
  apply Rle_trans with (2 := Rplus_le_compat _ _ _ _ H1 H2). rewrite Eeta at 1. right. field. lra.
Qed.

Section Lag.
Variables (F F' : R -> R) (eta K e : R) (d : nat -> R).
Hypothesis step : forall k, d (S k) = d k + eta * F (d k).
Hypothesis step_positive : 0 < eta.
Hypothesis start : d O <= e.
Hypothesis speed : forall x, d O <= x <= e -> 0 < F x /\ is_derive F x (F' x).
Hypothesis slope : forall x, d O <= x <= e -> 0 <= F' x <= K.
Hypothesis concave : forall x y, d O <= x <= y -> y <= e -> F' y / F y <= F' x / F x.

Lemma speed_positive : positive F (d O) e.
Proof using speed.
  intros x Hx. destruct (speed x Hx) as [P D]. split; [|exact P].
  apply (ex_derive_continuous F). exists (F' x). exact D.
Qed.

Lemma tangents : below_tangents F F' (d O) e.
Proof using speed concave. apply concave_below_tangents; assumption. Qed.

Lemma speed_rises x y : d O <= x <= y -> y <= e -> F x <= F y.
Proof using speed slope.
  intros Hx Hy. apply (increases F F' x y); [lra | intros z Hz; apply speed; lra | intros z Hz; apply slope; lra].
Qed.

(* The logarithm rises by at most eta K in a step. *)
Lemma rise_in_a_step p q : d O <= p -> p <= q <= e -> q <= p + eta * F p -> 0 <= ln (F q / F p) <= eta * K.
Proof using speed slope step_positive.
  intros Hp Hq Hs. pose proof (proj1 (speed p ltac:(lra))) as Pp. pose proof (proj1 (speed q ltac:(lra))) as Pq.
  split.
  - rewrite ln_quotient by assumption. pose proof (ln_monotone _ _ Pp (speed_rises p q ltac:(lra) ltac:(lra))). lra.
  - apply Rle_trans with (F q / F p - 1); [apply ln_at_most, Rdiv_lt_0_compat; assumption|].
    destruct (mean_value F F' p q ltac:(lra)) as [c [Hc E]]; [intros x Hx; apply speed; lra|].
    pose proof (slope c ltac:(lra)) as Hk.
    apply Rmult_le_reg_l with (F p); [assumption|].
    replace (F p * (F q / F p - 1)) with (F q - F p) by (field; lra). rewrite E.
    apply Rle_trans with (K * (eta * F p)); [apply Rmult_le_compat; lra | right; ring].
Qed.

(* Descent is behind the flow by at least ... when it passes e, *)
Theorem lag_at_least k : e <= d k ->
  time F (d O) e + eta * ((1 / 2 - eta * K / 6) * ln (F e / F (d O))) <= eta * INR k.
Proof using step step_positive start speed slope concave.
  intros Hk. set (c := 1 / 2 - eta * K / 6). pose proof speed_positive as HF.
  assert (P0 : 0 < F (d O)) by (apply speed; lra). assert (Pe : 0 < F e) by (apply speed; lra).
  pose proof (passage F eta d step step_positive (fun x => time F (d O) x + eta * (c * ln (F x))) e k start) as H.
  cbn beta in H. rewrite time_from_here in H. rewrite ln_quotient by assumption.
  match type of H with ?A -> _ => assert (H1 : A) end.
  - intros p q Hp H0 Hq Hs.
    pose proof (proj1 (speed p ltac:(lra))) as Pp. pose proof (proj1 (speed q ltac:(lra))) as Pq.
    rewrite (time_adds F (d O) p q);
      [|lra | apply positive_regular, positive_within with (d O) e; (assumption || lra)].
    pose proof (step_time_chord F eta p q step_positive ltac:(lra)
      (positive_within _ _ _ _ _ HF Hp (proj2 Hq)) (speed_rises p q ltac:(lra) ltac:(lra))) as HT.
    specialize (HT ltac:(intros x Hx; apply (above_chords F F' (d O) e); [exact tangents | lra | lra | lra])).
    pose proof (rise_in_a_step p q Hp Hq Hs) as Ha. rewrite ln_quotient in Ha, HT by assumption.
    set (a := ln (F q) - ln (F p)) in *.
    assert (a ^ 2 <= eta * K * a) by nra.
    assert (Ec : eta * (c * a) = eta * (c * ln (F q)) - eta * (c * ln (F p))) by (unfold a; ring).
    apply Rle_trans with (eta * (1 - a / 2 + a ^ 2 / 6) + eta * (c * a)); [lra|].
    rewrite <- Rmult_plus_distr_l. rewrite <- (Rmult_1_r eta) at 2. apply Rmult_le_compat_l; [lra|]. unfold c. lra.
  - specialize (H H1 ltac:(intros x Hx; left; apply speed, Hx) Hk). lra.
Qed.

(* and by at most ... as long as it has not. *)
Theorem lag_at_most k : (forall j, (j <= k)%nat -> d j <= e) ->
  eta * INR k - eta * ((1 / 2 + eta * K / 8) * ln (F (d k) / F (d O)) + eta * K / 8) <= time F (d O) (d k).
Proof using step step_positive start speed slope concave.
  intros Hhi. pose proof speed_positive as HF.
  pose proof (iterates_increase F eta d step step_positive e k (fun x Hx => proj2 (HF x Hx)) Hhi) as Hlo.
  assert (Hpos : forall j, (j <= k)%nat -> 0 < F (d j)) by (intros j Hj; apply HF; auto).
  set (B := fun k => eta * INR k - eta * (ln (F (d k)) / 2 + eta / 8 * (K * (1 + ln (F (d k))) - F' (d k)))).
  pose proof (times_add F eta d step step_positive B e k HF Hhi) as H.
  match type of H with ?A -> _ => assert (H1 : A) end.
  - intros j Hj H0 H2. pose proof (Hpos j ltac:(lia)) as Pj. pose proof (Hpos (S j) ltac:(lia)) as Ps.
    assert (Hr : 0 <= eta * F (d j)) by (apply Rmult_le_pos; lra). pose proof (step j) as Es.
    pose proof (step_time_tangents F eta (d j) (F' (d j) / F (d j)) (F' (d (S j)) / F (d (S j))) step_positive Pj)
      as HT.
    rewrite <- Es in HT.
    specialize (HT (positive_within _ _ _ _ _ HF H0 H2)).
    specialize (HT ltac:(intros x Hx; apply tangents; lra) ltac:(intros x Hx; apply tangents; lra)).
    apply Rle_trans with (2 := HT). rewrite ln_quotient by assumption. unfold B. rewrite S_INR.
    pose proof (slope (d (S j)) ltac:(lra)) as HK. pose proof (speed_rises (d j) (d (S j)) ltac:(lra) H2) as Hup.
    set (r := F (d j) / F (d (S j))).
    assert (Hr1 : 0 < r) by (apply Rdiv_lt_0_compat; assumption).
    pose proof (ln_at_most r Hr1) as Hln. unfold r in Hln at 1. rewrite ln_quotient in Hln by assumption.
    assert (Hr2 : r <= 1).
    { unfold r. apply Rmult_le_reg_r with (F (d (S j))); [assumption|].
      replace (F (d j) / F (d (S j)) * F (d (S j))) with (F (d j)) by (field; lra). lra. }
    assert (E : F (d j) * (F' (d j) / F (d j) - F' (d (S j)) / F (d (S j))) = F' (d j) - r * F' (d (S j)))
      by (unfold r; field; lra).
    replace (eta * F (d j) * (F' (d j) / F (d j) - F' (d (S j)) / F (d (S j))) / 8)
      with (eta / 8 * (F' (d j) - r * F' (d (S j)))) by (rewrite <- E; field; lra).
    set (y := F' (d (S j))) in *.
    assert ((1 - r) * y <= K * (ln (F (d (S j))) - ln (F (d j)))).
    { apply Rle_trans with ((1 - r) * K); [apply Rmult_le_compat_l; lra|]. rewrite Rmult_comm.
      apply Rmult_le_compat_l; lra. }
    assert (eta / 8 * ((1 - r) * y) <= eta / 8 * (K * (ln (F (d (S j))) - ln (F (d j)))))
      by (apply Rmult_le_compat_l; lra).
    match goal with |- eta * ?a - eta * ?b - (eta * ?a' - eta * ?b') <= eta * ?g =>
      replace (eta * a - eta * b - (eta * a' - eta * b')) with (eta * (a - b - (a' - b'))) by ring end.
    apply Rmult_le_compat_l; [lra|]. lra.
  - specialize (H H1). apply Rle_trans with (2 := H). unfold B.
    pose proof (slope (d k) (conj (Hlo k (le_n k)) (Hhi k (le_n k)))) as H2.
    pose proof (slope (d O) (conj (Rle_refl _) start)) as H3. rewrite ln_quotient by (apply Hpos; lia). cbn [INR].
    match goal with |- eta * ?a - eta * ?b <= eta * ?c - eta * ?g - (eta * 0 - eta * ?g') =>
      replace (eta * c - eta * g - (eta * 0 - eta * g')) with (eta * (c - g + g')) by ring;
      replace (eta * a - eta * b) with (eta * (a - b)) by ring end.
    apply Rmult_le_compat_l; [lra|].
    assert (0 <= eta / 8 * F' (d k)) by (apply Rmult_le_pos; lra).
    assert (0 <= eta / 8 * (K - F' (d O))) by (apply Rmult_le_pos; lra). lra.
Qed.
End Lag.
