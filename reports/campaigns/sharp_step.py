"""Campaign for the sharp Lemma 2.2: up to the threshold no iterate passes the limit, beyond it one does.

Both halves are decided. A passing iterate is exhibited in balls. That none ever passes follows from
1 − ηh ≥ 0 on the interval between start and limit, h increasing (``numerics.orbits.scalar.stays_on_its_side``);
the orbit is followed as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import sympy as sp
from flint import arb

from numerics.cases.cube import unit_points
from numerics.exact.balls import compare, to_ball
from numerics.exact.rational import rational_value
from numerics.exact.verdict import Verdict
from numerics.formulas.evaluate import order
from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.scalar import ball_orbit, descent_limit, exact_orbit, stays_on_its_side
from reports.campaigns.deciding import UNDECIDED, at_growing_precision, integer, numbers, refuted, rounded, upheld
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.language.definitions import L, resolve
from theory.language.registry import statement
from theory.language.symbols import MULTIPLIERS, alpha, eta, lam
from theory.step_size import sharp_threshold

#: Steps after which a case is given up, and the distance to the limit, as a power of 2 of the first one, at
#: which an orbit that has stayed on its side counts as arrived.
BUDGET = 5_000
_ARRIVED = -80

#: Steps of exact rational iteration, for orbits that land on a rational limit.
_EXACT_STEPS = 4


@dataclass(frozen=True)
class Start:
    """One exact parameter set: depth N ≥ 2, λ, α, η."""

    depth: int
    lam: Fraction
    alpha: Fraction
    eta: Fraction

    @property
    def values(self) -> dict[sp.Symbol, Fraction]:
        """The parameters by symbol."""
        return {lam: self.lam, alpha: self.alpha, eta: self.eta}


def read_start(parameters: Parameters) -> Start:
    """Read the entries depth, eigenvalue, alpha and step; raises ValueError naming one that is missing or malformed."""
    return Start(integer(parameters, "depth"), *numbers(parameters, "eigenvalue", "alpha", "step"))


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact cases: N = 2..10, all regimes, η from 1/10 to 3 times the threshold and close to it."""
    return [_case(*point) for point in unit_points(count, seed, 6)]


def _case(depth: float, regime: float, size: float, start: float, side: float, deviation: float) -> Parameters:
    n = 2 + int(9 * depth)
    if regime < 0.05:
        return _at_the_threshold(n, start, side)
    sign = 1 if regime < 0.7 else (0 if regime < 0.75 else -1)
    root = 10 ** ((4 * size - 2) / n)
    if 0.05 <= regime < 0.5:
        # from lower starts the orbit would need more than about a thousand steps
        lowest = 1e-6 if n == 2 else (1000 * (n - 2) / n) ** (-1 / (n - 2))
        scaled = lowest ** (1 - start) if start < 0.8 else 1 - 10 ** (-1 - 25 * (start - 0.8))
    elif sign > 0:
        scaled = 1 + 10 ** (-6 + 7 * start)
    else:
        scaled = 10 ** (4 * start - 2)
    # the deviation from the threshold is spread over twelve decades
    factor = 1 - 0.9 * 10 ** (-12 * deviation) if side < 0.5 else 1 + 2 * 10 ** (-12 * deviation)
    h = n if scaled < 1 else scaled ** (n - 1) * sum(scaled**j for j in range(n))
    if sign <= 0:
        h = scaled ** (n - 2) * (scaled**n - sign)
    value = Fraction(rounded(sign * root**n, 12))
    return {
        "depth": n,
        "eigenvalue": str(value),
        "alpha": rounded(scaled * root, 12),
        "step": rounded(factor / (h * root ** (2 * n - 2)), 17),
    }


def _at_the_threshold(n: int, start: float, side: float) -> Parameters:
    """Return a case with rational L and η equal to the threshold."""
    sign, above = (-1, False) if side < 0.3 else (1, side < 0.6)
    root = Fraction(1 + int(start * 5), 2)
    first = root * (Fraction(3, 2) if above or sign < 0 else Fraction(5 + int(start * 100) % 3, 8))
    value = {lam: sign * root**n, alpha: first}
    threshold = rational_value(_threshold(n, sign, above), value | {MULTIPLIERS["step"]: Fraction(1)})
    return {"depth": n, "eigenvalue": str(value[lam]), "alpha": str(first), "step": str(threshold)}


