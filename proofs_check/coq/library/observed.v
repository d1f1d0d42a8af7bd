(* Enclosures of orbits, of what is taken over a spectrum, and of hitting times; the tactic that finds them. *)
From Coq Require Import Reals Lra Lia QArith Qreals Qabs List Bool.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary enclosures enclosed_roots.
Open Scope R_scope.
#[local] Arguments Q2R : simpl never.
#[local] Arguments plusB : simpl never.
#[local] Arguments minusB : simpl never.
#[local] Arguments timesB : simpl never.
#[local] Arguments powB : simpl never.
#[local] Arguments rounded : simpl never.
#[local] Arguments pow : simpl never.

(* Orbits ----------------------------------------------------------------------------------------------------- *)

(* Where an iterate has more than ``most`` binary digits, it is rounded outwards. *)
Fixpoint iterateB (most : Z) (N : nat) (alpha lam eta : ball) (k : nat) : ball :=
  match k with
  | O => alpha
  | S j =>
      let x := iterateB most N alpha lam eta j in
      rounded most (plusB x (timesB eta (timesB (powB x (N - 1)) (minusB lam (powB x N)))))
  end.
Fixpoint pairB (most : Z) (N : nat) (first others lam eta : ball) (k : nat) : ball * ball :=
  match k with
  | O => (first, others)
  | S j =>
      let (p, q) := pairB most N first others lam eta j in
      let gap := minusB (timesB p (powB q (N - 1))) lam in
      (rounded most (minusB p (timesB (timesB eta (powB q (N - 1))) gap)),
       rounded most (minusB q (timesB (timesB (timesB eta p) (powB q (N - 2))) gap)))
  end.

Lemma within_plus x y a b : within x a -> within y b -> within (x + y) (plusB a b).
Proof. exact (is_plus x y (Some a) (Some b)). Qed.
Lemma within_minus x y a b : within x a -> within y b -> within (x - y) (minusB a b).
Proof. exact (is_minus x y (Some a) (Some b)). Qed.
Lemma within_times x y a b : within x a -> within y b -> within (x * y) (timesB a b).
Proof. exact (is_mult x y (Some a) (Some b)). Qed.
Ltac inside := repeat (apply within_minus || apply within_plus || apply within_times || apply within_pow); assumption.
Lemma within_iterate most N x y z k a l e : within x a -> within y l -> within z e ->
  within (iterate N x y z k) (iterateB most N a l e k).
Proof. intros. induction k as [|k IH]; [assumption|]. cbn. unfold f. apply within_rounded. inside. Qed.
Lemma within_pair most N w x y z k a b l e : within w a -> within x b -> within y l -> within z e ->
  within (Datatypes.fst (pair N w x y z k)) (Datatypes.fst (pairB most N a b l e k)) /\
  within (Datatypes.snd (pair N w x y z k)) (Datatypes.snd (pairB most N a b l e k)).
Proof.
  intros. induction k as [|k [P Q]]; [split; assumption|]. cbn.
  destruct (pair N w x y z k), (pairB most N a b l e k). cbn in *. split; apply within_rounded; inside.
Qed.

Definition orbit (most : Z) (m : option nat) (a l e : option ball) (k : option nat) : option ball :=
  then1 m (fun m => then1 a (fun a => then1 l (fun l => map2 (iterateB most m a l) e k))).
Definition pair_orbit (most : Z) (m : option nat) (a b l e : option ball) (k : option nat) : option (ball * ball) :=
  then1 m (fun m => then1 a (fun a => then1 b (fun b => then1 l (fun l => map2 (pairB most m a b l) e k)))).
Lemma is_iterate most N x y z k m a l e j : nat_is N m -> is x a -> is y l -> is z e -> nat_is k j ->
  is (iterate N x y z k) (orbit most m a l e j).
Proof.
  destruct m, a, l, e, j; try (intros; exact I). intros -> ? ? ? ->. now apply within_iterate.
Qed.
Lemma is_fst most N w x y z k m a b l e j : nat_is N m -> is w a -> is x b -> is y l -> is z e -> nat_is k j ->
  is (Datatypes.fst (pair N w x y z k)) (map1 Datatypes.fst (pair_orbit most m a b l e j)).
