"""The Coq statements are what the records print, byte for byte, and every claim is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from proofs_check.coq import statements
from proofs_check.coq.printer import Scope, Unprintable, definition, inside
from proofs_check.coq.statements import FOLDER, drifted, files, printed, stem_of
from reports.engine.corruption import corruptions
from theory import STATEMENTS, statement
from theory.language.statement import Claim, Statement
from theory.language.symbols import alpha, eps


def test_the_committed_statements_are_what_the_records_print() -> None:
    texts, missing = files()
    assert missing == {}
    assert [path for path, text in texts.items() if (FOLDER / path).read_text(encoding="utf-8") != text] == []


def test_no_statement_is_left_behind() -> None:
    there = {path.relative_to(FOLDER).as_posix() for path in (FOLDER / "statements").glob("*.v")}
    assert there == {f"statements/{stem_of(record)}.v" for record in STATEMENTS} | {
        "statements/definitions.v",
        "statements/names.v",
        "statements/right_hand_sides.v",
    }


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_a_corrupted_claim_is_another_proposition(record: Statement) -> None:
    for claim in record.claims:
        sound = printed_alone(record, claim)
        for corruption in corruptions(claim):  # one of each kind: the others differ from it by a factor
            assert printed_alone(record, corruption.claims[0]) != sound, (claim.name, corruption.kind)


def printed_alone(record: Statement, claim: Claim) -> tuple[str, dict[str, str]]:
    with inside(Scope()) as scope:
        return definition(record, "", claim), scope.texts


def test_a_changed_record_has_drifted() -> None:
    record = statement("lemma-2.2")
    claim = record.claim("stays_between")
    assert isinstance(claim.relation, sp.Ge)
    turned = replace(claim, relation=sp.Le(*claim.relation.args, evaluate=False))
    changed = replace(record, claims=tuple(turned if one is claim else one for one in record.claims))
    assert drifted(record) == frozenset()
    assert drifted(changed) == {"stays_between"}
    without = replace(record, hypotheses=record.hypotheses[1:])
    assert drifted(without) == {one.name for one in record.claims}


def test_a_changed_definition_is_noticed_in_every_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "_of_the_paper", lambda: ["Definition L (N : nat) (lam : R) : R := 0."])
    assert drifted(statement("lemma-2.2")) == {one.name for one in statement("lemma-2.2").claims}


def test_a_changed_right_hand_side_is_noticed_in_the_record_on_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "_right_hand_sides", lambda: ["Definition f_m (N m : nat) (lam x : R) : R := 0."])
    assert drifted(statement("lemma-2.7")) == {one.name for one in statement("lemma-2.7").claims}
    assert drifted(statement("lemma-2.8")) == frozenset()


def test_what_has_no_rule_is_an_error_and_not_a_skip() -> None:
    record = statement("lemma-2.2")
    claim = record.claim("stays_between")
    odd = replace(claim, relation=sp.Ge(sp.gamma(alpha - eps), 0), over=None)
    part = printed(replace(record, claims=(odd,)), "odd")
    assert part.claims == {}
    assert "gamma" in part.open_claims["stays_between"]
    assert issubclass(Unprintable, ValueError)
