"""When the effective rank of the flow falls for good: all that the sign of λ_i − α^N decides (ours).

Where λ_1 ≤ α^N it never rises. Where λ_n ≥ α^N < λ_1 it falls, then rises: effective-rank-flow. In between,
0 ≤ λ_n < α^N < λ_1, the slowest eigenvalue comes down to its limit from above, and in the end r falls with it. So a
rank-deficient Ŵ never has an effective rank that increases for ever. Argument: docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import y
from theory.dynamics.product import r_W_flow
from theory.dynamics.rank_slope import growth, phi
from theory.language.expressions import Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE
from theory.language.spectra import at_place, smallest, total
from theory.language.statement import Claim, Statement
from theory.language.symbols import N, alpha, n, share, t
from theory.sharp.effective_rank_flow import FIRST, GROWING, SECOND, THREE_TIMES

LAST = Eigenvalue(n)
_w = y(t) ** N
#: The exponent of w in its speed: w' = Nw^p(λ − w).
_p = 2 - 2 / N
PHI_N = abbreviation("phi_n", at_place(growth(y(t)), n), t)
#: What the growing eigenvalues lift r by, in units of Nq_i, against what the last one takes from it.
LIFT = abbreviation("G", total(_w * phi(t), last=GROWING), t)
TAKEN = abbreviation("D", -PHI_N * at_place(_w, n), t)
#: Not negative where the growing eigenvalues, close to their limits, are faster than the last one, and remain so.
_speed = y(t) ** (2 * N - 2)
LEAD = abbreviation("S", smallest(_speed - _p * phi(t), last=GROWING) + _p * PHI_N - at_place(_speed, n), t)

EFFECTIVE_RANK_CLASSIFICATION = Statement(
    id="effective-rank-classification",
    title="When the effective rank of the flow falls for good",
    source="ours; expected in Section 3 in more general terms",
    tag="ours",
    summary="With λ_1 ≤ α^N r never rises; with 0 ≤ λ_n < α^N < λ_1 it decreases in the end, for n = 2 from the start.",
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
            "n = 2, lambda_2 <= alpha^N < lambda_1: r decreases for ever",
            given=sp.And(sp.Eq(n, 2), sp.Le(SECOND, alpha**N), sp.Lt(alpha**N, FIRST)),
        ),
        Claim(
            "in_the_end",
            sp.Or(sp.Lt(LEAD, 0), sp.Gt(LIFT, TAKEN), sp.Lt(r_W_flow(t / share), r_W_flow(t))),
            "once the last eigenvalue takes more from r than the others add, r decreases for ever",
            given=sp.And(sp.Lt(LAST, alpha**N), sp.Lt(alpha**N, FIRST)),
        ),
    ),
    depends_on=("effective-rank-flow", "lemma-3.4"),
    note=(
        "S ≥ 0 ≥ G − D comes to pass: as t → ∞, S tends to the smallest λ_i^p − λ_n^p over λ_i ≥ α^N, which is "
        "positive, and G falls faster than D. For n = 2 r has a minimum exactly where λ_2 > α^N. Several turns are "
        "possible where λ_n < α^N."
    ),
)
