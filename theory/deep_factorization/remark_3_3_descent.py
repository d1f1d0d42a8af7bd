"""Remark 3.3 for gradient descent: the same window in iterations, for every depth.

The argument: docs/proofs/noise-and-stopping.md.
"""

from __future__ import annotations

import sympy as sp

from theory.deep_factorization.remark_3_3 import LEAST, NOISE, RANK_CONSTANTS, lower_rank, upper_rank
from theory.dynamics.orbits import d
from theory.dynamics.product import r_W
from theory.language.expressions import Eigenvalue
from theory.language.hypotheses import PAPER, STEP_POSITIVE, STEP_SIZE_SPECTRUM
from theory.language.observables import first
from theory.language.spectra import largest, smallest
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, ell_0, eps, k, lam, mu, multiplier, n, noise, theta


def orbit(eigenvalue: sp.Expr, index: sp.Expr) -> sp.Expr:
    """Return d(k) of another eigenvalue from the same start, as of μ_i − δ.

    >>> orbit(noise, k)
    d(k; lambda=delta)
    """
    return d(index).subs(lam, eigenvalue)


#: The first k at which μ_i − δ is learned up to ε for every i ≤ ℓ, and the first at which δ is learned beyond θ.
K_0 = first(k, sp.Ge(smallest(orbit(mu - noise, k) ** N / (mu - noise), last=ell_0), 1 - eps), "K_0")
K_1 = first(k, sp.Gt(orbit(noise, k) ** N, theta * noise), "K_1")

REMARK_3_3_DESCENT = Statement(
    id="remark-3.3-descent",
    title="Noise: the window in iterations",
    source=f"{PAPER}, Remark 3.3, which leaves the formulas out: ours",
    tag="ours",
    summary="From K_0 until K_1 the descent has about the effective rank of W_0.",
    hypotheses=(*NOISE, STEP_POSITIVE, STEP_SIZE_SPECTRUM),
    claims=(
        Claim(
            "upper",
            sp.Le(r_W(k), upper_rank()),
            "r(W(k)) <= what Weyl allows r(W_0) to become",
            over=Every(k, K_0, K_1),
        ),
        Claim(
            "lower",
            sp.Ge(r_W(k), lower_rank()),
            "r(W(k)) >= what Weyl leaves of r(W_0)",
            over=Every(k, K_0),
        ),
        Claim(
            "resting",
            sp.Le(largest(d(k) ** N, first=ell_0 + 1), multiplier("rest") * theta * noise),
            "no other eigenvalue has come beyond theta delta",
            over=Every(k, before=K_1),
            given=sp.Lt(ell_0, n),
        ),
        Claim(
            "ahead",
            sp.Le(orbit(LEAST, k) ** N, smallest(d(k) ** N, last=ell_0)),
            "every leading eigenvalue is ahead of the least that the noise allows",
            over=Every(k),
            given=sp.Lt(LEAST, Eigenvalue(ell_0)),
        ),
    ),
    constants=(
        *RANK_CONSTANTS,
        Constant("rest", "how far the others have come", "down"),
        Constant(
            "step",
            "the step-size bound (25)",
            slack="larger eigenvalues stay ahead while the map increases, up to about (3N−2)/N ≥ 2 times the bound",
        ),
    ),
    depends_on=("remark-3.3", "lemma-3.4", "lemma-2.2"),
)
