(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions.
From dmf.library Require Import closed_forms.
Open Scope R_scope.

Definition f_m (N m : nat) (lam x : R) : R :=
  match m with
  | 1%nat | 2%nat | 3%nat | 4%nat => x ^ (N - 1) * (lam - x ^ N)
  | 5%nat => exp x
  | 6%nat => x ^ 2
  | 7%nat => power x (5 / 2)
  | 8%nat => exp (- x) / 2 + exp x / 2
  | 9%nat => sqrt x
  | 10%nat => exp (- x)
  | 11%nat => / x
  | 12%nat | 13%nat => x * (1 - x)
  | 14%nat => - x
  | 15%nat => - x ^ 3
  | 16%nat => - (/ x)
  | 17%nat => - exp (- x)
  | 18%nat => 51 / 50 - exp (- (2048 * x)) / 50
  | _ => 0
  end.

Definition U_m (N m : nat) (lam x : R) : R :=
  match m with
  | 1%nat | 2%nat => U_real N lam x (L N lam - x)
  | 3%nat | 4%nat => U_real N lam x (x - L N lam)
  | 5%nat => - exp (- x)
  | 6%nat => - (/ x)
  | 7%nat => - (2 * power x (- (3 / 2)) / 3)
  | 8%nat => 2 * atan ((exp (x / 2) - exp (- (x / 2))) / (exp (- (x / 2)) + exp (x / 2)))
  | 9%nat => 2 * sqrt x
  | 10%nat => exp x
  | 11%nat => x ^ 2 / 2
  | 12%nat | 13%nat => ln x - ln (1 - x)
  | 14%nat => - ln x
  | 15%nat => 1 / (2 * x ^ 2)
  | 16%nat => - (x ^ 2 / 2)
  | 17%nat => - exp x
  | 18%nat => 25 * ln (51 - exp (- (2048 * x))) / 52224 + 50 * x / 51
  | _ => 0
  end.

Definition sign_f (m : nat) : R :=
  match m with
  | 1%nat | 2%nat => 1
  | 3%nat | 4%nat => -1
  | 5%nat | 6%nat | 7%nat | 8%nat | 9%nat | 10%nat | 11%nat | 12%nat | 13%nat => 1
  | 14%nat | 15%nat | 16%nat | 17%nat => -1
  | 18%nat => 1
  | _ => 0
  end.

Definition sign_ff' (m : nat) : R :=
  match m with
  | 1%nat => 1
  | 2%nat => -1
  | 3%nat | 4%nat | 5%nat | 6%nat | 7%nat | 8%nat | 9%nat => 1
  | 10%nat | 11%nat | 12%nat => -1
  | 13%nat | 14%nat | 15%nat => 1
  | 16%nat | 17%nat => -1
  | 18%nat => 1
  | _ => 0
  end.

Definition low_m (N m : nat) (lam : R) : R :=
  match m with
  | 1%nat => x_star N lam / 10
  | 2%nat => x_star N lam
  | 3%nat => 1001 * L N lam / 1000
  | 4%nat => root N (Rabs lam) / 5
  | 5%nat => 0
  | 6%nat | 7%nat => 1 / 2
  | 8%nat => 1 / 4
  | 9%nat => 1 / 2
  | 10%nat => 0
  | 11%nat | 12%nat => 1 / 2
  | 13%nat => 1 / 100
  | 14%nat | 15%nat => 1 / 4
  | 16%nat => 1 / 2
  | 17%nat | 18%nat => 0
  | _ => 0
  end.

Definition high_m (N m : nat) (lam : R) : R :=
  match m with
  | 1%nat => x_star N lam
  | 2%nat => 999 * L N lam / 1000
  | 3%nat => 4 * L N lam
  | 4%nat => 2 * root N (Rabs lam)
  | 5%nat => 1
  | 6%nat | 7%nat => 2
  | 8%nat => 1
  | 9%nat | 10%nat | 11%nat => 2
  | 12%nat => 99 / 100
  | 13%nat => 1 / 2
  | 14%nat | 15%nat | 16%nat | 17%nat | 18%nat => 2
  | _ => 0
  end.

Definition K_m (N m : nat) (lam : R) : R :=
  match m with
  | 1%nat => K N lam
  | 2%nat => Rmax (1000 * (999 * L N lam / 1000) ^ (N - 1) * (INR N - 1) * (lam - (999 * L N lam / 1000) ^ N) / (999 * L N lam) - 1000 * INR N * (999 * L N lam / 1000) ^ N * (999 * L N lam / 1000) ^ (N - 1) / (999 * L N lam)) (x_star N lam ^ (N - 1) * (INR N - 1) * (lam - x_star N lam ^ N) / x_star N lam - INR N * x_star N lam ^ N * x_star N lam ^ (N - 1) / x_star N lam)
  | 3%nat => Rmax (1000 * (1001 * L N lam / 1000) ^ (N - 1) * (INR N - 1) * (lam - (1001 * L N lam / 1000) ^ N) / (1001 * L N lam) - 1000 * INR N * (1001 * L N lam / 1000) ^ N * (1001 * L N lam / 1000) ^ (N - 1) / (1001 * L N lam)) ((4 * L N lam) ^ (N - 1) * (INR N - 1) * (lam - (4 * L N lam) ^ N) / (4 * L N lam) - INR N * (4 * L N lam) ^ N * (4 * L N lam) ^ (N - 1) / (4 * L N lam))
  | 4%nat => Rmax (5 * (root N (Rabs lam) / 5) ^ (N - 1) * (INR N - 1) * (lam - (root N (Rabs lam) / 5) ^ N) / root N (Rabs lam) - 5 * INR N * (root N (Rabs lam) / 5) ^ N * (root N (Rabs lam) / 5) ^ (N - 1) / root N (Rabs lam)) ((2 * root N (Rabs lam)) ^ (N - 1) * (INR N - 1) * (lam - (2 * root N (Rabs lam)) ^ N) / (2 * root N (Rabs lam)) - INR N * (2 * root N (Rabs lam)) ^ N * (2 * root N (Rabs lam)) ^ (N - 1) / (2 * root N (Rabs lam)))
  | 5%nat => exp 1
  | 6%nat => 4
  | 7%nat => 5 * sqrt 2
  | 8%nat => exp 1 / 2 - exp (-1) / 2
  | 9%nat => sqrt 2 / 2
  | 10%nat => - exp (-2)
  | 11%nat => - (1 / 4)
  | 12%nat => 0
  | 13%nat => 49 / 50
  | 14%nat => -1
  | 15%nat => - (3 / 16)
  | 16%nat => 4
  | 17%nat => 1
  | 18%nat => 1024 / 25
  | _ => 0
  end.

Definition steepest_m (N m : nat) (lam : R) : R :=
  match m with
  | 1%nat => Rmax 0 (Rmax (10 * INR N * (x_star N lam / 10) ^ N * (x_star N lam / 10) ^ (N - 1) / x_star N lam - 10 * (x_star N lam / 10) ^ (N - 1) * (INR N - 1) * (lam - (x_star N lam / 10) ^ N) / x_star N lam) (INR N * x_star N lam ^ N * x_star N lam ^ (N - 1) / x_star N lam - x_star N lam ^ (N - 1) * (INR N - 1) * (lam - x_star N lam ^ N) / x_star N lam))
  | 2%nat => Rmax 0 (Rmax (1000 * INR N * (999 * L N lam / 1000) ^ N * (999 * L N lam / 1000) ^ (N - 1) / (999 * L N lam) - 1000 * (999 * L N lam / 1000) ^ (N - 1) * (INR N - 1) * (lam - (999 * L N lam / 1000) ^ N) / (999 * L N lam)) (INR N * x_star N lam ^ N * x_star N lam ^ (N - 1) / x_star N lam - x_star N lam ^ (N - 1) * (INR N - 1) * (lam - x_star N lam ^ N) / x_star N lam))
  | 3%nat => Rmax 0 (Rmax (1000 * INR N * (1001 * L N lam / 1000) ^ N * (1001 * L N lam / 1000) ^ (N - 1) / (1001 * L N lam) - 1000 * (1001 * L N lam / 1000) ^ (N - 1) * (INR N - 1) * (lam - (1001 * L N lam / 1000) ^ N) / (1001 * L N lam)) (INR N * (4 * L N lam) ^ N * (4 * L N lam) ^ (N - 1) / (4 * L N lam) - (4 * L N lam) ^ (N - 1) * (INR N - 1) * (lam - (4 * L N lam) ^ N) / (4 * L N lam)))
  | 4%nat => Rmax 0 (Rmax (5 * INR N * (root N (Rabs lam) / 5) ^ N * (root N (Rabs lam) / 5) ^ (N - 1) / root N (Rabs lam) - 5 * (root N (Rabs lam) / 5) ^ (N - 1) * (INR N - 1) * (lam - (root N (Rabs lam) / 5) ^ N) / root N (Rabs lam)) (INR N * (2 * root N (Rabs lam)) ^ N * (2 * root N (Rabs lam)) ^ (N - 1) / (2 * root N (Rabs lam)) - (2 * root N (Rabs lam)) ^ (N - 1) * (INR N - 1) * (lam - (2 * root N (Rabs lam)) ^ N) / (2 * root N (Rabs lam))))
  | 5%nat | 6%nat | 7%nat | 8%nat | 9%nat => 0
  | 10%nat => 1
  | 11%nat => 4
  | 12%nat => 49 / 50
  | 13%nat => 0
  | 14%nat => 1
  | 15%nat => 12
  | 16%nat | 17%nat | 18%nat => 0
  | _ => 0
  end.
