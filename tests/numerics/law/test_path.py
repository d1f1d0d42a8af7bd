"""Paths in their own units: starts, targets, steps and thresholds against exact arithmetic."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import to_ball, working_precision
from numerics.law.path import advance, geometric_sum, legs, one_sided, path_of
from numerics.orbits.scalar import exact_orbit
from tests.numerics.law.drawn import REGIMES, drawn


@pytest.mark.parametrize("regime", REGIMES)
def test_steps_are_those_of_the_recursion(regime: str) -> None:
    for case in drawn(regime, 15, seed=11):
        with working_precision(300):
            path = path_of(case)
            unit = to_ball(abs(case.lam)).root(case.depth) if case.lam else to_ball(case.alpha)
            orbit = exact_orbit(case.depth, case.lam, case.alpha, case.eta)
            point = path.start
            for _ in range(3):
                state = to_ball(next(orbit))
                assert (point.s * unit).overlaps(state)
                limit = unit if case.lam > 0 else arb(0)
                assert (point.gap * unit).overlaps(abs(state - limit))
                assert point.s.rel_accuracy_bits() > 200
                point = advance(path, point)
            assert (path.end.gap * unit).overlaps(to_ball(case.eps))


def test_a_start_next_to_the_limit_keeps_its_digits() -> None:
    near = 1 - Fraction(1, 10**80)
    path = path_of(ScalarCase(3, Fraction(1), near, Fraction(1, 10), Fraction(1, 10**90)))
    assert path.start.gap.rel_accuracy_bits() > 40
    assert abs(path.start.gap * arb(10) ** 80 - 1) < 1e-10
    after = advance(path, path.start)
    assert abs(after.gap / path.start.gap - arb(7) / 10) < 1e-10


@pytest.mark.parametrize("regime", REGIMES)
def test_legs_join_the_start_to_the_target(regime: str) -> None:
    for case in drawn(regime, 15, seed=12):
        path = path_of(case)
        parts = list(legs(path, path.start, path.end))
        assert parts[0].point(parts[0].first).s.overlaps(path.start.s)
        assert parts[-1].point(parts[-1].last).gap.overlaps(path.end.gap)
        for before, after in pairwise(parts):
            assert before.point(before.last).s.overlaps(after.point(after.first).s)


def test_the_geometric_sum_at_the_limit() -> None:
    path = path_of(ScalarCase(5, Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 10**30)))
    assert 5 in geometric_sum(path, path.at_gap(arb(0, 1e-30)))
    assert geometric_sum(path, path.end).overlaps(arb(5) - 10 * path.end.gap)


@pytest.mark.parametrize(
    ("lam", "alpha", "largest"),
    [
        (1, Fraction(1, 2), Fraction(1, 3)),
        (8, 1, Fraction(1, 48)),
        (1, 2, Fraction(1, 28)),
        (-1, 1, Fraction(1, 2)),
        (0, 2, Fraction(1, 16)),
    ],
)
def test_the_threshold_itself_is_allowed(lam: int, alpha: int | Fraction, largest: Fraction) -> None:
    case = ScalarCase(3, Fraction(lam), Fraction(alpha), largest, Fraction(1, 100))
    assert one_sided(case)
    assert not one_sided(replace(case, eta=largest * (1 + Fraction(1, 10**30))))
