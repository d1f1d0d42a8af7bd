"""The pages on constants: every slack constant with its reason, every witness replays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from numerics.exact.verdict import Verdict
from reports.engine.frontier import FrontierSearch
from reports.engine.mutations import FACTORS
from reports.engine.witness import parse_witness, replay
from reports.pages.constants import page as constants_page
from reports.pages.constants import study
from reports.pages.page import pages
from reports.registry import leaves
from reports.rendering.markdown import Files, Setting, plain
from reports.rendering.profile import Profile
from theory.language.registry import STATEMENTS, statement

TINY = Profile("tiny", Fraction(1, 20), 150, 3, 12, 6, 60, 24, frontier_generations=3, mutation_share=1000)
SHOWN = ("lemma-2.2", "2.4")
MUTATED = study.mutated_statements


def few(patch: pytest.MonkeyPatch) -> None:
    """Two statements, at depth 2 only."""
    (search,) = leaves(FrontierSearch)
    patch.setattr(study, "mutated_statements", lambda: [statement(id) for id in SHOWN])
    patch.setattr(study, "DEPTHS", (2,))
    patch.setattr("reports.engine.frontier.leaves", lambda kind: [replace(search, depths=(2,))])


@pytest.fixture(scope="module")
def files() -> Iterator[Files]:
    with pytest.MonkeyPatch.context() as patch:
        few(patch)
        yield constants_page.build(Setting(TINY, 5, lambda stage: None))


def test_every_constant_is_mutated_by_every_factor(files: Files) -> None:
    rows = json.loads(files["data/mutations.json"])
    expected = {(id, constant.name) for id in SHOWN for constant in statement(id).constants}
    assert {(row["statement"], row["name"]) for row in rows} == expected
    assert len(rows) == len(expected) * len(FACTORS)
    assert not any("seconds" in row for row in rows)


def test_the_page_says_which_statements_and_factors_it_has(files: Files) -> None:
    rows = json.loads(files["data/mutations.json"])
    constants = {(row["statement"], row["name"]) for row in rows}
    first = files["mutations.md"].split("\n\n")[1]
    assert f"The {len(constants)} named constants of lemma-2.2 and 2.4 are each multiplied by" in first
    assert "by 0.5, 0.8, 0.95, 1.05, 1.25 and 2," in first
    assert {float(row["factor"]) for row in rows} == {0.5, 0.8, 0.95, 1.05, 1.25, 2}
    titles = [line.removeprefix("### ") for line in files["mutations.md"].splitlines() if line.startswith("### ")]
    assert titles == [f"{id}: {plain(statement(id).title)}" for id in SHOWN]


def test_every_statement_with_constants_has_its_table() -> None:
    assert [record for record in STATEMENTS if record.constants] == MUTATED()
    assert {"1.3", "remark-2.10", "lemma-2.11", "lemma-2.12", "lemma-D.1", "lemma-D.2", "lemma-D.3"} <= {
        record.id for record in MUTATED()
    }


def test_slack_is_listed_with_its_reason(files: Files) -> None:
    page = files["mutations.md"]
    rows = json.loads(files["data/mutations.json"])
    slack = {(row["statement"], row["name"]) for row in rows if row["slack"]}
    assert {("2.4", "K"), ("2.4", "offset")} <= slack
    for id, name in slack:
        constant = next(constant for constant in statement(id).constants if constant.name == name)
        assert f"**{id}, {name}**" in page
        assert plain(constant.slack or "not understood") in page
    assert not any(row["slack"] for row in rows if not row["stronger"])


def test_every_witness_of_the_data_replays(files: Files) -> None:
    rows = json.loads(files["data/mutations.json"])
    rows += [entry for entries in json.loads(files["data/frontiers.json"]).values() for entry in entries]
    witnesses = [row["witness"] for row in rows if row["witness"]]
    assert len(witnesses) > 20
    for record in witnesses:
        witness = parse_witness(record, "data")
        assert replay(statement(witness.statement), witness).verdict is Verdict.REFUTED


def test_the_page_of_frontiers_shows_what_the_step_could_become(files: Files) -> None:
    page = files["what-each-constant-could-be.md"]
    row = next(line for line in page.splitlines() if line.startswith("| lemma-2.2 | step | 2 |"))
    assert [cell.strip() for cell in row.split("|")][4:6] == ["4", "2"]
    assert "Nothing refutes any factor of *offset*" in page
    assert {"what-each-constant-could-be.md", "mutations.md"} <= {page.file for page in pages()}


def test_reasons_fit_into_the_sentences_of_the_pages() -> None:
    for record in STATEMENTS:
        for constant in record.constants:
            assert constant.slack == constant.slack.strip()
            assert not constant.slack.endswith(".")
