(* The number c of (14): the root of c^(N-1) (c - 1) = 1, which lies between 1 and 2. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers.
From dmf.statements Require Import definitions.
Open Scope R_scope.

Lemma root_equation_increases n x y : 1 <= x < y -> x ^ n * (x - 1) < y ^ n * (y - 1).
Proof.
  intros H. assert (x ^ n <= y ^ n) by (apply pow_incr; lra). assert (0 < y ^ n) by (apply pow_lt; lra).
  apply Rle_lt_trans with (y ^ n * (x - 1)); [apply Rmult_le_compat_r; lra | apply Rmult_lt_compat_l; lra].
Qed.

Lemma root_exists n : exists x, 1 <= x <= 2 /\ x ^ n * (x - 1) = 1.
Proof.
  destruct (IVT_gen (fun x => x ^ n * (x - 1)) 1 2 1) as [x [Hx E]].
  - intros x. apply continuity_pt_mult.
    + apply derivable_continuous_pt, derivable_pt_pow.
    + apply derivable_continuous_pt. reg.
  - rewrite Rmin_left, Rmax_right.
    + pose proof (pow_R1_Rle 2 n ltac:(lra)). lra.
    + pose proof (pow_R1_Rle 2 n ltac:(lra)). lra.
    + pose proof (pow_R1_Rle 2 n ltac:(lra)). lra.
  - rewrite Rmin_left, Rmax_right in Hx by lra. exists x. auto.
Qed.

Lemma c_is n c : 1 <= c -> c ^ n * (c - 1) = 1 ->
  least (fun x => 1 <= x /\ 1 <= x ^ n * (x - 1)) = c.
Proof.
  intros Hc E. unfold least. rewrite (is_glb_Rbar_unique _ (Finite c)); [reflexivity|]. split.
  - intros x [H1 H2]. simpl. destruct (Rle_or_lt c x) as [H|H]; [exact H|].
    pose proof (root_equation_increases n x c ltac:(lra)). lra.
  - intros b Hb. apply Hb. split; lra.
Qed.

Lemma c_equation N : c_14 N ^ (N - 1) * (c_14 N - 1) = 1.
Proof. unfold c_14. destruct (root_exists (N - 1)) as [x [Hx E]]. rewrite (c_is (N - 1) x); tauto. Qed.

Lemma c_between N : 1 < c_14 N <= 2.
Proof.
  unfold c_14. destruct (root_exists (N - 1)) as [x [Hx E]]. rewrite (c_is (N - 1) x) by tauto.
  destruct (Req_dec x 1) as [H|H]; [|lra]. exfalso. rewrite H in E. lra.
Qed.

(* c is at most the golden ratio *)
Lemma c_golden N : (2 <= N)%nat -> c_14 N * (c_14 N - 1) <= 1.
Proof.
  intros HN. pose proof (c_equation N) as E. pose proof (c_between N) as B.
  assert (c_14 N <= c_14 N ^ (N - 1)); [|nra].
  replace (N - 1)%nat with (S (N - 2)) by lia. simpl pow.
  pose proof (pow_R1_Rle (c_14 N) (N - 2) ltac:(lra)). nra.
Qed.

Lemma c_below_two N : (2 <= N)%nat -> c_14 N < 2.
Proof. intros HN. pose proof (c_golden N HN). pose proof (c_between N). nra. Qed.

Lemma c_power N : (2 <= N)%nat -> 1 <= c_14 N ^ N * (2 - c_14 N).
Proof.
  intros HN. pose proof (c_equation N) as E. pose proof (c_between N) as B. pose proof (c_golden N HN) as Q.
  replace N with (S (N - 1)) at 2 by lia. simpl pow.
  assert (0 < c_14 N ^ (N - 1)) by (apply pow_lt; lra). rewrite <- E at 1. nra.
Qed.
