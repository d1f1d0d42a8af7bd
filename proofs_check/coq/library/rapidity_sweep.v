(* r of the pair at a rapidity, and its integral over the rapidity: what eta r sweeps. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit.
Open Scope R_scope.

(* r at the rapidity v, and its integral where the product is counted up to v = 0. *)
Definition rate (m : nat) (lam s v : R) : R := (s * cosh v) ^ m * (- lam - size m s v).
Definition cosh_integral (m : nat) (v : R) : R := RInt (fun t => cosh t ^ m) 0 v.
Definition swept (m : nat) (lam s v : R) : R :=
  Rmax (- lam) 0 * s ^ m * cosh_integral m v - s ^ (2 * m + 2) * cosh (Rmin v 0) ^ (2 * m + 2) / INR (2 * m + 2).

Lemma rate_is m lam s v : rate m lam s v = - lam * (s * cosh v) ^ m + s ^ (2 * m + 2)
  * (cosh v ^ (2 * m + 1) * - sinh v).
Proof.
  unfold rate, size. replace (2 * m + 2)%nat with (m + S (S m))%nat by lia.
  replace (2 * m + 1)%nat with (m + S m)%nat by lia. rewrite !pow_add, Rpow_mult_distr. ring.
Qed.

Lemma cosh_power_continuous m t : continuous (fun t => cosh t ^ m) t.
Proof. apply (ex_derive_continuous (fun t => cosh t ^ m)). auto_derive. exact I. Qed.

Lemma cosh_integral_derivative m v : is_derive (cosh_integral m) v (cosh v ^ m).
Proof.
  apply (is_derive_RInt (fun t => cosh t ^ m) (cosh_integral m) 0 v).
  - exists (mkposreal 1 Rlt_0_1). intros t _. apply (RInt_correct (fun t => cosh t ^ m)), ex_RInt_continuous.
    intros x _. apply cosh_power_continuous.
  - apply cosh_power_continuous.
Qed.

Lemma cosh_integral_grows m c v w : v <= w -> 0 <= c -> (forall t, v <= t <= w -> c <= cosh t) ->
  c ^ m * (w - v) <= cosh_integral m w - cosh_integral m v.
Proof.
  intros Hvw Hc H. assert (A : cosh_integral m v - c ^ m * v <= cosh_integral m w - c ^ m * w).
  { apply (grows (fun t => cosh_integral m t - c ^ m * t) (fun t => cosh t ^ m - c ^ m) v w Hvw).
    - intros t _. apply (is_derive_minus (cosh_integral m) (fun t => c ^ m * t)); [apply cosh_integral_derivative|].
      auto_derive; [exact I | ring].
    - intros t Ht. pose proof (pow_incr c (cosh t) m ltac:(split; [assumption | apply H, Ht])). lra. }
  lra.
Qed.

Lemma cosh_power_falls m v w : v <= w <= 0 ->
  cosh w ^ (2 * m + 1) * - sinh w * (w - v) <= (cosh v ^ (2 * m + 2) - cosh w ^ (2 * m + 2)) / INR (2 * m + 2).
Proof.
  intros H. assert (HN : 0 < INR (2 * m + 2)) by (apply lt_0_INR; lia). set (c := cosh w ^ (2 * m + 1) * - sinh w).
  assert (A : - cosh v ^ (2 * m + 2) / INR (2 * m + 2) - c * v <= - cosh w ^ (2 * m + 2) / INR (2 * m + 2) - c * w).
  { apply (grows (fun t => - cosh t ^ (2 * m + 2) / INR (2 * m + 2) - c * t)
      (fun t => cosh t ^ (2 * m + 1) * - sinh t - c) v w); [lra | |].
    - intros t _. auto_derive; [exact I|]. change (m + (m + 0))%nat with (2 * m)%nat.
      replace (pred (2 * m + 2)) with (2 * m + 1)%nat by lia. field. lra.
    - intros t Ht. unfold c. pose proof (sinh_nonpositive w ltac:(lra)). pose proof (sinh_increasing t w ltac:(lra)).
      pose proof (cosh_decreasing t w ltac:(lra)). pose proof (cosh_least w).
      pose proof (pow_incr (cosh w) (cosh t) (2 * m + 1) ltac:(lra)).
      pose proof (pow_le (cosh w) (2 * m + 1) ltac:(lra)).
      assert (cosh w ^ (2 * m + 1) * - sinh w <= cosh t ^ (2 * m + 1) * - sinh t)
        by (apply Rmult_le_compat; lra). lra. }
  unfold Rdiv in *. lra.
Qed.

(* The rate grows with s, and towards smaller v, where the product has the sign of the start. *)
Lemma rate_in_scale m lam s t v : 0 < s <= t -> v <= 0 -> 0 <= - lam - size m s v -> rate m lam s v <= rate m lam t v.
Proof.
  intros Hs Hv H. pose proof (cosh_least v). unfold rate.
  pose proof (size_in_scale m s t (- v) Hs ltac:(lra)) as A. rewrite !size_odd in A.
  apply Rmult_le_compat; [apply pow_le, Rmult_le_pos; lra | lra | | lra].
  apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_r; lra].
