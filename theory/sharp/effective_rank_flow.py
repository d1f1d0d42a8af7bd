"""The effective rank of the flow falls, then rises for ever: the conjecture of the paper, for λ_n ≥ α^N (ours).

r' = NΣq_i(φ_i − φ_1) has one sign change: where it vanishes its derivative is positive. It cannot be positive before
w_1 has come a good part of its way, so the initial phase is the learning of λ_1. Argument:
docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import y
from theory.dynamics.product import level, r_W_flow
from theory.dynamics.rank_slope import rank_slope
from theory.language.definitions import tau
from theory.language.expressions import Abbreviation, At, Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE
from theory.language.spectra import at_place, count
from theory.language.statement import Claim, Constant, Hypothesis, Statement
from theory.language.symbols import N, alpha, lam, multiplier, n, share, t

FIRST, SECOND = Eigenvalue(1), Eigenvalue(2)

NOT_ALL_EQUAL = Hypothesis("not_all_equal", sp.Gt(FIRST, Eigenvalue(n)), "lambda_1 > lambda_n", n)
#: (P): no eigenvalue is below the start, so that every w_i grows.
ALL_GROW = Hypothesis("all_grow", sp.Le(multiplier("start") * alpha**N, Eigenvalue(n)), "alpha^N <= lambda_n", alpha)
#: ut, t and t/u are three times in their order.
THREE_TIMES = Hypothesis("three_times", sp.Lt(share, 1), "0 < u < 1", share)


def time_of_first(product: sp.Expr) -> Abbreviation:
    """Return the time at which w_1 has grown to ``product``.

    >>> time_of_first(FIRST / 2)
    T_1(lambda_1/2)
    """
    return abbreviation("T_1", At(tau(alpha, product ** (1 / N)), (lam,), (FIRST,)), product)


#: How many eigenvalues are at least α^N, and when the last of these is learned up to 1 %.
GROWING = abbreviation("L", count(sp.Ge(lam, alpha**N)))
_level = (sp.Rational(99, 100) * lam) ** (1 / N)
LATE = abbreviation("T_L", At(tau(alpha, _level), (lam,), (Eigenvalue(GROWING),)))

#: What w_1 has reached when r begins to grow, at least.
LEARNED_2 = FIRST - SECOND + alpha**2
W_1 = at_place(y(t) ** N, sp.S.One)
LEARNED = (N - 2) * FIRST / (2 * N - 2)

EFFECTIVE_RANK_FLOW = Statement(
    id="effective-rank-flow",
    title="The effective rank of the flow falls, then rises",
    source="ours; expected in Section 3 in more general terms",
    tag="ours",
    summary="If α^N ≤ λ_n, r(W(t)) decreases for a time, while λ_1 is being learned, and increases for ever after.",
    hypotheses=(DEPTH_TWO, NOT_ALL_EQUAL, INITIAL_SCALE, ALL_GROW, THREE_TIMES),
    claims=(
        Claim(
            "slope",
            sp.Or(sp.Lt(rank_slope(t), 0), sp.Gt(rank_slope(t / share), 0)),
            "once r does not decrease it increases for ever after",
        ),
        Claim(
            "rank",
            sp.Or(sp.Lt(r_W_flow(t), r_W_flow(share * t)), sp.Gt(r_W_flow(t / share), r_W_flow(t))),
            "at ut < t < t/u: r does not fall after it has risen; at t = 0 the three times are one",
            given=sp.Gt(t, 0, evaluate=False),
        ),
        Claim(
            "learning_2",
            sp.Or(sp.Lt(rank_slope(t), 0), sp.Ge(W_1, multiplier("first") * LEARNED_2)),
            "N = 2: r decreases until w_1 has reached lambda_1 - lambda_2 + alpha^2",
            given=sp.Eq(N, 2),
        ),
        Claim(
            "learning",
            sp.Lt(rank_slope(t), 0),
            "N >= 3: r decreases until w_1 has reached (N-2)/(2N-2) lambda_1",
            given=sp.And(sp.Ge(N, 3), sp.Le(t, time_of_first(LEARNED))),
        ),
        Claim(
            "no_overshoot",
            sp.Or(sp.Lt(rank_slope(t), 0), sp.Lt(r_W_flow(t), level(n))),
            "while r increases it is below r of the ground truth",
        ),
    ),
    constants=(
        Constant("start", "(P): α^N is at most the smallest eigenvalue", "down"),
        Constant(
            "first",
            "what w_1 has reached before r increases, N = 2",
            "up",
            "it is reached at the turn only where λ_2 is a small part of λ_1",
        ),
    ),
    depends_on=("lemma-2.5", "lemma-3.4", "3.1"),
    note=(
        "t* is infinite exactly where every λ_i is λ_1 or α^N. Without (P) the statement is false, see "
        "effective-rank-end and docs/conjectures.md."
    ),
)
