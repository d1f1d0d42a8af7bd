"""Inside a sum or a maximum over a spectrum: hitting times, numbers of eigenvalues, names at other values."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy as sp

from numerics.cases.spectra import as_values, read_spectrum
from numerics.claims.case import Case
from numerics.exact.verdict import Undecided
from numerics.orbits.hitting_time import hitting_time
from theory.dynamics.orbits import d
from theory.language.definitions import L
from theory.language.expressions import At, ByCases, Eigenvalue, abbreviation, unfolded
from theory.language.observables import first
from theory.language.spectra import at_place, count, largest, smallest, total
from theory.language.symbols import N, alpha, ell, eps, eta, k, lam

VALUES = {N: Fraction(3), ell: Fraction(2), alpha: Fraction(1, 2), eta: Fraction(1, 20), eps: Fraction(1, 100)}
SPECTRUM = as_values(read_spectrum("1, 1/2*2, 1/8, -1/3"))
CASE = Case(SPECTRUM | VALUES)
TIME = first(k, sp.Le(sp.Abs(d(k) - L), eps), "T")


def time(eigenvalue: str) -> int:
    found = hitting_time(3, eigenvalue, "1/2", "1/20", "1/100")
    assert found.lower == found.upper
    return found.lower


def test_a_hitting_time_inside_belongs_to_each_eigenvalue() -> None:
    one, half, last = time("1"), time("1/2"), time("-1/3")
    assert one != half != last
    assert CASE.ceiling(largest(TIME, last=2)) == max(one, half)
    assert CASE.ceiling(smallest(TIME, last=3)) == min(one, half)
    assert CASE.ceiling(total(TIME, last=3)) == one + 2 * half
    assert CASE.ceiling(largest(TIME, first=5)) == last


def test_of_a_power_it_is_the_same_by_a_compiled_route_or_step_by_step() -> None:
    level = sp.Rational(9, 10) * lam
    quick = largest(first(k, sp.Ge(d(k) ** N, level), "T"), last=2)
    followed = largest(first(k, sp.Or(sp.Ge(d(k) ** N, level), sp.Lt(d(k), 0)), "T"), last=2)
    assert CASE.ceiling(quick) == CASE.ceiling(followed) > 0
    assert CASE.ceiling(first(k, sp.Gt(at_place(d(k) ** N, ell), sp.Rational(1, 4)), "T")) > 0


def test_at_values_that_are_not_rational_it_is_not_known() -> None:
    with pytest.raises(Undecided):
        CASE.world(128).value(At(1 + TIME, (lam,), (sp.sqrt(2),)))


def test_a_number_of_eigenvalues_may_end_a_range_ties_included() -> None:
    growing = count(sp.Ge(lam, alpha**N))  # 1/8 is α³ exactly
    assert CASE.holds(sp.Eq(total(lam, last=growing), sp.Rational(17, 8)))
    assert CASE.holds(sp.Eq(Eigenvalue(growing), sp.Rational(1, 8)))
    above = count(sp.Gt(lam, alpha**N))
    assert CASE.holds(sp.Eq(total(lam, first=above + 1), sp.Rational(1, 8) - sp.Rational(1, 3)))


def test_names_at_other_parameters_are_resolved() -> None:
    level = abbreviation("level", ByCases((lam / 2, sp.Eq(N, 3)), (lam / 4, sp.true)))
    there = At(level + 1, (lam,), (Eigenvalue(1),))
    assert not unfolded(there).has(type(level))
    assert CASE.holds(sp.Eq(there, sp.Rational(3, 2)))
    assert str(level.body) == "(lambda/2 if Eq(N, 3), else lambda/4)"
    assert sp.latex(level.body).startswith(r"\begin{cases} \frac{\lambda}{2} & \text{if } N = 3 \\")
