"""An eigenvalue below the start makes the effective rank fall in the end, at N = 2 not every negative one. Ours.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.dynamics.orbits import y
from theory.dynamics.product import r_W_flow
from theory.language.expressions import Eigenvalue, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE
from theory.language.spectra import at_place, count, smallest, total
from theory.language.statement import Claim, Hypothesis, Statement
from theory.language.symbols import N, alpha, lam, n, share, t

#: How many eigenvalues are above the start, and how many are not below it.
ABOVE = abbreviation("L_alpha", count(lam > alpha**N))
NOT_BELOW = abbreviation("M_alpha", count(lam >= alpha**N))
#: How many are positive.
POSITIVE = abbreviation("n_+", count(lam > 0))
#: The multiplicity of λ_1.
TOP = abbreviation("m_1", count(sp.Ge(lam, Eigenvalue(1))))
#: The places of the least eigenvalue above the start and of the largest one below it.
LAST, BELOW = ABOVE, NOT_BELOW + 1

BELOW_START = Hypothesis(
    "below_start", sp.Lt(Eigenvalue(n), alpha**N), "lambda_n < alpha^N: some eigenvalue falls", alpha
)
LEARNED = Hypothesis("learned", sp.Lt(alpha**N, Eigenvalue(1)), "alpha^N < lambda_1", alpha)
PART = Hypothesis("share", sp.Lt(share, 1), "0 < u < 1: a later time is t/u", share)

_rho = lam - y(t) ** N
_rho_1 = at_place(_rho, sp.Integer(1))
#: What λ_2, …, λ_L may still gain, and what the largest eigenvalue below the start loses, both as rates.
GAIN = abbreviation("g", total(lam ** (2 - 2 / N) * _rho, 2, ABOVE), t)
LOSS = abbreviation("l", at_place(-(y(t) ** (2 * N - 2)) * _rho, BELOW), t)
#: How fast the gain vanishes at least, and the loss at most.
GAIN_RATE = abbreviation("gamma_g", at_place(y(t) ** (2 * N - 2), LAST), t)
LOSS_RATE = abbreviation("gamma_l", at_place(y(t) ** (N - 2) * (y(t) ** N - (2 - 2 / N) * _rho), BELOW), t)

#: At N = 2: what the least positive eigenvalue gains on λ_1, and what the negative ones lose against it, as rates.
LEAD = abbreviation("a", at_place(y(t) ** 2, POSITIVE) * (at_place(_rho, POSITIVE) - _rho_1), t)
LAG = abbreviation("b", _rho_1 * total(y(t) ** 2, POSITIVE + 1) - total(y(t) ** 2 * _rho, POSITIVE + 1), t)
#: By how much every positive eigenvalue but λ_1 is further from its limit than λ_1, at least.
BEHIND = abbreviation("c", smallest(_rho, TOP + 1, POSITIVE) - _rho_1, t)

FINAL_FALL = Statement(
    id="final-fall",
    title="Whether the effective rank rises or falls in the end",
    source="ours",
    tag="ours",
    summary=(
        "At N ≥ 3 any eigenvalue below the start makes r fall in the end, 0 and negative ones too; at N = 2 those do "
        "that are less than λ_L in absolute value, λ_L the least above the start."
    ),
    hypotheses=(DEPTH_TWO, INITIAL_SCALE, BELOW_START, LEARNED, PART),
    claims=(
        Claim(
            "falls",
            sp.Lt(r_W_flow(t / share), r_W_flow(t)),
            "once the loss outweighs the gain and vanishes more slowly, r falls for ever",
            given=sp.And(sp.Lt(GAIN, LOSS), sp.Ge(GAIN_RATE, LOSS_RATE)),
        ),
        Claim(
            "rises",
            sp.Gt(r_W_flow(t / share), r_W_flow(t)),
            "N = 2, no |lambda_i| below the least positive eigenvalue: once its lead outweighs the lag, r rises",
            given=sp.And(
                sp.Eq(N, 2),
                sp.Le(Eigenvalue(POSITIVE + 1), -Eigenvalue(POSITIVE)),
                sp.Ge(BEHIND, 0),
                sp.Gt(LEAD, LAG),
            ),
        ),
    ),
    depends_on=("lemma-3.4",),
    note=(
        "L counts the eigenvalues above the start α^N, M those not below it. One of the two conditions holds from some "
        "time on: the first one if N ≥ 3, and at N = 2 if λ_{M+1} > −λ_L or λ_2, …, λ_L equal λ_1; the second one at "
        "N = 2 if λ_{M+1} < −λ_L and λ_L < λ_1. Where λ_{M+1} = −λ_L the start decides, and how many: r rises in "
        "the end if #{λ_i = λ_L}(λ_L² − α⁴) > #{λ_i = −λ_L} α⁴, and falls if it is less."
    ),
)
