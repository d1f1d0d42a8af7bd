"""The interactive session: what it starts with, and that scripted sessions print values and exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from IPython.core.formatters import DisplayFormatter

from reports import vocabulary
from reports.repl import BANNER, namespace, python_name
from theory.deep_factorization import perturbed_start
from theory.dynamics import orbits
from theory.language import hypotheses
from theory.language.observables import First
from theory.language.statement import Hypothesis


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
        if " = " in code:
            exec(code, names)
        else:
            assert "q_" not in str(eval(code, names)), f"{code} shows a multiplier"


def test_the_banner_mutation_is_refuted() -> None:
    names = namespace()
    result = eval('verify(THEOREM_2_4, cases=30, scales={"upper": "1/2"})', names)
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


def test_a_changed_record_is_decided_as_it_was_changed() -> None:
    """With one claim turned round the statement is false, and its verdict follows the record, not its id."""
    names = namespace()
    code = """
claims = THEOREM_2_4.claims
turned = replace(claims[0], relation=sp.Gt(*claims[0].relation.args))
changed = replace(THEOREM_2_4, claims=(turned, *claims[1:]))
"""
    exec(code, names)
    assert eval("verify(changed, cases=30, seed=1)", names).verdict is names["Verdict"].REFUTED
    assert eval("verify(THEOREM_2_4, cases=30, seed=1)", names).verdict is not names["Verdict"].REFUTED


def test_every_registered_statement_has_a_name() -> None:
    names = namespace()
    assert len({python_name(record.id) for record in names["STATEMENTS"]}) == len(names["STATEMENTS"])
    for record in names["STATEMENTS"]:
        assert names[python_name(record.id)] is record


def test_the_vocabulary_has_every_observable_and_shared_hypothesis() -> None:
    """What theory defines for all is in ``reports.vocabulary``, and what that promises is there."""
    names = vars(vocabulary)
    assert set(vocabulary.__all__) <= set(names)
    observables = {name for name, value in vars(orbits).items() if _takes_part(value, orbits.__name__)}
    assert observables <= set(vocabulary.OBSERVABLES)
    for module in (hypotheses, perturbed_start):
        shared = {name for name, value in vars(module).items() if isinstance(value, Hypothesis)}
        assert shared <= set(vocabulary.HYPOTHESES)


def _takes_part(value: object, module: str) -> bool:
    made = getattr(value, "__module__", "") == module or ".<locals>.<lambda>" in getattr(value, "__qualname__", "")
    return isinstance(value, First) or (callable(value) and made)