Proof.
  destruct m, a, b, l, e, j; try (intros; exact I). intros -> ? ? ? ? ->. now apply within_pair.
Qed.
Lemma is_snd most N w x y z k m a b l e j : nat_is N m -> is w a -> is x b -> is y l -> is z e -> nat_is k j ->
  is (Datatypes.snd (pair N w x y z k)) (map1 Datatypes.snd (pair_orbit most m a b l e j)).
Proof.
  destruct m, a, b, l, e, j; try (intros; exact I). intros -> ? ? ? ? ->. now apply within_pair.
Qed.

(* Over a spectrum -------------------------------------------------------------------------------------------- *)

(* A spectrum with the given eigenvalues from the first place on. *)
Definition listed (values : list R) (i : nat) : R := nth (i - 1) values 0.
Definition zero : option ball := Some (exactly 0).
Lemma is_zero : is 0 zero.
Proof. rewrite <- Q2R_0. apply is_exactly. Qed.
Definition spectrum_is (s : nat -> R) (l : list (option ball)) : Prop := forall i, is (s i) (nth (i - 1) l zero).
Definition eigenvalueB (n : option nat) (l : list (option ball)) (i : option nat) : option ball :=
  then1 n (fun n => then1 i (fun i => if Nat.leb i n then nth (i - 1) l zero else zero)).
Lemma spectrum_nil : spectrum_is (listed nil) nil.
Proof. intro i. unfold listed. destruct (i - 1)%nat; apply is_zero. Qed.
Lemma spectrum_cons x s o l : is x o -> spectrum_is (listed s) l -> spectrum_is (listed (x :: s)) (o :: l).
Proof.
  intros E H i. unfold listed, spectrum_is in *. destruct (i - 1)%nat as [|j]; [exact E|].
  specialize (H (S j)). rewrite Nat.sub_succ, Nat.sub_0_r in H. exact H.
Qed.
Lemma is_eigenvalue n s i m l j : nat_is n m -> spectrum_is s l -> nat_is i j ->
  is (eigenvalue n s i) (eigenvalueB m l j).
Proof.
  intros A H B. destruct m, j; try exact I. simpl in A, B. subst. cbn. unfold eigenvalue.
  destruct (le_dec _ _), (Nat.leb_spec n1 n0); try lia; [apply H | apply is_zero].
Qed.

Fixpoint totalO (a b : nat) (F : nat -> option ball) : option ball :=
  match b with
  | O => if Nat.eqb a 0 then F O else zero
  | S j => if Nat.leb a b then map2 plusB (totalO a j F) (F b) else zero
  end.
Lemma totalO_right a b F G : (forall i, is (F i) (G i)) -> is (total a b F) (totalO a b G).
Proof.
  intro H. unfold total. induction b as [|b IH]; cbn [totalO].
  - destruct (Nat.eqb_spec a 0) as [->|E]; [rewrite sum_n_n; apply H|].
    rewrite sum_n_m_zero by lia. apply is_zero.
  - destruct (Nat.leb_spec a (S b)) as [L|L].
    + rewrite sum_n_Sm by lia. now apply is_plus.
    + rewrite sum_n_m_zero by lia. apply is_zero.
Qed.
Lemma is_total a b F m k G : nat_is a m -> nat_is b k -> (forall i, is (F i) (G i)) ->
  is (total a b F) (then1 m (fun a => then1 k (fun b => totalO a b G))).
Proof. intros. known. now apply totalO_right. Qed.
Lemma is_sum F b k G : nat_is b k -> (forall i, is (F i) (G i)) ->
  is (sum_f_R0 F b) (then1 k (fun b => totalO 0 b G)).
Proof. intros. known. rewrite <- sum_n_Reals. now apply (totalO_right 0). Qed.

Definition best_of {A : Type} (choose : A -> A -> A) (a b : option nat) (F : nat -> option A) : option A :=
  then1 a (fun a => then1 b (fun b => if Nat.leb a b then best (map2 choose) F a (b - a) else None)).
Lemma best_is (choose : R -> R -> R) chooseB F G a more :
  (forall x y p q, is x p -> is y q -> is (choose x y) (map2 chooseB p q)) -> (forall i, is (F i) (G i)) ->
  is (best choose F a more) (best (map2 chooseB) G a more).
