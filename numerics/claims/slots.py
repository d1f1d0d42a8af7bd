"""How a slot of a formula is computed: one rule for each class of observable and of expression.

A rule takes the world, the slot and the index variable, and returns the slot as a function of the index.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import acb, arb, ctx

from numerics.claims.systems import SYSTEMS
from numerics.exact.verdict import Undecided
from numerics.formulas.roots import enclose_root
from numerics.orbits.flow import integrate_flow, solve_flow
from theory.language.expressions import At, ByCases, CleanEigenvalue, Eigenvalue, RealPart, Root
from theory.language.observables import First, FlowValue, IntegratedFlow, Observable
from theory.language.spectra import Count, Largest, OverSpectrum, Ratio, Smallest, Total

if TYPE_CHECKING:
    from numerics.claims.world import World

Reader = Callable[[int], Any]
Rule = Callable[["World", Any, sp.Symbol | None], Reader]


#: Evaluations of an integrand before an integral is given up: FLINT would go on for hours near a singularity.
EVALUATIONS = 5_000

#: Up to this many bits a flow from the closed form is compared with the differential equation.
CROSS_CHECKED = 128


def source(world: World, slot: sp.Expr, variable: sp.Symbol | None) -> Reader:
    """Return the value of ``slot`` as a function of the index ``variable``."""
    rule = RULES.get(type(slot), _iterate)
    read = rule(world, slot, variable)
    return read if moves(slot, variable) else once(read)


def moves(slot: sp.Expr, variable: sp.Symbol | None) -> bool:
    """Whether the value of a slot depends on the index."""
    if variable is None:
        return False
    if isinstance(slot, Observable):
        return variable in slot.index.free_symbols
    return variable in slot.free_symbols


def once(read: Reader) -> Reader:
    """Return a reader of something that is the same at every index."""
    known: list[Any] = []

    def value(k: int) -> Any:
        if not known:
            known.append(read(k))
        return known[0]

    return value


def _iterate(world: World, slot: Observable, variable: sp.Symbol | None) -> Reader:
    """Read an orbit at an index that is fixed, or the variable plus an integer."""
    if slot in world.hulls:
        return lambda k: world.hulls[slot]
    pick = SYSTEMS[type(slot)].pick(world, slot)
    track = world.track(slot)
    if variable is None or variable not in slot.index.free_symbols:
        place = world.integer(slot.index)
        return lambda k: pick(track[place])
    shift = slot.index - variable
    if not shift.is_Integer:
        raise ValueError(f"{slot}: the index must be {variable} plus an integer")
    offset = int(shift)
    return lambda k: pick(track[k + offset])


def _first(world: World, slot: First, variable: sp.Symbol | None) -> Reader:
    """Return a hitting time as a number: inside a formula a bracket will not do."""
    return lambda k: _hit(world, slot)


def _hit(world: World, slot: First) -> Any:
    time = world.first(slot)
    if time.lower != time.upper:
        raise Undecided(f"{slot.name} is not known")
    return world.number(Fraction(time.lower))


def _flow(world: World, slot: FlowValue, variable: sp.Symbol | None) -> Reader:
    """Return y(t): from the differential equation alone, or from the closed form, which the other one has to meet.

    Raises AssertionError when the two enclosures are disjoint: then one of them is wrong.
    """

    def read(k: int) -> Any:
        if not world.bits:
            raise Undecided("the flow has no rational values")
        start, eigenvalue = (world.parameter(p) for p in slot.parameters)
        fixed = variable is None or variable not in slot.index.free_symbols
        time = world.parameter(slot.index) if fixed else world.value(slot.index, k, variable)
        if isinstance(slot, IntegratedFlow):
            return integrate_flow(world.depth, eigenvalue, start, time)
        value = solve_flow(world.depth, eigenvalue, start, time)
        # of a whole orbit of times some are enough, and of a spectrum one eigenvalue
        if world.checks_flow and world.bits <= CROSS_CHECKED and k & (k - 1) == 0:
            try:
                other = integrate_flow(world.depth, eigenvalue, start, time)
            except Undecided:  # it takes too many steps
                return value
            if not value.overlaps(other):
                raise AssertionError(f"the closed form and the differential equation disagree at {world.values}")
        return value

    return read


def _by_cases(world: World, slot: ByCases, variable: sp.Symbol | None) -> Reader:
    """Return the first expression whose condition holds; an open condition leaves the value open."""

    def read(k: int) -> Any:
        for value, condition in slot.args:
            holds = world.judge(condition, variable)(k)
            if holds:
                return world.value(value, k, variable)
            if holds is None:
                raise Undecided(f"which case applies: {condition!s:.60}")
        raise Undecided("no case applies")

    return read


def _at(world: World, slot: At, variable: sp.Symbol | None) -> Reader:
    """Return an expression at other parameters, in a world of its own."""
    body, parameters, points = slot.args
    return lambda k: world.elsewhere(dict(zip(parameters, points, strict=True))).value(body)


def _eigenvalue(world: World, slot: Eigenvalue, variable: sp.Symbol | None) -> Reader:
    """Return λ_i or μ_i."""
    return lambda k: world.number(world.eigenvalue(world.integer(slot.place), slot.SIZE))


def _over_spectrum(world: World, slot: OverSpectrum, variable: sp.Symbol | None) -> Reader:
    """Return a sum, a maximum or a count over eigenvalues, equal ones computed once."""
    body, *ends = slot.args
    levels: list[tuple[int, World]] = []
    first, last = (world.integer(end) for end in ends)
    for place in range(max(first, 1), min(last, len(world.spectrum)) + 1):
        there = world.at_place(place)
        if levels and levels[-1][1] is there:
            levels[-1] = levels[-1][0] + 1, there
        else:
            levels.append((1, there))
    if not levels and slot.EMPTY is None:
        raise Undecided(f"{slot!s:.60}: there is no eigenvalue in this range")
    put_together = _TOGETHER[type(slot)]
    return lambda k: put_together(world, [(times, _of_one(there, body, k, variable)) for times, there in levels])


def _of_one(world: World, body: sp.Basic, k: int, variable: sp.Symbol | None) -> Any:
    if isinstance(body, First):
        return _hit(world, body)
    if not isinstance(body, sp.core.relational.Relational | sp.logic.boolalg.BooleanFunction):
        return world.value(body, k, variable)
    holds = world.judge(body, variable)(k)
    if holds is None and isinstance(body, sp.core.relational.Relational) and not body.has(Observable):
        holds = world.ordered(body)  # a tie, which no ball decides
    if holds is None:
        raise Undecided(f"whether {body!s:.60}")
    return world.number(Fraction(int(holds)))


def _summed(world: World, values: list[tuple[int, Any]]) -> Any:
    total = world.number(Fraction(0))
    for times, value in values:
        total = total + (value if times == 1 else times * value)
    return total


def _extreme(world: World, values: list[tuple[int, Any]], side: int) -> Any:
    found = values[0][1]
    for _, value in values[1:]:
        if isinstance(found, arb):
            found = found.max(value) if side > 0 else found.min(value)
        else:
            found = max(found, value) if side > 0 else min(found, value)
    return found


def _ratio(world: World, values: list[tuple[int, Any]]) -> Any:
    """Return the sum in units of the largest value; a level that is certainly the largest counts as it is.

    So r = n where all are equal, to the last digit, and the rest adds w_i/w_1 without the rounding of the largest.
    """
    top = max(range(len(values)), key=lambda place: values[place][1].mid() if world.bits else values[place][1])
    largest = values[top][1]
    others = [group for place, group in enumerate(values) if place != top]
    if all(value <= largest for _, value in others):
        return world.number(Fraction(values[top][0])) + _summed(world, others) / largest
    return _summed(world, values) / _extreme(world, values, 1)


_TOGETHER: dict[type, Callable[[Any, list[tuple[int, Any]]], Any]] = {
    Total: _summed,
    Count: _summed,
    Ratio: _ratio,
    Largest: lambda world, values: _extreme(world, values, 1),
    Smallest: lambda world, values: _extreme(world, values, -1),
}


def _root(world: World, slot: Root, variable: sp.Symbol | None) -> Reader:
    """Return the root of an increasing expression."""

    def read(k: int) -> Any:
        if not world.bits:
            raise Undecided("a root is not rational")
        unknown, expression, value, low = slot.args
        return enclose_root(
            world.function(expression, unknown),
            world.function(_slope(expression, unknown), unknown),
            world.parameter(value),  # a ball around the value at ``low`` would decide nothing
            world.value(low),
        )

    return read


@lru_cache(maxsize=1024)
def _slope(expression: sp.Expr, unknown: sp.Symbol) -> sp.Expr:
    return sp.diff(expression, unknown)


def _integral(world: World, slot: sp.Integral, variable: sp.Symbol | None) -> Reader:
    """Return an integral by FLINT's rigorous quadrature; its ends may be balls."""

    def read(k: int) -> Any:
        if not world.bits:
            raise Undecided("an integral is not rational")
        ((unknown, start, end),) = slot.limits
        if not _analytic(world.compiled(slot.function).expr, unknown):
            raise ValueError(
                f"{slot!s:.60}: an integrand must be analytic: no roots, logarithms or absolute values in it"
            )
        along = world.function(slot.function, unknown, acb)
        at = world.function(slot.function, unknown)
        return _integrate(along, at, world.value(start), world.value(end))

    return read


