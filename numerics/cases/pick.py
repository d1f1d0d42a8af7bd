"""One value of one parameter: next to a border in a quarter of the cases, on it now and then, else anywhere in a cell.

Values are short rationals. Of a step size or an accuracy the upper decades are preferred: the lower ones only make
runs long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import sympy as sp

from numerics.cases.feasible import Cell, Condition, Feasible, alone
from numerics.cases.simplest import simplest
from numerics.claims.case import Case
from numerics.claims.world import Values
from numerics.exact.verdict import Undecided
from theory.language.symbols import eps, eta

#: Shares of the draws next to a border, of those asked to be near one, and on a border.
NEXT_TO, NEAR, ON = 0.25, 0.6, 0.04
#: Share of the draws that are 0, where 0 is allowed, and of those with a single significant digit.
ZERO, ROUND = 1 / 15, 0.15
#: Decades below the largest value allowed from which a parameter is taken.
UPPER_DECADES = {eta: 1.5, eps: 3.0}
#: To how much of itself a border is known.
_FLOAT = Fraction(1, 10**13)


def pick(
    symbol: sp.Symbol, found: Feasible, size: float, near: float, zero: float, random: np.random.Generator
) -> Fraction:
    """Return a value inside one of the cells; ``size`` is the unit of the parameter.

    ``near`` and ``zero`` are the shares of the draws next to a border and, where 0 is allowed, of 0.
    """
    cells = [cell for cell in found.cells if cell.low < cell.high]
    if len(cells) < len(found.cells) and (not cells or random.random() < zero):
        return Fraction(0)
    signs = sorted({math.copysign(1, cell.middle) for cell in cells})
    sign = signs[int(random.integers(len(signs)))]
    cells = _upper([cell for cell in cells if math.copysign(1, cell.middle) == sign], symbol, size)
    weights = np.array([cell.length + 1e-9 for cell in cells])
    cell = cells[int(random.choice(len(cells), p=weights / weights.sum()))]
    borders = [end for end, real in enumerate(cell.ends) if real]
    if borders and random.random() < near:
        return _next_to(cell, borders[int(random.integers(len(borders)))], random)
    return short(cell.at(random.random()), cell, 1 if random.random() < ROUND else 4)


def _upper(cells: list[Cell], symbol: sp.Symbol, size: float) -> list[Cell]:
    """Return the part of the cells that is preferred."""
    if symbol not in UPPER_DECADES:
        return cells
    last = cells[-1]
    top = last.high
    if not last.ends[1]:  # nothing but the end of the axis
        top = max(min(top, size), min(top, 5 * last.low) if last.ends[0] else 0.0)
    floor = top / 10 ** UPPER_DECADES[symbol]
    trimmed = []
    for cell in cells:
        low, high = max(cell.low, floor), min(cell.high, top)
        if low < high:
            ends = cell.ends[0] and low == cell.low, cell.ends[1] and high == cell.high
            trimmed.append(Cell(low, high, cell.log, ends))
    return trimmed


def _next_to(cell: Cell, end: int, random: np.random.Generator) -> Fraction:
    """Return a short fraction whose distance to a border is a small part of the cell."""
    border = Fraction((cell.low, cell.high)[end])
    reach = abs(Fraction(cell.middle) - border)
    reach = min(reach, abs(border)) if border else reach
    distance = reach / 2 ** int(random.integers(1, 40)) * (1 if end == 0 else -1)
    return simplest(*sorted((border + distance * 3 / 4, border + distance)))


def short(number: float, cell: Cell, digits: int) -> Fraction:
    """Return ``number`` to so many significant digits, or the shortest fraction near it that is inside the cell.

    >>> short(0.33337, Cell(0.3, 0.4, True), 2), short(0.33337, Cell(0.3333, 0.3334, True), 2)
    (Fraction(33, 100), Fraction(2151, 6452))
    """
    decimal = Fraction(f"{number:.{digits}g}")
    if cell.low < decimal < cell.high:
        return decimal
    room = min(Fraction(number) - Fraction(cell.low), Fraction(cell.high) - Fraction(number)) / 2
    return simplest(Fraction(number) - room, Fraction(number) + room)


def on_border(
    symbol: sp.Symbol, found: Feasible, conditions: Sequence[Condition], values: Values, random: np.random.Generator
) -> Fraction | None:
    """Return a rational border that satisfies all conditions, decided exactly; None where there is none."""
    for place in random.permutation(len(found.borders)):
        border, atom = found.borders[place]
        candidate = _rational(border, alone(atom, symbol), values)
        if candidate is not None and all(one.holds({**values, symbol: candidate}) for one in conditions):
            return candidate
    return None


def _rational(border: float, bound: sp.Expr | None, values: Values) -> Fraction | None:
    """Return the exact value of a border: that of its formula, else the simplest fraction near it."""
    if bound is None:
        return simplest(*sorted((Fraction(border) * (1 - _FLOAT), Fraction(border) * (1 + _FLOAT))))
    try:
        return Case(values).world(0).exactly(bound)
    except (Undecided, ValueError):
        return None
