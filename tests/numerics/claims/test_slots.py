"""Integrals: enclosed, given up beyond the digits that their evaluations give, and interrupted at once."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from flint import arb

from numerics.claims.slots import EVALUATIONS, _integrate
from numerics.exact.balls import working_precision
from numerics.exact.verdict import Undecided


def square(w: Any) -> Any:
    return w * w


def reciprocal(w: Any) -> Any:
    return 1 / w


def test_an_integral_and_what_its_ends_leave_open() -> None:
    with working_precision(80):
        third = _integrate(square, square, arb(0), arb(1))
        assert third.contains(arb(1) / 3)
        assert third.rad() < 1e-15
        assert _integrate(square, square, arb(1), arb(0)).overlaps(-third)
        wide = _integrate(square, square, arb(0), arb(1, 0.01))
        for end in (arb(0.995), arb(1), arb(1.005)):
            assert wide.contains(end**3 / 3)
        assert wide.rad() < 0.02


def test_an_integral_that_does_not_converge_is_no_number() -> None:
    with working_precision(80):
        assert not _integrate(reciprocal, reciprocal, arb(0), arb(1)).is_finite()


def test_more_digits_than_evaluations_are_not_tried() -> None:
    def never(w: Any) -> NoReturn:
        raise AssertionError("evaluated")

    with working_precision(EVALUATIONS + 1), pytest.raises(Undecided, match="more digits"):
        _integrate(never, never, arb(0), arb(1))


def test_an_interruption_ends_an_integral() -> None:
    calls = []

    def interrupted(w: Any) -> Any:
        calls.append(w)
        if len(calls) == 20:
            raise KeyboardInterrupt
        return 1 / w

    with working_precision(80), pytest.raises(KeyboardInterrupt):
        _integrate(interrupted, reciprocal, arb(0), arb(1))
    assert len(calls) == 20
