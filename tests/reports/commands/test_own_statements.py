"""Statements of one's own: in a file, registered at run time; what is wrong with a file is said in one line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sympy as sp
from click.testing import Result

from reports.engine.bound import bound
from reports.engine.verify import verify
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.dynamics.orbits import T, d
from theory.language.claims import Claim, Every
from theory.language.hypotheses import ACCURACY, DEPTH_TWO, DESCENT, POSITIVE_EIGENVALUE
from theory.language.registry import register, unregister
from theory.language.statement import Statement
from theory.language.symbols import N, alpha, eps, eta, k, lam

Command = Callable[..., Result]
Answer = Callable[..., Any]
Refused = Callable[..., None]

CONJECTURES = """
from reports.vocabulary import *

hypotheses = (DEPTH_TWO, *DESCENT, POSITIVE_EIGENVALUE)
grows = Claim("grows", sp.Le(d(k), d(k + 1)), over=Every(k))
false = Statement("always-grows", hypotheses=hypotheses, claims=(grows,))
true = Statement("grows-below", hypotheses=hypotheses, claims=(replace(grows, given=alpha**N < lam),))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "conjecture.py"
    path.write_text(CONJECTURES, encoding="utf-8")
    return path


def test_all_statements_of_a_file_are_verified_one_after_another(file: Path, answer: Answer, dmf: Command) -> None:
    found = answer("verify", "--file", str(file), "--cases", "30", exit_code=1)
    assert [(entry["statement"], entry["verdict"]) for entry in found] == [
        ("always-grows", "REFUTED"),
        ("grows-below", "UPHELD"),
    ]
    chosen = answer("verify", "GROWS-below", "--file", str(file), "--cases", "30")
    assert chosen == found[1]
    shown = dmf("verify", "--file", str(file), "--cases", "30").stdout
    assert "grows  REFUTED  30       30" in shown
    assert "grows: for every k: d(k) <= d(k + 1)" in shown


def test_a_witness_of_a_file_replays_with_it_and_finds_it(
    file: Path, tmp_path: Path, answer: Answer, dmf: Command, assert_refused: Refused
) -> None:
    witness = tmp_path / "w.json"
    result = dmf("verify", "--file", str(file), "--cases", "30", "--witness", str(witness))
    assert result.exit_code == 1
    assert f"dmf replay {witness}" in result.stdout
    assert json.loads(witness.read_text())["file"] == str(file)
    assert answer("replay", str(witness), exit_code=1)["verdict"] == "REFUTED"
    moved = file.rename(tmp_path / "moved.py")
    assert_refused(dmf("replay", str(witness)), "conjecture.py", "--file")
    assert answer("replay", str(witness), "--file", str(moved), exit_code=1)["claim"] == "grows"
    moved.write_text(CONJECTURES.replace("sp.Le", "sp.Ge").replace("**N < lam", "**N > lam"))
    # what is in the file now holds at these parameters
    assert answer("replay", str(witness), "--file", str(moved))["verdict"] == "UPHELD"


def test_a_variant_of_a_published_statement_is_taken_from_the_file(tmp_path: Path, answer: Answer) -> None:
    path = tmp_path / "variant.py"
    path.write_text(
        "from reports.vocabulary import *\n"
        "from theory.deep_factorization.theorem_2_4 import THEOREM_2_4\n"
        "half = replace(THEOREM_2_4, claims=tuple(\n"
        "    replace(c, relation=sp.Le(T, c.relation.rhs / 2)) for c in THEOREM_2_4.claims if c.kind == 'upper'))\n"
    )
    found = answer("verify", "--file", str(path), "--cases", "40", exit_code=1)
    assert (found["statement"], found["verdict"]) == ("2.4", "REFUTED")
    assert answer("replay", str(_saved(tmp_path, found)), exit_code=1)["verdict"] == "REFUTED"


def _saved(folder: Path, found: dict[str, Any]) -> Path:
    path = folder / "result.json"
    path.write_text(json.dumps(found))
    return path


HEAD = "from reports.vocabulary import *\n"


