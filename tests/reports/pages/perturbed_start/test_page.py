"""The page on Theorem 1.3: what it says agrees with computations done otherwise."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
import sympy as sp

from numerics.cases.pair import PerturbedCase, draw_perturbed
from numerics.claims.case import Case
from numerics.orbits.behaviour import (
    DIVERGES,
    MONOTONE,
    OSCILLATES,
    LoadFrontier,
)
from numerics.orbits.pair_hitting_time import hitting_time_perturbed, phase_transition_time
from reports.pages.matrices import karate_adjacency
from reports.pages.perturbed_start import page as start_page
from reports.pages.perturbed_start.figures import recovery_figure, transition_figure
from reports.pages.perturbed_start.necessity import Frontier, boxed_map, counterexamples, safe_ratio
from reports.pages.perturbed_start.page import SHOWN, build
from reports.pages.perturbed_start.pictures import recovery_panel, transition_picture
from reports.pages.perturbed_start.study import (
    START,
    counts,
    perturbed_descent,
    transition,
)
from reports.pages.perturbed_start.tables import frontier_table
from reports.rendering.markdown import Files, Setting
from reports.rendering.profile import Profile
from reports.sharp.perturbed_count import answer

TINY = Profile("tiny", Fraction(1, 20), 1000, 3, 12, 8, 60, 24)


@pytest.fixture(scope="module")
def page() -> Iterator[Files]:
    """The page with fewer depths, which is much quicker to make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(start_page, "DEPTHS", (3,))
        patch.setattr(start_page, "TABLE_DEPTHS", (2,))
        yield build(Setting(TINY, 5, lambda stage: None))


def test_the_page_is_complete(page: Files) -> None:
    text = page["theorem-1.3.md"]
    for name in page:
        assert name == "theorem-1.3.md" or f"]({name})" in text, name
    assert "None" not in text
    assert "nan" not in text


def test_every_eigenvalue_is_recovered_in_time(page: Files) -> None:
    lines = [line.split(",") for line in page["data/theorem-1.3-karate.csv"].splitlines()]
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    assert {row["N"] for row in rows} == {"3"}
    assert sum(float(row["eigenvalue"]) < 0 for row in rows) == 12
    for row in rows:
        assert row["T_lower"] == row["T_upper"]
        assert int(row["T_upper"]) <= int(row["sharp_bound"]) <= float(row["theorem_bound"])


def test_counterexamples_break_exactly_one_hypothesis(page: Files) -> None:
    found = counterexamples((2, 3))
    assert {entry.broken for entry in found} == {"step size", "perturbation"}
    for entry in found:
        case = entry.case
        ratio = case.beta / case.alpha
        within = ratio * (1 + ratio) ** (case.depth - 1) < 1  # β/α < c − 1
        assert within == (entry.broken == "step size")
    record = json.loads(page["data/theorem-1.3-counterexamples.json"])
    assert [entry["parameters"] for entry in record] == [e.case.as_json() for e in found if e.case.depth == 3]


# Every number computed again -----------------------------------------------------------------------------


def text_of(page: Files) -> str:
    return page["theorem-1.3.md"].replace("\n", " ")


def pairs(depth: int, lam: np.ndarray, alpha: float, beta: float, eta: float, steps: int) -> np.ndarray:
    """p₁, p₂ for each λ by (40), shape (steps + 1, 2, len(lam)); a plain loop."""
    states = np.empty((steps + 1, 2, len(lam)))
    states[0, 0], states[0, 1] = alpha - beta, alpha
    for k in range(steps):
        first, second = states[k]
        rate = eta * second ** (depth - 2) * (first * second ** (depth - 1) - lam)
        states[k + 1] = first - rate * second, second - rate * first
    return states


def root_of(depth: int) -> float:
    return float(sp.nsolve((sp.Symbol("z") - 1) * sp.Symbol("z") ** (depth - 1) - 1, 1.4, prec=20))


