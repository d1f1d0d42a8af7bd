"""Early stopping: where both parts of ‖W − Ŵ_ℓ‖ are equal, it is at most √2 times as large as it ever gets. Ours."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.product import A_2, A_2_flow, B_2, B_2_flow, D_2, D_2_flow
from theory.language.expressions import Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_SPECTRUM
from theory.language.observables import first
from theory.language.spectra import count
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, ell, k, lam, multiplier, n, share, t

#: The first k at which the leading eigenvalues lack no more than the others weigh: the recommended stop, or the step
#: before it.
k_s = first(k, sp.Le(A_2(k), B_2(k)), "k_s")

POSITIVE = Hypothesis("positive", sp.Ge(Eigenvalue(n), 0), "all eigenvalues of the ground truth are >= 0", n)
TAIL = Hypothesis("rank", sp.Lt(ell, n), "1 <= ell < n", ell)
LEARNED = Hypothesis("learned", sp.Lt(alpha**N, Eigenvalue(ell)), "alpha^N < lambda_ell", alpha)
PART = Hypothesis("share", sp.Lt(share, 1), "0 < u < 1: an earlier time is u t", share)

#: (P): no eigenvalue is below the start, so that none falls.
NONE_FALLS = sp.Ge(Eigenvalue(n), alpha**N)
ABOVE_START = abbreviation("L_alpha", count(lam > alpha**N))
#: The weight that eigenvalues below the start have at first and may lose.
LOST = multiplier("lost") * (n - sp.Max(ell, ABOVE_START)) * alpha ** (2 * N)

_AT_STOP = sp.Min(D_2(k_s), D_2(sp.Max(k_s - 1, 0)))
_DOUBLE = 2 * multiplier("double")

_TRUTH = (DEPTH_TWO, POSITIVE, TAIL, INITIAL_SCALE, LEARNED)
_MEANINGS = (
    Constant("double", "the factor 2 on the squared distance", "down"),
    Constant("lost", "the weight of the eigenvalues below the start", "down"),
)
_NOTE = (
    "A_2 and B_2 need λ_1, …, λ_n and no more: Ŵ is what is given, and W_0 is not needed. The triangle inequality gives "
    "|‖W − W_0‖ − ‖Ŵ_ℓ − W_0‖| ≤ ‖W − Ŵ_ℓ‖ in the Frobenius norm, so that stopping there costs at most "
    "√2 min ‖W − Ŵ_ℓ‖ beside the error of the best approximation of rank ℓ."
)

EARLY_STOPPING = Statement(
    id="early-stopping",
    title="When to stop the descent",
    source="ours",
    tag="ours",
    summary="Where what the leading eigenvalues lack falls below what the others weigh, ‖W − Ŵ_ℓ‖ is nearly least.",
    hypotheses=(*_TRUTH, STEP_POSITIVE, STEP_SIZE_SPECTRUM),
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
            sp.Le(_AT_STOP, _DOUBLE * D_2(k)),
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
    constants=(*_MEANINGS, Constant("step", "the step-size bound (25)")),
    depends_on=("lemma-2.2",),
    note=_NOTE,
)

EARLY_STOPPING_FLOW = Statement(
    id="early-stopping-flow",
    title="When to stop the flow",
    source="ours",
    tag="ours",
    summary="After the time at which both parts of ‖W − Ŵ_ℓ‖ are equal, and before it, the distance is no less than 1/√2.",
    hypotheses=(*_TRUTH, PART),
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
            sp.Le(D_2_flow(share * t), _DOUBLE * D_2_flow(t)),
            "once the others weigh as much, no later time is better by more than the factor 2",
            over=Every(t),
            given=sp.And(NONE_FALLS, sp.Le(A_2_flow(share * t), B_2_flow(share * t))),
        ),
        Claim(
            "any_tail",
            sp.Le(D_2_flow(share * t), 2 * (D_2_flow(t) + LOST)),
            "whatever the others are, up to twice what those below the start may lose",
            over=Every(t),
            given=sp.Le(A_2_flow(share * t), B_2_flow(share * t)),
        ),
        Claim(
            "earlier",
            sp.Le(D_2_flow(t), _DOUBLE * D_2_flow(share * t)),
            "as long as the leading eigenvalues lack as much, no earlier time is better by more than the factor 2",
            over=Every(t),
            given=sp.Ge(A_2_flow(t), B_2_flow(t)),
        ),
    ),
    constants=_MEANINGS,
    depends_on=("lemma-2.5",),
    note=_NOTE,
)
