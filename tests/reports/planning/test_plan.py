"""``plan`` in a session: what it answers, what it chooses, what it refuses, and how it shows itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from fractions import Fraction

import numpy as np
import pytest

from numerics.orbits.trajectory import trajectory
from reports.planning.choices import largest_step
from reports.planning.plan import as_json, plan
from reports.planning.show import rounded_up

RNG = np.random.default_rng(3)


def matrix_with(eigenvalues: list[float]) -> np.ndarray:
    basis, _ = np.linalg.qr(np.random.default_rng(len(eigenvalues)).normal(size=(len(eigenvalues),) * 2))
    return basis @ np.diag(eigenvalues) @ basis.T


def test_a_matrix_and_its_eigenvalues_have_the_same_plan() -> None:
    values = [4.0, 2.0, 1.0, *[0.0] * 7]
    matrix = matrix_with(values)
    one = plan((matrix + matrix.T) / 2, 2, alpha="1e-4", step="1/16")
    other = plan(values, 2, alpha="1e-4", step="1/16")
    assert [(w.rank, w.start, w.stop) for w in one.windows] == [(w.rank, w.start, w.stop) for w in other.windows]
    assert [w.exact for w in one.windows] == [True, True, True]
    assert one.levels.zeros == 7


def test_asymmetry_of_rounding_is_told_and_more_is_refused_with_a_hint() -> None:
    matrix = matrix_with([3.0, 1.0, 0.5])
    matrix[0, 1] += 4e-15
    assert any("symmetrised" in note for note in plan(matrix, 2).notes)
    matrix[0, 1] += 1e-3
    with pytest.raises(ValueError, match=r"must be symmetric.*\(W \+ W\^T\)/2"):
        plan(matrix, 2)


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_the_chosen_start_gives_the_rank_a_plateau_about_half_as_long_as_any(depth: int) -> None:
    values = [4.0, 2.0, 1.0, 0.1]
    for rank in (1, 2, 3):
        found = plan(values, depth, rank=rank)
        (window,) = found.windows
        assert window.stop is not None
        best = 1 - values[rank] / values[rank - 1]
        assert 0.42 * best <= (window.stop - window.start) / window.stop <= 0.75 * best
        smaller = plan(values, depth, alpha=found.alpha / 10, step=found.step, rank=rank).windows[0]
        assert smaller.stop is not None
        assert (smaller.stop - smaller.start) / smaller.stop > (window.stop - window.start) / window.stop


def test_where_nothing_follows_the_start_is_so_small_that_what_is_not_learned_hardly_counts() -> None:
    found = plan([2.0, 1.0, *[0.0] * 50], 2, rank=2)
    (window,) = found.windows
    assert window.stop is None
    low, high = found.effective_rank(window.middle)
    assert 1.5 < low <= high < 1.5 + 0.05 / 5
    assert found.missing == ()


def test_the_chosen_step_is_just_below_the_bound_and_the_largest_step_is_allowed() -> None:
    found = plan([4.0, 1.0, -5.0], 3, alpha="1/10")
    bound = 1 / (7 * 5 ** (4 / 3))
    assert 0.99 * bound < found.step < bound
    most = float(largest_step(found.levels, 3, found.alpha))
    assert plan([4.0, 1.0, -5.0], 3, alpha="1/10", step=most * (1 - 1e-12)).windows
    with pytest.raises(ValueError, match="breaks eta <="):
        plan([4.0, 1.0, -5.0], 3, alpha="1/10", step=most * (1 + 1e-9))
    assert plan([4.0, 1.0], 2, alpha="1/100", step="1/8").windows  # 1/(N lambda_1) itself


def test_the_effective_rank_is_that_of_the_iterated_product() -> None:
    found = plan([3.0, 2.0, 0.2, -1.0], 3, alpha="1/20")
    for k in (0, 10, 200, 1500):
        w = trajectory(3, found.levels.values, 0.05, float(found.step), k)[-1] ** 3
        low, high = found.effective_rank(k)
        assert low - 1e-12 <= w.sum() / w.max() <= high + 1e-12
    with pytest.raises(ValueError, match="k = -1"):
        found.effective_rank(-1)


def test_a_band_is_that_of_the_iterated_product() -> None:
    found = plan([4.0, 2.0, 1.0], 2, alpha="1e-4", step="1/16")
    w = trajectory(2, found.levels.values, 1e-4, 1 / 16, 400) ** 2
    near = np.flatnonzero(np.abs(w.sum(axis=1) / w.max(axis=1) - 1.5) <= 0.025)
    one = found.band(2)
    assert one is not None
    assert (one.start, one.stop) == (near[near > 70][0], near[-1])
    with pytest.raises(KeyError):
        found.band(7)
    with pytest.raises(ValueError, match="every step is made"):
        plan([4.0, 2.0], 4, alpha="1/1000").band(1)


def test_on_a_window_the_effective_rank_keeps_to_the_bound() -> None:
    found = plan(matrix_with([5.0, 4.0, 1.0, 0.3, 0.01]), 2)
    assert found.windows
    for window in found.windows:
        last = window.start + 50 if window.stop is None else window.stop
        for k in (window.start, window.middle, last):
            low, high = found.effective_rank(k)
            assert window.effective_rank - window.bound <= low + 1e-12
            assert high <= window.effective_rank + window.bound + 1e-12


def test_a_bulk_has_no_plateau_and_is_told_what_would_give_one() -> None:
    found = plan(0.995 ** np.arange(200), 2)
    assert [window.rank for window in found.windows] == [200]
    assert "no usable start" in found.notes[0]
    assert len(found.missing) == 8
    assert not any(one.usable for one in found.missing)
    assert "at depth 3 the flow has one up to alpha = 0.00" in found.missing[0].text()
    assert str(found).count("none at depth 2 from any usable start") == 8


def test_a_start_that_is_too_small_is_not_chosen_but_another_depth_named() -> None:
    with pytest.raises(ValueError, match=r"rank = 1: at depth 2 .*1e-\d\d\d\d.*depth 3 takes alpha = 0\.00"):
        plan([1.0, 0.999], 2, rank=1)


def test_what_is_missing_has_a_plateau_below_the_start_that_is_named() -> None:
    found = plan([3.0, 2.7, 0.1], 3, alpha="1/5")
    (missing,) = [one for one in found.missing if one.rank == 1]
    assert missing.usable
    alpha = Fraction(0.8 * np.exp(missing.largest_start))
    assert 1 in [w.rank for w in plan([3.0, 2.7, 0.1], 3, alpha=alpha).windows]


def test_negative_eigenvalues_are_lost_or_learned_with_a_perturbed_start() -> None:
    values = [2.0, 1.0, -1.5]
    assert any("1 negative eigenvalues are lost" in note for note in plan(values, 2).notes)
    found = plan(values, 2, alpha="1/100", beta="1e-6")
    assert [(w.rank, w.negative) for w in found.windows] == [(2, 0), (3, 1)]
    assert as_json(found)["beta"] == "1e-6"
    with pytest.raises(ValueError, match="identical start only"):
        found.effective_rank(3)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"depth": 1}, "depth is 1"),
        ({"depth": 65}, "depth is 65"),
        ({"alpha": 0}, "alpha = 0: breaks alpha > 0"),
        ({"alpha": "2"}, "alpha = 2: breaks alpha\\^N < lambda_1 = 4"),
        ({"alpha": "1e-200"}, "below 1e-290"),
        ({"step": 0}, "step = 0: breaks eta > 0"),
        ({"step": "1/2"}, "step = 1/2: breaks eta <= 0.124999"),
        ({"tolerance": 0}, "tolerance = 0: breaks"),
        ({"tolerance": "1/2"}, "tolerance = 1/2: breaks"),
        ({"tolerance": float("nan")}, "nan is not a finite number"),
        ({"rank": 5}, "rank = 5: breaks 1 <= rank <= n = 4"),
        ({"rank": 0}, "rank = 0"),
        ({"rank": 2}, "rank = 2: eigenvalues 2 and 3 are equal"),
        ({"rank": 4}, "rank = 4: only 3 eigenvalues are positive"),
        ({"beta": "1/10"}, "beta = 1/10: the perturbed start needs an alpha"),
        ({"alpha": "1/10", "beta": "1/10"}, "beta = 1/10: breaks 0 < beta < alpha = 1/10"),
        ({"alpha": "1/10", "beta": 0}, "beta = 0: breaks 0 < beta"),
        ({"alpha": "1/10", "beta": "1/20", "step": 9}, "step = 9: too large"),
        ({"alpha": "1/10", "beta": "1/20", "rank": 5}, "rank = 5: breaks"),
    ],
)
def test_bad_input_names_the_value_and_what_it_breaks(given: dict[str, object], text: str) -> None:
    with pytest.raises(ValueError, match=text):
        plan(**{"matrix_or_eigenvalues": [4.0, 2.0, 2.0, 0.0], "depth": 2} | given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("truth", "text"),
    [
        ([], "at least one number"),
        ([1.0, np.nan], "eigenvalue nan is not finite"),
        ([1.0, 2j], "real numbers, not of type complex128"),
        ([-1.0, -2.0], "breaks lambda_1 > 0"),
        ([0.0, 0.0], "breaks lambda_1 > 0"),
        (np.ones((2, 3)), "square matrix, not 2×3"),
        (np.ones((0, 0)), "square matrix, not 0×0"),
        (np.eye(2) * 1j, "real matrix, not of type complex128"),
        ([[np.inf, 0], [0, 1]], "entry \\(1, 1\\) = inf is not finite"),
        (np.ones((2, 2, 2)), "2, 2, 2"),
        (["a"], "real numbers, not of type"),
        ([1e61, 1.0], "1e\\+61: breaks 1e-60 <="),
        ([1e-61], "1e-61: breaks 1e-60 <="),
    ],
)
def test_what_is_no_ground_truth_is_refused(truth: object, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        plan(truth, 2)  # type: ignore[arg-type]


def test_a_plan_prints_as_a_table_and_shows_itself_in_a_notebook() -> None:
    found = plan([4, 2, 1, 0], 2, alpha="1e-4", step="1/16")
    lines = str(found).splitlines()
    assert lines[0].split() == ["rank", "start", "stop", "effective", "rank", "within", "stop", "at", "distance"]
    assert lines[1].split()[:3] == ["1", "49", "68"]
    html = found._repr_html_()
    assert html.count("<tr>") == 4
    assert html.count("<svg") == 1
    assert "<td>127</td>" in html
    latex = found._repr_latex_()
    assert r"2 & 92 & 127 & 1.5" in latex
    assert r"3 & 174 & \infty" in latex
    with pytest.raises(FrozenInstanceError):
        found.beta = None  # type: ignore[misc]
    with pytest.raises(KeyError):
        found.window(4)
    assert found.window(2).start == 92


def test_a_plan_far_beyond_what_floats_count_keeps_the_bounds_of_a_plateau() -> None:
    found = plan([1, 0.5, -3], 3, alpha="1e-40", step="1/100")
    (first, second) = found.windows
    assert first.exact
    assert len(str(first.start)) > 40
    assert first.bound < 0.12
    assert first.between is not None
    assert first.between[1] - first.between[0] < 0.24
    assert first.advice is None
    assert second.stop is None


def test_bounds_are_rounded_up() -> None:
    for value in (0.12345, 9.9999, 1e-9, 3.0, 123456.7):
        assert value <= float(rounded_up(value)) <= value * 1.02
