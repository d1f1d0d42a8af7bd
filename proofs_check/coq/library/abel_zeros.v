(* Products of complex factors 1 - z t: their coefficients and power sums, Newton's identities, and how large they
   are. *)
From Coq Require Import Reals Lra Lia Psatz List.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import abel_series.
Open Scope R_scope.

(* Sums of complex numbers. *)
Fixpoint csum (u : nat -> C) (n : nat) : C :=
  match n with O => u O | S m => Cplus (csum u m) (u (S m)) end.

Lemma csum_ext u v n : (forall k, (k <= n)%nat -> u k = v k) -> csum u n = csum v n.
Proof. intros H. induction n as [|n IH]; simpl; [apply H; lia|]. rewrite IH by (intros; apply H; lia).
  rewrite H by lia. reflexivity. Qed.

Lemma csum_plus u v n : csum (fun k => Cplus (u k) (v k)) n = Cplus (csum u n) (csum v n).
Proof. induction n as [|n IH]; simpl; [reflexivity|]. rewrite IH. ring. Qed.

Lemma csum_scal z u n : csum (fun k => Cmult z (u k)) n = Cmult z (csum u n).
Proof. induction n as [|n IH]; simpl; [reflexivity|]. rewrite IH. ring. Qed.

Lemma csum_first u n : csum u (S n) = Cplus (u O) (csum (fun k => u (S k)) n).
Proof. induction n as [|n IH]; [reflexivity|]. cbn [csum] in *. rewrite IH. ring. Qed.

Lemma csum_re u n : Re (csum u n) = sum_f_R0 (fun k => Re (u k)) n.
Proof. induction n as [|n IH]; [reflexivity|]. cbn [csum sum_f_R0]. rewrite <- IH. reflexivity. Qed.

Lemma csum_im u n : Im (csum u n) = sum_f_R0 (fun k => Im (u k)) n.
Proof. induction n as [|n IH]; [reflexivity|]. cbn [csum sum_f_R0]. rewrite <- IH. reflexivity. Qed.

Fixpoint cpow (z : C) (n : nat) : C := match n with O => RtoC 1 | S m => Cmult z (cpow z m) end.

Lemma cpow_mod z n : Cmod (cpow z n) = Cmod z ^ n.
Proof. induction n as [|n IH]; simpl; [apply Cmod_1|]. rewrite Cmod_mult, IH. reflexivity. Qed.

(* The coefficients of the product of 1 - z t, the power sums, and the sum of the sizes. *)
Fixpoint coefficient (zs : list C) (n : nat) : C :=
  match zs with
  | nil => match n with O => RtoC 1 | S _ => RtoC 0 end
  | z :: r => match n with O => coefficient r O | S m => Cminus (coefficient r n) (Cmult z (coefficient r m)) end
  end.
Fixpoint power_sum (zs : list C) (n : nat) : C :=
  match zs with nil => RtoC 0 | z :: r => Cplus (cpow z (S n)) (power_sum r n) end.
Fixpoint mass (zs : list C) : R := match zs with nil => 0 | z :: r => Cmod z + mass r end.
Fixpoint product (zs : list C) (t : C) : C :=
  match zs with nil => RtoC 1 | z :: r => Cmult (Cminus (RtoC 1) (Cmult z t)) (product r t) end.

Lemma mass_nonnegative zs : 0 <= mass zs.
Proof. induction zs as [|z r IH]; simpl; [lra|]. pose proof (Cmod_ge_0 z). lra. Qed.

Lemma coefficient_first zs : coefficient zs 0 = RtoC 1.
Proof. induction zs as [|z r IH]; [reflexivity|]. exact IH. Qed.

Lemma coefficient_last zs n : (length zs < n)%nat -> coefficient zs n = RtoC 0.
Proof.
  revert n. induction zs as [|z r IH]; intros n H; simpl in *; [destruct n; [lia | reflexivity]|].
  destruct n as [|n]; [lia|]. rewrite !IH by lia. ring.
Qed.

Definition convolution (u v : nat -> C) (n : nat) : C := csum (fun k => Cmult (u k) (v (n - k)%nat)) n.

Lemma convolution_factor u z r n :
  convolution u (coefficient (z :: r)) (S n)
  = Cminus (convolution u (coefficient r) (S n)) (Cmult z (convolution u (coefficient r) n)).
