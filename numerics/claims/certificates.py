"""What certainly holds for ever, from a state on: invariant intervals, and where an orbit must converge.

If 1 − ηh ≥ 0 between d(k) and its limit, every later iterate lies between the two; for the pair the same is certified
by ``numerics.orbits.pair.settled``. If |1 − ηh| < 1 as far on either side of the limit as d(k) is on one, they stay
that close and may alternate. A relation that holds with each observable replaced by all its later values holds for
ever. This needs no idea of what the relation says.
"""

from __future__ import annotations

from functools import cache, lru_cache

import sympy as sp
from flint import arb

from numerics.claims.world import World
from numerics.exact.rational import exact_order
from numerics.exact.verdict import Undecided
from numerics.orbits.never import caught
from numerics.orbits.pair import settled
from numerics.orbits.scalar import (
    ball_step,
    closer_in_two_steps,
    contraction,
    descent_limit,
    stays_on_its_side,
    two_sided_contraction,
)
from theory.language.definitions import L
from theory.language.expressions import At, unfolded
from theory.language.observables import Observable, PairIterate, ScalarIterate
from theory.language.spectra import Count, OverSpectrum
from theory.language.symbols import N, lam

#: How much later the next attempt to certify comes.
_GROWTH = 1.25


def orbits_of(relation: sp.Basic, variable: sp.Symbol) -> list[Observable] | None:
    """Return the observables that depend on the index, None if there is one that no certificate knows.

    Of a whole spectrum none does.
    """
    if unfolded(relation).has(OverSpectrum):
        return None
    moving = [o for o in unfolded(relation).atoms(Observable) if variable in o.index.free_symbols]
    return moving if all(isinstance(o, ScalarIterate | PairIterate) for o in moving) else None


def later_values(world: World, slot: Observable, k: int, variable: sp.Symbol, one_sided: bool = False) -> arb | None:
    """Return a ball around all values of an observable from ``variable`` = ``k`` on, None if that is not certain.

    An orbit that may change sides has none where it is to be ``one_sided``.
    """
    if isinstance(slot, ScalarIterate):
        state, limit, kept, swings = _approach(world, slot, k, variable)
        if swings and one_sided:
            return None
        if kept is None:
            return _between_two(world, slot, state, limit)
        return (2 * limit - state).union(state) if swings else state.union(limit)
    first, second, eigenvalue, step, _ = slot.parameters
    both = [
        world.value(PairIterate(slot.name, slot.index, first, second, eigenvalue, step, c), k, variable) for c in (1, 2)
    ]
    hull = settled(world.depth, world.parameter(eigenvalue), world.parameter(step), *both)
    return None if hull is None else hull[slot.component]


def _approach(world: World, slot: ScalarIterate, k: int, variable: sp.Symbol) -> tuple[arb, arb, arb | None, bool]:
    """Return d(k), its limit, a ball around 1 − ηh from there on, and whether the orbit may change sides.

    The third is None where nothing is certain.
    """
    _, eigenvalue, step = (world.parameter(p) for p in slot.parameters)
    state, limit = world.value(slot, k, variable), descent_limit(world.depth, eigenvalue)
    if _is_mirrored(world.depth, eigenvalue, state):
        root = descent_limit(world.depth, -eigenvalue)
        place = world.depth, -eigenvalue, step, -state, root
        stays = stays_on_its_side(*place)
        return state, -root, (contraction if stays else two_sided_contraction)(*place), not stays
    place = world.depth, eigenvalue, step, state, limit
    if 0 <= 1 - step <= 1 if world.depth == 1 else state > 0 and stays_on_its_side(*place):
        return state, limit, contraction(*place), False
    return state, limit, two_sided_contraction(*place), True


def _is_mirrored(depth: int, eigenvalue: arb, state: arb) -> bool:
    """Whether a state is the mirror image of one for the eigenvalue −λ: N is odd, and a step has crossed the saddle."""
    return depth > 1 and depth % 2 == 1 and bool(eigenvalue < 0 and state < 0)


