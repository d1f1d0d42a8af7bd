"""Campaigns: many cases of one statement, each decided, and what came out of them.

A campaign draws exact parameter sets inside the hypotheses and checks the claims on each. Single cases
are decided in exact or ball arithmetic by ``Campaign.check``; where many are wanted, ``Campaign.batch``
decides them in compiled arithmetic first, and nothing is called refuted before ``check`` has
confirmed it from the exact parameters alone.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from numerics.exact.numbers import exact
from numerics.exact.verdict import Verdict
from theory.language.registry import statement

Parameters = Mapping[str, Any]
Scales = Mapping[str, Fraction]
Progress = Callable[[int, int], None]

#: Cases per chunk of a batch campaign. Fixed, so that results do not depend on the number of workers.
CHUNK = 12_500


@dataclass(frozen=True)
class CaseVerdict:
    """The outcome of one case.

    ``claim`` names the claim that decided it, ``ratio`` is bound/truth where that makes sense, ``cost``
    orders witnesses (cheapest to replay first), ``details`` holds certified values as strings.
    """

    verdict: Verdict
    claim: str = ""
    ratio: float | None = None
    cost: float = 0.0
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Witness:
    """A counterexample: exact parameters, the claim they refute, and the mutation it refutes (1 = the claim itself)."""

    statement: str
    claim: str
    scale: Mapping[str, str]
    parameters: Parameters
    details: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Return the witness as the JSON object that ``dmf replay`` reads."""
        return {
            "statement": self.statement,
            "claim": self.claim,
            "scale": dict(self.scale),
            "parameters": dict(self.parameters),
            "details": dict(self.details),
        }


@dataclass(frozen=True)
class Outcome:
    """What a stretch of cases gave. ``ratios`` holds bound/truth of the decided cases where it makes sense."""

    cases: int
    undecided: int
    refuted: int
    ratios: tuple[float, ...]
    witness: tuple[float, int, Parameters, CaseVerdict] | None  # (cost, index, parameters, verdict), cheapest first


@dataclass(frozen=True)
class CampaignResult:
    """The verdict on a statement after a campaign; ``tightness`` holds quantiles of bound/truth."""

    statement: str
    verdict: Verdict
    cases: int
    undecided: int
    refuted: int
    tightness: Mapping[str, float] | None
    witness: Witness | None
    evidence: str

    @property
    def decided(self) -> int:
        """Cases that were upheld or refuted."""
        return self.cases - self.undecided

    def as_json(self) -> dict[str, Any]:
        """Return the object of the ``dmf verify`` contract."""
        return {
            "statement": self.statement,
            "verdict": self.verdict.name,
            "cases": self.cases,
            "decided": self.decided,
            "undecided": self.undecided,
            "refuted": self.refuted,
            "evidence": self.evidence,
            "witness": self.witness.as_json() if self.witness else None,
            "tightness": dict(self.tightness) if self.tightness else None,
        }


@dataclass(frozen=True)
class Campaign:
    """How the cases of one statement are drawn and decided.

    ``draw(count, seed)`` gives exact parameter sets, prefix-stable in ``count``; ``check(parameters, scales)``
    decides one; ``batch(start, stop, seed, scales)``, if given, decides the cases start..stop−1 of
    the same draw together. ``follow(parameters, scales)``, if given, moves a drawn case with a mutated hypothesis,
    to where the mutated claim is new. ``evidence`` says in words what a decided case rests on.
    """

    statement: str
    draw: Callable[[int, int], Sequence[Parameters]]
    check: Callable[[Parameters, Scales], CaseVerdict]
    evidence: str
    default_cases: int
    batch: Callable[[int, int, int, Scales], Outcome] | None = None
    follow: Callable[[Parameters, Scales], Parameters] | None = None

    def cases(self, drawn: Sequence[Parameters], scales: Scales) -> Sequence[Parameters]:
        """Return the cases that are decided for the ``drawn`` ones under a mutation."""
        return drawn if self.follow is None else [self.follow(case, scales) for case in drawn]


def read_scales(id: str, items: Iterable[str]) -> dict[str, Fraction]:
    """Read ``NAME=FACTOR`` items into factors of the named constants of statement ``id``.

    Raises ValueError naming an item that is malformed, unknown to the statement, or not positive.

    >>> read_scales("2.4", ["upper=0.9"])
    {'upper': Fraction(9, 10)}
    """
    record = statement(id)
    known = [constant.name for constant in record.constants]
    scales: dict[str, Fraction] = {}
    for item in items:
        name, separator, factor = item.partition("=")
        if not separator or name not in known:
            listed = ", ".join(known) if known else "none"
            raise ValueError(f"--scale {item!r}: expected NAME=FACTOR; constants of {record.id}: {listed}")
        scales[name] = exact(factor)
        if scales[name] <= 0:
            raise ValueError(f"--scale {item!r}: a factor must be positive")
    return scales


