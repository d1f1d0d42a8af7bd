"""Verification: what does not depend on how the work is cut, what counts as upheld, what is refused in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, strategies as st

from numerics.claims.batch import Batch
from numerics.claims.case import Case
from numerics.claims.decide import DOES_NOT_APPLY, Outcome
from numerics.exact.verdict import Verdict
from reports.engine import verify as engine
from reports.engine.result import SHARE, Stretch, Tally
from reports.engine.verify import default_cases, read_scales, verify, with_scales
from reports.engine.witness import parse_witness, replay
from theory.dynamics.orbits import T, d
from theory.language.claims import Claim, Every
from theory.language.definitions import L
from theory.language.hypotheses import DEPTH_TWO, DESCENT, SCALAR_COUNT
from theory.language.registry import STATEMENTS, statement
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import N, alpha, k, lam, multiplier

COUNT, LEMMA = statement("2.4"), statement("lemma-2.2")


def plain(result: engine.Result) -> dict[str, Any]:
    return result.as_json()


# Cutting the work ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("record", "cases", "length"), [(COUNT, 400, "BATCH_STRETCH"), (LEMMA, 60, "STRETCH")])
def test_stretches_and_workers_change_nothing(
    record: Statement, cases: int, length: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = plain(verify(record, cases, seed=2))
    monkeypatch.setattr(engine, length, cases // 4)
    assert plain(verify(record, cases, seed=2)) == whole
    assert plain(verify(record, cases, seed=2, workers=2)) == whole


@given(seed=st.integers(0, 2**32 - 1), cases=st.integers(1, 30))
def test_a_longer_campaign_begins_with_the_shorter_one(seed: int, cases: int) -> None:
    """A failing campaign therefore shrinks to its first failure."""
    record = statement("remark-2.3")
    shorter, longer = (verify(record, count, seed, {"step": 3}) for count in (cases, cases + 10))
    assert shorter.cases == cases
    assert shorter.refuted <= longer.refuted <= shorter.refuted + 10


@pytest.mark.parametrize(("record", "scales"), [(COUNT, {"upper": Fraction(9, 10)}), (LEMMA, {"step": Fraction(2)})])
def test_another_seed_gives_other_cases(record: Statement, scales: dict[str, Fraction]) -> None:
    one, same, other = (verify(record, 40, seed, scales, shrunk=False).witness for seed in (1, 1, 2))
    assert one is not None
    assert one == same
    assert one != other


def test_claims_that_no_batch_decides_are_tried_on_as_many_cases() -> None:
    result = verify(statement("1.3").only("nonnegative", "sandwich"), 40, 1)
    assert [claim.applied for claim in result.claims][1] == result.cases == 40


def test_progress_is_reported_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    verify(statement("lemma-E.1"), 45, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (45, 45)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_search_ends_with_the_first_refuted_case() -> None:
    scales = {"step": Fraction(5, 4)}
    found = verify(LEMMA, 200, 1, scales, until_refuted=True)
    assert (found.verdict, found.refuted) == (Verdict.REFUTED, 1)
    assert found.cases < 200
    if found.cases > 1:
        assert verify(LEMMA, found.cases - 1, 1, scales, until_refuted=True).refuted == 0
    upheld = verify(LEMMA, 30, 1, until_refuted=True)
    assert (upheld.verdict, upheld.cases, upheld.witness) == (Verdict.UPHELD, 30, None)


# What it comes to ------------------------------------------------------------------------------------------------


def test_a_claim_is_upheld_only_when_most_of_its_cases_are_decided() -> None:
    upheld, undecided = (Outcome(verdict, "x", evidence="balls") for verdict in (Verdict.UPHELD, Verdict.UNDECIDED))
    tally = Tally()
    assert tally.verdict is Verdict.UNDECIDED, "no case at all"
    for _ in range(9):
        tally.count(upheld)
    tally.count(Outcome(Verdict.UPHELD, "x", evidence=DOES_NOT_APPLY))
    tally.count(undecided)
    assert (tally.applied, tally.decided, tally.verdict) == (10, 9, Verdict.UPHELD)
    assert Fraction(9, 10) == SHARE
    tally.count(undecided)
    assert tally.verdict is Verdict.UNDECIDED
    tally.count(Outcome(Verdict.REFUTED, "x"))
    assert tally.verdict is Verdict.REFUTED


def test_the_cheapest_counterexample_is_kept_and_a_case_counts_once() -> None:
    stretch = Stretch({"a": Tally(), "b": Tally()}, cases=3)
    stretch.count(0, {N: Fraction(2)}, Outcome(Verdict.REFUTED, "a", 9))
    stretch.count(0, {N: Fraction(2)}, Outcome(Verdict.UNDECIDED, "b"))
    stretch.count(2, {N: Fraction(3)}, Outcome(Verdict.REFUTED, "a", 4))
    stretch.count(2, {N: Fraction(3)}, Outcome(Verdict.REFUTED, "b", 4))
    assert stretch.found is not None
    assert stretch.found[:3] == (4.0, 2, {N: Fraction(3)})
    assert (stretch.refuted, stretch.undecided) == ({0, 2}, {0})


def test_a_refutation_replays_from_its_json_text_and_not_without_the_factor() -> None:
    result = verify(COUNT, 400, 1, {"upper": Fraction(9, 10)})
    assert result.verdict is Verdict.REFUTED
    assert result.witness is not None
    witness = parse_witness(json.loads(json.dumps(result.witness.as_json())), "witness")
    again = replay(COUNT, witness)
    assert (again.verdict, again.claim) == (Verdict.REFUTED, witness.claim)
    assert replay(COUNT, replace(witness, scale={})).verdict is Verdict.UPHELD
    assert sum(map(len, map(str, witness.parameters.values()))) < 60, "its parameters are short"


def test_a_statement_of_ones_own_is_verified_like_any_other() -> None:
    own = Statement(
        "own",
        hypotheses=(DEPTH_TWO, *DESCENT, Hypothesis("below", sp.And(lam > 0, alpha**N < lam))),
        claims=(
            Claim("grows", sp.Le(d(k), d(k + 1)), over=Every(k)),
            Claim("stays_small", sp.Le(d(k), L / 2), over=Every(k)),
        ),
    )
    result = verify(own, 40)
    assert [claim.verdict for claim in result.claims] == [Verdict.UPHELD, Verdict.REFUTED]
    assert result.witness is not None
    assert result.witness.claim == "stays_small"
    assert replay(own, result.witness).verdict is Verdict.REFUTED


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_numbers_of_a_result_add_up(record: Statement) -> None:
    result = verify(record, 4, seed=9)
    assert result.cases == 4
    assert result.decided + result.undecided == result.cases
    for claim in result.claims:
        assert claim.refuted <= claim.decided <= claim.applied <= 4
        assert sum(claim.evidence.values()) == claim.decided
    assert json.loads(json.dumps(result.as_json()))["claims"][0]["name"] == record.claims[0].name


def test_a_batch_is_worth_many_more_cases() -> None:
    assert default_cases(COUNT) == engine.BATCH_CASES > default_cases(LEMMA) == engine.CASES


# What a batch suspects and leaves open ---------------------------------------------------------------------------

ONE = COUNT.only("upper_2")


def campaign_on(
    monkeypatch: pytest.MonkeyPatch, verdict: Callable[[int], int], again: Verdict, cases: int = 300
) -> tuple[engine.Result, int, list[int]]:
    """Run a campaign whose batch says ``verdict(place)`` of the cases that apply, and the second look ``again``.

    Returns the result, how many cases apply, and how many second looks each had.
    """
    honest = engine.batch
    looks: list[int] = []

    def table(*arguments: Any) -> Batch:
        found = honest(*arguments)
        (claim,) = found.claims
        rows = np.flatnonzero(claim.applies)
        codes = claim.verdict.copy()
        codes[rows] = [verdict(place) for place in range(len(rows))]
        return replace(found, claims=(replace(claim, verdict=codes),))

    def look(claim: Claim, case: Case) -> Outcome:
        looks.append(int(case.values[N]))
        return Outcome(again, claim.name, evidence="a second look")

    monkeypatch.setattr(engine, "batch", table)
    monkeypatch.setattr(engine, "decide_claim", look)
    result = verify(ONE, cases, 3, shrunk=False)
    applied = int(honest(ONE, 0, cases, 3, {}).claims[0].applies.sum())
    return result, applied, looks


@pytest.mark.parametrize("most", [10**9, 7, 0])
def test_what_stays_open_is_counted_as_undecided(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """Also past the last second look."""
    monkeypatch.setattr(engine, "SECOND_LOOKS", most)
    result, applied, looks = campaign_on(monkeypatch, lambda place: 0, Verdict.UNDECIDED)
    assert len(looks) == min(most, applied)
    assert (result.undecided, result.refuted, result.verdict) == (applied, 0, Verdict.UNDECIDED)
    assert (result.claims[0].applied, result.claims[0].decided) == (applied, 0)


def test_what_a_batch_leaves_open_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    result, applied, looks = campaign_on(monkeypatch, lambda place: int(place >= 3), Verdict.UPHELD)
    assert len(looks) == 3
    assert (result.undecided, result.claims[0].decided) == (0, applied)


def test_a_count_beyond_all_iterating_is_no_reason_to_stay_open() -> None:
    result = verify(statement("2.4"), 12_000, seed=5)
    assert (result.decided, result.undecided) == (12_000, 0)


@pytest.mark.parametrize(("again", "refuted"), [(Verdict.UPHELD, 0), (Verdict.UNDECIDED, 0), (Verdict.REFUTED, 2)])
def test_a_suspect_is_refuted_only_where_the_second_look_refutes_it(
    monkeypatch: pytest.MonkeyPatch, again: Verdict, refuted: int
) -> None:
    result, applied, looks = campaign_on(monkeypatch, lambda place: -1 if place in (2, 5) else 1, again)
    assert len(looks) == 2
    assert (result.refuted, result.claims[0].refuted) == (refuted, refuted)
    assert result.undecided == (2 if again is Verdict.UNDECIDED else 0)
    assert result.claims[0].applied == applied
    assert (result.witness is not None) == (again is Verdict.REFUTED)


def test_suspects_past_the_last_confirmation_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CONFIRMATIONS", 4)
    result, applied, looks = campaign_on(monkeypatch, lambda place: -1, Verdict.UPHELD)
    assert len(looks) == 4
    assert (result.refuted, result.undecided) == (0, applied - 4)
    assert result.verdict is Verdict.UNDECIDED


def test_a_search_stops_at_the_first_confirmed_suspect(monkeypatch: pytest.MonkeyPatch) -> None:
    found = verify(COUNT, 400, 1, {"upper": Fraction(9, 10)}, until_refuted=True, shrunk=False)
    assert found.refuted == 1
    assert found.witness is not None
    assert found.witness.scale == {"upper": "9/10"}


def test_a_shrunk_witness_refutes_the_claim_that_was_found() -> None:
    """The other claim fails everywhere, most simply where this one holds."""
    count = Claim("count", sp.Le(T, 50))
    record = Statement("own", hypotheses=SCALAR_COUNT, claims=(Claim("never", sp.Lt(d(k), 0), over=Every(k)), count))
    witness = verify(record, 60, only=["count"], shrunk=False).witness
    assert witness is not None
    short = engine.shrunk_witness(record, witness)
    assert short.claim == "count"
    assert replay(record, short).verdict is Verdict.REFUTED
    assert len(str(short.parameters)) < len(str(witness.parameters))


# What is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "complaint"),
    [
        (["error=2"], "--scale 'error=2': expected NAME=FACTOR; constants of 2.4: upper, lower"),
        (["upper"], "--scale 'upper': expected NAME=FACTOR"),
        (["upper=0"], "--scale 'upper=0': a factor must be positive"),
        (["upper=x"], "--scale 'upper=x': 'x' is not a number"),
        (["upper=1", "upper=2"], "--scale upper: given twice"),
    ],
)
def test_factors_that_mean_nothing_are_refused(items: list[str], complaint: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        read_scales(COUNT, items)
    assert str(error.value).startswith(complaint)


def test_nothing_to_do_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one case"):
        verify(LEMMA, 0)
    with pytest.raises(ValueError, match="without claims"):
        verify(replace(LEMMA, claims=(), constants=()), 5)
    with pytest.raises(ValueError, match="impossible"):
        verify(replace(LEMMA, hypotheses=(*LEMMA.hypotheses, Hypothesis("impossible", alpha < 0))), 5)


def test_of_the_claims_only_those_named_are_decided_on_the_same_cases() -> None:
    record = statement("lemma-3.4")
    one, all_ = verify(record, 8, only=["descent"]), verify(record, 8)
    assert [claim.name for claim in one.claims] == ["descent"]
    assert one.claims[0] == all_.claims[1]
    with pytest.raises(ValueError, match="without claims"):
        verify(record, 8, only=[])


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"depth": None}, "'depth' is missing"),
        ({"depth": 0}, "depth = 0"),
        ({"depth": "5/2"}, "must be an integer"),
        ({"alpha": "nan"}, "alpha"),
        ({"alpha": "0"}, "alpha = 0: breaks initial_scale"),
        ({"step": "-1"}, "step = -1: breaks step_positive"),
        ({"step": "1e9"}, "breaks step_size of 2.4"),
        ({"accuracy": "2"}, "breaks accuracy_below_start"),
        ({"beta": "1/2"}, "unknown parameter 'beta'"),
    ],
)
def test_a_witness_outside_the_hypotheses_is_refused(changes: dict[str, Any], complaint: str) -> None:
    parameters = {"depth": 3, "eigenvalue": "1", "alpha": "1/2", "step": "1/8", "accuracy": "1/100"} | changes
    parameters = {name: value for name, value in parameters.items() if value is not None}
    witness = parse_witness({"statement": "2.4", "claim": "upper_4a", "scale": {}, "parameters": parameters}, "w")
    with pytest.raises(ValueError, match=r".") as error:
        replay(COUNT, witness)
    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


def test_a_mutated_hypothesis_allows_what_the_statement_does_not() -> None:
    parameters = {"depth": 2, "eigenvalue": "1", "alpha": "1/2", "step": "2/5"}
    record = {"statement": "lemma-2.2", "claim": "stays_between", "scale": {}, "parameters": parameters}
    with pytest.raises(ValueError, match="step_size"):
        replay(LEMMA, parse_witness(record, "w"))
    assert replay(LEMMA, parse_witness({**record, "scale": {"step": 2}}, "w")).verdict is Verdict.UPHELD
    with pytest.raises(ValueError, match=r"constants of lemma-2\.2: step"):
        replay(LEMMA, parse_witness({**record, "scale": {"upper": 2}}, "w"))
    assert with_scales({N: Fraction(2)}, {"step": Fraction(2)})[multiplier("step")] == 2
