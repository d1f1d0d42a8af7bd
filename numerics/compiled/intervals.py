"""A compiled loop that carries out any straight-line formula in outward-rounded intervals, many cases at once.

A formula comes as a table of instructions on registers, so that nothing is compiled for it. A register holds ``LANES``
lower ends and then as many upper ends. An interval contains the true value, or it is the whole line: "not known", which
every operation keeps, and which is also what an operation outside its domain gives.

Sums, products, quotients and square roots are moved outward by the rounding of IEEE 754; other roots are checked by
multiplication, whatever ``pow`` returns. Of the C library it is assumed that log, log1p, exp, atan, and pow and sin
within ₂F₁, are right up to ``LIBRARY``: docs/proofs/interval-columns.md.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic as _intrinsic

from numerics.compiled.disk_cache import compiler

compiled = compiler(__file__)
# Untyped on purpose: a decorated function is called without its first, internal argument.
intrinsic: Any = _intrinsic

#: Cases that are computed side by side.
LANES = 64
#: More than the unit roundoff: what a rounding may be off, relatively, and what it may be off for underflow.
UNIT, TINY = 2.0**-53 * (1 + 2.0**-40), 2.0**-1000
#: What the functions of the C library may be off, relatively: 8 units roundoff, where 1 or 2 are promised.
LIBRARY = 2.0**-50
#: Relative width of an interval whose second end is found from the slope at the first one.
THIN = 2.0**-20
#: How far a root is moved outward before it is checked, relatively; and the range in which that does not underflow.
ROOM, SMALLEST, LARGEST = 2.0**-50, 2.0**-900, 2.0**900

#: What a value of ₂F₁ may be off, of the size of its parts, and terms of its series: half of one goes to the next.
SERIES, TERMS = 2.0**-43, 64

#: The operations. ROOT has its degree in the place of a second register.
ADD, SUBTRACT, MULTIPLY, SQUARE, DIVIDE, NEGATE, ABSOLUTE, MAXIMUM, MINIMUM, CEILING, ROOT = range(11)
LOG, LOG1P, EXP, ATAN, HYPERGEOMETRIC = range(11, 16)


@intrinsic
def quotient(typingctx: object, a: object, b: object) -> Any:
    """Return a/b as IEEE 754 has it, without a question whether b is 0.

    >>> from numba import njit
    >>> njit(lambda a, b: quotient(a, b))(1.0, 0.0)
    inf
    """

    def emit(context: Any, builder: ir.IRBuilder, signature: Any, args: tuple[ir.Value, ...]) -> ir.Value:
        return builder.fdiv(*args)

    return types.float64(types.float64, types.float64), emit


@compiled
def _below(value, share):
    return value - (abs(value) * share + TINY)


@compiled
def _above(value, share):
    return value + (abs(value) * share + TINY)


@compiled
def _keep(c, lane, low, high):
    """Store an interval; what is not bounded is not known."""
    known = high - low < np.inf
    c[lane] = low if known else -np.inf
    c[LANES + lane] = high if known else np.inf


@compiled
def _sum(c, a, b, sign):
    """Put a + b into c, or a − b, which exchanges the ends of b. A float sum that is 0 is exact."""
    first, second = (0, LANES) if sign > 0 else (LANES, 0)
    for lane in range(LANES):
        low = a[lane] + sign * b[first + lane]
        high = a[LANES + lane] + sign * b[second + lane]
        _keep(c, lane, low if low == 0 else _below(low, UNIT), high if high == 0 else _above(high, UNIT))


@compiled
def _least(a, b):
    return a if a < b else b


@compiled
def _most(a, b):
    return a if a > b else b


@compiled
def _sizes(low, high):
    """Return the least and the largest absolute value."""
    one, other = abs(low), abs(high)
    least = _least(one, other)
    return (least if (low > 0) | (high < 0) else 0.0), _most(one, other)


@compiled
def _lost(size):
    """Return what underflow may lose where a factor has this largest absolute value: 0 times a number is exact."""
    return 0.0 if size == 0 else TINY


@compiled
def _product(c, a, b):
    for lane in range(LANES):
        al, ah, bl, bh = a[lane], a[LANES + lane], b[lane], b[LANES + lane]
        p, q, r, s = al * bl, al * bh, ah * bl, ah * bh
        nan = 0 * (p + q + r + s)  # where one of them is none of the numbers
        low, high = _least(_least(p, q), _least(r, s)) + nan, _most(_most(p, q), _most(r, s)) + nan
        lost = _least(_lost(_most(abs(al), abs(ah))), _lost(_most(abs(bl), abs(bh))))
        _keep(c, lane, low - (abs(low) * UNIT + lost), high + (abs(high) * UNIT + lost))


@compiled
def _square(c, a):
    for lane in range(LANES):
        small, large = _sizes(a[lane], a[LANES + lane])
        low, high, lost = small * small, large * large, _lost(large)
        _keep(c, lane, _most(low - (low * UNIT + lost), 0.0), high + (high * UNIT + lost))


@compiled
def _quotient(c, a, b):
    for lane in range(LANES):
        al, ah, bl, bh = a[lane], a[LANES + lane], b[lane], b[LANES + lane]
        p, q, r, s = quotient(al, bl), quotient(al, bh), quotient(ah, bl), quotient(ah, bh)
        nan = 0 * (p + q + r + s)
        low, high = _least(_least(p, q), _least(r, s)) + nan, _most(_most(p, q), _most(r, s)) + nan
        lost = _lost(_most(abs(al), abs(ah)))
        # nothing is known where the divisor may be 0
        lost = lost if _most(bl, -bh) > 0 else np.inf
        _keep(c, lane, low - (abs(low) * UNIT + lost), high + (abs(high) * UNIT + lost))


@compiled
def _extremum(c, a, b, largest):
    for lane in range(LANES):
        al, ah, bl, bh = a[lane], a[LANES + lane], b[lane], b[LANES + lane]
        low, high = (_most(al, bl), _most(ah, bh)) if largest else (_least(al, bl), _least(ah, bh))
        # of a side that is not known one end is infinite here, so that this is not known either
        _keep(c, lane, low, high)


@compiled
def _simple(c, a, operation):
    for lane in range(LANES):
        low, high = a[lane], a[LANES + lane]
        if operation == NEGATE:
            low, high = -high, -low
        elif operation == ABSOLUTE:
            low, high = _sizes(low, high)
        else:
            low, high = np.ceil(low), np.ceil(high)
        _keep(c, lane, low, high)


@compiled
def _function(c, a, operation, width):
    """Apply a function of the library, all of them increasing; of a thin interval one end comes from the slope."""
    for lane in range(width):
        low, high = a[lane], a[LANES + lane]
        known = high - low < np.inf
        if operation == LOG:
            known &= low > 0
        elif operation == LOG1P:
            known &= low > -1
        if not known:
            _keep(c, lane, -np.inf, np.inf)
            continue
        if operation == LOG:
            least, slope, thin = math.log(low), low, high - low < THIN * low
        elif operation == LOG1P:
            least, slope, thin = math.log1p(low), 1.0 + low, high - low < THIN * abs(low)
        elif operation == EXP:
            least, slope, thin = math.exp(low), 1.0, low == high
        else:
            least, slope, thin = math.atan(low), 1.0, high - low < THIN * abs(low)
        if thin:
            more = quotient(high - low, slope) * (1 + LIBRARY)
            most = _above(_above(least, LIBRARY) + more, UNIT)
        elif operation == LOG:
            most = _above(math.log(high), LIBRARY)
        elif operation == LOG1P:
            most = _above(math.log1p(high), LIBRARY)
        elif operation == EXP:
            most = _above(math.exp(high), LIBRARY)
        else:
            most = _above(math.atan(high), LIBRARY)
        least = _below(least, LIBRARY)
        _keep(c, lane, max(least, 0.0) if operation == EXP else least, most)


@compiled
def _power(base, exponent):
    """base**exponent with exponent − 1 roundings, exponent ≥ 1."""
    result, square, rest = 1.0, base, exponent
    while rest > 1:
        if rest & 1:
            result *= square
        square *= square
        rest >>= 1
    return result * square


@compiled
def _checked(guess, value, degree, side):
    """Return a number near ``guess`` on this side (−1 or 1) of the root of ``value``, or side·∞ where it is none."""
    guess *= 1.0 + side * ROOM
    power = _power(guess, degree) * (1.0 - side * degree * 2.0**-52)
    return guess if side * (power - value) >= 0 else side * np.inf


@compiled
def _guess(guess, value, degree):
    """Return a guess of the root after a step of Newton's method."""
    power = _power(guess, degree)
    return guess - guess * quotient(power - value, degree * power)


