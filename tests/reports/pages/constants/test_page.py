"""The pages on constants: every slack constant with its reason, every witness replays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import pytest

from numerics.exact.verdict import Verdict
from reports.engine.frontier import FrontierSearch
from reports.engine.mutations import FACTORS
from reports.engine.witness import parse_witness, replay
from reports.pages.constants import page as constants_page, study
from reports.pages.constants.figures import frontiers_figure
from reports.pages.constants.study import FrontierMark
from reports.pages.page import pages
from reports.registry import leaves
from reports.rendering.figures import BLUE, GREEN, VERMILION
from reports.rendering.markdown import Files, Setting, listed, plain
from reports.rendering.profile import FULL, QUICK, Profile
from theory.language.registry import STATEMENTS, statement
from theory.language.symbols import n

TINY = Profile("tiny", Fraction(1, 20), 150, 3, 12, 6, 60, 24, frontier_generations=3, mutation_share=1000)
SHOWN = ("lemma-2.2", "2.4")
MUTATED = study.mutated_statements


def few(patch: pytest.MonkeyPatch) -> None:
    """Two statements, at depth 2 only, and witnesses as they are found: that they shrink is tested elsewhere."""
    (search,) = leaves(FrontierSearch)
    patch.setattr(study, "mutated_statements", lambda profile: [statement(id) for id in SHOWN])
    patch.setattr(study, "DEPTHS", (2,))
    patch.setattr("reports.engine.verify.shrunk_witness", lambda record, witness: witness)
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
    assert [record for record in STATEMENTS if record.constants and n not in record.parameters] == MUTATED(QUICK)
    assert [record for record in STATEMENTS if record.constants] == MUTATED(FULL)
    assert {"1.3", "remark-2.10", "lemma-2.11", "lemma-2.12", "lemma-D.1", "lemma-D.2", "lemma-D.3"} <= {
        record.id for record in MUTATED(QUICK)
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


def test_the_pages_survive_markdown(files: Files, survives: Callable[[str], None]) -> None:
    for name in ("mutations.md", "what-each-constant-could-be.md"):
        survives(files[name])
        assert "seed 5, profile `tiny`" in files[name]
    for record in STATEMENTS:
        prose = (record.title, record.summary, record.note, record.source)
        parts = [part for one in record.constants for part in (one.meaning, one.slack)]
        survives("\n\n".join(plain(text) for text in (*prose, *parts)))


def test_the_mutation_tables_are_the_data(files: Files, again: SimpleNamespace) -> None:
    data = json.loads(files["data/mutations.json"])
    page = files["mutations.md"]
    for id in SHOWN:
        table = again.table_of(page.split(f"### {id}: ")[1], "the claim gets")
        rows = [row for row in data if row["statement"] == id]
        assert len(table) == len(rows)
        for cells, row in zip(table, rows, strict=True):
            verdict = "**slack**" if row["slack"] else row["verdict"].lower()
            assert cells[:2] == [row["name"], f"{float(row['factor']):g}"]
            assert cells[2] == ("stronger" if row["stronger"] else "weaker")
            assert cells[3] == verdict + (" by search" if row["source"] == "search" else "")
            assert cells[4] == f"{row['cases']:,}"
            if row["witness"] is None:
                assert cells[5:] == ["—", "—"]
                continue
            assert cells[5] == row["witness"]["claim"].replace("_", " ")
            witness = parse_witness(row["witness"], "data")
            shown = dict(part.split("=") for part in cells[6].split(", "))
            assert Fraction(shown["N"]) == witness.parameters["depth"]
            assert Fraction(shown["η"]) == Fraction(witness.parameters["step"])
            assert Fraction(shown["λ"]) == Fraction(witness.parameters["eigenvalue"])
    text = page.replace("\n", " ")
    stronger = [row for row in data if row["stronger"]]
    refuted = [row for row in stronger if row["verdict"] == "REFUTED"]
    searched = sum(row["source"] == "search" for row in refuted)
    assert (
        f"{len(stronger)} mutations make a claim stronger; {len(refuted)} of them are refuted, {searched} of these"
        in text
    )
    assert f"over scaled parameters. {len(data) - len(stronger)} make it weaker; none of those is refuted." in text
    for id, name in {(row["statement"], row["name"]) for row in data if row["slack"]}:
        factors = [f"{float(r['factor']):g}" for r in data if (r["statement"], r["name"]) == (id, name) and r["slack"]]
        assert re.search(rf"\*\*{id}, {name}\*\* .*?, upheld at {re.escape(listed(factors))}: ", text)


def test_the_frontier_tables_are_the_data(files: Files, again: SimpleNamespace) -> None:
    data = json.loads(files["data/frontiers.json"])
    page = files["what-each-constant-could-be.md"]
    table = again.table_of(page, "rebuilt")
    assert len(table) == len(data["2.4"])
    for cells, entry in zip(table, data["2.4"], strict=True):
        assert cells[:2] == [entry["name"], str(entry["depth"] or "all")]
        for cell, name in ((cells[3], "becomes"), (cells[4], "largest_upheld"), (cells[5], "smallest_refuted")):
            value = None if entry[name] is None else float(entry[name])
            if value is None:
                assert cell == "—"
            else:
                assert again.read_number(cell) == pytest.approx(value, rel=1e-3, abs=1e-3)
        assert cells[7] == (entry["witness"]["claim"].replace("_", " ") if entry["witness"] else "—")
    (step,) = (entry for entry in data["2.4"] if entry["name"] == "step")
    # 3N − 2 divided by the factor at which the claim breaks; K = 1 at N = 2 times the factor that survives
    assert float(step["becomes"]) == 4 / 2
    (half,) = (entry for entry in data["2.4"] if entry["name"] == "K")
    assert float(half["becomes"]) == float(half["largest_upheld"])
    text = page.replace("\n", " ")
    if half["smallest_refuted"]:
        assert f"the search refutes {float(half['smallest_refuted']):.3g}." in text
    assert "2 for $N=2$, so that $3N-2$ could become $N$" in text


def test_the_figure_marks_what_was_found() -> None:
    marks = [
        FrontierMark("K", 0.5, 0.4, None),
        FrontierMark("step", 1.9, 2.1, 2.0),
        FrontierMark("free", 0.0, None, None),
    ]
    left, right = frontiers_figure([("Theorem 2.4", marks), ("others", marks[:1])]).axes
    drawn = [(line.get_color(), list(line.get_xdata()), list(line.get_ydata())) for line in left.get_lines()]
    for row, mark in enumerate(marks):
        assert (GREEN, [1, mark.upheld], [row, row]) in drawn
        assert ((VERMILION, [mark.refuted], [row]) in drawn) == (mark.refuted is not None)
        assert ((BLUE, [mark.exact], [row]) in drawn) == (mark.exact is not None)
    assert [label.get_text() for label in left.get_yticklabels()] == ["K", "step", "free"]
    assert [label.get_text() for label in right.get_yticklabels()] == ["K"]