def _between_two(world: World, slot: ScalarIterate, state: arb, limit: arb) -> arb | None:
    """Return a ball around two iterates if all later ones certainly lie between them, every second one closer to L."""
    _, eigenvalue, step = (world.parameter(p) for p in slot.parameters)
    following = ball_step(world.depth)(state, eigenvalue, step)
    either = limit + abs(state - limit).max(abs(following - limit))
    if not closer_in_two_steps(world.depth, eigenvalue, step, either, limit) or not _below_ceiling(world, slot):
        return None
    return state.union(following)


def _below_ceiling(world: World, slot: ScalarIterate) -> bool:
    """Whether ηκ ≤ 2 for the orbit of an observable; equality is decided exactly."""
    _, eigenvalue, step = slot.parameters
    rate = step * N * eigenvalue ** (2 - 2 / N)
    value = world.value(rate)
    if not value.overlaps(arb(2)):
        return bool(value < 2)
    return exact_order(world.resolved(rate), sp.Integer(2), world.values) in (-1, 0)


def hull(relation: sp.Basic, world: World, variable: sp.Symbol, k: int, *, one_sided: bool = False) -> World | None:
    """Return the world of all that is still to come at ``k``, None where it is not certain."""
    moving = orbits_of(relation, variable)
    if not moving:
        return None
    values: dict[Observable, arb] = {}
    for slot in moving:
        try:
            later = later_values(world, slot, k, variable, one_sided)
        except Undecided:
            return None
        if later is None:
            return None
        values[slot] = later
    return World(world.values, world.bits, world.first, world.numbers, world.where, values)


def holds_later(relation: sp.Basic, world: World, variable: sp.Symbol, k: int) -> bool:
    """Whether a relation certainly holds at every index from ``k`` on. One that names the index itself is left open."""
    if isinstance(relation, sp.And):
        return all(holds_later(part, world, variable, k) for part in relation.args)
    if isinstance(relation, sp.Or):
        return any(holds_later(part, world, variable, k) for part in relation.args)
    if variable in _named(relation):
        return False
    try:
        later = hull(relation, world, variable, k)
        if later is None:
            return False
        return later.judge(relation, variable)(k) is True or _holds_in_the_distance(relation, world, variable, k)
    except Undecided:
        return False


# In the distance to the limit ------------------------------------------------------------------------------------

#: The distance |d(k) − L|, and the parts of it that the next steps take away: a step multiplies it by 1 − γ.
_distance = sp.Symbol("e", positive=True)
_losses = sp.symbols("gamma_0:4", nonnegative=True)


def _holds_in_the_distance(relation: sp.Basic, world: World, variable: sp.Symbol, k: int) -> bool:
    """Whether a relation of one orbit that becomes an equality at its limit certainly holds from ``k`` on.

    With d(k) = L ± e and d(k+1) = L ± (1−γ)e, γ = ηh ≥ 0, the difference of the two sides is a power of e, or γe, times
    a factor whose sign decides, for all 0 ≤ e ≤ |d(k) − L| and all γ that can occur; for either sign of ± where the
    orbit may change sides. For a settled pair its product takes the place of d, λ that of L, and all that is known of
    γ is 0 ≤ γ ≤ 1.
    """
    strict = isinstance(relation, sp.Lt | sp.Gt)
    moving = orbits_of(relation, variable) or []
    if not isinstance(relation, sp.Le | sp.Lt | sp.Ge | sp.Gt) or len({o.orbit for o in moving}) != 1:
        return False
    slot = moving[0]
    if isinstance(slot, ScalarIterate):
        here = slot.func(slot.name, variable, *slot.parameters)
        state, limit, kept, swings = _approach(world, here, k, variable)
        known = slot.parameters[1] == lam and not world.parameter(slot.parameters[0]).overlaps(limit)
        known = known and not (limit < 0 and world.depth > 1)  # it is not L
    else:
        limit = world.parameter(slot.parameters[2])
        state = world.value(_product(slot, variable), k, variable)
        kept, known, swings = arb(0.5, 0.5), not strict, False
    side = 1 if state > limit else (-1 if state < limit else 0)
    # strictly, an orbit that lands on its limit is at rest
    if not (known and side) or kept is None or (strict and kept.contains(0)):
        return False
    numbers = {_distance: abs(state - limit).union(arb(0))} | dict.fromkeys(_losses, 1 - kept)
    there = World(world.values, world.bits, world.first, {**world.numbers, **numbers}, world.where)
    for place in (side, -side) if swings else (side,):
        factor = _factor(relation, variable, place, strict, swings)
        if factor is None or there.judge(relation.func(factor, sp.S.Zero, evaluate=False))(0) is not True:
            return False
    return True


