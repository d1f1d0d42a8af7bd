(* Enclosures of printed terms at rational points: each word of the vocabulary has a twin that computes two ends in Q,
   and a lemma that the value lies between them. The ends are equal where the value is known exactly. *)
From Coq Require Import Reals Lra Lia QArith Qreals Qabs Qround List Bool.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
Open Scope R_scope.
#[local] Arguments Q2R : simpl never.

(* What an enclosure, or nothing, says of a real number, a natural number, a truth, a decision, a hitting time. *)
Definition ball : Type := Q * Q.
Definition within (x : R) (b : ball) : Prop := Q2R (Datatypes.fst b) <= x <= Q2R (Datatypes.snd b).
Definition is (x : R) (o : option ball) : Prop := match o with Some b => within x b | None => True end.
Definition nat_is (m : nat) (o : option nat) : Prop := match o with Some j => m = j | None => True end.
Definition holds (P : Prop) (o : option bool) : Prop :=
  match o with Some true => P | Some false => ~ P | None => True end.
Definition bool_is (b : bool) (o : option bool) : Prop := match o with Some c => b = c | None => True end.
Definition decides {P : Prop} (d : {P} + {~ P}) (o : option bool) : Prop := bool_is (if d then true else false) o.
Definition time_is (t : Rbar) (o : option nat) : Prop := match o with Some T => t = Finite (INR T) | None => True end.

Definition map1 {A B : Type} (g : A -> B) (a : option A) : option B :=
  match a with Some x => Some (g x) | None => None end.
Definition map2 {A B C : Type} (g : A -> B -> C) (a : option A) (b : option B) : option C :=
  match a, b with Some x, Some y => Some (g x y) | _, _ => None end.
Definition then1 {A B : Type} (a : option A) (g : A -> option B) : option B :=
  match a with Some x => g x | None => None end.

(* Rational numbers ------------------------------------------------------------------------------------------- *)

(* Common factors 2 are taken out of every result: the rounded numbers have no others. *)
Fixpoint halved (p d : positive) : positive * positive :=
  match p, d with xO p, xO d => halved p d | _, _ => (p, d) end.
Definition shorter (q : Q) : Q :=
  match Qnum q with
  | Z0 => 0%Q
  | Zpos p => let (p, d) := halved p (Qden q) in Qmake (Zpos p) d
  | Zneg p => let (p, d) := halved p (Qden q) in Qmake (Zneg p) d
  end.
Definition plusQ (p q : Q) := shorter (p + q).
Definition minusQ (p q : Q) := shorter (p - q).
Definition timesQ (p q : Q) := shorter (p * q).
Definition maxQ (p q : Q) : Q := if Qle_bool p q then q else p.
Definition minQ (p q : Q) : Q := if Qle_bool p q then p else q.
Fixpoint powQ (q : Q) (n : nat) : Q := match n with O => 1%Q | S m => timesQ q (powQ q m) end.

Lemma reduced q : Q2R (Qred q) = Q2R q.
Proof. apply Qeq_eqR, Qred_correct. Qed.
Lemma halved_right p d :
  (Datatypes.fst (halved p d) * d = p * Datatypes.snd (halved p d))%positive.
Proof.
  revert d. induction p as [p IH|p IH|]; intros [d|d|]; simpl; trivial.
  specialize (IH d). destruct (halved p d) as [a b]. simpl in *. lia.
Qed.
Lemma shorter_right q : Q2R (shorter q) = Q2R q.
Proof.
  apply Qeq_eqR. destruct q as [[|p|p] d]; unfold shorter, Qeq; simpl; trivial;
    pose proof (halved_right p d) as H; destruct (halved p d); simpl in *; lia.
