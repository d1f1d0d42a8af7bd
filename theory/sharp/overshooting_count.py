"""How many iterations up to the step ceiling 2/κ, whether or not the orbit passes its limit (ours).

Before an orbit from below passes L a step multiplies the distance by 1 − ηh(d). Once it has, from d(j) < L < d(j+1), it
alternates, and the distance is at most (ηκ−1)^i (L − d(j)) another i steps later: the rate at the limit itself, with no
factor in front. Argument: docs/proofs/step-ceiling.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d
from theory.language.definitions import L, h, kappa, x_star
from theory.language.expressions import ByCases, abbreviation
from theory.language.hypotheses import (
    ACCURACY,
    ACCURACY_SMALL,
    DEPTH_TWO,
    INITIAL_SCALE,
    POSITIVE_EIGENVALUE,
    STEP_POSITIVE,
)
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, k, lam, multiplier, without_multipliers
from theory.sharp.step_ceiling import step_ceiling
from theory.sharp.true_lag import lag_count

BELOW_LIMIT = Hypothesis("below_limit", sp.Lt(alpha**N, lam), "alpha < L = lambda^(1/N)", alpha)
STEP_BELOW_CEILING = Hypothesis("step_size", sp.Lt(eta, step_ceiling), "eta kappa < 2", eta)

_reached = abbreviation("x_1", sp.Max(alpha, x_star, evaluate=False))
#: Steps until the inflection point is passed, and the factor by which the distance shrinks from there on.
_convex = ByCases((sp.ceiling(without_multipliers(lag_count)), sp.Lt(alpha, x_star)), (sp.S.Zero, sp.true))
_factor = abbreviation("q", sp.Max(1 - eta * h(_reached), eta * kappa - 1, evaluate=False))
_count = abbreviation(
    "T_q", _convex + sp.Max(0, multiplier("upper") * sp.log(eps / (L - _reached)) / sp.log(_factor), evaluate=False)
)

OVERSHOOTING_COUNT = Statement(
    id="overshooting-count",
    title="The count up to the step ceiling",
    source="ours, beyond Theorem 2.4",
    tag="ours",
    summary="For every η < 2/κ the accuracy is reached for good after T⁺/η, a logarithm and ln(ε)/ln(q) iterations.",
    hypotheses=(
        DEPTH_TWO,
        POSITIVE_EIGENVALUE,
        INITIAL_SCALE,
        BELOW_LIMIT,
        STEP_POSITIVE,
        STEP_BELOW_CEILING,
        ACCURACY,
        ACCURACY_SMALL,
    ),
    claims=(
        Claim(
            "stays_within",
            sp.Le(sp.Abs(d(k) - L), eps),
            "from then on the error is at most eps, on either side of L",
            "ours",
            Every(k, since=_count),
        ),
    ),
    constants=(Constant("upper", "the second phase as a whole"),),
    depends_on=("step-ceiling", "true-lag"),
)
