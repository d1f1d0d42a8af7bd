"""The page that redraws figures 1 to 13 of the paper, each with its setting and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reports.pages.gallery import denoising, noise, random_start, runs
from reports.pages.gallery.denoising import Descent, descents, experiment
from reports.pages.gallery.figures import (
    depths_figure,
    flow_figure,
    largest_gap,
    pairs_figure,
    plateaus_figure,
    prediction_figure,
    starts_figure,
    waterfall_figure,
)
from reports.pages.gallery.noise import Noisy, noisy
from reports.pages.gallery.pictures import errors_figure, random_figure, singular_figure, strips_figure
from reports.pages.gallery.random_start import RandomStart
from reports.pages.gallery.runs import Plateaus, Prediction, Run
from reports.pages.gallery.windows import LEVEL, Window
from reports.pages.page import Page
from reports.rendering.figures import svg_text
from reports.rendering.markdown import Files, Setting, count, csv_text, exact_text, markdown_table, number, render

#: Iterations drawn of the runs of figures 1, 2 and 7, and of those of figure 3, from a share of the last on.
EVEN, SPACED = 100, 180
FROM = (80, 15, 12)


def build(setting: Setting) -> Files:
    """Return the page, its figures and its data."""
    setting.progress("figures of the paper: certified spectra")
    starts = [runs.descent(one, runs.BOTH_SIGNS, runs.even(one.last, EVEN)) for one in runs.STARTS]
    depths = [runs.descent(one, runs.RANK_THREE, runs.even(one.last, EVEN)) for one in runs.DEPTHS]
    found = [
        runs.plateaus(one, runs.spaced(one.last // share, one.last, SPACED))
        for one, share in zip(runs.PLATEAUS, FROM, strict=True)
    ]
    predictions = [runs.prediction(depth) for depth in (2, 3)]
    pairs = [runs.pair(eigenvalue) for eigenvalue in (1, -1)]
    noise_run = noisy(setting.seed)
    k = [runs.even(one.last, EVEN) for one in runs.STEPS]
    steps = [runs.plateaus(one, at) for one, at in zip(runs.STEPS, k, strict=True)]
    flows = [runs.flow(one.run.parameters, runs.RANK_THREE, one.run.at.astype(int).tolist()) for one in steps]
    setting.progress("figures of the paper: pictures")
    pictures, trained = experiment(setting.seed), descents(setting.seed)
    randoms = [random_start.random_start(sigma, setting.seed) for sigma in random_start.SIGMAS]
    figures = {
        "1": starts_figure(starts),
        "2": depths_figure(depths),
        "3": plateaus_figure(found),
        "4": prediction_figure(predictions),
        "5": pairs_figure(pairs),
        "6": waterfall_figure(found[0], noise_run),
        "7": flow_figure(steps, flows),
        "8": singular_figure(trained),
        "9": errors_figure(pictures, trained),
        "10": strips_figure(trained),
        "13": random_figure(randoms),
    }
    return {
        "gallery.md": render(
            "gallery/gallery.md.j2",
            setting,
            starts=starts,
            depths=depths,
            found=found,
            predictions=predictions,
            pairs=pairs,
            pair=runs.PAIR,
            noise=noise_run,
            noise_parameters=noise.PARAMETERS,
            delta=noise.DELTA,
            excess=runs.excess(runs.PLATEAUS[0], runs.PLATEAUS[0].last),
            level=LEVEL,
            steps=steps,
            gaps=[largest_gap(one.run, flow, one.sharp[0].start) for one, flow in zip(steps, flows, strict=True)],
            windows_table=_windows_table([*found, *steps]),
            pictures=pictures,
            trained=trained,
            trained_table=_trained_table(trained),
            best_rank=int(np.argmin(pictures.benchmarks)) + 1,
            denoising=denoising,
            randoms=randoms,
            random_start=random_start,
        ),
        **{f"gallery-{name}.svg": svg_text(figure) for name, figure in figures.items()},
        "data/gallery-spectra.csv": _spectra_csv([*starts, *depths]),
        "data/gallery-plateaus.csv": _plateaus_csv([*found, *steps], flows),
        "data/gallery-windows.csv": _windows_csv([*found, *steps]),
        "data/gallery-noise.csv": _noise_csv(noise_run),
        "data/gallery-prediction.csv": _prediction_csv(predictions),
        "data/gallery-denoising.csv": _denoising_csv(trained),
        "data/gallery-random-start.csv": _random_csv(randoms),
    }


def shown_window(window: Window) -> str:
    """Return the iterations of a window as the page shows them.

    >>> shown_window(Window(1, 3, 1000)), shown_window(Window(1, 3, None)), shown_window(Window(1, 3, 2))
    ('3–1,000', 'from 3', 'empty')
    """
    if window.empty:
        return "empty"
    return f"from {count(window.start)}" if window.stop is None else f"{count(window.start)}–{count(window.stop)}"


def _windows_table(found: Sequence[Plateaus]) -> str:
    headers = ("$N$", r"$\alpha$", r"$\eta$", "$l$", r"$r(\hat W_l)$", "$r(W(k))$", "plateau", "Theorem 3.5")
    cells = [
        (
            str(one.run.parameters.depth),
            exact_text(one.run.parameters.alpha),
            exact_text(one.run.parameters.eta),
            str(sharp.level),
            exact_text(level),
            number(middle, 5),
            shown_window(sharp),
            shown_window(promised),
        )
        for one in found
        for level, middle, sharp, promised in zip(one.levels, one.middle, one.sharp, one.promised, strict=True)
    ]
    return markdown_table(headers, cells)


def _trained_table(found: Sequence[Descent]) -> str:
    headers = ("$N$", "smallest $r$", "at $k$", "smallest error", "at $k$", "$r$ there", "error at the end")
    cells = [
        (
            str(one.depth),
            number(one.rank[one.lowest], 4),
            count(int(one.k[one.lowest])),
            number(one.generalisation[one.best], 4),
            count(int(one.k[one.best])),
            number(one.rank[one.best], 4),
            number(one.generalisation[-1], 4),
        )
        for one in found
    ]
    return markdown_table(headers, cells)


def _spectra_csv(found: Sequence[Run]) -> str:
    rows = [
        (one.parameters.depth, exact_text(one.parameters.beta), int(k), value, w)
        for one in found
        for j, k in enumerate(one.at.tolist())
        if j % 4 == 0
        for value, w in zip(one.eigenvalues.tolist(), one.products[:, j].tolist(), strict=True)
    ]
    return csv_text(dict(zip(("N", "beta", "k", "eigenvalue", "w"), zip(*rows, strict=True), strict=True)))


def _plateaus_csv(found: Sequence[Plateaus], flows: Sequence[Run]) -> str:
    """Return r and the distance over k; the flow at t = ηk beside the runs of figure 7, which come last."""
    beside: list[Sequence[float | None]] = [[None] * len(one.run.at) for one in found[: -len(flows)]]
    beside += [flow.rank.tolist() for flow in flows]
    rows = [
        (one.run.parameters.depth, exact_text(one.run.parameters.eta), int(k), rank, distance, flow)
        for one, other in zip(found, beside, strict=True)
        for k, rank, distance, flow in zip(one.run.at.tolist(), one.run.rank, one.run.distance, other, strict=True)
    ]
    names = ("N", "eta", "k", "effective_rank", "distance", "flow")
    return csv_text(dict(zip(names, zip(*rows, strict=True), strict=True)))


def _windows_csv(found: Sequence[Plateaus]) -> str:
    rows = [
        (one.run.parameters.depth, exact_text(one.run.parameters.eta), kind, w.level, w.start, w.stop)
        for one in found
        for kind, windows in (("plateau", one.sharp), ("promised", one.promised))
        for w in windows
    ]
    names = ("N", "eta", "kind", "level", "start", "stop")
    return csv_text(dict(zip(names, zip(*rows, strict=True), strict=True)))


def _noise_csv(found: Noisy) -> str:
    columns = {"k": found.run.at.astype(int), "error": found.error, "effective_rank": found.run.rank}
    return csv_text(columns)


def _prediction_csv(found: Sequence[Prediction]) -> str:
    rows = [
        (one.depth, *row)
        for one in found
        for row in zip(one.accuracy.tolist(), one.lower.tolist(), one.time, one.upper, strict=True)
    ]
    return csv_text(dict(zip(("N", "epsilon", "lower", "T", "upper"), zip(*rows, strict=True), strict=True)))


def _denoising_csv(found: Sequence[Descent]) -> str:
    rows = [
        (one.depth, int(k), training, error, rank, *one.singular[:3, j].tolist())
        for one in found
        for j, (k, training, error, rank) in enumerate(
            zip(one.k, one.training.tolist(), one.generalisation.tolist(), one.rank.tolist(), strict=True)
        )
    ]
    names = ("N", "k", "training", "generalisation", "effective_rank", "sigma_1", "sigma_2", "sigma_3")
    return csv_text(dict(zip(names, zip(*rows, strict=True), strict=True)))


def _random_csv(found: Sequence[RandomStart]) -> str:
    rows = [
        (one.sigma, value, time)
        for one in found
        for value, time in zip(random_start.EIGENVALUES, one.found, strict=True)
    ]
    return csv_text(dict(zip(("sigma", "eigenvalue", "found"), zip(*rows, strict=True), strict=True)))


PAGE = Page("gallery.md", "The paper's figures, redrawn", build, seconds=8)
