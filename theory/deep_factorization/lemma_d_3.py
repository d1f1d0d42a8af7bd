"""Lemma D.3: from above, the product lies between λ and b(k)^N."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import (
    NONNEGATIVE_EIGENVALUE,
    PERTURBATION_ANY,
    START_ABOVE,
    START_HYPOTHESES,
    STEP_78,
)
from theory.dynamics.orbits import b, p, p1, p2
from theory.language.hypotheses import PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, k, lam, multiplier

LEMMA_D_3 = Statement(
    id="lemma-D.3",
    title="Sandwich from above",
    source=f"{PAPER}, Lemma D.3, (78)-(79)",
    tag="text",
    summary="λ ≥ 0 and a start above: λ ≤ p₁p₂^{N−1} ≤ b(k)^N, p₁ and p₂ decrease.",
    hypotheses=(*START_HYPOTHESES, PERTURBATION_ANY, STEP_POSITIVE, NONNEGATIVE_EIGENVALUE, START_ABOVE, STEP_78),
    claims=(
        Claim("below_b", sp.Le(p(k), multiplier("upper") * b(k) ** N), "p(k) <= b(k)^N", "text", Every(k)),
        Claim("above_limit", sp.Ge(p(k), lam), "p(k) >= lambda", "text", Every(k)),
        Claim("first_decreases", sp.Le(p1(k + 1), p1(k)), "p1 decreases", "text", Every(k)),
        Claim("second_decreases", sp.Le(p2(k + 1), p2(k)), "p2 decreases", "text", Every(k)),
    ),
    constants=(
        Constant("upper", "the factor of b^N"),
        Constant(
            "step",
            "the step-size bound (78)",
            slack="p <= b^N holds while (18) increases in its state, (2N-1)·η·α^(2N-2) <= 1",
        ),
    ),
    depends_on=("lemma-D.1", "lemma-2.9", "lemma-2.2"),
)
