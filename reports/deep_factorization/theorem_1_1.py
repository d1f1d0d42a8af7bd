"""What ``dmf bound 1.1`` answers: the counts of Theorem 2.4 and the error (11), for one eigenvalue or a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import sympy as sp

from numerics.claims.case import Case
from numerics.exact.numbers import ExactNumber, exact
from numerics.spectrum.matrix_file import read_symmetric
from reports.deep_factorization import theorem_2_4
from reports.engine.bound import Answer, Entries, claimed, hypotheses
from reports.engine.decimals import Written, decimal
from theory.deep_factorization.theorem_1_1 import THEOREM_1_1, product_error
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.language.hypotheses import ACCURACY_SMALL
from theory.language.symbols import N, alpha, eps, eta, lam


def answer(case: Case, digits: int) -> Entries:
    """Return T^Id with its summands and lower bound, and "error_bound", what (11) allows |E_ii(k)| from T^Id on."""
    return theorem_2_4.bounds(case, digits) | {"error_bound": decimal(product_error, case, digits)}


ANSWER = Answer(statement=THEOREM_1_1, needs=(alpha, eta, eps), answer=answer)


def bound_matrix(path: Path, values: Mapping[sp.Symbol, ExactNumber], digits: int) -> Entries:
    """Return iteration counts and error bounds for every eigenvalue of the matrix in ``path`` (Theorem 1.1).

    ``values`` holds N, α, η and ε. The eigenvalues are those of float64 linear algebra, taken as exact from there on;
    they descend. An eigenvalue whose limit is within ε of α from the start needs 0 iterations. Raises
    ValueError for a matrix or a parameter that breaks a hypothesis; the step size must obey (10) for ‖Ŵ‖.
    """
    spectrum = np.linalg.eigvalsh(read_symmetric(path))[::-1]
    largest = float(spectrum[int(np.argmax(np.abs(spectrum)))])
    given = {symbol: Written(v) if isinstance(v, str) else exact(v) for symbol, v in values.items()}
    common = tuple(h for h in THEOREM_1_1.hypotheses if h is not ACCURACY_SMALL)
    hypotheses(replace(THEOREM_1_1, hypotheses=common), given | {lam: Fraction(largest)})
    rows = [_row(float(value), given, digits) for value in spectrum]
    return {
        "statement": THEOREM_1_1.id,
        "tag": THEOREM_1_1.tag,
        "matrix": path.name,
        "size": len(spectrum),
        "eigenvalues": rows,
        "upper_iterations": max(row["upper_iterations"] for row in rows),
    }


def _row(value: float, given: Mapping[sp.Symbol, Fraction], digits: int) -> Entries:
    case = Case({N: given[N], lam: Fraction(value), alpha: given[alpha], eta: given[eta], eps: given[eps]})
    row: Entries = {
        "eigenvalue": value,
        "recovered": value >= 0,
        "case": None,
        "upper_iterations": 0,
        "error_bound": decimal(product_error, case, digits),
    }
    if case.holds(ACCURACY_SMALL.relation):
        bounds = claimed(THEOREM_2_4, case, digits)
        row |= {"case": bounds["case"], "upper_iterations": bounds["upper_iterations"]}
    return row
