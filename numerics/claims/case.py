"""One exact case: its parameters, and the worlds in which its formulas are computed, one for each precision."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import arb

from numerics.claims.hitting import first_time
from numerics.claims.multipliers import multipliers_behind
from numerics.claims.world import Values, World
from numerics.exact.balls import ceiling_range, working_precision
from numerics.exact.verdict import Undecided
from numerics.orbits.ladder import NEVER, HittingTime
from theory.language.observables import First
from theory.language.symbols import Multiplier, N

#: Working precisions, tried in turn.
BITS = (128, 256, 512, 1024, 2048, 4096)

#: The highest precision at which integrals are enclosed: one that 512 bits leave open takes minutes beyond.
QUADRATURE = 512

#: The names that a claim defines for itself, with their definitions.
Where = tuple[tuple[sp.Symbol, sp.Expr], ...]


class Case:
    """One exact case: its worlds, one for each precision, made as they are needed and shared by all claims.

    With a ``budget``, hitting times are followed for so many iterations at most. ``plain`` is the case without its
    multipliers, where that is known: what does not depend on them is found there. Without ``checks_flow`` the closed
    form of the flow is not compared with the differential equation: for a case that is one of many tried out.
    """

    def __init__(
        self, values: Values, budget: int | None = None, plain: Case | None = None, checks_flow: bool = True
    ) -> None:
        self.values, self.depth, self.plain = values, int(values[N]), plain
        self.checks_flow = checks_flow
        self.limits: dict[str, Any] = {} if budget is None else {"budget": budget}
        self.worlds: dict[Any, World] = {}
        self.times: dict[First, HittingTime] = {}
        #: The outcomes of the claims that were decided here (``numerics.claims.decide``).
        self.outcomes: dict[Any, Any] = {}
        #: The cases at other values that a hitting time was asked of: one for each eigenvalue of a spectrum.
        self.others: dict[frozenset[Any], Case] = {}

    def moved(self, *parts: sp.Basic) -> bool:
        """Whether a formula among the ``parts`` depends on a multiplier of this case."""
        return any(symbol in self.values for part in parts for symbol in multipliers_behind(part))

    def world(self, bits: int, where: Where = ()) -> World:
        """Return the world of this precision (0: exact); ``where`` are the names of a claim."""
        key = (bits, where)
        if key not in self.worlds:
            plain = self.plain.world(bits) if self.plain is not None else None
            world = World(self.values, bits, self.first, where=dict(where), plain=plain)
            world.checks_flow = self.checks_flow
            self.worlds[key] = world
        return self.worlds[key]

    def first(self, slot: First, values: Values | None = None) -> HittingTime:
        """Return a hitting time, found once; with ``values`` the one of the case that has these."""
        if values is not None:
            return self.others.setdefault(frozenset(values.items()), Case(values, **self.limits)).first(slot)
        if slot not in self.times:
            plain = self.plain
            self.times[slot] = first_time(slot, self) if plain is None or self.moved(slot) else plain.first(slot)
        return self.times[slot]

    def end(self, before: sp.Expr, horizon: int, where: Where = ()) -> tuple[int, bool] | None:
        """Return where "for every k < before" ends, and whether exactly there; None where it does not end.

        Of a hitting time it is enough to know that it lies beyond the ``horizon`` to which anybody looks.
        """
        if not isinstance(before, First) or before in self.times:
            ceiling = self.ceiling(before, where)
            return None if ceiling is None else (ceiling, True)
        time = first_time(before, self, horizon)
        if time.method == NEVER:
            return None
        if time.upper is not None:
            self.times[before] = time
        return time.lower, time.lower == time.upper

    def ladder(self, where: Where = (), most: int = BITS[-1]) -> Iterator[World]:
        """Yield the worlds to try in turn: balls, exact rationals, balls of more bits, up to ``most``."""
        for bits in (bits for bits in BITS if bits <= most):
            with working_precision(bits):
                yield self.world(bits, where)
            if bits == BITS[0]:
                yield self.world(0, where)

    def holds(self, relation: sp.Basic, where: Where = ()) -> bool | None:
        """Decide a relation without quantifier."""
        if relation in (sp.true, sp.false):
            return bool(relation)
        for world in self.ladder(where, QUADRATURE if relation.has(sp.Integral) else BITS[-1]):
            try:
                verdict = world.judge(relation)(0)
            except Undecided:
                continue
            if verdict is not None:
                return verdict
        if isinstance(relation, sp.And):  # an equality may need exact numbers where another part needs balls
            return True if all(self.holds(part, where) for part in relation.args) else None
        return None

    def ceiling(self, expr: sp.Expr, where: Where = ()) -> int | None:
        """Return ⌈expr⌉, None for infinity. Raises Undecided where it is not determined."""
        if expr == sp.oo:
            return None
        if expr.is_Integer:
            return int(expr)
        for world in self.ladder(where):
            try:
                value = world.value(expr)
            except Undecided:
                continue
            if isinstance(value, HittingTime):
                if value.upper is None or value.lower != value.upper:
                    raise Undecided(f"{expr} is not known")
                return value.lower
            low, high = ceiling_range(value) if isinstance(value, arb) else (-(-value.p // value.q),) * 2
            if low == high:
                return int(low)
        raise Undecided(f"the ceiling of {expr!s:.60}")


def shared_case(values: Values, budget: int) -> Case:
    """Return a case; what does not depend on its multipliers is found once, whatever their values are.

    >>> from theory.language.symbols import multiplier
    >>> one, other = (shared_case({N: Fraction(2), multiplier("upper"): Fraction(q)}, 100) for q in (1, 2))
    >>> one.plain is other.plain, one.plain.values
    (True, {N: Fraction(2, 1)})
    """
    plain = {symbol: v for symbol, v in values.items() if not isinstance(symbol, Multiplier)}
    shared = plain_case(tuple(plain.items()), budget)
    return shared if len(plain) == len(values) else Case(values, budget, shared)


@lru_cache(maxsize=512)
def plain_case(values: tuple[tuple[sp.Symbol, Fraction], ...], budget: int) -> Case:
    """Return the case at which ``shared_case`` finds what does not depend on multipliers."""
    return Case(dict(values), budget)
