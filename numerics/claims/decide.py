"""One decision for all: a statement and one exact case in, a verdict on every claim out.

A claim is followed step by step. Where an index runs for ever, a certificate (``numerics.claims.certificates``) covers
the rest, or the evidence says how far it was followed.

>>> from fractions import Fraction
>>> from theory import statement
>>> from theory.language.symbols import N, alpha, eta, lam
>>> case = {N: Fraction(3), lam: Fraction(1), alpha: Fraction(1, 2), eta: Fraction(1, 8)}
>>> [outcome.verdict.value for outcome in decide(statement("remark-2.3"), case)]
['upheld']
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy as sp
from flint import arb

from numerics.claims.case import BITS, Case, Where
from numerics.claims.certificates import holds_from, holds_later, limit_of, stays_away
from numerics.claims.hitting import once_met
from numerics.claims.horizon import BUDGET, STEPS, further, horizon
from numerics.claims.relations import negated
from numerics.claims.world import Values, World
from numerics.exact.balls import working_precision
from numerics.exact.verdict import Undecided, Verdict
from numerics.orbits.ladder import HittingTime
from theory.language.claims import Claim, Every, Tends
from theory.language.observables import Observable
from theory.language.statement import Statement

#: Digits to which two sides that no ball can tell apart must agree.
DIGITS = 25
#: A limit is believed when the distance has certainly fallen to this part of the first one, and stays below it.
FALL = sp.Rational(1, 10**6)

DOES_NOT_APPLY = "does not apply"
#: The evidence for a relation between numbers, of which nothing is left open.
DECIDED = "decided exactly or in balls"


@dataclass(frozen=True)
class Outcome:
    """The verdict on one claim at one case.

    ``k`` is where it failed, or how far it was followed; ``evidence`` says what the verdict rests on, ``ratio`` is
    bound/truth where the claim bounds a positive quantity, and ``details`` are certified values as text.
    """

    verdict: Verdict
    claim: str
    k: int | None = None
    evidence: str = ""
    ratio: float | None = None
    details: Mapping[str, str] | None = None

    @property
    def applies(self) -> bool:
        """Whether the case was one the claim speaks of."""
        return self.evidence != DOES_NOT_APPLY


def decide(record: Statement, values: Values) -> list[Outcome]:
    """Decide every claim of ``record`` at one exact case, whether or not it obeys the hypotheses."""
    case = Case(values)
    return [decide_claim(claim, case) for claim in record.claims]


# Claims --------------------------------------------------------------------------------------------------------


def decide_claim(claim: Claim, case: Case) -> Outcome:
    """Decide one claim; where its condition is false it is upheld, with the evidence "does not apply".

    A claim that has been decided at this case, or at the same one with multipliers that it does not depend on, is not
    decided again.
    """
    if claim not in case.outcomes:
        plain = case.plain
        if plain is None or case.moved(*claim.parts()):
            case.outcomes[claim] = _decided(claim, case)
        else:
            case.outcomes[claim] = decide_claim(claim, plain)
    outcome: Outcome = case.outcomes[claim]
    return outcome


def _decided(claim: Claim, case: Case) -> Outcome:
    applies = case.holds(claim.given)
    if applies is None:
        return Outcome(Verdict.UNDECIDED, claim.name, evidence="its condition is not decided")
    if not applies:
        return Outcome(Verdict.UPHELD, claim.name, evidence=DOES_NOT_APPLY)
    try:
        if claim.exactly_when is None:
            return _decide(claim, case)
        return _equivalence(claim, case)
    except Undecided as problem:
        return Outcome(Verdict.UNDECIDED, claim.name, evidence=f"{problem!s:.100}")


def _decide(claim: Claim, case: Case) -> Outcome:
    match claim.over:
        case Every(symbol, since, before) if symbol not in case.values:
            start = case.ceiling(since, claim.where)
            if start is None:
                raise Undecided(f"it begins at {since}")
            end = case.end(before, max(start, 0) + horizon(case, claim.relation), claim.where)
            return _every(claim, case, symbol, max(start, 0), *(end or (None, True)))
        case Tends(symbol):
            return _tends(claim, case, symbol)
        case _:
            return _relation(claim, case)


def _equivalence(claim: Claim, case: Case) -> Outcome:
    """Decide "for every k … exactly when …": where the condition is false, some k must violate the relation."""
    condition = case.holds(claim.exactly_when, claim.where)
    if condition is None:
        raise Undecided("its condition is not decided")
    outcome = _decide(claim, case)
    if condition:
        return outcome
    if outcome.verdict is Verdict.REFUTED:
        return Outcome(Verdict.UPHELD, claim.name, outcome.k, f"and not otherwise: {outcome.evidence}")
    if outcome.verdict is Verdict.UPHELD and (outcome.evidence.startswith("all") or outcome.evidence == DECIDED):
        return Outcome(Verdict.REFUTED, claim.name, outcome.k, f"holds though it should not: {outcome.evidence}")
    if outcome.verdict is Verdict.UPHELD and isinstance(claim.over, Every):
        return _violated(claim, case, claim.over.symbol, outcome.k or 0)
    raise Undecided(outcome.evidence)


def _violated(claim: Claim, case: Case, symbol: sp.Symbol, start: int) -> Outcome:
    """Look further for a k that violates the relation."""
    for world in case.ladder(claim.where):
        judge, k = world.judge(claim.relation, symbol), start
        while k < BUDGET and (verdict := _at(judge, k)) is True:
            k += 1
        if k < BUDGET and verdict is False:
            return Outcome(Verdict.UPHELD, claim.name, k, f"and not otherwise: fails at {symbol} = {k}")
        if k == BUDGET:
            break
    raise Undecided("no violation found")


def _relation(claim: Claim, case: Case) -> Outcome:
    """Decide a relation between numbers; sides that no ball tells apart must overlap ever more closely."""
    differ = isinstance(claim.relation, sp.Ne)
    equation = sp.Eq(*claim.relation.args, evaluate=False) if differ else claim.relation
    if equation.has(sp.Eq) and _agrees(equation, case, claim.where):
        if differ:
            raise Undecided(f"both sides agree to {DIGITS} digits")
        return Outcome(Verdict.UPHELD, claim.name, evidence=f"both sides agree to {DIGITS} digits")
    verdict = case.holds(claim.relation, claim.where)
    if verdict is None:
        raise Undecided(f"{BITS[-1]} bits do not decide it")
    named = Verdict.UPHELD if verdict else Verdict.REFUTED
    ratio, details = _ratio(claim, case)
    return Outcome(named, claim.name, evidence=DECIDED, ratio=ratio, details=details)


def _agrees(relation: sp.Basic, case: Case, where: Where) -> bool:
    """Whether the sides of an equation overlap at growing precision, and end up known to DIGITS digits.

    Sides that are rational are compared exactly instead, and balls that lie apart leave nothing to agree on.
    """
    if _at(case.world(0, where).judge(relation), 0) is not None:
        return False
    for bits in BITS[:4]:
        with working_precision(bits):
            world = case.world(bits, where)
            if _at(world.judge(relation), 0) is not None:
                return False
            if bits > BITS[0] and _agree(relation, world, 0, None):
                return True
    return False


def _ratio(claim: Claim, case: Case) -> tuple[float | None, dict[str, str]]:
    """Return bound/truth for a bound on a positive quantity, and both sides as text."""
    if not isinstance(claim.relation, sp.core.relational.Relational):
        return None, {}
    with working_precision(BITS[0]):
        try:
            values = [case.world(BITS[0], claim.where).value(side) for side in claim.relation.args]
        except Undecided:
            return None, {}
    shown = {name: _shown(value) for name, value in zip(("left", "right"), values, strict=True)}
    numbers = [float(v.lower if isinstance(v, HittingTime) else v.mid()) for v in values]
    if claim.kind == "exact" or min(numbers) <= 0:
        return None, shown
    return numbers[1] / numbers[0], shown


def _shown(value: Any) -> str:
    if isinstance(value, HittingTime):
        if value.upper is None:
            return f"at least {value.lower}"
        return str(value.lower) if value.lower == value.upper else f"{value.lower}..{value.upper}"
    text: str = value.str(15)
    return text


def _every(claim: Claim, case: Case, symbol: sp.Symbol, start: int, stop: int | None, sure: bool) -> Outcome:
    """Follow the orbits from ``start`` on; an index that balls leave open is tried exactly, then with more bits.

    ``stop`` is where the claim ends, or a later one than is looked at if that is not ``sure``.
    """
    if stop is not None and stop <= start:
        if not sure:
            raise Undecided("where it ends is not known")
        return Outcome(Verdict.UPHELD, claim.name, start, f"there is no such {symbol}")
    if stop is None:
        outcome = _bounded_error(claim, case, symbol, start)
        if outcome is not None:
            return outcome
        with working_precision(BITS[1]):
            world = case.world(BITS[1], claim.where)
            settled = holds_from(claim.relation, world, symbol, start, BUDGET)
            fails = None if settled is not None else holds_from(negated(claim.relation), world, symbol, start, BUDGET)
        if fails is not None:
            return Outcome(Verdict.REFUTED, claim.name, start, f"fails at every {symbol} >= {start}")
        if settled is not None:
            return Outcome(Verdict.UPHELD, claim.name, settled, f"all {symbol} >= {start}, by an invariant interval")
    if start > BUDGET:
        raise Undecided(f"it begins at {symbol} = {start}, beyond the {BUDGET} steps that are followed")
    last = start + horizon(case, claim.relation)
    last = last if stop is None else min(stop, last)
    indices = [*range(start, last), *further(start, last, stop if sure else None)]
    place, overlaps = 0, 0
    exactly = case.world(0, claim.where).judge(claim.relation, symbol)
    rational = True
    for bits in BITS:
        with working_precision(bits):
            world = case.world(bits, claim.where)
            judge = world.judge(claim.relation, symbol)
            while place < len(indices):
                k = indices[place]
                holds = _at(judge, k)
                if holds is None and rational:
                    holds = _at(exactly, k)
                    rational = holds is not None
                if holds is None and k == 0:
                    holds = case.holds(_from_the_start(claim.relation, symbol), claim.where)
                if holds is None and bits > BITS[0] and _agree(claim.relation, world, k, symbol):
                    holds, overlaps = True, overlaps + 1
                if holds is None:
                    break
                if not holds:
                    return Outcome(
                        Verdict.REFUTED, claim.name, k, f"fails at {symbol} = {k}", details=_sides(claim, world, k)
                    )
                place += 1
            else:
                whole = stop if sure else -1
                tail = _how_far(claim, case, symbol, start, whole, last, overlaps)
                if len(indices) > last - start:
                    tail += f", then {len(indices) - last + start} of them up to {indices[-1]}"
                return Outcome(Verdict.UPHELD, claim.name, last, tail)
    k = indices[place]
    if k - start >= 20:  # the orbit has settled beyond what BITS tells apart
        tail = _how_far(claim, case, symbol, start, stop, k, overlaps)
        return Outcome(Verdict.UPHELD, claim.name, k, f"{tail}; then {BITS[-1]} bits are too few")
    raise Undecided(f"{BITS[-1]} bits do not decide {symbol} = {k}")


def _bounded_error(claim: Claim, case: Case, symbol: sp.Symbol, start: int) -> Outcome | None:
    """Decide a bound on an error that never grows, from the first index at which it holds, or the negation of one."""
    if not start or claim.where:
        return None
    time = once_met(claim.relation, symbol, case)
    if time is None:
        time = once_met(negated(claim.relation), symbol, case)
        if time is None or time.upper is None or time.upper > start:
            return None
        return Outcome(Verdict.REFUTED, claim.name, start, f"fails from {symbol} = {time.upper} on")
    details = {"met_from": _shown(time), "claimed_from": str(start)}
    if time.upper is not None and time.upper <= start:
        how = f"all {symbol} >= {start}: it holds from {_shown(time)} on, as the error never grows"
        ratio = float(arb(start) / time.upper) if time.upper else None
        return Outcome(Verdict.UPHELD, claim.name, start, how, ratio, details)
    if time.lower > start:
        return Outcome(Verdict.REFUTED, claim.name, start, f"it holds from {_shown(time)} on only", None, details)
    raise Undecided(f"it holds from {_shown(time)} on, and is claimed from {start} on")


def _at(judge: Any, k: int) -> bool | None:
    try:
        verdict: bool | None = judge(k)
    except Undecided:
        return None
    return verdict


def _sides(claim: Claim, world: World, k: int) -> dict[str, str]:
    if not isinstance(claim.relation, sp.core.relational.Relational):
        return {}
    symbol = claim.over.symbol if claim.over is not None else None
    try:
        values = [world.value(side, k, symbol) for side in claim.relation.args]
    except Undecided:
        return {}
    return {name: _shown(value) for name, value in zip(("left", "right"), values, strict=True)}


def _how_far(claim: Claim, case: Case, symbol: sp.Symbol, start: int, stop: int | None, k: int, overlaps: int) -> str:
    agree = f", {overlaps} of them by agreement to {DIGITS} digits" if overlaps else ""
    if stop is not None and k == stop:
        return f"all {symbol} from {start} to {stop - 1}{agree}"
    if stop is None and _for_ever(claim, case, symbol, k):
        return f"all {symbol} >= {start}: the first {k - start} followed, the rest by an invariant interval{agree}"
    return f"the first {k - start} {symbol}{agree}"


def _for_ever(claim: Claim, case: Case, symbol: sp.Symbol, k: int) -> bool:
    with working_precision(BITS[1]):
        return holds_later(claim.relation, case.world(BITS[1], claim.where), symbol, k)


def _agree(relation: sp.Basic, world: World, k: int, variable: sp.Symbol | None) -> bool:
    """Whether every part is an equality whose sides overlap and are known to DIGITS digits."""
    if isinstance(relation, sp.And):
        return all(
            _agree(part, world, k, variable) or _at(world.judge(part, variable), k) is True for part in relation.args
        )
    if not isinstance(relation, sp.Eq):
        return False
    try:
        left, right = (world.value(side, k, variable) for side in relation.args)
    except Undecided:
        return False
    if isinstance(left, HittingTime) or isinstance(right, HittingTime):
        return False
    tight = (v.rel_accuracy_bits() > DIGITS * 3.33 or abs(v) < arb(10) ** -DIGITS for v in (left, right))
    return bool(left.overlaps(right)) and all(tight)


def _from_the_start(relation: sp.Basic, symbol: sp.Symbol) -> sp.Basic:
    """Return the relation at 0 with the starts put in as formulas: α − d(0) is 0 there, as a ball it is not."""
    if not isinstance(relation, sp.core.relational.Relational):
        return relation.func(*(_from_the_start(part, symbol) for part in relation.args), evaluate=False)
    sides = [sp.sympify(side).xreplace({symbol: sp.S.Zero}) for side in relation.args]
    starts = {o: o.start for side in sides for o in side.atoms(Observable) if o.index == 0 and o.start is not None}
    return relation.func(*(side.xreplace(starts) for side in sides), evaluate=False)


def _tends(claim: Claim, case: Case, symbol: sp.Symbol) -> Outcome:
    """Decide a limit: an orbit that certainly converges or is caught elsewhere tells, else the distance has to fall."""
    expr, limit = claim.relation.args
    for bits in BITS[:2]:
        with working_precision(bits):
            world, k = case.world(bits, claim.where), 0
            while k < BUDGET:
                certain = limit_of(expr, world, symbol, k)
                if certain is not None:
                    return _compared_limits(claim, case, certain, k)
                if stays_away(expr, limit, world, symbol, k):
                    return Outcome(Verdict.REFUTED, claim.name, k, "caught in a cycle, away from the limit")
                k = 2 * k + 1
    return _falls(claim, case, symbol, sp.Abs(expr - limit))


def _compared_limits(claim: Claim, case: Case, certain: sp.Expr, k: int) -> Outcome:
    """Compare the limit that is claimed with the one an orbit certainly has."""
    limit = claim.relation.args[1]
    same = sp.Eq(certain, limit, evaluate=False)
    equal = certain == limit or _agrees(same, case, claim.where) or case.holds(same, claim.where)
    if equal is None:
        raise Undecided("the limits are not told apart")
    if equal:
        return Outcome(
            Verdict.UPHELD, claim.name, k, "closer and closer from some k on, to the only fixed point there is"
        )
    return Outcome(Verdict.REFUTED, claim.name, k, "it certainly converges, to another limit")


def _falls(claim: Claim, case: Case, symbol: sp.Symbol, distance: sp.Expr) -> Outcome:
    """Uphold a limit when the distance falls to FALL of the first one, or of 1, and stays below it for STEPS steps."""
    start = distance.xreplace({symbol: sp.S.Zero})
    small = sp.Le(distance, FALL * sp.Min(start, 1), evaluate=False)
    for bits in BITS[:4]:
        with working_precision(bits):
            judge, k, reached = case.world(bits, claim.where).judge(small, symbol), 0, None
            while k < BUDGET:
                here = _at(judge, k)
                if here is None:
                    break
                reached = (k if reached is None else reached) if here else None
                if reached is not None and k >= reached + STEPS:
                    how = f"within {FALL} of the first distance, and for {STEPS} steps since"
                    return Outcome(Verdict.UPHELD, claim.name, k, how)
                k += 1
    raise Undecided(f"not close to the limit within {BUDGET} steps")
