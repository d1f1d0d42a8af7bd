(* Counts of steps by the time of the flow in the rapidity: each step takes a whole unit of it, up to the change of
   the logarithm of the speed. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit rapidity_fall.
Open Scope R_scope.

(* ---- Integrals ---- *)

Lemma integrable (g : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuous g x) -> ex_RInt g a b.
Proof. intros H Hg. apply (ex_RInt_continuous g). rewrite Rmin_left, Rmax_right by assumption. exact Hg. Qed.

Lemma integral_at_least (g V dV : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuous g x) ->
  (forall x, a <= x <= b -> is_derive V x (dV x)) -> (forall x, a <= x <= b -> continuous dV x) ->
  (forall x, a <= x <= b -> dV x <= g x) -> V b - V a <= RInt g a b.
Proof.
  intros H Hg HV Hd Hle.
  assert (I : is_RInt dV a b (minus (V b) (V a))).
  { apply (is_RInt_derive V dV); rewrite Rmin_left, Rmax_right by assumption; assumption. }
  replace (V b - V a) with (RInt dV a b) by (apply (is_RInt_unique dV), I).
  apply RInt_le; [assumption | eexists; exact I | apply integrable; assumption | intros x Hx; apply Hle; lra].
Qed.

Lemma integral_at_most (g V dV : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuous g x) ->
  (forall x, a <= x <= b -> is_derive V x (dV x)) -> (forall x, a <= x <= b -> continuous dV x) ->
  (forall x, a <= x <= b -> g x <= dV x) -> RInt g a b <= V b - V a.
Proof.
  intros H Hg HV Hd Hle.
  assert (I : is_RInt dV a b (minus (V b) (V a))).
  { apply (is_RInt_derive V dV); rewrite Rmin_left, Rmax_right by assumption; assumption. }
  replace (V b - V a) with (RInt dV a b) by (apply (is_RInt_unique dV), I).
  apply RInt_le; [assumption | apply integrable; assumption | eexists; exact I | intros x Hx; apply Hle; lra].
Qed.

Lemma integral_at_least_length (g : R -> R) c a b : a <= b -> (forall x, a <= x <= b -> continuous g x) ->
  (forall x, a <= x <= b -> c <= g x) -> c * (b - a) <= RInt g a b.
Proof.
  intros H Hg Hc. replace (c * (b - a)) with (c * b - c * a) by ring.
  apply (integral_at_least g (fun x => c * x) (fun _ => c) a b H Hg); [| |exact Hc].
  - intros x _. auto_derive; [exact I | ring].
  - intros x _. apply continuous_const.
Qed.

Lemma integral_split (g : R -> R) a b c : a <= b <= c -> (forall x, a <= x <= c -> continuous g x) ->
  RInt g a c = RInt g a b + RInt g b c.
Proof.
  intros H Hg. symmetry. apply (RInt_Chasles g a b c); apply integrable; try lra; intros x Hx; apply Hg; lra.
Qed.

Lemma integral_mirrored (g : R -> R) a b : ex_RInt g (- b) (- a) -> RInt (fun x => g (- x)) a b = RInt g (- b) (- a).
Proof.
  intros [l H]. rewrite (is_RInt_unique g _ _ l H). apply (is_RInt_unique (fun x => g (- x))).
  apply (is_RInt_ext (fun x => opp (opp (g (- x)))));
    [intros x _; apply (@opp_opp R_NormedModule)|].
  apply (is_RInt_comp_opp (fun x => opp (g x)) a b l). rewrite <- (opp_opp l).
  apply (is_RInt_opp g), is_RInt_swap, H.
Qed.

(* ---- Telescopes ---- *)

Lemma units_up_to (X : nat -> R) K k : (K <= k)%nat -> (forall j, (K <= j < k)%nat -> 1 + X j <= X (S j)) ->
  INR (k - K) + X K <= X k.
Proof.
  intros Hk. induction Hk as [|k Hk IH]; intros H; [rewrite Nat.sub_diag; simpl; lra|].
  replace (S k - K)%nat with (S (k - K)) by lia. rewrite S_INR.
  pose proof (IH ltac:(intros j Hj; apply H; lia)). pose proof (H k ltac:(lia)). lra.
Qed.

Lemma ratio_and_logarithm a b : 0 < a -> 0 < b -> 1 - (ln b - ln a) <= a / b.
Proof.
  intros Ha Hb. assert (0 < a / b) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]).
  pose proof (ln_below (a / b) ltac:(assumption)) as A. unfold Rdiv in A. rewrite ln_mult in A; [|lra|].
  - rewrite ln_Rinv in A by assumption. unfold Rdiv. lra.
  - apply Rinv_0_lt_compat. lra.
