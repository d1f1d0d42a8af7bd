"""Hitting times of the pair by jumps, against iterating: random cases, near-ties, far beyond iterating, and no law."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

import pytest

from numerics.cases.known import sharp_cases
from numerics.cases.pair import PerturbedCase, draw_perturbed
from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.law import jumps
from numerics.law.pair_time import Met, pair_law_time
from numerics.orbits.pair import PairState, ball_pair_orbit
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, phase_transition_time

FAR = PerturbedCase(3, *map(Fraction, ("-1", "1e-3", "5e-4", "1e-12", "1e-6")))


def target(case: PerturbedCase) -> Met:
    def met(state: PairState) -> bool | None:
        error, eps = abs(state.product(case.depth) - to_ball(case.lam)), to_ball(case.eps)
        return True if error <= eps else False if error > eps else None

    return met


def iterated(case: PerturbedCase) -> int | None:
    given = (case.lam, case.alpha, case.beta, case.eta, case.eps)
    return hitting_time_perturbed(case.depth, *given, budget=10**7, by_law=False).iterations


@pytest.mark.parametrize("seed", [1, 2])
def test_jumps_find_what_iterating_finds(seed: int) -> None:
    cases = [*sharp_cases(15, seed=seed), *draw_perturbed(10, seed=seed, length=3e3)]
    compared = wide = 0
    for case in cases:
        true = iterated(case)
        found = pair_law_time(case, target(case))
        if true is None or true == 0:
            continue
        assert found is not None
        assert found[0] <= true <= found[1] <= found[0] + 1, case
        compared, wide = compared + 1, wide + found[1] - found[0]
    assert compared > 18
    # some of the cases are drawn with an accuracy next to the error of an iterate
    assert wide <= 3


def test_a_target_next_to_an_iterate() -> None:
    """ε a billionth more or less than the error at k: T is k or k + 1, and is found."""
    for case in draw_perturbed(8, seed=5, length=3e3):
        k = 1500
        with working_precision(300):
            orbit = ball_pair_orbit(case.depth, *(to_ball(v) for v in (case.lam, case.alpha, case.beta, case.eta)))
            state = next(state for i, state in enumerate(orbit) if i == k)
            error = endpoints(abs(state.product(case.depth) - to_ball(case.lam)))[0]
        for share, time_ in ((1 + Fraction(1, 10**9), k), (1 - Fraction(1, 10**9), k + 1)):
            near = replace(case, eps=error * share)
            found = pair_law_time(near, target(near))
            assert found is not None
            assert found[0] <= time_ <= found[1] <= found[0] + 1


def test_far_beyond_iterating_the_time_scales_with_the_step() -> None:
    """As η → 0, ηT tends to the time of the flow: two T of 16 and of 19 digits, each known to the last one."""
    times = []
    for eta in ("1e-12", "1e-15"):
        found = pair_law_time(replace(FAR, eta=Fraction(eta)), target(FAR))
        assert found is not None
        assert found[0] == found[1]
        times.append(found[0])
    assert len(str(times[1])) == 19
    assert abs(Fraction(times[1], 1000 * times[0]) - 1) < Fraction(1, 10**11)


def test_what_the_precision_leaves_open_is_a_bracket_around_t(monkeypatch: pytest.MonkeyPatch) -> None:
    """With few bits the iterates near T meet the target perhaps; with more of them, tried next, T is known."""
    case = replace(FAR, eta=Fraction("1e-9"))
    exact = pair_law_time(case, target(case))
    assert exact is not None
    assert exact[0] == exact[1]
    monkeypatch.setattr("numerics.law.pair_time._BITS", 48)
    assert pair_law_time(case, target(case)) == exact
    monkeypatch.setattr("numerics.law.pair_time._TRIES", 1)
    wide = pair_law_time(case, target(case))
    assert wide is not None
    assert wide[0] < exact[0] < wide[1]
    # T is about in the middle of what is left open
    assert 0.1 < (exact[0] - wide[0]) / (wide[1] - wide[0]) < 0.9


def test_the_ladder_asks_for_it_and_says_so() -> None:
    found = hitting_time_perturbed(3, "-1", "1e-3", "5e-4", "1e-12", "1e-6")
    assert (found.method, found.settled) == ("law", True)
    sign = phase_transition_time(3, "-1", "1e-3", "5e-4", "1e-12")
    assert (sign.method, sign.settled) == ("law", True)
    assert sign.lower < found.lower


def test_a_wrong_map_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    right = pair_law_time(FAR, target(FAR))
    newton = jumps._newton
    monkeypatch.setattr(jumps, "_newton", lambda steps, first: newton(steps + 1, first))
    assert pair_law_time(FAR, target(FAR)) != right


def test_no_law_where_the_error_is_not_certain_to_fall() -> None:
    assert pair_law_time(replace(FAR, eta=Fraction(1)), target(FAR)) is None
    assert pair_law_time(replace(FAR, beta=Fraction("2e-3")), target(FAR)) is None


def test_it_gives_up_when_it_is_told_to() -> None:
    assert pair_law_time(FAR, target(FAR), until=time.monotonic() - 1) is None
