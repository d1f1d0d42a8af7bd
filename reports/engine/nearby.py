"""From one counterexample to the next: parameters near a witness, tried at a factor that is harder to refute (ours).

Sampling finds that a statement breaks; how late it breaks is seen only by going where it does.

>>> from reports.engine.verify import verify
>>> from theory import statement
>>> record = statement("lemma-2.2")
>>> far = verify(record, 40, scales={"step": 4}, until_refuted=True).witness
>>> near = refuted_near(record, far, {"step": Fraction(3)}, seed=0)
>>> near.claim == far.claim, near.scale
(True, {'step': '3'})
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
import sympy as sp

from numerics.cases.floats import env_of, value
from numerics.cases.names import from_json
from numerics.cases.simplest import simplest
from numerics.claims.case import Case
from numerics.claims.decide import decide_claim
from numerics.claims.hypotheses import failing
from numerics.claims.world import Values
from numerics.exact.verdict import Verdict
from reports.engine.verify import SINGLE_BUDGET, witness_of
from reports.engine.witness import Witness, with_scales
from theory.language.statement import Statement
from theory.language.symbols import N

#: Parameter sets that are tried near a witness.
TRIES = 48
#: How far a parameter is moved, as powers of 1/2, and how exactly the new value is met by a short fraction.
FARTHEST, NEAREST, SHORT = 0, 10, Fraction(1, 2**12)


def refuted_near(
    record: Statement, witness: Witness, scales: Mapping[str, Fraction], seed: int, depth: int | None = None
) -> Witness | None:
    """Return a witness at the factors ``scales`` with parameters near those of ``witness``, None where none is found.

    With a ``depth`` the witness is first carried over to it.
    """
    found = from_json(record, witness.parameters)
    there = with_scales(found, witness.scales)
    if depth is not None:
        found[N] = Fraction(depth)
    claim, bounds = record.claim(witness.claim), _bounds(record)
    for varied in _around(record, found, seed):
        case = _in_place(bounds, there, with_scales(varied, scales))
        if failing(record.hypotheses, case) is not None:
            continue
        outcome = decide_claim(claim, Case(case, SINGLE_BUDGET))
        if outcome.verdict is Verdict.REFUTED:
            return witness_of(record, scales, {symbol: case[symbol] for symbol in varied}, outcome)
    return None


def _bounds(record: Statement) -> dict[sp.Symbol, list[sp.Expr]]:
    """Return what the hypotheses bound each parameter by; another parameter is no bound of one's own."""
    found: dict[sp.Symbol, list[sp.Expr]] = {}
    for relation in (h.relation for h in record.hypotheses if isinstance(h.relation, sp.Lt | sp.Le)):
        if relation.lhs.is_Symbol and not relation.rhs.is_Symbol:
            found.setdefault(relation.lhs, []).append(relation.rhs)
    return found


def _in_place(bounds: Mapping[sp.Symbol, Sequence[sp.Expr]], old: Values, new: Values) -> Values:
    """Return ``new`` with every parameter below its bounds by the same proportion as in ``old``.

    So a step size follows its bound to another factor, another depth, another start.
    """
    moved = dict(new)
    for symbol in (symbol for symbol in old if symbol in bounds):
        before, now = (min(float(value(bound, env_of(values))) for bound in bounds[symbol]) for values in (old, moved))
        if before > 0 and 0 < now < math.inf:
            moved[symbol] = _shortened(moved[symbol] * Fraction(now) / Fraction(before))
    return moved


def _around(record: Statement, values: Values, seed: int) -> Iterator[Values]:
    """Yield ``values``, then others in which about half of the real parameters are moved, most of them a little.

    Two parameters that a hypothesis puts in order are brought closer to each other now and then.
    """
    yield values
    random = np.random.Generator(np.random.Philox(key=seed % 2**64))
    moving: list[sp.Symbol] = [symbol for symbol, v in values.items() if not symbol.is_integer and v != 0]
    pairs = [h.relation.args for h in record.hypotheses if set(h.relation.args) <= set(moving)]
    for _ in range(TRIES):
        varied = dict(values)
        for symbol in moving:
            if random.random() < 0.5:
                by = Fraction(int(random.choice([-1, 1])), 2 ** int(random.integers(FARTHEST, NEAREST)))
                varied[symbol] = _shortened(values[symbol] * (1 + by))
        for one, other in pairs:
            if random.random() < 0.5:
                closer = (values[other] - values[one]) / 2 ** int(random.integers(1, NEAREST))
                varied[other] = varied[one] + _shortened(closer)
        yield varied


def _shortened(v: Fraction) -> Fraction:
    return simplest(*sorted((v * (1 - SHORT), v)))
