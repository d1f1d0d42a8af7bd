"""Hypotheses whose cases are drawn by construction, in columns: of Theorem 2.4, Theorem 1.3 and our sharp count.

They are recognised by what they say: whichever statement makes the same assumptions is drawn this way. Every number is
a float64, taken as the exact dyadic rational it is, and the first cases of a larger draw are those of a smaller one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.cases.cube import unit_points
from numerics.cases.pair import DIMENSIONS, SHARES, PerturbedCases, perturbed_cases, root_values
from numerics.cases.scalar import ScalarCases, draw_scalar
from theory.deep_factorization.perturbed_start import PERTURBED_HYPOTHESES
from theory.language.hypotheses import ACCURACY, SCALAR_COUNT
from theory.language.statement import Hypothesis
from theory.language.symbols import N, alpha, beta, eps, eta, lam, multiplier
from theory.sharp.perturbed_count import PERTURBED_COUNT

#: What is drawn just below the largest value that is allowed stays this far below it.
_ROUND_DOWN = 1 - 2.0**-30

#: The factor by which the steps are moved that are drawn below a bound.
STEP = multiplier("step")

Multipliers = Mapping[str, Fraction]
Drawing = Callable[..., ScalarCases | PerturbedCases]


@dataclass(frozen=True)
class Columns:
    """Many cases: one array (m,) for each parameter, int64 for the depth and float64 for the others.

    ``factors`` are the multipliers, the same for all cases. A row is the exact case.

    >>> Columns({N: np.array([3]), eta: np.array([0.1])})[0][eta] == Fraction(0.1)
    True
    """

    arrays: Mapping[sp.Symbol, NDArray[np.float64] | NDArray[np.int64]]
    factors: Mapping[sp.Symbol, Fraction] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.arrays[N])

    def __getitem__(self, row: int) -> dict[sp.Symbol, Fraction]:
        return {symbol: Fraction(column[row].item()) for symbol, column in self.arrays.items()} | dict(self.factors)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_] | slice) -> Columns:
        """Return the cases in ``rows`` (indices, a mask or a slice)."""
        return Columns({symbol: column[rows] for symbol, column in self.arrays.items()}, self.factors)


def known_columns(
    hypotheses: tuple[Hypothesis, ...],
    parameters: tuple[sp.Symbol, ...],
    count: int,
    seed: int,
    scales: Multipliers | None = None,
    first: int = 0,
) -> Columns | None:
    """Return the ``parameters`` of the cases ``first`` … ``count`` − 1 that obey the ``hypotheses``; None where these
    are not known here.

    ``scales`` gives multipliers their values; a factor of the step-size bound moves the steps that are drawn with it.

    >>> from theory import statement
    >>> len(known_columns(statement("2.4").hypotheses, (N, eta), 5, 1))
    5
    >>> known_columns(statement("lemma-2.2").hypotheses, (N, eta), 5, 1) is None
    True
    """
    drawn_by = drawing(hypotheses, parameters)
    if drawn_by is None:
        return None
    cases = drawn_by(count, seed, first=first)
    arrays = {symbol: getattr(cases, _PARAMETERS[drawn_by][symbol]) for symbol in parameters}
    factors = {multiplier(name): Fraction(factor) for name, factor in (scales or {}).items()}
    if eta in arrays:
        arrays[eta] = arrays[eta] * float(factors.get(STEP, 1))
    return Columns(arrays, factors)


def factor_cases(count: int, seed: int, first: int = 0) -> PerturbedCases:
    """Return drawn cases of Theorem 1.3, whose ε is an accuracy of the factors, not of the product.

    >>> bool((factor_cases(20, 1).eps > 0).all())
    True
    """
    cases = _perturbed(count, seed, tuple(SHARES), first)
    n = cases.depth.astype(np.float64)
    root = np.abs(cases.lam) ** (1 / n)
    largest = np.maximum(cases.alpha, root) * np.where(cases.lam < 0, 1 + root_values(cases.depth), 1.0)
    return replace(cases, eps=cases.eps / (n * largest ** (n - 1)) * _ROUND_DOWN)


def _perturbed(count: int, seed: int, rare: Sequence[str], first: int) -> PerturbedCases:
    rarities = dict(zip(SHARES, unit_points(count, seed + 2, len(SHARES), first).T, strict=True))
    return perturbed_cases(
        unit_points(count, seed, DIMENSIONS, first), rarities={name: rarities[name] for name in rare}
    )


def sharp_cases(count: int, seed: int, first: int = 0) -> PerturbedCases:
    """Return drawn cases of the sharp count: half of them inside (14), half over all that its own hypotheses allow.

    Those have β up to α and η up to 1/(2N P^{2N−2}).

    >>> cases = sharp_cases(100, 1)
    >>> bool((cases.beta > 0.7 * cases.alpha).any())
    True
    """
    # far from the limit nobody encloses its integrals
    cases = _perturbed(count, seed, ("deep", "resized", "close"), first)
    wide = unit_points(count, seed + 1, 1, first)[:, 0] < 0.5
    n, excess = cases.depth.astype(np.float64), root_values(cases.depth)
    grain = 4 * np.spacing(cases.alpha)
    beta_wide = np.maximum(np.floor(cases.beta / excess * _ROUND_DOWN / grain), 1) * grain
    difference = np.where(wide, beta_wide, cases.beta)
    root = np.abs(cases.lam) ** (1 / n)
    radius = np.maximum(cases.alpha**2, root**2 + difference * (2 * cases.alpha - difference))
    largest = _ROUND_DOWN / (2 * n * radius ** (n - 1))
    published = excess**2 / (9 * n * np.maximum(cases.alpha, root) ** (2 * n - 2))
    step = np.where(wide, np.minimum(cases.eta / published, 1.0) * largest, cases.eta)
    return replace(cases, beta=difference, eta=step)


def drawing(hypotheses: tuple[Hypothesis, ...], parameters: tuple[sp.Symbol, ...]) -> Drawing | None:
    """Return what draws all the ``parameters``, None where nothing here does."""
    found = _BY_RELATIONS.get(_relations(hypotheses))
    return found if found is not None and set(parameters) <= set(_PARAMETERS[found]) else None


def _relations(hypotheses: tuple[Hypothesis, ...]) -> frozenset[sp.Basic]:
    return frozenset(part for h in hypotheses for part in (h.relation, h.decidable))


_SCALAR = {N: "depth", lam: "lam", alpha: "alpha", eta: "eta", eps: "eps"}
_PAIR = {N: "depth", lam: "lam", alpha: "alpha", beta: "beta", eta: "eta", eps: "eps"}
_PARAMETERS: dict[Drawing, dict[sp.Symbol, str]] = {draw_scalar: _SCALAR, factor_cases: _PAIR, sharp_cases: _PAIR}
_BY_RELATIONS: dict[frozenset[sp.Basic], Drawing] = {
    _relations(SCALAR_COUNT): draw_scalar,
    _relations((*PERTURBED_HYPOTHESES, ACCURACY)): factor_cases,
    _relations(PERTURBED_COUNT.hypotheses): sharp_cases,
}
