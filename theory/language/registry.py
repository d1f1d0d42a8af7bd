"""The registry: one ``Statement`` for each theorem, lemma and remark the suite verifies.

>>> statement("2.4").tag
'rebuilt'
"""

from __future__ import annotations

from theory.language.statement import Statement
from theory.records_descent import LEMMA_2_1, LEMMA_2_2, LEMMA_2_2_SHARP, LEMMA_B_1, REMARK_2_3
from theory.records_flow import LEMMA_2_5, LEMMA_2_7, LEMMA_3_4, LEMMA_E_1, REMARK_2_6
from theory.records_iteration_count import REMARK_1_2, THEOREM_1_1, THEOREM_2_4
from theory.records_perturbed import PERTURBED_STATEMENTS

#: Every statement, in the order in which a reader meets them.
STATEMENTS: tuple[Statement, ...] = (
    LEMMA_2_1,
    LEMMA_2_2,
    LEMMA_2_2_SHARP,
    REMARK_2_3,
    LEMMA_B_1,
    LEMMA_2_5,
    REMARK_2_6,
    LEMMA_2_7,
    LEMMA_3_4,
    THEOREM_2_4,
    THEOREM_1_1,
    REMARK_1_2,
    LEMMA_E_1,
    *PERTURBED_STATEMENTS,
)


def statement(id: str) -> Statement:
    """Return the statement with this id; upper and lower case count the same.

    Raises ValueError naming the known ids when there is none.

    >>> statement("lemma-b.1").title
    'Too large a step'
    """
    for record in STATEMENTS:
        if record.id.lower() == id.strip().lower():
            return record
    raise ValueError(f"unknown statement {id!r}: known are {', '.join(record.id for record in STATEMENTS)}")
