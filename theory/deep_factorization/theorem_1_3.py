"""Theorem 1.3: from a perturbed start the product W(k) recovers every eigenvalue, at an explicit rate."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import PERTURBED_HYPOTHESES, c
from theory.deep_factorization.theorem_2_4 import T_Id
from theory.dynamics.orbits import E_perturbed, a, b
from theory.language.definitions import L, M
from theory.language.expressions import abbreviation
from theory.language.hypotheses import ACCURACY, PAPER
from theory.language.statement import Claim, Constant, Every, Statement, Tends
from theory.language.symbols import N, alpha, beta, eps, eta, k, lam, multiplier

#: (15): λ ≥ 0, and k at least the T^Id of both starts α−β and α. Rebuilt.
nonnegative_error = multiplier("error") * N * sp.Max(alpha, L) ** (N - 1) * eps
nonnegative_time = multiplier("upper") * sp.Max(T_Id(lam, eps, alpha - beta, eta), T_Id(lam, eps, alpha, eta))

#: θ, ρ, D, T_g, ξ' of (16), ours. From k_p on Δ grows by 1+ηr with r ≥ ρ until it exceeds D; Δ₂ ≤ β(2α−β) then
#: forces −p₁ ≥ ½(Δ − Δ₂/Δ) ≥ β.
shrinkage = abbreviation("theta", 1 - (2 / (9 * N * c ** (2 * N - 2))) ** 2)
growth_rate = abbreviation("rho", (shrinkage * beta) ** (N - 2) * sp.Abs(lam) / 2)
spread = abbreviation("D", beta + sp.sqrt(2 * alpha * beta))
growth_time = abbreviation("T_g", 1 + sp.log(spread / beta) / sp.log(1 + eta * growth_rate))
restart = abbreviation("xi'", sp.Min(beta, sp.Abs(lam) / (2 * (c * M) ** (N - 1))))

#: (16): λ < 0. ε is an accuracy of the factors; on the product it means this. Ours (the printed form is lost).
negative_error = multiplier("error") * N * (c * M) ** (N - 1) * eps
negative_time = multiplier("upper") * (growth_time + T_Id(sp.Abs(lam), eps, restart, eta) + 1)

THEOREM_1_3 = Statement(
    id="1.3",
    title="Recovery of every eigenvalue from a perturbed start",
    source=f"{PAPER}, Theorem 1.3, (13)-(16); the count for negative eigenvalues is ours (the printed one is lost)",
    tag="rebuilt",
    summary="With one factor (α−β)I the product W(k) converges to Ŵ, negative eigenvalues included.",
    hypotheses=(*PERTURBED_HYPOTHESES, ACCURACY),
    claims=(
        Claim(
            "converges",
            sp.Eq(E_perturbed(k), 0),
            "E_ii(k) tends to 0: W(k) tends to the ground truth",
            "text",
            Tends(k),
        ),
        Claim(
            "sandwich",
            sp.Le(sp.Abs(E_perturbed(k)), sp.Max(sp.Abs(a(k) ** N - lam), sp.Abs(b(k) ** N - lam))),
            "|E_ii(k)| <= max(|a^N - lambda|, |b^N - lambda|), a, b following (18) from alpha-beta, alpha; the paper "
            "says it for lambda >= 0, but no sign is needed",
            "rebuilt",
            Every(k),
        ),
        Claim(
            "nonnegative",
            sp.Le(sp.Abs(E_perturbed(k)), nonnegative_error),
            "lambda >= 0: |E_ii(k)| <= N max(alpha, L)^(N-1) eps for k >= the T^Id of both starts",
            "rebuilt",
            Every(k, since=nonnegative_time),
            given=sp.Ge(lam, 0),
        ),
        Claim(
            "negative",
            sp.Le(sp.Abs(E_perturbed(k)), negative_error),
            "lambda < 0: |E_ii(k)| <= N (cM)^(N-1) eps for k >= T_g + T^Id(|lambda|, eps, xi', eta) + 1",
            "ours",
            Every(k, since=negative_time),
            given=sp.Lt(lam, 0),
        ),
    ),
    constants=(
        Constant("upper", "the iteration counts (15) and (16)"),
        Constant(
            "error",
            "the accuracy on the product, N(cM)^(N-1) eps",
            slack="in (16), sampled and not proved: 5 % of the accuracy are about 1/(20ηκ) iterations, less than T_g",
        ),
        Constant(
            "step",
            "the step-size bound (14)",
            slack="the product converges up to N·η·M^(2N-2) = 2; (14) is below 1/18 of that",
        ),
    ),
    depends_on=("lemma-2.8", "lemma-2.12", "2.4"),
    note="T^Id is the count (24) of Theorem 2.4, taken as 0 when the start is within eps of the limit.",
)