@cache
def _threshold(depth: int, sign: int, above: bool) -> sp.Expr:
    return resolve(sharp_threshold(sign, above), depth).doit()


def check(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide one case of the sharp lemma. Raises ValueError for parameters outside its hypotheses, or α = L."""
    case = read_start(parameters)
    require_hypotheses(statement("lemma-2.2-sharp"), case.depth, case.values)
    sign = -1 if case.lam < 0 else 1
    above = order(alpha, resolve(L, case.depth), case.values) if sign > 0 else 1
    if above == 0:
        raise ValueError(f"alpha = {case.alpha}: equals the limit L, where nothing moves")
    threshold = _threshold(case.depth, sign, sign > 0 and above == 1)
    factors = {MULTIPLIERS[name]: factor for name, factor in scales.items()}
    beyond = order(eta, threshold, case.values | factors)
    if above is None or beyond is None:
        return UNDECIDED
    claim = "negative_eigenvalue" if sign < 0 else ("above_limit" if above == 1 else "below_limit")
    verdict = at_growing_precision(lambda bits: _follow(case, beyond == 1, claim, bits), limit=2048)
    return _follow_exactly(case, beyond == 1, claim) if verdict.verdict is Verdict.UNDECIDED else verdict


def _follow(case: Start, passes: bool, claim: str, bits: int) -> CaseVerdict | None:
    """Follow the orbit in balls; ``passes`` is what the claim says. None asks for more bits."""
    value, start, step = (to_ball(number, bits) for number in (case.lam, case.alpha, case.eta))
    limit = descent_limit(case.depth, value)
    side = compare(start, limit)
    if side is None:
        return None
    never = stays_on_its_side(case.depth, value, step, start, limit)
    if passes and never:
        return refuted(claim, never_passes="1 - eta h >= 0 between alpha and L")
    distance = first = side * (start - limit)
    orbit = ball_orbit(case.depth, value, start, step)
    next(orbit)
    for iteration, state in zip(range(1, BUDGET + 1), orbit, strict=False):
        new_distance = side * (state - limit)
        place, motion = compare(new_distance, arb(0)), compare(new_distance, distance)
        if place is None or (place == 1 and motion is None):
            return None
        if place == -1:
            return upheld(passes=str(iteration)) if passes else refuted(claim, iteration, passes=str(iteration))
        if motion == 1:
            return refuted(claim, iteration, turns_back=str(iteration))
        if not passes and new_distance < first * arb((1, _ARRIVED)):
            return upheld(one_sided=str(iteration))
        if not passes and never and iteration >= 100:
            return upheld(one_sided=str(iteration))
        distance = new_distance
    return UNDECIDED


def _follow_exactly(case: Start, passes: bool, claim: str) -> CaseVerdict:
    """Decide a case in which the orbit lands on a rational limit: it then stays there, and has not passed."""
    limit = rational_value(resolve(L, case.depth), case.values)
    if limit is None:
        return UNDECIDED
    side = 1 if case.alpha > limit else -1
    orbit = exact_orbit(case.depth, case.lam, case.alpha, case.eta)
    for iteration, state in zip(range(_EXACT_STEPS + 1), orbit, strict=False):
        distance = side * (state - limit)
        if distance == 0:
            # the exception named in the note: landing on L counts neither for nor against passing
            return upheld(lands_on_limit=str(iteration))
        if distance < 0:
            return upheld(passes=str(iteration)) if passes else refuted(claim, iteration, passes=str(iteration))
    return UNDECIDED


CAMPAIGN = Campaign(
    statement="lemma-2.2-sharp",
    draw=draw,
    check=check,
    evidence="sampled on both sides of the threshold; orbits in balls, never passing by a sign certificate",
    default_cases=2000,
)
