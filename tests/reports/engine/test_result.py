"""What a campaign found: counts that add up, and a verdict that no undecided case slips into."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from numerics.claims.decide import DOES_NOT_APPLY, Outcome
from numerics.exact.verdict import Verdict
from reports.engine.result import Stretch, Tally, quantiles, result_of
from reports.engine.witness import Witness
from theory.language.symbols import N

VALUES = {N: Fraction(2)}
UP, DOWN, OPEN = (
    Outcome(Verdict.UPHELD, "a", evidence="seen", ratio=2.0),
    Outcome(Verdict.REFUTED, "a", k=3),
    Outcome(Verdict.UNDECIDED, "a"),
)


def whole(*outcomes: Outcome) -> Stretch:
    stretch = Stretch({"a": Tally()}, cases=len(outcomes))
    for index, outcome in enumerate(outcomes):
        stretch.count(index, VALUES, outcome)
    return stretch


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ([UP] * 9 + [OPEN], Verdict.UPHELD),
        ([UP] * 8 + [OPEN] * 2, Verdict.UNDECIDED),
        ([UP] * 99 + [DOWN], Verdict.REFUTED),
        ([OPEN] * 9 + [DOWN], Verdict.REFUTED),
        ([OPEN], Verdict.UNDECIDED),
        ([Outcome(Verdict.UPHELD, "a", evidence=DOES_NOT_APPLY)] * 3, Verdict.UNDECIDED),
    ],
)
def test_upheld_needs_nine_of_ten_decided_and_at_least_one(outcomes: list[Outcome], verdict: Verdict) -> None:
    result = result_of("s", ["a"], whole(*outcomes), None)
    assert (result.verdict, result.claims[0].verdict) == (verdict, verdict)
    assert result.cases == len(outcomes)


def test_one_undecided_claim_keeps_a_statement_from_being_upheld() -> None:
    both = Stretch({"a": Tally(), "b": Tally()}, cases=1)
    both.count(0, VALUES, UP)
    both.count(0, VALUES, Outcome(Verdict.UNDECIDED, "b"))
    result = result_of("s", ["a"], both, None)
    assert (result.verdict, result.undecided, result.decided) == (Verdict.UNDECIDED, 1, 0)


def test_a_case_that_is_refuted_and_undecided_counts_once_as_refuted() -> None:
    both = Stretch({"a": Tally(), "b": Tally()}, cases=2)
    both.count(0, VALUES, DOWN)
    both.count(0, VALUES, Outcome(Verdict.UNDECIDED, "b"))
    both.count(1, VALUES, Outcome(Verdict.UNDECIDED, "b"))
    result = result_of("s", [], both, None)
    assert (result.refuted, result.undecided, result.decided) == (1, 1, 1)


def test_stretches_add_up_and_keep_the_cheapest_counterexample() -> None:
    first, second = whole(UP, Outcome(Verdict.REFUTED, "a", k=7)), whole(OPEN, UP, DOWN)
    second.found = second.found and (second.found[0], 9, *second.found[2:])
    first.add(second)
    tally = first.tallies["a"]
    assert (first.cases, tally.applied, tally.decided, tally.refuted, tally.ratios) == (5, 5, 4, 2, [2.0, 2.0])
    assert first.found is not None
    assert first.found[:2] == (3.0, 9)
    first.keep((3.0, 12, VALUES, DOWN))
    assert first.found[:2] == (3.0, 9)


def test_the_object_of_verify_has_every_field_of_the_contract() -> None:
    witness = Witness("s", "a", {"upper": "9/10"}, {"depth": 2}, {"left": "3"})
    found: dict[str, Any] = result_of("s", ["a"], whole(UP, DOWN, OPEN), witness).as_json()
    assert found | {"claims": None} == {
        "statement": "s",
        "verdict": "REFUTED",
        "cases": 3,
        "decided": 2,
        "undecided": 1,
        "refuted": 1,
        "evidence": found["evidence"],
        "claims": None,
        "witness": {
            "statement": "s",
            "claim": "a",
            "scale": {"upper": "9/10"},
            "parameters": {"depth": 2},
            "details": {"left": "3"},
        },
        "tightness": {"min": 2.0, "median": 2.0, "p90": 2.0, "max": 2.0},
    }
    (claim,) = found["claims"]
    assert claim["evidence"] == {"seen": 1, "": 1}
    assert (claim["applied"], claim["decided"], claim["refuted"]) == (3, 2, 1)
    assert quantiles([float(i) for i in range(101)]) == {"min": 0.0, "median": 50.0, "p90": 90.0, "max": 100.0}
