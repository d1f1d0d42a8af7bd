"""Ground-truth matrices from files: read, and refused in one line unless real, finite and symmetric."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import io, sparse

#: A matrix counts as symmetric when its largest |W_ij − W_ji| is below this fraction of its largest entry.
SYMMETRY = 1e-12

#: File name endings that can be read.
FORMATS = (".npy", ".csv", ".mtx")


def read_symmetric(path: Path) -> NDArray[np.float64]:
    r"""Return the symmetric matrix (n, n) in a .npy, .csv (comma-separated) or .mtx (Matrix Market) file, symmetrised.

    Raises ValueError in one line naming the file and what is wrong: unreadable, not square, complex, not finite or
    not symmetric, with the offending entry.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "w.csv"
    ...     _ = path.write_text("2,1\n1,2\n")
    ...     read_symmetric(path).tolist()
    [[2.0, 1.0], [1.0, 2.0]]
    """
    content = _read(path)
    if content.ndim != 2 or content.shape[0] != content.shape[1] or content.size == 0:
        shape = "×".join(map(str, content.shape)) or "a single number"
        raise ValueError(f"{path}: the ground truth must be a square matrix, not {shape}")
    if np.iscomplexobj(content) or content.dtype.kind not in "fiub":
        raise ValueError(f"{path}: the ground truth must be a real matrix, not of type {content.dtype}")
    matrix = content.astype(np.float64)
    if not np.isfinite(matrix).all():
        i, j = np.argwhere(~np.isfinite(matrix))[0].tolist()
        raise ValueError(f"{path}: entry ({i + 1}, {j + 1}) = {matrix[i, j]} is not finite")
    asymmetry = np.abs(matrix - matrix.T)
    i, j = np.unravel_index(int(np.argmax(asymmetry)), matrix.shape)
    if asymmetry[i, j] > SYMMETRY * np.abs(matrix).max():
        i, j = min(i, j), max(i, j)
        raise ValueError(
            f"{path}: the ground truth must be symmetric, but entry ({i + 1}, {j + 1}) = {matrix[i, j]:.6g} "
            f"and entry ({j + 1}, {i + 1}) = {matrix[j, i]:.6g}"
        )
    return (matrix + matrix.T) / 2


def _read(path: Path) -> NDArray[np.generic]:
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ValueError(f"{path}: a matrix file ends in {', '.join(FORMATS)}")
    try:
        if ending == ".npy":
            return np.asarray(np.load(path, allow_pickle=False))
        if ending == ".csv":
            return np.loadtxt(path, delimiter=",", ndmin=2)
        content = io.mmread(path)
        return np.asarray(content.toarray() if sparse.issparse(content) else content)
    except (OSError, ValueError, TypeError) as error:
        reason = " ".join(str(error).split())
        raise ValueError(f"{path}: cannot be read as a matrix: {reason}") from None
