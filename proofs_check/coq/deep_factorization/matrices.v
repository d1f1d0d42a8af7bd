(* Gradient descent on N factors of any size n. The formula (9) is the derivative of the loss. Where all factors and a
   symmetric What = V diag(lambda) V' share the basis V, each step keeps the form V diag(d) V', and the entries of d
     follow
   a recursion of N numbers: (18) from an identical start (Lemma 2.1), (40) from a perturbed one (Lemma 2.8). *)
From Coq Require Import Reals Arith Lra Lia.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary matrices.
Open Scope R_scope.

Section Size.
Variable n : nat.
Local Notation "A ** B" := (mult n A B) (at level 40, left associativity).
Local Notation "A == B" := (same n A B) (at level 70).

Lemma chain_same W W' a m :
  (forall k, (a < k <= a + m)%nat -> W k == W' k) -> chain n W a m == chain n W' a m.
Proof.
  induction m as [|m IH]; intros E; [apply same_refl|]. apply mult_same; [apply E; lia|]. apply IH.
  intros k Hk. apply E. lia.
Qed.

Lemma chain_joined W a m more : chain n W a (m + more) == chain n W (a + m) more ** chain n W a m.
Proof.
  induction more as [|more IH].
  - rewrite Nat.add_0_r. apply same_sym, mult_identity_left.
  - replace (m + S more)%nat with (S (m + more)) by lia. cbn [chain].
    replace (a + S (m + more))%nat with (a + m + S more)%nat by lia.
    eapply same_trans; [apply mult_same; [apply same_refl | exact IH]|]. apply same_sym, mult_assoc.
Qed.

(* W = (W_N ... W_(j+1)) (W_j (W_(j-1) ... W_1)) *)
Lemma chain_around W N j : (1 <= j <= N)%nat ->
  chain n W 0 N == chain n W j (N - j) ** (W j ** chain n W 0 (j - 1)).
Proof.
  intros Hj. replace N with (j + (N - j))%nat at 1 by lia.
  eapply same_trans; [apply chain_joined|]. apply mult_same; [apply same_refl|].
  destruct j as [|j]; [lia|]. replace (S j - 1)%nat with j by lia. apply same_refl.
Qed.

(* (9): moving W_j along E changes the loss at the rate <gradient, E>. *)
Definition with_moved (W : nat -> matrix) (j : nat) (E : matrix) (t : R) : nat -> matrix :=
  fun m => if Nat.eqb m j then moved (W j) t E else W m.

Lemma residual_moved N W goal j E t : (1 <= j <= N)%nat ->
  residual n N (with_moved W j E t) goal ==
  moved (residual n N W goal) t (chain n W j (N - j) ** (E ** chain n W 0 (j - 1))).
Proof.
  intros Hj. unfold residual. set (A := chain n W j (N - j)). set (B := chain n W 0 (j - 1)).
  assert (EA : chain n (with_moved W j E t) j (N - j) == A).
  { apply chain_same. intros k Hk. unfold with_moved. destruct (Nat.eqb_spec k j); [lia | apply same_refl]. }
  assert (EB : chain n (with_moved W j E t) 0 (j - 1) == B).
  { apply chain_same. intros k Hk. unfold with_moved. destruct (Nat.eqb_spec k j); [lia | apply same_refl]. }
  assert (EW : chain n (with_moved W j E t) 0 N == moved (chain n W 0 N) t (A ** (E ** B))).
  { eapply same_trans; [apply chain_around, Hj|].
    eapply same_trans.
    { apply mult_same; [exact EA | apply mult_same; [|exact EB]]. unfold with_moved. rewrite Nat.eqb_refl.
    apply same_refl. }
    eapply same_trans; [apply mult_same; [apply same_refl | apply mult_moved_left]|].
    eapply same_trans; [apply mult_moved_right|].
    apply moved_same; [apply same_sym, chain_around, Hj | apply same_refl]. }
  intros r c Hr Hc. unfold minus, moved. rewrite EW by assumption. unfold moved. ring.
Qed.

Lemma inner_moved A B t :
  inner n (moved A t B) (moved A t B) = inner n A A + 2 * t * inner n A B + t * t * inner n B B.
Proof.
  unfold inner, moved. rewrite <- !total_scaled, <- !total_plus. apply total_ext. intros r _.
  rewrite <- !total_scaled, <- !total_plus. apply total_ext. intros c _. ring.
Qed.

Theorem gradient_is_the_derivative N W goal j E : (1 <= j <= N)%nat ->
  is_derive (fun t => loss n N (with_moved W j E t) goal) 0 (inner n (gradient n N W goal j) E).
Proof.
  intros Hj. set (Q := residual n N W goal). set (M := chain n W j (N - j) ** (E ** chain n W 0 (j - 1))).
  apply is_derive_ext with (fun t => (inner n Q Q + 2 * t * inner n Q M + t * t * inner n M M) / 2).
  - intros t. unfold loss. rewrite <- inner_moved. f_equal. apply inner_same; apply same_sym, residual_moved, Hj.
  - replace (inner n (gradient n N W goal j) E) with (inner n Q M); [auto_derive; [exact I | field]|].
    unfold M, gradient. fold Q. rewrite inner_left, inner_right. apply inner_same; [|apply same_refl].
    apply mult_same; apply same_refl.
Qed.

(* One entry: the unit matrix at (r, c) as E. *)
Theorem gradient_entry N W goal j r c : (1 <= j <= N)%nat -> (1 <= r <= n)%nat -> (1 <= c <= n)%nat ->
  is_derive (fun t => loss n N (with_moved W j (fun a b => if Nat.eqb r a then
    (if Nat.eqb c b then 1 else 0) else 0) t) goal)
    0 (gradient n N W goal j r c).
Proof.
  intros Hj Hr Hc. set (E := fun a b => if Nat.eqb r a then (if Nat.eqb c b then 1 else 0) else 0).
  replace (gradient n N W goal j r c) with (inner n (gradient n N W goal j) E);
    [apply gradient_is_the_derivative, Hj|].
  set (A := gradient n N W goal j). unfold inner, E. rewrite <- (total_at n r (fun a => A a c)) by assumption.
  apply total_ext. intros a _. destruct (Nat.eqb r a).
  - rewrite <- (total_at n c (fun b => A a b)) by assumption. apply total_ext. intros b _.
    destruct (Nat.eqb c b); ring.
  - rewrite (total_ext n _ (fun b => 0 * 0)) by (intros; ring). rewrite total_scaled. ring.
Qed.

(* Matrices V diag(d) V' *)

Lemma diagonal_mult a b : diagonal a ** diagonal b == diagonal (fun r => a r * b r).
Proof.
  intros r c Hr Hc. unfold mult, diagonal.
  rewrite <- (total_at n r (fun k => if Nat.eqb r c then a r * b r else 0)) by assumption.
  apply total_ext. intros k _. destruct (Nat.eqb_spec r k) as [<-|]; [|ring]. destruct (Nat.eqb r c); ring.
Qed.

Lemma diagonal_same a b : (forall r, (1 <= r <= n)%nat -> a r = b r) -> diagonal a == diagonal b.
Proof. intros E r c Hr Hc. unfold diagonal. destruct (Nat.eqb r c); [apply E; assumption | reflexivity]. Qed.

Variable V : matrix.
Hypothesis basis : orthogonal n V.
Local Notation sp d := (spectral n V d).

Lemma spectral_same a b : (forall r, (1 <= r <= n)%nat -> a r = b r) -> sp a == sp b.
Proof using.
  intros E. apply mult_same; [apply mult_same; [apply same_refl | apply diagonal_same, E] | apply same_refl].
Qed.

Lemma spectral_mult a b : sp a ** sp b == sp (fun r => a r * b r).
Proof using basis.
  unfold spectral. eapply same_trans; [apply mult_assoc|].
  eapply same_trans.
  2:{ apply mult_same; [apply mult_same; [apply same_refl | apply diagonal_mult] | apply same_refl]. }
  eapply same_trans; [apply mult_same; [apply same_refl|]|].
  { eapply same_trans; [apply same_sym, mult_assoc|]. apply mult_same; [|apply same_refl].
    eapply same_trans; [apply same_sym, mult_assoc|].
    eapply same_trans; [apply mult_same; [apply basis|apply same_refl]|].
    apply mult_identity_left. }
  eapply same_trans; [apply same_sym, mult_assoc|]. apply mult_same; [|apply same_refl]. apply mult_assoc.
Qed.

Lemma spectral_transpose a : transpose (sp a) == sp a.
Proof using.
  unfold spectral. eapply same_trans; [apply transpose_mult|].
  eapply same_trans; [apply mult_same; [apply same_refl | apply transpose_mult]|].
  eapply same_trans; [apply same_sym, mult_assoc|]. apply mult_same; [|apply same_refl].
  apply mult_same; [apply same_refl|]. intros r c _ _. unfold transpose, diagonal. rewrite Nat.eqb_sym.
  destruct (Nat.eqb_spec r c) as [->|]; reflexivity.
Qed.

Lemma spectral_moved a t b : moved (sp a) t (sp b) == sp (fun r => a r + t * b r).
Proof using.
  unfold spectral. eapply same_trans; [apply same_sym, mult_moved_left|]. apply mult_same; [|apply same_refl].
  eapply same_trans; [apply same_sym, mult_moved_right|]. apply mult_same; [apply same_refl|].
  intros r c _ _. unfold moved, diagonal. destruct (Nat.eqb r c); ring.
Qed.

Lemma spectral_scalar a : diagonal (fun _ => a) == sp (fun _ => a).
Proof using basis.
  assert (E : V ** diagonal (fun _ => a) == moved (fun _ _ => 0) a V).
  { intros r c _ Hc. unfold mult, moved, diagonal. rewrite <- (total_at n c (fun k => 0 + a * V r k)) by assumption.
    apply total_ext. intros k _. rewrite Nat.eqb_sym. destruct (Nat.eqb c k); ring. }
  unfold spectral. eapply same_trans; [|apply mult_same; [apply same_sym, E | apply same_refl]].
  eapply same_trans; [|apply same_sym, mult_moved_left].
  intros r c Hr Hc. unfold moved. rewrite (proj2 basis) by assumption. unfold mult, identity, diagonal.
  rewrite (total_ext n _ (fun k => 0 * 0)) by (intros; ring). rewrite total_scaled. destruct (Nat.eqb r c); ring.
Qed.

Lemma spectral_back a : transpose V ** sp a ** V == diagonal a.
Proof using basis.
  unfold spectral. eapply same_trans; [apply mult_same; [apply same_sym, mult_assoc | apply same_refl]|].
  eapply same_trans; [apply mult_assoc|].
  eapply same_trans; [apply mult_same; [apply same_sym, mult_assoc | apply basis]|].
  eapply same_trans; [apply mult_identity_right|].
  eapply same_trans; [apply mult_same; [apply basis | apply same_refl]|]. apply mult_identity_left.
Qed.

(* Gradient descent on N numbers x_1, ..., x_N whose product is to be lambda. *)
Fixpoint run (x : nat -> R) (a m : nat) : R :=
  match m with
  | O => 1
  | S j => x (a + S j)%nat * run x a j
  end.
Fixpoint numbers (N : nat) (start : nat -> R) (lam eta : R) (k : nat) : nat -> R :=
  match k with
  | O => start
  | S before =>
      let x := numbers N start lam eta before in
      fun j => x j - eta * (run x j (N - j) * (run x 0 N - lam) * run x 0 (j - 1))
  end.

Lemma chain_spectral W d a m : (forall k, (a < k <= a + m)%nat -> W k == sp (d k)) ->
  chain n W a m == sp (fun r => run (fun k => d k r) a m).
Proof using basis.
  induction m as [|m IH]; intros E; [apply spectral_scalar|].
  cbn [chain run]. eapply same_trans; [apply mult_same; [apply E; lia | apply IH; intros k Hk; apply E; lia]|].
  apply spectral_mult.
Qed.

Lemma gradient_spectral N W goal d lam j : (1 <= j <= N)%nat -> (forall k, (1 <= k <= N)%nat -> W k == sp (d k)) ->
  goal == sp lam -> gradient n N W goal j ==
  sp (fun r => run (fun k => d k r) j (N - j) * (run (fun k => d k r) 0 N - lam r) * run (fun k => d k r) 0 (j - 1)).
Proof using basis.
  intros Hj EW Eg. unfold gradient.
  assert (C : forall a m, (a + m <= N)%nat -> chain n W a m == sp (fun r => run (fun k => d k r) a m)).
  { intros a m H. apply chain_spectral. intros k Hk. apply EW. lia. }
  assert (ER : residual n N W goal == sp (fun r => run (fun k => d k r) 0 N - lam r)).
  { unfold residual. eapply same_trans; [apply minus_same; [apply C; lia | exact Eg]|].
    apply same_trans with (moved (sp (fun r => run (fun k => d k r) 0 N)) (-1) (sp lam)).
    - intros r c _ _. unfold minus, moved. ring.
    - eapply same_trans; [apply spectral_moved|]. apply spectral_same. intros r _. cbv beta. ring. }
  eapply same_trans; [apply mult_same; [apply mult_same; [|exact ER]|]|].
  - eapply same_trans; [apply transpose_same, C; lia | apply spectral_transpose].
  - eapply same_trans; [apply transpose_same, C; lia | apply spectral_transpose].
  - eapply same_trans; [apply mult_same; [apply spectral_mult | apply same_refl]|]. apply spectral_mult.
Qed.

(* Decoupling: from factors V diag(d_j) V' every entry of the diagonals goes its own way. *)
Theorem decoupling N start goal d lam eta : (forall j, (1 <= j <= N)%nat -> start j == sp (d j)) -> goal == sp lam ->
  forall k j, (1 <= j <= N)%nat ->
  descent n N start goal eta k j == sp (fun r => numbers N (fun m => d m r) (lam r) eta k j).
Proof using basis.
  intros Es Eg. induction k as [|k IH]; intros j Hj; [apply Es, Hj|]. cbn [descent numbers].
  set (W := descent n N start goal eta k) in *.
  eapply same_trans; [apply moved_same; [apply IH, Hj|]|].
  { apply (gradient_spectral N W goal (fun m r => numbers N (fun q => d q r) (lam r) eta k m) lam j Hj IH Eg). }
  eapply same_trans; [apply spectral_moved|]. apply spectral_same. intros r _.
  assert (E : forall a e g, a + - e * g = a - e * g) by (intros; ring). apply E.
Qed.
End Size.

(* Equal numbers follow (18). *)

Lemma run_constant (x : R) a m : run (fun _ => x) a m = x ^ m.
Proof. induction m as [|m IH]; [reflexivity|]. cbn [run pow]. rewrite IH. reflexivity. Qed.

Lemma run_same x y a m : (forall k, (a < k <= a + m)%nat -> x k = y k) -> run x a m = run y a m.
Proof.
  induction m as [|m IH]; intros E; [reflexivity|]. cbn [run]. rewrite E by lia. f_equal. apply IH. intros k Hk.
  apply E. lia.
Qed.

Lemma equal_numbers N alpha lam eta k j : (1 <= j <= N)%nat ->
  numbers N (fun _ => alpha) lam eta k j = iterate N alpha lam eta k.
Proof.
  revert j. induction k as [|k IH]; intros j Hj; [reflexivity|]. cbn [numbers iterate]. unfold f.
  set (x := iterate N alpha lam eta k) in *. rewrite IH by assumption.
  rewrite !(run_same (numbers N (fun _ => alpha) lam eta k) (fun _ => x)) by (intros m Hm; apply IH; lia).
  rewrite !run_constant. replace (N - 1)%nat with (N - j + (j - 1))%nat by lia. rewrite pow_add. ring.
Qed.

(* One of them different: they follow (40). *)

Definition one_of (i : nat) (p q : R) (j : nat) : R := if Nat.eqb j i then p else q.

Lemma one_of_here i p q : one_of i p q i = p.
Proof. unfold one_of. rewrite Nat.eqb_refl. reflexivity. Qed.

Lemma one_of_else i j p q : j <> i -> one_of i p q j = q.
Proof. intros H. unfold one_of. destruct (Nat.eqb_spec j i); [contradiction | reflexivity]. Qed.

Lemma run_without i p q a m : ~ (a < i <= a + m)%nat -> run (one_of i p q) a m = q ^ m.
Proof.
  intros H. rewrite <- (run_constant q a). apply run_same. intros k Hk. unfold one_of.
  destruct (Nat.eqb_spec k i); [lia | reflexivity].
Qed.

Lemma run_with i p q a m : (a < i <= a + m)%nat -> run (one_of i p q) a m = p * q ^ (m - 1).
Proof.
  induction m as [|m IH]; intros H; [lia|]. cbn [run]. unfold one_of at 1. replace (S m - 1)%nat with m by lia.
  destruct (Nat.eqb_spec (a + S m) i) as [E|E].
  - rewrite run_without by lia. reflexivity.
  - rewrite IH by lia. destruct m as [|m]; [lia|]. replace (S m - 1)%nat with m by lia. cbn [pow]. ring.
Qed.

Lemma one_different N i first others lam eta k j : (1 <= i <= N)%nat -> (1 <= j <= N)%nat ->
  numbers N (one_of i first others) lam eta k j =
  one_of i (fst (pair N first others lam eta k)) (snd (pair N first others lam eta k)) j.
Proof.
  intros Hi. revert j. induction k as [|k IH]; intros j Hj; [reflexivity|]. cbn [numbers pair].
  destruct (pair N first others lam eta k) as [p q]. cbn [fst snd] in IH. rewrite IH by assumption.
  rewrite !(run_same (numbers N (one_of i first others) lam eta k) (one_of i p q)) by (intros m Hm; apply IH; lia).
  rewrite (run_with i p q 0 N) by lia. cbn [fst snd]. destruct (Nat.eq_dec j i) as [->|H].
  - rewrite !one_of_here, !run_without by lia. replace (N - 1)%nat with (N - i + (i - 1))%nat by lia. rewrite pow_add.
    ring.
  - rewrite !(one_of_else i j) by assumption. destruct (Nat.lt_ge_cases j i) as [C|C].
    + rewrite run_with, run_without by lia. replace (N - 2)%nat with (N - j - 1 + (j - 1))%nat by lia.
      rewrite pow_add. ring.
    + rewrite run_without, run_with by lia. replace (N - 2)%nat with (N - j + (j - 1 - 1))%nat by lia.
      rewrite pow_add. ring.
Qed.

(* Lemmas 2.1 and 2.8 for matrices of any size: What = V diag(lambda) V' with V orthogonal. *)

Theorem identical_start n V N alpha lam eta i : orthogonal n V -> forall k j, (1 <= j <= N)%nat ->
  same n (descent n N (start_at i alpha 0) (spectral n V lam) eta k j)
    (spectral n V (fun r => iterate N alpha (lam r) eta k)).
Proof.
  intros HV k j Hj.
  eapply same_trans; [apply (decoupling n V HV N _ _ (fun _ _ => alpha) lam eta); [|apply same_refl|exact Hj]|].
  - intros m _. eapply same_trans; [|apply spectral_scalar, HV]. apply diagonal_same. intros r _.
    destruct (Nat.eqb m i); ring.
  - apply spectral_same. intros r _. apply equal_numbers, Hj.
Qed.

Theorem perturbed_start n V N i alpha beta lam eta : orthogonal n V -> (1 <= i <= N)%nat -> forall k j,
  (1 <= j <= N)%nat ->
  same n (descent n N (start_at i alpha beta) (spectral n V lam) eta k j)
    (spectral n V (fun r =>
      if Nat.eqb j i then fst (pair N (alpha - beta) alpha (lam r) eta k)
      else snd (pair N (alpha - beta) alpha (lam r) eta k))).
Proof.
  intros HV Hi k j Hj.
  eapply same_trans; [apply (decoupling n V HV N _ _ (fun m _ => one_of i (alpha - beta) alpha m) lam eta);
    [|apply same_refl|exact Hj]|].
  - intros m _. apply spectral_scalar, HV.
  - apply spectral_same. intros r _. apply one_different; assumption.
Qed.

(* What the product W(k) = W_N(k) ... W_1(k) then is. *)

Theorem identical_product n V N alpha lam eta i : orthogonal n V -> forall k,
  same n (chain n (descent n N (start_at i alpha 0) (spectral n V lam) eta k) 0 N)
    (spectral n V (fun r => iterate N alpha (lam r) eta k ^ N)).
Proof.
  intros HV k. eapply same_trans.
  - apply (chain_spectral n V HV _ (fun _ r => iterate N alpha (lam r) eta k)). intros j Hj.
    apply identical_start; [exact HV | lia].
  - apply spectral_same. intros r _. apply run_constant.
Qed.

Theorem perturbed_product n V N i alpha beta lam eta : orthogonal n V -> (1 <= i <= N)%nat -> forall k,
  same n (chain n (descent n N (start_at i alpha beta) (spectral n V lam) eta k) 0 N)
    (spectral n V (fun r =>
      fst (pair N (alpha - beta) alpha (lam r) eta k) * snd (pair N (alpha - beta) alpha (lam r) eta k) ^ (N - 1))).
Proof.
  intros HV Hi k. eapply same_trans.
  - apply (chain_spectral n V HV _ (fun j r => one_of i (fst (pair N (alpha - beta) alpha (lam r) eta k))
      (snd (pair N (alpha - beta) alpha (lam r) eta k)) j)). intros j Hj.
    apply perturbed_start; [exact HV | exact Hi | lia].
  - apply spectral_same. intros r _. apply run_with. lia.
Qed.
