"""Remark 3.3 beside its campaigns: explicit matrices, a condition that cannot be left out, known windows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from flint import arb, arb_mat

from numerics.cases.names import from_json
from numerics.cases.spectra import as_values
from numerics.claims.case import Case
from numerics.claims.decide import decide
from numerics.exact.balls import to_ball, working_precision
from numerics.exact.verdict import Verdict
from theory import statement
from theory.deep_factorization.remark_3_3 import T_0, T_1, share_grows
from theory.dynamics.orbits import y
from theory.dynamics.product import D_2_flow
from theory.language.symbols import N, alpha, ell_0, eps, noise, t, theta

BITS, INSTANCES = 128, 12
Matrix = list[list[Fraction]]


def product(left: Matrix, right: Matrix) -> Matrix:
    return [
        [sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0)) for column in zip(*right, strict=True)]
        for row in left
    ]


def rotation(size: int, slope: Fraction, random: np.random.Generator) -> Matrix:
    """Return an orthogonal matrix of rationals: rotations by about twice the slope in every plane, in any order."""
    whole = [[Fraction(int(row == column)) for column in range(size)] for row in range(size)]
    planes = [(i, j) for i in range(size) for j in range(i)]
    for place in random.permutation(len(planes)):
        i, j = planes[place]
        s = slope * int(random.integers(-8, 9)) / 8
        cosine, sine = (1 - s * s) / (1 + s * s), 2 * s / (1 + s * s)
        for row in whole:
            row[i], row[j] = cosine * row[i] - sine * row[j], sine * row[i] + cosine * row[j]
    return whole


def symmetric(vectors: Matrix, eigenvalues: list[Fraction]) -> Matrix:
    scaled = [[entry * value for entry, value in zip(row, eigenvalues, strict=True)] for row in vectors]
    return product(scaled, [list(column) for column in zip(*vectors, strict=True)])


def ball_matrix(rows: Matrix) -> arb_mat:
    return arb_mat([[to_ball(entry, BITS) for entry in row] for row in rows])


def frobenius(matrix: arb_mat) -> arb:
    return sum((entry * entry for entry in matrix.entries()), arb(0)).sqrt()


def at_most(matrix: arb_mat, bound: arb) -> bool:
    """Whether all eigenvalues of a symmetric matrix certainly lie in [−bound, bound], by Sylvester's criterion."""
    size = matrix.nrows()
    for sign in (1, -1):
        shifted = arb_mat(size, size)
        for i in range(size):
            for j in range(size):
                shifted[i, j] = bound * (i == j) - sign * matrix[i, j]
        for order in range(1, size + 1):
            minor = arb_mat([[shifted[i, j] for j in range(order)] for i in range(order)])
            if not minor.det() > 0:
                return False
    return True


