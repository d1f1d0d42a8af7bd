"""``dmf frontier``: how far each constant of a statement can be pushed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reports.commands.arguments import CASES, DEPTH, SEED, json_option
from reports.commands.own_statements import file_option, one
from reports.commands.progress import counted_progress
from reports.commands.terminal import print_json, print_table

if TYPE_CHECKING:
    from reports.engine.frontier import ConstantFrontier
    from reports.engine.mutations import Mutation

#: Cases per trial of a sampled frontier unless --cases says otherwise.
_CASES = 300


@click.command(
    epilog="""\b
Examples:
  dmf frontier 2.4
  dmf frontier 2.4 --depth 2 --depth 5 --json
  dmf frontier lemma-2.2 --depth 3
  dmf frontier lemma-2.2-sharp --cases 1000 --seed 7

\b
largest_upheld and smallest_refuted are factors of the constant; the statement itself has factor 1.
A constant is pushed in the direction (up or down) that makes the claim stronger, away from 1:
  largest_upheld    the last factor on that way at which no counterexample was found
  smallest_refuted  the first factor at which a certified one was found; none: nothing was refuted
  exact             the factor at which the sharp threshold puts the frontier, where it does
  value, becomes    the constant at λ = 1 (for the step size the 3N-2), and what the frontier makes of it
The upheld side is sampled, the refuted side is certified: each entry "witness" of the JSON, saved to
a file, replays with `dmf replay FILE`.

The second table multiplies each constant by fixed factors. A stronger claim that survives is slack,
and the reason is given as far as it is understood; a weaker one should be upheld.
"""
)
@click.argument("id", required=False)
@file_option
@click.option("--depth", "-N", type=DEPTH, multiple=True, help="Depth N; repeatable. For 2.4 by default 2, 3, 4.")
@click.option("--cases", type=CASES, default=_CASES, show_default=True, help="Cases per trial where it is sampled.")
@click.option("--seed", type=SEED, default=0, show_default=True, help="Seed of draws and searches.")
@json_option
def frontier(id: str | None, file: Path | None, depth: tuple[int, ...], cases: int, seed: int, as_json: bool) -> int:
    """Push each constant of a statement to where the statement breaks."""
    from reports.engine.frontier import frontiers_of
    from reports.engine.mutations import mutations

    record = one(id, file)
    began = time.perf_counter()
    with counted_progress(record.id, quiet=as_json) as progress:
        found = frontiers_of(record, seed, cases, tuple(dict.fromkeys(depth)) or None, progress=progress)
    if as_json:
        print_json({"statement": record.id, "constants": [entry.as_json() for entry in found]})
        return 0
    _print_frontiers(found)
    click.echo(f"searched for {time.perf_counter() - began:.1f} s\n")
    _print_mutations([row for constant in record.constants for row in mutations(record, constant, seed, cases, found)])
    return 0


def _print_frontiers(found: list[ConstantFrontier]) -> None:
    headers = ("constant", "N", "value", "direction", "largest_upheld", "smallest_refuted", "exact", "becomes", "cases")
    rows = []
    for entry in found:
        record = entry.as_json()
        cells = [
            record[name] for name in ("direction", "largest_upheld", "smallest_refuted", "exact", "becomes", "cases")
        ]
        value = "a factor" if entry.value is None else record["value"]
        shown = (record["name"], record["depth"] or "any", value, *cells)
        rows.append([str("-" if cell is None else cell) for cell in shown])
    print_table(headers, rows)


def _print_mutations(rows: list[Mutation]) -> None:
    from reports.engine.frontier import shown
    from reports.engine.witness import parameters_text

    table = []
    for row in rows:
        verdict = "slack" if row.slack else row.verdict.value
        parameters = parameters_text(row.witness) if row.witness else "-"
        claim = "stronger" if row.stronger else "weaker"
        table.append(
            (
                row.constant.name,
                str(shown(row.factor)),
                claim,
                verdict,
                str(row.cases),
                f"{row.seconds:.2f} s",
                parameters,
            )
        )
    print_table(("constant", "factor", "claim", "verdict", "cases", "time", "witness"), table)
    for constant in dict.fromkeys(row.constant for row in rows if row.slack):
        click.echo(f"slack in {constant.name}: {constant.slack or 'not understood'}")


COMMANDS: tuple[click.Command, ...] = (frontier,)
