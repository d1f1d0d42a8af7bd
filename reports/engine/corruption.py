"""Records that lie: every claim of a record corrupted in a few mechanical ways, and what notices.

A corruption changes the record in memory and nothing else: a relation turned round, a factor on one side, an index
off by one, a condition dropped. Whatever is computed from the record must notice: its campaign may no longer say
UPHELD.

A corruption may happen to be weaker than the claim, and then it is true. That is a matter of direction: a factor or a
shift is tried both ways, and one of the two is the stronger claim. A factor that strengthens a bound which is not tight
grows until it is noticed, so the table also says how much room the bound leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import sympy as sp

from numerics.cases.draw import draw_at
from numerics.claims.case import Case
from numerics.claims.relations import negated
from numerics.exact.verdict import Verdict
from reports.engine.verify import verify
from theory.language.claims import Claim, Every, Tends
from theory.language.expressions import unfolded
from theory.language.statement import Statement
from theory.language.symbols import k

#: Factors tried in turn on one side, and what an equation or a limit is changed by.
FACTORS = tuple(
    sp.Rational(*ends) for ends in ((10, 11), (11, 10), (1, 4), (4, 1), (1, 10**3), (10**3, 1), (1, 10**9), (10**9, 1))
)
_MOVED = sp.Rational(65, 64), sp.Rational(1, 1024)


@dataclass(frozen=True)
class Corruption:
    """One way to corrupt a claim: ``claims`` are tried in turn, and at least one of them has to be noticed."""

    kind: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Noticed:
    """What came of one corruption: the verdict on the corrupted record, after how many cases, and the change itself.

    UPHELD means that nothing was noticed.
    """

    statement: str
    claim: str
    kind: str
    verdict: Verdict
    cases: int
    change: str


Change = Callable[[sp.Basic], Iterator[sp.Basic]]


def _each(relation: sp.Basic, change: Change) -> Iterator[sp.Basic]:
    """Yield the relation with ``change`` applied to one comparison in it at a time."""
    if not isinstance(relation, sp.And | sp.Or):
        yield from change(relation)
        return
    for place, part in enumerate(relation.args):
        for changed in _each(part, change):
            rest = [changed if place == other else argument for other, argument in enumerate(relation.args)]
            yield relation.func(*rest, evaluate=False)


def _scaled(relation: sp.Basic) -> Iterator[sp.Basic]:
    """Yield the relation with a factor on its right side, or on a summand; an identity is moved a little as well."""
    if isinstance(relation, sp.Eq):
        yield sp.Eq(relation.lhs, relation.rhs * _MOVED[0] + _MOVED[1], evaluate=False)
        return
    for factor in FACTORS:
        if relation.rhs != 0:
            yield relation.func(relation.lhs, factor * relation.rhs, evaluate=False)
        elif isinstance(relation.lhs, sp.Add):
            first, *others = sp.ordered(relation.lhs.args)
            yield relation.func(factor * first + sp.Add(*others), relation.rhs, evaluate=False)


def _shifted(symbol: sp.Symbol) -> Change:
    """Return the change that shifts the index on one side against the other, by one and by two.

    Where the index stands on one side only, a shift says the same of later steps: a weaker claim, and no corruption.
    """

    def change(relation: sp.Basic) -> Iterator[sp.Basic]:
        left, right = map(unfolded, relation.args)
        if symbol not in left.free_symbols or symbol not in right.free_symbols:
            return
        for step in (1, 2):
            yield relation.func(left.subs(symbol, symbol + step), right, evaluate=False)
            yield relation.func(left, right.subs(symbol, symbol + step), evaluate=False)

    return change


def corruptions(claim: Claim) -> Iterator[Corruption]:
    """Yield the corruptions of one claim.

    >>> from theory import statement
    >>> [corruption.kind for corruption in corruptions(statement("lemma-2.11").claim("first_below_a"))]
    ['turned round', 'factor', 'index shifted']
    """
    if isinstance(claim.over, Tends):
        moved = sp.Eq(claim.relation.lhs, claim.relation.rhs * _MOVED[0] + _MOVED[1], evaluate=False)
        yield Corruption("another limit", (replace(claim, relation=moved),))
    else:
        yield Corruption("turned round", (replace(claim, relation=negated(claim.relation)),))
        scaled = tuple(replace(claim, relation=relation) for relation in _each(claim.relation, _scaled))
        if scaled:
            yield Corruption("factor", scaled)
    if isinstance(claim.over, Every) and not _is_parameter(claim):
        shifted = tuple(
            replace(claim, relation=relation) for relation in _each(claim.relation, _shifted(claim.over.symbol))
        )
        if shifted:
            yield Corruption("index shifted", shifted)
    if claim.exactly_when is not None:
        yield Corruption("condition negated", (replace(claim, exactly_when=negated(claim.exactly_when)),))
        yield Corruption("equivalence dropped", (replace(claim, exactly_when=None),))
    if claim.given != sp.true:
        yield Corruption("condition dropped", (replace(claim, given=negated(claim.given)),))


def _is_parameter(claim: Claim) -> bool:
    """Whether the quantified variable is drawn (a time, a state) and not followed."""
    return claim.over is not None and not claim.over.symbol.is_integer


def notice(record: Statement, claim: Claim, corruption: Corruption, cases: int = 40, seed: int = 0) -> Noticed:
    """Return what the campaign of the corrupted record says: the first of its variants that is not UPHELD.

    What survives is tried once more, on ten times the cases. A bound that survives outside its own condition may be
    weaker than another claim of the record that holds there; then that claim is named.
    """
    tried = 0
    for number in (cases, 10 * cases):
        for corrupted in corruption.claims:
            try:
                result = verify(replace(record, claims=(corrupted,)), number, seed, until_refuted=True, shrunk=False)
            except ValueError as problem:  # outside its condition a formula may have no value, as at another depth
                change = f"{corrupted.sentence()}: {problem}"
                return Noticed(record.id, claim.name, corruption.kind, Verdict.UNDECIDED, tried, change)
            tried += result.cases
            if result.verdict is not Verdict.UPHELD:
                return Noticed(record.id, claim.name, corruption.kind, result.verdict, tried, corrupted.sentence())
            stronger = implied_by(record, claim, corrupted, cases, seed)
            if stronger:
                return Noticed(record.id, claim.name, corruption.kind, Verdict.UPHELD, tried, f"implied by {stronger}")
    return Noticed(record.id, claim.name, corruption.kind, Verdict.UPHELD, tried, corruption.claims[-1].sentence())


def implied_by(record: Statement, claim: Claim, corrupted: Claim, cases: int, seed: int) -> str:
    """Return the claims of ``record`` that say at least as much as ``corrupted`` on every case drawn for it, or "".

    The other claim bounds the same quantity, by no more and from no later index on.
    """
    names: set[str] = set()
    for values in draw_at(replace(record, claims=(corrupted,)), range(cases), seed, {}):
        case = Case(values)
        if case.holds(corrupted.given) is not True:
            continue
        stronger = [
            other.name
            for other in record.claims
            if other.name != claim.name and case.holds(other.given) is True and _says_more(other, corrupted, case)
        ]
        if not stronger:
            return ""
        names.add(stronger[0])
    return ", ".join(sorted(names))


def _says_more(other: Claim, corrupted: Claim, case: Case) -> bool:
    """Whether an upper bound is no larger and holds from no later index on."""
    if not (isinstance(other.relation, sp.Le) and isinstance(corrupted.relation, sp.Le)):
        return False
    if other.relation.lhs != corrupted.relation.lhs or other.where or corrupted.where:
        return False
    parts = [(other.relation.rhs, corrupted.relation.rhs)]
    match other.over, corrupted.over:
        case (Every(one, since, sp.oo), Every(two, later, sp.oo)) if one == two:
            parts.append((since, later))
        case (None, None):
            pass
        case _:
            return False
    if any(k in part.free_symbols for pair in parts for part in pair):
        return False
    return all(case.holds(sp.Le(*pair, evaluate=False)) is True for pair in parts)


def corruption_table(records: Sequence[Statement], cases: int = 40, seed: int = 0) -> list[Noticed]:
    """Return what is noticed, for every corruption of every claim of ``records``."""
    return [
        notice(record, claim, corruption, cases, seed)
        for record in records
        for claim in record.claims
        for corruption in corruptions(claim)
    ]
