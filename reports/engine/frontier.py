"""Frontiers: how far each constant of a statement can be pushed before the statement breaks.

A constant is a factor that is 1 in the statement. Pushing it in the direction that strengthens the claim
breaks the claim somewhere; the frontier lies between the most extreme factor that survived a search
and the least extreme factor that a certified witness refutes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any

import sympy as sp

from reports.engine.campaign import Campaign, Parameters, Progress, Witness
from reports.engine.refutation import first_refutation, shortened
from theory.language.definitions import K, L, M, c_N, h, kappa, resolve, x_star
from theory.language.registry import statement
from theory.language.statement import Constant
from theory.language.symbols import N, lam, without_multipliers
from theory.step_size import step_bound, step_room

#: Factors between which the frontier is looked for, from the nearest to the farthest on each side.
DOWNWARDS = (Fraction(19, 20), Fraction(4, 5), Fraction(1, 2))
UPWARDS = (Fraction(21, 20), Fraction(5, 4), Fraction(2), Fraction(4))

#: Halvings of the interval between an upheld and a refuted factor.
HALVINGS = 6

#: Seeds tried to fill a campaign at one depth: each draw holds some tenth of its cases at that depth.
_DRAWS = 40

#: What the named constants are, as formulas at λ = 1 (and α ≤ L, hence M = 1). The others are factors of whole bounds.
_FORMULAS: dict[str, sp.Expr] = {
    "K": K,
    "rate": h(x_star),
    "rate_lower": kappa,
    "offset": sp.S.One,
    "inflection": c_N,
}

#: Statements whose step-size bound is (25), with its constant 3N−2.
_WITH_BOUND_25 = ("2.4", "lemma-2.2", "remark-2.3", "lemma-3.4")
#: Those of them for which the iterates have to approach the limit from one side.
_ONE_SIDED = ("2.4", "lemma-2.2", "remark-2.3")


@dataclass(frozen=True)
class ConstantFrontier:
    """The frontier of one constant.

    ``largest_upheld`` and ``smallest_refuted`` are factors of the constant, the statement itself having 1:
    the last one that survived and the first one that is refuted, on the way in ``direction`` ("up" or "down")
    that strengthens the claim. ``smallest_refuted`` is None when the search met none. ``cases`` counts the
    cases behind the upheld side, which is sampled; the refuted side is certified by ``witness``. ``exact``
    is the frontier that the sharp threshold gives, ``value`` what the constant is at λ = 1.
    """

    constant: Constant
    depth: int | None
    direction: str
    largest_upheld: Fraction
    smallest_refuted: Fraction | None
    witness: Witness | None
    cases: int
    exact: Fraction | None = None
    value: sp.Expr | None = None

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
    def becomes(self) -> sp.Expr | None:
        """What the frontier makes of the value; None without a number to start from. The 3N−2 is a denominator."""
        edge = self.exact if self.exact is not None else self.smallest_refuted
        if edge is None or self.value is None or self.value.free_symbols:
            return None
        return self.value / edge if self.constant.name == "step" else self.value * edge


#: Trials that one direction of a sampled frontier takes at most, for the progress shown.
TRIALS = HALVINGS + len(UPWARDS)


def frontier_by_sampling(
    campaign: Campaign,
    constant: Constant,
    seed: int,
    cases: int,
    depth: int | None = None,
    progress: Progress | None = None,
) -> list[ConstantFrontier]:
    """Bisect the frontier of ``constant`` with campaigns of ``cases`` cases, on each side that strengthens the claim.

    With a ``depth`` only cases of that depth are drawn; raises ValueError where the campaign cannot do that.
    """
    restricted = campaign if depth is None else at_depth(campaign, depth)
    exact = exact_frontier(campaign.statement, constant.name, depth)
    value = value_of(campaign.statement, constant.name, depth)
    directions = ("down", "up") if constant.direction == "both" else (constant.direction,)
    found = []
    for index, direction in enumerate(directions):
        tried, total = 0, TRIALS * len(directions)

        def refutes(factor: Fraction, index: int = index, total: int = total) -> Witness | None:
            nonlocal tried
            tried += 1
            if progress:
                progress(TRIALS * index + tried, total)
            return first_refutation(restricted, cases, seed, {constant.name: factor}).witness

        upheld, refuted, witness = _bracket(refutes, DOWNWARDS if direction == "down" else UPWARDS)
        if witness is not None:
            witness = shortened(campaign, witness)
        found.append(ConstantFrontier(constant, depth, direction, upheld, refuted, witness, cases, exact, value))
    return found


def _bracket(
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


def constants_of(id: str) -> tuple[Constant, ...]:
    """Return the named constants of a statement; raises ValueError when it has none."""
    record = statement(id)
    if not record.constants:
        raise ValueError(f"{record.id} has no constant to push: its claims are identities")
    return record.constants


def constant_named(id: str, name: str) -> Constant:
    """Return the constant ``name`` of statement ``id``; raises ValueError when it has no such constant."""
    for constant in constants_of(id):
        if constant.name == name:
            return constant
    raise ValueError(f"{id} has no constant {name!r}")


def value_of(id: str, name: str, depth: int | None) -> sp.Expr | None:
    """Return the constant ``name`` of statement ``id`` at λ = 1, as a number or, without a depth, a formula in N.

    None for a factor of a whole bound. For the step size it is the 3N−2 of (25).

    >>> value_of("2.4", "step", None), value_of("2.4", "K", 2), value_of("2.4", "upper", 2) is None
    (3*N - 2, 1, True)
    """
    if name == "step" and id in _WITH_BOUND_25:
        formula = 1 / step_bound.subs(M, 1)
    elif id == "2.4" and name in _FORMULAS:
        formula = _FORMULAS[name]
        if depth is None:
            return None
    else:
        return None
    value = without_multipliers(formula)
    if depth is None:
        return value
    return sp.simplify(without_multipliers(resolve(value, depth)).subs({L: 1, lam: 1}))


def exact_frontier(id: str, name: str, depth: int | None) -> Fraction | None:
    """Return the frontier of a constant where the sharp threshold gives it, None elsewhere.

    The step-size bound (25) may be multiplied by (3N−2)/N, where the sharp threshold lies; the sharp threshold itself
    by nothing. Without a depth it is the smallest over the depths N ≥ 1 that lemma-2.2 allows.

    >>> exact_frontier("lemma-2.2", "step", 4), exact_frontier("lemma-2.2-sharp", "step", None)
    (Fraction(5, 2), Fraction(1, 1))
    """
    if name != "step":
        return None
    if id == "lemma-2.2-sharp":
        return Fraction(1)
    if id not in _ONE_SIDED or (depth is None and id == "2.4"):
        return None
    return Fraction(str(step_room().subs(N, depth or 1)))


def at_depth(campaign: Campaign, depth: int) -> Campaign:
    """Return ``campaign`` restricted to the cases it draws at one depth.

    Its draws raise ValueError when there are none. A campaign that decides its cases in a compiled batch of its
    own is refused with ValueError.
    """
    if campaign.batch is not None:
        raise ValueError(f"depth = {depth}: the cases of {campaign.statement} cannot be restricted to one depth")

    @cache
    def draw(count: int, seed: int) -> list[Parameters]:
        kept: list[Parameters] = []
        for attempt in range(_DRAWS):
            kept += [case for case in campaign.draw(count, seed + 7919 * attempt) if case.get("depth") == depth]
            if len(kept) >= count:
                break
        if not kept:
            raise ValueError(f"depth = {depth}: the campaign of {campaign.statement} draws no case of that depth")
        return kept[:count]

    return replace(campaign, draw=draw)
