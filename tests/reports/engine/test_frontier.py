"""Frontiers: those that are known exactly are found, every witness replays, and bad input is refused in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sympy as sp
from click.testing import Result

from numerics.cases.cube import unit_points
from numerics.cases.draw import draw
from numerics.cases.scalar import DIMENSIONS
from numerics.exact.verdict import Verdict
from numerics.orbits.hitting_time import hitting_times
from reports.deep_factorization.theorem_2_4 import PUSHES, candidates_at, frontier
from reports.engine.frontier import (
    ConstantFrontier,
    at_depth,
    exact_frontier,
    frontier_by_sampling,
    frontiers_of,
    search_of,
    value_of,
)
from reports.engine.mutations import mutations
from reports.engine.witness import parse_witness, replay
from theory.deep_factorization.lemma_2_2_sharp import sharp_threshold, step_room
from theory.language.hypotheses import step_bound
from theory.language.registry import STATEMENTS, statement
from theory.language.symbols import N

COUNT, LEMMA, SHARP = statement("2.4"), statement("lemma-2.2"), statement("lemma-2.2-sharp")

Command = Callable[..., Result]
Answer = Callable[..., Any]
Refused = Callable[..., None]


@cache
def searched(name: str, depth: int) -> ConstantFrontier:
    """Return the frontier of a constant of 2.4 after a short search."""
    push = next(push for push in PUSHES if push.constant == name)
    return frontier(push, depth, 3, generations=9, population=60)


def assert_replays(entry: ConstantFrontier) -> None:
    """Check that the witness refutes at ``smallest_refuted`` and that its JSON text alone is enough."""
    assert entry.witness is not None
    witness = parse_witness(json.loads(json.dumps(entry.witness.as_json())), "witness")
    assert replay(statement(witness.statement), witness).verdict is Verdict.REFUTED
    assert Fraction(witness.scale[entry.constant.name]) == entry.smallest_refuted


@pytest.mark.parametrize("direction", ["down", "up"])
def test_the_sharp_threshold_is_sharp(direction: str) -> None:
    entries = frontier_by_sampling(SHARP, SHARP.constants[0], 1, 120)
    entry = next(entry for entry in entries if entry.direction == direction)
    assert entry.exact == entry.largest_upheld == 1
    assert entry.smallest_refuted is not None
    assert abs(entry.smallest_refuted - 1) < Fraction(1, 500)
    assert_replays(entry)


@pytest.mark.parametrize("depth", [1, 3])
def test_the_step_size_bound_breaks_where_the_sharp_threshold_says(depth: int) -> None:
    (entry,) = frontier_by_sampling(LEMMA, LEMMA.constants[0], 1, 120, depth)
    exact = Fraction(3 * depth - 2, depth)
    assert entry.exact == exact
    assert entry.smallest_refuted is not None
    assert entry.largest_upheld <= exact * Fraction(21, 20)
    assert exact <= entry.smallest_refuted <= exact * Fraction(11, 10)
    assert_replays(entry)
    assert entry.witness is not None
    assert entry.witness.parameters["depth"] == depth


def test_the_room_of_the_step_size_is_derived_from_both_bounds() -> None:
    assert sp.simplify(step_room() - (3 * N - 2) / N) == 0
    assert not step_room().free_symbols - {N}
    assert sharp_threshold(1) != step_bound


def test_half_of_k_is_enough_at_depth_two_and_no_less() -> None:
    entry = searched("K", 2)
    assert entry.smallest_refuted is not None
    assert 0.48 < entry.smallest_refuted <= entry.largest_upheld < 0.502
    assert_replays(entry)
    assert entry.value == 1
    assert abs(float(entry.becomes) - 0.5) < 0.02


@pytest.mark.parametrize("name", ["upper", "lower", "rate", "rate_lower", "inflection"])
def test_constants_without_room_are_refuted_close_to_one(name: str) -> None:
    entry = searched(name, 3)
    assert entry.smallest_refuted is not None
    assert abs(float(entry.smallest_refuted) - 1) < 0.01
    assert (entry.smallest_refuted > 1) == (entry.direction == "up")
    assert abs(entry.largest_upheld - 1) < abs(entry.smallest_refuted - 1)
    assert_replays(entry)


def test_the_offset_is_never_needed_and_its_reason_is_given() -> None:
    entry = searched("offset", 2)
    assert entry.smallest_refuted is None
    assert entry.witness is None
    assert entry.largest_upheld < Fraction(1, 1000)
    assert "not needed" in entry.constant.slack


def test_moving_the_accuracy_leaves_the_hitting_time_as_it_is() -> None:
    push = next(push for push in PUSHES if push.constant == "upper")
    for regime in ("below", "negative", "above"):
        for side in ("upper", "lower"):
            found, _ = candidates_at(push, unit_points(60, 5, DIMENSIONS), 3, regime, side)
            rows = np.flatnonzero(found.iterations > 0)
            assert rows.size > 10
            part = found.take(rows)
            cases = part.cases
            times = hitting_times(cases.depth, cases.lam, cases.alpha, cases.eta, cases.eps, budget=3000)
            assert (times.lower == part.iterations).all()
            assert (times.upper == part.iterations).all()


def test_a_statement_at_one_depth_is_drawn_at_that_depth_only() -> None:
    restricted = at_depth(LEMMA, 4)
    assert {values[N] for values in draw(restricted, 20)} == {4}
    assert restricted.id == LEMMA.id
    with pytest.raises(ValueError, match=r"depth = 1: breaks depth of 2\.4: N is an integer with N >= 2"):
        at_depth(COUNT, 1)
    with pytest.raises(ValueError, match="depth = 1"):
        frontiers_of(COUNT, 0, 10, (1,))


def test_values_and_exact_frontiers() -> None:
    constants = {constant.name: constant for constant in COUNT.constants}
    assert [value_of(constants["step"], depth) for depth in (None, 2, 3)] == [3 * N - 2, 4, 7]
    assert value_of(constants["step"], 3, Fraction(7, 3)) == 3
    assert value_of(constants["inflection"], 3) == sp.Rational(2, 5)
    assert value_of(constants["inflection"], None) is None
    assert value_of(constants["rate_lower"], 5) == 5
    assert value_of(constants["K"], 2, Fraction(1, 2)) == sp.Rational(1, 2)
    assert value_of(constants["K"], None) is None
    assert value_of(constants["upper"], 2) is None
    remark, order = statement("remark-2.3"), statement("lemma-3.4")
    assert exact_frontier(remark, remark.constants[0], 3) == Fraction(7, 3)
    assert exact_frontier(remark, remark.constants[0], None) == 1
    assert exact_frontier(order, order.constants[0], 2) is None


def test_only_a_statement_that_brings_a_search_along_has_one() -> None:
    assert [record.id for record in STATEMENTS if search_of(record)] == ["2.4"]


# Witnesses and mutations ---------------------------------------------------------------------


def test_a_mutation_that_sampling_misses_takes_the_witness_of_the_search() -> None:
    entry = searched("inflection", 3)
    (row,) = mutations(COUNT, entry.constant, 1, 20, [entry], [Fraction("1.05")])
    assert (row.verdict, row.source, row.stronger, row.slack) == (Verdict.REFUTED, "search", True, False)
    assert row.witness is not None
    assert row.witness.scale == {"inflection": "21/20"}
    assert replay(COUNT, row.witness).verdict is Verdict.REFUTED
    (without,) = mutations(COUNT, entry.constant, 1, 20, [], [Fraction("1.05")])
    assert without.slack


# The command ---------------------------------------------------------------------------------


def test_dmf_frontier_answers_with_the_keys_of_its_contract(tmp_path: Path, dmf: Command, answer: Answer) -> None:
    found = answer("frontier", "lemma-2.2", "--depth", "2", "--cases", "60")
    assert set(found) == {"statement", "constants"}
    assert found["statement"] == "lemma-2.2"
    (entry,) = found["constants"]
    assert {"name", "value", "largest_upheld", "smallest_refuted", "witness"} <= set(entry)
    assert {"direction", "depth", "cases", "meaning"} <= set(entry)
    assert (entry["name"], entry["value"], entry["direction"], entry["depth"], entry["exact"]) == (
        "step",
        "4",
        "up",
        2,
        "2",
    )
    assert float(entry["largest_upheld"]) < float(entry["smallest_refuted"])
    file = tmp_path / "witness.json"
    file.write_text(json.dumps(entry["witness"]))
    assert answer("replay", str(file), exit_code=1)["verdict"] == "REFUTED"


def test_dmf_frontier_prints_frontiers_mutations_and_times(dmf: Command) -> None:
    result = dmf("frontier", "lemma-2.2-sharp", "--cases", "40", "--seed", "1")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split()[:3] == ["constant", "N", "value"]
    assert sum(" s " in line and "refuted" in line for line in lines) == 6
    assert "slack" not in result.stdout


@pytest.mark.parametrize(
    ("args", "fragments"),
    [
        (("nope",), ["unknown statement 'nope'"]),
        (("lemma-2.1",), ["lemma-2.1 has no constant"]),
        (("2.4", "--depth", "0"), ["depth = 0", "N >= 1"]),
        (("2.4", "--depth", "1"), ["depth = 1", "N >= 2"]),
        (("2.4", "--depth", "65"), ["depth = 65", "at most 64"]),
        (("2.4", "--depth", "x"), ["depth", "'x'"]),
        (("lemma-2.2", "--seed", "-1"), ["seed"]),
        (("lemma-2.2", "--cases", "0"), ["cases"]),
    ],
    ids=str,
)
def test_bad_input_is_refused_in_one_line(
    args: tuple[str, ...], fragments: list[str], dmf: Command, assert_refused: Refused
) -> None:
    assert_refused(dmf("frontier", *args, "--json"), *fragments)


def test_the_help_says_what_the_factors_mean(dmf: Command) -> None:
    text = dmf("frontier", "--help").output
    for word in ("largest_upheld", "smallest_refuted", "the statement itself has factor 1", "direction"):
        assert word in text
    assert statement("2.4").constants
