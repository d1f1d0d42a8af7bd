(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
Open Scope R_scope.

Definition L (N : nat) (lam : R) : R :=
  if Nat.eqb N 1 then lam else root N (Rmax 0 lam).

Definition M (N : nat) (lam alpha : R) : R :=
  Rmax (root N (Rabs lam)) alpha.

Definition c_N (N : nat) : R :=
  (INR N - 1) / (2 * INR N - 1).

Definition x_star (N : nat) (lam : R) : R :=
  root N (lam * c_N N).

Definition K (N : nat) (lam : R) : R :=
  INR N * power lam (2 - 2 / INR N) * power ((INR N - 2) / (4 * INR N - 2)) (1 - 2 / INR N) / 2.

Definition kappa (N : nat) (lam : R) : R :=
  INR N * power lam (2 - 2 / INR N).

Definition delta_0 (N : nat) (lam alpha : R) : R :=
  if Nat.eqb N 1 then Rabs (alpha - lam) else Rabs (alpha ^ N - Rmax 0 lam) / sum_f_R0 (fun j : nat => L N lam ^ (N - (j + 1)) * alpha ^ j) (N - 1).

Definition h (N : nat) (lam x : R) : R :=
  x ^ (N - 1) * sum_f_R0 (fun j : nat => L N lam ^ (N - (j + 1)) * x ^ j) (N - 1).

Definition c_14 (N : nat) : R :=
  least (fun unknown : R => 1 <= unknown /\ 1 <= unknown ^ (N - 1) * (unknown - 1)).
