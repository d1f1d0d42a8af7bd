"""Why the effective rank of the descent turns once: the inequalities of docs/proofs/effective-rank.md, for every depth.

With u = 1 + ηφ and v = ηd^{2N−2}, H(u) = 1 + u^{N−2}((u−1) − v(u^N−1)) is the next u. In X = u^N and K = H^N
X(K(X)/K(X_1) − 1) increases and is convex where H' ≥ 0 and u((N−1)H'² + HH'') + (N+1)HH' ≥ 0. Depths up to 20 are boxes
of their own in (u, v); all larger ones are one, with ν = 1/N as a variable, u = e^{νϑ}, y = Nv and H = 1 + νB.
"""

from __future__ import annotations

from fractions import Fraction

import sympy as sp

from proofs_check.kernel.obligation import Obligation, enclosed, for_each, identity
from theory.dynamics.descent import descent_step
from theory.dynamics.rank_slope import growth
from theory.language.definitions import M
from theory.language.hypotheses import step_bound
from theory.language.symbols import N, eta, lam, without_multipliers, x
from theory.sharp.effective_rank_descent import LARGER_DEPTHS, SHARES

u, v = sp.symbols("u v", positive=True)
nu, y, vartheta, xi = sp.symbols("nu y vartheta xi", nonnegative=True)

#: From this depth on all are proved at once.
LARGE = 20
#: What s^{1−2/N}(1−s), 0 ≤ s ≤ 1, does not exceed from a depth on, in hundredths.
HEIGHTS = {2: 100, 3: 48, 4: 39, 5: 35, 6: 33, 8: 31, 10: 30, LARGE: 27}
#: Where ξ = (e^{νϑ}−1)/(νϑ) lies, ν ≤ 1/20 and ϑ ≤ .27·.65, reaches up to here.
LARGEST_XI = sp.Rational(101, 100)


def obligations() -> tuple[Obligation, ...]:
    """Return what the descent of the effective rank needs.

    >>> [obligation.name for obligation in obligations()][:2]
    ['step', 'next growth']
    """
    return (*the_map(), *convexity(), *ranges(), *small_depths(), *large_depths())


def next_u(depth: int | sp.Expr) -> sp.Expr:
    """Return H(u) = 1 + u^{N−2}((u−1) − v(u^N−1)).

    >>> next_u(2)
    u - v*(u**2 - 1)
    """
    return 1 + u ** (depth - 2) * ((u - 1) - v * (u**depth - 1))


def share_of(depth: int) -> Fraction:
    """Return θ_N of the record."""
    return _rational(SHARES.get(depth, LARGER_DEPTHS))


def height(depth: int) -> Fraction:
    """Return the bound on s^{1−2/N}(1−s) in force at a depth."""
    return Fraction(HEIGHTS[max(known for known in HEIGHTS if known <= depth)], 100)


def the_map() -> tuple[Obligation, ...]:
    """Return that a step is x → ux, and leads from (u, v) to (H(u), vu^{2N−2})."""
    grown = 1 + eta * growth(x)
    # λ from u, so that all is in x, u and η
    value = sp.solve(sp.Eq(u, grown), lam)[0]
    after = grown.subs(x, x * u).subs(lam, value)
    return (
        identity("step", "g(x) = x(1 + ηφ(x))", descent_step(N, x), x * grown),
        identity("next growth", "1 + ηφ(ux) = H(u), v = ηx^{2N−2}", after, next_u(N).subs(v, eta * x ** (2 * N - 2))),
    )


def convexity() -> tuple[Obligation, ...]:
    """Return 2K' + XK'' in terms of H, H' and H'', for K = H^N as a function of X = u^N."""
    value, slope, bend, at = sp.symbols("H_0 H_1 H_2 a", positive=True)
    local = value + slope * (u - at) + bend * (u - at) ** 2 / 2
    per_x = N * u ** (N - 1)
    first = sp.diff(local**N, u) / per_x
    second = sp.diff(first, u) / per_x
    whole = (2 * first + u**N * second).subs(u, at)
    bracket = at * ((N - 1) * slope**2 + value * bend) + (N + 1) * value * slope
    # the same in ϑ = ln X, where K = (1 + νB)^{1/ν}: K'' + K' over K
    b, b_1, b_2 = sp.symbols("B B_1 B_2", real=True)
    g_1, g_2 = b_1 / (1 + nu * b), (b_2 * (1 + nu * b) - nu * b_1**2) / (1 + nu * b) ** 2
    return (
        identity(
            "convex",
            "2K' + XK'' = H^{N−2}u^{1−N}(u((N−1)H'² + HH'') + (N+1)HH')/N",
            whole,
            value ** (N - 2) * at ** (1 - N) * bracket / N,
        ),
        identity(
            "convex, ν",
            "(g'' + g'² + g')(1+νB)² = (1−ν)B'² + (B''+B')(1+νB), g = ln(1+νB)/ν",
            (g_2 + g_1**2 + g_1) * (1 + nu * b) ** 2,
            (1 - nu) * b_1**2 + (b_2 + b_1) * (1 + nu * b),
        ),
    )


