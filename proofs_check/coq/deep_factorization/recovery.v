(* Theorems 1.1 and 1.3 for the matrices themselves: gradient descent on 1/2 |W_N ... W_1 - What|^2 for a symmetric
   What = V Lambda V'. All factors stay V diag V', and each entry of the diagonals follows (18) or (40), for which
   both theorems are known. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary matrices matrix_limits constants roots spectra pair_root
  pair_orbit pair_counts.
From dmf.statements Require theorem_1_3.
From dmf.statements Require Import definitions names theorem_1_1.
From dmf.deep_factorization Require Import matrices.
From dmf.deep_factorization Require lemma_2_2 theorem_1_1 theorem_1_3.
Open Scope R_scope.

(* W(k) = W_N(k) ... W_1(k) after k steps of size eta; the identical start (7), every factor alpha I (the perturbed
   one, (13), is start_at); the positive eigenvalues; the error V'WV - diag(limit) in the eigenbasis. *)
Definition product (n N : nat) (start : nat -> matrix) (What : matrix) (eta : R) (k : nat) : matrix :=
  chain n (descent n N start What eta k) 0 N.
Definition identical (alpha : R) : nat -> matrix := fun _ => diagonal (fun _ => alpha).
Definition positive_part (lam : nat -> R) : nat -> R := fun i => Rmax 0 (lam i).
Definition error (n : nat) (V W : matrix) (limit : nat -> R) : matrix := minus (in_basis n V W) (diagonal limit).

(* M = max(|What|^(1/N), alpha), where the operator norm |What| is the largest |lambda_i|; it is at least the M of
   each eigenvalue. *)
Lemma M_of_the_norm n N V What lam alpha norm : orthogonal n V -> same n What (spectral n V lam) -> (1 <= n)%nat ->
  is_norm n What norm -> M_W N n alpha lam = Rmax (root N norm) alpha.
Proof.
  intros HV HW Hn [H1 H2]. destruct (norm_is_largest n V lam HV Hn) as [H3 H4]. unfold M_W. f_equal. f_equal.
  rewrite (largest_ext 1 n _ (fun i => Rabs (lam i))).
  - apply Rle_antisym; [apply H4, (norm_same n _ _ _ (same_sym n _ _ HW) H1) | apply H2, (norm_same n _ _ _ HW H3)].
  - intros i Hi. unfold eigenvalue. destruct (le_dec i n); [reflexivity | lia].
Qed.

Lemma M_of_each n N alpha lam i : (2 <= N)%nat -> (1 <= i <= n)%nat -> M N (lam i) alpha <= M_W N n alpha lam.
Proof.
  intros HN Hi. unfold M, M_W. apply Rle_max_compat_r. apply root_increasing; [lia|].
  eapply Rle_trans; [|exact (largest_above 1 n (fun j => Rabs (eigenvalue n lam j)) i Hi)].
  unfold eigenvalue. destruct (le_dec i n); [apply Rle_refl | lia].
Qed.

(* What is learned, and alpha, are at most M. *)
Lemma learned_at_most n N alpha lam i : (2 <= N)%nat -> 0 < alpha -> (1 <= i <= n)%nat ->
  0 <= Rmax (L N (lam i)) alpha <= M_W N n alpha lam.
Proof.
  intros HN Ha Hi. split; [pose proof (Rmax_r (L N (lam i)) alpha); lra|].
  apply Rle_trans with (2 := M_of_each n N alpha lam i HN Hi). unfold M. apply Rle_max_compat_r.
  unfold L. destruct (Nat.eqb_spec N 1); [lia|]. apply root_increasing; [lia|].
  apply Rmax_lub; [apply Rabs_pos | apply Rle_abs].
Qed.

(* A bound eta < 1/(M^m a) for the largest M is one for each. *)
Lemma step_of_each eta m a x y : 0 < a -> 0 < x <= y -> eta < 1 / (y ^ m * a) -> eta < 1 / (x ^ m * a).
Proof.
  intros Ha Hx H. apply Rlt_le_trans with (1 := H). unfold Rdiv. rewrite !Rmult_1_l.
  pose proof (pow_lt x m ltac:(lra)). apply Rinv_le_contravar; [apply Rmult_lt_0_compat; lra|].
  apply Rmult_le_compat_r; [lra|]. apply pow_incr. lra.
Qed.

Section Matrices.
Variables (n N : nat) (V What : matrix) (lam : nat -> R) (alpha eta : R).
Hypothesis basis : orthogonal n V.
Hypothesis truth : same n What (spectral n V lam).

Lemma product_identical k :
  same n (product n N (identical alpha) What eta k) (spectral n V (fun i => iterate N alpha (lam i) eta k ^ N)).
Proof using basis truth.
  eapply same_trans.
  - apply (chain_spectral n V basis _ (fun j r => numbers N (fun _ => alpha) (lam r) eta k j)). intros j Hj.
    apply (decoupling n V basis N _ What (fun _ _ => alpha) lam eta); [|exact truth | lia].
    intros m _. apply spectral_scalar, basis.
  - apply spectral_same. intros r _. rewrite <- (run_constant _ 0 N). apply run_same. intros j Hj.
    apply equal_numbers. lia.
Qed.

Lemma product_perturbed i beta k : (1 <= i <= N)%nat ->
  same n (product n N (start_at i alpha beta) What eta k) (spectral n V (fun r =>
    snd (pair N (alpha - beta) alpha (lam r) eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha (lam r) eta k))).
Proof using basis truth.
  intros Hi. eapply same_trans.
  - apply (chain_spectral n V basis _ (fun j r => numbers N (one_of i (alpha - beta) alpha) (lam r) eta k j)).
    intros j Hj.
    apply (decoupling n V basis N _ What (fun m _ => one_of i (alpha - beta) alpha m) lam eta);
      [|exact truth | lia].
    intros m _. apply spectral_scalar, basis.
  - apply spectral_same. intros r _.
    set (d := pair N (alpha - beta) alpha (lam r) eta k). rewrite Rmult_comm.
    transitivity (run (one_of i (fst d) (snd d)) 0 N); [|apply run_with; lia]. apply run_same. intros j Hj.
    apply one_different; lia.
Qed.

(* V diag(d) V' in the eigenbasis *)
Lemma error_of W d limit : same n W (spectral n V d) ->
  same n (error n V W limit) (diagonal (fun i => d i - limit i)).
Proof using basis.
  intros E. eapply same_trans.
  - apply minus_same; [|apply same_refl].
    eapply same_trans; [apply in_basis_same, E | apply spectral_back, basis].
  - intros r c _ _. unfold minus, diagonal. destruct (Nat.eqb r c); ring.
Qed.

Lemma error_diagonal W d limit : same n W (spectral n V d) -> is_diagonal n (error n V W limit).
Proof using basis.
  intros E r c Hr Hc Hrc. rewrite (error_of W d limit E) by assumption. unfold diagonal.
  destruct (Nat.eqb_spec r c); [contradiction | reflexivity].
Qed.

Lemma error_entry W d limit i : same n W (spectral n V d) -> (1 <= i <= n)%nat ->
  error n V W limit i i = d i - limit i.
Proof using basis.
  intros E Hi. rewrite (error_of W d limit E) by assumption. unfold diagonal. rewrite Nat.eqb_refl. reflexivity.
Qed.

(* Where every error is at most b the distance of W and G = V diag(limit) V' is. *)
Lemma error_norm W G d limit b : same n W (spectral n V d) -> same n G (spectral n V limit) -> 0 <= b ->
  (forall i, (1 <= i <= n)%nat -> Rabs (error n V W limit i i) <= b) ->
  norm_at_most n (minus W G) b /\ frobenius n (minus W G) <= sqrt (INR n) * b.
Proof using basis.
  intros E EG Hb H. assert (D : same n (minus W G) (spectral n V (fun i => d i - limit i))).
  { eapply same_trans; [apply minus_same; [exact E | exact EG] | apply minus_spectral]. }
  assert (B : forall i, (1 <= i <= n)%nat -> Rabs (d i - limit i) <= b).
  { intros i Hi. rewrite <- (error_entry W d limit i E Hi). apply H, Hi. }
  rewrite (frobenius_same n _ _ D).
  split; [apply (norm_same n _ _ _ D), norm_spectral | apply frobenius_at_most]; assumption.
Qed.
End Matrices.

(* Theorem 1.1. From the identical start, with (10), W(k) tends to V Lambda+ V', where Lambda+ = max(Lambda, 0). The
   error E(k) = V'W(k)V - Lambda+ is diagonal, and (11)
   |E_ii(k)| <= N max(L_i, alpha)^(N-1) eps for all k >= T_Id(lambda_i, eps, alpha, eta). *)
Theorem identical_start_recovers n N V What lam alpha eta :
  orthogonal n V -> same n What (spectral n V lam) -> (2 <= N)%nat -> 0 < alpha -> 0 < eta ->
  eta < 1 / (M_W N n alpha lam ^ (2 * N - 2) * (3 * INR N - 2)) ->
  let W := product n N (identical alpha) What eta in
  let E k := error n V (W k) (positive_part lam) in
  tends_to n W (spectral n V (positive_part lam)) /\
  (forall k, is_diagonal n (E k)) /\
  (forall i eps k, (1 <= i <= n)%nat -> 0 < eps -> T_Id N (lam i) alpha eta eps <= INR k ->
    Rabs (E k i i) <= INR N * Rmax (L N (lam i)) alpha ^ (N - 1) * eps).
Proof.
  intros HV HW HN Ha He Hs W E.
  pose proof (product_identical n N V What lam alpha eta HV HW) as HP. fold W in HP.
  assert (Step : forall i, (1 <= i <= n)%nat -> eta < 1 / (M N (lam i) alpha ^ (2 * N - 2) * (3 * INR N - 2))).
  { intros i Hi. apply (step_of_each eta (2 * N - 2) (3 * INR N - 2) _ (M_W N n alpha lam)); [|split|exact Hs].
    - pose proof (depth_real N HN). lra.
    - pose proof (M_at_least N (lam i) alpha Ha). lra.
    - apply M_of_each; assumption. }
  split; [|split].
  - apply (tends_same n W _ _ _ HP (same_refl n _)). apply spectral_tends. intros i Hi. unfold positive_part.
    rewrite <- (theorem_1_1.limit_power_any N (lam i) HN).
    apply (is_lim_seq_continuous (fun x => x ^ N) _ (L N (lam i))).
    { apply derivable_continuous_pt, derivable_pt_pow. }
    exact (lemma_2_2.converges N (lam i) alpha eta Ha He ltac:(lia) (or_intror (Step i Hi))).
  - intros k. apply (error_diagonal n V HV _ _ _ (HP k)).
  - intros i eps k Hi Hp Hk. unfold E. rewrite (error_entry n V HV _ _ _ i (HP k)) by assumption.
    replace (INR N * Rmax (L N (lam i)) alpha ^ (N - 1) * eps) with (eps * INR N * Rmax (L N (lam i)) alpha ^ (N - 1))
      by ring.
    apply counted_error; try assumption; [apply Step, Hi | lra].
Qed.

(* In norms: W(k) tends to V Lambda+ V' in the Frobenius norm. Once each eigenvalue has had its time, the distance is
   at most N M^(N-1) eps in the operator norm, and sqrt(n) times that in the Frobenius norm. *)
Corollary identical_start_in_norm n N V What lam alpha eta :
  orthogonal n V -> same n What (spectral n V lam) -> (2 <= N)%nat -> 0 < alpha -> 0 < eta ->
  eta < 1 / (M_W N n alpha lam ^ (2 * N - 2) * (3 * INR N - 2)) ->
  let difference k := minus (product n N (identical alpha) What eta k) (spectral n V (positive_part lam)) in
  is_lim_seq (fun k => frobenius n (difference k)) 0 /\
  (forall eps k, 0 < eps -> (forall i, (1 <= i <= n)%nat -> T_Id N (lam i) alpha eta eps <= INR k) ->
    let bound := INR N * M_W N n alpha lam ^ (N - 1) * eps in
    norm_at_most n (difference k) bound /\ frobenius n (difference k) <= sqrt (INR n) * bound).
Proof.
  intros HV HW HN Ha He Hs difference.
  destruct (identical_start_recovers n N V What lam alpha eta HV HW HN Ha He Hs) as [H1 [_ H3]].
  split; [apply frobenius_tends, H1|]. intros eps k Hp Hk bound. pose proof (depth_real N HN).
  assert (HM : 0 < M_W N n alpha lam) by (apply Rlt_le_trans with (1 := Ha), Rmax_r).
  apply (error_norm n V HV _ _ _ _ _ (product_identical n N V What lam alpha eta HV HW k) (same_refl n _)).
  - apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply pow_le; lra] | lra].
  - intros i Hi. eapply Rle_trans; [apply (H3 i eps k Hi Hp), Hk, Hi|]. apply Rmult_le_compat_r; [lra|].
    apply Rmult_le_compat_l; [lra|]. apply pow_incr. apply learned_at_most; assumption.
Qed.

(* Theorem 1.3. From the start (13), with (alpha - beta) I as the factor at the position j and alpha I as the others,
   with (14), W(k) tends to What. The error E(k) = V'W(k)V - Lambda is diagonal, and |E_ii(k)| is at most the larger
   of the errors of the two orbits of (18) that start from alpha - beta and from alpha. Hence, if lambda_i >= 0, (15)
   |E_ii(k)| <= N max(L_i, alpha)^(N-1) eps for all k >= T_Id(lambda_i, eps, alpha - beta) and >= that of alpha;
   if lambda_i < 0, with M_i = max(|lambda_i|^(1/N), alpha), (16)
   |E_ii(k)| <= N (M_i c)^(N-1) eps for all k >= T_Id(|lambda_i|, eps, xi') + T_g + 1. *)
Theorem perturbed_start_recovers n N V What lam j alpha beta eta :
  orthogonal n V -> same n What (spectral n V lam) -> (2 <= N)%nat -> (1 <= j <= N)%nat -> 0 < alpha -> 0 < eta ->
  0 < beta < alpha * (c_14 N - 1) -> eta < 1 / (9 * INR N * (M_W N n alpha lam * c_14 N) ^ (2 * N - 2)) ->
  let W := product n N (start_at j alpha beta) What eta in
  let E k := error n V (W k) lam in
  tends_to n W What /\
  (forall k, is_diagonal n (E k)) /\
  (forall i k, (1 <= i <= n)%nat -> Rabs (E k i i) <=
    Rmax (Rabs (lam i - iterate N (alpha - beta) (lam i) eta k ^ N))
         (Rabs (lam i - iterate N alpha (lam i) eta k ^ N))) /\
  (forall i eps k, (1 <= i <= n)%nat -> 0 <= lam i -> 0 < eps ->
    Rmax (T_Id N (lam i) (alpha - beta) eta eps) (T_Id N (lam i) alpha eta eps) <= INR k ->
    Rabs (E k i i) <= INR N * Rmax (L N (lam i)) alpha ^ (N - 1) * eps) /\
  (forall i eps k, (1 <= i <= n)%nat -> lam i < 0 -> 0 < eps ->
    T_Id N (Rabs (lam i)) (theorem_1_3.xi' N (lam i) alpha beta) eta eps
      + theorem_1_3.T_g N (lam i) alpha beta eta + 1 <= INR k ->
    Rabs (E k i i) <= INR N * (M N (lam i) alpha * c_14 N) ^ (N - 1) * eps).
Proof.
  intros HV HW HN Hj Ha He [Hb Hc] Hs W E.
  pose proof (fun k => product_perturbed n N V What lam alpha eta HV HW j beta k Hj) as HP. fold W in HP.
  assert (Step : forall i, (1 <= i <= n)%nat -> eta < 1 / (9 * INR N * (M N (lam i) alpha * c_14 N) ^ (2 * N - 2))).
  { intros i Hi. rewrite Rmult_comm. rewrite Rmult_comm in Hs. pose proof (depth_real N HN).
    apply (step_of_each eta (2 * N - 2) (9 * INR N) _ (M_W N n alpha lam * c_14 N)); [lra | | exact Hs].
    pose proof (M_at_least N (lam i) alpha Ha). pose proof (c_between N).
    split; [apply Rmult_lt_0_compat; lra|]. apply Rmult_le_compat_r; [lra | apply M_of_each; assumption]. }
  split; [|split; [|split; [|split]]].
  - apply (tends_same n W _ _ _ HP HW). apply spectral_tends. intros i Hi.
    replace (Finite (lam i)) with (Finite (0 + lam i)) by (f_equal; ring).
    apply is_lim_seq_ext with (fun k => theorem_1_3.E_ii N k (lam i) alpha beta eta + lam i).
    + intros k. unfold theorem_1_3.E_ii. ring.
    + apply is_lim_seq_plus'; [|apply is_lim_seq_const].
      apply (theorem_1_3.converges N (lam i) alpha beta eta 1); auto; lra.
  - intros k. apply (error_diagonal n V HV _ _ _ (HP k)).
  - intros i k Hi. unfold E. rewrite (error_entry n V HV _ _ _ i (HP k)) by assumption.
    exact (theorem_1_3.sandwich N (lam i) alpha beta eta 1 Ha Hb He Rlt_0_1 HN Hc (Step i Hi) k).
  - intros i eps k Hi Hl Hp Hk. unfold E. rewrite (error_entry n V HV _ _ _ i (HP k)) by assumption.
    replace (INR N * Rmax (L N (lam i)) alpha ^ (N - 1) * eps) with (eps * INR N * Rmax (L N (lam i)) alpha ^ (N - 1))
      by ring.
    exact (theorem_1_3.nonnegative N (lam i) alpha beta eta eps Ha Hb He Hp HN Hc (Step i Hi)
      (Rle_ge _ _ Hl) k (Rle_ge _ _ Hk)).
  - intros i eps k Hi Hl Hp Hk. unfold E. rewrite (error_entry n V HV _ _ _ i (HP k)) by assumption.
    replace (INR N * (M N (lam i) alpha * c_14 N) ^ (N - 1) * eps)
      with (eps * INR N * (M N (lam i) alpha * c_14 N) ^ (N - 1)) by ring.
    exact (theorem_1_3.negative N (lam i) alpha beta eta eps Ha Hb He Hp HN Hc (Step i Hi)
      Hl k (Rle_ge _ _ Hk)).
Qed.

(* In norms: W(k) tends to What in the Frobenius norm. Once each eigenvalue has had its time, the distance is at most
   N (M c)^(N-1) eps in the operator norm, and sqrt(n) times that in the Frobenius norm. *)
Corollary perturbed_start_in_norm n N V What lam j alpha beta eta :
  orthogonal n V -> same n What (spectral n V lam) -> (2 <= N)%nat -> (1 <= j <= N)%nat -> 0 < alpha -> 0 < eta ->
  0 < beta < alpha * (c_14 N - 1) -> eta < 1 / (9 * INR N * (M_W N n alpha lam * c_14 N) ^ (2 * N - 2)) ->
  let difference k := minus (product n N (start_at j alpha beta) What eta k) What in
  is_lim_seq (fun k => frobenius n (difference k)) 0 /\
  (forall eps k, 0 < eps ->
    (forall i, (1 <= i <= n)%nat -> 0 <= lam i ->
      Rmax (T_Id N (lam i) (alpha - beta) eta eps) (T_Id N (lam i) alpha eta eps) <= INR k) ->
    (forall i, (1 <= i <= n)%nat -> lam i < 0 ->
      T_Id N (Rabs (lam i)) (theorem_1_3.xi' N (lam i) alpha beta) eta eps
        + theorem_1_3.T_g N (lam i) alpha beta eta + 1 <= INR k) ->
    let bound := INR N * (M_W N n alpha lam * c_14 N) ^ (N - 1) * eps in
    norm_at_most n (difference k) bound /\ frobenius n (difference k) <= sqrt (INR n) * bound).
Proof.
  intros HV HW HN Hj Ha He Hb Hs difference.
  destruct (perturbed_start_recovers n N V What lam j alpha beta eta HV HW HN Hj Ha He Hb Hs)
    as [H1 [_ [_ [H4 H5]]]].
  split; [apply frobenius_tends, H1|]. intros eps k Hp Hplus Hminus bound. pose proof (depth_real N HN).
  assert (HM : 0 < M_W N n alpha lam) by (apply Rlt_le_trans with (1 := Ha), Rmax_r). pose proof (c_between N) as HcN.
  assert (Hmc : M_W N n alpha lam <= M_W N n alpha lam * c_14 N).
  { rewrite <- Rmult_1_r at 1. apply Rmult_le_compat_l; lra. }
  apply (error_norm n V HV _ _ _ _ _ (product_perturbed n N V What lam alpha eta HV HW j beta k Hj) HW).
  - apply Rmult_le_pos; [apply Rmult_le_pos; [lra | apply pow_le; lra] | lra].
  - intros i Hi. destruct (Rle_or_lt 0 (lam i)) as [Hl|Hl].
    + eapply Rle_trans; [apply (H4 i eps k Hi Hl Hp), Hplus; assumption|]. apply Rmult_le_compat_r; [lra|].
      apply Rmult_le_compat_l; [lra|]. apply pow_incr. pose proof (learned_at_most n N alpha lam i HN Ha Hi). lra.
    + eapply Rle_trans; [apply (H5 i eps k Hi Hl Hp), Hminus; assumption|]. apply Rmult_le_compat_r; [lra|].
      apply Rmult_le_compat_l; [lra|]. apply pow_incr. pose proof (M_of_each n N alpha lam i HN Hi).
      pose proof (M_at_least N (lam i) alpha Ha). split; [apply Rmult_le_pos; lra|].
      apply Rmult_le_compat_r; lra.
Qed.
