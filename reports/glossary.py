"""The tables of ``docs/conjectures.md``: every parameter, name, observable and hypothesis, read off the code.

``python -m reports.glossary`` writes them into the document, between its marks; a test compares.

>>> tables()["observables"].splitlines()[2]
'| `d(k)` | d(k) | the k-th iterate of d⁺ = d − η d^{N−1}(d^N − λ), from alpha | (18) |'
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import sympy as sp

from reports import vocabulary
from reports.commands.arguments import FURTHER_PARAMETERS, PARAMETERS
from theory.language.definitions import definitions
from theory.language.expressions import Abbreviation, unfolded
from theory.language.observables import FactorEntry, First, FlowValue, Observable, PairIterate
from theory.language.spectra import OverSpectrum
from theory.language.symbols import PARAMETER_NAMES, N, j, k, t, without_multipliers

DOCUMENT = Path(__file__).parents[1] / "docs" / "conjectures.md"

#: What names mean that are no formula in the parameters.
_MEANINGS = {
    "h": "h(x) = f(x)/(L−x), by which one step shrinks the distance to L (35)",
    "tau": "tau(a, b), the time of the gradient flow from a to b (Lemma 2.5)",
    "c": "the largest real root of c^{N−1}(c−1) = 1",
    "T_Id": "T_Id(eigenvalue, accuracy, start, step), T^Id of (24) at any parameters; T_Id() at λ, ε, α, η",
}
#: What is written as the same symbol in a session.
_WRITTEN = {symbol: name for name in vocabulary.SYMBOLS if isinstance(symbol := getattr(vocabulary, name), sp.Symbol)}


def tables() -> dict[str, str]:
    """Return the tables as Markdown, by the name of the mark in the document."""
    return {
        "parameters": _table(("write", "symbol", "option", "what it is"), _parameters()),
        "names": _table(("write", "what it stands for"), _names()),
        "observables": _table(("write", "prints as", "what it is", "source"), _observables()),
        "constructors": _table(("write", "what it returns"), _constructors()),
        "hypotheses": _table(("write", "condition", "about"), _hypotheses()),
        "groups": _table(("write", "the same as"), _groups()),
    }


def _table(headers: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headers, ("---",) * len(headers), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _parameters() -> Iterator[tuple[str, ...]]:
    meanings = {"depth": "Number N of factors."} | PARAMETERS | FURTHER_PARAMETERS
    for symbol, name in PARAMETER_NAMES.items():
        yield f"`{_WRITTEN[symbol]}`", str(symbol), f"`--{name.replace('_', '-')}`", meanings[name].rstrip(".")


def _names() -> Iterator[tuple[str, ...]]:
    known = {str(name): formula for name, formula in definitions(N).items()}
    for name in vocabulary.NAMES:
        value = getattr(vocabulary, name)
        formula = known.get(str(value), value)
        yield f"`{name}`", _MEANINGS.get(name) or f"`{without_multipliers(formula)}`"


def _observables() -> Iterator[tuple[str, ...]]:
    seen: set[type] = set()
    for name in vocabulary.OBSERVABLES:
        value = getattr(vocabulary, name)
        written, taken = (name, value) if isinstance(value, First) else _taken(name, value)
        seen.add(type(taken))
        yield (f"`{written}`", str(taken), *_told(value, taken))
    for kind in _kinds(Observable):
        if kind not in seen and kind.MEANING:
            yield "(made by a constructor)", "", kind.MEANING, kind.SOURCE


def _taken(name: str, make: Callable[..., sp.Expr]) -> tuple[str, sp.Expr]:
    """Return an observable at its index as it is written, and what it then is."""
    if len(inspect.signature(make).parameters) == 2:
        return f"{name}(j, k)", make(j, k)
    value = make(t)
    return (f"{name}(t)", value) if unfolded(value).atoms(FlowValue) else (f"{name}(k)", make(k))


def _told(value: Any, taken: sp.Expr) -> tuple[str, str]:
    """Return what an observable is, and where it comes from."""
    if isinstance(taken, Abbreviation):
        if taken.body.has(OverSpectrum):
            return f"`{taken.body}`", "Section 3"
        sources = re.findall(r"\(\d+\)|Theorem \d\.\d", inspect.getdoc(value) or "")
        return f"`{taken.body}`", ", ".join(sources) or "(40)"
    assert isinstance(taken, Observable)
    if isinstance(taken, First):
        return f"`{taken.spelled()}`", taken.SOURCE
    if isinstance(taken, FactorEntry):
        row, column = taken.parameters[1:3]
        start = "all factors from alpha" if taken.parameters[5] == 0 else "factor i from alpha - beta"
        return f"{taken.MEANING}: row {row}, column {column}, {start}", taken.SOURCE
    start = ", ".join(map(str, taken.parameters[: 2 if isinstance(taken, PairIterate) else 1]))
    return f"{taken.MEANING}, from {start}", taken.SOURCE


def _kinds(kind: type[Observable]) -> Iterator[type[Observable]]:
    for lower in kind.__subclasses__():
        yield lower
        yield from _kinds(lower)


def _constructors() -> Iterator[tuple[str, ...]]:
    for name in vocabulary.CONSTRUCTORS:
        make = getattr(vocabulary, name)
        parameters = [_parameter(p) for p in inspect.signature(make).parameters.values()]
        told = (inspect.getdoc(make) or "").split("\n\n")[0].replace("\n", " ").replace("``", "`")
        yield f"`{name}({', '.join(parameters)})`", told.removeprefix("Return ").rstrip(".")


def _parameter(parameter: inspect.Parameter) -> str:
    star = "*" if parameter.kind is inspect.Parameter.VAR_POSITIONAL else ""
    default = "" if parameter.default is inspect.Parameter.empty else f"={parameter.default}"
    return f"{star}{parameter.name}{default}".replace("lambda", "lam")


def _hypotheses() -> Iterator[tuple[str, ...]]:
    for name in vocabulary.HYPOTHESES:
        value = getattr(vocabulary, name)
        yield f"`{name}`", str(value), f"`{_WRITTEN[value.about]}`"


def _groups() -> Iterator[tuple[str, ...]]:
    for name in vocabulary.GROUPS:
        members = [_name_of(member) for member in getattr(vocabulary, name)]
        yield f"`*{name}`", ", ".join(f"`{member}`" for member in members)


def _name_of(hypothesis: Any) -> str:
    return next(name for name in vocabulary.HYPOTHESES if getattr(vocabulary, name) is hypothesis)


def filled(text: str) -> str:
    """Return the document ``text`` with every table between its marks written anew.

    Raises ValueError for a table without a place.
    """
    for name, table in tables().items():
        begin, end = f"<!-- {name}, from the code -->\n", "<!-- end -->"
        before, found, rest = text.partition(begin)
        if not found or end not in rest:
            raise ValueError(f"no place for the table {name!r}: expected {begin.strip()} … {end}")
        text = before + begin + table + "\n" + rest[rest.index(end) :]
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(filled(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
