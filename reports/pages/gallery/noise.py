"""Figure 6 (c), (d): descent towards a ground truth of rank three with symmetric noise.

W_0 is diagonal (``reports.pages.symmetric_noise``). The eigenvalues of Ŵ = W_0 + E are rounded and then taken as exact,
as those of the real matrices are.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from reports.pages.gallery.runs import PLATEAUS, RANK_THREE, Parameters, Run, descent, spaced
from reports.pages.gallery.windows import Window, windows
from reports.pages.matrices import EIGENVALUE_DECIMALS
from reports.pages.symmetric_noise import distances, noisy_spectrum, symmetric_noise
from reports.rendering.figures import Floats, to_digits

#: δ, which ‖E‖ stays below by this factor, rounding of the eigenvalues included.
DELTA, BELOW = Fraction(1, 5), 0.9999
#: As in figure 6 (a), (b), and long enough for what the noise puts in place of zeros.
PARAMETERS = Parameters(PLATEAUS[0].depth, PLATEAUS[0].alpha, PLATEAUS[0].eta, 3000)
#: First of the iterations that are drawn, and how many.
FIRST, POINTS = 5, 220


@dataclass(frozen=True)
class Noisy:
    """The run towards Ŵ = W_0 + E, over ``run.at``.

    ``error`` (m,) is ‖W − W_0‖_F, ``best`` the same for the best approximation of Ŵ of rank three and ``end`` for
    the limit Ŵ₊. ``window`` are the iterations at which w_i ≥ (1−ε)(μ_i−δ) for i ≤ 3 and w_i ≤ θδ for the
    others, for every E with ‖E‖ ≤ δ.
    """

    run: Run
    error: Floats
    best: float
    end: float
    window: Window


def noise(seed: int) -> Floats:
    """Return E (n, n), symmetric and Gaussian, of spectral norm just below δ.

    >>> E = noise(1)
    >>> bool((E == E.T).all()), bool(abs(np.linalg.norm(E, 2) - 0.2) < 1e-4)
    (True, True)
    """
    return symmetric_noise(len(RANK_THREE), BELOW * float(DELTA), np.random.Generator(np.random.Philox(seed)))


def noisy(seed: int) -> Noisy:
    """Return the run towards Ŵ = W_0 + E."""
    truth = np.array([float(value) for value in RANK_THREE])
    values, along = noisy_spectrum(truth, noise(seed))
    exact = [Fraction(f"{value:.{EIGENVALUE_DECIMALS}f}") for value in values.tolist()]
    run = descent(PARAMETERS, exact, spaced(FIRST, PARAMETERS.last, POINTS))
    if len(run.eigenvalues) < len(truth):
        raise ValueError(f"seed = {seed}: two eigenvalues of the noisy matrix agree to {EIGENVALUE_DECIMALS} decimals")
    low_rank = np.where(np.arange(len(truth)) < 3, run.eigenvalues, 0.0)
    return Noisy(
        run,
        _distance(run.products, along, truth),
        float(_distance(low_rank[:, None], along, truth)[0]),
        float(_distance(np.maximum(run.eigenvalues, 0.0)[:, None], along, truth)[0]),
        noise_window(),
    )


def _distance(products: Floats, along: Floats, truth: Floats) -> Floats:
    """Return ‖W − W_0‖_F for the columns of ``products``, as it is drawn."""
    return to_digits(distances(products, along, truth), 5)


def noise_window() -> Window:
    """Return the iterations of level 3 for every noise with ‖E‖ ≤ δ: λ_i ≥ μ_i − δ for i ≤ 3, the others ≤ δ (Weyl).

    By Lemma 3.4, for iterates under (25), w_i increases with λ_i, so those bounds themselves are run.

    >>> noise_window()
    Window(level=3, start=224, stop=581)
    """
    least = [value - DELTA for value in RANK_THREE if value > 0]
    return windows(PARAMETERS.depth, [*least, DELTA], PARAMETERS.alpha, PARAMETERS.eta)[len(least) - 1]
