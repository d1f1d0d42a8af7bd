"""What a campaign found: counts claim by claim, which add up over stretches of cases, and the verdict they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from numerics.claims.decide import Outcome
from numerics.claims.world import Values
from numerics.exact.verdict import Verdict
from reports.engine.witness import Witness

#: A claim is upheld only when this share of the cases it applies to is decided.
SHARE = Fraction(9, 10)

#: A counterexample: what it costs to follow, the index of its case, the case, and what fails there.
Found = tuple[float, int, Values, Outcome]


@dataclass(frozen=True)
class ClaimResult:
    """What came out for one claim: ``applied`` cases it speaks of, how many were decided, how many of them refuted.

    ``evidence`` counts what the decided cases rest on, ``tightness`` holds quantiles of bound/truth.
    """

    name: str
    verdict: Verdict
    applied: int
    decided: int
    refuted: int
    evidence: Mapping[str, int]
    tightness: Mapping[str, float] | None

    def as_json(self) -> dict[str, Any]:
        """Return the entry of this claim in the object of ``dmf verify``."""
        return {
            "name": self.name,
            "verdict": self.verdict.name,
            "applied": self.applied,
            "decided": self.decided,
            "refuted": self.refuted,
            "evidence": dict(self.evidence),
            "tightness": dict(self.tightness) if self.tightness else None,
        }


@dataclass(frozen=True)
class Result:
    """The verdict on a statement, and on each of its claims.

    ``cases`` were drawn; ``undecided`` are those in which some claim that applies was left open, ``refuted`` those in
    which one certainly fails. ``tightness`` is that of the upper bounds.
    """

    statement: str
    verdict: Verdict
    cases: int
    undecided: int
    refuted: int
    claims: tuple[ClaimResult, ...]
    tightness: Mapping[str, float] | None
    witness: Witness | None
    evidence: str

    @property
    def decided(self) -> int:
        """Cases in which every claim that applies was decided."""
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
            "claims": [claim.as_json() for claim in self.claims],
            "witness": self.witness.as_json() if self.witness else None,
            "tightness": dict(self.tightness) if self.tightness else None,
        }


@dataclass
class Tally:
    """Counts of one claim over a stretch of cases; tallies of stretches add up."""

    applied: int = 0
    decided: int = 0
    refuted: int = 0
    evidence: Counter[str] = field(default_factory=Counter)
    ratios: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the counts of another stretch."""
        self.applied += other.applied
        self.decided += other.decided
        self.refuted += other.refuted
        self.evidence += other.evidence
        self.ratios += other.ratios

    def count(self, outcome: Outcome) -> None:
        """Count one decided case."""
        if not outcome.applies:
            return
        self.applied += 1
        if outcome.verdict is Verdict.UNDECIDED:
            return
        self.decided += 1
        self.refuted += outcome.verdict is Verdict.REFUTED
        self.evidence[kind_of_evidence(outcome.evidence)] += 1
        if outcome.ratio is not None and outcome.verdict is Verdict.UPHELD:
            self.ratios.append(outcome.ratio)

    @property
    def verdict(self) -> Verdict:
        """UPHELD needs SHARE of the cases decided, and at least one."""
        if self.refuted:
            return Verdict.REFUTED
        return Verdict.UPHELD if self.decided and self.decided >= SHARE * self.applied else Verdict.UNDECIDED


@dataclass
class Stretch:
    """What a stretch of consecutive cases gave; ``found`` is its cheapest counterexample.

    ``undecided`` and ``refuted`` are indices of cases: some claims of a case may be decided in a batch, others by
    themselves.
    """

    tallies: dict[str, Tally]
    cases: int = 0
    undecided: set[int] = field(default_factory=set)
    refuted: set[int] = field(default_factory=set)
    found: Found | None = None

    def add(self, other: Stretch) -> None:
        """Add a later stretch."""
        for name, tally in other.tallies.items():
            self.tallies[name].add(tally)
        self.cases += other.cases
        self.undecided |= other.undecided
        self.refuted |= other.refuted
        if other.found is not None:
            self.keep(other.found)

    def keep(self, found: Found) -> None:
        """Keep the cheaper of two counterexamples, the earlier one of equally cheap ones."""
        if self.found is None or found[:2] < self.found[:2]:
            self.found = found

    def count(self, index: int, values: Values, outcome: Outcome) -> None:
        """Count one claim at one case."""
        self.tallies[outcome.claim].count(outcome)
        if outcome.verdict is Verdict.UNDECIDED:
            self.undecided.add(index)
        if outcome.verdict is Verdict.REFUTED:
            self.refuted.add(index)
            self.keep((float(outcome.k or 0), index, values, outcome))


def kind_of_evidence(evidence: str) -> str:
    """Return what kind of evidence a sentence is: its numbers are left out, so that cases can be counted together.

    >>> kind_of_evidence("the first 250 k"), kind_of_evidence("all k from 1 to 35")
    ('the first n k', 'all k from n to n')
    """
    words = ["n" if word.strip(",;:/.").replace("/", "").isdigit() else word for word in evidence.split()]
    return " ".join(words)


def quantiles(ratios: Sequence[float]) -> dict[str, float] | None:
    """Return minimum, median, 90 % quantile and maximum of ``ratios``, or None when there are none.

    One beyond the range of floats counts as the largest of them.

    >>> quantiles([1.0, 2.0, 3.0])
    {'min': 1.0, 'median': 2.0, 'p90': 2.8, 'max': 3.0}
    >>> quantiles([1.0, float("inf"), float("inf")])["max"]
    1.79769e+308
    """
    if not ratios:
        return None
    finite = np.minimum(np.asarray(ratios, dtype=np.float64), np.finfo(np.float64).max)
    values = np.quantile(finite, [0.0, 0.5, 0.9, 1.0])
    return {name: float(f"{value:.6g}") for name, value in zip(("min", "median", "p90", "max"), values, strict=True)}


def result_of(statement: str, upper: Sequence[str], whole: Stretch, witness: Witness | None) -> Result:
    """Return the verdict on a statement after all its cases; ``upper`` names the claims that are upper bounds."""
    claims = tuple(
        ClaimResult(
            name,
            tally.verdict,
            tally.applied,
            tally.decided,
            tally.refuted,
            dict(tally.evidence.most_common()),
            quantiles(tally.ratios),
        )
        for name, tally in whole.tallies.items()
    )
    verdicts = {claim.verdict for claim in claims}
    evidence: Counter[str] = sum((tally.evidence for tally in whole.tallies.values()), Counter())
    kinds = [kind for kind, _ in evidence.most_common(3)]
    return Result(
        statement=statement,
        verdict=next((v for v in (Verdict.REFUTED, Verdict.UNDECIDED) if v in verdicts), Verdict.UPHELD),
        cases=whole.cases,
        undecided=len(whole.undecided - whole.refuted),
        refuted=len(whole.refuted),
        claims=claims,
        tightness=quantiles([ratio for name in upper for ratio in whole.tallies[name].ratios]),
        witness=witness,
        evidence="; ".join(("sampled", *kinds)) if kinds else "nothing was decided",
    )
