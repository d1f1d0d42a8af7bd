(* Exact values of orbits, of what is taken over a spectrum, and of hitting times; the tactic that finds them. *)
From Coq Require Import Reals Lra Lia QArith Qreals Qabs List Bool.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary rational.
Open Scope R_scope.
#[local] Arguments Q2R : simpl never.

(* Orbits ----------------------------------------------------------------------------------------------------- *)

Fixpoint iterateQ (N : nat) (alpha lam eta : Q) (k : nat) : Q :=
  match k with
  | O => alpha
  | S j =>
      let x := iterateQ N alpha lam eta j in
      plusQ x (timesQ eta (timesQ (powQ x (N - 1)) (minusQ lam (powQ x N))))
  end.
Fixpoint pairQ (N : nat) (first others lam eta : Q) (k : nat) : Q * Q :=
  match k with
  | O => (first, others)
  | S j =>
      let (p, q) := pairQ N first others lam eta j in
      let gap := minusQ (timesQ p (powQ q (N - 1))) lam in
      (minusQ p (timesQ (timesQ eta (powQ q (N - 1))) gap),
       minusQ q (timesQ (timesQ (timesQ eta p) (powQ q (N - 2))) gap))
  end.

Ltac in_R := unfold plusQ, minusQ, timesQ;
  repeat (rewrite reduced || rewrite Q2R_plus || rewrite Q2R_minus || rewrite Q2R_mult || rewrite powQ_right).
Lemma iterateQ_right N a l e k : iterate N (Q2R a) (Q2R l) (Q2R e) k = Q2R (iterateQ N a l e k).
Proof. induction k as [|k IH]; [reflexivity|]. simpl. rewrite IH. unfold f. in_R. reflexivity. Qed.
Lemma pairQ_right N a b l e k : pair N (Q2R a) (Q2R b) (Q2R l) (Q2R e) k =
  (Q2R (Datatypes.fst (pairQ N a b l e k)), Q2R (Datatypes.snd (pairQ N a b l e k))).
Proof.
  induction k as [|k IH]; [reflexivity|]. simpl. rewrite IH. destruct (pairQ N a b l e k) as [p q]. simpl.
  in_R. reflexivity.
Qed.

Definition orbit (m : option nat) (a l e : option Q) (k : option nat) : option Q :=
  then1 m (fun m => then1 a (fun a => then1 l (fun l => map2 (iterateQ m a l) e k))).
Definition pair_orbit (m : option nat) (a b l e : option Q) (k : option nat) : option (Q * Q) :=
  then1 m (fun m => then1 a (fun a => then1 b (fun b => then1 l (fun l => map2 (pairQ m a b l) e k)))).
Lemma is_iterate N x y z k m a l e j : nat_is N m -> is x a -> is y l -> is z e -> nat_is k j ->
  is (iterate N x y z k) (orbit m a l e j).
Proof. intros. unfold orbit. known. apply iterateQ_right. Qed.
Lemma is_fst N w x y z k m a b l e j : nat_is N m -> is w a -> is x b -> is y l -> is z e -> nat_is k j ->
  is (Datatypes.fst (pair N w x y z k)) (map1 Datatypes.fst (pair_orbit m a b l e j)).
Proof. intros. unfold pair_orbit. known. now rewrite pairQ_right. Qed.
Lemma is_snd N w x y z k m a b l e j : nat_is N m -> is w a -> is x b -> is y l -> is z e -> nat_is k j ->
  is (Datatypes.snd (pair N w x y z k)) (map1 Datatypes.snd (pair_orbit m a b l e j)).
Proof. intros. unfold pair_orbit. known. now rewrite pairQ_right. Qed.

(* Over a spectrum -------------------------------------------------------------------------------------------- *)

(* A spectrum with the given eigenvalues from the first place on. *)
Definition listed (values : list R) (i : nat) : R := nth (i - 1) values 0.
Definition spectrum_is (s : nat -> R) (l : list (option Q)) : Prop := forall i, is (s i) (nth (i - 1) l (Some 0%Q)).
Definition eigenvalueQ (n : option nat) (l : list (option Q)) (i : option nat) : option Q :=
  then1 n (fun n => then1 i (fun i => if Nat.leb i n then nth (i - 1) l (Some 0%Q) else Some 0%Q)).
Lemma spectrum_nil : spectrum_is (listed nil) nil.
Proof. intro i. unfold listed. destruct (i - 1)%nat; symmetry; apply Q2R_0. Qed.
Lemma spectrum_cons x s o l : is x o -> spectrum_is (listed s) l -> spectrum_is (listed (x :: s)) (o :: l).
Proof.
  intros E H i. unfold listed, spectrum_is in *. destruct (i - 1)%nat as [|j]; [exact E|].
  specialize (H (S j)). rewrite Nat.sub_succ, Nat.sub_0_r in H. exact H.
