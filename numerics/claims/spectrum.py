"""The spectrum of Ŵ among the parameters of a case: n, and one value for each of the n eigenvalues.

>>> case = as_values([Fraction(2), Fraction(4), Fraction(0), Fraction(0)])
>>> spectrum_text(spectrum_of(case))
'4, 2, 0*2'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

import sympy as sp

from theory.language.symbols import SPECTRA, eigenvalue_symbol, n

Values = Mapping[sp.Symbol, Fraction]


def spectrum_of(values: Values, size: sp.Symbol = n) -> tuple[Fraction, ...]:
    """Return the eigenvalues of Ŵ (or W_0) of a case in descending order; none where it speaks of a single one.

    >>> spectrum_of({n: Fraction(2), eigenvalue_symbol(1): Fraction(1), eigenvalue_symbol(2): Fraction(3)})
    (Fraction(3, 1), Fraction(1, 1))
    """
    places = range(int(values.get(size, 0)))
    return tuple(sorted((values[eigenvalue_symbol(place + 1, size)] for place in places), reverse=True))


def as_values(eigenvalues: Iterable[Fraction], size: sp.Symbol = n) -> dict[sp.Symbol, Fraction]:
    """Return a spectrum as parameters of a case: that of Ŵ, or that of W_0 for the size ℓ_0.

    >>> as_values([Fraction(1), Fraction(2)])
    {n: Fraction(2, 1), lambda_1: Fraction(2, 1), lambda_2: Fraction(1, 1)}
    """
    ordered = sorted(eigenvalues, reverse=True)
    places = ((eigenvalue_symbol(place, size), value) for place, value in enumerate(ordered, 1))
    return {size: Fraction(len(ordered)), **dict(places)}


def in_order(values: Values) -> Values:
    """Return a case with its eigenvalues in descending order.

    >>> in_order({n: Fraction(2), eigenvalue_symbol(1): Fraction(1), eigenvalue_symbol(2): Fraction(3)})
    {n: Fraction(2, 1), lambda_1: Fraction(3, 1), lambda_2: Fraction(1, 1)}
    """
    for size in SPECTRA:
        found = [values[eigenvalue_symbol(place + 1, size)] for place in range(int(values.get(size, 0)))]
        if any(one < other for one, other in pairwise(found)):
            values = with_spectrum(values, found, size)
    return values


def without_spectrum(values: Values, size: sp.Symbol = n) -> dict[sp.Symbol, Fraction]:
    """Return a case without n and its eigenvalues, or without ℓ_0 and those of W_0."""
    gone = {size, *(eigenvalue_symbol(place, size) for place in range(1, int(values.get(size, 0)) + 1))}
    return {symbol: value for symbol, value in values.items() if symbol not in gone}


def with_spectrum(values: Values, eigenvalues: Sequence[Fraction], size: sp.Symbol = n) -> dict[sp.Symbol, Fraction]:
    """Return a case with another spectrum of Ŵ, or of W_0 for the size ℓ_0."""
    return without_spectrum(values, size) | as_values(eigenvalues, size)


def spectrum_text(eigenvalues: Sequence[Fraction]) -> str:
    """Return a spectrum as text, descending, equal eigenvalues counted."""
    groups = ((value, len(list(same))) for value, same in groupby(sorted(eigenvalues, reverse=True)))
    return ", ".join(str(value) if times == 1 else f"{value}*{times}" for value, times in groups)
