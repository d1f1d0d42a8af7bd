(* What the printed statements are written in: the dynamics of the paper, total functions, hitting times. *)
From Coq Require Import Reals Arith Bool.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
Open Scope R_scope.

(* y^(1/N) for y > 0, else 0; x^q for x > 0, else 0, but 1 for q = 0. *)
Definition root (N : nat) (y : R) : R := if Rle_dec y 0 then 0 else Rpower y (/ INR N).
Definition power (x q : R) : R :=
  if Rle_dec x 0 then (if Req_EM_T q 0 then 1 else 0) else Rpower x q.

(* (28) and (18) *)
Definition f (N : nat) (lam x : R) : R := x ^ (N - 1) * (lam - x ^ N).
Fixpoint iterate (N : nat) (alpha lam eta : R) (k : nat) : R :=
  match k with
  | O => alpha
  | S j => let x := iterate N alpha lam eta j in x + eta * f N lam x
  end.

(* (40): the perturbed factor and the N - 1 others *)
Fixpoint pair (N : nat) (first others lam eta : R) (k : nat) : R * R :=
  match k with
  | O => (first, others)
  | S j =>
      let (p, q) := pair N first others lam eta j in
      let gap := p * q ^ (N - 1) - lam in
      (p - eta * q ^ (N - 1) * gap, q - eta * p * q ^ (N - 2) * gap)
  end.

(* The time of the flow from a to b. *)
Definition tau (N : nat) (lam a b : R) : R := RInt (fun x => / f N lam x) a b.

(* The gradient flow (28) from a start. *)
Definition is_flow (N : nat) (alpha lam : R) (y : R -> R) : Prop :=
  y 0 = alpha /\ forall t, 0 <= t -> is_derive y t (f N lam (y t)).

(* The least real number with a property, 0 where there is none. *)
Definition least (P : R -> Prop) : R := real (Glb_Rbar P).

(* The first k with P k, infinite where there is none; and that it is T. *)
Definition first (P : nat -> Prop) : Rbar := Glb_Rbar (fun x => exists k : nat, x = INR k /\ P k).
Definition hits (P : nat -> Prop) (T : nat) : Prop := P T /\ forall j : nat, (j < T)%nat -> ~ P j.

(* Deciding two relations at once. *)
Definition both {P Q : Prop} (p : {P} + {~ P}) (q : {Q} + {~ Q}) : {P /\ Q} + {~ (P /\ Q)}.
Proof. destruct p as [a|a], q as [b|b]; [left; exact (conj a b) | right | right | right]; intros [c d]; auto. Defined.
Definition either {P Q : Prop} (p : {P} + {~ P}) (q : {Q} + {~ Q}) : {P \/ Q} + {~ (P \/ Q)}.
Proof. destruct p as [a|a]; [left; left; exact a|]. destruct q as [b|b]; [left; right; exact b | right; tauto]. Defined.

(* The eigenvalues of the ground truth, from the first place on; beyond the last one they are 0. *)
Definition eigenvalue (n : nat) (spectrum : nat -> R) (i : nat) : R :=
  if le_dec i n then spectrum i else 0.
Definition descending (n : nat) (spectrum : nat -> R) : Prop :=
  forall i j, (1 <= i)%nat -> (i <= j)%nat -> (j <= n)%nat -> spectrum j <= spectrum i.

(* Over the places a, ..., b. *)
Definition total (a b : nat) (F : nat -> R) : R := sum_n_m F a b.
Fixpoint best {X : Type} (choose : X -> X -> X) (F : nat -> X) (a more : nat) : X :=
  match more with
  | O => F a
  | S j => choose (best choose F a j) (F (a + S j)%nat)
  end.
Definition largest (a b : nat) (F : nat -> R) : R := if le_dec a b then best Rmax F a (b - a) else 0.
Definition smallest (a b : nat) (F : nat -> R) : R := if le_dec a b then best Rmin F a (b - a) else 0.
Definition later (s t : Rbar) : Rbar := if Rbar_le_dec s t then t else s.
Definition latest (a b : nat) (F : nat -> Rbar) : Rbar := if le_dec a b then best later F a (b - a) else Finite 0.
Fixpoint holding (P : nat -> bool) (a many : nat) : nat :=
  match many with
  | O => O
  | S j => (if P (a + j)%nat then 1 else 0) + holding P a j
  end.
Definition count (a b : nat) (P : nat -> bool) : nat := holding P a (S b - a).
