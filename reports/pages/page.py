"""What a page of the report declares about itself; the index and the report find the pages by that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports.pages.study import Task
from reports.registry import leaves
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import Profile
from theory.language.registry import STATEMENTS
from theory.language.statement import Statement


@dataclass(frozen=True)
class Page:
    """A page: its file, what a reader finds there, and the statements it shows, the one it is about first.

    ``build`` makes its files; two pages may be made together. ``studies`` are those whose results it asks for: a report
    has them ready by then. ``seconds`` is about how long it takes beside them: what takes long begins first.
    """

    file: str
    title: str
    build: Callable[[Setting], Files]
    statements: tuple[Statement, ...] = ()
    seconds: int = 1
    studies: Callable[[Profile], Sequence[Task]] = lambda profile: ()


def pages() -> list[Page]:
    """Return the pages of all modules ``reports.pages.*.page``, in the order of the statements they are about."""
    ids = [record.id for record in STATEMENTS]

    def place(page: Page) -> tuple[int, str]:
        return ids.index(page.statements[0].id) if page.statements else len(ids), page.file

    return sorted(leaves(Page, ("reports.pages",), "page"), key=place)


def parts() -> list[Callable[[Setting], Files]]:
    """Return what makes the pages, each once, the longest first."""
    return list(dict.fromkeys(page.build for page in sorted(pages(), key=lambda page: -page.seconds)))


def studies(profile: Profile) -> dict[Callable[[Setting], Files], list[Task]]:
    """Return what each of the ``parts`` asks for, where it asks for something."""
    return {page.build: list(tasks) for page in pages() if (tasks := page.studies(profile))}
