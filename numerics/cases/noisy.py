"""Spectra with noise as parameters of a case: W_0 of low rank, a bound δ, and Ŵ = W_0 + E with |λ_i − μ_i| ≤ δ.

By Weyl's inequality every spectrum of Ŵ satisfies that if ‖E‖ ≤ δ, and E diagonal in the eigenvectors of W_0 attains
it. A spectrum is drawn, shrunk and moved as the shares u_i = (λ_i − μ_i)/δ, so that it stays within the noise.

>>> noisy([Fraction(2), Fraction(1)], Fraction(1, 10), [Fraction(0), Fraction(-1), Fraction(1)])
[Fraction(2, 1), Fraction(9, 10), Fraction(1, 10)]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest

import numpy as np
import sympy as sp

from numerics.cases.spectra import draw_spectrum, with_spectrum
from numerics.claims.spectrum import Values, spectrum_of
from theory.language.symbols import ell_0, noise

#: Most eigenvalues beyond the rank of W_0 that are drawn.
TAIL = 40
#: How often the noise only closes the gap between λ_{ℓ_0} and the next one, moves every eigenvalue as far as it may, or
#: moves all the leading ones alike and all the others alike; elsewhere each by a share of its own.
CLOSES, FARTHEST, ALIKE = 0.2, 0.15, 0.4
#: How often W_0 has rank one: there the weight of the others is all that r(W) − 1 consists of.
RANK_ONE = 0.25

Shares = Sequence[Fraction]


def noisy(clean: Sequence[Fraction], level: Fraction, shares: Shares) -> list[Fraction]:
    """Return the eigenvalues μ_i + u_i δ, with μ_i = 0 beyond the rank."""
    pairs = zip_longest(clean, shares, fillvalue=Fraction(0))
    return [value + share * level for value, share in pairs]


def shares_of(values: Values) -> list[Fraction]:
    """Return u_i = (λ_i − μ_i)/δ for every eigenvalue of a case with noise; 0 where δ is."""
    clean, spectrum, level = spectrum_of(values, ell_0), spectrum_of(values), values.get(noise, Fraction(0))
    moved = (value - one for value, one in zip_longest(spectrum, clean, fillvalue=Fraction(0)))
    return [move / level if level else Fraction(0) for move in moved]


# Drawing -------------------------------------------------------------------------------------------------------


def draw_clean(random: np.random.Generator) -> tuple[Fraction, ...]:
    """Return the positive eigenvalues of a matrix of low rank, at least one."""
    clean = tuple(value for value in draw_spectrum(random) if value > 0) or (Fraction(1),)
    return clean[:1] if random.random() < RANK_ONE else clean


def draw_noisy(clean: Sequence[Fraction], level: Fraction, random: np.random.Generator) -> tuple[Fraction, ...]:
    """Return a spectrum within the noise ``level`` of W_0, whose eigenvalues other than 0 are ``clean``.

    >>> len(draw_noisy([Fraction(1)], Fraction(1, 10), np.random.default_rng(1)))
    39
    """
    rank, beyond = len(clean), int(TAIL ** random.random() * 1.2) - 1 if random.random() < 0.9 else 0
    kind = random.random()
    if kind < CLOSES and beyond:
        shares = [*[0] * (rank - 1), -1, 1, *random.integers(-1, 1, size=beyond - 1, endpoint=True).tolist()]
    elif kind < CLOSES + FARTHEST:
        shares = random.choice([-1, 1], size=rank + beyond).tolist()
    elif kind < CLOSES + FARTHEST + ALIKE:
        leading, others = (-1, 1) if random.random() < 0.5 else random.integers(-1, 1, size=2, endpoint=True).tolist()
        shares = [leading] * rank + [others] * beyond
    else:
        shares = random.uniform(-1, 1, size=rank + beyond).tolist()
    exact = [Fraction(f"{share:.2g}") for share in shares]
    return tuple(sorted(noisy(clean, level, exact), reverse=True))


# Shrinking -----------------------------------------------------------------------------------------------------


def with_noise(values: Values, clean: Sequence[Fraction], level: Fraction, shares: Shares) -> dict[sp.Symbol, Fraction]:
    """Return a case with another W_0, another bound on the noise, and the spectrum that has these shares of it."""
    return {**with_spectrum(with_spectrum(values, clean, ell_0), noisy(clean, level, shares)), noise: level}


def simpler_noise(
    values: Values, symbol: sp.Symbol, options: Iterator[Fraction]
) -> Iterator[dict[sp.Symbol, Fraction]]:
    """Yield a case with noise made simpler: the bound, an eigenvalue of W_0, or the shares that E takes.

    ``options`` are simpler values of the bound, where ``symbol`` is that.
    """
    clean, level, shares = spectrum_of(values, ell_0), values[noise], shares_of(values)
    rank = len(clean)
    if symbol == noise:
        yield from (with_noise(values, clean, option, shares) for option in options)
    elif symbol == ell_0:
        for place in range(rank if rank > 1 else 0):
            yield with_noise(values, _without(clean, place), level, _without(shares, place))
        for value in dict.fromkeys(clean):
            for option in (Fraction(1), Fraction(2), Fraction(round(value))):
                if 0 < option != value:
                    yield with_noise(values, [option if v == value else v for v in clean], level, shares)
    else:
        for place in range(rank, len(shares)):
            yield with_noise(values, clean, level, _without(shares, place))
        for place, share in enumerate(shares):
            rounded = Fraction(round(share))
            if share != rounded:
                yield with_noise(values, clean, level, [*shares[:place], rounded, *shares[place + 1 :]])


def _without(values: Sequence[Fraction], place: int) -> list[Fraction]:
    return [*values[:place], *values[place + 1 :]]
