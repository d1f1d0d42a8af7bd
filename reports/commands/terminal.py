"""What the commands print: JSON, tables, and pairs of name and value."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click


def print_json(value: Any) -> None:
    """Print one JSON value, in ASCII so that no terminal or locale can spoil it.

    >>> print_json({"iterations": 3})
    {
      "iterations": 3
    }
    """
    click.echo(json.dumps(value, indent=2))


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: framed and wrapped to the width on a terminal, else plain aligned columns.

    Plain rows are never wrapped, so that ``grep`` and ``awk`` see one row on one line.

    >>> print_table(("id", "tag"), [("2.4", "rebuilt"), ("lemma-2.1", "text")])
    id         tag
    2.4        rebuilt
    lemma-2.1  text
    """
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table(*headers)
        for row in rows:
            table.add_row(*row)
        Console(markup=False, highlight=False).print(table)
        return
    widths = [max(len(row[column]) for row in (headers, *rows)) for column in range(len(headers))]
    for row in (headers, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def print_pairs(pairs: Mapping[str, object]) -> None:
    """Print one aligned ``name  value`` line for each entry; values that are None are left out.

    >>> print_pairs({"upper": "120.5", "lower": None, "case": "4a"})
    upper  120.5
    case   4a
    """
    shown = {name: value for name, value in pairs.items() if value is not None}
    width = max(map(len, shown), default=0)
    for name, value in shown.items():
        click.echo(f"{name.ljust(width)}  {value}")
