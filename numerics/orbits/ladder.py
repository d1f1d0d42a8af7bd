"""The ladder that settles a hitting time, one for every system: each rung is asked only what the one before left open.

Exact iterates while they are short (ties, cycles); compiled lanes with proved radii, float64 first, then two floats,
for some 100,000 steps; a law that knows T without iterating, where there is one; the lanes again, for as many steps as
the budget has; balls of growing precision, with nothing assumed about the orbit; exact iterates again, for ties that no
ball decides.
A rung returns a bracket lower ≤ T ≤ upper; the brackets of all rungs are intersected.
"""

from __future__ import annotations

import threading
import time as clock
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from flint import arb, fmpq

from numerics.exact.balls import working_precision

#: Steps of one case in a compiled loop before it counts as undecided.
BUDGET = 300_000_000
#: Steps of one case in ball arithmetic, 5 to 10 µs each.
BALL_BUDGET = 200_000
#: The same for a case among many: what it leaves open is looked at again alone.
BALL_BUDGET_IN_BATCH = 20_000
#: Steps that cost a compiled loop about what a law costs: one that knows T is asked when they have not sufficed.
BEFORE_LAW = 1 << 18
#: Steps that show how fast a compiled loop is here.
_PROBE = 1 << 18
#: Compiled steps in the time of one in balls: a bracket that balls settle sooner is not asked of a law.
_BALL_STEP = 256
#: The largest number of steps that a row of a batch can hold.
_FAR = 2**62
#: Bits of the balls, tried in turn.
BALL_BITS = (256, 1024)
#: Ball steps during which a case may still come under the certificate of a compiled loop.
LEAD_IN = 64
#: Ball steps that may follow a possible hit before the next precision is tried.
_PATIENCE = 64
#: Exact iterates: how many, the bits of the longest number, and the bits of all of them together. The first rung takes
#: what is almost free, the last one what a tie is worth: about a second.
_HEAD = (64, 1 << 12, 1 << 18)
_TAIL = (100_000, 1 << 20, 1 << 28)
#: A ball beyond this has diverged as far as anybody cares to follow.
_HUGE = arb(2) ** 4096
#: The method of a hitting time that is certainly infinite: the target is never met; and that of a law.
NEVER, LAW = "never", "law"
# The working precision of ball arithmetic is global to the process.
_BALLS = threading.Lock()


@dataclass(frozen=True)
class HittingTime:
    """What is known about one hitting time: lower ≤ T, and T ≤ upper unless upper is None.

    ``certified`` says that both are proved; ``method`` names the arithmetic that settled it, and is ``NEVER`` where T
    is proved to be infinite.
    """

    lower: int
    upper: int | None
    certified: bool
    method: str

    @property
    def iterations(self) -> int | None:
        """T itself if it is known, else None."""
        return self.lower if self.lower == self.upper else None

    @property
    def settled(self) -> bool:
        """Whether nothing is left to find out: T is known, or known to be infinite."""
        return self.lower == self.upper or self.method == NEVER

    def narrowed(self, lower: int, upper: int | None, method: str) -> HittingTime:
        """Return the intersection with another proved bracket, naming the method that made it narrower.

        Raises AssertionError where the two exclude each other: then one of the proofs is wrong.

        >>> HittingTime(3, None, True, "float64").narrowed(1, 9, "balls")
        HittingTime(lower=3, upper=9, certified=True, method='balls')
        """
        best = min((bound for bound in (self.upper, upper) if bound is not None), default=None)
        low = max(self.lower, lower)
        if best is not None and (low > best or NEVER in (self.method, method)):
            raise AssertionError(f"two proved brackets of a hitting time exclude each other: {self}, {lower, upper}")
        better = (low, best) != (self.lower, self.upper) or method == NEVER
        return HittingTime(low, best, True, method if better else self.method)


@dataclass(frozen=True)
class HittingTimes:
    """Bounds lower ≤ T ≤ upper of m hitting times; upper is −1 where no bound was found.

    Both are int64 (m,). ``iterations_run`` counts the steps of all cases together.
    """

    lower: np.ndarray
    upper: np.ndarray
    iterations_run: int


@dataclass(frozen=True)
class Look:
    """A state of an orbit: whether it meets the target (None: not decided), and the numbers it consists of."""

    met: bool | None
    numbers: tuple[Any, ...]


@dataclass(frozen=True)
class Question:
    """One hitting time to settle: the orbit of ``case``, looked at from k = 0 on.

    ``exact`` and ``balls`` yield a look at every iterate, the latter at the working precision in force; ``never`` may
    prove, from k and the open look at it, that the target is not met from there on; ``law`` knows a bracket without
    iterating, or None; it may give up at the time it is told.
    """

    case: Any
    exact: Callable[[], Iterator[Look]]
    balls: Callable[[], Iterator[Look]]
    never: Callable[[int, Look], bool] = lambda k, look: False
    law: Callable[[float | None], tuple[int, int] | None] = lambda until: None


