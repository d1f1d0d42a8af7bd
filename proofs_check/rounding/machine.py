"""The emitters of the compiled step, run in another arithmetic than the processor's.

``numerics.compiled.steps`` writes the operations of one step by calling a builder. Handing it a builder of our own runs
the very same code with exact rationals and correct rounding, with symbols for the rounding errors, or on
paper, as a list of operations. What is proved about that is proved about what is compiled.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Generic, TypeVar

from llvmlite import ir
from numba import types

from numerics.compiled.steps import double_step, power, step
from numerics.orbits.scalar import exact_step

#: Significant bits of float64, and the exponents of its smallest number and of its first power of 2 too large.
PRECISION, SMALLEST, OVERFLOW = 53, -1074, 1024

T = TypeVar("T")


@dataclass(frozen=True)
class Arithmetic(Generic[T]):
    """The operations that a step consists of: constants of the code, −a, a+b, a−b, a·b, and a·b+c rounded once."""

    constant: Callable[[float], T]
    negate: Callable[[T], T]
    add: Callable[[T, T], T]
    subtract: Callable[[T, T], T]
    multiply: Callable[[T, T], T]
    fused: Callable[[T, T, T], T]


def nearest(value: Fraction) -> Fraction:
    """Return the float64 nearest to ``value``, ties to even, as an exact rational; subnormals included.

    Raises OverflowError where float64 has no finite number.

    >>> nearest(Fraction(1, 10)) == Fraction(0.1), nearest(Fraction(1, 2**1080))
    (True, Fraction(0, 1))
    """
    if value == 0:
        return value
    size = abs(value)
    exponent = size.numerator.bit_length() - size.denominator.bit_length()
    if size < Fraction(2) ** exponent:
        exponent -= 1
    spacing = Fraction(2) ** max(exponent - PRECISION + 1, SMALLEST)
    result = round(value / spacing) * spacing
    if abs(result) >= Fraction(2) ** OVERFLOW:
        raise OverflowError(f"a number near 2^{exponent} is beyond the range of float64")
    return result


#: Exact rationals, every operation rounded to the nearest float64: what an IEEE 754 processor does.
NEAREST: Arithmetic[Fraction] = Arithmetic(
    constant=Fraction,
    negate=operator.neg,
    add=lambda a, b: nearest(a + b),
    subtract=lambda a, b: nearest(a - b),
    multiply=lambda a, b: nearest(a * b),
    fused=lambda a, b, c: nearest(a * b + c),
)


def listing(lines: dict[str, str]) -> Arithmetic[str]:
    """Return an arithmetic on names that writes each new operation into ``lines``: operation → name of its result.

    Equal operations on equal operands get one line, so two programs written into the same ``lines`` are the
    same operations exactly when their results have the same name.

    >>> lines = {}
    >>> run_step(listing(lines), 3, "d", "lam", "eta")
    't5'
    >>> print("; ".join(f"{name} = {line}" for line, name in lines.items()))
    t0 = d * d; t1 = -lam; t2 = fma(t0, d, t1); t3 = -eta; t4 = t0 * t2; t5 = fma(t3, t4, d)
    """

    def write(line: str) -> str:
        return lines.setdefault(line, f"t{len(lines)}")

    return Arithmetic(
        constant=repr,
        negate=lambda a: write(f"-{a}"),
        add=lambda a, b: write(f"{a} + {b}"),
        subtract=lambda a, b: write(f"{a} - {b}"),
        multiply=lambda a, b: write(f"{a} * {b}"),
        fused=lambda a, b, c: write(f"fma({a}, {b}, {c})"),
    )


def run_power(arithmetic: Arithmetic[T], exponent: int, base: T) -> T:
    """Return base**exponent as the kernels compute it.

    >>> run_power(NEAREST, 3, Fraction(3))
    Fraction(27, 1)
    """
    return _Builder(arithmetic).run(power, (types.float64, types.literal(exponent)), (base, None))


def run_step(arithmetic: Arithmetic[T], depth: int, state: T, lam: T, eta: T) -> T:
    """Return d⁺ of (18) as the kernels compute it.

    >>> float(run_step(NEAREST, 3, Fraction(1, 2), Fraction(1), Fraction(1, 8)))
    0.52734375
    """
    kinds = (types.literal(depth), *(types.float64,) * 3)
    return _Builder(arithmetic).run(step, kinds, (None, state, lam, eta))


def run_double_step(arithmetic: Arithmetic[T], depth: int, state: T, low: T, lam: T, lam_low: T, eta: T) -> tuple[T, T]:
    """Return d⁺ of (18) as a pair of floats, as the kernels compute it.

    >>> one, zero = Fraction(1), Fraction(0)
    >>> [float(x) for x in run_double_step(NEAREST, 2, one / 2, zero, one, zero, one / 2**60)]
    [0.5, 3.2526065174565133e-19]
    """
    kinds = (types.literal(depth), *(types.float64,) * 5)
    return _Builder(arithmetic).run(double_step, kinds, (None, state, low, lam, lam_low, eta))


def step_error(depth: int, state: Fraction, lam: Fraction, eta: Fraction) -> Fraction:
    """Return |d⁺ as computed − d⁺ exactly| in units of u·max(d, d⁺): what FLOAT_LOCAL_ERROR bounds.

    >>> step_error(2, Fraction(1, 2), Fraction(1), Fraction(1, 4))
    Fraction(0, 1)
    """
    computed = run_step(NEAREST, depth, state, lam, eta)
    return abs(computed - exact_step(depth)(state, lam, eta)) * 2**PRECISION / max(state, computed)


def double_step_error(
    depth: int, state: tuple[Fraction, Fraction], lam: tuple[Fraction, Fraction], eta: Fraction
) -> tuple[Fraction, Fraction, Fraction]:
    """Return the error of one two-float step, |g(x) − x| and max(x, x⁺) for the state x and λ given as pairs.

    >>> [float(v) for v in double_step_error(2, (Fraction(1), Fraction(0)), (Fraction(2), Fraction(0)), Fraction(1, 4))]
    [0.0, 0.25, 1.25]
    """
    high, low = run_double_step(NEAREST, depth, *state, *lam, eta)
    start = state[0] + state[1]
    exact = exact_step(depth)(start, lam[0] + lam[1], eta)
    return abs(high + low - exact), abs(exact - start), max(start, high + low)


@dataclass(frozen=True)
class _Value(Generic[T]):
    """An operand: its content, and the type an emitter may ask for."""

    content: T
    type: ir.Type = field(default_factory=ir.DoubleType)


@dataclass(frozen=True)
class _Builder(Generic[T]):
    """Looks to an emitter like the builder of machine code, and like the context that makes tuples."""

    arithmetic: Arithmetic[T]

    def run(self, emitting: Any, kinds: tuple[Any, ...], arguments: tuple[Any, ...]) -> Any:
        """Return what ``emitting`` (an intrinsic) computes from ``arguments`` of the given ``kinds``."""
        signature, emit = emitting.__wrapped__(None, *kinds)
        result = emit(self, self, signature, tuple(map(_Value, arguments)))
        return tuple(map(self.content, result)) if isinstance(result, tuple) else self.content(result)

    def content(self, value: Any) -> T:
        """Return what an operand stands for."""
        content: T = self.arithmetic.constant(value.constant) if isinstance(value, ir.Constant) else value.content
        return content

    def make_tuple(self, builder: object, kind: object, values: tuple[Any, ...]) -> tuple[Any, ...]:
        """Keep several results together."""
        return values

    def fneg(self, a: Any) -> _Value[T]:
        """Emit −a."""
        return _Value(self.arithmetic.negate(self.content(a)))

    def fadd(self, a: Any, b: Any) -> _Value[T]:
        """Emit a + b."""
        return _Value(self.arithmetic.add(self.content(a), self.content(b)))

    def fsub(self, a: Any, b: Any) -> _Value[T]:
        """Emit a − b."""
        return _Value(self.arithmetic.subtract(self.content(a), self.content(b)))

    def fmul(self, a: Any, b: Any) -> _Value[T]:
        """Emit a·b."""
        return _Value(self.arithmetic.multiply(self.content(a), self.content(b)))

    def fma(self, a: Any, b: Any, c: Any) -> _Value[T]:
        """Emit a·b + c."""
        return _Value(self.arithmetic.fused(self.content(a), self.content(b), self.content(c)))
