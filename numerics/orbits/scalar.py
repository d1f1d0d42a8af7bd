"""Orbits of (18) that can be trusted step by step: in balls, or exactly in rationals.

The map is the one that drops out of the loss (``theory.dynamics.descent.descent_step``), compiled for balls or
applied to exact numbers as it stands. Balls step in mean-value form, so they shrink where the orbit converges; where
it diverges they widen with it, and whoever compares them repeats the orbit with more bits where they overlap.

>>> orbit = exact_orbit(2, fmpq(1), fmpq(1, 2), fmpq(1, 4))
>>> [str(next(orbit)) for _ in range(3)]
['1/2', '19/32', '90421/131072']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import sympy as sp
from flint import arb, fmpq
from numpy.typing import NDArray

from numerics.formulas.evaluate import compile_expression
from theory.dynamics.descent import descent_step
from theory.dynamics.flow import rhs
from theory.language.definitions import L, resolve
from theory.language.symbols import eta, lam, x

_root = sp.Symbol("root", positive=True)
_size = sp.Symbol("size", positive=True)


@cache
def exact_step(depth: int) -> Callable[..., Any]:
    """Return the map of (18) as a function of (state, λ, η) for any exact number type with + − * and powers.

    >>> exact_step(2)(fmpq(1, 2), fmpq(1), fmpq(4, 3))
    1
    """
    function: Callable[..., Any] = sp.lambdify((x, lam, eta), descent_step(depth), modules="math")
    return function


def exact_orbit(depth: int, eigenvalue: Any, start: Any, step: Any) -> Iterator[Any]:
    """Yield d(0) = ``start``, d(1), d(2), … of (18) in any exact arithmetic, Fraction or fmpq.

    For N ≥ 2 numerators grow (2N−1)-fold in length with each step.

    >>> orbit = exact_orbit(1, fmpq(3), fmpq(1), fmpq(1, 2))
    >>> [str(next(orbit)) for _ in range(4)]
    ['1', '2', '5/2', '11/4']
    """
    advance, state = exact_step(depth), start
    while True:
        yield state
        state = advance(state, eigenvalue, step)


@cache
def ball_step(depth: int) -> Callable[..., arb]:
    """Return the step of (18), (state, λ, η) in balls, in mean-value form: g(m ± r) ⊆ g(m) + g'(m ± r)·(0 ± r).

    The ball then stays as narrow as the map allows; in plain form it widens in every step.
    """
    step = descent_step(depth)
    value = compile_expression(step, (x, lam, eta), "arb")
    slope = compile_expression(sp.diff(step, x), (x, lam, eta), "arb")

    def advance(state: arb, eigenvalue: arb, rate: arb) -> arb:
        if state.is_exact():
            return value(state, eigenvalue, rate)
        middle = arb(state.mid())
        return value(middle, eigenvalue, rate) + slope(state, eigenvalue, rate) * (state - middle)

    return advance


def ball_orbit(depth: int, eigenvalue: arb, start: arb, step: arb) -> Iterator[arb]:
    """Yield balls around d(0) = ``start``, d(1), d(2), … of (18), computed at the working precision in force.

    The k-th ball holds the k-th iterate for every choice of parameters in their balls.

    >>> orbit = ball_orbit(2, arb(1), arb(0.5), arb(0.25))
    >>> next(orbit), next(orbit)
    (0.500000000000000, 0.593750000000000)
    """
    advance = ball_step(depth)
    state = start
    while True:
        yield state
        state = advance(state, eigenvalue, step)


#: λ of either sign, for which the maximum in L need not be taken again and again.
_SIGNED = {1: sp.Symbol("lambda", positive=True), -1: sp.Symbol("lambda", negative=True), 0: lam}


@cache
def _limit(depth: int, arithmetic: str, sign: int = 0) -> Callable[[Any], Any]:
    symbol = _SIGNED[sign]
    return compile_expression(sp.sympify(resolve(L, depth).subs(lam, symbol)), (symbol,), arithmetic)


def descent_limit(depth: int, eigenvalue: arb) -> arb:
    """Return a ball around the limit of (18): λ for N = 1 (Lemma 2.2), else L = λ₊^{1/N}.

    >>> 8 in descent_limit(3, arb(512)), descent_limit(2, arb(-1)), descent_limit(1, arb(-1))
    (True, 0, -1.00000000000000)
    """
    return _limit(depth, "arb", 1 if eigenvalue > 0 else -1 if eigenvalue < 0 else 0)(eigenvalue)


def float_limit(depth: int, eigenvalues: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return about the limits of (18) for many eigenvalues, to the few units in the last place of ``pow``.

    >>> float_limit(2, np.array([4.0, -1.0])).tolist(), float_limit(1, np.array([-1.0])).tolist()
    ([2.0, 0.0], [-1.0])
    """
    return np.asarray(_limit(depth, "float64")(eigenvalues), dtype=np.float64)


def within(depth: int, eigenvalue: fmpq, state: fmpq, eps: fmpq) -> bool:
    """Return whether |state − L| ≤ ε, decided without computing the root in L = λ₊^{1/N} (N = 1: |state − λ| ≤ ε).

    >>> within(2, fmpq(2), fmpq(1), fmpq(1, 2)), within(2, fmpq(2), fmpq(1), fmpq(2, 5))
    (True, False)
    """
    power = eigenvalue if depth == 1 else max(eigenvalue, fmpq(0))
    far_enough = (state + eps >= 0 or depth == 1) and (state + eps) ** depth >= power
    near_enough = (state - eps <= 0 and depth > 1) or (state - eps) ** depth <= power
    return far_enough and near_enough


