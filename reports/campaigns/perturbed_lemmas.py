"""Campaigns for the lemmas on the perturbed start: orbits of the pair, followed in balls, checked step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

import numpy as np
from flint import arb

from numerics.bounds.pair_count import require_perturbed, root_ball, transition_bound
from numerics.bounds.rapidity_law import case_values, floor_range
from numerics.cases.cube import unit_points
from numerics.cases.pair import PerturbedCase, PerturbedCases, draw_perturbed, root_values
from numerics.exact.balls import compare, to_ball
from numerics.exact.verdict import Undecided, Verdict
from numerics.orbits.pair import PairState, ball_pair_orbit
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, sign_change
from numerics.orbits.scalar import ball_orbit
from reports.campaigns.deciding import UNDECIDED, at_growing_precision, refuted, shown, upheld, with_step_factor
from reports.engine.campaign import Campaign, CaseVerdict, Parameters, Scales
from theory.language.statement import Statement
from theory.language.symbols import MULTIPLIERS
from theory.records_perturbed_lemmas import LEMMA_2_11, LEMMA_2_12, LEMMA_D_2, LEMMA_D_3, REMARK_2_10

#: Steps on which the claims about single steps are checked.
FOLLOWED = 250
#: The intended length of the runs drawn; great depths need more.
LENGTH = 300.0
#: The fall of the error that counts as convergence in Lemma 2.12.
MILLIONTH = Fraction(1, 10**6)

_MARGIN = 1 - 2.0**-30

#: Says which claim fails at step k, "" if none does, None if the balls do not tell. Arguments: the case, the scales,
#: the states before and at k (the same for k = 0), and the iterates of (18) from α−β and from α.
Failure = Callable[[PerturbedCase, Scales, int, PairState, PairState, arb, arb], str | None]


# Draws ----------------------------------------------------------------------------------------------------


def draw(count: int, seed: int, regime: str | None = None) -> Sequence[Parameters]:
    """Return ``count`` exact cases inside (14), of one regime or of all.

    >>> draw(2, 0, "zero")[0]["eigenvalue"]
    '0'
    """
    return [case.as_json() for case in draw_perturbed(count, seed, regime=regime, length=LENGTH)]


def draw_transition(count: int, seed: int) -> Sequence[Parameters]:
    """Return exact cases of Lemma 2.11: λ < 0, β up to α, step sizes up to (25)."""
    cases = draw_perturbed(count, seed, regime="negative", length=LENGTH)
    n, excess = cases.depth.astype(np.float64), root_values(cases.depth)
    wider = _wider_perturbation(cases, unit_points(count, seed + 1, 1)[:, 0])
    faster = 9 * n / excess**2 / (3 * n - 2)
    return [case.as_json() for case in replace(cases, beta=wider, eta=cases.eta * faster * _MARGIN)]


def draw_above(count: int, seed: int) -> Sequence[Parameters]:
    """Return exact cases of Lemma D.3: λ ≥ 0, a start above, steps up to (78); for λ = 0 also β up to α."""
    positive = draw_perturbed(count, seed, regime="above", length=LENGTH)
    zero = draw_perturbed(count, seed, regime="zero", length=LENGTH)
    pick = unit_points(count, seed + 1, 2)
    zero = replace(zero, beta=_wider_perturbation(zero, pick[:, 0]))
    from_zero = pick[:, 1] < 0.3
    columns = (np.where(from_zero, a, b) for a, b in zip(zero.floats, positive.floats, strict=True))
    cases = PerturbedCases(positive.depth, *columns)
    # (78) has no c, which the steps drawn inside (14) leave room for.
    return [case.as_json() for case in replace(cases, eta=cases.eta / root_values(cases.depth) ** 2 * _MARGIN)]


def _wider_perturbation(cases: PerturbedCases, pick: np.ndarray) -> np.ndarray:
    """Return β stretched from (c−1)α to α in half of the cases."""
    excess = root_values(cases.depth)
    grain = 4 * np.spacing(cases.alpha)
    stretched = np.maximum(np.floor(cases.beta / excess * _MARGIN / grain), 1) * grain
    return np.where(pick < 0.5, stretched, cases.beta)


# Following an orbit -----------------------------------------------------------------------------------------


def follow(record: Statement, failure: Failure, parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Check the claims of ``record`` on the first FOLLOWED steps of one exact case, in balls.

    Raises ValueError when the parameters break a hypothesis.
    """
    case = PerturbedCase.from_json(parameters)
    require(record, case, scales)
    return at_growing_precision(lambda bits: _follow(case, failure, scales, bits), 256)


