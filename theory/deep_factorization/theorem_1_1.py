"""Theorem 1.1: all positive eigenvalues are recovered, at an explicit rate for each."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.theorem_2_4 import T_Id
from theory.dynamics.orbits import E
from theory.language.definitions import L
from theory.language.hypotheses import PAPER, SCALAR_COUNT
from theory.language.statement import Claim, Constant, Every, Statement, Tends
from theory.language.symbols import N, alpha, eps, k, multiplier

#: (11): the bound on |E_ii(k)| for k ≥ T^Id(λ_i, ε, α, η).
product_error = multiplier("error") * N * sp.Max(alpha, L) ** (N - 1) * eps

THEOREM_1_1 = Statement(
    id="1.1",
    title="Recovery of the positive eigenvalues",
    source=f"{PAPER}, Theorem 1.1, (10), (11)",
    tag="rebuilt",
    summary="From αI the product W(k) converges to the positive part of Ŵ, at an explicit rate for each eigenvalue.",
    hypotheses=SCALAR_COUNT,
    claims=(
        Claim(
            "error",
            sp.Le(sp.Abs(E(k)), product_error),
            "|E_ii(k)| <= N max(alpha, L_i)^(N-1) eps for all k >= T^Id(lambda_i)",
            "rebuilt",
            Every(k, since=multiplier("upper") * T_Id()),
        ),
        Claim("converges", sp.Eq(E(k), 0), "E_ii(k) tends to 0: W(k) tends to V max(Lambda, 0) V'", "text", Tends(k)),
    ),
    constants=(Constant("error", "the error bound (11)"), Constant("upper", "T^Id as a whole")),
    depends_on=("lemma-2.1", "2.4"),
    note=(
        "In the step-size bound M = max(alpha, ‖Ŵ‖^(1/N)): one step size serves all eigenvalues. By Lemma 2.1 the "
        "error of W(k) in the eigenbasis is diagonal, and each entry follows its own recursion."
    ),
)
