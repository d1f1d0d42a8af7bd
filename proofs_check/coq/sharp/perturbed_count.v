(* 1.3-sharp: from the hitting time on the error stays within the accuracy. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit rapidity_start.
From dmf.statements Require Import definitions names perturbed_count.
Open Scope R_scope.

Theorem stays : perturbed_count_stays.
Proof.
  unfold perturbed_count_stays. intros N lam alpha beta eta eps Ha Hb He Heps HN Hba Hs k HT.
  destruct N as [|[|m]]; [lia | lia|]. unfold T in HT. apply first_reached in HT; [|intros j; apply Rle_dec].
  destruct HT as (j & Hj & HP). unfold p_, E_ii in *.
  fold (others m lam alpha beta eta j) in HP. fold (first_factor m lam alpha beta eta j) in HP.
  fold (others m lam alpha beta eta k). fold (first_factor m lam alpha beta eta k).
  destruct (Rle_or_lt lam ((alpha - beta) * alpha ^ S m)) as [Hl|Hl].
  - pose proof (falling_orbit m lam alpha beta eta) as O.
    pose proof (start_falling m lam alpha beta eta Ha Hb He Hba Hs Hl) as A.
    rewrite Rabs_minus_sym. rewrite (distance_falling m lam alpha beta eta Ha Hb He Hba Hs) in * by assumption.
    apply Rle_trans with (2 := HP), (error_falls _ _ _ _ _ _ _ O A j k Hj).
  - pose proof (rising_orbit m lam alpha beta eta) as O.
    pose proof (start_rising m lam alpha beta eta Ha Hb He Hba Hs (Rlt_le _ _ Hl)) as A.
    rewrite Rabs_minus_sym. rewrite (distance_rising m lam alpha beta eta Ha Hb He Hba Hs) in * by lra.
    apply Rle_trans with (2 := HP), (error_falls _ _ _ _ _ _ _ O A j k Hj).
Qed.
