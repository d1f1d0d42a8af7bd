"""Jumps against single steps: what they hold, what they leave out, and how far a start spreads."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from flint import arb

from numerics.cases.pair import PerturbedCase
from numerics.exact.balls import to_ball, working_precision
from numerics.law import jumps
from numerics.law.jumps import Jump, SlowMap, State, jump, remainder
from numerics.law.pair_time import pair_map

CASES = (
    PerturbedCase(2, *map(Fraction, ("-1", "1/2", "1/4", "1/30000", "1/50"))),
    PerturbedCase(3, *map(Fraction, ("1", "1/3", "1/10", "1/20000", "1/50"))),
    PerturbedCase(5, *map(Fraction, ("0", "1", "1/3", "1/50000", "1/50"))),
)
ORDER, BITS = 30, 40


def start(case: PerturbedCase) -> State:
    return to_ball(case.beta), to_ball(2 * case.alpha - case.beta)


def stepped(system: SlowMap, state: State, steps: int) -> State:
    for _ in range(steps):
        state = system.step(state)
    return state


def made(case: PerturbedCase, order: int = ORDER, wanted: int = BITS) -> Jump:
    with working_precision(100):
        return jump(pair_map(case), start(case), order, wanted)


@pytest.mark.parametrize("case", CASES, ids=["negative", "below", "zero"])
def test_a_jump_is_what_single_steps_find(case: PerturbedCase) -> None:
    leap = made(case)
    assert leap.reach > 2 * ORDER
    with working_precision(300):
        for steps in (0, 1, ORDER, ORDER + 1, leap.reach // 2, leap.reach):
            for found, true in zip(leap.at(steps), stepped(leap.system, start(case), steps), strict=True):
                assert found.contains(true) or (found - true).overlaps(arb(0))
                assert found.rad() < found * arb((1, 2 - BITS))


def test_no_farther_than_its_reach() -> None:
    leap = made(CASES[0])
    for steps in (-1, leap.reach + 1):
        with pytest.raises(ValueError, match=f"this jump knows 0 to {leap.reach}"):
            leap.at(steps)


@pytest.mark.parametrize("case", CASES, ids=["negative", "below", "zero"])
def test_the_remainder_bounds_what_a_short_series_leaves_out(case: PerturbedCase) -> None:
    """With few terms the remainder is far above the rounding, and the truth within it, not far below."""
    leap = made(case, order=3, wanted=10)
    with working_precision(300):
        exact = replace(leap, speed=arb(0)).at(leap.reach)
        true = stepped(leap.system, start(case), leap.reach)
        bound = remainder(leap.reach, leap.speed, 3, arb(0), leap.radius)
        off = [abs(a - b) / c for a, b, c in zip(exact, true, leap.begin, strict=True)]
        assert all(share < bound for share in off)
        assert any(share > bound / 5000 for share in off)


@pytest.mark.parametrize("case", CASES, ids=["negative", "below", "zero"])
def test_a_start_anywhere_in_its_ball(case: PerturbedCase) -> None:
    width = arb((1, -30))
    with working_precision(100):
        middle = start(case)
        balls = tuple(x * arb(1, width) for x in middle)
        leap = jump(pair_map(case), balls, ORDER, BITS)
        wide = leap.at(leap.reach)
    with working_precision(300):
        for signs in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
            corner = tuple(x * (1 + sign * width * (1 - width)) for x, sign in zip(middle, signs, strict=True))
            for found, true in zip(wide, stepped(leap.system, corner, leap.reach), strict=True):
                assert found.contains(true)
        # no wider than the derivatives make it, up to a few per cent
        assert all(found.rad() / found < 3 * width for found in wide)


def test_a_smaller_spread_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Jump, "_slopes", lambda self, steps: [[arb(0)] * 2] * 2)
    with pytest.raises(AssertionError):
        test_a_start_anywhere_in_its_ball(CASES[0])


def test_a_start_that_is_too_wide_gives_nothing() -> None:
    with working_precision(100):
        leap = jump(pair_map(CASES[0]), tuple(x * arb(1, 0.1) for x in start(CASES[0])), ORDER, BITS)
        assert not any(x.is_finite() for x in leap.at(leap.reach))


def test_a_map_that_is_too_fast_is_not_jumped() -> None:
    fast = replace(CASES[0], eta=Fraction(1, 3))
    assert made(fast).reach < ORDER


def test_the_polynomial_goes_through_the_iterates_and_beyond() -> None:
    cubes = [arb(k) ** 3 - 2 * arb(k) for k in range(4)]
    for steps in (0, 3, 4, 1000):
        assert jumps._newton(steps, cubes).contains(arb(steps) ** 3 - 2 * steps)
