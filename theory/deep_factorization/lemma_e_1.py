"""Lemma E.1: the flow phase T⁺ expanded for small starts, with a two-sided remainder (ours)."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.flow import antiderivative
from theory.language.definitions import defines, resolve, tau, x_star
from theory.language.hypotheses import DEPTH_THREE, INITIAL_SCALE, PAPER, POSITIVE_EIGENVALUE, SMALL_START
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, alpha, lam, multiplier, x

#: C_N, the constant term of the expansion.
C_N = sp.Symbol("C_N", real=True)


def expansion_constant(depth: int) -> sp.Expr:
    """Return C_N of Lemma E.1, N ≥ 3: ∫₀^c x/(1−x^N) dx − c^{2−N}/(N−2) at c = c_N^{1/N}.

    It is the antiderivative U for λ = 1 at the inflection point, in the form that behaves like
    −x^{2−N}/(N−2) + x²/2 at 0. Raises ValueError for N < 3.

    >>> expansion_constant(4).evalf(5)
    -0.37206
    """
    if depth < 3:
        raise ValueError(f"depth {depth}: Lemma E.1 needs N >= 3")
    c = resolve(x_star, depth).subs({lam: 1, multiplier("inflection"): 1})
    return antiderivative(depth, "hypergeometric", 1).subs({lam: 1, x: c})


@defines(C_N)
def _constant(depth: int, sign: int) -> sp.Expr:
    return expansion_constant(depth)


def expansion(depth: sp.Expr | int = N, constant: sp.Expr = C_N) -> sp.Expr:
    """Return a^{2−N}/(N−2) + C_N − a²/2, a = α/λ^{1/N}: λ^{2−2/N}T⁺ up to O(a^{N+2}).

    >>> expansion(3)
    C_N - alpha**2/(2*lambda**(2/3)) + lambda**(1/3)/alpha
    """
    a = alpha / lam ** (sp.S.One / depth)
    return a ** (2 - depth) / (depth - 2) + constant - a**2 / 2


def expansion_remainder(depth: sp.Expr | int = N) -> tuple[sp.Expr, sp.Expr]:
    """Return bounds (low, high) on λ^{2−2/N}T⁺ minus its expansion (ours, sharpening Lemma E.1's O(a^{N+2})).

    The remainder is −Σ_{j≥1} a^{jN+2}/(jN+2), hence between −a^{N+2}/((N+2)(1−a^N)) and −a^{N+2}/(N+2).

    >>> expansion_remainder(3)[1].subs({lam: 1, alpha: 1, multiplier("upper"): 1})
    -1/5
    """
    a = alpha / lam ** (sp.S.One / depth)
    first = a ** (depth + 2) / (depth + 2)
    return -multiplier("lower") * first / (1 - a**depth), -multiplier("upper") * first


_remainder = lam ** (2 - 2 / N) * tau(alpha, x_star) - expansion()

LEMMA_E_1 = Statement(
    id="lemma-E.1",
    title="Expansion of the flow phase",
    source=f"{PAPER}, Lemma E.1, (80); the two-sided remainder is ours",
    tag="rebuilt",
    summary="λ^{2−2/N}T⁺ = a^{2−N}/(N−2) + C_N − a²/2 + O(a^{N+2}) for a = α/λ^{1/N} → 0.",
    hypotheses=(
        DEPTH_THREE,
        POSITIVE_EIGENVALUE,
        INITIAL_SCALE,
        SMALL_START,
    ),
    claims=(
        Claim(
            "remainder_upper",
            sp.Le(_remainder, expansion_remainder()[1]),
            "the remainder is at most -a^(N+2)/(N+2)",
            "ours",
        ),
        Claim(
            "remainder_lower",
            sp.Ge(_remainder, expansion_remainder()[0]),
            "and at least -a^(N+2)/((N+2)(1-a^N))",
            "ours",
        ),
    ),
    constants=(
        Constant("upper", "the bound on the remainder from above, a negative one", "up"),
        Constant("lower", "the bound from below, a negative one", "down"),
    ),
    depends_on=("lemma-2.5",),
)
