"""Remark 2.3: the iterates are monotone."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.lemma_2_2 import STEP_CONSTANT
from theory.dynamics.orbits import d
from theory.language.definitions import L
from theory.language.hypotheses import DEPTH_ANY, INITIAL_SCALE, PAPER, STEP_POSITIVE, STEP_SIZE_CLOSED
from theory.language.statement import Claim, Every, Statement
from theory.language.symbols import alpha, k

REMARK_2_3 = Statement(
    id="remark-2.3",
    title="Monotone iterates",
    source=f"{PAPER}, Remark 2.3",
    tag="text",
    summary="The sequence increases when it starts below L and decreases when it starts above.",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_CLOSED),
    claims=(
        Claim(
            "monotone",
            sp.Ge((d(k + 1) - d(k)) * (L - alpha), 0),
            "no step leads away from L (for N = 1, lambda)",
            "text",
            Every(k),
        ),
    ),
    constants=(STEP_CONSTANT,),
    depends_on=("lemma-2.2",),
)
