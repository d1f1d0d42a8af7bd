"""What ``dmf bound 1.1 --matrix FILE`` answers: Theorem 1.1 for every eigenvalue of a matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import sympy as sp

from numerics.bounds.scalar_count import enclose_bounds
from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import ceiling_range
from numerics.exact.numbers import ExactNumber, exact
from numerics.formulas.hypotheses import holds, require_hypotheses
from numerics.spectrum.matrix_file import read_symmetric
from reports.answers.scalar_count import rounded
from theory.iteration_count import product_error
from theory.language.definitions import resolve
from theory.language.hypotheses import ACCURACY_SMALL
from theory.language.registry import statement
from theory.language.symbols import alpha, eps, eta, lam


def bound_matrix(path: Path, depth: int, values: Mapping[sp.Symbol, ExactNumber], digits: int) -> dict[str, Any]:
    """Return iteration counts and error bounds for every eigenvalue of the matrix in ``path`` (Theorem 1.1).

    ``values`` holds α, η and ε. The eigenvalues are those of float64 linear algebra, taken as exact from there on;
    they descend. An eigenvalue whose limit is within ε of α from the start needs 0 iterations. Raises
    ValueError for a matrix or a parameter that breaks a hypothesis; the step size must obey (10) for ‖Ŵ‖.
    """
    spectrum = np.linalg.eigvalsh(read_symmetric(path))[::-1]
    record = statement("1.1")
    largest = float(spectrum[int(np.argmax(np.abs(spectrum)))])
    common = tuple(h for h in record.hypotheses if h is not ACCURACY_SMALL)
    require_hypotheses(replace(record, hypotheses=common), depth, {**values, lam: largest})
    rows = [_one(float(value), depth, values, digits) for value in spectrum]
    return {
        "statement": record.id,
        "tag": record.tag,
        "matrix": path.name,
        "size": len(spectrum),
        "eigenvalues": rows,
        "upper_iterations": max(row["upper_iterations"] for row in rows),
    }


def _one(value: float, depth: int, values: Mapping[sp.Symbol, ExactNumber], digits: int) -> dict[str, Any]:
    given = {**values, lam: value}
    row: dict[str, Any] = {
        "eigenvalue": value,
        "recovered": value >= 0,
        "case": None,
        "upper_iterations": 0,
        "error_bound": rounded(resolve(product_error, depth), {s: str(exact(v)) for s, v in given.items()}, digits),
    }
    if holds(ACCURACY_SMALL.relation, depth, given):
        case = ScalarCase(depth, exact(value), exact(values[alpha]), exact(values[eta]), exact(values[eps]))
        bounds = enclose_bounds(case, digits=25)
        row |= {"case": bounds.case.name, "upper_iterations": ceiling_range(bounds.upper)[1]}
    return row