Qed.

(* ---- The rates as integrands ---- *)

Lemma rate_continuous m lam s x : continuous (rate m lam s) x.
Proof.
  apply (ex_derive_continuous (rate m lam s)). unfold rate, size. auto_derive. exact I.
Qed.

Lemma inverse_continuous (g : R -> R) x : continuous g x -> g x <> 0 -> continuous (fun t => / g t) x.
Proof. intros Hg H. apply continuous_Rinv_comp; assumption. Qed.

Lemma rate_positive m lam s v : 0 < s -> size m s v < - lam -> 0 < rate m lam s v.
Proof.
  intros Hs H. unfold rate. pose proof (cosh_least v).
  apply Rmult_lt_0_compat; [apply pow_lt, Rmult_lt_0_compat|]; lra.
Qed.

(* ---- Towards 0, by the rapidity ---- *)

Section Steps.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : allowed m lam eta P L (p 0%nat) (q 0%nat).
Let s := s p q.
Let u := u p q.
Let y := y m lam eta p q.
Let e := error m lam p q.

Lemma u_advances k : u k + eta * rate m lam (s k) (u k) <= u (S k).
Proof using moves start.
  unfold u. rewrite (u_next m lam eta P L p q moves start).
  pose proof (y_between m lam eta P L p q moves start k) as Hy.
  pose proof (artanh_between (rapidity_orbit.y m lam eta p q k) ltac:(lra)) as A.
  rewrite (y_is m lam eta P L p q moves start) in A at 1. unfold rate, s. lra.
Qed.

Lemma count_before_zero t v k : lam < 0 -> 0 < t -> v <= 0 -> (forall j, (j <= k)%nat -> t <= s j /\ u j <= v) ->
  INR k <= RInt (fun x => / rate m lam t x) (u 0%nat) v / eta.
