"""The files of Coq statements: shared definitions, and one file for each record, named like the module it stands in.

python -m proofs_check.coq.statements writes them; they are committed and must be equal, byte for byte, to what the
records say.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from proofs_check.coq.printer.claims import definition
from proofs_check.coq.printer.right_hand_sides import definitions_by_cases
from proofs_check.coq.printer.scope import Scope, Unprintable, binders, inside, named
from proofs_check.coq.printer.term import real
from proofs_check.coq.sources import FOLDER
from theory.language.definitions import NUMBERS, convergence_rate, definitions
from theory.language.registry import PACKAGES, STATEMENTS, statements_of
from theory.language.statement import Statement
from theory.language.symbols import N, without_multipliers, x

#: The file with the fingerprint of what the statements were printed from: while that is the same, so are they.
PRINTED_FROM = "statements/printed_from"
_HEAD = "(* Printed from the records in theory/ by python -m proofs_check.coq.statements; not to be edited. *)"
_IMPORTS = """From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
From dmf.library Require Import vocabulary."""
#: Functions that few records speak of, and the file that has them.
_FURTHER = {"factor_entry": "library matrices", "euler": "library euler_general", "f_m": "statements right_hand_sides"}


@dataclass(frozen=True)
class Printed:
    """A record as Coq text: its names, its claims, and the claims without a rule with the reason."""

    record: Statement
    stem: str
    names: dict[str, str]
    claims: dict[str, str]
    open_claims: dict[str, str]


def stem_of(record: Statement) -> str:
    """Return the name of the module that a record stands in; the files about it for Coq have it too.

    >>> from theory import statement
    >>> stem_of(statement("2.4"))
    'theorem_2_4'
    """
    return _modules()[record.id][0].rpartition(".")[2]


def has_module(record: Statement) -> bool:
    """Whether a statement with the id of this one is published in a module."""
    return record.id in _modules()


def is_published(record: Statement) -> bool:
    """Whether a record is the one that stands in its module, and not a changed copy."""
    return record.id in _modules() and _modules()[record.id][1] is record


@cache
def _modules() -> dict[str, tuple[str, Statement]]:
    """Return each published record with the name of its module, by id."""
    found: dict[str, tuple[str, Statement]] = {}
    for package in PACKAGES:
        for info in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}."):
            module = importlib.import_module(info.name)
            for record in statements_of(module):
                if f'id="{record.id}"' in inspect.getsource(module):  # others import it
                    found[record.id] = (info.name, record)
    return found


def fingerprint() -> str:
    """Return the SHA-256 of all that decides what is printed: the modules of the records, and the printer."""
    whole = hashlib.sha256()
    for folder in (FOLDER.parents[1] / "theory", FOLDER / "printer"):
        for path in sorted(folder.rglob("*.py")):
            whole.update(path.relative_to(FOLDER.parents[1]).as_posix().encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()


def printed(record: Statement, stem: str) -> Printed:
    """Return the claims of a record as Coq definitions."""
    claims, open_claims, names = {}, {}, {}
    with inside(Scope()) as scope:
        for claim in record.claims:
            before = dict(scope.texts)
            try:
                claims[claim.name] = definition(record, stem, claim)
            except Unprintable as problem:
                open_claims[claim.name] = str(problem)
                scope.texts = before
        names = in_order_of_need(scope.texts)
    return Printed(record, stem, names, claims, open_claims)


def files() -> tuple[dict[str, str], dict[str, str]]:
    """Return the text of each file by its path, and the claims that cannot be printed with the reason."""
    parts = [printed(record, stem_of(record)) for record in STATEMENTS]
    shared = _shared_names(parts)
    texts = {"statements/definitions.v": _file([], _of_the_paper())}
    texts["statements/names.v"] = _file(["definitions"], list(shared.values()))
    texts["statements/right_hand_sides.v"] = _file(["definitions"], _right_hand_sides())
    for part in parts:
        texts[f"statements/{part.stem}.v"] = _statement_file(part, shared)
    texts[PRINTED_FROM] = f"{fingerprint()}\n"
    missing = {f"{part.record.id} {name}": reason for part in parts for name, reason in part.open_claims.items()}
    return texts, missing


@cache
def is_current() -> bool:
    """Whether the statements have been printed from the records and by the printer as they stand now."""
    path = FOLDER / PRINTED_FROM
    return path.is_file() and path.read_text(encoding="utf-8").strip() == fingerprint()


def drifted(record: Statement) -> frozenset[str]:
    """Return the claims that a record prints in another way than its committed file, or with other names.

    >>> from theory import statement
    >>> drifted(statement("lemma-2.2"))
    frozenset()
    """
    stem = stem_of(record)
    part = printed(record, stem)
    paths = [FOLDER / "statements" / f"{name}.v" for name in ("definitions", "names", "right_hand_sides", stem)]
    there = "".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())
    needed = [*_of_the_paper(), *part.names.values()]
    if _FURTHER["f_m"] in _further("\n".join([*part.names.values(), *part.claims.values()])):
        needed += _right_hand_sides()
    if any(text not in there for text in needed):
        return frozenset(claim.name for claim in record.claims)
    return frozenset(claim.name for claim in record.claims if part.claims.get(claim.name, "\0") not in there)


def _shared_names(parts: list[Printed]) -> dict[str, str]:
    """Return the names that mean one thing in every record that has them, and stand in two or more."""
    meanings: dict[str, set[str]] = {}
    uses: Counter[str] = Counter()
    for part in parts:
        for name, text in part.names.items():
            meanings.setdefault(name, set()).add(text)
            uses[name] += 1
    chosen = {name: texts.copy().pop() for name, texts in meanings.items() if len(texts) == 1 and uses[name] > 1}
    while True:  # a shared definition may only speak of shared ones
        local = {
            name
            for name, text in chosen.items()
            if any(other != name and other not in chosen for other in _mentioned(text, meanings))
        }
        if not local:
            return in_order_of_need(chosen)
        chosen = {name: text for name, text in chosen.items() if name not in local}


def _mentioned(text: str, meanings: Collection[str]) -> set[str]:
    body = text.partition(":=")[2]
    return set(re.findall(r"[A-Za-z_][A-Za-z0-9_']*", body)) & set(meanings)


def in_order_of_need(texts: dict[str, str]) -> dict[str, str]:
    """Return definitions in the order of their names, each behind those it mentions."""
    ordered: dict[str, str] = {}

    def place(name: str) -> None:
        if name in ordered:
            return
        for other in sorted(_mentioned(texts[name], texts) - {name}):
            place(other)
        ordered[name] = texts[name]

    for name in sorted(texts):
        place(name)
    return ordered


def _file(needs: list[str], parts: list[str], title: str = "") -> str:
    """Return a file with the definitions of ``parts``, and with the title of a record above them."""
    lines = [_HEAD, *([f"(* {_comment(title)} *)"] if title else []), _IMPORTS]
    if needs:
        imports = {"statements": needs, "library": ["closed_forms"]}
        for folder, file in map(str.split, _further("\n".join(parts))):
            imports[folder] = [*imports[folder], file]
        lines += [f"From dmf.{folder} Require Import {' '.join(names)}." for folder, names in imports.items()]
    return "\n\n".join(["\n".join([*lines, "Open Scope R_scope."]), *parts]) + "\n"


def _further(text: str) -> Iterator[str]:
    """Yield the files that have the functions a text speaks of and does not define."""
    for name, file in _FURTHER.items():
        if f"{name} " in text and f"Definition {name} " not in text:
            yield file


def _of_the_paper() -> list[str]:
    """Return the names that all records share as Coq definitions of their parameters."""
    with inside(Scope()):
        return [*_derived_quantities(), _rate(), *_numbers()]


def _right_hand_sides() -> list[str]:
    """Return the right-hand sides of Lemma 2.7."""
    return list(definitions_by_cases())


def _derived_quantities() -> Iterator[str]:
    for name, (parameters, body) in named().items():
        text, linear = real(body), without_multipliers(definitions(1)[name])
        if body.subs(N, 1) != linear:  # at depth 1 the recursion is linear, and its limit may be negative
            text = f"if Nat.eqb N 1 then {real(linear)} else {text}"
        yield f"Definition {name.name} {binders(parameters)} : R :=\n  {text}."


def _rate() -> str:
    return f"Definition h (N : nat) (lam x : R) : R :=\n  {real(without_multipliers(convergence_rate(x)))}."


def _numbers() -> Iterator[str]:
    for number, root in NUMBERS.items():
        yield f"Definition {number.name}_14 (N : nat) : R :=\n  {real(root)}."


def _statement_file(part: Printed, shared: dict[str, str]) -> str:
    own = [text for name, text in part.names.items() if name not in shared]
    claims = [
        f"(* {_comment(str(claim))} *)\n{part.claims[claim.name]}"
        for claim in part.record.claims
        if claim.name in part.claims
    ]
    return _file(["definitions", "names"], [*own, *claims], f"{part.record.id}: {part.record.title}")


def _comment(text: str) -> str:
    """Return text that may stand in a comment of Coq."""
    text = text.replace("(*", "( *").replace("*)", "* )").replace('"', "'")
    return "\n   ".join(textwrap.wrap(text, 110))


def main() -> None:
    """Write the files, and say what cannot be printed."""
    texts, missing = files()
    for path, text in texts.items():
        target = FOLDER / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)
    for name, reason in missing.items():
        print(f"{name}: {reason}")


if __name__ == "__main__":
    main()
