"""Matrix files: what spreadsheets, data frames and Matrix Market write is read; what is wrong is said in our words."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest
from scipy import io, sparse

from numerics.spectrum.matrix_file import LARGEST_SIZE, read_symmetric

MATRIX = [[2.0, 0.5, 0.0], [0.5, -1.0, 3.0], [0.0, 3.0, 1e-3]]

PLAIN = "2,0.5,0\n0.5,-1,3\n0,3,1e-3\n"
READABLE = {
    "plain": PLAIN,
    "byte order mark": "\ufeff" + PLAIN,
    "line ends of Windows": PLAIN.replace("\n", "\r\n"),
    "no newline at the end": PLAIN.strip(),
    "comments and blank lines": "# made by hand\n\n" + PLAIN + "\n",
    "blanks around": PLAIN.replace(",", " , "),
    "blanks only": PLAIN.replace(",", "  "),
    "tabs": PLAIN.replace(",", "\t"),
    "semicolons": PLAIN.replace(",", ";"),
    "decimal commas": PLAIN.replace(",", ";").replace(".", ","),
    "commas at the end": PLAIN.replace("\n", ",\n"),
    "header": "a,b,c\n" + PLAIN,
    "quoted header": '"a","b","c"\n' + PLAIN,
    "counted header": "0,1,2\n" + PLAIN,
    "index column": "".join(f"r{i},{line}\n" for i, line in enumerate(PLAIN.splitlines())),
    "counted index column": "".join(f"{i},{line}\n" for i, line in enumerate(PLAIN.splitlines(), 1)),
    "header and index": ",a,b,c\n"
    + "".join(f"{n},{line}\n" for n, line in zip("abc", PLAIN.splitlines(), strict=True)),
    "data frame": ",0,1,2\n" + "".join(f"{i},{line}\n" for i, line in enumerate(PLAIN.splitlines())),
    "R": '"V1" "V2" "V3"\n'
    + "".join(f'"{i}" {line}\n' for i, line in enumerate(PLAIN.replace(",", " ").splitlines(), 1)),
}


@pytest.mark.parametrize("name", READABLE)
def test_tables_as_they_are_written_elsewhere_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(READABLE[name].encode())
    assert read_symmetric(path).tolist() == MATRIX


def test_a_table_in_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(READABLE["tabs"].encode("utf-16"))
    assert read_symmetric(path).tolist() == MATRIX


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no numbers in it"),
        ("# nothing\n\n", "no numbers in it"),
        ("2,1\n1,x\n", "line 2, entry 2: 'x' is not a real number"),
        ("2,x\n1,2\n", "line 1, entry 2: 'x' is not a real number"),
        ("2,1\n1,\n", "line 2, entry 2: is empty"),
        ("2,1+2j\n1-2j,2\n", "line 1, entry 2: '1+2j' is not a real number"),
        ("1_0,1\n1,2\n", "'1_0' is not a real number"),
        ("# three\n1,2,3\n4,5\n7,8,9\n", "line 3 has 2 entries, the last line has 3"),
        ("a,b\n1,2\n2,1\n3,4\n", "line 1, entry 1: 'a'"),
        ("1,2\n2,1\n3,4\n", "square matrix, not 3×2"),
        ("x,2,3\n2,1,5\n3,5,1\n", "line 1, entry 1: 'x' is not a real number"),
        (",2,3\n2,1,5\n3,5,1\n", "line 1, entry 1: is empty"),
        ("x,1\n1,2\n", "line 1, entry 1: 'x' is not a real number"),
        ("0,1\n0,1\n1,0\n", "square matrix, not 3×2"),
        ("2,nan\nnan,1\n", "entry (1, 2) = nan is not finite"),
        ("2,1e999\n1e999,1\n", "entry (1, 2) = inf is not finite"),
        ("not a matrix\n", "line 1, entry 1: 'not' is not a real number"),
        ("1,2\n3,4\n", "entry (1, 2) = 2 and entry (2, 1) = 3"),
        ("\x00\x01", "not a text file"),
        ("1\n" * (LARGEST_SIZE + 2), f"at most {LARGEST_SIZE} are supported"),
    ],
)
def test_what_is_no_matrix_is_told_in_our_words(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text(text)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match=r"w\.csv: ") as caught:
            read_symmetric(path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(b"\xe9\xe8,1\n")
    with pytest.raises(ValueError, match="not a text file in UTF-8"):
        read_symmetric(path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("%%MatrixMarket matrix coordinate real general\n1000000 1000000 1\n1 1 1.0\n", "at most 2000 rows"),
        ("%%MatrixMarket matrix array real general\n1000000 1000000\n1\n", "at most 2000 rows"),
        ("%%MatrixMarket matrix coordinate real general\n2 2 3\n1 1 1.0\n", "does not hold what its header says"),
        ("%%MatrixMarket matrix coordinate real general\n2 2 1\n1 x 1.0\n", "does not hold what its header says"),
        ("%%MatrixMarket matrix coordinate complex general\n2 2 1\n1 1 1.0 2.0\n", "not a complex one"),
        ("%%MatrixMarket matrix coordinate real general\n2 3 1\n1 1 1.0\n", "square matrix, not 2×3"),
        ("not a matrix\n", "not a Matrix Market file"),
        ("", "not a Matrix Market file"),
    ],
)
def test_matrix_market_headers_are_not_believed(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "w.mtx"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"w\.mtx: ") as caught:
        read_symmetric(path)
    assert problem in str(caught.value)


def test_matrix_market_symmetric_pattern_and_dense_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "w.mtx"
    io.mmwrite(path, sparse.csr_matrix(MATRIX), symmetry="symmetric")
    assert read_symmetric(path).tolist() == MATRIX
    io.mmwrite(path, np.array(MATRIX))
    assert read_symmetric(path).tolist() == MATRIX
    path.write_text("%%MatrixMarket matrix coordinate pattern symmetric\n2 2 1\n2 1\n")
    assert read_symmetric(path).tolist() == [[0, 1], [1, 0]]


def test_numpy_files_are_looked_at_before_they_are_loaded(tmp_path: Path) -> None:
    path = tmp_path / "w.npy"
    np.save(path, np.array(MATRIX, dtype=np.float32))
    assert np.allclose(read_symmetric(path), MATRIX)
    whole = path.read_bytes()
    path.write_bytes(whole[:-4])
    with pytest.raises(ValueError, match="cut off"):
        read_symmetric(path)
    path.write_bytes(whole.replace(b"(3, 3)", b"(9999999, 9999999)".ljust(6))[: len(whole)])
    with pytest.raises(ValueError, match=r"w\.npy: (not a|9999999)"):
        read_symmetric(path)
    np.save(path, np.array([["a", "b"], ["c", "d"]], dtype=object))
    with pytest.raises(ValueError, match="not of type object"):
        read_symmetric(path)


def test_a_claimed_size_is_refused_before_memory_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "w.npy"
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, {"descr": "<f8", "fortran_order": False, "shape": (10**6, 10**6)})
    with pytest.raises(ValueError, match="at most 2000 rows are supported"):
        read_symmetric(path)


def test_almost_symmetric_is_symmetrised_and_large_entries_do_not_overflow(tmp_path: Path) -> None:
    path = tmp_path / "w.npy"
    np.save(path, np.array([[1.0, 1.0 + 4e-13], [1.0, 1.0]]))
    found = read_symmetric(path)
    assert found[0, 1] == found[1, 0] == pytest.approx(1 + 2e-13, rel=1e-15)
    np.save(path, np.array([[1.0, 1.0 + 2e-12], [1.0, 1.0]]))
    with pytest.raises(ValueError, match="must be symmetric"):
        read_symmetric(path)
    np.save(path, np.full((2, 2), 1.7e308))
    assert read_symmetric(path).tolist() == [[1.7e308] * 2] * 2
