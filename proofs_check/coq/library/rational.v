(* Exact values of printed terms at rational points: each word of the vocabulary has a twin that computes in Q, and a
   lemma that the twin is right. A twin has no value (None) where the term has none that is rational. *)
From Coq Require Import Reals Lra Lia QArith Qreals Qabs Qround Qminmax List Bool.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary roots.
Open Scope R_scope.
#[local] Arguments Q2R : simpl never.

(* What a value, known or not, says of a real number, a natural number, a truth, a decision, a hitting time. *)
Definition is (x : R) (o : option Q) : Prop := match o with Some q => x = Q2R q | None => True end.
Definition nat_is (m : nat) (o : option nat) : Prop := match o with Some j => m = j | None => True end.
Definition holds (P : Prop) (o : option bool) : Prop :=
  match o with Some true => P | Some false => ~ P | None => True end.
Definition bool_is (b : bool) (o : option bool) : Prop := match o with Some c => b = c | None => True end.
Definition decides {P : Prop} (d : {P} + {~ P}) (o : option bool) : Prop := bool_is (if d then true else false) o.
Definition time_is (t : Rbar) (o : option nat) : Prop := match o with Some T => t = Finite (INR T) | None => True end.

Definition map1 {A B : Type} (g : A -> B) (a : option A) : option B := match a with Some x => Some (g x) | None => None end.
Definition map2 {A B C : Type} (g : A -> B -> C) (a : option A) (b : option B) : option C :=
  match a, b with Some x, Some y => Some (g x y) | _, _ => None end.
Definition then1 {A B : Type} (a : option A) (g : A -> option B) : option B :=
  match a with Some x => g x | None => None end.

(* Numbers ---------------------------------------------------------------------------------------------------- *)

Definition plusQ (p q : Q) := Qred (p + q).
Definition minusQ (p q : Q) := Qred (p - q).
Definition timesQ (p q : Q) := Qred (p * q).
Definition maxQ (p q : Q) : Q := if Qle_bool p q then q else p.
Definition minQ (p q : Q) : Q := if Qle_bool p q then p else q.
Definition overQ (q : Q) : option Q := if Qeq_bool q 0 then None else Some (Qinv q).
Fixpoint powQ (q : Q) (n : nat) : Q := match n with O => 1%Q | S m => timesQ q (powQ q m) end.

Lemma reduced q : Q2R (Qred q) = Q2R q.
Proof. apply Qeq_eqR, Qred_correct. Qed.
Lemma Q2R_0 : Q2R 0 = 0.
Proof. unfold Q2R. simpl. lra. Qed.
Lemma Q2R_1 : Q2R 1 = 1.
Proof. unfold Q2R. simpl. lra. Qed.
Lemma below p q : if Qle_bool p q then Q2R p <= Q2R q else Q2R q < Q2R p.
Proof.
  destruct (Qle_bool p q) eqn:E; [apply Qle_Rle, Qle_bool_iff, E|].
  apply Qlt_Rlt, Qnot_le_lt. intro H. apply Qle_bool_iff in H. congruence.
Qed.
Lemma same p q : if Qeq_bool p q then Q2R p = Q2R q else Q2R p <> Q2R q.
Proof.
  destruct (Qeq_bool p q) eqn:E; [apply Qeq_eqR, Qeq_bool_iff, E|].
  intro H. apply eqR_Qeq, Qeq_bool_iff in H. congruence.
Qed.
Lemma powQ_right q n : Q2R (powQ q n) = Q2R q ^ n.
Proof. induction n as [|n IH]; [apply Q2R_1|]. simpl. unfold timesQ. now rewrite reduced, Q2R_mult, IH. Qed.

Ltac known := repeat match goal with o : option _ |- _ => destruct o; simpl in *; try exact I end; subst.

