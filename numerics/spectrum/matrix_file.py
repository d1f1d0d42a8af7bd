"""Ground-truth matrices from files: read, and refused in one line unless real, finite and symmetric."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import io, sparse

from numerics.spectrum.csv_text import read_csv

#: A matrix counts as symmetric when its largest |W_ij − W_ji| is below this fraction of its largest entry.
SYMMETRY = 1e-12

#: File name endings that can be read.
FORMATS = (".npy", ".csv", ".mtx")

#: Rows that are accepted: matrices are dense, and a header is believed only up to here.
LARGEST_SIZE = 2000


def read_symmetric(path: Path) -> NDArray[np.float64]:
    """Return the symmetric matrix of ``read_matrix``."""
    return read_matrix(path)[0]


def read_matrix(path: Path) -> tuple[NDArray[np.float64], float]:
    r"""Return the symmetric matrix (n, n) in a .npy, .csv (``csv_text``) or .mtx (Matrix Market) file, symmetrised.

    With it comes the largest |W_ij − W_ji| that was there, at most SYMMETRY of the largest entry.

    Raises ValueError in one line naming the file and what is wrong: unreadable, not square, more than LARGEST_SIZE
    rows, complex, not finite or not symmetric, with the offending entry.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "w.csv"
    ...     _ = path.write_text("2,1\n1,2\n")
    ...     matrix, asymmetry = read_matrix(path)
    >>> matrix.tolist(), asymmetry
    ([[2.0, 1.0], [1.0, 2.0]], 0.0)
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise ValueError(f"{path}: a matrix file ends in {', '.join(FORMATS)}")
    reader = {".npy": _read_npy, ".csv": _read_csv, ".mtx": _read_mtx}[ending]
    try:
        matrix = reader(path)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror or 'not a file of this kind'}") from None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    try:
        return symmetric_part(matrix)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def symmetric_part(matrix: ArrayLike) -> tuple[NDArray[np.float64], float]:
    """Return (W + Wᵀ)/2 and the largest |W_ij − W_ji|, which is no more than rounding: SYMMETRY of the largest entry.

    Raises ValueError in one line for anything else: not square, complex, not finite or not symmetric.

    >>> symmetric_part([[0, 1], [1, 0]])[1], symmetric_part([[1.0]])[0]
    (0.0, array([[1.]]))
    """
    array = np.asarray(matrix)
    _require_shape(array.shape)
    if array.dtype.kind not in "fiub":
        raise ValueError(f"the ground truth must be a real matrix, not of type {array.dtype}")
    array = np.asarray(array, dtype=np.float64)
    asymmetry = _require_symmetric(array)
    return array / 2 + array.T / 2, asymmetry


def _require_shape(shape: tuple[int, ...]) -> None:
    if len(shape) != 2 or shape[0] != shape[1] or shape[0] == 0:
        named = "×".join(map(str, shape)) or "a single number"
        raise ValueError(f"the ground truth must be a square matrix, not {named}")
    if shape[0] > LARGEST_SIZE:
        raise ValueError(f"{shape[0]}×{shape[1]} entries: at most {LARGEST_SIZE} rows are supported")


def _require_symmetric(matrix: NDArray[np.float64]) -> float:
    """Return the largest |W_ij − W_ji|; raises ValueError where it is more than rounding."""
    if not np.isfinite(matrix).all():
        i, j = np.argwhere(~np.isfinite(matrix))[0].tolist()
        raise ValueError(f"entry ({i + 1}, {j + 1}) = {matrix[i, j]} is not finite")
    asymmetry = np.abs(matrix / 2 - matrix.T / 2)
    i, j = np.unravel_index(int(np.argmax(asymmetry)), matrix.shape)
    if asymmetry[i, j] > SYMMETRY / 2 * np.abs(matrix).max():
        i, j = min(i, j), max(i, j)
        raise ValueError(
            f"the ground truth must be symmetric, but entry ({i + 1}, {j + 1}) = {matrix[i, j]:.6g} "
            f"and entry ({j + 1}, {i + 1}) = {matrix[j, i]:.6g} (the gradient only sees (W + W^T)/2: give that instead)"
        )
    return 2 * float(asymmetry[i, j])


def _read_csv(path: Path) -> NDArray[np.float64]:
    matrix = np.array(read_csv(path.read_bytes(), LARGEST_SIZE), dtype=np.float64)
    _require_shape(matrix.shape)
    return matrix


def _read_npy(path: Path) -> NDArray[np.float64]:
    with path.open("rb") as file:
        try:
            version = np.lib.format.read_magic(file)
            read_header = {1: np.lib.format.read_array_header_1_0, 2: np.lib.format.read_array_header_2_0}[version[0]]
            shape, _, kind = read_header(file)
        except (ValueError, KeyError, EOFError):
            raise ValueError("not a .npy file of numbers") from None
    _require_shape(shape)
    if kind.kind not in "fiub":
        raise ValueError(f"the ground truth must be a real matrix, not of type {kind}")
    try:
        return np.asarray(np.load(path, allow_pickle=False), dtype=np.float64)
    except (ValueError, EOFError):
        raise ValueError("a .npy file that is cut off") from None


def _read_mtx(path: Path) -> NDArray[np.float64]:
    problem = "not a Matrix Market file, or one that does not hold what its header says"
    try:
        rows, columns, _, _, field, _ = io.mminfo(path)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(problem) from None
    _require_shape((int(rows), int(columns)))
    if field == "complex":
        raise ValueError("the ground truth must be a real matrix, not a complex one")
    try:
        content = io.mmread(path)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(problem) from None
    return np.asarray(content.toarray() if sparse.issparse(content) else content, dtype=np.float64)
