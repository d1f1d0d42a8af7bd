"""Witnesses: counterexamples with exact parameters, written by ``dmf verify`` and replayed by ``dmf replay``.

What is in a witness file is checked, not believed: the refutation is derived again from the parameters alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import sympy as sp
from sympy.printing.pretty.pretty_symbology import pretty_symbol

from numerics.cases.names import from_json
from numerics.claims.decide import Outcome, decide
from numerics.claims.hypotheses import require
from numerics.claims.world import Values
from numerics.exact.numbers import exact
from numerics.exact.verdict import Undecided
from reports.engine.limits import LARGEST_NUMBER, require_depth
from reports.rendering.markdown import exact_text
from theory.language.statement import Statement
from theory.language.symbols import PARAMETER_NAMES, SPECTRA, N, multiplier

#: How the parameters of a witness are written on a page.
_WRITTEN = {name: pretty_symbol(str(symbol)) for symbol, name in PARAMETER_NAMES.items()}
#: The parameters that are lists; what is written for one is the spectrum, not its length.
_LISTS = {PARAMETER_NAMES[size]: PARAMETER_NAMES[size].replace("_", " ") for size in SPECTRA}
_WRITTEN |= _LISTS


@dataclass(frozen=True)
class Witness:
    """A counterexample: exact parameters, the claim they refute, and the mutation it refutes (1 = the claim itself)."""

    statement: str
    claim: str
    scale: Mapping[str, str]
    parameters: Mapping[str, Any]
    details: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the witness as the JSON object that ``dmf replay`` reads."""
        return {
            "statement": self.statement,
            "claim": self.claim,
            "scale": dict(self.scale),
            "parameters": dict(self.parameters),
            "details": dict(self.details),
        }

    @property
    def scales(self) -> dict[str, Fraction]:
        """The factors of mutated constants as numbers."""
        return {name: exact(factor) for name, factor in self.scale.items()}


def with_scales(values: Values, scales: Mapping[str, Fraction]) -> dict[sp.Symbol, Fraction]:
    """Return the values of a case together with the factors of mutated constants."""
    return dict(values) | {multiplier(name): factor for name, factor in scales.items()}


def replay(record: Statement, witness: Witness) -> Outcome:
    """Derive the verdict on the claim of a witness again, from its exact parameters alone.

    Raises ValueError when the parameters break a hypothesis, the depth is beyond ``limits.LARGEST_DEPTH``, or the
    record has no such claim or constant; Undecided when the parameters are too large to look anywhere.
    """
    known = {constant.name for constant in record.constants}
    for name, factor in witness.scales.items():
        if name not in known or factor <= 0:
            raise ValueError(f"scale {name} = {factor}: constants of {record.id}: {', '.join(sorted(known)) or 'none'}")
    only = record.only(witness.claim)
    values = with_scales(from_json(record, witness.parameters), witness.scales)
    require_depth(values[N])
    require(record, values)
    try:
        (outcome,) = decide(only, values)
    except OverflowError:
        raise Undecided("the parameters are beyond the range of float64, which says how far to look") from None
    return outcome


def parameters_text(witness: Witness | None) -> str:
    """Return the exact parameters of a witness on one line.

    >>> parameters_text(Witness("2.4", "upper_3", {}, {"depth": 3, "eigenvalue": "-1", "step": "1/8"}, {}))
    'N=3, λ=-1, η=0.125'
    """
    if witness is None:
        return "—"
    entries = ((name, _WRITTEN.get(name, name), value) for name, value in witness.parameters.items())
    shown = ((sign, f"({value})" if name in _LISTS else _short(exact(value))) for name, sign, value in entries)
    return ", ".join(f"{sign}={value}" for sign, value in shown)


def _short(value: Fraction) -> str:
    """Return a number exactly, as a decimal unless that is long and longer than the fraction.

    >>> _short(Fraction(1, 8)), _short(Fraction(1, 2**20))
    ('0.125', '1/1048576')
    """
    return min(exact_text(value), str(value), key=lambda text: max(len(text), 8))


def load_witness(path: Path) -> Witness:
    """Return the witness in the file ``path``: a witness itself or the whole output of ``dmf verify --json``.

    Raises ValueError in one line when the file cannot be read, is not JSON, or an entry is missing or has the
    wrong type. Whether the parameters obey the hypotheses is found out by the replay.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"), parse_int=_short_int)
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path}: not a JSON file: {error}") from None
    if isinstance(record, dict) and "witness" in record:
        record = record["witness"]
        if record is None:
            raise ValueError(f"{path}: holds no witness: that campaign refuted nothing")
    return parse_witness(record, str(path))


def parse_witness(record: Any, source: str) -> Witness:
    """Return the witness that the JSON value ``record`` describes; ``source`` names it in errors.

    >>> parse_witness({"statement": "2.4"}, "w.json")
    Traceback (most recent call last):
    ValueError: w.json: not a witness: lacks claim, scale, parameters
    >>> parse_witness([], "w.json")
    Traceback (most recent call last):
    ValueError: w.json: not a witness: a JSON object is expected, not a list
    """
    if not isinstance(record, dict):
        raise ValueError(f"{source}: not a witness: a JSON object is expected, not {_kind(record)}")
    missing = [name for name in ("statement", "claim", "scale", "parameters") if name not in record]
    if missing:
        raise ValueError(f"{source}: not a witness: lacks {', '.join(missing)}")
    for name, kind in (("statement", str), ("claim", str), ("scale", dict), ("parameters", dict)):
        if not isinstance(record[name], kind):
            expected = "a text" if kind is str else "an object"
            raise ValueError(f"{source}: {name}: {expected} is expected, not {_kind(record[name])}")
    for name, factor in record["scale"].items():
        if isinstance(factor, bool) or not isinstance(factor, str | int | float):
            raise ValueError(f"{source}: scale {name}: a number is expected, not {_kind(factor)}")
    details = record.get("details", {})
    details = details if isinstance(details, dict) else {}
    return Witness(record["statement"], record["claim"], record["scale"], record["parameters"], details)


def _short_int(text: str) -> int:
    """Read a whole number of a file; one that is too long would keep Python busy for hours."""
    if len(text) > LARGEST_NUMBER:
        raise ValueError(f"{text[:20]}... has more than {LARGEST_NUMBER} digits")
    return int(text)


def _kind(value: Any) -> str:
    kinds = {list: "a list", dict: "an object", str: "a text", bool: "a truth value", type(None): "null"}
    return kinds.get(type(value), "a number")
