"""Plateaus from a perturbed start, one factor at (α−β)I: every sign is learned, the negative ones later (ours).

From this start the product tends to Ŵ itself. An eigenvalue counts as learned when its w is within ε|λ| of λ, and as
untouched until w has made θ of the way from 0 to λ. Its error never grows again where that is certified, so both are
hitting times of the pair. Learned are those that are by then: a negative eigenvalue waits until its product has changed
sign, so the order is that of the times, never that of |λ|. The effective rank of a plateau is that of the eigenvalues
learned.
The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from numerics.exact.balls import to_ball, working_precision
from numerics.orbits.pair import settled
from numerics.orbits.pair_hitting_time import hitting_time_perturbed
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels

#: Seconds for one hitting time, and distinct eigenvalues that are asked about.
_SECONDS, MOST = 20.0, 300
_BITS = 128


@dataclass(frozen=True)
class PairPlateau:
    """The steps ``start`` ≤ k ≤ ``stop`` (None: no end) in which just the eigenvalues at ``places`` are learned.

    Certainly all of these steps, for the eigenvalues as floats; no others where ``exact``. On it the effective rank
    differs from ``effective_rank``, Σ|λ|/max|λ| over the learned ones, by at most ``bound``.
    """

    places: tuple[int, ...]
    start: int
    stop: int | None
    exact: bool
    effective_rank: float
    bound: float


def falls_for_ever(descent: Descent, beta: Fraction, eigenvalue: Fraction) -> bool:
    """Whether the error of this eigenvalue certainly never grows.

    >>> descent = Descent(2, Fraction(1, 10), Fraction(1, 20))
    >>> falls_for_ever(descent, Fraction(1, 20), Fraction(-1)), falls_for_ever(descent, Fraction(1, 20), Fraction(-40))
    (True, False)
    """
    with working_precision(_BITS):
        numbers = (to_ball(v) for v in (eigenvalue, descent.eta, descent.alpha - beta, descent.alpha))
        return settled(descent.depth, *numbers) is not None


def pair_plateaus(
    descent: Descent, levels: Levels, beta: Fraction, below: Fraction, above: Fraction
) -> list[PairPlateau]:
    """Return the plateaus from the perturbed start by time, 0 < β < α, ε = ``below``, θ = ``above``.

    The eigenvalues are taken as the floats they are. Raises ValueError for too many distinct ones, or where the step
    size is too large for an error to be certain to fall for ever.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> levels, tol = levels_of(exact_spectrum([1.0, -1.0])), Fraction(1, 20)
    >>> descent = Descent(2, Fraction(1, 10), Fraction(1, 24))
    >>> [(p.places, p.start, p.stop) for p in pair_plateaus(descent, levels, Fraction(1, 10**6), tol, tol)]
    [((0,), 91, 319), ((0, 1), 390, None)]
    """
    product = descent.alpha ** (descent.depth - 1) * (descent.alpha - beta)
    values = [Fraction(float(value)) for value in levels.values]
    moving = sorted({value for value in values if value < 0 or value > product})
    if len(moving) > MOST:
        raise ValueError(f"{len(moving)} distinct eigenvalues: at most {MOST} are supported with a perturbed start")
    learned, touched = {}, {}
    for value in moving:
        if not falls_for_ever(descent, beta, value):
            raise ValueError(
                f"step = {descent.eta}: too large for the error of the eigenvalue {float(value):.6g} to be certain to "
                "fall from a perturbed start"
            )
        learned[value] = _time(descent, beta, value, below * abs(value))
        touched[value] = _time(descent, beta, value, (1 - above) * abs(value))
    found = []
    for last in sorted(moving, key=lambda value: (learned[value][0], abs(value))):
        inside = [value for value in moving if learned[value][0] <= learned[last][0]]
        outside = [value for value in moving if value not in inside]
        start = tuple(_largest(learned[value][i] for value in inside) for i in (0, 1))
        ends = [(touched[value][0] - 1, touched[value][1]) for value in outside]
        if start[1] is None or (ends and start[1] > min(end for end, _ in ends)):
            continue
        stop = min(end for end, _ in ends) if ends else None
        sure = all(high is not None and high - 1 >= low for low, high in ends)
        exact = start[0] == start[1] and sure and all(touched[v][0] == touched[v][1] for v in outside)
        places = tuple(place for place, value in enumerate(values) if value in inside)
        rank, bound = _deviation([values[p] for p in places], values, product, below, above)
        found.append(PairPlateau(places, start[1], stop, exact, rank, bound))
    return _one_each(found)


def _time(descent: Descent, beta: Fraction, eigenvalue: Fraction, accuracy: Fraction) -> tuple[int, int | None]:
    numbers = (eigenvalue, descent.alpha, beta, descent.eta, accuracy)
    time = hitting_time_perturbed(descent.depth, *numbers, seconds=_SECONDS)
    return time.lower, time.upper


def _largest(times: Iterable[int | None]) -> int | None:
    """Return the largest of some times, None where one is not known."""
    known = list(times)
    return None if None in known else max(time for time in known if time is not None)


def _one_each(found: list[PairPlateau]) -> list[PairPlateau]:
    """Return every set of learned eigenvalues once: those learned in the same step come together."""
    return list({one.places: one for one in found}.values())


def _deviation(
    inside: list[Fraction], values: list[Fraction], product: Fraction, below: Fraction, above: Fraction
) -> tuple[float, float]:
    """Return Σ|λ|/max|λ| of the learned eigenvalues, and what r may differ from it, from the levels alone.

    A product that moves never passes its eigenvalue, as its error never changes sign: (1−ε)|λ| ≤ |w| ≤ |λ|.
    """
    learned, largest = sum(abs(value) for value in inside), max(abs(value) for value in inside)
    others = list(values)
    for value in inside:
        others.remove(value)
    rest = [max(above * abs(value), product) for value in others]
    rank = learned / largest
    high = (learned + sum(rest)) / ((1 - below) * largest)
    low = (1 - below) * learned / max([largest, *rest])
    return float(rank), float(max(high - rank, rank - low)) * (1 + 1e-15)
