"""The plateaus of a whole spectrum as integer intervals, each certified by the two eigenvalues that bind (ours).

P_l = {k: w_i(k) ≥ (1−ε)λ_i for all i ≤ l, w_{l+1}(k) ≤ θλ_{l+1}} is [max_{i≤l} K_i(1−ε), K_{l+1}(θ) − 1], since every
w_i grows with k while it is below λ_i. Columns bracket all of these times at once and leave out what cannot be a
plateau, and which eigenvalue cannot be the last one to arrive; only the rest is asked for exactly. An eigenvalue
λ_{l+1} ≤ α^N never leaves its level: then P_l has no end.
The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from numerics.plateaus.law_columns import Descent
from numerics.plateaus.level_times import bracket_level_times, certified_level_time
from numerics.plateaus.levels import Levels

Bracket = tuple[int, int | None]
#: Eigenvalues that may arrive last and are asked for exactly, for each rank.
_RIVALS = 16
#: Up to here floats hold every integer.
_INTEGERS = 2.0**53
_EMPTY: tuple[Bracket, Bracket, int] = ((1, 1), (0, 0), 0)


@dataclass(frozen=True)
class Plateau:
    """A plateau of rank l: certainly all of ``start`` ≤ k ≤ ``stop``, None for no end; empty if start > stop.

    It ends at these integers where ``exact``; else the eigenvalues, or the hitting times, leave open if it is longer.
    ``binding`` is the place i of the eigenvalue that arrives last, counted from 1.
    """

    rank: int
    start: int
    stop: int | None
    exact: bool
    binding: int

    @property
    def middle(self) -> int:
        """The step half way, for a plateau without end twice the start."""
        return half_way(self.start, self.stop)


def half_way(start: int, stop: int | None) -> int:
    """Return the step half way between two, or about twice the start where there is no end.

    >>> half_way(10, 21), half_way(10, None)
    (15, 21)
    """
    return 2 * start + 1 if stop is None else (start + stop) // 2


def plateaus(descent: Descent, levels: Levels, below: Fraction, above: Fraction, most: int = 100) -> list[Plateau]:
    """Return the plateaus P_l(ε, θ) that are not empty, ε = ``below``, θ = ``above``, by rank.

    The step size obeys the sharp Lemma 2.2 for the largest eigenvalue, and α^N is below it: not checked here. Where the
    rank is that of all eigenvalues above α^N the plateau has no end. About ``most`` hitting times are certified where
    columns leave them open, the longest plateaus first; the plateaus left over are those that columns show.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> levels, tol = levels_of(exact_spectrum([4.0, 2.0, 1.0, 0.0])), Fraction(1, 20)
    >>> [(p.rank, p.start, p.stop) for p in plateaus(Descent(2, Fraction(1, 10**4), Fraction(1, 16)), levels, tol, tol)]
    [(1, 49, 68), (2, 92, 127), (3, 174, None)]
    """
    ranks = [rank for rank in levels.ranks if float(levels.low[rank - 1]) > descent.start]
    asked = _Asked(descent, levels, 1 - below, above)
    found = {rank: end for rank in asked.possible(ranks) if (end := asked.ends(rank, certify=False)) is not None}
    for rank in sorted(found, key=lambda rank: -_longest(*found[rank])):
        if len(asked.known) >= most:
            break
        end = asked.ends(rank, certify=True)
        found[rank] = end if end is not None else _EMPTY
    return [plateau for rank in sorted(found) if (plateau := _plateau(rank, *found[rank])) is not None]


def _plateau(rank: int, start: Bracket, stop: Bracket | None, binding: int) -> Plateau | None:
    """Return what is certainly a plateau, None where nothing is."""
    if start[1] is None or (stop is not None and start[1] > stop[0]):
        return None
    exact = start[0] == start[1] and (stop is None or stop[0] == stop[1])
    return Plateau(rank, start[1], None if stop is None else stop[0], exact, binding)


def _longest(start: Bracket, stop: Bracket | None, binding: int) -> float:
    """Return what a plateau may be long, as a share of its end; negative where it is certainly empty."""
    if stop is None or stop[1] is None:
        return 1.0
    return (stop[1] - start[0]) / max(stop[1], 1)


class _Asked:
    """The times at which levels are met: from columns for all eigenvalues, and exactly for those asked about."""

    def __init__(self, descent: Descent, levels: Levels, arrival: Fraction, departure: Fraction) -> None:
        self.descent, self.levels, self.shares = descent, levels, (arrival, departure)
        self.columns = [bracket_level_times(descent, levels, share) for share in self.shares]
        self.least, self.most = (np.maximum.accumulate(end) for end in self.columns[0])
        self.known: dict[tuple[float, float, int], Bracket] = {}

    def possible(self, ranks: list[int]) -> list[int]:
        """Return the ranks whose plateau the columns do not exclude."""
        places = np.array(ranks, dtype=np.int64)
        last = places == self.levels.values.size
        after = np.where(last, 0, places)
        unbounded = last | (self.levels.high[after] <= float(self.descent.start))
        return places[unbounded | (self.least[places - 1] < self.columns[1][1][after])].tolist()

    def ends(self, rank: int, certify: bool) -> tuple[Bracket, Bracket | None, int] | None:
        """Return brackets of start and stop of a plateau (None: no end) and what binds; None: no plateau at all."""
        stop = None
        if rank < self.levels.values.size and float(self.levels.high[rank]) > self.descent.start:
            if self.shares[1] * Fraction(float(self.levels.low[rank])) < self.descent.start:
                return None
            first = self.time(rank, 1, certify)
            stop = (first[0] - 1, None if first[1] is None else first[1] - 1)
        late = np.flatnonzero(self.columns[0][1][:rank] >= self.least[rank - 1])[::-1]
        times: dict[int, Bracket] = {}
        for i in late.tolist():
            times[i] = self.time(i, 0, certify and len(times) < _RIVALS)
            if stop is not None and stop[1] is not None and times[i][0] > stop[1]:
                return None
        lower = max(time[0] for time in times.values())
        upper = [time[1] for time in times.values()]
        binding = max(times, key=lambda i: times[i][0]) + 1
        return (lower, None if None in upper else max(filter(None, upper), default=0)), stop, binding

    def time(self, place: int, which: int, certify: bool) -> Bracket:
        """Return lower ≤ K ≤ upper for the eigenvalue at a place, at the first or the second share."""
        low, high = self.columns[which][:, place].tolist()
        key = (float(self.levels.low[place]), float(self.levels.high[place]), which)
        if low == high and abs(low) < _INTEGERS:
            return int(low), int(high)
        if certify and key not in self.known:
            ends = Fraction(key[0]), Fraction(key[1])
            self.known[key] = certified_level_time(self.descent, *ends, self.shares[which], low)
        if key in self.known:
            return self.known[key]
        return int(low), int(high) if math.isfinite(high) else None