@cache
def approach_rate(depth: int, sign: int) -> sp.Expr:
    """Return h(x) = f(x)/(limit − x): a step multiplies the distance to the limit by 1 − ηh(x) (35).

    For λ ≥ 0 it is a polynomial in x and ``root`` = L, for λ < 0 (N ≥ 2, limit 0) in x and ``size`` = |λ|, and
    its coefficients are positive: it increases in x, which the certificate below relies on. Raises
    ValueError should that not be so.

    >>> approach_rate(2, 1), approach_rate(2, -1)
    (root*x + x**2, size + x**2)
    """
    if depth > 1 and sign < 0:
        rate = sp.cancel(-rhs(depth).subs(lam, -_size) / x)
    else:
        rate = sp.cancel(rhs(depth).subs(lam, _root**depth) / (_root - x))
    rate = sp.expand(rate)
    if any(coefficient < 0 for coefficient in sp.Poly(rate, x, _root, _size).coeffs()):
        raise ValueError(f"depth {depth}: {rate} has negative coefficients, so it need not increase in x")
    return rate


@cache
def _ball_rate(depth: int, sign: int, order: int = 0) -> Callable[[arb, arb, arb], arb]:
    """Return h, or a derivative of it, in balls."""
    return compile_expression(sp.diff(approach_rate(depth, sign), x, order), (x, _root, _size), "arb")


def stays_on_its_side(depth: int, eigenvalue: arb, step: arb, state: arb, limit: arb) -> bool | None:
    """Decide whether 1 − ηh ≥ 0 on the whole interval between ``state`` > 0 and the limit (N ≥ 2).

    If True, every later iterate lies in that interval, on the same side of the limit, and no farther from
    it than the one before: h increases, so the larger end decides (ours). False: it is negative at that
    end. None: the balls do not decide.

    >>> stays_on_its_side(2, arb(1), arb(0.5), arb(0.25), arb(1))
    True
    >>> stays_on_its_side(2, arb(1), arb(0.5), arb(1.25), arb(1))
    False
    """
    sign = -1 if eigenvalue < 0 else 1
    rate = _ball_rate(depth, sign)
    factor = 1 - step * rate(state.max(limit), limit, -eigenvalue)
    if factor >= 0:
        return True
    return False if factor < 0 else None


def contraction(depth: int, eigenvalue: arb, step: arb, state: arb, limit: arb) -> arb:
    """Return a ball around 1 − ηh(x) for all x between ``state`` and the limit.

    A step multiplies the distance to the limit by this (35). As h increases its values lie between those at the ends.

    >>> contraction(2, arb(1), arb(0.25), arb(0.5), arb(1)).contains(arb(0.6))
    True
    """
    if depth == 1:
        return 1 - step
    rate = _ball_rate(depth, -1 if eigenvalue < 0 else 1)
    return 1 - step * rate(state, limit, -eigenvalue).union(rate(limit, limit, -eigenvalue))


def two_sided_contraction(depth: int, eigenvalue: arb, step: arb, state: arb, limit: arb) -> arb | None:
    """Return a ball around 1 − ηh on L ± |state − L| where no step from there certainly leads away from L, else None.

    Then every later iterate lies in that interval, on either side of the limit, and closer to it than the one before
    (ours): h increases, so its values lie between those at the ends. Where L = 0 the field has to be odd, N even or
    λ = 0, and h depends on |x| alone.

    >>> bool(two_sided_contraction(2, arb(1), arb(0.75), arb(0.9), arb(1)) < 0)
    True
    >>> two_sided_contraction(2, arb(1), arb(1.25), arb(0.9), arb(1)) is None
    True
    """
    if depth == 1:
        return 1 - step if abs(1 - step) < 1 else None
    far = abs(state - limit)
    low, high = limit - far if eigenvalue > 0 else limit, limit + far
    odd = eigenvalue == 0 or (eigenvalue < 0 and depth % 2 == 0)
    if not (low > 0 or (odd and far > 0)):
        return None
    rate = _ball_rate(depth, 1 if eigenvalue >= 0 else -1)
    least, most = rate(low, limit, -eigenvalue), rate(high, limit, -eigenvalue)
    return 1 - step * least.union(most) if step * most < 2 else None


def closer_in_two_steps(depth: int, eigenvalue: arb, step: arb, state: arb, limit: arb) -> bool:
    """Whether two steps from anywhere in L ± |state − L|, L aside, certainly end on the same side and closer to L.

    It is assumed that ηκ ≤ 2, which no ball tells from ηκ > 2 at equality; N ≥ 2 and λ > 0. Two steps multiply x − L by
    P(x) = A(x)A(g(x)), A = 1 − ηh. It is positive where both factors are negative, and below 1 where P'' is negative
    and ηh'(L)|x − L| ≤ 1: docs/proofs/step-ceiling.md.

    >>> [closer_in_two_steps(2, arb(1), arb(step), arb(0.9), arb(1)) for step in (1, 0.25)]
    [True, False]
    """
    far = abs(state - limit)
    place = limit + arb(0, 1) * far
    if depth < 2 or not (eigenvalue > 0 and place > 0):
        return False

    def kept(at: arb) -> tuple[arb, arb, arb]:
        """Return A, A' and A''."""
        rate, slope, bend = (step * _ball_rate(depth, 1, order)(at, limit, -eigenvalue) for order in range(3))
        return 1 - rate, -slope, -bend

    a, slope, bend = kept(place)
    here = limit - place
    one, two = a - slope * here, 2 * slope - bend * here  # g' and g''
    b, next_slope, next_bend = kept(limit - a * here)
    bent = bend * b + 2 * slope * next_slope * one + a * (next_bend * one**2 + next_slope * two)
    steep = step * _ball_rate(depth, 1, 1)(limit, limit, -eigenvalue) * far
    return bool(a < 0 and b < 0 and bent < 0 and steep <= 1)
