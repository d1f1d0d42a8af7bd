"""The README and the documents: their Python runs, their shell sessions print what they show, their links exist."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reports import glossary, vocabulary
from reports.commands.cli import main
from theory.language.observables import First, Observable
from theory.language.symbols import PARAMETER_NAMES

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
#: The documents that show what the command prints.
WITH_SESSIONS = [path for path in DOCUMENTS if path.name in ("README.md", "tutorial.md", "conjectures.md")]


def sessions(document: Path) -> list[tuple[str, str]]:
    """Return (command, output shown) for every ``$ dmf ...`` line in the console blocks of a document."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def files(document: Path) -> dict[str, str]:
    """Return the files a document shows: Python blocks that begin with their name as a comment."""
    text = document.read_text(encoding="utf-8")
    return dict(re.findall(r"^```python\n# (\w+\.py)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("document", WITH_SESSIONS, ids=lambda path: path.name)
def test_shell_sessions_print_what_the_documents_show(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the document, in a folder with the files that it shows; ``...`` stands for any text."""
    monkeypatch.chdir(tmp_path)
    for name, text in files(document).items():
        Path(name).write_text(text, encoding="utf-8")
    shown = sessions(document)
    assert len(shown) >= 2
    for command, output in shown:
        program, *args = shlex.split(command)
        assert program == "dmf"
        result = CliRunner().invoke(main, args)
        complaints = [line for line in result.stderr.splitlines(keepends=True) if line.startswith("dmf: ")]
        printed = result.stdout + "".join(complaints)
        assert doctest.OutputChecker().check_output(output, printed, doctest.ELLIPSIS), (command, printed)


def test_the_files_that_documents_show_are_looked_at() -> None:
    assert "conjecture.py" in files(ROOT / "docs" / "conjectures.md")


def test_the_tables_of_the_conjectures_are_those_of_the_code() -> None:
    """`python -m reports.glossary` writes them anew."""
    text = glossary.DOCUMENT.read_text(encoding="utf-8")
    assert glossary.filled(text) == text


def test_the_tables_have_every_observable_parameter_and_hypothesis() -> None:
    tables = glossary.tables()
    for name in (*vocabulary.OBSERVABLES, *vocabulary.CONSTRUCTORS):
        assert f"`{name}" in tables["observables"] + tables["constructors"]
    for name in vocabulary.HYPOTHESES:
        assert f"`{name}`" in tables["hypotheses"]
    for name in PARAMETER_NAMES.values():
        assert f"`--{name.replace('_', '-')}`" in tables["parameters"]
    for kind in kinds(Observable):
        if kind is not First:  # whose instances say themselves which condition they wait for
            assert kind.MEANING, kind
            assert kind.SOURCE, kind
            assert kind.MEANING in tables["observables"]


def kinds(kind: type[Observable]) -> Iterator[type[Observable]]:
    for lower in kind.__subclasses__():
        yield lower
        yield from kinds(lower)


def test_every_kind_of_evidence_in_the_documents_is_one_of_the_code() -> None:
    """The sentences of the table stand in the modules that decide, or in the engine that counts."""
    text = glossary.DOCUMENT.read_text(encoding="utf-8")
    table = text[text.index("| evidence | what it says |") : text.index("## In a test suite")]
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("numerics/claims", "reports/engine")
        for path in (ROOT / folder).glob("*.py")
    )
    told = [row.split("|")[1] for row in table.splitlines()[2:] if row.startswith("|")]
    assert len(told) >= 10
    for row in told:
        for sentence in re.findall("`([^`]+)`", row):
            # numbers are counted as n, and the index under its own name
            fixed = re.split(r"\bn\b|\bk\b", sentence)
            assert all(part.strip() in code for part in fixed), sentence


def test_the_python_of_the_readme_runs() -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, tried = doctest.testfile(str(DOCUMENTS[0]), module_relative=False, optionflags=flags, encoding="utf-8")
    assert tried >= 6
    assert failed == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_local_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert local
    for target in local:
        assert (document.parent / target).exists(), target


def test_every_command_is_in_the_readme() -> None:
    text = DOCUMENTS[0].read_text(encoding="utf-8")
    for name in main.commands:
        assert f"`dmf {name}" in text
