"""Campaign for Theorem 1.1: one step size for a whole spectrum, and the error (11) of every eigenvalue.

Along an orbit that stays on one side of its limit, (11) says |d(k) − L| ≤ ε' for some ε' > ε. The first k with
this is a hitting time, and it is certified. No later iterate violates (11), as the distance never grows
(``numerics.orbits.scalar.stays_on_its_side``). So the claim for all k ≥ T^Id is upheld when that first k is at most
⌈T^Id⌉, and refuted when it is larger.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache

from flint import arb

from numerics.bounds.scalar_count import enclose_bounds, values_of
from numerics.cases.cube import unit_points
from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import ceiling_range, compare, endpoints, to_ball, working_precision
from numerics.exact.numbers import exact
from numerics.exact.verdict import Undecided, Verdict
from numerics.formulas.evaluate import compile_expression
from numerics.formulas.hypotheses import require_hypotheses
from numerics.orbits.hitting_time import HittingTime, hitting_time
from numerics.orbits.scalar import descent_limit, stays_on_its_side
from reports.campaigns.deciding import UNDECIDED, integer, number_list, numbers, refuted, rounded, upheld
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.iteration_count import product_error
from theory.language.definitions import resolve
from theory.language.registry import statement
from theory.language.symbols import MULTIPLIERS, alpha, eps, lam

#: Iterations after which an orbit that does not meet (11) is given up.
BUDGET = 2_000_000

#: Length of a run for λ = 0, the slowest, that a draw allows.
_RUN = 1e5

#: Bits with which ε' is enclosed: the hitting times for both ends of its ball are then almost always equal.
_BITS = 192

#: Coordinates of a draw: one for each of up to six eigenvalues, and the others (depth, n, ‖Ŵ‖, α, η, ε).
_LARGEST_SIZE = 6
_OTHERS = 6


@cache
def _bound(depth: int) -> Callable[..., arb]:
    """Return the right-hand side of (11) as a function of λ, α, ε and the multiplier "error" in balls."""
    return compile_expression(resolve(product_error, depth), (lam, alpha, eps, MULTIPLIERS["error"]), "arb")


def check(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide (11) for every eigenvalue of a spectrum; raises ValueError when the parameters break a hypothesis.

    ``ratio`` is the smallest quotient of ⌈T^Id⌉ and the first iteration that meets (11).
    """
    depth = integer(parameters, "depth")
    start, step, accuracy = numbers(parameters, "alpha", "step", "accuracy")
    eigenvalues = number_list(parameters, "eigenvalues", most=1000)
    if not eigenvalues:
        raise ValueError("eigenvalues = []: a matrix has at least one")
    record = statement("1.1")
    cases = [ScalarCase(depth, value, start, step, accuracy) for value in eigenvalues]
    # M belongs to the whole matrix: the largest eigenvalue in modulus decides about the step size
    for case in sorted(cases, key=lambda case: -abs(case.lam)):
        require_hypotheses(record, depth, values_of(case))
    verdicts = [_check_eigenvalue(case, scales) for case in dict.fromkeys(cases)]
    for verdict in verdicts:
        if verdict.verdict is Verdict.REFUTED:
            return verdict
    if any(verdict.verdict is Verdict.UNDECIDED for verdict in verdicts):
        return UNDECIDED
    return upheld(min(verdict.ratio for verdict in verdicts if verdict.ratio is not None))


def _check_eigenvalue(case: ScalarCase, scales: Scales) -> CaseVerdict:
    """Decide (11) for one eigenvalue."""
    upper = {name: factor for name, factor in scales.items() if name == "upper"}
    try:
        earliest, latest = ceiling_range(enclose_bounds(case, 15, upper).upper)
    except Undecided:
        return UNDECIDED
    with working_precision(_BITS):
        distance = _allowed_distance(case, scales.get("error", Fraction(1)))
    if distance is None:
        return UNDECIDED
    low, high = endpoints(distance)
    if low <= 0:
        return UNDECIDED
    met = _first(case, low)
    if met.upper is not None and met.upper <= earliest:
        return upheld(earliest / max(met.upper, 1))
    missed = _first(case, high).lower
    if missed > latest:
        # every k ≥ T^Id is claimed; up to k = missed − 1 the error is still too large
        return refuted("error", latest, eigenvalue=str(case.lam), iteration=str(latest), error_met_from=str(missed))
    return UNDECIDED


