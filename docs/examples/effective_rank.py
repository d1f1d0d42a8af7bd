"""Two bounds like (61) of Theorem 3.1 that are false, each with a counterexample in a file beside this one.

    dmf replay docs/examples/without-lead.json
    dmf replay docs/examples/tail-below-start.json
    dmf verify --file docs/examples/effective_rank.py

The first leaves out ε/(1−ε)·(r_ℓ−1). If λ_1 starts far below its limit and λ_2 close to it, w_2/w_1 is on its way
down to λ_2/λ_1, and r(W) comes to r(Ŵ) from above. The second lets each of the n − ℓ other eigenvalues weigh at most
θλ_{ℓ+1}. One that begins above its limit, such as λ = 0, is nowhere below that.
"""

from dataclasses import replace

import sympy as sp

from theory import statement
from theory.deep_factorization.plateau import FIRST, NEXT, lead, weight
from theory.dynamics.product import level, r_W_flow
from theory.language.symbols import ell, eps, n, t, theta

PUBLISHED = statement("3.1")
UPPER = PUBLISHED.claim("upper")


def with_bound(id: str, title: str, bound: sp.Expr):
    """Return Theorem 3.1 with another bound on r(W(t)) − r_ℓ from above, and nothing else."""
    claim = replace(UPPER, relation=sp.Le(r_W_flow(t), level() + bound), text="")
    return replace(PUBLISHED, id=id, title=title, tag="ours", source="false", claims=(claim,), constants=(), note="")


without_lead = with_bound("without-lead", "A bound without the error of the leading eigenvalues", weight(theta * NEXT))
tail_below_start = with_bound(
    "tail-below-start",
    "A bound that takes every tail for one that grows",
    lead() + (n - ell) * theta * NEXT / ((1 - eps) * FIRST),
)
