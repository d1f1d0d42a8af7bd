"""T as a ceiling of Φ₂ with an explicit error: Theorem C (ours), no iteration and no cells.

By the ceiling lemma T is ⌈ΔΦ₂ − S⌉ up to the bounds on the sums S of the defects. A defect is at most Z²·Z(d(j)) times
a constant, Z the largest Z(x) on the path, and ΣZ(d(j)) is at most (1 + Z)V + Z with V the integral of Σ1/|x − ρ_j|:
docs/proofs/sharp-law.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

from theory.dynamics.orbits import T
from theory.language.definitions import L, geometric_factor, x_star
from theory.language.expressions import Abbreviation, abbreviation
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier
from theory.sharp.abel import HEAD, TAIL, Phi_2, inverse_distances, radius
from theory.sharp.sharp_law import LAW_HYPOTHESES, field


@dataclass(frozen=True)
class Way:
    """One of the three ways to the limit: its target, the largest Z on it and the integral V of Σ1/|x − ρ_j|."""

    name: str
    text: str
    regime: sp.Basic
    target: sp.Expr
    largest: sp.Expr
    integral: sp.Expr

    @property
    def Z(self) -> sp.Expr:
        """The largest Z on the way."""
        return self.largest if isinstance(self.largest, Abbreviation) else abbreviation(f"Z_{self.name}", self.largest)

    @property
    def B(self) -> sp.Expr:
        """What T may differ from ΔΦ₂: the sum of the defects."""
        integral = abbreviation(f"V_{self.name}", self.integral)
        return abbreviation(f"B_{self.name}", defect_bound(self.Z) / self.Z * ((1 + self.Z) * integral + self.Z))


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


_below_end, _above_end = L - eps, L + eps
#: Where f/x is largest below the limit, and the end of the path: one step beyond the target.
_peak = abbreviation("x_p", (lam * (N - 2) / (2 * N - 2)) ** (1 / N))
_beyond = abbreviation("e_1", _below_end + eta * field(_below_end))


#: The points of the way below the limit at which f/x and f are largest.
_steepest = abbreviation("x_1", sp.Min(sp.Max(_peak, alpha, evaluate=False), _beyond, evaluate=False))
_fastest = abbreviation("x_2", sp.Min(sp.Max(x_star, alpha, evaluate=False), _beyond, evaluate=False))
_at_zero = abbreviation("Z_1", eta * (N - 1) * field(_steepest) / _steepest)
_at_others = abbreviation("Z_2", 2 * eta * field(_fastest) * inverse_distances / (radius + alpha))
_at_limit = abbreviation("Z_3", eta * _beyond ** (N - 1) * geometric_factor(_beyond, L))
_at_start = abbreviation("Z_4", eta * alpha ** (N - 1) * geometric_factor(alpha, L))
_off_limit = abbreviation("Z_lost", _largest_at(alpha))

WAYS = (
    Way(
        "below",
        "start below the limit",
        sp.And(lam > 0, sp.Lt(alpha**N, lam)),
        _below_end,
        _at_zero + _at_others + _at_limit,
        _way(_below_end) + sp.log((L - alpha) / eps),
    ),
    Way(
        "above",
        "start above the limit",
        sp.And(lam > 0, sp.Gt(alpha**N, lam)),
        _above_end,
        _off_limit + _at_start,
        _way(_above_end) + sp.log((alpha - L) / eps),
    ),
    Way("lost", "lambda <= 0", lam <= 0, _above_end, _off_limit, _way(_above_end)),
)
_upper, _lower = multiplier("upper"), multiplier("lower")


def on_each_way(make: Callable[[Way], sp.Basic], kind: str, text: str, over: Every | None = None) -> Iterator[Claim]:
    """Yield what ``make`` says of each way, given Z < 1."""
    for way in WAYS:
        given = sp.And(way.regime, sp.Lt(way.Z, 1))
        yield Claim(f"{way.name}_{kind}", make(way), f"{way.text}: {text}", "ours", over, given)


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
        *on_each_way(
            lambda way: sp.Le(T, sp.ceiling(_upper * (Phi_2(alpha, way.target) + way.B))),
            "upper",
            "T is at most Phi_2(e) - Phi_2(alpha) + B, rounded up",
        ),
        *on_each_way(
            lambda way: sp.Ge(T, sp.ceiling(_lower * (Phi_2(alpha, way.target) - way.B))),
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
