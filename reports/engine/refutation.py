"""The first counterexample of a campaign to a mutated statement, and its parameters made short enough to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_UP, Context
from fractions import Fraction
from typing import Any

from numerics.exact.numbers import exact
from numerics.exact.verdict import Verdict
from reports.engine.campaign import Campaign, CaseVerdict, Outcome, Parameters, Scales, Witness, collect
from reports.rendering.markdown import exact_text

#: Size of the first stretch that a compiled batch decides together; each further one is twice as large.
FIRST_STRETCH = 128

#: Significant digits to which the parameters of a witness are rounded, tried in turn until it still refutes.
_DIGITS = (3, 4, 6, 9, 12, 15)


#: How the parameters of a witness are written.
_NAMES = {"depth": "N", "eigenvalue": "λ", "second_eigenvalue": "μ", "alpha": "α", "step": "η", "accuracy": "ε"}


@dataclass(frozen=True)
class Search:
    """What a search for a counterexample gave: its verdict, the cases tried and, if one was found, the witness.

    ``cases`` counts up to and including the first refuted one where cases are decided one by one, else up to
    the end of the stretch that held it.
    """

    verdict: Verdict
    cases: int
    undecided: int
    witness: Witness | None


def first_refutation(campaign: Campaign, cases: int, seed: int, scales: Scales) -> Search:
    """Try up to ``cases`` drawn cases of ``campaign`` under ``scales`` until one refutes the statement (ours)."""
    tried = undecided = 0
    for outcome in _outcomes(campaign, cases, seed, scales):
        tried += outcome.cases
        undecided += outcome.undecided
        if outcome.witness is not None:
            _, _, parameters, verdict = outcome.witness
            return Search(Verdict.REFUTED, tried, undecided, witness_of(campaign, scales, parameters, verdict))
    return Search(Verdict.UPHELD if tried > undecided else Verdict.UNDECIDED, tried, undecided, None)


def _outcomes(campaign: Campaign, cases: int, seed: int, scales: Scales) -> Iterator[Outcome]:
    """Yield the outcomes of consecutive stretches of the campaign."""
    if campaign.batch is None:
        for index, case in enumerate(campaign.cases(campaign.draw(cases, seed), scales)):
            yield collect([case], [campaign.check(case, scales)], index)
        return
    start, length = 0, FIRST_STRETCH
    while start < cases:
        stop = min(start + length, cases)
        yield campaign.batch(start, stop, seed, scales)
        start, length = stop, 2 * length


def witness_of(campaign: Campaign, scales: Scales, parameters: Parameters, verdict: CaseVerdict) -> Witness:
    """Return the witness that ``parameters`` are after ``verdict`` has refuted the statement under ``scales``."""
    factors = {name: str(factor) for name, factor in scales.items()}
    return Witness(campaign.statement, verdict.claim, factors, parameters, verdict.details)


def at_factor(campaign: Campaign, witness: Witness, scales: Scales) -> Witness | None:
    """Return the witness that the parameters of ``witness`` are under other ``scales``, None if they refute nothing."""
    verdict = _attempt(campaign, witness.parameters, scales)
    return witness_of(campaign, scales, witness.parameters, verdict) if verdict else None


def shortened(campaign: Campaign, witness: Witness) -> Witness:
    """Return ``witness`` with its parameters rounded to as few digits as still refute the same claim (ours).

    The step size is rounded down, which keeps it inside its bound, the accuracy down or up. What is printed is
    what was decided, and does not depend on the last bits of a drawn number.
    """
    scales = {name: exact(factor) for name, factor in witness.scale.items()}
    for digits in _DIGITS:
        for modes in ({"step": ROUND_DOWN, "accuracy": mode} for mode in (ROUND_DOWN, ROUND_UP)):
            parameters = {
                name: _short(value, Context(prec=digits, rounding=modes.get(name, ROUND_HALF_EVEN)))
                for name, value in witness.parameters.items()
            }
            verdict = _attempt(campaign, parameters, scales)
            if verdict is not None and verdict.claim == witness.claim:
                return replace(witness, parameters=parameters, details=verdict.details)
    return witness


def _attempt(campaign: Campaign, parameters: Parameters, scales: Mapping[str, Fraction]) -> CaseVerdict | None:
    try:
        verdict = campaign.check(parameters, scales)
    except ValueError:  # a parameter has left the hypotheses
        return None
    return verdict if verdict.verdict is Verdict.REFUTED else None


def _short(value: Any, context: Context) -> Any:
    """Return a parameter rounded in ``context`` if it is an exact number, or a list of them; anything else as it is.

    >>> _short("1/3", Context(prec=3)), _short("square", Context(prec=3)), _short(["22/7", "1"], Context(prec=2))
    ('333/1000', 'square', ['31/10', '1'])
    """
    if isinstance(value, list | tuple):
        return [_short(entry, context) for entry in value]
    if not isinstance(value, str) or not value.lstrip("-")[:1].isdigit():
        return value
    number = exact(value)
    return str(Fraction(context.divide(number.numerator, number.denominator)))


def parameters_text(witness: Witness | None) -> str:
    """Return the exact parameters of a witness on one line.

    >>> parameters_text(Witness("2.4", "upper_3", {}, {"depth": 3, "step": "1/8", "family": "square"}, {}))
    'N=3, η=0.125, family=square'
    """
    if witness is None:
        return "—"
    return ", ".join(f"{_NAMES.get(name, name)}={_text(value)}" for name, value in witness.parameters.items())


def _text(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + "; ".join(_text(entry) for entry in value) + "]"
    if isinstance(value, str) and value.lstrip("-")[:1].isdigit():
        return exact_text(exact(value))
    return str(value)
