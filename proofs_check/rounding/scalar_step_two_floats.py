"""The error of one step on two floats: at most F·|g(x) − x| + D·max(x, x⁺), F = 1.01(2N+2)u, D = 1.01(4N+12)u².

The state is x = d + low with |low| ≤ u·d, λ is ``lam`` + ``lam_low`` with |lam_low| ≤ u|lam|. Model of rounding and
hypotheses are those of ``scalar_step``; G stands for |g(x) − x|/x. The obligations follow the five parts of the
proof in docs/proofs/rounding.md (ours), of which ``two_float_code`` has the first two.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil

import sympy as sp

from numerics.compiled.scalar_radius import DEEPEST
from proofs_check.kernel.obligation import Obligation, for_each, nonnegative
from proofs_check.rounding.scalar_step import UNDERFLOW
from proofs_check.rounding.two_float_code import identities, pair_power, what_is_computed

#: Factor on both constants in ``numerics.compiled.scalar_radius``; it also pays for measuring in d instead of
#: x = d + low.
SPARE = Fraction(101, 100)
#: Unit roundoff, and the largest |low|/d: what the rounding of d leaves.
U = LOW = Fraction(1, 2**53)
#: A case is accepted only with φ ≤ 1 − ACCEPTED at x = top (see ``scalar_block``).
ACCEPTED = Fraction(1, 2**46)


def obligations(increment: Fraction | int = 2, state: Fraction | int = 12) -> tuple[Obligation, ...]:
    """Return the proof for F = 1.01(2N + ``increment``)u and D = 1.01(4N + ``state``)u², step by step.

    >>> [obligation.name for obligation in obligations()][:3]
    ['emitted pair code', 'emitted pair code, depth 1', 'square of a pair']
    """
    extra, rest = Fraction(increment), Fraction(state)
    return (*what_is_computed(), *identities(), *power_bounds(), *step_bounds(extra, rest), *depth_1(extra, rest))


# 3. The power ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class PowerError:
    """|e| ≤ share·p and p + e = x^n(1+ε) with |ε| ≤ error."""

    exponent: int
    share: Fraction
    error: Fraction


def _up(value: Fraction) -> Fraction:
    """Round up to a multiple of 2⁻⁴⁰⁰, to keep the fractions short."""
    return Fraction(ceil(value * 2**400), 2**400)


def after_square(pair: PowerError) -> PowerError:
    """Return the bounds after ``square``, from its identity."""
    share, rest = pair.share, (pair.share + U) ** 2
    return PowerError(
        2 * pair.exponent,
        _up((2 * share * (1 + U) + U) * (1 + U) + UNDERFLOW),
        _up((1 + pair.error) ** 2 * (1 + (rest + UNDERFLOW) / (1 - share) ** 2) - 1),
    )


def after_times(pair: PowerError) -> PowerError:
    """Return the bounds after ``times``, from its identity."""
    share = pair.share
    rest = share * LOW + (share + U) * (2 * U + U**2) + LOW * U
    return PowerError(
        pair.exponent + 1,
        _up((LOW + (share + U) * (1 + U)) * (1 + U) ** 2 + UNDERFLOW),
        _up((1 + pair.error) * (1 + (rest + UNDERFLOW) / ((1 - share) * (1 - LOW))) - 1),
    )


@cache
def power_error(exponent: int) -> PowerError:
    """Return bounds for the pair that the emitted code computes for x^exponent.

    >>> bounds = power_error(2)
    >>> bounds.exponent, float(bounds.share / U)
    (2, 3.0...)
    """
    return pair_power(exponent, PowerError(1, LOW, Fraction(0)), after_square, after_times)


def power_bounds() -> tuple[Obligation, ...]:
    """Return part 3 of the proof."""

    def share_margin(exponent: int) -> Fraction:
        return (2 * exponent - 1) * U * (1 + Fraction(1, 2**40)) - power_error(exponent).share

    def error_margin(exponent: int) -> Fraction:
        return 4 * exponent**2 * U**2 - power_error(exponent).error

    exponents = range(1, DEEPEST)
    return (
        for_each("small part", "|e| ≤ (2n−1)u(1+2⁻⁴⁰)p for the pair of x^n, n ≤ 255", exponents, share_margin),
        for_each("pair power", "p + e = x^n(1+ε), |ε| ≤ 4n²u², n ≤ 255", exponents, error_margin),
    )


# 4. The increment -----------------------------------------------------------------------------


@dataclass(frozen=True)
class StepError:
    """|x⁺ − g(x)| ≤ (moved·G + big·a + small·|b| + rest)·x."""

    moved: Fraction
    big: Fraction
    small: Fraction
    rest: Fraction

    def at(self, a: Fraction, b: Fraction) -> Fraction:
        """Return the part that does not belong to the increment G."""
        return self.big * a + self.small * b + self.rest


@cache
def step_error(depth: int) -> StepError:
    """Return the bound for N = ``depth`` ≥ 2, from the identity for the residual.

    t₀, …, t₄ are what the roundings of the residual leave, in the units |R|, Qx and |λ|.

    >>> bound = step_error(4)
    >>> float(bound.moved / U), float(bound.at(Fraction(1, 4), Fraction(1, 4)) / U**2)
    (9.0..., 11.25...)
    """
    pair = power_error(depth - 1)
    share, error, omega = pair.share, pair.error, UNDERFLOW
    k1 = (1 + error) / ((1 - share) * (1 - U))
    k2 = (1 + error) / (1 - share)
    k3 = 1 / (1 - U)

    # Each line is (share of |R|, share of Qx, share of |λ|); omega pays for underflow, relative to Qx.
    t0 = (Fraction(0), error + share * U * k1 + omega, Fraction(0))
    t1 = tuple(U * v for v in (Fraction(1), t0[1] + (U + share) * k1, U * k3))
    t2 = tuple((2 * U + U**2) * v for v in (Fraction(0), share * k1, U * k3))
    t3 = (Fraction(0), U * U * k1, Fraction(0))
    residual_error = [sum(parts, Fraction(0)) for parts in zip(t0, t1, t2, t3, strict=True)]
    on_r, on_big, on_small = ((1 + U) * v + (U if i == 0 else 0) for i, v in enumerate(residual_error))
    # |s − S| ≤ |p − Q||R| + p(1+u)|error of the residual| + u·p|R|
    f = error + share * k2 + U * k2 + k2 * (1 + U) * on_r
    big, small = k2 * (1 + U) * on_big, k2 * (1 + U) * on_small
    # v = fma(−η, s, low): u|low − ηs| more
    return StepError(f * (1 + U) + U, _up(big * (1 + U)), _up(small * (1 + U)), _up(U * U * k3 + 4 * omega))


def vertices(depth: int) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return the vertices (a, |b|) of the four triangles that dominate all others, N ≥ 2.

    >>> vertices(3)
    ((Fraction(1, 3), Fraction(1, 3)), (Fraction(1, 5), Fraction(0, 1)), (Fraction(0, 1), Fraction(1, 2)))
    """
    n = Fraction(depth)
    return (1 / n, 1 / n), (1 / (2 * n - 1), Fraction(0)), (Fraction(0), 1 / (n - 1))


