"""The sources take nothing for granted, prove what they are named after, and need what they say."""

from __future__ import annotations

import pytest

from proofs_check.coq import sources as module
from proofs_check.coq.audit import theorem_of
from proofs_check.coq.sources import PROOFS, direct_needs, needs, sources, theorems, unproved_steps
from proofs_check.coq.statements import stem_of
from theory import STATEMENTS


def test_no_step_is_taken_for_granted() -> None:
    assert unproved_steps() == []


@pytest.mark.parametrize(
    "line", ["Admitted.", "Axiom a : False.", "  admit.", "Parameter p : nat.", "Conjecture c : True."]
)
def test_a_step_taken_for_granted_is_found(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(module, "sources", lambda: {"sharp/x.v": f"(* Admitted\n in a comment *)\n{line}\n"})
    assert unproved_steps() == [f"sharp/x.v, line 3: {line.strip()}"]


def test_a_theorem_is_named_like_its_claim() -> None:
    names = [(theorem.name, theorem.proposition) for theorem in theorems().values()]
    assert [pair for pair in names if not pair[1].endswith(f"_{pair[0]}")] == []


def test_a_proof_stands_in_a_file_named_like_the_theory() -> None:
    for record in STATEMENTS:
        for claim in record.claims:
            theorem = theorem_of(record, claim)
            if theorem is not None:
                assert theorem.path.split("/")[1].startswith(stem_of(record))


def test_what_a_source_needs_is_there_and_comes_before_it() -> None:
    for path, text in sources().items():
        assert path not in direct_needs(path)
        assert text.count("From dmf.") == 0 or direct_needs(path), path
    proof = next(path for path in sources() if path.startswith(PROOFS))
    assert "library/vocabulary.v" in needs(proof)
