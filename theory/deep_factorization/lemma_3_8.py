"""Lemma 3.8: until the flow has brought one eigenvalue to ε'^N λ, the descent is behind the flow.

Part of docs/proofs/plateaus.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import d, y
from theory.language.definitions import L, c_N, tau
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, PAPER, POSITIVE_EIGENVALUE, SMALL_START, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps_tail, eta, k, lam, multiplier

#: The last k with ηk ≤ τ(α→ε'λ^{1/N}), plus 1: there (67) ends.
END = sp.floor(tau(alpha, eps_tail * L) / eta) + 1
_LATER = sp.floor(multiplier("time") * tau(alpha, eps_tail * L) / eta) + 1

LEMMA_3_8 = Statement(
    id="lemma-3.8",
    title="Small eigenvalues stay behind the flow",
    source=f"{PAPER}, Lemma 3.8, (66), (67)",
    tag="rebuilt",
    summary="As long as the flow has not brought the product beyond ε'^N λ ≤ c_N λ, neither has the descent.",
    hypotheses=(
        DEPTH_TWO,
        POSITIVE_EIGENVALUE,
        INITIAL_SCALE,
        SMALL_START,
        STEP_POSITIVE,
        Hypothesis("tail_accuracy", sp.Le(eps_tail**N, c_N), "eps'^N <= c_N = (N-1)/(2N-1)", eps_tail),
        Hypothesis("start", sp.Lt(alpha**N, eps_tail**N * lam), "alpha < eps' lambda^(1/N)", eps_tail),
    ),
    claims=(
        Claim(
            "behind",
            sp.Le(d(k), y(eta * k)),
            "d(k) <= y(eta k) as long as eta k <= tau(alpha, eps' lambda^(1/N))",
            "rebuilt",
            Every(k, since=sp.S.One, before=END),
        ),
        Claim(
            "flow_small",
            sp.Le(y(eta * k), eps_tail * L),
            "and y(eta k) <= eps' lambda^(1/N), by the definition of tau",
            "rebuilt",
            Every(k, before=_LATER),
        ),
        Claim(
            "small",
            sp.Le(d(k), eps_tail * L),
            "(67): d(k) <= eps' lambda^(1/N)",
            "rebuilt",
            Every(k, before=_LATER),
        ),
    ),
    constants=(
        Constant("time", "the flow time τ(α→ε'λ^{1/N}) at which (67) ends", "up"),
        Constant("inflection", "c_N: beyond x_* the flow is concave and falls behind", "up", value=c_N),
    ),
    depends_on=("lemma-2.7",),
    note="Any step size will do: below x_* the flow is convex. The paper assumes (25).",
)
