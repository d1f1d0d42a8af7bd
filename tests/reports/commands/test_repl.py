"""The interactive session: what it starts with, and that scripted sessions print values and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from IPython.core.formatters import DisplayFormatter

from reports.commands.repl import BANNER, namespace


def session(*args: str, text: str | None = None, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) | ({"HOME": str(home)} if home else {})
    return subprocess.run(
        [sys.executable, "-m", "reports.commands.cli", "repl", *args],
        input=text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=environment,
    )


def test_every_example_of_the_banner_runs() -> None:
    names = namespace()
    lines = [line.strip() for line in BANNER.splitlines() if line.startswith("  ")]
    assert len(lines) >= 6
    for line in lines:
        # Code and explanation are separated by a wide gap.
        code = line.split("   ")[0].replace("cases=2000", "cases=30")
        exec(code, names) if " = " in code else eval(code, names)


def test_the_banner_mutation_is_refuted() -> None:
    names = namespace()
    result = eval('run_campaign(CAMPAIGNS["2.4"], cases=30, scales={"upper": exact("1/2")})', names)
    assert result.verdict is names["Verdict"].REFUTED


def test_statements_are_text_in_a_terminal_and_latex_in_a_notebook() -> None:
    record = namespace()["statement"]("2.4")
    shown, _ = DisplayFormatter().format(record)
    assert shown["text/plain"].startswith("2.4  Iteration counts for one eigenvalue")
    assert shown["text/latex"].startswith("$\\displaystyle \\begin{aligned}")
    assert "\\eta" in shown["text/latex"]


def test_a_piped_session_prints_each_value_and_leaves_nothing_behind(tmp_path: Path) -> None:
    result = session(text='lam\ny = 3\ny + 1\nstatement("2.4")\n', home=tmp_path)
    assert result.returncode == 0
    assert result.stderr == ""
    lines = result.stdout.splitlines()
    assert lines[:2] == ["lambda", "4"]
    assert "2.4  Iteration counts for one eigenvalue" in result.stdout
    assert "Out[" not in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_code_on_the_command_line_sets_the_exit_code() -> None:
    fine = session("-c", 'hitting_time(3, 1, "1/10", "1/10", "1/100").iterations')
    assert (fine.returncode, fine.stdout) == (0, "105\n")
    wrong = session("-c", 'statement("9.9")')
    assert wrong.returncode == 1
    assert "unknown statement" in wrong.stdout + wrong.stderr