def step_bounds(increment: Fraction, state: Fraction) -> tuple[Obligation, ...]:
    """Return part 4 of the proof, and part 5 for N ≥ 2."""
    depths = range(2, DEEPEST + 1)

    def on_increment(depth: int) -> Fraction:
        return (2 * depth + increment) * U - step_error(depth).moved

    def on_state(depth: int) -> Fraction:
        largest = max(step_error(depth).at(*vertex) for vertex in vertices(depth))
        return (4 * depth + state) * U**2 - largest

    def below_state(depth: int) -> Fraction:
        # G ≤ a + |b| ≤ φ ≤ 1 − ACCEPTED for λ < 0, G ≤ 1/N when rising, ≤ 1/(2N−1) when falling to L
        largest = max(1 - ACCEPTED if depth == 2 else Fraction(1, depth - 1), Fraction(1, depth))
        error = step_error(depth)
        total = max(error.at(*vertex) for vertex in vertices(depth))
        v = (U / (1 - U) + largest * (1 + error.moved) + total) * (1 + U)
        return 1 - U - v

    return (
        for_each(
            "on the increment",
            "the error is at most (2N+2)u|g − x| + …, 2 ≤ N ≤ 256",
            depths,
            on_increment,
        ),
        for_each(
            "on the state",
            "… + (4N+12)u²x on every triangle, 2 ≤ N ≤ 256, before the factor 1.01",
            depths,
            on_state,
        ),
        for_each(
            "in units of d",
            "the factor 1.01 pays for x ≤ (1+u)d",
            (SPARE,),
            lambda spare: Fraction(spare) - (1 + U) ** 2,
        ),
        for_each("exact sum", "|v| ≤ (1−u)x ≤ d, so the fast two-sum is exact, 2 ≤ N ≤ 256", depths, below_state),
    )


def depth_1(increment: Fraction, state: Fraction) -> tuple[Obligation, ...]:
    """Return part 5 for N = 1, λ ≥ 0, η ≤ 1.

    When rising, 1 stands for λ; when falling, for x; w is the other one.
    """
    w, step = sp.symbols("w eta", nonnegative=True)
    u, spare = sp.Rational(U), sp.Rational(SPARE)
    unit: dict[sp.Symbol, tuple[int, int]] = {w: (0, 1), step: (0, 1)}

    def margin(start: sp.Expr, target: sp.Expr, largest: sp.Expr) -> sp.Expr:
        size, gap = start * (1 + 2 * u), 1 - w
        between = u * size + u * (1 + u) * target
        error = (2 * u + u**2) * gap + 2 * u * (1 + u) * between
        total = step * error + u * (u * size + step * (gap + error)) + sp.Rational(UNDERFLOW) * start
        on_increment, on_state = (2 + sp.Rational(increment)) * u, (4 + sp.Rational(state)) * u**2
        return spare * (on_increment * step * gap + on_state * largest) - total

    one = sp.Integer(1)
    rising, falling = margin(w, one, (1 - 5 * u) * (w + step * (1 - w))), margin(one, w, one)
    return (
        nonnegative("depth 1, pair rising", "the constants cover N = 1, 0 ≤ x ≤ λ, η ≤ 1", rising, unit),
        nonnegative("depth 1, pair falling", "the constants cover N = 1, x ≥ λ ≥ 0, η ≤ 1", falling, unit),
    )
