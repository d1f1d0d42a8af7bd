"""``dmf hit``: exact counts against plain iteration, what theorems add, what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from click.testing import Result

from numerics.orbits.ladder import HittingTime
from reports.engine.count import proved
from tests.reports.commands.points import POINT, point, point_at
from theory import statement

Command = Callable[..., Result]
Answer = Callable[..., Any]
Refused = Callable[..., None]

HIT_POINTS = [
    (3, "1", "1/10", "1/10", "1/100"),
    (2, "1", "1/100", "6/25", "1e-20"),
    (4, "-2", "0.5", "1/50", "1/20"),
    (3, "0", "2", "1/150", "1/5"),
    (5, "2", "3/2", "1/400", "1e-12"),
    (1, "2", "1/2", "1/3", "1e-15"),
    (1, "-2", "1/2", "1/10", "1/4"),
    (2, "-1", "1e-3", "0.2", "1e-10"),
]


@pytest.mark.parametrize("parameters", HIT_POINTS, ids=lambda p: f"N={p[0]},λ={p[1]},ε={p[4]}")
def test_hit_is_exact_against_sixty_digit_iteration(parameters: tuple[int, str, str, str, str], answer: Answer) -> None:
    depth, *texts = parameters
    with mpmath.workdps(60):
        lam, d, step, accuracy = (mpmath.mpf(n.split("/")[0]) / mpmath.mpf((n + "/1").split("/")[1]) for n in texts)
        limit = lam if depth == 1 else mpmath.root(max(lam, 0), depth)
        count = 0
        while abs(d - limit) > accuracy:
            d -= step * d ** (depth - 1) * (d**depth - lam)
            count += 1
    found = answer("hit", *point_at(depth, *texts))
    assert set(found) == {"iterations", "lower", "upper", "certified", "method"}
    assert found["iterations"] == found["lower"] == found["upper"] == count
    assert found["certified"] is True


def test_hit_lies_between_the_bounds(dmf: Command, answer: Answer) -> None:
    bounds, found = answer("bound", "2.4", *POINT), answer("hit", *POINT)
    assert float(bounds["lower"]) <= found["iterations"] <= bounds["upper_iterations"]
    assert dmf("hit", *POINT).stdout.split()[:2] == ["iterations", str(found["iterations"])]


def test_hit_beyond_the_step_size_needs_to_be_asked_for(dmf: Command, answer: Answer, assert_refused: Refused) -> None:
    far = point(depth="2", step="0.6", alpha="1/2")
    assert_refused(dmf("hit", *far), "step = 0.6", "step_size", "largest allowed here: below 0.25; --beyond")
    assert answer("hit", *far, "--beyond")["certified"] is True
    assert_refused(dmf("hit", *point(step="0"), "--beyond"), "step = 0", "step_positive")


@pytest.mark.parametrize(
    ("changes", "largest"),
    [
        ({"step": "1/7"}, "0.142857"),
        ({"depth": "2", "eigenvalue": "16", "step": "1"}, "below 0.015625"),
        ({"depth": "1", "step": "2"}, "1"),
        ({"eigenvalue": "2", "step": "1"}, "0.0566928"),  # 2^(−4/3)/7 = 0.05669289...
        ({"depth": "2", "eigenvalue": "-1/2", "alpha": "1/2", "beta": "1/4", "step": "1"}, "0.0424406"),  # ...0667
        ({"depth": "2", "eigenvalue": "-1/2", "alpha": "1/2", "beta": "1/3", "step": "1/99"}, "0.309016"),  # ...9944
    ],
    ids=str,
)
def test_hit_names_the_largest_value_that_is_allowed_and_it_is(
    changes: dict[str, str], largest: str, dmf: Command, answer: Answer, assert_refused: Refused
) -> None:
    assert_refused(dmf("hit", *point(**changes)), f"; largest allowed here: {largest}; --beyond counts anyway")
    number = largest.removeprefix("below ")
    name = "beta" if changes.get("beta") == "1/3" else "step"
    allowed = number if number == largest else str(Fraction(number) * Fraction(999, 1000))
    assert answer("hit", *point(**changes | {name: allowed}))["certified"] is True
    if number != largest:
        assert_refused(dmf("hit", *point(**changes | {name: number})), f"breaks {name}")


@pytest.mark.parametrize(
    "changes",
    [{"alpha": "1"}, {"accuracy": "0.9"}, {"eigenvalue": "0", "accuracy": "1/10"}, {"depth": "1", "alpha": "1"}],
)
def test_a_start_within_the_accuracy_needs_no_iteration(changes: dict[str, str], answer: Answer) -> None:
    found = answer("hit", *point(**changes))
    assert (found["iterations"], found["lower"], found["upper"], found["certified"]) == (0, 0, 0, True)


def only_by(monkeypatch: pytest.MonkeyPatch, id: str) -> None:
    """Let one statement alone say what is proved of T."""
    hit = "reports.deep_factorization.theorem_2_4.proved"
    monkeypatch.setattr(hit, lambda time, values: proved(time, values, [statement(id)]))


def test_hit_knows_what_the_theorems_prove(monkeypatch: pytest.MonkeyPatch, dmf: Command, answer: Answer) -> None:
    """The bounds of ``dmf bound`` hold where no count gets to; the claims they are from are named."""
    far = point(alpha="1e-300")
    only_by(monkeypatch, "2.4")
    unknown = HittingTime(0, None, True, "")
    monkeypatch.setattr("reports.deep_factorization.theorem_2_4.hitting_time", lambda *_, **__: unknown)
    bounds, found = answer("bound", "2.4", *far), answer("hit", *far, exit_code=1)
    assert found["iterations"] is None
    assert found["upper"] == bounds["upper_iterations"]
    assert found["lower"] == math.ceil(Fraction(answer("bound", "2.4", *far, "--digits", "320")["lower"]))
    assert found["certified"] is True
    assert found["method"] == "from below 2.4, lower_4a; from above 2.4, upper_4a"
    result = dmf("hit", *far)
    assert result.exit_code == 1
    assert result.stderr == ("dmf: undecided within the budget: T is at least 9.99999e+300 and at most 1.06963e+301\n")
    assert "lower      9.99999e+300\n" in result.stdout


def test_a_count_and_a_theorem_are_intersected(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    """T = 105, 98 ≤ T ≤ 121 by the theorem: each end is the better one."""
    only_by(monkeypatch, "2.4")

    def counts(*bracket: Any) -> None:
        monkeypatch.setattr(
            "reports.deep_factorization.theorem_2_4.hitting_time", lambda *_, **__: HittingTime(*bracket)
        )

    counts(100, None, True, "balls")
    found = answer("hit", *POINT, exit_code=1)
    assert (found["lower"], found["upper"], found["method"]) == (100, 121, "balls; from above 2.4, upper_4a")
    counts(20, 110, True, "balls")
    found = answer("hit", *POINT, exit_code=1)
    assert (found["lower"], found["upper"], found["method"]) == (98, 110, "balls; from below 2.4, lower_4a")
    counts(20, None, True, "balls")
    assert answer("hit", *POINT, "--beyond", exit_code=1)["upper"] == 121
    # beyond the hypotheses the theorem says nothing
    assert answer("hit", *point(step="1/5"), "--beyond", exit_code=1)["upper"] is None


def test_a_count_that_a_theorem_excludes_is_no_answer(monkeypatch: pytest.MonkeyPatch, dmf: Command) -> None:
    for bracket in ((1, 97, True, "float64"), (122, None, True, "balls"), (106, 200, True, "balls")):
        monkeypatch.setattr(
            "reports.deep_factorization.theorem_2_4.hitting_time", lambda *_, found=bracket, **__: HittingTime(*found)
        )
        result = dmf("hit", *POINT)
        assert (result.exit_code, result.stdout) == (70, "")
        assert "exclude each other" in result.stderr


def test_an_accuracy_that_is_never_reached_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, dmf: Command, answer: Answer
) -> None:
    never = HittingTime(7, None, True, "never")
    monkeypatch.setattr("reports.deep_factorization.theorem_2_4.hitting_time", lambda *_, **__: never)
    beyond = [*point(depth="2", step="2"), "--beyond"]
    found = answer("hit", *beyond)
    assert (found["iterations"], found["upper"], found["method"]) == (None, None, "never")
    result = dmf("hit", *beyond)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("iterations  none: the accuracy is never reached\n")


def test_hit_beyond_the_stability_threshold_says_so(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    """For N = 2, λ = 1 the limit is unstable from η = 1 on."""
    monkeypatch.setattr(
        "reports.deep_factorization.theorem_2_4.hitting_time", lambda *_, **__: HittingTime(9, 9, True, "exact")
    )
    assert "note" not in answer("hit", *point(depth="2", step="1"), "--beyond")
    assert "L is unstable" in answer("hit", *point(depth="2", step="1.001"), "--beyond")["note"]
    assert "diverges geometrically" not in answer("hit", *point(depth="1", step="2"), "--beyond").get("note", "")
    assert "N = 1, eta > 2" in answer("hit", *point(depth="1", step="2.1"), "--beyond")["note"]


def test_the_counts_of_a_pair_know_the_theorems_too(monkeypatch: pytest.MonkeyPatch, answer: Answer) -> None:
    pair = point(depth="2", eigenvalue="-1/2", alpha="1/2", beta="1/4", step="1/99")
    sharp = answer("bound", "1.3-sharp", *pair)
    monkeypatch.setattr(
        "reports.deep_factorization.theorem_1_3.hitting_time_perturbed",
        lambda *_, **__: HittingTime(5, None, True, "balls"),
    )
    found = answer("hit", *pair, exit_code=1)
    assert (found["lower"], found["upper"]) == (sharp["lower_iterations"], sharp["upper_iterations"])
    assert found["method"] == "balls; from below perturbed-lower, negative; from above 1.3-sharp, negative"
