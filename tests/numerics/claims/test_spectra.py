"""Formulas over a spectrum against sums over its eigenvalues one by one, exactly and in balls."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb

from numerics.cases.floats import env_of, value
from numerics.cases.spectra import as_values, read_spectrum
from numerics.claims.case import Case
from numerics.claims.decide import decide
from numerics.exact.balls import working_precision
from numerics.exact.verdict import Undecided, Verdict
from theory import statement
from theory.deep_factorization.theorem_2_4 import T_Id
from theory.dynamics.orbits import d, y
from theory.dynamics.product import level, r_W, r_W_flow
from theory.language.claims import Claim, Every
from theory.language.definitions import L
from theory.language.expressions import At, Eigenvalue
from theory.language.spectra import at_place, count, largest, ratio, smallest, total
from theory.language.statement import Statement
from theory.language.symbols import N, alpha, ell, eps, eta, k, lam, t

SPECTRUM = [Fraction(4), Fraction(1), Fraction(1), Fraction(1, 3), Fraction(0), Fraction(0)]
REST = {N: Fraction(3), ell: Fraction(3), alpha: Fraction(1, 2), eta: Fraction(1, 200), eps: Fraction(1, 50)}
CASE = Case(as_values(SPECTRUM) | REST | {t: Fraction(3, 4)})


def iterated(eigenvalue: Fraction, steps: int) -> Fraction:
    state = REST[alpha]
    for _ in range(steps):
        state -= REST[eta] * state**2 * (state**3 - eigenvalue)
    return state


def test_sums_are_those_of_the_iterates_exactly() -> None:
    world = CASE.world(0)
    for steps in (0, 1, 3):
        each = [iterated(one, steps) ** 3 for one in SPECTRUM]
        assert Fraction(str(world.value(total(d(k) ** N), steps, k))) == sum(each)
        assert Fraction(str(world.value(r_W(k), steps, k))) == sum(each) / max(each)
        assert Fraction(str(world.value(smallest(d(k)), steps, k))) == min(iterated(one, steps) for one in SPECTRUM)
        middle = sum(iterated(x, steps) for x in SPECTRUM[2:4])
        assert Fraction(str(world.value(total(d(k), ell, 4), steps, k))) == middle


def test_balls_hold_the_exact_values() -> None:
    with working_precision(128):
        world = CASE.world(128)
        for expr in (r_W(k), total(d(k) ** N, last=ell), largest(d(k + 1) - d(k))):
            exact = CASE.world(0).value(expr, 3, k)
            assert world.value(expr, 3, k).contains(arb(exact.p) / arb(exact.q))


def test_counts_and_places() -> None:
    world = CASE.world(0)
    assert world.value(count(lam > alpha**N)) == 4
    assert world.value(count(lam > alpha**N, first=ell + 1)) == 1
    assert [world.value(Eigenvalue(place)) for place in (1, ell, ell + 1, 7)] == [4, 1, sp.Rational(1, 3), 0]
    assert world.value(level()) == sp.Rational(6, 4)
    with pytest.raises(Undecided, match="no eigenvalue at place 0"):
        world.value(Eigenvalue(ell - 3))


def test_empty_ranges() -> None:
    world = CASE.world(0)
    assert world.value(total(lam, first=ell + 1, last=ell)) == 0
    assert world.value(count(lam > 0, last=0)) == 0
    for none in (largest(lam, last=0), smallest(lam, first=ell + 1, last=ell), ratio(lam, last=0)):
        with pytest.raises(Undecided, match="no eigenvalue in this range"):
            world.value(none)
        assert CASE.holds(sp.Ge(t, none, evaluate=False)) is None


def test_a_name_in_a_sum_is_that_of_each_eigenvalue() -> None:
    with working_precision(128):
        world = CASE.world(128)
        roots = sum((arb(x.numerator) / x.denominator).root(3) for x in SPECTRUM if x)
        assert world.value(total(L)).overlaps(roots)
        each = [world.value(At(T_Id(), (lam,), (Eigenvalue(place),))) for place in (1, 2, 4)]
        assert world.value(largest(T_Id(), last=4)).overlaps(max(each, key=lambda ball: ball.mid()))


def test_equal_eigenvalues_leave_no_rounding() -> None:
    equal = Case(as_values(read_spectrum("1/3*7")) | REST | {t: Fraction(1)})
    with working_precision(128):
        world = equal.world(128)
        assert world.value(r_W_flow(t)).is_exact()
        assert world.value(r_W_flow(t)) == 7
        assert world.value(ratio(d(k)), 5, k) == 7


def test_a_level_shares_its_orbit() -> None:
    world = CASE.world(0)
    world.value(r_W(k), 2, k)
    assert len(world.levels) == 4
    assert world.at_place(2) is world.at_place(3)


def test_floats_are_near_the_balls() -> None:
    env = env_of(CASE.values)
    with working_precision(128):
        world = CASE.world(128)
        ideal, above = largest(T_Id(), last=4), count(lam > alpha**N)
        for expr in (total(L * alpha), ideal, level(), Eigenvalue(ell + 1), above):
            assert np.asarray(value(expr, env)).item() == pytest.approx(float(world.value(expr).mid()), rel=1e-12)


def test_a_range_that_ends_is_looked_at_up_to_its_last_index() -> None:
    """A claim that fails at the last index only is refuted, though that lies beyond the steps that are followed."""
    last = Claim("early", sp.Lt(k, 1999), over=Every(k, before=sp.Integer(2000)))
    grows = Claim("grows", sp.Le(r_W(k), 3), over=Every(k, since=sp.Integer(40), before=sp.Integer(2000)))
    outcomes = decide(Statement("ends", claims=(last, grows)), CASE.values)
    assert [outcome.verdict for outcome in outcomes] == [Verdict.REFUTED, Verdict.UPHELD]
    assert outcomes[0].k == 1999
    assert "of them up to 1999" in outcomes[1].evidence


def test_the_flow_at_a_place() -> None:
    with working_precision(128):
        world = CASE.world(128)
        whole, one = world.value(total(y(t), last=1)), world.value(at_place(y(t), 1))
        assert whole.overlaps(one)
        assert whole.rel_accuracy_bits() > 60


def test_the_earlier_form_of_theorem_3_1_was_false() -> None:
    record = statement("3.1")
    old = at_time("1, 11/100", sp.Rational(1, 10), "2.1973")
    assert decide(record.only("upper"), old)[0].verdict is Verdict.UPHELD
    without_lead = Claim("old", sp.Le(r_W_flow(t), level()))
    assert decide(Statement("old", claims=(without_lead,)), old)[0].verdict is Verdict.REFUTED


def at_time(spectrum: str, square: sp.Rational, time: str) -> dict[sp.Symbol, Fraction]:
    """Return a case of Theorem 3.1 with α just above the root of ``square``."""
    start = Fraction(int(sp.ceiling(sp.sqrt(square) * 10**9)), 10**9)
    given = {N: Fraction(2), ell: Fraction(2), alpha: start, eps: Fraction(1, 10), t: Fraction(time)}
    theta_value = {symbol: Fraction(1, 2) for symbol in statement("3.1").parameters if str(symbol) == "theta"}
    return as_values(read_spectrum(spectrum)) | given | theta_value
