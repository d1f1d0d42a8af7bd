(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* perturbed-limit: The effective rank from a perturbed start *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition p_ (N k : nat) (lam alpha beta eta : R) : R :=
  snd (pair N (alpha - beta) alpha lam eta k) ^ (N - 1) * fst (pair N (alpha - beta) alpha lam eta k).

Definition a (N k : nat) (lam alpha beta eta eps : R) : R :=
  if Rle_dec (Rabs (lam - p_ N k lam alpha beta eta)) (eps * Rabs lam) then Rabs lam
    else 0.

Definition A (N n k : nat) (alpha beta eta eps : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in a N k lam alpha beta eta eps).

Definition b (N k : nat) (lam alpha beta eta eps : R) : R :=
  if Rle_dec (Rabs (lam - p_ N k lam alpha beta eta)) (eps * Rabs lam) then 0
    else Rabs (p_ N k lam alpha beta eta).

Definition B (N n k : nat) (alpha beta eta eps : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in b N k lam alpha beta eta eps).

Definition a_1 (N n k : nat) (alpha beta eta eps : R) (spectrum : nat -> R) : R :=
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in a N k lam alpha beta eta eps).

Definition r (N n k : nat) (alpha beta eta : R) (spectrum : nat -> R) : R :=
  total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (p_ N k lam alpha beta eta)) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs (p_ N k lam alpha beta eta)).

(* r(W(k)) -> Sum(Abs(lambda_i), i=1..n)/Max(Abs(lambda_i), i=1..n) as k -> oo *)
Definition perturbed_limit_tends : Prop :=
  forall (N n : nat) (alpha beta eta eps : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs lam) > 0 ->
  beta < alpha * (c_14 N - 1) ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2))) ->
  eps < 1 ->
  is_lim_seq (fun k : nat => r N n k alpha beta eta spectrum) (Finite (total 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs lam) / largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs lam))).

(* for every k: (1 - epsilon)*a_1(k)*r(W(k)) <= (epsilon + 1)*A(k) + B(k) *)
Definition perturbed_limit_learned : Prop :=
  forall (N n : nat) (alpha beta eta eps : R) (spectrum : nat -> R),
  descending n spectrum ->
  (n >= 1)%nat ->
  alpha > 0 ->
  beta > 0 ->
  eta > 0 ->
  eps > 0 ->
  (N >= 2)%nat ->
  largest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in Rabs lam) > 0 ->
  beta < alpha * (c_14 N - 1) ->
  eta < smallest 1 n (fun i : nat => let lam := eigenvalue n spectrum i in 1 / (9 * INR N * (M N lam alpha * c_14 N) ^ (2 * N - 2))) ->
  eps < 1 ->
  (forall k : nat, (1 - eps) * a_1 N n k alpha beta eta eps spectrum * r N n k alpha beta eta spectrum <= (eps + 1) * A N n k alpha beta eta eps spectrum + B N n k alpha beta eta eps spectrum).
