"""Records of what is known about single steps: decoupling, convergence, step sizes."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.flow import rhs
from theory.language.definitions import L
from theory.language.hypotheses import DEPTH_ANY, DEPTH_TWO, INITIAL_SCALE, PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eta, k, lam, multiplier
from theory.step_size import divergence_quantity, instability_threshold, sharp_threshold, step_bound

_d = sp.Function("d", real=True)

#: (25) for N >= 2 is strict; for N = 1, where it reads eta < 1, equality is allowed as well.
STEP_SIZE_CLOSED = Hypothesis(
    "step_size",
    sp.Or(sp.Lt(eta, step_bound), sp.And(sp.Eq(N, 1), sp.Le(eta, step_bound))),
    "eta < 1/((3N-2) M^(2N-2)), M = max(alpha, |lambda|^(1/N)); for N = 1, eta <= 1",
)

LEMMA_2_1 = Statement(
    id="lemma-2.1",
    title="Decoupling of the eigenvalues",
    source=f"{PAPER}, Lemma 2.1, (9), (17), (18)",
    tag="text",
    summary="With identical start αI every factor is V diag(d) Vᵀ with the same d, and each entry of d follows (18).",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE, STEP_POSITIVE),
    claims=(
        Claim(
            "recursion",
            sp.Eq(_d(k + 1), _d(k) + eta * rhs(N, _d(k))),
            "the entries of VᵀW_j(k)V are real, the same for all j, and follow the scalar recursion",
            "exact",
            "text",
        ),
    ),
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
            sp.Eq(sp.Abs(_d(k) - lam), (1 - eta) ** k * sp.Abs(alpha - lam)),
            "for N = 1 and 0 < eta <= 1 the error is (1-eta)^k |alpha - lambda|",
            "exact",
            "text",
        ),
        Claim(
            "converges",
            sp.Eq(sp.Limit(_d(k), k, sp.oo, "-"), L),
            "N >= 2: d(k) converges to L",
            "exact",
            "text",
        ),
        Claim(
            "error_decreases",
            sp.Le(sp.Abs(_d(k + 1) - L), sp.Abs(_d(k) - L)),
            "|d(k) - L| decreases (for N = 1 with lambda in place of L)",
            "upper",
            "text",
        ),
        Claim(
            "stays_between",
            sp.Ge((_d(k) - L) * (alpha - _d(k)), 0),
            "d(k) stays between alpha and L (for N = 1, lambda)",
            "exact",
            "text",
        ),
    ),
    constants=(Constant("step", "the step-size bound 1/((3N-2) M^(2N-2))"),),
    depends_on=("lemma-2.1",),
    note="At N = 1 the bound is sharp; for N >= 2 the sharp lemma leaves room up to (3N-2)/N times the bound.",
)

LEMMA_2_2_SHARP = Statement(
    id="lemma-2.2-sharp",
    title="The sharp step size for a one-sided approach",
    source="ours, sharpening Lemma 2.2",
    tag="ours",
    summary="The iterates approach L monotonically from one side up to exactly this step size.",
    hypotheses=(DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE),
    claims=(
        Claim(
            "below_limit",
            sp.Le(eta, sharp_threshold(1)),
            "0 < alpha < L: the threshold is 1/(N lambda^(2-2/N))",
            "exact",
            "ours",
        ),
        Claim(
            "above_limit",
            sp.Le(eta, sharp_threshold(1, above=True)),
            "alpha > L, lambda >= 0: the threshold is 1/(alpha^(N-1) sum_j alpha^j L^(N-1-j))",
            "exact",
            "ours",
        ),
        Claim(
            "negative_eigenvalue",
            sp.Le(eta, sharp_threshold(-1)),
            "lambda < 0: the threshold is 1/(alpha^(N-2) (alpha^N + |lambda|))",
            "exact",
            "ours",
        ),
    ),
    constants=(Constant("step", "the threshold", "both"),),
    depends_on=("lemma-2.2",),
    note=(
        "Beyond the threshold some iterate passes L. For 0 < alpha < L there is one exception: an iterate may land "
        "exactly on L and stay, as for N = 2, lambda = 1, alpha = 1/2, eta = 4/3, where d(1) = 1."
    ),
)

REMARK_2_3 = Statement(
    id="remark-2.3",
    title="Monotone iterates",
    source=f"{PAPER}, Remark 2.3",
    tag="text",
    summary="The sequence increases when it starts below L and decreases when it starts above.",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_CLOSED),
    claims=(
        Claim(
            "monotone",
            sp.Ge((_d(k + 1) - _d(k)) * (L - alpha), 0),
            "no step leads away from L (for N = 1, lambda)",
            "exact",
            "text",
        ),
    ),
    constants=(Constant("step", "the step-size bound 1/((3N-2) M^(2N-2))"),),
    depends_on=("lemma-2.2",),
)

LEMMA_B_1 = Statement(
    id="lemma-B.1",
    title="Too large a step",
    source=f"{PAPER}, Lemma B.1",
    tag="rebuilt",
    summary="Past these step sizes the iterates diverge or the limit is an unstable fixed point.",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE, STEP_POSITIVE),
    claims=(
        Claim(
            "depth_one",
            sp.Gt(eta, 2),
            "N = 1, eta > 2, alpha != lambda: |d(k) - lambda| = (eta-1)^k |alpha - lambda| diverges",
            "exact",
            "rebuilt",
        ),
        Claim(
            "instability",
            sp.Gt(eta, instability_threshold),
            "N >= 2, lambda > 0, eta > 2/(N lambda^(2-2/N)): |g'(L)| = |1 - eta kappa| > 1",
            "exact",
            "rebuilt",
        ),
        Claim(
            "growth",
            sp.Ge(sp.Abs(_d(k + 1)), multiplier("lower") * (divergence_quantity - 1) * sp.Abs(_d(k))),
            "N >= 2, lambda <= 0, alpha^N > |lambda|, eta alpha^(N-2)(alpha^N-|lambda|) > 2: |d| grows "
            "by this factor in every step",
            "lower",
            "rebuilt",
        ),
    ),
    constants=(
        Constant("lower", "the growth factor"),
        Constant("step", "the threshold 2/(N lambda^(2-2/N))", "down"),
    ),
    depends_on=("lemma-2.1",),
    note="Instability is linear: close to L an iterate moves away by the factor |1 − ηκ|.",
)
