(* Two steps of (18) at most as large as 2/kappa: heights f(x) = -f(y) across the limit l lie more than 2 f(x)/kappa
   apart, so that no step across l is undone by the next one, and two steps from below l come closer at a rate. *)
From Coq Require Import Reals Lra Lia Psatz.
From Coquelicot Require Import Coquelicot.
From dmf.library Require Import vocabulary powers.
From dmf.deep_factorization Require Import lemma_2_2_sharp.
Open Scope R_scope.

Lemma power_increasing n x y : 0 <= x < y -> x ^ S n < y ^ S n.
Proof.
  intros H. cbn [pow]. assert (x ^ n <= y ^ n) by (apply pow_incr; lra).
  assert (0 < y ^ n) by (apply pow_lt; lra). assert (x * x ^ n <= x * y ^ n) by (apply Rmult_le_compat_l; lra).
  assert (x * y ^ n < y * y ^ n) by (apply Rmult_lt_compat_r; lra). lra.
Qed.

Lemma G_other_end n x y : G (S n) x y = y * G n x y + x ^ S n.
Proof.
  induction n as [|n IH]; [simpl; ring|].
  change (G (S (S n)) x y) with (x * G (S n) x y + y ^ S (S n)). rewrite IH at 1.
  change (G (S n) x y) with (x * G n x y + y ^ S n). simpl pow. ring.
Qed.

(* The mean of x^j y^(n-j) is at most that of x^n and y^n. *)
Lemma G_mean n x y : 0 <= x <= y -> 2 * G n x y <= INR (S n) * (x ^ n + y ^ n).
Proof.
  intros H. induction n as [|n IH]; [simpl; lra|].
  assert (E : 2 * G (S n) x y = (x + y) * G n x y + (x ^ S n + y ^ S n)).
  { rewrite G_other_end. pose proof (G_other_end n x y) as E.
    change (G (S n) x y) with (x * G n x y + y ^ S n) in E. lra. }
  assert (x ^ n <= y ^ n) by (apply pow_incr; lra).
  assert (0 <= (y - x) * (y ^ n - x ^ n)) by (apply Rmult_le_pos; lra).
  assert ((x + y) * (2 * G n x y) <= (x + y) * (INR (S n) * (x ^ n + y ^ n))) by (apply Rmult_le_compat_l; lra).
  rewrite E, (S_INR (S n)). cbn [pow]. pose proof (pos_INR (S n)). set (m := INR (S n)) in *.
  assert (m * ((x + y) * (x ^ n + y ^ n)) <= m * (2 * (x * x ^ n + y * y ^ n))) by (apply Rmult_le_compat_l; lra).
  lra.
Qed.

(* One step; f(x) = (l - x) h(x), and h(l) = kappa. *)
Definition next (n : nat) (l eta x : R) : R := x + eta * f (S n) (l ^ S n) x.
Definition rate_at (n : nat) (l x : R) : R := x ^ n * G n x l.
Definition top (n : nat) (l : R) : R := INR (S n) * (l ^ n * l ^ n).

Lemma height n l x : f (S n) (l ^ S n) x = (l - x) * rate_at n l x.
Proof. unfold rate_at, f. replace (S n - 1)%nat with n by lia. rewrite difference_of_powers. ring. Qed.

Lemma rate_at_limit n l : rate_at n l l = top n l.
Proof. unfold rate_at, top. rewrite G_diagonal. ring. Qed.

Lemma factor n l eta x : next n l eta x - l = (x - l) * (1 - eta * rate_at n l x).
Proof. unfold next. rewrite height. ring. Qed.

Lemma height_continuous n l : continuity (f (S n) (l ^ S n)).
Proof.
  intros x. apply continuity_pt_filterlim, (ex_derive_continuous (f (S n) (l ^ S n))). unfold f. auto_derive. exact I.
Qed.

Section Ceiling.
Variables (n : nat) (l : R).
Hypothesis depth : (n >= 1)%nat.
Hypothesis limit : 0 < l.

Local Notation f_ := (f (S n) (l ^ S n)).
Local Notation h_ := (rate_at n l).
Local Notation k_ := (top n l).

