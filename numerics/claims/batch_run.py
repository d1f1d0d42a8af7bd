"""One claim on columns of cases: where it applies, its bound in balls of growing precision, the comparison with T."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import sympy as sp
from flint import arb

from numerics.cases.known import Columns
from numerics.claims.batch_floats import Floats, Signs
from numerics.claims.batch_shapes import Shape
from numerics.claims.batch_sheet import NotInColumns, Rows, Sheet, Where, ends_as_floats
from numerics.claims.batch_times import Times
from numerics.claims.case import Case
from numerics.exact.balls import endpoints, working_precision
from numerics.exact.verdict import Undecided
from theory.language.claims import Claim

#: Precisions of the bounds, tried in turn: 72 bits are some 12 digits and room for what a formula loses.
BITS = (72, 144, 288, 1024)
#: The same for bounds with integrals and roots, which are enclosed case by case.
SINGLE_BITS = (72, 144, 288, 1024)

Groups = Sequence[tuple[Rows, Callable[[int, Where], Sheet]]]


class Run:
    """One claim on its way through the cases; ``codes`` is 1, −1, 0 as it applies, does not apply, or that is open."""

    def __init__(self, claim: Claim, shape: Shape, cases: Columns, groups: Groups) -> None:
        self.claim, self.shape, self.cases, self.groups = claim, shape, cases, groups
        self.where: Where = dict(claim.where)
        self.codes = np.zeros(len(cases), np.int8)
        for rows, sheet_of in groups:
            self.codes[rows] = self._conditions(rows, sheet_of)
        self.verdict = np.where(self.codes < 0, 1, 0).astype(np.int8)
        self.ratio = np.full(len(cases), np.nan)

    def decide(self, times: Times) -> None:
        """Decide the claim where it applies."""
        self.times = times
        for rows, sheet_of in self.groups:
            chosen = np.flatnonzero(self.codes[rows] > 0)
            if not chosen.size:
                continue
            try:
                self._decide(rows[chosen], partial(self._in_columns, sheet_of, chosen), BITS)
            except NotInColumns:
                self._decide_singly(rows[chosen])
            except ValueError:  # the formula has no value at this depth and this sign of λ
                continue

    def _conditions(self, rows: Rows, sheet_of: Callable[[int, Where], Sheet]) -> Signs:
        if self.claim.given in (sp.true, sp.false):
            return np.full(len(rows), 1 if self.claim.given == sp.true else -1, np.int8)
        try:
            with working_precision(BITS[0]):
                codes = sheet_of(BITS[0], {}).truth(self.claim.given)
        except (NotInColumns, ValueError):
            codes = np.zeros(len(rows), np.int8)
        for place in np.flatnonzero(codes == 0).tolist():
            try:
                holds = Case(self.cases[int(rows[place])]).holds(self.claim.given)
            except ValueError:
                continue
            codes[place] = 0 if holds is None else 1 if holds else -1
        return codes

    def _in_columns(
        self, sheet_of: Callable[[int, Where], Sheet], chosen: Rows, bits: int, rest: Rows
    ) -> Sequence[arb]:
        sheet = sheet_of(bits, self.where)
        part = sheet if len(rest) == sheet.size else sheet.take(chosen[rest])
        return part.balls(self.shape.bound)

    def _decide_singly(self, rows: Rows) -> None:
        known = [Case(self.cases[row]) for row in rows.tolist()]

        def enclose(bits: int, rest: Rows) -> Sequence[arb]:
            return [self._single(known[place], bits) for place in rest.tolist()]

        try:
            self._decide(rows, enclose, SINGLE_BITS)
        except ValueError:
            return

    def _single(self, case: Case, bits: int) -> arb:
        try:
            value: Any = case.world(bits, self.claim.where).value(self.shape.bound)
        except Undecided:
            return arb.nan()
        return value if isinstance(value, arb) else arb.nan()

    def _decide(self, rows: Rows, enclose: Callable[[int, Rows], Sequence[arb]], precisions: tuple[int, ...]) -> None:
        """Compare with balls of growing precision; ``enclose`` gives those of the ``rest``, as places in ``rows``."""
        rest = np.arange(len(rows))
        for bits in precisions:
            with working_precision(bits):
                balls = enclose(bits, rest)
                places = rows[rest]
                codes = self._compare(places, balls)
                self.verdict[places] = codes
                # more digits of the bound do not help where the time itself is not known well enough
                loose = self.times.lower[places] != self.times.upper[places]
            rest = rest[(codes == 0) & ~(loose & np.array([ball.is_finite() for ball in balls], np.bool_))]
            if not rest.size:
                return

    def _compare(self, rows: Rows, balls: Sequence[arb]) -> Signs:
        """Compare the times of these cases with the balls around their bounds: floats first, then the exact ends."""
        low, high = ends_as_floats(balls)
        lower, upper = self.times.lower[rows], self.times.upper[rows]
        least, most = self._round(low), self._round(high)
        no_end = upper < 0
        codes = _compared(self.shape.kind, lower, np.where(no_end, np.inf, upper), least, most)
        for place in (place for place in np.flatnonzero(codes == 0).tolist() if balls[place].is_finite()):
            try:
                ends = [_rounded(end, self.shape) for end in endpoints(balls[place])]
            except ValueError:
                continue
            bracket = int(lower[place]), math.inf if no_end[place] else int(upper[place])
            codes[place] = _compared(self.shape.kind, *bracket, *ends)
        if self.shape.lasting:
            codes[(codes > 0) & ~self.times.lasting[rows]] = 0
        self._ratios(rows, codes, (least + most) / 2)
        return codes

    def _round(self, ends: Floats) -> Floats:
        """Round as the claim rounds its bound; an index starts at 0."""
        rounding = {sp.ceiling: np.ceil, sp.floor: np.floor}.get(self.shape.rounding)
        found = ends if rounding is None else rounding(ends)
        return np.maximum(found, 0.0) if self.shape.lasting else found

    def _ratios(self, rows: Rows, codes: Signs, bound: Floats) -> None:
        time = self.times.lower[rows].astype(np.float64)
        if self.shape.lasting:
            time = np.where(codes > 0, self.times.upper[rows], np.nan)
        elif self.claim.kind == "exact":
            return
        with np.errstate(all="ignore"):
            ratio = time / bound if self.shape.reversed_ else bound / time
            positive = (time > 0) & ((bound > 0) | self.shape.lasting) & (codes != 0)
            self.ratio[rows] = np.where(positive, ratio, np.nan)


def _compared(kind: type, lower: Any, upper: Any, least: Any, most: Any) -> Any:
    """Return 1, −1, 0 for T (relation) bound, from lower ≤ T ≤ upper and least ≤ bound ≤ most."""
    match kind:
        case sp.Le:
            yes, no = upper <= least, lower > most
        case sp.Lt:
            yes, no = upper < least, lower >= most
        case sp.Ge:
            yes, no = lower >= most, upper < least
        case _:
            yes, no = lower > most, upper <= least
    return np.where(yes, 1, np.where(no, -1, 0)).astype(np.int8)


def _rounded(end: Fraction, shape: Shape) -> Fraction:
    if shape.rounding is not None:
        end = Fraction(math.ceil(end) if shape.rounding is sp.ceiling else math.floor(end))
    return max(end, Fraction(0)) if shape.lasting else end
