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
from numerics.plateaus.advice import Advice, advised_stop
from numerics.plateaus.bands import Band, band
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels, exact_spectrum, levels_of
from numerics.plateaus.perturbed import pair_plateaus
from numerics.plateaus.products import effective_rank, products
from numerics.plateaus.windows import Plateau, half_way, plateaus
from numerics.plateaus.worst import quick_deviation, worst_deviation
from numerics.spectrum.eigenvalues import eigenvalues
from numerics.spectrum.matrix_file import read_matrix, symmetric_part
from reports.planning import choices, show
from reports.planning.missing import Missing, missing_plateaus
from reports.planning.show import rounded_up
from reports.rendering.markdown import exact_text

Floats = NDArray[np.float64]

#: Eigenvalues, all windows together, that are followed through them; and so few that every window has an advised stop.
_MANY, _FEW = 40_000, 10_000
#: Eigenvalues times hitting times that are asked for exactly, beyond those that columns know.
_ASKED = 200_000
#: Steps that are made one by one for a band.
_LONGEST = 20_000


@dataclass(frozen=True)
class Window:
    """The iterations ``start`` ≤ k ≤ ``stop`` in which W(k) has rank l as well as the tolerance asks; None: for ever.

    ``effective_rank`` is r(Ŵ_l) of the best approximation of that rank; on the window r(W(k)) differs from it by at
    most ``bound``, certified. At the ``middle`` r(W(k)) lies ``between`` two numbers; None where there are too many
    windows to follow all. The integers are the ends of the plateau where ``exact``, else they lie inside it.
    ``advice`` is the step to stop at for this rank, and how far W(k) then is from Ŵ_l. ``negative`` eigenvalues are
    among those learned, from a perturbed start.
    """

    rank: int
    start: int
    stop: int | None
    effective_rank: float
    bound: float
    exact: bool
    middle: int
    between: tuple[float, float] | None
    advice: Advice | None = None
    negative: int = 0


@dataclass(frozen=True, eq=False)
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
    beta: Fraction | None = None

    def __str__(self) -> str:
        return show.text(self)

    def _repr_html_(self) -> str:
        return show.html(self)

    def _repr_latex_(self) -> str:
        return show.latex(self)

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

    def band(self, rank: int, tolerance: float | None = None) -> Band | None:
        """Return {k: |r(W(k)) − r(Ŵ_l)| ≤ tolerance} on the rising branch, for a rank that has a window, step by step.

        The tolerance is by default a tenth of what one of the two eigenvalues next to the gap adds to r: a wider band
        would reach those of other ranks. Raises KeyError as ``window`` does, ValueError for a window that is too far
        away to make every step.
        """
        window = self.window(rank)
        steps = 2 * (window.start if window.stop is None else window.stop) + 10
        if steps > _LONGEST or self.beta is not None:
            raise ValueError(f"rank {rank}: for a band every step is made, {_LONGEST} at most, and without beta")
        if tolerance is None:
            beside = self.levels.values[rank - 1 : rank + 1]
            tolerance = 0.1 * float(np.min(beside[beside > 0]) / self.levels.values[0])
        return band(self.descent, self.levels, rank, tolerance, steps)

    def effective_rank(self, k: int) -> tuple[float, float]:
        """Return an interval around r(W(k)), certified.

        Raises ValueError for a negative k, and for a perturbed start.
        """
        if k < 0:
            raise ValueError(f"k = {k}: iterations are counted from 0")
        if self.beta is not None:
            raise ValueError(f"beta = {self.beta}: r(W(k)) is known from the identical start only")
        return effective_rank(products(self.descent, self.levels, k))


