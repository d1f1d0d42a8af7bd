"""T to within a few iterations by elementary formulas: Theorem E (ours), both sides with the ½ of the law.

A step takes the time ∫₀¹dt/φ of the flow, over η, φ(t) = f(x + tF)/f(x), r = φ(1) = f(x⁺)/f(x). For α < L the logarithm
of f is concave, and 1/f is convex for either sign of λ. So ∫1/φ lies between 1 − ½ ln r less a trapezoid defect, and
the logarithmic mean (1 − 1/r)/ln r; summed over the orbit, ½ ln r telescopes: docs/proofs/sharp-law.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.flow_forms import rhs
from theory.dynamics.orbits import T
from theory.language.definitions import L, kappa, tau, x_star
from theory.language.expressions import abbreviation
from theory.language.hypotheses import ACCURACY, ACCURACY_SMALL, DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier

#: max(−f') between the start and the limit.
steepest = abbreviation(
    "kappa_alpha",
    sp.Max(
        N * sp.Max(lam, 0) ** (2 - 2 / N),
        alpha ** (N - 2) * ((2 * N - 1) * alpha**N - (N - 1) * lam),
        evaluate=False,
    ),
)
STEP_GROWS = Hypothesis(
    "step_size",
    sp.Lt(eta, multiplier("step") / steepest),
    "eta max(-f') < 1 between alpha and L: there g(x) = x + eta f(x) increases",
    eta,
)
STEP_BELOW = Hypothesis("step_size", sp.Lt(eta, 1 / kappa), "eta kappa < 1", eta)
#: What the laws assume.
LAW_HYPOTHESES = (DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, STEP_GROWS, ACCURACY, ACCURACY_SMALL)


def field(state: sp.Expr) -> sp.Expr:
    """Return f at ``state``, for any depth."""
    return rhs(N, state)


def slope(state: sp.Expr) -> sp.Expr:
    """Return f' = x^{N−2}((N−1)λ − (2N−1)x^N) at ``state``.

    >>> from theory.language.symbols import x
    >>> sp.simplify(slope(x).subs(N, 3) - sp.diff(rhs(3), x))
    0
    """
    return state ** (N - 2) * ((N - 1) * lam - (2 * N - 1) * state**N)


def logarithmic_excess(share: sp.Expr) -> sp.Expr:
    """Return c(z) = ((u−1)/ln u − 1)/ln u with u = 1/(1−z): ½ + z/6 + …, what one side of a step's mean costs.

    >>> z = sp.Symbol("z")
    >>> sp.limit(logarithmic_excess(z), z, 0)
    1/2
    """
    w = -sp.log(1 - share)
    return (share / ((1 - share) * w) - 1) / w


def trapezoid_excess(share: sp.Expr) -> sp.Expr:
    """Return (u−1)/(2 ln u) with u = 1/(1−z): the same where f need not be logarithmically concave."""
    return -share / (2 * (1 - share) * sp.log(1 - share))


_below_end, _above_end = L - eps, L + eps
_rising = sp.And(lam > 0, sp.Lt(alpha**N, lam))
_falling = sp.Or(lam <= 0, sp.Gt(alpha**N, lam))
#: Whether ln|f| is concave on the way, for a start above the limit or λ ≤ 0.
_concave = sp.Or(lam >= 0, sp.Le(N, 5))
_upper, _lower, _half = multiplier("upper"), multiplier("lower"), multiplier("half") / 2

# A start below the limit: the point of the way at which f is largest, the one at which f' is, and ηf' there.
x_m = abbreviation("x_m", sp.Min(sp.Max(alpha, x_star, evaluate=False), _below_end, evaluate=False))
x_K = abbreviation("x_K", (lam * (N - 2) / (4 * N - 2)) ** (1 / N))
_steep = abbreviation("x_s", sp.Min(sp.Max(alpha, x_K, evaluate=False), x_m, evaluate=False))
_growth = abbreviation("h_K", eta * sp.Max(0, slope(_steep), evaluate=False))
_rise = abbreviation("Lambda_1", sp.log(field(x_m) / field(alpha)))
_fall = abbreviation("Lambda_2", sp.log(field(x_m) / field(_below_end)))
_at_target = abbreviation("z_e", eta * sp.Max(0, -slope(_below_end), evaluate=False))
_at_limit = abbreviation("z_L", eta * kappa)
_excess_below = abbreviation("c_L", logarithmic_excess(_at_limit))
# One above it, or with λ ≤ 0.
_at_start = abbreviation("z_alpha", eta * steepest)
_whole = abbreviation("Lambda", sp.log(field(alpha) / field(_above_end)))
_excess_concave = abbreviation("c_alpha", logarithmic_excess(_at_start))
_excess_convex = abbreviation("b_alpha", trapezoid_excess(_at_start))


def _flow(end: sp.Expr) -> sp.Expr:
    return tau(alpha, end) / eta


def _above(name: str, relation: sp.Basic, text: str, given: sp.Basic = sp.true) -> Claim:
    return Claim(name, relation, text, "ours", given=sp.And(_falling, given))


def _at_least(excess: sp.Expr) -> sp.Basic:
    return sp.Ge(T, _lower * (_flow(_above_end) - excess * _whole))


def _at_most(rest: sp.Expr) -> sp.Basic:
    return sp.Le(T, sp.ceiling(_upper * (_flow(_above_end) - _half * _whole + rest)))


SHARP_LAW = Statement(
    id="sharp-law",
    title="The sharp law in elementary form",
    source="ours, sharpening Theorem 2.4",
    tag="ours",
    summary=(
        "T is the time of the flow over η plus half the logarithm of the ratio of f at its ends, up to terms that are "
        "small with the step size."
    ),
    hypotheses=LAW_HYPOTHESES,
    claims=(
        Claim(
            "below_upper",
            sp.Le(
                T,
                sp.ceiling(
                    _upper
                    * (
                        _flow(_below_end)
                        + _half * (_rise - _fall)
                        + (_growth * (1 + _rise) + _at_target / (1 - _at_target) * (1 + _fall)) / 8
                    )
                ),
            ),
            "start below the limit",
            "ours",
            given=_rising,
        ),
        Claim(
            "below_first_half",
            sp.Le(T, sp.ceiling(_upper * (_flow(_below_end) + (_half + _growth / 8) * _rise + _growth / 8))),
            "start below the limit; better where z_e is close to 1",
            "ours",
            given=_rising,
        ),
        Claim(
            "below_lower",
            sp.Ge(T, _lower * (_flow(_below_end) + (_half - _growth / 6) * _rise - _excess_below * _fall)),
            "start below the limit, eta kappa not too close to 1",
            "ours",
            given=sp.And(_rising, sp.Le(_excess_below * _at_limit, 1)),
        ),
        _above("above_flow", sp.Le(T, sp.ceiling(_upper * _flow(_above_end))), "descent is never behind the flow"),
        _above("above_upper", _at_most(_at_start / 8 * (1 + 2 * _whole / (1 - _at_start) ** 2)), "1/f is convex"),
        _above(
            "above_upper_concave",
            _at_most(_at_start / (1 - _at_start) / 8 * (1 + _whole)),
            "ln|f| is concave",
            _concave,
        ),
        _above("above_lower", _at_least(_excess_convex), "1/f is convex", sp.Le(_excess_convex * _at_start, 1)),
        _above(
            "above_lower_concave",
            _at_least(_excess_concave),
            "ln|f| is concave",
            sp.And(_concave, sp.Le(_excess_concave * _at_start, 1)),
        ),
    ),
    constants=(
        Constant("upper", "the upper bounds as a whole"),
        Constant("lower", "the lower bounds as a whole"),
        Constant(
            "half",
            "the 1/2 in front of the logarithms",
            "both",
            slack="more of it strengthens the lower bounds, less the upper ones; a ceiling hides what is below 1",
        ),
    ),
    depends_on=("lemma-2.2-sharp", "lemma-2.5"),
)
