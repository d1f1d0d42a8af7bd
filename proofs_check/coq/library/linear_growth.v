(* Linear equations z' = q z + r on [0, oo): with an integrating factor, the sign of z is that of its start when r has
   this sign too. With the mean value theorem and the continuity of sums, products and powers. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Lemma mean_value (u du : R -> R) a b : a <= b -> (forall t, a <= t <= b -> is_derive u t (du t)) ->
  exists c, a <= c <= b /\ u b - u a = du c * (b - a).
Proof.
  intros H D. destruct (MVT_gen u a b du) as [c [Hc E]].
  - rewrite Rmin_left, Rmax_right by assumption. intros x Hx. apply D. lra.
  - rewrite Rmin_left, Rmax_right by assumption. intros x Hx. apply continuity_pt_filterlim.
    apply (ex_derive_continuous u). exists (du x). apply D. assumption.
  - rewrite Rmin_left, Rmax_right in Hc by assumption. exists c. split; assumption.
Qed.

Lemma continuous_minus_R (u v : R -> R) x :
  continuous u x -> continuous v x -> continuous (fun x => u x - v x) x.
Proof. intros Hu Hv. apply (continuous_minus u v); assumption. Qed.
Lemma continuous_plus_R (u v : R -> R) x :
  continuous u x -> continuous v x -> continuous (fun x => u x + v x) x.
Proof. intros Hu Hv. apply (continuous_plus u v); assumption. Qed.
Lemma continuous_mult_R (u v : R -> R) x :
  continuous u x -> continuous v x -> continuous (fun x => u x * v x) x.
Proof. intros Hu Hv. apply (continuous_mult u v); assumption. Qed.
Lemma continuous_pow_R (u : R -> R) n x : continuous u x -> continuous (fun x => u x ^ n) x.
Proof.
  intros Hu. induction n as [|n IH]; [apply continuous_const|].
  apply (continuous_mult_R u (fun x => u x ^ n)); assumption.
Qed.

Lemma continuous_Rmax_0 x : continuous (fun t => Rmax 0 t) x.
Proof.
  apply continuous_ext with (fun t => (t + Rabs t) * / 2).
  - intros t. unfold Rmax, Rabs. destruct (Rle_dec 0 t), (Rcase_abs t); lra.
  - apply (continuous_mult_R (fun t => t + Rabs t) (fun _ => / 2)); [|apply continuous_const].
    apply (continuous_plus_R (fun t => t) Rabs); [apply continuous_id | apply continuous_Rabs].
Qed.

Lemma integrating_factor (z q r : R -> R) : (forall t, 0 <= t -> continuous q t) ->
  (forall t, 0 <= t -> is_derive z t (q t * z t + r t)) ->
  exists E : R -> R, (forall t, 0 < E t) /\ forall t, 0 <= t -> is_derive (fun s => z s * E s) t (r t * E t).
Proof.
  intros Cq Dz. set (p := fun s => q (Rmax 0 s)).
  assert (Cp : forall s, continuous p s).
  { intros s. apply (continuous_comp (fun s => Rmax 0 s) q); [apply continuous_Rmax_0|]. apply Cq, Rmax_l. }
  assert (HQ : exists Q : R -> R, forall t, is_derive Q t (p t)).
  { exists (fun b => RInt p 0 b). intros t. apply (is_derive_RInt p (fun b => RInt p 0 b) 0 t).
    - exists (mkposreal 1 Rlt_0_1). intros b _. apply (RInt_correct p 0 b), (ex_RInt_continuous p). intros; apply Cp.
    - apply Cp. }
  destruct HQ as [Q DQ]. exists (fun t => exp (- Q t)). split; [intros t; apply exp_pos|].
  intros t Ht. specialize (Dz t Ht). specialize (DQ t). unfold p in DQ. rewrite Rmax_right in DQ by assumption.
  auto_derive.
  - split; [exists (q t * z t + r t); exact Dz | split; [exists (q t); exact DQ | exact I]].
  - replace (Derive (fun x : R => z x) t) with (q t * z t + r t) by (symmetry; exact (is_derive_unique z t _ Dz)).
    replace (Derive (fun x : R => Q x) t) with (q t) by (symmetry; exact (is_derive_unique Q t _ DQ)). ring.
Qed.

Lemma stays_nonnegative (z q r : R -> R) : (forall t, 0 <= t -> continuous q t) ->
  (forall t, 0 <= t -> is_derive z t (q t * z t + r t)) -> (forall t, 0 <= t -> 0 <= r t) ->
  0 <= z 0 -> forall t, 0 <= t -> 0 <= z t.
Proof.
  intros Cq Dz Hr H0 t Ht. destruct (integrating_factor z q r Cq Dz) as [E [HE D]].
  destruct (mean_value (fun s => z s * E s) (fun s => r s * E s) 0 t Ht) as [c [Hc M]].
  - intros s Hs. apply D. lra.
  - assert (0 <= r c * E c * (t - 0)).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Hr; lra | left; apply HE] | lra]. }
    pose proof (HE t) as Et. pose proof (HE 0) as E0. assert (0 <= z 0 * E 0) by (apply Rmult_le_pos; lra).
    apply Rmult_le_reg_r with (E t); [assumption|]. lra.
Qed.

Lemma stays_positive (z q r : R -> R) : (forall t, 0 <= t -> continuous q t) ->
  (forall t, 0 <= t -> is_derive z t (q t * z t + r t)) -> (forall t, 0 <= t -> 0 <= r t) ->
  0 < z 0 -> forall t, 0 <= t -> 0 < z t.
Proof.
  intros Cq Dz Hr H0 t Ht. destruct (integrating_factor z q r Cq Dz) as [E [HE D]].
  destruct (mean_value (fun s => z s * E s) (fun s => r s * E s) 0 t Ht) as [c [Hc M]].
  - intros s Hs. apply D. lra.
  - assert (0 <= r c * E c * (t - 0)).
    { apply Rmult_le_pos; [apply Rmult_le_pos; [apply Hr; lra | left; apply HE] | lra]. }
    pose proof (HE t) as Et. pose proof (HE 0) as E0. assert (0 < z 0 * E 0) by (apply Rmult_lt_0_compat; lra).
    apply Rmult_lt_reg_r with (E t); [assumption|]. lra.
Qed.

Lemma becomes_positive (z q r : R -> R) : (forall t, 0 <= t -> continuous q t) ->
  (forall t, 0 <= t -> is_derive z t (q t * z t + r t)) -> (forall t, 0 <= t -> 0 < r t) ->
  0 <= z 0 -> forall t, 0 < t -> 0 < z t.
Proof.
  intros Cq Dz Hr H0 t Ht. destruct (integrating_factor z q r Cq Dz) as [E [HE D]].
  destruct (mean_value (fun s => z s * E s) (fun s => r s * E s) 0 t ltac:(lra)) as [c [Hc M]].
  - intros s Hs. apply D. lra.
  - assert (0 < r c * E c * (t - 0)).
    { apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat; [apply Hr; lra | apply HE] | lra]. }
    pose proof (HE t) as Et. pose proof (HE 0) as E0. assert (0 <= z 0 * E 0) by (apply Rmult_le_pos; lra).
    apply Rmult_lt_reg_r with (E t); [assumption|]. lra.
Qed.
