"""How every figure looks, and how a figure becomes an SVG that is the same on every processor.

The figures themselves are beside the pages, e.g. in ``reports.pages.flow.figures``: one function per figure, from plain
arrays to a matplotlib ``Figure``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec

import numpy as np
from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
P = ParamSpec("P")

#: Okabe and Ito's palette: distinct under the common forms of colour blindness and in grey.
BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PURPLE, YELLOW, INK, GREY = "#56B4E9", "#CC79A7", "#F0E442", "#222222", "#8a8a8a"

#: Width of a page of text, in inches.
PAGE_WIDTH = 7.4

STYLE: dict[str, Any] = {
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",
    "mathtext.fontset": "dejavusans",
    "font.size": 9,
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.labelsize": 9,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "xtick.minor.width": 0.4,
    "ytick.minor.width": 0.4,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "lines.linewidth": 1.3,
    "lines.solid_capstyle": "butt",
    "svg.fonttype": "path",
    "svg.hashsalt": "dmf-verify",
    "path.simplify": False,
}

#: Coordinates of an SVG keep this many decimals of a point: far above the rounding of floating-point numbers,
#: so they do not depend on the processor, and far below what an eye sees.
_DECIMALS = 2
_GEOMETRY = re.compile(r'(?<=\s)(d|x|y|x1|x2|y1|y2|width|height|transform|points)="([^"]*)"')
_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_HASHED = re.compile(r'\bid="([a-z][0-9a-f]{10})"')
_REFERENCE = re.compile(r'(\bid="|href="#|url\(#)([a-z][0-9a-f]{10})\b')
_PIECE = re.compile(r"(translate|rotate|scale|matrix)\(([^)]*)\)")


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Run ``draw`` under ``STYLE`` alone, whatever the user's own matplotlib settings are."""

    @wraps(draw)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with style.context(["default", STYLE]):
            return draw(*args, **kwargs)

    return wrapper


def svg_text(figure: Figure) -> str:
    """Return ``figure`` as SVG text without dates, versions or random names.

    >>> figure = empty_figure(2.0)
    >>> svg_text(figure) == svg_text(figure)
    True
    """
    buffer = io.StringIO()
    with style.context(["default", STYLE]):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = _renamed(_GEOMETRY.sub(_rounded_attribute, buffer.getvalue()))
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


def _renamed(text: str) -> str:
    """Give the names that matplotlib hashes from unrounded coordinates numbers, in the order of their definitions."""
    names = {name: f"{name[0]}{index}" for index, name in enumerate(dict.fromkeys(_HASHED.findall(text)))}
    return _REFERENCE.sub(lambda match: match.group(1) + names.get(match.group(2), match.group(2)), text)


def _rounded_attribute(match: re.Match[str]) -> str:
    name, value = match.group(1), match.group(2)
    if name == "transform":  # a scale factor is not a coordinate and keeps its digits
        return f'{name}="{_PIECE.sub(_rounded_transform, value)}"'
    return f'{name}="{_NUMBER.sub(_rounded_number, value)}"'


def _rounded_transform(match: re.Match[str]) -> str:
    function, arguments = match.group(1), match.group(2)
    return f"{function}({_NUMBER.sub(_rounded_number, arguments) if function == 'translate' else arguments})"


def _rounded_number(match: re.Match[str]) -> str:
    text = f"{float(match.group()):.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@styled
def empty_figure(height: float, width: float = PAGE_WIDTH) -> Figure:
    """Return a figure of the page's width without axes; sizes in inches."""
    return Figure(figsize=(width, height))


def to_digits(values: Floats | float, digits: int = 6) -> Floats:
    """Return ``values`` to ``digits`` significant digits: what is drawn and stored is what is rounded here.

    >>> to_digits(np.array([1 / 3, 0.0, -123456.789])).tolist()
    [0.333333, 0.0, -123457.0]
    """
    array = np.asarray(values, dtype=np.float64)
    return np.array([float(f"{value:.{digits}g}") for value in array.ravel().tolist()]).reshape(array.shape)


def fill_cells(axes: Axes, x: Floats, y: Floats, level: Ints, colours: Sequence[str]) -> None:
    """Paint a grid of cells, one outline per colour: neighbours in a row that share a colour are merged.

    ``x`` and ``y`` are cell edges of length n+1 and m+1; ``level`` has shape (m, n) and indexes ``colours``;
    cells of level −1 stay empty. This keeps a map of thousands of cells small as SVG.
    """
    for index, colour in enumerate(colours):
        corners: list[tuple[float, float]] = []
        for row in range(level.shape[0]):
            for first, last in runs(level[row] == index):
                left, right, low, high = x[first], x[last], y[row], y[row + 1]
                corners += [(left, low), (right, low), (right, high), (left, high), (left, low)]
        if corners:
            codes = [Outline.MOVETO, Outline.LINETO, Outline.LINETO, Outline.LINETO, Outline.CLOSEPOLY]
            outline = Outline(corners, codes * (len(corners) // 5))
            axes.add_patch(PathPatch(outline, facecolor=colour, edgecolor=colour, linewidth=0.3))


def runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the stretches [first, last) where ``mask`` is true.

    >>> runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
