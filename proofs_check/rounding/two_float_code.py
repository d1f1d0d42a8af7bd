"""The operations of the two-float step, spelled out in blocks, and what each block computes exactly.

Parts 1 and 2 of the proof for two floats in docs/proofs/rounding.md: the blocks below, run on paper, give the very
operations that ``numerics.compiled.steps`` emits for every depth; with a δ for each rounding they give the identities
from which the bounds follow.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

import sympy as sp

from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.kernel.obligation import Obligation, for_each, identity
from proofs_check.rounding.machine import Arithmetic, listing, run_double_step

T = TypeVar("T")

_p, _e, _d, _low, _lam, _lam_low = sp.symbols("p e d l lambda lambda_l", real=True)
_deltas = sp.symbols("delta_1:8", real=True)

# 1. What is computed --------------------------------------------------------------------------


def square(machine: Arithmetic[T], p: T, e: T) -> tuple[T, T]:
    """Return the pair for (p + e)²."""
    product = machine.multiply(p, p)
    error = machine.fused(p, p, machine.negate(product))
    return product, machine.fused(machine.add(p, p), e, error)


def times(machine: Arithmetic[T], p: T, e: T, d: T, low: T) -> tuple[T, T]:
    """Return the pair for (p + e)(d + low)."""
    product = machine.multiply(p, d)
    error = machine.fused(p, d, machine.negate(product))
    return product, machine.fused(p, low, machine.fused(e, d, error))


def residual(machine: Arithmetic[T], p: T, e: T, d: T, low: T, lam: T, lam_low: T) -> tuple[T, T]:
    """Return the two parts of (p + e)(d + low) − λ."""
    main = machine.fused(p, d, machine.negate(lam))
    return main, machine.fused(p, low, machine.fused(e, d, machine.negate(lam_low)))


def moved(machine: Arithmetic[T], p: T, residual: T, low: T, eta: T) -> T:
    """Return v = low − ηp·residual."""
    return machine.fused(machine.negate(eta), machine.multiply(p, residual), low)


def fast_two_sum(machine: Arithmetic[T], d: T, v: T) -> tuple[T, T]:
    """Return fl(d + v) and what the rounding left."""
    new = machine.add(d, v)
    return new, machine.subtract(v, machine.subtract(new, d))


def two_sum(machine: Arithmetic[T], d: T, v: T) -> tuple[T, T]:
    """Return fl(d + v) and what the rounding left, whichever of the two is larger."""
    new = machine.add(d, v)
    change = machine.subtract(new, d)
    rest = machine.subtract(v, change)
    return new, machine.add(machine.subtract(d, machine.subtract(new, change)), rest)


def pair_power(exponent: int, start: T, squared: Callable[[T], T], multiplied: Callable[[T], T]) -> T:
    """Follow the binary digits of ``exponent`` as the emitted code does.

    >>> pair_power(13, 1, lambda n: 2 * n, lambda n: n + 1)
    13
    """
    result = start
    for bit in bin(exponent)[3:]:
        result = squared(result)
        if bit == "1":
            result = multiplied(result)
    return result


def what_is_computed() -> tuple[Obligation, ...]:
    """Return part 1 of the proof."""

    def same(depth: int) -> Fraction:
        lines: dict[str, str] = {}
        paper = listing(lines)
        emitted = run_double_step(paper, depth, "d", "l", "lam", "lam_l", "eta")
        p, e = pair_power(
            depth - 1, ("d", "l"), lambda pair: square(paper, *pair), lambda pair: times(paper, *pair, "d", "l")
        )
        total = paper.add(*residual(paper, p, e, "d", "l", "lam", "lam_l"))
        return Fraction(0 if fast_two_sum(paper, "d", moved(paper, p, total, "l", "eta")) == emitted else -1)

    def same_at_depth_1(depth: int) -> Fraction:
        lines: dict[str, str] = {}
        paper = listing(lines)
        emitted = run_double_step(paper, depth, "d", "l", "lam", "lam_l", "eta")
        s = paper.add(paper.subtract("d", "lam"), paper.subtract("l", "lam_l"))
        v = paper.fused(paper.negate("eta"), s, "l")
        return Fraction(0 if two_sum(paper, "d", v) == emitted else -1)

    return (
        for_each(
            "emitted pair code",
            "for 2 ≤ N ≤ 256 the emitted operations are squares and products of pairs, the increment, the fast two-sum",
            range(2, DEEPEST + 1),
            same,
        ),
        for_each(
            "emitted pair code, depth 1",
            "for N = 1 they are s = (d − λ) + (low − λ_low), v = fma(−η, s, low), the two-sum",
            (1,),
            same_at_depth_1,
        ),
    )


# 2. Identities --------------------------------------------------------------------------------


def perturbed() -> Arithmetic[sp.Expr]:
    """Return an arithmetic in which each rounding multiplies by 1 + δ with the next δ of a list.

    fma(a, b, −fl(ab)) is the exact error; p + p and ½p are exact.
    """
    deltas = iter(_deltas)
    products: dict[sp.Expr, tuple[sp.Expr, sp.Expr]] = {}

    def multiply(left: sp.Expr, right: sp.Expr) -> sp.Expr:
        if left == sp.Rational(1, 2):
            return left * right
        value = left * right * (1 + next(deltas))
        products[-value] = (left, right)
        return value

    def fused(left: sp.Expr, right: sp.Expr, added: sp.Expr) -> sp.Expr:
        exact = left * right + added
        return exact if products.get(added) == (left, right) else exact * (1 + next(deltas))

    return Arithmetic(
        constant=sp.Rational,
        negate=lambda value: -value,
        add=lambda left, right: 2 * left if left == right else (left + right) * (1 + next(deltas)),
        subtract=lambda left, right: (left - right) * (1 + next(deltas)),
        multiply=multiply,
        fused=fused,
    )


def identities() -> tuple[Obligation, ...]:
    """Return part 2 of the proof."""
    d1, d2, d3 = _deltas[:3]
    squared, squared_error = square(perturbed(), _p, _e)
    multiplied, multiplied_error = times(perturbed(), _p, _e, _d, _low)
    main, rest = residual(perturbed(), _p, _e, _d, _low, _lam, _lam_low)
    twice = d2 + d3 + d2 * d3
    return (
        identity(
            "square of a pair",
            "p'+e' = (p+e)² − e² + (2pe+f)δ₂ with f = p² − p'",
            squared + squared_error,
            (_p + _e) ** 2 - _e**2 + (2 * _p * _e + _p**2 - squared) * d2,
        ),
        identity(
            "product of pairs",
            "p'+e' = (p+e)(d+low) − e·low + (ed+f)(δ₂+δ₃+δ₂δ₃) + p·low·δ₃ with f = pd − p'",
            multiplied + multiplied_error,
            (_p + _e) * (_d + _low) - _e * _low + (_e * _d + _p * _d - multiplied) * twice + _p * _low * d3,
        ),
        identity(
            "residual",
            "main + rest = (p+e)(d+low) − λ − e·low + (pd−lam)δ₁ + (ed−lam_low)(δ₂+δ₃+δ₂δ₃) + p·low·δ₃",
            main + rest,
            (_p + _e) * (_d + _low)
            - (_lam + _lam_low)
            - _e * _low
            + (_p * _d - _lam) * d1
            + (_e * _d - _lam_low) * twice
            + _p * _low * d3,
        ),
    )
