"""The file of all the claims that can be printed, for Coq to read.

python -m proofs_check.coq.statements > statements.v
coqc -Q library "" library/vocabulary.v, then statements.v, the library and the proofs of each statement
"""

from __future__ import annotations

import sys

from proofs_check.coq.claims import definition, shared_definitions
from proofs_check.coq.terms import Unprintable
from theory.language.registry import STATEMENTS

_HEAD = """(* Printed from the records in theory/; not to be edited. *)
Require Import vocabulary.
From Coq Require Import Reals.
From Coquelicot Require Import Coquelicot.
From Flocq Require Import Core.Raux.
Open Scope R_scope.
"""


def printed() -> tuple[str, dict[str, str]]:
    """Return the file, and the claims that cannot be printed with the reason."""
    parts, open_claims = [_HEAD, shared_definitions()], {}
    for record in STATEMENTS:
        for claim in record.claims:
            try:
                parts.append(definition(record, claim))
            except Unprintable as problem:
                open_claims[f"{record.id} {claim.name}"] = str(problem)
    return "\n\n".join(parts) + "\n", open_claims


def main() -> None:
    """Write the file to standard output, and what is missing to standard error."""
    text, open_claims = printed()
    sys.stdout.write(text)
    for name, reason in open_claims.items():
        sys.stderr.write(f"{name}: {reason}\n")


if __name__ == "__main__":
    main()
