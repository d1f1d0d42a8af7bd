"""Remark 1.2 and Appendix A: the leading terms of T^Id for small starts, and the lag s_N."""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.lemma_e_1 import expansion, expansion_remainder
from theory.deep_factorization.theorem_2_4 import case_named
from theory.language.definitions import K, L, max_slope, tau, x_star
from theory.language.expressions import abbreviation
from theory.language.hypotheses import ACCURACY, DEPTH_THREE, DESCENT, PAPER, POSITIVE_EIGENVALUE, SMALL_START
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier, without_multipliers


def relative_lag_bound(depth: sp.Expr | int = N) -> sp.Expr:
    """Return the bound on ηK, the fraction of the flow phase that s_N adds: K/λ^{2−2/N} times the scaled (25).

    It depends on N alone (Remark 1.2), since η < λ^{2/N−2}/(3N−2).

    >>> relative_lag_bound(2)
    1/4
    """
    slope = max_slope(depth).subs(multiplier("K"), 1)
    return slope.subs(lam, 1) / (3 * depth - 2)


_CASE = case_named("4a")
#: T⁺ of (23), s_N of (68), T^Id of case 4 of (24) and its approximation (12), for any depth.
T_plus = abbreviation("T_plus", tau(alpha, x_star))
s_N = abbreviation("s_N", without_multipliers(K) * tau(alpha, x_star))
T_Id_4 = abbreviation("T^Id", without_multipliers(sp.Add(*_CASE.upper_summands)))
T_12 = abbreviation("T_12", expansion() / (eta * lam ** (2 - 2 / N)) + without_multipliers(_CASE.upper_summands[1]))
#: The lower remainder of Lemma E.1 over λ^{2−2/N}.
R = abbreviation("R", without_multipliers(expansion_remainder()[0]) / lam ** (2 - 2 / N))

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
        Hypothesis("late_accuracy", sp.Lt(eps, L - x_star), "eps < L - x_*, the case 4 of Theorem 2.4", eps),
    ),
    claims=(
        Claim(
            "relative_lag",
            sp.Le(s_N / (T_plus / eta), multiplier("upper") * without_multipliers(relative_lag_bound())),
            "s_N is at most a fixed fraction, K lambda^(2/N-2)/(3N-2), of the flow phase",
            "rebuilt",
        ),
        Claim(
            "at_most",
            sp.Le(T_Id_4 - T_12, s_N + multiplier("upper")),
            "T^Id exceeds (12) by at most s_N + 1; the 1 is the rounding of the first summand",
            "ours",
        ),
        Claim(
            "at_least",
            sp.Ge(T_Id_4 - T_12, multiplier("lower") * s_N + R / eta),
            "and by at least s_N minus the remainder of Lemma E.1 over eta",
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
