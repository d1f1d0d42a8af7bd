"""When the product is nearly of rank l: the iterations at which it is, and those for which Theorem 3.5 promises it.

The plateau of level l is {k: w_i(k) ≥ (1−ε)λ_i for i ≤ l, w_{l+1}(k) ≤ θλ_{l+1}}. Eigenvalues that rise do so
monotonically under (25), so it is an interval between two hitting times, which certified orbits give here.

>>> windows(2, [4, 2, 1, 0], "1e-4", "1/16")
[Window(level=1, start=49, stop=68), Window(level=2, start=92, stop=127), Window(level=3, start=174, stop=None)]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from numerics.exact.balls import compare, to_ball, working_precision
from numerics.exact.numbers import ExactNumber, exact
from numerics.exact.verdict import Undecided
from numerics.orbits.scalar import ball_orbit
from reports.deep_factorization.theorem_3_5 import promised_window

#: ε and θ of a window unless said otherwise.
LEVEL = Fraction(1, 20)
_BITS = 128
#: Iterations after which an eigenvalue counts as never found.
_BUDGET = 1_000_000


@dataclass(frozen=True)
class Window:
    """Iterations ``start`` ≤ k ≤ ``stop`` at which W(k) is nearly Ŵ_l, l = ``level``; without a ``stop`` for ever."""

    level: int
    start: int
    stop: int | None

    @property
    def empty(self) -> bool:
        """Whether there is no such iteration."""
        return self.stop is not None and self.stop < self.start


def windows(
    depth: int,
    eigenvalues: Sequence[ExactNumber],
    start: ExactNumber,
    step: ExactNumber,
    keep: ExactNumber = LEVEL,
    small: ExactNumber = LEVEL,
) -> list[Window]:
    """Return the plateau of every level l with λ_l > λ_{l+1}, λ_l > α^N, certified; α is ``start``.

    ε is ``keep`` and θ is ``small``. A tail below α^N falls from the beginning and ends no window. Raises Undecided
    where a ball leaves an iteration open, or where none is found in a million. Source: ours; w rises monotonically by
    Lemma 2.2, up to the sharp step size.
    """
    given = (exact(start), exact(step))

    def found(value: Fraction) -> int:
        return _first(depth, value, *given, 1 - exact(keep))

    def gone(value: Fraction) -> int:
        return _first(depth, value, *given, exact(small), beyond=True) - 1

    return _levels(depth, eigenvalues, given[0], found, gone)


def promised_windows(
    depth: int,
    eigenvalues: Sequence[ExactNumber],
    start: ExactNumber,
    step: ExactNumber,
    keep: ExactNumber = LEVEL,
    small: ExactNumber = LEVEL,
) -> list[Window]:
    """Return the interval (63) of Theorem 3.5 for every level, with ε = ``keep`` and ε'^N = ``small``; α is ``start``.

    It begins at the largest T^Id(λ_i, ελ_i^{1/N}/N, α, η) of (24), i ≤ l, and ends (Lemma 3.8) when the flow for
    λ_{l+1} reaches ε'λ_{l+1}^{1/N}. Raises Undecided where a ball leaves an integer open. The formulas are evaluated
    whether or not η obeys (25). Rebuilt.

    >>> promised_windows(2, [4, 2, 1, 0], "1e-4", "1/16")[0]
    Window(level=1, start=59, stop=64)
    """
    values, given = [exact(value) for value in eigenvalues], (exact(start), exact(step))
    return [
        Window(rank, *promised_window(depth, values, *given, rank, exact(keep), exact(small)))
        for rank in _ranks(values, given[0] ** depth)
    ]


def _ranks(values: Sequence[Fraction], least: Fraction) -> list[int]:
    """Return the ranks after which an eigenvalue above ``least`` is followed by a smaller one."""
    ordered = sorted(values, reverse=True)
    after = [*ordered[1:], Fraction(0)]
    return [rank for rank, (one, other) in enumerate(zip(ordered, after, strict=True), 1) if least < one != other]


def _levels(
    depth: int,
    eigenvalues: Sequence[ExactNumber],
    start: Fraction,
    found: Callable[[Fraction], int],
    gone: Callable[[Fraction], int],
) -> list[Window]:
    values = sorted((exact(value) for value in eigenvalues), reverse=True)
    result, arrivals = [], {value: found(value) for value in dict.fromkeys(values) if value > start**depth}
    for rank in _ranks(values, start**depth):
        after = values[rank] if rank < len(values) else Fraction(0)
        latest = max(arrivals[value] for value in values[:rank])
        result.append(Window(rank, latest, gone(after) if after > start**depth else None))
    return result


def _first(
    depth: int, eigenvalue: Fraction, start: Fraction, step: Fraction, share: Fraction, beyond: bool = False
) -> int:
    """Return the first k with d(k)^N ≥ ``share``·λ, or > with ``beyond``."""
    with working_precision(_BITS):
        level = to_ball(share * eigenvalue).root(depth)
        orbit = ball_orbit(depth, to_ball(eigenvalue), to_ball(start), to_ball(step))
        for k, state in zip(range(_BUDGET), orbit, strict=False):
            if state < level:
                continue
            order = compare(state, level)
            if order is None:
                raise Undecided(f"whether d({k}) for eigenvalue {eigenvalue} has reached {level}")
            if order > 0 or not beyond:
                return k
    raise Undecided(f"eigenvalue = {eigenvalue} is not found within {_BUDGET} iterations")
