"""The constants in the bound on the defect of Φ₂, and what the cells of the law rest on: docs/proofs/sharp-law.md.

φ(t) = f(x + tF)/f(x) = Π(1 − z_j t), z_j = F/(ρ_j − x), is exp(−ΣP_n tⁿ/n) in the power sums P_n of the z_j, and
|P_n| ≤ Zⁿ, Z = Σ|z_j|.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

import sympy as sp

from numerics.law.cells import MERGED
from numerics.law.defect import LARGEST_Z
from proofs_check.kernel.obligation import Obligation, for_each, identity, nonnegative
from theory.dynamics.flow import rhs
from theory.language.symbols import lam, t
from theory.sharp.abel import HEAD, TAIL
from theory.sharp.closed_law import defect_bound

#: The power sums P₁, P₂, P₃, and Z.
P = sp.symbols("P_1:4", real=True)
Z = sp.Symbol("Z", positive=True)
#: A number above e.
_E = sp.Rational(2719, 1000)


def obligations() -> tuple[Obligation, ...]:
    """Return what the zero bound and the law with cells need.

    >>> [obligation.name for obligation in obligations()][:3]
    ['first order', 'second order', 'third order']
    """
    return (*low_orders(), *high_orders(), *growth(), *distances())


def parts() -> list[sp.Expr]:
    """Return E₁, E₂, E₃: the parts of e₂ = ∫1/φ − 1 + ½lnφ(1) − (φ'(1) − φ'(0))/12 − ∫φ'²/φ/12, by their order in F."""
    order = 4
    scale = sp.Symbol("F")
    phi = sp.exp(-sum(P[n - 1] * t**n * scale**n / n for n in range(1, order)))

    def expanded(expr: sp.Expr) -> sp.Expr:
        return sp.series(sp.expand(expr), scale, 0, order).removeO()

    flow, bent = expanded(1 / phi), expanded(sp.diff(phi, t) ** 2 / phi)
    slope = expanded(sp.diff(phi, t))
    logarithm = -sum(P[n - 1] * scale**n / n for n in range(1, order))
    total = sp.integrate(sp.expand(flow), (t, 0, 1)) - 1 + logarithm / 2
    total -= (slope.subs(t, 1) - slope.subs(t, 0)) / 12 + sp.integrate(sp.expand(bent), (t, 0, 1)) / 12
    coefficients = sp.Poly(sp.expand(total), scale)
    return [coefficients.coeff_monomial(scale**n) for n in range(1, order)]


def low_orders() -> tuple[Obligation, ...]:
    """Return that e₂ has no part of first or second order, and the bound on its part of third order."""
    first, second, third = parts()
    size = sum(sp.Abs(term.subs(dict.fromkeys(P, 1))) for term in sp.Add.make_args(third))
    return (
        identity("first order", "E₁ = 0", first, sp.S.Zero),
        identity("second order", "E₂ = 0", second, sp.S.Zero),
        identity("third order", "E₃ = (3P₁³ − 2P₁P₂)/24", third, (3 * P[0] ** 3 - 2 * P[0] * P[1]) / 24),
        identity("its size", "|E₃| ≤ HEAD·Z³, as |P_n| ≤ Zⁿ", size, HEAD),
    )


def high_orders() -> tuple[Obligation, ...]:
    """Return that the parts of order n ≥ 4 are at most TAIL·Zⁿ, and what they add up to.

    |a_n| ≤ Zⁿ, |l_n| ≤ Zⁿ/n, |c_n| ≤ Zⁿ/n! and |b_{n−2}| ≤ Zⁿ·Σ1/i! bound E_n.
    """
    n = sp.Symbol("n", positive=True)
    one_over = sp.Rational(1, factorial(3))
    size = 1 / (n + 1) + 1 / (2 * n) + (_E / (n - 1) + one_over) / 12
    rest = TAIL * Z**4 / (1 - Z)

    def above_e(m: int) -> Fraction:
        terms = sum((Fraction(1, factorial(i)) for i in range(m + 1)), Fraction(0))
        return Fraction(int(_E.p), int(_E.q)) - terms - Fraction(2, factorial(m + 1))

    return (
        for_each(
            "e",
            "Σ_{i≤m} 1/i! + 2/(m+1)!, which exceeds e, is below 2.719",
            (9,),
            above_e,
        ),
        nonnegative("order n", "1/(n+1) + 1/(2n) + (e/(n−1) + 1/3!)/12 ≤ TAIL for n ≥ 4", TAIL - size, {n: (4, sp.oo)}),
        identity("their sum", "S = TAIL·Z⁴/(1−Z) solves S = TAIL·Z⁴ + Z·S", rest, TAIL * Z**4 + Z * rest),
        identity("both", "HEAD·Z³ + TAIL·Z⁴/(1−Z) is the bound of the record", HEAD * Z**3 + rest, defect_bound(Z)),
    )


def growth() -> tuple[Obligation, ...]:
    """Return that Φ₂ grows where Z ≤ 1, and that a merged cell is longer than a step."""
    most = sp.Rational(Fraction(LARGEST_Z).limit_denominator(10**6))
    return (
        nonnegative("growth", "FΦ₂' ≥ 1 − Z/2 − 3Z²/12 ≥ 0 for Z ≤ 1", 1 - Z / 2 - 3 * Z**2 / 12, {Z: (0, 1)}),
        nonnegative("cells", "1 + |e₂| ≤ MERGED for Z ≤ LARGEST_Z", MERGED - 1 - defect_bound(Z), {Z: (0, most)}),
    )


def distances() -> tuple[Obligation, ...]:
    """Return |s − ω|² − |1 − ω|²(1+s)²/4 = (1−s)²(1+c)/2 for |ω| = 1 with real part c."""
    s, c = sp.symbols("s c", real=True)
    return (
        identity(
            "distance to a root",
            "|s − ω|² = |1 − ω|²(1+s)²/4 + (1−s)²(1+c)/2",
            (s - c) ** 2 + 1 - c**2,
            (2 - 2 * c) * (1 + s) ** 2 / 4 + (1 - s) ** 2 * (1 + c) / 2,
        ),
        *(coefficients(depth) for depth in range(2, 7)),
    )


def coefficients(depth: int) -> Obligation:
    """Return that φ(t)·(σ − s^N) is σ(1+pt)^{N−1} − s^N(1+pt)^{2N−1}, p = F/s, for the field that the loss gives."""
    s, h = sp.symbols("s h", positive=True)
    step = h * rhs(depth, s)
    p = sp.cancel(step / s)
    return identity(
        f"coefficients, N = {depth}",
        "f(s + tF)·(σ − s^N) = f(s)·(σ(1+pt)^{N−1} − s^N(1+pt)^{2N−1}), p = F/s",
        rhs(depth, s + t * step) * (lam - s**depth),
        rhs(depth, s) * (lam * (1 + p * t) ** (depth - 1) - s**depth * (1 + p * t) ** (2 * depth - 1)),
    )
