"""Numbers for people: decimals that are correctly rounded, integers that are certain, numbers shown as they were typed.

What is rounded is a formula at an exact case: exactly where it is rational, which decides every tie, else in balls of
growing precision (``numerics.claims.world``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

import sympy as sp
from flint import arb, fmpq

from numerics.claims.case import Case
from numerics.exact.balls import decimal_string, endpoints, rational_string, working_precision
from numerics.exact.numbers import exact
from numerics.exact.verdict import Undecided

#: Names that a claim defines for itself, with their definitions.
Where = tuple[tuple[sp.Symbol, sp.Expr], ...]

#: Working precision at which a number is given up as undecided; bounds of 10^4000 iterations stay within it.
MAX_BITS = 1 << 16


class Written(Fraction):
    """An exact number that is shown as it was written: an error then quotes what was typed.

    >>> f"{Written('0.10')}", Written("0.10") == Fraction(1, 10)
    ('0.10', True)
    """

    text: str

    def __new__(cls, text: str) -> Written:
        """Read ``text``; raises ValueError as ``exact`` does."""
        number: Written = super().__new__(cls, exact(text))
        number.text = text.strip()
        return number

    def __str__(self) -> str:
        return self.text

    def __format__(self, spec: str) -> str:
        return super().__format__(spec) if spec else str(self)


def decimal(expr: sp.Expr, case: Case, digits: int, where: Where = ()) -> str:
    """Return the value of ``expr`` at ``case``, correctly rounded to ``digits`` significant digits (ties to even).

    A rational value that needs fewer digits is printed with fewer. Raises Undecided when the precision budget does not
    determine the digits.

    >>> from theory.language.symbols import N, lam
    >>> two = Case({N: Fraction(2), lam: Fraction(2)})
    >>> decimal(sp.sqrt(lam), two, 12), decimal(lam / 3, two, 5), decimal(lam / 200, two, 5)
    ('1.41421356237', '0.66667', '0.01')
    """
    known = exact_value(expr, case, where)
    if known is not None:
        return rational_string(known, digits)
    for ball in _balls(expr, case, 4 * (digits + 8), where):
        try:
            return decimal_string(ball, digits)
        except Undecided:
            continue
    raise Undecided(f"{MAX_BITS} bits do not determine {digits} digits of {expr!s:.60}")


def decimal_below(expr: sp.Expr, case: Case, digits: int) -> str:
    """Return the value of ``expr`` > 0 at ``case`` rounded down to ``digits`` significant digits.

    A value that has no more digits than that, without being seen to be rational, becomes the decimal below it. Raises
    Undecided where no ball shows a positive value.

    >>> from theory.language.symbols import N, lam
    >>> decimal_below(lam / 3, Case({N: Fraction(2), lam: Fraction(2)}), 3)
    '0.666'
    """
    known = exact_value(expr, case)
    if known is not None:
        return rational_string(_rounded_down(known, digits), digits)
    best = None
    for ball in _balls(expr, case, 4 * (digits + 8), (), 64 * (digits + 8)):
        best, high = (_rounded_down(end, digits) if end > 0 else None for end in endpoints(ball))
        if best == high:
            break
    if best is None:
        raise Undecided(f"{64 * (digits + 8)} bits do not determine {digits} digits of {expr!s:.60}")
    return rational_string(best, digits)


def _rounded_down(value: Fraction, digits: int) -> Fraction:
    unit = Fraction(10) ** (len(str(value.numerator)) - len(str(value.denominator)) - digits - 1)
    while value >= unit * 10**digits:
        unit *= 10
    return math.floor(value / unit) * unit


def integer_floor(expr: sp.Expr, case: Case, where: Where = ()) -> int:
    """Return ⌊expr⌋, also where the value is an integer, as far as exact arithmetic sees that.

    Raises Undecided when neither that nor a ball decides it.

    >>> from theory.language.symbols import N, lam
    >>> integer_floor(sp.log(lam), Case({N: Fraction(2), lam: Fraction(3)}))
    1
    """
    low, high = _floors(expr, case, where, MAX_BITS)
    if low != high:
        raise Undecided(f"{MAX_BITS} bits do not determine the integer part of {expr!s:.60}")
    return low


def integer_ceiling(expr: sp.Expr, case: Case, where: Where = ()) -> int:
    """Return ⌈expr⌉; raises Undecided as ``integer_floor`` does.

    >>> from theory.language.symbols import N, eta, lam
    >>> integer_ceiling(lam**2 / eta, Case({N: Fraction(2), lam: Fraction(3), eta: Fraction(1, 10)}))
    90
    """
    return -integer_floor(-expr, case, where)


def integer_bound(expr: sp.Expr, case: Case, up: bool, where: Where = (), max_bits: int = 1536) -> int:
    """Return an integer that bounds a count from above if ``expr`` does: ⌈expr⌉ with ``up``, else ⌊expr⌋.

    A value that is an integer without being seen to be rational is not told from its neighbours by balls; the larger of
    the two that are left bounds the count in any case. Raises Undecided when more than two are left at ``max_bits``
    bits.
    """
    low, high = _floors(-expr if up else expr, case, where, max_bits)
    low, high = (-high, -low) if up else (low, high)
    if high - low > 1:
        raise Undecided(f"{max_bits} bits do not determine the integer bound")
    return high


def _floors(expr: sp.Expr, case: Case, where: Where, max_bits: int) -> tuple[int, int]:
    """Return the smallest and the largest value that ⌊expr⌋ may have."""
    low, high = 0, 2
    balls = _balls(expr, case, 64, where, max_bits)
    for ball in islice(balls, 1):
        low, high = (math.floor(end) for end in endpoints(ball))
    if low == high:
        return low, high
    # exact arithmetic is dearer than a ball, and sees the integers that no ball decides
    known = exact_value(expr, case, where)
    if known is not None:
        return math.floor(known), math.floor(known)
    for ball in balls:
        low, high = (math.floor(end) for end in endpoints(ball))
        if low == high:
            break
    return low, high


def _balls(expr: sp.Expr, case: Case, bits: int, where: Where, max_bits: int = MAX_BITS) -> Iterator[arb]:
    """Yield balls around the value of ``expr``, each of twice the precision of the one before."""
    while bits <= max_bits:
        with working_precision(bits):
            try:
                ball = case.world(bits, where).value(expr)
            except Undecided:
                ball = None
        if ball is not None:
            yield ball
        bits *= 2


def exact_value(expr: sp.Expr, case: Case, where: Where = ()) -> Fraction | None:
    """Return the value of ``expr`` at ``case`` where exact arithmetic finds it to be rational, else None.

    >>> from theory.language.symbols import N, lam
    >>> exact_value(sp.sqrt(lam), Case({N: Fraction(2), lam: Fraction(9, 4)}))
    Fraction(3, 2)
    """
    expr = sp.sympify(expr)
    world = case.world(0, where)
    known = world.exactly(expr)
    if known is not None:
        return known
    try:
        value = world.value(expr)
    except (Undecided, ValueError):  # ValueError: an operation that rationals do not have
        return None
    return Fraction(int(value.p), int(value.q)) if isinstance(value, fmpq) else None