def published(again: SimpleNamespace, case: PerturbedCase) -> float:
    """(15) or (16), rounded up, for the accuracy ``case.eps`` of the product."""
    n, lam, alpha, beta, eta, eps = case.depth, case.lam, case.alpha, case.beta, case.eta, case.eps
    size = max(float(alpha), abs(float(lam)) ** (1 / n))
    if lam >= 0:
        limit = float(lam) ** (1 / n)
        near = Fraction(float(eps) / (n * max(float(alpha), limit) ** (n - 1)))
        outside = [start for start in (alpha - beta, alpha) if abs(float(start) - limit) > near]
        return max((float(again.ideal_count(n, lam, start, eta, near)[2]) for start in outside), default=0.0)
    scale = root_of(n) * size
    near = Fraction(float(eps) / (n * scale ** (n - 1)))
    theta = 1 - (2 / (9 * n * root_of(n) ** (2 * n - 2))) ** 2
    rho = (theta * float(beta)) ** (n - 2) * -float(lam) / 2
    spread = float(beta) + float(2 * alpha * beta) ** 0.5
    growth = 1 + np.log(spread / float(beta)) / np.log(1 + float(eta) * rho)
    start = min(beta, Fraction(-float(lam) / (2 * scale ** (n - 1))))
    limit = abs(float(lam)) ** (1 / n)
    later = again.ideal_count(n, -lam, start, eta, near)[1] if abs(float(start) - limit) > near else 0
    return float(np.ceil(growth + float(later) + 1))


def change_bound(case: PerturbedCase) -> float:
    """(46)."""
    rate = float(case.eta) * float(case.beta) ** (case.depth - 2) * -float(case.lam)
    return float(1 + np.log(float(case.alpha / case.beta)) / np.log1p(rate))


def test_the_page_survives_markdown(page: Files, survives: Callable[[str], None]) -> None:
    survives(page["theorem-1.3.md"])
    assert "seed 5, profile `tiny`" in text_of(page)


def test_the_table_of_eigenvalues(page: Files, again: SimpleNamespace) -> None:
    beta, eta = re.search(r"\$N=3\$: \$\\beta=(\S+)\$, \$\\eta=(\S+)\$", text_of(page)).groups()
    data = again.csv_of(page["data/theorem-1.3-karate.csv"])
    rows = again.table_of(page["theorem-1.3.md"], "sharp/$T$")
    matrix = karate_adjacency()
    values = sorted(set(np.round(np.linalg.eigvalsh(matrix.matrix), 9) + 0.0), reverse=True)
    states = pairs(3, np.array(values), 0.4, float(beta), float(eta), 34_000)
    products = states[:, 0] * states[:, 1] ** 2
    assert len(rows) == len(data) == len(values)
    for index, (row, record, value) in enumerate(zip(rows, data, values, strict=True)):
        times = int(re.search(r"\(×(\d+)\)", row[0]).group(1)) if "×" in row[0] else 1
        assert times == sum(abs(v - value) < 1e-8 for v in np.linalg.eigvalsh(matrix.matrix))
        assert again.read_number(row[0].split(" ")[0]) == pytest.approx(value, rel=1e-5, abs=1e-12)
        eps = abs(value) / 100 if value else 1e-3
        assert again.read_number(row[1]) == pytest.approx(eps, rel=1e-3)
        time = int(np.flatnonzero(np.abs(products[:, index] - value) <= eps)[0])
        case = PerturbedCase(3, Fraction(str(value)), START, Fraction(beta), Fraction(eta), Fraction(eps))
        assert int(record["T_lower"]) == int(record["T_upper"]) == time == again.read_number(row[4])
        assert again.read_number(row[5]) == int(record["sharp_bound"])
        assert again.read_number(row[7]) == pytest.approx(int(record["sharp_bound"]) / time, rel=1e-3)
        assert float(record["theorem_bound"]) == pytest.approx(published(again, case), rel=1e-5, abs=1)
        assert again.read_number(row[6]) == pytest.approx(float(record["theorem_bound"]), rel=1e-3)
        if value < 0:
            change = int(np.flatnonzero(states[:, 0, index] <= 0)[0])
            assert int(record["k_p"]) == again.read_number(row[2]) == change
            assert again.read_number(row[3]) == pytest.approx(change_bound(case), rel=1e-3)
        else:
            assert row[2:4] == ["—", "—"]
            assert record["k_p"] == ""


