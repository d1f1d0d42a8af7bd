"""Lemma 2.11: for λ < 0 the perturbed factor changes sign after a bounded time."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import NEGATIVE_EIGENVALUE, PERTURBATION_ANY, START_HYPOTHESES
from theory.dynamics.orbits import a, b, k_p, p1, p2
from theory.language.hypotheses import PAPER, STEP_POSITIVE, STEP_SIZE
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, alpha, beta, eta, k, lam, multiplier

#: (46), rebuilt: the phase transition time k_p = min{k: p₁(k) ≤ 0} for λ < 0 is at most this. Before k_p the
#: difference Δ is multiplied by 1+ηr with r ≥ β^{N−2}|λ|, and Δ ≤ p₂ ≤ α.
phase_transition_bound = multiplier("upper") * (
    1 + sp.log(alpha / beta) / sp.log(1 + eta * beta ** (N - 2) * sp.Abs(lam))
)

LEMMA_2_11 = Statement(
    id="lemma-2.11",
    title="The phase transition",
    source=f"{PAPER}, Lemma 2.11, (46)-(51)",
    tag="rebuilt",
    summary="For λ < 0 the perturbed factor changes sign at a finite time k_p = min{k: p₁(k) ≤ 0}.",
    hypotheses=(*START_HYPOTHESES, PERTURBATION_ANY, STEP_POSITIVE, NEGATIVE_EIGENVALUE, STEP_SIZE),
    claims=(
        Claim(
            "transition",
            sp.Le(k_p, phase_transition_bound),
            "k_p <= 1 + ln(alpha/beta)/ln(1 + eta beta^(N-2) |lambda|)",
            "rebuilt",
        ),
        Claim(
            "first_below_a",
            sp.Le(p1(k), a(k)),
            "p1(k) <= a(k) for k < k_p, a following (18) from alpha - beta",
            "rebuilt",
            Every(k, before=k_p),
        ),
        Claim(
            "second_above_b",
            sp.Ge(p2(k), b(k)),
            "p2(k) >= b(k) for k < k_p, b following (18) from alpha",
            "rebuilt",
            Every(k, before=k_p),
        ),
    ),
    constants=(Constant("upper", "the bound on k_p"),),
    depends_on=("lemma-2.9", "lemma-2.2"),
    note="(47) is lost; this one asks for the step size (25) and beta < alpha, less than (14) does.",
)
