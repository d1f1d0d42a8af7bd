"""A record that lies is noticed: no claim of any registered statement can be corrupted without its campaign saying so.

``pytest -s`` prints the table claim × corruption × what noticed.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
import sympy as sp

from numerics.claims.relations import negated
from numerics.exact.verdict import Verdict
from reports.engine.corruption import Corruption, Noticed, corruptions, notice
from reports.engine.verify import verify
from reports.engine.witness import replay
from theory import STATEMENTS, statement
from theory.dynamics.orbits import Delta_2, a, d, p
from theory.language.claims import Claim, Every
from theory.language.definitions import L
from theory.language.statement import Statement
from theory.language.symbols import N, eta, k, lam

EVERY = [(record, claim) for record in STATEMENTS for claim in record.claims]
#: Corruptions that no direction can excuse: they contradict the claim itself.
CONTRADICTIONS = {"turned round", "another limit", "condition negated", "equivalence dropped"}


@pytest.mark.parametrize(("record", "claim"), EVERY, ids=[f"{record.id}-{claim.name}" for record, claim in EVERY])
def test_every_corruption_is_noticed(record: Statement, claim: Claim) -> None:
    kinds = []
    for corruption in corruptions(claim):
        found = notice(record, claim, corruption, cases=8)
        if not _noticed(found):  # a few cases are mostly enough
            found = notice(record, claim, corruption, cases=20)
        print(f"{record.id:16} {claim.name:28} {found.kind:20} {found.verdict.name:10} {found.cases:4}  {found.change}")
        assert _noticed(found), f"{record.id}, {claim.name}: {found.kind} was not noticed: {found.change}"
        kinds.append(found.kind)
    assert CONTRADICTIONS & set(kinds)


def _noticed(found: Noticed) -> bool:
    weaker = found.change.startswith("implied by") and found.kind not in CONTRADICTIONS
    return found.verdict is not Verdict.UPHELD or weaker


FALSE_RECORDS = {
    "lemma-D.2": ("above_a", sp.Ge(p(k), 7 * a(k) ** N)),
    "lemma-D.3": ("above_limit", sp.Ge(p(k), 3 * lam)),
    "remark-2.10": ("at_most_initial", sp.Le(Delta_2(k), Delta_2(0) / 5)),
    "lemma-2.2": ("error_decreases", sp.Ge(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L))),
    "remark-1.4": ("upper", None),
}


@pytest.mark.parametrize("id", FALSE_RECORDS)
def test_false_records_are_refuted_with_a_witness_that_replays(id: str) -> None:
    name, relation = FALSE_RECORDS[id]
    record = statement(id)
    claim = record.claim(name)
    false = replace(claim, relation=negated(claim.relation) if relation is None else relation)
    changed = replace(record, claims=tuple(false if one is claim else one for one in record.claims))
    result = verify(changed, cases=40, until_refuted=True)
    assert result.verdict is Verdict.REFUTED
    assert result.witness is not None
    assert result.witness.claim == name
    assert replay(changed, result.witness).verdict is Verdict.REFUTED
    # the published record holds at the same parameters
    assert replay(record, result.witness).verdict is Verdict.UPHELD


def test_a_true_weakening_is_told_from_a_lie() -> None:
    record = statement("2.4")
    (dropped,) = (c for c in corruptions(record.claim("upper_1")) if c.kind == "condition dropped")
    found = notice(record, record.claim("upper_1"), dropped, cases=20)
    assert found.verdict is Verdict.UPHELD
    assert found.change.startswith("implied by upper_2")


def test_what_is_not_corrupted_is_upheld() -> None:
    claim = Claim("grows", sp.Ge(d(k + 1), d(k)), over=Every(k), given=sp.And(lam > 0, d(0) ** N < lam))
    record = replace(statement("lemma-2.2"), claims=(claim,))
    found = notice(record, claim, Corruption("nothing", (claim,)), cases=20)
    assert found.verdict is Verdict.UPHELD


def test_negation_reaches_inside() -> None:
    relation = sp.Or(sp.And(lam > 0, sp.Le(eta, 1)), sp.Eq(lam, 3))
    assert negated(negated(relation)) == relation