Proof. intros C H. induction more as [|more IH]; [apply H|]. apply C; [exact IH | apply H]. Qed.
Ltac in_range :=
  match goal with |- context [le_dec ?i ?n] => destruct (le_dec i n), (Nat.leb_spec i n); try lia; try exact I end.
Lemma is_largest a b F m k G : nat_is a m -> nat_is b k -> (forall i, is (F i) (G i)) ->
  is (largest a b F) (best_of maxB m k G).
Proof.
  intros. unfold best_of, largest. known. in_range.
  apply best_is; [apply is_Rmax | assumption].
Qed.
Lemma is_smallest a b F m k G : nat_is a m -> nat_is b k -> (forall i, is (F i) (G i)) ->
  is (smallest a b F) (best_of minB m k G).
Proof.
  intros. unfold best_of, smallest. known. in_range.
  apply best_is; [apply is_Rmin | assumption].
Qed.

Fixpoint holdingO (P : nat -> option bool) (a many : nat) : option nat :=
  match many with
  | O => Some O
  | S j => map2 Nat.add (map1 (fun c : bool => if c then 1%nat else 0%nat) (P (a + j)%nat)) (holdingO P a j)
  end.
Lemma nat_holding P Q a many : (forall i, bool_is (P i) (Q i)) -> nat_is (holding P a many) (holdingO Q a many).
Proof.
  intro H. induction many as [|j IH]; [reflexivity|]. apply nat_plus; [|exact IH].
  specialize (H (a + j)%nat). destruct (Q _); [|exact I]. simpl in *. now rewrite H.
Qed.
Lemma nat_count a b P m k Q : nat_is a m -> nat_is b k -> (forall i, bool_is (P i) (Q i)) ->
  nat_is (count a b P) (then1 m (fun a => then1 k (fun b => holdingO Q a (S b - a)))).
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
Definition firstO (P : nat -> option bool) : option nat := from P 64 0.
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
Lemma time_first (P : nat -> Prop) Q : (forall i, holds (P i) (Q i)) -> time_is (first P) (firstO Q).
Proof.
  intro H. unfold firstO. destruct (from Q 64 0) as [T|] eqn:E; [|exact I]. apply first_of_hits.
  apply (from_right P Q 64 0 T H); [lia | exact E].
Qed.
Lemma holds_hits (P : nat -> Prop) T m Q : (forall i, holds (P i) (Q i)) -> nat_is T m ->
  holds (hits P T) (map2 Nat.eqb (firstO Q) m).
Proof.
  intros H. unfold firstO. destruct (from Q 64 0) as [U|] eqn:E; [|intros; exact I]. intros. known.
  pose proof (from_right P Q 64 0 U H (fun i L => False_ind _ (Nat.nlt_0_r i L)) E) as [hU bU].
  destruct (Nat.eqb_spec U n) as [<-|D]; simpl; [now split|]. intros [hT bT].
  destruct (lt_eq_lt_dec U n) as [[L|L]|L]; [apply (bT U L hU) | lia | apply (bU n L hT)].
Qed.
Lemma time_latest a b F m k G : nat_is a m -> nat_is b k -> (forall i, time_is (F i) (G i)) ->
  time_is (latest a b F) (best_of Nat.max m k G).
Proof.
  intros A B H. unfold best_of, latest. known. in_range.
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

