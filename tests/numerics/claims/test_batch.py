"""Batches against the generic route, case by case: of published records, and of records that were corrupted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest
import sympy as sp
from flint import arb

from numerics.cases.draw import draw
from numerics.cases.known import Columns
from numerics.claims import batch as module
from numerics.claims.batch import Batch, BatchClaim, batch, batchable
from numerics.claims.batch_columns import Column, compared as compared_brackets
from numerics.claims.batch_run import Run, _rounded
from numerics.claims.batch_shapes import shape_of
from numerics.claims.batch_sheet import BallSheet, IntervalSheet, Sheet
from numerics.claims.batch_times import _RUNS, Asked, Times, times_of
from numerics.claims.case import Case
from numerics.claims.decide import Outcome, decide_claim
from numerics.claims.targets import Target
from numerics.exact.balls import working_precision
from numerics.exact.verdict import Verdict
from numerics.formulas.intervals import unknown
from theory import STATEMENTS, statement
from theory.language.claims import Claim, Every
from theory.language.observables import First, ScalarIterate
from theory.language.statement import Statement
from theory.language.symbols import Multiplier, N, alpha, eps, eta, lam

RECORDS = [record.id for record in STATEMENTS if batchable(record)]
CODES = {Verdict.UPHELD: 1, Verdict.REFUTED: -1}
NINE_TENTHS = sp.Rational(9, 10)


@dataclass
class Agreement:
    """What a comparison of the two routes found: pairs (claim, row) on which they contradict each other, and counts."""

    contradictions: list[tuple[str, int]]
    open_rows: int
    upheld: int
    refuted: int
    rows: int


def compared(record: Statement, count: int, seed: int = 3, scales: Mapping[str, Fraction] | None = None) -> Agreement:
    """Decide the same cases both ways."""
    found = batch(record, 0, count, seed, scales or {})
    result = Agreement([], 0, 0, 0, count * len(found.claims))
    for row in range(count):
        case = Case(found.cases[row])
        for claim in found.claims:
            code = int(claim.verdict[row])
            result.open_rows += code == 0
            result.upheld += code > 0 and bool(claim.applies[row])
            result.refuted += code < 0
            if code and not agrees(claim, row, record.claim(claim.name), case):
                result.contradictions.append((claim.name, row))
    return result


def agrees(found: BatchClaim, row: int, claim: Claim, case: Case) -> bool:
    """Whether the generic route says the same of one case that a batch has decided."""
    outcome = decide_claim(claim, case)
    same = CODES.get(outcome.verdict) == found.verdict[row] and outcome.applies == found.applies[row]
    if outcome.ratio is None:  # the generic route gives none where 128 bits do not tell a ceiling
        return same
    # where only a bracket of T is known each route takes its own end of it
    return same and found.ratio[row] == pytest.approx(outcome.ratio, rel=0.01)


def changed(record: Statement, name: str, change: Callable[[Claim], Claim]) -> Statement:
    """Return the record with one claim alone, and that one changed."""
    return replace(record, claims=(change(record.claim(name)),), depends_on=())


def flipped(claim: Claim) -> Claim:
    kinds = {sp.Le: sp.Gt, sp.Ge: sp.Lt, sp.Lt: sp.Ge, sp.Gt: sp.Le}
    left, right = claim.relation.args
    return replace(claim, relation=kinds[type(claim.relation)](left, right, evaluate=False))


def exchanged(claim: Claim) -> Claim:
    """The same claim with its sides exchanged."""
    kinds = {sp.Le: sp.Ge, sp.Ge: sp.Le}
    left, right = claim.relation.args
    return replace(claim, relation=kinds[type(claim.relation)](right, left, evaluate=False))


def scaled(factor: sp.Rational, claim: Claim) -> Claim:
    """The claim with its bound, or what a ceiling is taken of, multiplied by a factor."""
    left, right = claim.relation.args
    inside = sp.ceiling(factor * right.args[0]) if isinstance(right, sp.ceiling) else factor * right
    return replace(claim, relation=claim.relation.func(left, inside, evaluate=False))


def begun_earlier(factor: sp.Rational, claim: Claim) -> Claim:
    assert isinstance(claim.over, Every)
    return replace(claim, over=replace(claim.over, since=factor * claim.over.since))


def unconditional(claim: Claim) -> Claim:
    return replace(claim, given=sp.true)


def from_another_start(start: sp.Expr, claim: Claim) -> Claim:
    """The claim on the hitting time of the orbit from another start."""
    (time,) = claim.relation.atoms(First)
    (orbit,) = time.condition.atoms(ScalarIterate)
    moved = ScalarIterate(orbit.name, orbit.index, start, lam, eta)
    condition = time.condition.xreplace({orbit: moved})
    return replace(claim, relation=claim.relation.xreplace({time: First(time.name, condition)}))


CORRUPTED = {
    "upper_1 flipped": ("2.4", "upper_1", flipped),
    "upper_2 scaled": ("2.4", "upper_2", partial(scaled, NINE_TENTHS)),
    "upper_1 everywhere": ("2.4", "upper_1", unconditional),
    "upper_4a exchanged": ("2.4", "upper_4a", exchanged),
    "lower_3 flipped": ("2.4", "lower_3", flipped),
    "lower_4b scaled": ("2.4", "lower_4b", partial(scaled, sp.Rational(3, 2))),
    "upper_4b of another orbit": ("2.4", "upper_4b", partial(from_another_start, alpha / 2)),
    "error scaled": ("1.1", "error", partial(scaled, sp.Rational(1, 5))),
    "error begun earlier": ("1.1", "error", partial(begun_earlier, NINE_TENTHS)),
    "nonnegative begun earlier": ("1.3", "nonnegative", partial(begun_earlier, sp.Rational(1, 2))),
    "negative scaled": ("1.3", "negative", partial(scaled, sp.Rational(1, 10**6))),
    "negative for every k": ("1.3", "negative", partial(begun_earlier, sp.S.Zero)),
    "below scaled": ("1.3-sharp", "below", partial(scaled, NINE_TENTHS)),
    "above flipped": ("1.3-sharp", "above", flipped),
}
#: Corruptions after which the claim still holds, or holds on every case that is drawn.
STILL_TRUE = {"upper_4a exchanged"}


def test_the_records_that_a_batch_decides() -> None:
    assert {"1.1", "1.3", "1.3-sharp", "2.4"} <= set(RECORDS)
    assert batchable(statement("2.4")) == tuple(claim.name for claim in statement("2.4").claims)


@pytest.mark.parametrize("id", RECORDS)
def test_a_published_record(id: str) -> None:
    agreement = compared(statement(id), 150)
    assert not agreement.contradictions
    assert not agreement.refuted
    assert agreement.upheld > 100
    assert agreement.open_rows < 0.03 * agreement.rows


@pytest.mark.parametrize("name", CORRUPTED)
def test_a_corrupted_record(name: str) -> None:
    id, claim, change = CORRUPTED[name]
    agreement = compared(changed(statement(id), claim, change), 60)
    assert not agreement.contradictions
    assert (agreement.refuted > 0) != (name in STILL_TRUE)


@pytest.mark.parametrize(
    ("id", "scales"),
    [
        ("2.4", {"upper": Fraction(9, 10)}),
        ("2.4", {"lower": Fraction(3, 2)}),
        ("1.1", {"error": Fraction(1, 10)}),
        ("1.3", {"upper": Fraction(9, 10)}),
        ("1.3-sharp", {"upper": Fraction(9, 10)}),
    ],
)
def test_a_factor_of_a_constant(id: str, scales: dict[str, Fraction]) -> None:
    agreement = compared(statement(id), 100, scales=scales)
    assert not agreement.contradictions
    assert agreement.refuted


def test_a_factor_that_moves_the_borders_of_the_cases() -> None:
    record, scales = statement("2.4").only("upper_4a", "upper_4b"), {"inflection": Fraction(3, 2)}
    assert not compared(record, 60, scales=scales).contradictions
    moved, published = (batch(record, 0, 60, 3, q).claims[0].applies for q in (scales, {}))
    assert (moved != published).any()


def test_steps_beyond_the_bound() -> None:
    record = statement("2.4").only("upper_2", "lower_4b")
    assert not compared(record, 40, scales={"step": Fraction(2)}).contradictions


@pytest.mark.parametrize("scales", [{}, {"upper": Fraction(9, 10)}, {"step": Fraction(1, 2)}])
@pytest.mark.parametrize("id", RECORDS)
def test_the_cases_are_those_of_the_draw(id: str, scales: dict[str, Fraction]) -> None:
    record = statement(id)
    cases = batch(record, 5, 45, 11, scales).cases
    assert [dict(cases[row]) for row in range(len(cases))] == draw(record, 45, 11, scales=scales)[5:]


def test_a_batch_does_not_depend_on_where_it_begins() -> None:
    whole, part = (batch(statement("1.1"), start, 60, 2, {}) for start in (0, 40))
    assert np.array_equal(whole.claims[0].verdict[40:], part.claims[0].verdict)
    assert np.array_equal(whole.claims[0].ratio[40:], part.claims[0].ratio, equal_nan=True)


def test_hypotheses_that_are_not_known() -> None:
    record = replace(statement("2.4"), hypotheses=statement("2.4").hypotheses[:-1])
    assert batchable(record) == ()
    with pytest.raises(ValueError, match="not drawn in columns"):
        batch(record, 0, 5, 0, {})


def test_claims_that_are_no_bound_on_a_hitting_time() -> None:
    record = statement("1.3")
    assert [claim.name for claim in record.claims if shape_of(claim) is None] == ["converges", "sandwich"]
    assert shape_of(replace(record.claim("negative"), exactly_when=lam < 0)) is None
    assert shape_of(flipped(record.claim("negative"))) is None


# Faults that must be noticed -----------------------------------------------------------------------------------


def test_a_bound_that_is_not_enclosed_leaves_its_claims_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IntervalSheet, "_computed", lambda self, *_: unknown(self.size))
    monkeypatch.setattr(BallSheet, "_computed", lambda self, *_: [arb.nan()] * self.size)
    found = batch(statement("2.4").only("upper_2", "lower_3"), 0, 60, 3, {})
    together = np.array([row not in found.cases.others for row in range(60)])
    for claim in found.claims:
        rows = claim.applies & together
        assert rows.any()
        assert not claim.verdict[rows].any()
        assert np.isnan(claim.ratio[rows]).all()


def test_a_condition_that_is_open_leaves_its_claim_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Run, "_conditions", lambda self, group: np.zeros(len(group.rows), np.int8))
    found = batch(statement("2.4").only("upper_2"), 0, 60, 3, {})
    together = np.array([row not in found.cases.others for row in range(60)])
    assert found.claims[0].applies[together].all()
    assert not found.claims[0].verdict[together].any()


def test_an_error_that_may_grow_again_is_not_settled_by_its_first_hit(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = module.times_of

    def passing(*arguments: Any) -> list[Times]:
        return [replace(times, lasting=np.zeros_like(times.lasting)) for times in honest(*arguments)]

    record = statement("1.1").only("error")
    sure = batch(record, 0, 60, 3, {}).claims[0]
    monkeypatch.setattr(module, "times_of", passing)
    found = batch(record, 0, 60, 3, {})
    together = np.array([row not in found.cases.others for row in range(60)])
    assert (sure.verdict[together] == 1).any()
    assert not (found.claims[0].verdict[together] == 1).any()


def test_what_is_decided_by_itself_is_open_where_that_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    undecided = Outcome(Verdict.UNDECIDED, "x", evidence="nothing decides it")
    monkeypatch.setattr(module, "decide_claim", lambda claim, case: undecided)
    found = batch(statement("2.4"), 0, 60, 3, {})
    rows = sorted(found.cases.others)
    assert rows
    for claim in found.claims:
        assert claim.applies[rows].all()
        assert not claim.verdict[rows].any()


def test_an_accuracy_between_two_floats_gives_a_bracket() -> None:
    """Accuracies on both sides of the distance at T: whether T or T + 1 is first stays open."""
    one = np.ones(1)
    reached = 1 - 0.689857482910156  # d(2) for N = 2, α = 1/2, η = 1/4
    low, high = one * reached * (1 - 1e-9), one * reached * (1 + 1e-9)
    times = _RUNS["distance"](Asked(np.array([2]), one, one / 2, 0 * one, one / 4, low, high), False)
    assert (times.lower.tolist(), times.upper.tolist()) == ([2], [3])


@pytest.mark.parametrize("kind", [sp.Le, sp.Lt, sp.Ge, sp.Gt])
def test_a_comparison_of_brackets(kind: type) -> None:
    """Every bracket of T against every bracket of a bound: upheld, refuted or open as all their numbers say."""
    brackets = [(low, high) for low in range(4) for high in range(low, 4)]
    for time in brackets:
        for bound in brackets:
            truths = {bool(kind(t, b)) for t in range(time[0], time[1] + 1) for b in range(bound[0], bound[1] + 1)}
            expected = 0 if len(truths) == 2 else 1 if truths == {True} else -1
            assert int(compared_brackets(kind, *map(np.array, (*time, *bound)))) == expected, (kind, time, bound)
            assert int(compared_brackets(kind, *map(np.array, (*time, np.nan, np.nan)))) == 0
    endless = compared_brackets(kind, np.array(3), np.array(np.inf), np.array(5.0), np.array(5.0))
    assert int(endless) == 0


@pytest.mark.parametrize(
    ("rounding", "lasting", "end", "expected"),
    [
        (sp.ceiling, False, "5/2", "3"),
        (sp.floor, False, "5/2", "2"),
        (None, False, "5/2", "5/2"),
        (sp.ceiling, False, "-5/2", "-2"),
        (sp.ceiling, True, "-5/2", "0"),
        (None, True, "-5/2", "0"),
    ],
)
def test_an_exact_end_is_rounded_as_its_claim_rounds(
    rounding: type | None, lasting: bool, end: str, expected: str
) -> None:
    shape = shape_of(statement("2.4").claims[0])
    assert shape is not None
    assert _rounded(Fraction(end), replace(shape, rounding=rounding, lasting=lasting)) == Fraction(expected)


def test_an_open_part_of_a_condition_leaves_the_others_to_decide() -> None:
    columns = {lam: Column(-np.ones(2)), alpha: Column(np.array([2.0, 0.5]))}
    never_real, large = sp.Gt(sp.log(lam), 0), sp.Gt(alpha, 1)
    with working_precision(80):
        sheet = BallSheet(3, -1, 80, 2, columns)
        for first, second in ((never_real, large), (large, never_real)):
            assert sheet.truth(sp.Or(first, second, evaluate=False)).tolist() == [1, 0]
            assert sheet.truth(sp.And(first, second, evaluate=False)).tolist() == [0, -1]
        assert sheet.truth(sp.Not(never_real, evaluate=False)).tolist() == [0, 0]
        assert sheet.truth(sp.Implies(never_real, large, evaluate=False)).tolist() == [1, 0]
        assert sheet.truth(sp.Implies(large, never_real, evaluate=False)).tolist() == [0, 1]


def test_a_bound_beyond_the_floats_is_compared() -> None:
    record = changed(statement("2.4"), "upper_1", partial(scaled, sp.Integer(10) ** 400))
    claim = batch(record, 0, 60, 3, {}).claims[0]
    assert (claim.verdict[claim.applies] == 1).all()
    assert claim.applies.any()


def test_a_bound_beyond_the_floats_has_no_ratio() -> None:
    record = changed(statement("1.1"), "error", partial(begun_earlier, sp.Integer(10) ** 400))
    found = batch(record, 0, 60, 3, {})
    together = np.array([row not in found.cases.others for row in range(60)])
    (claim,) = found.claims
    assert (claim.verdict[together] == 1).any()
    # where the start is close enough the bound is 0 times that
    assert not np.isinf(claim.ratio[together]).any()


def test_a_wrong_multiplier_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Sheet.column

    def wrong(self: Sheet, symbol: sp.Symbol) -> Column:
        if isinstance(symbol, Multiplier) and symbol not in self.columns:
            return Column(np.full(self.size, 0.9))
        return honest(self, symbol)

    monkeypatch.setattr(Sheet, "column", wrong)
    assert compared(statement("2.4").only("upper_2"), 60).contradictions


def test_a_wrong_time_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = module.times_of

    def late(*arguments: Any) -> list[Times]:
        return [replace(times, lower=times.lower + 1, upper=times.upper + 1) for times in honest(*arguments)]

    monkeypatch.setattr(module, "times_of", late)
    assert compared(statement("2.4").only("upper_1", "upper_2"), 60).contradictions


def test_a_start_that_is_no_float_is_left_open() -> None:
    record = changed(statement("2.4"), "upper_4b", partial(from_another_start, alpha / 3))
    found: Batch = batch(record, 0, 80, 0, {})
    (claim,) = found.claims
    starts = [found.cases[row][alpha] / 3 for row in range(80)]
    floats = np.array([Fraction(float(start)) == start for start in starts])
    together = np.array([row not in found.cases.others for row in range(80)])
    assert not claim.verdict[claim.applies & ~floats & together].any()
    assert claim.verdict[claim.applies & (floats | ~together)].all()


@pytest.mark.parametrize("broken", [lam, alpha, eta, eps])
def test_a_row_that_is_no_case_of_the_lanes_is_left_open(broken: sp.Symbol) -> None:
    """A number beyond the range of float64, and one that underflows, beside a row that the lanes settle."""
    beyond = np.inf if broken == lam else 0.0
    row = {N: np.array([2, 2]), lam: np.ones(2), alpha: np.full(2, 0.5), eta: np.full(2, 0.1), eps: np.full(2, 0.01)}
    row[broken] = np.array([row[broken][0], beyond])
    target = Target("distance", lam, alpha, eta, eps)
    (times,) = times_of([(target, np.arange(2))], Columns(row))
    assert times.lower[0] == times.upper[0] > 0
    assert (times.lower[1], times.upper[1], times.lasting[1]) == (0, np.inf, False)
