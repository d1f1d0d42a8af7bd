"""Lemma 2.1: with an identical start every eigenvalue follows a scalar recursion of its own."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.descent import descent_step
from theory.dynamics.orbits import w, w_off
from theory.language.hypotheses import DEPTH_ANY, INITIAL_SCALE, PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, j, k

#: Every factor is meant, by its position from 1 to N.
POSITION = Hypothesis("position", sp.Le(j, N), "1 <= j <= N", j)

LEMMA_2_1 = Statement(
    id="lemma-2.1",
    title="Decoupling of the eigenvalues",
    source=f"{PAPER}, Lemma 2.1, (9), (17), (18)",
    tag="text",
    summary="With identical start αI every factor is V diag(d) Vᵀ with the same d, and each entry of d follows (18).",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE, STEP_POSITIVE, POSITION),
    claims=(
        Claim(
            "recursion",
            sp.Eq(w(j, k + 1), descent_step(N, w(j, k))),
            "the diagonal entries of V'W_j(k)V follow the scalar recursion (18), for every j",
            "text",
            Every(k),
        ),
        Claim("start", sp.Eq(w(j, 0), alpha), "they all start from alpha, so they are the same for all j", "text"),
        Claim("diagonal", sp.Eq(w_off(j, k), 0), "V'W_j(k)V is diagonal, for every j", "text", Every(k)),
    ),
)
