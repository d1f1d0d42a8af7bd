"""Numbers beyond the rationals whose ties are decided exactly: sums of roots of rationals, and logarithms of roots.

Positive roots of rationals of which no two have a rational ratio are linearly independent over ℚ (Besicovitch 1940), so
a sum of them is 0 only if every coefficient is. The logarithms of two rationals have the ratio p/q exactly if aᵠ = bᵖ,
which Euclid's algorithm finds by exact division. What is not 0 has a sign that balls find.

>>> two = power(Fraction(2), Fraction(1, 2))
>>> add(multiply(two, two), Fraction(-2)), multiply(logarithm(Fraction(8)), power(logarithm(Fraction(4)), Fraction(-1)))
(Fraction(0, 1), Fraction(3, 2))
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

import sympy as sp
from flint import arb

from numerics.exact.balls import decide, endpoints, to_ball, working_precision

#: Powers whose numerator or denominator would need more bits are left to the balls, and so are sums of more terms.
LARGEST_POWER_BITS, MOST_TERMS = 1_000_000, 64
#: What sums of roots are worth: the bits under a root, and the exponent of their powers. Balls are faster beyond.
LARGEST_ROOT_BITS, LARGEST_EXPONENT = 20_000, 8

#: (c, b, q) stands for c·b^{1/q}, b > 0: irrational without c, or b = q = 1.
Term: TypeAlias = tuple[Fraction, Fraction, int]


@dataclass(frozen=True)
class Radicals:
    """The sum of ``terms`` whose roots have no rational ratios; it is irrational."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Logarithm:
    """``share``·ln(``argument``), or ``share``/ln(``argument``) where it is ``inverse``; never 0."""

    share: Fraction
    argument: Fraction
    inverse: bool = False


Number: TypeAlias = Fraction | Radicals | Logarithm


def add(x: Number, y: Number) -> Number | None:
    """Return x + y, None where it is of none of these kinds."""
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return x + y
    if x == 0 or y == 0:
        return y if x == 0 else x
    if isinstance(x, Logarithm) and isinstance(y, Logarithm):
        size = math.lcm(x.share.denominator, y.share.denominator)
        first, second = (_integer_power(part.argument, int(part.share * size)) for part in (x, y))
        if x.inverse or y.inverse or first is None or second is None:
            return None
        return Fraction(0) if first * second == 1 else Logarithm(Fraction(1, size), first * second)
    if isinstance(x, Logarithm) or isinstance(y, Logarithm):
        return None
    return _collected((*_terms(x), *_terms(y)))


