(* Remark 2.10: the imbalance of the pair stays positive and falls, as every state has |p1| < p2 and |eta r| < 1. *)
From Coq Require Import Reals Lra Lia Psatz.
From dmf.library Require Import vocabulary pair pair_root pair_orbit.
From dmf.statements Require Import definitions names remark_2_10.
Open Scope R_scope.

Theorem positive : remark_2_10_positive.
Proof.
  unfold remark_2_10_positive, Delta_2. intros N lam alpha beta eta Ha Hb He HN Hc Hs k.
  destruct (state_14 N lam alpha beta eta HN ltac:(lra) ltac:(lra) ltac:(lra) Hs k) as [I [_ _]].
  cbv zeta in I. set (p := fst _) in *. set (q := snd _) in *. nra.
Qed.

Theorem at_most_initial : remark_2_10_at_most_initial.
Proof.
  unfold remark_2_10_at_most_initial, Delta_2. intros N lam alpha beta eta Ha Hb He HN Hc Hs k.
  apply (state_14 N lam alpha beta eta HN ltac:(lra) ltac:(lra) ltac:(lra) Hs k).
Qed.

Theorem decreases : remark_2_10_decreases.
Proof.
  unfold remark_2_10_decreases, Delta_2. intros N lam alpha beta eta Ha Hb He HN Hc Hs k.
  replace (k + 1)%nat with (S k) by lia.
  destruct (state_14 N lam alpha beta eta HN ltac:(lra) ltac:(lra) ltac:(lra) Hs k) as [I _]. cbv zeta in I.
  rewrite first_next, second_next by assumption. apply squares_fall. exact I.
Qed.
