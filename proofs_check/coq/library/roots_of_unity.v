(* The N roots r = m exp(i theta) of r^N = lambda, in real numbers, and the partial fraction
   sum over the roots of Re(r^2 / (x - r)) = N lambda x / (x^N - lambda): r^2 (x^N - r^N) / (x - r) is a sum of powers
   of r (Horner), and the powers of the roots add up to 0 but for the N-th. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots closed_forms.
Open Scope R_scope.

(* Finite sums of real numbers; real says that an equation is between real numbers. *)
Ltac real := match goal with |- ?a = ?b => change (@eq R a b) end.

Lemma sum_step (u : nat -> R) n : sum_n u (S n) = sum_n u n + u (S n).
Proof. exact (sum_Sn u n). Qed.

Lemma sum_plus (u v : nat -> R) n : sum_n (fun l => u l + v l) n = sum_n u n + sum_n v n.
Proof. exact (sum_n_plus u v n). Qed.

Lemma sum_scaled (c : R) (u : nat -> R) n : sum_n (fun l => c * u l) n = c * sum_n u n.
Proof. exact (sum_n_mult_l c u n). Qed.

Lemma sum_same (u v : nat -> R) n : (forall l, (l <= n)%nat -> u l = v l) -> sum_n u n = sum_n v n.
Proof. exact (sum_n_ext_loc u v n). Qed.

(* 2 sin(phi/2) sum of cos(l phi + psi), l = 0, ..., n *)
Lemma sum_of_cosines n phi psi : 2 * sin (phi / 2) * sum_n (fun l => cos (INR l * phi + psi)) n
  = sin (INR (S n) * phi + psi - phi / 2) - sin (psi - phi / 2).
Proof.
  induction n as [|n IH].
  - rewrite sum_O. simpl INR. rewrite Rmult_0_l, Rmult_1_l, Rplus_0_l.
    replace (phi + psi - phi / 2) with (psi + phi / 2) by field. rewrite sin_plus, sin_minus. ring.
  - rewrite sum_step, Rmult_plus_distr_l, IH, (S_INR (S n)).
    replace (INR (S n) * phi + psi - phi / 2) with ((INR (S n) * phi + psi) - phi / 2) by ring.
    replace ((INR (S n) + 1) * phi + psi - phi / 2) with ((INR (S n) * phi + psi) + phi / 2) by field.
    rewrite sin_plus, sin_minus. ring.
Qed.

Section Roots.
Variables (N : nat) (lam : R).
Hypothesis depth : (1 <= N)%nat.
Hypothesis nonzero : lam <> 0.

Let m := modulus N lam.
Let t := angle N lam.

Lemma depth_positive : 0 < INR N.
Proof using depth nonzero. apply lt_0_INR. lia. Qed.

Lemma modulus_positive : 0 < m.
Proof using nonzero.
  unfold m, modulus, root. pose proof (Rabs_pos_lt lam nonzero).
  destruct (Rle_dec (Rabs lam) 0); [lra|]. apply exp_pos.
Qed.

Lemma modulus_power : m ^ N = Rabs lam.
Proof using depth nonzero. apply root_power; [assumption | apply Rabs_pos]. Qed.

Lemma turns l : exists k : nat, INR N * t l = (if Rlt_dec lam 0 then PI else 0) + 2 * INR k * PI.
Proof using depth nonzero.
  exists l. pose proof depth_positive. unfold t, angle. destruct (Rlt_dec lam 0); field; lra.
Qed.

Lemma full_turn l a : m ^ N * cos (a + INR N * t l) = lam * cos a.
Proof using depth nonzero.
  rewrite modulus_power. destruct (turns l) as [k ->].
  rewrite <- Rplus_assoc, cos_period. destruct (Rlt_dec lam 0).
  - rewrite neg_cos, Rabs_left by assumption. ring.
  - rewrite Rplus_0_r, Rabs_pos_eq by lra. ring.
Qed.

(* A root with no imaginary part is a real solution. *)
Lemma multiple_of_real a n : sin a = 0 -> cos (INR n * a) = cos a ^ n /\ sin (INR n * a) = 0.
Proof using.
  intros H. induction n as [|n [IH1 IH2]]; [simpl INR; rewrite Rmult_0_l, cos_0, sin_0; split; reflexivity|].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, cos_plus, sin_plus, IH1, IH2, H. split; [simpl; ring | ring].
Qed.

Lemma real_root l : sin (t l) = 0 -> (m * cos (t l)) ^ N = lam.
Proof using depth nonzero.
  intros H. destruct (multiple_of_real (t l) N H) as [E _]. pose proof (full_turn l 0) as F.
  rewrite Rplus_0_l, E, cos_0, Rmult_1_r in F. rewrite Rpow_mult_distr. exact F.
Qed.

Definition distance (x : R) (l : nat) : R := (x - m * cos (t l)) ^ 2 + (m * sin (t l)) ^ 2.

Lemma away x l : x ^ N <> lam -> 0 < distance x l.
Proof using depth nonzero.
  intros H. unfold distance. destruct (Req_dec (sin (t l)) 0) as [Z|Z].
  - assert (x <> m * cos (t l)) by (intros ->; apply H, real_root; assumption).
    pose proof (pow2_gt_0 (x - m * cos (t l)) ltac:(lra)). pose proof (pow2_ge_0 (m * sin (t l))). lra.
  - pose proof modulus_positive. assert (0 < (m * sin (t l)) ^ 2).
    { apply pow2_gt_0, Rmult_integral_contrapositive. split; lra. }
    pose proof (pow2_ge_0 (x - m * cos (t l))). lra.
Qed.

Lemma distance_is x l : distance x l = x ^ 2 - 2 * x * m * cos (t l) + m ^ 2.
Proof using.
  unfold distance. pose proof (sin2_cos2 (t l)) as P. unfold Rsqr in P.
  replace ((m * sin (t l)) ^ 2) with (m ^ 2 * (1 - cos (t l) * cos (t l))) by (rewrite <- P; ring). ring.
Qed.

(* The sum of r^p over the roots. *)
Lemma powers_cancel p : sin (PI * INR p / INR N) <> 0 -> sum_n (fun l => cos (INR p * t l)) (N - 1) = 0.
Proof using depth nonzero.
  intros H. pose proof depth_positive as HN. set (phi := 2 * PI * INR p / INR N).
  set (psi := INR p * (if Rlt_dec lam 0 then PI else 0) / INR N).
  rewrite (sum_same _ (fun l => cos (INR l * phi + psi)))
    by (intros l _; f_equal; unfold t, angle, phi, psi; destruct (Rlt_dec lam 0); field; lra).
  pose proof (sum_of_cosines (N - 1) phi psi) as D. replace (S (N - 1)) with N in D by lia.
  replace (INR N * phi + psi - phi / 2) with ((psi - phi / 2) + 2 * INR p * PI) in D by (unfold phi; field; lra).
  rewrite sin_period, Rminus_diag_eq in D by reflexivity.
  replace (phi / 2) with (PI * INR p / INR N) in D by (unfold phi; field; lra).
  apply Rmult_integral in D. destruct D as [D|D]; [lra | exact D].
Qed.

Lemma powers_cancel_small p : (0 < p < N)%nat -> sum_n (fun l => cos (INR p * t l)) (N - 1) = 0.
Proof using depth nonzero.
  intros Hp. pose proof depth_positive. pose proof PI_RGT_0. apply powers_cancel.
  assert (0 < INR p < INR N) by (split; [apply lt_0_INR | apply lt_INR]; lia).
  assert (0 < INR p / INR N < 1) by (split; [apply Rdiv_lt_0_compat; lra | apply Rlt_div_l; lra]).
  replace (PI * INR p / INR N) with (PI * (INR p / INR N)) by (unfold Rdiv; ring).
  assert (0 < sin (PI * (INR p / INR N))) by (apply sin_gt_0; nra). lra.
Qed.

Lemma powers_full : m ^ N * sum_n (fun l => cos (INR N * t l)) (N - 1) = INR N * lam.
Proof using depth nonzero.
  rewrite <- sum_scaled, (sum_same _ (fun _ => lam)).
  - rewrite sum_n_const. replace (S (N - 1)) with N by lia. reflexivity.
  - intros l _. rewrite <- (Rplus_0_l (INR N * t l)), full_turn, cos_0. ring.
Qed.

Lemma powers_next : (2 <= N)%nat -> sum_n (fun l => cos (INR (S N) * t l)) (N - 1) = 0.
Proof using depth nonzero.
  intros HN. apply powers_cancel. pose proof depth_positive. pose proof PI_RGT_0. rewrite S_INR.
  replace (PI * (INR N + 1) / INR N) with (PI * / INR N + PI) by (field; lra). rewrite neg_sin.
  assert (2 <= INR N) by (apply (le_INR 2) in HN; simpl in HN; lra).
  assert (0 < / INR N < 1).
  { split; [apply Rinv_0_lt_compat; lra|]. rewrite <- Rinv_1. apply Rinv_lt_contravar; lra. }
  assert (0 < sin (PI * / INR N)) by (apply sin_gt_0; nra). lra.
Qed.

(* Re of r^2 (x^n - r^n) / (x - r) = r^(n+1) + x r^n + ... + x^(n-1) r^2 *)
Fixpoint horner (x a : R) (n : nat) : R :=
  match n with
  | O => 0
  | S k => m ^ (k + 2) * cos (INR (k + 2) * a) + x * horner x a k
  end.

Lemma horner_is x a n : (x ^ 2 - 2 * x * m * cos a + m ^ 2) * horner x a n
  = x ^ n * (m ^ 2 * x * cos (2 * a) - m ^ 3 * cos a)
    - m ^ (n + 2) * (x * cos (INR (n + 2) * a) - m * cos (INR (n + 1) * a)).
Proof using depth.
  induction n as [|n IH].
  - cbn [horner Nat.add]. replace (INR 2) with 2 by (simpl; ring). replace (INR 1) with 1 by (simpl; ring).
    rewrite !Rmult_1_l. ring.
  - cbn [horner]. rewrite Rmult_plus_distr_l.
    replace ((x ^ 2 - 2 * x * m * cos a + m ^ 2) * (x * horner x a n))
      with (x * ((x ^ 2 - 2 * x * m * cos a + m ^ 2) * horner x a n)) by ring.
    rewrite IH. replace (S n + 2)%nat with (S (n + 2)) by lia. replace (S n + 1)%nat with (n + 2)%nat by lia.
    replace (INR (n + 1)) with (INR (n + 2) - 1) by (rewrite !plus_INR; simpl; ring).
    replace (INR (S (n + 2)) * a) with (INR (n + 2) * a + a) by (rewrite S_INR; ring).
    replace ((INR (n + 2) - 1) * a) with (INR (n + 2) * a - a) by ring. rewrite cos_plus, cos_minus. cbn [pow]. ring.
Qed.

Lemma horner_sum x : (2 <= N)%nat -> sum_n (fun l => horner x (t l) N) (N - 1) = INR N * lam * x.
Proof using depth nonzero.
  intros HN.
  assert (E : forall n, sum_n (fun l => horner x (t l) (S n)) (N - 1)
    = m ^ (n + 2) * sum_n (fun l => cos (INR (n + 2) * t l)) (N - 1)
      + x * sum_n (fun l => horner x (t l) n) (N - 1)).
  { intros n. cbn [horner]. rewrite sum_plus, !sum_scaled. reflexivity. }
  assert (Z : forall n, (n + 2 <= N)%nat -> sum_n (fun l => horner x (t l) n) (N - 1) = 0).
  { induction n as [|n IH]; intros Hn; [cbn [horner]; rewrite sum_n_const; apply Rmult_0_r|].
    rewrite E, IH, powers_cancel_small by lia. rewrite !Rmult_0_r. apply Rplus_0_r. }
  pose proof (E (N - 1)%nat) as E1. pose proof (E (N - 2)%nat) as E2.
  replace (S (N - 1)) with N in E1 by lia. replace (N - 1 + 2)%nat with (S N) in E1 by lia.
  replace (S (N - 2)) with (N - 1)%nat in E2 by lia. replace (N - 2 + 2)%nat with N in E2 by lia.
  rewrite E1, E2, powers_next, powers_full, Z by lia. real. ring.
Qed.

Lemma sum_over_roots x : (2 <= N)%nat -> x ^ N <> lam ->
  sum_n (fun l => (m ^ 2 * x * cos (2 * t l) - m ^ 3 * cos (t l)) / distance x l) (N - 1)
  = INR N * lam * x / (x ^ N - lam).
Proof using depth nonzero.
  intros HN H. unfold Rdiv at 2. rewrite <- (horner_sum x HN), (Rmult_comm _ (/ (x ^ N - lam))), <- sum_scaled.
  apply sum_same. intros l _. pose proof (horner_is x (t l) N) as E. rewrite <- distance_is in E.
  pose proof (away x l H) as D. set (q := distance x l) in *.
  assert (C2 : m ^ (N + 2) * cos (INR (N + 2) * t l) = m ^ 2 * (lam * cos (2 * t l))).
  { replace (INR (N + 2) * t l) with (2 * t l + INR N * t l) by (rewrite plus_INR; simpl; ring).
    rewrite <- (full_turn l (2 * t l)), pow_add. ring. }
  assert (C1 : m ^ (N + 2) * cos (INR (N + 1) * t l) = m ^ 2 * (lam * cos (t l))).
  { replace (INR (N + 1) * t l) with (t l + INR N * t l) by (rewrite plus_INR; simpl; ring).
    rewrite <- (full_turn l (t l)), pow_add. ring. }
  assert (F : q * horner x (t l) N = (x ^ N - lam) * (m ^ 2 * x * cos (2 * t l) - m ^ 3 * cos (t l))).
  { rewrite E. replace (m ^ (N + 2) * (x * cos (INR (N + 2) * t l) - m * cos (INR (N + 1) * t l)))
      with (x * (m ^ (N + 2) * cos (INR (N + 2) * t l)) - m * (m ^ (N + 2) * cos (INR (N + 1) * t l))) by ring.
    rewrite C2, C1. ring. }
  apply Rmult_eq_reg_l with (q * (x ^ N - lam)); [|apply Rmult_integral_contrapositive; split; lra].
  transitivity (q * horner x (t l) N); [rewrite F; field; lra | field; lra].
Qed.

(* The real part of the residue over x - r; and their sum, which with the pole at 0 is 1/f. *)
Definition fraction (x : R) (l : nat) : R :=
  (fst (residue N lam l) * (x - m * cos (t l)) - snd (residue N lam l) * (m * sin (t l))) / distance x l.

Lemma fraction_is x l : x ^ N <> lam -> fraction x l
  = - / (INR N * lam ^ 2) * ((m ^ 2 * x * cos (2 * t l) - m ^ 3 * cos (t l)) / distance x l).
Proof using depth nonzero.
  intros H. pose proof (away x l H). unfold fraction, residue. cbn [fst snd].
  fold m. change (angle N lam l) with (t l). pose proof depth_positive.
  replace (m ^ 2 * x * cos (2 * t l) - m ^ 3 * cos (t l))
    with (m ^ 2 * (cos (2 * t l) * (x - m * cos (t l)) - sin (2 * t l) * (m * sin (t l)))).
  - field. repeat split; lra.
  - replace (cos (t l)) with (cos (2 * t l - t l)) at 2 by (f_equal; ring). rewrite cos_minus. ring.
Qed.

Lemma sum_of_fractions x : (2 <= N)%nat -> x ^ N <> lam ->
  sum_n (fraction x) (N - 1) = x / (lam * (lam - x ^ N)).
Proof using depth nonzero.
  intros HN H. pose proof depth_positive.
  rewrite (sum_same _ (fun l => - / (INR N * lam ^ 2) *
    ((m ^ 2 * x * cos (2 * t l) - m ^ 3 * cos (t l)) / distance x l))) by (intros; apply fraction_is; assumption).
  rewrite sum_scaled, sum_over_roots by assumption. real. field. repeat split; lra.
Qed.
End Roots.
