"""Figure 6 (c), (d): the errors against a run on the explicit matrices, and the window against it too."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from numerics.orbits.factors import identical_start, matrix_descent
from reports.pages.gallery.noise import BELOW, DELTA, PARAMETERS, Noisy, noise, noise_window, noisy
from reports.pages.gallery.runs import RANK_THREE

TRUTH = np.diag([float(value) for value in RANK_THREE])


@cache
def found(seed: int = 3) -> Noisy:
    return noisy(seed)


def test_the_noise_is_symmetric_and_as_large_as_it_is_said_to_be() -> None:
    matrices = [noise(seed) for seed in (1, 2, 3)]
    assert all((matrix == matrix.T).all() for matrix in matrices)
    assert [np.linalg.norm(matrix, 2) for matrix in matrices] == pytest.approx([BELOW * float(DELTA)] * 3)
    assert not np.allclose(matrices[0], matrices[1])


def test_explicit_matrices_have_these_errors_and_ranks() -> None:
    k = found().run.at.astype(int)[::12]
    start = identical_start(PARAMETERS.depth, len(TRUTH), float(PARAMETERS.alpha))
    products = matrix_descent(TRUTH + noise(3), start, float(PARAMETERS.eta), k).products
    singular = np.linalg.svd(products, compute_uv=False)
    assert found().error[::12] == pytest.approx(np.sqrt(((products - TRUTH) ** 2).sum(axis=(1, 2))), rel=1e-4)
    assert found().run.rank[::12] == pytest.approx(singular.sum(axis=1) / singular[:, 0], rel=1e-5)
    # the window is computed without a look at the noise, and holds for it
    window = noise_window()
    assert window.stop is not None
    inside = (k >= window.start) & (k <= window.stop)
    assert inside.sum() > 1
    eigenvalues = np.linalg.eigvalsh(products[inside])[:, ::-1]
    assert (eigenvalues[:, :3] >= 0.95 * (np.diag(TRUTH)[:3] - float(DELTA))).all()
    assert (eigenvalues[:, 3:] <= 0.05 * float(DELTA) + 1e-9).all()


def test_benchmarks_are_those_of_the_noisy_matrix() -> None:
    values, vectors = np.linalg.eigh(TRUTH + noise(3))
    top = (vectors[:, -3:] * values[-3:]) @ vectors[:, -3:].T
    positive = (vectors * np.maximum(values, 0)) @ vectors.T
    assert found().best == pytest.approx(np.linalg.norm(top - TRUTH), rel=1e-4)
    assert found().end == pytest.approx(np.linalg.norm(positive - TRUTH), rel=1e-4)


@pytest.mark.parametrize("seed", [3, 2020])
def test_early_stopping_beats_the_end_and_matches_the_best_of_rank_three(seed: int) -> None:
    one = found(seed)
    assert one.window.stop is not None
    inside = (one.run.at >= one.window.start) & (one.run.at <= one.window.stop)
    assert one.error[inside].max() < 1.05 * one.best
    assert one.error.min() < 0.8 * one.end
    assert one.error[-1] > 1.2 * one.best
    assert np.abs(one.run.rank[inside] - 1.75).max() < 0.1
    assert one.run.rank[-1] > 1.85


def test_a_tie_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pages.gallery.noise.noise", lambda seed: np.zeros_like(TRUTH))
    with pytest.raises(ValueError, match="two eigenvalues of the noisy matrix agree"):
        noisy(1)