Qed.
Lemma Q2R_0 : Q2R 0 = 0.
Proof. unfold Q2R. simpl. lra. Qed.
Lemma Q2R_1 : Q2R 1 = 1.
Proof. unfold Q2R. simpl. lra. Qed.
Lemma Q2R_Z z : Q2R (inject_Z z) = IZR z.
Proof. unfold Q2R. simpl. lra. Qed.
Lemma plusQ_right p q : Q2R (plusQ p q) = Q2R p + Q2R q.
Proof. unfold plusQ. now rewrite shorter_right, Q2R_plus. Qed.
Lemma minusQ_right p q : Q2R (minusQ p q) = Q2R p - Q2R q.
Proof. unfold minusQ. now rewrite shorter_right, Q2R_minus. Qed.
Lemma timesQ_right p q : Q2R (timesQ p q) = Q2R p * Q2R q.
Proof. unfold timesQ. now rewrite shorter_right, Q2R_mult. Qed.
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
Lemma maxQ_right p q : Q2R (maxQ p q) = Rmax (Q2R p) (Q2R q).
Proof.
  unfold maxQ. pose proof (below p q) as H.
  destruct (Qle_bool p q); symmetry; [now apply Rmax_right | apply Rmax_left; lra].
Qed.
Lemma minQ_right p q : Q2R (minQ p q) = Rmin (Q2R p) (Q2R q).
Proof.
  unfold minQ. pose proof (below p q) as H.
  destruct (Qle_bool p q); symmetry; [now apply Rmin_left | apply Rmin_right; lra].
Qed.
Lemma powQ_right q n : Q2R (powQ q n) = Q2R q ^ n.
Proof. induction n as [|n IH]; [apply Q2R_1|]. simpl. now rewrite timesQ_right, IH. Qed.

(* Enclosures ------------------------------------------------------------------------------------------------- *)

Definition exactly (q : Q) : ball := (q, q).
Definition is_exact (b : ball) : bool := Qeq_bool (Datatypes.fst b) (Datatypes.snd b).
Definition plusB (a b : ball) : ball := let (p, q) := a in let (r, s) := b in (plusQ p r, plusQ q s).
Definition oppB (a : ball) : ball := let (p, q) := a in (Qopp q, Qopp p).
Definition minusB (a b : ball) : ball := plusB a (oppB b).
Definition nonneg (q : Q) : bool := Z.leb 0 (Qnum q).
Definition nonpos (q : Q) : bool := Z.leb (Qnum q) 0.
Definition timesB (a b : ball) : ball :=
  if is_exact a && is_exact b then exactly (timesQ (Datatypes.fst a) (Datatypes.fst b))
  else
    let (p, q) := a in
    let (r, s) := b in
    if nonneg p && nonneg r then (timesQ p r, timesQ q s)
    else if nonneg p && nonpos s then (timesQ q r, timesQ p s)
    else if nonpos q && nonneg r then (timesQ p s, timesQ q r)
    else
      let one := timesQ p r in let two := timesQ p s in let three := timesQ q r in let four := timesQ q s in
      (minQ (minQ one two) (minQ three four), maxQ (maxQ one two) (maxQ three four)).
Definition invB (a : ball) : option ball :=
  let (p, q) := a in
  if Qle_bool p 0 && Qle_bool 0 q then None else Some (Qinv q, Qinv p).
Definition maxB (a b : ball) : ball := let (p, q) := a in let (r, s) := b in (maxQ p r, maxQ q s).
Definition minB (a b : ball) : ball := let (p, q) := a in let (r, s) := b in (minQ p r, minQ q s).
Definition absB (a : ball) : ball :=
  let (p, q) := a in (maxQ (maxQ p (Qopp q)) 0, maxQ (Qopp p) q).
Fixpoint powB (b : ball) (n : nat) : ball := match n with O => exactly 1 | S m => timesB b (powB b m) end.

Ltac known := repeat match goal with o : option _ |- _ => destruct o; simpl in *; try exact I end;
  repeat match goal with H : _ = _ :> nat |- _ => subst | b : ball |- _ => destruct b end;
  unfold within in *; simpl in *.

