(* Evaluating printed terms at exact points, by the interval tactic: names are opened, cases decided, roots and real
   powers become exponentials, integrals are enclosed. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
From dmf.library Require Import vocabulary closed_forms.
From dmf.statements Require Import definitions.
Open Scope R_scope.

(* Opened by every evaluation; a statement adds its own names. *)
#[export] Hint Unfold root power f tau L M c_N x_star K kappa delta_0 h Phi Phi_2 slope bent U C_N C_start C_two growth
  sigma_N polar modulus angle residue of_root U_real at_zero to_root Rpower Rdiv Rminus : printed.

Ltac enclosed := interval with (i_prec 80).
Ltac known := first [lra | enclosed].

(* Fails where a term still has something to decide in it. *)
Ltac decided t :=
  lazymatch t with
  | context [Rle_dec] => fail | context [Rlt_dec] => fail | context [Rge_dec] => fail | context [Rgt_dec] => fail
  | context [Req_EM_T] => fail | context [Rmax] => fail | context [Rmin] => fail | context [RInt] => fail
  | _ => idtac
  end.

Ltac choose_yes Y no := first [exfalso; assert no by known; lra | clear Y].

Ltac decide_one :=
  match goal with
  | |- context [Rle_dec ?a ?b] => decided a; decided b; destruct (Rle_dec a b) as [Y|Y];
      [choose_yes Y (b < a) | first [exfalso; apply Y; known | clear Y]]
  | |- context [Rlt_dec ?a ?b] => decided a; decided b; destruct (Rlt_dec a b) as [Y|Y];
      [choose_yes Y (b <= a) | first [exfalso; apply Y; known | clear Y]]
  | |- context [Rge_dec ?a ?b] => decided a; decided b; destruct (Rge_dec a b) as [Y|Y];
      [choose_yes Y (a < b) | first [exfalso; apply Y; known | clear Y]]
  | |- context [Rgt_dec ?a ?b] => decided a; decided b; destruct (Rgt_dec a b) as [Y|Y];
      [choose_yes Y (a <= b) | first [exfalso; apply Y; known | clear Y]]
  | |- context [Req_EM_T (sin ?x) 0] =>
      first [replace (sin x) with 0 by (replace x with 0 by field; rewrite sin_0; reflexivity)
            | replace (sin x) with 0 by (replace x with PI by field; rewrite sin_PI; reflexivity)
            | destruct (Req_EM_T (sin x) 0) as [Y|Y]; [exfalso; assert (sin x <> 0); [first
                [apply Rgt_not_eq; enclosed | apply Rlt_not_eq; enclosed] | contradiction] | clear Y]]
  | |- context [Req_EM_T 0 0] => destruct (Req_EM_T 0 0) as [Y|Y]; [clear Y | exfalso; apply Y; reflexivity]
  | |- context [Req_EM_T ?a ?b] => decided a; decided b; destruct (Req_EM_T a b) as [Y|Y];
      [first [exfalso; assert (a < b) by known; lra | choose_yes Y (b < a)] | first [exfalso; apply Y; known | clear Y]]
  | |- context [Rmax ?a ?b] => decided a; decided b;
      first [rewrite (Rmax_left a b) by known | rewrite (Rmax_right a b) by known]
  | |- context [Rmin ?a ?b] => decided a; decided b;
      first [rewrite (Rmin_left a b) by known | rewrite (Rmin_right a b) by known]
  end.

Ltac integrate_one :=
  match goal with
  | |- context [RInt ?g ?a ?b] => decided a; decided b;
      let H := fresh "H" in
      integral_intro (RInt g a b) with (i_prec 80, i_width (-30), i_fuel 400) as H;
      generalize dependent (RInt g a b); intros
  end.

Ltac compute_depth := cbn [Nat.sub Nat.mul Nat.add Nat.eqb Nat.leb INR sum_f_R0 fst snd Re Im].
Ltac unroll_sums := rewrite ?sum_Sn, ?sum_O; repeat first [rewrite sum_n_n | rewrite sum_n_Sm by lia]; change (@plus R_AbelianGroup) with Rplus in *.
Ltac open_names := repeat autounfold with printed; compute_depth; unroll_sums; compute_depth.

Ltac evaluate := cbv beta; open_names; repeat (decide_one; cbv beta iota); repeat integrate_one; enclosed.
