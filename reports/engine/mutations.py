"""Mutation tables: every named constant multiplied by a few factors, and what the campaign says of the result.

A factor that makes the claim stronger should be refuted; one that survives is *slack*, and the constant says why.
A factor in the other direction only weakens the claim and should be upheld.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from numerics.cases.names import from_json
from numerics.exact.verdict import Verdict
from reports.engine.frontier import ConstantFrontier, shown
from reports.engine.verify import shrunk_witness, verify, witness_of
from reports.engine.witness import Witness, replay
from theory.language.statement import Constant, Statement

#: The factors of the table.
FACTORS = (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20), Fraction(21, 20), Fraction(5, 4), Fraction(2))

#: A weaker claim, which the statement implies, is tried on one of so many cases.
IMPLIED = 4


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
    record: Statement,
    constant: Constant,
    seed: int,
    cases: int,
    searched: Sequence[ConstantFrontier] = (),
    factors: Sequence[Fraction] = FACTORS,
) -> list[Mutation]:
    """Return the rows of one constant of ``record``, each from at most ``cases`` cases, a weaker claim from fewer.

    Where the campaign finds nothing, the witnesses of the ``searched`` frontiers are tried at the factor.
    """
    table = []
    for factor in factors:
        began = time.perf_counter()
        scales = {constant.name: factor}
        enough = cases if constant.strengthened_by(float(factor)) else max(cases // IMPLIED, 1)
        found = verify(record, enough, seed, scales, until_refuted=True)
        verdict, tried, witness, source = found.verdict, found.cases, found.witness, "campaign"
        known = (entry for entry in searched if entry.constant == constant and entry.witness is not None)
        while witness is None and (entry := next(known, None)) is not None:
            there = at_factor(record, entry.witness, scales)
            if there is not None:
                witness, source = shrunk_witness(record, there), "search"
                verdict, tried = Verdict.REFUTED, found.cases + entry.cases
        seconds = time.perf_counter() - began
        table.append(Mutation(record.id, constant, factor, verdict, tried, witness, source, seconds))
    return table


def at_factor(record: Statement, witness: Witness | None, scales: dict[str, Fraction]) -> Witness | None:
    """Return the witness that the parameters of ``witness`` are under other ``scales``, None if they refute nothing."""
    if witness is None:
        return None
    there = replace(witness, scale={name: str(factor) for name, factor in scales.items()})
    try:
        outcome = replay(record, there)
    except ValueError:  # a parameter has left the hypotheses
        return None
    if outcome.verdict is not Verdict.REFUTED:
        return None
    return witness_of(record, there.scales, from_json(record, there.parameters), outcome)
