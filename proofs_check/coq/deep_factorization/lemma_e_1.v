(* Lemma E.1: scaled by the limit, T+ is U(c) - U(a) with U = -s^(2-N)/(N-2) + the integral of s/(1 - s^N) from 0.
   What this integral has beyond a^2/2 is that of s^(N+1)/(1 - s^N): between a^(N+2)/(N+2) and 1/(1 - a^N) times
   this. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots closed_forms flow_time flow_scaling roots_of_unity antiderivative
  hypergeometric.
From dmf.statements Require Import definitions lemma_e_1.
Open Scope R_scope.

Lemma power_integral n a : is_RInt (fun s => s ^ n) 0 a (a ^ S n / INR (S n)).
Proof.
  pose proof (lt_0_INR (S n) ltac:(lia)).
  replace (a ^ S n / INR (S n)) with (minus (a ^ S n / INR (S n)) (0 ^ S n / INR (S n)))
    by (rewrite (pow_i (S n)) by lia; change (a ^ S n / INR (S n) - 0 / INR (S n) = a ^ S n / INR (S n)); field; lra).
  apply (is_RInt_derive (fun s => s ^ S n / INR (S n)) (fun s => s ^ n)); intros s _.
  - replace (s ^ n) with (/ INR (S n) * (INR (S n) * 1 * s ^ pred (S n))) by (cbn [pred]; field; lra).
    apply is_derive_ext with (fun s => / INR (S n) * s ^ S n); [intros; real; field; lra|].
    apply (is_derive_scal (fun s => s ^ S n)). apply (is_derive_pow (fun s => s)). apply (is_derive_id s).
  - apply (continuous_pow_R (fun s => s)), continuous_id.
Qed.

Section Unit.
Variables (N : nat).
Hypothesis depth : (3 <= N)%nat.

Lemma inner_unit x : 0 < x < 1 -> inner N 1 x.
Proof using depth. intros H. split; [lra|]. rewrite Rmult_1_l, <- (pow1 N). apply power_strict; [lia | lra]. Qed.

Lemma U_unit x : U N 1 x = polar N 1 x + RInt (kernel N 1 1) 0 x.
Proof using.
  unfold U. f_equal. apply RInt_ext. intros s _. unfold kernel, Rdiv. rewrite !Rmult_1_l, pow_1. reflexivity.
Qed.

Lemma U_derive x : 0 < x < 1 -> is_derive (U N 1) x (/ f N 1 x).
Proof using depth.
  intros H. pose proof (inner_unit x H) as In.
  apply is_derive_ext with (fun x => polar N 1 x + RInt (kernel N 1 1) 0 x); [intros; symmetry; apply U_unit|].
  replace (/ f N 1 x) with (/ (1 * x ^ (N - 1)) + kernel N 1 1 x).
  - apply (is_derive_plus (polar N 1) (fun x => RInt (kernel N 1 1) 0 x)).
    + apply polar_derive; [lia | lra | lra].
    + apply kernel_derive. assumption.
  - unfold kernel, f. destruct In as [_ In]. assert (P : 0 < x ^ (N - 1)) by (apply pow_lt; lra).
    replace (x ^ N) with (x * x ^ (N - 1)) in * by (replace N with (S (N - 1)) at 2 by lia; reflexivity).
    field. repeat split; lra.
Qed.

Lemma tau_is_U a b : 0 < a -> a <= b < 1 -> tau N 1 a b = U N 1 b - U N 1 a.
Proof using depth.
  intros Ha Hb. unfold tau. apply is_RInt_unique.
  apply (is_RInt_derive (U N 1) (fun x => / f N 1 x)); rewrite Rmin_left, Rmax_right by lra; intros x Hx.
  - apply U_derive. lra.
  - apply rate_continuous, Rgt_not_eq, f_positive; [lia|]. apply below_positive; [lra|]. rewrite L_one by lia. lra.
Qed.

Lemma excess a : 0 < a < 1 -> a ^ (N + 2) / (INR N + 2) <= RInt (kernel N 1 1) 0 a - a ^ 2 / 2
  <= a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2)).
