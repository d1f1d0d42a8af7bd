"""``dmf bound 1.1 --matrix FILE``: every eigenvalue answered, bad matrices refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from scipy import io, sparse

from numerics.orbits.hitting_time import hitting_time
from reports.commands.cli import main

OPTIONS = ["--depth", "2", "--alpha", "1/10", "--step", "1/20", "--accuracy", "1/100"]
MATRIX = np.array([[2.0, 1.0, 0.0], [1.0, -1.0, 0.5], [0.0, 0.5, 0.01]])


def save(path: Path, matrix: np.ndarray) -> Path:
    if path.suffix == ".npy":
        np.save(path, matrix)
    elif path.suffix == ".csv":
        np.savetxt(path, matrix, delimiter=",", fmt="%.17g")
    else:
        io.mmwrite(path, sparse.csr_matrix(matrix))
    return path


@pytest.mark.parametrize("ending", [".npy", ".csv", ".mtx"])
def test_every_eigenvalue_is_answered(tmp_path: Path, ending: str) -> None:
    path = save(tmp_path / f"w{ending}", MATRIX)
    result = CliRunner().invoke(main, ["bound", "1.1", "--matrix", str(path), *OPTIONS, "--json"])
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    found = [row["eigenvalue"] for row in answer["eigenvalues"]]
    assert np.allclose(found, np.linalg.eigvalsh(MATRIX)[::-1])
    for row in answer["eigenvalues"]:
        if row["case"]:
            truth = hitting_time(2, row["eigenvalue"], "1/10", "1/20", "1/100").iterations
            assert truth is not None
            assert truth <= row["upper_iterations"]
    assert answer["upper_iterations"] == max(row["upper_iterations"] for row in answer["eigenvalues"])


def test_the_table_has_a_row_for_each_eigenvalue(tmp_path: Path) -> None:
    path = save(tmp_path / "w.npy", MATRIX)
    result = CliRunner().invoke(main, ["bound", "1.1", "--matrix", str(path), *OPTIONS])
    assert len(result.stdout.splitlines()) == 5


@pytest.mark.parametrize(
    ("matrix", "problem"),
    [
        (np.array([[1.0, 2.0], [0.0, 1.0]]), "must be symmetric"),
        (np.array([[1.0, np.nan], [np.nan, 1.0]]), "not finite"),
        (np.array([[1.0, np.inf], [np.inf, 1.0]]), "not finite"),
        (np.ones((2, 3)), "square matrix, not 2×3"),
        (np.zeros((0, 0)), "square matrix"),
        (np.eye(2) * 1j, "real matrix"),
        (np.eye(2) * 100.0, "breaks step_size"),
    ],
)
def test_bad_matrices_are_refused(tmp_path: Path, matrix: np.ndarray, problem: str) -> None:
    path = save(tmp_path / "w.npy", matrix)
    result = CliRunner().invoke(main, ["bound", "1.1", "--matrix", str(path), *OPTIONS])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert problem in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["missing.npy", "w.txt", "junk.csv", "junk.npy", "junk.mtx"])
def test_unreadable_files_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.startswith("junk"):
        path.write_text("not a matrix\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["bound", "1.1", "--matrix", str(path), *OPTIONS])
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["bound", "2.4", "--matrix", "w.npy", *OPTIONS],
        ["bound", "1.1", "--matrix", "w.npy", "--eigenvalue", "1", *OPTIONS],
        ["bound", "1.1", "--matrix", "w.npy", "--depth", "2"],
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments: list[str]) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "--matrix" in result.stderr
