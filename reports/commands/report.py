"""``dmf report``: the pages, written or compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reports.commands.arguments import PLACE, json_option
from reports.commands.progress import staged_progress
from reports.commands.terminal import print_json


@click.command(
    epilog="""\b
Examples:
  dmf report
  dmf report --out /tmp/pages --profile full
  dmf report --check

--check generates everything anew, compares, writes nothing, and exits with 1 when a file
differs, is missing or should not be there.
"""
)
@click.option(
    "--out",
    type=PLACE,
    help="Folder for pages, figures and data; by default the one that is checked in.",
)
@click.option(
    "--profile",
    type=click.Choice(["quick", "full"]),
    default="quick",
    show_default=True,
    help="quick takes minutes; full draws many more cases.",
)
@click.option("--check", is_flag=True, help="Compare with what is there instead of writing.")
@json_option
def report(out: Path | None, profile: str, check: bool, as_json: bool) -> int:
    """Write the report: pages, figures and their data."""
    from reports.pages.report import GENERATED, check_report, write_report

    out = out or GENERATED
    if check and not out.is_dir():
        raise ValueError(f"{out}: no such folder to compare with")
    files: Sequence[Path | str]
    with staged_progress(quiet=as_json) as progress:
        files = check_report(out, profile, progress) if check else write_report(out, profile, progress)
    names = [str(file) for file in files]
    if as_json:
        print_json({"out": str(out), "profile": profile, "different" if check else "written": names})
    elif check:
        click.echo("\n".join(f"differs: {name}" for name in names) or f"{out}: every file is as generated")
    else:
        click.echo(f"{len(names)} files written to {out}")
    return 1 if check and names else 0


COMMANDS: tuple[click.Command, ...] = (report,)
