"""Where an eigenvalue is below the start, the effective rank of the flow falls in the end (ours).

The slowest w_i then comes down to its limit from above. Once it takes more from r than the growing eigenvalues add, and
these are the faster ones, so it remains. For λ_n ≥ 0 that comes to pass: a rank-deficient Ŵ never has an effective rank
that increases for ever. Argument: docs/proofs/effective-rank.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import y
from theory.dynamics.product import r_W_flow
from theory.dynamics.rank_slope import growth, phi
from theory.language.expressions import Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE
from theory.language.spectra import at_place, smallest, total
from theory.language.statement import Claim, Hypothesis, Statement
from theory.language.symbols import N, alpha, n, share, t
from theory.sharp.effective_rank_flow import GROWING, THREE_TIMES
from theory.sharp.effective_rank_robust import FIRST_GROWS

LAST_FALLS = Hypothesis("last_falls", sp.Gt(alpha**N, Eigenvalue(n)), "alpha^N > lambda_n", alpha)

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

EFFECTIVE_RANK_END = Statement(
    id="effective-rank-end",
    title="The effective rank of the flow falls in the end",
    source="ours; expected to increase in Section 3, in more general terms",
    tag="ours",
    summary="With λ_n < α^N < λ_1: once the last eigenvalue takes more from r than the others add, r falls for ever.",
    hypotheses=(DEPTH_TWO, INITIAL_SCALE, FIRST_GROWS, LAST_FALLS, THREE_TIMES),
    claims=(
        Claim(
            "falls",
            sp.Or(sp.Lt(LEAD, 0), sp.Gt(LIFT, TAKEN), sp.Lt(r_W_flow(t / share), r_W_flow(t))),
            "S >= 0 and G <= D at one time imply that r decreases from then on",
        ),
    ),
    depends_on=("effective-rank-flow", "lemma-3.4"),
    note=(
        "If λ_n ≥ 0 both come to pass: S tends to the smallest λ_i^p − λ_n^p over λ_i ≥ α^N, p = 2 − 2/N, which is "
        "positive, and G falls faster than D. Before that r may turn several times."
    ),
)
