"""How many iterations up to the step ceiling 2/κ, whether or not the orbit passes its limit (ours).

Before an orbit from below passes L a step multiplies the distance by 1 − ηh(d). Once it has, from d(j) < L < d(j+1), it
alternates, and the distance is at most (ηκ−1)^i (L − d(j)) another i steps later: the rate at the limit itself, with no
factor in front. Argument: docs/proofs/step-ceiling.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d
from theory.language.definitions import L, h, kappa, x_star
from theory.language.expressions import abbreviation
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

#: Steps until the inflection point is passed, for a start below it.
_convex = abbreviation("T_K", without_multipliers(lag_count))


def _factor(reached: sp.Expr, name: str) -> sp.Expr:
    """Return the factor by which the distance shrinks at least in a step from ``reached`` on, one step with another."""
    return abbreviation(name, sp.Max(1 - eta * h(reached), eta * kappa - 1, evaluate=False))


def _concave(reached: sp.Expr, name: str) -> sp.Expr:
    """Return the steps from ``reached`` to the accuracy."""
    ratio = sp.log(eps / (L - reached)) / sp.log(_factor(reached, name))
    return sp.Max(0, multiplier("upper") * ratio, evaluate=False)


OVERSHOOTING_COUNT = Statement(
    id="overshooting-count",
    title="The count up to the step ceiling",
    source="ours, beyond Theorem 2.4",
    tag="ours",
    summary=(
        "For every η < 2/κ the accuracy is reached for good after about T⁺/η iterations and ln(1/ε)/ln(1/A) more, "
        "where A is the larger of 1 − ηh and ηκ − 1."
    ),
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
            "from_below",
            sp.Le(sp.Abs(d(k) - L), eps),
            "from then on the error is at most eps, on either side of L",
            "ours",
            Every(k, since=sp.ceiling(_convex) + _concave(x_star, "A_x")),
            given=sp.Lt(alpha, x_star),
        ),
        Claim(
            "from_start",
            sp.Le(sp.Abs(d(k) - L), eps),
            "the same at the rate of the start: better beyond the inflection point",
            "ours",
            Every(k, since=_concave(alpha, "A_alpha")),
        ),
    ),
    constants=(
        Constant(
            "upper",
            "the steps at a fixed rate",
            slack="from x_* on the rate grows, and the distance at which L is passed is smaller than that at x_*",
        ),
    ),
    depends_on=("step-ceiling", "true-lag"),
)
