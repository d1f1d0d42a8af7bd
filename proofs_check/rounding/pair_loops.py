"""One step of the compiled pair loops, as their source computes it, and the same spelled out in blocks.

Part 1 of docs/proofs/pair-radius.md: for every depth the blocks below are the very operations of ``advance`` and of
``locate``; the δ of each rounding then gives the identities from which the bounds of ``pair_step`` follow.
"""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import sympy as sp

from numerics.compiled import pair
from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.kernel.obligation import Obligation, for_each, identity
from proofs_check.rounding.machine import Arithmetic, T
from proofs_check.rounding.on_paper import Machine, numbers as operands, on_paper, operations, roundings
from proofs_check.rounding.two_float_code import fast_two_sum, perturbed

#: What a step starts from: high and low part of Δ and of Σ, λ, η.
NAMES = ("d", "dl", "s", "sl", "lam", "eta")
_ROWS = (pair.DIFF, pair.DIFF_LOW, pair.SUM, pair.SUM_LOW, pair.LAM, pair.ETA)


class _Columns(dict[tuple[int, int], Any]):
    """An array of one column that holds whatever it is given."""

    shape = (0, 1)


def _storage() -> SimpleNamespace:
    """Return what the loops need of numpy, with arrays that hold any operand."""
    return SimpleNamespace(empty=lambda size: [None] * size, full=np.full, zeros=np.zeros, int64=np.int64, nan=None)