@compiled
def _square_root(c, a):
    for lane in range(LANES):
        low, high = math.sqrt(a[lane]), math.sqrt(a[LANES + lane])  # nan for a negative number
        _keep(c, lane, _most(low - low * UNIT, 0.0) + 0 * low, high + high * UNIT)


@compiled
def _root(c, a, degree, width):
    for lane in range(width):
        low, high = a[lane], a[LANES + lane]
        if low == 0 and high == 0:
            _keep(c, lane, low, high)
        elif low > SMALLEST and high < LARGEST:
            near = low ** (1.0 / degree)  # the exponent is rounded
            least = _checked(_guess(near, low, degree), low, degree, -1)
            if high - low > 2.0**-30 * low:
                near = high ** (1.0 / degree)
            _keep(c, lane, least, _checked(_guess(near, high, degree), high, degree, 1))
        else:
            _keep(c, lane, -np.inf, np.inf)


@compiled
def _series(c, w):
    """Return Σ j!/(c(c+1)…(c+j−1))·wʲ = ₂F₁(1, 1; c; w) for c > 0 and 0 ≤ w ≤ 1/2."""
    total = term = 1.0
    for j in range(TERMS):
        term *= quotient((j + 1) * w, j + c)
        total += term
    return total


@compiled
def _confined(b, z):
    """Return ₂F₁(1, b; 1+b; z), 5/4 ≤ b < 2, z ≤ 0, and what it may be off: docs/proofs/interval-columns.md."""
    if z >= -1:
        value = quotient(_series(1 + b, quotient(-z, 1 - z)), 1 - z)
        return value, value * SERIES
    small = quotient(-1.0, z)
    outer = quotient(b, b - 1) * small * quotient(_series(2 - b, quotient(small, 1 + small)), 1 + small)
    inner = quotient(math.pi * b, math.sin(math.pi * (2 - b))) * small**b
    return outer - inner, (outer + inner) * SERIES + TINY


