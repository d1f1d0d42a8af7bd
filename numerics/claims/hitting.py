"""Hitting times min{k: condition}: by a certified compiled route where the condition has its shape, else in balls.

The shapes are the distance of an orbit to its limit, the error of the product of a pair, and the sign of p₁.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import arb, ctx

from numerics.claims.certificates import hull
from numerics.claims.world import World
from numerics.exact.balls import compare, endpoints, working_precision
from numerics.exact.verdict import Undecided
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import HittingTime, Look, Question, settle
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, phase_transition_time
from numerics.orbits.scalar import descent_limit
from theory.language.definitions import L
from theory.language.expressions import unfolded
from theory.language.observables import BOUND, First, Observable, PairIterate, ScalarIterate
from theory.language.symbols import N, lam

if TYPE_CHECKING:
    from numerics.claims.case import Case

#: Steps that a condition of no known shape is followed for.
_BUDGET = 20_000
#: Bits of a certificate, and of an accuracy that is not rational.
_CERTIFICATE_BITS, _ACCURACY_BITS = 128, 256


def first_time(slot: First, case: Case, budget: int = _BUDGET) -> HittingTime:
    """Return what is known of a hitting time; the bracket is certified, its upper end None where none was found.

    A condition of no known shape is followed for ``budget`` steps.
    """
    condition = unfolded(slot.condition)
    known = _scalar(condition, case) or _power(condition, case) or _crossing(condition, case) or _pair(condition, case)
    return known or _followed(condition, case, budget)


def once_met(relation: sp.Basic, symbol: sp.Symbol, case: Case) -> HittingTime | None:
    """Return the first index at which a bound on an error holds, where it certainly holds from then on; None elsewhere.

    The error is |d(k) − L|, |d(k)^N − λ₊| or |p₁p₂^{N−1} − λ|, of an orbit whose error certainly never grows.
    """
    condition = unfolded(relation).xreplace({symbol: BOUND})
    with working_precision(_CERTIFICATE_BITS):
        world = case.world(_CERTIFICATE_BITS)
        try:
            if hull(condition, world, BOUND, 0) is None:
                return None
        except Undecided:
            return None
    return _scalar(condition, case) or _power(condition, case) or _pair(condition, case)


def _scalar(condition: sp.Basic, case: Case) -> HittingTime | None:
    """|d(k) − L| ≤ accuracy for an orbit of the eigenvalue λ, where the accuracy is rational."""
    orbits = [o for o in condition.atoms(Observable) if BOUND in o.index.free_symbols]
    if len(orbits) != 1 or not isinstance(orbits[0], ScalarIterate) or not isinstance(condition, sp.Le):
        return None
    (orbit,) = orbits
    start, eigenvalue, step = orbit.parameters
    accuracy = condition.args[1]
    if orbit.index != BOUND or eigenvalue != lam or condition.args[0] != sp.Abs(orbit - L) or accuracy.has(BOUND):
        return None
    values = _rational(case, eigenvalue, start, step, accuracy)
    if values is None or min(values[1:]) <= 0:
        return None
    value, first, rate, wanted = values
    return hitting_time(case.depth, value, first, rate, wanted, **case.limits)


def _crossing(condition: sp.Basic, case: Case) -> HittingTime | None:
    """d(k) ≥ bound from below, or d(k) ≤ bound from above, for an orbit that certainly stays on its side of L."""
    if not isinstance(condition, sp.Ge | sp.Gt | sp.Le | sp.Lt):
        return None
    orbit, bound = condition.args
    if not isinstance(orbit, ScalarIterate) or orbit.index != BOUND or bound.has(BOUND) or case.depth < 2:
        return None
    start, eigenvalue, step = orbit.parameters
    values = _rational(case, eigenvalue, start, step)
    if eigenvalue != lam or values is None or min(values[1:]) <= 0:
        return None
    side = -1 if isinstance(condition, sp.Ge | sp.Gt) else 1
    with working_precision(_ACCURACY_BITS):
        world = case.world(_ACCURACY_BITS)
        try:
            limit, level = descent_limit(case.depth, world.numbers[lam]), world.value(bound)
            if compare(world.value(start), limit) != side or hull(condition, world, BOUND, 0) is None:
                return None
        except Undecided:
            return None
        # in a ball of its own the bound is not met by an iterate exactly, whether the relation is strict or not
        distance = side * (level - limit) + arb(0, 2.0**-200) * limit.max(arb(1))
    low, high = endpoints(distance)
    if low <= 0:
        return None
    value, first, rate = values
    sooner, later = (hitting_time(case.depth, value, first, rate, accuracy, **case.limits) for accuracy in (high, low))
    return HittingTime(sooner.lower, later.upper, True, later.method)


def _power(condition: sp.Basic, case: Case) -> HittingTime | None:
    """|d(k)^N − λ₊| ≤ accuracy: a bound on the distance to L, whose ball is handed over from both sides."""
    orbits = [o for o in condition.atoms(Observable) if BOUND in o.index.free_symbols]
    if len(orbits) != 1 or not isinstance(orbits[0], ScalarIterate) or not isinstance(condition, sp.Le):
        return None
    (orbit,) = orbits
    start, eigenvalue, step = orbit.parameters
    if orbit.index != BOUND or eigenvalue != lam or condition.args[0] != sp.Abs(orbit**N - sp.Max(lam, 0)):
        return None
    values = _rational(case, eigenvalue, start, step)
    if values is None or min(values[1:]) <= 0 or case.depth < 2:
        return None
    with working_precision(_ACCURACY_BITS):
        world = case.world(_ACCURACY_BITS)
        try:
            distance = _distance(world, world.value(start), world.value(condition.args[1]))
        except Undecided:
            return None
    if distance is None:
        return None
    low, high = endpoints(distance)
    if low <= 0:
        return None
    value, first, rate = values
    sooner, later = (hitting_time(case.depth, value, first, rate, accuracy, **case.limits) for accuracy in (high, low))
    return HittingTime(sooner.lower, later.upper, True, later.method)


def _distance(world: World, start: arb, accuracy: arb) -> arb | None:
    """Return ε' such that |d^N − L^N| ≤ ``accuracy`` says |d − L| ≤ ε' on the side of the start."""
    limit = descent_limit(world.depth, world.numbers[lam])
    side = compare(start, limit)
    if not side:
        return None
    edge = limit**world.depth + side * accuracy
    if edge <= 0:
        return limit  # below L even d = 0 is close enough
    return side * (edge.root(world.depth) - limit) if edge > 0 else None


def _pair(condition: sp.Basic, case: Case) -> HittingTime | None:
    """p₁(k) ≤ 0, or |p₁p₂^{N−1} − λ| ≤ accuracy, for a pair with rational start."""
    orbits = [o for o in condition.atoms(Observable) if BOUND in o.index.free_symbols]
    if not orbits or not all(isinstance(o, PairIterate) and o.index == BOUND for o in orbits):
        return None
    if len({o.orbit for o in orbits}) != 1 or not isinstance(condition, sp.Le):
        return None
    parts = orbits[0].parameters[:-1]
    values = _rational(case, *parts)
    if values is None:
        return None
    first, second, eigenvalue, step = values
    if second <= first or second <= 0 or step <= 0 or case.depth < 2:
        return None
    one = [o for o in orbits if o.component == 0]
    two = [o for o in orbits if o.component == 1]
    if len(one) == 1 and condition == sp.Le(one[0], 0, evaluate=False) and eigenvalue < 0:
        return phase_transition_time(case.depth, eigenvalue, second, second - first, step, **case.limits)
    if len(one) == len(two) == 1 and condition.args[0] == sp.Abs(one[0] * two[0] ** (N - 1) - parts[2]):
        accuracy = _accuracy(condition.args[1], case)
        if accuracy is not None:
            return hitting_time_perturbed(case.depth, eigenvalue, second, second - first, step, accuracy, **case.limits)
    return None


def _rational(case: Case, *parts: sp.Expr) -> list[Fraction] | None:
    """Return the exact values of formulas in the parameters, None if one of them is not rational."""
    values = [case.world(0).exactly(part) for part in parts]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _accuracy(expr: sp.Expr, case: Case) -> Fraction | arb | None:
    """Return a positive accuracy, exactly if it is rational."""
    if expr.has(BOUND):
        return None
    exact = case.world(0).exactly(expr)
    if exact is not None:
        return exact if exact > 0 else None
    with working_precision(_ACCURACY_BITS):
        try:
            value: Any = case.world(_ACCURACY_BITS).value(expr)
        except Undecided:
            return None
    return value if isinstance(value, arb) and value > 0 else None


def _followed(condition: sp.Basic, case: Case, budget: int) -> HittingTime:
    """Follow the orbits of a condition of no known shape, up the ladder without compiled rungs."""

    def looks(bits: int) -> Iterator[Look]:
        judge = case.world(bits).judge(condition, BOUND)
        for k in count():
            try:
                yield Look(judge(k), ())
            except Undecided:
                yield Look(None, ())

    def never(k: int, look: Look) -> bool:
        later = hull(condition, case.world(ctx.prec), BOUND, k)
        return later is not None and later.judge(condition, BOUND)(k) is False

    question = Question(condition, partial(looks, 0), lambda: looks(ctx.prec), never)
    return settle([question], (), budget)[0][0]