def advance_step(machine: Machine, depth: int, contents: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return (Δ, Δ_low, Σ, Σ_low) after one step of ``advance``, and the start of the block that ``inspect`` sees."""
    given, _ = operands(machine, contents)
    cases = _Columns({(row, 0): None for row in range(pair.CASE_ROWS)})
    cases.update({(row, 0): value for row, value in zip(_ROWS, given, strict=True)})
    found: list[Any] = []

    def inspect(depth: int, target: int, budget: int, squarings: int, w: Any, lane: int, *rest: Any) -> int:
        offsets = (pair._D, pair._DL, pair._S, pair._SL, pair._DA, pair._SA)
        found.extend(w[offset + lane].content for offset in offsets)
        return pair.EXHAUSTED

    run = on_paper(pair.advance, np=_storage(), load=on_paper(pair.load), inspect=inspect)
    run(depth, cases, pair.ERROR, 1, 0, [None], [None], [None], _Columns())
    return tuple(found)


def locate_step(machine: Machine, depth: int, contents: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return (Δ, Δ_low, Σ, Σ_low) after one step of ``locate``, and what it gives ``widen`` as start of the block."""
    given, _ = operands(machine, contents)
    ends = _Columns({(row, 0): value for row, value in enumerate((*given[:4], None, None))})
    cases = _Columns({(row, 0): None for row in range(pair.CASE_ROWS)})
    cases.update({(pair.LAM, 0): given[4], (pair.ETA, 0): given[5]})
    found: list[Any] = []

    def widen(depth: int, da: Any, sa: Any, db: Any, sb: Any, *rest: Any) -> tuple[float, float]:
        found.extend(value.content for value in (db, rest[-2], sb, rest[-1], da, sa))
        return 0.0, 0.0

    names = {"widen": widen, "integer_power": on_paper(pair.integer_power), "look": lambda *_: (False, True)}
    on_paper(pair.locate, **names)(depth, cases, pair.ERROR, ends, [1], [0], [0])
    return tuple(found)


# Blocks -----------------------------------------------------------------------------------------


def halves(machine: Arithmetic[T], d: T, dl: T, s: T, sl: T) -> tuple[T, T]:
    """Return p₁ and p₂ as floats."""
    half = machine.constant(0.5)
    high, low = machine.subtract(s, d), machine.subtract(sl, dl)
    return machine.multiply(half, machine.add(high, low)), machine.multiply(half, machine.add(s, d))


def turned(machine: Arithmetic[T], p1: T, p2: T, v: T, lam: T, eta: T) -> T:
    """Return y = η·v·(p₁·(v·p₂) − λ)."""
    error = machine.fused(p1, machine.multiply(v, p2), machine.negate(lam))
    return machine.multiply(eta, machine.multiply(v, error))


def grown(machine: Arithmetic[T], y: T, high: T, low: T) -> tuple[T, T]:
    """Return (1 + y)(high + low) as two floats."""
    return fast_two_sum(machine, high, machine.fused(y, high, low))


def power(machine: Arithmetic[T], depth: int, p2: T, *, by_squares: bool) -> T:
    """Return p₂^{N−2} as ``advance`` (by squares) or ``locate`` (factor by factor) multiplies it out."""
    v = p2 if depth > 2 else machine.constant(1.0)
    for bit in bin(depth - 2)[3:] if by_squares else "":
        v = machine.multiply(v, v)
        if bit == "1":
            v = machine.multiply(v, p2)
    for _ in () if by_squares else range(depth - 3):
        v = machine.multiply(v, p2)
    return v


def on_blocks(machine: Arithmetic[T], depth: int, contents: tuple[T, ...], *, by_squares: bool) -> tuple[T, ...]:
    """Return what ``advance_step`` or ``locate_step`` returns, from the blocks."""
    d, dl, s, sl, lam, eta = contents
    p1, p2 = halves(machine, d, dl, s, sl)
    y = turned(machine, p1, p2, power(machine, depth, p2, by_squares=by_squares), lam, eta)
    return (*grown(machine, y, d, dl), *grown(machine, machine.negate(y), s, sl), d, s)


def what_is_computed() -> tuple[Obligation, ...]:
    """Return part 1 of the proof."""

    def same(depth: int, step: Any, *, by_squares: bool) -> Fraction:
        paper = operations({})
        return Fraction(0 if step(paper, depth, NAMES) == on_blocks(paper, depth, NAMES, by_squares=by_squares) else -1)

    def spare_roundings(depth: int) -> Fraction:
        found = [power(roundings(), depth, 0, by_squares=by_squares) for by_squares in (True, False)]
        return Fraction(max(depth - 3, 0) - max(found))

    depths = range(2, DEEPEST + 1)
    return (
        for_each(
            "advance",
            "for 2 ≤ N ≤ 256 a step of advance is p₁, p₂, v = p₂^{N−2} by squares, y, and two fast two-sums",
            depths,
            lambda depth: same(depth, advance_step, by_squares=True),
        ),
        for_each(
            "locate",
            "for 2 ≤ N ≤ 256 a step of locate is the same with v = p₂·…·p₂",
            depths,
            lambda depth: same(depth, locate_step, by_squares=False),
        ),
        for_each("factors", "v = p₂^{N−2} has at most N − 3 factors 1+δ", depths, spare_roundings),
    )


# Identities -------------------------------------------------------------------------------------


def identities() -> tuple[Obligation, ...]:
    """Return part 2 of the proof: a δ for each rounding; halving and the rest of a fast two-sum are exact."""
    d, dl, s, sl, lam, eta, p1, p2, w, y = sp.symbols("d d_l s s_l lambda eta p_1 p_2 w y", real=True)
    off_1, off_2, off_w, left = sp.symbols("epsilon_1 epsilon_2 theta c", real=True)
    d1, d2, d3, d4 = sp.symbols("delta_1:5", real=True)
    first, second = halves(perturbed(), d, dl, s, sl)
    full = (1 + off_w) * (1 + off_2) * (1 + d1)
    return (
        identity(
            "p₁ in floats",
            "p₁ = P₁(1+δ₁)(1+δ₃) + ½(Σ_low − Δ_low)(δ₂−δ₁)(1+δ₃): relative, but for a part of size u²p₂",
            first,
            ((s + sl - d - dl) * (1 + d1) + (sl - dl) * (d2 - d1)) * (1 + d3) / 2,
        ),
        identity("p₂ in floats", "p₂ = ½(Δ+Σ)(1+δ), without the low parts", second, (s + d) * (1 + d4) / 2),
        identity(
            "y in floats",
            "y = ηw(1+φ)[e + p((1+ε₁)(1+θ')−1) + cwP₂(1+θ')], 1+θ' = (1+θ)(1+ε₂)(1+δ₁), 1+φ = (1+θ)(1+δ₂)(1+δ₃)(1+δ₄)",
            turned(perturbed(), p1 * (1 + off_1) + left, p2 * (1 + off_2), w * (1 + off_w), lam, eta),
            eta
            * w
            * (1 + off_w)
            * sp.prod([1 + delta for delta in (d2, d3, d4)])
            * (p1 * w * p2 - lam + p1 * w * p2 * ((1 + off_1) * full - 1) + left * w * p2 * full),
        ),
        identity(
            "one float more",
            "Δ + fl(yΔ+Δ_low) = (Δ+Δ_low)(1+y) − yΔ_low + (yΔ+Δ_low)δ",
            d + perturbed().fused(y, d, dl),
            (d + dl) * (1 + y) - y * dl + (y * d + dl) * d1,
        ),
    )
