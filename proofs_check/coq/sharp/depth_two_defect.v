(* Depth 2 in units of the limit: the defect of a step against that of the step at 0, whose only factor is 1 + h t;
   what the differences add up to along an orbit; Phi_2 in closed form. *)
From Coq Require Import Reals Lra Lia Psatz List.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms abel_integrals abel_series abel_zeros abel_difference
  abel_step_zeros.
From dmf.sharp Require Import sharp_law_path sharp_law_signs closed_law_defect.
Open Scope R_scope.

Lemma real_power_sums (xs : list R) k : Im (power_sum (map RtoC xs) k) = 0.
Proof.
  induction xs as [|x r IH]; [reflexivity|]. cbn [map power_sum]. rewrite real_power. unfold Im, Cplus, RtoC in *.
  simpl. lra.
Qed.

Section Two.
Variable h : R.
Hypothesis size_step : 0 < h < 1 / 4.
Notation g s := (s + h * f 2 1 s).
Notation W := (4 * h).
Notation Bw := (21 * W ^ 3 * (4 - 3 * W) / (50 * (1 - W) ^ 2) + 5 * W ^ 2 / 8).

Lemma f_is s : f 2 1 s = s * (1 - s) * (1 + s).
Proof. unfold f. simpl. ring. Qed.

Lemma two_sign x y : 0 < x < 1 -> 0 < y < 1 -> 0 < f 2 1 x * f 2 1 y.
Proof. apply (one_sign_below 2 1 (le_n 2) 1 (pow1 2)). Qed.

Lemma two_positive s : 0 < s < 1 -> 0 < f 2 1 s.
Proof. apply (f_below 2 1 (le_n 2) 1 (pow1 2)). Qed.

Lemma two_moves s : 0 < s < 1 -> s < g s < 1.
Proof.
  intros Hs. pose proof (two_positive s Hs). split; [nra|]. rewrite f_is.
  assert (0 < (1 - s) * (1 - h * (s * (1 + s)))) by (apply Rmult_lt_0_compat; [lra | nra]). lra.
Qed.

(* The factors of the step, and those at 0. *)
Definition factors (s : R) : list (R * R) :=
  (- h * (1 - s ^ 2), - h) :: (h * s * (1 + s), 0) :: (- h * s * (1 - s), 0) :: nil.
Notation pairs s := (map (fun p => (RtoC (fst p), RtoC (snd p))) (factors s)).

Lemma left_is s : map fst (pairs s) = map RtoC (map fst (factors s)). Proof. reflexivity. Qed.
Lemma right_is s : map snd (pairs s) = map RtoC (map snd (factors s)). Proof. reflexivity. Qed.

Lemma distance_is s : 0 < s < 1 -> distance (pairs s) = h * s * (2 + s).
Proof.
  intros Hs. assert (A0 : 0 < h * s) by (apply Rmult_lt_0_compat; lra).
  assert (A1 : 0 < h * s * (1 + s)) by (apply Rmult_lt_0_compat; lra).
  assert (A2 : 0 < h * s * (1 - s)) by (apply Rmult_lt_0_compat; lra).
  assert (A3 : 0 < h * s * s) by (apply Rmult_lt_0_compat; lra).
  unfold factors. cbn [map distance fst snd]. rewrite <- !RtoC_minus, !Cmod_R.
  rewrite (Rabs_pos_eq (- h * (1 - s ^ 2) - - h)) by lra. rewrite (Rabs_pos_eq (h * s * (1 + s) - 0)) by lra.
  rewrite (Rabs_left1 (- h * s * (1 - s) - 0)) by lra. ring.
Qed.