@pytest.mark.parametrize(
    ("text", "line", "fragment"),
    [
        (HEAD + "x = = 3\n", 2, "invalid syntax"),
        ("\n\ny = foo\n", 3, "no such name 'foo'"),
        ("z = Every(k)\n", 1, "no such name 'Every'; `from reports.vocabulary import *` has it"),
        (HEAD + "z = Statment('a')\n", 2, "no such name 'Statment'; did you mean 'Statement'?"),
        ("from theory.language.symbols import nothing\n", 1, "cannot import name 'nothing' from"),
        ("import nonsense_module\n", 1, "no such module 'nonsense_module'"),
        ("import sys\nsys.exit(3)\n", 2, "ends the program"),
        (HEAD + "1 / 0\n", 2, "ZeroDivisionError"),
        (HEAD + "a = Statement('a', hypothesis=())\n", 2, "unexpected keyword argument 'hypothesis'"),
        (HEAD + "b = Claim('c', sp.Le(d(k), d(k + 1)))\n", 2, "k has no quantifier; add over=Every(k)"),
        (HEAD + "b = Claim('c', sp.Gt(alpha, 0))\n", 2, "True is not a relation"),
        (HEAD + "b = Claim('c', d(k) > 0 and d(k) < 1, over=Every(k))\n", 2, "sp.And"),
        (HEAD + "b = Claim('c', sp.Le(d(k), 1), over=Tends(k))\n", 2, "a limit is an equation"),
        (HEAD + "T2 = first(k, sp.Le(T, 1))\n", 2, "a hitting time inside a hitting time"),
        (HEAD, None, "no statement in it"),
        ("", None, "no statement in it"),
        (HEAD + "from theory.deep_factorization.theorem_2_4 import THEOREM_2_4\n", None, "no statement in it"),
    ],
)
def test_a_file_that_does_not_run_is_refused_with_its_line(
    text: str, line: int | None, fragment: str, tmp_path: Path, dmf: Command, assert_refused: Refused
) -> None:
    path = tmp_path / "bad.py"
    path.write_text(text, encoding="utf-8")
    place = str(path) if line is None else f"{path}:{line}"
    for command in ("verify", "show"):
        assert_refused(dmf(command, "--file", str(path)), f"dmf: {place}: ", fragment)


def statement_text(claim: str, hypotheses: str = "DEPTH_TWO, *DESCENT", id: str = "bad") -> str:
    return f"{HEAD}{id} = Statement('bad', hypotheses=({hypotheses},), claims=({claim},))\n"


SOME = "Claim('c', sp.Gt(d(k), 0), over=Every(k))"


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        (statement_text("Claim('c', sp.Le(d(k), sp.Symbol('zz')), over=Every(k))"), "zz is not a parameter"),
        (statement_text("Claim('c', sp.Le(d(2*k), 9), over=Every(k))"), "the index must be k plus an integer"),
        (statement_text("Claim('c', sp.Le(sp.Function('g')(alpha), 9))"), "g is not an observable"),
        (statement_text(SOME, "DEPTH_TWO, POSITIVE_EIGENVALUE, NEGATIVE_EIGENVALUE"), "no case found"),
        (statement_text(SOME, "DEPTH_TWO, Hypothesis('q', sp.Gt(sp.Symbol('q'), 0))"), "q is not a parameter"),
        (statement_text(f"{SOME}, {SOME}"), "two claims are called 'c'"),
        (HEAD + "bad = Statement('bad', hypotheses=(DEPTH_TWO,))\n", "a statement without claims"),
        (statement_text(SOME) + statement_text(SOME, id="worse"), "two statements have the id 'bad'"),
    ],
)
def test_a_statement_that_cannot_be_run_is_refused_in_one_line(
    text: str, fragment: str, tmp_path: Path, dmf: Command
) -> None:
    path = tmp_path / "bad.py"
    path.write_text(text, encoding="utf-8")
    result = dmf("verify", "--file", str(path), "--cases", "5", "--workers", "1", "--json")
    assert (result.exit_code, result.stdout) == (2, ""), result.exception
    assert result.stderr.startswith(f"dmf: {path}")
    assert fragment in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_output_of_a_file_does_not_spoil_the_json(file: Path, dmf: Command) -> None:
    file.write_text(CONJECTURES + "print('hello')\n")
    result = dmf("show", "grows-below", "--file", str(file), "--json")
    assert json.loads(result.stdout)["id"] == "grows-below"
    assert "hello" in result.stderr


@pytest.mark.parametrize(
    ("args", "fragments"),
    [
        (["show"], ["choose one of its statements", "always-grows, grows-below"]),
        (["verify", "nothing"], ["no statement 'nothing' in it", "always-grows, grows-below"]),
        (["verify", "grows-below", "--scale", "upper=2"], ["--scale 'upper=2'", "constants of grows-below: none"]),
        (["bound", "grows-below", "--depth", "2"], ["grows-below has no numeric bound"]),
    ],
    ids=lambda value: value[0],
)
def test_bad_choices_are_refused(
    args: list[str], fragments: list[str], file: Path, dmf: Command, assert_refused: Refused
) -> None:
    assert_refused(dmf(*args, "--file", str(file)), *fragments)


