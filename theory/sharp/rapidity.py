"""Rapidity coordinates of the pair: p₁ = −√S·sinh u, p₂ = √S·cosh u with S = Δ₂ = p₂² − p₁² > 0 (ours).

One step of (40) adds artanh ηr to u and multiplies S by 1 − η²r²: see docs/proofs/perturbed-count.md.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

from theory.dynamics.descent import rate_at
from theory.language.definitions import defines
from theory.language.expressions import Root
from theory.language.symbols import lam

#: Rapidity u of the pair, and S = Δ₂ = p₂² − p₁².
u = sp.Symbol("u", real=True)
S = sp.Symbol("S", positive=True)
#: w(p, S): the w ≥ 0 with G(w, S) = p ≥ 0.
w_of = sp.Function("w", nonnegative=True)


def pair(rapidity: sp.Expr = u, imbalance: sp.Expr = S) -> tuple[sp.Expr, sp.Expr]:
    """Return (p₁, p₂) = (−√S·sinh u, √S·cosh u).

    >>> first, second = pair()
    >>> sp.simplify(second**2 - first**2)
    S
    """
    return -sp.sqrt(imbalance) * sp.sinh(rapidity), sp.sqrt(imbalance) * sp.cosh(rapidity)


def product_of_rapidity(depth: int | sp.Expr, w: sp.Expr, imbalance: sp.Expr = S) -> sp.Expr:
    """Return G(w, S) = S^{N/2} sinh w cosh^{N−1}w; the product p₁p₂^{N−1} is −G(u, S).

    >>> product_of_rapidity(2, u)
    S*sinh(u)*cosh(u)
    """
    return imbalance ** (sp.S(depth) / 2) * sp.sinh(w) * sp.cosh(w) ** (depth - 1)


@defines(w_of)
def _rapidity_of(depth: int, sign: int | None, value: sp.Expr, imbalance: sp.Expr) -> sp.Expr:
    """Return w(p, S): G(w, S) increases in w, so the root is the only one."""
    return Root(u, product_of_rapidity(depth, u, imbalance), value, 0)


def rate(
    depth: int | sp.Expr, rapidity: sp.Expr, imbalance: sp.Expr = S, product_imbalance: sp.Expr | None = None
) -> sp.Expr:
    """Return r of (42) in the coordinates u, S, with G taken at ``product_imbalance`` where that differs from S.

    >>> rate(2, u)
    -S*sinh(u)*cosh(u) - lambda
    """
    outer = imbalance ** (sp.S(depth) / 2 - 1) * sp.cosh(rapidity) ** (depth - 2)
    other = imbalance if product_imbalance is None else product_imbalance
    return outer * (-lam - product_of_rapidity(depth, rapidity, other))


def rate_from_step(depth: int) -> sp.Expr:
    """Return r as ``theory.dynamics.descent`` reads it off (40), at p₁ = −√S·sinh u, p₂ = √S·cosh u.

    >>> sp.simplify(rate_from_step(3) - rate(3, u))
    0
    """
    return rate_at(depth, *pair())


def contraction(depth: int | sp.Expr, w: sp.Expr, imbalance: sp.Expr = S) -> sp.Expr:
    """Return κ = p₂^{2N−2} + (N−1)p₁²p₂^{2N−4}: to first order in η a step multiplies the error by 1 − ηκ.

    >>> contraction(2, u)
    S*(sinh(u)**2 + cosh(u)**2)
    """
    outer = imbalance ** (depth - 1) * sp.cosh(w) ** (2 * depth - 4)
    return outer * (sp.cosh(w) ** 2 + (depth - 1) * sp.sinh(w) ** 2)


class CoshPowerIntegral(sp.Function):
    """∫_0^end cosh^n as a function of n and the end; ``cosh_power_integral`` writes it out for a given n."""

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        power, end = map(printer._print, self.args)
        text = rf"\int_{{0}}^{{{end}}} \cosh^{{{power}}}{{\left(u\right)}}\, du"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"

    def _eval_is_extended_real(self) -> bool:
        return True


def cosh_power_integral(power: int | sp.Expr, end: sp.Expr) -> sp.Expr:
    """Return ∫_0^end cosh^n, n = ``power``; for a symbolic n it stays a function of n and the end.

    ∫cosh^n = cosh^{n−1}·sinh/n + (n−1)/n·∫cosh^{n−2}.

    >>> cosh_power_integral(2, u)
    u/2 + sinh(u)*cosh(u)/2
    """
    if end == 0:
        return sp.S.Zero
    if not isinstance(power, int):
        return CoshPowerIntegral(power, end)
    if power < 2:
        return sp.sinh(end) if power else end
    lower = cosh_power_integral(power - 2, end)
    return sp.cosh(end) ** (power - 1) * sp.sinh(end) / power + sp.Rational(power - 1, power) * lower


@defines(CoshPowerIntegral)
def _written_out(depth: int, sign: int | None, power: sp.Expr, end: sp.Expr) -> sp.Expr:
    return cosh_power_integral(int(power), end)
