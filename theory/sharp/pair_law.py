"""The law of the pair with the drift of Δ₂ (ours, observed): T is a ceiling, as for the scalar recursion.

In a step the rapidity u grows by artanh(ηr) and S = Δ₂ is multiplied by 1 − η²r². So S falls along the way, by
dS/du = −ηrS up to higher orders, and the S that is kept at its first value makes T wrong by some tens of iterations,
however small η is. To first order in the drift S(u) = S₀·exp(−η∫r du), r at S₀, and that is elementary. With it the
time (1/η)∫du/r and half of the logarithm, as in the scalar law, leave a defect that vanishes with η.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from theory.deep_factorization.perturbed_start import initial_product
from theory.dynamics.orbits import T_product
from theory.language.expressions import Root, abbreviation
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, eps, eta, lam, multiplier, without_multipliers
from theory.sharp.perturbed_count import PERTURBED_COUNT, S_0, hypothesis_step, law_case, u_0
from theory.sharp.perturbed_lower import e_folds
from theory.sharp.rapidity import cosh_power_integral, product_of_rapidity, rate, u

#: The rapidity at the target, and the time without its logarithm.
u_e = sp.Symbol("u_e", real=True)


def swept(end: sp.Expr) -> sp.Expr:
    """Return ∫r du from u_0 to ``end`` at S = S₀."""
    linear = abbreviation("C", cosh_power_integral(N - 2, end) - cosh_power_integral(N - 2, u_0), end)
    steep = sp.cosh(end) ** (2 * N - 2) - sp.cosh(u_0) ** (2 * N - 2)
    body = -lam * S_0 ** (N / 2 - 1) * linear - S_0 ** (N - 1) * steep / (2 * N - 2)
    return abbreviation("R", body, end)


def drifting(end: sp.Expr) -> sp.Expr:
    """Return S at the rapidity ``end``, to first order in the drift."""
    return abbreviation("S", S_0 * sp.exp(-eta * swept(end)), end)


def speed(end: sp.Expr) -> sp.Expr:
    """Return r at the rapidity ``end`` and the S there."""
    return abbreviation("r", rate(N, end, drifting(end)), end)


_start = law_case("above").definitions[:2]
_time = sp.Integral(1 / speed(u), (u, u_0, u_e)) / eta
#: x: T is its ceiling, up to w.
law_time = abbreviation("x", _time + sp.log(speed(u_e) / speed(u_0)) / 2)
#: The step size as a share of what the sharp count allows, and the drift.
_share = abbreviation("z", without_multipliers(hypothesis_step().lhs))
_drift = abbreviation("delta", sp.log(S_0 / drifting(u_e)))
_along = (_share**2 / 50 + _drift**2 / (2 * N)) * law_time
_room = abbreviation("w", _share * (1 + e_folds) / 8 + _along)
#: An eighth is too little where the product falls to λ in one step or two: see ``proofs_check/coq/sharp/pair_law.v``.
_room_of_first_steps = abbreviation("w_1", 2 * _share * (1 + e_folds) / 5 + _along)


def _claims(name: str, given: sp.Basic, end: sp.Expr, text: str, below: sp.Expr) -> Iterator[Claim]:
    where, room = (*_start, (u_e, end)), multiplier("room")
    upper = sp.Le(T_product, multiplier("upper") * law_time + 1 + room * _room)
    lower = sp.Ge(T_product, multiplier("lower") * law_time - room * below)
    yield Claim(f"{name}_upper", upper, f"{text}: T is at most x + 1 + w", "observed", given=given, where=where)
    yield Claim(f"{name}_lower", lower, f"{text}: T is at least x - {below}", "observed", given=given, where=where)


PAIR_LAW = Statement(
    id="pair-law",
    title="The law of the pair",
    source="ours, observed",
    tag="observed",
    summary="T is the ceiling of a flow time along the drifting Δ₂, up to what vanishes with the step size.",
    hypotheses=PERTURBED_COUNT.hypotheses,
    claims=(
        *_claims(
            "falling",
            sp.And(initial_product > lam, sp.Lt(eps, initial_product - lam)),
            Root(u, product_of_rapidity(N, u, drifting(u)), -lam - eps, u_0),
            "the product falls to lambda",
            _room_of_first_steps,
        ),
        *_claims(
            "rising",
            sp.And(lam > 0, sp.Le(initial_product, lam), sp.Lt(eps, lam - initial_product)),
            -Root(u, product_of_rapidity(N, u, drifting(-u)), lam - eps, -u_0),
            "the product rises to lambda",
            _room,
        ),
    ),
    constants=(
        Constant("upper", "the law in the upper bounds"),
        Constant("lower", "the law in the lower bounds"),
        Constant("step", "the step-size bound", slack="what is left open grows with it"),
        Constant("room", "what is left open", "down", slack="observed: it covers what campaigns found"),
    ),
    depends_on=("1.3-sharp",),
    note=(
        "Observed, not proved. z is the left side of the step-size hypothesis. With S kept at its "
        "first value T would differ from x by a number of iterations that does not vanish with the step size. With w "
        "in place of w_1 the lower bound of a falling product is false: N = 2, lambda = -1, alpha = 1, beta = 1/100, "
        "eta = 6/25, eps = 1271/1000 has T = 1, and at N = 100 Coq refutes it."
    ),
)
