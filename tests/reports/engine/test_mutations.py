"""Mutations: every named constant is scaled until the statement is false, and verification must notice.

The other way round, a factor that only weakens a statement must survive: what is true is not refuted.
"""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from numerics.exact.verdict import Verdict
from reports.engine.mutations import at_factor, mutations
from reports.engine.verify import verify
from reports.engine.witness import parameters_text, parse_witness, replay
from theory.language.registry import STATEMENTS, statement
from theory.language.statement import Constant, Statement, symbols_behind

#: Factors at which a constant is certainly wrong, where ``NEAR`` survives in every claim: the statement has room.
FALSE = {
    ("1.3", "step"): "200",
    ("1.3-sharp", "step"): "4",
    ("perturbed-lower", "step"): "2",
    ("pair-law", "step"): "40",
    ("pair-law", "room"): "1/10",
    ("2.4", "K"): "1/5",
    ("2.4", "step"): "4",
    ("2.4-steps", "step_4a"): "5/4",
    ("2.4-steps", "step_4b"): "5/4",
    ("2.4-lag", "share"): "1/2",
    ("remark-1.4", "upper"): "17/20",
    ("remark-2.10", "step"): "60",
    ("lemma-2.12", "step"): "40",
    ("lemma-3.4", "step"): "4",
    ("3.5", "lead"): "1/5",
    ("3.5", "level"): "1/10",
    ("3.5", "step"): "4",
    ("remark-3.6", "upper"): "1/10",
    ("plateau-tolerance", "upper"): "1/4",
    ("lemma-D.2", "upper"): "9/10",
    ("lemma-D.2", "step"): "80",
    ("lemma-D.3", "step"): "20",
    ("ceiling-lemma", "defect"): "1/4",
    ("ceiling-lemma", "sum"): "1/10",
    ("sharp-law", "half"): "4/5",
    ("true-lag", "half"): "9/10",
    ("effective-rank-flow", "first"): "5/4",
    ("effective-rank-descent", "step"): "2",
    ("effective-rank-robust", "drop"): "1/4",
    ("true-lag", "share"): "1/2",
    ("early-stopping", "lost"): "2/5",
    ("early-stopping", "step"): "4",
    ("early-stopping-flow", "lost"): "1/10",
    ("early-stopping-flow", "double"): "4/5",
    ("remark-3.3-descent", "step"): "6",
    ("identical-limit", "step"): "4",
}
#: Claims in which a constant has room although another one breaks at ``NEAR``; its record says why.
ROOM = {
    ("2.4-steps", "upper"): {"upper_1", "upper_4b"},
    ("2.4-steps", "lower"): {"lower_4b"},
    ("1.3", "error"): {"negative"},
    ("overshooting-count", "upper"): {"from_below"},
    ("remark-3.6", "third"): {"tail", "rest"},
    ("2.4", "inflection"): {"upper_3", "upper_4a", "upper_4b", "lower_4a", "lower_4b"},
}
NEAR = Fraction(1, 20)
#: Cases within which a factor of 5 % is noticed.
FEW = 200
#: Constants that no factor makes false: slack in the statement itself.
NEVER = {("2.4", "offset")}

NAMED = [
    pytest.param(record, constant, id=f"{record.id}-{constant.name}")
    for record in STATEMENTS
    for constant in record.constants
]


def claims_with(record: Statement, constant: Constant) -> list[list[str] | None]:
    """Return the claims that the constant stands in, each for itself; all of them where only a hypothesis has it."""
    found = [c.name for c in record.claims if any(constant.symbol in symbols_behind(part) for part in c.parts())]
    return [[name] for name in found] or [None]