@lru_cache(maxsize=1024)
def _analytic(expr: sp.Expr, unknown: sp.Symbol) -> bool:
    """Whether a formula is meromorphic in the unknown: rational in it, its exponential and its circular functions."""
    if unknown not in expr.free_symbols or expr == unknown:
        return True
    if isinstance(expr, sp.Pow) and expr.base is not sp.E and not expr.exp.is_Integer:
        return False
    if not isinstance(expr, sp.Add | sp.Mul | sp.Pow | sp.exp | sp.sin | sp.cos | sp.sinh | sp.cosh):
        return False
    return all(_analytic(argument, unknown) for argument in expr.args)


def _integrate(along: Callable[[Any], Any], at: Callable[[Any], Any], start: arb, end: arb) -> arb:
    """Enclose ∫ from ``start`` to ``end``; what lies within the balls of the ends is added as a ball."""
    a, b = arb(start.mid()), arb(end.mid())
    if b < a:
        return -_integrate(along, at, end, start)
    if ctx.prec > EVALUATIONS:
        raise Undecided("an integral to more digits than its evaluations give")
    stopped: list[BaseException] = []

    def integrand(w: acb, _: bool) -> Any:
        # FLINT goes on after an exception, so it is kept, and nothing is computed any more
        try:
            return acb("nan") if stopped else along(w)
        except BaseException as problem:
            stopped.append(problem)
            return acb("nan")

    total = arb(0)
    if b > a:
        total = acb.integral(
            integrand,
            acb(a),
            acb(b),
            rel_tol=arb(2) ** -(ctx.prec // 4),
            abs_tol=arb(2) ** -ctx.prec,
            eval_limit=EVALUATIONS,
        ).real
    if stopped:
        raise stopped[0]
    for ball in (start, end):
        if not ball.is_exact():
            near = at(ball)
            if not isinstance(near, arb):
                raise Undecided("an integrand near an end")
            total += near * arb(0, ball.rad())
    return total


def _real_part(world: World, slot: RealPart, variable: sp.Symbol | None) -> Reader:
    """Return the real part of a complex value."""
    formula = world.compiled(slot.args[0])
    slots = {symbol: inner for inner, symbol in formula.slots}
    takes = [source(world, slots[s], None) if s in slots else world.constant(s, None) for s in formula.symbols]

    def read(k: int) -> Any:
        if not world.bits:
            raise Undecided("a complex value is not rational")
        result = formula.function("arb")(*[take(k) for take in takes])
        if not result.is_finite():
            raise Undecided("no number at this precision")
        return result if isinstance(result, arb) else result.real

    return read


RULES: dict[type, Rule] = {
    First: _first,
    FlowValue: _flow,
    IntegratedFlow: _flow,
    ByCases: _by_cases,
    At: _at,
    Eigenvalue: _eigenvalue,
    CleanEigenvalue: _eigenvalue,
    Total: _over_spectrum,
    Count: _over_spectrum,
    Largest: _over_spectrum,
    Smallest: _over_spectrum,
    Ratio: _over_spectrum,
    Root: _root,
    sp.Integral: _integral,
    RealPart: _real_part,
}
