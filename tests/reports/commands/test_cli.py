"""The ``dmf`` command: statements, campaigns, replays, and how it behaves as a program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import Result

from numerics.claims.decide import Outcome
from numerics.exact.verdict import Verdict
from reports.commands import statements
from reports.commands.cli import main
from reports.engine.result import Stretch, Tally, result_of
from reports.engine.witness import Witness
from theory import statement

Command = Callable[..., Result]
Answer = Callable[..., Any]
Refused = Callable[..., None]

CONJECTURE = """
from reports.vocabulary import *

mine = Statement("mine", hypotheses=(DEPTH_TWO,), claims=(Claim("root", sp.Lt(c, 2)),))
"""
POINT = ["--depth", "3", "--eigenvalue", "1", "--alpha", "1/10", "--step", "0.1", "--accuracy", "1/100"]


def point(**changes: str | None) -> list[str]:
    """Return the options of ``POINT`` with some values replaced; None leaves an option out."""
    values = dict(zip(POINT[::2], POINT[1::2], strict=True)) | {f"--{name}": value for name, value in changes.items()}
    return [text for name, value in values.items() if value is not None for text in (name, value)]


def test_list_names_every_statement_with_all_columns(answer: Answer) -> None:
    rows = answer("list")
    assert {"2.4", "1.1", "lemma-2.1", "lemma-2.2-sharp", "lemma-E.1", "remark-1.2"} <= {row["id"] for row in rows}
    for row in rows:
        assert set(row) == {"id", "title", "tag", "evidence", "verdict", "proof"}
        assert row["tag"] in ("text", "rebuilt", "ours", "observed")
        assert all(row.values())


def test_list_reads_the_verdicts_of_the_last_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dmf: Command, answer: Answer, assert_refused: Refused
) -> None:
    file = tmp_path / "verdicts.json"
    monkeypatch.setattr(statements.last_verdicts, "__defaults__", (file,))
    assert {row["verdict"] for row in answer("list")} == {"not yet run"}
    file.write_text('{"2.4": {"verdict": "UPHELD", "evidence": "sampled", "cases": 7}}')
    found = {row["id"]: (row["verdict"], row["evidence"]) for row in answer("list")}
    assert found["2.4"] == ("UPHELD", "sampled")
    assert found["1.1"] == ("not yet run", "not yet run")
    assert answer("show", "2.4")["verdict"] == "UPHELD"
    file.write_text("[1]")
    assert_refused(dmf("list"), "verdicts.json")


def test_list_prints_one_statement_per_line_where_there_is_no_terminal(dmf: Command, answer: Answer) -> None:
    lines = dmf("list").stdout.splitlines()
    assert len(lines) == 1 + len(answer("list"))
    assert lines[0].split() == ["id", "title", "tag", "evidence", "verdict", "proof"]


def test_show_has_hypotheses_claims_provenance_and_latex(dmf: Command, answer: Answer) -> None:
    shown = answer("show", "2.4")
    assert [entry["name"] for entry in shown["hypotheses"]][:2] == ["depth", "initial_scale"]
    assert {claim["kind"] for claim in shown["claims"]} == {"upper", "lower"}
    assert shown["tag"] == "rebuilt"
    assert "2.4" in shown["source"]
    assert "q_" not in json.dumps(shown)
    text = dmf("show", "2.4").stdout
    assert shown["latex"] in text
    assert "eps < |alpha - L|" in text
    assert dmf("show", "2.4", "--latex").stdout.strip() == shown["latex"]
    assert answer("show", "LEMMA-b.1")["id"] == "lemma-B.1"


def test_verify_upholds_the_theorem(answer: Answer) -> None:
    found = answer("verify", "2.4", "--cases", "60", "--seed", "3")
    keys = {"statement", "verdict", "cases", "decided", "undecided", "refuted", "witness", "tightness"}
    assert keys <= set(found)
    assert (found["verdict"], found["cases"], found["refuted"], found["witness"]) == ("UPHELD", 60, 0, None)
    assert found["decided"] + found["undecided"] == 60
    assert list(found["tightness"]) == ["min", "median", "p90", "max"]


def test_verify_refutes_a_mutation_and_replay_confirms_it(tmp_path: Path, dmf: Command, answer: Answer) -> None:
    file = tmp_path / "witness.json"
    result = dmf("verify", "2.4", "--cases", "60", "--scale", "upper=1/2", "--witness", str(file))
    assert result.exit_code == 1
    assert "REFUTED" in result.stdout
    assert f"dmf replay {file}" in result.stdout
    assert [entry.name for entry in tmp_path.iterdir()] == ["witness.json"]
    replayed = answer("replay", str(file), exit_code=1)
    assert replayed["verdict"] == "REFUTED"
    assert replayed["scale"] == {"upper": "1/2"}

    witness = json.loads(file.read_text())
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps({"verdict": "REFUTED", "witness": witness}))
    assert answer("replay", str(whole), exit_code=1) == replayed
    # The same parameters refute nothing once the claim is the theorem itself.
    witness["scale"] = {}
    file.write_text(json.dumps(witness))
    assert answer("replay", str(file))["verdict"] == "UPHELD"


def test_verify_without_refutation_writes_no_witness(tmp_path: Path, dmf: Command) -> None:
    file = tmp_path / "witness.json"
    assert dmf("verify", "2.4", "--cases", "20", "--witness", str(file)).exit_code == 0
    assert not file.exists()


def test_progress_is_plain_short_and_absent_with_json(dmf: Command) -> None:
    shown = dmf("verify", "2.4", "--cases", "20")
    assert 1 <= shown.stderr.count("\n") <= 10
    assert "\x1b" not in shown.stdout + shown.stderr
    assert dmf("verify", "2.4", "--cases", "20", "--json").stderr == ""


@pytest.mark.parametrize("command", list(main.commands))
def test_every_command_explains_itself_with_examples_and_takes_json(command: str, dmf: Command) -> None:
    result = dmf(command, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert f"dmf {command}" in result.stdout
    assert "--json" in result.stdout


def test_the_examples_of_the_help_are_accepted(dmf: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example of bound, hit and show runs, with the files that they name."""
    monkeypatch.chdir(tmp_path)
    np.save("gram.npy", np.diag([1.0, 0.5, 0.0]))
    Path("conjecture.py").write_text(CONJECTURE)
    for name in ("bound", "hit", "show"):
        epilog = main.commands[name].epilog or ""
        lines = [line.split() for line in epilog.splitlines() if line.startswith(f"  dmf {name}")]
        assert len(lines) >= 3
        for _, *args in lines:
            assert dmf(*args).exit_code == 0, args


