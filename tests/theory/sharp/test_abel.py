"""Φ and Φ₂ are the antiderivatives they are said to be, and a step adds 1 up to the stated order."""

from __future__ import annotations

import mpmath
import pytest
import sympy as sp

from theory.dynamics.flow import rhs
from theory.language.definitions import L, resolve
from theory.language.symbols import alpha, eps, eta, gap, lam, x
from theory.sharp.abel import Phi, Phi_2, abel_first, abel_second, inverse_distances

DEPTHS = (2, 3, 4, 5, 8)
#: A sign of λ, and values of x on the sides of the limit.
PLACES = ((1, "0.41"), (1, "1.83"), (-1, "0.62"), (-1, "2.05"), (0, "0.73"))


def field(depth: int, sign: int) -> sp.Expr:
    return eta * (rhs(depth) if sign else rhs(depth).subs(lam, 0))


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(("sign", "place"), PLACES)
def test_the_derivatives(depth: int, sign: int, place: str) -> None:
    step = field(depth, sign)
    first = 1 / step + sp.diff(step, x) / step / 2
    second = first - sp.diff(step, x, 2) / 12 - sp.diff(step, x) ** 2 / step / 12
    point = {x: sp.Rational(place), lam: sign * sp.Rational(13, 10), eta: sp.Rational(1, 40)}
    for form, wanted in ((abel_first, first), (abel_second, second)):
        found = sp.diff(form(depth, sign), x)
        assert abs(found.subs(point).evalf(30) - wanted.subs(point).evalf(30)) < abs(wanted.subs(point)) / 10**12


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize(("sign", "place"), PLACES)
def test_a_step_adds_one_up_to_second_and_third_order(depth: int, sign: int, place: str) -> None:
    step = field(depth, sign)
    slope, curved = sp.diff(step, x), step * sp.diff(step, x, 2)
    leading = {abel_first: (slope**2 + curved) / 12, abel_second: -(slope**3 + 2 * slope * curved) / 24}
    point = {x: sp.Rational(place), lam: sign * sp.Rational(13, 10), eta: sp.Rational(1, 10**12)}
    for form, wanted in leading.items():
        with mpmath.workdps(120):
            value = sp.lambdify((x, lam, eta), form(depth, sign), "mpmath")
            here, size, rate = (mpmath.mpf(v.p) / v.q for v in point.values())
            after = here + sp.lambdify((x, lam, eta), step, "mpmath")(here, size, rate)
            defect = value(after, size, rate) - value(here, size, rate) - 1
            expected = mpmath.mpf(str(wanted.subs(point).evalf(30)))
            assert abs(defect / expected - 1) < 1e-4


def test_the_gap_is_the_distance_to_the_limit() -> None:
    point = {x: sp.Rational(9, 10), gap: sp.Rational(1, 10), lam: 1, eta: sp.Rational(1, 50)}
    for form in (abel_first, abel_second):
        assert abs((form(4, 1, x, gap) - form(4, 1, x)).subs(point).evalf(30)) < 1e-25


def test_differences_are_taken_through_the_distance_near_the_limit() -> None:
    for function, form in ((Phi, abel_first), (Phi_2, abel_second)):
        below = resolve(function(alpha, L - eps), 3, 1)
        assert below.has(sp.log(eps / lam ** sp.Rational(1, 3)))
        above = resolve(function(alpha, L + eps), 3, 1)
        values = {lam: 1, alpha: sp.Rational(1, 5), eps: sp.Rational(1, 10), eta: sp.Rational(1, 20)}
        expected = (form(3, 1, sp.Rational(9, 10)) - form(3, 1, sp.Rational(1, 5))).subs(values)
        assert abs((below.subs(values) - expected).evalf(20)) < 1e-15
        assert not above.has(sp.oo)
        with pytest.raises(ValueError, match="N >= 2"):
            resolve(function(alpha, eps), 1, 1)


@pytest.mark.parametrize("depth", [2, 3, 7])
@pytest.mark.parametrize("sign", [1, -1])
def test_the_inverse_distances(depth: int, sign: int) -> None:
    roots = [mpmath.expjpi(mpmath.mpf(2 * j + (sign < 0)) / depth) for j in range(depth)]
    wanted = sum(1 / abs(1 - root) for root in roots if abs(1 - root) > 1e-9)
    assert abs(resolve(inverse_distances, depth, sign).evalf(20) - wanted) < 1e-12
    assert resolve(inverse_distances, depth, 0) == sp.Rational(depth, 2)
