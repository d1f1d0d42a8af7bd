(* The 18 right-hand sides of Lemma 2.7: on its interval each has a derivative, an antiderivative of 1/f, the signs of
   f
   and f f' that the record says, and, where it is positive and convex, a slope of at most K. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary closed_forms constants slopes antiderivative.
From dmf.statements Require Import definitions right_hand_sides.
Open Scope R_scope.

(* s and c are the signs of f and of f f'. *)
Definition suits (F dF U : R -> R) (a b s c K : R) : Prop :=
  (forall x, a <= x <= b -> is_derive F x (dF x) /\ is_derive U x (/ F x) /\ 0 < s * F x /\ 0 <= c * (F x * dF x)) /\
  (s = 1 -> c = 1 -> 0 <= K /\ forall x, a <= x <= b -> dF x <= K).
Definition suitable (N m : nat) (lam : R) : Prop :=
  exists dF, suits (f_m N m lam) dF (U_m N m lam) (low_m N m lam) (high_m N m lam) (sign_f m) (sign_ff' m)
    (K_m N m lam).

(* The paper's f, m = 1, ..., 4. *)

Lemma U_real_below N lam x : (N >= 2)%nat -> 0 < x -> x ^ N <> lam ->
  is_derive (fun x => U_real N lam x (L N lam - x)) x (/ f N lam x).
Proof. intros HN Hx H. apply U_real_derive; [lia | split; [exact H | left; exact Hx]]. Qed.

Lemma U_real_above N lam x : (N >= 2)%nat -> 0 < x -> x ^ N <> lam ->
  is_derive (fun x => U_real N lam x (x - L N lam)) x (/ f N lam x).
Proof.
  intros HN Hx H. apply is_derive_ext with (fun x => U_real N lam x (L N lam - x)); [|apply U_real_below; assumption].
  intros t. rewrite <- (U_real_distance N lam t (t - L N lam)), Rabs_minus_sym. symmetry. apply U_real_distance.
Qed.

Lemma below_the_limit N lam x : (N >= 2)%nat -> 0 < lam -> 0 < x < L N lam -> x ^ N < lam.
Proof.
  intros HN Hl Hx. rewrite <- (limit_power N lam HN ltac:(lra)).
  pose proof (power_below (N - 1) x (L N lam) ltac:(lra)) as P.
  replace (S (N - 1)) with N in P by lia. exact P.
Qed.

Lemma above_the_limit N lam x : (N >= 2)%nat -> 0 < lam -> L N lam < x -> lam < x ^ N.
Proof.
  intros HN Hl Hx. rewrite <- (limit_power N lam HN ltac:(lra)) at 1. pose proof (limit_positive N lam HN Hl).
  pose proof (power_below (N - 1) (L N lam) x ltac:(lra)) as P. replace (S (N - 1)) with N in P by lia. exact P.
Qed.

Lemma f_negative N lam x : 0 < x -> lam < x ^ N -> f N lam x < 0.
Proof. intros Hx H. unfold f. pose proof (pow_lt x (N - 1) Hx). nra. Qed.

Lemma convex N lam : (N >= 2)%nat -> 0 < lam -> suitable N 1 lam.
Proof.
  intros HN Hl. exists (slope N lam). pose proof (inflection_positive N lam HN Hl).
  pose proof (inflection_below N lam HN Hl).
  split.
  - cbn [low_m high_m]. intros x Hx. assert (P : 0 < f N lam x) by (apply f_positive; (assumption || lra)).
    split; [|split; [|split]]; cbn [sign_f sign_ff' f_m U_m]; fold (f N lam x).
    + apply f_derivative, HN.
    + apply U_real_below; [assumption | lra|]. pose proof (below_the_limit N lam x HN Hl ltac:(lra)). lra.
    + lra.
    + pose proof (slope_nonnegative N lam x HN Hl ltac:(lra)). nra.
  - intros _ _. cbn [K_m low_m high_m]. split; [left; apply K_positive; assumption|].
    intros x Hx. apply slope_at_most; (assumption || lra).
Qed.

Lemma concave N lam : (N >= 2)%nat -> 0 < lam -> suitable N 2 lam.
Proof.
  intros HN Hl. exists (slope N lam). pose proof (inflection_positive N lam HN Hl).
  pose proof (limit_positive N lam HN Hl).
  split; [|cbn [sign_f sign_ff']; lra].
  cbn [low_m high_m]. intros x Hx. assert (P : 0 < f N lam x) by (apply f_positive; (assumption || lra)).
  split; [|split; [|split]]; cbn [sign_f sign_ff' f_m U_m]; fold (f N lam x).
  - apply f_derivative, HN.
  - apply U_real_below; [assumption | lra|]. pose proof (below_the_limit N lam x HN Hl ltac:(lra)). lra.
  - lra.
  - pose proof (slope_nonpositive N lam x HN Hl ltac:(lra)). nra.
Qed.

Lemma above N lam : (N >= 2)%nat -> 0 < lam -> suitable N 3 lam.
Proof.
  intros HN Hl. exists (slope N lam). pose proof (inflection_below N lam HN Hl).
  pose proof (limit_positive N lam HN Hl).
  split; [|cbn [sign_f sign_ff']; lra].
  cbn [low_m high_m]. intros x Hx. pose proof (above_the_limit N lam x HN Hl ltac:(lra)) as Hp.
  assert (P : f N lam x < 0) by (apply f_negative; lra).
  split; [|split; [|split]]; cbn [sign_f sign_ff' f_m U_m]; fold (f N lam x).
  - apply f_derivative, HN.
  - apply U_real_above; [assumption | lra | lra].
  - lra.
  - pose proof (slope_nonpositive N lam x HN Hl ltac:(lra)). nra.
Qed.

Lemma no_positive_limit N lam : (N >= 2)%nat -> lam < 0 -> suitable N 4 lam.
Proof.
  intros HN Hl. exists (slope N lam). assert (R : 0 < root N (Rabs lam)) by (apply root_positive, Rabs_pos_lt; lra).
  split; [|cbn [sign_f sign_ff']; lra].
  cbn [low_m high_m]. intros x Hx. pose proof (pow_lt x N ltac:(lra)) as Hp. pose proof (depth_real N HN).
  assert (P : f N lam x < 0) by (apply f_negative; lra).
  split; [|split; [|split]]; cbn [sign_f sign_ff' f_m U_m]; fold (f N lam x).
  - apply f_derivative, HN.
  - apply U_real_above; [assumption | lra | lra].
  - lra.
  - assert (slope N lam x <= 0).
    { unfold slope. pose proof (pow_lt x (N - 2) ltac:(lra)).
      assert (0 < (2 * INR N - 1) * x ^ N) by (apply Rmult_lt_0_compat; lra).
      assert ((INR N - 1) * lam <= 0) by nra. nra. }
    nra.
Qed.

(* The others, which depend on neither N nor lambda. *)

Lemma power_derive x q : 0 < x -> is_derive (fun x => power x q) x (q * power x (q - 1)).
Proof.
  intros Hx. apply is_derive_ext_loc with (fun x => Rpower x q).
  - exists (mkposreal x Hx). intros t Ht. apply Rabs_def2 in Ht. cbn [pos minus opp plus] in Ht.
    change (minus t x) with (t - x) in Ht. unfold power. destruct (Rle_dec t 0); [lra | reflexivity].
  - unfold power. destruct (Rle_dec x 0); [lra|]. apply is_derive_Reals, derivable_pt_lim_power, Hx.
Qed.

Lemma power_positive x q : 0 < x -> 0 < power x q.
Proof. intros Hx. unfold power. destruct (Rle_dec x 0); [lra | apply exp_pos]. Qed.

Lemma power_opposite x q : 0 < x -> power x (- q) = / power x q.
Proof. intros Hx. unfold power. destruct (Rle_dec x 0); [lra | apply Rpower_Ropp]. Qed.

Ltac enter dF :=
  exists dF; cbv beta iota delta [f_m U_m low_m high_m sign_f sign_ff' K_m];
  split; [intros x Hx; split; [|split; [|split]] | first [lra | intros _ _; split; [|intros x Hx]]].

Lemma exponential N lam : suitable N 5 lam.
Proof.
  enter exp.
  - apply is_derive_exp.
  - auto_derive; [exact I|]. rewrite exp_Ropp. pose proof (exp_pos x). field. lra.
  - pose proof (exp_pos x). lra.
  - pose proof (exp_pos x). nra.
  - pose proof (exp_pos 1). lra.
  - destruct (Req_dec x 1) as [->|H]; [lra|]. left. apply exp_increasing. lra.
Qed.

Lemma square N lam : suitable N 6 lam.
Proof.
  enter (fun x => 2 * x).
  - auto_derive; [exact I | ring].
  - auto_derive; [lra | field; lra].
  - nra.
  - assert (0 <= x * x) by nra. nra.
  - lra.
  - lra.
Qed.

Lemma five_halves N lam : suitable N 7 lam.
Proof.
  enter (fun x => 5 / 2 * power x (5 / 2 - 1)).
  - apply power_derive. lra.
  - apply is_derive_ext with (fun x => - (2 / 3) * power x (- (3 / 2))).
    { intros t. change (- (2 / 3) * power t (- (3 / 2)) = - (2 * power t (- (3 / 2)) / 3)). field. }
    replace (/ power x (5 / 2)) with (- (2 / 3) * (- (3 / 2) * power x (- (3 / 2) - 1))).
    + apply (is_derive_scal (fun x => power x (- (3 / 2)))), power_derive. lra.
    + rewrite <- power_opposite by lra. replace (- (3 / 2) - 1) with (- (5 / 2)) by field. field.
  - pose proof (power_positive x (5 / 2) ltac:(lra)). lra.
  - pose proof (power_positive x (5 / 2) ltac:(lra)). pose proof (power_positive x (5 / 2 - 1) ltac:(lra)). nra.
  - pose proof (sqrt_pos 2). lra.
  - assert (E : power 2 (5 / 2 - 1) = 2 * sqrt 2).
    { unfold power. destruct (Rle_dec 2 0); [lra|]. replace (5 / 2 - 1) with (1 + / 2) by field.
      rewrite Rpower_plus, Rpower_1, Rpower_sqrt by lra. reflexivity. }
    assert (power x (5 / 2 - 1) <= power 2 (5 / 2 - 1)).
    { unfold power. destruct (Rle_dec x 0), (Rle_dec 2 0); try lra. apply Rle_Rpower_l; lra. }
    lra.
Qed.

Lemma hyperbolic_cosine N lam : suitable N 8 lam.
Proof.
  enter (fun x => exp x / 2 - exp (- x) / 2).
  - auto_derive; [exact I | field].
  - pose proof (exp_pos (x / 2)) as PA. pose proof (exp_pos (- (x / 2))) as PB.
    assert (EA : exp x = exp (x / 2) * exp (x / 2)) by (rewrite <- exp_plus; f_equal; field).
    assert (EB : exp (- x) = exp (- (x / 2)) * exp (- (x / 2))) by (rewrite <- exp_plus; f_equal; field).
    assert (EAB : exp (x / 2) * exp (- (x / 2)) = 1) by (rewrite <- exp_plus, Rplus_opp_r; apply exp_0).
    rewrite EA, EB. auto_derive; [unfold Rdiv in *; lra|]. unfold Rdiv in *. rewrite !Rmult_1_l in *.
    set (A := exp (x * / 2)) in *. set (B := exp (- (x * / 2))) in *.
    transitivity (2 * (A * B) / (A * A + B * B)); [field; nra | rewrite EAB; field; nra].
  - pose proof (exp_pos x). pose proof (exp_pos (- x)). lra.
  - pose proof (exp_pos x). pose proof (exp_pos (- x)). assert (exp (- x) < exp x) by (apply exp_increasing; lra).
    nra.
  - assert (exp (-1) < exp 1) by (apply exp_increasing; lra). lra.
  - destruct (Req_dec x 1) as [->|H]; [right; reflexivity|].
    assert (exp x < exp 1) by (apply exp_increasing; lra).
    assert (exp (-1) < exp (- x)) by (apply exp_increasing; lra). lra.
Qed.

Lemma square_root N lam : suitable N 9 lam.
Proof.
  enter (fun x => / (2 * sqrt x)); pose proof (sqrt_lt_R0 x ltac:(lra)) as P || idtac.
  - auto_derive; [lra | field; lra].
  - auto_derive; [lra | field; lra].
  - lra.
  - pose proof (Rinv_0_lt_compat (2 * sqrt x) ltac:(lra)). nra.
  - pose proof (sqrt_pos 2). lra.
  - assert (E : sqrt 2 * sqrt 2 = 2) by (apply sqrt_sqrt; lra). pose proof (sqrt_pos 2).
    assert (H2 : 1 <= sqrt 2 * sqrt x).
    { rewrite <- sqrt_mult by lra. rewrite <- sqrt_1 at 1. apply sqrt_le_1; lra. }
    apply Rmult_le_reg_r with (2 * sqrt x); [lra|]. rewrite Rinv_l by lra. lra.
Qed.

Lemma decaying_exponential N lam : suitable N 10 lam.
Proof.
  enter (fun x => - exp (- x)).
  - auto_derive; [exact I | ring].
  - rewrite exp_Ropp, Rinv_inv. apply is_derive_exp.
  - pose proof (exp_pos (- x)). lra.
  - pose proof (exp_pos (- x)). nra.
Qed.

Lemma reciprocal N lam : suitable N 11 lam.
Proof.
  enter (fun x => - / (x * x)).
  - auto_derive; [lra | field; lra].
  - rewrite Rinv_inv. auto_derive; [exact I | field].
  - pose proof (Rinv_0_lt_compat x ltac:(lra)). lra.
  - pose proof (Rinv_0_lt_compat x ltac:(lra)). pose proof (Rinv_0_lt_compat (x * x) ltac:(nra)). nra.
Qed.

Lemma logistic_upper N lam : suitable N 12 lam.
Proof.
  enter (fun x => 1 - 2 * x).
  - auto_derive; [exact I | ring].
  - auto_derive; [lra | field; lra].
  - nra.
  - assert (0 < x * (1 - x)) by nra. nra.
Qed.

Lemma logistic_lower N lam : suitable N 13 lam.
Proof.
  enter (fun x => 1 - 2 * x).
  - auto_derive; [exact I | ring].
  - auto_derive; [lra | field; lra].
  - nra.
  - assert (0 < x * (1 - x)) by nra. nra.
  - lra.
  - lra.
Qed.

Lemma decay N lam : suitable N 14 lam.
Proof.
  enter (fun _ : R => -1).
  - auto_derive; [exact I | ring].
  - auto_derive; [lra | field; lra].
  - lra.
  - lra.
Qed.

Lemma cubic_decay N lam : suitable N 15 lam.
Proof.
  enter (fun x => - (3 * x ^ 2)).
  - auto_derive; [exact I | ring].
  - auto_derive; [nra | field; lra].
  - pose proof (pow_lt x 3 ltac:(lra)). lra.
  - pose proof (pow_lt x 3 ltac:(lra)). pose proof (pow_lt x 2 ltac:(lra)). nra.
Qed.

Lemma accelerating_fall N lam : suitable N 16 lam.
Proof.
  enter (fun x => / (x * x)).
  - auto_derive; [lra | field; lra].
  - auto_derive; [exact I | field; lra].
  - pose proof (Rinv_0_lt_compat x ltac:(lra)). lra.
  - pose proof (Rinv_0_lt_compat x ltac:(lra)). pose proof (Rinv_0_lt_compat (x * x) ltac:(nra)). nra.
Qed.

Lemma exponential_fall N lam : suitable N 17 lam.
Proof.
  enter (fun x => exp (- x)).
  - auto_derive; [exact I | ring].
  - auto_derive; [exact I|]. rewrite exp_Ropp. pose proof (exp_pos x). field. lra.
  - pose proof (exp_pos (- x)). lra.
  - pose proof (exp_pos (- x)). nra.
Qed.

Lemma sudden_rise N lam : suitable N 18 lam.
Proof.
  assert (B : forall x, 0 <= x -> 0 < exp (- (2048 * x)) <= 1).
  { intros x Hx. split; [apply exp_pos|]. rewrite <- exp_0. destruct (Req_dec x 0) as [->|H].
    - right. f_equal. ring.
    - left. apply exp_increasing. lra. }
  enter (fun x => 1024 / 25 * exp (- (2048 * x))); try pose proof (B x ltac:(lra)) as P.
  - auto_derive; [exact I | field].
  - auto_derive; [lra | field; lra].
  - lra.
  - nra.
  - lra.
  - lra.
Qed.

Theorem all_suitable N m lam : (1 <= m <= 18)%nat ->
  ((N >= 2)%nat /\ lam > 0 /\ (m < 4)%nat) \/ ((m = 4)%nat /\ (N >= 2)%nat /\ lam < 0) \/ (m > 4)%nat ->
  suitable N m lam.
Proof.
  intros Hm H. do 4 (destruct m as [|m]; [first [lia | destruct H as [(HN & Hl & _)|[(E & HN & Hl)|H]];
    first [lia | apply convex; assumption | apply concave; assumption | apply above; assumption]]|]).
  destruct m as [|m]; [destruct H as [(HN & Hl & H)|[(E & HN & Hl)|H]]; try lia; apply no_positive_limit;
    assumption|].
  clear H.
  destruct m as [|m]; [apply exponential|]. destruct m as [|m]; [apply square|].
  destruct m as [|m]; [apply five_halves|]. destruct m as [|m]; [apply hyperbolic_cosine|].
  destruct m as [|m]; [apply square_root|]. destruct m as [|m]; [apply decaying_exponential|].
  destruct m as [|m]; [apply reciprocal|]. destruct m as [|m]; [apply logistic_upper|].
  destruct m as [|m]; [apply logistic_lower|]. destruct m as [|m]; [apply decay|].
  destruct m as [|m]; [apply cubic_decay|]. destruct m as [|m]; [apply accelerating_fall|].
  destruct m as [|m]; [apply exponential_fall|]. destruct m as [|m]; [apply sudden_rise | lia].
Qed.
