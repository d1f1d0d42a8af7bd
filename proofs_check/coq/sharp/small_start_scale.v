(* Phi_2 in units of the limit, and what it has at a small start: its leading terms and a rest of a known sign and
   size. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms powers roots abel_integrals.
From dmf.statements Require Import definitions names.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape closed_law_defect.
Open Scope R_scope.

(* x = l s. *)
Section Scale.
Variables (N : nat) (lam eta l : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis limit_positive : 0 < l.
Hypothesis limit_power : l ^ N = lam.
Notation unit := (l ^ (N - 2) * l ^ N).

Let unit_positive : 0 < unit. Proof. apply Rmult_lt_0_compat; apply pow_lt; assumption. Qed.

Lemma f_scaled s : f N lam (l * s) = l * unit * f N 1 s.
Proof. unfold f. rewrite !Rpow_mult_distr, limit_power, (pred_power N l), <- limit_power by assumption. ring. Qed.

Lemma slope_scaled s : slope N lam (l * s) = unit * slope N 1 s.
Proof. unfold slope. rewrite !Rpow_mult_distr, limit_power, <- limit_power. ring. Qed.

Lemma bent_scaled s : 0 < s < 1 -> bent N lam (l * s) = unit / l * bent N 1 s.
Proof.
  intros Hs. unfold bent. rewrite f_scaled, slope_scaled. pose proof (f_below N 1 depth 1 (pow1 N) s Hs). field.
  repeat split; try lra; apply pow_nonzero; lra.
Qed.

Lemma scaled_integral (u v : R -> R) c a b : 0 < a < 1 -> 0 < b < 1 -> (forall x, 0 < x < l -> continuous u x) ->
  (forall x, 0 < x < 1 -> continuous v x) -> (forall s, 0 < s < 1 -> l * u (l * s) = c * v s) ->
    RInt u (l * a) (l * b) = c * RInt v a b.
Proof.
  intros Ha Hb Cu Cv H. pose proof (RInt_comp_lin u l 0 a b) as L. rewrite !Rplus_0_r in L.
  assert (In : forall s, 0 < s < 1 -> 0 < l * s < l) by (intros s Hs; nra).
  rewrite <- L by (apply (integrable 0 l); auto).
  transitivity (RInt (fun s => scal c (v s)) a b).
  - apply RInt_ext. intros s Hs. assert (Hs1 : 0 < s < 1).
    { unfold Rmin, Rmax in Hs. destruct (Rle_dec a b); lra. }
    rewrite Rplus_0_r. unfold scal; simpl; unfold mult; simpl. apply H. assumption.
  - exact (RInt_scal v a b c (integrable 0 1 v a b Cv Ha Hb)).
Qed.

Lemma one_sign_unit x y : 0 < x < 1 -> 0 < y < 1 -> 0 < f N 1 x * f N 1 y.
Proof. apply (one_sign_below N 1 depth 1 (pow1 N)). Qed.

Lemma Phi_2_scaled a b : 0 < eta -> 0 < a < 1 -> 0 < b < 1 ->
  Phi_2 N lam eta (l * a) (l * b) = Phi_2 N 1 (eta * unit) a b.
Proof.
  intros He Ha Hb. pose proof (one_sign_below N lam depth l limit_power) as Sg.
  pose proof (f_below N 1 depth 1 (pow1 N) a Ha) as Pa. pose proof (f_below N 1 depth 1 (pow1 N) b Hb) as Pb.
  unfold Phi_2, Phi, tau.
  rewrite (scaled_integral (fun x => / f N lam x) (fun x => / f N 1 x) (/ unit) a b Ha Hb).
  - rewrite (scaled_integral (bent N lam) (bent N 1) unit a b Ha Hb).
    + rewrite !f_scaled, !slope_scaled. replace (l * unit * f N 1 b / (l * unit * f N 1 a)) with (f N 1 b / f N 1 a).
      * field. repeat split; try lra; apply pow_nonzero; lra.
      * field. repeat split; try lra; apply pow_nonzero; lra.
    + intros x Hx. apply (bent_continuous N lam 0 l); assumption.
    + intros x Hx. apply (bent_continuous N 1 0 1); [assumption | apply one_sign_unit | assumption].
    + intros s Hs. rewrite bent_scaled by assumption. field. lra.
  - intros x Hx. apply (inverse_continuous N lam 0 l); assumption.
  - intros x Hx. apply (inverse_continuous N 1 0 1); [assumption | apply one_sign_unit | assumption].
  - intros s Hs. rewrite f_scaled. pose proof (f_below N 1 depth 1 (pow1 N) s Hs). field.
    repeat split; try lra; apply pow_nonzero; lra.
Qed.
End Scale.

(* N >= 3, lambda = 1: antiderivatives from 0. *)
Section Unit.
Variable N : nat.
Hypothesis depth : (3 <= N)%nat.
Let deep : (2 <= N)%nat. Proof. lia. Qed.
Let D3 : 3 <= INR N. Proof. apply (le_INR 3) in depth. simpl in depth. lra. Qed.

Lemma room s : -1 < s < 1 -> 0 < 1 - s ^ N.
Proof.
  intros Hs. assert (Rabs s < 1) by (apply Rabs_def1; lra). pose proof (Rle_abs (s ^ N)) as H0.
  rewrite <- RPow_abs in H0.
  pose proof (pow_lt_1_compat (Rabs s) N (conj (Rabs_pos s) H) ltac:(lia)). lra.
Qed.

Definition inner (s : R) : R := s / (1 * (1 - s ^ N)).
Definition smooth_bent (s : R) : R := s ^ (N - 3) * ((INR N - 1) * 1 - (2 * INR N - 1) * s ^ N) ^ 2 / (1 - s ^ N).

Lemma inner_derive x : -1 < x < 1 -> is_derive (RInt inner 0) x (inner x).
Proof.
  intros Hx. apply (antiderivative inner (-1) 1); [|lra | assumption]. intros s Hs. pose proof (room s Hs).
  apply (ex_derive_continuous inner). unfold inner. auto_derive. lra.
Qed.

Lemma smooth_continuous s : -1 < s < 1 -> continuous smooth_bent s.
Proof. intros Hs. pose proof (room s Hs). apply (ex_derive_continuous smooth_bent). unfold smooth_bent. auto_derive.
  lra. Qed.

Lemma smooth_derive x : -1 < x < 1 -> is_derive (RInt smooth_bent 0) x (smooth_bent x).
Proof. intros Hx. apply (antiderivative smooth_bent (-1) 1); [apply smooth_continuous | lra | assumption]. Qed.

Lemma bent_is_smooth s : 0 < s < 1 -> bent N 1 s = smooth_bent s.
Proof.
  intros Hs. pose proof (room s ltac:(lra)). unfold bent, smooth_bent, slope, f.
  replace (N - 1)%nat with (S (S (N - 3))) by lia. replace (N - 2)%nat with (S (N - 3)) by lia. simpl pow.
  field. repeat split; try lra; apply pow_nonzero; lra.
Qed.

Lemma bent_from a b : 0 <= a <= b -> b < 1 -> RInt (bent N 1) a b = RInt smooth_bent 0 b - RInt smooth_bent 0 a.
Proof.
  intros Ha Hb. assert (I : forall x y, -1 < x < 1 -> -1 < y < 1 -> ex_RInt smooth_bent x y).
  { intros x y Hx Hy. apply (integrable (-1) 1); [apply smooth_continuous | assumption..]. }
  pose proof (RInt_Chasles smooth_bent 0 a b (I 0 a ltac:(lra) ltac:(lra)) (I a b ltac:(lra) ltac:(lra))) as C.
  change (RInt smooth_bent 0 a + RInt smooth_bent a b = RInt smooth_bent 0 b) in C.
  assert (Eb : RInt (bent N 1) a b = RInt smooth_bent a b); [|lra]. apply RInt_ext. intros s Hs.
  rewrite Rmin_left, Rmax_right in Hs by lra. apply bent_is_smooth. lra.
Qed.

Lemma polar_is x : polar N 1 x = - (/ x ^ (N - 2) / (1 * (INR N - 2))).
Proof.
  unfold polar. assert (Nat.leb N 1 = false) as -> by (apply Nat.leb_gt; lia).
  assert (Nat.eqb N 2 = false) as -> by (apply Nat.eqb_neq; lia). reflexivity.
Qed.

Lemma U_derive x : 0 < x < 1 -> is_derive (U N 1) x (/ f N 1 x).
Proof.
  intros Hx. pose proof (room x ltac:(lra)) as P. unfold U. evar_last.
  - apply (is_derive_plus (polar N 1) (fun x => RInt (fun s => s / (1 * (1 - s ^ N))) 0 x));
      [|apply inner_derive; lra].
    apply (is_derive_ext (fun x => - (/ x ^ (N - 2) / (1 * (INR N - 2))))); [intros; symmetry; apply polar_is|].
    auto_derive; [apply pow_nonzero; lra | reflexivity].
  - unfold plus; simpl. unfold inner, f. replace (N - 1)%nat with (S (N - 2)) by lia.
    rewrite (whole_power N x deep) in *. replace (N - 2)%nat with (S (N - 3)) by lia. simpl pred. simpl pow.
    change (match (N - 3)%nat with 0%nat => 1 | S _ => INR (N - 3) + 1 end) with (INR (S (N - 3))).
    rewrite S_INR, minus_INR by assumption. simpl INR. replace (N - 2)%nat with (S (N - 3)) in P by lia.
    simpl pow in P.
    field. repeat split; try lra; apply pow_nonzero; lra.
Qed.

Lemma tau_is a b : 0 < a <= b -> b < 1 -> tau N 1 a b = U N 1 b - U N 1 a.
Proof.
  intros Ha Hb. pose proof (one_sign_below N 1 deep 1 (pow1 N)) as Sg.
  destruct (mean_value (fun x => tau N 1 a x - U N 1 x) (fun x => / f N 1 x - / f N 1 x) a b ltac:(lra)) as [c [_ H]].
  - intros t Ht. apply (is_derive_minus (tau N 1 a) (U N 1)).
    + apply (tau_derive N 1 0 1 deep Sg); lra.
    + apply U_derive. lra.
  - rewrite tau_nothing in H. lra.
Qed.

(* What is left at the start. *)
Definition rest (h a : R) : R := - (RInt inner 0 a / h) - ln (1 - a ^ N) / 2
  + h * (slope N 1 a + RInt smooth_bent 0 a) / 12.

Lemma Phi_2_from_small h a delta : 0 < h -> 0 < delta -> 0 < a -> a <= 1 - delta -> Phi_2 N 1 h a (1 - delta) =
  C_start N h delta + ((INR N / 2 - 1 / 2) * ln (/ a) + 1 / ((INR N - 2) * a ^ (N - 2) * h)) + rest h a.
Proof.
  intros Hh Hd Ha Hab. set (b := 1 - delta). assert (Hb : a <= b < 1) by (unfold b; lra).
  pose proof (room a ltac:(lra)) as Ra. pose proof (f_below N 1 deep 1 (pow1 N) a ltac:(lra)) as Pa.
  pose proof (f_below N 1 deep 1 (pow1 N) b ltac:(lra)) as Pb.
  unfold Phi_2, Phi, C_start, rest. fold b. rewrite tau_is, bent_from by lra.
  assert (B0 : RInt (bent N 1) 0 b = RInt smooth_bent 0 b).
  { rewrite bent_from by lra. rewrite RInt_point. unfold zero; simpl. ring. }
  rewrite B0, ln_div by assumption.
  assert (Lf : ln (f N 1 a) = (INR N - 1) * ln a + ln (1 - a ^ N)).
  { unfold f. rewrite ln_mult, ln_pow by (try apply pow_lt; lra). rewrite minus_INR by lia. reflexivity. }
  assert (Ua : U N 1 a = - (/ a ^ (N - 2) / (1 * (INR N - 2))) + RInt inner 0 a)
    by (unfold U; rewrite polar_is; reflexivity).
  rewrite Lf, Ua, ln_Rinv by assumption. field. repeat split; try lra. apply pow_nonzero. lra.
Qed.

(* Its size, for (2N - 1) a^N <= N - 1. *)
Lemma inner_bounds a : 0 < a < 1 -> 0 <= RInt inner 0 a <= a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2)) + a ^ 2 / 2.
Proof.
  intros Ha. pose proof (room a ltac:(lra)) as Ra.
  assert (Z : RInt inner 0 0 = 0) by (rewrite RInt_point; reflexivity).
  split.
  - apply Rle_trans with (RInt inner 0 0); [lra|].
    apply (grows (RInt inner 0) inner); [lra | intros; apply inner_derive; lra|].
    intros t Ht. pose proof (room t ltac:(lra)). unfold inner. apply Rdiv_le_0_compat; lra.
  - set (p := fun t => t ^ (N + 2) / ((1 - a ^ N) * (INR N + 2)) + t ^ 2 / 2).
    assert (RInt inner 0 a - RInt inner 0 0 <= p a - p 0).
    { apply (growth_compared p (fun t => t ^ (N + 1) / (1 - a ^ N) + t) (RInt inner 0) inner);
        [lra | | intros; apply inner_derive; lra|].
      - intros t Ht. unfold p. auto_derive; [exact I|]. replace (N + 2)%nat with (S (N + 1)) by lia. simpl pred.
        change (match (N + 1)%nat with 0%nat => 1 | S _ => INR (N + 1) + 1 end) with (INR (S (N + 1))).
        rewrite S_INR, plus_INR. simpl INR. field. split; lra.
      - intros t Ht. pose proof (room t ltac:(lra)). unfold inner. rewrite pow_add, pow_1.
        replace (t / (1 * (1 - t ^ N))) with (t ^ N * t * / (1 - t ^ N) + t) by (field; lra). apply Rplus_le_compat_r.
        unfold Rdiv. apply Rmult_le_compat_l; [apply Rmult_le_pos; [apply pow_le; lra | lra]|].
        pose proof (pow_incr t a N ltac:(lra)). apply Rinv_le_contravar; lra. }
    unfold p in H. rewrite Z in H. rewrite !pow_i in H by lia. unfold Rdiv in *. lra.
