"""Campaigns for Theorem 1.3 and for our sharp count: certified hitting times of the pair against certified bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from flint import arb

from numerics.bounds.pair_count import PerturbedBound, enclose_bound
from numerics.bounds.rapidity_law import SharpBound, floor_range, law_case_of, sharp_bound
from numerics.cases.cube import unit_points
from numerics.cases.pair import PerturbedCase, PerturbedCases, draw_perturbed, root_values
from numerics.exact.balls import ceiling_range, compare, endpoints, to_ball, working_precision
from numerics.exact.verdict import Undecided, Verdict
from numerics.orbits.hitting_time import HittingTime
from numerics.orbits.pair import ball_pair_orbit
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, hitting_times_perturbed
from numerics.orbits.scalar import ball_orbit
from reports.campaigns import perturbed_exact, perturbed_lemmas
from reports.campaigns.deciding import UNDECIDED, at_growing_precision, refuted, shown, upheld, with_step_factor
from reports.engine.campaign import Campaign, CaseVerdict, Outcome, Parameters, Scales
from theory.language.statement import Statement
from theory.records_perturbed import THEOREM_1_3, THEOREM_1_3_SHARP

#: Precisions in bits, tried in turn until a bound is enclosed and its comparison decided.
_BITS = (64, 128, 256, 1024)
#: Iterations after which a batch gives a case up as undecided; a single case is allowed many more.
BATCH_BUDGET = 20_000_000
#: First steps of a single case with λ ≥ 0 on which the sandwich (15) is checked in balls.
SANDWICH_STEPS = 60
#: Cases of a chunk that a batch leaves open and takes up one by one, in exact and ball arithmetic.
SECOND_LOOKS = 100
#: A drawn ε of the factors is at most this much below the drawn accuracy on the product, divided by its factor.
_ROUND_DOWN = 1 - 2.0**-30

#: What a batch compares: a ball around the count, and the accuracy on the product as a ball (None: ε itself).
BoundOf = Callable[[PerturbedCase, int, Scales], tuple[arb, arb | None] | None]


def factor_cases(count: int, seed: int) -> PerturbedCases:
    """Return drawn cases of Theorem 1.3, whose ε is an accuracy of the factors, not of the product.

    >>> bool((factor_cases(20, 1).eps > 0).all())
    True
    """
    cases = draw_perturbed(count, seed)
    n = cases.depth.astype(np.float64)
    root = np.abs(cases.lam) ** (1 / n)
    largest = np.maximum(cases.alpha, root) * np.where(cases.lam < 0, 1 + root_values(cases.depth), 1.0)
    return replace(cases, eps=cases.eps / (n * largest ** (n - 1)) * _ROUND_DOWN)


def draw(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact parameter sets inside the hypotheses of Theorem 1.3, both signs of λ and zero."""
    return [case.as_json() for case in factor_cases(count, seed)]


def sharp_cases(count: int, seed: int) -> PerturbedCases:
    """Return drawn cases of the sharp count: half of them inside (14), half over all that its own hypotheses allow.

    Those have β up to α and η up to 1/(2N P^{2N−2}).

    >>> cases = sharp_cases(100, 1)
    >>> bool((cases.beta > 0.7 * cases.alpha).any())
    True
    """
    cases = draw_perturbed(count, seed)
    wide = unit_points(count, seed + 1, 1)[:, 0] < 0.5
    n, excess = cases.depth.astype(np.float64), root_values(cases.depth)
    grain = 4 * np.spacing(cases.alpha)
    beta = np.where(wide, np.maximum(np.floor(cases.beta / excess * _ROUND_DOWN / grain), 1) * grain, cases.beta)
    root = np.abs(cases.lam) ** (1 / n)
    radius = np.maximum(cases.alpha**2, root**2 + beta * (2 * cases.alpha - beta))
    largest = _ROUND_DOWN / (2 * n * radius ** (n - 1))
    published = excess**2 / (9 * n * np.maximum(cases.alpha, root) ** (2 * n - 2))
    return replace(cases, beta=beta, eta=np.where(wide, np.minimum(cases.eta / published, 1.0) * largest, cases.eta))


def draw_sharp(count: int, seed: int) -> Sequence[Parameters]:
    """Return ``count`` exact parameter sets of the sharp count; ε is the accuracy on the product."""
    return [case.as_json() for case in sharp_cases(count, seed)]