def require(record: Statement, case: PerturbedCase, scales: Scales) -> None:
    """Raise ValueError when ``case`` breaks a hypothesis of ``record``, its constants multiplied by ``scales``."""
    factors = {MULTIPLIERS[name]: factor for name, factor in scales.items()}
    require_perturbed(record, case.depth, case_values(case) | factors)


def _follow(
    case: PerturbedCase, failure: Failure, scales: Scales, bits: int, last: int = FOLLOWED
) -> CaseVerdict | None:
    before = None
    for k, (state, a, b) in enumerate(_orbits(case, bits)):
        failed = failure(case, scales, k, before or state, state, a, b)
        if failed is None:
            return None
        if failed:
            return refuted(failed, float(k), iteration=str(k), first=shown(state.first), second=shown(state.second))
        if k == last or not state.total.is_finite():
            break
        before = state
    return upheld(iterations=str(k))


def _orbits(case: PerturbedCase, bits: int) -> Iterator[tuple[PairState, arb, arb]]:
    lam, alpha, beta, eta = (to_ball(value, bits) for value in (case.lam, case.alpha, case.beta, case.eta))
    start = to_ball(case.alpha - case.beta, bits)
    return zip(
        ball_pair_orbit(case.depth, lam, alpha, beta, eta),
        ball_orbit(case.depth, lam, start, eta),
        ball_orbit(case.depth, lam, alpha, eta),
        strict=False,
    )


def _scaled(scales: Scales, name: str) -> arb:
    return to_ball(scales.get(name, Fraction(1)), 256)


def _first_failure(checks: Sequence[tuple[str, int | None]], wrong: int) -> str | None:
    """Return the name of the first check whose order is ``wrong``, None if one before it is open, else ""."""
    for name, order in checks:
        if order == wrong:
            return name
        if order is None:
            return None
    return ""


# The claims -------------------------------------------------------------------------------------------------


def balance_failure(
    case: PerturbedCase, scales: Scales, k: int, before: PairState, state: PairState, a: arb, b: arb
) -> str | None:
    """Remark 2.10: 0 < Δ₂(k) ≤ Δ₂(k−1) ≤ β(2α−β)."""
    initial = case.beta * (2 * case.alpha - case.beta)
    if k == 0:
        # Both sides are equal unless the constant is mutated, so this is decided exactly.
        return "at_most_initial" if case.alpha**2 - (case.alpha - case.beta) ** 2 > _factor(scales) * initial else ""
    return _first_failure(
        (
            ("positive", compare(arb(0), state.squares)),
            ("decreases", compare(state.squares, before.squares)),
            ("at_most_initial", compare(state.squares, to_ball(initial, 256) * _scaled(scales, "upper"))),
        ),
        1,
    )


def _factor(scales: Scales) -> Fraction:
    return scales.get("upper", Fraction(1))


def below_failure(
    case: PerturbedCase, scales: Scales, k: int, before: PairState, state: PairState, a: arb, b: arb
) -> str | None:
    """Lemma D.2: a(k)^N ≤ p(k) ≤ λ, p₂ ≤ cL, p₁ and p₂ increase."""
    lam = to_ball(case.lam, 256)
    product = state.product(case.depth)
    ceiling = root_ball(case.depth) * lam.root(case.depth) * _scaled(scales, "upper")
    checks = [
        ("above_a", compare(_scaled(scales, "lower") * a**case.depth, product)),
        ("second_bounded", compare(state.second, ceiling)),
    ]
    # At k = 0 the hypothesis says p ≤ λ, and equality is allowed.
    if k:
        checks += [
            ("below_limit", compare(product, lam)),
            ("increasing", compare(before.first, state.first)),
            ("increasing", compare(before.second, state.second)),
        ]
    return _first_failure(checks, 1)


def above_failure(
    case: PerturbedCase, scales: Scales, k: int, before: PairState, state: PairState, a: arb, b: arb
) -> str | None:
    """Lemma D.3: λ ≤ p(k) ≤ b(k)^N, p₁ and p₂ decrease."""
    product = state.product(case.depth)
    checks = [
        ("below_b", compare(product, _scaled(scales, "upper") * b**case.depth)),
        ("above_limit", compare(to_ball(case.lam, 256), product)),
    ]
    if k:
        checks += [
            ("decreasing", compare(state.first, before.first)),
            ("decreasing", compare(state.second, before.second)),
        ]
    return _first_failure(checks, 1)


