"""The steps of the counts: all beyond (25), and none of those from below the limit can be larger."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from numerics.cases.draw import draw
from numerics.cases.names import from_json
from numerics.claims.case import Case
from numerics.claims.decide import decide_claim
from numerics.exact.verdict import Verdict
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4, case_named
from theory.language.symbols import eta, multiplier, without_multipliers
from theory.sharp.larger_steps import LARGER_STEPS, UPPER_STEPS

#: N = 2, λ = 1: x_* = 0.577…, h(x_*) = 0.910…, κ = 2.
NEAR_TARGET = {"alpha": "0.49", "accuracy": "1/2"}
SHORT_OF_INFLECTION = {"alpha": "0.57", "accuracy": "1/10000000000"}
PAST_INFLECTION = {"alpha": "0.58", "accuracy": "1/10000000000"}


def test_the_step_of_the_theorem_is_below_every_one() -> None:
    applied = 0
    for values in draw(THEOREM_2_4, 60, seed=3):
        case = Case(values)
        for claim in THEOREM_2_4.claims:
            if case.holds(claim.given):
                applied += 1
                assert case.holds(LARGER_STEPS.claim(claim.name).given)
    assert applied > 60


def test_the_bounds_are_those_of_the_theorem() -> None:
    for claim in THEOREM_2_4.claims:
        here, there = (without_multipliers(record.claim(claim.name).relation) for record in (LARGER_STEPS, THEOREM_2_4))
        assert here.lhs == there.lhs
        assert sp.expand(here.rhs - there.rhs) == (1 if claim.name == "lower_4a" else 0)


@pytest.mark.parametrize(("name", "start"), [("3", NEAR_TARGET), ("4a", SHORT_OF_INFLECTION), ("4b", PAST_INFLECTION)])
@pytest.mark.parametrize(("factor", "verdict"), [("0.99", Verdict.UPHELD), ("1.03", Verdict.REFUTED)])
def test_a_larger_step_refutes_the_count_from_below(
    name: str, start: dict[str, str], factor: str, verdict: Verdict
) -> None:
    values = from_json(LARGER_STEPS, {"depth": 2, "eigenvalue": 1, "step": 1, **start})
    largest = Case(values).world(64).value(without_multipliers(UPPER_STEPS[name]).rhs)
    values[eta] = Fraction(factor) * Fraction(float(largest.mid()))
    unbounded = replace(LARGER_STEPS.claim(f"upper_{name}"), given=case_named(name).condition)
    assert decide_claim(unbounded, Case(values)).verdict is verdict
    assert Case(values).holds(UPPER_STEPS[name]) is (verdict is Verdict.UPHELD)


def test_no_step_is_below_the_sharp_one() -> None:
    """The multipliers stand in the bounds that a larger step refutes, and in no other."""
    scaled = {name for name, step in UPPER_STEPS.items() if step.has(multiplier(f"step_{name}"))}
    assert scaled == {"3", "4a", "4b"}
    assert all(isinstance(step, sp.Le) for step in UPPER_STEPS.values())
