"""Frontiers: how far each constant of a statement can be pushed before the statement breaks.

A constant is a factor that is 1 in the statement. Pushing it in the direction that strengthens the claim
breaks the claim somewhere; the frontier lies between the most extreme factor that survived a search
and the least extreme factor that a certified witness refutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count, islice
from typing import Any

import sympy as sp

from numerics.claims.batch import batchable
from reports.engine.limits import LARGEST_DEPTH
from reports.engine.nearby import refuted_near
from reports.engine.verify import Progress, shrunk_witness, verify
from reports.engine.witness import Witness
from reports.registry import leaves
from theory.language.definitions import L, M, resolve
from theory.language.statement import Constant, Hypothesis, Statement, symbols_behind
from theory.language.symbols import N, lam, without_multipliers

#: Factors between which the frontier is looked for, from the nearest to the farthest on each side.
DOWNWARDS = (Fraction(19, 20), Fraction(4, 5), Fraction(1, 2))
UPWARDS = (Fraction(21, 20), Fraction(5, 4), Fraction(2), Fraction(4))

#: Halvings of the interval between an upheld and a refuted factor.
HALVINGS = 6

#: Witnesses whose neighbourhoods are followed: where a statement breaks first is seldom where it breaks in the end.
WITNESSES = 4

#: How many times as many cases are drawn at the first and at the last factor: that 5 % are too little to break a claim
#: takes more to be believed, and that nothing breaks it.
EFFORT = 4

#: Trials that one direction of a sampled frontier takes at most, for the progress shown.
TRIALS = HALVINGS + len(UPWARDS)


@dataclass(frozen=True)
class ConstantFrontier:
    """The frontier of one constant.

    ``largest_upheld`` and ``smallest_refuted`` are factors of the constant, the statement itself having 1:
    the last one that survived and the first one that is refuted, on the way in ``direction`` ("up" or "down")
    that strengthens the claim. ``smallest_refuted`` is None when the search met none. ``cases`` counts the
    cases behind the upheld side, which is sampled; the refuted side is certified by ``witness``. ``exact`` is the
    frontier where it is known.
    """

    constant: Constant
    depth: int | None
    direction: str
    largest_upheld: Fraction
    smallest_refuted: Fraction | None
    witness: Witness | None
    cases: int
    exact: Fraction | None = None

    def as_json(self) -> dict[str, Any]:
        """Return one entry of the ``dmf frontier`` contract."""
        return {
            "name": self.constant.name,
            "meaning": self.constant.meaning,
            "depth": self.depth,
            "value": self.constant.meaning if self.value is None else shown(self.value),
            "becomes": None if self.becomes is None else shown(self.becomes),
            "direction": self.direction,
            "largest_upheld": shown(self.largest_upheld),
            "smallest_refuted": shown(self.smallest_refuted),
            "exact": None if self.exact is None else str(self.exact),
            "witness": self.witness.as_json() if self.witness else None,
            "cases": self.cases,
        }

    @property
    def value(self) -> sp.Expr | None:
        """What the constant is at λ = 1; None for a factor of a whole bound."""
        return value_of(self.constant, self.depth)

    @property
    def becomes(self) -> sp.Expr | None:
        """What the frontier makes of the value; None without a number to start from."""
        edge = self.exact if self.exact is not None else self.smallest_refuted
        return None if edge is None or self.depth is None else value_of(self.constant, self.depth, edge)


Search = Callable[[Sequence[int], int, int, int, Progress | None], list[ConstantFrontier]]


@dataclass(frozen=True)
class FrontierSearch:
    """How the constants of one statement are pushed better than by sampling: by a search over its parameters.

    ``search(depths, seed, generations, population, progress)`` returns the frontiers of all constants; ``depths`` are
    those it is run for by default.
    """

    statement: Statement
    search: Search
    depths: tuple[int, ...] = (2, 3, 4)


def search_of(record: Statement) -> FrontierSearch | None:
    """Return the search that a statement brings along, None where its frontiers are sampled."""
    return next((found for found in leaves(FrontierSearch) if found.statement == record), None)


def frontiers_of(
    record: Statement,
    seed: int,
    cases: int,
    depths: Sequence[int] | None = None,
    generations: int = 12,
    population: int = 96,
    progress: Progress | None = None,
) -> list[ConstantFrontier]:
    """Return the frontier of every constant of ``record``: by the search it brings along, else by sampling (ours).

    Without ``depths``, a search uses its own, and sampling takes all depths together. Raises ValueError for a statement
    without constants, and for a depth that its hypotheses exclude.
    """
    if not record.constants:
        raise ValueError(f"{record.id} has no constant to push: its claims are identities")
    for wanted in depths or ():
        at_depth(record, wanted)
    special = search_of(record)
    if special is not None:
        return special.search(depths or special.depths, seed, generations, population, progress)
    jobs = [(constant, depth) for constant in record.constants for depth in depths or (None,)]
    found: list[ConstantFrontier] = []
    pools: dict[str, list[Witness]] = {}
    for index, (constant, depth) in enumerate(jobs):
        tell = _part_of(progress, index, len(jobs))
        starts = pools.setdefault(constant.name, [])  # where it breaks at one depth is where to look at the next
        found += frontier_by_sampling(record, constant, seed, cases, depth, tell, starts)
    return found


def _part_of(progress: Progress | None, index: int, jobs: int) -> Progress | None:
    """Return a progress callback for job ``index`` of ``jobs`` equal ones, in hundredths of a job."""
    if progress is None:
        return None
    tell: Progress = progress
    return lambda done, total: tell(100 * index + 100 * done // total, 100 * jobs)


def frontier_by_sampling(
    record: Statement,
    constant: Constant,
    seed: int,
    cases: int,
    depth: int | None = None,
    progress: Progress | None = None,
    starts: list[Witness] | None = None,
) -> list[ConstantFrontier]:
    """Bisect the frontier of ``constant`` with campaigns of ``cases`` cases, on each side that strengthens the claim.

    Before a campaign the neighbourhoods of earlier witnesses are tried: those in ``starts``, which is kept up to date.

    With a ``depth`` only cases of that depth are drawn; raises ValueError where the hypotheses exclude it. Otherwise
    half of them have the smallest depth, where most constants have the least room, unless a batch decides many.
    """
    if depth is not None:
        parts = [(at_depth(record, depth), cases)]
    elif batchable(record):
        parts = [(record, cases)]
    else:
        parts = [(at_depth(record, least_depth(record)), max(cases // 2, 1)), (record, max(cases - cases // 2, 1))]
    exact = exact_frontier(record, constant, depth)
    directions = ("down", "up") if constant.direction == "both" else (constant.direction,)
    tried, starts, named = 0, [] if starts is None else starts, affected(record, constant) or None

    def refutes(factor: Fraction) -> Witness | None:
        nonlocal tried
        tried += 1
        if progress:
            progress(tried, TRIALS * len(directions))
        scales = {constant.name: factor}
        for start in starts:
            near = refuted_near(record, start, scales, seed + tried, depth)
            if near is not None:
                starts[:] = [near, *(other for other in starts if other is not start)]
                return near
        effort = EFFORT if factor in {way[end] for way in (DOWNWARDS, UPWARDS) for end in (0, -1)} else 1
        campaigns = [(part, effort * number) for part, number in parts]
        found = list(islice(_refutations(campaigns, scales, seed, named), max(WITNESSES - len(starts), 1)))
        starts[:] = [*found, *starts][:WITNESSES]
        return found[0] if found else None

    found = []
    for direction in directions:
        upheld, refuted, witness = _bisected(refutes, DOWNWARDS if direction == "down" else UPWARDS)
        witness = None if witness is None else shrunk_witness(parts[-1][0], witness)
        found.append(ConstantFrontier(constant, depth, direction, upheld, refuted, witness, cases, exact))
    return found


def affected(record: Statement, constant: Constant) -> list[str]:
    """Return the names of the claims that a factor of ``constant`` can break.

    Those have the factor in them, or speak of a parameter that a hypothesis bounds by it.

    >>> from theory import statement
    >>> record = statement("lemma-3.4")
    >>> affected(record, record.constants[0])
    ['descent']
    """
    bounded = {h.about for h in record.hypotheses if constant.symbol in symbols_behind(h.relation)}
    return [
        claim.name
        for claim in record.claims
        if any(symbols_behind(part) & {constant.symbol, *bounded} for part in claim.parts())
    ]


def _refutations(
    parts: Sequence[tuple[Statement, int]], scales: dict[str, Fraction], seed: int, named: Sequence[str] | None
) -> Iterator[Witness]:
    """Yield witnesses of campaigns with one seed after another, as long as each finds one against a claim ``named``."""
    for further in count(seed):
        campaigns = (
            verify(part, cases, further, scales, until_refuted=True, shrunk=False, only=named) for part, cases in parts
        )
        found = next((campaign.witness for campaign in campaigns if campaign.witness is not None), None)
        if found is None:
            return
        yield found


def _bisected(
    refutes: Callable[[Fraction], Witness | None], factors: tuple[Fraction, ...]
) -> tuple[Fraction, Fraction | None, Witness | None]:
    """Return the last factor that survived on the way along ``factors``, the first refuted one, and its witness."""
    upheld, refuted, witness = Fraction(1), None, None
    for factor in factors:
        witness = refutes(factor)
        if witness is not None:
            refuted = factor
            break
        upheld = factor
    if refuted is None:
        return upheld, None, None
    for _ in range(HALVINGS):
        middle = (upheld + refuted) / 2
        found = refutes(middle)
        if found is None:
            upheld = middle
        else:
            refuted, witness = middle, found
    return upheld, refuted, witness


def shown(value: Fraction | sp.Expr | None) -> str | None:
    """Return a factor or a value as a short decimal string; a formula in N as it is.

    >>> shown(Fraction(21, 20)), shown(3 * N - 2)
    ('1.05', '3*N - 2')
    """
    if value is None:
        return None
    return str(value) if isinstance(value, sp.Expr) and value.free_symbols else f"{float(value):.6g}"


def value_of(constant: Constant, depth: int | None, factor: Fraction = Fraction(1)) -> sp.Expr | None:
    """Return a constant times ``factor`` at λ = 1 and α ≤ L, as a number or, without a depth, a formula in N.

    None for a factor of a whole bound. In the 3N−2 of (25) the factor of the bound is a divisor.

    >>> from theory import statement
    >>> step = statement("lemma-2.2").constants[0]
    >>> value_of(step, None), value_of(step, 4), value_of(step, 4, Fraction(5, 2))
    (3*N - 2, 10, 4)
    """
    if constant.value is None:
        return None
    formula = constant.value.xreplace({M: sp.S.One})
    if depth is not None:
        formula = resolve(formula, depth)
    times = sp.Rational(factor.numerator, factor.denominator)
    # where the formula has the multiplier in it, that says where the factor goes
    formula = formula.xreplace({constant.symbol: times}) if formula.has(constant.symbol) else times * formula
    value = sp.simplify(without_multipliers(formula).subs({L: 1, lam: 1}))
    return value if value.free_symbols <= {N} else None


def exact_frontier(record: Statement, constant: Constant, depth: int | None) -> Fraction | None:
    """Return the frontier of a constant where it is known, None elsewhere.

    Without a depth it is that of the smallest depth of the statement: what is known grows with the depth.

    >>> from theory import statement
    >>> record = statement("lemma-2.2")
    >>> exact_frontier(record, record.constants[0], None), exact_frontier(record, record.constants[0], 4)
    (Fraction(1, 1), Fraction(5, 2))
    """
    if constant.frontier is None:
        return None
    return Fraction(str(constant.frontier.subs(N, least_depth(record) if depth is None else depth)))


def least_depth(record: Statement) -> int:
    """Return the smallest depth that the hypotheses allow; raises ValueError for hypotheses that allow none."""
    for depth in range(1, LARGEST_DEPTH + 1):
        if excluded(record, depth) is None:
            return depth
    raise ValueError(f"{record.id}: its hypotheses allow no depth up to {LARGEST_DEPTH}")


def excluded(record: Statement, depth: int) -> Hypothesis | None:
    """Return the hypothesis that excludes a depth, None where there is none."""
    about_depth = (h for h in record.hypotheses if h.decidable.free_symbols == {N})
    return next((h for h in about_depth if h.decidable.subs(N, depth) == sp.false), None)


def at_depth(record: Statement, depth: int) -> Statement:
    """Return ``record`` with the further hypothesis that the depth is ``depth``.

    Raises ValueError naming the hypothesis that excludes it.

    >>> from theory import statement
    >>> at_depth(statement("2.4"), 1)
    Traceback (most recent call last):
    ValueError: depth = 1: breaks depth of 2.4: N is an integer with N >= 2
    """
    broken = excluded(record, depth)
    if broken is not None:
        raise ValueError(f"depth = {depth}: breaks {broken.name} of {record.id}: {broken}")
    fixed = Hypothesis("depth_fixed", sp.Eq(N, depth, evaluate=False), f"N = {depth}", N)
    return replace(record, hypotheses=(*record.hypotheses, fixed))
