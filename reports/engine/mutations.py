"""Mutation tables: every named constant multiplied by a few factors, and what the campaign says of the result.

A factor that makes the claim stronger should be refuted; one that survives is *slack*, and the constant says why.
A factor in the other direction only weakens the claim and should be upheld.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from numerics.exact.verdict import Verdict
from reports.campaigns import CAMPAIGNS
from reports.engine.campaign import Campaign, Progress, Witness
from reports.engine.frontier import ConstantFrontier, constants_of, frontier_by_sampling, shown
from reports.engine.refutation import at_factor, first_refutation, shortened
from reports.pages.iteration_counts.frontier import frontiers
from theory.language.statement import Constant

#: The factors of the table.
FACTORS = (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20), Fraction(21, 20), Fraction(5, 4), Fraction(2))

#: Depths at which the constants of Theorem 2.4 are pushed by search.
DEPTHS = (2, 3, 4)


@dataclass(frozen=True)
class Mutation:
    """One row of a mutation table: what came out for a statement with one constant multiplied by ``factor``.

    ``cases`` were tried until the refutation or altogether. ``source`` is "campaign", or "search" when only the
    search for the frontier held a witness. ``seconds`` is the time it took, which is different in every run.
    """

    statement: str
    constant: Constant
    factor: Fraction
    verdict: Verdict
    cases: int
    witness: Witness | None
    source: str
    seconds: float

    @property
    def stronger(self) -> bool:
        """Whether the mutated claim is stronger than the statement."""
        return self.constant.strengthened_by(float(self.factor))

    @property
    def slack(self) -> bool:
        """Whether a stronger claim survived."""
        return self.stronger and self.verdict is not Verdict.REFUTED

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object, without the time."""
        return {
            "statement": self.statement,
            "name": self.constant.name,
            "factor": shown(self.factor),
            "stronger": self.stronger,
            "verdict": self.verdict.name,
            "slack": self.slack,
            "cases": self.cases,
            "source": self.source,
            "witness": self.witness.as_json() if self.witness else None,
        }


def mutations(
    campaign: Campaign,
    constant: Constant,
    seed: int,
    cases: int,
    searched: Sequence[ConstantFrontier] = (),
    factors: Sequence[Fraction] = FACTORS,
) -> list[Mutation]:
    """Return the rows of one constant, each from at most ``cases`` cases (ours).

    Where the campaign finds nothing, the witnesses of the ``searched`` frontiers are tried at the factor.
    """
    table = []
    for factor in factors:
        began = time.perf_counter()
        scales = {constant.name: factor}
        found = first_refutation(campaign, cases, seed, scales)
        verdict, tried, witness, source = found.verdict, found.cases, found.witness, "campaign"
        if witness is None:
            for entry in searched:
                if entry.constant == constant and entry.witness is not None:
                    witness = at_factor(campaign, entry.witness, scales)
                if witness is not None:
                    verdict, tried, source = Verdict.REFUTED, found.cases + entry.cases, "search"
                    break
        seconds = time.perf_counter() - began
        if witness is not None:
            witness = shortened(campaign, witness)
        table.append(Mutation(campaign.statement, constant, factor, verdict, tried, witness, source, seconds))
    return table


def frontiers_of(
    id: str,
    seed: int,
    cases: int,
    depths: Sequence[int] | None = None,
    generations: int = 12,
    population: int = 96,
    progress: Progress | None = None,
) -> list[ConstantFrontier]:
    """Return the frontier of every constant of statement ``id``: by search for 2.4, else by sampling (ours).

    ``depths`` are by default ``DEPTHS`` for 2.4 and all that the campaign draws together for the others. Raises
    ValueError for a statement without constants or campaign, and for a depth that its campaign does not know.
    """
    constants = constants_of(id)
    if id not in CAMPAIGNS:
        raise ValueError(f"{id} has no campaign that could refute it")
    if id == "2.4":
        return frontiers(depths or DEPTHS, seed, generations, population, progress)
    jobs = [(constant, depth) for constant in constants for depth in depths or (None,)]
    found: list[ConstantFrontier] = []
    for index, (constant, depth) in enumerate(jobs):
        tell = _part_of(progress, index, len(jobs))
        found += frontier_by_sampling(CAMPAIGNS[id], constant, seed, cases, depth, tell)
    return found


def _part_of(progress: Progress | None, index: int, jobs: int) -> Progress | None:
    """Return a progress callback for job ``index`` of ``jobs`` equal ones, in hundredths of a job."""
    if progress is None:
        return None
    tell: Callable[[int, int], None] = progress
    return lambda done, total: tell(100 * index + 100 * done // total, 100 * jobs)
