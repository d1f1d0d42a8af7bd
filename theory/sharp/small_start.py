"""T for small starts, with the next terms and an error that does not depend on the start (ours).

In units of L, a = α/L and h = ηλ^{2−2/N}. For N ≥ 3 the sum of the defects of Φ₂ stays bounded however small the start
is, since Z falls with the state: T is a^{2−N}/((N−2)h) + ((N−1)/2) ln(1/a) + C, rounded up, and a bounded error. For
N = 2 the orbit leaves 0 as (1+h)^k: T is ln(1/a)/ln(1+h) up to a constant. Argument: docs/proofs/sharp-law.md.
"""

from __future__ import annotations

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
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, gap, k, lam, multiplier, x
from theory.sharp.abel import inverse_distances, squared_slope_integral
from theory.sharp.closed_law import defect_bound

#: C(η, ε): what T has beyond its two leading terms as α → 0, before it is rounded up; N ≥ 3.
C_start = sp.Function("C", real=True)
#: The step size and the start in units of the limit.
_h = abbreviation("h_L", eta * lam ** (2 - 2 / N))
_a = abbreviation("a", alpha / L)
#: h as a symbol of its own, until λ = 1 is put in.
_size = sp.Symbol("h", positive=True)


@defines(C_start)
def _constant(depth: int, sign: int | None, step: sp.Expr, accuracy: sp.Expr) -> sp.Expr:
    """Return C: Φ₂(e) less its singular part at 0, in units of L.

    >>> [bool(abs(_constant(3, 1, eta, eps).subs({eta: step, lam: 1, eps: 0.1})) < 10 / step) for step in (0.1, 0.01)]
    [True, True]
    """
    if depth < 3 or sign != 1:
        raise ValueError(f"depth {depth}: this constant needs N >= 3 and lambda > 0")
    size = step * lam ** sp.Rational(2 * depth - 2, depth)
    distance = accuracy / lam ** sp.Rational(1, depth)
    polar, residue = partial_fractions(depth)
    flow = integral_over_roots(depth, 1, polar, residue, x, gap)
    flow -= integral_over_roots(depth, 1, sp.S.Zero, residue, sp.S.Zero, sp.S.One)
    bent = squared_slope_integral(depth, 1, x, gap) - squared_slope_integral(depth, 1, sp.S.Zero, sp.S.One)
    power = x ** (depth - 1) * gap * geometric_factor(x, sp.S.One, depth)
    slope = sp.diff(rhs(depth), x)
    at_one = (flow.subs(lam, 1) / _size + sp.log(power) / 2 - _size * (slope + bent).subs(lam, 1) / 12).xreplace(
        {x: 1 - gap}
    )
    return at_one.xreplace({gap: distance, _size: size})


#: The bound on Z everywhere below the limit, the integral of Z² times Σ1/|x − ρ_j|, the sum of defects: for any start.
_Z = abbreviation("Z", _h * (2 * N - 1 + inverse_distances))
_W = abbreviation("W", _Z**2 * ((N - 1) / (2 * N - 4) + 2 * inverse_distances / (2 * N - 3) + sp.log(L / eps)))
_B = abbreviation("B", defect_bound(_Z) / _Z**3 * ((1 + _Z) * _W + _Z**3))
#: The leading terms for N ≥ 3, and what Φ₂ has beyond them at the start, at most and at least.
leading = abbreviation("m", _a ** (2 - N) / ((N - 2) * _h) + (N - 1) / sp.S(2) * sp.log(1 / _a))
_bent = (N - 1) + (N - 1) ** 2 / (N - 2) / (1 - _a**N)
_more = abbreviation("r_1", -sp.log(1 - _a**N) / 2 + _h * _a ** (N - 2) * _bent / 12)
_less = abbreviation("r_2", (_a**2 / 2 + _a ** (N + 2) / ((N + 2) * (1 - _a**N))) / _h)
_whole = leading + C_start(eta, eps)
above, below = _more + _B, _less + _B
deep = sp.And(sp.Ge(N, 3), sp.Lt(_Z, 1))
_upper, _lower = multiplier("upper"), multiplier("lower")

#: N = 2: when half of the limit is reached, and what the logarithms of all factors 1 + h(1 − s²) lack of ln(1+h).
T_half = first(k, sp.Ge(d(k), L / 2), "T_half")
_share = _h / (1 + _h)
_lack = abbreviation("l", _share / (4 - _share) / (1 - (1 + 3 * _h / 4) ** -2))

STEP_BELOW = Hypothesis("step_size", sp.Lt(eta, 1 / (N * lam ** (2 - 2 / N))), "eta kappa < 1", eta)
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
        Claim("upper", sp.Le(T, sp.ceiling(_upper * (_whole + above))), "N >= 3", "ours", given=deep),
        Claim("lower", sp.Ge(T, sp.ceiling(_lower * (_whole - below))), "N >= 3", "ours", given=deep),
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
