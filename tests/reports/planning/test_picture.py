"""What is drawn of a plan: the iterated product, and nothing where that cannot be."""

from __future__ import annotations

import numpy as np

from numerics.orbits.trajectory import trajectory
from reports.planning.picture import curves, eigenvalue_figure, rank_figure
from reports.planning.plan import plan
from reports.rendering.figures import svg_text


def test_the_curves_are_those_of_the_iterated_product() -> None:
    found = plan([4, 2, 1, 0], 2, alpha="1e-4", step="1/16")
    k, w = curves(found)
    assert k[-1] == 2 * found.windows[-1].start + 10
    true = trajectory(2, found.levels.values, 1e-4, 1 / 16, int(k[-1])) ** 2
    assert np.abs(true[k.astype(int)] - w).max() < 1e-3
    axes = rank_figure(found, k, w).axes[0]
    heights = [line.get_ydata()[0] for line in axes.lines[1:]]
    assert heights == [window.effective_rank for window in found.windows]
    assert len(axes.patches) == len(found.windows)
    assert len(eigenvalue_figure(found, k, w).axes[0].lines) == 8


def test_a_perturbed_start_is_iterated_and_ends_at_the_eigenvalues() -> None:
    found = plan([2.0, 1.0, -1.5, 1.0], 2, alpha="1/100", beta="1e-6")
    w = curves(found)[1]
    assert np.abs(w[-1] - found.levels.values).max() < 1e-2
    assert np.abs(w[0] - 1e-4).max() < 1e-3
    for window in found.windows:
        assert window.start <= window.middle
        assert window.stop is None or window.middle <= window.stop


def test_without_a_window_or_far_beyond_iterating_there_is_less_to_draw() -> None:
    none = plan([1.0, 0.999], 2, alpha="0.9")
    assert none.windows == () or none.windows[-1].rank == 2
    nothing = plan([1.0, 0.5], 2, alpha="1/2", rank=1)
    assert nothing.windows == ()
    k, w = curves(nothing)
    assert k.size == w.size == 0
    assert "</svg>" in svg_text(rank_figure(nothing, k, w))
    assert "<svg" not in nothing._repr_html_()
    assert "no plateau with these parameters" in str(nothing)
    far = plan([2.0, 1.0, -1.0], 2, alpha="1/100", beta="1e-6", step="1e-9")
    assert curves(far)[0].size == 0
    assert far.windows
