"""A spectrum at once: the same times one by one, in two processes, and the values of the law around them."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.cases.scalar import ScalarCase
from numerics.exact.numbers import exact
from numerics.law import spectrum
from numerics.law.spectrum import law_values, spectrum_times
from numerics.law.time import law_time

EIGENVALUES = np.concatenate((np.geomspace(1e-3, 1, 40), -np.geomspace(1e-3, 1, 20), [0.0]))


@pytest.mark.parametrize(
    ("depth", "start", "step", "accuracy"), [(2, 1e-4, 0.05, 1e-3), (3, 0.02, 0.02, 1e-4), (5, 0.3, 0.01, 1e-5)]
)
def test_the_values_enclose_the_times(depth: int, start: float, step: float, accuracy: float) -> None:
    times = spectrum_times(depth, EIGENVALUES.tolist(), start, step, accuracy)
    x, error = law_values(depth, EIGENVALUES, start, step, accuracy)
    assert np.isfinite(x).all()
    for time, value, off, eigenvalue in zip(times, x, error, EIGENVALUES, strict=True):
        assert time == law_time(ScalarCase(depth, *map(exact, (float(eigenvalue), start, step, accuracy))))
        assert time is not None
        assert np.ceil(value - off) <= time[1]
        assert np.ceil(value + off) >= time[0]
    assert np.median(error) < 0.5


def test_two_processes_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    given = (3, EIGENVALUES.tolist(), "1/50", "1/50", "1/1000")
    alone = spectrum_times(*given, workers=1)
    monkeypatch.setattr(spectrum, "_WORTH", 10)
    monkeypatch.setattr(spectrum, "_CHUNK", 7)
    assert spectrum_times(*given, workers=2) == alone


def test_what_the_law_says_nothing_about() -> None:
    x, error = law_values(3, np.array([1.0, 9.0, 1e-9]), 0.1, 0.3, 0.2)
    assert (x[2], error[2]) == (0.0, 0.0)
    assert np.isnan(x[1])
    assert np.isnan(error[1])
    assert spectrum_times(3, [9], "1/10", "3/10", "1/5") == [None]


def test_bad_parameters_are_refused() -> None:
    with pytest.raises(ValueError, match="alpha"):
        spectrum_times(3, [1], 0, "1/10", "1/10")
