"""No hypothesis or claim is lost, narrowed or widened unseen: each with its condition and its range, against a list.

The list, ``what_is_claimed.txt``, has been read against the paper. It is changed together with the record, which is
then read again; the digits behind # stand for all of a formula, its abbreviations written out. As it would be now:

    python -m tests.theory.test_what_is_claimed
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import sympy as sp

from tests.fingerprint import fingerprint
from theory import STATEMENTS
from theory.language.claims import Claim, Every
from theory.language.statement import Constant, Hypothesis, Statement

LIST = Path(__file__).parent / "what_is_claimed.txt"


def hypothesis_line(hypothesis: Hypothesis) -> str:
    return f"  given {hypothesis.name}: {hypothesis.relation} #{fingerprint(hypothesis.relation, hypothesis.decidable)}"


def claim_line(claim: Claim) -> str:
    over = claim.over
    if isinstance(over, Every):
        since = "" if str(over.since) == "0" else f" >= {over.since}" if len(str(over.since)) < 40 else " >= its bound"
        before = "" if str(over.before) == "oo" else f" < {over.before}"
        end = f", every {over.symbol}{since}{before}"
    else:
        end = "" if over is None else f", {type(over).__name__.lower()} {over.symbol}"
    when = "" if claim.given is sp.true else f", if {claim.given}"
    exactly = "" if claim.exactly_when is None else ", exactly when a threshold is kept"
    whole = fingerprint(*claim.parts(), *(name for name, _ in claim.where))
    return f"  {claim.name} ({claim.tag}): {type(claim.relation).__name__}{end}{when}{exactly} #{whole}"


def constant_line(constant: Constant) -> str:
    known = {"value": constant.value, "breaks at": constant.frontier, "slack": constant.slack}
    shown = (f"; {what} {value}" for what, value in known.items() if value)
    return f"  factor {constant.name}: stronger {constant.direction}{''.join(shown)}"


def lines(record: Statement) -> list[str]:
    head = f"{record.id} ({record.tag})"
    parts = (map(hypothesis_line, record.hypotheses), map(claim_line, record.claims))
    return [head, *chain(*parts), *map(constant_line, record.constants)]


def test_every_hypothesis_and_claim_is_on_the_list() -> None:
    assert [line for record in STATEMENTS for line in lines(record)] == LIST.read_text().splitlines()


if __name__ == "__main__":
    for record in STATEMENTS:
        print(*lines(record), sep="\n")
