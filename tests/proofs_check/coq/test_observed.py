"""Printed orbits and spectra have the exact values that Python finds, and a wrong text or value is refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
import sympy as sp

from numerics.claims.hypotheses import failing
from numerics.claims.spectrum import as_values
from proofs_check.coq import toolchain
from proofs_check.coq.observed import Observed, disagreements, observed, text_of, uncovered
from proofs_check.coq.simple_points import simple_points
from proofs_check.coq.statements import stem_of
from theory import statement
from theory.language.symbols import N, alpha, ell, eps, eta, lam, theta

F = Fraction
#: At λ = 1 from 1/2 by steps of 1/4 the iterates are 1/2, 19/32, …: within 1/4 of 1 from the third step on.
SCALAR = {N: F(2), lam: F(1), alpha: F(1, 2), eta: F(1, 4), eps: F(1, 4)}
SPECTRUM = as_values([F(1), F(1, 4)]) | {N: F(2), ell: F(1), alpha: F(1, 4), eta: F(1, 8), eps: F(1, 2), theta: F(2, 7)}


def texts(goals: list[Observed], part: str) -> list[Observed]:
    return [goal for goal in goals if part in goal.text]


@pytest.mark.parametrize("id", ["2.4", "remark-2.10", "plateau", "remark-3.3-descent"])
def test_simple_points_satisfy_the_hypotheses_and_have_short_numbers(id: str) -> None:
    points = simple_points(statement(id))
    assert points
    assert [point for point in points if failing(statement(id).hypotheses, point) is not None] == []
    assert min(max(len(str(value)) for value in point.values()) for point in points) <= 10


def test_a_hitting_time_is_where_the_exact_orbit_has_it() -> None:
    (goal,) = observed(statement("2.4"), [SCALAR])
    assert goal.text == "fun (N : nat) (lam alpha eta eps : R) => (T N lam alpha eta eps)"
    assert (goal.point, goal.value) == ("2%nat (1) (1 / 2) (1 / 4) (1 / 4)", "Finite (INR 3)")


def test_orbits_and_spectra_are_printed_with_the_names_of_their_statement() -> None:
    goals = observed(statement("plateau"), [SPECTRUM])
    (rank,) = {goal.text for goal in texts(goals, "=> r N n k alpha eta spectrum")}
    assert rank.startswith("fun (N n k : nat) (alpha eta : R) (spectrum : nat -> R) =>")
    for part in ("iterate N alpha", "=> n_1 N n ell k", "=> eigenvalue n spectrum ell", "M_W N n"):
        assert texts(goals, part), part
    assert [goal.value for goal in texts(goals, "K_2 N n")] == ["Finite (INR 3)"]
    (last,) = texts(goals, "=> (latest 1 ell (fun i : nat =>")
    assert last.value.startswith("Finite (INR ")
    assert all("(listed [(1); (1 / 4)])" in goal.point for goal in goals if "spectrum" in goal.text)


def test_the_pair_and_the_totals_are_found() -> None:
    assert texts(observed(statement("1.3")), "E_ii N k")
    assert texts(observed(statement("perturbed-limit")), "total 1 n")
    assert texts(observed(statement("remark-3.3-descent")), "eigenvalue ell_0 clean")


def test_what_has_no_rational_value_is_named() -> None:
    assert uncovered(statement("lemma-2.1"), observed(statement("lemma-2.1"))) == ["FactorEntry"]
    assert "FlowValue" in uncovered(statement("lemma-3.4"), observed(statement("lemma-3.4")))


def test_hitting_times_inside_a_formula_are_hit() -> None:
    goals = observed(statement("depth-two-gaps"))
    assert {goal.text.partition(" => ")[2].partition(" ")[0] for goal in goals if not goal.value} == {"hits"}


def test_another_value_is_another_goal() -> None:
    (goal,) = observed(statement("2.4"), [SCALAR])
    assert replace(goal, value="Finite (INR 2)").goal() != goal.goal()
    file = text_of({"theorem_2_4": [goal]})
    assert goal.goal() in file.splitlines()
    assert "Import dmf.statements.theorem_2_4." in file


def compiled(id: str) -> str:
    stem = stem_of(statement(id))
    toolchain.compile_sources(["library/observed.v", "statements/names.v", f"statements/{stem}.v"])
    return stem


@pytest.mark.usefixtures("coq")
@pytest.mark.parametrize(("id", "point"), [("2.4", SCALAR), ("plateau", SPECTRUM)])
def test_coq_finds_the_same_values(id: str, point: dict[sp.Symbol, Fraction]) -> None:
    goals = observed(statement(id), [point])
    assert disagreements({compiled(id): goals}) == {}


@pytest.mark.usefixtures("coq")
def test_coq_refuses_another_value() -> None:
    (goal,) = observed(statement("2.4"), [SCALAR])
    wrong = replace(goal, value="Finite (INR 2)")
    found = disagreements({compiled("2.4"): [wrong, goal]})
    assert set(found) == {wrong}
    assert "another value" in found[wrong]


@pytest.mark.usefixtures("coq")
def test_coq_refuses_a_shifted_index_and_a_shifted_spectrum() -> None:
    goals = observed(statement("plateau"), [SPECTRUM])
    sound = [goal for goal in goals if "=> r N n k alpha eta spectrum" in goal.text]
    later = [replace(goal, text=goal.text.replace("r N n k", "r N n (k + 1)")) for goal in sound]
    places = [goal for goal in goals if "iterate N alpha (eigenvalue n spectrum (ell + 1)) eta k" in goal.text]
    shifted = [replace(goal, text=goal.text.replace("(ell + 1)", "ell")) for goal in places]
    order = [replace(goal, point=goal.point.replace("(1); (1 / 4)", "(1 / 4); (1)")) for goal in places]
    assert later
    assert shifted
    found = disagreements({compiled("plateau"): [*sound, *later, *places, *shifted, *order]})
    assert set(found) == {*later, *shifted, *order}
    assert {problem for problem in found.values() if "another value" not in problem} == set()
