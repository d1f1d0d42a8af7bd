"""From gathered data to the text of a page, a table file or a data file; no page writes numbers any other way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import isfinite, isnan
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
from flint import arb

from numerics.exact.balls import decimal_string
from reports.rendering.profile import Profile
from theory.language.claims import Claim
from theory.language.definitions import definitions
from theory.language.printing import latex
from theory.language.registry import statement

_TEMPLATES = Path(__file__).parents[1] / "pages"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

#: Files of a report: path relative to its folder → text.
Files = dict[str, str]


@dataclass(frozen=True)
class Setting:
    """What every page is made with: how much, from which seed, and whom to tell about progress.

    ``workers`` is how many processes a part may start; the files do not depend on it. ``found`` holds the results of
    studies (``reports.pages.study``) by their names.
    """

    profile: Profile
    seed: int
    progress: Callable[[str], None]
    workers: int = 2
    found: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False)


def render(template: str, setting: Setting, **context: Any) -> str:
    """Return the page that ``template`` (a file in ``reports/pages``) makes of ``context``.

    Raises jinja2.UndefinedError when the template uses a name that is not in the context.
    """
    return _environment().get_template(template).render(setting=setting, **context)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the output is Markdown
    )
    environment.filters |= {
        "num": number,
        "count": count,
        "tex_count": tex_count,
        "listed": listed,
        "interval": interval,
        "exact": exact_text,
        "plain": plain,
    }
    environment.globals |= {"statement_latex": statement_latex, "statement": statement, "table": markdown_table}
    return environment


def number(value: Any, digits: int = 6) -> str:
    """Return ``value`` to ``digits`` significant digits as a page shows it; an unknown value is an em dash.

    >>> number(1 / 3), number(2.5e-9), number(None), number(arb(2).sqrt(), 4)
    ('0.333333', '2.5·10⁻⁹', '—', '1.414')
    """
    if value is None:
        return "—"
    if isinstance(value, arb):
        value = float(decimal_string(value, min(digits + 3, 15)))
    value = float(value)
    if isnan(value):
        return "—"
    if not isfinite(value):
        return "∞" if value > 0 else "−∞"
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    mantissa = mantissa.replace("-", "−")
    if not exponent:
        return mantissa
    return f"{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPTS)}"


def exact_text(value: Fraction) -> str:
    """Return ``value`` without rounding, as a decimal where that ends, else as a fraction; valid on a command line.

    >>> exact_text(Fraction(1, 8)), exact_text(Fraction(-3)), exact_text(Fraction(1, 7)), exact_text(Fraction(3, 10**9))
    ('0.125', '-3', '1/7', '3e-9')
    """
    twos = fives = 0
    rest = value.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return str(value)
    places = max(twos, fives)
    figures = str(abs(value.numerator) * 10**places // value.denominator)
    sign = "-" if value < 0 else ""
    if places and len(figures) <= places - 4:  # more than four zeros behind the point
        tail = figures[1:].rstrip("0")
        return f"{sign}{figures[0]}{'.' + tail if tail else ''}e-{places - len(figures) + 1}"
    figures = figures.rjust(places + 1, "0")
    return sign + (f"{figures[:-places]}.{figures[-places:]}" if places else figures)


def count(value: int | None) -> str:
    """Return a whole number with its thousands separated; an unknown one is an em dash.

    >>> count(1234567), count(None)
    ('1,234,567', '—')
    """
    return "—" if value is None else f"{value:,}"


def tex_count(value: int) -> str:
    """Return a whole number for a formula, where a comma alone would leave a gap behind it.

    >>> tex_count(1234567)
    '1{,}234{,}567'
    """
    return count(value).replace(",", "{,}")


def interval(low: int, high: int | None) -> str:
    """Return a whole number that is known exactly or between two bounds.

    >>> interval(3, 3), interval(3, 1000), interval(3, None)
    ('3', '3…1,000', '≥ 3')
    """
    if low == high:
        return count(low)
    return f"≥ {count(low)}" if high is None else f"{count(low)}…{count(high)}"


def listed(items: Sequence[Any]) -> str:
    """Join ``items`` as prose does.

    >>> listed([2, 3, 4]), listed(["a"])
    ('2, 3 and 4', 'a')
    """
    words = [str(item) for item in items]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "none"


def plain(text: str) -> str:
    r"""Return prose that Markdown shows as it stands: formulas in it are no emphasis.

    >>> print(plain("(L-x_*)(1-h(x_*))"))
    (L-x\_\*)(1-h(x\_\*))
    """
    return text.replace("*", "\\*").replace("_", "\\_")


def markdown_table(headers: Sequence[str], rows: Sequence[Sequence[str]], align: str = "") -> str:
    """Return a Markdown table; ``align`` has one of l, r, c for each column, and missing ones count as r.

    >>> print(markdown_table(("N", "η"), [("2", "1/4")], "l"))
    | N | η |
    |:--|--:|
    | 2 | 1/4 |
    """
    marks = {"l": ":--", "r": "--:", "c": ":-:"}
    rule = "".join(f"{marks[mark]}|" for mark in align.ljust(len(headers), "r"))
    lines = ["| " + " | ".join(headers) + " |", "|" + rule]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def statement_latex(id: str) -> str:
    """Return hypotheses and claims of statement ``id`` as a block of LaTeX."""
    return statement(id).latex()


def claim_latex(claim: Claim) -> str:
    r"""Return a claim as a formula in a line, for the cell of a table.

    A bar would end the cell, and of a backslash before a comma and of an asterisk Markdown would make something else.

    >>> print(claim_latex(statement("lemma-2.2").claim("error_decreases")))
    $\left\vert{L - d\left(k + 1\right)}\right\vert \leq \left\vert{L - d\left(k\right)}\right\vert ...$
    """
    formula = re.sub(r"\\(left|right)\|", r"\\\1\\vert", claim.latex(latex))
    for sign, command in (("|", r"\vert "), (r"\,", r"\thinspace"), ("*", r"\ast ")):
        formula = formula.replace(sign, command)
    return f"${formula}$"


def definitions_latex(names: Sequence[str]) -> str:
    r"""Return the definitions of the named quantities (L, M, c_N, x_star, K, kappa, delta_0) as a block of LaTeX.

    >>> print(definitions_latex(["kappa"]))
    \begin{aligned}
    \kappa &= N \lambda^{2 - \frac{2}{N}}
    \end{aligned}
    """
    rows = [f"{latex(name)} &= {latex(value)}" for name, value in definitions().items() if name.name in names]
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def csv_text(columns: Mapping[str, Sequence[Any] | np.ndarray]) -> str:
    r"""Return columns of equal length as CSV; floats to 6 significant digits, nothing for an unknown value.

    >>> csv_text({"k": [0, 1], "d": [0.1, 1 / 3]})
    'k,d\n0,0.1\n1,0.333333\n'
    """
    rows = [",".join(columns)]
    rows += [",".join(_cell(value) for value in row) for row in zip(*columns.values(), strict=True)]
    return "\n".join(rows) + "\n"


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float | np.floating) and isnan(value)):
        return ""
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def json_text(value: Any) -> str:
    """Return ``value`` as JSON, keys in the order given."""
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
