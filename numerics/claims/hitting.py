"""Hitting times min{k: condition}: by a certified compiled route where the condition has its shape, else in balls."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache, partial
from itertools import count
from typing import TYPE_CHECKING, Any

import sympy as sp
from flint import arb, ctx

from numerics.claims.certificates import hull
from numerics.claims.targets import Target, distance_to_limit, target_of
from numerics.exact.balls import compare, endpoints, working_precision
from numerics.exact.verdict import Undecided
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import NEVER, HittingTime, Look, Question, settle
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, phase_transition_time
from numerics.orbits.scalar import descent_limit
from theory.language.expressions import unfolded
from theory.language.observables import BOUND, First, ScalarIterate
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
    return _known(condition, case) or _crossing(condition, case) or _followed(condition, case, budget)


def once_met(relation: sp.Basic, symbol: sp.Symbol, case: Case) -> HittingTime | None:
    """Return the first index at which a bound on an error holds, where it certainly holds from then on; None elsewhere.

    The error is |d(k) − L|, |d(k)^N − λ₊| or |p₁p₂^{N−1} − λ|, of an orbit whose error certainly never grows.
    """
    condition = unfolded(relation).xreplace({symbol: BOUND})
    return _known(condition, case) if _settles(condition, case) else None


def _settles(condition: sp.Basic, case: Case, *, one_sided: bool = False) -> bool:
    """Whether the orbits of a condition certainly never move away from their limits, ``one_sided`` nor pass them."""
    with working_precision(_CERTIFICATE_BITS):
        try:
            return hull(condition, case.world(_CERTIFICATE_BITS), BOUND, 0, one_sided=one_sided) is not None
        except Undecided:
            return False


def _known(condition: sp.Basic, case: Case) -> HittingTime | None:
    """Return the hitting time of a condition with a compiled route, where the orbit starts at a rational point."""
    target = target_of(condition)
    pair = target is not None and target.kind in ("product", "sign")
    values = target and _rational(case, target.eigenvalue, target.start, target.step, target.difference)
    if not target or not values or min(values[1:3]) <= 0 or (case.depth < 2 and target.kind != "distance"):
        return None
    eigenvalue, start, step, difference = values
    if target.kind == "root" and eigenvalue <= 0:
        return None
    if (pair and difference <= 0) or (target.kind == "sign" and eigenvalue >= 0):
        return None
    if target.kind == "power" and not _settles(condition, case, one_sided=True):
        return None  # beyond L the same accuracy on d^N is another one on d
    if target.kind == "sign":
        return pair_time(case.depth, *values, None, **case.limits)
    accuracy = _accuracy(target, case)
    if accuracy is None:
        return None
    if target.kind == "product":
        if isinstance(accuracy, Fraction):
            return pair_time(case.depth, *values, accuracy, **case.limits)
        return hitting_time_perturbed(case.depth, eigenvalue, start, difference, step, accuracy, **case.limits)
    return _between(case, eigenvalue, start, step, accuracy)


@lru_cache(maxsize=4096)
def pair_time(
    depth: int,
    eigenvalue: Fraction,
    start: Fraction,
    step: Fraction,
    difference: Fraction,
    accuracy: Fraction | None,
    **limits: Any,
) -> HittingTime:
    """Return T of the pair, k_p without an ``accuracy``, found once for all claims and factors: it can take seconds.

    >>> half = Fraction(1, 2)
    >>> pair_time(2, -half, half, half / 8, half / 2, None).iterations
    16
    """
    if accuracy is None:
        return phase_transition_time(depth, eigenvalue, start, difference, step, **limits)
    return hitting_time_perturbed(depth, eigenvalue, start, difference, step, accuracy, **limits)


def _between(
    case: Case, eigenvalue: Fraction, start: Fraction, step: Fraction, accuracy: Fraction | arb
) -> HittingTime | None:
    """Return the time at which |d − L| ≤ accuracy; a ball is handed over from both sides."""
    if isinstance(accuracy, Fraction):
        return hitting_time(case.depth, eigenvalue, start, step, accuracy, **case.limits)
    low, high = endpoints(accuracy)
    if low <= 0:
        return None
    sooner, later = (hitting_time(case.depth, eigenvalue, start, step, end, **case.limits) for end in (high, low))
    # what never comes within the narrow side may come within the wide one: the wide one says whether it never does
    method = later.method if later.method != NEVER else sooner.method
    return HittingTime(sooner.lower, later.upper, True, method)


def _crossing(condition: sp.Basic, case: Case) -> HittingTime | None:
    """d(k) or d(k)^N ≥ bound from below, or ≤ bound from above, for an orbit that certainly stays on its side of L."""
    if not isinstance(condition, sp.Ge | sp.Gt | sp.Le | sp.Lt):
        return None
    orbit, bound = condition.args
    powered = isinstance(orbit, sp.Pow) and orbit.exp == N
    orbit = orbit.base if powered else orbit
    if not isinstance(orbit, ScalarIterate) or orbit.index != BOUND or bound.has(BOUND) or case.depth < 2:
        return None
    start, eigenvalue, step = orbit.parameters
    values = _rational(case, eigenvalue, start, step)
    if values is None or min(values[1:]) <= 0:
        return None
    side = -1 if isinstance(condition, sp.Ge | sp.Gt) else 1
    with working_precision(_ACCURACY_BITS):
        world = case.world(_ACCURACY_BITS)
        try:
            limit, level = descent_limit(case.depth, world.parameter(eigenvalue)), world.value(bound)
            if powered and not level >= 0:
                return None
            level = level.root(case.depth) if powered else level
            stays = hull(condition, world, BOUND, 0, one_sided=True)
            if compare(world.value(start), limit) != side or stays is None:
                return None
        except Undecided:
            return None
        # in a ball of its own the bound is not met by an iterate exactly, whether the relation is strict or not
        distance = side * (level - limit) + arb(0, 2.0**-200) * limit.max(arb(1))
    value, first, rate = values
    return _between(case, value, first, rate, distance)


def _rational(case: Case, *parts: sp.Expr) -> list[Fraction] | None:
    """Return the exact values of formulas in the parameters, None if one of them is not rational."""
    values = [case.world(0).exactly(part) for part in parts]
    known = [value for value in values if value is not None]
    return known if len(known) == len(values) else None


def _accuracy(target: Target, case: Case) -> Fraction | arb | None:
    """Return the positive accuracy of a target, that on d^N as one on d; exactly if it is rational."""
    exact = case.world(0).exactly(target.accuracy) if target.kind != "power" else None
    if exact is not None:
        return exact if exact > 0 else None
    with working_precision(_ACCURACY_BITS):
        world = case.world(_ACCURACY_BITS)
        try:
            value = world.value(target.accuracy)
            if target.kind == "power":
                start, limit = world.value(target.start), descent_limit(world.depth, world.numbers[lam])
                side = compare(start, limit)
                value = distance_to_limit(world.depth, limit, side, value) if side else arb.nan()
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
