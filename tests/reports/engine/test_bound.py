"""The bounds of a statement are read off its record, whatever it is: the tightest ones, before they are rounded."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from reports.engine.bound import bound, bounding
from theory.dynamics.orbits import T, d
from theory.language.claims import Claim, Every
from theory.language.hypotheses import ACCURACY, DEPTH_TWO, INITIAL_SCALE
from theory.language.statement import Statement
from theory.language.symbols import N, alpha, eps, eta, k, lam

VALUES = {N: 2, lam: 1, alpha: "1/3", eta: "1/10", eps: "1/7"}


def record(*claims: Claim) -> Statement:
    return Statement("mine", hypotheses=(DEPTH_TWO, INITIAL_SCALE, ACCURACY), claims=claims)


def test_several_bounds_on_one_quantity_give_the_tightest() -> None:
    found = bound(
        record(
            Claim("upper_a", sp.Le(T, 10 * alpha)),
            Claim("upper_b", sp.Le(T, 20 * eps)),
            Claim("upper_c", sp.Le(T, alpha), given=lam < 0),
            Claim("lower_a", sp.Ge(T, 2 * alpha)),
            Claim("lower_b", sp.Ge(T, 3 * eps)),
        ),
        VALUES,
        digits=6,
    )
    assert (found["upper"], found["upper_iterations"], found["lower"]) == ("2.85714", 2, "0.666667")
    assert found["case"] == "a, b"


def test_a_bound_that_is_rounded_as_a_whole_is_shown_before() -> None:
    found = bound(record(Claim("upper", sp.Le(T, sp.ceiling(10 * alpha)))), VALUES, digits=6)
    assert (found["upper"], found["upper_iterations"]) == ("3.33333", 4)
    kept = bound(record(Claim("upper", sp.Le(T, sp.ceiling(10 * alpha) + alpha))), VALUES, digits=6)
    assert (kept["upper"], kept["upper_iterations"]) == ("4.33333", 4)


def test_bounds_on_several_quantities_are_listed_with_where_they_begin() -> None:
    since = Claim("late", sp.Le(d(k), 2 * alpha), over=Every(k, since=sp.Integer(3)))
    always = Claim("always", sp.Ge(d(k), alpha / 2), over=Every(k))
    found = bound(record(Claim("upper", sp.Le(T, 5)), since, always), VALUES, digits=4)
    assert found["claims"] == [
        {"name": "upper", "quantity": "T", "kind": "upper", "bound": "5"},
        {"name": "late", "quantity": "d(k)", "kind": "upper", "bound": "0.6667", "since": "3"},
        {"name": "always", "quantity": "d(k)", "kind": "lower", "bound": "0.1667"},
    ]
    assert found["upper"] is found["lower"] is None


def test_only_bounds_by_a_formula_in_the_parameters_are_answered() -> None:
    orbit = Claim("orbit", sp.Le(d(k + 1), d(k)), over=Every(k))
    index = Claim("index", sp.Le(d(k), alpha * k), over=Every(k))
    equal = Claim("equal", sp.Eq(T, 3))
    assert bounding(record(orbit, index, equal)) == []
    with pytest.raises(ValueError, match="mine has no numeric bound"):
        bound(record(orbit), VALUES)


def test_a_broken_hypothesis_is_refused_and_a_kept_one_reported() -> None:
    statement = record(Claim("upper", sp.Le(T, 5)))
    assert bound(statement, VALUES)["hypotheses"] == {"depth": True, "initial_scale": True, "accuracy": True}
    with pytest.raises(ValueError, match="accuracy = -1/7: breaks accuracy of mine"):
        bound(statement, VALUES | {eps: "-1/7"})
    with pytest.raises(ValueError, match="missing option --step, --accuracy: needed"):
        bound(statement, {N: 2, lam: 1, alpha: Fraction(1, 3)})
