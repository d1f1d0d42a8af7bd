"""Plateaus and promised windows: against the recursion in plain floats, quadrature of the flow, and each other."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from types import SimpleNamespace

import numpy as np
import pytest

from numerics.exact.verdict import Undecided
from reports.pages.gallery import windows as module
from reports.pages.gallery.runs import PLATEAUS, RANK_THREE, STEPS, Parameters
from reports.pages.gallery.windows import Window, promised_windows, windows


@pytest.mark.parametrize("given", [*PLATEAUS[:2], *STEPS], ids=lambda given: f"{given.depth}, {given.eta}")
def test_plateaus_are_those_of_the_recursion(given: Parameters, again: SimpleNamespace) -> None:
    values = np.array([4.0, 2.0, 1.0])
    w = again.iterate(given.depth, values, float(given.alpha), float(given.eta), given.last) ** given.depth
    found = windows(given.depth, RANK_THREE, given.alpha, given.eta)
    assert [one.level for one in found] == [1, 2, 3]
    for one in found:
        inside = (w[:, : one.level] >= 0.95 * values[: one.level]).all(axis=1)
        if one.level < 3:
            inside &= w[:, one.level] <= 0.05 * values[one.level]
        seen = np.flatnonzero(inside)
        assert seen[0] == one.start
        assert (np.diff(seen) == 1).all()
        assert one.stop == (seen[-1] if one.level < 3 else None)


def test_the_promised_windows_are_theorem_3_5(again: SimpleNamespace) -> None:
    """λ = 4 and 1 have rational roots, so that T^Id can be asked for at the accuracies of the theorem."""
    alpha, eta, eps = Fraction(1, 1000), Fraction(1, 20), Fraction(1, 10)
    first, second = promised_windows(2, [4, 1, 0], alpha, eta, eps, eps)
    counts = [again.ideal_count(2, Fraction(value), alpha, eta, eps * root / 2)[1] for value, root in ((4, 2), (1, 1))]
    assert first.start == ceil(counts[0])
    assert second == Window(2, ceil(max(counts)), None)
    assert first.stop == floor(again.flow_time(2, 1.0, 0.001, 0.1**0.5) * 20)


@pytest.mark.parametrize("given", [*PLATEAUS, *STEPS], ids=lambda given: f"{given.depth}, {given.eta}")
def test_what_is_promised_lies_inside_the_plateau(given: Parameters) -> None:
    found = windows(given.depth, RANK_THREE, given.alpha, given.eta)
    promised = promised_windows(given.depth, RANK_THREE, given.alpha, given.eta)
    assert [one.level for one in promised] == [1, 2, 3]
    for sharp, part in zip(found, promised, strict=True):
        assert sharp.start < part.start
        assert not sharp.empty
        if sharp.stop is not None and part.stop is not None:
            assert part.stop < sharp.stop
        else:
            assert sharp.stop is None is part.stop


def test_only_the_large_step_loses_a_promised_window() -> None:
    empty = [
        [one.empty for one in promised_windows(given.depth, RANK_THREE, given.alpha, given.eta)]
        for given in (*PLATEAUS, *STEPS)
    ]
    assert [any(row) for row in empty] == [False, False, False, False, True]
    assert empty[-1] == [True, False, False]


def test_equal_eigenvalues_share_a_level_and_a_small_start_is_needed() -> None:
    assert [one.level for one in windows(2, [4, 4, 1, 1, 0], "1e-4", "1/16")] == [2, 4]
    early = windows(2, [4, 1], "1/2", "1/20")
    assert early[0].empty  # λ_2 starts at a quarter of its limit
    assert early[0].stop == -1
    assert promised_windows(2, [4, 1], "1/2", "1/20")[0].stop == -1
    tight, wide = (windows(2, [4, 2, 0], "1e-4", "1/16", level, level)[0] for level in ("1/20", "1/10"))
    assert wide.start < tight.start < tight.stop < wide.stop


def test_what_is_not_found_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUDGET", 20)
    with pytest.raises(Undecided, match="eigenvalue = 4 is not found within 20 iterations"):
        windows(2, [4], "1e-4", "1/16")
