"""``dmf verify`` and ``dmf replay``: try to refute statements, re-derive a refutation."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.commands.arguments import CASES, PLACE, SEED, WORKERS, json_option
from reports.commands.own_statements import chosen, file_option, told_of
from reports.commands.progress import counted_progress
from reports.commands.terminal import print_json, print_pairs, print_table
from reports.rendering.files import require_writable_file, write_atomically

if TYPE_CHECKING:
    from reports.engine.result import ClaimResult, Result
    from reports.engine.witness import Witness
    from theory.language.statement import Statement

#: Kinds of evidence that are told for each claim.
KINDS = 2


def available_cores() -> int:
    """Return the number of processor cores this process may use.

    >>> available_cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@click.command(
    epilog="""\b
Examples:
  dmf verify 2.4
  dmf verify 2.4 --cases 100000 --seed 7 --json
  dmf verify 2.4 --scale upper=0.9 --witness witness.json
  dmf replay witness.json
  dmf verify --file conjecture.py
  dmf verify mine --file conjecture.py --cases 1000

\b
--scale multiplies a named constant, which states a different and usually false claim:
a campaign worth anything then finds a counterexample. `dmf show ID` lists the constants.
--file takes every statement of a Python file, or the one with this ID: see docs/conjectures.md.

\b
applied   cases that the claim speaks of: its condition holds there
decided   those in which it was certainly true or certainly false
A claim is UPHELD when none is false and 9 of 10 are decided, REFUTED when one is certainly false.

Exit code 0: upheld. 1: refuted, or too few cases could be decided.
"""
)
@click.argument("id", required=False)
@file_option
@click.option("--cases", type=CASES, help="Number of cases; by default some hundreds, thousands where a batch serves.")
@click.option("--seed", type=SEED, default=0, show_default=True, help="Seed of the draw.")
@click.option("--scale", "scales", multiple=True, metavar="NAME=FACTOR", help="Multiply a constant; repeatable.")
@click.option("--workers", type=WORKERS, help="Worker processes; by default the available cores.")
@click.option("--witness", "witness_file", type=PLACE, help="File for the witness, if refuted.")
@json_option
def verify(
    id: str | None,
    file: Path | None,
    cases: int | None,
    seed: int,
    scales: tuple[str, ...],
    workers: int | None,
    witness_file: Path | None,
    as_json: bool,
) -> int:
    """Try to refute a statement on many drawn cases.

    Each case is decided in certified or exact arithmetic. Undecided cases are counted, never added to the passes.
    The result does not depend on the number of workers.
    """
    from numerics.exact.verdict import Verdict
    from reports.engine.verify import read_scales, verify as verify_record

    records = chosen(id, file)
    factors = [read_scales(record, scales) for record in records]
    if witness_file is not None:
        require_writable_file(witness_file)
    results = []
    for index, (record, scaled) in enumerate(zip(records, factors, strict=True)):
        with counted_progress(record.id, quiet=as_json) as progress, told_of(file):
            result = verify_record(record, cases, seed, scaled, workers or available_cores(), progress)
        results.append(result)
        if not as_json:
            if index:
                click.echo()
            _print_result(record, result)
    entries = [_with_file(result, file) for result in results]
    refuted = next((entry["witness"] for entry in entries if entry["witness"]), None)
    if refuted is not None and witness_file is not None:
        write_atomically(witness_file, json.dumps(refuted, indent=2, ensure_ascii=False) + "\n")
    if as_json:
        print_json(entries if len(entries) > 1 else entries[0])
    elif refuted is not None:
        _tell_how_to_replay(refuted["statement"], witness_file)
    return 0 if all(result.verdict in (Verdict.UPHELD, Verdict.PROVED) for result in results) else 1


def _with_file(result: Result, file: Path | None) -> dict[str, Any]:
    """Return the JSON object of a result; its witness says in which file the statement stands."""
    entry = result.as_json()
    if file is not None and entry["witness"]:
        entry["witness"] |= {"file": str(file.resolve())}
    return entry


def _tell_how_to_replay(statement: str, witness_file: Path | None) -> None:
    if witness_file is not None:
        click.echo(f"{statement}: replay it with: dmf replay {shlex.quote(str(witness_file))}")
    else:
        click.echo("add --witness witness.json to this command, then: dmf replay witness.json")