def test_without_a_command_the_help_is_shown(dmf: Command) -> None:
    assert dmf().stdout == dmf("--help").stdout != ""
    assert dmf("--version").stdout.startswith("dmf, version 0.")


def test_undecided_questions_exit_with_1(monkeypatch: pytest.MonkeyPatch, dmf: Command) -> None:
    from numerics.exact.verdict import Undecided

    def undecided(*args: Any) -> None:
        raise Undecided("4096 bits do not give 15 digits")

    monkeypatch.setattr("reports.engine.bound.bound", undecided)
    result = dmf("bound", "2.4", *POINT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "dmf: undecided: 4096 bits do not give 15 digits\n"


def test_an_interrupt_exits_with_130(monkeypatch: pytest.MonkeyPatch, dmf: Command) -> None:
    def interrupted(*args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reports.engine.bound.bound", interrupted)
    result = dmf("bound", "2.4", *POINT)
    assert result.exit_code == 130
    assert [line for line in result.stderr.splitlines() if line] == ["dmf: interrupted"]


def run(*args: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reports.commands.cli", *args],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **options,
    )


def test_the_installed_command_answers_like_the_function(answer: Answer) -> None:
    result = run("list", "--json")
    assert (result.returncode, json.loads(result.stdout), result.stderr) == (0, answer("list"), "")
    refused = run("bound", "2.4", *point(alpha="-1/10"))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "dmf: alpha = -1/10: breaks initial_scale of 2.4: alpha > 0\n"


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, reports.commands.cli; print({'sympy', 'numpy', 'flint', 'numba', 'IPython'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    for count in (0, 1):
        process = subprocess.Popen(
            [sys.executable, "-m", "reports.commands.cli", "show", "2.4"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(count)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) in (0, 141)


WAITING = """
import multiprocessing, time
from concurrent.futures import ProcessPoolExecutor
from reports.commands.cli import main

@main.command("wait")
def wait():
    with ProcessPoolExecutor(2, multiprocessing.get_context("fork")) as pool:
        sleeping = [pool.submit(time.sleep, 50) for _ in range(4)]
        print("begun", flush=True)
        print([one.result() for one in sleeping])

main(["wait"])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the workers are forked")
@pytest.mark.parametrize(
    ("number", "code", "said"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")]
)
def test_ctrl_c_and_sigterm_end_the_workers_at_once_and_say_one_line(number: int, code: int, said: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    os.killpg(process.pid, number)
    stdout, stderr = process.communicate(timeout=20)
    assert (process.returncode, stdout) == (code, "")
    assert [line for line in stderr.splitlines() if line] == [f"dmf: {said}"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
@pytest.mark.parametrize("command", ["--help", "list --json", "repl -c 1+1"])
@pytest.mark.parametrize(("target", "said"), [("/dev/full", "No space left on device"), ("&-", "stdout is closed")])
def test_an_answer_that_cannot_be_written_is_an_error_of_its_own(command: str, target: str, said: str) -> None:
    """Exit code 1 would say that something was refuted."""
    result = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m reports.commands.cli {command} >{target}"],
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("dmf: ")
    assert said in line


def test_closed_standard_streams_are_no_reason_to_fail() -> None:
    command = f"{sys.executable} -m reports.commands.cli bound remark-1.4 --depth 5 --json <&- 2>&-"
    result = subprocess.run(["sh", "-c", f"exec {command}"], stdout=subprocess.PIPE, text=True, check=False)
    assert result.returncode == 0
    assert json.loads(result.stdout)["statement"] == "remark-1.4"


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (MemoryError(), 2, "dmf: this asks for more memory than there is"),
        (OSError(5, "Input/output error"), 2, "dmf: stdout: Input/output error"),
        (AssertionError("a bound above its truth"), 70, "AssertionError: a bound above its truth"),
    ],
)
def test_what_goes_wrong_elsewhere_is_never_a_refutation(
    problem: Exception, code: int, said: str, monkeypatch: pytest.MonkeyPatch, dmf: Command
) -> None:
    def fail(*args: Any) -> None:
        raise problem

    monkeypatch.setattr("reports.engine.bound.bound", fail)
    monkeypatch.setattr("reports.commands.cli._drop_output", lambda: None)
    result = dmf("bound", "2.4", *POINT)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.splitlines()[-1] == said


def test_show_defines_the_names_of_a_claim_line_by_line(dmf: Command) -> None:
    text = dmf("show", "1.3-sharp").stdout.partition("LaTeX:")[0]
    lines = text.splitlines()
    assert "      where S_0 = beta*(2*alpha - beta)" in lines
    assert "      where S_0, u_0, y_max as in early" in lines
    assert sum(line.startswith("      where S_0 =") for line in lines) == 1
    record = statement("1.3-sharp")
    for claim in record.claims:
        names = {str(name) for name, _ in claim.where}
        begin = next(i for i, line in enumerate(lines) if line.startswith(f"  {claim.name} ["))
        end = next((i for i in range(begin + 1, len(lines)) if lines[i][:3].strip() or lines[i][2] != " "), len(lines))
        told = [line.partition("where ")[2] for line in lines[begin:end] if line.startswith("      where ")]
        assert names == {n for line in told for n in line.partition(" = ")[0].partition(" as in ")[0].split(", ")}
    assert max(len(line) for line in lines if line.startswith("   ")) <= 115


@pytest.mark.parametrize("id", ["2.4", "1.3-sharp", "lemma-2.11"])
def test_show_prints_ln_and_no_multiplier(id: str, dmf: Command, answer: Answer) -> None:
    text = dmf("show", id).stdout.partition("LaTeX:")[0]
    assert "ln(" in text
    assert "log(" not in text
    assert "q_" not in text
    assert not any("log(" in claim["sentence"] for claim in answer("show", id)["claims"])


def test_replay_is_about_the_claim_that_the_file_names(tmp_path: Path, answer: Answer) -> None:
    """At these parameters one claim of the mutated statement fails, another holds, a third says nothing."""
    parameters = {"depth": 3, "eigenvalue": "1", "alpha": "1/10", "step": "1/10", "accuracy": "1/100"}
    found = {}
    for claim in ("upper_4a", "lower_4a", "upper_3"):
        file = tmp_path / f"{claim}.json"
        scale = {"upper": "1/2"}
        file.write_text(json.dumps({"statement": "2.4", "claim": claim, "scale": scale, "parameters": parameters}))
        replayed = answer("replay", str(file), exit_code=int(claim == "upper_4a"))
        found[claim] = (replayed["claim"], replayed["verdict"], replayed["details"]["evidence"])
    assert found["upper_4a"][:2] == ("upper_4a", "REFUTED")
    assert found["lower_4a"][:2] == ("lower_4a", "UPHELD")
    assert found["upper_3"] == ("upper_3", "UPHELD", "does not apply")


@pytest.mark.parametrize(
    ("verdict", "code"), [(Verdict.UPHELD, 0), (Verdict.PROVED, 0), (Verdict.UNDECIDED, 1), (Verdict.REFUTED, 1)]
)
def test_only_what_is_upheld_or_proved_exits_with_0(
    verdict: Verdict, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    witness = Witness("2.4", "upper_4a", {}, {"depth": 3}, {})
    found = result_of("2.4", [], Stretch({"upper_4a": Tally()}, cases=1), None)
    monkeypatch.setattr("reports.engine.witness.replay", lambda *_: Outcome(verdict, "upper_4a", k=4))
    monkeypatch.setattr("reports.engine.verify.verify", lambda *_: replace(found, verdict=verdict))
    file = tmp_path / "w.json"
    file.write_text(json.dumps(witness.as_json()))
    replayed = answer("replay", str(file), exit_code=code)
    assert (replayed["verdict"], replayed["details"]["k"]) == (verdict.name, "4")
    assert answer("verify", "2.4", exit_code=code)["verdict"] == verdict.name


def test_a_replay_beyond_floats_is_undecided(tmp_path: Path, dmf: Command) -> None:
    file = tmp_path / "w.json"
    parameters = {"depth": 1, "eigenvalue": "1e4000", "alpha": "2", "step": "1/2"}
    witness = {"statement": "lemma-2.2", "claim": "stays_between", "scale": {}, "parameters": parameters}
    file.write_text(json.dumps(witness))
    result = dmf("replay", str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("dmf: undecided: the parameters are beyond the range of float64")


def test_the_group_is_a_click_command() -> None:
    assert isinstance(main, click.Group)
    assert set(main.commands) == {
        "list",
        "show",
        "bound",
        "hit",
        "verify",
        "replay",
        "report",
        "repl",
        "frontier",
        "solve",
        "plan",
        "prove",
    }