Lemma is_unknown x : is x None.
Proof. exact I. Qed.
Lemma is_exactly q : is (Q2R q) (Some (exactly q)).
Proof. simpl. unfold within. simpl. lra. Qed.
Lemma is_IZR z : is (IZR z) (Some (exactly (inject_Z z))).
Proof. rewrite <- Q2R_Z. apply is_exactly. Qed.
Lemma is_INR n o : nat_is n o -> is (INR n) (map1 (fun m => exactly (inject_Z (Z.of_nat m))) o).
Proof. destruct o as [m|]; [|trivial]. simpl. intros ->. rewrite INR_IZR_INZ. apply (is_IZR (Z.of_nat m)). Qed.
Lemma is_plus x y a b : is x a -> is y b -> is (x + y) (map2 plusB a b).
Proof. intros. known. rewrite !plusQ_right. lra. Qed.
Lemma is_opp x a : is x a -> is (- x) (map1 oppB a).
Proof. intros. known. rewrite !Q2R_opp. lra. Qed.
Lemma is_minus x y a b : is x a -> is y b -> is (x - y) (map2 minusB a b).
Proof. intros A B. pose proof (is_plus _ _ _ _ A (is_opp _ _ B)) as H. now destruct a, b. Qed.
Lemma product_within x y p q r s : p <= x <= q -> r <= y <= s ->
  Rmin (Rmin (p * r) (p * s)) (Rmin (q * r) (q * s)) <= x * y <= Rmax (Rmax (p * r) (p * s)) (Rmax (q * r) (q * s)).
Proof.
  intros A B.
  assert (E : forall c, Rmin (c * r) (c * s) <= c * y <= Rmax (c * r) (c * s)).
  { intro c. destruct (Rle_dec 0 c) as [C|C].
    - split; [apply Rle_trans with (c * r); [apply Rmin_l|] | apply Rle_trans with (c * s); [|apply Rmax_r]];
        apply Rmult_le_compat_l; lra.
    - split; [apply Rle_trans with (c * s); [apply Rmin_r|] | apply Rle_trans with (c * r); [|apply Rmax_l]];
        apply Rmult_le_compat_neg_l; lra. }
  pose proof (E p) as P. pose proof (E q) as Q. destruct (Rle_dec 0 y) as [C|C].
  - assert (p * y <= x * y) by (apply Rmult_le_compat_r; lra).
    assert (x * y <= q * y) by (apply Rmult_le_compat_r; lra).
    split; [apply Rle_trans with (p * y); [|lra]; eapply Rle_trans; [apply Rmin_l | lra]
           | apply Rle_trans with (q * y); [lra|]; eapply Rle_trans; [apply Q | apply Rmax_r]].
  - assert (x * y <= p * y) by (rewrite !(Rmult_comm _ y); apply Rmult_le_compat_neg_l; lra).
    assert (q * y <= x * y) by (rewrite !(Rmult_comm _ y); apply Rmult_le_compat_neg_l; lra).
    split; [apply Rle_trans with (q * y); [|lra]; eapply Rle_trans; [apply Rmin_r | lra]
           | apply Rle_trans with (p * y); [lra|]; eapply Rle_trans; [apply P | apply Rmax_l]].
Qed.
Lemma exact_value x b : within x b -> is_exact b = true -> x = Q2R (Datatypes.fst b).
Proof.
  unfold is_exact. pose proof (same (Datatypes.fst b) (Datatypes.snd b)) as S.
  destruct (Qeq_bool _ _); [|discriminate].
  unfold within. lra.
Qed.
Lemma nonneg_right q : nonneg q = true -> 0 <= Q2R q.
Proof.
  unfold nonneg. intro H. apply Z.leb_le, IZR_le in H. unfold Q2R. apply Rmult_le_pos; [exact H|].
  left. apply Rinv_0_lt_compat. now apply IZR_lt.
Qed.
Lemma nonpos_right q : nonpos q = true -> Q2R q <= 0.
Proof.
  unfold nonpos. intro H. apply Z.leb_le in H. assert (P : nonneg (- q) = true) by (apply Z.leb_le; simpl; lia).
  apply nonneg_right in P. rewrite Q2R_opp in P. lra.
