"""Where conditions on one parameter hold, the others being known: the open cells between their borders.

Every relation changes its truth at finitely many points of an axis. Where the parameter stands alone on one side, the
point is the other side; elsewhere it is found between two points of a grid. Between two neighbouring points nothing
changes, so one point of each cell decides it. All of this is float64: what is drawn is decided exactly afterwards.

>>> from theory.language.symbols import beta
>>> found = feasible([Condition("small", beta < alpha / 3)], {N: 2, lam: np.float64(1), alpha: np.float64(3)}, beta)
>>> [(round(cell.high, 12), cell.ends) for cell in found.cells]
[(1.0, (False, True))]
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.cases.floats import OPEN, TRUE, UNORDERED, Env, along, needs, order_of, truth, value
from numerics.claims.case import Case
from numerics.claims.relations import ACCEPTS
from numerics.claims.world import Values
from theory.language.symbols import (
    SPECTRA,
    Multiplier,
    N,
    alpha,
    beta,
    eps,
    eta,
    lam,
    mu,
    n,
    noise,
    product,
    s,
    share,
    t,
    x,
)

Floats = NDArray[np.float64]

#: Points of the grid on which borders are looked for, and points and rounds by which one is narrowed down.
GRID, FINE, ROUNDS = 100, 128, 7
#: Decades around its unit on which a parameter is looked for, and on which it is looked for if nothing is found there.
WIDE = 15.0
#: Decades below its unit down to which α is drawn for a spectrum at N = 2: only small ones keep eigenvalues apart.
SMALL_START = -6.0
#: The size of λ: 1 where an attempt says nothing else, so that all other units follow from it.
SIZE = sp.Dummy("size", positive=True)
#: The time up to which one is drawn where several are compared, so that a spectrum is learned; and the number of
#: decades below it.
TIMES = sp.Dummy("times", positive=True)
DECADES = 2.5


@dataclass(frozen=True)
class Condition:
    """A relation that a case is to satisfy, or to violate where not ``wanted``.

    ``near`` asks for cases close to its border, ``unscaled`` takes every multiplier as 1. ``exact`` is an equivalent
    relation that is easier to decide.
    """

    name: str
    relation: sp.Basic
    wanted: bool = True
    near: bool = False
    unscaled: bool = False
    exact: sp.Basic | None = None

    def codes(self, env: Env) -> NDArray[np.int8]:
        """Return FALSE, OPEN or TRUE at each point."""
        if self.unscaled:
            env = {symbol: v for symbol, v in env.items() if not isinstance(symbol, Multiplier)}
        found = truth(self.relation, env)
        return found if self.wanted else np.asarray(TRUE - found, np.int8)

    def holds(self, values: Values) -> bool:
        """Whether it certainly holds at exact values."""
        if self.unscaled:
            values = {symbol: v for symbol, v in values.items() if not isinstance(symbol, Multiplier)}
        return Case(values).holds(self.relation if self.exact is None else self.exact) is self.wanted


@dataclass(frozen=True)
class Cell:
    """An open interval in which nothing changes; ``ends`` says which of its ends are borders of a condition.

    A parameter that is not ``log``arithmic is spread evenly. The point 0 is a cell of its own.
    """

    low: float
    high: float
    log: bool
    ends: tuple[bool, bool] = (False, False)

    @property
    def middle(self) -> float:
        """A point well inside."""
        return self.at(0.5)

    @property
    def length(self) -> float:
        """How much of the axis it covers, in the measure in which values are drawn."""
        if self.log and self.low:
            return abs(math.log(self.high / self.low))
        return self.high - self.low

    def at(self, part: float) -> float:
        """Return the point that divides the cell in the ratio ``part`` : 1 − ``part``."""
        return float(self.points(np.float64(part)))

    def points(self, parts: Any) -> Any:
        """Return the points at several ``parts``."""
        if self.log and self.low:
            return self.low * (self.high / self.low) ** parts
        return self.low + (self.high - self.low) * parts


@dataclass(frozen=True)
class Feasible:
    """The cells where all conditions hold, their borders, and the condition that left nothing (or None)."""

    cells: tuple[Cell, ...]
    borders: tuple[tuple[float, sp.Basic], ...]
    emptied_by: Condition | None


def feasible(conditions: Sequence[Condition], env: Env, symbol: sp.Symbol, wide: bool = False) -> Feasible:
    """Return where all ``conditions`` hold on the axis of ``symbol``; one that is open everywhere is passed over."""
    borders: list[tuple[float, sp.Basic]] = []
    cells: list[Cell] = []
    atoms = [atom for condition in conditions for atom in atoms_of(condition.relation)]
    scales = [not condition.unscaled for condition in conditions for _ in atoms_of(condition.relation)]
    bare = {known: v for known, v in env.items() if not isinstance(known, Multiplier)}
    for segment in axis(symbol, env, wide):
        if segment.low == segment.high:
            cells.append(segment)
            continue
        found = [
            (border, atom)
            for atom, scaled in zip(atoms, scales, strict=True)
            for border in _borders(atom, env if scaled else bare, symbol, segment)
        ]
        borders += found
        cuts = sorted({border for border, _ in found if segment.low < border < segment.high})
        points = [segment.low, *cuts, segment.high]
        for place, (low, high) in enumerate(pairwise(points)):
            cells.append(Cell(low, high, segment.log, (place > 0, place < len(cuts))))
    column = {**env, symbol: np.array([cell.middle for cell in cells])}
    holds = np.ones(len(cells), bool)
    for condition in conditions:
        codes = condition.codes(column)
        if (codes == OPEN).all():
            continue
        holds &= codes == TRUE
        if not holds.any():
            return Feasible((), tuple(borders), condition)
    left = [cell for cell, good in zip(cells, holds, strict=True) if good]
    return Feasible(tuple(_nearest(left, unit(symbol, env)) if wide else left), tuple(borders), None)


def _nearest(cells: Sequence[Cell], size: float) -> list[Cell]:
    """Return for each sign the decade of the cells that is nearest to the unit of the parameter."""

    def far(point: float) -> float:
        return abs(math.log(abs(point) / size))

    nearest = [cell for cell in cells if cell.low == cell.high]
    for sign in (-1, 1):
        same = [cell for cell in cells if cell.middle * sign > 0]
        if same:
            cell = min(same, key=lambda cell: min(far(cell.low), far(cell.high)))
            decade = min(1.0, math.log(10) / cell.length)
            if far(cell.low) < far(cell.high):
                nearest.append(replace(cell, high=cell.at(decade), ends=(cell.ends[0], cell.ends[1] and decade == 1)))
            else:
                nearest.append(
                    replace(cell, low=cell.at(1 - decade), ends=(cell.ends[0] and decade == 1, cell.ends[1]))
                )
    return nearest


# Axes ----------------------------------------------------------------------------------------------------------


def unit(symbol: sp.Symbol, env: Env) -> float:
    """Return the natural size of a parameter in terms of the earlier ones.

    >>> unit(eta, {N: 2, lam: np.float64(-9), alpha: np.float64(1)})
    0.1111111111111111
    """
    depth, size = int(env[N]), float(env.get(SIZE, 1.0))
    sizes = [abs(float(env[p])) for p in (lam, mu, product) if p in env and env[p] != 0]
    sizes = sizes or [size] * any(spectrum in env for spectrum in SPECTRA)
    root = (max(sizes) if sizes else size) ** (1 / depth)
    start = float(env.get(alpha, root))
    if symbol in (mu, product):
        return abs(float(env.get(lam, size))) or size
    if symbol in (beta, eps):
        return start
    if symbol in (eta, t):
        largest = max(start, root) if sizes else start
        return float(largest ** (2 - 2 * depth))
    if symbol in (lam, noise):
        return size
    return root if symbol in (alpha, x) else 1.0


def decades(symbol: sp.Symbol, depth: int) -> tuple[float, float]:
    """Return how far below and above its unit a parameter is drawn, in decades.

    A start at s times the limit takes about s^{2−N} steps to leave the flat part, or s^{2N−2} to come down.
    """
    deep = max(depth - 2, 1e-9)
    if symbol == alpha:
        return -min(1.5, 2.5 / deep), min(1.0, 3.5 / max(2 * depth - 2, 1))
    if symbol == beta:
        return -min(4.0, 3.5 / deep), 0.3
    known = {eta: (-4.0, 1.5), eps: (-5.0, 0.5), t: (-2.0, 0.5), x: (-1.2, 0.7)}
    return known.get(symbol, (-2.0, 2.0))


def axis(symbol: sp.Symbol, env: Env, wide: bool) -> list[Cell]:
    """Return the segments on which a parameter is looked for: both signs and 0 for one that may have any."""
    if not wide and symbol in (s, share):
        return [Cell(0.0, 1.0, False)] if symbol == share else [Cell(-2.0, 2.0, False)]
    low, high = (-WIDE, WIDE) if wide else decades(symbol, int(env[N]))
    size = unit(symbol, env)
    if n in env and symbol == alpha and env[N] == 2 and not wide:
        low = SMALL_START  # there the way from the start takes as many steps as its logarithm says
    if symbol == t and TIMES in env and not wide:
        high = math.log10(env[TIMES] / size)
        low = high - DECADES
    positive = Cell(size * 10**low, size * 10**high, True)
    if symbol.is_nonnegative:
        return [positive]
    return [Cell(-positive.high, -positive.low, True), Cell(0.0, 0.0, True), positive]


# Borders -------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def atoms_of(relation: sp.Basic) -> tuple[sp.Basic, ...]:
    """Return the comparisons in a relation.

    >>> atoms_of(sp.Or(alpha > 3, sp.And(lam < 0, beta > 1)))
    (alpha > 3, beta > 1, lambda < 0)
    """
    return tuple(sorted(_atoms(relation), key=str))


def _atoms(relation: sp.Basic) -> Iterator[sp.Basic]:
    if type(relation) in ACCEPTS:
        yield relation
    else:
        for part in relation.args:
            yield from _atoms(part)


@lru_cache(maxsize=4096)
def alone(atom: sp.Basic, symbol: sp.Symbol) -> sp.Expr | None:
    """Return what ``symbol`` is compared with where it stands alone on one side.

    >>> alone(beta < alpha / 3, beta), alone(alpha**2 < lam, alpha)
    (alpha/3, None)
    """
    left, right = atom.args
    for here, there in ((left, right), (right, left)):
        if here == symbol and symbol not in needs(there):
            return there
    return None


def _borders(atom: sp.Basic, env: Env, symbol: sp.Symbol, segment: Cell) -> list[float]:
    """Return the points of a segment at which a comparison changes."""
    if symbol not in needs(atom):
        return []
    bound = alone(atom, symbol)
    if bound is not None:
        number = float(value(bound, env))
        return [number] if segment.low < number < segment.high else []
    points = segment.points(np.linspace(0, 1, GRID))
    ordered = _ordered(atom, env, symbol)
    states = np.broadcast_to(ordered(points), len(points))
    changes = np.flatnonzero(states[1:] != states[:-1])[:10]
    return [_narrowed(ordered, points[i], points[i + 1], int(states[i])) for i in changes]


def _ordered(atom: sp.Basic, env: Env, symbol: sp.Symbol) -> Callable[[Floats], NDArray[np.int8]]:
    """Return the order of the two sides as a function of points of ``symbol``."""
    left, right = (along(side, env, symbol) for side in atom.args)
    return lambda points: order_of(left(points), right(points))


def _narrowed(ordered: Callable[[Floats], NDArray[np.int8]], low: float, high: float, state: int) -> float:
    """Return where between ``low`` and ``high`` a comparison stops being in ``state``, to the last bits."""
    for _ in range(ROUNDS):
        points = np.linspace(low, high, FINE)
        changed = np.broadcast_to(ordered(points), len(points)) != state
        first = int(np.argmax(changed)) if changed.any() else FINE - 1
        if first == 0:
            break
        low, high = float(points[first - 1]), float(points[first])
        if np.nextafter(low, high) >= high:
            break
    return high if state == UNORDERED else low
