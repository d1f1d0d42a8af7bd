"""What ``dmf solve`` answers: a value that takes the wanted number of iterations, and one next to it that does not."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import rational_string
from numerics.exact.numbers import exact
from numerics.law.solve import solve
from reports.engine.bound import Entries
from reports.engine.limits import require_depth

#: The fields of a case by the names of the options.
_FIELDS = {"eigenvalue": "lam", "alpha": "alpha", "step": "eta", "accuracy": "eps"}
#: Digits in which a decimal is written out, as it is.
_ALL = 4000


def answer(wanted: str, iterations: int, given: Mapping[str, object], digits: int = 12, above: bool = False) -> Entries:
    """Return the object of ``dmf solve``; ``given`` has depth and the parameters but the wanted one, as texts.

    Raises ValueError for a number outside its domain, and where no value takes so many iterations.

    >>> given = {"depth": 3, "eigenvalue": "1", "step": "1/10", "accuracy": "1/100"}
    >>> answer("alpha", 105, given, digits=4)["iterations"]
    105
    """
    depth = int(str(given["depth"]))
    require_depth(Fraction(depth))
    values = {field: exact(str(given[name])) for name, field in _FIELDS.items() if name != wanted}
    for name, field in _FIELDS.items():
        if name not in (wanted, "eigenvalue") and values[field] <= 0:
            raise ValueError(f"{name} = {given[name]}: must be positive")
    if depth < 2:
        raise ValueError(f"depth = {depth}: N >= 2; for N = 1 dmf bound lemma-2.2 has the count in closed form")
    field = _FIELDS[wanted]
    found = solve(ScalarCase(depth, **{field: Fraction(1), **values}), field, iterations, digits, above)
    return {
        "for": wanted,
        "value": rational_string(found.value, _ALL),
        "iterations": found.time.iterations,
        "beyond": rational_string(found.beyond, _ALL),
        "iterations_beyond": found.time_beyond.lower,
        "certified": True,
        "method": found.time.method,
    }
