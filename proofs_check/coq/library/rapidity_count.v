(* Counts of steps by the time of the flow in the rapidity: each step takes a whole unit of it, up to the change of the
   logarithm of the speed. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers rapidity rapidity_orbit rapidity_fall.
Open Scope R_scope.

(* ---- Integrals ---- *)

Lemma integrable (g : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuous g x) -> ex_RInt g a b.
Proof. intros H Hg. apply (ex_RInt_continuous g). rewrite Rmin_left, Rmax_right by assumption. exact Hg. Qed.

Lemma integral_at_least (g V dV : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuous g x) ->
  (forall x, a <= x <= b -> is_derive V x (dV x)) -> (forall x, a <= x <= b -> continuous dV x) ->
  (forall x, a <= x <= b -> dV x <= g x) -> V b - V a <= RInt g a b.
Proof.
  intros H Hg HV Hd Hle.
  assert (I : is_RInt dV a b (minus (V b) (V a))).
  { apply (is_RInt_derive V dV); rewrite Rmin_left, Rmax_right by assumption; assumption. }
  replace (V b - V a) with (RInt dV a b) by (apply (is_RInt_unique dV), I).
  apply RInt_le; [assumption | eexists; exact I | apply integrable; assumption | intros x Hx; apply Hle; lra].
Qed.

Lemma integral_at_most (g V dV : R -> R) a b : a <= b -> (forall x, a <= x <= b -> continuous g x) ->
  (forall x, a <= x <= b -> is_derive V x (dV x)) -> (forall x, a <= x <= b -> continuous dV x) ->
  (forall x, a <= x <= b -> g x <= dV x) -> RInt g a b <= V b - V a.
Proof.
  intros H Hg HV Hd Hle.
  assert (I : is_RInt dV a b (minus (V b) (V a))).
  { apply (is_RInt_derive V dV); rewrite Rmin_left, Rmax_right by assumption; assumption. }
  replace (V b - V a) with (RInt dV a b) by (apply (is_RInt_unique dV), I).
  apply RInt_le; [assumption | apply integrable; assumption | eexists; exact I | intros x Hx; apply Hle; lra].
Qed.

Lemma integral_at_least_length (g : R -> R) c a b : a <= b -> (forall x, a <= x <= b -> continuous g x) ->
  (forall x, a <= x <= b -> c <= g x) -> c * (b - a) <= RInt g a b.
Proof.
  intros H Hg Hc. replace (c * (b - a)) with (c * b - c * a) by ring.
  apply (integral_at_least g (fun x => c * x) (fun _ => c) a b H Hg); [| |exact Hc].
  - intros x _. auto_derive; [exact I | ring].
  - intros x _. apply continuous_const.
Qed.

Lemma integral_split (g : R -> R) a b c : a <= b <= c -> (forall x, a <= x <= c -> continuous g x) ->
  RInt g a c = RInt g a b + RInt g b c.
Proof.
  intros H Hg. symmetry. apply (RInt_Chasles g a b c); apply integrable; try lra; intros x Hx; apply Hg; lra.
Qed.

(* ---- Telescopes ---- *)

Lemma units_up_to (X : nat -> R) K k : (K <= k)%nat -> (forall j, (K <= j < k)%nat -> 1 + X j <= X (S j)) ->
  INR (k - K) + X K <= X k.
Proof.
  intros Hk. induction Hk as [|k Hk IH]; intros H; [rewrite Nat.sub_diag; simpl; lra|].
  replace (S k - K)%nat with (S (k - K)) by lia. rewrite S_INR.
  pose proof (IH ltac:(intros j Hj; apply H; lia)). pose proof (H k ltac:(lia)). lra.
Qed.

Lemma ratio_and_logarithm a b : 0 < a -> 0 < b -> 1 - (ln b - ln a) <= a / b.
Proof.
  intros Ha Hb. assert (0 < a / b) by (apply Rmult_lt_0_compat; [lra | apply Rinv_0_lt_compat; lra]).
  pose proof (ln_below (a / b) ltac:(assumption)) as A. unfold Rdiv in A. rewrite ln_mult in A; [|lra|].
  - rewrite ln_Rinv in A by assumption. unfold Rdiv. lra.
  - apply Rinv_0_lt_compat. lra.
Qed.

(* ---- The rates as integrands ---- *)

Lemma rate_continuous m lam s x : continuous (rate m lam s) x.
Proof.
  apply (ex_derive_continuous (rate m lam s)). unfold rate, size. auto_derive. exact I.
Qed.

Lemma inverse_continuous (g : R -> R) x : continuous g x -> g x <> 0 -> continuous (fun t => / g t) x.
Proof. intros Hg H. apply continuous_Rinv_comp; assumption. Qed.

Lemma rate_positive m lam s v : 0 < s -> size m s v < - lam -> 0 < rate m lam s v.
Proof.
  intros Hs H. unfold rate. pose proof (cosh_least v).
  apply Rmult_lt_0_compat; [apply pow_lt, Rmult_lt_0_compat|]; lra.
Qed.

(* ---- Towards 0, by the rapidity ---- *)

Section Steps.
Variables (m : nat) (lam eta P L : R) (p q : nat -> R).
Hypothesis moves : orbit m lam eta p q.
Hypothesis start : allowed m lam eta P L (p 0%nat) (q 0%nat).
Let s := s p q.
Let u := u p q.
Let y := y m lam eta p q.
Let e := error m lam p q.

Lemma u_advances k : u k + eta * rate m lam (s k) (u k) <= u (S k).
Proof using moves start.
  unfold u. rewrite (u_next m lam eta P L p q moves start).
  pose proof (y_between m lam eta P L p q moves start k) as Hy.
  pose proof (artanh_between (rapidity_orbit.y m lam eta p q k) ltac:(lra)) as A.
  rewrite (y_is m lam eta P L p q moves start) in A at 1. unfold rate, s. lra.
Qed.

Lemma count_before_zero t v k : lam < 0 -> 0 < t -> v <= 0 -> (forall j, (j <= k)%nat -> t <= s j /\ u j <= v) ->
  INR k <= RInt (fun x => / rate m lam t x) (u 0%nat) v / eta.
Proof using moves start.
  intros Hlam Ht Hv H. pose proof (proj1 start) as Heta.
  assert (Hpos : forall x, x <= 0 -> 0 < rate m lam t x).
  { intros x Hx. apply rate_positive; [assumption|]. pose proof (size_increasing m t x 0 Ht Hx). rewrite size_zero in *. lra. }
  assert (Hcont : forall x, x <= 0 -> continuous (fun x => / rate m lam t x) x).
  { intros x Hx. apply inverse_continuous; [apply rate_continuous | pose proof (Hpos x Hx); lra]. }
  assert (Hmono : forall i j, (i <= j)%nat -> u i <= u j) by (intros i j; apply (u_grows m lam eta P L p q moves start)).
  set (X := fun j => RInt (fun x => / rate m lam t x) (u 0%nat) (u j) / eta).
  assert (A : INR (k - 0) + X 0%nat <= X k).
  { apply units_up_to; [lia|]. intros j Hj. unfold X.
    pose proof (Hmono 0%nat j ltac:(lia)). pose proof (Hmono j (S j) ltac:(lia)).
    destruct (H j ltac:(lia)) as [Hs Hu]. destruct (H (S j) ltac:(lia)) as [_ Hu'].
    rewrite (integral_split _ (u 0%nat) (u j) (u (S j))) by (try split; try assumption; intros x Hx; apply Hcont; lra).
    assert (B : / rate m lam t (u j) * (u (S j) - u j) <= RInt (fun x => / rate m lam t x) (u j) (u (S j))).
    { apply integral_at_least_length; [assumption | intros x Hx; apply Hcont; lra|].
      intros x Hx. apply Rinv_le_contravar; [apply Hpos; lra|]. apply rate_falls; [assumption | lra|].
      pose proof (size_increasing m t x 0 Ht ltac:(lra)). rewrite size_zero in *. lra. }
    assert (C : eta * rate m lam t (u j) <= u (S j) - u j).
    { pose proof (u_advances j) as D. assert (E : rate m lam t (u j) <= rate m lam (s j) (u j)).
      { apply rate_in_scale; [lra | lra|]. pose proof (size_increasing m t (u j) 0 Ht ltac:(lra)). rewrite size_zero in *. lra. }
      pose proof (Rmult_le_compat_l eta _ _ (Rlt_le _ _ Heta) E). lra. }
    pose proof (Hpos (u j) ltac:(lra)) as Hr.
    assert (D : eta <= / rate m lam t (u j) * (u (S j) - u j)).
    { replace eta with (/ rate m lam t (u j) * (eta * rate m lam t (u j))) by (field; lra).
      apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat; lra | assumption]. }
    apply Rmult_le_reg_r with eta; [lra|]. rewrite Rmult_plus_distr_r. unfold Rdiv. rewrite !Rmult_assoc, Rinv_l by lra. lra. }
  rewrite Nat.sub_0_r in A. unfold X in A. rewrite RInt_point in A. change (@zero R_CompleteNormedModule) with 0 in A.
  replace (0 / eta) with 0 in A by (field; lra).
  apply Rle_trans with (RInt (fun x => / rate m lam t x) (u 0%nat) (u k) / eta); [lra|].
  apply Rmult_le_compat_r; [left; apply Rinv_0_lt_compat; lra|].
  destruct (H k (Nat.le_refl k)) as [_ Hk].
  rewrite (integral_split _ (u 0%nat) (u k) v); [| |intros x Hx; apply Hcont; lra].
  - assert (0 * (v - u k) <= RInt (fun x => / rate m lam t x) (u k) v); [|lra].
    apply integral_at_least_length; [assumption | intros x Hx; apply Hcont; lra|].
    intros x Hx. left. apply Rinv_0_lt_compat, Hpos. lra.
  - split; [apply Hmono; lia | assumption].
Qed.
End Steps.