Qed.

Lemma smooth_bounds a : 0 < a < 1 -> (2 * INR N - 1) * a ^ N <= INR N - 1 ->
  0 <= RInt smooth_bent 0 a <= a ^ (N - 2) * ((INR N - 1) ^ 2 / ((1 - a ^ N) * (INR N - 2))).
Proof.
  intros Ha Hs. pose proof (room a ltac:(lra)) as Ra.
  assert (Z : RInt smooth_bent 0 0 = 0) by (rewrite RInt_point; reflexivity).
  split.
  - apply Rle_trans with (RInt smooth_bent 0 0); [lra|].
    apply (grows (RInt smooth_bent 0) smooth_bent); [lra | intros; apply smooth_derive; lra|].
    intros t Ht. pose proof (room t ltac:(lra)). unfold smooth_bent. apply Rdiv_le_0_compat; [|assumption].
    apply Rmult_le_pos; [apply pow_le; lra | apply pow2_ge_0].
  - set (c := (INR N - 1) ^ 2 / ((1 - a ^ N) * (INR N - 2))). set (p := fun t => t ^ (N - 2) * c).
    assert (RInt smooth_bent 0 a - RInt smooth_bent 0 0 <= p a - p 0).
    { apply (growth_compared p (fun t => (INR N - 2) * t ^ (N - 3) * c) (RInt smooth_bent 0) smooth_bent);
        [lra | | intros; apply smooth_derive; lra|].
      - intros t Ht. unfold p. auto_derive; [exact I|]. replace (pred (N - 2)) with (N - 3)%nat by lia.
        rewrite minus_INR by assumption. simpl INR. ring.
      - intros t Ht. pose proof (room t ltac:(lra)) as Rt. unfold smooth_bent, c.
        replace ((INR N - 2) * t ^ (N - 3) * ((INR N - 1) ^ 2 / ((1 - a ^ N) * (INR N - 2))))
          with (t ^ (N - 3) * (INR N - 1) ^ 2 * / (1 - a ^ N)) by (field; lra).
        pose proof (pow_incr t a N ltac:(lra)) as Pt. pose proof (pow_le t N ltac:(lra)) as P0.
        assert ((2 * INR N - 1) * t ^ N <= (2 * INR N - 1) * a ^ N) by (apply Rmult_le_compat_l; lra).
        assert (0 <= (2 * INR N - 1) * t ^ N) by (apply Rmult_le_pos; lra).
        unfold Rdiv. apply Rmult_le_compat.
        + apply Rmult_le_pos; [apply pow_le; lra | apply pow2_ge_0].
        + left. apply Rinv_0_lt_compat. lra.
        + apply Rmult_le_compat_l; [apply pow_le; lra | apply pow_incr; lra].
        + apply Rinv_le_contravar; lra. }
    unfold p in H. rewrite Z in H. rewrite (pow_i (N - 2)) in H by lia. lra.