Proof using moves start.
  intros Hlam Ht Hv H. pose proof (proj1 start) as Heta.
  assert (Hpos : forall x, x <= 0 -> 0 < rate m lam t x).
  { intros x Hx. apply rate_positive; [assumption|]. pose proof (size_increasing m t x 0 Ht Hx).
    rewrite size_zero in *. lra. }
  assert (Hcont : forall x, x <= 0 -> continuous (fun x => / rate m lam t x) x).
  { intros x Hx. apply inverse_continuous; [apply rate_continuous | pose proof (Hpos x Hx); lra]. }
  assert (Hmono : forall i j, (i <= j)%nat -> u i <= u j)
    by (intros i j; apply (u_grows m lam eta P L p q moves start)).
  set (X := fun j => RInt (fun x => / rate m lam t x) (u 0%nat) (u j) / eta).
  assert (A : INR (k - 0) + X 0%nat <= X k).
  { apply units_up_to; [lia|]. intros j Hj. unfold X.
    pose proof (Hmono 0%nat j ltac:(lia)). pose proof (Hmono j (S j) ltac:(lia)).
    destruct (H j ltac:(lia)) as [Hs Hu]. destruct (H (S j) ltac:(lia)) as [_ Hu'].
    rewrite (integral_split _ (u 0%nat) (u j) (u (S j)))
      by (try split; try assumption; intros x Hx; apply Hcont; lra).
    assert (B : / rate m lam t (u j) * (u (S j) - u j) <= RInt (fun x => / rate m lam t x) (u j) (u (S j))).
    { apply integral_at_least_length; [assumption | intros x Hx; apply Hcont; lra|].
      intros x Hx. apply Rinv_le_contravar; [apply Hpos; lra|]. apply rate_falls; [assumption | lra|].
      pose proof (size_increasing m t x 0 Ht ltac:(lra)). rewrite size_zero in *. lra. }
    assert (C : eta * rate m lam t (u j) <= u (S j) - u j).
    { pose proof (u_advances j) as D. assert (E : rate m lam t (u j) <= rate m lam (s j) (u j)).
      { apply rate_in_scale; [lra | lra|]. pose proof (size_increasing m t (u j) 0 Ht ltac:(lra)).
        rewrite size_zero in *. lra. }
      pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) E). lra. }
    pose proof (Hpos (u j) ltac:(lra)) as Hr.
    assert (D : eta <= / rate m lam t (u j) * (u (S j) - u j)).
    { replace eta with (/ rate m lam t (u j) * (eta * rate m lam t (u j))) by (field; lra).
      apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra | assumption]. }
    apply Rmult_le_reg_r with eta; [lra|]. rewrite Rmult_plus_distr_r. unfold Rdiv.
    rewrite !Rmult_assoc, Rinv_l by lra. lra. }
  rewrite Nat.sub_0_r in A. unfold X in A. rewrite RInt_point in A. change (@zero R_CompleteNormedModule) with 0 in A.
  replace (0 / eta) with 0 in A by (field; lra).
  apply Rle_trans with (RInt (fun x => / rate m lam t x) (u 0%nat) (u k) / eta); [lra|].
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
  destruct (H k (Nat.le_refl k)) as [_ Hk].
  rewrite (integral_split _ (u 0%nat) (u k) v); [| |intros x Hx; apply Hcont; lra].
  - assert (0 * (v - u k) <= RInt (fun x => / rate m lam t x) (u k) v); [|lra].
    apply integral_at_least_length; [assumption | intros x Hx; apply Hcont; lra|].
    intros x Hx. left. apply Rinv_0_lt_compat, Hpos. lra.
  - split; [apply Hmono; lia | assumption].
Qed.

(* ---- Through 0 ---- *)

(* Beyond 0 the product is taken at the first imbalance and the rest of the rate at the last. *)
Definition rate_mixed (t x : R) : R := (t * cosh x) ^ m * (- lam - size m (s 0%nat) x).

Lemma rate_mixed_continuous t x : continuous (rate_mixed t) x.
Proof using. apply (ex_derive_continuous (rate_mixed t)). unfold rate_mixed, size. auto_derive. exact I. Qed.

Section Through.
Variables (t v : R).
Hypothesis Hlam : lam < 0.
Hypothesis Ht : 0 < t.
Hypothesis Hv : 0 <= v.
Hypothesis Hsize : size m (s 0%nat) v < - lam.
Hypothesis Hu0 : u 0%nat <= 0.

Lemma rate_before_zero x : x <= 0 -> 0 < rate m lam t x.
Proof using Hlam Ht.
  intros Hx. apply rate_positive; [assumption|]. pose proof (size_increasing m t x 0 Ht Hx).
  rewrite size_zero in *. lra.
Qed.

Lemma rate_after_zero x : x <= v -> 0 < rate_mixed t x.
Proof using moves start Ht Hsize.
  intros Hx. unfold rate_mixed. pose proof (cosh_least x).
  pose proof (size_increasing m (s 0%nat) x v (s_positive m lam eta P L p q moves start 0) Hx).
  apply Rmult_lt_0_compat; [apply pow_lt, Rmult_lt_0_compat|]; lra.
Qed.

Definition time_through (x : R) : R :=
  RInt (fun x => / rate m lam t x) (u 0%nat) (Rmin x 0) + RInt (fun x => / rate_mixed t x) 0 (Rmax x 0).

Lemma time_through_grows c a b : u 0%nat <= a <= b -> b <= v ->
  (a < 0 -> forall x, a <= x <= Rmin b 0 -> c <= / rate m lam t x) ->
  (0 < b -> forall x, Rmax a 0 <= x <= b -> c <= / rate_mixed t x) -> c * (b - a) <= time_through b - time_through a.
