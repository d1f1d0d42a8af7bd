"""A sheet: many cases of one depth and one sign of λ, in balls of one precision. Each formula is one column.

What ``numerics.claims.world`` is for one case. Relations are decided by float64 with error bounds first, the rest in
balls. A sheet knows the formulas in the parameters, cases and other parameters within them included; an orbit, an
integral or a root raises ``NotInColumns``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from numerics.claims.batch_floats import Floats, Rounded, Signs, holds, order, rounded
from numerics.claims.compiled import Compiled, compiled
from numerics.claims.relations import ACCEPTS, truth
from numerics.claims.world import World
from numerics.exact.balls import to_ball
from theory.language.definitions import NUMBERS
from theory.language.expressions import At, ByCases, unfolded
from theory.language.symbols import Multiplier, N, lam, m

Rows = NDArray[np.int64]
Where = Mapping[sp.Symbol, sp.Expr]
_NAN = arb.nan()


class NotInColumns(Exception):
    """A formula that has to be computed case by case."""


@dataclass(frozen=True)
class Column:
    """The values of one symbol: float64 numbers that are exact, or balls."""

    exact: Floats | None = None
    given: tuple[arb, ...] = ()

    @cached_property
    def balls(self) -> Sequence[arb]:
        """The values as balls."""
        return self.given if self.exact is None else [arb(value) for value in self.exact.tolist()]

    @cached_property
    def floats(self) -> Rounded:
        """The values as floats with a bound on their error."""
        if self.exact is not None:
            return self.exact, np.zeros(len(self.exact))
        middle, radius = ends_as_floats(self.given)
        with np.errstate(all="ignore"):
            return (middle + radius) / 2, np.where(np.isnan(middle), np.inf, np.abs(radius - middle))

    def take(self, rows: Rows) -> Column:
        """Return the values in these rows."""
        if self.exact is not None:
            return Column(self.exact[rows])
        return Column(None, tuple(self.given[row] for row in rows.tolist()))


def ends_as_floats(balls: Sequence[Any]) -> tuple[Floats, Floats]:
    """Return floats below and above all that the balls hold, nan where a ball is not finite.

    >>> low, high = ends_as_floats([arb(1) / 3, arb.nan()])
    >>> bool(low[0] < 1 / 3 < high[0]), bool(np.isnan(low[1]))
    (True, True)
    """
    low = np.array([float(ball.lower()) for ball in balls], dtype=np.float64)
    high = np.array([float(ball.upper()) for ball in balls], dtype=np.float64)
    with np.errstate(all="ignore"):
        # the conversion is off by less than a unit in the last place
        low, high = np.nextafter(low, -np.inf), np.nextafter(high, np.inf)
    finite = np.isfinite(low) & np.isfinite(high)
    return np.where(finite, low, np.nan), np.where(finite, high, np.nan)


@lru_cache(maxsize=4096)
def _prepared(expr: sp.Expr, depth: int, sign: int) -> Compiled:
    return compiled(unfolded(expr), depth, sign)


@lru_cache(maxsize=256)
def _number(symbol: sp.Symbol, depth: int, bits: int) -> arb:
    """Return a number that depends on the depth alone, like c of (14); the precision is set already."""
    value: arb = World({N: Fraction(depth)}, bits, _no_time).value(NUMBERS[symbol])
    return value


def _no_time(slot: Any) -> Any:
    raise NotInColumns(slot)


class Sheet:
    """Many cases of one depth and one sign of λ; ``bits`` is the working precision, which the caller sets."""

    def __init__(
        self,
        depth: int,
        sign: int,
        bits: int,
        size: int,
        columns: Mapping[sp.Symbol, Column],
        where: Where | None = None,
    ) -> None:
        self.depth, self.sign, self.bits, self.size = depth, sign, bits, size
        self.columns, self.where = dict(columns), dict(where or {})
        self._balls: dict[sp.Expr, Sequence[arb]] = {}
        self._rounded: dict[sp.Basic, Rounded] = {}

    def take(self, rows: Rows) -> Sheet:
        """Return the sheet of these rows."""
        columns = {symbol: column.take(rows) for symbol, column in self.columns.items()}
        return Sheet(self.depth, self.sign, self.bits, len(rows), columns, self.where)

    # Formulas -----------------------------------------------------------------------------------------------

    def balls(self, expr: sp.Expr) -> Sequence[arb]:
        """Return ``expr`` as one ball for each case, nan where this precision gives no real number."""
        if expr not in self._balls:
            formula = _prepared(expr, self.depth, self.sign)
            slots = {symbol: slot for slot, symbol in formula.slots}
            inputs = [self._slot(slots[s]) if s in slots else self.column(s).balls for s in formula.symbols]
            function = formula.function("arb")
            found = map(function, *inputs) if inputs else [function()] * self.size
            self._balls[expr] = [_real(ball) for ball in found]
        return self._balls[expr]

    def column(self, symbol: sp.Symbol) -> Column:
        """Return the values of a symbol: a parameter, a multiplier, a name of the claim, a number like c."""
        if symbol not in self.columns:
            if symbol in self.where:
                found = Column(None, tuple(self.balls(self.where[symbol])))
            elif isinstance(symbol, Multiplier):
                found = Column(np.ones(self.size))
            elif symbol in NUMBERS:
                found = Column(None, (_number(symbol, self.depth, self.bits),) * self.size)
            else:
                raise NotInColumns(f"no value given for {symbol}")
            self.columns[symbol] = found
        return self.columns[symbol]

    def _slot(self, slot: sp.Expr) -> Sequence[arb]:
        if slot not in self._balls:
            match slot:
                case ByCases():
                    self._balls[slot] = self._by_cases(slot)
                case At():
                    self._balls[slot] = self._elsewhere(slot)
                case _:
                    raise NotInColumns(f"{slot!s:.60}")
        return self._balls[slot]

    def _by_cases(self, slot: ByCases) -> Sequence[arb]:
        result = [_NAN] * self.size
        rest = np.arange(self.size)
        for value, condition in slot.args:
            if not rest.size:
                break
            codes = self.take(rest).truth(condition)
            chosen = rest[codes > 0]
            if chosen.size:
                _put(result, chosen, self.take(chosen).balls(value))
            rest = rest[codes < 0]
        return result

    def _elsewhere(self, slot: At) -> Sequence[arb]:
        """Return an expression at other parameters, on a sheet of its own for each sign that λ has there."""
        body, parameters, points = slot.args
        if parameters.has(N, m):
            raise NotInColumns("another depth")
        columns = dict(self.columns)
        for symbol, point in zip(parameters, points, strict=True):
            columns[symbol] = (
                self.column(point) if isinstance(point, sp.Symbol) else Column(None, tuple(self.balls(point)))
            )
        there = Sheet(self.depth, self.sign, self.bits, self.size, columns, self.where)
        if lam not in parameters or columns[lam] is self.columns.get(lam):
            return there.balls(body)
        result = [_NAN] * self.size
        signs = order(columns[lam].floats, (np.zeros(self.size), np.zeros(self.size)))
        for sign in (-1, 0, 1):
            rows = np.flatnonzero(signs == sign)
            if rows.size:
                part = there.take(rows)
                part.sign = sign
                _put(result, rows, part.balls(body))
        return result

    # Relations ----------------------------------------------------------------------------------------------

    def truth(self, relation: sp.Basic) -> Signs:
        """Return 1, −1 or 0 as a relation is true, false or not decided at this precision."""
        if relation in (sp.true, sp.false):
            return np.full(self.size, 1 if relation == sp.true else -1, np.int8)
        if type(relation) in ACCEPTS:
            return self._compared(relation)
        if not isinstance(relation, sp.And | sp.Or | sp.Not | sp.Implies):
            raise NotInColumns(f"{relation!s:.60}")
        parts = list(relation.args)
        codes = self.truth(parts[0])
        match relation:
            case sp.Not():
                return -codes
            case sp.Implies():
                return np.maximum(-codes, self.truth(parts[1]))
        combine, settled = (np.minimum, -1) if isinstance(relation, sp.And) else (np.maximum, 1)
        for part in parts[1:]:
            rows = np.flatnonzero(codes != settled)  # elsewhere another part may not even have a real value
            if rows.size:
                codes[rows] = combine(codes[rows], self.take(rows).truth(part))
        return codes

    def _compared(self, relation: sp.Basic) -> Signs:
        left, right = (self._floats(side) for side in relation.args)
        codes = np.broadcast_to(holds(type(relation), order(left, right)), self.size).copy()
        rows = np.flatnonzero(codes == 0)
        if rows.size:
            sheet = self.take(rows)
            sides = zip(*(sheet.balls(side) for side in relation.args), strict=True)
            verdicts = [truth(type(relation), *pair) for pair in sides]
            codes[rows] = [0 if verdict is None else 1 if verdict else -1 for verdict in verdicts]
        return codes

    def _floats(self, expr: sp.Expr) -> Rounded:
        formula = _prepared(expr, self.depth, self.sign)
        slots = {symbol: slot for slot, symbol in formula.slots}
        known = self._rounded if not slots else {}

        def leaf(symbol: sp.Symbol) -> Rounded:
            if symbol in slots:
                return Column(None, tuple(self._slot(slots[symbol]))).floats
            return self.column(symbol).floats

        return rounded(formula.expr, leaf, known)


def sheets(
    arrays: Mapping[sp.Symbol, NDArray[Any]], factors: Mapping[sp.Symbol, Fraction]
) -> list[tuple[Rows, Callable[[int, Where], Sheet]]]:
    """Split cases by depth and sign of λ: rows, and their sheet for a precision and the names of a claim."""
    size = len(arrays[N])
    signs = np.sign(arrays[lam]) if lam in arrays else np.zeros(size)
    found = []
    for depth in np.unique(arrays[N]).tolist():
        for sign in (-1, 0, 1):
            rows = np.flatnonzero((arrays[N] == depth) & (signs == sign))
            if rows.size:
                found.append((rows, _maker(int(depth), sign, arrays, factors, rows)))
    return found


def _maker(
    depth: int, sign: int, arrays: Mapping[sp.Symbol, NDArray[Any]], factors: Mapping[sp.Symbol, Fraction], rows: Rows
) -> Callable[[int, Where], Sheet]:
    columns = {s: Column(np.asarray(array[rows], np.float64)) for s, array in arrays.items() if s != N}
    made: dict[Any, Sheet] = {}

    def sheet(bits: int, where: Where) -> Sheet:
        key = (bits, tuple(where.items()))
        if key not in made:
            fixed = {s: Column(None, (to_ball(value, bits),) * len(rows)) for s, value in factors.items()}
            made[key] = Sheet(depth, sign, bits, len(rows), columns | fixed, where)
        return made[key]

    return sheet


def _real(ball: Any) -> arb:
    if ball.is_finite():
        if type(ball) is arb:
            return ball
        if ball.imag.is_zero():
            return ball.real
    return _NAN


def _put(target: list[arb], rows: Rows, values: Sequence[arb]) -> None:
    for row, value in zip(rows.tolist(), values, strict=True):
        target[row] = value
