"""One claim on columns of cases: where it applies, its bound, the comparison with T.

A bound is enclosed in intervals of float64 first. What these do not decide, or only loosely, is left to balls of
growing precision.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from flint import arb
from numpy.typing import NDArray

from numerics.cases.known import Columns
from numerics.claims.batch_columns import Floats, Rows, Signs, compared
from numerics.claims.batch_groups import Group
from numerics.claims.batch_shapes import Shape
from numerics.claims.batch_sheet import NotInColumns, Where
from numerics.claims.batch_times import Times
from numerics.claims.case import Case
from numerics.exact.balls import endpoints, working_precision
from numerics.exact.verdict import Undecided
from numerics.formulas.intervals import Ends, around
from theory.language.claims import Claim

#: Precisions of the bounds, tried in turn: 72 bits are some 12 digits and room for what a formula loses.
BITS = (72, 144, 288, 1024)
#: The same for bounds with integrals and roots, which are enclosed case by case.
SINGLE_BITS = (72, 144, 288, 1024)
#: Relative width beyond which an interval is no answer, though it may decide: a ratio is to be known to 6 digits.
WIDEST = 2.0**-20


class Run:
    """One claim on its way through the cases; ``codes`` is 1, −1, 0 as it applies, does not apply, or that is open."""

    def __init__(self, claim: Claim, shape: Shape, cases: Columns, groups: Sequence[Group]) -> None:
        self.claim, self.shape, self.cases, self.groups = claim, shape, cases, groups
        self.where: Where = dict(claim.where)
        self.codes = np.zeros(len(cases), np.int8)
        for group in groups:
            self.codes[group.rows] = self._conditions(group)
        self.verdict = np.where(self.codes < 0, 1, 0).astype(np.int8)
        self.ratio = np.full(len(cases), np.nan)

    def decide(self, times: Times) -> None:
        """Decide the claim where it applies."""
        self.times = times
        for group in self.groups:
            chosen = np.flatnonzero(self.codes[group.rows] > 0)
            if not chosen.size:
                continue
            try:
                self._in_columns(group, chosen)
            except NotInColumns:
                self._decide_singly(group.rows[chosen])
            except ValueError:  # the formula has no value at this depth and this sign of λ
                continue

    def _conditions(self, group: Group) -> Signs:
        if self.claim.given in (sp.true, sp.false):
            return np.full(len(group.rows), 1 if self.claim.given == sp.true else -1, np.int8)
        codes = np.zeros(len(group.rows), np.int8)
        try:
            codes |= group.intervals().truth(self.claim.given)
            rest = np.flatnonzero(codes == 0)
            if rest.size:
                with working_precision(BITS[0]):
                    codes[rest] = group.balls(BITS[0]).take(rest).truth(self.claim.given)
        except (NotInColumns, ValueError):
            pass
        for place in np.flatnonzero(codes == 0).tolist():
            try:
                holds = Case(self.cases[int(group.rows[place])]).holds(self.claim.given)
            except ValueError:
                continue
            codes[place] = 0 if holds is None else 1 if holds else -1
        return codes

    def _in_columns(self, group: Group, chosen: Rows) -> None:
        part = group.part(chosen, self.where)
        rest = self._by_intervals(group.rows[chosen], np.broadcast_to(part.values(self.shape.bound), (2, part.size)))

        def enclose(bits: int, places: Rows) -> Sequence[arb]:
            found: Sequence[arb] = group.balls(bits, self.where).take(chosen[rest[places]]).values(self.shape.bound)
            return found

        if rest.size:
            self._decide(group.rows[chosen[rest]], enclose, BITS)

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

    def _by_intervals(self, rows: Rows, ends: Ends) -> Rows:
        """Compare with intervals around the bounds, and return the places in ``rows`` of those to enclose again."""
        low, high = ends
        codes = self._compare(rows, low, high)
        least, most = self._round(low), self._round(high)
        with np.errstate(all="ignore"):
            known = most - least <= WIDEST * np.abs(most)
        self._ratios(rows, codes, low, high)
        self.verdict[rows[known]] = codes[known]
        opened = codes == 0
        opened[opened] = self._to_be_known(rows[opened])
        return np.flatnonzero(~known | opened)

    def _to_be_known(self, rows: Rows) -> NDArray[np.bool_]:
        """Whether more digits help: of the bound they do not where the time itself stays a loose bracket."""
        narrow = np.array([row in self.times.narrow for row in rows.tolist()], np.bool_)
        return (self.times.lower[rows] == self.times.upper[rows]) | narrow

    def _decide(self, rows: Rows, enclose: Callable[[int, Rows], Sequence[arb]], precisions: tuple[int, ...]) -> None:
        """Compare with balls of growing precision; ``enclose`` gives those of the ``rest``, as places in ``rows``."""
        rest = np.arange(len(rows))
        for bits in precisions:
            with working_precision(bits):
                balls = enclose(bits, rest)
                places = rows[rest]
                codes = self._compare_balls(places, balls)
                self.verdict[places] = codes
            finite = np.array([ball.is_finite() for ball in balls], np.bool_)
            rest = rest[(codes == 0) & (~finite | self._to_be_known(places))]
            if not rest.size:
                return

    def _compare_balls(self, rows: Rows, balls: Sequence[arb]) -> Signs:
        """Compare the times of these cases with the balls around their bounds: floats first, then the exact ends."""
        low, high = around(balls)
        codes = self._compare(rows, low, high)
        for place in (place for place in np.flatnonzero(codes == 0).tolist() if balls[place].is_finite()):
            try:
                ends = [_rounded(end, self.shape) for end in endpoints(balls[place])]
            except ValueError:
                continue
            row = int(rows[place])
            bracket = self.times.narrow.get(row, (self.times.lower[row], self.times.upper[row]))
            codes[place] = self._lasting(row, compared(self.shape.kind, *bracket, *ends))
        self._ratios(rows, codes, low, high)
        return codes

    def _compare(self, rows: Rows, low: Floats, high: Floats) -> Signs:
        """Compare the times of these cases with intervals around their bounds."""
        lower, upper = self.times.lower[rows], self.times.upper[rows]
        return self._lasting(rows, compared(self.shape.kind, lower, upper, self._round(low), self._round(high)))

    def _lasting(self, rows: Any, codes: Signs) -> Signs:
        """Leave open what is upheld at T alone while the claim is about all later iterates too."""
        return np.where((codes > 0) & ~self.times.lasting[rows], 0, codes) if self.shape.lasting else codes

    def _round(self, ends: Floats) -> Floats:
        """Round as the claim rounds its bound; an index starts at 0."""
        rounding = {sp.ceiling: np.ceil, sp.floor: np.floor}.get(self.shape.rounding)
        found = ends if rounding is None else rounding(ends)
        return np.maximum(found, 0.0) if self.shape.lasting else found

    def _ratios(self, rows: Rows, codes: Signs, low: Floats, high: Floats) -> None:
        time = self.times.lower[rows]
        if self.shape.lasting:
            time = np.where(codes > 0, self.times.upper[rows], np.nan)
        elif self.claim.kind == "exact":
            return
        with np.errstate(all="ignore"):
            known = np.isfinite(low) & np.isfinite(high)
            bound = np.where(known, (self._round(low) + self._round(high)) / 2, np.nan)
            ratio = time / bound if self.shape.reversed_ else bound / time
            positive = (time > 0) & ((bound > 0) | self.shape.lasting) & (codes != 0)
            self.ratio[rows] = np.where(positive, ratio, np.nan)


def _rounded(end: Fraction, shape: Shape) -> Fraction:
    if shape.rounding is not None:
        end = Fraction(math.ceil(end) if shape.rounding is sp.ceiling else math.floor(end))
    return max(end, Fraction(0)) if shape.lasting else end