Qed.
Lemma positive_product x y p q r s : p <= x <= q -> r <= y <= s -> 0 <= p -> 0 <= r -> p * r <= x * y <= q * s.
Proof. intros. split; apply Rmult_le_compat; lra. Qed.
Lemma is_mult x y a b : is x a -> is y b -> is (x * y) (map2 timesB a b).
Proof.
  destruct a as [a|], b as [b|]; simpl; trivial. intros A B. unfold timesB.
  destruct (is_exact a && is_exact b) eqn:E.
  - apply andb_prop in E as [E F]. rewrite (exact_value x a), (exact_value y b) by assumption.
    rewrite <- timesQ_right. apply is_exactly.
  - clear E. destruct a as [p q], b as [r s]. unfold within in *. simpl in A, B.
    destruct (nonneg p && nonneg r) eqn:E; [|clear E; destruct (nonneg p && nonpos s) eqn:E;
      [|clear E; destruct (nonpos q && nonneg r) eqn:E; [|clear E]]];
      try (apply andb_prop in E as [E F]); cbn [Datatypes.fst Datatypes.snd].
    + apply nonneg_right in E, F. rewrite !timesQ_right. now apply positive_product.
    + apply nonneg_right in E. apply nonpos_right in F. rewrite !timesQ_right.
      pose proof (positive_product x (- y) (Q2R p) (Q2R q) (- Q2R s) (- Q2R r)). lra.
    + apply nonpos_right in E. apply nonneg_right in F. rewrite !timesQ_right.
      pose proof (positive_product (- x) y (- Q2R q) (- Q2R p) (Q2R r) (Q2R s)). lra.
    + rewrite !minQ_right, !maxQ_right, !timesQ_right. now apply product_within.
Qed.
Lemma inverse_within x p q : p <= x <= q -> 0 < p \/ q < 0 -> / q <= / x <= / p.
Proof.
  intros A [P|P]; [split; apply Rinv_le_contravar; lra|].
  split; apply Ropp_le_cancel; rewrite <- !Rinv_opp; apply Rinv_le_contravar; lra.
Qed.
Lemma is_inv x a : is x a -> is (/ x) (then1 a invB).
Proof.
  destruct a as [[p q]|]; [|trivial]. unfold is, within. simpl. intro A.
  pose proof (below p 0) as P. pose proof (below 0 q) as S. rewrite Q2R_0 in *.
  assert (D : Qle_bool p 0 && Qle_bool 0 q = false -> 0 < Q2R p \/ Q2R q < 0)
    by (destruct (Qle_bool p 0), (Qle_bool 0 q); simpl; intro; try discriminate; lra).
  destruct (Qle_bool p 0 && Qle_bool 0 q); simpl; trivial. specialize (D eq_refl).
  rewrite !Q2R_inv by (intro G; apply Qeq_eqR in G; rewrite Q2R_0 in G; lra). now apply inverse_within.
Qed.
Lemma is_div x y a b : is x a -> is y b -> is (x / y) (map2 timesB a (then1 b invB)).
Proof. intros. apply is_mult; [assumption|]. now apply is_inv. Qed.
Lemma within_pow x b n : within x b -> within (x ^ n) (powB b n).
Proof.
  intro H. induction n as [|n IH]; [unfold within; simpl; rewrite Q2R_1; lra|].
  exact (is_mult x (x ^ n) (Some b) (Some (powB b n)) H IH).
Qed.
Lemma is_pow x n a m : is x a -> nat_is n m -> is (x ^ n) (map2 powB a m).
Proof. destruct a as [a|], m as [m|]; simpl; trivial. intros H ->. now apply within_pow. Qed.
Lemma is_Rabs x a : is x a -> is (Rabs x) (map1 absB a).
Proof.
  intros. known. rewrite !maxQ_right, !Q2R_opp, Q2R_0. unfold Rabs, Rmax.
  destruct (Rcase_abs x); repeat destruct (Rle_dec _ _); lra.
Qed.
Lemma is_Rmax x y a b : is x a -> is y b -> is (Rmax x y) (map2 maxB a b).
Proof. intros. known. rewrite !maxQ_right. unfold Rmax. repeat destruct (Rle_dec _ _); lra. Qed.
Lemma is_Rmin x y a b : is x a -> is y b -> is (Rmin x y) (map2 minB a b).
Proof. intros. known. rewrite !minQ_right. unfold Rmin. repeat destruct (Rle_dec _ _); lra. Qed.
Lemma ceiling_right q : Zceil (Q2R q) = Qceiling q.
Proof.
  apply Zceil_imp. rewrite <- !Q2R_Z. split; [apply Qlt_Rlt, Qceiling_lt | apply Qle_Rle, Qle_ceiling].
