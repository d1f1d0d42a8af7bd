"""A case from a sequence of choices, each a small integer: the smaller they are, the simpler is the case.

Whoever makes the choices and knows how to shrink integers, as Hypothesis does, shrinks the parameters themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from numerics.cases.attempt import Values, in_floats, integers, owned_by
from numerics.cases.draw import single_conditions
from numerics.cases.feasible import Cell, feasible
from numerics.cases.noisy import noisy
from numerics.cases.simplest import simplest
from numerics.cases.spectra import as_values
from numerics.claims.hypotheses import failing
from numerics.claims.spectrum import spectrum_of
from theory.language.statement import Statement
from theory.language.symbols import SPECTRA, ell_0, multiplier, n, noise

#: Chooses one of so many alternatives.
Choose = Callable[[int], int]

#: Parts of a cell, beside all of it, in which a value is looked for, and turns on the way to it from there.
PARTS, TURNS = 8, 6
#: To how much of itself an interval leaves its ends out.
_INSIDE = Fraction(1, 2**20)


def chosen(record: Statement, choose: Choose, scales: Mapping[str, Fraction] = {}) -> Values | None:
    """Return the case inside the hypotheses of ``record`` that the choices describe, None where they lead outside.

    The first of all alternatives is the simplest.

    >>> from theory import statement
    >>> list(map(str, chosen(statement("lemma-2.2-sharp"), lambda count: 0).values()))
    ['2', '0', '1', '1']
    """
    values: Values = {multiplier(name): Fraction(factor) for name, factor in scales.items()}
    env: dict[sp.Symbol, Any] = {symbol: np.float64(float(factor)) for symbol, factor in values.items()}
    for symbol, conditions in owned_by(record.parameters, single_conditions(record.hypotheses)).items():
        if symbol in SPECTRA:
            within = noise in values and symbol == n
            found = _within_noise(spectrum_of(values, ell_0), values[noise], choose) if within else _spectrum(choose)
            drawn = as_values([value for value in found if value > 0] if symbol == ell_0 else found, symbol)
            values |= drawn
            env |= in_floats(drawn)
            continue
        if symbol.is_integer:
            left, _ = integers(symbol, conditions, env)
            if not left:
                return None
            values[symbol] = Fraction(left[choose(len(left))])
            env[symbol] = int(values[symbol])
            continue
        cells = feasible(conditions, env, symbol).cells or feasible(conditions, env, symbol, wide=True).cells
        if not cells:
            return None
        cells = tuple(sorted(cells, key=lambda cell: _length(_between(cell.low, cell.high))))
        values[symbol] = _value(cells[choose(len(cells))], choose)
        env[symbol] = np.float64(float(values[symbol]))
    return values if failing(record.hypotheses, values) is None else None


def _spectrum(choose: Choose) -> list[Fraction]:
    """Return a spectrum of up to six eigenvalues, each a simple part of the one before, or equal to it, or 0."""
    values = [Fraction(1 + choose(4))]
    for _ in range(choose(6)):
        part = choose(8)
        values.append(values[-1] * Fraction(part, part + 1) if part < 7 else values[-1])
    return values


def _within_noise(clean: Sequence[Fraction], level: Fraction, choose: Choose) -> list[Fraction]:
    """Return eigenvalues that are those of W_0, or as far from them as the noise allows, and up to three more."""
    count = len(clean) + choose(4)
    return noisy(clean, level, [Fraction((0, 1, -1)[choose(3)]) for _ in range(count)])


def _value(cell: Cell, choose: Choose) -> Fraction:
    """Return the simplest fraction in the cell or a part of it, or one that is a few turns away."""
    part = choose(PARTS + 1)
    ends = (cell.at((part - 1) / PARTS), cell.at(part / PARTS)) if part else (cell.low, cell.high)
    low, high = map(Fraction, ends)
    found = _between(low, high)
    # the turns are the digits of one number: as many choices for a long way as for none
    for turn in bin(1 + choose(2**TURNS))[3:] if low < high else "":
        low, high = (found, high) if turn == "1" else (low, found)
        found = _between(low, high)
    return found


def _between(low: Fraction | float, high: Fraction | float) -> Fraction:
    low, high = Fraction(low), Fraction(high)
    margin = (high - low) * _INSIDE
    return simplest(low + margin, high - margin)


def _length(v: Fraction) -> tuple[int, bool]:
    return abs(v.numerator) + v.denominator, v < 0
