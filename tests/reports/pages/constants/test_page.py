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


def few(patch: pytest.MonkeyPatch) -> None:
    """Two statements, at depth 2 only."""
    (search,) = leaves(FrontierSearch)
    for module in (study, constants_page):
        patch.setattr(module, "shown_statements", lambda: [statement(id) for id in SHOWN])
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
