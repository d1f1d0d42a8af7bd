"""Progress of long commands, always on stderr: a bar on a terminal, some plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

#: Lines that a run prints where no bar can be drawn.
LINES = 10


@contextmanager
def counted_progress(title: str, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Give a callback (done, total) for a run whose length is known.

    With ``quiet`` nothing is shown unless stderr is a terminal.

    >>> with counted_progress("2.4", quiet=True) as progress:
    ...     progress is None
    True
    """
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # No thread refreshes the bar: campaigns fork their workers, and threads do not survive that.
        with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
            task = bar.add_task(title, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total, refresh=True)
    elif quiet:
        yield None
    else:
        shown = 0

        def line(done: int, total: int) -> None:
            nonlocal shown
            if done * LINES // total > shown:
                shown = done * LINES // total
                click.echo(f"{title}: {done} of {total}", err=True)

        yield line


@contextmanager
def staged_progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Give a callback that is told the name of each stage as it begins; quiet as in ``counted_progress``.

    >>> with staged_progress(quiet=True) as progress:
    ...     progress("campaigns")
    """
    began = time.monotonic()
    if sys.stderr.isatty():
        # One line that is rewritten at each stage and wiped out at the end.
        yield lambda stage: click.echo(f"\r\x1b[K{time.monotonic() - began:4.0f} s  {stage}", nl=False, err=True)
        click.echo("\r\x1b[K", nl=False, err=True)
    elif quiet:
        yield lambda stage: None
    else:
        yield lambda stage: click.echo(stage, err=True)
