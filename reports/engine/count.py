"""What ``dmf hit`` answers: a counted hitting time, together with what the theorems prove about it.

Any registered claim that bounds the hitting time counts, if the hypotheses of its statement and its condition certainly
hold at the parameters. One that says from when on the target is met bounds it from above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import sympy as sp

from numerics.claims.case import Case
from numerics.claims.hypotheses import broken
from numerics.exact.verdict import Undecided
from numerics.orbits.ladder import NEVER, HittingTime
from reports.engine.bound import Entries, hypotheses
from reports.engine.decimals import decimal, decimal_below, exact_value, integer_bound
from reports.engine.limits import require_depth
from theory.language.claims import Claim, Every
from theory.language.expressions import unfolded
from theory.language.observables import BOUND, First, Observable
from theory.language.registry import registered
from theory.language.statement import Hypothesis, Statement
from theory.language.symbols import N

#: Seconds that one count may take at the command line.
SECONDS = 4.0


@dataclass(frozen=True)
class Proved:
    """What theorems say about a hitting time: lower ≤ T ≤ upper, each with the claim that says it."""

    lower: int = 0
    upper: int | None = None
    lower_by: str = ""
    upper_by: str = ""


def proved(time: First, values: Mapping[sp.Symbol, Fraction], records: Iterable[Statement] | None = None) -> Proved:
    """Return the best bounds on ``time`` that the claims of ``records``, by default all, prove at exact ``values``.

    What is only observed proves nothing.

    >>> from theory.dynamics.orbits import T
    >>> from theory.language.symbols import alpha, eps, eta, lam
    >>> tenth = Fraction(1, 10)
    >>> proved(T, {N: Fraction(3), lam: Fraction(1), alpha: tenth, eta: tenth, eps: tenth / 10})
    Proved(lower=105, upper=105, lower_by='sharp-law, below_lower', upper_by='sharp-law, below_upper')
    """
    best, case = Proved(), Case(values)
    for record in registered() if records is None else records:
        proofs = [claim for claim in record.claims if claim.tag != "observed"]
        claims = [bound for claim in proofs for bound in _bounds(claim, time)]
        if not claims or not set(record.parameters) <= set(values) or broken(record, values) is not None:
            continue
        for claim in claims:
            try:
                if case.holds(claim.given, claim.where) is not True:
                    continue
                best = _better(best, claim, f"{record.id}, {claim.name}", case)
            except Undecided:
                continue
    return best


def _bounds(claim: Claim, time: First) -> Iterator[Claim]:
    """Yield what a claim says of ``time`` as a bound on it, where it says anything."""
    condition = unfolded(time.condition)
    left = claim.relation.args[0] if claim.kind != "exact" else None
    if isinstance(left, First) and unfolded(left.condition) == condition and claim.over is None:
        yield claim
    match claim.over:
        case Every(symbol, since, sp.oo) if unfolded(claim.relation).xreplace({symbol: BOUND}) == condition:
            if claim.exactly_when is None and not since.atoms(Observable):  # nothing that would have to be counted
                yield replace(claim, relation=sp.Le(time, sp.Max(0, sp.ceiling(since), evaluate=False)), over=None)


def _better(best: Proved, claim: Claim, name: str, case: Case) -> Proved:
    side = claim.relation.args[1]
    if claim.kind == "upper":
        upper = integer_bound(side, case, up=False, where=claim.where)
        return replace(best, upper=upper, upper_by=name) if best.upper is None or upper < best.upper else best
    lower = -integer_bound(-side, case, up=False, where=claim.where)
    return replace(best, lower=lower, lower_by=name) if lower > best.lower else best


def counted(count: Callable[[], HittingTime], prove: Callable[[], Proved]) -> Entries:
    """Return the object of ``dmf hit``: what ``count()`` finds; where that is not T itself, narrowed by ``prove()``.

    "method" names the arithmetic and the claims that contribute; it is "never" where T is certainly infinite. Raises
    AssertionError where the two exclude each other: then one of them is wrong.
    """
    time = count()
    known = Proved() if time.settled else prove()
    both = time.narrowed(0 if time.method == NEVER else known.lower, known.upper, time.method)
    methods = [time.method] if time.method else []
    methods += [f"from below {known.lower_by}"] * (both.lower != time.lower)
    methods += [f"from above {known.upper_by}"] * (both.upper != time.upper)
    return {
        "iterations": both.iterations,
        "lower": both.lower,
        "upper": both.upper,
        "certified": both.certified,
        "method": "; ".join(methods),
    }


def require_or_beyond(
    record: Statement, values: Mapping[sp.Symbol, Fraction], liftable: tuple[str, ...], beyond: bool
) -> None:
    """Check the hypotheses of ``record``, without the ``liftable`` ones if ``beyond``.

    Raises ValueError for a broken one; for one that could be lifted it names the largest value that is allowed.
    """
    require_depth(values[N])
    hypotheses(replace(record, hypotheses=tuple(h for h in record.hypotheses if h.name not in liftable)), values)
    for hypothesis in () if beyond else (h for h in record.hypotheses if h.name in liftable):
        try:
            hypotheses(replace(record, hypotheses=(hypothesis,)), values)
        except ValueError as error:
            allowed = _largest(hypothesis, values)
            raise ValueError(f"{error}; largest allowed here: {allowed}; --beyond counts anyway") from None


def _largest(hypothesis: Hypothesis, values: Mapping[sp.Symbol, Fraction], digits: int = 6) -> str:
    """Return the largest value that a hypothesis allows its parameter, rounded down; "below" one that is just out."""
    parts = hypothesis.relation.atoms(sp.Lt, sp.Le)
    bound = next(part.rhs for part in parts if part.lhs == hypothesis.about)
    case = Case(values)
    text = decimal_below(bound, case, digits)
    exactly = exact_value(bound, case)
    if exactly is None or exactly != Fraction(text):
        return text
    allowed = Case({**values, hypothesis.about: exactly}).holds(hypothesis.decidable)
    return decimal(bound, case, digits) if allowed else f"below {text}"
