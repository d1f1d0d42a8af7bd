"""A sharp iteration count for the perturbed start, all signs of λ (ours).

T = min{k: |p₁p₂^{N−1} − λ| ≤ ε} is at most a flow time (1/η)∫du/|r| in the rapidity u, p₁ = −√S·sinh u,
p₂ = √S·cosh u, S = Δ₂ = p₂² − p₁², plus logarithms; from T on the error stays within ε. It asks for 0 < β < α and
2NηP^{2N−2} ≤ 1, P² = max(α², |λ|^{2/N} + β(2α−β)), which follow from (14). The argument, by hand, is
docs/proofs/perturbed-count.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import sympy as sp

from theory.deep_factorization.perturbed_start import (
    PERTURBATION_ANY,
    START_HYPOTHESES,
    initial_imbalance,
    initial_product,
)
from theory.dynamics.orbits import E_perturbed, T_product
from theory.language.hypotheses import ACCURACY, STEP_POSITIVE
from theory.language.statement import Claim, Constant, Every, Hypothesis, Statement
from theory.language.symbols import N, alpha, beta, eps, eta, k, lam, multiplier
from theory.sharp.rapidity import contraction, cosh_power_integral, product_of_rapidity, rate, u, w_of

#: The share σ of |λ| − ε at which two parts of the estimates meet. Any number between 0 and 1 will do; the bound is
#: best near this one.
share = sp.Symbol("sigma", positive=True)
SHARE = sp.Rational(3, 10)
#: Names in the bounds, in the order in which they are defined: see ``LawCase.definitions``.
S_0, S_1, S_2 = sp.symbols("S_0 S_1 S_2", positive=True)
u_0, u_1, u_t, w_s, w_e = sp.symbols("u_0 u_1 u_t w_s w_e", real=True)
y_hat, p_s = sp.symbols("y_max p_s", nonnegative=True)
z_s, z_e, phi_s, phi_e = sp.symbols("z_s z_e phi_s phi_e", positive=True)


@dataclass(frozen=True)
class LawCase:
    """One case of the sharp count: T ≤ bound when ``condition`` holds.

    ``definitions`` give the names their values, each from the parameters and the names before it.
    ``integrals`` are triples (rate, from, to): the bound contains (1/η)∫du/rate. ``rest`` is everything else.
    """

    name: str
    title: str
    condition: sp.Basic
    definitions: tuple[tuple[sp.Symbol, sp.Expr], ...]
    integrals: tuple[tuple[sp.Expr, sp.Expr, sp.Expr], ...]
    rest: sp.Expr

    @property
    def bound(self) -> sp.Expr:
        """The bound on T, in the names of ``definitions``."""
        integrals = [sp.Integral(1 / speed, (u, start, end)) for speed, start, end in self.integrals]
        return multiplier("upper") * (sp.Add(*integrals) / eta + self.rest)

    @property
    def where(self) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
        """The definitions with the share among them where one is made of it."""
        shared = any(value.has(share) for _, value in self.definitions)
        return ((share, SHARE), *self.definitions) if shared else self.definitions


def hypothesis_step(depth: int | sp.Expr = N) -> sp.Basic:
    """Return the step-size hypothesis 2NηP^{2N−2} ≤ 1, P² = max(α², |λ|^{2/N} + β(2α−β)).

    >>> hypothesis_step(2).subs({alpha: 1, beta: sp.Rational(1, 2), lam: -1, eta: sp.Rational(1, 14)})
    1/(2*q_step) <= 1
    """
    radius = sp.Max(alpha**2, sp.Abs(lam) ** (sp.S(2) / depth) + initial_imbalance)
    return sp.Le(2 * depth * eta * radius ** (depth - 1) / multiplier("step"), 1)


def _progress(depth: int | sp.Expr) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """Define φ = 2z/(2−z) ≤ −ln(1−z), z = ηκ(w, S₂), at the start w_s and at the end w_e."""
    rates = tuple((z, eta * contraction(depth, w, S_2)) for z, w in ((z_s, w_s), (z_e, w_e)))
    return (*rates, (phi_s, 2 * z_s / (2 - z_s)), (phi_e, 2 * z_e / (2 - z_e)))


@cache
def law_cases(depth: int | sp.Expr = N) -> tuple[LawCase, ...]:
    """Return the four cases of the sharp count; hypotheses and argument: docs/proofs/perturbed-count.md (ours).

    >>> [case.name for case in law_cases(3)]
    ['early', 'negative', 'below', 'above']
    """
    start_error = sp.Abs(initial_product - lam)
    fastest = eta * sp.Max(
        alpha ** (depth - 2) * start_error,
        (sp.Abs(lam) ** (sp.S(2) / depth) + S_0) ** (sp.S(depth - 2) / 2) * sp.Abs(lam),
    )
    start = (
        (S_0, initial_imbalance),
        (u_0, sp.log(beta / (2 * alpha - beta)) / 2),
        (y_hat, fastest),
    )
    return (
        _early(depth, start),
        _negative(depth, start),
        _below(depth, start),
        _above(depth, start),
    )


def swept_rates(depth: int | sp.Expr, end: sp.Expr, beyond: int) -> sp.Expr:
    """Return the bound on ∫r₊du from u_0 to u = ``end``; with ``beyond`` = 1 that end is past 0."""
    linear = cosh_power_integral(depth - 2, end) - cosh_power_integral(depth - 2, u_0)
    lowest = S_0 if beyond else S_0 * sp.cosh(end) ** 2
    steep = (alpha ** (2 * depth - 2) - lowest ** (depth - 1)) / (2 * depth - 2)
    return sp.Max(-lam, 0) * S_0 ** (sp.S(depth) / 2 - 1) * linear + steep


def imbalance_fall(swept: sp.Expr, beyond: int) -> sp.Expr:
    """Return the bound on −ln(S/S₀) over the steps that end before the end of ``swept``.

    With ``beyond`` = 1, for an end > 0, the step that passes it counts too.
    """
    return (eta * swept + (1 + beyond) * y_hat**2 / (1 - y_hat**2)) / (1 - y_hat**2)


def _early(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    return LawCase(
        "early",
        "λ < 0, the accuracy is met before the sign changes",
        sp.And(lam < 0, sp.Ge(eps, -lam), sp.Lt(eps, initial_product - lam)),
        (
            *start,
            (u_1, -w_of(eps + lam, S_0)),
            (S_1, S_0 * sp.exp(-imbalance_fall(swept_rates(depth, u_1, 0), 0))),
        ),
        ((rate(depth, u, S_1), u_0, u_1),),
        sp.Integer(1),
    )


def _negative(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    late_fall = eta * (-lam - p_s) ** 2 / (S_1 * sp.cosh(u_1) ** 2 * (1 - y_hat**2))
    return LawCase(
        "negative",
        "λ < 0, through the sign change to the mirrored limit",
        sp.And(lam < 0, sp.Lt(eps, -lam)),
        (
            *start,
            (u_1, w_of(share * (-lam - eps), S_0)),
            (S_1, S_0 * sp.exp(-imbalance_fall(swept_rates(depth, u_1, 1), 1))),
            (p_s, product_of_rapidity(depth, u_1, S_1)),
            (S_2, S_1 * sp.exp(-late_fall)),
            (w_s, w_of(p_s, S_2)),
            (w_e, w_of(-lam - eps, S_2)),
            *_progress(depth),
        ),
        (
            (rate(depth, u, S_1), u_0, sp.Integer(0)),
            (rate(depth, u, S_1, S_0), sp.Integer(0), u_1),
            (rate(depth, u, S_2), w_s, w_e),
        ),
        2 - sp.log((-lam - p_s) / eps) / 2 + (depth - 2) * sp.log(sp.cosh(u_1)) + sp.log(phi_e / phi_s),
    )


def _below(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    linear = cosh_power_integral(depth - 2, u_1) - cosh_power_integral(depth - 2, -u_0)
    sums = eta * lam * S_0 ** (sp.S(depth) / 2 - 1) * linear
    fall = (sums + y_hat**2 / (1 - y_hat**2)) / (1 - y_hat**2)
    late_fall = eta * (lam - p_s) ** 2 / (S_1 * sp.cosh(u_1) ** 2 * (1 - y_hat**2))
    return LawCase(
        "below",
        "λ > 0, start below the limit",
        sp.And(lam > 0, sp.Le(initial_product, lam), sp.Lt(eps, lam - initial_product)),
        (
            *start,
            (u_t, w_of(share * (lam - eps), S_0)),
            (u_1, sp.Max(u_t, -u_0)),
            (S_1, S_0 * sp.exp(-fall)),
            (p_s, product_of_rapidity(depth, u_1, S_1)),
            (S_2, S_1 * sp.exp(-late_fall)),
            (w_s, w_of(initial_product, S_2)),
            (w_e, w_of(lam - eps, S_2)),
            *_progress(depth),
        ),
        ((-rate(depth, -u, S_2), w_s, w_e),),
        1 - sp.log((lam - initial_product) / eps) / 2 + sp.log(phi_e / phi_s),
    )


def _above(depth: int | sp.Expr, start: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> LawCase:
    return LawCase(
        "above",
        "λ ≥ 0, start above the limit",
        sp.And(lam >= 0, initial_product > lam, sp.Lt(eps, initial_product - lam)),
        (
            *start,
            (S_2, S_0 * sp.exp(-imbalance_fall(swept_rates(depth, sp.Integer(0), 0), 0))),
            (w_s, w_of(initial_product, S_2)),
            (w_e, w_of(lam + eps, S_2)),
            *_progress(depth),
        ),
        ((rate(depth, -u, S_2), w_e, w_s),),
        1 - sp.log((initial_product - lam) / eps) / 2 + sp.log(phi_s / phi_e),
    )


def law_case(name: str, depth: int | sp.Expr = N) -> LawCase:
    """Return the case of the sharp count called ``name``; raises KeyError otherwise.

    >>> law_case("above").title
    'λ ≥ 0, start above the limit'
    """
    for case in law_cases(depth):
        if case.name == name:
            return case
    raise KeyError(name)


def point_law(depth: int | sp.Expr = N) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """Return the definitions of the point law T ≈ (1/η)∫_{u_0}^{w_e} du/r at S = S₀, λ < 0, ε < |λ| (ours, observed).

    >>> [str(name) for name, _ in point_law(3)]
    ['S_0', 'u_0', 'w_e']
    """
    return (
        (S_0, initial_imbalance),
        (u_0, sp.log(beta / (2 * alpha - beta)) / 2),
        (w_e, w_of(-lam - eps, S_0)),
    )


#: The point law itself, in the names of its definitions.
point_law_time = sp.Integral(1 / rate(N, u, S_0), (u, u_0, w_e)) / eta

STEP_SHARP = Hypothesis(
    "step_size",
    hypothesis_step(),
    "2N eta P^(2N-2) <= 1, P^2 = max(alpha^2, |lambda|^(2/N) + beta(2alpha-beta))",
    eta,
)

PERTURBED_COUNT = Statement(
    id="1.3-sharp",
    title="The sharp count for a perturbed start",
    source="ours, sharpening Theorem 1.3",
    tag="ours",
    summary=(
        "T = min{k: |p₁p₂^{N−1} − λ| ≤ ε} is at most a flow time in the rapidity u, tanh u = −p₁/p₂, plus logarithms; "
        "the error stays below ε from then on."
    ),
    hypotheses=(*START_HYPOTHESES, PERTURBATION_ANY, STEP_POSITIVE, STEP_SHARP, ACCURACY),
    claims=(
        *(
            Claim(case.name, sp.Le(T_product, case.bound), case.title, "ours", given=case.condition, where=case.where)
            for case in law_cases()
        ),
        Claim(
            "stays",
            sp.Le(sp.Abs(E_perturbed(k)), eps),
            "the error stays within eps from T on",
            "ours",
            Every(k, since=T_product),
        ),
    ),
    constants=(
        Constant("upper", "the count as a whole"),
        Constant("step", "the step-size bound", slack="the factor 2 leaves room for the second order of a step"),
    ),
    depends_on=("lemma-2.9",),
    note=(
        "Here ε is the accuracy on the product. w(p, S) is the w >= 0 with S^(N/2) sinh(w) cosh(w)^(N-1) = p; "
        "CoshPowerIntegral(n, w) is the integral of cosh^n from 0 to w; 0 < sigma < 1 is free."
    ),
)
