(* The defect of the second approximate Abel function Phi_2 over one step of the descent is small with the sum Z of
   the sizes of the factors of f(x + tw)/f(x); Phi_2 is additive, and grows along the path where Z < 1. *)
From Coq Require Import Reals Lra Lia Psatz List.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms roots abel_integrals abel abel_series abel_zeros
  abel_step_zeros.
From dmf.statements Require Import definitions names sharp_law.
From dmf.sharp Require Import sharp_law_path sharp_law_signs sharp_law_shape.
Open Scope R_scope.

Definition bound (Z : R) : R := 21 * Z / (50 * (1 - Z)) + 5 / 24.

Lemma bound_grows z Z : 0 <= z <= Z -> Z < 1 -> 0 <= bound z <= bound Z.
Proof.
  intros Hz HZ. unfold bound. assert (0 <= 21 * z / (50 * (1 - z))) by (apply Rdiv_le_0_compat; lra).
  assert (21 * z / (50 * (1 - z)) <= 21 * Z / (50 * (1 - Z))); [|lra].
  apply Rmult_le_compat; [lra | left; apply Rinv_0_lt_compat; lra | lra | apply Rinv_le_contravar; lra].
Qed.

(* The factors as real sequences. *)
Lemma real_zeros N lam x w Z : has_zeros N lam x w -> Rabs w * spread N lam x <= Z -> 0 <= Z /\ exists P c : nat -> R,
  (forall n, Rabs (P n) <= Z ^ S n) /\ (forall n, Rabs (c n) <= Z ^ n / INR (fact n)) /\ c 0%nat = 1 /\
  (forall n, INR (S n) * c (S n) = - PS_mult P c n) /\ forall t, f N lam (x + t * w) / f N lam x = PSeries c t.
Proof.
  intros [zs [Hp [Hr Hm]]] HZ. pose proof (mass_nonnegative zs) as M0.
  assert (MZ : 0 <= mass zs <= Z) by lra. split; [lra|].
  exists (fun n => Re (power_sum zs n)), (fun n => Re (coefficient zs n)). split; [|split; [|split; [|split]]].
  - intros n. apply Rle_trans with (1 := real_part_bound _). apply Rle_trans with (1 := power_sum_bound _ _).
    apply pow_incr. assumption.
  - intros n. apply Rle_trans with (1 := real_part_bound _). apply Rle_trans with (1 := coefficient_bound _ _).
    apply Rmult_le_compat_r; [|apply pow_incr; assumption]. left. apply Rinv_0_lt_compat. pose proof (fact_real n).
    lra.
  - rewrite coefficient_first. reflexivity.
  - intros n. apply real_newton. assumption.
  - intros t. rewrite product_series, Hp. reflexivity.
Qed.

Lemma tau_nothing N lam x : tau N lam x x = 0.
Proof. unfold tau. rewrite RInt_point. reflexivity. Qed.

Lemma bent_nothing N lam x : RInt (bent N lam) x x = 0.
Proof. rewrite RInt_point. reflexivity. Qed.

Section Interval.
Variables (N : nat) (lam lo hi eta : R).
Hypothesis depth : (2 <= N)%nat.
Hypothesis inside : 0 <= lo.
Hypothesis one_sign : forall x y, lo < x < hi -> lo < y < hi -> 0 < f N lam x * f N lam y.
Hypothesis step_positive : 0 < eta.

Notation next x := (x + eta * f N lam x).
Notation size x := (Rabs (eta * f N lam x) * spread N lam x).

Let nonzero x : lo < x < hi -> f N lam x <> 0.
Proof. apply f_nonzero. assumption. Qed.

Lemma zeros_here x w : lo < x < hi -> has_zeros N lam x w.
Proof using depth inside one_sign.
  intros Hx. apply zeros_of_step; [assumption | lra|]. intros E. apply (nonzero x Hx). unfold f. rewrite E. ring.
Qed.

Lemma bent_continuous x : lo < x < hi -> continuous (bent N lam) x.
Proof using depth one_sign.
  intros Hx. apply (ex_derive_continuous (bent N lam)). unfold bent.
  apply (ex_derive_div (fun x => slope N lam x ^ 2) (f N lam)).
  - apply (ex_derive_comp (fun y => y ^ 2) (slope N lam)); [auto_derive; exact I|].
    eexists. apply slope_derive. assumption.
  - exists (slope N lam x). apply f_derive. assumption.
  - apply nonzero. assumption.
