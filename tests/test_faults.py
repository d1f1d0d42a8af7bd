"""Planted faults are small, are Python, and stay out of messages, annotations and decorators."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import faults_in, stages

ROOT = Path(__file__).resolve().parent.parent
FILES = ("theory/deep_factorization/lemma_b_1.py", "numerics/formulas/roots.py")


@pytest.mark.parametrize("path", FILES)
def test_every_fault_is_python_and_changes_something(path: str) -> None:
    source = (ROOT / path).read_text()
    faults, before = faults_in(path, source), ast.dump(ast.parse(source))
    assert len(faults) > 40
    for fault in faults:
        assert ast.dump(ast.parse(fault.after)) != before, fault.change
        assert fault.after.count("\n") <= source.count("\n")


def test_what_is_left_alone() -> None:
    source = '''
from functools import lru_cache

__all__ = ["f", "g"]
Pair = tuple[int, int]

@lru_cache(maxsize=12)
def f(x: tuple[int, int]) -> list[int]:
    """Return 1 + 2."""
    raise ValueError(f"{x[0] + 1} is 3")
'''
    assert [fault.change for fault in faults_in("f.py", source)] == ['raise ValueError(f"{x[0] + 1} is 3")  →  pass']


def test_the_nearest_tests_come_first() -> None:
    path = "theory/deep_factorization/lemma_2_7.py"
    near, record, whole = stages(path, (ROOT / path).read_text(), ROOT)
    assert near[:3] == ["-n0", path, "tests/theory/deep_factorization/test_lemma_2_7.py"]
    assert record[-1] == "lemma-2.7"
    assert whole == []


def test_a_fault_that_a_test_notices_and_one_that_none_notices(tmp_path: Path) -> None:
    """In a project of one module, one test, and a line that no test looks at."""
    (tmp_path / "tests" / "numerics").mkdir(parents=True)
    (tmp_path / "numerics").mkdir()
    module = "def less(x):\n    return -x\n\n\ndef unseen(x):\n    return -x\n"
    (tmp_path / "numerics" / "signs.py").write_text(module)
    test = "from numerics.signs import less\n\n\ndef test_less():\n    assert less(2) == -2\n"
    (tmp_path / "tests" / "numerics" / "test_signs.py").write_text(test)
    for name in ("numerics", "tests", "tests/numerics"):
        (tmp_path / name / "__init__.py").touch()
    shutil.copy(ROOT / "tests" / "faults.py", tmp_path / "tests" / "faults.py")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    command = [sys.executable, "-m", "tests.faults", "--mirrored", "numerics"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "1 of 2 noticed" in found.stdout, found.stdout + found.stderr
    assert found.stdout.splitlines()[-1] == "numerics/signs.py:6  -x  →  x"
    assert (tmp_path / "numerics" / "signs.py").read_text() == module
