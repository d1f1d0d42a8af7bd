"""The arguments on paper: each is named where it is used, each name leads to one, and what they point at exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "proofs"
INDEX = FOLDER / "README.md"
DOCUMENTS = sorted(path for path in FOLDER.glob("*.md") if path != INDEX)
LAYERS = ("theory", "numerics", "proofs_check", "reports")
EVERY = [INDEX, *DOCUMENTS]


def docstrings(path: Path) -> str:
    """Return all docstrings of a module, one after the other."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds))
    return "\n".join(ast.get_docstring(node) or "" for node in nodes)


@cache
def named() -> dict[str, set[str]]:
    """Return, for each document that a docstring names, the modules whose docstrings do."""
    found: dict[str, set[str]] = {}
    for layer in LAYERS:
        for path in (ROOT / layer).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for name in re.findall(r"docs/proofs/([\w.-]+\.md)", docstrings(path)):
                found.setdefault(name, set()).add(module)
    return found


def rows() -> dict[str, tuple[set[str], str]]:
    """Return document: (modules that use it, what is machine-checked), from the table."""
    table = re.findall(r"^\| \[.*?\]\((.*?)\) \| (.*?) \| (.*?) \|$", INDEX.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (set(re.findall("`([^`]+)`", used)), checked) for name, used, checked in table}


def test_documents_and_names_in_docstrings_are_the_same() -> None:
    assert len(DOCUMENTS) >= 5
    assert set(named()) == {path.name for path in DOCUMENTS}


def test_the_table_lists_every_document_and_the_modules_that_name_it() -> None:
    assert {name: used for name, (used, _) in rows().items()} == named()
    assert all(checked for _, checked in rows().values())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_begins_with_what_is_by_hand(document: Path) -> None:
    title, first, *_ = document.read_text(encoding="utf-8").split("\n\n")
    assert title.startswith("# ")
    assert "by hand" in first.lower()
    assert "machine-checked" in first.lower()


@pytest.mark.parametrize("document", EVERY, ids=lambda path: path.stem)
def test_what_a_document_points_at_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (document.parent / target).is_file(), target
    for path, test in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", text):
        assert f"def {test}" in (ROOT / path).read_text(encoding="utf-8"), (path, test)
    modules = re.findall(rf"`((?:{'|'.join(LAYERS)})(?:\.\w+)+)`", text)
    assert modules
    for module in modules:
        import_module(module)


@pytest.mark.parametrize("document", EVERY, ids=lambda path: path.stem)
def test_formulas_are_closed(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    displayed = re.findall(r"^ *```math\n.*?^ *```$", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^ *```math\n.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert "```" not in rest
    for paragraph in rest.split("\n\n"):
        assert paragraph.count("$") % 2 == 0, paragraph
    for formula in (*displayed, *re.findall(r"\$(.*?)\$", rest, re.DOTALL)):
        assert formula.count("{") == formula.count("}"), formula
        assert formula.count(r"\left") == formula.count(r"\right"), formula
