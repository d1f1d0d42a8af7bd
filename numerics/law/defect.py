"""The defect e₂ of Φ₂ on a whole interval of states: Φ₂(x + F(x)) = Φ₂(x) + 1 + e₂(x).

With φ(t) = f(x + tF)/f(x), a polynomial with φ(0) = 1, and the power series 1/φ = Σa_n tⁿ, ln φ = Σl_n tⁿ,
φ'²/φ = Σb_n tⁿ, φ = Σc_n tⁿ,

    e₂ = Σ_{n≥3} E_n,  E_n = a_n/(n+1) + l_n/2 − (b_{n−2}/(n−1) + n c_n)/12.

What is of first and second order in F drops out of this sum identically, so that an interval of states may be wide and
F as small as one likes. With Z = Σ_j |F/(x − ρ_j)| over the 2N−1 zeros ρ_j of f, |Σ_{n≥K} E_n| ≤ TAIL·Z^K/(1−Z).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from flint import arb, arb_series, ctx

from numerics.exact.balls import to_ball
from numerics.law.path import Path, Point, geometric_sum
from theory.sharp.abel import TAIL

#: Beyond this Z the power series converges too slowly to be worth it.
LARGEST_Z = 0.6
#: Terms of the series: so many, and so many more that the tail is e^{−_EFFORT} of what Z^{_TERMS} makes it.
_TERMS, _EFFORT = 6, 9.2
_TAIL = Fraction(int(TAIL.p), int(TAIL.q))


@dataclass(frozen=True)
class Defect:
    """Balls around e₂ and around F' and FF'', for every state of an interval."""

    e2: arb
    slope: arb
    curvature: arb

    @property
    def growth(self) -> arb:
        """FΦ₂' = 1 + F'/2 − (F'² + FF'')/12: Φ₂ grows along the path where this is positive."""
        return 1 + self.slope / 2 - (self.slope**2 + self.curvature) / 12


@contextmanager
def _series_of(length: int) -> Iterator[None]:
    """Let power series have ``length`` terms in the body; their length is global, as the precision is."""
    saved = ctx.cap
    ctx.cap = length
    try:
        yield
    finally:
        ctx.cap = saved


@cache
def _inverse_distances(depth: int, sign: int, bits: int) -> arb:
    """Return Σ1/|1 − ω| over ω^N = ``sign``, ω ≠ 1: each |1 − ω| is 2 sin of half the angle."""
    halves = (arb(2 * k + (sign < 0)) / (2 * depth) for k in range(sign > 0, depth))
    return sum((1 / (2 * half.sin_pi()) for half in halves), arb(0))


def zero_sum(path: Path, point: Point) -> tuple[arb, arb, arb]:
    """Return p = F/s, ζ = F/(1−s) (0 for λ ≤ 0), and an upper bound on Z.

    |s − ω|² = ((1+s)²(1−c) + (1−s)²(1+c))/2 for |ω| = 1 with real part c, so that |s − ω| ≥ |1 − ω|(1+s)/2.
    """
    n, h, s = path.depth, path.h, point.s
    if not path.sign:
        p = -h * s ** (2 * n - 2)
        return p, arb(0), (2 * n - 1) * abs(p).upper()
    others = 2 * s / (1 + s) * _inverse_distances(n, path.sign, ctx.prec)
    if path.sign < 0:
        p = -h * s ** (n - 2) * (1 + s**n)
        return p, arb(0), (abs(p) * (n - 1 + others)).upper()
    outer = h * s ** (n - 2) * geometric_sum(n, s)
    p, zeta = -path.side * outer * point.gap, outer * s
    return p, zeta, (abs(p) * (n - 1 + others) + zeta).upper()


def enclose_defect(path: Path, point: Point) -> Defect | None:
    """Return balls that hold e₂, F' and FF'' at every state of ``point``; None where Z is not below LARGEST_Z.

    >>> from fractions import Fraction
    >>> from numerics.cases.scalar import ScalarCase
    >>> from numerics.law.path import path_of
    >>> path = path_of(ScalarCase(2, Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 10)))
    >>> enclose_defect(path, path.start).e2
    [2.6...e-5 +/- ...]
    """
    n, s = path.depth, point.s
    p, zeta, z = zero_sum(path, point)
    if not z < LARGEST_Z:
        return None
    length = _TERMS + 1 + int(-_EFFORT / math.log(max(float(z.mid()), 1e-9)))
    with _series_of(length):
        ratio = arb_series([1, p])
        if not path.sign:
            phi = ratio ** (2 * n - 1)
        elif path.sign < 0:
            share = s**n / (1 + s**n)
            phi = ratio ** (n - 1) * (1 + (ratio**n - 1) * share)
        else:
            scaled, total = ratio * s, arb_series([1])
            for _ in range(n - 1):
                total = total * scaled + 1
            phi = ratio ** (n - 1) * arb_series([1, -zeta]) * total * (1 / geometric_sum(n, s))
        c = [arb(1), *(phi[k] for k in range(1, length))]
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
    return Defect(total + arb(0, tail), c[1], 2 * c[2])