Proof using moves start Hlam Ht Hv Hsize Hu0.
  intros Hab Hb H1 H2. unfold time_through.
  assert (M : u 0%nat <= Rmin a 0 <= Rmin b 0 /\ Rmin b 0 <= 0 /\ 0 <= Rmax a 0 <= Rmax b 0 /\ Rmax b 0 <= v /\
    Rmin b 0 - Rmin a 0 + (Rmax b 0 - Rmax a 0) = b - a).
  { unfold Rmin, Rmax. destruct (Rle_dec a 0), (Rle_dec b 0); lra. }
  destruct M as (Ma & Mb & Mc & Md & Me).
  assert (C1 : forall x, x <= 0 -> continuous (fun x => / rate m lam t x) x).
  { intros x Hx. apply inverse_continuous; [apply rate_continuous | pose proof (rate_before_zero x Hx); lra]. }
  assert (C2 : forall x, x <= v -> continuous (fun x => / rate_mixed t x) x).
  { intros x Hx. apply inverse_continuous; [apply rate_mixed_continuous | pose proof (rate_after_zero x Hx); lra]. }
  rewrite (integral_split _ (u 0%nat) (Rmin a 0) (Rmin b 0)) by first [lra | intros x Hx; apply C1; lra].
  rewrite (integral_split _ 0 (Rmax a 0) (Rmax b 0)) by first [lra | intros x Hx; apply C2; lra].
  assert (A : c * (Rmin b 0 - Rmin a 0) <= RInt (fun x => / rate m lam t x) (Rmin a 0) (Rmin b 0)).
  { destruct (Rle_or_lt 0 a) as [H|H].
    - rewrite !Rmin_right by lra. rewrite RInt_point. change (@zero R_CompleteNormedModule) with 0. lra.
    - rewrite (Rmin_left a) in * by lra. apply integral_at_least_length;
        [lra | intros x Hx; apply C1; lra | apply H1, H]. }
  assert (B : c * (Rmax b 0 - Rmax a 0) <= RInt (fun x => / rate_mixed t x) (Rmax a 0) (Rmax b 0)).
  { destruct (Rle_or_lt b 0) as [H|H].
    - rewrite !Rmax_right by lra. rewrite RInt_point. change (@zero R_CompleteNormedModule) with 0. lra.
    - rewrite (Rmax_left b) in * by lra. apply integral_at_least_length;
        [lra | intros x Hx; apply C2; lra | apply H2, H]. }
  rewrite <- Me. lra.
Qed.

Lemma count_through k : (forall j, (j <= k)%nat -> t <= s j /\ u j <= v) ->
  INR k <= (RInt (fun x => / rate m lam t x) (u 0%nat) 0 + RInt (fun x => / rate_mixed t x) 0 v) / eta
    + INR m * ln (cosh v).
