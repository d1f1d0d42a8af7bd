"""Gathers two pages: what each constant could be (frontiers), and what happens when it is changed (mutations)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from reports.campaigns import CAMPAIGNS
from reports.engine.frontier import ConstantFrontier
from reports.engine.mutations import DEPTHS, Mutation, frontiers_of, mutations
from reports.engine.refutation import parameters_text
from reports.pages.constants.figures import FrontierMark, frontiers_figure
from reports.rendering.figures import rounded, svg_text
from reports.rendering.markdown import Files, Setting, count, json_text, markdown_table, number, render
from theory.language.registry import STATEMENTS
from theory.language.statement import Constant
from theory.records_perturbed import PERTURBED_STATEMENTS

#: Digits of a factor on the page: fewer than the search gives, so that they do not depend on the processor.
DIGITS = 3
#: Statements whose step-size constant is pushed at each depth, beside 2.4.
BY_DEPTH = ("lemma-2.2", "lemma-3.4")
#: The statements on these pages: those on the identical start. The perturbed start has a page of its own, and its
#: constants are pushed on demand by ``dmf frontier``.
SHOWN = tuple(record for record in STATEMENTS if record not in PERTURBED_STATEMENTS)
#: Fewest cases of one trial.
_LEAST = 40

Frontiers = dict[str, list[ConstantFrontier]]


def build(setting: Setting) -> Files:
    """Return both pages, the figure and the data."""
    found = gather_frontiers(setting)
    table = gather_mutations(setting, found)
    searched = found["2.4"]
    by_depth = [(id, entry) for id in BY_DEPTH for entry in found.get(id, []) if entry.depth is not None]
    others = [(id, entry) for id, entries in found.items() if id != "2.4" for entry in entries if entry.depth is None]
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
            searched_table=_frontier_table([("2.4", entry) for entry in searched], with_id=False),
            depth_table=_frontier_table(by_depth),
            other_table=_frontier_table(others),
            steps=[entry for entry in searched if entry.constant.name == "step"],
            halves=[entry for entry in searched if entry.constant.name == "K"],
            free=[entry for entry in searched if entry.smallest_refuted is None],
            depths=DEPTHS,
            slack=slack,
        ),
        "mutations.md": render(
            "constants/mutations.md.j2",
            setting,
            tables=[(record, _mutation_table(table, record.id)) for record in SHOWN if _rows(table, record.id)],
            rows=table,
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


def gather_frontiers(setting: Setting) -> Frontiers:
    """Return the frontiers of every statement that has constants and a campaign."""
    found: Frontiers = {}
    for record in SHOWN:
        if not record.constants or record.id not in CAMPAIGNS:
            continue
        setting.progress(f"constants: frontiers of {record.id}")
        generations = setting.profile.frontier_generations
        cases = trial_cases(record.id, setting)
        found[record.id] = frontiers_of(record.id, setting.seed, cases, generations=generations)
        if record.id in BY_DEPTH:
            found[record.id] += frontiers_of(record.id, setting.seed, cases, DEPTHS)
    return found


def gather_mutations(setting: Setting, found: Frontiers) -> list[Mutation]:
    """Return the mutation table of every statement that has constants and a campaign."""
    table: list[Mutation] = []
    for id, entries in found.items():
        setting.progress(f"constants: mutations of {id}")
        for constant in dict.fromkeys(entry.constant for entry in entries):
            table += mutations(CAMPAIGNS[id], constant, setting.seed, trial_cases(id, setting), entries)
    return table


def trial_cases(id: str, setting: Setting) -> int:
    """Return the number of cases of one trial."""
    return max(CAMPAIGNS[id].default_cases // setting.profile.mutation_share, _LEAST)


def _label(entry: ConstantFrontier) -> str:
    return entry.constant.name + (f", N={entry.depth}" if entry.depth else "")


def _mark(label: str, entry: ConstantFrontier) -> FrontierMark:
    upheld, refuted, sharp = (
        None if value is None else float(rounded(float(value), DIGITS))
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
