"""Ours: larger ε, ε' and α than those of Remark 3.6 keep the effective rank within the tolerance, for ℓ = 1 too.

The leading eigenvalues get one half of the tolerance, all those after them the other. The argument is
docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.plateau import FIRST, NEXT, POSITIVE, RANK, lead, rest, tail
from theory.deep_factorization.theorem_3_5 import DECAYS, GROWS, LEARNED, end, start
from theory.dynamics.product import level, r_W
from theory.language.definitions import c_N
from theory.language.expressions import abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_SPECTRUM
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, k, multiplier, n, tol

#: ε, and what the next eigenvalue may come to, ω = ε'^N λ_{ℓ+1}: the n − ℓ others share one half of the tolerance.
EPS = abbreviation("epsilon", sp.Min(sp.Rational(1, 2), tol / (2 * (level() - 1) + tol)))
OMEGA = abbreviation("omega", sp.Min(c_N * NEXT, (1 - EPS) * FIRST * tol / (2 * sp.Max(1, n - ell))))

_START, _END = start(EPS), end(OMEGA ** (1 / N))
_HALF, _TOL = multiplier("half") * tol / 2, multiplier("upper") * tol

PLATEAU_TOLERANCE = Statement(
    id="plateau-tolerance",
    title="Plateaus to a tolerance, from larger starts",
    source="sharper than Remark 3.6",
    tag="ours",
    summary="Half the tolerance for the leading eigenvalues, half for the n − ℓ others: r(W(k)) stays within it.",
    hypotheses=(
        DEPTH_TWO,
        POSITIVE,
        RANK,
        INITIAL_SCALE,
        LEARNED,
        Hypothesis(
            "small_start",
            sp.Le(2 * (n - ell) * alpha**N, (1 - EPS) * FIRST * tol),
            "2(n - ell) alpha^N <= (1 - eps) lambda_1 tol",
            alpha,
        ),
        Hypothesis(
            "trailing",
            sp.Or(DECAYS, sp.Lt(alpha**N, OMEGA)),
            "alpha^N < omega, unless lambda_(ell+1) <= alpha^N",
            alpha,
        ),
        STEP_POSITIVE,
        STEP_SIZE_SPECTRUM,
    ),
    claims=(
        Claim("lead", sp.Le(lead(EPS), _HALF), "the first term of (64) is at most tol/2"),
        Claim("others", sp.Le(tail(OMEGA, EPS) + rest(EPS), _HALF), "so are the two others together"),
        Claim(
            "distance",
            sp.Le(sp.Abs(r_W(k) - level()), _TOL),
            "|r(W(k)) - r_ell| <= tol in the times (63)",
            over=Every(k, _START, _END),
            given=GROWS,
        ),
        Claim(
            "distance_last",
            sp.Le(sp.Abs(r_W(k) - level()), _TOL),
            "the same where all other eigenvalues decay: for ever",
            over=Every(k, _START),
            given=DECAYS,
        ),
    ),
    constants=(
        Constant("half", "the half of the tolerance that the leading eigenvalues, and the others, may take", "down"),
        Constant(
            "upper",
            "the tolerance",
            slack="the half of the leading eigenvalues is not used from above: w_1 is the closest to its limit",
        ),
    ),
    depends_on=("3.5",),
)
