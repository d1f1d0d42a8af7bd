"""The gradient flow y' = f(y), f(y) = y^{N−1}(λ − y^N), at a given time, in two ways that share nothing but f.

``integrate_flow`` knows the differential equation and no antiderivative: rigorous Taylor steps. ``solve_flow``
knows the closed form of the flow time (Lemma 2.5) and takes no steps: it solves τ(start → y) = t for y. So each
can judge the other.

>>> arguments = 3, arb(1), arb(0.5), arb(2)
>>> integrate_flow(*arguments).overlaps(solve_flow(*arguments))
True
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import sympy as sp
from flint import arb, ctx

from numerics.exact.balls import compare, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.straight_line import compile_expression
from numerics.orbits.flow_taylor import integrate_flow, require_flow
from numerics.orbits.scalar import approach_rate, descent_limit
from theory.dynamics.flow import explicit_solution, flow_time, rhs
from theory.language.symbols import alpha, lam, t, x

__all__ = ["integrate_flow", "solve_flow"]

#: Evaluations of the flow time before the search for y(t) is given up.
_EVALUATIONS = 200
#: Bits that the closed form may lose before it is computed again with twice as many.
_LOSS = 16

_start, _end, _gap = sp.symbols("start end gap", positive=True)
_root, _size = sp.Symbol("root", positive=True), sp.Symbol("size", positive=True)


def solve_flow(depth: int, eigenvalue: arb, start: arb, time: arb) -> arb:
    """Return a ball around y(time), y' = f(y), y(0) = ``start`` > 0, from the closed forms of Lemma 2.5.

    For N = 1, N = 2 and λ = 0 that is the explicit solution. Else τ(start → y) = t is solved by Newton's method, and
    the signs of τ − t at both ends of the result prove that it holds y, as τ increases along the flow. Raises
    ValueError for a start or a time out of range, Undecided when a ball is too wide.

    >>> with working_precision(128):
    ...     solve_flow(3, arb(0), arb(0.5), arb(60)).contains(arb(1) / 4)
    True
    """
    require_flow(depth, eigenvalue, start, time)
    sign = 1 if eigenvalue > 0 else -1 if eigenvalue < 0 else 0
    if sign == 0 and depth > 1 and not eigenvalue.is_zero():
        raise Undecided(f"whether the eigenvalue {eigenvalue} is 0 is not known")
    if time.is_zero():
        return start
    best: arb | None = None
    for bits in (ctx.prec + 32, 2 * ctx.prec + 64, 4 * ctx.prec + 128):
        with working_precision(bits):
            try:
                if depth <= 2 or sign == 0:
                    value: arb = _explicit(depth, sign if depth > 1 else 1)(start, eigenvalue, time)
                else:
                    value = _solve(depth, sign, eigenvalue, start, time)
            except Undecided:
                continue
        gained = best is None or value.rel_accuracy_bits() > best.rel_accuracy_bits() + 1
        best = value if gained else best
        # a second attempt gains nothing where the balls of the parameters are what counts
        if not gained or value.rel_accuracy_bits() >= ctx.prec - _LOSS:
            break
    if best is None or not best.is_finite():
        raise Undecided(f"the flow from {start} is not solved for the time {time}")
    return +best  # rounded to the working precision in force


@cache
def _explicit(depth: int, sign: int) -> Callable[[arb, arb, arb], arb]:
    return compile_expression(explicit_solution(depth, sign), (alpha, lam, t), "arb")


@cache
def _times(depth: int, sign: int, above: bool) -> tuple[Callable[..., arb], Callable[..., arb]]:
    """Return τ(start → y) as functions of (start, y, λ) and of (start, |y − L|, λ)."""
    by_end = flow_time(depth, sign, _start, end=_end, above=above)
    by_gap = flow_time(depth, sign, _start, gap=_gap, above=above)
    return (
        compile_expression(by_end, (_start, _end, lam), "arb"),
        compile_expression(by_gap, (_start, _gap, lam), "arb"),
    )


@cache
def _rate(depth: int, sign: int) -> Callable[[arb, arb, arb], arb]:
    return compile_expression(approach_rate(depth, sign), (x, _root, _size), "arb")


@cache
def _field(depth: int) -> Callable[[arb, arb], arb]:
    return compile_expression(rhs(depth), (x, lam), "arb")


@dataclass(frozen=True)
class _Course:
    """The flow from ``start`` to ``limit`` ≥ 0 in a coordinate v that increases along it and loses no digits.

    v = ln(y/(L − y)) below L > 0, else v = −ln(y − L). ``side`` is −1 below L, else 1.
    """

    depth: int
    sign: int
    eigenvalue: arb
    start: arb
    limit: arb
    side: int

    def coordinate(self) -> arb:
        """Return v at the start."""
        distance = abs(self.start - self.limit)
        return -distance.log() if self.side > 0 else (self.start / distance).log()

    def place(self, v: arb) -> arb:
        """Return y."""
        return self.limit + (-v).exp() if self.side > 0 else self.limit / (1 + (-v).exp())

    def time(self, v: arb) -> arb:
        """Return τ(start → y), with y handed over as its distance to the limit where that is the smaller."""
        by_end, by_gap = _times(self.depth, self.sign, self.side > 0)
        if self.side > 0:
            return by_gap(self.start, (-v).exp(), self.eigenvalue)
        if v < 0:
            return by_end(self.start, self.place(v), self.eigenvalue)
        return by_gap(self.start, self.limit / (1 + v.exp()), self.eigenvalue)

    def slope(self, v: arb) -> arb:
        """Return dτ/dv = (dy/dv)/f(y), for Newton's method."""
        y = self.place(v)
        rate = _rate(self.depth, self.sign)(y, self.limit, -self.eigenvalue)
        return 1 / rate if self.side > 0 else y / (self.limit * rate)


def _solve(depth: int, sign: int, eigenvalue: arb, start: arb, time: arb) -> arb:
    if _field(depth)(start, eigenvalue).is_zero():
        return start
    limit = descent_limit(depth, eigenvalue)
    side = compare(start, limit)
    if side is None:
        raise Undecided(f"the start {start} may be the limit {limit}")
    course = _Course(depth, sign, eigenvalue, start, limit, side)
    v, width = _search(course, time)
    for _ in range(4):
        low, high = v - width, v + width
        if course.time(low) < time and course.time(high) > time:
            return course.place(low).union(course.place(high))
        width = 64 * width
    raise Undecided(f"the flow time does not tell y({time}) from its neighbours")


def _search(course: _Course, time: arb) -> tuple[arb, arb]:
    """Return v with τ(v) ≈ ``time``, and about how far τ(v) leaves it uncertain; nothing is proved here.

    Newton's method in a bracket: wherever it would leave it or converges slowly, the bracket is halved.
    """
    low = arb(course.coordinate().mid())
    v, high, move = low, None, arb(1)
    for _ in range(_EVALUATIONS):
        excess, slope = course.time(v) - time, course.slope(v)
        if not (excess.is_finite() and slope > 0):
            break
        if excess.mid() > 0:
            high = v
        else:
            low = v
        newton = arb((-excess / slope).mid())
        width = (excess.rad() / slope).upper() + abs(v) * arb((1, 2 - ctx.prec))
        if abs(newton) <= width:
            return arb((v + newton).mid()), 2 * width
        slow = abs(newton) > abs(move) / 2
        if high is None:
            move = newton.max(2 * abs(move)) if slow else newton
        elif slow or not low < v + newton < high:
            move = (low + high) / 2 - v
        else:
            move = newton
        v = arb((v + move).mid())
    raise Undecided(f"no y with the flow time {time} is found")