Lemma h_positive x : 0 < x -> 0 < h_ x.
Proof using limit. intros H. apply Rmult_lt_0_compat; [apply pow_lt; lra | apply G_positive; lra]. Qed.

Lemma h_increasing x y : 0 < x < y -> h_ x < h_ y.
Proof using depth limit.
  intros H. unfold rate_at. destruct n as [|m]; [lia|]. pose proof (power_increasing m x y ltac:(lra)).
  assert (0 < G (S m) x l) by (apply G_positive; lra).
  assert (G (S m) x l <= G (S m) y l) by (apply G_increasing; lra).
  assert (x ^ S m * G (S m) x l < y ^ S m * G (S m) x l) by (apply Rmult_lt_compat_r; assumption).
  assert (y ^ S m * G (S m) x l <= y ^ S m * G (S m) y l) by (apply Rmult_le_compat_l; [apply pow_le|]; lra).
  lra.
Qed.

Lemma h_weakly x y : 0 < x <= y -> h_ x <= h_ y.
Proof using depth limit.
  intros H. destruct (Rle_lt_or_eq_dec x y ltac:(lra)) as [H1|<-]; [|lra]. left. apply h_increasing. lra.
Qed.

(* Heights f(x) = -f(y) with x < l < y are more than 2 f(x) / kappa apart. *)
Lemma equal_heights x y : 0 < x < l -> l < y -> f_ x = - f_ y -> 2 * f_ x < k_ * (y - x).
Proof using depth limit.
  intros Hx Hy E. unfold f, top in *. replace (S n - 1)%nat with n in * by lia.
  assert (HP : l ^ S n * (x ^ n + y ^ n) = x * (x ^ n * x ^ n) + y * (y ^ n * y ^ n)) by (cbn [pow] in *; lra).
  destruct n as [|m]; [lia|]. pose proof (power_increasing m x y ltac:(lra)) as Hab.
  assert (Ha : 0 < x ^ S m) by (apply pow_lt; lra).
  pose proof (G_mean (S m) x y ltac:(lra)) as HG. pose proof (difference_of_powers (S m) x y) as D.
  assert (Hxy : x * y < l * l).
  { apply Rnot_le_lt. intros H.
    assert (H2 : (l * l) ^ S (S m) <= (x * y) ^ S (S m)) by (apply pow_incr; split; [nra | assumption]).
    rewrite !Rpow_mult_distr in H2. change (x ^ S (S m)) with (x * x ^ S m) in *.
    change (y ^ S (S m)) with (y * y ^ S m) in *. set (a := x ^ S m) in *. set (b := y ^ S m) in *.
    set (P := l ^ S (S m)) in *.
    assert (HPP : P * P * ((a + b) * (a + b)) = (x * (a * a) + y * (b * b)) * (x * (a * a) + y * (b * b)))
      by (rewrite <- HP; ring).
    assert (P * P * ((a + b) * (a + b)) <= x * a * (y * b) * ((a + b) * (a + b)))
      by (apply Rmult_le_compat_r; [nra | assumption]).
    assert (0 < x * a) by (apply Rmult_lt_0_compat; lra).
    assert (x * a < y * b) by (apply Rmult_le_0_lt_compat; lra).
    assert (a * a < b * b) by (apply Rmult_le_0_lt_compat; lra).
    assert (x * a * (a * a) < y * b * (b * b)) by (apply Rmult_le_0_lt_compat; nra).
    assert (0 < (y * b - x * a) * (y * b * (b * b) - x * a * (a * a))) by (apply Rmult_lt_0_compat; lra).
    nra. }
  assert (Hl : x ^ S m * y ^ S m < l ^ S m * l ^ S m).
  { rewrite <- !Rpow_mult_distr. apply power_increasing. nra. }
  assert (HF : x ^ S m * (l ^ S (S m) - x ^ S (S m)) * (x ^ S m + y ^ S m)
    = x ^ S m * y ^ S m * ((y - x) * G (S m) x y)).
  { rewrite <- D. cbn [pow] in *. nra. }
  set (a := x ^ S m) in *. set (b := y ^ S m) in *. set (F := a * (l ^ S (S m) - x ^ S (S m))) in *.
  assert (H1 : a * b * (y - x) * (2 * G (S m) x y) <= a * b * (y - x) * (INR (S (S m)) * (a + b))).
  { apply Rmult_le_compat_l; [|assumption]. apply Rmult_le_pos; [apply Rmult_le_pos|]; lra. }
  assert (H2 : 2 * F <= a * b * (y - x) * INR (S (S m))).
  { apply Rmult_le_reg_r with (a + b); [lra|]. lra. }
  assert (0 < (y - x) * INR (S (S m))) by (apply Rmult_lt_0_compat; [lra | apply lt_0_INR; lia]).
  assert (a * b * ((y - x) * INR (S (S m))) < l ^ S m * l ^ S m * ((y - x) * INR (S (S m))))
    by (apply Rmult_lt_compat_r; lra).
  lra.