Proof.
  unfold convolution. cbn [csum]. rewrite Nat.sub_diag, !coefficient_first.
  rewrite (csum_ext _ (fun k => Cplus (Cmult (u k) (coefficient r (S n - k)))
    (Cmult (Copp z) (Cmult (u k) (coefficient r (n - k)))))).
  - rewrite csum_plus, csum_scal. ring.
  - intros k Hk. replace (S n - k)%nat with (S (n - k)) by lia. simpl coefficient. ring.
Qed.

Lemma convolution_geometric z c n : convolution (fun k => cpow z (S k)) c (S n)
  = Cplus (Cmult z (c (S n))) (Cmult z (convolution (fun k => cpow z (S k)) c n)).
Proof.
  unfold convolution. rewrite csum_first, <- csum_scal. f_equal; [simpl; ring|].
  apply csum_ext. intros k Hk. replace (S n - S k)%nat with (n - k)%nat by lia. simpl. ring.
Qed.

(* Newton's identities. *)
Lemma newton_identity zs n :
  Cmult (RtoC (INR (S n))) (coefficient zs (S n)) = Copp (convolution (power_sum zs) (coefficient zs) n).
Proof.
  revert n. induction zs as [|z r IH]; intros n.
  - assert (E : convolution (power_sum nil) (coefficient nil) n = RtoC 0).
    { unfold convolution. induction n as [|n IH] using nat_ind; [simpl; ring|].
      rewrite (csum_ext _ (fun k => Cmult (RtoC 0) (RtoC 0))) by (intros; simpl; ring). rewrite csum_scal. ring. }
    rewrite E. simpl coefficient. ring.
  - assert (Split : forall m, convolution (power_sum (z :: r)) (coefficient (z :: r)) m =
      Cplus (convolution (fun k => cpow z (S k)) (coefficient (z :: r)) m)
        (convolution (power_sum r) (coefficient (z :: r)) m)).
    { intros m. unfold convolution. rewrite <- csum_plus. apply csum_ext. intros k _. cbn [power_sum]. ring. }
    rewrite Split. destruct n as [|n].
    + pose proof (IH O) as I. unfold convolution in *. simpl in *. rewrite !coefficient_first in *.
      replace (Cmult (RtoC 1) (Cminus (coefficient r 1) (Cmult z (RtoC 1))))
        with (Cminus (Cmult (RtoC 1) (coefficient r 1)) z) by ring. rewrite I. ring.
    + rewrite !convolution_factor, convolution_geometric. pose proof (IH n) as I0. pose proof (IH (S n)) as I1.
      cbn [coefficient].
      replace (convolution (power_sum r) (coefficient r) n)
        with (Copp (Cmult (RtoC (INR (S n))) (coefficient r (S n))))
        by (rewrite I0; ring).
      replace (convolution (power_sum r) (coefficient r) (S n))
        with (Copp (Cmult (RtoC (INR (S (S n)))) (coefficient r (S (S n))))) by (rewrite I1; ring).
      rewrite (S_INR (S n)), RtoC_plus. ring.
Qed.

(* Sizes. *)
Lemma powers_of_sum a b n : 0 <= a -> 0 <= b -> a ^ S n + b ^ S n <= (a + b) ^ S n.
Proof.
  intros Ha Hb. induction n as [|n IH]; [simpl; lra|].
  change ((a + b) ^ S (S n)) with ((a + b) * (a + b) ^ S n).
  assert (0 <= a ^ S n) by (apply pow_le; assumption). assert (0 <= b ^ S n) by (apply pow_le; assumption).
  change (a ^ S (S n)) with (a * a ^ S n). change (b ^ S (S n)) with (b * b ^ S n).
  apply Rle_trans with ((a + b) * (a ^ S n + b ^ S n)); [nra | apply Rmult_le_compat_l; lra].
Qed.

Lemma binomial_start a b n : 0 <= a -> 0 <= b -> a ^ S n + INR (S n) * b * a ^ n <= (a + b) ^ S n.
Proof.
  intros Ha Hb. induction n as [|n IH]; [simpl; lra|].
  change ((a + b) ^ S (S n)) with ((a + b) * (a + b) ^ S n). rewrite (S_INR (S n)).
  assert (0 <= a ^ n) by (apply pow_le; assumption). pose proof (pos_INR (S n)).
  apply Rle_trans with ((a + b) * (a ^ S n + INR (S n) * b * a ^ n)); [|apply Rmult_le_compat_l; lra].
  change (a ^ S (S n)) with (a * (a * a ^ n)). change (a ^ S n) with (a * a ^ n).
  assert (0 <= b * b * (INR (S n) * a ^ n)) by (apply Rmult_le_pos; [nra | apply Rmult_le_pos; assumption]). lra.
Qed.

Lemma power_sum_bound zs n : Cmod (power_sum zs n) <= mass zs ^ S n.
Proof.
  induction zs as [|z r IH]; cbn [power_sum mass]; [rewrite Cmod_0, pow_i by lia; lra|].
  apply Rle_trans with (1 := Cmod_triangle _ _). rewrite cpow_mod.
  pose proof (powers_of_sum (Cmod z) (mass r) n (Cmod_ge_0 z) (mass_nonnegative r)). lra.
Qed.

Lemma coefficient_bound zs n : Cmod (coefficient zs n) <= mass zs ^ n / INR (fact n).
Proof.
  revert n. induction zs as [|z r IH]; intros n.
  - destruct n as [|n]; cbn [coefficient mass].
    + rewrite Cmod_1. simpl. lra.
    + rewrite Cmod_0, pow_i by lia. unfold Rdiv. lra.
  - destruct n as [|n]; cbn [coefficient mass].
    + rewrite coefficient_first, Cmod_1. simpl. lra.
    + unfold Cminus. apply Rle_trans with (1 := Cmod_triangle _ _). rewrite Cmod_opp, Cmod_mult.
      pose proof (IH n) as B0. pose proof (IH (S n)) as B1.
      pose proof (Cmod_ge_0 z) as Pz. pose proof (mass_nonnegative r) as Pm.
      pose proof (binomial_start (mass r) (Cmod z) n Pm Pz) as Bi.
      pose proof (fact_real n). pose proof (fact_real (S n)). assert (0 < INR (S n)) by (apply lt_0_INR; lia).
      apply Rle_trans with (mass r ^ S n / INR (fact (S n)) + Cmod z * (mass r ^ n / INR (fact n))).
      * apply Rplus_le_compat; [assumption | apply Rmult_le_compat_l; assumption].
      * replace (Cmod z * (mass r ^ n / INR (fact n))) with (INR (S n) * Cmod z * mass r ^ n / INR (fact (S n))).
        -- unfold Rdiv. rewrite <- Rmult_plus_distr_r. apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
           rewrite (Rplus_comm (Cmod z)). exact Bi.
        -- change (fact (S n)) with (S n * fact n)%nat. rewrite mult_INR. field. lra.
Qed.

(* The product as a polynomial. *)
Lemma product_polynomial zs t : product zs t = csum (fun n => Cmult (coefficient zs n) (cpow t n)) (length zs).
Proof.
  induction zs as [|z r IH]; [simpl; ring|]. cbn [product length]. rewrite IH.
  rewrite csum_first. rewrite (csum_ext (fun k => Cmult (coefficient (z :: r) (S k)) (cpow t (S k)))
    (fun k => Cplus (Cmult (coefficient r (S k)) (cpow t (S k)))
      (Cmult (Copp (Cmult z t)) (Cmult (coefficient r k) (cpow t k))))) by (intros; cbn [coefficient cpow]; ring).
  rewrite csum_plus, csum_scal.
  assert (E : Cplus (Cmult (coefficient r 0) (cpow t 0))
    (csum (fun k => Cmult (coefficient r (S k)) (cpow t (S k))) (length r))
    = csum (fun n => Cmult (coefficient r n) (cpow t n)) (length r)).
  { rewrite <- (csum_first (fun n => Cmult (coefficient r n) (cpow t n))). cbn [csum].
    rewrite (coefficient_last r (S (length r))) by lia. ring. }
  cbn [coefficient]. rewrite <- E. ring.
Qed.

(* Real power sums make real coefficients. *)
Lemma real_coefficients zs : (forall n, Im (power_sum zs n) = 0) -> forall n, Im (coefficient zs n) = 0.
Proof.
  intros H n. induction n as [n IH] using (well_founded_induction Wf_nat.lt_wf). destruct n as [|n].
  - rewrite coefficient_first. reflexivity.
  - pose proof (newton_identity zs n) as N. apply (f_equal Im) in N. unfold convolution in N.
    assert (E : Im (csum (fun k => Cmult (power_sum zs k) (coefficient zs (n - k))) n) = 0).
    { rewrite csum_im. rewrite (sum_eq _ (fun _ => 0)); [apply sum_eq_R0; reflexivity|].
      intros k Hk. specialize (H k). specialize (IH (n - k)%nat ltac:(lia)). unfold Im, Cmult in *. simpl.
      rewrite H, IH. ring. }
    assert (Q : 0 < INR (S n)) by (apply lt_0_INR; lia). set (q := INR (S n)) in *. clearbody q.
    set (w := csum _ n) in *. clearbody w. set (v := coefficient zs (S n)) in *. clearbody v.
    unfold Im, Cmult, Copp, RtoC in *. simpl in N. apply Rmult_eq_reg_l with q; lra.
Qed.

Lemma real_newton zs n : (forall n, Im (power_sum zs n) = 0) ->
  INR (S n) * Re (coefficient zs (S n)) = - PS_mult (fun k => Re (power_sum zs k)) (fun k => Re (coefficient zs k)) n.
Proof.
  intros H. pose proof (real_coefficients zs H) as Hc. pose proof (newton_identity zs n) as N.
  apply (f_equal Re) in N.
  unfold convolution in N.
  assert (E : Re (csum (fun k => Cmult (power_sum zs k) (coefficient zs (n - k))) n)
    = PS_mult (fun k => Re (power_sum zs k)) (fun k => Re (coefficient zs k)) n).
  { rewrite csum_re. apply sum_eq. intros k Hk. specialize (H k). unfold Re, Im, Cmult in *. simpl. rewrite H. ring. }
  rewrite <- E. set (q := INR (S n)) in *. clearbody q. set (w := csum _ n) in *. clearbody w.
  set (v := coefficient zs (S n)) in *. clearbody v. clear E. unfold Re, Cmult, Copp, RtoC in *. simpl in *. lra.
Qed.

Lemma real_part_bound z : Rabs (Re z) <= Cmod z.
Proof. destruct z as [a b]. apply Rle_trans with (2 := Rmax_Cmod (a, b)). apply Rmax_l. Qed.

Lemma real_power t n : cpow (RtoC t) n = RtoC (t ^ n).
Proof. induction n as [|n IH]; [reflexivity|]. cbn [cpow pow]. rewrite IH, RtoC_mult. reflexivity. Qed.

Lemma finite_series (u : nat -> R) m t : (forall n, (m < n)%nat -> u n = 0) ->
  PSeries u t = sum_f_R0 (fun k => u k * t ^ k) m.
Proof.
  intros H. apply is_pseries_unique. apply is_series_Reals. intros e He. exists m. intros n Hn.
  assert (E : sum_f_R0 (fun k => scal (pow_n t k) (u k)) n = sum_f_R0 (fun k => u k * t ^ k) m).
  { induction Hn as [|n Hn IH].
    - apply sum_eq. intros k _. rewrite pow_n_pow. apply Rmult_comm.
    - cbn [sum_f_R0]. rewrite IH. rewrite (H (S n)) by lia. unfold scal; simpl; unfold mult; simpl. ring. }
  match goal with |- R_dist ?s _ < _ => replace s with (sum_f_R0 (fun k => u k * t ^ k) m) by (symmetry; exact E) end.
  unfold R_dist. rewrite Rminus_eq_0, Rabs_R0. assumption.
Qed.

Lemma product_series zs t : PSeries (fun n => Re (coefficient zs n)) t = Re (product zs (RtoC t)).
Proof.
  rewrite (finite_series _ (length zs)) by (intros n Hn; rewrite coefficient_last by assumption; reflexivity).
  rewrite product_polynomial, csum_re. apply sum_eq. intros k _. rewrite real_power.
  unfold Re, Cmult, RtoC. simpl. ring.
Qed.
