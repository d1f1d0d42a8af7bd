"""The inverse questions: which α, η or ε makes T the wanted number of iterations n (ours).

The values with T ≤ n are an interval, and its end is what is asked for: there |d(n) − L| = ε, so that T is n itself.
T falls with ε always; it falls with η and with a start below the limit, and grows with a start above it, as long as
g(x) = x + ηf(x) grows between the start and the limit: then orbits that start in order stay in order
(docs/proofs/sharp-law.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.straight_line import compile_expression
from numerics.law.path import one_sided
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import HittingTime
from theory.language.definitions import resolve
from theory.language.symbols import alpha, lam
from theory.sharp.sharp_law import steepest as law_steepest

#: Seconds that one count may take, how many counts there may be, and the smallest decimal exponent that is tried.
_SECONDS, _COUNTS, _SMALLEST = 4.0, 400, -4000
#: Digits of an irrational end of a range.
_DIGITS = 40

#: What can be asked for, by the name of its field in a case: as messages call it.
_NAMES = {"alpha": "alpha", "eta": "step", "eps": "accuracy"}


@dataclass(frozen=True)
class Solution:
    """A value with T = n, next to one with T > n: the end of the values with T ≤ n lies between the two.

    ``time`` and ``time_beyond`` are what is known of T at the two.
    """

    value: Fraction
    beyond: Fraction
    time: HittingTime
    time_beyond: HittingTime


def solve(case: ScalarCase, wanted: str, iterations: int, digits: int = 12, above: bool = False) -> Solution:
    """Return the value of "alpha", "eta" or "eps" at which T is ``iterations`` ≥ 1, to ``digits`` digits, N ≥ 2.

    The value that ``case`` has for it is not looked at. For λ > 0 the start is sought below the limit, ``above`` it
    on the other side. Raises ValueError where no value is in range, Undecided where the counts end undecided.

    >>> case = ScalarCase(3, Fraction(1), Fraction(1, 10), Fraction(1, 10), Fraction(1, 100))
    >>> found = solve(case, "alpha", 105, digits=3)
    >>> round(float(found.value), 4), found.time.iterations, found.time_beyond.iterations
    (0.0995, 105, 106)
    """
    if iterations < 1:
        raise ValueError(f"iterations = {iterations}: must be at least 1")
    seen: dict[Fraction, HittingTime] = {}

    def time(value: Fraction) -> HittingTime:
        if value not in seen:
            if len(seen) >= _COUNTS:
                raise Undecided(f"{wanted}: {_COUNTS} counts do not enclose the value")
            given = {"alpha": case.alpha, "eta": case.eta, "eps": case.eps} | {wanted: value}
            seen[value] = hitting_time(case.depth, case.lam, *given.values(), seconds=_SECONDS)
        return seen[value]

    _check_order(case, wanted, above)
    falls = wanted != "alpha" or (case.lam > 0 and not above)
    inside, outside = _range(case, wanted, above)
    if not _at_most(time(inside), iterations):
        raise ValueError(_unreachable(wanted, inside, time(inside), iterations))
    outside = _far_outside(time, inside, outside, iterations, falls)
    if outside is None:
        where = f"down to 1e{_SMALLEST}" if falls else "up to its end"
        raise ValueError(f"{_NAMES[wanted]}: T is at most {iterations} in all of its range, {where}")
    inside, outside = _enclosed(time, inside, outside, iterations, digits)
    return Solution(inside, outside, time(inside), time(outside))


def _check_order(case: ScalarCase, wanted: str, above: bool) -> None:
    """Raise ValueError where the given step size does not keep orbits in order."""
    if wanted == "eta" or (wanted == "alpha" and (above or case.lam <= 0)):
        return  # the range of the answer sees to it
    start = case.alpha if wanted == "eps" else min(case.lam, Fraction(1)) / 2  # one start below the limit is as another
    if not one_sided(replace(case, alpha=start)):
        raise ValueError(
            f"step = {case.eta}: beyond the largest one of a one-sided approach, where T need not be monotone"
        )


def _at_most(time: HittingTime, n: int) -> bool | None:
    if time.upper is not None and time.upper <= n:
        return True
    return False if time.lower > n else None


def _unreachable(wanted: str, value: Fraction, time: HittingTime, n: int) -> str:
    return (
        f"{_NAMES[wanted]}: even at the end of its range, {float(value):.6g}, T is at least {time.lower}, "
        f"more than iterations = {n}"
    )


def _range(case: ScalarCase, wanted: str, above: bool) -> tuple[Fraction, Fraction | None]:
    """Return the end of the range at which T is smallest, and the other one where it is not 0 or out of sight."""
    n, lam = case.depth, case.lam
    with working_precision(4 * _DIGITS):
        limit = to_ball(lam).root(n) if lam > 0 else arb(0)
        if wanted == "eps":
            return abs(case.alpha) + abs(lam) + 1, None
        if wanted == "eta":
            return _short(1 / steepest(n, lam, case.alpha), up=False), None
        if lam > 0 and not above:
            near = limit - to_ball(case.eps)
            if not near > 0:
                raise ValueError(f"accuracy = {case.eps}: every start below the limit is within it")
            return _short(near, up=True), None
        return _short(limit + to_ball(case.eps), up=False), _largest_start(case)


def steepest(depth: int, eigenvalue: Fraction, start: Fraction) -> arb:
    """Return max(−f') between a start and the limit: g grows there for η below one over it.

    >>> steepest(2, Fraction(1), Fraction(1, 2)), steepest(2, Fraction(-1), Fraction(1))
    (2.00000000000000, 4.00000000000000)
    """
    value: arb = _steepest(depth, (eigenvalue > 0) - (eigenvalue < 0))(to_ball(eigenvalue), to_ball(start))
    return value


@cache
def _steepest(depth: int, sign: int) -> Callable[..., arb]:
    return compile_expression(resolve(law_steepest, depth, sign), (lam, alpha), "arb")


def _largest_start(case: ScalarCase) -> Fraction:
    """Return about the largest start with η·max(−f') < 1, which grows with the start."""
    low, high = Fraction(0), Fraction(1)
    eta = to_ball(case.eta)
    while eta * steepest(case.depth, case.lam, high) < 1:
        high *= 2
    for _ in range(4 * _DIGITS):
        middle = (low + high) / 2
        low, high = (middle, high) if eta * steepest(case.depth, case.lam, middle) < 1 else (low, middle)
    if not low > 0:
        raise ValueError(f"step = {case.eta}: at no start above the limit is g(x) = x + eta f(x) increasing")
    return low


def _short(value: arb, up: bool) -> Fraction:
    """Return a decimal of _DIGITS digits next to an enclosed number, above or below it."""
    low, high = endpoints(value)
    exact = high if up else low
    unit = Fraction(10) ** (_exponent(exact) - _DIGITS)
    return (exact // unit + up) * unit


def _exponent(value: Fraction) -> int:
    """Return about the decimal exponent of a positive number.

    >>> _exponent(Fraction(1, 1000)), _exponent(Fraction(12345))
    (-3, 4)
    """
    return len(str(value.numerator)) - len(str(value.denominator))


def _far_outside(
    time: Callable[[Fraction], HittingTime], inside: Fraction, outside: Fraction | None, n: int, falls: bool
) -> Fraction | None:
    """Return a value with T > n, found by squaring the ratio to ``inside`` until it is far enough."""
    if outside is not None:
        return outside if _at_most(time(outside), n) is False else None
    power = 1
    while power <= -_SMALLEST:
        value = Fraction(10) ** (_exponent(inside) - power if falls else _exponent(inside) + power)
        if _at_most(time(value), n) is False:
            return value
        power *= 2
    return None


def _enclosed(
    time: Callable[[Fraction], HittingTime], inside: Fraction, outside: Fraction, n: int, digits: int
) -> tuple[Fraction, Fraction]:
    """Return values next to the end: T = n at the first, T > n at the second, and close together.

    By the Illinois rule: T is taken for linear, and where one of the two stays, its distance from n is halved.
    """
    moved, weights = "", {"inside": Fraction(1), "outside": Fraction(1)}
    while time(inside).iterations != n or abs(inside - outside) * 10**digits > inside:
        short = weights["inside"] * (n + Fraction(1, 2) - time(inside).lower)
        excess = weights["outside"] * (time(outside).lower - n - Fraction(1, 2))
        for value in _probes(inside, outside, short / (short + excess)):
            met = _at_most(time(value), n)
            if met is not None:
                break
        else:
            raise Undecided(f"{float(inside):.12g}: T there is not known to be {n}")
        inside, outside, mover, other = (
            (value, outside, "inside", "outside") if met else (inside, value, "outside", "inside")
        )
        weights = {mover: Fraction(1), other: weights[other] / 2 if mover == moved else weights[other]}
        moved = mover
    return inside, outside


def _probes(inside: Fraction, outside: Fraction, share: Fraction) -> list[Fraction]:
    """Return values between the two to be tried in turn, the first at about a ``share`` of the way."""
    low, high = sorted((inside, outside))
    if high > 100 * low:
        exponent = (_exponent(low) + _exponent(high)) // 2
        return [Fraction(10) ** e for e in (exponent, exponent + 1, exponent - 1) if low < Fraction(10) ** e < high]
    places = [share, (share + 1) / 3, (share + 1) / 2]
    unit = Fraction(10) ** (_exponent(min(share, 1 - share) * (high - low)) - 3)
    rounded = [round((inside + (outside - inside) * place) / unit) * unit for place in places]
    return [value for value in rounded if low < value < high]
