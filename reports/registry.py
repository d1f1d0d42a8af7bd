"""What statements bring along beyond their records, found in the modules that hold it: nothing is listed by hand.

A module in a leaf package or a page in ``reports.pages`` defines a module-level object of a small dataclass; whoever
needs the objects of that kind asks for them.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import TypeVar

Kind = TypeVar("Kind")

#: The packages whose modules are named by statement, as those of ``theory`` are.
LEAVES = ("reports.deep_factorization", "reports.sharp")


def leaves(kind: type[Kind], packages: Sequence[str] = LEAVES, module: str = "") -> list[Kind]:
    """Return the module-level objects of the dataclass ``kind``, each once, in the order of their modules.

    With a ``module``, the modules of that name in the packages below ``packages`` are searched.

    >>> from reports.engine.frontier import FrontierSearch
    >>> [search.statement.id for search in leaves(FrontierSearch)]
    ['2.4']
    """
    found: list[Kind] = []
    for place in _modules(packages, module):
        found += [v for v in vars(place).values() if isinstance(v, kind) and not any(v is known for known in found)]
    return found


def _modules(packages: Sequence[str], module: str) -> Iterator[ModuleType]:
    for package in packages:
        for info in pkgutil.iter_modules(importlib.import_module(package).__path__):
            name = f"{package}.{info.name}"
            if not module:
                yield importlib.import_module(name)
            elif info.ispkg:
                yield importlib.import_module(f"{name}.{module}")
