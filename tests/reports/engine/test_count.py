"""What theorems prove of a hitting time: claims on that very time alone, of statements that certainly speak of it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from reports.engine.count import Proved, proved
from theory import statement
from theory.dynamics.orbits import T, T_product, d
from theory.language.claims import Claim, Every
from theory.language.definitions import L
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE
from theory.language.observables import first
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import N, alpha, beta, eps, eta, k, lam

TENTH = Fraction(1, 10)
VALUES = {N: Fraction(2), lam: Fraction(1), alpha: TENTH, eta: TENTH, eps: TENTH}
#: One, which neither balls nor rationals see.
ONE = sp.cosh(alpha) ** 2 - sp.sinh(alpha) ** 2


def of(*claims: Claim, name: str = "mine", more: tuple[Hypothesis, ...] = ()) -> Proved:
    record = Statement(name, hypotheses=(DEPTH_TWO, INITIAL_SCALE, *more), claims=claims)
    return proved(T, VALUES, [record])


def test_the_best_bounds_are_taken_and_named() -> None:
    loose, tight = Claim("loose", sp.Le(T, 9)), Claim("tight", sp.Le(T, sp.Rational(75, 10)))
    low, lower = Claim("low", sp.Ge(T, sp.Rational(21, 10))), Claim("lower", sp.Ge(T, 1))
    assert of(loose, tight, low, lower) == Proved(3, 7, "mine, low", "mine, tight")
    assert of(tight, loose, lower, low) == Proved(3, 7, "mine, low", "mine, tight")


def test_a_bound_that_is_an_integer_is_kept() -> None:
    assert of(Claim("upper", sp.Le(T, 70 * alpha)), Claim("lower", sp.Ge(T, 20 * alpha))) == Proved(
        2, 7, "mine, lower", "mine, upper"
    )


def test_a_target_that_is_met_from_then_on_bounds_from_above() -> None:
    error = sp.Le(sp.Abs(d(k) - L), eps)
    late = Claim("late", error, over=Every(k, since=64 * alpha))
    assert of(late) == Proved(0, 7, "", "mine, late")
    assert of(Claim("always", error, over=Every(k, since=-alpha))) == Proved(0, 0, "", "mine, always")
    assert of(replace(late, over=Every(k, since=alpha, before=sp.Integer(9)))) == Proved()
    assert of(replace(late, relation=sp.Le(sp.Abs(d(k) - L), 2 * eps))) == Proved()
    assert of(replace(late, exactly_when=alpha > 0)) == Proved()
    assert of(replace(late, over=Every(k, since=T))) == Proved(), "that would be counting"


def test_an_end_that_no_ball_decides_is_taken_on_the_safe_side() -> None:
    assert of(Claim("upper", sp.Le(T, ONE)), Claim("lower", sp.Ge(T, 4 - ONE))) == Proved(
        3, 1, "mine, lower", "mine, upper"
    )


@pytest.mark.parametrize(
    "claim",
    [
        Claim("away", sp.Le(T, 3), given=lam < 0),
        Claim("undecided", sp.Le(T, 3), given=sp.Ge(ONE, 1)),
        Claim("another_time", sp.Le(first(k, sp.Le(d(k), 1)), 3)),
        Claim("of_the_pair", sp.Le(T_product, 3)),
        Claim("equal", sp.Eq(T, 3)),
        Claim("every", sp.Le(d(k), 3), over=Every(k)),
        Claim("other_parameters", sp.Le(T, 3 + beta)),
    ],
    ids=lambda claim: claim.name,
)
def test_what_does_not_certainly_bound_it_here_counts_for_nothing(claim: Claim) -> None:
    assert of(claim) == Proved()


def test_a_statement_speaks_only_inside_its_hypotheses() -> None:
    claim = Claim("upper", sp.Le(T, 3))
    assert of(claim, more=(Hypothesis("small", sp.Lt(alpha, 1)),)).upper == 3
    assert of(claim, more=(Hypothesis("large", sp.Gt(alpha, 1)),)) == Proved()
    assert of(claim, more=(Hypothesis("undecided", sp.Ge(ONE, 1), parameter=alpha),)) == Proved()


def test_what_is_only_observed_proves_nothing() -> None:
    pair = {N: 3, lam: -1, alpha: "1e-3", beta: "4e-4", eta: "1e-9", eps: "1e-6"}
    values = {symbol: Fraction(value) for symbol, value in pair.items()}
    assert proved(T_product, values, [statement("pair-law")]) == Proved()
    counts = proved(T_product, values, [statement("pair-law"), statement("perturbed-lower"), statement("1.3-sharp")])
    assert counts.upper is not None
    assert 2_771_723_900_000 < counts.lower < counts.upper