Proof using depth.
  intros Ha. pose proof (inner_unit a Ha) as In. pose proof (lt_0_INR N ltac:(lia)).
  assert (Pn : 0 < 1 - a ^ N) by (destruct In; lra).
  pose proof (power_integral 1 a) as I1. pose proof (power_integral (N + 1) a) as I2.
  replace (S (N + 1)) with (N + 2)%nat in I2 by lia. change (INR (S 1)) with 2 in I1.
  replace (INR (N + 2)) with (INR N + 2) in I2 by (rewrite plus_INR; simpl; ring).
  assert (E : forall c, is_RInt (fun s => s ^ 1 + c * s ^ (N + 1)) 0 a (a ^ 2 / 2 + c * (a ^ (N + 2) / (INR N + 2)))).
  { intros c. apply (is_RInt_plus (fun s => s ^ 1) (fun s => c * s ^ (N + 1))); [exact I1|].
    apply (is_RInt_scal (fun s => s ^ (N + 1))). exact I2. }
  assert (B : forall s, 0 < s < a ->
    s ^ 1 + 1 * s ^ (N + 1) <= kernel N 1 1 s <= s ^ 1 + / (1 - a ^ N) * s ^ (N + 1)).
  { intros s Hs. unfold kernel. pose proof (inner_positive N 1 a s In ltac:(lra)) as P. rewrite !Rmult_1_l in *.
    rewrite pow_add, pow_1. assert (s ^ N <= a ^ N) by (apply pow_incr; lra). pose proof (pow_lt s N ltac:(lra)).
    replace (s * / (1 - s ^ N)) with (s + s ^ N * s * / (1 - s ^ N)) by (field; lra).
    assert (0 < s ^ N * s) by (apply Rmult_lt_0_compat; lra).
    assert (1 <= / (1 - s ^ N)) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
    assert (/ (1 - s ^ N) <= / (1 - a ^ N)) by (apply Rinv_le_contravar; lra).
    split; apply Rplus_le_compat_l.
    - apply Rle_trans with (s ^ N * s * 1); [lra | apply Rmult_le_compat_l; lra].
    - rewrite (Rmult_comm (/ (1 - a ^ N))). apply Rmult_le_compat_l; lra. }
  pose proof (kernel_integrable N 1 1 a In) as Ik.
  assert (low : a ^ 2 / 2 + 1 * (a ^ (N + 2) / (INR N + 2)) <= RInt (kernel N 1 1) 0 a).
  { rewrite <- (is_RInt_unique _ _ _ _ (E 1)).
    apply RInt_le; [lra | eexists; apply E | exact Ik | intros; apply B; assumption]. }
  assert (high : RInt (kernel N 1 1) 0 a <= a ^ 2 / 2 + / (1 - a ^ N) * (a ^ (N + 2) / (INR N + 2))).
  { rewrite <- (is_RInt_unique _ _ _ _ (E (/ (1 - a ^ N)))).
    apply RInt_le; [lra | exact Ik | eexists; apply E | intros; apply B; assumption]. }
  replace (a ^ (N + 2) / ((1 - a ^ N) * (INR N + 2))) with (/ (1 - a ^ N) * (a ^ (N + 2) / (INR N + 2)))
    by (field; lra).
  lra.
Qed.
End Unit.

(* The remainder is a^2/2 less the integral of s/(1 - s^N) from 0 to a. *)
Lemma remainder_is N lam alpha : alpha > 0 -> (N >= 3)%nat -> lam > 0 -> alpha < x_star N lam ->
  0 < alpha / root N lam < 1 /\
  power lam (- (2 / INR N)) * alpha ^ 2 / 2 + power lam (2 - 2 / INR N) * tau N lam alpha (x_star N lam)
    - 1 / ((alpha / root N lam) ^ (N - 2) * (INR N - 2)) - C_N N
  = (alpha / root N lam) ^ 2 / 2 - RInt (kernel N 1 1) 0 (alpha / root N lam).
Proof.
  intros Ha HN Hl Hx. pose proof (root_positive N lam Hl) as Hr. pose proof (lt_0_INR N ltac:(lia)).
  pose proof (x_star_inside N 1 ltac:(lia) ltac:(lra)) as Hc. rewrite L_one in Hc by lia.
  rewrite x_star_scaled in * by (lia || assumption).
  assert (El : root N lam ^ N = lam) by (apply root_power; [lia | lra]).
  rewrite power_rate, power_inverse by (lia || lra).
  rewrite (power_root N lam (2 / INR N) 2); [|lia | lra | simpl; field; lra].
  set (l := root N lam) in *. set (c := x_star N 1) in *. set (a := alpha / l).
  assert (Ea : alpha = l * a) by (unfold a; field; lra). rewrite Ea in Hx |- *.
  assert (A : 0 < a < c).
  { split; [apply Rdiv_lt_0_compat; assumption | apply Rmult_lt_reg_l with l; assumption]. }
  split; [lra|]. rewrite <- El. rewrite (tau_scaled N l a c); [|lia | assumption|].
  - rewrite tau_is_U by (lia || lra). unfold C_N. fold c. rewrite (U_unit N a).
    assert (0 < a ^ (N - 2)) by (apply pow_lt; lra).
    assert (3 <= INR N) by (apply (le_INR 3) in HN; simpl in HN; lra).
    assert (Ep : polar N 1 a = - (1 / (a ^ (N - 2) * (INR N - 2)))).
    { unfold polar. destruct (Nat.leb_spec N 1); [lia|]. destruct (Nat.eqb_spec N 2); [lia|]. field. lra. }
    rewrite Ep. field. repeat split; lra.
  - apply one_side_rising; rewrite ?L_one by lia; lra.
Qed.

Theorem remainder_upper : lemma_e_1_remainder_upper.
Proof.
  unfold lemma_e_1_remainder_upper. intros N lam alpha Ha HN Hl Hx.
  destruct (remainder_is N lam alpha Ha HN Hl Hx) as [A ->]. pose proof (excess N HN _ A). lra.
Qed.

Theorem remainder_lower : lemma_e_1_remainder_lower.
Proof.
  unfold lemma_e_1_remainder_lower. intros N lam alpha Ha HN Hl Hx.
  destruct (remainder_is N lam alpha Ha HN Hl Hx) as [A ->]. pose proof (excess N HN _ A). lra.
Qed.
