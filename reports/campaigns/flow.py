"""Campaigns for Lemma 2.5 and Remark 2.6: the closed forms of the flow against quadrature and the ODE.

A case is a piece of the flow, from α to a state on its way to the limit. Its flow time is computed from
every form of U that holds there and by certified quadrature: all balls must overlap. Each U is differentiated
back, explicit solutions are put into the differential equation, and the implicit one is tested by the
mean value theorem between two states.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import sympy as sp
from flint import arb

from numerics.cases.cube import unit_points
from numerics.exact.balls import to_ball
from numerics.formulas.evaluate import compile_expression, order
from numerics.formulas.hypotheses import require_hypotheses
from numerics.formulas.quadrature import quadrature
from reports.campaigns.deciding import at_growing_precision, integer, numbers, refuted, rounded, shown, upheld
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.dynamics.flow import antiderivative, explicit_solution, rhs
from theory.language.definitions import L, resolve
from theory.language.registry import statement
from theory.language.symbols import alpha, lam, t, x

#: Decimal digits to which the values of a case must be known before they are compared.
DIGITS = 25

#: Distance of the two states of the mean value test, as a fraction of the piece.
_PIECE = Fraction(1, 10**6)

BallFunction = Callable[..., arb]


@dataclass(frozen=True)
class Piece:
    """A piece of the flow: depth N, λ, and the states α and ``end`` on one side of the limit, ``end`` nearer."""

    depth: int
    lam: Fraction
    alpha: Fraction
    end: Fraction
    above: bool

    @property
    def sign(self) -> int:
        """The sign of λ."""
        return (self.lam > 0) - (self.lam < 0)


def read_piece(parameters: Parameters) -> Piece:
    """Read a piece; raises ValueError unless ``end`` lies strictly between α and the limit."""
    depth = integer(parameters, "depth")
    value, start, end = numbers(parameters, "eigenvalue", "alpha", "end")
    limit = lam if depth == 1 else resolve(L, depth)
    places = [order(sp.Symbol("state"), limit, {sp.Symbol("state"): s, lam: value}) for s in (start, end)]
    if not places[0] or places[0] != places[1] or (end - start) * places[0] >= 0:
        raise ValueError(f"end = {end}: must lie strictly between alpha and the limit of the flow")
    return Piece(depth, value, start, end, above=places[0] == 1)


def forms_of(piece: Piece) -> tuple[str, ...]:
    """Return the forms of U that hold along ``piece``.

    >>> forms_of(Piece(3, Fraction(1), Fraction(2), Fraction(3, 2), above=True))
    ('complex', 'real', 'tail')
    """
    if piece.sign == 0:
        return ("real",)
    if piece.depth == 1:
        return ("complex", "real")
    if piece.sign < 0:
        return ("complex", "real", "hypergeometric", "tail")
    return ("complex", "real", "tail" if piece.above else "hypergeometric")


@cache
def primitive_and_slope(depth: int, sign: int, above: bool, form: str = "real") -> tuple[BallFunction, BallFunction]:
    """Return the real parts of U and of U'·f in the given form as functions of x and λ in balls.

    The imaginary part of the complex form is constant along the flow. U'·f should be 1.
    """
    limit = lam if depth == 1 else lam ** sp.Rational(1, depth)
    primitive = antiderivative(depth, form, sign, x, gap=x - limit if above else limit - x)
    return _real_part(primitive), _real_part(sp.diff(primitive, x) * rhs(depth))


def _real_part(expr: sp.Expr) -> BallFunction:
    return compile_expression(sp.re(expr, evaluate=False), (x, lam), "arb")


@cache
def _explicit(depth: int, sign: int) -> tuple[BallFunction, BallFunction]:
    """Return y(t) and y'(t) of an explicit solution as functions of t, λ, α in balls."""
    return _with_derivative(explicit_solution(depth, sign))


def _with_derivative(solution: sp.Expr) -> tuple[BallFunction, BallFunction]:
    parameters = (t, lam, alpha)
    return (
        compile_expression(solution, parameters, "arb"),
        compile_expression(sp.diff(solution, t), parameters, "arb"),
    )


@cache
def _squared_solution() -> tuple[BallFunction, BallFunction]:
    """Return y² of Remark 2.6 for N = 2, as the statement has it, and its derivative in t."""
    square = next(claim for claim in statement("remark-2.6").claims if claim.name == "depth_two").relation.rhs
    return _with_derivative(square)


@cache
def _speed(depth: int) -> BallFunction:
    """Return f as a function of x and λ in balls."""
    return compile_expression(rhs(depth), (x, lam), "arb")


#: The checks of a case give, for each claim, a name and two balls that must overlap.
Comparison = tuple[str, str, arb, arb]


