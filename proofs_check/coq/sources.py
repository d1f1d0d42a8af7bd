"""The Coq sources: which files there are, what each needs, and where each printed proposition is proved.

>>> needs("deep_factorization/remark_2_3.v") >= {"library/vocabulary.v", "deep_factorization/lemma_2_2.v"}
True
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: Where everything for Coq lies, and the folders in it, by what they hold.
FOLDER = Path(__file__).parent
LIBRARY, STATEMENTS, PROOFS = "library", "statements", ("deep_factorization", "sharp")
_IMPORT = re.compile(r"From dmf\.(\w+) Require(?: Import| Export)?((?:\s+\w+)+)\s*\.")
_THEOREM = re.compile(r"^(?:Theorem|Lemma|Corollary)\s+([\w']+)\s*:\s*([\w']+)\s*\.", re.MULTILINE)


@dataclass(frozen=True)
class Theorem:
    """A theorem that proves a printed proposition: its file and its name."""

    path: str
    name: str
    proposition: str

    @property
    def qualified(self) -> str:
        """Its full name in Coq."""
        return f"{module_of(self.path)}.{self.name}"


@cache
def sources() -> dict[str, str]:
    """Return the text of every source by its path below this folder."""
    folders = (LIBRARY, STATEMENTS, *PROOFS)
    paths = sorted(path for folder in folders for path in (FOLDER / folder).glob("*.v"))
    return {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@cache
def hashes() -> dict[str, str]:
    """Return the SHA-256 of every source."""
    return {path: hashlib.sha256(text.encode("utf-8")).hexdigest() for path, text in sources().items()}


def module_of(path: str) -> str:
    """Return the name of a source in Coq.

    >>> module_of("sharp/plateau.v")
    'dmf.sharp.plateau'
    """
    return "dmf." + path.removesuffix(".v").replace("/", ".")


@cache
def direct_needs(path: str) -> frozenset[str]:
    """Return the sources that a source requires itself."""
    found = {f"{folder}/{name}.v" for folder, names in _IMPORT.findall(sources()[path]) for name in names.split()}
    return frozenset(found & set(sources()))


@cache
def needs(path: str) -> frozenset[str]:
    """Return the sources that a source requires, and what those require; itself among them."""
    found, open_paths = {path}, [path]
    while open_paths:
        new = direct_needs(open_paths.pop()) - found
        found |= new
        open_paths += new
    return frozenset(found)


@cache
def theorems() -> dict[str, Theorem]:
    """Return the theorem that proves a printed proposition, by the name of the proposition."""
    found: dict[str, Theorem] = {}
    for path, text in sources().items():
        if path.startswith(PROOFS):
            for name, proposition in _THEOREM.findall(_without_comments(text)):
                found.setdefault(proposition, Theorem(path, name, proposition))
    return found


def _without_comments(text: str) -> str:
    """Return a source without its comments, every line in its place."""
    return re.sub(r"\(\*.*?\*\)", lambda hit: "\n" * hit.group().count("\n"), text, flags=re.DOTALL)


def unproved_steps() -> list[str]:
    """Return where a source takes something for granted: Admitted, Axiom and their like, with file and line.

    >>> unproved_steps()
    []
    """
    word = re.compile(r"\b(Admitted|admit|give_up|Axioms?|Conjecture|Parameters?|Unset Guard Checking|bypass_check)\b")
    found = []
    for path, text in sources().items():
        for number, line in enumerate(_without_comments(text).splitlines(), 1):
            if word.search(line):
                found.append(f"{path}, line {number}: {line.strip()}")
    return found
