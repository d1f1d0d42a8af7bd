"""The inverse questions: the answer has the wanted count, its neighbour does not, and impossible ones are refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from numerics.cases.scalar import ScalarCase
from numerics.law.solve import solve
from numerics.orbits.hitting_time import hitting_time

BELOW = ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))
LOST = ScalarCase(2, Fraction(-1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
ZERO = ScalarCase(3, Fraction(0), Fraction(1, 2), Fraction(1, 10), Fraction(1, 3))


def count(case: ScalarCase) -> int | None:
    return hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps).iterations


@pytest.mark.parametrize(("case", "iterations"), [(BELOW, 150), (LOST, 40), (ZERO, 160)], ids=["below", "lost", "zero"])
@pytest.mark.parametrize("wanted", ["alpha", "eta", "eps"])
def test_the_count_is_the_wanted_one(case: ScalarCase, iterations: int, wanted: str) -> None:
    found = solve(case, wanted, iterations, digits=6)
    assert count(replace(case, **{wanted: found.value})) == iterations
    beyond = count(replace(case, **{wanted: found.beyond}))
    assert beyond is not None
    assert beyond > iterations
    assert 0 < abs(found.value - found.beyond) <= found.value / 10**6


def test_a_start_above_the_limit() -> None:
    case = replace(BELOW, eta=Fraction(1, 50))
    found = solve(case, "alpha", 40, digits=6, above=True)
    assert found.value > 1
    assert count(replace(case, alpha=found.value)) == 40
    assert found.beyond > found.value


def test_counts_beyond_all_iterating() -> None:
    found = solve(BELOW, "alpha", 10**60, digits=3)
    assert found.time.iterations == 10**60
    assert found.time_beyond.lower > 10**60
    assert abs(found.value * 10**59 - 1) < Fraction(1, 100)


@pytest.mark.parametrize(
    ("case", "wanted", "iterations", "message"),
    [
        (BELOW, "alpha", 0, "iterations = 0"),
        (BELOW, "eta", 3, "step: even at the end of its range"),
        (BELOW, "eps", 10**6, "accuracy: T is at most 1000000"),
        (replace(BELOW, eps=Fraction(3, 2)), "alpha", 5, "accuracy = 3/2"),
        (replace(BELOW, eta=Fraction(1, 2)), "alpha", 5, "step = 1/2"),
    ],
)
def test_what_cannot_be_is_refused(case: ScalarCase, wanted: str, iterations: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        solve(case, wanted, iterations)
