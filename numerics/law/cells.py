"""How many steps a way takes: Φ₂ in closed form less the sum of its defects, which cells along the way enclose.

On cell i let e₂ lie in m_i ± r_i, and let Ψ' = Φ₂'/(1 + m_i). A step inside the cell has the Ψ-defect
(1+e₂)/(1+m_i) − 1, at most r_i/(1+m_i) in size. A step across the border to the next cell, of which the part
b ∈ [0, 1 + e₂] lies beyond, adds b(1/(1+m_{i+1}) − 1/(1+m_i)); no step crosses two borders where every cell is longer
than a step in Φ₂. At most 1 + ℓ_i/(1+e⁻) steps start in a cell of length ℓ_i. So the sum of the Ψ-defects of the steps
so far is enclosed at any time, and by the ceiling lemma the end is reached in step ⌈x⌉ for some x in

    ΔΦ₂ − Σ ℓ_i m_i/(1+m_i) − (that sum).

The argument is docs/proofs/sharp-law.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, reduce

from flint import arb, ctx

from numerics.exact.balls import working_precision
from numerics.formulas.straight_line import compile_expression
from numerics.law.defect import enclose_defect, zero_sum
from numerics.law.path import Leg, Path, Point, advance, legs
from theory.language.symbols import eta, gap, lam, x
from theory.sharp.abel import abel_second

#: What a cell may add to the width of x, and how many cells are tried.
_WIDTH, _MOST = 4e-4, 5000
#: A cell this short in Φ₂ may add ``_COARSE`` times as much, and any amount once it is ``_DEEP`` bisections deep.
_SHORT, _COARSE, _DEEP, _DEEPEST = 0.2, 8, 7, 40
#: Steps that a merged cell holds at least: more than one, even where Φ₂ grows by more than 1 in a step.
MERGED = 3
#: Bits of the cells, tried first: mostly ΔΦ₂ alone needs as many as T has.
_BITS = 128


@dataclass(frozen=True)
class Cell:
    """A piece of a way: its length in Φ₂, a ball around e₂ on it, the point where it begins."""

    length: arb
    e2: arb
    begin: Point


@dataclass(frozen=True)
class Count:
    """``steps`` holds an x such that the way takes ⌈x⌉ steps, and x less the steps so far at any time before.

    ``last`` is the last cell after neighbours were joined, ``cells`` how many there were before.
    """

    steps: arb
    last: Cell
    cells: int


@cache
def _abel(depth: int, sign: int) -> Callable[..., arb]:
    if sign > 0:
        return compile_expression(abel_second(depth, 1, x, gap), (x, gap, lam, eta), "arb")
    return compile_expression(abel_second(depth, sign, x), (x, lam, eta), "arb")


def abel_value(path: Path, point: Point) -> arb:
    """Return Φ₂ at a point of the path, up to a constant."""
    state = (point.s, point.gap) if path.sign > 0 else (point.s,)
    return _abel(path.depth, path.sign)(*state, arb(path.sign), path.h)


def enclose_steps(path: Path, start: Point, end: Point) -> Count | None:
    """Return the number of steps from ``start`` until ``end`` is passed; None where no cells are found that show it.

    >>> from fractions import Fraction
    >>> from numerics.cases.scalar import ScalarCase
    >>> from numerics.law.path import path_of
    >>> path = path_of(ScalarCase(2, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100)))
    >>> enclose_steps(path, path.start, path.end).steps
    [41.6 +/- ...]
    """
    whole = abel_value(path, end) - abel_value(path, start)
    found = None
    for bits in (_BITS, ctx.prec):
        with working_precision(bits):
            found = found or _cells(path, start, end)
    if found is None or not _grows_beyond(path, end):
        return None
    cells = _merged(found)
    longest = reduce(arb.max, ((1 + cell.e2).upper() for cell in cells))
    total, loose, shared = whole, arb(0), arb(0)
    for i, cell in enumerate(cells):
        middle = arb(cell.e2.mid())
        scale = 1 / (1 + middle)
        total -= cell.length * middle * scale
        steps = 1 + cell.length / (1 + arb(cell.e2.lower()))
        loose += (steps * cell.e2.rad() * scale).upper()
        if i:
            before = 1 / (1 + arb(cells[i - 1].e2.mid()))
            shared += arb(0).union(longest * (scale - before))
    return Count(total - shared + arb(0, loose.upper()), cells[-1], len(found))


def _grows_beyond(path: Path, end: Point) -> bool:
    """Whether Φ₂ certainly grows from the end as far as the step that passes it can lead: to g(end), as g increases.

    |F'| ≤ Z and |F'² + FF''| ≤ 3Z², so that FΦ₂' is at least 1 − Z/2 − Z²/4.
    """
    after = advance(path, end)
    z = zero_sum(path, Point(end.s.union(after.s), end.gap.union(after.gap)))
    return bool(1 - z / 2 - z**2 / 4 > 0)


def _cells(path: Path, start: Point, end: Point) -> list[Cell] | None:
    found: list[Cell] = []
    tried = 0
    for leg in legs(path, start, end):
        stack = [(_border(path, leg, leg.first), _border(path, leg, leg.last), 0)]
        while stack:
            (first, before), (last, after), depth = stack.pop()
            tried += 1
            if tried > _MOST or depth > _DEEPEST:
                return None
            defect, length = enclose_defect(path, leg.point(first.union(last))), after - before
            if defect is not None and _fine_enough(defect, length, depth):
                found.append(Cell(length, defect, leg.point(first)))
                continue
            middle = _border(path, leg, arb(((first.log() + last.log()) / 2).exp().mid()))
            stack += [(middle, (last, after), depth + 1), ((first, before), middle, depth + 1)]
    return found


def _border(path: Path, leg: Leg, value: arb) -> tuple[arb, arb]:
    return value, abel_value(path, leg.point(value))


def _fine_enough(defect: arb, length: arb, depth: int) -> bool:
    """Whether e₂ is known well enough on a cell of this length, so many bisections deep."""
    width, short = defect.rad() * (abs(length) + 1), bool(abs(length) < _SHORT)
    return bool(width < _WIDTH) or (short and (bool(width < _COARSE * _WIDTH) or depth > _DEEP))


def _merged(cells: list[Cell]) -> list[Cell]:
    """Join neighbours until each holds more than one step; from the end on, so that the last one is long."""
    merged: list[Cell] = []
    for cell in reversed(cells):
        if merged and not merged[-1].length >= MERGED:
            later = merged.pop()
            cell = Cell(cell.length + later.length, cell.e2.union(later.e2), cell.begin)
        merged.append(cell)
    return merged[::-1]
