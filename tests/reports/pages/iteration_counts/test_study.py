"""Campaign bookkeeping, the optimiser, and the tables of bound/truth."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from numerics.cases.cube import unit_points
from numerics.cases.scalar import DIMENSIONS, scalar_cases
from numerics.exact.verdict import Verdict
from reports.campaigns import CAMPAIGNS
from reports.engine.campaign import CaseVerdict, collect, quantiles, read_scales, replay, run_campaign
from reports.pages.iteration_counts.study import case_table, compare, heat_map, maximise, worst_cases


def test_a_campaign_does_not_depend_on_the_number_of_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = run_campaign(CAMPAIGNS["2.4"], 600, seed=2)
    monkeypatch.setattr("reports.engine.campaign.CHUNK", 100)
    assert run_campaign(CAMPAIGNS["2.4"], 600, seed=2) == whole
    assert whole.verdict is Verdict.UPHELD
    assert whole.decided >= 0.95 * whole.cases


def test_a_refutation_replays_from_its_exact_parameters() -> None:
    result = run_campaign(CAMPAIGNS["2.4"], 1500, seed=1, scales={"upper": Fraction(99, 100)})
    assert result.verdict is Verdict.REFUTED
    assert result.witness is not None
    assert replay(CAMPAIGNS["2.4"], result.witness).verdict is Verdict.REFUTED
    unmutated = CAMPAIGNS["2.4"].check(result.witness.parameters, {})
    assert unmutated.verdict is Verdict.UPHELD


def test_progress_is_reported_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    run_campaign(CAMPAIGNS["lemma-E.1"], 45, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (45, 45)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_the_cheapest_witness_is_kept() -> None:
    verdicts = [
        CaseVerdict(Verdict.UPHELD, ratio=1.5),
        CaseVerdict(Verdict.REFUTED, "b", cost=9.0),
        CaseVerdict(Verdict.REFUTED, "a", cost=2.0),
        CaseVerdict(Verdict.UNDECIDED),
    ]
    outcome = collect([{"i": i} for i in range(4)], verdicts, first=10)
    assert (outcome.undecided, outcome.refuted, outcome.ratios) == (1, 2, (1.5,))
    assert outcome.witness is not None
    assert outcome.witness[1:3] == (12, {"i": 2})


def test_undecided_cases_alone_are_not_upheld() -> None:
    campaign = CAMPAIGNS["lemma-E.1"]
    silent = type(campaign)(campaign.statement, campaign.draw, lambda *_: CaseVerdict(Verdict.UNDECIDED), "none", 5)
    assert run_campaign(silent, 5).verdict is Verdict.UNDECIDED


@pytest.mark.parametrize("item", ["upper", "nothing=2", "upper=0", "upper=-1", "upper=x", "upper=nan"])
def test_bad_scales_are_refused(item: str) -> None:
    with pytest.raises(ValueError, match=item.partition("=")[2] or item):
        read_scales("2.4", [item])


def test_quantiles_of_nothing_are_nothing() -> None:
    assert quantiles([]) is None


def test_the_optimiser_finds_a_corner_and_beats_sampling() -> None:
    def objective(points: np.ndarray) -> np.ndarray:
        return -np.abs(points - np.array([0.0, 1.0, 0.25])).sum(axis=1)

    _, value = maximise(objective, 3, 30, 60, dimensions=3)
    assert value > -1e-3
    assert value > objective(unit_points(31 * 60, 3, 3)).max()


def test_the_table_covers_every_case_and_the_search_beats_it() -> None:
    table = {row.name: row for row in case_table(1500, seed=4)}
    assert set(table) == {"1", "2", "3", "4a", "4b"}
    assert all(row.quantiles is not None and row.quantiles["min"] >= 1 for row in table.values())
    extremes = worst_cases(seed=4, depths=(2, 3), generations=5, population=40)
    loosest = {e.case_name: e.value for e in extremes if e.direction == "loosest"}
    tightest = {e.case_name: e.value for e in extremes if e.direction == "tightest"}
    assert loosest["4a"] > 1.1
    assert all(0 < value <= 1 for value in tightest.values())  # above 1 the theorem would be refuted


def test_heat_map_marks_what_is_outside_the_hypotheses() -> None:
    chart = heat_map(2, 0.5, np.array([0.1, 0.5, 2.0]), np.array([1e-3, 0.7]))
    assert chart.ratio.shape == (2, 3)
    assert np.isnan(chart.ratio[1, 1])  # ε = 0.7 exceeds |α − L| = 0.5
    assert (chart.ratio[0] >= 1).all()


def test_compare_reports_the_truth_of_float_cases() -> None:
    outcome = compare(scalar_cases(unit_points(40, 9, DIMENSIONS), regime="negative", unit_eigenvalue=True))
    assert set(outcome.names) == {"2"}
    ratio = outcome.integer_bound[outcome.decided] / outcome.iterations[outcome.decided]
    assert (ratio >= 1).all()
