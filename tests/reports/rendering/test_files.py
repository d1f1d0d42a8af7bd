"""Files are written whole or not at all, and nothing half-written stays behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.commands.cli import Terminated
from reports.rendering.files import require_writable_file, require_writable_folder, write_atomically


@pytest.mark.parametrize("problem", [KeyboardInterrupt, Terminated, MemoryError])
@pytest.mark.parametrize("step", ["chmod", "replace"])
def test_an_interruption_leaves_the_old_file_and_nothing_else(
    step: str, problem: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.md"
    write_atomically(path, "old")

    def interrupted(*args: object) -> None:
        raise problem

    monkeypatch.setattr(Path, step, interrupted)
    with pytest.raises(problem):
        write_atomically(path, "new")
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("page.md", "old")]


def test_files_are_as_readable_as_others(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "page.md", "ε")
    finally:
        os.umask(before)
    assert (tmp_path / "page.md").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "page.md").read_bytes() == "ε".encode()


def test_a_place_that_cannot_be_written_to_is_told_beforehand(tmp_path: Path) -> None:
    require_writable_file(tmp_path / "new.json")
    require_writable_folder(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []
    for path in (tmp_path, tmp_path / "no" / "w.json", Path("/proc/w.json")):
        with pytest.raises(ValueError, match="cannot be written"):
            require_writable_file(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ValueError, match="cannot be written"):
        require_writable_folder(tmp_path / "file" / "below")
