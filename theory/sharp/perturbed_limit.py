"""The effective rank from a perturbed start: its limit, and what it is while some eigenvalues are learned. Ours.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.perturbed_start import PERTURBATION, PERTURBATION_POSITIVE, STEP_14_SPECTRUM
from theory.dynamics.orbits import p
from theory.dynamics.product import r_W_perturbed
from theory.language.expressions import Abbreviation, ByCases, abbreviation
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE
from theory.language.spectra import largest, ratio, total
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement, Tends
from theory.language.symbols import eps, k, lam, multiplier, n

NONZERO = Hypothesis("nonzero", sp.Gt(largest(sp.Abs(lam)), 0), "the ground truth is not 0", n)
SHARE = Hypothesis("accuracy", sp.Lt(eps, 1), "0 < eps < 1", eps)

LEARNED = sp.Le(sp.Abs(p(k) - lam), eps * sp.Abs(lam))


def _if_learned(value: sp.Expr, other: sp.Expr, name: str) -> Abbreviation:
    return abbreviation(name, ByCases((value, LEARNED), (other, sp.true)), k)


#: |λ_i| of a learned eigenvalue, 0 of any other; and |w_i(k)| of the others. Their sums, and the largest of the former.
KNOWN = _if_learned(sp.Abs(lam), sp.S.Zero, "a")
OPEN = _if_learned(sp.S.Zero, sp.Abs(p(k)), "b")
SUM_KNOWN, MOST_KNOWN = abbreviation("A", total(KNOWN), k), abbreviation("a_1", largest(KNOWN), k)
SUM_OPEN = abbreviation("B", total(OPEN), k)

PERTURBED_LIMIT = Statement(
    id="perturbed-limit",
    title="The effective rank from a perturbed start",
    source="ours",
    tag="ours",
    summary="r(W(k)) tends to r(Ŵ), and on the way it is at most about that of what is learned.",
    hypotheses=(
        DEPTH_TWO,
        NONZERO,
        INITIAL_SCALE,
        PERTURBATION_POSITIVE,
        PERTURBATION,
        STEP_POSITIVE,
        STEP_14_SPECTRUM,
        SHARE,
    ),
    claims=(
        Claim(
            "tends",
            sp.Eq(r_W_perturbed(k), multiplier("limit") * ratio(sp.Abs(lam))),
            "r(W(k)) tends to the nuclear norm of Ŵ over its operator norm",
            over=Tends(k),
        ),
        Claim(
            "learned",
            sp.Le(
                (1 - eps) * MOST_KNOWN * r_W_perturbed(k),
                multiplier("upper") * (1 + eps) * SUM_KNOWN + multiplier("open") * SUM_OPEN,
            ),
            "r(W(k)) is at most about that of the eigenvalues learned up to eps, and what the others add",
            over=Every(k),
        ),
    ),
    constants=(
        Constant("limit", "the limit"),
        Constant("upper", "the weight of what is learned"),
        Constant("open", "the weight of what is not", "down"),
    ),
    depends_on=("1.3",),
    note=(
        "The set that is learned is ordered by the time it takes, not by |λ|: a negative eigenvalue comes later than a "
        "positive one of the same size, see negative-later. r(W(k)) is not monotone, not even up to a small amount: "
        "the largest of the |w_i| may change, as with λ = (1, −3)."
    ),
)
