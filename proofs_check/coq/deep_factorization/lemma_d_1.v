(* Lemma D.1: psi(x) = p a(x) b(x)^(N-1) with a = 1 + s x^(2N-2)/p, b = 1 + s p/x^2, s = eta (lambda - p); its two
   derivatives
   where b > 0, and their signs. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots pair_orbit.
From dmf.statements Require Import definitions names lemma_d_1.
Open Scope R_scope.

(* psi is p+ for p2 = x, whatever the step size *)
Lemma map_is N lam p eta x : 0 < p -> 0 < x -> (2 <= N)%nat ->
  psi N lam p eta x = p * (eta * p * (lam - p) / x ^ 2 + 1) ^ (N - 1) * (eta * x ^ (2 * N - 2) * (lam - p) / p + 1).
Proof.
  unfold psi. intros Hp Hx HN. destruct N as [|[|n]]; [lia | lia |].
  replace (S (S n) - 1)%nat with (S n) by lia. replace (S (S n) - 2)%nat with n by lia.
  replace (2 * S (S n) - 2)%nat with (S n + S n)%nat by lia. rewrite pow_add.
  pose proof (pow_lt x n Hx). pose proof (pow_lt x (S n) Hx).
  replace (x - eta * p * x ^ n * (p * x ^ S n / x ^ S n - lam) / x ^ S n)
    with (x * (eta * p * (lam - p) / x ^ 2 + 1)) by (simpl pow; field; repeat split; lra).
  rewrite Rpow_mult_distr. set (b := (_ + 1) ^ S n). field. repeat split; lra.
Qed.

Theorem map : lemma_d_1_map.
Proof. unfold lemma_d_1_map. intros N lam p eta x Hp _ Hx HN _. apply map_is; assumption || lia. Qed.

(* derivatives of a product, a multiple and a sum, in real numbers *)
Lemma d_times (u v : R -> R) x a b : is_derive u x a -> is_derive v x b ->
  is_derive (fun y => u y * v y) x (a * v x + u x * b).
Proof. intros Hu Hv. apply (is_derive_mult u v x a b Hu Hv). intros. apply Rmult_comm. Qed.

Lemma d_scale c (u : R -> R) x a : is_derive u x a -> is_derive (fun y => c * u y) x (c * a).
Proof. intros H. apply (is_derive_scal u x c a H). Qed.

Lemma d_shift c (u : R -> R) x a : is_derive u x a -> is_derive (fun y => u y + c) x a.
Proof.
  intros H. replace a with (a + 0) by ring. apply (is_derive_plus u (fun _ => c) x a 0 H).
  apply (is_derive_const c x).
Qed.

Lemma d_power k x : is_derive (fun y : R => y ^ k) x (INR k * x ^ pred k).
Proof.
  replace (INR k * x ^ pred k) with (INR k * 1 * x ^ pred k) by ring.
  apply (is_derive_pow (fun y => y) k x 1 (is_derive_id x)).
Qed.

Lemma near x : 0 < x -> locally x (fun y => 0 < y).
Proof. intros Hx. apply (locally_interval (fun y => 0 < y) x 0 p_infty); simpl; auto. Qed.

Section Derivatives.
Variables (n : nat) (lam p eta : R).
Hypothesis product_positive : 0 < p.
Let s := eta * (lam - p).
Let b x := eta * p * (lam - p) / x ^ 2 + 1.

Lemma psi_is x : 0 < x -> psi (S (S n)) lam p eta x = p * (b x ^ S n * (s / p * x ^ (S n + S n) + 1)).
Proof using product_positive.
  intros Hx. rewrite map_is by (assumption || lia).
  replace (S (S n) - 1)%nat with (S n) by lia. replace (2 * S (S n) - 2)%nat with (S n + S n)%nat by lia.
  unfold b, s. field. lra.
Qed.

Lemma b_derivative x : 0 < x -> is_derive b x (- 2 * s * p / x ^ 3).
Proof. intros Hx. unfold b, s. auto_derive; [nra|]. field. lra. Qed.

(* psi' = (2N-2) s b^(N-2) (x^(2N) - p^2)/x^3 *)
Definition first_derivative (x : R) : R :=
  eta * b x ^ n * (2 * INR (S (S n)) - 2) * (lam - p) * (x ^ (2 * S (S n)) - p ^ 2) / x ^ 3.

Lemma slope_is x : 0 < x -> is_derive (psi (S (S n)) lam p eta) x (first_derivative x).
Proof using product_positive.
  intros Hx. apply is_derive_ext_loc with (fun y => p * (b y ^ S n * (s / p * y ^ (S n + S n) + 1))).
  { apply filter_imp with (2 := near x Hx). intros y Hy. symmetry. apply psi_is, Hy. }
  pose proof (is_derive_pow b (S n) x _ (b_derivative x Hx)) as D1.
  pose proof (d_shift 1 _ _ _ (d_scale (s / p) _ _ _ (d_power (S n + S n) x))) as D2.
  pose proof (d_scale p _ _ _ (d_times _ _ _ _ _ D1 D2)) as D3. cbv beta in D3. evar_last; [exact D3|].
  unfold first_derivative. replace (2 * S (S n))%nat with (n + n + 4)%nat by lia.
  replace (pred (S n + S n)) with (S (n + n)) by lia. rewrite plus_INR, !S_INR. simpl pred.
  change (b x ^ S n) with (b x * b x ^ n). set (bn := b x ^ n). clearbody bn.
  simpl pow. rewrite !pow_add. simpl pow. unfold b, s. field. lra.
Qed.

Lemma slope_Derive x : 0 < x -> Derive (psi (S (S n)) lam p eta) x = first_derivative x.
Proof using product_positive. intros Hx. apply is_derive_unique, slope_is, Hx. Qed.

(* psi'', where b is not 0 *)
Lemma curvature_is x : 0 < x -> b x <> 0 ->
  Derive_n (fun y => psi (S (S n)) lam p eta y) 2 x = (2 * INR (S (S n)) - 2) * s * (b x ^ n / b x) *
    ((2 * INR n + 1) * x ^ (n + n) + 3 * p ^ 2 / x ^ 4 + s * p * x ^ (n + n) / x ^ 2
     + (2 * INR n + 3) * s * p ^ 3 / x ^ 6).
Proof using product_positive.
  intros Hx Hb. set (c := (2 * INR (S (S n)) - 2) * s).
  transitivity (Derive (fun y => c * (b y ^ n * (y ^ (n + n + 1) - p ^ 2 / y ^ 3))) x).
  { apply (Derive_ext_loc (Derive_n (psi (S (S n)) lam p eta) 1)). apply filter_imp with (2 := near x Hx).
    intros y Hy. change (Derive (psi (S (S n)) lam p eta) y = c * (b y ^ n * (y ^ (n + n + 1) - p ^ 2 / y ^ 3))).
    rewrite slope_Derive by assumption. unfold first_derivative, c, s.
    replace (2 * S (S n))%nat with (n + n + 1 + 3)%nat by lia. rewrite (pow_add y _ 3). field. lra. }
  apply is_derive_unique. pose proof (is_derive_pow b n x _ (b_derivative x Hx)) as D1.
  assert (D2 : is_derive (fun y => y ^ (n + n + 1) - p ^ 2 / y ^ 3) x
    ((2 * INR n + 1) * x ^ (n + n) + 3 * p ^ 2 / x ^ 4)).
  { replace (_ + _) with (INR (n + n + 1) * x ^ pred (n + n + 1) - p ^ 2 * (- (INR 3 * x ^ pred 3) / (x ^ 3) ^ 2)).
    - apply (is_derive_minus (fun y => y ^ (n + n + 1)) (fun y => p ^ 2 / y ^ 3)); [apply d_power|].
      apply (d_scale (p ^ 2)), (is_derive_inv (fun y => y ^ 3)); [apply d_power | apply pow_nonzero; lra].
    - replace (pred (n + n + 1)) with (n + n)%nat by lia. rewrite !plus_INR. simpl pred. simpl INR. field. lra. }
  pose proof (d_scale c _ _ _ (d_times _ _ _ _ _ D1 D2)) as D3. cbv beta in D3. evar_last; [exact D3|].
  assert (E : INR n * (- 2 * s * p / x ^ 3) * b x ^ pred n = b x ^ n / b x * (INR n * (- 2 * s * p / x ^ 3))).
  { destruct n as [|j]; [simpl; field; split; lra|]. simpl pred. simpl pow. field. split; lra. }
  rewrite E. replace (b x ^ n * ((2 * INR n + 1) * x ^ (n + n) + 3 * p ^ 2 / x ^ 4))
    with (b x ^ n / b x * (b x * ((2 * INR n + 1) * x ^ (n + n) + 3 * p ^ 2 / x ^ 4))) by (field; split; lra).
  set (bn := b x ^ n / b x). clearbody bn.
  replace (x ^ (n + n + 1)) with (x * x ^ (n + n)) by (rewrite (pow_add x _ 1); ring).
  unfold b, c, s. field. lra.
Qed.

Hypothesis step_positive : 0 < eta.

(* b > 0 on both sides of lambda, and the bracket of psi'' is positive *)
Lemma b_below x : 0 < x -> p <= lam -> 1 <= b x.
Proof using product_positive step_positive.
  intros Hx H. unfold b. assert (0 <= eta * p * (lam - p) / x ^ 2); [|lra].
  apply Rdiv_le_0_compat; [|apply pow_lt; assumption]. apply Rmult_le_pos; [apply Rmult_le_pos|]; lra.
Qed.

Hypothesis step : eta * power p (2 - 2 / INR (S (S n))) < 1.

(* eta p^2 < m^2 for m^N = p is what the step size says *)
Lemma step_of_mean m : 0 < m -> m ^ S (S n) = p -> eta * p * p < m ^ 2.
Proof using product_positive step.
  intros Hm Em. assert (E : power p (2 - 2 / INR (S (S n))) = m ^ (n + n + 2)).
  { unfold power. destruct (Rle_dec p 0); [lra|]. rewrite <- Em, <- !Rpower_pow, Rpower_mult by (assumption || lra).
    f_equal. rewrite !plus_INR, !S_INR. simpl INR. field. pose proof (pos_INR n). lra. }
  rewrite E in step. apply Rle_lt_trans with (eta * m ^ (n + n + 2) * m ^ 2).
  - right. rewrite <- Em. rewrite !pow_add. simpl pow. ring.
  - assert (0 < m ^ 2) by (apply pow_lt; lra). nra.
Qed.

Lemma above_mean x : 0 < x -> 0 <= lam -> lam < p -> p <= x ^ S (S n) ->
  0 < b x /\ 0 <= (2 * INR n + 1) * x ^ (n + n) + 3 * p ^ 2 / x ^ 4 + s * p * x ^ (n + n) / x ^ 2
    + (2 * INR n + 3) * s * p ^ 3 / x ^ 6.
Proof using product_positive step_positive step.
  intros Hx Hl Hlp H. set (m := root (S (S n)) p).
  assert (Em : m ^ S (S n) = p) by (apply root_power; [lia | lra]).
  assert (Hm : 0 < m) by (unfold m, root; destruct (Rle_dec p 0); [lra | apply exp_pos]).
  assert (Hmx : m <= x) by (apply (power_le_inverse (S (S n))); [lia | lra | lra | lra]).
  pose proof (step_of_mean m Hm Em) as Hs. set (sigma := - s).
  assert (S1 : 0 <= sigma * p <= m ^ 2).
  { unfold sigma, s. split; [assert (0 <= eta * (p - lam)) by (apply Rmult_le_pos; lra); nra|].
    assert (0 <= eta * p * lam) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra). lra. }
  assert (X2 : m ^ 2 <= x ^ 2) by (apply pow_incr; lra). assert (0 < x ^ 2) by (apply pow_lt; lra). split.
  - unfold b. assert (eta * p * (p - lam) / x ^ 2 < 1).
    { apply Rlt_div_l; [lra|]. assert (0 <= eta * p * lam) by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra). lra. }
    replace (eta * p * (lam - p) / x ^ 2) with (- (eta * p * (p - lam) / x ^ 2)) by (field; lra). lra.
  - replace s with (- sigma) by (unfold sigma; ring). set (Y := x ^ 2) in *. set (Q := m ^ 2) in *.
    assert (Ep : p ^ 2 = Q ^ S (S n)).
    { rewrite <- Em. unfold Q. rewrite <- !pow_mult. f_equal. lia. }
    assert (Ex : x ^ (n + n) = Y ^ n) by (unfold Y; rewrite <- pow_mult; f_equal; lia).
    assert (HQ : 0 < Q) by (apply pow_lt; lra).
    replace (x ^ 4) with (Y ^ 2) by (unfold Y; ring). replace (x ^ 6) with (Y ^ 3) by (unfold Y; ring). rewrite Ex.
    replace (p ^ 3) with (p * Q ^ S (S n)) by (rewrite <- Ep; ring). rewrite Ep.
    pose proof (pos_INR n) as Hn. pose proof (pow_lt Y n ltac:(lra)) as Yn.
    assert (I1 : Q ^ S (S n) <= Y * Y * Y ^ n) by (change (Y * Y * Y ^ n) with (Y * Y * Y ^ n);
      replace (Y * Y * Y ^ n) with (Y ^ S (S n)) by (simpl; ring); apply pow_incr; lra).
    assert (Qn : 0 < Q ^ S (S n)) by (apply pow_lt; lra). set (P := Q ^ S (S n)) in *. clearbody P.
    replace ((2 * INR n + 1) * Y ^ n + 3 * P / Y ^ 2 + - sigma * p * Y ^ n / Y
      + (2 * INR n + 3) * - sigma * (p * P) / Y ^ 3)
      with (((2 * INR n + 1) * (Y * Y * Y ^ n) * Y + 3 * P * Y - (sigma * p) * (Y * Y * Y ^ n)
             - (2 * INR n + 3) * (sigma * p) * P) / Y ^ 3) by (field; lra).
    apply Rdiv_le_0_compat; [|apply pow_lt; lra]. set (V := Y * Y * Y ^ n) in *. clearbody V.
    set (z := sigma * p) in *. clearbody z.
    assert (z * V <= Y * V) by (apply Rmult_le_compat_r; lra).
    assert (z * P <= Y * P) by (apply Rmult_le_compat_r; lra).
    assert (0 <= INR n * (Y * V - z * P)) by (apply Rmult_le_pos; [lra | nra]). nra.
