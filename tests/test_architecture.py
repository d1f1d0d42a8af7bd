"""The layers import upward only, and modules stay small enough to read."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from theory import STATEMENTS

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("theory", "numerics", "proofs_check", "reports")

#: What each layer may import of the others: theory nothing, and so on upwards.
ALLOWED = {
    "theory": {"theory"},
    "numerics": {"theory", "numerics"},
    "proofs_check": {"theory", "numerics", "proofs_check"},
    "reports": {"theory", "numerics", "proofs_check", "reports"},
}

#: Third-party packages that theory may use: symbolic mathematics, nothing that computes with floats or draws.
THEORY_PACKAGES = {"sympy"}

MODULES = [path for layer in LAYERS for path in sorted((ROOT / layer).rglob("*.py"))]


def imported_packages(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, at any depth of nesting."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add((node.module or "").split(".")[0])
    return found


def test_every_layer_has_modules() -> None:
    for layer in ("theory", "numerics", "reports"):
        assert any(path.is_relative_to(ROOT / layer) for path in MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_upward(path: Path) -> None:
    layer = path.relative_to(ROOT).parts[0]
    assert imported_packages(path) & set(LAYERS) <= ALLOWED[layer]
    assert "tests" not in imported_packages(path)


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.relative_to(ROOT).parts[0] == "theory"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_theory_is_symbolic_only(path: Path) -> None:
    third_party = imported_packages(path) - set(sys.stdlib_module_names) - set(LAYERS)
    assert third_party <= THEORY_PACKAGES
    called = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [func for func in called if isinstance(func, ast.Name) and func.id in ("print", "open")]


#: Where a mechanism lives: what is here serves every statement, and knows none.
ENGINE = ("theory/language", "numerics", "reports/engine", "reports/commands", "reports/rendering")


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if str(path.relative_to(ROOT)).startswith(ENGINE)],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_no_engine_module_names_a_statement(path: Path) -> None:
    ids = {record.id for record in STATEMENTS}
    texts = {
        node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    }
    assert not ids & {text for text in texts if isinstance(text, str)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_folder_is_a_package(path: Path) -> None:
    """Packages are found, not listed: a folder without its __init__ would be left out of an installation."""
    assert (path.parent / "__init__.py").exists()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_readable(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_a_wrong_import_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "wrong.py"
    module.write_text("def f():\n    from reports import campaign\n", encoding="utf-8")
    assert not imported_packages(module) & set(LAYERS) <= ALLOWED["theory"]
