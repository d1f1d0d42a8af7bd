"""How much a report computes: the ``quick`` profile for every day, ``full`` for finer tables and maps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Profile:
    """Sizes of the studies behind the pages.

    Campaigns run a ``campaign_share`` of their usual number of cases; ``table_cases`` go into the tightness
    table; the worst-case search runs ``generations`` of ``population`` points; a map has ``map_points``² cells;
    full descent on a matrix stops after ``matrix_steps`` iterations; the bifurcation picture has ``step_points``
    step sizes; frontiers are searched with ``frontier_generations``, and a constant at one factor is tried on one
    ``mutation_share``-th of the usual number of cases, that of a statement on a spectrum on ``spectrum_cases``: they
    take minutes, and 0 leaves them out.
    """

    name: str
    campaign_share: Fraction
    table_cases: int
    generations: int
    population: int
    map_points: int
    matrix_steps: int
    step_points: int
    frontier_generations: int = 12
    mutation_share: int = 20
    spectrum_cases: int = 0


QUICK = Profile("quick", Fraction(1, 2), 20_000, 24, 120, 36, 10_000, 260)
FULL = Profile("full", Fraction(10), 100_000, 60, 400, 60, 20_000, 420, 30, 2, 500)


def profile_named(name: str) -> Profile:
    """Return the profile called ``name``.

    Raises ValueError naming the known profiles when there is none.

    >>> profile_named("quick").name
    'quick'
    """
    for profile in (QUICK, FULL):
        if profile.name == name:
            return profile
    raise ValueError(f"profile {name!r}: known are {QUICK.name}, {FULL.name}")
