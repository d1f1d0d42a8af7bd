"""Early stopping in the flow: no other time is better by more than the factor √2. Ours.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.product import A_2_flow, B_2_flow, D_2_flow
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import share, t
from theory.sharp.early_stopping import (
    DOUBLE,
    DOUBLE_MEANS,
    LOST,
    LOST_MEANS,
    LOST_SLACK,
    NONE_FALLS,
    NOTE,
    TRUTH,
)

PART = Hypothesis("share", sp.Lt(share, 1), "0 < u < 1: an earlier time is u t, a later one t/u", share)

EARLY_STOPPING_FLOW = Statement(
    id="early-stopping-flow",
    title="When to stop the flow",
    source="ours",
    tag="ours",
    summary="Where both parts of ‖W − Ŵ_ℓ‖ are equal it is at most √2 times what it is earlier or later.",
    hypotheses=(*TRUTH, PART),
    claims=(
        Claim(
            "falls",
            sp.Ge(A_2_flow(share * t), A_2_flow(t)),
            "what the leading eigenvalues lack never grows",
            over=Every(t),
        ),
        Claim(
            "rises",
            sp.Le(B_2_flow(share * t), B_2_flow(t)),
            "what the others weigh never falls, if lambda_n >= alpha^N",
            over=Every(t),
            given=NONE_FALLS,
        ),
        Claim(
            "later",
            sp.Le(D_2_flow(t), DOUBLE * D_2_flow(t / share)),
            "once the others weigh as much, no later time is better by more than the factor 2",
            over=Every(t),
            given=sp.And(NONE_FALLS, sp.Le(A_2_flow(t), B_2_flow(t))),
        ),
        Claim(
            "any_tail",
            sp.Le(D_2_flow(t), 2 * (D_2_flow(t / share) + LOST)),
            "whatever the others are, up to twice what those below the start may lose",
            over=Every(t),
            given=sp.Le(A_2_flow(t), B_2_flow(t)),
        ),
        Claim(
            "earlier",
            sp.Le(D_2_flow(t), DOUBLE * D_2_flow(share * t)),
            "as long as the leading eigenvalues lack as much, no earlier time is better by more than the factor 2",
            over=Every(t),
            given=sp.Ge(A_2_flow(t), B_2_flow(t)),
        ),
    ),
    constants=(
        Constant(
            "double",
            DOUBLE_MEANS,
            "down",
            slack="before: it is attained only by many others beside few leading ones, all of one size",
        ),
        Constant("lost", LOST_MEANS, "down", slack=LOST_SLACK),
    ),
    depends_on=("lemma-2.5",),
    note=NOTE,
)
