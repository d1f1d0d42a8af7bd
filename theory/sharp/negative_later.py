"""From a perturbed start a negative eigenvalue is learned later than a positive one of the same size. Ours.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import PERTURBED_HYPOTHESES, initial_product
from theory.dynamics.orbits import p
from theory.language.expressions import abbreviation
from theory.language.hypotheses import ACCURACY, POSITIVE_EIGENVALUE
from theory.language.observables import first
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, beta, eps, eta, k, lam, multiplier

BELOW = Hypothesis("start_below", sp.Lt(initial_product, lam), "alpha^(N-1) (alpha-beta) < lambda", alpha)
FAR = Hypothesis(
    "accuracy_below_start", sp.Lt(eps, lam - initial_product), "eps < lambda - alpha^(N-1) (alpha-beta)", eps
)

#: The first k at which the product is within ε of the eigenvalue, λ and −λ.
T_POSITIVE = first(k, sp.Le(sp.Abs(p(k) - lam), eps), "T_+")
T_NEGATIVE = first(k, sp.Le(sp.Abs(p(k).subs(lam, -lam) + lam), eps), "T_-")

#: (p₂ − p₁)/(p₂ + p₁) has to grow from β/(2α−β) to its inverse before −p₁ has come to α − β, by the factor
#: (1 + ηR)/(1 − ηR) a step at most.
R = abbreviation("R", alpha ** (N - 2) * (lam + initial_product))
DELAY = abbreviation(
    "T_d", multiplier("delay") * 2 * sp.log((2 * alpha - beta) / beta) / sp.log((1 + eta * R) / (1 - eta * R))
)

#: Larger products are slower along the whole way of λ; so it is for every start at N = 2.
SLOWING = sp.Le((N - 2) * lam, (2 * N - 2) * initial_product)

NEGATIVE_LATER = Statement(
    id="negative-later",
    title="Negative eigenvalues come later",
    source="ours",
    tag="ours",
    summary="Of two eigenvalues ±λ the negative one takes T_d more iterations at least, from a perturbed start.",
    hypotheses=(*PERTURBED_HYPOTHESES, POSITIVE_EIGENVALUE, BELOW, ACCURACY, FAR),
    claims=(
        Claim("later", sp.Le(T_POSITIVE, T_NEGATIVE), "λ is learned no later than −λ", "ours", given=SLOWING),
        Claim(
            "delay",
            sp.Ge(T_NEGATIVE, T_POSITIVE + DELAY - 1),
            "−λ takes as many iterations as λ and those in which p₁ changes its sign",
            "ours",
            given=SLOWING,
        ),
        Claim("not_before", sp.Ge(T_NEGATIVE, DELAY), "from any start −λ is not learned before T_d", "ours"),
    ),
    constants=(Constant("delay", "the iterations in which p₁ changes its sign", "up"),),
    depends_on=("1.3", "lemma-2.9", "lemma-2.12"),
    note=(
        "In the flow Δ₂ = p₂² − p₁² stays, both eigenvalues run along one curve, and −λ is behind by the time from "
        "p₁ = β − α to α − β. In the descent the imbalance that λ loses depends on where its iterates fall: for N ≥ 3 "
        "and starts far below the condition it may lose more than −λ, and then, for an accuracy small enough, come "
        "later. No case was met within (14); the sizes of the losses suggest α below 10^(-300). T_g of Theorem 1.3 "
        "bounds the delay from above."
    ),
)