def test_the_phase_transition_shown(page: Files, again: SimpleNamespace) -> None:
    n, numbers = SHOWN.depth, [float(v) for v in (SHOWN.alpha, SHOWN.beta, SHOWN.eta)]
    data = again.csv_of(page["data/theorem-1.3-transition.csv"])
    states = pairs(n, np.array([float(SHOWN.lam)]), *numbers, len(data) - 1)[:, :, 0]
    product = states[:, 0] * states[:, 1] ** (n - 1)
    assert [int(row["k"]) for row in data] == list(range(len(data)))
    for name, column in (("p1", states[:, 0]), ("p2", states[:, 1]), ("product", product)):
        assert [float(row[name]) for row in data] == pytest.approx(column.tolist(), rel=1e-4, abs=1e-6)
    change = int(np.flatnonzero(states[:, 0] <= 0)[0])
    time = int(np.flatnonzero(np.abs(product - float(SHOWN.lam)) <= float(SHOWN.eps))[0])
    said = re.search(r"sign at \$k_p=(\d+)\$; \(46\) allows (\S+)\. .*? accuracy at \$T=(\d+)\$", text_of(page))
    assert said is not None
    assert [int(said.group(j)) for j in (1, 3)] == [change, time]
    assert again.read_number(said.group(2)) == pytest.approx(change_bound(SHOWN), rel=1e-5)
    kept = re.search(r"at the end \$\\Delta_2\$ is (\S+) times", text_of(page))
    assert kept is not None
    squares = states[:, 1] ** 2 - states[:, 0] ** 2
    assert again.read_number(kept.group(1)) == pytest.approx(squares[-1] / squares[0], rel=1e-4)


def test_the_table_over_the_perturbation(page: Files, again: SimpleNamespace) -> None:
    rows = again.table_of(page["theorem-1.3.md"], "point law")
    assert [Fraction(row[0]) for row in rows] == list(start_page.SHOWN_BETAS)
    for row in rows:
        case = replace(SHOWN, beta=Fraction(row[0]))
        numbers = [float(v) for v in (case.alpha, case.beta, case.eta)]
        states = pairs(case.depth, np.array([float(case.lam)]), *numbers, 8_000)[:, :, 0]
        product = states[:, 0] * states[:, 1] ** (case.depth - 1)
        time = int(np.flatnonzero(np.abs(product - float(case.lam)) <= float(case.eps))[0])
        shown = [again.read_number(cell) for cell in row[1:]]
        assert shown[0] == int(np.flatnonzero(states[:, 0] <= 0)[0])
        assert shown[1] == pytest.approx(change_bound(case), rel=1e-4)
        assert shown[2] == time <= shown[4] <= 1.02 * time
        assert shown[3] == pytest.approx(time, rel=5e-3)
        assert shown[5] == pytest.approx(published(again, case), rel=1e-5, abs=1)
    share = re.search(r"takes (\S+) % of the time at the smallest", text_of(page))
    assert share is not None
    last = [again.read_number(cell) for cell in rows[-1]]
    assert again.read_number(share.group(1)) == pytest.approx(100 * last[1] / last[3], rel=2e-2)