Qed.

Lemma bent_derive a x : lo < a < hi -> lo < x < hi -> is_derive (RInt (bent N lam) a) x (bent N lam x).
Proof using depth one_sign. intros Ha Hx. apply (antiderivative (bent N lam) lo hi);
  [apply bent_continuous | assumption..]. Qed.

(* The defect of a step is the sum of its orders. *)
Lemma step_series x Z P c : lo < x < hi -> lo < next x < hi -> 0 <= Z < 1 ->
  (forall n, Rabs (P n) <= Z ^ S n) -> (forall n, Rabs (c n) <= Z ^ n / INR (fact n)) -> c 0%nat = 1 ->
  (forall n, INR (S n) * c (S n) = - PS_mult P c n) ->
  (forall t, f N lam (x + t * (eta * f N lam x)) / f N lam x = PSeries c t) ->
  is_series (order P c) (Phi_2 N lam eta x (next x) - 1).
Proof using depth one_sign step_positive.
  intros Hx Hn HZ HP Hc H0 Nt E. set (w := eta * f N lam x) in *. pose proof (nonzero x Hx) as Nx.
  assert (Hin : forall t, 0 <= t <= 1 -> lo < x + t * w < hi) by (intros; apply part_inside; assumption).
  pose proof (defect_series P c Z HZ HP Hc H0 Nt (fun t => f N lam (x + t * w) / f N lam x)
    (fun t => eta * slope N lam (x + t * w)) (fun t => tau N lam x (x + t * w) / eta)
    (fun t => eta * RInt (bent N lam) x (x + t * w)) E) as ZB.
  assert (line : forall t, is_derive (fun t => x + t * w) t w) by (intros t; auto_derive; [exact I | ring]).
  assert (D1 : forall t, 0 <= t <= 1 -> 0 < f N lam (x + t * w) / f N lam x).
  { intros t Ht. pose proof (one_sign _ _ (Hin t Ht) Hx) as Q.
    replace (f N lam (x + t * w) / f N lam x) with (f N lam (x + t * w) * f N lam x * (/ f N lam x * / f N lam x))
      by (field; assumption).
    apply Rmult_lt_0_compat; [assumption|]. apply (Rsqr_pos_lt (/ f N lam x)), Rinv_neq_0_compat. assumption. }
  specialize (ZB D1).
  assert (D2 : forall t, 0 <= t <= 1 -> is_derive (fun t => f N lam (x + t * w) / f N lam x) t
    (eta * slope N lam (x + t * w))).
  { intros t Ht. apply (is_derive_ext (fun t => / f N lam x * f N lam (x + t * w))); [intros u; apply Rmult_comm|].
    evar_last.
    - apply is_derive_scal, (is_derive_comp (f N lam) (fun t => x + t * w));
        [apply f_derive; assumption | apply line].
    - unfold scal; simpl; unfold mult; simpl. unfold w. field. assumption. }
  assert (D3 : forall t, 0 <= t <= 1 -> is_derive (fun t => tau N lam x (x + t * w) / eta) t
    (/ (f N lam (x + t * w) / f N lam x))).
  { intros t Ht. apply (is_derive_ext (fun t => / eta * tau N lam x (x + t * w))); [intros u; apply Rmult_comm|].
    evar_last.
    - apply is_derive_scal, (is_derive_comp (tau N lam x) (fun t => x + t * w)); [|apply line].
      apply (tau_derive N lam lo hi depth one_sign); [assumption | apply Hin; assumption].
    - unfold scal; simpl; unfold mult; simpl. pose proof (nonzero _ (Hin t Ht)). unfold w. field.
      repeat split; (assumption || lra). }
  assert (D4 : forall t, 0 <= t <= 1 -> is_derive (fun t => eta * RInt (bent N lam) x (x + t * w)) t
    ((eta * slope N lam (x + t * w)) ^ 2 / (f N lam (x + t * w) / f N lam x))).
  { intros t Ht. evar_last.
    - apply is_derive_scal, (is_derive_comp (RInt (bent N lam) x) (fun t => x + t * w)); [|apply line].
      apply bent_derive; [assumption | apply Hin; assumption].
    - unfold scal; simpl; unfold mult; simpl. pose proof (nonzero _ (Hin t Ht)). unfold bent, w. field.
      split; assumption. }
  specialize (ZB D2 D3 D4). cbv beta in ZB. rewrite !Rmult_1_l, Rmult_0_l, Rplus_0_r in ZB.
  replace (x + 0 * w) with x in ZB by ring.
  rewrite tau_nothing, bent_nothing in ZB. unfold Phi_2, Phi.
  replace (tau N lam x (x + w) / eta + ln (f N lam (x + w) / f N lam x) / 2 -
    eta * (slope N lam (x + w) - slope N lam x + RInt (bent N lam) x (x + w)) / 12 - 1)
    with (tau N lam x (x + w) / eta - 0 / eta - 1 + ln (f N lam (x + w) / f N lam x) / 2 -
      (eta * slope N lam (x + w) - eta * slope N lam x + (eta * RInt (bent N lam) x (x + w) - eta * 0)) / 12)
        by (field; lra).
  exact ZB.
