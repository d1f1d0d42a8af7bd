"""The registry finds every statement by itself, and takes those of a user."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from theory import STATEMENTS, register, register_folder, statement
from theory.language.registry import discover, load_module, reading_order, unregister
from theory.language.statement import TAGS, Statement

ROOT = Path(__file__).resolve().parents[3]
#: What sharpens a theorem has its number, and a module named after what it says.
NAMED_BY_CONTENT = {"1.3-sharp": "perturbed_count", "2.4-steps": "larger_steps", "2.4-lag": "half_lag"}


def test_ids_are_unique_and_resolve() -> None:
    assert len({record.id.lower() for record in STATEMENTS}) == len(STATEMENTS) >= 24
    for record in STATEMENTS:
        assert statement(record.id.upper()) is record
        assert record.tag in TAGS
        assert record.claims
        assert record.source


def test_dependencies_are_statements() -> None:
    for record in STATEMENTS:
        for id in record.depends_on:
            assert statement(id) is not record


def test_a_stranger_guesses_the_file_from_the_number() -> None:
    files = {path.stem for path in (ROOT / "theory").rglob("*.py")}
    for record in STATEMENTS:
        stem = NAMED_BY_CONTENT.get(record.id, record.id).lower().replace("-", "_").replace(".", "_")
        assert (stem if stem[0].isalpha() else f"theorem_{stem}") in files


def test_the_order_is_that_of_the_paper() -> None:
    assert [reading_order(record) for record in STATEMENTS] == sorted(map(reading_order, STATEMENTS))
    ids = [record.id for record in STATEMENTS]
    assert (
        ids.index("1.3")
        < ids.index("1.3-sharp")
        < ids.index("lemma-2.1")
        < ids.index("lemma-2.10".replace("lemma", "remark"))
    )


def test_finding_them_again_adds_nothing() -> None:
    before = list(STATEMENTS)
    discover()
    assert before == STATEMENTS


def test_a_taken_id_is_refused() -> None:
    with pytest.raises(ValueError, match="there is a statement with this id already"):
        register(Statement("2.4"))


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no statement in any module"):
        register_folder(tmp_path)
    (tmp_path / "toy.py").write_text(
        "import sympy as sp\n"
        "from theory.dynamics.orbits import d\n"
        "from theory.language.hypotheses import DEPTH_TWO, DESCENT\n"
        "from theory.language.statement import Claim, Every, Statement\n"
        "from theory.language.symbols import k\n"
        "TOY = Statement('zoo-1', 'Positive iterates', hypotheses=(DEPTH_TWO, *DESCENT),\n"
        "    claims=(Claim('positive', sp.Gt(d(k), 0), 'd(k) > 0', 'ours', Every(k)),))\n",
        encoding="utf-8",
    )
    (record,) = register_folder(tmp_path)
    try:
        assert statement("zoo-1") is record
        assert STATEMENTS[-1] is record
    finally:
        unregister(record)


def test_an_edit_within_the_second_that_keeps_the_length_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "own.py"
    for name in ("one", "two"):
        path.write_text(f"name = {name!r}\n")
        os.utime(path, (1, 1))
        assert load_module(path).name == name
