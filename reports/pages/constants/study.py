"""What the pages on constants gather: the frontier of every constant, and what happens to it at fixed factors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from reports.engine.frontier import ConstantFrontier, frontiers_of, search_of
from reports.engine.mutations import Mutation, mutations
from reports.engine.verify import default_cases
from reports.pages.perturbed_start.page import PAGE as PERTURBED_START
from reports.pages.study import Study, Task
from reports.rendering.markdown import Setting
from reports.rendering.profile import QUICK, Profile
from theory.language.registry import STATEMENTS
from theory.language.statement import Constant, Statement
from theory.language.symbols import N, n

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


def mutated_statements(profile: Profile) -> list[Statement]:
    """Return the statements of the mutation tables: all that have constants, those on a spectrum where there is time.

    The tests try the constants of those that are left out, and ``dmf frontier`` pushes them.
    """
    return [
        record for record in STATEMENTS if record.constants and (profile.spectrum_cases or not _on_spectrum(record))
    ]


def pushed_statements() -> list[Statement]:
    """Return those whose frontiers are on the page: the perturbed start and spectra are left to ``dmf frontier``."""
    return [record for record in mutated_statements(QUICK) if record not in PERTURBED_START.statements]


def _on_spectrum(record: Statement) -> bool:
    return n in record.symbols


def trial_cases(record: Statement, setting: Setting) -> int:
    """Return the number of cases on which a constant is tried at one factor."""
    if _on_spectrum(record):
        return setting.profile.spectrum_cases
    return max(min(default_cases(record), MOST) // setting.profile.mutation_share, LEAST)


def _frontiers(record: Statement, setting: Setting) -> list[ConstantFrontier]:
    """Return the frontiers of a statement, at each depth as well where the value of a constant depends on it."""
    setting.progress(f"constants: frontiers of {record.id}")
    cases, generations = trial_cases(record, setting), setting.profile.frontier_generations
    found = frontiers_of(record, setting.seed, cases, generations=generations)
    if search_of(record) is None and _varying(record) - _varying_before(record):
        found += frontiers_of(record, setting.seed, cases, DEPTHS)
    return found


def _varying(record: Statement) -> set[Constant]:
    """Return the constants whose values depend on the depth."""
    return {constant for constant in record.constants if constant.value is not None and constant.value.has(N)}


def _varying_before(record: Statement) -> set[Constant]:
    """Return those of the statements before this one: two statements may share a constant."""
    before = takewhile(lambda other: other is not record, pushed_statements())
    return {constant for other in before for constant in _varying(other)}


def _mutations(record: Statement, setting: Setting) -> list[Mutation]:
    """Return the mutation table of a statement, with the witnesses of its frontiers where those are on the page."""
    found = FRONTIERS(record, setting) if record in pushed_statements() else []
    setting.progress(f"constants: mutations of {record.id}")
    cases = trial_cases(record, setting)
    return [row for constant in record.constants for row in mutations(record, constant, setting.seed, cases, found)]


FRONTIERS, MUTATIONS = Study(_frontiers), Study(_mutations)


def studies(profile: Profile) -> list[Task]:
    """Return all the studies of both pages."""
    tasks: list[Task] = [(FRONTIERS, record) for record in pushed_statements()]
    return tasks + [(MUTATIONS, record) for record in mutated_statements(profile)]


def gather_frontiers(setting: Setting) -> Frontiers:
    """Return the frontiers of every statement whose frontiers are on the page."""
    return {record.id: FRONTIERS(record, setting) for record in pushed_statements()}


def gather_mutations(setting: Setting) -> list[Mutation]:
    """Return the mutation table of every statement that has constants."""
    return [row for record in mutated_statements(setting.profile) for row in MUTATIONS(record, setting)]