def transition_failure(
    case: PerturbedCase, scales: Scales, k: int, before: PairState, state: PairState, a: arb, b: arb
) -> str | None:
    """Lemma 2.11, (50): p₁(k) ≤ a(k) and b(k) ≤ p₂(k), for k < k_p. At the start both are equalities."""
    if k == 0:
        return ""
    return _first_failure((("first_below_a", compare(state.first, a)), ("second_above_b", compare(b, state.second))), 1)


def convergence_failure(
    case: PerturbedCase, scales: Scales, k: int, before: PairState, state: PairState, a: arb, b: arb
) -> str | None:
    """Lemma 2.12: |p − λ| decreases and p − λ keeps its sign."""
    if k == 0:
        return ""
    lam = to_ball(case.lam, 256)
    side = 1 if case.alpha ** (case.depth - 1) * (case.alpha - case.beta) > case.lam else -1
    old, new = (side * (point.product(case.depth) - lam) for point in (before, state))
    return _first_failure((("one_side", compare(arb(0), new)), ("error_decreases", compare(new, old))), 1)


def check_transition(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide Lemma 2.11 for one exact case: k_p against (46), and (50) on the steps before it.

    Raises ValueError when the parameters break a hypothesis.
    """
    case = PerturbedCase.from_json(parameters)
    require(LEMMA_2_11, case, scales)
    time = sign_change(case.depth, case.lam, case.alpha, case.beta, case.eta)
    bound = transition_bound(case, 128, scales)
    least, most = floor_range(bound)  # k_p is an integer
    details = {"transition": f"{time.lower}", "upper": shown(bound)}
    if time.lower > most:
        return refuted("transition", float(time.lower), **details)
    if time.upper is None or time.upper > least:
        return UNDECIDED
    last = min(FOLLOWED, time.lower - 1)
    steps = at_growing_precision(lambda bits: _follow(case, transition_failure, scales, bits, last), 256)
    if steps.verdict is not Verdict.UPHELD:
        return steps
    return upheld(least / time.lower, **details)


def check_convergence(parameters: Parameters, scales: Scales) -> CaseVerdict:
    """Decide Lemma 2.12 for one exact case: its first steps, and that the error falls to a millionth.

    Raises ValueError when the parameters break a hypothesis.
    """
    case = PerturbedCase.from_json(parameters)
    steps = follow(LEMMA_2_12, convergence_failure, parameters, scales)
    if steps.verdict is not Verdict.UPHELD:
        return steps
    start = abs(case.alpha ** (case.depth - 1) * (case.alpha - case.beta) - case.lam)
    if start == 0:
        return steps
    # For λ = 0 the approach may be as slow as k^{−N/(2N−2)} before it becomes linear: there a tenth is asked for.
    fall = MILLIONTH if case.lam else Fraction(1, 10)
    try:
        time = hitting_time_perturbed(case.depth, case.lam, case.alpha, case.beta, case.eta, start * fall)
    except Undecided:
        return UNDECIDED
    return upheld(iterations=str(time.upper)) if time.upper is not None else UNDECIDED


def _stepwise(record: Statement, failure: Failure, drawn: Callable[[int, int], Sequence[Parameters]]) -> Campaign:
    return _campaign(record, partial(follow, record, failure), drawn)


def _campaign(
    record: Statement,
    decide_case: Callable[[Parameters, Scales], CaseVerdict],
    drawn: Callable[[int, int], Sequence[Parameters]],
    evidence: str = f"sampled; orbits followed in balls for {FOLLOWED} steps",
) -> Campaign:
    return Campaign(
        statement=record.id,
        draw=drawn,
        check=decide_case,
        evidence=evidence,
        default_cases=400,
        follow=with_step_factor,
    )


BALANCE = _stepwise(REMARK_2_10, balance_failure, draw)
BELOW = _stepwise(LEMMA_D_2, below_failure, partial(draw, regime="below"))
ABOVE = _stepwise(LEMMA_D_3, above_failure, draw_above)
TRANSITION = _campaign(
    LEMMA_2_11,
    check_transition,
    draw_transition,
    f"sampled; certified sign change against a ball around (46), (50) in balls for up to {FOLLOWED} steps",
)
CONVERGENCE = _campaign(
    LEMMA_2_12,
    check_convergence,
    draw,
    f"sampled; {FOLLOWED} steps in balls, then a certified time at which the error is a millionth (λ = 0: a tenth)",
)
