"""The tables of the page on Theorem 1.3, as markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from reports.pages.perturbed_start.necessity import Counterexample, Frontier
from reports.pages.perturbed_start.study import Counts, FarCounts, PerturbedDescent, Tightness
from reports.rendering.figures import Floats
from reports.rendering.markdown import count, exact_text, markdown_table, number

#: Shares of the cases that a quotient is told for.
QUANTILES = {"min": 0.0, "median": 0.5, "90 %": 0.9, "max": 1.0}
_REGIMES = {
    "negative": r"$\lambda<0$",
    "below": r"$\lambda>0$, start below",
    "above": r"$\lambda>0$, start above",
    "zero": r"$\lambda=0$",
}


def recovery_table(one: PerturbedDescent) -> str:
    """Return the counts of every distinct eigenvalue of a matrix."""
    headers = (r"$\lambda_i$", "accuracy", "$k_p$", "(46)", "$T$", "sharp bound", "(15)/(16)", "sharp/$T$")
    cells = [
        (
            number(float(row.case.lam)) + (f" (×{times})" if times > 1 else ""),
            number(float(row.case.eps), 4),
            count(row.change),
            number(row.change_bound, 4),
            count(row.time.iterations),
            count(row.sharp),
            _large(row.theorem),
            number(row.sharp / row.time.lower, 4) if row.time.iterations else "—",
        )
        for row, times in zip(one.rows, one.multiplicities, strict=True)
    ]
    return markdown_table(headers, cells)


def _large(value: float) -> str:
    """Return a whole number, in powers of ten from a billion on."""
    return number(value, 4) if value >= 1e9 else count(int(value))


def beta_table(rows: Sequence[Counts]) -> str:
    """Return the counts of one eigenvalue over β."""
    headers = (r"$\beta$", "$k_p$", "(46)", "$T$", "point law", "sharp bound", "(16)")
    cells = [
        (
            exact_text(row.case.beta),
            count(row.change),
            number(row.change_bound, 5),
            count(row.time.iterations),
            number(row.law, 6),
            count(row.sharp),
            _large(row.theorem),
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def far_table(rows: Sequence[FarCounts]) -> str:
    """Return the counts of one case over η, far beyond iterating: T, and how far from it each count is."""
    headers = (r"$\eta$", "$k_p$", "$T$", "$T$ − lower bound", "sharp bound − $T$", "$T-x$")
    cells = [
        (
            exact_text(row.case.eta),
            count(row.change.iterations),
            count(row.time.iterations),
            count(row.time.lower - row.lower),
            count(row.upper - row.time.lower),
            number(row.behind, 3) if row.behind is not None else "—",
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def _quantile(values: Floats, share: float) -> float | None:
    return float(np.quantile(values, share)) if values.size else None


def medians(row: Tightness) -> dict[str, float | None]:
    """Return the median of every quotient, None where there is none."""
    names = ("before", "after", "below", "law", "change")
    return {name: _quantile(getattr(row, name), 0.5) for name in names}


def quotient_table(rows: Sequence[Tightness]) -> str:
    """Return the quantiles of every quotient, by regime."""
    cells = []
    for row in rows:
        before = "(16)" if row.regime == "negative" else "(15)"
        lines = ((f"{before} / $T$", row.before), ("sharp bound / $T$", row.after), ("lower bound / $T$", row.below))
        more = (("point law / $T$", row.law), ("(46) / $k_p$", row.change), ("$T-x$", row.apart))
        for name, values in (*lines, *more):
            if values.size:
                quantiles = (number(_quantile(values, share), 4) for share in QUANTILES.values())
                cells.append((_REGIMES[row.regime], name, count(values.size), *quantiles))
    return markdown_table(("eigenvalue", "quotient", "cases", *QUANTILES), cells, "ll")


def frontier_table(ends: Sequence[Frontier]) -> str:
    """Return how large a step may be, over β/α."""
    headers = (
        "$N$",
        r"$\lambda$",
        r"$\beta/\alpha$",
        "one-sided up to",
        "converges up to",
        r"from $\alpha$",
        "beyond",
    )
    cells = [
        (
            str(end.depth),
            str(end.sign),
            number(end.ratio, 3),
            number(end.depth * end.one_sided.largest, 3),
            number(end.depth * end.convergence.largest, 3),
            number(end.convergence.start, 3),
            end.convergence.failure,
        )
        for end in ends
    ]
    return markdown_table(headers, cells)


def failure_table(failures: Sequence[Counterexample]) -> str:
    """Return the proved failures."""
    headers = (
        "$N$",
        r"$\lambda$",
        r"$\alpha$",
        r"$\beta$",
        r"$\eta$",
        "breaks the",
        "at $k$",
        "error",
        "what fails",
    )
    cells = [
        (
            str(entry.case.depth),
            *(exact_text(v) for v in (entry.case.lam, entry.case.alpha, entry.case.beta, entry.case.eta)),
            entry.broken,
            "all" if entry.failure.kind == "wrong sign" else count(entry.failure.k),
            f"≥ {exact_text(entry.case.lam)}" if entry.failure.kind == "wrong sign" else number(entry.failure.error, 3),
            entry.failure.kind,
        )
        for entry in failures
    ]
    return markdown_table(headers, cells, "rrrrrlrrl")


def root_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return c and its bounds over N."""
    headers = ("$N$", "$1+W(N-1)/(N-1)$", "$c$", r"$1+\ln(N)/(N-1)$", "$1/(Nc^{2N-2})$", r"$\times N^3/(\ln N)^2$")
    cells = [
        (
            count(row["depth"]),
            *(number(row[name], 8) for name in ("lower", "c", "upper")),
            number(row["decay"], 5),
            number(row["scaled"], 4),
        )
        for row in rows
    ]
    return markdown_table(headers, cells)
