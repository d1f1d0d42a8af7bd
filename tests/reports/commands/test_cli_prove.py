"""``dmf prove``: the contract of its JSON, its exit codes, and what it says where Coq is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from proofs_check.coq import toolchain
from proofs_check.coq.audit import ALLOWED

Command = Callable[..., Result]
Answer = Callable[..., Any]


def test_the_json_has_what_the_contract_says(answer: Answer) -> None:
    found = answer("prove", "lemma-2.2", "--committed")
    assert (found["statement"], found["verdict"], found["evidence"]) == ("lemma-2.2", "PROVED", "Coq, every depth")
    assert found["checked"] == "committed audit, not checked now"
    first = found["claims"][0]
    assert first["theorem"] == "dmf.deep_factorization.lemma_2_2.linear"
    assert (first["verdict"], first["problem"]) == ("PROVED", None)
    assert set(first["axioms"]) <= ALLOWED


def test_all_statements_are_listed(dmf: Command) -> None:
    from theory import STATEMENTS

    rows = json.loads(dmf("prove", "--committed", "--json").stdout)
    assert [row["statement"] for row in rows] == [one.id for one in STATEMENTS]


def test_the_table_names_theorem_and_axioms(dmf: Command) -> None:
    result = dmf("prove", "remark-2.3", "--committed")
    assert result.exit_code == 0
    assert "dmf.deep_factorization.remark_2_3.monotone" in result.stdout
    assert result.stdout.rstrip().endswith("1 of 1 claims proved (committed audit, not checked now)")


def test_without_coq_the_committed_audit_is_shown_as_what_it_is(dmf: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchain, "missing", lambda: ("coq",))
    result = dmf("prove", "remark-2.3")
    assert result.exit_code == 0
    assert "the committed audit is shown: the proofs need coq" in result.stderr
    assert "not checked now" in result.stdout


def test_an_unknown_id_is_refused(dmf: Command, assert_refused: Callable[..., None]) -> None:
    assert_refused(dmf("prove", "9.9"), "9.9")


def test_the_list_says_what_is_proved(answer: Answer) -> None:
    assert {row["id"]: row["proof"] for row in answer("list")}["lemma-2.2"] == "Coq, every depth"
