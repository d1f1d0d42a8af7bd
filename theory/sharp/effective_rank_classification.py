"""When the effective rank of the flow never rises: what the signs of λ_i − α^N decide (ours).

Where λ_1 ≤ α^N it never rises. Where λ_n ≥ α^N it falls, then rises: effective-rank-flow. In between, λ_n < α^N < λ_1,
it falls in the end if λ_n ≥ 0: effective-rank-end. For n = 2 there is nothing else. Argument:
docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.product import r_W_flow
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE
from theory.language.statement import Claim, Statement
from theory.language.symbols import N, alpha, n, share, t
from theory.sharp.effective_rank_flow import FIRST, SECOND, THREE_TIMES

EFFECTIVE_RANK_CLASSIFICATION = Statement(
    id="effective-rank-classification",
    title="When the effective rank of the flow never rises",
    source="ours; expected in Section 3 in more general terms",
    tag="ours",
    summary="With λ_1 ≤ α^N r never rises; for n = 2 it decreases for ever where λ_2 ≤ α^N < λ_1.",
    hypotheses=(DEPTH_TWO, INITIAL_SCALE, THREE_TIMES),
    claims=(
        Claim(
            "none_grows",
            sp.Le(r_W_flow(t / share), r_W_flow(t)),
            "lambda_1 <= alpha^N: r never increases",
            given=sp.Le(FIRST, alpha**N),
        ),
        Claim(
            "two",
            sp.Lt(r_W_flow(t / share), r_W_flow(t)),
            "n = 2, lambda_2 <= alpha^N < lambda_1: r decreases for ever; at t = 0 the two times are one",
            given=sp.And(sp.Eq(n, 2), sp.Le(SECOND, alpha**N), sp.Lt(alpha**N, FIRST), sp.Gt(t, 0, evaluate=False)),
        ),
    ),
    depends_on=("effective-rank-flow", "lemma-3.4"),
    note=(
        "λ_n ≥ α^N, not all equal: it falls, then rises, see effective-rank-flow; for n = 2 it rises exactly where "
        "λ_2 > α^N. 0 ≤ λ_n < α^N < λ_1: it falls in the end, see effective-rank-end."
    ),
)
