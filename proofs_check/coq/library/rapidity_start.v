(* Hitting times, and the start of the perturbed pair: the step-size premise of the sharp count is what rapidity_orbit
   asks for. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots rapidity rapidity_orbit.
From dmf.statements Require Import definitions names.
Open Scope R_scope.

(* ---- Hitting times ---- *)

Lemma first_below (P : nat -> Prop) k : P k -> Rbar_le (first P) (INR k).
Proof. intros H. apply (proj1 (Glb_Rbar_correct _)). exists k. split; [reflexivity | exact H]. Qed.

Lemma first_above (P : nat -> Prop) (x : R) : (forall k, P k -> x <= INR k) -> Rbar_le x (first P).
Proof. intros H. apply (proj2 (Glb_Rbar_correct _)). intros y (k & -> & Hk). exact (H k Hk). Qed.

Lemma first_reached (P : nat -> Prop) k : (forall j, {P j} + {~ P j}) ->
  Rbar_le (first P) (INR k) -> exists j, (j <= k)%nat /\ P j.
Proof.
  intros Hdec H.
  assert (D : forall n, (exists j, (j <= n)%nat /\ P j) \/ (forall j, (j <= n)%nat -> ~ P j)).
  { induction n as [|n [(j & Hj & HP)|IH]].
    - destruct (Hdec 0%nat); [left; exists 0%nat; split; [lia | assumption]|].
      right. intros j Hj. replace j with 0%nat by lia. assumption.
    - left. exists j. split; [lia | assumption].
    - destruct (Hdec (S n)); [left; exists (S n); split; [lia | assumption]|].
      right. intros j Hj. destruct (Nat.eq_dec j (S n)) as [->|]; [assumption | apply IH; lia]. }
  destruct (D k) as [E|E]; [exact E|]. exfalso.
  assert (A : Rbar_le (INR (S k)) (first P)).
  { apply first_above. intros j Hj. apply le_INR. destruct (Nat.le_gt_cases j k) as [L|L]; [|lia].
    destruct (E j L Hj). }
  pose proof (Rbar_le_trans _ _ _ A H) as B. cbn [Rbar_le] in B. rewrite S_INR in B. lra.
Qed.

Lemma first_of_all (P : nat -> Prop) k : (forall j, {P j} + {~ P j}) -> P k ->
  exists i, (i <= k)%nat /\ P i /\ forall j, (j < i)%nat -> ~ P j.
Proof.
  intros Hdec. revert k. apply (well_founded_induction lt_wf (fun k => P k -> exists i, (i <= k)%nat /\ P i /\
    forall j, (j < i)%nat -> ~ P j)). intros k IH HP.
  assert (D : forall n, (exists j, (j < n)%nat /\ P j) \/ (forall j, (j < n)%nat -> ~ P j)).
  { induction n as [|n [(j & Hj & HPj)|IHn]]; [right; intros j Hj; lia | left; exists j; split; [lia | assumption]|].
    destruct (Hdec n) as [Y|Y]; [left; exists n; split; [lia | assumption]|].
    right. intros j Hj. destruct (Nat.eq_dec j n) as [->|]; [assumption | apply IHn; lia]. }
  destruct (D k) as [(j & Hj & HPj)|E].
  - destruct (IH j Hj HPj) as (i & Hi & HPi & Hb). exists i. split; [lia | split; assumption].
  - exists k. split; [lia | split; assumption].
Qed.

(* An upper bound that holds one step before. *)
Lemma first_at_most (P : nat -> Prop) (b : R) : (forall j, {P j} + {~ P j}) -> ~ P 0%nat ->
  (forall k, ~ P k -> (forall j, (j <= k)%nat -> ~ P j) -> INR k + 1 <= b) -> Rbar_le (first P) b.
Proof.
  intros Hdec H0 H.
  assert (D : forall n, (exists j, (S j <= n)%nat /\ P (S j) /\ forall i, (i <= j)%nat -> ~ P i) \/
    (forall j, (j <= n)%nat -> ~ P j)).
  { induction n as [|n [(j & Hj & HP)|IH]].
    - right. intros j Hj. replace j with 0%nat by lia. assumption.
    - left. exists j. split; [lia | exact HP].
    - destruct (Hdec (S n)) as [Y|Y]; [left; exists n; repeat split; [lia | exact Y | exact IH]|].
      right. intros j Hj. destruct (Nat.eq_dec j (S n)) as [->|]; [assumption | apply IH; lia]. }
  destruct (nfloor_ex (Rmax 0 b) (Rmax_l 0 b)) as [n [_ Hn]]. pose proof (Rmax_r 0 b).
  destruct (D n) as [(j & _ & HP & Hj)|E].
  - apply Rbar_le_trans with (INR (S j)); [apply first_below, HP|]. cbn [Rbar_le]. rewrite S_INR.
    apply H; [apply Hj; lia | exact Hj].
  - exfalso. pose proof (H n (E n (Nat.le_refl n)) E). lra.
Qed.

(* ---- The start ---- *)

Lemma root_square N y : (1 <= N)%nat -> 0 <= y -> root N y ^ 2 = power y (2 / INR N).
Proof.
  intros HN Hy. unfold root, power. assert (0 < INR N) by (apply lt_0_INR; lia).
  assert (0 < 2 / INR N) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; assumption]).
  destruct (Rle_dec y 0).
  - destruct (Req_EM_T (2 / INR N) 0); [lra | ring].
  - rewrite <- Rpower_pow by apply exp_pos. rewrite Rpower_mult. f_equal. simpl (INR 2). field. lra.
