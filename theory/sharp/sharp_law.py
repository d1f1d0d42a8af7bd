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
from theory.language.hypotheses import ACCURACY, ACCURACY_SMALL, DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier

#: The steepest descent of f on the way: max(−f') between the start and the limit.
steepest = sp.Max(
    N * sp.Max(lam, 0) ** (2 - 2 / N),
    alpha ** (N - 2) * ((2 * N - 1) * alpha**N - (N - 1) * lam),
)
STEP_GROWS = Hypothesis(
    "step_size",
    sp.Lt(eta, multiplier("step") / steepest),
    "eta max(-f') < 1 between alpha and L: there g(x) = x + eta f(x) increases",
    eta,
)
#: What the laws assume.
LAW_HYPOTHESES = (DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, STEP_GROWS, ACCURACY, ACCURACY_SMALL)

#: Names in the bounds, in the order in which they are defined.
x_K, x_m, K_m = sp.symbols("x_K x_m K_m", nonnegative=True)
Lambda, Lambda_1, Lambda_2 = sp.symbols("Lambda Lambda_1 Lambda_2", real=True)
z, z_e = sp.symbols("z z_e", nonnegative=True)


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

#: The names of a start below the limit, and of one above it or with λ ≤ 0.
_names_below = (
    (x_K, (lam * (N - 2) / (4 * N - 2)) ** (1 / N)),
    (x_m, sp.Min(sp.Max(alpha, x_star), _below_end)),
    (K_m, sp.Max(0, slope(sp.Min(sp.Max(x_K, alpha), x_m)))),
    (Lambda_1, sp.log(field(x_m) / field(alpha))),
    (Lambda_2, sp.log(field(x_m) / field(_below_end))),
)
_names_above = ((z, eta * steepest), (Lambda, sp.log(field(alpha) / field(_above_end))))


def _flow(end: sp.Expr) -> sp.Expr:
    return tau(alpha, end) / eta


def _above(name: str, relation: sp.Basic, text: str, given: sp.Basic = sp.true) -> Claim:
    condition = sp.And(_falling, given)
    return Claim(name, relation, text, "ours", given=condition, where=_names_above)


def _at_least(excess: sp.Expr) -> sp.Basic:
    return sp.Ge(T, _lower * (_flow(_above_end) - excess * Lambda))


def _at_most(rest: sp.Expr) -> sp.Basic:
    return sp.Le(T, sp.ceiling(_upper * (_flow(_above_end) - _half * Lambda + rest)))


_z_alpha = eta * steepest
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
                        + _half * (Lambda_1 - Lambda_2)
                        + (eta * K_m * (1 + Lambda_1) + z_e / (1 - z_e) * (1 + Lambda_2)) / 8
                    )
                ),
            ),
            "start below the limit",
            "ours",
            given=_rising,
            where=(*_names_below, (z_e, eta * sp.Max(0, -slope(_below_end)))),
        ),
        Claim(
            "below_first_half",
            sp.Le(T, sp.ceiling(_upper * (_flow(_below_end) + (_half + eta * K_m / 8) * Lambda_1 + eta * K_m / 8))),
            "start below the limit; better where z_e is close to 1",
            "ours",
            given=_rising,
            where=_names_below,
        ),
        Claim(
            "below_lower",
            sp.Ge(
                T,
                _lower * (_flow(_below_end) + (_half - eta * K_m / 6) * Lambda_1 - logarithmic_excess(z) * Lambda_2),
            ),
            "start below the limit, z not too close to 1",
            "ours",
            given=sp.And(_rising, sp.Le(logarithmic_excess(eta * kappa) * eta * kappa, 1)),
            where=(*_names_below, (z, eta * kappa)),
        ),
        _above("above_flow", sp.Le(T, sp.ceiling(_upper * _flow(_above_end))), "descent is never behind the flow"),
        _above("above_upper", _at_most(z / 8 * (1 + 2 * Lambda / (1 - z) ** 2)), "1/f is convex"),
        _above("above_upper_concave", _at_most(z / (1 - z) / 8 * (1 + Lambda)), "ln|f| is concave", _concave),
        _above(
            "above_lower",
            _at_least(trapezoid_excess(z)),
            "1/f is convex",
            sp.Le(trapezoid_excess(_z_alpha) * _z_alpha, 1),
        ),
        _above(
            "above_lower_concave",
            _at_least(logarithmic_excess(z)),
            "ln|f| is concave",
            sp.And(_concave, sp.Le(logarithmic_excess(_z_alpha) * _z_alpha, 1)),
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
