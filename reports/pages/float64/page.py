"""The page on plain float64: where its hitting times are wrong, by how much, and why the certified ones are not."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from numerics.cases.scalar import ScalarCase
from numerics.compiled.scalar_radius import FLOAT_LOCAL_ERROR
from numerics.orbits.scalar import exact_step
from proofs_check.kernel.obligation import Obligation
from proofs_check.rounding.measured import SHARPEST, adversarial_states, double_step_share, step_share
from proofs_check.rounding.proofs import PROOFS
from reports.engine.limits import LARGEST_DEPTH
from reports.pages.float64.figures import misses_figure
from reports.pages.float64.study import Comparison, Misses, Study, Sweep, study
from reports.pages.page import Page
from reports.rendering.figures import svg_text
from reports.rendering.markdown import Files, Setting, count, csv_text, interval, markdown_table, number, render

#: States at which the use of the proved constants is measured, for each depth.
SAMPLES = 400
SHARE_DEPTHS = (1, 2, 3, 5, 10)
FIGURE_START = Fraction(1, 8)
FIGURE_DEPTHS = (2, 3)


def build(setting: Setting) -> Files:
    """Return the page, its figure and its data."""
    setting.progress("why-not-float64: sweeps of the accuracy, hard cases")
    found = study()
    setting.progress("why-not-float64: proof of the rounding constants")
    proved = [(about, module.__name__, _discharged(module.obligations())) for module, about in PROOFS]
    return {
        "why-not-float64.md": render(
            "float64/why-not-float64.md.j2",
            setting,
            study=found,
            largest=max(found.by_decade, key=lambda row: abs(row.miss or 0)),
            decade_table=_comparison_table(found.by_decade),
            hard_table=_comparison_table(found.hard),
            hard_wrong=sum(bool(row.miss) for row in found.hard),
            hard_silent=sum(row.plain is None for row in found.hard),
            sweep_table=_sweep_table(found.sweeps),
            proof_table=_proof_table(proved),
            proof_counts=[(about, name, len(rows)) for about, name, rows in proved],
            open_obligations=[row[0].name for _, _, rows in proved for row in rows if row[1] != "proved"],
            share_table=_share_table(),
            samples=SAMPLES,
            deepest=LARGEST_DEPTH,
            float_local_error=Fraction(FLOAT_LOCAL_ERROR),
            sharpest=step_share(2, SHARPEST),
            first_step=_first_step(found.motionless.case),
        ),
        "why-not-float64-misses.svg": svg_text(misses_figure(_panels(found))),
        "data/why-not-float64.csv": _csv(found.sweeps),
    }


def _discharged(obligations: Sequence[Obligation]) -> list[tuple[Obligation, str]]:
    return [(obligation, obligation.discharge().verdict.value) for obligation in obligations]


def _first_step(case: ScalarCase) -> Fraction:
    """Return |d(1) − d(0)|, exactly."""
    return abs(exact_step(case.depth)(case.alpha, case.lam, case.eta) - case.alpha)


def _panels(found: Study) -> list[tuple[str, list[Misses]]]:
    return [
        (
            rf"$N={depth}$, $\lambda=1$, $\alpha={float(FIGURE_START):g}$",
            [_misses(one) for one in found.sweeps if (one.depth, one.alpha) == (depth, FIGURE_START)],
        )
        for depth in FIGURE_DEPTHS
    ]


def _misses(one: Sweep) -> Misses:
    rows = [row for row in one.rows if row.miss is not None]
    return Misses(
        rf"$\eta={_tex_power(one.eta)}$",
        np.array([float(row.case.eps) for row in rows]),
        np.array([float(abs(row.miss)) if row.miss else np.nan for row in rows]),
        None if one.silent_from is None else float(one.silent_from),
    )


def _tex_power(value: Fraction) -> str:
    """Return 2^−j as TeX."""
    return f"2^{{-{value.denominator.bit_length() - 1}}}"


def _power(value: Fraction | None) -> str:
    """Return a power 1/2^j as a formula with its size, other numbers as they are.

    >>> _power(Fraction(1, 1024)), _power(Fraction(3, 10)), _power(None)
    ('$2^{-10}$', '3/10', '—')
    """
    if value is None:
        return "—"
    exponent = value.denominator.bit_length() - 1
    return (
        f"${_tex_power(value)}$" if exponent > 5 and value == Fraction(1, 2**exponent) else str(value).replace("-", "−")
    )


def _accuracy(value: Fraction) -> str:
    """Return an ε as a power of 2 or in decimals."""
    return _power(value) if value.denominator & (value.denominator - 1) == 0 else number(float(value))


def _comparison_table(rows: Sequence[Comparison]) -> str:
    headers = (
        "$N$",
        r"$\lambda$",
        r"$\alpha$",
        r"$\eta$",
        r"$\varepsilon$",
        "$T$ in float64",
        "certified $T$",
        "off by",
    )
    cells = [
        (
            str(row.case.depth),
            *(_power(value) for value in (row.case.lam, row.case.alpha, row.case.eta)),
            _accuracy(row.case.eps),
            "never" if row.plain is None else count(row.plain),
            interval(row.certified.lower, row.certified.upper),
            "—" if row.miss is None else f"{row.miss:+,}".replace("-", "−") if row.miss else "0",
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def _sweep_table(sweeps: Sequence[Sweep]) -> str:
    headers = ("$N$", r"$\alpha$", r"$\eta$", "wrong from", "largest miss", "at $T$", "never reached from")
    cells = [
        (
            str(one.depth),
            str(one.alpha),
            _power(one.eta),
            number(None if one.wrong_from is None else float(one.wrong_from), 2),
            count(abs(one.worst.miss or 0)),
            count(one.worst.certified.lower),
            number(None if one.silent_from is None else float(one.silent_from), 2),
        )
        for one in sweeps
    ]
    return markdown_table(headers, cells)


def _proof_table(proved: Sequence[tuple[str, str, list[tuple[Obligation, str]]]]) -> str:
    cells = [
        (about, obligation.name, obligation.statement.replace("|", r"\|"), obligation.evidence.value, verdict)
        for about, _, rows in proved
        for obligation, verdict in rows
    ]
    return markdown_table(("about", "obligation", "what it says", "evidence", "verdict"), cells, "lllll")


def _share_table() -> str:
    cells = []
    for depth in SHARE_DEPTHS:
        states = adversarial_states(depth, SAMPLES, seed=0)
        single = max(step_share(depth, state) for state in states)
        unit = Fraction(1, 2**53)
        pairs = max(double_step_share(depth, state, state.x * unit / 2, -abs(state.lam) * unit / 4) for state in states)
        cells.append((str(depth), number(float(single), 3), number(float(pairs), 3)))
    return markdown_table(("$N$", "float64", "two floats"), cells)


def _csv(sweeps: Sequence[Sweep]) -> str:
    columns: dict[str, list[object]] = {
        name: [] for name in ("N", "alpha", "eta", "eps", "float64", "lower", "upper", "miss")
    }
    for one in sweeps:
        for row in one.rows:
            cells = (one.depth, one.alpha, one.eta, row.case.eps, row.plain)
            certified = (row.certified.lower, row.certified.upper, row.miss)
            for values, value in zip(columns.values(), (*cells, *certified), strict=True):
                values.append(value)
    return csv_text(columns)


PAGE = Page(
    "why-not-float64.md",
    "Why not float64: where plain iteration is wrong, by how much, and the certified answer",
    build,
    seconds=5,
)
