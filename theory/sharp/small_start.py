"""T for small starts, with the next terms and an error that does not depend on the start (ours).

In units of L, a = α/L and h = ηλ^{2−2/N}. For N ≥ 3 the sum of the defects of Φ₂ stays bounded however small the start
is, since Z falls with the state: T is a^{2−N}/((N−2)h) + ((N−1)/2) ln(1/a) + C, rounded up, and a bounded error. For
N = 2 the orbit leaves 0 as (1+h)^k: T is ln(1/a)/ln(1+h) up to a constant. Argument: docs/proofs/sharp-law.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.dynamics.flow_forms import integral_over_roots, partial_fractions, rhs
from theory.dynamics.orbits import T, d
from theory.language.definitions import L, defines, geometric_factor
from theory.language.expressions import abbreviation
from theory.language.hypotheses import (
    ACCURACY,
    ACCURACY_SMALL,
    DEPTH_TWO,
    INITIAL_SCALE,
    POSITIVE_EIGENVALUE,
    SMALL_START,
    STEP_POSITIVE,
)
from theory.language.observables import first
from theory.language.rebuild import replaced
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, alpha, eps, eta, gap, k, lam, multiplier, x
from theory.sharp.abel import inverse_distances, squared_slope_integral
from theory.sharp.closed_law import defect_bound
from theory.sharp.sharp_law import STEP_BELOW

#: C(h, ε/L): what T has beyond its two leading terms as α → 0, before it is rounded up; N ≥ 3.
C_start = sp.Function("C", real=True)


@defines(C_start)
def _constant(depth: int, sign: int | None, size: sp.Expr, distance: sp.Expr) -> sp.Expr:
    """Return C: Φ₂(e) less its singular part at 0, in units of L, from h and ε/L.

    >>> [bool(abs(_constant(3, 1, sp.Float(step), sp.Float(0.1))) < 10 / step) for step in (0.1, 0.01)]
    [True, True]
    """
    if depth < 3:
        raise ValueError(f"depth {depth}: this constant needs N >= 3")
    polar, residue = partial_fractions(depth)
    flow = integral_over_roots(depth, 1, polar, residue, x, gap)
    flow -= integral_over_roots(depth, 1, sp.S.Zero, residue, sp.S.Zero, sp.S.One)
    bent = squared_slope_integral(depth, 1, x, gap) - squared_slope_integral(depth, 1, sp.S.Zero, sp.S.One)
    power = x ** (depth - 1) * gap * geometric_factor(x, sp.S.One, depth)
    slope = sp.diff(rhs(depth), x)
    whole = flow.subs(lam, 1) / size + sp.log(power) / 2 - size * (slope + bent).subs(lam, 1) / 12
    return replaced(whole, {x: 1 - distance, gap: distance})


@dataclass(frozen=True)
class Terms:
    """T of one positive eigenvalue for small starts and N ≥ 3, up to a bounded rest; ``suffix`` ends its names.

    Everything is in units of the ``limit``.
    """

    eigenvalue: sp.Expr
    limit: sp.Expr
    suffix: str = ""

    def named(self, name: str, body: sp.Expr) -> sp.Expr:
        """Return ``body`` under a name with the suffix."""
        return abbreviation(name + self.suffix, body)

    @property
    def step(self) -> sp.Expr:
        """H = ηλ^{2−2/N}."""
        return self.named("h_L", eta * self.eigenvalue ** (2 - 2 / N))

    @property
    def start(self) -> sp.Expr:
        """A = α/L."""
        return self.named("a", alpha / self.limit)

    @property
    def constant(self) -> sp.Expr:
        """C, which does not depend on the start."""
        return C_start(self.step, eps / self.limit)

    @property
    def leading(self) -> sp.Expr:
        """The two leading terms, a^{2−N}/((N−2)h) + ((N−1)/2) ln(1/a)."""
        body = self.start ** (2 - N) / ((N - 2) * self.step) + (N - 1) / sp.S(2) * sp.log(1 / self.start)
        return self.named("m", body)

    @property
    def largest(self) -> sp.Expr:
        """The bound on Z everywhere below the limit."""
        return self.named("Z", self.step * (2 * N - 1 + inverse_distances))

    @property
    def defects(self) -> sp.Expr:
        """B, the bound on the sum of the defects, through W, the integral of Z² times Σ1/|x − ρ_j|: for any start."""
        z = self.largest
        spread = (N - 1) / (2 * N - 4) + 2 * inverse_distances / (2 * N - 3) + sp.log(self.limit / eps)
        return self.named("B", defect_bound(z) / z**3 * ((1 + z) * self.named("W", z**2 * spread) + z**3))

    @property
    def above(self) -> sp.Expr:
        """What T may have beyond the leading terms and C, at most."""
        a, bent = self.start, (N - 1) + (N - 1) ** 2 / (N - 2) / (1 - self.start**N)
        return self.named("r_1", -sp.log(1 - a**N) / 2 + self.step * a ** (N - 2) * bent / 12) + self.defects

    @property
    def below(self) -> sp.Expr:
        """And what it may lack."""
        a = self.start
        return self.named("r_2", (a**2 / 2 + a ** (N + 2) / ((N + 2) * (1 - a**N))) / self.step) + self.defects


FIRST = Terms(lam, L)
_whole = FIRST.leading + FIRST.constant
_deep = sp.And(sp.Ge(N, 3), sp.Lt(FIRST.largest, 1))
_upper, _lower = multiplier("upper"), multiplier("lower")

#: N = 2: when half of the limit is reached, and what the logarithms of all factors 1 + h(1 − s²) lack of ln(1+h).
T_half = first(k, sp.Ge(d(k), L / 2), "T_half")
_h, _a = FIRST.step, FIRST.start
_share = _h / (1 + _h)
_lack = abbreviation("l", _share / (4 - _share) / (1 - (1 + 3 * _h / 4) ** -2))

SMALL_START_LAW = Statement(
    id="small-start",
    title="Small starts: two leading terms and a bounded rest",
    source="ours, sharpening Remark 1.2",
    tag="ours",
    summary=(
        "As α → 0, T grows like a^{2−N}/((N−2)h) + ((N−1)/2)·ln(1/a) for N ≥ 3 and like ln(1/a)/ln(1+h) for N = 2, "
        "with an error that does not depend on the start."
    ),
    hypotheses=(
        DEPTH_TWO,
        POSITIVE_EIGENVALUE,
        INITIAL_SCALE,
        SMALL_START,
        STEP_POSITIVE,
        STEP_BELOW,
        ACCURACY,
        ACCURACY_SMALL,
    ),
    claims=(
        Claim("upper", sp.Le(T, sp.ceiling(_upper * (_whole + FIRST.above))), "N >= 3", "ours", given=_deep),
        Claim("lower", sp.Ge(T, sp.ceiling(_lower * (_whole - FIRST.below))), "N >= 3", "ours", given=_deep),
        Claim(
            "half_upper",
            sp.Le(T_half, sp.ceiling(_upper * (sp.log(1 / (2 * _a)) + _lack) / sp.log(1 + _h))),
            "N = 2, as far as half of the limit",
            "ours",
            given=sp.And(sp.Eq(N, 2), sp.Lt(2 * alpha, L)),
        ),
        Claim(
            "half_lower",
            sp.Ge(T_half, _lower * sp.log(1 / (2 * _a)) / sp.log(1 + _h)),
            "no step below the limit multiplies by more than 1 + h",
            "ours",
        ),
    ),
    constants=(Constant("upper", "the upper bounds as a whole"), Constant("lower", "the lower bounds as a whole")),
    depends_on=("closed-law",),
)
