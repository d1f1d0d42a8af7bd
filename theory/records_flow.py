"""Records of what is known about the gradient flow, and how descent compares with it."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.flow import rhs
from theory.euler import EULER_BOUNDS
from theory.iteration_count import expansion_remainder
from theory.language.definitions import tau, x_star
from theory.language.hypotheses import (
    DEPTH_ANY,
    DEPTH_THREE,
    DEPTH_TWO,
    DESCENT,
    INITIAL_SCALE,
    PAPER,
    POSITIVE_EIGENVALUE,
    SMALL_START,
    STEP_POSITIVE,
)
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eta, k, lam, t, x

_y = sp.Function("y", real=True)
_y_of = sp.Function("y_lambda", real=True)
_d_of = sp.Function("d_lambda", real=True)
_U = sp.Function("U", real=True)
#: The larger of two eigenvalues that Lemma 3.4 compares.
mu = sp.Symbol("mu", real=True)
_C = sp.Symbol("C_N", real=True)
_a = alpha / lam ** (1 / N)
_remainder = lam ** (2 - 2 / N) * tau(alpha, x_star) - (_a ** (2 - N) / (N - 2) + _C - _a**2 / 2)

LEMMA_2_5 = Statement(
    id="lemma-2.5",
    title="Closed form of the gradient flow",
    source=f"{PAPER}, Lemma 2.5, (22), (28)-(31)",
    tag="rebuilt",
    summary="The flow y' = f(y), y(0) = α is explicit for N = 1, N = 2 and λ = 0, else implicit: U(y(t)) − U(α) = t.",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE),
    claims=(
        Claim(
            "flow",
            sp.Eq(sp.Derivative(_y(t), t), rhs(N, _y(t))),
            "y' = y^(N-1)(lambda - y^N), y(0) = alpha",
            "exact",
            "text",
        ),
        Claim("implicit", sp.Eq(_U(_y(t)) - _U(alpha), t), "U(y(t)) - U(alpha) = t", "exact", "text"),
        Claim(
            "antiderivative",
            sp.Eq(sp.Derivative(_U(x), x), 1 / rhs(N, x)),
            "U' = 1/f, for the complex-logarithm, the real and the hypergeometric form of U",
            "exact",
            "rebuilt",
        ),
    ),
    depends_on=("lemma-2.1",),
)

REMARK_2_6 = Statement(
    id="remark-2.6",
    title="Explicit flow for N = 2, real form for N ≥ 3",
    source=f"{PAPER}, Remark 2.6 and Appendix C",
    tag="rebuilt",
    summary="For N = 2 the flow is logistic in y²; for N ≥ 3 a complex logarithm splits into log and arctangent.",
    hypotheses=(
        DEPTH_TWO,
        INITIAL_SCALE,
        Hypothesis("nonzero_eigenvalue", sp.Ne(lam, 0), "lambda is not 0 (lambda = 0 is explicit in Lemma 2.5)"),
    ),
    claims=(
        Claim(
            "depth_two",
            sp.Eq(
                _y(t) ** 2,
                lam * alpha**2 * sp.exp(2 * lam * t) / (lam + alpha**2 * (sp.exp(2 * lam * t) - 1)),
            ),
            "N = 2 in closed form",
            "exact",
            "rebuilt",
        ),
        Claim(
            "real_form",
            sp.Eq(sp.Derivative(_U(x), x), 1 / rhs(N, x)),
            "U in logarithms and arctangents of real arguments",
            "exact",
            "rebuilt",
        ),
    ),
    depends_on=("lemma-2.5",),
)

LEMMA_2_7 = Statement(
    id="lemma-2.7",
    title="Euler steps against the flow",
    source=f"{PAPER}, Lemma 2.7, (32), (33); parts (b′) and (a′) ours",
    tag="rebuilt",
    summary="d⁺ = d + ηf(d) against y' = f(y): convex flows are overtaken, and the lag is bounded.",
    hypotheses=(
        STEP_POSITIVE,
        Hypothesis(
            "slope",
            sp.Ge(1 + eta * sp.Derivative(sp.Function("f")(x), x), 0),
            "1 + eta f' >= 0 on an interval that holds the iterates",
        ),
    ),
    claims=tuple(
        Claim(
            f"part_{bound.part}_{'increasing' if bound.sign > 0 else 'decreasing'}",
            bound.claim,
            f"part ({bound.part}): f {'>' if bound.sign > 0 else '<'} 0, ff' {'>=' if bound.convexity > 0 else '<='} 0",
            "upper" if isinstance(bound.claim, sp.Le) else "lower",
            bound.tag,
        )
        for bound in EULER_BOUNDS
    ),
    constants=(
        Constant("upper", "the upper bounds on θ_k: part (a) for f > 0, part (a′) for f < 0"),
        Constant("lower", "the lower bounds on θ_k: (b), (b′), part (a) for f < 0, part (a′) for f > 0"),
    ),
    note="θ_k is the flow time from d(0) to d(k), Λ_k = ln(f(d(k))/f(d(0))); (b) needs f > 0 and 0 ≤ f' ≤ K.",
)

LEMMA_3_4 = Statement(
    id="lemma-3.4",
    title="Monotone in the eigenvalue",
    source=f"{PAPER}, Lemma 3.4; the discrete twin is ours",
    tag="text",
    summary="A larger eigenvalue is ahead at all times, in the flow and, while the map increases, in the descent.",
    hypotheses=(
        DEPTH_ANY,
        *DESCENT,
        Hypothesis("order", sp.Lt(lam, mu), "lambda < mu, and eta obeys the step-size bound for both"),
    ),
    claims=(
        Claim("flow", sp.Le(_y_of(lam, t), _y_of(mu, t)), "y_lambda(t) increases in lambda", "upper", "text"),
        Claim("descent", sp.Le(_d_of(lam, k), _d_of(mu, k)), "d_lambda(k) increases in lambda", "upper", "ours"),
    ),
    constants=(
        Constant(
            "step",
            "the step-size bound 1/((3N-2) M^(2N-2)), which keeps the map increasing",
            slack="for starts below both limits the map of the larger eigenvalue increases up to its limit until the "
            "sharp threshold, at (3N−2)/N ≥ 2 times the bound for N ≥ 2; for N = 1 the errors keep their order up to "
            "η = 2; for other starts not understood",
        ),
    ),
    depends_on=("lemma-2.5",),
)

LEMMA_E_1 = Statement(
    id="lemma-E.1",
    title="Expansion of the flow phase",
    source=f"{PAPER}, Lemma E.1, (80); the two-sided remainder is ours",
    tag="rebuilt",
    summary="λ^{2−2/N}T⁺ = a^{2−N}/(N−2) + C_N − a²/2 + O(a^{N+2}) for a = α/λ^{1/N} → 0.",
    hypotheses=(
        DEPTH_THREE,
        POSITIVE_EIGENVALUE,
        INITIAL_SCALE,
        SMALL_START,
    ),
    claims=(
        Claim(
            "remainder_upper",
            sp.Le(_remainder, expansion_remainder()[1]),
            "the remainder is at most -a^(N+2)/(N+2)",
            "upper",
            "ours",
        ),
        Claim(
            "remainder_lower",
            sp.Ge(_remainder, expansion_remainder()[0]),
            "and at least -a^(N+2)/((N+2)(1-a^N))",
            "lower",
            "ours",
        ),
    ),
    constants=(
        Constant("upper", "the bound on the remainder from above, a negative one", "up"),
        Constant("lower", "the bound from below, a negative one", "down"),
    ),
    depends_on=("lemma-2.5",),
)