def plan(
    matrix_or_eigenvalues: ArrayLike,
    depth: int,
    alpha: ExactNumber | None = None,
    step: ExactNumber | None = None,
    tolerance: ExactNumber = "1/20",
    rank: int | None = None,
    beta: ExactNumber | None = None,
) -> Plan:
    """Return when gradient descent on a product of N matrices has which rank, for a symmetric ground truth (ours).

    The ground truth is a matrix (n, n), or its eigenvalues (n,), taken as exact. A plateau of rank l holds the
    iterations with w_i ≥ (1−ε)λ_i for i ≤ l and w_{l+1} ≤ ελ_{l+1}, ε = ``tolerance``. Without ``alpha`` the start is
    chosen for the plateau of ``rank``, by default the one behind which the eigenvalues drop most; without ``step`` the
    step size is just below the bound (25). With ``beta`` one factor starts at (α−β)I, and negative eigenvalues are
    learned too: a plateau then holds those that are learned by then. Raises ValueError, naming the value and what it
    breaks.

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
    return plan_levels(levels_of(spectrum), depth, choices.asked(alpha, step, tolerance, rank, beta), notes)


def plan_file(path: Path, depth: int, asked: choices.Asked) -> Plan:
    """Return ``plan`` of the matrix in a file. Raises ValueError as that does, naming the file where it is at fault."""
    matrix, asymmetry = read_matrix(path)
    return plan_levels(levels_of(eigenvalues(matrix)), depth, asked, asymmetry_note(asymmetry))


def asymmetry_note(asymmetry: float) -> list[str]:
    """Return what is said of a matrix that is symmetric up to rounding."""
    if asymmetry == 0:
        return []
    return [f"symmetrised: entries (i, j) and (j, i) differ by at most {asymmetry:.2g}"]


def plan_levels(levels: Levels, depth: int, asked: choices.Asked, notes: list[str]) -> Plan:
    """Return the plan for eigenvalues as they are known, with ``notes`` on how that is."""
    choices.check_size(levels)
    if asked.beta is not None:
        return _perturbed(levels, depth, asked, notes)
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
    found = plateaus(descent, levels, tolerance, tolerance, most=max(_ASKED // levels.values.size, 24))
    chosen = [plateau for plateau in found if rank in (None, plateau.rank)]
    followed = _followed(chosen, levels.values.size)
    main = choices.main_rank(levels, tolerance)
    few = len(chosen) * levels.values.size <= _FEW
    windows = tuple(
        _window(descent, levels, one, tolerance, one.rank in followed, few or one.rank in (main, rank))
        for one in chosen
    )
    missing = missing_plateaus(levels, depth, tolerance, [p.rank for p in found], alpha, rank)
    return Plan(levels, descent, tolerance, windows, missing, (*told, *_notes(levels, descent)))


def _perturbed(levels: Levels, depth: int, asked: choices.Asked, notes: list[str]) -> Plan:
    """Return the plan for a start with one factor at (α−β)I."""
    alpha, beta, size = asked.alpha or Fraction(0), asked.beta or Fraction(0), levels.values.size
    if asked.rank is not None and asked.rank > size:
        raise ValueError(f"rank = {asked.rank}: breaks 1 <= rank <= n = {size}")
    if not levels.values.any():
        raise ValueError("every eigenvalue is 0: there is nothing to learn")
    choices.check_start(levels, depth, alpha, any_sign=True)
    step = choices.settled_step(levels, depth, alpha, beta) if asked.step is None else asked.step
    if step <= 0:
        raise ValueError(f"step = {step}: breaks eta > 0")
    descent = Descent(depth, alpha, step)
    windows = []
    for one in pair_plateaus(descent, levels, beta, asked.tolerance, asked.tolerance):
        if asked.rank in (None, len(one.places)):
            middle = half_way(one.start, one.stop)
            negative = int((levels.values[list(one.places)] < 0).sum())
            given = (len(one.places), one.start, one.stop, one.effective_rank, one.bound, one.exact, middle, None, None)
            windows.append(Window(*given, negative))
    told = [*notes, *_zeros(levels)]
    if levels.high[0] != levels.low[0]:
        told.append(f"eigenvalues are taken as the floats they are; they are proved up to {_error(levels):.2g}")
    return Plan(levels, descent, asked.tolerance, tuple(windows), (), tuple(told), beta)


def _error(levels: Levels) -> float:
    return float((levels.high - levels.low).max()) / 2


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


def _followed(found: list[Plateau], size: int) -> set[int]:
    """Return the ranks whose eigenvalues are followed through their window: all, or the longest ones."""
    longest = sorted(found, key=lambda one: -1.0 if one.stop is None else one.start / (one.stop + 1))
    return {one.rank for one in longest[: max(_MANY // size, 4)]}


def _window(
    descent: Descent, levels: Levels, plateau: Plateau, tolerance: Fraction, followed: bool, advised: bool
) -> Window:
    level = fsum(levels.values[: plateau.rank].tolist()) / float(levels.values[0])
    bound, between = quick_deviation(descent, levels, plateau, tolerance, tolerance), None
    if followed:
        bound = min(bound, worst_deviation(descent, levels, plateau))
        low, high = effective_rank(products(descent, levels, plateau.middle))
        between = max(low, level - bound * (1 + 1e-12)), min(high, level + bound * (1 + 1e-12))
    advice = advised_stop(descent, levels, plateau) if advised else None
    ends = (plateau.rank, plateau.start, plateau.stop)
    return Window(*ends, level, bound, plateau.exact, plateau.middle, between, advice)


def _notes(levels: Levels, descent: Descent) -> Iterator[str]:
    if levels.negative:
        yield (
            f"{levels.negative} negative eigenvalues are lost: from the identical start their w tends to 0; one factor "
            "started at (alpha-beta)I learns them (--beta)"
        )
    yield from _zeros(levels)
    unlearned = int(((levels.values > 0) & (levels.values <= float(descent.start))).sum())
    if unlearned:
        yield f"{unlearned} positive eigenvalues are at most alpha^N = {float(descent.start):.3g}: where they start"


def _zeros(levels: Levels) -> Iterator[str]:
    if levels.zeros and levels.level:
        yield f"{levels.zeros} eigenvalues of at most {levels.level:.2g} are taken as 0: rounding level"


def as_json(found: Plan) -> dict[str, Any]:
    """Return a plan as JSON: numbers that are no integers as decimal strings, a stop that never comes as null."""
    return {
        "size": found.levels.values.size,
        "depth": found.descent.depth,
        "alpha": exact_text(found.alpha),
        "step": exact_text(found.step),
        "beta": found.beta and exact_text(found.beta),
        "eigenvalue_error": rounded_up(_error(found.levels)),
        "tolerance": exact_text(found.tolerance),
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
                "advised": one.advice and {"iteration": one.advice.k, "distance": rounded_up(one.advice.distance)},
                "negative": one.negative,
            }
            for one in found.windows
        ],
        "missing": [one.as_json() for one in found.missing],
        "notes": list(found.notes),
    }
