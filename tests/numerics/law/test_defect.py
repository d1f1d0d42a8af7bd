"""The defect on whole intervals against Φ₂ itself at high precision, and the bound on Z against its definition."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import working_precision
from numerics.law.cells import abel_value
from numerics.law.defect import LARGEST_Z, enclose_defect, zero_sum
from numerics.law.path import Path, Point, advance, path_of
from tests.numerics.law.drawn import REGIMES, drawn

#: Shares of the way, in the logarithm of the gap (of s far below the limit).
SHARES = (0.0, 0.03, 0.2, 0.5, 0.8, 0.97)


def points(path: Path) -> list[Point]:
    """Return points on the way, some close to the limit."""
    if path.sign > 0 and path.side < 0:
        low = [
            path.at_state(path.start.s * (arb(0.5) / path.start.s) ** share) for share in SHARES if path.start.s < 0.5
        ]
        gap = path.start.gap.min(arb(0.5))
        return low + [path.at_gap(gap * (path.end.gap / gap) ** share) for share in SHARES if path.end.gap < gap]
    return [path.at_gap(path.start.gap * (path.end.gap / path.start.gap) ** share) for share in SHARES]


def directly(path: Path, point: Point) -> arb:
    return abel_value(path, advance(path, point)) - abel_value(path, point) - 1


@pytest.mark.parametrize("regime", REGIMES)
def test_it_is_what_a_step_adds_to_one(regime: str) -> None:
    seen = 0
    for case in drawn(regime, 25, seed=5):
        with working_precision(900):
            path = path_of(case)
            for point in points(path):
                found, exact = enclose_defect(path, point), directly(path, point)
                if found is not None and exact.rad() < abs(exact) / 8:
                    seen += 1
                    assert found.overlaps(exact), (case, point)
                    assert exact.rad() < found.rad() or found.rad() < abs(exact) / 100
    assert seen > 50


@pytest.mark.parametrize("regime", REGIMES)
def test_an_interval_holds_the_defects_inside(regime: str) -> None:
    seen = 0
    for case in drawn(regime, 20, seed=6):
        with working_precision(600):
            path = path_of(case)
            for point in points(path):
                gap = point.gap
                ends = [path.at_gap(gap * share) for share in (arb(1), arb(0.98))]
                wide = Point(ends[0].s.union(ends[1].s), ends[0].gap.union(ends[1].gap))
                whole = enclose_defect(path, wide)
                for share in (0.981, 0.99, 0.999):
                    inside = directly(path, path.at_gap(gap * share))
                    if whole is not None and inside.rad() < abs(inside):
                        seen += 1
                        assert whole.overlaps(inside)
    assert seen > 50


@pytest.mark.parametrize("regime", REGIMES)
def test_z_is_not_underestimated(regime: str) -> None:
    for case in drawn(regime, 20, seed=7):
        n = case.depth
        with working_precision(300), mpmath.workprec(300):
            path = path_of(case)
            for point in points(path):
                s = mpmath.mpf(point.s.str(60, radius=False))
                gap = mpmath.mpf(point.gap.str(60, radius=False))
                h = mpmath.mpf(path.h.str(60, radius=False))
                roots = (
                    [mpmath.expjpi(mpmath.mpf(2 * j + (path.sign < 0)) / n) for j in range(n)] if path.sign else [0] * n
                )
                far = [abs(s - root) if abs(root - 1) > 1e-9 else gap for root in roots]
                product = mpmath.mpf(1)
                for distance in far:
                    product *= distance
                true = h * s ** (n - 1) * product * ((n - 1) / s + sum(1 / distance for distance in far))
                bound = mpmath.mpf(zero_sum(path, point).str(60, radius=False))
                assert true <= bound * (1 + mpmath.mpf(10) ** -20)
                assert bound < 3 * true


@pytest.mark.parametrize("regime", REGIMES)
def test_where_there_is_one_g_and_the_function_grow(regime: str) -> None:
    for case in drawn(regime, 20, seed=8):
        with working_precision(900):
            path = path_of(case)
            for point in points(path):
                near = path.at_gap(point.gap * (1 + arb(2) ** -300))
                if enclose_defect(path, point) is None:
                    continue
                assert abel_value(path, near) < abel_value(path, point)
                after, later = advance(path, point), advance(path, near)
                assert later.gap > after.gap


def test_there_is_none_where_a_step_is_too_large() -> None:
    path = path_of(ScalarCase(3, Fraction(-1), Fraction(2), Fraction(1, 20), Fraction(1, 100)))
    assert zero_sum(path, path.start) > LARGEST_Z
    assert enclose_defect(path, path.start) is None


def test_what_has_no_digits_left_is_no_obstacle() -> None:
    """e₂ ~ −h³s^{3N−6}(N−1)²(3N−5)/24 at 0: relative precision at 10⁻³⁰⁰."""
    path = path_of(ScalarCase(5, Fraction(1), Fraction(1, 10**100), Fraction(1, 1000), Fraction(1, 10)))
    found = enclose_defect(path, path.start)
    assert found is not None
    leading = -(path.h**3) * path.start.s**9 * (16 * 10) / 24
    assert abs(found / leading - 1) < 1e-6
