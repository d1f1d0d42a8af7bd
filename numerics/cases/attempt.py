"""One attempt at a case: every parameter in turn, from where the conditions about it hold.

A condition is about the last of its parameters, in the order of ``PARAMETER_NAMES``: by then all the others are known.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import sympy as sp

from numerics.cases.cube import DEEP, extreme_size
from numerics.cases.feasible import SIZE, TIMES, Condition, feasible, unit
from numerics.cases.floats import FALSE, Env, needs
from numerics.cases.noisy import draw_clean, draw_noisy
from numerics.cases.pick import NEAR, NEXT_TO, ON, ZERO, on_border, pick
from numerics.cases.spectra import as_values, draw_spectrum
from numerics.claims.spectrum import spectrum_of
from numerics.orbits.parameters import LARGEST_DEPTH
from theory.language.symbols import SPECTRA, N, alpha, eigenvalue_symbol, ell, ell_0, m, n, noise, share, t

Values = dict[sp.Symbol, Fraction]
Owned = Mapping[sp.Symbol, Sequence[Condition]]

#: Depths and how often each is drawn; all the larger ones only where a record allows none up to 10.
DEPTHS = {1: 2.0, 2: 6.0, 3: 5.0, 4: 4.0, 5: 3.0, 6: 2.0, 7: 1.5, 8: 1.0, 9: 1.0, 10: 1.0}
LARGER_DEPTHS, DEEPER = range(11, LARGEST_DEPTH + 1), dict.fromkeys(DEEP, 0.4)
_WEIGHTS = DEPTHS | DEEPER
#: Share of the attempts at an extreme size of λ, and of those with every parameter next to a border or 0.
RESIZED, CORNERED, CORNERED_BEYOND = 0.04, 0.2, 0.8


@dataclass(frozen=True)
class Borders:
    """Shares of the draws of one parameter next to a border and, where 0 is allowed, of 0."""

    near: float
    zero: float


#: Where nothing is said, in a corner, and in a corner beyond a published bound: a small factor leaves nothing else.
ANYWHERE, CORNER, CORNER_BEYOND = Borders(NEXT_TO, ZERO), Borders(NEAR, 5 * ZERO), Borders(0.9, 0.5)
#: Spectra that are tried before the conditions on them are given up.
TRIED = 60
#: How many times as long as an eigenvalue takes to be learned times are drawn, where several are compared.
LEARNED = 5.0
#: Numbers of a right-hand side that are tried.
NUMBERED = range(1, 41)


@dataclass(frozen=True)
class Attempt:
    """What an attempt drew, and the condition that left no value for a parameter (None: it has drawn them all)."""

    values: Values
    failed: Condition | None


def owned_by(parameters: Sequence[sp.Symbol], conditions: Iterable[Condition]) -> Owned:
    """Return for each parameter the conditions that are about it.

    >>> from theory.language.symbols import alpha, lam
    >>> owned = owned_by((N, lam, alpha), [Condition("far", lam > 2 * alpha**N)])
    >>> [len(owned[symbol]) for symbol in (N, lam, alpha)]
    [0, 0, 1]
    """
    owned: dict[sp.Symbol, list[Condition]] = {symbol: [] for symbol in parameters}
    for condition in conditions:
        known = [symbol for symbol in parameters if symbol in needs(condition.relation)]
        owned[known[-1] if known else N].append(condition)
    return owned


def attempt(owned: Owned, factors: Values, random: np.random.Generator) -> Attempt:
    """Draw every parameter once; ``factors`` are the values of multipliers."""
    values = dict(factors)
    env: dict[sp.Symbol, Any] = {symbol: np.float64(float(v)) for symbol, v in factors.items()}
    if random.random() < RESIZED:
        env[SIZE] = extreme_size(random.random())
    beyond = any(condition.unscaled for conditions in owned.values() for condition in conditions)
    corner, how_often = (CORNER_BEYOND, CORNERED_BEYOND) if beyond else (CORNER, CORNERED)
    borders = corner if random.random() < how_often else ANYWHERE
    for symbol, conditions in owned.items():
        if symbol in SPECTRA:
            drawn, failed = _spectrum(symbol, conditions, values, env, random)
            if drawn is None:
                return Attempt(values, failed)
            values |= drawn
            env |= in_floats(drawn)
            continue
        if symbol == t and {n, share, alpha} <= set(owned):
            env[TIMES] = learning_time(env)
        if symbol.is_integer:
            number, failed = _integer(symbol, conditions, env, len(owned) == 1, random)
        else:
            number, failed = _real(symbol, conditions, values, env, borders, random)
        if number is None:
            return Attempt(values, failed)
        values[symbol] = number
        env[symbol] = int(number) if symbol.is_integer else np.float64(float(number))
    # what was open for an integer, because another parameter had no value yet
    numbered = (condition for symbol in owned if symbol.is_integer for condition in owned[symbol])
    return Attempt(values, next((one for one in numbered if (one.codes(env) == FALSE).any()), None))


def _spectrum(
    size: sp.Symbol, conditions: Sequence[Condition], values: Values, env: Env, random: np.random.Generator
) -> tuple[Values | None, Condition | None]:
    """Draw spectra until no condition excludes one; where W_0 and a bound on the noise are known, within the noise."""
    excluded: Condition | None = None
    for _ in range(TRIED):
        if size == ell_0:
            spectrum = draw_clean(random)
        elif noise in values:
            spectrum = draw_noisy(spectrum_of(values, ell_0), values[noise], random)
        else:
            spectrum = draw_spectrum(random)
        drawn = as_values(spectrum, size)
        there = {**env, **in_floats(drawn)}
        excluded = next((one for one in conditions if (one.codes(there) == FALSE).any()), None)
        if excluded is None:
            return drawn, None
    return None, excluded


def learning_time(env: Env) -> float:
    """Return about how long the flow takes to learn the smallest eigenvalue above the start, or the tenth of λ_1.

    >>> round(learning_time({n: 1, eigenvalue_symbol(1): 1.0, N: 2, alpha: 1e-3}), 1)
    37.0
    """
    start, depth = float(env[alpha]), int(env[N])
    values = [float(env[eigenvalue_symbol(place + 1)]) for place in range(int(env[n]))]
    slow = min((value for value in values if value > max(start**depth, max(values) / 10)), default=start**depth)
    if depth == 2:
        return LEARNED * (math.log(slow) - 2 * math.log(start) + 1) / (2 * slow)
    flat = math.exp(min((2 - depth) * math.log(start), 600.0)) / ((depth - 2) * slow)
    return LEARNED * float(flat + slow ** (2 / depth - 2))


def in_floats(drawn: Values) -> dict[sp.Symbol, Any]:
    """Return a spectrum in float64, and its largest eigenvalue as the size from which other units follow."""
    which = n if n in drawn else ell_0
    size = max(float(abs(drawn[eigenvalue_symbol(place + 1, which)])) for place in range(int(drawn[which])))
    known: dict[sp.Symbol, Any] = {symbol: np.float64(float(value)) for symbol, value in drawn.items()}
    return known | {which: int(drawn[which]), SIZE: size or 1.0}


Drawn = tuple[Fraction | None, Condition | None]


def _integer(
    symbol: sp.Symbol, conditions: Sequence[Condition], env: Env, alone: bool, random: np.random.Generator
) -> Drawn:
    """Choose among the integers that no condition excludes; of depths, all alike where nothing else is drawn."""
    if symbol == N and alone:
        left, failed = allowed(N, conditions, env, range(1, LARGEST_DEPTH + 1))
    else:
        left, failed = integers(symbol, conditions, env)
    if not left:
        return None, failed
    weights = np.array([_WEIGHTS.get(one, 1 / one**2) if symbol == N and not alone else 1.0 for one in left])
    if symbol == ell:  # the last rank, which leaves no tail, and the first one more often than those between
        weights[[0, -1]] += len(left) * np.array([0.5, 1.0])
    return Fraction(int(random.choice(left, p=weights / weights.sum()))), None


def integers(symbol: sp.Symbol, conditions: Sequence[Condition], env: Env) -> tuple[list[int], Condition | None]:
    """Return the usual values of an integer that no condition excludes, and the condition that left none."""
    if symbol == N:
        return depths(tuple(conditions), tuple((factor, v) for factor, v in env.items() if factor != SIZE))
    if symbol == m:
        return allowed(symbol, conditions, env, NUMBERED)
    return allowed(symbol, conditions, env, range(1, env[n if symbol == ell else N] + 1))


@lru_cache(maxsize=1024)
def depths(
    conditions: tuple[Condition, ...], factors: tuple[tuple[sp.Symbol, Any], ...]
) -> tuple[list[int], Condition | None]:
    """Return the depths that are allowed: nothing else has a value yet."""
    usual, _ = allowed(N, conditions, dict(factors), DEPTHS)
    if not usual:
        return allowed(N, conditions, dict(factors), LARGER_DEPTHS)
    return usual + allowed(N, conditions, dict(factors), DEEPER)[0], None


def allowed(
    symbol: sp.Symbol, conditions: Sequence[Condition], env: Env, numbers: Iterable[int]
) -> tuple[list[int], Condition | None]:
    """Return the numbers that no condition excludes, and the condition that left none."""
    left = list(numbers)
    for condition in conditions:
        left = [n for n in left if (condition.codes({**env, symbol: n}) != FALSE).all()]
        if not left:
            return [], condition
    return left, None


def _real(
    symbol: sp.Symbol,
    conditions: Sequence[Condition],
    values: Values,
    env: Env,
    borders: Borders,
    random: np.random.Generator,
) -> Drawn:
    """Choose where all conditions hold: on the usual part of the axis, else on all of it, else on a border."""
    found = feasible(conditions, env, symbol)
    if not found.cells:
        found = feasible(conditions, env, symbol, wide=True)
    if found.borders and (not found.cells or random.random() < ON):
        exactly = on_border(symbol, found, conditions, values, random)
        if exactly is not None:
            return exactly, None
    if not found.cells:
        return None, found.emptied_by
    near = max(borders.near, NEAR) if any(one.near for one in conditions) else borders.near
    return pick(symbol, found, unit(symbol, env), near, borders.zero, random), None
