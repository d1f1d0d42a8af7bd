"""Lemma D.2: from below, the product lies between a(k)^N and λ."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import PERTURBATION, START_BELOW, START_HYPOTHESES, STEP_73, c
from theory.dynamics.orbits import a, p, p1, p2
from theory.language.definitions import L
from theory.language.hypotheses import PAPER, POSITIVE_EIGENVALUE, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, k, lam, multiplier

LEMMA_D_2 = Statement(
    id="lemma-D.2",
    title="Sandwich from below",
    source=f"{PAPER}, Lemma D.2, (73)-(77)",
    tag="text",
    summary="λ > 0 and a start below: a(k)^N ≤ p₁p₂^{N−1} ≤ λ, p₁ and p₂ increase, p₂ ≤ cL.",
    hypotheses=(*START_HYPOTHESES, PERTURBATION, STEP_POSITIVE, POSITIVE_EIGENVALUE, START_BELOW, STEP_73),
    claims=(
        Claim("above_a", sp.Ge(p(k), multiplier("lower") * a(k) ** N), "a(k)^N <= p(k)", "text", Every(k)),
        Claim("below_limit", sp.Le(p(k), lam), "p(k) <= lambda", "text", Every(k)),
        Claim("second_bounded", sp.Le(p2(k), multiplier("upper") * c * L), "p2(k) <= cL", "text", Every(k)),
        Claim("first_increases", sp.Ge(p1(k + 1), p1(k)), "p1 increases", "text", Every(k)),
        Claim("second_increases", sp.Ge(p2(k + 1), p2(k)), "p2 increases", "text", Every(k)),
    ),
    constants=(
        Constant("lower", "the factor of a^N"),
        Constant("upper", "the bound cL", slack="it is reached for N = 2, at β = (c−1)α and α = cL, and only there"),
        Constant("step", "the step-size bound (73)", slack="a^N <= p holds while (18) increases in its state"),
    ),
    depends_on=("lemma-D.1", "lemma-2.9", "lemma-2.2"),
)