def instance(random: np.random.Generator) -> bool:
    """Check one W_0 and Ŵ = W_0 + E whose eigenvectors differ; False where the window is empty."""
    rank, size = int(random.integers(1, 4)), int(random.integers(4, 6))
    clean = sorted((Fraction(int(random.integers(8, 33)), 8) for _ in range(rank)), reverse=True)
    strength = Fraction(int(random.integers(1, 9)), 80)
    moved = [value + strength * int(random.integers(-8, 9)) / 16 for value in [*clean, *[Fraction(0)] * (size - rank)]]
    vectors = rotation(size, Fraction(1, 2), random)
    turned = product(vectors, rotation(size, strength / 60, random))
    before, after = symmetric(vectors, [*clean, *[Fraction(0)] * (size - rank)]), symmetric(turned, moved)
    # the largest row sum of E bounds its operator norm
    bound = max(
        sum(abs(a - b) for a, b in zip(left, right, strict=True)) for left, right in zip(after, before, strict=True)
    )
    depth = int(random.integers(2, 5))
    values = {N: Fraction(depth), **as_values(clean, ell_0), noise: bound, **as_values(moved)}
    values |= {alpha: Fraction(1, (1000, 12, 5)[depth - 2]), eps: Fraction(1, 10), theta: Fraction(1, 5)}
    if not (2 * bound < clean[-1] and values[alpha] ** depth < values[theta] * bound):
        return False
    world = Case(values).world(BITS)
    start, end = (float(world.value(time).mid()) for time in (T_0, T_1))
    if start >= end:
        return False
    values[t] = Fraction(start + (end - start) * (0.02 + 0.96 * random.random()))
    case = Case(values)
    record = statement("remark-3.3")
    assert {outcome.verdict for outcome in decide(record, values)} == {Verdict.UPHELD}
    world, there = case.world(BITS), [case.world(BITS).at_place(place) for place in range(1, size + 1)]
    grown = [place.value(y(t) ** N) for place in there]
    # the i-th column of ``turned`` belongs to the i-th of ``moved``, the i-th world to the i-th largest of them
    order = sorted(range(size), key=lambda place: moved[place], reverse=True)
    turned = [[row[place] for place in order] for row in turned]
    left, diagonal = ball_matrix(turned), arb_mat(size, size)
    best = arb_mat(size, size)
    for place in range(size):
        diagonal[place, place] = grown[place]
        best[place, place] = to_ball(sorted(moved, reverse=True)[place], BITS) if place < rank else arb(0)
    truth = ball_matrix(before)
    error = left * diagonal * left.transpose() - truth
    distance = world.value(D_2_flow(t, ell_0)).sqrt()
    oracle = frobenius(left * best * left.transpose() - truth)
    assert abs(frobenius(error) - oracle) <= distance * (1 + arb(2) ** -60)
    assert not at_most(error, frobenius(error) / 3)
    if case.holds(share_grows(t)):
        level = to_ball(bound, BITS)
        norm, frame = (record.claim(name).relation.rhs for name in ("norm", "distance"))
        assert at_most(error, (level + world.value(norm)) * (1 + arb(2) ** -60))
        assert frobenius(error) <= 2 * level * arb(2 * rank).sqrt() + world.value(frame).sqrt()
    return True


def test_the_distance_from_the_matrix_without_noise() -> None:
    random = np.random.default_rng(7)
    with working_precision(BITS):
        assert sum(instance(random) for _ in range(INSTANCES)) > INSTANCES // 3


def case(**changes: str) -> dict[sp.Symbol, Fraction]:
    given = {"depth": "2", "clean_spectrum": "4, 2, 1", "noise": "1/5", "spectrum": "4, 2, 1, 0*17", "accuracy": "1/20"}
    return from_json(statement("remark-3.3"), given | {"alpha": "1/100", "tail": "1/20", "time": "8"} | changes)


@pytest.mark.parametrize(("start", "window"), [("1/100", (119, 186)), ("1/1000", (165, 370)), ("1/10000", (211, 555))])
def test_windows_of_an_example_in_steps(start: str, window: tuple[int, int]) -> None:
    world = Case(case(alpha=start)).world(BITS)
    assert tuple(int(16 * float(world.value(time).mid()) + 0.5) for time in (T_0, T_1)) == window


def test_a_larger_eigenvalue_may_have_learned_less_at_first() -> None:
    record = statement("remark-3.3")
    values = case(
        clean_spectrum="39/20", noise="19/20", spectrum="29/10", alpha="4/5", accuracy="1/4", tail="99/100", time="1/5"
    )
    values[t] = Fraction(float(Case(values).world(BITS).value(T_0).mid()) * (1 + 1e-9))
    assert Case(values).holds(share_grows(t)) is False
    outcomes = {outcome.claim: outcome for outcome in decide(record, values)}
    assert not outcomes["learned"].applies
    without = replace(record, claims=(replace(record.claim("learned"), given=sp.true),))
    (outcome,) = decide(without, values)
    assert outcome.verdict is Verdict.REFUTED
