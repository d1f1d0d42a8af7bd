"""Lemma 2.8: with one factor perturbed, each eigenvalue is a pair of scalars.

The left sides come from gradient descent on explicit matrices, the right sides from ``theory.dynamics.descent``, which
derives (40) from the loss: nothing is compared with its own definition.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import START_HYPOTHESES
from theory.dynamics.descent import p1, p2, perturbed_step
from theory.dynamics.orbits import v, v_off
from theory.language.hypotheses import PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, beta, eta, i, j, k, multiplier

POSITION = Hypothesis("position", sp.Le(j, N), "the position j of a factor is one of 1, ..., N", j)
PERTURBED_POSITION = Hypothesis(
    "perturbed_position", sp.Le(i, N), "the position i of the perturbed factor is one of 1, ..., N", i
)


def next_entries() -> tuple[sp.Expr, sp.Expr]:
    """Return the right sides of (40) in the entries of the factors: those of v(i, k+1) and of v(j, k+1), j ≠ i.

    >>> next_entries()[0].free_symbols >= {eta, N}
    True
    """
    place = {p1: v(i, k), p2: v(j, k), eta: multiplier("rate") * eta}
    first, second = (step.subs(place, simultaneous=True) for step in perturbed_step(N))
    return first, second


_next_first, _next_second = next_entries()

LEMMA_2_8 = Statement(
    id="lemma-2.8",
    title="Decoupling with one perturbed factor",
    source=f"{PAPER}, Lemma 2.8, (13), (38)-(41)",
    tag="text",
    summary="With one factor (α−β)I and the others αI, each eigenvalue is a pair p₁, p₂ that follows (40).",
    hypotheses=(*START_HYPOTHESES, STEP_POSITIVE, POSITION, PERTURBED_POSITION),
    claims=(
        Claim("diagonal", sp.Eq(v_off(j, k), 0), "V'W_jV stays diagonal, for every j", "text", Every(k)),
        Claim("first_start", sp.Eq(v(i, 0), alpha - beta), "p1(0) = alpha - beta at the position i", "text"),
        Claim(
            "second_start", sp.Eq(v(j, 0), alpha), "p2(0) = alpha at every other position", "text", given=sp.Ne(j, i)
        ),
        Claim(
            "first",
            sp.Eq(v(i, k + 1), _next_first),
            "the perturbed factor: p1+ = p1 - eta p2^(N-1) (p1 p2^(N-1) - lambda), p1(0) = alpha - beta",
            "text",
            Every(k),
            given=sp.Ne(j, i),
        ),
        Claim(
            "second",
            sp.Eq(v(j, k + 1), _next_second),
            "the N-1 others: p2+ = p2 - eta p1 p2^(N-2) (p1 p2^(N-1) - lambda), p2(0) = alpha",
            "text",
            Every(k),
            given=sp.Ne(j, i),
        ),
    ),
    constants=(Constant("rate", "the step size in the recursion"),),
    note="v(i, k) is the entry of the perturbed factor, p1 of (40); v(j, k) that of another one, p2.",
)