Qed.

Variable eta : R.
Hypothesis step_positive : 0 < eta.
Local Notation g := (next n l eta).

Lemma upward x : 0 < x < l -> x < g x.
Proof using limit step_positive.
  intros H. unfold next. rewrite height. pose proof (h_positive x ltac:(lra)).
  assert (0 < eta * ((l - x) * h_ x)) by (apply Rmult_lt_0_compat; [|apply Rmult_lt_0_compat]; lra). lra.
Qed.

Lemma downward x : l < x -> g x < x.
Proof using limit step_positive.
  intros H. unfold next. rewrite height. pose proof (h_positive x ltac:(lra)).
  assert (0 < eta * ((x - l) * h_ x)) by (apply Rmult_lt_0_compat; [|apply Rmult_lt_0_compat]; lra). lra.
Qed.

Hypothesis within : eta * k_ <= 2.

(* Two steps lead upward from below l, downward from above it. *)
Lemma two_up x : 0 < x < l -> x < g (g x).
Proof using depth limit step_positive within.
  intros Hx. pose proof (upward x Hx) as H1. set (y := g x) in *.
  destruct (Rlt_or_le y l) as [H|H]; [pose proof (upward y ltac:(lra)); lra|].
  destruct (Rle_lt_or_eq_dec l y H) as [Hy|Hy]; [|pose proof (factor n l eta y); nra].
  apply Rnot_le_lt. intros Hback.
  assert (E : y = x + eta * f_ x) by reflexivity. assert (Eb : g y = y + eta * f_ y) by reflexivity.
  assert (Hfx : 0 < f_ x) by nra. assert (Hfy : f_ y <= - f_ x) by nra.
  assert (F0 : f_ l = 0) by (rewrite height; ring).
  destruct (IVT_gen f_ l y (- f_ x) (height_continuous n l)) as [z [[Hz1 Hz2] Ez]].
  { rewrite F0, Rmin_right, Rmax_left by lra. lra. }
  rewrite Rmin_left in Hz1 by lra. rewrite Rmax_right in Hz2 by lra.
  assert (z <> l) by (intros ->; lra).
  pose proof (equal_heights x z Hx ltac:(lra) ltac:(lra)) as HH.
  assert (0 <= k_) by (unfold top; apply Rmult_le_pos; [apply pos_INR | apply Rmult_le_pos; apply pow_le; lra]).
  assert (k_ * (z - x) <= k_ * (y - x)) by (apply Rmult_le_compat_l; lra).
  assert (eta * k_ * f_ x <= 2 * f_ x) by (apply Rmult_le_compat_r; lra).
  rewrite E in *. lra.
Qed.

