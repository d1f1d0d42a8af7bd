"""``dmf bound 1.1 --matrix FILE``: every eigenvalue answered, bad matrices refused in one line."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from scipy import io, sparse

from numerics.orbits.hitting_time import hitting_time
from numerics.spectrum.eigenvalues import eigenvalues
from reports.commands.cli import main
from reports.deep_factorization.theorem_1_1 import bound_matrix
from theory.language.symbols import N, alpha, eps, eta

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


def test_the_table_has_a_row_for_each_eigenvalue_and_says_which_are_lost(tmp_path: Path) -> None:
    path = save(tmp_path / "w.npy", MATRIX)
    command = ["bound", "1.1", "--matrix", str(path), *OPTIONS]
    lines = CliRunner().invoke(main, command).stdout.splitlines()
    assert [column in lines[0].split() for column in ("eigenvalue", "limit", "iterations")] == [True] * 3
    values = [row.split()[:2] for row in lines[1:4]]
    assert [limit for _, limit in values] == [value if float(value) > 0 else "0" for value, _ in values]
    assert lines[3].endswith("lost")
    assert [line.endswith("lost") for line in lines[1:3]] == [False, False]
    assert lines[4].startswith("all 3 eigenvalues: ")
    assert lines[5].startswith("1 lost: a negative eigenvalue tends to 0")
    answer = json.loads(CliRunner().invoke(main, [*command, "--json"]).stdout)
    assert answer["lost"] == 1
    assert [row["lost"] for row in answer["eigenvalues"]] == [False, False, True]
    assert [row["recovered"] for row in answer["eigenvalues"]] == [True, True, False]
    assert [row["limit"] for row in answer["eigenvalues"]] == [
        max(row["eigenvalue"], 0) for row in answer["eigenvalues"]
    ]
    assert "lost" not in CliRunner().invoke(main, [*command[:3], str(save(path, np.eye(2))), *OPTIONS]).stdout


def test_what_may_be_rounding_does_not_set_the_total(tmp_path: Path) -> None:
    """A Gram matrix of rank 2: float64 makes of its zeros numbers of 1e-16, of either sign."""
    rows = np.array([[0.5, 0.2, 0.1, 0.4, 0.3], [0.3, -0.6, 0.2, 0.1, 0.5]])
    path = save(tmp_path / "w.npy", rows.T @ rows)
    assert (np.linalg.eigvalsh(rows.T @ rows)[:3] != 0).any()
    command = ["bound", "1.1", "--matrix", str(path), *OPTIONS]
    answer = json.loads(CliRunner().invoke(main, [*command, "--json"]).stdout)
    real, zeros = answer["eigenvalues"][:2], answer["eigenvalues"][2:]
    assert [row["rounding"] for row in real] == [False, False]
    assert answer["upper_iterations"] == max(row["upper_iterations"] for row in real)
    assert {(row["eigenvalue"], row["case"], row["lost"], row["rounding"]) for row in zeros} == {(0, "1", False, True)}
    # λ = 0: (ε^(2−2N) − α^(2−2N))/((2N−2)η)
    assert answer["rounding"] == {"eigenvalues": 3, "upper_iterations": (100**2 - 10**2) * 20 // 2}
    assert answer["upper_iterations"] < answer["rounding"]["upper_iterations"]
    assert 0 < answer["eigenvalue_error"] <= answer["rounding_level"] < 1e-14
    assert answer["lost"] == 0
    text = CliRunner().invoke(main, command).stdout
    assert f"2 of 5 eigenvalues: {answer['upper_iterations']} iterations" in text
    assert "3 at rounding level" in text
    assert "taken as 0" in text


def test_what_is_set_apart_is_taken_as_it_is_unless_it_may_be_zero(tmp_path: Path) -> None:
    """The eigenvalues of a diagonal matrix have no error, the rounding level of this one is 3·2^−53."""
    level = 3 * 2.0**-53
    for tiny, apart in ((2e-16, True), (-2e-16, True), (level, True), (np.nextafter(level, 1), False), (0.0, True)):
        path = save(tmp_path / "w.npy", np.diag([1.0, 0.5, tiny]))
        answer = bound_matrix(path, {N: 2, alpha: "1/10", eta: "1/20", eps: "1/100"}, 6)
        row = next(row for row in answer["eigenvalues"] if abs(row["eigenvalue"]) < 1e-3)
        assert (row["eigenvalue"], row["rounding"], row["lost"]) == (tiny, apart, tiny < 0)
        assert answer["rounding"]["eigenvalues"] == apart
        assert (answer["eigenvalue_error"], answer["rounding_level"]) == (0, level)


def test_the_step_size_is_held_against_the_error_of_the_norm_too(tmp_path: Path) -> None:
    spectrum = eigenvalues(MATRIX)
    path, norm = save(tmp_path / "w.npy", MATRIX), Fraction(float(np.abs(spectrum.values).max()))
    values = {N: 2, alpha: "1/10", eps: "1/100"}
    assert spectrum.error > 0
    assert bound_matrix(path, values | {eta: 1 / (4 * (norm + 2 * Fraction(spectrum.error)))}, 6)["size"] == 3
    with pytest.raises(ValueError, match="breaks step_size"):
        bound_matrix(path, values | {eta: 1 / (4 * (norm + Fraction(spectrum.error) / 2))}, 6)


def test_the_step_size_is_held_against_the_largest_modulus(tmp_path: Path) -> None:
    path = save(tmp_path / "w.npy", np.diag([0.5, -4.0]))
    command = ["bound", "1.1", "--matrix", str(path), "--depth", "2", "--alpha", "1/10", "--accuracy", "1/100"]
    assert CliRunner().invoke(main, [*command, "--step", "0.0624"]).exit_code == 0
    assert "breaks step_size" in CliRunner().invoke(main, [*command, "--step", "0.0625"]).stderr


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
