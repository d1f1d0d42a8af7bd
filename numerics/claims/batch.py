"""Batches: the claims of a record on many cases at once, read from the record itself.

A batch draws the cases that the hypotheses are known to allow, finds the hitting times in compiled lanes, encloses the
bounds in columns of intervals, of balls where these are too wide, and compares. Nothing here knows the statement, and
a record that was changed is decided as it stands. What a batch cannot tell for certain it leaves open, for
``numerics.claims.decide``, which also decides the few cases that are not drawn in columns.

>>> from theory import statement
>>> found = batch(statement("2.4"), 0, 20, 1, {})
>>> [claim.name for claim in found.claims if (claim.verdict < 0).any()]
[]
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from numerics.cases.draw import draw_at, drawn_singly
from numerics.cases.known import Columns, Multipliers, drawing, known_columns
from numerics.claims.batch_columns import Floats, Rows, Signs
from numerics.claims.batch_groups import groups_of
from numerics.claims.batch_law import may_judge
from numerics.claims.batch_run import Run
from numerics.claims.batch_shapes import shape_of
from numerics.claims.batch_times import SCALAR_BUDGET, Booleans, times_of
from numerics.claims.case import Case, shared_case
from numerics.claims.decide import decide_claim
from numerics.claims.world import Values
from numerics.exact.verdict import Verdict
from theory.language.statement import Statement


@dataclass(frozen=True)
class BatchClaim:
    """One claim on m cases: ``verdict`` is 1 upheld, −1 refuted as far as a batch can tell, 0 open.

    ``applies`` is False where the claim certainly does not speak of the case, which upholds it. ``ratio`` is
    bound/truth as the generic route has it, nan where there is none.
    """

    name: str
    applies: Booleans
    verdict: Signs
    ratio: Floats


@dataclass(frozen=True)
class Cases:
    """The drawn cases: columns, and by their row those few that are not drawn in columns. A row is the exact case."""

    columns: Columns
    others: Mapping[int, Values]

    def __len__(self) -> int:
        return len(self.columns)

    def __getitem__(self, row: int) -> Values:
        return self.others[row] if row in self.others else self.columns[row]


@dataclass(frozen=True)
class Batch:
    """The claims that a batch decides, and the cases."""

    claims: tuple[BatchClaim, ...]
    cases: Cases


def batchable(record: Statement) -> tuple[str, ...]:
    """Return the names of the claims of ``record`` that a batch decides.

    >>> from theory import statement
    >>> batchable(statement("1.3")), batchable(statement("lemma-2.2"))
    (('nonnegative', 'negative'), ())
    """
    if drawing(record.hypotheses, record.parameters) is None:
        return ()
    return tuple(claim.name for claim in record.claims if shape_of(claim) is not None)


def batch(record: Statement, start: int, stop: int, seed: int, scales: Multipliers) -> Batch:
    """Decide the cases start..stop−1 of ``numerics.cases.draw.draw`` with this seed and these factors of constants.

    Raises ValueError where the hypotheses are not among the known ones.
    """
    cases = _drawn(record, start, stop, seed, scales)
    together = np.ones(len(cases), np.bool_)
    together[list(cases.others)] = False
    rest = np.flatnonzero(together)
    columns = cases.columns.take(rest)
    groups = groups_of(columns.arrays, columns.factors)
    shapes = [(claim, shape) for claim in record.claims if (shape := shape_of(claim)) is not None]
    runs = [Run(claim, shape, columns, groups) for claim, shape in shapes]
    targets = list(dict.fromkeys(shape.target for _, shape in shapes))
    sharing = [[run for run in runs if run.shape.target == target] for target in targets]
    wanted = [np.flatnonzero(np.logical_or.reduce([run.codes > 0 for run in some])) for some in sharing]
    asked = list(zip(targets, wanted, strict=True))
    for some, times in zip(sharing, times_of(asked, columns, may_judge(record)), strict=True):
        for run in some:
            run.decide(times)
    singly = {row: shared_case(values, SCALAR_BUDGET) for row, values in cases.others.items()}
    return Batch(tuple(_completed(run, rest, singly) for run in runs), cases)


def _drawn(record: Statement, start: int, stop: int, seed: int, scales: Multipliers) -> Cases:
    """Return the rows of the draw, in columns where it takes them from there."""
    columns = known_columns(record.hypotheses, record.parameters, stop, seed % 2**32, scales, start)
    if columns is None:
        raise ValueError(f"{record.id}: its cases are not drawn in columns")
    singly = drawn_singly(record, start, stop, scales)
    drawn = zip(singly, draw_at(record, singly, seed, scales), strict=True)
    return Cases(columns, {i - start: values for i, values in drawn if values != columns[i - start]})


_CODES = {Verdict.UPHELD: 1, Verdict.REFUTED: -1}


def _completed(run: Run, rest: Rows, singly: Mapping[int, Case]) -> BatchClaim:
    """Return the claim on all cases: ``rest`` are the rows of the run, the other ones are decided one by one."""
    size = len(rest) + len(singly)
    applies, verdict, ratio = np.ones(size, np.bool_), np.zeros(size, np.int8), np.full(size, np.nan)
    applies[rest], verdict[rest], ratio[rest] = run.codes >= 0, run.verdict, run.ratio
    for row, case in singly.items():
        try:
            outcome = decide_claim(run.claim, case)
        except ValueError:  # a formula has no value there
            continue
        applies[row], verdict[row] = outcome.applies, _CODES.get(outcome.verdict, 0)
        ratio[row] = math.nan if outcome.ratio is None else outcome.ratio
    return BatchClaim(run.claim.name, applies, verdict, ratio)
