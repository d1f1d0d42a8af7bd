(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)
(* lemma-2.1: Decoupling of the eigenvalues *)
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary.
From dmf.statements Require Import definitions names.
From dmf.library Require Import closed_forms.
Open Scope R_scope.
