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
from numerics.spectrum.eigenvalues import Spectrum, eigenvalues
from numerics.spectrum.matrix_file import read_symmetric
from reports.deep_factorization import theorem_2_4
from reports.engine.bound import Answer, Entries, claimed, hypotheses
from reports.engine.decimals import Written, decimal
from reports.engine.limits import require_depth
from theory.deep_factorization.theorem_1_1 import THEOREM_1_1, product_error
from theory.deep_factorization.theorem_2_4 import THEOREM_2_4
from theory.language.hypotheses import ACCURACY_SMALL
from theory.language.symbols import N, alpha, eps, eta, lam


def answer(case: Case, digits: int) -> Entries:
    """Return T^Id with its summands and lower bound, and "error_bound", what (11) allows |E_ii(k)| from T^Id on."""
    return theorem_2_4.bounds(case, digits) | {"error_bound": decimal(product_error, case, digits)}


ANSWER = Answer(statement=THEOREM_1_1, needs=(alpha, eta, eps), answer=answer)


def bound_matrix(path: Path, values: Mapping[sp.Symbol, ExactNumber], digits: int) -> Entries:
    """Return limits, iteration counts and error bounds for every eigenvalue of the matrix in ``path`` (Theorem 1.1).

    ``values`` holds N, α, η and ε. The eigenvalues descend; they are those of float64 linear algebra, taken as exact
    from there on, and "eigenvalue_error" bounds what they are off by. One within that error of 0 is taken as 0. Those
    at rounding level do not count in "upper_iterations", the total, but in that of "rounding"; negative ones are
    "lost", as their limit is 0. One whose limit is within ε of α from the start needs 0 iterations. Raises ValueError
    for a matrix or a parameter that breaks a hypothesis; the step size must obey (10) for ‖Ŵ‖ and its error.
    """
    spectrum = eigenvalues(read_symmetric(path))
    norm = Fraction(float(np.abs(spectrum.values).max())) + Fraction(spectrum.error)
    given = {symbol: Written(v) if isinstance(v, str) else exact(v) for symbol, v in values.items()}
    require_depth(given[N])
    common = tuple(h for h in THEOREM_1_1.hypotheses if h is not ACCURACY_SMALL)
    hypotheses(replace(THEOREM_1_1, hypotheses=common), given | {lam: norm})
    rows = [_row(value, spectrum, given, digits) for value in spectrum.values.tolist()]
    above = [row["upper_iterations"] for row in rows if not row["rounding"]]
    tail = [row["upper_iterations"] for row in rows if row["rounding"]]
    return {
        "statement": THEOREM_1_1.id,
        "tag": THEOREM_1_1.tag,
        "matrix": path.name,
        "size": len(rows),
        "eigenvalue_error": spectrum.error,
        "rounding_level": spectrum.level,
        "eigenvalues": rows,
        "lost": sum(row["lost"] for row in rows),
        "upper_iterations": max(above, default=0),
        "rounding": {"eigenvalues": len(tail), "upper_iterations": max(tail, default=0)},
    }


def _row(value: float, spectrum: Spectrum, given: Mapping[sp.Symbol, Fraction], digits: int) -> Entries:
    taken = value if abs(value) > spectrum.error else 0.0
    case = Case({N: given[N], lam: Fraction(taken), alpha: given[alpha], eta: given[eta], eps: given[eps]})
    row: Entries = {
        "eigenvalue": taken,
        "limit": max(taken, 0.0),
        "recovered": taken >= 0,
        "lost": taken < 0,
        "rounding": abs(value) <= spectrum.level,
        "case": None,
        "upper_iterations": 0,
        "error_bound": decimal(product_error, case, digits),
    }
    if case.holds(ACCURACY_SMALL.relation):
        bounds = claimed(THEOREM_2_4, case, digits)
        row |= {"case": bounds["case"], "upper_iterations": bounds["upper_iterations"]}
    return row
