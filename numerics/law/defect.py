"""The defect e₂ of Φ₂ on a whole interval of states: Φ₂(x + F(x)) = Φ₂(x) + 1 + e₂(x).

With φ(t) = f(x + tF)/f(x), a polynomial with φ(0) = 1, and the power series 1/φ = Σa_n tⁿ, ln φ = Σl_n tⁿ,
φ'²/φ = Σb_n tⁿ, φ = Σc_n tⁿ,

    e₂ = Σ_{n≥3} E_n,  E_n = a_n/(n+1) + l_n/2 − (b_{n−2}/(n−1) + n c_n)/12.

What is of first and second order in F drops out of this sum identically, so that an interval of states may be wide and
F as small as one likes. With Z = Σ_j |F/(x − ρ_j)| over the 2N−1 zeros ρ_j of f, |Σ_{n≥K} E_n| ≤ TAIL·Z^K/(1−Z):
docs/proofs/sharp-law.md.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache

from flint import arb, arb_series, ctx

from numerics.exact.balls import series_length, to_ball
from numerics.formulas.straight_line import compile_expression
from numerics.law.path import Path, Point, geometric_sum
from theory.language.definitions import resolve
from theory.sharp.abel import TAIL, inverse_distances

#: Beyond this Z the power series converges too slowly to be worth it.
LARGEST_Z = 0.6
#: Terms of the series: so many, and so many more that the tail is e^{−_EFFORT} of what Z^{_TERMS} makes it.
_TERMS, _EFFORT = 6, 9.2
_TAIL = Fraction(int(TAIL.p), int(TAIL.q))


@cache
def _inverse_distances(depth: int, sign: int, bits: int) -> arb:
    """Return Σ1/|1 − ω| over ω^N = ``sign``, ω ≠ 1, at the working precision in force, which is ``bits``."""
    value: arb = compile_expression(resolve(inverse_distances, depth, sign), (), "arb")()
    return value


def relative_step(path: Path, point: Point) -> arb:
    """Return p = F/s at every state of ``point``; |1 − s^N| is taken through the gap, so that it keeps its digits."""
    n, s = path.depth, point.s
    outer = path.h * s ** (n - 2)
    if path.sign <= 0:
        return -outer * (s**n - path.sign)
    if point.gap < 0.5 or path.side > 0:
        return -outer * (n * (path.side * point.gap).log1p()).expm1()
    return outer * (1 - s**n)


def zero_sum(path: Path, point: Point, p: arb | None = None) -> arb:
    """Return an upper bound on Z at every state of ``point``; p = F/s may be known.

    |s − ω|² = ((1+s)²(1−c) + (1−s)²(1+c))/2 for |ω| = 1 with real part c, so that |s − ω| ≥ |1 − ω|(1+s)/2. The root 1
    itself has F/(1−s) = h s^{N−1}(1 + … + s^{N−1}), which grows with s.
    """
    n = path.depth
    size = abs(relative_step(path, point) if p is None else p).upper()
    if not path.sign:
        return ((2 * n - 1) * size).upper()
    s = point.s.upper()
    total = size * (n - 1 + 2 * s / (1 + s) * _inverse_distances(n, path.sign, ctx.prec))
    if path.sign > 0:
        total += path.h * s ** (n - 1) * geometric_sum(path, Point(s, point.gap.lower() if path.side < 0 else s - 1))
    return total.upper()


def enclose_defect(path: Path, point: Point) -> arb | None:
    """Return a ball that holds e₂ at every state of ``point``; None where Z is not below LARGEST_Z.

    Where it is, g and Φ₂ grow: |F'| ≤ Z, and FΦ₂' ≥ 1 − Z/2 − Z²/4.

    φ(t) = (σ(1+pt)^{N−1} − s^N(1+pt)^{2N−1})/(σ − s^N) with p = F/s = h s^{N−2}(σ − s^N): its coefficients need no
    division, c_n = (σ(N−1 over n) − s^N(2N−1 over n))·h s^{N−2}·p^{n−1}.

    >>> from fractions import Fraction
    >>> from numerics.cases.scalar import ScalarCase
    >>> from numerics.law.path import path_of
    >>> path = path_of(ScalarCase(2, Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 10)))
    >>> enclose_defect(path, path.start)
    [1.828e-5 +/- ...]
    """
    n, s = path.depth, point.s
    p = relative_step(path, point)
    z = zero_sum(path, point, p)
    if not z < LARGEST_Z:
        return None
    length = _TERMS + 1 + int(-_EFFORT / math.log(max(float(z), 1e-9)))
    power, outer = s**n, path.h * s ** (n - 2)
    c = [arb(1)]
    for k in range(1, length):
        c.append((path.sign * math.comb(n - 1, k) - math.comb(2 * n - 1, k) * power) * outer)
        outer = outer * p
    with series_length(length):
        phi = arb_series(c)
        slope = phi.derivative()
        a, logarithm = 1 / phi, slope / phi
        b = slope * logarithm
        total = sum(
            (
                a[k] / (k + 1) + logarithm[k - 1] / (2 * k) - (b[k - 2] / (k - 1) + k * c[k]) / 12
                for k in range(length - 2, 2, -1)
            ),
            arb(0),
        )
    tail = (to_ball(_TAIL) * z ** (length - 1) / (1 - z)).upper()
    return total + arb(0, tail)
