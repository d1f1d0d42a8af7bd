"""T as a ceiling of Φ₂ with an explicit error: Theorem C (ours), no iteration and no cells.

By the ceiling lemma T is ⌈ΔΦ₂ − S⌉ up to the bounds on the sums S of the defects. A defect is at most Z²·Z(d(j)) times
a constant, Z the largest Z(x) on the path, and ΣZ(d(j)) is at most (1 + Z)V + Z with V the integral of Σ1/|x − ρ_j|.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from theory.dynamics.orbits import T
from theory.language.definitions import L, geometric_factor, x_star
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier
from theory.sharp.abel import HEAD, TAIL, Phi_2, inverse_distances, radius
from theory.sharp.sharp_law import LAW_HYPOTHESES, field

#: The largest Z on the way, the integral of Σ1/|x − ρ_j| over it, and what T may differ from ΔΦ₂.
Z, V, B = sp.symbols("Z V B", nonnegative=True)
#: Where |f/x| is largest below the limit, and the end of the path: one step beyond the target.
x_p, e_plus = sp.symbols("x_p e_plus", nonnegative=True)


def defect_bound(largest: sp.Expr) -> sp.Expr:
    """Return the bound Z³(5/24 + 0.42Z/(1−Z)) on |e₂|.

    >>> defect_bound(sp.Rational(1, 2))
    377/4800
    """
    return largest**3 * (HEAD + TAIL * largest / (1 - largest))


def _way(end: sp.Expr) -> sp.Expr:
    """Return ∫Σ1/|x − ρ_j| from α to ``end``; the zeros other than 0 and L have |x − ρ| ≥ |R − ρ|(1 + x/R)/2."""
    zeros_at_0 = (N - 1) * sp.Abs(sp.log(end / alpha))
    others = 2 * inverse_distances * sp.Abs(sp.log((radius + end) / (radius + alpha)))
    return zeros_at_0 + others


def _largest_at(state: sp.Expr) -> sp.Expr:
    """Return the bound on Z at ``state`` without the zero L: where all of it grows with the state."""
    return eta * sp.Abs(field(state)) * ((N - 1) / state + 2 * inverse_distances / (radius + state))


_at_limit = eta * e_plus ** (N - 1) * geometric_factor(e_plus, L)
_below_end, _above_end = L - eps, L + eps


def _clamped(state: sp.Expr) -> sp.Expr:
    return sp.Min(sp.Max(state, alpha), e_plus)


_names_below = (
    (x_p, (lam * (N - 2) / (2 * N - 2)) ** (1 / N)),
    (e_plus, _below_end + eta * field(_below_end)),
    (
        Z,
        eta * (N - 1) * field(_clamped(x_p)) / _clamped(x_p)
        + eta * field(_clamped(x_star)) * 2 * inverse_distances / (radius + alpha)
        + _at_limit,
    ),
    (V, _way(_below_end) + sp.log((L - alpha) / eps)),
)
_names_above = (
    (Z, _largest_at(alpha) + eta * alpha ** (N - 1) * geometric_factor(alpha, L)),
    (V, _way(_above_end) + sp.log((alpha - L) / eps)),
)
_names_lost = ((Z, _largest_at(alpha)), (V, _way(_above_end)))
_error = (B, defect_bound(Z) / Z * ((1 + Z) * V + Z))

_REGIMES = (
    ("below", sp.And(lam > 0, sp.Lt(alpha**N, lam)), _below_end, _names_below, "start below the limit"),
    ("above", sp.And(lam > 0, sp.Gt(alpha**N, lam)), _above_end, _names_above, "start above the limit"),
    ("lost", lam <= 0, _above_end, _names_lost, "lambda <= 0"),
)
_upper, _lower = multiplier("upper"), multiplier("lower")


def regime_claims(
    make: Callable[[sp.Expr, sp.Expr], tuple[sp.Basic, Every | None]], kind: str, text: str
) -> Iterator[Claim]:
    """Yield a claim for each of the three ways to the limit, given Z < 1: ``make(e, regime)`` returns what it says."""
    for name, regime, end, names, about in _REGIMES:
        small = sp.Lt(Z, 1)
        for symbol, value in reversed(names):  # a condition has no names of its own
            small = small.xreplace({symbol: value})
        relation, over = make(end, regime)
        yield Claim(
            f"{name}_{kind}", relation, f"{about}: {text}", "ours", over, sp.And(regime, small), where=(*names, _error)
        )


CLOSED_LAW = Statement(
    id="closed-law",
    title="The sharp law in closed form",
    source="ours, sharpening Theorem 2.4",
    tag="ours",
    summary=(
        "T is the ceiling of Φ₂(e) − Φ₂(α), e = L ± ε the target, up to an explicit error of second order in the step "
        "size."
    ),
    hypotheses=LAW_HYPOTHESES,
    claims=(
        *regime_claims(
            lambda end, _: (sp.Le(T, sp.ceiling(_upper * (Phi_2(alpha, end) + B))), None),
            "upper",
            "T is at most Phi_2(e) - Phi_2(alpha) + B, rounded up",
        ),
        *regime_claims(
            lambda end, _: (sp.Ge(T, sp.ceiling(_lower * (Phi_2(alpha, end) - B))), None),
            "lower",
            "and at least that with -B",
        ),
    ),
    constants=(
        Constant("upper", "the upper bounds as a whole"),
        Constant("lower", "the lower bounds as a whole"),
    ),
    depends_on=("ceiling-lemma",),
)
