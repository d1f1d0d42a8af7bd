"""A square matrix from the text that spreadsheets and data frames write, with or without header and index column."""

from __future__ import annotations

import csv
import math
import re

#: What separates cells, in the order in which it is looked for; a line without any of these is split at its blanks.
DELIMITERS = ("\t", ";", ",")

_DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+([eE][+-]?\d+)?")
Table = list[list[str]]
#: A count that is as long as this is no row of a matrix by accident.
_SURE = 3


def read_csv(content: bytes, most: int) -> list[list[float]]:
    r"""Return the rows of numbers in ``content``, text in UTF-8 or UTF-16 with or without a byte order mark.

    Cells are separated by tabs, semicolons, commas or blanks; but for commas, the decimal sign may be a comma. Lines
    that begin with # are left out. A header row, an index column or both go where what is left is square, if they hold
    words or count from 0 or 1. Raises ValueError naming the line and the cell that is no number, a row of another
    length, or more than ``most`` rows.

    >>> read_csv(b";x;y\nx;2;0,5\ny;0,5;1\n", 10)
    [[2.0, 0.5], [0.5, 1.0]]
    """
    numbered = [(n, line) for n, line in enumerate(_decoded(content).splitlines(), 1) if line.strip()]
    numbered = [(n, line) for n, line in numbered if not line.lstrip().startswith("#")]
    if not numbered:
        raise ValueError("no numbers in it")
    if len(numbered) > most + 1:
        raise ValueError(f"{len(numbered)} rows: at most {most} are supported")
    numbers, lines = zip(*numbered, strict=True)
    table = _cells(list(lines))
    width = len(table[-1])
    for number, row in zip(numbers, table, strict=True):
        if len(row) != width:
            raise ValueError(f"line {number} has {len(row)} entries, the last line has {width}")
    header, index = _labels(table)
    rows = []
    for number, row in list(zip(numbers, table, strict=True))[header:]:
        values = [_number(cell) for cell in row[index:]]
        if None in values:
            place = values.index(None)
            cell = row[index + place]
            what = f"{cell[:40]!r} is not a real number" if cell else "is empty"
            raise ValueError(f"line {number}, entry {index + place + 1}: {what}")
        rows.append([value for value in values if value is not None])
    return rows


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise ValueError("not a text file in UTF-8") from None
    if "\0" in text:
        raise ValueError("not a text file in UTF-8")
    return text


def _cells(lines: list[str]) -> Table:
    delimiter = next((sign for sign in DELIMITERS if sign in lines[-1]), None)
    try:
        table = list(csv.reader(lines, delimiter=delimiter)) if delimiter else [line.split() for line in lines]
    except csv.Error:
        raise ValueError("not a table: a cell of it is too long") from None
    table = [[cell.strip() for cell in row] for row in table]
    if len(table[0]) > 1 and all(row[-1] == "" for row in table):  # each line ends with a delimiter
        table = [row[:-1] for row in table]
    if len(table) > 1 and len(table[0]) == len(table[1]) - 1:  # R leaves out the corner
        table[0] = ["", *table[0]]
    if delimiter != ",":
        return [[cell.replace(",", ".") if _DECIMAL_COMMA.fullmatch(cell) else cell for cell in row] for row in table]
    return table


def _labels(table: Table) -> tuple[int, int]:
    """Return how many rows and columns of labels come before the numbers, 0 or 1 of each."""
    height, width = len(table), len(table[0])
    first_row, first_column = table[0], [row[0] for row in table]
    if height == width + 1 and _named(first_row):
        return 1, 0
    if width == height + 1 and _named(first_column):
        return 0, 1
    if height == width and height > 1 and _number(first_row[0]) is None:
        least = 1 if not first_row[0] else _SURE
        if _named(first_row[1:], least) and _named(first_column[1:], least):
            return 1, 1
    return 0, 0


def _named(labels: list[str], least: int = _SURE) -> bool:
    """Whether cells name rows or columns: words, or a count that has the length ``least``."""
    counted = any(labels == [str(start + i) for i in range(len(labels))] for start in (0, 1))
    return (counted and len(labels) >= least) or all(_number(label) is None for label in labels)


def _number(cell: str) -> float | None:
    """Return the number in a cell; "nan" and "inf" are numbers here and refused with the matrix."""
    if "_" in cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) or not any(sign.isdigit() for sign in cell) else math.inf
