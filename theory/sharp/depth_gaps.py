"""How depth stretches the gaps between eigenvalues: the paper's Figure 2 in one formula (ours).

Two positive eigenvalues λ > μ from one small start. For N ≥ 3 the second is found α^{2−N}(1/μ−1/λ)/((N−2)η) iterations
after the first, up to a logarithm and a bounded rest: the ratio of their times tends to λ/μ. For N = 2 the gap grows
with ln(1/α) only (``depth_two_gaps``). Both follow from the law for small starts.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import T, d
from theory.language.expressions import abbreviation
from theory.language.hypotheses import (
    ACCURACY,
    ACCURACY_SMALL,
    DEPTH_THREE,
    INITIAL_SCALE,
    POSITIVE_EIGENVALUE,
    SMALL_START,
    STEP_POSITIVE,
)
from theory.language.observables import first
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, k, lam, mu, multiplier
from theory.sharp.sharp_law import STEP_BELOW
from theory.sharp.small_start import FIRST, Terms

#: What is said of the second eigenvalue, and its hitting time.
SECOND = Terms(mu, mu ** (1 / N), "_mu")
T_mu = first(k, sp.Le(sp.Abs(d(k).subs(lam, mu) - mu ** (1 / N)), eps), "T_mu")

SECOND_EIGENVALUE = Hypothesis("second_eigenvalue", sp.And(mu > 0, sp.Lt(mu, lam)), "0 < mu < lambda", mu)

_gap = abbreviation("G", alpha ** (2 - N) / ((N - 2) * eta) * (1 / mu - 1 / lam) - (N - 1) / (2 * N) * sp.log(lam / mu))
_rest = 1 + FIRST.above + FIRST.below + SECOND.above + SECOND.below

DEPTH_GAPS = Statement(
    id="depth-gaps",
    title="Depth stretches the gaps between eigenvalues",
    source="ours, quantifying Figure 2",
    tag="ours",
    summary="For N ≥ 3 a smaller eigenvalue is found α^{2−N}(1/μ−1/λ)/((N−2)η) iterations later, up to a bounded rest.",
    hypotheses=(
        DEPTH_THREE,
        POSITIVE_EIGENVALUE,
        SECOND_EIGENVALUE,
        INITIAL_SCALE,
        SMALL_START,
        Hypothesis("small_start_second", sp.Lt(4 * alpha**N, mu), "4 alpha^N < mu", alpha),
        STEP_POSITIVE,
        STEP_BELOW,
        ACCURACY,
        ACCURACY_SMALL,
        Hypothesis("accuracy_second", sp.Lt(eps, mu ** (1 / N) - alpha), "eps < mu^(1/N) - alpha", eps),
    ),
    claims=(
        Claim(
            "gap",
            sp.Le(
                sp.Abs(T_mu - T - multiplier("gap") * _gap - (SECOND.constant - FIRST.constant)),
                multiplier("rest") * _rest,
            ),
            "the second eigenvalue is found so much later",
            "ours",
            given=sp.Lt(FIRST.largest, 1),
        ),
    ),
    constants=(
        Constant("gap", "the gap", "both"),
        Constant("rest", "the bounded rest", "down"),
    ),
    depends_on=("small-start",),
)
