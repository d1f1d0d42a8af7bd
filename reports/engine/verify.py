"""Verifying a statement: many cases inside its hypotheses, every claim decided on each, and what came out.

``verify`` reads the record and nothing else. Claims on hitting times are decided in compiled batches where
``numerics.claims.batch`` can; what a batch suspects or leaves open goes to the generic decision, and nothing is
counted as refuted before that has confirmed it from the exact parameters alone.

>>> from theory import statement
>>> result = verify(statement("remark-2.3"), cases=20)
>>> result.verdict.name, result.decided
('UPHELD', 20)
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from numerics.cases.draw import draw_at
from numerics.cases.names import as_json, from_json
from numerics.cases.shrink import shrink
from numerics.claims.batch import BatchClaim, batch, batchable
from numerics.claims.case import Case, shared_case
from numerics.claims.decide import Outcome, decide, decide_claim
from numerics.claims.world import Values
from numerics.exact.numbers import ExactNumber, exact
from reports.engine.lifeline import Lifeline, lifeline
from reports.engine.result import Result, Stretch, Tally, quantiles, result_of
from reports.engine.witness import Witness, with_scales
from theory.language.statement import Statement
from theory.language.symbols import n

__all__ = ["Result", "default_cases", "quantiles", "read_scales", "verify", "with_scales", "witness_of"]

Progress = Callable[[int, int], None]
#: Factors of named constants, by name.
Multipliers = Mapping[str, ExactNumber]

#: Cases by default: decided one by one, in compiled batches, and of statements on a whole spectrum.
CASES, BATCH_CASES, SPECTRA = 250, 20_000, 80
#: Cases per stretch, fixed so that results do not depend on the number of workers: one by one, in a batch, and in a
#: batch of a campaign that has several such stretches.
STRETCH, BATCH_STRETCH, LONG_STRETCH = 25, 12_500, 100_000
#: First stretch of a batch that ends with the first counterexample; each further one is so many times as long.
FIRST_STRETCH, GROWTH = 64, 4
#: Cases that a batch leaves open, and suspects, that are taken up one by one, of so many.
SECOND_LOOKS, CONFIRMATIONS, OF_CASES = 100, 25, 12_500
#: Iterations for which a hitting time is followed that is found by itself: a few times what a batch allows. A witness
#: is replayed without this limit.
SINGLE_BUDGET = 5_000_000
#: What a case decided in a batch rests on.
BATCH_EVIDENCE = "a compiled batch: certified hitting times against enclosed bounds"


def read_scales(record: Statement, items: Iterable[str]) -> dict[str, Fraction]:
    """Read ``NAME=FACTOR`` items into factors of the named constants of ``record``.

    Raises ValueError naming an item that is malformed, given twice, unknown to the statement, or not positive.

    >>> from theory import statement
    >>> read_scales(statement("2.4"), ["upper=0.9"])
    {'upper': Fraction(9, 10)}
    """
    known = [constant.name for constant in record.constants]
    scales: dict[str, Fraction] = {}
    for item in items:
        name, separator, factor = item.partition("=")
        if not separator or name not in known:
            listed = ", ".join(known) if known else "none"
            raise ValueError(f"--scale {item!r}: expected NAME=FACTOR; constants of {record.id}: {listed}")
        if name in scales:
            raise ValueError(f"--scale {name}: given twice")
        try:
            scales[name] = exact(factor)
        except ValueError as error:
            raise ValueError(f"--scale {item!r}: {error}") from None
        if scales[name] <= 0:
            raise ValueError(f"--scale {item!r}: a factor must be positive")
    return scales


@dataclass(frozen=True)
class _Job:
    """Everything a worker process needs; it is inherited when the process is forked, never pickled."""

    record: Statement
    seed: int
    factors: Mapping[str, Fraction]
    together: tuple[str, ...]
    one_by_one: Statement
    until_refuted: bool


def default_cases(record: Statement) -> int:
    """Return how many cases ``verify`` draws by default: many more where a batch decides a claim in columns.

    A claim with definitions of its own is enclosed case by case even there. A case of a spectrum takes as long as one
    for each of its eigenvalues.
    """
    if n in record.parameters:
        return SPECTRA
    fast = [name for name in batchable(record) if not record.claim(name).where]
    return BATCH_CASES if fast else CASES


def verify(
    record: Statement,
    cases: int | None = None,
    seed: int = 0,
    scales: Multipliers | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    until_refuted: bool = False,
    shrunk: bool = True,
    only: Sequence[str] | None = None,
) -> Result:
    """Draw ``cases`` cases inside the hypotheses of ``record``, decide every claim on each, return the verdict.

    The record may be a published one, one that was changed (``dataclasses.replace``) or one's own. ``scales``
    multiplies named constants, which states a different claim. The result does not depend on ``workers``;
    ``progress(done, total)`` is called after each stretch, ``until_refuted`` ends with the first counterexample, and
    without ``shrunk`` that is kept as it was drawn; of the claims, ``only`` those named are decided. Workers are
    forked: a caller with threads of its own should leave ``workers`` at 1. Raises ValueError for fewer than one case, a
    record without claims, and hypotheses that almost nothing satisfies.
    """
    factors = {name: exact(factor) for name, factor in (scales or {}).items()}
    total = default_cases(record) if cases is None else cases
    if total < 1:
        raise ValueError(f"cases = {total}: a campaign needs at least one case")
    wanted = record.claims if only is None else record.only(*only).claims
    if not wanted:
        raise ValueError(f"{record.id}: a statement without claims says nothing that could be checked")
    together = tuple(name for name in batchable(record) if only is None or name in only)
    rest = tuple(claim.name for claim in wanted if claim.name not in together)
    job = _Job(record, seed, factors, together, record.only(*rest), until_refuted)
    parts = list(_parts(job, total))
    work = sum(stop - start for _, start, stop in parts)
    whole = Stretch({claim.name: Tally() for claim in wanted})
    done = 0
    for part, stretch in zip(parts, _stretches(job, parts, 1 if until_refuted else workers), strict=False):
        whole.add(stretch)
        done += part[2] - part[1]
        if progress:
            progress(done, work)
        if until_refuted and whole.refuted:
            break
    witness = None
    if whole.found is not None:
        _, _, values, outcome = whole.found
        witness = witness_of(record, factors, values, outcome)
        witness = shrunk_witness(record, witness) if shrunk else witness
    upper = [claim.name for claim in wanted if claim.kind == "upper"]
    return result_of(record.id, upper, whole, witness)


#: Whether it is a batch, and the indices of its first case and of the one after its last.
Part = tuple[bool, int, int]


def _parts(job: _Job, total: int) -> Iterator[Part]:
    """Yield the stretches: first those of the batch, then what is decided one by one."""
    if job.together:
        usual = LONG_STRETCH if total >= 2 * LONG_STRETCH else BATCH_STRETCH
        start, length = 0, FIRST_STRETCH if job.until_refuted else usual
        while start < total:
            stop = min(start + length, total)
            yield True, start, stop
            start, length = stop, length * (GROWTH if job.until_refuted else 1)
    if job.one_by_one.claims:
        count = min(total, CASES) if job.together else total
        yield from ((False, start, min(start + STRETCH, count)) for start in range(0, count, STRETCH))


_job: _Job | None = None


def _inherit(job: _Job, line: Lifeline) -> None:
    global _job
    line.hold()
    _job = job


def _run_inherited(part: Part) -> Stretch:
    assert _job is not None
    return _run(_job, part)


def _stretches(job: _Job, parts: list[Part], workers: int) -> Iterator[Stretch]:
    """Yield the stretches in order. The first one compiles what the others need; forked workers inherit it."""
    yield _run(job, parts[0])
    others = parts[1:]
    if workers > 1 and others and "fork" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("fork")
        with (
            lifeline() as line,
            ProcessPoolExecutor(min(workers, len(others)), context, _inherit, (job, line)) as pool,
        ):
            yield from pool.map(_run_inherited, others)
    else:
        for part in others:
            yield _run(job, part)


def _run(job: _Job, part: Part) -> Stretch:
    in_batch, start, stop = part
    if in_batch:
        return _run_batch(job, start, stop)
    stretch = Stretch({claim.name: Tally() for claim in job.one_by_one.claims})
    # one at a time: where the first one refutes, the others are not drawn
    for index, values in enumerate(draw_at(job.record, range(start, stop), job.seed, job.factors), start):
        case = shared_case(values, SINGLE_BUDGET)
        for claim in job.one_by_one.claims:
            stretch.count(index, values, decide_claim(claim, case))
        stretch.cases += not job.together  # otherwise the case has been counted with the batch
        if job.until_refuted and stretch.refuted:
            break
    return stretch


def _run_batch(job: _Job, start: int, stop: int) -> Stretch:
    """Decide a stretch in a batch, then what it suspects and leaves open one by one."""
    table = batch(job.record, start, stop, job.seed, job.factors)
    decided = [claim for claim in table.claims if claim.name in job.together]
    stretch = Stretch({claim.name: Tally() for claim in decided}, cases=stop - start)
    cases: dict[int, Case] = {}  # the claims on one case share its hitting times
    for claim in decided:
        again = _count_batch(stretch.tallies[claim.name], claim)
        for row in again:
            case = cases[row] if row in cases else cases.setdefault(row, shared_case(table.cases[row], SINGLE_BUDGET))
            stretch.count(start + row, case.values, decide_claim(job.record.claim(claim.name), case))
            if job.until_refuted and stretch.refuted:
                return stretch
        left = set(np.flatnonzero(claim.applies & (claim.verdict != 1)).tolist()) - set(again)
        stretch.tallies[claim.name].applied += len(left)
        stretch.undecided |= {start + row for row in left}
    return stretch


def _count_batch(tally: Tally, claim: BatchClaim) -> list[int]:
    """Count the rows in which a batch upholds a claim, and return those that are to be decided one by one."""
    upheld = claim.applies & (claim.verdict == 1)
    number = int(upheld.sum())
    tally.applied += number
    tally.decided += number
    if number:
        tally.evidence[BATCH_EVIDENCE] += number
    tally.ratios += claim.ratio[upheld & ~np.isnan(claim.ratio)].tolist()
    suspects, unsure = (np.flatnonzero(claim.applies & (claim.verdict == verdict)).tolist() for verdict in (-1, 0))
    shares = -(-len(claim.verdict) // OF_CASES)
    return suspects[: shares * CONFIRMATIONS] + unsure[: shares * SECOND_LOOKS]


# Witnesses -----------------------------------------------------------------------------------------------------


def shrunk_witness(record: Statement, witness: Witness) -> Witness:
    """Return ``witness`` with its parameters as short as still refute the same claim."""
    values = with_scales(from_json(record, witness.parameters), witness.scales)
    short = shrink(record, values, witness.claim)
    (outcome,) = decide(record.only(witness.claim), short)
    return witness_of(record, witness.scales, short, outcome)


def witness_of(record: Statement, scales: Mapping[str, Fraction], values: Values, outcome: Outcome) -> Witness:
    """Return the witness that ``values`` are after ``outcome`` has refuted a claim of ``record`` under ``scales``."""
    details = dict(outcome.details or {}) | {"evidence": outcome.evidence}
    if outcome.k is not None:
        details["k"] = str(outcome.k)
    factors = {name: str(factor) for name, factor in scales.items()}
    return Witness(record.id, outcome.claim, factors, as_json(values), details)
