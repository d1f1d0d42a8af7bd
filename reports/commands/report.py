"""``dmf report`` and ``dmf repl``: the pages, and a session with everything at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reports.commands.arguments import json_option
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
    type=click.Path(path_type=Path),
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


@click.command(
    epilog="""\b
Examples:
  dmf repl
  dmf repl -c 'statement("2.4")'
  echo 'hitting_time(3, 1, "1/10", "1/10", "1/100")' | dmf repl
"""
)
@click.option("-c", "code", help="Run this code, print the value of each expression, and exit.")
@click.option("--json", "as_json", is_flag=True, help="Print the names a session starts with and exit.")
def repl(code: str | None, as_json: bool) -> int:
    """Open IPython with symbols and evaluators loaded.

    Where stdin is not a terminal its lines are the session. Code that raises makes the exit code 1.
    """
    from reports.commands.repl import namespace, run

    if as_json and code is not None:
        raise click.UsageError("--json and -c: choose one")
    if as_json:
        print_json({name: type(value).__name__ for name, value in namespace().items()})
        return 0
    return run(code)


COMMANDS: tuple[click.Command, ...] = (report, repl)