Qed.
Lemma floor_right q : Zfloor (Q2R q) = Qfloor q.
Proof.
  apply Zfloor_imp. rewrite <- !Q2R_Z. split; [apply Qle_Rle, Qfloor_le | apply Qlt_Rlt, Qlt_floor].
Qed.
Definition onB (g : Q -> Z) (b : ball) : ball := let (p, q) := b in (inject_Z (g p), inject_Z (g q)).
Lemma is_ceiling x a : is x a -> is (IZR (Zceil x)) (map1 (onB Qceiling) a).
Proof. intros. known. rewrite !Q2R_Z, <- !ceiling_right. split; apply IZR_le, Zceil_le; lra. Qed.
Lemma is_floor x a : is x a -> is (IZR (Zfloor x)) (map1 (onB Qfloor) a).
Proof. intros. known. rewrite !Q2R_Z, <- !floor_right. split; apply IZR_le, Zfloor_le; lra. Qed.

(* Lowest terms, or rounding outwards to 2^-80 where there are more binary digits than asked for. *)
Definition grid : positive := Pos.pow 2 80.
Definition down (q : Q) : Q := Qmake (Qfloor (q * inject_Z (Zpos grid))) grid.
Definition up (q : Q) : Q := Qmake (Qceiling (q * inject_Z (Zpos grid))) grid.
Definition long (most : Z) (q : Q) : bool := Z.ltb most (Z.log2 (Z.abs (Qnum q)) + Z.log2 (Zpos (Qden q))).
Definition rounded (most : Z) (b : ball) : ball :=
  let (p, q) := b in (if long most p then down p else Qred p, if long most q then up q else Qred q).
Lemma grid_positive : 0 < IZR (Zpos grid).
Proof. now apply IZR_lt. Qed.
Lemma down_right q : Q2R (down q) <= Q2R q.
Proof.
  pose proof grid_positive as G. pose proof (Qle_Rle _ _ (Qfloor_le (q * inject_Z (Zpos grid)))) as H.
  rewrite Q2R_mult, !Q2R_Z in H. unfold down, Q2R at 1. cbn [Qnum Qden].
  apply Rmult_le_reg_r with (1 := G). rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma up_right q : Q2R q <= Q2R (up q).
Proof.
  pose proof grid_positive as G. pose proof (Qle_Rle _ _ (Qle_ceiling (q * inject_Z (Zpos grid)))) as H.
  rewrite Q2R_mult, !Q2R_Z in H. unfold up, Q2R at 2. cbn [Qnum Qden].
  apply Rmult_le_reg_r with (1 := G). rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma within_rounded most x b : within x b -> within x (rounded most b).
Proof.
  destruct b as [p q]. unfold within. cbn. pose proof (down_right p). pose proof (up_right q).
  rewrite <- (reduced p), <- (reduced q) in *.
  destruct (long most p), (long most q); lra.
Qed.

(* Natural numbers -------------------------------------------------------------------------------------------- *)

Lemma nat_known m : nat_is m (Some m).
Proof. reflexivity. Qed.
Lemma nat_plus m k a b : nat_is m a -> nat_is k b -> nat_is (m + k) (map2 Nat.add a b).
Proof. destruct a, b; simpl; trivial. now intros -> ->. Qed.
Lemma nat_minus m k a b : nat_is m a -> nat_is k b -> nat_is (m - k) (map2 Nat.sub a b).
Proof. destruct a, b; simpl; trivial. now intros -> ->. Qed.
Lemma nat_times m k a b : nat_is m a -> nat_is k b -> nat_is (m * k) (map2 Nat.mul a b).
Proof. destruct a, b; simpl; trivial. now intros -> ->. Qed.
Lemma nat_max m k a b : nat_is m a -> nat_is k b -> nat_is (Nat.max m k) (map2 Nat.max a b).
Proof. destruct a, b; simpl; trivial. now intros -> ->. Qed.
Lemma nat_min m k a b : nat_is m a -> nat_is k b -> nat_is (Nat.min m k) (map2 Nat.min a b).
Proof. destruct a, b; simpl; trivial. now intros -> ->. Qed.

(* Truths and decisions --------------------------------------------------------------------------------------- *)