Qed.

Lemma rate_falls m lam s v w : 0 < s -> v <= w <= 0 -> 0 <= - lam - size m s w -> rate m lam s w <= rate m lam s v.
Proof.
  intros Hs H Hw. pose proof (cosh_least w). pose proof (cosh_decreasing v w H).
  pose proof (size_increasing m s v w Hs ltac:(lra)). unfold rate.
  apply Rmult_le_compat; [apply pow_le, Rmult_le_pos; lra | lra | | lra].
  apply pow_incr. split; [apply Rmult_le_pos; lra | apply Rmult_le_compat_l; lra].
Qed.

(* The integral over [v, w] is at least the length times what the rate is at the end. *)
Lemma swept_before m lam s v w : 0 < s -> v <= w -> v <= 0 -> (lam <= 0 \/ w <= 0) ->
  rate m lam s (Rmin w 0) * (w - v) <= swept m lam s w - swept m lam s v.
Proof.
  intros Hs Hvw Hv Hcase. set (c := Rmin w 0). assert (Hc : v <= c <= 0 /\ c <= w).
  { unfold c, Rmin. destruct (Rle_dec w 0); lra. }
  pose proof (pow_lt s m Hs) as Hsm. pose proof (pow_lt s (2 * m + 2) Hs) as HsN.
  assert (HC : cosh c ^ m * (w - v) <= cosh_integral m w - cosh_integral m v).
  { pose proof (cosh_least c). apply cosh_integral_grows; [assumption | lra|]. intros t Ht.
    destruct (Rle_or_lt t c) as [L|L]; [apply cosh_decreasing; lra|].
    assert (E : c = 0) by (unfold c, Rmin in *; destruct (Rle_dec w 0); lra). rewrite E, cosh_0. apply cosh_least. }
  assert (HE : cosh c ^ (2 * m + 1) * - sinh c * (w - v)
    <= (cosh v ^ (2 * m + 2) - cosh c ^ (2 * m + 2)) / INR (2 * m + 2)).
  { unfold c, Rmin in *. destruct (Rle_dec w 0); [apply cosh_power_falls; lra|].
    rewrite sinh_0. pose proof (cosh_least 0). pose proof (cosh_decreasing v 0 ltac:(lra)).
    pose proof (pow_incr (cosh 0) (cosh v) (2 * m + 2) ltac:(lra)).
    assert (0 <= (cosh v ^ (2 * m + 2) - cosh 0 ^ (2 * m + 2)) / INR (2 * m + 2)); [|lra].
    apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, lt_0_INR; lia]. }
  rewrite rate_is. unfold swept. fold c. rewrite (Rmin_left v 0) by assumption. rewrite Rpow_mult_distr.
  assert (HL : - lam <= Rmax (- lam) 0) by apply Rmax_l. assert (HL0 : 0 <= Rmax (- lam) 0) by apply Rmax_r.
  set (K := Rmax (- lam) 0) in *.
  assert (0 <= cosh c ^ m * (w - v)) by (apply Rmult_le_pos; [apply pow_le; pose proof (cosh_least c); lra | lra]).
  assert (A : - lam * (s ^ m * (cosh c ^ m * (w - v))) <= K * (s ^ m * (cosh c ^ m * (w - v)))).
  { apply Rmult_le_compat_r; [apply Rmult_le_pos|]; lra. }
  assert (B : K * (s ^ m * (cosh c ^ m * (w - v))) <= K * (s ^ m * (cosh_integral m w - cosh_integral m v))).
  { apply Rmult_le_compat_l; [assumption|]. apply Rmult_le_compat_l; lra. }
  pose proof (Rmult_le_compat_l _ _ _ (Rlt_le _ _ HsN) HE) as D. unfold Rdiv in *. lra.
