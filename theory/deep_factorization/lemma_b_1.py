"""Lemma B.1: what goes wrong when the step is too large."""

from __future__ import annotations

import sympy as sp

from theory.dynamics.descent import descent_step
from theory.dynamics.orbits import d
from theory.language.definitions import L, kappa
from theory.language.hypotheses import DEPTH_ANY, INITIAL_SCALE, PAPER, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Statement
from theory.language.symbols import N, alpha, eta, k, lam, multiplier, x

#: Rebuilt: for λ > 0, N ≥ 2 and larger η the fixed point L is unstable.
instability_threshold = multiplier("step") * 2 / kappa

#: Rebuilt: with λ ≤ 0, N ≥ 2, α^N > |λ| and a value above 2, |d(k)| grows in every step by at least the value minus 1.
divergence_quantity = eta * alpha ** (N - 2) * (alpha**N - sp.Abs(lam))

#: g'(L), the slope at the limit of the map g of (18): an unstable fixed point is one where it exceeds 1 in modulus.
slope_at_limit = sp.Subs(sp.Derivative(descent_step(N), x), x, L)

LEMMA_B_1 = Statement(
    id="lemma-B.1",
    title="Too large a step",
    source=f"{PAPER}, Lemma B.1",
    tag="rebuilt",
    summary="Past these step sizes the iterates diverge or the limit is an unstable fixed point.",
    hypotheses=(DEPTH_ANY, INITIAL_SCALE, STEP_POSITIVE),
    claims=(
        Claim(
            "depth_one",
            sp.Eq(sp.Abs(d(k) - lam), (eta - 1) ** k * sp.Abs(alpha - lam)),
            "N = 1, eta > 2: |d(k) - lambda| = (eta-1)^k |alpha - lambda|",
            "rebuilt",
            Every(k),
            given=sp.And(sp.Eq(N, 1), eta > 2),
        ),
        Claim(
            "depth_one_diverges",
            sp.Gt(sp.Abs(d(k + 1) - lam), sp.Abs(d(k) - lam)),
            "and diverges geometrically unless alpha = lambda",
            "rebuilt",
            Every(k),
            given=sp.And(sp.Eq(N, 1), eta > 2, sp.Ne(alpha, lam)),
        ),
        Claim(
            "instability",
            sp.Gt(sp.Abs(slope_at_limit), 1),
            "N >= 2, lambda > 0, eta > 2/(N lambda^(2-2/N)): the fixed point L is unstable, |g'(L)| > 1",
            "rebuilt",
            given=sp.And(sp.Ge(N, 2), lam > 0, sp.Gt(eta, instability_threshold)),
        ),
        Claim(
            "growth",
            sp.Ge(sp.Abs(d(k + 1)), multiplier("lower") * (divergence_quantity - 1) * sp.Abs(d(k))),
            "N >= 2, lambda <= 0, alpha^N > |lambda|, eta alpha^(N-2)(alpha^N-|lambda|) > 2: |d| diverges, growing "
            "at least by this factor in every step",
            "rebuilt",
            Every(k),
            given=sp.And(sp.Ge(N, 2), lam <= 0, sp.Gt(alpha**N, -lam), sp.Gt(divergence_quantity, 2)),
        ),
    ),
    constants=(
        Constant("lower", "the growth factor"),
        Constant("step", "the threshold 2/(N lambda^(2-2/N))", "down"),
    ),
    depends_on=("lemma-2.1",),
    note="Instability is linear: close to L an iterate moves away by the factor |1 − ηκ|.",
)
