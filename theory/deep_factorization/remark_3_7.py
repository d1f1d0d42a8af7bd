"""Remark 3.7: how far the sufficient count of Theorem 2.4 lies above the necessary one, as the step size shrinks.

Counted in flow time ηk, the convex phase keeps a gap of ηKT⁺, which vanishes with η. The linear phase keeps one that
does not: the two counts use different rates, h(x_*) and κ. The argument is docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.theorem_2_4 import case_named
from theory.language.definitions import K, L, h, kappa, tau, x_star
from theory.language.expressions import abbreviation
from theory.language.hypotheses import PAPER, SCALAR_COUNT
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import alpha, eps, eta, multiplier, without_multipliers


def _counts(name: str) -> tuple[sp.Expr, sp.Expr]:
    """Return the sufficient count ⌈T^Id⌉ and the necessary one in a case of Theorem 2.4."""
    case = case_named(name)
    upper, lower = (without_multipliers(bound) for bound in (case.upper, case.lower))
    return sp.ceiling(upper), lower


_sufficient, _necessary = _counts("4a")
T_suf, T_nec = abbreviation("T_suf", _sufficient), abbreviation("T_nec", _necessary)
#: ln((L−x_*)/ε), the length of the linear phase, and what it leaves of the gap when η tends to 0.
A = abbreviation("A", sp.log((L - x_star) / eps))
REMAINS = A * (1 / h(x_star) - 1 / kappa)
_CONVEX_COUNTS = _counts("3")
_CONVEX, _LINEAR = case_named("3").condition, case_named("4a").condition

REMARK_3_7 = Statement(
    id="remark-3.7",
    title="The counts for small steps",
    source=f"{PAPER}, Remark 3.7",
    tag="rebuilt",
    summary="In flow time ηk the bounds (24) and (27) meet as η → 0 in the convex phase, but not in the linear one.",
    hypotheses=SCALAR_COUNT,
    claims=(
        Claim(
            "convex",
            sp.Le(
                eta * sp.Add(_CONVEX_COUNTS[0], -_CONVEX_COUNTS[1]),
                multiplier("convex") * eta * (K * tau(alpha, L - eps) + 1),
            ),
            "in case 3 the gap vanishes with eta",
            "text",
            given=_CONVEX,
        ),
        Claim(
            "linear_at_most",
            sp.Le(eta * (T_suf - T_nec), REMAINS + multiplier("linear") * eta * (K * tau(alpha, x_star) + A / 16 + 3)),
            "in case 4a it comes down to A (1/h(x_*) - 1/kappa), linearly in eta",
            "ours",
            given=_LINEAR,
        ),
        Claim(
            "linear_at_least",
            sp.Ge(eta * (T_suf - T_nec), multiplier("remains") * REMAINS + eta * (K * tau(alpha, x_star) + 1)),
            "and never below that",
            "ours",
            given=_LINEAR,
        ),
    ),
    constants=(
        Constant("convex", "the gap of case 3 as a whole", "down"),
        Constant("linear", "what the gap of case 4a loses as the step size shrinks", "down"),
        Constant("remains", "what remains of it", "up"),
    ),
    depends_on=("2.4",),
    note="Relative to the count the gap of case 4a also vanishes as α → 0, when T⁺ outgrows the linear phase (N ≥ 2).",
)
