"""Hitting times read off conditions: the compiled routes against orbits followed step by step."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp
from flint import arb

from numerics.claims.case import Case
from numerics.claims.hitting import _between
from numerics.orbits.ladder import NEVER, HittingTime
from theory.dynamics.orbits import E, T, d
from theory.language.definitions import L
from theory.language.observables import First, first
from theory.language.symbols import N, alpha, eps, eta, k, lam

T_product = first(k, sp.Le(sp.Abs(E(k)), eps), "T_E")
FROM_BELOW = first(k, sp.Ge(d(k), L - eps), "T_b")


def case_of(**changes: str) -> Case:
    values = {"depth": 2, "lam": 1, "alpha": "1/10", "eta": "1/10", "eps": "1/100"} | changes
    return Case(dict(zip((N, lam, alpha, eta, eps), map(Fraction, values.values()), strict=True)))


def slow(slot: First, case: Case) -> int:
    """The first k at which the condition holds, at 60 digits."""
    depth, target, state, step, accuracy = (sp.Rational(case.values[s]).n(60) for s in (N, lam, alpha, eta, eps))
    limit = sp.Max(target, 0) ** (1 / depth)
    for index in range(5000):
        met = {
            T: abs(state - limit) <= accuracy,
            T_product: abs(state**depth - sp.Max(target, 0)) <= accuracy,
            FROM_BELOW: state >= limit - accuracy,
        }[slot]
        if met:
            return index
        state -= step * state ** (depth - 1) * (state**depth - target)
    raise AssertionError("no hit")


@pytest.mark.parametrize("slot", [T, T_product, FROM_BELOW], ids=str)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"depth": "3", "eta": "1/20"},
        {"eta": "9/10"},
        {"alpha": "7/10", "eta": "3/2", "eps": "1/2"},
        {"alpha": "9/10", "eta": "9/10", "eps": "1/50"},
    ],
    ids=str,
)
def test_times_are_those_of_the_orbit_whether_or_not_it_overshoots(slot: First, changes: dict[str, str]) -> None:
    case = case_of(**changes)
    assert case.first(slot).iterations == slow(slot, case)


def test_a_ball_of_an_accuracy_whose_narrow_side_is_never_met_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """T is infinite only where the wide side is never met; then nothing is claimed of an upper end either way."""
    exact = case_of()

    def time(wide: HittingTime, narrow: HittingTime) -> HittingTime | None:
        brackets = iter((wide, narrow))
        monkeypatch.setattr("numerics.claims.hitting.hitting_time", lambda *_, **__: next(brackets))
        return _between(exact, *map(Fraction, (1, 1, 1)), arb(1, 0.5))

    never, found = HittingTime(9, None, True, NEVER), HittingTime(4, 4, True, "balls")
    assert time(found, never) == HittingTime(4, None, True, "balls")
    assert time(never, never) == never
    assert time(found, HittingTime(6, 6, True, "exact")) == HittingTime(4, 6, True, "exact")
