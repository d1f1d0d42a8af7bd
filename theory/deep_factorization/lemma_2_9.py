"""Lemma 2.9: what one step does to Δ = p₂ − p₁ and to the imbalance Δ₂ = p₂² − p₁²."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import Delta, Delta_2, r
from theory.language.hypotheses import DEPTH_TWO, PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import eta, k, multiplier

LEMMA_2_9 = Statement(
    id="lemma-2.9",
    title="Differences of the pair",
    source=f"{PAPER}, Lemma 2.9, (42)-(45)",
    tag="text",
    summary="Δ = p₂ − p₁ and Δ₂ = p₂² − p₁² are multiplied by 1 + ηr and 1 − η²r² in every step.",
    hypotheses=(DEPTH_TWO, STEP_POSITIVE),
    claims=(
        Claim(
            "difference",
            sp.Eq(Delta(k + 1), (1 + multiplier("rate") * eta * r(k)) * Delta(k)),
            "Delta(k+1) = (1 + eta r(k)) Delta(k)",
            "text",
            Every(k),
        ),
        Claim(
            "squares",
            sp.Eq(Delta_2(k + 1), (1 - multiplier("rate_lower") * eta**2 * r(k) ** 2) * Delta_2(k)),
            "Delta_2(k+1) = (1 - eta^2 r(k)^2) Delta_2(k)",
            "text",
            Every(k),
        ),
    ),
    constants=(Constant("rate", "ηr in the first identity"), Constant("rate_lower", "η²r² in the second")),
    depends_on=("lemma-2.8",),
)
