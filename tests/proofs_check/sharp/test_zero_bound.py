"""Every obligation behind the zero bound is proved, a wrong constant is refuted, and none is lost unseen."""

from __future__ import annotations

import pytest
import sympy as sp

from numerics.exact.verdict import Verdict
from proofs_check.sharp import zero_bound
from tests.fingerprint import fingerprint

#: What is compared, by the names of the obligations: changed together with the proof, after reading that again.
PROVED = {
    "first order": "5e52fb5d",
    "second order": "5e52fb5d",
    "third order": "fff63f16",
    "its size": "52b99a38",
    "e": "a2df28ed",
    "order n": "4200285b",
    "their sum": "564c1a0b",
    "both": "aec9d8a1",
    "growth": "34a25ac9",
    "cells": "5d9ed93a",
    "distance to a root": "d292da11",
    "coefficients, N = 2": "3e49c856",
    "coefficients, N = 3": "962aa946",
    "coefficients, N = 4": "dceeb837",
    "coefficients, N = 5": "c721b50f",
    "coefficients, N = 6": "eb246bb7",
}


def test_every_obligation_is_proved() -> None:
    assert [o.name for o in zero_bound.obligations() if o.discharge().verdict is not Verdict.PROVED] == []


def test_the_obligations_are_those_that_were_read() -> None:
    assert {o.name: fingerprint(*o.compared()) for o in zero_bound.obligations()} == PROVED


@pytest.mark.parametrize(
    ("name", "value", "refuted"),
    [
        ("TAIL", sp.Rational(41, 100), {"order n", "both"}),
        ("HEAD", sp.Rational(4, 24), {"its size", "both"}),
        ("_E", sp.Rational(2718, 1000), {"e"}),
        ("LARGEST_Z", 0.95, {"cells"}),
    ],
)
def test_a_better_constant_is_refuted(
    name: str, value: sp.Rational | float, refuted: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zero_bound, name, value)
    found = {o.name for o in zero_bound.obligations() if o.discharge().verdict is not Verdict.PROVED}
    assert found == refuted
