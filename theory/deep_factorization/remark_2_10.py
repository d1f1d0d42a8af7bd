"""Remark 2.10: the imbalance Δ₂ stays positive and never exceeds its start."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import PERTURBED_HYPOTHESES, initial_imbalance
from theory.dynamics.orbits import Delta_2
from theory.language.hypotheses import PAPER
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import k, multiplier

REMARK_2_10 = Statement(
    id="remark-2.10",
    title="Balancedness",
    source=f"{PAPER}, Remark 2.10",
    tag="text",
    summary="Δ₂(k) = Δ₂(0)·Π(1 − η²r²) stays positive, decreases, and is at most β(2α−β).",
    hypotheses=PERTURBED_HYPOTHESES,
    claims=(
        Claim(
            "at_most_initial",
            sp.Le(Delta_2(k), multiplier("upper") * initial_imbalance),
            "Delta_2(k) <= Delta_2(0) = beta (2 alpha - beta)",
            "text",
            Every(k),
        ),
        Claim("decreases", sp.Le(Delta_2(k + 1), Delta_2(k)), "Delta_2 decreases", "text", Every(k)),
        Claim("positive", sp.Gt(Delta_2(k), 0), "Delta_2 > 0: |p1| < p2 at all times", "ours", Every(k)),
    ),
    constants=(
        Constant("upper", "the bound β(2α−β)"),
        Constant("step", "the step-size bound (14)", slack="|ηr| < 1 is all it takes; (14) makes |ηr| at most 2/(9N)"),
    ),
    depends_on=("lemma-2.9",),
)
