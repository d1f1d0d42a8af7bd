"""The README and the tutorial: their Python runs, their shell sessions print what they show, their links exist."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from reports.commands.cli import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "tutorial.md"]


def sessions(document: Path) -> list[tuple[str, str]]:
    """Return (command, output shown) for every ``$ dmf ...`` line in the console blocks of a document."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```$", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(
    ("command", "output"),
    [session for document in DOCUMENTS for session in sessions(document)],
    ids=lambda value: value[:40],
)
def test_shell_sessions_print_what_the_documents_show(command: str, output: str) -> None:
    program, *args = shlex.split(command)
    assert program == "dmf"
    assert CliRunner().invoke(main, args).output == output


def test_the_documents_show_shell_sessions() -> None:
    assert all(len(sessions(document)) >= 2 for document in DOCUMENTS)


def test_the_python_of_the_readme_runs() -> None:
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    failed, tried = doctest.testfile(str(DOCUMENTS[0]), module_relative=False, optionflags=flags, encoding="utf-8")
    assert tried >= 6
    assert failed == 0


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_local_links_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target]
    assert local or document.name == "tutorial.md"
    for target in local:
        assert (document.parent / target).exists(), target


def test_every_command_is_in_the_readme() -> None:
    text = DOCUMENTS[0].read_text(encoding="utf-8")
    for name in main.commands:
        assert f"`dmf {name}" in text