Qed.

(* The defect of a step. *)
Theorem defect_of_step x Z : lo < x < hi -> lo < next x < hi -> size x <= Z -> Z < 1 ->
  Rabs (Phi_2 N lam eta x (next x) - 1) <= Z ^ 3 * bound Z.
Proof using depth inside one_sign step_positive.
  intros Hx Hn HZ H1.
  destruct (real_zeros N lam x (eta * f N lam x) Z (zeros_here x _ Hx) HZ) as [Z0 [P [c [HP [Hc [H0 [Nt E]]]]]]].
  apply (zero_bound P c Z (conj Z0 H1) HP Hc H0 Nt).
  exact (step_series x Z P c Hx Hn (conj Z0 H1) HP Hc H0 Nt E).
Qed.

(* Additivity. *)
Lemma integrable (u : R -> R) x y : (forall x, lo < x < hi -> continuous u x) -> lo < x < hi -> lo < y < hi ->
  ex_RInt u x y.
Proof using.
  intros Hu Hx Hy. apply (ex_RInt_continuous (V := R_CompleteNormedModule)). intros z Hz. apply Hu.
  unfold Rmin, Rmax in Hz. destruct (Rle_dec x y); lra.
Qed.

Lemma inverse_continuous x : lo < x < hi -> continuous (fun x => / f N lam x) x.
Proof using depth one_sign.
  intros Hx. apply (ex_derive_continuous (fun x => / f N lam x)). exists (- slope N lam x / f N lam x ^ 2).
  apply is_derive_inv; [apply f_derive; assumption | apply nonzero; assumption].
Qed.

Lemma Phi_2_additive a b c : lo < a < hi -> lo < b < hi -> lo < c < hi ->
  Phi_2 N lam eta a c = Phi_2 N lam eta a b + Phi_2 N lam eta b c.
Proof using depth one_sign step_positive.
  intros Ha Hb Hc. unfold Phi_2, Phi, tau.
  rewrite <- (RInt_Chasles (fun x => / f N lam x) a b c)
    by (apply integrable; (apply inverse_continuous || assumption)).
  rewrite <- (RInt_Chasles (bent N lam) a b c) by (apply integrable; (apply bent_continuous || assumption)).
  rewrite !(quotient_ln N lam lo hi one_sign) by assumption. unfold plus; simpl. field. lra.
Qed.

Lemma Phi_2_nothing a : lo < a < hi -> Phi_2 N lam eta a a = 0.
Proof using depth one_sign step_positive. intros Ha. pose proof (Phi_2_additive a a a Ha Ha Ha). lra. Qed.

