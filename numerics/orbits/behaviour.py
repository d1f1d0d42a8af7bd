"""How much of the hypotheses of Theorem 1.3 is needed: what orbits do beyond them, in (β/α, ηM^{2N−2}).

All orbits are scaled to |λ| = 1. Maps are made in float64; ``certify_failure`` turns single points of
them into proofs. For λ > 0 the flow itself fails from β = 2α on: docs/proofs/wrong-sign.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from flint import arb, fmpq
from numpy.typing import NDArray

from numerics.bounds.pair_count import enclose_bound, factor_scale
from numerics.cases.pair import PerturbedCase
from numerics.compiled.disk_cache import compiler
from numerics.compiled.steps import power
from numerics.exact.balls import to_ball, working_precision
from numerics.exact.verdict import Undecided
from numerics.orbits.never import keeps_wrong_sign
from numerics.orbits.pair import ball_pair_orbit

compiled = compiler(__file__)

Floats = NDArray[np.float64]

#: What an orbit does, from best to worst: the error decreases to 0 from one side; so far it does, but the budget ends;
#: it reaches 0 otherwise, or is still on its way; it stops at another value (the wrong sign, or 0); it changes its
#: sign again and again even in the second half of the budget; it diverges.
MONOTONE, SLOW, OVERSHOOTS, WRONG_LIMIT, OSCILLATES, DIVERGES = range(6)
NAMES = ("monotone", "slow", "overshoots", "wrong limit", "oscillates", "diverges")

#: Error below which an orbit counts as converged, and change per step below which it counts as stopped.
TOLERANCE = 1e-6
STILL = 1e-13
#: Starts α/|λ|^{1/N} over which a map takes the worst outcome.
STARTS: tuple[float, ...] = (0.3, 0.5, 0.7, 0.85, 1.0, 1.2, 1.6)
_BITS = (128, 512, 2048, 8192)


@cache
def _classify_kernel(depth: int) -> Callable[..., None]:
    order = depth - 2

    @compiled
    def classify(lam, alpha, beta, eta, steps, outcome):
        for i in range(alpha.size):
            p1, p2 = alpha[i] - beta[i], alpha[i]
            e = p1 * power(p2, order) * p2 - lam[i]
            side = 1.0 if e > 0.0 else -1.0
            monotone = True
            flips = 0
            found = SLOW
            for k in range(steps):
                if abs(e) <= TOLERANCE:
                    found = MONOTONE if monotone else OVERSHOOTS
                    break
                y = eta[i] * (power(p2, order) * e)
                p1, p2 = p1 - y * p2, p2 - y * p1
                new = p1 * power(p2, order) * p2 - lam[i]
                if not abs(new) < 1e30:
                    found = DIVERGES
                    break
                monotone = monotone and side * new >= -1e-12 and abs(new) <= abs(e) * (1.0 + 1e-12)
                flips += (new * e < 0.0) & (2 * k > steps)
                if abs(y) < STILL and abs(new) > TOLERANCE:
                    found = WRONG_LIMIT
                    break
                e = new
            if found == SLOW and not monotone:
                found = OSCILLATES if flips > 40 else OVERSHOOTS
            outcome[i] = found

    return classify


def classify_orbits(
    depth: int, lam: Floats, alpha: Floats, beta: Floats, eta: Floats, steps: int = 20_000
) -> NDArray[np.int8]:
    """Return what each orbit of (40) does within ``steps`` steps, as one of the codes above; float64, not certified.

    >>> one = np.ones(1)
    >>> [NAMES[code] for code in classify_orbits(2, one, one / 2, one / 4, np.array([0.1, 1.2, 9.0]))]
    ['monotone', 'oscillates', 'diverges']
    """
    columns = [np.ascontiguousarray(c, dtype=np.float64) for c in np.broadcast_arrays(lam, alpha, beta, eta)]
    outcome = np.zeros(columns[0].size, dtype=np.int8)
    _classify_kernel(depth)(*columns, steps, outcome)
    return outcome


@dataclass(frozen=True)
class FrontierMap:
    """Worst outcome over ``starts`` for λ = ``sign``, shape (len(loads), len(ratios)).

    ``ratios`` are β/α, ``loads`` are ηM^{2N−2}. ``worst_start`` holds the α that gave the outcome.
    """

    depth: int
    sign: int
    ratios: Floats
    loads: Floats
    outcome: NDArray[np.int8]
    worst_start: Floats


def frontier_map(
    depth: int, sign: int, ratios: Floats, loads: Floats, starts: Sequence[float] = STARTS, steps: int = 20_000
) -> FrontierMap:
    """Map what happens over β/α and ηM^{2N−2}, λ = ``sign`` ∈ {−1, 0, 1}, worst case over the starts (ours).

    >>> grid = frontier_map(2, 1, np.array([0.5, 1.5]), np.array([0.05]), starts=(1.0,))
    >>> [NAMES[code] for code in grid.outcome[0]]
    ['monotone', 'monotone']
    """
    alpha, load, ratio = np.meshgrid(np.asarray(starts, dtype=np.float64), loads, ratios, indexing="ij")
    size = np.maximum(alpha, abs(sign)) if sign else alpha
    eta = load / size ** (2 * depth - 2)
    codes = classify_orbits(
        depth, np.full(alpha.size, float(sign)), alpha.ravel(), (ratio * alpha).ravel(), eta.ravel(), steps
    ).reshape(alpha.shape)
    worst = codes.argmax(axis=0)
    outcome = np.take_along_axis(codes, worst[None], axis=0)[0]
    return FrontierMap(
        depth, sign, np.asarray(ratios), np.asarray(loads), outcome, np.asarray(starts, dtype=np.float64)[worst]
    )


@dataclass(frozen=True)
class LoadFrontier:
    """Where convergence ends for one β/α: ``largest`` load that converges from every start, ``smallest`` that does not.

    ``failure`` says what happens at ``smallest`` from the start ``start``.
    """

    ratio: float
    largest: float
    smallest: float
    start: float
    failure: str


def load_frontier(
    depth: int,
    sign: int,
    ratio: float,
    starts: Sequence[float] = STARTS,
    worst: int = OVERSHOOTS,
    rounds: int = 30,
) -> LoadFrontier:
    """Bisect for the load ηM^{2N−2} from which some start does worse than ``worst`` (ours, float64).

    ``worst`` = SLOW asks for the frontier of the one-sided approach. Raises ValueError when the smallest load
    tried already fails.

    >>> found = load_frontier(2, 1, 0.5, starts=(0.5, 1.0), rounds=12)
    >>> 0.99 < found.largest < found.smallest < 1.01, found.failure
    (True, 'oscillates')
    """
    low, high = 1e-3 / depth, 64.0

    def probe(load: float) -> tuple[int, float]:
        found = frontier_map(depth, sign, np.array([ratio]), np.array([load]), starts)
        return int(found.outcome[0, 0]), float(found.worst_start[0, 0])

    if probe(low)[0] > worst:
        raise ValueError(f"ratio = {ratio}: already fails at the load {low}")
    for _ in range(rounds):
        middle = float(np.sqrt(low * high))
        low, high = (middle, high) if probe(middle)[0] <= worst else (low, middle)
    code, start = probe(high)
    return LoadFrontier(ratio, low, high, start, NAMES[code])


# Proofs ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CertifiedFailure:
    """A proof that the conclusion of Theorem 1.3 fails for exact parameters outside its hypotheses.

    ``kind`` is "wrong sign" (p₁p₂^{N−1} never gets a positive value, though λ > 0), "late" (at ``k``, not before
    the count (15)/(16), the error certainly exceeds what the theorem allows), "rises" (the error at ``k`` certainly
    exceeds 1000 times that of the start) or, where the count has no value, "away" (the error certainly exceeds
    what the theorem allows after as many iterations as were asked for). ``error`` is a ball around the error there.
    """

    kind: str
    k: int
    error: arb
    allowed: arb


def certify_failure(case: PerturbedCase, budget: int = 4000) -> CertifiedFailure | None:
    """Return a proof that Theorem 1.3's conclusion fails for ``case``, or None if none is found (ours).

    ``case.eps`` is the accuracy ε of the factors. The hypotheses are not asked for: that is the point.

    >>> case = PerturbedCase.from_json(
    ...     {"depth": 3, "eigenvalue": 1, "alpha": 1, "beta": 2, "step": "1/50", "accuracy": "1/100"}
    ... )
    >>> certify_failure(case).kind
    'wrong sign'
    """
    if keeps_wrong_sign(case):
        error = to_ball(case.lam + (case.beta - case.alpha) * case.alpha ** (case.depth - 1), 128)
        return CertifiedFailure("wrong sign", 0, error, to_ball(case.lam, 128))
    for bits in _BITS:
        found = _late_or_rising(case, bits, budget)
        if found is not None:
            return found
    return None


def _late_or_rising(case: PerturbedCase, bits: int, budget: int) -> CertifiedFailure | None:
    with working_precision(bits):
        allowed = factor_scale(case, bits)
        try:
            count = float(enclose_bound(case, bits).count.upper())
        except Undecided:
            count = np.inf
        values = (to_ball(value, bits) for value in (case.lam, case.alpha, case.beta, case.eta))
        lam = to_ball(case.lam, bits)
        start = arb(fmpq(0))
        for k, state in zip(range(budget + 1), ball_pair_orbit(case.depth, *values), strict=False):
            error = abs(state.product(case.depth) - lam)
            if k == 0:
                start = error
            if not error.is_finite():
                return None
            if error > 1000 * start:
                return CertifiedFailure("rises", k, error, start)
            if k >= count and error > allowed:
                return CertifiedFailure("late", k, error, allowed)
        return CertifiedFailure("away", k, error, allowed) if count == np.inf and error > allowed else None
