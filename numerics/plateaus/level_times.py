"""When w = d^N first is a given share u of its eigenvalue: bracketed for thousands at once, then exactly for a few.

An eigenvalue is known to lie in an interval [λ⁻, λ⁺]. As d_λ(k) grows with λ while the map increases (Lemma 3.4 for
descent), w_λ(k) ≥ u·λ is certain once the orbit for λ⁻ has met u·λ⁺, and impossible before the one for λ⁺ has met
u·λ⁻. Nothing is assumed about how the time depends on λ at a fixed share: near α^N it is not monotone.
The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from flint import arb
from numpy.typing import NDArray

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.law.time import law_time
from numerics.orbits.hitting_time import hitting_time
from numerics.plateaus.law_columns import Descent, Ends, law_ends, level_states
from numerics.plateaus.levels import Levels

Floats = NDArray[np.float64]

#: Bits to which the irrational distance L(1 − u^{1/N}) is bracketed by rationals.
_BITS = 192
#: Seconds that one hitting time may take.
_SECONDS = 10.0
#: Steps that cost a compiled loop less than they cost the law.
_SHORT = 3000


def bracket_level_times(descent: Descent, levels: Levels, share: Fraction) -> Ends:
    """Return lower ≤ K ≤ upper, (2, n), for K = min{k: w_i(k) ≥ u·λ_i} of every eigenvalue, u = ``share`` < 1 (ours).

    0 and ∞ stand where the closed law says nothing. An eigenvalue λ_i ≤ α^N has K = 0.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> descent = Descent(3, Fraction(1, 10), Fraction(1, 100))
    >>> bracket_level_times(descent, levels_of(exact_spectrum([1.0, 0.5, 0.0])), Fraction(19, 20)).astype(int).tolist()
    [[1023, 2055, 0], [1023, 2055, 0]]
    """
    start = descent.start
    times = np.array((np.zeros(levels.values.size), np.full(levels.values.size, np.inf)))
    low, high = (np.nextafter(float(start), side) for side in (-np.inf, np.inf))
    least, most = float(share) * (1 - 1e-15), float(share) * (1 + 1e-15)
    times[1] = np.where(most * levels.high <= low, 0.0, times[1])
    rows = np.flatnonzero((least * levels.low > high) & (levels.low > high))
    if rows.size:
        eigenvalues = np.array((levels.low[rows], levels.high[rows]))
        with np.errstate(all="ignore"):
            states, gaps = level_states(descent.depth, eigenvalues, share)
            found = np.ceil(law_ends(descent, eigenvalues, states, gaps))
        times[0, rows] = np.where(np.isfinite(found[0]), np.maximum(found[0], 1.0), 1.0)
        times[1, rows] = np.where(np.isfinite(found[1]), np.maximum(found[1], 1.0), np.inf)
    return times


def certified_level_time(
    descent: Descent, low: Fraction, high: Fraction, share: Fraction, about: float = 0.0
) -> tuple[int, int | None]:
    """Return lower ≤ K ≤ upper for K = min{k: w(k) ≥ u·λ} and every λ in [``low``, ``high``], low > 0; u < 1 (ours).

    Where the two differ the eigenvalue, or its hitting time, is not known well enough; upper is None where nothing
    bounds K. ``about`` is what K may be: it decides who is asked first, and nothing else.

    >>> certified_level_time(Descent(2, Fraction(1, 10), Fraction(1, 10)), Fraction(1), Fraction(1), Fraction(1, 2))
    (24, 24)
    """
    large = about > _SHORT
    if low == high:
        return _time(descent, low, share * low, large)
    return _time(descent, high, share * low, large)[0], _time(descent, low, share * high, large)[1]


def _time(descent: Descent, eigenvalue: Fraction, goal: Fraction, large: bool) -> tuple[int, int | None]:
    """Return lower ≤ K ≤ upper for K = min{k: w(k) ≥ goal} of one eigenvalue."""
    if descent.start >= goal:
        return 0, 0
    if goal >= eigenvalue:
        return 0, None
    near, far = _distances(descent.depth, eigenvalue, goal)
    sooner = _hit(descent, eigenvalue, far, large)[0]
    return sooner, _hit(descent, eigenvalue, near, large)[1] if near > 0 else None


def _hit(descent: Descent, eigenvalue: Fraction, distance: Fraction, large: bool) -> tuple[int, int | None]:
    """Return the bracket of a hitting time; a ``large`` one is asked of the law before anybody iterates."""
    case = ScalarCase(descent.depth, eigenvalue, descent.alpha, descent.eta, distance)
    known = law_time(case) if large else None
    if known is not None:
        return known
    found = hitting_time(case.depth, case.lam, case.alpha, case.eta, case.eps, seconds=_SECONDS)
    return found.lower, found.upper


def _distances(depth: int, eigenvalue: Fraction, goal: Fraction) -> tuple[Fraction, Fraction]:
    """Return rationals around λ^{1/N} − goal^{1/N} > 0, equal where it is a rational that the balls know exactly."""
    with working_precision(_BITS):
        ratio = to_ball(goal / eigenvalue)
        distance: arb = to_ball(eigenvalue).root(depth) * -(ratio.log() / depth).expm1()
        near, far = endpoints(distance)
    return near, far