@dataclass(frozen=True)
class Lanes:
    """A compiled rung: which (case, state) it covers, and proved bounds on the steps from there to the target.

    ``prepare`` takes pairs of a case and the balls of a later state (None: the start) and returns columns and a mask;
    ``run(columns, budget)`` returns lower, upper (−1: none) and the number of steps.
    """

    name: str
    prepare: Callable[[Sequence[tuple[Any, Any]]], tuple[np.ndarray, np.ndarray]]
    run: Callable[[np.ndarray, int], tuple[np.ndarray, np.ndarray, int]]


def settle(
    questions: Sequence[Question],
    rungs: Sequence[Lanes],
    budget: int,
    known: Sequence[HittingTime] | None = None,
    seconds: float | None = None,
    ball_budget: int = BALL_BUDGET,
    before_law: int = BEFORE_LAW,
) -> tuple[list[HittingTime], int]:
    """Take questions through the rungs until each is decided or its budget is spent: the times, and the steps run.

    ``known`` are brackets found before; a law is asked after ``before_law`` steps, and not at all where the budget is
    smaller than what any law costs. After about ``seconds`` what is left open stays so: of the answers this alone
    depends on the speed of the machine, and campaigns do without it.
    """
    until = None if seconds is None else clock.monotonic() + seconds
    with _BALLS:
        times = list(known) if known is not None else [HittingTime(0, None, True, "none")] * len(questions)
        states: list[Any] = [None] * len(questions)
        offsets, run = [0] * len(questions), 0
        in_balls = min(budget, ball_budget)
        asked: set[int] = set()
        prepared: dict[int, tuple[np.ndarray, bool]] = {}

        def prepare(lanes: Lanes, chosen: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
            """Return the columns for the lanes and which are covered; those of the last lanes from the start once."""
            once = lanes is rungs[-1]
            new = [i for i in chosen if not once or states[i] is not None or i not in prepared]
            columns, covered = lanes.prepare([(questions[i].case, states[i]) for i in new])
            if not once:
                return columns, covered
            found = prepared | dict(zip(new, zip(columns.T, covered.tolist(), strict=True), strict=True))
            prepared.update((i, found[i]) for i in new if states[i] is None)
            return np.stack([found[i][0] for i in chosen], axis=1), np.array([found[i][1] for i in chosen], np.bool_)

        def by_law(i: int) -> None:
            upper = times[i].upper
            short = upper is not None and upper <= in_balls and upper * _BALL_STEP < before_law
            # who allows fewer steps than a law costs has no use for a T beyond them
            if not times[i].settled and not short and budget >= BEFORE_LAW and i not in asked:
                asked.add(i)  # the law has one answer, or none
                found = questions[i].law(until)
                times[i] = times[i] if found is None else times[i].narrowed(*found, LAW)

        for i, question in enumerate(questions):
            if times[i].lower == 0:
                times[i] = _exactly(question, times[i], *_HEAD, until)
        waiting = [i for i, time in enumerate(times) if not time.settled]
        if rungs and waiting:
            _, covered = prepare(rungs[-1], waiting)
            for i in (i for i, sure in zip(waiting, covered.tolist(), strict=True) if not sure):
                by_law(i)
                if not times[i].settled:
                    times[i], states[i], offsets[i] = _lead_in(questions[i], times[i], rungs[-1], in_balls, until)
                    run += offsets[i]
        for steps_each in dict.fromkeys((min(budget, before_law), budget)):
            for lanes in rungs:
                # a case that has used up the budget would use it up again
                chosen = [i for i, time in enumerate(times) if not time.settled and time.lower <= steps_each]
                if not chosen or _late(until):
                    continue
                columns, covered = prepare(lanes, chosen)
                lower, upper, steps = _timed(lanes, columns[:, covered], steps_each, until)
                run += steps
                rows = np.array(chosen, dtype=np.int64)[covered].tolist()
                for i, low, high in zip(rows, lower.tolist(), upper.tolist(), strict=True):
                    times[i] = times[i].narrowed(offsets[i] + low, offsets[i] + high if high >= 0 else None, lanes.name)
            for i in range(len(questions)):
                by_law(i)
        for i, question in enumerate(questions):
            for bits in BALL_BITS:
                if not times[i].settled and times[i].lower <= in_balls:
                    times[i], _, steps = _follow(question, times[i], bits, in_balls, until)
                    run += steps
            if not times[i].settled and times[i].lower <= min(budget, _TAIL[0]):
                times[i] = _exactly(question, times[i], *_TAIL, until)
        return times, run


def settle_rest(
    lower: np.ndarray,
    upper: np.ndarray,
    rest: np.ndarray,
    questions: Sequence[Question],
    rungs: Sequence[Lanes],
    budget: int,
) -> int:
    """Settle the rows ``rest`` of a batch, which the first of its rungs has left open, in place; the steps run.

    Only the ``rungs`` behind the first one are asked again; ``upper`` is −1 where there is no bound.
    """
    known = [HittingTime(int(lower[i]), int(upper[i]) if upper[i] >= 0 else None, True, "lanes") for i in rest]
    times, run = settle(questions, rungs[1:], budget, known, ball_budget=BALL_BUDGET_IN_BATCH)
    for row, time in zip(rest, times, strict=True):
        lower[row] = min(time.lower, _FAR)
        upper[row] = -1 if time.upper is None or time.upper > _FAR else time.upper
    return run


def _timed(lanes: Lanes, columns: np.ndarray, budget: int, until: float | None) -> tuple[np.ndarray, np.ndarray, int]:
    """Run the lanes for as many steps as there is time for: a compiled loop cannot be interrupted, so a probe says."""
    if until is None or budget <= _PROBE:
        return lanes.run(columns, budget)
    start = clock.monotonic()
    lower, upper, steps = lanes.run(columns, _PROBE)
    if (lower == upper).all():
        return lower, upper, steps
    now = clock.monotonic()
    affordable = int(_PROBE * (until - now) / max(now - start, 1e-6))
    return lanes.run(columns, min(budget, affordable)) if affordable > _PROBE else (lower, upper, steps)


def _late(until: float | None) -> bool:
    return until is not None and clock.monotonic() > until


def _exactly(
    question: Question, time: HittingTime, most: int, longest: int, all_bits: int, until: float | None
) -> HittingTime:
    """Follow exact iterates while they are short, and recognise a state that comes back: then T is infinite."""
    anchor, marked, total, size, k = None, 1, 0, 1, -1
    last = most if time.upper is None else min(most, time.upper)
    for k, look in enumerate(islice(question.exact(), last + 1)):
        if look.met is None:
            return time.narrowed(k, None, "exact")
        if look.met:
            return time.narrowed(k, k, "exact")
        if look.numbers and look.numbers == anchor:
            return time.narrowed(k + 1, None, NEVER)
        if k + 1 == marked:  # the state a cycle is compared with moves on at k = 0, 1, 3, 7, …
            anchor, marked = look.numbers, 2 * marked
        before, size = size, max((max(abs(v.p).bit_length(), v.q.bit_length(), 1) for v in look.numbers), default=1)
        total += size
        # the next number is expected to grow as this one did
        if (k and size * max(1.0, size / before) > longest) or total > all_bits or _late(until):
            break
    return time.narrowed(k + 1, None, "exact")


def _lead_in(
    question: Question, time: HittingTime, lanes: Lanes, budget: int, until: float | None
) -> tuple[HittingTime, Any, int]:
    """Iterate in balls until the lanes cover the rest of the orbit: what is known, the state there, and its number."""
    patience = iter(range(LEAD_IN))

    def leave(look: Look) -> bool:
        if next(patience, None) is None:
            return False
        return bool(lanes.prepare([(question.case, look.numbers)])[1][0])

    time, look, steps = _follow(question, time, BALL_BITS[0], budget, until, leave)
    # where a step that may have been a hit lies behind, nothing later may start afresh
    return (time, look.numbers, steps) if look is not None and time.lower > steps else (time, None, 0)


def _follow(
    question: Question,
    time: HittingTime,
    bits: int,
    budget: int,
    until: float | None,
    leave: Callable[[Look], bool] | None = None,
) -> tuple[HittingTime, Look | None, int]:
    """Follow the orbit in balls until the target is certainly met, or never again; the last look and its number.

    It is followed no farther than the budget or the upper bound allows, and given up when the balls have lost their
    digits. The look is None unless ``leave`` ended the run.
    """
    last = budget if time.upper is None else min(budget, time.upper)
    lower, method, k = None, "balls", 0
    with working_precision(bits):
        for k, look in enumerate(islice(question.balls(), last + 1)):
            if look.met is not False and lower is None:
                lower = k
            if look.met:
                return time.narrowed(k if lower is None else lower, k, method), None, k
            if lower is None and leave is not None and leave(look):
                return time.narrowed(k + 1, None, method), look, k
            lost = any(_lost(ball) for ball in look.numbers)
            if lower is None and (lost or k & (k + 1) == 0) and question.never(k, look):
                return time.narrowed(k + 1, None, NEVER), None, k
            if lost or (lower is not None and k - lower >= _PATIENCE) or (k % 256 == 255 and _late(until)):
                break
    return time.narrowed(k + 1 if lower is None else lower, None, method), None, k


def _lost(ball: arb) -> bool:
    """Whether a ball has diverged, or has no digits left."""
    return not abs(ball) < _HUGE or (ball.rel_accuracy_bits() < 4 and not ball.contains(0))


def as_fmpq(*values: Any) -> list[fmpq]:
    """Return fractions in the exact arithmetic of the ladder.

    >>> from fractions import Fraction
    >>> as_fmpq(Fraction(1, 3))
    [1/3]
    """
    return [fmpq(value.numerator, value.denominator) for value in values]
