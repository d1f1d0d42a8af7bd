(* Remark 2.3: the orbit moves towards its limit in every step. *)
From Coq Require Import Reals Lra Lia Psatz.
From dmf.library Require Import vocabulary scalar.
From dmf.statements Require Import definitions remark_2_3.
From dmf.deep_factorization Require Import lemma_2_2.
Open Scope R_scope.

Theorem monotone : remark_2_3_monotone.
Proof.
  unfold remark_2_3_monotone. intros N lam alpha eta Ha He HN Hs k.
  replace (k + 1)%nat with (S k) by lia.
  destruct (Nat.eq_dec N 1) as [->|H1].
  - unfold L. cbn [Nat.eqb]. rewrite !linear_orbit. pose proof (depth_one_step lam alpha eta He Hs) as B.
    assert (0 <= (1 - eta) ^ k) by (apply pow_le; lra). cbn [pow]. set (q := (1 - eta) ^ k) in *.
    replace ((lam - alpha) * (lam + (1 - eta) * q * (alpha - lam) - (lam + q * (alpha - lam))))
      with (eta * q * ((alpha - lam) * (alpha - lam))) by ring.
    apply Rle_ge, Rmult_le_pos; [apply Rmult_le_pos; lra | apply Rle_0_sqr].
  - assert (HN2 : (N >= 2)%nat) by lia. apply deep_step in Hs; [|assumption].
    pose proof (approaches N lam alpha eta Ha He HN2 Hs) as A.
    pose proof (limit_inside N lam alpha HN2) as HL. pose proof (start_inside N lam alpha Ha) as HA.
    pose proof (orbit_between N lam eta (L N lam) (M N lam alpha) alpha HL HA A k) as B.
    cbn [iterate]. set (x := iterate N alpha lam eta k) in *.
    assert (Hx : 0 <= x <= M N lam alpha) by (unfold Rmin, Rmax in B; destruct (Rle_dec alpha (L N lam)); lra).
    destruct (A x Hx) as [w [Hw E]].
    replace (x + eta * f N lam x - x) with ((L N lam - x) * w) by lra.
    unfold Rmin, Rmax in B. destruct (Rle_dec alpha (L N lam)).
    + apply Rle_ge, Rmult_le_pos; [lra | apply Rmult_le_pos; lra].
    + replace ((L N lam - alpha) * ((L N lam - x) * w)) with ((alpha - L N lam) * ((x - L N lam) * w)) by ring.
      apply Rle_ge, Rmult_le_pos; [lra | apply Rmult_le_pos; lra].
Qed.
