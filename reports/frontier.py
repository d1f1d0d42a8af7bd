"""Frontiers: how far each constant of a statement can be pushed before the statement breaks.

A constant is a factor that is 1 in the statement. Pushing it in the direction that strengthens the claim
breaks the claim somewhere; the frontier lies between the most extreme factor that survived a search
and the least extreme factor that a certified witness refutes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from numerics.enclosures import Verdict
from reports.campaign import Campaign, Progress, Witness, run_campaign
from theory.statement import Constant
from theory.statements import statement

#: Factors tried by sampling on either side of 1, before the frontier is bisected between them.
TRIED = (Fraction(1, 2), Fraction(4, 5), Fraction(19, 20), Fraction(21, 20), Fraction(5, 4), Fraction(2))

#: Halvings of the interval between an upheld and a refuted factor.
HALVINGS = 5


@dataclass(frozen=True)
class ConstantFrontier:
    """The frontier of one constant.

    ``largest_upheld`` and ``smallest_refuted`` are factors of the constant, the statement itself having 1:
    the last one that survived and the first one that is refuted, on the way in ``direction`` ("up" or "down")
    that strengthens the claim. Either is None when the search met none. ``cases`` counts the cases
    behind the upheld side, which is sampled; the refuted side is certified by ``witness``.
    """

    name: str
    meaning: str
    depth: int | None
    direction: str
    largest_upheld: Fraction | None
    smallest_refuted: Fraction | None
    witness: Witness | None
    cases: int

    def as_json(self) -> dict[str, Any]:
        """Return one entry of the ``dmf frontier`` contract."""
        return {
            "name": self.name,
            "value": self.meaning,
            "depth": self.depth,
            "direction": self.direction,
            "largest_upheld": shown(self.largest_upheld),
            "smallest_refuted": shown(self.smallest_refuted),
            "witness": self.witness.as_json() if self.witness else None,
            "cases": self.cases,
        }


@dataclass(frozen=True)
class Mutation:
    """One row of a mutation table: what a campaign said of the statement with one constant changed."""

    constant: str
    factor: Fraction
    verdict: Verdict
    cases: int
    witness: Witness | None


def shown(factor: Fraction | None) -> str | None:
    """Return a factor as a short decimal string.

    >>> shown(Fraction(21, 20))
    '1.05'
    """
    return None if factor is None else f"{float(factor):.6g}"


def mutations(
    campaign: Campaign,
    constant: Constant,
    seed: int,
    cases: int,
    factors: tuple[Fraction, ...] = TRIED,
    progress: Callable[[Mutation], None] | None = None,
) -> list[Mutation]:
    """Run ``campaign`` with ``constant`` multiplied by each factor; a run ends with its first refutation (ours)."""
    table = []
    for factor in factors:
        result = run_campaign(campaign, cases, seed, {constant.name: factor}, stop_at_refutation=True)
        table.append(Mutation(constant.name, factor, result.verdict, result.cases, result.witness))
        if progress:
            progress(table[-1])
    return table


def frontier_by_sampling(
    campaign: Campaign, constant: Constant, seed: int, cases: int, progress: Progress | None = None
) -> list[ConstantFrontier]:
    """Bisect the frontier of ``constant`` with campaigns of ``cases`` cases, on each side of 1 where one exists (ours).

    A constant that no factor from 1/2 to 2 breaks gives one entry with ``smallest_refuted`` None.
    """
    table = mutations(campaign, constant, seed, cases)
    found = []
    for direction in ("down", "up"):
        rows = [row for row in table if (row.factor < 1) == (direction == "down")]
        rows.sort(key=lambda row: abs(row.factor - 1))
        broken = next((row for row in rows if row.verdict is Verdict.REFUTED), None)
        if broken is None:
            continue
        before = [row.factor for row in rows if abs(row.factor - 1) < abs(broken.factor - 1)]
        upheld, refuted, witness = (before[-1] if before else Fraction(1)), broken.factor, broken.witness
        for _ in range(HALVINGS):
            middle = (upheld + refuted) / 2
            result = run_campaign(campaign, cases, seed, {constant.name: middle}, stop_at_refutation=True)
            if result.verdict is Verdict.REFUTED:
                refuted, witness = middle, result.witness
            else:
                upheld = middle
        found.append(
            ConstantFrontier(constant.name, constant.meaning, None, direction, upheld, refuted, witness, cases)
        )
    if not found:
        most = max(row.factor for row in table)
        found.append(ConstantFrontier(constant.name, constant.meaning, None, "up", most, None, None, cases))
    return found


def constants_of(id: str) -> tuple[Constant, ...]:
    """Return the named constants of a statement; raises ValueError when it has none."""
    record = statement(id)
    if not record.constants:
        raise ValueError(f"{record.id} has no constant to push: its claims are identities")
    return record.constants