Qed.

Section Start.
Variables (m : nat) (lam alpha beta eta : R).
Hypothesis alpha_positive : alpha > 0.
Hypothesis beta_positive : beta > 0.
Hypothesis eta_positive : eta > 0.
Hypothesis beta_small : beta < alpha.
Hypothesis step : 2 * eta * INR (S (S m)) *
  Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR (S (S m))) + beta * (2 * alpha - beta)) ^ (S (S m) - 1) <= 1.

Definition radius : R := sqrt (Rmax (alpha ^ 2) (power (Rabs lam) (2 / INR (S (S m))) + beta * (2 * alpha - beta))).
Definition limit : R := root (S (S m)) (Rabs lam).

Lemma radius_square : radius ^ 2 = Rmax (alpha ^ 2)
  (power (Rabs lam) (2 / INR (S (S m))) + beta * (2 * alpha - beta)).
Proof. apply pow2_sqrt. apply Rle_trans with (alpha ^ 2); [apply pow2_ge_0 | apply Rmax_l]. Qed.

Lemma S_0_is : S_0 alpha beta = imbalance (alpha - beta) alpha /\ 0 < S_0 alpha beta.
Proof using alpha_positive beta_positive beta_small. unfold S_0, imbalance. split; [ring | nra]. Qed.

Lemma radius_large : alpha <= radius /\ limit ^ 2 + imbalance (alpha - beta) alpha <= radius ^ 2.
Proof using alpha_positive.
  split.
  - rewrite <- (sqrt_pow2 alpha) at 1 by lra. apply sqrt_le_1_alt, Rmax_l.
  - rewrite radius_square. unfold limit. rewrite root_square by (lia || apply Rabs_pos).
    apply Rle_trans with (2 := Rmax_r _ _). unfold imbalance. right. ring.
Qed.

Lemma start_common : 0 <= limit /\ Rabs lam = limit ^ S (S m) /\
  2 * INR (S (S m)) * (eta * radius ^ (2 * m + 2)) <= 1 /\
  alpha <= radius /\ limit ^ 2 + imbalance (alpha - beta) alpha <= radius ^ 2.
Proof using alpha_positive beta_positive eta_positive beta_small step.
  split; [apply root_nonnegative|]. split; [symmetry; apply root_power; [lia | apply Rabs_pos]|].
  split; [|exact radius_large].
  replace (2 * m + 2)%nat with (2 * S m)%nat by lia. rewrite pow_mult, radius_square.
  replace (S (S m) - 1)%nat with (S m) in step by lia. lra.
Qed.

Lemma start_falling : lam <= (alpha - beta) * alpha ^ S m -> allowed m lam eta radius limit (alpha - beta) alpha.
Proof using alpha_positive beta_positive eta_positive beta_small step.
  intros Hl. destruct start_common as (A & B & C & D & E).
  repeat split; try assumption; try lra. apply Rabs_def1; lra.
Qed.

Lemma start_rising : (alpha - beta) * alpha ^ S m <= lam ->
  allowed m (- lam) eta radius limit (- (alpha - beta)) alpha.
Proof using alpha_positive beta_positive eta_positive beta_small step.
  intros Hl. destruct start_common as (A & B & C & D & E).
  assert (F : imbalance (- (alpha - beta)) alpha = imbalance (alpha - beta) alpha) by (unfold imbalance; ring).
  repeat split; try assumption; try lra; [rewrite Rabs_Ropp; assumption | rewrite Rabs_Ropp; apply Rabs_def1; lra].
Qed.

(* The pair itself, and its mirror image. *)
Definition first_factor (k : nat) : R := fst (pair (S (S m)) (alpha - beta) alpha lam eta k).
Definition others (k : nat) : R := snd (pair (S (S m)) (alpha - beta) alpha lam eta k).

Lemma falling_orbit : orbit m lam eta first_factor others.
Proof. apply pair_is_orbit. Qed.

Lemma rising_orbit : orbit m (- lam) eta (fun k => - first_factor k) others.
Proof. apply orbit_mirrored, pair_is_orbit. Qed.

(* The distance from the limit is the error, or that of the mirror image. *)
Lemma distance_falling k : lam <= (alpha - beta) * alpha ^ S m ->
  Rabs (lam - others k ^ (S (S m) - 1) * first_factor k) = error m lam first_factor others k.
Proof using alpha_positive beta_positive eta_positive beta_small step.
  intros Hl. pose proof (error_nonnegative m lam eta _ _ _ _ falling_orbit (start_falling Hl) k) as H.
  replace (S (S m) - 1)%nat with (S m) by lia. unfold error in *. rewrite Rabs_minus_sym, Rabs_pos_eq; lra.
Qed.

Lemma distance_rising k : (alpha - beta) * alpha ^ S m <= lam ->
  Rabs (lam - others k ^ (S (S m) - 1) * first_factor k) = error m (- lam) (fun k => - first_factor k) others k.
Proof using alpha_positive beta_positive eta_positive beta_small step.
  intros Hl. pose proof (error_nonnegative m (- lam) eta _ _ _ _ rising_orbit (start_rising Hl) k) as H.
  replace (S (S m) - 1)%nat with (S m) by lia. unfold error in *. rewrite Rabs_pos_eq; lra.
Qed.
End Start.
