"""Certified balls and the decisions taken from them.

This is the only module that turns a parameter into a ball or a ball into a statement. A ball is an
``arb`` of FLINT: a midpoint and a radius such that the true value lies within. All rounding is outward.
A question that a ball cannot answer gets no answer: ``None``, ``Verdict.UNDECIDED`` or ``Undecided``.

FLINT keeps one working precision for the whole process, so nothing here may run in two threads at once;
separate processes are fine.

>>> third = to_ball("1/3", 64)
>>> compare(third, to_ball("0.333333", 64))
1
>>> decimal_string(third, 8)
'0.33333333'
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction

from flint import arb, ctx, fmpq, fmpz

from numerics.exact.numbers import ExactNumber, exact
from numerics.exact.verdict import Undecided

#: Endpoints of balls beyond 2^±LARGEST_BINARY_EXPONENT are not written out as integers.
LARGEST_BINARY_EXPONENT = 1_000_000


@contextmanager
def working_precision(bits: int) -> Iterator[None]:
    """Run the body with FLINT's working precision set to ``bits``, then restore it.

    The precision is global to the process: not for concurrent threads.

    >>> with working_precision(100):
    ...     arb(2).sqrt().rel_accuracy_bits() >= 98
    True
    """
    if bits < 2:
        raise ValueError(f"{bits} is not a working precision in bits (at least 2)")
    saved = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = saved


@contextmanager
def series_length(terms: int) -> Iterator[None]:
    """Run the body with FLINT keeping ``terms`` terms of a power series (by default it drops all from the tenth on).

    The length is global to the process, as the precision is.
    """
    saved = ctx.cap
    ctx.cap = terms
    try:
        yield
    finally:
        ctx.cap = saved


def to_ball(value: ExactNumber, prec: int | None = None) -> arb:
    """Return a ball around the exact ``value``: a point if it is dyadic, else of ``prec`` bits.

    Without ``prec`` those are the bits of the working precision in force.

    Raises ValueError as ``exact`` does.

    >>> to_ball(0.1, 64).is_exact(), to_ball("0.1", 64).is_exact()
    (True, False)
    """
    if type(value) is float and math.isfinite(value):
        return arb(value)
    rational = exact(value)
    numerator, denominator = rational.numerator, rational.denominator
    if denominator & (denominator - 1) == 0:
        return arb((numerator, 1 - denominator.bit_length()))
    if prec in (None, ctx.prec):
        return arb(fmpq(numerator, denominator))
    with working_precision(prec):
        return arb(fmpq(numerator, denominator))


def compare(a: arb, b: arb) -> int | None:
    """Return -1, 0 or 1 as a < b, a = b or a > b, and None when the balls do not decide.

    Equality is decided only between two exact points. Balls that are not finite decide nothing.

    >>> compare(arb(1), arb(2)), compare(arb(2), arb(2)), compare(arb(2).sqrt(), arb(2).sqrt())
    (-1, 0, None)
    """
    if not (a.is_finite() and b.is_finite()):
        return None
    if a < b:
        return -1
    if a > b:
        return 1
    return 0 if a.is_exact() and b.is_exact() and a == b else None


def at_most(a: arb, b: arb) -> bool | None:
    """Return whether a ≤ b, None when the balls do not decide.

    >>> at_most(arb(1), arb(1)), at_most(arb(2), arb(1)), at_most(arb(1, 1), arb(1))
    (True, False, None)
    """
    order = compare(a, b)
    return None if order is None else order <= 0


def decide(make_balls: Callable[[int], tuple[arb, arb]], max_bits: int = 4096, start: int = 64) -> int | None:
    """Compare two quantities with growing precision; return -1, 0 or 1, or None after ``max_bits``.

    ``make_balls(bits)`` returns balls around both and is called with the working precision set to
    ``bits``, which doubles from ``start`` until ``compare`` decides.

    >>> decide(lambda bits: (arb(2).sqrt() * arb(2).sqrt() + to_ball("1e-50", bits), arb(2)))
    1
    >>> decide(lambda bits: (arb(2).sqrt() * arb(2).sqrt(), arb(2)), max_bits=512) is None
    True
    """
    bits = start
    while bits <= max_bits:
        with working_precision(bits):
            order = compare(*make_balls(bits))
        if order is not None:
            return order
        bits *= 2
    return None


def endpoints(ball: arb) -> tuple[Fraction, Fraction]:
    """Return the two ends of ``ball`` as exact rationals.

    Raises ValueError for a ball that is not finite, or too large or too small to be written out.

    >>> endpoints(arb(2.5))
    (Fraction(5, 2), Fraction(5, 2))
    """
    if not ball.is_finite():
        raise ValueError(f"{ball} has no finite endpoints")
    mid, rad = _dyadic(ball.mid()), _dyadic(ball.rad())
    return mid - rad, mid + rad


def _dyadic(point: arb) -> Fraction:
    mantissa, exponent = (int(part) for part in point.man_exp())
    if abs(exponent) > LARGEST_BINARY_EXPONENT:
        raise ValueError(f"{point} is too large or too small to be written out exactly")
    return Fraction(mantissa << exponent) if exponent >= 0 else Fraction(mantissa, 1 << -exponent)


def may_be_whole(ball: arb) -> bool:
    """Whether a ball around one integer leaves open if its number is that integer.

    >>> may_be_whole(arb(3)), may_be_whole(arb(3, 0.1)), may_be_whole(arb(3, 2))
    (False, True, False)
    """
    return bool(not ball.is_exact() and ball.contains_integer() and ball.rad() < 1)


def ceiling_range(ball: arb) -> tuple[int, int]:
    """Return the smallest and the largest value that ⌈v⌉ takes for v in ``ball``.

    The two agree exactly when the ball decides the ceiling. Raises ValueError as ``endpoints`` does.

    >>> ceiling_range(arb(3)), ceiling_range(arb(3, 1e-9)), ceiling_range(arb(2.5, 0.25))
    ((3, 3), (3, 4), (3, 3))
    """
    low, high = endpoints(ball)
    return math.ceil(low), math.ceil(high)


def decimal_string(ball: arb, digits: int) -> str:
    """Return the value correctly rounded to ``digits`` significant decimal digits (ties to even).

    Raises Undecided when the ball holds values with different roundings, ValueError when it is not finite.
    Plain notation from 1e-5 on as far as the digits reach, otherwise like ``1.25e-17``. An exact value that
    needs fewer digits is printed with fewer.

    >>> with working_precision(64):
    ...     decimal_string(arb.pi(), 12), decimal_string(arb(12.5), 12), decimal_string(arb(1, 0.01).exp(), 1)
    ('3.14159265359', '12.5', '3')
    >>> decimal_string(arb(1, 0.1), 3)
    Traceback (most recent call last):
    numerics.exact.verdict.Undecided: the enclosure [1e+0 +/- 0.101] does not determine 3 digits
    """
    if digits < 1:
        raise ValueError(f"{digits} is not a number of significant digits (at least 1)")
    if not ball.is_finite():
        raise ValueError(f"{ball} is not a finite value")
    if ball.is_exact() and ball == 0:
        return "0"
    # FLINT's decimal conversion is outward; its extra digits leave room to round once, correctly.
    # An exact point is a finite decimal and comes back exact once enough digits are asked for.
    for asked in (digits + 10, 8 * digits + 400):
        mid, rad, exponent = (int(part) for part in ball.mid_rad_10exp(asked))
        low, high = _rounded(mid - rad, exponent, digits), _rounded(mid + rad, exponent, digits)
        if low == high:
            return _written(*low, digits, shorten=rad == 0)
    raise Undecided(f"the enclosure {ball} does not determine {digits} digits")


def rational_string(value: Fraction, digits: int) -> str:
    """Return ``value`` as ``decimal_string`` would, with every tie decided.

    >>> rational_string(Fraction(1, 3), 4), rational_string(Fraction(25, 2), 2), rational_string(Fraction(1, 100), 8)
    ('0.3333', '12', '0.01')
    """
    if digits < 1:
        raise ValueError(f"{digits} is not a number of significant digits (at least 1)")
    if value == 0:
        return "0"
    leading = len(_figures(value.numerator)) - len(_figures(value.denominator))
    exponent = leading - (abs(value) < Fraction(10) ** leading) - digits + 1
    kept = round(value / Fraction(10) ** exponent)
    if abs(kept) == 10**digits:
        kept, exponent = kept // 10, exponent + 1
    return _written(kept, exponent, digits, shorten=kept * Fraction(10) ** exponent == value)


def _rounded(mantissa: int, exponent: int, digits: int) -> tuple[int, int]:
    """Round mantissa·10^exponent to ``digits`` significant digits; normalised, so equal values are equal."""
    if mantissa == 0:
        return 0, 0
    excess = len(_figures(mantissa)) - digits
    if excess <= 0:
        return mantissa * 10**-excess, exponent + excess
    kept = round(Fraction(mantissa, 10**excess))
    if abs(kept) == 10**digits:
        return kept // 10, exponent + excess + 1
    return kept, exponent + excess


def _figures(mantissa: int) -> str:
    return str(fmpz(abs(mantissa)))  # Python's own conversion stops at 4300 digits


def _written(mantissa: int, exponent: int, digits: int, *, shorten: bool) -> str:
    sign, figures = "-" * (mantissa < 0), _figures(mantissa)
    leading = exponent + len(figures) - 1
    if shorten:
        figures = figures.rstrip("0") or "0"
    if -5 <= leading < 0:
        return f"{sign}0.{'0' * (-leading - 1)}{figures}"
    if 0 <= leading < max(digits, 16):
        whole, rest = figures[: leading + 1].ljust(leading + 1, "0"), figures[leading + 1 :]
        if len(whole) <= digits or shorten:
            return sign + whole + ("." + rest if rest else "")
    head, tail = figures[0], figures[1:]
    return f"{sign}{head}{'.' + tail if tail else ''}e{leading:+03d}"