Lemma reach_is s : 0 < s < 1 -> reach (pairs s) <= W.
Proof.
  intros Hs. assert (A0 : 0 < h * s) by (apply Rmult_lt_0_compat; lra).
  assert (A1 : 0 < h * s * (1 + s)) by (apply Rmult_lt_0_compat; lra).
  assert (A2 : 0 < h * s * (1 - s)) by (apply Rmult_lt_0_compat; lra).
  assert (A3 : 0 < h * s * s) by (apply Rmult_lt_0_compat; lra).
  assert (A4 : 0 < h * ((1 - s) * (1 + s))) by (apply Rmult_lt_0_compat; [lra | apply Rmult_lt_0_compat; lra]).
  assert (A5 : h * s * s < h) by nra.
  unfold factors. cbn [map reach fst snd]. rewrite !Cmod_R.
  rewrite (Rabs_left (- h * (1 - s ^ 2))) by lra. rewrite (Rabs_left (- h)) by lra.
  rewrite (Rabs_pos_eq (h * s * (1 + s))) by lra.
  rewrite (Rabs_left1 (- h * s * (1 - s))) by lra. rewrite Rabs_R0.
  assert (Rmax (- (- h * (1 - s ^ 2))) (- - h) <= h) by (apply Rmax_lub; lra).
  assert (Rmax (h * s * (1 + s)) 0 <= h * s * (1 + s)) by (apply Rmax_lub; lra).
  assert (Rmax (- (- h * s * (1 - s))) 0 <= h * s * (1 - s)) by (apply Rmax_lub; lra). nra.
Qed.

Lemma product_left s t : 0 < s < 1 -> product (map fst (pairs s)) (RtoC t)
  = RtoC (f 2 1 (s + t * (h * f 2 1 s)) / f 2 1 s).
Proof.
  intros Hs. rewrite left_is. unfold factors. cbn [map product fst snd].
  rewrite <- !RtoC_mult, <- !RtoC_minus, <- !RtoC_mult.
  f_equal. rewrite !f_is. field. repeat split; lra.
Qed.

Lemma product_right s t : product (map snd (pairs s)) (RtoC t) = RtoC (1 + h * t).
Proof.
  rewrite right_is. unfold factors. cbn [map product fst snd]. rewrite <- !RtoC_mult, <- !RtoC_minus, <- !RtoC_mult.
  f_equal. ring.
Qed.

(* The step at 0. *)
Lemma at_zero_series (P c : nat -> R) : (forall n, Rabs (P n) <= W ^ S n) ->
  (forall n, Rabs (c n) <= W ^ n / INR (fact n)) ->
  c 0%nat = 1 -> (forall n, INR (S n) * c (S n) = - PS_mult P c n) -> (forall t, 1 + h * t = PSeries c t) ->
  is_series (order P c) (growth h - 1).
Proof.
  intros HP Hc H0 Nt E.
  pose proof (defect_series P c W ltac:(lra) HP Hc H0 Nt (fun t => 1 + h * t) (fun _ => h)
    (fun t => ln (1 + h * t) / h)
    (fun t => h * ln (1 + h * t)) E) as S.
  assert (Pos : forall t, 0 <= t <= 1 -> 0 < 1 + h * t) by (intros; nra).
  specialize (S Pos ltac:(intros t Ht; auto_derive; [exact I | ring])).
  specialize (S ltac:(intros t Ht; pose proof (Pos t Ht); auto_derive; [lra | field; split; lra])).
  specialize (S ltac:(intros t Ht; pose proof (Pos t Ht); auto_derive; [lra | simpl; field; lra])). cbv beta in S.
  evar_last; [exact S|]. rewrite Rmult_0_r, Rplus_0_r, ln_1, Rmult_1_r. unfold growth. field. lra.
Qed.

