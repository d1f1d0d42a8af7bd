"""The advised stop, held to explicit sums: how far W(k) is from the best approximation, and from anything else."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from numerics.cases.draw import draw
from numerics.cases.spectra import with_spectrum
from numerics.claims.case import Case
from numerics.claims.hypotheses import broken
from numerics.claims.spectrum import spectrum_of
from numerics.orbits.trajectory import trajectory
from numerics.plateaus.advice import _crossing, advised_stop, distance
from numerics.plateaus.law_columns import Descent
from numerics.plateaus.levels import Levels, exact_spectrum, levels_of
from numerics.plateaus.products import products
from numerics.plateaus.windows import Plateau, plateaus
from theory import statement
from theory.dynamics.product import D_2
from theory.language.symbols import N, alpha, ell, eta
from theory.sharp.early_stopping import k_s

TOLERANCE = Fraction(1, 20)


def orbits(descent: Descent, levels: Levels, steps: int) -> np.ndarray:
    """Return w_i(k), (steps + 1, n), by plain float64 iteration."""
    numbers = (float(descent.alpha), float(descent.eta))
    return trajectory(descent.depth, levels.values, *numbers, steps) ** descent.depth


@pytest.mark.parametrize("depth", [2, 3])
def test_it_is_at_most_root_two_from_the_best_stop(depth: int) -> None:
    levels = levels_of(exact_spectrum([5.0, 3.0, 1.0, 0.4, 0.4, 0.1]))
    descent = Descent(depth, Fraction(1, 50 if depth == 2 else 10), Fraction(1, 50))
    for window in plateaus(descent, levels, TOLERANCE, TOLERANCE):
        found = advised_stop(descent, levels, window)
        if window.rank == 6:
            assert found is None
            continue
        assert found is not None
        best = levels.values.copy()
        best[window.rank :] = 0
        true = np.linalg.norm(orbits(descent, levels, 4 * found.k) - best, axis=1)
        assert true[found.k] <= found.distance <= true[found.k] * (1 + 1e-5)
        assert found.distance <= np.sqrt(2) * true.min() * (1 + 1e-5)
        assert found.distance < true[window.start - 1]
        assert window.stop is None or found.distance < true[window.stop + 1]


CURVES = {
    "straight": lambda root, k: (root - k) / root,
    "a logarithm": lambda root, k: math.log((root + 1) / (k + 1)),
    "a cliff": lambda root, k: -math.expm1(min(k - root, 600.0)),
    "nothing lacks at last": lambda root, k: -math.inf if k > root else 1.0,
    "nothing is too much at first": lambda root, k: math.inf if k == 0 else root - k,
}


@pytest.mark.parametrize("shape", CURVES)
@pytest.mark.parametrize("root", [0.5, 1.5, 7.25, 1234.5, 3.7e9 + 0.5])
@pytest.mark.parametrize("share", [0.01, 0.9, 1.0, 2.5])
def test_a_crossing_is_found_in_few_steps(shape: str, root: float, share: float) -> None:
    asked: list[int] = []

    def lead(k: int) -> float:
        asked.append(k)
        return CURVES[shape](root, k)

    assert _crossing(lead, max(int(share * root), 1)) == max(math.ceil(root), 1)
    assert len(asked) <= 80
    assert len(set(asked)) == len(asked)


def test_what_never_crosses_is_given_up() -> None:
    assert _crossing(lambda k: 1.0, 10) is None


def test_no_matrix_is_farther_from_the_stopped_product_than_that() -> None:
    """|‖W − W₀‖ − ‖Ŵ_l − W₀‖| ≤ D_l for whatever W₀ is, here unseen ones."""
    rng = np.random.default_rng(5)
    levels = levels_of(exact_spectrum([3.0, 2.0, 0.3, 0.2]))
    descent = Descent(2, Fraction(1, 20), Fraction(1, 40))
    w = products(descent, levels, 160)
    room = distance(levels, w, 2)
    best = np.array([3.0, 2.0, 0.0, 0.0])
    for _ in range(50):
        truth = np.diag(best) + 0.2 * rng.normal(size=(4, 4))
        far, oracle = (float(np.linalg.norm(np.diag(v) - truth)) for v in (w.mean(axis=0), best))
        assert abs(far - oracle) <= room
    assert distance(levels, w, 1) > 1.9  # the negative control: another rank is not near


def test_it_is_the_step_of_the_record_or_the_one_before() -> None:
    """The k_s and the D_2 of early-stopping, each decided in balls, against what is advised in float64."""
    record, seen = statement("early-stopping"), 0
    for drawn in draw(record, 20, seed=12):
        values = with_spectrum(drawn, [Fraction(float(value)) for value in spectrum_of(drawn)])
        if broken(record, values) is not None:
            continue
        rank, case = int(values[ell]), Case(values)
        levels = levels_of(exact_spectrum([*map(float, spectrum_of(values))]))
        crossing = case.ceiling(k_s)
        found = advised_stop(
            Descent(int(values[N]), values[alpha], values[eta]), levels, Plateau(rank, 1, None, True, 1)
        )
        assert crossing is not None
        assert found is not None
        assert abs(found.k - crossing) <= 1  # float64 may take a near tie for a crossing, and cross one step later
        best = min(crossing, max(crossing - 1, 0), key=lambda step: float(case.world(128).value(D_2(step)).mid()))
        assert case.holds(D_2(found.k) <= sp.Rational(101, 100) * D_2(best))
        assert case.holds(D_2(found.k) <= sp.Rational(found.distance) ** 2)
        seen += 1
    assert seen > 12
