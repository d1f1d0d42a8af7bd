"""What Markdown makes of a page, by a parser that knows nothing of formulas; and what a page shows, computed again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import takewhile
from types import SimpleNamespace

import mpmath
import numpy as np
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table")
_FORMULA = re.compile(r"\$([^$]+)\$")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.S)
#: Emphasis as a writer means it: words, set off from what is around them.
_EMPHASIS = re.compile(r"(?<![\w\\*)\]}])(\*{1,2})(?![\s*])[^*]*?(?<![\s*\\(\[{])\1(?![\w*(\[{])")
_TAGS = {"<details>", "</details>", "<summary>", "</summary>"}


def lost_in_markdown(page: str) -> list[str]:
    """Return what of ``page`` does not reach its reader as it was written: formulas, stray emphasis, unknown tags."""
    return [lost for token in _PARSER.parse(page) for lost in (*_of_block(token), *_of_line(token))]


def _of_block(token: Token) -> Iterator[str]:
    if token.type == "html_block":
        yield from (f"tag {tag}" for tag in re.findall(r"</?\w+[^>]*>", token.content) if tag not in _TAGS)
    if token.type == "code_block":  # four spaces by accident: every block of ours is fenced
        yield f"code {token.content}"


def _of_line(token: Token) -> Iterator[str]:
    if token.type != "inline":
        return
    prose, children = _CODE.sub("", token.content), token.children or []
    shown = "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in children)
    for formula in _FORMULA.findall(prose):
        if formula != formula.strip() or formula not in shown:
            yield f"${formula}$"
        if re.search(r"\\[,;!{}|]|\*|\d,\d{3}(?!\d)", formula):
            yield f"${formula}$: Markdown or the typesetter makes something else of it"
    if prose.count("$") % 2:
        yield f"an odd number of $: {prose}"
    marks = [child for child in children if child.type in ("em_open", "strong_open")]
    if any("_" in mark.markup for mark in marks) or len(marks) != len(_EMPHASIS.findall(prose)):
        yield f"emphasis: {prose}"
    yield from (
        f"tag {child.content}" for child in children if child.type == "html_inline" and child.content not in _TAGS
    )


@pytest.fixture
def survives() -> Callable[[str], None]:
    """Check that a page reaches its reader as it was written."""

    def check(page: str) -> None:
        assert lost_in_markdown(page) == []
        assert "{{" not in page
        assert "{%" not in page

    return check


# What the pages show, computed again from the formulas of the paper ------------------------------------------------


def table_of(page: str, title: str) -> list[list[str]]:
    """Return the cells of the table whose header line contains ``title``."""
    lines = page.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("|") and title in line)
    body = takewhile(lambda line: line.startswith("|"), lines[start + 2 :])
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in body]


def csv_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a data file, by column."""
    return list(csv.DictReader(io.StringIO(text)))


def read_number(cell: str) -> float:
    """Return a number as a page shows it, 1,234 or −2.5·10⁻⁹."""
    text = cell.translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")).replace(",", "").replace("·10", "e")
    return float(text)


def flow_time(depth: int, lam: mpmath.mpf, start: mpmath.mpf, end: mpmath.mpf) -> mpmath.mpf:
    """τ(start, end) by quadrature of 1/f over pieces of equal ratio; no closed form."""
    pieces = [start * (end / start) ** (mpmath.mpf(j) / 8) for j in range(9)]
    return mpmath.quad(lambda x: 1 / (x ** (depth - 1) * (lam - x**depth)), pieces)


def ideal_count(
    depth: int, lam: Fraction, alpha: Fraction, eta: Fraction, eps: Fraction
) -> tuple[str, mpmath.mpf, mpmath.mpf]:
    """Return the case of (24), T^Id, and ⌈T^Id⌉, from the formulas of the paper in 25 digits."""
    with mpmath.workdps(25):
        lam_, start, step, near = (mpmath.mpf(v.numerator) / v.denominator for v in (lam, alpha, eta, eps))
        n, limit = depth, mpmath.root(max(lam_, 0), depth)
        if lam < 0:
            return _ceiled("2", flow_time(n, lam_, start, near) / step)
        if start > limit:
            return _ceiled("1", (near ** (2 - 2 * n) - (start - limit) ** (2 - 2 * n)) / (step * (2 * n - 2)))
        bend = (mpmath.mpf(n - 1) / (2 * n - 1) * lam_) ** (mpmath.mpf(1) / n)
        slope = n * lam_ ** (2 - mpmath.mpf(2) / n) * (mpmath.mpf(n - 2) / (4 * n - 2)) ** (1 - mpmath.mpf(2) / n) / 2
        if near >= limit - bend:
            return _ceiled("3", (slope + 1 / step) * flow_time(n, lam_, start, limit - near))
        first = max(start, bend)
        rate = first ** (n - 1) * (lam_ - first**n) / (limit - first)
        linear = mpmath.log(near / (limit - first)) / mpmath.log(1 - step * rate)
        if start >= bend:
            return _ceiled("4b", linear)
        return _ceiled("4a", mpmath.ceil((slope + 1 / step) * flow_time(n, lam_, start, bend)) + linear)


def _ceiled(name: str, value: mpmath.mpf) -> tuple[str, mpmath.mpf, mpmath.mpf]:
    return name, value, mpmath.ceil(value)


def iterate(depth: int, lam: np.ndarray, alpha: float, eta: float, steps: int) -> np.ndarray:
    """Return d(0), …, d(steps) for each λ by the recursion (18), shape (steps + 1, len(lam))."""
    states = np.empty((steps + 1, len(lam)))
    states[0] = alpha
    for k in range(steps):
        states[k + 1] = states[k] - eta * states[k] ** (depth - 1) * (states[k] ** depth - lam)
    return states


@pytest.fixture(scope="session")
def again() -> SimpleNamespace:
    """Everything above, for the tests of the pages."""
    return SimpleNamespace(
        table_of=table_of,
        csv_of=csv_of,
        read_number=read_number,
        flow_time=flow_time,
        ideal_count=ideal_count,
        iterate=iterate,
    )
