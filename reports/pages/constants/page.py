"""Two pages: what each constant could be (frontiers), and what happens when it is changed (mutations)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from reports.engine.frontier import ConstantFrontier
from reports.engine.mutations import FACTORS, Mutation
from reports.engine.witness import parameters_text
from reports.pages.constants.figures import frontiers_figure
from reports.pages.constants.study import FrontierMark, gather_frontiers, gather_mutations, studies
from reports.pages.page import Page
from reports.rendering.figures import svg_text, to_digits
from reports.rendering.markdown import Files, Setting, count, json_text, markdown_table, number, render
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.language.registry import STATEMENTS
from theory.language.statement import Constant

#: Digits of a factor on the page: fewer than the search gives, so that they do not depend on the processor.
DIGITS = 3


def build(setting: Setting) -> Files:
    """Return both pages, the figure and the data."""
    found = gather_frontiers(setting)
    table = gather_mutations(setting)
    mutated = [record for record in STATEMENTS if any(row.statement == record.id for row in table)]
    searched = found[THEOREM_2_4.id]
    rest = [(id, entry) for id, entries in found.items() if id != THEOREM_2_4.id for entry in entries]
    by_depth = [(id, entry) for id, entry in rest if entry.depth is not None]
    others = [(id, entry) for id, entry in rest if entry.depth is None]
    slack = list(dict.fromkeys((row.statement, row.constant) for row in table if row.slack))
    panels = [
        ("Theorem 2.4", [_mark(_label(entry), entry) for entry in searched]),
        (
            "other statements",
            [_mark(f"{id}: {_label(entry)}", entry) for id, entry in (*by_depth, *others)],
        ),
    ]
    return {
        "what-each-constant-could-be.md": render(
            "constants/what-each-constant-could-be.md.j2",
            setting,
            searched_table=_frontier_table([(THEOREM_2_4.id, entry) for entry in searched], with_id=False),
            depth_table=_frontier_table(by_depth),
            other_table=_frontier_table(others),
            steps=[entry for entry in searched if entry.constant.name == "step"],
            halves=[entry for entry in searched if entry.constant.name == "K"],
            free=[entry for entry in searched if entry.smallest_refuted is None],
            slack=[(id, constant) for id, constant in slack if id in found],
        ),
        "mutations.md": render(
            "constants/mutations.md.j2",
            setting,
            tables=[(record, _mutation_table(table, record.id)) for record in mutated],
            constants=len({(row.statement, row.constant.name) for row in table}),
            missing=[record for record in STATEMENTS if record.constants and record not in mutated],
            factors=[number(float(factor), 3) for factor in FACTORS],
            stronger=[row for row in table if row.stronger],
            refuted=[row for row in table if row.stronger and not row.slack],
            weaker=[row for row in table if not row.stronger],
            weaker_refuted=[row for row in table if not row.stronger and row.witness is not None],
            by_search=[row for row in table if row.source == "search"],
            slack=[(id, constant, _slack_factors(table, id, constant)) for id, constant in slack],
        ),
        "what-each-constant-could-be.svg": svg_text(frontiers_figure(panels)),
        "data/frontiers.json": json_text({id: [_record(entry) for entry in found[id]] for id in found}),
        "data/mutations.json": json_text([row.as_json() for row in table]),
    }


def _label(entry: ConstantFrontier) -> str:
    return entry.constant.name + (f", N={entry.depth}" if entry.depth else "")


def _mark(label: str, entry: ConstantFrontier) -> FrontierMark:
    upheld, refuted, sharp = (
        None if value is None else float(to_digits(float(value), DIGITS))
        for value in (entry.largest_upheld, entry.smallest_refuted, entry.exact)
    )
    return FrontierMark(label, upheld or 0.0, refuted, sharp)


def _frontier_table(entries: Sequence[tuple[str, ConstantFrontier]], with_id: bool = True) -> str:
    headers = (
        "constant",
        "$N$",
        "rebuilt",
        "becomes",
        "upheld",
        "refuted",
        "sharp threshold",
        "claim",
        "extremal parameters",
    )
    rows = []
    for id, entry in entries:
        value = None if entry.value is None or entry.value.free_symbols else entry.value
        rows.append(
            (
                *((id,) if with_id else ()),
                entry.constant.name,
                str(entry.depth or "all"),
                number(value, 4),
                number(entry.becomes, DIGITS),
                "0" if entry.largest_upheld < Fraction(1, 1000) else number(entry.largest_upheld, DIGITS),
                number(entry.smallest_refuted, DIGITS),
                "—" if entry.exact is None else str(entry.exact),
                entry.witness.claim.replace("_", " ") if entry.witness else "—",
                parameters_text(entry.witness),
            )
        )
    return markdown_table(
        (*(("statement",) if with_id else ()), *headers), rows, ("l" if with_id else "") + "lrrrrrrll"
    )


def _rows(table: Sequence[Mutation], id: str) -> list[Mutation]:
    return [row for row in table if row.statement == id]


def _mutation_table(table: Sequence[Mutation], id: str) -> str:
    headers = ("constant", "factor", "the claim gets", "verdict", "cases", "claim refuted", "witness")
    rows = []
    for row in _rows(table, id):
        verdict = "**slack**" if row.slack else row.verdict.value
        rows.append(
            (
                row.constant.name,
                number(float(row.factor), 3),
                "stronger" if row.stronger else "weaker",
                verdict + (" by search" if row.source == "search" else ""),
                count(row.cases),
                row.witness.claim.replace("_", " ") if row.witness else "—",
                parameters_text(row.witness),
            )
        )
    return markdown_table(headers, rows, "lrll" + "rll")


def _slack_factors(table: Sequence[Mutation], id: str, constant: Constant) -> list[str]:
    return [number(float(row.factor), 3) for row in _rows(table, id) if row.constant == constant and row.slack]


def _record(entry: ConstantFrontier) -> dict[str, Any]:
    """Return the entry of the data file: that of ``dmf frontier`` with factors to the digits of the page."""
    record = entry.as_json()
    for name in ("largest_upheld", "smallest_refuted", "becomes"):
        if record[name] is not None:
            record[name] = f"{float(record[name]):.{DIGITS}g}"
    return record


FRONTIERS_PAGE = Page(
    "what-each-constant-could-be.md",
    "What each constant could be: how far it can be pushed before a statement breaks",
    build,
    seconds=2,
    studies=studies,
)
MUTATIONS_PAGE = Page(
    "mutations.md",
    "Mutations: would a false statement be noticed? Which constants are slack, and why",
    build,
)
