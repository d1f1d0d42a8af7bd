"""Lemma 3.4: a larger eigenvalue is ahead at all times, in the flow; its twin for the descent is ours."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d, y
from theory.language.expressions import At
from theory.language.hypotheses import DEPTH_ANY, DESCENT, PAPER, step_bound
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import eta, k, lam, mu, t

LEMMA_3_4 = Statement(
    id="lemma-3.4",
    title="Monotone in the eigenvalue",
    source=f"{PAPER}, Lemma 3.4; the discrete twin is ours",
    tag="text",
    summary="A larger eigenvalue is ahead at all times, in the flow and, while the map increases, in the descent.",
    hypotheses=(
        DEPTH_ANY,
        *DESCENT,
        Hypothesis("order", sp.Lt(lam, mu), "lambda < mu", mu),
        Hypothesis(
            "step_size_second",
            sp.Lt(eta, At(step_bound, (lam,), (mu,))),
            "eta obeys the step-size bound for mu too",
            eta,
        ),
    ),
    claims=(
        Claim("flow", sp.Le(y(t), y(t).subs(lam, mu)), "y_lambda(t) increases in lambda", "text", Every(t)),
        Claim("descent", sp.Le(d(k), d(k).subs(lam, mu)), "d_lambda(k) increases in lambda", "ours", Every(k)),
    ),
    constants=(
        Constant(
            "step",
            "the step-size bound 1/((3N-2) M^(2N-2)), which keeps the map increasing",
            slack="for starts below both limits the map of the larger eigenvalue increases up to its limit until the "
            "sharp threshold, at (3N−2)/N ≥ 2 times the bound for N ≥ 2; for N = 1 the errors keep their order up to "
            "η = 2; for other starts not understood",
            value=1 / step_bound,
        ),
    ),
    depends_on=("lemma-2.5",),
)