Qed.
Lemma is_eigenvalue n s i m l j : nat_is n m -> spectrum_is s l -> nat_is i j ->
  is (eigenvalue n s i) (eigenvalueQ m l j).
Proof.
  intros A H B. unfold eigenvalueQ. destruct m, j; try exact I. simpl in A, B. subst. cbn [then1]. unfold eigenvalue.
  destruct (le_dec _ _), (Nat.leb_spec n1 n0); try lia; [apply H | symmetry; apply Q2R_0].
Qed.

Fixpoint totalQ (a b : nat) (F : nat -> option Q) : option Q :=
  match b with
  | O => if Nat.eqb a 0 then F O else Some 0%Q
  | S j => if Nat.leb a b then map2 plusQ (totalQ a j F) (F b) else Some 0%Q
  end.
Lemma totalQ_right a b F G : (forall i, is (F i) (G i)) -> is (total a b F) (totalQ a b G).
Proof.
  intro H. unfold total. induction b as [|b IH]; cbn [totalQ].
  - destruct (Nat.eqb_spec a 0) as [->|E]; [rewrite sum_n_n; apply H|].
    rewrite sum_n_m_zero by lia. symmetry. apply Q2R_0.
  - destruct (Nat.leb_spec a (S b)) as [L|L].
    + rewrite sum_n_Sm by lia. now apply is_plus.
    + rewrite sum_n_m_zero by lia. symmetry. apply Q2R_0.
Qed.
Lemma is_total a b F m k G : nat_is a m -> nat_is b k -> (forall i, is (F i) (G i)) ->
  is (total a b F) (then1 m (fun a => then1 k (fun b => totalQ a b G))).
Proof. intros. known. now apply totalQ_right. Qed.
Lemma is_sum F b k G : nat_is b k -> (forall i, is (F i) (G i)) ->
  is (sum_f_R0 F b) (then1 k (fun b => totalQ 0 b G)).
Proof. intros. known. rewrite <- sum_n_Reals. now apply (totalQ_right 0). Qed.

Definition best_of {A : Type} (choose : A -> A -> A) (a b : option nat) (F : nat -> option A) : option A :=
  then1 a (fun a => then1 b (fun b => if Nat.leb a b then best (map2 choose) F a (b - a) else None)).
Lemma best_is (choose : R -> R -> R) chooseQ F G a more :
  (forall x y p q, is x p -> is y q -> is (choose x y) (map2 chooseQ p q)) -> (forall i, is (F i) (G i)) ->
  is (best choose F a more) (best (map2 chooseQ) G a more).
Proof. intros C H. induction more as [|more IH]; [apply H|]. apply C; [exact IH | apply H]. Qed.
Lemma is_largest a b F m k G : nat_is a m -> nat_is b k -> (forall i, is (F i) (G i)) ->
  is (largest a b F) (best_of maxQ m k G).
Proof.
  intros. unfold best_of, largest. known. match goal with |- context [le_dec ?i ?n] => destruct (le_dec i n), (Nat.leb_spec i n); try lia; try exact I end.
  apply best_is; [apply is_Rmax | assumption].
Qed.
Lemma is_smallest a b F m k G : nat_is a m -> nat_is b k -> (forall i, is (F i) (G i)) ->
  is (smallest a b F) (best_of minQ m k G).
Proof.
  intros. unfold best_of, smallest. known. match goal with |- context [le_dec ?i ?n] => destruct (le_dec i n), (Nat.leb_spec i n); try lia; try exact I end.
  apply best_is; [apply is_Rmin | assumption].
Qed.

Fixpoint holdingQ (P : nat -> option bool) (a many : nat) : option nat :=
  match many with
  | O => Some O
  | S j => map2 Nat.add (map1 (fun c : bool => if c then 1%nat else 0%nat) (P (a + j)%nat)) (holdingQ P a j)
  end.
Lemma nat_holding P Q a many : (forall i, bool_is (P i) (Q i)) -> nat_is (holding P a many) (holdingQ Q a many).
Proof.
  intro H. induction many as [|j IH]; [reflexivity|]. apply nat_plus; [|exact IH].
  specialize (H (a + j)%nat). destruct (Q _); [|exact I]. simpl in *. now rewrite H.
Qed.
Lemma nat_count a b P m k Q : nat_is a m -> nat_is b k -> (forall i, bool_is (P i) (Q i)) ->
  nat_is (count a b P) (then1 m (fun a => then1 k (fun b => holdingQ Q a (S b - a)))).
Proof.
  intros A B H. destruct m, k; try exact I. simpl in A, B. subst. apply nat_holding, H.
Qed.

(* Hitting times ---------------------------------------------------------------------------------------------- *)

