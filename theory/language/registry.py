"""The registry: every statement the suite verifies, found in the modules that hold them.

A statement is published by standing in a module below ``theory.deep_factorization`` or ``theory.sharp``. One of one's
own is added with ``register``, or with ``register_folder`` for a folder of such modules.

>>> statement("2.4").tag
'rebuilt'
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from theory.language.statement import Statement

#: The packages whose modules hold the published statements: first the paper, then what is our own.
PACKAGES = ("theory.deep_factorization", "theory.sharp")


@cache
def registered() -> list[Statement]:
    """Return every registered statement, in the order of the paper's numbers; what is sharper than one follows it.

    The published ones are looked for once, when somebody asks; ``STATEMENTS`` is the same list.
    """
    found: list[Statement] = []
    _discover(found)
    return found


def __getattr__(name: str) -> list[Statement]:
    if name == "STATEMENTS":
        return registered()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def statement(id: str) -> Statement:
    """Return the statement with this id; upper and lower case count the same.

    Raises ValueError naming the known ids when there is none.

    >>> statement("lemma-b.1").title
    'Too large a step'
    """
    for record in registered():
        if record.id.lower() == id.strip().lower():
            return record
    raise ValueError(f"unknown statement {id!r}: known are {', '.join(record.id for record in registered())}")


def register(record: Statement) -> Statement:
    """Add ``record`` to the registry, at the place its number gives it, and return it.

    Raises ValueError when another statement has the same id.
    """
    return _add(registered(), record)


def _add(records: list[Statement], record: Statement) -> Statement:
    for known in records:
        if known.id.lower() == record.id.lower():
            if known is record:
                return record
            raise ValueError(f"{record.id}: there is a statement with this id already ({known.title})")
    records.append(record)
    records.sort(key=reading_order)
    return record


def unregister(record: Statement) -> None:
    """Remove ``record`` from the registry."""
    registered().remove(record)


def register_folder(folder: Path) -> list[Statement]:
    """Import every module in ``folder``, which need not be a package, and register the statements in them.

    Raises ValueError when there is none, or for one whose id is taken.
    """
    found: list[Statement] = []
    for path in sorted(folder.glob("*.py")):
        found += statements_of(load_module(path))
    if not found:
        raise ValueError(f"{folder}: no statement in any module of this folder")
    return [register(record) for record in found]


class _FromSource(SourceFileLoader):
    """Compiles the file as it stands: stored bytecode counts as fresh when an edit keeps the second and the length."""

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


def load_module(path: Path) -> ModuleType:
    """Return the module in the file ``path`` as it stands now, executed under a name of its own."""
    name = f"statements_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path, loader=_FromSource(name, str(path)))
    if spec is None or spec.loader is None:
        raise ValueError(f"{path}: not a Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def statements_of(module: ModuleType) -> list[Statement]:
    """Return the statements among the names of ``module``, each once, in the order in which they are defined."""
    found: list[Statement] = []
    for value in vars(module).values():
        if isinstance(value, Statement) and not any(value is known for known in found):
            found.append(value)
    return found


def reading_order(record: Statement) -> tuple[object, ...]:
    """Return the key by which statements are sorted: sections, then appendices, then what has no number.

    >>> sorted([statement("lemma-B.1"), statement("1.3-sharp"), statement("lemma-2.10".replace("lemma", "remark"))],
    ...        key=reading_order)[0].id
    '1.3-sharp'
    """
    number = re.search(r"(?:^|-)(\d+|[A-Z])\.(\d+)", record.id)
    if number is None:
        return (2, record.id, 0, record.id)
    section, item = number.groups()
    place: tuple[object, ...] = (0, int(section)) if section.isdigit() else (1, section)
    return (*place, int(item), record.id)


def _modules() -> Iterator[ModuleType]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        for info in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"{name}.{info.name}")


def discover() -> None:
    """Register the published statements. A module that imports a statement from another one adds nothing."""
    _discover(registered())


def _discover(records: list[Statement]) -> None:
    for module in _modules():
        for record in statements_of(module):
            if not any(record is known for known in records):
                _add(records, record)