def assert_refuted(
    record: Statement, constant: Constant, factor: Fraction, only: list[str] | None, cases: int = FEW
) -> None:
    result = verify(record, cases, 1, {constant.name: factor}, until_refuted=True, shrunk=False, only=only)
    assert result.verdict is Verdict.REFUTED, f"{record.id}, {only} survives {constant.name} = {factor}"
    assert result.witness is not None
    witness = parse_witness(json.loads(json.dumps(result.witness.as_json())), "witness")
    assert witness.scale == {constant.name: str(factor)}
    again = replay(record, witness)
    assert (again.verdict, again.claim) == (Verdict.REFUTED, witness.claim)
    if not any(constant.symbol in symbols_behind(h.relation) for h in record.hypotheses):
        assert replay(record, replace(witness, scale={})).verdict is not Verdict.REFUTED


@pytest.mark.parametrize(("record", "constant"), NAMED)
def test_five_per_cent_are_noticed_in_every_claim_or_its_record_says_why_not(
    record: Statement, constant: Constant
) -> None:
    key = record.id, constant.name
    if key in NEVER | FALSE.keys():
        assert constant.slack
        return
    factors = [1 - NEAR] * (constant.direction != "up") + [1 + NEAR] * (constant.direction != "down")
    for only in claims_with(record, constant):
        if only is not None and only[0] in ROOM.get(key, ()):
            assert constant.slack
            continue
        for factor in factors:
            assert_refuted(record, constant, factor, only)


@pytest.mark.parametrize(("id", "name"), FALSE)
def test_a_false_factor_of_a_constant_with_room_is_refuted(id: str, name: str) -> None:
    record = statement(id)
    constant = next(constant for constant in record.constants if constant.name == name)
    only = [name for names in claims_with(record, constant) for name in names or ()] or None
    assert_refuted(record, constant, Fraction(FALSE[id, name]), only, 2 * FEW)


def test_what_no_factor_breaks_is_upheld() -> None:
    for id, name in NEVER:
        assert verify(statement(id), 400, 1, {name: Fraction(19, 20)}).refuted == 0


@pytest.mark.parametrize(("record", "constant"), NAMED)
def test_a_weaker_statement_is_not_refuted(record: Statement, constant: Constant) -> None:
    if constant.direction != "both":
        factor = Fraction(9, 10) if constant.direction == "up" else Fraction(11, 10)
        assert not constant.strengthened_by(float(factor))
        assert verify(record, 6, 2, {constant.name: factor}).refuted == 0


def test_slack_is_only_what_makes_a_claim_stronger() -> None:
    record = statement("lemma-2.2")
    weaker, stronger = mutations(record, record.constants[0], 1, 40, (), (Fraction(4, 5), Fraction(21, 20)))
    assert (weaker.verdict, weaker.stronger, weaker.slack) == (Verdict.UPHELD, False, False)
    assert (stronger.verdict, stronger.slack, stronger.source) == (Verdict.REFUTED, False, "campaign")
    assert replace(stronger, verdict=Verdict.UPHELD).slack
    assert replace(stronger, verdict=Verdict.UNDECIDED).slack
    assert 0 < stronger.seconds < 100
    assert "seconds" not in stronger.as_json()


def test_a_witness_refutes_at_another_factor_or_not() -> None:
    record = statement("lemma-2.2")
    witness = verify(record, 200, 1, {"step": 2}, until_refuted=True).witness
    assert witness is not None
    at_three = at_factor(record, witness, {"step": Fraction(3)})
    assert at_three is not None
    assert at_three.scale == {"step": "3"}
    assert replay(record, at_three).verdict is Verdict.REFUTED
    assert at_factor(record, witness, {"step": Fraction(1, 100)}) is None, "its step is not allowed any more"
    assert at_factor(record, None, {}) is None
    count = statement("2.4")
    early = verify(count, 200, 1, {"upper": Fraction(9, 10)}, until_refuted=True, shrunk=False).witness
    assert at_factor(count, early, {"upper": Fraction(1)}) is None, "inside the hypotheses, and true there"
    assert parameters_text(at_three).startswith("N=")


@pytest.mark.parametrize(("record", "constant"), NAMED)
def test_every_constant_says_which_way_is_stronger(record: Statement, constant: Constant) -> None:
    assert constant.strengthened_by(0.9) or constant.strengthened_by(1.1)
    assert not constant.strengthened_by(1)
    assert "\n" not in constant.slack
