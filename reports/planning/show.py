"""A plan as text, HTML and LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_UP, Context
from fractions import Fraction
from typing import TYPE_CHECKING

from reports.rendering.markdown import exact_text

if TYPE_CHECKING:
    from reports.planning.plan import Plan


def shown(number: Fraction) -> str:
    """Return an exact number as it was written, or as a decimal where that ends.

    >>> shown(Fraction(1, 20))
    '0.05'
    """
    return exact_text(number)


def rounded_up(value: float, digits: int = 3) -> str:
    """Return a bound with so many digits, never below it.

    >>> rounded_up(0.12341), rounded_up(0.0)
    ('0.124', '0')
    """
    rounded = Context(prec=digits, rounding=ROUND_UP).create_decimal_from_float(value)
    return f"{rounded:f}" if rounded == 0 or abs(rounded.adjusted()) < 5 else f"{rounded:e}"


#: The columns of the table of windows.
COLUMNS = ("rank", "start", "stop", "effective rank", "on all of it within")


def rows(found: Plan) -> list[tuple[str, ...]]:
    """Return the table of windows, one row each."""
    return [
        (
            str(one.rank),
            str(one.start),
            "-" if one.stop is None else str(one.stop),
            f"{one.effective_rank:.6g}",
            rounded_up(one.bound),
        )
        for one in found.windows
    ]


def sentences(found: Plan) -> Iterator[str]:
    """Yield what is to know besides: the parameters, which ranks have no window and why, and the notes."""
    if not found.windows:
        yield "no plateau with these parameters"
    yield (
        f"depth {found.descent.depth}, alpha = {shown(found.alpha)}, step = {shown(found.step)}, "
        f"tolerance = {shown(found.tolerance)}, {found.levels.values.size} eigenvalues"
    )
    yield from (one.text() for one in found.missing)
    yield from found.notes
    if any(not one.exact for one in found.windows):
        yield "windows are certain, but may be too short by a few iterations where eigenvalues leave that open"
