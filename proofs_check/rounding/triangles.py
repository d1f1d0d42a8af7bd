"""Where the scaled state (a, b) of an accepted case can be: four triangles, for each depth.

For x > 0 and g(x) = x − ηx^{N−1}(x^N − λ) let a = ηx^{2N−2} ≥ 0 and b = ηλx^{N−2}, which has the sign of λ; then
g(x)/x = 1 − a + b and g'(x) = 1 − φ, φ = (2N−1)a − (N−1)b. Why φ(top) ≤ 1 leaves only these triangles is said in
docs/proofs/rounding.md (ours); the identities it uses are obligations here.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.kernel.obligation import Obligation, affine_on_simplex, identity
from theory.dynamics.descent import descent_step
from theory.language.symbols import N, eta, lam, x

a, b = sp.symbols("a b", nonnegative=True)


def where() -> tuple[Obligation, ...]:
    """Return the identities behind the triangles.

    >>> [obligation.name for obligation in where()]
    ['slope', 'slope grows', 'slope at the limit']
    """
    big, small = eta * x ** (2 * N - 2), eta * lam * x ** (N - 2)
    phi = (2 * N - 1) * big - (N - 1) * small
    root = sp.Symbol("L", positive=True)
    return (
        identity("slope", "g' = 1 − (2N−1)a + (N−1)b", sp.diff(descent_step(N), x), 1 - phi),
        identity(
            "slope grows",
            "xφ' = (N−2)φ + N(2N−1)a: once φ ≥ 0 it increases, so φ(x) ≤ max(φ(top), 0) ≤ 1",
            x * sp.diff(phi, x),
            (N - 2) * phi + N * (2 * N - 1) * big,
        ),
        identity(
            "slope at the limit",
            "a(L) = b(L), so φ(L) = Nb(L), and b increases with x for N ≥ 2: b ≤ 1/N on (0, L]",
            phi.subs(lam, root**N).subs(x, root),
            (N * small).subs(lam, root**N).subs(x, root),
        ),
    )


@dataclass(frozen=True)
class Triangle:
    """Where (a, b) can be: each of ``constraints`` is ≥ 0, and vanishes at all ``vertices`` but its own."""

    constraints: tuple[sp.Expr, ...]
    vertices: tuple[dict[sp.Symbol, sp.Expr], ...]

    def everywhere(self, name: str, statement: str, margin: sp.Expr) -> Obligation:
        """Return the obligation margin ≥ 0 on the triangle for every N from 2 to 256."""
        return affine_on_simplex(name, statement, margin, self.constraints, self.vertices, (N, 2, DEEPEST))


_ORIGIN = {a: sp.Integer(0), b: sp.Integer(0)}
_HALF, _EQUAL, _ONLY_B = {a: 1 / (2 * N), b: 1 / N}, {a: 1 / N, b: 1 / N}, {a: sp.Integer(0), b: 1 / N}
_NO_B, _NEGATIVE_B = {a: 1 / (2 * N - 1), b: sp.Integer(0)}, {a: sp.Integer(0), b: 1 / (N - 1)}
RISING_FAR = Triangle((a, b - 2 * a, 1 - N * b), (_HALF, _ONLY_B, _ORIGIN))
RISING_NEAR = Triangle((2 * a - b, b - a, 1 - N * b), (_EQUAL, _HALF, _ORIGIN))
FALLING_TO_LIMIT = Triangle((a - b, 1 - (2 * N - 1) * a + (N - 1) * b, b), (_NO_B, _ORIGIN, _EQUAL))
#: λ < 0; here the letter b stands for |b|.
FALLING_TO_ZERO = Triangle((a, b, 1 - (2 * N - 1) * a - (N - 1) * b), (_NO_B, _NEGATIVE_B, _ORIGIN))