def _product(slot: Observable, index: sp.Expr) -> sp.Expr:
    """Return p₁p₂^{N−1} at an index, for the orbit that one of its components belongs to."""
    first, second = (PairIterate(slot.name, index, *slot.parameters[:-1], component) for component in (1, 2))
    return first * second ** (N - 1)


def _places(difference: sp.Expr, variable: sp.Symbol, side: int) -> sp.Expr | None:
    """Return left − right with every state written as the limit ± e times factors 1 − γ."""
    for slot in difference.atoms(ScalarIterate, PairIterate):
        if variable not in slot.index.free_symbols or not difference.has(slot):
            continue
        ahead = slot.index - variable
        if not (ahead.is_Integer and 0 <= ahead <= len(_losses)):
            return None
        away = side * _distance * sp.Mul(*(1 - loss for loss in _losses[: int(ahead)]))
        if isinstance(slot, ScalarIterate):
            difference = difference.xreplace({slot: L + away})
        else:
            named = _product(slot, slot.index).xreplace(_by_component(difference, slot))
            difference = difference.subs(named, slot.parameters[2] + away)
    moving = difference.atoms(ScalarIterate, PairIterate)
    return None if any(variable in o.index.free_symbols for o in moving) else difference


def _by_component(difference: sp.Expr, slot: Observable) -> dict[Observable, Observable]:
    """Return the components of one state under the names that the formula has for them."""
    mates = [o for o in difference.atoms(PairIterate) if o.orbit == slot.orbit and o.index == slot.index]
    return {o.func(slot.name, *o.args[1:]): o for o in mates}


@cache
def _factor(relation: sp.Basic, variable: sp.Symbol, side: int, strict: bool, swings: bool) -> sp.Expr | None:
    """Return the factor of a power of e, or of γe, in left − right; None where none can be taken out."""
    difference = _places(unfolded(relation.args[0]) - unfolded(relation.args[1]), variable, side)
    if difference is None:
        return None
    # 0 ≤ 1 − γ on one side: SymPy is told so, or an absolute value of the distance would stay one
    difference = difference.replace(sp.Abs, _apart if swings else _opened)
    difference = sp.expand(difference)
    factor, following = (None if difference != 0 else difference), sp.expand(difference / _distance)
    while following != 0 and not _divided(following, _distance):
        factor, following = following, sp.expand(following / _distance)
    if factor is None:
        return None
    smaller = factor if strict else sp.expand(factor / _losses[0])
    return factor if _divided(smaller, _losses[0]) else smaller


def _opened(inside: sp.Expr) -> sp.Expr:
    """Return |inside| where that is a distance times factors 1 − γ, all of them nonnegative."""
    sign = sp.S.One
    for part in sp.Mul.make_args(sp.factor(inside)):
        if part.is_number:
            sign *= sp.sign(part)
        elif part != _distance and part not in [1 - loss for loss in _losses]:
            if -part not in [1 - loss for loss in _losses]:
                return sp.Abs(inside)
            sign = -sign
    return sign * inside


def _apart(inside: sp.Expr) -> sp.Expr:
    """Return |inside| as the product of the absolute values of its factors."""
    return sp.Mul(*map(sp.Abs, sp.Mul.make_args(sp.factor(inside))))


def _divided(expr: sp.Expr, symbol: sp.Symbol) -> bool:
    """Whether the symbol stands in a denominator."""
    return any(power.exp.could_extract_minus_sign() for power in expr.atoms(sp.Pow) if power.base == symbol)


@lru_cache(maxsize=4096)
def _named(relation: sp.Basic) -> set[sp.Basic]:
    """Return the free symbols outside the observables."""
    relation = unfolded(relation)
    # a dummy, not a number: 0·k would hide the index
    return relation.xreplace({slot: sp.Dummy() for slot in relation.atoms(Observable)}).free_symbols


