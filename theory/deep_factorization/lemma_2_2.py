"""Lemma 2.2: below the step-size bound one eigenvalue converges to its limit."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d
from theory.language.definitions import L
from theory.language.hypotheses import DEPTH_ANY, INITIAL_SCALE, PAPER, STEP_POSITIVE, STEP_SIZE_CLOSED, step_bound
from theory.language.statement import Claim, Constant, Every, Statement, Tends
from theory.language.symbols import N, alpha, eta, k, lam

#: The step size of Lemma 2.2 and Remark 2.3: it may be multiplied by (3N−2)/N, where the sharp threshold lies.
STEP_CONSTANT = Constant(
    "step", "the step-size bound 1/((3N-2) M^(2N-2))", value=1 / step_bound, frontier=(3 * N - 2) / N
)

LEMMA_2_2 = Statement(
    id="lemma-2.2",
    title="Convergence of one eigenvalue",
    source=f"{PAPER}, Lemma 2.2, (19)-(21)",
    tag="rebuilt",
    summary="Below the step-size bound the iterates converge to L, and the error decreases in every step.",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_CLOSED),
    claims=(
        Claim(
            "linear",
            sp.Eq(sp.Abs(d(k) - lam), (1 - eta) ** k * sp.Abs(alpha - lam)),
            "for N = 1 and 0 < eta <= 1 the error is (1-eta)^k |alpha - lambda|",
            "text",
            Every(k),
            given=sp.Eq(N, 1),
        ),
        Claim("converges", sp.Eq(d(k), L), "d(k) converges to L (for N = 1, lambda)", "text", Tends(k)),
        Claim(
            "error_decreases",
            sp.Le(sp.Abs(d(k + 1) - L), sp.Abs(d(k) - L)),
            "|d(k) - L| decreases (for N = 1 with lambda in place of L)",
            "text",
            Every(k),
        ),
        Claim(
            "stays_between",
            sp.Ge((d(k) - L) * (alpha - d(k)), 0),
            "d(k) stays between alpha and L (for N = 1, lambda)",
            "text",
            Every(k),
        ),
    ),
    constants=(STEP_CONSTANT,),
    depends_on=("lemma-2.1",),
    note="At N = 1 the bound is sharp; for N >= 2 the sharp lemma leaves room up to (3N-2)/N times the bound.",
)
