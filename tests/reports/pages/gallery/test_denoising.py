"""Figures 8 to 13: early stopping and random starts, from runs of another seed; without noise nothing is gained."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from sklearn.datasets import load_digits

from reports.pages.gallery import denoising, random_start
from reports.pages.gallery.denoising import DEPTHS, ETA, KEPT, Descent, descents, experiment
from reports.pages.gallery.random_start import CLOSE, EIGENVALUES, SIGMAS, in_order

SEED = 5


@cache
def found() -> list[Descent]:
    return descents(SEED)


def test_the_truth_is_ones_and_the_noise_uniform() -> None:
    setting = experiment(SEED)
    digits = load_digits()
    ones = digits.images[np.flatnonzero(digits.target == 1)[:100]] / 16
    assert np.array_equal(setting.truth.reshape(100, 8, 8), ones)
    noise = setting.noisy - setting.truth
    assert 1.09 < np.abs(noise).max() <= 1.1
    assert np.histogram(noise, bins=4, range=(-1.1, 1.1))[0] == pytest.approx([1600] * 4, rel=0.1)
    assert setting.noise_norm == pytest.approx(np.linalg.norm(noise), rel=1e-4)
    values, vectors = np.linalg.eigh(setting.noisy.T @ setting.noisy)
    for rank in (1, 2):
        top = vectors[:, -rank:]
        best = setting.noisy @ top @ top.T
        assert setting.benchmarks[rank - 1] == pytest.approx(np.linalg.norm(best - setting.truth), rel=1e-4)
    assert (np.diff(values) > 0).all()


def test_depth_one_is_the_geometric_approach() -> None:
    one, setting = found()[0], experiment(SEED)
    assert one.training == pytest.approx(one.training[0] * (1 - ETA) ** one.k, rel=1e-4)
    last = setting.noisy * (1 - (1 - ETA) ** one.k[-1])  # the start, of size .1, is all but forgotten
    assert one.generalisation[-1] == pytest.approx(np.linalg.norm(last - setting.truth), rel=0.01)
    assert one.rank.min() > 8


def test_starts_are_equally_large_and_descent_decreases_the_loss() -> None:
    for one in found():
        assert one.training[0] == pytest.approx(np.linalg.norm(experiment(SEED).noisy), rel=0.01)
        assert (np.diff(one.training) < 1e-3).all()
        assert one.singular.shape == (KEPT, len(one.k))


@pytest.mark.parametrize("depth", DEPTHS[1:])
def test_with_depth_early_stopping_beats_the_end_and_depth_one(depth: int) -> None:
    one = found()[depth - 1]
    assert one.generalisation[one.best] < 0.5 * one.generalisation[-1]
    assert one.generalisation[one.best] < 0.7 * found()[0].generalisation.min()
    assert one.gain
    assert one.generalisation[one.best] < 1.1 * experiment(SEED).benchmarks[:2].min()
    assert one.rank[one.lowest] < 1.2 < 5 < one.rank[-1]
    assert one.lowest < one.best < one.late
    limit = 1.25 * one.generalisation[one.best]
    assert one.generalisation[one.late] > limit >= one.generalisation[one.best : one.late].max()


def test_deeper_factors_learn_in_sharper_steps() -> None:
    sharpness = []
    for one in found():
        row = one.singular[0] / one.singular[0, -1]
        begin, end = one.k[np.argmax(row > 0.1)], one.k[np.argmax(row > 0.9)]
        sharpness.append(end / begin)
    assert sharpness == sorted(sharpness, reverse=True)
    assert sharpness[0] > 5 * sharpness[-1]


def test_without_noise_there_is_nothing_to_stop_early_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(denoising, "AMPLITUDE", 0.0)
    monkeypatch.setattr(denoising, "DEPTHS", (2,))
    monkeypatch.setattr(denoising, "experiment", denoising.experiment.__wrapped__)
    (one,) = descents(SEED)
    assert one.best == len(one.k) - 1
    assert one.generalisation == pytest.approx(one.training)


def test_a_small_random_start_keeps_the_order_and_a_large_one_does_not() -> None:
    small, large = (random_start.random_start(sigma, 2020) for sigma in SIGMAS)
    assert small.sigma < large.sigma
    assert in_order(small.found)
    assert not in_order(large.found)
    assert small.in_order > 0.9 * random_start.RUNS
    assert large.in_order < 0.3 * random_start.RUNS
    for one in (small, large):
        for entry, value, time in zip(one.diagonal, EIGENVALUES, one.found, strict=True):
            assert time is not None
            after = np.abs(entry[one.k >= time] - value)
            assert after.max() <= CLOSE * value * (1 + 1e-4)
            before = np.abs(entry[one.k < time] - value)
            assert before[-1] > CLOSE * value * (1 - 1e-4)
