(* The effective rank of the descent falls, then rises: where it has not fallen in one step,
   the next term by term rises by
   at least c times as much, by the tangent of library/rank_convexity.v. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers roots scalar flow_times constants slopes spectra rank_convexity
  rank_steps.
From dmf.library Require Import closed_forms.
From dmf.statements Require Import definitions effective_rank_descent.
Open Scope R_scope.

(* One step multiplies by 1 + eta phi. *)
Definition growth (N : nat) (lam x : R) : R := x ^ (N - 2) * (lam - x ^ N).

Lemma step_is N alpha lam eta k : (N >= 2)%nat -> iterate N alpha lam eta (S k) =
  iterate N alpha lam eta k * (1 + eta * growth N lam (iterate N alpha lam eta k)).
Proof.
  intros HN. cbn [iterate]. set (x := iterate N alpha lam eta k). unfold f, growth.
  destruct N as [|[|m]]; [lia | lia|]. replace (S (S m) - 1)%nat with (S m) by lia.
  replace (S (S m) - 2)%nat with m by lia. simpl pow. ring.
Qed.

Lemma share_between m : 0 < share m < 1.
Proof. destruct m as [|[|p]]; simpl; lra. Qed.

(* Depth m + 2, a step of at most share/(m + 2) in units of L^(2N-2). *)
Section Steps.
Variables (m : nat) (alpha eta top : R).
Let N : nat := S (S m).
Hypothesis start : 0 < alpha.
Hypothesis step_positive : 0 < eta.
Hypothesis top_positive : 0 < top.
Hypothesis step : eta * L N top ^ (2 * N - 2) <= share m / (INR m + 2).

Lemma step_of_depth lam : 0 < lam <= top -> 0 <= eta * (INR N * L N lam ^ (2 * N - 2)) <= 1.
Proof using All.
  intros Hl. pose proof (pos_INR m) as HM. pose proof (limit_positive N lam ltac:(unfold N; lia) (proj1 Hl)) as H0.
  assert (HL : L N lam <= L N top).
  { rewrite !limit_is_root by (lra || (unfold N; lia)). apply root_increasing; [unfold N; lia | lra]. }
  assert (P : L N lam ^ (2 * N - 2) <= L N top ^ (2 * N - 2)) by (apply pow_incr; lra).
  pose proof (pow_lt _ (2 * N - 2) H0) as P0.
  assert (E : INR N = INR m + 2) by (unfold N; rewrite !S_INR; ring). rewrite E.
  split; [apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra]|].
  apply Rle_trans with ((INR m + 2) * (eta * L N top ^ (2 * N - 2))).
  - replace (eta * ((INR m + 2) * L N lam ^ (2 * N - 2))) with ((INR m + 2) * (eta * L N lam ^ (2 * N - 2))) by ring.
    apply Rmult_le_compat_l; [lra | apply Rmult_le_compat_l; lra].
  - apply Rle_trans with ((INR m + 2) * (share m / (INR m + 2))); [apply Rmult_le_compat_l; lra|].
    pose proof (share_between m). replace ((INR m + 2) * (share m / (INR m + 2))) with (share m) by (field; lra). lra.
Qed.

(* The orbits of eigenvalues that are not below the start stay between both. *)
Lemma orbit_between_limits lam k : alpha ^ N <= lam <= top ->
  0 < alpha /\ alpha <= iterate N alpha lam eta k <= L N lam.
Proof using All.
  intros Hl. pose proof (pow_lt alpha N start) as Ha. assert (HN : (N >= 2)%nat) by (unfold N; lia).
  pose proof (limit_positive N lam HN ltac:(lra)) as HL. pose proof (step_of_depth lam ltac:(lra)) as Hs.
  assert (Hal : alpha <= L N lam).
  { apply Rnot_lt_le. intros Q. pose proof (power_below (S m) _ _ (conj (Rlt_le _ _ HL) Q)) as R.
    fold N in R. rewrite limit_power in R by (assumption || lra). lra. }
  pose proof (orbit_between N lam eta (L N lam) (L N lam) alpha ltac:(lra) ltac:(lra)) as B.
  rewrite Rmin_left, Rmax_right in B by lra. split; [lra|]. apply B. intros x Hx.
  exists (eta * h N lam x). split.
  - split; [apply Rmult_le_pos; [lra | apply h_nonnegative; [exact HN | lra]]|].
    apply Rle_trans with (eta * (INR N * L N lam ^ (2 * N - 2))); [|lra].
    apply Rmult_le_compat_l; [lra|]. rewrite h_is by lia.
    apply Rle_trans with (L N lam ^ (N - 1) * (INR (S (N - 1)) * L N lam ^ (N - 1))).
    + apply Rmult_le_compat; [apply pow_le; lra | apply G_nonnegative; lra | apply pow_incr; lra | apply G_bounded;
        lra].
    + right. replace (S (N - 1)) with N by lia. replace (2 * N - 2)%nat with (N - 1 + (N - 1))%nat by lia.
      rewrite pow_add. ring.
  - rewrite f_by_h by (assumption || lra). ring.