Lemma is_unknown x : is x None.
Proof. exact I. Qed.
Lemma is_IZR z : is (IZR z) (Some (inject_Z z)).
Proof. simpl. unfold Q2R. simpl. lra. Qed.
Lemma is_INR n o : nat_is n o -> is (INR n) (map1 (fun m => inject_Z (Z.of_nat m)) o).
Proof. intro H. known. rewrite INR_IZR_INZ. apply (is_IZR (Z.of_nat _)). Qed.
Lemma is_plus x y a b : is x a -> is y b -> is (x + y) (map2 plusQ a b).
Proof. intros. known. unfold plusQ. now rewrite reduced, Q2R_plus. Qed.
Lemma is_minus x y a b : is x a -> is y b -> is (x - y) (map2 minusQ a b).
Proof. intros. known. unfold minusQ. now rewrite reduced, Q2R_minus. Qed.
Lemma is_opp x a : is x a -> is (- x) (map1 Qopp a).
Proof. intros. known. now rewrite Q2R_opp. Qed.
Lemma is_mult x y a b : is x a -> is y b -> is (x * y) (map2 timesQ a b).
Proof. intros. known. unfold timesQ. now rewrite reduced, Q2R_mult. Qed.
Lemma is_inv x a : is x a -> is (/ x) (then1 a overQ).
Proof.
  intros. known. unfold overQ. destruct (Qeq_bool q 0) eqn:E; simpl; [exact I|].
  rewrite Q2R_inv; [reflexivity|]. intro H. apply Qeq_bool_iff in H. congruence.
Qed.
Lemma is_div x y a b : is x a -> is y b -> is (x / y) (map2 timesQ a (then1 b overQ)).
Proof. intros. apply is_mult; [assumption|]. now apply is_inv. Qed.
Lemma is_pow x n a m : is x a -> nat_is n m -> is (x ^ n) (map2 powQ a m).
Proof. intros. known. now rewrite powQ_right. Qed.
Lemma is_Rabs x a : is x a -> is (Rabs x) (map1 Qabs a).
Proof.
  intros. known. apply Qabs_case; intro H; apply Qle_Rle in H; rewrite Q2R_0 in H.
  - now apply Rabs_pos_eq.
  - rewrite Q2R_opp. now apply Rabs_left1.
Qed.
Lemma is_Rmax x y a b : is x a -> is y b -> is (Rmax x y) (map2 maxQ a b).
Proof.
  intros. known. unfold maxQ. match goal with |- Rmax (Q2R ?p) (Q2R ?q) = _ => pose proof (below p q) as H end.
  destruct (Qle_bool _ _); [now apply Rmax_right | apply Rmax_left; lra].
Qed.
Lemma is_Rmin x y a b : is x a -> is y b -> is (Rmin x y) (map2 minQ a b).
Proof.
  intros. known. unfold minQ. match goal with |- Rmin (Q2R ?p) (Q2R ?q) = _ => pose proof (below p q) as H end.
  destruct (Qle_bool _ _); [now apply Rmin_left | apply Rmin_right; lra].
Qed.
Lemma is_ceiling x a : is x a -> is (IZR (Zceil x)) (map1 (fun q => inject_Z (Qceiling q)) a).
Proof.
  intros. known. rewrite (Zceil_imp (Qceiling q)); [apply (is_IZR (Qceiling q))|].
  pose proof (Qlt_Rlt _ _ (Qceiling_lt q)) as H. pose proof (Qle_Rle _ _ (Qle_ceiling q)) as G.
  pose proof (is_IZR (Qceiling q)) as E. pose proof (is_IZR (Qceiling q - 1)) as F. simpl in E, F. lra.
Qed.
Lemma is_floor x a : is x a -> is (IZR (Zfloor x)) (map1 (fun q => inject_Z (Qfloor q)) a).
Proof.
  intros. known. rewrite (Zfloor_imp (Qfloor q)); [apply (is_IZR (Qfloor q))|].
  pose proof (Qlt_Rlt _ _ (Qlt_floor q)) as H. pose proof (Qle_Rle _ _ (Qfloor_le q)) as G.
  pose proof (is_IZR (Qfloor q)) as E. pose proof (is_IZR (Qfloor q + 1)) as F. simpl in E, F. lra.
