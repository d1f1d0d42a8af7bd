(* Scaling by the limit: for lambda > 0 and l = lambda^(1/N), the flow of lambda is l times that of 1, l^(2N-2) times
   as fast; powers of lambda with fractional exponents are powers of l; the inflection point x_* is l times its
   own for 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots flow_time.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma root_positive N y : 0 < y -> 0 < root N y.
Proof. intros H. unfold root. destruct (Rle_dec y 0); [lra | apply exp_pos]. Qed.

Lemma root_product N x y : 0 < x -> 0 < y -> root N (x * y) = root N x * root N y.
Proof.
  intros Hx Hy. assert (0 < x * y) by (apply Rmult_lt_0_compat; assumption). unfold root.
  destruct (Rle_dec (x * y) 0), (Rle_dec x 0), (Rle_dec y 0); try lra.
  symmetry. apply Rpower_mult_distr; assumption.
Qed.

Lemma power_root N lam q n : (1 <= N)%nat -> 0 < lam -> INR N * q = INR n -> power lam q = root N lam ^ n.
Proof.
  intros HN Hl Hq. pose proof (lt_0_INR N ltac:(lia)). unfold power, root. destruct (Rle_dec lam 0); [lra|].
  rewrite <- Rpower_pow by (unfold Rpower; apply exp_pos). rewrite Rpower_mult, <- Hq. f_equal. field. lra.
Qed.

Lemma power_inverse lam q : 0 < lam -> power lam (- q) = / power lam q.
Proof. intros H. unfold power. destruct (Rle_dec lam 0); [lra | apply Rpower_Ropp]. Qed.

Lemma L_is_root N lam : (2 <= N)%nat -> 0 <= lam -> L N lam = root N lam.
Proof. intros HN H. rewrite L_deep, Rmax_right by assumption. reflexivity. Qed.

Lemma power_rate N lam : (1 <= N)%nat -> 0 < lam -> power lam (2 - 2 / INR N) = root N lam ^ (2 * N - 2).
Proof.
  intros HN H. pose proof (lt_0_INR N ltac:(lia)). apply power_root; [assumption..|].
  rewrite minus_INR, mult_INR by lia. simpl (INR 2). field. lra.
Qed.

Lemma c_N_inside N : (2 <= N)%nat -> 0 < c_N N < 1.
Proof.
  intros HN. apply (le_INR 2) in HN. simpl in HN. unfold c_N. split.
  - apply Rdiv_lt_0_compat; lra.
  - apply Rlt_div_l; lra.
Qed.

Lemma x_star_scaled N lam : (2 <= N)%nat -> 0 < lam -> x_star N lam = root N lam * x_star N 1.
Proof.
  intros HN H. pose proof (c_N_inside N HN). unfold x_star. rewrite Rmult_1_l. apply root_product; lra.
Qed.

Lemma x_star_power N lam : (2 <= N)%nat -> 0 < lam -> x_star N lam ^ N = lam * c_N N.
Proof.
  intros HN H. pose proof (c_N_inside N HN). apply root_power; [lia|]. apply Rmult_le_pos; lra.
Qed.

Lemma x_star_inside N lam : (2 <= N)%nat -> 0 < lam -> 0 < x_star N lam < L N lam.
Proof.
  intros HN H. pose proof (c_N_inside N HN) as C.
  assert (P : 0 < x_star N lam) by (apply root_positive, Rmult_lt_0_compat; lra). split; [assumption|].
  apply below_L; [lia | assumption|]. rewrite x_star_power by assumption.
  assert (0 < lam * (1 - c_N N)) by (apply Rmult_lt_0_compat; lra). lra.
Qed.

Lemma f_scaled N l x : (1 <= N)%nat -> f N (l ^ N) (l * x) = l ^ (2 * N - 1) * f N 1 x.
Proof.
  intros HN. unfold f. rewrite !Rpow_mult_distr. replace (2 * N - 1)%nat with ((N - 1) + N)%nat by lia.
  rewrite pow_add. ring.
Qed.

Lemma L_of_power N l : (1 <= N)%nat -> 0 < l -> L N (l ^ N) = l.
Proof.
  intros HN H. destruct (Nat.eq_dec N 1) as [->|]; [unfold L; simpl; ring|].
  rewrite L_is_root by (lia || (apply pow_le; lra)). apply root_of_power; assumption.
Qed.

Lemma L_one N : (1 <= N)%nat -> L N 1 = 1.
Proof. intros HN. rewrite <- (pow1 N) at 1. apply L_of_power; [assumption | lra]. Qed.

Lemma one_side_scaled N l a b : (1 <= N)%nat -> 0 < l -> one_side N 1 a b -> one_side N (l ^ N) (l * a) (l * b).
Proof.
  intros HN Hl. assert (S : forall x, x < 1 -> l * x < l) by (intros x Hx; rewrite <- (Rmult_1_r l) at 2;
    apply Rmult_lt_compat_l; assumption).
  assert (T : forall x, 1 < x -> l < l * x) by (intros x Hx; rewrite <- (Rmult_1_r l) at 1;
    apply Rmult_lt_compat_l; assumption).
  assert (P : forall x, N = 1%nat \/ 0 < x -> N = 1%nat \/ 0 < l * x).
  { intros x [H|H]; [left; assumption | right; apply Rmult_lt_0_compat; assumption]. }
  unfold one_side, below, above. rewrite L_of_power, L_one by assumption.
  intros [[[A1 A2] [B1 B2]]|[A B]]; [left | right]; auto.
Qed.

Lemma tau_scaled N l a b : (1 <= N)%nat -> 0 < l -> one_side N 1 a b ->
  l ^ (2 * N - 2) * tau N (l ^ N) (l * a) (l * b) = tau N 1 a b.
Proof.
  intros HN Hl side. pose proof (pow_lt l (2 * N - 2) Hl). unfold tau.
  rewrite <- (Rplus_0_r (l * a)), <- (Rplus_0_r (l * b)).
  rewrite <- (RInt_comp_lin (fun x => / f N (l ^ N) x) l 0 a b).
  - change (l ^ (2 * N - 2) * ?r) with (scal (l ^ (2 * N - 2)) r). rewrite <- RInt_scal.
    + apply RInt_ext. intros x Hx. change (l ^ (2 * N - 2) * (l * / f N (l ^ N) (l * x + 0)) = / f N 1 x).
      assert (f N 1 x <> 0).
      { apply (f_nonzero N 1 a x HN). apply (one_side_between N 1 a b); [assumption | lra]. }
      rewrite Rplus_0_r, f_scaled by assumption. replace (2 * N - 1)%nat with (S (2 * N - 2)) by lia.
      cbn [pow]. field. repeat split; try assumption; lra.
    + apply (ex_RInt_comp_lin (fun x => / f N (l ^ N) x)). rewrite !Rplus_0_r.
      apply rate_integrable; [assumption | apply one_side_scaled; assumption].
  - rewrite !Rplus_0_r. apply rate_integrable; [assumption | apply one_side_scaled; assumption].
Qed.