def theorem_bound(case: PerturbedCase, bits: int, scales: Scales) -> tuple[arb, arb | None]:
    """Return (15) or (16) and the accuracy on the product that it promises."""
    bound: PerturbedBound = enclose_bound(case, bits, scales)
    return bound.count, bound.product_accuracy


def sharp_count(case: PerturbedCase, bits: int, scales: Scales) -> tuple[arb, None] | None:
    """Return the sharp count, or None when the start already is within ε."""
    bound: SharpBound | None = sharp_bound(case, bits, scales)
    return None if bound is None else (bound.value, None)


def check(record: Statement, bound_of: BoundOf, parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide one exact parameter set: the certified T against the bound, and for 1.3 the sandwich (15).

    Raises ValueError when the parameters break a hypothesis.
    """
    case = PerturbedCase.from_json(parameters)
    perturbed_lemmas.require(record, case, scales)
    name = _claim(record, case)
    if record.id == THEOREM_1_3.id and case.lam >= 0:
        sandwich = at_growing_precision(lambda bits: _sandwich(case, bits), 256, 4096)
        if sandwich.verdict is not Verdict.UPHELD:
            return sandwich
    for bits in _BITS:
        try:
            bound = bound_of(case, bits, scales)
        except Undecided:
            continue
        if bound is None:
            return upheld(iterations="0")
        count, accuracy = bound
        time = _hitting_time(case, accuracy)
        verdict = _verdict(record, time.lower, time.upper, count)
        details = {"iterations": f"{time.lower}..{time.upper}" if time.iterations is None else f"{time.lower}"}
        details["upper"] = shown(count)
        if verdict is Verdict.REFUTED:
            return refuted(name, float(time.lower), **details)
        if verdict is Verdict.UPHELD:
            ratio = _integer_bound(record, count)[0] / time.lower if time.lower else None
            return upheld(ratio, **details)
    return UNDECIDED


def _claim(record: Statement, case: PerturbedCase) -> str:
    if record.id == THEOREM_1_3.id:
        return "negative" if case.lam < 0 else "nonnegative"
    found = law_case_of(case)
    return "" if found is None else found.name


def _hitting_time(case: PerturbedCase, accuracy: arb | None) -> HittingTime:
    target = case.eps if accuracy is None else accuracy
    return hitting_time_perturbed(case.depth, case.lam, case.alpha, case.beta, case.eta, target)


def _integer_bound(record: Statement, count: arb) -> tuple[int, int]:
    """Return the smallest and largest value of the integer bound: ⌈count⌉ for Theorem 1.3, ⌊count⌋ for ours."""
    return ceiling_range(count) if record.id == THEOREM_1_3.id else floor_range(count)


def _verdict(record: Statement, lowest: int, highest: int | None, count: arb) -> Verdict:
    """Decide the claim on T for lowest ≤ T ≤ highest (None: unbounded)."""
    least, most = _integer_bound(record, count)
    if lowest > most:
        return Verdict.REFUTED
    return Verdict.UPHELD if highest is not None and highest <= least else Verdict.UNDECIDED


def _sandwich(case: PerturbedCase, bits: int) -> CaseVerdict | None:
    """Check |p − λ| ≤ max(|a^N − λ|, |b^N − λ|) on the first steps, in balls; None asks for more bits.

    At the start p lies between a^N and b^N whatever the parameters.
    """
    lam, alpha, beta, eta = (to_ball(value, bits) for value in (case.lam, case.alpha, case.beta, case.eta))
    start = to_ball(case.alpha - case.beta, bits)
    orbits = zip(
        range(SANDWICH_STEPS + 1),
        ball_pair_orbit(case.depth, lam, alpha, beta, eta),
        ball_orbit(case.depth, lam, start, eta),
        ball_orbit(case.depth, lam, alpha, eta),
        strict=False,
    )
    for k, state, a, b in orbits:
        error = abs(state.product(case.depth) - lam)
        outer = abs(a**case.depth - lam).max(abs(b**case.depth - lam))
        order = compare(error, outer) if k else -1
        if order is None:
            return None
        if order == 1:
            return refuted("sandwich", float(k), iteration=str(k), error=shown(error), bound=shown(outer))
    return upheld()


def batch(
    record: Statement,
    bound_of: BoundOf,
    cases_of: Callable[[int, int], PerturbedCases],
    start: int,
    stop: int,
    seed: int,
    scales: Scales,
) -> Outcome:
    """Decide the cases start..stop−1 of the draw in compiled arithmetic; refutations are confirmed by ``check``."""
    drawn = cases_of(stop, seed).take(np.arange(start, stop))
    cases = replace(drawn, eta=drawn.eta * float(scales.get("step", 1)))
    bounds = [_enclosed(bound_of, case, scales) for case in cases]
    low, high = cases.eps.copy(), cases.eps.copy()
    for row, bound in enumerate(bounds):
        if bound is not None and bound[1] is not None:
            ends = endpoints(bound[1])
            low[row], high[row] = np.nextafter(float(ends[0]), 0.0), np.nextafter(float(ends[1]), np.inf)
    times = hitting_times_perturbed(cases, accuracy=(low, high), budget=BATCH_BUDGET)
    ratios: list[float] = []
    suspects: list[tuple[int, int]] = []
    open_rows: list[int] = []
    for row, (least, most) in enumerate(zip(times.lower.tolist(), times.upper.tolist(), strict=True)):
        bound = bounds[row]
        verdict = Verdict.UNDECIDED
        if bound is not None:
            verdict = _verdict(record, least, most if most >= 0 else None, bound[0])
        if verdict is Verdict.UPHELD and bound is not None:
            if least:
                ratios.append(_integer_bound(record, bound[0])[0] / least)
        elif verdict is Verdict.REFUTED:
            suspects.append((least, row))
        else:
            open_rows.append(row)
    undecided = max(len(open_rows) - SECOND_LOOKS, 0)
    for row in open_rows[:SECOND_LOOKS]:
        second = check(record, bound_of, cases[row].as_json(), scales)
        if second.verdict is Verdict.UPHELD and second.ratio is not None:
            ratios.append(second.ratio)
        elif second.verdict is Verdict.REFUTED:
            suspects.append((int(second.cost), row))
        undecided += second.verdict is Verdict.UNDECIDED
    return _confirmed(record, bound_of, cases, start, scales, suspects, undecided, ratios)


def _confirmed(
    record: Statement,
    bound_of: BoundOf,
    cases: PerturbedCases,
    start: int,
    scales: Scales,
    suspects: list[tuple[int, int]],
    undecided: int,
    ratios: list[float],
) -> Outcome:
    """Confirm the cheapest suspect from its exact parameters; it becomes the witness."""
    witness = None
    for cost, row in sorted(suspects):
        parameters = cases[row].as_json()
        confirmed = check(record, bound_of, parameters, scales)
        if confirmed.verdict is Verdict.REFUTED:
            witness = (float(cost), start + row, parameters, confirmed)
            break
        undecided += 1
    return Outcome(len(cases), undecided, len(suspects) if witness else 0, tuple(ratios), witness)


def _enclosed(bound_of: BoundOf, case: PerturbedCase, scales: Scales) -> tuple[arb, arb | None] | None:
    """Return count and accuracy at the first precision that encloses them; (0, None) when T = 0."""
    for bits in _BITS:
        try:
            with working_precision(bits):
                bound = bound_of(case, bits, scales)
        except Undecided:
            continue
        return (arb(0), None) if bound is None else bound
    return None


_THEOREM = (THEOREM_1_3, theorem_bound)
_SHARP = (THEOREM_1_3_SHARP, sharp_count)

CAMPAIGN = Campaign(
    statement="1.3",
    draw=draw,
    check=partial(check, *_THEOREM),
    evidence=(
        "sampled; certified hitting times of the product against ball enclosures of (15) and (16); single cases also "
        f"check the sandwich (15) on {SANDWICH_STEPS} steps in balls"
    ),
    default_cases=20_000,
    batch=partial(batch, *_THEOREM, factor_cases),
    follow=with_step_factor,
)

SHARP_CAMPAIGN = Campaign(
    statement="1.3-sharp",
    draw=draw_sharp,
    check=partial(check, *_SHARP),
    evidence="sampled; certified hitting times of the product against ball enclosures of the count",
    default_cases=1_000,
    batch=partial(batch, *_SHARP, sharp_cases),
    follow=with_step_factor,
)

PERTURBED_CAMPAIGNS: tuple[Campaign, ...] = (
    perturbed_exact.MATRICES,
    perturbed_exact.DIFFERENCES,
    perturbed_lemmas.BALANCE,
    perturbed_lemmas.TRANSITION,
    perturbed_lemmas.CONVERGENCE,
    perturbed_exact.PRODUCT_MAP,
    perturbed_lemmas.BELOW,
    perturbed_lemmas.ABOVE,
    CAMPAIGN,
    perturbed_exact.DECAY,
    SHARP_CAMPAIGN,
)
