(* The closed forms of U, in complex logarithms (31) and in real numbers (Appendix C), differentiate to 1/f: the pole
   at 0 and the residues at the roots of x^N = lambda, root by root. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary roots closed_forms flow roots_of_unity.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma polar_derive N lam x : (2 <= N)%nat -> lam <> 0 -> 0 < x ->
  is_derive (polar N lam) x (/ (lam * x ^ (N - 1))).
Proof.
  intros HN Hl Hx. destruct N as [|[|[|n]]]; try lia.
  - apply is_derive_ext with (fun x => ln x / lam); [reflexivity|]. auto_derive; [lra|]. simpl. field. lra.
  - apply is_derive_ext with (fun x => - (/ x ^ S n / (lam * (INR (S (S (S n))) - 2)))); [reflexivity|].
    pose proof (pow_lt x n Hx). pose proof (pos_INR n). replace (S (S (S n)) - 1)%nat with (S (S n)) by lia.
    rewrite !S_INR. auto_derive.
    + apply Rgt_not_eq, (pow_lt x (S _) Hx).
    + replace (match n with O => 1 | S _ => INR n + 1 end) with (INR (S n)) by reflexivity.
      rewrite S_INR. simpl pow. field. repeat split; lra.
Qed.

Lemma at_zero_derive N x : (1 <= N)%nat -> 0 < x -> is_derive (at_zero N) x (/ f N 0 x).
Proof.
  intros HN Hx. unfold f. destruct N as [|[|n]]; try lia.
  - apply is_derive_ext with (fun x => - ln x); [reflexivity|]. auto_derive; [lra|]. simpl. field. lra.
  - apply is_derive_ext with (fun x => / x ^ (2 * S (S n) - 2) / (2 * INR (S (S n)) - 2)); [reflexivity|].
    pose proof (pow_lt x n Hx). pose proof (pos_INR n).
    replace (2 * S (S n) - 2)%nat with (S (n + S n)) by lia. replace (S (S n) - 1)%nat with (S n) by lia.
    auto_derive.
    + apply Rgt_not_eq, (pow_lt x (S _) Hx).
    + change (match (n + S n)%nat with O => 1 | S _ => INR (n + S n) + 1 end) with (INR (S (n + S n))).
      rewrite !S_INR, plus_INR, S_INR. cbn [pow pred]. rewrite pow_add. cbn [pow].
      change (match n with O => 1 | S _ => INR n + 1 end) with (INR (S n)). rewrite S_INR. field. repeat split; lra.
Qed.

(* The principal logarithm on a horizontal line that does not meet the origin. *)
Lemma argument_derive p q x : 0 < (x - p) ^ 2 + q ^ 2 ->
  is_derive (fun x => argument (x - p) (- q)) x (q / ((x - p) ^ 2 + q ^ 2)).
Proof.
  intros H. destruct (Req_dec q 0) as [->|Hq].
  - assert (E : forall z, argument (z - p) (- 0) = if Rlt_dec (z - p) 0 then PI else 0).
    { intros z. unfold argument. destruct (Req_EM_T (- 0) 0); [reflexivity | lra]. }
    replace (0 / ((x - p) ^ 2 + 0 ^ 2)) with 0 by (unfold Rdiv; ring).
    apply is_derive_ext_loc with (fun _ => if Rlt_dec (x - p) 0 then PI else 0); 
      [|apply (is_derive_const (if Rlt_dec (x - p) 0 then PI else 0))].
    assert (Hx : x - p <> 0) by (intros E'; rewrite E' in H; simpl in H; lra).
    exists (mkposreal _ (Rabs_pos_lt _ Hx)). intros z Hz. rewrite E. apply Rabs_def2 in Hz. cbn [pos] in Hz.
    change (minus z x) with (z - x) in Hz. unfold Rabs in Hz.
    destruct (Rcase_abs (x - p)), (Rlt_dec (x - p) 0), (Rlt_dec (z - p) 0); reflexivity || lra.
  - assert (E : forall z, argument (z - p) (- q) = 2 * atan (- q / (sqrt ((z - p) ^ 2 + q ^ 2) + (z - p)))).
    { intros z. unfold argument. destruct (Req_EM_T (- q) 0); [lra|]. replace ((- q) ^ 2) with (q ^ 2) by ring.
      reflexivity. }
    apply is_derive_ext with (fun z => 2 * atan (- q / (sqrt ((z - p) ^ 2 + q ^ 2) + (z - p))));
      [intros; symmetry; apply E|].
    pose proof (sqrt_lt_R0 _ H) as Hw. pose proof (sqrt_sqrt _ (Rlt_le _ _ H)) as Hs.
    set (d := (x - p) ^ 2 + q ^ 2) in *. set (w := sqrt d) in *. set (u := x - p) in *.
    assert (Hwu : 0 < w + u).
    { assert (0 < q ^ 2) by (apply pow2_gt_0; assumption).
      assert (u * u < w * w) by (rewrite Hs; unfold d; simpl in *; lra).
      apply Rnot_le_lt. intros H'. assert (w * w <= (- u) * (- u)) by (apply Rmult_le_compat; lra). lra. }
    auto_derive.
    + change (x + - p) with u. replace (u * (u * 1) + q * (q * 1)) with d by (unfold d; ring). fold w.
      repeat split; lra.
    + change (x + - p) with u. replace (u * (u * 1) + q * (q * 1)) with d by (unfold d; ring). fold w.
      assert (Ed : d = w * w) by lra. assert (Eq : q * q = w * w - u * u) by (rewrite Hs; unfold d; ring).
      replace (q / d) with (q / (w * w)) by (rewrite Ed; reflexivity).
      assert (N2 : (w + u) * (w + u) + q * q = 2 * w * (w + u)) by (rewrite Eq; ring).
      assert (0 < 2 * w * (w + u)) by (apply Rmult_lt_0_compat; lra).
      replace (1 + - q * / (w + u) * (- q * / (w + u) * 1)) with ((2 * w * (w + u)) / ((w + u) * (w + u)))
        by (rewrite <- N2; field; lra).
      field. repeat split; lra.
Qed.

Lemma logarithm_derive a b p q x : 0 < (x - p) ^ 2 + q ^ 2 ->
  is_derive (fun x => Re (Cmult (a, b) (logarithm (x - p, - q)))) x ((a * (x - p) - b * q) / ((x - p) ^ 2 + q ^ 2)).
Proof.
  intros H. pose proof (argument_derive p q x H) as A.
  assert (D : is_derive (fun x => ln (Cmod (x - p, - q))) x ((x - p) / ((x - p) ^ 2 + q ^ 2))).
  { unfold Cmod. cbn [fst snd]. pose proof (sqrt_lt_R0 _ H) as Hw. pose proof (sqrt_sqrt _ (Rlt_le _ _ H)) as Hs.
    assert (E : (x - p) ^ 2 + (- q) ^ 2 = (x - p) ^ 2 + q ^ 2) by ring.
    auto_derive; change (x + - p) with (x - p).
    - replace ((x - p) * ((x - p) * 1) + - q * (- q * 1)) with ((x - p) ^ 2 + q ^ 2) by ring.
      repeat split; assumption.
    - replace ((x - p) * ((x - p) * 1) + - q * (- q * 1)) with ((x - p) ^ 2 + q ^ 2) by ring.
      rewrite <- Hs at 3. field. lra. }
  apply is_derive_ext with (fun x => a * ln (Cmod (x - p, - q)) - b * argument (x - p) (- q)); [reflexivity|].
  replace ((a * (x - p) - b * q) / ((x - p) ^ 2 + q ^ 2))
    with (a * ((x - p) / ((x - p) ^ 2 + q ^ 2)) - b * (q / ((x - p) ^ 2 + q ^ 2))) by (field; lra).
  apply (is_derive_minus (fun x => a * ln (Cmod (x - p, - q))) (fun x => b * argument (x - p) (- q))).
  - apply (is_derive_scal (fun x => ln (Cmod (x - p, - q)))). exact D.
  - apply (is_derive_scal (fun x => argument (x - p) (- q))). exact A.
Qed.

Lemma Re_sum (u : nat -> C) n : Re (sum_n u n) = sum_n (fun l => Re (u l)) n.
Proof.
  induction n as [|n IH]; [rewrite !sum_O; reflexivity|]. rewrite !sum_Sn.
  change (Re (sum_n u n) + Re (u (S n)) = sum_n (fun l => Re (u l)) n + Re (u (S n))). rewrite IH. reflexivity.
Qed.

(* The pole and the residues together. At depth 1 there is one root, lambda, and x may have any sign. *)
Definition regular (N : nat) (lam x : R) : Prop := x ^ N <> lam /\ (0 < x \/ N = 1%nat /\ lam <> 0).

Lemma depth_one_fraction lam x : lam <> 0 -> x <> lam -> sum_n (fraction 1 lam x) (1 - 1) = / (lam - x).
Proof.
  intros Hl Hx. assert (A : 0 < distance 1 lam x 0) by (apply away; [lia | assumption | simpl; lra]).
  assert (R1 : modulus 1 lam = Rabs lam) by (pose proof (modulus_power 1 lam ltac:(lia) Hl) as E; simpl in E; lra).
  assert (S0 : sin (angle 1 lam 0) = 0 /\ modulus 1 lam * cos (angle 1 lam 0) = lam /\ residue 1 lam 0 = (-1, 0)).
  { unfold residue. rewrite R1. unfold angle. simpl INR. destruct (Rlt_dec lam 0) as [H|H].
    - replace ((2 * 0 + 1) * PI / 1) with PI by field.
      rewrite sin_PI, cos_PI, sin_2PI, cos_2PI, Rabs_left by assumption.
      split; [reflexivity|]. split; [ring|]. apply injective_projections; cbn [fst snd]; field; assumption.
    - replace (2 * 0 * PI / 1) with 0 by field. rewrite Rmult_0_r, sin_0, cos_0, Rabs_pos_eq by lra.
      split; [reflexivity|]. split; [ring|]. apply injective_projections; cbn [fst snd]; field; assumption. }
  destruct S0 as [S0 [C0 R0]]. change (1 - 1)%nat with O. rewrite sum_O. unfold fraction, distance in *.
  rewrite S0, C0, R0 in *. cbn [fst snd]. real. field. lra.
Qed.

Lemma pole_and_residues N lam x : (1 <= N)%nat -> lam <> 0 -> regular N lam x ->
  is_derive (polar N lam) x (/ f N lam x - sum_n (fraction N lam x) (N - 1)).
Proof.
  intros HN Hl [Hx H0]. destruct (Nat.eq_dec N 1) as [->|HN1].
  - rewrite depth_one_fraction by (simpl in Hx; lra). apply is_derive_ext with (fun _ => 0); [reflexivity|].
    replace (/ f 1 lam x - / (lam - x)) with 0 by (unfold f; simpl in *; field; lra). apply (is_derive_const 0).
  - assert (Px : 0 < x) by (destruct H0 as [H0|[H0 _]]; [assumption | lia]).
    rewrite sum_of_fractions by (lia || assumption). pose proof (pow_lt x (N - 1) Px).
    replace (/ f N lam x - x / (lam * (lam - x ^ N))) with (/ (lam * x ^ (N - 1))).
    + apply polar_derive; [lia | assumption..].
    + unfold f. replace (x ^ N) with (x * x ^ (N - 1)) in *
        by (replace N with (S (N - 1)) at 2 by lia; reflexivity). field. repeat split; lra.
Qed.

Theorem U_complex_derive N lam x : (1 <= N)%nat -> regular N lam x ->
  is_derive (fun x => Re (U_complex N lam x)) x (/ f N lam x).
Proof.
  intros HN Hx. unfold U_complex. destruct (Req_EM_T lam 0) as [->|Hl].
  - apply is_derive_ext with (at_zero N); [reflexivity|]. apply at_zero_derive; [assumption|].
    destruct Hx as [_ [Hx|[_ Hx]]]; [assumption | lra].
  - apply is_derive_ext with (fun x => polar N lam x
      + sum_n (fun l => Re (Cmult (residue N lam l) (logarithm (to_root N lam x l)))) (N - 1)).
    { intros z. rewrite <- Re_sum. reflexivity. }
    replace (/ f N lam x) with (/ f N lam x - sum_n (fraction N lam x) (N - 1) + sum_n (fraction N lam x) (N - 1))
      by (real; ring).
    apply (is_derive_plus (polar N lam)
      (fun x => sum_n (fun l => Re (Cmult (residue N lam l) (logarithm (to_root N lam x l)))) (N - 1))).
    + apply pole_and_residues; assumption.
    + apply (is_derive_sum_n (fun l x => Re (Cmult (residue N lam l) (logarithm (to_root N lam x l))))).
      intros l _. destruct Hx as [Hx _]. pose proof (away N lam HN Hl x l Hx) as A. unfold to_root, fraction.
      rewrite (surjective_pairing (residue N lam l)). apply logarithm_derive. exact A.
Qed.

(* The real form, root by root: a real root is the limit, or its negative. *)
Lemma root_at_limit N lam l : (1 <= N)%nat -> lam <> 0 -> sin (angle N lam l) = 0 ->
  0 < cos (angle N lam l) \/ N = 1%nat -> modulus N lam * cos (angle N lam l) = L N lam.
Proof.
  intros HN Hl H0 H. pose proof (real_root N lam HN Hl l H0) as E.
  destruct (Nat.eq_dec N 1) as [->|HN1]; [unfold L; simpl in *; lra|].
  destruct H as [H|H]; [|contradiction]. rewrite L_deep by lia. pose proof (modulus_positive N lam Hl).
  set (r := modulus N lam * cos (angle N lam l)) in *. assert (0 < r) by (apply Rmult_lt_0_compat; lra).
  pose proof (pow_lt r N ltac:(assumption)). rewrite Rmax_right, <- E by lra.
  symmetry. apply root_of_power; lia || lra.
Qed.

Lemma ln_Rabs_derive x c m : x <> c -> 0 < m -> is_derive (fun x => ln (Rabs (c - x) / m)) x (/ (x - c)).
Proof.
  intros H Hm. assert (Hc : c - x <> 0) by lra.
  assert (D : is_derive (fun x => ln (Rabs x)) (c - x) (/ (c - x))).
  { pose proof (Rabs_pos_lt _ Hc) as P. auto_derive; [split; [exact Hc | split; [exact P | exact I]]|].
    destruct (Rtotal_order (c - x) 0) as [H1|[H1|H1]]; [|lra|].
    - rewrite sign_eq_m1, Rabs_left by assumption. field. assumption.
    - rewrite sign_eq_1, Rabs_pos_eq by lra. field. assumption. }
  apply is_derive_ext_loc with (fun x => ln (Rabs (c - x)) - ln m).
  - exists (mkposreal _ (Rabs_pos_lt _ Hc)). intros z Hz. cbn [pos] in Hz.
    assert (Rabs (z - x) < Rabs (c - x)) by exact Hz. assert (Hz' : c - z <> 0).
    { intros E. replace (z - x) with (c - x) in * by lra. lra. }
    rewrite ln_div; [reflexivity | apply Rabs_pos_lt; assumption | assumption].
  - replace (/ (x - c)) with (-1 * / (c - x) - 0) by (field; lra).
    apply (is_derive_minus (fun x => ln (Rabs (c - x))) (fun _ => ln m)); [|apply (is_derive_const (ln m))].
    apply (is_derive_comp (fun x => ln (Rabs x)) (fun x => c - x) x); [exact D|]. auto_derive; [exact I | ring].
Qed.

Lemma of_root_derive N lam x l : (1 <= N)%nat -> lam <> 0 -> regular N lam x ->
  is_derive (fun x => of_root N lam x (L N lam - x) l) x (fraction N lam x l).
Proof.
  intros HN Hl [Hx H0]. pose proof (away N lam HN Hl x l Hx) as A. pose proof (modulus_positive N lam Hl) as Hm.
  pose proof (real_root N lam HN Hl l) as RR. pose proof (root_at_limit N lam l HN Hl) as RL.
  unfold of_root, fraction, distance in *. set (m := modulus N lam) in *. set (c := cos (angle N lam l)) in *.
  set (d := sin (angle N lam l)) in *. set (a := fst (residue N lam l)). set (b := snd (residue N lam l)).
  pose proof (sin2_cos2 (angle N lam l)) as P. unfold Rsqr in P. fold c d in P.
  destruct (Req_EM_T d 0) as [Hd|Hd].
  - assert (near : 0 < c \/ N = 1%nat -> is_derive (fun x => a * ln (Rabs (L N lam - x) / m)) x
      ((a * (x - m * c) - b * (m * d)) / ((x - m * c) ^ 2 + (m * d) ^ 2))).
    { intros H. specialize (RL Hd H). rewrite RL, Hd. assert (x <> L N lam).
      { intros ->. rewrite <- RL, Hd in A. simpl in A. lra. }
      replace ((a * (x - L N lam) - b * (m * 0)) / ((x - L N lam) ^ 2 + (m * 0) ^ 2))
        with (a * / (x - L N lam)) by (field; lra).
      apply (is_derive_scal (fun x => ln (Rabs (L N lam - x) / m))). apply ln_Rabs_derive; assumption. }
    destruct (Rlt_dec 0 c) as [Hc|Hc]; [apply near; left; assumption|].
    destruct (Nat.eqb_spec N 1) as [HN1|HN1]; [apply near; right; assumption|].
    assert (Ec : c = -1) by (rewrite Hd in P; nra). destruct H0 as [H0|[H0 _]]; [|contradiction].
    assert (0 < x / m) by (apply Rdiv_lt_0_compat; assumption). rewrite Ec, Hd. auto_derive; [unfold Rdiv in *; lra|].
    field. split; lra.
  - assert (D0 : 0 < (x / m - c) ^ 2 + d ^ 2).
    { replace ((x / m - c) ^ 2 + d ^ 2) with (((x - m * c) ^ 2 + (m * d) ^ 2) / m ^ 2) by (field; lra).
      apply Rdiv_lt_0_compat; [assumption | apply pow_lt; assumption]. }
    clearbody m c d a b. clear RR RL. auto_derive.
    + simpl in D0. unfold Rdiv, Rminus in D0. exact D0.
    + field. repeat split; try lra.
Qed.

Theorem U_real_derive N lam x : (1 <= N)%nat -> regular N lam x ->
  is_derive (fun x => U_real N lam x (L N lam - x)) x (/ f N lam x).
Proof.
  intros HN Hx. unfold U_real. destruct (Req_EM_T lam 0) as [->|Hl].
  - apply at_zero_derive; [assumption|]. destruct Hx as [_ [Hx|[_ Hx]]]; [assumption | lra].
  - replace (/ f N lam x) with (/ f N lam x - sum_n (fraction N lam x) (N - 1) + sum_n (fraction N lam x) (N - 1))
      by (real; ring).
    apply (is_derive_plus (polar N lam) (fun x => sum_n (of_root N lam x (L N lam - x)) (N - 1))).
    + apply pole_and_residues; assumption.
    + apply (is_derive_sum_n (fun l x => of_root N lam x (L N lam - x) l)). intros l _.
      apply of_root_derive; assumption.
Qed.

(* Only the size of the distance to the limit matters. *)
Lemma U_real_distance N lam x gap : U_real N lam x (Rabs gap) = U_real N lam x gap.
Proof.
  unfold U_real. destruct (Req_EM_T lam 0); [reflexivity|]. f_equal. apply sum_n_ext. intros l.
  unfold of_root. rewrite Rabs_Rabsolu. reflexivity.
Qed.

(* Along the flow an antiderivative of 1/f grows by the time. *)
Lemma antiderivative_along N lam alpha (y V : R -> R) t : (1 <= N)%nat -> is_flow N alpha lam y ->
  alpha > 0 -> alpha ^ N <> lam -> 0 <= t -> (forall x, regular N lam x -> is_derive V x (/ f N lam x)) ->
  V (y t) - V alpha = t.
Proof.
  intros HN F Ha Hn Ht D.
  assert (stays : forall s, 0 <= s -> regular N lam (y s)).
  { intros s Hs. split.
    - assert (Z : f N lam (y s) <> 0).
      { destruct (Rtotal_order alpha (L N lam)) as [H|[H|H]].
        - apply Rgt_not_eq, (f_positive N lam (y s) HN), (flow_below N lam alpha y HN F); [|assumption].
          apply below_positive; lra.
        - exfalso. apply Hn. pose proof (below_L N lam alpha HN Ha). pose proof (above_L N lam alpha HN Ha). lra.
        - apply Rlt_not_eq, (f_negative N lam (y s) HN), (flow_above N lam alpha y HN F); assumption. }
      intros E. apply Z. unfold f. rewrite E. ring.
    - destruct (le_lt_dec 2 N) as [H2|H2].
      + left. apply (flow_positive N lam alpha y); try assumption. left. assumption.
      + assert (N = 1%nat) as -> by lia. destruct (Rle_or_lt 0 lam) as [H|H]; [|right; split; lra || reflexivity].
        left. apply (flow_positive 1 lam alpha y); try assumption. right. assumption. }
  destruct (mean_value (fun t => V (y t)) (fun _ => 1) 0 t Ht) as [c [_ E]].
  - intros s Hs. pose proof (stays s ltac:(lra)) as R0. destruct F as [_ Dy].
    assert (f N lam (y s) <> 0).
    { destruct R0 as [R1 [R2|[R2 _]]]; unfold f; apply Rmult_integral_contrapositive; split; try lra.
      - apply pow_nonzero. lra.
      - rewrite R2. simpl. lra. }
    replace 1 with (f N lam (y s) * / f N lam (y s)) by (field; assumption).
    apply (is_derive_comp V y s); [apply D; assumption | apply Dy; lra].
  - destruct F as [F0 _]. rewrite F0 in E. lra.
Qed.
