"""Early stopping: where both parts of ‖W − Ŵ_ℓ‖ are equal, it is at most √2 times as large as it ever gets. Ours.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.plateau import ABOVE_START, POSITIVE
from theory.deep_factorization.theorem_3_1 import LEARNED
from theory.dynamics.product import A_2, B_2, D_2
from theory.language.expressions import Eigenvalue
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_SPECTRUM
from theory.language.observables import first
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, k, multiplier, n

#: The first k at which the leading eigenvalues lack no more than the others weigh: the recommended stop, or the step
#: before it.
k_s = first(k, sp.Le(A_2(k), B_2(k)), "k_s")

TAIL = Hypothesis("rank", sp.Lt(ell, n), "1 <= ell < n", ell)

#: (P): no eigenvalue is below the start, so that none falls.
NONE_FALLS = sp.Ge(Eigenvalue(n), alpha**N)
#: The weight that eigenvalues below the start have at first and may lose.
LOST = multiplier("lost") * (n - sp.Max(ell, ABOVE_START)) * alpha ** (2 * N)

_AT_STOP = sp.Min(D_2(k_s), D_2(sp.Max(k_s - 1, 0)))
DOUBLE = 2 * multiplier("double")

TRUTH = (DEPTH_TWO, POSITIVE, TAIL, INITIAL_SCALE, LEARNED)
DOUBLE_MEANS = "the factor 2 on the squared distance"
LOST_MEANS = "the weight of the eigenvalues below the start"
LOST_SLACK = (
    "sampled: it is attained where both parts are equal at the start and what the others weigh, which falls like a "
    "power of k at best, has gone; of that a part is seen"
)
NOTE = (
    "A_2 and B_2 need λ_1, …, λ_n and no more: Ŵ is what is given, and W_0 is not needed. The triangle inequality "
    "gives |‖W − W_0‖ − ‖Ŵ_ℓ − W_0‖| ≤ ‖W − Ŵ_ℓ‖ in the Frobenius norm, so that stopping there costs at most "
    "√2 min ‖W − Ŵ_ℓ‖ beside the error of the best approximation of rank ℓ."
)

EARLY_STOPPING = Statement(
    id="early-stopping",
    title="When to stop the descent",
    source="ours",
    tag="ours",
    summary="Where what the leading eigenvalues lack falls below what the others weigh, ‖W − Ŵ_ℓ‖ is nearly least.",
    hypotheses=(*TRUTH, STEP_POSITIVE, STEP_SIZE_SPECTRUM),
    claims=(
        Claim("falls", sp.Ge(A_2(k), A_2(k + 1)), "what the leading eigenvalues lack never grows", over=Every(k)),
        Claim(
            "rises",
            sp.Le(B_2(k), B_2(k + 1)),
            "what the others weigh never falls, if lambda_n >= alpha^N",
            over=Every(k),
            given=NONE_FALLS,
        ),
        Claim(
            "stop",
            sp.Le(_AT_STOP, DOUBLE * D_2(k)),
            "at k_s or the step before, the squared distance is at most twice as large as at any k",
            over=Every(k),
            given=NONE_FALLS,
        ),
        Claim(
            "any_tail",
            sp.Le(_AT_STOP, 2 * (D_2(k) + LOST)),
            "whatever the others are, up to twice what those below the start may lose",
            over=Every(k),
        ),
    ),
    constants=(
        Constant("double", DOUBLE_MEANS, "down"),
        Constant("lost", LOST_MEANS, "down", slack=LOST_SLACK),
        Constant(
            "step",
            "the step-size bound (25)",
            slack="every |λ_i − w_i| falls up to ηκ = 2, beyond (3N−2)·2/N ≥ 4 times the bound for α ≤ L",
        ),
    ),
    depends_on=("lemma-2.2",),
    note=NOTE,
)