Qed.

(* Roots and powers of what is a power of a rational number: the root is guessed, and then raised. *)
Fixpoint between (steps n : nat) (low high z : Z) : Z :=
  match steps with
  | O => low
  | S more =>
      let middle := Z.div (low + high) 2 in
      if Z.leb (Z.pow middle (Z.of_nat n)) z then between more n middle high z else between more n low middle z
  end.
Definition whole_root (n : nat) (z : Z) : Z := between (Z.to_nat (Z.log2 z) + 2) n 0 (z + 1) z.
Definition rootQ (n : nat) (q : Q) : option Q :=
  let q := Qred q in
  let r := Qmake (whole_root n (Qnum q)) (Z.to_pos (whole_root n (Zpos (Qden q)))) in
  if Qle_bool q 0 then Some 0%Q
  else if Qle_bool r 0 then None
  else if Nat.eqb n 0 then None
  else if Qeq_bool (powQ r n) q then Some r else None.
Definition powerQ (q e : Q) : option Q :=
  if Qle_bool q 0 then Some (if Qeq_bool e 0 then 1%Q else 0%Q)
  else then1 (rootQ (Pos.to_nat (Qden e)) q) (fun r =>
    if Qle_bool r 0 then None
    else if Z.leb 0 (Qnum e) then Some (powQ r (Z.to_nat (Qnum e))) else overQ (powQ r (Z.to_nat (- Qnum e)))).

Lemma rootQ_right n q : is (root n (Q2R q)) (rootQ n q).
Proof.
  unfold rootQ. pose proof (below (Qred q) 0) as S. rewrite reduced, Q2R_0 in S.
  set (r := Qmake (whole_root _ _) _). clearbody r. destruct (Qle_bool (Qred q) 0).
  - simpl. rewrite Q2R_0. unfold root. destruct (Rle_dec (Q2R q) 0); [reflexivity | contradiction].
  - pose proof (below r 0) as P. rewrite Q2R_0 in P. destruct (Qle_bool r 0); [exact I|].
    destruct (Nat.eqb_spec n 0); [exact I|]. pose proof (same (powQ r n) (Qred q)) as E.
    destruct (Qeq_bool _ _); [|exact I]. simpl. rewrite reduced, powQ_right in E. rewrite <- E.
    apply root_of_power; [lia | assumption].
Qed.
Lemma is_root n x m a : nat_is n m -> is x a -> is (root n x) (then1 m (fun j => then1 a (rootQ j))).
Proof. intros. known. apply rootQ_right. Qed.
Lemma is_sqrt x a : is x a -> is (sqrt x) (then1 a (rootQ 2)).
Proof.
  intros. known. pose proof (rootQ_right 2 q) as H. destruct (rootQ 2 q) as [r|]; [|exact I]. simpl in *.
  rewrite <- H. unfold root. destruct (Rle_dec (Q2R q) 0) as [L|L].
  - destruct (Req_dec (Q2R q) 0) as [E|E]; [rewrite E; apply sqrt_0 | apply sqrt_neg; lra].
  - replace (/ INR 2) with (/ 2) by (simpl; lra). symmetry. apply Rpower_sqrt. lra.
Qed.

