"""Lemma 2.7: Euler steps d⁺ = d + ηf(d) against the flow y' = f(y), y(0) = d(0); and Lemma 3.4.

All claims are stated through the *flow time* θ_k = ∫_{d(0)}^{d(k)} dx/f(x), the time the flow needs
to reach the k-th iterate. For f > 0 the flow is increasing, so d(k) ≤ y(ηk) says θ_k ≤ ηk; for f < 0
it is decreasing and the same claim says θ_k ≥ ηk. In this form no flow has to be inverted.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sympy as sp

from theory.language.statement import Tag
from theory.language.symbols import eta, k, multiplier, x

#: θ_k, the flow time to the k-th iterate, and the number K with 0 ≤ f' ≤ K in part (b).
theta = sp.Symbol("theta_k", nonnegative=True)
slope_bound = sp.Symbol("K", nonnegative=True)
#: ln(f(d(k))/f(d(0))), the logarithmic lag of part (b′).
log_ratio = sp.Symbol("Lambda_k", real=True)


@dataclass(frozen=True)
class EulerBound:
    """One part of Lemma 2.7: ``claim`` holds on an interval where f has ``sign`` and f·f' has ``convexity``.

    ``convexity`` is the sign of y'' = f'(y)f(y): +1 for a convex flow, −1 for a concave one.
    """

    part: str
    tag: Tag
    sign: int
    convexity: int
    claim: sp.Basic


_low, _high = multiplier("lower"), multiplier("upper")

#: Parts (a), (b), (b′), (a′). (a) and (a′) come once for f > 0 and once for f < 0. The multiplier "upper"
#: stands in every upper bound on θ_k, "lower" in every lower bound.
EULER_BOUNDS: tuple[EulerBound, ...] = (
    EulerBound("a", "text", +1, +1, sp.Le(theta, _high * eta * k)),
    EulerBound("a", "text", -1, +1, sp.Ge(theta, _low * eta * k)),
    EulerBound("b", "rebuilt", +1, +1, sp.Ge(theta, _low * eta * k / (1 + eta * slope_bound))),
    EulerBound("b′", "ours", +1, +1, sp.Ge(theta, _low * (eta * k - eta * log_ratio))),
    EulerBound("a′", "ours", +1, -1, sp.Ge(theta, _low * eta * k)),
    EulerBound("a′", "ours", -1, -1, sp.Le(theta, _high * eta * k)),
)


@dataclass(frozen=True)
class Family:
    """A right-hand side f with a known antiderivative of 1/f; on [low, high] f, f' and f'' keep their signs."""

    name: str
    f: sp.Expr
    antiderivative: sp.Expr
    low: sp.Rational
    high: sp.Rational
    sign: int
    convexity: int

    @property
    def largest_slope(self) -> sp.Expr:
        """The largest f' on [low, high], at one of the ends since f'' keeps its sign."""
        slope = sp.diff(self.f, x)
        return sp.Max(slope.subs(x, self.low), slope.subs(x, self.high))


@cache
def other_families() -> tuple[Family, ...]:
    """Return right-hand sides other than the paper's, to test Lemma 2.7 as the general statement it is.

    The antiderivatives are found by SymPy and differentiated back; one that does not fit raises ValueError.

    >>> [family.name for family in other_families()][:3]
    ['exponential', 'square', 'five-halves power']
    """
    shapes = (
        ("exponential", sp.exp(x), 0, 1, +1, +1),
        ("square", x**2, "1/2", 2, +1, +1),
        ("five-halves power", x ** sp.Rational(5, 2), "1/2", 2, +1, +1),
        ("hyperbolic cosine", sp.cosh(x), "1/4", 1, +1, +1),
        ("square root", sp.sqrt(x), "1/2", 2, +1, +1),
        ("decaying exponential", sp.exp(-x), 0, 2, +1, -1),
        ("reciprocal", 1 / x, "1/2", 2, +1, -1),
        ("logistic, upper half", x * (1 - x), "1/2", "99/100", +1, -1),
        ("logistic, lower half", x * (1 - x), "1/100", "1/2", +1, +1),
        ("decay", -x, "1/4", 2, -1, +1),
        ("cubic decay", -(x**3), "1/4", 2, -1, +1),
        ("accelerating fall", -1 / x, "1/2", 2, -1, -1),
        ("exponential fall", -sp.exp(-x), 0, 2, -1, -1),
    )
    families = []
    for name, f, low, high, sign, convexity in shapes:
        # On (0, 1) the real logarithm is ln(1−x); SymPy's ln(x−1) differs by a constant iπ.
        primitive = sp.integrate(1 / f, x).subs(sp.log(x - 1), sp.log(1 - x))
        f, primitive = (expr.rewrite((sp.cosh, sp.tanh), sp.exp) for expr in (f, primitive))
        if sp.simplify(sp.diff(primitive, x) * f - 1) != 0:
            raise ValueError(f"{name}: the antiderivative of 1/({f}) does not differentiate back")
        families.append(Family(name, f, primitive, sp.Rational(low), sp.Rational(high), sign, convexity))
    return tuple(families)


def applicable(sign: int, convexity: int) -> tuple[EulerBound, ...]:
    """Return the parts of Lemma 2.7 that apply where f has ``sign`` and f·f' has the sign ``convexity``.

    >>> [bound.part for bound in applicable(+1, +1)]
    ['a', 'b', 'b′']
    """
    return tuple(bound for bound in EULER_BOUNDS if (bound.sign, bound.convexity) == (sign, convexity))
