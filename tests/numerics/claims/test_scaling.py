"""Units: no statement depends on the scale of λ. In d = cs, λ = c^N σ, η = c^{2−2N} h every relation says the same.

An exponent, a base or a summand that is wrong in any hypothesis, condition, bound or starting index breaks that.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from flint import arb

from numerics.cases.draw import draw
from numerics.claims.case import Case
from numerics.exact.balls import working_precision
from numerics.exact.verdict import Undecided
from theory import STATEMENTS
from theory.language.claims import Claim, Every
from theory.language.expressions import unfolded
from theory.language.observables import First
from theory.language.statement import Statement
from theory.language.symbols import (
    PARAMETER_NAMES,
    SPECTRA,
    N,
    alpha,
    beta,
    eigenvalue_symbol,
    eps,
    eta,
    lam,
    m,
    mu,
    n,
    noise,
    product,
    t,
    x,
)

BITS, SCALE = 256, Fraction(3)
#: Powers of the unit of d in the parameters; the others have none.
POWERS = {lam: N, mu: N, noise: N, product: N, alpha: 1, beta: 1, eps: 1, x: 1, eta: 2 - 2 * N, t: 2 - 2 * N}
#: Statements whose accuracy is one of the product.
OF_PRODUCT = {"1.3-sharp", "negative-later", "pair-law", "perturbed-lower"}


def scaled(record: Statement, values: dict[sp.Symbol, Fraction]) -> dict[sp.Symbol, Fraction]:
    powers = POWERS | ({eps: N} if record.id in OF_PRODUCT else {})
    if n in values:  # the eigenvalues of a spectrum; accuracies are shares of these
        sizes = [size for size in SPECTRA if size in values]
        powers |= {eigenvalue_symbol(place + 1, size): N for size in sizes for place in range(int(values[size]))}
        powers |= {eps: 0}
    depth = {N: int(values[N])}
    return {s: v * SCALE ** int(sp.sympify(powers.get(s, 0)).subs(depth)) for s, v in values.items()}


def relations(record: Statement) -> Iterator[tuple[str, sp.Basic, Claim | None]]:
    """Yield every comparison of the record, and the starting indices as comparisons with 1."""
    for name, part, claim in _relations(record):
        # one that is counted over a spectrum is compared as a number of eigenvalues
        if not (n in record.parameters and lam in part.free_symbols):
            yield name, part, claim


def _relations(record: Statement) -> Iterator[tuple[str, sp.Basic, Claim | None]]:
    for hypothesis in record.hypotheses:
        for part in hypothesis.decidable.atoms(sp.core.relational.Relational):
            yield f"hypothesis {hypothesis.name}", part, None
    for claim in record.claims:
        relevant = [claim.relation, claim.given, *([claim.exactly_when] if claim.exactly_when is not None else [])]
        for whole in relevant:
            for part in whole.atoms(sp.core.relational.Relational):
                yield f"claim {claim.name}", part, claim
        if isinstance(claim.over, Every) and not isinstance(claim.over.since, First | sp.Number):
            yield f"start of {claim.name}", sp.Le(claim.over.since, 1, evaluate=False), claim


def number(case: Case, side: sp.Expr, claim: Claim | None) -> arb:
    """Return a side as a ball, at the index 2 where there is one."""
    index = claim.over.symbol if claim is not None and claim.over is not None else None
    index = None if index in PARAMETER_NAMES else index
    world = case.world(BITS, () if claim is None else claim.where)
    return world.value(side, 2, index)


def compared(part: sp.Basic, one: Case, other: Case, claim: Claim | None) -> bool | None:
    """Whether a comparison says the same in both units; None where a side has no value."""
    sides: list[Any] = [side for side in part.args if not isinstance(unfolded(side), First)]
    if not sides:  # two hitting times: each is the same number of steps
        return all(one.first(time).upper == other.first(time).upper for time in part.args)
    try:
        here, there = ([number(case, side, claim) for side in sides] for case in (one, other))
    except (Undecided, ValueError):
        return None
    if len(sides) == 1:  # the other is a number of steps
        here, there = [*here, arb(1)], [*there, arb(1)]
    crossed = here[0] * there[1], here[1] * there[0]
    size = max(abs(crossed[0]).upper(), abs(crossed[1]).upper())
    close = abs(crossed[0] - crossed[1]).rad() <= size * arb(2) ** -60 or size == 0
    return crossed[0].overlaps(crossed[1]) if close else None


@pytest.mark.parametrize("record", STATEMENTS, ids=lambda record: record.id)
def test_every_relation_says_the_same_in_other_units(record: Statement) -> None:
    seen: dict[str, int] = {name: 0 for name, _, _ in relations(record)}
    with working_precision(BITS):
        for values in draw(record, 40 if m in record.parameters else 8, seed=5):
            if values.get(m, 1) > 4:
                continue  # right-hand sides that have a scale of their own
            one, other = Case(values), Case(scaled(record, values))
            for name, part, claim in relations(record):
                if claim is not None and one.holds(claim.given) is not True and part not in claim.given.atoms(sp.Rel):
                    continue
                if seen[name] >= 2:
                    continue
                same = compared(part, one, other, claim)
                assert same is not False, f"{record.id}, {name}: {part} at {values}"
                seen[name] += same is True
    assert all(seen.values()), f"{record.id}: never compared: {[name for name, count in seen.items() if not count]}"