def test_quotients_case_by_case(page: Files, again: SimpleNamespace) -> None:
    cases = draw_perturbed(20, 5, (2,))
    found: dict[str, dict[str, list[float]]] = {}
    for index in range(20):
        case = cases[index]
        time = hitting_time_perturbed(case.depth, case.lam, case.alpha, case.beta, case.eta, case.eps).iterations
        if not time:
            continue
        above = case.alpha ** (case.depth - 1) * (case.alpha - case.beta) > case.lam
        regime = "negative" if case.lam < 0 else "zero" if case.lam == 0 else "above" if above else "below"
        names = ("theorem", "sharp", "lower", "transition", "time_less_law")
        kinds = found.setdefault(regime, {name: [] for name in names})
        kinds["theorem"].append(published(again, case) / time)
        kinds["sharp"].append(counts(case).sharp / time)
        low = answer(Case(case.values), 20)
        kinds["lower"].append(low["lower_iterations"] / time)
        kinds["time_less_law"].append(time - float(low["drift_law"]))
        if case.lam < 0:
            change = phase_transition_time(case.depth, case.lam, case.alpha, case.beta, case.eta).iterations
            assert change
            kinds["transition"].append(np.ceil(change_bound(case)) / change)
    record = {entry["regime"]: entry for entry in json.loads(page["data/theorem-1.3-quotients.json"])}
    rows = again.table_of(page["theorem-1.3.md"], "quotient")
    signs = {"negative": r"$\lambda<0$", "below": r"$\lambda>0$, start below", "zero": r"$\lambda=0$"}
    signs["above"] = r"$\lambda>0$, start above"
    titles = {"sharp": "sharp bound / $T$", "lower": "lower bound / $T$", "transition": "(46) / $k_p$"}
    titles["time_less_law"] = "$T-x$"
    for regime, kinds in found.items():
        assert record[regime]["cases"] == len(kinds["theorem"])
        for kind, values in kinds.items():
            if not values:
                continue
            quantiles = [float(np.quantile(values, share)) for share in (0, 0.5, 0.9, 1)]
            # integers of the size of a bound: the last of them may hang on the last digit of ε of the factors
            near = pytest.approx(quantiles, rel=2e-3)
            assert list(record[regime][kind].values()) == near
            title = titles.get(kind, f"{'(16)' if regime == 'negative' else '(15)'} / $T$")
            (row,) = (row for row in rows if row[:2] == [signs[regime], title])
            assert int(row[2]) == len(values)
            assert [again.read_number(cell) for cell in row[3:]] == near
    decided = sum(len(kinds["theorem"]) for kinds in found.values())
    assert f"Decided: {decided} of 20 drawn cases" in text_of(page)
    said = re.search(
        r"the median falls from (\S+) to (\S+), from below it is (\S+), and the point law.*?has a median of (\S+):",
        text_of(page),
    )
    assert said is not None
    medians = [float(np.median(found["negative"][kind])) for kind in ("theorem", "sharp", "lower", "transition")]
    assert [again.read_number(number) for number in said.groups()] == pytest.approx(medians, rel=6e-3)


def test_failures_and_frontiers_are_shown_as_they_are(page: Files, again: SimpleNamespace) -> None:
    record = json.loads(page["data/theorem-1.3-counterexamples.json"])
    rows = again.table_of(page["theorem-1.3.md"], "what fails")
    assert len(rows) == len(record)
    for row, entry in zip(rows, record, strict=True):
        exact = [Fraction(entry["parameters"][name]) for name in ("eigenvalue", "alpha", "beta", "step")]
        assert [Fraction(cell) for cell in row[1:5]] == exact
        assert [row[0], row[5], row[8]] == [str(entry["parameters"]["depth"]), entry["breaks"], entry["kind"]]
        if entry["kind"] != "wrong sign":
            assert again.read_number(row[6]) == entry["k"]
            assert again.read_number(row[7]) == pytest.approx(again.read_number(entry["error"]), rel=1e-2)
            numbers = [float(value) for value in (exact[1], exact[2], exact[3])]
            states = pairs(int(row[0]), np.array([float(exact[0])]), *numbers, entry["k"])[-1, :, 0]
            error = abs(states[0] * states[1] ** (int(row[0]) - 1) - float(exact[0]))
            assert again.read_number(entry["error"]) == pytest.approx(error, rel=1e-4)
    ends = [
        Frontier(2, 1, 0.5, LoadFrontier(0.5, 0.25, 0.26, 0.7, "x"), LoadFrontier(0.5, 0.75, 0.8, 0.3, "oscillates")),
        Frontier(3, -1, 1.5, LoadFrontier(1.5, 0.1, 0.2, 0.9, "x"), LoadFrontier(1.5, 0.5, 0.6, 1.0, "diverges")),
    ]
    assert again.table_of(frontier_table(ends), "one-sided") == [
        ["2", "1", "0.5", "0.5", "1.5", "0.3", "oscillates"],
        ["3", "-1", "1.5", "0.3", "1.5", "1", "diverges"],
    ]


