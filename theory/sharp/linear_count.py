"""Case 1 of Theorem 2.4 for λ > 0 is linear: the count for a start above a positive limit, with the right rate (ours).

A step multiplies the distance to L by 1 − ηh(x) (35), and h grows with x: from κ at L to h(α). The bound (24) of case 1
is that of λ = 0, polynomial in 1/ε.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import T
from theory.language.definitions import L, h, kappa
from theory.language.hypotheses import (
    ACCURACY,
    ACCURACY_SMALL,
    DEPTH_TWO,
    INITIAL_SCALE,
    POSITIVE_EIGENVALUE,
    STEP_POSITIVE,
)
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier

ABOVE_LIMIT = Hypothesis("above_limit", sp.Gt(alpha**N, lam), "alpha > L = lambda^(1/N)", alpha)
STEP_ONE_SIDED = Hypothesis("step_size", sp.Lt(eta, 1 / h(alpha)), "eta h(alpha) < 1: no step passes L", eta)
_distance = sp.log((alpha - L) / eps)

LINEAR_COUNT = Statement(
    id="linear-count",
    title="Above a positive limit the count is linear",
    source="ours, sharpening case 1 of Theorem 2.4",
    tag="ours",
    summary="T is a multiple of ln((α−L)/ε), between the rates of a step at the limit and at the start.",
    hypotheses=(
        DEPTH_TWO,
        POSITIVE_EIGENVALUE,
        INITIAL_SCALE,
        ABOVE_LIMIT,
        STEP_POSITIVE,
        STEP_ONE_SIDED,
        ACCURACY,
        ACCURACY_SMALL,
    ),
    claims=(
        Claim(
            "upper",
            sp.Le(T, sp.ceiling(-multiplier("upper") * _distance / sp.log(1 - eta * kappa))),
            "the rate of a step at the limit",
            "ours",
        ),
        Claim(
            "lower",
            sp.Ge(T, -multiplier("lower") * _distance / sp.log(1 - eta * h(alpha))),
            "the rate of the first step",
            "ours",
        ),
    ),
    constants=(
        Constant("upper", "the count as a whole"),
        Constant("lower", "the lower bound as a whole"),
    ),
    depends_on=("lemma-2.2-sharp",),
)
