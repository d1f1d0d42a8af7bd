"""Statements under test: what fails says everything that is needed to see it again, and three lines are enough."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, find, given, settings

from numerics.cases.attempt import Values
from numerics.claims.decide import decide
from numerics.claims.hypotheses import broken
from numerics.exact.verdict import Verdict
from reports.engine.witness import parse_witness, replay
from reports.testing import campaign_test, cases, check, check_case
from theory import statement
from theory.dynamics.orbits import d
from theory.language.claims import Claim, Every
from theory.language.hypotheses import DEPTH_TWO, DESCENT, POSITIVE_EIGENVALUE
from theory.language.statement import Statement
from theory.language.symbols import N, alpha, k, lam

GROWS = Claim("grows", d(k) <= d(k + 1), over=Every(k))
FALSE = Statement("grows", hypotheses=(DEPTH_TWO, *DESCENT, POSITIVE_EIGENVALUE), claims=(GROWS,))
TRUE = replace(FALSE, claims=(replace(GROWS, given=alpha**N < lam),))
#: Its condition is met by no case.
EMPTY = replace(FALSE, claims=(replace(GROWS, given=lam < 0),))


def test_a_refutation_fails_with_a_counterexample_that_replays() -> None:
    with pytest.raises(AssertionError) as failure:
        check(FALSE, cases=40, seed=2)
    lines = str(failure.value).splitlines()
    assert lines[0].startswith("grows is refuted: ")
    assert lines[0].endswith("of 40 cases refute it (seed 2)")
    assert "  claim grows: for every k: d(k) <= d(k + 1)" in lines
    assert "dmf replay" in lines[-2]
    witness = parse_witness(json.loads(lines[-1]), "the message")
    assert replay(FALSE, witness).verdict is Verdict.REFUTED
    assert {f"  {name} = {value}" for name, value in witness.parameters.items()} <= set(lines)


def test_what_is_upheld_passes_and_returns_its_result() -> None:
    assert check(TRUE, cases=40).verdict is Verdict.UPHELD
    campaign_test(TRUE, cases=10)()


def test_what_applies_nowhere_does_not_pass() -> None:
    with pytest.raises(AssertionError, match="grows: decided in 0 of the 0 cases it applies to"):
        check(EMPTY, cases=10)


def test_a_scaled_statement_is_another_one() -> None:
    with pytest.raises(AssertionError, match=r"2\.4 is refuted"):
        check(statement("2.4"), cases=40, scales={"upper": "1/2"})


def refuted(record: Statement) -> Callable[[Values], bool]:
    return lambda values: any(outcome.verdict is Verdict.REFUTED for outcome in decide(record, values))


MANY = settings(max_examples=300, database=None, derandomize=True, deadline=None)


def test_hypothesis_shrinks_the_parameters_and_not_only_the_count() -> None:
    found = find(cases(FALSE), refuted(FALSE), settings=MANY)
    assert broken(FALSE, found) is None
    assert found[N] == 2
    assert max(v.numerator + v.denominator for v in found.values()) <= 18
    lemma = statement("lemma-2.2")
    beyond = find(cases(lemma, {"step": 3}), refuted(lemma), settings=MANY)
    assert broken(lemma, beyond) is None
    assert all(max(v.numerator, v.denominator) <= 3 for v in beyond.values())


def test_a_property_of_one_case_fails_with_the_shrunk_case_in_words() -> None:
    @MANY
    @given(cases(FALSE))
    def test(values: Values) -> None:
        check_case(FALSE, values)

    with pytest.raises(AssertionError, match="grows is refuted") as failure:
        test()
    lines = str(failure.value).splitlines()
    witness = parse_witness(json.loads(lines[-1]), "the message")
    assert replay(FALSE, witness).verdict is Verdict.REFUTED
    assert "  depth = 2" in lines
    assert max(len(str(value)) for value in witness.parameters.values()) <= 4


@pytest.mark.parametrize("id", ["1.3", "lemma-2.7", "lemma-2.8", "lemma-D.2", "lemma-3.4"])
def test_the_strategy_keeps_the_hypotheses_of_any_record(id: str) -> None:
    record, seen = statement(id), set()

    @settings(MANY, max_examples=12, suppress_health_check=list(HealthCheck))
    @given(cases(record))
    def test(values: Values) -> None:
        assert broken(record, values) is None
        assert tuple(values) == record.parameters
        seen.add(tuple(values.values()))

    test()
    assert len(seen) >= 5


CONJECTURE = """
from reports.vocabulary import *

grows = Claim("grows", d(k) <= d(k + 1), over=Every(k))
always = Statement("always", hypotheses=(DEPTH_TWO, *DESCENT, POSITIVE_EIGENVALUE), claims=(grows,))
below = replace(always, id="below", claims=(replace(grows, given=alpha**N < lam),))
"""
TESTS = """
from conjecture import always, below
from reports.testing import campaign_test

test_below = campaign_test(below, cases=20)
test_always = campaign_test(always, cases=20)
"""


def test_three_lines_in_a_project_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "conjecture.py").write_text(CONJECTURE)
    (tmp_path / "test_conjecture.py").write_text(TESTS)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 1
    assert "1 failed, 1 passed" in run.stdout
    assert "AssertionError: always is refuted" in run.stdout
    assert "reports/testing.py" not in run.stdout
