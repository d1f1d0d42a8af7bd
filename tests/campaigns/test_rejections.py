"""Parameters outside a statement's hypotheses are rejected in one line, before anything is decided."""

from __future__ import annotations

from typing import Any

import pytest

from numerics.exact.verdict import Verdict
from reports.campaigns import CAMPAIGNS

NUMBERS = ("eigenvalue", "second_eigenvalue", "alpha", "start", "end", "step", "accuracy")

CASES = [(id, CAMPAIGNS[id].draw(1, 5)[0]) for id in CAMPAIGNS]


def rejected(id: str, parameters: dict[str, Any]) -> str:
    with pytest.raises(ValueError, match=r".") as error:
        CAMPAIGNS[id].check(parameters, {})
    message = str(error.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(("id", "case"), CASES, ids=[id for id, _ in CASES])
def test_a_missing_entry_is_named(id: str, case: dict[str, Any]) -> None:
    for name in case:
        if name not in ("family",):  # it has a default
            assert name in rejected(id, {key: value for key, value in case.items() if key != name})


@pytest.mark.parametrize(("id", "case"), CASES, ids=[id for id, _ in CASES])
@pytest.mark.parametrize("text", ["nan", "inf", "1/0", "", "one", None, True])
def test_what_is_not_a_number_is_rejected(id: str, case: dict[str, Any], text: Any) -> None:
    for name in set(NUMBERS) & set(case):
        rejected(id, {**case, name: text})


@pytest.mark.parametrize(("id", "case"), CASES, ids=[id for id, _ in CASES])
def test_broken_hypotheses_are_rejected(id: str, case: dict[str, Any]) -> None:
    if "depth" in case:
        for depth in (0, -1, "5/2"):
            assert "depth" in rejected(id, {**case, "depth": depth})
    for name in {"alpha", "step", "accuracy"} & set(case):
        for value in ("0", "-1"):
            assert name in rejected(id, {**case, name: value})


@pytest.mark.parametrize("id", ["lemma-2.2", "remark-2.3", "lemma-3.4", "2.4", "1.1", "remark-1.2"])
def test_steps_beyond_the_bound_are_rejected_unless_the_bound_is_mutated(id: str) -> None:
    for case in CAMPAIGNS[id].draw(5, 1):
        assert "step_size" in rejected(id, {**case, "step": "1e9"})


@pytest.mark.parametrize(
    ("id", "changes", "complaint"),
    [
        ("lemma-2.2-sharp", {"depth": 1}, "depth"),
        ("lemma-2.2-sharp", {"depth": 2, "eigenvalue": "4", "alpha": "2"}, "equals the limit"),
        ("lemma-B.1", {"depth": 2, "eigenvalue": "1", "step": "1"}, "step = 1"),
        ("lemma-B.1", {"depth": 3, "eigenvalue": "-8", "alpha": "2", "step": "10"}, "alpha = 2"),
        ("lemma-B.1", {"depth": 3, "eigenvalue": "-1", "alpha": "2", "step": "1/100"}, "step = 1/100"),
        ("lemma-B.1", {"depth": 1, "eigenvalue": "1", "alpha": "1", "step": "3"}, "equals lambda"),
        ("lemma-2.5", {"depth": 2, "eigenvalue": "1", "alpha": "1/2", "end": "2"}, "end = 2"),
        ("remark-2.6", {"depth": 2, "eigenvalue": "0", "alpha": "1/2", "end": "1/4"}, "nonzero_eigenvalue"),
        ("remark-2.6", {"depth": 1, "eigenvalue": "1", "alpha": "1/2", "end": "3/4"}, "depth"),
        ("lemma-3.4", {"eigenvalue": "1", "second_eigenvalue": "1"}, "order"),
        ("lemma-E.1", {"depth": 3, "eigenvalue": "1", "alpha": "9/10"}, "small_start"),
        ("lemma-E.1", {"depth": 3, "eigenvalue": "-1", "alpha": "1/10"}, "positive_eigenvalue"),
        ("lemma-2.1", {"depth": 10, "steps": 9}, "steps = 9"),
        ("lemma-2.1", {"eigenvalues": ["1", "2"], "skew": []}, "skew"),
        ("1.1", {"eigenvalues": []}, "eigenvalues"),
        ("1.1", {"eigenvalues": "123"}, "eigenvalues"),
        ("lemma-2.7", {"family": "square", "part": "a′", "start": "1", "step": "1/10"}, "part"),
        ("lemma-2.7", {"family": "cube", "part": "a"}, "family"),
        ("lemma-2.7", {"family": "square", "part": "a", "start": "5", "step": "1/10"}, "start"),
        ("lemma-2.7", {"family": "decay", "part": "a", "start": "2", "step": "3/2", "steps": 1}, "start"),
    ],
)
def test_hypotheses_of_single_statements(id: str, changes: dict[str, Any], complaint: str) -> None:
    case = CAMPAIGNS[id].draw(1, 5)[0]
    assert complaint in rejected(id, {**case, **changes})


def test_the_largest_modulus_decides_about_the_step_size_of_theorem_1_1() -> None:
    """A negative eigenvalue is not recovered, but it limits the step size as ‖Ŵ‖ does."""
    case = {"depth": 2, "eigenvalues": ["1"], "alpha": "1/10", "step": "1/5", "accuracy": "1/100"}
    check = CAMPAIGNS["1.1"].check
    assert check(case, {}).verdict is Verdict.UPHELD
    assert "step_size" in rejected("1.1", {**case, "eigenvalues": ["1", "-2"]})


def test_depth_one_allows_the_bound_itself() -> None:
    case = {"depth": 1, "eigenvalue": "2", "alpha": "1/2", "step": "1", "accuracy": "1/100"}
    check = CAMPAIGNS["lemma-2.2"].check
    assert check(case, {}).verdict is Verdict.UPHELD
    assert "step_size" in rejected("lemma-2.2", {**case, "step": "1.000001"})
    # from depth 2 on the bound is strict: 1/((3N−2)M^{2N−2}) = 1/4 at N = 2, M = 1
    case = {"depth": 2, "eigenvalue": "1", "alpha": "1/2", "step": "1/4", "accuracy": "1/100"}
    assert "step_size" in rejected("lemma-2.2", case)