def holds_from(relation: sp.Basic, world: World, symbol: sp.Symbol, start: int, budget: int) -> int | None:
    """Return a k ≤ ``start`` from which ``relation`` certainly holds for ever, or None."""
    k = 0
    while k <= min(start, budget):
        if holds_later(relation, world, symbol, k):
            return k
        k = start + 1 if k == start else min(max(k + 1, int(k * _GROWTH)), start)
    return None


def limit_of(expr: sp.Expr, world: World, variable: sp.Symbol, k: int) -> sp.Expr | None:
    """Return what an expression certainly tends to, None where no certificate tells.

    An orbit that stays between d(k) and L is monotone, so it converges, and to a fixed point of the map; L is the only
    one there. One that may change sides comes closer in every step, or in every second one, and what it tends to is a
    point from which two steps lead nowhere: L alone. The error of a settled pair
    falls at least geometrically, so its product tends to λ. A sum, a maximum or an effective rank tends to that of the
    limits, if all of them are certain.
    """
    expr = unfolded(expr)
    if expr.has(OverSpectrum):
        return _limit_over_spectrum(expr, world, variable, k)
    if hull(sp.Eq(expr, sp.Dummy(), evaluate=False), world, variable, k) is None:
        return None
    pairs = {o for o in expr.atoms(PairIterate) if variable in o.index.free_symbols}
    for o in pairs:
        first, second, eigenvalue, step, _ = o.parameters
        one, two = (PairIterate(o.name, o.index, first, second, eigenvalue, step, c) for c in (1, 2))
        for p1 in [q for q in pairs if q.orbit == o.orbit and q.index == o.index and q.component == 0] or [one]:
            for p2 in [q for q in pairs if q.orbit == o.orbit and q.index == o.index and q.component == 1] or [two]:
                expr = expr.subs(p1 * p2 ** (N - 1), eigenvalue)
                # SymPy has taken |p₁p₂^{N−1}| apart
                expr = expr.subs(sp.Abs(p1) * sp.Abs(p2) ** (N - 1), sp.Abs(eigenvalue))
    moving = (o for o in expr.atoms(ScalarIterate) if variable in o.index.free_symbols)
    scalars = {o: _limit(world, o, world.value(o, k, variable)) for o in moving}
    expr = expr.xreplace(scalars)
    return None if any(variable in o.free_symbols for o in expr.atoms(Observable)) else expr


def _limit_over_spectrum(expr: sp.Expr, world: World, variable: sp.Symbol, k: int) -> sp.Expr | None:
    """Return the limit of a formula over a spectrum; None where that of one eigenvalue has another form, or none."""
    limits: dict[sp.Expr, sp.Expr] = {}
    for over in expr.atoms(OverSpectrum):
        body, first, last = over.args
        if variable not in over.free_symbols:
            continue
        places = range(world.integer(first), min(world.integer(last), len(world.spectrum)) + 1)
        found = {limit_of(body, world.at_place(place), variable, k) for place in places}
        limit = found.pop() if len(found) == 1 else None
        if limit is None or isinstance(over, Count):
            return None
        limits[over] = over.func(limit, first, last)
    expr = expr.xreplace(limits)
    return None if variable in expr.free_symbols else expr


def stays_away(expr: sp.Expr, limit: sp.Expr, world: World, variable: sp.Symbol, k: int) -> bool:
    """Whether an iterate of (18) certainly keeps away from ``limit`` from ``k`` on: it is caught in a cycle."""
    expr = unfolded(expr)
    if not isinstance(expr, ScalarIterate) or expr.index != variable:
        return False
    _, eigenvalue, step = (world.parameter(p) for p in expr.parameters)
    try:
        state, target = world.value(expr, k, variable), world.value(limit)
    except Undecided:
        return False
    advance = ball_step(world.depth)
    return caught(
        lambda ball: advance(ball, eigenvalue, step), lambda ball: None if ball.overlaps(target) else False, state
    )


def _limit(world: World, slot: ScalarIterate, state: arb) -> sp.Expr:
    eigenvalue = slot.parameters[1]
    if _is_mirrored(world.depth, world.parameter(eigenvalue), state):
        return -((-eigenvalue) ** (1 / N))
    return L if eigenvalue == lam else At(L, (lam,), (eigenvalue,))
