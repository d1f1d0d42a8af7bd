(* The window for noise: from the time on at which mu_ell - delta is learned, if (2 N - 2) alpha^(N - 2) (mu_ell -
   delta - alpha^N) t >= 1 then, all larger mu_i - delta are (library/flow_share_order.v). *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary spectra flow flow_time flow_order flow_exists flow_share_order.
From dmf.statements Require Import definitions names noise_window.
Open Scope R_scope.

(* T_0, if the condition holds at the time of mu_ell - delta. *)
Lemma window_start N ell n delta alpha eps spectrum clean :
  descending ell clean -> (1 <= ell)%nat -> alpha > 0 -> (N >= 2)%nat -> 2 * delta < eigenvalue ell clean ell ->
  alpha ^ N < delta -> 0 < eps < 1 ->
  alpha ^ (N - 2) * (2 * INR N - 2) * (eigenvalue ell clean ell - alpha ^ N - delta)
    * T N (eigenvalue ell clean ell - delta) alpha eps >= 1 ->
  T_0 N ell n delta alpha eps spectrum clean = T N (eigenvalue ell clean ell - delta) alpha eps.
Proof.
  intros D Hl Ha HN Hgap Hd He HG. unfold T_0. cbv zeta.
  rewrite (largest_last 1 ell (fun i => T N (eigenvalue ell clean i - delta) alpha eps)); [reflexivity | exact Hl |].
  intros i Hi. set (mu := eigenvalue ell clean) in *. pose proof (pow_lt alpha N Ha) as Pa.
  assert (O : mu ell <= mu i) by (apply eigenvalues_descend; [exact D | lia | lia]).
  destruct (flow_exists N alpha (mu ell - delta) ltac:(lia) Ha) as [z Fz].
  destruct (flow_exists N alpha (mu i - delta) ltac:(lia) Ha) as [y Fy].
  pose proof (pow_lt alpha (N - 2) Ha) as P2. pose proof (le_INR 2 N HN) as I2. simpl in I2.
  set (time := T N (mu ell - delta) alpha eps) in *.
  assert (Ht : 0 <= time).
  { apply Rnot_lt_le. intros Neg.
    assert (0 < alpha ^ (N - 2) * (2 * INR N - 2) * (mu ell - alpha ^ N - delta))
      by (apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; lra).
    nra. }
  assert (R : (mu ell - delta) * (1 - eps) <= z time ^ N).
  { apply (reached N alpha (mu ell - delta) z); try (assumption || lra). apply Rle_refl. }
  apply (reached N alpha (mu i - delta) y); try (assumption || lra).
  rewrite Rmult_comm. apply (share_kept N alpha (mu ell - delta) (mu i - delta) z y); try (assumption || lra).
Qed.

Theorem start : noise_window_start.
Proof.
  unfold noise_window_start. intros N ell n delta alpha eps theta t spectrum clean _ Dc Hl _ _ Ha He _ _ HN Hgap _ _
    Hd
    He1 _ _ HG. apply window_start; (assumption || lra).
Qed.

(* An E that makes lambda_ell = mu_ell - delta and lambda_(ell + 1) = delta attains the window. *)
Theorem attained : noise_window_attained.
Proof.
  unfold noise_window_attained. intros N ell n delta alpha eps theta t spectrum clean y F D Dc Hl Hd0 Hn Ha He Hth Ht
    HN
    Hgap Hle Hnear Hd He1 Hdt Hth1 [E1 [E0 [HG _]]].
  rewrite window_start by (assumption || lra). rewrite E1, E0. set (mu := eigenvalue ell clean ell) in *.
  assert (P0 := not_passed N alpha delta (y alpha delta) HN Ha Hd (F alpha delta Ha) theta t ltac:(lra) ltac:(lra)).
  assert (P1 := reached N alpha (mu - delta) (y alpha (mu - delta)) HN Ha ltac:(lra) (F alpha (mu - delta) Ha)
    (1 - eps) t
    ltac:(lra) ltac:(lra)).
  cbv beta. unfold T. rewrite P0, (Rmult_comm theta delta), (Rmult_comm (1 - eps)). split; intros [A B].
  - split; [exact A | apply Rle_ge, P1, Rge_le, B].
  - split; [exact A | apply Rle_ge, P1, Rge_le, B].
Qed.
