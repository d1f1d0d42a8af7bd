"""Outward-rounded float64 intervals in columns, as one more arithmetic of ``straight_line``.

A column of m intervals is an array (2, m) of lower and upper ends; the true value lies between them, and −∞, ∞ say that
nothing is known of it, for instance because a logarithm met a negative number. A straight-line function is run once,
on :class:`Value`, which writes down the instructions; ``numerics.compiled.intervals`` carries them out.

>>> from numerics.formulas.straight_line import compile_expression
>>> from sympy import sqrt
>>> from theory.language.symbols import x
>>> low, high = compile_expression(sqrt(x) - 1, (x,), "interval")(exactly(np.array([2.0, -1.0])))
>>> bool(low[0] < 0.41421356237309505 < high[0] < low[0] + 1e-15), float(low[1]), float(high[1])
(True, -inf, inf)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.compiled import intervals as loop

#: Ends of intervals, (2, m).
Ends = NDArray[np.float64]
#: Bits of the constants of a formula before they are rounded outward.
BITS = 128


def exactly(numbers: NDArray[np.float64]) -> Ends:
    """Return float64 numbers as intervals without width.

    >>> exactly(np.array([1.5])).tolist()
    [[1.5], [1.5]]
    """
    return np.array((numbers, numbers))


def unknown(size: int) -> Ends:
    """Return intervals of which nothing is known.

    >>> unknown(1).tolist()
    [[-inf], [inf]]
    """
    return np.array((np.full(size, -np.inf), np.full(size, np.inf)))


def around(balls: Iterable[Any]) -> Ends:
    """Return intervals around what the balls hold, the whole line where one is not finite or not real.

    >>> low, high = around([arb(1) / 3, arb.nan(), arb(2)])
    >>> bool(low[0] < 1 / 3 < high[0]), float(low[1]), bool(low[2] == high[2])
    (True, -inf, True)
    """
    return np.array([_ends(ball) for ball in balls], dtype=np.float64).reshape(-1, 2).T.copy()


def around_fraction(number: Fraction) -> tuple[float, float]:
    """Return the ends of the narrowest interval around a rational.

    >>> around_fraction(Fraction(1, 2)), around_fraction(Fraction(1, 3))[1] > 1 / 3
    ((0.5, 0.5), True)
    """
    try:
        near = float(number)
    except OverflowError:
        return -np.inf, np.inf
    exact = Fraction(near)
    low = near if exact <= number else float(np.nextafter(near, -np.inf))
    return low, near if exact >= number else float(np.nextafter(near, np.inf))


def _ends(ball: Any) -> tuple[float, float]:
    if not isinstance(ball, arb) or not ball.is_finite():
        return -np.inf, np.inf
    low, high = float(ball.lower()), float(ball.upper())
    if ball.is_exact() and low == ball:
        return low, low
    # the conversion is off by less than a unit in the last place
    low, high = float(np.nextafter(low, -np.inf)), float(np.nextafter(high, np.inf))
    return (low, high) if np.isfinite(high - low) else (-np.inf, np.inf)


class Value:
    """A value of a formula while that is written down: a constant, an input, or an operation on other values."""

    def __init__(self, operation: int, *arguments: Any) -> None:
        self.operation, self.arguments = operation, arguments

    def __add__(self, other: Value) -> Value:
        return Value(loop.ADD, self, other)

    def __sub__(self, other: Value) -> Value:
        return Value(loop.SUBTRACT, self, other)

    def __mul__(self, other: Value) -> Value:
        return Value(loop.SQUARE, self) if other is self else Value(loop.MULTIPLY, self, other)

    def __truediv__(self, other: Value) -> Value:
        return Value(loop.DIVIDE, self, other)

    def __neg__(self) -> Value:
        return Value(loop.NEGATE, self)


_CONSTANT, _INPUT = -1, -2
#: What an operation gives that is not among those below.
UNKNOWN = Value(_CONSTANT, -np.inf, np.inf)


def _operation(code: int) -> Callable[..., Value]:
    return lambda *arguments: Value(code, *arguments)


def _power(base: Value, exponent: Value) -> Value:
    return Value(loop.EXP, exponent * Value(loop.LOG, base))


def _hypergeometric(a: Value, b: Value, c: Value, z: Value, integral: tuple[bool, bool, bool, bool]) -> Value:
    """Return ₂F₁(1, b; 1+b; z), 5/4 ≤ b < 2; no other one is known. ``integral`` is of a−b, a−c, b−c, a+b−c."""
    differs_by_integer = integral[2]
    if b.arguments == (1.0, 1.0):
        a, b, differs_by_integer = b, a, integral[1]
    constant = all(value.operation == _CONSTANT for value in (a, b, c))
    if not (constant and a.arguments == (1.0, 1.0) and differs_by_integer):
        return UNKNOWN
    by_one = 0.5 < c.arguments[0] - b.arguments[1] <= c.arguments[1] - b.arguments[0] < 1.5
    return Value(loop.HYPERGEOMETRIC, z, b) if by_one else UNKNOWN


OPERATIONS: dict[str, Callable[..., Any]] = {
    "log": _operation(loop.LOG),
    "log1p": _operation(loop.LOG1P),
    "exp": _operation(loop.EXP),
    "atan": _operation(loop.ATAN),
    "root": _operation(loop.ROOT),
    "absolute": _operation(loop.ABSOLUTE),
    "maximum": _operation(loop.MAXIMUM),
    "minimum": _operation(loop.MINIMUM),
    "ceiling": _operation(loop.CEILING),
    "power": _power,
    "hypergeometric": _hypergeometric,
    "real": lambda value: value,
    "conjugate": lambda value: value,
}


def rounded_constants(balls: Sequence[Any]) -> tuple[Value, ...]:
    """Return constants given as balls, rounded outward."""
    return tuple(Value(_CONSTANT, *_ends(ball)) for ball in balls)


def in_columns(function: Callable[..., Value], inputs: int) -> Callable[..., Ends]:
    """Return a straight-line function of :class:`Value` as one of columns, (2, m) or (2, 1).

    >>> in_columns(lambda a, b: a * b, 2)(exactly(np.array([0.5])), exactly(np.array([0.0]))).tolist()
    [[0.0], [0.0]]
    """
    arguments = [Value(_INPUT, place) for place in range(inputs)]
    code, constants, room = _instructions(function(*arguments), arguments)

    def compute(*columns: Ends) -> Ends:
        size = max((column.shape[1] for column in columns), default=1)
        registers = np.empty(room * 2 * loop.LANES)  # of its own, as threads may run side by side
        stacked = np.empty((inputs, 2, size))
        for place, column in enumerate(columns):
            stacked[place] = column
        found = np.empty((2, size))
        loop.run(code, constants, stacked, registers, found)
        return found

    return compute


def _instructions(result: Value, inputs: Sequence[Value]) -> tuple[NDArray[np.int64], NDArray[np.float64], int]:
    """Return the instructions, the constants and how many registers are needed; a register is used again and again."""
    ordered = list(_in_order(result))
    constants = [value for value in ordered if value.operation == _CONSTANT]
    places = {id(value): place for place, value in enumerate([*constants, *inputs])}
    steps = [value for value in ordered if value.operation >= 0] or [Value(loop.MAXIMUM, result, result)]
    uses = {id(part): place for place, value in enumerate(steps) for part in _parts(value)}
    free: list[int] = []
    room, code = len(places), []
    for place, value in enumerate(steps):
        if free:
            target = free.pop()
        else:
            target, room = room, room + 1
        given = [places[id(part)] if isinstance(part, Value) else part for part in value.arguments]
        code.append((value.operation, target, given[0], given[-1]))
        for part in set(map(id, _parts(value))):
            if uses[part] == place and places[part] >= len(constants) + len(inputs):
                free.append(places[part])
        places[id(value)] = target
    ends = np.array([value.arguments for value in constants], dtype=np.float64).reshape(-1, 2)
    return np.array(code, np.int64), ends, room


def _parts(value: Value) -> Iterator[Value]:
    return (part for part in value.arguments if isinstance(part, Value))


def _in_order(result: Value) -> Iterator[Value]:
    """Yield all values, arguments before what is computed from them."""
    seen: set[int] = set()
    waiting = [(result, False)]
    while waiting:
        value, ready = waiting.pop()
        if ready:
            yield value
        elif id(value) not in seen:
            seen.add(id(value))
            waiting.append((value, True))
            waiting += [(part, False) for part in _parts(value)]
