"""T = min{k: |d(k) − L| ≤ ε} of (18) by the law: an interval of integers, of width at most 1, without iterating (ours).

Steps are made one by one only where the law does not hold yet (the first few after a far start) or not tightly any
more (the last ones, where a step takes a large share of the distance): docs/proofs/sharp-law.md. Where the orbit passes
its limit in the end (1 < ηκ ≤ 2, docs/proofs/step-ceiling.md) the law serves as far as it certainly has not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import at_most, ceiling_range, to_ball, working_precision
from numerics.law.cells import Count, abel_value, enclose_steps
from numerics.law.defect import zero_sum
from numerics.law.path import Path, Point, advance, one_sided, path_of
from numerics.orbits.ladder import as_fmpq
from numerics.orbits.scalar import within

#: Bits to begin with, bits beyond those that T has, and how many precisions are tried.
_BITS, _SPARE, _TRIES = 192, 32, 5
#: Steps made at the start at most, and the Z below which no more of them are.
_LEAD, _CALM = 64, 0.1
#: Where a step takes more than _BEND of the distance in the end, what comes after Z = _BENT is iterated: so many steps.
_BEND, _BENT, _TAIL = 0.38, 0.45, 20_000
#: What Z may be at N = 2 there, in units of what it is at 0.
_NEAR_ZERO = 1.1
#: Steps before the middle that are worth a law, and halvings of an interval that holds one iterate.
_WORTH, _HALVINGS = 64, 60
#: Bits below which an iterate is lost.
_LOST = 8
#: The width of x that leaves T open in one case of some hundred.
_NARROW = 0.05


@dataclass(frozen=True)
class LawTime:
    """Integers lower ≤ T ≤ upper ≤ lower + 1; ``value`` holds an x with T = ⌈x⌉ where the law goes all the way.

    Of an orbit that alternates in the end upper may be larger. ``cells`` intervals cover the way, and ``steps`` were
    made one by one.
    """

    lower: int
    upper: int
    value: arb | None = None
    cells: int = 0
    steps: int = 0


def law_time(case: ScalarCase) -> tuple[int, int] | None:
    """Return integers lower ≤ T ≤ upper ≤ lower + 1 for exact parameters of any size; None where there is no law.

    There is one inside the sharp Lemma 2.2 (N = 1: η < 2), unless the precision ends; for N ≥ 3 also up to the step
    ceiling 2/κ for a start far below a positive limit, where upper may be larger.

    >>> from fractions import Fraction
    >>> law_time(ScalarCase(3, Fraction(1), Fraction(1, 10**100), Fraction(1, 8), Fraction(1, 100)))[0] // 10**91
    8000000000
    >>> law_time(ScalarCase(2, Fraction(1), Fraction(2), Fraction(1), Fraction(1, 100))) is None
    True
    """
    found = law(case)
    return None if found is None else (found.lower, found.upper)


def law(case: ScalarCase) -> LawTime | None:
    """Return what the law knows of T, and what it took to know it; None where there is no law.

    >>> from fractions import Fraction
    >>> found = law(ScalarCase(2, Fraction(1), Fraction(1, 100), Fraction(1, 100), Fraction(1, 100)))
    >>> found.lower, found.value
    (656, [655.69 +/- ...])
    """
    if within(case.depth, *as_fmpq(case.lam, case.alpha, case.eps)):
        return LawTime(0, 0)
    if case.depth == 1:
        return _linear(case)
    alternates = not one_sided(case)
    if alternates and not _within_ceiling(case):
        return None
    bits = _BITS
    for _ in range(_TRIES):
        with working_precision(bits):
            try:
                return _alternating(path_of(case)) if alternates else _settled(path_of(case))
            except _MoreBits as problem:
                bits += max(bits, problem.missing)
    return None


class _MoreBits(ArithmeticError):
    """The working precision is not enough; so many bits are ``missing``, as far as that is known."""

    def __init__(self, missing: int = 0) -> None:
        super().__init__()
        self.missing = missing


def _settled(path: Path) -> LawTime | None:
    """Return bounds on T; None where there is no law. Raises _MoreBits where the working precision is not enough."""
    bent = bool(path.rate > _BEND)
    to_the_end = bent and path.side > 0
    point, k, most = path.start, 0, _TAIL if to_the_end else _LEAD
    while (met := path.met(point)) is False and k < most and (to_the_end or zero_sum(path, point) > _CALM):
        point, k = advance(path, point), k + 1
    if met is not False:
        if not met and not path.met(advance(path, point)):
            raise _MoreBits
        return LawTime(k, k if met else k + 1, steps=k)
    if to_the_end:
        return None
    middle = _middle(path) if bent else path.end
    if not path.end.gap < middle.gap:
        middle = path.end
    elif not point.gap > middle.gap:
        return _followed(path, k, point, point)
    count = enclose_steps(path, point, middle)
    if count is None:
        return None
    if not count.steps.rad() < _NARROW:
        raise _MoreBits(int(float(count.steps.rad().log()) / math.log(2)) + _SPARE)
    low, high = ceiling_range(count.steps)
    if middle is path.end:
        return LawTime(k + max(low, 1), k + max(high, 1), k + count.steps, count.cells, k)
    if low <= _WORTH:
        return _followed(path, k, point, point)
    ends = _iterate_near(path, count, middle, low - 2)
    if ends is None:
        raise _MoreBits
    return _followed(path, k + low - 2, *ends, count.cells)


def _within_ceiling(case: ScalarCase) -> bool:
    """Decide exactly whether the start is below a positive limit and ηκ ≤ 2, N ≥ 3; at N = 2 Z does not fall to 0."""
    n, lam = case.depth, case.lam
    return bool(n > 2 and 0 < case.alpha**n < lam and (n * case.eta) ** n * lam ** (2 * n - 2) <= 2**n)


def _alternating(path: Path) -> LawTime | None:
    """Return bounds on T for 1 < ηκ ≤ 2; None where the start is not far enough below for a law.

    As far as the middle Z is below 1/2, so that g grows and no step passes L. Raises _MoreBits like ``_settled``.
    """
    middle = _middle(path)
    if not (path.start.gap > middle.gap and path.end.gap < middle.gap):
        return None
    count = enclose_steps(path, path.start, middle)
    if count is None:
        return None
    if not count.steps.rad() < _NARROW:
        raise _MoreBits(int(float(count.steps.rad().log()) / math.log(2)) + _SPARE)
    steps = ceiling_range(count.steps)[0] - 2
    if steps < _WORTH:
        return None
    ends = _iterate_near(path, count, middle, steps)
    if ends is None:
        raise _MoreBits
    gap, first = ends[0].gap.union(ends[1].gap), None
    for step in range(steps, steps + _TAIL):
        met = at_most(abs(gap), path.end.gap)
        if first is None and met is not False:
            first = step
        if met:
            return LawTime(step if first is None else first, step, None, count.cells, step - steps)
        gap = _swung(path, gap)
    return None


def _swung(path: Path, gap: arb) -> arb:
    """Return the signed distance to L after a step from a distance in ``gap``, in mean-value form."""
    n, h, s, middle = path.depth, path.h, 1 - gap, arb(gap.mid())
    slope = 1 + h * s ** (n - 2) * (n - 1 - (2 * n - 1) * s**n)
    return advance(path, path.at_gap(middle)).gap + slope * (gap - middle)


def _middle(path: Path) -> Point:
    """Return a point below the limit as far as which a law holds: Z grows with s there, and is not yet large.

    At 0 it is h for N = 2, at most 1/2 where the orbit is one-sided, and 0 else.
    """
    point = path.at_state(arb(arb(0.5).root(path.depth).mid()))
    bent = arb(_BENT) if path.depth > 2 else (_NEAR_ZERO * path.h).max(arb(_BENT))
    while not zero_sum(path, point) < bent:
        point = path.at_state(arb((point.s * (1 - 0.1 / path.depth)).mid()))
    return point


def _iterate_near(path: Path, count: Count, middle: Point, steps: int) -> tuple[Point, Point] | None:
    """Return points below and above the iterate after ``steps`` steps, where these lead into the last cell.

    It is the law solved for the iterate: Ψ at the middle, less Ψ there, is x − steps.
    """
    scale = 1 + arb(count.last.e2.mid())
    left = (count.steps - steps) * scale
    if not left < count.last.length:
        return None
    goal = abel_value(path, middle) - left
    ends = []
    for below in (True, False):
        low, high = arb(count.last.begin.s.mid()), arb(middle.s.mid())
        found = None
        for _ in range(_HALVINGS):
            half = arb(((low + high) / 2).mid())
            value = abel_value(path, path.at_state(half))
            on_this_side = value < goal if below else value > goal
            found = half if on_this_side else found
            if on_this_side == below:
                low = half
            else:
                high = half
        if found is None:
            return None
        ends.append(path.at_state(found))
    return ends[0], ends[1]


def _followed(path: Path, k: int, low: Point, high: Point, cells: int = 0) -> LawTime:
    """Follow two orbits, below and above the true one at step ``k``, until both have met the target.

    Where g grows they stay on their sides of it.
    """
    first = None
    for step in range(k, k + _TAIL):
        if first is None and path.met(high) is not False:
            first = step
        if path.met(low):
            return LawTime(step if first is None else first, step, None, cells, step - k)
        if low.gap.rel_accuracy_bits() < _LOST:
            break
        high, low = (high if first is not None else advance(path, high)), advance(path, low)
    raise _MoreBits


def _linear(case: ScalarCase) -> LawTime | None:
    """Return T for N = 1, where a step multiplies the distance by 1 − η."""
    ratio, share = abs(1 - case.eta), case.eps / abs(case.alpha - case.lam)
    if ratio >= 1:
        return None
    if ratio == 0:
        return LawTime(1, 1)
    bits = _BITS
    for _ in range(_TRIES):
        with working_precision(bits):
            value = to_ball(share).log() / to_ball(ratio).log()
            low, high = ceiling_range(value)
        if low == high:
            return LawTime(low, high, value)
        # ratio^low = share asks for a denominator of share that is the low-th power of another
        if high == low + 1 and low <= share.denominator.bit_length():
            exact = low if ratio**low <= share else high
            return LawTime(exact, exact, value)
        bits += max(bits, low.bit_length())
    return None
