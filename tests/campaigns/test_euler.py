"""Lemma 2.7: every part, on the paper's f and on others, and the mutation that breaks it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
import sympy as sp

from numerics.exact.verdict import Verdict
from reports.campaigns.euler import CAMPAIGN, PAPER, part_name
from theory.euler import EULER_BOUNDS, other_families
from theory.language.symbols import x

CASES = CAMPAIGN.draw(240, 11)


@pytest.fixture(scope="module")
def broken() -> Counter[tuple[str, bool]]:
    """The claims refuted when upper bounds are scaled by 0.999 and lower ones by 1.001, by kind of f."""
    scales = {"upper": Fraction("0.999"), "lower": Fraction("1.001")}
    found: Counter[tuple[str, bool]] = Counter()
    for case in CASES:
        verdict = CAMPAIGN.check(case, scales)
        if verdict.verdict is Verdict.REFUTED:
            found[verdict.claim, case["family"] == PAPER] += 1
    return found


@pytest.mark.parametrize("bound", EULER_BOUNDS, ids=part_name)
def test_every_part_is_refuted_once_its_bound_is_scaled(bound, broken) -> None:
    assert broken[part_name(bound), False] > 0
    if (bound.sign, bound.convexity) != (-1, -1):  # the paper's f is never negative and concave along its flow
        assert broken[part_name(bound), True] > 0


def test_every_other_family_is_drawn() -> None:
    assert {case["family"] for case in CAMPAIGN.draw(800, 1)} == {PAPER} | {f.name for f in other_families()}


@pytest.mark.parametrize("family", other_families(), ids=lambda family: family.name)
def test_the_families_keep_the_signs_they_claim(family) -> None:
    """f, f·f' and f'' have no zero between the ends, and the claimed signs in the middle."""
    inside = sp.Interval.open(family.low, family.high)
    middle = (family.low + family.high) / 2
    slope = sp.diff(family.f, x)
    for expr, sign in ((family.f, family.sign), (family.f * slope, family.convexity)):
        assert sp.sign(expr.subs(x, middle).evalf()) == sign
        assert sp.solveset(sp.simplify(expr), x, inside) in (sp.S.EmptySet, sp.Intersection(sp.S.EmptySet, inside))
    ends = [slope.subs(x, point).evalf() for point in (family.low, middle, family.high)]
    assert ends == sorted(ends) or ends == sorted(ends, reverse=True)
    assert family.largest_slope.evalf() == max(ends)


def test_the_slope_condition_is_checked() -> None:
    """f = −x³ at 1.9 with η = 0.1: the first iterate is 1.2141, but 1 + ηf' = 1 − 0.3·1.9² = −0.083."""
    case = {"family": "cubic decay", "part": "a", "start": "1.9", "step": "0.1", "steps": 1}
    with pytest.raises(ValueError, match="slope"):
        CAMPAIGN.check(case, {})


def test_euler_is_behind_a_convex_flow_and_ahead_of_a_concave_one() -> None:
    """One step by hand, f = x²: θ = 1/d(0) − 1/d(1) = 1 − 1/1.1 = 0.0909… < η = 0.1."""
    case = {"family": "square", "part": "a", "start": "1", "step": "1/10", "steps": 1}
    verdict = CAMPAIGN.check(case, {})
    assert verdict.verdict is Verdict.UPHELD
    assert verdict.ratio == pytest.approx(0.1 / (1 - 1 / 1.1), rel=1e-12)
    # f = 1/x: θ = (d(1)² − d(0)²)/2 = (1.1² − 1)/2 = 0.105 > η
    case = {"family": "reciprocal", "part": "a′", "start": "1", "step": "1/10", "steps": 1}
    assert CAMPAIGN.check(case, {}).ratio == pytest.approx(0.1 / 0.105, rel=1e-12)


def test_an_iterate_that_leaves_the_interval_ends_the_comparison() -> None:
    case = {"family": "square", "part": "b", "start": "3/5", "step": "1/5", "steps": 1000}
    last = int(CAMPAIGN.check(case, {}).details["k"])
    state, steps = Fraction(3, 5), 0
    while state + state * state / 5 < 2:
        state, steps = state + state * state / 5, steps + 1
    assert last == steps
