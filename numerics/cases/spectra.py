"""Spectra of Ŵ as parameters of a case: drawn, written and read, made shorter.

A case holds n and one value for each of the n eigenvalues (``theory.language.symbols.eigenvalue_symbol``), and where
Ŵ = W_0 + E the same for W_0 (``numerics.cases.noisy``). As text a spectrum descends, and equal eigenvalues are counted:
``4, 2, 1, 0*17``.

>>> spectrum_text(read_spectrum("1, 4, 0*2")), len(read_spectrum("1/2*200"))
('4, 1, 0*2', 200)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby

import numpy as np
import sympy as sp

from numerics.claims.spectrum import Values, as_values, spectrum_of, spectrum_text, with_spectrum, without_spectrum
from numerics.exact.numbers import ExactNumber, exact
from theory.language.symbols import SPECTRA

__all__ = [
    "as_values",
    "draw_spectrum",
    "read_spectrum",
    "read_values",
    "shorter_spectra",
    "spectrum_text",
    "with_spectrum",
    "without_spectrum",
]

#: The largest n that is read or drawn, and how often a size up to a bound is drawn.
LARGEST_SIZE = 100_000
SIZES = {1: 0.02, 3: 0.36, 6: 0.35, 14: 0.17, 40: 0.05, 200: 0.03}
#: Different eigenvalues that are drawn at most: the others are equal to one of these.
LEVELS = 10
#: Shares of the spectra with zeros at the end, with negative eigenvalues, with gaps that are next to nothing, and of
#: those on two levels: there bounds are tight.
ZEROS, SIGNED, CLOSE, TWO_LEVELS = 0.25, 0.15, 0.25, 0.4

Spectrum = tuple[Fraction, ...]


def read_spectrum(text: str) -> Spectrum:
    """Return the eigenvalues that a text lists, descending; raises ValueError naming an entry that is none.

    >>> read_spectrum("1, x")
    Traceback (most recent call last):
    ValueError: spectrum: 'x' is not an eigenvalue ...
    """
    found: list[Fraction] = []
    for entry in text.split(","):
        value, star, times = (part.strip() for part in entry.partition("*"))
        try:
            number = exact(value)
            repeated = int(times) if star else 1
        except ValueError:
            number, repeated = Fraction(0), 0
        if repeated < 1 or len(found) + repeated > LARGEST_SIZE:
            raise ValueError(
                f"spectrum: {entry.strip()!r} is not an eigenvalue (write 4, 2, 1, 0*17 for n = 20 of them; "
                f"at most {LARGEST_SIZE} in all)"
            )
        found += [number] * repeated
    return tuple(sorted(found, reverse=True))


def read_values(written: Mapping[sp.Symbol, ExactNumber]) -> dict[sp.Symbol, ExactNumber]:
    """Return parameters as text, a spectrum in them replaced by n and its eigenvalues.

    >>> from theory.language.symbols import n
    >>> read_values({n: "2, 1"})
    {n: '2', lambda_1: '2', lambda_2: '1'}
    """
    eigenvalues: dict[sp.Symbol, Fraction] = {}
    for size in SPECTRA:
        if isinstance(written.get(size), str):
            eigenvalues |= as_values(read_spectrum(str(written[size])), size)
    return {**written, **{symbol: str(value) for symbol, value in eigenvalues.items()}}


# Drawing -------------------------------------------------------------------------------------------------------


def draw_spectrum(random: np.random.Generator) -> Spectrum:
    """Return a spectrum: a few levels with multiplicities, gaps of any size, zeros and negative eigenvalues among them.

    >>> spectrum_text(draw_spectrum(np.random.default_rng(0)))
    '21/5*2, 63/25*3'
    """
    bounds = list(SIZES)
    place = int(random.choice(len(bounds), p=np.array(list(SIZES.values())) / sum(SIZES.values())))
    size = int(random.integers(bounds[place - 1] + 1 if place else 1, bounds[place] + 1))
    different = 2 if size > 1 and random.random() < TWO_LEVELS else int(random.integers(1, min(size, LEVELS) + 1))
    levels = [_short(10 ** random.uniform(-1, 1)) if random.random() < 0.5 else Fraction(1)]
    for _ in range(different - 1):
        levels.append(_below(levels[-1], random))
    # every level once, the rest anywhere
    places = [*range(different), *random.integers(different, size=size - different).tolist()]
    if random.random() < 0.5:  # all the rest at one level
        places[different:] = [int(random.integers(different))] * (size - different)
    values = [levels[place] for place in places]
    values.sort(reverse=True)
    if size > 1 and random.random() < ZEROS:
        kept = int(random.integers(1, size))
        values[kept:] = [Fraction(0)] * (size - kept)
    if random.random() < SIGNED:
        values = [-value if random.random() < 0.4 else value for value in values]
    return tuple(sorted(values, reverse=True))


def _below(level: Fraction, random: np.random.Generator) -> Fraction:
    """Return a level below another one, close to it now and then."""
    if random.random() < CLOSE:
        return level * (1 - Fraction(1, int(10 ** random.uniform(0.5, 3))))
    return level * _short(random.uniform(0.05, 0.95))


def _short(number: float) -> Fraction:
    return Fraction(f"{number:.2g}")


# Shrinking -----------------------------------------------------------------------------------------------------


def shorter_spectra(values: Values) -> Iterator[Spectrum]:
    """Yield spectra simpler than that of a case: fewer equal eigenvalues, or a level less."""
    spectrum = spectrum_of(values)
    groups = [(value, len(list(same))) for value, same in groupby(spectrum)]
    for place, (value, times) in enumerate(groups):
        for fewer in sorted({0, 1, times // 2, times - 1} - {times}):
            rest = [other for at, group in enumerate(groups) if at != place for other in [group[0]] * group[1]]
            if rest or fewer:
                yield tuple(sorted([*rest, *[value] * fewer], reverse=True))
