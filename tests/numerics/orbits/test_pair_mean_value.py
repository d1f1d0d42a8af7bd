"""The pair in mean-value form: it holds the exact orbit, and is narrow where the plain form has lost every digit."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from flint import arb, fmpq

from numerics.exact.balls import endpoints, working_precision
from numerics.orbits.pair import ball_pair_orbit, exact_pair_orbit, mean_value_pair_orbit

CASES = [(2, -1), (3, 1), (3, 0), (4, -2)]


@pytest.mark.parametrize(("depth", "eigenvalue"), CASES)
def test_it_holds_the_exact_orbit(depth: int, eigenvalue: int) -> None:
    exact = exact_pair_orbit(depth, fmpq(eigenvalue), fmpq(1, 2), fmpq(1, 8), fmpq(1, 16))
    balls = mean_value_pair_orbit(depth, arb(eigenvalue), arb(0.5), arb(0.125), arb(0.0625))
    for states, rationals in islice(zip(balls, exact, strict=False), 4):
        for ball, value in zip(states, rationals, strict=True):
            low, high = endpoints(ball)
            assert low <= Fraction(int(value.p), int(value.q)) <= high
            assert high - low < 1e-14


@pytest.mark.parametrize(("depth", "eigenvalue"), CASES)
def test_it_holds_every_start_in_the_balls_of_the_parameters(depth: int, eigenvalue: int) -> None:
    for start in (0.5 - 1e-6, 0.5 + 1e-6):
        wide = mean_value_pair_orbit(depth, arb(eigenvalue), arb(0.5, 1e-6), arb(0.125), arb(0.0625))
        narrow = mean_value_pair_orbit(depth, arb(eigenvalue), arb(start), arb(0.125), arb(0.0625))
        for outer, inner in islice(zip(wide, narrow, strict=False), 200):
            assert all(a.overlaps(b) for a, b in zip(outer, inner, strict=True))
        assert all(ball.rad() < 0.1 for ball in outer)


@pytest.mark.parametrize(("depth", "eigenvalue"), [(2, -1), (3, 1)])
def test_it_stays_narrow_where_the_plain_form_does_not(depth: int, eigenvalue: int) -> None:
    numbers = arb(eigenvalue), arb(0.5), arb(0.125), arb(0.0625)
    with working_precision(64):
        plain = next(islice(ball_pair_orbit(depth, *numbers), 1500, None))
        first, second = next(islice(mean_value_pair_orbit(depth, *numbers), 1500, None))
    assert plain.first.overlaps(first)
    assert first.rad() < 1e-14 < 1e-2 < plain.first.rad()
    assert abs(first * second ** (depth - 1) - eigenvalue) < 1e-10