Theorem two_defect s : 0 < s < 1 -> Rabs (Phi_2 2 1 h s (g s) - growth h) <= Bw * (h * s * (2 + s)).
Proof.
  intros Hs. pose proof (reach_is s Hs) as R. pose proof (distance_is s Hs) as D.
  pose proof (reach_nonnegative (pairs s)) as R0.
  set (zs := pairs s) in *.
  assert (Real : forall k, Im (power_sum (map fst zs) k) = 0)
    by (intros; unfold zs; rewrite left_is; apply real_power_sums).
  assert (Real' : forall k, Im (power_sum (map snd zs) k) = 0)
    by (intros; unfold zs; rewrite right_is; apply real_power_sums).
  set (P := fun n => Re (power_sum (map fst zs) n)). set (c := fun n => Re (coefficient (map fst zs) n)).
  set (P' := fun n => Re (power_sum (map snd zs) n)). set (c' := fun n => Re (coefficient (map snd zs) n)).
  assert (Wn : forall n, reach zs ^ n <= W ^ n) by (intros; apply pow_incr; lra).
  assert (ML : forall n, mass (map fst zs) ^ n <= W ^ n).
  { intros n. apply pow_incr. pose proof (mass_nonnegative (map fst zs)). pose proof (mass_left zs). lra. }
  assert (MR : forall n, mass (map snd zs) ^ n <= W ^ n).
  { intros n. apply pow_incr. pose proof (mass_nonnegative (map snd zs)). pose proof (mass_right zs). lra. }
  assert (HP : forall n, Rabs (P n) <= W ^ S n).
  { intros n. apply Rle_trans with (1 := real_part_bound _). apply Rle_trans with (1 := power_sum_bound _ _).
    apply ML. }
  assert (HP' : forall n, Rabs (P' n) <= W ^ S n).
  { intros n. apply Rle_trans with (1 := real_part_bound _). apply Rle_trans with (1 := power_sum_bound _ _).
    apply MR. }
  assert (Fp : forall n, 0 < / INR (fact n)) by (intros n; apply Rinv_0_lt_compat; pose proof (fact_real n); lra).
  assert (Hc : forall n, Rabs (c n) <= W ^ n / INR (fact n)).
  { intros n. apply Rle_trans with (1 := real_part_bound _). apply Rle_trans with (1 := coefficient_bound _ _).
    apply Rmult_le_compat_r; [left; apply Fp | apply ML]. }
  assert (Hc' : forall n, Rabs (c' n) <= W ^ n / INR (fact n)).
  { intros n. apply Rle_trans with (1 := real_part_bound _). apply Rle_trans with (1 := coefficient_bound _ _).
    apply Rmult_le_compat_r; [left; apply Fp | apply MR]. }
  assert (D0 : 0 <= h * s * (2 + s)) by nra.
  assert (Re_minus : forall z w, Re z - Re w = Re (Cminus z w)) by (intros; reflexivity).
  assert (HPd : forall n, Rabs (P n - P' n) <= INR (S n) * W ^ n * (h * s * (2 + s))).
  { intros n. unfold P, P'. rewrite Re_minus. apply Rle_trans with (1 := real_part_bound _).
    apply Rle_trans with (1 := power_sum_difference zs n). rewrite D. apply Rmult_le_compat_r; [assumption|].
    apply Rmult_le_compat_l; [apply pos_INR | apply Wn]. }
  assert (Hcd : forall n, Rabs (c (S n) - c' (S n)) <= W ^ n * (h * s * (2 + s)) / INR (fact n)).
  { intros n. unfold c, c'. rewrite Re_minus. apply Rle_trans with (1 := real_part_bound _).
    apply Rle_trans with (1 := coefficient_difference zs n). rewrite D. apply Rmult_le_compat_r; [left; apply Fp|].
    apply Rmult_le_compat_r; [assumption | apply Wn]. }
  assert (L0 : c 0%nat = 1) by (unfold c; rewrite coefficient_first; reflexivity).
  assert (L0' : c' 0%nat = 1) by (unfold c'; rewrite coefficient_first; reflexivity).
  assert (Nt : forall n, INR (S n) * c (S n) = - PS_mult P c n) by (intros; apply real_newton; assumption).
  assert (Nt' : forall n, INR (S n) * c' (S n) = - PS_mult P' c' n) by (intros; apply real_newton; assumption).
  pose proof (two_moves s Hs) as M.
  assert (S1 : is_series (order P c) (Phi_2 2 1 h s (g s) - 1)).
  { apply (step_series 2 1 0 1 h (le_n 2) two_sign ltac:(lra) s W P c); try assumption; try lra.
    intros t. unfold c. rewrite product_series. unfold zs. rewrite product_left by assumption. reflexivity. }
  assert (S2 : is_series (order P' c') (growth h - 1)).
  { apply at_zero_series; try assumption. intros t. unfold c'. rewrite product_series. unfold zs.
    rewrite product_right. reflexivity. }
  pose proof (defects_apart P c P' c' W (h * s * (2 + s)) ltac:(lra) D0 HP HP' HPd Hc Hcd L0 L0' Nt Nt' _ _ S1 S2)
    as A.
  replace (Phi_2 2 1 h s (g s) - growth h) with (Phi_2 2 1 h s (g s) - 1 - (growth h - 1)) by ring.
  apply Rle_trans with (1 := A). right. apply Rmult_comm.
Qed.

(* What the distances add up to. *)
Definition way_length (s : R) : R := - (3 / 2 * ln (1 - s)) + ln (1 + s) / 2.

Lemma length_gains s : 0 < s < 1 -> h * s * (2 + s) <= way_length (g s) - way_length s.
Proof.
  intros Hs. pose proof (two_moves s Hs) as M.
  destruct (mean_value way_length (fun t => (2 + t) * / ((1 - t) * (1 + t))) s (g s) ltac:(lra)) as [c [Hc E]].
  - intros t Ht. unfold way_length. auto_derive; [repeat split; lra | field; repeat split; lra].
  - rewrite E. rewrite f_is in *.
    replace (h * s * (2 + s)) with ((2 + s) * / ((1 - s) * (1 + s)) * (s + h * (s * (1 - s) * (1 + s)) - s))
      by (field; lra).
    apply Rmult_le_compat_r; [lra|].
    apply Rmult_le_compat; [lra | left; apply Rinv_0_lt_compat; apply Rmult_lt_0_compat; lra | lra|].
    apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra|]. nra.
Qed.

Lemma length_grows s t : 0 <= s <= t -> t < 1 -> way_length s <= way_length t.
Proof.
  intros Hs Ht. unfold way_length. pose proof (ln_le_compat (1 - t) (1 - s) ltac:(lra) ltac:(lra)).
  pose proof (ln_le_compat (1 + s) (1 + t) ltac:(lra) ltac:(lra)). lra.
Qed.

(* Phi_2 grows. *)
Lemma two_size s : 0 < s < 1 -> Rabs (h * f 2 1 s) * spread 2 1 s <= 1 / 2.
Proof.
  intros Hs. pose proof (two_positive s Hs) as P. unfold spread. destruct (Rlt_dec 0 1); [|lra].
  assert (R1 : root 2 1 = 1).
  { unfold root. destruct (Rle_dec 1 0); [lra|]. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. }
  assert (S1 : sigma_N 2 1 = 1 / 2).
  { unfold sigma_N. destruct (Rlt_dec 0 1); [|lra]. change (2 - 1)%nat with 1%nat. rewrite sum_n_n. simpl INR.
    replace (PI * 1 / (1 + 1)) with (PI / 2) by field. rewrite sin_PI2. field. }
  rewrite (Rabs_pos_eq 1) by lra. rewrite R1, S1, (Rabs_pos_eq (1 - s)) by lra. rewrite Rabs_pos_eq by nra.
  rewrite f_is. simpl INR.
  replace (h * (s * (1 - s) * (1 + s)) * ((1 + 1 - 1) / s + / (1 - s) + 2 * (1 / 2) / (1 + s)))
    with (h * (1 - s ^ 2 + 2 * s)) by (field; repeat split; lra).
  apply Rle_trans with (h * 2); [|lra]. apply Rmult_le_compat_l; [lra|]. pose proof (pow2_ge_0 (1 - s)). lra.
Qed.

Lemma two_grows a s t : 0 < a < 1 -> 0 < s < t -> t < 1 -> Phi_2 2 1 h a s < Phi_2 2 1 h a t.
Proof.
  intros Ha Hs Ht. pose proof (two_positive s ltac:(lra)) as P.
  pose proof (Phi_2_moves 2 1 0 1 h (le_n 2) (Rle_refl 0) two_sign ltac:(lra) a s t (1 / 2) Ha ltac:(lra) ltac:(lra)
    Ht ltac:(lra)
    ltac:(intros u Hu; apply two_size; lra)) as M.
  apply Rmult_lt_reg_l with (f 2 1 s); [assumption|]. lra.
Qed.

(* The closed form. *)
Definition way (x : R) : R := ln x - ln (1 - x ^ 2) / 2.
Definition turned (x : R) : R := ln x - 9 * x ^ 2 / 2 - 2 * ln (1 - x ^ 2).

Lemma tau_two a x : 0 < a <= x -> x < 1 -> tau 2 1 a x = way x - way a.
Proof.
  intros Ha Hx. destruct (mean_value (fun x => tau 2 1 a x - way x) (fun x => / f 2 1 x - / f 2 1 x) a x ltac:(lra))
    as [c [_ H]].
  - intros t Ht. apply (is_derive_minus (tau 2 1 a) way); [apply (tau_derive 2 1 0 1 (le_n 2) two_sign); lra|].
    assert (0 < 1 - t ^ 2) by nra. unfold way. auto_derive; [simpl in *; lra|]. rewrite f_is. simpl in *. field.
    repeat split; simpl in *; lra.
  - rewrite tau_nothing in H. lra.
Qed.

Lemma bent_two a x : 0 < a <= x -> x < 1 -> RInt (bent 2 1) a x = turned x - turned a.
Proof.
  intros Ha Hx. destruct (mean_value (fun x => RInt (bent 2 1) a x - turned x) (fun x => bent 2 1 x - bent 2 1 x) a x
    ltac:(lra)) as [c [_ H]].
  - intros t Ht. apply (is_derive_minus (RInt (bent 2 1) a) turned);
      [apply (bent_derive 2 1 0 1 (le_n 2) two_sign); lra|].
    assert (0 < 1 - t ^ 2) by nra. unfold turned. auto_derive; [simpl in *; lra|]. unfold bent, slope. rewrite f_is.
    simpl in *. field.
    repeat split; simpl in *; lra.
  - rewrite bent_nothing in H. lra.
Qed.

Lemma Phi_2_two a delta : 0 < a -> 0 < delta -> a <= 1 - delta -> Phi_2 2 1 h a (1 - delta) =
  growth h * C_two h delta - ln a * (/ h + / 2 - h / 12)
  - ((h / 3 + 1 - / h) * ln (1 - a ^ 2) / 2 + 5 * a ^ 2 * h / 8).
Proof.
  intros Ha Hd Hx. assert (G : 0 < growth h).
  { unfold growth. apply Rmult_lt_0_compat; [rewrite <- ln_1; apply ln_increasing; lra|].
    assert (0 < / h) by (apply Rinv_0_lt_compat; lra). lra. }
  unfold Phi_2, Phi, C_two. rewrite tau_two, bent_two by lra. fold (way (1 - delta)) (turned (1 - delta)).
  rewrite ln_div by (apply two_positive; lra).
  assert (La : ln (f 2 1 a) = ln a + ln (1 - a ^ 2)).
  { replace (f 2 1 a) with (a * (1 - a ^ 2)) by (rewrite f_is; ring). apply ln_mult; [lra | nra]. }
  rewrite La. set (x := 1 - delta). replace (slope 2 1 a) with (1 - 3 * a ^ 2) by (unfold slope; simpl; ring).
  unfold way at 2. unfold turned at 2. field. split; lra.
Qed.
End Two.
