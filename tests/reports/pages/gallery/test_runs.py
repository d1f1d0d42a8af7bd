"""Figures 1 to 7: what they are said to show, in their numbers; and that the settings are where the theorems hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from flint import arb

from numerics.exact.verdict import Undecided
from numerics.formulas.hypotheses import check_hypotheses
from reports.pages.gallery import runs
from reports.pages.gallery.figures import largest_gap
from reports.pages.gallery.runs import BOTH_SIGNS, DEPTHS, PAIR, PLATEAUS, RANK_THREE, STARTS, STEPS, Parameters, Run
from theory.language.registry import statement
from theory.language.symbols import alpha, beta, eta, lam


@cache
def at_every(given: Parameters, spectrum: tuple = RANK_THREE, stride: int = 1) -> Run:
    return runs.descent(given, spectrum, range(0, given.last + 1, stride))


def found_at(run: Run, share: float) -> list[float]:
    """When each positive eigenvalue, from the largest down, is first found to this share."""
    return [
        float(run.at[np.argmax(row >= share * value)])
        for value, row in zip(run.eigenvalues, run.products, strict=True)
        if value > 0
    ]


def obeys(given: Parameters, value: object, id: str) -> set:
    point = {lam: value, alpha: given.alpha, eta: given.eta}
    if given.beta:
        point[beta] = given.beta
    return set(check_hypotheses(statement(id), given.depth, point).values())


def test_the_settings_are_inside_the_theorems_but_for_the_large_step() -> None:
    assert all(obeys(STARTS[1], value, "1.3") == {True} for value in BOTH_SIGNS)
    assert all(obeys(PAIR, value, "1.3") == {True} for value in (1, -1))
    for given in (STARTS[0], *DEPTHS[1:], *PLATEAUS, STEPS[0]):
        assert all(obeys(given, value, "1.1") == {True} for value in set(RANK_THREE))
    assert all(obeys(DEPTHS[0], value, "lemma-2.2") == {True} for value in set(RANK_THREE))  # 1.1 is about N ≥ 2
    assert obeys(STEPS[1], 4, "1.1") == {True, False}
    assert STEPS[1].eta * STEPS[1].depth * 4 == 1  # 1/(Nλ₁^{2−2/N}), the largest one-sided step


@pytest.mark.parametrize("given", [*STARTS, *DEPTHS[:3], PLATEAUS[0]], ids=str)
def test_the_curves_are_those_of_the_recursion(given: Parameters, again: SimpleNamespace) -> None:
    run = at_every(given, BOTH_SIGNS if given in STARTS else RANK_THREE)
    if given.beta:
        p, q = np.full(5, float(given.alpha - given.beta)), np.full(5, float(given.alpha))
        products = [p * q]
        for _ in range(given.last):
            gap = float(given.eta) * (p * q - run.eigenvalues)
            p, q = p - gap * q, q - gap * p
            products.append(p * q)
        w = np.array(products)
    else:
        w = again.iterate(given.depth, run.eigenvalues, float(given.alpha), float(given.eta), given.last) ** given.depth
    assert np.allclose(run.products.T, w, rtol=1e-5, atol=1e-12)
    times = [[float(one) for one in (BOTH_SIGNS if given in STARTS else RANK_THREE)].count(v) for v in run.eigenvalues]
    assert run.rank == pytest.approx((np.abs(w) * times).sum(axis=1) / np.abs(w).max(axis=1), rel=1e-5)
    distance = np.sqrt(((w - run.eigenvalues) ** 2 * times).sum(axis=1))
    assert run.distance == pytest.approx(distance, rel=1e-5, abs=1e-8)


def test_figure_1_loses_negative_eigenvalues_or_finds_them_late() -> None:
    same, perturbed = (at_every(given, BOTH_SIGNS) for given in STARTS)
    assert same.eigenvalues.tolist() == [4, 2, 1, -1, -3]
    assert same.products[:, -1] == pytest.approx([4, 2, 1, 0, 0], abs=0.01)
    assert (same.products >= 0).all()
    assert perturbed.products[:, -1] == pytest.approx([4, 2, 1, -1, -3], abs=0.01)
    assert found_at(perturbed, 0.95) == sorted(found_at(perturbed, 0.95))
    later = [float(perturbed.at[np.argmax(perturbed.products[i] <= 0.95 * v)]) for i, v in ((3, -1), (4, -3))]
    assert later[0] > found_at(perturbed, 0.95)[2]  # −1 after 1
    assert found_at(perturbed, 0.95)[0] < later[1] < found_at(perturbed, 0.95)[2]  # −3 between 4 and 1


def test_figure_2_the_steps_get_sharper_and_later_with_depth() -> None:
    found = [at_every(given) for given in DEPTHS]
    assert [run.parameters.depth for run in found] == [1, 2, 3, 4]
    sharpness, times = [], []
    for run in found:
        low, high = found_at(run, 0.1), found_at(run, 0.9)
        sharpness.append((high[1] - low[1]) / high[1])
        times.append(high[0])
        assert run.products[0, 0] == pytest.approx(1e-4, rel=0.01)
    assert sharpness == sorted(sharpness, reverse=True)
    assert sharpness[-1] < sharpness[0] / 10
    assert times[1:] == sorted(times[1:])
    assert len(set(found_at(found[0], 0.9))) == 1  # depth 1: all at once
    assert all(len(set(found_at(run, 0.9))) == 3 for run in found[1:])


@pytest.mark.parametrize("given", [*PLATEAUS, *STEPS], ids=lambda given: f"{given.depth}, {given.eta}")
def test_the_effective_rank_rests_at_its_levels_and_nowhere_else(given: Parameters) -> None:
    found = runs.plateaus(given, runs.spaced(given.last // 80, given.last, 120))
    assert [float(level) for level in found.levels] == [1, 1.5, 1.75]
    assert found.middle == pytest.approx((1, 1.5, 1.75), abs=0.013)
    for level, window in zip(found.levels, found.sharp, strict=True):
        last = np.inf if window.stop is None else window.stop
        inside = (found.run.at >= window.start) & (found.run.at <= last)
        assert inside.sum() > 3
        assert np.abs(found.run.rank[inside] - float(level)).max() < 0.05
    first, second, third = found.sharp
    assert first.stop is not None
    assert second.stop is not None
    between = runs.descent(given, RANK_THREE, [(first.stop + second.start) // 2, (second.stop + third.start) // 2])
    assert 1.1 < between.rank[0] < 1.45
    assert 1.52 < between.rank[1] < 1.72
    rising = found.run.rank[found.run.at >= found.sharp[0].start]
    assert (np.diff(rising) >= -1e-5).all()
    assert found.run.rank[0] > 1.9


def test_the_effective_rank_passes_its_limit_and_comes_back() -> None:
    values = [runs.excess(PLATEAUS[0], k) for k in (100, 400, 20_000)]
    assert values[0] < -0.1
    assert 1e-7 > values[1] > values[2] > 0


def test_figure_4_the_distance_passes_between_both_bounds() -> None:
    for depth in (2, 3):
        found = runs.prediction(depth)
        for eps, low, time, high in zip(found.accuracy, found.lower, found.time, found.upper, strict=True):
            assert low <= time <= high
            assert np.argmax(found.distance <= eps) == time
            assert found.k[time] == time
        assert (found.upper - found.time)[-1] > (found.upper - found.time)[0]
    assert runs.prediction(3).time[0] > 5 * runs.prediction(2).time[0]


def test_a_count_that_is_not_known_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "hitting_time", lambda *case: SimpleNamespace(iterations=None))
    with pytest.raises(ValueError, match="depth = 2, accuracy = 1/2: a count"):
        runs.prediction.__wrapped__(2)


def test_figure_5_the_first_factor_changes_sign_for_a_negative_eigenvalue_alone() -> None:
    positive, negative = runs.pair(1), runs.pair(-1)
    assert (positive.transition, positive.bound) == (None, None)
    assert (positive.first > 0).all()
    assert (positive.second >= positive.first).all()
    assert positive.first[-1] == pytest.approx(positive.second[-1], abs=0.01)
    assert negative.transition is not None
    assert negative.bound is not None
    assert negative.transition <= negative.bound
    assert ((negative.first <= 0) == (negative.k >= negative.transition)).all()
    assert negative.first[-1] == pytest.approx(-negative.second[-1], abs=0.01)
    for one in (positive, negative):
        assert one.product == pytest.approx(one.first * one.second, rel=1e-4, abs=1e-7)
        squares = one.second**2 - one.first**2  # Δ₂ hardly changes, (45)
        assert np.ptp(squares) < 0.1 * squares[0]


def test_figure_7_descent_follows_the_flow_at_the_small_step_and_is_late_at_the_large_one() -> None:
    gaps = []
    for given in STEPS:
        k = runs.even(given.last, 60)
        along, flow = runs.descent(given, RANK_THREE, k), runs.flow(given, RANK_THREE, k)
        since = 2.5 / float(given.eta)
        gaps.append(largest_gap(along, flow, since))
        assert (along.rank <= flow.rank + 1e-4)[along.at >= 3.5 / float(given.eta)].all()
        assert (along.products[2] <= flow.products[2] + 1e-5).all()
    assert gaps[0] < 0.01 < 0.1 < gaps[1]
    # halving the step halves the gap: the flow is the limit
    finer = replace(STEPS[0], eta=STEPS[0].eta / 2, last=2 * STEPS[0].last)
    k = runs.even(finer.last, 60)
    gap = largest_gap(runs.descent(finer, RANK_THREE, k), runs.flow(finer, RANK_THREE, k), 2.5 / float(finer.eta))
    assert 1.7 < gaps[0] / gap < 2.3


def test_a_number_is_not_drawn_before_its_ball_decides_it() -> None:
    assert runs.six_digits([arb(2), arb(1) / 3]).tolist() == [2.0, 0.333333]
    with pytest.raises(Undecided):
        runs.six_digits([arb(1, 1e-3)])
