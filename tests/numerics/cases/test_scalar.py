"""Drawn cases lie inside the hypotheses of Theorem 2.4, reach their edges, and are prefix-stable."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st

from numerics.bounds.scalar_count import classify, values_of
from numerics.cases.cube import DEEP, unit_points
from numerics.cases.scalar import DIMENSIONS, REGIMES, SHARES, ScalarCase, ScalarCases, draw_scalar, scalar_cases
from numerics.formulas.hypotheses import check_hypotheses
from numerics.orbits.hitting_time import hitting_time
from theory.language.registry import statement


@given(st.integers(0, 2**31), st.sampled_from(sorted(REGIMES)), st.floats(0, 1), st.floats(0, 1))
def test_every_point_of_the_cube_obeys_the_hypotheses(seed: int, regime: str, step: float, accuracy: float) -> None:
    points = unit_points(6, seed, DIMENSIONS)
    points[:3, 2], points[3:, 4] = step, accuracy
    points = np.clip(points, 1e-15, 1 - 1e-15)
    for case in scalar_cases(points, regime=regime):
        verdicts = check_hypotheses(statement("2.4"), case.depth, values_of(case))
        assert set(verdicts.values()) == {True}, (case, verdicts)


@pytest.mark.parametrize("name", SHARES)
@pytest.mark.parametrize("regime", REGIMES)
def test_rare_cases_obey_the_hypotheses_as_well(regime: str, name: str) -> None:
    points = unit_points(8, 2, DIMENSIONS)
    cases = scalar_cases(points, regime=regime, rarities={name: np.linspace(0, 0.999, 8) * SHARES[name]})
    for case in cases:
        verdicts = check_hypotheses(statement("2.4"), case.depth, values_of(case))
        assert set(verdicts.values()) == {True}, (case, verdicts)
    assert ({64} <= set(cases.depth.tolist())) == (name == "deep")


def test_an_accuracy_next_to_the_distance_of_an_iterate_leaves_the_hitting_time_as_it_is() -> None:
    points = unit_points(400, 4, DIMENSIONS)
    far, near = (scalar_cases(points, (3,), rarities={"tied": np.full(400, share)}) for share in (1.0, 0.0))
    chosen = (far.eps != near.eps).nonzero()[0][:40]
    assert len(chosen) == 40
    for before, after in zip(far.take(chosen), near.take(chosen), strict=True):
        case = before.depth, before.lam, before.alpha, before.eta
        time = hitting_time(*case, before.eps).iterations
        assert hitting_time(*case, after.eps).iterations == time
        # a little more changes it
        beyond = (hitting_time(*case, after.eps * (1 + one * Fraction(1, 10**6))).iterations for one in (-1, 1))
        assert any(other != time for other in beyond)


def test_draws_are_prefix_stable() -> None:
    short, long = draw_scalar(50, 3), draw_scalar(200, 3)
    for name in ("depth", "lam", "alpha", "eta", "eps"):
        assert (getattr(short, name) == getattr(long, name)[:50]).all()
    assert (draw_scalar(50, 4).alpha != short.alpha).any()


def test_a_mixed_draw_reaches_every_case_depth_and_edge() -> None:
    cases = draw_scalar(4000, 0)
    assert set(classify(cases)) >= {"1", "2", "3", "4a", "4b"}
    assert set(cases.depth.tolist()) == {*range(2, 11), *DEEP}
    n = cases.depth
    scale = np.maximum(cases.alpha, np.abs(cases.lam) ** (1 / n))
    share = cases.eta * (3 * n - 2) * scale ** (2 * n - 2)
    assert share.max() > 1 - 1e-11  # up to the bound itself
    assert share.min() < 2e-3
    assert (cases.lam == 0).any()


def test_exact_cases_survive_json() -> None:
    case = draw_scalar(1, 5)[0]
    assert ScalarCase.from_json(case.as_json()) == case
    assert case.lam == Fraction(float(draw_scalar(1, 5).lam[0]))


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"depth": 2}, "lack 'eigenvalue'"),
        ({"depth": "5/2", "eigenvalue": 1, "alpha": 1, "step": 1, "accuracy": 1}, "depth '5/2'"),
        ({"depth": 2, "eigenvalue": "nan", "alpha": 1, "step": 1, "accuracy": 1}, "nan"),
    ],
)
def test_malformed_parameters_are_refused(record: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        ScalarCase.from_json(record)


def test_taking_rows_keeps_them_together() -> None:
    cases = draw_scalar(20, 1)
    part = cases.take(cases.lam < 0)
    assert len(part) == int((cases.lam < 0).sum())
    assert isinstance(part, ScalarCases)
    assert (part.lam < 0).all()


@pytest.mark.parametrize("first", [1, 2, 3, 17, 196])
def test_a_draw_may_begin_anywhere(first: int) -> None:
    whole, part = draw_scalar(200, 3), draw_scalar(200, 3, first=first)
    for column in ("depth", "lam", "alpha", "eta", "eps"):
        assert np.array_equal(getattr(whole, column)[first:], getattr(part, column))
