"""What the page on step sizes measures between 1/κ and 2/κ: certified counts over the step size, and at the ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import NEVER
from numerics.orbits.scalar import exact_orbit
from reports.engine.count import proved
from reports.pages.step_sizes.study import at
from theory.deep_factorization.lemma_2_2_sharp import sharp_threshold
from theory.dynamics.orbits import T
from theory.language.hypotheses import step_bound
from theory.language.symbols import N, alpha, eps, eta, lam
from theory.sharp.overshooting_count import OVERSHOOTING_COUNT
from theory.sharp.step_ceiling import step_ceiling
from theory.sharp.step_ceiling_at_zero import ceiling_at_zero

#: λ = 1 throughout: the depths with a start far below L = 1, and one close to it; the accuracy.
FAR = {2: Fraction(1, 1000), 3: Fraction(1, 100), 5: Fraction(1, 10)}
CLOSE = Fraction(9, 10)
ACCURACY = Fraction(1, 10**6)
#: λ = −1: odd depths, a start, and a step size, in units of the sharp threshold, that leads across 0.
ODD, SADDLE, ACROSS = (3, 5, 7), Fraction(3, 2), Fraction(3, 2)
#: Step sizes as parts of the ceiling, and the accuracy at which the ceiling itself is looked at.
PARTS = 80
AROUND, COARSE = (Fraction(199, 200), Fraction(1), Fraction(201, 200)), Fraction(1, 1000)


@dataclass(frozen=True)
class Sweep:
    """T over the step size at λ = 1 from one start, certified: ``steps`` and ``times``.

    ``enough`` are counts that are proved to suffice. ``published``, ``sharp`` and ``ceiling`` are step sizes,
    ``at_published`` and ``at_sharp`` the counts there.
    """

    depth: int
    start: Fraction
    steps: list[Fraction]
    times: list[int]
    enough: list[int]
    published: Fraction
    sharp: Fraction
    ceiling: Fraction
    at_published: int
    at_sharp: int

    @property
    def fastest(self) -> tuple[Fraction, int]:
        """The step size with the fewest iterations, the smallest of several, and how many these are."""
        place = self.times.index(min(self.times))
        return self.steps[place], self.times[place]


def count(depth: int, start: Fraction, step: Fraction, accuracy: Fraction = ACCURACY) -> int | None:
    """Return T at λ = 1, None where it is proved to be infinite; raises ArithmeticError where it is not known.

    >>> count(2, Fraction(1, 10), Fraction(1, 2), Fraction(1, 100)), count(2, Fraction(1, 10), Fraction(11, 10))
    (8, None)
    """
    time = hitting_time(depth, 1, start, step, accuracy)
    if time.iterations is None and time.method != NEVER:
        raise ArithmeticError(f"N = {depth}, alpha = {start}, eta = {step}: T is not known")
    return time.iterations


def certain(depth: int, start: Fraction, step: Fraction) -> int:
    """Return T where it is finite; raises ArithmeticError elsewhere."""
    found = count(depth, start, step)
    if found is None:
        raise ArithmeticError(f"N = {depth}, alpha = {start}, eta = {step}: the accuracy is never reached")
    return found


def enough(depth: int, start: Fraction, step: Fraction) -> int:
    """Return the count of ``overshooting-count``; raises ArithmeticError where it does not apply."""
    values = {N: Fraction(depth), lam: Fraction(1), alpha: start, eta: step, eps: ACCURACY}
    bound = proved(T, values, [OVERSHOOTING_COUNT]).upper
    if bound is None:
        raise ArithmeticError(f"N = {depth}, alpha = {start}, eta = {step}: no count below the ceiling")
    return bound


def sweep(depth: int, start: Fraction, parts: int = PARTS) -> Sweep:
    """Return the counts at all multiples of the ``parts``-th part of the ceiling below it."""
    published, sharp, ceiling = (at(expr, depth, 1, start) for expr in (step_bound, sharp_threshold(1), step_ceiling))
    steps = [ceiling * part / parts for part in range(1, parts)]
    return Sweep(
        depth,
        start,
        steps,
        [certain(depth, start, step) for step in steps],
        [enough(depth, start, step) for step in steps],
        published,
        sharp,
        ceiling,
        certain(depth, start, published),
        certain(depth, start, sharp),
    )


def around_ceiling(depth: int, start: Fraction) -> list[int | None]:
    """Return T for the coarse accuracy a little below the ceiling, at it and a little above; None: never."""
    ceiling = at(step_ceiling, depth, 1, start)
    return [count(depth, start, ceiling * part, COARSE) for part in AROUND]


@dataclass(frozen=True)
class Learned:
    """An orbit for λ = −1 and odd N whose first step leads across 0: d(1), and the T with |d(T) + 1| ≤ ACCURACY."""

    depth: int
    step: Fraction
    first: Fraction
    time: int


def learned(depth: int) -> Learned:
    """Return the orbit from SADDLE: after the first step it mirrors one for λ = 1.

    >>> learned(3).first, learned(3).time
    (Fraction(-3, 4), 14)
    """
    step = at(ceiling_at_zero, depth, -1, SADDLE) / 2 * ACROSS
    orbit = exact_orbit(depth, Fraction(-1), SADDLE, step)
    next(orbit)
    first = next(orbit)
    return Learned(depth, step, first, 1 + certain(depth, -first, step))
