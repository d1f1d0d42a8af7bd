"""The page on Theorem 1.3: a perturbed start recovers every eigenvalue, how soon, and what is needed for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np

from numerics.bounds.pair_count import root_ball
from numerics.cases.pair import PerturbedCase
from numerics.exact.balls import to_ball, working_precision
from numerics.formulas.evaluate import compile_expression
from reports.pages.matrices import karate_adjacency
from reports.pages.page import Page
from reports.pages.perturbed_start.figures import necessity_figure, recovery_figure, transition_figure
from reports.pages.perturbed_start.necessity import (
    HIGHEST,
    LOWEST,
    SIGNS,
    STEPS,
    WIDEST,
    Counterexample,
    Frontier,
    boxed_map,
    counterexamples,
    frontiers,
    maps_csv,
    safe_ratio,
)
from reports.pages.perturbed_start.pictures import recovery_panel, transition_picture
from reports.pages.perturbed_start.study import (
    FOLLOWS,
    START,
    Counts,
    FarCounts,
    PerturbedDescent,
    Tightness,
    counts,
    far_counts,
    perturbed_descent,
    tightness,
    transition,
)
from reports.rendering.figures import Floats, svg_text, to_digits
from reports.rendering.markdown import (
    Files,
    Setting,
    count,
    csv_text,
    exact_text,
    json_text,
    markdown_table,
    number,
    render,
)
from theory.deep_factorization.lemma_d_1 import LEMMA_D_1
from theory.deep_factorization.perturbed_start import c
from theory.deep_factorization.remark_1_4 import REMARK_1_4, root_bounds, step_decay
from theory.deep_factorization.theorem_1_3 import THEOREM_1_3
from theory.language.printing import latex
from theory.language.registry import STATEMENTS
from theory.language.symbols import beta, without_multipliers
from theory.sharp.pair_law import PAIR_LAW
from theory.sharp.perturbed_count import PERTURBED_COUNT, hypothesis_step
from theory.sharp.perturbed_lower import PERTURBED_LOWER

DEPTHS = (2, 3, 4)
#: The negative eigenvalue of Figure 5, and the β of the table next to it.
SHOWN = PerturbedCase(3, Fraction(-1, 2), Fraction(1, 2), Fraction(1, 10), Fraction(1, 50), Fraction(1, 200))
SHOWN_BETAS = (Fraction(1, 5), Fraction(1, 10), Fraction(1, 50), Fraction(1, 100), Fraction(1, 500))
#: What is shown further down, under the sharper counts.
_COUNTS = (PERTURBED_COUNT, PERTURBED_LOWER, PAIR_LAW)
#: A small start with smaller and smaller steps: far beyond iterating.
FAR = PerturbedCase(3, Fraction(-1), Fraction("1e-3"), Fraction("5e-4"), Fraction("1e-6"), Fraction("1e-6"))
FAR_STEPS = (Fraction("1e-3"), Fraction("1e-6"), Fraction("1e-9"), Fraction("1e-12"), Fraction("1e-15"))
#: Depths of the cases in the table of quotients, and how many of the profile's table cases go into it.
TABLE_DEPTHS, TABLE_SHARE = (2, 3, 4, 5, 6), 50
#: Depths of the table of c.
ROOT_DEPTHS = (2, 3, 4, 5, 6, 8, 10, 20, 50, 100, 1000, 10**6)
QUANTILES = {"min": 0.0, "median": 0.5, "90 %": 0.9, "max": 1.0}
_REGIMES = {
    "negative": r"$\lambda<0$",
    "below": r"$\lambda>0$, start below",
    "above": r"$\lambda>0$, start above",
    "zero": r"$\lambda=0$",
}
_KINDS = {
    "wrong sign": "the product stays at or below 0 for ever, so that the error never falls below λ",
    "late": "the error exceeds what is promised from (15)/(16) on",
    "rises": "the error exceeds 1000 times that of the start",
    "away": "the error still exceeds what is promised at the end of the run; (15)/(16) has no value",
}


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    profile, progress = setting.profile, setting.progress
    karate, studies = karate_adjacency(), []
    for depth in DEPTHS:
        progress(f"theorem-1.3: {karate.title}, N = {depth}")
        studies.append(perturbed_descent(karate, depth, profile.matrix_steps))
    progress("theorem-1.3: phase transition")
    shown = transition(SHOWN)
    by_beta = [counts(_with_beta(beta)) for beta in SHOWN_BETAS]
    progress("theorem-1.3: far beyond iterating")
    far = [far_counts(replace(FAR, eta=step)) for step in FAR_STEPS]
    sampled = max(profile.table_cases // TABLE_SHARE, 20)
    progress(f"theorem-1.3: bound and truth of {sampled:,} cases")
    quotients = tightness(sampled, setting.seed, TABLE_DEPTHS)
    progress("theorem-1.3: how much of the hypotheses is needed")
    maps = [[boxed_map(depth, sign, profile.map_points) for depth in DEPTHS] for sign in SIGNS]
    ends, failures = frontiers(DEPTHS), counterexamples(DEPTHS)
    roots = [root_row(depth) for depth in ROOT_DEPTHS]
    flat = [boxed for row in maps for boxed in row]
    return {
        "theorem-1.3.md": render(
            "perturbed_start/theorem-1.3.md.j2",
            setting,
            theorem=THEOREM_1_3,
            lemmas=[record for record in PAGE.statements if record not in (THEOREM_1_3, *_COUNTS)],
            sharp=PERTURBED_COUNT,
            sharp_step=hypothesis_latex(),
            karate=karate,
            studies=studies,
            tables={one.depth: _recovery_table(one) for one in studies},
            alpha=START,
            depths=DEPTHS,
            table_depths=TABLE_DEPTHS,
            follows=FOLLOWS,
            shown=shown,
            beta_table=_beta_table(by_beta),
            by_beta=by_beta,
            far_table=_far_table(far),
            far=far,
            quotient_table=_quotient_table(quotients),
            medians={row.regime: _medians(row) for row in quotients},
            drawn=sampled,
            decided=sum(row.before.size for row in quotients),
            maps=flat,
            safe={(boxed.grid.depth, boxed.grid.sign): safe_ratio(boxed) for boxed in flat},
            artefact=all(safe_ratio(boxed) > 1 for boxed in flat),
            map_range=(WIDEST, LOWEST, HIGHEST, STEPS),
            frontier_table=_frontier_table(ends),
            low_end=min(end.depth * end.convergence.largest for end in ends),
            high_end=max(end.depth * end.convergence.smallest for end in ends),
            low_one_sided=min(end.depth * end.one_sided.largest for end in ends),
            high_one_sided=max(end.depth * end.one_sided.smallest for end in ends),
            nothing_breaks=all(safe_ratio(boxed) >= 0.999 * WIDEST for boxed in maps[SIGNS.index(-1)]),
            kinds={kind: text for kind, text in _KINDS.items() if any(e.failure.kind == kind for e in failures)},
            failure_table=_failure_table(failures),
            root_table=_root_table(roots),
            roots=roots,
        ),
        "theorem-1.3-karate.svg": svg_text(recovery_figure([recovery_panel(one) for one in studies])),
        "theorem-1.3-transition.svg": svg_text(transition_figure(transition_picture(shown))),
        "theorem-1.3-necessity.svg": svg_text(necessity_figure(maps)),
        "data/theorem-1.3-karate.csv": _recovery_csv(studies),
        "data/theorem-1.3-transition.csv": csv_text(
            {
                "k": np.arange(len(shown.states)),
                "p1": shown.states[:, 0],
                "p2": shown.states[:, 1],
                "product": to_digits(shown.product),
            }
        ),
        "data/theorem-1.3-quotients.json": json_text([_quotient_record(row) for row in quotients]),
        "data/theorem-1.3-necessity.csv": maps_csv(flat),
        "data/theorem-1.3-counterexamples.json": json_text([_failure_record(entry) for entry in failures]),
    }


def _with_beta(beta: Fraction) -> PerturbedCase:
    return PerturbedCase(SHOWN.depth, SHOWN.lam, SHOWN.alpha, beta, SHOWN.eta, SHOWN.eps)


def hypothesis_latex() -> str:
    """Return the step-size hypothesis of the sharp count as LaTeX."""
    return latex(hypothesis_step())


def root_row(depth: int) -> dict[str, Any]:
    """Return c for one depth with its bounds and the decay of the step-size bound (Remark 1.4).

    ``decay`` is 1/(N c^{2N−2}), ``scaled`` that times N³/(ln N)².

    >>> row = root_row(2)
    >>> number(row["c"], 8), number(row["decay"], 6)
    ('1.618034', '0.190983')
    """
    lower, upper = (float(without_multipliers(bound).evalf(20)) for bound in root_bounds(depth))
    with working_precision(160):
        root = root_ball(depth)
        decay = compile_expression(step_decay(depth), (c,), "arb")(root)
        scaled = decay * depth**3 / to_ball(depth, 160).log() ** 2
    return {"depth": depth, "c": root, "lower": 1 + lower, "upper": 1 + upper, "decay": decay, "scaled": scaled}


# Tables ------------------------------------------------------------------------------------------------


def _recovery_table(one: PerturbedDescent) -> str:
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


def _beta_table(rows: Sequence[Counts]) -> str:
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


def _far_table(rows: Sequence[FarCounts]) -> str:
    headers = (r"$\eta$", "$k_p$", "lower bound", "$T$", "sharp bound", "$T-x$")
    cells = [
        (
            exact_text(row.case.eta),
            count(row.change.iterations),
            count(row.lower),
            count(row.time.iterations),
            count(row.upper),
            number(row.behind, 3) if row.behind is not None else "—",
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def _quantile(values: Floats, share: float) -> float | None:
    return float(np.quantile(values, share)) if values.size else None


def _medians(row: Tightness) -> dict[str, float | None]:
    names = ("before", "after", "below", "law", "change")
    return {name: _quantile(getattr(row, name), 0.5) for name in names}


def _quotient_table(rows: Sequence[Tightness]) -> str:
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


def _frontier_table(ends: Sequence[Frontier]) -> str:
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


def _failure_table(failures: Sequence[Counterexample]) -> str:
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


def _root_table(rows: Sequence[dict[str, Any]]) -> str:
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


# Data -----------------------------------------------------------------------------------------


def _recovery_csv(studies: Sequence[PerturbedDescent]) -> str:
    rows = [row for one in studies for row in one.rows]
    return csv_text(
        {
            "N": [row.case.depth for row in rows],
            "eigenvalue": [float(row.case.lam) for row in rows],
            "accuracy": [float(row.case.eps) for row in rows],
            "k_p": [row.change for row in rows],
            "T_lower": [row.time.lower for row in rows],
            "T_upper": [row.time.upper for row in rows],
            "sharp_bound": [row.sharp for row in rows],
            "theorem_bound": [row.theorem for row in rows],
        }
    )


def _quotient_record(row: Tightness) -> dict[str, Any]:
    counts_ = {"theorem": row.before, "sharp": row.after, "lower": row.below}
    parts = counts_ | {"point_law": row.law, "transition": row.change, "time_less_law": row.apart}
    return {
        "regime": row.regime,
        "cases": int(row.before.size),
        **{
            name: {title: float(to_digits(float(np.quantile(values, share)))) for title, share in QUANTILES.items()}
            for name, values in parts.items()
            if values.size
        },
    }


def _failure_record(entry: Counterexample) -> dict[str, Any]:
    return {
        "parameters": entry.case.as_json(),
        "breaks": entry.broken,
        "kind": entry.failure.kind,
        "k": entry.failure.k,
        "error": number(entry.failure.error),
        "allowed": number(entry.failure.allowed),
    }


PAGE = Page(
    "theorem-1.3.md",
    "Theorem 1.3: a perturbed start recovers every eigenvalue; how much of its hypotheses is needed",
    build,
    # everything on a perturbed start, and what it takes from elsewhere
    (
        THEOREM_1_3,
        *(record for record in STATEMENTS if beta in record.parameters and record is not THEOREM_1_3),
        LEMMA_D_1,
        REMARK_1_4,
    ),
    seconds=17,
)
