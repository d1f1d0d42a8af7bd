"""Every obligation behind the descent of the effective rank is proved, a wrong constant is refuted, none is lost."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp

from numerics.exact.verdict import Verdict
from proofs_check.sharp import rank_descent
from tests.fingerprint import fingerprint

#: What is compared, by the names of the obligations: changed together with the proof, after reading that again.
PROVED = {
    "step": "9ab8aca5",
    "next growth": "1954e72e",
    "convex": "231debfa",
    "convex, ν": "6537f1cd",
    "height": "d4b517e3",
    "xi": "3dc5234a",
    "published step": "f37142b6",
    "H = 1 + νB": "bafe6cb2",
    "x' = u": "c32b93e5",
    "positive, all N": "182dcf12",
    "increasing, all N": "3ba238ef",
    "convex, all N": "490535ba",
}
#: The boxes of one depth each, put together.
BOXES = "c2080a5e"


def test_every_obligation_is_proved() -> None:
    assert [o.name for o in rank_descent.obligations() if o.discharge().verdict is not Verdict.PROVED] == []


def test_the_obligations_are_those_that_were_read() -> None:
    boxes = rank_descent.small_depths()
    single = [o for o in rank_descent.obligations() if o.name not in {box.name for box in boxes}]
    assert {o.name: fingerprint(*o.compared()) for o in single} == PROVED
    assert len(boxes) == 2 * (rank_descent.LARGE - 1)
    assert fingerprint(*(part for box in boxes for part in box.compared())) == BOXES


@pytest.mark.parametrize(
    ("name", "value", "refuted"),
    [
        ("SHARES", {2: sp.Rational(7, 10), 3: sp.Rational(64, 100)}, {"convex, N = 2"}),
        ("SHARES", {2: sp.Rational(59, 100), 3: sp.Rational(3, 4)}, {"convex, N = 3"}),
        ("HEIGHTS", {**rank_descent.HEIGHTS, 4: 38}, {"height"}),
        ("LARGEST_XI", sp.Rational(1008, 1000), {"xi"}),
        ("SHARES", {2: sp.Rational(49, 100), 3: sp.Rational(42, 100)}, {"published step"}),
    ],
)
def test_a_wrong_constant_is_refuted(name: str, value: Any, refuted: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rank_descent, name, value)
    found = {o.name for o in rank_descent.obligations() if o.discharge().verdict is not Verdict.PROVED}
    assert found == refuted


def test_larger_shares_are_refuted_at_every_depth_from_four_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rank_descent, "LARGER_DEPTHS", sp.Rational(4, 5))
    found = {o.name for o in rank_descent.obligations() if o.discharge().verdict is Verdict.REFUTED}
    assert {f"convex, N = {depth}" for depth in range(4, rank_descent.LARGE + 1)} | {"convex, all N"} <= found


@pytest.mark.parametrize("depth", [2, 3, 7, 19, 40])
def test_the_map_of_u_is_that_of_the_descent(depth: int) -> None:
    """Along an orbit in exact rationals."""
    state, eigenvalue = Fraction(1, 2), Fraction(9, 10)
    step = Fraction(1, 3 * depth - 2)
    values = []
    for _ in range(3):
        after = state + step * state ** (depth - 1) * (eigenvalue - state**depth)
        values.append((after / state, step * state ** (2 * depth - 2)))
        state = after
    (first, speed), (second, _), _ = values
    at = {rank_descent.u: sp.Rational(first), rank_descent.v: sp.Rational(speed)}
    assert rank_descent.next_u(depth).subs(at) == sp.Rational(second)
