"""``plan``: one call from a matrix to the windows in which gradient descent has each rank, certified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from numerics.exact.numbers import ExactNumber
from numerics.orbits.parameters import check_depth
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels, exact_spectrum, levels_of
from numerics.plateaus.products import effective_rank, products
from numerics.plateaus.windows import Plateau, plateaus
from numerics.plateaus.worst import quick_deviation, worst_deviation
from numerics.spectrum.eigenvalues import eigenvalues
from numerics.spectrum.matrix_file import read_matrix, symmetric_part
from reports.planning import choices
from reports.planning.missing import Missing, missing_plateaus

Floats = NDArray[np.float64]

#: Eigenvalues, all windows together, that are followed through them.
_FOLLOWED = 100_000


@dataclass(frozen=True)
class Window:
    """The iterations ``start`` ≤ k ≤ ``stop`` in which W(k) has rank l as well as the tolerance asks; None: for ever.

    ``effective_rank`` is r(Ŵ_l) of the best approximation of that rank; on the window r(W(k)) differs from it by at
    most ``bound``, certified. At the ``middle`` r(W(k)) lies ``between`` two numbers; None where there are too many
    windows to follow all. The integers are the ends of the plateau where ``exact``, else they lie inside it.
    """

    rank: int
    start: int
    stop: int | None
    effective_rank: float
    bound: float
    exact: bool
    middle: int
    between: tuple[float, float] | None


@dataclass(frozen=True)
class Plan:
    """What ``plan`` has found: parameters as they are used, the windows by rank, and what to know besides.

    Prints as a table; in a notebook it shows a table with a picture, and LaTeX.
    """

    levels: Levels
    descent: Descent
    tolerance: Fraction
    windows: tuple[Window, ...]
    missing: tuple[Missing, ...]
    notes: tuple[str, ...]

    @property
    def alpha(self) -> Fraction:
        """The initial scale."""
        return self.descent.alpha

    @property
    def step(self) -> Fraction:
        """The step size η."""
        return self.descent.eta

    def window(self, rank: int) -> Window:
        """Return the window of a rank; raises KeyError where it has none."""
        for one in self.windows:
            if one.rank == rank:
                return one
        raise KeyError(f"rank {rank} has no plateau")

    def effective_rank(self, k: int) -> tuple[float, float]:
        """Return an interval around r(W(k)), certified. Raises ValueError for a negative k."""
        if k < 0:
            raise ValueError(f"k = {k}: iterations are counted from 0")
        return effective_rank(products(self.descent, self.levels, k))


def plan(
    matrix_or_eigenvalues: ArrayLike,
    depth: int,
    alpha: ExactNumber | None = None,
    step: ExactNumber | None = None,
    tolerance: ExactNumber = "1/20",
    rank: int | None = None,
) -> Plan:
    """Return when gradient descent on a product of N matrices has which rank, for a symmetric ground truth (ours).

    The ground truth is a matrix (n, n), or its eigenvalues (n,), taken as exact. A plateau of rank l holds the
    iterations with w_i ≥ (1−ε)λ_i for i ≤ l and w_{l+1} ≤ ελ_{l+1}, ε = ``tolerance``. Without ``alpha`` the start is
    chosen for the plateau of ``rank``, by default the one behind which the eigenvalues drop most; without ``step`` the
    step size is just below the bound (25). Raises ValueError, naming the value and what it breaks.

    >>> found = plan([4, 2, 1, *[0] * 17], 2, alpha="1e-4", step="1/16")
    >>> [(window.rank, window.start, window.stop) for window in found.windows]
    [(1, 49, 68), (2, 92, 127), (3, 174, None)]
    >>> plan([4, 2, 1], 2, alpha=3)
    Traceback (most recent call last):
    ValueError: alpha = 3: breaks alpha^N < lambda_1 = 4, the largest eigenvalue: less than 2
    """
    check_depth(depth, 2)
    given = np.asarray(matrix_or_eigenvalues)
    notes = []
    if given.ndim == 2:
        matrix, asymmetry = symmetric_part(given)
        notes += asymmetry_note(asymmetry)
        spectrum = eigenvalues(matrix)
    else:
        spectrum = exact_spectrum(given)
    return plan_levels(levels_of(spectrum), depth, choices.asked(alpha, step, tolerance, rank), notes)


def plan_file(path: Path, depth: int, alpha: str | None, step: str | None, tolerance: str, rank: int | None) -> Plan:
    """Return ``plan`` of the matrix in a file. Raises ValueError as that does, naming the file where it is at fault."""
    asked = choices.asked(alpha, step, tolerance, rank)
    matrix, asymmetry = read_matrix(path)
    return plan_levels(levels_of(eigenvalues(matrix)), depth, asked, asymmetry_note(asymmetry))


def asymmetry_note(asymmetry: float) -> list[str]:
    """Return what is said of a matrix that is symmetric up to rounding."""
    if asymmetry == 0:
        return []
    return [f"symmetrised: entries (i, j) and (j, i) differ by at most {asymmetry:.2g}"]


def plan_levels(levels: Levels, depth: int, asked: choices.Asked, notes: list[str]) -> Plan:
    """Return the plan for eigenvalues as they are known, with ``notes`` on how that is."""
    tolerance, rank, told = asked.tolerance, asked.rank, list(notes)
    choices.check_positive(levels)
    if rank is not None:
        choices.check_rank(levels, rank)
    alpha = asked.alpha
    if alpha is None:
        alpha, why = _start(levels, depth, tolerance, rank)
        told.append(why)
    choices.check_start(levels, depth, alpha)
    step = choices.automatic_step(levels, depth, alpha) if asked.step is None else asked.step
    descent = Descent(depth, alpha, step)
    choices.check_step(levels, descent)
    found = plateaus(descent, levels, tolerance, tolerance)
    chosen = [plateau for plateau in found if rank in (None, plateau.rank)]
    looked_at = _looked_at(chosen, levels.values.size)
    windows = tuple(_window(descent, levels, plateau, tolerance, plateau.rank in looked_at) for plateau in chosen)
    missing = missing_plateaus(levels, depth, tolerance, [p.rank for p in found], alpha, rank)
    return Plan(levels, descent, tolerance, windows, missing, (*told, *_notes(levels, descent)))


def _start(levels: Levels, depth: int, tolerance: Fraction, rank: int | None) -> tuple[Fraction, str]:
    """Return an automatic α and what is said of it."""
    wanted = choices.main_rank(levels, tolerance) if rank is None else rank
    try:
        start = choices.automatic_start(levels, depth, wanted, tolerance)
    except choices.TooSmall:
        if rank is not None:
            raise
        return choices.plain_start(levels, depth), (
            f"no usable start has a plateau behind the largest drop of the eigenvalues, at rank {wanted}: "
            "alpha^N is a thousandth of the largest eigenvalue"
        )
    return start, f"alpha is chosen for the plateau of rank {wanted}"


def _looked_at(found: list[Plateau], size: int) -> set[int]:
    """Return the ranks whose eigenvalues are followed through their window: all, or the longest ones."""
    longest = sorted(found, key=lambda one: -1.0 if one.stop is None else one.start / (one.stop + 1))
    return {one.rank for one in longest[: max(_FOLLOWED // size, 4)]}


def _window(descent: Descent, levels: Levels, plateau: Plateau, tolerance: Fraction, followed: bool) -> Window:
    between = None
    if followed:
        between = effective_rank(products(descent, levels, plateau.middle))
        bound = worst_deviation(descent, levels, plateau)
    else:
        bound = quick_deviation(descent, levels, plateau, tolerance, tolerance)
    level = fsum(levels.values[: plateau.rank].tolist()) / float(levels.values[0])
    return Window(plateau.rank, plateau.start, plateau.stop, level, bound, plateau.exact, plateau.middle, between)


def _notes(levels: Levels, descent: Descent) -> Iterator[str]:
    if levels.negative:
        yield (
            f"{levels.negative} negative eigenvalues are lost: from the identical start their w tends to 0; one factor "
            "started at (alpha-beta)I learns them (--beta)"
        )
    if levels.zeros:
        yield f"{levels.zeros} eigenvalues of at most {levels.level:.2g} are taken as 0: rounding level"
    start = float(descent.start)
    unlearned = int(((levels.values > 0) & (levels.values <= start)).sum())
    if unlearned:
        yield f"{unlearned} positive eigenvalues are at most alpha^N = {start:.3g}: where they start"


def as_json(found: Plan) -> dict[str, Any]:
    """Return a plan as JSON: numbers that are no integers as decimal strings, a stop that never comes as null."""
    from reports.planning.show import rounded_up, shown

    return {
        "size": found.levels.values.size,
        "depth": found.descent.depth,
        "alpha": shown(found.alpha),
        "step": shown(found.step),
        "tolerance": shown(found.tolerance),
        "windows": [
            {
                "rank": one.rank,
                "start": one.start,
                "stop": one.stop,
                "effective_rank": f"{one.effective_rank:.12g}",
                "bound": rounded_up(one.bound),
                "exact": one.exact,
                "middle": one.middle,
                "effective_rank_at_middle": one.between and [f"{end:.12g}" for end in one.between],
            }
            for one in found.windows
        ],
        "missing": [one.as_json() for one in found.missing],
        "notes": list(found.notes),
    }
