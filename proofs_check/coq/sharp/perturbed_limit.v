(* The effective rank from a perturbed start: every product tends to its eigenvalue (Lemma 2.12), so the sums and the
   largest of them do; and on the way each is within 1 +- eps of a learned eigenvalue. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra.
From dmf.statements Require Import definitions names lemma_2_12 perturbed_limit.
From dmf.deep_factorization Require lemma_2_12.
Open Scope R_scope.

Lemma total_tends a b (F : nat -> nat -> R) (l : nat -> R) :
  (forall i, (a <= i <= b)%nat -> is_lim_seq (F i) (l i)) ->
  is_lim_seq (fun k => total a b (fun i => F i k)) (total a b l).
Proof.
  induction b as [|b IH]; intros H.
  - destruct (Nat.eq_dec a 0) as [->|Ha].
    + apply is_lim_seq_ext with (F 0%nat); [intros k; symmetry; apply (total_one 0 (fun i => F i k))|].
      rewrite total_one. apply H. lia.
    + apply is_lim_seq_ext with (fun _ => 0); [intros k; symmetry; apply total_empty; lia|].
      rewrite total_empty by lia. apply is_lim_seq_const.
  - destruct (le_lt_dec a (S b)) as [Ha|Ha].
    + apply is_lim_seq_ext with (fun k => total a b (fun i => F i k) + F (S b) k);
        [intros k; symmetry; apply (total_last a b (fun i => F i k)); assumption|].
      rewrite total_last by assumption.
      apply (is_lim_seq_plus' _ _ (total a b l) (l (S b))); [apply IH; intros i Hi; apply H; lia | apply H; lia].
    + apply is_lim_seq_ext with (fun _ => 0); [intros k; symmetry; apply total_empty; assumption|].
      rewrite total_empty by assumption. apply is_lim_seq_const.
Qed.

Lemma max_is x y : Rmax x y = (x + y + Rabs (x - y)) / 2.
Proof. unfold Rmax, Rabs. destruct (Rle_dec x y), (Rcase_abs (x - y)); lra. Qed.

Lemma max_tends (u v : nat -> R) (x y : R) : is_lim_seq u x -> is_lim_seq v y ->
  is_lim_seq (fun k => Rmax (u k) (v k)) (Rmax x y).
Proof.
  intros Hu Hv. apply is_lim_seq_ext with (fun k => (u k + v k + Rabs (u k - v k)) * / 2);
    [intros k; symmetry; apply max_is|]. rewrite max_is.
  change (is_lim_seq (fun k => (u k + v k + Rabs (u k - v k)) * / 2) (Rbar_mult (x + y + Rabs (x - y)) (/ 2))).
  apply is_lim_seq_scal_r. apply is_lim_seq_plus'; [apply is_lim_seq_plus'; assumption|].
  apply (is_lim_seq_abs _ (x - y)). apply is_lim_seq_minus'; assumption.
Qed.

Lemma largest_tends a b (F : nat -> nat -> R) (l : nat -> R) :
  (forall i, (a <= i <= b)%nat -> is_lim_seq (F i) (l i)) ->
  is_lim_seq (fun k => largest a b (fun i => F i k)) (largest a b l).
Proof.
  intros H. unfold largest. destruct (le_dec a b) as [Hab|_]; [|apply is_lim_seq_const].
  assert (G : forall j, (a + j <= b)%nat -> is_lim_seq (fun k => best Rmax (fun i => F i k) a j) (best Rmax l a j)).
  { induction j as [|j IH]; intros Hj; cbn [best]; [apply H; lia|].
    apply max_tends; [apply IH | apply H]; lia. }
  apply G. lia.
Qed.

Theorem tends : perturbed_limit_tends.
Proof.
  unfold perturbed_limit_tends, r. intros N n alpha beta eta eps spectrum _ Hn Ha Hb He _ HN H0 Hc Hs _.
  cbv zeta in *.
  assert (Each : forall i, (1 <= i <= n)%nat ->
    is_lim_seq (fun k => Rabs (p_ N k (eigenvalue n spectrum i) alpha beta eta)) (Rabs (eigenvalue n spectrum i))).
  { intros i Hi. apply (is_lim_seq_abs _ (eigenvalue n spectrum i)).
    apply (lemma_2_12.converges N (eigenvalue n spectrum i) alpha beta eta Ha Hb He HN Hc).
    apply Rlt_le_trans with (1 := Hs).
    apply (smallest_below 1 n (fun i =>
      1 / (9 * INR N * (M N (eigenvalue n spectrum i) alpha * c_14 N) ^ (2 * N - 2))) i Hi). }
  apply (is_lim_seq_div' (fun k => total 1 n (fun i => Rabs (p_ N k (eigenvalue n spectrum i) alpha beta eta)))
    (fun k => largest 1 n (fun i => Rabs (p_ N k (eigenvalue n spectrum i) alpha beta eta)))).
  - apply (total_tends 1 n (fun i k => Rabs (p_ N k (eigenvalue n spectrum i) alpha beta eta))). exact Each.
  - apply (largest_tends 1 n (fun i k => Rabs (p_ N k (eigenvalue n spectrum i) alpha beta eta))). exact Each.
  - lra.
Qed.

Theorem learned : perturbed_limit_learned.
Proof.
  unfold perturbed_limit_learned. intros N n alpha beta eta eps spectrum _ Hn Ha Hb He Heps HN H0 Hc Hs H1 k.
  unfold r, a_1, A, B. cbv zeta in *. set (w := fun i => Rabs (p_ N k (eigenvalue n spectrum i) alpha beta eta)).
  set (l := fun i => Rabs (eigenvalue n spectrum i)).
  set (known := fun i => a N k (eigenvalue n spectrum i) alpha beta eta eps).
  set (open := fun i => b N k (eigenvalue n spectrum i) alpha beta eta eps).
  assert (Each : forall i, 0 <= w i /\ w i <= (eps + 1) * known i + open i /\ (1 - eps) * known i <= w i).
  { intros i. unfold w, known, open, a, b. set (x := p_ N k _ _ _ _). set (y := eigenvalue n spectrum i).
    pose proof (Rabs_pos x). pose proof (Rabs_pos y). split; [assumption|].
    destruct (Rle_dec (Rabs (y - x)) (eps * Rabs y)) as [L|L]; [|lra].
    pose proof (Rabs_triang_inv y x). pose proof (Rabs_triang_inv x y) as T. rewrite (Rabs_minus_sym x) in T. lra. }
  assert (Up : total 1 n w <= (eps + 1) * total 1 n known + total 1 n open).
  { rewrite <- total_scal, <- total_plus. apply total_le. intros i _. apply Each. }
  destruct (largest_attained 1 n known Hn) as [j [Hj Ej]].
  assert (Top : (1 - eps) * largest 1 n known <= largest 1 n w).
  { rewrite Ej. apply Rle_trans with (w j); [apply Each | apply largest_above, Hj]. }
  assert (W : 0 <= total 1 n w) by (apply total_nonnegative; intros i _; apply Each).
  assert (V : 0 <= (eps + 1) * total 1 n known + total 1 n open) by lra.
  destruct (Req_dec (largest 1 n w) 0) as [Z|Z].
  - rewrite Z in *. unfold Rdiv. rewrite Rinv_0, !Rmult_0_r. exact V.
  - assert (P : 0 < largest 1 n w).
    { assert (0 <= largest 1 n w); [|lra].
      apply Rle_trans with (w 1%nat); [apply Each | apply largest_above; lia]. }
    apply Rle_trans with (2 := Up).
    replace ((1 - eps) * largest 1 n known * (total 1 n w / largest 1 n w))
      with ((1 - eps) * largest 1 n known / largest 1 n w * total 1 n w) by (field; lra).
    rewrite <- (Rmult_1_l (total 1 n w)) at 2. apply Rmult_le_compat_r; [exact W|].
    apply Rle_div_l; lra.
Qed.