Lemma Rpower_of_root r q (n : positive) (z : Z) : 0 < r -> r ^ Pos.to_nat n = q ->
  Rpower q (Q2R (z # n)) = if Z.leb 0 z then r ^ Z.to_nat z else / r ^ Z.to_nat (- z).
Proof.
  intros Hr E. rewrite <- E, <- Rpower_pow, Rpower_mult by assumption.
  assert (N : IZR (Zpos n) <> 0) by (apply not_0_IZR; discriminate).
  replace (INR (Pos.to_nat n) * Q2R (z # n)) with (IZR z).
  - destruct (Z.leb_spec 0 z) as [H|H].
    + rewrite <- Rpower_pow, INR_IZR_INZ, Z2Nat.id by assumption. reflexivity.
    + rewrite <- Rpower_pow, INR_IZR_INZ, Z2Nat.id, <- Rpower_Ropp by (assumption || lia).
      f_equal. rewrite opp_IZR. lra.
  - rewrite INR_IZR_INZ, positive_nat_Z. unfold Q2R. simpl. now field.
Qed.
Lemma powerQ_right q e : is (power (Q2R q) (Q2R e)) (powerQ q e).
Proof.
  unfold powerQ, power. pose proof (below q 0) as S. rewrite Q2R_0 in S. destruct (Qle_bool q 0).
  - destruct (Rle_dec (Q2R q) 0); [|contradiction]. pose proof (same e 0) as E. rewrite Q2R_0 in E. simpl.
    destruct (Qeq_bool e 0), (Req_EM_T (Q2R e) 0); try contradiction; [now rewrite Q2R_1 | now rewrite Q2R_0].
  - destruct (Rle_dec (Q2R q) 0) as [L|_]; [lra|].
    pose proof (rootQ_right (Pos.to_nat (Qden e)) q) as R. destruct (rootQ _ q) as [r|]; [|exact I].
    simpl in *. pose proof (below r 0) as P. rewrite Q2R_0 in P. destruct (Qle_bool r 0); [exact I|].
    assert (E : Q2R r ^ Pos.to_nat (Qden e) = Q2R q) by (rewrite <- R; apply root_power; [lia | lra]).
    destruct e as [z n]. simpl in *. pose proof (Rpower_of_root _ _ n z P E) as H. destruct (Z.leb 0 z).
    + simpl. now rewrite powQ_right.
    + rewrite H, <- powQ_right. apply (is_inv (Q2R _) (Some _)). reflexivity.
Qed.
Lemma is_power x e a b : is x a -> is e b -> is (power x e) (then1 a (fun q => then1 b (fun r => powerQ q (Qred r)))).
Proof. intros. known. match goal with |- is (power _ (Q2R ?r)) _ => rewrite <- (reduced r) end. apply powerQ_right. Qed.

(* Natural numbers -------------------------------------------------------------------------------------------- *)

Lemma nat_known m : nat_is m (Some m).
Proof. reflexivity. Qed.
Lemma nat_plus m k a b : nat_is m a -> nat_is k b -> nat_is (m + k) (map2 Nat.add a b).
Proof. intros. known. reflexivity. Qed.
Lemma nat_minus m k a b : nat_is m a -> nat_is k b -> nat_is (m - k) (map2 Nat.sub a b).
Proof. intros. known. reflexivity. Qed.
Lemma nat_times m k a b : nat_is m a -> nat_is k b -> nat_is (m * k) (map2 Nat.mul a b).
Proof. intros. known. reflexivity. Qed.
Lemma nat_max m k a b : nat_is m a -> nat_is k b -> nat_is (Nat.max m k) (map2 Nat.max a b).
Proof. intros. known. reflexivity. Qed.
Lemma nat_min m k a b : nat_is m a -> nat_is k b -> nat_is (Nat.min m k) (map2 Nat.min a b).
Proof. intros. known. reflexivity. Qed.

(* Truths and decisions --------------------------------------------------------------------------------------- *)

Definition orderly (o : option bool) (yes no : Prop) : Prop :=
  match o with Some true => yes | Some false => no | None => True end.
Lemma order x y a b : is x a -> is y b -> orderly (map2 Qle_bool a b) (x <= y) (y < x).
Proof. intros. known. match goal with |- context [Qle_bool ?p ?q] => pose proof (below p q) end. now destruct (Qle_bool _ _). Qed.
Lemma equality x y a b : is x a -> is y b -> orderly (map2 Qeq_bool a b) (x = y) (x <> y).
Proof. intros. known. match goal with |- context [Qeq_bool ?p ?q] => pose proof (same p q) end. now destruct (Qeq_bool _ _). Qed.

Ltac ordered H :=
  match type of H with orderly ?o _ _ => destruct o as [[|]|]; simpl in *; try exact I; try lra end.
Lemma holds_le x y a b : is x a -> is y b -> holds (x <= y) (map2 Qle_bool a b).
Proof. intros A B. pose proof (order _ _ _ _ A B) as H. ordered H. Qed.
Lemma holds_ge x y a b : is x a -> is y b -> holds (x >= y) (map2 Qle_bool b a).
Proof. intros A B. pose proof (order _ _ _ _ B A) as H. ordered H. Qed.
Lemma holds_lt x y a b : is x a -> is y b -> holds (x < y) (map1 negb (map2 Qle_bool b a)).
Proof. intros A B. pose proof (order _ _ _ _ B A) as H. ordered H. Qed.
Lemma holds_gt x y a b : is x a -> is y b -> holds (x > y) (map1 negb (map2 Qle_bool a b)).
Proof. intros A B. pose proof (order _ _ _ _ A B) as H. ordered H. Qed.
Lemma holds_eq x y a b : is x a -> is y b -> holds (x = y) (map2 Qeq_bool a b).
Proof. intros A B. pose proof (equality _ _ _ _ A B) as H. ordered H. Qed.
Lemma holds_ne x y a b : is x a -> is y b -> holds (x <> y) (map1 negb (map2 Qeq_bool a b)).
Proof. intros A B. pose proof (equality _ _ _ _ A B) as H. ordered H. Qed.
Definition andO (a b : option bool) : option bool :=
  match a, b with Some false, _ | _, Some false => Some false | Some true, Some true => Some true | _, _ => None end.
Definition orO (a b : option bool) : option bool := map1 negb (andO (map1 negb a) (map1 negb b)).
Lemma holds_and P Q a b : holds P a -> holds Q b -> holds (P /\ Q) (andO a b).
Proof. destruct a as [[|]|], b as [[|]|]; simpl; tauto. Qed.
Lemma holds_or P Q a b : holds P a -> holds Q b -> holds (P \/ Q) (orO a b).
Proof. destruct a as [[|]|], b as [[|]|]; simpl; tauto. Qed.
Lemma holds_not P a : holds P a -> holds (~ P) (map1 negb a).
Proof. destruct a as [[|]|]; simpl; tauto. Qed.
Lemma holds_unknown P : holds P None.
Proof. exact I. Qed.

Lemma decided P (d : {P} + {~ P}) o : holds P o -> decides d o.
Proof. destruct o as [[|]|], d; simpl; unfold decides; simpl; tauto. Qed.
Lemma decides_both P Q (c : {P} + {~ P}) (d : {Q} + {~ Q}) a b : decides c a -> decides d b -> decides (both c d) (andO a b).
Proof. unfold decides. destruct a as [[|]|], b as [[|]|], c, d; simpl; try tauto; try discriminate; destruct (both _ _); simpl; tauto. Qed.
Lemma decides_either P Q (c : {P} + {~ P}) (d : {Q} + {~ Q}) a b : decides c a -> decides d b -> decides (either c d) (orO a b).
Proof. unfold decides. destruct a as [[|]|], b as [[|]|], c, d; simpl; try tauto; try discriminate; destruct (either _ _); simpl; tauto. Qed.
Definition choose {A : Type} (o : option bool) (a b : option A) : option A :=
  match o with Some true => a | Some false => b | None => None end.
Lemma is_choice P (d : {P} + {~ P}) o x y a b : decides d o -> is x a -> is y b -> is (if d then x else y) (choose o a b).
Proof. unfold decides. destruct o as [[|]|], d; simpl; try tauto; discriminate. Qed.
Lemma is_test (c : bool) x y a b : is x a -> is y b -> is (if c then x else y) (if c then a else b).
Proof. now destruct c. Qed.
