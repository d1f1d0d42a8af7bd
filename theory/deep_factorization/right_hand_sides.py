"""Right-hand sides f on which Lemma 2.7 is checked, each with an interval on which f, f' and f'' keep their signs.

Four are the paper's f(x) = x^{N−1}(λ − x^N), on the intervals on which its flow is convex or concave, the others are
different functions with a known antiderivative of 1/f. A statement speaks of the m-th of them, m = 1, 2, …, through
the functions f, U, sign, convexity, low, high, largest_slope, steepest of m.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sympy as sp

from theory.deep_factorization.lemma_2_5 import U_real
from theory.dynamics.flow_forms import antiderivative, rhs
from theory.language.definitions import K, L, defines, x_star
from theory.language.symbols import N, lam, without_multipliers, x

#: f(x), U(x) with U' = 1/f, the signs of f and of ff', the ends of the interval, the largest f' and the largest −f'.
f, U = sp.Function("f_m"), sp.Function("U_m")
sign, convexity = sp.Function("sign_f"), sp.Function("sign_ff'")
low, high = sp.Function("low_m"), sp.Function("high_m")
largest_slope, steepest = sp.Function("K_m"), sp.Function("steepest_m")


@dataclass(frozen=True)
class RightHandSide:
    """A right-hand side f on [low, high], where f has ``sign`` and f·f' has the sign ``convexity``.

    ``antiderivative`` is U with U' = 1/f. ``eigenvalue`` is the sign that λ must have for the paper's f, None for
    others. ``largest`` is the largest f' where that is not at an end.
    """

    name: str
    f: sp.Expr
    antiderivative: sp.Expr
    low: sp.Expr
    high: sp.Expr
    sign: int
    convexity: int
    eigenvalue: int | None = None
    largest: sp.Expr | None = None

    @property
    def largest_slope(self) -> sp.Expr:
        """K, the largest f' on the interval."""
        return sp.Max(*self.slopes()) if self.largest is None else self.largest

    @property
    def steepest(self) -> sp.Expr:
        """The largest −f' on the interval, 0 where f' is nowhere negative."""
        return sp.Max(0, *(-slope for slope in self.slopes()))

    def slopes(self) -> tuple[sp.Expr, sp.Expr]:
        """Return f' at the two ends of the interval: where f'' keeps its sign these are its extremes there."""
        slope = sp.diff(self.f, x)
        return slope.subs(x, self.low), slope.subs(x, self.high)


@cache
def other_families() -> tuple[RightHandSide, ...]:
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
        # almost all of a rise within one step: the lag then is almost all of what (b′) allows
        ("sudden rise", 1 + (1 - sp.exp(-2048 * x)) / 50, 0, 2, +1, +1),
    )
    families = []
    for name, right, least, most, sign_of_f, convex in shapes:
        ends = sp.Rational(least), sp.Rational(most)
        primitive = _with_real_logarithms(sp.integrate(1 / right, x), sum(ends) / 2)
        right, primitive = (expr.rewrite((sp.cosh, sp.tanh), sp.exp) for expr in (right, primitive))
        if sp.simplify(sp.diff(primitive, x) * right - 1) != 0:
            raise ValueError(f"{name}: the antiderivative of 1/({right}) does not differentiate back")
        families.append(RightHandSide(name, right, primitive, *ends, sign_of_f, convex))
    return tuple(families)


def _with_real_logarithms(primitive: sp.Expr, point: sp.Expr) -> sp.Expr:
    """Return a primitive whose logarithms are real around ``point``; SymPy's ln of a negative number is off by iπ."""
    return primitive.replace(sp.log, lambda v: sp.log(v if v.subs(x, point) > 0 else -v))


