"""The way of one orbit of (18) from its start to its target, in units of R = |λ|^{1/N} (of α where λ = 0).

With s = x/R one step is s ← s + F(s), F = h s^{N−1}(σ − s^N), h = ηR^{2N−2}, σ the sign of λ. A point carries its
distance to the limit as well, which near the limit has digits that s has lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import at_most, to_ball


@dataclass(frozen=True)
class Point:
    """A state s, and its distance to the limit: |s − 1| for λ > 0, s itself for λ ≤ 0."""

    s: arb
    gap: arb


@dataclass(frozen=True)
class Path:
    """The step size h in the units of the path, its start and its target, as balls at the working precision in force.

    ``side`` is −1 for a start below the limit, else 1.
    """

    depth: int
    sign: int
    side: int
    h: arb
    start: Point
    end: Point

    def at_gap(self, gap: arb) -> Point:
        """Return the point at a distance to the limit."""
        return Point(1 + self.side * gap, gap) if self.sign > 0 else Point(gap, gap)

    def at_state(self, s: arb) -> Point:
        """Return the point with the state s."""
        return Point(s, self.side * (s - 1)) if self.sign > 0 else Point(s, s)

    def met(self, point: Point) -> bool | None:
        """Whether a point is at the target or past it, None where its balls do not tell."""
        return at_most(point.gap, self.end.gap)

    @property
    def rate(self) -> arb:
        """What a step takes off the distance in the end, as a share: ηκ for λ > 0, h for N = 2 and λ < 0, else 0."""
        if self.sign > 0:
            return self.depth * self.h
        return self.h if self.sign < 0 and self.depth == 2 else arb(0)


def path_of(case: ScalarCase) -> Path:
    """Return the path of a case with N ≥ 2 that starts farther than ε from its limit.

    The distance of the start is (α^N − λ)/Σα^jL^{N−1−j}, whose numerator is exact.

    >>> from fractions import Fraction
    >>> path = path_of(ScalarCase(2, Fraction(4), Fraction(1), Fraction(1, 100), Fraction(1, 10)))
    >>> path.side, path.h, path.start.gap, path.end.s
    (-1, [0.04000000000000...], 0.500000000000000, [0.9500000000000...])
    """
    n, alpha, eta, eps = case.depth, to_ball(case.alpha), to_ball(case.eta), to_ball(case.eps)
    sign = (case.lam > 0) - (case.lam < 0)
    unit = to_ball(abs(case.lam)).root(n) if sign else alpha
    h = eta * (to_ball(case.lam**2) / unit**2 if sign else unit ** (2 * n - 2))
    s, target = alpha / unit, eps / unit
    if sign <= 0:
        return Path(n, sign, 1, h, Point(s, s), Point(target, target))
    excess = case.alpha**n - case.lam
    side = -1 if excess < 0 else 1
    gap = to_ball(abs(excess) / case.lam) / sum((s**j for j in range(n)), arb(0))
    return Path(n, sign, side, h, Point(s, gap), Point(1 + side * target, target))


def geometric_sum(path: Path, point: Point) -> arb:
    """Return 1 + s + … + s^{N−1} = (1 − s^N)/(1 − s) at a point of a path to a positive limit.

    >>> from fractions import Fraction
    >>> path = path_of(ScalarCase(3, Fraction(1), Fraction(2), Fraction(1, 100), Fraction(1, 10)))
    >>> geometric_sum(path, path.start)
    [7.0000000000000... +/- ...]
    """
    n, gap = path.depth, path.side * point.gap
    if gap.contains(0) or not gap.is_finite():
        total = arb(1)
        for _ in range(n - 1):
            total = total * point.s + 1
        return total
    return (n * gap.log1p()).expm1() / gap if gap > -0.5 else (1 - point.s**n) / -gap


def advance(path: Path, point: Point) -> Point:
    """Return the next iterate. Near the limit its distance is multiplied by 1 − ηh(x), which cancels nothing.

    >>> from fractions import Fraction
    >>> path = path_of(ScalarCase(2, Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 10)))
    >>> advance(path, path.start)
    Point(s=0.593750000000000, gap=0.406250000000000)
    """
    n, s = path.depth, point.s
    if path.sign > 0 and point.gap < 0.75:
        return path.at_gap(point.gap * (1 - path.h * s ** (n - 1) * geometric_sum(path, point)))
    return path.at_state(s * (1 + path.h * s ** (n - 2) * (path.sign - s**n)))


@dataclass(frozen=True)
class Leg:
    """A part of a path on which one coordinate serves: ``point`` gives the point at a value of it."""

    point: Callable[[arb], Point]
    first: arb
    last: arb


def legs(path: Path, start: Point, end: Point) -> Iterator[Leg]:
    """Yield the parts of the way from ``start`` to ``end``: through s as far as 1/2, from there through the gap."""
    half = arb(0.5)
    if path.sign > 0 and path.side < 0 and start.s < half:
        near = not end.s <= half
        yield Leg(path.at_state, start.s, half if near else end.s)
        if near:
            yield Leg(path.at_gap, half, end.gap)
    else:
        yield Leg(path.at_gap, start.gap, end.gap)


def one_sided(case: ScalarCase) -> bool:
    """Decide exactly whether the orbit approaches its limit from one side: the sharp Lemma 2.2, N ≥ 2.

    For α > L the threshold says that g(α) ≥ L.

    >>> from fractions import Fraction
    >>> half = Fraction(1, 2)
    >>> [one_sided(ScalarCase(2, Fraction(1), half, eta, half)) for eta in (half, Fraction(51, 100))]
    [True, False]
    """
    n, lam, alpha, eta = case.depth, case.lam, case.alpha, case.eta
    if lam > 0 and alpha**n <= lam:
        return bool((n * eta) ** n * lam ** (2 * n - 2) <= 1)
    after = alpha - eta * alpha ** (n - 1) * (alpha**n - lam)
    return bool(after >= 0 and after**n >= lam)
