"""A lower count for the perturbed start, all signs of λ: the flow time at S = S₀ less a logarithm (ours).

It is the counterpart of the sharp count and asks for nothing more. S = Δ₂ never grows, and at a given product a smaller
S only slows the error down: so the flow time (1/η)∫du/|r| with S kept at S₀ is short of T by no more than what the
steps, taken as if their speed were constant, can gain on it. docs/proofs/perturbed-lower.md has the argument.
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from theory.deep_factorization.perturbed_start import initial_product
from theory.dynamics.orbits import T_product
from theory.language.expressions import abbreviation
from theory.language.statement import Claim, Constant, Statement
from theory.language.symbols import N, alpha, eps, eta, lam, multiplier
from theory.sharp.perturbed_count import (
    PERTURBED_COUNT,
    S_0,
    S_1,
    imbalance_fall,
    law_case,
    swept_rates,
    u_0,
    u_1,
    w_e,
    y_hat,
)
from theory.sharp.rapidity import contraction, rate, u, w_of

#: The largest ηκ that the step size allows, and 1/z + 1/ln(1−z) there: it grows with z.
LARGEST = sp.Rational(1, 2)
SHARE_OF_LOG = 1 / LARGEST + 1 / sp.log(1 - LARGEST)
#: ln(−ln(1−z)) grows at most so many times as fast as ln z, z ≤ 1/2.
ELASTICITY = -LARGEST / ((1 - LARGEST) * sp.log(1 - LARGEST))
#: The factors by which −ln(1−ηκ) can fall in one step while |p| falls, and grow while |p| grows.
c_1, c_2 = sp.symbols("c_1 c_2", positive=True)
#: ηκ at the start; the rapidity at which the product is λ, and ηκ there.
z_0, z_l = sp.symbols("z_0 z_lambda", positive=True)
w_l = sp.Symbol("w_lambda", positive=True)
#: What bounds ∫r du up to the sign change.
R_1 = sp.Symbol("R_1", positive=True)


def log_speed(z: sp.Expr) -> sp.Expr:
    """Return φ(z) = −ln(1−z): a step with ηκ = z multiplies the error by 1 − z."""
    return -sp.log(1 - z)


@dataclass(frozen=True)
class Stretch:
    """A part of the way on which φ changes one way, between ``slow`` and ``fast``, by ``ratio`` a step at most."""

    name: str
    ratio: sp.Symbol
    fast: sp.Expr
    slow: sp.Expr

    @property
    def lag(self) -> sp.Expr:
        """What the steps gain on the integral of 1/φ: (c−1)/ln c of the change of ln φ."""
        change = sp.log(log_speed(self.fast) / log_speed(self.slow))
        return abbreviation(f"ell_{self.name}", (self.ratio - 1) / sp.log(self.ratio) * change)


_radius = sp.Abs(lam) ** (sp.S(2) / N) + S_0
_ratio_above = (1 - eta * alpha ** (2 * N - 2)) ** (-(2 * N - 2) * ELASTICITY)
_ratio_fall = (sp.exp(sp.sqrt(N - 1) * y_hat) / (1 - y_hat) ** (2 * N - 2)) ** ELASTICITY
_ratio_rise = sp.exp((2 * N - 2 + sp.sqrt(N - 1)) * eta * _radius ** (N - 1) * ELASTICITY)

_at_zero = eta * S_1 ** (N - 1)
_at_end = eta * N * (lam + (1 - z_0) * eps) ** (2 - 2 / N)
_turn = ((R_1, swept_rates(N, sp.S.Zero, 0)), (S_1, S_0 * sp.exp(-imbalance_fall(R_1, 0))))
_limit = ((w_l, w_of(sp.Abs(lam), S_0)), (z_l, eta * contraction(N, w_l, S_0)))

_falling = Stretch("fall", c_1, z_0, _at_zero)
_turned = Stretch("turn", c_2, z_l, _at_zero * (1 - y_hat**2) ** (N - 1))
_rising = Stretch("rise", c_2, z_l, z_0)
_above = Stretch("above", c_1, z_0, _at_end)

#: The number of e-foldings of the error.
e_folds = abbreviation("Lambda", sp.log(sp.Abs(initial_product - lam) / eps))


def _speed(rapidity: sp.Expr) -> sp.Expr:
    return abbreviation("r", rate(N, rapidity, S_0), rapidity)


def _count(
    name: str, integral: sp.Integral, stretches: tuple[Stretch, ...], names: tuple[tuple[sp.Symbol, sp.Expr], ...]
) -> Claim:
    case = law_case(name)
    lag = sp.Add(*(part.lag for part in stretches))
    bound = integral / eta - SHARE_OF_LOG * e_folds - lag
    start = (*case.definitions[:3], (z_0, eta * contraction(N, u_0, S_0)))
    return Claim(
        name,
        sp.Ge(T_product, multiplier("lower") * bound),
        case.title,
        "ours",
        given=case.condition,
        where=(*start, *names),
    )


PERTURBED_LOWER = Statement(
    id="perturbed-lower",
    title="A lower count for the perturbed start",
    source="ours, matching the sharp count",
    tag="ours",
    summary=(
        "T = min{k: |p₁p₂^{N−1} − λ| ≤ ε} is at least the flow time in the rapidity u with Δ₂ kept at its first value, "
        "less logarithms."
    ),
    hypotheses=PERTURBED_COUNT.hypotheses,
    claims=(
        _count(
            "early",
            sp.Integral(1 / _speed(u), (u, u_0, u_1)),
            (_falling,),
            ((u_1, -w_of(eps + lam, S_0)), *_turn, (c_1, _ratio_fall)),
        ),
        _count(
            "negative",
            sp.Integral(1 / _speed(u), (u, u_0, w_e)),
            (_falling, _turned),
            ((w_e, w_of(-lam - eps, S_0)), *_turn, *_limit, (c_1, _ratio_fall), (c_2, _ratio_rise)),
        ),
        _count(
            "below",
            sp.Integral(-1 / _speed(-u), (u, -u_0, w_e)),
            (_rising,),
            ((w_e, w_of(lam - eps, S_0)), *_limit, (c_2, _ratio_rise)),
        ),
        _count(
            "above",
            sp.Integral(1 / _speed(-u), (u, w_e, -u_0)),
            (_above,),
            ((w_e, w_of(lam + eps, S_0)), (c_1, _ratio_above)),
        ),
    ),
    constants=(
        Constant("lower", "the lower bound as a whole"),
        Constant("step", "the step-size bound", slack="the steps are taken as if each were as uneven as the worst"),
    ),
    depends_on=("lemma-2.9", "1.3-sharp"),
    note=(
        "w(p, S) is the w >= 0 with S^(N/2) sinh(w) cosh(w)^(N-1) = p. z_0 is eta kappa at the start; in one step "
        "-ln(1 - eta kappa) falls by a factor of at most c_1, and grows by one of at most c_2."
    ),
)