def multiply(x: Number, y: Number) -> Number | None:
    """Return x·y, None where it is of none of these kinds."""
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return x * y
    if x == 0 or y == 0:
        return Fraction(0)
    if isinstance(x, Logarithm) and isinstance(y, Logarithm):
        if x.inverse == y.inverse:
            return None
        above, below = (y, x) if x.inverse else (x, y)
        ratio = ratio_of_logarithms(above.argument, below.argument)
        return None if ratio is None else x.share * y.share * ratio
    if isinstance(x, Logarithm) or isinstance(y, Logarithm):
        number, factor = (x, y) if isinstance(x, Logarithm) else (y, x)
        if not isinstance(number, Logarithm) or not isinstance(factor, Fraction):
            return None
        return Logarithm(number.share * factor, number.argument, number.inverse)
    if len(_terms(x)) * len(_terms(y)) > MOST_TERMS:
        return None
    products = []
    for c, b, q in _terms(x):
        for other, base, degree in _terms(y):
            whole = math.lcm(q, degree)
            first, second = (_integer_power(v, whole // n, LARGEST_ROOT_BITS) for v, n in ((b, q), (base, degree)))
            if first is None or second is None:
                return None
            products.append(_root(c * other, first * second, whole))
    return _collected(tuple(products))


def power(x: Number, exponent: Fraction) -> Number | None:
    """Return x^exponent, None where it is not real, not finite, or of none of these kinds."""
    if exponent == 0:
        return Fraction(1)
    if x == 0:
        return Fraction(0) if exponent > 0 else None
    if isinstance(x, Fraction) and exponent.denominator == 1:
        return _integer_power(x, exponent.numerator)
    if isinstance(x, Logarithm):
        return Logarithm(1 / x.share, x.argument, not x.inverse) if exponent == -1 else None
    terms = _terms(x)
    if len(terms) == 1:
        ((c, b, q),) = terms
        size = _integer_power(abs(c), q)
        base = None if size is None else _integer_power(size * b, exponent.numerator)
        if base is None or (c < 0 and exponent.denominator != 1):
            return None
        odd = c < 0 and exponent.numerator % 2
        return _collected((_root(Fraction(-1 if odd else 1), base, q * exponent.denominator),))
    if exponent.denominator != 1 or not 0 < exponent <= LARGEST_EXPONENT:
        return None
    result: Number | None = Fraction(1)
    for _ in range(exponent.numerator):
        result = None if result is None else multiply(result, x)
        if isinstance(result, Radicals) and len(result.terms) > MOST_TERMS:
            return None
    return result


def logarithm(x: Number) -> Number | None:
    """Return ln x for a positive rational or a positive root of one, None elsewhere."""
    terms = () if isinstance(x, Logarithm) else _terms(x)
    if len(terms) != 1 or terms[0][0] <= 0:
        return None
    ((c, b, q),) = terms
    size = _integer_power(c, q)
    if size is None:
        return None
    return Fraction(0) if size * b == 1 else Logarithm(Fraction(1, q), size * b)


def order(x: Number, y: Number) -> int | None:
    """Return −1, 0 or 1 as x < y, x = y or x > y; None where neither the algebra nor 4096 bits decide.

    >>> order(power(Fraction(8), Fraction(1, 3)), Fraction(2)), order(logarithm(Fraction(3)), Fraction(1))
    (0, 1)
    """
    if isinstance(x, Fraction) and isinstance(y, Fraction):
        return (x > y) - (x < y)
    negative = multiply(y, Fraction(-1))
    if negative is not None and add(x, negative) == 0:
        return 0
    return decide(lambda bits: (_ball(x, bits), _ball(y, bits)))


def floor(x: Number) -> Fraction | None:
    """Return ⌊x⌋, None where 4096 bits do not decide it.

    >>> floor(logarithm(Fraction(3))), floor(multiply(power(Fraction(2), Fraction(1, 2)), Fraction(-1)))
    (Fraction(1, 1), Fraction(-2, 1))
    """
    if isinstance(x, Fraction):
        return Fraction(math.floor(x))
    for bits in (64, 4096):
        with working_precision(bits):
            low, high = (math.floor(end) for end in endpoints(_ball(x, bits)))
        if low == high:
            return Fraction(low)
    return None


def ratio_of_logarithms(a: Fraction, b: Fraction) -> Fraction | None:
    """Return p/q where ln a/ln b = p/q, for positive rationals other than 1; None where the ratio is irrational.

    Where it is rational both are powers of one number g > 1, if both are made > 1, and the smaller of the two divides
    the larger without remainder.

    >>> ratio_of_logarithms(Fraction(8, 27), Fraction(9, 4)), ratio_of_logarithms(Fraction(2), Fraction(3))
    (Fraction(-3, 2), None)
    """
    sign = 1 if (a > 1) == (b > 1) else -1
    a, b = max(a, 1 / a), max(b, 1 / b)
    quotients = []
    while b != 1:
        quotient = 0
        while a >= b:
            step, count = b, 1
            while step * step <= a and _divides(step * step, a):
                step, count = step * step, 2 * count
            if not _divides(step, a):
                return None
            a, quotient = a / step, quotient + count
        quotients.append(quotient)
        a, b = b, a
    ratio = Fraction(quotients.pop())
    while quotients:
        ratio = quotients.pop() + 1 / ratio
    return sign * ratio


def _divides(b: Fraction, a: Fraction) -> bool:
    return a.numerator % b.numerator == 0 and a.denominator % b.denominator == 0


def rational_root(base: Fraction, degree: int) -> Fraction | None:
    """Return base^{1/degree} for a base ≥ 0 if it is rational, else None."""
    numerator, exact_above = sp.integer_nthroot(base.numerator, degree)
    denominator, exact_below = sp.integer_nthroot(base.denominator, degree)
    return Fraction(int(numerator), int(denominator)) if exact_above and exact_below else None


def _integer_power(base: Fraction, exponent: int, most: int = LARGEST_POWER_BITS) -> Fraction | None:
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    return None if bits * abs(exponent) > most else Fraction(base**exponent)


def _terms(x: Fraction | Radicals) -> tuple[Term, ...]:
    return x.terms if isinstance(x, Radicals) else ((x, Fraction(1), 1),)


def _root(c: Fraction, base: Fraction, degree: int) -> Term:
    """Return c·base^{1/degree} as a term."""
    for prime in sp.primefactors(degree):
        while degree % prime == 0 and (root := rational_root(base, prime)) is not None:
            base, degree = root, degree // prime
    return (c * base, Fraction(1), 1) if degree == 1 else (c, base, degree)


def _collected(terms: tuple[Term, ...]) -> Number | None:
    """Return the sum of terms, each root once."""
    kept: list[Term] = []
    for c, b, q in terms:
        for place, (other, base, degree) in enumerate(kept):
            whole = math.lcm(q, degree)
            first = _integer_power(b, whole // q, LARGEST_ROOT_BITS)
            second = _integer_power(base, -whole // degree, LARGEST_ROOT_BITS)
            if first is None or second is None:
                return None
            ratio = rational_root(first * second, whole)
            if ratio is not None:
                kept[place] = (other + c * ratio, base, degree)
                break
        else:
            kept.append((c, b, q))
    kept = [term for term in kept if term[0]]
    if all(q == 1 for _, _, q in kept):
        return sum((c for c, _, _ in kept), Fraction(0))
    return Radicals(tuple(kept))


def _ball(x: Number, bits: int) -> arb:
    """Return a ball around x at the working precision ``bits``."""
    if isinstance(x, Fraction):
        return to_ball(x, bits)
    if isinstance(x, Logarithm):
        value = to_ball(x.argument, bits).log()
        return to_ball(x.share, bits) * (1 / value if x.inverse else value)
    return sum((to_ball(c, bits) * to_ball(b, bits).root(q) for c, b, q in x.terms), arb(0))
