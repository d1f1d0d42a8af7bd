"""``dmf solve`` at the command line: answers that are counted again, and questions that are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from click.testing import Result

from numerics.orbits.hitting_time import hitting_time

Command = Callable[..., Result]
GIVEN = {"depth": "3", "eigenvalue": "1", "alpha": "1/10", "step": "1/10", "accuracy": "1/100"}


def options(wanted: str, iterations: int, **changed: str) -> list[str]:
    given = {name: value for name, value in (GIVEN | changed).items() if name != wanted}
    flags = [part for name, value in given.items() for part in (f"--{name}={value}",)]
    return ["solve", "--for", wanted, "--iterations", str(iterations), *flags]


@pytest.mark.parametrize("wanted", ["alpha", "step", "accuracy"])
def test_the_value_has_the_count(wanted: str, dmf: Command) -> None:
    found: dict[str, Any] = json.loads(dmf(*options(wanted, 120), "--json").stdout)
    assert (found["for"], found["iterations"], found["certified"]) == (wanted, 120, True)
    for name, count in (("value", 120), ("beyond", found["iterations_beyond"])):
        case = GIVEN | {wanted: found[name]}
        order = ("eigenvalue", "alpha", "step", "accuracy")
        assert hitting_time(3, *(Fraction(case[key]) for key in order)).iterations == count
    assert found["iterations_beyond"] > 120


def test_as_a_table(dmf: Command) -> None:
    shown = dmf(*options("alpha", 120)).stdout
    assert shown.startswith("for")
    assert "iterations         120\n" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (options("alpha", 120, depth="1"), "depth = 1: N >= 2"),
        (options("alpha", 0), "iterations"),
        (options("step", 3), "step: even at the end of its range"),
        (options("alpha", 120, accuracy="0"), "accuracy = 0: must be positive"),
        (options("alpha", 120, step="1/2"), "step = 1/2"),
        ([*options("alpha", 120), "--alpha", "1/3"], "--alpha is what is to be found"),
        (options("alpha", 120)[:-1], "missing option --accuracy"),
        (options("alpha", 120, depth="65"), "at most 64"),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    arguments: list[str], message: str, dmf: Command, assert_refused: Callable[..., None]
) -> None:
    assert_refused(dmf(*arguments), message)
