(* What the records leave unevaluated for a symbolic depth: the forms of the antiderivative U of 1/f (Lemma 2.5), the
   constants that come with them, and the approximate Abel functions of the map. *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions.
Open Scope R_scope.

(* The N roots of x^N = lambda: their modulus, and their arguments. *)
Definition modulus (N : nat) (lam : R) : R := root N (Rabs lam).
Definition angle (N : nat) (lam : R) (l : nat) : R :=
  (if Rlt_dec lam 0 then 2 * INR l + 1 else 2 * INR l) * PI / INR N.

(* The principal argument of u + iv, and the principal logarithm. *)
Definition argument (u v : R) : R :=
  if Req_EM_T v 0 then (if Rlt_dec u 0 then PI else 0) else 2 * atan (v / (sqrt (u ^ 2 + v ^ 2) + u)).
Definition logarithm (z : C) : C := (ln (Cmod z), argument (Re z) (Im z)).

(* The part of U that comes from the pole at 0, and the residue of 1/f at a root r, -r^2 / (N lambda^2). *)
Definition polar (N : nat) (lam x : R) : R :=
  if Nat.leb N 1 then 0 else if Nat.eqb N 2 then ln x / lam else - (/ x ^ (N - 2) / (lam * (INR N - 2))).
Definition residue (N : nat) (lam : R) (l : nat) : C :=
  (- (modulus N lam ^ 2 * cos (2 * angle N lam l) / (INR N * lam ^ 2)),
   - (modulus N lam ^ 2 * sin (2 * angle N lam l) / (INR N * lam ^ 2))).

(* (31): U in complex logarithms; lambda = 0 has no roots but 0. *)
Definition at_zero (N : nat) (x : R) : R :=
  if Nat.eqb N 1 then - ln x else / x ^ (2 * N - 2) / (2 * INR N - 2).
Definition to_root (N : nat) (lam x : R) (l : nat) : C :=
  (x - modulus N lam * cos (angle N lam l), - (modulus N lam * sin (angle N lam l))).
Definition U_complex (N : nat) (lam x : R) : C :=
  if Req_EM_T lam 0 then RtoC (at_zero N x)
  else Cplus (RtoC (polar N lam x))
         (sum_n (fun l => Cmult (residue N lam l) (logarithm (to_root N lam x l))) (N - 1)).

(* Appendix C: the same in real numbers; the distance from x to the limit is given, so that it keeps its digits. *)
Definition of_root (N : nat) (lam x gap : R) (l : nat) : R :=
  let s := x / modulus N lam in
  let c := cos (angle N lam l) in
  let d := sin (angle N lam l) in
  let a := fst (residue N lam l) in
  let b := snd (residue N lam l) in
  if Req_EM_T d 0 then
    (if Rlt_dec 0 c then a * ln (Rabs gap / modulus N lam)
     else if Nat.eqb N 1 then a * ln (Rabs gap / modulus N lam) else a * ln (s + 1))
  else a * ln ((s - c) ^ 2 + d ^ 2) / 2 - b * atan ((s - c) / d).
Definition U_real (N : nat) (lam x gap : R) : R :=
  if Req_EM_T lam 0 then at_zero N x
  else polar N lam x + sum_n (of_root N lam x gap) (N - 1).

(* 2F1(1, b; 1 + b; z) for z < 1, as Euler's integral in v = t^b. *)
Definition F_21 (b z : R) : R := RInt (fun v => / (1 - z * power v (/ b))) 0 1.
Definition U_hypergeometric (N : nat) (lam x : R) : R :=
  polar N lam x + x ^ 2 / (2 * lam ^ 2) * F_21 (2 / INR N) (x ^ N / lam).
Definition U_tail (N : nat) (lam x : R) : R :=
  / x ^ (2 * N - 2) / (2 * INR N - 2) * F_21 ((2 * INR N - 2) / INR N) (lam / x ^ N).

(* U for N >= 3 and lambda > 0 without a constant at 0: what is left of 1/f beside its pole, integrated from 0. *)
Definition U (N : nat) (lam x : R) : R :=
  polar N lam x + RInt (fun s => s / (lam * (lam - s ^ N))) 0 x.

(* Lemma E.1: the constant of the expansion of T+. *)
Definition C_N (N : nat) : R := U N 1 (x_star N 1).

(* Phi(b) - Phi(a) and Phi_2(b) - Phi_2(a). *)
Definition slope (N : nat) (lam x : R) : R :=
  x ^ (N - 2) * ((INR N - 1) * lam - (2 * INR N - 1) * x ^ N).
Definition bent (N : nat) (lam x : R) : R := slope N lam x ^ 2 / f N lam x.
Definition Phi (N : nat) (lam eta a b : R) : R :=
  tau N lam a b / eta + ln (f N lam b / f N lam a) / 2.
Definition Phi_2 (N : nat) (lam eta a b : R) : R :=
  Phi N lam eta a b - eta * (slope N lam b - slope N lam a + RInt (bent N lam) a b) / 12.

(* The sum of 1/|1 - w| over the roots w other than 1 of w^N = 1, of w^N = -1 for lambda < 0. *)
Definition sigma_N (N : nat) (lam : R) : R :=
  if Rlt_dec 0 lam then sum_n_m (fun l => / (2 * sin (PI * INR l / INR N))) 1 (N - 1)
  else if Rlt_dec lam 0 then sum_n (fun l => / (2 * sin (PI * (2 * INR l + 1) / (2 * INR N)))) (N - 1)
  else INR N / 2.

(* What T has beyond its leading terms as the start tends to 0, in units of the limit: N >= 3, and N = 2. *)
Definition C_start (N : nat) (size distance : R) : R :=
  let x := 1 - distance in
  U N 1 x / size + ln (f N 1 x) / 2 - size * (slope N 1 x + RInt (bent N 1) 0 x) / 12.
Definition growth (size : R) : R := ln (1 + size) * (/ size + / 2 - size / 12).
Definition C_two (size distance : R) : R :=
  let x := 1 - distance in
  let way := ln x - ln (1 - x ^ 2) / 2 in
  let turned := ln x - 9 * x ^ 2 / 2 - 2 * ln (1 - x ^ 2) in
  (way / size + ln (f 2 1 x) / 2 - size * (slope 2 1 x + turned - 1) / 12) / growth size.

(* The rapidity at which a pair with the imbalance S has a product of the size p. *)
Definition rapidity (N : nat) (p S : R) : R :=
  least (fun w => 0 <= w /\ p <= power S (INR N / 2) * sinh w * cosh w ^ (N - 1)).