def ranges() -> tuple[Obligation, ...]:
    """Return that the boxes hold all u and v, and that the step is longer than (25) allows.

    (s^{1−2/N}(1−s))^N is largest at s = (N−2)/(2N−2), and s^{1−2/N} decreases in N.
    """

    def room(depth: int) -> Fraction:
        top = Fraction(depth - 2, 2 * depth - 2) ** (depth - 2) * Fraction(depth, 2 * depth - 2) ** depth
        return height(depth) ** depth - top

    def published(depth: int) -> Fraction:
        return share_of(depth) / depth - _rational(without_multipliers(step_bound).subs({N: depth, M: 1}))

    end = height(LARGE) * share_of(LARGE) / LARGE
    most = 1 + end + end**2
    return (
        for_each("height", "(s^{1−2/N}(1−s))^N ≤ HEIGHTS^N", tuple(HEIGHTS), room),
        for_each(
            "xi", "(e^z − 1)/z ≤ e^z ≤ 1 + z + z² ≤ LARGEST_XI at z = νϑ", (1,), lambda _: _rational(LARGEST_XI) - most
        ),
        for_each("published step", "1/(3N−2) ≤ θ_N/N, from 4 on as 3N − 2 ≥ 5N/2", (2, 3, 4), published),
    )


def small_depths() -> tuple[Obligation, ...]:
    """Return H' > 0 and the convexity at the depths up to LARGE, 1 ≤ u ≤ 1 + h·HEIGHTS and 0 ≤ v ≤ h, h = θ_N/N."""
    found = []
    for depth in range(2, LARGE + 1):
        value = next_u(depth)
        slope, bend = sp.diff(value, u), sp.diff(value, u, 2)
        most = sp.Rational(share_of(depth)) / depth
        box = {u: (sp.S.One, 1 + most * sp.Rational(height(depth))), v: (sp.S.Zero, most)}
        bracket = u * ((depth - 1) * slope**2 + value * bend) + (depth + 1) * value * slope
        found += [
            enclosed(f"increasing, N = {depth}", "H' > 0", slope, box),
            enclosed(f"convex, N = {depth}", "u((N−1)H'² + HH'') + (N+1)HH' > 0", bracket, box),
        ]
    return tuple(found)


def large_depths() -> tuple[Obligation, ...]:
    """Return the same from LARGE on: g' > 0 and g'' + g'² + g' > 0, multiplied by powers of 1 + νB > 0."""
    along = sp.Function("x")(vartheta)
    grown = sp.exp(nu * vartheta)
    b = sp.exp(vartheta) * sp.exp(-2 * nu * vartheta) * (along - y * (sp.exp(vartheta) - 1))
    # x = (u − 1)/ν has the derivative u, and lies between ϑ and ϑu
    rules = {
        sp.Derivative(along, (vartheta, 2)): nu * grown,
        sp.Derivative(along, vartheta): grown,
        along: vartheta * xi,
    }
    value, slope, bend = (sp.diff(b, vartheta, order).subs(rules) for order in range(3))
    one_over = sp.Rational(1, LARGE)
    share = sp.Rational(share_of(LARGE))
    box = {
        nu: (sp.S.Zero, one_over),
        y: (sp.S.Zero, share),
        vartheta: (sp.S.Zero, share * sp.Rational(height(LARGE))),
        xi: (sp.S.One, LARGEST_XI),
    }
    exact = (sp.exp(nu * vartheta) - 1) / nu
    return (
        identity(
            "H = 1 + νB",
            "H − 1 = νB at v = νy, u^N = e^ϑ",
            (u**-2 * x * ((u - 1) - nu * y * (x - 1))),
            nu * (x * u**-2 * ((u - 1) / nu - y * (x - 1))),
        ),
        identity("x' = u", "the derivative of (e^{νϑ} − 1)/ν", sp.diff(exact, vartheta), grown),
        enclosed("positive, all N", "1 + νB > 0", 1 + nu * value, box),
        enclosed("increasing, all N", "B' > 0", slope, box),
        enclosed(
            "convex, all N",
            "(1−ν)B'² + (B''+B')(1+νB) > 0",
            (1 - nu) * slope**2 + (bend + slope) * (1 + nu * value),
            box,
        ),
    )


def _rational(value: sp.Rational) -> Fraction:
    return Fraction(int(value.p), int(value.q))
