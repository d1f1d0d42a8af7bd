"""The ``dmf`` command as tests call it, and what they expect of a refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reports.commands.cli import main


@pytest.fixture
def dmf() -> Callable[..., Result]:
    """Run a command line in this process."""
    return lambda *args: CliRunner().invoke(main, args)


@pytest.fixture
def answer(dmf: Callable[..., Result]) -> Callable[..., Any]:
    """Run a command line with --json and return the value it prints."""

    def run(*args: str, exit_code: int = 0) -> Any:
        result = dmf(*args, "--json")
        assert result.exit_code == exit_code, result.stderr
        return json.loads(result.stdout)

    return run


@pytest.fixture
def assert_refused() -> Callable[..., None]:
    """Check that bad input was answered with exit code 2 and one line that has all the fragments."""

    def check(result: Result, *fragments: str) -> None:
        lines = result.stderr.splitlines()
        assert result.exit_code == 2, (result.exit_code, result.stderr, result.exception)
        assert result.stdout == ""
        assert len(lines) == 1
        assert lines[0].startswith("dmf: ")
        for fragment in fragments:
            assert fragment in lines[0]

    return check
