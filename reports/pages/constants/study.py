"""What the pages on constants gather: the frontier of every constant, and what happens to it at fixed factors."""

from __future__ import annotations

from dataclasses import dataclass

from reports.engine.frontier import ConstantFrontier, frontiers_of, search_of
from reports.engine.mutations import Mutation, mutations
from reports.engine.verify import default_cases
from reports.pages.perturbed_start.page import PAGE as PERTURBED_START
from reports.rendering.markdown import Setting
from theory.language.registry import STATEMENTS
from theory.language.statement import Constant, Statement
from theory.language.symbols import N

#: Depths at which a constant is pushed whose value depends on the depth.
DEPTHS = (2, 3, 4)

#: Fewest and, times the share of the profile, most cases on which a constant is tried at one factor.
LEAST, MOST = 60, 4_000

Frontiers = dict[str, list[ConstantFrontier]]


@dataclass(frozen=True)
class FrontierMark:
    """One frontier: ``label`` of its row, the factors upheld and refuted (None: none was), the exact one if known."""

    label: str
    upheld: float
    refuted: float | None
    exact: float | None


def mutated_statements() -> list[Statement]:
    """Return the statements of the mutation tables: all that have constants."""
    return [record for record in STATEMENTS if record.constants]


def pushed_statements() -> list[Statement]:
    """Return those whose frontiers are on the page: the perturbed start is left to ``dmf frontier``."""
    return [record for record in mutated_statements() if record not in PERTURBED_START.statements]


def trial_cases(record: Statement, setting: Setting) -> int:
    """Return the number of cases on which a constant is tried at one factor."""
    return max(min(default_cases(record), MOST) // setting.profile.mutation_share, LEAST)


def gather_frontiers(setting: Setting) -> Frontiers:
    """Return the frontiers of every statement, at each depth as well where the value of a constant depends on it."""
    found: Frontiers = {}
    by_depth: set[Constant] = set()  # two statements may share a constant
    for record in pushed_statements():
        setting.progress(f"constants: frontiers of {record.id}")
        cases, generations = trial_cases(record, setting), setting.profile.frontier_generations
        found[record.id] = frontiers_of(record, setting.seed, cases, generations=generations)
        varying = {constant for constant in record.constants if constant.value is not None and constant.value.has(N)}
        if search_of(record) is None and varying - by_depth:
            found[record.id] += frontiers_of(record, setting.seed, cases, DEPTHS)
        by_depth |= varying
    return found


def gather_mutations(setting: Setting, found: Frontiers) -> list[Mutation]:
    """Return the mutation table of every statement, with the witnesses of the frontiers that were ``found``."""
    table: list[Mutation] = []
    for record in mutated_statements():
        setting.progress(f"constants: mutations of {record.id}")
        for constant in record.constants:
            table += mutations(record, constant, setting.seed, trial_cases(record, setting), found.get(record.id, ()))
    return table
