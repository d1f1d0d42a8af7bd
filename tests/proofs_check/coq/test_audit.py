"""The committed audit is that of these sources, rests on allowed axioms, and leaves out only what is listed as open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sympy as sp

from proofs_check.coq import audit, toolchain
from proofs_check.coq.audit import ALLOWED, EVIDENCE, committed, evidence_of, from_committed, theorem_of
from proofs_check.coq.hypotheses import superfluous, unused_binders
from proofs_check.coq.open_claims import OPEN
from proofs_check.coq.sources import hashes
from theory import STATEMENTS, statement


def test_the_committed_audit_is_of_these_sources() -> None:
    assert committed()["sources"] == hashes()


def test_every_axiom_is_an_allowed_one() -> None:
    claims = [entry for found in committed()["statements"].values() for entry in found.values()]
    assert claims
    assert {axiom for entry in claims for axiom in entry["axioms"]} <= ALLOWED


def test_a_claim_is_proved_or_listed_as_open() -> None:
    open_claims = {(record.id, one.claim) for record in STATEMENTS for one in from_committed(record) if not one.passed}
    assert open_claims == set(OPEN)


def test_an_open_claim_has_no_theorem() -> None:
    assert [key for key in OPEN if theorem_of(statement(key[0]), statement(key[0]).claim(key[1])) is not None] == []


def _corrupted() -> Any:
    record = statement("lemma-2.2")
    claim = record.claim("converges")
    moved = replace(claim, relation=sp.Eq(claim.relation.lhs, claim.relation.rhs + 1))
    return replace(record, claims=tuple(moved if one is claim else one for one in record.claims))


def test_a_corrupted_record_is_no_longer_proved_by_the_committed_audit() -> None:
    assert evidence_of(statement("lemma-2.2")) == EVIDENCE
    assert evidence_of(_corrupted()) == "Coq, 3 of 4 claims"
    assert [one.problem for one in from_committed(_corrupted()) if not one.passed] == [audit.DRIFTED]


def test_a_changed_source_takes_its_proofs_away() -> None:
    record = statement("remark-2.3")
    behind = "library/powers.v"
    changed = {**committed(), "sources": {**committed()["sources"], behind: "another"}}
    assert [one.problem for one in from_committed(record, changed)] == [f"changed since the audit: {behind}"]


def test_a_claim_that_the_audit_does_not_list_is_not_proved() -> None:
    record = statement("remark-2.3")
    found = from_committed(record, {**committed(), "statements": {}})
    assert [one.problem for one in found] == [audit.NEW]


def test_the_answer_of_coq_is_read() -> None:
    first = "x : y\nAxioms:\nA.b : forall x, x\nc : T\n     = true\n     : bool\n"
    assert audit._axioms(f"{first}Closed under the global context\n     = true\n") == [("A.b", "c"), ()]


def test_an_axiom_beyond_the_list_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    record = statement("remark-2.3")
    answer = "Axioms:\nmine : False\n     = true\n"
    monkeypatch.setattr(toolchain, "run", lambda text: (True, answer))
    assert [one.problem for one in audit.ask(record)] == ["rests on mine"]


def test_what_coq_refuses_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "run", lambda text: (False, "Error: no"))
    found = audit.ask(statement("lemma-2.2"))
    assert [one.passed for one in found] == [False] * 4
    assert "Error: no" in found[0].problem


def test_missing_packages_are_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "missing", lambda: ("coq", "libcoq-flocq"))
    with pytest.raises(toolchain.MissingCoq, match=r"apt-get install .*coq libcoq-flocq") as told:
        toolchain.require()
    assert "\n" not in str(told.value)


def test_binders_are_read() -> None:
    assert unused_binders("(fun (N : nat) (_ : N >= (2)) (a b : R) => fun _ => 0) : c", 5) == [
        False,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.usefixtures("coq")
def test_coq_accepts_a_statement_and_refuses_it_corrupted() -> None:
    toolchain.compile_sources(["deep_factorization/lemma_2_2.v"])
    assert all(one.passed for one in audit.ask(statement("lemma-2.2")))
    assert [one.claim for one in audit.ask(_corrupted()) if not one.passed] == ["converges"]
    assert superfluous(statement("lemma-2.2"))["linear"] == ("initial_scale",)