Qed.

Lemma swept_after m lam s v w : 0 < s -> 0 <= v <= w ->
  - lam * (s * cosh v) ^ m * (w - v) <= swept m lam s w - swept m lam s v.
Proof.
  intros Hs H. unfold swept. rewrite !Rmin_right by lra. pose proof (cosh_least v).
  assert (HC : cosh v ^ m * (w - v) <= cosh_integral m w - cosh_integral m v).
  { apply cosh_integral_grows; [lra | lra|]. intros t Ht. apply cosh_increasing. lra. }
  assert (HL : - lam <= Rmax (- lam) 0) by apply Rmax_l. assert (HL0 : 0 <= Rmax (- lam) 0) by apply Rmax_r.
  set (K := Rmax (- lam) 0) in *. pose proof (pow_lt s m Hs) as Hsm. rewrite Rpow_mult_distr.
  assert (0 <= cosh v ^ m * (w - v)) by (apply Rmult_le_pos; [apply pow_le; lra | lra]).
  assert (A : - lam * (s ^ m * (cosh v ^ m * (w - v))) <= K * (s ^ m * (cosh v ^ m * (w - v)))).
  { apply Rmult_le_compat_r; [apply Rmult_le_pos|]; lra. }
  assert (B : K * (s ^ m * (cosh v ^ m * (w - v))) <= K * (s ^ m * (cosh_integral m w - cosh_integral m v))).
  { apply Rmult_le_compat_l; [assumption|]. apply Rmult_le_compat_l; lra. }
  lra.
Qed.

Lemma swept_increasing m lam s v w : 0 < s -> v <= w -> swept m lam s v <= swept m lam s w.
Proof.
  intros Hs H. unfold swept. pose proof (Rmax_r (- lam) 0). pose proof (pow_lt s m Hs).
  pose proof (pow_lt s (2 * m + 2) Hs).
  assert (A : 0 ^ m * (w - v) <= cosh_integral m w - cosh_integral m v).
  { apply cosh_integral_grows; [lra | lra|]. intros t _. pose proof (cosh_least t). lra. }
  assert (0 <= 0 ^ m * (w - v)) by (apply Rmult_le_pos; [apply pow_le|]; lra).
  assert (B : cosh (Rmin w 0) ^ (2 * m + 2) <= cosh (Rmin v 0) ^ (2 * m + 2)).
  { apply pow_incr. split; [pose proof (cosh_least (Rmin w 0)); lra|]. apply cosh_decreasing.
    unfold Rmin. destruct (Rle_dec v 0), (Rle_dec w 0); lra. }
  assert (0 <= / INR (2 * m + 2)) by (left; apply Rinv_0_lt_compat, lt_0_INR; lia).
  assert (Rmax (- lam) 0 * s ^ m * cosh_integral m v <= Rmax (- lam) 0 * s ^ m * cosh_integral m w).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos|]; lra. }
  assert (s ^ (2 * m + 2) * cosh (Rmin w 0) ^ (2 * m + 2) / INR (2 * m + 2)
    <= s ^ (2 * m + 2) * cosh (Rmin v 0) ^ (2 * m + 2) / INR (2 * m + 2)).
  { apply Rmult_le_compat_r; [assumption|]. apply Rmult_le_compat_l; lra. }
  lra.
Qed.