# Bounds of one's own ------------------------------------------------------------------------------------------

RECORD = Statement(
    id="own-count",
    hypotheses=(DEPTH_TWO, *DESCENT, POSITIVE_EIGENVALUE, ACCURACY),
    claims=(
        Claim("upper_small", sp.Le(T, sp.ceiling(3 / (eta * eps))), given=alpha**N < lam),
        Claim("upper_tight", sp.Le(T, 2 / (eta * eps)), given=alpha**N < lam),
        Claim("lower_small", sp.Ge(T, eps / 7), given=alpha**N < lam),
        Claim("upper_start", sp.Le(T, lam), given=alpha**N > lam),
        Claim("exact", sp.Gt(d(k), 0), over=Every(k)),
    ),
)
VALUES = {N: 2, lam: 1, alpha: "1/2", eta: "1/8", eps: "1/7"}


@pytest.fixture
def registered() -> Iterator[Statement]:
    yield register(RECORD)
    unregister(RECORD)


def test_a_statement_registered_at_run_time_has_its_bounds(registered: Statement, answer: Answer) -> None:
    options = ["--depth", "2", "--eigenvalue", "1", "--alpha", "1/2", "--step", "1/8", "--accuracy", "1/7"]
    found = answer("bound", "own-count", *options)
    assert found == bound(RECORD, VALUES)
    assert (found["case"], found["upper"], found["upper_iterations"]) == ("small, tight", "112", 112)
    assert found["lower"] == "0.0204081632653061"
    assert found["step_bound"] == "0.25"
    assert set(found["hypotheses"].values()) == {True}
    assert answer("bound", "own-count", *options, "--digits", "4")["lower"] == "0.02041"


def test_the_bound_follows_the_record_and_not_its_id() -> None:
    """A changed record answers with what it says now; the leaf of the published one is left out."""
    values = {N: 3, lam: 1, alpha: "1/10", eta: "1/10", eps: "1/100"}
    doubled = THEOREM_2_4.only("upper_4a")
    (claim,) = doubled.claims
    twice = Claim(claim.name, sp.Le(T, 2 * claim.relation.rhs), given=claim.given)
    changed = Statement("2.4", hypotheses=THEOREM_2_4.hypotheses, claims=(twice,))
    assert float(bound(changed, values)["upper"]) == 2 * 121
    assert "summands" not in bound(changed, values)
    assert "summands" in bound(THEOREM_2_4, values)


def test_bounds_on_several_quantities_are_listed() -> None:
    record = Statement(
        id="two",
        hypotheses=(DEPTH_TWO, *DESCENT, ACCURACY),
        claims=(
            Claim("late", sp.Le(sp.Abs(d(k)), 2 * alpha), over=Every(k, since=1 / eps)),
            Claim("count", sp.Le(T, 1 / eps)),
        ),
    )
    found = bound(record, {N: 2, lam: 1, alpha: "1/2", eta: "1/8", eps: "1/10"}, 3)
    assert found["upper"] is None
    assert found["claims"] == [
        {"name": "late", "quantity": "Abs(d(k))", "kind": "upper", "bound": "1", "since": "10"},
        {"name": "count", "quantity": "T", "kind": "upper", "bound": "10"},
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({eta: "0.250"}, r"step = 0\.250: breaks step_size of own-count"),
        ({alpha: "-1/2"}, "alpha = -1/2: breaks initial_scale of own-count: alpha > 0"),
        ({lam: "0"}, "eigenvalue = 0: breaks positive_eigenvalue of own-count"),
        ({N: "1"}, "depth = 1: breaks depth of own-count"),
        ({lam: None}, "missing option --eigenvalue: needed for the bounds of own-count"),
        ({eps: None, eta: None}, "missing option --step, --accuracy"),
    ],
)
def test_what_a_bound_cannot_answer_is_named(changes: dict[sp.Symbol, str | None], message: str) -> None:
    values = {symbol: value for symbol, value in (VALUES | changes).items() if value is not None}
    with pytest.raises(ValueError, match=message):
        bound(RECORD, values)


def test_a_registered_statement_is_verified_like_any_other(registered: Statement, dmf: Command) -> None:
    result = dmf("verify", "own-count", "--cases", "20", "--json")
    assert json.loads(result.stdout) == verify(RECORD, 20).as_json()
