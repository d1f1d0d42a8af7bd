(* Enclosures of roots and of powers with rational exponents. *)
From Coq Require Import Reals Lra Lia QArith Qreals Qround Bool.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary roots enclosures.
Open Scope R_scope.
#[local] Arguments Q2R : simpl never.

(* Roots: exact where they are rational, enclosed elsewhere; the ends are guessed, and then raised. *)
Fixpoint between (steps n : nat) (low high z : Z) : Z :=
  match steps with
  | O => low
  | S more =>
      let middle := Z.div (low + high) 2 in
      if Z.leb (Z.pow middle (Z.of_nat n)) z then between more n middle high z else between more n low middle z
  end.
Definition whole_root (n : nat) (z : Z) : Z :=
  let high := Z.pow 2 (Z.log2 z / Z.of_nat n + 1) in between (Z.to_nat (Z.log2 high) + 1) n 0 high z.
Definition fine : positive := Pos.pow 2 80.
Definition root_of (n : nat) (q : Q) : option ball :=
  let q := Qred q in
  let r := Qmake (whole_root n (Qnum q)) (Z.to_pos (whole_root n (Zpos (Qden q)))) in
  let low := Qmake (whole_root n (Qfloor (q * inject_Z (Z.pow (Zpos fine) (Z.of_nat n))))) fine in
  let high := plusQ low (Qmake 1 fine) in
  if Qle_bool q 0 then Some (exactly 0)
  else if Nat.eqb n 0 then None
  else if negb (Qle_bool r 0) && Qeq_bool (powQ r n) q then Some (exactly r)
  else if Qle_bool 0 low && Qle_bool (powQ low n) q && Qle_bool q (powQ high n) then Some (low, high) else None.
Definition rootB (n : nat) (b : ball) : option ball :=
  if is_exact b then root_of n (Datatypes.fst b)
  else map2 (fun c d : ball => (Datatypes.fst c, Datatypes.snd d))
         (root_of n (Datatypes.fst b)) (root_of n (Datatypes.snd b)).

Lemma root_of_power_0 n x : (1 <= n)%nat -> 0 <= x -> root n (x ^ n) = x.
Proof.
  intros Hn [P|<-]; [now apply root_of_power|]. rewrite pow_i by lia. unfold root. destruct (Rle_dec 0 0); lra.