@cache
def paper_families(depth: int | sp.Expr, sign_of_eigenvalue: int) -> tuple[RightHandSide, ...]:
    """Return the paper's f on its four intervals: below and above x_*, above L, and for λ < 0 all x > 0.

    The unbounded ones end at 4 times the limit and, for λ < 0, at twice |λ|^{1/N}. ``depth`` is an integer ≥ 2 or the
    symbol N; for every N at once the antiderivative is left as ``U_real``.

    >>> [side.name for side in paper_families(3, 1)]
    ['convex', 'concave', 'above the limit', 'no positive limit']
    """
    right = rhs(depth)
    size = sp.Abs(lam) ** (sp.S.One / depth)
    small, edge = x_star / 10, L * sp.Rational(999, 1000)

    def primitive(gap: sp.Expr | None) -> sp.Expr:
        if depth == N:
            return U_real(x, x - L if gap is None else gap)
        return antiderivative(depth, "real", sign_of_eigenvalue, x, gap)

    falling = primitive(x - L) if sign_of_eigenvalue > 0 else primitive(None)
    return (
        RightHandSide("convex", right, primitive(L - x), small, x_star, +1, +1, 1, without_multipliers(K)),
        RightHandSide("concave", right, primitive(L - x), x_star, edge, +1, -1, 1),
        RightHandSide("above the limit", right, falling, L * sp.Rational(1001, 1000), 4 * L, -1, +1, 1),
        RightHandSide("no positive limit", right, falling, size / 5, 2 * size, -1, +1, -1),
    )


#: How many there are.
COUNT = 4 + 14


def at_every_depth() -> tuple[RightHandSide, ...]:
    """Return all of them in their order, the paper's for symbolic N.

    >>> len(at_every_depth()), at_every_depth()[3].low
    (18, Abs(lambda)**(1/N)/5)
    """
    return (*paper_families(N, 1)[:3], paper_families(N, -1)[3], *other_families())


def right_hand_side(depth: int, sign_of_eigenvalue: int, m: sp.Expr) -> RightHandSide:
    """Return the m-th right-hand side; raises ValueError for a number there is not, or one that needs another λ."""
    number = int(m)
    if not 1 <= number <= COUNT:
        raise ValueError(f"m = {number}: the right-hand sides are numbered 1 to {COUNT}")
    if number > 4:
        return other_families()[number - 5]
    chosen = paper_families(depth, sign_of_eigenvalue)[number - 1]
    if depth < 2 or (sign_of_eigenvalue > 0) != (chosen.eigenvalue == 1):
        raise ValueError(f"m = {number}: {chosen.name} needs N >= 2 and another sign of lambda")
    return chosen


@defines(f)
def _f(depth: int, eigenvalue: int, m: sp.Expr, state: sp.Expr) -> sp.Expr:
    return right_hand_side(depth, eigenvalue, m).f.subs(x, state)


@defines(U)
def _antiderivative(depth: int, eigenvalue: int, m: sp.Expr, state: sp.Expr) -> sp.Expr:
    return right_hand_side(depth, eigenvalue, m).antiderivative.subs(x, state)


@defines(sign)
def _sign(depth: int, eigenvalue: int, m: sp.Expr) -> sp.Expr:
    return sp.Integer(right_hand_side(depth, eigenvalue, m).sign)


@defines(convexity)
def _convexity(depth: int, eigenvalue: int, m: sp.Expr) -> sp.Expr:
    return sp.Integer(right_hand_side(depth, eigenvalue, m).convexity)


@defines(low)
def _low(depth: int, eigenvalue: int, m: sp.Expr) -> sp.Expr:
    return right_hand_side(depth, eigenvalue, m).low


@defines(high)
def _high(depth: int, eigenvalue: int, m: sp.Expr) -> sp.Expr:
    return right_hand_side(depth, eigenvalue, m).high


@defines(largest_slope)
def _largest(depth: int, eigenvalue: int, m: sp.Expr) -> sp.Expr:
    return right_hand_side(depth, eigenvalue, m).largest_slope


@defines(steepest)
def _steepest(depth: int, eigenvalue: int, m: sp.Expr) -> sp.Expr:
    return right_hand_side(depth, eigenvalue, m).steepest
