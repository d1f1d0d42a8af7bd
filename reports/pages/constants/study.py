"""What the pages on constants gather: the frontier of every constant, and what happens to it at fixed factors."""

from __future__ import annotations

from dataclasses import dataclass

from reports.engine.frontier import ConstantFrontier, frontiers_of, search_of
from reports.engine.mutations import Mutation, mutations
from reports.engine.verify import default_cases
from reports.rendering.markdown import Setting
from theory.language.registry import STATEMENTS
from theory.language.statement import Statement
from theory.language.symbols import N, beta

#: Depths at which a constant is pushed whose value depends on the depth.
DEPTHS = (2, 3, 4)

#: Fewest cases on which a constant is tried at one factor.
LEAST = 40

Frontiers = dict[str, list[ConstantFrontier]]


@dataclass(frozen=True)
class FrontierMark:
    """One frontier: ``label`` of its row, the factors upheld and refuted (None: none was), the exact one if known."""

    label: str
    upheld: float
    refuted: float | None
    exact: float | None


def shown_statements() -> list[Statement]:
    """Return the statements on these pages: those with constants, on the identical start.

    The perturbed start has a page of its own, and its constants are pushed on demand by ``dmf frontier``.
    """
    return [record for record in STATEMENTS if record.constants and beta not in record.parameters]


def trial_cases(record: Statement, setting: Setting) -> int:
    """Return the number of cases on which a constant is tried at one factor."""
    return max(default_cases(record) // setting.profile.mutation_share, LEAST)


def gather_frontiers(setting: Setting) -> Frontiers:
    """Return the frontiers of every statement, at each depth as well where the value of a constant depends on it."""
    found: Frontiers = {}
    for record in shown_statements():
        setting.progress(f"constants: frontiers of {record.id}")
        cases, generations = trial_cases(record, setting), setting.profile.frontier_generations
        found[record.id] = frontiers_of(record, setting.seed, cases, generations=generations)
        if search_of(record) is None and any(c.value is not None and c.value.has(N) for c in record.constants):
            found[record.id] += frontiers_of(record, setting.seed, cases, DEPTHS)
    return found


def gather_mutations(setting: Setting, found: Frontiers) -> list[Mutation]:
    """Return the mutation table of every statement."""
    table: list[Mutation] = []
    for record in shown_statements():
        setting.progress(f"constants: mutations of {record.id}")
        for constant in record.constants:
            table += mutations(record, constant, setting.seed, trial_cases(record, setting), found[record.id])
    return table
