"""Brackets by the law, on columns, against certified iteration; batches that ask it against those that do not."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.cases.cube import unit_points
from numerics.cases.known import Columns
from numerics.cases.scalar import DIMENSIONS, REGIMES, ScalarCases, scalar_cases
from numerics.claims import batch_law, batch_times
from numerics.claims.batch import batch
from numerics.claims.batch_law import law_brackets, law_through_milestones
from numerics.orbits.hitting_time import hitting_times
from numerics.orbits.ladder import HittingTimes
from theory import statement
from theory.language.symbols import N, alpha, eps, eta, lam

DEPTHS = (2, 3, 5)


def columns(cases: ScalarCases) -> Columns:
    return Columns({N: cases.depth, lam: cases.lam, alpha: cases.alpha, eta: cases.eta, eps: cases.eps})


def drawn(regime: str, count: int = 120) -> tuple[Columns, np.ndarray]:
    """Return cases of a regime that do not end at once, and their times."""
    cases = scalar_cases(unit_points(count, 6, DIMENSIONS), DEPTHS, regime)
    found = hitting_times(cases.depth, cases.lam, cases.alpha, cases.eta, cases.eps, method="bracketed")
    rows = np.flatnonzero((found.lower == found.upper) & (found.lower > 20))
    return columns(cases.take(rows)), found.lower[rows]


def test_every_claim_of_the_record_is_read() -> None:
    assert len(batch_law._shapes()) == len(statement("closed-law").claims) == 6


@pytest.mark.parametrize("regime", REGIMES)
def test_the_law_holds_what_iterating_finds(regime: str) -> None:
    cases, times = drawn(regime)
    assert len(times) > 15
    for bits in (None, 128):
        low, high = law_brackets(cases, bits)
        assert ((low <= times) & (times <= high)).all()
        assert (high < np.inf).sum() > len(times) / 2
    assert (low == high).any()


def test_milestones_hold_what_iterating_finds() -> None:
    cases, times = drawn("below", 300)
    low, high = law_through_milestones(cases, 128)
    known = high < np.inf
    assert known.sum() > 20
    assert ((low <= times) & (times <= high)).all()
    assert ((high - low)[known] == 1).mean() > 0.4
    # neither end could be given up
    assert (low == times)[known].any()
    assert (high == times)[known].any()


def test_the_law_says_nothing_beyond_its_hypotheses() -> None:
    """A step size with which iterates overshoot, depth 1, and a start within ε of the limit."""
    one = np.ones(3)
    row = {N: np.array([3, 1, 3]), lam: one, alpha: np.array([0.1, 0.1, 0.9]), eta: np.array([0.5, 0.1, 0.1])}
    cases = Columns({**row, eps: np.array([0.01, 0.01, 0.2])})
    for low, high in (law_brackets(cases), law_brackets(cases, 128), law_through_milestones(cases, 128)):
        assert low.tolist() == [0, 0, 0]
        assert high.tolist() == [np.inf] * 3


def test_a_batch_that_asks_the_law(monkeypatch: pytest.MonkeyPatch) -> None:
    record = statement("2.4")
    plain = batch(record, 0, 500, 4, {})
    monkeypatch.setattr(batch_times, "LONG", 1)
    monkeypatch.setattr(batch_times, "BEFORE_LAW", 64)
    asking = batch(record, 0, 500, 4, {})
    for one, other in zip(plain.claims, asking.claims, strict=True):
        assert np.array_equal(one.applies, other.applies)
        assert not (one.verdict * other.verdict < 0).any()
        assert (other.verdict != 0).mean() > 0.98
        both = ~np.isnan(one.ratio) & ~np.isnan(other.ratio)
        assert one.ratio[both] == pytest.approx(other.ratio[both], rel=batch_times.CLOSE)


def test_a_wrong_law_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bracket beside the truth makes a claim fail that holds."""
    monkeypatch.setattr(batch_times, "LONG", 1)
    monkeypatch.setattr(batch_times, "BEFORE_LAW", 64)
    honest = batch_times.law_brackets

    def late(cases: Columns, bits: int | None = None) -> tuple[np.ndarray, np.ndarray]:
        low, high = honest(cases, bits)
        return low * 2, high * 2

    monkeypatch.setattr(batch_times, "law_brackets", late)
    found = batch(statement("2.4").only("upper_2"), 0, 300, 4, {}).claims[0]
    assert (found.verdict == -1).any()


@pytest.mark.parametrize("integer", [2**53 - 1, 2**53, 2**53 + 1, 2**60 + 1, 2**62])
def test_long_integers_are_rounded_outward(integer: int) -> None:
    column = np.array([integer])
    (low,), (high,) = batch_times._as_floats(HittingTimes(column, column, 0))
    assert int(low) <= integer <= int(high)
    assert (low == high) == (integer < 2**53)
    assert batch_times._as_floats(HittingTimes(column, -np.ones(1, np.int64), 0))[1].tolist() == [np.inf]


def test_an_integer_that_is_no_float_is_kept() -> None:
    one = np.ones(1)
    asked = batch_times.Asked(np.array([3]), one, one * 2.0**-52, 0 * one, one / 8, one / 100, one / 100)
    times = batch_times._RUNS["distance"](asked, False)
    law, _ = law_brackets(asked.cases, 256)
    assert times.lower[0] < times.upper[0]
    least, most = times.narrow[0]
    assert times.lower[0] <= least <= most <= times.upper[0]
    assert most - least <= 1
    assert law[0] <= most


def test_the_law_does_not_judge_what_it_rests_on(monkeypatch: pytest.MonkeyPatch) -> None:
    class Asked(Exception):
        """The law was asked."""

    def ask(*_: object) -> None:
        raise Asked

    monkeypatch.setattr(batch_times, "LONG", 1)
    monkeypatch.setattr(batch_times, "law_brackets", ask)
    with pytest.raises(Asked):
        batch(statement("2.4"), 0, 400, 1, {})
    monkeypatch.setattr("numerics.claims.batch.may_judge", lambda record: record.id != "2.4")
    assert all((claim.verdict >= 0).all() for claim in batch(statement("2.4"), 0, 400, 1, {}).claims)
    assert not any(map(batch_law.may_judge, map(statement, ("closed-law", "ceiling-lemma", "lemma-2.2-sharp"))))
