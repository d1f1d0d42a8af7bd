"""Two approximate Abel functions of (18): they grow by 1 and a small defect in every step (ours).

One step is x ← x + F(x) with F = ηf, 1/η times the field of the flow. An Abel function A has A(x + F(x)) = A(x) + 1, so
that T = ⌈A(e) − A(α)⌉ for the target e = L ∓ ε. With the interpolating field of the map, F − FF'/2 + …, in the place
of F in ∫dx/F, and one or two of its terms, this leaves

    Φ  = ∫dx/F + ½ln|F|,           with the defect  e  = (F'² + FF'')/12 + …,
    Φ₂ = Φ − F'/12 − ∫F'²/F dx/12,  with the defect  e₂ = −(F'³ + 2FF'F'')/24 + …

Both integrals are elementary: 1/f and f'²/f are rational functions whose poles other than 0 are the roots of x^N = λ.
The argument is docs/proofs/sharp-law.md.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import sympy as sp

from theory.dynamics.flow_forms import antiderivative, integral_over_roots, rhs, z
from theory.language.definitions import L, defines, geometric_factor, resolve
from theory.language.symbols import N, eta, lam, x

#: Φ(b) − Φ(a) and Φ₂(b) − Φ₂(a). They stay unevaluated in a statement.
Phi = sp.Function("Phi", real=True)
Phi_2 = sp.Function("Phi_2", real=True)

#: With Z = Σ_j |F/(x − ρ_j)| over the zeros ρ_j of f, |E₃| ≤ HEAD·Z³ and |E_n + E_{n+1} + …| ≤ TAIL·Zⁿ/(1−Z), n ≥ 4,
#: for the parts E_n of order n in F that e₂ consists of.
HEAD, TAIL = sp.Rational(5, 24), sp.Rational(42, 100)


@cache
def squared_slope_integral(depth: int, sign: int, state: sp.Expr = x, gap: sp.Expr | None = None) -> sp.Expr:
    """Return an antiderivative of f'²/f at x = ``state``, N ≥ 2, for λ of the given ``sign``; ``gap`` is |x − L|.

    f' = x^{N−2}((N−1)λ − (2N−1)x^N) and, with w = λ − x^N, the bracket is (2N−1)w − Nλ. So
    f'²/f = x^{N−3}[N²λ²/w − 2N(2N−1)λ + (2N−1)²w]: powers of x, and x^{N−3}/w: its residue at r^N = λ is −r^{N−2}/(Nλ).

    >>> sp.simplify(sp.diff(squared_slope_integral(2, -1), x) - sp.diff(rhs(2), x) ** 2 / rhs(2))
    0
    """
    n = sp.Integer(depth)
    eigenvalue = lam if sign else sp.S.Zero
    powers = sp.expand(x ** (n - 3) * (-2 * n * (2 * n - 1) * eigenvalue + (2 * n - 1) ** 2 * (eigenvalue - x**n)))
    total = sp.integrate(powers, x).subs(x, state)
    if sign:
        polar = 1 / (lam * x) if depth == 2 else sp.S.Zero
        residue = sp.Poly(-(z ** (depth - 2)) / (n * lam), z)
        total += n**2 * lam**2 * integral_over_roots(depth, sign, polar, residue, state, gap)
    return total


def abel_first(depth: int, sign: int, state: sp.Expr = x, gap: sp.Expr | None = None) -> sp.Expr:
    """Return Φ = ∫dx/F + ½ln|F| at x = ``state``, N ≥ 2, for λ of the given ``sign``; ``gap`` is |x − L|.

    >>> step, here = eta * rhs(2), abel_first(2, -1)
    >>> sp.simplify(sp.diff(here, x) - 1 / step - sp.diff(step, x) / step / 2)
    0
    """
    return antiderivative(depth, "real", sign, state, gap) / eta + sp.log(_speed(depth, sign, state, gap)) / 2


def abel_second(depth: int, sign: int, state: sp.Expr = x, gap: sp.Expr | None = None) -> sp.Expr:
    """Return Φ₂ = Φ − F'/12 − ∫F'²/F dx/12 at x = ``state``, N ≥ 2, for λ of the given ``sign``; ``gap`` is |x − L|.

    >>> abel_second(2, 0)
    5*eta*x**2/8 + log(eta*x**3)/2 + 1/(2*eta*x**2)
    """
    slope = sp.diff(rhs(depth), x).subs(x, state)
    if not sign:
        slope = slope.subs(lam, 0)
    correction = slope + squared_slope_integral(depth, sign, state, gap)
    return abel_first(depth, sign, state, gap) - eta * correction / 12


def _speed(depth: int, sign: int, state: sp.Expr, gap: sp.Expr | None) -> sp.Expr:
    """Return |F| at ``state``; near the limit through the gap, so that it keeps its digits."""
    if sign > 0 and gap is not None:
        limit = resolve(L, depth).subs(sp.Max(lam, 0), lam)
        return eta * state ** (depth - 1) * gap * geometric_factor(state, limit, depth)
    if sign > 0:
        return eta * sp.Abs(rhs(depth, state))
    return eta * state ** (depth - 1) * (state**depth - (lam if sign else 0))


def _difference(form: Callable[..., sp.Expr], depth: int, sign: int | None, start: sp.Expr, end: sp.Expr) -> sp.Expr:
    """Return form(end) − form(start). A point L ± ε is handed over as its distance ε: it does not cancel near L."""
    if depth < 2 or sign is None:
        raise ValueError(f"depth {depth}: the approximate Abel functions need N >= 2 and a sign of lambda")
    return _at(form, depth, sign, end) - _at(form, depth, sign, start)


def _at(form: Callable[..., sp.Expr], depth: int, sign: int, point: sp.Expr) -> sp.Expr:
    beyond = sp.expand(point - L)
    if sign <= 0 or beyond.has(L):
        return form(depth, sign, point)
    return form(depth, sign, point, sp.Abs(beyond))


@defines(Phi)
def _first(depth: int, sign: int | None, start: sp.Expr, end: sp.Expr) -> sp.Expr:
    return _difference(abel_first, depth, sign, start, end)


@defines(Phi_2)
def _second(depth: int, sign: int | None, start: sp.Expr, end: sp.Expr) -> sp.Expr:
    return _difference(abel_second, depth, sign, start, end)


# How fast they are approached -----------------------------------------------------------------------------------

#: σ_N = Σ1/|1 − ω| over the roots ω ≠ 1 of ω^N = 1, for λ < 0 over those of ω^N = −1, for λ = 0 N/2.
inverse_distances = sp.Symbol("sigma_N", nonnegative=True)
#: R = |λ|^{1/N}, the distance of the zeros other than 0 of f from 0.
radius = sp.Abs(lam) ** (1 / N)


@defines(inverse_distances)
def _inverse_distances(depth: int, sign: int | None) -> sp.Expr:
    """Return Σ1/|1 − ω|: each |1 − ω| is 2 sin of half the angle of ω. For λ = 0 all N zeros are 0, and R is."""
    if sign == 0:
        return sp.Rational(depth, 2)
    angles = (sp.Rational(2 * index + (sign == -1), 2 * depth) for index in range(0 if sign == -1 else 1, depth))
    return sp.Add(*(1 / (2 * sp.sin(sp.pi * angle)) for angle in angles))
