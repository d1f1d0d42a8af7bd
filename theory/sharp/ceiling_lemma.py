"""The ceiling lemma for Φ₂ (ours): what makes T the ceiling of a difference.

Let Θ grow along the path, and by 1 + ε(x) in a step from x. Then Θ(d(k)) = Θ(α) + k + Σ_{j<k} ε(d(j)), and the target e
is reached at the first k with Θ(d(k)) ≥ Θ(e). Where S⁻ ≤ Σ_{j<k} ε(d(j)) ≤ S⁺ for every k ≤ T,

    ⌈ΔΘ − S⁺⌉ ≤ T ≤ ⌈ΔΘ − S⁻⌉,  ΔΘ = Θ(e) − Θ(α).

No phase is lost, and there is no "+1": T is left open only when ΔΘ − S comes within S⁺ − S⁻ of an integer. Proof:
docs/proofs/sharp-law.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import T, d
from theory.language.statement import Constant, Every, Statement
from theory.language.symbols import alpha, k, multiplier
from theory.sharp.abel import Phi_2
from theory.sharp.closed_law import defect_bound, on_each_way
from theory.sharp.sharp_law import LAW_HYPOTHESES

_before = Every(k, before=T)

CEILING_LEMMA = Statement(
    id="ceiling-lemma",
    title="T is a ceiling",
    source="ours",
    tag="ours",
    summary="Φ₂ grows by 1 and a defect of third order in a step, and T is the first k at which it has passed Φ₂(e).",
    hypotheses=LAW_HYPOTHESES,
    claims=(
        *on_each_way(
            lambda way: sp.Le(sp.Abs(Phi_2(d(k), d(k + 1)) - 1), multiplier("defect") * defect_bound(way.Z)),
            "defect",
            "Phi_2 grows by 1 and a defect of third order in a step",
            _before,
        ),
        *on_each_way(
            lambda way: sp.Le(sp.Abs(Phi_2(alpha, d(k)) - k), multiplier("sum") * way.B),
            "sum",
            "the defects so far add up to at most B",
            _before,
        ),
    ),
    constants=(
        Constant("defect", "the bound on a defect", "down", slack="Z adds up the largest of each of its terms"),
        Constant("sum", "the bound on their sum", "down", slack="Z adds up the largest of each of its terms"),
    ),
    depends_on=("lemma-2.2-sharp", "lemma-2.5"),
)
