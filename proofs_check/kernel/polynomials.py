"""Signs of polynomials and rational functions, decided in exact arithmetic.

Three certificates, from narrow to wide: all coefficients nonnegative after a shift (any number of variables, an
orthant), Bernstein coefficients on subdivided boxes (any number of variables, a box), real root counting by
Sturm sequences (one variable, an interval; always decides). Nothing here uses a floating-point number.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import comb, prod

import numpy as np
import sympy as sp

from numerics.exact.verdict import Verdict


@dataclass(frozen=True)
class Outcome:
    """What an attempt at a proof found; ``witness`` has exact parameters at which the claim fails, if it does."""

    verdict: Verdict
    witness: Mapping[str, Fraction] = field(default_factory=dict)


def nonnegative_on_interval(expr: sp.Expr, symbol: sp.Symbol, low: sp.Expr | int, high: sp.Expr | int) -> Outcome:
    """Decide expr ≥ 0 for low ≤ symbol ≤ high; ``expr`` is rational in ``symbol`` over ℚ, ``high`` may be oo.

    A zero of the denominator there leaves it undecided. Otherwise the sign changes exactly at the inner roots of
    odd order, which Sturm's theorem counts; if there are none, one sample decides.

    >>> x = sp.Symbol("x")
    >>> nonnegative_on_interval((x - 1) ** 2 * (x + 1), x, 0, sp.oo).verdict
    <Verdict.PROVED: 'proved'>
    >>> nonnegative_on_interval((x - 1) ** 2 * (x - 2), x, 0, 3).witness
    {'x': Fraction(0, 1)}
    """
    numerator, denominator = (sp.Poly(part, symbol, domain="QQ") for part in sp.fraction(sp.cancel(expr)))
    if denominator.count_roots(low, None if high == sp.oo else high):
        return Outcome(Verdict.UNDECIDED)
    whole = numerator * denominator
    if whole.is_zero:
        return Outcome(Verdict.PROVED)
    left = sp.Rational(low)
    right = _beyond_all_roots(whole, left) if high == sp.oo else sp.Rational(high)
    odd = sp.prod([factor for factor, order in whole.sqf_list()[1] if order % 2], start=whole.one)
    point = _negative_point(whole, odd, left, right)
    return Outcome(Verdict.PROVED) if point is None else Outcome(Verdict.REFUTED, {str(symbol): _fraction(point)})


def _beyond_all_roots(poly: sp.Poly, low: sp.Rational) -> sp.Rational:
    """Return a point right of ``low`` and of every real root (Cauchy's bound)."""
    leading, *others = (abs(coefficient) for coefficient in poly.all_coeffs())
    return max(low, 1 + max(others, default=0) / leading) + 1


def _negative_point(poly: sp.Poly, odd: sp.Poly, low: sp.Rational, high: sp.Rational) -> sp.Rational | None:
    """Return a point of [low, high] with a negative value, or None if there is none."""
    while True:
        ends = (low, high)
        for end in ends:
            if poly.eval(end) < 0:
                return end
        changes = odd.count_roots(low, high) - sum(odd.eval(end) == 0 for end in set(ends))
        # A point between the ends that is no root: one of deg + 1 candidates.
        inner = (low + (high - low) * sp.Rational(k, poly.degree() + 2) for k in range(1, poly.degree() + 2))
        middle = next((point for point in inner if poly.eval(point) != 0), low)
        if low == high or poly.eval(middle) < 0:
            return None if low == high else middle
        if changes == 0:
            return None
        # The sign changes on one side of the middle at least; closing in on a change ends at a negative value.
        left = odd.count_roots(low, middle) - (odd.eval(low) == 0)
        low, high = (low, middle) if left else (middle, high)


def nonnegative_on_orthant(expr: sp.Expr, lows: Mapping[sp.Symbol, sp.Expr | int]) -> Outcome:
    """Prove expr ≥ 0 for all symbols ≥ their ``lows``: every coefficient in symbol − low is nonnegative.

    A negative value at the corner refutes; anything else is undecided, since the criterion is only sufficient.

    >>> n = sp.Symbol("n")
    >>> nonnegative_on_orthant(n**2 - 2, {n: 2}).verdict, nonnegative_on_orthant(n**2 - 5, {n: 2}).witness
    (<Verdict.PROVED: 'proved'>, {'n': Fraction(2, 1)})
    """
    symbols = list(lows)
    shifted = sp.expand(expr.subs({symbol: symbol + low for symbol, low in lows.items()}, simultaneous=True))
    poly = sp.Poly(shifted, *symbols, domain="QQ")
    if all(coefficient >= 0 for coefficient in poly.coeffs()):
        return Outcome(Verdict.PROVED)
    if poly.eval(dict.fromkeys(symbols, 0)) < 0:
        return Outcome(Verdict.REFUTED, {str(symbol): _fraction(low) for symbol, low in lows.items()})
    return Outcome(Verdict.UNDECIDED)


Box = Mapping[sp.Symbol, tuple[sp.Expr | int, sp.Expr | int]]
Edges = tuple[tuple[Fraction, Fraction], ...]


def nonnegative_on_box(expr: sp.Expr, box: Box, most_boxes: int = 2000) -> Outcome:
    """Decide expr ≥ 0 on a box, for a polynomial over ℚ, by Bernstein coefficients and bisection.

    On a box the polynomial lies between its smallest and largest Bernstein coefficient, and the corner
    coefficients are values. Undecided after ``most_boxes`` boxes, as happens around a zero inside the box.

    >>> a, b = sp.symbols("a b")
    >>> nonnegative_on_box(1 + a * b - a - b / 2, {a: (0, 1), b: (0, 1)}).verdict
    <Verdict.PROVED: 'proved'>
    >>> nonnegative_on_box(a * b - sp.Rational(1, 4), {a: (0, 1), b: (0, 1)}).witness
    {'a': Fraction(0, 1), 'b': Fraction(0, 1)}
    """
    symbols = tuple(box)
    whole = tuple((_fraction(low), _fraction(high)) for low, high in box.values())
    pending = deque([(whole, bernstein_coefficients(sp.Poly(expr, *symbols, domain="QQ"), whole))])
    for _ in range(most_boxes):
        if not pending:
            return Outcome(Verdict.PROVED)
        edges, coefficients = pending.popleft()
        for corner in product((0, -1), repeat=len(symbols)):
            if coefficients[corner] < 0:
                point = (edge[end] for edge, end in zip(edges, corner, strict=True))
                return Outcome(Verdict.REFUTED, {str(s): p for s, p in zip(symbols, point, strict=True)})
        if coefficients.min() < 0:
            pending.extend(_halves(edges, coefficients))
    return Outcome(Verdict.UNDECIDED)


def bernstein_coefficients(poly: sp.Poly, edges: Edges) -> np.ndarray:
    """Return the coefficients of ``poly`` in the Bernstein basis of the box, one axis a variable, as Fractions.

    >>> x = sp.Symbol("x")
    >>> [str(c) for c in bernstein_coefficients(sp.Poly(x**2, x), ((Fraction(0), Fraction(2)),))]
    ['0', '0', '4']
    """
    degrees = [max(poly.degree(symbol), 1) for symbol in poly.gens]
    unit = {
        symbol: sp.Rational(low) + sp.Rational(high - low) * symbol
        for symbol, (low, high) in zip(poly.gens, edges, strict=True)
    }
    powers = sp.Poly(poly.as_expr().subs(unit, simultaneous=True), *poly.gens, domain="QQ").as_dict()
    result = np.full([degree + 1 for degree in degrees], Fraction(0), dtype=object)
    for index in np.ndindex(result.shape):
        for exponents, coefficient in powers.items():
            weights = [
                Fraction(comb(i, e), comb(degree, e)) for e, i, degree in zip(exponents, index, degrees, strict=True)
            ]
            result[index] += prod(weights) * _fraction(coefficient)
    return result


def _halves(edges: Edges, coefficients: np.ndarray) -> list[tuple[Edges, np.ndarray]]:
    """Cut a box in two across its widest edge; the coefficients of both halves are means (de Casteljau)."""
    widest = max(range(len(edges)), key=lambda i: edges[i][1] - edges[i][0])
    low, high = edges[widest]
    middle = (low + high) / 2
    row = np.moveaxis(coefficients, widest, 0)
    left, right = [row[0]], [row[-1]]
    while len(row) > 1:
        row = (row[1:] + row[:-1]) / 2
        left.append(row[0])
        right.insert(0, row[-1])
    return [
        ((*edges[:widest], part, *edges[widest + 1 :]), np.moveaxis(np.array(half, dtype=object), 0, widest))
        for part, half in (((low, middle), left), ((middle, high), right))
    ]


def _fraction(value: sp.Expr | int) -> Fraction:
    number = sp.Rational(value)
    return Fraction(int(number.p), int(number.q))