def _print_result(record: Statement, result: Result) -> None:
    print_pairs(
        {
            "statement": result.statement,
            "verdict": result.verdict.name,
            "cases": result.cases,
            "decided": result.decided,
            "undecided": result.undecided,
            "refuted": result.refuted,
            "evidence": result.evidence,
            "bound/truth": _spelled(result.tightness),
        }
    )
    headers = ("claim", "verdict", "applied", "decided", "refuted", "evidence")
    print_table(headers, [_row(claim) for claim in result.claims])
    if result.witness is not None:
        _print_witness(record, result.witness)


def _row(claim: ClaimResult) -> tuple[str, ...]:
    kinds = sorted(claim.evidence.items(), key=lambda entry: -entry[1])
    told = [f"{kind} ({number})" for kind, number in kinds[:KINDS]]
    told += ["…"] if len(kinds) > KINDS else []
    counts = (claim.applied, claim.decided, claim.refuted)
    return (claim.name, claim.verdict.name, *map(str, counts), "; ".join(told) or "-")


def _spelled(entries: Mapping[str, Any] | None) -> str | None:
    if not entries:
        return None
    shown = {name: f"{value:.6g}" if isinstance(value, float) else value for name, value in entries.items()}
    return ", ".join(f"{name} {value}" for name, value in shown.items())


def _print_witness(record: Statement, witness: Witness) -> None:
    click.echo("witness:")
    print_pairs(
        {
            "  claim": f"{witness.claim}: {record.claim(witness.claim)}",
            "  scale": _spelled(witness.scale) or "none: the claim itself",
            "  parameters": _spelled(witness.parameters),
            "  details": _spelled(witness.details),
        }
    )


@click.command(
    epilog="""\b
Examples:
  dmf verify 2.4 --scale upper=0.9 --witness witness.json
  dmf replay witness.json
  dmf verify 2.4 --scale upper=0.9 --json > result.json; dmf replay result.json
  dmf verify --file conjecture.py --witness w.json; dmf replay w.json --file conjecture.py

A statement of your own is looked for in the file that the witness names, or in that of --file.

Exit code 1: the refutation is confirmed (verdict REFUTED), or nothing could be decided.
Exit code 0: the claim holds at these parameters, so the file is no counterexample.
"""
)
@click.argument("witness_file", metavar="WITNESS.json", type=PLACE)
@file_option
@json_option
def replay(witness_file: Path, file: Path | None, as_json: bool) -> int:
    """Re-derive a refutation from its witness file.

    Only the exact parameters in the file are used. A confirmed refutation exits with 1.
    """
    from numerics.exact.verdict import Verdict
    from reports.engine.witness import load_witness, replay as replay_witness

    witness = load_witness(witness_file)
    file = file or _named_file(witness_file)
    (record,) = chosen(witness.statement, file)
    try:
        with told_of(file):
            found = replay_witness(record, witness)
    except ValueError as error:
        raise ValueError(f"{witness_file}: {error}") from None
    details = dict(found.details or {}) | {"evidence": found.evidence}
    answer: dict[str, Any] = {
        "statement": witness.statement,
        "verdict": found.verdict.name,
        "claim": found.claim,
        "scale": dict(witness.scale),
        "parameters": dict(witness.parameters),
        "details": details | ({} if found.k is None else {"k": str(found.k)}),
    }
    if as_json:
        print_json(answer)
    else:
        print_pairs(answer | {name: _spelled(answer[name]) for name in ("scale", "parameters", "details")})
    return 0 if found.verdict in (Verdict.UPHELD, Verdict.PROVED) else 1


def _named_file(witness_file: Path) -> Path | None:
    """Return the file that a witness names as the place of its statement, beside itself unless the name is absolute.

    Raises ValueError when it has gone.
    """
    entry = json.loads(witness_file.read_text(encoding="utf-8"))
    named = entry.get("witness", entry).get("file")
    if not isinstance(named, str):
        return None
    place = witness_file.parent / named
    if not place.is_file():
        raise ValueError(
            f"{witness_file}: its statement stood in {named}, which is not there; name the file with --file"
        )
    return place


COMMANDS: tuple[click.Command, ...] = (verify, replay)
