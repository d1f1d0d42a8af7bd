"""One step of the scalar recursion (18), d⁺ = d − η d^{N−1}(d^N − λ), as straight-line machine arithmetic.

In float64 the step is

    p = d^{N−1}  (square and multiply),   r = fma(p, d, −λ),   d⁺ = fma(−η, p·r, d),

or, where that is too coarse, the same on the unevaluated sum of two floats d + low. These are
building blocks for compiled loops, for one depth N known to the compiler; nothing is reordered
or contracted behind them, so that the error analysis in docs/proofs/scalar-radius.md speaks
about the code that runs.

>>> from numba import njit
>>> njit(lambda d: step(2, d, 1.0, 0.25))(0.5)
0.59375
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic as _intrinsic

# Untyped on purpose: a decorated function is called without its first, internal argument.
intrinsic: Any = _intrinsic

Emitted = tuple[object, Callable[..., ir.Value]]


@intrinsic
def fma(typingctx: object, a: object, b: object, c: object) -> Emitted:
    """Return a·b + c with one rounding (fused multiply-add).

    >>> from numba import njit
    >>> njit(lambda a: fma(a, a, -1.0))(1.0 + 2.0**-30) == 2.0**-29 + 2.0**-60
    True
    """

    def emit(context: Any, builder: ir.IRBuilder, signature: Any, args: tuple[ir.Value, ...]) -> ir.Value:
        return builder.fma(*args)

    return types.float64(types.float64, types.float64, types.float64), emit


def _emit_power(builder: ir.IRBuilder, base: ir.Value, exponent: int) -> ir.Value:
    """Emit base**exponent by square and multiply: exponent − 1 factors (1+δ), whatever the order."""
    if exponent == 0:
        return ir.Constant(base.type, 1.0)
    result = base
    for bit in bin(exponent)[3:]:
        result = builder.fmul(result, result)
        if bit == "1":
            result = builder.fmul(result, base)
    return result


@intrinsic(prefer_literal=True)
def power(typingctx: object, base: object, exponent: types.Type) -> Emitted | None:
    """Return base**exponent for an exponent ≥ 0 known to the compiler.

    >>> from numba import njit
    >>> njit(lambda base: power(base, 5))(3.0)
    243.0
    """
    if not isinstance(exponent, types.IntegerLiteral):
        return None

    def emit(context: Any, builder: ir.IRBuilder, signature: Any, args: tuple[ir.Value, ...]) -> ir.Value:
        return _emit_power(builder, args[0], exponent.literal_value)

    return types.float64(types.float64, exponent), emit


@intrinsic(prefer_literal=True)
def step(typingctx: object, depth: types.Type, state: object, lam: object, eta: object) -> Emitted | None:
    """Return the next iterate of (18) in float64.

    >>> from numba import njit
    >>> njit(lambda d: step(3, d, 1.0, 0.125))(0.5)
    0.52734375
    """
    if not isinstance(depth, types.IntegerLiteral):
        return None

    def emit(context: Any, builder: ir.IRBuilder, signature: Any, args: tuple[ir.Value, ...]) -> ir.Value:
        _, d, lam, eta = args
        p = _emit_power(builder, d, depth.literal_value - 1)
        r = builder.fma(p, d, builder.fneg(lam))
        return builder.fma(builder.fneg(eta), builder.fmul(p, r), d)

    return types.float64(depth, types.float64, types.float64, types.float64), emit


@intrinsic(prefer_literal=True)
def double_step(
    typingctx: object, depth: types.Type, state: object, low: object, lam: object, lam_low: object, eta: object
) -> Emitted | None:
    """Return the next iterate of (18) on the two-float state ``state + low``, as a pair of floats.

    d^{N−1} is a product of pairs (p, e): fma(a, b, −ab) is the exact error of a product, and only
    products of two small terms are dropped. The sum state + v is exact (two-sum; the fast one for
    N ≥ 2, where a monotone orbit has |v| ≤ |state|).

    >>> from numba import njit
    >>> njit(lambda d: double_step(2, d, 0.0, 1.0, 0.0, 2.0**-60))(0.5)
    (0.5, 3.2526065174565133e-19)
    """
    if not isinstance(depth, types.IntegerLiteral):
        return None

    def emit(context: Any, builder: ir.IRBuilder, signature: Any, args: tuple[ir.Value, ...]) -> ir.Value:
        _, d, low, lam, lam_low, eta = args
        exponent = depth.literal_value - 1
        if exponent == 0:
            s = builder.fadd(builder.fsub(d, lam), builder.fsub(low, lam_low))
        else:
            p, e = d, low
            for bit in bin(exponent)[3:]:
                product = builder.fmul(p, p)
                error = builder.fma(p, p, builder.fneg(product))
                p, e = product, builder.fma(builder.fadd(p, p), e, error)
                if bit == "1":
                    product = builder.fmul(p, d)
                    error = builder.fma(p, d, builder.fneg(product))
                    p, e = product, builder.fma(p, low, builder.fma(e, d, error))
            main = builder.fma(p, d, builder.fneg(lam))
            rest = builder.fma(p, low, builder.fma(e, d, builder.fneg(lam_low)))
            s = builder.fmul(p, builder.fadd(main, rest))
        v = builder.fma(builder.fneg(eta), s, low)
        new = builder.fadd(d, v)
        moved = builder.fsub(new, d)
        rest = builder.fsub(v, moved)
        if exponent == 0:  # here |v| may exceed |d|: the full two-sum
            rest = builder.fadd(builder.fsub(d, builder.fsub(new, moved)), rest)
        return context.make_tuple(builder, signature.return_type, (new, rest))

    f = types.float64
    return types.UniTuple(f, 2)(depth, f, f, f, f, f), emit
