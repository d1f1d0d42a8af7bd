"""The page on the gradient flow: forms of U, Lemma E.1, the lag of descent, order in λ."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from flint import arb

from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import decimal_string
from numerics.formulas.evaluate import evaluate
from reports.pages.flow.figures import lag_figure
from reports.pages.flow.study import (
    BRANCHES,
    COMPARED,
    GUARD,
    Agreement,
    Expansion,
    Lag,
    LagAtInflection,
    LeadingTerms,
    agreement,
    expansion,
    explicit_agreement,
    lag_at_inflection,
    lag_curve,
    leading_terms,
    order_in_eigenvalue,
    thinned,
)
from reports.pages.page import Page
from reports.rendering.figures import svg_text
from reports.rendering.markdown import Files, Setting, csv_text, markdown_table, number, render
from theory.deep_factorization.lemma_2_5 import LEMMA_2_5
from theory.deep_factorization.lemma_2_7 import LEMMA_2_7
from theory.deep_factorization.lemma_3_4 import LEMMA_3_4
from theory.deep_factorization.lemma_e_1 import LEMMA_E_1, expansion_constant
from theory.deep_factorization.remark_1_2 import REMARK_1_2
from theory.deep_factorization.remark_2_6 import REMARK_2_6

FORM_DEPTHS = (2, 3, 4, 5, 6, 7, 8)
EXPANSION_DEPTHS = (3, 4, 5, 6)
SMALL_STARTS = (Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
CONSTANT_DEPTHS = range(3, 11)
LAG_DEPTHS = (2, 3, 4, 5, 6)
LAG_STEPS = (Fraction(95, 100), Fraction(1, 10))
ORDER_DEPTHS = (2, 3, 4, 5)
EIGENVALUES = (Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(3, 2))

#: The two descents whose lag is drawn; η is 95 % of the bound (25).
LAG_CASES = (
    ScalarCase(2, Fraction(1), Fraction(1, 100), Fraction(19, 80), Fraction(1, 1000)),
    ScalarCase(4, Fraction(1), Fraction(1, 5), Fraction(19, 200), Fraction(1, 1000)),
)


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    setting.progress(f"flow: forms of U against quadrature, {len(FORM_DEPTHS)} depths")
    agreements = [agreement(depth, *branch) for depth in FORM_DEPTHS for branch in BRANCHES]
    setting.progress("flow: Lemma E.1 and Remark 1.2")
    expansions = [expansion(depth, a) for depth in EXPANSION_DEPTHS for a in SMALL_STARTS]
    constants = [(depth, evaluate(expansion_constant(depth), {}, "arb", 16)) for depth in CONSTANT_DEPTHS]
    remarks = [leading_terms(depth) for depth in EXPANSION_DEPTHS]
    setting.progress("flow: lag of descent behind the flow, order in the eigenvalue")
    lags = [lag_curve(case) for case in LAG_CASES]
    at_inflection = [lag_at_inflection(depth, fraction) for depth in LAG_DEPTHS for fraction in LAG_STEPS]
    orders = {depth: order_in_eigenvalue(depth, EIGENVALUES) for depth in ORDER_DEPTHS}
    return {
        "flow.md": render(
            "flow/flow.md.j2",
            setting,
            agreement_table=_agreement_table(agreements),
            fewest_digits=min(row.digits for row in agreements),
            compared=COMPARED,
            carried=COMPARED + GUARD,
            explicit_digits=min(explicit_agreement(sign) for sign in (1, -1)),
            constants_table=_constants_table(constants),
            expansions=expansions,
            expansion_table=_expansion_table(expansions),
            inside=sum(bool(row.low <= row.remainder) and bool(row.remainder <= row.high) for row in expansions),
            remarks=remarks,
            remark_table=_remark_table(remarks),
            lag_cases=LAG_CASES,
            lags=lags,
            at_inflection=at_inflection,
            lag_table=_lag_table(at_inflection),
            order_table=_order_table(orders),
            ordered=_ordered(orders),
            eigenvalues=EIGENVALUES,
        ),
        "flow-lag.svg": svg_text(lag_figure([thinned(curve) for curve in lags])),
        "data/flow-lag.csv": _lag_csv(lags),
        "data/flow-forms.csv": csv_text(
            {
                "N": [row.depth for row in agreements],
                "sign": [row.sign for row in agreements],
                "start": [row.start for row in agreements],
                "end": [row.end for row in agreements],
                "flow_time": [row.value for row in agreements],
                "digits": [row.digits for row in agreements],
            }
        ),
    }


def _agreement_table(rows: Sequence[Agreement]) -> str:
    headers = ("$N$", r"$\lambda$", "from", "to", r"$\tau$", "forms compared with quadrature", "digits in common")
    cells = [
        (
            str(row.depth),
            f"{row.sign:+d}".replace("-", "−"),
            str(row.start),
            str(row.end),
            row.value,
            ", ".join(row.forms),
            f"≥ {row.digits}" if row.digits == COMPARED else str(row.digits),
        )
        for row in rows
    ]
    return markdown_table(headers, cells, "rrrrrl")


def _constants_table(rows: Sequence[tuple[int, arb]]) -> str:
    headers = ("$N$", *(str(depth) for depth, _ in rows))
    return markdown_table(headers, [("$C_N$", *(decimal_string(value, 10).replace("-", "−") for _, value in rows))])


def _expansion_table(rows: Sequence[Expansion]) -> str:
    headers = ("$N$", "$a$", r"$\lambda^{2-2/N}T^+$", "lower bound", "remainder", "upper bound")
    cells = [
        (str(row.depth), str(row.a), number(row.phase, 10), *(number(v) for v in (row.low, row.remainder, row.high)))
        for row in rows
    ]
    return markdown_table(headers, cells)


def _remark_table(rows: Sequence[LeadingTerms]) -> str:
    headers = ("$N$", r"$\eta$", "$T$", r"$T^{\mathrm{Id}}$", "(12)", "$s_N$", r"$\eta K$")
    cells = [
        (
            str(row.case.depth),
            str(row.case.eta),
            f"{row.iterations:,}",
            *(number(value) for value in (row.upper, row.approximation, row.lag, row.share)),
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def _lag_table(rows: Sequence[LagAtInflection]) -> str:
    headers = ("$N$", r"$\eta$ / bound (25)", "iteration", "lag", "bound (b′)", "bound (b)")
    cells = [
        (
            str(row.depth),
            f"{float(row.fraction):g}",
            f"{row.k:,}",
            *(number(value, 4) for value in (row.lag, row.bound_log, row.bound_b)),
        )
        for row in rows
    ]
    return markdown_table(headers, cells)


def _order_table(orders: dict[int, list[tuple[Fraction, arb, int]]]) -> str:
    headers = ["$N$"]
    for eigenvalue in EIGENVALUES:
        headers += [rf"$\tau$, $\lambda={eigenvalue}$", "$k$"]
    cells = []
    for depth, rows in orders.items():
        cells.append([str(depth), *(cell for _, time, k in rows for cell in (number(time), f"{k:,}"))])
    return markdown_table(headers, cells)


def _ordered(orders: dict[int, list[tuple[Fraction, arb, int]]]) -> bool:
    """Whether, at every depth, the larger eigenvalue is certainly faster in the flow and no slower in descent."""
    return all(
        bool(later[1] < earlier[1]) and later[2] <= earlier[2]
        for rows in orders.values()
        for earlier, later in pairwise(rows)
    )


def _lag_csv(lags: Sequence[Lag]) -> str:
    columns: dict[str, list[object]] = {name: [] for name in ("N", "k", "lag", "bound_b", "bound_log")}
    for case, curve in zip(LAG_CASES, map(thinned, lags), strict=True):
        columns["N"] += [case.depth] * len(curve.k)
        columns["k"] += [int(k) for k in curve.k]
        for name in ("lag", "bound_b", "bound_log"):
            columns[name] += getattr(curve, name).tolist()
    return csv_text(columns)


PAGE = Page(
    "flow.md",
    "The gradient flow: closed forms, expansions, and the lag of descent",
    build,
    (LEMMA_2_5, REMARK_2_6, LEMMA_2_7, LEMMA_3_4, LEMMA_E_1, REMARK_1_2),
    seconds=5,
)
