"""The sharp count for the perturbed start as certified balls (``theory.sharp.perturbed_count``).

The integrals are enclosed by FLINT's ``acb.integral``, whose error bounds are rigorous for functions analytic near the
path; the names that a case defines implicitly, through w(p, S), by bisection and a sign check in balls.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp
from flint import acb, arb, ctx

from numerics.cases.pair import PerturbedCase
from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.evaluate import compile_expression
from numerics.formulas.hypotheses import holds
from theory.language.definitions import resolve
from theory.language.symbols import alpha, beta, eps, eta, lam, without_multipliers
from theory.sharp.perturbed_count import SHARE, LawCase, law_case, law_cases, point_law, share, w_e
from theory.sharp.rapidity import product_of_rapidity, rate, u, w_of

#: Where the two parts of the count for λ < 0 meet; the bound holds for any share.
_SHARE = Fraction(SHARE.p, SHARE.q)

_PARAMETERS = (lam, alpha, beta, eta, eps, share)
_IMBALANCE = sp.Symbol("S", positive=True)


@dataclass(frozen=True)
class SharpBound:
    """The sharp count of one case: ``value`` encloses the real bound, ``names`` the quantities it is made of."""

    case: LawCase
    value: arb
    names: Mapping[str, arb]

    @property
    def iterations(self) -> int | None:
        """⌊value⌋, the integer bound on T, or None when the ball does not decide it."""
        low, high = floor_range(self.value)
        return low if low == high else None


def floor_range(ball: arb) -> tuple[int, int]:
    """Return the smallest and the largest value that ⌊v⌋ takes for v in ``ball``.

    >>> floor_range(arb(3)), floor_range(arb(3, 1e-9)), floor_range(arb(2.5, 0.25))
    ((3, 3), (2, 3), (2, 2))
    """
    low, high = endpoints(ball)
    return math.floor(low), math.floor(high)


def case_values(case: PerturbedCase) -> dict[sp.Symbol, Fraction]:
    """Return the parameters of ``case`` keyed by symbol."""
    return {lam: case.lam, alpha: case.alpha, beta: case.beta, eta: case.eta, eps: case.eps}


def law_case_of(case: PerturbedCase) -> LawCase | None:
    """Return the case of the sharp count for exact parameters, or None when the start already is within ε.

    >>> half = Fraction(1, 2)
    >>> law_case_of(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50)).name
    'negative'
    """
    values = case_values(case)
    for candidate in law_cases(case.depth):
        if holds(candidate.condition, case.depth, values):
            return candidate
    return None


def sharp_bound(case: PerturbedCase, bits: int = 64, chosen_share: Fraction = _SHARE) -> SharpBound | None:
    """Return the sharp count for exact parameters, computed with ``bits`` bits; None when T = 0 (ours).

    The hypotheses are not checked here. Raises Undecided when ``bits`` bits are not enough to enclose it.

    >>> half = Fraction(1, 2)
    >>> bound = sharp_bound(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50))
    >>> bound.case.name, 128 < bound.value < 129  # T = 125
    ('negative', True)
    """
    record = law_case_of(case)
    if record is None:
        return None
    with working_precision(bits):
        names = _enclose_names(case, record.name, record.definitions, bits, chosen_share)
        inputs = _inputs(case, bits, chosen_share) | names
        value = _rest(record.name, case.depth)(*inputs.values())
        for index in range(len(record.integrals)):
            integrand, start, end = _integral(record.name, case.depth, index)
            integral = _integrate(integrand, start(*inputs.values()), end(*inputs.values()), inputs)
            value += integral / inputs[eta]
    if not isinstance(value, arb) or not value.is_finite():
        raise Undecided(f"{bits} bits do not enclose the sharp count at {case.as_json()}")
    return SharpBound(record, value, {str(name): ball for name, ball in names.items()})


def enclose_point_law(case: PerturbedCase, bits: int = 64) -> arb:
    """Return a ball around the point law (1/η)∫du/r at S = S₀, for λ < 0 and ε < |λ|; close to T, not a bound.

    >>> half = Fraction(1, 2)
    >>> 125 < enclose_point_law(PerturbedCase(2, -half, half, half / 2, half / 9, half / 50)) < 127  # T = 125
    True
    """
    with working_precision(bits):
        names = _enclose_names(case, "point", point_law(case.depth), bits, _SHARE)
        inputs = _inputs(case, bits, _SHARE) | names
        balls = list(names.values())
        return _integrate(_point_integrand(case.depth), balls[1], balls[2], inputs) / inputs[eta]


def _inputs(case: PerturbedCase, bits: int, chosen_share: Fraction) -> dict[sp.Symbol, arb]:
    values = case_values(case) | {share: chosen_share}
    return {symbol: to_ball(values[symbol], bits) for symbol in _PARAMETERS}


# Compiled pieces --------------------------------------------------------------------------------------


def _compiled(expr: sp.Expr, symbols: tuple[sp.Symbol, ...], depth: int) -> Callable[..., Any]:
    # Products of e^u and e^−u serve real and complex balls alike.
    formula = without_multipliers(resolve(sp.sympify(expr), depth))
    formula = formula.replace(sp.cosh, lambda w: (sp.exp(w) + sp.exp(-w)) / 2)
    formula = formula.replace(sp.sinh, lambda w: (sp.exp(w) - sp.exp(-w)) / 2)
    return compile_expression(formula, symbols, "arb")


def _record(name: str, depth: int) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    return point_law(depth) if name == "point" else law_case(name, depth).definitions


def _symbols(name: str, depth: int) -> tuple[sp.Symbol, ...]:
    return (*_PARAMETERS, *(symbol for symbol, _ in _record(name, depth)))


@cache
def _definition(name: str, depth: int, index: int) -> tuple[int, tuple[Callable[..., Any], ...]]:
    """Return how the index-th name is computed: 0 directly, ±1 as ±w(p, S) with compiled p and S."""
    _, expr = _record(name, depth)[index]
    known = _symbols(name, depth)[: len(_PARAMETERS) + index]
    sign, body = expr.as_coeff_Mul()
    if body.func is w_of:
        return int(sign), tuple(_compiled(argument, known, depth) for argument in body.args)
    return 0, (_compiled(expr, known, depth),)


@cache
def _rest(name: str, depth: int) -> Callable[..., Any]:
    return _compiled(law_case(name, depth).rest, _symbols(name, depth), depth)


@cache
def _integral(name: str, depth: int, index: int) -> tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any]]:
    speed, start, end = law_case(name, depth).integrals[index]
    known = _symbols(name, depth)
    return _compiled(1 / speed, (u, *known), depth), _compiled(start, known, depth), _compiled(end, known, depth)


@cache
def _point_integrand(depth: int) -> Callable[..., Any]:
    symbols = _symbols("point", depth)
    return _compiled(1 / rate(depth, u, symbols[len(_PARAMETERS)]), (u, *symbols), depth)


@cache
def _product(depth: int) -> Callable[..., Any]:
    return _compiled(product_of_rapidity(depth, w_e, _IMBALANCE), (w_e, _IMBALANCE), depth)


@cache
def _product_slope(depth: int) -> Callable[..., Any]:
    return _compiled(sp.diff(product_of_rapidity(depth, w_e, _IMBALANCE), w_e), (w_e, _IMBALANCE), depth)


def _enclose_names(
    case: PerturbedCase,
    name: str,
    definitions: tuple[tuple[sp.Symbol, sp.Expr], ...],
    bits: int,
    chosen_share: Fraction,
) -> dict[sp.Symbol, arb]:
    """Enclose the names of a case one after the other."""
    known = list(_inputs(case, bits, chosen_share).values())
    result: dict[sp.Symbol, arb] = {}
    for index, (symbol, _) in enumerate(definitions):
        kind, functions = _definition(name, case.depth, index)
        balls = [function(*known) for function in functions]
        ball = balls[0] if kind == 0 else kind * invert_product(case.depth, balls[0], balls[1], bits)
        if not isinstance(ball, arb) or not ball.is_finite():
            raise Undecided(f"{bits} bits do not enclose {symbol} at {case.as_json()}")
        result[symbol] = ball
        known.append(ball)
    return result


def invert_product(depth: int, product: arb, imbalance: arb, bits: int) -> arb:
    """Return a ball around w(p, S), the w ≥ 0 with S^{N/2} sinh w cosh^{N−1}w = p ≥ 0.

    The guess is plain arithmetic; that the two ends of the ball enclose w is checked in balls.

    >>> invert_product(2, arb(1), arb(2), 64)
    [0.440686793509...]
    """
    if product.is_exact() and product == 0:
        return arb(0)
    function = _product(depth)
    guess = _guess(depth, float(product.mid().log()), float(imbalance.mid().log()))
    for _ in range(bits.bit_length() - 4):  # each step of Newton's method doubles the 40 or so correct bits
        correction = (function(guess, imbalance) - product) / _product_slope(depth)(guess, imbalance)
        guess = arb((guess - correction).mid())
    width = arb(guess * arb(2) ** (6 - bits)).mid()
    for _ in range(bits):
        low, high = arb((guess - width).mid()), arb((guess + width).mid())
        if function(low, imbalance) < product < function(high, imbalance):
            return low.union(high)
        width *= 2
    raise Undecided(f"w({product}, {imbalance}) is not enclosed with {bits} bits")


def _guess(depth: int, log_product: float, log_imbalance: float) -> arb:
    """Return w to some 40 bits, by bisection on the logarithm of G, which neither over- nor underflows."""
    target = log_product - depth / 2 * log_imbalance
    low, high = -800.0, 800.0  # ln w
    for _ in range(60):
        middle = (low + high) / 2
        w = math.exp(min(middle, 700.0))
        # ln sinh w and ln cosh w
        sinh = middle if w < 1e-8 else w + math.log(-math.expm1(-2 * w) / 2)
        value = sinh + (depth - 1) * (w + math.log1p(math.exp(-2 * w)) - math.log(2))
        low, high = (middle, high) if value < target else (low, middle)
    return arb(math.exp((low + high) / 2))


def _integrate(integrand: Callable[..., Any], start: arb, end: arb, inputs: Mapping[sp.Symbol, arb]) -> arb:
    """Enclose ∫ from ``start`` to ``end`` of a positive function; ends that are balls add what lies within them."""
    values = [acb(ball) for ball in inputs.values()]

    def along(point: acb, analytic: bool) -> acb:
        return integrand(point, *values)

    a, b = arb(start.mid()), arb(end.mid())
    if not b > a:
        return arb(0) if (b - a).is_zero() else -_integrate(integrand, end, start, inputs)
    total = acb.integral(along, acb(a), acb(b), rel_tol=arb(2) ** -(ctx.prec // 4), abs_tol=arb(2) ** -ctx.prec).real
    for ball in (start, end):
        if not ball.is_exact():
            near = integrand(ball, *inputs.values())
            total += near * arb(0, ball.rad())
    return total
