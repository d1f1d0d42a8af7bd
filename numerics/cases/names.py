"""A case as JSON, under the names of the command line, and back without any rounding."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import sympy as sp

from numerics.cases.spectra import as_values, read_spectrum, spectrum_text
from numerics.claims.spectrum import Values, spectrum_of
from numerics.exact.numbers import ExactNumber, exact
from theory.language.statement import Statement
from theory.language.symbols import PARAMETER_NAMES, SPECTRA


def as_json(values: Values) -> dict[str, int | str]:
    """Return the parameters of a case by name: integers as they are, the others as exact fractions. No multipliers.

    >>> from theory.language.symbols import N, lam, multiplier
    >>> as_json({N: Fraction(3), lam: Fraction(1, 2), multiplier("step"): Fraction(2)})
    {'depth': 3, 'eigenvalue': '1/2'}
    """
    return {name: _written(symbol, values) for symbol, name in PARAMETER_NAMES.items() if symbol in values}


def _written(symbol: sp.Symbol, values: Values) -> int | str:
    if symbol in SPECTRA:
        return spectrum_text(spectrum_of(values, symbol))
    return int(values[symbol]) if symbol.is_integer else str(values[symbol])


def from_json(record: Statement, entries: Mapping[str, ExactNumber]) -> dict[sp.Symbol, Fraction]:
    """Return the case of ``record`` that ``as_json`` wrote; raises ValueError naming what is missing or unknown.

    >>> from theory import statement
    >>> from_json(statement("remark-1.4"), {"depth": 2, "alpha": "1/2"})
    Traceback (most recent call last):
    ValueError: remark-1.4: unknown parameter 'alpha' (it has depth)
    """
    symbols = {PARAMETER_NAMES[symbol]: symbol for symbol in record.parameters}
    for name in entries:
        if name not in symbols:
            raise ValueError(f"{record.id}: unknown parameter {name!r} (it has {', '.join(symbols)})")
    values: dict[sp.Symbol, Fraction] = {}
    for name, symbol in symbols.items():
        if name not in entries:
            raise ValueError(f"{record.id}: the parameter {name!r} is missing")
        if symbol in SPECTRA:
            values |= as_values(read_spectrum(str(entries[name])), symbol)
            continue
        try:
            values[symbol] = exact(entries[name])
        except ValueError as problem:
            raise ValueError(f"{name}: {problem}") from None
        if symbol.is_integer and values[symbol].denominator != 1:
            raise ValueError(f"{name} = {values[symbol]}: must be an integer")
    return values
