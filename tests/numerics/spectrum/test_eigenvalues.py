"""Eigenvalues: each within the proved error of the true one, which a second computation of high precision gives."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

from numerics.spectrum.eigenvalues import eigenvalues


def matrices() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(7)
    low = rng.integers(-5, 6, size=(9, 4)).astype(float)
    dense = rng.normal(size=(7, 7))
    return {
        "rank deficient": low @ low.T,
        "indefinite": dense + dense.T,
        "graded": np.diag([1.0, 1e-8, 0.0]) + 1e-10 * np.ones((3, 3)),
        "double": np.ones((5, 5)) - np.eye(5),
        "large": 1e200 * (dense + dense.T),
    }


@pytest.mark.parametrize("name", list(matrices()))
def test_every_eigenvalue_is_within_the_proved_error(name: str) -> None:
    matrix = matrices()[name]
    found = eigenvalues(matrix)
    with mpmath.workdps(60):
        true = sorted(mpmath.eigsy(mpmath.matrix(matrix.tolist()), eigvals_only=True), reverse=True)
        off = [abs(value - mpmath.mpf(one)) for value, one in zip(true, found.values.tolist(), strict=True)]
    assert max(off) <= found.error
    assert found.error <= found.level <= 10 * len(matrix) * 2.0**-53 * np.abs(matrix).sum()
    assert list(found.values) == sorted(found.values, reverse=True)


def test_zeros_of_a_rank_deficient_matrix_are_within_the_error_of_zero() -> None:
    found = eigenvalues(matrices()["rank deficient"])
    assert (np.abs(found.values[4:]) <= found.error).all()
    assert found.values[4:].any()  # float64 does not find them to be zero
    assert found.values[3] > 1e6 * found.level


def test_the_error_counts_what_the_vectors_lack_in_orthogonality(monkeypatch: pytest.MonkeyPatch) -> None:
    """With vectors that are off by 1e-6 the values may be as good as ever: what is proved is less."""
    true = np.linalg.eigh
    matrix = matrices()["indefinite"]

    def spoilt(scale: float) -> float:
        def eigh(given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            values, vectors = true(given)
            return values, vectors * scale

        with monkeypatch.context() as patch:
            patch.setattr(np.linalg, "eigh", eigh)
            return eigenvalues(matrix).error

    assert spoilt(1.0) < 1e-13 < 1e-6 < spoilt(1 + 1e-6)
    with pytest.raises(ValueError, match="not orthogonal"):
        spoilt(2.0)


def test_wrong_values_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    true = np.linalg.eigh
    matrix = matrices()["indefinite"]
    monkeypatch.setattr(np.linalg, "eigh", lambda given: (true(given)[0] + 1e-3, true(given)[1]))
    assert eigenvalues(matrix).error >= 1e-3
