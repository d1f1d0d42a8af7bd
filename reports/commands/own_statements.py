"""The statements of a user's own file, for ``--file``; what is wrong with a file is said in one line."""

from __future__ import annotations

import contextlib
import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click

from reports.commands.arguments import PLACE, STATEMENT

if TYPE_CHECKING:
    from theory.language.statement import Statement

file_option = click.option("--file", type=PLACE, metavar="F.py", help="Take the statement from a file of your own.")


def chosen(id: str | None, file: Path | None) -> list[Statement]:
    """Return the published statement ``id``, or those of ``file``: all of them, or the one with this id.

    Raises UsageError when neither is given, and as ``read_statements`` does.
    """
    if file is not None:
        return read_statements(file, id)
    if id is None:
        raise click.UsageError("missing argument ID (or --file F.py, for statements of your own)")
    from theory.language.registry import statement

    return [statement(STATEMENT.convert(id, None, None))]


def one(id: str | None, file: Path | None) -> Statement:
    """Return the single statement that ``id`` and ``file`` name; raises UsageError where the file has several."""
    records = chosen(id, file)
    if len(records) > 1:
        known = ", ".join(record.id for record in records)
        raise click.UsageError(f"{file}: choose one of its statements by its id: {known}")
    return records[0]


def read_statements(path: Path, id: str | None = None) -> list[Statement]:
    """Return the statements at module level of the Python file ``path``, in the order of its lines.

    A published statement that the file imports is not among them. Raises ValueError in one line that begins with the
    file, and the line of it where that is known, when it is not there, does not run, holds no statement or none called
    ``id``, or when a statement in it speaks of something that has no value.
    """
    from theory.language.registry import STATEMENTS, load_module, statements_of

    published = tuple(STATEMENTS)
    if not path.is_file():
        raise ValueError(f"{path}: {'not a file' if path.exists() else 'no such file'}")
    try:
        with contextlib.redirect_stdout(sys.stderr):  # what the file prints is no answer of the command
            module = load_module(path)
    except (Exception, SystemExit) as problem:
        raise ValueError(_told(problem, path)) from None
    records = [r for r in statements_of(module) if not any(r is known for known in published)]
    if not records:
        raise ValueError(f"{path}: no statement in it; a statement is a name = Statement(...) at the left margin")
    for record in records:
        _check(record, records, path)
    if id is None:
        return records
    found = [record for record in records if record.id.lower() == id.strip().lower()]
    if not found:
        raise ValueError(f"{path}: no statement {id!r} in it; it has {', '.join(record.id for record in records)}")
    return found


@contextlib.contextmanager
def told_of(file: Path | None) -> Iterator[None]:
    """Make what goes wrong with a statement of ``file`` a ValueError that names the file.

    A formula of one's own may fail anywhere in the arithmetic; one of ours fails with a traceback.
    """
    try:
        yield
    except (ValueError, TypeError, AttributeError, ArithmeticError) as problem:
        if file is None:
            raise
        kind = "" if isinstance(problem, ValueError) else f"{type(problem).__name__}: "
        raise ValueError(f"{file}: {kind}{problem}") from None


def _check(record: Statement, records: list[Statement], path: Path) -> None:
    """Raise ValueError for a statement that could not be run: it has unknown symbols, no claim, or another's id."""
    if any(other is not record and other.id.lower() == record.id.lower() for other in records):
        raise ValueError(f"{path}: two statements have the id {record.id!r}")
    if not record.claims:
        raise ValueError(f"{path}: {record.id}: a statement without claims says nothing that could be checked")
    with told_of(path):
        _ = record.parameters
        for hypothesis in record.hypotheses:
            _ = hypothesis.about


def _told(problem: BaseException, path: Path) -> str:
    """Return what went wrong while a file ran, and in which of its lines."""
    if isinstance(problem, SyntaxError) and Path(problem.filename or "") == path.absolute():
        return f"{path}:{problem.lineno}: {problem.msg}"
    line = _line(problem.__traceback__, path)
    place = f"{path}:{line}" if line else str(path)
    match problem:
        case SystemExit():
            return f"{place}: the file ends the program"
        case NameError(name=str(name)):
            return f"{place}: no such name {name!r}{_hint(name)}"
        case ModuleNotFoundError(name=str(name)):
            return f"{place}: no such module {name!r}"
        case ImportError():
            return f"{place}: {str(problem).partition(' (')[0]}"
        case ValueError() if str(problem).startswith(f"{path}:"):
            return str(problem)
        case ValueError():
            return f"{place}: {problem}"
        case TypeError() if "truth value of Relational" in str(problem):
            return f"{place}: a relation is not true or false; write sp.And, sp.Or, sp.Not in place of and, or, not"
        case _:
            return f"{place}: {type(problem).__name__}: {problem}"


def _hint(name: str) -> str:
    """Return what the name may have been meant for, from the vocabulary of conjectures."""
    from reports import vocabulary

    if name in vocabulary.__all__:
        return "; `from reports.vocabulary import *` has it"
    close = difflib.get_close_matches(name, vocabulary.__all__, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _line(traceback: TracebackType | None, path: Path) -> int | None:
    """Return the last line of the file that was running."""
    line = None
    while traceback is not None:
        if Path(traceback.tb_frame.f_code.co_filename) == path.absolute():
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