Qed.

Lemma rest_bounds h a : 0 < h -> 0 < a < 1 -> (2 * INR N - 1) * a ^ N <= INR N - 1 ->
  - ((a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2)) + a ^ 2 / 2) / h) <= rest h a <=
  a ^ (N - 2) * ((INR N - 1) ^ 2 / ((1 - a ^ N) * (INR N - 2)) + INR N - 1) * h / 12 - ln (1 - a ^ N) / 2.
Proof.
  intros Hh Ha Hs. pose proof (room a ltac:(lra)) as Ra. pose proof (inner_bounds a Ha) as [I0 I1].
  pose proof (smooth_bounds a Ha Hs) as [S0 S1]. pose proof (pow_lt a N ltac:(lra)) as P.
  assert (L : ln (1 - a ^ N) <= 0) by (pose proof (ln_at_most (1 - a ^ N) Ra); lra).
  assert (Ps : 0 < a ^ (N - 2)) by (apply pow_lt; lra).
  assert (Sl : 0 <= slope N 1 a <= a ^ (N - 2) * (INR N - 1)).
  { unfold slope. split; [apply Rmult_le_pos; lra|]. apply Rmult_le_compat_l; [lra|].
    assert (0 <= (2 * INR N - 1) * a ^ N) by (apply Rmult_le_pos; lra). lra. }
  unfold rest. split.
  - assert (RInt inner 0 a / h <= (a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2)) + a ^ 2 / 2) / h).
    { apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; assumption | assumption]. }
    assert (0 <= h * (slope N 1 a + RInt smooth_bent 0 a)) by (apply Rmult_le_pos; lra). lra.
  - assert (0 <= RInt inner 0 a / h) by (apply Rdiv_le_0_compat; lra).
    assert (h * (slope N 1 a + RInt smooth_bent 0 a) <= h * (a ^ (N - 2) * (INR N - 1) +
      a ^ (N - 2) * ((INR N - 1) ^ 2 / ((1 - a ^ N) * (INR N - 2))))) by (apply Rmult_le_compat_l; lra). lra.
Qed.
End Unit.