(* The first k from j on, so many looked at. *)
Fixpoint from (P : nat -> option bool) (looked j : nat) : option nat :=
  match looked with
  | O => None
  | S more => match P j with Some true => Some j | Some false => from P more (S j) | None => None end
  end.
Definition firstQ (P : nat -> option bool) : option nat := from P 64 0.
Lemma from_right (P : nat -> Prop) Q looked j T : (forall i, holds (P i) (Q i)) -> (forall i, (i < j)%nat -> ~ P i) ->
  from Q looked j = Some T -> hits P T.
Proof.
  intros H. revert j. induction looked as [|more IH]; intros j before E; [discriminate|]. simpl in E.
  pose proof (H j) as Hj. destruct (Q j) as [[|]|]; simpl in *; [injection E as <-; now split | | discriminate].
  apply (IH (S j)); [|exact E]. intros i L. destruct (Nat.eq_dec i j) as [->|]; [exact Hj | apply before; lia].
Qed.
Lemma first_of_hits (P : nat -> Prop) T : hits P T -> first P = Finite (INR T).
Proof.
  intros [now_ before]. apply is_glb_Rbar_unique. split.
  - intros x (k & -> & Pk). apply le_INR. destruct (le_lt_dec T k) as [L|L]; [exact L|]. destruct (before k L Pk).
  - intros b lower. apply (lower (INR T)). now exists T.
Qed.
Lemma time_first (P : nat -> Prop) Q : (forall i, holds (P i) (Q i)) -> time_is (first P) (firstQ Q).
Proof.
  intro H. unfold firstQ. destruct (from Q 64 0) as [T|] eqn:E; [|exact I]. apply first_of_hits.
  apply (from_right P Q 64 0 T H); [lia | exact E].
Qed.
Lemma holds_hits (P : nat -> Prop) T m Q : (forall i, holds (P i) (Q i)) -> nat_is T m ->
  holds (hits P T) (map2 Nat.eqb (firstQ Q) m).
Proof.
  intros H. unfold firstQ. destruct (from Q 64 0) as [U|] eqn:E; [|intros; exact I]. intros. known.
  pose proof (from_right P Q 64 0 U H (fun i L => False_ind _ (Nat.nlt_0_r i L)) E) as [hU bU].
  destruct (Nat.eqb_spec U n) as [<-|D]; simpl; [now split|]. intros [hT bT].
  destruct (lt_eq_lt_dec U n) as [[L|L]|L]; [apply (bT U L hU) | lia | apply (bU n L hT)].
Qed.
Lemma time_latest a b F m k G : nat_is a m -> nat_is b k -> (forall i, time_is (F i) (G i)) ->
  time_is (latest a b F) (best_of Nat.max m k G).
Proof.
  intros A B H. unfold best_of, latest. known. match goal with |- context [le_dec ?i ?n] => destruct (le_dec i n), (Nat.leb_spec i n); try lia; try exact I end.
  generalize (n - n0)%nat. clear - H. intro more. induction more as [|j IH]; [apply H|]. cbn [best].
  specialize (H (n0 + S j)%nat). destruct (best (map2 Nat.max) G n0 j) as [T|]; [|exact I].
  destruct (G (n0 + S j)%nat) as [U|]; [|exact I]. simpl in *. rewrite IH, H. unfold later.
  destruct (Rbar_le_dec _ _) as [L|L]; simpl in L; do 2 f_equal; symmetry.
  - apply Nat.max_r. apply INR_le, L.
  - apply Nat.max_l. apply INR_le. lra.
Qed.

(* Finding values --------------------------------------------------------------------------------------------- *)

Ltac head_of t := lazymatch t with ?g _ => head_of g | _ => t end.
(* Opens the name at the head of a term, takes a function at its arguments. *)
Ltac opened t :=
  let g := head_of t in
  let u := match True with
    | _ => let _ := match True with _ => is_const g end in eval cbv beta delta [g] in t
    | _ => eval cbv beta zeta in t
    end in
  lazymatch u with t => fail "nothing to open" | _ => u end.

