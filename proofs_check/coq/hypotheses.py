"""Hypotheses that a proof does without: the claim holds without them, by the same proof.

Coq's term for a theorem is a function of its hypotheses; one that does not occur in the term is printed as ``_``.

>>> unused_binders("(fun (N : nat) (a b : R) (_ : a > 0) (H : b > f (a)) => body) : claim", 5)
[False, False, False, True, False]
"""

from __future__ import annotations

import re

from proofs_check.coq import toolchain
from proofs_check.coq.audit import theorem_of
from proofs_check.coq.printer.claims import binders_before, premises
from proofs_check.coq.sources import Theorem, module_of
from theory.language.statement import Statement


def superfluous(record: Statement) -> dict[str, tuple[str, ...]]:
    """Return, for each claim with a proof, the hypotheses of the record that the proof does not use.

    The sources must be compiled. Raises ValueError with Coq's message where it cannot print a proof.
    """
    found = {claim: theorem for claim in record.claims if (theorem := theorem_of(record, claim))}
    if not found:
        return {}
    accepted, answer = toolchain.run(_asked(list(found.values())))
    if not accepted:
        raise ValueError(f"{record.id}: {answer[:200]}")
    names = list(premises(record).values())
    terms = re.split(r"^[\w.']+ = *$|^[\w.']+ = ", answer, flags=re.MULTILINE)[1:]
    result = {}
    for claim, term in zip(found, terms, strict=True):
        before = binders_before(record, claim)
        unused = unused_binders(term, before + len(names))[before:]
        result[claim.name] = tuple(name for name, without in zip(names, unused, strict=True) if without)
    return result


def _asked(found: list[Theorem]) -> str:
    modules = sorted({module_of(theorem.path) for theorem in found})
    lines = ["Set Printing Width 100000.", "Set Printing Depth 100000.", *(f"Require {module}." for module in modules)]
    return "\n".join([*lines, *(f"Print {theorem.qualified}." for theorem in found)]) + "\n"


def unused_binders(term: str, count: int) -> list[bool]:
    """Return for the first ``count`` variables that a function binds whether it does not use them.

    A variable that the term does not show is taken for one that it uses.
    """
    place = term.find("fun ")
    place += len("fun ")
    found: list[bool] = []
    while place < len(term) and term[place] == "(" and len(found) < count:
        end = _closed(term, place)
        names, _, _ = term[place + 1 : end].partition(" : ")
        found += [name == "_" for name in names.split()]
        place = end + 2
    return (found + [False] * count)[:count]


def _closed(text: str, start: int) -> int:
    """Return the place of the bracket that closes the one at ``start``."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    return len(text)