def check_closed_forms(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide Lemma 2.5 for one piece of the flow; raises ValueError outside its hypotheses."""
    piece = read_piece(parameters)
    require_hypotheses(statement("lemma-2.5"), piece.depth, {lam: piece.lam, alpha: piece.alpha})
    return at_growing_precision(lambda bits: _judge(_closed_forms(piece, bits)), limit=4096)


def check_real_form(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide Remark 2.6 for one piece of the flow; raises ValueError outside its hypotheses."""
    piece = read_piece(parameters)
    require_hypotheses(statement("remark-2.6"), piece.depth, {lam: piece.lam, alpha: piece.alpha})
    return at_growing_precision(lambda bits: _judge(_real_form(piece, bits)), limit=4096)


def _closed_forms(piece: Piece, bits: int) -> list[Comparison]:
    value, start, end = (to_ball(number, bits) for number in (piece.lam, piece.alpha, piece.end))
    time = quadrature(piece.depth, value, start, end)
    found: list[Comparison] = []
    for form in forms_of(piece):
        primitive, slope = primitive_and_slope(piece.depth, piece.sign, piece.above, form)
        found.append(("implicit", f"tau, {form}", primitive(end, value) - primitive(start, value), time))
        found.append(("antiderivative", f"U' f, {form}", slope(end, value), arb(1)))
    # (x₂ − x₁)/(U(x₂) − U(x₁)) is a value that f takes between the two states
    near = to_ball(piece.end + (piece.alpha - piece.end) * _PIECE, bits)
    primitive, _ = primitive_and_slope(piece.depth, piece.sign, piece.above)
    between = primitive(end, value) - primitive(near, value)
    if between.is_finite() and not between.contains(0):
        mean_speed = (end - near) / between
        found.append(("flow", "mean speed", mean_speed, _speed(piece.depth)(end.union(near), value)))
    if piece.depth <= 2 or piece.sign == 0:
        solution, speed = _explicit(piece.depth, piece.sign)
        state = solution(time, value, start)
        found.append(("flow", "y(tau)", state, end))
        found.append(("flow", "y'(tau)", speed(time, value, start), _speed(piece.depth)(state, value)))
    return found


def _real_form(piece: Piece, bits: int) -> list[Comparison]:
    value, start, end = (to_ball(number, bits) for number in (piece.lam, piece.alpha, piece.end))
    time = quadrature(piece.depth, value, start, end)
    (primitive, slope), (by_complex, _) = (
        primitive_and_slope(piece.depth, piece.sign, piece.above, form) for form in ("real", "complex")
    )
    taken = primitive(end, value) - primitive(start, value)
    found = [
        ("real_form", "tau, real", taken, time),
        ("real_form", "tau, complex", by_complex(end, value) - by_complex(start, value), taken),
        ("real_form", "U' f, real", slope(end, value), arb(1)),
    ]
    if piece.depth == 2:
        square, change = (function(time, value, start) for function in _squared_solution())
        found.append(("depth_two", "y^2", square, end * end))
        found.append(("depth_two", "(y^2)'", change, 2 * end * _speed(2)(end, value)))
    return found


def _judge(found: Sequence[Comparison]) -> CaseVerdict | None:
    """Refute the first claim whose balls are disjoint; None when a ball is too wide to say anything."""
    needed = DIGITS * 10 // 3
    for claim, quantity, left, right in found:
        if left.is_finite() and right.is_finite() and not left.overlaps(right):
            return refuted(claim, quantity=quantity, left=shown(left), right=shown(right))
    narrow = (ball for _, quantity, *balls in found if quantity != "mean speed" for ball in balls)
    if any(not ball.is_finite() or ball.rel_accuracy_bits() < needed for ball in narrow):
        return None
    return upheld(compared=str(len(found)), flow_time=shown(found[0][2]))


def draw(count: int, seed: int, least_depth: int = 1, zero: float = 0.1) -> Sequence[Parameters]:
    """Return ``count`` exact pieces of the flow: N up to 10, both sides of L, every sign of λ (a share ``zero``: 0)."""
    return [_piece(least_depth, zero, *point) for point in unit_points(count, seed, 5)]


def _piece(least: int, zero: float, depth: float, side: float, size: float, start: float, end: float) -> Parameters:
    n = least + int((11 - least) * depth)
    value = Fraction(rounded(10 ** (4 * size - 2), 6))
    root = float(value) if n == 1 else float(value) ** (1 / n)
    kind = (side - zero) / (1 - zero)
    if kind < 0:
        value, first, last = Fraction(0), 10 ** (4 * start - 2), 1e-4 + 0.999 * end
        last *= first
    elif kind < 0.45:
        # the distance to the limit shrinks by up to nine decades
        first = root * 10 ** (-3 * start) * 0.999
        last = root - (root - first) * 10 ** (-9 * end) * 0.999
    elif kind < 0.7:
        first = root * (1 + 10 ** (-3 + 5 * start))
        last = root + (first - root) * 10 ** (-9 * end) * 0.999
    else:
        value, first = -value, root * 10 ** (5 * start - 3)
        last = first * 10 ** (-4 * end) * 0.999
    return {"depth": n, "eigenvalue": str(value), "alpha": rounded(first, 12), "end": rounded(last, 15)}


def draw_real(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact pieces of the flow for Remark 2.6: N = 2..10, λ ≠ 0."""
    return draw(count, seed, least_depth=2, zero=0.0)


_EVIDENCE = "sampled; closed forms, their derivatives and certified quadrature as balls that must overlap"

LEMMA_2_5 = Campaign("lemma-2.5", draw, check_closed_forms, _EVIDENCE, default_cases=300)
REMARK_2_6 = Campaign("remark-2.6", draw_real, check_real_form, _EVIDENCE, default_cases=300)