Ltac value_of :=
  intros; cbv beta zeta;
  lazymatch goal with
  | |- is ?x _ =>
      lazymatch x with
      | IZR (Zceil _) => eapply is_ceiling; value_of
      | IZR (Zfloor _) => eapply is_floor; value_of
      | IZR _ => apply is_IZR
      | INR _ => eapply is_INR; value_of
      | _ + _ => eapply is_plus; value_of
      | _ - _ => eapply is_minus; value_of
      | - _ => eapply is_opp; value_of
      | _ * _ => eapply is_mult; value_of
      | _ / _ => eapply is_div; value_of
      | / _ => eapply is_inv; value_of
      | _ ^ _ => eapply is_pow; value_of
      | Rabs _ => eapply is_Rabs; value_of
      | Rmax _ _ => eapply is_Rmax; value_of
      | Rmin _ _ => eapply is_Rmin; value_of
      | root _ _ => eapply is_root; value_of
      | sqrt _ => eapply is_sqrt; value_of
      | power _ _ => eapply is_power; value_of
      | iterate _ _ _ _ _ => eapply is_iterate; value_of
      | Datatypes.fst (pair _ _ _ _ _ _) => eapply is_fst; value_of
      | Datatypes.snd (pair _ _ _ _ _ _) => eapply is_snd; value_of
      | eigenvalue _ _ _ => eapply is_eigenvalue; value_of
      | total _ _ _ => eapply is_total; value_of
      | largest _ _ _ => eapply is_largest; value_of
      | smallest _ _ _ => eapply is_smallest; value_of
      | sum_f_R0 _ _ => eapply is_sum; value_of
      | (if ?d then _ else _) =>
          lazymatch type of d with bool => eapply is_test; value_of | _ => eapply is_choice; value_of end
      | ln _ => apply is_unknown
      | exp _ => apply is_unknown
      | RInt _ _ _ => apply is_unknown
      | least _ => apply is_unknown
      | _ => first [let u := opened x in change x with u; value_of | apply is_unknown]
      end
  | |- nat_is ?m _ =>
      lazymatch m with
      | context [count] =>
          lazymatch m with
          | count _ _ _ => eapply nat_count; value_of
          | (_ + _)%nat => eapply nat_plus; value_of
          | (_ - _)%nat => eapply nat_minus; value_of
          | (_ * _)%nat => eapply nat_times; value_of
          | Nat.max _ _ => eapply nat_max; value_of
          | Nat.min _ _ => eapply nat_min; value_of
          end
      | _ => apply nat_known
      end
  | |- spectrum_is _ _ =>
      lazymatch goal with
      | |- spectrum_is (listed nil) _ => apply spectrum_nil
      | |- spectrum_is (listed (_ :: _)) _ => eapply spectrum_cons; value_of
      end
  | |- bool_is (if _ then true else false) _ => refine (_ : decides _ _); value_of
  | |- decides (both _ _) _ => eapply decides_both; value_of
  | |- decides (either _ _) _ => eapply decides_either; value_of
  | |- decides _ _ => eapply decided; value_of
  | |- holds ?P _ =>
      lazymatch P with
      | _ <= _ => eapply holds_le; value_of
      | _ >= _ => eapply holds_ge; value_of
      | _ < _ => eapply holds_lt; value_of
      | _ > _ => eapply holds_gt; value_of
      | (_ <> _ :> R) => eapply holds_ne; value_of
      | (_ = _ :> R) => eapply holds_eq; value_of
      | _ /\ _ => eapply holds_and; value_of
      | _ \/ _ => eapply holds_or; value_of
      | ~ _ => eapply holds_not; value_of
      | hits _ _ => eapply holds_hits; value_of
      | _ => apply holds_unknown
      end
  | |- time_is ?t _ =>
      lazymatch t with
      | first _ => eapply time_first; value_of
      | latest _ _ _ => eapply time_latest; value_of
      | _ => let u := opened t in change t with u; value_of
      end
  end.

(* The value of a printed term at a point, as it has been found elsewhere. *)
Inductive verdict : Set := agreed | different | unknown.
Definition compared {A : Type} (equal : A -> A -> bool) (a b : option A) : verdict :=
  match a, b with Some x, Some y => if equal x y then agreed else different | _, _ => unknown end.
Lemma value_agrees x y a b : is x a -> is y b -> compared Qeq_bool a b = agreed -> x = y.
Proof.
  destruct a as [p|], b as [q|]; try discriminate. simpl. intros -> ->. pose proof (same p q) as S.
  destruct (Qeq_bool p q); [trivial | discriminate].
Qed.
Lemma time_agrees t o T : time_is t o -> compared Nat.eqb o (Some T) = agreed -> t = Finite (INR T).
Proof.
  destruct o as [U|]; [|discriminate]. simpl. destruct (Nat.eqb_spec U T); [now subst | discriminate].
Qed.
Lemma truth_agrees P o : holds P o -> compared eqb o (Some true) = agreed -> P.
Proof. destruct o as [[|]|]; simpl; [trivial | discriminate | discriminate]. Qed.

Ltac judged :=
  vm_compute;
  lazymatch goal with
  | |- agreed = _ => exact eq_refl
  | |- different = _ => fail "another value"
  | |- _ => fail "no exact value"
  end.
Ltac computed :=
  lazymatch goal with
  | |- @eq R _ _ => eapply value_agrees; [value_of | value_of | judged]
  | |- @eq Rbar _ _ => eapply time_agrees; [cbv beta; value_of | judged]
  | |- _ => eapply truth_agrees; [value_of | judged]
  end.
