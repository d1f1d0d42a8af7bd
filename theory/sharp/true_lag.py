"""How far descent lags behind the flow where it ends the convex phase: half a logarithm, not s_N of (68) (ours).

T_* = min{k: d(k) ≥ x_*} for a start below the inflection point. The flow needs T⁺/η.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.remark_1_2 import T_plus, s_N
from theory.dynamics.orbits import d
from theory.language.definitions import K, L, x_star
from theory.language.expressions import abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, POSITIVE_EIGENVALUE, SMALL_START, STEP_POSITIVE
from theory.language.observables import first
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, alpha, eta, k, multiplier, without_multipliers
from theory.sharp.sharp_law import STEP_BELOW, field

#: When descent passes the inflection point.
T_star = first(k, sp.Ge(d(k), x_star), "T_star")

_growth = abbreviation("Lambda", sp.log(field(x_star) / field(alpha)))
_slope = eta * without_multipliers(K)
_upper, _half = multiplier("upper"), multiplier("half") / 2
#: What T_* is at most before it is rounded up; as the last step before x_* ends below it, for steps of any size.
lag_count = T_plus / eta + (_half + _slope / 8) * _growth + _slope / 8

TRUE_LAG = Statement(
    id="true-lag",
    title="The true lag at the inflection point",
    source="ours, sharpening Remark 1.2 and (68)",
    tag="ours",
    summary="At x_* descent is ½·ln(f(x_*)/f(α)) iterations behind the flow: s_N = K·T⁺ is an artefact of its proof.",
    hypotheses=(DEPTH_TWO, POSITIVE_EIGENVALUE, INITIAL_SCALE, SMALL_START, STEP_POSITIVE, STEP_BELOW),
    claims=(
        Claim(
            "upper",
            sp.Le(T_star, sp.ceiling(multiplier("upper") * lag_count)),
            "at most half of the logarithm behind, to first order in eta K",
            "ours",
        ),
        Claim(
            "lower",
            sp.Ge(T_star, multiplier("lower") * (T_plus / eta + (_half - _slope / 6) * _growth)),
            "and at least",
            "ours",
        ),
        Claim(
            "artefact",
            sp.Le(T_star - T_plus / eta, multiplier("share") * s_N / 10),
            "N >= 3 and alpha <= L/100: the lag is at most a tenth of s_N",
            "ours",
            given=sp.And(sp.Ge(N, 3), sp.Le(100 * alpha, L)),
        ),
    ),
    constants=(
        Constant("upper", "the upper bound as a whole"),
        Constant("lower", "the lower bound as a whole"),
        Constant(
            "half",
            "the 1/2 in front of the logarithm",
            "both",
            slack="more of it strengthens the lower bounds, less the upper ones; a ceiling hides what is below 1",
        ),
        Constant("share", "the tenth of s_N", "down", slack="the smaller the start, the smaller the share"),
    ),
    depends_on=("sharp-law", "remark-1.2"),
)