Ltac value_of most :=
  intros; cbv beta zeta;
  lazymatch goal with
  | |- is ?x _ =>
      lazymatch x with
      | IZR (Zceil _) => eapply is_ceiling; value_of most
      | IZR (Zfloor _) => eapply is_floor; value_of most
      | IZR _ => apply is_IZR
      | INR _ => eapply is_INR; value_of most
      | _ + _ => eapply is_plus; value_of most
      | _ - _ => eapply is_minus; value_of most
      | - _ => eapply is_opp; value_of most
      | _ * _ => eapply is_mult; value_of most
      | _ / _ => eapply is_div; value_of most
      | / _ => eapply is_inv; value_of most
      | _ ^ _ => eapply is_pow; value_of most
      | Rabs _ => eapply is_Rabs; value_of most
      | Rmax _ _ => eapply is_Rmax; value_of most
      | Rmin _ _ => eapply is_Rmin; value_of most
      | root _ _ => eapply is_root; value_of most
      | sqrt _ => eapply is_sqrt; value_of most
      | power _ _ => eapply is_power; value_of most
      | iterate _ _ _ _ _ => eapply (is_iterate most); value_of most
      | Datatypes.fst (pair _ _ _ _ _ _) => eapply (is_fst most); value_of most
      | Datatypes.snd (pair _ _ _ _ _ _) => eapply (is_snd most); value_of most
      | eigenvalue _ _ _ => eapply is_eigenvalue; value_of most
      | total _ _ _ => eapply is_total; value_of most
      | largest _ _ _ => eapply is_largest; value_of most
      | smallest _ _ _ => eapply is_smallest; value_of most
      | sum_f_R0 _ _ => eapply is_sum; value_of most
      | (if ?d then _ else _) =>
          lazymatch type of d with bool => eapply is_test; value_of most | _ => eapply is_choice; value_of most end
      | ln _ => apply is_unknown
      | exp _ => apply is_unknown
      | RInt _ _ _ => apply is_unknown
      | least _ => apply is_unknown
      | _ => first [let u := opened x in change x with u; value_of most | apply is_unknown]
      end
  | |- nat_is ?m _ =>
      lazymatch m with
      | context [count] =>
          lazymatch m with
          | count _ _ _ => eapply nat_count; value_of most
          | (_ + _)%nat => eapply nat_plus; value_of most
          | (_ - _)%nat => eapply nat_minus; value_of most
          | (_ * _)%nat => eapply nat_times; value_of most
          | Nat.max _ _ => eapply nat_max; value_of most
          | Nat.min _ _ => eapply nat_min; value_of most
          end
      | _ => apply nat_known
      end
  | |- spectrum_is _ _ =>
      lazymatch goal with
      | |- spectrum_is (listed nil) _ => apply spectrum_nil
      | |- spectrum_is (listed (_ :: _)) _ => eapply spectrum_cons; value_of most
      end
  | |- bool_is (if _ then true else false) _ => refine (_ : decides _ _); value_of most
  | |- decides (both _ _) _ => eapply decides_both; value_of most
  | |- decides (either _ _) _ => eapply decides_either; value_of most
  | |- decides _ _ => eapply decided; value_of most
  | |- holds ?P _ =>
      lazymatch P with
      | _ <= _ => eapply holds_le; value_of most
      | _ >= _ => eapply holds_ge; value_of most
      | _ < _ => eapply holds_lt; value_of most
      | _ > _ => eapply holds_gt; value_of most
      | (_ <> _ :> R) => eapply holds_ne; value_of most
      | (_ = _ :> R) => eapply holds_eq; value_of most
      | _ /\ _ => eapply holds_and; value_of most
      | _ \/ _ => eapply holds_or; value_of most
      | ~ _ => eapply holds_not; value_of most
      | hits _ _ => eapply holds_hits; value_of most
      | _ => apply holds_unknown
      end
  | |- time_is ?t _ =>
      lazymatch t with
      | first _ => eapply time_first; value_of most
      | latest _ _ _ => eapply time_latest; value_of most
      | _ => let u := opened t in change t with u; value_of most
      end
  end.

(* The value of a printed term at a point, as it has been found elsewhere. *)
Inductive verdict : Set := agreed | different | unknown.
Definition compared {A : Type} (equal : A -> A -> bool) (a b : option A) : verdict :=
  match a, b with Some x, Some y => if equal x y then agreed else different | _, _ => unknown end.
Definition comparedB (a b : option ball) : verdict :=
  match a, b with
  | Some x, Some y =>
      match eqB x y with Some true => agreed | Some false => different | None => unknown end
  | _, _ => unknown
  end.
Lemma value_agrees x y a b : is x a -> is y b -> comparedB a b = agreed -> x = y.
Proof.
  intros A B. pose proof (equality x y a b A B) as H. destruct a as [a|], b as [b|]; try discriminate.
  simpl in *. destruct (eqB a b) as [[|]|]; try discriminate. trivial.
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
  | |- @eq R _ _ => eapply value_agrees; [value_of 20000%Z | value_of 20000%Z | judged]
  | |- @eq Rbar _ _ => eapply time_agrees; [value_of 200%Z | judged]
  | |- _ => eapply truth_agrees; [value_of 200%Z | judged]
  end.
