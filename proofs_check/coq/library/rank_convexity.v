(* Why the effective rank of the descent turns once. With u = 1 + eta phi and v = eta d^(2N-2), next(u) = 1 + u^(N-2)
   ((u - 1) - v (u^N - 1)) is the next u. In X = u^N the function X (K(X) - K(A)), K = next^N,
     lies above its tangent at
   A wherever u^(N-2) D^2 + next B >= 0, with u next' = u^(N-2) D; here N = m + 2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary flow_times.
Open Scope R_scope.

Definition next (m : nat) (v u : R) : R := 1 + u ^ m * ((u - 1) - v * (u ^ S (S m) - 1)).
Definition rise (m : nat) (v u : R) : R :=
  (INR m + 1) * u - INR m - v * ((2 * INR m + 2) * u ^ S (S m) - INR m).
Definition bend (m : nat) (v u : R) : R :=
  (2 * INR m + 3) * u - 2 * INR m + 2 * v * INR m - 2 * v * (3 * INR m + 4) * u ^ S (S m).

(* What the bounds on the step give. *)
Definition convex_until (m : nat) (v U : R) : Prop := forall u, 1 <= u <= U ->
  0 < next m v u /\ 0 <= rise m v u /\ 0 <= u ^ m * rise m v u ^ 2 + next m v u * bend m v u.

Lemma next_derive m v u : 0 < u -> is_derive (next m v) u (u ^ m * rise m v u / u).
Proof.
  intros Hu. unfold next, rise. auto_derive; [exact I|]. destruct m as [|p].
  - simpl. field. lra.
  - rewrite !S_INR. cbn [pred pow]. field. lra.
Qed.

Lemma rise_derive m v u : 0 < u ->
  is_derive (fun u => u ^ m * rise m v u) u ((INR m + 1) * u ^ m / u * bend m v u -
    (INR m + 2) * u ^ m * rise m v u / u).
Proof.
  intros Hu. unfold rise, bend. auto_derive; [exact I|]. destruct m as [|p].
  - simpl. field. lra.
  - rewrite !S_INR. cbn [pred pow]. field. lra.
Qed.

(* d(X K)/dX = next^N + next^(N-1) u next'/... increases. *)
Definition marginal (m : nat) (v u : R) : R := next m v u ^ S (S m) + next m v u ^ S m * (u ^ m * rise m v u).

Lemma marginal_derive m v u : 0 < u -> is_derive (marginal m v) u
  ((INR m + 1) * next m v u ^ m * (u ^ m / u) * (u ^ m * rise m v u ^ 2 + next m v u * bend m v u)).
Proof.
  intros Hu. pose proof (next_derive m v u Hu) as D1. pose proof (rise_derive m v u Hu) as D2.
  pose proof (is_derive_pow (next m v) (S (S m)) u _ D1) as P1.
    pose proof (is_derive_pow (next m v) (S m) u _ D1) as P2.
  pose proof (is_derive_mult (fun u => next m v u ^ S m) (fun u => u ^ m * rise m v u) u _ _ P2 D2 Rmult_comm) as P3.
  pose proof (is_derive_plus (fun u => next m v u ^ S (S m)) (fun u => next m v u ^ S m *
    (u ^ m * rise m v u)) u _ _ P1 P3)
    as P4.
  eapply is_derive_ext; [|eapply eq_rect; [exact P4|]]; [reflexivity|].
  unfold plus, mult; cbn -[INR pow next rise bend]. rewrite !S_INR. cbn [pow]. field. lra.
Qed.

(* The tangent at a lies below. *)
Lemma above_tangent m v U a u : convex_until m v U -> 1 <= a <= U -> 1 <= u <= U ->
  next m v a ^ S m * (a ^ m * rise m v a) * (u ^ S (S m) - a ^ S (S m)) <=
  u ^ S (S m) * (next m v u ^ S (S m) - next m v a ^ S (S m)).
Proof.
  intros H Ha Hu. set (c := next m v a ^ S m * (a ^ m * rise m v a)).
  set (F := fun u => u ^ S (S m) * (next m v u ^ S (S m) - next m v a ^ S (S m)) - c * (u ^ S (S m) - a ^ S (S m))).
  set (F' := fun u => INR (S (S m)) * u ^ S m * (marginal m v u - marginal m v a)).
  assert (D : forall x, 1 <= x <= U -> is_derive F x (F' x)).
  { intros x Hx. pose proof (next_derive m v x ltac:(lra)) as D1.
    pose proof (is_derive_pow (next m v) (S (S m)) x _ D1) as P1.
    unfold F. auto_derive.
    - repeat split. eexists. exact D1.
    - replace (Derive (fun x0 : R => next m v x0) x) with (x ^ m * rise m v x / x)
        by (symmetry; apply is_derive_unique, D1).
      change (match m with O => 1 | S _ => INR m + 1 end) with (INR (S m)). unfold F', marginal. fold c.
      cbn [pred]. rewrite !S_INR. cbn [pow]. field. lra. }
  assert (Mono : forall x y, 1 <= x <= y -> y <= U -> marginal m v x <= marginal m v y).
  { intros x y Hxy Hy. eapply (increases (marginal m v)); [lra | intros z Hz; apply marginal_derive; lra|].
    intros z Hz. destruct (H z ltac:(lra)) as [H1 [H2 H3]]. cbv beta. apply Rmult_le_pos; [|exact H3].
    apply Rmult_le_pos; [apply Rmult_le_pos|].
    - pose proof (pos_INR m). lra.
    - apply pow_le. lra.
    - apply Rmult_le_pos; [apply pow_le; lra | left; apply Rinv_0_lt_compat; lra]. }
  assert (Z : F a = 0) by (unfold F; ring).
  enough (0 <= F u) by (unfold F in *; lra). rewrite <- Z.
  assert (C : forall x, 1 <= x -> 0 <= INR (S (S m)) * x ^ S m)
    by (intros x Hx; apply Rmult_le_pos; [apply pos_INR | apply pow_le; lra]).
  destruct (Rle_or_lt a u) as [Q|Q].
  - apply (increases F F'); [exact Q | intros x Hx; apply D; lra|]. intros x Hx.
    apply Rmult_le_pos; [apply C; lra|]. pose proof (Mono a x ltac:(lra) ltac:(lra)). lra.
  - apply Ropp_le_cancel. apply (increases (fun x => - F x) (fun x => - F' x)); [lra | |].
    + intros x Hx. apply (is_derive_opp F), D. lra.
    + intros x Hx. unfold F'. rewrite Ropp_mult_distr_r. apply Rmult_le_pos; [apply C; lra|].
      pose proof (Mono x a ltac:(lra) ltac:(lra)). lra.
Qed.
