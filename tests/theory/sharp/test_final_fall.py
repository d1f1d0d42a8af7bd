"""Whether the effective rank rises or falls in the end: known spectra, and equal sizes of either sign at N = 2."""

from __future__ import annotations

from fractions import Fraction

import pytest

from numerics.cases.spectra import as_values, read_spectrum
from numerics.claims.world import World
from numerics.exact.balls import working_precision
from theory.dynamics.product import r_W_flow
from theory.language.symbols import N, alpha, t

BITS = 512


def rises(depth: int, spectrum: str, start: str, time: int) -> bool:
    """Whether r grows between two late times, certainly; the case falls if it does not."""
    values = {N: Fraction(depth), **as_values(read_spectrum(spectrum)), alpha: Fraction(start)}
    with working_precision(BITS):
        early, late = (World({**values, t: Fraction(when)}, BITS, None).value(r_W_flow(t)) for when in (time, 2 * time))
        assert not early.overlaps(late)
        return bool(early < late)


@pytest.mark.parametrize(
    ("depth", "spectrum", "start", "time", "grows"),
    [
        (2, "1, 1/2, -1/10", "1/100", 60, False),
        (2, "1, 1/2, -4/5", "1/100", 60, True),
        (2, "1, 1/2, 0", "1/100", 200, False),
        (2, "1, 1/2", "1/100", 60, True),
        (2, "1*2, -4/5", "1/100", 60, False),
        (3, "1, 1/2, -4/5", "1/10", 400, False),
        (4, "1, 1/2, -3", "1/5", 400, False),
    ],
)
def test_the_end_of_known_spectra(depth: int, spectrum: str, start: str, time: int, grows: bool) -> None:
    assert rises(depth, spectrum, start, time) is grows


@pytest.mark.parametrize("copies", [1, 2, 7])
def test_of_equal_sizes_the_start_decides(copies: int) -> None:
    """λ_L = −λ_{M+1} = 1/2: r rises if λ² − α⁴ is more than α⁴ times the number of negative ones."""
    spectrum, threshold = f"1, 1/2, -1/2*{copies}", (0.25 / (copies + 1)) ** 0.25
    assert rises(2, spectrum, str(round(threshold * 0.99, 6)), 40)
    assert not rises(2, spectrum, str(round(threshold * 1.01, 6)), 40)
