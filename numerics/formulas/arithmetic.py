"""The arithmetics behind ``straight_line``: Arb balls, exact rationals, mpmath numbers, float64, intervals in columns.

Each gives the same names (``log``, ``root``, ``power``, ``hypergeometric``, ...) with the same meaning, that of
SymPy: principal values, so the logarithm and the roots of a negative number are complex.

A ball operation outside its domain, or one whose ball is too wide to decide on which side of a branch it
lies, returns nan. Every later operation keeps it, so it reaches the result and asks for more precision.

>>> with mpmath.workdps(20):
...     ARITHMETICS["mpmath"].operations["root"](mpmath.mpf(8), 3)
mpf('2.0')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
from flint import acb, arb, ctx, fmpq
from scipy import special
from sympy import integer_nthroot

from numerics.exact.balls import working_precision
from numerics.exact.radicals import LARGEST_POWER_BITS
from numerics.exact.verdict import Undecided
from numerics.formulas import intervals

Flags = tuple[bool, bool, bool, bool]


@dataclass(frozen=True)
class Arithmetic:
    """Named operations, the working precision they use, and how their constants are computed.

    Constants are written in ``constant_operations``; ``round_constants(compute)`` calls the function
    computing them and gives its numbers the arithmetic's own type. ``finish`` makes a straight-line function of so many
    arguments into the one that is handed out.
    """

    operations: Mapping[str, Callable[..., Any]]
    constant_operations: Mapping[str, Callable[..., Any]]
    precision: Callable[[], int]
    round_constants: Callable[[Callable[[], tuple[Any, ...]]], tuple[Any, ...]]
    finish: Callable[[Callable[..., Any], int], Callable[..., Any]] = lambda function, arguments: function


# ---------------------------------------------------------------- Arb balls

_NAN = arb.nan()
_ZERO, _ONE = arb(0), arb(1)


def _ball_log(x: Any) -> Any:
    if type(x) is arb:
        if x > _ZERO:
            return x.log()
        if not x < _ZERO:
            return _NAN
        x = acb(x)
    return x.log()


def _ball_log1p(x: Any) -> Any:
    if type(x) is arb and x > -_ONE:
        return x.log1p()
    return _ball_log(x + _ONE)


def _ball_root(x: Any, q: int) -> Any:
    if type(x) is arb:
        if x > _ZERO:
            return x.sqrt() if q == 2 else x.root(q)
        if x.is_zero():
            return x
        if not x < _ZERO:
            return _NAN
        x = acb(x)
    return x if x.is_zero() else x.root(q)


def _ball_power(x: Any, y: Any) -> Any:
    exponent = y.unique_fmpz() if type(y) is arb and y.is_exact() else None
    if exponent is not None:
        return _ball_integer_power(x, int(exponent))
    if type(x) is arb:
        if x > _ZERO:
            return (y * x.log()).exp()
        if x.is_zero():
            return x if type(y) is arb and y > _ZERO else _NAN
        if not x < _ZERO:
            return _NAN
        x = acb(x)
    return (y * x.log()).exp()


def _ball_integer_power(x: Any, n: int) -> Any:
    # python-flint's own ``ball ** n`` is nan for balls around 0.
    if n < 0:
        return _ONE / _ball_integer_power(x, -n)
    result = _ONE
    for bit in bin(n)[2:]:
        result = result * result
        if bit == "1":
            result = result * x
    return result


def _ball_real(x: Any) -> Any:
    # A complex ball may carry nan in one part only; its other part is not to be trusted then.
    return x.real if x.is_finite() else _NAN


def _ball_imaginary(x: Any) -> Any:
    return x.imag if x.is_finite() else _NAN


def _ball_argument(x: Any) -> Any:
    # arg 0 has no value, though FLINT gives it one.
    return _NAN if x.contains(0) or not x.is_finite() else acb(x).arg()


def _ball_without_imaginary_part(x: Any) -> Any:
    if type(x) is arb:
        return x
    return x.real if x.imag.is_zero() else _NAN


def _ball_atan2(y: Any, x: Any) -> Any:
    return _ball_argument(acb(_ball_without_imaginary_part(x), _ball_without_imaginary_part(y)))


def _ball_ceiling(x: Any) -> Any:
    x = _ball_without_imaginary_part(x)
    integer = x.ceil().unique_fmpz() if x.is_finite() else None
    return _NAN if integer is None else arb(integer)


def _ball_maximum(x: Any, y: Any) -> Any:
    return _ball_without_imaginary_part(x).max(_ball_without_imaginary_part(y))


def _ball_minimum(x: Any, y: Any) -> Any:
    return _ball_without_imaginary_part(x).min(_ball_without_imaginary_part(y))


def _ball_hypergeometric(a: Any, b: Any, c: Any, z: Any, integral: Flags) -> Any:
    # On the cut [1, ∞) the function has two limits; a ball touching it gets no value.
    if type(z) is arb:
        if not z < _ONE:
            return _NAN
    elif z.imag.contains(0) and not z.real < _ONE:
        return _NAN
    ab, ac, bc, abc = integral
    return z.hypgeom_2f1(a, b, c, ab=ab, ac=ac, bc=bc, abc=abc)


_BALL_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "rational": lambda p, q: arb(p) if q == 1 else arb(fmpq(p, q)),
    "pi": arb.pi,
    "imaginary_unit": lambda: acb(0, 1),
    "exp": lambda x: x.exp(),
    "atan": lambda x: x.atan(),
    "cos": lambda x: x.cos(),
    "sin": lambda x: x.sin(),
    "tan": lambda x: x.tan(),
    "sinh": lambda x: x.sinh(),
    "cosh": lambda x: x.cosh(),
    "tanh": lambda x: x.tanh(),
    "lambert_w": lambda x: x.lambertw(),
    "log": _ball_log,
    "log1p": _ball_log1p,
    "root": _ball_root,
    "power": _ball_power,
    "absolute": abs,
    "real": _ball_real,
    "imaginary": _ball_imaginary,
    "conjugate": lambda x: x if type(x) is arb else x.conjugate(),
    "argument": _ball_argument,
    "atan2": _ball_atan2,
    "ceiling": _ball_ceiling,
    "maximum": _ball_maximum,
    "minimum": _ball_minimum,
    "hypergeometric": _ball_hypergeometric,
}


# ---------------------------------------------------------------- exact rationals


def _irrational(*_: Any) -> Any:
    raise Undecided("irrational")


def _exact_root(x: fmpq, q: int) -> fmpq:
    if x < 0:
        raise Undecided("a root of a negative number")
    above, below = (integer_nthroot(int(part), int(q)) for part in (x.p, x.q))
    if not (above[1] and below[1]):
        raise Undecided("an irrational root")
    return fmpq(int(above[0]), int(below[0]))


def _exact_power(x: fmpq, y: fmpq) -> fmpq:
    root = x if y.q == 1 else _exact_root(x, int(y.q))
    exponent = int(y.p)
    if abs(exponent) * max(int(root.p).bit_length(), int(root.q).bit_length()) > LARGEST_POWER_BITS:
        raise Undecided("a power that is too long")
    return root**exponent


#: Rationals are exact or there is no value: whatever leaves them raises Undecided.
_EXACT_OPERATIONS: Mapping[str, Callable[..., Any]] = dict.fromkeys(_BALL_OPERATIONS, _irrational) | {
    "rational": fmpq,
    "root": _exact_root,
    "power": _exact_power,
    "absolute": abs,
    "real": lambda x: x,
    "conjugate": lambda x: x,
    "maximum": max,
    "minimum": min,
    "ceiling": lambda x: fmpq(-(-x.p // x.q)),
}


# ---------------------------------------------------------------- mpmath


def _mp_root(x: Any, q: int) -> Any:
    return mpmath.sqrt(x) if q == 2 else mpmath.root(x, q)


def _mp_log(x: Any) -> Any:
    return mpmath.log(x) if x != 0 else mpmath.nan  # mpmath says −inf, and atan of that is finite again


def _mp_log1p(x: Any) -> Any:
    return mpmath.log1p(x) if x != -1 else mpmath.nan


def _mp_argument(x: Any) -> Any:
    return mpmath.arg(x) if x != 0 else mpmath.nan


def _mp_without_imaginary_part(x: Any) -> Any:
    if isinstance(x, mpmath.mpc):
        return x.real if x.imag == 0 else mpmath.nan
    return x


def _mp_ceiling(x: Any) -> Any:
    return mpmath.ceil(_mp_without_imaginary_part(x))


def _mp_extremum(choose: Callable[..., Any], x: Any, y: Any) -> Any:
    x, y = _mp_without_imaginary_part(x), _mp_without_imaginary_part(y)
    return mpmath.nan if mpmath.isnan(x) or mpmath.isnan(y) else choose(x, y)


_MP_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "rational": lambda p, q: mpmath.mpf(p) / q,
    "pi": lambda: +mpmath.pi,
    "imaginary_unit": lambda: mpmath.mpc(0, 1),
    "exp": mpmath.exp,
    "atan": mpmath.atan,
    "cos": mpmath.cos,
    "sin": mpmath.sin,
    "tan": mpmath.tan,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "lambert_w": mpmath.lambertw,
    "log": _mp_log,
    "log1p": _mp_log1p,
    "root": _mp_root,
    "power": mpmath.power,
    "absolute": abs,
    "real": mpmath.re,
    "imaginary": mpmath.im,
    "conjugate": mpmath.conj,
    "argument": _mp_argument,
    "atan2": lambda y, x: mpmath.atan2(y, x) if x != 0 or y != 0 else mpmath.nan,
    "ceiling": _mp_ceiling,
    "maximum": lambda x, y: _mp_extremum(max, x, y),
    "minimum": lambda x, y: _mp_extremum(min, x, y),
    "hypergeometric": lambda a, b, c, z, _: mpmath.hyp2f1(a, b, c, z),
}


# ---------------------------------------------------------------- numpy float64


def _below(x: Any, bound: float) -> bool:
    """Return whether a real number, or one of a column, lies below ``bound``: there the function is complex."""
    return bool(np.less(x, bound).any())


def _float_log(x: Any) -> Any:
    # what np.emath does, without its checks of every type an argument might have
    return np.log(np.complex128(x)) if np.isrealobj(x) and _below(x, 0) else np.log(x)


def _float_log1p(x: Any) -> Any:
    return np.log(1 + x + 0j) if _below(x, -1) else np.log1p(x)


def _float_root(x: Any, q: int) -> Any:
    if q == 2:
        return np.sqrt(np.complex128(x)) if np.isrealobj(x) and _below(x, 0) else np.sqrt(x)
    return np.cbrt(x) if q == 3 and np.isrealobj(x) and not np.any(x < 0) else np.emath.power(x, 1 / q)


def _float_power(x: Any, y: Any) -> Any:
    integral = np.isrealobj(y) and np.all(y == np.floor(y))
    return np.power(x, y) if integral else np.emath.power(x, y)


def _float_without_imaginary_part(x: Any) -> Any:
    return np.where(x.imag == 0, x.real, np.nan) if np.iscomplexobj(x) else x


def _float_constants(compute: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    with mpmath.workprec(400):
        values = compute()
    return tuple(np.complex128(v) if isinstance(v, mpmath.mpc) else np.float64(v) for v in values)


_FLOAT_OPERATIONS: Mapping[str, Callable[..., Any]] = {
    "exp": np.exp,
    "atan": np.arctan,
    "cos": np.cos,
    "sin": np.sin,
    "tan": np.tan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "lambert_w": special.lambertw,
    "log": _float_log,
    "log1p": _float_log1p,
    "root": _float_root,
    "power": _float_power,
    "absolute": np.abs,
    "real": np.real,
    "imaginary": np.imag,
    "conjugate": np.conj,
    "argument": np.angle,
    "atan2": lambda y, x: np.arctan2(_float_without_imaginary_part(y), _float_without_imaginary_part(x)),
    "ceiling": lambda x: np.ceil(_float_without_imaginary_part(x)),
    "maximum": lambda x, y: np.maximum(_float_without_imaginary_part(x), _float_without_imaginary_part(y)),
    "minimum": lambda x, y: np.minimum(_float_without_imaginary_part(x), _float_without_imaginary_part(y)),
    "hypergeometric": lambda a, b, c, z, _: special.hyp2f1(a, b, c, z),
}


# ---------------------------------------------------------------- intervals in columns

_INTERVAL_OPERATIONS: Mapping[str, Callable[..., Any]] = (
    dict.fromkeys(_BALL_OPERATIONS, lambda *_: intervals.UNKNOWN) | intervals.OPERATIONS
)


def _interval_constants(compute: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    with working_precision(intervals.BITS):
        return intervals.rounded_constants(compute())


# ---------------------------------------------------------------- the table

ARITHMETICS: Mapping[str, Arithmetic] = {
    "float64": Arithmetic(_FLOAT_OPERATIONS, _MP_OPERATIONS, lambda: 53, _float_constants),
    "mpmath": Arithmetic(_MP_OPERATIONS, _MP_OPERATIONS, lambda: mpmath.mp.prec, lambda compute: compute()),
    "exact": Arithmetic(_EXACT_OPERATIONS, _EXACT_OPERATIONS, lambda: 0, lambda compute: compute()),
    "arb": Arithmetic(_BALL_OPERATIONS, _BALL_OPERATIONS, lambda: ctx.prec, lambda compute: compute()),
    "interval": Arithmetic(
        _INTERVAL_OPERATIONS, _BALL_OPERATIONS, lambda: 53, _interval_constants, intervals.in_columns
    ),
}
