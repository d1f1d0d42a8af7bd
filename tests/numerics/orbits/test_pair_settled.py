"""The certificate for the pair (40): the hulls it returns hold the orbit, and none where the error turns."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from flint import arb

from numerics.cases.pair import draw_perturbed
from numerics.exact.balls import to_ball, working_precision
from numerics.orbits.pair import PairState, ball_pair_orbit, settled

BITS = 256


@pytest.fixture(autouse=True)
def _bits() -> Iterator[None]:
    with working_precision(BITS):
        yield


def states(depth: int, values: tuple[arb, arb, arb, arb], count: int) -> list[PairState]:
    return list(islice(ball_pair_orbit(depth, *values), count))


def check_hull(depth: int, lam: arb, hull: tuple[arb, arb], later: list[PairState]) -> None:
    """Every state lies in the hull, and the error neither grows nor changes its sign, as far as the balls tell."""
    errors = [state.product(depth) - lam for state in later]
    for state in later:
        for ball, value in zip(hull, (state.first, state.second), strict=True):
            assert (ball + arb(0, 2 * value.rad())).contains(value)
    for one, other in pairwise(errors):
        assert not abs(other) > abs(one)
        assert not one * other < 0


@pytest.mark.parametrize("regime", ["negative", "below", "above", "zero"])
def test_every_later_state_lies_in_the_hull(regime: str) -> None:
    """Inside (14) the certificate holds from the start on: before, at and after the sign change."""
    for case in draw_perturbed(25, seed=4, regime=regime, length=2000.0):
        values = tuple(to_ball(value, BITS) for value in (case.lam, case.alpha, case.beta, case.eta))
        orbit = states(case.depth, values, 1000)
        for k in (0, 1, 30, 400, 600):
            hull = settled(case.depth, values[0], values[3], orbit[k].first, orbit[k].second)
            assert hull is not None
            check_hull(case.depth, values[0], hull, orbit[k:])


@pytest.mark.parametrize(("start", "sign"), [(0.5, 1), (1.5, 1), (0.5, -1), (1.5, -1)])
def test_near_the_limit_the_hull_is_small(start: float, sign: int) -> None:
    """From both sides of the limit: it is about as wide as the way that is left."""
    lam, eta = arb(sign), arb(0.02)
    orbit = states(3, (lam, arb(start), arb(0.25), eta), 1000)
    widths = []
    for k in (0, 400, 800):
        state = orbit[k]
        hull = settled(3, lam, eta, state.first, state.second)
        assert hull is not None
        check_hull(3, lam, hull, orbit[k:])
        widths.append(hull[0].rad())
    assert widths[1] < 1e-3 * widths[0]
    assert widths[2] < 1e-3 * widths[1]


def test_the_limit_itself_and_balls_around_it() -> None:
    assert settled(2, arb(4), arb(0.01), arb(1), arb(4)) == (1, 4)
    hull = settled(2, arb(4), arb(0.01), arb(1, 1e-9), arb(4, 1e-9))
    assert hull is not None
    orbit = states(2, (arb(4), arb(4), arb(3) - 1e-10, arb(0.01)), 300)
    check_hull(2, arb(4), hull, orbit)
    negative = settled(2, arb(-4), arb(0.01), arb(-1, 1e-9), arb(4, 1e-9))
    assert negative is not None
    assert (-negative[0]).overlaps(hull[0])
    assert negative[1].overlaps(hull[1])


def test_steps_that_are_too_large_get_no_certificate() -> None:
    """Steps up to 120 times (14): where a hull is returned the orbit obeys it; the orbits that turn get none."""
    draw = random.Random(3)
    given = turned = refused = 0
    for case in draw_perturbed(300, seed=9, depths=(2, 3, 4, 5), length=300.0):
        factor = 2 ** draw.uniform(0, 7)
        lam, alpha, beta, eta = (to_ball(v, BITS) for v in (case.lam, case.alpha, case.beta, case.eta))
        values = lam, alpha, beta, eta * factor
        orbit = states(case.depth, values, 60)
        hull = settled(case.depth, lam, values[3], orbit[0].first, orbit[0].second)
        errors = [state.product(case.depth) - lam for state in orbit]
        turns = any(one * other < 0 or abs(other) > abs(one) for one, other in pairwise(errors))
        refused += hull is None
        turned += turns
        assert not (turns and hull is not None)
        if hull is not None:
            given += 1
            check_hull(case.depth, lam, hull, orbit)
    assert given > 30
    assert turned > 15
    assert refused > turned
    assert settled(3, arb(-1), arb(100), arb(0.25), arb(0.5)) is None


def test_what_the_balls_do_not_tell_gets_no_certificate() -> None:
    good = arb(-1), arb(0.01), arb(0.25), arb(0.5)
    assert settled(3, *good) is not None
    for position, vague in ((0, arb(0, 1)), (1, arb(0.01, 0.02)), (2, arb(0.25, 0.5)), (3, arb(0.5, 0.6))):
        assert settled(3, *good[:position], vague, *good[position + 1 :]) is None
    assert settled(3, arb(-1), arb(0.01), arb.nan(), arb(0.5)) is None