Lemma two_down x : l < x -> 0 < g x -> g (g x) < x.
Proof using depth limit step_positive within.
  intros Hx Hpos. pose proof (downward x Hx) as H1. set (y := g x) in *.
  destruct (Rlt_or_le l y) as [H|H]; [pose proof (downward y ltac:(lra)); lra|].
  destruct (Rle_lt_or_eq_dec y l H) as [Hy|Hy]; [|pose proof (factor n l eta y); nra].
  apply Rnot_le_lt. intros Hback.
  assert (E : y = x + eta * f_ x) by reflexivity. assert (Eb : g y = y + eta * f_ y) by reflexivity.
  assert (Hfx : f_ x < 0) by nra. assert (Hfy : - f_ x <= f_ y) by nra.
  assert (F0 : f_ l = 0) by (rewrite height; ring).
  destruct (IVT_gen f_ y l (- f_ x) (height_continuous n l)) as [z [[Hz1 Hz2] Ez]].
  { rewrite F0, Rmin_right, Rmax_left by lra. lra. }
  rewrite Rmin_left in Hz1 by lra. rewrite Rmax_right in Hz2 by lra.
  assert (z <> l) by (intros ->; lra).
  pose proof (equal_heights z x ltac:(lra) Hx ltac:(lra)) as HH.
  assert (0 <= k_) by (unfold top; apply Rmult_le_pos; [apply pos_INR | apply Rmult_le_pos; apply pow_le; lra]).
  assert (k_ * (x - z) <= k_ * (x - y)) by (apply Rmult_le_compat_l; lra).
  assert (eta * k_ * - f_ x <= 2 * - f_ x) by (apply Rmult_le_compat_r; lra).
  rewrite E in *. lra.
Qed.

(* What stays true of a state: it is positive, and so is the next one. *)
Lemma positive_next x : 0 < x -> 0 < g x -> 0 < g (g x).
Proof using depth limit step_positive within.
  intros Hx Hg. destruct (Rtotal_order x l) as [H|[->|H]].
  - pose proof (two_up x ltac:(lra)). lra.
  - assert (E : g l = l) by (pose proof (factor n l eta l); lra). rewrite !E. assumption.
  - destruct (Rlt_or_le l (g x)) as [Hy|Hy].
    + pose proof (downward x H). pose proof (factor n l eta x). pose proof (factor n l eta (g x)).
      pose proof (h_increasing (g x) x ltac:(lra)). pose proof (h_positive (g x) ltac:(lra)).
      assert (eta * h_ (g x) < eta * h_ x) by (apply Rmult_lt_compat_l; lra). assert (eta * h_ x < 1) by nra.
      assert (0 < (g x - l) * (1 - eta * h_ (g x))) by (apply Rmult_lt_0_compat; lra). lra.
    + destruct (Rle_lt_or_eq_dec _ _ Hy) as [H1|H1]; [pose proof (upward (g x) ltac:(lra)); lra|].
      pose proof (factor n l eta (g x)) as E. rewrite H1 in *. nra.
Qed.

(* From below l two steps come closer, even if they pass it. *)
Lemma closer_below x : 0 < x < l -> Rabs (l - g (g x)) <= l - x.
Proof using depth limit step_positive within.
  intros Hx. pose proof (two_up x Hx) as H2. pose proof (upward x Hx) as H1.
  pose proof (factor n l eta x) as F1. pose proof (factor n l eta (g x)) as F2. set (y := g x) in *.
  set (z := g y) in *.
  assert (Hk : forall u, 0 < u <= l -> 0 < eta * h_ u <= 2).
  { intros u Hu. pose proof (h_positive u ltac:(lra)). pose proof (h_weakly u l ltac:(lra)) as W.
    rewrite rate_at_limit in W. assert (eta * h_ u <= eta * k_) by (apply Rmult_le_compat_l; lra).
    split; [apply Rmult_lt_0_compat|]; lra. }
  destruct (Rle_or_lt z l) as [Hz|Hz]; [rewrite Rabs_pos_eq; lra|]. rewrite Rabs_left by lra.
  destruct (Rle_or_lt y l) as [Hy|Hy].
  - pose proof (Hk y ltac:(lra)). nra.
  - pose proof (Hk x ltac:(lra)). pose proof (h_positive y ltac:(lra)).
    assert (0 < eta * h_ y) by (apply Rmult_lt_0_compat; lra). nra.
Qed.

