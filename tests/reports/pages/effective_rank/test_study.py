"""Windows on the page: ours are the plateaus that iterating finds, those of Theorem 3.5 lie inside, wrong ones show."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from numerics.plateaus.law_columns import Descent
from reports.pages.effective_rank.noise import stopped
from reports.pages.effective_rank.page import DEFICIENT, FULL, _turn
from reports.pages.effective_rank.study import SHARE, compared, ratios, spectra, thresholds
from reports.pages.effective_rank.turns import turn


def iterated(depth: int, eigenvalues: np.ndarray, start: float, step: float, steps: int) -> np.ndarray:
    """Return w (steps, n) of plain float64 descent."""
    state, found = np.full(len(eigenvalues), start), []
    for _ in range(steps):
        found.append(state**depth)
        state = state - step * state ** (depth - 1) * (state**depth - eigenvalues)
    return np.array(found)


@pytest.mark.parametrize(("depth", "start"), [(2, "1e-4"), (3, "1e-2")])
def test_plateaus_are_those_of_plain_descent(depth: int, start: str) -> None:
    eigenvalues = [4.0, 2.0, 2.0, 0.7, 0.0, 0.0]
    step = Fraction(1, 100)
    rows = compared(Descent(depth, Fraction(start), step), eigenvalues)
    w = iterated(depth, np.array(eigenvalues), float(start), 0.01, 20_000)
    assert [row.rank for row in rows] == [1, 3, 4]
    for row in rows:
        inside = (w[:, : row.rank] >= 0.95 * np.array(eigenvalues[: row.rank])).all(axis=1)
        if eigenvalues[row.rank] > 0:
            inside &= w[:, row.rank] <= 0.05 * eigenvalues[row.rank]
        seen = np.flatnonzero(inside)
        assert row.actual == (seen[0], None if seen[-1] == len(w) - 1 else seen[-1])
        assert row.sharp == row.actual
        assert row.promised is not None
        assert row.inside(row.promised)
        assert 0 < row.share(row.promised) < 1


def test_a_window_that_is_too_long_by_one_is_outside() -> None:
    (row, *_) = compared(Descent(3, Fraction(1, 100), Fraction(1, 100)), [4.0, 1.0])
    first, last = row.actual
    assert last is not None
    assert row.inside((first, last))
    assert not row.inside((first - 1, last))
    assert not row.inside((first, last + 1))
    assert not row.inside((first, None))
    assert replace(row, actual=(first, None)).inside((first, None))
    assert row.share(None) == 0


def test_ratios_over_spectra() -> None:
    found = ratios(3, Fraction(1), spectra(4, 20, 1), Fraction(1, 50))
    assert found.plateaus == len(found.sharp) == len(found.published) > 5
    assert (found.outside, found.missed) == (0, 0)
    assert (found.published < found.sharp).all()


def test_spectra_have_ties_and_zeros() -> None:
    found = spectra(30, 60, 3)
    assert all(3 <= len(one) <= 60 and one[0] == 1 for one in found)
    assert sum(0.0 in one for one in found) > 10
    assert sum(len(set(one)) < len([x for x in one if x]) for one in found) > 10


def test_deeper_allows_larger_starts() -> None:
    found = np.array(thresholds((2, 3, 4), (Fraction(1, 2), Fraction(1, 10))))
    assert (np.diff(found, axis=0) > 0).all()
    assert (np.diff(found, axis=1) < 0).all()


def test_the_effective_rank_turns_once_or_falls_in_the_end() -> None:
    full, deficient = _turn(FULL), _turn(DEFICIENT)
    assert (full.turns, deficient.turns) == (1, 2)
    assert full.beyond[-1] < 0 < deficient.beyond[-1] < deficient.highest[1]
    ends = turn(2, FULL, Fraction(1, 100), [Fraction(0), Fraction(10**4)])
    assert ends.rank.tolist() == pytest.approx([4, 1.75])


def test_early_stopping_is_as_good_as_the_plan_says() -> None:
    found = stopped(2, Fraction(1, 20), SHARE, 6, 7)
    assert len(found) == 6
    for one in found:
        assert abs(one.error - one.best) <= one.distance
        assert one.error < one.end