Qed.

(* Larger eigenvalues are ahead. *)
Lemma orbits_ordered lam mu k : alpha ^ N <= lam -> lam <= mu <= top ->
  iterate N alpha lam eta k <= iterate N alpha mu eta k.
Proof using All.
  intros Hl Hm. pose proof (pow_lt alpha N start) as Ha. assert (HN : (N >= 2)%nat) by (unfold N; lia).
  induction k as [|k IH]; [cbn [iterate]; lra|].
  pose proof (orbit_between_limits lam k ltac:(lra)) as Bl. pose proof (orbit_between_limits mu k ltac:(lra)) as Bm.
  cbn [iterate]. set (x := iterate N alpha lam eta k) in *. set (z := iterate N alpha mu eta k) in *.
  apply Rle_trans with (x + eta * f N mu x).
  - apply Rplus_le_compat_l, Rmult_le_compat_l; [lra|]. unfold f. apply Rmult_le_compat_l; [apply pow_le; lra | lra].
  - apply (increases (fun x => x + eta * f N mu x) (fun x => 1 + eta * slope N mu x)); [lra | |].
    + intros t _. apply (is_derive_plus (fun t => t) (fun t => eta * f N mu t)); [apply (is_derive_id t)|].
      apply (is_derive_scal (f N mu)), f_derivative, HN.
    + intros t Ht. pose proof (step_of_depth mu ltac:(lra)) as Hs.
      assert (Q : - slope N mu t <= INR N * L N mu ^ (2 * N - 2)).
      { unfold slope. replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add.
        assert (Ht0 : 0 <= t <= L N mu) by lra. pose proof (pow_incr t (L N mu) N Ht0) as T1.
        pose proof (pow_incr t (L N mu) (N - 2) Ht0) as T2. pose proof (pow_le t (N - 2) (proj1 Ht0)) as T3.
        rewrite limit_power in * by (assumption || lra). pose proof (depth_real N HN) as HR.
        apply Rle_trans with (t ^ (N - 2) * (INR N * mu)).
        - rewrite Ropp_mult_distr_r. apply Rmult_le_compat_l; [exact T3 | nra].
        - replace (INR N * (L N mu ^ (N - 2) * mu)) with (L N mu ^ (N - 2) * (INR N * mu)) by ring.
          apply Rmult_le_compat_r; [apply Rmult_le_pos; lra | exact T2]. }
      assert (eta * - slope N mu t <= eta * (INR N * L N mu ^ (2 * N - 2))) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(* Where u = 1 + eta phi lies, and what follows it. *)
Lemma growth_between lam k : alpha ^ N <= lam <= top ->
  1 <= 1 + eta * growth N lam (iterate N alpha lam eta k) <= 1 + height m * share m / (INR m + 2).
