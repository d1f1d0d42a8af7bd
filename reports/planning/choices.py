"""What a plan is asked for: checked against what it assumes, and chosen where it is left open."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import endpoints, working_precision
from numerics.exact.numbers import ExactNumber, exact
from numerics.formulas.evaluate import enclose
from numerics.law.path import one_sided
from numerics.plateaus.existence import Gap, generous_start, largest_start
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels
from numerics.plateaus.perturbed import falls_for_ever
from reports.engine.decimals import Written
from reports.rendering.markdown import exact_text
from theory.deep_factorization.lemma_2_2_sharp import sharp_threshold
from theory.language.definitions import resolve
from theory.language.hypotheses import step_bound
from theory.language.symbols import N, alpha, lam, without_multipliers

#: A start whose α^N is smaller than this is not representable with what is computed from it.
SMALLEST = Fraction(1, 10**290)
#: The largest eigenvalue, and one over the smallest one, that the largest one of a matrix may be.
LARGEST = 1e60
#: What all eigenvalues that are not learned may add up to, as a share of the tolerance, for an automatic start.
_TAIL = Fraction(1, 10)
#: Digits of an automatic α, and of an automatic η.
_ALPHA_DIGITS, _STEP_DIGITS = 2, 3
_BITS, _HALVINGS = 128, 10


class TooSmall(ValueError):
    """The start that a plateau asks for is too small to be computed with."""


@dataclass(frozen=True)
class Asked:
    """What is asked for: α, η, a rank and β, None where it is left open, and the tolerance ε = θ."""

    alpha: Fraction | None
    step: Fraction | None
    tolerance: Fraction
    rank: int | None
    beta: Fraction | None = None


def asked(
    alpha: ExactNumber | None,
    step: ExactNumber | None,
    tolerance: ExactNumber,
    rank: int | None,
    beta: ExactNumber | None = None,
) -> Asked:
    """Return what is asked for as exact numbers that are shown as they were written.

    Raises ValueError for what is no number, for a tolerance out of range, and for a β without an α.

    >>> asked("1/10", None, "0.7", None)
    Traceback (most recent call last):
    ValueError: tolerance = 0.7: breaks 0 < tolerance < 1/2
    """
    within = _number(tolerance) or Fraction(0)
    check_tolerance(within)
    found = Asked(_number(alpha), _number(step), within, rank, _number(beta))
    if found.beta is not None:
        if found.alpha is None:
            raise ValueError(f"beta = {found.beta}: the perturbed start needs an alpha as well")
        if not 0 < found.beta < found.alpha:
            raise ValueError(f"beta = {found.beta}: breaks 0 < beta < alpha = {found.alpha}")
    return found


def _number(value: ExactNumber | None) -> Fraction | None:
    return None if value is None else Written(value) if isinstance(value, str) else exact(value)


def check_tolerance(tolerance: Fraction) -> None:
    """Raise ValueError unless 0 < tolerance < 1/2, so that what is learned and what is not yet do not overlap."""
    if not 0 < tolerance < Fraction(1, 2):
        raise ValueError(f"tolerance = {tolerance}: breaks 0 < tolerance < 1/2")


def check_rank(levels: Levels, rank: int) -> None:
    """Raise ValueError unless a rank can have a plateau: between two distinct positive eigenvalues, or after the last.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> check_rank(levels_of(exact_spectrum([2.0, 1.0, 1.0])), 2)
    Traceback (most recent call last):
    ValueError: rank = 2: eigenvalues 2 and 3 are equal (to 1e-9), no plateau lies between them; ranks with one: 1, 3
    """
    size = levels.values.size
    if not 1 <= rank <= size:
        raise ValueError(f"rank = {rank}: breaks 1 <= rank <= n = {size}")
    if rank in levels.ranks:
        return
    shown = ", ".join(map(str, levels.ranks[:8])) + (", ..." if len(levels.ranks) > 8 else "")
    if levels.values[rank - 1] <= 0:
        raise ValueError(
            f"rank = {rank}: only {levels.ranks[-1]} eigenvalues are positive, the others are not learned from the "
            f"identical start; ranks with a plateau: {shown}"
        )
    raise ValueError(
        f"rank = {rank}: eigenvalues {rank} and {rank + 1} are equal (to 1e-9), no plateau lies between them; "
        f"ranks with one: {shown}"
    )


def check_positive(levels: Levels) -> None:
    """Raise ValueError where no eigenvalue is positive: then the identical start learns nothing."""
    if not levels.ranks:
        raise ValueError(
            f"the largest eigenvalue is {levels.values[0]:.6g}: breaks lambda_1 > 0, from the identical start nothing "
            "is learned (with --beta negative eigenvalues are)"
        )


def check_size(levels: Levels) -> None:
    """Raise ValueError for eigenvalues so large or small that products of them leave the range of floats.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> check_size(levels_of(exact_spectrum([1e80])))
    Traceback (most recent call last):
    ValueError: the largest |eigenvalue| is 1e+80: breaks 1e-60 <= |lambda| <= 1e60, scale the matrix
    """
    largest = float(np.abs(levels.values).max())
    if largest and not 1 / LARGEST <= largest <= LARGEST:
        raise ValueError(
            f"the largest |eigenvalue| is {largest:.6g}: breaks 1e-60 <= |lambda| <= 1e60, scale the matrix"
        )


def check_start(levels: Levels, depth: int, start: Fraction, any_sign: bool = False) -> None:
    """Raise ValueError unless 0 < α and α^N is below the largest eigenvalue, with ``any_sign`` in absolute value."""
    if start <= 0:
        raise ValueError(f"alpha = {start}: breaks alpha > 0")
    largest = max(float(levels.low[0]), -float(levels.high[-1]) if any_sign else 0.0)
    if start**depth >= Fraction(largest):
        name = "|lambda|, the largest one" if any_sign else f"lambda_1 = {largest:.6g}, the largest eigenvalue"
        raise ValueError(f"alpha = {start}: breaks alpha^N < {name}: less than {largest ** (1 / depth):.6g}")
    if start**depth < SMALLEST:
        raise ValueError(f"alpha = {start}: alpha^{depth} is below 1e-290, which is as small as is supported")


def largest_step(levels: Levels, depth: int, start: Fraction) -> arb:
    """Return the largest η with which every eigenvalue is approached from one side (the sharp Lemma 2.2)."""
    with working_precision(_BITS):
        bounds = [_sharp(1, depth, Fraction(float(levels.high[0])), start)]
        if levels.negative:
            bounds.append(_sharp(-1, depth, Fraction(float(levels.low[-1])), start))
        return bounds[0] if len(bounds) == 1 else bounds[0].min(bounds[1])


def _sharp(sign: int, depth: int, eigenvalue: Fraction, start: Fraction) -> arb:
    return enclose(resolve(sharp_threshold(sign), depth, sign), {lam: eigenvalue, alpha: start}, _BITS)


def check_step(levels: Levels, descent: Descent) -> None:
    """Raise ValueError unless 0 < η is at most ``largest_step``."""
    if descent.eta <= 0:
        raise ValueError(f"step = {descent.eta}: breaks eta > 0")
    ends = [Fraction(float(levels.high[0])), *([Fraction(float(levels.low[-1]))] if levels.negative else [])]
    cases = (ScalarCase(descent.depth, end, descent.alpha, descent.eta, Fraction(1)) for end in ends)
    if not all(one_sided(case) for case in cases):
        most = largest_step(levels, descent.depth, descent.alpha)
        raise ValueError(
            f"step = {descent.eta}: breaks eta <= {_shown(most)}, up to which every eigenvalue is approached from one "
            f"side (the sharp Lemma 2.2 for lambda_1 = {levels.values[0]:.6g})"
        )


def _shown(ball: arb) -> str:
    return f"{float(_rounded_down(ball, 6)):.6g}"


def automatic_step(levels: Levels, depth: int, start: Fraction) -> Fraction:
    """Return the largest decimal of three digits that obeys (25) for ‖Ŵ‖: there r falls and rises once, no more.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> automatic_step(levels_of(exact_spectrum([4.0, 2.0])), 2, Fraction(1, 100))
    Fraction(39, 625)
    """
    norm = max(Fraction(float(levels.high[0])), -Fraction(float(levels.low[-1])))
    bound = without_multipliers(resolve(step_bound, depth))
    with working_precision(_BITS):
        most = enclose(bound, {N: Fraction(depth), lam: norm, alpha: start}, _BITS)
    return _rounded_down(most, _STEP_DIGITS)


def settled_step(levels: Levels, depth: int, start: Fraction, beta: Fraction) -> Fraction:
    """Return the automatic step size, halved until from the perturbed start every error is certain to fall for ever.

    Raises ValueError where ten halvings do not do.
    """
    eta = automatic_step(levels, depth, start)
    values = [Fraction(float(value)) for value in (levels.values[0], levels.values[-1]) if value]
    for _ in range(_HALVINGS):
        descent = Descent(depth, start, eta)
        if all(falls_for_ever(descent, beta, value) for value in values):
            return eta
        eta /= 2
    raise ValueError(f"beta = {beta}: no step size is found with which every error is certain to fall: give --step")


def _rounded_down(ball: arb, digits: int) -> Fraction:
    """Return the largest decimal of so many digits that is certainly below a positive number."""
    low = endpoints(ball)[0]
    unit = Fraction(10) ** (math.floor(math.log10(low)) - digits + 1)
    return (math.ceil(low / unit) - 1) * unit


def main_rank(levels: Levels, tolerance: Fraction) -> int:
    """Return the rank behind which the eigenvalues drop most, relatively, to another positive one; else the last rank.

    Eigenvalues below the tolerance, as a share of the largest, do not count: r hardly sees them.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> main_rank(levels_of(exact_spectrum([4.0, 2.0, 0.1, 1e-3, 0.0])), Fraction(1, 20))
    2
    """
    values = levels.values
    seen = [rank for rank in levels.ranks[:-1] if values[rank - 1] >= float(tolerance) * values[0]]
    return min(seen, key=lambda rank: float(values[rank] / values[rank - 1]), default=levels.ranks[-1])


def gap_behind(levels: Levels, depth: int, rank: int, tolerance: Fraction) -> Gap | None:
    """Return the gap behind a rank, None where no positive eigenvalue follows; the eigenvalues at their worst."""
    if rank >= levels.values.size or levels.values[rank] <= 0:
        return None
    larger, smaller = Fraction(float(levels.low[rank - 1])), Fraction(float(levels.high[rank]))
    return Gap(depth, larger, smaller, tolerance, tolerance)


def automatic_start(levels: Levels, depth: int, rank: int, tolerance: Fraction) -> Fraction:
    """Return α, two digits, for a plateau of this rank that is half as long, relatively, as any start could make it.

    It is also so small that all that is never learned adds less than a tenth of the tolerance to r. Raises ValueError,
    telling what another depth would take, where α^N would be below 1e-290.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> automatic_start(levels_of(exact_spectrum([4.0, 2.0, 1.0, 0.1])), 2, 1, Fraction(1, 20))
    Fraction(11, 25000)
    """
    value = _start(levels, depth, rank, tolerance)
    if depth * value > -math.log(10) * 290:
        return _rounded_down(_exp(value), _ALPHA_DIGITS)
    deeper = depth + 1
    instead = _start(levels, deeper, rank, tolerance)
    hint = f"depth {deeper} takes alpha = {exact_text(_rounded_down(_exp(instead), _ALPHA_DIGITS))}"
    raise TooSmall(
        f"rank = {rank}: at depth {depth} its plateau asks for alpha^N = 1e{depth * float(value) / math.log(10):.0f}, "
        f"below 1e-290: raise the depth ({hint})"
    )


def plain_start(levels: Levels, depth: int) -> Fraction:
    """Return α, two digits, so that α^N is about a thousandth of the largest eigenvalue.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> plain_start(levels_of(exact_spectrum([4.0])), 2)
    Fraction(63, 1000)
    """
    return _rounded_down(_exp(math.log(float(levels.low[0]) / 1000) / depth), _ALPHA_DIGITS)


def _start(levels: Levels, depth: int, rank: int, tolerance: Fraction) -> float:
    """Return ln α."""
    tail = max(levels.values.size - rank, 1)
    most = tolerance * _TAIL * Fraction(float(levels.values[0])) / tail
    most = min(most, tolerance * _TAIL * Fraction(float(levels.values[rank - 1])))
    value = math.log(most) / depth
    gap = gap_behind(levels, depth, rank, tolerance)
    return value if gap is None else min(value, float(generous_start(gap)))


def _exp(value: float) -> arb:
    with working_precision(_BITS):
        return arb(value).exp()


def largest_start_of(levels: Levels, depth: int, rank: int, tolerance: Fraction) -> arb | None:
    """Return ln α_l, the largest α whose flow has the plateau of this rank; None where nothing follows it."""
    gap = gap_behind(levels, depth, rank, tolerance)
    return None if gap is None else largest_start(gap)
