"""``dmf plan``: the stable contract of its JSON, its files, and what it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

Command = Callable[..., Result]
Answer = Callable[..., Any]
Refused = Callable[..., None]

TABLE = "4,0,0\n0,2,0\n0,0,1\n"
OPTIONS = ["--depth", "2", "--alpha", "1e-4", "--step", "1/16"]


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "w.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def test_the_json_has_the_windows_of_the_contract(table: str, answer: Answer) -> None:
    found = answer("plan", table, *OPTIONS)
    assert [(w["rank"], w["start"], w["stop"]) for w in found["windows"]] == [(1, 49, 68), (2, 92, 127), (3, 174, None)]
    assert [w["effective_rank"] for w in found["windows"]] == ["1", "1.5", "1.75"]
    assert all(0 < float(w["bound"]) < 0.05 for w in found["windows"])
    assert (found["alpha"], found["step"], found["depth"]) == ("0.0001", "0.0625", 2)
    assert found["windows"][0]["advised"]["iteration"] in range(49, 69)


def test_every_format_says_the_same(tmp_path: Path, table: str, answer: Answer) -> None:
    matrix = np.diag([4.0, 2.0, 1.0])
    np.save(tmp_path / "w.npy", matrix)
    (tmp_path / "header.csv").write_text("x,y,z\n" + TABLE, encoding="utf-8")
    lines = "%%MatrixMarket matrix coordinate real symmetric\n3 3 3\n1 1 4\n2 2 2\n3 3 1\n"
    (tmp_path / "w.mtx").write_text(lines, encoding="utf-8")
    first = answer("plan", table, *OPTIONS)
    for name in ("w.npy", "header.csv", "w.mtx"):
        other = answer("plan", str(tmp_path / name), *OPTIONS)
        assert other | {"matrix": "w.csv"} == first


def test_left_open_is_chosen_and_told(table: str, answer: Answer, dmf: Command) -> None:
    found = answer("plan", table, "--depth", "3", "--rank", "2", "--step", "auto")
    assert [w["rank"] for w in found["windows"]] == [2]
    assert "alpha is chosen for the plateau of rank 2" in found["notes"]
    shown = dmf("plan", table, "--depth", "3", "--rank", "2")
    assert f"alpha = {found['alpha']}" in shown.stdout


def test_out_is_a_page_with_two_figures_and_the_same_json(tmp_path: Path, table: str, dmf: Command) -> None:
    folder = tmp_path / "a" / "b"
    result = dmf("plan", table, *OPTIONS, "--out", str(folder))
    assert result.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "effective-rank.svg", "eigenvalues.svg", "plan.json", "plan.md",
    ]  # fmt: skip
    page = (folder / "plan.md").read_text(encoding="utf-8")
    assert "| 2 | 92 | 127 | 1.5 |" in page
    assert json.loads((folder / "plan.json").read_text(encoding="utf-8"))["windows"][1]["stop"] == 127
    first = (folder / "effective-rank.svg").read_text(encoding="utf-8")
    assert "</svg>" in first
    dmf("plan", table, *OPTIONS, "--out", str(folder))
    assert (folder / "effective-rank.svg").read_text(encoding="utf-8") == first


def test_a_perturbed_start_learns_negative_eigenvalues(tmp_path: Path, answer: Answer) -> None:
    np.save(tmp_path / "w.npy", np.diag([2.0, 1.0, -1.5]))
    found = answer("plan", str(tmp_path / "w.npy"), "--depth", "2", "--alpha", "1/100", "--beta", "1e-6")
    assert [(w["rank"], w["negative"], w["stop"] is None) for w in found["windows"]] == [(2, 0, False), (3, 1, True)]


@pytest.mark.parametrize(
    ("content", "fragments"),
    [
        ("1,2,3\n4,5,6\n", ["square matrix, not 2×3"]),
        ("1,nan\nnan,1\n", ["entry (1, 2) = nan is not finite"]),
        ("1,x\nx,1\n", ["line 1, entry 2: 'x' is not a real number"]),
        ("1,2\n3,1\n", ["must be symmetric", "entry (1, 2) = 2", "(W + W^T)/2"]),
        ("", ["no numbers in it"]),
        ("0,0\n0,0\n", ["lambda_1 > 0"]),
        ("-1,0\n0,-2\n", ["largest eigenvalue is -1", "--beta"]),
    ],
)
def test_bad_matrices_are_refused_in_one_line(
    content: str, fragments: list[str], tmp_path: Path, dmf: Command, assert_refused: Refused
) -> None:
    path = tmp_path / "w.csv"
    path.write_text(content, encoding="utf-8")
    assert_refused(dmf("plan", str(path), "--depth", "2", "--out", str(tmp_path / "out")), *fragments)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "fragments"),
    [
        (["--depth", "1"], ["depth = 1", "N >= 2"]),
        (["--depth", "65"], ["depth = 65", "at most 64"]),
        ([], ["missing option --depth"]),
        (["--depth", "2", "--alpha", "0"], ["alpha = 0", "alpha > 0"]),
        (["--depth", "2", "--alpha", "3"], ["alpha = 3", "alpha^N < lambda_1 = 4"]),
        (["--depth", "2", "--alpha", "x"], ["alpha", "'x' is not a number"]),
        (["--depth", "2", "--step", "1"], ["step = 1", "eta <="]),
        (["--depth", "2", "--step", "never"], ["step", "'never' is not a number"]),
        (["--depth", "2", "--tolerance", "0.5"], ["tolerance = 0.5", "0 < tolerance < 1/2"]),
        (["--depth", "2", "--rank", "4"], ["rank = 4", "rank <= n = 3"]),
        (["--depth", "2", "--rank", "0"], ["rank = 0", "at least 1"]),
        (["--depth", "2", "--rank", "1.5"], ["rank = 1.5"]),
        (["--depth", "2", "--beta", "1/10"], ["beta = 1/10", "needs an alpha"]),
        (["--depth", "2", "--alpha", "1/10", "--beta", "1"], ["beta = 1", "0 < beta < alpha"]),
        (["--depth", "2", "--out", ""], ["out = ''", "names no file or folder"]),
        (["--depth", "2", "--out", "/proc/nothing"], ["/proc/nothing", "cannot be written"]),
    ],
    ids=str,
)
def test_bad_options_are_refused_in_one_line(
    options: list[str], fragments: list[str], table: str, dmf: Command, assert_refused: Refused
) -> None:
    assert_refused(dmf("plan", table, *options), *fragments)


def test_unreadable_places_are_refused(tmp_path: Path, table: str, dmf: Command, assert_refused: Refused) -> None:
    assert_refused(dmf("plan", str(tmp_path / "none.npy"), "--depth", "2"), "none.npy", "No such file")
    assert_refused(dmf("plan", str(tmp_path / "w.txt"), "--depth", "2"), "ends in .npy, .csv, .mtx")
    np.save(tmp_path / "c.npy", np.eye(2) * 1j)
    assert_refused(dmf("plan", str(tmp_path / "c.npy"), "--depth", "2"), "real matrix", "complex128")
    assert_refused(dmf("plan", table, "--depth", "2", "--out", table), "it is not a folder")
