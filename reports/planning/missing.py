"""Why a rank has no plateau, and which start or depth would give it one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from numerics.exact.balls import working_precision
from numerics.exact.verdict import Undecided
from numerics.plateaus.levels import Levels
from reports.planning.choices import SMALLEST, largest_start_of

#: Ranks without a plateau that are spoken of, those with the largest gaps first.
MOST = 8


@dataclass(frozen=True)
class Missing:
    """A rank without a plateau, ln α_l of the largest α whose flow has one, at this depth and at the next one."""

    rank: int
    depth: int
    largest_start: float
    deeper: float

    @property
    def usable(self) -> bool:
        """Whether a start below α_l can be computed with at this depth."""
        return self.depth * self.largest_start > math.log(SMALLEST)

    def text(self) -> str:
        """Return one sentence on it."""
        if self.usable:
            return (
                f"rank {self.rank}: none from this start; the flow has one up to alpha = {_power(self.largest_start)}"
            )
        return (
            f"rank {self.rank}: none at depth {self.depth} from any usable start; at depth {self.depth + 1} the flow "
            f"has one up to alpha = {_power(self.deeper)}"
        )

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON; the largest α as decimal strings."""
        return {
            "rank": self.rank,
            "largest_alpha": _power(self.largest_start),
            "largest_alpha_one_deeper": _power(self.deeper),
        }


def missing_plateaus(
    levels: Levels, depth: int, tolerance: Fraction, present: Sequence[int], alpha: Fraction, rank: int | None
) -> tuple[Missing, ...]:
    """Return the ranks that have no plateau, at most ``MOST``.

    Those behind which the eigenvalues drop most come first, and last those that r hardly sees: eigenvalues below the
    tolerance as a share of the largest.
    """
    have = set(present)
    absent = [one for one in levels.ranks if one not in have and rank in (None, one)]
    absent = [one for one in absent if one < levels.values.size and levels.low[one - 1] > float(alpha**depth)]
    values, seen = levels.values, float(tolerance) * levels.values[0]
    absent.sort(key=lambda one: (bool(values[one - 1] < seen), float(values[one] / values[one - 1])))
    found = []
    for one in absent[:MOST]:
        here, deeper = (_largest(levels, n, one, tolerance) for n in (depth, depth + 1))
        if here is not None and deeper is not None:
            found.append(Missing(one, depth, here, deeper))
    return tuple(found)


def _largest(levels: Levels, depth: int, rank: int, tolerance: Fraction) -> float | None:
    try:
        value = largest_start_of(levels, depth, rank, tolerance)
    except (Undecided, ValueError):  # the two levels are not known to differ
        return None
    return None if value is None else float(value)


def _power(logarithm: float) -> str:
    """Return e^logarithm with three digits, however small it is."""
    with working_precision(96):
        return arb(logarithm).exp().str(3, radius=False)
