"""What float64 reports is what a float64 loop sees, and the certified answers contain the truth at 320 bits."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest

from numerics.cases.scalar import ScalarCase
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import HittingTime
from proofs_check.rounding.machine import NEAREST, run_step
from reports.pages.float64.study import HARD_CASES, MOTIONLESS, Comparison, Study, compare, plain_times, study, sweep

BITS = 320


def slow_hitting_time(case: ScalarCase, most: int = 2_000_000) -> int:
    """T by fixed-point integers with 320 fractional bits: no kernel, no ball, no float."""
    unit = 1 << BITS
    lam, state, step, accuracy = (
        value.numerator * unit // value.denominator for value in (case.lam, case.alpha, case.eta, case.eps)
    )
    limit, above = 0, max(1, case.lam.numerator) * unit
    while above - limit > 1 and case.lam > 0:
        middle = (limit + above) // 2
        if middle**case.depth <= lam * unit ** (case.depth - 1):
            limit = middle
        else:
            above = middle
    for k in range(most):
        if abs(state - limit) <= accuracy:
            return k
        power = state
        for _ in range(case.depth - 2):
            power = power * state >> BITS
        state -= step * (power * ((power * state >> BITS) - lam) >> BITS) >> BITS
    raise AssertionError(f"no hit in {most} steps")


@pytest.mark.parametrize("case", HARD_CASES, ids=lambda case: f"N={case.depth} eps={float(case.eps):.0e}")
def test_the_hard_cases_are_certified_and_contain_the_truth(case: ScalarCase) -> None:
    found = hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps)
    assert found.certified
    assert found.upper is not None
    assert found.upper - found.lower <= 2
    assert found.lower <= slow_hitting_time(case) <= found.upper


def test_the_hard_cases_are_hard() -> None:
    times = [compare(case) for case in HARD_CASES]
    lengths = [row.certified.lower for row in times]
    assert len(times) == 9
    assert min(lengths) < 2_000
    assert max(lengths) > 10**6
    assert min(case.eps for case in HARD_CASES) == Fraction(1, 10**18)
    assert sum(row.plain is None for row in times) >= 3
    assert sum(abs(row.miss or 0) > 100 for row in times) >= 3


@pytest.mark.parametrize(
    "case",
    [
        ScalarCase(2, Fraction(1), Fraction(1, 8), Fraction(1, 16), Fraction(1, 2**20)),
        ScalarCase(3, Fraction(1), Fraction(2), Fraction(1, 128), Fraction(1, 2**12)),
        ScalarCase(2, Fraction(-1), Fraction(1, 2), Fraction(1, 16), Fraction(1, 2**10)),
    ],
)
def test_plain_times_are_those_of_a_plain_loop(case: ScalarCase) -> None:
    state, limit, k = case.alpha, Fraction(int(case.lam > 0)), 0
    while not limit - case.eps <= state <= limit + case.eps:
        state, k = run_step(NEAREST, case.depth, state, case.lam, case.eta), k + 1
    assert plain_times([case]) == [k]
    assert k > 50


def test_a_sweep_finds_where_float64_fails_and_the_certified_answer_does_not() -> None:
    found = sweep(2, Fraction(1, 8), Fraction(1, 256))
    assert found.worst.miss
    assert found.worst.certified.iterations == slow_hitting_time(found.worst.case)
    assert found.worst.plain != found.worst.certified.iterations
    assert found.silent_from is not None
    assert found.wrong_from is not None
    assert found.silent_from < found.wrong_from
    times = [row.certified.lower for row in found.rows]
    assert times == sorted(times)
    assert all(row.miss == 0 for row in found.rows if row.case.eps > found.wrong_from)


def test_misses_are_measured_from_the_bracket() -> None:
    case = HARD_CASES[0]
    bracket = HittingTime(10, 12, True, "balls")
    misses = {plain: Comparison(case, plain, bracket).miss for plain in (7, 10, 12, 15, None)}
    assert misses == {7: -3, 10: 0, 12: 0, 15: 3, None: None}
    assert Comparison(case, 500, HittingTime(10, None, True, "balls")).miss == 0


def test_the_motionless_orbit_stays_open() -> None:
    found = compare(MOTIONLESS, budget=50_000)
    assert found.plain is None
    assert found.certified.certified
    assert (found.certified.lower, found.certified.upper) == (50_001, None)
    state = Fraction(float(MOTIONLESS.alpha))
    parameters = Fraction(float(MOTIONLESS.lam)), Fraction(float(MOTIONLESS.eta))
    assert run_step(NEAREST, MOTIONLESS.depth, state, *parameters) == state


@cache
def quick_study() -> Study:
    return study((6, 8, 10))


def test_the_study_covers_the_decades() -> None:
    found = quick_study()
    assert {len(str(row.certified.lower)) for row in found.by_decade} == {4, 5, 6}
    assert all(row.miss for row in found.by_decade)
    low, high = found.motionless_bounds
    assert low is not None
    assert low > found.motionless.certified.lower
    assert high > low
