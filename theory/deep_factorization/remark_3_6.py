"""Remark 3.6: ε, ε' and α that keep the effective rank within a tolerance of r_ℓ, (65).

The argument is docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.plateau import FIRST, NEXT, POSITIVE, lead, rest, tail
from theory.deep_factorization.theorem_3_5 import DECAYS, GROWS, LEARNED, end, start
from theory.dynamics.product import level, r_W
from theory.language.definitions import c_N
from theory.language.expressions import abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, PAPER, STEP_POSITIVE, STEP_SIZE_SPECTRUM
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, k, multiplier, n, tol

#: (65): ε, and what the next eigenvalue may come to, ω = ε'^N λ_{ℓ+1}.
EPS = abbreviation("epsilon", tol / (3 * (ell - 1) + tol))
OMEGA = abbreviation("omega", sp.Min(c_N * NEXT, (1 - EPS) * FIRST * tol / (3 * n)))

#: (63) for these.
_START, _END = start(EPS), end(OMEGA ** (1 / N))
_THIRD, _TOL = multiplier("third") * tol / 3, multiplier("upper") * tol

REMARK_3_6 = Statement(
    id="remark-3.6",
    title="Plateaus to a tolerance",
    source=f"{PAPER}, Remark 3.6, (65)",
    tag="rebuilt",
    summary="ε, ε' and α that keep each of the three terms of (64) below a third of a tolerance.",
    hypotheses=(
        DEPTH_TWO,
        POSITIVE,
        Hypothesis("rank", sp.And(sp.Ge(ell, 2), sp.Le(ell, n)), "2 <= ell <= n", ell),
        Hypothesis("tolerance", sp.Lt(EPS, N / (2 * N - 1)), "0 < eps < N/(2N-1) for the eps of (65)", tol),
        INITIAL_SCALE,
        LEARNED,
        Hypothesis(
            "small_start",
            sp.Le(alpha**N, (1 - EPS) * FIRST * tol / (3 * n)),
            "alpha^N <= (1 - eps) lambda_1 tol/(3n)",
            alpha,
        ),
        Hypothesis(
            "trailing",
            sp.Or(DECAYS, sp.Lt(alpha**N, OMEGA)),
            "alpha < eps' lambda_(ell+1)^(1/N) for the eps' of (65), unless lambda_(ell+1) <= alpha^N",
            alpha,
        ),
        STEP_POSITIVE,
        STEP_SIZE_SPECTRUM,
    ),
    claims=(
        Claim("lead", sp.Le(lead(EPS), _THIRD), "the first term of (64) is at most tol/3", "rebuilt"),
        Claim("tail", sp.Le(tail(OMEGA, EPS), _THIRD), "the second one too", "rebuilt"),
        Claim("rest", sp.Le(rest(EPS), _THIRD), "the third one too", "rebuilt"),
        Claim(
            "distance",
            sp.Le(sp.Abs(r_W(k) - level()), _TOL),
            "|r(W(k)) - r_ell| <= tol in the times (63)",
            "rebuilt",
            Every(k, _START, _END),
            given=GROWS,
        ),
        Claim(
            "distance_last",
            sp.Le(sp.Abs(r_W(k) - level()), _TOL),
            "the same where all other eigenvalues decay: for ever",
            "rebuilt",
            Every(k, _START),
            given=DECAYS,
        ),
    ),
    constants=(
        Constant(
            "third",
            "the third of the tolerance that each term of (64) may take",
            "down",
            "(65) counts all n eigenvalues for the second term and for the third; at least two of them are leading",
        ),
        Constant(
            "upper",
            "the tolerance",
            slack="the first term of (64) is not used from above, and the two others share what (65) gives to each",
        ),
    ),
    depends_on=("3.5",),
    note=(
        "ω = ε'^N λ_{ℓ+1}. The printed choices are lost; these follow from (64) with ℓ in place of r_ℓ and n in place "
        "of the numbers of eigenvalues. For ℓ = 1 they would be ε = 1 and α = 0."
    ),
)