@compiled
def _hypergeometric(c, a, b, width):
    """Enclose ₂F₁(1, b; 1+b; z), which grows with z and falls with b."""
    for lane in range(width):
        low, high = a[lane], a[LANES + lane]
        if not (low > -np.inf and high <= 0 and b[lane] >= 1.25 and b[LANES + lane] < 2):
            _keep(c, lane, -np.inf, np.inf)
            continue
        least, lost = _confined(b[LANES + lane], low)
        most, more = _confined(b[lane], high)
        _keep(c, lane, least - lost, most + more)


@compiled
def run(code, constants, inputs, registers, outputs):
    """Carry out the instructions on all cases.

    ``code`` (n, 4) has rows operation, register of the result, registers of the arguments. ``constants`` (k, 2) and
    ``inputs`` (j, 2, m), lower and upper ends, are in the registers 0 … k − 1 and k … k + j − 1; ``registers`` is the
    room for all of them. ``outputs`` (2, m) takes the ends of the register that was filled last.
    """
    size = 2 * LANES
    count = inputs.shape[2]
    for i in range(constants.shape[0]):
        for lane in range(LANES):
            registers[i * size + lane] = constants[i, 0]
            registers[i * size + LANES + lane] = constants[i, 1]
    for base in range(0, count, LANES):
        width = min(LANES, count - base)
        for j in range(inputs.shape[0]):
            start = (constants.shape[0] + j) * size
            for end in range(2):
                for lane in range(width):
                    registers[start + end * LANES + lane] = inputs[j, end, base + lane]
        last = 0
        for i in range(code.shape[0]):
            operation, last, first, second = code[i, 0], code[i, 1] * size, code[i, 2] * size, code[i, 3]
            c, a = registers[last : last + size], registers[first : first + size]
            if operation == ROOT:
                if second == 2:
                    _square_root(c, a)
                else:
                    _root(c, a, second, width)
                continue
            b = registers[second * size : second * size + size]
            if operation <= SUBTRACT:
                _sum(c, a, b, 1.0 if operation == ADD else -1.0)
            elif operation == MULTIPLY:
                _product(c, a, b)
            elif operation == SQUARE:
                _square(c, a)
            elif operation == DIVIDE:
                _quotient(c, a, b)
            elif MAXIMUM <= operation <= MINIMUM:
                _extremum(c, a, b, operation == MAXIMUM)
            elif operation == HYPERGEOMETRIC:
                _hypergeometric(c, a, b, width)
            elif operation >= LOG:
                _function(c, a, operation, width)
            else:
                _simple(c, a, operation)
        for end in range(2):
            for lane in range(width):
                outputs[end, base + lane] = registers[last + end * LANES + lane]
