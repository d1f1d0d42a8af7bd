"""The source that the proof of a pair's radii reads is the code that runs, and what its constants are there for."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from numerics.compiled import pair
from proofs_check.rounding.machine import NEAREST, nearest
from proofs_check.rounding.on_paper import on_paper
from proofs_check.rounding.pair_loops import halves, power
from proofs_check.rounding.pair_step import of_error, of_turn

UNIT = Fraction(1, 2**53)
NAMES = {"fma": lambda a, b, c: float(Fraction(a) * Fraction(b) + Fraction(c)), "max": max, "min": min, "math": math}


def as_python(kernel: object, **more: Callable) -> Callable:
    """The source of a kernel on Python's floats, with a fused multiply-add that rounds once."""
    return on_paper(kernel, **NAMES, integer_power=on_paper(pair.integer_power), **more)


def blocks(count: int) -> list[tuple]:
    """Arguments of ``widen`` for steps of all kinds: both signs of e and of p₁, crossings, several depths."""
    draw = np.random.default_rng(5)
    found = []
    for _ in range(count):
        depth, squarings = int(draw.choice([2, 3, 4, 7, 40])), int(draw.choice([0, 2, 6]))
        d, s, moved = draw.uniform(0.2, 1, 3)
        y = float(moved * draw.choice([-1, 1]) * 2.0 ** draw.integers(-20, -4))
        lam, ru, rs = float(draw.normal()), *(float(v) for v in 2.0 ** draw.uniform(-80, -25, 2))
        side = float(np.sign((s - d) / 2 * ((s + d) / 2) ** (depth - 1) - lam))
        eta = float(2.0 ** draw.integers(-30, -3)) / depth
        errors = (float(draw.choice([0, 2.0**-53])), float(draw.choice([0, abs(lam) * 2.0**-53])))
        found.append((depth, d, s, d * (1 + y), s * (1 - y), ru, rs, lam, eta, side, 1.5, *errors, squarings))
    return found


def test_the_source_that_is_read_is_what_runs_bit_for_bit() -> None:
    parts = {name: as_python(getattr(pair, name)) for name in ("box", "slopes", "after")}
    widen, look = as_python(pair.widen, **parts), as_python(pair.look)
    trusted = 0
    for arguments in blocks(300):
        compiled, read = pair.widen(*arguments), widen(*arguments)
        assert np.array_equal(compiled, read, equal_nan=True)
        trusted += compiled[0] == compiled[0]
        depth, _, _, d, s, ru, rs, lam, _, side, *_ = arguments
        for target in (pair.ERROR, pair.SIGN):
            seen = (depth, target, d, d * 2.0**-60, s, 0.0, ru, rs, lam, side, 1e-3, 1e-3, 0.0)
            assert pair.look(*seen) == look(*seen)
    assert trusted > 60


def test_the_step_is_off_by_no_more_than_is_proved() -> None:
    """The blocks of the proof on correctly rounded numbers, against exact arithmetic; much of the bound is used."""
    draw, largest = np.random.default_rng(8), Fraction(0)
    for _ in range(400):
        depth = int(draw.choice([2, 3, 5, 12]))
        d, s = (Fraction(float(v)) for v in draw.uniform(0.4, 1, 2))
        dl, sl = (
            nearest(Fraction(float(v)) * UNIT * high) for v, high in zip(draw.uniform(-1, 1, 2), (d, s), strict=True)
        )
        p1, p2 = (s + sl - d - dl) / 2, (s + sl + d + dl) / 2
        lam = Fraction(float(p1 * p2 ** (depth - 1)) * float(draw.choice([1, -1, 0, 1 + 2.0**-20])))
        first, second = halves(NEAREST, d, dl, s, sl)
        v = power(NEAREST, depth, second, by_squares=True)
        error = NEAREST.fused(first, NEAREST.multiply(v, second), -lam)
        exact, product = p1 * p2 ** (depth - 1) - lam, abs(p1) * p2 ** (depth - 1)
        for bound, value, unit in (
            (of_error(depth), error - exact, 1),
            (of_turn(depth), NEAREST.multiply(v, error) - p2 ** (depth - 2) * exact, p2 ** (depth - 2)),
        ):
            allowed = bound.error * abs(exact) + bound.product * product + bound.rest * p2**depth
            largest = max(largest, abs(value) / unit / allowed)
            assert abs(value) <= unit * allowed
    assert largest > Fraction(1, 4)


#: Δ and Σ next to each other: p₁ is half of 2⁻¹⁰⁶, as a float it is 0.
CANCELLED = (1.0, 2.0**-53, 1.0 + 2.0**-52, -(2.0**-53) * (1 - 2.0**-53))


def test_the_float_p1_has_no_relative_accuracy_where_the_sums_cancel() -> None:
    d, dl, s, sl = map(Fraction, CANCELLED)
    exact = (s + sl - d - dl) / 2
    assert exact == Fraction(1, 2**107)
    assert halves(NEAREST, d, dl, s, sl)[0] == 0
    assert halves(NEAREST, d, dl, s, sl)[0] - exact <= 3 * UNIT**2
    # and so no look at this state is certain of the sign of p₁, however small the radii
    assert pair.look(2, pair.SIGN, *CANCELLED, 0.0, 0.0, -1.0, 1.0, 0.0, 0.0, 0.0) == (False, False)


@pytest.mark.parametrize("depth", [2, 5])
def test_the_sign_of_the_error_at_the_end_of_a_block_rests_on_the_low_parts(depth: int) -> None:
    """The high parts alone say p₁ > 0, and that by much more than rounding; with the low parts p₁ = 0."""
    d, low, s = 1.0, 2.0**-53, 1.0 + 2.0**-52
    block = (depth, d - 2.0**-45, s + 2.0**-45, d, s, 2.0**-90, 2.0**-90, 0.0, 2.0**-6, 1.0, 1.01, 0.0, 0.0, 0)
    assert not math.isnan(pair.widen(*block)[0])
    assert math.isnan(pair.widen(*block, low, -low)[0])
