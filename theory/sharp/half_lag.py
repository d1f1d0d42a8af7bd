"""Theorem 2.4 with 9/16 of K and 1/16 of an iteration in place of K, for one-sided steps (ours).

Up to a state e ≤ x_* descent is at most ½ ln(f(e)/f(α)) + ηK/8 (1 + ln(f(e)/f(α))) iterations behind the flow, the lag
of ``true_lag``. As f' ≤ K there, the logarithm is at most Kτ(α, e); and κ ≥ 2K, so that ηK ≤ ½. Proved in Coq.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.theorem_2_4 import Case, case_named
from theory.dynamics.orbits import T
from theory.language.definitions import K, kappa, tau, x_star
from theory.language.expressions import abbreviation
from theory.language.hypotheses import POSITIVE_EIGENVALUE
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import eta, multiplier, without_multipliers
from theory.sharp.larger_steps import COUNT_OF_ANY_STEP

#: What of K the lag needs, and what of an iteration.
_share, _rest = multiplier("share") * sp.Rational(9, 16), sp.Rational(1, 16)


def with_half_lag(bound: sp.Expr) -> sp.Expr:
    """Return a bound of (24) with (1/η + 9/16 K)τ + 1/16 in place of (1/η + K)τ; up to x_* it is called T_c.

    >>> without_multipliers(with_half_lag(case_named("3").upper_summands[0]))
    (9*K/16 + 1/eta)*tau(alpha, L - epsilon) + 1/16
    """

    def convex_phase(start: sp.Expr, end: sp.Expr) -> sp.Expr:
        count = (1 / eta + _share * K) * tau(start, end) + _rest
        return abbreviation("T_c", count) if end == x_star else count

    return bound.replace((1 / eta + K) * tau(sp.Wild("start"), sp.Wild("end")), convex_phase)


def _upper(case: Case, step: sp.Basic) -> Claim:
    phases = (part.args[0] if isinstance(part, sp.ceiling) else part for part in case.upper_summands)
    counts = (multiplier("upper") * with_half_lag(without_multipliers(phase)) for phase in phases)
    bound = sp.Add(*map(sp.ceiling, counts))
    given = sp.And(case.condition, step)
    return Claim(f"upper_{case.name}", sp.Le(T, bound), f"case {case.name}: {case.title}", given=given)


HALF_LAG = Statement(
    id="2.4-lag",
    title="The iteration counts with about half of K",
    source="ours, sharpening Theorem 2.4",
    tag="ours",
    summary="In the convex phase (1/η + 9/16 K)τ + 1/16 iterations are enough, where (24) has (1/η + K)τ.",
    hypotheses=(*COUNT_OF_ANY_STEP, POSITIVE_EIGENVALUE),
    claims=(_upper(case_named("3"), sp.Le(eta, 1 / kappa)), _upper(case_named("4a"), sp.Lt(eta, 1 / kappa))),
    constants=(
        Constant("upper", "the upper bounds as a whole"),
        Constant(
            "share",
            "the 9/16 of K",
            "down",
            "the lag is half of the logarithm of the speed: Kτ/2 for N = 2 and a small start, and less for larger N, "
            "where f' is below K on most of the way; a ceiling hides what is below 1",
            value=sp.Rational(9, 16) * K,
        ),
    ),
    depends_on=("2.4", "2.4-steps", "true-lag"),
)
