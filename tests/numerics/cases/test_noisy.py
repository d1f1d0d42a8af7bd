"""Spectra with noise: drawn, chosen, shrunk and written, they stay within the noise."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from numerics.cases.choices import chosen
from numerics.cases.draw import draw
from numerics.cases.names import as_json, from_json
from numerics.cases.noisy import draw_clean, draw_noisy, noisy, shares_of, with_noise
from numerics.cases.shrink import shrink
from numerics.claims.hypotheses import failing
from numerics.claims.spectrum import spectrum_of
from theory import statement
from theory.language.symbols import ell_0, multiplier, n, noise

RECORD = statement("noise-window")


def test_every_kind_of_noise_is_drawn_within_its_bound() -> None:
    random = np.random.default_rng(2)
    tails, attained, ranks = set(), 0, set()
    for _ in range(300):
        clean, level = draw_clean(random), Fraction(1, 10)
        spectrum = draw_noisy(clean, level, random)
        before = [*clean, *[Fraction(0)] * (len(spectrum) - len(clean))]
        assert all(value > 0 for value in clean)
        assert len(spectrum) >= len(clean)
        assert max(abs(a - b) for a, b in zip(spectrum, before, strict=True)) <= level
        tails.add(len(spectrum) > len(clean))
        ranks.add(min(len(clean), 2))
        closed = len(spectrum) > len(clean) and spectrum[len(clean) - 1] == clean[-1] - level
        attained += closed and spectrum[len(clean)] == level
    assert tails == {True, False}
    assert ranks == {1, 2}
    assert attained >= 30


def test_a_case_is_written_and_read_again() -> None:
    for values in draw(RECORD, 6, seed=4):
        assert from_json(RECORD, as_json(values)) == values
        clean, spectrum = spectrum_of(values, ell_0), spectrum_of(values)
        assert sorted(noisy(clean, values[noise], shares_of(values)), reverse=True) == list(spectrum)
        assert with_noise(values, clean, values[noise], shares_of(values)) == values


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_chosen_cases_are_within_the_noise(choice: int) -> None:
    values = chosen(RECORD, lambda count: min(choice, count - 1))
    assert values is None or failing(RECORD.hypotheses, values) is None
    assert choice or values is not None


def test_a_counterexample_with_noise_becomes_shorter() -> None:
    factors = {"rest": Fraction(1, 2)}
    record = statement("remark-3.3").only("resting")
    found = next(
        values
        for values in draw(record, 40, seed=1, scales=factors)
        if values[n] > values[ell_0] + 1 and shrunk_from(values) != values
    )
    shorter = shrunk_from(found)
    assert shorter[n] <= found[n]
    assert len(as_json(shorter)["spectrum"]) < len(as_json(found)["spectrum"])
    assert failing(record.hypotheses, shorter) is None
    assert shorter[multiplier("rest")] == Fraction(1, 2)


def shrunk_from(values: dict) -> dict:
    return shrink(statement("remark-3.3"), values, "resting", budget=60)
