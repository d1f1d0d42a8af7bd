"""Lemma 2.12: the product p₁p₂^{N−1} converges to λ, whatever its sign."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import PERTURBED_HYPOTHESES, initial_product
from theory.dynamics.orbits import p
from theory.language.hypotheses import PAPER
from theory.language.statement import Claim, Constant, Every, Statement, Tends
from theory.language.symbols import k, lam

#: A product that starts at λ stays there: it does not decrease an error of 0, and has nowhere to tend to.
_starts_elsewhere = sp.Ne(initial_product, lam)

LEMMA_2_12 = Statement(
    id="lemma-2.12",
    title="The product converges whatever the sign",
    source=f"{PAPER}, Lemma 2.12, (52)-(54)",
    tag="rebuilt",
    summary="p₁p₂^{N−1} → λ; for λ < 0 the pair (−p₁, p₂) follows the system for |λ| after the sign change.",
    hypotheses=PERTURBED_HYPOTHESES,
    claims=(
        Claim(
            "error_decreases",
            sp.Lt(sp.Abs(p(k + 1) - lam), sp.Abs(p(k) - lam)),
            "|p(k) - lambda| decreases in every step",
            "ours",
            Every(k),
            given=_starts_elsewhere,
        ),
        Claim("one_side", sp.Ge((p(k) - lam) * (p(0) - lam), 0), "p(k) - lambda keeps its sign", "ours", Every(k)),
        Claim(
            "converges",
            sp.Eq(p(k), lam),
            "p(k) tends to lambda",
            "text",
            Tends(k),
        ),
    ),
    constants=(
        Constant(
            "step",
            "the step-size bound (14)",
            slack="the error decreases from one side up to N·η·M^(2N-2) of about 1; (14) is below 1/9 of that",
        ),
    ),
    depends_on=("lemma-2.11", "lemma-D.2", "lemma-D.3"),
)
