"""Values of the formulas of ``theory``: float64 tables, high precision, certified enclosures.

One SymPy expression, three ways to compute it:

- ``"float64"``: fast, vectorised, without any guarantee;
- ``"mpmath"``: as many digits as asked for, by agreement of two precisions; evidence, not a certificate;
- ``"arb"``: a ball that contains the true value, of the relative accuracy asked for, or ``Undecided``.

Parameters are exact numbers (see ``numerics.exact.numbers.exact``), whatever the backend. The depth ``N`` is put
into the formula before it is compiled. A multiplier (``theory.language.symbols.multiplier``) without a value is 1.

>>> from theory.language.symbols import lam, x
>>> formula = sp.log(x**3 / lam) / lam
>>> mpmath.nstr(evaluate(formula, {x: 2, lam: "0.1"}, "mpmath", digits=25), 20)
'43.820266346738816123'
>>> ball = evaluate(formula, {x: 2, lam: "0.1"}, "arb", digits=20)
>>> decimal_string(ball, 15)
'43.8202663467388'
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import sympy as sp
from flint import arb

from numerics.exact.balls import decimal_string, may_be_whole, to_ball, working_precision
from numerics.exact.numbers import ExactNumber
from numerics.exact.rational import rational_value
from numerics.exact.verdict import Undecided
from numerics.formulas.specialise import (
    admissible_number,
    compilable,
    free_symbols,
    short,
)
from numerics.formulas.straight_line import compile_expression

__all__ = ["compile_expression", "decimal_string", "enclose", "evaluate"]

#: Bits with which an evaluation starts beyond those the digits need.
_GUARD_BITS = 32


def evaluate(
    expr: sp.Expr,
    values: Mapping[sp.Symbol, Any],
    backend: str = "mpmath",
    digits: int = 15,
    max_bits: int = 4096,
) -> Any:
    """Return the value of ``expr`` where every symbol takes its value from ``values``.

    ``values`` maps symbols to exact numbers (int, Fraction, "1/10", "0.1", float as the dyadic it is); for
    float64 also to arrays, which broadcast. The result is, by backend,

    - float64: a float, or an array of the broadcast shape (complex only if some value is not real);
    - mpmath: an mpf (mpc if not real) on whose first ``digits`` digits two working precisions agree: this is
      high-precision evaluation, not a certificate;
    - arb: a ball containing the true value with relative radius at most 10^−digits (acb if not real). It is
      never nan.

    Raises ValueError for a missing symbol, a bad number or one that contradicts the assumptions of its symbol
    (arrays are not looked through), and Undecided when ``max_bits`` bits do not reach
    ``digits`` (mpmath, arb): a value that is 0 or a tie inside a ceiling, unless the formula is rational
    there, or a point outside the domain of the formula. Ours.

    >>> from theory.language.symbols import lam
    >>> evaluate(sp.sqrt(lam), {lam: np.array([1.0, 4.0, 9.0])}, "float64")
    array([1., 2., 3.])
    >>> evaluate(sp.log(lam), {lam: 0}, "arb")
    Traceback (most recent call last):
    numerics.exact.verdict.Undecided: 4096 bits do not give 15 digits of log(lambda) at lambda=0
    """
    if backend == "float64":
        return _evaluate_float64(expr, values)
    numbers = {symbol: admissible_number(symbol, value) for symbol, value in values.items()}
    formula, symbols = compilable(expr, numbers)
    function = compile_expression(formula, symbols, backend)
    point = [numbers[symbol] for symbol in symbols]
    if backend == "mpmath":
        result = _agreed_value(function, point, _bits_of(digits), max_bits)
    else:
        result = _narrow_ball(function, point, digits, max_bits, formula, symbols)
    if result is None:
        shown = ", ".join(f"{symbol}={values[symbol]}" for symbol in free_symbols(expr) if symbol in values)
        raise Undecided(f"{max_bits} bits do not give {digits} digits of {short(expr)} at {short(shown)}")
    return result


def enclose(expr: sp.Expr, values: Mapping[sp.Symbol, ExactNumber], bits: int) -> arb:
    """Return a ball around the value of ``expr`` as wide as working precision ``bits`` makes it.

    Where that precision is not enough for the formula the ball is the whole line. Made for
    ``numerics.exact.balls.decide``. Raises ValueError as ``evaluate`` does, and where the value is not real.

    >>> from theory.language.symbols import lam
    >>> enclose(sp.sqrt(lam), {lam: 2}, 20)
    [1.41421 +/- 5.09e-6]
    """
    numbers = {symbol: admissible_number(symbol, value) for symbol, value in values.items()}
    formula, symbols = compilable(expr, numbers)
    function = compile_expression(formula, symbols, "arb")
    with working_precision(bits):
        ball = function(*(to_ball(numbers[symbol], bits) for symbol in symbols))
    return _real(ball, expr) if ball.is_finite() else arb(0, math.inf)


# ---------------------------------------------------------------- growing precision


def _bits_of(digits: int) -> int:
    if digits < 1:
        raise ValueError(f"{digits} is not a number of significant digits (at least 1)")
    return math.ceil(digits * math.log2(10))


def _precisions(needed: int, max_bits: int) -> Iterator[int]:
    bits = needed + _GUARD_BITS
    while bits < max_bits:
        yield bits
        bits *= 2
    yield max_bits


def _narrow_ball(
    function: Callable[..., Any],
    point: Sequence[Fraction],
    digits: int,
    max_bits: int,
    formula: sp.Expr,
    symbols: tuple[sp.Symbol, ...],
) -> Any:
    """Return a ball that is narrow enough, None where there is none.

    Where no precision settles it, it is the exact rational value if ``formula`` has one; a ball around an integer
    becomes that integer if it is one.
    """
    needed = _bits_of(digits)
    for bits in _precisions(needed, max_bits):
        with working_precision(bits):
            ball = function(*(to_ball(number, bits) for number in point))
        if ball.rel_accuracy_bits() >= needed and ball.is_finite():
            if type(ball) is not arb or not may_be_whole(ball):
                return ball
            break
    else:
        ball = None
    value = rational_value(formula, dict(zip(symbols, point, strict=True)))
    return ball if value is None else to_ball(value, needed + _GUARD_BITS)


def _real(ball: Any, expr: sp.Expr) -> arb:
    if isinstance(ball, arb):
        return ball
    if not ball.imag.is_zero():
        raise ValueError(f"{short(expr)} is not known to be real; take its real part")
    return ball.real


def _agreed_value(function: Callable[..., Any], point: list[Fraction], needed: int, max_bits: int) -> Any:
    """Return the value at the first precision that agrees with the one before to ``needed`` bits.

    A zero may be all digits cancelling, so it is believed only when no precision shows anything else.
    """
    previous = None
    for bits in _precisions(needed, max_bits):
        with mpmath.workprec(bits):
            try:
                value = function(*(mpmath.mpf(v.numerator) / v.denominator for v in point))
            except (ArithmeticError, ValueError, mpmath.libmp.NoConvergence):
                value = mpmath.nan  # outside the domain, or so at this precision
            if not mpmath.isfinite(value):
                previous = None
                continue
            agreed = previous is not None and abs(value - previous) <= mpmath.ldexp(abs(value), -needed)
            if agreed and (value != 0 or bits == max_bits):
                return value.real if isinstance(value, mpmath.mpc) and value.imag == 0 else value
            previous = value
    return None


# ---------------------------------------------------------------- float64


def _evaluate_float64(expr: sp.Expr, values: Mapping[sp.Symbol, Any]) -> Any:
    arrays = {symbol: value for symbol, value in values.items() if isinstance(value, np.ndarray | list | tuple)}
    numbers = {symbol: admissible_number(symbol, value) for symbol, value in values.items() if symbol not in arrays}
    formula, symbols = compilable(expr, numbers, varying=frozenset(arrays))
    function = compile_expression(formula, symbols, "float64")
    inputs = [
        np.asarray(arrays[symbol], dtype=np.float64) if symbol in arrays else _nearest_float(symbol, numbers[symbol])
        for symbol in symbols
    ]
    with np.errstate(all="ignore"):
        result = function(*inputs)
    if np.iscomplexobj(result) and not np.any(np.imag(result)):
        result = np.real(result)
    shape = np.broadcast_shapes(*(np.shape(value) for value in arrays.values()))
    if np.shape(result) != shape:
        result = np.broadcast_to(result, shape).copy()
    return result if shape else result.item()


def _nearest_float(symbol: sp.Symbol, number: Fraction) -> np.float64:
    try:
        return np.float64(number.numerator / number.denominator)
    except OverflowError:
        raise ValueError(f"{symbol} = {short(number)} is beyond the range of float64") from None