(* A state above l that is not the first one is followed by two steps that do not pass l. *)
Lemma stays_above w : 0 < w -> l < g w -> 0 < g (g w) -> l <= g (g (g w)).
Proof using depth limit step_positive within.
  intros Hw Hx Hpos. pose proof (factor n l eta w) as F0. pose proof (factor n l eta (g w)) as F1.
  pose proof (factor n l eta (g (g w))) as F2.
  destruct (Rtotal_order w l) as [H|[->|H]].
  - pose proof (two_up w ltac:(lra)) as H2. set (x := g w) in *. set (y := g x) in *.
    assert (1 < eta * h_ w) by nra. pose proof (h_increasing w x ltac:(lra)).
    assert (eta * h_ w < eta * h_ x) by (apply Rmult_lt_compat_l; lra). assert (y < l) by nra.
    pose proof (h_increasing w y ltac:(lra)). assert (eta * h_ w < eta * h_ y) by (apply Rmult_lt_compat_l; lra). nra.
  - rewrite Rminus_eq_0, Rmult_0_l in F0. lra.
  - pose proof (downward w H). pose proof (downward (g w) Hx). set (x := g w) in *. set (y := g x) in *.
    assert (eta * h_ w < 1) by nra. pose proof (h_increasing x w ltac:(lra)).
    assert (eta * h_ x < eta * h_ w) by (apply Rmult_lt_compat_l; lra). assert (l < y) by nra.
    pose proof (h_increasing y x ltac:(lra)). assert (eta * h_ y < eta * h_ x) by (apply Rmult_lt_compat_l; lra). nra.
Qed.
End Ceiling.

(* The rate of two steps from below l: the factors p - 1 and r - 1 of steps across l, with e = eta kappa. *)
Lemma factors_across e p r : 1 < e <= 2 -> 1 < p -> 1 < r -> (2 * p - e) * (2 * r - e) <= e * e ->
  (p - 1) * (r - 1) <= (e - 1) ^ 2.
Proof.
  intros He Hp Hr H. cbn [pow]. rewrite Rmult_1_r. destruct (Rle_or_lt (2 * e) (p + r)) as [Hs|Hs].
  - nra. (* p r <= e (p + r) / 2 *)
  - assert ((p - 1) * (r - 1) <= ((p + r) / 2 - 1) * ((p + r) / 2 - 1))
      by (pose proof (Rle_0_sqr (p - r)); unfold Rsqr in *; lra).
    assert (((p + r) / 2 - 1) * ((p + r) / 2 - 1) <= (e - 1) * (e - 1)) by (apply Rmult_le_compat; lra). lra.
Qed.

Lemma top_positive n l : 0 < l -> 0 < top n l.
Proof.
  intros Hl. apply Rmult_lt_0_compat; [apply lt_0_INR; lia|].
  apply Rmult_lt_0_compat; apply pow_lt; assumption.
Qed.

Lemma rate_below n l eta x : (n >= 1)%nat -> 0 < l -> 0 < eta -> eta * top n l <= 2 -> 0 < x < l ->
  Rabs (l - next n l eta (next n l eta x)) <= Rmax (1 - eta * rate_at n l x) (eta * top n l - 1) ^ 2 * (l - x).
