"""The window of Remark 3.3 is the largest that serves every noise of the size δ. Ours.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.remark_3_3 import LEAST, NOISE, T_0, T_1, share_grows
from theory.dynamics.orbits import y
from theory.dynamics.product import time_to_share
from theory.language.expressions import Eigenvalue
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, ell_0, eps, multiplier, n, noise, t, theta

#: When the least leading eigenvalue that the noise allows is learned.
SLOWEST = time_to_share(LEAST, 1 - eps)
#: E moves λ_{ℓ_0} down to it and the next eigenvalue up to δ: the noise that closes the gap as far as it can.
CLOSED_GAP = sp.And(sp.Eq(Eigenvalue(ell_0), LEAST), sp.Eq(Eigenvalue(ell_0 + 1), noise))


def w(place: sp.Expr) -> sp.Expr:
    """Return w_i(t) = y_i(t)^N at one place of the spectrum.

    >>> w(ell_0)
    y_(ell_0)(t)**N
    """
    return y(t).subs(y(t).parameters[1], Eigenvalue(place)) ** N


NOISE_WINDOW = Statement(
    id="noise-window",
    title="The window with noise is exact",
    source="ours",
    tag="ours",
    summary="For the noise that closes the gap as far as it can, the ℓ-th plateau is the window [T_0, T_1], no longer.",
    hypotheses=NOISE,
    claims=(
        Claim(
            "start",
            sp.Eq(T_0, multiplier("start") * SLOWEST),
            "T_0 is the time of the least leading eigenvalue, if w/lambda increases in lambda by then",
            given=share_grows(SLOWEST),
        ),
        Claim(
            "attained",
            sp.And(sp.Ge(w(ell_0), (1 - eps) * Eigenvalue(ell_0)), sp.Le(w(ell_0 + 1), theta * Eigenvalue(ell_0 + 1))),
            "there, the l-th eigenvalue is learned and the next one is not, exactly in the window",
            given=sp.And(CLOSED_GAP, share_grows(SLOWEST), sp.Lt(ell_0, n)),
            exactly_when=sp.And(sp.Ge(t, multiplier("open") * T_0), sp.Le(t, multiplier("close") * T_1)),
        ),
    ),
    constants=(
        Constant("start", "the time of the least leading eigenvalue"),
        Constant("open", "when the window opens"),
        Constant("close", "when the window closes"),
    ),
    depends_on=("remark-3.3",),
    note=(
        "A window for every E with ‖E‖ ≤ δ has to be one for this E: none longer than [T_0, T_1] will do. It is not "
        "empty exactly for α up to a threshold, that of the eigenvalues μ_ℓ−δ and δ."
    ),
)
