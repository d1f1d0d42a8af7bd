"""Formulas and relations in float64, on one case or on a column of values of one parameter. A filter, never a verdict.

What has no value there is nan, and a relation between such sides is open: a symbol without a value, an orbit, an
integral, a root of a negative number.

>>> from theory.language.definitions import L
>>> from theory.language.symbols import alpha
>>> truth(sp.Lt(alpha, L), {N: 2, lam: np.float64(4), alpha: np.array([1.0, 3.0])}).tolist()
[2, 0]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.cases.float_flow import flow_value
from numerics.claims.compiled import compiled
from numerics.claims.relations import ACCEPTS
from theory.language.definitions import NUMBERS
from theory.language.expressions import At, ByCases, Eigenvalue, Root, unfolded
from theory.language.observables import FlowValue
from theory.language.spectra import Count, Largest, OverSpectrum, Ratio, Total
from theory.language.statement import parameter_symbols
from theory.language.symbols import Multiplier, N, eigenvalue_symbol, ell_0, lam, m, mu, n

#: The values of the symbols: the depth and the number of a right-hand side are integers, at most one value is a column.
Env = Mapping[sp.Symbol, Any]
Codes = NDArray[np.int8]

#: What has no value.
NAN = np.float64("nan")

#: The truth of a relation, ordered so that And is the minimum and Or the maximum.
FALSE, OPEN, TRUE = 0, 1, 2

#: The code of a comparison without a value, beside −1, 0, 1.
UNORDERED = 2


def truth(relation: sp.Basic, env: Env) -> Codes:
    """Return TRUE, FALSE or OPEN at each point.

    >>> truth(sp.Or(lam > 3, sp.Ne(m, 2)), {N: 1, lam: np.array([1.0, 5.0])}).tolist()
    [1, 2]
    """
    if relation in (sp.true, sp.false):
        return np.full(1, TRUE if relation == sp.true else FALSE, np.int8)
    if type(relation) in ACCEPTS:
        return _BY_ORDER[type(relation)][order(relation, env) + 1]
    parts = [truth(part, env) for part in relation.args]
    match relation:
        case sp.And():
            return np.asarray(_fold(np.minimum, parts))
        case sp.Or():
            return np.asarray(_fold(np.maximum, parts))
        case sp.Not():
            return np.asarray(TRUE - parts[0], np.int8)
        case sp.Implies():
            return np.asarray(np.maximum(TRUE - parts[0], parts[1]), np.int8)
    raise ValueError(f"{relation!s:.60} is not a relation that can be decided")


#: The truth of each comparison at the orders −1, 0, 1, UNORDERED.
_BY_ORDER = {
    kind: np.array([*(TRUE if found in accepted else FALSE for found in (-1, 0, 1)), OPEN], np.int8)
    for kind, accepted in ACCEPTS.items()
}


def _fold(combine: Callable[..., Any], parts: list[Codes]) -> Any:
    result = parts[0]
    for part in parts[1:]:
        result = combine(result, part)
    return result


def order(relation: sp.Basic, env: Env) -> Codes:
    """Return −1, 0, 1 where the left side is smaller, equal, larger, and UNORDERED where one has no value."""
    return order_of(*(value(side, env) for side in relation.args))


def order_of(left: Any, right: Any) -> Codes:
    """Return the same of two sides that are known."""
    left, right = np.asarray(left), np.asarray(right)
    larger, smaller = left > right, left < right
    found = np.atleast_1d(np.subtract(larger, smaller, dtype=np.int8))
    found[np.atleast_1d(~(larger | smaller | (left == right)))] = UNORDERED
    return found


def value(expr: sp.Expr, env: Env) -> Any:
    """Return ``expr`` in float64, nan where it has no real value.

    >>> float(value(lam ** (1 / N), {N: 2, lam: np.float64(2)}))
    1.4142135623730951
    """
    signs = np.sign(env.get(lam, 0.0))
    if np.ndim(signs):
        if (signs != signs[0]).any():
            return _by_sign(expr, env, signs)
        signs = signs[0]
    ready = _known(expr, env, signs)
    if ready is None:
        return NAN
    try:
        with np.errstate(all="ignore"):
            return _real(ready.compute(*[_argument(*argument, env) for argument in ready.arguments]))
    except (ValueError, OverflowError, ZeroDivisionError):
        return NAN


def along(expr: sp.Expr, env: Env, symbol: sp.Symbol) -> Callable[[NDArray[np.float64]], Any]:
    """Return ``value`` of ``expr`` as a function of a column of ``symbol``: what does not depend on it is found once.

    >>> from theory.language.symbols import alpha
    >>> along(lam ** (1 / N) + alpha, {N: 2, lam: np.float64(4)}, alpha)(np.array([1.0, 2.0]))
    array([3., 4.])
    """
    if symbol not in needs(expr):
        once = value(expr, env)
        return lambda points: once
    if symbol == lam or np.ndim(env.get(lam, 0.0)):
        return lambda points: value(expr, {**env, symbol: points})
    ready = _known(expr, {**env, symbol: NAN}, np.sign(env.get(lam, 0.0)))
    if ready is None:
        return lambda points: NAN
    movers = [
        (place, (name, slot))
        for place, (name, slot) in enumerate(ready.arguments)
        if name == symbol or (slot is not None and symbol in needs(slot))
    ]
    moving = {place for place, _ in movers}
    try:
        with np.errstate(all="ignore"):
            known = [
                None if place in moving else _argument(*argument, env) for place, argument in enumerate(ready.arguments)
            ]
    except (ValueError, OverflowError, ZeroDivisionError):
        return lambda points: NAN

    def at(points: NDArray[np.float64]) -> Any:
        arguments = list(known)
        try:
            with np.errstate(all="ignore"):
                there = {**env, symbol: points}
                for place, argument in movers:
                    arguments[place] = _argument(*argument, there)
                return _real(ready.compute(*arguments))
        except (ValueError, OverflowError, ZeroDivisionError):
            return NAN

    return at


@dataclass(frozen=True)
class _Ready:
    """A formula ready to be computed: its arguments, each a symbol and what it stands for, and what has to be known."""

    compute: Callable[..., Any]
    arguments: tuple[tuple[sp.Symbol, sp.Expr | None], ...]
    required: frozenset[sp.Symbol]


def _known(expr: sp.Expr, env: Env, sign: float) -> _Ready | None:
    """Return a formula ready to be computed, None where it has no value or one of its symbols has none."""
    ready = _prepared(expr, int(env[N]), int(sign), int(env[m]) if m in env else None)
    return None if ready is None or not ready.required <= env.keys() else ready


def _real(result: Any) -> Any:
    return np.where(np.imag(result) == 0, np.real(result), np.nan) if np.iscomplexobj(result) else result


@lru_cache(maxsize=16384)
def needs(part: sp.Basic) -> frozenset[sp.Symbol]:
    """Return the parameters that a formula or a relation depends on."""
    return frozenset(parameter_symbols(part))


@lru_cache(maxsize=16384)
def _prepared(expr: sp.Expr, depth: int, sign: int, number: int | None) -> _Ready | None:
    """Return a formula ready to be computed, None where it has no value at this depth and sign."""
    expr = unfolded(sp.sympify(expr))
    if number is not None:
        expr = expr.xreplace({m: sp.Integer(number)})
    try:
        formula = compiled(expr, depth, sign)
        compute = formula.function("float64")
    except (ValueError, ZeroDivisionError):
        return None
    slots = {name: slot for slot, name in formula.slots}
    arguments = tuple((name, slots.get(name)) for name in formula.symbols)
    outer = (name for name, slot in arguments if slot is None and not isinstance(name, Multiplier))
    return _Ready(compute, arguments, frozenset(outer) - NUMBERS.keys())


def _argument(symbol: sp.Symbol, slot: sp.Expr | None, env: Env) -> Any:
    return _symbol(symbol, env) if slot is None else _slot(slot, env)


def _symbol(symbol: sp.Symbol, env: Env) -> Any:
    if symbol in env:
        return env[symbol]
    if isinstance(symbol, Multiplier):
        return np.float64(1)
    return _number(symbol, int(env[N]))


@lru_cache(maxsize=256)
def _number(symbol: sp.Symbol, depth: int) -> Any:
    return value(NUMBERS[symbol], {N: depth})


def _by_sign(expr: sp.Expr, env: Env, signs: NDArray[np.float64]) -> Any:
    result = np.full(len(signs), np.nan)
    for sign in (-1, 0, 1):
        rows = signs == sign
        if rows.any():
            result[rows] = value(expr, {s: v[rows] if np.ndim(v) else v for s, v in env.items()})
    return result


def _slot(slot: sp.Expr, env: Env) -> Any:
    match slot:
        case At():
            body, parameters, points = slot.args
            there = {s: value(point, env) for s, point in zip(parameters, points, strict=True)}
            return value(body, {**env, **there})
        case ByCases():
            conditions = [truth(condition, env) for _, condition in slot.args]
            if all(codes.size == 1 for codes in conditions):  # of one case, one part is enough
                place = next((place for place, codes in enumerate(conditions) if codes[0] != FALSE), None)
                if place is None or conditions[place][0] == OPEN:
                    return NAN
                return value(slot.args[place].args[0], env)
            known = [codes == TRUE for codes in conditions]
            before = np.maximum.accumulate(np.broadcast_arrays(*[codes == OPEN for codes in conditions]))
            parts = [value(part, env) for part, _ in slot.args]
            values = [np.where(late, np.nan, part) for part, late in zip(parts, before, strict=True)]
            return _plain(np.select(np.broadcast_arrays(*known), np.broadcast_arrays(*values), np.nan))
        case Root():
            return _root(slot, env)
        case Eigenvalue():
            return _by_places((slot.place,), env, lambda there, place: _eigenvalue(place, _spectrum(there, slot.SIZE)))
        case FlowValue():
            return _flow(slot, env)
        case OverSpectrum():
            return _by_places(slot.args[1:], env, lambda there, *ends: _over_spectrum(slot, there, ends))
    return NAN


def _flow(slot: FlowValue, env: Env) -> Any:
    start, eigenvalue, time = (value(part, env) for part in (*slot.parameters, slot.index))
    if np.ndim(start) or np.ndim(eigenvalue) or not (start > 0 and np.isfinite(eigenvalue) and np.all(time >= 0)):
        return NAN
    with np.errstate(all="ignore"):
        return flow_value(int(env[N]), float(eigenvalue), float(start), time)


def _spectrum(env: Env, size: sp.Symbol = n) -> list[float]:
    return sorted((float(env[eigenvalue_symbol(place + 1, size)]) for place in range(int(env[size]))), reverse=True)


def _eigenvalue(place: int, spectrum: list[float]) -> Any:
    if place < 1:
        return NAN
    return np.float64(spectrum[place - 1] if place <= len(spectrum) else 0.0)


def _by_places(places: Sequence[sp.Expr], env: Env, compute: Callable[..., Any]) -> Any:
    """Return what is computed from places in the spectrum; along a column they may change, as a count does."""
    found = np.broadcast_arrays(*(value(place, env) for place in places))
    if found[0].size == 1:
        return compute(env, *(int(part.item()) for part in found))
    result = np.full(found[0].shape, np.nan)
    known = np.isfinite(np.sum(found, axis=0))
    for ends in {*zip(*(part[known].tolist() for part in found), strict=True)}:
        rows = known & np.all([part == end for part, end in zip(found, ends, strict=True)], axis=0)
        result[rows] = compute({s: v[rows] if np.ndim(v) else v for s, v in env.items()}, *map(int, ends))
    return result


def _over_spectrum(slot: OverSpectrum, env: Env, ends: tuple[int, int]) -> Any:
    body = slot.body
    spectrum = _spectrum(env)
    clean: list[Any] = [*_spectrum(env, ell_0), *[0.0] * len(spectrum)] if ell_0 in env else [None] * len(spectrum)
    levels = list(zip(spectrum, clean, strict=False))[max(ends[0], 1) - 1 : max(ends[1], 0)]
    if not levels:
        return np.float64("nan" if slot.EMPTY is None else slot.EMPTY)
    parts = [(levels.count(level), _at_level(body, {**env, **_placed(*level)})) for level in dict.fromkeys(levels)]
    if isinstance(slot, Total | Count):
        return sum(times * part for times, part in parts)
    if isinstance(slot, Ratio):
        return sum(times * part for times, part in parts) / reduce(np.maximum, [part for _, part in parts])
    return reduce(np.maximum if isinstance(slot, Largest) else np.minimum, [part for _, part in parts])


def _placed(eigenvalue: float, clean: float | None) -> dict[sp.Symbol, Any]:
    return {lam: np.float64(eigenvalue)} | ({} if clean is None else {mu: np.float64(clean)})


def _at_level(body: sp.Basic, env: Env) -> Any:
    if not isinstance(body, sp.core.relational.Relational | sp.logic.boolalg.BooleanFunction):
        return value(body, env)
    codes = truth(body, env)
    return _plain(np.where(codes == OPEN, np.nan, codes == TRUE))


def _plain(found: NDArray[Any]) -> Any:
    """Return a single truth as a number, as everything else that does not depend on the column."""
    return found[0] if found.shape == (1,) else found


def _root(slot: Root, env: Env) -> Any:
    """Return the root of an increasing expression by bisection."""
    unknown, expression, target, least = slot.args
    goal, low = value(target, env), value(least, env)
    high = low + np.ones_like(goal * low)
    for _ in range(100):
        small = value(expression, {**env, unknown: high}) < goal
        if not np.any(small):
            break
        low, high = np.where(small, high, low), np.where(small, 2 * high - low + high, high)
    for _ in range(60):
        middle = (low + high) / 2
        small = value(expression, {**env, unknown: middle}) < goal
        low, high = np.where(small, middle, low), np.where(small, high, middle)
    return (low + high) / 2


def env_of(values: Mapping[sp.Symbol, Fraction]) -> dict[sp.Symbol, Any]:
    """Return an exact case in float64."""
    return {symbol: int(v) if symbol.is_integer else np.float64(float(v)) for symbol, v in values.items()}