Qed.
End Derivatives.

Theorem slope : lemma_d_1_slope.
Proof.
  unfold lemma_d_1_slope. intros N lam p eta x Hp _ Hx HN _. destruct N as [|[|n]]; [lia | lia |].
  change (Derive_n (fun y => psi (S (S n)) lam p eta y) 1 x) with (Derive (psi (S (S n)) lam p eta) x).
  rewrite slope_Derive by (assumption || lra). unfold first_derivative.
  replace (S (S n) - 2)%nat with n by lia. reflexivity.
Qed.

(* The formula of psi''; for N = 2 it is divided by the base of its power, which must not be 0. *)
Theorem curvature : lemma_d_1_curvature.
Proof.
  unfold lemma_d_1_curvature. intros N lam p eta x Hp He Hx HN Hs Hb. destruct N as [|[|n]]; [lia | lia |].
  rewrite curvature_is by (assumption || lra). set (b := eta * p * (lam - p) / x ^ 2 + 1) in *.
  replace (Z.of_nat (S (S n)) - 3)%Z with (Z.of_nat n + - (1))%Z by lia.
  replace (2 * Z.of_nat (S (S n)) - 6)%Z with (Z.of_nat (n + n) + - (2))%Z by lia.
  rewrite (powerRZ_add b), (powerRZ_add x), <- !pow_powerRZ by lra.
  replace (powerRZ b (- (1))) with (/ b) by (simpl; field; exact Hb).
  replace (powerRZ x (- (2))) with (/ x ^ 2) by (simpl; field; lra).
  replace (2 * S (S n) - 4)%nat with (n + n)%nat by lia. rewrite !S_INR. unfold Rdiv.
  set (bn := b ^ n). set (bi := / b). field. lra.