Proof.
  intros Hn Hl He Hw Hx.
  pose proof (upward n l Hl eta He x Hx) as H1. pose proof (two_up n l Hn Hl eta He Hw x Hx) as H2.
  pose proof (factor n l eta x) as F1. pose proof (factor n l eta (next n l eta x)) as F2.
  pose proof (h_positive n l Hl x ltac:(lra)) as Px.
  assert (Ptop : 0 < eta * top n l) by (apply Rmult_lt_0_compat; [assumption | apply top_positive; assumption]).
  pose proof (h_increasing n l Hn Hl x l ltac:(lra)) as Hxl. rewrite rate_at_limit in Hxl.
  apply (Rmult_lt_compat_l eta) in Hxl; [|assumption]. apply (Rmult_lt_compat_l eta) in Px; [|assumption].
  set (a := 1 - eta * rate_at n l x). set (c := eta * top n l - 1). set (y := next n l eta x) in *.
  set (z := next n l eta y) in *. pose proof (Rmax_l a c). pose proof (Rmax_r a c).
  destruct (Rle_or_lt y l) as [Hy|Hy].
  - set (q := Rmax a c) in *. pose proof (h_weakly n l Hn Hl x y ltac:(lra)) as W.
    pose proof (h_weakly n l Hn Hl y l ltac:(lra)) as W'. rewrite rate_at_limit in W'.
    apply (Rmult_le_compat_l eta) in W; [|lra]. apply (Rmult_le_compat_l eta) in W'; [|lra].
    set (b := 1 - eta * rate_at n l y) in *. assert (0 <= a) by (unfold a in *; nra).
    replace (l - z) with (a * b * (l - x)).
    2:{ replace (l - z) with ((l - y) * b) by lra. replace (l - y) with ((l - x) * a) by (unfold a; lra). ring. }
    rewrite !Rabs_mult, (Rabs_pos_eq a), (Rabs_pos_eq (l - x)) by lra.
    apply Rmult_le_compat_r; [lra|]. replace (q ^ 2) with (q * q) by ring.
    apply Rmult_le_compat; [lra | apply Rabs_pos | lra |]. apply Rabs_le. unfold a, b, c in *. lra.
  - assert (Pa : 1 < eta * rate_at n l x) by nra.
    pose proof (h_increasing n l Hn Hl x y ltac:(lra)) as W. apply (Rmult_lt_compat_l eta) in W; [|assumption].
    assert (Hz : z < l) by nra. rewrite Rabs_pos_eq by lra. rewrite (Rmax_right a c) by (unfold a, c; lra).
    replace (l - z) with ((eta * rate_at n l x - 1) * (eta * rate_at n l y - 1) * (l - x)).
    2:{ replace (l - z) with ((y - l) * (eta * rate_at n l y - 1)) by lra. replace (y - l) with
        ((l - x) * (eta * rate_at n l x - 1)) by lra. ring. }
    apply Rmult_le_compat_r; [lra|]. apply factors_across; [lra | assumption | lra |].
    (* with the step s = 2 / kappa the first step leads at least as far, and the second does not lead back *)
    set (s := 2 / top n l). pose proof (top_positive n l Hl) as Pt.
    assert (Es : s * top n l = 2) by (unfold s; field; lra).
    assert (Hs : eta <= s) by (apply Rmult_le_reg_r with (top n l); lra).
    pose proof (two_up n l Hn Hl s ltac:(lra) ltac:(lra) x Hx) as T.
    pose proof (factor n l s x) as E1. pose proof (factor n l s (next n l s x)) as E2.
    assert (Hyy : y <= next n l s x).
    { unfold y, next. rewrite height.
      assert (0 < (l - x) * rate_at n l x) by (apply Rmult_lt_0_compat; [lra | apply h_positive; lra]).
      apply Rplus_le_compat_l, Rmult_le_compat_r; lra. }
    set (y1 := next n l s x) in *. pose proof (h_weakly n l Hn Hl y y1 ltac:(lra)) as W1.
    set (p := rate_at n l x) in *. set (r := rate_at n l y) in *. set (r1 := rate_at n l y1) in *.
    assert (U : (s * p - 1) * (s * r1 - 1) < 1).
    { apply Rmult_lt_reg_l with (l - x); [lra|].
      replace ((l - x) * ((s * p - 1) * (s * r1 - 1))) with (l - next n l s y1); [lra|].
      replace (l - next n l s y1) with ((y1 - l) * (s * r1 - 1)) by lra.
      replace (y1 - l) with ((l - x) * (s * p - 1)) by lra. ring. }
    assert (0 < p) by (apply h_positive; lra).
    assert (1 < s * p) by (apply Rlt_le_trans with (eta * p); [lra | apply Rmult_le_compat_r; lra]).
    assert (V : (s * p - 1) * (s * r - 1) <= 1).
    { apply Rle_trans with ((s * p - 1) * (s * r1 - 1)); [|lra].
      apply Rmult_le_compat_l; [lra|]. assert (s * r <= s * r1) by (apply Rmult_le_compat_l; lra). lra. }
    set (e := eta * top n l) in *.
    assert (Ep : eta * p = e / 2 * (s * p)) by (unfold e, s; field; lra).
    assert (Er : eta * r = e / 2 * (s * r)) by (unfold e, s; field; lra).
    rewrite Ep, Er. replace ((2 * (e / 2 * (s * p)) - e) * (2 * (e / 2 * (s * r)) - e))
      with (e * e * ((s * p - 1) * (s * r - 1))) by field.
    rewrite <- (Rmult_1_r (e * e)) at 2. apply Rmult_le_compat_l; [nra | assumption].
Qed.
