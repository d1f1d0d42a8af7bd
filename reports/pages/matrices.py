"""Real matrices as ground truth.

Two matrices that ship with Python packages, both divided by their spectral norm, so that ‖Ŵ‖ = 1:

- the 64×64 Gram matrix XᵀX of the UCI digits (scikit-learn; X has a row for each of 1797 images), which is
  positive semidefinite;
- the 34×34 adjacency matrix of Zachary's karate club (networkx; unweighted, entries 0 and 1), which is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Decimals kept of an eigenvalue. Everything scalar is computed from the rounded eigenvalue, taken as exact.
EIGENVALUE_DECIMALS = 9


@dataclass(frozen=True)
class RealMatrix:
    """A symmetric matrix of spectral norm 1, (n, n); ``norm`` is what it was divided by.

    ``eigenvalues`` (n,) descend and are rounded, ``float_eigenvalues`` (n,) are not; ``vectors`` (n, n) holds the
    eigenvectors in the same order.
    """

    name: str
    title: str
    matrix: Floats
    norm: float
    eigenvalues: tuple[Fraction, ...]
    float_eigenvalues: Floats
    vectors: Floats

    @property
    def size(self) -> int:
        """n, the number of rows."""
        return len(self.matrix)


def digits_gram() -> RealMatrix:
    """Return the Gram matrix of the UCI digits, scaled to norm 1.

    >>> digits = digits_gram()
    >>> digits.size, min(digits.eigenvalues) >= 0
    (64, True)
    """
    images = load_digits().data  # 1797 × 64 whole numbers from 0 to 16, so that the product is exact
    return _scaled("digits", "Gram matrix of the UCI digits", images.T @ images)


def karate_adjacency() -> RealMatrix:
    """Return the adjacency matrix of Zachary's karate club, unweighted, scaled to norm 1.

    >>> karate = karate_adjacency()
    >>> karate.size, sum(value < 0 for value in karate.eigenvalues)
    (34, 12)
    """
    graph = nx.karate_club_graph()
    adjacency = nx.to_numpy_array(graph, nodelist=sorted(graph), weight=None)
    return _scaled("karate", "adjacency matrix of Zachary's karate club", adjacency)


def _scaled(name: str, title: str, matrix: Floats) -> RealMatrix:
    # A norm of ten digits makes the quotient, and all that descends from it, the same on every processor.
    norm = float(f"{np.abs(np.linalg.eigvalsh(matrix)).max():.10g}")
    values, vectors = np.linalg.eigh(matrix / norm)
    descending = np.argsort(-values)
    decimals = tuple(Fraction(f"{value:.{EIGENVALUE_DECIMALS}f}") for value in values[descending].tolist())
    return RealMatrix(name, title, matrix / norm, norm, decimals, values[descending], vectors[:, descending])
