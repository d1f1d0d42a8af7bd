"""No hypothesis or claim is lost, narrowed or widened unseen: each with its condition and its range, against a list.

The list, ``what_is_claimed.txt``, has been read against the paper and is changed by hand, together with the record.
"""

from __future__ import annotations

from pathlib import Path

import sympy as sp

from theory import STATEMENTS
from theory.language.claims import Claim, Every
from theory.language.statement import Hypothesis, Statement

LIST = Path(__file__).parent / "what_is_claimed.txt"


def hypothesis_line(hypothesis: Hypothesis) -> str:
    return f"  given {hypothesis.name}: {hypothesis.relation}"


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
    return f"  {claim.name} ({claim.tag}): {type(claim.relation).__name__}{end}{when}{exactly}"


def lines(record: Statement) -> list[str]:
    head = f"{record.id} ({record.tag})"
    return [head, *map(hypothesis_line, record.hypotheses), *map(claim_line, record.claims)]


def test_every_hypothesis_and_claim_is_on_the_list() -> None:
    assert [line for record in STATEMENTS for line in lines(record)] == LIST.read_text().splitlines()