Proof using moves start Hlam Ht Hv Hsize Hu0.
  intros H. pose proof (proj1 start) as Heta.
  assert (Hmono : forall i j, (i <= j)%nat -> u i <= u j)
    by (intros i j; apply (u_grows m lam eta P L p q moves start)).
  set (X := fun x => time_through x / eta + INR m * ln (cosh (Rmax x 0))).
  assert (Hc : forall x, 0 < cosh (Rmax x 0)) by (intros x; pose proof (cosh_least (Rmax x 0)); lra).
  assert (A : INR (k - 0) + X (u 0%nat) <= X (u k)).
  { apply (units_up_to (fun j => X (u j))); [lia|]. intros j Hj.
    pose proof (Hmono 0%nat j ltac:(lia)) as M0. pose proof (Hmono j (S j) ltac:(lia)) as M1.
    destruct (H j ltac:(lia)) as [Hs Hu]. destruct (H (S j) ltac:(lia)) as [_ Hu'].
    set (a := u j) in *. set (b := u (S j)) in *.
    assert (Mab : 0 <= Rmax a 0 <= Rmax b 0) by (unfold Rmax; destruct (Rle_dec a 0), (Rle_dec b 0); lra).
    set (K := (cosh (Rmax b 0) / cosh (Rmax a 0)) ^ m).
    pose proof (cosh_increasing _ _ Mab) as Hcc. pose proof (Hc a) as Hca. pose proof (Hc b) as Hcb.
    assert (Hquot : 1 <= cosh (Rmax b 0) / cosh (Rmax a 0)).
    { apply Rmult_le_reg_r with (cosh (Rmax a 0)); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    assert (HK : 1 <= K) by (apply pow_R1_Rle; assumption).
    assert (ElnK : ln K = INR m * (ln (cosh (Rmax b 0)) - ln (cosh (Rmax a 0)))).
    { unfold K. rewrite ln_pow by lra. f_equal. unfold Rdiv. rewrite ln_mult, ln_Rinv; try lra.
      apply Rinv_0_lt_compat. lra. }
    assert (Hrate : exists r, 0 < r /\ eta * r <= b - a /\ / (r * K) * (b - a) <= time_through b - time_through a).
    { pose proof (u_advances j) as Hadv. fold a b in Hadv. pose proof (cosh_least a) as Hcosh.
      destruct (Rle_or_lt a 0) as [Ha|Ha].
      - exists (rate m lam t a). pose proof (rate_before_zero a Ha) as Hr. split; [assumption|]. split.
        + pose proof (size_increasing m t a 0 Ht Ha) as Z. rewrite size_zero in Z.
          pose proof (rate_in_scale m lam t (s j) a ltac:(lra) Ha ltac:(lra)) as Z1.
          pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) Z1). lra.
        + apply time_through_grows; [lra | lra | |].
          * intros _ x Hx. apply Rinv_le_contravar; [apply rate_before_zero; pose proof (Rmin_r b 0); lra|].
            pose proof (Rmin_r b 0). pose proof (size_increasing m t x 0 Ht ltac:(lra)) as Z. rewrite size_zero in Z.
            pose proof (rate_falls m lam t a x Ht ltac:(lra) ltac:(lra)). nra.
          * intros Hb x Hx. apply Rinv_le_contravar; [apply rate_after_zero; lra|].
            rewrite (Rmax_right a) in * by lra. rewrite (Rmax_left b) in * by lra. rewrite cosh_0 in *.
            pose proof (rate_falls m lam t a 0 Ht ltac:(lra) ltac:(rewrite size_zero; lra)) as Z.
            unfold rate at 1 in Z. rewrite cosh_0, size_zero, Rmult_1_r, Rminus_0_r in Z.
            apply Rle_trans with (t ^ m * - lam * K); [|apply Rmult_le_compat_r; lra].
            unfold K. rewrite (Rmax_right a), (Rmax_left b), cosh_0 by lra. unfold Rdiv. rewrite Rinv_1, Rmult_1_r.
            pose proof (size_nonnegative m (s 0%nat) x (s_positive m lam eta P L p q moves start 0) ltac:(lra)).
            pose proof (cosh_least x). pose proof (cosh_increasing x b ltac:(lra)).
            replace (t ^ m * - lam * cosh b ^ m) with ((t * cosh b) ^ m * - lam) by (rewrite Rpow_mult_distr; ring).
            unfold rate_mixed. pose proof (size_increasing m (s 0%nat) x v
              (s_positive m lam eta P L p q moves start 0) ltac:(lra)).
            apply Rmult_le_compat; [apply pow_le, Rmult_le_pos; lra | lra | | lra].
            apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra].
      - exists (rate_mixed t a). pose proof (rate_after_zero a ltac:(lra)) as Hr. split; [assumption|]. split.
        + pose proof (s_falls m lam eta P L p q moves start 0 j ltac:(lia)) as Hs0. fold s in Hs0.
          pose proof (size_in_scale m (s j) (s 0%nat) a ltac:(lra) ltac:(lra)) as Z1.
          pose proof (size_increasing m (s 0%nat) a v (s_positive m lam eta P L p q moves start 0) ltac:(lra)) as Z2.
          assert (Z : rate_mixed t a <= rate m lam (s j) a).
          { unfold rate_mixed, rate. apply Rmult_le_compat; [apply pow_le, Rmult_le_pos; lra | lra | | lra].
            apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_r; lra]. }
          pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) Z). lra.
        + apply time_through_grows; [lra | lra | intros; lra |].
          intros Hb x Hx. apply Rinv_le_contravar; [apply rate_after_zero; lra|].
          unfold K. rewrite (Rmax_left a), (Rmax_left b) in * by lra. unfold rate_mixed.
          pose proof (s_positive m lam eta P L p q moves start 0) as Hs0. fold s in Hs0.
          pose proof (size_increasing m (s 0%nat) a x Hs0 ltac:(lra)).
          pose proof (size_increasing m (s 0%nat) x v Hs0 ltac:(lra)).
          pose proof (cosh_least x). pose proof (cosh_increasing x b ltac:(lra)).
          replace ((t * cosh a) ^ m * (- lam - size m (s 0%nat) a) * (cosh b / cosh a) ^ m)
            with ((t * cosh b) ^ m * (- lam - size m (s 0%nat) a)).
          * apply Rmult_le_compat; [apply pow_le, Rmult_le_pos; lra | lra | | lra].
            apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra].
          * replace ((t * cosh b) ^ m) with ((t * cosh a) ^ m * (cosh b / cosh a) ^ m); [ring|].
            rewrite <- Rpow_mult_distr. f_equal. field. lra. }
    destruct Hrate as (r & Hr & Hadv & Htime).
    pose proof (ratio_and_logarithm 1 K Rlt_0_1 ltac:(lra)) as Z. rewrite ln_1, ElnK in Z.
    assert (Z1 : eta * (1 / K) <= time_through b - time_through a).
    { apply Rle_trans with (2 := Htime). replace (eta * (1 / K)) with (/ (r * K) * (eta * r)) by (field; lra).
      apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; lra | assumption]. }
    assert (Z2 : 1 / K <= (time_through b - time_through a) / eta).
    { apply Rmult_le_reg_r with eta; [lra|]. unfold Rdiv in *. rewrite (Rmult_assoc (_ - _)), Rinv_l by lra. lra. }
    unfold X. unfold Rdiv in *. lra. }
  rewrite Nat.sub_0_r in A. destruct (H k (Nat.le_refl k)) as [_ Hk]. pose proof (Hmono 0%nat k ltac:(lia)) as M.
  assert (B : 0 * (v - u k) <= time_through v - time_through (u k)).
  { apply time_through_grows; [lra | lra | |].
    - intros _ x Hx. left. apply Rinv_0_lt_compat, rate_before_zero. pose proof (Rmin_r v 0). lra.
    - intros _ x Hx. left. apply Rinv_0_lt_compat, rate_after_zero. lra. }
  assert (C : ln (cosh (Rmax (u k) 0)) <= ln (cosh v)).
  { apply ln_le; [apply Hc|]. apply cosh_increasing. split; [apply Rmax_r | apply Rmax_lub; lra]. }
  pose proof (Rmult_le_compat_l (INR m) _ _ (pos_INR m) C) as D.
  assert (E0 : X (u 0%nat) = 0).
  { unfold X, time_through. rewrite Rmin_left, Rmax_right by lra. rewrite !RInt_point, cosh_0, ln_1.
    change (@zero R_CompleteNormedModule) with 0. field. lra. }
  assert (Ev : time_through v = RInt (fun x => / rate m lam t x) (u 0%nat) 0 + RInt (fun x => / rate_mixed t x) 0 v).
  { unfold time_through. rewrite Rmin_right, Rmax_left by lra. reflexivity. }
  rewrite <- Ev. assert (F : time_through (u k) / eta <= time_through v / eta).
  { apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat|]; lra. }
  unfold X at 2 in A. lra.
Qed.
End Through.
End Steps.
