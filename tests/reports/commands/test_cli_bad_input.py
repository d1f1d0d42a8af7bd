"""Bad input: exit code 2, one line that names the value, nothing on stdout, nothing written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

Command = Callable[..., Result]
Answer = Callable[..., Any]
Refused = Callable[..., None]

POINT = ["--depth", "3", "--eigenvalue", "1", "--alpha", "1/10", "--step", "0.1", "--accuracy", "1/100"]


def point(**changes: str | None) -> list[str]:
    """Return the options of ``POINT`` with some values replaced; None leaves an option out."""
    values = dict(zip(POINT[::2], POINT[1::2], strict=True)) | {f"--{name}": value for name, value in changes.items()}
    return [text for name, value in values.items() if value is not None for text in (name, value)]


@pytest.mark.parametrize("command", [("bound", "2.4"), ("hit",), ("bound", "1.1")], ids=" ".join)
@pytest.mark.parametrize(
    ("changes", "fragments"),
    [
        ({"alpha": "-1/10"}, ["alpha = -1/10", "initial_scale", "alpha > 0"]),
        ({"alpha": "0"}, ["alpha = 0", "alpha > 0"]),
        ({"alpha": "nan"}, ["alpha", "'nan' is not a number"]),
        ({"alpha": "inf"}, ["alpha", "'inf' is not a number"]),
        ({"eigenvalue": "-inf"}, ["eigenvalue", "'-inf' is not a number"]),
        ({"alpha": "1/0"}, ["alpha", "'1/0' has a zero denominator"]),
        ({"alpha": ""}, ["alpha", "'' is not a number"]),
        ({"alpha": "ten"}, ["alpha", "'ten'"]),
        ({"alpha": "1e999999999"}, ["alpha", "exponent"]),
        ({"alpha": "0x10"}, ["alpha", "'0x10'"]),
        ({"step": "-0.1"}, ["step = -0.1", "eta > 0"]),
        ({"step": "0"}, ["step = 0", "eta > 0"]),
        ({"step": "1"}, ["step = 1", "step_size"]),
        ({"step": "1/7"}, ["step = 1/7", "step_size"]),
        ({"alpha": "10"}, ["step = 0.1", "step_size", "M = max(alpha"]),
        ({"accuracy": "-1/100"}, ["accuracy = -1/100", "eps > 0"]),
        ({"accuracy": "0"}, ["accuracy = 0", "eps > 0"]),
        ({"accuracy": "nan"}, ["accuracy", "'nan'"]),
        ({"depth": "0"}, ["depth = 0", "N >= 1"]),
        ({"depth": "-3"}, ["depth = -3", "N >= 1"]),
        ({"depth": "2.5"}, ["depth = 2.5", "integer"]),
        ({"depth": "65"}, ["depth = 65", "at most 64"]),
        ({"depth": "1e9"}, ["depth = 1e9", "at most 64"]),
        ({"depth": "two"}, ["depth", "'two'"]),
        ({"depth": None}, ["missing option --depth"]),
        ({"eigenvalue": None}, ["missing option --eigenvalue"]),
        ({"alpha": None}, ["missing option --alpha"]),
        ({"accuracy": None}, ["missing option --accuracy"]),
        ({"unknown": "1"}, ["--unknown"]),
    ],
    ids=str,
)
def test_bad_numbers_are_refused_in_one_line(
    command: tuple[str, ...], changes: dict[str, str], fragments: list[str], dmf: Command, assert_refused: Refused
) -> None:
    assert_refused(dmf(*command, *point(**changes)), *fragments)
    assert_refused(dmf(*command, *point(**changes), "--json"), *fragments)


@pytest.mark.parametrize(
    ("args", "fragments"),
    [
        (["bound", "2.4", *point(accuracy="0.9")], ["accuracy = 0.9", "accuracy_below_start"]),
        (["bound", "1.1", *point(alpha="1")], ["accuracy = 1/100", "accuracy_below_start"]),
        (["bound", "2.4", *point(depth="1")], ["depth = 1", "breaks depth of 2.4", "N >= 2"]),
        (["bound", "2.4", *point(), "--digits", "0"], ["digits = 0"]),
        (["bound", "2.4", *point(), "--digits", "1e6"], ["digits = 1e6"]),
        (["bound", "lemma-2.5", *point()], ["lemma-2.5 has no numeric bound", "lemma-E.1"]),
        (["bound", "9.9", *point()], ["unknown statement '9.9'"]),
        (["bound", "theorem-2.4", *point()], ["did you mean '2.4'"]),
        (["bound", "lemma-2.2", "--depth", "1", "--eigenvalue", "1", "--alpha", "2"], ["--step, --accuracy"]),
        (["bound", *point()], ["missing argument"]),
        (["bound", "2.4", *point(), "extra"], ["extra"]),
        (["bound", "2.4", "--alpha"], ["--alpha"]),
        (["show", "lemma-2.2-sharpe"], ["did you mean 'lemma-2.2-sharp'"]),
        (["show", "e.1"], ["did you mean 'lemma-E.1'"]),
        (["show", "2.4", "--latex", "--json"], ["--latex and --json"]),
        (["show"], ["missing argument"]),
        (["shwo", "2.4"], ["shwo"]),
        (["list", "2.4"], ["2.4"]),
        (["--nonsense"], ["--nonsense"]),
        (["verify", "2.4", "--cases", "0"], ["cases = 0"]),
        (["verify", "2.4", "--cases", "-5"], ["cases = -5"]),
        (["verify", "2.4", "--cases", "1.5"], ["cases = 1.5"]),
        (["verify", "2.4", "--cases", "1e30"], ["cases = 1e30"]),
        (["verify", "2.4", "--seed", "junk"], ["seed", "'junk'"]),
        (["verify", "2.4", "--seed", "-1"], ["seed = -1"]),
        (["verify", "2.4", "--workers", "0"], ["workers = 0"]),
        (["verify", "2.4", "--scale", "upper"], ["--scale 'upper'", "NAME=FACTOR"]),
        (["verify", "2.4", "--scale", "uper=0.9"], ["--scale 'uper=0.9'", "upper"]),
        (["verify", "2.4", "--scale", "upper=0"], ["--scale 'upper=0'", "positive"]),
        (["verify", "2.4", "--scale", "upper=-1"], ["--scale 'upper=-1'", "positive"]),
        (["verify", "2.4", "--scale", "upper=x"], ["--scale 'upper=x'", "not a number"]),
        (["verify", "2.4", "--scale", "upper=1/0"], ["--scale 'upper=1/0'", "zero denominator"]),
        (["verify", "2.4", "--scale", "upper=1", "--scale", "upper=2"], ["--scale upper", "twice"]),
        (["verify", "nothing"], ["unknown statement 'nothing'"]),
        (["verify", "2.4", "--witness", "/nonexistent/folder/w.json"], ["/nonexistent/folder/w.json"]),
        (["verify", "2.4", "--witness", "/"], ["/: cannot be written"]),
        (["verify", "--file", "/nonexistent/f.py"], ["/nonexistent/f.py", "no such file"]),
        (["verify"], ["missing argument ID", "--file"]),
        (["bound", "2.4", *point(), "--time", "1"], ["time = 1", "no parameter of 2.4"]),
        (["replay", "/nonexistent/w.json"], ["/nonexistent/w.json", "cannot be read"]),
        (["replay", "/"], ["/: cannot be read"]),
        (["report", "--out", "/proc/nothing"], ["/proc/nothing", "cannot be written"]),
        (["report", "--profile", "slow"], ["slow", "quick"]),
        (["report", "--out", ""], ["out = ''", "names no file or folder"]),
        (["report", "--check", "--out", " "], ["out = ' '", "names no file or folder"]),
        (["verify", "2.4", "--witness", ""], ["witness_file = ''", "names no file or folder"]),
        (["verify", "--file", ""], ["file = ''", "names no file or folder"]),
        (["bound", "1.1", "--matrix", "", *point(eigenvalue=None)], ["matrix = ''", "names no file or folder"]),
        (["replay", ""], ["witness_file = ''", "names no file or folder"]),
        (["repl", "--json", "-c", "1"], ["--json and -c"]),
    ],
    ids=lambda value: " ".join(value)[-40:],
)
def test_bad_requests_are_refused_in_one_line(
    args: list[str], fragments: list[str], dmf: Command, assert_refused: Refused
) -> None:
    assert_refused(dmf(*args), *fragments)


def test_a_file_in_the_way_of_out_is_refused_and_left_alone(
    tmp_path: Path, dmf: Command, assert_refused: Refused
) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    assert_refused(dmf("report", "--out", str(file)), str(file))
    assert_refused(dmf("report", "--out", str(file / "below")), str(file))
    assert_refused(dmf("verify", "2.4", "--witness", str(file / "w.json")), str(file))
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("file", "mine")]


GOOD_WITNESS = {
    "statement": "2.4",
    "claim": "upper_4a",
    "scale": {},
    "parameters": {"depth": 3, "eigenvalue": "1", "alpha": "1/10", "step": "1/10", "accuracy": "1/100"},
}


@pytest.mark.parametrize(
    ("witness", "fragment"),
    [
        ("not json", "not a JSON file"),
        ("", "not a JSON file"),
        ([GOOD_WITNESS], "not a list"),
        (5, "not a number"),
        (None, "not null"),
        ({}, "lacks statement, claim, scale, parameters"),
        ({"witness": None}, "holds no witness"),
        ({"witness": [1]}, "not a list"),
        (GOOD_WITNESS | {"statement": 2.4}, "statement: a text is expected"),
        (GOOD_WITNESS | {"statement": "2.5"}, "unknown statement '2.5'"),
        (GOOD_WITNESS | {"claim": 1}, "claim: a text is expected"),
        (GOOD_WITNESS | {"scale": ["upper", 1]}, "scale: an object is expected"),
        (GOOD_WITNESS | {"scale": {"upper": [1]}}, "scale upper: a number is expected"),
        (GOOD_WITNESS | {"scale": {"upper": True}}, "scale upper: a number is expected"),
        (GOOD_WITNESS | {"scale": {"upper": "x"}}, "'x' is not a number"),
        (GOOD_WITNESS | {"scale": {"wrong": "1"}}, "wrong"),
        (GOOD_WITNESS | {"scale": {"upper": "-1"}}, "upper = -1"),
        (GOOD_WITNESS | {"claim": "upper"}, "2.4 has no claim 'upper': they are upper_1"),
        (GOOD_WITNESS | {"parameters": []}, "parameters: an object is expected"),
        (GOOD_WITNESS | {"parameters": {}}, "depth"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"alpha": [1]}}, "[1]"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"alpha": None}}, "None"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"alpha": "-1"}}, "initial_scale"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"step": "1/7"}}, "step_size"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"depth": 2.5}}, "depth = 5/2: must be an integer"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"depth": 1}}, "depth = 1"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"depth": 10**9}}, "at most 64"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"depth": "100000000"}}, "at most 64"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"depth": "65"}}, "depth = 65: at most 64"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"depth": 1e300}}, "at most 64"),
        (json.dumps(GOOD_WITNESS).replace('"1/10"', "7" * 10**7), "has more than 4000 digits"),
        (json.dumps(GOOD_WITNESS | {"details": {"k": 0}}).replace("0}", "7" * 10**7 + "}"), "more than 4000 digits"),
        (
            GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"alpha": "7" * 10**7}},
            "more than 4000 characters",
        ),
        ({name: GOOD_WITNESS[name] for name in ("statement", "scale", "parameters")}, "lacks claim"),
        (GOOD_WITNESS | {"parameters": GOOD_WITNESS["parameters"] | {"accuracy": "nan"}}, "nan"),
    ],
    ids=lambda value: str(value)[:80],
)
def test_malformed_witnesses_are_refused_in_one_line(
    witness: Any, fragment: str, tmp_path: Path, dmf: Command, assert_refused: Refused
) -> None:
    file = tmp_path / "w.json"
    file.write_text(witness if isinstance(witness, str) else json.dumps(witness))
    assert_refused(dmf("replay", str(file)), fragment)


def test_a_binary_witness_file_is_refused(tmp_path: Path, dmf: Command, assert_refused: Refused) -> None:
    file = tmp_path / "w.json"
    file.write_bytes(b"\xff\xfe\x00")
    assert_refused(dmf("replay", str(file)), "not a JSON file")
