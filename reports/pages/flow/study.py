"""Studies of the gradient flow: forms of U against quadrature, Lemma E.1, the lag of descent, order in λ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import mpmath
import numpy as np
import sympy as sp
from flint import arb

from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.scalar import ScalarCase
from numerics.formulas.evaluate import evaluate
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.trajectory import trajectory
from reports.rendering.figures import Floats, to_digits
from theory.deep_factorization.lemma_e_1 import LEMMA_E_1
from theory.deep_factorization.remark_1_2 import T_12, T_plus, s_N
from theory.dynamics.flow import explicit_solution, flow_time, rhs
from theory.language.definitions import K, resolve, x_star
from theory.language.hypotheses import step_bound
from theory.language.symbols import alpha, eps, eta, lam, t, x

#: Digits to which the forms of U are compared, and the digits carried beyond.
COMPARED, GUARD = 30, 15


@dataclass(frozen=True)
class Agreement:
    """How many digits of a flow time the forms of U and quadrature have in common, at most ``COMPARED``."""

    depth: int
    sign: int
    start: Fraction
    end: Fraction
    forms: tuple[str, ...]
    value: str
    digits: int


@dataclass(frozen=True)
class Expansion:
    """Lemma E.1 at λ = 1, α = a: the flow phase, what the expansion leaves over, and the bounds on that."""

    depth: int
    a: Fraction
    phase: arb
    remainder: arb
    low: arb
    high: arb


@dataclass(frozen=True)
class LeadingTerms:
    """Remark 1.2: T, T^Id, the approximation (12), s_N = KT⁺ and the fraction ηK of the flow phase that s_N is."""

    case: ScalarCase
    iterations: int
    upper: arb
    approximation: arb
    lag: arb
    share: float


@dataclass(frozen=True)
class LagAtInflection:
    """Lag of descent, in iterations, at the last iterate below x_*, and the bounds (b) and (b′) on it."""

    depth: int
    fraction: Fraction
    k: int
    lag: float
    bound_b: float
    bound_log: float


@dataclass(frozen=True)
class Lag:
    """Lag of descent behind the flow, in iterations: k − θ_k/η at iterations ``k``, with the bounds on it.

    ``bound_b`` and ``bound_log`` are the bounds of Lemma 2.7 (b) and (b′); they hold up to iteration ``inflection``,
    the last one with d(k) ≤ x_*.
    """

    title: str
    k: Floats
    lag: Floats
    bound_b: Floats
    bound_log: Floats
    inflection: int


# The forms of U ------------------------------------------------------------------------------

#: Sign of λ, start and end of a flow on each branch: up to the limit, down to it, and down to 0.
BRANCHES = (
    (1, Fraction(1, 10), Fraction(9, 10)),
    (1, Fraction(3), Fraction(11, 10)),
    (-1, Fraction(2), Fraction(1, 10)),
)


def agreement(depth: int, sign: int, start: Fraction, end: Fraction) -> Agreement:
    """Compare every form of U that holds between ``start`` and ``end`` (λ = ±1) with quadrature of 1/f."""
    above = sign > 0 and start > 1
    excluded = {"hypergeometric"} if above else {"tail"} if sign > 0 else set()
    forms = tuple(form for form in ("complex", "real", "hypergeometric", "tail") if form not in excluded)
    values = []
    for form in forms:
        formula = flow_time(depth, sign, alpha, end=x, form=form, above=above)
        values.append(evaluate(formula, {lam: sign, alpha: start, x: end}, "mpmath", COMPARED + GUARD))
    with mpmath.workdps(COMPARED + GUARD):
        integrand = sp.lambdify(x, 1 / rhs(depth).subs(lam, sign), "mpmath")
        ends = [mpmath.mpf(bound.numerator) / bound.denominator for bound in (start, end)]
        # 1/f spans many orders of magnitude; equal ratios make equally hard pieces
        ratio = (ends[1] / ends[0]) ** (mpmath.mpf(1) / 16)
        values.append(mpmath.quad(integrand, [ends[0] * ratio**piece for piece in range(17)]))
        return Agreement(depth, sign, start, end, forms, mpmath.nstr(values[0], 12), common_digits(values))


def common_digits(values: Sequence[mpmath.mpf]) -> int:
    """Return to how many digits, at most ``COMPARED``, all ``values`` agree relative to the first.

    >>> common_digits([mpmath.mpf(1), mpmath.mpf("1.00002")])
    4
    """
    with mpmath.workdps(COMPARED + GUARD):
        spread = max(abs(value / values[0] - 1) for value in values)
        return COMPARED if spread == 0 else max(0, min(COMPARED, int(mpmath.floor(-mpmath.log10(spread)))))


def explicit_agreement(sign: int) -> int:
    """Return the digits to which the implicit form returns the time t = 3 that went into the explicit N = 2 flow."""
    time = flow_time(2, sign, alpha, end=explicit_solution(2, sign))
    value = evaluate(time, {lam: sign, alpha: Fraction(1, 10), t: 3}, "mpmath", COMPARED + GUARD)
    with mpmath.workdps(COMPARED + GUARD):
        return common_digits([mpmath.mpf(3), value])


# Lemma E.1 and Remark 1.2 --------------------------------------------------------------------


def expansion(depth: int, a: Fraction) -> Expansion:
    """Return the flow phase, the remainder of its expansion and the bounds on it, at λ = 1 and α = a."""
    below, above = (LEMMA_E_1.claim(name).relation for name in ("remainder_upper", "remainder_lower"))

    def value(formula: sp.Expr, digits: int = 10) -> arb:
        found: arb = evaluate(resolve(formula, depth, 1), {lam: 1, alpha: a}, "arb", digits)
        return found

    return Expansion(depth, a, value(T_plus, 12), value(below.lhs), value(above.rhs), value(below.rhs))


def leading_terms(depth: int) -> LeadingTerms:
    """Return Remark 1.2 at λ = 1, α = 1/10, ε = 1/1000, η half the bound (25)."""
    case = ScalarCase(depth, Fraction(1), Fraction(1, 10), Fraction(1, 2 * (3 * depth - 2)), Fraction(1, 1000))
    parameters = {lam: case.lam, alpha: case.alpha, eta: case.eta, eps: case.eps}
    return LeadingTerms(
        case,
        hitting_time(depth, case.lam, case.alpha, case.eta, case.eps).lower,
        enclose_bounds(case).upper,
        evaluate(resolve(T_12, depth, 1), parameters, "arb"),
        evaluate(resolve(s_N, depth, 1), parameters, "arb"),
        float(case.eta) * float(evaluate(resolve(K, depth), {lam: case.lam}, "arb").mid()),
    )


# Lemma 2.7 -----------------------------------------------------------------------------------


def lag_curve(case: ScalarCase) -> Lag:
    """Return the lag k − θ_k/η of descent behind the flow, with the bounds of Lemma 2.7, for λ > α^N."""
    step = float(case.eta)
    iterations = hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps).lower
    states = trajectory(case.depth, float(case.lam), float(case.alpha), step, iterations)
    k = np.arange(len(states), dtype=np.float64)
    time = flow_time(case.depth, 1, alpha, end=x)
    theta = evaluate(time, {lam: case.lam, alpha: case.alpha, x: states}, "float64")
    speed = evaluate(rhs(case.depth), {lam: case.lam, x: states}, "float64")
    growth = step * float(evaluate(resolve(K, case.depth), {lam: case.lam}, "arb").mid())
    inflection = float(evaluate(resolve(x_star, case.depth), {lam: case.lam}, "arb").mid())
    return Lag(
        title=rf"$N={case.depth}$, $\alpha={float(case.alpha):g}$, $\eta={step:g}$",
        k=k,
        lag=to_digits(np.round(k - theta / step, 9)),
        bound_b=to_digits(k * growth / (1 + growth)),
        bound_log=to_digits(np.round(np.log(speed / speed[0]), 9)),
        inflection=int(np.flatnonzero(states <= inflection)[-1]),
    )


def thinned(curve: Lag, points: int = 240) -> Lag:
    """Return ``curve`` at about ``points`` of its iterations, for drawing."""
    keep = np.unique(np.round(np.linspace(0, len(curve.k) - 1, points)).astype(np.int64))
    return Lag(
        curve.title, curve.k[keep], curve.lag[keep], curve.bound_b[keep], curve.bound_log[keep], curve.inflection
    )


def lag_at_inflection(depth: int, fraction: Fraction) -> LagAtInflection:
    """Return the lag at the last iterate below x_* for λ = 1, α = 1/10, η a ``fraction`` of the bound (25)."""
    case = ScalarCase(depth, Fraction(1), Fraction(1, 10), fraction / (3 * depth - 2), Fraction(1, 10))
    curve = lag_curve(case)
    last = curve.inflection
    values = (float(column[last]) for column in (curve.lag, curve.bound_b, curve.bound_log))
    return LagAtInflection(depth, fraction, last, *values)


# Lemma 3.4 -----------------------------------------------------------------------------------


def order_in_eigenvalue(depth: int, eigenvalues: Sequence[Fraction]) -> list[tuple[Fraction, arb, int]]:
    """Return, for each λ, the flow time from α = 1/10 to 3/5 and the iterations of descent until d(k) ≥ 3/5.

    The step size is 95 % of the bound (25) for the largest eigenvalue, the same for all.
    """
    start, target = Fraction(1, 10), Fraction(3, 5)
    step = Fraction(95, 100) * _exact_step_bound(depth, max(eigenvalues))
    rows = []
    for eigenvalue in eigenvalues:
        time = evaluate(flow_time(depth, 1, alpha, end=x), {lam: eigenvalue, alpha: start, x: target}, "arb")
        states = trajectory(
            depth, float(eigenvalue), float(start), float(step), int(float(time.mid()) / float(step)) + 50
        )
        rows.append((eigenvalue, time, int(np.argmax(states >= float(target)))))
    return rows


def _exact_step_bound(depth: int, eigenvalue: Fraction) -> Fraction:
    """Return the bound (25) rounded down to four digits, for α below λ^{1/N}."""
    bound = evaluate(resolve(step_bound, depth), {lam: eigenvalue, alpha: Fraction(1, 10)}, "arb", 12)
    return Fraction(int(float(bound.mid()) * 10_000), 10_000)