(* F' and F F'' by the zeros. *)
Lemma slopes_small x Z : lo < x < hi -> size x <= Z -> Z < 1 ->
  exists dd, is_derive (slope N lam) x dd /\ Rabs (eta * slope N lam x) <= Z /\ Rabs (eta * f N lam x * (eta * dd))
    <= Z ^ 2.
Proof using depth inside one_sign step_positive.
  intros Hx HZ H1. set (w := eta * f N lam x) in *. pose proof (nonzero x Hx) as Nx.
  destruct (real_zeros N lam x w Z (zeros_here x w Hx) HZ) as [Z0 [P [c [HP [Hc [H0 [Nt E]]]]]]].
  assert (Bc : forall n, Rabs (c n) <= 1 * Z ^ n).
  { intros n. apply Rle_trans with (1 := Hc n). pose proof (fact_real n). rewrite Rmult_1_l.
    rewrite <- (Rmult_1_r (Z ^ n)) at 2.
    apply Rmult_le_compat_l; [apply pow_le; lra|]. rewrite <- Rinv_1. apply Rinv_le_contravar; lra. }
  assert (Rad : forall t, Rabs t < 1 -> Rbar_lt (Rabs t) (CV_radius c)).
  { intros t Ht. apply Rbar_lt_trans with 1; [exact Ht | apply (radius Z (conj Z0 H1) c 1 Bc)]. }
  set (dd := Derive (slope N lam) x). exists dd.
  assert (Hd : is_derive (slope N lam) x dd).
  { apply Derive_correct. eexists. apply slope_derive. assumption. }
  split; [exact Hd|].
  assert (line : forall t, is_derive (fun t => x + t * w) t w) by (intros t; auto_derive; [exact I | ring]).
  assert (D : forall t, Rabs t < 1 -> eta * slope N lam (x + t * w) = PSeries (PS_derive c) t).
  { intros t Ht. rewrite <- (is_derive_unique (PSeries c) t _ (is_derive_PSeries c t (Rad t Ht))).
    rewrite <- (Derive_ext _ _ t E). symmetry. apply is_derive_unique.
    apply (is_derive_ext (fun t => / f N lam x * f N lam (x + t * w))); [intros u; apply Rmult_comm|]. evar_last.
    - apply is_derive_scal, (is_derive_comp (f N lam) (fun t => x + t * w));
        [apply f_derive; assumption | apply line].
    - unfold scal; simpl; unfold mult; simpl. unfold w. field. assumption. }
  assert (D0 : eta * slope N lam x = c 1%nat).
  { pose proof (D 0 ltac:(rewrite Rabs_R0; lra)) as Q. rewrite PSeries_0 in Q. unfold PS_derive in Q.
    replace (x + 0 * w) with x in Q by ring. simpl in Q. lra. }
  assert (D1 : w * (eta * dd) = 2 * c 2%nat).
  { assert (A : is_derive (fun t => eta * slope N lam (x + t * w)) 0 (w * (eta * dd))).
    { evar_last.
      - apply is_derive_scal, (is_derive_comp (slope N lam) (fun t => x + t * w)); [|apply line].
        replace (x + 0 * w) with x by ring. exact Hd.
      - unfold scal; simpl; unfold mult; simpl. ring. }
    assert (B : is_derive (PSeries (PS_derive c)) 0 (PSeries (PS_derive (PS_derive c)) 0)).
    { apply is_derive_PSeries. rewrite CV_radius_derive. apply Rad. rewrite Rabs_R0. lra. }
    apply is_derive_unique in A. apply is_derive_unique in B. rewrite <- A.
    rewrite (Derive_ext_loc _ (PSeries (PS_derive c))).
    - rewrite B, PSeries_0. unfold PS_derive. simpl. ring.
    - exists (mkposreal 1 Rlt_0_1). intros t Ht. apply D. change (Rabs (t - 0) < 1) in Ht. rewrite Rminus_0_r in Ht.
      exact Ht. }
  rewrite D0, D1. pose proof (Hc 1%nat) as C1. pose proof (Hc 2%nat) as C2. simpl in C1, C2.
  split; [lra|]. rewrite Rabs_mult, (Rabs_pos_eq 2) by lra. simpl. lra.
Qed.

Lemma Phi_2_derive a x dd : lo < a < hi -> lo < x < hi -> is_derive (slope N lam) x dd ->
  is_derive (Phi_2 N lam eta a) x
    ((1 + eta * slope N lam x / 2 - (eta * f N lam x * (eta * dd) + (eta * slope N lam x) ^ 2) / 12)
      / (eta * f N lam x)).
Proof using depth one_sign step_positive.
  intros Ha Hx Hd. pose proof (nonzero x Hx) as Nx. pose proof (nonzero a Ha) as Na.
  assert (Pq : 0 < f N lam x / f N lam a).
  { pose proof (one_sign _ _ Hx Ha) as Q.
    replace (f N lam x / f N lam a) with (f N lam x * f N lam a * (/ f N lam a * / f N lam a)) by (field; assumption).
    apply Rmult_lt_0_compat; [assumption|]. apply (Rsqr_pos_lt (/ f N lam a)), Rinv_neq_0_compat. assumption. }
  evar_last.
  - unfold Phi_2, Phi.
    apply (is_derive_minus (fun b => tau N lam a b / eta + ln (f N lam b / f N lam a) / 2)
      (fun b => eta * (slope N lam b - slope N lam a + RInt (bent N lam) a b) / 12)).
    + apply (is_derive_plus (fun b => tau N lam a b / eta) (fun b => ln (f N lam b / f N lam a) / 2)).
      * apply (is_derive_ext (fun b => / eta * tau N lam a b)); [intros; apply Rmult_comm|].
        apply is_derive_scal. apply (tau_derive N lam lo hi depth one_sign); assumption.
      * apply (is_derive_ext (fun b => / 2 * ln (f N lam b / f N lam a))); [intros; apply Rmult_comm|].
        apply is_derive_scal. apply (is_derive_comp ln (fun b => f N lam b / f N lam a));
          [apply is_derive_ln; exact Pq|].
        apply (is_derive_ext (fun b => / f N lam a * f N lam b)); [intros; apply Rmult_comm|].
        apply is_derive_scal, f_derive. assumption.
    + apply (is_derive_ext (fun b => eta / 12 * (slope N lam b - slope N lam a + RInt (bent N lam) a b)));
        [intros; change (eta / 12 * (slope N lam t - slope N lam a + RInt (bent N lam) a t) =
          eta * (slope N lam t - slope N lam a + RInt (bent N lam) a t) / 12); field|].
      apply is_derive_scal.
      apply (is_derive_plus (fun b => slope N lam b - slope N lam a) (fun b => RInt (bent N lam) a b)).
      * apply (is_derive_minus (slope N lam) (fun _ => slope N lam a)); [exact Hd | apply is_derive_const].
      * apply bent_derive; assumption.
  - unfold minus, plus, opp, scal, zero; simpl; unfold mult; simpl. unfold bent. field.
    repeat split; (assumption || lra).
Qed.

(* Phi_2 moves towards larger values along the path. *)
Lemma Phi_2_moves a x y Z : lo < a < hi -> lo < x -> x < y -> y < hi -> Z < 1 ->
  (forall t, x <= t <= y -> size t <= Z) ->
  0 < f N lam x * (Phi_2 N lam eta a y - Phi_2 N lam eta a x).
Proof using depth inside one_sign step_positive.
  intros Ha Hlo Hxy Hhi HZ Hs. pose proof (nonzero x ltac:(lra)) as Nx.
  assert (G : forall t, x <= t <= y -> exists d, is_derive (Phi_2 N lam eta a) t d /\ 0 < f N lam x * d).
  { intros t Ht. destruct (slopes_small t Z ltac:(lra) (Hs t Ht) HZ) as [dd [Hd [B1 B2]]]. eexists.
    split; [apply (Phi_2_derive a t dd Ha ltac:(lra) Hd)|]. pose proof (nonzero t ltac:(lra)) as Nt.
    pose proof (one_sign x t ltac:(lra) ltac:(lra)) as Q.
    apply Rabs_le_between in B1. apply Rabs_le_between in B2.
    set (F1 := eta * slope N lam t) in *. set (F2 := eta * f N lam t * (eta * dd)) in *.
    assert (Z2 : 0 <= Z < 1) by lra. assert (F1 ^ 2 <= 1) by nra. assert (Z ^ 2 <= 1) by nra.
    replace (f N lam x * ((1 + F1 / 2 - (F2 + F1 ^ 2) / 12) / (eta * f N lam t)))
      with ((1 + F1 / 2 - (F2 + F1 ^ 2) / 12) * (f N lam x * f N lam t * / eta * (/ f N lam t * / f N lam t)))
      by (field; split; (assumption || lra)).
    apply Rmult_lt_0_compat; [lra|]. apply Rmult_lt_0_compat.
    - apply Rmult_lt_0_compat; [assumption | apply Rinv_0_lt_compat; assumption].
    - apply (Rsqr_pos_lt (/ f N lam t)), Rinv_neq_0_compat. assumption. }
  destruct (mean_value (Phi_2 N lam eta a) (Derive (Phi_2 N lam eta a)) x y ltac:(lra)) as [c [Hc E]].
  - intros t Ht. destruct (G t Ht) as [d [Hd _]]. apply Derive_correct. exists d. exact Hd.
  - destruct (G c Hc) as [d [Hd Pd]]. apply is_derive_unique in Hd. rewrite E, Hd.
    replace (f N lam x * (d * (y - x))) with (f N lam x * d * (y - x)) by ring. apply Rmult_lt_0_compat; lra.
Qed.
End Interval.
