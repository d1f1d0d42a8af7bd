"""No obligation of the rounding proofs is lost or weakened unseen: each with what it compares, against a list.

A term left out of what has to be covered makes an obligation easier, and it is proved all the same. The list,
``what_is_proved.txt``, is changed together with the proof, after reading that again. A finite obligation shows its
margin at the first, the middle and the last case; the digits behind # stand for all that is compared. As it would be
now:

    python -m tests.proofs_check.rounding.test_what_is_proved
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from proofs_check.kernel.obligation import Evidence, Obligation
from proofs_check.rounding.proofs import PROOFS
from tests.fingerprint import fingerprint

LIST = Path(__file__).parent / "what_is_proved.txt"


def line(obligation: Obligation) -> str:
    compared = obligation.compared()
    margins = [f"{float(part):.6g}" for part in compared if isinstance(part, Fraction)]
    shown = f" [{', '.join(margins)}]" if obligation.evidence is Evidence.CASES else ""
    return f"  {obligation.name}: {obligation.statement}{shown} #{fingerprint(*compared)}"


def lines() -> Iterator[str]:
    for proof, _ in PROOFS:
        yield proof.__name__.rpartition(".")[2]
        yield from map(line, proof.obligations())


def test_every_obligation_is_on_the_list() -> None:
    assert list(lines()) == LIST.read_text().splitlines()


if __name__ == "__main__":
    print(*lines(), sep="\n")