Definition leB (a b : ball) : option bool :=
  if Qle_bool (Datatypes.snd a) (Datatypes.fst b) then Some true
  else if Qle_bool (Datatypes.fst a) (Datatypes.snd b) then None else Some false.
Definition eqB (a b : ball) : option bool :=
  match leB a b, leB b a with
  | Some true, Some true => Some true
  | Some false, _ | _, Some false => Some false
  | _, _ => None
  end.
Definition comparedB (g : ball -> ball -> option bool) (a b : option ball) : option bool :=
  then1 a (fun x => then1 b (g x)).
Definition orderly (o : option bool) (yes no : Prop) : Prop :=
  match o with Some true => yes | Some false => no | None => True end.
Lemma order x y a b : is x a -> is y b -> orderly (comparedB leB a b) (x <= y) (y < x).
Proof.
  destruct a as [a|], b as [b|]; simpl; trivial. unfold within, leB. intros A B.
  pose proof (below (Datatypes.snd a) (Datatypes.fst b)). pose proof (below (Datatypes.fst a) (Datatypes.snd b)).
  destruct (Qle_bool (Datatypes.snd a) _); [simpl; lra|]. destruct (Qle_bool _ _); [exact I | simpl; lra].
Qed.
Lemma equality x y a b : is x a -> is y b -> orderly (comparedB eqB a b) (x = y) (x <> y).
Proof.
  intros A B. pose proof (order x y a b A B) as H. pose proof (order y x b a B A) as G.
  destruct a as [a|], b as [b|]; simpl in *; trivial. unfold eqB.
  destruct (leB a b) as [[|]|], (leB b a) as [[|]|]; simpl in *; trivial; lra.
Qed.

Ltac ordered H :=
  match type of H with orderly ?o _ _ => destruct o as [[|]|]; simpl in *; try exact I; try lra end.
Lemma holds_le x y a b : is x a -> is y b -> holds (x <= y) (comparedB leB a b).
Proof. intros A B. pose proof (order _ _ _ _ A B) as H. ordered H. Qed.
Lemma holds_ge x y a b : is x a -> is y b -> holds (x >= y) (comparedB leB b a).
Proof. intros A B. pose proof (order _ _ _ _ B A) as H. ordered H. Qed.
Lemma holds_lt x y a b : is x a -> is y b -> holds (x < y) (map1 negb (comparedB leB b a)).
Proof. intros A B. pose proof (order _ _ _ _ B A) as H. ordered H. Qed.
Lemma holds_gt x y a b : is x a -> is y b -> holds (x > y) (map1 negb (comparedB leB a b)).
Proof. intros A B. pose proof (order _ _ _ _ A B) as H. ordered H. Qed.
Lemma holds_eq x y a b : is x a -> is y b -> holds (x = y) (comparedB eqB a b).
Proof. intros A B. pose proof (equality _ _ _ _ A B) as H. ordered H. Qed.
Lemma holds_ne x y a b : is x a -> is y b -> holds (x <> y) (map1 negb (comparedB eqB a b)).
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
Lemma decides_both P Q (c : {P} + {~ P}) (d : {Q} + {~ Q}) a b :
  decides c a -> decides d b -> decides (both c d) (andO a b).
Proof.
  unfold decides. destruct a as [[|]|], b as [[|]|], c, d; simpl; try tauto; try discriminate;
    destruct (both _ _); simpl; tauto.
Qed.
Lemma decides_either P Q (c : {P} + {~ P}) (d : {Q} + {~ Q}) a b :
  decides c a -> decides d b -> decides (either c d) (orO a b).
Proof.
  unfold decides. destruct a as [[|]|], b as [[|]|], c, d; simpl; try tauto; try discriminate;
    destruct (either _ _); simpl; tauto.
Qed.
Definition choose {A : Type} (o : option bool) (a b : option A) : option A :=
  match o with Some true => a | Some false => b | None => None end.
Lemma is_choice P (d : {P} + {~ P}) o x y a b :
  decides d o -> is x a -> is y b -> is (if d then x else y) (choose o a b).
Proof. unfold decides. destruct o as [[|]|], d; simpl; try tauto; discriminate. Qed.
Lemma is_test (c : bool) x y a b : is x a -> is y b -> is (if c then x else y) (if c then a else b).
Proof. now destruct c. Qed.
