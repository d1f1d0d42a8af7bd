"""Records of Theorem 2.4, Theorem 1.1 and Remark 1.2: how many iterations are needed."""

from __future__ import annotations

import sympy as sp

from theory.iteration_count import CASES, product_error, relative_lag_bound
from theory.language.definitions import L, x_star
from theory.language.hypotheses import (
    ACCURACY,
    DEPTH_THREE,
    DESCENT,
    PAPER,
    POSITIVE_EIGENVALUE,
    SCALAR_COUNT,
    SMALL_START,
)
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import T, eps, eta, k, multiplier

_E = sp.Function("E_ii", real=True)
_t_plus, _s_N = sp.symbols("T_plus s_N", positive=True)
_t_id, _approximation, _remainder = sp.symbols("T_Id T_12 R", real=True)

THEOREM_2_4 = Statement(
    id="2.4",
    title="Iteration counts for one eigenvalue",
    source=f"{PAPER}, Theorem 2.4, (22)-(27)",
    tag="rebuilt",
    summary="T = min{k: |d(k) − L| ≤ ε} is at most ⌈T^Id⌉, in four cases; two of them have a lower bound too.",
    hypotheses=SCALAR_COUNT,
    claims=(
        *(
            Claim(
                f"upper_{case.name}",
                sp.Implies(case.condition, sp.Le(T, sp.ceiling(case.upper))),
                f"case {case.name}: {case.title}",
                "upper",
                "rebuilt",
            )
            for case in CASES
        ),
        *(
            Claim(
                f"lower_{case.name}",
                sp.Implies(case.condition, sp.Ge(T, case.lower)),
                f"lower bound (27) in case {case.name}",
                "lower",
                "rebuilt",
            )
            for case in CASES
            if case.lower is not None
        ),
    ),
    constants=(
        Constant("upper", "T^Id as a whole"),
        Constant("lower", "the lower bounds (27) as a whole"),
        Constant(
            "K",
            "K = max f' on (0, x_*), which makes s_N = K T⁺",
            "down",
            "to first order in η the iterates lag behind the flow by half of what Lemma 2.7 (b) allows, by "
            "½ ln(f(d)/f(α)) ≤ ½ K T⁺ iterations, so that about K/2 suffices",
        ),
        Constant("rate", "the linear rate h(x_1) of case 4", "up"),
        Constant("rate_lower", "the linear rate kappa in the lower bound of case 4", "down"),
        Constant(
            "offset",
            "the 1 that the lower bound of case 4 gives away",
            "down",
            "not needed: in the step from d < x_* to d⁺ > x_* let s be the share in which the flow reaches x_*. As f "
            "increases up to x_*, L−d⁺ ≥ (L−x_*)(1−(1−s)ηh(x_*)) ≥ (L−x_*)(1−ηκ)^(1−s): both phases together "
            "gain at most s + (1−s) = 1",
        ),
        Constant("inflection", "c_N, which sets x_* and with it the border of the cases", "up"),
        Constant(
            "step",
            "the step-size bound 1/((3N-2) M^(2N-2))",
            slack="the iterates stay one-sided up to the sharp threshold, at (3N−2)/N ≥ 2 times the bound or more; "
            "that the counts hold up to there is sampled, not proved",
        ),
    ),
    depends_on=("lemma-2.2", "lemma-2.5", "lemma-2.7"),
)

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
            sp.Implies(sp.Ge(k, multiplier("upper") * _t_id), sp.Le(sp.Abs(_E(k)), product_error)),
            "|E_ii(k)| <= N max(alpha, L_i)^(N-1) eps for all k >= T^Id(lambda_i)",
            "upper",
            "rebuilt",
        ),
    ),
    constants=(Constant("error", "the error bound (11)"), Constant("upper", "T^Id as a whole")),
    depends_on=("lemma-2.1", "2.4"),
    note="In the step-size bound M = max(alpha, ‖Ŵ‖^(1/N)): one step size serves all eigenvalues.",
)

REMARK_1_2 = Statement(
    id="remark-1.2",
    title="The leading terms of T^Id",
    source=f"{PAPER}, Remark 1.2 and Appendix A, (12), (68)",
    tag="rebuilt",
    summary="For α ≪ λ^{1/N} and small ε, T^Id is the expansion of T⁺/η plus the linear phase, up to the lag s_N.",
    hypotheses=(
        DEPTH_THREE,
        *DESCENT,
        POSITIVE_EIGENVALUE,
        SMALL_START,
        ACCURACY,
        Hypothesis("late_accuracy", sp.Lt(eps, L - x_star), "eps < L - x_*, the case 4 of Theorem 2.4"),
    ),
    claims=(
        Claim(
            "relative_lag",
            sp.Le(_s_N / (_t_plus / eta), multiplier("upper") * relative_lag_bound()),
            "s_N is at most a fixed fraction, K lambda^(2/N-2)/(3N-2), of the flow phase",
            "upper",
            "rebuilt",
        ),
        Claim(
            "at_most",
            sp.Le(_t_id - _approximation, _s_N + multiplier("upper")),
            "T^Id exceeds (12) by at most s_N + 1; the 1 is the rounding of the first summand",
            "upper",
            "ours",
        ),
        Claim(
            "at_least",
            sp.Ge(_t_id - _approximation, multiplier("lower") * _s_N + _remainder / eta),
            "and by at least s_N minus the remainder of Lemma E.1 over eta",
            "lower",
            "ours",
        ),
    ),
    constants=(
        Constant("upper", "the bound on the relative lag, and the 1 for the rounding"),
        Constant("lower", "the lag s_N in the lower bound on T^Id minus (12)"),
    ),
    depends_on=("2.4", "lemma-E.1"),
    note="T_plus, s_N and R are (23), the third term of (68) and the lower remainder of Lemma E.1 over lambda^(2-2/N).",
)
