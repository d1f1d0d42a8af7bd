"""The cases of a seed are those that the pages were made from: each draw against a list of fingerprints.

A draw that avoids what is hard, or prefers another size, breaks no property of the cases, and campaigns pass all the
same. The list, ``what_is_drawn.txt``, is changed together with a draw, and the report made again. As it would be now:

    python -m tests.numerics.cases.test_what_is_drawn
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np

from numerics.cases.draw import draw
from numerics.cases.known import factor_cases, sharp_cases
from numerics.cases.names import as_json
from numerics.cases.pair import draw_perturbed
from numerics.cases.scalar import draw_scalar
from numerics.cases.spectra import read_spectrum
from theory.language.registry import STATEMENTS

LIST = Path(__file__).parent / "what_is_drawn.txt"
#: Cases of a statement, rows of columns, and the digits that every processor's ``exp`` agrees on.
CASES, ROWS, DIGITS = 10, 200, 6


def digits(numbers: Iterable[float]) -> str:
    text = ";".join(f"{value:.{DIGITS - 1}e}" for value in numbers)
    return sha256(text.encode()).hexdigest()[:8]


def numbers(value: int | str) -> list[float]:
    """Return a parameter as numbers: of a spectrum all its eigenvalues."""
    return [float(eigenvalue) for eigenvalue in read_spectrum(str(value))]


def lines() -> Iterator[str]:
    for record in STATEMENTS:
        cases = [as_json(values) for values in draw(record, CASES, seed=20)]
        yield f"{record.id} {digits(number for case in cases for value in case.values() for number in numbers(value))}"
    for drawing in (draw_scalar, draw_perturbed, factor_cases, sharp_cases):
        columns = vars(drawing(ROWS, 20)).values()
        yield f"{drawing.__name__} {digits(np.concatenate([np.asarray(column, float) for column in columns]))}"


def test_the_draws_are_those_of_the_pages() -> None:
    assert list(lines()) == LIST.read_text().splitlines()


if __name__ == "__main__":
    print(*lines(), sep="\n")
