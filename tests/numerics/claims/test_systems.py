"""Orbits as claims read them: every index, in any order, forgotten or not, exact or in balls."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import count

import pytest

from numerics.claims.case import Case
from numerics.claims.systems import FIRST_STATES, LAST_STATES, Track
from numerics.exact.balls import working_precision
from numerics.exact.verdict import Undecided
from theory.dynamics.orbits import d, p1, p2
from theory.language.observables import euler_orbit
from theory.language.symbols import N, alpha, beta, eta, lam, x

VALUES = {
    N: Fraction(3),
    lam: Fraction(-2, 3),
    alpha: Fraction(1, 2),
    beta: Fraction(1, 7),
    eta: Fraction(1, 20),
}


def test_a_track_gives_every_index_in_any_order() -> None:
    runs = []

    def run() -> Iterator[int]:
        runs.append(1)
        return count(100)

    track = Track(run)
    last = FIRST_STATES + 5 * LAST_STATES
    for index in (0, 7, 3, last, last - LAST_STATES + 1, FIRST_STATES - 1, 0):
        assert track[index] == 100 + index
    assert len(runs) == 1
    assert len(track.states) <= FIRST_STATES + LAST_STATES + 1
    forgotten = FIRST_STATES + LAST_STATES + 1
    assert forgotten not in track.states
    assert track[forgotten] == 100 + forgotten
    assert len(runs) == 2
    assert track[last] == 100 + last
    with pytest.raises(ValueError, match="no state -1"):
        track[-1]


def test_an_orbit_that_ended_stays_ended() -> None:
    track = Track(lambda: iter([5, 6]))
    assert [track[0], track[1]] == [5, 6]
    for _ in range(2):
        with pytest.raises(Undecided, match="not known at 2"):
            track[2]


def followed(case: Case, bits: int, expr, index: int):
    with working_precision(bits or 64):
        return case.world(bits).value(expr(index))


def test_orbits_are_those_of_the_recursions() -> None:
    """(18) and (40) written out again in rationals; balls enclose them."""
    case = Case(VALUES)
    state, pair = VALUES[alpha], (VALUES[alpha] - VALUES[beta], VALUES[alpha])
    value, step = VALUES[lam], VALUES[eta]
    for index in range(4):
        for expr, truth in ((d, state), (p1, pair[0]), (p2, pair[1])):
            exact = followed(case, 0, expr, index)
            assert Fraction(int(exact.p), int(exact.q)) == truth
            assert followed(case, 128, expr, index).overlaps(exact)
        state -= step * state**2 * (state**3 - value)
        error = pair[0] * pair[1] ** 2 - value
        pair = pair[0] - step * pair[1] ** 2 * error, pair[1] - step * pair[0] * pair[1] * error


def test_exact_orbits_end_where_they_become_too_long() -> None:
    case = Case(VALUES)
    for expr in (d, p1):
        with pytest.raises(Undecided):
            followed(case, 0, expr, 12)
        assert followed(case, 128, expr, 12).is_finite()


def test_euler_steps_of_any_right_hand_side() -> None:
    orbit = euler_orbit("z", x**2 - 1, start=alpha)
    case, state = Case(VALUES), VALUES[alpha]
    for index in range(4):
        exact = followed(case, 0, orbit, index)
        assert Fraction(int(exact.p), int(exact.q)) == state
        state += VALUES[eta] * (state**2 - 1)
    with pytest.raises(Undecided):
        followed(case, 0, orbit, 20)
