"""The law against certified iteration, at near-ties, at its ends, and with something wrong in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import endpoints, to_ball, working_precision
from numerics.law import cells
from numerics.law.path import Path, Point
from numerics.law.time import law, law_time
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.scalar import ball_orbit, descent_limit
from tests.numerics.law.drawn import REGIMES, drawn

#: Iterations that a case is followed for.
FOLLOWED = 300_000


def iterated(case: ScalarCase) -> tuple[int, int | None]:
    """Return the bracket that iterating alone proves."""
    given = (case.depth, case.lam, case.alpha, case.eta, case.eps)
    found = hitting_time(*given, budget=FOLLOWED, seconds=0.5, by_law=False)
    return found.lower, found.upper


@pytest.mark.parametrize("regime", REGIMES)
def test_the_law_is_what_iterating_finds(regime: str) -> None:
    seen: Counter[str] = Counter()
    for case in drawn(regime, 60, seed=1):
        found = law_time(case)
        assert found is not None, case
        low, high = found
        assert high - low in (0, 1)
        lower, upper = iterated(case)
        assert low <= upper if upper is not None else True, case
        assert high >= lower, case
        seen["settled"] += lower == upper
        seen["wide"] += high - low
    assert seen["settled"] > 20
    assert seen["wide"] < 3


@pytest.mark.parametrize("regime", REGIMES)
def test_a_target_next_to_an_iterate(regime: str) -> None:
    """ε a billionth more or less than |d(k) − L|: T is k or k + 1, and lies inside."""
    tried = 0
    for case in drawn(regime, 30, seed=2):
        k = 70 + len(str(case.alpha.denominator)) * 10
        with working_precision(400):
            orbit = ball_orbit(case.depth, *(to_ball(v) for v in (case.lam, case.alpha, case.eta)))
            states = [state for state, _ in zip(orbit, range(k + 2), strict=False)]
            limit = descent_limit(case.depth, to_ball(case.lam))
            gaps = [abs(state - limit) for state in states]
            if not gaps[k + 1] < gaps[k] * (1 - to_ball("1e-7")) or not gaps[k] > to_ball("1e-60"):
                continue
            gap = endpoints(gaps[k])[0]
        tried += 1
        for factor, true in ((1 + Fraction(1, 10**9), k), (1 - Fraction(1, 10**9), k + 1)):
            found = law_time(replace(case, eps=gap * factor))
            assert found is not None
            assert found[0] <= true <= found[1]
            assert found[1] - found[0] <= 1
    assert tried > 5


@pytest.mark.parametrize(
    ("term", "regime"), [("half", "below"), ("half", "negative"), ("integral", "below"), ("scale", "zero")]
)
def test_a_wrong_law_is_noticed(term: str, regime: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """½ ln|F| with 0.52, a dropped (ηκ/12) ln δ, a Φ₂ that is a thousandth off: what iterating finds is excluded."""
    right = cells.abel_value

    def wrong(path: Path, point: Point) -> arb:
        value = right(path, point)
        if term == "half":
            size = abs(path.sign - point.s**path.depth) if path.sign <= 0 else point.gap
            return value + (point.s ** (path.depth - 1) * size).log() / 50
        if term == "integral":
            return value - path.rate / 12 * point.gap.log()
        return value * (1 + arb(1) / 1000)

    monkeypatch.setattr(cells, "abel_value", wrong)
    excluded = 0
    for case in drawn(regime, 40, seed=3):
        found, (lower, upper) = law_time(case), iterated(case)
        excluded += found is not None and (found[1] < lower or (upper is not None and upper < found[0]))
    assert excluded > 3


def test_counts_of_three_hundred_digits() -> None:
    tiny = ScalarCase(5, Fraction(1), Fraction(1, 10**100), Fraction(1, 1000), Fraction(1, 10**30))
    found = law_time(tiny)
    assert found is not None
    assert found[1] - found[0] <= 1
    assert len(str(found[0])) == 303
    # a^{2−N}/((N−2)η) leads; the way from there to ε takes about ln(1/ε)/(Nη) = 13,800
    assert abs(found[0] - Fraction(10**303, 3)) < 15_000


@pytest.mark.parametrize(
    ("eta", "eps", "expected"),
    [
        (Fraction(1, 2), Fraction(1, 4), (2, 2)),
        (Fraction(1, 2), Fraction(1, 4) - Fraction(1, 10**40), (3, 3)),
        (Fraction(1), Fraction(1, 10**40), (1, 1)),
        (Fraction(3, 2), Fraction(1, 16), (4, 4)),
        (Fraction(2), Fraction(1, 2), None),
    ],
)
def test_depth_1(eta: Fraction, eps: Fraction, expected: tuple[int, int] | None) -> None:
    assert law_time(ScalarCase(1, Fraction(1), Fraction(2), eta, eps)) == expected


def test_depth_1_with_a_tiny_accuracy() -> None:
    case = ScalarCase(1, Fraction(1), Fraction(3227, 1000), Fraction(1907, 2000000), Fraction(3785909, 10**30))
    assert law_time(case) == (57374, 57374)


def test_no_law_beyond_a_one_sided_approach() -> None:
    assert law_time(ScalarCase(2, Fraction(1), Fraction(1, 2), Fraction(51, 100), Fraction(1, 100))) is None
    assert law_time(ScalarCase(2, Fraction(1), Fraction(1, 2), Fraction(1, 2), Fraction(1, 100))) is not None


def test_a_start_within_the_accuracy() -> None:
    assert law_time(ScalarCase(3, Fraction(1), Fraction(9, 10), Fraction(1, 100), Fraction(1, 10))) == (0, 0)


@pytest.mark.parametrize("depth", [2, 3, 5, 12, 40, 64])
def test_the_largest_step_of_a_one_sided_approach(depth: int) -> None:
    """h = 1/N: the last steps converge faster than linearly, and are made one by one."""
    case = ScalarCase(depth, Fraction(1), Fraction(4, 5), Fraction(1, depth), Fraction(1, 10**30))
    found = law(case)
    assert found is not None
    assert found.upper - found.lower <= 1
    assert found.value is None
    lower, upper = iterated(case)
    assert upper is None or found.lower <= upper
    assert lower <= found.upper


#: N, λ, ηκ, α and ε: beyond the sharp threshold, next to it, at the fastest step and close to the ceiling.
PASSING = [
    (3, 1, "1.001", "1e-3", "1e-6"),
    (3, 7, "1.7", "1/200", "1e-4"),
    (3, "1/3", "1.95", "1e-3", "1e-8"),
    (4, 1, "1.5", "1/30", "1e-6"),
    (5, 2, "1.85", "1/10", "1e-5"),
    (8, 1, "1.2", "1/3", "1e-9"),
    (3, 1, "2", "1/300", "1/10"),
]


@pytest.mark.parametrize(("depth", "lam", "load", "alpha", "eps"), PASSING)
def test_the_law_of_an_orbit_that_passes_its_limit(depth: int, lam: int | str, load: str, alpha: str, eps: str) -> None:
    eigenvalue = Fraction(lam)
    kappa = Fraction(round(depth * float(eigenvalue) ** (2 - 2 / depth) * 10**9), 10**9)
    case = ScalarCase(depth, eigenvalue, Fraction(alpha), Fraction(load) / kappa, Fraction(eps))
    found = law_time(case)
    assert found is not None
    low, high = found
    assert 0 <= high - low <= 2
    lower, upper = iterated(case)
    assert low <= lower == upper <= high
    assert low > 200


def test_past_the_ceiling_and_close_to_the_limit_there_is_no_law() -> None:
    case = ScalarCase(3, Fraction(1), Fraction(1, 1000), Fraction(2, 3), Fraction(1, 100))
    assert law_time(replace(case, eta=Fraction(2001, 3000))) is None
    assert law_time(replace(case, alpha=Fraction(9, 10))) is None
    assert law_time(replace(case, depth=2, eta=Fraction(3, 4))) is None


def test_at_depth_two_the_largest_one_sided_step_has_a_law() -> None:
    """There Z does not fall below h at 0."""
    for eta in (Fraction(47, 100), Fraction(1, 2)):
        case = ScalarCase(2, Fraction(1), Fraction(1, 10**60), eta, Fraction(1, 1000))
        found = law_time(case)
        assert found is not None
        assert found == iterated(case)