Proof using All.
  intros Hl. pose proof (pow_lt alpha N start) as Ha. assert (HN : (N >= 2)%nat) by (unfold N; lia).
  pose proof (orbit_between_limits lam k Hl) as B. set (x := iterate N alpha lam eta k) in *.
  pose proof (limit_positive N top HN top_positive) as HT. pose proof (limit_power N top HN ltac:(lra)) as ET.
  pose proof (limit_power N lam HN ltac:(lra)) as EL.
  assert (HLL : L N lam <= L N top).
  { rewrite !limit_is_root by (assumption || lra). apply root_increasing; [lia | lra]. }
  assert (Hx : x ^ N <= lam) by (rewrite <- EL; apply pow_incr; lra).
  unfold growth. replace (N - 2)%nat with m by (unfold N; lia).
  assert (P : 0 <= x ^ m) by (apply pow_le; lra). split.
  - assert (0 <= eta * (x ^ m * (lam - x ^ N))); [|lra]. apply Rmult_le_pos; [lra | apply Rmult_le_pos; lra].
  - apply Rplus_le_compat_l. set (t := x / L N top).
    assert (Ht : 0 <= t <= 1).
    { unfold t. split; [apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, HT]|].
      apply Rmult_le_reg_r with (L N top); [exact HT|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    assert (Hxt : x = t * L N top) by (unfold t; field; lra).
    pose proof (height_bounds m t Ht) as Hh.
    assert (H0 : 0 <= t ^ m * (1 - t ^ S (S m))).
    { apply Rmult_le_pos; [apply pow_le; lra|]. assert (t ^ S (S m) <= 1 ^ S (S m)) by (apply pow_incr; lra).
      rewrite pow1 in *. lra. }
    apply Rle_trans with (eta * (x ^ m * (top - x ^ N))).
    + apply Rmult_le_compat_l; [lra | apply Rmult_le_compat_l; lra].
    + replace (eta * (x ^ m * (top - x ^ N))) with (t ^ m * (1 - t ^ S (S m)) * (eta * L N top ^ (2 * N - 2))).
      * replace (height m * share m / (INR m + 2)) with (height m * (share m / (INR m + 2))) by (unfold Rdiv; ring).
        apply Rmult_le_compat; [exact H0 | | exact Hh | exact step].
        apply Rmult_le_pos; [lra | apply pow_le; lra].
      * replace (top - x ^ N) with (L N top ^ N - x ^ N) by (rewrite ET; reflexivity).
        rewrite Hxt, !Rpow_mult_distr. replace (2 * N - 2)%nat with (m + N)%nat by (unfold N; lia).
        rewrite pow_add. fold N. ring.
Qed.

Lemma growth_after lam k : let x := iterate N alpha lam eta k in let u := 1 + eta * growth N lam x in
  1 + eta * growth N lam (iterate N alpha lam eta (S k)) = next m (eta * x ^ (2 * N - 2)) u.
Proof using All.
  intros x u. rewrite step_is by (unfold N; lia). fold x. fold u. unfold next.
  assert (E : eta * (x ^ m * lam) = u - 1 + eta * x ^ (2 * N - 2)).
  { unfold u, growth. replace (N - 2)%nat with m by (unfold N; lia).
    replace (2 * N - 2)%nat with (m + N)%nat by (unfold N; lia). rewrite pow_add. ring. }
  unfold growth. replace (N - 2)%nat with m by (unfold N; lia). rewrite !Rpow_mult_distr.
  replace (eta * (x ^ m * u ^ m * (lam - x ^ N * u ^ N)))
    with (u ^ m * (eta * (x ^ m * lam) - eta * (x ^ m * x ^ N) * u ^ N)) by ring.
  rewrite <- pow_add. replace (m + N)%nat with (2 * N - 2)%nat by (unfold N; lia). rewrite E. fold N. ring.
Qed.

(* One eigenvalue against the largest one: what its quotient gains in the next step is at least c times what it has
   gained in this one. *)
Definition gain_factor (k : nat) : R :=
  let x := iterate N alpha top eta k in let v := eta * x ^ (2 * N - 2) in let a := 1 + eta * growth N top x in
  a ^ m * rise m v a / next m v a.

Lemma next_gain lam k : alpha ^ N <= lam <= top -> 0 <= gain_factor k /\
  gain_factor k * (iterate N alpha lam eta (S k) ^ N / iterate N alpha top eta (S k) ^ N
    - iterate N alpha lam eta k ^ N / iterate N alpha top eta k ^ N) <=
  iterate N alpha lam eta (S (S k)) ^ N / iterate N alpha top eta (S (S k)) ^ N
    - iterate N alpha lam eta (S k) ^ N / iterate N alpha top eta (S k) ^ N.
Proof using All.
  intros Hl. pose proof (pow_lt alpha N start) as Ha. assert (HN : (N >= 2)%nat) by (unfold N; lia).
  pose proof (orbit_between_limits lam k Hl) as B. pose proof (orbit_between_limits top k ltac:(lra)) as B1.
  pose proof (orbits_ordered lam top k ltac:(lra) ltac:(lra)) as O.
  pose proof (growth_between lam k Hl) as U. pose proof (growth_between top k ltac:(lra)) as U1.
  pose proof (growth_after lam k) as A. pose proof (growth_after top k) as A1. cbv zeta in A, A1.
  rewrite !(step_is N alpha lam eta (S k) HN), !(step_is N alpha top eta (S k) HN), A, A1.
  rewrite !(step_is N alpha lam eta k HN), !(step_is N alpha top eta k HN).
  unfold gain_factor. cbv zeta. clear A A1.
  set (x := iterate N alpha lam eta k) in *. set (x1 := iterate N alpha top eta k) in *.
  set (u := 1 + eta * growth N lam x) in *. set (a := 1 + eta * growth N top x1) in *.
  set (v1 := eta * x1 ^ (2 * N - 2)) in *.
  assert (Hv : 0 <= v1 <= share m / (INR m + 2)).
  { unfold v1. split; [apply Rmult_le_pos; [lra | apply pow_le; lra]|]. apply Rle_trans with (2 := step).
    apply Rmult_le_compat_l; [lra | apply pow_incr; lra]. }
  pose proof (convex_steps m v1 Hv) as C. pose proof (above_tangent m v1 _ a u C U1 U) as T. fold N in T.
  destruct (C a U1) as [Ka [Ra _]]. destruct (C u U) as [Ku _].
  assert (Hmore : next m v1 u <= next m (eta * x ^ (2 * N - 2)) u).
  { unfold next. apply Rplus_le_compat_l, Rmult_le_compat_l; [apply pow_le; lra|].
    assert (1 <= u ^ S (S m)) by (rewrite <- (pow1 (S (S m))); apply pow_incr; lra).
    assert (eta * x ^ (2 * N - 2) <= v1) by (apply Rmult_le_compat_l; [lra | apply pow_incr; lra]).
    assert (eta * x ^ (2 * N - 2) * (u ^ S (S m) - 1) <= v1 * (u ^ S (S m) - 1)) by (apply Rmult_le_compat_r; lra).
      lra. }
  pose proof (pow_incr _ _ N (conj (Rlt_le _ _ Ku) Hmore)) as Hpow.
  set (K := next m v1 u) in *. set (K' := next m (eta * x ^ (2 * N - 2)) u) in *. set (K1 := next m v1 a) in *.
  assert (Pam : 0 <= a ^ m) by (apply pow_le; lra).
  split; [apply Rmult_le_pos; [apply Rmult_le_pos; assumption | left; apply Rinv_0_lt_compat, Ka]|].
  rewrite !Rpow_mult_distr.
  assert (Px : 0 < x ^ N) by (apply pow_lt; lra). assert (Px1 : 0 < x1 ^ N) by (apply pow_lt; lra).
  assert (Pu : 0 < u ^ N) by (apply pow_lt; lra). assert (Pa : 0 < a ^ N) by (apply pow_lt; lra).
  assert (PK1 : 0 < K1 ^ N) by (apply pow_lt; lra). assert (PKm : 0 < K1 ^ S m) by (apply pow_lt; lra).
  assert (EK : K1 ^ N = K1 * K1 ^ S m) by reflexivity.
  assert (T' : K1 ^ S m * (a ^ m * rise m v1 a) * (u ^ N - a ^ N) <= u ^ N * (K' ^ N - K1 ^ N)).
  { apply Rle_trans with (1 := T). apply Rmult_le_compat_l; lra. }
  set (c := a ^ m * rise m v1 a) in *.
  replace (x ^ N * u ^ N * K' ^ N / (x1 ^ N * a ^ N * K1 ^ N) - x ^ N * u ^ N / (x1 ^ N * a ^ N))
    with (x ^ N / (x1 ^ N * a ^ N * K1 ^ N) * (u ^ N * (K' ^ N - K1 ^ N))) by (field; repeat split; lra).
  replace (c / K1 * (x ^ N * u ^ N / (x1 ^ N * a ^ N) - x ^ N / x1 ^ N))
    with (x ^ N / (x1 ^ N * a ^ N * K1 ^ N) * (K1 ^ S m * c * (u ^ N - a ^ N)))
    by (rewrite EK; field; repeat split; lra).
  apply Rmult_le_compat_l; [|exact T'].
  left. apply Rdiv_lt_0_compat; [exact Px | apply Rmult_lt_0_compat; [apply Rmult_lt_0_compat|]; assumption].
Qed.
End Steps.

(* The bound on the step in the units of the statement. *)
Lemma step_in_units m lam eta : lam > 0 ->
  eta <= power lam (2 / INR (S (S m)) - 2) * theta_N (S (S m)) / INR (S (S m)) ->
  eta * L (S (S m)) lam ^ (2 * S (S m) - 2) <= share m / (INR m + 2).
Proof.
  intros Hl He. set (N := S (S m)) in *. assert (HN : (N >= 2)%nat) by (unfold N; lia).
  pose proof (limit_positive N lam HN Hl) as HL. pose proof (pow_lt _ (2 * N - 2) HL) as P.
  pose proof (depth_real N HN) as HR.
  assert (ET : theta_N N = share m).
  { unfold theta_N. destruct m as [|[|p]]; unfold N.
    - destruct (Req_EM_T (INR 2) 2) as [|H]; [reflexivity | exfalso; apply H; simpl; ring].
    - destruct (Req_EM_T (INR 3) 2) as [H|_]; [exfalso; simpl in H; lra|].
      destruct (Req_EM_T (INR 3) 3) as [|H]; [reflexivity | exfalso; apply H; simpl; ring].
    - assert (H4 : 4 <= INR (S (S (S (S p))))) by (rewrite !S_INR; pose proof (pos_INR p); lra).
      destruct (Req_EM_T (INR (S (S (S (S p))))) 2) as [H|_]; [exfalso; lra|].
      destruct (Req_EM_T (INR (S (S (S (S p))))) 3) as [H|_]; [exfalso; lra | reflexivity]. }
  assert (EP : power lam (2 / INR N - 2) = / L N lam ^ (2 * N - 2)).
  { rewrite limit_is_root by (assumption || lra). unfold power, root. destruct (Rle_dec lam 0); [lra|].
    rewrite <- Rpower_pow by (unfold Rpower; apply exp_pos). rewrite Rpower_mult, <- Rpower_Ropp. f_equal.
    rewrite minus_INR, mult_INR by lia. simpl (INR 2). field. lra. }
  rewrite ET, EP in He. replace (INR m + 2) with (INR N) by (unfold N; rewrite !S_INR; ring).
  apply Rmult_le_compat_r with (r := L N lam ^ (2 * N - 2)) in He; [|lra]. apply Rle_trans with (1 := He).
  right. field. lra.
Qed.

Theorem turns_once : effective_rank_descent_turns_once.
Proof.
  unfold effective_rank_descent_turns_once. intros N n ell alpha eta spectrum Hd Hn Hl Ha H0 HN _ Hlow He _ k.
  pose proof (pow_lt alpha N Ha) as HaN. destruct N as [|[|m]]; [lia | lia|].
  set (N := S (S m)) in *. set (top := eigenvalue n spectrum 1) in *.
  assert (Hall : forall i, (1 <= i <= n)%nat -> alpha ^ N <= eigenvalue n spectrum i <= top).
  { intros i Hi. split; [apply Rle_trans with (1 := Hlow)|]; apply eigenvalues_descend; assumption || lia. }
  pose proof (Hall 1%nat ltac:(lia)) as H1. fold top in H1. assert (Htop : 0 < top) by lra.
  pose proof (step_in_units m top eta Htop He) as Hs. fold N in Hs.
  set (w := fun k i => iterate N alpha (eigenvalue n spectrum i) eta k ^ N).
  assert (Pos : forall k i, (1 <= i <= n)%nat -> 0 < iterate N alpha (eigenvalue n spectrum i) eta k).
  { intros j i Hi. pose proof (orbit_between_limits m alpha eta top Ha H0 Htop Hs _ j (Hall i Hi)) as B.
      fold N in B. lra. }
  assert (R : forall k, r N n k alpha eta spectrum = total 1 n (fun i => w k i / w k 1%nat)).
  { intros j. unfold r. rewrite total_divided. rewrite <- effective_rank_quotients; [f_equal | lia|].
    - apply total_ext. intros i Hi. unfold w. rewrite Rabs_pos_eq by (left; apply Pos, Hi). reflexivity.
    - apply largest_ext. intros i Hi. unfold w. rewrite Rabs_pos_eq by (left; apply Pos, Hi). reflexivity.
    - intros i Hi. apply pow_incr. split; [left; apply Pos, Hi|].
      apply (orbits_ordered m alpha eta top Ha H0 Htop Hs); [apply Hall, Hi|].
        split; [apply Hall, Hi | fold top; lra]. }
  rewrite !R. replace (k + 1)%nat with (S k) by lia. replace (k + 2)%nat with (S (S k)) by lia.
  destruct (Rlt_or_le (total 1 n (fun i => w (S k) i / w (S k) 1%nat)) (total 1 n (fun i => w k i / w k 1%nat)))
    as [Q|Q]; [left; exact Q | right].
  pose proof (next_gain m alpha eta top Ha H0 Htop Hs) as G.
  assert (C : 0 <= gain_factor m alpha eta top k) by (exact (proj1 (G top k H1))).
  assert (D : gain_factor m alpha eta top k * (total 1 n (fun i => w (S k) i / w (S k) 1%nat)
      - total 1 n (fun i => w k i / w k 1%nat)) <=
    total 1 n (fun i => w (S (S k)) i / w (S (S k)) 1%nat) - total 1 n (fun i => w (S k) i / w (S k) 1%nat)).
  { rewrite <- !total_minus, <- total_scal. apply total_le. intros i Hi. exact (proj2 (G _ k (Hall i Hi))). }
  assert (0 <= gain_factor m alpha eta top k * (total 1 n (fun i => w (S k) i / w (S k) 1%nat)
      - total 1 n (fun i => w k i / w k 1%nat))) by (apply Rmult_le_pos; lra).
  lra.
Qed.

(* Beyond the last place the eigenvalue is 0: its orbit falls, and stays positive. *)
Lemma zero_orbit m alpha eta top k : 0 < alpha -> 0 < eta -> 0 < top -> alpha <= L (S (S m)) top ->
  eta * L (S (S m)) top ^ (2 * S (S m) - 2) <= share m / (INR m + 2) ->
  0 < iterate (S (S m)) alpha 0 eta k <= alpha /\
  0 < 1 + eta * growth (S (S m)) 0 (iterate (S (S m)) alpha 0 eta k).
Proof.
  intros Ha He Ht HL Hs. set (N := S (S m)) in *. assert (HN : (N >= 2)%nat) by (unfold N; lia).
  assert (Hu : forall x, 0 < x <= alpha -> 0 < 1 + eta * growth N 0 x <= 1).
  { intros x Hx. assert (E : eta * growth N 0 x = - (eta * x ^ (2 * N - 2))).
    { unfold growth. replace (2 * N - 2)%nat with (N - 2 + N)%nat by lia. rewrite pow_add. ring. }
    rewrite E. assert (0 <= eta * x ^ (2 * N - 2)) by (apply Rmult_le_pos; [lra | apply pow_le; lra]).
    assert (Q : eta * x ^ (2 * N - 2) <= eta * L N top ^ (2 * N - 2))
      by (apply Rmult_le_compat_l; [lra | apply pow_incr; lra]).
    assert (B : share m / (INR m + 2) < 1).
    { pose proof (share_between m). pose proof (pos_INR m). apply Rmult_lt_reg_r with (INR m + 2); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
    lra. }
  induction k as [|k [IH1 IH2]]; [cbn [iterate]; split; [lra | apply Hu; lra]|].
  rewrite step_is by exact HN. pose proof (Hu _ IH1) as B. set (x := iterate N alpha 0 eta k) in *.
  set (u := 1 + eta * growth N 0 x) in *.
  assert (Hx : 0 < x * u <= alpha) by (split; [apply Rmult_lt_0_compat; lra | nra]).
  split; [exact Hx | apply Hu, Hx].
Qed.

Lemma quotients_compared N x x1 u u1 : 0 <= x -> 0 < x1 -> 0 <= u -> 0 < u1 ->
  ((x * u / (x1 * u1)) ^ N - (x / x1) ^ N) * (u - u1) >= 0.
Proof.
  intros Hx Hx1 Hu Hu1. assert (Q : 0 <= x / x1) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, Hx1]).
  assert (E : x * u / (x1 * u1) - x / x1 = (u - u1) * (x / x1 / u1)) by (field; lra).
  assert (Q1 : 0 <= x / x1 / u1) by (apply Rmult_le_pos; [lra | left; apply Rinv_0_lt_compat, Hu1]).
  assert (Q2 : 0 <= x * u / (x1 * u1)).
  { apply Rmult_le_pos; [apply Rmult_le_pos; lra | left; apply Rinv_0_lt_compat, Rmult_lt_0_compat; assumption]. }
  apply Rle_ge. destruct (Rle_or_lt u1 u) as [H|H].
  - apply Rmult_le_pos; [|lra]. assert (0 <= (u - u1) * (x / x1 / u1)) by (apply Rmult_le_pos; lra).
    assert ((x / x1) ^ N <= (x * u / (x1 * u1)) ^ N) by (apply pow_incr; lra). lra.
  - assert (0 <= (u1 - u) * (x / x1 / u1)) by (apply Rmult_le_pos; lra).
    assert ((x * u / (x1 * u1)) ^ N <= (x / x1) ^ N) by (apply pow_incr; lra).
    replace (((x * u / (x1 * u1)) ^ N - (x / x1) ^ N) * (u - u1))
      with (((x / x1) ^ N - (x * u / (x1 * u1)) ^ N) * (u1 - u)) by ring. apply Rmult_le_pos; lra.
Qed.

Theorem share : effective_rank_descent_share.
Proof.
  unfold effective_rank_descent_share. intros N n ell alpha eta spectrum Hd Hn Hl Ha H0 HN _ Hlow He _ k.
  pose proof (pow_lt alpha N Ha) as HaN. destruct N as [|[|m]]; [lia | lia|].
  set (N := S (S m)) in *. set (top := eigenvalue n spectrum 1) in *.
  assert (Hall : forall i, (1 <= i <= n)%nat -> alpha ^ N <= eigenvalue n spectrum i <= top).
  { intros i Hi. split; [apply Rle_trans with (1 := Hlow)|]; apply eigenvalues_descend; assumption || lia. }
  pose proof (Hall 1%nat ltac:(lia)) as H1. fold top in H1. assert (Htop : 0 < top) by lra.
  pose proof (step_in_units m top eta Htop He) as Hs. fold N in Hs.
  pose proof (orbit_between_limits m alpha eta top Ha H0 Htop Hs top k H1) as B1.
  pose proof (growth_between m alpha eta top Ha H0 Htop Hs top k H1) as U1.
  assert (B : 0 < iterate N alpha (eigenvalue n spectrum ell) eta k /\
    0 < 1 + eta * growth N (eigenvalue n spectrum ell) (iterate N alpha (eigenvalue n spectrum ell) eta k)).
  { destruct (le_lt_dec ell n) as [Q|Q].
    - pose proof (Hall ell ltac:(lia)) as HQ.
      pose proof (orbit_between_limits m alpha eta top Ha H0 Htop Hs _ k HQ) as B.
      pose proof (growth_between m alpha eta top Ha H0 Htop Hs _ k HQ) as U. fold N in B, U. lra.
    - rewrite beyond by exact Q. destruct (zero_orbit m alpha eta top k Ha H0 Htop) as [Z1 Z2]; [lra | exact Hs|].
      fold N in Z1, Z2. lra. }
  fold N in B1, U1. unfold Q_ell, phi_ell, phi_1. fold top. replace (k + 1)%nat with (S k) by lia.
  rewrite !(step_is N) by lia.
  pose proof (quotients_compared N (iterate N alpha (eigenvalue n spectrum ell) eta k) (iterate N alpha top eta k)
    (1 + eta * growth N (eigenvalue n spectrum ell) (iterate N alpha (eigenvalue n spectrum ell) eta k))
    (1 + eta * growth N top (iterate N alpha top eta k)) ltac:(lra) ltac:(lra) ltac:(lra) ltac:(lra)) as C.
  apply Rle_ge, Rmult_le_reg_l with eta; [exact H0|]. rewrite Rmult_0_r. apply Rge_le in C.
  apply Rle_trans with (1 := C). right. unfold growth. ring.
Qed.