def collect(parameters: Sequence[Parameters], verdicts: Sequence[CaseVerdict], first: int = 0) -> Outcome:
    """Summarise the verdicts of consecutive cases, the first of which has index ``first``."""
    refuted = [
        (verdict.cost, first + index, parameters[index], verdict)
        for index, verdict in enumerate(verdicts)
        if verdict.verdict is Verdict.REFUTED
    ]
    return Outcome(
        cases=len(verdicts),
        undecided=sum(verdict.verdict is Verdict.UNDECIDED for verdict in verdicts),
        refuted=len(refuted),
        ratios=tuple(verdict.ratio for verdict in verdicts if verdict.ratio is not None),
        witness=min(refuted, key=lambda entry: entry[:2], default=None),
    )


def quantiles(ratios: Sequence[float]) -> dict[str, float] | None:
    """Return minimum, median, 90 % quantile and maximum of ``ratios``, or None when there are none.

    >>> quantiles([1.0, 2.0, 3.0])
    {'min': 1.0, 'median': 2.0, 'p90': 2.8, 'max': 3.0}
    """
    if not ratios:
        return None
    values = np.quantile(np.asarray(ratios, dtype=np.float64), [0.0, 0.5, 0.9, 1.0])
    return {name: float(f"{value:.6g}") for name, value in zip(("min", "median", "p90", "max"), values, strict=True)}


def run_campaign(
    campaign: Campaign,
    cases: int | None = None,
    seed: int = 0,
    scales: Scales | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> CampaignResult:
    """Run ``campaign`` on ``cases`` drawn cases and return its verdict; the result does not depend on ``workers``.

    ``progress(done, total)`` is called after each chunk. Workers are forked: a caller with threads of its own
    should leave ``workers`` at 1. Raises ValueError for fewer than one case.
    """
    scales = dict(scales or {})
    total = campaign.default_cases if cases is None else cases
    if total < 1:
        raise ValueError(f"cases {total}: a campaign needs at least one case")
    chunk = CHUNK if campaign.batch else max(1, min(100, -(-total // 20)))
    stretches = [(start, min(start + chunk, total)) for start in range(0, total, chunk)]
    everything = [] if campaign.batch else campaign.draw(total, seed)
    drawn = [everything[start:stop] for start, stop in stretches]
    outcomes: list[Outcome] = []

    def finish(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if progress:
            progress(stretches[len(outcomes) - 1][1], total)

    # The first stretch compiles what the others need; forked workers inherit it.
    finish(_run_stretch(campaign, drawn[0], stretches[0], seed, scales))
    rest = list(zip(drawn, stretches, strict=True))[1:]
    if workers > 1 and rest and "fork" in multiprocessing.get_all_start_methods():
        with ProcessPoolExecutor(min(workers, len(rest)), multiprocessing.get_context("fork")) as pool:
            futures = [pool.submit(_run_stretch, campaign, *part, seed, scales) for part in rest]
            for future in futures:
                finish(future.result())
    else:
        for part in rest:
            finish(_run_stretch(campaign, *part, seed, scales))
    return _summarise(campaign, outcomes, scales)


def _run_stretch(
    campaign: Campaign, drawn: Sequence[Parameters], stretch: tuple[int, int], seed: int, scales: Scales
) -> Outcome:
    """Decide one stretch; ``drawn`` holds its parameter sets unless the campaign draws for itself in a batch."""
    if campaign.batch is not None:
        return campaign.batch(*stretch, seed, scales)
    cases = campaign.cases(drawn, scales)
    return collect(cases, [campaign.check(case, scales) for case in cases], stretch[0])


def _summarise(campaign: Campaign, outcomes: Sequence[Outcome], scales: Scales) -> CampaignResult:
    cases, undecided, refuted = (
        sum(getattr(outcome, name) for outcome in outcomes) for name in ("cases", "undecided", "refuted")
    )
    found = min((o.witness for o in outcomes if o.witness), key=lambda entry: entry[:2], default=None)
    witness = None
    if found is not None:
        _, _, parameters, case = found
        factors = {name: str(factor) for name, factor in scales.items()}
        witness = Witness(campaign.statement, case.claim, factors, parameters, case.details)
    unrefuted = Verdict.UPHELD if cases > undecided else Verdict.UNDECIDED
    verdict = Verdict.REFUTED if refuted else unrefuted
    return CampaignResult(
        statement=campaign.statement,
        verdict=verdict,
        cases=cases,
        undecided=undecided,
        refuted=refuted,
        tightness=quantiles([ratio for outcome in outcomes for ratio in outcome.ratios]),
        witness=witness,
        evidence=campaign.evidence,
    )


def replay(campaign: Campaign, witness: Witness) -> CaseVerdict:
    """Re-derive the verdict on a witness from its exact parameters alone, in exact or ball arithmetic."""
    scales = read_scales(witness.statement, (f"{name}={factor}" for name, factor in witness.scale.items()))
    return campaign.check(witness.parameters, scales)
