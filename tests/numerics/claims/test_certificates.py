"""What is certified to hold for ever does hold, as far as anybody looks: certificates against orbits followed."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, settings, strategies as st

from numerics.claims.case import Case
from numerics.claims.certificates import holds_later, hull, later_values, limit_of, stays_away
from numerics.exact.balls import working_precision
from theory.dynamics.orbits import d, p1, p2
from theory.language.definitions import L
from theory.language.symbols import N, alpha, beta, eta, k, lam

SHORT = st.fractions(min_value=Fraction(1, 20), max_value=3, max_denominator=40)
CASES = st.fixed_dictionaries(
    {
        N: st.integers(1, 5).map(Fraction),
        lam: st.fractions(min_value=-2, max_value=2, max_denominator=20),
        alpha: SHORT,
        eta: st.fractions(min_value=Fraction(1, 200), max_value=Fraction(1, 2), max_denominator=200),
    }
)
RELATIONS = (
    sp.Le(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L)),
    sp.Le(sp.Abs(d(k + 2) - L), sp.Abs(d(k + 1) - L) * sp.Rational(9, 10)),
    sp.Lt(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L)),
    sp.Ge((d(k) - L) * (alpha - d(k)), 0),
    sp.Gt((d(k) - L) * (alpha - L), 0),
    sp.Ge((d(k + 1) - d(k)) * (L - alpha), 0),
    sp.Le(d(k + 1) ** 2, d(k) * d(k + 2)),
    sp.Le(d(k), alpha + L),
    sp.Ge((d(k + 2) - d(k)) * (L - d(k)), 0),
    sp.Le(sp.Abs(d(k + 2) - L), sp.Abs(d(k) - L)),
    sp.Or(sp.Le(d(k), L), sp.Lt(d(k + 1), L)),
)


@given(values=CASES, relation=st.sampled_from(RELATIONS))
@settings(max_examples=60)
def test_what_holds_later_holds(values: dict[sp.Symbol, Fraction], relation: sp.Basic) -> None:
    case = Case(values)
    with working_precision(256):
        world = case.world(256)
        if not holds_later(relation, world, k, 0):
            return
        judge = world.judge(relation, k)
        assert all(judge(index) is not False for index in range(60))


@given(values=CASES)
@settings(max_examples=40)
def test_later_values_lie_in_their_ball(values: dict[sp.Symbol, Fraction]) -> None:
    case = Case(values)
    with working_precision(256):
        world = case.world(256)
        later = later_values(world, d(k), 0, k)
        if later is not None:
            assert all(later.contains(world.value(d(k), index, k).mid()) for index in range(80))


def test_a_step_beyond_the_threshold_is_not_certified() -> None:
    case = Case({N: Fraction(2), lam: Fraction(1), alpha: Fraction(1, 2), eta: Fraction(3, 4)})
    with working_precision(256):
        assert later_values(case.world(256), d(k), 0, k) is None


def test_certificates_are_not_vacuous() -> None:
    case = Case({N: Fraction(3), lam: Fraction(1), alpha: Fraction(1, 2), eta: Fraction(1, 20)})
    with working_precision(256):
        world = case.world(256)
        certain = [relation for relation in RELATIONS if holds_later(relation, world, k, 0)]
    assert [relation for relation in RELATIONS if relation not in certain] == [RELATIONS[i] for i in (1, 3, 6)]


@pytest.mark.parametrize("sign", [1, -1])
def test_limits_of_orbits_and_products(sign: int) -> None:
    values = {N: Fraction(3), lam: Fraction(sign), alpha: Fraction(1, 2), beta: Fraction(1, 10), eta: Fraction(1, 50)}
    case = Case(values)
    with working_precision(256):
        world = case.world(256)
        assert limit_of(d(k) ** 2 + alpha, world, k, 0) == L**2 + alpha
        assert limit_of(p1(k) * p2(k) ** (N - 1) - lam, world, k, 0) == 0
        # one component alone has no limit that is known in closed form
        assert limit_of(p1(k), world, k, 0) is None


#: Orbits that alternate around L (N, λ, α, η), and whether the step is below the ceiling 2/κ, or the ceiling itself.
ALTERNATING = [
    ((2, 1, Fraction(9, 10), Fraction(3, 4)), True),
    ((3, 1, Fraction(27, 25), Fraction(1, 2)), True),
    ((2, 1, Fraction(9, 10), 1), False),
    ((3, 8, Fraction(199, 100), Fraction(1, 24)), False),
    ((2, 3, Fraction(7, 4), Fraction(1, 3)), False),
]


@pytest.mark.parametrize(("place", "below"), ALTERNATING)
def test_an_orbit_that_alternates_is_certified(place: tuple[int | Fraction, ...], below: bool) -> None:
    with working_precision(256):
        world = Case(dict(zip((N, lam, alpha, eta), map(Fraction, place), strict=True))).world(256)
        ball = later_values(world, d(k), 0, k)
        assert ball is not None
        orbit = [world.value(d(k), index, k) for index in range(80)]
        limit = world.value(L)
        assert {bool(state > limit) for state in orbit} == {True, False}
        assert all(ball.contains(state.mid()) for state in orbit)
        assert hull(sp.Gt(d(k), 0), world, k, 0, one_sided=True) is None
        assert limit_of(d(k), world, k, 0) == L
        assert holds_later(sp.Gt(d(k), 0), world, k, 0)
        assert holds_later(sp.Lt(sp.Abs(d(k + 2) - L), sp.Abs(d(k) - L)), world, k, 0) is below
        assert not holds_later(sp.Le(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L) / 4), world, k, 0)


@pytest.mark.parametrize(("excess", "certain"), [(0, True), (1, False), (-1, True)])
def test_the_ceiling_is_told_from_what_is_a_hair_beyond_it(excess: int, certain: bool) -> None:
    step = Fraction(1, 24) * (1 + Fraction(excess, 10**100))
    with working_precision(256):
        world = Case({N: Fraction(3), lam: Fraction(8), alpha: Fraction(199, 100), eta: step}).world(256)
        assert (later_values(world, d(k), 0, k) is not None) is certain
        assert (limit_of(d(k), world, k, 0) is not None) is certain


@pytest.mark.parametrize(("depth", "step"), [(2, Fraction(1001, 1000)), (5, Fraction(41, 100))])
def test_past_the_ceiling_nothing_is_certified_and_a_cycle_is_seen(depth: int, step: Fraction) -> None:
    values = {N: Fraction(depth), lam: Fraction(1), alpha: Fraction(999, 1000), eta: step}
    with working_precision(256):
        world = Case(values).world(256)
        assert later_values(world, d(k), 0, k) is None
        assert stays_away(d(k), L, world, k, 4000)
        assert not stays_away(d(k) ** 2, L, world, k, 4000)
        inside = Case(values | {eta: Fraction(19, 10 * depth)}).world(256)
        assert not any(stays_away(d(k), L, inside, k, index) for index in (0, 1, 3, 7))
        assert stays_away(d(k), 2 * L, inside, k, 7)


@pytest.mark.parametrize(
    ("depth", "eigenvalue", "start", "step"),
    [(2, 0, Fraction(1), Fraction(19, 10)), (4, -1, Fraction(1), Fraction(9, 10)), (3, 0, Fraction(1), Fraction(3, 2))],
)
def test_an_orbit_that_alternates_around_zero_is_certified(
    depth: int, eigenvalue: int, start: Fraction, step: Fraction
) -> None:
    values = {N: Fraction(depth), lam: Fraction(eigenvalue), alpha: start, eta: step}
    with working_precision(256):
        world = Case(values).world(256)
        ball = later_values(world, d(k), 0, k)
        assert ball is not None
        orbit = [world.value(d(k), index, k) for index in range(40)]
        assert {bool(state > 0) for state in orbit[:4]} == {True, False}
        assert all(ball.contains(state.mid()) for state in orbit)
        assert limit_of(d(k), world, k, 0) == L
        far = Case(values | {eta: 2 * step}).world(256)
        assert later_values(far, d(k), 0, k) is None


def test_an_orbit_below_the_saddle_mirrors_one_of_the_other_sign() -> None:
    values = {N: Fraction(3), lam: Fraction(-2), alpha: Fraction(2), eta: Fraction(1, 12)}
    with working_precision(256):
        world = Case(values).world(256)
        assert later_values(world, d(k), 0, k) is None
        ball = later_values(world, d(k), 1, k)
        assert ball is not None
        assert all(ball.contains(world.value(d(k), index, k).mid()) for index in range(1, 60))
        assert limit_of(d(k), world, k, 1) == -((-lam) ** (1 / N))
        assert holds_later(sp.Lt(d(k), 0), world, k, 1)
        assert not holds_later(sp.Le(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L)), world, k, 1), "its limit is not L"
        even = Case(values | {N: Fraction(4), alpha: Fraction(1)}).world(256)
        assert limit_of(d(k), even, k, 3) == L
