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
    PerturbedDescent,
    Tightness,
    counts,
    far_counts,
    perturbed_descent,
    tightness,
    transition,
)
from reports.pages.perturbed_start.tables import (
    QUANTILES,
    beta_table,
    failure_table,
    far_table,
    frontier_table,
    medians,
    quotient_table,
    recovery_table,
    root_table,
)
from reports.rendering.figures import svg_text, to_digits
from reports.rendering.markdown import (
    Files,
    Setting,
    csv_text,
    json_text,
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
FAR_STEPS = (Fraction("1e-3"), Fraction("1e-9"), Fraction("1e-15"))
#: Depths of the cases in the table of quotients, and how many of the profile's table cases go into it.
TABLE_DEPTHS, TABLE_SHARE = (2, 3, 4, 5, 6), 50
#: Depths of the table of c.
ROOT_DEPTHS = (2, 3, 4, 5, 6, 8, 10, 20, 50, 100, 1000, 10**6)
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
            tables={one.depth: recovery_table(one) for one in studies},
            alpha=START,
            depths=DEPTHS,
            table_depths=TABLE_DEPTHS,
            follows=FOLLOWS,
            shown=shown,
            beta_table=beta_table(by_beta),
            by_beta=by_beta,
            far_table=far_table(far),
            far=far,
            quotient_table=quotient_table(quotients),
            medians={row.regime: medians(row) for row in quotients},
            drawn=sampled,
            decided=sum(row.before.size for row in quotients),
            maps=flat,
            safe={(boxed.grid.depth, boxed.grid.sign): safe_ratio(boxed) for boxed in flat},
            artefact=all(safe_ratio(boxed) > 1 for boxed in flat),
            map_range=(WIDEST, LOWEST, HIGHEST, STEPS),
            frontier_table=frontier_table(ends),
            low_end=min(end.depth * end.convergence.largest for end in ends),
            high_end=max(end.depth * end.convergence.smallest for end in ends),
            low_one_sided=min(end.depth * end.one_sided.largest for end in ends),
            high_one_sided=max(end.depth * end.one_sided.smallest for end in ends),
            nothing_breaks=all(safe_ratio(boxed) >= 0.999 * WIDEST for boxed in maps[SIGNS.index(-1)]),
            kinds={kind: text for kind, text in _KINDS.items() if any(e.failure.kind == kind for e in failures)},
            failure_table=failure_table(failures),
            root_table=root_table(roots),
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
        *(record for record in STATEMENTS if beta in record.symbols and record is not THEOREM_1_3),
        LEMMA_D_1,
        REMARK_1_4,
    ),
    seconds=17,
)
