"""Where all eigenvalues w_i(k) = d_i(k)^N of the product are after k steps, in certified intervals (ours).

The law is turned round: the state x is certainly met by step k where the closed law says T(x) ≤ k, and certainly not
yet where it says T(x) > k. Float64 finds an x on either side, intervals confirm it. Where the law is loose, at large
steps, the last steps are made one by one from where it was tight, in intervals whose ends follow the increasing map.
The argument is docs/proofs/windows.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

import numpy as np
import sympy as sp
from numpy.typing import NDArray

from numerics.formulas.intervals import exactly
from numerics.formulas.straight_line import compile_expression
from numerics.orbits.scalar import float_limit
from numerics.plateaus.law_columns import Descent, Ends, abel_floats, law_ends, limits, one
from numerics.plateaus.levels import Levels
from theory.dynamics.descent import descent_step
from theory.language.symbols import alpha, eta, gap, lam, x

Floats = NDArray[np.float64]

#: Steps made one by one at most, and for how many eigenvalues.
_STEPS, _ROWS = 400, 512
#: The same for what falls, and as many blocks after that.
_BLOCKS = 100
#: What the intervals may add up to, as a share of λ₁, before steps are made one by one.
_LOOSE = 1e-9
#: A state is known badly where its interval is as wide as this share of it; then it is sought with so many halvings.
_WIDE, _HALVINGS = 1e-2, 14
#: The ℓ from which on w is λ to the last digit.
_AT_LIMIT = 36.0
#: ln(s/(1−s)) is sought up to here, s = d/L, and so many times.
_FARTHEST, _TRIES = 500.0, 200


def products(descent: Descent, levels: Levels, k: int) -> Ends:
    """Return intervals (2, n) around all w_i(k). The step size obeys the sharp Lemma 2.2 for the largest eigenvalue.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> low, high = products(Descent(2, Fraction(1, 2), Fraction(1, 4)), levels_of(exact_spectrum([1.0, 0.0])), 1)
    >>> bool(low[0] <= 0.59375**2 <= high[0] < low[0] + 1e-14), bool(low[1] <= 0.46875**2 <= high[1])
    (True, True)
    """
    start = np.array([_outward(descent.start, -1), _outward(descent.start, 1)])
    ends = np.array((np.minimum(np.maximum(levels.low, 0), start[0]), np.maximum(levels.high, start[1])))
    falling = np.flatnonzero(levels.high <= start[0])
    if falling.size:
        pairs, places = np.unique((levels.low[falling], levels.high[falling]), axis=1, return_inverse=True)
        ends[:, falling] = _falling(descent, pairs, k)[:, places.reshape(-1)]
    rising = np.flatnonzero(levels.low > start[1])
    if rising.size:
        ends[:, rising] = _rising(descent, levels, rising, k)
    return ends


def products_about(descent: Descent, levels: Levels, k: int) -> Floats:
    """Return about the w_i(k), (n,): float64 for what rises, nothing certified; a fraction of the cost of ``products``.

    >>> from numerics.plateaus.levels import exact_spectrum, levels_of
    >>> products_about(Descent(2, Fraction(1, 2), Fraction(1, 4)), levels_of(exact_spectrum([1.0, 0.0])), 4).round(3)
    array([0.734, 0.162])
    """
    found = np.empty(levels.values.size)
    rising = levels.low > _outward(descent.start, 1)
    if rising.any():
        places = _solve(descent, levels.values[rising], np.full(int(rising.sum()), _float(k)))
        found[rising] = levels.values[rising] / (1 + np.exp(-places)) ** descent.depth
    if not rising.all():
        falling = (levels.low[~rising], np.maximum(levels.low, np.minimum(levels.high, float(descent.start)))[~rising])
        pairs, inverse = np.unique(falling, axis=1, return_inverse=True)
        found[~rising] = _falling(descent, pairs, k).mean(axis=0)[inverse.reshape(-1)]
    return found


def follow(descent: Descent, levels: Levels) -> Iterator[Ends] | None:
    """Return an iterator of intervals (2, n) around all w_i(k), k = 0, 1, 2, …; equal eigenvalues are run once.

    None where the map is not known to increase as far as α, so that ends would not stay ends.
    """
    pairs, places = np.unique((levels.low, levels.high), axis=1, return_inverse=True)
    slope = _least_slope(descent.depth)(one(descent.alpha), exactly(pairs[0]), one(descent.eta))[0]
    below = pairs[0] > _outward(descent.start, 1)
    if not (below | (slope >= 0)).all():
        return None
    return _orbit(descent, pairs, below, places.reshape(-1))


def _orbit(descent: Descent, pairs: Ends, below: NDArray[np.bool_], places: NDArray[np.int64]) -> Iterator[Ends]:
    step, power, h, size = _step(descent.depth), _powers(descent.depth), one(descent.eta), pairs.shape[1]
    eigenvalues = exactly(np.concatenate(pairs))
    states = np.repeat(one(descent.alpha), size, axis=1)
    while True:
        ends = power(states)
        yield np.array((ends[0], np.where(below, np.minimum(ends[1], pairs[1]), ends[1])))[:, places]
        moved = step(exactly(np.concatenate(states)), eigenvalues, h)
        states = np.array((np.maximum(moved[0, :size], 0), moved[1, size:]))


def effective_rank(ends: Ends) -> tuple[float, float]:
    """Return an interval around r(W) = Σw_i/w_1, w_1 the largest of the eigenvalues in ``ends`` (2, n).

    >>> effective_rank(np.array([[2.0, 1.0], [2.0, 1.0]]))
    (1.4999999999999996, 1.5000000000000004)
    """
    low, high = 1 + _sum(ends[0, 1:], -1) / ends[1, 0], 1 + _sum(ends[1, 1:], 1) / ends[0, 0]
    return float(low * (1 - 3e-16)), float(high * (1 + 3e-16))


def _sum(values: Floats, side: int) -> float:
    """Return a bound on the sum of numbers ≥ 0: each addition loses a relative 2⁻⁵³ at most."""
    return float(values.sum()) * (1 + side * values.size * 2.0**-52)


def _float(k: int) -> float:
    return float(k) if k.bit_length() < 1000 else np.inf


def _outward(number: Fraction, side: int) -> float:
    return one(number)[0 if side < 0 else 1, 0]


def _falling(descent: Descent, pairs: Ends, k: int) -> Ends:
    """Return intervals around w of orbits that fall, one for each interval of eigenvalues λ ≤ α^N.

    The first steps are made one by one, where the map increases on [0, α], the others in blocks.
    """
    depth, size = descent.depth, pairs.shape[1]
    least = np.maximum(pairs[0], 0)
    states, done = np.repeat(one(descent.alpha), size, axis=1), 0
    slope = _least_slope(depth)(one(descent.alpha), exactly(pairs[0]), one(descent.eta))[0]
    if (slope >= 0).all():
        done = min(k, _BLOCKS)
        step, h = _step(depth), one(descent.eta)
        eigenvalues = exactly(np.concatenate((pairs[0], pairs[1])))
        for _ in range(done):
            moved = step(exactly(np.concatenate(states)), eigenvalues, h)
            states = np.array((moved[0, :size], np.minimum(states[1], moved[1, size:])))
        states = _in_blocks(depth, states, pairs, one(descent.eta), done, k)
    elif k:
        states = np.array((np.zeros(size), states[1]))
    ends = _powers(depth)(states)
    return np.array((np.maximum(ends[0], least), np.maximum(ends[1], least)))


def _in_blocks(depth: int, states: Ends, pairs: Ends, h: Ends, done: int, k: int) -> Ends:
    """Return intervals around falling states after k steps from those after ``done`` of them.

    No step is longer than one before it, as |f| grows with the state: m steps from x lead to g_{mη}(x) at least, and
    make at most what m steps of the length at the end would. The blocks grow with k, as the states change with ln k.
    """
    step = _step(depth)
    if k > done and k.bit_length() < 1000:
        ends = {k, *(int(end) for end in np.geomspace(max(done, 1), float(k), _BLOCKS))}
    elif k > done:
        return np.array((np.zeros_like(states[0]), states[1]))
    else:
        ends = set()
    for end in sorted(end for end in ends if done < end <= k):
        length = np.array((np.nextafter(h[0] * (end - done), 0), np.nextafter(h[1] * (end - done), np.inf)))
        far = step(exactly(states[0]), exactly(pairs[0]), length)[0]
        if not (_least_slope(depth)(exactly(states[1]), exactly(pairs[0]), length)[0] >= 0).all():
            far = np.zeros_like(far)
        low = np.maximum(far, 0)
        after = step(exactly(low), exactly(pairs[1]), length)[1]
        high = np.nextafter(states[1] + np.nextafter(after - low, np.inf), np.inf)
        states, done = np.array((low, np.minimum(states[1], high))), end
    return states


def _rising(descent: Descent, levels: Levels, rows: NDArray[np.int64], k: int) -> Ends:
    """Return intervals around w of orbits that rise to their eigenvalue."""
    states = _by_law(descent, levels, rows, k)
    ends = _power(descent.depth, states, levels, rows)
    width = ends[1] - ends[0]
    loose = np.argsort(-width)[:_ROWS]
    loose = loose[width[loose] > _LOOSE * levels.values[0] / rows.size]
    if loose.size:
        chosen, steps = rows[loose], min(k, _STEPS)
        before = _by_law(descent, levels, chosen, k - steps)
        states = _one_by_one(descent, levels, chosen, before, steps)
        again = _power(descent.depth, states, levels, chosen)
        ends[:, loose] = np.array((np.maximum(ends[0, loose], again[0]), np.minimum(ends[1, loose], again[1])))
    return ends


def _power(depth: int, states: Ends, levels: Levels, rows: NDArray[np.int64]) -> Ends:
    """Return w = d^N, which is at most λ where d rises."""
    ends = _powers(depth)(states)
    return np.array((ends[0], np.minimum(ends[1], levels.high[rows])))


def _by_law(descent: Descent, levels: Levels, rows: NDArray[np.int64], k: int) -> Ends:
    """Return intervals around the states after k steps."""
    both = np.array((levels.low[rows], levels.high[rows]))
    trivial = np.array((np.full(rows.size, _outward(descent.alpha, -1)), limits(descent.depth, both)[1]))
    if k == 0:
        return np.repeat(one(descent.alpha), rows.size, axis=1)
    values, goal = levels.values[rows], np.full(rows.size, _float(k))
    middle = _solve(descent, values, goal)
    with np.errstate(all="ignore"):
        found = law_ends(descent, exactly(values), *_point(descent.depth, exactly(values), middle))
        error = 1.05 * np.where(np.isfinite(found[0]), np.maximum(found[1] - goal, goal - found[0]), 0) + 1e-13 * goal
        states = trivial.copy()
        for end, side in ((0, -1), (1, 1)):
            place = _solve(descent, values, goal + side * error, middle) + side * 1e-13
            if side < 0:  # all but at the limit: the law is asked at a point as good as it
                place = np.where(middle > _AT_LIMIT + 4, np.minimum(middle, _AT_LIMIT), place)
            met, known = _met(descent, both[end], place, k, side)
            states[end] = np.where(known, met, trivial[end])
        wide = np.flatnonzero(states[1] - states[0] > _WIDE * states[1])
        if wide.size:
            states[0, wide] = np.maximum(states[0, wide], _bisected(descent, both[0, wide], middle[wide], k))
    return states


def _met(descent: Descent, eigenvalues: Floats, places: Floats, k: int, side: int) -> tuple[Floats, Floats]:
    """Return states at ``places`` and where they certainly are met by step k, or not yet met for ``side`` = 1."""
    exact = exactly(eigenvalues)
    states, gaps = _point(descent.depth, exact, places)
    time = law_ends(descent, exact, states, gaps)
    known = (time[1] <= k) if side < 0 else (time[0] > k)
    known &= np.isfinite(time).all(axis=0) & (states[0] > _outward(descent.alpha, 1))
    return states[0 if side < 0 else 1], known


def _bisected(descent: Descent, eigenvalues: Floats, middle: Floats, k: int) -> Floats:
    """Return states that are certainly met by step k, sought where the error of the law depends much on the state."""
    start = float(descent.alpha)
    low = np.log(start / (float_limit(descent.depth, eigenvalues) - start))
    high, best = middle.copy(), np.zeros(middle.shape)
    for _ in range(_HALVINGS):
        half = (low + high) / 2
        states, known = _met(descent, eigenvalues, half, k, -1)
        best = np.where(known, np.maximum(best, states), best)
        low, high = np.where(known, half, low), np.where(known, high, half)
    return best


def _point(depth: int, eigenvalues: Ends, places: Floats) -> tuple[Ends, Ends]:
    """Return the state where ln(s/(1−s)) is about ``places``, and its distance to the limit: the smaller is exact."""
    limit = limits(depth, eigenvalues)
    guess = limit.mean(axis=0)
    below = places < 0
    state = exactly(guess / (1 + np.exp(-places)))
    distance = exactly(guess / (1 + np.exp(places)))
    difference = compile_expression(x - gap, (x, gap), "interval")
    return np.where(below, state, difference(limit, distance)), np.where(below, difference(limit, state), distance)


def _solve(descent: Descent, eigenvalues: Floats, goal: Floats, guess: Floats | None = None) -> Floats:
    """Return about the ℓ = ln(s/(1−s)) where Φ₂ has grown by ``goal`` since the start: Newton in a bracket, float64."""
    n, step, start = descent.depth, float(descent.eta), float(descent.alpha)
    limit, abel = float_limit(n, eigenvalues), abel_floats(n)
    with np.errstate(all="ignore"):
        goal = goal + abel(np.full(limit.shape, start), limit - start, eigenvalues, step)
        low, high = np.log(start / (limit - start)), np.full(limit.shape, _FARTHEST)
        if guess is None:  # while the state is small, s^{2−N} falls evenly, and ln s grows evenly for N = 2
            waited = step * eigenvalues ** (2 - 2 / n) * (goal - _abel_at(abel, limit, low, eigenvalues, step))
            small = (start / limit) ** (2 - n) - (n - 2) * waited
            guess = low + 2 * waited if n == 2 else np.where(small > 2, -np.log(small) / (n - 2), 0.0)
        places, found = np.clip(guess, low + 1e-12, high), high.copy()
        rows = np.flatnonzero(_abel_at(abel, limit, high, eigenvalues, step) > goal)
        limit, eigenvalues, goal, low, high, place = (
            column[rows] for column in (limit, eigenvalues, goal, low, high, places)
        )
        for _ in range(_TRIES):
            if not place.size:
                break
            excess = _abel_at(abel, limit, place, eigenvalues, step) - goal
            low, high = np.where(excess > 0, low, place), np.where(excess > 0, place, high)
            after = place - excess / _pace(n, limit, place, eigenvalues, step)
            after = np.where((after > low) & (after < high), after, (low + high) / 2)
            going = np.abs(after - place) > 1e-13 * (1 + np.abs(place))
            found[rows[~going]] = after[~going]
            rows = rows[going]
            limit, eigenvalues, goal, low, high, place = (
                column[going] for column in (limit, eigenvalues, goal, low, high, after)
            )
        found[rows] = place
    return found


def _abel_at(abel: Callable[..., Floats], limit: Floats, place: Floats, eigenvalues: Floats, step: float) -> Floats:
    return abel(limit / (1 + np.exp(-place)), limit / (1 + np.exp(place)), eigenvalues, step)


def _pace(depth: int, limit: Floats, place: Floats, eigenvalues: Floats, step: float) -> Floats:
    """Return about dΦ₂/dℓ = (dx/dℓ)/F, F = η x^{N−1}(λ − x^N) = ηλ^{2−1/N} s^{N−1}(1 − s^N) and dx/dℓ = L s(1−s)."""
    share, rest = 1 / (1 + np.exp(-place)), 1 / (1 + np.exp(place))
    lost = -np.expm1(depth * np.log1p(-rest)) / rest
    return 1 / (step * eigenvalues ** (2 - 2 / depth) * share ** (depth - 2) * lost)


def _one_by_one(descent: Descent, levels: Levels, rows: NDArray[np.int64], states: Ends, steps: int) -> Ends:
    """Return intervals around the states some steps later: each end is moved by the map, which increases."""
    step, size = _step(descent.depth), rows.size
    eigenvalues = exactly(np.concatenate((levels.low[rows], levels.high[rows])))
    top = limits(descent.depth, np.array((levels.low[rows], levels.high[rows])))[1]
    low, high = states
    h = one(descent.eta)
    for _ in range(steps):
        moved = step(exactly(np.concatenate((low, high))), eigenvalues, h)
        low, high = np.maximum(low, moved[0, :size]), np.minimum(moved[1, size:], top)
    return np.array((low, high))


@cache
def _step(depth: int) -> Callable[..., Ends]:
    return compile_expression(sp.expand_mul(descent_step(depth)), (x, lam, eta), "interval")


@cache
def _powers(depth: int) -> Callable[..., Ends]:
    return compile_expression(x**depth, (x,), "interval")


@cache
def _least_slope(depth: int) -> Callable[..., Ends]:
    """Return a lower bound on g' on [0, α], as a function of (α, λ, η): every term that is negative is taken at α."""
    slope = sp.expand(sp.diff(descent_step(depth), x))
    terms = (term.subs(lam, sp.Min(lam, 0)) if term.has(lam) else term for term in sp.Add.make_args(slope))
    return compile_expression(sp.Add(*terms).subs(x, alpha), (alpha, lam, eta), "interval")