def test_the_maps_are_the_orbits(page: Files, again: SimpleNamespace) -> None:
    rows = again.csv_of(page["data/theorem-1.3-necessity.csv"])
    assert len(rows) == 2 * TINY.map_points**2
    for row in rows[::7]:
        depth, sign, start = int(row["N"]), float(row["lambda"]), float(row["worst_start"])
        eta = float(row["load"]) / max(start, 1.0) ** (2 * depth - 2)
        with np.errstate(all="ignore"):
            states = pairs(depth, np.array([sign]), start, float(row["beta_over_alpha"]) * start, eta, 6_000)[:, :, 0]
            errors = states[:, 0] * states[:, 1] ** (depth - 1) - sign
        if int(row["outcome"]) == MONOTONE:
            assert abs(errors[-1]) < abs(errors[0])
            assert (errors * errors[0] > -1e-9).all()
        if int(row["outcome"]) == DIVERGES:
            assert not np.abs(errors[np.isfinite(errors)]).max() < 100
        if int(row["outcome"]) == OSCILLATES:
            assert (errors[-50:] > 0).any()
            assert (errors[-50:] < 0).any()
    safe = dict(re.findall(r"\$\\beta/\\alpha=(\S+)\$ \(\$N=3\$, \$\\lambda=(-?1)\$\)", text_of(page)))
    assert {sign: float(value) for value, sign in safe.items()} == pytest.approx(
        {s: safe_ratio(boxed_map(3, int(s), TINY.map_points)) for s in ("1", "-1")}, rel=5e-2
    )


def test_the_figures_draw_the_data() -> None:
    one = perturbed_descent(karate_adjacency(), 2, 100)
    panel = recovery_panel(one)
    values = np.array([float(row.case.lam) for row in one.rows])
    states = pairs(2, values, float(START), float(one.beta), float(one.eta), int(one.k[-1]))
    products = states[:, 0] * states[:, 1]
    assert panel.targets.tolist() == values.tolist()
    assert panel.curves == pytest.approx(products[panel.k].T, rel=1e-5, abs=1e-8)
    assert panel.full == pytest.approx(products[panel.full_k][:, ::2].T, abs=2e-6)
    expected = [(row.sharp, products[row.sharp, j]) for j, row in enumerate(one.rows) if 0 < row.sharp <= one.k[-1]]
    assert [time for time, _ in panel.predicted] == [time for time, _ in expected]
    assert [value for _, value in panel.predicted] == pytest.approx([value for _, value in expected], abs=2e-6)
    axes = recovery_figure([panel]).axes[0]
    lines = [line.get_xydata().tolist() for line in axes.get_lines()]
    assert lines[: len(values)] == [np.column_stack((panel.k, curve)).tolist() for curve in panel.curves]
    assert [list(point) for point in panel.predicted] in lines

    shown = transition(SHOWN)
    picture = transition_picture(shown)
    time, plane = transition_figure(picture).axes
    upright = {line.get_label(): line.get_xdata()[0] for line in time.get_lines() if len(set(line.get_xdata())) == 1}
    found = shown.found
    assert upright[f"$k_p={found.change}$"] == found.change
    assert upright["bound (46) on $k_p$"] == pytest.approx(change_bound(SHOWN), rel=1e-5)
    assert upright[f"$T={found.time.iterations}$, sharp bound {found.sharp}"] == found.time.iterations
    curves = {line.get_label(): line.get_xydata() for line in (*time.get_lines(), *plane.get_lines())}
    k = np.arange(0, len(shown.states), 4)
    for label, column in (
        ("$p_1$", shown.states[:, 0]),
        ("$p_2$", shown.states[:, 1]),
        ("$p_1p_2^{N-1}$", shown.product),
    ):
        assert curves[label] == pytest.approx(np.column_stack((k, column[k])), rel=1e-4, abs=1e-6)
    assert curves[r"the pair for $\lambda<0$"].tolist() == shown.states[k].tolist()
    assert curves[r"the pair for $|\lambda|$"].tolist() == shown.positive[k].tolist()
