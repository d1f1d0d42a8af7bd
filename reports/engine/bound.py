"""What ``dmf bound`` answers: the bounds that the claims of a statement state, at one exact parameter set.

The record is all that is read: its hypotheses are checked, the claims that apply are found, their bound sides are
evaluated and rounded correctly. What a statement says beyond that stands in a leaf named by its number: an ``Answer``.

>>> from theory import statement
>>> from theory.language.symbols import alpha, eps, lam
>>> bound(statement("2.4"), {N: 3, lam: 1, alpha: "1/10", eta: "1/10", eps: "1/100"}, digits=6)["upper"]
'120.753'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import sympy as sp

from numerics.cases.spectra import read_values, without_spectrum
from numerics.claims.case import Case
from numerics.claims.hypotheses import require
from numerics.exact.numbers import ExactNumber, exact
from numerics.exact.verdict import Undecided
from reports.engine.decimals import Written, decimal, integer_floor
from reports.engine.limits import require_depth
from reports.registry import leaves
from theory.language.claims import Claim, Every
from theory.language.expressions import unfolded
from theory.language.observables import First, Observable
from theory.language.registry import registered
from theory.language.statement import Statement, parameter_symbols
from theory.language.symbols import PARAMETER_NAMES, N, alpha, ell_0, eps, eta, lam, n

Entries = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What a statement answers beyond the bounds of its claims, or in their place.

    ``answer(case, digits)`` returns entries of the JSON object of ``dmf bound``. ``needs`` are the parameters it cannot
    do without, besides depth and eigenvalue. ``reports.registry`` finds one at module level in a leaf package.
    """

    statement: Statement
    needs: tuple[sp.Symbol, ...]
    answer: Callable[[Case, int], Entries]


def bound(record: Statement, values: Mapping[sp.Symbol, ExactNumber], digits: int = 15) -> Entries:
    """Return the bounds of ``record`` at exact ``values`` of its parameters, as the JSON object of ``dmf bound``.

    The keys are statement, tag, case, upper, lower, step_bound, hypotheses, and more where there is more to say. Real
    numbers are decimal strings, correctly rounded to ``digits`` digits. Raises ValueError for a statement without
    bounds, a parameter that is missing or foreign to it, a broken hypothesis, a depth beyond the limit; Undecided where
    balls do not give the digits.
    """
    leaf = answer_of(record)
    if leaf is None and not bounding(record):
        known = ", ".join(other.id for other in registered() if bounding(other) or answer_of(other))
        raise ValueError(f"{record.id} has no numeric bound; the statements with bounds are {known}")
    numbers = {symbol: Written(v) if isinstance(v, str) else exact(v) for symbol, v in read_values(values).items()}
    needed = record.parameters if leaf is None else (N, lam, *leaf.needs)
    for symbol in without_spectrum(without_spectrum(numbers), ell_0):
        if symbol not in (*record.parameters, *needed, *_USUAL):
            known = ", ".join(PARAMETER_NAMES[other] for other in record.parameters)
            raise ValueError(
                f"{PARAMETER_NAMES[symbol]} = {numbers[symbol]}: no parameter of {record.id}, which has {known}"
            )
    if n in numbers and n not in record.parameters:
        raise ValueError(f"spectrum = {values[n]}: {record.id} speaks of one eigenvalue; give --eigenvalue instead")
    need(record, numbers, needed)
    require_depth(numbers[N])
    checked = hypotheses(record, numbers)
    case, step = Case(numbers), step_bound(record)
    frame: Entries = {
        "statement": record.id,
        "tag": record.tag,
        "case": None,
        "upper": None,
        "lower": None,
        "step_bound": None if step is None else decimal(step, case, digits),
        "hypotheses": checked,
    }
    return frame | (claimed(record, case, digits) if leaf is None else leaf.answer(case, digits))


#: Parameters that every statement lets pass, so that one command line serves all that speak of one eigenvalue.
_USUAL = (N, lam, alpha, eta, eps)


def answer_of(record: Statement) -> Answer | None:
    """Return what the leaf of ``record`` answers; None for a record without one, and for one that was changed."""
    return next((leaf for leaf in leaves(Answer) if leaf.statement is record), None)