Qed.

Theorem convex : lemma_d_1_convex.
Proof.
  unfold lemma_d_1_convex. intros N lam p eta x Hp He Hx HN Hs H. destruct N as [|[|n]]; [lia | lia |].
  pose proof (b_below lam p eta Hp He x Hx H) as Hb. cbv beta in Hb. rewrite curvature_is by (assumption || lra).
  set (b := eta * p * (lam - p) / x ^ 2 + 1) in *. pose proof (pos_INR n).
  assert (Hb' : 0 <= b ^ n / b) by (apply Rdiv_le_0_compat; [apply pow_le|]; lra).
  assert (Hsn : 0 <= eta * (lam - p)) by (apply Rmult_le_pos; lra).
  apply Rle_ge, Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos|]; try assumption; rewrite !S_INR; lra|].
  pose proof (pow_lt x (n + n) Hx). pose proof (pow_lt p 2 Hp). pose proof (pow_lt p 3 Hp).
  repeat apply Rplus_le_le_0_compat; try (apply Rdiv_le_0_compat; [|apply pow_lt; assumption]);
    repeat apply Rmult_le_pos; try assumption; lra.
Qed.

Theorem concave : lemma_d_1_concave.
Proof.
  unfold lemma_d_1_concave. intros N lam p eta x Hp He Hx HN Hs [Hl [Hlp H]]. destruct N as [|[|n]]; [lia | lia |].
  destruct (above_mean n lam p eta Hp He Hs x Hx ltac:(lra) ltac:(lra) ltac:(lra)) as [Hb Hbr].
  rewrite curvature_is by (assumption || lra). cbv beta in *.
  set (b := eta * p * (lam - p) / x ^ 2 + 1) in *. set (bracket := _ + _ + _) in Hbr |- *. pose proof (pos_INR n).
  assert (Hb' : 0 <= b ^ n / b) by (apply Rdiv_le_0_compat; [apply pow_le|]; lra).
  assert (Hsn : 0 <= eta * (p - lam)) by (apply Rmult_le_pos; lra).
  replace ((2 * INR (S (S n)) - 2) * (eta * (lam - p)) * (b ^ n / b) * bracket)
    with (- ((2 * INR (S (S n)) - 2) * (eta * (p - lam)) * (b ^ n / b) * bracket)) by ring.
  assert (0 <= (2 * INR (S (S n)) - 2) * (eta * (p - lam)) * (b ^ n / b) * bracket); [|lra].
  apply Rmult_le_pos; [apply Rmult_le_pos; [apply Rmult_le_pos|]|]; try assumption. rewrite !S_INR. lra.
Qed.