Qed.
Lemma root_of_right n q : is (root n (Q2R q)) (root_of n q).
Proof.
  unfold root_of. pose proof (below (Qred q) 0) as S. rewrite reduced, Q2R_0 in S.
  set (r := Qmake (whole_root n (Qnum (Qred q))) _). clearbody r.
  set (low := Qmake (whole_root n (Qfloor _)) _). clearbody low. set (high := plusQ low _).
  destruct (Qle_bool (Qred q) 0).
  - replace (root n (Q2R q)) with (Q2R 0); [apply is_exactly|]. rewrite Q2R_0. unfold root.
    destruct (Rle_dec (Q2R q) 0); [reflexivity | contradiction].
  - destruct (Nat.eqb_spec n 0); [exact I|].
    pose proof (below r 0) as P. rewrite Q2R_0 in P. pose proof (same (powQ r n) (Qred q)) as E.
    destruct (negb (Qle_bool r 0) && Qeq_bool (powQ r n) (Qred q)) eqn:X.
    + apply andb_prop in X as [X Y]. rewrite Y in E. destruct (Qle_bool r 0); [discriminate|].
      rewrite reduced, powQ_right in E. rewrite <- E, root_of_power by (assumption || lia). apply is_exactly.
    + clear X E P r. pose proof (below 0 low) as A. pose proof (below (powQ low n) (Qred q)) as B.
      pose proof (below (Qred q) (powQ high n)) as C. rewrite Q2R_0 in A. rewrite powQ_right, reduced in B, C.
      assert (H : Q2R low <= Q2R high).
      { unfold high. rewrite plusQ_right. assert (0 <= Q2R (1 # fine)); [|lra].
        rewrite <- Q2R_0. apply Qle_Rle. discriminate. }
      destruct (Qle_bool 0 low); [|exact I]. destruct (Qle_bool (powQ low n) _); [|exact I].
      destruct (Qle_bool _ (powQ high n)); [|exact I]. simpl. unfold within. cbn [Datatypes.fst Datatypes.snd].
      rewrite <- (root_of_power_0 n (Q2R low)), <- (root_of_power_0 n (Q2R high)) by (lia || lra).
      split; apply root_increasing; (lia || assumption).
Qed.
Lemma within_root n x b : (1 <= n)%nat -> within x b -> is (root n x) (rootB n b).
Proof.
  intros Hn H. unfold rootB. destruct (is_exact b) eqn:E; [rewrite (exact_value x b H E); apply root_of_right|].
  pose proof (root_of_right n (Datatypes.fst b)) as A. pose proof (root_of_right n (Datatypes.snd b)) as B.
  destruct (root_of n (Datatypes.fst b)), (root_of n (Datatypes.snd b)); simpl in *; trivial.
  unfold within in *. cbn [Datatypes.fst Datatypes.snd]. destruct H as [L U].
  pose proof (root_increasing n _ _ Hn L). pose proof (root_increasing n _ _ Hn U). lra.
Qed.
Definition rootO (m : option nat) (a : option ball) : option ball :=
  then1 m (fun n => if Nat.eqb n 0 then None else then1 a (rootB n)).
Lemma is_root n x m a : nat_is n m -> is x a -> is (root n x) (rootO m a).
Proof.
  destruct m as [m|]; [|trivial]. simpl. intros -> H. destruct (Nat.eqb_spec m 0); [exact I|].
  destruct a as [a|]; [|trivial]. apply within_root; [lia | exact H].
Qed.
Lemma sqrt_is_root x : sqrt x = root 2 x.
Proof.
  unfold root. destruct (Rle_dec x 0) as [L|L].
  - destruct (Req_dec x 0) as [E|E]; [rewrite E; apply sqrt_0 | apply sqrt_neg; lra].
  - replace (/ INR 2) with (/ 2) by (simpl; lra). symmetry. apply Rpower_sqrt. lra.
Qed.
Lemma is_sqrt x a : is x a -> is (sqrt x) (rootO (Some 2%nat) a).
Proof. intro H. rewrite sqrt_is_root. now apply is_root. Qed.

Lemma power_of_root x (n : positive) (z : Z) : 0 < x ->
  power x (Q2R (z # n)) =
    if Z.leb 0 z then root (Pos.to_nat n) x ^ Z.to_nat z else / root (Pos.to_nat n) x ^ Z.to_nat (- z).
Proof.
  intros Hx. set (r := root (Pos.to_nat n) x). assert (Hr : 0 < r).
  { unfold r, root. destruct (Rle_dec x 0); [lra|]. apply exp_pos. }
  assert (E : r ^ Pos.to_nat n = x) by (apply root_power; [lia | lra]).
  unfold power. destruct (Rle_dec x 0); [lra|]. rewrite <- E at 1. rewrite <- Rpower_pow, Rpower_mult by assumption.
  assert (N : IZR (Zpos n) <> 0) by (apply not_0_IZR; discriminate).
  replace (INR (Pos.to_nat n) * Q2R (z # n)) with (IZR z).
  - destruct (Z.leb_spec 0 z) as [H|H].
    + rewrite <- Rpower_pow, INR_IZR_INZ, Z2Nat.id by assumption. reflexivity.
    + rewrite <- Rpower_pow, INR_IZR_INZ, Z2Nat.id, <- Rpower_Ropp by (assumption || lia).
      f_equal. rewrite opp_IZR. lra.
  - rewrite INR_IZR_INZ, positive_nat_Z. unfold Q2R. simpl. now field.
Qed.
Definition powerB (x : ball) (e : Q) : option ball :=
  let e := Qred e in
  if Qle_bool (Datatypes.snd x) 0 then Some (exactly (if Qeq_bool e 0 then 1%Q else 0%Q))
  else if Qle_bool (Datatypes.fst x) 0 then None
  else
    let r := rootO (Some (Pos.to_nat (Qden e))) (Some x) in
    if Z.leb 0 (Qnum e) then map2 powB r (Some (Z.to_nat (Qnum e)))
    else then1 (map2 powB r (Some (Z.to_nat (- Qnum e)))) invB.
Lemma within_power x b e : within x b -> is (power x (Q2R e)) (powerB b e).
Proof.
  intro H. unfold powerB. rewrite <- (reduced e). generalize (Qred e). clear e. intro e.
  pose proof (below (Datatypes.snd b) 0) as S. pose proof (below (Datatypes.fst b) 0) as P. rewrite Q2R_0 in *.
  pose proof H as [L U]. destruct (Qle_bool (Datatypes.snd b) 0).
  - unfold power. destruct (Rle_dec x 0); [|lra]. pose proof (same e 0) as E. rewrite Q2R_0 in E.
    destruct (Qeq_bool e 0), (Req_EM_T (Q2R e) 0); try contradiction;
      [rewrite <- Q2R_1 | rewrite <- Q2R_0]; apply is_exactly.
  - destruct (Qle_bool (Datatypes.fst b) 0); [exact I|]. destruct e as [z n]. rewrite power_of_root by lra.
    cbn [Qnum Qden]. pose proof (is_root (Pos.to_nat n) x (Some (Pos.to_nat n)) (Some b) eq_refl H) as R.
    destruct (Z.leb 0 z); [|apply is_inv]; now apply is_pow.
Qed.
Definition powerO (a b : option ball) : option ball :=
  then1 a (fun x => then1 b (fun e => if is_exact e then powerB x (Datatypes.fst e) else None)).
Lemma is_power x e a b : is x a -> is e b -> is (power x e) (powerO a b).
Proof.
  destruct a as [a|], b as [b|]; trivial. intros A B. simpl. destruct (is_exact b) eqn:E; [|exact I].
  rewrite (exact_value e b B E). now apply within_power.
Qed.
