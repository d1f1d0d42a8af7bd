"""Theorem 1.3, (46) and the constant c as certified balls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import sympy as sp
from flint import arb

from numerics.cases.pair import PerturbedCase
from numerics.exact.balls import ceiling_range, compare, to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.evaluate import compile_expression
from theory.deep_factorization.lemma_2_11 import phase_transition_bound
from theory.deep_factorization.perturbed_start import c, root_equation, step_bound_14
from theory.deep_factorization.theorem_1_3 import growth_time, negative_error, nonnegative_error, restart
from theory.deep_factorization.theorem_2_4 import at_depth, case_named
from theory.language.definitions import L, resolve, x_star
from theory.language.symbols import alpha, beta, eps, eta, lam, without_multipliers

#: The parameters, with c as one of them: its value is a ball.
_SYMBOLS = (lam, alpha, beta, eta, eps, c)


@dataclass(frozen=True)
class PerturbedBound:
    """(15) or (16) of Theorem 1.3: for k ≥ ``count`` the error of the product is at most ``product_accuracy``.

    ``case`` is "nonnegative" or "negative". Both values are balls.
    """

    case: str
    count: arb
    product_accuracy: arb

    @property
    def iterations(self) -> int | None:
        """⌈count⌉, or None when the ball holds an integer that it does not decide."""
        low, high = ceiling_range(self.count)
        return high if low == high else None


@cache
def root_ball(depth: int, bits: int = 128) -> arb:
    """Return a ball around c, the largest real root of c^{N−1}(c−1) = 1, N ≥ 2.

    Newton's method finds the middle; the signs of c^{N−1}(c−1) − 1 at the ends prove the enclosure, because it
    increases for c ≥ 1 and is negative at 1. Raises Undecided when ``bits`` bits do not suffice.

    >>> root_ball(2, 64)
    [1.61803398874989...]
    """
    with working_precision(bits + 32):
        value = compile_expression(root_equation(depth), (c,), "arb")
        slope = compile_expression(sp.diff(root_equation(depth), c), (c,), "arb")
        root = 1 + arb(depth).log() / max(depth - 1, 1)
        for _ in range(40 + bits.bit_length()):
            root = arb((root - value(root) / slope(root)).mid())
        width = arb(2) ** -bits
        low, high = arb((root - width).mid()), arb((root + width).mid())
        if not (value(low) < 0 < value(high)):
            raise Undecided(f"depth {depth}: {bits} bits do not enclose c")
        return low.union(high)


@cache
def _compiled(expr: sp.Expr, depth: int) -> Callable[..., Any]:
    """Compile ``expr`` at a depth as a function of the balls λ, α, β, η, ε, c; multipliers count as 1."""
    formula = without_multipliers(resolve(expr, depth))
    return compile_expression(formula, _SYMBOLS, "arb")


def _balls(case: PerturbedCase, bits: int) -> tuple[arb, ...]:
    values = (case.lam, case.alpha, case.beta, case.eta, case.eps)
    return (*(to_ball(value, bits) for value in values), root_ball(case.depth, max(bits, 128)))


def transition_bound(case: PerturbedCase, bits: int = 64) -> arb:
    """Return the bound (46) on the phase transition time as a ball (Lemma 2.11).

    >>> from fractions import Fraction
    >>> half = Fraction(1, 2)
    >>> transition_bound(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50))
    [26.298...]
    """
    with working_precision(bits):
        value: arb = _compiled(phase_transition_bound, case.depth)(*_balls(case, bits))
        return value


def step_bound_ball(case: PerturbedCase, bits: int = 64) -> arb:
    """Return the bound (14) on the step size as a ball.

    >>> from fractions import Fraction
    >>> half = Fraction(1, 2)
    >>> step_bound_ball(PerturbedCase(2, -half, half, half / 4, half / 99, half / 50))
    [0.0424...]
    """
    with working_precision(bits):
        value: arb = _compiled(step_bound_14, case.depth)(*_balls(case, bits))
        return value


def factor_scale(case: PerturbedCase, bits: int = 64) -> arb:
    """Return the error of the product that Theorem 1.3 allows for an accuracy ε = ``case.eps`` of the factors.

    N(cM)^{N−1}ε for λ < 0, N·max(α, L)^{N−1}ε for λ ≥ 0.
    """
    formula = negative_error if case.lam < 0 else nonnegative_error
    with working_precision(bits):
        value: arb = _compiled(formula, case.depth)(*_balls(case, bits))
        return value


def enclose_bound(case: PerturbedCase, bits: int = 64) -> PerturbedBound:
    """Return (15) or (16) for exact parameters; ``case.eps`` is the accuracy ε of the factors (Theorem 1.3).

    The hypotheses are not checked here. Raises Undecided when ``bits`` bits do not tell the case of (24) that applies.

    >>> from fractions import Fraction
    >>> half = Fraction(1, 2)
    >>> bound = enclose_bound(PerturbedCase(2, -half, half, half / 4, half / 99, half / 50))
    >>> bound.case, bound.iterations
    ('negative', 3087)
    """
    balls = _balls(case, bits)
    accuracy = factor_scale(case, bits)
    with working_precision(bits):
        eigenvalue, start, _, step, precision, _ = balls
        if case.lam < 0:
            again = _compiled(restart, case.depth)(*balls)
            count = _compiled(growth_time, case.depth)(*balls) + 1
            count += ideal_time(case.depth, -eigenvalue, again, step, precision)
            name = "negative"
        else:
            smaller = to_ball(case.alpha - case.beta, bits)
            count = ideal_time(case.depth, eigenvalue, smaller, step, precision).max(
                ideal_time(case.depth, eigenvalue, start, step, precision)
            )
            name = "nonnegative"
        return PerturbedBound(name, count, accuracy)


def ideal_time(depth: int, eigenvalue: arb, start: arb, step: arb, accuracy: arb) -> arb:
    """Return T^Id(λ, ε, α, η) of (24) for λ ≥ 0 and balls at the precision in force; 0 when |α − L| ≤ ε.

    Raises Undecided when the balls do not tell which case of (24) applies.

    >>> ideal_time(3, arb(1), arb(0.1), arb(0.1), arb(0.01))
    [120.75...]
    """
    limit = _scalar(L, depth)(eigenvalue, start, step, accuracy)
    within = compare(abs(start - limit), accuracy)
    if within is None:
        raise Undecided(f"start {start}: not told whether it is within {accuracy} of the limit")
    if within <= 0:
        return arb(0)
    name = "1"
    if start < limit:
        inflection = _scalar(x_star, depth)(eigenvalue, start, step, accuracy)
        early, past = compare(accuracy, limit - inflection), compare(start, inflection)
        if early is None or (early < 0 and past is None):
            raise Undecided(f"start {start}, accuracy {accuracy}: on the boundary between two cases of (24)")
        name = "3" if early >= 0 else ("4a" if past == -1 else "4b")
    value: arb = _ideal_formula(name, depth)(eigenvalue, start, step, accuracy)
    if not isinstance(value, arb) or not value.is_finite():
        raise Undecided(f"start {start}: T^Id is not enclosed")
    return value


@cache
def _scalar(expr: sp.Expr, depth: int) -> Callable[..., Any]:
    formula = without_multipliers(resolve(expr, depth))
    return compile_expression(formula, (lam, alpha, eta, eps), "arb")


@cache
def _ideal_formula(name: str, depth: int) -> Callable[..., Any]:
    record = case_named(name)
    return _scalar(at_depth(record.upper, depth, record.sign), depth)
