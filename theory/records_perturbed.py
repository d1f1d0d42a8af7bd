"""Records of Theorem 1.3, Remark 1.4 and our sharp count, and all records of the perturbed start together."""

from __future__ import annotations

import sympy as sp

from theory.language.hypotheses import ACCURACY, DEPTH_TWO, PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, T, k, lam
from theory.perturbed import (
    PERTURBATION_ANY,
    T_Id,
    c,
    negative_error,
    negative_time,
    nonnegative_error,
    nonnegative_time,
    root_bounds,
    step_decay,
    step_decay_by_root,
)
from theory.perturbed_law import hypothesis_step, law_cases
from theory.records_perturbed_lemmas import (
    LEMMA_2_8,
    LEMMA_2_9,
    LEMMA_2_11,
    LEMMA_2_12,
    LEMMA_D_1,
    LEMMA_D_2,
    LEMMA_D_3,
    PERTURBED_HYPOTHESES,
    REMARK_2_10,
    START_HYPOTHESES,
)

_a, _b = sp.Function("a", positive=True), sp.Function("b", positive=True)
_error = sp.Function("E_ii", real=True)

STEP_SHARP = Hypothesis(
    "step_size", hypothesis_step(), "2N eta P^(2N-2) <= 1, P^2 = max(alpha^2, |lambda|^(2/N) + beta(2alpha-beta))"
)

THEOREM_1_3 = Statement(
    id="1.3",
    title="Recovery of every eigenvalue from a perturbed start",
    source=f"{PAPER}, Theorem 1.3, (13)-(16); the count for negative eigenvalues is ours (the printed one is lost)",
    tag="rebuilt",
    summary="With one factor (α−β)I the product W(k) converges to Ŵ, negative eigenvalues included.",
    hypotheses=(*PERTURBED_HYPOTHESES, ACCURACY),
    claims=(
        Claim(
            "sandwich",
            sp.Implies(lam >= 0, sp.Le(sp.Abs(_error(k)), sp.Max(sp.Abs(_a(k) ** N - lam), sp.Abs(_b(k) ** N - lam)))),
            "lambda >= 0: |E_ii(k)| <= max(|a^N - lambda|, |b^N - lambda|), a, b following (18) from alpha-beta, alpha",
            "upper",
            "rebuilt",
        ),
        Claim(
            "nonnegative",
            sp.Implies(sp.And(lam >= 0, sp.Ge(k, nonnegative_time)), sp.Le(sp.Abs(_error(k)), nonnegative_error)),
            "lambda >= 0: |E_ii(k)| <= N max(alpha, L)^(N-1) eps for k >= the T^Id of both starts",
            "upper",
            "rebuilt",
        ),
        Claim(
            "negative",
            sp.Implies(sp.And(lam < 0, sp.Ge(k, negative_time)), sp.Le(sp.Abs(_error(k)), negative_error)),
            "lambda < 0: |E_ii(k)| <= N (cM)^(N-1) eps for k >= T_g + T^Id(|lambda|, eps, xi', eta) + 1",
            "upper",
            "ours",
        ),
    ),
    constants=(
        Constant("upper", "the iteration counts (15) and (16)"),
        Constant("error", "the accuracy on the product, N(cM)^(N-1) eps"),
        Constant(
            "step",
            "the step-size bound (14)",
            slack="the product converges up to N·η·M^(2N-2) = 2; (14) is below 1/18 of that",
        ),
    ),
    depends_on=("lemma-2.8", "lemma-2.12", "2.4"),
    note=f"{T_Id} is the count (24) of Theorem 2.4, taken as 0 when the start is within eps of the limit.",
)

REMARK_1_4 = Statement(
    id="remark-1.4",
    title="How the step-size bound decays with depth",
    source=f"{PAPER}, Remark 1.4; the two-sided constant is ours",
    tag="rebuilt",
    summary="1/(N c^{2N−2}) = (c−1)²/N decays like (ln N)²/N³, with the constant 1.",
    hypotheses=(DEPTH_TWO,),
    claims=(
        Claim("identity", sp.Eq(step_decay(), step_decay_by_root()), "1/(N c^(2N-2)) = (c-1)^2/N", "exact", "text"),
        Claim("lower", sp.Ge(c - 1, root_bounds()[0]), "c - 1 >= W(N-1)/(N-1), W Lambert's function", "lower", "ours"),
        Claim("upper", sp.Le(c - 1, root_bounds()[1]), "c - 1 <= ln(N)/(N-1)", "upper", "ours"),
    ),
    constants=(
        Constant("lower", "the lower bound on c-1"),
        Constant("upper", "the upper bound on c-1", slack="it is closest at N = 2, where ln(2)/(c-1) = 1.12"),
    ),
    note="Both bounds divided by ln(N)/N tend to 1, so N³/(ln N)² times 1/(N c^(2N-2)) tends to 1.",
)


def _definitions() -> str:
    """Return the definitions of the names in the sharp count, case by case."""
    return "; ".join(
        f"{case.name}: " + ", ".join(f"{name} = {value}" for name, value in case.definitions) for case in law_cases()
    )


THEOREM_1_3_SHARP = Statement(
    id="1.3-sharp",
    title="The sharp count for a perturbed start",
    source="ours, sharpening Theorem 1.3",
    tag="ours",
    summary=(
        "T = min{k: |p₁p₂^{N−1} − λ| ≤ ε} is at most a flow time in the rapidity u, tanh u = −p₁/p₂, plus logarithms; "
        "the error stays below ε from then on."
    ),
    hypotheses=(*START_HYPOTHESES, PERTURBATION_ANY, STEP_POSITIVE, STEP_SHARP, ACCURACY),
    claims=tuple(
        Claim(case.name, sp.Implies(case.condition, sp.Le(T, case.bound)), case.title, "upper", "ours")
        for case in law_cases()
    ),
    constants=(
        Constant("upper", "the count as a whole"),
        Constant("step", "the step-size bound", slack="the factor 2 leaves room for the second order of a step"),
    ),
    depends_on=("lemma-2.9",),
    note=(
        "Here ε is the accuracy on the product. w(p, S) is the w >= 0 with S^(N/2) sinh(w) cosh(w)^(N-1) = p, "
        f"0 < sigma < 1 is free. {_definitions()}"
    ),
)

PERTURBED_STATEMENTS: tuple[Statement, ...] = (
    LEMMA_2_8,
    LEMMA_2_9,
    REMARK_2_10,
    LEMMA_2_11,
    LEMMA_2_12,
    LEMMA_D_1,
    LEMMA_D_2,
    LEMMA_D_3,
    THEOREM_1_3,
    REMARK_1_4,
    THEOREM_1_3_SHARP,
)
