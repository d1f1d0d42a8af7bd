"""Reading the witness files that ``dmf verify`` writes; what is in them is checked, not believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reports.commands.arguments import LARGEST_DEPTH
from reports.engine.campaign import Witness
from theory.language.registry import statement


def load_witness(path: Path) -> Witness:
    """Return the witness in the file ``path``: a witness itself or the whole output of ``dmf verify --json``.

    Raises ValueError in one line when the file cannot be read, is not JSON, or an entry is missing or has the
    wrong type. Whether the parameters obey the hypotheses is found out by the replay.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
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
    depth = record["parameters"].get("depth", 1)
    if isinstance(depth, int | float) and depth > LARGEST_DEPTH:
        raise ValueError(f"{source}: depth = {depth}: at most {LARGEST_DEPTH} is supported")
    details = record.get("details", {})
    try:
        id = statement(record["statement"]).id
    except ValueError as error:
        raise ValueError(f"{source}: {error}") from None
    details = details if isinstance(details, dict) else {}
    return Witness(id, record["claim"], record["scale"], record["parameters"], details)


def _kind(value: Any) -> str:
    kinds = {list: "a list", dict: "an object", str: "a text", bool: "a truth value", type(None): "null"}
    return kinds.get(type(value), "a number")
