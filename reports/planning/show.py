"""A plan as text, HTML and LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_UP, Context
from html import escape
from typing import TYPE_CHECKING

from reports.rendering.markdown import exact_text

if TYPE_CHECKING:
    from reports.planning.plan import Plan


def rounded_up(value: float, digits: int = 3) -> str:
    """Return a bound with so many digits, never below it.

    >>> rounded_up(0.12341), rounded_up(0.0)
    ('0.124', '0')
    """
    rounded = Context(prec=digits, rounding=ROUND_UP).create_decimal_from_float(value)
    return f"{rounded:f}" if rounded == 0 or abs(rounded.adjusted()) < 5 else f"{rounded:e}"


#: The columns of the table of windows.
COLUMNS = ("rank", "start", "stop", "effective rank", "within", "stop at", "distance")


def rows(found: Plan) -> list[tuple[str, ...]]:
    """Return the table of windows, one row each; a stop that never comes is a dash."""
    return [
        (
            f"{one.rank} ({one.negative} negative)" if one.negative else str(one.rank),
            _count(one.start),
            "-" if one.stop is None else _count(one.stop),
            f"{one.effective_rank:.6g}",
            rounded_up(one.bound),
            "-" if one.advice is None else _count(one.advice.k),
            "-" if one.advice is None else rounded_up(one.advice.distance),
        )
        for one in found.windows
    ]


def _count(value: int) -> str:
    """Return a whole number; one of more than 18 digits to six figures."""
    text = str(value)
    return text if len(text) <= 18 else f"~{text[0]}.{text[1:6]}e+{len(text) - 1}"


def sentences(found: Plan) -> Iterator[str]:
    """Yield what is to know besides: the parameters, which ranks have no window and why, and the notes."""
    if not found.windows:
        yield "no plateau with these parameters"
    beta = "" if found.beta is None else f", beta = {exact_text(found.beta)}"
    yield (
        f"depth {found.descent.depth}, alpha = {exact_text(found.alpha)}{beta}, step = {exact_text(found.step)}, "
        f"tolerance = {exact_text(found.tolerance)}, {found.levels.values.size} eigenvalues"
    )
    yield from (one.text() for one in found.missing)
    yield from found.notes
    if any(not one.exact for one in found.windows):
        yield "windows are certain; one that is not exact may be short of the plateau by a few iterations"


def text(found: Plan) -> str:
    """Return a plan as plain text: the table in aligned columns, then what is to know besides."""
    table = [COLUMNS, *rows(found)] if found.windows else []
    widths = [max(len(row[column]) for row in table) for column in range(len(COLUMNS))] if table else []
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table]
    return "\n".join([*lines, *sentences(found)])


def html(found: Plan) -> str:
    """Return a plan as HTML for a notebook: the table, what is to know besides, and the picture of r(W(k))."""
    from reports.planning.picture import curves, rank_figure
    from reports.rendering.figures import svg_text

    head = "".join(f"<th>{escape(name)}</th>" for name in COLUMNS)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows(found))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    picture = svg_text(rank_figure(found, *curves(found))) if found.windows else ""
    told = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences(found))
    return f"{table}<ul>{told}</ul>{picture[max(picture.find('<svg'), 0) :]}"


def latex(found: Plan) -> str:
    r"""Return the windows of a plan as LaTeX: rank, K_1 ≤ k ≤ K_2, r(Ŵ_l) and what r(W(k)) may differ from it."""
    lines = [r"l & K_1 & K_2 & r(\hat W_l) & \lvert r(W(k))-r(\hat W_l)\rvert\le"]
    for one in found.windows:
        stop = r"\infty" if one.stop is None else _tex(_count(one.stop))
        bound = _tex(rounded_up(one.bound))
        lines.append(f"{one.rank} & {_tex(_count(one.start))} & {stop} & {one.effective_rank:.6g} & {bound}")
    return "$\\displaystyle\\begin{array}{rrrrr}" + r" \\ ".join(lines) + "\\end{array}$"


def _tex(number: str) -> str:
    r"""Return a number for a formula: a power of ten as one.

    >>> print(_tex("1.5e-7"), _tex("12"))
    1.5\cdot10^{-7} 12
    """
    mantissa, _, exponent = number.lstrip("~").partition("e")
    return f"{mantissa}\\cdot10^{{{int(exponent)}}}" if exponent else mantissa
