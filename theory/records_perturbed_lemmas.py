"""Records of the lemmas on the perturbed start: Lemmas 2.8-2.12, Remark 2.10, Lemmas D.1-D.3."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.descent import p1, p2, perturbed_step
from theory.language.definitions import L
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, PAPER, POSITIVE_EIGENVALUE, STEP_POSITIVE, STEP_SIZE
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, eta, k, lam, multiplier, x
from theory.perturbed import (
    PERTURBATION,
    PERTURBATION_ANY,
    PERTURBATION_POSITIVE,
    STEP_14,
    STEP_73,
    STEP_78,
    c,
    initial_gap,
    initial_product,
    phase_transition_bound,
    product,
    product_map_curvature,
    product_map_factored,
    product_map_slope,
)

_first, _second = sp.Function("p_1", real=True), sp.Function("p_2", real=True)
_product = sp.Function("p", real=True)
_gap, _squares = sp.Function("Delta", real=True), sp.Function("Delta_2", real=True)
_r = sp.Function("r", real=True)
_a, _b = sp.Function("a", positive=True), sp.Function("b", positive=True)
_k_p = sp.Symbol("k_p", integer=True, positive=True)
_psi = sp.Function("psi", real=True)

NEGATIVE_EIGENVALUE = Hypothesis("negative_eigenvalue", sp.Lt(lam, 0), "lambda < 0")
NONNEGATIVE_EIGENVALUE = Hypothesis("nonnegative_eigenvalue", sp.Ge(lam, 0), "lambda >= 0")
START_BELOW = Hypothesis(
    "start_below", sp.Le(initial_product, lam), "alpha^(N-1) (alpha-beta) <= lambda: the product starts below lambda"
)
START_ABOVE = Hypothesis(
    "start_above", sp.Gt(initial_product, lam), "alpha^(N-1) (alpha-beta) > lambda: the product starts above lambda"
)
PRODUCT_POSITIVE = Hypothesis("product_positive", sp.Gt(product, 0, evaluate=False), "p > 0")
STEP_OF_PRODUCT = Hypothesis("step_size", sp.Lt(eta * product ** (2 - 2 / N), multiplier("step")), "eta p^(2-2/N) < 1")

#: What every statement on the perturbed start assumes of N, α, β; and (14) with it.
START_HYPOTHESES = (DEPTH_TWO, INITIAL_SCALE, PERTURBATION_POSITIVE)
PERTURBED_HYPOTHESES = (*START_HYPOTHESES, PERTURBATION, STEP_POSITIVE, STEP_14)

_next_first, _next_second = (
    step.subs({p1: _first(k), p2: _second(k), eta: multiplier("rate") * eta}) for step in perturbed_step(N)
)

LEMMA_2_8 = Statement(
    id="lemma-2.8",
    title="Decoupling with one perturbed factor",
    source=f"{PAPER}, Lemma 2.8, (13), (38)-(41)",
    tag="text",
    summary="With one factor (α−β)I and the others αI, each eigenvalue is a pair p₁, p₂ that follows (40).",
    hypotheses=(*START_HYPOTHESES, STEP_POSITIVE),
    claims=(
        Claim(
            "first",
            sp.Eq(_first(k + 1), _next_first),
            "the perturbed factor: p1+ = p1 - eta p2^(N-1) (p1 p2^(N-1) - lambda), p1(0) = alpha - beta",
            "exact",
            "text",
        ),
        Claim(
            "second",
            sp.Eq(_second(k + 1), _next_second),
            "the N-1 others: p2+ = p2 - eta p1 p2^(N-2) (p1 p2^(N-1) - lambda), p2(0) = alpha",
            "exact",
            "text",
        ),
    ),
    constants=(Constant("rate", "the step size in the recursion"),),
)

LEMMA_2_9 = Statement(
    id="lemma-2.9",
    title="Differences of the pair",
    source=f"{PAPER}, Lemma 2.9, (42)-(45)",
    tag="text",
    summary="Δ = p₂ − p₁ and Δ₂ = p₂² − p₁² are multiplied by 1 + ηr and 1 − η²r² in every step.",
    hypotheses=(DEPTH_TWO, STEP_POSITIVE),
    claims=(
        Claim(
            "difference",
            sp.Eq(_gap(k + 1), (1 + multiplier("rate") * eta * _r(k)) * _gap(k)),
            "Delta(k+1) = (1 + eta r(k)) Delta(k)",
            "exact",
            "text",
        ),
        Claim(
            "squares",
            sp.Eq(_squares(k + 1), (1 - multiplier("rate_lower") * eta**2 * _r(k) ** 2) * _squares(k)),
            "Delta_2(k+1) = (1 - eta^2 r(k)^2) Delta_2(k)",
            "exact",
            "text",
        ),
    ),
    constants=(Constant("rate", "ηr in the first identity"), Constant("rate_lower", "η²r² in the second")),
    depends_on=("lemma-2.8",),
)

REMARK_2_10 = Statement(
    id="remark-2.10",
    title="Balancedness",
    source=f"{PAPER}, Remark 2.10",
    tag="text",
    summary="Δ₂(k) = Δ₂(0)·Π(1 − η²r²) stays positive, decreases, and is at most β(2α−β).",
    hypotheses=PERTURBED_HYPOTHESES,
    claims=(
        Claim(
            "at_most_initial",
            sp.Le(_squares(k), multiplier("upper") * initial_gap),
            "Delta_2(k) <= Delta_2(0) = beta (2 alpha - beta)",
            "upper",
            "text",
        ),
        Claim("decreases", sp.Le(_squares(k + 1), _squares(k)), "Delta_2 decreases", "upper", "text"),
        Claim("positive", sp.Gt(_squares(k), 0), "Delta_2 > 0: |p1| < p2 at all times", "lower", "ours"),
    ),
    constants=(
        Constant("upper", "the bound β(2α−β)"),
        Constant("step", "the step-size bound (14)", slack="|ηr| < 1 is all it takes; (14) makes |ηr| at most 2/(9N)"),
    ),
    depends_on=("lemma-2.9",),
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
            sp.Le(_k_p, phase_transition_bound),
            "k_p <= 1 + ln(alpha/beta)/ln(1 + eta beta^(N-2) |lambda|)",
            "upper",
            "rebuilt",
        ),
        Claim(
            "first_below_a",
            sp.Le(_first(k), _a(k)),
            "p1(k) <= a(k) for k < k_p, a following (18) from alpha - beta",
            "upper",
            "rebuilt",
        ),
        Claim(
            "second_above_b",
            sp.Ge(_second(k), _b(k)),
            "p2(k) >= b(k) for k < k_p, b following (18) from alpha",
            "lower",
            "rebuilt",
        ),
    ),
    constants=(Constant("upper", "the bound on k_p"),),
    depends_on=("lemma-2.9", "lemma-2.2"),
    note="(47) is lost; this one asks for the step size (25) and beta < alpha, less than (14) does.",
)

LEMMA_2_12 = Statement(
    id="lemma-2.12",
    title="The product converges whatever the sign",
    source=f"{PAPER}, Lemma 2.12, (52)-(54)",
    tag="rebuilt",
    summary="p₁p₂^{N−1} → λ; for λ < 0 the pair (−p₁, p₂) follows the system for |λ| after the sign change.",
    hypotheses=PERTURBED_HYPOTHESES,
    claims=(
        Claim(
            "error_decreases",
            sp.Lt(sp.Abs(_product(k + 1) - lam), sp.Abs(_product(k) - lam)),
            "|p(k) - lambda| decreases in every step",
            "upper",
            "ours",
        ),
        Claim(
            "one_side",
            sp.Ge((_product(k) - lam) * (_product(0) - lam), 0),
            "p(k) - lambda keeps its sign",
            "exact",
            "ours",
        ),
        Claim(
            "converges",
            sp.Eq(sp.Limit(_product(k), k, sp.oo), lam),
            "p(k) tends to lambda (checked: the error falls to a millionth of its start)",
            "exact",
            "text",
        ),
    ),
    constants=(
        Constant(
            "step",
            "the step-size bound (14)",
            slack="the error decreases from one side up to N·η·M^(2N-2) of about 1; (14) is below 1/9 of that",
        ),
    ),
    depends_on=("lemma-2.11", "lemma-D.2", "lemma-D.3"),
)

LEMMA_D_1 = Statement(
    id="lemma-D.1",
    title="One step of the product",
    source=f"{PAPER}, Lemma D.1, (70)-(72)",
    tag="rebuilt",
    summary="For given p the next product is a function ψ of x = p₂, with its only critical point at x = p^{1/N}.",
    hypotheses=(DEPTH_TWO, STEP_POSITIVE, PRODUCT_POSITIVE, STEP_OF_PRODUCT),
    claims=(
        Claim("map", sp.Eq(_psi(x), product_map_factored(N)), "p+ = psi(p2)", "exact", "text"),
        Claim("slope", sp.Eq(sp.Derivative(_psi(x), x), product_map_slope(N)), "psi'(x)", "exact", "rebuilt"),
        Claim(
            "convex",
            sp.Implies(product <= lam, sp.Ge(product_map_curvature(N), 0)),
            "p <= lambda: psi is convex on x > 0",
            "lower",
            "rebuilt",
        ),
        Claim(
            "concave",
            sp.Implies(sp.And(lam >= 0, product > lam, x**N >= product), sp.Le(product_map_curvature(N), 0)),
            "p > lambda >= 0: psi is concave on x >= p^(1/N)",
            "upper",
            "rebuilt",
        ),
    ),
    constants=(Constant("step", "the bound 1/p^(2-2/N) on the step size"),),
    depends_on=("lemma-2.8",),
)

LEMMA_D_2 = Statement(
    id="lemma-D.2",
    title="Sandwich from below",
    source=f"{PAPER}, Lemma D.2, (73)-(77)",
    tag="text",
    summary="λ > 0 and a start below: a(k)^N ≤ p₁p₂^{N−1} ≤ λ, p₁ and p₂ increase, p₂ ≤ cL.",
    hypotheses=(*START_HYPOTHESES, PERTURBATION, STEP_POSITIVE, POSITIVE_EIGENVALUE, START_BELOW, STEP_73),
    claims=(
        Claim("above_a", sp.Ge(_product(k), multiplier("lower") * _a(k) ** N), "a(k)^N <= p(k)", "lower", "text"),
        Claim("below_limit", sp.Le(_product(k), lam), "p(k) <= lambda", "upper", "text"),
        Claim("second_bounded", sp.Le(_second(k), multiplier("upper") * c * L), "p2(k) <= cL", "upper", "text"),
        Claim(
            "increasing",
            sp.And(sp.Ge(_first(k + 1), _first(k)), sp.Ge(_second(k + 1), _second(k))),
            "p1 and p2 increase",
            "exact",
            "text",
        ),
    ),
    constants=(
        Constant("lower", "the factor of a^N"),
        Constant("upper", "the bound cL", slack="it is reached for N = 2, at β = (c−1)α and α = cL, and only there"),
        Constant("step", "the step-size bound (73)", slack="a^N <= p holds while (18) increases in its state"),
    ),
    depends_on=("lemma-D.1", "lemma-2.9", "lemma-2.2"),
)

LEMMA_D_3 = Statement(
    id="lemma-D.3",
    title="Sandwich from above",
    source=f"{PAPER}, Lemma D.3, (78)-(79)",
    tag="text",
    summary="λ ≥ 0 and a start above: λ ≤ p₁p₂^{N−1} ≤ b(k)^N, p₁ and p₂ decrease.",
    hypotheses=(*START_HYPOTHESES, PERTURBATION_ANY, STEP_POSITIVE, NONNEGATIVE_EIGENVALUE, START_ABOVE, STEP_78),
    claims=(
        Claim("below_b", sp.Le(_product(k), multiplier("upper") * _b(k) ** N), "p(k) <= b(k)^N", "upper", "text"),
        Claim("above_limit", sp.Ge(_product(k), lam), "p(k) >= lambda", "lower", "text"),
        Claim(
            "decreasing",
            sp.And(sp.Le(_first(k + 1), _first(k)), sp.Le(_second(k + 1), _second(k))),
            "p1 and p2 decrease",
            "exact",
            "text",
        ),
    ),
    constants=(
        Constant("upper", "the factor of b^N"),
        Constant(
            "step",
            "the step-size bound (78)",
            slack="p <= b^N holds while (18) increases in its state, (2N-1)·η·α^(2N-2) <= 1",
        ),
    ),
    depends_on=("lemma-D.1", "lemma-2.9", "lemma-2.2"),
)