def _first(case: ScalarCase, accuracy: Fraction) -> HittingTime:
    return hitting_time(case.depth, case.lam, case.alpha, case.eta, accuracy, budget=BUDGET)


def _allowed_distance(case: ScalarCase, factor: Fraction) -> arb | None:
    """Return ε' such that (11) with its bound times ``factor`` says |d − L| ≤ ε' on the side of the start.

    None when the balls do not decide, or do not show that the orbit stays on that side.
    """
    value, start, step, accuracy, error = (
        to_ball(number, _BITS) for number in (case.lam, case.alpha, case.eta, case.eps, factor)
    )
    limit = descent_limit(case.depth, value)
    side = compare(start, limit)
    if not side or not stays_on_its_side(case.depth, value, step, start, limit):
        return None
    # |d^N − L^N| ≤ bound on the side of the start, solved for d
    edge = value.max(arb(0)) + side * _bound(case.depth)(value, start, accuracy, error)
    if edge <= 0:
        return limit  # below L even d = 0 meets (11)
    if not edge > 0:
        return None
    return side * (edge.root(case.depth) - limit)


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact spectra, N = 2..10: up to six eigenvalues, with repeated, zero and negative ones.

    A tenth of them has one eigenvalue, a start close to its limit and small steps: there (11) is tight.
    """
    points = unit_points(count, seed, _OTHERS + _LARGEST_SIZE).tolist()
    return [_case(point[:_OTHERS], point[_OTHERS:]) for point in points]


def _case(point: list[float], spectrum: list[float]) -> Parameters:
    depth, size, norm, start, fraction, accuracy = point
    n = 2 + int(9 * depth)
    largest = float(exact(rounded(10 ** (4 * norm - 2))))
    root = largest ** (1 / n)
    close = size < 0.1
    # α is at least ``low`` of the largest limit, so that it is left within some hundred steps of full size
    low = 0.02 if n == 2 else max(0.02, (30 * (n - 2)) ** (-1 / (n - 2)))
    if close:
        chosen, first = [str(exact(rounded(largest)))], root * (1 - 10 ** (-2 - 3 * start))
    else:
        chosen = _spectrum(n, largest, spectrum[: 1 + int(_LARGEST_SIZE * (size - 0.1) / 0.9)])
        first = root * low ** (1 - start / 0.75) if start < 0.75 else root * (1 + 4 * (start - 0.75) ** 2)
    decades = 2.5 if close else 1.0
    part = 0.999999 if fraction > 0.8 else 10 ** (-decades * fraction / 0.8)
    eta = part / ((3 * n - 2) * max(first, root) ** (2 * n - 2))
    limits = [max(float(exact(value)), 0.0) ** (1 / n) for value in chosen]
    eps_value = 0.999 * min(abs(first - limit) for limit in limits) * 10 ** (-3 * accuracy)
    if "0" in chosen:
        # d^N ≤ Nα^{N−1}ε takes about (α/(Nε))^{2−2/N}/((2N−2)ηα^{2N−2}) iterations for λ = 0
        lowest = first / n * (_RUN * (2 * n - 2) * eta * first ** (2 * n - 2)) ** (-n / (2 * n - 2))
        if eps_value < lowest:
            chosen = [f"-{chosen[0].removeprefix('-')}" if value == "0" else value for value in chosen]
    return {
        "depth": n,
        "eigenvalues": chosen,
        "alpha": rounded(first, 12),
        "step": rounded(eta * (1 - 1e-6), 9),
        "accuracy": rounded(eps_value, 9),
    }


def _spectrum(depth: int, largest: float, points: Sequence[float]) -> list[str]:
    """Return one eigenvalue for each of ``points``; the first has the largest modulus."""
    chosen: list[str] = []
    for u in points:
        if chosen and u < 0.1:
            chosen.append(chosen[0])
        elif chosen and u < 0.2:
            chosen.append("0")
        else:
            negative = 0.2 <= u < 0.4
            # down to a tenth in the time scale λ^{2−2/N}
            ratio = 10 ** (-((u - 0.2) / 0.2 % 1) / (2 - 2 / depth)) if chosen else 1.0
            chosen.append(str((-1 if negative else 1) * exact(rounded(largest * ratio))))
    return chosen


CAMPAIGN = Campaign(
    statement="1.1",
    draw=draw,
    check=check,
    evidence="sampled; certified first times at which each eigenvalue meets (11), later ones by a sign certificate",
    default_cases=400,
)
