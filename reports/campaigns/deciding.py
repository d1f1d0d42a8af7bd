"""What campaigns share when they decide single cases: exact parameters in, balls of growing precision, a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from flint import arb

from numerics.exact.balls import working_precision
from numerics.exact.numbers import exact
from numerics.exact.verdict import Verdict
from reports.engine.campaign import CaseVerdict, Outcome, Parameters, Scales, collect

UNDECIDED = CaseVerdict(Verdict.UNDECIDED)


def numbers(parameters: Parameters, *names: str) -> tuple[Fraction, ...]:
    """Return the exact values of the entries ``names``; raises ValueError naming a missing or malformed one.

    >>> numbers({"step": "1/3"}, "step")
    (Fraction(1, 3),)
    """
    for name in names:
        if name not in parameters:
            raise ValueError(f"the parameters lack {name!r}")
    return tuple(exact(parameters[name]) for name in names)


def number_list(parameters: Parameters, name: str, most: int) -> list[Fraction]:
    """Return the exact values in the list ``name``; raises ValueError unless it is a list of at most ``most`` numbers.

    >>> number_list({"eigenvalues": ["1/3", 2]}, "eigenvalues", 4)
    [Fraction(1, 3), Fraction(2, 1)]
    """
    values = parameters.get(name)
    if not isinstance(values, list | tuple) or len(values) > most:
        raise ValueError(f"{name} = {values!r:.60}: must be a list of at most {most} numbers")
    return [exact(value) for value in values]


def integer(parameters: Parameters, name: str, least: int = 1, most: int = 10_000) -> int:
    """Return the integer entry ``name``; raises ValueError when it is missing or not an integer in least … most.

    >>> integer({"depth": 3}, "depth")
    3
    """
    (value,) = numbers(parameters, name)
    if value.denominator != 1 or not least <= value <= most:
        raise ValueError(f"{name} = {parameters[name]}: must be an integer from {least} to {most}")
    return int(value)


def rounded(value: float, digits: int = 6) -> str:
    """Return ``value`` rounded to ``digits`` decimal digits as an exact fraction, short enough to read in a witness.

    >>> rounded(0.333333333)
    '333333/1000000'
    """
    return str(Fraction(f"{value:.{digits}g}"))


def at_growing_precision(
    attempt: Callable[[int], CaseVerdict | None], start: int = 128, limit: int = 16384
) -> CaseVerdict:
    """Return the first verdict of ``attempt(bits)``, called with the working precision set to ``bits``.

    The bits double from ``start`` for as long as it returns None, which says that its balls overlap where they
    should not. Beyond ``limit`` the case is undecided.

    >>> at_growing_precision(lambda bits: upheld(bits=str(bits)) if bits > 200 else None).details
    {'bits': '256'}
    """
    bits = start
    while bits <= limit:
        with working_precision(bits):
            verdict = attempt(bits)
        if verdict is not None:
            return verdict
        bits *= 2
    return UNDECIDED


def upheld(ratio: float | None = None, **details: str) -> CaseVerdict:
    """Return the verdict on a case in which every claim was decided and holds."""
    return CaseVerdict(Verdict.UPHELD, ratio=ratio, details=details)


def refuted(claim: str, cost: float = 0.0, **details: str) -> CaseVerdict:
    """Return the verdict on a case in which ``claim`` certainly fails; ``cost`` is what a replay takes."""
    return CaseVerdict(Verdict.REFUTED, claim, cost=cost, details=details)


def shown(ball: arb) -> str:
    """Return the digits of ``ball`` that are certain, with the radius if it is not exact."""
    text: str = ball.str(15)
    return text


def with_step_factor(parameters: Parameters, scales: Scales) -> Parameters:
    """Return a case whose step size follows a mutation that multiplies its bound.

    Step sizes are drawn up to their bound. With ``scales["step"]`` = q they are multiplied by q as well: they then
    fill the mutated hypothesis up to its bound, where the mutated claim fails if it fails at all.

    >>> with_step_factor({"step": "1/4"}, {"step": Fraction(2)})
    {'step': '1/2'}
    """
    return {**parameters, "step": str(exact(parameters["step"]) * scales.get("step", Fraction(1)))}


def batch_with_step_factor(
    draw: Callable[[int, int], Sequence[Parameters]],
    check: Callable[[Parameters, Scales], CaseVerdict],
    start: int,
    stop: int,
    seed: int,
    scales: Scales,
) -> Outcome:
    """Decide cases whose step size is drawn up to its bound; see ``with_step_factor``."""
    cases = [with_step_factor(case, scales) for case in draw(stop, seed)[start:]]
    return collect(cases, [check(case, scales) for case in cases], start)