def need(record: Statement, values: Mapping[sp.Symbol, Any], symbols: Iterable[sp.Symbol]) -> None:
    """Raise ValueError naming the options for the ``symbols`` that have no value."""
    missing = [f"--{PARAMETER_NAMES[s].replace('_', '-')}" for s in PARAMETER_NAMES if s in symbols and s not in values]
    if missing:
        raise ValueError(f"missing option {', '.join(missing)}: needed for the bounds of {record.id}")


def hypotheses(record: Statement, values: Mapping[sp.Symbol, Fraction]) -> dict[str, bool]:
    """Check the hypotheses whose parameters are given, and return them; raises ValueError for one that is broken."""
    given = tuple(h for h in record.hypotheses if parameter_symbols(h.decidable) <= set(values))
    require(replace(record, hypotheses=given, claims=()), values)
    return dict.fromkeys((h.name for h in given), True)


def step_bound(record: Statement) -> sp.Expr | None:
    """Return what the hypotheses of ``record`` require the step size to be below, None where they do not say it so.

    >>> from theory import statement
    >>> print(step_bound(statement("lemma-D.3")))
    q_step*alpha**(2 - 2*N)/(9*N)
    """
    parts = [part for h in record.hypotheses for part in h.relation.atoms(sp.Lt, sp.Le)]
    return next((part.rhs for part in parts if part.lhs == eta), None)


# Claims --------------------------------------------------------------------------------------------------------


def bounding(record: Statement) -> list[Claim]:
    """Return the claims of ``record`` that bound something by a formula in the parameters alone.

    >>> from theory import statement
    >>> [claim.name for claim in bounding(statement("lemma-2.11"))]
    ['transition']
    """
    return [claim for claim in record.claims if claim.kind != "exact" and _closed(claim)]


def _closed(claim: Claim) -> bool:
    side = unfolded(claim.relation.rhs)
    index = claim.over.symbol if claim.over is not None and claim.over.symbol not in PARAMETER_NAMES else None
    return not side.has(Observable) and index not in side.free_symbols


def claimed(record: Statement, case: Case, digits: int) -> Entries:
    """Return the bounds that the claims of ``record`` state at ``case``.

    "case" names the claims that apply, without the kind in their names. "upper" and "lower" are the tightest bounds
    where all claims speak of one quantity, "upper_iterations" the integer bound if that is a hitting time. "claims"
    lists each bound with its quantity where those entries would not say it all. Raises Undecided where the parameters
    lie on the border of a condition.
    """
    applying = [claim for claim in bounding(record) if _applies(claim, case)]
    names = [claim.name.removeprefix(f"{claim.kind}_") for claim in applying]
    entries: Entries = {"case": ", ".join(dict.fromkeys(names)) or None}
    quantities = list(dict.fromkeys(claim.relation.lhs for claim in applying))
    if len(quantities) > 1 or any(isinstance(claim.over, Every) for claim in applying):
        entries["claims"] = [_entry(claim, case, digits) for claim in applying]
    if len(quantities) != 1:
        return entries
    for kind, tightest in (("upper", sp.Min), ("lower", sp.Max)):
        sides = {claim.relation.rhs: claim.where for claim in applying if claim.kind == kind}
        if not sides:
            continue
        where = tuple(name for names in sides.values() for name in names)
        side = next(iter(sides)) if len(sides) == 1 else tightest(*sides, evaluate=False)
        entries[kind] = decimal(_unrounded(side), case, digits, where)
        if kind == "upper" and isinstance(quantities[0], First):
            entries["upper_iterations"] = integer_floor(side, case, where)
    return entries


def _applies(claim: Claim, case: Case) -> bool:
    applies = case.holds(claim.given, claim.where)
    if applies is None:
        raise Undecided(f"{claim.name}: whether {claim.given!s:.80} holds here")
    return applies


def _entry(claim: Claim, case: Case, digits: int) -> Entries:
    entry: Entries = {
        "name": claim.name,
        "quantity": str(claim.relation.lhs),
        "kind": claim.kind,
        "bound": decimal(_unrounded(claim.relation.rhs), case, digits, claim.where),
    }
    if isinstance(claim.over, Every) and claim.over.since != 0:
        since = claim.over.since
        counted = unfolded(since).has(First)
        entry["since"] = str(case.ceiling(since, claim.where)) if counted else decimal(since, case, digits, claim.where)
    return entry


def _unrounded(side: sp.Expr) -> sp.Expr:
    """Return the real number before it was rounded up or down as a whole."""
    return side.args[0] if isinstance(side, sp.ceiling | sp.floor) else side
