"""Why a step up to 2/κ leaves no cycle of length two: the inequalities of docs/proofs/step-ceiling.md, for every depth.

In units of L, 0 < x < 1 < y = ρx with f(x) = −f(y). Then x^N = A/B, A = (1+ρ^{N−1})/2 and B = (1+ρ^{2N−1})/2, and
with S = Σρ^j/N the quotient N(y−x)/(2f(x)) is ρ^{1−N}(B/S)(B/A)^{(N−2)/N}. It exceeds 1 as S ≤ A < ρ^{−N/2}B.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from proofs_check.kernel.obligation import Obligation, for_each, identity, nonnegative
from theory.dynamics.flow import rhs
from theory.language.definitions import L, convergence_rate
from theory.language.symbols import N, j, lam, x

#: y/x, and its square root.
rho = sp.Symbol("rho", positive=True)
sigma = sp.Symbol("sigma", positive=True)
#: What u = c^{N−1}, c = x_*/L, does not exceed: with it u(1+u) < 1.
MOST = Fraction(3, 5)

_A, _B = (1 + rho ** (N - 1)) / 2, (1 + rho ** (2 * N - 1)) / 2
_height = _A / _B


def obligations() -> tuple[Obligation, ...]:
    """Return what the absence of cycles, the rate of an orbit that alternates, and its certificate need.

    >>> [obligation.name for obligation in obligations()][:3]
    ['equal heights', 'drop', 'mean']
    """
    return (*equal_heights(), *means(), *rate(), *crossings(), *certificate())


def equal_heights() -> tuple[Obligation, ...]:
    """Return where f(x) = −f(y), and the quotient of y − x and f(x) there."""
    mean = (rho**N - 1) / (N * (rho - 1))
    return (
        identity(
            "equal heights",
            "x^N = A/B solves 1 − x^N = ρ^{N−1}(ρ^N x^N − 1), which is f(x) = −f(ρx) over x^{N−1}",
            1 - _height,
            rho ** (N - 1) * (rho**N * _height - 1),
        ),
        identity(
            "drop",
            "N(ρ−1)/(2(1 − x^N)) = ρ^{1−N}B/S",
            N * (rho - 1) / (2 * (1 - _height)),
            rho ** (1 - N) * _B / mean,
        ),
    )


def means() -> tuple[Obligation, ...]:
    """Return S ≤ A, pair by pair, and ρ^{N/2}A < B, both as products of factors of one sign (ρ = σ²)."""
    squared = {rho: sigma**2}
    return (
        identity(
            "mean",
            "1 + ρ^{N−1} − ρ^j − ρ^{N−1−j} = (1 − ρ^j)(1 − ρ^{N−1−j})",
            2 * _A - rho**j - rho ** (N - 1 - j),
            (1 - rho**j) * (1 - rho ** (N - 1 - j)),
        ),
        identity(
            "ends",
            "2B − 2σ^N A = (σ^N − 1)(σ^{3N−2} − 1)",
            2 * _B.subs(squared) - 2 * sigma**N * _A.subs(squared),
            (sigma**N - 1) * (sigma ** (3 * N - 2) - 1),
        ),
    )


def rate() -> tuple[Obligation, ...]:
    """Return that (sa − t)(sb − t) ≤ (s − t)² for s + t = 1, ab = P² ≤ 1 and sP ≥ t: two steps at ηκ = 2s."""
    a, b, big = sp.symbols("a b P", nonnegative=True)
    s = sp.Symbol("s", positive=True)
    rest = 1 - s
    return (
        identity(
            "arithmetic and geometric mean",
            "(sa² − t)(sb² − t) + st(a − b)² = (sab − t)²",
            (s * a**2 - rest) * (s * b**2 - rest) + s * rest * (a - b) ** 2,
            (s * a * b - rest) ** 2,
        ),
        identity(
            "rate",
            "(s − t)² − (sP − t)² = s(1 − P)(s − t + (sP − t))",
            (s - rest) ** 2 - (s * big - rest) ** 2,
            s * (1 - big) * (s - rest + (s * big - rest)),
        ),
    )


def crossings() -> tuple[Obligation, ...]:
    """Return that no step up to 2/κ from below x_* passes L.

    2h(x_*)/κ ≤ u(1+u) < 1 with u = c^{N−1}, c = x_*/L and c^N = (N−1)/(2N−1).
    """

    def below(depth: int) -> Fraction:
        # u^N = (c^N)^{N−1}; from depth 4 on c^N < 1/2 and u^N < 2^{1−N}, so that u < 2^{−3/4}
        power = Fraction(depth - 1, 2 * depth - 1) if depth < 4 else Fraction(1, 2)
        exponent = min(depth, 4)
        return MOST**exponent - power ** (exponent - 1)

    return (
        for_each("inflection", "u ≤ MOST at N = 2, 3, and from 4 on", (2, 3, 4), below),
        for_each("no crossing", "1 − u(1 + u) > 0 at u = MOST", (1,), lambda _: 1 - MOST * (1 + MOST)),
        *(
            identity(
                f"rate function, N = {depth}",
                "f(x) = (L − x)h(x) at L = 1",
                rhs(depth).subs(lam, 1),
                (1 - x) * convergence_rate(x, depth).subs(L, 1),
            )
            for depth in (2, 3, 4)
        ),
    )


def certificate() -> tuple[Obligation, ...]:
    """Return what ``numerics.orbits.scalar.closer_in_two_steps`` assumes of P = A(x)A(g(x)), A = 1 − ηh, w = 2 − ηκ."""
    w, v, slope, bend, u = sp.symbols("w v m n u", real=True)
    # A to second order around L, and x − L after a step
    kept = w - 1 - slope * u - bend * u**2
    product = sp.expand(kept * kept.subs(u, u * kept))
    return (
        identity("P at L", "P(L) = (1 − w)²", product.subs(u, 0), (1 - w) ** 2),
        identity("its slope", "P'(L) = ηh'(L)(1−w)w", sp.diff(product, u).subs(u, 0), slope * (1 - w) * w),
        nonnegative(
            "its margin", "w(2 − w − v(1−w)) ≥ 0 for v, w in [0, 1]", w * (2 - w - v * (1 - w)), {w: (0, 1), v: (0, 1)}
        ),
    )
