"""The right-hand sides of Lemma 2.7 are what they are said to be, and the constant of (b′) is the best."""

from __future__ import annotations

import pytest
import sympy as sp

from theory.deep_factorization.lemma_2_7 import EULER_BOUNDS, theta
from theory.deep_factorization.right_hand_sides import (
    COUNT,
    RightHandSide,
    at_every_depth,
    other_families,
    paper_families,
    right_hand_side,
    steepest,
)
from theory.language.definitions import resolve
from theory.language.symbols import N, eta, k, lam, multiplier, without_multipliers, x


def at_eigenvalue(side: RightHandSide, value: int, depth: int) -> RightHandSide:
    def put(part: sp.Expr | None) -> sp.Expr | None:
        return None if part is None else without_multipliers(resolve(part, depth, value)).subs(lam, value)

    parts = {name: put(getattr(side, name)) for name in ("f", "antiderivative", "low", "high", "largest")}
    return RightHandSide(name=side.name, sign=side.sign, convexity=side.convexity, **parts)


SIDES = [
    *other_families(),
    *(at_eigenvalue(paper_families(depth, 1)[index], 1, depth) for depth in (2, 3) for index in range(3)),
    *(at_eigenvalue(paper_families(depth, -1)[3], -1, depth) for depth in (2, 3)),
]


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.name)
def test_signs_slopes_and_antiderivatives(side: RightHandSide) -> None:
    first, second = (sp.diff(side.f, x, order) for order in (1, 2))
    points = [side.low + (side.high - side.low) * sp.Rational(share, 20) for share in range(0, 21, 4)]
    slopes = []
    for point in points:
        value, slope, bend = (sp.N(part.subs(x, point), 30) for part in (side.f, first, second))
        slopes.append(slope)
        assert value * side.sign > 0
        assert value * slope * side.convexity > -1e-20
        rate = sp.N(sp.diff(side.antiderivative, x).subs(x, point) * side.f.subs(x, point), 30)
        assert abs(rate - 1) < 1e-15
        assert sp.im(sp.N(side.antiderivative.subs(x, point), 30)) == 0
        if side.largest is None:  # f' is then extreme at the ends
            assert bend * sp.N(second.subs(x, points[2]), 30) > -1e-20
    assert abs(sp.N(side.largest_slope) - max(slopes)) <= 0.02 * abs(max(slopes))
    assert sp.N(side.largest_slope) >= max(slopes) - 1e-15


def test_they_are_numbered_without_a_gap() -> None:
    assert len(other_families()) + len(paper_families(2, 1)) == COUNT
    assert [right_hand_side(3, 1 if m < 4 else -1, m).name for m in (1, 4, 5, COUNT)] == [
        "convex",
        "no positive limit",
        other_families()[0].name,
        other_families()[-1].name,
    ]
    for number, sign in ((0, 1), (COUNT + 1, 1), (1, -1), (4, 1)):
        with pytest.raises(ValueError, match=f"m = {number}"):
            right_hand_side(3, sign, sp.Integer(number))
    with pytest.raises(ValueError, match="N >= 2"):
        right_hand_side(1, 1, sp.Integer(1))


@pytest.mark.parametrize("depth", [2, 3])
def test_for_every_depth_at_once_they_are_what_they_are_at_each(depth: int) -> None:
    for number, side in enumerate(at_every_depth(), start=1):
        sign = -1 if number == 4 else 1
        there = right_hand_side(depth, sign, sp.Integer(number))
        assert (side.name, side.sign, side.convexity) == (there.name, there.sign, there.convexity)
        for part in ("low", "high", "largest_slope", "steepest", "f", "antiderivative"):
            first, second = (
                resolve(without_multipliers(getattr(one, part)), depth, sign).subs({N: depth, lam: 2 * sign})
                for one in (side, there)
            )
            point = resolve(side.low, depth, sign).subs({N: depth, lam: 2 * sign}) * sp.Rational(5, 4) + sp.Rational(
                1, 50
            )
            assert abs(sp.N((first - second).subs(x, point), 30)) < 1e-20


@pytest.mark.parametrize(("number", "expected"), [(5, 0), (10, 1), (14, 1), (15, 12)])
def test_the_steepest_fall(number: int, expected: int) -> None:
    assert resolve(steepest(sp.Integer(number)), 2, 1) == expected


def test_one_is_the_best_constant_of_the_logarithmic_lag() -> None:
    """f rises from 1 to 1 + r within a share s of the step: as s, then r → 0 the lag 1 − ∫dt/φ tends to ln φ(1)."""
    r, s = sp.symbols("r s", positive=True)
    lag = 1 - (s * sp.log(1 + r) / r + (1 - s) / (1 + r))  # a linear rise, then none
    assert sp.limit(sp.limit(lag, s, 0) / sp.log(1 + r), r, 0) == 1
    sudden = other_families()[-1]
    step = sudden.f.subs(x, 0)  # η = 1
    flow_time = (sudden.antiderivative.subs(x, step) - sudden.antiderivative.subs(x, 0)).evalf(30)
    share = (1 - flow_time) / sp.log(sudden.f.subs(x, step) / step).evalf(30)
    assert 0.97 < share < 1
    (bound,) = (bound for bound in EULER_BOUNDS if bound.part == "b′")
    assert bound.claim.rhs.has(multiplier("lag"))
    assert bound.claim.lhs == theta
    assert {eta, k} <= bound.claim.rhs.free_symbols
