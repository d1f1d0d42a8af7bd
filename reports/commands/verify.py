"""``dmf verify`` and ``dmf replay``: run a campaign, re-derive a refutation."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.commands.arguments import CASES, SEED, STATEMENT, WORKERS, json_option
from reports.commands.progress import counted_progress
from reports.commands.terminal import print_json, print_pairs
from reports.rendering.files import require_writable_file, write_atomically

if TYPE_CHECKING:
    from reports.engine.campaign import Campaign, CampaignResult, Witness


def available_cores() -> int:
    """Return the number of processor cores this process may use.

    >>> available_cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def campaign_of(id: str) -> Campaign:
    """Return the campaign of statement ``id``; raises ValueError when it has none."""
    from reports.campaigns import CAMPAIGNS

    if id not in CAMPAIGNS:
        raise ValueError(f"{id} has no campaign; the statements with one are {', '.join(CAMPAIGNS)}")
    return CAMPAIGNS[id]


@click.command(
    epilog="""\b
Examples:
  dmf verify 2.4
  dmf verify 2.4 --cases 100000 --seed 7 --json
  dmf verify 2.4 --scale upper=0.9 --witness witness.json
  dmf replay witness.json

\b
--scale multiplies a named constant, which states a different and usually false claim:
a campaign worth anything then finds a counterexample. `dmf show ID` lists the constants.

Exit code 0: upheld in every decided case. 1: refuted, or no case could be decided.
"""
)
@click.argument("id", type=STATEMENT)
@click.option("--cases", type=CASES, help="Number of cases; by default what the campaign suggests.")
@click.option("--seed", type=SEED, default=0, show_default=True, help="Seed of the draw.")
@click.option("--scale", "scales", multiple=True, metavar="NAME=FACTOR", help="Multiply a constant; repeatable.")
@click.option("--workers", type=WORKERS, help="Worker processes; by default the available cores.")
@click.option("--witness", "witness_file", type=click.Path(path_type=Path), help="File for the witness, if refuted.")
@json_option
def verify(
    id: str,
    cases: int | None,
    seed: int,
    scales: tuple[str, ...],
    workers: int | None,
    witness_file: Path | None,
    as_json: bool,
) -> int:
    """Check one statement on many drawn cases.

    Each case is decided in certified or exact arithmetic. Undecided cases are counted, never added to the passes.
    The result does not depend on the number of workers.
    """
    from numerics.exact.verdict import Verdict
    from reports.engine.campaign import run_campaign

    campaign = campaign_of(id)
    factors = _factors(id, scales)
    if witness_file is not None:
        require_writable_file(witness_file)
    with counted_progress(id, quiet=as_json) as progress:
        result = run_campaign(campaign, cases, seed, factors, workers or available_cores(), progress)
    if witness_file is not None and result.witness is not None:
        write_atomically(witness_file, json.dumps(result.witness.as_json(), indent=2, ensure_ascii=False) + "\n")
    if as_json:
        print_json(result.as_json())
    else:
        _print_result(result, witness_file)
    return 0 if result.verdict in (Verdict.UPHELD, Verdict.PROVED) else 1


def _factors(id: str, scales: tuple[str, ...]) -> dict[str, Fraction]:
    from reports.engine.campaign import read_scales

    names = [item.partition("=")[0] for item in scales]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"--scale {name}: given twice")
    factors: dict[str, Fraction] = {}
    for item in scales:
        try:
            factors |= read_scales(id, [item])
        except ValueError as error:
            raise ValueError(str(error) if "--scale" in str(error) else f"--scale {item!r}: {error}") from None
    return factors


def _print_result(result: CampaignResult, witness_file: Path | None) -> None:
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
    if result.witness is not None:
        _print_witness(result.witness)
        if witness_file is not None:
            click.echo(f"replay it with: dmf replay {shlex.quote(str(witness_file))}")
        else:
            click.echo("add --witness witness.json to this command, then: dmf replay witness.json")


def _spelled(entries: Mapping[str, Any] | None) -> str | None:
    if not entries:
        return None
    shown = {name: f"{value:.6g}" if isinstance(value, float) else value for name, value in entries.items()}
    return ", ".join(f"{name} {value}" for name, value in shown.items())


def _print_witness(witness: Witness) -> None:
    click.echo("witness:")
    print_pairs(
        {
            "  claim": witness.claim,
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

Exit code 1: the refutation is confirmed (verdict REFUTED), or nothing could be decided.
Exit code 0: the claim holds at these parameters, so the file is no counterexample.
"""
)
@click.argument("witness_file", metavar="WITNESS.json", type=click.Path(path_type=Path))
@json_option
def replay(witness_file: Path, as_json: bool) -> int:
    """Re-derive a refutation from its witness file.

    Only the exact parameters in the file are used. A confirmed refutation exits with 1.
    """
    from numerics.exact.verdict import Verdict
    from reports.engine.campaign import replay as replay_witness
    from reports.engine.witness import load_witness

    witness = load_witness(witness_file)
    campaign = campaign_of(witness.statement)
    try:
        found = replay_witness(campaign, witness)
    except ValueError as error:
        raise ValueError(f"{witness_file}: {error}") from None
    except (KeyError, TypeError, AttributeError) as error:
        # The file is not ours to trust: parameters of the wrong shape fail somewhere inside the campaign.
        raise ValueError(f"{witness_file}: the parameters describe no case of {witness.statement}: {error}") from None
    answer: dict[str, Any] = {
        "statement": witness.statement,
        "verdict": found.verdict.name,
        "claim": found.claim or witness.claim,
        "scale": dict(witness.scale),
        "parameters": dict(witness.parameters),
        "details": dict(found.details),
    }
    if as_json:
        print_json(answer)
    else:
        print_pairs(answer | {name: _spelled(answer[name]) for name in ("scale", "parameters", "details")})
    return 0 if found.verdict in (Verdict.UPHELD, Verdict.PROVED) else 1


COMMANDS: tuple[click.Command, ...] = (verify, replay)
